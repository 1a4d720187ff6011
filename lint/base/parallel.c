/* sched_getaffinity() is of GNU: containers and taskset give a process fewer
 * processors than the machine has. */
#define _GNU_SOURCE

#include "parallel.h"

#include <pthread.h>
#include <sched.h>

enum { SLOTS_MAX = PARALLEL_JOBS_MAX * PARALLEL_SLOTS_EACH };

void
parallel_make_once(parallel_once *once, void (*make)(void))
{
	pthread_once(once, make);
}

struct parallel {
	const struct parallel_work *work;
	size_t slots;
	pthread_mutex_t taking; /* held while one thing is taken */
	pthread_mutex_t lock; /* of all that follows */
	pthread_cond_t moved; /* something was handed on, or will not be */
	size_t taken; /* things; the i-th is in slot i modulo slots */
	size_t delivered;
	bool done[SLOTS_MAX]; /* by slot: it can be handed on */
	bool delivering;
	bool stopped; /* what follows is not wanted */
};

/* One of the threads. */
struct worker {
	struct parallel *parallel;
	size_t number;
	pthread_t thread;
};

/* Wait for a slot, and put the next thing into it. */
static bool
take_next(size_t *slot, struct parallel *parallel)
{
	const struct parallel_work *work = parallel->work;
	bool goes_on;

	pthread_mutex_lock(&parallel->taking);
	pthread_mutex_lock(&parallel->lock);
	while (parallel->taken - parallel->delivered == parallel->slots &&
	    !parallel->stopped)
		pthread_cond_wait(&parallel->moved, &parallel->lock);
	goes_on = !parallel->stopped;
	*slot = parallel->taken % parallel->slots;
	pthread_mutex_unlock(&parallel->lock);
	goes_on = goes_on && work->take(work->context, *slot);
	if (goes_on) {
		pthread_mutex_lock(&parallel->lock);
		parallel->taken++;
		pthread_mutex_unlock(&parallel->lock);
	}
	pthread_mutex_unlock(&parallel->taking);
	return goes_on;
}

/*
 * Hand on what is done and next in turn.  Who finds somebody at it leaves it
 * to them: they look again before they go.
 */
static void
deliver(struct parallel *parallel, size_t slot)
{
	const struct parallel_work *work = parallel->work;

	pthread_mutex_lock(&parallel->lock);
	parallel->done[slot] = true;
	while (!parallel->delivering && !parallel->stopped) {
		size_t next = parallel->delivered % parallel->slots;
		bool goes_on;

		if (!parallel->done[next])
			break;
		parallel->delivering = true;
		pthread_mutex_unlock(&parallel->lock);
		goes_on = work->deliver(work->context, next);
		pthread_mutex_lock(&parallel->lock);
		parallel->delivering = false;
		parallel->done[next] = false;
		parallel->delivered++;
		parallel->stopped = parallel->stopped || !goes_on;
		pthread_cond_broadcast(&parallel->moved);
	}
	pthread_mutex_unlock(&parallel->lock);
}

bool
parallel_wait_turn(struct parallel *parallel, size_t slot)
{
	bool wanted;

	pthread_mutex_lock(&parallel->lock);
	while (parallel->delivered % parallel->slots != slot &&
	    !parallel->stopped)
		pthread_cond_wait(&parallel->moved, &parallel->lock);
	wanted = !parallel->stopped;
	pthread_mutex_unlock(&parallel->lock);
	return wanted;
}

static void
run_worker(struct parallel *parallel, size_t number)
{
	const struct parallel_work *work = parallel->work;
	size_t slot;

	while (take_next(&slot, parallel)) {
		work->work(work->context, parallel, slot, number);
		deliver(parallel, slot);
	}
}

static void *
thread_main(void *argument)
{
	struct worker *worker = argument;

	run_worker(worker->parallel, worker->number);
	return NULL;
}

void
parallel_run(const struct parallel_work *work, size_t jobs)
{
	struct parallel parallel = {
		.work = work,
		.taking = PTHREAD_MUTEX_INITIALIZER,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.moved = PTHREAD_COND_INITIALIZER,
	};
	struct worker workers[PARALLEL_JOBS_MAX];
	size_t started = 1; /* this one */

	if (jobs > PARALLEL_JOBS_MAX)
		jobs = PARALLEL_JOBS_MAX;
	parallel.slots = PARALLEL_SLOTS_EACH * jobs;
	while (started < jobs) {
		struct worker *worker = &workers[started];

		*worker = (struct worker){ .parallel = &parallel,
			.number = started };
		if (pthread_create(&worker->thread, NULL, thread_main,
			worker) != 0)
			break;
		started++;
	}
	run_worker(&parallel, 0);
	for (size_t i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	pthread_cond_destroy(&parallel.moved);
	pthread_mutex_destroy(&parallel.lock);
	pthread_mutex_destroy(&parallel.taking);
}

size_t
parallel_processors(void)
{
	cpu_set_t set;
	int count;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	count = CPU_COUNT(&set);
	return count < 1 ? 1 : (size_t)count;
}
