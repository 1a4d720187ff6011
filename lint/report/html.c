/*
 * The report as one page for those who file it: the verdict and an overview,
 * then a section for each certificate.  Nothing is fetched and nothing is run;
 * the policy in the head forbids both.
 */

#include "html.h"

#include <errno.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "expected.h"
#include "tally.h"
#include "view/digest.h"

/* --- a certificate ------------------------------------------------------- */

static void
put_request(struct html *html, const struct el_cert *cert)
{
	facts_write_subject(&html->scratch, cert);
	html_field_code(html, "Request for");
	facts_write_maker(&html->scratch, cert->request);
	html_field(html, "Made on");
}

static void
put_certificate(struct html *html, const struct el_result *result)
{
	const struct el_cert *cert = result->cert;
	uint8_t sha1[DIGEST_SHA1_SIZE];

	facts_write_subject(&html->scratch, cert);
	html_field_code(html, "Certificate");
	facts_write_issuer(&html->scratch, cert);
	html_field_code(html, "Issued by");
	if (result->chain != NULL)
		facts_write_chain(&html->scratch, result->chain);
	html_field(html, "Chain");
	facts_write_validity(&html->scratch, cert, html->options->as_of);
	html_field(html, "Valid");
	text_hex(&html->scratch, facts_serial(cert));
	html_field_code(html, "Serial number");
	text_hex(&html->scratch, digest_sha1(sha1, cert->der));
	html_field_code(html, "Thumbprint");
}

static void
put_skipped(struct html *html, const struct el_result *result)
{
	for (size_t i = 0; i < result->skipped_count; i++)
		sink_printf(&html->scratch, "%s%s (line %zu)",
		    i > 0 ? ", " : "", result->skipped[i].label,
		    result->skipped[i].line);
	html_field(html, "Passed over");
}

static void
put_facts(struct html *html, const struct el_result *result)
{
	const struct el_cert *cert = result->cert;
	uint8_t sha256[DIGEST_SHA256_SIZE];

	html_markup(html, "<dl class=\"facts\">\n");
	if (facts_is_request(result))
		put_request(html, cert);
	else
		put_certificate(html, result);
	text_hex(&html->scratch, digest_sha256(sha256, cert->der));
	html_field_code(html, "SHA-256");
	if (html->options->assigned && result->role == EL_EDGE) {
		facts_write_uses(&html->scratch, result);
		html_field(html, "Assigned to");
	}
	facts_write_judged_as(&html->scratch, html->options->profile, result);
	html_field(html, "Judged as");
	put_skipped(html, result);
	html_markup(html, "</dl>\n");
}

static void
put_findings(struct html *html, const struct el_result *result)
{
	html_markup(html, "<section>\n<h3>Findings</h3>\n");
	if (result->finding_count == 0)
		html_markup(html, result->verdict == EL_VERDICT_PASS ?
		    "<p>No rule that was asked found anything.</p>\n" :
		    "<p>No rule found anything; not every rule could be "
		    "asked.</p>\n");
	html_findings(html, result, result->findings, result->finding_count,
	    4);
	html_markup(html, "</section>\n");
}

static enum el_verdict
verdict_of(const struct el_result *result)
{
	return result->problem.code == NULL ? result->verdict :
					      EL_VERDICT_UNREADABLE;
}

static void
put_verdict_badge(struct html *html, enum el_verdict verdict)
{
	html_badge(html, el_verdict_name(verdict), html_verdict_sign(verdict),
	    html_verdict_word(verdict));
}

static void
put_unreadable(struct html *html, const struct el_result *result)
{
	const struct el_problem *problem = &result->problem;

	html_markup(html, "<p class=\"note\">This could not be read, and was "
	    "not judged: ");
	html_text(html, problem->message);
	if (problem->line == 0 && problem->offset > 0)
		sink_printf(html->out, " (octet %zu)", problem->offset);
	html_markup(html, "</p>\n");
	if (result->skipped_count == 0)
		return;
	html_markup(html, "<dl class=\"facts\">\n");
	put_skipped(html, result);
	html_markup(html, "</dl>\n");
}

