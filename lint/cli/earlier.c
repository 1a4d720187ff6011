#include "earlier.h"

#include <stdlib.h>

#include "diagnose.h"
#include "judge/judge.h"
#include "judging.h"
#include "view/cert.h"

/* One of the files, and what was found in it. */
struct holding {
	const char *name;
	struct input input;
	struct el_cert *certs;
	const struct el_cert **views;
};

static bool
refuse(const struct holding *holding, const char *message)
{
	diagnose_file(holding->name, message);
	return false;
}

/* All that a file holds; a part that cannot be read is no answer. */
static bool
read_file(struct holding *out, const char *name, struct input_buffer *buffer,
    struct passwords *passwords, struct arena *arena)
{
	struct el_problem problem = { 0 };
	struct el_bytes octets;

	*out = (struct holding){ .name = name };
	if (!input_read(&octets, name, buffer, arena, &problem))
		return refuse(out, problem.message);
	if (!input_unlock(&out->input, name, octets, passwords, arena))
		return diagnose_no_memory();
	out->certs = arena_alloc(arena, out->input.count,
	    sizeof(*out->certs));
	out->views = arena_alloc(arena, out->input.count,
	    sizeof(*out->views));
	if (out->certs == NULL || out->views == NULL)
		return diagnose_no_memory();
	for (size_t i = 0; i < out->input.count; i++) {
		const struct input_slice *slice = &out->input.slices[i];

		problem = slice->problem;
		if (problem.code != NULL || !cert_read(&out->certs[i],
			slice->der, arena, &problem))
			return refuse(out, problem.message);
		out->views[i] = &out->certs[i];
	}
	return true;
}

/* The only view of a kind and role (NULL: any); how many there are. */
static size_t
find(const struct el_cert **out, const struct holding *holding,
    const enum el_role *roles, enum el_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < holding->input.count; i++) {
		if (el_cert_kind(holding->views[i]) != kind ||
		    (roles != NULL && roles[i] != EL_EDGE))
			continue;
		*out = holding->views[i];
		count++;
	}
	return count;
}

/* The Edge certificate; its issuers may stand beside it. */
static bool
take_previous(struct el_earlier *out, const struct holding *holding,
    struct arena *arena)
{
	static const struct judge any_role = { .options = { .profile = NULL } };
	enum el_role *roles = arena_alloc(arena, holding->input.count,
	    sizeof(*roles));

	if (roles == NULL || !judge_roles(&any_role, roles, holding->views,
		holding->input.count, arena))
		return diagnose_no_memory();
	switch (find(&out->previous, holding, roles, EL_CERTIFICATE)) {
	case 1:
		out->previous_source = holding->name;
		return true;
	case 0:
		return refuse(holding, "it holds no Edge certificate to "
			"compare with; give the one that is installed");
	default:
		return refuse(holding, "it holds several Edge certificates; "
			"give the one that is installed alone, or with its "
			"issuers");
	}
}

static bool
take_request(struct el_earlier *out, const struct holding *holding)
{
	switch (find(&out->request, holding, NULL, EL_REQUEST)) {
	case 1:
		out->request_source = holding->name;
		return true;
	case 0:
		return refuse(holding, "it holds a certificate, and no "
			"request; --previous compares with a certificate");
	default:
		return refuse(holding, "it holds several requests; give the "
			"one that the certificate was asked for with");
	}
}

/* --effective-date says when the one takes the place of the other. */
static bool
take_effective(struct el_earlier *out, const struct arguments *arguments)
{
	if (!arguments_has(arguments, OPTION_EFFECTIVE_DATE))
		return true;
	if (!arguments_has(arguments, OPTION_PREVIOUS)) {
		diagnose("--effective-date is about an exchange, and "
			 "--previous does not say of which certificate");
		return false;
	}
	out->rolls = true;
	return judging_time(&out->effective, arguments, OPTION_EFFECTIVE_DATE);
}

bool
earlier_read(struct earlier *out, const struct arguments *arguments,
    struct passwords *passwords, struct arena *arena)
{
	const char *previous = arguments_value(arguments, OPTION_PREVIOUS);
	const char *request = arguments_value(arguments, OPTION_KEY_REQUEST);
	struct holding holding;

	*out = (struct earlier){ 0 };
	if (!take_effective(&out->given, arguments))
		return false;
	if (previous != NULL &&
	    (!read_file(&holding, previous, &out->previous, passwords,
		 arena) ||
		!take_previous(&out->given, &holding, arena)))
		return false;
	return request == NULL ||
	    (read_file(&holding, request, &out->request, passwords, arena) &&
		take_request(&out->given, &holding));
}

void
earlier_free(struct earlier *earlier)
{
	input_buffer_free(&earlier->previous);
	input_buffer_free(&earlier->request);
}
