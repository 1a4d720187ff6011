/*
 * What judging one certificate came to: every rule's outcome, the findings,
 * and what a report needs to show them.
 */
#ifndef EDGELINT_RESULT_H
#define EDGELINT_RESULT_H

#include <edgelint/cert.h>
#include <edgelint/chain.h>
#include <edgelint/match.h>
#include <edgelint/profile.h>
#include <edgelint/rule.h>

/* "der", "pem", "base64", "pkcs7", "pkcs12". */
const char *el_container_name(enum el_container container);

enum el_outcome {
	EL_NOT_APPLICABLE,
	EL_PASS,
	EL_FAIL,
	EL_WAIVED,
	EL_NOT_EVALUATED,
	EL_SWITCHED_OFF,
	EL_NOT_ASKED, /* a rule about the input or the run; not counted */
	EL_NOT_SELECTED, /* left out by --only or --skip; not counted */
	EL_OUTCOME_COUNT
};

/* Ordered: a summary's verdict is the greatest of its results'. */
enum el_verdict {
	EL_VERDICT_PASS,
	EL_VERDICT_INCOMPLETE,
	EL_VERDICT_FAIL,
	EL_VERDICT_UNREADABLE,
};

/* "pass", "incomplete", "fail", "unreadable". */
const char *el_verdict_name(enum el_verdict verdict);

/* How one rule ended; the reason is NULL for pass, fail and waived. */
struct el_rule_outcome {
	enum el_outcome outcome;
	const char *reason; /* "role", "profile", "reported-by" ... */
	const char *detail; /* what follows the colon, or NULL */
};

/* Why an input or a part of it could not be judged. */
struct el_problem {
	const char *code; /* "der.truncated"; NULL: no problem */
	const char *message; /* for a person; printable */
	size_t offset; /* in the input's octets */
	size_t line; /* in the input's text, from 1; 0: not text */
};

/*
 * Where the octets of a certificate stand in its input, so that a report can
 * point at some of them; nothing is worked out before one asks.
 */
struct el_origin {
	bool known; /* false: no octets of the input are those */
	/* The base64 that they were decoded from, one octet a character, and
	 * the place of the first; NULL: the input holds the octets. */
	struct el_bytes base64;
	size_t line;
	size_t column;
	/* Octets before the certificate: of the input, or of what the base64
	 * decodes to. */
	size_t offset;
};

/* A PEM block that is no certificate, or one that is not judged. */
struct el_skipped {
	const char *label; /* printable */
	size_t line;
};

struct el_result {
	const char *source; /* the input's name as the user gave it */
	size_t index; /* of this certificate in its source, from 0 */
	enum el_container container;
	size_t line; /* of the BEGIN line, from 1; 0: not PEM */
	struct el_origin origin;
	struct el_problem problem; /* .code is not NULL: unreadable */
	/* It was found in a folder and holds something else than certificates:
	 * a problem that is nobody's fault. */
	bool passed_over;
	const struct el_skipped *skipped; /* on a source's first result */
	size_t skipped_count;

	/* The rest is for a result that was judged. */
	const struct el_cert *cert;
	const struct el_match *match;
	enum el_role role;
	const struct el_chain *chain; /* NULL: nothing was given for one */
	/* NULL: nothing was given to compare with, or it is an issuer. */
	const struct el_comparison *comparison;
	/* What it is assigned to, as bits of enum el_use; 0: nothing, or it is
	 * not known. */
	unsigned uses;
	/* The certificate has uses of both interfaces, and another result for
	 * those of the other one. */
	bool of_both;
	/* The profile that it was judged by: the run's, or what is left of it
	 * for these uses. */
	const struct el_profile *profile;
	enum el_scope scope;
	const char *scope_reason;
	enum el_verdict verdict;
	const struct el_finding *findings; /* worst first, then by place */
	size_t finding_count;
	const struct el_rule_outcome *const *outcomes; /* by rule number */
	size_t counts[EL_OUTCOME_COUNT];
};

/* Room for the ids of all tables; there are about 160. */
enum { EL_RULES_MAX = 512 };

/* The ids of rules have numbers, 0 to el_rule_count() - 1, in table order. */
size_t el_rule_count(void);

/* The rows of a rule number: the first, and how many share its id. */
const struct el_rule *el_rule_rows(size_t number, size_t *count);

/*
 * What a row of the tables is about, as bits of enum el_kind: what its table
 * is, or less.  0: no certificate, but an input or the run.
 */
unsigned el_rule_kinds(const struct el_rule *row);

/* The number of a rule id, or el_rule_count(). */
size_t el_rule_find(const char *id);

/* Totals of a run. */
struct el_summary {
	size_t results;
	size_t judged;
	size_t unreadable;
	size_t passed_over; /* these are no results */
	size_t severities[EL_ERROR + 1]; /* findings that are not waived */
	size_t waived;
	enum el_verdict verdict;
};

#endif
