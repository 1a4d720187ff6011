#include <edgelint/host.h>

static bool
is_letter(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static uint8_t
lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

/* Eight octets as one number, the first one lowest; small is for fewer. */
static inline uint64_t
load(const uint8_t *p)
{
	return p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	    (uint64_t)p[7] << 56;
}

static uint64_t
load_small(const uint8_t *octets, size_t size)
{
	uint64_t word = 0;

	for (size_t i = 0; i < size; i++)
		word = word << 8 | octets[i];
	return word;
}

/*
 * Eight octets at a time with bit 5 set everywhere: that makes capitals and
 * small letters one.  It also makes one of some pairs that differ, such as
 * "-" and CR, which costs no more than a comparison.  The last eight octets
 * may overlap with those before them.
 */
static inline uint32_t
hash_of(struct el_bytes name)
{
	const uint64_t fold = UINT64_C(0x2020202020202020);
	const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t hash = name.size;
	uint64_t last;

	if (name.size < sizeof(last)) {
		last = load_small(name.data, name.size);
	} else {
		last = load(name.data + name.size - sizeof(last));
		for (size_t i = 0; name.size - i > sizeof(last);
		     i += sizeof(last)) {
			hash = (hash ^ (load(name.data + i) | fold)) * factor;
			hash ^= hash >> 29;
		}
	}
	hash = (hash ^ (last | fold)) * factor;
	return (uint32_t)(hash >> 32);
}

uint32_t
el_host_hash(struct el_bytes name)
{
	return hash_of(name);
}

/* Pieces of constant size are one instruction; the last may overlap. */
static inline bool
is_same(const uint8_t *a, const uint8_t *b, size_t size)
{
	uint64_t differ = 0;

	if (size < 4)
		return false; /* the loop over the octets is as good */
	if (size < 8)
		return memcmp(a, b, 4) == 0 &&
		    memcmp(a + size - 4, b + size - 4, 4) == 0;
	for (size_t i = 0; size - i > 8; i += 8)
		differ |= load(a + i) ^ load(b + i);
	return (differ | (load(a + size - 8) ^ load(b + size - 8))) == 0;
}

bool
el_host_equal(struct el_bytes a, struct el_bytes b)
{
	if (a.size != b.size)
		return false;
	if (is_same(a.data, b.data, a.size))
		return true;
	for (size_t i = 0; i < a.size; i++)
		if (lower(a.data[i]) != lower(b.data[i]))
			return false;
	return true;
}

/* Four labels, from start, that are numbers of one to three digits, 255 at
 * most; an asterisk in front of them makes no name of it. */
static bool
is_ip_literal(struct el_bytes name, size_t start)
{
	unsigned labels = 1;
	unsigned value = 0;
	unsigned digits = 0;

	for (size_t i = start; i < name.size; i++) {
		if (name.data[i] == '.') {
			labels++;
			value = digits = 0;
			continue;
		}
		if (!is_digit(name.data[i]) || digits == 3)
			return false;
		value = value * 10 + (unsigned)(name.data[i] - '0');
		digits++;
		if (value > 255)
			return false;
	}
	return labels == 4;
}

static enum el_host_defect
octet_defect(uint8_t c)
{
	switch (c) {
	case '\0':
		return EL_HOST_NUL;
	case ' ':
		return EL_HOST_SPACE;
	case '_':
		return EL_HOST_UNDERSCORE;
	case '*':
		return EL_HOST_ASTERISK;
	default:
		if (c < 0x20 || c == 0x7f)
			return EL_HOST_CONTROL;
		return c < 0x80 ? EL_HOST_CHARACTER : EL_HOST_NON_ASCII;
	}
}

/* A dot, or the end, behind a label that starts at start. */
static enum el_host_defect
label_defect(struct el_bytes name, size_t start, size_t end)
{
	if (end == start) {
		if (end == 0)
			return EL_HOST_LEADING_DOT;
		return end == name.size ? EL_HOST_TRAILING_DOT :
					  EL_HOST_EMPTY_LABEL;
	}
	if (name.data[end - 1] == '-')
		return EL_HOST_TRAILING_HYPHEN;
	return end - start > EL_LABEL_MAX ? EL_HOST_LONG_LABEL : EL_HOST_OK;
}

/*
 * What is wrong, from the left; only names that are not everyday ones come
 * here.  A lone "*" and "*." have no name behind the asterisk.
 */
static enum el_host_defect
first_defect(struct el_bytes name, size_t start)
{
	size_t first = start;
	enum el_host_defect defect;

	if (name.size == 0)
		return EL_HOST_EMPTY;
	if (start == name.size)
		return EL_HOST_ASTERISK;
	for (size_t i = start; i < name.size; i++) {
		uint8_t c = name.data[i];

		if (c == '.') {
			defect = label_defect(name, start, i);
			if (defect != EL_HOST_OK)
				return defect;
			start = i + 1;
		} else if (c == '-' && i == start) {
			return EL_HOST_LEADING_HYPHEN;
		} else if (c != '-' && !is_letter(c) && !is_digit(c)) {
			return octet_defect(c);
		}
	}
	defect = label_defect(name, start, name.size);
	if (defect != EL_HOST_OK)
		return defect;
	if (name.size > EL_HOST_MAX)
		return EL_HOST_LONG_NAME;
	return is_ip_literal(name, first) ? EL_HOST_IP_ADDRESS : EL_HOST_OK;
}

/* Each octet's highest bit in a number of eight. */
#define EIGHT(octet) (UINT64_C(0x0101010101010101) * (octet))
#define HIGH EIGHT(0x80)

/* The highest bit of each octet, all below 0x80, that is from low to high. */
static inline uint64_t
in_range(uint64_t octets, uint8_t low, uint8_t high)
{
	return (octets + EIGHT(0x80u - low)) & ~(octets + EIGHT(0x7fu - high)) &
	    HIGH;
}

/* The highest bit of each octet that is a hyphen or a dot. */
static inline uint64_t
punctuation(uint64_t octets)
{
	return in_range(octets, '-', '.');
}

/* Whether a name is under com, net, org or a country, by its last eight octets
 * and the hyphens and dots among them. */
static bool
is_common_domain(const uint8_t *octets, uint64_t marks)
{
	const uint64_t com = 0x6d6f63, net = 0x74656e, org = 0x67726f;
	uint64_t last = (load(octets) | EIGHT(0x20)) >> 40;

	if (marks == 0)
		return false;
	switch (__builtin_clzll(marks) / 8) {
	case 2:
		return octets[5] == '.';
	case 3:
		return octets[4] == '.' &&
		    (last == com || last == net || last == org);
	default:
		return false;
	}
}

/* What is seen of an everyday name on the way. */
enum look { NOT_EVERYDAY = 0, EVERYDAY = 1, CAPITALS = 2, RARE_DOMAIN = 4 };

/*
 * A pass over eight octets at a time that only asks whether all is well, as
 * it is with nearly every name: letters and digits, and single hyphens and
 * dots between them.  A name that is not everyday may be well-formed all the
 * same: it is long, or short, or has two hyphens in a row.
 */
static inline unsigned
look_everyday(struct el_bytes name)
{
	const uint8_t *p = name.data;
	const uint8_t *last = p + name.size - sizeof(uint64_t);
	uint64_t before = 0x80; /* a label begins as one does behind a dot */
	uint64_t capitals = 0;
	uint64_t bad = 0;
	uint64_t marks;

	if (name.size < sizeof(marks) || name.size > EL_LABEL_MAX)
		return NOT_EVERYDAY;
	for (;;) {
		uint64_t octets = load(p);
		uint64_t plain = octets & ~HIGH;

		marks = punctuation(plain);
		bad |= (octets & HIGH) | (marks & (marks << 8 | before));
		bad |= HIGH & ~(marks | in_range(plain, '0', '9') |
				   in_range(plain | EIGHT(0x20), 'a', 'z'));
		/* Letters have bit 6, and small ones bit 5. */
		capitals |= octets & ~(octets << 1) & EIGHT(0x40);
		if (p == last)
			break;
		p += sizeof(octets);
		before = marks >> 56;
		/* The last eight may overlap with those before them. */
		if (p > last) {
			p = last;
			before = p[-1] == '-' || p[-1] == '.' ? 0x80 : 0;
		}
	}
	if (bad != 0 || marks >> 63 != 0 ||
	    (is_digit(last[7]) && is_ip_literal(name, 0)))
		return NOT_EVERYDAY;
	return EVERYDAY | (capitals == 0 ? 0 : CAPITALS) |
	    (is_common_domain(last, marks) ? 0 : RARE_DOMAIN);
}

static bool
has_capitals(struct el_bytes name)
{
	for (size_t i = 0; i < name.size; i++)
		if (name.data[i] >= 'A' && name.data[i] <= 'Z')
			return true;
	return false;
}

static bool
has_two_hyphens(struct el_bytes name)
{
	for (size_t i = 1; i < name.size; i++)
		if (name.data[i - 1] == '-' && name.data[i] == '-')
			return true;
	return false;
}

static struct el_host_facts
look_closely(struct el_bytes name, size_t start)
{
	enum el_host_defect defect = first_defect(name, start);

	return (struct el_host_facts){
		.hash = hash_of(name),
		.defect = (uint8_t)defect,
		.wildcard = start != 0 && defect == EL_HOST_OK,
		.hyphens = has_two_hyphens(name),
		.capitals = has_capitals(name),
		.rare_domain = true,
	};
}

struct el_host_facts
el_host_look(struct el_bytes name)
{
	size_t start = 0;
	unsigned look;

	/* There may be no address to count from. */
	if (name.size == 0)
		return look_closely(name, 0);
	if (name.size >= 2 && name.data[0] == '*' && name.data[1] == '.')
		start = 2;
	look = look_everyday((struct el_bytes){ name.data + start,
	    name.size - start });
	if (look == NOT_EVERYDAY)
		return look_closely(name, start);
	return (struct el_host_facts){
		.hash = hash_of(name),
		.wildcard = start != 0,
		.capitals = (look & CAPITALS) != 0,
		.rare_domain = (look & RARE_DOMAIN) != 0,
	};
}

struct el_bytes
el_host_parent(struct el_bytes name)
{
	const uint8_t *dot = name.size == 0 ? NULL :
	    memchr(name.data, '.', name.size);

	if (dot == NULL)
		return (struct el_bytes){ 0 };
	return (struct el_bytes){ dot + 1,
		name.size - (size_t)(dot + 1 - name.data) };
}

bool
el_host_is_under(struct el_bytes name, struct el_bytes parent)
{
	size_t rest;

	if (parent.size == 0 || name.size <= parent.size + 1)
		return false;
	rest = name.size - parent.size;
	return name.data[rest - 1] == '.' &&
	    el_host_equal((struct el_bytes){ name.data + rest, parent.size },
		parent);
}

const char *
el_host_defect_text(enum el_host_defect defect)
{
	static const char *const texts[] = {
		[EL_HOST_OK] = "is well-formed",
		[EL_HOST_EMPTY] = "is empty",
		[EL_HOST_NUL] = "holds a NUL octet",
		[EL_HOST_SPACE] = "holds a space",
		[EL_HOST_CONTROL] = "holds a control character",
		[EL_HOST_NON_ASCII] = "holds an octet that is not ASCII",
		[EL_HOST_UNDERSCORE] = "holds an underscore",
		[EL_HOST_ASTERISK] =
		    "has an asterisk that is not its whole first label",
		[EL_HOST_CHARACTER] =
		    "holds a character that host names do not have",
		[EL_HOST_LEADING_DOT] = "begins with a dot",
		[EL_HOST_TRAILING_DOT] = "ends with a dot",
		[EL_HOST_EMPTY_LABEL] = "has an empty label (two dots)",
		[EL_HOST_LEADING_HYPHEN] =
		    "has a label that begins with a hyphen",
		[EL_HOST_TRAILING_HYPHEN] =
		    "has a label that ends with a hyphen",
		[EL_HOST_LONG_LABEL] =
		    "has a label of more than 63 characters",
		[EL_HOST_LONG_NAME] = "has more than 253 characters",
		[EL_HOST_IP_ADDRESS] = "is an IP address",
	};

	return texts[defect];
}
