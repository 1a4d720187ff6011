/*
 * "edgelint check" over a great many files, beside a loop that does nothing
 * but open, read and close them; "soak --help" tells what is measured.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "input/input.h"
#include "synthetic.h"
#include "view/cert.h"

static const char help[] =
    "usage: soak EDGELINT FILE PROFILE [COUNT]\n"
    "\n"
    "Makes COUNT files (default: 100,000) of the first certificate of FILE, in\n"
    "folders of 1,000, once all with its key and once each with a key of its\n"
    "own, and runs over them, three times each, the median being shown:\n"
    "  open, read, close           a loop that does no more, in this program\n"
    "  check --quiet               with one job and with two\n"
    "  check --format ndjson       the same, to /dev/null\n"
    "Then come two bundles, a fifth as many certificates in one PEM file, and\n"
    "what check --quiet takes of each.\n"
    "CPU time is that of all threads, \"bare\" the loop's.  Peak memory is also\n"
    "shown for one folder.  It ends with 1 when a run fails, or needs more than\n"
    "32 MiB for files.\n";

enum {
	COUNT = 100000,
	FOLDER = 1000, /* files in each */
	OF_BUNDLE = 5, /* a part of the count */
	ROUNDS = 3,
	PEAK_MAX = 32 * 1024, /* kB */
	PATH_ROOM = 4096,
	BARE_BUFFER = 64 * 1024,
};

struct soak {
	const char *edgelint;
	const char *profile;
	char folder[PATH_ROOM];
	size_t count;
	struct el_bytes der;
	struct el_bytes key;
	bool failed;
};

/* What one run took. */
struct run {
	double cpu; /* microseconds, of all threads */
	double wall;
	long peak; /* kB */
};

static void
stop(const char *why)
{
	fprintf(stderr, "soak: %s: %s\n", why, strerror(errno));
	exit(2);
}

static void
path_of(char out[PATH_ROOM], const struct soak *soak, size_t number)
{
	snprintf(out, PATH_ROOM, "%.1024s/%04zu/%03zu.pem", soak->folder,
	    number / FOLDER, number % FOLDER);
}

static void
folder_of(char out[PATH_ROOM], const struct soak *soak, size_t number)
{
	snprintf(out, PATH_ROOM, "%.1024s/%04zu", soak->folder,
	    number / FOLDER);
}

static void
write_file(const char *path, struct sink *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0 || write(fd, text->data, text->size) !=
		(ssize_t)text->size || close(fd) != 0)
		stop(path);
}

/* The key's octets where each has its own, or none. */
static struct el_bytes
key_of(const struct soak *soak, bool own_keys)
{
	return own_keys ? soak->key : (struct el_bytes){ NULL, 0 };
}

static void
make_files(const struct soak *soak, bool own_keys)
{
	struct el_bytes key = key_of(soak, own_keys);
	char path[PATH_ROOM];
	struct sink text;

	sink_to_memory(&text);
	for (size_t i = 0; i < soak->count; i++) {
		if (i % FOLDER == 0) {
			folder_of(path, soak, i);
			if (mkdir(path, 0777) != 0 && errno != EEXIST)
				stop(path);
		}
		sink_clear(&text);
		if (!synthetic_pem(&text, soak->der, key, i))
			stop("no memory");
		path_of(path, soak, i);
		write_file(path, &text);
	}
	sink_free(&text);
}

static void
bundle_of(char out[PATH_ROOM], const struct soak *soak)
{
	snprintf(out, PATH_ROOM, "%.1024s/bundle.pem", soak->folder);
}

static void
make_bundle(const struct soak *soak, size_t count, bool own_keys)
{
	char path[PATH_ROOM];
	struct sink text;

	sink_to_memory(&text);
	if (!synthetic_bundle(&text, soak->der, key_of(soak, own_keys), count))
		stop("no memory");
	bundle_of(path, soak);
	write_file(path, &text);
	sink_free(&text);
}

