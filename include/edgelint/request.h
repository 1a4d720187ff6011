/*
 * What a certificate request has and a certificate has not: its attributes
 * (RFC 2986, section 4.1), among them those that Windows adds, and the
 * signature that shows that who asks has the key.
 */
#ifndef EDGELINT_REQUEST_H
#define EDGELINT_REQUEST_H

#include <edgelint/chain.h>

/* Attribute, RFC 2986 4.1. */
struct el_request_attribute {
	struct el_elem elem;
	struct el_elem type;
	struct el_elem values; /* the SET */
	struct el_elem value; /* the first in it, or absent */
	size_t value_count;
	enum el_oid id;
};

struct el_request {
	struct el_elem attribute_list; /* [0], or absent */
	const struct el_request_attribute *attributes;
	size_t attribute_count;
	/* The one whose extensions are judged: extensionRequest of PKCS #9,
	 * else Microsoft's certExtensions; NULL: there is neither. */
	const struct el_request_attribute *extension_request;

	/* What Windows says of itself; absent, or not as it writes it. */
	struct el_elem os_version; /* "10.0.17763.2" */
	struct el_elem provider; /* of the key: the CSP's name, BMPString */
	struct el_elem machine; /* requestClientInfo */
	struct el_elem user;
	struct el_elem process;
};

/* The first attribute of this type, or NULL. */
static inline const struct el_request_attribute *
el_request_attribute(const struct el_request *request, enum el_oid id)
{
	for (size_t i = 0; i < request->attribute_count; i++)
		if (request->attributes[i].id == id)
			return &request->attributes[i];
	return NULL;
}

/*
 * Whether a request was signed with the key that it holds.  Unsupported is
 * set with EL_SIGNATURE_UNSUPPORTED, to what it is that cannot be checked.
 */
enum el_signature el_request_signature(const struct el_cert *request,
    const char **unsupported);

#endif
