/*
 * Times as seconds since 1970-01-01T00:00:00Z, in the proleptic Gregorian
 * calendar, without leap seconds and without the C library's time zones.
 */
#ifndef LINT_BASE_TIME_H
#define LINT_BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include <edgelint/bytes.h>

enum { TIME_TEXT_SIZE = 32 };

/* Days from 1970-01-01 to a date; the date must be valid. */
int64_t time_days(int year, int month, int day);

/* Whether the fields name a second that exists; 60 seconds do not. */
bool time_from_fields(int64_t *out, int year, int month, int day, int hour,
    int minute, int second);

/* "2026-11-22T00:00:00Z" into a buffer of TIME_TEXT_SIZE. */
void time_to_text(char *buffer, int64_t seconds);

/* "2026-11-22" into a buffer of TIME_TEXT_SIZE. */
void time_to_date(char *buffer, int64_t seconds);

/*
 * What options and profiles take: YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ, or the
 * latter with +hh:mm or -hh:mm.  False: none of these.
 */
bool time_parse(int64_t *out, const char *text);

/* The clock. */
int64_t time_now(void);

#endif