static void
remove_files(const struct soak *soak)
{
	char path[PATH_ROOM];

	for (size_t i = 0; i < soak->count; i++) {
		path_of(path, soak, i);
		unlink(path);
	}
	bundle_of(path, soak);
	unlink(path);
	for (size_t i = 0; i < soak->count; i += FOLDER) {
		folder_of(path, soak, i);
		rmdir(path);
	}
	rmdir(soak->folder);
}

/* What is run in a process of its own: does not return. */
typedef void work(const struct soak *soak, const char *const *words);

static void
run_bare(const struct soak *soak, const char *const *words)
{
	static char buffer[BARE_BUFFER];
	char path[PATH_ROOM];

	(void)words;
	for (size_t i = 0; i < soak->count; i++) {
		ssize_t got;
		int fd;

		path_of(path, soak, i);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			_exit(2);
		while ((got = read(fd, buffer, sizeof(buffer))) > 0)
			continue;
		if (got < 0 || close(fd) != 0)
			_exit(2);
	}
	_exit(0);
}

static void
run_edgelint(const struct soak *soak, const char *const *words)
{
	int null = open("/dev/null", O_WRONLY);

	if (null < 0 || dup2(null, STDOUT_FILENO) < 0)
		_exit(2);
	execv(soak->edgelint, (char *const *)(uintptr_t)words);
	_exit(2);
}

static double
microseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e6 + (double)time.tv_usec;
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static struct run
run_once(struct soak *soak, work *what, const char *const *words)
{
	double start = now();
	struct rusage before;
	struct rusage after;
	int status;
	pid_t child;

	fflush(stdout);
	getrusage(RUSAGE_CHILDREN, &before);
	child = fork();
	if (child == 0)
		what(soak, words);
	if (child < 0 || waitpid(child, &status, 0) != child)
		stop("a run cannot be started");
	getrusage(RUSAGE_CHILDREN, &after);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		soak->failed = true;
	return (struct run){
		.wall = now() - start,
		.cpu = microseconds(after.ru_utime) +
		    microseconds(after.ru_stime) -
		    microseconds(before.ru_utime) -
		    microseconds(before.ru_stime),
		/* Of the largest child so far. */
		.peak = after.ru_maxrss,
	};
}

static int
compare(const void *a, const void *b)
{
	const struct run *x = a;
	const struct run *y = b;

	return x->cpu < y->cpu ? -1 : x->cpu > y->cpu;
}

static struct run
run_rounds(struct soak *soak, work *what, const char *const *words)
{
	struct run runs[ROUNDS];

	for (size_t i = 0; i < ROUNDS; i++)
		runs[i] = run_once(soak, what, words);
	qsort(runs, ROUNDS, sizeof(runs[0]), compare);
	return runs[ROUNDS / 2];
}

static void
show(const struct soak *soak, const char *what, const struct run *run,
    double bare)
{
	double count = (double)soak->count;

	printf("  %-26s %7.2f us CPU a file, %5.2f of bare, %7.0f/s, "
	    "%6ld kB\n", what, run->cpu / count,
	    bare == 0 ? 1.0 : run->cpu / bare, count * 1e6 / run->wall,
	    run->peak);
}

static struct run
check(struct soak *soak, const char *folder, bool quiet, const char *jobs,
    size_t rounds)
{
	const char *const words[] = { soak->edgelint, "check", folder,
		"--profile", soak->profile, "--jobs", jobs, "--format",
		"ndjson", quiet ? "--quiet" : NULL, NULL };

	return rounds == 1 ? run_once(soak, run_edgelint, words) :
	    run_rounds(soak, run_edgelint, words);
}

