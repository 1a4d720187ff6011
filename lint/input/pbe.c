#include "pbe.h"

#include <edgelint/cert.h>

enum {
	/* Hash computations of one iteration: an HMAC is two, each of two
	 * blocks; the derivation of PKCS#12 hashes one block. */
	HASHES_PBKDF2 = 4,
	HASHES_PKCS12 = 1,
};

/* --- reading ------------------------------------------------------------- */

/* Name what there is nothing for; false: no memory. */
static bool
set_unsupported(const char **out, const struct pbe_algorithm *algorithm,
    struct arena *arena)
{
	*out = pbe_algorithm_show(algorithm, arena);
	return *out != NULL;
}

static bool
read_iterations(uint32_t *out, struct ber *ber)
{
	if (!ber_number(ber, out))
		return false;
	/* Nothing is derived in no step; others take it for one, too. */
	if (*out == 0)
		*out = 1;
	return true;
}

/* A salt that is longer than any is refused as an unknown algorithm is. */
static bool
read_salt(struct kdf_input *out, const char **unsupported, struct ber *ber,
    struct arena *arena)
{
	if (!ber_string(ber, &out->salt, EL_TAG_OCTET_STRING, arena))
		return false;
	if (out->salt.size > LIMIT_SALT)
		*unsupported = "a salt of more than a thousand octets";
	return true;
}

/*
 * PBKDF2-params ::= SEQUENCE { salt CHOICE { specified OCTET STRING, ... },
 * iterationCount INTEGER, keyLength INTEGER OPTIONAL, prf AlgorithmIdentifier
 * DEFAULT hmacWithSHA1 }
 */
bool
pbe_read_pbkdf2(struct kdf_input *out, uint32_t *key_size,
    const char **unsupported, struct ber *ber, struct arena *arena)
{
	struct pbe_algorithm derivation;
	struct pbe_algorithm prf;
	struct ber sequence;

	*out = (struct kdf_input){ .hash = KDF_SHA1 };
	*key_size = 0;
	if (!pbe_algorithm_read(&derivation, ber))
		return false;
	if (derivation.kind != PBE_ALGORITHM_PBKDF2)
		return set_unsupported(unsupported, &derivation, arena);
	if (!ber_enter(&derivation.parameters, &sequence, EL_TAG_SEQUENCE) ||
	    !read_salt(out, unsupported, &sequence, arena) ||
	    !read_iterations(&out->iterations, &sequence))
		return false;
	if (ber_peek(&sequence) == EL_TAG_INTEGER &&
	    !ber_number(&sequence, key_size))
		return false;
	if (ber_at_end(&sequence))
		return true;
	if (!pbe_algorithm_read(&prf, &sequence))
		return false;
	if (prf.kind != PBE_ALGORITHM_HMAC)
		return set_unsupported(unsupported, &prf, arena);
	out->hash = (enum kdf_hash)prf.value;
	return true;
}

/* The key length is optional, and says nothing that the cipher does not. */
static void
check_key_size(struct pbe *out, uint32_t key_size)
{
	if (key_size != 0 && key_size != decrypt_key_size(out->cipher))
		out->unsupported = "a key of another length than its cipher's";
}

/* PBES2-params ::= SEQUENCE { keyDerivationFunc, encryptionScheme } */
static bool
read_pbes2(struct pbe *out, struct ber parameters, struct arena *arena)
{
	struct pbe_algorithm cipher;
	struct ber sequence;
	uint32_t key_size;

	if (!ber_enter(&parameters, &sequence, EL_TAG_SEQUENCE) ||
	    !pbe_read_pbkdf2(&out->derivation, &key_size, &out->unsupported,
		&sequence, arena) ||
	    !pbe_algorithm_read(&cipher, &sequence))
		return false;
	if (cipher.kind != PBE_ALGORITHM_CIPHER)
		return set_unsupported(&out->unsupported, &cipher, arena);
	out->is_pbes2 = true;
	out->cipher = (enum decrypt_cipher)cipher.value;
	out->name = cipher.name;
	if (!ber_string(&cipher.parameters, &out->iv, EL_TAG_OCTET_STRING,
		arena))
		return false;
	if (out->iv.size != decrypt_block_size(out->cipher))
		out->unsupported = "an initialisation vector that is not of "
				   "the length of a block";
	check_key_size(out, key_size);
	return true;
}

