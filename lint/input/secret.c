#include "secret.h"

#include <stdlib.h>

#include <mbedtls/platform_util.h>

void
secret_wipe(void *data, size_t size)
{
	mbedtls_platform_zeroize(data, size);
}

bool
secret_alloc(struct secret *out, size_t size)
{
	uint8_t *data = malloc(size > 0 ? size : 1);

	if (data == NULL)
		return false;
	*out = (struct secret){ data, size };
	return true;
}

void
secret_free(struct secret *secret)
{
	if (secret->data != NULL)
		secret_wipe(secret->data, secret->size);
	free(secret->data);
	*secret = (struct secret){ NULL, 0 };
}
