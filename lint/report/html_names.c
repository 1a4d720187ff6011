/* The SAN list of the HTML report: a picture of the list beside the one that
 * the profile asks for, and a table that says the same in words. */

#include "html.h"

#include <errno.h>
#include <stdlib.h>

#include "base/text.h"
#include "expected.h"
#include "parts.h"

enum {
	/* A longer list is no picture any more. */
	PICTURE_MAX = 40,
	ROW_HEIGHT = 3, /* rem; the style sheet has it, too */
	ROW_UNITS = 100,
};

struct list {
	struct html *html;
	const struct el_result *result;
	const struct el_general_names *san;
	const struct el_finding **worst; /* by position */
	bool is_compared; /* a deployment says what to expect */
};

/* --- what belongs where -------------------------------------------------- */

/* The place of an entry in the list that is asked for, from 1, or 0. */
static size_t
expected_place(const struct list *list, size_t position)
{
	const struct el_general_name *name = &list->san->names[position - 1];
	const struct html *html = list->html;
	uint32_t hash;

	if (name->type != EL_NAME_DNS)
		return 0;
	hash = el_host_hash(name->value);
	for (size_t i = 0; i < html->expected_count; i++)
		if (html->expected[i].hash == hash &&
		    el_host_equal(html->expected[i].text, name->value))
			return i + 1;
	return 0;
}

/* The entry that covers a name which is an XMPP domain, or 0. */
static size_t
covering_entry(const struct list *list, struct el_host name)
{
	const struct el_domains *domains = &list->html->options->profile->xmpp;
	const struct el_coverage *coverage = list->result->match->xmpp;

	for (size_t i = 0; coverage != NULL && i < domains->count; i++)
		if (el_bytes_equal(domains->list[i].name.text, name.text))
			return coverage[i].position;
	return 0;
}

/* The entry that a name of the expected list is met by, or 0. */
static size_t
entry_of(const struct list *list, struct el_host name)
{
	size_t position = el_cert_find_dns_name(list->result->cert, name.text);

	return position > 0 ? position : covering_entry(list, name);
}

/* The part of a name that is missing. */
static void
put_expected_part(const struct list *list, struct el_host name)
{
	const struct el_profile *profile = list->html->options->profile;
	const struct el_domains *sip[] = { &profile->sip,
		&profile->online_sip };
	const char *between = "";
	struct html *html = list->html;

	if (el_bytes_equal(name.text, profile->access_edge.text)) {
		html_markup(html, "Access Edge");
		between = ", ";
	}
	if (el_bytes_equal(name.text, profile->web_conferencing.text)) {
		sink_printf(html->out, "%sWeb Conferencing", between);
		between = ", ";
	}
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < sip[k]->count; i++) {
			const struct el_domain *domain = &sip[k]->list[i];

			if (!el_bytes_equal(domain->sip.text, name.text))
				continue;
			sink_printf(html->out, "%s%sSIP domain ", between,
			    k == 1 ? "cloud " : "");
			html_octets(html, domain->name.text);
			between = ", ";
		}
	for (size_t i = 0; i < profile->xmpp.count; i++)
		if (el_bytes_equal(profile->xmpp.list[i].name.text, name.text))
			sink_printf(html->out, "%sXMPP domain", between);
}

static const char *
class_of(const struct el_finding *finding)
{
	return finding == NULL ? "good" : html_finding_class(finding);
}

/* --- the picture --------------------------------------------------------- */

static void
put_box(const struct list *list, size_t place, const char *class,
    const char *sign)
{
	sink_printf(list->html->out, "<li class=\"box %s\"><span class=\"n\">"
	    "%zu</span> <span class=\"name\">", class, place);
	html_take(list->html);
	sink_printf(list->html->out, "</span><span class=\"sign\">%s</span>"
	    "</li>\n", sign);
}

static void
put_actual_boxes(const struct list *list)
{
	html_markup(list->html, "<ol>\n");
	for (size_t position = 1; position <= list->san->count; position++) {
		const struct el_finding *finding = list->worst[position];
		bool idle = finding == NULL &&
		    list->result->match->roles[position - 1] == 0;

		parts_write_entry(&list->html->scratch,
		    &list->san->names[position - 1]);
		put_box(list, position, idle ? "idle" : class_of(finding),
		    finding == NULL ? "" : html_finding_sign(finding));
	}
	html_markup(list->html, "</ol>\n");
}

