#include "record.h"

#include <errno.h>
#include <stdlib.h>

#include <edgelint/acceptance.h>
#include <edgelint/request.h>

#include "base/text.h"
#include "base/time.h"
#include "view/digest.h"
#include "view/verify.h"
#include "calendar.h"
#include "changes.h"
#include "dn.h"
#include "expected.h"
#include "facts.h"
#include "names.h"

bool
record_begin(struct record *record, const struct report *report,
    unsigned indent)
{
	const struct el_profile *profile = report->options.profile;

	*record = (struct record){
		.json = { .sink = report->sink, .indent = indent },
		.options = &report->options,
	};
	sink_to_memory(&record->scratch);
	record->expected = calloc(expected_bound(profile),
	    sizeof(*record->expected));
	if (record->expected == NULL || !catalogue_make(&record->catalogue))
		return false;
	return true;
}

void
record_end(struct record *record)
{
	free(record->expected);
	catalogue_free(&record->catalogue);
	sink_free(&record->scratch);
}

/* A string of what was written to the scratch sink, which is then empty. */
static void
put_scratch(struct record *record, const char *key)
{
	json_take(&record->json, key, &record->scratch);
}

static void
put_dn(struct record *record, const char *key, const struct el_name *name,
    const struct el_cert *cert, enum el_part part)
{
	if ((cert->unreadable & part) != 0 || !el_is_present(&name->elem)) {
		json_null(&record->json, key);
		return;
	}
	dn_write(&record->scratch, name);
	put_scratch(record, key);
}

static void
put_common_name(struct record *record, const struct el_cert *cert)
{
	const struct el_attribute *name = el_name_attribute(&cert->subject,
	    EL_OID_CN);

	if (name == NULL) {
		json_null(&record->json, "common_name");
		return;
	}
	dn_write_value(&record->scratch, name);
	put_scratch(record, "common_name");
}

static void
put_time(struct json_writer *json, const char *key, const struct el_time *time)
{
	char text[TIME_TEXT_SIZE];

	if (!time->known) {
		json_null(json, key);
		return;
	}
	time_to_text(text, time->seconds);
	json_string(json, key, text);
}

static void
put_days_left(struct record *record, const struct el_cert *cert)
{
	if (cert->not_after.known)
		json_number(&record->json, "days_left",
		    facts_days_left(cert, record->options->as_of));
	else
		json_null(&record->json, "days_left");
}

static void
put_digests(struct json_writer *json, struct el_bytes der)
{
	uint8_t sha256[DIGEST_SHA256_SIZE];
	uint8_t sha1[DIGEST_SHA1_SIZE];

	json_hex(json, "sha256", digest_sha256(sha256, der));
	json_hex(json, "sha1", digest_sha1(sha1, der));
}

/* A string as UTF-8, or null where there is none. */
static void
put_element(struct record *record, const char *key,
    const struct el_elem *elem)
{
	const struct el_attribute attribute = { .value = *elem };

	if (!el_is_present(elem)) {
		json_null(&record->json, key);
		return;
	}
	dn_write_value(&record->scratch, &attribute);
	put_scratch(record, key);
}

/* What only a request says. */
static void
put_request(struct record *record, const struct el_request *request)
{
	struct json_writer *json = &record->json;

	if (request == NULL) {
		json_null(json, "request");
		return;
	}
	json_begin_object(json, "request");
	put_element(record, "os_version", &request->os_version);
	put_element(record, "provider", &request->provider);
	put_element(record, "machine", &request->machine);
	put_element(record, "user", &request->user);
	put_element(record, "program", &request->process);
	json_end_object(json);
}

static void
put_identity(struct record *record, const struct el_cert *cert)
{
	struct json_writer *json = &record->json;

	put_digests(json, cert->der);
	json_hex(json, "serial", facts_serial(cert));
	put_dn(record, "subject", &cert->subject, cert, EL_PART_SUBJECT);
	put_common_name(record, cert);
	put_dn(record, "issuer", &cert->issuer, cert, EL_PART_ISSUER);
	put_time(json, "not_before", &cert->not_before);
	put_time(json, "not_after", &cert->not_after);
	put_days_left(record, cert);
	put_request(record, cert->request);
}

