#include "reader.h"

#include "base/limits.h"
#include "base/text.h"

static uint64_t
load(const uint8_t *octets)
{
	uint64_t word;

	memcpy(&word, octets, sizeof(word));
	return word;
}

/* As nearly every name is.  The last eight octets may overlap. */
static bool
is_ascii(struct el_bytes octets)
{
	uint64_t all = 0;

	if (octets.size < sizeof(all)) {
		for (size_t i = 0; i < octets.size; i++)
			all |= octets.data[i];
	} else {
		for (size_t i = 0; octets.size - i > sizeof(all);
		     i += sizeof(all))
			all |= load(octets.data + i);
		all |= load(octets.data + octets.size - sizeof(all));
	}
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

static bool
is_utf8(struct el_bytes octets)
{
	if (is_ascii(octets))
		return true;
	while (octets.size > 0) {
		size_t length = text_utf8_length(octets);

		if (length == 0)
			return false;
		octets.data += length;
		octets.size -= length;
	}
	return true;
}

/* UniversalString: four octets a character, U+10FFFF at most. */
static bool
is_ucs4(struct el_bytes octets)
{
	if (octets.size % 4 != 0)
		return false;
	for (size_t i = 0; i < octets.size; i += 4)
		if (octets.data[i] != 0 || octets.data[i + 1] > 0x10)
			return false;
	return true;
}

bool
string_read(struct reader *reader, const struct el_elem *value)
{
	const char *what = NULL;

	switch (value->tag) {
	case EL_TAG_UTF8_STRING:
		if (!is_utf8(value->body))
			what = "a UTF8String holds what is no UTF-8";
		break;
	case EL_TAG_BMP_STRING:
		if (value->body.size % 2 != 0)
			what = "a BMPString has half a character";
		break;
	case EL_TAG_UNIVERSAL_STRING:
		if (!is_ucs4(value->body))
			what = "a UniversalString holds what is no character";
		break;
	default:
		break;
	}
	if (what != NULL)
		reader_fault(reader, EL_FAULT_CONTENTS, el_whole(value), what);
	return what == NULL;
}

/*
 * AttributeTypeAndValue ::= SEQUENCE {
 *     type   OBJECT IDENTIFIER,
 *     value  ANY }
 */
static bool
attribute_read(struct reader *reader, struct el_attribute *out,
    struct der *set, size_t rdn)
{
	struct der der;

	out->rdn = rdn;
	if (!reader_expect(reader, set, &out->elem, EL_TAG_SEQUENCE,
		"an attribute of a name is no SEQUENCE"))
		return false;
	der = der_of(out->elem.body);
	if (!reader_oid(reader, &der, &out->type, &out->id,
		"an attribute of a name has no type") ||
	    !reader_next(reader, &der, &out->value))
		return false;
	string_read(reader, &out->value);
	reader_end(reader, &der);
	return true;
}

/*
 * No more attributes than fit into the octets: the header of a SEQUENCE, an
 * empty type and an empty value.  One more may turn out to be none.
 */
enum { ATTRIBUTE_MIN = 2 + 2 + 2 };

static size_t
most_attributes(const struct el_elem *name)
{
	size_t most = name->body.size / ATTRIBUTE_MIN + 1;

	return most < LIMIT_LIST ? most : LIMIT_LIST;
}

static bool
too_many_attributes(struct reader *reader, const struct el_elem *name)
{
	return reader_fault(reader, EL_FAULT_LIMIT, el_whole(name),
	    "a name has more attributes than edgelint reads");
}

/*
 * Name ::= RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
 * RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
 */
bool
name_read(struct reader *reader, struct el_name *out,
    const struct el_elem *elem)
{
	struct der rdns = der_of(elem->body);
	size_t most = most_attributes(elem);
	struct el_attribute *attributes;

	if (most > LIMIT_ATTRIBUTES - reader->attributes)
		return too_many_attributes(reader, elem);
	reader->attributes += most;
	attributes = reader_alloc(reader, most, sizeof(*attributes));
	if (attributes == NULL)
		return false;
	out->elem = *elem;
	out->attributes = attributes;
	out->count = 0;
	for (size_t rdn = 0; !der_at_end(&rdns); rdn++) {
		struct el_elem set;
		struct der der;

		if (!reader_expect(reader, &rdns, &set, EL_TAG_SET,
			"a part of a name is no SET"))
			return false;
		der = der_of(set.body);
		if (der_at_end(&der))
			reader_fault(reader, EL_FAULT_CONTENTS, el_whole(&set),
			    "a part of a name is an empty SET");
		while (!der_at_end(&der)) {
			if (out->count == most)
				return too_many_attributes(reader, elem);
			if (!attribute_read(reader, &attributes[out->count],
				&der, rdn))
				return false;
			out->count++;
		}
	}
	return true;
}

/* A character as UTF-8 behind size octets; the new size, or 0: no room. */
static size_t
put_utf8(char *buffer, size_t size, size_t room, uint32_t c)
{
	static const uint8_t first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t octets = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	if (octets > room - size)
		return 0;
	if (octets == 1) {
		buffer[size] = (char)c;
		return size + 1;
	}
	for (size_t i = octets - 1; i > 0; i--) {
		buffer[size + i] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	buffer[size] = (char)(first[octets] | c);
	return size + octets;
}

/* Characters of a fixed width, big-endian; an odd rest is left out. */
static struct el_bytes
transcode(struct el_bytes octets, size_t width, char *buffer, size_t room)
{
	size_t size = 0;

	for (size_t i = 0; octets.size - i >= width; i += width) {
		uint32_t c = 0;
		size_t next;

		for (size_t k = 0; k < width; k++)
			c = c << 8 | octets.data[i + k];
		if ((c >= 0xd800 && c < 0xe000) || c > 0x10ffff)
			c = 0xfffd;
		next = put_utf8(buffer, size, room, c);
		if (next == 0)
			break;
		size = next;
	}
	return (struct el_bytes){ (const uint8_t *)buffer, size };
}

struct el_bytes
el_attribute_transcode(const struct el_attribute *attribute, char *buffer,
    size_t size)
{
	struct el_bytes body = attribute->value.body;

	switch (attribute->value.tag) {
	case EL_TAG_BMP_STRING:
		return transcode(body, 2, buffer, size);
	case EL_TAG_UNIVERSAL_STRING:
		return transcode(body, 4, buffer, size);
	case EL_TAG_TELETEX_STRING:
		return transcode(body, 1, buffer, size);
	case EL_TAG_UTF8_STRING:
	case EL_TAG_PRINTABLE_STRING:
	case EL_TAG_IA5_STRING:
	case EL_TAG_NUMERIC_STRING:
	case EL_TAG_VISIBLE_STRING:
		return body;
	default:
		return (struct el_bytes){ NULL, 0 };
	}
}
