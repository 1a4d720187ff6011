#include "subtree.h"

#include "name_order.h"

static const struct el_bytes nothing = { NULL, 0 };

static enum subtree_answer
inside(bool is_inside)
{
	return is_inside ? SUBTREE_INSIDE : SUBTREE_OUTSIDE;
}

static bool
begins_with_dot(struct el_bytes text)
{
	return text.size > 0 && text.data[0] == '.';
}

static struct el_bytes
behind(struct el_bytes text, size_t octets)
{
	return (struct el_bytes){ text.data + octets, text.size - octets };
}

/* The octet's last place, or NULL. */
static const uint8_t *
find_last(struct el_bytes text, uint8_t octet)
{
	for (size_t i = text.size; i > 0; i--)
		if (text.data[i - 1] == octet)
			return &text.data[i - 1];
	return NULL;
}

/*
 * Zero or more labels before the base.  A dot before it is not of the RFC, but
 * widespread; verifiers take it for one or more.
 */
static enum subtree_answer
holds_dns(struct el_bytes base, struct el_bytes name)
{
	if (base.size == 0)
		return SUBTREE_INSIDE;
	if (begins_with_dot(base))
		return inside(el_host_is_under(name, behind(base, 1)));
	return inside(el_host_equal(name, base) ||
	    el_host_is_under(name, base));
}

/* A host that is the base, or under it when that begins with a dot. */
static enum subtree_answer
holds_host(struct el_bytes base, struct el_bytes host)
{
	if (begins_with_dot(base))
		return inside(el_host_is_under(host, behind(base, 1)));
	return inside(base.size == 0 || el_host_equal(host, base));
}

/* The base is a mailbox, a host, or a domain with a dot before it. */
static enum subtree_answer
holds_email(struct el_bytes base, struct el_bytes name)
{
	const uint8_t *at = find_last(name, '@');
	const uint8_t *base_at = find_last(base, '@');
	size_t local;

	if (at == NULL)
		return SUBTREE_NO_HOST;
	local = (size_t)(at - name.data);
	if (base_at != NULL) {
		size_t base_local = (size_t)(base_at - base.data);
		struct el_bytes wanted = { base.data, base_local };

		/* Case counts in the local part; none stands for any. */
		if (base_local != 0 && !el_bytes_equal(wanted,
			(struct el_bytes){ name.data, local }))
			return SUBTREE_OUTSIDE;
		base = behind(base, base_local + 1);
	}
	return holds_host(base, behind(name, local + 1));
}

/* The host of "scheme://user@host:port/path"; no octets: it has none. */
static struct el_bytes
host_of_uri(struct el_bytes uri)
{
	struct el_bytes host;
	const uint8_t *at;
	const uint8_t *colon = uri.size == 0 ? NULL :
	    memchr(uri.data, ':', uri.size);

	if (colon == NULL)
		return nothing;
	host = behind(uri, (size_t)(colon + 1 - uri.data));
	if (host.size < 2 || memcmp(host.data, "//", 2) != 0)
		return nothing;
	host = behind(host, 2);
	for (size_t i = 0; i < host.size; i++)
		if (host.data[i] == '/' || host.data[i] == '?' ||
		    host.data[i] == '#')
			host.size = i;
	at = find_last(host, '@');
	if (at != NULL)
		host = behind(host, (size_t)(at + 1 - host.data));
	for (size_t i = 0; i < host.size; i++)
		if (host.data[i] == ':')
			host.size = i;
	return host;
}

/* A URI whose host is an address is refused as well, as the RFC has it. */
static enum subtree_answer
holds_uri(struct el_bytes base, struct el_bytes name)
{
	struct el_bytes host = host_of_uri(name);

	if (el_host_look(host).defect != EL_HOST_OK)
		return SUBTREE_NO_HOST;
	return holds_host(base, host);
}

/* The base is an address with a mask behind it. */
static enum subtree_answer
holds_ip(struct el_bytes base, struct el_bytes name)
{
	if (base.size != 8 && base.size != 32)
		return SUBTREE_UNKNOWN;
	if (name.size != 4 && name.size != 16)
		return SUBTREE_NO_HOST;
	if (base.size != 2 * name.size)
		return SUBTREE_OUTSIDE;
	for (size_t i = 0; i < name.size; i++)
		if (((name.data[i] ^ base.data[i]) &
			base.data[name.size + i]) != 0)
			return SUBTREE_OUTSIDE;
	return SUBTREE_INSIDE;
}

/*
 * A minimum and a maximum may stand behind the base.  RFC 5280 has none but a
 * minimum of 0, the default, which some write all the same.
 */
static bool
has_distance(const struct el_subtree *subtree)
{
	static const uint8_t zero[] = { 0x80, 1, 0 };
	struct el_bytes rest = behind(subtree->elem.body,
	    el_whole(&subtree->base.elem).size);

	return rest.size != 0 &&
	    !el_bytes_equal(rest, (struct el_bytes){ zero, sizeof(zero) });
}

/* Whether two names of types that are not judged are of one form. */
static bool
is_same_form(const struct el_general_name *a, const struct el_general_name *b)
{
	if (a == NULL || a->elem.tag != b->elem.tag)
		return false;
	return a->other == NULL || b->other == NULL ||
	    el_bytes_equal(a->other->type_id.body, b->other->type_id.body);
}

enum subtree_answer
subtree_holds(const struct el_subtree *subtree,
    const struct constrained_name *name)
{
	const struct el_general_name *base = &subtree->base;

	if (base->type != name->type)
		return SUBTREE_OTHER_FORM;
	if (has_distance(subtree))
		return SUBTREE_UNKNOWN;
	switch (name->type) {
	case EL_NAME_DNS:
		return holds_dns(base->value, name->value);
	case EL_NAME_IP:
		return holds_ip(base->value, name->value);
	case EL_NAME_URI:
		return holds_uri(base->value, name->value);
	case EL_NAME_EMAIL:
		return holds_email(base->value, name->value);
	case EL_NAME_DIRECTORY:
		return inside(name_is_under(name->directory, base->directory));
	default:
		return is_same_form(name->entry, base) ? SUBTREE_UNKNOWN :
							 SUBTREE_OTHER_FORM;
	}
}
