#include "match.h"

/*
 * The names of one list by hash, with open addressing.  A list may be made to
 * collide; LIMIT_NAMES bounds what that can cost.
 */
struct slot {
	uint32_t hash;
	uint32_t position; /* 0: free */
};

struct index {
	const struct el_general_names *san;
	struct slot *slots;
	size_t mask; /* slots - 1; slots are a power of two */
	unsigned types; /* 1 << enum el_name_type of what is in it */
};

/* What is being worked out. */
struct matching {
	const struct el_profile *profile;
	struct index index;
	struct el_match *match; /* that comes out */
	uint8_t *roles;
	uint32_t *same_as;
};

/* The part of an entry that is compared with a reference name. */
static struct el_bytes
compared_name(const struct el_general_name *name)
{
	return name->type == EL_NAME_SRV ? name->other->srv_name : name->value;
}

/* One name may stand in a list as dNSName, SRVName and XmppAddr. */
static uint32_t
typed_hash(enum el_name_type type, uint32_t hash)
{
	return hash + (uint32_t)type * UINT32_C(0x9e3779b9);
}

/* An otherName that can cover a domain, RFC 4985 2 and RFC 6120 13.7.1.4. */
static bool
can_cover(const struct el_general_name *name)
{
	static const char service[] = "_xmpp-server";
	struct el_bytes wanted = { (const uint8_t *)service,
		sizeof(service) - 1 };

	if (name->host.defect != EL_HOST_OK || name->host.wildcard)
		return false;
	if (name->type == EL_NAME_SRV)
		return name->other->value.tag == EL_TAG_IA5_STRING &&
		    el_host_equal(name->other->service, wanted);
	return name->other->value.tag == EL_TAG_UTF8_STRING;
}

static bool
is_indexed(const struct el_general_name *name)
{
	switch (name->type) {
	case EL_NAME_DNS:
		return true;
	case EL_NAME_SRV:
	case EL_NAME_XMPP:
		return can_cover(name);
	default:
		return false;
	}
}

/* The slot of the first equal name, or the free one where it would be. */
static inline struct slot *
index_slot(const struct index *index, enum el_name_type type,
    struct el_bytes name, uint32_t hash)
{
	for (size_t i = hash;; i++) {
		struct slot *slot = &index->slots[i & index->mask];
		const struct el_general_name *other;

		if (slot->position == 0)
			return slot;
		if (slot->hash != hash)
			continue;
		other = &index->san->names[slot->position - 1];
		if (other->type == type &&
		    el_host_equal(compared_name(other), name))
			return slot;
	}
}

static bool
index_begin(struct index *index, const struct el_general_names *san,
    struct arena *arena)
{
	size_t slots = 8;

	while (slots < 2 * san->count)
		slots *= 2;
	index->san = san;
	index->mask = slots - 1;
	index->slots = arena_alloc(arena, slots, sizeof(*index->slots));
	return index->slots != NULL;
}

/* Put an entry in, or find what it repeats: the position of the first. */
static inline uint32_t
index_add(struct index *index, uint32_t position)
{
	const struct el_general_name *name = &index->san->names[position - 1];
	uint32_t hash = typed_hash(name->type, name->host.hash);
	struct slot *slot = index_slot(index, name->type, compared_name(name),
	    hash);

	index->types |= 1u << name->type;
	if (slot->position == 0)
		*slot = (struct slot){ hash, position };
	return slot->position;
}

/* What is odd about a dNSName; about most there is nothing. */
static inline void
count_oddities(struct el_match *match, struct el_host_facts host)
{
	if (host.defect == EL_HOST_OK && !host.wildcard && !host.hyphens &&
	    !host.capitals && !host.rare_domain)
		return;
	match->malformed += host.defect != EL_HOST_OK;
	match->wildcards += host.wildcard;
	match->hyphens += host.hyphens;
	match->capitals += host.capitals;
	match->rare_domains += host.rare_domain;
}

