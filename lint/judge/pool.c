#include "pool.h"

#include "base/limits.h"
#include "base/sink.h"
#include "base/text.h"
#include "base/time.h"
#include "view/digest.h"

/* Serial numbers have 20 octets at most; one that has more is cut. */
enum { SERIAL_SHOWN = 32 };

/* Octets in hex, in the arena; NULL: no memory. */
static const char *
hex(struct el_bytes octets, struct arena *arena)
{
	struct sink sink;
	const char *text = NULL;

	sink_to_memory(&sink);
	text_hex(&sink, octets);
	if (sink.error == 0)
		text = arena_copy(arena, (struct el_bytes){
		    (const uint8_t *)sink.data, sink.size });
	sink_free(&sink);
	return text;
}

static const char *
serial_of(const struct el_cert *cert, struct arena *arena)
{
	struct el_bytes serial = cert->serial.body;

	/* The octet that only keeps it positive is not shown. */
	if (serial.size > 1 && serial.data[0] == 0) {
		serial.data++;
		serial.size--;
	}
	if (serial.size > SERIAL_SHOWN)
		serial.size = SERIAL_SHOWN;
	return hex(serial, arena);
}

static const char *
until_of(const struct el_cert *cert, struct arena *arena)
{
	char date[TIME_TEXT_SIZE] = "an unreadable time";

	if (cert->not_after.known)
		time_to_date(date, cert->not_after.seconds);
	return arena_copy(arena, el_bytes_of(date));
}

bool
pool_add(struct pool *pool, const struct el_result *result,
    struct arena *run_arena)
{
	const struct el_cert *cert = result->cert;
	struct el_bytes key = cert->key.elem.body;
	uint8_t sha1[DIGEST_SHA1_SIZE];
	struct el_node *node;

	if (pool->count == LIMIT_POOL_NODES) {
		pool->left_out++;
		return true;
	}
	if (pool->nodes == NULL)
		pool->nodes = arena_take(run_arena, LIMIT_POOL_NODES,
		    sizeof(*pool->nodes));
	if (pool->nodes == NULL)
		return false;
	node = &pool->nodes[pool->count];
	*node = (struct el_node){
		.source = arena_copy(run_arena, el_bytes_of(result->source)),
		.index = result->index,
		.is_request = cert->request != NULL,
		.serial = serial_of(cert, run_arena),
		.until = until_of(cert, run_arena),
	};
	node->has_key = key.data != NULL;
	if (node->has_key)
		digest_sha256(node->key, key);
	if (node->source == NULL || node->serial == NULL ||
	    node->until == NULL)
		return false;
	digest_sha256(node->certificate, cert->der);
	node->thumbprint = hex(digest_sha1(sha1, cert->der), run_arena);
	pool->count++;
	return node->thumbprint != NULL;
}
