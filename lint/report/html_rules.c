/* How every rule ended, behind what is open only when it was asked for. */

#include "html.h"

static void
put_reason(struct html *html, const struct el_rule_outcome *outcome)
{
	if (outcome->reason == NULL)
		return;
	html_markup(html, " <span class=\"reason\">(");
	html_text(html, outcome->reason);
	if (outcome->detail != NULL) {
		html_markup(html, ": ");
		html_text(html, outcome->detail);
	}
	html_markup(html, ")</span>");
}

/* Of many certificates, titles stand once, at the end of the page. */
static void
put_rule(struct html *html, const struct el_rule *rule,
    const struct el_rule_outcome *outcome)
{
	sink_printf(html->out, "<li><code>%s</code>", rule->id);
	if (!html->options->many) {
		html_markup(html, " ");
		html_text(html, rule->title);
	}
	put_reason(html, outcome);
	html_markup(html, "</li>\n");
}

static void
put_group(struct html *html, const struct el_result *result,
    enum el_outcome outcome, const char *label, bool open)
{
	size_t count = 0;

	for (size_t i = 0; i < html->catalogue.count; i++)
		count += result->outcomes[i]->outcome == outcome;
	if (count == 0)
		return;
	sink_printf(html->out, "<details%s>\n<summary>%s: %zu</summary>\n"
	    "<ul class=\"rules\">\n", open ? " open" : "", label, count);
	for (size_t i = 0; i < html->catalogue.count; i++)
		if (result->outcomes[i]->outcome == outcome)
			put_rule(html, html->catalogue.rules[i],
			    result->outcomes[i]);
	html_markup(html, "</ul>\n</details>\n");
}

/* What was not answered is open: it is why there is no pass. */
void
html_outcomes(struct html *html, const struct el_result *result)
{
	static const struct {
		enum el_outcome outcome;
		const char *label;
		bool open;
	} groups[] = {
		{ EL_FAIL, "Failed", true },
		{ EL_WAIVED, "Waived", true },
		{ EL_SWITCHED_OFF, "Switched off", true },
		{ EL_NOT_EVALUATED, "Not evaluated", true },
		{ EL_NOT_SELECTED, "Left out by --only or --skip", false },
		{ EL_PASS, "Passed", false },
		{ EL_NOT_APPLICABLE, "Not applicable", false },
		{ EL_NOT_ASKED, "About inputs or the run, not one certificate",
		    false },
	};

	html_markup(html, "<section>\n<h3>Rules and how they ended</h3>\n");
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		put_group(html, result, groups[i].outcome, groups[i].label,
		    groups[i].open);
	html_markup(html, "</section>\n");
}
