/* edgelint check: judge certificates. */

#include <stdlib.h>

#include <unistd.h>

#include "base/time.h"
#include "command.h"
#include "deployment.h"
#include "diagnose.h"
#include "material.h"
#include "outputs.h"
#include "view/cert.h"

/* A folder whose path is longer than this is not taken off from others. */
enum { FOLDER_MAX = 4096 };

struct check {
	bool ignore_keys;
	struct judge judge;
	struct outputs outputs;
	struct material material;
	struct arena run; /* what lives as long as the run */
	struct arena input; /* ... as one input */
	struct arena result; /* ... as one of its results */
	struct input_buffer buffer;
};

/* What was read of an input, slice by slice. */
struct reading {
	struct el_cert *certs;
	const struct el_cert **views; /* NULL: unreadable */
	struct el_problem *problems;
	enum el_role *roles;
	struct chain_input chain;
	size_t edges;
	size_t issuers;
};

static void
report_unreadable(struct check *check, struct el_result *result)
{
	/* Some messages tell the line of the octet itself. */
	const char *message = result->problem.message;
	bool has_line = strncmp(message, "line ", 5) == 0;

	judge_unreadable(&check->judge, result);
	diagnose_line(result->source, has_line ? 0 : result->problem.line,
	    message);
	outputs_result(&check->outputs, result);
}

/* A problem of a certificate is told by its place in the input where that is
 * known: a PEM block's octets are not the input's. */
static void
place_problem(struct el_problem *problem, const struct input_slice *slice)
{
	if (slice->container == EL_CONTAINER_DER)
		problem->offset += slice->offset;
	else
		problem->offset = slice->offset;
	problem->line = slice->line;
}

static bool
read_slices(struct check *check, struct reading *out,
    const struct input *input)
{
	struct arena *arena = &check->input;
	size_t count = input->count;

	*out = (struct reading){
		.certs = arena_alloc(arena, count, sizeof(*out->certs)),
		.views = arena_alloc(arena, count, sizeof(*out->views)),
		.problems = arena_alloc(arena, count, sizeof(*out->problems)),
		.roles = arena_alloc(arena, count, sizeof(*out->roles)),
	};
	if (out->certs == NULL || out->views == NULL ||
	    out->problems == NULL || out->roles == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct input_slice *slice = &input->slices[i];

		if (slice->problem.code != NULL) {
			out->problems[i] = slice->problem;
		} else if (cert_read(&out->certs[i], slice->der, arena,
			&out->problems[i])) {
			out->views[i] = &out->certs[i];
		} else {
			place_problem(&out->problems[i], slice);
		}
	}
	return judge_roles(&check->judge, out->roles, out->views, count,
		   arena) &&
	    chain_begin(&out->chain, &check->material.chain, input->name,
		out->views, out->roles, count, check->judge.options.as_of,
		arena);
}

static bool
judge_slice(struct check *check, struct reading *reading,
    const struct input *input, size_t i)
{
	const struct input_slice *slice = &input->slices[i];
	struct el_result result = {
		.source = input->name,
		.index = i,
		.container = slice->container,
		.line = slice->line,
		.origin = slice->origin,
		.cert = reading->views[i],
		.role = reading->roles[i],
	};

	if (i == 0) {
		result.skipped = input->skipped;
		result.skipped_count = input->skipped_count;
	}
	if (result.cert == NULL) {
		result.problem = reading->problems[i];
		report_unreadable(check, &result);
		return true;
	}
	arena_reset(&check->result);
	if (!chain_build(&result.chain, &reading->chain, i, &check->result))
		return false;
	if (!judge_certificate(&check->judge, &result, &check->result))
		return false;
	if (result.role == EL_EDGE)
		reading->edges++;
	else
		reading->issuers++;
	outputs_result(&check->outputs, &result);
	return true;
}

static bool
judge_slices(struct check *check, const struct input *input)
{
	struct reading reading;

	if (!read_slices(check, &reading, input))
		return false;
	for (size_t i = 0; i < input->count; i++)
		if (!judge_slice(check, &reading, input, i))
			return false;
	/* Nobody knows what an unreadable one is. */
	if (reading.edges + reading.issuers < input->count)
		return true;
	return judge_input(&check->judge, input->name, reading.edges,
	    reading.issuers, &check->input, &check->run);
}

