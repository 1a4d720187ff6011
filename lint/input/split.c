#include "input.h"

#include "base/limits.h"
#include "base/sink.h"
#include "base/text.h"

#include "base64.h"
#include "encoding.h"
#include "pem.h"
#include "pkcs12.h"
#include "pkcs7.h"
#include "recognise.h"

enum {
	/* A label longer than this is cut when it is shown. */
	LABEL_MAX = 64,
	/* Labels that are named when no block is a certificate. */
	LABELS_SHOWN = 4,
	/* Characters by which base64 with a fault is told from prose. */
	BASE64_SAMPLE = 24,
};

/* One call of input_split(). */
struct split {
	const char *name;
	struct passwords *passwords; /* NULL: there are none */
	struct encoding_text text; /* nothing, when the input is DER */
	struct arena *arena;
	struct input_slice *slices;
	size_t count;
	size_t room;
	struct el_skipped *skipped;
	size_t skipped_count;
	size_t skipped_room;
	struct el_input_facts facts;
	const char *other; /* as in struct input */
};

/*
 * A list with room for one more element: where there is none, another one with
 * twice the room.  NULL: no memory.
 */
static void *
with_room(void *list, size_t *room, size_t count, size_t size,
    struct arena *arena)
{
	enum { FIRST = 4 };
	void *grown;

	if (count < *room)
		return list;
	*room = count == 0 ? FIRST : 2 * count;
	grown = arena_take(arena, *room, size);
	if (grown != NULL && count > 0)
		memcpy(grown, list, count * size);
	return grown;
}

/* One more, at the end; it is good until the next.  NULL: no memory. */
static struct input_slice *
add_slice(struct split *split, const struct input_slice *slice)
{
	split->slices = with_room(split->slices, &split->room, split->count,
	    sizeof(*slice), split->arena);
	if (split->slices == NULL)
		return NULL;
	split->slices[split->count] = *slice;
	return &split->slices[split->count++];
}

/* The message is a literal or the arena's; NULL: there was no memory. */
static bool
set_problem(struct input_slice *slice, const char *code, const char *message,
    size_t offset, size_t line)
{
	slice->der = (struct el_bytes){ NULL, 0 };
	slice->problem = (struct el_problem){ code, message, offset, line };
	return message != NULL;
}

/* DER that is nothing known may be what is left of a certificate. */
static bool
set_other_kind(struct split *split, struct input_slice *slice,
    enum recognise_kind kind)
{
	const char *message = arena_printf(split->arena,
	    "it holds %s, not a certificate; %s", recognise_name(kind),
	    recognise_advice(kind));

	if (kind != RECOGNISE_DER)
		split->other = recognise_name(kind);
	return set_problem(slice, "input.not-a-certificate", message,
	    slice->offset, slice->line);
}

static bool
set_truncated(const struct split *split, struct input_slice *slice,
    size_t claimed, size_t size)
{
	const char *message = arena_printf(split->arena,
	    "it says that it has %zu octets, but there are only %zu; the "
	    "rest was lost, so copy it again", claimed, size);

	return set_problem(slice, "der.truncated", message, slice->offset,
	    slice->line);
}

/* Certificates and requests; the view tells them apart. */
static bool
is_judged(enum recognise_kind kind)
{
	return kind == RECOGNISE_CERTIFICATE || kind == RECOGNISE_REQUEST;
}

/* Keep what is found first; keys of a container have its line. */
static void
note_facts(struct split *split, const struct el_input_facts *facts,
    size_t line)
{
	struct el_input_facts *out = &split->facts;

	if (out->exposed_key == NULL && facts->exposed_key != NULL) {
		out->exposed_key = facts->exposed_key;
		out->exposed_line = line;
	}
	if (out->old_certificate_cipher == NULL)
		out->old_certificate_cipher = facts->old_certificate_cipher;
	if (out->old_key_cipher == NULL)
		out->old_key_cipher = facts->old_key_cipher;
}

/* Where in DER a part of it stands; in all else, where the whole stands. */
static size_t
offset_within(const struct split *split, size_t offset, struct el_bytes whole,
    struct el_bytes part)
{
	bool is_der = split->text.text.data == NULL;
	uintptr_t start = (uintptr_t)whole.data;
	uintptr_t at = (uintptr_t)part.data;

	return is_der && at >= start && at - start < whole.size ?
	    offset + (at - start) : offset;
}

/* What a container holds, each certificate as a slice of its own. */
static bool
add_contents(struct split *split, struct input_slice slice,
    struct el_bytes octets, const struct container *container)
{
	size_t offset = slice.offset;

