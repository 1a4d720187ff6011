/*
 * edgelint stream: one JSON object a line in, one report line out, in order.
 *
 * What it takes for a record is given back before the next one, so that a
 * stream may go on for ever.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include "base/limits.h"
#include "command.h"
#include "diagnose.h"
#include "judging.h"
#include "material.h"
#include "password_options.h"
#include "stream_profiles.h"

enum {
	READ_SIZE = 64 * 1024,
	LONGEST_LINE = LIMIT_JSON,
};

/* Octets of the stream that were read and not yet taken as lines. */
struct lines {
	uint8_t *data;
	size_t start;
	size_t end;
	size_t capacity;
	size_t number; /* of the line taken last, from 1 */
	bool skipping; /* a line is too long, and its end is yet to come */
	bool ended;
};

struct stream {
	struct stream_profiles profiles;
	struct judge_options options;
	struct material material;
	struct passwords passwords;
	struct lines lines;
	struct sink out; /* stdout */
	struct sink line; /* the report line of the record */
	struct arena run;
	struct arena record; /* what is made of one */
	bool failed; /* a verdict was one that the exit status tells */
	bool unreadable;
};

/* A record while it is answered. */
struct answer {
	struct stream *stream;
	struct stream_profile *profile;
	struct record_origin origin;
	bool written; /* the line holds a result */
	bool of_edge; /* that of the Edge certificate */
	enum el_verdict verdict; /* of the result in the line */
};

/* --- lines ------------------------------------------------------------------- */

/* Let there be room to read into; false: no memory. */
static bool
make_room(struct lines *lines)
{
	size_t capacity = lines->capacity == 0 ? 2 * READ_SIZE :
						 2 * lines->capacity;
	uint8_t *data;

	if (lines->start > 0) {
		memmove(lines->data, lines->data + lines->start,
		    lines->end - lines->start);
		lines->end -= lines->start;
		lines->start = 0;
	}
	if (lines->capacity - lines->end >= READ_SIZE)
		return true;
	data = realloc(lines->data, capacity);
	if (data == NULL)
		return false;
	lines->data = data;
	lines->capacity = capacity;
	return true;
}

/* Read more; false: it cannot be read, and it was said. */
static bool
read_more(struct lines *lines)
{
	ssize_t got;

	if (!make_room(lines))
		return diagnose_no_memory();
	do
		got = read(STDIN_FILENO, lines->data + lines->end,
		    lines->capacity - lines->end);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		diagnose("standard input: %s", strerror(errno));
		return false;
	}
	lines->ended = got == 0;
	lines->end += (size_t)got;
	return true;
}

/*
 * Take the next line that is there whole, or what stands before the end.
 * False: more has to be read.  A line that is too long comes without data.
 */
static bool
take_line(struct el_bytes *out, struct lines *lines)
{
	struct el_bytes rest = { lines->data + lines->start,
		lines->end - lines->start };
	const uint8_t *newline = rest.size == 0 ? NULL :
	    memchr(rest.data, '\n', rest.size);
	size_t size = newline == NULL ? rest.size :
					(size_t)(newline - rest.data);
	bool too_long = lines->skipping || size > LONGEST_LINE;

	if (newline == NULL && !lines->ended) {
		/* What it has so far is not needed. */
		if (too_long)
			lines->start = lines->end;
		lines->skipping = too_long;
		return false;
	}
	if (newline == NULL && rest.size == 0 && !lines->skipping)
		return false;
	lines->start += size + (newline != NULL);
	lines->skipping = false;
	lines->number++;
	*out = too_long ? (struct el_bytes){ NULL, 0 } :
			  (struct el_bytes){ rest.data, size };
	return true;
}

static struct el_bytes
trimmed(struct el_bytes line)
{
	static const uint8_t mark[] = { 0xef, 0xbb, 0xbf };

	if (line.size >= sizeof(mark) &&
	    memcmp(line.data, mark, sizeof(mark)) == 0) {
		line.data += sizeof(mark);
		line.size -= sizeof(mark);
	}
	while (line.size > 0 && (line.data[line.size - 1] == '\r' ||
		line.data[line.size - 1] == ' '))
		line.size--;
	return line;
}

/* --- answers ----------------------------------------------------------------- */

static void
write_result(struct answer *answer, const struct el_result *result)
{
	struct stream *stream = answer->stream;
	struct record *record = &answer->profile->record;

	sink_clear(&stream->line);
	record->json.depth = 0;
	record->json.has_member = false;
	record->origin = &answer->origin;
	record_result(record, result, true);
	sink_char(&stream->line, '\n');
	answer->written = true;
	answer->verdict = result->verdict;
}

/*
 * Of several certificates in a record the first for an Edge Server is the one
 * that is meant, and the others are its chain.
 */
static void
take_result(void *context, const struct el_result *result)
{
	struct answer *answer = context;
	bool of_edge = result->problem.code == NULL &&
	    result->role == EL_EDGE;

	if (answer->written && (answer->of_edge || !of_edge))
		return;
	answer->of_edge = of_edge;
	write_result(answer, result);
}

static void
refuse(struct answer *answer, struct el_problem problem)
{
	struct el_result result = {
		.source = "-",
		.problem = problem,
		.verdict = EL_VERDICT_UNREADABLE,
	};

	/* With what the command line has, since the record has nothing. */
	if (answer->profile == NULL)
		answer->profile = &answer->stream->profiles.list[0];
	write_result(answer, &result);
}

