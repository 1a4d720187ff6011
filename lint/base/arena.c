#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "huge.h"

enum {
	ALIGNMENT = alignof(max_align_t),
	BLOCK_SIZE = 64 * 1024,
	/* The more there is, the larger the next block, up to this. */
	BLOCK_SIZE_MAX = 16 * 1024 * 1024,
	/* A reset keeps blocks up to this size: one large input should not
	 * hold on to its memory for the rest of the run. */
	KEPT_SIZE = 1024 * 1024,
};

struct arena_block {
	struct arena_block *next;
	size_t capacity;
	alignas(max_align_t) char data[];
};

void
arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

void
arena_free(struct arena *arena)
{
	struct arena_block *block = arena->first;

	while (block != NULL) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
	arena_init(arena);
}

static void
make_current(struct arena *arena, struct arena_block *block)
{
	arena->current = block;
	arena->next = block == NULL ? NULL : block->data;
	arena->end = block == NULL ? NULL : block->data + block->capacity;
}

void
arena_reset(struct arena *arena)
{
	struct arena_block **link = &arena->first;

	while (*link != NULL) {
		struct arena_block *block = *link;

		if (block->capacity > KEPT_SIZE) {
			*link = block->next;
			arena->held -= block->capacity;
			free(block);
		} else {
			link = &block->next;
		}
	}
	make_current(arena, arena->first);
}

/* A block of at least size octets that is in no list. */
static struct arena_block *
new_block(struct arena *arena, size_t size)
{
	struct arena_block *block;
	size_t least = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	size_t capacity = least;

	if (size <= BLOCK_SIZE && arena->held > BLOCK_SIZE)
		capacity = arena->held < BLOCK_SIZE_MAX ? arena->held :
							  BLOCK_SIZE_MAX;
	if (capacity > PTRDIFF_MAX - sizeof(*block))
		return NULL;
	block = huge_alloc(sizeof(*block) + capacity);
	/* Where memory is short, no more than what is asked for. */
	if (block == NULL && capacity > least) {
		capacity = least;
		block = huge_alloc(sizeof(*block) + capacity);
	}
	if (block == NULL)
		return NULL;
	block->capacity = capacity;
	arena->held += capacity;
	return block;
}

/* Whether a spare block is the one to take: what is large has a block to
 * itself, and a much larger one would be lost on it. */
static bool
is_fit(const struct arena_block *block, size_t size)
{
	return block->capacity >= size &&
	    (size <= BLOCK_SIZE || block->capacity / 2 <= size);
}

/* Take the first spare block that has room out of the list, or make one. */
static struct arena_block *
obtain_block(struct arena *arena, size_t size)
{
	struct arena_block **link;

	link = arena->current == NULL ? &arena->first : &arena->current->next;
	for (; *link != NULL; link = &(*link)->next) {
		struct arena_block *block = *link;

		if (is_fit(block, size)) {
			*link = block->next;
			return block;
		}
	}
	return new_block(arena, size);
}

/*
 * What does not fit into an ordinary block gets one of its own, in front of
 * the list, so that the rest of the current one is not lost.
 */
static void *
take_large(struct arena *arena, size_t size)
{
	struct arena_block *block = obtain_block(arena, size);

	if (block == NULL)
		return NULL;
	block->next = arena->first;
	arena->first = block;
	if (arena->current == NULL) {
		make_current(arena, block);
		arena->next = arena->end;
	}
	return block->data;
}

static void *
take_from_new_block(struct arena *arena, size_t size)
{
	struct arena_block *block;

	if (size > BLOCK_SIZE)
		return take_large(arena, size);
	block = obtain_block(arena, size);
	if (block == NULL)
		return NULL;
	if (arena->current == NULL) {
		block->next = arena->first;
		arena->first = block;
	} else {
		block->next = arena->current->next;
		arena->current->next = block;
	}
	make_current(arena, block);
	arena->next += size;
	return block->data;
}

/* The size is at most PTRDIFF_MAX; the octets are not zeroed. */
static inline void *
take(struct arena *arena, size_t size)
{
	char *taken = arena->next;

	/* A size of 0 takes room, too, so that its pointer is not NULL. */
	size += size == 0;
	size = (size + ALIGNMENT - 1) & ~((size_t)ALIGNMENT - 1);
	if (size > (size_t)(arena->end - arena->next))
		return take_from_new_block(arena, size);
	arena->next += size;
	return taken;
}

void *
arena_take_block(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total) || total > PTRDIFF_MAX)
		return NULL;
	return take(arena, total);
}

void *
arena_alloc(struct arena *arena, size_t count, size_t size)
{
	void *memory = arena_take(arena, count, size);

	/* The product did not wrap, or there would be no memory. */
	if (memory != NULL)
		memset(memory, 0, count * size);
	return memory;
}

char *
arena_copy(struct arena *arena, struct el_bytes bytes)
{
	char *copy;

	if (bytes.size >= PTRDIFF_MAX)
		return NULL;
	copy = take(arena, bytes.size + 1);
	if (copy == NULL)
		return NULL;
	if (bytes.size > 0)
		memcpy(copy, bytes.data, bytes.size);
	copy[bytes.size] = '\0';
	return copy;
}

/* Straight into the free octets; again where they were too few. */
char *
arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	size_t room = (size_t)(arena->end - arena->next);
	char *start = arena->next;
	va_list again;
	int length;
	char *text;

	va_copy(again, arguments);
	length = vsnprintf(start, room, format, arguments);
	text = length < 0 ? NULL : take(arena, (size_t)length + 1);
	if (text != NULL && text != start)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}
