/* The SAN table of the text report: each entry with the part it plays. */

#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "names.h"
#include "parts.h"

enum {
	INDENT = 2,
	/* An entry that is longer has a line of its own. */
	ENTRY_WIDTH = 40,
	GAP = 2,
};

struct table {
	struct text *text;
	const struct el_result *result;
	struct sink entry; /* the name of a row, while its part is worked out */
	bool has_parts; /* a deployment says which part each entry plays */
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

/* "contoso.com belongs here", where a finding is about the place. */
static void
put_expected(struct table *table, const struct el_finding *finding)
{
	struct sink *sink = &table->text->scratch;

	if (finding == NULL || finding->waiver != NULL ||
	    finding->expected.data == NULL ||
	    strcmp(finding->rule->id, "edge.san.order") != 0)
		return;
	if (sink->size > 0)
		sink_char(sink, '\n');
	text_printable(sink, finding->expected);
	sink_text(sink, " belongs here");
}

/* The entry in its column, and spaces up to the next one if it has text. */
static void
put_entry(struct table *table, bool has_part)
{
	const struct page *page = &table->text->page;
	struct el_bytes entry = { (const uint8_t *)table->entry.data,
		table->entry.size };
	size_t columns = page_columns(entry);

	if (columns > table->entry_width) {
		page_wrap(page, part_column(table) - table->entry_width - GAP,
		    entry);
		if (has_part)
			page_spaces(page, part_column(table));
		return;
	}
	sink_write(page->sink, entry.data, entry.size);
	if (has_part)
		page_spaces(page, table->entry_width - columns + GAP);
	else
		sink_char(page->sink, '\n');
}

/* A row of the entry, and of the part that the scratch holds. */
static void
put_line(struct table *table, const struct el_finding *finding,
    const char *number)
{
	const struct page *page = &table->text->page;
	struct el_bytes part = text_scratch(table->text);

	page_spaces(page, INDENT);
	page_styled(page, finding == NULL ? PAGE_PLAIN :
	    page_severity_style(finding->severity), mark(finding));
	page_spaces(page, 1 + table->number_width - strlen(number));
	sink_text(page->sink, number);
	page_spaces(page, GAP);
	put_entry(table, part.size > 0);
	if (part.size > 0)
		page_wrap(page, part_column(table), part);
	sink_clear(&table->text->scratch);
	sink_clear(&table->entry);
}

static void
put_row(struct table *table, size_t position)
{
	const struct el_general_name *name =
	    &table->result->cert->san.names[position - 1];
	const struct el_finding *finding = table->worst[position];
	char number[24];

	snprintf(number, sizeof(number), "%zu", position);
	names_write_entry(&table->entry, name);
	if (table->has_parts)
		parts_write(&table->text->scratch,
		    table->text->options->profile, table->result, position);
	put_expected(table, finding);
	put_line(table, finding, number);
}

static void
put_missing(struct table *table, struct el_host name, const char *part,
    struct el_bytes domain)
{
	struct sink *scratch = &table->text->scratch;

	sink_write(&table->entry, name.text.data, name.text.size);
	sink_printf(scratch, "missing: %s", part);
	sink_write(scratch, domain.data, domain.size);
	put_line(table, parts_finding_of_missing(table->result, name.text), "-");
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
			put_missing(table, name, part,
			    domains->list[i].name.text);
	}
}

static void
put_missing_edge_names(struct table *table)
{
	const struct el_profile *profile = table->text->options->profile;
	const struct el_match *match = table->result->match;
	const struct el_bytes none = { NULL, 0 };
	bool same = el_bytes_equal(profile->access_edge.text,
	    profile->web_conferencing.text);

	if ((profile->services & EL_ACCESS_EDGE) != 0 &&
	    el_host_known(profile->access_edge) && match->access_edge == 0)
		put_missing(table, profile->access_edge, "Access Edge", none);
	if ((profile->services & EL_WEB_CONFERENCING) != 0 && !same &&
	    el_host_known(profile->web_conferencing) &&
	    match->web_conferencing == 0)
		put_missing(table, profile->web_conferencing,
		    "Web Conferencing", none);
}

/* Names that the profile asks for and the list does not hold. */
static void
put_missing_names(struct table *table)
{
	const struct el_profile *profile = table->text->options->profile;
	const struct el_match *match = table->result->match;

	if (profile->interface != EL_EXTERNAL || !table->has_parts ||
	    (table->result->cert->unreadable & EL_PART_SAN) != 0)
		return;
	put_missing_edge_names(table);
	if ((profile->services & EL_ACCESS_EDGE) == 0)
		return;
	put_missing_sip(table, &profile->sip, match->sip, "SIP domain ");
	put_missing_sip(table, &profile->online_sip, match->online_sip,
	    "cloud SIP domain ");
	for (size_t i = 0; match->xmpp != NULL && i < profile->xmpp.count; i++)
		if (match->xmpp[i].kind == EL_UNCOVERED)
			put_missing(table, profile->xmpp.list[i].name,
			    "XMPP domain ", profile->xmpp.list[i].name.text);
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
		names_write_entry(&table->text->scratch, &san->names[i]);
		widen(table, page_columns(text_scratch(table->text)));
		sink_clear(&table->text->scratch);
	}
	if (!table->has_parts)
		return;
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
	if (table->has_parts) {
		page_spaces(page,
		    table->entry_width - strlen("SAN entry") + GAP);
		page_styled(page, PAGE_BOLD, "Part that it plays");
	}
	sink_char(page->sink, '\n');
}

static void
put_no_entries(struct table *table)
{
	const struct el_cert *cert = table->result->cert;

	sink_text(&table->entry,
	    (cert->unreadable & EL_PART_SAN) != 0 ? "(cannot be read)" :
	    (cert->present & EL_PART_SAN) != 0 ? "(empty)" : "(none)");
	put_line(table, NULL, "");
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
		.has_parts = text->options->profile->given &&
		    result->role == EL_EDGE,
		.number_width = digits(entries),
		.entry_width = strlen("SAN entry"),
	};

	if (table.worst == NULL) {
		text->page.sink->error = ENOMEM;
		return;
	}
	sink_to_memory(&table.entry);
	parts_worst(table.worst, result);
	measure(&table);
	sink_char(text->page.sink, '\n');
	put_header(&table);
	if (entries == 0)
		put_no_entries(&table);
	for (size_t position = 1; position <= entries; position++)
		put_row(&table, position);
	put_missing_names(&table);
	if (table.entry.error != 0)
		text->page.sink->error = table.entry.error;
	sink_free(&table.entry);
	free(table.worst);
}