static void
put_expected_boxes(const struct list *list)
{
	const struct html *html = list->html;

	html_markup(list->html, "<ol>\n");
	for (size_t i = 0; i < html->expected_count; i++) {
		bool missing = entry_of(list, html->expected[i]) == 0;

		text_printable(&list->html->scratch, html->expected[i].text);
		put_box(list, i + 1, missing ? "missing" : "good",
		    missing ? "missing" : "");
	}
	html_markup(list->html, "</ol>\n");
}

static size_t
middle_of(size_t place)
{
	return (place - 1) * ROW_UNITS + ROW_UNITS / 2;
}

/* A line from each entry to where it is asked for: lines that cross show an
 * order that differs. */
static void
put_lines(const struct list *list)
{
	const struct html *html = list->html;
	size_t rows = list->san->count > html->expected_count ?
	    list->san->count : html->expected_count;

	sink_printf(html->out, "<svg width=\"100%%\" height=\"%zurem\" "
	    "viewBox=\"0 0 100 %zu\" preserveAspectRatio=\"none\" "
	    "focusable=\"false\">\n", rows * ROW_HEIGHT, rows * ROW_UNITS);
	for (size_t i = 0; i < html->expected_count; i++) {
		size_t entry = entry_of(list, html->expected[i]);
		size_t from;
		size_t to = middle_of(i + 1);

		if (entry == 0)
			continue;
		from = middle_of(entry);
		sink_printf(html->out, "<path class=\"%s\" d=\"M0 %zuC50 %zu "
		    "50 %zu 100 %zu\"/>\n", class_of(list->worst[entry]),
		    from, from, to, to);
	}
	html_markup(list->html, "</svg>\n");
}

/* What the picture shows, for those who do not see it. */
static void
put_caption(const struct list *list)
{
	const struct html *html = list->html;
	size_t met = 0;

	for (size_t i = 0; i < html->expected_count; i++)
		met += entry_of(list, html->expected[i]) > 0;
	sink_printf(html->out, "<figcaption>%zu of %zu expected names are "
	    "covered; the %s has %zu SAN %s. ", met, html->expected_count,
	    el_kind_name(el_cert_kind(list->result->cert)), list->san->count,
	    list->san->count == 1 ? "entry" : "entries");
	if (html->options->profile->san_order == EL_ORDER_ANY)
		html_markup(list->html, "The profile asks for no order.");
	else
		sink_printf(html->out, "Lines lead to where each is asked "
		    "for; the order is %s.", el_san_order_name(
			html->options->profile->san_order));
	html_markup(list->html, "</figcaption>\n");
}

static void
put_picture(const struct list *list)
{
	if (!list->is_compared || list->san->count == 0 ||
	    list->html->expected_count == 0 ||
	    list->san->count > PICTURE_MAX ||
	    list->html->expected_count > PICTURE_MAX)
		return;
	html_markup(list->html, "<figure class=\"lists\">\n");
	put_caption(list);
	sink_printf(list->html->out, "<div class=\"picture\" "
	    "aria-hidden=\"true\">\n<p>In the %s</p><p></p>"
	    "<p>Asked for</p>\n",
	    el_kind_name(el_cert_kind(list->result->cert)));
	put_actual_boxes(list);
	put_lines(list);
	put_expected_boxes(list);
	html_markup(list->html, "</div>\n</figure>\n");
}

/* --- the table ----------------------------------------------------------- */

static void
put_finding_mark(const struct list *list, const struct el_finding *finding)
{
	if (finding == NULL)
		return;
	html_markup(list->html, "<br>");
	html_badge(list->html, html_finding_class(finding),
	    html_finding_sign(finding), html_finding_word(finding));
	html_markup(list->html, " <span class=\"small\">");
	html_text(list->html, finding->rule->title);
	html_markup(list->html, "</span>");
}

/* Where the entry is asked for, if there is a list that says so. */
static void
put_place(const struct list *list, size_t position)
{
	size_t place = expected_place(list, position);

	if (place > 0)
		sink_printf(list->html->out, "<td>%zu</td>", place);
	else if (list->html->expected_count > 0)
		html_markup(list->html, "<td>–</td>");
}

