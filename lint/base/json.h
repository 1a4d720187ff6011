/*
 * JSON, read and written; the only module that sees cJSON.
 *
 * Reading: the text is checked first (RFC 8259, UTF-8, no \u0000, no
 * duplicate key, bounded depth, nothing behind the value), since cJSON lets
 * all of that pass.  Writing is a stream: no tree, flat memory.
 */
#ifndef LINT_BASE_JSON_H
#define LINT_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>

#include "arena.h"
#include "sink.h"

/* Line and column count from 1; the column counts characters. */
struct json_error {
	const char *message; /* printable, in the arena */
	const char *path; /* of a duplicate key; else "" */
	size_t offset;
	size_t line;
	size_t column;
};

enum json_type {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

/* A value of a document; it belongs to the document. */
struct json_value {
	enum json_type type;
	const char *key; /* in an object; else NULL */
	const char *string; /* JSON_STRING: UTF-8 without NUL inside */
	double number;
	const struct json_value *children; /* in text order */
	size_t count;
	const struct json_value *parent; /* NULL: the outermost value */
	size_t key_offset; /* of the key's quote; else that of the value */
	size_t offset;
};


struct json_document;

/*
 * Parse a text.  On failure error is filled in.  The document keeps the
 * slice, which must outlive it.
 */
bool json_parse(struct json_document **out, struct el_bytes text,
    struct arena *arena, struct json_error *error)
    __attribute__((warn_unused_result));
void json_free(struct json_document *document);

const struct json_value *json_root(const struct json_document *document);

/* The member with this key, or NULL. */
const struct json_value *json_member(const struct json_value *object,
    const char *key);

/* The text of a member of the outermost object. */
struct el_bytes json_text(const struct json_document *document,
    const struct json_value *member);

/* Line and column of an offset. */
void json_place(const struct json_document *document, size_t offset,
    size_t *line, size_t *column);

/*
 * The key path, "waivers[2].until", printable; "" for the outermost value.
 * Keys that are no plain words are quoted: severity["edge.san.order"].
 * NULL when there is no memory.
 */
const char *json_path(const struct json_value *value, struct arena *arena);

/* A writer; zero it but for the sink.  Indentation 0 is one line. */
struct json_writer {
	struct sink *sink;
	unsigned indent; /* spaces a level */
	unsigned depth;
	bool has_member; /* the open object or array is not empty */
};

/* Keys are NULL in arrays and for the outermost value; they hold nothing that
 * JSON escapes. */
void json_begin_object(struct json_writer *writer, const char *key);
void json_end_object(struct json_writer *writer);
void json_begin_array(struct json_writer *writer, const char *key);
void json_end_array(struct json_writer *writer);
void json_string(struct json_writer *writer, const char *key,
    const char *text); /* NULL text writes null */
void json_bytes(struct json_writer *writer, const char *key,
    struct el_bytes text); /* through text_printable(); NULL writes null */
void json_hex(struct json_writer *writer, const char *key,
    struct el_bytes octets); /* NULL writes null */
void json_number(struct json_writer *writer, const char *key,
    long long number);
void json_bool(struct json_writer *writer, const char *key, bool value);
void json_null(struct json_writer *writer, const char *key);

/* A value as JSON text that was checked before. */
void json_raw(struct json_writer *writer, const char *key,
    struct el_bytes value);

/*
 * A string whose text is written in between: with json_escape(), or straight
 * to the sink where it holds nothing that JSON escapes.
 */
void json_begin_string(struct json_writer *writer, const char *key);
void json_end_string(struct json_writer *writer);

/*
 * A string of what a sink in memory holds, which is empty then.  An error
 * there is one of the writer's sink.
 */
void json_take(struct json_writer *writer, const char *key,
    struct sink *text);

/* Text as the inside of a string; octets that are no UTF-8 become U+FFFD. */
void json_escape(struct sink *sink, struct el_bytes utf8);

#endif
