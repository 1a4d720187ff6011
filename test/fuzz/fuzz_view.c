/*
 * Any octets as a certificate or request.  What the view points to lies in the
 * octets; every rule can be asked about it, in either role; and every report
 * of it is text that a terminal or a JSON parser takes.
 */

#include <stdlib.h>

#include "base/json.h"
#include "base/text.h"
#include "bounds.h"
#include "glances.h"
#include "judge/chain.h"
#include "judge/judge.h"
#include "judge/match.h"
#include "judge/profile.h"
#include "report/report.h"
#include "signs.h"
#include "view/cert.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A deployment, and the run that judges for it. */
struct deployment {
	struct el_profile profile;
	struct judge judge;
	struct judge asking; /* the same, but that it goes by no signs */
};

static struct deployment external;
static struct deployment internal;
static struct deployment renewing; /* compares with what came before */
static struct arena run_arena;

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
begin(struct deployment *deployment, const char *const (*keys)[2],
    size_t count)
{
	struct judge_options options = { .profile = &deployment->profile,
		.as_of = INT64_C(1795305600), .fail_on = EL_ERROR };

	profile_defaults(&deployment->profile);
	for (size_t i = 0; i < count; i++)
		require(profile_set(&deployment->profile, keys[i][0],
			    keys[i][1], false, &run_arena) == NULL);
	require(profile_resolve(&deployment->profile, &run_arena));
	require(judge_begin(&deployment->judge, &options, &run_arena));
	require(signs_begin(&deployment->asking, &options, &run_arena));
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char *const external_keys[][2] = {
		{ "access_edge_fqdn", "sip.contoso.com" },
		{ "web_conferencing_fqdn", "webcon.contoso.com" },
		{ "sip_domains", "contoso.com" },
		{ "sip_domains", "fabrikam.com" },
		{ "online_sip_domains", "cloud.contoso.com" },
		{ "xmpp_domains", "contoso.com" },
		{ "xmpp_domains", "im.contoso.com" },
		{ "allowed_names", "lyncdiscover.contoso.com" },
	};
	static const char *const internal_keys[][2] = {
		{ "interface", "internal" },
		{ "product", "sfb2019" },
		{ "pool_fqdn", "edgepool.contoso.com" },
		{ "server_fqdns", "edge1.contoso.com" },
		{ "sip_domains", "contoso.com" },
	};

	(void)argc;
	(void)argv;
	arena_init(&run_arena);
	begin(&external, external_keys,
	    sizeof(external_keys) / sizeof(external_keys[0]));
	begin(&renewing, external_keys,
	    sizeof(external_keys) / sizeof(external_keys[0]));
	begin(&internal, internal_keys,
	    sizeof(internal_keys) / sizeof(internal_keys[0]));
	return 0;
}

/* CSV ends its lines as RFC 4180 has it. */
static bool
ends_line(struct el_bytes text)
{
	return text.data[0] == '\n' ||
	    (text.size > 1 && text.data[0] == '\r' && text.data[1] == '\n');
}

/* UTF-8 that holds no control character but the end of a line. */
static void
require_clean(struct el_bytes text)
{
	while (text.size > 0) {
		size_t length = text_utf8_length(text);
		uint32_t character;

		require(length > 0);
		character = text_utf8_character(text.data, length);
		require(ends_line(text) ||
		    (character >= 0x20 && character != 0x7f &&
			(character < 0x80 || character > 0x9f)));
		text.data += length;
		text.size -= length;
	}
}

static void
require_json(struct el_bytes text, struct arena *arena)
{
	struct json_document *document;
	struct json_error error;

	require(json_parse(&document, text, arena, &error));
	json_free(document);
}

static void
write_report(const struct report_writer *writer,
    const struct deployment *deployment, const struct el_result *result,
    struct arena *arena)
{
	struct sink sink;
	const struct report_options options = {
		.profile = &deployment->profile,
		.as_of = deployment->judge.options.as_of,
		.verbose = true,
	};
	struct report report;
	struct el_bytes text;

	sink_to_memory(&sink);
	require(report_begin(&report, writer, &options, &sink));
	report_head(&report);
	report_result(&report, result);
	report_end(&report, &deployment->judge);
	report_discard(&report);
	require(sink_flush(&sink) == 0);
	text = (struct el_bytes){ (const uint8_t *)sink.data, sink.size };
	require_clean(text);
	if (strstr(writer->name, "json") != NULL)
		require_json(text, arena);
	sink_free(&sink);
}

