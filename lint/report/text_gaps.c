/* Why a verdict is incomplete: the rules that decide and were not evaluated. */

#include "text.h"

#include <edgelint/result.h>

#include "judge/findings.h"

enum { INDENT = 2 };

static bool
is_reason(const struct el_rule_outcome *ended, const char *reason)
{
	return strcmp(ended->reason, reason) == 0;
}

/* Whether two rules wait for the same thing; without a deployment, for it. */
static bool
is_same_reason(const struct text *text, const struct el_rule_outcome *a,
    const struct el_rule_outcome *b)
{
	if (!is_reason(a, b->reason))
		return false;
	if (is_reason(a, "unknown") && !text->options->profile->given)
		return true;
	return a->detail == b->detail || (a->detail != NULL &&
		b->detail != NULL && strcmp(a->detail, b->detail) == 0);
}

static void
put_reason(struct text *text, const struct el_rule_outcome *ended)
{
	struct sink *scratch = &text->scratch;

	if (is_reason(ended, "not-selected"))
		sink_printf(scratch, "what they would say is left to %s, "
		    "which --only or --skip leaves out", ended->detail);
	else if (is_reason(ended, "unsupported"))
		sink_printf(scratch, "a signature of the chain is made with "
		    "%s, which edgelint cannot verify; have another tool do "
		    "it, such as openssl verify",
		    ended->detail == NULL ? "an algorithm" : ended->detail);
	else if (!text->options->profile->given)
		sink_text(scratch, "no deployment was given to judge the "
		    "names by");
	else
		sink_printf(scratch, "the profile does not say %s",
		    ended->detail);
	text_field(text, INDENT, "Reason");
}

/* The rule with this number when it is a gap, or NULL. */
static const struct el_rule_outcome *
gap(const struct text *text, const struct el_result *result, size_t number)
{
	const struct el_rule_outcome *ended = result->outcomes[number];

	return findings_is_gap(text->options->profile,
		   text->catalogue.rules[number], ended) ? ended : NULL;
}

/* Whether a rule before this one waits for the same thing. */
static bool
is_shown(const struct text *text, const struct el_result *result,
    size_t number)
{
	const struct el_rule_outcome *ended = result->outcomes[number];

	for (size_t i = 0; i < number; i++) {
		const struct el_rule_outcome *other = gap(text, result, i);

		if (other != NULL && is_same_reason(text, ended, other))
			return true;
	}
	return false;
}

/* All rules that wait for what this one waits for. */
static void
put_group(struct text *text, const struct el_result *result, size_t number)
{
	const struct el_rule_outcome *ended = result->outcomes[number];

	put_reason(text, ended);
	for (size_t i = number; i < text->catalogue.count; i++) {
		const struct el_rule_outcome *other = gap(text, result, i);

		if (other == NULL || !is_same_reason(text, ended, other))
			continue;
		sink_printf(&text->scratch, "%s%s",
		    text->scratch.size > 0 ? ", " : "",
		    text->catalogue.rules[i]->id);
	}
	text_field(text, INDENT, "Rules");
}

static void
put_heading(const struct page *page)
{
	sink_char(page->sink, '\n');
	page_styled(page, page_verdict_style(EL_VERDICT_INCOMPLETE),
	    "NOT JUDGED");
	sink_text(page->sink, "  This is why the verdict is incomplete\n");
}

void
text_gaps(struct text *text, const struct el_result *result)
{
	bool any = false;

	if (result->verdict != EL_VERDICT_INCOMPLETE)
		return;
	put_heading(&text->page);
	for (size_t i = 0; i < text->catalogue.count; i++) {
		if (gap(text, result, i) == NULL ||
		    is_shown(text, result, i))
			continue;
		put_group(text, result, i);
		any = true;
	}
	if (any)
		return;
	sink_text(&text->scratch, "none of the rules that were asked for "
	    "applies to the certificate, or could be evaluated");
	text_field(text, INDENT, "Reason");
}
