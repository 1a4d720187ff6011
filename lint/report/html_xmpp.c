/* The XMPP coverage matrix: who accepts the certificate for which domain. */

#include "html.h"

#include <edgelint/acceptance.h>

/* Domains that stand beside each other; more have a table of their own, so
 * that each fits on paper. */
enum { DOMAINS_ACROSS = 3 };

static void
put_answer(struct html *html, enum el_answer answer)
{
	static const struct {
		const char *class;
		const char *sign;
		const char *word;
	} answers[] = {
		[EL_NO] = { "fail", "✗", "No" },
		[EL_YES] = { "pass", "✓", "Yes" },
		[EL_CANNOT_SAY] = { "incomplete", "?", "Not known" },
	};

	html_badge(html, answers[answer].class, answers[answer].sign,
	    answers[answer].word);
}

/* The answer, the entry that decides, and what speaks against it. */
static void
put_cell(struct html *html, const struct el_acceptance *acceptance)
{
	const char *reason = facts_reason(acceptance->reason);

	html_markup(html, "<td>");
	put_answer(html, acceptance->accepts);
	if (acceptance->edge_opens != acceptance->accepts) {
		html_markup(html, "<span class=\"small\">when the Edge opens "
		    "the stream: </span>");
		put_answer(html, acceptance->edge_opens);
	}
	html_markup(html, "<span class=\"small\">");
	if (acceptance->position > 0)
		sink_printf(html->out, "entry %zu, ", acceptance->position);
	if (acceptance->kind != EL_ACCEPTED_NONE)
		html_text(html, el_accepted_kind_name(acceptance->kind));
	if (reason[0] != '\0' && acceptance->kind != EL_ACCEPTED_NONE)
		html_markup(html, "; ");
	html_text(html, reason);
	html_markup(html, "</span></td>\n");
}

static void
put_acceptor(struct html *html, const struct el_cert *cert, size_t number,
    const struct el_domain *domains, size_t count)
{
	const struct el_acceptor *acceptor = el_acceptor(number);

	html_markup(html, "<tr><th scope=\"row\">");
	html_text(html, acceptor->title);
	html_markup(html, " <span class=\"small\">");
	html_text(html, acceptor->version);
	html_markup(html, ", ");
	html_text(html, el_basis_name(acceptor->basis));
	html_markup(html, "</span></th>\n");
	for (size_t i = 0; i < count; i++) {
		struct el_acceptance acceptance =
		    el_acceptor_asks(number, cert, domains[i].name.text);

		put_cell(html, &acceptance);
	}
	html_markup(html, "</tr>\n");
}

/* The matching that the verdict rests on, above those of others. */
static void
put_verdict_row(struct html *html, const struct el_coverage *coverage,
    size_t count)
{
	html_markup(html, "<tr><th scope=\"row\">This report <span "
	    "class=\"small\">by the profile's matching</span></th>\n");
	for (size_t i = 0; i < count; i++) {
		bool covered = coverage[i].kind != EL_UNCOVERED;

		html_markup(html, "<td>");
		html_badge(html, covered ? "pass" : "fail",
		    covered ? "✓" : "✗", covered ? "Covered" : "Not covered");
		if (covered)
			sink_printf(html->out, "<span class=\"small\">entry "
			    "%zu, %s</span>", coverage[i].position,
			    el_coverage_name(coverage[i].kind));
		html_markup(html, "</td>\n");
	}
	html_markup(html, "</tr>\n");
}

static void
put_table(struct html *html, const struct el_result *result, size_t from,
    size_t count)
{
	const struct el_domain *domains =
	    html->options->profile->xmpp.list + from;

	html_markup(html, "<table class=\"matrix\">\n<thead><tr>"
	    "<th scope=\"col\">Accepted by</th>");
	for (size_t i = 0; i < count; i++) {
		html_markup(html, "<th scope=\"col\">");
		html_octets(html, domains[i].name.text);
		html_markup(html, "</th>");
	}
	html_markup(html, "</tr></thead>\n<tbody>\n");
	put_verdict_row(html, result->match->xmpp + from, count);
	for (size_t i = 0; i < el_acceptor_count(); i++)
		put_acceptor(html, result->cert, i, domains, count);
	html_markup(html, "</tbody>\n</table>\n");
}

void
html_xmpp(struct html *html, const struct el_result *result)
{
	size_t count = html->options->profile->xmpp.count;

	if (result->match->xmpp == NULL || result->role != EL_EDGE ||
	    count == 0)
		return;
	html_markup(html, "<section>\n<h3>XMPP domains and who accepts the "
	    "certificate for them</h3>\n<p>Names, key purposes and key usage "
	    "alone are compared; that a partner trusts the chain is taken for "
	    "granted.</p>\n");
	for (size_t from = 0; from < count; from += DOMAINS_ACROSS)
		put_table(html, result, from, count - from < DOMAINS_ACROSS ?
		    count - from : DOMAINS_ACROSS);
	html_markup(html, "</section>\n");
}
