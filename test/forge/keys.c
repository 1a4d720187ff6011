#include "keys.h"

#include <stdio.h>

#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <mbedtls/rsa.h>

#include "compat.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* AlgorithmIdentifiers in hex: rsaEncryption, id-ecPublicKey with a curve. */
#define RSA_KEY "300d06092a864886f70d0101010500"
#define EC_KEY(length, curve) "30" length "06072a8648ce3d0201" curve
#define ED25519 "300506032b6570"

struct key {
	const char *name;
	const char *algorithm;
	const char *bits; /* hex, for a key that is in no file */
};

/*
 * root, issuer and issuer-ec sign; any other may, where a recipe says so.  The
 * Ed25519 key is that of RFC 8410, 10.1: mbedTLS reads none.
 */
static const struct key keys[] = {
	{ "rsa-512", RSA_KEY, NULL },
	{ "rsa-1024", RSA_KEY, NULL },
	{ "rsa-2048", RSA_KEY, NULL },
	{ "rsa-3072", RSA_KEY, NULL },
	{ "rsa-4096", RSA_KEY, NULL },
	{ "ec-p256", EC_KEY("13", "06082a8648ce3d030107"), NULL },
	{ "ec-p384", EC_KEY("10", "06052b81040022"), NULL },
	{ "ec-p521", EC_KEY("10", "06052b81040023"), NULL },
	{ "ec-secp256k1", EC_KEY("10", "06052b8104000a"), NULL },
	{ "ed25519", ED25519,
	    "19bf44096984cdfe8541bac167dc3b96"
	    "c85086aa30b6b6cb0c5c38ad703166e1" },
	{ "root", RSA_KEY, NULL },
	{ "issuer", RSA_KEY, NULL },
	{ "issuer-ec", EC_KEY("13", "06082a8648ce3d030107"), NULL },
};

enum padding { PKCS1, PSS, NO_PADDING, MADE_UP };

struct signing {
	const char *name;
	const char *key;
	mbedtls_md_type_t digest;
	enum padding padding;
	const char *algorithm;
};

#define RSA_SIGNING(last) "300d06092a864886f70d0101" last "0500"
#define EC_SIGNING(last) "300a06082a8648ce3d0403" last
#define PSS_SIGNING(hash, salt) \
	"304106092a864886f70d01010a3034" \
	"a00f300d06096086480165030402" hash "0500" \
	"a11c301a06092a864886f70d010108300d06096086480165030402" hash "0500" \
	"a2030201" salt

/*
 * Nothing computes MD2 any more, nor does mbedTLS sign with Ed25519: these
 * two get the right identifier, and octets of the right length that are not
 * its signature.
 */
static const struct signing signings[] = {
	{ "sha256-rsa", "issuer", MBEDTLS_MD_SHA256, PKCS1, RSA_SIGNING("0b") },
	{ "sha384-rsa", "issuer", MBEDTLS_MD_SHA384, PKCS1, RSA_SIGNING("0c") },
	{ "sha512-rsa", "issuer", MBEDTLS_MD_SHA512, PKCS1, RSA_SIGNING("0d") },
	{ "sha224-rsa", "issuer", MBEDTLS_MD_SHA224, PKCS1, RSA_SIGNING("0e") },
	{ "sha1-rsa", "issuer", MBEDTLS_MD_SHA1, PKCS1, RSA_SIGNING("05") },
	{ "md5-rsa", "issuer", MBEDTLS_MD_MD5, PKCS1, RSA_SIGNING("04") },
	{ "md2-rsa", "issuer", MBEDTLS_MD_MD5, PKCS1, RSA_SIGNING("02") },
	{ "pss-sha256", "issuer", MBEDTLS_MD_SHA256, PSS,
	    PSS_SIGNING("01", "20") },
	{ "pss-sha384", "issuer", MBEDTLS_MD_SHA384, PSS,
	    PSS_SIGNING("02", "30") },
	{ "pss-sha512", "issuer", MBEDTLS_MD_SHA512, PSS,
	    PSS_SIGNING("03", "40") },
	{ "ecdsa-sha1", "issuer-ec", MBEDTLS_MD_SHA1, NO_PADDING,
	    "300906072a8648ce3d0401" },
	{ "ecdsa-sha256", "issuer-ec", MBEDTLS_MD_SHA256, NO_PADDING,
	    EC_SIGNING("02") },
	{ "ecdsa-sha384", "issuer-ec", MBEDTLS_MD_SHA384, NO_PADDING,
	    EC_SIGNING("03") },
	{ "ecdsa-sha512", "issuer-ec", MBEDTLS_MD_SHA512, NO_PADDING,
	    EC_SIGNING("04") },
	{ "ed25519", "ed25519", MBEDTLS_MD_SHA512, MADE_UP, ED25519 },
};

/* --- keys ---------------------------------------------------------------- */

/* Keys that were read, side by side with the table. */
static struct {
	bool read;
	mbedtls_pk_context pk;
} loaded[COUNT(keys)];

const struct key *
keys_find(const char *name)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	}
	return NULL;
}

/*
 * "Random" octets for blinding, which changes no result, and for the salt of
 * PSS, which has to be the same each time: the octets that a counter gives.
 */
static int
fixed_random(void *context, unsigned char *out, size_t size)
{
	uint8_t *counter = context;

	for (size_t i = 0; i < size; i++)
		out[i] = ++*counter;
	return 0;
}

