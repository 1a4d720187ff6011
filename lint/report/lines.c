#include "lines.h"

static size_t
class_of(const struct issue *issue)
{
	if (issue->waiver != NULL)
		return LINES_CLASSES - 1;
	return (size_t)(EL_ERROR - issue->severity);
}

static bool
is_full(const struct lines *lines, size_t class)
{
	return lines->count[class] >= LINES_MAX ||
	    lines->octets[class] >= LINES_OCTETS_MAX;
}

struct sink *
lines_begin(const struct lines *lines, struct report *report,
    const struct issue *issue)
{
	size_t class = class_of(issue);

	return is_full(lines, class) ? NULL : &report->kept[class];
}

void
lines_end(struct lines *lines, struct report *report,
    const struct issue *issue, size_t size_before)
{
	size_t class = class_of(issue);
	struct sink *sink = &report->kept[class];

	sink_char(sink, '\n');
	lines->count[class]++;
	lines->notes += issue->kind == ISSUE_NOTE;
	lines->octets[class] += sink->size - size_before;
}

void
lines_merge(struct lines *lines, struct lines *of_part, struct report *part)
{
	for (size_t class = 0; class < LINES_CLASSES; class++) {
		if (is_full(lines, class)) {
			sink_clear(&part->kept[class]);
			continue;
		}
		lines->count[class] += of_part->count[class];
		lines->octets[class] += of_part->octets[class];
	}
	*of_part = (struct lines){ .notes = 0 };
}

/* What was written of one report. */
struct written {
	size_t count;
	size_t octets;
};

static void
write_class(struct report *report, const char *indent, size_t class,
    struct written *written)
{
	const struct sink *kept = &report->kept[class];
	struct el_bytes rest = { (const uint8_t *)kept->data, kept->size };

	while (rest.size > 0 && written->count < LINES_MAX &&
	    written->octets < LINES_OCTETS_MAX) {
		const uint8_t *end = memchr(rest.data, '\n', rest.size);
		size_t size = end == NULL ? rest.size :
					    (size_t)(end - rest.data);

		sink_text(report->sink, written->count > 0 ? ",\n" : "\n");
		sink_text(report->sink, indent);
		sink_write(report->sink, rest.data, size);
		written->count++;
		written->octets += size + 1;
		size += end != NULL;
		rest.data += size;
		rest.size -= size;
	}
}

size_t
lines_write(struct report *report, const char *indent)
{
	struct written written = { 0, 0 };

	for (size_t class = 0; class < LINES_CLASSES; class++)
		write_class(report, indent, class, &written);
	return written.count;
}

size_t
lines_left_out(const struct lines *lines, const struct report *report,
    const struct judge *judge, size_t written)
{
	const struct el_summary *summary = &judge->summary;
	size_t all = summary->unreadable + lines->notes;

	for (size_t severity = EL_INFO; severity <= EL_ERROR; severity++)
		all += summary->severities[severity];
	if (!report->options.hide_waived)
		all += summary->waived;
	/* Of those a note tells. */
	all -= judge->run_findings_left_out;
	return all > written ? all - written : 0;
}