	for (size_t i = 0; i < container->count; i++) {
		slice.der = container->certificates[i];
		slice.offset = offset_within(split, offset, octets,
		    slice.der);
		if (split->count > LIMIT_CERTIFICATES)
			return true; /* container_add() has said so before */
		if (add_slice(split, &slice) == NULL)
			return false;
	}
	if (container->problem.code == NULL)
		return true;
	slice.offset = offset;
	set_problem(&slice, container->problem.code,
	    container->problem.message, offset_within(split, offset, octets,
		(struct el_bytes){ octets.data + container->problem.offset,
		0 }), slice.line);
	return add_slice(split, &slice) != NULL;
}

static bool
read_pkcs12(struct container *out, const struct split *split,
    struct el_bytes octets)
{
	struct passwords none = { .count = 0 };

	return pkcs12_read(out, octets, split->name,
	    split->passwords != NULL ? split->passwords : &none);
}

/* Put what is in a container in the place of the last slice. */
static bool
set_container(struct split *split, struct input_slice *last,
    enum recognise_kind kind, struct el_bytes octets)
{
	struct container container = { .arena = split->arena };
	struct input_slice slice = *last;
	bool ok;

	if (kind == RECOGNISE_PKCS7) {
		slice.container = EL_CONTAINER_PKCS7;
		ok = pkcs7_read(&container, octets);
	} else {
		slice.container = EL_CONTAINER_PKCS12;
		ok = read_pkcs12(&container, split, octets);
	}
	if (!ok && container.problem.code == NULL)
		return false;
	note_facts(split, &container.facts, slice.line);
	split->count--;
	return add_contents(split, slice, octets, &container);
}

/*
 * Give the last slice its DER, or say why that is no certificate; of a
 * container there may be more than one after it.
 */
static bool
set_der(struct split *split, struct input_slice *slice, struct el_bytes der)
{
	enum recognise_kind kind = recognise_der(der);
	size_t extent;

	/* What has lost its end may have lost what would tell its kind. */
	if ((is_judged(kind) || kind == RECOGNISE_DER ||
		kind == RECOGNISE_PKCS7 || kind == RECOGNISE_PKCS12) &&
	    recognise_extent(&extent, der) && extent > der.size)
		return set_truncated(split, slice, extent, der.size);
	if (kind == RECOGNISE_PKCS7 || kind == RECOGNISE_PKCS12)
		return set_container(split, slice, kind, der);
	if (!is_judged(kind))
		return set_other_kind(split, slice, kind);
	slice->der = der;
	return true;
}

/* The column of a place in its line, from 1. */
static size_t
column_of(struct el_bytes text, size_t at)
{
	size_t start = at;

	while (start > 0 && text.data[start - 1] != '\n' &&
	    text.data[start - 1] != '\r')
		start--;
	return at - start + 1;
}

/* Base64 of the text as the origin of what it decodes to; the place is at its
 * start or before it. */
static void
set_origin(const struct split *split, struct input_slice *slice,
    struct el_bytes base64, struct pem_place place)
{
	size_t start = (size_t)(base64.data - split->text.text.data);

	pem_go_to(&place, split->text.text, start);
	slice->origin = (struct el_origin){
		.known = true,
		.base64 = base64,
		.line = place.line,
		.column = column_of(split->text.text, start),
	};
}

/* Say what is wrong with base64 at a place of the text. */
static bool
set_base64_problem(const struct split *split, struct input_slice *slice,
    enum base64_fault fault, const struct pem_place *place)
{
	size_t column = column_of(split->text.text, place->at);
	size_t offset = encoding_offset(&split->text, place->at);
	char character[ENCODING_CHARACTER_SIZE];
	const char *message;

	switch (fault) {
	case BASE64_CHARACTER:
		encoding_character(character, &split->text, place->at);
		message = arena_printf(split->arena,
		    "line %zu, column %zu: the character %s is no base64",
		    place->line, column, character);
		return set_problem(slice, "base64.bad-character", message,
		    offset, place->line);
	case BASE64_PADDING:
		message = arena_printf(split->arena,
		    "line %zu, column %zu: \"=\" may stand only at the end "
		    "of the base64, to fill its last group of four",
		    place->line, column);
		return set_problem(slice, "base64.bad-padding", message,
		    offset, place->line);
	default:
		return set_problem(slice, "base64.bad-length",
		    "the base64 ends within a group of four characters; "
		    "some are missing", offset, place->line);
	}
}

