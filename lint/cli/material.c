#include "material.h"

#include <stdlib.h>

#include "diagnose.h"
#include "view/cert.h"

/* Where Debian's ca-certificates puts the anchors of the system. */
static const char system_anchors[] = "/etc/ssl/certs/ca-certificates.crt";

/* The certificates of all files, as they come. */
struct gathering {
	struct material *out;
	struct passwords *passwords;
	struct arena *arena;
	struct el_link *links;
	size_t count;
	size_t capacity;
};

/* Room for so many more links. */
static bool
make_room(struct gathering *gathering, size_t more)
{
	size_t capacity = gathering->count + more;
	struct el_link *links;

	if (capacity <= gathering->capacity)
		return true;
	links = arena_alloc(gathering->arena, capacity, sizeof(*links));
	if (links == NULL)
		return diagnose_no_memory();
	if (gathering->count > 0)
		memcpy(links, gathering->links,
		    gathering->count * sizeof(*links));
	gathering->links = links;
	gathering->capacity = capacity;
	return true;
}

static bool
say_problem(const char *name, const struct el_problem *problem)
{
	diagnose_file(name, problem->message);
	return false;
}

static bool
refuse_request(const char *name)
{
	diagnose_file(name, "it holds a certificate request, and what stands "
			    "in a chain are certificates");
	return false;
}

static bool
add_slices(struct gathering *gathering, const struct input *input,
    enum el_chain_from from)
{
	struct el_cert *certs = arena_alloc(gathering->arena, input->count,
	    sizeof(*certs));

	if (certs == NULL)
		return diagnose_no_memory();
	if (!make_room(gathering, input->count))
		return false;
	for (size_t i = 0; i < input->count; i++) {
		const struct input_slice *slice = &input->slices[i];
		struct el_problem problem = slice->problem;

		if (problem.code != NULL || !cert_read(&certs[i], slice->der,
			gathering->arena, &problem))
			return say_problem(input->name, &problem);
		if (certs[i].request != NULL)
			return refuse_request(input->name);
		gathering->links[gathering->count++] = (struct el_link){
			.cert = &certs[i],
			.from = from,
			.source = input->name,
			.index = i,
		};
	}
	return true;
}

static bool
add_file(struct gathering *gathering, const char *name,
    enum el_chain_from from)
{
	struct material *out = gathering->out;
	struct el_problem problem = { 0 };
	struct el_bytes octets;
	struct input input;

	if (from == EL_FROM_TRUST && strcmp(name, "system") == 0)
		name = system_anchors;
	if (!input_read(&octets, name, &out->buffers[out->buffer_count++],
		gathering->arena, &problem))
		return say_problem(name, &problem);
	if (!input_unlock(&input, name, octets, gathering->passwords,
		gathering->arena))
		return diagnose_no_memory();
	return add_slices(gathering, &input, from);
}

bool
material_read(struct material *out, const struct arguments *arguments,
    struct passwords *passwords, struct arena *arena)
{
	struct gathering gathering = { .out = out, .passwords = passwords,
		.arena = arena };

	*out = (struct material){
		.buffers = calloc(arguments->given_count + 1,
		    sizeof(*out->buffers)),
	};
	if (out->buffers == NULL)
		return diagnose_no_memory();
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];

		if (given->id == OPTION_CHAIN) {
			out->chain.given |= EL_CHAIN_ISSUERS;
			if (!add_file(&gathering, given->value, EL_FROM_CHAIN))
				return false;
		} else if (given->id == OPTION_TRUST) {
			out->chain.given |= EL_CHAIN_ANCHORS;
			if (!add_file(&gathering, given->value, EL_FROM_TRUST))
				return false;
		}
	}
	return chain_set_make(&out->chain.set, gathering.links,
	    gathering.count, arena) || diagnose_no_memory();
}

void
material_free(struct material *material)
{
	for (size_t i = 0; i < material->buffer_count; i++)
		input_buffer_free(&material->buffers[i]);
	free(material->buffers);
	*material = (struct material){ 0 };
}
