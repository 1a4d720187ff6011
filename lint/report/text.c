/*
 * The report for a person: the verdict first, what was judged, the SAN list
 * as a table, then the findings.
 */

#include "text.h"

#include <errno.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "view/digest.h"
#include "view/verify.h"
#include "facts.h"

/* --- heading and summary --------------------------------------------------- */

/* A word in its colour, then what the scratch holds. */
static void
put_word(struct text *text, enum page_style style, const char *word)
{
	page_styled(&text->page, style, word);
	page_spaces(&text->page, 2);
	page_wrap(&text->page, strlen(word) + 2, text_scratch(text));
	sink_clear(&text->scratch);
}

static void
put_verdict(struct text *text, enum el_verdict verdict)
{
	put_word(text, page_verdict_style(verdict), facts_verdict(verdict));
}

/* --- what was judged ------------------------------------------------------- */

static void
put_subject(struct text *text, const struct el_cert *cert, const char *label)
{
	facts_write_subject(&text->scratch, cert);
	text_field(text, 0, label);
}

static void
put_names(struct text *text, const struct el_cert *cert)
{
	put_subject(text, cert, "Certificate");
	facts_write_issuer(&text->scratch, cert);
	text_field(text, 0, "Issued by");
}

static void
put_validity(struct text *text, const struct el_cert *cert)
{
	facts_write_validity(&text->scratch, cert, text->options->as_of);
	text_field(text, 0, "Valid");
}

/* Windows shows the SHA-1 digest, and calls it the thumbprint. */
static void
put_thumbprint(struct text *text, const struct el_cert *cert)
{
	uint8_t sha1[DIGEST_SHA1_SIZE];

	text_hex(&text->scratch, digest_sha1(sha1, cert->der));
	text_field(text, 0, "Thumbprint");
}

static void
put_sha256(struct text *text, const struct el_cert *cert)
{
	uint8_t sha256[DIGEST_SHA256_SIZE];

	text_hex(&text->scratch, digest_sha256(sha256, cert->der));
	text_field(text, 0, "SHA-256");
}

static void
put_judged_as(struct text *text, const struct el_result *result)
{
	facts_write_judged_as(&text->scratch, text->options->profile, result);
	text_field(text, 0, "Judged as");
}

static void
put_uses(struct text *text, const struct el_result *result)
{
	if (!text->options->assigned || result->role != EL_EDGE)
		return;
	facts_write_uses(&text->scratch, result);
	text_field(text, 0, "Assigned to");
}

static void
put_profile(struct text *text)
{
	facts_write_profile(&text->scratch, text->options->profile);
	text_field(text, 0, "Profile");
}

static void
put_chain(struct text *text, const struct el_chain *chain)
{
	if (chain == NULL)
		return;
	facts_write_chain(&text->scratch, chain);
	text_field(text, 0, "Chain");
}

/* An opinion, for those who want to know more than the verdict. */
static void
put_library(struct text *text, const struct el_cert *cert)
{
	char error[VERIFY_ERROR_SIZE];

	if (!text->options->verbose)
		return;
	if (verify_is_accepted(cert, error))
		sink_printf(&text->scratch, "accepts the %s",
		    el_kind_name(el_cert_kind(cert)));
	else
		sink_printf(&text->scratch, "refuses the %s: %s",
		    el_kind_name(el_cert_kind(cert)), error);
	text_field(text, 0, "mbedTLS");
}

static void
put_certificate(struct text *text, const struct el_result *result)
{
	put_names(text, result->cert);
	put_chain(text, result->chain);
	put_validity(text, result->cert);
	text_hex(&text->scratch, facts_serial(result->cert));
	text_field(text, 0, "Serial");
	put_thumbprint(text, result->cert);
}

static void
put_facts(struct text *text, const struct el_result *result)
{
	sink_char(text->page.sink, '\n');
	if (facts_is_request(result)) {
		put_subject(text, result->cert, "Request for");
		facts_write_maker(&text->scratch, result->cert->request);
		if (text->scratch.size > 0)
			text_field(text, 0, "Made on");
	} else {
		put_certificate(text, result);
	}
	put_sha256(text, result->cert);
	put_library(text, result->cert);
	put_uses(text, result);
	put_judged_as(text, result);
	put_profile(text);
}

