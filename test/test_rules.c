/*
 * The rule tables as tables: what every row must have, whatever its check
 * does.  What the checks find is shown by the cases in fixtures/rules.
 */

#include <stdio.h>
#include <stdlib.h>

#include <edgelint/result.h>

#include "base/arena.h"
#include "judge/findings.h"
#include "judge/match.h"
#include "listing.h"

#include "check.h"

/* Calls a function for every row of every rule. */
static void
each_row(void (*check)(const struct el_rule *row))
{
	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(i, &count);

		for (size_t j = 0; j < count; j++)
			check(&rows[j]);
	}
}

/* A check that says which row failed it. */
static void
check_row(const struct el_rule *row, bool holds, const char *what)
{
	CHECK(holds);
	if (!holds)
		printf("# %s: %s\n", row->id, what);
}

static bool
is_text(const char *text)
{
	return text != NULL && *text != '\0';
}

static bool
ends_with(const char *text, char c)
{
	return is_text(text) && text[strlen(text) - 1] == c;
}

static void
test_ids_are_unique(void)
{
	CHECK(el_rule_count() > 0 && el_rule_count() < EL_RULES_MAX);
	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(i, &count);

		CHECK(count > 0);
		CHECK_NUMBER(el_rule_find(rows[0].id), i);
	}
	CHECK_NUMBER(el_rule_find("edge.san"), el_rule_count());
	CHECK_NUMBER(el_rule_find(""), el_rule_count());
}

/* Families of which the problem is the whole thing, not an area of it. */
static bool
is_family_of_two(const char *id, size_t size)
{
	static const char *const families[] = { "profile", "validity", "input",
		"chain", "csr", "pool", "waiver" };

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (strlen(families[i]) == size &&
		    strncmp(id, families[i], size) == 0)
			return true;
	return false;
}

static bool
is_part(const char *part, size_t size)
{
	if (size == 0 || part[0] == '-' || part[size - 1] == '-')
		return false;
	for (size_t i = 0; i < size; i++)
		if (!(part[i] >= 'a' && part[i] <= 'z') &&
		    !(part[i] >= '0' && part[i] <= '9') && part[i] != '-')
			return false;
	return true;
}

static bool
is_rule_id(const char *id)
{
	size_t family = strcspn(id, ".");
	size_t parts = 0;

	for (const char *part = id;;) {
		size_t size = strcspn(part, ".");

		if (!is_part(part, size))
			return false;
		parts++;
		if (part[size] == '\0')
			break;
		part += size + 1;
	}
	return parts == 3 || (parts == 2 && (is_family_of_two(id, family) ||
		strcmp(id, "x509.precertificate") == 0));
}

static void
check_id(const struct el_rule *row)
{
	check_row(row, is_rule_id(row->id), "id is not family.area.problem");
}

static void
test_ids_have_three_parts(void)
{
	CHECK(is_rule_id("edge.san.order"));
	CHECK(is_rule_id("x509.der.trailing-data"));
	CHECK(is_rule_id("profile.missing"));
	CHECK(!is_rule_id("edge.order"));
	CHECK(!is_rule_id("edge.san.order.first"));
	CHECK(!is_rule_id("edge.San.order"));
	CHECK(!is_rule_id("edge.san."));
	CHECK(!is_rule_id("edge.san.-order"));
	each_row(check_id);
}

static void
check_texts(const struct el_rule *row)
{
	check_row(row, is_text(row->title) && !ends_with(row->title, '.'),
	    "title");
	check_row(row,
	    is_text(row->fails_when) && !ends_with(row->fails_when, '.'),
	    "fails_when");
	check_row(row, ends_with(row->why, '.'), "why");
	check_row(row, is_text(row->remedy), "remedy");
	check_row(row,
	    is_text(row->example) && strstr(row->example, "Fails: ") != NULL &&
		strstr(row->example, "\nPasses: ") != NULL,
	    "example");
	check_row(row, row->check != NULL, "check");
	check_row(row, row->severity >= EL_INFO && row->severity <= EL_ERROR,
	    "severity");
}

static void
test_rows_are_complete(void)
{
	each_row(check_texts);
}

