#include "citation.h"

#include <edgelint/result.h>

static bool
is_same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Whether a row cites this section of this document. */
static bool
cites(const struct el_rule *row, const struct el_citation *citation)
{
	for (size_t i = 0; i < EL_CITATIONS_MAX; i++)
		if (row->sources[i].document == citation->document &&
		    is_same_text(row->sources[i].section, citation->section))
			return true;
	return false;
}

bool
citation_is_new(const struct el_rule *rows, size_t row,
    const struct el_citation *citation)
{
	for (size_t i = 0; i < row; i++)
		if (cites(&rows[i], citation))
			return false;
	return true;
}

static void
put_source(struct json_writer *json, const struct el_citation *citation)
{
	const struct el_document_facts *document =
	    el_document(citation->document);

	json_begin_object(json, NULL);
	json_string(json, "title", document->title);
	json_string(json, "section", citation->section);
	json_string(json, "url", document->url);
	json_string(json, "date", document->date);
	json_string(json, "says", citation->says);
	json_bool(json, "disagrees", citation->disagrees);
	json_end_object(json);
}

void
citation_put_sources(struct json_writer *json, size_t rule_number)
{
	size_t count;
	const struct el_rule *rows = el_rule_rows(rule_number, &count);

	json_begin_array(json, "sources");
	for (size_t row = 0; row < count; row++) {
		const struct el_citation *sources = rows[row].sources;

		for (size_t i = 0; i < EL_CITATIONS_MAX; i++)
			if (sources[i].document != EL_DOC_NONE &&
			    citation_is_new(rows, row, &sources[i]))
				put_source(json, &sources[i]);
	}
	json_end_array(json);
}
