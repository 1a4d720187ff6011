#include "rc2.h"

#include <nettle/arctwo.h>

#include "secret.h"

void
rc2_decrypt_cbc(uint8_t *out, const uint8_t *key, size_t key_size,
    const uint8_t iv[RC2_BLOCK], struct el_bytes octets)
{
	struct arctwo_ctx context;
	const uint8_t *before = iv;

	arctwo_set_key(&context, key_size, key);
	arctwo_decrypt(&context, octets.size, out, octets.data);
	for (size_t at = 0; at < octets.size; at += RC2_BLOCK) {
		for (size_t i = 0; i < RC2_BLOCK; i++)
			out[at + i] ^= before[i];
		before = octets.data + at;
	}
	secret_wipe(&context, sizeof(context));
}
