#include "pkcs12.h"

#include <edgelint/cert.h>

#include "pkcs7.h"
#include "pkcs12_mac.h"

enum {
	TAG_0 = 0xa0, /* EXPLICIT [0] */
	TAG_0_STRING = 0x80, /* IMPLICIT [0] of a string in one piece */
	ATTEMPTS_MAX = 3,
};

/* What is needed while one file is read. */
struct pfx {
	struct container *out;
	struct pbe_password *password;
	size_t keys;
	size_t others; /* revocation lists, secrets, other certificates */
};

#define CONVERT "let OpenSSL take the certificates out of it, with -legacy " \
	"when it is an old file: \"openssl pkcs12 -in FILE -nokeys -out " \
	"certs.pem\""

/* Always true: what else is in the file is read on. */
static bool
stop_unsupported(struct container *out, const char *what,
    const char *algorithm)
{
	container_stop(out, "pkcs12.unsupported-algorithm",
	    arena_printf(out->arena, "the PKCS#12 %s %s, which edgelint does "
		"not know; " CONVERT, what, algorithm));
	return out->problem.code != NULL;
}

static bool
stop_too_much(struct container *out)
{
	return container_stop(out, "pkcs12.too-much-work",
	    "the PKCS#12 asks for more iterations for its keys than any "
	    "program writes (600,000 of PBKDF2 are read); it may be made to "
	    "keep a reader busy, so export the certificate again");
}

/* --- bags ---------------------------------------------------------------- */

/* The last octet of 1.2.840.113549.1.12.10.1.x. */
enum bag_type {
	BAG_OTHER,
	BAG_KEY,
	BAG_SHROUDED_KEY,
	BAG_CERTIFICATE,
	BAG_CRL,
	BAG_SECRET,
	BAG_SAFE,
	BAG_TYPES
};

/* The number behind an arc of identifiers; 0: it is none of them. */
static uint8_t
number_in(struct el_bytes oid, const char *arc, size_t size)
{
	return oid.size == size + 1 && memcmp(oid.data, arc, size) == 0 ?
	    oid.data[size] : 0;
}

