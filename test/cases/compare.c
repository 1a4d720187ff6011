#include "compare.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

/* --- what came out, as lines --------------------------------------------- */

/* "#3", or "-" for nowhere. */
static void
write_position(struct sink *out, size_t position)
{
	if (position == 0)
		sink_char(out, '-');
	else
		sink_printf(out, "#%zu", position);
}

/* expect: SEVERITY RULE PATH|- #POSITION|- [NAME] */
static void
write_finding(struct sink *out, const struct el_cert *cert,
    const struct el_finding *finding)
{
	char path[EL_PATH_MAX] = "-";

	if (finding->where.data != NULL)
		el_cert_path(path, sizeof(path), cert, finding->where);
	sink_printf(out, "expect: %s %s %s ",
	    finding->waiver != NULL ? "waived" :
				      el_severity_name(finding->severity),
	    finding->rule->id, path);
	write_position(out, finding->position);
	if (finding->name.data != NULL) {
		sink_char(out, ' ');
		text_printable(out, finding->name);
	}
	sink_char(out, '\n');
}

void
compare_write_result(struct sink *out, const struct el_result *result)
{
	if (result->cert == NULL)
		sink_printf(out, "unreadable: %s\n", result->problem.code);
	for (size_t i = 0; i < result->finding_count; i++)
		write_finding(out, result->cert, &result->findings[i]);
}

void
compare_write_run(struct sink *out, const struct case_run *run)
{
	for (size_t i = 0; i < run->judge.run_finding_count; i++) {
		const struct el_finding *finding =
		    &run->judge.run_findings[i];

		sink_printf(out, "expect-run: %s %s\n",
		    finding->waiver != NULL ?
			"waived" : el_severity_name(finding->severity),
		    finding->rule->id);
	}
}

/* --- sets of lines ------------------------------------------------------- */

/* One line of either side. */
struct entry {
	struct el_bytes text; /* without the LF */
	size_t line; /* where the case expects it; 0: it came out */
};

/* Equal lines of the two sides come to stand together. */
static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	size_t size = a->text.size < b->text.size ? a->text.size :
						    b->text.size;
	int order = memcmp(a->text.data, b->text.data, size);

	if (order != 0)
		return order;
	if (a->text.size != b->text.size)
		return a->text.size < b->text.size ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static void
print_entry(const struct entry *entry)
{
	if (entry->line != 0)
		printf("#   expected (line %zu): %.*s\n", entry->line,
		    (int)entry->text.size, (const char *)entry->text.data);
	else
		printf("#   found: %.*s\n", (int)entry->text.size,
		    (const char *)entry->text.data);
}

/* Prints what one side has more often; equal entries are a run. */
static bool
print_difference(const struct entry *entries, size_t count)
{
	bool same = true;

	for (size_t i = 0, end; i < count; i = end) {
		size_t found = 0;
		size_t common;

		for (end = i; end < count &&
		     el_bytes_equal(entries[i].text, entries[end].text); end++)
			found += entries[end].line == 0;
		common = found < end - i - found ? found : end - i - found;
		for (size_t j = i + common; j < i + found; j++)
			print_entry(&entries[j]);
		for (size_t j = i + found + common; j < end; j++)
			print_entry(&entries[j]);
		same = same && end - i == 2 * common;
	}
	return same;
}

static struct el_bytes
without_end(struct el_bytes line)
{
	while (line.size > 0 && strchr(" \n", line.data[line.size - 1]))
		line.size--;
	return line;
}

/* The lines that came out go behind those that were expected. */
static size_t
add_found(struct entry *entries, size_t count, const struct sink *found)
{
	struct el_bytes rest = { (const uint8_t *)found->data, found->size };

	while (rest.size > 0) {
		const uint8_t *end = memchr(rest.data, '\n', rest.size);
		size_t size = (size_t)(end - rest.data) + 1;

		entries[count++] = (struct entry){
			without_end((struct el_bytes){ rest.data, size }), 0
		};
		rest.data += size;
		rest.size -= size;
	}
	return count;
}

