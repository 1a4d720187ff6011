#include "command.h"

static const char *const products[] = { "lync2010", "lync2013", "sfb2015",
	"sfb2019", "sfbse", NULL };
static const char *const interfaces[] = { "external", "internal", NULL };
static const char *const services[] = { "access-edge", "web-conferencing",
	"av", NULL };
static const char *const san_orders[] = { "web-conferencing-first",
	"sip-first", "edge-names-first", "any", NULL };
static const char *const matchings[] = { "microsoft", "strict", NULL };
static const char *const issuers[] = { "public", "private", "auto", NULL };
static const char *const thresholds[] = { "error", "warning", "info", "never",
	NULL };
static const char *const roles[] = { "edge", "issuer", NULL };
static const char *const list_formats[] = { "text", "json", NULL };
static const char *const plan_formats[] = { "text", "json", "openssl",
	"certreq", "powershell", NULL };
static const char *const when[] = { "auto", "always", "never", NULL };

const char *const option_group_titles[GROUP_COUNT] = {
	[GROUP_DEPLOYMENT] = "Deployment: what the certificate is for",
	[GROUP_POLICY] = "Policy: in the place of the profile's value",
	[GROUP_INPUTS] = "Many files",
	[GROUP_JUDGING] = "Judging",
	[GROUP_REPORT] = "Report",
	[GROUP_GENERAL] = "General",
};

enum {
	TAKE_DEPLOYMENT = COMMAND_CHECK | COMMAND_STREAM |
	    COMMAND_PROFILE_INIT | COMMAND_PLAN,
	/* What exports do not tell, too. */
	TAKE_POLICY = TAKE_DEPLOYMENT | COMMAND_PROFILE_IMPORT,
};

