/*
 * Days on which requirements begin or end, as seconds since
 * 1970-01-01T00:00:00Z: the first second of each, UTC.
 */
#ifndef RULES_DATES_H
#define RULES_DATES_H

#include <stdint.h>

#define DATE_2012_07_01 INT64_C(1341100800)
#define DATE_2015_11_01 INT64_C(1446336000)
#define DATE_2020_09_01 INT64_C(1598918400)
#define DATE_2022_04_15 INT64_C(1649980800)
#define DATE_2022_09_01 INT64_C(1661990400)
#define DATE_2023_09_15 INT64_C(1694736000)
#define DATE_2026_03_15 INT64_C(1773532800)
#define DATE_2027_03_15 INT64_C(1805068800)
#define DATE_2029_03_15 INT64_C(1868227200)

#endif
