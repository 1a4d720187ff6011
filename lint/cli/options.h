/*
 * The options: one table, which parsing, help, manual page and completion
 * read.
 */
#ifndef LINT_CLI_OPTIONS_H
#define LINT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_group {
	GROUP_DEPLOYMENT,
	GROUP_POLICY,
	GROUP_INPUTS,
	GROUP_JUDGING,
	GROUP_REPORT,
	GROUP_GENERAL,
	GROUP_COUNT
};

struct option {
	const char *name; /* without its dashes */
	const char *argument; /* what it is called in help; NULL: none */
	const char *help;
	/* Values for completion, ended by NULL; or NULL. */
	const char *const *choices;
	bool only_choices; /* another value is a usage error */
	bool repeatable;
	enum option_group group;
	unsigned commands; /* enum command_bit: those that take it */
	const char *key; /* the profile key that it sets, or NULL */
	bool reads; /* its value is a file that is read, or "-" */
};

/* Rows of the table that the program asks for by number. */
enum option_id {
	OPTION_PROFILE,
	OPTION_ACCESS_EDGE,
	OPTION_WEB_CONFERENCING,
	OPTION_SIP_DOMAIN,
	OPTION_ONLINE_SIP_DOMAIN,
	OPTION_XMPP_DOMAIN,
	OPTION_POOL_FQDN,
	OPTION_PRODUCT,
	OPTION_INTERFACE,
	OPTION_SERVICE,
	OPTION_SAN_ORDER,
	OPTION_XMPP_MATCHING,
	OPTION_ISSUER,
	OPTION_MINIMUM_DAYS,
	OPTION_INCLUDE,
	OPTION_EXCLUDE,
	OPTION_FILES_FROM,
	OPTION_NULL,
	OPTION_POOL,
	OPTION_JOBS,
	OPTION_FAIL_ON,
	OPTION_AT,
	OPTION_ROLE,
	OPTION_REQUIRE_PROFILE,
	OPTION_PREVIOUS,
	OPTION_EFFECTIVE_DATE,
	OPTION_KEY_REQUEST,
	OPTION_RENEW_WITHIN,
	OPTION_ASSIGNMENTS,
	OPTION_CHAIN,
	OPTION_TRUST,
	OPTION_PASSWORD_FILE,
	OPTION_PASSWORD_ENV,
	OPTION_ONLY,
	OPTION_SKIP,
	OPTION_NO_WAIVERS,
	OPTION_IGNORE_KEYS,
	OPTION_FORMAT,
	OPTION_OUTPUT,
	OPTION_HIDE_WAIVED,
	OPTION_COLOR,
	OPTION_VERBOSE,
	OPTION_QUIET,
	OPTION_LIST_FORMAT,
	OPTION_PLAN_FORMAT,
	OPTION_MAN,
	OPTION_COMPLETION,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_COUNT
};

extern const struct option options[OPTION_COUNT];
extern const char *const option_group_titles[GROUP_COUNT];

#endif
