/* Runs the unit tests of all modules, or of those that are named: "unit sink
 * parallel" runs the tests whose names begin so. */

#include "check.h"

#include <stdlib.h>

/* One line a file: each defines its tests, ended by a NULL name. */
#define TEST_FILES(X) \
	X(arena) \
	X(sink) \
	X(parallel) \
	X(text) \
	X(time) \
	X(oid) \
	X(host) \
	X(wide) \
	X(der) \
	X(cert) \
	X(cert_faults) \
	X(request) \
	X(match) \
	X(comparison) \
	X(digest) \
	X(calendar) \
	X(weak_key) \
	X(acceptance) \
	X(json) \
	X(json_write) \
	X(profile) \
	X(profile_faults) \
	X(profile_options) \
	X(profile_waivers) \
	X(base64) \
	X(input) \
	X(pkcs7) \
	X(pkcs12) \
	X(punycode) \
	X(rules) \
	X(chain) \
	X(related) \
	X(report) \
	X(report_parts) \
	X(shortcut) \
	X(session) \
	X(inputs) \
	X(totals) \
	X(place) \
	X(issue) \
	X(plain)

#define TEST_DECLARE(area) extern const struct test tests_##area[];
TEST_FILES(TEST_DECLARE)

#define TEST_LIST(area) tests_##area,
static const struct test *const files[] = { TEST_FILES(TEST_LIST) };

unsigned check_failures;
unsigned check_count;

void
check_true(bool holds, const char *file, int line, const char *what)
{
	check_count++;
	if (holds)
		return;
	check_failures++;
	printf("# %s:%d: %s\n", file, line, what);
}

void
check_text(const char *actual, const char *expected, const char *file,
    int line, const char *what)
{
	check_count++;
	if (actual == NULL ? expected == NULL :
	    expected != NULL && strcmp(actual, expected) == 0)
		return;
	check_failures++;
	printf("# %s:%d: %s is \"%s\", not \"%s\"\n", file, line, what,
	    actual == NULL ? "(null)" : actual,
	    expected == NULL ? "(null)" : expected);
}

void
check_number(long long actual, long long expected, const char *file, int line,
    const char *what)
{
	check_count++;
	if (actual == expected)
		return;
	check_failures++;
	printf("# %s:%d: %s is %lld, not %lld\n", file, line, what, actual,
	    expected);
}

static bool
is_wanted(const char *name, char *const *wanted)
{
	if (*wanted == NULL)
		return true;
	for (; *wanted != NULL; wanted++)
		if (strncmp(name, *wanted, strlen(*wanted)) == 0)
			return true;
	return false;
}

int
main(int argc, char **argv)
{
	unsigned failed = 0;

	(void)argc;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		for (const struct test *t = files[i]; t->name != NULL; t++) {
			if (!is_wanted(t->name, argv + 1))
				continue;
			check_failures = 0;
			check_count = 0;
			t->run();
			if (check_count == 0) {
				printf("# %s checks nothing\n", t->name);
				check_failures++;
			}
			printf("%s - %s\n",
			    check_failures == 0 ? "ok" : "not ok", t->name);
			failed += check_failures != 0;
		}
	}
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