static void
put_judged(struct html *html, const struct el_result *result)
{
	if (result->verdict == EL_VERDICT_INCOMPLETE)
		html_markup(html, "<p class=\"note\">This is no pass: what "
		    "was not evaluated, and why, stands under \"Rules and how "
		    "they ended\".</p>\n");
	put_facts(html, result);
	if (result->role == EL_EDGE || result->cert->san.count > 0)
		html_names(html, result);
	html_changes(html, result);
	html_validity(html, result);
	put_findings(html, result);
	html_xmpp(html, result);
	html_outcomes(html, result);
}

void
html_result(struct html *html, const struct el_result *result)
{
	struct tally tally = tally_of(result);

	html_markup(html, HTML_NEXT "<article id=\"" HTML_ANCHOR "\" "
	    "aria-labelledby=\"" HTML_ANCHOR "-title\">\n<header>\n");
	put_verdict_badge(html, verdict_of(result));
	html_markup(html, "\n<h2 id=\"" HTML_ANCHOR "-title\">");
	facts_write_source(&html->scratch, result);
	html_take(html);
	html_markup(html, "</h2>\n");
	if (result->problem.code == NULL) {
		html_markup(html, "<p>");
		tally_write(&html->scratch, &tally);
		html_take(html);
		html_markup(html, "</p>\n");
	}
	html_markup(html, "</header>\n");
	if (result->problem.code == NULL)
		put_judged(html, result);
	else
		put_unreadable(html, result);
	html_markup(html, "</article>\n");
}

/* --- the overview -------------------------------------------------------- */

static void
put_row_facts(struct html *html, const struct el_result *result)
{
	struct tally tally = tally_of(result);
	char date[TIME_TEXT_SIZE] = "–";

	html_markup(html, "<br><span class=\"small\">");
	facts_write_subject(&html->scratch, result->cert);
	html_take(html);
	if (result->cert->not_after.known)
		time_to_date(date, result->cert->not_after.seconds);
	sink_printf(html->out, "</span></th><td class=\"number\">%zu</td>"
	    "<td class=\"number\">%zu</td><td>%s</td></tr>\n",
	    tally.severities[EL_ERROR], tally.severities[EL_WARNING], date);
}

void
html_row(struct html *html, const struct el_result *result)
{
	html_markup(html, HTML_NEXT "<tr><td>");
	put_verdict_badge(html, verdict_of(result));
	html_markup(html, "</td><th scope=\"row\"><a href=\"#" HTML_ANCHOR
	    "\">");
	facts_write_source(&html->scratch, result);
	html_take(html);
	html_markup(html, "</a>");
	if (result->problem.code == NULL)
		put_row_facts(html, result);
	else
		html_markup(html, "</th><td class=\"number\">–</td>"
		    "<td class=\"number\">–</td><td>–</td></tr>\n");
}

/* The page says what it does not show; rows without a section lead here. */
static void
put_left_out(struct html *html, const struct report *report, size_t whole)
{
	size_t listed = html_kept_count(report, HTML_ROWS);

	if (whole == report->results)
		return;
	sink_printf(html->out, "<p class=\"note\" id=\"" HTML_LEFT_OUT "\">"
	    "Too many for one page: the first %zu of %zu results have a "
	    "section of their own.", whole, report->results);
	if (listed < report->results)
		sink_printf(html->out, " The table lists the first %zu.",
		    listed);
	html_markup(html, " All are judged and counted. Reports as ndjson or "
	    "csv have all of them; a page for each folder does, too.</p>\n");
}

static void
put_overview(struct html *html, const struct report *report)
{
	size_t whole = html_kept_count(report, HTML_PARTS);

	if (report->results < 2)
		return;
	html_markup(html, "<section class=\"sheet\" id=\"overview\" "
	    "aria-labelledby=\"overview-title\">\n<h2 "
	    "id=\"overview-title\">Overview</h2>\n");
	put_left_out(html, report, whole);
	html_ends(html, &report->kept[HTML_ENDS]);
	html_markup(html, "<table class=\"overview\">\n<caption>All results"
	    "</caption>\n<thead><tr><th scope=\"col\">Verdict</th>"
	    "<th scope=\"col\">Input and name</th>"
	    "<th scope=\"col\" class=\"number\">Errors</th>"
	    "<th scope=\"col\" class=\"number\">Warnings</th>"
	    "<th scope=\"col\">Ends</th></tr></thead>\n<tbody>\n");
	html_put_kept(html, report, HTML_ROWS, whole);
	html_markup(html, "</tbody>\n</table>\n</section>\n");
}

