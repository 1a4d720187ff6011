/*
 * The XML of a topology: what Get-CsTopology -AsXml writes, and Topology
 * Builder's .tbxml files.  Both have the same elements for what matters here;
 * they differ in how a service names the pool that it is installed on.
 */

#include "import.h"

#include <string.h>

#include <expat.h>

enum {
	/* Topologies have elements ten deep. */
	DEPTH_MAX = 100,
	/* Puts a namespace in front of a local name. */
	SEPARATOR = ' ',
};

/* A pool, before it is known whether an Edge service runs on it. */
struct cluster {
	struct cluster *next;
	const char *key; /* what services call it, or NULL */
	struct import_pool *pool;
};

/* A service while it is read. */
struct service {
	bool is_edge;
	const char *cluster; /* the key of its pool, or NULL */
	struct el_host access;
	struct el_host web;
	struct import_place place;
};

struct edge_service {
	struct edge_service *next;
	struct service service;
};

struct reader {
	struct import *import;
	XML_Parser parser;
	size_t depth;
	struct cluster *clusters;
	struct cluster *cluster; /* that is open, or NULL */
	size_t cluster_depth;
	struct service service; /* that is open, when its depth is not 0 */
	size_t service_depth;
	struct edge_service *edges; /* that were closed */
	bool has_domains;
};

static struct import_place
place_of(const struct reader *reader, const char *element)
{
	return (struct import_place){
		.file = reader->import->file,
		.line = XML_GetCurrentLineNumber(reader->parser),
		.column = XML_GetCurrentColumnNumber(reader->parser) + 1,
		.element = element,
	};
}

/* Nothing that follows is read. */
static void
stop(struct reader *reader, const char *element, const char *message)
{
	struct import_place place = place_of(reader, element);

	import_complain(reader->import, &place, message);
	XML_StopParser(reader->parser, XML_FALSE);
}

/* The value of an attribute; NULL: it is not there, or empty. */
static const char *
attribute(const XML_Char *const *attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return *attributes[1] == '\0' ? NULL : attributes[1];
	return NULL;
}

static const char *
copy(struct reader *reader, const char *text)
{
	const char *made = arena_copy(reader->import->arena,
	    el_bytes_of(text));

	if (made == NULL)
		stop(reader, "", NULL);
	return made;
}

/* --- pools ---------------------------------------------------------------------- */

static void
open_cluster(struct reader *reader, const XML_Char *const *attributes)
{
	struct import_place place = place_of(reader, "Cluster Fqdn");
	const char *name = attribute(attributes, "Fqdn");
	const char *key = attribute(attributes, "UniqueId");
	struct cluster *cluster;
	struct el_host host;

	/* Pools of other roles may have names of any kind. */
	if (name == NULL ||
	    profile_read_host(&host, name, reader->import->arena) != NULL)
		return;
	cluster = arena_alloc(reader->import->arena, 1, sizeof(*cluster));
	if (cluster == NULL) {
		stop(reader, "Cluster", NULL);
		return;
	}
	cluster->pool = import_add_pool(reader->import, &place, host);
	if (cluster->pool == NULL)
		return;
	cluster->key = key == NULL ? NULL : copy(reader, key);
	cluster->next = reader->clusters;
	reader->clusters = cluster;
	reader->cluster = cluster;
	reader->cluster_depth = reader->depth;
}

static void
read_machine(struct reader *reader, const XML_Char *const *attributes)
{
	struct import_place place = place_of(reader, "Machine Fqdn");
	const char *name = attribute(attributes, "Fqdn");

	if (reader->cluster != NULL && name != NULL)
		import_add_server(reader->import, reader->cluster->pool,
		    &place, name);
}

/* <ClusterId SiteId="1" Number="2"/>, of a pool or of a service on it. */
static void
read_cluster_id(struct reader *reader, const XML_Char *const *attributes)
{
	const char *site = attribute(attributes, "SiteId");
	const char *number = attribute(attributes, "Number");
	const char *key;

	if (site == NULL || number == NULL)
		return;
	key = arena_printf(reader->import->arena, "%s:%s", site, number);
	if (key == NULL)
		stop(reader, "ClusterId", NULL);
	else if (reader->service_depth != 0)
		reader->service.cluster = key;
	else if (reader->cluster != NULL)
		reader->cluster->key = key;
}

/* --- services -------------------------------------------------------------------- */

static void
note_role(struct reader *reader, const char *role)
{
	if (role != NULL && strcmp(role, "EdgeServer") == 0)
		reader->service.is_edge = true;
}

static void
open_service(struct reader *reader, const XML_Char *const *attributes)
{
	const char *cluster = attribute(attributes, "InstalledOn");

	reader->service = (struct service){
		.cluster = cluster == NULL ? NULL : copy(reader, cluster),
		.place = place_of(reader, "Service"),
	};
	reader->service_depth = reader->depth;
	note_role(reader, attribute(attributes, "RoleName"));
}

static void
set_host(struct reader *reader, struct el_host *out, const char *name)
{
	struct import_place place = place_of(reader, "Port ConfiguredFqdn");
	struct el_host host;

	if (!import_host(&host, reader->import, &place, name))
		return;
	if (el_host_known(*out) && !el_bytes_equal(out->text, host.text))
		import_complain(reader->import, &place, "it differs from the "
		    "name that another port of this service has");
	*out = host;
}

