#include "findings.h"

#include <stdarg.h>

#include "base/text.h"
#include "base/time.h"
#include "view/digest.h"

static const char no_memory_text[] = "(no memory for this message)";

/* Room for one more; the spare one when there is none. */
static struct el_finding *
add_finding(struct el_report *report)
{
	if (report->count == report->capacity) {
		size_t capacity = report->capacity == 0 ? 8 :
							  2 * report->capacity;
		struct el_finding *list = arena_alloc(report->arena, capacity,
		    sizeof(*list));

		if (list == NULL) {
			report->no_memory = true;
			return &report->spare;
		}
		if (report->count != 0)
			memcpy(list, report->list,
			    report->count * sizeof(*list));
		report->list = list;
		report->capacity = capacity;
	}
	report->spoke = true;
	return &report->list[report->count++];
}

static struct el_finding *
flag(struct el_report *report, const struct el_elem *where,
    const char *format, va_list arguments)
{
	struct el_finding *finding = add_finding(report);
	const char *message = arena_vprintf(report->arena, format, arguments);

	if (message == NULL)
		report->no_memory = true;
	*finding = (struct el_finding){
		.rule = report->rule,
		.severity = report->rule->severity,
		.role = report->role,
		.message = message == NULL ? no_memory_text : message,
	};
	if (where != NULL)
		finding->where = el_whole(where);
	return finding;
}

struct el_finding *
el_flag(struct el_report *report, const struct el_elem *where,
    const char *format, ...)
{
	struct el_finding *finding;
	va_list arguments;

	va_start(arguments, format);
	finding = flag(report, where, format, arguments);
	va_end(arguments);
	return finding;
}

struct el_finding *
el_flag_name(struct el_report *report, const struct el_target *target,
    size_t position, const char *format, ...)
{
	const struct el_general_name *name =
	    &target->cert->san.names[position - 1];
	struct el_finding *finding;
	va_list arguments;

	va_start(arguments, format);
	finding = flag(report, &name->elem, format, arguments);
	va_end(arguments);
	finding->name = name->value;
	finding->position = position;
	return finding;
}

void
el_lower(struct el_finding *finding, enum el_severity severity)
{
	if (severity < finding->severity)
		finding->severity = severity;
}

void
el_yield(struct el_report *report, const char *rule)
{
	report->spoke = true;
	if (report->yielded_to == NULL)
		report->yielded_to = rule;
}

void
el_cannot_tell(struct el_report *report, const char *reason,
    const char *detail)
{
	report->spoke = true;
	if (report->cannot_tell != NULL)
		return;
	report->cannot_tell = reason;
	report->cannot_tell_detail = detail;
}

const char *
el_show(struct el_report *report, struct el_bytes octets)
{
	struct sink shown;
	const char *text = NULL;

	sink_to_memory(&shown);
	text_excerpt(&shown, octets);
	if (shown.error == 0)
		text = arena_copy(report->arena, (struct el_bytes){
			(const uint8_t *)shown.data, shown.size });
	sink_free(&shown);
	if (text != NULL)
		return text;
	report->no_memory = true;
	return no_memory_text;
}

const char *
el_show_time(struct el_report *report, int64_t seconds)
{
	char text[TIME_TEXT_SIZE];

	time_to_text(text, seconds);
	return el_show(report, el_bytes_of(text));
}

bool
el_has_failed(const struct el_report *report, const char *rule)
{
	size_t number = el_rule_find(rule);

	return number < el_rule_count() && report->failed[number] != 0;
}

bool
el_is_reported(const struct el_report *report, const char *rule)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct el_finding *finding = &report->list[i];

		if (strcmp(finding->rule->id, rule) == 0 &&
		    finding->waiver == NULL &&
		    finding->severity >= finding->rule->severity)
			return true;
	}
	return false;
}

struct el_weak_key
el_weak_key(struct el_report *report, struct el_bytes modulus)
{
	/* Two rules ask for the same one. */
	if (report->weak_of != modulus.data) {
		report->weak = key_cache_find(report->keys, modulus);
		report->weak_of = modulus.data;
	}
	return report->weak;
}

/* Waived findings do not count, and come last. */
static unsigned
rank(const struct el_finding *finding)
{
	return finding->waiver != NULL ? EL_OFF : finding->severity;
}

const struct el_finding *
findings_sorted(const struct el_finding *list, size_t count,
    struct arena *arena)
{
	struct el_finding *sorted = arena_alloc(arena, count, sizeof(*sorted));
	size_t next = 0;