static size_t
count_lines(const struct sink *text)
{
	size_t count = 0;

	for (size_t i = 0; i < text->size; i++)
		count += text->data[i] == '\n';
	return count;
}

/*
 * Whether the expectations behind a certificate (or about the run) are the
 * lines that came out, in whatever order.
 */
static bool
compare_set(const struct case_file *file, long certificate,
    const struct sink *found)
{
	struct entry *entries = calloc(file->line_count + count_lines(found),
	    sizeof(*entries));
	size_t count = 0;
	bool same;

	if (entries == NULL || found->error != 0) {
		free(entries);
		puts("#   no memory");
		return false;
	}
	for (size_t i = 0; i < file->line_count; i++) {
		const struct case_line *line = &file->lines[i];
		bool wanted = certificate == CASE_NO_CERTIFICATE ?
		    line->key == CASE_EXPECT_RUN :
		    line->certificate == certificate &&
			(line->key == CASE_EXPECT ||
			    line->key == CASE_UNREADABLE);

		if (wanted)
			entries[count++] = (struct entry){
				without_end(line->whole), line->number
			};
	}
	count = add_found(entries, count, found);
	qsort(entries, count, sizeof(*entries), compare_entries);
	same = print_difference(entries, count);
	free(entries);
	return same;
}

static bool
compare_results(const struct case_file *file, const struct case_run *run)
{
	struct sink found;
	bool same = true;

	sink_to_memory(&found);
	for (size_t i = 0; i < run->count; i++) {
		sink_clear(&found);
		compare_write_result(&found, &run->results[i]);
		same = compare_set(file, (long)i, &found) && same;
	}
	sink_clear(&found);
	compare_write_run(&found, run);
	same = compare_set(file, CASE_NO_CERTIFICATE, &found) && same;
	sink_free(&found);
	return same;
}

/* Signs are there to save time, and change nothing. */
static bool
compare_signs(const struct case_run *run)
{
	if (run->sign_broken == NULL)
		return true;
	printf("#   %s ends otherwise when signs settle rules: see its "
	       ".signs\n", run->sign_broken);
	return false;
}

/* --- single assertions --------------------------------------------------- */

/* The first word of a value; rest is what stands behind it. */
static struct el_bytes
first_word(const char *value, const char **rest)
{
	size_t length = strcspn(value, " ");

	*rest = value + length + strspn(value + length, " ");
	return (struct el_bytes){ (const uint8_t *)value, length };
}

/* outcome: RULE OUTCOME [REASON]; without a reason any will do */
static void
write_outcome(struct sink *out, const struct el_result *result,
    const char *value)
{
	static const char *const names[EL_OUTCOME_COUNT] = {
		[EL_NOT_APPLICABLE] = "not-applicable",
		[EL_PASS] = "pass",
		[EL_FAIL] = "fail",
		[EL_WAIVED] = "waived",
		[EL_NOT_EVALUATED] = "not-evaluated",
		[EL_SWITCHED_OFF] = "switched-off",
	};
	const struct el_rule_outcome *outcome;
	const char *expected;
	struct el_bytes id = first_word(value, &expected);
	size_t number = case_find_rule(id);

	sink_write(out, id.data, id.size);
	if (number == el_rule_count()) {
		sink_text(out, " is no rule");
		return;
	}
	outcome = result->outcomes[number];
	sink_printf(out, " %s", names[outcome->outcome]);
	if (outcome->reason == NULL || strchr(expected, ' ') == NULL)
		return;
	sink_printf(out, " %s", outcome->reason);
	if (outcome->detail != NULL)
		sink_printf(out, ":%s", outcome->detail);
}