const struct option options[OPTION_COUNT] = {
	[OPTION_PROFILE] = {
		.name = "profile",
		.argument = "FILE",
		.help = "the deployment, as a JSON file that 'edgelint profile "
			"init' writes",
		.group = GROUP_DEPLOYMENT,
		.commands = COMMAND_CHECK | COMMAND_STREAM | COMMAND_PLAN,
		.reads = true,
	},
	[OPTION_ACCESS_EDGE] = {
		.name = "access-edge",
		.argument = "FQDN",
		.help = "external name of the Access Edge service",
		.group = GROUP_DEPLOYMENT,
		.commands = TAKE_DEPLOYMENT,
		.key = "access_edge_fqdn",
	},
	[OPTION_WEB_CONFERENCING] = {
		.name = "web-conferencing",
		.argument = "FQDN",
		.help = "external name of the Web Conferencing Edge service",
		.group = GROUP_DEPLOYMENT,
		.commands = TAKE_DEPLOYMENT,
		.key = "web_conferencing_fqdn",
	},
	[OPTION_SIP_DOMAIN] = {
		.name = "sip-domain",
		.argument = "DOMAIN",
		.help = "a SIP domain; repeat it for each, or 'none'",
		.repeatable = true,
		.group = GROUP_DEPLOYMENT,
		.commands = TAKE_DEPLOYMENT,
		.key = "sip_domains",
	},
	[OPTION_ONLINE_SIP_DOMAIN] = {
		.name = "online-sip-domain",
		.argument = "DOMAIN",
		.help = "a SIP domain of the cloud tenant alone; repeat it for "
			"each",
		.repeatable = true,
		.group = GROUP_DEPLOYMENT,
		.commands = TAKE_POLICY,
		.key = "online_sip_domains",
	},
	[OPTION_XMPP_DOMAIN] = {
		.name = "xmpp-domain",
		.argument = "DOMAIN",
		.help = "a domain federated over XMPP; repeat it for each, or "
			"'none'",
		.repeatable = true,
		.group = GROUP_DEPLOYMENT,
		.commands = TAKE_POLICY,
		.key = "xmpp_domains",
	},
	[OPTION_POOL_FQDN] = {
		.name = "pool-fqdn",
		.argument = "FQDN",
		.help = "internal name of the Edge pool, for --interface "
			"internal",
		.group = GROUP_DEPLOYMENT,
		.commands = TAKE_POLICY,
		.key = "pool_fqdn",
	},
	[OPTION_PRODUCT] = {
		.name = "product",
		.argument = "PRODUCT",
		.help = "lync2010, lync2013 (default), sfb2015, sfb2019 or "
			"sfbse",
		.choices = products,
		.group = GROUP_POLICY,
		.commands = TAKE_POLICY,
		.key = "product",
	},
	[OPTION_INTERFACE] = {
		.name = "interface",
		.argument = "SIDE",
		.help = "external (default) or internal",
		.choices = interfaces,
		.group = GROUP_POLICY,
		.commands = TAKE_POLICY,
		.key = "interface",
	},
	[OPTION_SERVICE] = {
		.name = "service",
		.argument = "LIST",
		.help = "what the certificate is assigned to, with commas: "
			"access-edge, web-conferencing, av (default: the "
			"first two)",
		.choices = services,
		.group = GROUP_POLICY,
		.commands = TAKE_POLICY,
		.key = "service",
	},
	[OPTION_SAN_ORDER] = {
		.name = "san-order",
		.argument = "ORDER",
		.help = "web-conferencing-first (default for lync), sip-first, "
			"edge-names-first (default for sfb) or any",
		.choices = san_orders,
		.group = GROUP_POLICY,
		.commands = TAKE_POLICY,
		.key = "san_order",
	},
	[OPTION_XMPP_MATCHING] = {
		.name = "xmpp-matching",
		.argument = "HOW",
		.help = "microsoft (default: an entry covers its subdomains) "
			"or strict (RFC 6120)",
		.choices = matchings,
		.group = GROUP_POLICY,
		.commands = TAKE_POLICY,
		.key = "xmpp_matching",
	},
	[OPTION_ISSUER] = {
		.name = "issuer",
		.argument = "KIND",
		.help = "public, private or auto (default): whether rules for "
			"public CAs apply",
		.choices = issuers,
		.group = GROUP_POLICY,
		.commands = TAKE_POLICY,
		.key = "issuer",
	},
	[OPTION_MINIMUM_DAYS] = {
		.name = "minimum-days",
		.argument = "DAYS",
		.help = "warn when fewer days are left (default: 45, or a "
			"third of the lifetime when that is less)",
		.group = GROUP_POLICY,
		.commands = TAKE_POLICY,
		.key = "minimum_days_left",
	},
	[OPTION_INCLUDE] = {
		.name = "include",
		.argument = "GLOB",
		.help = "of the files in folders, only those whose names "
			"match; with a slash in it, whose paths below the "
			"folder do; repeat it for several",
		.repeatable = true,
		.group = GROUP_INPUTS,
		.commands = COMMAND_CHECK,
	},
	[OPTION_EXCLUDE] = {
		.name = "exclude",
		.argument = "GLOB",
		.help = "leave out files and whole folders that match; repeat "
			"it for several",
		.repeatable = true,
		.group = GROUP_INPUTS,
		.commands = COMMAND_CHECK,
	},
	[OPTION_FILES_FROM] = {
		.name = "files-from",
		.argument = "FILE",
		.help = "read names of files and folders from FILE, one a "
			"line; '-' is standard input",
		.group = GROUP_INPUTS,
		.commands = COMMAND_CHECK,
		.reads = true,
	},
	[OPTION_NULL] = {
		.name = "null",
		.help = "the names in that list end in NUL, as 'find -print0' "
			"writes them; -0 for short",
		.group = GROUP_INPUTS,
		.commands = COMMAND_CHECK,
	},
	[OPTION_POOL] = {
		.name = "pool",
		.help = "the files are those of one Edge pool's nodes, which "
			"have to have the same key and certificate",
		.group = GROUP_INPUTS,
		.commands = COMMAND_CHECK,
	},
	[OPTION_JOBS] = {
		.name = "jobs",
		.argument = "N",
		.help = "judge so many files at a time (default: the "
			"processors); the output is the same for every N",
		.group = GROUP_INPUTS,
		.commands = COMMAND_CHECK,
	},
	[OPTION_FAIL_ON] = {
		.name = "fail-on",
		.argument = "LEVEL",
		.help = "exit with 1 from this severity on: error (default), "
			"warning, info or never",
		.choices = thresholds,
		.only_choices = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
	},
	[OPTION_AT] = {
		.name = "at",
		.argument = "TIME",
		.help = "judge as of this time: YYYY-MM-DD, "
			"YYYY-MM-DDTHH:MM:SSZ or with +hh:mm (default: now)",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
	},
	[OPTION_ROLE] = {
		.name = "role",
		.argument = "ROLE",
		.help = "judge every certificate as edge or as issuer "
			"(default: by its contents)",
		.choices = roles,
		.only_choices = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
	},
	[OPTION_REQUIRE_PROFILE] = {
		.name = "require-profile",
		.help = "exit with 2 when the deployment is not given or not "
			"complete",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
	},
	[OPTION_PREVIOUS] = {
		.name = "previous",
		.argument = "FILE",
		.help = "the installed certificate, whose place the judged "
			"one takes: what is lost or changed is told",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
		.reads = true,
	},
	[OPTION_EFFECTIVE_DATE] = {
		.name = "effective-date",
		.argument = "TIME",
		.help = "when the certificate for A/V authentication is "
			"rolled over, with --previous",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
	},
	[OPTION_KEY_REQUEST] = {
		.name = "key-request",
		.argument = "FILE",
		.help = "the request that the certificate was asked for with: "
			"whether it has the same key",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
		.reads = true,
	},
	[OPTION_RENEW_WITHIN] = {
		.name = "renew-within",
		.argument = "SPAN",
		.help = "fail when less is left: 30d, 6w, 12h, or 33% of the "
			"lifetime; the report has a calendar of renewals",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
	},
	[OPTION_ASSIGNMENTS] = {
		.name = "assignments",
		.argument = "FILE",
		.help = "what Get-CsCertificate says, as JSON: each certificate "
			"is judged for the services that it is assigned to; "
			"repeat it for several servers",
		.repeatable = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
		.reads = true,
	},
	[OPTION_CHAIN] = {
		.name = "chain",
		.argument = "FILE",
		.help = "issuers' certificates, in any order, to judge the "
			"chain by; repeat it for several files",
		.repeatable = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
		.reads = true,
	},
	[OPTION_TRUST] = {
		.name = "trust",
		.argument = "FILE",
		.help = "trust anchors that a chain has to lead to, or "
			"'system' for Debian's; repeat it for several",
		.repeatable = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
		.reads = true,
	},
	[OPTION_PASSWORD_FILE] = {
		.name = "password-file",
		.argument = "FILE",
		.help = "its first line is the password of PKCS#12 files; "
			"repeat it for several, which are tried in turn",
		.repeatable = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
		.reads = true,
	},
	[OPTION_PASSWORD_ENV] = {
		.name = "password-env",
		.argument = "NAME",
		.help = "the environment variable of this name holds the "
			"password of PKCS#12 files",
		.repeatable = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
	},
	[OPTION_ONLY] = {
		.name = "only",
		.argument = "RULE",
		.help = "ask this rule alone, or those whose ids begin so "
			"(edge, edge.san); repeat it for several",
		.repeatable = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
	},
	[OPTION_SKIP] = {
		.name = "skip",
		.argument = "RULE",
		.help = "do not ask this rule, or those whose ids begin so; "
			"repeat it for several",
		.repeatable = true,
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
	},
	[OPTION_NO_WAIVERS] = {
		.name = "no-waivers",
		.help = "ignore the profile's waivers",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK | COMMAND_STREAM,
	},
	[OPTION_IGNORE_KEYS] = {
		.name = "ignore-keys",
		.help = "pass over a PEM file that holds keys or parameters "
			"and no certificate, as a commit hook has to",
		.group = GROUP_JUDGING,
		.commands = COMMAND_CHECK,
	},
	[OPTION_FORMAT] = {
		.name = "format",
		.argument = "F[:FILE]",
		.help = "the report as text (default) or in another format, to "
			"FILE where one is named; repeat it for several",
		.repeatable = true,
		.group = GROUP_REPORT,
		.commands = COMMAND_CHECK,
	},
	[OPTION_OUTPUT] = {
		.name = "output",
		.argument = "FILE",
		.help = "where the report without a FILE of its own goes "
			"(default: stdout)",
		.group = GROUP_REPORT,
		.commands = COMMAND_CHECK,
	},
	[OPTION_HIDE_WAIVED] = {
		.name = "hide-waived",
		.help = "list no waived findings; reports still count them",
		.group = GROUP_REPORT,
		.commands = COMMAND_CHECK,
	},
	[OPTION_COLOR] = {
		.name = "color",
		.argument = "WHEN",
		.help = "colours on stdout: auto (default), always or never",
		.choices = when,
		.only_choices = true,
		.group = GROUP_REPORT,
		.commands = COMMAND_CHECK,
	},
	[OPTION_VERBOSE] = {
		.name = "verbose",
		.help = "list the rules that passed or were not evaluated, too",
		.group = GROUP_REPORT,
		.commands = COMMAND_CHECK,
	},
	[OPTION_QUIET] = {
		.name = "quiet",
		.help = "no report on stdout, only files and diagnostics",
		.group = GROUP_REPORT,
		.commands = COMMAND_CHECK,
	},
	[OPTION_LIST_FORMAT] = {
		.name = "format",
		.argument = "F",
		.help = "text (default) or json",
		.choices = list_formats,
		.only_choices = true,
		.group = GROUP_REPORT,
		.commands = COMMAND_RULES,
	},
	[OPTION_PLAN_FORMAT] = {
		.name = "format",
		.argument = "F",
		.help = "text (default), json, openssl (a configuration file "
			"for openssl req), certreq (an INF file) or "
			"powershell (lines for the management shell)",
		.choices = plan_formats,
		.group = GROUP_REPORT,
		.commands = COMMAND_PLAN,
	},
	[OPTION_MAN] = {
		.name = "man",
		.help = "the manual page, for man -l -",
		.group = GROUP_REPORT,
		.commands = COMMAND_HELP,
	},
	[OPTION_COMPLETION] = {
		.name = "completion",
		.help = "the completion for bash, to be sourced",
		.group = GROUP_REPORT,
		.commands = COMMAND_HELP,
	},
	[OPTION_HELP] = {
		.name = "help",
		.help = "this help",
		.group = GROUP_GENERAL,
		.commands = COMMAND_ALL,
	},
	[OPTION_VERSION] = {
		.name = "version",
		.help = "the version of edgelint and of its library",
		.group = GROUP_GENERAL,
		.commands = COMMAND_ALL,
	},
};
