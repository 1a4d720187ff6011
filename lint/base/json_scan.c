#include "json_scan.h"

#include "limits.h"
#include "text.h"

enum {
	/* cJSON 1.7 reads no more of a number than this. */
	NUMBER_LENGTH = 63,
	/* Of a word that a message shows. */
	SHOWN_WORD = 24,
};

static const char no_memory[] = "there is not enough memory";

struct scan {
	struct el_bytes text;
	size_t at;
	unsigned depth;
	struct json_mark *marks;
	size_t count;
	size_t capacity;
	struct arena *arena;
	struct json_error *error;
};

/* What people write that JSON does not have, by how it begins. */
static const struct {
	const char *begin;
	const char *hint;
} hints[] = {
	{ "/", "; JSON has no comments, but any object may have a "
	       "\"$comment\"" },
	{ "#", "; JSON has no comments, but any object may have a "
	       "\"$comment\"" },
	{ "'", "; JSON has double quotes only" },
	{ "\xe2\x80\x9c", "; a typographic quote is no double quote" },
	{ "\xe2\x80\x9d", "; a typographic quote is no double quote" },
	{ "\xe2\x80\x9e", "; a typographic quote is no double quote" },
	{ "\xc2\xa0", "; a no-break space is no space" },
	{ "True", "; JSON writes true" },
	{ "False", "; JSON writes false" },
	{ "None", "; JSON writes null" },
};

struct el_bytes
json_without_bom(struct el_bytes text)
{
	if (text.size >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0) {
		text.data += 3;
		text.size -= 3;
	}
	return text;
}

/* CR, LF and CRLF each end a line. */
void
json_text_place(struct el_bytes text, size_t offset, size_t *line,
    size_t *column)
{
	const uint8_t *data = text.data;
	size_t bom = text.size - json_without_bom(text).size;

	*line = 1;
	*column = 1;
	for (size_t i = bom; i < offset && i < text.size; i++) {
		if (data[i] == '\n' ||
		    (data[i] == '\r' &&
			(i + 1 == text.size || data[i + 1] != '\n'))) {
			(*line)++;
			*column = 1;
		} else if ((data[i] & 0xc0) != 0x80) {
			(*column)++;
		}
	}
}

void
json_refuse(struct json_error *error, struct el_bytes text, size_t offset,
    const char *message)
{
	error->message = message == NULL ? no_memory : message;
	error->path = "";
	error->offset = offset;
	json_text_place(text, offset, &error->line, &error->column);
}

static bool
refuse(struct scan *scan, size_t offset, const char *message)
{
	json_refuse(scan->error, scan->text, offset, message);
	return false;
}

/* The next octet, or -1 at the end. */
static int
peek(const struct scan *scan)
{
	return scan->at < scan->text.size ? scan->text.data[scan->at] : -1;
}

static struct el_bytes
rest(const struct scan *scan)
{
	return (struct el_bytes){ scan->text.data + scan->at,
		scan->text.size - scan->at };
}

static bool
starts_with(struct el_bytes text, const char *word)
{
	size_t length = strlen(word);

	return text.size >= length && memcmp(text.data, word, length) == 0;
}

static bool
take(struct scan *scan, char c)
{
	if (peek(scan) != c)
		return false;
	scan->at++;
	return true;
}

static void
skip_space(struct scan *scan)
{
	while (peek(scan) == ' ' || peek(scan) == '\n' ||
	    peek(scan) == '\r' || peek(scan) == '\t')
		scan->at++;
}

static bool
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(int c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '_';
}

/* What stands here, for a message: a word, or else a character.  NULL when
 * there is no memory. */
static const char *
show_next(const struct scan *scan)
{
	struct el_bytes next = rest(scan);
	size_t length = 0;
	const char *text;

	if (next.size == 0)
		return "the end of the text";
	while (length < next.size && length < SHOWN_WORD &&
	    is_word(next.data[length]))
		length++;
	if (length == 0)
		length = text_utf8_length(next);
	if (length == 0)
		return arena_printf(scan->arena,
		    "the octet 0x%02x, which is no UTF-8", next.data[0]);
	text = text_printable_copy(scan->arena,
	    (struct el_bytes){ next.data, length });
	if (text == NULL)
		return NULL;
	if (strcmp(text, "\"") == 0)
		return "a double quote";
	return arena_printf(scan->arena, "\"%s\"", text);
}

static const char *
hint_for(struct el_bytes text)
{
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		if (starts_with(text, hints[i].begin))
			return hints[i].hint;
	}
	return "";
}

static bool
expected(struct scan *scan, const char *what)
{
	const char *found = show_next(scan);

	if (found == NULL)
		return refuse(scan, scan->at, NULL);
	return refuse(scan, scan->at, arena_printf(scan->arena,
	    "expected %s, found %s%s", what, found, hint_for(rest(scan))));
}

/* --- strings ------------------------------------------------------------- */

