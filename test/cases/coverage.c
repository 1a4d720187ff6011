#include "coverage.h"

#include <stdio.h>

#define RULES "fixtures/rules/"

bool
coverage_begin(struct coverage *coverage, struct arena *arena)
{
	*coverage = (struct coverage){ 0 };
	coverage->rules = arena_alloc(arena, el_rule_count(),
	    sizeof(*coverage->rules));
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
		bool covered = rule->expected && rule->near_miss;

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
