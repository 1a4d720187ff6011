/* The rules of a SARIF report. */

#include "rule_text.h"
#include "sarif.h"

/* GitHub cuts descriptions at 1024 characters. */
enum { DESCRIPTION_MAX = 1000 };

/* Rules about what the security of a connection rests on: with the tag, GitHub
 * shows their alerts among those of security, by this score. */
static const char *const security_prefixes[] = { "chain.issuer.",
	"chain.signature.", "chain.untrusted", "pki.issuer.", "pki.key.",
	"pki.signature.", "x509.ec.", "x509.key.", "br.key.", "validity." };

static bool
is_about_security(const char *id)
{
	const size_t count = sizeof(security_prefixes) /
	    sizeof(security_prefixes[0]);

	for (size_t i = 0; i < count; i++)
		if (strncmp(id, security_prefixes[i],
			strlen(security_prefixes[i])) == 0)
			return true;
	return false;
}

/* In the middle of GitHub's bands for low, medium and high. */
static issue_words security_severities = {
	[EL_INFO] = "2.0",
	[EL_WARNING] = "5.5",
	[EL_ERROR] = "8.0",
};

static issue_words problem_severities = {
	[EL_INFO] = "recommendation",
	[EL_WARNING] = "warning",
	[EL_ERROR] = "error",
};

/* "certificate", the family, the area: "edge", "edge.san". */
static void
put_tags(struct sarif *sarif, struct json_writer *json, const char *id,
    bool security)
{
	const char *end = id;

	json_begin_array(json, "tags");
	json_string(json, NULL, "certificate");
	if (security)
		json_string(json, NULL, "security");
	while ((end = strchr(end, '.')) != NULL) {
		sink_write(&sarif->issues.scratch, id, (size_t)(end - id));
		json_take(json, NULL, &sarif->issues.scratch);
		end++;
	}
	json_end_array(json);
}

static void
put_properties(struct sarif *sarif, struct json_writer *json, const char *id,
    enum el_severity severity, bool security)
{
	json_begin_object(json, "properties");
	put_tags(sarif, json, id, security);
	json_string(json, "precision", "very-high");
	json_string(json, "problem.severity", problem_severities[severity]);
	if (security)
		json_string(json, "security-severity",
		    security_severities[severity]);
	json_end_object(json);
}

static void
put_text(struct sarif *sarif, struct json_writer *json, const char *key,
    const char *text)
{
	sink_text(&sarif->issues.scratch, text);
	sarif_put_message(sarif, json, key);
}

static void
put_level(struct json_writer *json, enum el_severity severity)
{
	json_begin_object(json, "defaultConfiguration");
	json_string(json, "level", sarif_levels[severity]);
	json_end_object(json);
}

static void
put_rule(struct sarif *sarif, struct json_writer *json, size_t number)
{
	const struct el_profile *profile = sarif->issues.options->profile;
	const struct el_rule *rule = sarif->catalogue.rules[number];
	const char *address = rule_text_address(number);

	json_begin_object(json, NULL);
	json_string(json, "id", rule->id);
	put_text(sarif, json, "shortDescription", rule->title);
	rule_text_description(&sarif->issues.scratch, number, DESCRIPTION_MAX);
	sarif_put_message(sarif, json, "fullDescription");
	json_begin_object(json, "help");
	rule_text_plain(&sarif->issues.scratch, number, profile);
	json_take(json, "text", &sarif->issues.scratch);
	rule_text_markdown(&sarif->issues.scratch, number, profile);
	json_take(json, "markdown", &sarif->issues.scratch);
	json_end_object(json);
	if (address != NULL)
		json_string(json, "helpUri", address);
	put_level(json, rule->severity);
	put_properties(sarif, json, rule->id, rule->severity,
	    is_about_security(rule->id));
	json_end_object(json);
}

/* What no check flags: the table has no row for it. */
static void
put_unreadable_rule(struct sarif *sarif, struct json_writer *json)
{
	static const char description[] = "Fails when an input, or a "
	    "certificate in it, cannot be read or is something else. Nothing "
	    "is known of it then, and so it has not passed.";
	static const char help[] = "The message says what the file is and "
	    "where it is damaged. Export the certificate again: certlm.msc, "
	    "Personal, the certificate, All Tasks, Export, without the "
	    "private key, as Base-64 encoded X.509.";

	json_begin_object(json, NULL);
	json_string(json, "id", issue_unreadable_rule);
	put_text(sarif, json, "shortDescription", issue_unreadable_title);
	put_text(sarif, json, "fullDescription", description);
	json_begin_object(json, "help");
	json_string(json, "text", help);
	json_string(json, "markdown", help);
	json_end_object(json);
	put_level(json, EL_ERROR);
	put_properties(sarif, json, issue_unreadable_rule, EL_ERROR, false);
	json_end_object(json);
}

void
sarif_put_rules(struct sarif *sarif, struct json_writer *json,
    const struct judge *judge)
{
	json_begin_array(json, "rules");
	for (size_t i = 0; i < sarif->catalogue.count; i++)
		if (judge->rule_occurred[i])
			put_rule(sarif, json, i);
	if (judge->summary.unreadable > 0)
		put_unreadable_rule(sarif, json);
	json_end_array(json);
}
