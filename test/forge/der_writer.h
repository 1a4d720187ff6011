/*
 * DER, written front to back into a buffer that grows.  It writes whatever it
 * is told to: whether that is well-formed is up to the recipe.  It knows
 * nothing of certificates, and shares nothing with the reader that it tests.
 */
#ifndef FORGE_DER_WRITER_H
#define FORGE_DER_WRITER_H

#include <edgelint/bytes.h>

/* Identifier octets, X.690 8.1.2. */
enum der_tag {
	DER_BOOLEAN = 0x01,
	DER_INTEGER = 0x02,
	DER_BIT_STRING = 0x03,
	DER_OCTET_STRING = 0x04,
	DER_OID = 0x06,
	DER_UTF8_STRING = 0x0c,
	DER_NUMERIC_STRING = 0x12,
	DER_PRINTABLE_STRING = 0x13,
	DER_TELETEX_STRING = 0x14,
	DER_IA5_STRING = 0x16,
	DER_UTC_TIME = 0x17,
	DER_GENERALIZED_TIME = 0x18,
	DER_VISIBLE_STRING = 0x1a,
	DER_UNIVERSAL_STRING = 0x1c,
	DER_BMP_STRING = 0x1e,
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	/* A context-specific tag is one of these and its number. */
	DER_CONTEXT = 0x80,
	DER_CONTEXT_CONSTRUCTED = 0xa0,
};

/* Octets that are owned; zero it before the first use. */
struct der {
	uint8_t *data;
	size_t size;
	size_t capacity;
};

void der_free(struct der *der);

/* Forget the octets, keep the buffer. */
void der_clear(struct der *der);

static inline struct el_bytes
der_bytes(const struct der *der)
{
	return (struct el_bytes){ der->data, der->size };
}

/* Octets as they are.  Without memory the program ends, here and below. */
void der_add(struct der *der, struct el_bytes octets);
void der_octet(struct der *der, uint8_t octet);

/*
 * An element whose contents are written between the two calls; the number
 * that comes back from the first goes into the second.
 */
size_t der_begin(struct der *der, uint8_t tag);
void der_end(struct der *der, size_t begin);

/* An element with these contents. */
void der_element(struct der *der, uint8_t tag, struct el_bytes contents);

/* BIT STRING whose bits are all used. */
void der_bit_string(struct der *der, struct el_bytes octets);

/* INTEGER that is not negative, from its octets, most significant first. */
void der_unsigned(struct der *der, struct el_bytes octets);

/*
 * The contents of an OBJECT IDENTIFIER from "2.5.29.17".  False, and nothing
 * is written, when the text is no object identifier.
 */
bool der_oid_contents(struct der *der, const char *dotted);

/* The same as an element. */
bool der_oid(struct der *der, const char *dotted);

#endif