/* YYYY-MM or YYYY-MM-DD. */
static bool
is_date(const char *date)
{
	static const char form[] = "dddd-dd-dd";
	size_t size = date == NULL ? 0 : strlen(date);

	if (size != 7 && size != 10)
		return false;
	for (size_t i = 0; i < size; i++)
		if (form[i] == 'd' ? date[i] < '0' || date[i] > '9' :
				     date[i] != form[i])
			return false;
	return true;
}

static void
test_documents_are_complete(void)
{
	for (int i = EL_DOC_NONE + 1; i < EL_DOC_COUNT; i++) {
		const struct el_document_facts *facts =
		    el_document((enum el_document)i);

		CHECK(is_text(facts->title));
		CHECK(is_text(facts->url));
		CHECK(is_date(facts->date));
	}
	CHECK(!is_date("2012"));
	CHECK(!is_date("12/23/2012"));
}

static void
check_sources(const struct el_rule *row)
{
	bool agrees = false;
	bool ended = false;

	check_row(row, row->sources[0].document != EL_DOC_NONE, "no source");
	for (size_t i = 0; i < EL_CITATIONS_MAX; i++) {
		const struct el_citation *source = &row->sources[i];

		if (source->document == EL_DOC_NONE) {
			ended = true;
			continue;
		}
		check_row(row, !ended, "a gap between sources");
		check_row(row, is_text(source->section), "no section");
		check_row(row, !source->disagrees || is_text(source->says),
		    "a source disagrees and does not say how");
		agrees = agrees || !source->disagrees;
	}
	check_row(row, agrees, "no source that asks for it");
}

static void
test_rows_cite_sources(void)
{
	each_row(check_sources);
}

static void
check_yields(const struct el_rule *row)
{
	bool by_entry = false;
	bool ended = false;

	for (size_t i = 0; i < EL_YIELDS_MAX; i++) {
		const struct el_yield *yield = &row->yields[i];

		if (yield->to == NULL) {
			ended = true;
			continue;
		}
		check_row(row, !ended, "a gap between yields");
		check_row(row, el_rule_find(yield->to) < el_rule_count(),
		    "yields to a rule that does not exist");
		check_row(row, strcmp(yield->to, row->id) != 0,
		    "yields to itself");
		/* The engine takes the first ones for the whole. */
		check_row(row, yield->by_entry || !by_entry,
		    "a yield for the whole stands behind one by entry");
		by_entry = by_entry || yield->by_entry;
	}
}

static void
test_yields_name_rules(void)
{
	each_row(check_yields);
}

/* Whether following the yields of a rule leads to an end. */
static bool
yields_end(size_t number, unsigned depth)
{
	size_t count;
	const struct el_rule *rows = el_rule_rows(number, &count);

	if (depth == 0)
		return false;
	for (size_t j = 0; j < count; j++)
		for (size_t k = 0; k < EL_YIELDS_MAX; k++) {
			const char *to = rows[j].yields[k].to;

			if (to != NULL && !yields_end(el_rule_find(to),
					      depth - 1))
				return false;
		}
	return true;
}

static void
test_yields_have_no_circle(void)
{
	for (size_t i = 0; i < el_rule_count(); i++)
		CHECK(yields_end(i, 16));
}

static bool
masks_meet(unsigned a, unsigned b)
{
	return a == 0 || b == 0 || (a & b) != 0;
}

/* Whether a certificate can be in the scope of both rows. */
static bool
rows_overlap(const struct el_rule *a, const struct el_rule *b)
{
	bool apart_in_time = (a->until != 0 && a->until <= b->since) ||
	    (b->until != 0 && b->until <= a->since);

	return !apart_in_time && masks_meet(a->kinds, b->kinds) &&
	    masks_meet(a->roles, b->roles) &&
	    masks_meet(a->products, b->products) &&
	    masks_meet(a->interfaces, b->interfaces) &&
	    masks_meet(a->services, b->services) &&
	    masks_meet(a->scopes, b->scopes);
}