/* Null without --assignments, or where nothing can be assigned. */
static void
put_assigned(struct record *record, const struct el_result *result)
{
	struct json_writer *json = &record->json;

	if (!record->options->assigned || result->role != EL_EDGE ||
	    result->cert->request != NULL) {
		json_null(json, "assigned");
		return;
	}
	json_begin_array(json, "assigned");
	for (unsigned use = 1; use < EL_USES; use <<= 1)
		if ((result->uses & use) != 0)
			json_string(json, NULL,
			    el_use_name((enum el_use)use));
	json_end_array(json);
}

static void
put_scope(struct json_writer *json, const struct el_result *result)
{
	json_begin_object(json, "scope");
	json_string(json, "issuer", el_issuer_kind_name(
		result->scope == EL_PUBLIC ? EL_ISSUER_PUBLIC :
					     EL_ISSUER_PRIVATE));
	json_string(json, "reason", result->scope_reason);
	json_end_object(json);
}

static void
put_roles(struct json_writer *json, unsigned roles)
{
	static const struct {
		enum el_name_role role;
		const char *name;
	} names[] = {
		{ EL_PLAYS_ACCESS_EDGE, "access-edge" },
		{ EL_PLAYS_WEB_CONFERENCING, "web-conferencing" },
		{ EL_PLAYS_SIP, "sip" },
		{ EL_PLAYS_XMPP, "xmpp" },
		{ EL_PLAYS_ALLOWED, "allowed" },
	};

	json_begin_array(json, "roles");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((roles & names[i].role) != 0)
			json_string(json, NULL, names[i].name);
	json_end_array(json);
}

static void
put_san(struct record *record, const struct el_result *result)
{
	const struct el_general_names *san = &result->cert->san;
	struct json_writer *json = &record->json;

	json_begin_array(json, "san");
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];

		json_begin_object(json, NULL);
		json_number(json, "position", (long long)(i + 1));
		json_string(json, "type", names_type(name->type));
		names_write(&record->scratch, name);
		put_scratch(record, "value");
		if (names_is_changed(name))
			json_hex(json, "raw", name->value);
		else
			json_null(json, "raw");
		put_roles(json, result->match->roles[i]);
		json_end_object(json);
	}
	json_end_array(json);
}

/* Null where no deployment says what to expect, and for an issuer. */
static void
put_expected_san(struct record *record, const struct el_result *result)
{
	struct json_writer *json = &record->json;

	if (!record->options->profile->given || result->role != EL_EDGE) {
		json_null(json, "expected_san");
		return;
	}
	if (record->expected_of != record->options->profile) {
		record->expected_of = record->options->profile;
		record->expected_count = expected_names(record->expected,
		    record->expected_of, EXPECTED_LEAVE_OUT);
	}
	json_begin_array(json, "expected_san");
	for (size_t i = 0; i < record->expected_count; i++)
		json_bytes(json, NULL, record->expected[i].text);
	json_end_array(json);
}

static void
put_place(struct json_writer *json, const char *key, size_t position)
{
	if (position == 0)
		json_null(json, key);
	else
		json_number(json, key, (long long)position);
}

static void
put_position(struct json_writer *json, size_t position)
{
	put_place(json, "position", position);
}

static void
put_answer(struct json_writer *json, const char *key, enum el_answer answer)
{
	if (answer == EL_CANNOT_SAY)
		json_null(json, key);
	else
		json_bool(json, key, answer == EL_YES);
}

