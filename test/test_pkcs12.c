#include "check.h"

#include <mbedtls/md.h>
#include <mbedtls/pkcs12.h>

#include "base/limits.h"
#include "input/kdf.h"
#include "opened.h"

#define LONG_PASSWORD \
	"0123456789012345678901234567890123456789012345678901234567890123"

/* --- files that are read ------------------------------------------------- */

/* Those of GnuTLS ask for 600,000 iterations; test/cli.sh reads them. */
static const struct {
	const char *name;
	const char *password;
	size_t certificates;
	const char *old_certificates;
	const char *old_key;
} readable[] = {
	{ "openssl-default", "secret", 3, NULL, NULL },
	{ "openssl-legacy", "secret", 3, "RC2 with 40 bits", "3DES" },
	{ "openssl-3des", "secret", 3, "3DES", "3DES" },
	{ "openssl-2des", "secret", 3, "3DES with two keys", NULL },
	{ "openssl-rc2-128", "secret", 3, "RC2 with 128 bits", "3DES" },
	{ "openssl-aes-128", "secret", 3, NULL, NULL },
	{ "openssl-aes-192", "secret", 3, NULL, NULL },
	{ "openssl-sha224", "secret", 3, NULL, NULL },
	{ "openssl-plain", "secret", 3, NULL, NULL },
	{ "openssl-no-password", NULL, 3, NULL, NULL },
	{ "openssl-unicode", "K\xc3\xa4se 50\xe2\x82\xac \xf0\x9f\x98\x80", 3,
	    NULL, NULL },
	{ "openssl-long", LONG_PASSWORD, 3, "RC2 with 40 bits", "3DES" },
	{ "keytool", "secret", 3, NULL, NULL },
	{ "keytool-legacy", "secret", 3, "RC2 with 40 bits", "3DES" },
	{ "pbmac1", "secret", 3, NULL, NULL },
	{ "aes", "secret", 3, NULL, NULL },
	{ "no-octets", NULL, 3, NULL, NULL },
	{ "nested", "secret", 3, NULL, NULL },
	{ "indefinite", "secret", 3, NULL, NULL },
	{ "key-bag", "secret", 1, NULL, NULL },
};

enum { READABLE = sizeof(readable) / sizeof(readable[0]) };

static void
check_readable(size_t i, bool as_der)
{
	struct opened opened;
	const struct input_slice *slice;

	opened_begin(&opened, readable[i].name);
	if (readable[i].password != NULL)
		opened_password(&opened, readable[i].password);
	opened_split(&opened, as_der ? opened_octets(&opened) : opened.text);
	opened_check(&opened, readable[i].certificates, NULL, NULL);
	slice = &opened.input.slices[0];
	CHECK_NUMBER(slice->container, EL_CONTAINER_PKCS12);
	CHECK_NUMBER(slice->line, as_der ? 0 : 2);
	CHECK_TEXT(opened.input.facts.old_certificate_cipher,
	    readable[i].old_certificates);
	CHECK_TEXT(opened.input.facts.old_key_cipher, readable[i].old_key);
	opened_end(&opened);
}

static void
test_readable(void)
{
	for (size_t i = 0; i < READABLE; i++) {
		check_readable(i, false);
		check_readable(i, true);
	}
}

