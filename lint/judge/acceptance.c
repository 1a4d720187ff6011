#include <edgelint/acceptance.h>

/* What a "*." in front of a name stands for. */
enum wildcard {
	WILDCARD_NOTHING,
	WILDCARD_ONE_LABEL,
	WILDCARD_ANY, /* any number of labels, none included */
};

/* How the text of an entry is compared with the domain. */
struct comparison {
	bool ignored; /* entries of this kind are not looked at */
	bool by_octets; /* capitals make a difference */
	enum wildcard wildcard;
};

/* Which services of an SRVName count. */
enum services {
	SERVICE_SERVER, /* _xmpp-server, in whatever capitals */
	SERVICE_SERVER_LOWER, /* _xmpp-server in small letters */
	SERVICE_BOTH, /* _xmpp-client too */
};

enum common_name {
	COMMON_NAME_NEVER,
	COMMON_NAME_FIRST, /* beside the SAN list */
	COMMON_NAME_INSTEAD, /* the only one, where the list has no name */
};

/* What becomes of an XmppAddr that holds a bare domain. */
enum xmpp_addr {
	XMPP_ADDR_COMPARED,
	XMPP_ADDR_SKIPPED,
	XMPP_ADDR_NOT_KNOWN,
	XMPP_ADDR_STOPS, /* the server gives up on the whole certificate */
};

/* What the opener of a stream needs in keyUsage and extKeyUsage. */
enum purpose {
	PURPOSE_TLS, /* that of the standards: the key signs */
	PURPOSE_SILENT, /* the document does not speak of such streams */
	PURPOSE_NOT_SEEN, /* no check in the source; the runtime may have one */
	PURPOSE_SERVER, /* OpenSSL's "sslserver", for clients too */
	PURPOSE_CLIENT, /* OpenSSL's "sslclient" */
};

struct model {
	struct el_acceptor acceptor;
	struct comparison dns;
	struct comparison srv;
	enum services services;
	bool srv_any_string; /* any string type, not IA5String alone */
	enum xmpp_addr xmpp_addr;
	struct comparison xmpp;
	enum common_name common_name;
	struct comparison cn;
	bool parents; /* a listed domain covers those below it */
	bool silent; /* what is no plain dNSName is not spoken of */
	enum purpose purpose;
};

/*
 * What was read: RFC 6120 13.7 and RFC 9525 6, and of the key of a TLS client
 * RFC 5246 7.4.6 and RFC 8446 4.4.2; the table of JJ618374;
 * Prosody's util/x509.lua and mod_s2s_auth_certs.lua; ejabberd's
 * xmpp_stream_pkix.erl and fast_tls; Openfire's SASLAuthentication,
 * CertificateManager and SANCertificateIdentityMapping.
 *
 * Prosody 0.12.3 compares an XmppAddr only when it is asked about the service
 * "_xmpp-server", and asks about "xmpp-server" on streams between servers.
 * ejabberd puts the domain of an XmppAddr where a list of domains should
 * stand; the process ends, and the stream with it, whatever else is listed.
 */
