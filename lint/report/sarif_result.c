/* One result of a SARIF report, and where it points. */

#include "base/text.h"
#include "sarif.h"
#include "source_path.h"

/* The name that "uriBaseId" gives to the root of all files. */
static const char root_id[] = "ROOT";

static void
put_artifact(struct sarif *sarif, struct json_writer *json,
    const struct issue *issue)
{
	const struct report_options *options = sarif->issues.options;

	json_begin_object(json, "artifactLocation");
	source_path_write_uri(&sarif->issues.scratch, options, issue->source);
	json_take(json, "uri", &sarif->issues.scratch);
	if (source_path_is_outside(options, issue->source))
		json_string(json, "uriBaseId", root_id);
	json_end_object(json);
}

/* GitHub wants a line; of a binary file the octets say where. */
static void
put_region(struct json_writer *json, const struct place *place)
{
	json_begin_object(json, "region");
	json_number(json, "startLine", (long long)place->line);
	if (place->column > 0)
		json_number(json, "startColumn", (long long)place->column);
	json_number(json, "endLine", (long long)place->end_line);
	if (place->end_column > 0)
		json_number(json, "endColumn",
		    (long long)place->end_column + 1);
	if (place->is_binary) {
		json_number(json, "byteOffset", (long long)place->offset);
		json_number(json, "byteLength", (long long)place->length);
	}
	json_end_object(json);
}

/* "subjectAltName" of "tbsCertificate.extensions.subjectAltName". */
static const char *
last_part(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot == NULL ? path : dot + 1;
}

static void
put_logical_location(struct json_writer *json, const char *path)
{
	json_begin_array(json, "logicalLocations");
	json_begin_object(json, NULL);
	json_string(json, "name", last_part(path));
	json_string(json, "fullyQualifiedName", path);
	json_string(json, "kind", "member");
	json_end_object(json);
	json_end_array(json);
}

void
sarif_put_location(struct sarif *sarif, struct json_writer *json,
    const struct issue *issue)
{
	json_begin_array(json, "locations");
	json_begin_object(json, NULL);
	json_begin_object(json, "physicalLocation");
	put_artifact(sarif, json, issue);
	put_region(json, &issue->place);
	json_end_object(json);
	if (issue->path[0] != '\0')
		put_logical_location(json, issue->path);
	json_end_object(json);
	json_end_array(json);
}

static void
put_suppression(struct json_writer *json, const struct el_waiver *waiver)
{
	json_begin_array(json, "suppressions");
	json_begin_object(json, NULL);
	json_string(json, "kind", "external");
	json_string(json, "status", "accepted");
	json_bytes(json, "justification", el_bytes_of(waiver->reason));
	json_begin_object(json, "properties");
	json_string(json, "until", waiver->until_text);
	if (waiver->owner != NULL)
		json_bytes(json, "owner", el_bytes_of(waiver->owner));
	json_end_object(json);
	json_end_object(json);
	json_end_array(json);
}

/* GitHub knows a result by the first of the two alone. */
static void
put_fingerprints(struct json_writer *json, const char *fingerprint)
{
	json_begin_object(json, "partialFingerprints");
	json_string(json, "primaryLocationLineHash", fingerprint);
	json_string(json, "edgelint/v1", fingerprint);
	json_end_object(json);
}

static void
put_optional(struct json_writer *json, const char *key, struct el_bytes text)
{
	if (text.data != NULL)
		json_bytes(json, key, text);
}

static void
put_properties(struct sarif *sarif, struct json_writer *json,
    const struct issue *issue)
{
	const struct el_finding *finding = issue->finding;

	json_begin_object(json, "properties");
	if (issue->code != NULL)
		json_string(json, "code", issue->code);
	if (finding != NULL) {
		put_optional(json, "name", finding->name);
		if (finding->position > 0)
			json_number(json, "position",
			    (long long)finding->position);
		put_optional(json, "actual", finding->actual);
		put_optional(json, "expected", finding->expected);
	}
	if (issue->remedy.size > 0) {
		sink_write(&sarif->issues.scratch, issue->remedy.data,
		    issue->remedy.size);
		json_take(json, "remedy", &sarif->issues.scratch);
	}
	json_end_object(json);
}

void
sarif_put_result(struct sarif *sarif, struct json_writer *json,
    const struct issue *issue)
{
	json_begin_object(json, NULL);
	json_string(json, "ruleId", issue->rule);
	json_string(json, "level", sarif_levels[issue->severity]);
	sink_write(&sarif->issues.scratch, issue->message.data,
	    issue->message.size);
	sarif_put_message(sarif, json, "message");
	sarif_put_location(sarif, json, issue);
	put_fingerprints(json, issue->fingerprint);
	if (issue->waiver != NULL)
		put_suppression(json, issue->waiver);
	put_properties(sarif, json, issue);
	json_end_object(json);
}
