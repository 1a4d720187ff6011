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

/* Eight octets as one number, whichever way round; small is for fewer. */
static inline uint64_t
load(const uint8_t *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
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
		if (el_ascii_lower(a.data[i]) != el_ascii_lower(b.data[i]))
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

/*
 * Sixteen octets side by side, and the same as two numbers.  Comparing them
 * gives as many octets, -1 where it holds; they are signed, and so what is not
 * ASCII is below all that is asked for.
 */
typedef int8_t octets __attribute__((vector_size(16)));
typedef uint8_t unsigned_octets __attribute__((vector_size(16)));
typedef uint64_t words __attribute__((vector_size(16)));

/* The eight octets at p, and the eight at q, which may overlap with them. */
static inline octets
load_both(const uint8_t *p, const uint8_t *q)
{
	return (octets)(words){ load(p), load(q) };
}

/* From low to high, both ASCII: moved up so that only these are so high. */
static inline octets
in_range(octets c, uint8_t low, uint8_t high)
{
	uint8_t up = (uint8_t)(INT8_MAX - high);

	return (octets)((unsigned_octets)c + up) > (int8_t)(low + up - 1);
}

/* A hyphen or a dot: what stands between letters and digits. */
static inline octets
is_mark(octets c)
{
	return in_range(c, '-', '.');
}

static inline octets
is_plain(octets c)
{
	return in_range(c | 0x20, 'a', 'z') | in_range(c, '0', '9');
}

/* Whether a name is under com, net, org or a country, by its last four. */
static inline bool
is_common_domain(const uint8_t *p)
{
	uint32_t domain = (uint32_t)p[0] | (uint32_t)p[1] << 8 |
	    (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;

	switch (domain | 0x20202020) {
	case 0x6d6f632e:
	case 0x74656e2e:
	case 0x67726f2e:
		return true;
	default:
		return p[1] == '.';
	}
}

/* What is seen of an everyday name on the way. */
enum look { NOT_EVERYDAY = 0, EVERYDAY = 1, CAPITALS = 2, RARE_DOMAIN = 4 };

/*
 * A pass over sixteen octets at a time that only asks whether all is well, as
 * it is with nearly every name: letters and digits, and single hyphens and
 * dots between them.  A name that is not everyday may be well-formed all the
 * same: it is long, or short, or has two hyphens in a row.
 */
static inline unsigned
look_everyday(struct el_bytes name)
{
	enum { HALF = sizeof(uint64_t) };
	const uint64_t small = UINT64_C(0x2020202020202020);
	const uint8_t *p = name.data;
	const uint8_t *last = p + name.size - HALF;
	const uint8_t *q = name.size < 2 * HALF ? last : p + HALF;
	octets bad = { 0 };
	octets all = ~bad;
	octets beside;
	words bits;

	if (name.size <= HALF || name.size > EL_LABEL_MAX ||
	    p[0] == '-' || p[0] == '.' || !is_letter(last[HALF - 1]))
		return NOT_EVERYDAY;
	/* The octets before these or, at the start, behind them. */
	beside = load_both(p + 1, q - 1);
	for (;;) {
		octets now = load_both(p, q);
		octets marks = is_mark(now);

		bad |= (marks & is_mark(beside)) | ~(marks | is_plain(now));
		all &= now;
		if (q == last)
			break;
		p += 2 * HALF;
		/* The last ones may overlap with those before them. */
		if (p > last - HALF)
			p = last - HALF;
		q = p + HALF;
		beside = load_both(p - 1, q - 1);
	}
	bits = (words)bad;
	if ((bits[0] | bits[1]) != 0)
		return NOT_EVERYDAY;
	/* Of all that is everyday, only capitals lack bit 5. */
	bits = (words)all;
	return EVERYDAY |
	    ((bits[0] & bits[1] & small) == small ? 0 : CAPITALS) |
	    (is_common_domain(last + HALF / 2) ? 0 : RARE_DOMAIN);
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
		    ("has an asterisk that is not the whole first label "
		     "before a name"),
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
