#include "profile_keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* What option values say when a list is known to be empty. */
static const char none[] = "none";

/* --- one name ------------------------------------------------------------ */

static bool
is_ascii(struct el_bytes text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] >= 0x80)
			return false;
	}
	return true;
}

static size_t
count_octet(struct el_bytes text, char octet)
{
	size_t count = 0;

	for (size_t i = 0; i < text.size; i++)
		count += text.data[i] == (uint8_t)octet;
	return count;
}

/*
 * Why a text is no name for a profile, to complete "NAME ...", or NULL.  What
 * people copy into the wrong place comes first: to say that a JID holds a
 * character that host names do not have would be true, and no help.
 */
static const char *
name_fault(struct el_bytes name)
{
	struct el_host_facts facts = el_host_look(name);

	if (!is_ascii(name))
		return "is not ASCII: Lync and Skype for Business allow ASCII "
		       "names only; write the A-label, which begins with xn--";
	if (count_octet(name, '@') > 0)
		return "is the address of a user (a JID or SIP address), not "
		       "a host name; write what stands behind the @";
	if (count_octet(name, '/') > 0)
		return "is an address with a slash, not a host name; write "
		       "the host name alone";
	if (count_octet(name, ':') == 1)
		return "has a port; write the host name alone";
	if (count_octet(name, ':') > 1 || facts.defect == EL_HOST_IP_ADDRESS)
		return "is an IP address; clients ask for names only";
	if (facts.wildcard)
		return "is a wildcard: a profile lists the exact names that "
		       "the certificate needs, and a wildcard stands for none "
		       "of them";
	if (facts.defect != EL_HOST_OK)
		return el_host_defect_text(facts.defect);
	return NULL;
}

/* Whether a name is one for this key; text is the name as it was written. */
static bool
check_name(const struct profile_key *key, struct el_bytes name,
    const char *text, struct arena *arena, const char **fault)
{
	const char *why = name_fault(name);

	if (why != NULL) {
		*fault = arena_printf(arena, "%s %s",
		    profile_show(text, arena), why);
		return false;
	}
	if (el_host_parent(name).size == 0) {
		*fault = arena_printf(arena,
		    "%s is a single label; expected %s",
		    profile_show(text, arena), key->what);
		return false;
	}
	if (key->prefix != NULL &&
	    strlen(key->prefix) + name.size > EL_HOST_MAX) {
		*fault = arena_printf(arena,
		    "%s is too long: with \"%s\" in front it would have more "
		    "than %d characters", profile_show(text, arena),
		    key->prefix, EL_HOST_MAX);
		return false;
	}
	return true;
}

/* Lower case, without one trailing dot; NULL: no memory. */
static char *
normalized_copy(struct arena *arena, const char *text)
{
	struct el_bytes name = el_bytes_of(text);
	char *copy;

	if (name.size > 1 && name.data[name.size - 1] == '.')
		name.size--;
	copy = arena_copy(arena, name);
	for (char *c = copy; c != NULL && *c != '\0'; c++)
		*c = (char)el_ascii_lower((uint8_t)*c);
	return copy;
}

static bool
set_host(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	struct el_host *out = member;
	const char *copy = normalized_copy(arena, text);
	struct el_bytes name = el_bytes_of(copy);

	*fault = NULL;
	if (copy == NULL || !check_name(key, name, text, arena, fault))
		return false;
	out->text = name;
	out->hash = el_host_hash(name);
	return true;
}

const char *
profile_read_host(struct el_host *out, const char *text, struct arena *arena)
{
	static const struct profile_key any = {
		.what = "a name such as sip.contoso.com",
	};
	const char *fault;

	if (set_host(&any, out, text, arena, &fault))
		return NULL;
	return fault == NULL ? "there is not enough memory" : fault;
}

static void
write_host(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_host *host = member;

	if (el_host_known(*host))
		json_bytes(writer, key->name, host->text);
}

const struct profile_type profile_host_type = {
	.read = profile_read_text,
	.set = set_host,
	.write = write_host,
};

/* --- names that stand there twice ---------------------------------------- */