/* All entries that a name may be compared with. */
static void
place_entries(struct matching *matching)
{
	const struct el_general_names *san = matching->index.san;
	struct el_match *match = matching->match;

	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];
		uint32_t position = (uint32_t)i + 1;
		uint32_t first = position;

		if (is_indexed(name))
			first = index_add(&matching->index, position);
		matching->same_as[i] = first;
		if (name->type == EL_NAME_DNS) {
			count_oddities(match, name->host);
			match->repeated += first != position;
		} else {
			match->others++;
		}
	}
}

/* Where a reference name stands; the entry there plays the role. */
static inline size_t
place(struct matching *matching, enum el_name_type type,
    const struct el_host *host, unsigned role)
{
	size_t position;

	if (!el_host_known(*host) ||
	    (matching->index.types & 1u << type) == 0)
		return 0;
	position = index_slot(&matching->index, type, host->text,
	    typed_hash(type, host->hash))->position;
	if (position != 0)
		matching->roles[position - 1] |= (uint8_t)role;
	return position;
}

static size_t
place_dns(struct matching *matching, const struct el_host *host,
    unsigned role)
{
	return place(matching, EL_NAME_DNS, host, role);
}

static struct el_host
host_of(struct el_bytes text)
{
	return (struct el_host){ text, el_host_hash(text) };
}

/* The wildcard "*.P" for a domain that is one label under P. */
static size_t
place_wildcard(struct matching *matching, struct el_bytes domain)
{
	uint8_t text[EL_HOST_MAX + 2];
	struct el_bytes parent;
	struct el_host wildcard;

	if (matching->match->wildcards == 0)
		return 0;
	parent = el_host_parent(domain);
	if (parent.size == 0 || parent.size > EL_HOST_MAX)
		return 0;
	text[0] = '*';
	text[1] = '.';
	memcpy(text + 2, parent.data, parent.size);
	wildcard = host_of((struct el_bytes){ text, parent.size + 2 });
	return place_dns(matching, &wildcard, EL_PLAYS_XMPP);
}

/* The nearest listed ancestor of at least two labels. */
static size_t
place_parents(struct matching *matching, struct el_bytes domain)
{
	size_t nearest = 0;
	struct el_bytes parent = el_host_parent(domain);

	while (el_host_parent(parent).size != 0) {
		struct el_host host = host_of(parent);
		size_t position = place_dns(matching, &host, EL_PLAYS_XMPP);

		if (nearest == 0)
			nearest = position;
		parent = el_host_parent(parent);
	}
	return nearest;
}

/*
 * Every entry that covers the domain plays the role; the coverage is the
 * first kind that holds.
 */
static struct el_coverage
cover(struct matching *matching, const struct el_host *domain)
{
	size_t positions[EL_UNCOVERED] = { 0 };
	struct el_coverage coverage = { .kind = EL_UNCOVERED };

	positions[EL_COVERED_EXACT] = place_dns(matching, domain,
	    EL_PLAYS_XMPP);
	positions[EL_COVERED_SRV_NAME] = place(matching, EL_NAME_SRV, domain,
	    EL_PLAYS_XMPP);
	positions[EL_COVERED_XMPP_ADDR] = place(matching, EL_NAME_XMPP,
	    domain, EL_PLAYS_XMPP);
	positions[EL_COVERED_WILDCARD] = place_wildcard(matching,
	    domain->text);
	if (matching->profile->xmpp_matching == EL_MATCHING_MICROSOFT)
		positions[EL_COVERED_PARENT] = place_parents(matching,
		    domain->text);
	for (unsigned kind = 0; kind < EL_UNCOVERED; kind++) {
		if (positions[kind] != 0) {
			coverage.kind = (enum el_coverage_kind)kind;
			coverage.position = positions[kind];
			return coverage;
		}
	}
	return coverage;
}

