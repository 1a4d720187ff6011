/* edgelint rules: the rule tables as a list. */

#include <string.h>

#include <unistd.h>

#include "base/time.h"
#include "command.h"
#include "diagnose.h"
#include "judge/profile.h"
#include "report/citation.h"
#include "report/page.h"
#include "report/report.h"
#include "scope.h"

enum {
	INDENT = 2,
	RULES_VERSION = 1,
	/* Columns of the text: severity and id. */
	SEVERITY_WIDTH = 9,
	ID_WIDTH = 40,
};

static void
put_text_row(const struct page *page, const struct el_rule *row)
{
	const char *severity = el_severity_name(row->severity);
	size_t length = strlen(row->id);

	sink_text(page->sink, severity);
	page_spaces(page, SEVERITY_WIDTH - strlen(severity));
	sink_text(page->sink, row->id);
	page_spaces(page, length < ID_WIDTH ? ID_WIDTH - length : 1);
	sink_printf(page->sink, "%s\n", row->title);
}

/* One line a rule: rows of one id tell the same problem. */
static void
put_text(struct sink *sink)
{
	const struct page page = { .sink = sink };

	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t rows;

		put_text_row(&page, el_rule_rows(i, &rows));
	}
}

static void
put_applies(struct json_writer *json, const struct el_rule *row)
{
	json_begin_object(json, "applies");
	json_string(json, "to", scope_level_name(row->level));
	for (size_t kind = 0; kind < SCOPE_KINDS; kind++) {
		const char *value;

		json_begin_array(json, scope_kind_name((enum scope_kind)kind));
		for (size_t i = 0; (value = scope_value(row,
			(enum scope_kind)kind, i)) != NULL; i++)
			json_string(json, NULL, value);
		json_end_array(json);
	}
	json_end_object(json);
}

static void
put_time(struct json_writer *json, const char *key, int64_t seconds)
{
	char text[TIME_TEXT_SIZE];

	if (seconds == 0) {
		json_null(json, key);
		return;
	}
	time_to_text(text, seconds);
	json_string(json, key, text);
}

/* The remedy for a deployment that is not known. */
static void
put_remedy(struct json_writer *json, const struct el_rule *row)
{
	struct el_finding finding = { .rule = row };
	struct el_profile profile;
	struct sink text;

	if (row->remedy == NULL) {
		json_null(json, "remedy");
		return;
	}
	profile_defaults(&profile);
	sink_to_memory(&text);
	report_remedy(&text, &profile, &finding);
	json_begin_string(json, "remedy");
	json_escape(json->sink, (struct el_bytes){ (const uint8_t *)text.data,
		text.size });
	json_end_string(json);
	if (text.error != 0)
		json->sink->error = text.error;
	sink_free(&text);
}

static void
put_yields(struct json_writer *json, const struct el_rule *row)
{
	json_begin_array(json, "yields_to");
	for (size_t i = 0; i < EL_YIELDS_MAX; i++)
		if (row->yields[i].to != NULL)
			json_string(json, NULL, row->yields[i].to);
	json_end_array(json);
}

static void
put_json_row(struct json_writer *json, const struct el_rule *row,
    size_t number)
{
	size_t family = strcspn(row->id, ".");

	json_begin_object(json, NULL);
	json_string(json, "id", row->id);
	json_string(json, "severity", el_severity_name(row->severity));
	json_string(json, "title", row->title);
	json_bytes(json, "family", (struct el_bytes){
		(const uint8_t *)row->id, family });
	put_applies(json, row);
	put_time(json, "since", row->since);
	put_time(json, "until", row->until);
	json_string(json, "fails_when", row->fails_when);
	json_string(json, "why", row->why);
	citation_put_sources(json, number);
	put_remedy(json, row);
	put_yields(json, row);
	json_end_object(json);
}

/* Every row, since rows of one id differ in where and when they apply. */
static void
put_json(struct sink *sink)
{
	struct json_writer json = { .sink = sink, .indent = INDENT };

	json_begin_object(&json, NULL);
	json_number(&json, "edgelint_rules", RULES_VERSION);
	json_begin_array(&json, "rules");
	for (size_t i = 0; i < el_rule_count(); i++) {
		size_t count;
		const struct el_rule *rows = el_rule_rows(i, &count);

		for (size_t row = 0; row < count; row++)
			put_json_row(&json, &rows[row], i);
	}
	json_end_array(&json);
	json_end_object(&json);
	sink_char(sink, '\n');
}

int
rules_run(const struct arguments *arguments)
{
	const char *format = arguments_value(arguments, OPTION_LIST_FORMAT);
	struct sink sink;
	int status;

	if (arguments->operand_count > 0)
		return diagnose("rules takes no operand; 'edgelint explain "
				"%s' explains a rule", arguments->operands[0]);
	sink_to_fd(&sink, STDOUT_FILENO);
	if (format != NULL && strcmp(format, "json") == 0)
		put_json(&sink);
	else
		put_text(&sink);
	status = diagnose_stdout(&sink);
	sink_free(&sink);
	return status;
}