/* By name, those that are no name first; equal ones in file order. */
static int
compare_named(const void *a, const void *b)
{
	const struct profile_named *x = a;
	const struct profile_named *y = b;
	size_t shorter = x->name.size < y->name.size ? x->name.size :
						       y->name.size;
	int order = 0;

	if (shorter > 0)
		order = memcmp(x->name.data, y->name.data, shorter);
	if (order == 0)
		order = (x->name.size > y->name.size) -
		    (x->name.size < y->name.size);
	if (order == 0)
		order = (x->value->offset > y->value->offset) -
		    (x->value->offset < y->value->offset);
	return order;
}

static const char *
repeated_message(struct profile_reader *reader,
    const struct profile_named *first, const struct profile_named *again,
    bool across)
{
	const char *name = profile_show((const char *)again->name.data,
	    reader->arena);
	const char *path = json_path(first->value, reader->arena);

	if (path == NULL)
		return NULL;
	if (across)
		return arena_printf(reader->arena,
		    "%s stands in %s, too: a SIP domain is either on premises "
		    "or in the cloud tenant only", name, path);
	return arena_printf(reader->arena,
	    "%s is named twice: %s is the same", name, path);
}

void
profile_complain_repeated(struct profile_reader *reader,
    struct profile_named *names, size_t count, bool across)
{
	qsort(names, count, sizeof(*names), compare_named);
	for (size_t i = 1; i < count && !profile_is_full(reader); i++) {
		const struct profile_named *first = &names[i - 1];
		const struct profile_named *again = &names[i];
		bool same_list = first->value->parent == again->value->parent;

		if (first->name.data != NULL && same_list != across &&
		    el_bytes_equal(first->name, again->name))
			profile_complain(reader, again->value,
			    repeated_message(reader, first, again, across));
	}
}

/* The names of a list that was read, element by element. */
static void
put_named(struct profile_named *out, struct el_domains domains,
    const struct json_value *list)
{
	for (size_t i = 0; i < domains.count; i++)
		out[i] = (struct profile_named){ domains.list[i].name.text,
			&list->children[i] };
}

void
profile_complain_both(struct profile_reader *reader,
    const struct el_profile *profile, const struct json_value *sip,
    const struct json_value *online)
{
	size_t count = profile->sip.count + profile->online_sip.count;
	struct profile_named *names;

	names = arena_alloc(reader->arena, count, sizeof(*names));
	if (names == NULL) {
		profile_complain(reader, online, NULL);
		return;
	}
	put_named(names, profile->sip, sip);
	put_named(names + profile->sip.count, profile->online_sip, online);
	profile_complain_repeated(reader, names, count, true);
}

/* --- lists of names ------------------------------------------------------ */

static bool
expect_names(struct profile_reader *reader, const struct profile_key *key,
    const struct json_value *value)
{
	if (value->type != JSON_ARRAY) {
		const char *what = arena_printf(reader->arena,
		    "a list, each element %s", key->what);

		profile_expect(reader, value, JSON_ARRAY,
		    what == NULL ? "a list" : what);
		return false;
	}
	if (value->count > LIMIT_PROFILE_NAMES) {
		profile_complain(reader, value, arena_printf(reader->arena,
		    "the list has %zu names; at most %d are read",
		    value->count, LIMIT_PROFILE_NAMES));
		return false;
	}
	return true;
}

/*
 * The names of a list, one per element so that each is found in the text; an
 * element that is no name is complained about and not known.  NULL: there is
 * no list.
 */
static struct el_host *
read_names(struct profile_reader *reader, const struct profile_key *key,
    const struct json_value *value)
{
	struct el_host *names;
	struct profile_named *named;

	if (!expect_names(reader, key, value))
		return NULL;
	names = arena_alloc(reader->arena, value->count, sizeof(*names));
	named = arena_alloc(reader->arena, value->count, sizeof(*named));
	if (names == NULL || named == NULL) {
		profile_complain(reader, value, NULL);
		return NULL;
	}
	for (size_t i = 0; i < value->count && !profile_is_full(reader); i++) {
		const struct json_value *element = &value->children[i];
		const char *fault;

		if (profile_expect(reader, element, JSON_STRING, key->what) &&
		    !set_host(key, &names[i], element->string, reader->arena,
			&fault))
			profile_complain(reader, element, fault);
	}
	for (size_t i = 0; i < value->count; i++)
		named[i] = (struct profile_named){ names[i].text,
			&value->children[i] };
	profile_complain_repeated(reader, named, value->count, false);
	return names;
}

