/*
 * A page of Markdown as GitHub has it, for the summary of a job: an overview
 * first, then each certificate with its SAN list and findings.
 *
 * What came from a certificate or a file is code, in which nothing is markup.
 * GitHub refuses a summary of more than 1 MiB as a whole: what does not fit is
 * left out, the worst last, and the page says how much that is.
 */

#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/markdown.h"
#include "base/text.h"
#include "base/time.h"
#include "view/digest.h"
#include "dn.h"
#include "calendar.h"
#include "changes.h"
#include "facts.h"
#include "parts.h"
#include "plain.h"
#include "tally.h"

enum {
	/* All, and the shares of what could fill it alone. */
	PAGE_SIZE = 1000000,
	OVERVIEW_SIZE = 200000,
	SECTION_SIZE = 100000, /* where no further finding begins */
	ENTRIES_MAX = 200, /* of a SAN list */
	/* Texts that are longer help nobody there. */
	NAME_SIZE = 300,
	TEXT_SIZE = 4000,
	/* Room for the heading, and for what is said at the end. */
	RESERVE = 2000,
};

/* Worst first. */
enum class { CLASS_FAIL, CLASS_INCOMPLETE, CLASS_PASS, CLASSES };

/* What is kept: for each class rows of the overview, and sections. */
enum { KEPT_ROWS, KEPT_SECTIONS = KEPT_ROWS + CLASSES,
	KEPT_COUNT = KEPT_SECTIONS + CLASSES };

/* Ends a section that is kept: printable text does not hold it. */
static const char section_end = '\x1e';

struct markdown {
	const struct report_options *options;
	struct sink scratch; /* text on its way into a cell */
	struct sink remedy; /* of the finding that is being written */
	struct sink shown; /* the remedy that was written last */
	struct sink section;
};

static enum class
class_of(enum el_verdict verdict)
{
	return verdict == EL_VERDICT_PASS     ? CLASS_PASS :
	    verdict == EL_VERDICT_INCOMPLETE  ? CLASS_INCOMPLETE :
						CLASS_FAIL;
}

/* --- text ------------------------------------------------------------------ */

static struct el_bytes
octets_of(const struct sink *sink)
{
	return (struct el_bytes){ (const uint8_t *)sink->data, sink->size };
}

/* What the scratch holds, as code; an empty text is a dash. */
static void
put_code(struct markdown *markdown, struct sink *out)
{
	plain_shorten(&markdown->scratch, NAME_SIZE);
	if (markdown->scratch.size == 0)
		sink_char(out, '-');
	markdown_code(out, octets_of(&markdown->scratch));
	sink_clear(&markdown->scratch);
}

static void
put_words(struct markdown *markdown, struct sink *out)
{
	plain_shorten(&markdown->scratch, NAME_SIZE);
	markdown_words(out, octets_of(&markdown->scratch));
	sink_clear(&markdown->scratch);
}

/* Lines, the last of which ends a paragraph. */
static void
put_text(struct markdown *markdown, const char *label, const char *text)
{
	struct sink *out = &markdown->section;

	if (text == NULL)
		return;
	sink_text(out, label);
	sink_text(&markdown->scratch, text);
	plain_shorten(&markdown->scratch, TEXT_SIZE);
	markdown_paragraphs(out, octets_of(&markdown->scratch));
	sink_clear(&markdown->scratch);
	sink_text(out, "\n\n");
}

static void
put_date(struct sink *out, const struct el_time *time)
{
	char date[TIME_TEXT_SIZE] = "-";

	if (time->known)
		time_to_date(date, time->seconds);
	sink_text(out, date);
}

/* --- the overview ---------------------------------------------------------- */

static void
put_row(struct report *report, const struct el_result *result,
    enum el_verdict verdict)
{
	struct markdown *markdown = report->state;
	struct sink *out = &report->kept[KEPT_ROWS + class_of(verdict)];

	if (out->size >= OVERVIEW_SIZE)
		return;
	sink_printf(out, "| %s | ", facts_verdict(verdict));
	facts_write_source(&markdown->scratch, result);
	put_code(markdown, out);
	sink_text(out, " | ");
	if (result->problem.code != NULL) {
		sink_text(&markdown->scratch, result->problem.message);
		put_words(markdown, out);
		sink_text(out, " | - |\n");
	} else {
		struct tally tally = tally_of(result);

		tally_write(out, &tally);
		sink_text(out, " | ");
		put_date(out, &result->cert->not_after);
		sink_text(out, " |\n");
	}
}

/* --- the certificate ------------------------------------------------------- */

