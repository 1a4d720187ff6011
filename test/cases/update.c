#include "update.h"

#include <errno.h>
#include <stdio.h>

#include "base/sink.h"
#include "compare.h"

static bool
is_expectation(const struct case_line *line)
{
	return line->key == CASE_EXPECT || line->key == CASE_UNREADABLE ||
	    line->key == CASE_EXPECT_RUN;
}

/* Whether a line is the last of a certificate's PEM block. */
static bool
ends_certificate(const struct case_file *file, size_t i)
{
	long next = i + 1 < file->line_count ?
	    file->lines[i + 1].certificate : (long)file->certificates - 1;

	return file->lines[i].key == CASE_PEM &&
	    next != file->lines[i].certificate;
}

/* The case with today's expectations. */
static void
write_case(struct sink *out, const struct case_file *file,
    const struct case_run *run)
{
	for (size_t i = 0; i < file->line_count; i++) {
		const struct case_line *line = &file->lines[i];

		if (is_expectation(line))
			continue;
		sink_write(out, line->whole.data, line->whole.size);
		if (ends_certificate(file, i))
			compare_write_result(out,
			    &run->results[line->certificate + 1]);
	}
	compare_write_run(out, run);
}

static bool
is_unchanged(const struct case_file *file, const struct sink *text)
{
	struct el_bytes first = file->lines[0].whole;
	struct el_bytes last = file->lines[file->line_count - 1].whole;
	struct el_bytes old = { first.data,
		(size_t)(last.data + last.size - first.data) };

	return el_bytes_equal(old,
	    (struct el_bytes){ (const uint8_t *)text->data, text->size });
}

/* Aside first, so that a failure leaves the old file. */
static bool
replace_file(const char *path, const struct sink *text)
{
	char aside[4096];
	FILE *file;
	bool good;

	if (snprintf(aside, sizeof(aside), "%s.new", path) >=
	    (int)sizeof(aside))
		return false;
	file = fopen(aside, "wb");
	if (file == NULL)
		return false;
	good = fwrite(text->data, 1, text->size, file) == text->size;
	good = fclose(file) == 0 && good;
	if (good && rename(aside, path) == 0)
		return true;
	remove(aside);
	return false;
}

bool
update_case(const struct case_file *file, const struct case_run *run)
{
	struct sink text;
	bool good = true;

	if (run->count != file->certificates) {
		printf("# %s: %zu certificates found in %zu blocks\n",
		    file->path, run->count, file->certificates);
		return false;
	}
	sink_to_memory(&text);
	write_case(&text, file, run);
	if (text.error != 0)
		good = false;
	else if (!is_unchanged(file, &text))
		good = replace_file(file->path, &text) &&
		    printf("%s: updated\n", file->path) > 0;
	if (!good)
		printf("# %s: %s\n", file->path, strerror(errno));
	sink_free(&text);
	return good;
}