/* xmpp: DOMAIN COVERAGE #POSITION|- */
static void
write_coverage(struct sink *out, const struct el_result *result,
    const struct el_profile *profile, const char *value)
{
	const char *rest;
	struct el_bytes domain = first_word(value, &rest);

	sink_write(out, domain.data, domain.size);
	for (size_t i = 0; i < profile->xmpp.count; i++) {
		const struct el_coverage *coverage;

		if (!el_bytes_equal(profile->xmpp.list[i].name.text, domain) ||
		    result->match->xmpp == NULL)
			continue;
		coverage = &result->match->xmpp[i];
		sink_printf(out, " %s ", el_coverage_name(coverage->kind));
		write_position(out, coverage->position);
		return;
	}
	sink_text(out, " is not asked for");
}

/* roles: #POSITION ROLE,ROLE... */
static void
write_roles(struct sink *out, const struct el_result *result,
    const char *value)
{
	static const struct {
		enum el_name_role bit;
		const char *name;
	} names[] = {
		{ EL_PLAYS_ACCESS_EDGE, "access-edge" },
		{ EL_PLAYS_WEB_CONFERENCING, "web-conferencing" },
		{ EL_PLAYS_SIP, "sip" },
		{ EL_PLAYS_XMPP, "xmpp" },
		{ EL_PLAYS_ALLOWED, "allowed" },
	};
	unsigned long position = value[0] == '#' ?
	    strtoul(value + 1, NULL, 10) : 0;
	char separator = ' ';
	unsigned roles;

	if (position == 0 || position > result->cert->san.count) {
		sink_text(out, "there is no such position");
		return;
	}
	sink_printf(out, "#%lu", position);
	roles = result->match->roles[position - 1];
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if ((roles & names[i].bit) == 0)
			continue;
		sink_char(out, separator);
		sink_text(out, names[i].name);
		separator = ',';
	}
	if (separator == ' ')
		sink_text(out, " -");
}

static bool
is_assertion(enum case_key key)
{
	return key == CASE_OUTCOME || key == CASE_XMPP || key == CASE_ROLES ||
	    key == CASE_VERDICT || key == CASE_IS;
}

/* What the assertion in a line would have to say. */
static void
write_assertion(struct sink *out, const struct el_result *result,
    const struct el_profile *profile, const struct case_line *line)
{
	if (result->cert == NULL) {
		sink_text(out, "the certificate is unreadable");
		return;
	}
	switch (line->key) {
	case CASE_OUTCOME:
		write_outcome(out, result, line->value);
		return;
	case CASE_XMPP:
		write_coverage(out, result, profile, line->value);
		return;
	case CASE_ROLES:
		write_roles(out, result, line->value);
		return;
	case CASE_VERDICT:
		sink_text(out, el_verdict_name(result->verdict));
		return;
	default:
		sink_text(out, result->role == EL_ISSUER ? "issuer" : "edge");
		return;
	}
}

static bool
compare_assertion(const struct case_line *line, const struct case_run *run)
{
	const struct el_result *result = &run->results[line->certificate];
	struct el_bytes text;
	struct sink found;
	bool same;

	sink_to_memory(&found);
	write_assertion(&found, result, &run->profile, line);
	text = (struct el_bytes){ (const uint8_t *)found.data, found.size };
	same = found.error == 0 &&
	    el_bytes_equal(text, el_bytes_of(line->value));
	if (!same)
		printf("#   expected (line %zu): %s\n#   found: %.*s\n",
		    line->number, line->value, (int)found.size, found.data);
	sink_free(&found);
	return same;
}

static bool
compare_assertions(const struct case_file *file, const struct case_run *run)
{
	bool same = true;

	for (size_t i = 0; i < file->line_count; i++) {
		const struct case_line *line = &file->lines[i];

		if (is_assertion(line->key) && !compare_assertion(line, run))
			same = false;
	}
	return same;
}

bool
compare_case(const struct case_file *file, const struct case_run *run)
{
	bool same;

	if (run->count != file->certificates) {
		printf("#   %zu certificates found in %zu blocks\n",
		    run->count, file->certificates);
		return false;
	}
	same = compare_results(file, run);
	same = compare_signs(run) && same;
	return compare_assertions(file, run) && same;
}
