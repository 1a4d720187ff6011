/*
 * How the two dates of a certificate are written (RFC 5280, section 4.1.2.5).
 * What is no date at all is x509_structure.c's.
 */

#include <edgelint/rule.h>

#include "phrases.h"

/* UTCTime has two digits for the year: 1950 to 2049. */
#define YEAR_1950 INT64_C(-631152000)
#define YEAR_2050 INT64_C(2524608000)

/* Each of the dates, with the name that its field has. */
typedef void date_check(const struct el_time *date, const char *name,
    struct el_report *report);

static void
each_date(const struct el_cert *cert, struct el_report *report,
    date_check *check)
{
	check(&cert->not_before, "notBefore", report);
	check(&cert->not_after, "notAfter", report);
}

static void
check_type(const struct el_time *date, const char *name,
    struct el_report *report)
{
	if (date->elem.tag != EL_TAG_GENERALIZED_TIME ||
	    date->seconds < YEAR_1950 || date->seconds >= YEAR_2050)
		return;
	el_flag(report, &date->elem, "%s is the GeneralizedTime %s; until the "
	    "end of 2049 a date is a UTCTime", name,
	    el_show(report, date->elem.body));
}

static void
check_wrong_type(const struct el_target *target, struct el_report *report)
{
	each_date(target->cert, report, check_type);
}

static void
check_form(const struct el_time *date, const char *name,
    struct el_report *report)
{
	if (date->exact)
		return;
	el_flag(report, &date->elem, "%s is the %s %s, not of the form %s",
	    name,
	    date->elem.tag == EL_TAG_UTC_TIME ? "UTCTime" : "GeneralizedTime",
	    el_show(report, date->elem.body),
	    date->elem.tag == EL_TAG_UTC_TIME ? "YYMMDDHHMMSSZ" :
						"YYYYMMDDHHMMSSZ");
}

static void
check_malformed(const struct el_target *target, struct el_report *report)
{
	each_date(target->cert, report, check_form);
}

static const struct el_rule rules[] = {
	{
		.id = "x509.time.wrong-type",
		.severity = EL_ERROR,
		.title = "Date is of the wrong type",
		.check = check_wrong_type,
		.needs = EL_PART_VALIDITY,
		.signs = EL_SIGN_DATE,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.5",
			    "dates through 2049 are UTCTime, later ones "
			    "GeneralizedTime", false },
		},
		.fails_when = "a date from 1950 to 2049 is a GeneralizedTime; "
			      "once for each of the two",
		.why = "Software that checks the type refuses the "
		       "certificate, and a comparison of the encoded dates "
		       "goes wrong.",
		.remedy = "The CA's software has to write UTCTime up to "
			  "2049." CA_REISSUES,
		.example = "Fails: GeneralizedTime 20271001000000Z\n"
			   "Passes: UTCTime 271001000000Z",
	},
	{
		.id = "x509.time.malformed",
		.severity = EL_ERROR,
		.title = "Date is not of the form that certificates have",
		.check = check_malformed,
		.needs = EL_PART_VALIDITY,
		.signs = EL_SIGN_DATE,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.5.1",
			    "a UTCTime has seconds, and is in Greenwich Mean "
			    "Time with a Z", false },
			{ EL_DOC_RFC5280, "4.1.2.5.2",
			    "a GeneralizedTime likewise, without fractions of "
			    "a second", false },
		},
		.fails_when = "a date lacks the seconds or the Z, has an "
			      "offset from UTC or a fraction of a second; "
			      "once for each of the two",
		.why = "Software disagrees on what such a date means, or "
		       "refuses the certificate.",
		.remedy = "The CA's software has to write seconds and a "
			  "Z." CA_REISSUES,
		.example = "Fails: UTCTime 2710010000Z, "
			   "UTCTime 271001020000+0200\n"
			   "Passes: UTCTime 271001000000Z",
	},
};

EL_RULESET(x509_time, rules);
