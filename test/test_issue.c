/* How names and texts are written for CI systems, and what a fault is known
 * by. */

#include "check.h"

#include <stdlib.h>

#include "base/markdown.h"
#include "base/xml.h"
#include "report/fingerprint.h"
#include "report/source_path.h"

#define OCTETS(text) \
	((struct el_bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

static void
take(struct sink *sink, const char *expected)
{
	sink_char(sink, '\0');
	CHECK_NUMBER(sink->error, 0);
	CHECK_TEXT(sink->data, expected);
	sink_clear(sink);
}

static void
test_xml(void)
{
	struct sink sink;

	sink_to_memory(&sink);
	xml_text(&sink, OCTETS("a]]><b attr='x'>&\"\n\t"));
	take(&sink, "a]]&gt;&lt;b attr='x'&gt;&amp;&quot;\n\t");
	xml_attribute(&sink, "name", OCTETS("a\"b<\n\t\r"));
	take(&sink, " name=\"a&quot;b&lt;&#10;&#9;&#13;\"");
	/* No document may hold these, not even as references. */
	xml_text(&sink, OCTETS("\0\x01\x1b[31m\x1f"));
	take(&sink, "\\x00\\x01\\x1b[31m\\x1f");
	xml_text(&sink, OCTETS("\xef\xbf\xbe|\xef\xbf\xbf|\xef\xbf\xbd"));
	take(&sink, "\\xef\\xbf\\xbe|\\xef\\xbf\\xbf|\xef\xbf\xbd");
	xml_text(&sink, OCTETS("\xff\xc3(\xed\xa0\x80\xc3\xa4"));
	take(&sink, "\\xff\\xc3(\\xed\\xa0\\x80\xc3\xa4");
	xml_text(&sink, OCTETS("\xf0\x9f\x98\x80"));
	take(&sink, "\xf0\x9f\x98\x80");
	sink_free(&sink);
}

static void
test_markdown(void)
{
	struct sink sink;

	sink_to_memory(&sink);
	markdown_text(&sink, OCTETS("a [link](x) <b> *c* `d` |e| \\f ~g~"));
	take(&sink, "a \\[link\\](x) \\<b\\> \\*c\\* \\`d\\` \\|e\\| "
	    "\\\\f \\~g\\~");
	markdown_text(&sink, OCTETS("&lt;"));
	take(&sink, "\\&lt;");
	markdown_text(&sink, OCTETS("# a\n- b\n=c\n+ d-e"));
	take(&sink, "\\# a\\\n\\- b\\\n\\=c\\\n\\+ d-e");
	markdown_text(&sink, OCTETS("see https://x :tada: 12:30: so"));
	take(&sink, "see https\\://x \\:tada: 12:30: so");
	markdown_text(&sink, OCTETS("Type:\n    a_b *c*\n    d\nand on"));
	take(&sink, "Type:\n\n    a_b *c*\n    d\n\nand on");
	sink_free(&sink);
}

static void
check_path(const char *source, const char *path, const char *uri,
    bool outside)
{
	const struct report_options options = { .folder = "/srv/edge" };
	struct sink sink;

	sink_to_memory(&sink);
	source_path_write(&sink, &options, source);
	take(&sink, path);
	source_path_write_uri(&sink, &options, source);
	take(&sink, uri);
	CHECK(source_path_is_outside(&options, source) == outside);
	sink_free(&sink);
}

static void
test_paths(void)
{
	check_path("edge.pem", "edge.pem", "edge.pem", false);
	check_path("./certs//edge.pem", "certs//edge.pem", "certs//edge.pem",
	    false);
	check_path("././/edge.pem", "edge.pem", "edge.pem", false);
	check_path("/srv/edge/a/b.pem", "a/b.pem", "a/b.pem", false);
	check_path("/srv/edge/./b.pem", "b.pem", "b.pem", false);
	check_path("/srv/edges/b.pem", "/srv/edges/b.pem", "srv/edges/b.pem",
	    true);
	check_path("//b.pem", "//b.pem", "b.pem", true);
	check_path("../b.pem", "../b.pem", "../b.pem", false);
	check_path("-", "stdin", "stdin", false);
	check_path("", "unnamed", "unnamed", false);
	check_path("/srv/edge/", "unnamed", "unnamed", false);
	/* What would be a scheme, a query, a fragment, or more than a name. */
	check_path("a b%.pem", "a b%.pem", "a%20b%25.pem", false);
	check_path("http://x?y#z", "http://x?y#z", "http%3A//x%3Fy%23z",
	    false);
	check_path("\x1b[1m\xff\xc3\xa4\n", "\\x1b[1m\\xff\xc3\xa4\\x0a",
	    "%1B%5B1m%FF%C3%A4%0A", false);
}

static void
test_path_of_unknown_folder(void)
{
	const struct report_options options = { .folder = NULL };
	const struct report_options root = { .folder = "/" };
	struct sink sink;

	sink_to_memory(&sink);
	source_path_write_uri(&sink, &options, "/srv/edge.pem");
	take(&sink, "srv/edge.pem");
	CHECK(source_path_is_outside(&options, "/srv/edge.pem"));
	source_path_write_uri(&sink, &root, "/srv/edge.pem");
	take(&sink, "srv/edge.pem");
	CHECK(!source_path_is_outside(&root, "/srv/edge.pem"));
	sink_free(&sink);
}

/* A fingerprint of two parts. */
static void
print_of(char *out, struct fingerprints *prints, const char *a, const char *b)
{
	fingerprints_add(prints, el_bytes_of(a));
	fingerprints_add(prints, el_bytes_of(b));
	CHECK(fingerprints_take(out, prints));
	CHECK_NUMBER(strlen(out), FINGERPRINT_SIZE - 1);
}

static void
test_fingerprints(void)
{
	struct fingerprints *prints = fingerprints_make();
	char first[FINGERPRINT_SIZE];
	char second[FINGERPRINT_SIZE];
	char other[FINGERPRINT_SIZE];

	CHECK(prints != NULL);
	if (prints == NULL)
		return;
	print_of(first, prints, "ab", "c");
	print_of(other, prints, "a", "bc");
	CHECK(strcmp(first, other) != 0);
	print_of(second, prints, "ab", "c");
	CHECK(strcmp(first, second) != 0);
	/* The same ones, in the same order, in the next run. */
	fingerprints_restart(prints);
	print_of(other, prints, "ab", "c");
	CHECK_TEXT(other, first);
	print_of(other, prints, "ab", "c");
	CHECK_TEXT(other, second);
	fingerprints_free(prints);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* More of them than there is room for at first, and all the same. */
static void
test_many_fingerprints(void)
{
	enum { MANY = 3000 };
	struct fingerprints *prints = fingerprints_make();
	char (*list)[FINGERPRINT_SIZE] = calloc(MANY, sizeof(*list));
	size_t same = 0;

	CHECK(prints != NULL && list != NULL);
	for (size_t i = 0; i < MANY && prints != NULL && list != NULL; i++) {
		char number[16];

		snprintf(number, sizeof(number), "%zu", i / 2);
		print_of(list[i], prints, "rule", number);
	}
	qsort(list, MANY, sizeof(*list), compare);
	for (size_t i = 1; i < MANY; i++)
		same += strcmp(list[i - 1], list[i]) == 0;
	CHECK_NUMBER(same, 0);
	free(list);
	fingerprints_free(prints);
}

const struct test tests_issue[] = {
	{ "issue: XML", test_xml },
	{ "issue: Markdown", test_markdown },
	{ "issue: paths relative to the folder", test_paths },
	{ "issue: paths of an unknown folder", test_path_of_unknown_folder },
	{ "issue: fingerprints", test_fingerprints },
	{ "issue: many fingerprints", test_many_fingerprints },
	{ NULL, NULL },
};
