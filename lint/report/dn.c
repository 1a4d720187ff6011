#include "dn.h"

#include "base/oid.h"
#include "base/text.h"

/* Attribute types with a descriptor that is registered for LDAP, which is
 * what RFC 4514, section 2.3, asks for; other types are written as numbers. */
static const struct {
	enum el_oid id;
	const char *name;
} short_names[] = {
	{ EL_OID_CN, "CN" },
	{ EL_OID_ORGANIZATION, "O" },
	{ EL_OID_ORGANIZATIONAL_UNIT, "OU" },
	{ EL_OID_COUNTRY, "C" },
	{ EL_OID_STATE, "ST" },
	{ EL_OID_LOCALITY, "L" },
	{ EL_OID_STREET, "STREET" },
	{ EL_OID_DOMAIN_COMPONENT, "DC" },
	{ EL_OID_USER_ID, "UID" },
	{ EL_OID_EMAIL, "emailAddress" },
	{ EL_OID_SURNAME, "SN" },
	{ EL_OID_SERIAL_NUMBER, "serialNumber" },
	{ EL_OID_TITLE, "title" },
	{ EL_OID_BUSINESS_CATEGORY, "businessCategory" },
	{ EL_OID_POSTAL_CODE, "postalCode" },
	{ EL_OID_NAME, "name" },
	{ EL_OID_GIVEN_NAME, "givenName" },
	{ EL_OID_INITIALS, "initials" },
	{ EL_OID_GENERATION, "generationQualifier" },
	{ EL_OID_DN_QUALIFIER, "dnQualifier" },
	{ EL_OID_PSEUDONYM, "pseudonym" },
};

static const char *
short_name(enum el_oid id)
{
	for (size_t i = 0; i < sizeof(short_names) / sizeof(short_names[0]);
	    i++)
		if (short_names[i].id == id)
			return short_names[i].name;
	return NULL;
}

/* Octets of a character of this string type, 0 when it is no string.  A
 * TeletexString is read as Latin-1, which is what issuers put into it. */
static size_t
character_width(uint8_t tag)
{
	switch (tag) {
	case EL_TAG_UTF8_STRING:
	case EL_TAG_PRINTABLE_STRING:
	case EL_TAG_IA5_STRING:
	case EL_TAG_NUMERIC_STRING:
	case EL_TAG_VISIBLE_STRING:
	case EL_TAG_TELETEX_STRING:
		return 1;
	case EL_TAG_BMP_STRING:
		return 2;
	case EL_TAG_UNIVERSAL_STRING:
		return 4;
	default:
		return 0;
	}
}

static uint32_t
code_point(const uint8_t *octets, size_t width)
{
	uint32_t code = 0;

	for (size_t i = 0; i < width; i++)
		code = code << 8 | octets[i];
	return code;
}

/* Whether every character of the value is one that UTF-8 can hold. */
static bool
is_string(const struct el_elem *value)
{
	size_t width = character_width(value->tag);

	if (width == 0 || value->body.size % width != 0)
		return false;
	if (width == 1)
		return true;
	for (size_t i = 0; i < value->body.size; i += width) {
		uint32_t code = code_point(value->body.data + i, width);

		if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
			return false;
	}
	return true;
}

/* One character, or an octet that is none. */
struct character {
	uint8_t utf8[4];
	size_t size;
	size_t taken; /* octets of the value */
};