static const struct model models[] = {
	{
		.acceptor = { "rfc", "RFC 6120 and RFC 9525,", "2023-11",
		    EL_BASIS_DOCUMENT },
		.dns = { .wildcard = WILDCARD_ONE_LABEL },
		.srv = { .wildcard = WILDCARD_ONE_LABEL },
	},
	{
		.acceptor = { "microsoft", "Microsoft's XMPP page,",
		    "2012-12-23", EL_BASIS_DOCUMENT },
		.srv = { .ignored = true },
		.xmpp_addr = XMPP_ADDR_SKIPPED,
		.parents = true,
		.silent = true,
		.purpose = PURPOSE_SILENT,
	},
	{
		.acceptor = { "prosody", "Prosody", "0.12.3",
		    EL_BASIS_TESTED },
		.dns = { .wildcard = WILDCARD_ONE_LABEL },
		.srv = { .wildcard = WILDCARD_ONE_LABEL },
		.services = SERVICE_SERVER_LOWER,
		.srv_any_string = true,
		.xmpp_addr = XMPP_ADDR_SKIPPED,
		.common_name = COMMON_NAME_INSTEAD,
		.cn = { .wildcard = WILDCARD_ONE_LABEL },
		.purpose = PURPOSE_SERVER,
	},
	{
		.acceptor = { "prosody", "Prosody", "trunk of 2025-05-13",
		    EL_BASIS_SOURCE },
		.dns = { .wildcard = WILDCARD_ONE_LABEL },
		.srv = { .wildcard = WILDCARD_ONE_LABEL },
		.services = SERVICE_SERVER_LOWER,
		.srv_any_string = true,
		.xmpp_addr = XMPP_ADDR_NOT_KNOWN,
		.purpose = PURPOSE_SERVER,
	},
	{
		.acceptor = { "ejabberd", "ejabberd", "23.01",
		    EL_BASIS_TESTED },
		.dns = { .by_octets = true, .wildcard = WILDCARD_ONE_LABEL },
		.srv = { .ignored = true },
		.xmpp_addr = XMPP_ADDR_STOPS,
		.common_name = COMMON_NAME_FIRST,
		.cn = { .wildcard = WILDCARD_ONE_LABEL },
		.purpose = PURPOSE_CLIENT,
	},
	{
		.acceptor = { "ejabberd", "ejabberd", "25.07",
		    EL_BASIS_SOURCE },
		.dns = { .by_octets = true, .wildcard = WILDCARD_ONE_LABEL },
		.srv = { .ignored = true },
		.xmpp_addr = XMPP_ADDR_STOPS,
		.common_name = COMMON_NAME_FIRST,
		.cn = { .wildcard = WILDCARD_ONE_LABEL },
		.purpose = PURPOSE_SERVER,
	},
	{
		.acceptor = { "openfire", "Openfire", "5.1.0",
		    EL_BASIS_SOURCE },
		.dns = { .by_octets = true, .wildcard = WILDCARD_ANY },
		.srv = { .by_octets = true, .wildcard = WILDCARD_ANY },
		.services = SERVICE_BOTH,
		.xmpp = { .by_octets = true, .wildcard = WILDCARD_ANY },
		.purpose = PURPOSE_NOT_SEEN,
	},
};

/* --- names ---------------------------------------------------------------- */

static bool
is_equal(struct el_bytes a, struct el_bytes b,
    const struct comparison *comparison)
{
	return comparison->by_octets ? el_bytes_equal(a, b) :
				       el_host_equal(a, b);
}

static bool
has_asterisk_label(struct el_bytes text)
{
	return text.size >= 2 && text.data[0] == '*' && text.data[1] == '.';
}

static struct el_bytes
behind(struct el_bytes text, size_t count)
{
	return (struct el_bytes){ text.data + count, text.size - count };
}

/*
 * The text without any "*.", wherever it stands, and with a dot kept in its
 * place or not: what Openfire compares.  What is longer than a name may be
 * matches none, and is left out.
 */
static struct el_bytes
without_asterisks(uint8_t *buffer, struct el_bytes text, bool keep_dots)
{
	size_t size = 0;

	for (size_t i = 0; i < text.size && size <= EL_HOST_MAX; i++) {
		bool pair = has_asterisk_label(behind(text, i));

		if (!pair)
			buffer[size++] = text.data[i];
		else if (keep_dots)
			buffer[size++] = '.';
		i += pair;
	}
	return (struct el_bytes){ buffer, size };
}

static bool
ends_with(struct el_bytes text, struct el_bytes end)
{
	return text.size >= end.size &&
	    el_bytes_equal(behind(text, text.size - end.size), end);
}

