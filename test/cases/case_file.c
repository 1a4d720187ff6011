#include "case_file.h"

#include <stdarg.h>
#include <stdio.h>

enum { CASE_SIZE_MAX = 16 * 1024 * 1024 };

#define BEGIN "-----BEGIN "
#define END "-----END "
#define BEGIN_CERTIFICATE "-----BEGIN CERTIFICATE-----"
#define BEGIN_CONTAINER "-----BEGIN PKCS" /* 7 or 12 */
#define BEGIN_REQUEST "-----BEGIN CERTIFICATE REQUEST-----"

static const struct {
	const char *word;
	enum case_key key;
	bool needs_certificate; /* it says something about the one before it */
	enum case_owner owner; /* of the PEM block behind it */
} keys[] = {
	{ "profile:", CASE_PROFILE, false, CASE_OF_INPUT },
	{ "set:", CASE_SET, false, CASE_OF_INPUT },
	{ "as-of:", CASE_AS_OF, false, CASE_OF_INPUT },
	{ "role:", CASE_ROLE, false, CASE_OF_INPUT },
	{ "pool:", CASE_POOL, false, CASE_OF_INPUT },
	{ "forge:", CASE_FORGE, false, CASE_OF_INPUT },
	{ "expect:", CASE_EXPECT, true, CASE_OF_INPUT },
	{ "unreadable:", CASE_UNREADABLE, true, CASE_OF_INPUT },
	{ "outcome:", CASE_OUTCOME, true, CASE_OF_INPUT },
	{ "xmpp:", CASE_XMPP, true, CASE_OF_INPUT },
	{ "roles:", CASE_ROLES, true, CASE_OF_INPUT },
	{ "verdict:", CASE_VERDICT, true, CASE_OF_INPUT },
	{ "is:", CASE_IS, true, CASE_OF_INPUT },
	{ "expect-run:", CASE_EXPECT_RUN, false, CASE_OF_INPUT },
	{ "chain:", CASE_CHAIN, false, CASE_OF_CHAIN },
	{ "trust:", CASE_TRUST, false, CASE_OF_TRUST },
	{ "previous:", CASE_PREVIOUS, false, CASE_OF_PREVIOUS },
	{ "key-request:", CASE_KEY_REQUEST, false, CASE_OF_KEY_REQUEST },
	{ "effective-date:", CASE_EFFECTIVE_DATE, false, CASE_OF_INPUT },
	{ "renew-within:", CASE_RENEW_WITHIN, false, CASE_OF_INPUT },
	{ "assigned:", CASE_ASSIGNED, false, CASE_OF_INPUT },
};

/* The file while it is cut into lines. */
struct parser {
	struct case_file *file;
	struct case_line *lines;
	struct arena *arena;
	struct case_error *error;
	struct el_bytes rest;
	struct {
		uint8_t *data;
		size_t size;
	} pem[CASE_OWNERS];
	enum case_owner owner; /* of the next PEM block */
	size_t block; /* line of the BEGIN line that is open, or 0 */
	bool certificate; /* the open block is one of the input's */
};

bool
case_fail(struct case_error *error, size_t line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(error->message, sizeof(error->message), format, args);
	va_end(args);
	error->line = line;
	return false;
}

static bool
begins(struct el_bytes line, const char *prefix)
{
	size_t length = strlen(prefix);

	return line.size >= length && memcmp(line.data, prefix, length) == 0;
}

/* Without the white space at both ends. */
static struct el_bytes
trim(struct el_bytes text)
{
	while (text.size > 0 && text.data[0] == ' ') {
		text.data++;
		text.size--;
	}
	while (text.size > 0 && strchr(" \n", text.data[text.size - 1]))
		text.size--;
	return text;
}

static size_t
count_lines(struct el_bytes text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.size; i++)
		count += text.data[i] == '\n';
	return count;
}

/* Files are LF, end in one, and hold no NUL and no other control characters. */
static bool
check_text(struct el_bytes text, struct case_error *error)
{
	size_t line = 1;

	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] < 0x20 && text.data[i] != '\n')
			return case_fail(error, line,
			    "a control character (0x%02x)", text.data[i]);
		line += text.data[i] == '\n';
	}
	if (text.size == 0 || text.data[text.size - 1] != '\n')
		return case_fail(error, line, "the last line has no end");
	return true;
}

static struct el_bytes
take_line(struct parser *parser)
{
	const uint8_t *end = memchr(parser->rest.data, '\n',
	    parser->rest.size);
	struct el_bytes line = { parser->rest.data,
		(size_t)(end - parser->rest.data) + 1 };

	parser->rest.data += line.size;
	parser->rest.size -= line.size;
	return line;
}

