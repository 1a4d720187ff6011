#include "names.h"

#include "base/oid.h"
#include "base/text.h"
#include "dn.h"

enum {
	IPV4_SIZE = 4,
	IPV6_SIZE = 16,
	IPV6_GROUPS = IPV6_SIZE / 2,
	TAG_NUMBER = 0x1f, /* the bits of an identifier octet */
};

const char *
names_type(enum el_name_type type)
{
	static const char *const types[] = {
		[EL_NAME_DNS] = "dns",
		[EL_NAME_IP] = "ip",
		[EL_NAME_URI] = "uri",
		[EL_NAME_EMAIL] = "email",
		[EL_NAME_SRV] = "srv",
		[EL_NAME_XMPP] = "xmpp",
		[EL_NAME_DIRECTORY] = "dirname",
		[EL_NAME_REGISTERED_ID] = "rid",
		[EL_NAME_OTHER] = "other",
	};

	return types[type];
}

static void
write_ipv4(struct sink *sink, const uint8_t *octets)
{
	sink_printf(sink, "%u.%u.%u.%u", octets[0], octets[1], octets[2],
	    octets[3]);
}

/* A stretch of groups that are zero. */
struct run {
	size_t start;
	size_t count;
};

/* The longest run of two zero groups or more, of several the first: RFC 5952,
 * sections 4.2.2 and 4.2.3. */
static struct run
longest_zero_run(const unsigned *groups)
{
	struct run longest = { IPV6_GROUPS, 0 };
	struct run run = { 0, 0 };

	for (size_t i = 0; i < IPV6_GROUPS; i++) {
		if (groups[i] != 0) {
			run = (struct run){ i + 1, 0 };
			continue;
		}
		run.count++;
		if (run.count > 1 && run.count > longest.count)
			longest = run;
	}
	return longest;
}

static void
write_ipv6(struct sink *sink, const uint8_t *octets)
{
	static const uint8_t mapped_ipv4[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0xff, 0xff };
	unsigned groups[IPV6_GROUPS];
	struct run zeros;

	if (memcmp(octets, mapped_ipv4, sizeof(mapped_ipv4)) == 0) {
		sink_text(sink, "::ffff:");
		write_ipv4(sink, octets + sizeof(mapped_ipv4));
		return;
	}
	for (size_t i = 0; i < IPV6_GROUPS; i++)
		groups[i] = (unsigned)octets[2 * i] << 8 | octets[2 * i + 1];
	zeros = longest_zero_run(groups);
	for (size_t i = 0; i < IPV6_GROUPS; i++) {
		if (i == zeros.start) {
			sink_text(sink, "::");
			i += zeros.count - 1;
			continue;
		}
		if (i > 0 && i != zeros.start + zeros.count)
			sink_char(sink, ':');
		sink_printf(sink, "%x", groups[i]);
	}
}

static bool
is_address(struct el_bytes value)
{
	return value.size == IPV4_SIZE || value.size == IPV6_SIZE;
}

static void
write_address(struct sink *sink, struct el_bytes value)
{
	if (value.size == IPV4_SIZE)
		write_ipv4(sink, value.data);
	else if (value.size == IPV6_SIZE)
		write_ipv6(sink, value.data);
	else
		text_hex(sink, value);
}

static bool
is_utf8(const struct el_general_name *name)
{
	return name->other != NULL &&
	    name->other->value.tag == EL_TAG_UTF8_STRING;
}

/* An x400Address or ediPartyName has no identifier; its tag stands for it. */
static void
write_other(struct sink *sink, const struct el_general_name *name)
{
	if (name->other != NULL)
		oid_to_text(sink, name->other->type_id.body);
	else
		sink_printf(sink, "[%u]", name->elem.tag & TAG_NUMBER);
	if (is_utf8(name)) {
		sink_text(sink, ";UTF8:");
		text_printable(sink, name->value);
	} else {
		sink_text(sink, ";HEX:");
		text_hex(sink, name->other != NULL ?
		    el_whole(&name->other->value) : name->value);
	}
}

void
names_write(struct sink *sink, const struct el_general_name *name)
{
	switch (name->type) {
	case EL_NAME_DNS:
	case EL_NAME_URI:
	case EL_NAME_EMAIL:
	case EL_NAME_SRV:
	case EL_NAME_XMPP:
		text_printable(sink, name->value);
		break;
	case EL_NAME_IP:
		write_address(sink, name->value);
		break;
	case EL_NAME_DIRECTORY:
		if (name->directory != NULL)
			dn_write(sink, name->directory);
		break;
	case EL_NAME_REGISTERED_ID:
		oid_to_text(sink, name->value);
		break;
	case EL_NAME_OTHER:
		write_other(sink, name);
		break;
	}
}

void
names_write_entry(struct sink *sink, const struct el_general_name *name)
{
	if (name->type != EL_NAME_DNS)
		sink_printf(sink, "%s:", names_type(name->type));
	if (name->type == EL_NAME_DNS || name->type == EL_NAME_URI ||
	    name->type == EL_NAME_EMAIL)
		text_excerpt(sink, name->value);
	else
		names_write(sink, name);
}

bool
names_is_changed(const struct el_general_name *name)
{
	switch (name->type) {
	case EL_NAME_DNS:
	case EL_NAME_URI:
	case EL_NAME_EMAIL:
	case EL_NAME_SRV:
	case EL_NAME_XMPP:
		return !text_is_printable(name->value);
	case EL_NAME_IP:
		return !is_address(name->value);
	case EL_NAME_OTHER:
		return is_utf8(name) && !text_is_printable(name->value);
	case EL_NAME_DIRECTORY:
	case EL_NAME_REGISTERED_ID:
		return false;
	}
	return false;
}