/* The positions of the SIP names of a list of domains; NULL: no memory. */
static const uint32_t *
place_sip_names(struct matching *matching, const struct el_domains *domains,
    struct arena *arena)
{
	uint32_t *positions = arena_take(arena, domains->count,
	    sizeof(*positions));

	if (positions == NULL)
		return NULL;
	for (size_t i = 0; i < domains->count; i++)
		positions[i] = (uint32_t)place_dns(matching,
		    &domains->list[i].sip, EL_PLAYS_SIP);
	return positions;
}

/* XMPP streams come to the Access Edge service. */
static bool
serves_xmpp(const struct el_profile *profile)
{
	return profile->interface == EL_EXTERNAL && !profile->xmpp_elsewhere &&
	    (profile->services & (EL_ACCESS_EDGE | EL_XMPP_SERVER)) != 0;
}

/*
 * Entries that cover a domain play that part in any case; whether the domains
 * are covered is told where somebody asks this certificate for them.
 */
static bool
place_xmpp_domains(struct matching *matching, bool readable,
    struct arena *arena)
{
	const struct el_domains *domains = &matching->profile->xmpp;
	struct el_coverage *coverage;

	if ((matching->profile->product & EL_XMPP_PRODUCTS) == 0)
		return true;
	coverage = arena_take(arena, domains->count, sizeof(*coverage));
	if (coverage == NULL)
		return false;
	for (size_t i = 0; i < domains->count; i++)
		coverage[i] = cover(matching, &domains->list[i].name);
	if (readable && serves_xmpp(matching->profile))
		matching->match->xmpp = coverage;
	return true;
}

/* Whether some dNSName has no part yet. */
static bool
has_unexplained(const struct matching *matching)
{
	for (size_t i = 0; i < matching->index.san->count; i++)
		if (matching->roles[i] == 0 &&
		    matching->index.san->names[i].type == EL_NAME_DNS)
			return true;
	return false;
}

/* An entry plays no part by being the common name as well. */
static size_t
place_common_name(struct matching *matching, const struct el_name *subject)
{
	const struct el_attribute *name = el_name_attribute(subject,
	    EL_OID_CN);
	char buffer[EL_HOST_MAX + 1];
	struct el_host host;
	size_t position;

	if (name == NULL)
		return 0;
	host = host_of(el_attribute_text(name, buffer, sizeof(buffer)));
	position = place_dns(matching, &host, 0);
	if (position == 0 || matching->index.san->names[position - 1]
				.host.defect != EL_HOST_OK)
		return 0;
	return position;
}

/* Names that may be there for a domain, though no rule asks for them. */
static void
place_known_names(struct matching *matching, const struct el_domains *domains)
{
	for (size_t i = 0; i < domains->count; i++) {
		place_dns(matching, &domains->list[i].xmpp, EL_PLAYS_KNOWN);
		place_dns(matching, &domains->list[i].sipexternal,
		    EL_PLAYS_KNOWN);
	}
}

/* Names without a part may be allowed or known ones. */
static void
explain_the_rest(struct matching *matching)
{
	const struct el_profile *profile = matching->profile;
	const unsigned others = EL_PLAYS_ACCESS_EDGE |
	    EL_PLAYS_WEB_CONFERENCING | EL_PLAYS_SIP | EL_PLAYS_XMPP;

	if (!has_unexplained(matching))
		return;
	for (size_t i = 0; i < profile->allowed.count; i++) {
		size_t position = place_dns(matching,
		    &profile->allowed.names[i], 0);

		if (position != 0 &&
		    (matching->roles[position - 1] & others) == 0)
			matching->roles[position - 1] |= EL_PLAYS_ALLOWED;
	}
	place_known_names(matching, &profile->sip);
	place_known_names(matching, &profile->online_sip);
	place_known_names(matching, &profile->xmpp);
}

