/*
 * Where a row of the rule table applies, as words.
 */
#ifndef LINT_CLI_SCOPE_H
#define LINT_CLI_SCOPE_H

#include <edgelint/result.h>

enum scope_kind {
	SCOPE_CERTIFICATES, /* or requests for them */
	SCOPE_ROLES,
	SCOPE_PRODUCTS,
	SCOPE_INTERFACES,
	SCOPE_SERVICES,
	SCOPE_ISSUERS,
	SCOPE_GIVEN, /* beside the certificate */
	SCOPE_KINDS
};

/* "roles" ... "given". */
const char *scope_kind_name(enum scope_kind kind);

/* Whether the row is restricted in this respect. */
bool scope_is_limited(const struct el_rule *row, enum scope_kind kind);

/* The i-th value that the row applies to, from 0; NULL: there is none. */
const char *scope_value(const struct el_rule *row, enum scope_kind kind,
    size_t i);

/* "certificate", "input", "run". */
const char *scope_level_name(enum el_level level);

#endif