/*
 * Decode base64 at a place of the text, and go to where it is wrong; on
 * success out is filled in.
 */
static bool
decode(struct el_bytes *out, enum base64_fault *fault,
    const struct split *split, struct el_bytes base64, struct pem_place *place)
{
	uint8_t *octets = arena_take(split->arena, base64_room(base64.size),
	    1);
	struct base64_result result;

	if (octets == NULL)
		return false;
	result = base64_decode(octets, base64);
	*fault = result.fault;
	*out = (struct el_bytes){ octets, result.size };
	if (result.fault != BASE64_OK) {
		size_t start = (size_t)(base64.data - split->text.text.data);

		pem_go_to(place, split->text.text, start + result.at);
	}
	return true;
}

/* How many octets of white space a text begins with. */
static size_t
white_space_before(struct el_bytes text)
{
	size_t size = 0;

	while (size < text.size && text_is_space(text.data[size]))
		size++;
	return size;
}

/* Say what is wrong with the frame of a block, or that it is empty. */
static bool
set_frame_problem(const struct split *split, struct input_slice *slice,
    const struct pem_block *block, struct pem_place place)
{
	size_t offset = slice->offset;

	switch (block->fault) {
	case PEM_BEGIN_DAMAGED:
		return set_problem(slice, "pem.bad-begin-line",
		    "the BEGIN line must end in five dashes, and the base64 "
		    "must begin on the line after it", offset, place.line);
	case PEM_NO_END:
		return set_problem(slice, "pem.no-end",
		    "the block has no END line; a part of the file was lost",
		    offset, place.line);
	case PEM_END_DIFFERS:
		pem_go_to(&place, split->text.text, block->end);
		offset = encoding_offset(&split->text, block->end);
		return set_problem(slice, "pem.end-differs",
		    "the END line is not the one that belongs to the BEGIN "
		    "line; a part of the file was lost or changed", offset,
		    place.line);
	default:
		return set_problem(slice, "pem.empty",
		    "there is nothing between the BEGIN line and the END "
		    "line", offset, place.line);
	}
}

static bool
add_certificate(struct split *split, const struct pem_block *block,
    struct pem_place place)
{
	struct input_slice *slice = add_slice(split, &(struct input_slice){
		.container = EL_CONTAINER_PEM,
		.offset = encoding_offset(&split->text, block->begin),
		.line = place.line,
	});
	enum base64_fault fault;
	struct el_bytes der;
	size_t extent;

	if (slice == NULL)
		return false;
	if (block->fault != PEM_OK ||
	    white_space_before(block->body) == block->body.size)
		return set_frame_problem(split, slice, block, place);
	set_origin(split, slice, block->body, place);
	if (!decode(&der, &fault, split, block->body, &place))
		return false;
	if (fault != BASE64_OK)
		return set_base64_problem(split, slice, fault, &place);
	if (pem_is_trusted_certificate(block->label) &&
	    recognise_extent(&extent, der) && extent < der.size)
		der.size = extent;
	return set_der(split, slice, der);
}

static bool
add_skipped(struct split *split, const struct pem_block *block, size_t line)
{
	struct el_bytes label = block->label;
	struct el_skipped *skipped;

	split->skipped = with_room(split->skipped, &split->skipped_room,
	    split->skipped_count, sizeof(*skipped), split->arena);
	if (split->skipped == NULL)
		return false;
	skipped = &split->skipped[split->skipped_count++];
	if (label.size > LABEL_MAX)
		label.size = LABEL_MAX;
	skipped->label = text_printable_copy(split->arena, label);
	skipped->line = line;
	if (pem_is_open_key(block))
		note_facts(split, &(struct el_input_facts){
		    .exposed_key = skipped->label }, line);
	return skipped->label != NULL;
}

/* The labels of the first skipped blocks, in quotes; NULL: no memory. */
static const char *
list_labels(const struct split *split)
{
	struct sink sink;
	const char *list = NULL;

	sink_to_memory(&sink);
	for (size_t i = 0; i < split->skipped_count; i++) {
		if (i == LABELS_SHOWN) {
			sink_printf(&sink, " and %zu more",
			    split->skipped_count - i);
			break;
		}
		sink_printf(&sink, "%s\"%s\"", i == 0 ? "" : ", ",
		    split->skipped[i].label);
	}
	if (sink_flush(&sink) == 0)
		list = arena_copy(split->arena,
		    (struct el_bytes){ (const uint8_t *)sink.data, sink.size });
	sink_free(&sink);
	return list;
}