	if (sorted == NULL)
		return NULL;
	for (unsigned wanted = EL_ERROR; next < count; wanted--)
		for (size_t i = 0; i < count; i++)
			if (rank(&list[i]) == wanted)
				sorted[next++] = list[i];
	return sorted;
}

const struct el_severity_override *
findings_override(const struct el_profile *profile, const char *rule)
{
	for (size_t i = 0; i < profile->severity_count; i++)
		if (strcmp(profile->severities[i].rule, rule) == 0)
			return &profile->severities[i];
	return NULL;
}

bool
findings_is_off(const struct el_profile *profile, const char *rule)
{
	const struct el_severity_override *override =
	    findings_override(profile, rule);

	return override != NULL && override->severity == EL_OFF;
}

static bool
is_serial(const struct el_waiver *waiver, const struct el_cert *cert)
{
	return el_is_present(&cert->serial) &&
	    el_bytes_equal(el_without_zeros(waiver->certificate),
		el_without_zeros(cert->serial.body));
}

/* A waiver may name an entry by its octets or as reports show it. */
static bool
is_about(const struct el_waiver *waiver, struct el_bytes name)
{
	struct sink shown;
	bool same;

	if (waiver->name.data == NULL || el_host_equal(waiver->name, name))
		return true;
	sink_to_memory(&shown);
	text_printable(&shown, name);
	same = shown.error == 0 && el_host_equal(waiver->name,
	    (struct el_bytes){ (const uint8_t *)shown.data, shown.size });
	sink_free(&shown);
	return same;
}

static bool
waiver_names(const struct el_waiver *waiver, const struct el_cert *cert)
{
	uint8_t digest[DIGEST_SHA256_SIZE];

	if (waiver->by == EL_WAIVER_ANY)
		return true;
	if (cert == NULL)
		return false;
	switch (waiver->by) {
	case EL_WAIVER_SHA256:
		return el_bytes_equal(waiver->certificate,
		    digest_sha256(digest, cert->der));
	case EL_WAIVER_SHA1:
		/* Twenty octets may be a serial number as well. */
		return is_serial(waiver, cert) ||
		    el_bytes_equal(waiver->certificate,
			digest_sha1(digest, cert->der));
	default:
		return is_serial(waiver, cert);
	}
}

/* Whether a waiver is about a finding, be it in force or not. */
static bool
waives(const struct el_waiver *waiver, const struct el_finding *finding,
    const struct el_cert *cert)
{
	return strcmp(waiver->rule, finding->rule->id) == 0 &&
	    is_about(waiver, finding->name) && waiver_names(waiver, cert);
}

/* A waiver lapses only when no other takes its place. */
static void
note_lapsed(const struct el_profile *profile,
    const struct el_finding *finding, const struct el_cert *cert,
    uint8_t *uses)
{
	for (size_t i = 0; i < profile->waiver_count; i++)
		if (waives(&profile->waivers[i], finding, cert))
			uses[i] |= EL_WAIVER_LAPSED;
}

const struct el_waiver *
findings_waiver(const struct el_profile *profile,
    const struct el_finding *finding, const struct el_cert *cert,
    int64_t as_of, uint8_t *uses)
{
	const struct el_waiver *found = NULL;

	for (size_t i = 0; i < profile->waiver_count; i++) {
		const struct el_waiver *waiver = &profile->waivers[i];

		if (as_of >= waiver->until || !waives(waiver, finding, cert))
			continue;
		uses[i] |= EL_WAIVER_USED;
		if (found == NULL)
			found = waiver;
	}
	if (found == NULL)
		note_lapsed(profile, finding, cert, uses);
	return found;
}

/* Why a rule was not evaluated that should have been. */
static bool
is_want(const char *reason)
{
	return strcmp(reason, "unknown") == 0 ||
	    strcmp(reason, "unsupported") == 0 ||
	    strcmp(reason, "not-selected") == 0;
}

bool
findings_is_gap(const struct el_profile *profile, const struct el_rule *rule,
    const struct el_rule_outcome *out)
{
	const struct el_severity_override *override;

	if (out->outcome != EL_NOT_EVALUATED || !is_want(out->reason))
		return false;
	override = findings_override(profile, rule->id);
	return (override == NULL ? rule->severity : override->severity) ==
	    EL_ERROR;
}
