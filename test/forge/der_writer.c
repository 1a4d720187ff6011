#include "der_writer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Far above any certificate that a recipe makes on purpose. */
enum { DER_MAX = 64 * 1024 * 1024 };

static void
der_reserve(struct der *der, size_t more)
{
	size_t capacity = der->capacity == 0 ? 256 : der->capacity;
	uint8_t *data;

	if (more > DER_MAX || der->size > DER_MAX - more) {
		fputs("forge: a certificate over 64 MB\n", stderr);
		exit(2);
	}
	if (der->capacity - der->size >= more)
		return;
	while (capacity < der->size + more)
		capacity *= 2;
	data = realloc(der->data, capacity);
	if (data == NULL) {
		fputs("forge: no memory\n", stderr);
		exit(2);
	}
	der->data = data;
	der->capacity = capacity;
}

void
der_free(struct der *der)
{
	free(der->data);
	*der = (struct der){ 0 };
}

void
der_clear(struct der *der)
{
	der->size = 0;
}

void
der_add(struct der *der, struct el_bytes octets)
{
	if (octets.size == 0)
		return;
	der_reserve(der, octets.size);
	memcpy(der->data + der->size, octets.data, octets.size);
	der->size += octets.size;
}

void
der_octet(struct der *der, uint8_t octet)
{
	der_add(der, (struct el_bytes){ &octet, 1 });
}

size_t
der_begin(struct der *der, uint8_t tag)
{
	der_octet(der, tag);
	return der->size;
}

/* The length octets of X.690, 10.1, right-aligned; their number comes back. */
static size_t
encode_length(uint8_t octets[sizeof(size_t) + 1], size_t length)
{
	uint8_t *p = octets + sizeof(size_t) + 1;
	size_t count = 0;

	if (length < 0x80) {
		*--p = (uint8_t)length;
		return 1;
	}
	for (; length > 0; length >>= 8) {
		*--p = (uint8_t)length;
		count++;
	}
	*--p = (uint8_t)(0x80 | count);
	return count + 1;
}

/* The length is known only now: the contents move to make room for it. */
void
der_end(struct der *der, size_t begin)
{
	uint8_t octets[sizeof(size_t) + 1];
	size_t length = der->size - begin;
	size_t count = encode_length(octets, length);

	der_reserve(der, count);
	memmove(der->data + begin + count, der->data + begin, length);
	memcpy(der->data + begin, octets + sizeof(octets) - count, count);
	der->size += count;
}

void
der_element(struct der *der, uint8_t tag, struct el_bytes contents)
{
	size_t begin = der_begin(der, tag);

	der_add(der, contents);
	der_end(der, begin);
}

void
der_bit_string(struct der *der, struct el_bytes octets)
{
	size_t begin = der_begin(der, DER_BIT_STRING);

	der_octet(der, 0);
	der_add(der, octets);
	der_end(der, begin);
}

void
der_unsigned(struct der *der, struct el_bytes octets)
{
	size_t begin = der_begin(der, DER_INTEGER);

	while (octets.size > 0 && octets.data[0] == 0) {
		octets.data++;
		octets.size--;
	}
	if (octets.size == 0 || (octets.data[0] & 0x80) != 0)
		der_octet(der, 0);
	der_add(der, octets);
	der_end(der, begin);
}

/* One arc of an object identifier, seven bits an octet; X.690, 8.19.2. */
static void
add_arc(struct der *der, unsigned long long arc)
{
	unsigned shift = 63;

	while (shift > 0 && arc >> shift == 0)
		shift -= 7;
	for (; shift > 0; shift -= 7)
		der_octet(der, (uint8_t)(0x80 | (arc >> shift & 0x7f)));
	der_octet(der, arc & 0x7f);
}

/* The number at the start of a text; false: there is none. */
static bool
read_arc(unsigned long long *out, const char **text)
{
	char *end;

	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	*out = strtoull(*text, &end, 10);
	*text = end;
	return errno == 0 && *out <= UINT64_MAX / 2;
}

bool
der_oid_contents(struct der *der, const char *dotted)
{
	unsigned long long first;
	unsigned long long arc;
	size_t before = der->size;

	if (!read_arc(&first, &dotted) || first > 2 || *dotted != '.')
		return false;
	dotted++;
	if (!read_arc(&arc, &dotted) || (first < 2 && arc > 39))
		return false;
	add_arc(der, first * 40 + arc);
	while (*dotted == '.') {
		dotted++;
		if (!read_arc(&arc, &dotted))
			break;
		add_arc(der, arc);
	}
	if (*dotted == '\0' && dotted[-1] != '.')
		return true;
	der->size = before;
	return false;
}

bool
der_oid(struct der *der, const char *dotted)
{
	size_t begin = der_begin(der, DER_OID);

	if (!der_oid_contents(der, dotted)) {
		der->size = begin - 1;
		return false;
	}
	der_end(der, begin);
	return true;
}
