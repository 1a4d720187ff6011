#include "report.h"

/* A format is a file of its own and a line in each of these two lists. */
extern const struct report_writer report_text;
extern const struct report_writer report_json;
extern const struct report_writer report_ndjson;
extern const struct report_writer report_sarif;
extern const struct report_writer report_junit;
extern const struct report_writer report_gitlab;
extern const struct report_writer report_github;
extern const struct report_writer report_csv;
extern const struct report_writer report_prometheus;
extern const struct report_writer report_nagios;
extern const struct report_writer report_markdown;
extern const struct report_writer report_html;
extern const struct report_writer report_ics;

const struct report_writer *const report_writers[] = {
	&report_text,
	&report_json,
	&report_ndjson,
	&report_sarif,
	&report_junit,
	&report_gitlab,
	&report_github,
	&report_csv,
	&report_prometheus,
	&report_nagios,
	&report_markdown,
	&report_html,
	&report_ics,
	NULL,
};

const struct report_writer *
report_find(const char *name)
{
	for (const struct report_writer *const *writer = report_writers;
	    *writer != NULL; writer++)
		if (strcmp((*writer)->name, name) == 0)
			return *writer;
	return NULL;
}
