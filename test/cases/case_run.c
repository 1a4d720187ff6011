#include "case_run.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "judge/assignment.h"
#include "judge/profile.h"
#include "judge/span.h"
#include "signs.h"
#include "view/cert.h"
#include "view/digest.h"

#define PROFILES "fixtures/profiles/"

static const char default_profile[] = "contoso";
static const char default_as_of[] = "2026-11-22";

static bool
no_memory(struct case_error *error)
{
	return case_fail(error, 0, "no memory");
}

/* The last line with this key, or NULL. */
static const struct case_line *
find_line(const struct case_file *file, enum case_key key)
{
	const struct case_line *found = NULL;

	for (size_t i = 0; i < file->line_count; i++) {
		if (file->lines[i].key == key)
			found = &file->lines[i];
	}
	return found;
}

/* --- the profile --------------------------------------------------------- */

/* The profile's octets, which have to last as long as the profile. */
static bool
read_profile_text(struct el_bytes *out, const char *path, size_t line,
    struct arena *arena, struct case_error *error)
{
	struct input_buffer buffer = { 0 };
	struct el_problem problem = { 0 };
	const char *copy = NULL;

	if (input_read(out, path, &buffer, arena, &problem))
		copy = arena_copy(arena, *out);
	input_buffer_free(&buffer);
	if (copy == NULL)
		return case_fail(error, line, "%s: %s", path,
		    problem.message != NULL ? problem.message : "no memory");
	out->data = (const uint8_t *)copy;
	return true;
}

static bool
read_profile(struct el_profile *out, const char *name, size_t line,
    struct arena *arena, struct case_error *error)
{
	const struct profile_error *errors;
	struct el_bytes text;
	size_t count = 0;
	const char *path;

	if (name[0] == '\0' ||
	    name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_")] !=
		'\0')
		return case_fail(error, line, "no name of a profile: \"%.40s\"",
		    name);
	path = arena_printf(arena, PROFILES "%s.json", name);
	if (path == NULL)
		return no_memory(error);
	if (!read_profile_text(&text, path, line, arena, error))
		return false;
	if (profile_parse(out, path, text, arena, &errors, &count))
		return true;
	if (count == 0)
		return no_memory(error);
	return case_fail(error, line, "%s:%zu:%zu: %s: %s", errors[0].file,
	    errors[0].line, errors[0].column, errors[0].path,
	    errors[0].message);
}

/* set: KEY=VALUE */
static bool
set_key(struct el_profile *profile, const struct case_line *line,
    struct arena *arena, struct case_error *error)
{
	const char *equals = strchr(line->value, '=');
	const char *wrong;
	const char *key;

	if (equals == NULL)
		return case_fail(error, line->number, "not KEY=VALUE: \"%.40s\"",
		    line->value);
	key = arena_copy(arena,
	    (struct el_bytes){ (const uint8_t *)line->value,
		(size_t)(equals - line->value) });
	if (key == NULL)
		return no_memory(error);
	wrong = profile_set(profile, key, equals + 1, false, arena);
	return wrong == NULL || case_fail(error, line->number, "%s", wrong);
}

static bool
make_profile(struct el_profile *out, const struct case_file *file,
    struct arena *arena, struct case_error *error)
{
	const struct case_line *line = find_line(file, CASE_PROFILE);
	const char *name = line == NULL ? default_profile : line->value;

	if (strcmp(name, "none") == 0)
		profile_defaults(out);
	else if (!read_profile(out, name, line == NULL ? 0 : line->number,
		     arena, error))
		return false;
	for (size_t i = 0; i < file->line_count; i++) {
		if (file->lines[i].key == CASE_SET &&
		    !set_key(out, &file->lines[i], arena, error))
			return false;
	}
	return profile_resolve(out, arena) || no_memory(error);
}

size_t
case_find_rule(struct el_bytes id)
{
	enum { ID_MAX = 128 };
	char name[ID_MAX];

	if (id.size >= ID_MAX)
		return el_rule_count();
	memcpy(name, id.data, id.size);
	name[id.size] = '\0';
	return el_rule_find(name);
}

/* --- the run ------------------------------------------------------------- */

static bool
make_options(struct judge_options *out, const struct el_profile *profile,
    const struct case_file *file, struct case_error *error)
{
	const struct case_line *as_of = find_line(file, CASE_AS_OF);
	const struct case_line *role = find_line(file, CASE_ROLE);
	const struct case_line *span = find_line(file, CASE_RENEW_WITHIN);

	*out = (struct judge_options){ .profile = profile,
		.fail_on = EL_ERROR,
		.pool = find_line(file, CASE_POOL) != NULL };
	if (!time_parse(&out->as_of,
		as_of == NULL ? default_as_of : as_of->value))
		return case_fail(error, as_of->number, "no time: \"%.40s\"",
		    as_of->value);
	if (span != NULL && !span_parse(&out->renew_within, span->value))
		return case_fail(error, span->number, "no span: \"%.40s\"",
		    span->value);
	if (role == NULL)
		return true;
	if (strcmp(role->value, "edge") == 0)
		out->forced_role = EL_EDGE;
	else if (strcmp(role->value, "issuer") == 0)
		out->forced_role = EL_ISSUER;
	else
		return case_fail(error, role->number, "no role: \"%.40s\"",
		    role->value);
	return true;
}

