#include "digest.h"

#include <mbedtls/md.h>
#include <mbedtls/version.h>

static bool
digest(uint8_t *out, mbedtls_md_type_t type, struct el_bytes octets)
{
	const mbedtls_md_info_t *md = mbedtls_md_info_from_type(type);

	return md != NULL && mbedtls_md(md, octets.data, octets.size, out) == 0;
}

bool
digest_sha1(uint8_t out[DIGEST_SHA1_SIZE], struct el_bytes octets)
{
	return digest(out, MBEDTLS_MD_SHA1, octets);
}

bool
digest_sha256(uint8_t out[DIGEST_SHA256_SIZE], struct el_bytes octets)
{
	return digest(out, MBEDTLS_MD_SHA256, octets);
}

/* The library asks for at least 9 octets. */
void
digest_library_version(char out[16])
{
	mbedtls_version_get_string(out);
}
