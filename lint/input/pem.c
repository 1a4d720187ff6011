#include "pem.h"

#include "base/text.h"

static const char begin_mark[] = "-----BEGIN ";
static const char end_mark[] = "-----END ";
static const char any_end_mark[] = "-----END";
static const char dashes[] = "-----";

#define LENGTH(literal) (sizeof(literal) - 1)

static bool
is_blank(uint8_t octet)
{
	return octet == ' ' || octet == '\t';
}

static bool
is_line_end(uint8_t octet)
{
	return octet == '\n' || octet == '\r';
}

static bool
ends_with(struct el_bytes text, const char *end, size_t size)
{
	return text.size >= size &&
	    memcmp(text.data + text.size - size, end, size) == 0;
}

static struct el_bytes
without(struct el_bytes text, size_t front, size_t back)
{
	return (struct el_bytes){ text.data + front, text.size - front - back };
}

/*
 * Whether only blanks stand before a place in its line, or the byte order
 * mark of a file that was appended to another.
 */
static bool
is_first_in_line(struct el_bytes text, size_t at)
{
	static const char mark[] = "\xef\xbb\xbf";

	while (at > 0 && is_blank(text.data[at - 1]))
		at--;
	if (ends_with((struct el_bytes){ text.data, at }, mark, LENGTH(mark)))
		at -= LENGTH(mark);
	return at == 0 || is_line_end(text.data[at - 1]);
}

/* The rest of a line, without the blanks at its end. */
static struct el_bytes
line_at(struct el_bytes text, size_t at)
{
	size_t end = at;

	while (end < text.size && !is_line_end(text.data[end]))
		end++;
	while (end > at && is_blank(text.data[end - 1]))
		end--;
	return (struct el_bytes){ text.data + at, end - at };
}

/* The next line that begins with five dashes; the text's size: none. */
static size_t
find_dashes(struct el_bytes text, size_t at)
{
	while (at < text.size) {
		struct el_bytes rest = without(text, at, 0);
		const uint8_t *dash = memchr(rest.data, '-', rest.size);

		if (dash == NULL)
			break;
		at = (size_t)(dash - text.data);
		rest = without(text, at, 0);
		if (text_begins_with(rest, dashes, LENGTH(dashes)) &&
		    is_first_in_line(text, at))
			return at;
		at++;
	}
	return text.size;
}

static bool
equals(struct el_bytes text, const char *literal)
{
	return el_bytes_equal(text, el_bytes_of(literal));
}

bool
pem_is_trusted_certificate(struct el_bytes label)
{
	return equals(label, "TRUSTED CERTIFICATE");
}

bool
pem_is_certificate(struct el_bytes label)
{
	return equals(label, "CERTIFICATE") ||
	    equals(label, "X509 CERTIFICATE") ||
	    pem_is_trusted_certificate(label);
}

static bool
is_one_of(struct el_bytes label, const char *const *labels, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (equals(label, labels[i]))
			return true;
	return false;
}

bool
pem_is_container(struct el_bytes label)
{
	static const char *const labels[] = { "PKCS7", "CMS",
		"PKCS #7 SIGNED DATA", "PKCS12" };

	return is_one_of(label, labels, sizeof(labels) / sizeof(labels[0]));
}

bool
pem_is_open_key(const struct pem_block *block)
{
	static const char *const labels[] = { "PRIVATE KEY",
		"RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" };
	/* RFC 1421, 4.6.1.1; OpenSSL writes it before what it encrypts. */
	static const char encrypted[] = "Proc-Type: 4,ENCRYPTED";
	size_t at = 0;

	while (at < block->body.size && text_is_space(block->body.data[at]))
		at++;
	return is_one_of(block->label, labels,
		   sizeof(labels) / sizeof(labels[0])) &&
	    !text_begins_with(without(block->body, at, 0), encrypted,
		LENGTH(encrypted));
}

/* RFC 7468, section 7; Windows writes the longer one. */
static bool
is_request(struct el_bytes label)
{
	return equals(label, "CERTIFICATE REQUEST") ||
	    equals(label, "NEW CERTIFICATE REQUEST");
}

bool
pem_is_judged(struct el_bytes label)
{
	return pem_is_certificate(label) || is_request(label);
}

/* RFC 7468, section 3: hyphens and blanks stand alone and between letters. */
static bool
is_label(struct el_bytes label)
{
	for (size_t i = 0; i + 1 < label.size; i++) {
		if (label.data[i] == '-' && label.data[i + 1] == '-')
			return false;
	}
	return !ends_with(label, "-", 1) && !ends_with(label, " ", 1);
}

