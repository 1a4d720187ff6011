#include "issue.h"

#include <errno.h>

#include "base/text.h"
#include "source_path.h"

const char issue_unreadable_rule[] = "input.unreadable";
const char issue_unreadable_title[] = "Input cannot be judged";

static const char nothing_rule[] = "run.nothing-judged";
static const char required_rule[] = "run.profile-required";
static const char pool_rule[] = "run.pool-not-compared";
static const char left_out_rule[] = "run.left-out";

bool
issues_begin(struct issues *out, const struct report_options *options)
{
	*out = (struct issues){
		.options = options,
		.fingerprints = fingerprints_make(),
	};
	sink_to_memory(&out->message);
	sink_to_memory(&out->remedy);
	sink_to_memory(&out->scratch);
	return out->fingerprints != NULL;
}

void
issues_free(struct issues *issues)
{
	sink_free(&issues->message);
	sink_free(&issues->remedy);
	sink_free(&issues->scratch);
	fingerprints_free(issues->fingerprints);
	issues->fingerprints = NULL;
}

/* What a scratch sink holds; an error there is one of the report. */
static struct el_bytes
text_of(struct report *report, const struct sink *sink)
{
	if (sink->error != 0 && report->sink->error == 0)
		report->sink->error = sink->error;
	return (struct el_bytes){ (const uint8_t *)sink->data, sink->size };
}

static struct el_bytes
bounded(struct report *report, struct sink *scratch, struct el_bytes text)
{
	sink_clear(scratch);
	text_cut(scratch, text, ISSUE_TEXT_MAX);
	return text_of(report, scratch);
}

/* The remedy in full may name ten thousand domains as well. */
static void
set_remedy(struct issues *issues, struct report *report, struct issue *issue)
{
	struct el_bytes whole;
	struct sink *remedy = &issues->remedy;

	if (issue->finding->rule->remedy == NULL)
		return;
	sink_clear(remedy);
	report_remedy(remedy, issues->options->profile, issue->finding);
	whole = text_of(report, remedy);
	if (whole.size > ISSUE_TEXT_MAX) {
		/* A cut command line would be typed as it stands. */
		sink_clear(remedy);
		sink_text(remedy, "'edgelint explain ");
		sink_text(remedy, issue->rule);
		sink_text(remedy, "' tells what to do.");
		whole = text_of(report, remedy);
	}
	issue->remedy = whole;
}

/* The parts that every fingerprint begins with. */
static void
begin_fingerprint(struct issues *issues, const struct issue *issue)
{
	struct fingerprints *prints = issues->fingerprints;
	struct sink path;

	sink_to_memory(&path);
	source_path_write_uri(&path, issues->options, issue->source);
	fingerprints_add(prints, el_bytes_of(issue->rule));
	fingerprints_add(prints, el_bytes_of(issues->options->profile->name));
	fingerprints_add(prints, (struct el_bytes){
		(const uint8_t *)path.data, path.size });
	sink_free(&path);
}

static void
take_fingerprint(struct issues *issues, struct report *report,
    struct issue *issue)
{
	if (!fingerprints_take(issue->fingerprint, issues->fingerprints) &&
	    report->sink->error == 0)
		report->sink->error = ENOMEM;
}

static void
set_finding(struct issues *issues, struct report *report, struct issue *issue,
    const struct el_finding *finding)
{
	issue->kind = ISSUE_FINDING;
	issue->rule = finding->rule->id;
	issue->title = finding->rule->title;
	issue->severity = finding->severity;
	issue->finding = finding;
	issue->waiver = finding->waiver;
	issue->message = bounded(report, &issues->message,
	    el_bytes_of(finding->message));
	set_remedy(issues, report, issue);
}

/* What it is about: the name, or without one the field. */
static void
add_subject(struct issues *issues, const struct issue *issue)
{
	struct el_bytes name = issue->finding->name;

	fingerprints_add(issues->fingerprints, name);
	if (name.data == NULL)
		fingerprints_add(issues->fingerprints,
		    el_bytes_of(issue->path));
}

void
issue_of_finding(struct issue *out, struct issues *issues,
    struct report *report, const struct el_result *result,
    const struct el_finding *finding)
{
	*out = (struct issue){
		.source = result->source,
		.place = place_of_octets(&issues->finder, result,
		    finding->where),
	};
	set_finding(issues, report, out, finding);
	if (finding->where.data != NULL)
		el_cert_path(out->path, sizeof(out->path), result->cert,
		    finding->where);
}

