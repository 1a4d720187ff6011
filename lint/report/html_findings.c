/* The findings of the HTML report, each with what, where, why and remedy. */

#include "html.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "rule_text.h"

static void
put_field(struct html *html, const char *label, struct el_bytes octets)
{
	if (octets.data == NULL)
		return;
	text_excerpt(&html->scratch, octets);
	html_field_code(html, label);
}

/* --- remedies ------------------------------------------------------------ */

static const char indent[] = "    ";

static bool
is_to_type(const char *line)
{
	return strncmp(line, indent, strlen(indent)) == 0;
}

/* Paragraphs, and between them blocks of the lines to type. */
static void
put_remedy_text(struct html *html, const char *text)
{
	bool typed = false;

	for (const char *line = text; *line != '\0';) {
		size_t size = strcspn(line, "\n");
		bool begins = is_to_type(line) != typed || line == text;
		const char *from = line;

		if (is_to_type(line)) {
			from += strlen(indent);
			html_markup(html, begins ? "<pre><code>" : "\n");
		} else {
			if (typed)
				html_markup(html, "</code></pre>\n");
			html_markup(html, "<p>");
		}
		xml_text(html->out, (struct el_bytes){ (const uint8_t *)from,
			size - (size_t)(from - line) });
		typed = is_to_type(line);
		if (!typed)
			html_markup(html, "</p>\n");
		line += size + (line[size] == '\n');
	}
	if (typed)
		html_markup(html, "</code></pre>\n");
}

/* Lines to type that stand with the finding before are not repeated. */
static void
put_remedy(struct html *html, const struct el_finding *finding)
{
	struct sink *remedy = &html->remedy;
	char *lines;
	bool shown;

	if (finding->rule->remedy == NULL)
		return;
	sink_clear(remedy);
	report_remedy(remedy, html->options->profile, finding);
	sink_char(remedy, '\0');
	if (remedy->error != 0)
		return;
	lines = remedy->data + strcspn(remedy->data, "\n");
	shown = *lines != '\0' && html->lines.size > 0 &&
	    strcmp(lines, html->lines.data) == 0;
	sink_clear(&html->lines);
	sink_text(&html->lines, lines);
	sink_char(&html->lines, '\0');
	if (shown)
		*lines = '\0';
	html_markup(html, "<div class=\"remedy\"><p class=\"label\">"
	    "What to do</p>\n");
	put_remedy_text(html, remedy->data);
	if (shown)
		html_markup(html, "<p>The lines to type are those "
		    "above.</p>\n");
	html_markup(html, "</div>\n");
}

/* --- sources ------------------------------------------------------------- */

static void
put_source(struct html *html, const struct el_citation *source)
{
	const struct el_document_facts *document =
	    el_document(source->document);
	const char *address = rule_text_document_address(document);

	html_markup(html, "<li>");
	if (address != NULL) {
		html_markup(html, "<a");
		xml_attribute(html->out, "href", el_bytes_of(address));
		html_markup(html, ">");
	}
	html_text(html, document->title);
	html_markup(html, address != NULL ? "</a>" : "");
	if (source->section != NULL) {
		html_markup(html, ", ");
		html_text(html, source->section);
	}
	if (source->says != NULL) {
		html_markup(html, source->disagrees ?
		    " (disagrees): " : ": ");
		html_text(html, source->says);
	}
	html_markup(html, "</li>\n");
}

static void
put_sources(struct html *html, const struct el_rule *rule)
{
	if (rule->sources[0].document == EL_DOC_NONE)
		return;
	html_markup(html, "<div class=\"sources\"><p class=\"label\">"
	    "Sources</p>\n<ul>\n");
	for (size_t i = 0; i < EL_CITATIONS_MAX; i++)
		if (rule->sources[i].document != EL_DOC_NONE)
			put_source(html, &rule->sources[i]);
	html_markup(html, "</ul></div>\n");
}

/* --- a finding ----------------------------------------------------------- */

static void
put_heading(struct html *html, const struct el_finding *finding, int level)
{
	sink_printf(html->out, "<h%d>", level);
	html_badge(html, html_finding_class(finding),
	    html_finding_sign(finding), html_finding_word(finding));
	html_markup(html, " ");
	html_text(html, finding->rule->title);
	sink_printf(html->out, "</h%d>\n<p class=\"rule\"><code>%s</code>"
	    "</p>\n", level, finding->rule->id);
}

static void
put_places(struct html *html, const struct el_result *result,
    const struct el_finding *finding)
{
	size_t size;

	html_markup(html, "<p>");
	html_text(html, finding->message);
	html_markup(html, "</p>\n");
	facts_write_where(&html->scratch, result, finding);
	size = html->scratch.size;
	if (size == 0 && finding->actual.data == NULL &&
	    finding->expected.data == NULL && finding->waiver == NULL &&
	    finding->source == NULL)
		return;
	html_markup(html, "<dl class=\"facts\">\n");
	html_field(html, "Where");
	if (finding->source != NULL)
		put_field(html, "Input", el_bytes_of(finding->source));
	put_field(html, "Found", finding->actual);
	put_field(html, "Expected", finding->expected);
	if (finding->waiver != NULL) {
		facts_write_waiver(&html->scratch, finding->waiver);
		html_field(html, "Waived");
	}
	html_markup(html, "</dl>\n");
}

/* The reasons of a rule stand with its first finding only. */
static void
put_finding(struct html *html, const struct el_result *result,
    const struct el_finding *finding, int level, bool again)
{
	sink_printf(html->out, "<div class=\"finding %s\">\n",
	    html_finding_class(finding));
	put_heading(html, finding, level);
	put_places(html, result, finding);
	if (!again && finding->rule->why != NULL) {
		html_markup(html, "<p class=\"why\"><span class=\"label\">"
		    "Why it matters</span> ");
		html_text(html, finding->rule->why);
		html_markup(html, "</p>\n");
	}
	if (finding->waiver == NULL)
		put_remedy(html, finding);
	if (!again)
		put_sources(html, finding->rule);
	html_markup(html, "</div>\n");
}

void
html_findings(struct html *html, const struct el_result *result,
    const struct el_finding *findings, size_t count, int level)
{
	const struct el_rule *before = NULL;
	size_t hidden = 0;

	sink_clear(&html->lines);
	for (size_t i = 0; i < count; i++) {
		if (report_hides(html->options, &findings[i])) {
			hidden++;
			continue;
		}
		put_finding(html, result, &findings[i], level,
		    findings[i].rule == before);
		before = findings[i].rule;
	}
	if (hidden > 0)
		sink_printf(html->out, "<p>%zu waived, which --hide-waived "
		    "leaves out.</p>\n", hidden);
}