static void
put_accepted_by(struct json_writer *json, const struct el_cert *cert,
    struct el_bytes domain)
{
	json_begin_array(json, "accepted_by");
	for (size_t i = 0; i < el_acceptor_count(); i++) {
		const struct el_acceptor *acceptor = el_acceptor(i);
		struct el_acceptance acceptance =
		    el_acceptor_asks(i, cert, domain);

		json_begin_object(json, NULL);
		json_string(json, "by", acceptor->by);
		json_string(json, "version", acceptor->version);
		json_string(json, "basis", el_basis_name(acceptor->basis));
		put_answer(json, "accepts", acceptance.accepts);
		put_answer(json, "edge_opens", acceptance.edge_opens);
		json_string(json, "match",
		    el_accepted_kind_name(acceptance.kind));
		put_place(json, "entry", acceptance.position);
		json_string(json, "reason",
		    el_accepted_reason_name(acceptance.reason));
		json_end_object(json);
	}
	json_end_array(json);
}

static void
put_xmpp(struct record *record, const struct el_result *result)
{
	const struct el_domains *domains = &record->options->profile->xmpp;
	const struct el_coverage *coverage = result->match->xmpp;
	struct json_writer *json = &record->json;

	json_begin_array(json, "xmpp");
	for (size_t i = 0; coverage != NULL && result->role == EL_EDGE &&
	    i < domains->count; i++) {
		json_begin_object(json, NULL);
		json_bytes(json, "domain", domains->list[i].name.text);
		json_string(json, "match", el_coverage_name(coverage[i].kind));
		put_position(json, coverage[i].position);
		put_accepted_by(json, result->cert,
		    domains->list[i].name.text);
		json_end_object(json);
	}
	json_end_array(json);
}

/* --- what came before ------------------------------------------------------ */

static void
put_change(void *context, const struct change *change)
{
	struct record *record = context;
	struct json_writer *json = &record->json;

	json_begin_object(json, NULL);
	json_string(json, "what", change->key);
	sink_write(&record->scratch, change->before.data,
	    change->before.size);
	put_scratch(record, "before");
	sink_write(&record->scratch, change->now.data, change->now.size);
	put_scratch(record, "now");
	json_bool(json, "differs", change->differs);
	json_end_object(json);
}

static void
put_changed_name(void *context, const struct change_name *name)
{
	struct record *record = context;
	struct json_writer *json = &record->json;

	json_begin_object(json, NULL);
	json_string(json, "type", names_type(name->name->type));
	names_write(&record->scratch, name->name);
	put_scratch(record, "value");
	put_place(json, "before", name->before);
	put_place(json, "now", name->now);
	json_string(json, "change", change_kind_name(name->kind));
	json_end_object(json);
}

/* The certificate whose place this one takes, and what differs. */
static void
put_previous(struct record *record, const struct el_result *result)
{
	const struct el_comparison *comparison = result->comparison;
	struct json_writer *json = &record->json;

	if (!changes_are_known(result)) {
		json_null(json, "previous");
		return;
	}
	json_begin_object(json, "previous");
	json_bytes(json, "source",
	    el_bytes_of(comparison->earlier->previous_source));
	put_digests(json, comparison->earlier->previous->der);
	json_bool(json, "same", comparison->same);
	json_begin_array(json, "changes");
	if (!changes_each(result, put_change, record))
		json->sink->error = ENOMEM;
	json_end_array(json);
	json_bool(json, "names_known", comparison->names_known);
	json_begin_array(json, "names");
	changes_each_name(result, put_changed_name, record);
	json_end_array(json);
	json_end_object(json);
}

/* The request that the certificate should belong to. */
static void
put_key_request(struct json_writer *json,
    const struct el_comparison *comparison)
{
	if (comparison == NULL || comparison->earlier->request == NULL) {
		json_null(json, "key_request");
		return;
	}
	json_begin_object(json, "key_request");
	json_bytes(json, "source",
	    el_bytes_of(comparison->earlier->request_source));
	put_digests(json, comparison->earlier->request->der);
	if (comparison->request_key_known)
		json_bool(json, "same_key", comparison->same_request_key);
	else
		json_null(json, "same_key");
	json_end_object(json);
}

/* --- what is to come ------------------------------------------------------- */

