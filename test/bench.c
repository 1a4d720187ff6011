/*
 * Where the time goes, a certificate at a time, beside what mbedTLS needs to
 * parse the same certificate in the same run.
 *
 *     bench FILE...      files that input_split() takes, one certificate each
 *
 * Figures are nanoseconds of CPU time, the median of ROUNDS measurements.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <mbedtls/x509_crt.h>

#include "base/arena.h"
#include "input/input.h"
#include "judge/judge.h"
#include "judge/profile.h"
#include "report/report.h"
#include "view/cert.h"

enum { ROUNDS = 15, ROUND_NANOSECONDS = 20 * 1000 * 1000 };

/* One certificate and what is needed to do things with it. */
struct subject {
	const char *name;
	struct el_bytes octets; /* as in the file */
	struct el_bytes der;
	struct arena arena;
	struct judge judge;
	struct el_profile profile;
	struct el_result result; /* judged, for the reports */
	struct arena result_arena;
	struct report report;
	struct sink sink;
};

typedef void work(struct subject *subject);

static void
stop(const char *why)
{
	fprintf(stderr, "bench: %s\n", why);
	exit(2);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Nanoseconds a call. */
static double
measure(work *what, struct subject *subject)
{
	double times[ROUNDS];
	size_t repeat = 1;
	double start;

	for (double took = 0; took < ROUND_NANOSECONDS / 4.0; repeat *= 2) {
		start = now();
		for (size_t i = 0; i < repeat; i++)
			what(subject);
		took = now() - start;
	}
	for (size_t round = 0; round < ROUNDS; round++) {
		start = now();
		for (size_t i = 0; i < repeat; i++)
			what(subject);
		times[round] = (now() - start) / (double)repeat;
	}
	qsort(times, ROUNDS, sizeof(times[0]), compare);
	return times[ROUNDS / 2];
}

static void
work_split(struct subject *subject)
{
	struct input input;

	if (!input_split(&input, subject->name, subject->octets,
		&subject->arena))
		stop("no memory");
	arena_reset(&subject->arena);
}

static void
work_read(struct subject *subject)
{
	struct el_problem problem;
	struct el_cert cert;

	if (!cert_read(&cert, subject->der, &subject->arena, &problem))
		stop(problem.message);
	arena_reset(&subject->arena);
}

static void
work_judge(struct subject *subject)
{
	struct el_problem problem;
	struct el_cert cert;
	struct el_result result = { .cert = &cert, .role = EL_EDGE };

	if (!cert_read(&cert, subject->der, &subject->arena, &problem) ||
	    !judge_certificate(&subject->judge, &result, &subject->arena))
		stop("the certificate cannot be judged");
	arena_reset(&subject->arena);
}

static void
work_report(struct subject *subject)
{
	subject->report.writer->result(&subject->report, &subject->result);
	sink_clear(&subject->sink);
}

static void
work_library(struct subject *subject)
{
	mbedtls_x509_crt crt;

	mbedtls_x509_crt_init(&crt);
	if (mbedtls_x509_crt_parse_der(&crt, subject->der.data,
		subject->der.size) != 0)
		stop("mbedTLS refuses the certificate");
	mbedtls_x509_crt_free(&crt);
}

static void
set_key(struct el_profile *profile, const char *key, const char *value,
    struct arena *arena)
{
	if (profile_set(profile, key, value, false, arena) != NULL)
		stop("the profile is refused");
}

/* The deployment that asks for the names of the certificate. */
static void
set_profile(struct el_profile *profile, const struct el_cert *cert,
    struct arena *arena)
{
	profile_defaults(profile);
	set_key(profile, "access_edge_fqdn", "sip.contoso.com", arena);
	set_key(profile, "web_conferencing_fqdn", "webcon.contoso.com",
	    arena);
	set_key(profile, "xmpp_domains", "contoso.com", arena);
	for (size_t i = 0; i < cert->san.count; i++) {
		const char *name = arena_copy(arena, cert->san.names[i].value);

		if (name == NULL)
			stop("no memory");
		if (strncmp(name, "sip.", 4) == 0)
			set_key(profile, "sip_domains", name + 4, arena);
	}
	if (!profile_resolve(profile, arena))
		stop("no memory");
}

static void
prepare(struct subject *subject, struct arena *run_arena,
    struct input_buffer *buffer)
{
	struct judge_options options = { .profile = &subject->profile,
		.as_of = INT64_C(1795305600), .fail_on = EL_ERROR };
	struct el_problem problem = { 0 };
	struct el_cert *cert = arena_alloc(run_arena, 1, sizeof(*cert));
	struct input input;

	if (!input_read(&subject->octets, subject->name, buffer, run_arena,
		&problem) ||
	    !input_split(&input, subject->name, subject->octets, run_arena) ||
	    input.slices[0].problem.code != NULL)
		stop(problem.message != NULL ? problem.message :
					       "no certificate");
	subject->der = input.slices[0].der;
	arena_init(&subject->arena);
	arena_init(&subject->result_arena);
	subject->result = (struct el_result){ .source = subject->name,
		.container = EL_CONTAINER_PEM, .line = 1, .cert = cert,
		.role = EL_EDGE };
	if (!cert_read(cert, subject->der, &subject->result_arena, &problem))
		stop(problem.message);
	set_profile(&subject->profile, cert, run_arena);
	if (!judge_begin(&subject->judge, &options, run_arena) ||
	    !judge_certificate(&subject->judge, &subject->result,
		&subject->result_arena))
		stop("the certificate cannot be judged");
}

static void
line(const char *what, double nanoseconds, double library)
{
	printf("  %-28s %9.0f ns %9.2f of mbedTLS %10.0f/s\n", what,
	    nanoseconds, nanoseconds / library, 1e9 / nanoseconds);
}

static void
measure_subject(struct subject *subject)
{
	double library = measure(work_library, subject);

	printf("%s: %zu octets of DER, %zu SAN entries, %zu findings\n",
	    subject->name, subject->der.size, subject->result.cert->san.count,
	    subject->result.finding_count);
	line("mbedtls_x509_crt_parse_der", library, library);
	line("PEM to DER", measure(work_split, subject), library);
	line("reading", measure(work_read, subject), library);
	line("reading and all rules", measure(work_judge, subject), library);
	for (size_t i = 0; report_writers[i] != NULL; i++) {
		char what[40];

		subject->report = (struct report){
			.writer = report_writers[i],
			.options = { .profile = &subject->profile,
			    .as_of = subject->judge.options.as_of },
			.sink = &subject->sink,
		};
		sink_to_memory(&subject->sink);
		if (!report_writers[i]->begin(&subject->report))
			stop("no memory");
		snprintf(what, sizeof(what), "report %s",
		    report_writers[i]->name);
		line(what, measure(work_report, subject), library);
		report_writers[i]->end(&subject->report, &subject->judge);
		sink_free(&subject->sink);
	}
	printf("\n");
}

int
main(int argc, char **argv)
{
	struct input_buffer buffer = { 0 };
	struct arena run_arena;

	arena_init(&run_arena);
	for (int i = 1; i < argc; i++) {
		struct subject subject = { .name = argv[i] };

		prepare(&subject, &run_arena, &buffer);
		measure_subject(&subject);
		arena_free(&subject.arena);
		arena_free(&subject.result_arena);
	}
	arena_free(&run_arena);
	input_buffer_free(&buffer);
	return argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
