/*
 * The weaknesses of RSA moduli that were seen in this run, so that the tests
 * are done once for each key, not for each certificate or rule.
 */
#ifndef LINT_JUDGE_KEY_CACHE_H
#define LINT_JUDGE_KEY_CACHE_H

#include <edgelint/weak_key.h>

#include "base/arena.h"

struct key_cache;

/* An empty one; NULL: no memory. */
struct key_cache *key_cache_new(struct arena *run_arena);

/* The facts of a modulus; none of one that is over EL_WEAK_KEY_BITS_MAX. */
struct el_weak_key key_cache_find(struct key_cache *cache,
    struct el_bytes modulus);

#endif
