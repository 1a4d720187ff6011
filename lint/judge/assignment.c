#include "assignment.h"

#include <stdio.h>
#include <stdlib.h>

#include "agenda.h"

static const struct {
	enum el_use use;
	const char *name;
	enum el_service service;
} uses[] = {
	{ EL_USE_ACCESS_EDGE, "AccessEdgeExternal", EL_ACCESS_EDGE },
	{ EL_USE_DATA_EDGE, "DataEdgeExternal", EL_WEB_CONFERENCING },
	{ EL_USE_AV, "AudioVideoAuthentication", EL_AV },
	{ EL_USE_XMPP, "XmppServer", EL_XMPP_SERVER },
	{ EL_USE_INTERNAL, "Internal", 0 },
	{ EL_USE_AV_PREVIOUS, "AudioVideoAuthentication (previous)", EL_AV },
};

enum { USES = sizeof(uses) / sizeof(uses[0]) };

const char *
el_use_name(enum el_use use)
{
	for (size_t i = 0; i < USES; i++)
		if (uses[i].use == use)
			return uses[i].name;
	return "";
}

const char *
el_use_names(char out[EL_USE_NAMES_SIZE], unsigned bits)
{
	size_t size = 0;

	out[0] = '\0';
	for (size_t i = 0; i < USES; i++)
		if ((bits & uses[i].use) != 0)
			size += (size_t)snprintf(out + size,
			    EL_USE_NAMES_SIZE - size, "%s%s",
			    size > 0 ? ", " : "", uses[i].name);
	return out;
}

static int
compare(const void *left, const void *right)
{
	const struct el_assignment *a = left;
	const struct el_assignment *b = right;

	return strcmp(a->thumbprint, b->thumbprint);
}

void
assignments_sort(struct el_assignments *out, struct el_assignment *list,
    size_t count)
{
	size_t kept = 0;

	*out = (struct el_assignments){ .list = list };
	if (count > 0)
		qsort(list, count, sizeof(*list), compare);
	for (size_t i = 0; i < count; i++) {
		out->uses |= list[i].uses;
		if (kept > 0 && compare(&list[kept - 1], &list[i]) == 0)
			list[kept - 1].uses |= list[i].uses;
		else
			list[kept++] = list[i];
	}
	out->count = kept;
}

size_t
assignments_find(const struct el_assignments *assignments,
    const char *thumbprint)
{
	const struct el_assignment *found;
	struct el_assignment wanted = { .uses = 0 };

	snprintf(wanted.thumbprint, sizeof(wanted.thumbprint), "%s",
	    thumbprint);
	if (assignments->count == 0)
		return 0;
	found = bsearch(&wanted, assignments->list, assignments->count,
	    sizeof(wanted), compare);
	return found == NULL ? assignments->count :
			       (size_t)(found - assignments->list);
}

static unsigned
services_of(unsigned bits)
{
	unsigned services = 0;

	for (size_t i = 0; i < USES; i++)
		if ((bits & uses[i].use) != 0)
			services |= uses[i].service;
	return services;
}

/*
 * XMPP partners see the certificate that XmppServer is assigned to; where the
 * export does not speak of it, that of the Access Edge service.
 */
static void
make_profile(struct el_profile *out, const struct judge *judge, unsigned bits)
{
	const struct el_assignments *all = judge->options.assignments;

	*out = *judge->options.profile;
	if ((bits & EL_USE_INTERNAL) != 0) {
		out->interface = EL_INTERNAL;
		return;
	}
	out->interface = EL_EXTERNAL;
	out->services = services_of(bits);
	out->xmpp_elsewhere = (all->uses & EL_USE_XMPP) != 0 &&
	    (bits & EL_USE_XMPP) == 0;
}

/* Of what is asked, the rules about the internal interface alone. */
static void
leave_internal(struct agenda *agenda)
{
	for (size_t i = 0; i < agenda->count; i++) {
		size_t rows;

		if (el_rule_rows(i, &rows)->interfaces != EL_INTERNAL)
			agenda->selected[i] = 0;
	}
}

const struct variant *
variant_for(struct judge *judge, unsigned bits, bool both)
{
	size_t number = bits + (both ? EL_USES : 0);
	struct variant *variant = judge->variants[number];

	if (variant != NULL)
		return variant;
	variant = arena_alloc(judge->agenda->arena, 1, sizeof(*variant));
	if (variant == NULL)
		return NULL;
	make_profile(&variant->profile, judge, bits);
	variant->agenda = agenda_new(&variant->profile,
	    &judge->options.selection, judge->agenda->arena);
	if (variant->agenda == NULL)
		return NULL;
	if (both && bits == EL_USE_INTERNAL)
		leave_internal(variant->agenda);
	judge->variants[number] = variant;
	return variant;
}
