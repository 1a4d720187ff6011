/* The installed certificate and the new one side by side, in the text report. */

#include "text.h"

#include <errno.h>
#include <stdio.h>

#include "base/text.h"
#include "changes.h"
#include "parts.h"

enum {
	INDENT = 2,
	/* Two columns behind the label, with a gap between them. */
	GAP = 2,
	COLUMN = (PAGE_WIDTH - PAGE_FIELD - GAP) / 2,
	POSITION = 6, /* the width of a place in a list */
};

/* A line of one column, and what is left of its text. */
static void
put_half(const struct page *page, struct el_bytes *text, bool pad)
{
	struct el_bytes line = page_take_line(text, COLUMN);

	sink_write(page->sink, line.data, line.size);
	if (pad)
		page_spaces(page, COLUMN - page_columns(line) + GAP);
}

static void
put_both(const struct page *page, struct el_bytes before, struct el_bytes now)
{
	for (;;) {
		put_half(page, &before, now.size > 0);
		put_half(page, &now, false);
		sink_char(page->sink, '\n');
		if (before.size == 0 && now.size == 0)
			return;
		page_spaces(page, PAGE_FIELD);
	}
}

static void
put_label(const struct page *page, const char *label, bool differs)
{
	page_styled(page, PAGE_CYAN, differs ? "* " : "  ");
	page_styled(page, PAGE_BOLD, label);
	page_spaces(page, PAGE_FIELD - INDENT - strlen(label));
}

static void
put_fact(void *context, const struct change *change)
{
	const struct text *text = context;

	put_label(&text->page, change->label, change->differs);
	put_both(&text->page, change->before, change->now);
}

/* --- names ----------------------------------------------------------------- */

static void
put_position(const struct page *page, size_t position)
{
	char number[24];

	if (position == 0)
		snprintf(number, sizeof(number), "-");
	else
		snprintf(number, sizeof(number), "%zu", position);
	if (strlen(number) < POSITION)
		page_spaces(page, POSITION - strlen(number));
	sink_text(page->sink, number);
	page_spaces(page, GAP);
}

/* "im.contoso.com (new)"; what was kept needs no word. */
static void
put_name(void *context, const struct change_name *name)
{
	struct text *text = context;
	const struct page *page = &text->page;

	page_styled(page, PAGE_CYAN, name->kind == CHANGE_NONE ? "  " : "* ");
	put_position(page, name->before);
	put_position(page, name->now);
	parts_write_entry(&text->scratch, name->name);
	if (name->kind != CHANGE_NONE)
		sink_printf(&text->scratch, " (%s)",
		    change_kind_name(name->kind));
	page_wrap(page, INDENT + 2 * (POSITION + GAP), text_scratch(text));
	sink_clear(&text->scratch);
}

static void
put_header(const struct page *page)
{
	page_spaces(page, INDENT);
	page_styled(page, PAGE_BOLD, "before");
	page_spaces(page, GAP);
	page_styled(page, PAGE_BOLD, "   now");
	page_spaces(page, GAP);
	page_styled(page, PAGE_BOLD, "SAN entry");
	sink_char(page->sink, '\n');
}

static void
put_titles(const struct page *page)
{
	page_spaces(page, PAGE_FIELD);
	page_styled(page, PAGE_BOLD, "Installed");
	page_spaces(page, COLUMN - strlen("Installed") + GAP);
	page_styled(page, PAGE_BOLD, "New");
	sink_char(page->sink, '\n');
}

void
text_changes(struct text *text, const struct el_result *result)
{
	const struct page *page = &text->page;
	const struct el_comparison *comparison = result->comparison;

	if (!changes_are_known(result))
		return;
	sink_char(page->sink, '\n');
	text_printable(&text->scratch,
	    el_bytes_of(comparison->earlier->previous_source));
	sink_text(&text->scratch, "; * differs");
	text_field(text, 0, "Compared with");
	put_titles(page);
	if (!changes_each(result, put_fact, text))
		page->sink->error = ENOMEM;
	if (!comparison->names_known) {
		sink_text(&text->scratch, "a SAN list cannot be read");
		text_field(text, INDENT, "Names");
		return;
	}
	put_header(page);
	changes_each_name(result, put_name, text);
}