static bool
is_any_below(struct el_bytes text, struct el_bytes domain)
{
	uint8_t buffer[EL_HOST_MAX + 1];

	return ends_with(domain, without_asterisks(buffer, text, true)) ||
	    el_bytes_equal(domain, without_asterisks(buffer, text, false));
}

static bool
is_wildcard_for(struct el_bytes text, struct el_bytes domain,
    const struct comparison *comparison)
{
	if (!has_asterisk_label(text))
		return false;
	switch (comparison->wildcard) {
	case WILDCARD_ONE_LABEL:
		return is_equal(behind(text, 2), el_host_parent(domain),
		    comparison);
	case WILDCARD_ANY:
		return is_any_below(text, domain);
	case WILDCARD_NOTHING:
		break;
	}
	return false;
}

static bool
matches(struct el_bytes text, struct el_bytes domain,
    const struct comparison *comparison)
{
	return is_equal(text, domain, comparison) ||
	    is_wildcard_for(text, domain, comparison);
}

static bool
is_ascii(struct el_bytes text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] >= 0x80)
			return false;
	return true;
}

/* --- entries -------------------------------------------------------------- */

/* What an entry comes to; the kind is that of a match. */
struct verdict {
	enum el_answer answer;
	enum el_accepted_kind kind;
};

static const struct verdict no_match = { EL_NO, EL_ACCEPTED_NONE };
static const struct verdict not_known = { EL_CANNOT_SAY, EL_ACCEPTED_NONE };

static struct verdict
match_of(bool matched, enum el_accepted_kind kind)
{
	return matched ? (struct verdict){ EL_YES, kind } : no_match;
}

static bool
has_two_labels(struct el_bytes name)
{
	return el_host_parent(name).size != 0;
}

static struct verdict
judge_dns(const struct model *model, const struct el_general_name *name,
    struct el_bytes domain)
{
	if (is_equal(name->value, domain, &model->dns))
		return match_of(true, EL_ACCEPTED_EXACT);
	if (is_wildcard_for(name->value, domain, &model->dns))
		return match_of(true, EL_ACCEPTED_WILDCARD);
	return match_of(model->parents && name->host.defect == EL_HOST_OK &&
		!name->host.wildcard && has_two_labels(name->value) &&
		el_host_is_under(domain, name->value),
	    EL_ACCEPTED_PARENT);
}

static bool
is_service(enum services services, struct el_bytes service)
{
	struct el_bytes server = el_bytes_of("_xmpp-server");
	struct el_bytes client = el_bytes_of("_xmpp-client");

	switch (services) {
	case SERVICE_SERVER_LOWER:
		return el_bytes_equal(service, server);
	case SERVICE_BOTH:
		return el_host_equal(service, server) ||
		    el_host_equal(service, client);
	case SERVICE_SERVER:
		break;
	}
	return el_host_equal(service, server);
}

/* A string type whose octets are characters of ASCII. */
static bool
is_plain_string(uint8_t tag)
{
	return tag == EL_TAG_IA5_STRING || tag == EL_TAG_UTF8_STRING ||
	    tag == EL_TAG_PRINTABLE_STRING || tag == EL_TAG_VISIBLE_STRING ||
	    tag == EL_TAG_TELETEX_STRING || tag == EL_TAG_NUMERIC_STRING;
}

static struct verdict
judge_srv_name(const struct model *model, const struct el_other_name *other,
    struct el_bytes domain)
{
	if (model->srv.ignored)
		return no_match;
	if (model->srv_any_string ? !is_plain_string(other->value.tag) :
				    other->value.tag != EL_TAG_IA5_STRING)
		return model->srv_any_string ? not_known : no_match;
	return match_of(is_service(model->services, other->service) &&
		matches(other->srv_name, domain, &model->srv),
	    EL_ACCEPTED_SRV_NAME);
}

