/* The plan as a JSON document: see 'edgelint schema plan'. */

#include <edgelint/result.h>

#include "base/json.h"
#include "citation.h"
#include "plan.h"

enum { PLAN_VERSION = 1, INDENT = 2 };

static const char *
reason_word(size_t bit)
{
	static const char *const words[PLAN_REASONS] = { "access-edge",
		"web-conferencing", "sip", "online-sip", "xmpp", "pool" };

	return words[bit];
}

static void
put_profile(struct json_writer *json, const struct el_profile *profile)
{
	static const enum el_service services[] = { EL_ACCESS_EDGE,
		EL_WEB_CONFERENCING, EL_AV };

	json_begin_object(json, "profile");
	json_string(json, "name", profile->name);
	json_string(json, "product", el_product_name(profile->product));
	json_string(json, "interface",
	    el_interface_name(profile->interface));
	json_begin_array(json, "service");
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		if ((profile->services & services[i]) != 0)
			json_string(json, NULL,
			    el_service_name(services[i]));
	json_end_array(json);
	json_string(json, "san_order",
	    el_san_order_name(profile->san_order));
	json_end_object(json);
}

static void
put_rule(struct json_writer *json, size_t number)
{
	size_t rows;

	json_string(json, "rule", el_rule_rows(number, &rows)->id);
	citation_put_sources(json, number);
}

static void
put_subject(struct json_writer *json, const struct plan *plan)
{
	json_begin_object(json, "subject");
	json_bytes(json, "common_name", plan->subject.text);
	put_rule(json, plan_subject_rule(plan->profile));
	json_end_object(json);
}

static void
put_reason(struct json_writer *json, size_t bit, struct el_host name)
{
	enum plan_reason reason = (enum plan_reason)(1u << bit);

	json_begin_object(json, NULL);
	json_string(json, "role", reason_word(bit));
	json_begin_string(json, "text");
	plan_put_reason(json->sink, reason, name);
	json_end_string(json);
	put_rule(json, plan_reason_rule(reason));
	json_end_object(json);
}

static void
put_name(struct json_writer *json, const struct plan *plan, size_t i)
{
	json_begin_object(json, NULL);
	json_number(json, "position", (long long)i + 1);
	json_string(json, "type", "dns");
	json_bytes(json, "value", plan->names[i].text);
	json_begin_array(json, "reasons");
	for (size_t bit = 0; bit < PLAN_REASONS; bit++)
		if ((plan->reasons[i] & 1u << bit) != 0)
			put_reason(json, bit, plan->names[i]);
	json_end_array(json);
	json_end_object(json);
}

static void
put_key(struct json_writer *json)
{
	json_begin_object(json, "key");
	json_string(json, "algorithm", "RSA");
	json_number(json, "bits", 2048);
	json_string(json, "hash", "SHA-256");
	json_end_object(json);
	json_begin_array(json, "key_usage");
	json_string(json, NULL, "digitalSignature");
	json_string(json, NULL, "keyEncipherment");
	json_end_array(json);
	json_begin_array(json, "extended_key_usage");
	json_string(json, NULL, "serverAuth");
	json_end_array(json);
}

static void
write(struct sink *sink, const struct plan *plan)
{
	struct json_writer json = { .sink = sink, .indent = INDENT };

	json_begin_object(&json, NULL);
	json_number(&json, "edgelint_plan", PLAN_VERSION);
	put_profile(&json, plan->profile);
	put_subject(&json, plan);
	json_begin_array(&json, "san");
	for (size_t i = 0; i < plan->count; i++)
		put_name(&json, plan, i);
	json_end_array(&json);
	put_key(&json);
	json_end_object(&json);
	sink_char(sink, '\n');
}

const struct plan_writer plan_json = {
	.name = "json",
	.help = "a JSON document, see 'edgelint schema plan'",
	.write = write,
};
