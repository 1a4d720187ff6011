#include "profile_keys.h"

#include <string.h>

#include <edgelint/result.h>

/* The id as the rule table has it, or NULL. */
static const char *
find_rule(const char *id)
{
	size_t number = el_rule_find(id);
	size_t rows;

	return number == el_rule_count() ? NULL :
					   el_rule_rows(number, &rows)->id;
}

/* The message about an id that no rule has; NULL: no memory. */
static const char *
unknown_rule(const char *id, struct arena *arena)
{
	size_t count = el_rule_count();
	const char **ids = arena_alloc(arena, count, sizeof(*ids));

	if (ids == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t rows;

		ids[i] = el_rule_rows(i, &rows)->id;
	}
	return arena_printf(arena, "there is no rule %s%s",
	    profile_show(id, arena),
	    profile_did_you_mean(id, ids, count, arena));
}

static bool
set_rule(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	const char **out = member;
	const char *id = find_rule(text);

	(void)key;
	if (id == NULL) {
		*fault = unknown_rule(text, arena);
		return false;
	}
	*out = id;
	return true;
}

static void
write_rule(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const char *const *id = member;

	json_string(writer, key->name, *id);
}

const struct profile_type profile_rule_type = {
	.read = profile_read_text,
	.set = set_rule,
	.write = write_rule,
};

/* One member of "severity": the rule's id and the word. */
static void
read_override(struct profile_reader *reader, struct el_severity_override *out,
    const struct json_value *value)
{
	unsigned severity;

	out->rule = find_rule(value->key);
	if (out->rule == NULL)
		profile_complain_key(reader, value,
		    unknown_rule(value->key, reader->arena));
	if (!profile_expect(reader, value, JSON_STRING,
		"error, warning, info or off"))
		return;
	if (profile_word_find(&severity, profile_severities, value->string))
		out->severity = severity;
	else
		profile_complain(reader, value,
		    profile_word_unknown(profile_severities, value->string,
			reader->arena));
}

static void
read_severity(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	struct el_profile *profile = member;
	struct el_severity_override *list;
	size_t count = 0;

	if (!profile_expect(reader, value, JSON_OBJECT, key->what))
		return;
	list = arena_alloc(reader->arena, value->count, sizeof(*list));
	if (list == NULL) {
		profile_complain(reader, value, NULL);
		return;
	}
	for (size_t i = 0; i < value->count && !profile_is_full(reader); i++) {
		if (strcmp(value->children[i].key, "$comment") != 0)
			read_override(reader, &list[count++],
			    &value->children[i]);
	}
	profile->severities = list;
	profile->severity_count = count;
}

static void
write_severity(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_profile *profile = member;

	if (profile->severity_count == 0)
		return;
	json_begin_object(writer, key->name);
	for (size_t i = 0; i < profile->severity_count; i++) {
		const struct el_severity_override *override =
		    &profile->severities[i];

		json_string(writer, override->rule,
		    el_severity_name(override->severity));
	}
	json_end_object(writer);
}

const struct profile_type profile_severity_type = {
	.read = read_severity,
	.write = write_severity,
};
