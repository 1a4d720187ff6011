/*
 * A certificate and the one whose place it takes, side by side: what reports
 * show of edgelint/comparison.h.
 */
#ifndef LINT_REPORT_CHANGES_H
#define LINT_REPORT_CHANGES_H

#include <edgelint/result.h>

#include "base/sink.h"

/* Whether there is a previous certificate to show. */
bool changes_are_known(const struct el_result *result);

/* One fact of both, printable. */
struct change {
	const char *key; /* as in JSON reports: "not_before" */
	const char *label; /* "Begins" */
	struct el_bytes before;
	struct el_bytes now;
	bool differs;
};

/* Each fact that both can have, in the order in which reports show them;
 * a request has no dates, issuer and signature to compare.  False: no memory. */
bool changes_each(const struct el_result *result,
    void (*each)(void *context, const struct change *change), void *context)
    __attribute__((warn_unused_result));

enum change_kind {
	CHANGE_NONE,
	CHANGE_MOVED, /* a name that stood behind it stands before it now */
	CHANGE_ADDED,
	CHANGE_LOST,
};

/* "kept", "moved", "new", "gone". */
const char *change_kind_name(enum change_kind kind);

/* An entry of both lists, or of one of them. */
struct change_name {
	const struct el_general_name *name; /* the new one, where there is */
	size_t before; /* positions, from 1; 0: it is not in that list */
	size_t now;
	enum change_kind kind;
};

/* The entries of the new list in its order, then those that are gone; none
 * when one of the lists cannot be read. */
void changes_each_name(const struct el_result *result,
    void (*each)(void *context, const struct change_name *name),
    void *context);

#endif