static void
parse_pem_line(struct parser *parser, struct case_line *line)
{
	enum case_owner owner = parser->owner;

	line->key = CASE_PEM;
	memcpy(parser->pem[owner].data + parser->pem[owner].size,
	    line->whole.data, line->whole.size);
	parser->pem[owner].size += line->whole.size;
	if (parser->block == 0) {
		parser->block = line->number;
		parser->certificate = owner == CASE_OF_INPUT &&
		    (begins(line->whole, BEGIN_CERTIFICATE) ||
			begins(line->whole, BEGIN_REQUEST) ||
			begins(line->whole, BEGIN_CONTAINER));
	} else if (begins(line->whole, END)) {
		parser->file->certificates += parser->certificate;
		parser->block = 0;
		parser->owner = CASE_OF_INPUT;
	}
}

static bool
parse_key_line(struct parser *parser, struct case_line *line)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct el_bytes value = line->whole;
		size_t length = strlen(keys[i].word);

		if (!begins(line->whole, keys[i].word))
			continue;
		if (keys[i].needs_certificate && line->certificate < 0)
			return case_fail(parser->error, line->number,
			    "%s before the first certificate", keys[i].word);
		value.data += length;
		value.size -= length;
		line->key = keys[i].key;
		if (keys[i].owner != CASE_OF_INPUT)
			parser->owner = keys[i].owner;
		line->value = arena_copy(parser->arena, trim(value));
		return line->value != NULL ||
		    case_fail(parser->error, line->number, "no memory");
	}
	return case_fail(parser->error, line->number,
	    "no known key, prose or PEM block: \"%.*s\"",
	    (int)(line->whole.size > 40 ? 40 : line->whole.size - 1),
	    (const char *)line->whole.data);
}

static bool
parse_line(struct parser *parser, struct case_line *line)
{
	line->certificate = (long)parser->file->certificates - 1;
	if (parser->block != 0 || begins(line->whole, BEGIN)) {
		parse_pem_line(parser, line);
		return true;
	}
	if (line->whole.data[0] == '#' || trim(line->whole).size == 0)
		return true;
	return parse_key_line(parser, line);
}

static bool
parse_lines(struct parser *parser)
{
	struct case_file *file = parser->file;

	for (size_t i = 0; i < file->line_count; i++) {
		struct case_line *line = &parser->lines[i];

		line->number = i + 1;
		line->whole = take_line(parser);
		if (!parse_line(parser, line))
			return false;
	}
	if (parser->block != 0)
		return case_fail(parser->error, parser->block,
		    "a PEM block without its END line");
	if (file->certificates == 0)
		return case_fail(parser->error, 0, "no certificate");
	return true;
}

static bool
make_room(struct parser *parser, size_t size)
{
	for (size_t i = 0; i < CASE_OWNERS; i++) {
		parser->pem[i].data = arena_alloc(parser->arena, size, 1);
		if (parser->pem[i].data == NULL)
			return false;
	}
	return true;
}

static bool
parse(struct case_file *file, struct el_bytes text, struct arena *arena,
    struct case_error *error)
{
	struct parser parser = { .file = file, .arena = arena,
		.error = error, .rest = text };

	file->line_count = count_lines(text);
	parser.lines = arena_alloc(arena, file->line_count,
	    sizeof(*parser.lines));
	if (parser.lines == NULL || !make_room(&parser, text.size))
		return case_fail(error, 0, "no memory");
	file->lines = parser.lines;
	if (!parse_lines(&parser))
		return false;
	for (size_t i = 0; i < CASE_OWNERS; i++)
		file->pem[i] = (struct el_bytes){ parser.pem[i].data,
			parser.pem[i].size };
	return true;
}

bool
case_file_read(struct case_file *out, const char *path, struct arena *arena,
    struct case_error *error)
{
	struct el_problem problem = { 0 };
	struct el_bytes text;

	*out = (struct case_file){ .path = path };
	if (!input_read(&text, path, &out->buffer, arena, &problem))
		return case_fail(error, 0, "%s", problem.message);
	if (text.size > CASE_SIZE_MAX)
		return case_fail(error, 0, "over %d octets", CASE_SIZE_MAX);
	return check_text(text, error) && parse(out, text, arena, error);
}

void
case_file_free(struct case_file *file)
{
	input_buffer_free(&file->buffer);
}
