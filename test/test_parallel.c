/* Things go out in the order in which they came, whoever worked on them. */

#include "check.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/parallel.h"

enum { THINGS = 2000, SLOTS_MAX = PARALLEL_SLOTS_EACH * 8 };

struct belt {
	size_t count; /* of things */
	size_t stop_after; /* deliver so many; 0: all */
	bool uneven; /* some take longer */
	bool in_parts; /* some wait for their turn and hand on half before */
	size_t slots[SLOTS_MAX]; /* the thing in each, from 1 */
	size_t halves[SLOTS_MAX];
	size_t taken;
	atomic_size_t worked;
	atomic_size_t most; /* in slots at a time */
	atomic_size_t inside;
	size_t delivered;
	bool disordered;
};

static bool
take(void *context, size_t slot)
{
	struct belt *belt = context;
	size_t inside;

	if (belt->taken == belt->count)
		return false;
	belt->slots[slot] = ++belt->taken;
	belt->halves[slot] = 0;
	inside = atomic_fetch_add(&belt->inside, 1) + 1;
	if (inside > atomic_load(&belt->most))
		atomic_store(&belt->most, inside);
	return true;
}

/* Something that takes time and that no compiler leaves out. */
static void
dawdle(size_t turns)
{
	volatile size_t spin = turns;

	while (spin > 0)
		spin--;
}

static void
work(void *context, struct parallel *parallel, size_t slot, size_t worker)
{
	struct belt *belt = context;
	size_t thing = belt->slots[slot];

	(void)worker;
	if (belt->uneven)
		dawdle(thing % 7 == 0 ? 20000 : thing % 3);
	atomic_fetch_add(&belt->worked, 1);
	if (belt->in_parts && thing % 5 == 0 &&
	    parallel_wait_turn(parallel, slot)) {
		belt->disordered |= belt->delivered != thing - 1;
		belt->halves[slot] = thing;
	}
}

static bool
deliver(void *context, size_t slot)
{
	struct belt *belt = context;
	size_t thing = belt->slots[slot];

	atomic_fetch_sub(&belt->inside, 1);
	belt->disordered |= thing != belt->delivered + 1;
	if (belt->in_parts && thing % 5 == 0)
		belt->disordered |= belt->halves[slot] != thing;
	belt->delivered = thing;
	return belt->delivered != belt->stop_after;
}

static void
run(struct belt *belt, size_t jobs)
{
	const struct parallel_work what = { .context = belt, .take = take,
		.work = work, .deliver = deliver };

	parallel_run(&what, jobs);
}

static void
check_order(bool uneven, bool in_parts)
{
	static const size_t jobs[] = { 1, 2, 3, 8 };

	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct belt belt = { .count = THINGS, .uneven = uneven,
			.in_parts = in_parts };

		run(&belt, jobs[i]);
		CHECK(!belt.disordered);
		CHECK_NUMBER(belt.delivered, THINGS);
		CHECK_NUMBER(belt.worked, THINGS);
		CHECK(belt.most <= PARALLEL_SLOTS_EACH * jobs[i]);
	}
}

static void
the_order_is_kept(void)
{
	check_order(false, false);
	check_order(true, false);
}

static void
parts_keep_the_order(void)
{
	check_order(true, true);
}

static void
nothing_is_no_work(void)
{
	struct belt belt = { .count = 0 };

	run(&belt, 3);
	CHECK_NUMBER(belt.worked, 0);
}

static void
what_is_not_wanted_is_not_handed_on(void)
{
	struct belt belt = { .count = THINGS, .stop_after = 100,
		.in_parts = true };

	run(&belt, 4);
	CHECK_NUMBER(belt.delivered, 100);
	CHECK(belt.taken <= 100 + PARALLEL_SLOTS_EACH * 4);
	CHECK(parallel_processors() >= 1);
}

const struct test tests_parallel[] = {
	{ "parallel: the order is kept", the_order_is_kept },
	{ "parallel: parts keep the order", parts_keep_the_order },
	{ "parallel: nothing is no work", nothing_is_no_work },
	{ "parallel: what is not wanted is not handed on",
	    what_is_not_wanted_is_not_handed_on },
	{ NULL, NULL },
};
