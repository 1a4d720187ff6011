/* What a run comes to does not depend on how it was shared out. */

#include "check.h"

#include <stdio.h>

#include "judge/totals.h"

enum { AS_OF = 1000000, RESULTS = 40, SHARES = 3 };

/* The i-th result of a run: ends at some time, three of them before AS_OF. */
static void
add(struct totals *totals, size_t i)
{
	struct el_cert cert = { .not_after = { .known = i % 9 != 8,
		.seconds = AS_OF - 3 + (int64_t)(i * 7 % RESULTS) / 2 * 2 } };
	char source[32];
	struct el_result result = { .source = source, .index = i % 2,
		.cert = i % 10 == 9 ? NULL : &cert,
		.verdict = i % 10 == 9 ? EL_VERDICT_UNREADABLE :
					 (enum el_verdict)(i % 3) };

	snprintf(source, sizeof(source), "file %zu", i / 2);
	totals_add(totals, &result, i / 2);
	totals->failures[i % 5] += i % 5;
}

static void
check_same(const struct totals *a, const struct totals *b)
{
	for (size_t i = 0; i <= EL_VERDICT_UNREADABLE; i++)
		CHECK_NUMBER(a->verdicts[i], b->verdicts[i]);
	CHECK_NUMBER(a->ended, b->ended);
	CHECK_NUMBER(a->soonest_count, b->soonest_count);
	for (size_t i = 0; i < a->soonest_count; i++) {
		CHECK_NUMBER(a->soonest[i].end, b->soonest[i].end);
		CHECK_NUMBER(a->soonest[i].index, b->soonest[i].index);
		CHECK_TEXT(a->soonest[i].source, b->soonest[i].source);
	}
}

static void
shares_make_the_whole(void)
{
	struct totals whole;
	struct totals shares[SHARES];
	struct arena arena;

	arena_init(&arena);
	CHECK(totals_begin(&whole, AS_OF, &arena));
	for (size_t i = 0; i < SHARES; i++)
		CHECK(totals_begin(&shares[i], AS_OF, &arena));
	for (size_t i = 0; i < RESULTS; i++) {
		add(&whole, i);
		add(&shares[i / 2 * 5 % SHARES], i);
	}
	for (size_t i = 1; i < SHARES; i++)
		totals_merge(&shares[0], &shares[i]);
	check_same(&shares[0], &whole);
	CHECK_NUMBER(whole.soonest_count, TOTALS_SOONEST);
	CHECK(whole.ended > 0 && whole.soonest[0].end >= AS_OF);
	for (size_t i = 1; i < TOTALS_SOONEST; i++)
		CHECK(whole.soonest[i - 1].end <= whole.soonest[i].end);
	arena_free(&arena);
}

static void
worst_rules_come_first(void)
{
	struct totals totals;
	struct arena arena;
	size_t worst[3];

	arena_init(&arena);
	CHECK(totals_begin(&totals, AS_OF, &arena));
	CHECK_NUMBER(totals_worst(worst, 3, &totals), 0);
	totals.failures[7] = 2;
	totals.failures[3] = 2;
	CHECK_NUMBER(totals_worst(worst, 3, &totals), 2);
	CHECK_NUMBER(worst[0], 3);
	CHECK_NUMBER(worst[1], 7);
	totals.failures[1] = 1;
	totals.failures[9] = 5;
	totals.failures[11] = 2;
	CHECK_NUMBER(totals_worst(worst, 3, &totals), 3);
	CHECK_NUMBER(worst[0], 9);
	CHECK_NUMBER(worst[1], 3);
	CHECK_NUMBER(worst[2], 7);
	arena_free(&arena);
}

static void
long_names_are_cut(void)
{
	struct totals totals;
	struct arena arena;
	struct el_cert cert = { .not_after = { .known = true,
		.seconds = AS_OF } };
	static char source[2 * TOTALS_NAME];
	const struct el_result result = { .source = source, .cert = &cert };

	arena_init(&arena);
	memset(source, 'x', sizeof(source) - 1);
	CHECK(totals_begin(&totals, AS_OF, &arena));
	totals_add(&totals, &result, 0);
	CHECK_NUMBER(totals.soonest_count, 1);
	CHECK_NUMBER(strlen(totals.soonest[0].source), TOTALS_NAME - 1);
	arena_free(&arena);
}

const struct test tests_totals[] = {
	{ "totals: shares make the whole", shares_make_the_whole },
	{ "totals: worst rules come first", worst_rules_come_first },
	{ "totals: long names are cut", long_names_are_cut },
	{ NULL, NULL },
};