/* A slice of the input becomes a view, or a problem. */
static bool
read_certificate(struct el_result *result, const struct input_slice *slice,
    struct arena *arena)
{
	struct el_cert *cert = arena_alloc(arena, 1, sizeof(*cert));

	if (cert == NULL)
		return false;
	result->container = slice->container;
	result->line = slice->line;
	result->problem = slice->problem;
	if (slice->problem.code != NULL)
		return true;
	if (cert_read(cert, slice->der, arena, &result->problem))
		result->cert = cert;
	return true;
}

static bool
read_certificates(struct case_run *run, const struct case_file *file,
    struct arena *arena)
{
	struct input input;

	if (!input_split(&input, file->path, file->pem[CASE_OF_INPUT], arena))
		return false;
	run->count = input.count;
	run->facts = input.facts;
	run->results = arena_alloc(arena, input.count, sizeof(*run->results));
	if (run->results == NULL)
		return false;
	for (size_t i = 0; i < input.count; i++) {
		run->results[i].source = file->path;
		run->results[i].index = i;
		if (!read_certificate(&run->results[i], &input.slices[i],
			arena))
			return false;
	}
	return true;
}

/* The certificates behind "chain:" or "trust:" lines, all of them good. */
static bool
read_material(struct el_link *links, size_t *count, struct el_bytes pem,
    enum el_chain_from from, struct arena *arena)
{
	struct input input;

	if (pem.size == 0)
		return true;
	if (!input_split(&input, el_chain_from_name(from), pem, arena))
		return false;
	for (size_t i = 0; i < input.count; i++) {
		struct el_result read = { 0 };

		if (!read_certificate(&read, &input.slices[i], arena) ||
		    read.cert == NULL)
			return false;
		links[(*count)++] = (struct el_link){ .cert = read.cert,
			.from = from, .source = input.name, .index = i };
	}
	return true;
}

static bool
make_material(struct case_run *run, const struct case_file *file,
    struct arena *arena)
{
	struct el_link *links = arena_alloc(arena, file->line_count,
	    sizeof(*links));
	size_t count = 0;

	if (file->pem[CASE_OF_CHAIN].size > 0)
		run->material.given |= EL_CHAIN_ISSUERS;
	if (file->pem[CASE_OF_TRUST].size > 0)
		run->material.given |= EL_CHAIN_ANCHORS;
	return links != NULL &&
	    read_material(links, &count, file->pem[CASE_OF_CHAIN],
		EL_FROM_CHAIN, arena) &&
	    read_material(links, &count, file->pem[CASE_OF_TRUST],
		EL_FROM_TRUST, arena) &&
	    chain_set_make(&run->material.set, links, count, arena);
}

/* The chains of all certificates. */
static bool
find_chains(struct case_run *run, const struct el_cert *const *certs,
    const enum el_role *roles, struct arena *arena)
{
	const struct chain_members members = {
		.source = run->results[0].source,
		.certs = certs,
		.roles = roles,
		.count = run->count,
	};
	struct chain_input input;

	if (!chain_begin(&input, &run->material, &members,
		run->judge.options.as_of, arena))
		return false;
	for (size_t i = 0; i < run->count; i++)
		if (certs[i] != NULL && !chain_build(&run->results[i].chain,
			&input, i, arena))
			return false;
	return true;
}

static bool
find_roles(struct case_run *run, struct arena *arena)
{
	const struct el_cert **certs = arena_alloc(arena, run->count,
	    sizeof(*certs));
	enum el_role *roles = arena_alloc(arena, run->count, sizeof(*roles));

	if (certs == NULL || roles == NULL)
		return false;
	for (size_t i = 0; i < run->count; i++)
		certs[i] = run->results[i].cert;
	if (!judge_roles(&run->judge, roles, certs, run->count, arena))
		return false;
	for (size_t i = 0; i < run->count; i++)
		run->results[i].role = roles[i];
	return find_chains(run, certs, roles, arena);
}

/* Once more without the signs that settle rules. */
static bool
ask_all(struct case_run *run, const struct el_result *result,
    struct arena *arena)
{
	struct el_result asked = *result;

	if (!judge_certificate(&run->asking, &asked, arena))
		return false;
	if (run->sign_broken == NULL)
		run->sign_broken = signs_broken(result, &asked);
	return true;
}

/* A copy of the outcomes, which are the judge's up to its next certificate. */
static bool
keep_outcomes(struct el_result *result, struct arena *arena)
{
	size_t count = el_rule_count();
	struct el_rule_outcome *kept = arena_alloc(arena, count,
	    sizeof(*kept));
	const struct el_rule_outcome **list = arena_alloc(arena, count,
	    sizeof(*list));

	if (kept == NULL || list == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		kept[i] = *result->outcomes[i];
		list[i] = &kept[i];
	}
	result->outcomes = list;
	return true;
}

