#include "profile_keys.h"

#include <string.h>

#include "base/limits.h"
#include "base/sink.h"
#include "base/text.h"
#include "base/time.h"

enum {
	SECONDS_OF_DAY = 86400,
	DATE_LENGTH = 10,
	SHA1_DIGITS = 40,
	SHA256_DIGITS = 64,
};

/* --- the certificate that is meant --------------------------------------- */

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/*
 * The digits without what tools put between them.  Windows' certificate
 * dialog begins a thumbprint with U+200E, which nobody sees when it is pasted.
 * False: something else is among them, or there are too many.
 */
static bool
collect_digits(uint8_t digits[SHA256_DIGITS], size_t *count, const char *text)
{
	static const char mark[] = "\xe2\x80\x8e";

	*count = 0;
	if (strncmp(text, mark, strlen(mark)) == 0)
		text += strlen(mark);
	for (; *text != '\0'; text++) {
		int value = hex_value(*text);

		if (*text == ':' || *text == ' ')
			continue;
		if (value < 0 || *count == SHA256_DIGITS)
			return false;
		digits[(*count)++] = (uint8_t)value;
	}
	return *count > 0;
}

/* Octets from digits; an odd first digit stands alone. */
static bool
join_digits(struct el_bytes *out, const uint8_t *digits, size_t count,
    struct arena *arena)
{
	uint8_t *octets = arena_alloc(arena, (count + 1) / 2, 1);
	size_t pad = count % 2;

	if (octets == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		octets[(i + pad) / 2] = (uint8_t)(
		    octets[(i + pad) / 2] << 4 | digits[i]);
	*out = (struct el_bytes){ octets, (count + 1) / 2 };
	return true;
}

/* Tools differ in whether they show the zeros that begin a serial number. */
static void
drop_leading_zeros(struct el_bytes *octets)
{
	while (octets->size > 1 && octets->data[0] == 0) {
		octets->data++;
		octets->size--;
	}
}

static bool
set_certificate(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	struct el_waiver *waiver = member;
	uint8_t digits[SHA256_DIGITS];
	size_t count;

	*fault = NULL;
	waiver->certificate_text = arena_copy(arena, el_bytes_of(text));
	if (waiver->certificate_text == NULL)
		return false;
	if (strcmp(text, "*") == 0) {
		waiver->by = EL_WAIVER_ANY;
		return true;
	}
	if (!collect_digits(digits, &count, text) ||
	    (count > SHA1_DIGITS && count != SHA256_DIGITS)) {
		*fault = arena_printf(arena, "expected %s, found %s",
		    key->what, profile_show(text, arena));
		return false;
	}
	if (!join_digits(&waiver->certificate, digits, count, arena))
		return false;
	waiver->by = count == SHA256_DIGITS ? EL_WAIVER_SHA256 :
	    count == SHA1_DIGITS	    ? EL_WAIVER_SHA1 :
					      EL_WAIVER_SERIAL;
	if (waiver->by == EL_WAIVER_SERIAL)
		drop_leading_zeros(&waiver->certificate);
	return true;
}

/* A serial number of 39 digits must not come back as a SHA-1 of 40. */
static void
write_serial(const char *key, struct el_bytes serial,
    struct json_writer *writer)
{
	static const char digits[] = "0123456789abcdef";

