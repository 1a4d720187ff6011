#include "base/json.h"

#include "base/arena.h"
#include "base/sink.h"
#include "check.h"

/* A text with its length, for those that hold NUL. */
#define TEXT(literal) \
	((struct el_bytes){ (const uint8_t *)(literal), sizeof(literal) - 1 })

/* One of everything. */
static void
write_sample(struct json_writer *writer)
{
	json_begin_object(writer, NULL);
	json_string(writer, "text", "a\"b\\c/\n\x01\x7f\xc3\xa9");
	json_string(writer, "none", NULL);
	json_begin_array(writer, "list");
	json_number(writer, NULL, -9223372036854775807LL - 1);
	json_bool(writer, NULL, true);
	json_bool(writer, NULL, false);
	json_null(writer, NULL);
	json_begin_object(writer, NULL);
	json_end_object(writer);
	json_begin_array(writer, NULL);
	json_end_array(writer);
	json_end_array(writer);
	json_hex(writer, "hex", TEXT("\x00\xab"));
	json_bytes(writer, "bytes", TEXT("\\\xff\"\n"));
	json_begin_string(writer, "pieces");
	json_escape(writer->sink, TEXT("\t"));
	sink_text(writer->sink, "x");
	json_end_string(writer);
	json_end_object(writer);
}

static void
writes_one_line(void)
{
	struct sink sink;
	struct json_writer writer = { .sink = &sink };

	sink_to_memory(&sink);
	write_sample(&writer);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data,
	    "{\"text\":\"a\\\"b\\\\c/\\n\\u0001\x7f\xc3\xa9\","
	    "\"none\":null,\"list\":[-9223372036854775808,true,false,null,"
	    "{},[]],\"hex\":\"00ab\",\"bytes\":\"\\\\\\\\\\\\xff\\\"\\\\x0a\","
	    "\"pieces\":\"\\u0009x\"}");
	sink_free(&sink);
}

static void
writes_indented(void)
{
	struct sink sink;
	struct json_writer writer = { .sink = &sink, .indent = 2 };

	sink_to_memory(&sink);
	write_sample(&writer);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data,
	    "{\n"
	    "  \"text\": \"a\\\"b\\\\c/\\n\\u0001\x7f\xc3\xa9\",\n"
	    "  \"none\": null,\n"
	    "  \"list\": [\n"
	    "    -9223372036854775808,\n"
	    "    true,\n"
	    "    false,\n"
	    "    null,\n"
	    "    {},\n"
	    "    []\n"
	    "  ],\n"
	    "  \"hex\": \"00ab\",\n"
	    "  \"bytes\": \"\\\\\\\\\\\\xff\\\"\\\\x0a\",\n"
	    "  \"pieces\": \"\\u0009x\"\n"
	    "}");
	sink_free(&sink);
}

static void
writes_nothing_as_null(void)
{
	struct sink sink;
	struct json_writer writer = { .sink = &sink };

	sink_to_memory(&sink);
	json_begin_array(&writer, NULL);
	json_bytes(&writer, NULL, (struct el_bytes){ 0 });
	json_bytes(&writer, NULL, TEXT(""));
	json_hex(&writer, NULL, (struct el_bytes){ 0 });
	json_hex(&writer, NULL, TEXT(""));
	json_end_array(&writer);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, "[null,\"\",null,\"\"]");
	sink_free(&sink);
}

static void
writes_valid_utf8_only(void)
{
	struct sink sink;
	struct json_writer writer = { .sink = &sink };

	sink_to_memory(&sink);
	json_begin_object(&writer, NULL);
	json_string(&writer, "text", "\xe2\x82.\xf0\x9f\x98\x80\xc3");
	json_end_object(&writer);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data,
	    "{\"text\":\"\xef\xbf\xbd\xef\xbf\xbd.\xf0\x9f\x98\x80"
	    "\xef\xbf\xbd\"}");
	sink_free(&sink);
}

/* Text is looked at a word at a time: each octet has to count. */
static void
escapes_at_every_place(void)
{
	uint8_t text[24];
	struct sink sink;
	size_t wrong = 0;

	memset(text, 'a', sizeof(text));
	sink_to_memory(&sink);
	for (size_t place = 0; place < sizeof(text); place++) {
		for (unsigned octet = 0; octet < 256; octet++) {
			bool plain = octet >= 0x20 && octet < 0x80 &&
			    octet != '"' && octet != '\\';

			text[place] = (uint8_t)octet;
			sink_clear(&sink);
			json_escape(&sink, (struct el_bytes){ text,
				sizeof(text) });
			wrong += (sink.size == sizeof(text) &&
				     memcmp(sink.data, text, sizeof(text)) ==
					 0) != plain;
		}
		text[place] = 'a';
	}
	CHECK_NUMBER(wrong, 0);
	sink_free(&sink);
}

static void
writes_values_one_after_another(void)
{
	struct sink sink;
	struct json_writer writer = { .sink = &sink };

	sink_to_memory(&sink);
	for (int i = 0; i < 2; i++) {
		json_begin_object(&writer, NULL);
		json_number(&writer, "n", i);
		json_end_object(&writer);
		sink_char(&sink, '\n');
	}
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, "{\"n\":0}\n{\"n\":1}\n");
	sink_free(&sink);
}

/* What is written can be read, whatever the octets. */
static void
reads_what_it_writes(void)
{
	uint8_t octets[255];
	struct sink sink;
	struct json_writer writer = { .sink = &sink };
	struct arena arena;
	struct json_document *document;
	struct json_error error;

	for (size_t i = 0; i < sizeof(octets); i++)
		octets[i] = (uint8_t)(i + 1);
	sink_to_memory(&sink);
	json_begin_array(&writer, NULL);
	json_begin_string(&writer, NULL);
	json_escape(&sink, (struct el_bytes){ octets, 127 });
	json_end_string(&writer);
	json_bytes(&writer, NULL, (struct el_bytes){ octets, 255 });
	json_end_array(&writer);
	arena_init(&arena);
	CHECK(json_parse(&document, (struct el_bytes){ (uint8_t *)sink.data,
		sink.size }, &arena, &error));
	CHECK(memcmp(json_root(document)->children[0].string, octets, 127) ==
	    0);
	json_free(document);
	arena_free(&arena);
	sink_free(&sink);
}

const struct test tests_json_write[] = {
	{ "json: writes one line", writes_one_line },
	{ "json: writes indented lines", writes_indented },
	{ "json: writes null for nothing", writes_nothing_as_null },
	{ "json: writes valid UTF-8 only", writes_valid_utf8_only },
	{ "json: escapes at every place", escapes_at_every_place },
	{ "json: writes several values one after another",
	    writes_values_one_after_another },
	{ "json: reads what it writes", reads_what_it_writes },
	{ NULL, NULL },
};
