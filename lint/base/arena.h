/*
 * Memory that is given back all at once: one arena holds everything that is
 * made while one input is read and judged.  Reset keeps its blocks for the
 * next input, so the loop over inputs does not allocate.
 */
#ifndef LINT_BASE_ARENA_H
#define LINT_BASE_ARENA_H

#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>

#include <edgelint/bytes.h>

struct arena_block;

struct arena {
	struct arena_block *first; /* blocks in use, then spare ones */
	struct arena_block *current;
	char *next; /* free octets of the current block */
	char *end;
	size_t held; /* octets of all blocks: the more, the larger the next */
};

/* An arena that holds nothing; it allocates when it is first asked. */
void arena_init(struct arena *arena);
void arena_free(struct arena *arena);

/* Everything that was given out is gone; blocks over 1 MiB are released. */
void arena_reset(struct arena *arena);

/*
 * count elements of size octets, zeroed and aligned for any type; NULL when
 * there is no memory or the product wraps.  A count of 0 gives a pointer that
 * is not NULL.
 */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* arena_take(), where the current block has no room. */
void *arena_take_block(struct arena *arena, size_t count, size_t size);

/*
 * The same as arena_alloc(), but not zeroed: for what is filled in right away.
 * It is inline since reading a certificate takes a dozen times.
 */
static inline void *
arena_take(struct arena *arena, size_t count, size_t size)
{
	/* A multiple of the alignment, as is the start of every piece. */
	size_t room = (size_t)(arena->end - arena->next);
	char *taken = arena->next;
	size_t total;

	if (__builtin_mul_overflow(count, size, &total) || total == 0 ||
	    total > room)
		return arena_take_block(arena, count, size);
	arena->next += (total + alignof(max_align_t) - 1) &
	    ~(alignof(max_align_t) - 1);
	return taken;
}

/* A copy with a NUL behind it; NULL when there is no memory. */
char *arena_copy(struct arena *arena, struct el_bytes bytes);

/* printf into the arena; NULL when there is no memory. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format,
    va_list arguments) __attribute__((format(printf, 2, 0)));

#endif