/* Whether an input holds PEM blocks of which none is a certificate, nor what
 * is given in the place of one. */
static bool
is_without_certificate(const struct input *input)
{
	const char *code = input->slices[0].problem.code;

	return input->count == 1 && code != NULL &&
	    strcmp(code, "input.no-certificate") == 0;
}

static void
pass_over(struct check *check, const struct input *input)
{
	const char *message = arena_printf(&check->input, "passed over: %s",
	    input->slices[0].problem.message);

	check->judge.passed_over++;
	diagnose_line(input->name, 0, message != NULL ? message :
	    "passed over: it holds no certificate");
}

static void
report_no_memory(struct check *check, const char *name)
{
	struct el_result unreadable = {
		.source = name,
		.problem.code = "input.no-memory",
		.problem.message =
		    "there is not enough memory to judge all that it holds",
	};

	report_unreadable(check, &unreadable);
}

/* What an input needs too much memory for does not keep others from it. */
static void
check_file(struct check *check, const char *name)
{
	struct el_result unreadable = { .source = name };
	struct input input;
	struct el_bytes octets;

	arena_reset(&check->input);
	if (!input_read(&octets, name, &check->buffer, &check->input,
		&unreadable.problem)) {
		report_unreadable(check, &unreadable);
		return;
	}
	if (!input_split(&input, name, octets, &check->input))
		report_no_memory(check, name);
	else if (check->ignore_keys && is_without_certificate(&input))
		pass_over(check, &input);
	else if (!judge_slices(check, &input))
		report_no_memory(check, name);
}

static bool
check_files(struct check *check, const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->operand_count; i++)
		check_file(check, arguments->operands[i]);
	return judge_finish(&check->judge, &check->run);
}

static enum el_severity
fail_on(const struct arguments *arguments)
{
	const char *level = arguments_value(arguments, OPTION_FAIL_ON);

	if (level == NULL || strcmp(level, "error") == 0)
		return EL_ERROR;
	if (strcmp(level, "warning") == 0)
		return EL_WARNING;
	return strcmp(level, "info") == 0 ? EL_INFO : EL_OFF;
}

static unsigned
forced_role(const struct arguments *arguments)
{
	const char *role = arguments_value(arguments, OPTION_ROLE);

	if (role == NULL)
		return 0;
	return strcmp(role, "edge") == 0 ? EL_EDGE : EL_ISSUER;
}

/* https://no-color.org: any value but the empty one. */
static bool
wants_color(const struct arguments *arguments)
{
	const char *when = arguments_value(arguments, OPTION_COLOR);
	const char *no_color = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	if (when != NULL && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	if (no_color != NULL && *no_color != '\0')
		return false;
	if (terminal != NULL && strcmp(terminal, "dumb") == 0)
		return false;
	return isatty(STDOUT_FILENO) == 1;
}

static bool
parse_time(int64_t *out, const struct arguments *arguments)
{
	const char *text = arguments_value(arguments, OPTION_AT);

	if (text == NULL) {
		*out = time_now();
		return true;
	}
	if (time_parse(out, text))
		return true;
	diagnose("--at takes YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ or "
		 "YYYY-MM-DDTHH:MM:SS+hh:mm, not %s",
	    *text == '\0' ? "nothing" : text);
	return false;
}

/* How many operands and options read standard input. */
static size_t
count_stdin(const struct arguments *arguments)
{
	size_t count = 0;

	for (size_t i = 0; i < arguments->operand_count; i++)
		count += strcmp(arguments->operands[i], "-") == 0;
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];

		if (given->id == OPTION_PROFILE || given->id == OPTION_CHAIN ||
		    given->id == OPTION_TRUST)
			count += strcmp(given->value, "-") == 0;
	}
	return count;
}

static bool
check_operands(const struct arguments *arguments)
{

	if (arguments->operand_count == 0) {
		diagnose("no certificate was named; try 'edgelint check "
			 "edge.cer --profile contoso.json', or 'edgelint "
			 "--help'");
		return false;
	}
	if (count_stdin(arguments) <= 1)
		return true;
	diagnose("standard input can be read only once");
	return false;
}

