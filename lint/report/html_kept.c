/*
 * What is kept of results until the verdict is known, within bounds: a file
 * may hold a hundred thousand certificates, and no browser opens a page of
 * gigabytes.  Results are kept in their order while there is room.
 */

#include "html.h"

#include <string.h>

enum {
	/* Sections of some 20 kB: more than a thousand certificates. */
	PARTS_SIZE = 32 * 1024 * 1024,
	/* Rows of some 300 octets: those of fifty thousand. */
	ROWS_SIZE = 16 * 1024 * 1024,
};

static const size_t bounds[] = {
	[HTML_PARTS] = PARTS_SIZE,
	[HTML_ROWS] = ROWS_SIZE,
};

bool
html_has_room(const struct report *report, size_t kept)
{
	return report->kept[kept].size < bounds[kept];
}

/* What began behind the bound goes, as it would have in a single thread. */
static void
trim(struct sink *kept, size_t bound)
{
	const char *next;

	if (kept->size <= bound)
		return;
	next = memchr(kept->data + bound, HTML_NEXT[0], kept->size - bound);
	if (next != NULL)
		kept->size = (size_t)(next - kept->data);
}

void
html_merge(struct report *report, struct report *part)
{
	(void)part;
	for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++)
		trim(&report->kept[i], bounds[i]);
}

size_t
html_kept_count(const struct report *report, size_t kept)
{
	const char *data = report->kept[kept].data;
	size_t size = report->kept[kept].size;
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += data[i] == HTML_NEXT[0];
	return count;
}

static void
put_anchor(struct sink *out, size_t number, size_t whole)
{
	if (number <= whole)
		sink_printf(out, "r%zu", number);
	else
		sink_text(out, HTML_LEFT_OUT);
}

void
html_put_kept(struct html *html, const struct report *report, size_t kept,
    size_t whole)
{
	const char *at = report->kept[kept].data;
	const char *end = at + report->kept[kept].size;
	size_t number = 0;

	for (const char *from = at; at != end; at++) {
		bool is_anchor = *at == HTML_ANCHOR[0];
		bool is_next = *at == HTML_NEXT[0];

		if (is_anchor || is_next) {
			sink_write(html->out, from, (size_t)(at - from));
			from = at + 1;
		}
		if (is_next)
			number++;
		if (is_anchor)
			put_anchor(html->out, number, whole);
		if (at + 1 == end)
			sink_write(html->out, from, (size_t)(end - from));
	}
}
