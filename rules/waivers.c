/* Waivers that have ended, and those that waive nothing. */

#include <edgelint/rule.h>

static const char *
show(struct el_report *report, const char *text)
{
	return el_show(report, el_bytes_of(text));
}

/*
 * The waiver by its place and its members, in the words of the profile: who
 * reads the finding has to find the line.
 */
static void
flag_waiver(const struct el_target *target, struct el_report *report,
    size_t index, const char *what)
{
	const struct el_waiver *waiver = &target->profile->waivers[index];
	bool named = waiver->name.data != NULL;
	struct el_finding *finding = el_flag(report, NULL, "waivers[%zu] of "
	    "the profile, rule %s, certificate %s, %s%s, until %s, owner %s, "
	    "%s", index, waiver->rule, show(report, waiver->certificate_text),
	    named ? "name " : "any name",
	    named ? el_show(report, waiver->name) : "", waiver->until_text,
	    show(report, waiver->owner), what);

	finding->name = el_bytes_of(waiver->rule);
}

static void
check_expired(const struct el_target *target, struct el_report *report)
{
	const struct el_profile *profile = target->profile;

	for (size_t i = 0; i < profile->waiver_count; i++)
		if ((target->waiver_uses[i] & EL_WAIVER_LAPSED) != 0)
			flag_waiver(target, report, i,
			    "has ended, and what it waived fails again");
}

static void
check_unused(const struct el_target *target, struct el_report *report)
{
	const struct el_profile *profile = target->profile;

	for (size_t i = 0; i < profile->waiver_count; i++)
		if (target->waiver_uses[i] == EL_WAIVER_ASKED)
			flag_waiver(target, report, i,
			    target->as_of >= profile->waivers[i].until ?
				"has ended, and there is nothing to waive" :
				"waives nothing");
}

#define CONVENTION(rule, text) { EL_DOC_EDGELINT, rule, text, false }

static const struct el_rule rules[] = {
	{
		.id = "waiver.expired",
		.severity = EL_WARNING,
		.title = "Waiver has ended, and the finding is back",
		.check = check_expired,
		.level = EL_PER_RUN,
		.sources = {
			CONVENTION("waiver.expired", "a waiver holds to the "
			    "end of its last day, UTC"),
		},
		.fails_when = "a finding would be waived by a waiver whose "
			      "last day is over",
		.why = "The finding counts again, and a gate that was open "
		       "closes. Whoever owns the waiver has said until when "
		       "it would be mended.",
		.remedy = "Mend what the finding is about, or agree on "
			  "another day and write it into \"until\" of that "
			  "waiver.",
		.example = "Fails: \"until\": \"2026-11-21\", judged on "
			   "2026-11-22, with the fault still there\n"
			   "Passes: \"until\": \"2026-11-22\", judged on "
			   "2026-11-22",
	},
	{
		.id = "waiver.unused",
		.severity = EL_INFO,
		.title = "Waiver waives nothing",
		.check = check_unused,
		.level = EL_PER_RUN,
		.sources = {
			CONVENTION("waiver.unused", "what is mended needs no "
			    "waiver"),
		},
		.fails_when = "a waiver is about no finding of the run, though "
			      "its rule was asked",
		.why = "A waiver that stays when the fault is mended hides "
		       "the fault when it comes back. It may also be about "
		       "another certificate or name than was meant.",
		.remedy = "Take it out of the profile, or correct "
			  "\"certificate\" and \"name\".",
		.example = "Fails: a waiver of edge.san.wildcard, and no "
			   "wildcard in any certificate of the run\n"
			   "Passes: the same waiver, and a certificate with a "
			   "wildcard",
	},
};

EL_RULESET(waivers, rules);
