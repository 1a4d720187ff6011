#include "check.h"

#include <stdalign.h>
#include <stdint.h>

#include "base/arena.h"

static bool
is_aligned(const void *memory)
{
	return (uintptr_t)memory % alignof(max_align_t) == 0;
}

static bool
is_zero(const void *memory, size_t size)
{
	const char *octets = memory;

	for (size_t i = 0; i < size; i++) {
		if (octets[i] != 0)
			return false;
	}
	return true;
}

static void
test_aligned_and_zeroed(void)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t size = 1; size < 3000; size++) {
		char *memory = arena_alloc(&arena, 1, size);

		CHECK(memory != NULL);
		CHECK(is_aligned(memory));
		CHECK(is_zero(memory, size));
		memset(memory, 0xff, size);
	}
	arena_free(&arena);
}

static void
test_pieces_do_not_overlap(void)
{
	enum { COUNT = 400 };
	unsigned char *pieces[COUNT];
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT; i++) {
		/* Some in the current block, some in one of their own. */
		size_t size = i % 7 == 0 ? 70000 : 1 + i;

		pieces[i] = arena_alloc(&arena, size, 1);
		CHECK(pieces[i] != NULL);
		memset(pieces[i], (int)(i & 0xff), size);
	}
	for (size_t i = 0; i < COUNT; i++) {
		size_t size = i % 7 == 0 ? 70000 : 1 + i;

		CHECK(pieces[i][0] == (i & 0xff));
		CHECK(pieces[i][size - 1] == (i & 0xff));
	}
	arena_free(&arena);
}

static void
test_nothing_is_not_null(void)
{
	struct arena arena;
	char *first;
	char *second;

	arena_init(&arena);
	first = arena_alloc(&arena, 0, 16);
	second = arena_alloc(&arena, 16, 0);
	CHECK(first != NULL);
	CHECK(second != NULL);
	CHECK(first != second);
	arena_free(&arena);
}

static void
test_overflow_gives_null(void)
{
	struct arena arena;

	arena_init(&arena);
	CHECK(arena_alloc(&arena, SIZE_MAX, 2) == NULL);
	CHECK(arena_alloc(&arena, SIZE_MAX / 2 + 1, 2) == NULL);
	CHECK(arena_alloc(&arena, 1, SIZE_MAX) == NULL);
	CHECK(arena_alloc(&arena, 1, PTRDIFF_MAX) == NULL);
	CHECK(arena_alloc(&arena, 1, (size_t)PTRDIFF_MAX + 1) == NULL);
	CHECK(arena_copy(&arena, (struct el_bytes){ NULL, SIZE_MAX }) == NULL);
	/* It is still good for something that exists. */
	CHECK(arena_alloc(&arena, 1, 100) != NULL);
	arena_free(&arena);
}

static void
test_reset_gives_the_same_memory(void)
{
	struct arena arena;
	char *first;
	char *large;

	arena_init(&arena);
	first = arena_alloc(&arena, 1, 100);
	large = arena_alloc(&arena, 1, 200000);
	CHECK(first != NULL && large != NULL);
	memset(first, 0xaa, 100);
	memset(large, 0xaa, 200000);
	arena_reset(&arena);

	/* The two blocks are used again, and what is in them is zeroed. */
	for (int round = 0; round < 3; round++) {
		char *memory = arena_alloc(&arena, 1, 200000);

		CHECK(memory == large);
		CHECK(is_zero(memory, 200000));
		memory = arena_alloc(&arena, 1, 100);
		CHECK(memory == first);
		CHECK(is_zero(memory, 100));
		arena_reset(&arena);
	}
	arena_free(&arena);
}

static size_t
count_blocks(const struct arena *arena)
{
	/* A block begins with the pointer to the next. */
	const void *const *block = (const void *const *)arena->first;
	size_t count = 0;

	for (; block != NULL; block = *block)
		count++;
	return count;
}

