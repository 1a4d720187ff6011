/*
 * What the files of the text report share: the page, the room in which text
 * is put together, and the parts that have a file of their own.
 */
#ifndef LINT_REPORT_TEXT_H
#define LINT_REPORT_TEXT_H

#include "catalogue.h"
#include "facts.h"
#include "page.h"
#include "report.h"
#include "tally.h"

struct text {
	const struct report_options *options;
	struct page page;
	struct sink scratch; /* text on its way to the page */
	struct sink remedy; /* of the finding that is being shown */
	struct sink lines; /* to type, of the last remedy */
	struct catalogue catalogue;
	/* The first result waits here until it is known to be the only one:
	 * then its heading has the verdict of the run. */
	struct sink held;
	bool holding;
	const char *first_source;
	enum el_verdict first_verdict;
	struct tally first_tally;
};

/* What the scratch holds; good until something is written to it. */
struct el_bytes text_scratch(const struct text *text);

/* Show what the scratch holds as a field, and empty it. */
void text_field(struct text *text, size_t indent, const char *label);

/* What a run over many inputs comes to, as a table. */
void text_summary(struct text *text, const struct judge *judge);

/* The SAN list as a table, with the names that are missing. */
void text_names(struct text *text, const struct el_result *result);

/* The certificate beside the previous one, where one was given. */
void text_changes(struct text *text, const struct el_result *result);

/* When it is to be renewed, where that was asked for, or with --verbose. */
void text_calendar(struct text *text, const struct el_result *result);

/* Who accepts the certificate for each XMPP domain, as tables. */
void text_xmpp(struct text *text, const struct el_result *result);

/* Of an incomplete verdict: which rules that decide were not evaluated, and
 * why. */
void text_gaps(struct text *text, const struct el_result *result);

/* Findings, each with what, where, why and what to do; the result is NULL
 * for those of the run. */
void text_findings(struct text *text, const struct el_result *result,
    const struct el_finding *findings, size_t count);

#endif
