/* The SAN table of the text report: each entry with the part it plays. */

#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "names.h"

enum {
	INDENT = 2,
	/* An entry that is longer has a line of its own. */
	ENTRY_WIDTH = 40,
	GAP = 2,
};

struct table {
	struct text *text;
	const struct el_result *result;
	/* Worst severity at each position; its finding, for what belongs
	 * there instead. */
	const struct el_finding **worst;
	size_t number_width;
	size_t entry_width;
};

static size_t
part_column(const struct table *table)
{
	/* A mark, a gap, the number, a gap, the entry, a gap. */
	return INDENT + 1 + 1 + table->number_width + GAP +
	    table->entry_width + GAP;
}

static const char *
mark(const struct el_finding *finding)
{
	if (finding == NULL || finding->waiver != NULL)
		return " ";
	switch (finding->severity) {
	case EL_ERROR:
		return "x";
	case EL_WARNING:
		return "!";
	case EL_INFO:
		return "i";
	case EL_OFF:
		break;
	}
	return " ";
}

/* A name that is no dNSName carries its type. */
static void
put_name(struct sink *sink, const struct el_general_name *name)
{
	if (name->type != EL_NAME_DNS)
		sink_printf(sink, "%s:", names_type(name->type));
	names_write(sink, name);
}

/* Part after part, with commas between them. */
static void
begin_part(struct sink *sink)
{
	if (sink->size > 0)
		sink_text(sink, ", ");
}

static void
put_xmpp_domains(struct table *table, size_t position)
{
	const struct el_domains *domains =
	    &table->text->options->profile->xmpp;
	const struct el_coverage *coverage = table->result->match->xmpp;
	struct sink *sink = &table->text->scratch;
	size_t covered = 0;

	for (size_t i = 0; coverage != NULL && i < domains->count; i++) {
		if (coverage[i].position != position)
			continue;
		begin_part(sink);
		sink_text(sink, covered++ == 0 ? "XMPP domain " : "");
		sink_write(sink, domains->list[i].name.text.data,
		    domains->list[i].name.text.size);
		if (coverage[i].kind != EL_COVERED_EXACT)
			sink_printf(sink, " (%s)",
			    el_coverage_name(coverage[i].kind));
	}
	if (covered == 0) {
		begin_part(sink);
		sink_text(sink, "XMPP");
	}
}

static void
put_parts(struct table *table, size_t position, unsigned roles)
{
	static const struct {
		enum el_name_role role;
		const char *text;
	} parts[] = {
		{ EL_PLAYS_ACCESS_EDGE, "Access Edge" },
		{ EL_PLAYS_WEB_CONFERENCING, "Web Conferencing" },
		{ EL_PLAYS_SIP, "SIP domain" },
		{ EL_PLAYS_ALLOWED, "allowed by the profile" },
	};
	struct sink *sink = &table->text->scratch;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if ((roles & parts[i].role) == 0)
			continue;
		begin_part(sink);
		sink_text(sink, parts[i].text);
	}
	if ((roles & EL_PLAYS_XMPP) != 0)
		put_xmpp_domains(table, position);
	if (roles == 0 && table->text->options->profile->given &&
	    table->result->role == EL_EDGE)
		sink_char(sink, '-');
}

/* "contoso.com belongs here", where a finding knows that. */
static void
put_expected(struct table *table, const struct el_finding *finding)
{
	struct sink *sink = &table->text->scratch;

	if (finding == NULL || finding->waiver != NULL ||
	    finding->expected.data == NULL)
		return;
	if (sink->size > 0)
		sink_text(sink, "; ");
	text_printable(sink, finding->expected);
	sink_text(sink, " belongs here");
}

/* Mark, number and entry; the cursor then stands at the part's column. */
static void
put_entry(struct table *table, const struct el_finding *finding,
    const char *number)
{
	const struct page *page = &table->text->page;
	struct el_bytes entry = text_scratch(table->text);
	size_t columns = page_columns(entry);

	page_spaces(page, INDENT);
	page_styled(page, finding == NULL ? PAGE_PLAIN :
	    page_severity_style(finding->severity), mark(finding));
	page_spaces(page, 1 + table->number_width - strlen(number));
	sink_text(page->sink, number);
	page_spaces(page, GAP);
	if (columns > table->entry_width) {
		page_wrap(page, INDENT + 2 + table->number_width + GAP, entry);
		page_spaces(page, part_column(table));
	} else {
		sink_write(page->sink, entry.data, entry.size);
		page_spaces(page, table->entry_width - columns + GAP);
	}
	sink_clear(&table->text->scratch);
}

/* What the scratch holds, in the last column. */
static void
put_last_column(struct table *table)
{
	page_wrap(&table->text->page, part_column(table),
	    text_scratch(table->text));
	sink_clear(&table->text->scratch);
}

static void
put_row(struct table *table, size_t position)
{
	const struct el_general_name *name =
	    &table->result->cert->san.names[position - 1];
	const struct el_finding *finding = table->worst[position];
	char number[24];

	snprintf(number, sizeof(number), "%zu", position);
	put_name(&table->text->scratch, name);
	put_entry(table, finding, number);
	put_parts(table, position, table->result->match->roles[position - 1]);
	put_expected(table, finding);
	put_last_column(table);
}

/* The finding that says that a name is missing, or NULL. */
static const struct el_finding *
finding_of_name(const struct el_result *result, struct el_bytes name)
{
	for (size_t i = 0; i < result->finding_count; i++)
		if (result->findings[i].position == 0 &&
		    el_host_equal(result->findings[i].name, name))
			return &result->findings[i];
	return NULL;
}

