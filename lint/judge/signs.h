/*
 * The signs that a certificate shows (enum el_sign): a look at its view that
 * spares most rules the question.
 */
#ifndef LINT_JUDGE_SIGNS_H
#define LINT_JUDGE_SIGNS_H

#include <edgelint/rule.h>

/* Bits of enum el_sign. */
uint32_t signs_of(const struct el_cert *cert, const struct el_match *match);

#endif
