#include "parts.h"

#include <stdlib.h>

#include "base/text.h"
#include "names.h"

bool
parts_are_known(const struct el_profile *profile,
    const struct el_result *result)
{
	return profile->given && result->role == EL_EDGE;
}

void
parts_write_entry(struct sink *sink, const struct el_general_name *name)
{
	if (name->type != EL_NAME_DNS)
		sink_printf(sink, "%s:", names_type(name->type));
	if (name->type == EL_NAME_DNS || name->type == EL_NAME_URI ||
	    name->type == EL_NAME_EMAIL)
		text_excerpt(sink, name->value);
	else
		names_write(sink, name);
}

/* --- the part of an entry -------------------------------------------------- */

/* Parts one after another, with commas between them. */
struct list {
	struct sink *sink;
	size_t start;
};

static void
begin_part(const struct list *list)
{
	if (list->sink->size > list->start)
		sink_text(list->sink, ", ");
}

static void
put_xmpp_domains(const struct list *list, const struct el_domains *domains,
    const struct el_coverage *coverage, size_t position)
{
	struct sink *sink = list->sink;
	size_t covered = 0;

	for (size_t i = 0; coverage != NULL && i < domains->count; i++) {
		if (coverage[i].position != position)
			continue;
		begin_part(list);
		sink_text(sink, covered++ == 0 ? "XMPP domain " : "");
		sink_write(sink, domains->list[i].name.text.data,
		    domains->list[i].name.text.size);
		if (coverage[i].kind != EL_COVERED_EXACT)
			sink_printf(sink, " (%s)",
			    el_coverage_name(coverage[i].kind));
	}
	if (covered == 0) {
		begin_part(list);
		sink_text(sink, "XMPP");
	}
}

void
parts_write(struct sink *sink, const struct el_profile *profile,
    const struct el_result *result, size_t position)
{
	static const struct {
		enum el_name_role role;
		const char *text;
	} parts[] = {
		{ EL_PLAYS_ACCESS_EDGE, "Access Edge" },
		{ EL_PLAYS_WEB_CONFERENCING, "Web Conferencing" },
		{ EL_PLAYS_ALLOWED, "allowed by the profile" },
	};
	const struct el_general_name *name =
	    &result->cert->san.names[position - 1];
	unsigned roles = result->match->roles[position - 1];
	struct list list = { sink, sink->size };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if ((roles & parts[i].role) == 0)
			continue;
		begin_part(&list);
		sink_text(sink, parts[i].text);
	}
	if ((roles & EL_PLAYS_SIP) != 0) {
		begin_part(&list);
		sink_text(sink, "SIP domain ");
		/* The domain is what follows "sip.". */
		text_printable(sink, el_host_parent(name->value));
	}
	if ((roles & EL_PLAYS_XMPP) != 0)
		put_xmpp_domains(&list, &profile->xmpp, result->match->xmpp,
		    position);
	if (roles == 0)
		sink_char(sink, '-');
}

struct el_bytes
parts_expected(const struct el_finding *finding)
{
	if (finding == NULL || finding->waiver != NULL ||
	    strcmp(finding->rule->id, "edge.san.order") != 0)
		return (struct el_bytes){ NULL, 0 };
	return finding->expected;
}

/* Findings stand worst first, and so the first at a position is the one. */
const struct el_finding **
parts_worst(const struct el_result *result)
{
	size_t entries = result->cert->san.count;
	const struct el_finding **worst = calloc(entries + 1, sizeof(*worst));

	for (size_t i = 0; worst != NULL && i < result->finding_count; i++) {
		size_t position = result->findings[i].position;

		if (position > 0 && position <= entries &&
		    worst[position] == NULL)
			worst[position] = &result->findings[i];
	}
	return worst;
}

/* --- names that are missing ------------------------------------------------ */

const struct el_finding *
parts_finding_of_missing(const struct el_result *result, struct el_bytes name)
{
	for (size_t i = 0; i < result->finding_count; i++)
		if (result->findings[i].position == 0 &&
		    el_host_equal(result->findings[i].name, name))
			return &result->findings[i];
	return NULL;
}

struct missing {
	const struct el_profile *profile;
	const struct el_result *result;
	void (*each)(void *context, const struct parts_missing *missing);
	void *context;
};

static void
tell(const struct missing *missing, struct el_host name, const char *part,
    struct el_bytes domain)
{
	const struct parts_missing one = { name, part, domain,
		parts_finding_of_missing(missing->result, name.text) };

	missing->each(missing->context, &one);
}

/* A sip name that is one of the FQDNs has been told. */
static void
tell_sip(const struct missing *missing, const struct el_domains *domains,
    const uint32_t *positions, const char *part)
{
	const struct el_profile *profile = missing->profile;

	for (size_t i = 0; positions != NULL && i < domains->count; i++) {
		struct el_host name = domains->list[i].sip;

		if (positions[i] == 0 && !domains->list[i].tenant &&
		    !el_bytes_equal(name.text, profile->access_edge.text) &&
		    !el_bytes_equal(name.text, profile->web_conferencing.text))
			tell(missing, name, part, domains->list[i].name.text);
	}
}

static void
tell_edge_names(const struct missing *missing)
{
	const struct el_profile *profile = missing->profile;
	const struct el_match *match = missing->result->match;
	const struct el_bytes none = { NULL, 0 };
	bool same = el_bytes_equal(profile->access_edge.text,
	    profile->web_conferencing.text);

	if ((profile->services & EL_ACCESS_EDGE) != 0 &&
	    el_host_known(profile->access_edge) && match->access_edge == 0)
		tell(missing, profile->access_edge, "Access Edge", none);
	if ((profile->services & EL_WEB_CONFERENCING) != 0 && !same &&
	    el_host_known(profile->web_conferencing) &&
	    match->web_conferencing == 0)
		tell(missing, profile->web_conferencing, "Web Conferencing",
		    none);
}

void
parts_each_missing(const struct el_profile *profile,
    const struct el_result *result,
    void (*each)(void *context, const struct parts_missing *missing),
    void *context)
{
	const struct missing missing = { profile, result, each, context };
	const struct el_match *match = result->match;

	if (profile->interface != EL_EXTERNAL ||
	    !parts_are_known(profile, result) ||
	    (result->cert->unreadable & EL_PART_SAN) != 0)
		return;
	tell_edge_names(&missing);
	if ((profile->services & EL_ACCESS_EDGE) != 0) {
		tell_sip(&missing, &profile->sip, match->sip, "SIP domain ");
		tell_sip(&missing, &profile->online_sip, match->online_sip,
		    "cloud SIP domain ");
	}
	for (size_t i = 0; match->xmpp != NULL && i < profile->xmpp.count; i++)
		if (match->xmpp[i].kind == EL_UNCOVERED)
			tell(&missing, profile->xmpp.list[i].name,
			    "XMPP domain ", profile->xmpp.list[i].name.text);
}
