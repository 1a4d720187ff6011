/*
 * JSON as ConvertTo-Json writes it of the management shell's objects, alone,
 * in an array, or as members of one object that holds several exports.
 *
 * An object is known by members that no other has.  Windows PowerShell 5.1
 * writes enumerations as numbers, dates as /Date(...)/, and an array that was
 * piped through a property as {"value": [...], "Count": n}.
 */

#include "import.h"

#include <string.h>

#include "judge/profile_words.h"

enum { THUMBPRINT = 40 };

struct reader {
	struct import *import;
	const struct json_document *document;
};

/* A kind of object, and what is done with it. */
struct kind {
	const char *marks[2]; /* members that it has; NULL: no second one */
	void (*read)(struct reader *reader, const struct json_value *object);
};

static struct import_place
place_of(const struct reader *reader, const struct json_value *value)
{
	struct import_place place = { .file = reader->import->file };

	json_place(reader->document, value->key_offset, &place.line,
	    &place.column);
	place.element = json_path(value, reader->import->arena);
	if (place.element == NULL)
		place.element = "";
	return place;
}

static void
complain(struct reader *reader, const struct json_value *value,
    const char *message)
{
	struct import_place place = place_of(reader, value);

	import_complain(reader->import, &place, message);
}

static void
note(struct reader *reader, const struct json_value *value,
    const char *message)
{
	struct import_place place = place_of(reader, value);

	import_note(reader->import, &place, message);
}

/* The text of a member; NULL: it has none, which may have been noted. */
static const char *
text_member(struct reader *reader, const struct json_value *object,
    const char *key)
{
	const struct json_value *value = json_member(object, key);

	if (value == NULL || value->type == JSON_NULL)
		return NULL;
	if (value->type != JSON_STRING) {
		complain(reader, value, "expected a text; export with the "
		    "lines that the README has");
		return NULL;
	}
	return *value->string == '\0' ? NULL : value->string;
}

static void
host_member(struct el_host *out, struct reader *reader,
    const struct json_value *object, const char *key)
{
	const char *text = text_member(reader, object, key);
	struct import_place place;

	if (text == NULL)
		return;
	place = place_of(reader, json_member(object, key));
	import_host(out, reader->import, &place, text);
}

/* Lists that hold one value may be that value. */
static const struct json_value *
elements_of(const struct json_value *value, size_t *count)
{
	const struct json_value *wrapped;

	*count = 1;
	if (value->type == JSON_OBJECT && json_member(value, "Count") != NULL &&
	    (wrapped = json_member(value, "value")) != NULL)
		value = wrapped;
	if (value->type == JSON_NULL)
		*count = 0;
	if (value->type != JSON_ARRAY)
		return value;
	*count = value->count;
	return value->children;
}

/* --- the kinds ----------------------------------------------------------------- */

/* Get-CsService -EdgeServer */
static void
read_edge(struct reader *reader, const struct json_value *object)
{
	struct import_place place = place_of(reader, object);
	struct import_edge *edge = import_add_edge(reader->import, &place);

	if (edge == NULL)
		return;
	host_member(&edge->pool, reader, object, "PoolFqdn");
	host_member(&edge->access, reader, object, "AccessEdgeExternalFqdn");
	host_member(&edge->web, reader, object, "DataEdgeExternalFqdn");
}

/* Get-CsPool: pools of all roles, the Edge pools among them. */
static void
read_pool(struct reader *reader, const struct json_value *object)
{
	struct import_place place = place_of(reader, object);
	const char *name = text_member(reader, object, "Fqdn");
	const struct json_value *servers;
	struct import_pool *pool;
	struct el_host host;
	size_t count;

	if (name == NULL)
		name = text_member(reader, object, "Identity");
	if (name == NULL ||
	    profile_read_host(&host, name, reader->import->arena) != NULL)
		return;
	pool = import_add_pool(reader->import, &place, host);
	servers = elements_of(json_member(object, "Computers"), &count);
	for (size_t i = 0; pool != NULL && i < count; i++) {
		place = place_of(reader, &servers[i]);
		if (servers[i].type == JSON_STRING)
			import_add_server(reader->import, pool, &place,
			    servers[i].string);
		else
			complain(reader, &servers[i], "expected the name of "
			    "a computer");
	}
}

static bool
is_true(const struct json_value *value)
{
	return value != NULL && (value->type == JSON_TRUE ||
		(value->type == JSON_STRING &&
		    (strcmp(value->string, "True") == 0 ||
			strcmp(value->string, "true") == 0)));
}

