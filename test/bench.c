/*
 * Where time and memory go, beside what mbedTLS needs to parse the same
 * certificate in the same run; "bench --help" tells what is measured.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <mbedtls/x509_crt.h>

#include "base/arena.h"
#include "base/json.h"
#include "input/input.h"
#include "judge/judge.h"
#include "judge/profile.h"
#include "report/report.h"
#include "run/session.h"
#include "synthetic.h"
#include "view/cert.h"
#include "view/digest.h"
#include "view/weak_key.h"

static const char help[] =
    "usage: bench FILE...\n"
    "\n"
    "Measures on the first certificate of each file, nanoseconds of CPU time\n"
    "and how many one core does in a second:\n"
    "  mbedtls_x509_crt_parse_der  the measure of the others, with its free\n"
    "  PEM to DER                  the file's text, in memory, to octets\n"
    "  reading                     octets to the view\n"
    "  judging                     all rules, from the view\n"
    "  reading, rules of names     with the rules of names, their order, XMPP\n"
    "                              coverage and structure\n"
    "  reading and all rules       with the two factor tests done before, as\n"
    "                              for a key that was seen in this run\n"
    "  small factors, Fermat       the factor tests, for a new RSA key\n"
    "  SHA-256 and SHA-1           the two digests that reports show\n"
    "  report FORMAT               one result written to memory, its digests\n"
    "                              and mbedTLS's opinion included\n"
    "then on the first file a bundle of 10,000 certificates in one PEM text,\n"
    "in memory, with one key and with a key for each: judged, as with --quiet,\n"
    "and written as lines of JSON; and the peak memory of a process that does\n"
    "1 input, 10,000 inputs, and the bundle, written.\n"
    "Figures are medians of 15 measurements, for bundles of 7.\n";

enum {
	ROUNDS = 15,
	ROUND_NANOSECONDS = 20 * 1000 * 1000,
	BUNDLE_ROUNDS = 7,
	BUNDLE = 10000, /* certificates, or inputs */
};

