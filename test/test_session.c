/*
 * Sessions: what one input comes to, and that several sessions together say
 * what one says of the same inputs.
 */

#include "check.h"

#include "base/limits.h"
#include "judge/profile.h"
#include "report/report.h"
#include "run/session.h"

enum { AS_OF = 1795305600, SESSIONS = 3 };

static const char *const names[] = {
	"fixtures/sample/edge.pem",
	"fixtures/rules/input.no-edge-certificate/issuer_alone.case",
	"fixtures/cli/no-such-file.pem",
	"fixtures/sample/renewed.pem",
	"fixtures/profiles/contoso.json",
	"fixtures/rules/input.no-edge-certificate/issuer_alone.case",
};

enum { NAMES = sizeof(names) / sizeof(names[0]) };

struct seen {
	size_t results;
	size_t unreadable;
	const char *code; /* of the last one that is unreadable */
};

static void
see(void *context, const struct el_result *result)
{
	struct seen *seen = context;

	seen->results++;
	if (result->problem.code == NULL)
		return;
	seen->unreadable++;
	seen->code = result->problem.code;
}

static void
judge_file(struct session *session, const char *name, struct seen *seen)
{
	session_file(session, &(struct session_file){ .name = name }, see,
	    seen);
}

static const struct judge_options *
options(void)
{
	static struct el_profile profile;
	static struct judge_options made = { .profile = &profile,
		.as_of = AS_OF, .fail_on = EL_ERROR };

	profile_defaults(&profile);
	return &made;
}

static void
an_input_gives_results(void)
{
	struct session session;
	struct seen seen = { 0 };

	CHECK(session_begin(&session, options(), NULL, NULL));
	judge_file(&session, names[0], &seen);
	CHECK_NUMBER(seen.results, 1);
	CHECK_NUMBER(seen.unreadable, 0);
	session_octets(&session, "memory", el_bytes_of("no certificate"), see,
	    &seen);
	CHECK_NUMBER(seen.results, 2);
	CHECK_TEXT(seen.code, "input.not-a-certificate");
	judge_file(&session, names[2], &seen);
	CHECK_NUMBER(seen.results, 3);
	CHECK_TEXT(seen.code, "input.not-found");
	CHECK_NUMBER(session.judge.summary.judged, 1);
	CHECK_NUMBER(session.judge.summary.unreadable, 2);
	session_free(&session);
}

/* The summary and the findings of the run as JSON. */
static void
write_end(struct sink *out, const struct judge *judge)
{
	const struct report_options report_options = {
		.profile = judge->options.profile, .as_of = AS_OF };
	struct report report;

	sink_to_memory(out);
	CHECK(report_begin(&report, report_find("json"), &report_options,
	    out));
	report_head(&report);
	report_end(&report, judge);
	report_discard(&report);
	sink_char(out, '\0');
	CHECK_NUMBER(out->error, 0);
}

/* So many sessions share the inputs, each so many times. */
static void
judge_with(struct sink *out, size_t count, size_t times)
{
	struct session sessions[SESSIONS];
	struct judge *first = &sessions[0].judge;
	struct seen seen = { 0 };

	for (size_t i = 0; i < count; i++)
		CHECK(session_begin(&sessions[i], options(), NULL, NULL));
	for (size_t i = 0; i < NAMES * times; i++) {
		/* Not evenly: who is free takes the next. */
		struct session *session = &sessions[i * i % count];

		session->judge.input = i;
		judge_file(session, names[i % NAMES], &seen);
	}
	for (size_t i = 1; i < count; i++)
		CHECK(judge_merge(first, &sessions[i].judge,
		    &sessions[0].run));
	CHECK(judge_finish(first, &sessions[0].run));
	write_end(out, first);
	for (size_t i = 0; i < count; i++)
		session_free(&sessions[i]);
}

static void
check_merging(size_t times)
{
	struct sink one;

	judge_with(&one, 1, times);
	for (size_t count = 2; count <= SESSIONS; count++) {
		struct sink several;

		judge_with(&several, count, times);
		CHECK_TEXT(several.data, one.data);
		sink_free(&several);
	}
	sink_free(&one);
}

static void
several_say_what_one_says(void)
{
	check_merging(3);
}

static void
findings_over_the_limit_are_the_same(void)
{
	check_merging(LIMIT_RUN_FINDINGS / 2 + 10);
}

const struct test tests_session[] = {
	{ "session: an input gives its results", an_input_gives_results },
	{ "session: several say what one says", several_say_what_one_says },
	{ "session: findings over the limit are the same",
	    findings_over_the_limit_are_the_same },
	{ NULL, NULL },
};
