#include "base/json.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sink.h"
#include "check.h"

/* A text with its length, for those that hold NUL. */
#define TEXT(literal) \
	((struct el_bytes){ (const uint8_t *)(literal), sizeof(literal) - 1 })

/* The outcome of parsing: "ok", or LINE:COLUMN: PATH: MESSAGE. */
static const char *
outcome(struct el_bytes text)
{
	static char answer[512];
	struct arena arena;
	struct json_document *document = NULL;
	struct json_error error;

	arena_init(&arena);
	if (json_parse(&document, text, &arena, &error))
		snprintf(answer, sizeof(answer), "ok");
	else
		snprintf(answer, sizeof(answer), "%zu:%zu: %s: %s", error.line,
		    error.column, error.path, error.message);
	json_free(document);
	arena_free(&arena);
	return answer;
}

static void
accepts_json(void)
{
	static const char *const texts[] = {
		"{}", "[]", "null", "true", "false", "0", "-0", "\"\"",
		" \t\r\n[ ] \t\r\n", "[[]]", "[{}]", "{\"\":0}",
		"[0.5,1e5,1E+5,1e-5,-1.25e2,123456789]",
		"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"]",
		"[\"\x7f\"]", "[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"]",
		"[\"\xef\xbf\xbf\"]", "[\"\\uFFFF\"]", "[1e400]",
		"{\"a\":1,\"A\":2}", "{\"a\":{\"a\":{\"a\":1}}}",
		"\xef\xbb\xbf{}", "\"//\"",
		/* 63 digits are the most that cJSON reads of a number. */
		("123456789012345678901234567890"
		 "123456789012345678901234567890123"),
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		CHECK_TEXT(outcome(el_bytes_of(texts[i])), "ok");
}

