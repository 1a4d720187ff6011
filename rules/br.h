/*
 * What the tables of the CA/Browser Forum's rules share: the days from which
 * its requirements bind a CA, tested against notBefore.
 */
#ifndef RULES_BR_H
#define RULES_BR_H

#include "dates.h"

/* The first edition is in force; there was no duty before it. */
#define BR_FIRST DATE_2012_07_01
/* No certificate any more for internal names and reserved addresses. */
#define BR_NO_INTERNAL DATE_2015_11_01
#define BR_NO_UNITS DATE_2022_09_01
/* Edition 2.0.0: the certificate profiles of section 7.1.2. */
#define BR_PROFILES DATE_2023_09_15
#define BR_NO_REVERSE_ZONES DATE_2026_03_15
/* Chrome's: how many timestamps; serverAuth and nothing else. */
#define CHROME_TIMESTAMPS DATE_2022_04_15
#define CHROME_SERVER_ONLY DATE_2027_03_15

/* Remedies end alike: the subscriber can only ask for another one. */
#define REISSUE \
	"Ask the CA to issue the certificate again and replace this one " \
	"before it is revoked: the CA has five days from learning of the " \
	"fault."

#endif
