/*
 * A report that is put together from parts is the report that one writer
 * makes of the same results, in every format.
 */

#include "check.h"

#include "input/input.h"
#include "judge/profile.h"
#include "report/report.h"
#include "view/cert.h"

enum { RESULTS = 5, AS_OF = 1795305600 };

/* A certificate that was judged, and what it takes. */
struct fixture {
	struct arena arena;
	struct input_buffer buffer;
	struct el_profile profile;
	struct el_cert cert;
	struct judge judge;
	struct el_result results[RESULTS];
	struct report_options options;
};

static void
judge_results(struct fixture *fixture)
{
	for (size_t i = 0; i < RESULTS; i++) {
		struct el_result *result = &fixture->results[i];

		*result = (struct el_result){ .source = "bundle.pem",
			.index = i, .line = 1 + 30 * i,
			.container = EL_CONTAINER_PEM };
		if (i % 2 == 0) {
			result->cert = &fixture->cert;
			result->role = EL_EDGE;
			CHECK(judge_certificate(&fixture->judge, result,
			    &fixture->arena));
		} else {
			result->problem = (struct el_problem){
				.code = "der.truncated", .message = "cut" };
			judge_unreadable(&fixture->judge, result);
		}
	}
}

static bool
fixture_make(struct fixture *fixture)
{
	struct judge_options options = { .profile = &fixture->profile,
		.as_of = AS_OF, .fail_on = EL_ERROR };
	struct el_problem problem;
	struct input input;
	struct el_bytes text;

	arena_init(&fixture->arena);
	profile_defaults(&fixture->profile);
	if (!input_read(&text, "fixtures/sample/edge.pem", &fixture->buffer,
		&fixture->arena, &problem) ||
	    !input_split(&input, "edge.pem", text, &fixture->arena) ||
	    !cert_read(&fixture->cert, input.slices[0].der, &fixture->arena,
		&problem) ||
	    !profile_resolve(&fixture->profile, &fixture->arena) ||
	    !judge_begin(&fixture->judge, &options, &fixture->arena))
		return false;
	fixture->options = (struct report_options){
		.profile = &fixture->profile, .as_of = AS_OF, .many = true };
	judge_results(fixture);
	return judge_finish(&fixture->judge, &fixture->arena);
}

static void
write_whole(struct sink *out, const struct report_writer *writer,
    const struct fixture *fixture)
{
	struct report report;

	sink_to_memory(out);
	CHECK(report_begin(&report, writer, &fixture->options, out));
	report_head(&report);
	for (size_t i = 0; i < RESULTS; i++)
		report_result(&report, &fixture->results[i]);
	report_end(&report, &fixture->judge);
	report_discard(&report);
}

/* One part for so many results each; the last one is empty. */
static void
write_parts(struct sink *out, const struct report_writer *writer,
    const struct fixture *fixture, size_t each)
{
	struct report report;
	struct report part;
	struct sink apart;

	sink_to_memory(out);
	sink_to_memory(&apart);
	CHECK(report_begin(&report, writer, &fixture->options, out));
	CHECK(report_begin(&part, writer, &fixture->options, &apart));
	report_head(&report);
	for (size_t i = 0; i < RESULTS; i++) {
		report_result(&part, &fixture->results[i]);
		if ((i + 1) % each == 0)
			report_append(&report, &part);
	}
	report_append(&report, &part);
	report_append(&report, &part);
	CHECK_NUMBER(report.results, RESULTS);
	report_end(&report, &fixture->judge);
	report_discard(&part);
	report_discard(&report);
	sink_free(&apart);
}

static void
check_writer(const struct report_writer *writer, const struct fixture *fixture)
{
	struct sink whole;

	write_whole(&whole, writer, fixture);
	CHECK(whole.error == 0 && whole.size > 0);
	sink_char(&whole, '\0');
	for (size_t each = 1; each <= 3; each++) {
		struct sink parts;

		write_parts(&parts, writer, fixture, each);
		CHECK(parts.error == 0);
		sink_char(&parts, '\0');
		CHECK_TEXT(parts.data, whole.data);
		sink_free(&parts);
	}
	sink_free(&whole);
}

static void
parts_make_the_whole(void)
{
	struct fixture fixture = { 0 };
	bool made = fixture_make(&fixture);

	CHECK(made);
	for (size_t i = 0; made && report_writers[i] != NULL; i++)
		check_writer(report_writers[i], &fixture);
	arena_free(&fixture.arena);
	input_buffer_free(&fixture.buffer);
}

/* What could not be kept must not be missed in silence. */
static void
failure_of_a_part_is_one_of_the_report(void)
{
	struct el_profile profile;
	const struct report_options own = { .profile = &profile,
		.many = true };
	struct report report;
	struct report part;
	struct sink whole;
	struct sink apart;

	profile_defaults(&profile);
	sink_to_memory(&whole);
	sink_to_memory(&apart);
	CHECK(report_begin(&report, report_find("ndjson"), &own, &whole));
	CHECK(report_begin(&part, report_find("ndjson"), &own, &apart));
	apart.error = 12;
	report_append(&report, &part);
	CHECK_NUMBER(whole.error, 12);
	report_discard(&part);
	report_discard(&report);
	sink_free(&apart);
	sink_free(&whole);
}

const struct test tests_report_parts[] = {
	{ "report: parts make the whole, in every format",
	    parts_make_the_whole },
	{ "report: a failure of a part is one of the report",
	    failure_of_a_part_is_one_of_the_report },
	{ NULL, NULL },
};
