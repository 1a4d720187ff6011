#include "profile_keys.h"

#include <string.h>

static const char no_memory[] = "there is not enough memory";

/*
 * The mistakes are kept in the order of the file; of too many, those that
 * stand first are kept.
 */
static void
complain_at(struct profile_reader *reader, const struct json_value *value,
    size_t offset, const char *message)
{
	size_t kept = reader->count < PROFILE_ERRORS ? reader->count :
						       PROFILE_ERRORS;
	size_t at = kept;
	struct profile_error *error;

	reader->count++;
	while (at > 0 && reader->offsets[at - 1] > offset)
		at--;
	if (at == PROFILE_ERRORS)
		return;
	if (kept == PROFILE_ERRORS)
		kept--;
	memmove(&reader->errors[at + 1], &reader->errors[at],
	    (kept - at) * sizeof(reader->errors[0]));
	memmove(&reader->offsets[at + 1], &reader->offsets[at],
	    (kept - at) * sizeof(reader->offsets[0]));
	reader->offsets[at] = offset;
	error = &reader->errors[at];
	error->file = reader->file;
	json_place(reader->document, offset, &error->line, &error->column);
	error->path = json_path(value, reader->arena);
	if (error->path == NULL)
		error->path = "";
	error->message = message == NULL ? no_memory : message;
}

void
profile_complain(struct profile_reader *reader, const struct json_value *value,
    const char *message)
{
	complain_at(reader, value, value->offset, message);
}

void
profile_complain_key(struct profile_reader *reader,
    const struct json_value *value, const char *message)
{
	complain_at(reader, value, value->key_offset, message);
}

bool
profile_is_full(const struct profile_reader *reader)
{
	return reader->count > PROFILE_ERRORS;
}

bool
profile_expect(struct profile_reader *reader, const struct json_value *value,
    enum json_type type, const char *what)
{
	static const char *const found[] = {
		[JSON_NULL] = "null",
		[JSON_FALSE] = "false",
		[JSON_TRUE] = "true",
		[JSON_NUMBER] = "a number",
		[JSON_STRING] = "a string",
		[JSON_ARRAY] = "a list",
		[JSON_OBJECT] = "an object",
	};

	if (value->type == type)
		return true;
	profile_complain(reader, value, arena_printf(reader->arena,
	    "expected %s, found %s", what, found[value->type]));
	return false;
}

static void
complain_unknown(struct profile_reader *reader, const struct profile_key *keys,
    const struct json_value *value)
{
	const char *names[PROFILE_KEYS];
	size_t count = 0;

	for (; keys->name != NULL && count < PROFILE_KEYS; keys++)
		names[count++] = keys->name;
	profile_complain_key(reader, value, arena_printf(reader->arena,
	    "there is no key %s%s", profile_show(value->key, reader->arena),
	    profile_did_you_mean(value->key, names, count, reader->arena)));
}

static void
complain_missing(struct profile_reader *reader, const struct profile_key *keys,
    const struct json_value *object)
{
	for (; keys->name != NULL; keys++) {
		if (!keys->required || json_member(object, keys->name) != NULL)
			continue;
		profile_complain(reader, object, arena_printf(reader->arena,
		    "the key \"%s\" is missing: %s", keys->name, keys->what));
	}
}

static void
read_member(struct profile_reader *reader, const struct profile_key *keys,
    void *structure, const struct json_value *value)
{
	const struct profile_key *key = profile_key_find(keys, value->key);

	if (key != NULL)
		key->type->read(reader, key, (char *)structure + key->member,
		    value);
	else if (strcmp(value->key, "$comment") != 0)
		complain_unknown(reader, keys, value);
}

void
profile_read_members(struct profile_reader *reader,
    const struct profile_key *keys, void *structure,
    const struct json_value *object)
{
	complain_missing(reader, keys, object);
	for (size_t i = 0; i < object->count && !profile_is_full(reader); i++)
		read_member(reader, keys, structure, &object->children[i]);
}

void
profile_read_text(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	const char *fault;

	if (!profile_expect(reader, value, JSON_STRING, key->what))
		return;
	if (!key->type->set(key, member, value->string, reader->arena, &fault))
		profile_complain(reader, value, fault);
}

void
profile_write_members(const struct profile_key *keys, const void *structure,
    struct json_writer *writer)
{
	for (; keys->name != NULL; keys++)
		keys->type->write(keys, (const char *)structure + keys->member,
		    writer);
}