/* The values of an option, each of which has to name rules. */
static bool
select_rules(const char *const **out, size_t *count,
    const struct arguments *arguments, enum option_id id, struct arena *arena)
{
	const char **names = arena_alloc(arena, arguments->given_count,
	    sizeof(*names));

	*count = 0;
	if (names == NULL) {
		diagnose("there is not enough memory");
		return false;
	}
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];
		const char *fault;

		if (given->id != id)
			continue;
		fault = selection_fault(given->value, arena);
		if (fault != NULL) {
			diagnose("--%s: %s", options[id].name, fault);
			return false;
		}
		names[(*count)++] = given->value;
	}
	*out = names;
	return true;
}

/* A gate that is stricter than the profile says so, too. */
static void
drop_waivers(struct el_profile *profile)
{
	if (profile->waiver_count > 0 &&
	    profile->overridden_count < EL_OVERRIDES_MAX)
		profile->overridden[profile->overridden_count++] = "waivers";
	profile->waiver_count = 0;
}

/* The run, once everything it needs is known; the exit status. */
static int
judge_all(struct check *check, const struct arguments *arguments,
    const struct judge_options *judge_options)
{
	char folder[FOLDER_MAX];
	struct report_options report_options = {
		.profile = judge_options->profile,
		.as_of = judge_options->as_of,
		.selection = judge_options->selection,
		.verbose = arguments_has(arguments, OPTION_VERBOSE),
		.color = wants_color(arguments),
		.many = arguments->operand_count > 1,
		.require_profile = arguments_has(arguments,
		    OPTION_REQUIRE_PROFILE),
		.hide_waived = arguments_has(arguments, OPTION_HIDE_WAIVED),
		.fail_on = judge_options->fail_on,
		.folder = getcwd(folder, sizeof(folder)),
		.first_input = arguments->operands[0],
	};
	int status;

	if (!outputs_open(&check->outputs, arguments, &report_options))
		return STATUS_NO_REPORT;
	if (!judge_begin(&check->judge, judge_options, &check->run) ||
	    !check_files(check, arguments)) {
		diagnose("there is not enough memory");
		return STATUS_NO_REPORT;
	}
	outputs_finish(&check->outputs, &check->judge);
	if (check->judge.summary.judged > 0 && !check->judge.answered)
		diagnose("no rule was asked of any certificate: look at "
			 "--only and --skip");
	status = judge_status(&check->judge,
	    arguments_has(arguments, OPTION_REQUIRE_PROFILE));
	return outputs_status(&check->outputs, &check->judge, status);
}

static int
run(struct check *check, const struct arguments *arguments)
{
	struct el_profile profile;
	struct judge_options judge_options = {
		.profile = &profile,
		.fail_on = fail_on(arguments),
		.forced_role = forced_role(arguments),
	};
	struct selection *selection = &judge_options.selection;

	if (!check_operands(arguments) ||
	    !parse_time(&judge_options.as_of, arguments) ||
	    !select_rules(&selection->only, &selection->only_count,
		arguments, OPTION_ONLY, &check->run) ||
	    !select_rules(&selection->skip, &selection->skip_count,
		arguments, OPTION_SKIP, &check->run) ||
	    !deployment_resolve(&profile, arguments, &check->run) ||
	    !material_read(&check->material, arguments, &check->run))
		return STATUS_NO_REPORT;
	if (arguments_has(arguments, OPTION_NO_WAIVERS))
		drop_waivers(&profile);
	return judge_all(check, arguments, &judge_options);
}

int
check_run(const struct arguments *arguments)
{
	struct check check = { 0 };
	int status;

	arena_init(&check.run);
	arena_init(&check.input);
	arena_init(&check.result);
	check.ignore_keys = arguments_has(arguments, OPTION_IGNORE_KEYS);
	status = run(&check, arguments);
	outputs_close(&check.outputs);
	material_free(&check.material);
	input_buffer_free(&check.buffer);
	arena_free(&check.result);
	arena_free(&check.input);
	arena_free(&check.run);
	return status;
}