/* Get-CsSipDomain */
static void
read_domain(struct reader *reader, const struct json_value *object)
{
	const char *name = text_member(reader, object, "Name");
	struct import_place place;

	if (name == NULL)
		return;
	place = place_of(reader, json_member(object, "Name"));
	import_add_domain(reader->import, &place, name,
	    is_true(json_member(object, "IsDefault")));
}

/* "NotSupported" is "not-supported". */
static bool
is_same_word(const char *word, const char *name)
{
	for (; *name != '\0'; name++) {
		if (*name == '-')
			continue;
		if (el_ascii_lower((uint8_t)*word) != (uint8_t)*name)
			return false;
		word++;
	}
	return *word == '\0';
}

/*
 * Microsoft documents the names, and no numbers: what a number means would be
 * a guess, and the certificate would be judged by it.  The default stays, by
 * which the certificate matters.
 */
static void
negotiation_member(enum el_negotiation *out, struct reader *reader,
    const struct json_value *object, const char *key)
{
	const struct json_value *value = json_member(object, key);

	if (value == NULL || value->type == JSON_NULL)
		return;
	for (const struct profile_word *word = profile_negotiations;
	     value->type == JSON_STRING && word->name != NULL; word++)
		if (is_same_word(value->string, word->name)) {
			*out = (enum el_negotiation)word->value;
			return;
		}
	if (value->type == JSON_NUMBER)
		note(reader, value, "Microsoft does not document what this "
		    "number means, and Required was taken; write what it is "
		    "into the profile, or export with the lines of the "
		    "README, which write names");
	else
		complain(reader, value,
		    "expected Required, Optional or NotSupported");
}

static void
add_partner(struct reader *reader, const struct json_value *value,
    struct el_xmpp_partner like)
{
	struct import_place place = place_of(reader, value);

	if (value->type == JSON_STRING)
		import_add_partner(reader->import, &place, value->string,
		    like);
	else
		complain(reader, value, "expected a domain");
}

/* Get-CsXmppAllowedPartner; of New-CsXmppAllowedPartner are the defaults.
 * A partner's child domains are listed beside it, and negotiate as it does. */
static void
read_partner(struct reader *reader, const struct json_value *object)
{
	struct el_xmpp_partner partner = { .tls = EL_REQUIRED,
		.sasl = EL_REQUIRED, .dialback = true };
	const struct json_value *dialback = json_member(object,
	    "SupportDialbackNegotiation");
	const struct json_value *domain = json_member(object, "Domain");
	const struct json_value *more = json_member(object,
	    "AdditionalDomains");
	size_t count = 0;

	negotiation_member(&partner.tls, reader, object, "TlsNegotiation");
	negotiation_member(&partner.sasl, reader, object, "SaslNegotiation");
	if (dialback != NULL && dialback->type != JSON_NULL)
		partner.dialback = is_true(dialback);
	if (domain == NULL || domain->type == JSON_NULL)
		domain = json_member(object, "Identity");
	if (domain == NULL)
		complain(reader, object, "the partner has no Domain");
	else
		add_partner(reader, domain, partner);
	if (more != NULL)
		more = elements_of(more, &count);
	for (size_t i = 0; i < count; i++)
		add_partner(reader, &more[i], partner);
}

/* Get-CsXmppGatewayConfiguration has nothing for a profile, and a secret. */
static void
read_gateway(struct reader *reader, const struct json_value *object)
{
	(void)reader;
	(void)object;
}

static bool
is_thumbprint(const char *text)
{
	return strlen(text) == THUMBPRINT &&
	    strspn(text, "0123456789abcdefABCDEF") == THUMBPRINT;
}

