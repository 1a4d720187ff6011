/*
 * What a run is about, one input after the other: the operands, the files
 * below those that are folders, and the names of a list.
 */
#ifndef LINT_INPUT_INPUTS_H
#define LINT_INPUT_INPUTS_H

#include <edgelint/result.h>

#include "walk.h"

struct inputs_options {
	const char *const *operands;
	size_t operand_count;
	const char *list; /* the file that it is in, "-" for stdin; or NULL */
	bool null; /* names of the list end in NUL, not in a newline */
	struct walk_globs globs;
};

enum inputs_kind {
	INPUTS_FILE,
	INPUTS_FAULT, /* a folder or a list that cannot be read */
	INPUTS_FOLDER_END, /* all below the folder that was named is done */
};

/* One of them; zero it before the first. */
struct inputs_item {
	enum inputs_kind kind;
	size_t number; /* from 0 */
	char *name; /* to be shown */
	size_t name_room;
	bool found; /* below a folder that was named */
	struct folder *folder; /* of a file that was found */
	size_t base; /* where its name in the folder begins */
	size_t left_out; /* INPUTS_FOLDER_END: by the globs */
	struct el_problem problem; /* INPUTS_FAULT */
};

struct inputs;

/*
 * Begin; what the options name must outlive it.  NULL: the list cannot be
 * opened, or there is no memory, and problem says so.
 */
struct inputs *inputs_open(const struct inputs_options *options,
    struct el_problem *problem);
void inputs_close(struct inputs *inputs);

/*
 * Turn an item into the next one.  False: there is none.  An item holds on to
 * the folder that it is in until it becomes another or is freed, which one
 * thread at a time may do.
 */
bool inputs_next(struct inputs_item *item, struct inputs *inputs);
void inputs_item_free(struct inputs_item *item);

/* How many there are in all; 0: that is not known before the end. */
size_t inputs_total(const struct inputs *inputs);

#endif
