#include "rule_text.h"

#include <edgelint/result.h>

#include "base/markdown.h"
#include "base/text.h"
#include "citation.h"
#include "report.h"

/* One of the two ways to write a text. */
struct style {
	void (*paragraph)(struct sink *sink, struct el_bytes text);
	const char *before_label;
	const char *behind_label;
	const char *bullet;
};

static void
put_plain(struct sink *sink, struct el_bytes text)
{
	sink_write(sink, text.data, text.size);
}

static const struct style plain = { put_plain, "", ": ", "- " };
static const struct style markdown = { markdown_text, "**", ":** ", "- " };

static void
put_label(struct sink *sink, const struct style *style, const char *label)
{
	sink_text(sink, style->before_label);
	sink_text(sink, label);
	sink_text(sink, style->behind_label);
}

static void
put_paragraph(struct sink *sink, const struct style *style, const char *label,
    struct el_bytes text)
{
	if (text.size == 0)
		return;
	put_label(sink, style, label);
	style->paragraph(sink, text);
	sink_text(sink, "\n\n");
}

/* Rows of one id have a condition each. */
static void
put_conditions(struct sink *sink, const struct style *style,
    const struct el_rule *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *when = rows[i].fails_when;

		if (when == NULL || (i > 0 && rows[i - 1].fails_when != NULL &&
			strcmp(when, rows[i - 1].fails_when) == 0))
			continue;
		put_paragraph(sink, style, "Fails when", el_bytes_of(when));
	}
}

const char *
rule_text_document_address(const struct el_document_facts *document)
{
	const char *url = document->url;

	return url != NULL && strncmp(url, "https://", 8) == 0 ? url : NULL;
}

static void
put_source(struct sink *sink, const struct style *style,
    const struct el_citation *source)
{
	const struct el_document_facts *document =
	    el_document(source->document);

	sink_text(sink, style->bullet);
	style->paragraph(sink, el_bytes_of(document->title));
	if (source->section != NULL) {
		sink_text(sink, ", ");
		style->paragraph(sink, el_bytes_of(source->section));
	}
	sink_printf(sink, " (%s)", document->date);
	if (source->disagrees)
		sink_text(sink, ", which disagrees");
	if (source->says != NULL) {
		sink_text(sink, ": ");
		style->paragraph(sink, el_bytes_of(source->says));
	}
	/* No address holds what would end it: the tables are ours. */
	if (rule_text_document_address(document) != NULL)
		sink_printf(sink, " <%s>", document->url);
	sink_char(sink, '\n');
}

static void
put_sources(struct sink *sink, const struct style *style,
    const struct el_rule *rows, size_t count)
{
	put_label(sink, style, "Sources");
	sink_text(sink, "\n\n");
	for (size_t row = 0; row < count; row++)
		for (size_t i = 0; i < EL_CITATIONS_MAX; i++) {
			const struct el_citation *source =
			    &rows[row].sources[i];

			if (source->document != EL_DOC_NONE &&
			    citation_is_new(rows, row, source))
				put_source(sink, style, source);
		}
}

static void
put_text(struct sink *sink, const struct style *style, size_t rule_number,
    const struct el_profile *profile)
{
	size_t count;
	const struct el_rule *rows = el_rule_rows(rule_number, &count);
	const struct el_finding any = { .rule = rows };
	struct sink remedy;

	sink_to_memory(&remedy);
	report_remedy(&remedy, profile, &any);
	put_paragraph(sink, style, "Fix", (struct el_bytes){
		(const uint8_t *)remedy.data, remedy.size });
	if (remedy.error != 0 && sink->error == 0)
		sink->error = remedy.error;
	sink_free(&remedy);
	put_conditions(sink, style, rows, count);
	put_paragraph(sink, style, "Why it matters", el_bytes_of(rows->why));
	put_paragraph(sink, style, "Example", el_bytes_of(rows->example));
	put_sources(sink, style, rows, count);
}

void
rule_text_description(struct sink *sink, size_t rule_number, size_t size)
{
	size_t count;
	const struct el_rule *rows = el_rule_rows(rule_number, &count);
	struct sink whole;

	sink_to_memory(&whole);
	sink_printf(&whole, "Fails when %s. %s", rows->fails_when, rows->why);
	text_cut(sink, (struct el_bytes){ (const uint8_t *)whole.data,
		whole.size }, size);
	if (whole.error != 0 && sink->error == 0)
		sink->error = whole.error;
	sink_free(&whole);
}

void
rule_text_plain(struct sink *sink, size_t rule_number,
    const struct el_profile *profile)
{
	put_text(sink, &plain, rule_number, profile);
}

void
rule_text_markdown(struct sink *sink, size_t rule_number,
    const struct el_profile *profile)
{
	put_text(sink, &markdown, rule_number, profile);
}

const char *
rule_text_address(size_t rule_number)
{
	size_t count;
	const struct el_rule *rows = el_rule_rows(rule_number, &count);

	for (size_t i = 0; i < EL_CITATIONS_MAX; i++) {
		const char *url;

		if (rows->sources[i].document == EL_DOC_NONE)
			continue;
		url = rule_text_document_address(
		    el_document(rows->sources[i].document));
		if (url != NULL)
			return url;
	}
	return NULL;
}
