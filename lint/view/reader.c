#include "reader.h"

#include "base/limits.h"

/* Oddities get half of the list, so that they cannot crowd out faults. */
bool
reader_fault(struct reader *reader, enum el_fault_kind kind,
    struct el_bytes at, const char *what)
{
	struct el_cert *cert = reader->cert;
	bool is_fatal = kind == EL_FAULT_MALFORMED || kind == EL_FAULT_LIMIT;

	if (is_fatal)
		cert->unreadable |= (uint32_t)reader->part;
	if (reader->faults == NULL) {
		reader->faults = reader_alloc(reader, LIMIT_FAULTS,
		    sizeof(*reader->faults));
		if (reader->faults == NULL)
			return false;
		cert->faults = reader->faults;
	}
	if (cert->fault_count >= (is_fatal ? LIMIT_FAULTS : LIMIT_FAULTS / 2)) {
		cert->faults_left_out++;
		return false;
	}
	reader->faults[cert->fault_count++] = (struct el_fault){
		.kind = kind,
		.part = reader->part,
		.extension = reader->extension,
		.at = at,
		.what = what,
	};
	return false;
}

void
reader_empty(struct reader *reader, const struct el_elem *list)
{
	reader_fault(reader, EL_FAULT_EMPTY, el_whole(list),
	    "the list is empty, and has one entry at least");
}

bool
reader_next_any(struct reader *reader, struct der *der, struct el_elem *out)
{
	struct der_oddity oddity;
	struct el_bytes here = { der->next, (size_t)(der->end - der->next) };

	if (!der_next(der, out, &oddity))
		return reader_fault(reader, EL_FAULT_MALFORMED, here,
		    oddity.malformed);
	if (oddity.not_minimal)
		reader_fault(reader, EL_FAULT_LENGTH_NOT_MINIMAL, el_whole(out),
		    "the length has more octets than it needs");
	return true;
}

bool
reader_expect_any(struct reader *reader, struct der *der,
    struct el_elem *out, uint8_t tag, const char *missing)
{
	struct el_elem elem;

	if (!reader_next_any(reader, der, &elem))
		return false;
	if (elem.tag != tag)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(&elem),
		    missing);
	*out = elem;
	return true;
}

/* X.690, 8.19.2: numbers of seven bits an octet, without leading zeros. */
void
reader_unknown_oid(struct reader *reader, const struct el_elem *elem)
{
	struct el_bytes body = elem->body;
	bool good = body.size > 0;
	bool at_start = true;

	for (size_t i = 0; i < body.size; i++) {
		good = good && !(at_start && body.data[i] == 0x80);
		at_start = body.data[i] < 0x80;
	}
	if (!good || !at_start)
		reader_fault(reader, EL_FAULT_CONTENTS, el_whole(elem),
		    "an object identifier is not well-formed");
}

void
reader_trailing(struct reader *reader, const struct der *der)
{
	reader_fault(reader, EL_FAULT_TRAILING,
	    (struct el_bytes){ der->next, (size_t)(der->end - der->next) },
	    "there is more than the type has");
}

void *
reader_alloc(struct reader *reader, size_t count, size_t size)
{
	void *memory = arena_take(reader->arena, count, size);

	if (memory == NULL)
		reader->no_memory = true;
	return memory;
}

bool
reader_boolean(struct reader *reader, const struct el_elem *elem, bool *out)
{
	if (elem->body.size != 1)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "a BOOLEAN does not have one octet");
	*out = elem->body.data[0] != 0;
	if (!*out)
		reader_fault(reader, EL_FAULT_DEFAULT_ENCODED, el_whole(elem),
		    "FALSE is the default and is not encoded in DER");
	else if (elem->body.data[0] != 0xff)
		reader_fault(reader, EL_FAULT_BOOLEAN, el_whole(elem),
		    "TRUE is not encoded as FF");
	return true;
}

bool
reader_integer(struct reader *reader, const struct el_elem *elem)
{
	const uint8_t *octets = elem->body.data;

	if (elem->body.size == 0)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "an INTEGER has no octets");
	if (elem->body.size > 1 &&
	    ((octets[0] == 0 && octets[1] < 0x80) ||
		(octets[0] == 0xff && octets[1] >= 0x80)))
		reader_fault(reader, EL_FAULT_INTEGER_NOT_MINIMAL,
		    el_whole(elem),
		    "an INTEGER has more octets than it needs");
	return true;
}

bool
reader_small_integer(struct reader *reader, const struct el_elem *elem,
    int64_t *out)
{
	uint64_t value;

	if (!reader_integer(reader, elem))
		return false;
	if (elem->body.size > sizeof(value))
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "an INTEGER is far beyond what stands here");
	value = elem->body.data[0] >= 0x80 ? UINT64_MAX : 0;
	for (size_t i = 0; i < elem->body.size; i++)
		value = value << 8 | elem->body.data[i];
	*out = (int64_t)value;
	return true;
}

bool
reader_bit_string(struct reader *reader, const struct el_elem *elem,
    struct el_bytes *octets, unsigned *unused)
{
	struct el_bytes body = elem->body;

	if (body.size == 0 || body.data[0] > 7 ||
	    (body.size == 1 && body.data[0] != 0))
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(elem),
		    "a BIT STRING has a wrong count of unused bits");
	*unused = body.data[0];
	*octets = (struct el_bytes){ body.data + 1, body.size - 1 };
	if (*unused != 0 &&
	    (body.data[body.size - 1] & ((1u << *unused) - 1)) != 0)
		reader_fault(reader, EL_FAULT_BIT_STRING, el_whole(elem),
		    "unused bits of a BIT STRING are set");
	return true;
}