/* Preparation of what is not ASCII may make an ASCII domain of it. */
static struct verdict
judge_xmpp_addr(const struct model *model, const struct el_general_name *name,
    struct el_bytes domain)
{
	if (name->other->value.tag != EL_TAG_UTF8_STRING)
		return no_match;
	switch (model->xmpp_addr) {
	case XMPP_ADDR_COMPARED:
		if (!model->xmpp.by_octets && !is_ascii(name->value))
			return not_known;
		return match_of(matches(name->value, domain, &model->xmpp),
		    EL_ACCEPTED_XMPP_ADDR);
	case XMPP_ADDR_NOT_KNOWN:
		return is_ascii(name->value) &&
			!el_host_equal(name->value, domain) ? no_match :
							      not_known;
	case XMPP_ADDR_SKIPPED:
	case XMPP_ADDR_STOPS:
		break;
	}
	return no_match;
}

static struct verdict
judge_entry(const struct model *model, const struct el_general_name *name,
    struct el_bytes domain)
{
	switch (name->type) {
	case EL_NAME_DNS:
		return judge_dns(model, name, domain);
	case EL_NAME_SRV:
		return judge_srv_name(model, name->other, domain);
	case EL_NAME_XMPP:
		return judge_xmpp_addr(model, name, domain);
	default:
		return no_match;
	}
}

/* --- certificates --------------------------------------------------------- */

/* The position of the first XmppAddr that makes the server give up, or of one
 * of which that is not known; 0: there is none. */
static size_t
stopping_position(const struct el_general_names *san, enum el_answer *stops)
{
	*stops = EL_NO;
	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *name = &san->names[i];

		if (name->type != EL_NAME_XMPP ||
		    name->other->value.tag != EL_TAG_UTF8_STRING ||
		    name->host.wildcard)
			continue;
		switch (name->host.defect) {
		case EL_HOST_OK:
		case EL_HOST_TRAILING_DOT:
		case EL_HOST_IP_ADDRESS:
			*stops = EL_YES;
			return i + 1;
		case EL_HOST_NON_ASCII:
		case EL_HOST_LONG_NAME:
			*stops = EL_CANNOT_SAY;
			return i + 1;
		default:
			break;
		}
	}
	return 0;
}

/* Whether the list has a name of a kind that stands in for the subject. */
static bool
has_service_names(const struct el_general_names *san)
{
	for (size_t i = 0; i < san->count; i++) {
		switch (san->names[i].type) {
		case EL_NAME_DNS:
		case EL_NAME_SRV:
		case EL_NAME_XMPP:
		case EL_NAME_URI:
			return true;
		default:
			break;
		}
	}
	return false;
}

static size_t
common_names(const struct el_name *subject)
{
	size_t count = 0;

	for (size_t i = 0; i < subject->count; i++)
		count += subject->attributes[i].id == EL_OID_CN;
	return count;
}

static struct verdict
judge_common_name(const struct model *model, const struct el_cert *cert,
    struct el_bytes domain)
{
	const struct el_attribute *name = el_name_attribute(&cert->subject,
	    EL_OID_CN);
	char buffer[EL_HOST_MAX + 3];
	struct el_bytes text;

	if (name == NULL || model->common_name == COMMON_NAME_NEVER)
		return no_match;
	if (model->common_name == COMMON_NAME_INSTEAD &&
	    (has_service_names(&cert->san) || common_names(&cert->subject) > 1))
		return no_match;
	/* Erlang reads no IA5String there. */
	if (model->common_name == COMMON_NAME_FIRST &&
	    name->value.tag == EL_TAG_IA5_STRING)
		return no_match;
	text = el_attribute_text(name, buffer, sizeof(buffer));
	if (model->common_name == COMMON_NAME_FIRST && !is_ascii(text))
		return not_known;
	return match_of(matches(text, domain, &model->cn),
	    EL_ACCEPTED_COMMON_NAME);
}

