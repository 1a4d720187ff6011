/* How text is written into lines and fields. */

#include "check.h"

#include "base/markdown.h"
#include "report/plain.h"

/* What a function writes of a text. */
static void
check_plain(void (*write)(struct sink *sink, struct el_bytes text),
    const char *text, const char *expected)
{
	struct sink sink;

	sink_to_memory(&sink);
	write(&sink, el_bytes_of(text));
	sink_char(&sink, '\0');
	CHECK_NUMBER(sink.error, 0);
	CHECK_TEXT(sink.data, expected);
	sink_free(&sink);
}

static void
test_line(void)
{
	check_plain(plain_line, "", "");
	check_plain(plain_line, "one", "one");
	check_plain(plain_line, "one\n    two\r\nthree\n", "one two three ");
}

static void
test_cell(void)
{
	check_plain(plain_cell, "", "\"\"");
	check_plain(plain_cell, "a \"b\", c", "\"a \"\"b\"\", c\"");
	check_plain(plain_cell, "one\n  two", "\"one two\"");
}

/* An apostrophe in front of what a spreadsheet would work out. */
static void
test_formula(void)
{
	check_plain(plain_cell, "=cmd|' /C calc'!A0",
	    "\"'=cmd|' /C calc'!A0\"");
	check_plain(plain_cell, "+1", "\"'+1\"");
	check_plain(plain_cell, "-1", "\"'-1\"");
	check_plain(plain_cell, "@SUM(1)", "\"'@SUM(1)\"");
	check_plain(plain_cell, " \"\n=1", "\"' \"\" =1\"");
	check_plain(plain_cell, "\xef\xbc\x9d" "1", "\"'\xef\xbc\x9d" "1\"");
	check_plain(plain_cell, "a;=1", "\"a;'=1\"");
	check_plain(plain_cell, "a;\" =1", "\"a;'\"\" =1\"");
	check_plain(plain_cell, "a=1, b-2; c", "\"a=1, b-2; c\"");
}

static void
test_label(void)
{
	check_plain(plain_label, "", "\"\"");
	check_plain(plain_label, "a\"} 0\nb\\n", "\"a\\\"} 0 b\\\\n\"");
}

static void
test_status(void)
{
	check_plain(plain_status, "OK | 'days'=1\nOK",
	    "OK \\x7c 'days'=1 OK");
}

static void
test_shorten(void)
{
	struct sink sink;

	sink_to_memory(&sink);
	sink_text(&sink, "abc");
	plain_shorten(&sink, 3);
	CHECK_NUMBER(sink.size, 3);
	plain_shorten(&sink, 2);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, "ab...");
	sink_clear(&sink);
	sink_text(&sink, "a\xc3\xa4" "b");
	plain_shorten(&sink, 2);
	sink_char(&sink, '\0');
	CHECK_TEXT(sink.data, "a...");
	sink_free(&sink);
}

static void
test_code(void)
{
	check_plain(markdown_code, "", "");
	check_plain(markdown_code, "<b>[a](c)@d", "`<b>[a](c)@d`");
	check_plain(markdown_code, "a|b\\", "`a\\x7cb\\`");
	check_plain(markdown_code, "a``b`c", "```a``b`c```");
	check_plain(markdown_code, "`a", "`` `a ``");
	check_plain(markdown_code, " a", "`  a `");
	check_plain(markdown_code, "a\nb", "`a b`");
}

/* Only what cannot be anything else is prose. */
static void
test_words(void)
{
	check_plain(markdown_words, "", "");
	check_plain(markdown_words, "Microsoft's own re-issue, (12) \"so\": no!",
	    "Microsoft's own re-issue, (12\\) \"so\": no!");
	check_plain(markdown_words, "1. 2) # - + =", "1\\. 2\\) `#` `-` `+` `=`");
	check_plain(markdown_words, "see www.a.example, \"@b\" (#1) GH-1",
	    "see `www.a.example`, \"`@b`\" (`#1`) `GH-1`");
	check_plain(markdown_words, "https://a <b> *c* :tada: ![d](e)",
	    "`https://a` `<b>` `*c*` `:tada`: `![d](e`)");
	check_plain(markdown_words, "  a \n b  ", "a b");
	check_plain(markdown_words, "`a` ``", "`` `a` `` ``` `` ```");
	check_plain(markdown_words, "1234567890 f00ba12 \xc3\xa4",
	    "`1234567890` `f00ba12` `\xc3\xa4`");
}

static void
test_paragraphs(void)
{
	check_plain(markdown_paragraphs, "one\ntwo", "one\n\ntwo");
	check_plain(markdown_paragraphs, "one\n    a | b\n    c\ntwo",
	    "one\n\n```\na | b\nc\n```\n\ntwo");
	check_plain(markdown_paragraphs, "    ```\n    <b>",
	    "````\n```\n<b>\n````");
}

const struct test tests_plain[] = {
	{ "plain: one line", test_line },
	{ "plain: fields of CSV", test_cell },
	{ "plain: formulas are defused", test_formula },
	{ "plain: labels", test_label },
	{ "plain: lines of a plugin", test_status },
	{ "plain: code of Markdown", test_code },
	{ "plain: prose of Markdown with code in it", test_words },
	{ "plain: paragraphs of Markdown", test_paragraphs },
	{ "plain: cut between characters", test_shorten },
	{ NULL, NULL },
};
