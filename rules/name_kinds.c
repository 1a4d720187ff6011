#include "name_kinds.h"

const char *
name_kinds_text(enum el_name_type type)
{
	switch (type) {
	case EL_NAME_DNS:
		return "a dNSName";
	case EL_NAME_IP:
		return "an iPAddress";
	case EL_NAME_URI:
		return "a URI";
	case EL_NAME_EMAIL:
		return "an rfc822Name";
	case EL_NAME_SRV:
		return "an SRVName";
	case EL_NAME_XMPP:
		return "an XmppAddr";
	case EL_NAME_DIRECTORY:
		return "a directoryName";
	case EL_NAME_REGISTERED_ID:
		return "a registeredID";
	default:
		return "an otherName, x400Address or ediPartyName";
	}
}

void
name_kinds_flag_others(const struct el_target *target,
    struct el_report *report, const char *consequence)
{
	const struct el_general_names *san = &target->cert->san;

	for (size_t i = 0; i < san->count; i++) {
		enum el_name_type type = san->names[i].type;
		struct el_finding *finding;

		if (type == EL_NAME_DNS || type == EL_NAME_IP)
			continue;
		finding = el_flag_name(report, target, i + 1,
		    "entry %zu is %s; %s", i + 1, name_kinds_text(type),
		    consequence);
		/* What holds more DER inside is no name to show. */
		if (type == EL_NAME_DIRECTORY || type == EL_NAME_REGISTERED_ID)
			finding->name = (struct el_bytes){ NULL, 0 };
	}
}
