#include "report.h"

bool
report_begin(struct report *out, const struct report_writer *writer,
    const struct report_options *options, struct sink *sink)
{
	*out = (struct report){
		.writer = writer,
		.options = *options,
		.sink = sink,
	};
	for (size_t i = 0; i < writer->kept; i++)
		sink_to_memory(&out->kept[i]);
	return writer->begin(out);
}

void
report_head(struct report *report)
{
	if (report->writer->head != NULL)
		report->writer->head(report);
}

static void
separate(struct report *report)
{
	if (report->results > 0 && report->writer->separate != NULL)
		report->writer->separate(report);
}

void
report_result(struct report *report, const struct el_result *result)
{
	const struct el_profile *profile = report->options.profile;

	if (result->passed_over && !report->writer->shows_passed_over)
		return;
	separate(report);
	/* What is said of it, such as what to do, is for its own services. */
	if (result->profile != NULL)
		report->options.profile = result->profile;
	report->writer->result(report, result);
	report->options.profile = profile;
	report->results++;
}

/* Move what one sink holds to the end of another. */
static void
move(struct sink *to, struct sink *from)
{
	if (from->error != 0 && to->error == 0)
		to->error = from->error;
	sink_write(to, from->data, from->size);
	sink_clear(from);
}

void
report_append(struct report *report, struct report *part)
{
	if (part->results > 0)
		separate(report);
	if (report->writer->merge != NULL)
		report->writer->merge(report, part);
	move(report->sink, part->sink);
	for (size_t i = 0; i < report->writer->kept; i++)
		move(&report->kept[i], &part->kept[i]);
	report->results += part->results;
	part->results = 0;
}

/* What could not be kept is missing from the report. */
void
report_end(struct report *report, const struct judge *judge)
{
	for (size_t i = 0; i < report->writer->kept; i++)
		if (report->kept[i].error != 0 && report->sink->error == 0)
			report->sink->error = report->kept[i].error;
	report->writer->end(report, judge);
}

bool
report_hides(const struct report_options *options,
    const struct el_finding *finding)
{
	return options->hide_waived && finding->waiver != NULL;
}

void
report_discard(struct report *report)
{
	if (report->writer == NULL)
		return;
	report->writer->discard(report);
	for (size_t i = 0; i < report->writer->kept; i++)
		sink_free(&report->kept[i]);
	report->writer = NULL;
}