static void
put_fact(struct markdown *markdown, const char *label)
{
	struct sink *out = &markdown->section;

	sink_printf(out, "| %s | ", label);
	put_code(markdown, out);
	sink_text(out, " |\n");
}

static void
put_validity(struct markdown *markdown, const struct el_cert *cert)
{
	struct sink *out = &markdown->section;

	sink_text(out, "| Valid | ");
	put_date(out, &cert->not_before);
	sink_text(out, " to ");
	put_date(out, &cert->not_after);
	if (cert->not_after.known)
		sink_printf(out, ", days left: %lld",
		    facts_days_left(cert, markdown->options->as_of));
	sink_text(out, " |\n");
}

static void
put_identity(struct markdown *markdown, const struct el_cert *cert)
{
	struct sink *scratch = &markdown->scratch;
	uint8_t sha1[DIGEST_SHA1_SIZE];

	dn_write(scratch, &cert->subject);
	put_fact(markdown, "Certificate");
	dn_write(scratch, &cert->issuer);
	put_fact(markdown, "Issued by");
	put_validity(markdown, cert);
	text_hex(scratch, facts_serial(cert));
	put_fact(markdown, "Serial number");
	text_hex(scratch, digest_sha1(sha1, cert->der));
	put_fact(markdown, "Thumbprint");
}

static void
put_facts(struct markdown *markdown, const struct el_result *result)
{
	sink_text(&markdown->section, "| | |\n|---|---|\n");
	if (facts_is_request(result)) {
		dn_write(&markdown->scratch, &result->cert->subject);
		put_fact(markdown, "Request for");
	} else {
		put_identity(markdown, result->cert);
	}
	if (markdown->options->assigned && result->role == EL_EDGE) {
		facts_write_uses(&markdown->scratch, result);
		put_fact(markdown, "Assigned to");
	}
}

/* --- the SAN list ---------------------------------------------------------- */

static const char *
word_of(const struct el_finding *finding)
{
	if (finding == NULL)
		return "";
	return finding->waiver != NULL ? "waived" :
					 el_severity_name(finding->severity);
}

static void
put_entry(struct markdown *markdown, const struct el_result *result,
    size_t position, const struct el_finding *finding)
{
	const struct el_profile *profile = markdown->options->profile;
	struct el_bytes expected = parts_expected(finding);
	struct sink *out = &markdown->section;

	sink_printf(out, "| %zu | ", position);
	parts_write_entry(&markdown->scratch,
	    &result->cert->san.names[position - 1]);
	put_code(markdown, out);
	sink_text(out, " | ");
	if (parts_are_known(profile, result) &&
	    result->match->roles[position - 1] != 0)
		parts_write(&markdown->scratch, profile, result, position);
	put_words(markdown, out);
	sink_printf(out, " | %s", word_of(finding));
	if (expected.data != NULL) {
		sink_text(out, ": ");
		text_excerpt(&markdown->scratch, expected);
		put_code(markdown, out);
		sink_text(out, " belongs here");
	}
	sink_text(out, " |\n");
}

/* The names that are missing count, too, when there are very many. */
static void
put_missing(void *context, const struct parts_missing *missing)
{
	struct markdown *markdown = context;
	struct sink *out = &markdown->section;

	if (out->size > SECTION_SIZE / 2)
		return;
	sink_text(out, "| - | ");
	sink_write(&markdown->scratch, missing->name.text.data,
	    missing->name.text.size);
	put_code(markdown, out);
	sink_printf(out, " | missing: %s", missing->part);
	if (missing->domain.size > 0) {
		sink_write(&markdown->scratch, missing->domain.data,
		    missing->domain.size);
		put_code(markdown, out);
	}
	sink_printf(out, " | %s |\n", word_of(missing->finding));
}

static void
put_names(struct markdown *markdown, const struct el_result *result)
{
	const struct el_finding **worst = parts_worst(result);
	size_t count = result->cert->san.count;
	struct sink *out = &markdown->section;

	if (worst == NULL) {
		markdown->section.error = ENOMEM;
		return;
	}
	sink_text(out, "\n| # | SAN entry | Part that it plays | Finding |\n"
	    "|---:|---|---|---|\n");
	for (size_t i = 1; i <= count && i <= ENTRIES_MAX; i++)
		put_entry(markdown, result, i, worst[i]);
	if (count > ENTRIES_MAX)
		sink_printf(out, "| | %zu more entries | | |\n",
		    count - ENTRIES_MAX);
	parts_each_missing(markdown->options->profile, result, put_missing,
	    markdown);
	free(worst);
}

