#include "facts.h"

#include <edgelint/request.h>

#include "base/text.h"
#include "base/time.h"
#include "dn.h"

enum { SECONDS_OF_DAY = 86400 };

struct el_bytes
facts_serial(const struct el_cert *cert)
{
	struct el_bytes serial = cert->serial.body;

	if (serial.size > 1 && serial.data[0] == 0 && serial.data[1] >= 0x80) {
		serial.data++;
		serial.size--;
	}
	return serial;
}

long long
facts_days_until(int64_t end, int64_t as_of)
{
	int64_t left = end - as_of;

	return left / SECONDS_OF_DAY - (left % SECONDS_OF_DAY < 0);
}

long long
facts_days_left(const struct el_cert *cert, int64_t as_of)
{
	return facts_days_until(cert->not_after.seconds, as_of);
}

const char *
facts_product(enum el_product product)
{
	switch (product) {
	case EL_LYNC2010:
		return "Lync Server 2010";
	case EL_LYNC2013:
		return "Lync Server 2013";
	case EL_SFB2015:
		return "Skype for Business Server 2015";
	case EL_SFB2019:
		return "Skype for Business Server 2019";
	case EL_SFBSE:
		return "Skype for Business Server Subscription Edition";
	default:
		return el_product_name(product);
	}
}

const char *
facts_verdict(enum el_verdict verdict)
{
	static const char *const words[] = {
		[EL_VERDICT_PASS] = "PASS",
		[EL_VERDICT_INCOMPLETE] = "INCOMPLETE",
		[EL_VERDICT_FAIL] = "FAIL",
		[EL_VERDICT_UNREADABLE] = "UNREADABLE",
	};

	return words[verdict];
}

void
facts_write_source(struct sink *sink, const struct el_result *result)
{
	bool readable = result->problem.code == NULL;
	/* Of a file that holds no block, that of what is wrong. */
	size_t line = result->line > 0 ? result->line : result->problem.line;

	text_printable(sink, el_bytes_of(result->source));
	if (result->index > 0)
		sink_printf(sink, ", %s %zu",
		    result->cert == NULL ? "certificate" :
			el_kind_name(el_cert_kind(result->cert)),
		    result->index + 1);
	if (line > 0 && (result->index > 0 || !readable))
		sink_printf(sink, " (line %zu)", line);
}

bool
facts_is_request(const struct el_result *result)
{
	return result->cert != NULL && result->cert->request != NULL;
}

void
facts_write_subject(struct sink *sink, const struct el_cert *cert)
{
	size_t start = sink->size;

	dn_write(sink, &cert->subject);
	if (sink->size == start)
		sink_text(sink, "(no subject)");
}

void
facts_write_issuer(struct sink *sink, const struct el_cert *cert)
{
	dn_write(sink, &cert->issuer);
	if (el_cert_is_self_issued(cert))
		sink_text(sink, " (itself)");
}

static void
put_date(struct sink *sink, const struct el_time *time)
{
	char date[TIME_TEXT_SIZE];

	if (!time->known) {
		sink_text(sink, "(no time)");
		return;
	}
	time_to_date(date, time->seconds);
	sink_text(sink, date);
}

static void
put_days(struct sink *sink, long long days, const char *date)
{
	long long count = days < 0 ? -days : days;

	sink_printf(sink, days < 0 ? ", ended %lld day%s before %s" :
	    ", %lld day%s left on %s", count, count == 1 ? "" : "s", date);
}

void
facts_write_validity(struct sink *sink, const struct el_cert *cert,
    int64_t as_of)
{
	char date[TIME_TEXT_SIZE];

	time_to_date(date, as_of);
	put_date(sink, &cert->not_before);
	sink_text(sink, " to ");
	put_date(sink, &cert->not_after);
	if (cert->not_before.known && as_of < cert->not_before.seconds)
		sink_printf(sink, ", not yet begun on %s", date);
	else if (cert->not_after.known)
		put_days(sink, facts_days_left(cert, as_of), date);
}

void
facts_write_judged_as(struct sink *sink, const struct el_profile *profile,
    const struct el_result *result)
{
	bool request = facts_is_request(result);

	if (result->role == EL_ISSUER)
		sink_text(sink, request ? "Certificate request of a CA" :
					  "CA certificate");
	else
		sink_printf(sink, "%s, %s interface", request ?
		    "Certificate request for the Edge" : "Edge certificate",
		    el_interface_name(profile->interface));
	sink_printf(sink, ", %s; %s issuer", facts_product(profile->product),
	    result->scope == EL_PUBLIC ? "public" : "private");
	if (result->scope_reason != NULL)
		sink_printf(sink, " (%s)", result->scope_reason);
}

