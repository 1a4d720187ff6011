/* What all parts of a SARIF log say in the same way. */

#include "sarif.h"

void
sarif_put_message(struct sarif *sarif, struct json_writer *json,
    const char *key)
{
	json_begin_object(json, key);
	json_take(json, "text", &sarif->issues.scratch);
	json_end_object(json);
}

issue_words sarif_levels = {
	[EL_INFO] = "note",
	[EL_WARNING] = "warning",
	[EL_ERROR] = "error",
};
