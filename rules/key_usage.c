#include "key_usage.h"

#include <string.h>

const char *
usage_names(char *buffer, size_t size, uint32_t bits)
{
	static const char *const names[] = { "digitalSignature",
		"contentCommitment", "keyEncipherment", "dataEncipherment",
		"keyAgreement", "keyCertSign", "cRLSign", "encipherOnly",
		"decipherOnly" };
	size_t used = 0;

	buffer[0] = '\0';
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = strlen(names[i]);

		if ((bits >> i & 1) == 0 || used + length + 3 > size)
			continue;
		if (used > 0) {
			memcpy(buffer + used, ", ", 2);
			used += 2;
		}
		memcpy(buffer + used, names[i], length + 1);
		used += length;
	}
	return buffer;
}
