#include "chain_set.h"

#include <stdlib.h>

/* --- names ----------------------------------------------------------------- */

/* String types whose octets are characters, as far as ASCII goes. */
static bool
is_text(uint8_t tag)
{
	switch (tag) {
	case EL_TAG_UTF8_STRING:
	case EL_TAG_NUMERIC_STRING:
	case EL_TAG_PRINTABLE_STRING:
	case EL_TAG_TELETEX_STRING:
	case EL_TAG_IA5_STRING:
	case EL_TAG_VISIBLE_STRING:
		return true;
	default:
		return false;
	}
}

static uint8_t
lower(uint8_t octet)
{
	return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
}

static int
compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
compare_octets(struct el_bytes a, struct el_bytes b, bool fold)
{
	if (a.size != b.size)
		return compare_numbers(a.size, b.size);
	if (!fold)
		return a.size == 0 ? 0 : memcmp(a.data, b.data, a.size);
	for (size_t i = 0; i < a.size; i++) {
		uint8_t x = lower(a.data[i]);
		uint8_t y = lower(b.data[i]);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

static int
compare_attributes(const struct el_attribute *a, const struct el_attribute *b)
{
	bool text = is_text(a->value.tag);
	int order = compare_numbers(a->rdn, b->rdn);

	if (order == 0)
		order = compare_octets(a->type.body, b->type.body, false);
	if (order == 0)
		order = compare_numbers(text, is_text(b->value.tag));
	if (order == 0 && !text)
		order = compare_numbers(a->value.tag, b->value.tag);
	if (order == 0)
		order = compare_octets(a->value.body, b->value.body, text);
	return order;
}

/* A total order in which equal names are equal. */
static int
compare_names(const struct el_name *a, const struct el_name *b)
{
	int order = compare_numbers(a->count, b->count);

	for (size_t i = 0; order == 0 && i < a->count; i++)
		order = compare_attributes(&a->attributes[i],
		    &b->attributes[i]);
	return order;
}

/* The same for equal names. */
static uint32_t
hash_name(const struct el_name *name)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < name->count; i++)
		hash = (hash ^ el_host_hash(name->attributes[i].value.body)) *
		    UINT32_C(16777619);
	return hash;
}

bool
el_name_equal(const struct el_name *a, const struct el_name *b)
{
	return a->count != 0 && compare_names(a, b) == 0;
}

/* --- key identifiers ------------------------------------------------------- */

static struct el_bytes
own_key_id(const struct el_cert *cert)
{
	return cert->subject_key_id.body;
}

static struct el_bytes
wanted_key_id(const struct el_cert *cert)
{
	return cert->authority_key_id.key_id.body;
}

bool
el_cert_may_issue(const struct el_cert *issuer, const struct el_cert *cert)
{
	struct el_bytes own = own_key_id(issuer);
	struct el_bytes wanted = wanted_key_id(cert);

	return el_name_equal(&issuer->subject, &cert->issuer) &&
	    (own.data == NULL || wanted.data == NULL ||
		el_bytes_equal(own, wanted));
}

/* --- the set --------------------------------------------------------------- */

/* By subject, then key identifier, then octets, then place. */
static int
compare_nodes(const void *left, const void *right)
{
	const struct chain_node *a = *(struct chain_node *const *)left;
	const struct chain_node *b = *(struct chain_node *const *)right;
	int order = compare_numbers(a->subject, b->subject);

	if (order == 0)
		order = compare_names(&a->link.cert->subject,
		    &b->link.cert->subject);
	if (order == 0)
		order = compare_octets(own_key_id(a->link.cert),
		    own_key_id(b->link.cert), false);
	if (order == 0)
		order = compare_octets(a->link.cert->der, b->link.cert->der,
		    false);
	return order != 0 ? order : compare_numbers((size_t)(a > b), a < b);
}

bool
chain_set_make(struct chain_set *out, const struct el_link *links,
    size_t count, struct arena *arena)
{
	*out = (struct chain_set){
		.nodes = arena_alloc(arena, count, sizeof(*out->nodes)),
		.by_subject = arena_alloc(arena, count,
		    sizeof(*out->by_subject)),
		.count = count,
	};
	if (out->nodes == NULL || out->by_subject == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct chain_node *node = &out->nodes[i];

		node->link = links[i];
		node->subject = hash_name(&links[i].cert->subject);
		node->issuer = hash_name(&links[i].cert->issuer);
		out->by_subject[i] = node;
	}
	qsort(out->by_subject, count, sizeof(*out->by_subject), compare_nodes);
	return true;
}

bool
chain_material_copy(struct chain_material *out,
    const struct chain_material *material, struct arena *arena)
{
	size_t count = material->set.count;
	struct el_link *links = arena_alloc(arena, count, sizeof(*links));

	if (links == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		links[i] = material->set.nodes[i].link;
	out->given = material->given;
	return chain_set_make(&out->set, links, count, arena);
}

/*
 * How a node stands to what is looked for: a subject, and a key identifier
 * when its octets are not NULL.
 */
static int
compare_wanted(const struct chain_node *node, const struct el_name *subject,
    uint32_t hash, struct el_bytes key_id)
{
	int order = compare_numbers(node->subject, hash);

	if (order == 0)
		order = compare_names(&node->link.cert->subject, subject);
	if (order == 0 && key_id.data != NULL)
		order = compare_octets(own_key_id(node->link.cert), key_id,
		    false);
	return order;
}

/* The index of the first node that does not stand before it. */
static size_t
find_first(const struct chain_set *set, const struct el_name *subject,
    uint32_t hash, struct el_bytes key_id)
{
	size_t low = 0;
	size_t high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_wanted(set->by_subject[middle], subject, hash,
			key_id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
chain_set_issuers(struct chain_node **out, size_t room,
    const struct chain_set *set, const struct chain_node *node)
{
	const struct el_name *issuer = &node->link.cert->issuer;
	struct el_bytes wanted = wanted_key_id(node->link.cert);
	struct el_bytes any = { NULL, 0 };
	size_t count = 0;

	if (issuer->count == 0)
		return 0;
	for (size_t i = find_first(set, issuer, node->issuer, wanted);
	    wanted.data != NULL && i < set->count && count < room &&
	    compare_wanted(set->by_subject[i], issuer, node->issuer,
		wanted) == 0; i++)
		out[count++] = set->by_subject[i];
	for (size_t i = find_first(set, issuer, node->issuer, any);
	    i < set->count && count < room &&
	    compare_wanted(set->by_subject[i], issuer, node->issuer,
		any) == 0; i++)
		if (wanted.data == NULL || !el_bytes_equal(wanted,
			own_key_id(set->by_subject[i]->link.cert)))
			out[count++] = set->by_subject[i];
	return count;
}

bool
chain_set_repeats(const struct chain_set *set, size_t i)
{
	return i > 0 &&
	    el_bytes_equal(set->by_subject[i - 1]->link.cert->der,
		set->by_subject[i]->link.cert->der);
}

struct chain_node *
chain_set_anchor(const struct chain_set *set, const struct chain_node *node)
{
	const struct el_cert *cert = node->link.cert;

	for (size_t i = find_first(set, &cert->subject, node->subject,
		 own_key_id(cert)); i < set->count; i++) {
		struct chain_node *other = set->by_subject[i];

		if (compare_wanted(other, &cert->subject, node->subject,
			own_key_id(cert)) != 0)
			return NULL;
		if (other->link.from == EL_FROM_TRUST &&
		    el_bytes_equal(other->link.cert->der, cert->der))
			return other;
	}
	return NULL;
}
