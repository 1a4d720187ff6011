#include "chain_set.h"

#include <stdlib.h>

#include "view/name_order.h"

/* The parts that path validation looks into. */
enum { JUDGED = EL_PART_EXTENSIONS | EL_PART_BASIC_CONSTRAINTS |
	    EL_PART_KEY_USAGE | EL_PART_EKU | EL_PART_NAME_CONSTRAINTS };

/* --- key identifiers ------------------------------------------------------ */

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

/* --- the set -------------------------------------------------------------- */

/*
 * By subject, then key identifier, then octets; of the same octets a trust
 * anchor stands first, then what comes first in its source.
 */
static int
compare_nodes(const void *left, const void *right)
{
	const struct chain_node *a = *(struct chain_node *const *)left;
	const struct chain_node *b = *(struct chain_node *const *)right;
	int order = compare_numbers(a->subject, b->subject);

	if (order == 0)
		order = name_compare(&a->link.cert->subject,
		    &b->link.cert->subject);
	if (order == 0)
		order = compare_octets(own_key_id(a->link.cert),
		    own_key_id(b->link.cert));
	if (order == 0)
		order = compare_octets(a->link.cert->der, b->link.cert->der);
	if (order == 0)
		order = compare_numbers(b->link.from == EL_FROM_TRUST,
		    a->link.from == EL_FROM_TRUST);
	return order != 0 ? order : (a > b) - (a < b);
}

static bool
is_fit(const struct el_link *link)
{
	const struct el_cert *cert = link->cert;

	if ((cert->unreadable & JUDGED) != 0)
		return false;
	/* At the start of a way no path length is in its way. */
	if (el_link_not_ca(link, 0) != NULL ||
	    el_cert_issuing(cert) == EL_ISSUES_FOR_OTHERS)
		return false;
	for (size_t i = 0; i < cert->extension_count; i++)
		if (cert->extensions[i].critical &&
		    el_extension_criticality(&cert->extensions[i]) !=
			EL_CRITICAL_KNOWN)
			return false;
	return true;
}

static void
make_node(struct chain_node *node, const struct el_link *link)
{
	const struct el_cert *cert = link->cert;

	node->link = *link;
	node->link.self_issued = el_name_equal(&cert->subject, &cert->issuer);
	node->subject = name_hash(&cert->subject);
	node->issuer = name_hash(&cert->issuer);
	node->fit = is_fit(&node->link);
}

/* Keeps a node that sorting has reached, unless its octets stand there. */
static void
place(struct chain_set *set, struct chain_node *node)
{
	const struct chain_node *last = set->unique == 0 ? NULL :
	    set->by_subject[set->unique - 1];

	node->link.repeated = last != NULL &&
	    el_bytes_equal(last->link.cert->der, node->link.cert->der);
	node->same = node->link.repeated ? last : node;
	node->anchor = node->same->link.from == EL_FROM_TRUST;
	if (!node->link.repeated)
		set->by_subject[set->unique++] = node;
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
		make_node(&out->nodes[i], &links[i]);
		out->by_subject[i] = &out->nodes[i];
	}
	qsort(out->by_subject, count, sizeof(*out->by_subject), compare_nodes);
	for (size_t i = 0; i < count; i++)
		place(out, out->by_subject[i]);
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

/* What is looked for; what has no octets makes no difference. */
struct wanted {
	const struct el_name *subject;
	uint32_t hash; /* of the name */
	struct el_bytes key_id;
	struct el_bytes der;
};

static int
compare_wanted(const struct chain_node *node, const struct wanted *wanted)
{
	const struct el_cert *cert = node->link.cert;
	int order = compare_numbers(node->subject, wanted->hash);

	if (order == 0)
		order = name_compare(&cert->subject, wanted->subject);
	if (order == 0 && wanted->key_id.data != NULL)
		order = compare_octets(own_key_id(cert), wanted->key_id);
	if (order == 0 && wanted->der.data != NULL)
		order = compare_octets(cert->der, wanted->der);
	return order;
}

/* The index of the first node that does not stand before it. */
static size_t
find_first(const struct chain_set *set, const struct wanted *wanted)
{
	size_t low = 0;
	size_t high = set->unique;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_wanted(set->by_subject[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_there(const struct chain_set *set, size_t i, const struct wanted *wanted)
{
	return i < set->unique &&
	    compare_wanted(set->by_subject[i], wanted) == 0;
}

size_t
chain_set_issuers(struct chain_node **out, size_t room,
    const struct chain_set *set, const struct chain_node *node)
{
	const struct el_name *issuer = &node->link.cert->issuer;
	struct el_bytes key_id = wanted_key_id(node->link.cert);
	struct wanted any = { .subject = issuer, .hash = node->issuer };
	struct wanted asked_for = any;
	size_t count = 0;

	if (issuer->count == 0)
		return 0;
	asked_for.key_id = key_id;
	for (size_t i = find_first(set, &asked_for); key_id.data != NULL &&
	    count < room && is_there(set, i, &asked_for); i++)
		out[count++] = set->by_subject[i];
	/* Those that were asked for come by again; they are fewer than room. */
	for (size_t i = find_first(set, &any);
	    count < room && is_there(set, i, &any); i++)
		if (key_id.data == NULL || !el_bytes_equal(key_id,
			own_key_id(set->by_subject[i]->link.cert)))
			out[count++] = set->by_subject[i];
	return count;
}

struct chain_node *
chain_set_twin(const struct chain_set *set, const struct chain_node *node)
{
	const struct el_cert *cert = node->link.cert;
	struct el_bytes key_id = own_key_id(cert);
	/* Without one it stands among those without, which come first. */
	struct wanted wanted = {
		.subject = &cert->subject,
		.hash = node->subject,
		.key_id = { key_id.data == NULL ? cert->der.data :
						  key_id.data, key_id.size },
		.der = cert->der,
	};
	size_t i = find_first(set, &wanted);

	return is_there(set, i, &wanted) ? set->by_subject[i] : NULL;
}
