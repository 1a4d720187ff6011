#include "facts.h"

#include "base/text.h"

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

	text_printable(sink, el_bytes_of(result->source));
	if (result->index > 0)
		sink_printf(sink, ", %s %zu",
		    result->cert == NULL ? "certificate" :
			el_kind_name(el_cert_kind(result->cert)),
		    result->index + 1);
	if (result->line > 0 && (result->index > 0 || !readable))
		sink_printf(sink, " (line %zu)", result->line);
}
