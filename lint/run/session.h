/*
 * From the octets of one input to its results: what it holds, the roles and
 * chains of its certificates, and what the rules say of each.  Where the
 * octets come from, and what becomes of a result, is left to the caller.
 *
 * A session has memory of its own for all that is made or remembered on the
 * way, so that each thread of a run has one; what they came to is then merged
 * (judge/judge.h).
 */
#ifndef LINT_RUN_SESSION_H
#define LINT_RUN_SESSION_H

#include "input/input.h"
#include "judge/chain.h"
#include "judge/judge.h"

/*
 * Takes a result, judged or unreadable, in the order of its input.  What it
 * points to is good until the function returns.
 */
typedef void session_take(void *context, const struct el_result *result);

struct session {
	struct judge judge;
	/* A copy: its certificates remember signatures. */
	struct chain_material material;
	struct arena run; /* what lives as long as the session */
	struct arena input; /* ... as one input */
	struct arena view; /* ... as a certificate that is looked at */
	struct arena result; /* ... as one of its results */
	struct input_buffer buffer;
	struct passwords passwords;
	session_take *take;
	void *context;
	bool found; /* the input is one of a folder's files */
};

/*
 * Begin a session.  The options' profile and selection, and the certificates
 * of the material (NULL: none was given), are only read, and must outlive it;
 * of the passwords (NULL: none) it has a copy, which grows when a person is
 * asked.  False: no memory.  Free in any case.
 */
bool session_begin(struct session *out, const struct judge_options *options,
    const struct chain_material *material, const struct passwords *passwords)
    __attribute__((warn_unused_result));
void session_free(struct session *session);

/* A file to be judged. */
struct session_file {
	const char *name; /* to be shown; "-" is stdin */
	/* Where it was found: an open folder, and its name in that. */
	bool found;
	int folder;
	const char *base;
};

/*
 * Read a file and judge what it holds.  Never fails: what cannot be read, or
 * needs more memory than there is, gives an unreadable result; a file that was
 * found and holds something else, a result that is passed over.  Rules about
 * inputs are asked of what was named: of a file, or of the folder.
 */
void session_file(struct session *session, const struct session_file *file,
    session_take *take, void *context);

/*
 * All files below a folder were judged, and held so many Edge certificates and
 * issuers; where one is unreadable nobody knows.
 */
void session_folder(struct session *session, const char *name, size_t edges,
    size_t issuers, session_take *take, void *context);

/* Judge an input whose octets are in memory, as that of a file. */
void session_octets(struct session *session, const char *name,
    struct el_bytes octets, session_take *take, void *context);

/* A result for what has no octets: why is in the problem. */
void session_unreadable(struct session *session, const char *name,
    const struct el_problem *problem, session_take *take, void *context);

#endif
