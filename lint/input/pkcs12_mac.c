#include "pkcs12_mac.h"

#include <edgelint/cert.h>

/*
 * PBMAC1-params ::= SEQUENCE { keyDerivationFunc, messageAuthScheme }; RFC
 * 9579, 5 has both as here, and the key length said.
 */
static bool
read_pbmac1(struct pkcs12_mac *out, struct ber parameters,
    struct arena *arena)
{
	struct pbe_algorithm scheme;
	struct ber sequence;
	uint32_t key_size;

	out->is_pbmac1 = true;
	if (!ber_enter(&parameters, &sequence, EL_TAG_SEQUENCE) ||
	    !pbe_read_pbkdf2(&out->derivation, &key_size, &out->unsupported,
		&sequence, arena) ||
	    !pbe_algorithm_read(&scheme, &sequence))
		return false;
	if (scheme.kind != PBE_ALGORITHM_HMAC) {
		out->unsupported = pbe_algorithm_show(&scheme, arena);
		return out->unsupported != NULL;
	}
	out->hash = (enum kdf_hash)scheme.value;
	out->key_size = key_size;
	if (key_size == 0 || key_size > KDF_HASH_SIZE_MAX)
		out->unsupported = "PBMAC1 with a key of such a length";
	return true;
}

/* DigestInfo ::= SEQUENCE { digestAlgorithm, digest OCTET STRING } */
static bool
read_digest_info(struct pkcs12_mac *out, struct ber *ber, struct arena *arena)
{
	struct pbe_algorithm algorithm;
	struct ber sequence;

	if (!ber_enter(ber, &sequence, EL_TAG_SEQUENCE) ||
	    !pbe_algorithm_read(&algorithm, &sequence) ||
	    !ber_string(&sequence, &out->digest, EL_TAG_OCTET_STRING, arena))
		return false;
	if (algorithm.kind == PBE_ALGORITHM_PBMAC1)
		return read_pbmac1(out, algorithm.parameters, arena);
	if (algorithm.kind != PBE_ALGORITHM_DIGEST) {
		out->unsupported = pbe_algorithm_show(&algorithm, arena);
		return out->unsupported != NULL;
	}
	out->hash = (enum kdf_hash)algorithm.value;
	out->key_size = kdf_hash_size(out->hash);
	return true;
}

/*
 * MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations
 * INTEGER DEFAULT 1 }; PBMAC1 has salt and iterations of its own.
 */
bool
pkcs12_mac_read(struct pkcs12_mac *out, struct ber *ber, struct arena *arena)
{
	struct ber sequence;
	struct el_bytes salt;
	uint32_t iterations = 1;

	*out = (struct pkcs12_mac){ 0 };
	if (!ber_enter(ber, &sequence, EL_TAG_SEQUENCE) ||
	    !read_digest_info(out, &sequence, arena) ||
	    !ber_string(&sequence, &salt, EL_TAG_OCTET_STRING, arena))
		return false;
	if (!ber_at_end(&sequence) && !ber_number(&sequence, &iterations))
		return false;
	if (out->is_pbmac1 || out->unsupported != NULL)
		return true;
	if (salt.size > LIMIT_SALT)
		out->unsupported = "a salt of more than a thousand octets";
	out->derivation = (struct kdf_input){
		.hash = out->hash,
		.salt = salt,
		.iterations = iterations == 0 ? 1 : iterations,
	};
	return true;
}

enum pbe_result
pkcs12_mac_verify(const struct pkcs12_mac *mac, struct el_bytes content,
    struct pbe_password *password)
{
	uint8_t key[KDF_HASH_SIZE_MAX];
	uint8_t digest[KDF_HASH_SIZE_MAX];
	enum pbe_result result;

	result = mac->is_pbmac1 ?
	    pbe_derive_pbkdf2(key, mac->key_size, &mac->derivation, password) :
	    pbe_derive_pkcs12(key, mac->key_size, KDF_MAC, &mac->derivation,
		password);
	if (result != PBE_DONE)
		return result;
	if (!kdf_hmac(digest, mac->hash,
		(struct el_bytes){ key, mac->key_size }, content))
		result = PBE_NO_MEMORY;
	else if (!el_bytes_equal(mac->digest, (struct el_bytes){ digest,
		kdf_hash_size(mac->hash) }))
		result = PBE_BAD;
	secret_wipe(key, sizeof(key));
	return result;
}
