#include "progress.h"

#include <stdio.h>
#include <time.h>

#include <unistd.h>

#include "interrupt.h"

enum {
	/* Milliseconds: short runs show nothing, eyes see no more. */
	FIRST_AFTER = 500,
	EVERY = 100,
	/* A line that is longer than the terminal cannot be erased. */
	LINE_SIZE = 80,
};

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void
progress_begin(struct progress *out, bool wanted)
{
	*out = (struct progress){ .wanted = wanted };
	if (!wanted)
		return;
	out->began = now();
	out->next = out->began + FIRST_AFTER;
}

static void
put(const char *text, int size)
{
	/* A terminal that is gone is no reason to stop. */
	if (size > 0 && write(STDERR_FILENO, text, (size_t)size) < 0)
		return;
}

static void
show(struct progress *progress, size_t total, int64_t time)
{
	const size_t *verdicts = progress->verdicts;
	int64_t passed = time - progress->began;
	char line[LINE_SIZE + sizeof(PROGRESS_ERASE)];
	char of[32] = "";
	int size;

	if (total > 0)
		snprintf(of, sizeof(of), " of %zu", total);
	size = snprintf(line, sizeof(line), PROGRESS_ERASE
	    "%zu%s files, %lld/s: %zu pass, %zu fail, %zu incomplete, "
	    "%zu unreadable", progress->done, of,
	    (long long)((int64_t)progress->done * 1000 /
		(passed > 0 ? passed : 1)),
	    verdicts[EL_VERDICT_PASS], verdicts[EL_VERDICT_FAIL],
	    verdicts[EL_VERDICT_INCOMPLETE], verdicts[EL_VERDICT_UNREADABLE]);
	interrupt_shows_progress(true);
	progress->shown = true;
	put(line, size < (int)sizeof(line) ? size : (int)sizeof(line) - 1);
}

void
progress_step(struct progress *progress, size_t total, const size_t *verdicts)
{
	int64_t time;

	progress->done++;
	for (size_t i = 0; i <= EL_VERDICT_UNREADABLE; i++)
		progress->verdicts[i] += verdicts[i];
	if (!progress->wanted)
		return;
	time = now();
	if (time < progress->next)
		return;
	progress->next = time + EVERY;
	show(progress, total, time);
}

void
progress_erase(struct progress *progress)
{
	if (!progress->shown)
		return;
	put(PROGRESS_ERASE, sizeof(PROGRESS_ERASE) - 1);
	progress->shown = false;
	interrupt_shows_progress(false);
}