/* --- the previous certificate ---------------------------------------------- */

static void
put_change(void *context, const struct change *change)
{
	struct markdown *markdown = context;
	struct sink *out = &markdown->section;

	sink_printf(out, "| %s | ", change->label);
	sink_write(&markdown->scratch, change->before.data,
	    change->before.size);
	put_code(markdown, out);
	sink_text(out, " | ");
	sink_write(&markdown->scratch, change->now.data, change->now.size);
	put_code(markdown, out);
	sink_printf(out, " | %s |\n", change->differs ? "differs" : "");
}

/* What was kept is in the SAN list above. */
static void
put_changed_name(void *context, const struct change_name *name)
{
	struct markdown *markdown = context;
	struct sink *out = &markdown->section;

	if (name->kind == CHANGE_NONE || out->size > SECTION_SIZE / 2)
		return;
	sink_text(out, "| SAN entry | ");
	if (name->before > 0) {
		sink_printf(out, "%zu: ", name->before);
		parts_write_entry(&markdown->scratch, name->name);
		put_code(markdown, out);
	}
	sink_text(out, " | ");
	if (name->now > 0) {
		sink_printf(out, "%zu: ", name->now);
		parts_write_entry(&markdown->scratch, name->name);
		put_code(markdown, out);
	}
	sink_printf(out, " | %s |\n", change_kind_name(name->kind));
}

static void
put_changes(struct markdown *markdown, const struct el_result *result)
{
	struct sink *out = &markdown->section;

	if (!changes_are_known(result))
		return;
	sink_text(out, "\n| Compared with ");
	text_printable(&markdown->scratch, el_bytes_of(
	    result->comparison->earlier->previous_source));
	put_code(markdown, out);
	sink_text(out, " | Installed | New | Change |\n|---|---|---|---|\n");
	if (!changes_each(result, put_change, markdown))
		markdown->section.error = ENOMEM;
	changes_each_name(result, put_changed_name, markdown);
	if (!result->comparison->names_known)
		sink_text(out, "| SAN list | | | cannot be read |\n");
}

/* --- renewals -------------------------------------------------------------- */

static void
put_plan(struct markdown *markdown, const char *label)
{
	struct sink *out = &markdown->section;

	sink_printf(out, "| %s | ", label);
	plain_shorten(&markdown->scratch, TEXT_SIZE);
	markdown_words(out, octets_of(&markdown->scratch));
	sink_clear(&markdown->scratch);
	sink_text(out, " |\n");
}

static void
put_calendar(struct markdown *markdown, const struct el_result *result)
{
	const struct report_options *options = markdown->options;
	struct sink *scratch = &markdown->scratch;
	struct calendar calendar;

	if (!options->renew_within.given ||
	    !calendar_make(&calendar, options, result))
		return;
	sink_text(&markdown->section, "\n| Renewal | |\n|---|---|\n");
	calendar_write_start(scratch, &calendar, options->as_of);
	put_plan(markdown, "Renew from");
	calendar_write_renewals(scratch, &calendar);
	put_plan(markdown, "Renewals");
	for (size_t i = 0; calendar.public && i < calendar.limit_count; i++) {
		calendar_write_limit(scratch, &calendar.limits[i]);
		put_plan(markdown, i == 0 ? "How often" : "");
	}
	if (calendar.loses_client_auth == 0)
		return;
	calendar_write_client_auth(scratch, &calendar, options->profile);
	put_plan(markdown, "Will lack");
}

/* --- findings -------------------------------------------------------------- */

static void
put_where(struct markdown *markdown, const struct el_result *result,
    const struct el_finding *finding)
{
	struct sink *out = &markdown->section;

	sink_printf(out, "`%s`", finding->rule->id);
	if (result != NULL && finding->position > 0)
		sink_printf(out, ", SAN entry %zu", finding->position);
	else if (result != NULL && finding->where.data != NULL) {
		char path[EL_PATH_MAX];

		el_cert_path(path, sizeof(path), result->cert, finding->where);
		sink_text(out, ", ");
		sink_text(&markdown->scratch, path);
		put_code(markdown, out);
	}
	sink_text(out, "\n\n");
}

static void
put_waiver(struct markdown *markdown, const struct el_waiver *waiver)
{
	struct sink *out = &markdown->section;

	sink_printf(out, "**Waived** until %s", waiver->until_text);
	if (waiver->owner != NULL) {
		sink_text(out, " by ");
		text_printable(&markdown->scratch, el_bytes_of(waiver->owner));
		put_code(markdown, out);
	}
	sink_text(out, ": ");
	text_printable(&markdown->scratch, el_bytes_of(waiver->reason));
	put_code(markdown, out);
	sink_text(out, "\n\n");
}

