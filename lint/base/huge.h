/*
 * Large pages behind large pieces of memory: touching each page of 4 kB for
 * the first time is half of what it costs to take in a file of many
 * certificates.
 */
#ifndef LINT_BASE_HUGE_H
#define LINT_BASE_HUGE_H

#include <stddef.h>

/* Memory that free() gives back, where it is large from a large page on; NULL:
 * there is none. */
void *huge_alloc(size_t size) __attribute__((malloc, warn_unused_result));

/*
 * Ask for them behind memory that will be filled, and has not been yet; where
 * there are none, or it is too small, nothing happens.
 */
void huge_advise(void *memory, size_t size);

#endif
