#include "coverage.h"

#include <stdio.h>

#include "base/time.h"

#define RULES "fixtures/rules/"

/* A date once, whichever rows have it. */
static void
add_date(struct coverage_rule *rule, int64_t date)
{
	for (size_t i = 0; i < rule->date_count; i++)
		if (rule->dates[i].date == date)
			return;
	if (date != 0)
		rule->dates[rule->date_count++].date = date;
}

static bool
find_dates(struct coverage_rule *rule, size_t number, struct arena *arena)
{
	size_t count;
	const struct el_rule *rows = el_rule_rows(number, &count);

	rule->dates = arena_alloc(arena, 2 * count, sizeof(*rule->dates));
	for (size_t i = 0; i < count && rule->dates != NULL; i++) {
		add_date(rule, rows[i].since);
		add_date(rule, rows[i].until);
	}
	return rule->dates != NULL;
}

bool
coverage_begin(struct coverage *coverage, struct arena *arena)
{
	*coverage = (struct coverage){ 0 };
	coverage->rules = arena_alloc(arena, el_rule_count(),
	    sizeof(*coverage->rules));
	for (size_t i = 0; i < el_rule_count() && coverage->rules != NULL; i++)
		if (!find_dates(&coverage->rules[i], i, arena))
			return false;
	return coverage->rules != NULL;
}

/* The folder of fixtures/rules that a case is in; no octets: none. */
static struct el_bytes
rule_folder(const char *path)
{
	const char *folder = strstr(path, RULES);

	if (folder == NULL)
		return (struct el_bytes){ NULL, 0 };
	folder += strlen(RULES);
	return (struct el_bytes){ (const uint8_t *)folder,
		strcspn(folder, "/") };
}

/* Whether a value is "SEVERITY RULE ...". */
static bool
names_rule(const char *value, const char *id)
{
	const char *word = value + strcspn(value, " ");
	size_t length = strlen(id);

	word += strspn(word, " ");
	return strncmp(word, id, length) == 0 &&
	    (word[length] == ' ' || word[length] == '\0');
}

static bool
expects(const struct case_file *file, const char *id)
{
	for (size_t i = 0; i < file->line_count; i++) {
		const struct case_line *line = &file->lines[i];

		if ((line->key == CASE_EXPECT ||
			line->key == CASE_EXPECT_RUN) &&
		    names_rule(line->value, id))
			return true;
	}
	return false;
}

/* A rule about the input or the run has no outcome: it is found or not. */
static bool
passes(const struct case_run *run, const struct el_rule *rule, size_t number)
{
	if (rule->level == EL_PER_CERTIFICATE) {
		for (size_t i = 0; i < run->count; i++) {
			if (run->results[i].cert != NULL &&
			    run->results[i].outcomes[number]->outcome ==
				EL_PASS)
				return true;
		}
		return false;
	}
	for (size_t i = 0; i < run->judge.run_finding_count; i++) {
		if (run->judge.run_findings[i].rule->id == rule->id)
			return false;
	}
	return true;
}

/* How the rule ended on certificates that begin at one of its dates. */
static void
note_dates(struct coverage_rule *rule, const struct case_run *run,
    size_t number)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct el_cert *cert = run->results[i].cert;
		unsigned outcome;

		if (cert == NULL || !cert->not_before.known)
			continue;
		outcome = 1u << run->results[i].outcomes[number]->outcome;
		for (size_t k = 0; k < rule->date_count; k++) {
			struct coverage_date *date = &rule->dates[k];

			if (cert->not_before.seconds == date->date)
				date->from |= outcome;
			if (cert->not_before.seconds == date->date - 1)
				date->before |= outcome;
		}
	}
}

void
coverage_add(struct coverage *coverage, const struct case_file *file,
    const struct case_run *run)
{
	struct el_bytes folder = rule_folder(file->path);
	const struct el_rule *rule;
	size_t number;
	size_t rows;

	if (folder.data == NULL)
		return;
	number = case_find_rule(folder);
	if (number == el_rule_count()) {
		printf("# %s: there is no rule %.*s\n", file->path,
		    (int)folder.size, (const char *)folder.data);
		coverage->stray = true;
		return;
	}
	rule = el_rule_rows(number, &rows);
	if (expects(file, rule->id))
		coverage->rules[number].expected = true;
	if (passes(run, rule, number))
		coverage->rules[number].near_miss = true;
	note_dates(&coverage->rules[number], run, number);
}

/* Both sides of a date are there, and make a difference. */
static bool
has_both_sides(const struct coverage_date *date)
{
	return date->from != 0 && date->before != 0 &&
	    (date->from != date->before ||
		(date->from & (date->from - 1)) != 0);
}

static bool
dates_are_covered(const struct coverage_rule *rule, const char *id)
{
	bool covered = true;

	for (size_t i = 0; i < rule->date_count; i++) {
		char text[TIME_TEXT_SIZE];

		if (has_both_sides(&rule->dates[i]))
			continue;
		time_to_text(text, rule->dates[i].date);
		printf("#   no two cases in %s%s begin at %s and a second "
		       "before, and end differently\n", RULES, id, text);
		covered = false;
	}
	return covered;
}

bool
coverage_print(const struct coverage *coverage)
{
	bool complete = !coverage->stray;

	printf("%s - folders of rules\n", coverage->stray ? "not ok" : "ok");
	for (size_t i = 0; i < el_rule_count(); i++) {
		const struct coverage_rule *rule = &coverage->rules[i];
		size_t rows;
		const char *id = el_rule_rows(i, &rows)->id;
		bool covered = rule->expected && rule->near_miss &&
		    dates_are_covered(rule, id);

		if (!rule->expected)
			printf("#   no case in %s%s expects it\n", RULES, id);
		if (!rule->near_miss)
			printf("#   it passes in no case in %s%s\n", RULES,
			    id);
		printf("%s - fixtures of %s\n", covered ? "ok" : "not ok", id);
		complete = complete && covered;
	}
	return complete;
}
