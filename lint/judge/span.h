/* A span before an end, as it is typed. */
#ifndef LINT_JUDGE_SPAN_H
#define LINT_JUDGE_SPAN_H

#include <edgelint/lifetime.h>

/*
 * "30d", "6w", "12h": days, weeks or hours, up to 999,999 of them; "33%": a
 * share of the lifetime, 1 to 99.  False: none of these, or nothing.
 */
bool span_parse(struct el_span *out, const char *text)
    __attribute__((warn_unused_result));

#endif
