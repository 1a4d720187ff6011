/* The SAN table of the text report: each entry with the part it plays. */

#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
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
	struct el_bytes expected = parts_expected(finding);

	if (expected.data == NULL)
		return;
	if (sink->size > 0)
		sink_char(sink, '\n');
	text_printable(sink, expected);
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
	parts_write_entry(&table->entry, name);
	if (table->has_parts)
		parts_write(&table->text->scratch,
		    table->text->options->profile, table->result, position);
	put_expected(table, finding);
	put_line(table, finding, number);
}

static void
put_missing(void *context, const struct parts_missing *missing)
{
	struct table *table = context;
	struct sink *scratch = &table->text->scratch;

	sink_write(&table->entry, missing->name.text.data,
	    missing->name.text.size);
	sink_printf(scratch, "missing: %s", missing->part);
	sink_write(scratch, missing->domain.data, missing->domain.size);
	put_line(table, missing->finding, "-");
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
		parts_write_entry(&table->text->scratch, &san->names[i]);
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
		.worst = parts_worst(result),
		.has_parts = parts_are_known(text->options->profile, result),
		.number_width = digits(entries),
		.entry_width = strlen("SAN entry"),
	};

	if (table.worst == NULL) {
		text->page.sink->error = ENOMEM;
		return;
	}
	sink_to_memory(&table.entry);
	measure(&table);
	sink_char(text->page.sink, '\n');
	put_header(&table);
	if (entries == 0)
		put_no_entries(&table);
	for (size_t position = 1; position <= entries; position++)
		put_row(&table, position);
	parts_each_missing(text->options->profile, result, put_missing, &table);
	if (table.entry.error != 0)
		text->page.sink->error = table.entry.error;
	sink_free(&table.entry);
	free(table.worst);
}
