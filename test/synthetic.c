#include "synthetic.h"

#include <stdlib.h>

#include <mbedtls/base64.h>

enum { LINE_OCTETS = 48, LINE_ROOM = 80 };

static bool
put_line(struct sink *out, const uint8_t *octets, size_t size)
{
	uint8_t line[LINE_ROOM];
	size_t length;

	if (mbedtls_base64_encode(line, sizeof(line), &length, octets,
		size) != 0)
		return false;
	sink_write(out, line, length);
	sink_char(out, '\n');
	return true;
}

bool
synthetic_pem(struct sink *out, struct el_bytes der, struct el_bytes key,
    size_t number)
{
	uint8_t *copy = malloc(der.size);
	bool good = copy != NULL && der.size >= sizeof(number);

	if (good)
		memcpy(copy, der.data, der.size);
	for (size_t i = 0; good && i < sizeof(number); i++) {
		uint8_t octet = (uint8_t)(number >> 8 * i);

		copy[der.size - 1 - i] = octet;
		if (key.data != NULL)
			copy[key.data - der.data + key.size / 2 + i] = octet;
	}
	sink_text(out, "-----BEGIN CERTIFICATE-----\n");
	for (size_t at = 0; good && at < der.size; at += LINE_OCTETS)
		good = put_line(out, copy + at, der.size - at < LINE_OCTETS ?
		    der.size - at : LINE_OCTETS);
	sink_text(out, "-----END CERTIFICATE-----\n");
	free(copy);
	return good && out->error == 0;
}

bool
synthetic_bundle(struct sink *out, struct el_bytes der, struct el_bytes key,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!synthetic_pem(out, der, key, i))
			return false;
	return true;
}
