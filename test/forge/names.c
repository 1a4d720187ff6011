#include "names.h"

#include <arpa/inet.h>

#include <stdio.h>

/* --- distinguished names ------------------------------------------------- */

/* How a string type writes a character that was read as UTF-8. */
enum width { AS_IT_STANDS, TWO_OCTETS, FOUR_OCTETS };

struct string_type {
	const char *name;
	uint8_t tag;
	enum width width;
};

static const struct string_type string_types[] = {
	{ "utf8", DER_UTF8_STRING, AS_IT_STANDS },
	{ "printable", DER_PRINTABLE_STRING, AS_IT_STANDS },
	{ "ia5", DER_IA5_STRING, AS_IT_STANDS },
	{ "teletex", DER_TELETEX_STRING, AS_IT_STANDS },
	{ "numeric", DER_NUMERIC_STRING, AS_IT_STANDS },
	{ "visible", DER_VISIBLE_STRING, AS_IT_STANDS },
	{ "bmp", DER_BMP_STRING, TWO_OCTETS },
	{ "universal", DER_UNIVERSAL_STRING, FOUR_OCTETS },
};

/* RFC 5280 asks for the types that are no UTF8String here. */
static const struct {
	const char *name;
	const char *oid;
	uint8_t tag;
} attributes[] = {
	{ "CN", "2.5.4.3", DER_UTF8_STRING },
	{ "O", "2.5.4.10", DER_UTF8_STRING },
	{ "OU", "2.5.4.11", DER_UTF8_STRING },
	{ "C", "2.5.4.6", DER_PRINTABLE_STRING },
	{ "L", "2.5.4.7", DER_UTF8_STRING },
	{ "ST", "2.5.4.8", DER_UTF8_STRING },
	{ "STREET", "2.5.4.9", DER_UTF8_STRING },
	{ "serialNumber", "2.5.4.5", DER_PRINTABLE_STRING },
	{ "DC", "0.9.2342.19200300.100.1.25", DER_IA5_STRING },
	{ "E", "1.2.840.113549.1.9.1", DER_IA5_STRING },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * The character at the start of UTF-8 text that a person typed, and its
 * length; octets that begin no character count as one character each.
 */
static uint32_t
utf8_character(struct el_bytes text, size_t *length)
{
	uint8_t lead = text.data[0];
	size_t octets = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 :
	    lead >= 0xc0 ? 2 : 1;
	uint32_t character = octets == 1 ? lead : lead & (0x7fu >> octets);

	if (octets > text.size)
		octets = 1;
	for (size_t i = 1; i < octets; i++)
		character = character << 6 | (text.data[i] & 0x3f);
	*length = octets;
	return character;
}

static void
add_wide(struct der *out, struct el_bytes text, enum width width)
{
	while (text.size > 0) {
		size_t length;
		uint32_t character = utf8_character(text, &length);

		if (width == FOUR_OCTETS) {
			der_octet(out, (uint8_t)(character >> 24));
			der_octet(out, (uint8_t)(character >> 16));
		}
		der_octet(out, (uint8_t)(character >> 8));
		der_octet(out, (uint8_t)character);
		text.data += length;
		text.size -= length;
	}
}

/* The string type of a name, or of two hex digits for any tag. */
static bool
find_string_type(struct string_type *out, const char *name,
    struct mistake *error)
{
	struct der tag = { 0 };
	bool found;

	for (size_t i = 0; i < COUNT(string_types); i++) {
		if (strcmp(string_types[i].name, name) == 0) {
			*out = string_types[i];
			return true;
		}
	}
	found = words_hex(&tag, name, error) && tag.size == 1;
	if (found)
		*out = (struct string_type){ name, tag.data[0],
			AS_IT_STANDS };
	der_free(&tag);
	return found || mistake(error, "no string type: \"%.40s\"", name);
}

static bool
write_attribute_type(struct der *out, struct string_type *type,
    const char *name, struct mistake *error)
{
	type->tag = DER_UTF8_STRING;
	type->width = AS_IT_STANDS;
	for (size_t i = 0; i < COUNT(attributes); i++) {
		if (strcmp(attributes[i].name, name) == 0) {
			type->tag = attributes[i].tag;
			name = attributes[i].oid;
			break;
		}
	}
	return der_oid(out, name) ||
	    mistake(error, "no attribute type: \"%.40s\"", name);
}

static void
write_string(struct der *out, const struct string_type *type,
    struct el_bytes text)
{
	size_t begin = der_begin(out, type->tag);

	if (type->width == AS_IT_STANDS)
		der_add(out, text);
	else
		add_wide(out, text, type->width);
	der_end(out, begin);
}

/* AttributeTypeAndValue ::= SEQUENCE { type, value } */
static bool
write_attribute(struct der *out, char *text, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	struct string_type type = { 0 };
	struct der value = { 0 };
	char *equals = words_find(text, '=');
	char *colon;
	bool good;

	if (*equals == '\0')
		return mistake(error, "no \"=\" in \"%.40s\"", text);
	*equals = '\0';
	colon = strchr(text, ':');
	if (colon != NULL)
		*colon = '\0';
	if (!write_attribute_type(out, &type, text, error))
		return false;
	if (colon != NULL && !find_string_type(&type, colon + 1, error))
		return false;
	good = words_octets(&value, equals + 1, error);
	if (good)
		write_string(out, &type, der_bytes(&value));
	der_free(&value);
	der_end(out, sequence);
	return good;
}

/* RelativeDistinguishedName ::= SET OF AttributeTypeAndValue */
static bool
write_rdn(struct der *out, char *text, struct mistake *error)
{
	size_t set = der_begin(out, DER_SET);
	bool more;

	do {
		char *end = words_find(text, '+');

		more = *end == '+';
		*end = '\0';
		if (!write_attribute(out, text, error))
			return false;
		text = end + 1;
	} while (more);
	der_end(out, set);
	return true;
}

bool
names_write_dn(struct der *out, char *text, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	bool more = *text != '\0';

	while (more) {
		char *end = words_find(text, ',');

		more = *end == ',';
		*end = '\0';
		if (!write_rdn(out, text, error))
			return false;
		text = end + 1;
	}
	der_end(out, sequence);
	return true;
}

/* --- GeneralName --------------------------------------------------------- */

/* otherName ::= [0] { type-id, value [0] EXPLICIT ANY } */
static bool
write_other_name(struct der *out, const char *oid, uint8_t tag,
    struct el_bytes contents, struct mistake *error)
{
	size_t other = der_begin(out, DER_CONTEXT_CONSTRUCTED);
	size_t value;

	if (!der_oid(out, oid))
		return mistake(error, "no object identifier: \"%.40s\"", oid);
	value = der_begin(out, DER_CONTEXT_CONSTRUCTED);
	der_element(out, tag, contents);
	der_end(out, value);
	der_end(out, other);
	return true;
}

/* "other:OID:TAG:HEX" behind "other:". */
static bool
write_any_other_name(struct der *out, char *text, struct mistake *error)
{
	char *tag = words_find(text, ':');
	char *hex = *tag == ':' ? words_find(tag + 1, ':') : tag;
	struct der octets = { 0 };
	bool good;

	if (*hex != ':')
		return mistake(error, "not OID:TAG:HEX: \"%.40s\"", text);
	*tag = '\0';
	*hex = '\0';
	good = words_hex(&octets, tag + 1, error) &&
	    words_hex(&octets, hex + 1, error);
	if (good)
		good = octets.size > 0 &&
		    write_other_name(out, text, octets.data[0],
			(struct el_bytes){ octets.data + 1, octets.size - 1 },
			error);
	der_free(&octets);
	return good;
}

/* "hex:TAG:HEX" behind "hex:": any element. */
static bool
write_raw_name(struct der *out, char *text, struct mistake *error)
{
	char *hex = words_find(text, ':');
	struct der octets = { 0 };
	bool good;

	if (*hex != ':')
		return mistake(error, "not TAG:HEX: \"%.40s\"", text);
	*hex = '\0';
	good = words_hex(&octets, text, error) && octets.size == 1 &&
	    words_hex(&octets, hex + 1, error);
	if (good)
		der_element(out, octets.data[0],
		    (struct el_bytes){ octets.data + 1, octets.size - 1 });
	der_free(&octets);
	return good || mistake(error, "not TAG:HEX: \"%.40s\"", text);
}

static bool
write_ip(struct der *out, char *text, struct mistake *error)
{
	uint8_t octets[16];

	if (inet_pton(AF_INET, text, octets) == 1)
		der_element(out, DER_CONTEXT | 7,
		    (struct el_bytes){ octets, 4 });
	else if (inet_pton(AF_INET6, text, octets) == 1)
		der_element(out, DER_CONTEXT | 7,
		    (struct el_bytes){ octets, 16 });
	else
		return mistake(error, "no IP address: \"%.40s\"", text);
	return true;
}

/* directoryName is [4] EXPLICIT, since Name is a CHOICE. */
static bool
write_directory_name(struct der *out, char *text, struct mistake *error)
{
	size_t begin = der_begin(out, DER_CONTEXT_CONSTRUCTED | 4);

	if (!names_write_dn(out, text, error))
		return false;
	der_end(out, begin);
	return true;
}

static bool
write_registered_id(struct der *out, char *text, struct mistake *error)
{
	size_t begin = der_begin(out, DER_CONTEXT | 8);

	if (!der_oid_contents(out, text))
		return mistake(error, "no object identifier: \"%.40s\"", text);
	der_end(out, begin);
	return true;
}

/* "hosts:101:contoso.com": host1.contoso.com to host101.contoso.com. */
static bool
write_hosts(struct der *out, char *text, struct mistake *error)
{
	enum { HOSTS_MAX = 20000 };
	char *domain = words_find(text, ':');
	size_t count;

	if (*domain != ':')
		return mistake(error, "not COUNT:DOMAIN: \"%.40s\"", text);
	*domain = '\0';
	if (!words_number(&count, text, error))
		return false;
	if (count > HOSTS_MAX)
		return mistake(error, "more than %d hosts", HOSTS_MAX);
	for (size_t i = 1; i <= count; i++) {
		char name[256];

		snprintf(name, sizeof(name), "host%zu.%.200s", i, domain + 1);
		der_element(out, DER_CONTEXT | 2, el_bytes_of(name));
	}
	return true;
}

/*
 * The forms: text in a context-specific tag, text in an otherName of this
 * type-id, or a function of their own.
 */
static const struct form {
	const char *prefix;
	uint8_t tag;
	const char *oid;
	bool (*write)(struct der *out, char *text, struct mistake *error);
} forms[] = {
	{ "email:", DER_CONTEXT | 1, NULL, NULL },
	{ "dns:", DER_CONTEXT | 2, NULL, NULL },
	{ "uri:", DER_CONTEXT | 6, NULL, NULL },
	{ "srv:", DER_IA5_STRING, "1.3.6.1.5.5.7.8.7", NULL },
	{ "srv-utf8:", DER_UTF8_STRING, "1.3.6.1.5.5.7.8.7", NULL },
	{ "xmpp:", DER_UTF8_STRING, "1.3.6.1.5.5.7.8.5", NULL },
	{ "xmpp-ia5:", DER_IA5_STRING, "1.3.6.1.5.5.7.8.5", NULL },
	{ "upn:", DER_UTF8_STRING, "1.3.6.1.4.1.311.20.2.3", NULL },
	{ "ip:", 0, NULL, write_ip },
	{ "dirname:", 0, NULL, write_directory_name },
	{ "rid:", 0, NULL, write_registered_id },
	{ "other:", 0, NULL, write_any_other_name },
	{ "hex:", 0, NULL, write_raw_name },
	{ "hosts:", 0, NULL, write_hosts },
};

static bool
write_form(struct der *out, const struct form *form, char *text,
    struct mistake *error)
{
	struct der octets = { 0 };
	bool good;

	if (form->write != NULL)
		return form->write(out, text, error);
	good = words_octets(&octets, text, error);
	if (good && form->oid != NULL)
		good = write_other_name(out, form->oid, form->tag,
		    der_bytes(&octets), error);
	else if (good)
		der_element(out, form->tag, der_bytes(&octets));
	der_free(&octets);
	return good;
}

bool
names_write_general(struct der *out, char *word, struct mistake *error)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		char *text = words_after(word, forms[i].prefix);

		if (text != NULL)
			return write_form(out, &forms[i], text, error);
	}
	return mistake(error, "no form of name: \"%.40s\"", word);
}