static void
test_reset_releases_huge_blocks(void)
{
	struct arena arena;

	arena_init(&arena);
	CHECK(arena_alloc(&arena, 1, 10) != NULL);
	CHECK(arena_alloc(&arena, 1, 1024 * 1024) != NULL);
	CHECK(arena_alloc(&arena, 1, 1024 * 1024 + 1) != NULL);
	CHECK_NUMBER(count_blocks(&arena), 3);
	arena_reset(&arena);
	CHECK_NUMBER(count_blocks(&arena), 2);
	arena_free(&arena);
	CHECK_NUMBER(count_blocks(&arena), 0);
}

static void
test_rounds_do_not_grow(void)
{
	struct arena arena;
	size_t blocks = 0;

	arena_init(&arena);
	for (int round = 0; round < 50; round++) {
		for (size_t i = 0; i < 40; i++) {
			size_t size = i % 3 == 0 ? 90000 : 30000;

			CHECK(arena_alloc(&arena, 1, size) != NULL);
		}
		if (round == 10)
			blocks = count_blocks(&arena);
		arena_reset(&arena);
	}
	CHECK_NUMBER(count_blocks(&arena), blocks);
	arena_free(&arena);
}

/* Much in small pieces is no long list of blocks, and is not kept. */
static void
test_blocks_grow(void)
{
	enum { PIECE = 1000, PIECES = 20000 };
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < PIECES; i++) {
		char *piece = arena_alloc(&arena, 1, PIECE);

		CHECK(piece != NULL);
		memset(piece, 0xff, PIECE);
	}
	CHECK(count_blocks(&arena) < 12);
	CHECK(arena.held < 2 * (size_t)PIECES * PIECE);
	arena_reset(&arena);
	CHECK(arena.held <= 4 * 1024 * 1024);
	arena_free(&arena);
	CHECK_NUMBER(arena.held, 0);
}

static void
test_large_keeps_the_current_block(void)
{
	struct arena arena;
	char *before;
	char *after;

	arena_init(&arena);
	before = arena_alloc(&arena, 1, 16);
	CHECK(arena_alloc(&arena, 1, 100000) != NULL);
	after = arena_alloc(&arena, 1, 16);
	CHECK(after == before + 16);
	arena_free(&arena);
}

static void
test_copy_and_printf(void)
{
	struct arena arena;
	const struct el_bytes with_nul = { (const uint8_t *)"a\0b", 3 };
	char *copy;
	char *text;

	arena_init(&arena);
	copy = arena_copy(&arena, with_nul);
	CHECK(copy != NULL && memcmp(copy, "a\0b", 4) == 0);
	CHECK_TEXT(arena_copy(&arena, (struct el_bytes){ NULL, 0 }), "");
	CHECK_TEXT(arena_printf(&arena, "%s has %d", "sip", 42), "sip has 42");
	CHECK_TEXT(arena_printf(&arena, "%s", ""), "");
	text = arena_printf(&arena, "%0100000d", 7);
	CHECK(text != NULL && strlen(text) == 100000 && text[99999] == '7');
	arena_free(&arena);
}

const struct test tests_arena[] = {
	{ "arena: memory is aligned and zeroed", test_aligned_and_zeroed },
	{ "arena: pieces do not overlap", test_pieces_do_not_overlap },
	{ "arena: nothing has a pointer of its own", test_nothing_is_not_null },
	{ "arena: a size that wraps gives NULL", test_overflow_gives_null },
	{ "arena: a reset uses blocks again",
	    test_reset_gives_the_same_memory },
	{ "arena: a reset releases blocks over 1 MiB",
	    test_reset_releases_huge_blocks },
	{ "arena: blocks grow with what there is", test_blocks_grow },
	{ "arena: equal rounds need no more blocks", test_rounds_do_not_grow },
	{ "arena: a large piece leaves the current block be",
	    test_large_keeps_the_current_block },
	{ "arena: copies and formatted text end in NUL", test_copy_and_printf },
	{ NULL, NULL },
};
