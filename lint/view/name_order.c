#include "name_order.h"

#include <edgelint/chain.h>

/* String types whose octets are characters, as far as ASCII goes. */
static bool
is_text(uint8_t tag)
{
	switch (tag) {
	case EL_TAG_UTF8_STRING:
	case EL_TAG_NUMERIC_STRING:
	case EL_TAG_PRINTABLE_STRING:
	case EL_TAG_TELETEX_STRING:
	case EL_TAG_IA5_STRING:
	case EL_TAG_VISIBLE_STRING:
		return true;
	default:
		return false;
	}
}

static bool
is_space(uint8_t octet)
{
	return octet == ' ' || (octet >= '\t' && octet <= '\r');
}

enum { TEXT_END = -1 };

/* Text that is read in lower case, without spaces at either end. */
struct folded {
	const uint8_t *next;
	const uint8_t *end;
};

static struct folded
fold(struct el_bytes text)
{
	struct folded folded = { text.data, text.data + text.size };

	while (folded.next < folded.end && is_space(*folded.next))
		folded.next++;
	while (folded.next < folded.end && is_space(folded.end[-1]))
		folded.end--;
	return folded;
}

/* The next character, one space for several; TEXT_END at the end. */
static int
next_folded(struct folded *text)
{
	uint8_t octet;

	if (text->next == text->end)
		return TEXT_END;
	octet = *text->next++;
	/* Behind a space there is always something else. */
	if (is_space(octet)) {
		while (is_space(*text->next))
			text->next++;
		return ' ';
	}
	return el_ascii_lower(octet);
}

static int
compare_text(struct el_bytes a, struct el_bytes b)
{
	struct folded left = fold(a);
	struct folded right = fold(b);
	int x;
	int y;

	do {
		x = next_folded(&left);
		y = next_folded(&right);
	} while (x == y && x != TEXT_END);
	return (x > y) - (x < y);
}

int
compare_octets(struct el_bytes a, struct el_bytes b)
{
	if (a.size != b.size)
		return compare_numbers(a.size, b.size);
	return a.size == 0 ? 0 : memcmp(a.data, b.data, a.size);
}

static int
compare_attributes(const struct el_attribute *a, const struct el_attribute *b)
{
	bool text = is_text(a->value.tag);
	int order = compare_numbers(a->rdn, b->rdn);

	if (order == 0)
		order = compare_octets(a->type.body, b->type.body);
	if (order == 0)
		order = compare_numbers(text, is_text(b->value.tag));
	if (order == 0 && text)
		return compare_text(a->value.body, b->value.body);
	if (order == 0)
		order = compare_numbers(a->value.tag, b->value.tag);
	if (order == 0)
		order = compare_octets(a->value.body, b->value.body);
	return order;
}

int
name_compare(const struct el_name *a, const struct el_name *b)
{
	int order = compare_numbers(a->count, b->count);

	/* Most names that are equal are so octet by octet. */
	if (a->elem.body.size > 0 &&
	    el_bytes_equal(a->elem.body, b->elem.body))
		return 0;
	for (size_t i = 0; order == 0 && i < a->count; i++)
		order = compare_attributes(&a->attributes[i],
		    &b->attributes[i]);
	return order;
}

/* FNV-1a, which takes an octet at a time. */
static uint32_t
mix(uint32_t hash, uint8_t octet)
{
	return (hash ^ octet) * UINT32_C(16777619);
}

/* The last attribute is the common name of most, and tells nearly all apart. */
uint32_t
name_hash(const struct el_name *name)
{
	uint32_t hash = UINT32_C(2166136261);
	size_t last = name->count == 0 ? 0 : name->count - 1;

	for (size_t i = last; i < name->count; i++) {
		const struct el_elem *value = &name->attributes[i].value;
		struct folded text = fold(value->body);
		int octet;

		/* Of what is no text the length will do. */
		hash = mix(hash, (uint8_t)name->attributes[i].rdn);
		if (!is_text(value->tag)) {
			hash = mix(hash, (uint8_t)value->body.size);
			continue;
		}
		while ((octet = next_folded(&text)) != TEXT_END)
			hash = mix(hash, (uint8_t)octet);
	}
	return hash;
}

bool
name_is_under(const struct el_name *name, const struct el_name *base)
{
	if (base->count > name->count)
		return false;
	for (size_t i = 0; i < base->count; i++)
		if (compare_attributes(&name->attributes[i],
			&base->attributes[i]) != 0)
			return false;
	/* The RDN that ends the base has to end here, too. */
	return base->count == 0 || base->count == name->count ||
	    name->attributes[base->count].rdn !=
	    name->attributes[base->count - 1].rdn;
}

bool
el_name_equal(const struct el_name *a, const struct el_name *b)
{
	return a->count != 0 && name_compare(a, b) == 0;
}