/* The external names stand at the ports that have them. */
static void
read_port(struct reader *reader, const XML_Char *const *attributes)
{
	static const char access[] = "urn:component:AccessEdge";
	static const char web[] = "urn:component:DataEdge";
	const char *owner = attribute(attributes, "Owner");
	const char *side = attribute(attributes, "InterfaceSide");
	const char *name = attribute(attributes, "ConfiguredFqdn");

	if (reader->service_depth == 0 || owner == NULL || side == NULL ||
	    name == NULL || strcmp(side, "External") != 0)
		return;
	if (strcmp(owner, access) == 0)
		set_host(reader, &reader->service.access, name);
	else if (strcmp(owner, web) == 0)
		set_host(reader, &reader->service.web, name);
	else
		return;
	reader->service.is_edge = true;
}

static void
close_service(struct reader *reader)
{
	struct edge_service *edge;

	if (!reader->service.is_edge)
		return;
	edge = arena_alloc(reader->import->arena, 1, sizeof(*edge));
	if (edge == NULL) {
		stop(reader, "Service", NULL);
		return;
	}
	edge->service = reader->service;
	edge->next = reader->edges;
	reader->edges = edge;
}

/* --- domains ---------------------------------------------------------------------- */

static void
read_domain(struct reader *reader, const XML_Char *const *attributes,
    const char *name, bool is_default)
{
	const char *domain = attribute(attributes, name);
	struct import_place place = place_of(reader, is_default ?
		"InternalDomains DefaultDomain" : "InternalDomain Name");

	if (domain == NULL)
		return;
	reader->has_domains = true;
	import_add_domain(reader->import, &place, domain, is_default);
}

/* --- elements --------------------------------------------------------------------- */

static void
start_element(void *data, const XML_Char *full_name,
    const XML_Char **attributes)
{
	const XML_Char *const *list = (const XML_Char *const *)attributes;
	const char *separator = strrchr(full_name, SEPARATOR);
	const char *name = separator == NULL ? full_name : separator + 1;
	struct reader *reader = data;

	if (++reader->depth > DEPTH_MAX)
		stop(reader, "", "elements stand in each other more deeply "
		    "than in any topology");
	else if (strcmp(name, "InternalDomains") == 0)
		read_domain(reader, list, "DefaultDomain", true);
	else if (strcmp(name, "InternalDomain") == 0)
		read_domain(reader, list, "Name", false);
	else if (strcmp(name, "Cluster") == 0)
		open_cluster(reader, list);
	else if (strcmp(name, "ClusterId") == 0)
		read_cluster_id(reader, list);
	else if (strcmp(name, "Machine") == 0)
		read_machine(reader, list);
	else if (strcmp(name, "Service") == 0)
		open_service(reader, list);
	else if (strcmp(name, "ServiceId") == 0 && reader->service_depth != 0)
		note_role(reader, attribute(list, "RoleName"));
	else if (strcmp(name, "Port") == 0)
		read_port(reader, list);
}

static void
end_element(void *data, const XML_Char *name)
{
	struct reader *reader = data;

	(void)name;
	if (reader->depth == reader->cluster_depth)
		reader->cluster = NULL;
	if (reader->depth == reader->service_depth) {
		close_service(reader);
		reader->service_depth = 0;
	}
	reader->depth--;
}

/* No topology has one, and what it may declare can cost without bounds or
 * reach for other files. */
static void
refuse_doctype(void *data, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(data, "DOCTYPE", "a document type with its entities is not "
	    "read; no topology has one");
}

/* --- the whole -------------------------------------------------------------------- */

static const struct cluster *
find_cluster(const struct reader *reader, const char *key)
{
	const struct cluster *cluster = reader->clusters;

	while (cluster != NULL && (cluster->key == NULL || key == NULL ||
		    strcmp(cluster->key, key) != 0))
		cluster = cluster->next;
	return cluster;
}

/* Services may stand before the pools that they run on. */
static void
add_edges(struct reader *reader)
{
	for (const struct edge_service *edge = reader->edges; edge != NULL;
	     edge = edge->next) {
		const struct service *service = &edge->service;
		const struct cluster *cluster = find_cluster(reader,
		    service->cluster);
		struct import_edge *made = import_add_edge(reader->import,
		    &service->place);

		if (made == NULL)
			return;
		made->access = service->access;
		made->web = service->web;
		if (cluster != NULL)
			made->pool = cluster->pool->host;
	}
}

static void
parse(struct reader *reader, struct el_bytes utf8)
{
	enum XML_Error error;

	XML_SetUserData(reader->parser, reader);
	XML_SetElementHandler(reader->parser, start_element, end_element);
	XML_SetStartDoctypeDeclHandler(reader->parser, refuse_doctype);
	if (XML_Parse(reader->parser, (const char *)utf8.data, (int)utf8.size,
		XML_TRUE) == XML_STATUS_OK)
		return;
	error = XML_GetErrorCode(reader->parser);
	if (error != XML_ERROR_ABORTED)
		stop(reader, "", arena_printf(reader->import->arena,
		    "this is no XML: %s", XML_ErrorString(error)));
}

void
import_topology(struct import *import, struct el_bytes utf8)
{
	struct reader reader = { .import = import };
	struct import_place whole = { .file = import->file, .element = "" };
	size_t mistakes = import->mistakes.count;

	/* What a declaration says of the encoding was right for the file
	 * before PowerShell wrote it in another. */
	reader.parser = XML_ParserCreateNS("UTF-8", SEPARATOR);
	if (reader.parser == NULL) {
		import_complain(import, &whole, NULL);
		return;
	}
	parse(&reader, utf8);
	XML_ParserFree(reader.parser);
	add_edges(&reader);
	if (reader.edges == NULL && !reader.has_domains &&
	    import->mistakes.count == mistakes)
		import_complain(import, &whole, "this is XML, but no "
		    "topology: it has neither an Edge service nor SIP "
		    "domains");
}