/*
 * A chain of the certificate beside a copy of itself, with itself as a trust
 * anchor or without: whatever its names and keys are, it ends.
 */
static const struct el_chain *
chain_of(const struct el_cert *cert, struct el_bytes octets,
    struct arena *arena)
{
	const struct el_cert *certs[] = { cert, cert };
	const enum el_role roles[] = { EL_EDGE, EL_EDGE };
	const struct el_link anchor = { .cert = cert, .from = EL_FROM_TRUST,
		.source = "fuzz" };
	struct chain_material material = { .given = octets.size % 2 == 0 ?
		EL_CHAIN_ANCHORS : 0 };
	struct chain_input input;
	const struct el_chain *chain;

	require(chain_set_make(&material.set, &anchor,
	    material.given == 0 ? 0 : 1, arena));
	require(chain_begin(&input, &material, &(struct chain_members){
	    .source = "fuzz", .certs = certs, .roles = roles, .count = 2 },
	    INT64_C(1795305600), arena));
	require(chain_build(&chain, &input, 1, arena));
	if (cert->request == NULL)
		require(chain != NULL && chain->count > 0);
	else
		require(chain == NULL);
	return chain;
}

/*
 * What came before is the certificate itself, with the first half of its list
 * of names; it is the request that it was asked for with, too.
 */
static void
compare_with(struct judge *judge, const struct el_cert *cert,
    struct arena *arena)
{
	struct el_earlier *earlier = &judge->options.earlier;
	struct el_cert *previous = arena_alloc(arena, 1, sizeof(*previous));

	require(previous != NULL);
	*previous = *cert;
	previous->san.count /= 2;
	*earlier = (struct el_earlier){ .previous = previous,
		.previous_source = "fuzz", .request = cert,
		.request_source = "fuzz", .rolls = true,
		.effective = judge->options.as_of };
	require(match_make(&judge->previous_match, previous,
	    judge->options.profile, arena));
}

/*
 * Judged in each of four ways.  One of the reports is written, since they
 * take most of the time; which one depends on the size of the input, so that
 * an input does the same each time.
 */
static void
check_cert(const struct el_cert *cert, struct el_bytes octets,
    struct arena *arena)
{
	const struct {
		struct deployment *deployment;
		enum el_role role;
	} ways[] = {
		{ &external, EL_EDGE },
		{ &internal, EL_EDGE },
		{ &external, EL_ISSUER },
		{ &renewing, EL_EDGE },
	};
	enum { WAYS = sizeof(ways) / sizeof(ways[0]) };
	const struct el_chain *chain = chain_of(cert, octets, arena);
	size_t writers = 0;
	enum el_role role;

	require(bounds_broken(cert, octets) == NULL);
	require(judge_roles(&external.judge, &role, &cert, 1, arena));
	require(role == EL_EDGE || role == EL_ISSUER);
	compare_with(&renewing.judge, cert, arena);
	compare_with(&renewing.asking, cert, arena);
	while (report_writers[writers] != NULL)
		writers++;
	for (size_t i = 0; i < WAYS; i++) {
		struct el_result result = { .source = "fuzz", .cert = cert,
			.role = ways[i].role,
			.container = EL_CONTAINER_DER };
		struct el_result asked;

		if (i == 0)
			result.chain = chain;
		asked = result;
		require(judge_certificate(&ways[i].deployment->judge, &result,
		    arena));
		require(judge_certificate(&ways[i].deployment->asking, &asked,
		    arena));
		require(signs_broken(&result, &asked) == NULL);
		if (octets.size % WAYS == i)
			write_report(
			    report_writers[octets.size / WAYS % writers],
			    ways[i].deployment, &result, arena);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct el_bytes octets = { data, size };
	struct el_problem problem = { 0 };
	struct el_cert cert;
	struct arena arena;
	bool good;

	arena_init(&arena);
	good = cert_read(&cert, octets, &arena, &problem);
	require(glance_differs(good ? &cert : NULL, octets) == NULL);
	if (good)
		check_cert(&cert, octets, &arena);
	else
		require(problem.code != NULL && problem.message != NULL &&
		    problem.offset <= size);
	arena_free(&arena);
	return 0;
}
