#include "uri.h"

static bool
is_letter(uint8_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex(uint8_t c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* The octets of the scheme, RFC 3986 3.1; 0: there is none. */
static size_t
scheme_size(struct el_bytes uri)
{
	for (size_t i = 0; i < uri.size; i++) {
		uint8_t c = uri.data[i];

		if (c == ':')
			return i;
		if (!is_letter(c) &&
		    (i == 0 || (!is_digit(c) && c != '+' && c != '-' &&
			c != '.')))
			return 0;
	}
	return 0;
}

/* RFC 3986, section 2: reserved, unreserved, and "%" with two digits. */
static bool
has_uri_characters(struct el_bytes uri)
{
	static const char others[] = "-._~:/?#[]@!$&'()*+,;=";

	for (size_t i = 0; i < uri.size; i++) {
		uint8_t c = uri.data[i];

		if (c == '%' && uri.size - i > 2 && is_hex(uri.data[i + 1]) &&
		    is_hex(uri.data[i + 2]))
			continue;
		if (!is_letter(c) && !is_digit(c) &&
		    memchr(others, c, sizeof(others) - 1) == NULL)
			return false;
	}
	return true;
}

/* An authority without userinfo, RFC 3986 3.2: host [":" port] */
static struct el_bytes
host_of(struct el_bytes authority)
{
	size_t end = 0;
	size_t start = 0;

	while (end < authority.size &&
	    memchr("/?#", authority.data[end], 3) == NULL) {
		if (authority.data[end] == '@')
			start = end + 1;
		end++;
	}
	return (struct el_bytes){ authority.data + start, end - start };
}

/* ":" and digits, or nothing. */
static bool
is_port(struct el_bytes rest)
{
	if (rest.size > 0 && rest.data[0] != ':')
		return false;
	for (size_t i = 1; i < rest.size; i++)
		if (!is_digit(rest.data[i]))
			return false;
	return true;
}

/* An IPv6 address between brackets, by its characters, and a port. */
static bool
is_literal(struct el_bytes host)
{
	size_t colons = 0;
	size_t i;

	for (i = 1; i < host.size && host.data[i] != ']'; i++) {
		uint8_t c = host.data[i];

		colons += c == ':';
		if (!is_hex(c) && c != ':' && c != '.')
			return false;
	}
	return i < host.size && colons >= 2 &&
	    is_port((struct el_bytes){ host.data + i + 1,
		host.size - i - 1 });
}

/* An IP address, or a host name of two labels at least; and a port. */
static bool
is_full_host(struct el_bytes host)
{
	const uint8_t *port;
	uint8_t defect;

	if (host.size == 0)
		return false;
	if (host.data[0] == '[')
		return is_literal(host);
	port = memchr(host.data, ':', host.size);
	if (port != NULL) {
		size_t size = (size_t)(port - host.data);

		if (size == 0 || !is_port((struct el_bytes){ port,
				     host.size - size }))
			return false;
		host.size = size;
	}
	if (host.data[host.size - 1] == '.')
		host.size--;
	defect = el_host_look(host).defect;
	return defect == EL_HOST_IP_ADDRESS ||
	    (defect == EL_HOST_OK && host.data[0] != '*' &&
		memchr(host.data, '.', host.size) != NULL);
}

const char *
uri_defect(struct el_bytes uri)
{
	size_t scheme = scheme_size(uri);
	struct el_bytes rest;

	if (scheme == 0)
		return "has no scheme";
	rest = (struct el_bytes){ uri.data + scheme + 1,
		uri.size - scheme - 1 };
	if (rest.size == 0)
		return "has nothing behind its scheme";
	if (!has_uri_characters(rest))
		return "holds a character that a URI does not have";
	if (rest.size < 2 || rest.data[0] != '/' || rest.data[1] != '/')
		return NULL;
	rest = (struct el_bytes){ rest.data + 2, rest.size - 2 };
	return is_full_host(host_of(rest)) ? NULL :
	    "has no full host name and no IP address as its host, or no "
	    "number as its port";
}
