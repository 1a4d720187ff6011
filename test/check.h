/*
 * Unit tests: a test is a function that checks, a file lists its tests.  Each
 * test prints one line, "ok - NAME" or "not ok - NAME", and says before it
 * what failed.
 */
#ifndef TEST_CHECK_H
#define TEST_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct test {
	const char *name;
	void (*run)(void);
};

/* Failures of the running test, and checks made. */
extern unsigned check_failures;
extern unsigned check_count;

#define CHECK(condition) \
	check_true((condition), __FILE__, __LINE__, #condition)
#define CHECK_TEXT(actual, expected) \
	check_text((actual), (expected), __FILE__, __LINE__, #actual)
#define CHECK_NUMBER(actual, expected) \
	check_number((long long)(actual), (long long)(expected), __FILE__, \
	    __LINE__, #actual)

void check_true(bool holds, const char *file, int line, const char *what);
void check_text(const char *actual, const char *expected, const char *file,
    int line, const char *what);
void check_number(long long actual, long long expected, const char *file,
    int line, const char *what);

#endif
