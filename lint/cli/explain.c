/* edgelint explain: one rule with its reasons. */

#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include "base/text.h"
#include "base/time.h"
#include "command.h"
#include "diagnose.h"
#include "judge/profile.h"
#include "report/page.h"
#include "report/report.h"
#include "scope.h"

struct explanation {
	struct page page;
	struct sink scratch; /* text on its way to the page */
};

static void
put_scratch(struct explanation *out, const char *label)
{
	struct el_bytes text = { (const uint8_t *)out->scratch.data,
		out->scratch.size };

	if (text.size > 0)
		page_field(&out->page, 0, label, text);
	sink_clear(&out->scratch);
}

static void
put_text(struct explanation *out, const char *label, const char *text)
{
	if (text != NULL)
		page_field(&out->page, 0, label, el_bytes_of(text));
}

/* "roles: edge; products: lync2013, sfb2015" */
static void
put_applies(struct explanation *out, const struct el_rule *row)
{
	struct sink *scratch = &out->scratch;

	for (size_t k = 0; k < SCOPE_KINDS; k++) {
		enum scope_kind kind = (enum scope_kind)k;
		const char *value;

		if (!scope_is_limited(row, kind))
			continue;
		sink_printf(scratch, "%s%s: ", scratch->size > 0 ? "; " : "",
		    scope_kind_name(kind));
		for (size_t i = 0;
		    (value = scope_value(row, kind, i)) != NULL; i++)
			sink_printf(scratch, "%s%s", i > 0 ? ", " : "", value);
	}
	if (row->level != EL_PER_CERTIFICATE)
		sink_printf(scratch, "%sasked once per %s",
		    scratch->size > 0 ? "; " : "",
		    scope_level_name(row->level));
	put_scratch(out, "Applies to");
}

/* Half-open, on the certificate's own start. */
static void
put_dates(struct explanation *out, const struct el_rule *row)
{
	char date[TIME_TEXT_SIZE];

	if (row->since == 0 && row->until == 0)
		return;
	sink_text(&out->scratch, "certificates that start");
	if (row->since != 0) {
		time_to_date(date, row->since);
		sink_printf(&out->scratch, " on or after %s", date);
	}
	if (row->until != 0) {
		time_to_date(date, row->until);
		sink_printf(&out->scratch, "%s before %s",
		    row->since != 0 ? " and" : "", date);
	}
	put_scratch(out, "In force for");
}

static void
put_row(struct explanation *out, const struct el_rule *row)
{
	put_text(out, "Severity", el_severity_name(row->severity));
	put_text(out, "Fails when", row->fails_when);
	put_applies(out, row);
	put_dates(out, row);
	for (size_t i = 0; i < EL_YIELDS_MAX; i++)
		if (row->yields[i].to != NULL)
			sink_printf(&out->scratch, "%s%s",
			    i > 0 ? ", " : "", row->yields[i].to);
	put_scratch(out, "Yields to");
}

/* The remedy for a deployment that is not known. */
static void
put_remedy(struct explanation *out, const struct el_rule *row)
{
	struct el_finding finding = { .rule = row };
	struct el_profile profile;

	profile_defaults(&profile);
	report_remedy(&out->scratch, &profile, &finding);
	put_scratch(out, "Fix");
	if (row->request_remedy == NULL)
		return;
	finding.of_request = true;
	report_remedy(&out->scratch, &profile, &finding);
	put_scratch(out, "In a request");
}

static void
put_source(struct explanation *out, const struct el_citation *source)
{
	const struct el_document_facts *document =
	    el_document(source->document);

	sink_text(&out->scratch, document->title);
	if (source->section != NULL)
		sink_printf(&out->scratch, ", %s", source->section);
	if (document->date != NULL)
		sink_printf(&out->scratch, " (%s)", document->date);
	if (source->says != NULL)
		sink_printf(&out->scratch, ": %s", source->says);
	if (document->url != NULL)
		sink_printf(&out->scratch, "\n    %s", document->url);
	put_scratch(out, source->disagrees ? "Disagrees" : "Source");
}

static bool
is_same_source(const struct el_citation *a, const struct el_citation *b)
{
	return a->document == b->document && a->disagrees == b->disagrees &&
	    el_bytes_equal(el_bytes_of(a->section), el_bytes_of(b->section)) &&
	    el_bytes_equal(el_bytes_of(a->says), el_bytes_of(b->says));
}

/* Rows of one id mostly cite the same; each source is shown once. */
static bool
was_put(const struct el_rule *rows, size_t row,
    const struct el_citation *source)
{
	for (size_t before = 0; before < row; before++)
		for (size_t i = 0; i < EL_CITATIONS_MAX; i++)
			if (is_same_source(&rows[before].sources[i], source))
				return true;
	return false;
}

static void
put_sources(struct explanation *out, const struct el_rule *rows, size_t count)
{
	for (size_t row = 0; row < count; row++)
		for (size_t i = 0; i < EL_CITATIONS_MAX; i++) {
			const struct el_citation *source =
			    &rows[row].sources[i];

			if (source->document != EL_DOC_NONE &&
			    !was_put(rows, row, source))
				put_source(out, source);
		}
}

static void
put_rule(struct explanation *out, const struct el_rule *rows, size_t count)
{
	sink_printf(out->page.sink, "%s\n\n", rows->id);
	put_text(out, "Problem", rows->title);
	for (size_t i = 0; i < count; i++)
		put_row(out, &rows[i]);
	put_text(out, "Why", rows->why);
	put_remedy(out, rows);
	put_text(out, "Example", rows->example);
	put_sources(out, rows, count);
}

static int
print(size_t number)
{
	struct sink sink;
	struct explanation out = { .page = { .sink = &sink } };
	size_t count;
	const struct el_rule *rows = el_rule_rows(number, &count);
	int status;

	sink_to_fd(&sink, STDOUT_FILENO);
	sink_to_memory(&out.scratch);
	put_rule(&out, rows, count);
	if (out.scratch.error != 0)
		sink.error = out.scratch.error;
	status = diagnose_stdout(&sink);
	sink_free(&out.scratch);
	sink_free(&sink);
	return status;
}

static int
refuse(const char *id)
{
	size_t count = el_rule_count();
	const char **ids = calloc(count, sizeof(*ids));
	const char *near = NULL;

	for (size_t i = 0; ids != NULL && i < count; i++) {
		size_t rows;

		ids[i] = el_rule_rows(i, &rows)->id;
	}
	if (ids != NULL)
		near = text_suggest(id, ids, count);
	free(ids);
	if (near != NULL)
		return diagnose("there is no rule %s; did you mean %s?", id,
		    near);
	return diagnose("there is no rule %s; 'edgelint rules' lists them",
	    id);
}

int
explain_run(const struct arguments *arguments)
{
	const char *id;
	size_t number;

	if (arguments->operand_count != 1)
		return diagnose("explain takes one rule; 'edgelint rules' "
				"lists them");
	id = arguments->operands[0];
	number = el_rule_find(id);
	return number < el_rule_count() ? print(number) : refuse(id);
}