static void
put_finding(struct issues *issues, struct report *report,
    const struct el_result *result, const struct el_finding *finding,
    issue_writer *write)
{
	struct issue issue;

	issue_of_finding(&issue, issues, report, result, finding);
	begin_fingerprint(issues, &issue);
	fingerprints_add_number(issues->fingerprints, result->index);
	add_subject(issues, &issue);
	take_fingerprint(issues, report, &issue);
	write(report, &issue);
}

static void
put_unreadable(struct issues *issues, struct report *report,
    const struct el_result *result, issue_writer *write)
{
	struct issue issue = {
		.kind = ISSUE_UNREADABLE,
		.rule = issue_unreadable_rule,
		.title = issue_unreadable_title,
		.severity = EL_ERROR,
		.message = bounded(report, &issues->message,
		    el_bytes_of(result->problem.message)),
		.code = result->problem.code,
		.source = result->source,
		.place = place_of_problem(&result->problem),
	};

	begin_fingerprint(issues, &issue);
	fingerprints_add_number(issues->fingerprints, result->index);
	take_fingerprint(issues, report, &issue);
	write(report, &issue);
}

void
issues_of_next(struct issues *issues)
{
	fingerprints_restart(issues->fingerprints);
	/* The next input may lie where the last one did. */
	issues->finder.base64 = (struct el_bytes){ NULL, 0 };
}

void
issues_of_result(struct issues *issues, struct report *report,
    const struct el_result *result, issue_writer *write)
{
	issues_of_next(issues);
	if (result->problem.code != NULL)
		put_unreadable(issues, report, result, write);
	for (size_t i = 0; i < result->finding_count; i++)
		if (!report_hides(issues->options, &result->findings[i]))
			put_finding(issues, report, result,
			    &result->findings[i], write);
}

/* What is about no certificate is shown where it comes from. */
static const char *
source_of_run(const struct issues *issues, const struct el_finding *finding)
{
	const struct report_options *options = issues->options;

	if (finding != NULL && finding->source != NULL)
		return finding->source;
	if (finding != NULL && options->profile->source != NULL)
		return options->profile->source;
	return options->first_input != NULL ? options->first_input : "-";
}

static struct place
first_line(void)
{
	return (struct place){ .line = 1, .end_line = 1 };
}

static void
put_run_finding(struct issues *issues, struct report *report,
    const struct el_finding *finding, issue_writer *write)
{
	struct issue issue = {
		.source = source_of_run(issues, finding),
		.place = first_line(),
	};

	set_finding(issues, report, &issue, finding);
	begin_fingerprint(issues, &issue);
	add_subject(issues, &issue);
	take_fingerprint(issues, report, &issue);
	write(report, &issue);
}

static void
put_note(struct issues *issues, struct report *report, const char *rule,
    const char *title, struct el_bytes message, issue_writer *write)
{
	struct issue issue = {
		.kind = ISSUE_NOTE,
		.rule = rule,
		.title = title,
		.severity = EL_ERROR,
		.message = message,
		.source = source_of_run(issues, NULL),
		.place = first_line(),
	};

	begin_fingerprint(issues, &issue);
	take_fingerprint(issues, report, &issue);
	write(report, &issue);
}

void
issues_left_out(struct issues *issues, struct report *report, size_t count,
    issue_writer *write)
{
	sink_clear(&issues->message);
	sink_printf(&issues->message, "%zu more are counted but not shown; "
	    "--format ndjson shows those of all certificates", count);
	put_note(issues, report, left_out_rule, "Report is not complete",
	    text_of(report, &issues->message), write);
}

void
issues_of_run(struct issues *issues, struct report *report,
    const struct judge *judge, issue_writer *write)
{
	fingerprints_restart(issues->fingerprints);
	for (size_t i = 0; i < judge->run_finding_count; i++)
		if (!report_hides(issues->options, &judge->run_findings[i]))
			put_run_finding(issues, report,
			    &judge->run_findings[i], write);
	if (judge->run_findings_left_out > 0)
		issues_left_out(issues, report, judge->run_findings_left_out,
		    write);
	if (report->options.require_profile && judge->deployment_missing)
		put_note(issues, report, required_rule,
		    "Deployment is not given, or not complete",
		    el_bytes_of("a deployment was required, and without all "
			"of it there is no answer"), write);
	if (!judge_compared_pool(judge))
		put_note(issues, report, pool_rule, "Pool was not compared",
		    el_bytes_of("the certificates of a pool were to be "
			"compared, and there are too few or too many of them"),
		    write);
	/* An empty report must not be taken for a good one. */
	if (!judge->answered && judge->summary.unreadable == 0 &&
	    (judge->summary.judged > 0 || judge->ignored == 0))
		put_note(issues, report, nothing_rule, "Nothing was judged",
		    el_bytes_of("no rule was asked of any certificate"),
		    write);
}