/* The code unit of a "\uXXXX" at the start, or -1 when it is none. */
static long
escaped_unit(struct el_bytes text)
{
	long unit = 0;

	if (text.size < 6 || !starts_with(text, "\\u"))
		return -1;
	for (size_t i = 2; i < 6; i++) {
		int c = text.data[i];

		if (is_digit(c))
			unit = unit * 16 + (c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			unit = unit * 16 + ((c | 0x20) - 'a' + 10);
		else
			return -1;
	}
	return unit;
}

static bool
is_high_surrogate(long unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool
is_low_surrogate(long unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

/* "\uXXXX", and the second one that a high surrogate calls for. */
static bool
scan_unicode_escape(struct scan *scan)
{
	size_t start = scan->at;
	long unit = escaped_unit(rest(scan));

	if (unit < 0)
		return refuse(scan, start,
		    "expected four hexadecimal digits behind \\u");
	if (unit == 0)
		return refuse(scan, start,
		    "\\u0000 stands in a string; no text here may hold NUL");
	scan->at += 6;
	if (is_high_surrogate(unit) &&
	    is_low_surrogate(escaped_unit(rest(scan)))) {
		scan->at += 6;
		return true;
	}
	if (is_high_surrogate(unit) || is_low_surrogate(unit))
		return refuse(scan, start,
		    "half of a surrogate pair stands alone in a string");
	return true;
}

static bool
scan_escape(struct scan *scan)
{
	struct el_bytes text = rest(scan);

	if (text.size >= 2 && text.data[1] == 'u')
		return scan_unicode_escape(scan);
	if (text.size >= 2 && text.data[1] != '\0' &&
	    strchr("\"\\/bfnrt", text.data[1]) != NULL) {
		scan->at += 2;
		return true;
	}
	return refuse(scan, scan->at,
	    "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX; a "
	    "backslash by itself is written \\\\");
}

/* A character that may not stand in a string as it is. */
static bool
refuse_in_string(struct scan *scan, size_t start)
{
	int c = peek(scan);

	if (c < 0 || c == '\n' || c == '\r')
		return refuse(scan, start,
		    "the string that begins here has no closing quote on its "
		    "line");
	if (c < 0x20)
		return refuse(scan, scan->at, arena_printf(scan->arena,
		    "a control character stands in a string; it is written "
		    "\\u%04x", (unsigned)c));
	return refuse(scan, scan->at, arena_printf(scan->arena,
	    "the octet 0x%02x is no UTF-8; save the file as UTF-8",
	    (unsigned)c));
}

/* Go on behind what a string of ASCII mostly consists of. */
static void
skip_plain(struct scan *scan)
{
	const uint8_t *data = scan->text.data;
	size_t at = scan->at;

	while (at < scan->text.size && data[at] >= 0x20 && data[at] < 0x80 &&
	    data[at] != '"' && data[at] != '\\')
		at++;
	scan->at = at;
}

static bool
scan_string(struct scan *scan)
{
	size_t start = scan->at++;

	for (;;) {
		size_t length = 1;
		int c;

		skip_plain(scan);
		c = peek(scan);
		if (c == '"') {
			scan->at++;
			return true;
		}
		if (c == '\\') {
			if (!scan_escape(scan))
				return false;
			continue;
		}
		if (c >= 0x80)
			length = text_utf8_length(rest(scan));
		if (c < 0x20 || length == 0)
			return refuse_in_string(scan, start);
		scan->at += length;
	}
}

/* --- the other values ---------------------------------------------------- */

static bool
scan_digits(struct scan *scan)
{
	if (!is_digit(peek(scan)))
		return expected(scan, "a digit");
	while (is_digit(peek(scan)))
		scan->at++;
	return true;
}

/* RFC 8259, section 6. */
static bool
scan_number(struct scan *scan)
{
	size_t start = scan->at;

	take(scan, '-');
	if (take(scan, '0')) {
		if (is_digit(peek(scan)))
			return refuse(scan, start,
			    "a number begins with a zero that JSON does not "
			    "allow");
	} else if (!scan_digits(scan)) {
		return false;
	}
	if (take(scan, '.') && !scan_digits(scan))
		return false;
	if (take(scan, 'e') || take(scan, 'E')) {
		if (!take(scan, '+'))
			take(scan, '-');
		if (!scan_digits(scan))
			return false;
	}
	if (scan->at - start > NUMBER_LENGTH)
		return refuse(scan, start, arena_printf(scan->arena,
		    "the number has %zu characters; at most %d are read",
		    scan->at - start, NUMBER_LENGTH));
	return true;
}

/* A word that is a value, and not the beginning of a longer one. */
static bool
take_word(struct scan *scan, const char *word)
{
	size_t length = strlen(word);
	struct el_bytes text = rest(scan);

	if (!starts_with(text, word))
		return false;
	if (length < text.size && is_word(text.data[length]))
		return false;
	scan->at += length;
	return true;
}

static bool
scan_scalar(struct scan *scan, const char *what)
{
	int c = peek(scan);

	if (c == '"')
		return scan_string(scan);
	if (is_digit(c) || c == '-')
		return scan_number(scan);
	if (take_word(scan, "true") || take_word(scan, "false") ||
	    take_word(scan, "null"))
		return true;
	return expected(scan, what);
}

static bool scan_value(struct scan *scan, size_t key_offset, const char *what);

static bool
scan_element(struct scan *scan, const char *what)
{
	return scan_value(scan, scan->at, what);
}

static bool
scan_member(struct scan *scan, const char *what)
{
	size_t key_offset = scan->at;

	if (peek(scan) != '"')
		return expected(scan, what);
	if (!scan_string(scan))
		return false;
	skip_space(scan);
	if (!take(scan, ':'))
		return expected(scan, "\":\" behind the key");
	skip_space(scan);
	return scan_value(scan, key_offset, "a value");
}

/* An array or an object, by how it is closed; its bracket is next. */
static bool
scan_list(struct scan *scan, size_t number, char close)
{
	size_t count = 0;
	bool object = close == '}';
	const char *what = object ? "a key in double quotes or \"}\"" :
				    "a value or \"]\"";

	if (scan->depth == LIMIT_JSON_DEPTH)
		return refuse(scan, scan->at, arena_printf(scan->arena,
		    "the nesting is deeper than %d levels", LIMIT_JSON_DEPTH));
	scan->depth++;
	scan->at++;
	skip_space(scan);
	while (count > 0 || peek(scan) != close) {
		if (object ? !scan_member(scan, what) :
			     !scan_element(scan, what))
			return false;
		count++;
		skip_space(scan);
		if (!take(scan, ','))
			break;
		skip_space(scan);
		if (peek(scan) == close)
			return refuse(scan, scan->at, arena_printf(scan->arena,
			    "expected another %s behind the comma, found "
			    "\"%c\"", object ? "key" : "value", close));
	}
	if (!take(scan, close))
		return expected(scan, object ? "\",\" or \"}\"" :
					       "\",\" or \"]\"");
	scan->marks[number].count = count;
	scan->depth--;
	return true;
}

/* Room for one more mark. */
static bool
make_room(struct scan *scan)
{
	enum { FIRST = 16 };
	size_t capacity = scan->capacity == 0 ? FIRST : 2 * scan->capacity;
	struct json_mark *marks;

	if (scan->count == LIMIT_JSON_VALUES)
		return refuse(scan, scan->at, arena_printf(scan->arena,
		    "there are more than %d values", LIMIT_JSON_VALUES));
	if (scan->count < scan->capacity)
		return true;
	marks = arena_alloc(scan->arena, capacity, sizeof(*marks));
	if (marks == NULL)
		return refuse(scan, 0, NULL);
	if (scan->count > 0)
		memcpy(marks, scan->marks, scan->count * sizeof(*marks));
	scan->marks = marks;
	scan->capacity = capacity;
	return true;
}

static bool
scan_value(struct scan *scan, size_t key_offset, const char *what)
{
	size_t number = scan->count;
	int first = peek(scan);
	bool scanned;

	if (!make_room(scan))
		return false;
	scan->marks[number].key_offset = key_offset;
	scan->marks[number].offset = scan->at;
	scan->count++;
	if (first == '{')
		scanned = scan_list(scan, number, '}');
	else if (first == '[')
		scanned = scan_list(scan, number, ']');
	else
		scanned = scan_scalar(scan, what);
	/* Lists have moved when they have grown. */
	scan->marks[number].end = scan->at;
	return scanned;
}

/* --- the whole ----------------------------------------------------------- */

/* PowerShell's ">" and Notepad's "Unicode" write UTF-16. */
static bool
is_utf16(struct el_bytes text)
{
	if (text.size < 2)
		return false;
	return starts_with(text, "\xff\xfe") || starts_with(text, "\xfe\xff") ||
	    (text.data[0] == 0) != (text.data[1] == 0);
}

static bool
scan_text(struct scan *scan)
{
	if (is_utf16(scan->text))
		return refuse(scan, 0,
		    "the text is UTF-16; save the file as UTF-8");
	scan->at = scan->text.size - json_without_bom(scan->text).size;
	skip_space(scan);
	if (!scan_value(scan, scan->at, "a value"))
		return false;
	skip_space(scan);
	if (scan->at < scan->text.size)
		return expected(scan, "nothing behind the value");
	return true;
}

bool
json_scan(struct json_marks *out, struct el_bytes text, struct arena *arena,
    struct json_error *error)
{
	struct scan scan = { .text = text, .arena = arena, .error = error };

	if (text.size > LIMIT_JSON)
		return refuse(&scan, 0, arena_printf(arena,
		    "the text has %zu octets; at most %d are read", text.size,
		    LIMIT_JSON));
	if (!scan_text(&scan))
		return false;
	*out = (struct json_marks){ scan.marks, scan.count };
	return true;
}