/* The label of a BEGIN line that is as it should be. */
static bool
read_label(struct el_bytes *label, struct el_bytes line)
{
	if (!text_begins_with(line, begin_mark, LENGTH(begin_mark)))
		return false;
	line = without(line, LENGTH(begin_mark), 0);
	if (!ends_with(line, dashes, LENGTH(dashes)))
		return false;
	*label = without(line, 0, LENGTH(dashes));
	return is_label(*label);
}

/*
 * A BEGIN line that says that a certificate or request follows, but has not
 * its five dashes at the end, or has the base64 behind them.
 */
static bool
read_damaged_label(struct el_bytes *label, struct el_bytes line)
{
	size_t end = 0;

	if (!text_begins_with(line, begin_mark, LENGTH(begin_mark)))
		return false;
	line = without(line, LENGTH(begin_mark), 0);
	while (end < line.size && line.data[end] != '-')
		end++;
	while (end > 0 && is_blank(line.data[end - 1]))
		end--;
	*label = (struct el_bytes){ line.data, end };
	return pem_is_judged(*label) || pem_is_container(*label);
}

/* Whether a line is the END line that belongs to a label. */
static bool
is_end_of(struct el_bytes label, struct el_bytes line)
{
	if (line.size != LENGTH(end_mark) + label.size + LENGTH(dashes) ||
	    !text_begins_with(line, end_mark, LENGTH(end_mark)) ||
	    !ends_with(line, dashes, LENGTH(dashes)))
		return false;
	return el_bytes_equal(without(line, LENGTH(end_mark), LENGTH(dashes)),
	    label);
}

/* Find where a block ends, reading on from behind its BEGIN line. */
static void
read_body(struct pem_reader *reader, struct pem_block *block, size_t start)
{
	struct el_bytes text = reader->text;
	struct el_bytes line = { NULL, 0 };
	size_t at = start;
	bool has_end = false;

	while ((at = find_dashes(text, at)) < text.size) {
		line = line_at(text, at);
		has_end = text_begins_with(line, any_end_mark,
		    LENGTH(any_end_mark));
		if (has_end ||
		    text_begins_with(line, begin_mark, LENGTH(begin_mark)))
			break;
		at += line.size;
	}
	block->end = at;
	block->body = without(text, start, text.size - at);
	reader->at = has_end ? at + line.size : at;
	if (block->fault != PEM_OK)
		return;
	if (!has_end)
		block->fault = PEM_NO_END;
	else if (!is_end_of(block->label, line))
		block->fault = PEM_END_DIFFERS;
}

bool
pem_next(struct pem_block *out, struct pem_reader *reader)
{
	struct el_bytes text = reader->text;
	size_t at = reader->at;

	while ((at = find_dashes(text, at)) < text.size) {
		struct el_bytes line = line_at(text, at);

		*out = (struct pem_block){ .begin = at };
		if (read_label(&out->label, line)) {
			read_body(reader, out, at + line.size);
			return true;
		}
		if (read_damaged_label(&out->label, line)) {
			out->fault = PEM_BEGIN_DAMAGED;
			read_body(reader, out, at + line.size);
			return true;
		}
		at += line.size;
	}
	reader->at = text.size;
	return false;
}

static size_t
count_line_feeds(struct el_bytes text)
{
	const uint8_t *at = text.data;
	const uint8_t *end = text.data + text.size;
	size_t count = 0;

	while (at < end) {
		at = memchr(at, '\n', (size_t)(end - at));
		if (at == NULL)
			break;
		count++;
		at++;
	}
	return count;
}

/* CRs without an LF behind them; the last one's may be behind the text. */
static size_t
count_lone_returns(struct el_bytes text, const uint8_t *end_of_all)
{
	const uint8_t *at = text.data;
	const uint8_t *end = text.data + text.size;
	size_t count = 0;

	while (at < end) {
		at = memchr(at, '\r', (size_t)(end - at));
		if (at == NULL)
			break;
		at++;
		count += at == end_of_all || *at != '\n';
	}
	return count;
}

void
pem_go_to(struct pem_place *place, struct el_bytes text, size_t at)
{
	struct el_bytes passed = { text.data + place->at, at - place->at };

	place->line += count_line_feeds(passed) +
	    count_lone_returns(passed, text.data + text.size);
	place->at = at;
}
