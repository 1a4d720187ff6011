/*
 * From octets of a certificate to the lines of the file that they stand in.
 * The lines are looked up one by one, as findings ask for them.
 */
#ifndef LINT_REPORT_PLACE_H
#define LINT_REPORT_PLACE_H

#include <edgelint/result.h>

/* Lines and columns count from 1; what ends a range is the last character. */
struct place {
	size_t line;
	size_t column; /* 0: the whole line */
	size_t end_line;
	size_t end_column;
	/* Of a file that holds the octets themselves: a range of octets, on
	 * line 1 since there are no lines. */
	bool is_binary;
	size_t offset;
	size_t length;
};

enum { PLACE_MARKS = 512 };

/* Where the search for a character may begin. */
struct place_mark {
	size_t at; /* index in the text */
	size_t characters; /* of base64 before it */
	size_t line;
	size_t column;
};

/* What is remembered of the base64 that was asked about last; zero it. */
struct place_finder {
	struct el_bytes base64;
	struct place_mark marks[PLACE_MARKS];
	size_t mark_count;
};

/* Where octets of a result's certificate stand; NULL octets: where the
 * certificate begins. */
struct place place_of_octets(struct place_finder *finder,
    const struct el_result *result, struct el_bytes where);

/* Where an input or a part of it could not be read. */
struct place place_of_problem(const struct el_problem *problem);

#endif