/* --- rules that have no finding -------------------------------------------- */

/* The rules that ended so, as one wrapped list. */
static void
put_rules(struct text *text, const struct el_result *result,
    enum el_outcome outcome, const char *label)
{
	for (size_t i = 0; i < text->catalogue.count; i++) {
		const struct el_rule_outcome *ended = result->outcomes[i];

		if (ended->outcome != outcome)
			continue;
		sink_printf(&text->scratch, "%s%s",
		    text->scratch.size > 0 ? ", " : "",
		    text->catalogue.rules[i]->id);
		if (outcome != EL_NOT_EVALUATED)
			continue;
		sink_printf(&text->scratch, " (%s%s%s)", ended->reason,
		    ended->detail != NULL ? ":" : "",
		    ended->detail != NULL ? ended->detail : "");
	}
	if (text->scratch.size > 0)
		text_field(text, 0, label);
}

static void
put_rule_counts(struct text *text, const struct el_result *result)
{
	const size_t *counts = result->counts;

	sink_printf(&text->scratch, "%zu passed, %zu failed, %zu waived, "
	    "%zu not applicable, %zu not evaluated", counts[EL_PASS],
	    counts[EL_FAIL], counts[EL_WAIVED], counts[EL_NOT_APPLICABLE],
	    counts[EL_NOT_EVALUATED]);
	text_field(text, 0, "Rules");
}

static void
put_left_out(struct text *text, const struct el_result *result)
{
	facts_write_left_out(&text->scratch, &text->options->selection,
	    result->counts[EL_NOT_SELECTED]);
	if (text->scratch.size > 0)
		text_field(text, 0, "Left out");
}

static void
put_skipped(struct text *text, const struct el_result *result)
{
	for (size_t i = 0; i < result->skipped_count; i++)
		sink_printf(&text->scratch, "%s%s (line %zu)",
		    i > 0 ? ", " : "", result->skipped[i].label,
		    result->skipped[i].line);
	if (result->skipped_count > 0)
		text_field(text, 0, "Skipped");
}

/* A gate that was opened is visible, whether or not more is asked for. */
static void
put_outcomes(struct text *text, const struct el_result *result)
{
	sink_char(text->page.sink, '\n');
	put_rule_counts(text, result);
	put_rules(text, result, EL_SWITCHED_OFF, "Switched off");
	put_left_out(text, result);
	put_skipped(text, result);
	if (!text->options->verbose)
		return;
	put_rules(text, result, EL_PASS, "Passed");
	put_rules(text, result, EL_NOT_EVALUATED, "Not evaluated");
}

/* --- results --------------------------------------------------------------- */

static void
put_body(struct text *text, const struct el_result *result)
{
	put_facts(text, result);
	if (result->role == EL_EDGE || result->cert->san.count > 0)
		text_names(text, result);
	text_changes(text, result);
	text_calendar(text, result);
	if (text->options->verbose)
		text_xmpp(text, result);
	text_gaps(text, result);
	text_findings(text, result, result->findings, result->finding_count);
	put_outcomes(text, result);
}

/* "FAIL  edge.pem: 2 errors, 1 warning". */
static void
put_heading(struct text *text, enum el_verdict verdict,
    const struct tally *tally)
{
	sink_text(&text->scratch, ": ");
	tally_write(&text->scratch, tally);
	put_verdict(text, verdict);
}

static void
put_unreadable(struct text *text, const struct el_result *result)
{
	const struct el_problem *problem = &result->problem;
	struct sink *scratch = &text->scratch;

	facts_write_source(scratch, result);
	sink_printf(scratch, ": %s", problem->message);
	if (problem->line == 0 && problem->offset > 0)
		sink_printf(scratch, " (octet %zu)", problem->offset);
	if (result->passed_over)
		put_word(text, PAGE_FAINT, "SKIPPED");
	else
		put_verdict(text, EL_VERDICT_UNREADABLE);
	put_skipped(text, result);
}

static void
put_result(struct text *text, const struct el_result *result)
{
	struct tally tally = tally_of(result);

	facts_write_source(&text->scratch, result);
	put_heading(text, result->verdict, &tally);
	put_body(text, result);
}

