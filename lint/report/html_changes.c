/* The installed certificate and the new one side by side, in the HTML
 * report. */

#include "html.h"

#include <errno.h>

#include "changes.h"
#include "parts.h"

/* What differs is told by a word, not by colour alone. */
static void
put_mark(struct html *html, const char *word)
{
	html_badge(html, "info", "≠", word);
}

static void
put_side(struct html *html, struct el_bytes printable)
{
	html_markup(html, "<td class=\"code\">");
	sink_write(&html->scratch, printable.data, printable.size);
	html_take(html);
	html_markup(html, "</td>");
}

static void
put_fact(void *context, const struct change *change)
{
	struct html *html = context;

	html_markup(html, "<tr><th scope=\"row\">");
	html_text(html, change->label);
	html_markup(html, "</th>");
	put_side(html, change->before);
	put_side(html, change->now);
	html_markup(html, "<td>");
	if (change->differs)
		put_mark(html, "differs");
	html_markup(html, "</td></tr>\n");
}

static void
put_place(struct html *html, size_t position)
{
	if (position == 0)
		html_markup(html, "<td>–</td>");
	else
		sink_printf(html->out, "<td>%zu</td>", position);
}

static void
put_name(void *context, const struct change_name *name)
{
	struct html *html = context;

	html_markup(html, "<tr><th scope=\"row\" class=\"code\">");
	parts_write_entry(&html->scratch, name->name);
	html_take(html);
	html_markup(html, "</th>");
	put_place(html, name->before);
	put_place(html, name->now);
	html_markup(html, "<td>");
	if (name->kind != CHANGE_NONE)
		put_mark(html, change_kind_name(name->kind));
	html_markup(html, "</td></tr>\n");
}

static void
put_names(struct html *html, const struct el_result *result)
{
	if (!result->comparison->names_known) {
		html_markup(html, "<p class=\"note\">The SAN lists are not "
		    "compared: one of them cannot be read.</p>\n");
		return;
	}
	html_markup(html, "<table class=\"changes-names\">\n<thead><tr>"
	    "<th scope=\"col\">SAN entry</th><th scope=\"col\">Before</th>"
	    "<th scope=\"col\">Now</th><th scope=\"col\">Change</th></tr>"
	    "</thead>\n<tbody>\n");
	changes_each_name(result, put_name, html);
	html_markup(html, "</tbody>\n</table>\n");
}

void
html_changes(struct html *html, const struct el_result *result)
{
	if (!changes_are_known(result))
		return;
	html_markup(html, "<section>\n<h3>Beside the installed certificate"
	    "</h3>\n<p>Compared with <span class=\"code\">");
	html_octets(html, el_bytes_of(
	    result->comparison->earlier->previous_source));
	html_markup(html, "</span>.</p>\n<table class=\"changes\">\n"
	    "<thead><tr><th scope=\"col\">Of the certificate</th>"
	    "<th scope=\"col\">Installed</th><th scope=\"col\">New</th>"
	    "<th scope=\"col\">Change</th></tr></thead>\n<tbody>\n");
	if (!changes_each(result, put_fact, html))
		html->out->error = ENOMEM;
	html_markup(html, "</tbody>\n</table>\n");
	put_names(html, result);
	html_markup(html, "</section>\n");
}
