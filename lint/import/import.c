#include "import.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "input/encoding.h"

/* --- the kinds of files --------------------------------------------------- */

static bool
begins_as_xml(struct el_bytes utf8)
{
	size_t i = 0;

	while (i < utf8.size && text_is_space(utf8.data[i]))
		i++;
	return i < utf8.size && utf8.data[i] == '<';
}

void
import_read(struct import *import, const char *file, struct el_bytes text)
{
	const struct import_place whole = { .file = file, .element = "" };
	struct el_bytes utf8;

	import->file = file;
	if (!encoding_to_utf8(&utf8, text, import->arena)) {
		import_complain(import, &whole, NULL);
		return;
	}
	if (begins_as_xml(utf8))
		import_topology(import, utf8);
	else
		import_powershell(import, utf8);
}

/* --- a profile of it ------------------------------------------------------ */

static const struct import_place *
place_of_all(void)
{
	static const struct import_place place = { .file = "the exports",
		.element = "" };

	return &place;
}

/* "edge1.contoso.com, edge2.contoso.com"; NULL: no memory. */
static const char *
list_pools(const struct import *import)
{
	struct sink sink;
	const char *list = NULL;

	sink_to_memory(&sink);
	for (const struct import_edge *edge = import->edges; edge != NULL;
	     edge = edge->next)
		sink_printf(&sink, "%s%s", sink.size > 0 ? ", " : "",
		    el_host_known(edge->pool) ?
			(const char *)edge->pool.text.data : "(no name)");
	if (sink.error == 0)
		list = arena_copy(import->arena, (struct el_bytes){
			(const uint8_t *)sink.data, sink.size });
	sink_free(&sink);
	return list;
}

/* The Edge pool that the options name, or the only one; NULL: none. */
static struct import_edge *
choose_edge(struct import *import, struct el_host wanted)
{
	struct import_edge *edge = import->edges;
	const char *pools;

	if (edge == NULL)
		return NULL;
	if (!el_host_known(wanted) && edge->next == NULL)
		return edge;
	for (; edge != NULL && el_host_known(wanted); edge = edge->next)
		if (el_bytes_equal(edge->pool.text, wanted.text))
			return edge;
	pools = list_pools(import);
	import_complain(import, place_of_all(), pools == NULL ? NULL :
	    arena_printf(import->arena, el_host_known(wanted) ?
		"no Edge pool has the name of --pool-fqdn; there is: %s" :
		"there are several Edge pools; choose one with --pool-fqdn: "
		"%s", pools));
	return NULL;
}

/* Two exports may name one thing; they have to name it alike. */
static void
merge_host(struct import *import, struct el_host *into, struct el_host host,
    const struct import_edge *edge, const char *what)
{
	if (!el_host_known(host))
		return;
	if (!el_host_known(*into))
		*into = host;
	else if (!el_bytes_equal(into->text, host.text))
		import_complain(import, &edge->place, arena_printf(
		    import->arena, "%s is %s here, and %s in another export",
		    what, (const char *)host.text.data,
		    (const char *)into->text.data));
}

/* What is said of one pool in several exports is one pool. */
static void
merge_edges(struct import *import)
{
	struct import_edge *kept = NULL;
	struct import_edge *next;

	for (struct import_edge *edge = import->edges; edge != NULL;
	     edge = next) {
		struct import_edge *same = kept;

		next = edge->next;
		while (same != NULL && !el_bytes_equal(same->pool.text, edge->pool.text))
			same = same->next;
		if (same == NULL) {
			edge->next = kept;
			kept = edge;
			continue;
		}
		merge_host(import, &same->access, edge->access, edge,
		    "the external FQDN of the Access Edge service");
		merge_host(import, &same->web, edge->web, edge,
		    "the external FQDN of the Web Conferencing Edge service");
	}
	import->edges = kept;
}

static void
put_servers(struct el_profile *out, struct import *import,
    const struct import_pool *pool)
{
	size_t count = 0;
	struct el_host *list;

	for (const struct import_server *server = pool->servers;
	     server != NULL; server = server->next)
		count++;
	list = arena_alloc(import->arena, count, sizeof(*list));
	if (list == NULL) {
		import_complain(import, place_of_all(), NULL);
		return;
	}
	out->servers = (struct el_hosts){ count > 0, list, count };
	for (const struct import_server *server = pool->servers;
	     server != NULL; server = server->next)
		list[--count] = server->host;
}

static void
put_edge(struct el_profile *out, struct import *import,
    const struct import_edge *edge)
{
	const struct import_pool *pool = import_find_pool(import, edge->pool);

	if (!el_host_known(out->access_edge))
		out->access_edge = edge->access;
	if (!el_host_known(out->web_conferencing))
		out->web_conferencing = edge->web;
	if (!el_host_known(out->pool))
		out->pool = edge->pool;
	if (pool != NULL)
		put_servers(out, import, pool);
}

/* The default domain first, the others as they came. */
static void
put_domains(struct el_profile *out, struct import *import)
{
	size_t count = 0;
	size_t last;
	struct el_domain *list;

	for (const struct import_domain *domain = import->domains;
	     domain != NULL; domain = domain->next)
		count++;
	list = arena_alloc(import->arena, count, sizeof(*list));
	if (list == NULL) {
		import_complain(import, place_of_all(), NULL);
		return;
	}
	last = count;
	for (const struct import_domain *domain = import->domains;
	     domain != NULL; domain = domain->next)
		if (!domain->is_default)
			list[--last].name = domain->host;
	for (const struct import_domain *domain = import->domains;
	     domain != NULL; domain = domain->next)
		if (domain->is_default)
			list[--last].name = domain->host;
	out->sip = (struct el_domains){ true, list, count };
}

static void
put_partners(struct el_profile *out, struct import *import)
{
	size_t count = 0;
	struct el_xmpp_partner *list;

	for (const struct import_partner *partner = import->partners;
	     partner != NULL; partner = partner->next)
		count++;
	list = arena_alloc(import->arena, count, sizeof(*list));
	if (list == NULL) {
		import_complain(import, place_of_all(), NULL);
		return;
	}
	out->xmpp_partners_known = true;
	out->xmpp_partners = list;
	out->xmpp_partner_count = count;
	for (const struct import_partner *partner = import->partners;
	     partner != NULL; partner = partner->next)
		list[--count] = partner->partner;
}

void
import_profile(struct el_profile *out, struct import *import)
{
	const struct import_edge *edge;

	merge_edges(import);
	edge = choose_edge(import, out->pool);
	if (edge != NULL)
		put_edge(out, import, edge);
	if (import->domains_known && !out->sip.known)
		put_domains(out, import);
	if (import->partners_known)
		put_partners(out, import);
}
