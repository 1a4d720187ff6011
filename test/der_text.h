/*
 * DER written as text, so that a test shows what it reads: octets in hex,
 * 'text' as its characters, spaces for the eye, and { } around contents whose
 * length octets are worked out:  30{06{550403} 0c{'sip.contoso.com'}}
 */
#ifndef TEST_DER_TEXT_H
#define TEST_DER_TEXT_H

#include <assert.h>
#include <ctype.h>

#include "base/arena.h"
#include "base/sink.h"

static inline void
der_text_length(struct sink *out, size_t length)
{
	unsigned octets = 1;

	if (length < 0x80) {
		sink_char(out, (char)length);
		return;
	}
	while (length >> 8 * octets != 0)
		octets++;
	sink_char(out, (char)(0x80 | octets));
	while (octets-- > 0)
		sink_char(out, (char)(length >> 8 * octets & 0xff));
}

static inline unsigned
der_text_digit(char c)
{
	assert(isxdigit((unsigned char)c));
	return c <= '9' ? (unsigned)(c - '0') :
			  (unsigned)((c | 0x20) - 'a' + 10);
}

/* Up to the end or the brace that closes; what follows comes back. */
static inline const char *
der_text_put(struct sink *out, const char *text)
{
	while (*text != '\0' && *text != '}') {
		struct sink inner;

		switch (*text) {
		case ' ':
			text++;
			break;
		case '\'':
			for (text++; *text != '\''; text++)
				sink_char(out, *text);
			text++;
			break;
		case '{':
			sink_to_memory(&inner);
			text = der_text_put(&inner, text + 1);
			assert(*text == '}');
			text++;
			der_text_length(out, inner.size);
			sink_write(out, inner.data, inner.size);
			sink_free(&inner);
			break;
		default:
			sink_char(out, (char)(der_text_digit(text[0]) << 4 |
			    der_text_digit(text[1])));
			text += 2;
		}
	}
	return text;
}

/* The octets that the text stands for, in the arena. */
static inline struct el_bytes
der_text(struct arena *arena, const char *text)
{
	struct sink out;
	struct el_bytes octets;

	sink_to_memory(&out);
	text = der_text_put(&out, text);
	assert(*text == '\0' && out.error == 0);
	octets.size = out.size;
	octets.data = (const uint8_t *)arena_copy(arena,
	    (struct el_bytes){ (const uint8_t *)out.data, out.size });
	assert(octets.data != NULL);
	sink_free(&out);
	return octets;
}

#endif