/* --- the run ------------------------------------------------------------- */

/* An empty report must not be taken for a good one. */
static bool
is_empty(const struct judge *judge)
{
	return !judge->answered && judge->summary.unreadable == 0;
}

static const char *
verdict_meaning(const struct judge *judge)
{
	static const char *const meanings[] = {
		[EL_VERDICT_PASS] = "Every rule that was asked and applies "
		    "has passed, or found nothing that fails the run.",
		[EL_VERDICT_INCOMPLETE] = "Not everything could be judged. "
		    "This is no pass: what was not evaluated, and why, stands "
		    "with each certificate.",
		[EL_VERDICT_FAIL] = "What was found has to be mended; how, "
		    "stands with each finding.",
		[EL_VERDICT_UNREADABLE] = "At least one input could not be "
		    "read, and was not judged.",
	};

	return is_empty(judge) ? "Nothing was judged: no rule was asked of "
	    "any certificate. This is no pass." :
	    meanings[judge->summary.verdict];
}

static void
put_verdict(struct html *html, const struct judge *judge)
{
	const struct el_summary *summary = &judge->summary;
	struct tally tally = tally_of_summary(summary);
	bool empty = is_empty(judge);

	sink_printf(html->out, "<div class=\"verdict %s\">\n"
	    "<p class=\"word\"><span aria-hidden=\"true\">%s</span> %s</p>\n"
	    "<p>%zu result%s", empty ? "incomplete" :
	    el_verdict_name(summary->verdict), empty ? "?" :
	    html_verdict_sign(summary->verdict), empty ? "Nothing judged" :
	    html_verdict_word(summary->verdict), summary->results,
	    summary->results == 1 ? "" : "s");
	if (summary->unreadable > 0)
		sink_printf(html->out, ", %zu unreadable",
		    summary->unreadable);
	if (summary->passed_over > 0)
		sink_printf(html->out, ", %zu file%s skipped",
		    summary->passed_over,
		    summary->passed_over == 1 ? "" : "s");
	html_markup(html, ": ");
	tally_write(&html->scratch, &tally);
	html_take(html);
	sink_printf(html->out, "</p>\n<p class=\"why\">%s</p>\n</div>\n",
	    verdict_meaning(judge));
}

/* What was asked, so that a report says what it rests on. */
static void
put_run(struct html *html)
{
	const struct report_options *options = html->options;
	char time[TIME_TEXT_SIZE];
	char library[16];

	time_to_text(time, options->as_of);
	digest_library_version(library);
	html_markup(html, "<dl class=\"facts\">\n");
	sink_text(&html->scratch, time);
	html_field(html, "Judged as of");
	facts_write_profile(&html->scratch, options->profile);
	html_field(html, "Profile");
	for (size_t i = 0; i < options->selection.only_count; i++)
		sink_printf(&html->scratch, " --only %s",
		    options->selection.only[i]);
	for (size_t i = 0; i < options->selection.skip_count; i++)
		sink_printf(&html->scratch, " --skip %s",
		    options->selection.skip[i]);
	html_field(html, "Rules asked");
	sink_printf(&html->scratch, "edgelint %s, mbedTLS %s",
	    EDGELINT_VERSION, library);
	html_field(html, "Judged by");
	html_markup(html, "</dl>\n");
}

static void
put_navigation(struct html *html, const struct report *report,
    const struct judge *judge)
{
	if (report->results < 2)
		return;
	html_markup(html, "<nav aria-label=\"Parts of this report\">\n<ul>\n"
	    "<li><a href=\"#overview\">Overview</a></li>\n");
	if (judge->run_finding_count > 0)
		html_markup(html, "<li><a href=\"#run\">Findings about the "
		    "run</a></li>\n");
	html_markup(html, "<li><a href=\"#r1\">Certificates</a></li>\n");
	if (html->options->many)
		html_markup(html, "<li><a href=\"#rules\">Rules</a></li>\n");
	html_markup(html, "</ul>\n</nav>\n");
}

