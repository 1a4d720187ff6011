#include "profile_keys.h"

#include <string.h>

enum {
	VERSION = 1,
	DAYS_MAX = 3650,
};

/* A choice is stored through its octets, whichever enum it is. */
_Static_assert(sizeof(enum el_product) == sizeof(unsigned) &&
	sizeof(enum el_severity) == sizeof(unsigned),
    "an enum is as large as unsigned");

/* --- the version of the format ------------------------------------------- */

static void
read_version(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	(void)member;
	if (!profile_expect(reader, value, JSON_NUMBER, key->what))
		return;
	if (value->number != VERSION)
		profile_complain(reader, value, arena_printf(reader->arena,
		    "expected %s, found %.15g", key->what, value->number));
}

static void
write_version(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	(void)member;
	json_number(writer, key->name, VERSION);
}

const struct profile_type profile_version_type = {
	.read = read_version,
	.write = write_version,
};

/* --- text ---------------------------------------------------------------- */

static bool
set_text(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	const char **out = member;
	const char *copy;

	if (*text == '\0') {
		*fault = arena_printf(arena, "expected %s, found nothing",
		    key->what);
		return false;
	}
	copy = arena_copy(arena, el_bytes_of(text));
	if (copy == NULL) {
		*fault = NULL;
		return false;
	}
	*out = copy;
	return true;
}

static void
write_text(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const char *const *text = member;

	if (*text != NULL)
		json_string(writer, key->name, *text);
}

const struct profile_type profile_text_type = {
	.read = profile_read_text,
	.set = set_text,
	.write = write_text,
};

/* --- one of several words ------------------------------------------------ */

static bool
set_choice(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	unsigned value;

	if (!profile_word_find(&value, key->words, text)) {
		*fault = profile_word_unknown(key->words, text, arena);
		return false;
	}
	memcpy(member, &value, sizeof(value));
	return true;
}

static void
write_choice(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	unsigned value;

	memcpy(&value, member, sizeof(value));
	json_string(writer, key->name, profile_word_name(key->words, value));
}

const struct profile_type profile_choice_type = {
	.read = profile_read_text,
	.set = set_choice,
	.write = write_choice,
};

/* --- some of several words ----------------------------------------------- */

/* Add one word to the bits. */
static bool
add_choice(const struct profile_key *key, unsigned *bits, const char *word,
    struct arena *arena, const char **fault)
{
	unsigned bit;

	if (!profile_word_find(&bit, key->words, word)) {
		*fault = profile_word_unknown(key->words, word, arena);
		return false;
	}
	if (*bits & bit) {
		*fault = arena_printf(arena, "\"%s\" is named twice", word);
		return false;
	}
	*bits |= bit;
	return true;
}

static void
read_choices(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	unsigned bits = 0;

	if (!profile_expect(reader, value, JSON_ARRAY, key->what))
		return;
	if (value->count == 0)
		profile_complain(reader, value, arena_printf(reader->arena,
		    "expected %s, found an empty list", key->what));
	for (size_t i = 0; i < value->count && !profile_is_full(reader); i++) {
		const struct json_value *word = &value->children[i];
		const char *fault;

		if (profile_expect(reader, word, JSON_STRING, key->what) &&
		    !add_choice(key, &bits, word->string, reader->arena,
			&fault))
			profile_complain(reader, word, fault);
	}
	memcpy(member, &bits, sizeof(bits));
}

/* Words with commas between them. */
static bool
set_choices(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	unsigned bits = 0;

	for (;;) {
		size_t length = strcspn(text, ",");
		const char *word = arena_copy(arena,
		    (struct el_bytes){ (const uint8_t *)text, length });

		*fault = NULL;
		if (word == NULL ||
		    !add_choice(key, &bits, word, arena, fault))
			return false;
		if (text[length] == '\0')
			break;
		text += length + 1;
	}
	memcpy(member, &bits, sizeof(bits));
	return true;
}

static void
write_choices(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	unsigned bits;

	memcpy(&bits, member, sizeof(bits));
	json_begin_array(writer, key->name);
	for (const struct profile_word *word = key->words; word->name != NULL;
	     word++) {
		if (bits & word->value)
			json_string(writer, NULL, word->name);
	}
	json_end_array(writer);
}

const struct profile_type profile_choices_type = {
	.read = read_choices,
	.set = set_choices,
	.write = write_choices,
};

/* --- days ---------------------------------------------------------------- */

static void
read_days(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	int *days = member;

	if (!profile_expect(reader, value, JSON_NUMBER, key->what))
		return;
	if (value->number >= 0 && value->number <= DAYS_MAX &&
	    value->number == (int)value->number)
		*days = (int)value->number;
	else
		profile_complain(reader, value, arena_printf(reader->arena,
		    "expected %s, found %.15g", key->what, value->number));
}

static bool
set_days(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	int *out = member;
	int days = 0;
	const char *digit = text;

	for (; *digit >= '0' && *digit <= '9' && days <= DAYS_MAX; digit++)
		days = days * 10 + (*digit - '0');
	if (digit == text || *digit != '\0' || days > DAYS_MAX) {
		*fault = arena_printf(arena, "expected %s, found %s",
		    key->what, profile_show(text, arena));
		return false;
	}
	*out = days;
	return true;
}

static void
write_days(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const int *days = member;

	if (*days >= 0)
		json_number(writer, key->name, *days);
}

const struct profile_type profile_days_type = {
	.read = read_days,
	.set = set_days,
	.write = write_days,
};

/* --- true or false ------------------------------------------------------- */

static void
read_flag(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	bool *flag = member;

	if (value->type == JSON_TRUE || value->type == JSON_FALSE)
		*flag = value->type == JSON_TRUE;
	else
		profile_expect(reader, value, JSON_TRUE, key->what);
}

static void
write_flag(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const bool *flag = member;

	json_bool(writer, key->name, *flag);
}

const struct profile_type profile_flag_type = {
	.read = read_flag,
	.write = write_flag,
};
