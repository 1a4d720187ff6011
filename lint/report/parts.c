#include "parts.h"

#include "base/text.h"

/* A list of parts on its way to a sink. */
struct parts {
	struct sink *sink;
	const struct el_profile *profile;
	const struct el_result *result;
	size_t position;
	size_t count; /* that were written */
};

/* Part after part, with commas between them. */
static void
begin_part(struct parts *parts)
{
	if (parts->count++ > 0)
		sink_text(parts->sink, ", ");
}

/* The domain is what follows "sip.". */
static void
put_sip_domain(struct parts *parts)
{
	const struct el_general_name *name =
	    &parts->result->cert->san.names[parts->position - 1];

	begin_part(parts);
	sink_text(parts->sink, "SIP domain ");
	text_printable(parts->sink, el_host_parent(name->value));
}

static void
put_xmpp_domains(struct parts *parts)
{
	const struct el_domains *domains = &parts->profile->xmpp;
	const struct el_coverage *coverage = parts->result->match->xmpp;
	size_t covered = 0;

	for (size_t i = 0; coverage != NULL && i < domains->count; i++) {
		if (coverage[i].position != parts->position)
			continue;
		begin_part(parts);
		sink_text(parts->sink, covered++ == 0 ? "XMPP domain " : "");
		sink_write(parts->sink, domains->list[i].name.text.data,
		    domains->list[i].name.text.size);
		if (coverage[i].kind != EL_COVERED_EXACT)
			sink_printf(parts->sink, " (%s)",
			    el_coverage_name(coverage[i].kind));
	}
	if (covered == 0) {
		begin_part(parts);
		sink_text(parts->sink, "XMPP");
	}
}

void
parts_write(struct sink *sink, const struct el_profile *profile,
    const struct el_result *result, size_t position)
{
	static const struct {
		enum el_name_role role;
		const char *text;
	} words[] = {
		{ EL_PLAYS_ACCESS_EDGE, "Access Edge" },
		{ EL_PLAYS_WEB_CONFERENCING, "Web Conferencing" },
		{ EL_PLAYS_ALLOWED, "allowed by the profile" },
	};
	unsigned roles = result->match->roles[position - 1];
	struct parts parts = { sink, profile, result, position, 0 };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((roles & words[i].role) == 0)
			continue;
		begin_part(&parts);
		sink_text(sink, words[i].text);
	}
	if ((roles & EL_PLAYS_SIP) != 0)
		put_sip_domain(&parts);
	if ((roles & EL_PLAYS_XMPP) != 0)
		put_xmpp_domains(&parts);
	if (roles == 0)
		sink_char(sink, '-');
}

const struct el_finding *
parts_finding_of_missing(const struct el_result *result, struct el_bytes name)
{
	for (size_t i = 0; i < result->finding_count; i++)
		if (result->findings[i].position == 0 &&
		    el_host_equal(result->findings[i].name, name))
			return &result->findings[i];
	return NULL;
}

/* Findings stand worst first, and so the first at a position is the one. */
void
parts_worst(const struct el_finding **worst, const struct el_result *result)
{
	for (size_t i = 0; i < result->finding_count; i++) {
		size_t position = result->findings[i].position;

		if (position > 0 && position <= result->cert->san.count &&
		    worst[position] == NULL)
			worst[position] = &result->findings[i];
	}
}