static void
put_run_findings(struct html *html, const struct judge *judge)
{
	bool required = html->options->require_profile &&
	    judge->deployment_missing;

	if (judge->run_finding_count == 0 && !required)
		return;
	html_markup(html, "<section class=\"sheet\" id=\"run\" "
	    "aria-labelledby=\"run-title\">\n<h2 id=\"run-title\">Findings "
	    "about the run and its inputs</h2>\n");
	if (required)
		html_markup(html, "<p class=\"note\">A deployment was "
		    "required (--require-profile), and is not given or not "
		    "complete: without all of it there is no answer.</p>\n");
	html_findings(html, NULL, judge->run_findings,
	    judge->run_finding_count, 3);
	if (judge->run_findings_left_out > 0)
		sink_printf(html->out, "<p class=\"note\">%zu more are "
		    "counted but not shown.</p>\n",
		    judge->run_findings_left_out);
	html_markup(html, "</section>\n");
}

/* Of many certificates each says only the ids. */
static void
put_catalogue(struct html *html)
{
	if (!html->options->many)
		return;
	html_markup(html, "<section class=\"sheet\" id=\"rules\" "
	    "aria-labelledby=\"rules-title\">\n<h2 id=\"rules-title\">All "
	    "rules</h2>\n<details>\n<summary>What each rule finds</summary>\n"
	    "<ul class=\"rules\">\n");
	for (size_t i = 0; i < html->catalogue.count; i++) {
		sink_printf(html->out, "<li><code>%s</code> ",
		    html->catalogue.rules[i]->id);
		html_text(html, html->catalogue.rules[i]->title);
		html_markup(html, "</li>\n");
	}
	html_markup(html, "</ul>\n</details>\n</section>\n");
}

/* --- the writer ---------------------------------------------------------- */

static bool
begin(struct report *report)
{
	const struct el_profile *profile = report->options.profile;
	struct html *html = calloc(1, sizeof(*html));

	report->state = html;
	if (html == NULL)
		return false;
	html->options = &report->options;
	sink_to_memory(&html->scratch);
	sink_to_memory(&html->remedy);
	sink_to_memory(&html->lines);
	html->expected = calloc(expected_bound(profile),
	    sizeof(*html->expected));
	if (html->expected == NULL || !catalogue_make(&html->catalogue))
		return false;
	return true;
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct html *html = report->state;

	html->out = &report->kept[HTML_PARTS];
	if (html_has_room(report, HTML_PARTS))
		html_result(html, judged);
	html->out = &report->kept[HTML_ROWS];
	if (html_has_room(report, HTML_ROWS))
		html_row(html, judged);
	if (judged->problem.code == NULL && judged->cert->not_after.known) {
		struct html_end end = { facts_days_left(judged->cert,
		    report->options.as_of) };

		sink_write(&report->kept[HTML_ENDS], &end, sizeof(end));
	}
}

static void
put_page(struct html *html, const struct report *report,
    const struct judge *judge)
{
	html_markup(html, "<body>\n<a class=\"skip\" href=\"#main\">To the "
	    "results</a>\n<header>\n<p class=\"tool\">edgelint: certificates "
	    "of Edge servers</p>\n<h1>Certificate report</h1>\n");
	put_verdict(html, judge);
	put_run(html);
	html_markup(html, "</header>\n");
	put_navigation(html, report, judge);
	html_markup(html, "<main id=\"main\">\n");
	put_overview(html, report);
	put_run_findings(html, judge);
	html_put_kept(html, report, HTML_PARTS, report->results);
	put_catalogue(html);
	html_markup(html, "</main>\n<footer>\n<p>The verdicts hold for the "
	    "day, the profile and the rules named above.</p>\n</footer>\n"
	    "</body>\n</html>\n");
}

static void
end(struct report *report, const struct judge *judge)
{
	struct html *html = report->state;

	html->out = report->sink;
	html_head(html, "Certificate report by edgelint");
	put_page(html, report, judge);
}

static void
discard(struct report *report)
{
	struct html *html = report->state;

	if (html == NULL)
		return;
	sink_free(&html->scratch);
	sink_free(&html->remedy);
	sink_free(&html->lines);
	catalogue_free(&html->catalogue);
	free(html->expected);
	free(html);
}

const struct report_writer report_html = {
	.name = "html",
	.help = "one page to file, print and read anywhere",
	.kept = HTML_KEPT,
	.begin = begin,
	.result = result,
	.end = end,
	.merge = html_merge,
	.discard = discard,
};