/* Keep the body back until the verdict above it is known. */
static void
hold(struct text *text, const struct el_result *result)
{
	struct sink *sink = text->page.sink;

	text->holding = true;
	text->first_source = result->source;
	text->first_verdict = result->verdict;
	text->first_tally = tally_of(result);
	text->page.sink = &text->held;
	put_body(text, result);
	text->page.sink = sink;
}

static void
release(struct text *text, enum el_verdict verdict, const struct tally *tally)
{
	text->holding = false;
	text_printable(&text->scratch, el_bytes_of(text->first_source));
	put_heading(text, verdict, tally);
	sink_write(text->page.sink, text->held.data, text->held.size);
	if (text->held.error != 0)
		text->page.sink->error = text->held.error;
}

static struct tally
tally_of_run(const struct text *text, const struct el_summary *summary)
{
	struct tally tally = tally_of_summary(summary);

	if (summary->verdict == EL_VERDICT_INCOMPLETE && text->holding)
		tally.not_evaluated = text->first_tally.not_evaluated;
	return tally;
}

static void
put_summary(struct text *text, const struct el_summary *summary)
{
	struct tally tally = tally_of_run(text, summary);
	struct sink *scratch = &text->scratch;

	sink_char(text->page.sink, '\n');
	sink_printf(scratch, "%zu result%s", summary->results,
	    summary->results == 1 ? "" : "s");
	if (summary->unreadable > 0)
		sink_printf(scratch, ", %zu unreadable", summary->unreadable);
	if (summary->passed_over > 0)
		sink_printf(scratch, ", %zu file%s skipped",
		    summary->passed_over,
		    summary->passed_over == 1 ? "" : "s");
	put_heading(text, summary->verdict, &tally);
}

/* --- the writer ------------------------------------------------------------ */

static bool
begin(struct report *report)
{
	struct text *text = calloc(1, sizeof(*text));

	report->state = text;
	if (text == NULL)
		return false;
	text->options = &report->options;
	text->page = (struct page){ report->sink, report->options.color };
	sink_to_memory(&text->scratch);
	sink_to_memory(&text->remedy);
	sink_to_memory(&text->lines);
	sink_to_memory(&text->held);
	return catalogue_make(&text->catalogue);
}

/* Another result follows: the first one is not the only one. */
static void
separate(struct report *report)
{
	struct text *text = report->state;

	if (text->holding)
		release(text, text->first_verdict, &text->first_tally);
	sink_char(report->sink, '\n');
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct text *text = report->state;
	bool readable = judged->problem.code == NULL;

	/* What stands with another certificate is not "above". */
	sink_clear(&text->lines);
	if (report->results == 0 && readable && !report->options.many)
		hold(text, judged);
	else if (readable)
		put_result(text, judged);
	else
		put_unreadable(text, judged);
}

static void
end(struct report *report, const struct judge *judge)
{
	struct text *text = report->state;
	bool single = text->holding;

	if (single) {
		struct tally tally = tally_of_run(text, &judge->summary);

		release(text, judge->summary.verdict, &tally);
	} else {
		sink_clear(&text->lines);
	}
	text_findings(text, NULL, judge->run_findings,
	    judge->run_finding_count);
	if (judge->run_findings_left_out > 0)
		sink_printf(report->sink, "\n%zu further findings about "
		    "inputs are counted but not shown.\n",
		    judge->run_findings_left_out);
	if (report->options.many && judge->summary.results > 1)
		text_summary(text, judge);
	if (!single)
		put_summary(text, &judge->summary);
	if ((text->scratch.error | text->remedy.error | text->lines.error) != 0)
		report->sink->error = ENOMEM;
}

static void
discard(struct report *report)
{
	struct text *text = report->state;

	if (text == NULL)
		return;
	sink_free(&text->scratch);
	sink_free(&text->remedy);
	sink_free(&text->lines);
	sink_free(&text->held);
	catalogue_free(&text->catalogue);
	free(text);
}

const struct report_writer report_text = {
	.name = "text",
	.help = "for a person",
	.shows_passed_over = true,
	.begin = begin,
	.separate = separate,
	.result = result,
	.end = end,
	.discard = discard,
};
