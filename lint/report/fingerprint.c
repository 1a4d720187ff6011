#include "fingerprint.h"

#include <stdlib.h>

#include "base/text.h"
#include "view/digest.h"

enum { FIRST_ROOM = 16, KEPT_OCTETS = (FINGERPRINT_SIZE - 1) / 2 };

/* How often the same parts came; a count of 0 is a free slot. */
struct seen {
	uint8_t digest[KEPT_OCTETS];
	size_t count;
};

struct fingerprints {
	struct sink parts;
	struct seen *seen; /* a hash table; .room is a power of two */
	size_t room;
	size_t used;
};

struct fingerprints *
fingerprints_make(void)
{
	struct fingerprints *made = calloc(1, sizeof(*made));

	if (made == NULL)
		return NULL;
	sink_to_memory(&made->parts);
	made->room = FIRST_ROOM;
	made->seen = calloc(made->room, sizeof(*made->seen));
	if (made->seen != NULL)
		return made;
	free(made);
	return NULL;
}

void
fingerprints_free(struct fingerprints *fingerprints)
{
	if (fingerprints == NULL)
		return;
	sink_free(&fingerprints->parts);
	free(fingerprints->seen);
	free(fingerprints);
}

void
fingerprints_restart(struct fingerprints *fingerprints)
{
	memset(fingerprints->seen, 0,
	    fingerprints->room * sizeof(*fingerprints->seen));
	fingerprints->used = 0;
	sink_clear(&fingerprints->parts);
}

/* Each part with its length in front, so that no two lists are alike. */
void
fingerprints_add(struct fingerprints *fingerprints, struct el_bytes part)
{
	sink_printf(&fingerprints->parts, "%zu:", part.size);
	sink_write(&fingerprints->parts, part.data, part.size);
}

void
fingerprints_add_number(struct fingerprints *fingerprints, size_t number)
{
	sink_printf(&fingerprints->parts, "%zu;", number);
}

/* The slot of a digest, or the free one where it belongs. */
static struct seen *
find(struct seen *seen, size_t room, const uint8_t *digest)
{
	size_t slot;

	memcpy(&slot, digest, sizeof(slot));
	for (slot &= room - 1; seen[slot].count > 0; slot = (slot + 1) &
	     (room - 1))
		if (memcmp(seen[slot].digest, digest, KEPT_OCTETS) == 0)
			break;
	return &seen[slot];
}

static bool
grow(struct fingerprints *fingerprints)
{
	size_t room = 2 * fingerprints->room;
	struct seen *seen = calloc(room, sizeof(*seen));

	if (seen == NULL)
		return false;
	for (size_t i = 0; i < fingerprints->room; i++) {
		const struct seen *old = &fingerprints->seen[i];

		if (old->count > 0)
			*find(seen, room, old->digest) = *old;
	}
	free(fingerprints->seen);
	fingerprints->seen = seen;
	fingerprints->room = room;
	return true;
}

/* How often these parts have come before. */
static bool
count(size_t *before, struct fingerprints *fingerprints, const uint8_t *digest)
{
	struct seen *seen;

	if (2 * (fingerprints->used + 1) > fingerprints->room &&
	    !grow(fingerprints))
		return false;
	seen = find(fingerprints->seen, fingerprints->room, digest);
	if (seen->count == 0) {
		memcpy(seen->digest, digest, KEPT_OCTETS);
		fingerprints->used++;
	}
	*before = seen->count++;
	return true;
}

static bool
digest_of_parts(uint8_t *digest, const struct fingerprints *fingerprints)
{
	const struct sink *parts = &fingerprints->parts;

	digest_sha256(digest, (struct el_bytes){
	    (const uint8_t *)parts->data, parts->size });
	return parts->error == 0;
}

bool
fingerprints_take(char *out, struct fingerprints *fingerprints)
{
	uint8_t digest[DIGEST_SHA256_SIZE];
	size_t before;
	bool made = digest_of_parts(digest, fingerprints) &&
	    count(&before, fingerprints, digest);

	if (made && before > 0) {
		fingerprints_add_number(fingerprints, before);
		made = digest_of_parts(digest, fingerprints);
	}
	sink_clear(&fingerprints->parts);
	for (size_t i = 0; made && i < KEPT_OCTETS; i++) {
		static const char digits[] = "0123456789abcdef";

		*out++ = digits[digest[i] >> 4];
		*out++ = digits[digest[i] & 15];
	}
	*out = '\0';
	return made;
}
