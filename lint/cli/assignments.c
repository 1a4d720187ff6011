#include "assignments.h"

#include <stdlib.h>

#include "deployment.h"
#include "diagnose.h"
#include "import/import.h"
#include "judge/assignment.h"

/* Uses of other roles, such as a Front End's, say nothing of an Edge. */
static unsigned
use_of(const char *name)
{
	for (unsigned use = 1; use < EL_USE_AV_PREVIOUS; use <<= 1)
		if (strcmp(el_use_name((enum el_use)use), name) == 0)
			return use;
	return 0;
}

static void
add(struct el_assignment *list, size_t *count, const char *thumbprint,
    unsigned use)
{
	struct el_assignment *made = &list[(*count)++];

	made->uses = use;
	for (size_t i = 0; i + 1 < EL_THUMBPRINT_SIZE; i++)
		made->thumbprint[i] =
		    (char)el_ascii_lower((uint8_t)thumbprint[i]);
}

/* Each has a use, and perhaps a certificate that it had before. */
static bool
collect(struct el_assignments *out, const struct import *import,
    struct arena *arena)
{
	const struct import_certificate *certificate = import->certificates;
	struct el_assignment *list;
	size_t count = 0;

	for (; certificate != NULL; certificate = certificate->next)
		count += 2;
	list = arena_alloc(arena, count + 1, sizeof(*list));
	if (list == NULL)
		return diagnose_no_memory();
	count = 0;
	for (certificate = import->certificates; certificate != NULL;
	     certificate = certificate->next) {
		unsigned use = use_of(certificate->use);

		if (use != 0)
			add(list, &count, certificate->thumbprint, use);
		if (use == EL_USE_AV && certificate->previous != NULL)
			add(list, &count, certificate->previous,
			    EL_USE_AV_PREVIOUS);
	}
	assignments_sort(out, list, count);
	return true;
}

static void
say(const struct import_remarks *remarks)
{
	size_t listed = import_listed(remarks);

	deployment_say(remarks->list, listed);
	if (listed < remarks->count)
		diagnose("there are %zu further ones", remarks->count - listed);
}

/* The text outlives the buffer: its names are in the arena. */
static bool
read_file(struct import *import, const char *name, struct arena *arena)
{
	struct input_buffer buffer = { 0 };
	struct el_problem problem = { 0 };
	struct el_bytes octets;
	const char *copy = NULL;
	bool read = input_read(&octets, name, &buffer, arena, &problem);

	if (read)
		copy = arena_copy(arena, octets);
	input_buffer_free(&buffer);
	if (!read) {
		diagnose_file(name, problem.message);
		return false;
	}
	if (copy == NULL)
		return diagnose_no_memory();
	import_read(import, name, (struct el_bytes){
	    (const uint8_t *)copy, octets.size });
	return true;
}

/* What it says itself of a certificate, options may not say otherwise. */
static bool
refuse_both(const struct arguments *arguments)
{
	static const enum option_id others[] = { OPTION_SERVICE,
		OPTION_INTERFACE, OPTION_POOL };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (!arguments_has(arguments, others[i]))
			continue;
		diagnose("--%s and --assignments do not go together: the "
			 "export tells what each certificate is for",
		    options[others[i]].name);
		return true;
	}
	return false;
}

bool
assignments_read(const struct el_assignments **out,
    const struct arguments *arguments, struct arena *arena)
{
	struct el_assignments *made = arena_alloc(arena, 1, sizeof(*made));
	struct import import;

	*out = NULL;
	if (!arguments_has(arguments, OPTION_ASSIGNMENTS))
		return true;
	if (made == NULL)
		return diagnose_no_memory();
	if (refuse_both(arguments))
		return false;
	import_begin(&import, arena);
	for (size_t i = 0; i < arguments->given_count; i++)
		if (arguments->given[i].id == OPTION_ASSIGNMENTS &&
		    !read_file(&import, arguments->given[i].value, arena))
			return false;
	say(&import.mistakes);
	if (import.no_memory)
		return diagnose_no_memory();
	if (import.mistakes.count > 0)
		return false;
	say(&import.notes);
	if (!collect(made, &import, arena))
		return false;
	if (made->count == 0) {
		diagnose("--assignments: the export names no certificate of "
			 "an Edge service; the README has the line that "
			 "exports them");
		return false;
	}
	*out = made;
	return true;
}