/* One that is the same as that of the finding before is not shown again. */
static void
put_remedy(struct markdown *markdown, const struct el_finding *finding)
{
	struct sink *remedy = &markdown->remedy;
	struct sink *shown = &markdown->shown;

	sink_clear(remedy);
	report_remedy(remedy, markdown->options->profile, finding);
	plain_shorten(remedy, TEXT_SIZE);
	sink_char(remedy, '\0');
	if (remedy->error != 0 || *remedy->data == '\0' ||
	    (shown->size == remedy->size &&
		memcmp(shown->data, remedy->data, shown->size) == 0))
		return;
	put_text(markdown, "**Fix:** ", remedy->data);
	sink_clear(shown);
	sink_write(shown, remedy->data, remedy->size);
}

static void
put_finding(struct markdown *markdown, const struct el_result *result,
    const struct el_finding *finding, bool again)
{
	struct sink *out = &markdown->section;

	sink_printf(out, "### %s: ", word_of(finding));
	sink_text(&markdown->scratch, finding->rule->title);
	put_words(markdown, out);
	sink_text(out, "\n\n");
	put_where(markdown, result, finding);
	put_text(markdown, "", finding->message);
	if (finding->waiver != NULL) {
		put_waiver(markdown, finding->waiver);
		return;
	}
	if (!again)
		put_text(markdown, "**Why:** ", finding->rule->why);
	put_remedy(markdown, finding);
}

/* As many as there is room for; the result is NULL for those of the run. */
static void
put_findings(struct markdown *markdown, const struct el_result *result,
    const struct el_finding *findings, size_t count, size_t left_out)
{
	const struct el_rule *before = NULL;
	struct sink *out = &markdown->section;
	size_t i;

	sink_clear(&markdown->shown);
	for (i = 0; i < count && out->size < SECTION_SIZE; i++) {
		if (report_hides(markdown->options, &findings[i]))
			continue;
		put_finding(markdown, result, &findings[i],
		    findings[i].rule == before);
		before = findings[i].rule;
	}
	left_out += count - i;
	if (left_out > 0)
		sink_printf(out, "%zu more findings are counted but not "
		    "shown.\n\n", left_out);
}

/* --- results --------------------------------------------------------------- */

/* "## FAIL: `edge.pem`" */
static void
put_heading(struct markdown *markdown, const struct el_result *result,
    enum el_verdict verdict)
{
	sink_printf(&markdown->section, "## %s: ", facts_verdict(verdict));
	facts_write_source(&markdown->scratch, result);
	put_code(markdown, &markdown->section);
	sink_text(&markdown->section, "\n\n");
}

static void
put_result(struct markdown *markdown, const struct el_result *result)
{
	struct tally tally = tally_of(result);

	put_heading(markdown, result, result->verdict);
	tally_write(&markdown->section, &tally);
	sink_text(&markdown->section, "\n\n");
	put_facts(markdown, result);
	if (result->role == EL_EDGE || result->cert->san.count > 0)
		put_names(markdown, result);
	put_changes(markdown, result);
	put_calendar(markdown, result);
	sink_char(&markdown->section, '\n');
	put_findings(markdown, result, result->findings,
	    result->finding_count, 0);
}

static void
put_unreadable(struct markdown *markdown, const struct el_result *result)
{
	put_heading(markdown, result, EL_VERDICT_UNREADABLE);
	put_text(markdown, "", result->problem.message);
}

static void
note_errors(struct report *report)
{
	const struct markdown *markdown = report->state;

	if ((markdown->scratch.error | markdown->remedy.error |
		markdown->shown.error | markdown->section.error) != 0)
		report->sink->error = ENOMEM;
}

static void
result(struct report *report, const struct el_result *judged)
{
	struct markdown *markdown = report->state;
	bool readable = judged->problem.code == NULL;
	enum el_verdict verdict = readable ? judged->verdict :
					     EL_VERDICT_UNREADABLE;
	struct sink *kept = &report->kept[KEPT_SECTIONS + class_of(verdict)];

	put_row(report, judged, verdict);
	if (kept->size >= PAGE_SIZE)
		return;
	sink_clear(&markdown->section);
	if (readable)
		put_result(markdown, judged);
	else
		put_unreadable(markdown, judged);
	sink_write(kept, markdown->section.data, markdown->section.size);
	sink_char(kept, section_end);
	note_errors(report);
}