/* A repetition plays what the first one does.  Neighbours play the same. */
static void
finish_roles(struct matching *matching, uint8_t *classes)
{
	const struct el_general_name *names = matching->index.san->names;
	struct el_match *match = matching->match;
	uint8_t before = 0;
	uint8_t class = (uint8_t)el_match_class(matching->profile, before);

	for (size_t i = 0; i < matching->index.san->count; i++) {
		uint8_t role = matching->roles[matching->same_as[i] - 1];

		if (role != before)
			class = (uint8_t)el_match_class(matching->profile,
			    role);
		before = role;
		matching->roles[i] = role;
		classes[i] = class;
		match->idle += role == 0 && names[i].type == EL_NAME_DNS;
	}
	match->roles = matching->roles;
	match->classes = classes;
	match->same_as = matching->same_as;
}

bool
match_make(struct el_match *out, const struct el_cert *cert,
    const struct el_profile *profile, struct arena *arena)
{
	struct matching matching = { .profile = profile, .match = out };
	size_t count = cert->san.count;
	uint8_t *classes = arena_take(arena, count, sizeof(*classes));

	*out = (struct el_match){ 0 };
	matching.same_as = arena_take(arena, count, sizeof(*matching.same_as));
	matching.roles = arena_alloc(arena, count, sizeof(*matching.roles));
	if (classes == NULL || matching.same_as == NULL ||
	    matching.roles == NULL ||
	    !index_begin(&matching.index, &cert->san, arena))
		return false;
	place_entries(&matching);
	out->access_edge = place_dns(&matching, &profile->access_edge,
	    EL_PLAYS_ACCESS_EDGE);
	out->web_conferencing = place_dns(&matching,
	    &profile->web_conferencing, EL_PLAYS_WEB_CONFERENCING);
	out->common_name = place_common_name(&matching, &cert->subject);
	out->sip = place_sip_names(&matching, &profile->sip, arena);
	out->online_sip = place_sip_names(&matching, &profile->online_sip,
	    arena);
	if (out->sip == NULL || out->online_sip == NULL ||
	    !place_xmpp_domains(&matching,
		(cert->unreadable & EL_PART_SAN) == 0, arena))
		return false;
	explain_the_rest(&matching);
	finish_roles(&matching, classes);
	return true;
}

unsigned
el_match_class(const struct el_profile *profile, unsigned roles)
{
	bool access_edge = (roles & EL_PLAYS_ACCESS_EDGE) != 0;
	bool web = (roles & EL_PLAYS_WEB_CONFERENCING) != 0;
	bool sip = (roles & (EL_PLAYS_SIP | EL_PLAYS_ACCESS_EDGE)) != 0;

	switch (profile->san_order) {
	case EL_ORDER_WEB_CONFERENCING_FIRST:
		return web ? 0 : sip ? 1 : 2;
	case EL_ORDER_SIP_FIRST:
		return access_edge ? 0 : web ? 1 : sip ? 2 : 3;
	case EL_ORDER_EDGE_NAMES_FIRST:
		return web || sip ? 0 : 1;
	case EL_ORDER_ANY:
		return 0;
	}
	return 0;
}

size_t
el_cert_find_dns_name(const struct el_cert *cert, struct el_bytes name)
{
	uint32_t hash = el_host_hash(name);

	for (size_t i = 0; i < cert->san.count; i++) {
		const struct el_general_name *entry = &cert->san.names[i];

		if (entry->type == EL_NAME_DNS && entry->host.hash == hash &&
		    entry->host.defect == EL_HOST_OK &&
		    el_host_equal(entry->value, name))
			return i + 1;
	}
	return 0;
}

const char *
el_coverage_name(enum el_coverage_kind kind)
{
	static const char *const names[] = {
		[EL_COVERED_EXACT] = "exact",
		[EL_COVERED_SRV_NAME] = "srv-name",
		[EL_COVERED_XMPP_ADDR] = "xmpp-addr",
		[EL_COVERED_WILDCARD] = "wildcard",
		[EL_COVERED_PARENT] = "parent",
		[EL_UNCOVERED] = "none",
	};

	return names[kind];
}
