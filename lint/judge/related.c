#include "related.h"

#include "view/name_order.h"
#include "chain_set.h"

/*
 * Hashes that were met, as two bits for each among 32 for each: what was not
 * met seems to have been in one of 250 cases.
 */
struct met {
	uint64_t *words;
	unsigned shift; /* of 64 bits, to the number of a bit */
};

enum { BITS_EACH = 32, WORD = 64 };

static bool
met_begin(struct met *out, size_t count, struct arena *arena)
{
	size_t words = 1;

	out->shift = WORD - 6;
	while (words * WORD < count * BITS_EACH) {
		words *= 2;
		out->shift--;
	}
	out->words = arena_alloc(arena, words, sizeof(*out->words));
	return out->words != NULL;
}

static const uint64_t factors[] = { UINT64_C(0x9e3779b97f4a7c15),
	UINT64_C(0xc2b2ae3d27d4eb4f) };

enum { FACTORS = sizeof(factors) / sizeof(factors[0]) };

/* The number of a hash's i-th bit. */
static uint64_t
bit_of(const struct met *met, uint32_t hash, size_t i)
{
	return (hash + UINT64_C(1)) * factors[i] >> met->shift;
}

static bool
was_met(const struct met *met, uint32_t hash)
{
	for (size_t i = 0; i < FACTORS; i++) {
		uint64_t bit = bit_of(met, hash, i);

		if ((met->words[bit / WORD] >> bit % WORD & 1) == 0)
			return false;
	}
	return true;
}

/* Whether it was met before. */
static bool
meet(struct met *met, uint32_t hash)
{
	bool before = was_met(met, hash);

	for (size_t i = 0; i < FACTORS; i++) {
		uint64_t bit = bit_of(met, hash, i);

		met->words[bit / WORD] |= UINT64_C(1) << bit % WORD;
	}
	return before;
}

/* The last octets of some, put to a hash. */
static uint32_t
hash_end(uint32_t hash, struct el_bytes octets)
{
	enum { END = 8 };
	size_t from = octets.size > END ? octets.size - END : 0;

	for (size_t i = from; i < octets.size; i++)
		hash = hash * UINT32_C(16777619) ^ octets.data[i];
	return hash;
}

/* A serial number is an issuer's once, and a signature looks like chance. */
static uint32_t
hash_octets(const struct el_cert *cert)
{
	return hash_end(hash_end((uint32_t)cert->der.size,
	    cert->serial.body), cert->der);
}

void
glance_at(struct glance *out, const struct el_cert *cert, bool edge)
{
	*out = (struct glance){
		.readable = true,
		.request = cert->request != NULL,
		.edge = edge,
	};
	if (out->request)
		return;
	out->subject = name_hash(&cert->subject);
	out->issuer = name_hash(&cert->issuer);
	out->octets = hash_octets(cert);
}

/* What the certificates of an input and the material have. */
struct kin {
	struct met subjects;
	/* Issuers, and the subjects of the material, whose certificates may
	 * stand in the input once more. */
	struct met issuers;
	struct met octets;
	struct met twice;
};

static bool
kin_begin(struct kin *kin, const struct glance *glances, size_t count,
    const struct chain_set *given, struct arena *arena)
{
	size_t room = count + 2 * given->count;

	if (!met_begin(&kin->subjects, room, arena) ||
	    !met_begin(&kin->issuers, room, arena) ||
	    !met_begin(&kin->octets, count, arena) ||
	    !met_begin(&kin->twice, count, arena))
		return false;
	for (size_t i = 0; i < given->count; i++) {
		meet(&kin->subjects, given->nodes[i].subject);
		meet(&kin->issuers, given->nodes[i].subject);
		meet(&kin->issuers, given->nodes[i].issuer);
	}
	for (size_t i = 0; i < count; i++) {
		if (!glances[i].readable || glances[i].request)
			continue;
		meet(&kin->subjects, glances[i].subject);
		meet(&kin->issuers, glances[i].issuer);
		if (meet(&kin->octets, glances[i].octets))
			meet(&kin->twice, glances[i].octets);
	}
	return true;
}

static bool
is_related(const struct kin *kin, const struct glance *glance)
{
	return !glance->request &&
	    (was_met(&kin->subjects, glance->issuer) ||
		was_met(&kin->issuers, glance->subject) ||
		was_met(&kin->twice, glance->octets));
}

bool
related_find(struct chain_alone *out, struct glance *glances, size_t count,
    const struct chain_material *material, struct arena *arena)
{
	static const struct chain_set nothing = { .count = 0 };
	size_t edges = 0;
	struct kin kin;

	*out = (struct chain_alone){ 0 };
	if (!kin_begin(&kin, glances, count,
		material == NULL ? &nothing : &material->set, arena))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct glance *glance = &glances[i];

		if (!glance->readable)
			continue;
		glance->related = is_related(&kin, glance);
		edges += glance->edge && !glance->request;
		if (glance->related || glance->request)
			continue;
		out->certificates++;
		out->edges += glance->edge;
	}
	/* Being named as an issuer makes no Edge certificate of what is none. */
	if (out->edges >= 2 || edges == 0)
		return true;
	*out = (struct chain_alone){ 0 };
	for (size_t i = 0; i < count; i++)
		glances[i].related = glances[i].readable;
	return true;
}
