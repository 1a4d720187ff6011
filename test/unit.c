/* Runs the unit tests of all modules. */

#include "check.h"

#include <stdlib.h>

/* One line a file: each defines its tests, ended by a NULL name. */
#define TEST_FILES(X) \
	X(arena) \
	X(sink) \
	X(text) \
	X(time) \
	X(oid) \
	X(host) \
	X(der) \
	X(cert) \
	X(cert_faults) \
	X(match) \
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
	X(punycode) \
	X(rules) \
	X(chain) \
	X(report) \
	X(report_parts) \
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

int
main(void)
{
	unsigned failed = 0;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		for (const struct test *t = files[i]; t->name != NULL; t++) {
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
