#include "command.h"

#include <string.h>

#include "base/text.h"

static const char *const schemas[] = { "report", "profile", "plan",
	"stream", NULL };

enum { COMMANDS_MAX = 16 };

const struct command commands[] = {
	{
		.bit = COMMAND_CHECK,
		.name = "check",
		.operands = "FILE...",
		.summary = "judge certificates and certificate requests",
		.description =
		    "Judges every certificate and certificate request "
		    "(PKCS #10) of the files against the deployment and "
		    "writes a report.  A file may be PEM with one or more of "
		    "them, DER, base64, PKCS#7 (.p7b) or PKCS#12 (.pfx); '-' "
		    "is standard input, and of a folder every file below it "
		    "is judged.  'edgelint FILE...' is short for "
		    "'edgelint check FILE...'.\n"
		    "The password of a PKCS#12 file comes from "
		    "--password-file or --password-env; without, the terminal "
		    "is asked, for several files with --jobs 1 alone.  Only its certificates are read, never its "
		    "private key.\n"
		    "A request is judged by the names, the key and the "
		    "purposes that it asks for, before a CA is asked; "
		    "'edgelint plan' writes what makes one.\n"
		    "The deployment comes from --profile, or from the options "
		    "that stand for its keys.  Policy options take the place "
		    "of the profile's value, and the report says so.\n"
		    "In folders, hidden files and folders are left alone, and "
		    "files that hold something else than certificates are "
		    "listed as skipped; links are followed, but no folder is "
		    "walked twice.\n"
		    "The chain is judged when a file holds several "
		    "certificates, or --chain or --trust brings others; those "
		    "are not judged themselves.",
		.examples =
		    "edgelint check edge.cer --profile contoso.json\n"
		    "edgelint check new.csr --profile contoso.json\n"
		    "edgelint edge.cer --access-edge sip.contoso.com "
		    "--web-conferencing webcon.contoso.com "
		    "--sip-domain contoso.com --xmpp-domain contoso.com\n"
		    "edgelint check *.cer --profile contoso.json "
		    "--format json:report.json --format text\n"
		    "edgelint check certs/ --include '*.cer' --profile "
		    "contoso.json --format ndjson --output report.ndjson\n"
		    "edgelint check node1.cer node2.cer --pool --profile "
		    "contoso.json",
		.run = check_run,
	},
	{
		.bit = COMMAND_STREAM,
		.name = "stream",
		.operands = "",
		.summary = "judge records of JSON, a line each",
		.description =
		    "Reads one JSON object a line from standard input, "
		    "{\"id\": ..., \"certificate\": \"PEM, or DER in "
		    "base64\", \"profile\": {...}}, and writes one line of "
		    "JSON for each, in order: a line of an ndjson report with "
		    "the id and the number of the line.  The profile is that "
		    "of the options when a record has none.  Of several "
		    "certificates in a record the first for an Edge Server is "
		    "judged, with the others as its chain.\n"
		    "A line that is no record gets a line with an error, and "
		    "the stream goes on.  Memory does not grow with the "
		    "stream, and an answer is never kept back while more "
		    "input is waited for.",
		.examples =
		    "edgelint stream --profile contoso.json < records.ndjson "
		    "> reports.ndjson\n"
		    "parallel --pipe --keep-order edgelint stream --profile "
		    "contoso.json < records.ndjson",
		.run = stream_run,
	},
	{
		.bit = COMMAND_PROFILE_INIT,
		.name = "profile init",
		.operands = "",
		.summary = "write a deployment profile from options",
		.description =
		    "Writes a profile with what the options say to standard "
		    "output, for 'edgelint check --profile'.",
		.examples =
		    "edgelint profile init --access-edge sip.contoso.com "
		    "--web-conferencing webcon.contoso.com "
		    "--sip-domain contoso.com --sip-domain fabrikam.com "
		    "--xmpp-domain contoso.com > contoso.json",
		.run = profile_init_run,
	},
	{
		.bit = COMMAND_PROFILE_CHECK,
		.name = "profile check",
		.operands = "FILE...",
		.summary = "find the mistakes in deployment profiles",
		.description =
		    "Reads each profile and names every mistake with its "
		    "line, column and key.  Exits with 2 when there is one.",
		.examples = "edgelint profile check contoso.json",
		.run = profile_check_run,
	},
	{
		.bit = COMMAND_PROFILE_IMPORT,
		.name = "profile import",
		.operands = "FILE...",
		.summary = "make a profile from what the deployment exports",
		.description =
		    "Reads exports of a Lync or Skype for Business deployment "
		    "and writes the profile that they make to standard "
		    "output.  Each file is known by its content: JSON that "
		    "ConvertTo-Json wrote of Get-CsService -EdgeServer, "
		    "Get-CsPool, Get-CsSipDomain, Get-CsXmppAllowedPartner, "
		    "Get-CsXmppGatewayConfiguration or Get-CsCertificate, "
		    "or the XML of Get-CsTopology -AsXml or of Topology "
		    "Builder (.tbxml).\n"
		    "What no export tells is asked for on standard error, by "
		    "key and option: the domains federated over XMPP, and "
		    "the product.  With several Edge pools, --pool-fqdn "
		    "chooses one.",
		.examples =
		    "edgelint profile import deployment.json "
		    "--xmpp-domain contoso.com > contoso.json\n"
		    "edgelint profile import topology.xml "
		    "--product sfb2019 > contoso.json",
		.run = profile_import_run,
	},
	{
		.bit = COMMAND_PLAN,
		.name = "plan",
		.operands = "",
		.summary = "the certificate that a deployment asks for",
		.description =
		    "Says which subject and which SAN list, in order, the "
		    "certificate of a deployment needs, each name with the "
		    "reason for it and its source; or writes what asks for "
		    "it: a configuration file for openssl req, an INF file "
		    "for certreq.exe, lines for the management shell.\n"
		    "The deployment comes from --profile, or from the "
		    "options that stand for its keys; all of it has to be "
		    "known.",
		.examples =
		    "edgelint plan --profile contoso.json\n"
		    "edgelint plan --profile contoso.json --format openssl "
		    "> edge.cnf\n"
		    "openssl req -new -config edge.cnf -keyout edge.key "
		    "-out edge.csr",
		.run = plan_run,
	},
	{
		.bit = COMMAND_RULES,
		.name = "rules",
		.operands = "",
		.summary = "list the rules",
		.description =
		    "Lists every rule with its severity and what it finds.",
		.examples = "edgelint rules --format json",
		.run = rules_run,
	},
	{
		.bit = COMMAND_EXPLAIN,
		.name = "explain",
		.operands = "RULE",
		.summary = "explain a rule: reason, sources, remedy, example",
		.description =
		    "Explains one rule: when it fails, where it applies, why "
		    "it matters, what to do about it, and which documents it "
		    "rests on or goes against.",
		.examples = "edgelint explain edge.san.order",
		.run = explain_run,
	},
	{
		.bit = COMMAND_SCHEMA,
		.name = "schema",
		.operands = "report|profile|plan|stream",
		.choices = schemas,
		.summary = "print the JSON Schema of reports, profiles, plans or "
			   "records",
		.description =
		    "Prints the JSON Schema (draft-07) of the JSON report, "
		    "the deployment profile, the plan or the records of a "
		    "stream.  A line of an ndjson report "
		    "is the definition 'line' of the report's schema.",
		.examples = "edgelint schema report > report.schema.json",
		.run = schema_run,
	},
	{
		.bit = COMMAND_HELP,
		.name = "help",
		.operands = "[COMMAND]",
		.summary = "help about a command, the manual page, completion",
		.description =
		    "Shows the overview, or the help of one command.",
		.examples =
		    "edgelint help check\n"
		    "edgelint help --man | man -l -\n"
		    "source <(edgelint help --completion)",
		.run = help_run,
	},
	{ .name = NULL },
};

/* Whether the words begin with those of the name; how many those are. */
static size_t
words_of(const char *name, const char *const *words, size_t count)
{
	const char *space = strchr(name, ' ');
	size_t first = space == NULL ? strlen(name) : (size_t)(space - name);

	if (count == 0 || strlen(words[0]) != first ||
	    memcmp(words[0], name, first) != 0)
		return 0;
	if (space == NULL)
		return 1;
	return count > 1 && strcmp(words[1], space + 1) == 0 ? 2 : 0;
}

const struct command *
command_find(const char *const *words, size_t count, size_t *taken)
{
	for (const struct command *command = commands; command->name != NULL;
	    command++) {
		*taken = words_of(command->name, words, count);
		if (*taken > 0)
			return command;
	}
	return NULL;
}

const char *
command_suggest(const char *word)
{
	const char *names[COMMANDS_MAX];
	size_t count = 0;

	while (count < COMMANDS_MAX && commands[count].name != NULL) {
		names[count] = commands[count].name;
		count++;
	}
	return text_suggest(word, names, count);
}