void
facts_write_uses(struct sink *sink, const struct el_result *result)
{
	char names[EL_USE_NAMES_SIZE];

	if (facts_is_request(result))
		sink_text(sink, "nothing yet: it is a request");
	else if (result->uses == 0)
		sink_text(sink, "no service of the Edge Server");
	else
		sink_text(sink, el_use_names(names, result->uses));
	if (result->of_both)
		sink_text(sink, result->uses == EL_USE_INTERNAL ?
		    "; its external uses are judged before" :
		    "; Internal is judged behind");
}

void
facts_write_maker(struct sink *sink, const struct el_request *request)
{
	const struct el_attribute provider = { .value = request->provider };
	size_t start = sink->size;

	if (el_is_present(&request->os_version)) {
		sink_text(sink, "Windows ");
		text_excerpt(sink, request->os_version.body);
	}
	if (el_is_present(&request->provider)) {
		sink_text(sink, sink->size > start ? "; key in " : "key in ");
		dn_write_value(sink, &provider);
	}
}

void
facts_write_profile(struct sink *sink, const struct el_profile *profile)
{
	if (profile->source != NULL)
		text_printable(sink, el_bytes_of(profile->source));
	else
		sink_text(sink, profile->given ? "from options" :
						    "none was given");
	if (profile->name != NULL) {
		sink_text(sink, ": ");
		text_printable(sink, el_bytes_of(profile->name));
	}
	for (size_t i = 0; i < profile->overridden_count; i++)
		sink_printf(sink, "%s%s", i == 0 ? "; by option: " : ", ",
		    profile->overridden[i]);
}

/* How the chain ends, behind the certificates that it has. */
static const char *
chain_end(const struct el_chain *chain)
{
	bool alone = chain->count == 1;

	switch (chain->end) {
	case EL_CHAIN_ANCHORED:
		return alone ? "it is a trust anchor itself" :
			       " (trust anchor)";
	case EL_CHAIN_ROOT:
		return alone ? "it is its own issuer" : " (root)";
	case EL_CHAIN_OPEN:
		return alone ? "its issuer is not there" : " (no root)";
	case EL_CHAIN_CUT:
		break;
	}
	return " ...";
}

void
facts_write_chain(struct sink *sink, const struct el_chain *chain)
{
	for (size_t i = 1; i < chain->count; i++) {
		if (i > 1)
			sink_text(sink, "; ");
		dn_write(sink, &chain->links[i].cert->subject);
		if (chain->links[i - 1].signature == EL_SIGNATURE_BAD)
			sink_text(sink, " (has not signed it)");
	}
	sink_text(sink, chain_end(chain));
	if (chain->cut)
		sink_text(sink, "; there are more or longer ways than were "
		    "tried");
}

void
facts_write_left_out(struct sink *sink, const struct selection *selection,
    size_t count)
{
	if (selection->only_count + selection->skip_count == 0)
		return;
	sink_printf(sink, "%zu rule%s, by", count, count == 1 ? "" : "s");
	for (size_t i = 0; i < selection->only_count; i++)
		sink_printf(sink, " --only %s", selection->only[i]);
	for (size_t i = 0; i < selection->skip_count; i++)
		sink_printf(sink, " --skip %s", selection->skip[i]);
}

/* What all that a request says stands in makes lines long. */
static const char *
without_frame(const char *path)
{
	static const char frame[] = "certificationRequestInfo.";

	return strncmp(path, frame, sizeof(frame) - 1) == 0 ?
	    path + sizeof(frame) - 1 : path;
}

void
facts_write_where(struct sink *sink, const struct el_result *result,
    const struct el_finding *finding)
{
	if (result == NULL || finding->where.data == NULL)
		return;
	if (finding->position > 0) {
		sink_printf(sink, "SAN entry %zu", finding->position);
	} else {
		char path[EL_PATH_MAX];

		el_cert_path(path, sizeof(path), result->cert, finding->where);
		sink_text(sink, without_frame(path));
	}
	sink_printf(sink, ", octet %td of the %s",
	    finding->where.data - result->cert->der.data,
	    el_kind_name(el_cert_kind(result->cert)));
}

void
facts_write_waiver(struct sink *sink, const struct el_waiver *waiver)
{
	sink_printf(sink, "until %s", waiver->until_text);
	if (waiver->owner != NULL) {
		sink_text(sink, " by ");
		text_printable(sink, el_bytes_of(waiver->owner));
	}
	sink_text(sink, ": ");
	text_printable(sink, el_bytes_of(waiver->reason));
}

const char *
facts_reason(enum el_accepted_reason reason)
{
	static const char *const texts[] = {
		[EL_REASON_NONE] = "",
		[EL_REASON_NO_NAME] = "nothing matches",
		[EL_REASON_SILENT] = "does not speak of it",
		[EL_REASON_NOT_MODELLED] = "not known",
		[EL_REASON_STOPS] = "ends the stream",
		[EL_REASON_KEY_PURPOSE] = "extended key usage",
		[EL_REASON_KEY_USAGE] = "key usage",
	};

	return texts[reason];
}
