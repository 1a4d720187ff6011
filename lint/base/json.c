#include "json.h"

#include <assert.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "json_scan.h"
#include "text.h"

enum {
	/* Octets of a key that a path shows. */
	SHOWN_KEY = 80,
};

struct json_document {
	struct el_bytes text;
	cJSON *tree; /* owns the strings */
	struct json_value root;
};

/* A text as cJSON gets it: without what is in its long strings. */
struct shorter {
	uint8_t *text;
	size_t size;
	size_t taken; /* octets of the whole text that were looked at */
};

/* One walk through cJSON's tree and the scanner's marks side by side. */
struct walk {
	const struct json_mark *next;
	struct el_bytes text;
	struct arena *arena;
	struct json_error *error;
};

static enum json_type
type_of(const cJSON *item)
{
	switch (item->type & 0xff) {
	case cJSON_False:
		return JSON_FALSE;
	case cJSON_True:
		return JSON_TRUE;
	case cJSON_Number:
		return JSON_NUMBER;
	case cJSON_String:
		return JSON_STRING;
	case cJSON_Array:
		return JSON_ARRAY;
	case cJSON_Object:
		return JSON_OBJECT;
	default:
		return JSON_NULL;
	}
}

/* By key, and equal keys in the order of the text. */
static int
compare_keys(const void *a, const void *b)
{
	const struct json_value *x = *(const struct json_value *const *)a;
	const struct json_value *y = *(const struct json_value *const *)b;
	int order = strcmp(x->key, y->key);

	if (order != 0)
		return order;
	return (x->offset > y->offset) - (x->offset < y->offset);
}

static bool
refuse_duplicate(struct walk *walk, const struct json_value *first,
    const struct json_value *again)
{
	size_t line, column;
	const char *path = json_path(again, walk->arena);

	json_text_place(walk->text, first->key_offset, &line, &column);
	json_refuse(walk->error, walk->text, again->key_offset,
	    arena_printf(walk->arena,
		"the key is there already, on line %zu, column %zu", line,
		column));
	if (path != NULL)
		walk->error->path = path;
	return false;
}

/* The first member whose key stood before decides what is reported. */
static bool
check_duplicates(struct walk *walk, const struct json_value *object)
{
	const struct json_value **sorted;
	const struct json_value *first = NULL;
	const struct json_value *again = NULL;

	sorted = arena_alloc(walk->arena, object->count, sizeof(*sorted));
	if (sorted == NULL) {
		json_refuse(walk->error, walk->text, 0, NULL);
		return false;
	}
	for (size_t i = 0; i < object->count; i++)
		sorted[i] = &object->children[i];
	qsort(sorted, object->count, sizeof(*sorted), compare_keys);
	for (size_t i = 1; i < object->count; i++) {
		if (strcmp(sorted[i - 1]->key, sorted[i]->key) == 0 &&
		    (again == NULL || sorted[i]->offset < again->offset)) {
			first = sorted[i - 1];
			again = sorted[i];
		}
	}
	return again == NULL || refuse_duplicate(walk, first, again);
}

/* --- long strings ------------------------------------------------------------ */

/* What a string holds between its quotes. */
static struct el_bytes
inside(const struct el_bytes text, const struct json_mark *mark)
{
	return (struct el_bytes){ text.data + mark->offset + 1,
		mark->end - mark->offset - 2 };
}

/*
 * Certificates are long strings, of which cJSON looks at each octet twice.
 * Those with code points in them are left to it.
 */
static bool
is_long_string(struct el_bytes text, const struct json_mark *mark)
{
	enum { LONG = 256 };

	if (mark->end - mark->offset < LONG || text.data[mark->offset] != '"')
		return false;
	for (struct el_bytes rest = inside(text, mark); rest.size > 0;) {
		const uint8_t *escape = memchr(rest.data, '\\', rest.size);
		size_t size = escape == NULL ? rest.size :
		    (size_t)(escape - rest.data) + 2;

		if (escape != NULL && escape[1] == 'u')
			return false;
		rest.data += size;
		rest.size -= size;
	}
	return true;
}

static uint8_t
escaped_octet(uint8_t letter)
{
	switch (letter) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return letter;
	}
}

/* The text of a long string, in the arena; NULL: no memory. */
static const char *
long_string(struct el_bytes text, const struct json_mark *mark,
    struct arena *arena)
{
	struct el_bytes rest = inside(text, mark);
	char *string = arena_alloc(arena, rest.size + 1, 1);
	char *out = string;

	while (string != NULL && rest.size > 0) {
		const uint8_t *escape = memchr(rest.data, '\\', rest.size);
		size_t run = escape == NULL ? rest.size :
		    (size_t)(escape - rest.data);

		memcpy(out, rest.data, run);
		out += run;
		if (escape != NULL) {
			*out++ = (char)escaped_octet(escape[1]);
			run += 2;
		}
		rest.data += run;
		rest.size -= run;
	}
	return string;
}

static void
take_up_to(struct shorter *shorter, struct el_bytes text, size_t end)
{
	memcpy(shorter->text + shorter->size, text.data + shorter->taken,
	    end - shorter->taken);
	shorter->size += end - shorter->taken;
	shorter->taken = end;
}

/* The text with nothing between the quotes of its long strings. */
static bool
shorten(struct shorter *out, struct el_bytes text,
    const struct json_marks *marks, struct arena *arena)
{
	*out = (struct shorter){ .text = arena_take(arena, text.size, 1) };
	if (out->text == NULL)
		return false;
	for (size_t i = 0; i < marks->count; i++) {
		const struct json_mark *mark = &marks->list[i];

		if (!is_long_string(text, mark))
			continue;
		take_up_to(out, text, mark->offset + 1);
		out->taken = mark->end - 1;
	}
	take_up_to(out, text, text.size);
	return true;
}