/* One more name may be added to a list by an option. */
static bool
may_add(size_t count, struct arena *arena, const char **fault)
{
	if (count < PROFILE_OPTION_NAMES)
		return true;
	*fault = arena_printf(arena,
	    "options can give %d names at most; a profile file can have more",
	    PROFILE_OPTION_NAMES);
	return false;
}

static bool
is_new(struct el_host old, const char *text, struct el_host name,
    struct arena *arena, const char **fault)
{
	if (!el_bytes_equal(old.text, name.text))
		return true;
	*fault = arena_printf(arena, "%s is named twice",
	    profile_show(text, arena));
	return false;
}

static void
read_hosts(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	struct el_hosts *out = member;
	struct el_host *names = read_names(reader, key, value);

	if (names != NULL)
		*out = (struct el_hosts){ true, names, value->count };
}

static bool
set_hosts(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	struct el_hosts *hosts = member;
	struct el_host *names;
	struct el_host name;

	if (hosts->count == 0 && strcmp(text, none) == 0) {
		hosts->known = true;
		return true;
	}
	if (!may_add(hosts->count, arena, fault) ||
	    !set_host(key, &name, text, arena, fault))
		return false;
	for (size_t i = 0; i < hosts->count; i++) {
		if (!is_new(hosts->names[i], text, name, arena, fault))
			return false;
	}
	*fault = NULL;
	names = arena_alloc(arena, hosts->count + 1, sizeof(*names));
	if (names == NULL)
		return false;
	if (hosts->count > 0)
		memcpy(names, hosts->names, hosts->count * sizeof(*names));
	names[hosts->count] = name;
	*hosts = (struct el_hosts){ true, names, hosts->count + 1 };
	return true;
}

static void
write_hosts(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_hosts *hosts = member;

	if (!hosts->known)
		return;
	json_begin_array(writer, key->name);
	for (size_t i = 0; i < hosts->count; i++)
		json_bytes(writer, NULL, hosts->names[i].text);
	json_end_array(writer);
}

const struct profile_type profile_hosts_type = {
	.read = read_hosts,
	.set = set_hosts,
	.write = write_hosts,
};

/* --- lists of domains ---------------------------------------------------- */

static void
read_domains(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	struct el_domains *out = member;
	struct el_host *names = read_names(reader, key, value);
	struct el_domain *list;

	if (names == NULL)
		return;
	list = arena_alloc(reader->arena, value->count, sizeof(*list));
	if (list == NULL) {
		profile_complain(reader, value, NULL);
		return;
	}
	for (size_t i = 0; i < value->count; i++)
		list[i].name = names[i];
	*out = (struct el_domains){ true, list, value->count };
}

static bool
set_domains(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	struct el_domains *domains = member;
	struct el_domain *list;
	struct el_host name;

	if (domains->count == 0 && strcmp(text, none) == 0) {
		domains->known = true;
		return true;
	}
	if (!may_add(domains->count, arena, fault) ||
	    !set_host(key, &name, text, arena, fault))
		return false;
	for (size_t i = 0; i < domains->count; i++) {
		if (!is_new(domains->list[i].name, text, name, arena, fault))
			return false;
	}
	*fault = NULL;
	list = arena_alloc(arena, domains->count + 1, sizeof(*list));
	if (list == NULL)
		return false;
	if (domains->count > 0)
		memcpy(list, domains->list, domains->count * sizeof(*list));
	list[domains->count].name = name;
	*domains = (struct el_domains){ true, list, domains->count + 1 };
	return true;
}

static void
write_domains(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_domains *domains = member;

	if (!domains->known)
		return;
	json_begin_array(writer, key->name);
	for (size_t i = 0; i < domains->count; i++)
		json_bytes(writer, NULL, domains->list[i].name.text);
	json_end_array(writer);
}

const struct profile_type profile_domains_type = {
	.read = read_domains,
	.set = set_domains,
	.write = write_domains,
};