static bool
judge_all(struct case_run *run, const char *source, struct arena *arena)
{
	struct judge_seen seen = { .source = source, .facts = &run->facts };

	for (size_t i = 0; i < run->count; i++) {
		struct el_result *result = &run->results[i];

		if (result->cert == NULL) {
			judge_unreadable(&run->judge, result);
			continue;
		}
		result->uses = judge_uses(&run->judge, result->cert,
		    result->role);
		if (!judge_certificate(&run->judge, result, arena) ||
		    !ask_all(run, result, arena) ||
		    !keep_outcomes(result, arena))
			return false;
		seen.edges += result->role == EL_EDGE;
		seen.issuers += result->role == EL_ISSUER;
	}
	return judge_input(&run->judge, &seen, arena, arena) &&
	    judge_finish(&run->judge, arena);
}

/* The one block behind a "previous:" or "key-request:" line; NULL: none. */
static bool
read_earlier(const struct el_cert **out, const struct case_file *file,
    enum case_owner owner, const char *name, struct arena *arena)
{
	struct el_result read = { 0 };
	struct input input;

	if (file->pem[owner].size == 0)
		return true;
	if (!input_split(&input, name, file->pem[owner], arena) ||
	    input.count != 1 ||
	    !read_certificate(&read, &input.slices[0], arena))
		return false;
	*out = read.cert;
	return read.cert != NULL;
}

static bool
make_earlier(struct el_earlier *out, const struct case_file *file,
    struct arena *arena, struct case_error *error)
{
	const struct case_line *date = find_line(file, CASE_EFFECTIVE_DATE);

	out->previous_source = "previous.pem";
	out->request_source = "request.pem";
	out->rolls = date != NULL;
	if (date != NULL && !time_parse(&out->effective, date->value))
		return case_fail(error, date->number, "no time: \"%.40s\"",
		    date->value);
	return (read_earlier(&out->previous, file, CASE_OF_PREVIOUS,
		    out->previous_source, arena) &&
		   read_earlier(&out->request, file, CASE_OF_KEY_REQUEST,
		       out->request_source, arena)) ||
	    case_fail(error, 0, "no one certificate to compare with");
}

/* --- assignments ------------------------------------------------------------ */

/* "#1" is a certificate of the case, anything else one that is not there. */
static bool
thumbprint_of(char out[EL_THUMBPRINT_SIZE], const struct case_run *run,
    const char *which)
{
	size_t number = *which == '#' ? strtoul(which + 1, NULL, 10) : 0;
	uint8_t sha1[DIGEST_SHA1_SIZE] = { 0 };
	const struct el_cert *cert = number == 0 || number > run->count ? NULL :
	    run->results[number - 1].cert;

	if (*which == '#' && cert == NULL)
		return false;
	if (cert != NULL)
		digest_sha1(sha1, cert->der);
	text_hex_copy(out, (struct el_bytes){ sha1, sizeof(sha1) });
	return true;
}

/* assigned: USE CERTIFICATE */
static bool
read_assignment(struct el_assignment *out, const struct case_run *run,
    const struct case_line *line, struct case_error *error)
{
	/* The longer of two names that begin alike stands behind. */
	for (unsigned use = EL_USES >> 1; use != 0; use >>= 1) {
		const char *name = el_use_name((enum el_use)use);
		size_t length = strlen(name);

		if (strncmp(line->value, name, length) != 0 ||
		    line->value[length] != ' ')
			continue;
		out->uses = use;
		return thumbprint_of(out->thumbprint, run,
			   line->value + length + 1) ||
		    case_fail(error, line->number, "no such certificate");
	}
	return case_fail(error, line->number, "no such use");
}

static bool
make_assignments(struct judge_options *options, const struct case_run *run,
    const struct case_file *file, struct arena *arena,
    struct case_error *error)
{
	struct el_assignment *list = arena_alloc(arena, file->line_count,
	    sizeof(*list));
	struct el_assignments *made = arena_alloc(arena, 1, sizeof(*made));
	size_t count = 0;

	if (list == NULL || made == NULL)
		return no_memory(error);
	for (size_t i = 0; i < file->line_count; i++)
		if (file->lines[i].key == CASE_ASSIGNED &&
		    !read_assignment(&list[count++], run, &file->lines[i],
			error))
			return false;
	assignments_sort(made, list, count);
	if (count > 0)
		options->assignments = made;
	return true;
}

bool
case_run(struct case_run *out, const struct case_file *file,
    struct arena *arena, struct case_error *error)
{
	struct judge_options options;

	*out = (struct case_run){ 0 };
	if (!make_profile(&out->profile, file, arena, error) ||
	    !make_options(&options, &out->profile, file, error) ||
	    !make_earlier(&options.earlier, file, arena, error))
		return false;
	if (!read_certificates(out, file, arena))
		return no_memory(error);
	if (!make_assignments(&options, out, file, arena, error))
		return false;
	if (!judge_begin(&out->judge, &options, arena) ||
	    !signs_begin(&out->asking, &options, arena) ||
	    !make_material(out, file, arena) || !find_roles(out, arena) ||
	    !judge_all(out, file->path, arena))
		return no_memory(error);
	return true;
}