	json_begin_string(writer, key);
	if (serial.data[0] < 0x10) {
		sink_char(writer->sink, digits[serial.data[0]]);
		serial.data++;
		serial.size--;
	}
	text_hex(writer->sink, serial);
	json_end_string(writer);
}

static void
write_certificate(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_waiver *waiver = member;

	if (waiver->by == EL_WAIVER_ANY)
		json_string(writer, key->name, "*");
	else if (waiver->by == EL_WAIVER_SERIAL)
		write_serial(key->name, waiver->certificate, writer);
	else
		json_hex(writer, key->name, waiver->certificate);
}

static const struct profile_type certificate_type = {
	.read = profile_read_text,
	.set = set_certificate,
	.write = write_certificate,
};

/* --- the name that the finding is about ---------------------------------- */

/* Any text: a finding may well be about a name that is none. */
static bool
set_name(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	struct el_bytes *name = member;
	const char *copy = NULL;

	if (!profile_text_type.set(key, &copy, text, arena, fault))
		return false;
	*name = el_bytes_of(copy);
	return true;
}

static void
write_name(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_bytes *name = member;

	if (name->data != NULL)
		json_string(writer, key->name, (const char *)name->data);
}

static const struct profile_type name_type = {
	.read = profile_read_text,
	.set = set_name,
	.write = write_name,
};

/* --- the last day -------------------------------------------------------- */

static bool
set_until(const struct profile_key *key, void *member, const char *text,
    struct arena *arena, const char **fault)
{
	struct el_waiver *waiver = member;
	int64_t day;
	const char *copy;

	if (strlen(text) != DATE_LENGTH || !time_parse(&day, text)) {
		*fault = arena_printf(arena, "expected %s, found %s",
		    key->what, profile_show(text, arena));
		return false;
	}
	*fault = NULL;
	copy = arena_copy(arena, el_bytes_of(text));
	if (copy == NULL)
		return false;
	waiver->until = day + SECONDS_OF_DAY;
	waiver->until_text = copy;
	return true;
}

static void
write_until(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_waiver *waiver = member;

	json_string(writer, key->name, waiver->until_text);
}

static const struct profile_type until_type = {
	.read = profile_read_text,
	.set = set_until,
	.write = write_until,
};

/* --- the list ------------------------------------------------------------ */

static const struct profile_key keys[] = {
	{
		.name = "rule",
		.type = &profile_rule_type,
		.member = offsetof(struct el_waiver, rule),
		.what = "the id of the rule, such as \"edge.san.wildcard\"",
		.required = true,
	},
	{
		.name = "certificate",
		.type = &certificate_type,
		.what = "\"*\" for any certificate, or the SHA-256, SHA-1 or "
			"serial number in hex of one",
		.required = true,
	},
	{
		.name = "name",
		.type = &name_type,
		.member = offsetof(struct el_waiver, name),
		.what = "the name that the finding is about",
	},
	{
		.name = "until",
		.type = &until_type,
		.what = "the last day of the waiver, such as \"2027-01-31\"",
		.required = true,
	},
	{
		.name = "reason",
		.type = &profile_text_type,
		.member = offsetof(struct el_waiver, reason),
		.what = "the reason why the finding is accepted",
		.required = true,
	},
	{
		.name = "owner",
		.type = &profile_text_type,
		.member = offsetof(struct el_waiver, owner),
		.what = "the person or team that answers for it",
		.required = true,
	},
	{ 0 },
};

static void
read_waivers(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	struct el_profile *profile = member;
	struct el_waiver *list;

	if (!profile_expect(reader, value, JSON_ARRAY, key->what))
		return;
	if (value->count > LIMIT_LIST) {
		profile_complain(reader, value, arena_printf(reader->arena,
		    "the list has %zu waivers; at most %d are read",
		    value->count, LIMIT_LIST));
		return;
	}
	list = arena_alloc(reader->arena, value->count, sizeof(*list));
	if (list == NULL) {
		profile_complain(reader, value, NULL);
		return;
	}
	for (size_t i = 0; i < value->count && !profile_is_full(reader); i++) {
		const struct json_value *element = &value->children[i];

		if (profile_expect(reader, element, JSON_OBJECT,
			"an object, a waiver"))
			profile_read_members(reader, keys, &list[i], element);
	}
	profile->waivers = list;
	profile->waiver_count = value->count;
}

static void
write_waivers(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_profile *profile = member;

	if (profile->waiver_count == 0)
		return;
	json_begin_array(writer, key->name);
	for (size_t i = 0; i < profile->waiver_count; i++) {
		json_begin_object(writer, NULL);
		profile_write_members(keys, &profile->waivers[i], writer);
		json_end_object(writer);
	}
	json_end_array(writer);
}

const struct profile_type profile_waivers_type = {
	.read = read_waivers,
	.write = write_waivers,
};
