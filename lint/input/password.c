#include "password.h"

#include "base/text.h"

#include "secret.h"

static const char *
find_fault(struct el_bytes utf8)
{
	while (utf8.size > 0) {
		size_t length = text_utf8_length(utf8);

		if (length == 0)
			return "the password is not UTF-8; save it in that "
			       "encoding, or as ASCII";
		if (utf8.data[0] == '\0')
			return "the password holds a NUL, as in UTF-16; save "
			       "it as UTF-8";
		utf8.data += length;
		utf8.size -= length;
	}
	return NULL;
}

const char *
passwords_add(struct passwords *passwords, struct el_bytes utf8)
{
	struct password *password;
	const char *fault;

	if (passwords->count == LIMIT_PASSWORDS)
		return "there are too many passwords";
	if (utf8.size > LIMIT_PASSWORD)
		return "the password is longer than any PKCS#12 file has";
	fault = find_fault(utf8);
	if (fault != NULL)
		return fault;
	password = &passwords->list[passwords->count++];
	if (utf8.size > 0)
		memcpy(password->utf8, utf8.data, utf8.size);
	password->size = utf8.size;
	return NULL;
}

void
passwords_remove(struct passwords *passwords)
{
	passwords->count--;
	secret_wipe(&passwords->list[passwords->count],
	    sizeof(passwords->list[0]));
}

void
passwords_wipe(struct passwords *passwords)
{
	secret_wipe(passwords->list, sizeof(passwords->list));
	passwords->count = 0;
}

static size_t
put_unit(uint8_t *out, size_t at, uint32_t unit)
{
	out[at] = (uint8_t)(unit >> 8);
	out[at + 1] = (uint8_t)unit;
	return at + 2;
}

size_t
password_bmp(uint8_t out[LIMIT_PASSWORD_BMP], struct el_bytes utf8)
{
	size_t at = 0;

	while (utf8.size > 0) {
		size_t length = text_utf8_length(utf8);
		uint32_t character = text_utf8_character(utf8.data, length);

		if (character >= 0x10000) {
			/* A pair of surrogates, as all programs write. */
			character -= 0x10000;
			at = put_unit(out, at, 0xd800 | character >> 10);
			at = put_unit(out, at, 0xdc00 | (character & 0x3ff));
		} else {
			at = put_unit(out, at, character);
		}
		utf8.data += length;
		utf8.size -= length;
	}
	return put_unit(out, at, 0);
}