static void
measure(struct soak *soak, double bare)
{
	static const struct {
		const char *what;
		const char *jobs;
		bool quiet;
	} runs[] = {
		{ "check --quiet --jobs 1", "1", true },
		{ "check --quiet --jobs 2", "2", true },
		{ "check ndjson --jobs 1", "1", false },
		{ "check ndjson --jobs 2", "2", false },
	};
	double alone = 0;

	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		struct run run = check(soak, soak->folder, runs[i].quiet,
		    runs[i].jobs, ROUNDS);

		show(soak, runs[i].what, &run, bare);
		if (i % 2 == 0)
			alone = run.wall;
		else
			printf("  %-26s %7.2f times as fast\n", "... two jobs",
			    alone / run.wall);
		if (run.peak > PEAK_MAX) {
			printf("soak: that is over 32 MiB\n");
			soak->failed = true;
		}
	}
}

static void
measure_bundle(struct soak *soak, bool own_keys)
{
	size_t count = soak->count / OF_BUNDLE;
	char path[PATH_ROOM];
	struct run run;

	make_bundle(soak, count, own_keys);
	bundle_of(path, soak);
	run = check(soak, path, true, "1", ROUNDS);
	printf("a bundle of %zu, %s:\n  %-26s %7.2f us CPU a certificate, "
	    "%.0f/s and core, %ld kB\n", count, own_keys ?
	    "each with a key of its own" : "all with one key",
	    "check --quiet --jobs 1", run.cpu / (double)count,
	    (double)count * 1e6 / run.cpu, run.peak);
}

static void
prepare(struct soak *soak, const char *name, struct arena *arena,
    struct input_buffer *buffer)
{
	const char *place = getenv("TMPDIR");
	struct el_problem problem = { 0 };
	struct el_cert *cert = arena_alloc(arena, 1, sizeof(*cert));
	struct el_bytes octets;
	struct input input;

	if (cert == NULL || !input_read(&octets, name, buffer, arena,
		&problem) ||
	    !input_split(&input, name, octets, arena) ||
	    !cert_read(cert, input.slices[0].der, arena, &problem))
		stop("no certificate in FILE");
	soak->der = input.slices[0].der;
	soak->key = cert->key.modulus.body;
	snprintf(soak->folder, sizeof(soak->folder), "%.1000s/soak-XXXXXX",
	    place == NULL ? "/tmp" : place);
	if (mkdtemp(soak->folder) == NULL)
		stop(soak->folder);
}

static void
soak_all(struct soak *soak)
{
	char tenth[PATH_ROOM];
	struct run bare;
	struct run few;

	make_files(soak, false);
	bare = run_rounds(soak, run_bare, NULL);
	printf("%zu files, all with one key:\n", soak->count);
	show(soak, "open, read, close", &bare, 0);
	folder_of(tenth, soak, 0);
	few = check(soak, tenth, false, "2", 1);
	printf("  %-26s %50ld kB\n", "the first folder, --jobs 2", few.peak);
	measure(soak, bare.cpu);
	if (soak->key.data != NULL) {
		make_files(soak, true);
		printf("%zu files, each with a key of its own:\n",
		    soak->count);
		measure(soak, bare.cpu);
	}
	/* Last, since of the peak the largest so far is told. */
	measure_bundle(soak, false);
	if (soak->key.data != NULL)
		measure_bundle(soak, true);
}

int
main(int argc, char **argv)
{
	struct soak soak = { .count = COUNT };
	struct input_buffer buffer = { 0 };
	struct arena arena;

	if (argc < 4 || strcmp(argv[1], "--help") == 0) {
		fputs(help, argc < 2 ? stderr : stdout);
		return argc < 2 ? EXIT_FAILURE : EXIT_SUCCESS;
	}
	soak.edgelint = argv[1];
	soak.profile = argv[3];
	if (argc > 4)
		soak.count = strtoul(argv[4], NULL, 10);
	arena_init(&arena);
	prepare(&soak, argv[2], &arena, &buffer);
	soak_all(&soak);
	remove_files(&soak);
	arena_free(&arena);
	input_buffer_free(&buffer);
	return soak.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
