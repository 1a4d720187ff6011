#include "profile.h"

#include <string.h>

#include "profile_keys.h"

static const char no_memory[] = "there is not enough memory";

static const char needs_pool[] =
    "the interface \"internal\" needs the key \"pool_fqdn\": the certificate "
    "on the internal interface carries the pool's name";

static uint32_t
key_bit(const struct profile_key *key)
{
	return UINT32_C(1) << (key - profile_keys);
}

static bool
is_set(const struct el_profile *profile, const char *name)
{
	const struct profile_key *key = profile_key_find(profile_keys, name);

	return (profile->keys_set & key_bit(key)) != 0;
}

void
profile_defaults(struct el_profile *out)
{
	*out = (struct el_profile){
		.product = EL_LYNC2013,
		.interface = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE | EL_WEB_CONFERENCING,
		.san_order = EL_ORDER_WEB_CONFERENCING_FIRST,
		.xmpp_matching = EL_MATCHING_MICROSOFT,
		.issuer = EL_ISSUER_AUTO,
		.minimum_days_left = -1,
	};
}

/* --- from a file --------------------------------------------------------- */

/* What no value by itself shows. */
static void
read_contradictions(struct profile_reader *reader,
    const struct el_profile *profile, const struct json_value *root)
{
	const struct json_value *sip = json_member(root, "sip_domains");
	const struct json_value *online =
	    json_member(root, "online_sip_domains");
	const struct json_value *interface = json_member(root, "interface");

	if (sip != NULL && online != NULL)
		profile_complain_both(reader, profile, sip, online);
	if (profile->interface == EL_INTERNAL && interface != NULL &&
	    json_member(root, "pool_fqdn") == NULL)
		profile_complain(reader, interface, needs_pool);
}

static void
read_root(struct profile_reader *reader, struct el_profile *profile,
    const struct json_value *root)
{
	if (!profile_expect(reader, root, JSON_OBJECT,
		"an object, the profile"))
		return;
	profile_read_members(reader, profile_keys, profile, root);
	read_contradictions(reader, profile, root);
	for (const struct profile_key *key = profile_keys; key->name != NULL;
	     key++) {
		if (json_member(root, key->name) != NULL)
			profile->keys_set |= key_bit(key);
	}
}

/* The number of errors to show, with one more that says there are more. */
static size_t
close_errors(struct profile_reader *reader)
{
	if (reader->count <= PROFILE_ERRORS)
		return reader->count;
	reader->errors[PROFILE_ERRORS] = (struct profile_error){
		.file = reader->file,
		.path = "",
		.message = "there are more mistakes; the first 50 are listed",
	};
	return PROFILE_ERRORS + 1;
}

bool
profile_parse(struct el_profile *out, const char *file, struct el_bytes text,
    struct arena *arena, const struct profile_error **errors,
    size_t *error_count)
{
	struct profile_reader reader = { .arena = arena, .file = file };
	struct json_document *document;
	struct json_error error;

	profile_defaults(out);
	reader.errors = arena_alloc(arena, PROFILE_ERRORS + 1,
	    sizeof(*reader.errors));
	*errors = reader.errors;
	*error_count = 0;
	if (reader.errors == NULL)
		return false;
	if (!json_parse(&document, text, arena, &error)) {
		reader.errors[0] = (struct profile_error){ file, error.line,
			error.column, error.path, error.message };
		*error_count = 1;
		return false;
	}
	reader.document = document;
	out->given = true;
	out->source = file;
	read_root(&reader, out, json_root(document));
	json_free(document);
	*error_count = close_errors(&reader);
	return *error_count == 0;
}

/* --- from options -------------------------------------------------------- */

static void
note_override(struct el_profile *profile, const char *name)
{
	for (size_t i = 0; i < profile->overridden_count; i++) {
		if (strcmp(profile->overridden[i], name) == 0)
			return;
	}
	if (profile->overridden_count < EL_OVERRIDES_MAX)
		profile->overridden[profile->overridden_count++] = name;
}

const char *
profile_set(struct el_profile *profile, const char *name, const char *value,
    bool override, struct arena *arena)
{
	const struct profile_key *key = profile_key_find(profile_keys, name);
	const char *fault = NULL;

	if (key == NULL || key->type->set == NULL) {
		fault = arena_printf(arena, "no option sets the key %s",
		    profile_show(name, arena));
		return fault == NULL ? no_memory : fault;
	}
	if (!key->type->set(key, (char *)profile + key->member, value, arena,
		&fault))
		return fault == NULL ? no_memory : fault;
	profile->keys_set |= key_bit(key);
	if (key->use == PROFILE_DEPLOYMENT)
		profile->given = true;
	if (key->use == PROFILE_POLICY && override)
		note_override(profile, key->name);
	return NULL;
}

