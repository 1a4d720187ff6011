/* edgelint profile import: from exports of a deployment to its profile. */

#include <stdlib.h>

#include "command.h"
#include "deployment.h"
#include "diagnose.h"
#include "import/import.h"

/* Names and messages lie in the files' octets, so that all stay open. */
struct files {
	struct input_buffer *buffers;
	size_t count;
};

static bool
read_file(struct import *import, const char *name,
    struct input_buffer *buffer)
{
	struct el_problem problem = { 0 };
	struct el_bytes octets;

	if (!input_read(&octets, name, buffer, import->arena, &problem)) {
		diagnose_file(name, problem.message);
		return false;
	}
	import_read(import, name, octets);
	return true;
}

/* All files are looked at, so that all mistakes are said at once. */
static bool
read_files(struct import *import, const struct arguments *arguments,
    struct files *files)
{
	bool read = true;

	for (size_t i = 0; i < arguments->operand_count; i++)
		read &= read_file(import, arguments->operands[i],
		    &files->buffers[files->count++]);
	return read;
}

/* What no export tells: the user is asked for it by key and option. */
static void
ask(const struct el_profile *profile, const struct arguments *arguments)
{
	static const char *const ask_for[] = {
		"access_edge_fqdn is not in the exports: export Get-CsService "
		"-EdgeServer, or write it into the profile",
		"web_conferencing_fqdn is not in the exports: export "
		"Get-CsService -EdgeServer, or write it into the profile",
		"sip_domains is not in the exports: export Get-CsSipDomain, "
		"or write them into the profile",
	};
	const bool known[] = { el_host_known(profile->access_edge),
		el_host_known(profile->web_conferencing),
		profile->sip.known };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!known[i])
			diagnose("%s", ask_for[i]);
	if (!arguments_has(arguments, OPTION_PRODUCT))
		diagnose("product: no export tells it, and %s was taken; "
			 "--product says which it is",
		    el_product_name(profile->product));
	if (!profile->xmpp.known &&
	    (profile->product & EL_XMPP_PRODUCTS) != 0)
		diagnose("xmpp_domains: no export tells which domains are "
			 "federated over XMPP; --xmpp-domain names each, or "
			 "'none'");
}

static void
say(const struct import_remarks *remarks, const char *what)
{
	size_t listed = import_listed(remarks);

	deployment_say(remarks->list, listed);
	if (listed < remarks->count)
		diagnose("there are %zu further %s", remarks->count - listed,
		    what);
}

static int
run(const struct arguments *arguments, struct files *files,
    struct arena *arena)
{
	struct el_profile profile;
	struct import import;
	bool read;

	profile_defaults(&profile);
	if (!deployment_options(&profile, arguments, false, arena))
		return STATUS_FAULT;
	import_begin(&import, arena);
	read = read_files(&import, arguments, files);
	if (import.mistakes.count == 0 && read)
		import_profile(&profile, &import);
	say(&import.mistakes, "mistakes");
	if (import.no_memory)
		return diagnose("there is not enough memory");
	if (import.mistakes.count > 0 || !read)
		return STATUS_FAULT;
	say(&import.notes, "notes");
	ask(&profile, arguments);
	return deployment_print(&profile);
}

int
profile_import_run(const struct arguments *arguments)
{
	struct files files = { 0 };
	struct arena arena;
	int status;

	if (arguments->operand_count == 0)
		return diagnose("profile import needs the files that the "
				"deployment exported; 'edgelint profile "
				"import --help' says which");
	files.buffers = calloc(arguments->operand_count,
	    sizeof(*files.buffers));
	if (files.buffers == NULL)
		return diagnose("there is not enough memory");
	arena_init(&arena);
	status = run(arguments, &files, &arena);
	arena_free(&arena);
	for (size_t i = 0; i < files.count; i++)
		input_buffer_free(&files.buffers[i]);
	free(files.buffers);
	return status;
}
