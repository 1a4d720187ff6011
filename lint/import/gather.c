/* What the readers of exports find, and what is wrong with it. */

#include "import.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

static const char no_memory[] = "there is not enough memory";

static bool
begin_remarks(struct import_remarks *out, struct arena *arena)
{
	out->list = arena_alloc(arena, IMPORT_LISTED, sizeof(*out->list));
	return out->list != NULL;
}

void
import_begin(struct import *out, struct arena *arena)
{
	*out = (struct import){ .arena = arena };
	out->no_memory = !begin_remarks(&out->mistakes, arena) ||
	    !begin_remarks(&out->notes, arena);
}

size_t
import_listed(const struct import_remarks *remarks)
{
	return remarks->count < IMPORT_LISTED ? remarks->count :
						IMPORT_LISTED;
}

static void
remark(struct import *import, struct import_remarks *remarks,
    const struct import_place *place, const char *message)
{
	size_t i = remarks->count++;

	if (message == NULL)
		import->no_memory = true;
	if (i >= IMPORT_LISTED || remarks->list == NULL)
		return;
	remarks->list[i] = (struct profile_error){
		.file = place->file,
		.line = place->line,
		.column = place->column,
		.path = place->element,
		.message = message == NULL ? no_memory : message,
	};
}

void
import_complain(struct import *import, const struct import_place *place,
    const char *message)
{
	remark(import, &import->mistakes, place, message);
}

void
import_note(struct import *import, const struct import_place *place,
    const char *message)
{
	remark(import, &import->notes, place, message);
}

/* --- what readers find ---------------------------------------------------- */

bool
import_host(struct el_host *out, struct import *import,
    const struct import_place *place, const char *text)
{
	const char *fault = profile_read_host(out, text, import->arena);

	if (fault == NULL)
		return true;
	import_complain(import, place, fault);
	return false;
}

/* Room for one more in some list. */
static void *
add(struct import *import, const struct import_place *place, size_t size)
{
	void *made;

	if (import->names == LIMIT_PROFILE_NAMES) {
		import_complain(import, place, arena_printf(import->arena,
		    "there are more than %d names; no deployment has so many",
		    LIMIT_PROFILE_NAMES));
		return NULL;
	}
	made = arena_alloc(import->arena, 1, size);
	if (made == NULL)
		import_complain(import, place, NULL);
	else
		import->names++;
	return made;
}

struct import_edge *
import_add_edge(struct import *import, const struct import_place *place)
{
	struct import_edge *edge = add(import, place, sizeof(*edge));

	if (edge == NULL)
		return NULL;
	edge->place = *place;
	edge->next = import->edges;
	import->edges = edge;
	return edge;
}

static bool
is_same(struct el_host a, struct el_host b)
{
	return a.hash == b.hash && el_bytes_equal(a.text, b.text);
}

struct import_pool *
import_find_pool(const struct import *import, struct el_host host)
{
	struct import_pool *pool = import->pools;

	while (pool != NULL && !is_same(pool->host, host))
		pool = pool->next;
	return pool;
}

struct import_pool *
import_add_pool(struct import *import, const struct import_place *place,
    struct el_host host)
{
	struct import_pool *pool = import_find_pool(import, host);

	if (pool != NULL)
		return pool;
	pool = add(import, place, sizeof(*pool));
	if (pool == NULL)
		return NULL;
	pool->host = host;
	pool->next = import->pools;
	import->pools = pool;
	return pool;
}

/*
 * Computers of pools that are no Edge pool may have names of any kind, and do
 * not matter.
 */
void
import_add_server(struct import *import, struct import_pool *pool,
    const struct import_place *place, const char *name)
{
	struct import_server *server;
	struct el_host host;

	if (profile_read_host(&host, name, import->arena) != NULL)
		return;
	for (server = pool->servers; server != NULL; server = server->next)
		if (is_same(server->host, host))
			return;
	server = add(import, place, sizeof(*server));
	if (server == NULL)
		return;
	server->host = host;
	server->next = pool->servers;
	pool->servers = server;
}

/* The topology and the list of domains name the same ones. */
void
import_add_domain(struct import *import, const struct import_place *place,
    const char *name, bool is_default)
{
	struct import_domain *domain;
	struct el_host host;

	import->domains_known = true;
	if (!import_host(&host, import, place, name))
		return;
	for (domain = import->domains; domain != NULL; domain = domain->next) {
		if (!is_same(domain->host, host))
			continue;
		domain->is_default = domain->is_default || is_default;
		return;
	}
	domain = add(import, place, sizeof(*domain));
	if (domain == NULL)
		return;
	domain->host = host;
	domain->is_default = is_default;
	domain->next = import->domains;
	import->domains = domain;
}

static const char *
contradiction(struct import *import, struct el_host domain)
{
	return arena_printf(import->arena, "the XMPP partner %s is there "
	    "already, with another negotiation",
	    (const char *)domain.text.data);
}

void
import_add_partner(struct import *import, const struct import_place *place,
    const char *domain, struct el_xmpp_partner like)
{
	struct import_partner *partner;

	import->partners_known = true;
	if (!import_host(&like.domain, import, place, domain))
		return;
	for (partner = import->partners; partner != NULL;
	     partner = partner->next) {
		const struct el_xmpp_partner *same = &partner->partner;

		if (!is_same(same->domain, like.domain))
			continue;
		if (same->tls != like.tls || same->sasl != like.sasl ||
		    same->dialback != like.dialback)
			import_complain(import, place,
			    contradiction(import, like.domain));
		return;
	}
	partner = add(import, place, sizeof(*partner));
	if (partner == NULL)
		return;
	partner->partner = like;
	partner->next = import->partners;
	import->partners = partner;
}
