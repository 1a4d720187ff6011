#include "session.h"

#include "judge/related.h"
#include "view/cert.h"

/* Inputs of so many slices have the views of all kept: each is read once. */
enum { FEW = 16 };

static const uint32_t ALL_PARTS = UINT32_MAX;

/* What was read of an input, slice by slice. */
struct reading {
	/* NULL: unreadable, or alone, and then nothing needs the view before
	 * its turn comes. */
	const struct el_cert **views;
	struct el_problem *problems; /* .code is NULL: it is readable */
	enum el_role *roles;
	struct chain_alone alone;
	struct chain_input chain;
	size_t edges;
	size_t issuers;
};

bool
session_begin(struct session *out, const struct judge_options *options,
    const struct chain_material *material, const struct passwords *passwords)
{
	*out = (struct session){ 0 };
	if (passwords != NULL)
		out->passwords = *passwords;
	arena_init(&out->run);
	arena_init(&out->input);
	arena_init(&out->view);
	arena_init(&out->result);
	if (material != NULL &&
	    !chain_material_copy(&out->material, material, &out->run))
		return false;
	return judge_begin(&out->judge, options, &out->run);
}

void
session_free(struct session *session)
{
	input_buffer_free(&session->buffer);
	passwords_wipe(&session->passwords);
	arena_free(&session->result);
	arena_free(&session->view);
	arena_free(&session->input);
	arena_free(&session->run);
}

static void
take_unreadable(struct session *session, struct el_result *result)
{
	judge_unreadable(&session->judge, result);
	session->take(session->context, result);
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

/* Read parts of a slice; false: it is unreadable, and why is noted. */
static bool
read_slice(struct el_cert *out, struct reading *reading,
    const struct input *input, size_t i, uint32_t parts, struct arena *arena)
{
	const struct input_slice *slice = &input->slices[i];

	reading->problems[i] = slice->problem;
	if (slice->problem.code != NULL)
		return false;
	if (cert_read_some(out, slice->der, parts, arena,
		&reading->problems[i]))
		return true;
	place_problem(&reading->problems[i], slice);
	return false;
}

/* Read a slice for as long as the input lives; false: no memory. */
static bool
keep_view(struct session *session, struct reading *reading,
    const struct input *input, size_t i)
{
	struct el_cert *cert = arena_take(&session->input, 1, sizeof(*cert));

	if (cert == NULL)
		return false;
	if (read_slice(cert, reading, input, i, ALL_PARTS, &session->input))
		reading->views[i] = cert;
	return true;
}

/* Read all slices, and keep what is related to another. */
static bool
read_many(struct session *session, struct reading *reading,
    const struct input *input)
{
	struct glance *glances = arena_alloc(&session->input, input->count,
	    sizeof(*glances));

	if (glances == NULL)
		return false;
	for (size_t i = 0; i < input->count; i++) {
		struct el_cert cert;

		arena_reset(&session->view);
		if (!read_slice(&cert, reading, input, i, RELATED_PARTS,
			&session->view))
			continue;
		reading->roles[i] = judge_role_alone(&session->judge, &cert);
		glance_at(&glances[i], &cert, reading->roles[i] == EL_EDGE);
	}
	if (!related_find(&reading->alone, glances, input->count,
		&session->material, &session->input))
		return false;
	for (size_t i = 0; i < input->count; i++)
		if (glances[i].related &&
		    !keep_view(session, reading, input, i))
			return false;
	return true;
}

static bool
read_few(struct session *session, struct reading *reading,
    const struct input *input)
{
	for (size_t i = 0; i < input->count; i++)
		if (!keep_view(session, reading, input, i))
			return false;
	return true;
}

static bool
read_slices(struct session *session, struct reading *out,
    const struct input *input)
{
	struct arena *arena = &session->input;
	size_t count = input->count;
	struct chain_members members = { .source = input->name,
		.count = count };

	*out = (struct reading){
		.views = arena_alloc(arena, count, sizeof(*out->views)),
		.problems = arena_take(arena, count, sizeof(*out->problems)),
		.roles = arena_alloc(arena, count, sizeof(*out->roles)),
	};
	if (out->views == NULL || out->problems == NULL ||
	    out->roles == NULL ||
	    !(count <= FEW ? read_few : read_many)(session, out, input) ||
	    !judge_roles(&session->judge, out->roles, out->views, count,
		arena))
		return false;
	members.certs = out->views;
	members.roles = out->roles;
	members.alone = out->alone;
	return chain_begin(&out->chain, &session->material, &members,
	    session->judge.options.as_of, arena);
}

static bool
build_chain(struct session *session, struct reading *reading,
    struct el_result *result)
{
	struct arena *arena = &session->result;

	if (reading->views[result->index] == NULL)
		return chain_build_alone(&result->chain, &reading->chain,
		    result->cert, result->index, arena);
	return chain_build(&result->chain, &reading->chain, result->index,
	    arena);
}

/* Judge a result by the profile, or by what is left of it for some uses. */
static bool
judge_part(struct session *session, struct reading *reading,
    struct el_result *result)
{
	arena_reset(&session->result);
	if (!build_chain(session, reading, result) ||
	    !judge_certificate(&session->judge, result, &session->result))
		return false;
	session->take(session->context, result);
	return true;
}

/* A certificate of both interfaces has a result for each. */
static bool
judge_parts(struct session *session, struct reading *reading,
    struct el_result *result, unsigned uses)
{
	const unsigned parts[] = { uses & EL_USES_EXTERNAL,
		uses & EL_USE_INTERNAL };

	result->of_both = parts[0] != 0 && parts[1] != 0;
	if (uses == 0)
		return judge_part(session, reading, result);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		result->uses = parts[i];
		/* Of its own the second side has what --only may leave out. */
		if (parts[i] == 0 || (i > 0 && result->of_both &&
			!judge_asks_internal(&session->judge)))
			continue;
		if (!judge_part(session, reading, result))
			return false;
		/* They are said once. */
		result->skipped_count = 0;
	}
	return true;
}