/* An entry of which the document says nothing, one way or the other. */
static bool
is_outside(const struct el_general_name *name)
{
	switch (name->type) {
	case EL_NAME_SRV:
	case EL_NAME_XMPP:
	case EL_NAME_URI:
		return true;
	case EL_NAME_DNS:
		return has_asterisk_label(name->value) ||
		    el_bytes_equal(name->value, el_bytes_of("*"));
	default:
		return false;
	}
}

/* Take a verdict over when it is better than what there is. */
static void
take(struct el_acceptance *out, struct verdict verdict, size_t position)
{
	if (verdict.answer == EL_YES && verdict.kind < out->kind) {
		out->accepts = EL_YES;
		out->kind = verdict.kind;
		out->position = position;
		out->reason = EL_REASON_NONE;
	} else if (verdict.answer == EL_CANNOT_SAY && out->accepts == EL_NO) {
		out->accepts = EL_CANNOT_SAY;
		out->reason = EL_REASON_NOT_MODELLED;
	}
}

static void
judge_names(const struct model *model, const struct el_cert *cert,
    struct el_bytes domain, struct el_acceptance *out)
{
	bool outside = false;

	for (size_t i = 0; i < cert->san.count; i++) {
		const struct el_general_name *name = &cert->san.names[i];

		take(out, judge_entry(model, name, domain), i + 1);
		outside = outside || is_outside(name);
	}
	take(out, judge_common_name(model, cert, domain), 0);
	if (model->silent && out->accepts == EL_NO && outside) {
		out->accepts = EL_CANNOT_SAY;
		out->reason = EL_REASON_SILENT;
	}
}

/* --- key purposes --------------------------------------------------------- */

static bool
allows_purpose(const struct el_cert *cert, enum el_oid purpose)
{
	return (cert->present & EL_PART_EKU) == 0 ||
	    el_cert_has_purpose(cert, purpose);
}

static bool
allows_usage(const struct el_cert *cert, uint32_t any_of)
{
	return (cert->present & EL_PART_KEY_USAGE) == 0 ||
	    (cert->key_usage & any_of) != 0;
}

/* What OpenSSL asks of either side; anyExtendedKeyUsage does not do. */
static void
judge_purpose(enum purpose purpose, const struct el_cert *cert,
    struct el_acceptance *out)
{
	static const struct {
		enum el_oid purpose;
		uint32_t usage;
	} asked[] = {
		[PURPOSE_SERVER] = { EL_OID_KP_SERVER_AUTH,
		    EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_ENCIPHERMENT |
			EL_KU_KEY_AGREEMENT },
		[PURPOSE_CLIENT] = { EL_OID_KP_CLIENT_AUTH,
		    EL_KU_DIGITAL_SIGNATURE | EL_KU_KEY_AGREEMENT },
	};

	out->edge_opens = EL_NO;
	if (((cert->unreadable & (EL_PART_EKU | EL_PART_KEY_USAGE)) != 0)) {
		out->edge_opens = EL_CANNOT_SAY;
		out->reason = EL_REASON_NOT_MODELLED;
	} else if (!allows_purpose(cert, asked[purpose].purpose)) {
		out->reason = EL_REASON_KEY_PURPOSE;
	} else if (!allows_usage(cert, asked[purpose].usage)) {
		out->reason = EL_REASON_KEY_USAGE;
	} else {
		out->edge_opens = EL_YES;
	}
}

/*
 * Where no check of purposes is known, a certificate for both will do.  A TLS
 * client signs with its key, and a key usage that forbids it comes to what
 * the caller says.
 */