static enum bag_type
bag_type(struct el_bytes oid)
{
	static const char arc[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01";
	uint8_t number = number_in(oid, arc, sizeof(arc) - 1);

	return number < BAG_TYPES ? (enum bag_type)number : BAG_OTHER;
}

/*
 * CertBag ::= SEQUENCE { certId, certValue [0] EXPLICIT ANY }, for an X.509
 * certificate (1.2.840.113549.1.9.22.1) with its DER as an OCTET STRING.
 */
static bool
read_certificate(struct pfx *pfx, struct ber bag, bool was_encrypted)
{
	static const char arc[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x16";
	struct arena *arena = pfx->out->arena;
	struct el_bytes der;
	struct ber sequence;
	struct ber value;
	struct ber_elem type;

	if (!ber_enter(&bag, &sequence, EL_TAG_SEQUENCE) ||
	    !ber_take(&sequence, &type, EL_TAG_OID))
		return false;
	if (number_in(type.body, arc, sizeof(arc) - 1) != 1) {
		pfx->others++;
		return true;
	}
	if (!ber_enter(&sequence, &value, TAG_0) ||
	    !ber_string(&value, &der, EL_TAG_OCTET_STRING, arena))
		return false;
	/* What was decrypted is wiped; a certificate is no secret. */
	if (was_encrypted) {
		der.data = (const uint8_t *)arena_copy(arena, der);
		if (der.data == NULL)
			return false;
	}
	return container_add(pfx->out, der);
}

/*
 * How a key is encrypted: EncryptedPrivateKeyInfo ::= SEQUENCE { algorithm,
 * OCTET STRING }.  One that cannot be read keeps no certificate from it.
 */
static void
look_at_shrouded_key(struct pfx *pfx, struct el_bytes octets)
{
	struct ber_fault fault = { NULL, NULL };
	struct ber bag = ber_of(octets, &fault);
	struct ber sequence;
	struct pbe pbe;

	if (ber_enter(&bag, &sequence, EL_TAG_SEQUENCE) &&
	    pbe_read(&pbe, &sequence, pfx->out->arena) &&
	    pbe.unsupported == NULL && !pbe.is_pbes2)
		pfx->out->facts.old_key_cipher = pbe.name;
}

static bool read_bags(struct pfx *pfx, struct ber bags, bool was_encrypted,
    unsigned depth);

/* SafeBag ::= SEQUENCE { bagId, bagValue [0] EXPLICIT ANY, attributes } */
static bool
read_bag(struct pfx *pfx, struct ber bag, bool was_encrypted, unsigned depth)
{
	struct ber_elem type;
	struct ber value;

	if (!ber_take(&bag, &type, EL_TAG_OID) ||
	    !ber_enter(&bag, &value, TAG_0))
		return false;
	switch (bag_type(type.body)) {
	case BAG_CERTIFICATE:
		return read_certificate(pfx, value, was_encrypted);
	case BAG_SAFE:
		return read_bags(pfx, value, was_encrypted, depth + 1);
	case BAG_KEY:
		pfx->keys++;
		if (!was_encrypted)
			pfx->out->facts.exposed_key = "PKCS#12 keyBag";
		return true;
	case BAG_SHROUDED_KEY:
		pfx->keys++;
		look_at_shrouded_key(pfx, (struct el_bytes){ value.next,
		    (size_t)(value.end - value.next) });
		return true;
	default:
		pfx->others++;
		return true;
	}
}

/* SafeContents ::= SEQUENCE OF SafeBag */
static bool
read_bags(struct pfx *pfx, struct ber ber, bool was_encrypted, unsigned depth)
{
	struct ber bags;

	if (depth > LIMIT_BER_DEPTH)
		return container_stop(pfx->out, "pkcs12.malformed",
		    "the PKCS#12 has bags within bags, more deeply than any "
		    "program writes; export the certificate again");
	if (!ber_enter(&ber, &bags, EL_TAG_SEQUENCE))
		return false;
	while (!ber_at_end(&bags)) {
		struct ber bag;

		if (!ber_enter(&bags, &bag, EL_TAG_SEQUENCE) ||
		    !read_bag(pfx, bag, was_encrypted, depth))
			return false;
	}
	return true;
}

/* --- safes --------------------------------------------------------------- */

static bool
read_plain_safe(struct pfx *pfx, struct ber content)
{
	struct el_bytes octets;

	return ber_string(&content, &octets, EL_TAG_OCTET_STRING,
		   pfx->out->arena) &&
	    read_bags(pfx, ber_of(octets, content.fault), false, 0);
}

static bool
decrypt_safe(struct pfx *pfx, const struct pbe *pbe, struct el_bytes octets,
    struct ber_fault *fault)
{
	struct secret bags = { NULL, 0 };
	bool ok;

	switch (pbe_decrypt(&bags, pbe, pfx->password, octets)) {
	case PBE_DONE:
		break;
	case PBE_TOO_MUCH:
		return stop_too_much(pfx->out);
	case PBE_BAD:
		return container_stop(pfx->out, "pkcs12.not-decrypted",
		    "the password is right, for the MAC of the PKCS#12 fits, "
		    "but its certificates are not encrypted with it; export "
		    "them again with one password");
	default:
		return false;
	}
	ok = read_bags(pfx, ber_of(secret_bytes(&bags), fault), true, 0);
	secret_free(&bags);
	return ok;
}

/*
 * EncryptedData ::= SEQUENCE { version, EncryptedContentInfo SEQUENCE {
 * contentType, algorithm, encryptedContent [0] IMPLICIT OCTET STRING } }
 */
static bool
read_encrypted_safe(struct pfx *pfx, struct ber content)
{
	struct container *out = pfx->out;
	struct ber sequence;
	struct ber info;
	struct ber_elem type;
	struct el_bytes octets;
	uint32_t version;
	struct pbe pbe;

	if (!ber_enter(&content, &sequence, EL_TAG_SEQUENCE) ||
	    !ber_number(&sequence, &version) ||
	    !ber_enter(&sequence, &info, EL_TAG_SEQUENCE) ||
	    !ber_take(&info, &type, EL_TAG_OID) ||
	    !pbe_read(&pbe, &info, out->arena) ||
	    !ber_string(&info, &octets, TAG_0_STRING, out->arena))
		return false;
	if (pbe.unsupported != NULL)
		return stop_unsupported(out, "encrypts its certificates with",
		    pbe.unsupported);
	if (!pbe.is_pbes2)
		out->facts.old_certificate_cipher = pbe.name;
	return decrypt_safe(pfx, &pbe, octets, content.fault);
}

static bool
read_safe(struct pfx *pfx, struct ber *safes)
{
	enum pkcs7_type type;
	struct ber content;

	if (!pkcs7_read_info(&type, &content, safes))
		return false;
	if (type == PKCS7_DATA)
		return read_plain_safe(pfx, content);
	if (type == PKCS7_ENCRYPTED)
		return read_encrypted_safe(pfx, content);
	pfx->others++; /* encrypted for the owner of another key */
	return true;
}

static bool
stop_without_certificate(const struct pfx *pfx)
{
	struct container *out = pfx->out;

	return container_stop(out, "pkcs12.no-certificate",
	    arena_printf(out->arena, "the PKCS#12 holds no certificate, only "
		"%zu private key%s and %zu other item%s; export the "
		"certificate from certlm.msc as \"Base-64 encoded X.509 "
		"(.CER)\"", pfx->keys, pfx->keys == 1 ? "" : "s", pfx->others,
		pfx->others == 1 ? "" : "s"));
}

/* AuthenticatedSafe ::= SEQUENCE OF ContentInfo */
bool
pkcs12_read_safes(struct container *out, struct el_bytes octets,
    struct pbe_password *password, struct ber_fault *fault)
{
	struct pfx pfx = { .out = out, .password = password };
	struct ber ber = ber_of(octets, fault);
	struct ber safes;

	if (!ber_enter(&ber, &safes, EL_TAG_SEQUENCE))
		return false;
	while (!ber_at_end(&safes))
		if (!read_safe(&pfx, &safes))
			return false;
	if (out->problem.code != NULL)
		return false;
	return out->count > 0 || stop_without_certificate(&pfx);
}

/* --- the password -------------------------------------------------------- */

/* What is verified, and what with. */
struct lock {
	struct pkcs12_mac mac;
	struct el_bytes content; /* the AuthenticatedSafe */
	unsigned tried; /* passwords, without the empty one */
};

static enum pbe_result
try_password(struct pbe_password *out, uint8_t bmp[LIMIT_PASSWORD_BMP],
    const struct lock *lock, const struct password *password)
{
	struct el_bytes utf8 = { password->utf8, password->size };

	*out = (struct pbe_password){
		.utf8 = utf8,
		.bmp = { bmp, password_bmp(bmp, utf8) },
		.hashes_left = LIMIT_HASHES,
	};
	return pkcs12_mac_verify(&lock->mac, lock->content, out);
}

/* Some programs write no password as no octets, others as two NULs. */
static enum pbe_result
try_none(struct pbe_password *out, uint8_t bmp[LIMIT_PASSWORD_BMP],
    const struct lock *lock)
{
	static const struct password none = { .size = 0 };
	enum pbe_result result = try_password(out, bmp, lock, &none);

	if (result != PBE_BAD || lock->mac.is_pbmac1)
		return result;
	out->bmp.size = 0;
	return pkcs12_mac_verify(&lock->mac, lock->content, out);
}

/* One after the other, until the MAC fits: PBE_BAD, it never does. */
static enum pbe_result
find_password(struct pbe_password *out, uint8_t bmp[LIMIT_PASSWORD_BMP],
    struct lock *lock, const char *name, struct passwords *passwords)
{
	enum pbe_result result;

	for (size_t i = 0; i < passwords->count; i++) {
		lock->tried++;
		result = try_password(out, bmp, lock, &passwords->list[i]);
		if (result != PBE_BAD)
			return result;
	}
	result = try_none(out, bmp, lock);
	for (unsigned attempt = 1; result == PBE_BAD &&
	     attempt <= ATTEMPTS_MAX && passwords->ask != NULL &&
	     passwords->ask(passwords, name, attempt); attempt++) {
		lock->tried++;
		result = try_password(out, bmp, lock,
		    &passwords->list[passwords->count - 1]);
		if (result != PBE_DONE)
			passwords_remove(passwords);
	}
	return result;
}

/* Whether a part of it is encrypted for the owner of another key. */
static bool
has_enveloped_safe(struct el_bytes content)
{
	struct ber_fault fault = { NULL, NULL };
	struct ber ber = ber_of(content, &fault);
	struct ber safes;
	struct ber inner;
	enum pkcs7_type type;

	if (!ber_enter(&ber, &safes, EL_TAG_SEQUENCE))
		return false;
	while (!ber_at_end(&safes)) {
		if (!pkcs7_read_info(&type, &inner, &safes))
			return false;
		if (type == PKCS7_ENVELOPED)
			return true;
	}
	return false;
}

static bool
stop_protected(struct container *out)
{
	return container_stop(out, "pkcs12.protected-to-group",
	    "the PKCS#12 is protected to users or groups of a domain, or to "
	    "another key, and opens only for them on Windows; export it again "
	    "with a password, or only the certificate as \"Base-64 encoded "
	    "X.509 (.CER)\"");
}

static bool
stop_locked(struct container *out, const struct lock *lock)
{
	if (has_enveloped_safe(lock->content))
		return stop_protected(out);
	if (lock->tried == 0)
		return container_stop(out, "pkcs12.password-needed",
		    "the PKCS#12 is protected by a password, and none was "
		    "given; write it to a file and add --password-file FILE, "
		    "or put it into an environment variable and add "
		    "--password-env NAME");
	return container_stop(out, "pkcs12.wrong-password",
	    lock->tried == 1 ?
		"the password is wrong, or the PKCS#12 is damaged: its MAC "
		"does not fit; give the password that it was exported with" :
		"none of the passwords is right, or the PKCS#12 is damaged: "
		"its MAC does not fit; give the password that it was "
		"exported with");
}

static bool
unlock(struct container *out, struct lock *lock, const char *name,
    struct passwords *passwords, struct ber_fault *fault)
{
	struct pbe_password password;
	uint8_t bmp[LIMIT_PASSWORD_BMP];
	bool ok = false;

	switch (find_password(&password, bmp, lock, name, passwords)) {
	case PBE_DONE:
		ok = pkcs12_read_safes(out, lock->content, &password, fault);
		break;
	case PBE_BAD:
		stop_locked(out, lock);
		break;
	case PBE_TOO_MUCH:
		stop_too_much(out);
		break;
	case PBE_NO_MEMORY:
		break;
	}
	secret_wipe(bmp, sizeof(bmp));
	return ok;
}

/* --- the file ------------------------------------------------------------ */

/* The content of the outermost ContentInfo, which a MAC protects. */
static bool
read_content(struct container *out, struct el_bytes *content, struct ber *pfx)
{
	enum pkcs7_type type;
	struct ber inner;

	if (!pkcs7_read_info(&type, &inner, pfx))
		return false;
	switch (type) {
	case PKCS7_DATA:
		return ber_string(&inner, content, EL_TAG_OCTET_STRING,
		    out->arena);
	case PKCS7_SIGNED:
		return container_stop(out, "pkcs12.signed", "the PKCS#12 is "
		    "protected by a signature in the place of a password, "
		    "which edgelint does not verify; export the certificate "
		    "as \"Base-64 encoded X.509 (.CER)\"");
	case PKCS7_ENVELOPED:
		return stop_protected(out);
	default:
		return container_stop(out, "pkcs12.unsupported-content",
		    "the PKCS#12 has a content of a kind that RFC 7292 does "
		    "not know; export the certificate again");
	}
}

static bool
stop_without_mac(struct container *out, const struct lock *lock)
{
	if (has_enveloped_safe(lock->content))
		return stop_protected(out);
	return container_stop(out, "pkcs12.no-mac", "the PKCS#12 has no MAC, "
	    "so nobody can tell whether it is as it was written; export it "
	    "again with a password, or " CONVERT);
}

/* PFX ::= SEQUENCE { version, authSafe ContentInfo, macData OPTIONAL } */
static bool
read_pfx(struct container *out, struct ber ber, const char *name,
    struct passwords *passwords)
{
	struct lock lock = { .tried = 0 };
	struct ber pfx;
	uint32_t version;

	if (!ber_enter(&ber, &pfx, EL_TAG_SEQUENCE) ||
	    !ber_number(&pfx, &version) ||
	    !read_content(out, &lock.content, &pfx))
		return false;
	if (ber_at_end(&pfx))
		return stop_without_mac(out, &lock);
	if (!pkcs12_mac_read(&lock.mac, &pfx, out->arena))
		return false;
	if (lock.mac.unsupported != NULL) {
		stop_unsupported(out, "has a MAC by", lock.mac.unsupported);
		return false;
	}
	return unlock(out, &lock, name, passwords, ber.fault);
}

bool
pkcs12_read(struct container *out, struct el_bytes octets, const char *name,
    struct passwords *passwords)
{
	struct ber_fault fault = { NULL, NULL };

	return read_pfx(out, ber_of(octets, &fault), name, passwords) ||
	    container_damaged(out, "pkcs12.malformed", "PKCS#12", &fault,
		octets);
}