static void
refuses_what_is_no_json(void)
{
	static const struct {
		const char *text;
		const char *outcome;
	} cases[] = {
		{ "", "1:1: : expected a value, found the end of the text" },
		{ " \n ", "2:2: : expected a value, found the end of the "
			  "text" },
		{ "{", "1:2: : expected a key in double quotes or \"}\", "
		       "found the end of the text" },
		{ "[", "1:2: : expected a value or \"]\", found the end of "
		       "the text" },
		{ "[1", "1:3: : expected \",\" or \"]\", found the end of the "
			"text" },
		{ "{\"a\":1", "1:7: : expected \",\" or \"}\", found the end "
			      "of the text" },
		{ "[1 2]", "1:4: : expected \",\" or \"]\", found \"2\"" },
		{ "[1,]", "1:4: : expected another value behind the comma, "
			  "found \"]\"" },
		{ "[,1]", "1:2: : expected a value or \"]\", found \",\"" },
		{ "[1,,2]", "1:4: : expected a value or \"]\", found \",\"" },
		{ "[1}", "1:3: : expected \",\" or \"]\", found \"}\"" },
		{ "{\"a\":1]", "1:7: : expected \",\" or \"}\", found \"]\"" },
		{ "{\"a\":1,}", "1:8: : expected another key behind the "
				"comma, found \"}\"" },
		{ "{a:1}", "1:2: : expected a key in double quotes or \"}\", "
			   "found \"a\"" },
		{ "{1:1}", "1:2: : expected a key in double quotes or \"}\", "
			   "found \"1\"" },
		{ "{\"a\" 1}", "1:6: : expected \":\" behind the key, found "
			       "\"1\"" },
		{ "{\"a\":}", "1:6: : expected a value, found \"}\"" },
		{ "{\"a\" \"b\"}", "1:6: : expected \":\" behind the key, "
				   "found a double quote" },
		{ "{} x", "1:4: : expected nothing behind the value, found "
			  "\"x\"" },
		{ "{}{}", "1:3: : expected nothing behind the value, found "
			  "\"{\"" },
		{ "tru", "1:1: : expected a value, found \"tru\"" },
		{ "truex", "1:1: : expected a value, found \"truex\"" },
		{ "True", "1:1: : expected a value, found \"True\"; JSON "
			  "writes true" },
		{ "None", "1:1: : expected a value, found \"None\"; JSON "
			  "writes null" },
		{ "NaN", "1:1: : expected a value, found \"NaN\"" },
		{ "-Infinity", "1:2: : expected a digit, found \"Infinity\"" },
		{ "['a']", "1:2: : expected a value or \"]\", found \"'\"; "
			   "JSON has double quotes only" },
		{ "{} // x", "1:4: : expected nothing behind the value, found "
			     "\"/\"; JSON has no comments, but any object may "
			     "have a \"$comment\"" },
		{ "[\xe2\x80\x9c" "a\xe2\x80\x9d]",
		    "1:2: : expected a value or \"]\", found \"\xe2\x80\x9c\"; "
		    "a typographic quote is no double quote" },
		{ "[\xff]", "1:2: : expected a value or \"]\", found the "
			    "octet 0xff, which is no UTF-8" },
		{ "[\v1]", "1:2: : expected a value or \"]\", found "
			   "\"\\x0b\"" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(outcome(el_bytes_of(cases[i].text)),
		    cases[i].outcome);
	CHECK_TEXT(outcome((struct el_bytes){ 0 }),
	    "1:1: : expected a value, found the end of the text");
	CHECK_TEXT(outcome(TEXT("[1]\0")),
	    "1:4: : expected nothing behind the value, found \"\\x00\"");
}

static void
refuses_bad_numbers(void)
{
	static const struct {
		const char *text;
		const char *outcome;
	} cases[] = {
		{ "01", "1:1: : a number begins with a zero that JSON does "
			"not allow" },
		{ "-01", "1:1: : a number begins with a zero that JSON does "
			 "not allow" },
		{ "+1", "1:1: : expected a value, found \"+\"" },
		{ ".5", "1:1: : expected a value, found \".\"" },
		{ "-", "1:2: : expected a digit, found the end of the text" },
		{ "1.", "1:3: : expected a digit, found the end of the text" },
		{ "1.e5", "1:3: : expected a digit, found \"e5\"" },
		{ "1e", "1:3: : expected a digit, found the end of the text" },
		{ "[1e+]", "1:5: : expected a digit, found \"]\"" },
		{ "0x10", "1:2: : expected nothing behind the value, found "
			  "\"x10\"" },
		{ "1_000", "1:2: : expected nothing behind the value, found "
			   "\"_000\"" },
		{ "12345678901234567890123456789012345678901234567890123456789"
		  "01234",
		    "1:1: : the number has 64 characters; at most 63 are "
		    "read" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(outcome(el_bytes_of(cases[i].text)),
		    cases[i].outcome);
}

static void
refuses_bad_strings(void)
{
	static const struct {
		const char *text;
		const char *outcome;
	} cases[] = {
		{ "[\"a", "1:2: : the string that begins here has no closing "
			  "quote on its line" },
		{ "[\n \"a\n\"]", "2:2: : the string that begins here has no "
				  "closing quote on its line" },
		{ "[\"a\tb\"]", "1:4: : a control character stands in a "
				"string; it is written \\u0009" },
		{ "[\"\\x41\"]",
		    "1:3: : expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
		    "\\uXXXX; a backslash by itself is written \\\\" },
		{ "[\"\\",
		    "1:3: : expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
		    "\\uXXXX; a backslash by itself is written \\\\" },
		{ "[\"\\u12g4\"]", "1:3: : expected four hexadecimal digits "
				   "behind \\u" },
		{ "[\"\\u12", "1:3: : expected four hexadecimal digits behind "
			      "\\u" },
		{ "[\"a\\u0000b\"]", "1:4: : \\u0000 stands in a string; no "
				     "text here may hold NUL" },
		{ "[\"\\ud800\"]", "1:3: : half of a surrogate pair stands "
				   "alone in a string" },
		{ "[\"\\udc00\"]", "1:3: : half of a surrogate pair stands "
				   "alone in a string" },
		{ "[\"\\ud800\\ud800\"]", "1:3: : half of a surrogate pair "
					  "stands alone in a string" },
		{ "[\"\\udbff\\ue000\"]", "1:3: : half of a surrogate pair "
					  "stands alone in a string" },
		{ "[\"\\ud800\\udc0", "1:3: : half of a surrogate pair stands "
				      "alone in a string" },
		{ "[\"\xc0\xaf\"]", "1:3: : the octet 0xc0 is no UTF-8; save "
				    "the file as UTF-8" },
		{ "[\"\xed\xa0\x80\"]", "1:3: : the octet 0xed is no UTF-8; "
					"save the file as UTF-8" },
		{ "[\"\xf4\x90\x80\x80\"]", "1:3: : the octet 0xf4 is no "
					    "UTF-8; save the file as UTF-8" },
		{ "[\"M\xfcnchen\"]", "1:4: : the octet 0xfc is no UTF-8; "
				      "save the file as UTF-8" },
		{ "[\"\xe2\x82", "1:3: : the octet 0xe2 is no UTF-8; save the "
				 "file as UTF-8" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(outcome(el_bytes_of(cases[i].text)),
		    cases[i].outcome);
	CHECK_TEXT(outcome(TEXT("[\"a\0b\"]")),
	    "1:4: : a control character stands in a string; it is written "
	    "\\u0000");
	CHECK_TEXT(outcome(TEXT("\"\\\0\"")),
	    "1:2: : expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
	    "\\uXXXX; a backslash by itself is written \\\\");
}

static void
refuses_other_encodings(void)
{
	static const char utf16[] =
	    "1:1: : the text is UTF-16; save the file as UTF-8";

	CHECK_TEXT(outcome(TEXT("\xff\xfe{\0}\0")), utf16);
	CHECK_TEXT(outcome(TEXT("\xfe\xff\0{\0}")), utf16);
	CHECK_TEXT(outcome(TEXT("{\0}\0")), utf16);
	CHECK_TEXT(outcome(TEXT("\0{\0}")), utf16);
	/* Only at the very start is a byte order mark none of the text. */
	CHECK_TEXT(outcome(el_bytes_of("\xef\xbb\xbf\xef\xbb\xbf{}")),
	    "1:1: : expected a value, found \"\\xef\\xbb\\xbf\"");
	CHECK_TEXT(outcome(el_bytes_of("\xef\xbb\xbf[x]")),
	    "1:2: : expected a value or \"]\", found \"x\"");
}

static void
refuses_duplicate_keys(void)
{
	CHECK_TEXT(outcome(el_bytes_of("{\"a\":1,\n \"a\":2}")),
	    "2:2: a: the key is there already, on line 1, column 2");
	CHECK_TEXT(outcome(el_bytes_of("{\"ab\":1, \"\\u0061b\":2}")),
	    "1:10: ab: the key is there already, on line 1, column 2");
	CHECK_TEXT(outcome(el_bytes_of("{\"l\":[{\"k\":1,\"k\":2}]}")),
	    "1:14: l[0].k: the key is there already, on line 1, column 8");
	/* Of several, the one that stands first. */
	CHECK_TEXT(outcome(el_bytes_of(
		       "{\"b\":1,\"a\":1,\"b\":1,\"a\":1,\"a\":1}")),
	    "1:14: b: the key is there already, on line 1, column 2");
	CHECK_TEXT(outcome(el_bytes_of("{\"\":1,\"\":2}")),
	    "1:7: [\"\"]: the key is there already, on line 1, column 2");
}

static void
nest(char *text, size_t depth)
{
	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	text[2 * depth] = '\0';
}

static void
bounds_the_depth(void)
{
	char text[2 * LIMIT_JSON_DEPTH + 3];

	nest(text, LIMIT_JSON_DEPTH);
	CHECK_TEXT(outcome(el_bytes_of(text)), "ok");
	nest(text, LIMIT_JSON_DEPTH + 1);
	CHECK_TEXT(outcome(el_bytes_of(text)),
	    "1:33: : the nesting is deeper than 32 levels");
	/* Lists beside each other are not deep. */
	CHECK_TEXT(outcome(el_bytes_of(
		       "[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],"
		       "[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]")),
	    "ok");
}

static void
bounds_size_and_values(void)
{
	char *text = malloc(LIMIT_JSON + 1);
	size_t values = LIMIT_JSON_VALUES;

	CHECK(text != NULL);
	if (text == NULL)
		return;
	memset(text, ' ', LIMIT_JSON + 1);
	text[0] = '1';
	CHECK_TEXT(outcome((struct el_bytes){ (uint8_t *)text, LIMIT_JSON }),
	    "ok");
	CHECK_TEXT(
	    outcome((struct el_bytes){ (uint8_t *)text, LIMIT_JSON + 1 }),
	    "1:1: : the text has 4194305 octets; at most 4194304 are read");

	/* "[1,1,...,1]": the list and its elements. */
	for (size_t i = 0; i < values; i++)
		memcpy(text + 2 * i, i == 0 ? "[1" : ",1", 2);
	text[2 * (values - 1)] = ']';
	CHECK_TEXT(
	    outcome((struct el_bytes){ (uint8_t *)text, 2 * values - 1 }),
	    "ok");
	memcpy(text + 2 * (values - 1), ",1]", 3);
	CHECK_TEXT(
	    outcome((struct el_bytes){ (uint8_t *)text, 2 * values + 1 }),
	    "1:400000: : there are more than 200000 values");
	free(text);
}

static void
many_keys_are_quick(void)
{
	enum { KEYS = 100000, EACH = 12 };
	char *text = malloc(KEYS * EACH + 2);
	size_t size = 0;

	CHECK(text != NULL);
	if (text == NULL)
		return;
	for (unsigned i = 0; i < KEYS; i++)
		size += (size_t)snprintf(text + size, EACH + 1,
		    "%c\"k%06u\":1", i == 0 ? '{' : ',', i);
	text[size++] = '}';
	CHECK_TEXT(outcome((struct el_bytes){ (uint8_t *)text, size }), "ok");
	free(text);
}

static void
values_know_their_place(void)
{
	static const char text[] =
	    "{\r\n"
	    "  \"\xc3\xa9\xe2\x82\xac\": [1, \"x\\n\"],\r"
	    "  \"b\" : {\"c\": -2.5e1,\n"
	    "\"d\": null, \"e\": [true, false, []]}\n"
	    "}";
	struct arena arena;
	struct json_document *document;
	struct json_error error;
	const struct json_value *root, *list, *object, *value;
	size_t line, column;

	arena_init(&arena);
	CHECK(json_parse(&document, el_bytes_of(text), &arena, &error));
	root = json_root(document);
	CHECK_NUMBER(root->type, JSON_OBJECT);
	CHECK_NUMBER(root->count, 2);
	CHECK_NUMBER(root->offset, 0);
	CHECK(root->parent == NULL && root->key == NULL);
	CHECK_TEXT(json_path(root, &arena), "");

	list = &root->children[0];
	CHECK_TEXT(list->key, "\xc3\xa9\xe2\x82\xac");
	CHECK_NUMBER(list->type, JSON_ARRAY);
	json_place(document, list->key_offset, &line, &column);
	CHECK_NUMBER(line, 2);
	CHECK_NUMBER(column, 3);
	json_place(document, list->offset, &line, &column);
	CHECK_NUMBER(line, 2);
	CHECK_NUMBER(column, 9);
	CHECK_NUMBER(list->children[0].number, 1);
	CHECK_NUMBER(list->children[0].key_offset, list->children[0].offset);
	CHECK_TEXT(list->children[1].string, "x\n");
	CHECK(list->children[1].parent == list);
	CHECK_TEXT(json_path(&list->children[1], &arena),
	    "[\"\xc3\xa9\xe2\x82\xac\"][1]");

	object = json_member(root, "b");
	CHECK(object == &root->children[1]);
	json_place(document, object->key_offset, &line, &column);
	CHECK_NUMBER(line, 3);
	CHECK_NUMBER(column, 3);
	value = json_member(object, "c");
	CHECK(value != NULL && value->number == -25.0);
	value = json_member(object, "d");
	CHECK(value != NULL && value->type == JSON_NULL);
	json_place(document, value->offset, &line, &column);
	CHECK_NUMBER(line, 4);
	CHECK_NUMBER(column, 6);
	value = json_member(object, "e");
	CHECK_NUMBER(value->count, 3);
	CHECK_NUMBER(value->children[0].type, JSON_TRUE);
	CHECK_NUMBER(value->children[1].type, JSON_FALSE);
	CHECK_NUMBER(value->children[2].type, JSON_ARRAY);
	CHECK_NUMBER(value->children[2].count, 0);
	CHECK_TEXT(json_path(&value->children[2], &arena), "b.e[2]");
	CHECK(json_member(object, "z") == NULL);
	CHECK(json_member(list, "c") == NULL);

	json_free(document);
	json_free(NULL);
	arena_free(&arena);
}

static void
a_byte_order_mark_has_no_column(void)
{
	struct arena arena;
	struct json_document *document;
	struct json_error error;
	size_t line, column;

	arena_init(&arena);
	CHECK(json_parse(&document, el_bytes_of("\xef\xbb\xbf[7]"), &arena,
	    &error));
	CHECK_NUMBER(json_root(document)->offset, 3);
	CHECK_NUMBER(json_root(document)->children[0].number, 7);
	json_place(document, 4, &line, &column);
	CHECK_NUMBER(line, 1);
	CHECK_NUMBER(column, 2);
	json_free(document);
	arena_free(&arena);
}

static void
huge_numbers_are_infinite(void)
{
	struct arena arena;
	struct json_document *document;
	struct json_error error;
	const struct json_value *root;

	arena_init(&arena);
	CHECK(json_parse(&document, el_bytes_of("[1e999,-1e999,1e-999]"),
	    &arena, &error));
	root = json_root(document);
	CHECK(isinf(root->children[0].number));
	CHECK(root->children[1].number < 0);
	CHECK(root->children[2].number == 0);
	json_free(document);
	arena_free(&arena);
}

static void
paths_show_odd_keys(void)
{
	static const struct {
		const char *text;
		const char *path;
	} cases[] = {
		{ "{\"severity\":{\"edge.san.order\":1}}",
		    "severity[\"edge.san.order\"]" },
		{ "{\"$comment\":{\"x\":1}}", "$comment.x" },
		{ "{\"a\":{\"\\u001b[31m\":1}}", "a[\"\\x1b[31m\"]" },
		{ "[{\"a\":1}]", "[0].a" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena arena;
		struct json_document *document;
		struct json_error error;

		arena_init(&arena);
		CHECK(json_parse(&document, el_bytes_of(cases[i].text), &arena,
		    &error));
		CHECK_TEXT(json_path(
			       &json_root(document)->children[0].children[0],
			       &arena),
		    cases[i].path);
		json_free(document);
		arena_free(&arena);
	}
}

static void
paths_cut_long_keys(void)
{
	char text[256];
	char expected[256];
	struct arena arena;
	struct json_document *document;
	struct json_error error;

	/* 79 letters and a character of two octets across the limit. */
	snprintf(text, sizeof(text), "{\"%0*d\xc3\xa9zzz\":1}", 79, 0);
	snprintf(expected, sizeof(expected), "[\"%0*d...\"]", 79, 0);
	arena_init(&arena);
	CHECK(json_parse(&document, el_bytes_of(text), &arena, &error));
	CHECK_TEXT(json_path(&json_root(document)->children[0], &arena),
	    expected);
	json_free(document);
	arena_free(&arena);
}

/* A piece so many times as a string, between others; what it holds then. */
static void
check_repeated(const char *piece, const char *held, size_t times)
{
	struct arena arena;
	struct json_document *document = NULL;
	struct json_error error;
	struct sink text;
	struct sink expected;

	arena_init(&arena);
	sink_to_memory(&text);
	sink_to_memory(&expected);
	sink_text(&text, "{\"a\": \"");
	for (size_t i = 0; i < times; i++) {
		sink_text(&text, piece);
		sink_text(&expected, held);
	}
	sink_text(&text, "\" , \"b\":[\"x\\ny\",7],\"c\":\"\"}");
	sink_char(&expected, '\0');
	CHECK(json_parse(&document, (struct el_bytes){
		(const uint8_t *)text.data, text.size }, &arena, &error));
	if (document != NULL) {
		const struct json_value *root = json_root(document);
		const struct json_value *b = json_member(root, "b");

		CHECK_TEXT(json_member(root, "a")->string, expected.data);
		CHECK_TEXT(b->children[0].string, "x\ny");
		CHECK_NUMBER(b->children[1].number, 7);
		CHECK_TEXT(json_member(root, "c")->string, "");
	}
	json_free(document);
	sink_free(&text);
	sink_free(&expected);
	arena_free(&arena);
}

/* Long strings are read in another way than short ones. */
static void
strings_of_every_length(void)
{
	static const struct {
		const char *piece;
		const char *held;
	} pieces[] = {
		{ "A", "A" },
		{ "\\n", "\n" },
		{ "\\\\", "\\" },
		{ "\\\"", "\"" },
		{ "\\/\\b\\f\\r\\t", "/\b\f\r\t" },
		{ "\\u00e9", "\xc3\xa9" },
		{ "\\\\u00e9", "\\u00e9" },
		{ "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80" },
		{ "MIIB\\nAB{[,\\\"]}", "MIIB\nAB{[,\"]}" },
	};

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		for (size_t times = 0; times < 300; times++)
			check_repeated(pieces[i].piece, pieces[i].held, times);
}

/* More values than there is room for at first, lists in lists among them. */
static void
lists_that_grow(void)
{
	enum { COUNT = 1000 };
	struct arena arena;
	struct json_document *document = NULL;
	struct json_error error;
	struct sink text;

	arena_init(&arena);
	sink_to_memory(&text);
	for (int i = 0; i < COUNT; i++)
		sink_printf(&text, "%c[%d,{\"k\":[]}]", i == 0 ? '[' : ',', i);
	sink_char(&text, ']');
	CHECK(json_parse(&document, (struct el_bytes){
		(const uint8_t *)text.data, text.size }, &arena, &error));
	if (document != NULL) {
		const struct json_value *root = json_root(document);

		CHECK_NUMBER(root->count, COUNT);
		for (size_t i = 0; i < root->count; i++) {
			CHECK_NUMBER(root->children[i].count, 2);
			CHECK_NUMBER(root->children[i].children[0].number, i);
			CHECK_NUMBER(root->children[i].children[1].count, 1);
		}
	}
	json_free(document);
	sink_free(&text);
	arena_free(&arena);
}

const struct test tests_json[] = {
	{ "json: strings of every length", strings_of_every_length },
	{ "json: lists that grow", lists_that_grow },
	{ "json: accepts what RFC 8259 allows", accepts_json },
	{ "json: says what was expected and what was found",
	    refuses_what_is_no_json },
	{ "json: refuses numbers that only look right", refuses_bad_numbers },
	{ "json: refuses strings with NUL, controls, halves of characters",
	    refuses_bad_strings },
	{ "json: refuses UTF-16 by name, skips a byte order mark",
	    refuses_other_encodings },
	{ "json: refuses duplicate keys, also when they are escaped",
	    refuses_duplicate_keys },
	{ "json: bounds the depth", bounds_the_depth },
	{ "json: bounds size and number of values", bounds_size_and_values },
	{ "json: looks for duplicates among many keys", many_keys_are_quick },
	{ "json: values know their place and path", values_know_their_place },
	{ "json: a byte order mark has no column",
	    a_byte_order_mark_has_no_column },
	{ "json: numbers beyond a double are infinite",
	    huge_numbers_are_infinite },
	{ "json: paths quote and escape odd keys", paths_show_odd_keys },
	{ "json: paths cut long keys between characters", paths_cut_long_keys },
	{ NULL, NULL },
};