/* The key, read when it is first asked for. */
static mbedtls_pk_context *
load(const struct key *key, struct mistake *error)
{
	size_t i = (size_t)(key - keys);
	uint8_t counter = 0;
	char path[128];
	int status;

	if (loaded[i].read)
		return &loaded[i].pk;
	snprintf(path, sizeof(path), KEYS_FOLDER "/%s.pem", key->name);
	mbedtls_pk_init(&loaded[i].pk);
	status = compat_parse_keyfile(&loaded[i].pk, path, fixed_random,
	    &counter);
	if (status != 0) {
		mbedtls_pk_free(&loaded[i].pk);
		mistake(error, "%s: no key to read there (-0x%04x)", path,
		    (unsigned)-status);
		return NULL;
	}
	loaded[i].read = true;
	return &loaded[i].pk;
}

void
keys_free(void)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (loaded[i].read)
			mbedtls_pk_free(&loaded[i].pk);
		loaded[i].read = false;
	}
}

/* Hex from a table of this file, which is well-formed. */
static void
write_constant(struct der *out, const char *hex)
{
	struct mistake impossible;

	(void)words_hex(out, hex, &impossible);
}

void
keys_write_algorithm(struct der *out, const struct key *key)
{
	write_constant(out, key->algorithm);
}

bool
keys_write_bits(struct der *out, const struct key *key, struct mistake *error)
{
	uint8_t buffer[1024];
	uint8_t *p = buffer + sizeof(buffer);
	mbedtls_pk_context *pk;
	int size;

	if (key->bits != NULL) {
		write_constant(out, key->bits);
		return true;
	}
	pk = load(key, error);
	if (pk == NULL)
		return false;
	size = mbedtls_pk_write_pubkey(&p, buffer, pk);
	if (size < 0)
		return mistake(error, "%s: the key cannot be written",
		    key->name);
	der_add(out, (struct el_bytes){ p, (size_t)size });
	return true;
}

/* --- signatures ---------------------------------------------------------- */

/* Digests of octets in memory fail only for want of memory. */
static void
digest(uint8_t *out, mbedtls_md_type_t type, struct el_bytes octets)
{
	memset(out, 0, mbedtls_md_get_size(mbedtls_md_info_from_type(type)));
	(void)mbedtls_md(mbedtls_md_info_from_type(type), octets.data,
	    octets.size, out);
}

void
keys_sha1(uint8_t out[20], struct el_bytes octets)
{
	digest(out, MBEDTLS_MD_SHA1, octets);
}

void
keys_sha256(uint8_t out[32], struct el_bytes octets)
{
	digest(out, MBEDTLS_MD_SHA256, octets);
}

static int
sign_pss(mbedtls_pk_context *pk, const struct signing *signing,
    const uint8_t *hash, size_t hash_size, uint8_t *out)
{
	mbedtls_rsa_context *rsa = mbedtls_pk_rsa(*pk);
	uint8_t counter = 0;
	int status;

	mbedtls_rsa_set_padding(rsa, MBEDTLS_RSA_PKCS_V21,
	    (int)signing->digest);
	status = compat_sign_pss(rsa, fixed_random, &counter,
	    signing->digest, hash, hash_size, out);
	mbedtls_rsa_set_padding(rsa, MBEDTLS_RSA_PKCS_V15, 0);
	return status;
}

const struct signing *
signing_find(const char *name)
{
	for (size_t i = 0; i < COUNT(signings); i++) {
		if (strcmp(signings[i].name, name) == 0)
			return &signings[i];
	}
	return NULL;
}

void
signing_write_algorithm(struct der *out, const struct signing *signing)
{
	write_constant(out, signing->algorithm);
}

const struct key *
signing_key(const struct signing *signing)
{
	return keys_find(signing->key);
}

bool
signing_sign(struct der *out, const struct signing *signing,
    const struct key *key, struct el_bytes message, struct mistake *error)
{
	uint8_t hash[MBEDTLS_MD_MAX_SIZE];
	uint8_t signature[MBEDTLS_PK_SIGNATURE_MAX_SIZE];
	uint8_t counter = 0;
	size_t hash_size = mbedtls_md_get_size(
	    mbedtls_md_info_from_type(signing->digest));
	size_t size;
	mbedtls_pk_context *pk;
	int status;

	digest(hash, signing->digest, message);
	if (signing->padding == MADE_UP) {
		der_add(out, (struct el_bytes){ hash, hash_size });
		return true;
	}
	pk = load(key, error);
	if (pk == NULL)
		return false;
	if (mbedtls_pk_can_do(pk, MBEDTLS_PK_RSA) !=
	    (signing->padding != NO_PADDING))
		return mistake(error, "%s cannot sign %s", key->name,
		    signing->name);
	size = mbedtls_pk_get_len(pk);
	if (signing->padding == PSS)
		status = sign_pss(pk, signing, hash, hash_size, signature);
	else
		status = compat_sign(pk, signing->digest, hash, hash_size,
		    signature, &size, fixed_random, &counter);
	if (status != 0)
		return mistake(error, "%s cannot sign %s (-0x%04x)", key->name,
		    signing->name, (unsigned)-status);
	der_add(out, (struct el_bytes){ signature, size });
	return true;
}