static bool
same_yields(const struct el_rule *a, const struct el_rule *b)
{
	for (size_t i = 0; i < EL_YIELDS_MAX; i++) {
		const char *x = a->yields[i].to;
		const char *y = b->yields[i].to;

		if ((x == NULL) != (y == NULL) ||
		    (x != NULL && strcmp(x, y) != 0))
			return false;
	}
	return true;
}

static void
test_rows_of_an_id_are_apart(void)
{
	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(i, &count);

		for (size_t j = 1; j < count; j++) {
			check_row(&rows[j], !rows_overlap(&rows[0], &rows[j]),
			    "two rows are in force at once");
			check_row(&rows[j], same_yields(&rows[0], &rows[j]),
			    "rows yield to different rules");
			check_row(&rows[j], rows[0].level == rows[j].level,
			    "rows are of different levels");
		}
	}
}

static bool
is_placeholder(const char *text)
{
	static const char *const known[] = { "{name}", "{expected}",
		"{openssl}", "{request}", "{again}" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strncmp(text, known[i], strlen(known[i])) == 0)
			return true;
	return false;
}

static void
check_placeholders_in(const struct el_rule *row, const char *text)
{
	const char *brace = text;

	while (brace != NULL && (brace = strchr(brace, '{')) != NULL) {
		check_row(row, is_placeholder(brace), "unknown placeholder");
		brace++;
	}
}

static void
check_placeholders(const struct el_rule *row)
{
	check_placeholders_in(row, row->remedy);
	check_placeholders_in(row, row->request_remedy);
	check_row(row, row->request_remedy == NULL ||
		(el_rule_kinds(row) & EL_REQUEST) != 0,
	    "a remedy for requests, of a rule that is not about them");
}

static void
test_remedies_use_known_placeholders(void)
{
	CHECK(!is_placeholder("{Name}"));
	CHECK(!is_placeholder("{"));
	each_row(check_placeholders);
}

/* Rules about a run or an input see no certificate. */
static void
check_level(const struct el_rule *row)
{
	if (row->level == EL_PER_CERTIFICATE)
		return;
	check_row(row, row->needs == 0 && row->since == 0 && row->until == 0,
	    "a rule without a certificate looks at one");
}

static void
test_levels_fit(void)
{
	each_row(check_level);
}

static void
add_names(struct listing *listing, size_t count, size_t size)
{
	char name[EL_HOST_MAX + 1];

	memset(name, 'a', sizeof(name));
	for (size_t i = 0; i < count; i++)
		listing_add(listing,
		    (struct el_bytes){ (const uint8_t *)name, size });
}

static void
test_listing_ends(void)
{
	struct listing none = { .size = 0 };
	struct listing two = { .size = 0 };
	struct listing full = { .size = 0 };
	struct listing more = { .size = 0 };
	struct listing long_name = { .size = 0 };

	CHECK_TEXT(listing_text(&none), "");
	add_names(&two, 2, 1);
	CHECK_TEXT(listing_text(&two), "a, a");
	add_names(&full, LISTING_NAMES, EL_HOST_MAX);
	CHECK_NUMBER(strlen(listing_text(&full)),
	    LISTING_NAMES * (EL_HOST_MAX + 2) - 2);
	add_names(&more, LISTING_NAMES + 10000, EL_HOST_MAX);
	CHECK(strstr(listing_text(&more), "a and 10000 more") != NULL);
	CHECK_NUMBER(strlen(more.text),
	    LISTING_NAMES * (EL_HOST_MAX + 2) - 2 + strlen(" and 10000 more"));
	add_names(&long_name, 1, EL_HOST_MAX + 1);
	CHECK_TEXT(listing_text(&long_name), " and 1 more");
}

/*
 * The order rule against a stable sort that is done in the plainest way, on
 * lists of names with duplicates, wildcards and malformed ones among them.
 */
enum { LIST_MAX = 8, LISTS = 20000 };

static const char *const pool[] = { "webcon.contoso.com", "sip.contoso.com",
	"sip.fabrikam.com", "contoso.com", "SIP.contoso.com", "*.contoso.com",
	"a_b.contoso.com", "old.contoso.com", "Webcon.Contoso.COM" };

enum { POOL = sizeof(pool) / sizeof(pool[0]) };

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 16;
}