static void
put_missing(struct table *table, struct el_host name, const char *part)
{
	struct sink *sink = &table->text->scratch;

	sink_write(sink, name.text.data, name.text.size);
	put_entry(table, finding_of_name(table->result, name.text), "-");
	sink_printf(sink, "missing: %s", part);
	put_last_column(table);
}

/* A sip name that is one of the FQDNs has had its row. */
static void
put_missing_sip(struct table *table, const struct el_domains *domains,
    const uint32_t *positions, const char *part)
{
	const struct el_profile *profile = table->text->options->profile;

	for (size_t i = 0; positions != NULL && i < domains->count; i++) {
		struct el_host name = domains->list[i].sip;

		if (positions[i] == 0 &&
		    !el_bytes_equal(name.text, profile->access_edge.text) &&
		    !el_bytes_equal(name.text, profile->web_conferencing.text))
			put_missing(table, name, part);
	}
}

static void
put_missing_edge_names(struct table *table)
{
	const struct el_profile *profile = table->text->options->profile;
	const struct el_match *match = table->result->match;
	bool same = el_bytes_equal(profile->access_edge.text,
	    profile->web_conferencing.text);

	if ((profile->services & EL_ACCESS_EDGE) != 0 &&
	    el_host_known(profile->access_edge) && match->access_edge == 0)
		put_missing(table, profile->access_edge, "Access Edge");
	if ((profile->services & EL_WEB_CONFERENCING) != 0 && !same &&
	    el_host_known(profile->web_conferencing) &&
	    match->web_conferencing == 0)
		put_missing(table, profile->web_conferencing,
		    "Web Conferencing");
}

/* Names that the profile asks for and the list does not hold. */
static void
put_missing_names(struct table *table)
{
	const struct el_profile *profile = table->text->options->profile;
	const struct el_match *match = table->result->match;

	if (profile->interface != EL_EXTERNAL ||
	    table->result->role != EL_EDGE)
		return;
	put_missing_edge_names(table);
	if ((profile->services & EL_ACCESS_EDGE) == 0)
		return;
	put_missing_sip(table, &profile->sip, match->sip, "SIP domain");
	put_missing_sip(table, &profile->online_sip, match->online_sip,
	    "SIP domain of the cloud tenant");
	for (size_t i = 0; match->xmpp != NULL && i < profile->xmpp.count; i++)
		if (match->xmpp[i].kind == EL_UNCOVERED)
			put_missing(table, profile->xmpp.list[i].name,
			    "XMPP domain");
}

/* Findings stand worst first, and so the first at a position is the one. */
static void
collect_worst(struct table *table, size_t entries)
{
	const struct el_result *result = table->result;

	for (size_t i = 0; i < result->finding_count; i++) {
		size_t position = result->findings[i].position;

		if (position > 0 && position <= entries &&
		    table->worst[position] == NULL)
			table->worst[position] = &result->findings[i];
	}
}

static void
widen(struct table *table, size_t columns)
{
	if (columns > table->entry_width && columns <= ENTRY_WIDTH)
		table->entry_width = columns;
}

/* Wide enough for every name that may be shown and is not too long. */
static void
measure(struct table *table)
{
	const struct el_general_names *san = &table->result->cert->san;
	const struct el_profile *profile = table->text->options->profile;

	for (size_t i = 0; i < san->count; i++) {
		put_name(&table->text->scratch, &san->names[i]);
		widen(table, page_columns(text_scratch(table->text)));
		sink_clear(&table->text->scratch);
	}
	widen(table, profile->access_edge.text.size);
	widen(table, profile->web_conferencing.text.size);
	for (size_t i = 0; i < profile->sip.count; i++)
		widen(table, profile->sip.list[i].sip.text.size);
	for (size_t i = 0; i < profile->online_sip.count; i++)
		widen(table, profile->online_sip.list[i].sip.text.size);
	for (size_t i = 0; i < profile->xmpp.count; i++)
		widen(table, profile->xmpp.list[i].name.text.size);
}

static void
put_header(struct table *table)
{
	const struct page *page = &table->text->page;

	page_spaces(page, INDENT + 1 + table->number_width);
	page_styled(page, PAGE_BOLD, "#");
	page_spaces(page, GAP);
	page_styled(page, PAGE_BOLD, "SAN entry");
	page_spaces(page, table->entry_width - strlen("SAN entry") + GAP);
	page_styled(page, PAGE_BOLD, "Part that it plays");
	sink_char(page->sink, '\n');
}

static void
put_no_entries(struct table *table)
{
	const struct el_cert *cert = table->result->cert;

	sink_text(&table->text->scratch,
	    (cert->unreadable & EL_PART_SAN) != 0 ? "(cannot be read)" :
	    (cert->present & EL_PART_SAN) != 0 ? "(empty)" : "(none)");
	put_entry(table, NULL, "");
	sink_char(table->text->page.sink, '\n');
}

static size_t
digits(size_t number)
{
	return number < 10 ? 1 : 1 + digits(number / 10);
}

void
text_names(struct text *text, const struct el_result *result)
{
	size_t entries = result->cert->san.count;
	struct table table = {
		.text = text,
		.result = result,
		.worst = calloc(entries + 1, sizeof(*table.worst)),
		.number_width = digits(entries),
		.entry_width = strlen("SAN entry"),
	};

	if (table.worst == NULL) {
		text->page.sink->error = ENOMEM;
		return;
	}
	collect_worst(&table, entries);
	measure(&table);
	sink_char(text->page.sink, '\n');
	put_header(&table);
	if (entries == 0)
		put_no_entries(&table);
	for (size_t position = 1; position <= entries; position++)
		put_row(&table, position);
	put_missing_names(&table);
	free(table.worst);
}
