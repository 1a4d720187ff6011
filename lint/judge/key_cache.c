#include "key_cache.h"

#include "view/weak_key.h"

/*
 * A power of two.  A run over one pool's certificates has few keys; in one
 * over a certificate log hardly any comes twice, and no size would do.
 */
enum { SLOTS = 16 };

/* Each slot holds one modulus; a later one with the same place replaces it. */
struct slot {
	size_t size; /* 0: free */
	struct el_weak_key facts;
};

struct key_cache {
	struct slot slots[SLOTS];
	uint8_t (*moduli)[WEAK_KEY_MAX]; /* by slot */
	bool began;
	struct weak_key_tables tables;
};

struct key_cache *
key_cache_new(struct arena *run_arena)
{
	struct key_cache *cache = arena_alloc(run_arena, 1, sizeof(*cache));

	if (cache == NULL)
		return NULL;
	/* Not zeroed: what no key needs stays without memory behind it. */
	cache->moduli = arena_take(run_arena, SLOTS, sizeof(*cache->moduli));
	return cache->moduli == NULL ? NULL : cache;
}

/* The lowest octets of a modulus are as good as any hash; all are compared. */
static size_t
slot_of(struct el_bytes modulus)
{
	return modulus.size == 0 ? 0 :
	    modulus.data[modulus.size - 1] / 2 % SLOTS;
}

struct el_weak_key
key_cache_find(struct key_cache *cache, struct el_bytes modulus)
{
	size_t i;
	struct slot *slot;

	while (modulus.size > 0 && modulus.data[0] == 0)
		modulus = (struct el_bytes){ modulus.data + 1,
			modulus.size - 1 };
	if (modulus.size > WEAK_KEY_MAX)
		return (struct el_weak_key){ 0 };
	i = slot_of(modulus);
	slot = &cache->slots[i];
	if (slot->size != 0 && el_bytes_equal(modulus,
		(struct el_bytes){ cache->moduli[i], slot->size }))
		return slot->facts;
	if (!cache->began)
		weak_key_begin(&cache->tables);
	cache->began = true;
	slot->facts = weak_key_look(&cache->tables, modulus);
	slot->size = modulus.size;
	memcpy(cache->moduli[i], modulus.data, modulus.size);
	return slot->facts;
}