static struct el_host
host(const char *text)
{
	struct el_bytes name = el_bytes_of(text);

	return (struct el_host){ name, el_host_hash(name) };
}

/* The class by design, section 6, worked out by name. */
static int
class_by_name(struct el_bytes name, enum el_san_order order)
{
	bool web = el_host_equal(name, el_bytes_of(pool[0]));
	bool access_edge = el_host_equal(name, el_bytes_of(pool[1]));
	bool sip = access_edge || el_host_equal(name, el_bytes_of(pool[2]));

	if (order == EL_ORDER_WEB_CONFERENCING_FIRST)
		return web ? 0 : sip ? 1 : 2;
	if (order == EL_ORDER_SIP_FIRST)
		return access_edge ? 0 : web ? 1 : sip ? 2 : 3;
	return web || sip ? 0 : 1;
}

/* The indexes of the entries that the order is about; their number. */
static size_t
placed_entries(size_t *placed, const struct el_general_name *names,
    size_t count)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++) {
		bool seen = false;

		if (names[i].host.wildcard ||
		    names[i].host.defect != EL_HOST_OK)
			continue;
		for (size_t j = 0; j < i; j++)
			seen = seen ||
			    el_host_equal(names[j].value, names[i].value);
		if (!seen)
			placed[size++] = i;
	}
	return size;
}

static void
sort_by_class(size_t *sorted, const size_t *placed, size_t size,
    const struct el_general_name *names, enum el_san_order order)
{
	size_t next = 0;

	for (int class = 0; class < 4; class++)
		for (size_t i = 0; i < size; i++)
			if (class_by_name(names[placed[i]].value, order) ==
			    class)
				sorted[next++] = placed[i];
}

/* Runs the rule on a list and compares. */
static bool
order_agrees(const struct el_general_name *names, size_t count,
    const struct el_profile *profile, struct arena *arena)
{
	size_t number = el_rule_find("edge.san.order");
	struct el_cert cert = { .san = { .names = names, .count = count } };
	struct el_report report = { .arena = arena };
	struct el_target target = { .cert = &cert, .profile = profile };
	struct el_match match;
	size_t placed[LIST_MAX], sorted[LIST_MAX], size, first = 0, rows;

	if (!match_make(&match, &cert, profile, arena))
		return false;
	target.match = &match;
	report.rule = el_rule_rows(number, &rows);
	report.rule->check(&target, &report);
	size = placed_entries(placed, names, count);
	sort_by_class(sorted, placed, size, names, profile->san_order);
	while (first < size && placed[first] == sorted[first])
		first++;
	if (first == size)
		return report.count == 0;
	return report.count == 1 &&
	    report.list[0].position == placed[first] + 1 &&
	    el_bytes_equal(report.list[0].actual,
		names[placed[first]].value) &&
	    el_bytes_equal(report.list[0].expected,
		names[sorted[first]].value);
}

static void
test_order_is_a_stable_sort(void)
{
	struct el_domain domains[] = { { .name = host("contoso.com"),
					   .sip = host(pool[1]) },
		{ .name = host("fabrikam.com"), .sip = host(pool[2]) } };
	struct el_profile profile = {
		.product = EL_LYNC2013,
		.access_edge = host(pool[1]),
		.web_conferencing = host(pool[0]),
		.sip = { .known = true, .list = domains, .count = 2 },
	};
	struct el_general_name names[LIST_MAX];
	struct arena arena;
	uint32_t state = 1;
	size_t wrong = 0;

	arena_init(&arena);
	for (size_t run = 0; run < LISTS; run++) {
		size_t count = next_random(&state) % (LIST_MAX + 1);

		memset(names, 0, sizeof(names));
		for (size_t i = 0; i < count; i++) {
			const char *name = pool[next_random(&state) % POOL];

			names[i].type = EL_NAME_DNS;
			names[i].value = el_bytes_of(name);
			names[i].host = el_host_look(names[i].value);
		}
		profile.san_order = (enum el_san_order)(run % EL_ORDER_ANY);
		wrong += !order_agrees(names, count, &profile, &arena);
		arena_reset(&arena);
	}
	CHECK_NUMBER(wrong, 0);
	arena_free(&arena);
}

