/* The list of extensions, RFC 5280 4.2; their values are decoded elsewhere. */

#include "extension_values.h"

#include "base/limits.h"

/*
 * Extension ::= SEQUENCE {
 *     extnID     OBJECT IDENTIFIER,
 *     critical   BOOLEAN DEFAULT FALSE,
 *     extnValue  OCTET STRING }
 */
static bool
extension_id_read(struct reader *reader, struct der *der,
    struct el_extension *out)
{
	if (out->elem.tag != EL_TAG_SEQUENCE)
		return reader_fault(reader, EL_FAULT_MALFORMED,
		    el_whole(&out->elem), "an extension is no SEQUENCE");
	return reader_oid(reader, der, &out->oid, &out->id,
	    "an extension has no identifier");
}

/* What stands behind the identifier, as octets. */
static bool
extension_rest_read(struct reader *reader, struct der *der,
    struct el_extension *out)
{
	if (der_peek(der) == EL_TAG_BOOLEAN &&
	    (!reader_next(reader, der, &out->critical_elem) ||
		!reader_boolean(reader, &out->critical_elem, &out->critical)))
		return false;
	if (!reader_expect(reader, der, &out->value, EL_TAG_OCTET_STRING,
		"an extension has no value"))
		return false;
	reader_end(reader, der);
	return true;
}

/* What an extension says, for the first of its kind. */
static void
extension_value_read(struct reader *reader, const struct el_extension *ext,
    const struct extension_decoder *row)
{
	struct der der = der_of(ext->value.body);
	struct el_elem value;

	if (!reader_next(reader, &der, &value))
		return;
	row->decode(reader, &value);
	reader_end(reader, &der);
}

/* Known identifiers are marked; unknown ones are compared with each other. */
static bool
is_repeated(struct reader *reader, const struct el_extension *list,
    size_t index)
{
	enum el_oid id = list[index].id;

	if (id != EL_OID_UNKNOWN) {
		uint64_t *seen = &reader->seen[id / 64];
		uint64_t bit = UINT64_C(1) << id % 64;
		bool repeated = (*seen & bit) != 0;

		*seen |= bit;
		return repeated;
	}
	for (size_t i = 0; i < index; i++)
		if (list[i].id == EL_OID_UNKNOWN &&
		    el_bytes_equal(list[i].oid.body, list[index].oid.body))
			return true;
	return false;
}

/*
 * An extension with an identifier hides no other, whatever is wrong behind it:
 * when it is one that is decoded, only its own part is given up.
 */
static void
extension_read(struct reader *reader, struct el_extension *list, size_t index)
{
	struct el_extension *ext = &list[index];
	const struct extension_decoder *row;
	struct der der = der_of(ext->elem.body);
	bool is_decoded;

	if (!extension_id_read(reader, &der, ext)) {
		reader->cert->odd_extensions++;
		return;
	}
	ext->repeated = is_repeated(reader, list, index);
	row = &extension_decoders[ext->id];
	is_decoded = row->decode != NULL && !ext->repeated &&
	    ((uint32_t)row->part & reader->wanted) != 0;
	reader->extension = ext->id;
	reader->cert->odd_extensions += !is_decoded;
	if (is_decoded) {
		reader_begin(reader, row->part);
		reader->cert->present |= (uint32_t)row->part;
	}
	if (extension_rest_read(reader, &der, ext) && is_decoded)
		extension_value_read(reader, ext, row);
	if (is_decoded && ext->critical)
		reader->cert->critical |= (uint32_t)row->part;
	reader_begin(reader, EL_PART_EXTENSIONS);
	reader->extension = EL_OID_UNKNOWN;
}

/* Member by member: a block fill is slow to start. */
static inline void
clear(struct el_extension *out)
{
	out->oid = out->critical_elem = out->value = (struct el_elem){ 0 };
	out->id = EL_OID_UNKNOWN;
	out->critical = out->repeated = false;
}

bool
extensions_read(struct reader *reader, const struct el_elem *list)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(list->body);
	size_t count = reader_count(&der, LIMIT_EXTENSIONS);
	struct el_extension *extensions;

	cert->extension_list = *list;
	reader_not_empty(reader, list);
	if (count > LIMIT_EXTENSIONS)
		return reader_fault(reader, EL_FAULT_LIMIT, el_whole(list),
		    "there are more extensions than edgelint reads");
	extensions = reader_alloc(reader, count, sizeof(*extensions));
	if (extensions == NULL)
		return false;
	cert->extensions = extensions;
	while (!der_at_end(&der)) {
		struct el_extension *ext = &extensions[cert->extension_count];
		struct el_elem elem;

		if (!reader_next(reader, &der, &elem))
			return false;
		clear(ext);
		ext->elem = elem;
		extension_read(reader, extensions, cert->extension_count);
		cert->extension_count++;
	}
	return true;
}

const struct el_extension *
el_cert_extension(const struct el_cert *cert, enum el_oid id)
{
	for (size_t i = 0; i < cert->extension_count; i++)
		if (cert->extensions[i].id == id)
			return &cert->extensions[i];
	return NULL;
}