/* One certificate and what is needed to do things with it. */
struct subject {
	const char *name;
	struct el_bytes octets; /* as in the file */
	struct el_bytes der;
	struct arena arena;
	struct judge judge;
	struct judge names_judge; /* asks about names and structure alone */
	struct el_profile profile;
	struct el_result result; /* judged, for the reports */
	struct arena result_arena;
	struct report report;
	struct sink sink;
	struct sink json; /* a record of a stream with its PEM text */
	struct weak_key_tables tables;
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
read_and_judge(struct subject *subject, struct judge *judge)
{
	struct el_problem problem;
	struct el_cert cert;
	struct el_result result = { .source = subject->name, .cert = &cert,
		.role = EL_EDGE };

	if (!cert_read(&cert, subject->der, &subject->arena, &problem) ||
	    !judge_certificate(judge, &result, &subject->arena))
		stop("the certificate cannot be judged");
	arena_reset(&subject->arena);
}

static void
work_judge(struct subject *subject)
{
	read_and_judge(subject, &subject->judge);
}

/* What the product exists for: the names, their order, the XMPP domains. */
static void
work_judge_names(struct subject *subject)
{
	read_and_judge(subject, &subject->names_judge);
}

static void
work_judge_alone(struct subject *subject)
{
	struct el_result result = { .source = subject->name,
		.cert = subject->result.cert,
		.role = EL_EDGE };

	if (!judge_certificate(&subject->judge, &result, &subject->arena))
		stop("the certificate cannot be judged");
	arena_reset(&subject->arena);
}

static void
work_digests(struct subject *subject)
{
	uint8_t sha256[DIGEST_SHA256_SIZE];
	uint8_t sha1[DIGEST_SHA1_SIZE];

	digest_sha256(sha256, subject->der);
	digest_sha1(sha1, subject->der);
}

/* A line of a stream, without what is done with it. */
static void
work_record(struct subject *subject)
{
	struct json_document *document;
	struct json_error error;

	if (!json_parse(&document, (struct el_bytes){
		(const uint8_t *)subject->json.data, subject->json.size },
		&subject->arena, &error))
		stop("the record is no JSON");
	json_free(document);
	arena_reset(&subject->arena);
}

static void
work_small_factor(struct subject *subject)
{
	struct el_bytes modulus = subject->result.cert->key.modulus.body;

	if (weak_key_small_factor(&subject->tables, modulus) != 0)
		stop("the key has a small factor");
}

static void
work_fermat(struct subject *subject)
{
	struct el_bytes modulus = subject->result.cert->key.modulus.body;

	if (weak_key_fermat_round(&subject->tables, modulus) != 0)
		stop("the key has close primes");
}

static void
work_report(struct subject *subject)
{
	report_result(&subject->report, &subject->result);
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
	static const char *const names[] = { "edge", "xmpp.domain",
		"x509.structure", "x509.extension", "x509.der" };
	static const struct selection names_only = { .only = names,
		.only_count = sizeof(names) / sizeof(names[0]) };
	struct judge_options options = { .profile = &subject->profile,
		.as_of = INT64_C(1795305600), .fail_on = EL_ERROR };
	struct judge_options names_options;
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
	sink_to_memory(&subject->json);
	sink_text(&subject->json, "{\"id\":17,\"certificate\":\"");
	json_escape(&subject->json, subject->octets);
	sink_text(&subject->json, "\"}");
	weak_key_begin(&subject->tables);
	arena_init(&subject->arena);
	arena_init(&subject->result_arena);
	subject->result = (struct el_result){ .source = subject->name,
		.container = EL_CONTAINER_PEM, .line = 1, .cert = cert,
		.role = EL_EDGE };
	if (!cert_read(cert, subject->der, &subject->result_arena, &problem))
		stop(problem.message);
	set_profile(&subject->profile, cert, run_arena);
	names_options = options;
	names_options.selection = names_only;
	if (!judge_begin(&subject->judge, &options, run_arena) ||
	    !judge_begin(&subject->names_judge, &names_options, run_arena) ||
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
begin_report(struct subject *subject, const struct report_writer *writer)
{
	const struct report_options options = {
		.profile = &subject->profile,
		.as_of = subject->judge.options.as_of,
	};

	sink_to_memory(&subject->sink);
	if (!report_begin(&subject->report, writer, &options, &subject->sink))
		stop("no memory");
	report_head(&subject->report);
}

static void
end_report(struct subject *subject)
{
	report_end(&subject->report, &subject->judge);
	report_discard(&subject->report);
	sink_free(&subject->sink);
}

static void
measure_subject(struct subject *subject)
{
	double library = measure(work_library, subject);

	printf("%s: %zu octets of DER, %zu SAN entries, %zu findings\n",
	    subject->name, subject->der.size, subject->result.cert->san.count,
	    subject->result.finding_count);
	line("mbedtls_x509_crt_parse_der", library, library);
	line("line of a stream to record", measure(work_record, subject),
	    library);
	line("PEM to DER", measure(work_split, subject), library);
	line("reading", measure(work_read, subject), library);
	line("judging", measure(work_judge_alone, subject), library);
	line("reading, rules of names", measure(work_judge_names, subject),
	    library);
	line("reading and all rules", measure(work_judge, subject), library);
	if (subject->result.cert->key.kind == EL_KEY_RSA) {
		line("small factors", measure(work_small_factor, subject),
		    library);
		line("Fermat", measure(work_fermat, subject), library);
	}
	line("SHA-256 and SHA-1", measure(work_digests, subject), library);
	for (size_t i = 0; report_writers[i] != NULL; i++) {
		char what[40];

		begin_report(subject, report_writers[i]);
		snprintf(what, sizeof(what), "report %s",
		    report_writers[i]->name);
		line(what, measure(work_report, subject), library);
		end_report(subject);
	}
	printf("\n");
}

/* --- many certificates ---------------------------------------------------- */

/* The certificate again and again, as PEM; a key of its own for each. */
static struct el_bytes
make_bundle(const struct subject *subject, size_t count, bool own_keys)
{
	struct el_bytes modulus = own_keys ?
	    subject->result.cert->key.modulus.body :
	    (struct el_bytes){ NULL, 0 };
	struct sink text;

	sink_to_memory(&text);
	if (!synthetic_bundle(&text, subject->der, modulus, count))
		stop("no memory");
	return (struct el_bytes){ (const uint8_t *)text.data, text.size };
}

/* One input after another, as "edgelint check" judges them. */
struct many {
	struct subject *subject;
	struct session session;
	bool written; /* to lines of JSON */
};

static void
take(void *context, const struct el_result *result)
{
	struct many *many = context;

	if (result->problem.code != NULL)
		stop("a certificate cannot be judged");
	if (!many->written)
		return;
	report_result(&many->subject->report, result);
	sink_clear(&many->subject->sink);
}

static void
many_begin(struct many *out, struct subject *subject, bool written)
{
	*out = (struct many){ .subject = subject, .written = written };
	if (!session_begin(&out->session, &subject->judge.options, NULL, NULL))
		stop("no memory");
	if (written)
		begin_report(subject, report_find("ndjson"));
}

static void
many_end(struct many *many)
{
	if (many->written)
		end_report(many->subject);
	session_free(&many->session);
}

static void
judge_text(struct many *many, struct el_bytes text)
{
	session_octets(&many->session, many->subject->name, text, take, many);
}

static void
measure_bundle(const char *what, struct subject *subject, bool own_keys,
    bool written)
{
	struct el_bytes text = make_bundle(subject, BUNDLE, own_keys);
	double times[BUNDLE_ROUNDS];
	struct many many;

	many_begin(&many, subject, written);
	for (size_t i = 0; i < BUNDLE_ROUNDS; i++) {
		double start = now();

		judge_text(&many, text);
		times[i] = (now() - start) / BUNDLE;
	}
	qsort(times, BUNDLE_ROUNDS, sizeof(times[0]), compare);
	printf("  %-28s %9.0f ns %31.0f/s\n", what, times[BUNDLE_ROUNDS / 2],
	    1e9 / times[BUNDLE_ROUNDS / 2]);
	many_end(&many);
	free((void *)(uintptr_t)text.data);
}

static void
judge_many(const char *name, size_t inputs, size_t certificates)
{
	struct subject subject = { .name = name };
	struct input_buffer buffer = { 0 };
	struct arena run_arena;
	struct el_bytes text;
	struct many many;

	arena_init(&run_arena);
	prepare(&subject, &run_arena, &buffer);
	text = make_bundle(&subject, certificates, false);
	many_begin(&many, &subject, true);
	for (size_t i = 0; i < inputs; i++)
		judge_text(&many, text);
}

/*
 * Peak memory is that of a process, so each run has one; it comes before
 * there is much in this one, and a larger run after a smaller one.
 */
static void
peak_memory(const char *what, const char *name, size_t inputs,
    size_t certificates)
{
	struct rusage usage;
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		judge_many(name, inputs, certificates);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0 ||
	    getrusage(RUSAGE_CHILDREN, &usage) != 0)
		stop("peak memory cannot be measured");
	printf("  %-28s %9ld kB\n", what, usage.ru_maxrss);
}

static void
measure_many(const char *name)
{
	struct subject subject = { .name = name };
	struct input_buffer buffer = { 0 };
	struct arena run_arena;

	arena_init(&run_arena);
	prepare(&subject, &run_arena, &buffer);
	printf("%s, bundle of 10,000:\n", name);
	measure_bundle("one key, judged", &subject, false, false);
	measure_bundle("one key, as ndjson", &subject, false, true);
	if (subject.result.cert->key.kind == EL_KEY_RSA) {
		measure_bundle("own keys, judged", &subject, true, false);
		measure_bundle("own keys, as ndjson", &subject, true, true);
	}
	arena_free(&subject.arena);
	arena_free(&subject.result_arena);
	arena_free(&run_arena);
	input_buffer_free(&buffer);
}

int
main(int argc, char **argv)
{
	struct input_buffer buffer = { 0 };
	struct arena run_arena;

	if (argc < 2 || strcmp(argv[1], "--help") == 0) {
		fputs(help, argc < 2 ? stderr : stdout);
		return argc < 2 ? EXIT_FAILURE : EXIT_SUCCESS;
	}
	printf("%s, peak memory:\n", argv[1]);
	peak_memory("1 input", argv[1], 1, 1);
	peak_memory("10,000 inputs", argv[1], BUNDLE, 1);
	peak_memory("bundle of 10,000", argv[1], 1, BUNDLE);
	printf("\n");
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
	measure_many(argv[1]);
	return EXIT_SUCCESS;
}