/* What a rule without a need for names finds in a view made by hand. */
static size_t
count_findings(const char *id, const struct el_cert *cert)
{
	struct arena arena;
	struct el_report report = { .arena = &arena };
	struct el_target target = { .cert = cert };
	size_t rows;

	arena_init(&arena);
	report.failed = arena_alloc(&arena, el_rule_count(), 1);
	report.rule = el_rule_rows(el_rule_find(id), &rows);
	if (report.failed != NULL)
		report.rule->check(&target, &report);
	arena_free(&arena);
	return report.count;
}

/* A certificate must not pass by having more faults than are kept. */
static void
test_faults_that_were_left_out(void)
{
	struct el_cert san = { .unreadable = EL_PART_SAN,
		.faults_left_out = 1 };
	struct el_cert subject = { .unreadable = EL_PART_SUBJECT | EL_PART_KEY,
		.faults_left_out = 1 };
	struct el_cert list = { .unreadable = EL_PART_EXTENSIONS | EL_PART_SAN,
		.faults_left_out = 1 };
	struct el_cert oddities = { .faults_left_out = 1 };

	CHECK_NUMBER(count_findings("x509.extension.malformed", &san), 1);
	CHECK_NUMBER(count_findings("x509.structure.malformed", &san), 0);
	CHECK_NUMBER(count_findings("x509.extension.malformed", &subject), 0);
	CHECK_NUMBER(count_findings("x509.structure.malformed", &subject), 1);
	CHECK_NUMBER(count_findings("x509.extension.malformed", &list), 0);
	CHECK_NUMBER(count_findings("x509.structure.malformed", &list), 1);
	CHECK_NUMBER(count_findings("x509.extension.malformed", &oddities), 0);
	CHECK_NUMBER(count_findings("x509.structure.malformed", &oddities), 0);
}

/* Breaches of DER in what was read are no reason to call it unreadable. */
static void
test_oddities_are_not_malformed(void)
{
	static const uint8_t octets[2] = { 0x30, 0x00 };
	struct el_fault fault = { .part = EL_PART_SAN,
		.extension = EL_OID_SAN, .at = { octets, 2 }, .what = "x" };
	struct el_cert cert = { .faults = &fault, .fault_count = 1 };

	for (int kind = 0; kind <= EL_FAULT_LIMIT; kind++) {
		bool gives_up = kind == EL_FAULT_MALFORMED ||
		    kind == EL_FAULT_TRAILING ||
		    kind == EL_FAULT_CONTENTS || kind == EL_FAULT_EMPTY ||
		    kind == EL_FAULT_LIMIT;

		fault.kind = (enum el_fault_kind)kind;
		CHECK_NUMBER(count_findings("x509.extension.malformed", &cert),
		    gives_up);
		CHECK_NUMBER(count_findings("x509.structure.malformed", &cert),
		    0);
	}
}

const struct test tests_rules[] = {
	{ "rules: ids are unique, rows of one stand together",
	    test_ids_are_unique },
	{ "rules: ids are family.area.problem", test_ids_have_three_parts },
	{ "rules: every row has its texts", test_rows_are_complete },
	{ "rules: every document has title, address and date",
	    test_documents_are_complete },
	{ "rules: every row cites a source", test_rows_cite_sources },
	{ "rules: yields name rules, the whole before entries",
	    test_yields_name_rules },
	{ "rules: yields have no circle", test_yields_have_no_circle },
	{ "rules: rows of one id are never in force at once",
	    test_rows_of_an_id_are_apart },
	{ "rules: remedies use the placeholders there are",
	    test_remedies_use_known_placeholders },
	{ "rules: rules about a run need no certificate", test_levels_fit },
	{ "rules: a listing ends after twenty names", test_listing_ends },
	{ "rules: the order is a stable sort by class",
	    test_order_is_a_stable_sort },
	{ "rules: more faults than are kept hide nothing",
	    test_faults_that_were_left_out },
	{ "rules: breaches of DER are not malformed parts",
	    test_oddities_are_not_malformed },
	{ NULL, NULL },
};