/* How much a block says about what the file is. */
static int
rank_of(enum recognise_kind kind)
{
	switch (kind) {
	case RECOGNISE_PKCS7:
		/* Not beside the certificate, but in its place. */
		return 2;
	case RECOGNISE_PARAMETERS:
	case RECOGNISE_DER:
		/* These stand beside a key, or say nothing. */
		return 0;
	default:
		return 1;
	}
}

/* Put a slice to the block that says most; the first of several. */
static enum recognise_kind
find_telling_block(const struct split *split, struct input_slice *slice)
{
	struct pem_reader reader = { .text = split->text.text };
	struct pem_block block;
	enum recognise_kind kind = RECOGNISE_DER;

	for (size_t i = 0; pem_next(&block, &reader); i++) {
		enum recognise_kind other = recognise_label(block.label);

		if (i > 0 && rank_of(other) <= rank_of(kind))
			continue;
		kind = other;
		slice->offset = encoding_offset(&split->text, block.begin);
		slice->line = split->skipped[i].line;
	}
	return kind;
}

/* There are blocks, but none is a certificate. */
static bool
add_no_certificate(struct split *split)
{
	struct input_slice *slice = add_slice(split, &(struct input_slice){
		.container = EL_CONTAINER_PEM });
	const char *labels = list_labels(split);
	enum recognise_kind kind;
	const char *message;
	const char *name;

	if (slice == NULL || labels == NULL)
		return false;
	kind = find_telling_block(split, slice);
	name = kind == RECOGNISE_DER ? "other PEM blocks" :
	    recognise_name(kind);
	split->other = name;
	message = arena_printf(split->arena,
	    "it holds %s (%s), but no certificate; %s", name, labels,
	    recognise_advice(kind));
	return set_problem(slice, rank_of(kind) == 2 ?
	    "input.not-a-certificate" : "input.no-certificate", message,
	    slice->offset, slice->line);
}

/* Whether a label is one of blocks that are decoded. */
static bool
holds_certificates(struct el_bytes label)
{
	return pem_is_judged(label) || pem_is_container(label);
}

static bool
add_too_many(struct split *split, const struct pem_block *block, size_t line)
{
	struct input_slice *slice = add_slice(split, &(struct input_slice){
		.container = EL_CONTAINER_PEM,
		.offset = encoding_offset(&split->text, block->begin),
		.line = line,
	});

	return slice != NULL && set_problem(slice, "input.too-many-blocks",
	    arena_printf(split->arena, "it holds more than %d PEM blocks, and "
		"the rest was not read; split the file", LIMIT_BLOCKS),
	    slice->offset, line);
}

/* The blocks of a text, if there are any. */
static bool
split_pem(bool *any, struct split *split)
{
	struct pem_reader reader = { .text = split->text.text };
	struct pem_place place = { .line = 1 };
	struct pem_block block;

	*any = false;
	for (size_t blocks = 0; pem_next(&block, &reader); blocks++) {
		*any = true;
		pem_go_to(&place, split->text.text, block.begin);
		if (blocks == LIMIT_BLOCKS)
			return add_too_many(split, &block, place.line);
		if (holds_certificates(block.label) ?
			!add_certificate(split, &block, place) :
			!add_skipped(split, &block, place.line))
			return false;
	}
	return !*any || split->count > 0 || add_no_certificate(split);
}

/* A text without an END line at its end that has lost its BEGIN line. */
static struct el_bytes
without_end_line(struct el_bytes text)
{
	static const char mark[] = "-----END ";
	const uint8_t *end = text.data + text.size;
	const uint8_t *dash = memchr(text.data, '-', text.size);
	const uint8_t *at = dash;

	if (dash == NULL || !text_begins_with((struct el_bytes){ dash,
		(size_t)(end - dash) }, mark, sizeof(mark) - 1))
		return text;
	while (at < end && *at != '\n' && *at != '\r')
		at++;
	while (at < end && text_is_space(*at))
		at++;
	if (at == end)
		text.size = (size_t)(dash - text.data);
	return text;
}

/*
 * Whether a text begins as a SEQUENCE of more than 127 octets does in base64,
 * which keeps prose and short words from being decoded.
 */
static bool
begins_as_base64(struct el_bytes text)
{
	return text_begins_with(text, "MI", 2);
}

/* Whether base64 with a fault is meant to be base64. */
static bool
is_meant_as_base64(struct el_bytes text)
{
	uint8_t octets[BASE64_SAMPLE];

	for (size_t i = 0; i < BASE64_SAMPLE; i++) {
		if (i == text.size || text_is_space(text.data[i]))
			return false;
	}
	text.size = BASE64_SAMPLE;
	return base64_decode(octets, text).fault == BASE64_OK;
}

