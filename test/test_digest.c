#include "check.h"

#include <edgelint/bytes.h>

#include "base/text.h"
#include "view/digest.h"

/* FIPS 180-4's examples: "abc", 56 octets of text, nothing, a million "a". */
static void
test_vectors(void)
{
	static char million[1000000];
	static const char text[] =
	    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	const struct {
		struct el_bytes octets;
		const char *sha1;
		const char *sha256;
	} vectors[] = {
		{ el_bytes_of("abc"),
		    "a9993e364706816aba3e25717850c26c9cd0d89d",
		    "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad" },
		{ el_bytes_of(text),
		    "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
		{ el_bytes_of(""),
		    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
		    "e3b0c44298fc1c149afbf4c8996fb924"
		    "27ae41e4649b934ca495991b7852b855" },
		{ { (const uint8_t *)million, sizeof(million) },
		    "34aa973cd4c4daa4f61eeb2bdbad27316534016f",
		    "cdc76e5c9914fb9281a1c7e284d73e67"
		    "f1809a48a497200e046d39ccc7112cd0" },
	};

	memset(million, 'a', sizeof(million));
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		uint8_t sha1[DIGEST_SHA1_SIZE];
		uint8_t sha256[DIGEST_SHA256_SIZE];
		char hex[2 * DIGEST_SHA256_SIZE + 1];

		text_hex_copy(hex, digest_sha1(sha1, vectors[i].octets));
		CHECK_TEXT(hex, vectors[i].sha1);
		text_hex_copy(hex, digest_sha256(sha256, vectors[i].octets));
		CHECK_TEXT(hex, vectors[i].sha256);
	}
}

const struct test tests_digest[] = {
	{ "digest: the examples of FIPS 180-4", test_vectors },
	{ NULL, NULL },
};