static void
put_seconds(struct json_writer *json, const char *key, int64_t seconds)
{
	char text[TIME_TEXT_SIZE];

	time_to_text(text, seconds);
	json_string(json, key, text);
}

static void
put_schedule(struct json_writer *json, const struct calendar *calendar)
{
	json_begin_array(json, "schedule");
	for (size_t i = 0; i < calendar->renewal_count; i++) {
		json_begin_object(json, NULL);
		put_seconds(json, "start", calendar->renewals[i].start);
		put_seconds(json, "end", calendar->renewals[i].end);
		json_end_object(json);
	}
	json_end_array(json);
	json_begin_array(json, "limits");
	for (size_t i = 0; calendar->public && i < calendar->limit_count;
	     i++) {
		const struct calendar_limit *limit = &calendar->limits[i];

		json_begin_object(json, NULL);
		put_seconds(json, "from", limit->from);
		json_number(json, "days", limit->days);
		json_number(json, "every_days", limit->every);
		json_number(json, "validation_days", limit->validation);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
put_loss(struct json_writer *json, const struct calendar *calendar,
    const struct el_profile *profile)
{
	json_begin_array(json, "loses");
	if (calendar->loses_client_auth != 0) {
		json_begin_object(json, NULL);
		json_string(json, "purpose", "clientAuth");
		put_seconds(json, "from", calendar->loses_client_auth);
		json_begin_array(json, "xmpp_partners");
		for (size_t i = 0; i < profile->xmpp_partner_count; i++) {
			const struct el_xmpp_partner *partner =
			    &profile->xmpp_partners[i];

			json_begin_object(json, NULL);
			json_bytes(json, "domain", partner->domain.text);
			json_string(json, "rests_on", calendar_concern_name(
			    calendar_concern(partner)));
			json_end_object(json);
		}
		json_end_array(json);
		json_end_object(json);
	}
	json_end_array(json);
}

/* When the certificate is to be renewed, and what the next ones are like. */
static void
put_renewal(struct record *record, const struct el_result *result)
{
	struct json_writer *json = &record->json;
	struct calendar calendar;

	if (!calendar_make(&calendar, record->options, result)) {
		json_null(json, "renewal");
		return;
	}
	json_begin_object(json, "renewal");
	put_seconds(json, "start", calendar.start);
	json_number(json, "lead_seconds", (long long)calendar.lead);
	json_bool(json, "due", calendar.due);
	put_schedule(json, &calendar);
	put_loss(json, &calendar, record->options->profile);
	json_end_object(json);
}

/* A place in the certificate; null for what points nowhere. */
static void
put_where(struct json_writer *json, const struct el_result *result,
    struct el_bytes where)
{
	char path[EL_PATH_MAX];

	if (result == NULL || where.data == NULL) {
		json_null(json, "where");
		return;
	}
	el_cert_path(path, sizeof(path), result->cert, where);
	json_begin_object(json, "where");
	json_string(json, "path", path);
	json_number(json, "offset", where.data - result->cert->der.data);
	json_number(json, "length", (long long)where.size);
	json_end_object(json);
}

static void
put_waiver(struct json_writer *json, const struct el_waiver *waiver)
{
	if (waiver == NULL) {
		json_null(json, "waiver");
		return;
	}
	json_begin_object(json, "waiver");
	json_string(json, "until", waiver->until_text);
	json_string(json, "reason", waiver->reason);
	json_string(json, "owner", waiver->owner);
	json_end_object(json);
}

static void
put_remedy(struct record *record, const struct el_finding *finding)
{
	if (finding->rule->remedy == NULL) {
		json_null(&record->json, "remedy");
		return;
	}
	report_remedy(&record->scratch, record->options->profile, finding);
	put_scratch(record, "remedy");
}

void
record_finding(struct record *record, const struct el_result *result,
    const struct el_finding *finding)
{
	struct json_writer *json = &record->json;

	json_begin_object(json, NULL);
	json_string(json, "rule", finding->rule->id);
	json_string(json, "severity", el_severity_name(finding->severity));
	json_string(json, "status",
	    finding->waiver == NULL ? "fail" : "waived");
	json_bytes(json, "name", finding->name);
	put_position(json, finding->position);
	json_string(json, "message", finding->message);
	put_where(json, result, finding->where);
	json_bytes(json, "actual", finding->actual);
	json_bytes(json, "expected", finding->expected);
	put_remedy(record, finding);
	put_waiver(json, finding->waiver);
	json_end_object(json);
}

static void
put_findings(struct record *record, const struct el_result *result)
{
	json_begin_array(&record->json, "findings");
	for (size_t i = 0; i < result->finding_count; i++)
		if (!report_hides(record->options, &result->findings[i]))
			record_finding(record, result, &result->findings[i]);
	json_end_array(&record->json);
}

static void
put_reason(struct record *record, const struct el_rule_outcome *outcome)
{
	sink_text(&record->scratch, outcome->reason);
	if (outcome->detail != NULL) {
		sink_char(&record->scratch, ':');
		sink_text(&record->scratch, outcome->detail);
	}
	put_scratch(record, "reason");
}

static void
put_not_evaluated(struct record *record, const struct el_result *result)
{
	struct json_writer *json = &record->json;

	json_begin_array(json, "not_evaluated");
	for (size_t i = 0; i < record->catalogue.count; i++) {
		if (result->outcomes[i]->outcome != EL_NOT_EVALUATED)
			continue;
		json_begin_object(json, NULL);
		json_string(json, "rule", record->catalogue.rules[i]->id);
		put_reason(record, result->outcomes[i]);
		json_end_object(json);
	}
	json_end_array(json);
}

/* What the TLS library makes of the certificate: an opinion, not a rule. */
static void
put_library(struct json_writer *json, const struct el_cert *cert)
{
	char error[VERIFY_ERROR_SIZE];
	bool accepted = verify_is_accepted(cert, error);

	json_begin_object(json, "mbedtls");
	json_bool(json, "accepts", accepted);
	json_string(json, "error", accepted ? NULL : error);
	json_end_object(json);
}

static void
put_link(struct record *record, const struct el_link *link)
{
	struct json_writer *json = &record->json;
	uint8_t sha256[DIGEST_SHA256_SIZE];

	json_begin_object(json, NULL);
	put_dn(record, "subject", &link->cert->subject, link->cert,
	    EL_PART_SUBJECT);
	json_hex(json, "sha256", digest_sha256(sha256, link->cert->der));
	json_bytes(json, "source", el_bytes_of(link->source));
	json_number(json, "index", (long long)link->index);
	json_string(json, "from", el_chain_from_name(link->from));
	json_string(json, "signature", el_signature_name(link->signature));
	json_end_object(json);
}

static void
put_chain(struct record *record, const struct el_chain *chain)
{
	json_begin_array(&record->json, "chain");
	for (size_t i = 0; chain != NULL && i < chain->count; i++)
		put_link(record, &chain->links[i]);
	json_end_array(&record->json);
}

static void
put_switched_off(struct record *record, const struct el_result *result)
{
	struct json_writer *json = &record->json;

	json_begin_array(json, "switched_off");
	for (size_t i = 0; i < record->catalogue.count; i++)
		if (result->outcomes[i]->outcome == EL_SWITCHED_OFF)
			json_string(json, NULL, record->catalogue.rules[i]->id);
	json_end_array(json);
}

static void
put_skipped(struct json_writer *json, const struct el_result *result)
{
	json_begin_array(json, "skipped");
	for (size_t i = 0; i < result->skipped_count; i++) {
		json_begin_object(json, NULL);
		json_string(json, "label", result->skipped[i].label);
		json_number(json, "line", (long long)result->skipped[i].line);
		json_end_object(json);
	}
	json_end_array(json);
}

static void
put_counts(struct json_writer *json, const struct el_result *result)
{
	static const struct {
		const char *key;
		enum el_outcome outcome;
	} counts[] = {
		{ "pass", EL_PASS },
		{ "fail", EL_FAIL },
		{ "waived", EL_WAIVED },
		{ "not_applicable", EL_NOT_APPLICABLE },
		{ "not_evaluated", EL_NOT_EVALUATED },
	};

	json_begin_object(json, "counts");
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		json_number(json, counts[i].key,
		    (long long)result->counts[counts[i].outcome]);
	json_end_object(json);
}

/* What a result has whether it could be read or not. */
static void
put_source(struct json_writer *json, const struct el_result *result)
{
	bool judged = result->problem.code == NULL;
	/* What could not be read may be no container at all. */
	bool has_container = judged || result->line > 0 ||
	    result->container == EL_CONTAINER_PKCS7 ||
	    result->container == EL_CONTAINER_PKCS12;

	json_bytes(json, "source", el_bytes_of(result->source));
	json_number(json, "index", (long long)result->index);
	json_string(json, "kind", judged ?
	    el_kind_name(el_cert_kind(result->cert)) : "unknown");
	json_string(json, "role",
	    !judged ? NULL : result->role == EL_EDGE ? "edge" : "issuer");
	json_string(json, "container",
	    has_container ? el_container_name(result->container) : NULL);
	json_string(json, "status", judged ? "judged" :
	    result->passed_over ? "skipped" : "unreadable");
}

static void
put_judged(struct record *record, const struct el_result *result)
{
	struct json_writer *json = &record->json;

	json_null(json, "error");
	json_string(json, "verdict", el_verdict_name(result->verdict));
	put_identity(record, result->cert);
	put_assigned(record, result);
	put_scope(json, result);
	put_library(json, result->cert);
	put_chain(record, result->chain);
	put_san(record, result);
	put_expected_san(record, result);
	put_xmpp(record, result);
	put_previous(record, result);
	put_key_request(json, result->comparison);
	put_renewal(record, result);
	put_findings(record, result);
	put_not_evaluated(record, result);
	put_switched_off(record, result);
	json_number(json, "left_out",
	    (long long)result->counts[EL_NOT_SELECTED]);
	put_skipped(json, result);
	put_counts(json, result);
}

static void
put_unreadable(struct json_writer *json, const struct el_result *result)
{
	static const char *const nulls[] = { "sha256", "sha1", "serial",
		"subject", "common_name", "issuer", "not_before", "not_after",
		"days_left", "request", "assigned", "scope", "mbedtls", "previous",
		"key_request", "renewal" };
	static const char *const lists[] = { "chain", "xmpp", "findings",
		"not_evaluated", "switched_off" };
	const struct el_problem *problem = &result->problem;

	json_begin_object(json, "error");
	json_string(json, "code", problem->code);
	json_string(json, "message", problem->message);
	json_number(json, "offset", (long long)problem->offset);
	json_end_object(json);
	json_string(json, "verdict", result->passed_over ? "skipped" :
	    el_verdict_name(EL_VERDICT_UNREADABLE));
	for (size_t i = 0; i < sizeof(nulls) / sizeof(nulls[0]); i++)
		json_null(json, nulls[i]);
	json_begin_array(json, "san");
	json_end_array(json);
	json_null(json, "expected_san");
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		json_begin_array(json, lists[i]);
		json_end_array(json);
	}
	json_number(json, "left_out", 0);
	put_skipped(json, result);
	put_counts(json, result);
}

static void
put_origin(struct json_writer *json, const struct record_origin *origin)
{
	if (origin == NULL)
		return;
	if (origin->id.data != NULL)
		json_raw(json, "id", origin->id);
	else
		json_null(json, "id");
	json_number(json, "line", (long long)origin->line);
}

void
record_result(struct record *record, const struct el_result *result,
    bool versioned)
{
	struct json_writer *json = &record->json;

	json_begin_object(json, NULL);
	if (versioned)
		json_number(json, "edgelint_report", RECORD_VERSION);
	put_origin(json, record->origin);
	put_source(json, result);
	if (result->problem.code == NULL)
		put_judged(record, result);
	else
		put_unreadable(json, result);
	json_end_object(json);
}
