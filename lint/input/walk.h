/*
 * The files below a folder, in the order of their names' octets, folder by
 * folder.  What is hidden, and what is no file, is left alone; links are
 * followed, but no folder is entered twice.
 */
#ifndef LINT_INPUT_WALK_H
#define LINT_INPUT_WALK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Globs that choose among the files: with a slash, they are about the path
 * below the folder that was named, else about the name alone.
 */
struct walk_globs {
	const char *const *include; /* files; none: all */
	size_t include_count;
	const char *const *exclude; /* files, and folders with all in them */
	size_t exclude_count;
};

/* An open folder, which files are opened from by their own names. */
struct folder;

int folder_descriptor(const struct folder *folder);

/* Close it when nobody needs it any more; NULL is none. */
void folder_release(struct folder *folder);

struct walk;

/*
 * Begin below an open folder, whose descriptor it takes over, called by the
 * name of the folder as the user gave it.  The globs must outlive the walk.
 * NULL: no memory.
 */
struct walk *walk_begin(int fd, const char *name,
    const struct walk_globs *globs);
void walk_end(struct walk *walk);

/* What a walk comes by. */
struct walk_found {
	const char *path; /* good until the next call */
	size_t base; /* where in it the name in its folder begins */
	struct folder *folder; /* to be released; NULL for a fault */
	/* Why a folder below cannot be walked; NULL: it is a file. */
	const char *code;
	const char *message;
};

/* False: there is no more. */
bool walk_next(struct walk_found *out, struct walk *walk);

/* How many files the globs left out so far. */
size_t walk_left_out(const struct walk *walk);

#endif
