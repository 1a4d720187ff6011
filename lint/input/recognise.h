/*
 * What a file is, told from its content: certificates, and what is given to
 * a linter in their place.  It looks at the first few elements of DER and at
 * the start of anything else; in doubt DER is a certificate, which the view
 * then reads.
 */
#ifndef LINT_INPUT_RECOGNISE_H
#define LINT_INPUT_RECOGNISE_H

#include <stdbool.h>
#include <stddef.h>

#include <edgelint/bytes.h>

enum recognise_kind {
	RECOGNISE_CERTIFICATE,
	RECOGNISE_REQUEST,
	RECOGNISE_PKCS7,
	RECOGNISE_PKCS12,
	RECOGNISE_PRIVATE_KEY,
	RECOGNISE_PUBLIC_KEY,
	RECOGNISE_SSH_KEY,
	RECOGNISE_PGP,
	RECOGNISE_CRL,
	RECOGNISE_OCSP,
	RECOGNISE_PARAMETERS,
	RECOGNISE_JAVA_KEYSTORE,
	RECOGNISE_STORE,
	RECOGNISE_ZIP,
	RECOGNISE_OFFICE,
	RECOGNISE_GZIP,
	RECOGNISE_PDF,
	RECOGNISE_HTML,
	RECOGNISE_XML,
	RECOGNISE_JSON,
	RECOGNISE_DUMP,
	RECOGNISE_REQUEST_DUMP,
	RECOGNISE_TEXT,
	RECOGNISE_DER, /* of another kind */
	RECOGNISE_BINARY,
};

/* The kind with its article: "a certificate request (PKCS#10)". */
const char *recognise_name(enum recognise_kind kind);

/* What to do to get at the certificate. */
const char *recognise_advice(enum recognise_kind kind);

/* Whether octets begin as a SEQUENCE that no text begins with. */
bool recognise_is_der(struct el_bytes octets);

/* By the elements that DER begins with, even when it is cut off. */
enum recognise_kind recognise_der(struct el_bytes der);

/* By a PEM label; RECOGNISE_DER for one that says nothing. */
enum recognise_kind recognise_label(struct el_bytes label);

/* By the start of what is neither DER, nor PEM, nor base64. */
enum recognise_kind recognise_other(struct el_bytes octets);

/*
 * How many octets the first element says that it has.  False: there are too
 * few octets to tell, or it does not say (the indefinite length of BER).
 */
bool recognise_extent(size_t *out, struct el_bytes der);

#endif