static void
judge_unchecked(enum el_answer forbidden, const struct el_cert *cert,
    struct el_acceptance *out)
{
	out->edge_opens = EL_CANNOT_SAY;
	if ((cert->unreadable & (EL_PART_EKU | EL_PART_KEY_USAGE)) != 0) {
		out->reason = EL_REASON_NOT_MODELLED;
	} else if (!allows_usage(cert, EL_KU_DIGITAL_SIGNATURE)) {
		out->edge_opens = forbidden;
		out->reason = EL_REASON_KEY_USAGE;
	} else if (!allows_purpose(cert, EL_OID_KP_SERVER_AUTH) ||
	    !allows_purpose(cert, EL_OID_KP_CLIENT_AUTH)) {
		out->reason = EL_REASON_KEY_PURPOSE;
	} else {
		out->edge_opens = EL_YES;
	}
}

/* Of a certificate whose names are accepted: the stream that it opens. */
static void
judge_stream(const struct model *model, const struct el_cert *cert,
    struct el_acceptance *out)
{
	switch (model->purpose) {
	case PURPOSE_TLS:
		judge_unchecked(EL_NO, cert, out);
		break;
	case PURPOSE_NOT_SEEN:
		judge_unchecked(EL_CANNOT_SAY, cert, out);
		break;
	case PURPOSE_SILENT:
		out->edge_opens = EL_CANNOT_SAY;
		out->reason = EL_REASON_SILENT;
		break;
	case PURPOSE_SERVER:
	case PURPOSE_CLIENT:
		judge_purpose(model->purpose, cert, out);
		break;
	}
}

/* --- the table ------------------------------------------------------------ */

size_t
el_acceptor_count(void)
{
	return sizeof(models) / sizeof(models[0]);
}

const struct el_acceptor *
el_acceptor(size_t number)
{
	return &models[number].acceptor;
}

struct el_acceptance
el_acceptor_asks(size_t number, const struct el_cert *cert,
    struct el_bytes domain)
{
	const struct model *model = &models[number];
	struct el_acceptance out = {
		.kind = EL_ACCEPTED_NONE,
		.reason = EL_REASON_NO_NAME,
	};

	if (model->xmpp_addr == XMPP_ADDR_STOPS) {
		out.position = stopping_position(&cert->san, &out.accepts);
		if (out.position != 0) {
			bool stops = out.accepts == EL_YES;

			out.accepts = stops ? EL_NO : EL_CANNOT_SAY;
			out.edge_opens = out.accepts;
			out.reason = stops ? EL_REASON_STOPS :
					     EL_REASON_NOT_MODELLED;
			return out;
		}
	}
	judge_names(model, cert, domain, &out);
	if (out.accepts != EL_YES)
		out.edge_opens = out.accepts;
	else
		judge_stream(model, cert, &out);
	return out;
}

const char *
el_basis_name(enum el_basis basis)
{
	static const char *const names[] = {
		[EL_BASIS_DOCUMENT] = "document",
		[EL_BASIS_TESTED] = "tested",
		[EL_BASIS_SOURCE] = "source",
	};

	return names[basis];
}

const char *
el_accepted_kind_name(enum el_accepted_kind kind)
{
	static const char *const names[] = {
		[EL_ACCEPTED_EXACT] = "exact",
		[EL_ACCEPTED_SRV_NAME] = "srv-name",
		[EL_ACCEPTED_XMPP_ADDR] = "xmpp-addr",
		[EL_ACCEPTED_WILDCARD] = "wildcard",
		[EL_ACCEPTED_PARENT] = "parent",
		[EL_ACCEPTED_COMMON_NAME] = "common-name",
		[EL_ACCEPTED_NONE] = "none",
	};

	return names[kind];
}

const char *
el_accepted_reason_name(enum el_accepted_reason reason)
{
	static const char *const names[] = {
		[EL_REASON_NONE] = NULL,
		[EL_REASON_NO_NAME] = "no-name",
		[EL_REASON_SILENT] = "silent",
		[EL_REASON_NOT_MODELLED] = "not-modelled",
		[EL_REASON_STOPS] = "stops-at-xmpp-addr",
		[EL_REASON_KEY_PURPOSE] = "key-purpose",
		[EL_REASON_KEY_USAGE] = "key-usage",
	};

	return names[reason];
}
