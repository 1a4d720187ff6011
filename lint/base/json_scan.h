/*
 * JSON text looked at before cJSON reads it: whether it is RFC 8259, and
 * where each value stands.  What the values are is left to cJSON.
 */
#ifndef LINT_BASE_JSON_SCAN_H
#define LINT_BASE_JSON_SCAN_H

#include "json.h"

/* Where one value stands. */
struct json_mark {
	size_t key_offset; /* of the key's quote; else that of the value */
	size_t offset;
	size_t end; /* behind its last octet */
	size_t count; /* of members or elements */
};

/* All values in the order in which they begin. */
struct json_marks {
	const struct json_mark *list;
	size_t count;
};

/* The text without a byte order mark that some editors put in front. */
struct el_bytes json_without_bom(struct el_bytes text);

/*
 * Check a text and record its values; on failure error is filled in.
 * Duplicate keys are not looked for: "a" and "\u0061" are one key, which
 * shows when both are decoded.
 */
bool json_scan(struct json_marks *out, struct el_bytes text,
    struct arena *arena, struct json_error *error)
    __attribute__((warn_unused_result));

/* Fill in an error and its line and column. */
void json_refuse(struct json_error *error, struct el_bytes text,
    size_t offset, const char *message);

/* Line and column of an offset of a text that is UTF-8 up to there. */
void json_text_place(struct el_bytes text, size_t offset, size_t *line,
    size_t *column);

#endif