/* pkcs-12PbeParams ::= SEQUENCE { salt OCTET STRING, iterations INTEGER } */
static bool
read_pkcs12(struct pbe *out, const struct pbe_algorithm *algorithm,
    struct arena *arena)
{
	struct ber parameters = algorithm->parameters;
	struct ber sequence;

	out->cipher = (enum decrypt_cipher)algorithm->value;
	out->name = algorithm->name;
	out->derivation.hash = KDF_SHA1;
	return ber_enter(&parameters, &sequence, EL_TAG_SEQUENCE) &&
	    read_salt(&out->derivation, &out->unsupported, &sequence, arena) &&
	    read_iterations(&out->derivation.iterations, &sequence);
}

bool
pbe_read(struct pbe *out, struct ber *ber, struct arena *arena)
{
	struct pbe_algorithm algorithm;

	*out = (struct pbe){ 0 };
	if (!pbe_algorithm_read(&algorithm, ber))
		return false;
	switch (algorithm.kind) {
	case PBE_ALGORITHM_PBE:
		return read_pkcs12(out, &algorithm, arena);
	case PBE_ALGORITHM_PBES2:
		return read_pbes2(out, algorithm.parameters, arena);
	default:
		return set_unsupported(&out->unsupported, &algorithm, arena);
	}
}

/* --- deriving ------------------------------------------------------------ */

/* Take what a derivation costs from what is left. */
static bool
charge(struct pbe_password *password, const struct kdf_input *derivation,
    size_t size, uint64_t hashes)
{
	size_t part = kdf_hash_size(derivation->hash);
	uint64_t parts = (size + part - 1) / part;
	uint64_t cost = hashes * parts * derivation->iterations;

	if (cost > password->hashes_left)
		return false;
	password->hashes_left -= cost;
	return true;
}

enum pbe_result
pbe_derive_pbkdf2(uint8_t *out, size_t size,
    const struct kdf_input *derivation, struct pbe_password *password)
{
	struct kdf_input input = *derivation;

	input.password = password->utf8;
	if (!charge(password, derivation, size, HASHES_PBKDF2))
		return PBE_TOO_MUCH;
	return kdf_pbkdf2(out, size, &input) ? PBE_DONE : PBE_NO_MEMORY;
}

enum pbe_result
pbe_derive_pkcs12(uint8_t *out, size_t size, enum kdf_purpose purpose,
    const struct kdf_input *derivation, struct pbe_password *password)
{
	struct kdf_input input = *derivation;

	input.password = password->bmp;
	if (!charge(password, derivation, size, HASHES_PKCS12))
		return PBE_TOO_MUCH;
	return kdf_pkcs12(out, size, purpose, &input) ? PBE_DONE :
							PBE_NO_MEMORY;
}

static enum pbe_result
derive(uint8_t *key, uint8_t *iv, const struct pbe *pbe,
    struct pbe_password *password)
{
	size_t key_size = decrypt_key_size(pbe->cipher);
	size_t block = decrypt_block_size(pbe->cipher);
	enum pbe_result result;

	if (pbe->is_pbes2) {
		memcpy(iv, pbe->iv.data, block);
		return pbe_derive_pbkdf2(key, key_size, &pbe->derivation,
		    password);
	}
	result = pbe_derive_pkcs12(key, key_size, KDF_KEY, &pbe->derivation,
	    password);
	if (result != PBE_DONE)
		return result;
	return pbe_derive_pkcs12(iv, block, KDF_IV, &pbe->derivation,
	    password);
}

enum pbe_result
pbe_decrypt(struct secret *out, const struct pbe *pbe,
    struct pbe_password *password, struct el_bytes octets)
{
	uint8_t key[DECRYPT_KEY_MAX];
	uint8_t iv[DECRYPT_BLOCK_MAX];
	enum pbe_result result = derive(key, iv, pbe, password);

	if (result == PBE_DONE) {
		switch (decrypt_cbc(out, pbe->cipher, key, iv, octets)) {
		case DECRYPT_DONE:
			break;
		case DECRYPT_BAD:
			result = PBE_BAD;
			break;
		case DECRYPT_NO_MEMORY:
			result = PBE_NO_MEMORY;
			break;
		}
	}
	secret_wipe(key, sizeof(key));
	secret_wipe(iv, sizeof(iv));
	return result;
}
