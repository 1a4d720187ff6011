/*
 * Chains of views that are made by hand: their signatures cannot be read, so
 * that names, key identifiers, dates and where a certificate came from decide.
 * What signatures decide is shown by fixtures/rules/chain.*.
 */

#include "check.h"

#include <stdio.h>

#include "base/limits.h"
#include "judge/chain_set.h"
#include "judge/selection.h"

#define OCTETS(text) \
	((struct el_bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

enum { MADE_MAX = 600, AS_OF = 1000 };

/* A certificate with a common name as subject and another as issuer. */
struct made {
	struct el_cert cert;
	struct el_attribute subject;
	struct el_attribute issuer;
	char der[32]; /* unlike that of any other */
};

struct bench {
	struct arena arena;
	struct made made[MADE_MAX];
	const struct el_cert *certs[MADE_MAX];
	enum el_role roles[MADE_MAX];
	size_t count;
	struct el_link links[MADE_MAX]; /* of --chain and --trust */
	size_t link_count;
	struct chain_material material;
	struct chain_input input;
};

static struct bench bench;

static struct el_attribute
common_name(const char *text, uint8_t tag)
{
	return (struct el_attribute){
		.type = { .body = OCTETS("\x55\x04\x03") },
		.value = { .body = el_bytes_of(text), .tag = tag },
		.id = EL_OID_CN,
	};
}

static void
bench_begin(void)
{
	memset(&bench, 0, sizeof(bench));
	arena_init(&bench.arena);
}

static void
bench_end(void)
{
	arena_free(&bench.arena);
}

static struct made *
make(const char *subject, const char *issuer)
{
	struct made *made = &bench.made[bench.count];

	made->subject = common_name(subject, EL_TAG_UTF8_STRING);
	made->issuer = common_name(issuer, EL_TAG_UTF8_STRING);
	made->cert.subject = (struct el_name){ .attributes = &made->subject,
		.count = 1 };
	made->cert.issuer = (struct el_name){ .attributes = &made->issuer,
		.count = 1 };
	made->cert.not_before.known = made->cert.not_after.known = true;
	made->cert.not_after.seconds = 2 * AS_OF;
	snprintf(made->der, sizeof(made->der), "%zu", bench.count);
	made->cert.der = el_bytes_of(made->der);
	bench.count++;
	return made;
}

/* One more certificate of the input. */
static struct made *
add(const char *subject, const char *issuer)
{
	struct made *made = make(subject, issuer);

	bench.certs[bench.count - 1] = &made->cert;
	return made;
}

/* One that an option brings; only before those of the input. */
static struct made *
give(enum el_chain_from from, const char *subject, const char *issuer)
{
	struct made *made = make(subject, issuer);

	bench.links[bench.link_count++] = (struct el_link){
		.cert = &made->cert, .from = from, .source = "given" };
	bench.material.given |= from == EL_FROM_TRUST ? EL_CHAIN_ANCHORS :
							EL_CHAIN_ISSUERS;
	return made;
}

/* The chain of a certificate, by its place in the input. */
static const struct el_chain *
build(size_t index)
{
	size_t first = bench.link_count;
	const struct el_chain *chain = NULL;

	CHECK(chain_set_make(&bench.material.set, bench.links,
	    bench.link_count, &bench.arena));
	CHECK(chain_begin(&bench.input, &bench.material,
	    &(struct chain_members){ .source = "input",
		.certs = bench.certs + first, .roles = bench.roles,
		.count = bench.count - first }, AS_OF, &bench.arena));
	CHECK(chain_build(&chain, &bench.input, index, &bench.arena));
	return chain;
}

/* The subjects of a chain: "leaf, issuer, root". */
static const char *
subjects(const struct el_chain *chain)
{
	static char text[256];
	size_t size = 0;

	text[0] = '\0';
	for (size_t i = 0; i < chain->count; i++) {
		struct el_bytes name =
		    chain->links[i].cert->subject.attributes[0].value.body;

		size += (size_t)snprintf(text + size, sizeof(text) - size,
		    "%s%.*s", i == 0 ? "" : ", ", (int)name.size,
		    (const char *)name.data);
	}
	return text;
}

static void
single_has_no_chain(void)
{
	bench_begin();
	add("leaf", "issuer");
	CHECK(build(0) == NULL);
	/* What else there is cannot be read. */
	add("issuer", "root");
	CHECK(build(0) != NULL);
	bench.certs[1] = NULL;
	CHECK(build(0) == NULL);
	bench_end();
}

static void
issuers_are_found_in_any_order(void)
{
	const struct el_chain *chain;

	bench_begin();
	add("root", "root");
	add("other", "root");
	add("leaf", "issuer");
	add("issuer", "root");
	chain = build(2);
	CHECK_TEXT(subjects(chain), "leaf, issuer, root");
	CHECK_NUMBER(chain->end, EL_CHAIN_ROOT);
	CHECK_NUMBER(chain->given, EL_CHAIN_ISSUERS);
	CHECK_NUMBER(chain->links[1].index, 3);
	CHECK_NUMBER(chain->links[0].signature, EL_SIGNATURE_UNSUPPORTED);
	CHECK_TEXT(chain->links[0].unsupported, "what cannot be read");
	CHECK_NUMBER(chain->input_count, 4);
	bench_end();
}

static void
unreadable_ones_keep_their_places(void)
{
	const struct el_chain *chain;

	bench_begin();
	add("issuer", "root");
	add("damaged", "damaged");
	add("leaf", "issuer");
	bench.certs[1] = NULL;
	chain = build(2);
	CHECK_TEXT(subjects(chain), "leaf, issuer");
	CHECK_NUMBER(chain->links[0].index, 2);
	CHECK_NUMBER(chain->end, EL_CHAIN_OPEN);
	CHECK(chain_build(&chain, &bench.input, 1, &bench.arena));
	CHECK(chain == NULL);
	CHECK(chain_build(&chain, &bench.input, 3, &bench.arena));
	CHECK(chain == NULL);
	bench_end();
}

static void
loops_end(void)
{
	const struct el_chain *chain;

	bench_begin();
	add("leaf", "a");
	add("a", "b");
	add("b", "a");
	chain = build(0);
	CHECK_TEXT(subjects(chain), "leaf, a, b");
	CHECK_NUMBER(chain->end, EL_CHAIN_OPEN);
	bench_end();
}

static void
the_same_octets_are_no_issuer(void)
{
	const struct el_chain *chain;

	bench_begin();
	add("a", "a");
	add("a", "a");
	snprintf(bench.made[1].der, sizeof(bench.made[1].der), "0");
	chain = build(0);
	CHECK_TEXT(subjects(chain), "a");
	CHECK(chain->input == NULL);
	CHECK(!chain->links[0].repeated && build(1)->links[0].repeated);
	CHECK_NUMBER(chain->input_edges, 0);
	bench.roles[0] = bench.roles[1] = EL_EDGE;
	chain = build(0);
	CHECK_NUMBER(chain->input_edges, 1);
	CHECK(!chain->input[0].repeated && chain->input[1].repeated);
	bench_end();
}

static void
long_chains_are_cut(void)
{
	static char names[21][4];
	const struct el_chain *chain;

	bench_begin();
	for (size_t i = 0; i < 21; i++)
		snprintf(names[i], sizeof(names[i]), "n%zu", i);
	for (size_t i = 0; i < 20; i++)
		add(names[i], names[i + 1]);
	chain = build(0);
	CHECK_NUMBER(chain->count, 10);
	CHECK_NUMBER(chain->end, EL_CHAIN_CUT);
	CHECK(chain->cut);
	CHECK_NUMBER(build(10)->count, 10);
	CHECK(!build(10)->cut);
	CHECK_NUMBER(build(11)->count, 9);
	CHECK_NUMBER(build(11)->end, EL_CHAIN_OPEN);
	bench_end();
}

/* What all chains of an input have cost. */
static size_t
work_of_all(void)
{
	size_t before;

	build(0);
	before = bench.input.work_left;
	for (size_t i = 0; i < bench.count - bench.link_count; i++) {
		const struct el_chain *chain;

		CHECK(chain_build(&chain, &bench.input, i, &bench.arena));
	}
	return before - bench.input.work_left;
}

/* Every certificate may have issued half of the others. */
static void
make_maze(size_t count, enum el_key_kind kind)
{
	for (size_t i = 0; i < count; i++) {
		struct made *made = add(i % 2 == 0 ? "a" : "b",
		    i % 2 == 0 ? "b" : "a");

		made->cert.key.kind = kind;
		bench.roles[i] = EL_EDGE;
	}
}

static void
mazes_are_left(void)
{
	const struct el_chain *chain;

	bench_begin();
	make_maze(64, EL_KEY_OTHER);
	chain = build(0);
	CHECK_NUMBER(chain->end, EL_CHAIN_CUT);
	CHECK(chain->cut);
	CHECK(bench.input.work_left > 0);
	bench_end();
}

/*
 * Keys on a curve that nobody knows cost most: of a thousand mazes like this
 * one all together would cost no more than one.
 */
static void
mazes_run_out_of_work(void)
{
	const struct el_chain *chain;

	bench_begin();
	make_maze(MADE_MAX, EL_KEY_EC);
	chain = build(0);
	CHECK_NUMBER(chain->end, EL_CHAIN_CUT);
	CHECK_NUMBER(bench.input.work_left, 0);
	chain = build(MADE_MAX - 1);
	CHECK_NUMBER(chain->end, EL_CHAIN_CUT);
	CHECK_NUMBER(chain->count, 1);
	CHECK(chain->cut);
	bench_end();
}

/* Servers' certificates under one issuer. */
static size_t
work_of_leaves(size_t count)
{
	size_t work;

	bench_begin();
	add("issuer", "root");
	add("root", "root");
	for (size_t i = 0; i < count; i++)
		add("leaf", "issuer");
	work = work_of_all();
	/* What has been found out once is not asked again. */
	CHECK(work_of_all() == work);
	bench_end();
	return work;
}

static void
work_grows_with_the_input(void)
{
	size_t few = work_of_leaves(20);
	size_t more = work_of_leaves(40);
	size_t many = work_of_leaves(160);

	CHECK(few > 0);
	CHECK_NUMBER(many - more, 6 * (more - few));
	CHECK(many < 160 * 100);
}

static void
signatures_run_out(void)
{
	const struct el_chain *chain;

	bench_begin();
	add("leaf", "issuer");
	add("issuer", "root");
	build(0);
	/* What was checked already costs a turn alone. */
	bench.input.work_left = 4;
	CHECK(chain_build(&chain, &bench.input, 0, &bench.arena));
	CHECK_TEXT(chain->links[0].unsupported, "what cannot be read");
	CHECK_NUMBER(chain->count, 2);
	CHECK_NUMBER(bench.input.work_left, 0);
	bench_end();

	bench_begin();
	add("leaf", "issuer");
	add("issuer", "root");
	CHECK(chain_begin(&bench.input, NULL, &(struct chain_members){
	    .source = "input", .certs = bench.certs, .roles = bench.roles,
	    .count = 2 }, AS_OF, &bench.arena));
	bench.input.work_left = 0;
	CHECK(chain_build(&chain, &bench.input, 0, &bench.arena));
	CHECK_NUMBER(chain->end, EL_CHAIN_CUT);
	CHECK(chain->cut);
	bench_end();
}

/* More of one name than are tried: the right one may be left out. */
static void
many_of_one_name_are_cut(void)
{
	bench_begin();
	add("leaf", "issuer");
	for (size_t i = 0; i < 32; i++)
		add("issuer", "root");
	CHECK(!build(0)->cut);
	add("issuer", "root");
	CHECK(build(0)->cut);
	/* Copies of one are one. */
	memcpy(bench.made[33].der, bench.made[32].der,
	    sizeof(bench.made[33].der));
	CHECK(!build(0)->cut);
	bench_end();
}

static struct made *
make_ca(struct made *made)
{
	made->cert.version_number = 2;
	made->cert.basic_constraints.ca = true;
	return made;
}

/* Nothing is left out when what was found is as good as can be. */
static void
a_good_way_is_not_cut(void)
{
	bench_begin();
	add("leaf", "issuer");
	for (size_t i = 0; i < 40; i++)
		make_ca(add("issuer", "root"));
	make_ca(add("root", "root"));
	CHECK_NUMBER(build(0)->end, EL_CHAIN_ROOT);
	CHECK(!build(0)->cut);
	bench_end();
}

static void
what_may_issue_is_taken_first(void)
{
	bench_begin();
	add("leaf", "issuer");
	add("issuer", "root");
	make_ca(add("issuer", "root"));
	CHECK_NUMBER(build(0)->links[1].index, 2);
	bench.made[2].cert.present |= EL_PART_KEY_USAGE;
	CHECK_NUMBER(build(0)->links[1].index, 1);
	bench.made[2].cert.key_usage = EL_KU_KEY_CERT_SIGN;
	CHECK_NUMBER(build(0)->links[1].index, 2);
	bench.made[2].cert.present |= EL_PART_EKU;
	CHECK_NUMBER(build(0)->links[1].index, 1);
	bench_end();
}

static void
issuers_of_edges_serve(void)
{
	bench_begin();
	give(EL_FROM_TRUST, "root", "root");
	add("leaf", "issuer");
	add("issuer", "root");
	add("root", "root");
	add("issuer", "elsewhere");
	bench.roles[0] = EL_EDGE;
	/* The root of the input is what stands there for the anchor. */
	memcpy(bench.made[3].der, bench.made[0].der, sizeof(bench.made[3].der));
	CHECK(!build(0)->serves);
	CHECK(build(1)->serves);
	CHECK(build(2)->serves);
	CHECK(!build(3)->serves);
	/* The next input begins anew. */
	CHECK(!bench.material.set.nodes[0].serves);
	bench_end();
}

static void
anchors_end_a_chain(void)
{
	const struct el_chain *chain;

	bench_begin();
	give(EL_FROM_TRUST, "issuer", "root");
	add("leaf", "issuer");
	add("issuer", "root");
	add("root", "root");
	chain = build(0);
	CHECK_TEXT(subjects(chain), "leaf, issuer");
	CHECK_NUMBER(chain->end, EL_CHAIN_ANCHORED);
	CHECK_NUMBER(chain->links[1].from, EL_FROM_TRUST);
	CHECK_NUMBER(chain->given, EL_CHAIN_ANY);
	bench_end();
}

/* Its memory goes with the input, and may come back with another in it. */
static void
nothing_of_an_input_is_remembered(void)
{
	const struct chain_node *issuer;
	const struct chain_node *leaf;

	bench_begin();
	give(EL_FROM_CHAIN, "issuer", "root");
	add("leaf", "issuer");
	add("root", "root");
	CHECK_TEXT(subjects(build(0)), "leaf, issuer, root");
	issuer = &bench.material.set.nodes[0];
	leaf = &bench.input.set.nodes[0];
		CHECK(issuer->by_other.with == NULL);
	CHECK(leaf->by_other.with == issuer);
	bench_end();
}

/* The first way that is found leads nowhere. */
static void
other_ways_to_an_anchor_are_tried(void)
{
	const struct el_chain *chain;

	bench_begin();
	give(EL_FROM_CHAIN, "issuer", "unknown");
	give(EL_FROM_TRUST, "root", "root");
	add("leaf", "issuer");
	add("issuer", "elsewhere");
	add("issuer", "root");
	chain = build(0);
	CHECK_TEXT(subjects(chain), "leaf, issuer, root");
	CHECK_NUMBER(chain->end, EL_CHAIN_ANCHORED);
	CHECK_NUMBER(chain->links[1].index, 2);
	bench_end();
}

static void
a_root_of_the_input_is_no_anchor(void)
{
	const struct el_chain *chain;

	bench_begin();
	give(EL_FROM_TRUST, "anchor", "anchor");
	add("leaf", "root");
	add("root", "root");
	chain = build(0);
	CHECK_NUMBER(chain->end, EL_CHAIN_ROOT);
	/* Unless its octets are those of one. */
	snprintf(bench.made[0].der, sizeof(bench.made[0].der), "%s",
	    bench.made[2].der);
	chain = build(0);
	CHECK_NUMBER(chain->end, EL_CHAIN_ROOT);
	bench.made[0].subject = common_name("root", EL_TAG_UTF8_STRING);
	chain = build(0);
	CHECK_NUMBER(chain->end, EL_CHAIN_ANCHORED);
	CHECK_TEXT(subjects(build(1)), "root");
	CHECK_NUMBER(build(1)->end, EL_CHAIN_ANCHORED);
	bench_end();
}

static void
the_better_issuer_is_taken(void)
{
	struct made *leaf;
	struct made *other;
	struct made *asked_for;

	bench_begin();
	leaf = add("leaf", "issuer");
	other = add("issuer", "root");
	asked_for = add("issuer", "root");
	/* The first one, where nothing speaks for either. */
	CHECK_NUMBER(build(0)->links[1].index, 1);
	leaf->cert.authority_key_id.key_id.body = OCTETS("2");
	other->cert.subject_key_id.body = OCTETS("1");
	CHECK_NUMBER(build(0)->links[1].index, 2);
	asked_for->cert.subject_key_id.body = OCTETS("2");
	CHECK_NUMBER(build(0)->links[1].index, 2);
	/* One that is valid, before one that is not. */
	other->cert.subject_key_id.body = OCTETS("2");
	asked_for->cert.not_after.seconds = AS_OF;
	other->cert.not_after.seconds = AS_OF - 1;
	CHECK_NUMBER(build(0)->links[1].index, 2);
	other->cert.not_after.seconds = AS_OF;
	CHECK_NUMBER(build(0)->links[1].index, 1);
	other->cert.not_before.seconds = AS_OF + 1;
	CHECK_NUMBER(build(0)->links[1].index, 2);
	bench_end();
}

static bool
equal(const char *a, uint8_t a_tag, const char *b, uint8_t b_tag)
{
	struct el_attribute left = common_name(a, a_tag);
	struct el_attribute right = common_name(b, b_tag);
	struct el_name x = { .attributes = &left, .count = 1 };
	struct el_name y = { .attributes = &right, .count = 1 };

	return el_name_equal(&x, &y);
}

static void
names_are_compared_as_text(void)
{
	struct el_attribute two[2] = { common_name("a", EL_TAG_UTF8_STRING),
		common_name("b", EL_TAG_UTF8_STRING) };
	struct el_name name = { .attributes = two, .count = 2 };
	struct el_name shorter = { .attributes = two, .count = 1 };
	struct el_attribute other[2] = { two[0], two[1] };
	struct el_name same = { .attributes = other, .count = 2 };
	struct el_name empty = { .count = 0 };

	CHECK(equal("Issuer", EL_TAG_UTF8_STRING, "issuER",
	    EL_TAG_PRINTABLE_STRING));
	CHECK(!equal("issuer", EL_TAG_UTF8_STRING, "issuers",
	    EL_TAG_UTF8_STRING));
	CHECK(!equal("issuer", EL_TAG_UTF8_STRING, "issues",
	    EL_TAG_UTF8_STRING));
	CHECK(equal("ab", EL_TAG_BMP_STRING, "ab", EL_TAG_BMP_STRING));
	CHECK(!equal("ab", EL_TAG_BMP_STRING, "aB", EL_TAG_BMP_STRING));
	CHECK(!equal("ab", EL_TAG_BMP_STRING, "ab", EL_TAG_UTF8_STRING));
	CHECK(equal(" The  CA ", EL_TAG_UTF8_STRING, "the ca",
	    EL_TAG_PRINTABLE_STRING));
	CHECK(!equal("the ca", EL_TAG_UTF8_STRING, "theca",
	    EL_TAG_UTF8_STRING));
	CHECK(equal("  ", EL_TAG_UTF8_STRING, "", EL_TAG_UTF8_STRING));
	CHECK(!equal("\xe4", EL_TAG_TELETEX_STRING, "\xc4",
	    EL_TAG_TELETEX_STRING));
	CHECK(el_name_equal(&name, &same));
	CHECK(!el_name_equal(&name, &shorter));
	other[1].rdn = 1;
	CHECK(!el_name_equal(&name, &same));
	other[1].rdn = 0;
	other[1].type.body = OCTETS("\x55\x04\x0a");
	CHECK(!el_name_equal(&name, &same));
	CHECK(!el_name_equal(&empty, &empty));
}

static bool
has(const char *only, const char *rule)
{
	struct selection selection = { .only = &only, .only_count = 1 };

	return selection_has(&selection, rule);
}

static void
selections_end_at_dots(void)
{
	const char *skip[] = { "edge.san", "xmpp" };
	struct selection all = { .only_count = 0 };
	struct selection some = { .skip = skip, .skip_count = 2 };

	CHECK(selection_has(&all, "edge.san.order"));
	CHECK(!selection_skips(&all, "edge.san.order"));
	CHECK(has("edge", "edge.san.order"));
	CHECK(has("edge.san", "edge.san.order"));
	CHECK(has("edge.san.order", "edge.san.order"));
	CHECK(!has("edge.sa", "edge.san.order"));
	CHECK(!has("edge.san.", "edge.san.order"));
	CHECK(!has("edge.san.orderly", "edge.san.order"));
	CHECK(!has("edge.san.ord", "edge.san.order"));
	CHECK(!has("Edge", "edge.san.order"));
	CHECK(!has("", "edge.san.order"));
	CHECK(selection_skips(&some, "edge.san.order"));
	CHECK(selection_skips(&some, "xmpp.domain.uncovered"));
	CHECK(!selection_skips(&some, "edge.subject.missing"));
}

static void
selections_name_rules(void)
{
	struct arena arena;

	arena_init(&arena);
	CHECK(selection_fault("edge", &arena) == NULL);
	CHECK(selection_fault("edge.san", &arena) == NULL);
	CHECK(selection_fault("edge.san.order", &arena) == NULL);
	CHECK_TEXT(selection_fault("edgge.san", &arena), "there is no rule or "
	    "family of rules \"edgge.san\"; did you mean \"edge.san\"?");
	CHECK_TEXT(selection_fault("edge.san.ordr", &arena), "there is no "
	    "rule or family of rules \"edge.san.ordr\"; did you mean "
	    "\"edge.san.order\"?");
	CHECK_TEXT(selection_fault("*", &arena),
	    "there is no rule or family of rules \"*\"");
	CHECK(selection_fault("", &arena) != NULL);
	CHECK(selection_fault("edge.", &arena) != NULL);
	arena_free(&arena);
}

const struct test tests_chain[] = {
	{ "chain: none for a certificate alone", single_has_no_chain },
	{ "chain: issuers are found in any order",
	    issuers_are_found_in_any_order },
	{ "chain: what is unreadable keeps its place",
	    unreadable_ones_keep_their_places },
	{ "chain: loops end", loops_end },
	{ "chain: a copy of a certificate is not its issuer",
	    the_same_octets_are_no_issuer },
	{ "chain: a long one is cut", long_chains_are_cut },
	{ "chain: mazes are left", mazes_are_left },
	{ "chain: mazes run out of work", mazes_run_out_of_work },
	{ "chain: work grows with the input and no faster",
	    work_grows_with_the_input },
	{ "chain: of many of one name some are left out",
	    many_of_one_name_are_cut },
	{ "chain: nothing is left out of a good way",
	    a_good_way_is_not_cut },
	{ "chain: what may issue is taken first",
	    what_may_issue_is_taken_first },
	{ "chain: issuers of Edge certificates serve",
	    issuers_of_edges_serve },
	{ "chain: signatures run out", signatures_run_out },
	{ "chain: a trust anchor ends it", anchors_end_a_chain },
	{ "chain: nothing of an input is remembered",
	    nothing_of_an_input_is_remembered },
	{ "chain: another way is tried when one leads nowhere",
	    other_ways_to_an_anchor_are_tried },
	{ "chain: a root of the input is no anchor, but for its octets",
	    a_root_of_the_input_is_no_anchor },
	{ "chain: key identifiers and dates choose the issuer",
	    the_better_issuer_is_taken },
	{ "chain: names are compared as text", names_are_compared_as_text },
	{ "selection: names end at dots", selections_end_at_dots },
	{ "selection: a name has to be a rule's", selections_name_rules },
	{ NULL, NULL },
};