/* Say what is wrong with a record; the message NULL is no memory. */
static void
refuse_record(struct answer *answer, const char *code, const char *message,
    size_t offset)
{
	refuse(answer, (struct el_problem){ code, message != NULL ? message :
		"there is not enough memory", offset, 0 });
}

/* --- records ----------------------------------------------------------------- */

/* What is wrong with the members of a record, or NULL; sets what is right. */
static const char *
read_members(const struct json_value **certificate, struct el_bytes *profile,
    struct answer *answer, const struct json_document *document, size_t *at)
{
	const struct json_value *root = json_root(document);

	*at = root->offset;
	if (root->type != JSON_OBJECT)
		return "a record is a JSON object: {\"id\": ..., "
		       "\"certificate\": \"...\"}";
	for (size_t i = 0; i < root->count; i++) {
		const struct json_value *member = &root->children[i];
		struct el_bytes text = json_text(document, member);

		*at = member->key_offset;
		if (strcmp(member->key, "id") == 0) {
			if (member->type == JSON_OBJECT ||
			    member->type == JSON_ARRAY)
				return "an id is a string or a number";
			answer->origin.id = text;
		} else if (strcmp(member->key, "certificate") == 0) {
			if (member->type != JSON_STRING)
				return "the certificate is a string: PEM, or "
				       "DER in base64";
			*certificate = member;
		} else if (strcmp(member->key, "profile") != 0) {
			return "a record has the members id, certificate and "
			       "profile, and no other";
		} else if (member->type != JSON_NULL) {
			*profile = text;
		}
	}
	*at = root->offset;
	return *certificate != NULL ? NULL :
	    "the record has no certificate: {\"certificate\": \"PEM, or DER "
	    "in base64\"}";
}

static void
judge_record(struct answer *answer, const struct json_document *document,
    struct el_bytes line)
{
	struct stream *stream = answer->stream;
	const struct json_value *certificate = NULL;
	struct el_bytes profile = { NULL, 0 };
	struct el_problem problem = { 0 };
	size_t at;
	const char *wrong = read_members(&certificate, &profile, answer,
	    document, &at);

	if (wrong != NULL) {
		refuse_record(answer, "stream.bad-record", wrong, at);
		return;
	}
	answer->profile = stream_profiles_find(&stream->profiles, profile,
	    &stream->record, &problem);
	if (answer->profile == NULL) {
		problem.offset = (size_t)(profile.data - line.data);
		refuse(answer, problem);
		return;
	}
	session_octets(&answer->profile->session, "-",
	    el_bytes_of(certificate->string), take_result, answer);
}

static void
answer_line(struct stream *stream, struct el_bytes line)
{
	struct answer answer = { .stream = stream,
		.origin.line = stream->lines.number };
	struct json_document *document;
	struct json_error error;

	arena_reset(&stream->record);
	sink_clear(&stream->line);
	if (line.data == NULL) {
		refuse_record(&answer, "stream.line-too-long",
		    "the line is longer than 4 MiB, which no record is", 0);
	} else if (json_parse(&document, line, &stream->record, &error)) {
		judge_record(&answer, document, line);
		json_free(document);
	} else {
		refuse_record(&answer, "stream.bad-json", error.message,
		    error.offset);
	}
	stream->unreadable |= answer.verdict == EL_VERDICT_UNREADABLE;
	stream->failed |= answer.verdict == EL_VERDICT_FAIL;
	if (stream->line.error != 0 && stream->out.error == 0)
		stream->out.error = stream->line.error;
	sink_write(&stream->out, stream->line.data, stream->line.size);
}

/*
 * Answer all lines; who waits for an answer before sending the next record
 * gets it, since nothing is kept back while more is waited for.
 */
static bool
answer_all(struct stream *stream)
{
	struct lines *lines = &stream->lines;

	while (stream->out.error == 0) {
		struct el_bytes line;

		if (take_line(&line, lines)) {
			if (line.data != NULL)
				line = trimmed(line);
			if (line.data == NULL || line.size > 0)
				answer_line(stream, line);
			continue;
		}
		if (lines->ended)
			break;
		if (sink_flush(&stream->out) == 0 && !read_more(lines))
			return false;
	}
	return diagnose_stdout(&stream->out) == STATUS_GOOD;
}

static int
run(struct stream *stream, const struct arguments *arguments)
{
	stream->profiles = (struct stream_profiles){
		.arguments = arguments,
		.options = &stream->options,
		.material = &stream->material.chain,
		.passwords = &stream->passwords,
		.sink = &stream->line,
	};
	if (!judging_options(&stream->options, arguments, &stream->run) ||
	    !material_read(&stream->material, arguments, &stream->passwords,
		&stream->run) ||
	    !stream_profiles_begin(&stream->profiles) || !answer_all(stream) ||
	    stream->unreadable)
		return STATUS_FAULT;
	return stream->failed && stream->options.fail_on != EL_OFF;
}

int
stream_run(const struct arguments *arguments)
{
	struct stream stream = { .failed = false };
	int status;

	if (arguments->operand_count > 0)
		return diagnose("stream reads standard input, not %s",
		    arguments->operands[0]);
	arena_init(&stream.run);
	arena_init(&stream.record);
	sink_to_fd(&stream.out, STDOUT_FILENO);
	sink_to_memory(&stream.line);
	status = run(&stream, arguments);
	stream_profiles_free(&stream.profiles);
	material_free(&stream.material);
	sink_free(&stream.line);
	sink_free(&stream.out);
	free(stream.lines.data);
	arena_free(&stream.record);
	arena_free(&stream.run);
	return status;
}