static void
encode_utf8(struct character *out, uint32_t code)
{
	static const uint8_t leading[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	out->size = code < 0x80 ? 1 : code < 0x800 ? 2 :
	    code < 0x10000 ? 3 : 4;
	for (size_t i = out->size; i > 1; i--) {
		out->utf8[i - 1] = (uint8_t)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	out->utf8[0] = (uint8_t)(leading[out->size] | code);
}

/* The character at an offset of a value for which is_string() holds. */
static struct character
character_at(const struct el_elem *value, size_t offset)
{
	struct el_bytes rest = { value->body.data + offset,
		value->body.size - offset };
	struct character c = { .taken = character_width(value->tag) };

	if (c.taken > 1 || value->tag == EL_TAG_TELETEX_STRING) {
		encode_utf8(&c, code_point(rest.data, c.taken));
		return c;
	}
	c.size = text_utf8_length(rest);
	if (c.size == 0)
		c.size = 1;
	memcpy(c.utf8, rest.data, c.size);
	c.taken = c.size;
	return c;
}

/* What most names are made of, and no string type has another meaning for. */
static bool
is_plain(uint8_t octet)
{
	return (octet >= 'a' && octet <= 'z') ||
	    (octet >= 'A' && octet <= 'Z') ||
	    (octet >= '0' && octet <= '9') || octet == '.' || octet == '-' ||
	    octet == '*';
}

/* Whether a character needs a backslash where it stands: RFC 4514, 2.4. */
static bool
is_special(uint8_t c, bool first, bool last)
{
	if (c == ' ')
		return first || last;
	if (c == '#')
		return first;
	return c != '\0' && strchr("\"+,;<>\\", c) != NULL;
}

static void
write_escaped(struct sink *sink, const struct character *c, bool first,
    bool last)
{
	struct el_bytes utf8 = { c->utf8, c->size };

	if (is_special(c->utf8[0], first, last)) {
		sink_char(sink, '\\');
		sink_char(sink, (char)c->utf8[0]);
		return;
	}
	if (text_is_printable(utf8)) {
		sink_write(sink, c->utf8, c->size);
		return;
	}
	for (size_t i = 0; i < c->size; i++) {
		sink_char(sink, '\\');
		text_hex(sink, (struct el_bytes){ c->utf8 + i, 1 });
	}
}

/* The octets at an offset that stand as they are, whatever is around them. */
static size_t
plain_run(const struct el_elem *value, size_t offset)
{
	size_t i = offset;

	if (character_width(value->tag) != 1)
		return 0;
	while (i < value->body.size && is_plain(value->body.data[i]))
		i++;
	return i - offset;
}

/* How a character is written that does not stand as it is. */
typedef void write_character(struct sink *sink, const struct character *c,
    bool first, bool last);

/* A value for which is_string() holds. */
static void
write_characters(struct sink *sink, const struct el_elem *value,
    write_character *write)
{
	for (size_t i = 0; i < value->body.size;) {
		size_t run = plain_run(value, i);
		struct character c;

		sink_write(sink, value->body.data + i, run);
		i += run;
		if (i == value->body.size)
			break;
		c = character_at(value, i);
		write(sink, &c, i == 0, i + c.taken == value->body.size);
		i += c.taken;
	}
}

static void
write_printable(struct sink *sink, const struct character *c, bool first,
    bool last)
{
	(void)first;
	(void)last;
	text_printable(sink, (struct el_bytes){ c->utf8, c->size });
}

static void
write_attribute(struct sink *sink, const struct el_attribute *attribute)
{
	const struct el_elem *value = &attribute->value;
	const char *name = short_name(attribute->id);

	if (name != NULL)
		sink_text(sink, name);
	else
		oid_to_text(sink, attribute->type.body);
	sink_char(sink, '=');
	if (name == NULL || !is_string(value)) {
		sink_char(sink, '#');
		text_hex(sink, el_whole(value));
		return;
	}
	write_characters(sink, value, write_escaped);
}

void
dn_write(struct sink *sink, const struct el_name *name)
{
	const struct el_attribute *attributes = name->attributes;
	size_t end = name->count;

	while (end > 0) {
		size_t start = end - 1;

		while (start > 0 &&
		    attributes[start - 1].rdn == attributes[end - 1].rdn)
			start--;
		for (size_t i = start; i < end; i++) {
			if (i > start)
				sink_char(sink, '+');
			write_attribute(sink, &attributes[i]);
		}
		if (start > 0)
			sink_char(sink, ',');
		end = start;
	}
}

void
dn_write_value(struct sink *sink, const struct el_attribute *attribute)
{
	const struct el_elem *value = &attribute->value;

	if (!is_string(value)) {
		text_printable(sink, value->body);
		return;
	}
	write_characters(sink, value, write_printable);
}
