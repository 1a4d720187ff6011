#include "punycode.h"

#include <edgelint/host.h>

/* RFC 3492, section 5. */
enum {
	BASE = 36,
	TMIN = 1,
	TMAX = 26,
	SKEW = 38,
	DAMP = 700,
	INITIAL_BIAS = 72,
	INITIAL_N = 0x80,
};

enum {
	MARK = 4, /* octets of "xn--" */
	CHARACTERS_MAX = EL_LABEL_MAX - MARK,
	UNICODE_MAX = 0x10ffff,
	/* (character - 0x80) x places, for the last of each. */
	DELTA_MAX = (UNICODE_MAX + 1) * (CHARACTERS_MAX + 1),
};

/* A label's characters, and how far the next one lies behind the last. */
struct text {
	uint32_t characters[CHARACTERS_MAX];
	size_t count;
};

bool
punycode_is_marked(struct el_bytes label)
{
	return label.size >= MARK && el_ascii_lower(label.data[0]) == 'x' &&
	    el_ascii_lower(label.data[1]) == 'n' && label.data[2] == '-' &&
	    label.data[3] == '-';
}

/* a to z are 0 to 25, 0 to 9 are 26 to 35; BASE: no digit. */
static uint32_t
digit_value(uint8_t c)
{
	c = el_ascii_lower(c);
	if (c >= 'a' && c <= 'z')
		return c - 'a';
	if (c >= '0' && c <= '9')
		return c - '0' + 26u;
	return BASE;
}

static uint8_t
digit_of(uint32_t value)
{
	return (uint8_t)(value < 26 ? 'a' + value : '0' + value - 26);
}

/* RFC 3492, 6.1. */
static uint32_t
adapt(uint32_t delta, size_t places, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / DAMP : delta / 2;
	delta += delta / (uint32_t)places;
	for (; delta > ((BASE - TMIN) * TMAX) / 2; k += BASE)
		delta /= BASE - TMIN;
	return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

/* What a digit must be below to be the last one of its number. */
static uint32_t
threshold(uint32_t k, uint32_t bias)
{
	if (k <= bias)
		return TMIN;
	return k >= bias + TMAX ? TMAX : k - bias;
}

/*
 * A number of digits of growing weight; false: it is none, or too large.  A
 * weight over DELTA_MAX leaves room for the digit 0 only, which is below every
 * threshold: it is the last, so that the weight, 35 x DELTA_MAX at most, fits.
 */
static bool
read_number(uint32_t *out, struct el_bytes *rest, uint32_t bias)
{
	uint32_t number = 0;
	uint32_t weight = 1;

	for (uint32_t k = BASE;; k += BASE) {
		uint32_t limit = threshold(k, bias);
		uint32_t digit;

		if (rest->size == 0)
			return false;
		digit = digit_value(rest->data[0]);
		*rest = (struct el_bytes){ rest->data + 1, rest->size - 1 };
		if (digit >= BASE || digit > (DELTA_MAX - number) / weight)
			return false;
		number += digit * weight;
		if (digit < limit)
			break;
		weight *= BASE - limit;
	}
	*out = number;
	return true;
}

static bool
is_character(uint32_t c)
{
	return c <= UNICODE_MAX && (c < 0xd800 || c > 0xdfff);
}

/* What stands before the last hyphen is itself; the hyphen is no part of it. */
static struct el_bytes
take_ascii(struct el_bytes *rest)
{
	struct el_bytes ascii = { rest->data, rest->size };

	while (ascii.size > 0 && ascii.data[ascii.size - 1] != '-')
		ascii.size--;
	rest->data += ascii.size;
	rest->size -= ascii.size;
	if (ascii.size > 0)
		ascii.size--;
	return ascii;
}

/* RFC 3492, 6.2; octets is no longer than CHARACTERS_MAX. */
static bool
decode(struct text *out, struct el_bytes octets)
{
	struct el_bytes ascii = take_ascii(&octets);
	uint32_t bias = INITIAL_BIAS;
	uint32_t n = INITIAL_N;
	uint32_t place = 0;

	out->count = 0;
	for (size_t i = 0; i < ascii.size; i++)
		out->characters[out->count++] =
		    el_ascii_lower(ascii.data[i]);
	while (octets.size > 0) {
		uint32_t places = (uint32_t)out->count + 1;
		uint32_t delta;

		if (!read_number(&delta, &octets, bias))
			return false;
		bias = adapt(delta, places, out->count == ascii.size);
		n += (place + delta) / places;
		place = (place + delta) % places;
		if (!is_character(n))
			return false;
		memmove(out->characters + place + 1, out->characters + place,
		    (out->count - place) * sizeof(out->characters[0]));
		out->characters[place++] = n;
		out->count++;
	}
	return out->count > ascii.size;
}

/* Octets that are written, as far as there is room. */
struct label {
	uint8_t octets[CHARACTERS_MAX];
	size_t size; /* CHARACTERS_MAX + 1: there was none */
};

static void
put(struct label *out, uint8_t octet)
{
	if (out->size < CHARACTERS_MAX)
		out->octets[out->size] = octet;
	if (out->size <= CHARACTERS_MAX)
		out->size++;
}

static void
write_number(struct label *out, uint32_t number, uint32_t bias)
{
	for (uint32_t k = BASE;; k += BASE) {
		uint32_t limit = threshold(k, bias);

		if (number < limit)
			break;
		put(out, digit_of(limit + (number - limit) % (BASE - limit)));
		number = (number - limit) / (BASE - limit);
	}
	put(out, digit_of(number));
}

/* The least character that is not below n; there is one. */
static uint32_t
next_character(const struct text *text, uint32_t n)
{
	uint32_t least = UNICODE_MAX;

	for (size_t i = 0; i < text->count; i++)
		if (text->characters[i] >= n && text->characters[i] < least)
			least = text->characters[i];
	return least;
}

/* RFC 3492, 6.3. */
static void
encode(struct label *out, const struct text *text)
{
	uint32_t n = INITIAL_N;
	uint32_t delta = 0;
	uint32_t bias = INITIAL_BIAS;
	size_t ascii;
	size_t done;

	out->size = 0;
	for (size_t i = 0; i < text->count; i++)
		if (text->characters[i] < INITIAL_N)
			put(out, (uint8_t)text->characters[i]);
	ascii = done = out->size;
	if (ascii > 0)
		put(out, '-');
	while (done < text->count) {
		uint32_t m = next_character(text, n);

		delta += (m - n) * (uint32_t)(done + 1);
		n = m;
		for (size_t i = 0; i < text->count; i++) {
			if (text->characters[i] < n)
				delta++;
			if (text->characters[i] != n)
				continue;
			write_number(out, delta, bias);
			bias = adapt(delta, done + 1, done == ascii);
			delta = 0;
			done++;
		}
		delta++;
		n++;
	}
}

bool
punycode_is_good(struct el_bytes label)
{
	struct el_bytes octets;
	struct label again;
	struct text text;

	if (!punycode_is_marked(label) || label.size > EL_LABEL_MAX)
		return false;
	octets = (struct el_bytes){ label.data + MARK, label.size - MARK };
	if (!decode(&text, octets))
		return false;
	encode(&again, &text);
	return again.size == octets.size &&
	    el_host_equal((struct el_bytes){ again.octets, again.size },
		octets);
}
