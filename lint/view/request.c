#include "request.h"

#include <edgelint/request.h>

#include "base/limits.h"

/* The next element, of which nothing is noted. */
static bool
next_quietly(struct der *der, struct el_elem *out)
{
	struct der_oddity oddity;

	return der_next(der, out, &oddity);
}

/*
 * Version and subject, where a certificate has [0] or a serial number and an
 * algorithm: a Name holds SETs, an algorithm begins with its identifier.
 */
bool
request_is(const struct el_elem *info)
{
	struct der der = der_of(info->body);
	struct el_elem elem;

	if (der_peek(&der) != EL_TAG_INTEGER || !next_quietly(&der, &elem) ||
	    der_peek(&der) != EL_TAG_SEQUENCE || !next_quietly(&der, &elem))
		return false;
	if (elem.body.size > 0)
		return elem.body.data[0] == EL_TAG_SET;
	/* An empty subject: what follows is a key, and no Name. */
	return der_peek(&der) == EL_TAG_SEQUENCE &&
	    next_quietly(&der, &elem) && elem.body.size > 0 &&
	    elem.body.data[0] == EL_TAG_SEQUENCE;
}

/* Version ::= INTEGER { v1(0) } */
static void
version_read(struct reader *reader, const struct el_elem *elem)
{
	struct el_cert *cert = reader->cert;

	cert->version = *elem;
	if (!reader_small_integer(reader, elem, &cert->version_number))
		cert->version_number = -1;
}

static void
subject_read(struct reader *reader, const struct el_elem *elem)
{
	name_read(reader, &reader->cert->subject, elem);
}

static void
public_key_read(struct reader *reader, const struct el_elem *elem)
{
	key_read(reader, &reader->cert->key, elem);
}

/* In the order of CertificationRequestInfo. */
static const struct {
	enum el_part part;
	void (*decode)(struct reader *reader, const struct el_elem *elem);
} fields[] = {
	{ EL_PART_VERSION, version_read },
	{ EL_PART_SUBJECT, subject_read },
	{ EL_PART_KEY, public_key_read },
};

enum { FIELD_COUNT = sizeof(fields) / sizeof(fields[0]) };

/* False: nothing that follows can be found. */
static bool
fields_read(struct reader *reader, struct der *der)
{
	struct el_cert *cert = reader->cert;

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		struct el_elem elem;

		reader_begin(reader, fields[i].part);
		if (!reader_next(reader, der, &elem)) {
			for (; i < FIELD_COUNT; i++)
				cert->unreadable |= (uint32_t)fields[i].part;
			cert->unreadable |= EL_PART_ATTRIBUTES;
			return false;
		}
		cert->present |= (uint32_t)fields[i].part;
		fields[i].decode(reader, &elem);
	}
	return true;
}

/*
 * Attribute ::= SEQUENCE {
 *     type    OBJECT IDENTIFIER,
 *     values  SET SIZE (1..MAX) OF ANY DEFINED BY type }
 * What is in the values of those that are not known is left alone.
 */
static bool
attribute_read(struct reader *reader, struct el_request_attribute *out,
    const struct el_elem *elem)
{
	struct der der = der_of(elem->body);

	*out = (struct el_request_attribute){ .elem = *elem };
	if (elem->tag != EL_TAG_SEQUENCE)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "an attribute is no SEQUENCE");
	if (!reader_oid(reader, &der, &out->type, &out->id,
		"an attribute has no identifier") ||
	    !reader_expect(reader, &der, &out->values, EL_TAG_SET,
		"the values of an attribute are no SET"))
		return false;
	reader_end(reader, &der);
	der = der_of(out->values.body);
	if (der_at_end(&der))
		return reader_fault(reader, EL_FAULT_MALFORMED,
		    el_whole(&out->values), "an attribute has no value");
	if (!reader_next(reader, &der, &out->value))
		return false;
	out->value_count = 1 + reader_count(&der, LIMIT_LIST);
	return true;
}

/* --- what Windows says of itself ------------------------------------------ */

/* The contents of a value that is a SEQUENCE. */
static bool
enter(struct der *der, const struct el_elem *value)
{
	if (value->tag != EL_TAG_SEQUENCE)
		return false;
	*der = der_of(value->body);
	return true;
}

static void
os_version_read(struct el_request *request, const struct el_elem *value)
{
	if (value->tag == EL_TAG_IA5_STRING)
		request->os_version = *value;
}

/* SEQUENCE { keySpec INTEGER, cspName BMPString, signature BIT STRING } */
static void
provider_read(struct el_request *request, const struct el_elem *value)
{
	struct el_elem elem;
	struct der der;

	if (enter(&der, value) && der_peek(&der) == EL_TAG_INTEGER &&
	    next_quietly(&der, &elem) &&
	    der_peek(&der) == EL_TAG_BMP_STRING && next_quietly(&der, &elem))
		request->provider = elem;
}

