#include "pbe_algorithm.h"

#include <edgelint/cert.h>

#include "base/oid.h"

#include "decrypt.h"
#include "kdf.h"

struct row {
	const char *oid;
	size_t size;
	enum pbe_algorithm_kind kind;
	int value;
	const char *name;
};

#define ROW(oid, kind, value, name) \
	{ (oid), sizeof(oid) - 1, PBE_ALGORITHM_##kind, (value), (name) }

#define PKCS5 "\x2a\x86\x48\x86\xf7\x0d\x01\x05" /* 1.2.840.113549.1.5 */
#define PKCS12_PBE "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01" /* ... 1.12.1 */
#define RSA_DIGEST "\x2a\x86\x48\x86\xf7\x0d\x02" /* ... 2 */
#define RSA_CIPHER "\x2a\x86\x48\x86\xf7\x0d\x03" /* ... 3 */
#define NIST_AES "\x60\x86\x48\x01\x65\x03\x04\x01" /* ... 101.3.4.1 */
#define NIST_HASH "\x60\x86\x48\x01\x65\x03\x04\x02" /* ... 101.3.4.2 */

/*
 * They stand here and not among the identifiers of <edgelint/oid.h>: none of
 * them is in a certificate, and each would make the search for those longer.
 */
static const struct row rows[] = {
	ROW(PKCS12_PBE "\x01", OTHER, 0, "RC4 with 128 bits"),
	ROW(PKCS12_PBE "\x02", OTHER, 0, "RC4 with 40 bits"),
	ROW(PKCS12_PBE "\x03", PBE, DECRYPT_3DES, "3DES"),
	ROW(PKCS12_PBE "\x04", PBE, DECRYPT_3DES_2KEY, "3DES with two keys"),
	ROW(PKCS12_PBE "\x05", PBE, DECRYPT_RC2_128, "RC2 with 128 bits"),
	ROW(PKCS12_PBE "\x06", PBE, DECRYPT_RC2_40, "RC2 with 40 bits"),
	ROW(PKCS5 "\x01", OTHER, 0, "DES with MD2"),
	ROW(PKCS5 "\x03", OTHER, 0, "DES with MD5"),
	ROW(PKCS5 "\x04", OTHER, 0, "RC2 with MD2"),
	ROW(PKCS5 "\x06", OTHER, 0, "RC2 with MD5"),
	ROW(PKCS5 "\x0a", OTHER, 0, "DES with SHA-1"),
	ROW(PKCS5 "\x0b", OTHER, 0, "RC2 with SHA-1"),
	ROW(PKCS5 "\x0c", PBKDF2, 0, "PBKDF2"),
	ROW(PKCS5 "\x0d", PBES2, 0, "PBES2"),
	ROW(PKCS5 "\x0e", PBMAC1, 0, "PBMAC1"),
	ROW("\x2b\x06\x01\x04\x01\xda\x47\x04\x0b", OTHER, 0, "scrypt"),
	ROW(RSA_CIPHER "\x07", CIPHER, DECRYPT_3DES, "3DES"),
	ROW(RSA_CIPHER "\x02", OTHER, 0, "RC2"),
	ROW("\x2b\x0e\x03\x02\x07", OTHER, 0, "DES"),
	ROW(NIST_AES "\x02", CIPHER, DECRYPT_AES_128, "AES-128"),
	ROW(NIST_AES "\x16", CIPHER, DECRYPT_AES_192, "AES-192"),
	ROW(NIST_AES "\x2a", CIPHER, DECRYPT_AES_256, "AES-256"),
	ROW("\x2b\x0e\x03\x02\x1a", DIGEST, KDF_SHA1, "SHA-1"),
	ROW(NIST_HASH "\x04", DIGEST, KDF_SHA224, "SHA-224"),
	ROW(NIST_HASH "\x01", DIGEST, KDF_SHA256, "SHA-256"),
	ROW(NIST_HASH "\x02", DIGEST, KDF_SHA384, "SHA-384"),
	ROW(NIST_HASH "\x03", DIGEST, KDF_SHA512, "SHA-512"),
	ROW(RSA_DIGEST "\x02", OTHER, 0, "MD2"),
	ROW(RSA_DIGEST "\x05", OTHER, 0, "MD5"),
	ROW(RSA_DIGEST "\x07", HMAC, KDF_SHA1, "HMAC with SHA-1"),
	ROW(RSA_DIGEST "\x08", HMAC, KDF_SHA224, "HMAC with SHA-224"),
	ROW(RSA_DIGEST "\x09", HMAC, KDF_SHA256, "HMAC with SHA-256"),
	ROW(RSA_DIGEST "\x0a", HMAC, KDF_SHA384, "HMAC with SHA-384"),
	ROW(RSA_DIGEST "\x0b", HMAC, KDF_SHA512, "HMAC with SHA-512"),
};

bool
pbe_algorithm_read(struct pbe_algorithm *out, struct ber *ber)
{
	struct ber sequence;
	struct ber_elem oid;

	if (!ber_enter(ber, &sequence, EL_TAG_SEQUENCE) ||
	    !ber_take(&sequence, &oid, EL_TAG_OID))
		return false;
	*out = (struct pbe_algorithm){ .oid = oid.body,
		.parameters = sequence };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *row = &rows[i];

		if (oid.body.size != row->size ||
		    memcmp(oid.body.data, row->oid, row->size) != 0)
			continue;
		out->kind = row->kind;
		out->value = row->value;
		out->name = row->name;
		break;
	}
	return true;
}

const char *
pbe_algorithm_show(const struct pbe_algorithm *algorithm, struct arena *arena)
{
	struct sink sink;
	const char *text = NULL;

	if (algorithm->name != NULL)
		return algorithm->name;
	sink_to_memory(&sink);
	oid_to_text(&sink, algorithm->oid);
	if (sink_flush(&sink) == 0)
		text = arena_copy(arena,
		    (struct el_bytes){ (const uint8_t *)sink.data, sink.size });
	sink_free(&sink);
	return text;
}
