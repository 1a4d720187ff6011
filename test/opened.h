/*
 * A file of fixtures/containers/, opened: as it stands, in PEM, or the octets
 * of its block as a file of their own.
 */
#ifndef TEST_OPENED_H
#define TEST_OPENED_H

#include "check.h"

#include <stdio.h>

#include "input/base64.h"
#include "input/input.h"
#include "input/pem.h"

struct opened {
	struct arena arena;
	struct input_buffer buffer;
	struct el_bytes text;
	struct passwords passwords;
	struct input input;
};

static inline void
opened_begin(struct opened *out, const char *name)
{
	struct el_problem problem = { 0 };
	char path[128];

	*out = (struct opened){ .text = { NULL, 0 } };
	arena_init(&out->arena);
	snprintf(path, sizeof(path), "fixtures/containers/%s.pem", name);
	CHECK(input_read(&out->text, path, &out->buffer, &out->arena,
	    &problem));
}

static inline void
opened_password(struct opened *opened, const char *password)
{
	CHECK(passwords_add(&opened->passwords, el_bytes_of(password)) ==
	    NULL);
}

/* Split it, or the octets of its block. */
static inline void
opened_split(struct opened *opened, struct el_bytes octets)
{
	CHECK(input_unlock(&opened->input, "file", octets, &opened->passwords,
	    &opened->arena));
}

static inline struct el_bytes
opened_octets(struct opened *opened)
{
	struct pem_reader reader = { .text = opened->text };
	struct pem_block block = { .body = { NULL, 0 } };
	uint8_t *octets;
	struct base64_result result;

	CHECK(pem_next(&block, &reader));
	octets = arena_alloc(&opened->arena, base64_room(block.body.size), 1);
	CHECK(octets != NULL);
	result = base64_decode(octets, block.body);
	CHECK_NUMBER(result.fault, BASE64_OK);
	return (struct el_bytes){ octets, result.size };
}

static inline void
opened_end(struct opened *opened)
{
	passwords_wipe(&opened->passwords);
	input_buffer_free(&opened->buffer);
	arena_free(&opened->arena);
}

/* Slices that are certificates; they come before any that is none. */
static inline size_t
opened_certificates(const struct opened *opened)
{
	size_t count = 0;

	while (count < opened->input.count &&
	    opened->input.slices[count].problem.code == NULL)
		count++;
	return count;
}

/* All that fixtures hold are the three certificates of bundle.pem. */
static inline void
opened_compare(const struct opened *opened)
{
	struct opened bundle;

	opened_begin(&bundle, "bundle");
	opened_split(&bundle, bundle.text);
	CHECK_NUMBER(opened_certificates(&bundle), 3);
	for (size_t i = 0; i < opened_certificates(opened); i++) {
		bool found = false;

		for (size_t j = 0; j < bundle.input.count; j++)
			found = found ||
			    el_bytes_equal(opened->input.slices[i].der,
				bundle.input.slices[j].der);
		CHECK(found);
	}
	opened_end(&bundle);
}

/* Certificates, and behind them the problem; NULL: there is none. */
static inline void
opened_check(const struct opened *opened, size_t certificates,
    const char *code, const char *part)
{
	const struct input *input = &opened->input;
	const struct input_slice *last = &input->slices[input->count - 1];

	CHECK_NUMBER(opened_certificates(opened), certificates);
	CHECK_NUMBER(input->count, certificates + (code != NULL));
	CHECK_TEXT(last->problem.code, code);
	if (code != NULL && (last->problem.message == NULL ||
		strstr(last->problem.message, part) == NULL))
		CHECK_TEXT(last->problem.message, part);
	opened_compare(opened);
}

/* A fixture that is refused, after some certificates or none. */
struct refusal {
	const char *name;
	size_t certificates;
	const char *code;
	const char *part; /* of the message */
};

/* In both forms, with the password "secret". */
static inline void
opened_refuse(const struct refusal *refusals, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct refusal *refusal = &refusals[i];
		struct opened opened;

		opened_begin(&opened, refusal->name);
		opened_password(&opened, "secret");
		opened_split(&opened, opened.text);
		opened_check(&opened, refusal->certificates, refusal->code,
		    refusal->part);
		opened_split(&opened, opened_octets(&opened));
		opened_check(&opened, refusal->certificates, refusal->code,
		    refusal->part);
		opened_end(&opened);
	}
}

#endif