static bool
judge_slice(struct session *session, struct reading *reading,
    const struct input *input, size_t i)
{
	const struct input_slice *slice = &input->slices[i];
	struct el_cert alone;
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
	if (result.cert == NULL && reading->problems[i].code == NULL) {
		arena_reset(&session->view);
		/* It was readable before: what may fail is memory. */
		if (read_slice(&alone, reading, input, i, ALL_PARTS,
			&session->view))
			result.cert = &alone;
	}
	if (result.cert == NULL) {
		result.problem = reading->problems[i];
		take_unreadable(session, &result);
		return true;
	}
	if (result.role == EL_EDGE)
		reading->edges++;
	else
		reading->issuers++;
	return judge_parts(session, reading, &result,
	    judge_uses(&session->judge, result.cert, result.role));
}

static bool
judge_slices(struct session *session, const struct input *input)
{
	struct judge_seen seen = { .source = input->name,
		.facts = &input->facts };
	struct reading reading;

	if (!read_slices(session, &reading, input))
		return false;
	for (size_t i = 0; i < input->count; i++)
		if (!judge_slice(session, &reading, input, i))
			return false;
	/* Of a folder's files the folder is asked whether it has an Edge
	 * certificate. */
	if (!session->found &&
	    reading.edges + reading.issuers == input->count) {
		seen.edges = reading.edges;
		seen.issuers = reading.issuers;
	}
	return judge_input(&session->judge, &seen, &session->input,
	    &session->run);
}

/*
 * Whether an input is not judged: it was found and holds something else, or it
 * holds PEM blocks of which none is a certificate, nor what is given in the
 * place of one, and those were to be ignored.
 */
static bool
is_passed_over(const struct session *session, const struct input *input)
{
	const char *code = input->slices[0].problem.code;

	if (session->found)
		return input->other != NULL;
	return session->judge.options.ignore_keys && input->other != NULL &&
	    code != NULL && strcmp(code, "input.no-certificate") == 0;
}

static bool
pass_over(struct session *session, const struct input *input)
{
	struct el_result result = {
		.source = input->name,
		.passed_over = true,
		.problem = {
			.code = session->found ? "input.passed-over" :
						 "input.ignored",
			.message = arena_printf(&session->input,
			    "it holds %s, and no certificate", input->other),
		},
	};

	if (result.problem.message == NULL)
		return false;
	judge_pass_over(&session->judge, !session->found);
	session->take(session->context, &result);
	return true;
}

/* What an input needs too much memory for does not keep others from it. */
static void
take_no_memory(struct session *session, const char *name)
{
	struct el_result unreadable = {
		.source = name,
		.problem = {
			.code = "input.no-memory",
			.message = "there is not enough memory to judge all "
				   "that it holds",
		},
	};

	take_unreadable(session, &unreadable);
}

static void
judge_octets(struct session *session, const char *name, struct el_bytes octets)
{
	struct input input;

	if (!input_unlock(&input, name, octets, &session->passwords,
		&session->input) ||
	    !(is_passed_over(session, &input) ?
		    pass_over(session, &input) :
		    judge_slices(session, &input)))
		take_no_memory(session, name);
}

/* Get ready for the next input; a large one leaves no large buffer behind. */
static void
turn_to(struct session *session, session_take *take, void *context)
{
	enum { LARGE = 1024 * 1024 };

	if (session->buffer.capacity > LARGE)
		input_buffer_free(&session->buffer);
	arena_reset(&session->input);
	session->take = take;
	session->context = context;
	session->found = false;
}

void
session_file(struct session *session, const struct session_file *file,
    session_take *take, void *context)
{
	struct el_result unreadable = { .source = file->name };
	struct input_buffer *buffer = &session->buffer;
	struct arena *arena = &session->input;
	struct el_bytes octets;

	turn_to(session, take, context);
	session->found = file->found;
	if (file->found ? input_read_at(&octets, file->folder, file->base,
			      buffer, arena, &unreadable.problem) :
			  input_read(&octets, file->name, buffer, arena,
			      &unreadable.problem))
		judge_octets(session, file->name, octets);
	else
		take_unreadable(session, &unreadable);
}

void
session_octets(struct session *session, const char *name,
    struct el_bytes octets, session_take *take, void *context)
{
	turn_to(session, take, context);
	judge_octets(session, name, octets);
}

void
session_folder(struct session *session, const char *name, size_t edges,
    size_t issuers, session_take *take, void *context)
{
	static const struct el_input_facts none = { .exposed_key = NULL };
	const struct judge_seen seen = { .source = name, .edges = edges,
		.issuers = issuers, .facts = &none };

	turn_to(session, take, context);
	if (!judge_input(&session->judge, &seen, &session->input,
		&session->run))
		take_no_memory(session, name);
}

void
session_unreadable(struct session *session, const char *name,
    const struct el_problem *problem, session_take *take, void *context)
{
	struct el_result unreadable = { .source = name, .problem = *problem };

	turn_to(session, take, context);
	take_unreadable(session, &unreadable);
}