/*
 * SEQUENCE { clientId INTEGER, machineName UTF8String, userName UTF8String,
 *     processName UTF8String }
 */
static void
client_info_read(struct el_request *request, const struct el_elem *value)
{
	struct el_elem *const strings[] = { &request->machine, &request->user,
		&request->process };
	struct el_elem elem;
	struct der der;

	if (!enter(&der, value) || der_peek(&der) != EL_TAG_INTEGER ||
	    !next_quietly(&der, &elem))
		return;
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		if (der_peek(&der) != EL_TAG_UTF8_STRING ||
		    !next_quietly(&der, &elem))
			return;
		*strings[i] = elem;
	}
}

static void
values_read(struct el_request *request)
{
	static const struct {
		enum el_oid id;
		void (*decode)(struct el_request *request,
		    const struct el_elem *value);
	} known[] = {
		{ EL_OID_MS_OS_VERSION, os_version_read },
		{ EL_OID_MS_CSP, provider_read },
		{ EL_OID_MS_CLIENT_INFO, client_info_read },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct el_request_attribute *attribute =
		    el_request_attribute(request, known[i].id);

		if (attribute != NULL)
			known[i].decode(request, &attribute->value);
	}
}

/* --- attributes ----------------------------------------------------------- */

/*
 * attributes [0] IMPLICIT SET OF Attribute.  Some programs leave out an empty
 * one, and CAs take that; then there is no extension request, which says more.
 */
static void
attributes_read(struct reader *reader, struct der *outer,
    struct el_request *request)
{
	struct el_request_attribute *attributes;
	struct der der;
	size_t count;

	reader_begin(reader, EL_PART_ATTRIBUTES);
	if (der_at_end(outer) ||
	    !reader_expect(reader, outer, &request->attribute_list, 0xa0,
		"something else stands where the attributes should"))
		return;
	reader->cert->present |= EL_PART_ATTRIBUTES;
	der = der_of(request->attribute_list.body);
	count = reader_count(&der, LIMIT_LIST);
	if (count > LIMIT_LIST) {
		reader_fault(reader, EL_FAULT_LIMIT,
		    el_whole(&request->attribute_list),
		    "there are more attributes than edgelint reads");
		return;
	}
	attributes = reader_alloc(reader, count, sizeof(*attributes));
	if (attributes == NULL)
		return;
	request->attributes = attributes;
	while (!der_at_end(&der)) {
		struct el_elem elem;

		if (!reader_next(reader, &der, &elem))
			return;
		attribute_read(reader,
		    &attributes[request->attribute_count++], &elem);
	}
}

/* ExtensionRequest ::= Extensions, RFC 2985 5.4.2; Microsoft's is the same. */
static void
extension_request_read(struct reader *reader, struct el_request *request)
{
	const struct el_request_attribute *attribute =
	    el_request_attribute(request, EL_OID_EXTENSION_REQUEST);

	if (attribute == NULL)
		attribute = el_request_attribute(request,
		    EL_OID_MS_CERT_EXTENSIONS);
	request->extension_request = attribute;
	if (attribute == NULL)
		return;
	reader_begin(reader, EL_PART_EXTENSIONS);
	reader->cert->present |= EL_PART_EXTENSIONS;
	if (!el_is_present(&attribute->value))
		/* Why is the attribute's fault. */
		reader->cert->unreadable |= EL_PART_EXTENSIONS;
	else if (attribute->value.tag != EL_TAG_SEQUENCE)
		reader_fault(reader, EL_FAULT_MALFORMED,
		    el_whole(&attribute->value),
		    "the extensions are no SEQUENCE");
	else
		extensions_read(reader, &attribute->value);
}

/*
 * CertificationRequestInfo ::= SEQUENCE {
 *     version        INTEGER { v1(0) },
 *     subject        Name,
 *     subjectPKInfo  SubjectPublicKeyInfo,
 *     attributes     [0] IMPLICIT SET OF Attribute }
 */
void
request_info_read(struct reader *reader)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(cert->tbs.body);
	struct el_request *request = reader_alloc(reader, 1,
	    sizeof(*request));

	if (request == NULL)
		return;
	*request = (struct el_request){ .attribute_count = 0 };
	cert->request = request;
	if (fields_read(reader, &der)) {
		attributes_read(reader, &der, request);
		reader_begin(reader, EL_PART_REQUEST_INFO);
		if ((cert->unreadable & EL_PART_ATTRIBUTES) == 0)
			reader_end(reader, &der);
	}
	extension_request_read(reader, request);
	/* It may stand where nothing could be read. */
	if (request->extension_request == NULL &&
	    (cert->unreadable & EL_PART_ATTRIBUTES) != 0)
		cert->unreadable |= EL_PART_EXTENSIONS;
	values_read(request);
}
