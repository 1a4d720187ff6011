/* The findings part of the text report. */

#include "text.h"

#include "base/text.h"
#include "facts.h"

enum { INDENT = 2 };

static const char *
heading(const struct el_finding *finding)
{
	if (finding->waiver != NULL)
		return "WAIVED";
	switch (finding->severity) {
	case EL_ERROR:
		return "ERROR";
	case EL_WARNING:
		return "WARNING";
	case EL_INFO:
	case EL_OFF:
		break;
	}
	return "INFO";
}

static void
put_heading(struct text *text, const struct el_finding *finding)
{
	const char *word = heading(finding);

	page_styled(&text->page, finding->waiver != NULL ? PAGE_FAINT :
	    page_severity_style(finding->severity), word);
	page_spaces(&text->page, 2);
	sink_printf(&text->scratch, "%s [%s]", finding->rule->title,
	    finding->rule->id);
	page_wrap(&text->page, strlen(word) + 2, text_scratch(text));
	sink_clear(&text->scratch);
}

static void
put_where(struct text *text, const struct el_result *result,
    const struct el_finding *finding)
{
	facts_write_where(&text->scratch, result, finding);
	if (text->scratch.size > 0)
		text_field(text, INDENT, "Where");
}

static void
put_octets(struct text *text, const char *label, struct el_bytes octets)
{
	if (octets.data == NULL)
		return;
	text_excerpt(&text->scratch, octets);
	text_field(text, INDENT, label);
}

static void
put_text(struct text *text, const char *label, const char *value)
{
	if (value != NULL)
		page_field(&text->page, INDENT, label, el_bytes_of(value));
}

/* The first document that asks for what the rule asks for. */
static void
put_source(struct text *text, const struct el_rule *rule)
{
	for (size_t i = 0; i < EL_CITATIONS_MAX; i++) {
		const struct el_citation *source = &rule->sources[i];
		const struct el_document_facts *document;

		if (source->document == EL_DOC_NONE || source->disagrees)
			continue;
		document = el_document(source->document);
		sink_text(&text->scratch, document->title);
		if (source->section != NULL)
			sink_printf(&text->scratch, ", %s", source->section);
		text_field(text, INDENT, "Source");
		return;
	}
}

static void
keep_lines(struct text *text, const char *lines)
{
	sink_clear(&text->lines);
	sink_text(&text->lines, lines);
	sink_char(&text->lines, '\0');
}

/*
 * The lines to type at the end of a remedy are mostly those that ask for the
 * right certificate, whatever is wrong with this one: they are shown once, and
 * the findings after that refer to them.
 */
static void
put_remedy(struct text *text, const struct el_finding *finding, bool again)
{
	struct sink *remedy = &text->remedy;
	const char *lines;
	bool shown;

	sink_clear(remedy);
	report_remedy(remedy, text->options->profile, finding);
	sink_char(remedy, '\0');
	if (remedy->error != 0)
		return;
	lines = remedy->data + strcspn(remedy->data, "\n");
	shown = text->lines.size > 0 && strcmp(lines, text->lines.data) == 0;
	if (again && shown)
		return;
	if (shown && *lines != '\0') {
		sink_write(&text->scratch, remedy->data,
		    (size_t)(lines - remedy->data));
		sink_text(&text->scratch,
		    "\nThe lines to type are those above.");
	} else {
		sink_text(&text->scratch, remedy->data);
	}
	text_field(text, INDENT, "Fix");
	keep_lines(text, lines);
}

static void
put_waiver(struct text *text, const struct el_waiver *waiver)
{
	facts_write_waiver(&text->scratch, waiver);
	text_field(text, INDENT, "Waived");
}

/* The reasons of a rule stand with its first finding only. */
static void
put_finding(struct text *text, const struct el_result *result,
    const struct el_finding *finding, bool again)
{
	put_heading(text, finding);
	put_text(text, "What", finding->message);
	put_where(text, result, finding);
	put_octets(text, "Found", finding->actual);
	put_octets(text, "Expected", finding->expected);
	if (finding->waiver != NULL) {
		put_waiver(text, finding->waiver);
		return;
	}
	if (!again)
		put_text(text, "Why", finding->rule->why);
	if (finding->rule->remedy != NULL)
		put_remedy(text, finding, again);
	if (!again)
		put_source(text, finding->rule);
}

void
text_findings(struct text *text, const struct el_result *result,
    const struct el_finding *findings, size_t count)
{
	const struct el_rule *before = NULL;

	for (size_t i = 0; i < count; i++) {
		if (report_hides(text->options, &findings[i]))
			continue;
		sink_char(text->page.sink, '\n');
		put_finding(text, result, &findings[i],
		    findings[i].rule == before);
		before = findings[i].rule;
	}
}