const char *
profile_check(const struct el_profile *profile, struct arena *arena)
{
	const struct el_domains *sip = &profile->sip;
	const struct el_domains *online = &profile->online_sip;

	if (profile->interface == EL_INTERNAL && !el_host_known(profile->pool))
		return needs_pool;
	for (size_t i = 0; i < sip->count; i++) {
		for (size_t j = 0; j < online->count; j++) {
			const char *fault;

			if (sip->list[i].name.hash !=
				online->list[j].name.hash ||
			    !el_bytes_equal(sip->list[i].name.text,
				online->list[j].name.text))
				continue;
			fault = arena_printf(arena,
			    "the SIP domain \"%s\" is either on premises or "
			    "in the cloud tenant only, not both",
			    (const char *)sip->list[i].name.text.data);
			return fault == NULL ? no_memory : fault;
		}
	}
	return NULL;
}

/* --- what follows from the rest ------------------------------------------ */

/* PREFIX.DOMAIN; not known when it would be too long for a name. */
static bool
make_host(struct el_host *out, const char *prefix, struct el_host domain,
    struct arena *arena)
{
	size_t length = strlen(prefix);
	size_t size = length + domain.text.size;
	char *name;

	*out = (struct el_host){ 0 };
	if (size > EL_HOST_MAX)
		return true;
	name = arena_alloc(arena, size + 1, 1);
	if (name == NULL)
		return false;
	memcpy(name, prefix, length);
	memcpy(name + length, domain.text.data, domain.text.size);
	out->text = (struct el_bytes){ (const uint8_t *)name, size };
	out->hash = el_host_hash(out->text);
	return true;
}

/* What follows from each domain; cloud: they are those of a tenant. */
static bool
make_hosts(struct el_domains *domains, bool cloud, struct arena *arena)
{
	struct el_domain *list;

	list = arena_alloc(arena, domains->count, sizeof(*list));
	if (list == NULL)
		return false;
	for (size_t i = 0; i < domains->count; i++) {
		struct el_domain *made = &list[i];

		made->name = domains->list[i].name;
		if (!make_host(&made->sip, "sip.", made->name, arena) ||
		    !make_host(&made->xmpp, "xmpp.", made->name, arena) ||
		    !make_host(&made->sipexternal, "sipexternal.", made->name,
			arena))
			return false;
		made->tenant = cloud && el_host_is_under(made->name.text,
		    el_bytes_of("onmicrosoft.com"));
	}
	domains->list = list;
	return true;
}

bool
profile_resolve(struct el_profile *profile, struct arena *arena)
{
	if (!is_set(profile, "san_order"))
		profile->san_order = profile->product & EL_SFB_PRODUCTS ?
		    EL_ORDER_EDGE_NAMES_FIRST :
		    EL_ORDER_WEB_CONFERENCING_FIRST;
	profile->issuer_chosen = is_set(profile, "issuer");
	if (!profile->issuer_chosen)
		profile->issuer = profile->interface == EL_INTERNAL ?
		    EL_ISSUER_PRIVATE :
		    EL_ISSUER_AUTO;
	return make_hosts(&profile->sip, false, arena) &&
	    make_hosts(&profile->online_sip, true, arena) &&
	    make_hosts(&profile->xmpp, false, arena);
}

/* --- to a file ----------------------------------------------------------- */

/*
 * A choice has a value even when nobody made it; all else knows by itself
 * whether it is known.  The product is always said, since the other choices
 * follow from it.
 */
static bool
is_written(const struct el_profile *profile, const struct profile_key *key)
{
	return key->words == NULL || (profile->keys_set & key_bit(key)) != 0 ||
	    strcmp(key->name, "product") == 0;
}

void
profile_write(const struct el_profile *profile, struct json_writer *writer)
{
	json_begin_object(writer, NULL);
	for (const struct profile_key *key = profile_keys; key->name != NULL;
	     key++) {
		if (is_written(profile, key))
			key->type->write(key,
			    (const char *)profile + key->member, writer);
	}
	json_end_object(writer);
}
