/*
 * What the tests of the certificate view share: a certificate put together
 * from its fields, and read.
 */
#ifndef TEST_TEST_CERT_H
#define TEST_TEST_CERT_H

#include "base/arena.h"
#include "view/cert.h"

/* The fields of a certificate in their order; der_text.h has the notation. */
struct fields {
	const char *version;
	const char *serial;
	const char *inner_signature;
	const char *issuer;
	const char *validity;
	const char *subject;
	const char *key;
	const char *unique_ids;
	const char *extensions; /* what is in the SEQUENCE; NULL: none */
	const char *signature_algorithm;
	const char *signature;
	const char *trailing; /* behind the certificate */
};

/* Every field, with nothing wrong in it; no unique identifiers. */
#define GOOD_FIELDS \
	.version = "a0{02{02}}", \
	.serial = "02{00 9a0102}", \
	.inner_signature = "30{06{2a864886f70d01010b} 05{}}", \
	.issuer = "30{31{30{06{550403} 0c{'Contoso CA'}}}}", \
	.validity = "30{17{'261001000000Z'} 18{'20510101000000Z'}}", \
	.subject = "30{31{30{06{550403} 0c{'sip.contoso.com'}}}}", \
	.key = "30{30{06{2a864886f70d010101} 05{}}" \
	       "03{00 30{02{00 c1000000000000fb} 02{010001}}}}", \
	.unique_ids = "", \
	.extensions = SAN_EXTENSION("82{'sip.contoso.com'}"), \
	.signature_algorithm = "30{06{2a864886f70d01010c} 05{}}", \
	.signature = "03{00 5152}", \
	.trailing = ""

/* An extension by the last octet of its identifier under 2.5.29. */
#define EXTENSION(last, value) "30{06{551d" last "} 04{" value "}}"
#define SAN_EXTENSION(names) EXTENSION("11", "30{" names "}")

/* The bits of the fields that are there in any certificate. */
enum {
	FRAME_PARTS = EL_PART_TBS | EL_PART_SERIAL | EL_PART_SIGNATURE |
	    EL_PART_ISSUER | EL_PART_VALIDITY | EL_PART_SUBJECT | EL_PART_KEY,
};

/* Octets that were read, in memory of just their size. */
struct reading {
	struct arena arena;
	struct el_bytes der;
	struct el_cert cert;
	struct el_problem problem;
	bool good;
};

/* Read; what the view points to is checked to lie within the octets. */
void read_octets(struct reading *out, struct el_bytes octets);
void read_fields(struct reading *out, const struct fields *fields);
void read_free(struct reading *reading);

/* The octets of a certificate, in the arena. */
struct el_bytes fields_der(struct arena *arena, const struct fields *fields);

#endif
