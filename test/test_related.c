/*
 * Which certificates of a large input have to do with another: glances that
 * are made by hand, and some thousand at random.
 */

#include "check.h"

#include "judge/chain_set.h"
#include "judge/related.h"

enum { MANY = 5000 };

static struct glance glances[MANY];
static struct chain_alone alone;

/* An Edge certificate; all numbers of others than those given differ. */
static struct glance
edge(uint32_t subject, uint32_t issuer, uint32_t octets)
{
	return (struct glance){ .readable = true, .edge = true,
		.subject = subject, .issuer = issuer, .octets = octets };
}

/* Which of the first few are related, as "1010"; two Edge certificates that
 * are alone stand behind them. */
static const char *
related(size_t count, const struct chain_material *material)
{
	static char text[MANY + 1];
	struct arena arena;

	glances[count] = edge(9001, 9002, 9003);
	glances[count + 1] = edge(9004, 9002, 9005);
	arena_init(&arena);
	CHECK(related_find(&alone, glances, count + 2, material, &arena));
	arena_free(&arena);
	CHECK(!glances[count].related && !glances[count + 1].related);
	for (size_t i = 0; i < count; i++)
		text[i] = glances[i].related ? '1' : '0';
	text[count] = '\0';
	return text;
}

static void
issuers_and_what_they_issued(void)
{
	glances[0] = edge(1, 2, 11);
	glances[1] = edge(2, 3, 12);
	glances[2] = edge(4, 5, 13);
	CHECK_TEXT(related(3, NULL), "110");
	CHECK_NUMBER(alone.certificates, 3);
	CHECK_NUMBER(alone.edges, 3);
	/* Its own issuer. */
	glances[2] = edge(4, 4, 13);
	CHECK_TEXT(related(3, NULL), "111");
}

static void
the_same_octets(void)
{
	glances[0] = edge(1, 2, 11);
	glances[1] = edge(3, 4, 12);
	glances[2] = edge(5, 6, 11);
	CHECK_TEXT(related(3, NULL), "101");
}

static void
what_is_no_certificate(void)
{
	glances[0] = edge(1, 2, 11);
	glances[1] = (struct glance){ .subject = 2, .issuer = 1 };
	glances[2] = edge(2, 1, 11);
	glances[2].request = true;
	CHECK_TEXT(related(3, NULL), "000");
	CHECK_NUMBER(alone.certificates, 3);
}

/* What --chain and --trust brought, and that it has been issued here. */
static void
the_material(void)
{
	struct chain_node node = { .subject = 20, .issuer = 30 };
	struct chain_material material = { .set = { .nodes = &node,
		.count = 1 } };

	glances[0] = edge(1, 20, 11); /* issued by it */
	glances[1] = edge(30, 40, 12); /* has issued it */
	CHECK_TEXT(related(2, &material), "11");
	CHECK_TEXT(related(2, NULL), "00");
	glances[0] = edge(20, 50, 11); /* has its name, and may be it */
	CHECK_TEXT(related(1, &material), "1");
	CHECK_TEXT(related(1, NULL), "0");
}

/* The rules about the one Edge certificate of a file see all of it. */
static void
one_edge_certificate(void)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < 4; i++) {
		glances[i] = edge(10 + (uint32_t)i, 20, 30 + (uint32_t)i);
		glances[i].edge = i == 2;
	}
	glances[3].readable = false;
	CHECK(related_find(&alone, glances, 4, NULL, &arena));
	CHECK(glances[0].related && glances[1].related && glances[2].related);
	CHECK(!glances[3].related);
	CHECK_NUMBER(alone.certificates, 0);
	CHECK_NUMBER(alone.edges, 0);
	glances[1].edge = true;
	CHECK(related_find(&alone, glances, 4, NULL, &arena));
	CHECK(!glances[0].related && !glances[1].related);
	CHECK_NUMBER(alone.certificates, 3);
	CHECK_NUMBER(alone.edges, 2);
	glances[1].edge = glances[2].edge = false;
	CHECK(related_find(&alone, glances, 4, NULL, &arena));
	CHECK(!glances[0].related && !glances[2].related);
	CHECK_NUMBER(alone.certificates, 3);
	CHECK_NUMBER(alone.edges, 0);
	arena_free(&arena);
}

/* Hashes of many seldom look like others', and none is missed. */
static void
many_at_random(void)
{
	uint32_t state = 2463534242;
	size_t wrong = 0;
	const char *found;

	for (size_t i = 0; i < MANY - 2; i++) {
		uint32_t numbers[3];

		for (size_t k = 0; k < 3; k++) {
			state ^= state << 13;
			state ^= state >> 17;
			state ^= state << 5;
			numbers[k] = state;
		}
		glances[i] = edge(numbers[0], numbers[1], numbers[2]);
		/* Every tenth was issued by the one before. */
		if (i % 10 == 9)
			glances[i].issuer = glances[i - 1].subject;
	}
	found = related(MANY - 2, NULL);
	for (size_t i = 0; i < MANY - 2; i++) {
		if (i % 10 >= 8 && i < MANY - 2 - (MANY - 2) % 10)
			CHECK(found[i] == '1');
		else
			wrong += found[i] == '1';
	}
	CHECK(wrong < MANY / 50);
}

const struct test tests_related[] = {
	{ "related: an issuer and what it has issued",
	    issuers_and_what_they_issued },
	{ "related: the same octets twice", the_same_octets },
	{ "related: what is unreadable, and requests, are not",
	    what_is_no_certificate },
	{ "related: what --chain and --trust brought", the_material },
	{ "related: all, beside one Edge certificate", one_edge_certificate },
	{ "related: many at random", many_at_random },
	{ NULL, NULL },
};
