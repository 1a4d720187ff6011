/*
 * Things that are taken in order, worked on by several threads at a time, and
 * handed on in the order in which they were taken, so that what comes out does
 * not depend on how many threads there are.  This is the only place that
 * knows threads.
 *
 * Each thing has one of a fixed number of slots from when it is taken until it
 * is handed on: one that takes long holds the others up when those are full,
 * rather than letting them pile up.
 */
#ifndef LINT_BASE_PARALLEL_H
#define LINT_BASE_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

#include <pthread.h>

/* What is made once in a process; PARALLEL_ONCE before. */
typedef pthread_once_t parallel_once;
#define PARALLEL_ONCE PTHREAD_ONCE_INIT

/* Make it, unless that was done; whichever thread asks first. */
void parallel_make_once(parallel_once *once, void (*make)(void));

struct parallel;

/* What is done with each thing; all functions get the context. */
struct parallel_work {
	void *context;
	/* Put the next thing into a slot, which may still hold what is left of
	 * an earlier one; one thread at a time.  False: there is none. */
	bool (*take)(void *context, size_t slot);
	/* Work on it; any number of threads at a time.  Workers count from 0,
	 * which is the thread that called parallel_run(). */
	void (*work)(void *context, struct parallel *parallel, size_t slot,
	    size_t worker);
	/* Hand on what came of it; in order, one thread at a time.  False:
	 * what follows is not wanted any more. */
	bool (*deliver)(void *context, size_t slot);
};

enum {
	PARALLEL_JOBS_MAX = 256,
	PARALLEL_SLOTS_EACH = 8, /* for each worker */
};

/*
 * Do the work with so many threads, the calling one among them; with one, or
 * when no other can be started, it does everything.  Returns when everything
 * that was taken is done.  Slots count from 0 to PARALLEL_SLOTS_EACH * jobs.
 */
void parallel_run(const struct parallel_work *work, size_t jobs);

/*
 * Within work(): wait until all that was taken before the slot's thing is
 * handed on.  From then on until work() returns, nothing else is, and so a
 * part of what came of it may be.  False: it is not wanted any more.
 */
bool parallel_wait_turn(struct parallel *parallel, size_t slot);

/* How many processors there are for this process; at least 1. */
size_t parallel_processors(void);

#endif
