#include "comparison.h"

#include <stdlib.h>

#include "base/text.h"
#include "view/digest.h"
#include "view/name_order.h"

/* --- keys ------------------------------------------------------------------ */

enum { COMPRESSED_EVEN = 0x02, COMPRESSED_ODD = 0x03, UNCOMPRESSED = 0x04 };

/* Whether a point in one octet and x is that in one octet, x and y. */
static bool
is_compressed_of(struct el_bytes compressed, struct el_bytes point)
{
	size_t width = compressed.size - 1;

	if (point.size != 1 + 2 * width || width == 0 ||
	    point.data[0] != UNCOMPRESSED ||
	    memcmp(compressed.data + 1, point.data + 1, width) != 0)
		return false;
	return compressed.data[0] ==
	    ((point.data[point.size - 1] & 1) != 0 ? COMPRESSED_ODD :
						     COMPRESSED_EVEN);
}

/* SEC 1, 2.3.3: a point has two encodings. */
static bool
is_same_point(struct el_bytes a, struct el_bytes b)
{
	if (el_bytes_equal(a, b))
		return true;
	if (a.size == 0 || b.size == 0)
		return false;
	return a.size < b.size ? is_compressed_of(a, b) :
				 is_compressed_of(b, a);
}

bool
el_key_equal(const struct el_key *a, const struct el_key *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == EL_KEY_RSA && el_is_present(&a->modulus) &&
	    el_is_present(&b->modulus))
		return el_bytes_equal(el_without_zeros(a->modulus.body),
			   el_without_zeros(b->modulus.body)) &&
		    el_bytes_equal(el_without_zeros(a->exponent.body),
			el_without_zeros(b->exponent.body));
	if (a->kind == EL_KEY_EC && a->curve != EL_OID_UNKNOWN &&
	    b->curve != EL_OID_UNKNOWN)
		return a->curve == b->curve && is_same_point(a->point, b->point);
	return el_bytes_equal(el_whole(&a->elem), el_whole(&b->elem));
}

unsigned
el_key_strength(const struct el_key *key)
{
	static const struct {
		unsigned rsa;
		unsigned ec;
		unsigned strength;
	} table[] = {
		{ 15360, 512, 256 },
		{ 7680, 384, 192 },
		{ 3072, 256, 128 },
		{ 2048, 224, 112 },
		{ 1024, 160, 80 },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if ((key->kind == EL_KEY_RSA && key->size >= table[i].rsa) ||
		    (key->kind == EL_KEY_EC && key->size >= table[i].ec))
			return table[i].strength;
	return 0;
}

/* Nothing where the key cannot be read. */
static void
write_key_id(char out[EL_KEY_ID_SIZE], const struct el_cert *cert)
{
	struct el_bytes bits = cert->key.bits.body;
	uint8_t sha1[DIGEST_SHA1_SIZE];

	out[0] = '\0';
	/* The first octet counts the bits that are not used. */
	if (bits.size > 0)
		text_hex_copy(out, digest_sha1(sha1, (struct el_bytes){
		    bits.data + 1, bits.size - 1 }));
}

static bool
has_key(const struct el_cert *cert)
{
	return (cert->present & EL_PART_KEY) != 0 &&
	    (cert->unreadable & EL_PART_KEY) == 0;
}

/* --- names ----------------------------------------------------------------- */

/* An entry on its way through a sorted list. */
struct entry {
	struct el_bytes octets; /* what is compared */
	enum el_name_type type;
	uint32_t position;
};

static bool
ignores_case(enum el_name_type type)
{
	return type == EL_NAME_DNS || type == EL_NAME_SRV ||
	    type == EL_NAME_XMPP;
}

/* Two otherNames of different kinds are no more one than a name and an IP. */
static struct el_bytes
compared_octets(const struct el_general_name *name)
{
	return name->type == EL_NAME_OTHER ? el_whole(&name->elem) :
					     name->value;
}

/* A total order in which names that differ in ASCII case alone are equal. */
static int
compare_names(const struct entry *a, const struct entry *b)
{
	int order = compare_numbers(a->type, b->type);

	if (order == 0)
		order = compare_numbers(a->octets.size, b->octets.size);
	if (order != 0)
		return order;
	if (!ignores_case(a->type))
		return compare_octets(a->octets, b->octets);
	for (size_t i = 0; order == 0 && i < a->octets.size; i++)
		order = compare_numbers(el_ascii_lower(a->octets.data[i]),
		    el_ascii_lower(b->octets.data[i]));
	return order;
}

/* The first of equal names comes first. */
static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	int order = compare_names(a, b);

	return order != 0 ? order : compare_numbers(a->position, b->position);
}

static struct entry *
sort_entries(const struct el_general_names *san, struct arena *arena)
{
	struct entry *entries = arena_alloc(arena, san->count + 1,
	    sizeof(*entries));

	if (entries == NULL)
		return NULL;
	for (size_t i = 0; i < san->count; i++)
		entries[i] = (struct entry){ compared_octets(&san->names[i]),
			san->names[i].type, (uint32_t)i + 1 };
	if (san->count > 1)
		qsort(entries, san->count, sizeof(*entries), compare_entries);
	return entries;
}

/* For each entry of one sorted list the first equal one of the other. */
static const uint32_t *
find_all(const struct entry *entries, size_t count, const struct entry *others,
    size_t other_count, struct arena *arena)
{
	uint32_t *at = arena_alloc(arena, count + 1, sizeof(*at));
	size_t next = 0;

	if (at == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		while (next < other_count &&
		    compare_names(&others[next], &entries[i]) < 0)
			next++;
		if (next < other_count &&
		    compare_names(&others[next], &entries[i]) == 0)
			at[entries[i].position - 1] = others[next].position;
	}
	return at;
}

