/* edgelint plan: the certificate that a deployment asks for. */

#include <string.h>

#include <unistd.h>

#include "base/text.h"
#include "command.h"
#include "deployment.h"
#include "diagnose.h"
#include "report/plan.h"

enum {
	/* ub-common-name, RFC 5280, appendix A.1 */
	COMMON_NAME_MAX = 64,
	FORMATS_MAX = 16,
};

static const struct plan_writer *
refuse_format(const char *name)
{
	const char *names[FORMATS_MAX];
	size_t count = 0;
	const char *near;

	while (count < FORMATS_MAX && plan_writers[count] != NULL) {
		names[count] = plan_writers[count]->name;
		count++;
	}
	near = text_suggest(name, names, count);
	if (near != NULL)
		diagnose("there is no form %s of a plan; did you mean %s?",
		    name, near);
	else
		diagnose("there is no form %s of a plan; 'edgelint plan "
			 "--help' lists them", name);
	return NULL;
}

static const struct plan_writer *
choose_writer(const struct arguments *arguments)
{
	const char *name = arguments_value(arguments, OPTION_PLAN_FORMAT);
	const struct plan_writer *writer = plan_find(name == NULL ? "text" :
								    name);

	return writer == NULL ? refuse_format(name) : writer;
}

/* The option that sets a key of the profile. */
static const char *
option_of(const char *key)
{
	size_t i = 0;

	while (options[i].key == NULL || strcmp(options[i].key, key) != 0)
		i++;
	return options[i].name;
}

/* Say which keys are missing, by the names that the user would give. */
static bool
refuse_unknown(const struct el_profile *profile,
    const char *const keys[PLAN_KEYS], size_t count)
{
	bool from_file = profile->source != NULL;
	struct sink list;

	sink_to_memory(&list);
	for (size_t i = 0; i < count; i++)
		sink_printf(&list, "%s%s%s", i > 0 ? ", " : "",
		    from_file ? "" : "--",
		    from_file ? keys[i] : option_of(keys[i]));
	sink_char(&list, '\0');
	diagnose("a plan needs to know %s, or it would lose names; %s",
	    list.error == 0 ? list.data : "more",
	    from_file ? "a list that is empty says that there are none" :
			"of domains, none is --sip-domain none or "
			"--xmpp-domain none");
	sink_free(&list);
	return false;
}

static bool
check_profile(const struct el_profile *profile, const struct plan *plan)
{
	const char *unknown[PLAN_KEYS];
	size_t count = plan_unknown_keys(unknown, profile);

	if (count > 0)
		return refuse_unknown(profile, unknown, count);
	if (plan->subject.text.size <= COMMON_NAME_MAX)
		return true;
	diagnose("%.*s has %zu characters, and a common name has at most %d: "
		 "no CA can issue a certificate with this subject",
	    (int)plan->subject.text.size,
	    (const char *)plan->subject.text.data, plan->subject.text.size,
	    COMMON_NAME_MAX);
	return false;
}

static int
print(const struct plan_writer *writer, const struct plan *plan)
{
	struct sink sink;
	int status;

	sink_to_fd(&sink, STDOUT_FILENO);
	writer->write(&sink, plan);
	status = diagnose_stdout(&sink);
	sink_free(&sink);
	return status;
}

int
plan_run(const struct arguments *arguments)
{
	const struct plan_writer *writer = choose_writer(arguments);
	struct el_profile profile;
	struct arena arena;
	struct plan plan;
	int status = STATUS_FAULT;

	if (writer == NULL)
		return STATUS_FAULT;
	if (arguments->operand_count > 0)
		return diagnose("plan takes options only, not %s",
		    arguments->operands[0]);
	arena_init(&arena);
	if (!deployment_resolve(&profile, arguments, &arena))
		status = STATUS_FAULT;
	else if (!plan_make(&plan, &profile, &arena))
		status = diagnose("there is not enough memory");
	else if (check_profile(&profile, &plan))
		status = print(writer, &plan);
	arena_free(&arena);
	return status;
}