/* --- the tree -------------------------------------------------------------- */

/* The scanner bounds the depth. */
static bool
walk_value(struct walk *walk, struct json_value *value, const cJSON *item,
    const struct json_value *parent)
{
	const struct json_mark *mark = walk->next++;
	struct json_value *children;
	size_t i = 0;

	value->type = type_of(item);
	value->key = item->string;
	value->string = value->type == JSON_STRING &&
		is_long_string(walk->text, mark) ?
	    long_string(walk->text, mark, walk->arena) : item->valuestring;
	if (value->type == JSON_STRING && value->string == NULL) {
		json_refuse(walk->error, walk->text, 0, NULL);
		return false;
	}
	value->number = item->valuedouble;
	value->parent = parent;
	value->key_offset = mark->key_offset;
	value->offset = mark->offset;
	value->count = mark->count;
	if (mark->count == 0)
		return true;
	children = arena_alloc(walk->arena, mark->count, sizeof(*children));
	value->children = children;
	if (children == NULL) {
		json_refuse(walk->error, walk->text, 0, NULL);
		return false;
	}
	for (item = item->child; item != NULL; item = item->next) {
		assert(i < mark->count);
		if (!walk_value(walk, &children[i++], item, value))
			return false;
	}
	assert(i == mark->count);
	return value->type != JSON_OBJECT || check_duplicates(walk, value);
}

bool
json_parse(struct json_document **out, struct el_bytes text,
    struct arena *arena, struct json_error *error)
{
	struct json_document *document;
	struct json_marks marks;
	struct walk walk = { .arena = arena, .error = error };
	struct shorter shorter;
	struct el_bytes json;

	if (text.data == NULL)
		text = el_bytes_of("");
	if (!json_scan(&marks, text, arena, error))
		return false;
	document = arena_alloc(arena, 1, sizeof(*document));
	if (document == NULL || !shorten(&shorter, text, &marks, arena)) {
		json_refuse(error, text, 0, NULL);
		return false;
	}
	json = json_without_bom((struct el_bytes){ shorter.text,
	    shorter.size });
	document->text = text;
	document->tree = cJSON_ParseWithLengthOpts((const char *)json.data,
	    json.size, NULL, false);
	/* The text is right, so that only memory can have been short. */
	if (document->tree == NULL) {
		json_refuse(error, text, 0, NULL);
		return false;
	}
	walk.text = text;
	walk.next = marks.list;
	if (!walk_value(&walk, &document->root, document->tree, NULL)) {
		json_free(document);
		return false;
	}
	*out = document;
	return true;
}

void
json_free(struct json_document *document)
{
	if (document == NULL)
		return;
	cJSON_Delete(document->tree);
	document->tree = NULL;
}

/* Up to what stands behind it, less white space and the comma or brace. */
struct el_bytes
json_text(const struct json_document *document,
    const struct json_value *member)
{
	const struct json_value *object = member->parent;
	const struct json_value *last = object->children + object->count - 1;
	size_t end = member < last ? (member + 1)->key_offset :
				     document->text.size;
	const uint8_t *text = document->text.data;
	uint8_t behind = member < last ? ',' : '}';

	while (text[end - 1] != behind)
		end--;
	end--;
	while (text_is_space(text[end - 1]))
		end--;
	return (struct el_bytes){ text + member->offset,
		end - member->offset };
}

const struct json_value *
json_root(const struct json_document *document)
{
	return &document->root;
}

const struct json_value *
json_member(const struct json_value *object, const char *key)
{
	if (object->type != JSON_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->count; i++) {
		if (strcmp(object->children[i].key, key) == 0)
			return &object->children[i];
	}
	return NULL;
}

void
json_place(const struct json_document *document, size_t offset, size_t *line,
    size_t *column)
{
	json_text_place(document->text, offset, line, column);
}

/* --- key paths ----------------------------------------------------------- */

/* A key that needs no quotes in a path. */
static bool
is_plain_key(const char *key)
{
	return *key != '\0' && strlen(key) <= SHOWN_KEY &&
	    key[strspn(key, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$-")] ==
	    '\0';
}

static void
put_quoted_key(struct sink *sink, const char *key)
{
	struct el_bytes text = el_bytes_of(key);
	bool cut = text.size > SHOWN_KEY;

	if (cut) {
		text.size = SHOWN_KEY;
		while ((text.data[text.size] & 0xc0) == 0x80)
			text.size--;
	}
	sink_text(sink, "[\"");
	text_printable(sink, text);
	sink_text(sink, cut ? "...\"]" : "\"]");
}

static void
put_path(struct sink *sink, const struct json_value *value)
{
	const struct json_value *parent = value->parent;

	if (parent == NULL)
		return;
	put_path(sink, parent);
	if (value->key == NULL) {
		sink_printf(sink, "[%zu]", (size_t)(value - parent->children));
	} else if (!is_plain_key(value->key)) {
		put_quoted_key(sink, value->key);
	} else {
		if (sink->size > 0)
			sink_char(sink, '.');
		sink_text(sink, value->key);
	}
}

const char *
json_path(const struct json_value *value, struct arena *arena)
{
	struct sink sink;
	const char *path = NULL;

	sink_to_memory(&sink);
	put_path(&sink, value);
	if (sink_flush(&sink) == 0)
		path = arena_copy(arena, (struct el_bytes){
			(const uint8_t *)sink.data, sink.size });
	sink_free(&sink);
	return path;
}