/* Base64 without a BEGIN line; done: the slice has got what it says. */
static bool
split_base64(bool *done, struct split *split, struct input_slice *slice)
{
	struct el_bytes base64 = without_end_line(split->text.text);
	struct pem_place place = { .line = 1 };
	size_t start = white_space_before(base64);
	enum base64_fault fault;
	struct el_bytes der;

	*done = false;
	base64.data += start;
	base64.size -= start;
	if (!begins_as_base64(base64))
		return true;
	if (!decode(&der, &fault, split, base64, &place))
		return false;
	if (fault == BASE64_OK ? !recognise_is_der(der) :
	    !is_meant_as_base64(base64))
		return true;
	*done = true;
	slice->container = EL_CONTAINER_BASE64;
	slice->offset = encoding_offset(&split->text, start);
	set_origin(split, slice, base64, (struct pem_place){ .line = 1 });
	if (fault != BASE64_OK)
		return set_base64_problem(split, slice, fault, &place);
	return set_der(split, slice, der);
}

static bool
is_letter_of(uint8_t octet, char upper)
{
	return octet == (uint8_t)upper ||
	    (upper != ' ' && octet == (uint8_t)(upper - 'A' + 'a'));
}

/* Where such words stand; the text's size: nowhere. */
static size_t
find_words(struct el_bytes text, const char *words)
{
	const size_t length = strlen(words);

	for (size_t at = 0; at + length <= text.size; at++) {
		size_t same = 0;

		while (same < length &&
		    is_letter_of(text.data[at + same], words[same]))
			same++;
		if (same == length)
			return at;
	}
	return text.size;
}

/* Neither DER, nor PEM, nor base64. */
static bool
split_other(struct split *split, struct input_slice *slice)
{
	static const char *const starts[] = { "BEGIN CERTIFICATE",
		"BEGIN NEW CERTIFICATE" };
	struct el_bytes text = split->text.text;
	enum recognise_kind kind = recognise_other(text);

	if (kind != RECOGNISE_TEXT && kind != RECOGNISE_JSON)
		return set_other_kind(split, slice, kind);
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		size_t at = find_words(text, starts[i]);
		struct pem_place place = { .line = 1 };

		if (at == text.size)
			continue;
		pem_go_to(&place, text, at);
		return set_problem(slice, "pem.bad-begin-line",
		    arena_printf(split->arena, "there are the words %s, but "
			"not as a line of their own with five dashes on each "
			"side", starts[i]),
		    encoding_offset(&split->text, at), place.line);
	}
	return set_other_kind(split, slice, kind);
}

static bool
split_without_blocks(struct split *split)
{
	struct input_slice *slice = add_slice(split,
	    &(struct input_slice){ 0 });
	bool done;

	if (slice == NULL)
		return false;
	if (white_space_before(split->text.text) == split->text.text.size)
		return set_problem(slice, "input.empty",
		    "it is empty, or holds only white space", 0, 0);
	if (!split_base64(&done, split, slice))
		return false;
	return done || split_other(split, slice);
}

static bool
split_der(struct split *split, struct el_bytes octets)
{
	struct input_slice *slice = add_slice(split, &(struct input_slice){
		.origin.known = true });

	return slice != NULL && set_der(split, slice, octets);
}

static bool
split_text(struct split *split, struct el_bytes octets)
{
	bool any;

	if (!encoding_decode(&split->text, octets, split->arena) ||
	    !split_pem(&any, split))
		return false;
	return any || split_without_blocks(split);
}

bool
input_split(struct input *out, const char *name, struct el_bytes octets,
    struct arena *arena)
{
	return input_unlock(out, name, octets, NULL, arena);
}

bool
input_unlock(struct input *out, const char *name, struct el_bytes octets,
    struct passwords *passwords, struct arena *arena)
{
	struct split split = { .name = name, .passwords = passwords,
		.arena = arena };

	if (octets.size == 0)
		octets = el_bytes_of("");
	if (recognise_is_der(octets) ? !split_der(&split, octets) :
	    !split_text(&split, octets))
		return false;
	*out = (struct input){
		.name = name,
		.slices = split.slices,
		.count = split.count,
		.skipped = split.skipped,
		.skipped_count = split.skipped_count,
		.facts = split.facts,
		/* One PEM block beside it may be a certificate. */
		.other = split.count == 1 ? split.other : NULL,
	};
	return true;
}
