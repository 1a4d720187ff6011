#include "reader.h"

#include "base/limits.h"

/* GeneralName's context tags, RFC 5280 4.2.1.6. */
enum general_name_tag {
	TAG_OTHER_NAME = 0xa0,
	TAG_RFC822_NAME = 0x81,
	TAG_DNS_NAME = 0x82,
	TAG_X400_ADDRESS = 0xa3,
	TAG_DIRECTORY_NAME = 0xa4,
	TAG_EDI_PARTY_NAME = 0xa5,
	TAG_URI = 0x86,
	TAG_IP_ADDRESS = 0x87,
	TAG_REGISTERED_ID = 0x88,
};

/* SRVName, RFC 4985 2: "_Service.Name". */
static void
split_srv_name(struct el_other_name *other)
{
	struct el_bytes text = other->value.body;
	const uint8_t *dot;

	if (text.size == 0 || text.data[0] != '_')
		return;
	dot = memchr(text.data, '.', text.size);
	if (dot == NULL)
		return;
	other->service = (struct el_bytes){ text.data,
		(size_t)(dot - text.data) };
	other->srv_name = el_host_parent(text);
}

/*
 * OtherName ::= SEQUENCE {
 *     type-id  OBJECT IDENTIFIER,
 *     value    [0] EXPLICIT ANY DEFINED BY type-id }
 */
static bool
other_name_read(struct reader *reader, struct el_general_name *out)
{
	struct el_other_name *other = reader_alloc(reader, 1, sizeof(*other));
	struct der der = der_of(out->elem.body);
	struct el_elem wrapped;
	enum el_oid id;

	if (other == NULL)
		return false;
	*other = (struct el_other_name){ 0 };
	if (!reader_oid(reader, &der, &other->type_id, &id,
		"an otherName has no type-id") ||
	    !reader_expect(reader, &der, &wrapped, 0xa0,
		"an otherName has no value"))
		return false;
	reader_end(reader, &der);
	der = der_of(wrapped.body);
	if (!reader_next(reader, &der, &other->value))
		return false;
	reader_end(reader, &der);
	out->other = other;
	out->value = other->value.body;
	switch (id) {
	case EL_OID_ON_DNS_SRV:
		out->type = EL_NAME_SRV;
		split_srv_name(other);
		out->host = el_host_look(other->srv_name);
		break;
	case EL_OID_ON_XMPP_ADDR:
		out->type = EL_NAME_XMPP;
		other->unreadable = !string_read(reader, &other->value);
		out->host = el_host_look(out->value);
		break;
	default:
		out->type = EL_NAME_OTHER;
		break;
	}
	return true;
}

/* Name is a CHOICE, and so its tag [4] is explicit. */
static bool
directory_name_read(struct reader *reader, struct el_general_name *out)
{
	struct der der = der_of(out->elem.body);
	struct el_name *name = reader_alloc(reader, 1, sizeof(*name));
	struct el_elem elem;

	if (name == NULL ||
	    !reader_expect(reader, &der, &elem, EL_TAG_SEQUENCE,
		"a directoryName holds no Name") ||
	    !name_read(reader, name, &elem))
		return false;
	reader_end(reader, &der);
	out->type = EL_NAME_DIRECTORY;
	out->directory = name;
	return true;
}

/* Member by member: lists are long, and a block fill is slow to start. */
static inline void
clear(struct el_general_name *out)
{
	out->other = NULL;
	out->directory = NULL;
	out->host = (struct el_host_facts){ 0 };
}

/* The everyday entry, inline for the sake of long lists. */
static inline void
dns_name_read(struct el_general_name *out, struct el_elem elem)
{
	struct el_host_facts facts = el_host_look(elem.body);

	out->elem = elem;
	out->value = elem.body;
	out->other = NULL;
	out->directory = NULL;
	out->host = facts;
	out->type = EL_NAME_DNS;
}

bool
general_name_read(struct reader *reader, struct el_general_name *out,
    const struct el_elem *elem)
{
	clear(out);
	out->elem = *elem;
	out->value = elem->body;
	switch (elem->tag) {
	case TAG_DNS_NAME:
		dns_name_read(out, *elem);
		return true;
	case TAG_OTHER_NAME:
		return other_name_read(reader, out);
	case TAG_DIRECTORY_NAME:
		return directory_name_read(reader, out);
	case TAG_RFC822_NAME:
		out->type = EL_NAME_EMAIL;
		return true;
	case TAG_URI:
		out->type = EL_NAME_URI;
		return true;
	case TAG_IP_ADDRESS:
		out->type = EL_NAME_IP;
		return true;
	case TAG_REGISTERED_ID:
		out->type = EL_NAME_REGISTERED_ID;
		reader_unknown_oid(reader, elem);
		return true;
	case TAG_X400_ADDRESS:
	case TAG_EDI_PARTY_NAME:
		out->type = EL_NAME_OTHER;
		return true;
	default:
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "an entry has no tag that GeneralName knows");
	}
}

/* GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName */
bool
general_names_read(struct reader *reader, struct el_general_names *out,
    const struct el_elem *elem)
{
	struct der der = der_of(elem->body);
	size_t most = LIMIT_NAMES - reader->names;
	size_t count = reader_count(&der, most);
	struct el_general_name *names;

	*out = (struct el_general_names){ .elem = *elem };
	if (count > most)
		return reader_fault(reader, EL_FAULT_LIMIT, el_whole(elem),
		    "the list has more names than edgelint reads");
	reader_not_empty(reader, elem);
	reader->names += count;
	names = reader_alloc(reader, count, sizeof(*names));
	if (names == NULL)
		return false;
	out->names = names;
	for (size_t i = 0; !der_at_end(&der); i++) {
		struct el_elem entry;

		if (!reader_next(reader, &der, &entry))
			return false;
		if (entry.tag == TAG_DNS_NAME) {
			dns_name_read(&names[i], entry);
		} else {
			struct el_elem other = entry;

			if (!general_name_read(reader, &names[i], &other))
				return false;
		}
		out->count = i + 1;
	}
	return true;
}
