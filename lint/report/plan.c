#include "plan.h"

#include <edgelint/result.h>

#include "expected.h"

/* A form is a file of its own and a line in each of these two lists. */
extern const struct plan_writer plan_text;
extern const struct plan_writer plan_json;
extern const struct plan_writer plan_openssl;
extern const struct plan_writer plan_certreq;
extern const struct plan_writer plan_powershell;

const struct plan_writer *const plan_writers[] = {
	&plan_text,
	&plan_json,
	&plan_openssl,
	&plan_certreq,
	&plan_powershell,
	NULL,
};

static const struct {
	enum plan_reason reason;
	const char *words; /* the domain follows, where one ends in a blank */
	const char *rule;
} reasons[PLAN_REASONS] = {
	{ PLAN_ACCESS_EDGE, "Access Edge FQDN",
	    "edge.san.access-edge-missing" },
	{ PLAN_WEB_CONFERENCING, "Web Conferencing FQDN",
	    "edge.san.web-conferencing-missing" },
	{ PLAN_SIP, "SIP domain ", "edge.san.sip-name-missing" },
	{ PLAN_ONLINE_SIP, "cloud SIP domain ",
	    "edge.san.online-sip-name-missing" },
	{ PLAN_XMPP, "XMPP domain ", "xmpp.domain.uncovered" },
	{ PLAN_POOL, "internal FQDN of the pool",
	    "edge.internal.name-missing" },
};

const struct plan_writer *
plan_find(const char *name)
{
	for (const struct plan_writer *const *writer = plan_writers;
	    *writer != NULL; writer++)
		if (strcmp((*writer)->name, name) == 0)
			return *writer;
	return NULL;
}

static size_t
row_of(enum plan_reason reason)
{
	size_t i = 0;

	while (reasons[i].reason != reason)
		i++;
	return i;
}

size_t
plan_reason_rule(enum plan_reason reason)
{
	return el_rule_find(reasons[row_of(reason)].rule);
}

size_t
plan_subject_rule(const struct el_profile *profile)
{
	return el_rule_find(profile->interface == EL_INTERNAL ?
		"edge.internal.name-missing" : "edge.subject.not-access-edge");
}

void
plan_put_reason(struct sink *sink, enum plan_reason reason,
    struct el_host name)
{
	struct el_bytes domain = { NULL, 0 };

	if (reason == PLAN_SIP || reason == PLAN_ONLINE_SIP)
		domain = el_host_parent(name.text);
	else if (reason == PLAN_XMPP)
		domain = name.text;
	sink_text(sink, reasons[row_of(reason)].words);
	sink_write(sink, domain.data, domain.size);
}

/* The keys that names come from, and whether this deployment asks them. */
size_t
plan_unknown_keys(const char *out[PLAN_KEYS],
    const struct el_profile *profile)
{
	static const struct {
		unsigned services;
		enum el_knows bit;
		const char *key;
	} keys[PLAN_KEYS] = {
		{ EL_ACCESS_EDGE | EL_AV, EL_KNOWS_ACCESS_EDGE,
		    "access_edge_fqdn" },
		{ EL_WEB_CONFERENCING, EL_KNOWS_WEB_CONFERENCING,
		    "web_conferencing_fqdn" },
		{ EL_ACCESS_EDGE, EL_KNOWS_SIP_DOMAINS, "sip_domains" },
		{ EL_ACCESS_EDGE, EL_KNOWS_XMPP_DOMAINS, "xmpp_domains" },
	};
	unsigned known = el_profile_knows(profile);
	size_t count = 0;

	/* A profile of the internal interface is not resolved without one. */
	if (profile->interface == EL_INTERNAL)
		return 0;
	for (size_t i = 0; i < PLAN_KEYS; i++)
		if ((profile->services & keys[i].services) != 0 &&
		    (known & keys[i].bit) == 0)
			out[count++] = keys[i].key;
	return count;
}

static bool
is_sip_name(const struct el_domains *domains, struct el_bytes name)
{
	for (size_t i = 0; i < domains->count; i++)
		if (el_bytes_equal(domains->list[i].sip.text, name))
			return true;
	return false;
}

static bool
is_domain(const struct el_domains *domains, struct el_bytes name)
{
	for (size_t i = 0; i < domains->count; i++)
		if (el_bytes_equal(domains->list[i].name.text, name))
			return true;
	return false;
}

static unsigned
reasons_of(const struct el_profile *profile, struct el_bytes name)
{
	bool access = (profile->services & EL_ACCESS_EDGE) != 0;
	unsigned found = 0;

	if (profile->interface == EL_INTERNAL)
		return PLAN_POOL;
	if (access && el_bytes_equal(profile->access_edge.text, name))
		found |= PLAN_ACCESS_EDGE;
	if ((profile->services & EL_WEB_CONFERENCING) != 0 &&
	    el_bytes_equal(profile->web_conferencing.text, name))
		found |= PLAN_WEB_CONFERENCING;
	if (access && is_sip_name(&profile->sip, name))
		found |= PLAN_SIP;
	if (access && is_sip_name(&profile->online_sip, name))
		found |= PLAN_ONLINE_SIP;
	if (access && (profile->product & EL_XMPP_PRODUCTS) != 0 &&
	    is_domain(&profile->xmpp, name))
		found |= PLAN_XMPP;
	return found;
}

bool
plan_make(struct plan *out, const struct el_profile *profile,
    struct arena *arena)
{
	size_t room = expected_bound(profile);
	struct el_host *names = arena_alloc(arena, room, sizeof(*names));
	unsigned *found = arena_alloc(arena, room, sizeof(*found));

	if (names == NULL || found == NULL)
		return false;
	*out = (struct plan){
		.profile = profile,
		.subject = expected_subject(profile),
		.names = names,
		.reasons = found,
		.count = expected_names(names, profile, EXPECTED_LEAVE_OUT),
	};
	for (size_t i = 0; i < out->count; i++)
		found[i] = reasons_of(profile, names[i].text);
	return true;
}
