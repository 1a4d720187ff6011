#include "decrypt.h"

#include <mbedtls/aes.h>
#include <mbedtls/des.h>

#include "rc2.h"

static const struct {
	uint8_t key;
	uint8_t block;
} sizes[DECRYPT_CIPHERS] = {
	[DECRYPT_RC2_40] = { 5, 8 },
	[DECRYPT_RC2_128] = { 16, 8 },
	[DECRYPT_3DES_2KEY] = { 16, 8 },
	[DECRYPT_3DES] = { 24, 8 },
	[DECRYPT_AES_128] = { 16, 16 },
	[DECRYPT_AES_192] = { 24, 16 },
	[DECRYPT_AES_256] = { 32, 16 },
};

size_t
decrypt_key_size(enum decrypt_cipher cipher)
{
	return sizes[cipher].key;
}

size_t
decrypt_block_size(enum decrypt_cipher cipher)
{
	return sizes[cipher].block;
}

static bool
decrypt_3des(uint8_t *out, enum decrypt_cipher cipher, const uint8_t *key,
    uint8_t *iv, struct el_bytes octets)
{
	mbedtls_des3_context context;
	bool ok;

	mbedtls_des3_init(&context);
	ok = (cipher == DECRYPT_3DES ?
		mbedtls_des3_set3key_dec(&context, key) :
		mbedtls_des3_set2key_dec(&context, key)) == 0 &&
	    mbedtls_des3_crypt_cbc(&context, MBEDTLS_DES_DECRYPT, octets.size,
		iv, octets.data, out) == 0;
	mbedtls_des3_free(&context);
	return ok;
}

static bool
decrypt_aes(uint8_t *out, enum decrypt_cipher cipher, const uint8_t *key,
    uint8_t *iv, struct el_bytes octets)
{
	mbedtls_aes_context context;
	bool ok;

	mbedtls_aes_init(&context);
	ok = mbedtls_aes_setkey_dec(&context, key, 8u * sizes[cipher].key) ==
		0 &&
	    mbedtls_aes_crypt_cbc(&context, MBEDTLS_AES_DECRYPT, octets.size,
		iv, octets.data, out) == 0;
	mbedtls_aes_free(&context);
	return ok;
}

static bool
decrypt_blocks(uint8_t *out, enum decrypt_cipher cipher, const uint8_t *key,
    const uint8_t *iv, struct el_bytes octets)
{
	uint8_t chain[DECRYPT_BLOCK_MAX]; /* the library writes to it */

	memcpy(chain, iv, sizes[cipher].block);
	switch (cipher) {
	case DECRYPT_RC2_40:
	case DECRYPT_RC2_128:
		rc2_decrypt_cbc(out, key, sizes[cipher].key, chain, octets);
		return true;
	case DECRYPT_3DES_2KEY:
	case DECRYPT_3DES:
		return decrypt_3des(out, cipher, key, chain, octets);
	default:
		return decrypt_aes(out, cipher, key, chain, octets);
	}
}

/* As many octets as are missing in the last block, each with their number. */
static bool
remove_padding(struct secret *text, size_t block)
{
	size_t count = text->data[text->size - 1];

	if (count == 0 || count > block)
		return false;
	for (size_t i = 1; i <= count; i++)
		if (text->data[text->size - i] != count)
			return false;
	/* They are wiped with the rest only as long as they are in it. */
	secret_wipe(text->data + text->size - count, count);
	text->size -= count;
	return true;
}

enum decrypt_result
decrypt_cbc(struct secret *out, enum decrypt_cipher cipher,
    const uint8_t *key, const uint8_t *iv, struct el_bytes octets)
{
	size_t block = sizes[cipher].block;

	if (octets.size == 0 || octets.size % block != 0)
		return DECRYPT_BAD;
	if (!secret_alloc(out, octets.size))
		return DECRYPT_NO_MEMORY;
	if (!decrypt_blocks(out->data, cipher, key, iv, octets)) {
		secret_free(out);
		return DECRYPT_NO_MEMORY;
	}
	if (!remove_padding(out, block)) {
		secret_free(out);
		return DECRYPT_BAD;
	}
	return DECRYPT_DONE;
}