static void
put_row(const struct list *list, size_t position)
{
	struct html *html = list->html;

	sink_printf(html->out, "<tr><td>%zu</td><th scope=\"row\" "
	    "class=\"code\">", position);
	parts_write_entry(&html->scratch, &list->san->names[position - 1]);
	html_take(html);
	html_markup(html, "</th>");
	if (list->is_compared) {
		put_place(list, position);
		html_markup(html, "<td>");
		parts_write(&html->scratch, html->options->profile,
		    list->result, position);
		html_take(html);
	} else {
		html_markup(html, "<td>");
	}
	put_finding_mark(list, list->worst[position]);
	html_markup(html, "</td></tr>\n");
}

static void
put_missing_rows(const struct list *list)
{
	struct html *html = list->html;

	for (size_t i = 0; i < html->expected_count; i++) {
		struct el_host name = html->expected[i];

		if (entry_of(list, name) > 0)
			continue;
		html_markup(html, "<tr class=\"missing\"><td>–</td>"
		    "<th scope=\"row\" class=\"code\">");
		html_octets(html, name.text);
		sink_printf(html->out, "</th><td>%zu</td><td>missing: ",
		    i + 1);
		put_expected_part(list, name);
		put_finding_mark(list, parts_finding_of_missing(list->result,
		    name.text));
		html_markup(html, "</td></tr>\n");
	}
}

static void
put_table(const struct list *list)
{
	struct html *html = list->html;

	html_markup(html, "<table class=\"names\">\n<thead><tr>"
	    "<th scope=\"col\">No.</th><th scope=\"col\">SAN entry</th>");
	if (list->is_compared && html->expected_count > 0)
		html_markup(html, "<th scope=\"col\">Asked for at</th>");
	html_markup(html, list->is_compared ?
	    "<th scope=\"col\">Part that it plays</th>" :
	    "<th scope=\"col\">Findings</th>");
	html_markup(html, "</tr></thead>\n<tbody>\n");
	for (size_t position = 1; position <= list->san->count; position++)
		put_row(list, position);
	if (list->is_compared)
		put_missing_rows(list);
	html_markup(html, "</tbody>\n</table>\n");
}

/* Why there is no list, or nothing to compare it with. */
static void
put_notes(const struct list *list)
{
	const struct el_cert *cert = list->result->cert;
	struct html *html = list->html;

	if ((cert->unreadable & EL_PART_SAN) != 0)
		html_markup(html, "<p class=\"note\">The SAN list cannot be "
		    "read.</p>\n");
	else if (list->san->count == 0)
		sink_printf(html->out, (cert->present & EL_PART_SAN) != 0 ?
		    "<p class=\"note\">The SAN list of the %s is "
		    "empty.</p>\n" :
		    "<p class=\"note\">The %s has no SAN list.</p>\n",
		    el_kind_name(el_cert_kind(cert)));
	if (list->result->role == EL_EDGE && !html->options->profile->given)
		html_markup(html, "<p class=\"note\">No deployment was given: "
		    "there is nothing to compare the names with.</p>\n");
}

void
html_names(struct html *html, const struct el_result *result)
{
	const struct el_general_names *san = &result->cert->san;
	struct list list = {
		.html = html,
		.result = result,
		.san = san,
		.worst = parts_worst(result),
		.is_compared =
		    parts_are_known(html->options->profile, result) &&
		    (result->cert->unreadable & EL_PART_SAN) == 0,
	};

	if (list.worst == NULL) {
		html->out->error = ENOMEM;
		return;
	}
	/* An internal interface needs the subject, and no SAN list. */
	html->expected_count =
	    html->options->profile->interface != EL_EXTERNAL ? 0 :
	    expected_names(html->expected, html->options->profile,
		EXPECTED_LEAVE_OUT);
	html_markup(html, "<section>\n<h3>SAN list</h3>\n");
	put_notes(&list);
	put_picture(&list);
	if (san->count > 0 || (list.is_compared && html->expected_count > 0))
		put_table(&list);
	html_markup(html, "</section>\n");
	free(list.worst);
}
