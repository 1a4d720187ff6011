/*
 * A resolved deployment profile: which names an Edge certificate should hold
 * and by which rules it is judged.  It does not matter to its readers whether
 * it came from a file, from options or from both.
 *
 * Names in it are lower case, well-formed, and without a final dot.
 */
#ifndef EDGELINT_PROFILE_H
#define EDGELINT_PROFILE_H

#include <edgelint/bytes.h>
#include <edgelint/host.h>

enum el_product {
	EL_LYNC2010 = 1 << 0,
	EL_LYNC2013 = 1 << 1,
	EL_SFB2015 = 1 << 2,
	EL_SFB2019 = 1 << 3,
	EL_SFBSE = 1 << 4,
	EL_XMPP_PRODUCTS = EL_LYNC2013 | EL_SFB2015,
	EL_SFB_PRODUCTS = EL_SFB2015 | EL_SFB2019 | EL_SFBSE,
};

enum el_interface { EL_EXTERNAL = 1 << 0, EL_INTERNAL = 1 << 1 };

enum el_service {
	EL_ACCESS_EDGE = 1 << 0,
	EL_WEB_CONFERENCING = 1 << 1,
	EL_AV = 1 << 2,
	/* What no profile says, but an export of what is assigned. */
	EL_XMPP_SERVER = 1 << 3,
};

enum el_san_order {
	EL_ORDER_WEB_CONFERENCING_FIRST,
	EL_ORDER_SIP_FIRST,
	EL_ORDER_EDGE_NAMES_FIRST,
	EL_ORDER_ANY,
};

enum el_xmpp_matching { EL_MATCHING_MICROSOFT, EL_MATCHING_STRICT };

enum el_issuer_kind { EL_ISSUER_AUTO, EL_ISSUER_PUBLIC, EL_ISSUER_PRIVATE };

enum el_severity { EL_OFF, EL_INFO, EL_WARNING, EL_ERROR };

/* The names of an enum's value in profiles, options and reports. */
const char *el_product_name(enum el_product product);
const char *el_interface_name(enum el_interface interface);
const char *el_service_name(enum el_service service);
const char *el_san_order_name(enum el_san_order order);
const char *el_xmpp_matching_name(enum el_xmpp_matching matching);
const char *el_issuer_kind_name(enum el_issuer_kind kind);
const char *el_severity_name(enum el_severity severity);

struct el_hosts {
	bool known; /* an empty list that is known says "there are none" */
	const struct el_host *names;
	size_t count;
};

/* A SIP or XMPP domain with the names that are made from it. */
struct el_domain {
	struct el_host name;
	struct el_host sip; /* sip.DOMAIN */
	struct el_host xmpp; /* xmpp.DOMAIN */
	struct el_host sipexternal; /* sipexternal.DOMAIN */
	/* Microsoft's own domain of a cloud tenant, for which no certificate
	 * needs a name, nor could get one. */
	bool tenant;
};

struct el_domains {
	bool known;
	const struct el_domain *list;
	size_t count;
};

enum el_negotiation { EL_REQUIRED, EL_OPTIONAL, EL_NOT_SUPPORTED };

struct el_xmpp_partner {
	struct el_host domain;
	enum el_negotiation tls;
	enum el_negotiation sasl;
	bool dialback;
};

struct el_severity_override {
	const char *rule;
	enum el_severity severity;
};

enum el_waiver_by {
	EL_WAIVER_ANY,
	EL_WAIVER_SHA256,
	EL_WAIVER_SHA1, /* or, all the same, a serial number of 20 octets */
	EL_WAIVER_SERIAL, /* without leading zero octets, but for zero */
};

struct el_waiver {
	const char *rule;
	enum el_waiver_by by;
	struct el_bytes certificate; /* digest or serial number, octets */
	const char *certificate_text; /* as it was written */
	struct el_bytes name; /* NULL: whatever the finding is about */
	int64_t until; /* the first second after its last day, UTC */
	const char *until_text; /* the last day as it was written */
	const char *reason;
	const char *owner;
};

enum { EL_OVERRIDES_MAX = 8 };

/* Where a profile has no minimum_days_left: so many, or this share of the
 * lifetime when that is less. */
enum { EL_DAYS_LEFT = 45, EL_DAYS_LEFT_SHARE = 3 };

struct el_profile {
	bool given; /* a profile file or deployment option was given */
	uint32_t keys_set; /* by a file or an option; lint/judge/profile.c */
	const char *name; /* NULL: it has none */
	const char *source; /* the file's name, or NULL */
	const char *overridden[EL_OVERRIDES_MAX]; /* keys set by options */
	size_t overridden_count;

	enum el_product product;
	enum el_interface interface;
	unsigned services; /* bits of enum el_service */
	/* By an export: another certificate is the one that XMPP partners
	 * see. */
	bool xmpp_elsewhere;
	struct el_host access_edge;
	struct el_host web_conferencing;
	struct el_host pool;
	struct el_hosts servers;
	struct el_domains sip;
	struct el_domains online_sip;
	struct el_domains xmpp;
	bool xmpp_partners_known;
	const struct el_xmpp_partner *xmpp_partners;
	size_t xmpp_partner_count;
	struct el_hosts allowed;

	enum el_san_order san_order;
	enum el_xmpp_matching xmpp_matching;
	enum el_issuer_kind issuer;
	bool issuer_chosen; /* false: the default of the interface */
	int minimum_days_left; /* -1: the default, by the lifetime */

	const struct el_severity_override *severities;
	size_t severity_count;
	const struct el_waiver *waivers;
	size_t waiver_count;
};

#endif