/* What is beyond the limit is in no page. */
static void
merge(struct report *report, struct report *part)
{
	for (size_t i = 0; i < KEPT_COUNT; i++)
		if (report->kept[i].size >= PAGE_SIZE)
			sink_clear(&part->kept[i]);
}

/* --- the page -------------------------------------------------------------- */

/* Records that end with an octet, worst first, up to a size of the page; how
 * many there were. */
static size_t
put_records(struct sink *page, const struct sink *classes, char end,
    size_t size)
{
	size_t written = 0;

	for (size_t i = 0; i < CLASSES; i++) {
		const char *text = classes[i].data;
		size_t left = classes[i].size;

		while (left > 0) {
			const char *last = memchr(text, end, left);
			size_t length;

			if (last == NULL)
				return written;
			length = (size_t)(last - text);
			if (page->size + length >= size)
				return written;
			sink_write(page, text, length);
			if (end == '\n')
				sink_char(page, '\n');
			text += length + 1;
			left -= length + 1;
			written++;
		}
	}
	return written;
}

static void
put_overview(struct report *report, struct sink *page, size_t results)
{
	size_t written;

	sink_text(page, "| Verdict | Certificate | Findings | Ends |\n"
	    "|---|---|---|---|\n");
	written = put_records(page, &report->kept[KEPT_ROWS], '\n',
	    OVERVIEW_SIZE);
	sink_char(page, '\n');
	if (written < results)
		sink_printf(page, "%zu more are not in this table.\n\n",
		    results - written);
}

static void
put_summary(struct report *report, struct sink *page,
    const struct el_summary *summary)
{
	struct tally tally = tally_of_summary(summary);
	char date[TIME_TEXT_SIZE];

	time_to_date(date, report->options.as_of);
	sink_printf(page, "# edgelint: %s\n\n%zu result%s judged as of %s",
	    facts_verdict(summary->verdict), summary->judged,
	    summary->judged == 1 ? "" : "s", date);
	if (summary->unreadable > 0)
		sink_printf(page, ", %zu unreadable", summary->unreadable);
	sink_text(page, ": ");
	tally_write(page, &tally);
	sink_text(page, "\n\n");
}

static void
put_page(struct report *report, struct sink *page, const struct judge *judge)
{
	struct markdown *markdown = report->state;
	const struct el_summary *summary = &judge->summary;
	size_t written;

	put_summary(report, page, summary);
	if (summary->results > 1)
		put_overview(report, page, summary->results);
	sink_clear(&markdown->section);
	put_findings(markdown, NULL, judge->run_findings,
	    judge->run_finding_count, judge->run_findings_left_out);
	sink_write(page, markdown->section.data, markdown->section.size);
	written = put_records(page, &report->kept[KEPT_SECTIONS], section_end,
	    PAGE_SIZE - RESERVE);
	if (written < summary->results)
		sink_printf(page, "%zu more results are counted "
		    "but not shown: GitHub takes no longer summary.\n",
		    summary->results - written);
}

static void
end(struct report *report, const struct judge *judge)
{
	struct sink page;

	sink_to_memory(&page);
	put_page(report, &page, judge);
	/* Every section ends with an empty line, and the page with none. */
	while (page.size > 1 && page.data[page.size - 2] == '\n')
		page.size--;
	sink_write(report->sink, page.data, page.size);
	if (page.error != 0)
		report->sink->error = page.error;
	sink_free(&page);
	note_errors(report);
}

/* --- the writer ------------------------------------------------------------ */

static bool
begin(struct report *report)
{
	struct markdown *markdown = calloc(1, sizeof(*markdown));

	report->state = markdown;
	if (markdown == NULL)
		return false;
	markdown->options = &report->options;
	sink_to_memory(&markdown->scratch);
	sink_to_memory(&markdown->remedy);
	sink_to_memory(&markdown->shown);
	sink_to_memory(&markdown->section);
	return true;
}

static void
discard(struct report *report)
{
	struct markdown *markdown = report->state;

	if (markdown == NULL)
		return;
	sink_free(&markdown->scratch);
	sink_free(&markdown->remedy);
	sink_free(&markdown->shown);
	sink_free(&markdown->section);
	free(markdown);
}

const struct report_writer report_markdown = {
	.name = "markdown",
	.help = "a page for the summary of a job on GitHub, at most 1 MB",
	.kept = KEPT_COUNT,
	.begin = begin,
	.result = result,
	.end = end,
	.merge = merge,
	.discard = discard,
};
