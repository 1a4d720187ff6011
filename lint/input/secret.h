/*
 * Memory that holds passwords, keys or what was decrypted with them, and that
 * is overwritten when it is no longer needed.
 */
#ifndef LINT_INPUT_SECRET_H
#define LINT_INPUT_SECRET_H

#include <edgelint/bytes.h>

/* Overwrite in a way that no compiler leaves out. */
void secret_wipe(void *data, size_t size);

/* A buffer of its own; zero it before the first use. */
struct secret {
	uint8_t *data;
	size_t size;
};

bool secret_alloc(struct secret *out, size_t size)
    __attribute__((warn_unused_result));

/* Wipe and release; may be called again. */
void secret_free(struct secret *secret);

static inline struct el_bytes
secret_bytes(const struct secret *secret)
{
	return (struct el_bytes){ secret->data, secret->size };
}

#endif
