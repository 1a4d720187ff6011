/*
 * What the files of the HTML report share: how text gets onto the page, and
 * the sections that have a file of their own.
 *
 * Results are written apart from each other and numbered at the end: in what
 * they write HTML_ANCHOR stands for where their section is, and HTML_NEXT
 * before each of them.  No text holds either octet, since all of it was made
 * printable.
 */
#ifndef LINT_REPORT_HTML_H
#define LINT_REPORT_HTML_H

#include "catalogue.h"
#include "facts.h"
#include "report.h"

#define HTML_ANCHOR "\x01"
#define HTML_NEXT "\x02"
/* Where those without a section are told of. */
#define HTML_LEFT_OUT "left-out"

/* What is kept until the end, and of which kind. */
enum {
	HTML_PARTS, /* a section for each result */
	HTML_ROWS, /* a row for each in the overview */
	HTML_ENDS, /* a struct html_end for each that has one */
	HTML_KEPT,
};

/* When a certificate ends, for the chart. */
struct html_end {
	long long days_left;
};

struct html {
	const struct report_options *options;
	struct sink *out; /* the part that is being written */
	struct sink scratch; /* text on its way to the page */
	struct sink remedy; /* of the finding that is being shown */
	struct sink lines; /* to type, of the last remedy */
	struct catalogue catalogue;
	/* The list that the profile asks for. */
	struct el_host *expected;
	size_t expected_count;
};

/* --- text -------------------------------------------------------------- */

/* Markup, which is ours. */
void html_markup(struct html *html, const char *markup);
/* Text that is printable. */
void html_text(struct html *html, const char *text);
/* Octets from anywhere. */
void html_octets(struct html *html, struct el_bytes octets);
/* What the scratch holds, printable, which is then empty. */
void html_take(struct html *html);

/* An entry of a <dl>: the scratch, or octets, or nothing when there are none.
 * "code" is set in the type of machines. */
void html_field(struct html *html, const char *label);
void html_field_code(struct html *html, const char *label);

/* --- words and signs: colour alone says nothing ------------------------- */

const char *html_verdict_word(enum el_verdict verdict);
const char *html_verdict_sign(enum el_verdict verdict);
/* The class of a finding, its sign and its word; waived ones have their own. */
const char *html_finding_class(const struct el_finding *finding);
const char *html_finding_sign(const struct el_finding *finding);
const char *html_finding_word(const struct el_finding *finding);
/* "<p class="badge fail">...". */
void html_badge(struct html *html, const char *name, const char *sign,
    const char *word);

/* --- the parts of a page ------------------------------------------------ */

/* Up to <body>, with the style sheet and the policy that allows no other. */
void html_head(struct html *html, const char *title);

/* A result as a section, and as a row of the overview. */
void html_result(struct html *html, const struct el_result *result);
void html_row(struct html *html, const struct el_result *result);

/* --- what is kept, within bounds ---------------------------------------- */

/* Whether another section or row still goes onto the page. */
bool html_has_room(const struct report *report, size_t kept);

/* Holds the bounds when parts were appended. */
void html_merge(struct report *report, struct report *part);

size_t html_kept_count(const struct report *report, size_t kept);

/* Puts what was kept, with the anchors of those that have a section: the
 * first of them, "whole" in number. */
void html_put_kept(struct html *html, const struct report *report,
    size_t kept, size_t whole);

/* --- parts of a certificate's section ----------------------------------- */

/* The SAN list: as a picture, and as a table. */
void html_names(struct html *html, const struct el_result *result);

/* The certificate beside the previous one, where one was given. */
void html_changes(struct html *html, const struct el_result *result);

/* The validity on a time line. */
void html_validity(struct html *html, const struct el_result *result);

/* How many certificates end when. */
void html_ends(struct html *html, const struct sink *ends);

/* Who accepts the certificate for each XMPP domain. */
void html_xmpp(struct html *html, const struct el_result *result);

/* Findings, at a level of headings; the result is NULL for the run's. */
void html_findings(struct html *html, const struct el_result *result,
    const struct el_finding *findings, size_t count, int level);

/* How every rule ended. */
void html_outcomes(struct html *html, const struct el_result *result);

#endif
