#include "tally.h"

#include <string.h>

struct tally
tally_of(const struct el_result *result)
{
	struct tally tally = { .waived = 0 };

	for (size_t i = 0; i < result->finding_count; i++) {
		const struct el_finding *finding = &result->findings[i];

		if (finding->waiver != NULL)
			tally.waived++;
		else
			tally.severities[finding->severity]++;
	}
	if (result->verdict == EL_VERDICT_INCOMPLETE)
		tally.not_evaluated = result->counts[EL_NOT_EVALUATED];
	return tally;
}

struct tally
tally_of_summary(const struct el_summary *summary)
{
	struct tally tally = { .waived = summary->waived };

	memcpy(tally.severities, summary->severities,
	    sizeof(tally.severities));
	return tally;
}

/* "2 errors", behind a comma when something stands before it. */
static void
put_count(struct sink *sink, size_t count, const char *what, bool plural,
    const char *before)
{
	if (count > 0)
		sink_printf(sink, "%s%zu %s%s", before, count, what,
		    plural && count != 1 ? "s" : "");
}

void
tally_write(struct sink *sink, const struct tally *tally)
{
	static const struct {
		enum el_severity severity;
		const char *word;
		bool plural;
	} counts[] = {
		{ EL_ERROR, "error", true },
		{ EL_WARNING, "warning", true },
		{ EL_INFO, "info", false },
	};
	const char *before = "";

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		size_t count = tally->severities[counts[i].severity];

		put_count(sink, count, counts[i].word, counts[i].plural,
		    before);
		if (count > 0)
			before = ", ";
	}
	if (*before == '\0')
		sink_text(sink, "no findings");
	put_count(sink, tally->waived, "waived", false, ", ");
	put_count(sink, tally->not_evaluated, "rule", true, "; ");
	if (tally->not_evaluated > 0)
		sink_text(sink, " not evaluated");
}
