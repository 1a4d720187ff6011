/* madvise() is of BSD, and POSIX has nothing like it. */
#define _DEFAULT_SOURCE

#include "huge.h"

#include <stdint.h>
#include <stdlib.h>

#include <sys/mman.h>

/* Of x86-64, and of ARM with pages of 4 kB. */
enum { HUGE_SIZE = 2 * 1024 * 1024 };

void *
huge_alloc(size_t size)
{
	void *memory;

	if (size < HUGE_SIZE)
		return malloc(size);
	if (posix_memalign(&memory, HUGE_SIZE, size) != 0)
		return malloc(size);
	huge_advise(memory, size);
	return memory;
}

void
huge_advise(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
	size_t before = -(uintptr_t)memory % HUGE_SIZE;

	/* Only what is wholly within: the rest has other users. */
	if (size >= before + HUGE_SIZE)
		(void)madvise((char *)memory + before,
		    (size - before) / HUGE_SIZE * HUGE_SIZE, MADV_HUGEPAGE);
#else
	(void)memory;
	(void)size;
#endif
}