static const char *
upper_copy(struct arena *arena, const char *text)
{
	char *copy = arena_copy(arena, el_bytes_of(text));

	for (char *c = copy; c != NULL && *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c -= 'a' - 'A';
	return copy;
}

/* Get-CsCertificate: an object for each use. */
static void
read_certificate(struct reader *reader, const struct json_value *object)
{
	const struct json_value *use = json_member(object, "Use");
	const char *thumbprint = text_member(reader, object, "Thumbprint");
	const char *previous = text_member(reader, object,
	    "PreviousThumbprint");
	struct arena *arena = reader->import->arena;
	struct import_certificate *made;

	if (use->type == JSON_NUMBER) {
		note(reader, use, "Microsoft does not document what this "
		    "number means, and the certificate was passed over; "
		    "export with the lines of the README, which write names");
		return;
	}
	if (use->type != JSON_STRING) {
		complain(reader, use, "expected the name of a use, such as "
		    "AccessEdgeExternal");
		return;
	}
	if (thumbprint == NULL || !is_thumbprint(thumbprint)) {
		complain(reader, json_member(object, "Thumbprint"),
		    "expected a thumbprint of 40 hexadecimal digits");
		return;
	}
	if (previous != NULL && !is_thumbprint(previous)) {
		complain(reader, json_member(object, "PreviousThumbprint"),
		    "expected a thumbprint of 40 hexadecimal digits");
		return;
	}
	made = arena_alloc(arena, 1, sizeof(*made));
	if (made != NULL) {
		made->use = arena_copy(arena, el_bytes_of(use->string));
		made->thumbprint = upper_copy(arena, thumbprint);
		if (previous != NULL)
			made->previous = upper_copy(arena, previous);
	}
	if (made == NULL || made->use == NULL || made->thumbprint == NULL ||
	    (previous != NULL && made->previous == NULL)) {
		complain(reader, object, NULL);
		return;
	}
	made->next = reader->import->certificates;
	reader->import->certificates = made;
}

static const struct kind kinds[] = {
	{ { "AccessEdgeExternalFqdn", NULL }, read_edge },
	{ { "Computers", NULL }, read_pool },
	{ { "TlsNegotiation", NULL }, read_partner },
	{ { "DialbackPassphrase", NULL }, read_gateway },
	{ { "StreamEstablishmentTimeout", NULL }, read_gateway },
	{ { "Thumbprint", "Use" }, read_certificate },
	{ { "Name", "IsDefault" }, read_domain },
};

static const struct kind *
kind_of(const struct json_value *object)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (json_member(object, kinds[i].marks[0]) != NULL &&
		    (kinds[i].marks[1] == NULL ||
			json_member(object, kinds[i].marks[1]) != NULL))
			return &kinds[i];
	return NULL;
}

/* --- what holds them ------------------------------------------------------------- */

static void read_value(struct reader *reader, const struct json_value *value);

/* One object with an export in each of its members. */
static bool
is_collection(const struct json_value *object)
{
	for (size_t i = 0; i < object->count; i++) {
		enum json_type type = object->children[i].type;

		if (type != JSON_ARRAY && type != JSON_OBJECT &&
		    type != JSON_NULL)
			return false;
	}
	return object->count > 0;
}

static void
refuse(struct reader *reader, const struct json_value *value)
{
	complain(reader, value, "this is none of the exports that a profile "
	    "is made from: Get-CsService -EdgeServer, Get-CsPool, "
	    "Get-CsSipDomain, Get-CsXmppAllowedPartner, "
	    "Get-CsXmppGatewayConfiguration, Get-CsCertificate");
}

/* An export that is there and empty says that there are none. */
static void
note_empty(struct reader *reader, const struct json_value *value)
{
	const char *key = value->key;

	if (key == NULL)
		return;
	if (strcmp(key, "SipDomain") == 0)
		reader->import->domains_known = true;
	else if (strcmp(key, "XmppAllowedPartner") == 0)
		reader->import->partners_known = true;
}

static void
read_members(struct reader *reader, const struct json_value *object)
{
	for (size_t i = 0; i < object->count; i++)
		read_value(reader, &object->children[i]);
}

/* It calls itself for what stands inside; JSON is of bounded depth. */
static void
read_value(struct reader *reader, const struct json_value *value)
{
	const struct kind *kind;
	const struct json_value *elements;
	size_t count;

	elements = elements_of(value, &count);
	if (elements != value) {
		if (count == 0)
			note_empty(reader, value);
		for (size_t i = 0; i < count; i++)
			read_value(reader, &elements[i]);
		return;
	}
	if (value->type == JSON_NULL) {
		note_empty(reader, value);
		return;
	}
	kind = value->type == JSON_OBJECT ? kind_of(value) : NULL;
	if (kind != NULL)
		kind->read(reader, value);
	else if (value->type == JSON_OBJECT && is_collection(value))
		read_members(reader, value);
	else
		refuse(reader, value);
}

void
import_powershell(struct import *import, struct el_bytes utf8)
{
	struct reader reader = { .import = import };
	struct import_place place = { .file = import->file };
	struct json_document *document;
	struct json_error error;

	if (!json_parse(&document, utf8, import->arena, &error)) {
		place.line = error.line;
		place.column = error.column;
		place.element = error.path;
		import_complain(import, &place, error.message);
		return;
	}
	reader.document = document;
	read_value(&reader, json_root(document));
	json_free(document);
}