static bool
place_names(struct el_comparison *out, const struct el_general_names *old,
    const struct el_general_names *new, struct arena *arena)
{
	struct entry *before = sort_entries(old, arena);
	struct entry *now = sort_entries(new, arena);

	if (before == NULL || now == NULL)
		return false;
	out->now_at = find_all(before, old->count, now, new->count, arena);
	out->was_at = find_all(now, new->count, before, old->count, arena);
	return out->now_at != NULL && out->was_at != NULL;
}

/* The parts of an entry that the services of the certificate need. */
static unsigned
needed_roles(const struct el_profile *profile)
{
	unsigned roles = 0;

	if (!profile->given || profile->interface != EL_EXTERNAL)
		return 0;
	if ((profile->services & EL_ACCESS_EDGE) != 0)
		roles |= EL_PLAYS_ACCESS_EDGE | EL_PLAYS_SIP;
	if ((profile->services & EL_WEB_CONFERENCING) != 0)
		roles |= EL_PLAYS_WEB_CONFERENCING;
	return roles;
}

static enum el_name_fate
fate_of(const struct el_comparison *comparison, const struct el_match *match,
    size_t i, unsigned needed)
{
	const struct el_general_name *name =
	    &comparison->earlier->previous->san.names[i];

	if (match->same_as[i] != i + 1 ||
	    (name->type == EL_NAME_DNS && name->host.defect != EL_HOST_OK))
		return EL_NAME_PASSED_OVER;
	if (comparison->now_at[i] != 0)
		return EL_NAME_KEPT;
	return (match->roles[i] & needed) != 0 ? EL_NAME_LOST_NEEDED :
						 EL_NAME_LOST;
}

static bool
note_fates(struct el_comparison *out, const struct compared *compared,
    const struct el_profile *profile, struct arena *arena)
{
	size_t count = out->earlier->previous->san.count;
	const struct el_coverage *before = compared->previous_match->xmpp;
	const struct el_coverage *now = compared->match->xmpp;
	uint8_t *fates = arena_alloc(arena, count + 1, sizeof(*fates));

	if (fates == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		fates[i] = (uint8_t)fate_of(out, compared->previous_match, i,
		    needed_roles(profile));
	for (size_t i = 0; before != NULL && now != NULL &&
	     i < profile->xmpp.count; i++)
		if (before[i].kind != EL_UNCOVERED &&
		    now[i].kind == EL_UNCOVERED)
			fates[before[i].position - 1] = EL_NAME_LOST_NEEDED;
	out->fates = fates;
	return true;
}

/* --- both ------------------------------------------------------------------ */

/* The first common name; no octets when there is none. */
static struct el_bytes
common_name(const struct el_cert *cert, char buffer[EL_HOST_MAX + 1])
{
	const struct el_attribute *name = el_name_attribute(&cert->subject,
	    EL_OID_CN);

	if (name == NULL)
		return (struct el_bytes){ NULL, 0 };
	return el_attribute_text(name, buffer, EL_HOST_MAX + 1);
}

static bool
has_same_common_name(const struct el_cert *a, const struct el_cert *b)
{
	char of_a[EL_HOST_MAX + 1];
	char of_b[EL_HOST_MAX + 1];

	return el_host_equal(common_name(a, of_a), common_name(b, of_b));
}

static bool
compare_with_previous(struct el_comparison *out,
    const struct compared *compared, const struct el_profile *profile,
    struct arena *arena)
{
	const struct el_cert *old = out->earlier->previous;
	const struct el_cert *new = compared->cert;

	out->previous_match = compared->previous_match;
	out->same = el_bytes_equal(old->der, new->der);
	out->same_subject = name_compare(&old->subject, &new->subject) == 0;
	out->same_common_name = has_same_common_name(old, new);
	out->same_issuer = name_compare(&old->issuer, &new->issuer) == 0;
	out->keys_known = has_key(old) && has_key(new);
	write_key_id(out->previous_key_id, old);
	out->same_key = out->keys_known && el_key_equal(&old->key, &new->key);
	out->names_known = ((old->unreadable | new->unreadable) &
	    EL_PART_SAN) == 0;
	return place_names(out, &old->san, &new->san, arena) &&
	    note_fates(out, compared, profile, arena);
}

static void
compare_with_request(struct el_comparison *out, const struct el_cert *cert)
{
	const struct el_cert *request = out->earlier->request;

	out->request_key_known = has_key(request) && has_key(cert);
	out->same_request_key = out->request_key_known &&
	    el_key_equal(&request->key, &cert->key);
	write_key_id(out->request_key_id, request);
}

bool
comparison_make(const struct el_comparison **out,
    const struct el_earlier *earlier, const struct compared *compared,
    const struct el_profile *profile, struct arena *arena)
{
	struct el_comparison *comparison;

	*out = NULL;
	if (earlier->previous == NULL && earlier->request == NULL)
		return true;
	comparison = arena_alloc(arena, 1, sizeof(*comparison));
	if (comparison == NULL)
		return false;
	comparison->earlier = earlier;
	write_key_id(comparison->key_id, compared->cert);
	if (earlier->request != NULL)
		compare_with_request(comparison, compared->cert);
	*out = comparison;
	return earlier->previous == NULL ||
	    compare_with_previous(comparison, compared, profile, arena);
}