static void
test_exposed_key(void)
{
	static const struct {
		const char *name;
		const char *key;
	} cases[] = {
		{ "openssl-plain", "PKCS#12 keyBag" },
		{ "key-bag", "PKCS#12 keyBag" },
		{ "openssl-default", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct opened opened;

		opened_begin(&opened, cases[i].name);
		opened_password(&opened, "secret");
		opened_split(&opened, opened.text);
		CHECK_TEXT(opened.input.facts.exposed_key, cases[i].key);
		CHECK_NUMBER(opened.input.facts.exposed_line,
		    cases[i].key == NULL ? 0 : 2);
		opened_end(&opened);
	}
}

/* --- files that are refused ---------------------------------------------- */

static void
test_refused(void)
{
	static const struct refusal cases[] = {
		{ "openssl-rc4", 0, "pkcs12.unsupported-algorithm",
		    "RC4 with 128 bits" },
		{ "openssl-md5", 0, "pkcs12.unsupported-algorithm",
		    "a MAC by MD5" },
		{ "scrypt", 0, "pkcs12.unsupported-algorithm", "scrypt" },
		{ "aes-gcm", 0, "pkcs12.unsupported-algorithm",
		    "2.16.840.1.101.3.4.1.46" },
		{ "salt-long", 0, "pkcs12.unsupported-algorithm", "a salt" },
		{ "pbmac1-key-size", 0, "pkcs12.unsupported-algorithm",
		    "PBMAC1 with a key of such a length" },
		{ "one-safe-unknown", 3, "pkcs12.unsupported-algorithm",
		    "scrypt" },
		{ "openssl-no-mac", 0, "pkcs12.no-mac", "has no MAC" },
		{ "keytool-no-mac", 0, "pkcs12.no-mac", "has no MAC" },
		{ "signed-pfx", 0, "pkcs12.signed", "a signature" },
		{ "enveloped-safe", 0, "pkcs12.protected-to-group",
		    "users or groups" },
		{ "enveloped-no-mac", 0, "pkcs12.protected-to-group",
		    "users or groups" },
		{ "wrong-mac", 0, "pkcs12.wrong-password",
		    "its MAC does not fit" },
		{ "not-decrypted", 0, "pkcs12.not-decrypted",
		    "export them again with one password" },
		{ "half-blocks", 0, "pkcs12.not-decrypted", "one password" },
		{ "mac-iterations", 0, "pkcs12.too-much-work", "iterations" },
		{ "key-iterations", 0, "pkcs12.too-much-work", "iterations" },
		{ "two-keys", 3, "pkcs12.too-much-work", "iterations" },
		{ "nested-too-deeply", 0, "pkcs12.malformed",
		    "bags within bags" },
		{ "pieces-too-deeply", 0, "pkcs12.malformed",
		    "nested too deeply" },
		{ "length-lies", 0, "pkcs12.malformed",
		    "longer than what holds it" },
		{ "openssl-key-alone", 0, "pkcs12.no-certificate",
		    "1 private key and 0 other items" },
		{ "secret-alone", 0, "pkcs12.no-certificate",
		    "0 private keys and 2 other items" },
		{ "sdsi", 0, "pkcs12.no-certificate", "1 other item;" },
	};

	opened_refuse(cases, sizeof(cases) / sizeof(cases[0]));
}

/* Without its end it is no certificate, wherever that was lost. */
static void
test_truncated(void)
{
	static const char *const names[] = { "indefinite", "pbmac1" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct opened opened;
		struct el_bytes octets;
		size_t size;

		opened_begin(&opened, names[i]);
		opened_password(&opened, "secret");
		octets = opened_octets(&opened);
		size = octets.size;
		for (octets.size--; octets.size > 40; octets.size -= 7) {
			opened_split(&opened, octets);
			CHECK_NUMBER(opened_certificates(&opened), 0);
			CHECK(opened.input.slices[0].problem.offset <= size);
		}
		opened_end(&opened);
	}
}

/* One octet is enough for the MAC not to fit. */
static void
test_changed(void)
{
	struct opened opened;
	struct el_bytes octets;
	uint8_t *copy;

	opened_begin(&opened, "openssl-default");
	opened_password(&opened, "secret");
	octets = opened_octets(&opened);
	copy = arena_take(&opened.arena, octets.size, 1);
	memcpy(copy, octets.data, octets.size);
	copy[octets.size / 2] ^= 1;
	opened_split(&opened, (struct el_bytes){ copy, octets.size });
	opened_check(&opened, 0, "pkcs12.wrong-password",
	    "the password is wrong, or the PKCS#12 is damaged");
	opened_end(&opened);
}

/* --- passwords ----------------------------------------------------------- */

static void
test_passwords_in_turn(void)
{
	struct opened opened;

	opened_begin(&opened, "openssl-default");
	opened_split(&opened, opened.text);
	opened_check(&opened, 0, "pkcs12.password-needed",
	    "--password-file FILE");
	opened_password(&opened, "wrong");
	opened_split(&opened, opened.text);
	opened_check(&opened, 0, "pkcs12.wrong-password",
	    "the password is wrong");
	opened_password(&opened, "Secret");
	opened_split(&opened, opened.text);
	opened_check(&opened, 0, "pkcs12.wrong-password",
	    "none of the passwords is right");
	opened_password(&opened, "secret");
	opened_split(&opened, opened.text);
	opened_check(&opened, 3, NULL, NULL);
	opened_end(&opened);
}

/* A password for one file does not keep another from having none. */
static void
test_no_password_beside_one(void)
{
	struct opened opened;

	opened_begin(&opened, "no-octets");
	opened_password(&opened, "secret");
	opened_split(&opened, opened.text);
	opened_check(&opened, 3, NULL, NULL);
	opened_end(&opened);
}

static unsigned asked; /* how often a person was */
static unsigned right_attempt;

static bool
answer(struct passwords *passwords, const char *file, unsigned attempt)
{
	CHECK_TEXT(file, "file");
	CHECK_NUMBER(attempt, ++asked);
	return passwords_add(passwords, el_bytes_of(attempt == right_attempt ?
	    "secret" : "no")) == NULL;
}

static void
test_asked(void)
{
	struct opened opened;

	opened_begin(&opened, "openssl-default");
	opened.passwords.ask = answer;
	asked = 0;
	right_attempt = 4;
	opened_split(&opened, opened.text);
	opened_check(&opened, 0, "pkcs12.wrong-password", "none of the");
	CHECK_NUMBER(asked, 3);
	CHECK_NUMBER(opened.passwords.count, 0);

	asked = 0;
	right_attempt = 2;
	opened_split(&opened, opened.text);
	opened_check(&opened, 3, NULL, NULL);
	CHECK_NUMBER(asked, 2);
	CHECK_NUMBER(opened.passwords.count, 1);

	/* It is good for the next file, too. */
	opened_split(&opened, opened.text);
	opened_check(&opened, 3, NULL, NULL);
	CHECK_NUMBER(asked, 2);
	opened_end(&opened);
}

static void
test_password_faults(void)
{
	static const uint8_t long_one[LIMIT_PASSWORD + 1] = { 'a' };
	static const uint8_t wide[] = { 's', 0, 'e', 0 };
	static const uint8_t latin[] = { 'K', 0xe4, 's', 'e' };
	struct passwords passwords = { .count = 0 };
	const char *fault;

	fault = passwords_add(&passwords,
	    (struct el_bytes){ long_one, sizeof(long_one) });
	CHECK(fault != NULL && strstr(fault, "longer") != NULL);
	fault = passwords_add(&passwords,
	    (struct el_bytes){ wide, sizeof(wide) });
	CHECK(fault != NULL && strstr(fault, "NUL") != NULL);
	fault = passwords_add(&passwords,
	    (struct el_bytes){ latin, sizeof(latin) });
	CHECK(fault != NULL && strstr(fault, "not UTF-8") != NULL);
	CHECK_NUMBER(passwords.count, 0);
	for (size_t i = 0; i < LIMIT_PASSWORDS; i++)
		CHECK(passwords_add(&passwords, el_bytes_of("a")) == NULL);
	CHECK(passwords_add(&passwords, el_bytes_of("a")) != NULL);
}

static void
test_passwords_are_wiped(void)
{
	struct passwords passwords = { .count = 0 };

	CHECK(passwords_add(&passwords, el_bytes_of("one")) == NULL);
	CHECK(passwords_add(&passwords, el_bytes_of("two")) == NULL);
	passwords_remove(&passwords);
	CHECK_NUMBER(passwords.count, 1);
	CHECK_NUMBER(passwords.list[1].utf8[0], 0);
	CHECK_NUMBER(passwords.list[0].utf8[0], 'o');
	passwords_wipe(&passwords);
	CHECK_NUMBER(passwords.count, 0);
	CHECK_NUMBER(passwords.list[0].utf8[0], 0);
}

static void
test_bmp(void)
{
	static const uint8_t expected[] = { 0, 'a', 0x20, 0xac, 0xd8, 0x3d,
		0xde, 0x00, 0, 0 };
	uint8_t bmp[LIMIT_PASSWORD_BMP];
	size_t size = password_bmp(bmp,
	    el_bytes_of("a\xe2\x82\xac\xf0\x9f\x98\x80"));

	CHECK_NUMBER(size, sizeof(expected));
	CHECK(memcmp(bmp, expected, sizeof(expected)) == 0);
	CHECK_NUMBER(password_bmp(bmp, el_bytes_of("")), 2);
}

/* --- derivation ---------------------------------------------------------- */

/* The library's own, where it takes the password. */
static void
test_derivation(void)
{
	static const struct {
		enum kdf_hash ours;
		mbedtls_md_type_t theirs;
	} hashes[] = {
		{ KDF_SHA1, MBEDTLS_MD_SHA1 },
		{ KDF_SHA224, MBEDTLS_MD_SHA224 },
		{ KDF_SHA256, MBEDTLS_MD_SHA256 },
		{ KDF_SHA384, MBEDTLS_MD_SHA384 },
		{ KDF_SHA512, MBEDTLS_MD_SHA512 },
	};
	static const char salts[] = "a salt of up to sixty-four octets, "
	    "which is what the library takes";

	for (size_t i = 0; i < 5 * 64; i++) {
		enum kdf_purpose purpose = (enum kdf_purpose)(i % 3 + 1);
		size_t hash = i % 5;
		uint8_t bmp[LIMIT_PASSWORD_BMP];
		uint8_t ours[128];
		uint8_t theirs[128];
		struct kdf_input input = {
			.hash = hashes[hash].ours,
			.password = { bmp, password_bmp(bmp,
			    (struct el_bytes){
				(const uint8_t *)LONG_PASSWORD, i % 32 }) },
			.salt = { (const uint8_t *)salts, i / 5 + 1 },
			.iterations = (uint32_t)(i % 7 + 1),
		};
		size_t size = i % 128 + 1;

		CHECK(kdf_pkcs12(ours, size, purpose, &input));
		CHECK_NUMBER(mbedtls_pkcs12_derivation(theirs, size, bmp,
		    input.password.size, input.salt.data, input.salt.size,
		    hashes[hash].theirs, purpose, (int)input.iterations), 0);
		CHECK(memcmp(ours, theirs, size) == 0);
	}
}

const struct test tests_pkcs12[] = {
	{ "pkcs12: what programs write is read", test_readable },
	{ "pkcs12: a key that nothing protects", test_exposed_key },
	{ "pkcs12: each refusal has its reason", test_refused },
	{ "pkcs12: the end is lost", test_truncated },
	{ "pkcs12: an octet is changed", test_changed },
	{ "pkcs12: passwords are tried in turn", test_passwords_in_turn },
	{ "pkcs12: no password beside one", test_no_password_beside_one },
	{ "pkcs12: a person is asked three times", test_asked },
	{ "pkcs12: what is no password", test_password_faults },
	{ "pkcs12: passwords are wiped", test_passwords_are_wiped },
	{ "pkcs12: a password in UTF-16", test_bmp },
	{ "pkcs12: keys are derived as mbedTLS does", test_derivation },
	{ NULL, NULL },
};
