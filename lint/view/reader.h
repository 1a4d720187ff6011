/*
 * What the decoders of a certificate's parts share: the view that they fill
 * in, the arena, and the note of what is not as it should be.
 */
#ifndef LINT_VIEW_READER_H
#define LINT_VIEW_READER_H

#include <edgelint/cert.h>

#include "base/arena.h"
#include "der.h"

struct reader {
	struct el_cert *cert;
	struct arena *arena;
	struct el_fault *faults;
	uint32_t wanted; /* enum el_part: cert_read_some() */
	enum el_part frame; /* the part that holds the others */
	enum el_part part; /* that is being read */
	enum el_oid extension; /* that is being read, or unknown */
	uint64_t seen[EL_OID_COUNT / 64 + 1]; /* extensions, by identifier */
	size_t names; /* GeneralNames in this part so far */
	size_t attributes; /* room taken for attributes in this part so far */
	bool no_memory;
};

/* What is read from here on belongs to this part. */
static inline void
reader_begin(struct reader *reader, enum el_part part)
{
	reader->part = part;
	reader->names = 0;
	reader->attributes = 0;
}

/* What is rare is kept apart from what runs on every certificate. */
#define RARE __attribute__((cold))

/*
 * Note a fault of the part that is being read.  MALFORMED and LIMIT make the
 * part unreadable.  Returns false, for the decoder to return.
 */
RARE bool reader_fault(struct reader *reader, enum el_fault_kind kind,
    struct el_bytes at, const char *what);

/* As the functions that are inline below, where an element is not everyday. */
RARE bool reader_next_any(struct reader *reader, struct der *der,
    struct el_elem *out);
RARE bool reader_expect_any(struct reader *reader, struct der *der,
    struct el_elem *out, uint8_t tag, const char *missing);

/*
 * The next element, whatever it is; false: a fault was noted.  What is rare
 * is read aside, so that out can stay in registers.
 */
static inline bool
reader_next(struct reader *reader, struct der *der, struct el_elem *out)
{
	struct el_elem rare;

	if (der_next_everyday(der, out))
		return true;
	if (!reader_next_any(reader, der, &rare))
		return false;
	*out = rare;
	return true;
}

/*
 * The next element, which must have this tag; false: a fault was noted, and
 * out is as it was.
 */
static inline bool
reader_expect(struct reader *reader, struct der *der, struct el_elem *out,
    uint8_t tag, const char *missing)
{
	struct el_elem rare;

	if (der_peek(der) == tag && der_next_everyday(der, out))
		return true;
	if (!reader_expect_any(reader, der, &rare, tag, missing))
		return false;
	*out = rare;
	return true;
}

/* The next element when it has this tag; false: a fault was noted. */
static inline bool
reader_optional(struct reader *reader, struct der *der, struct el_elem *out,
    uint8_t tag)
{
	return der_peek(der) != tag || reader_next(reader, der, out);
}

RARE void reader_unknown_oid(struct reader *reader, const struct el_elem *elem);

/*
 * The next element, which must be an object identifier, and its number.  What
 * is wrong in one is noted, and reading goes on.
 */
static inline bool
reader_oid(struct reader *reader, struct der *der, struct el_elem *out,
    enum el_oid *id, const char *missing)
{
	if (!reader_expect(reader, der, out, EL_TAG_OID, missing))
		return false;
	*id = el_oid_find(out->body);
	if (*id == EL_OID_UNKNOWN)
		reader_unknown_oid(reader, out);
	return true;
}

RARE void reader_trailing(struct reader *reader, const struct der *der);

/* Notes what stands behind the last element that a type has. */
static inline void
reader_end(struct reader *reader, const struct der *der)
{
	if (!der_at_end(der))
		reader_trailing(reader, der);
}

/*
 * The number of elements up to the end or to what cannot be delimited, at
 * most limit + 1.  Notes nothing.
 */
static inline size_t
reader_count(const struct der *der, size_t limit)
{
	struct der rest = *der;
	struct der_oddity oddity;
	struct el_elem elem;
	size_t count = 0;

	while (count <= limit && (der_next_everyday(&rest, &elem) ||
		der_next_any(&rest, &elem, &oddity)))
		count++;
	return count;
}

RARE void reader_empty(struct reader *reader, const struct el_elem *list);

/* Notes that a list which is SIZE (1..MAX) has no entry. */
static inline void
reader_not_empty(struct reader *reader, const struct el_elem *list)
{
	if (list->body.size == 0)
		reader_empty(reader, list);
}

/*
 * count elements of the arena, not zeroed; NULL: no memory, which is noted.
 * Who reads an element fills in all of it.
 */
void *reader_alloc(struct reader *reader, size_t count, size_t size);

/*
 * A BOOLEAN DEFAULT FALSE; false: it does not have one octet.  Notes what DER
 * would not have written.
 */
bool reader_boolean(struct reader *reader, const struct el_elem *elem,
    bool *out);

/* Notes an INTEGER that has no octets or one too many; false: it is empty. */
bool reader_integer(struct reader *reader, const struct el_elem *elem);

/* The number that an INTEGER holds; false: it is empty or over 63 bits. */
bool reader_small_integer(struct reader *reader, const struct el_elem *elem,
    int64_t *out);

/* A BIT STRING's count of unused bits and its octets; notes bad ones. */
bool reader_bit_string(struct reader *reader, const struct el_elem *elem,
    struct el_bytes *octets, unsigned *unused);

/* Notes a string that cannot be read as text; false: it is none. */
bool string_read(struct reader *reader, const struct el_elem *value);

/* Name: RDNSequence. */
bool name_read(struct reader *reader, struct el_name *out,
    const struct el_elem *elem);

/* GeneralName and GeneralNames; elem is the element itself. */
bool general_name_read(struct reader *reader, struct el_general_name *out,
    const struct el_elem *elem);
bool general_names_read(struct reader *reader, struct el_general_names *out,
    const struct el_elem *elem);

/* Time, SubjectPublicKeyInfo, AlgorithmIdentifier. */
bool time_read(struct reader *reader, struct el_time *out,
    const struct el_elem *elem);
bool algorithm_read(struct reader *reader, struct el_algorithm *out,
    const struct el_elem *elem);
bool key_read(struct reader *reader, struct el_key *out,
    const struct el_elem *elem);

/* Extensions: the list, and what the standard ones say. */
bool extensions_read(struct reader *reader, const struct el_elem *list);

#endif
