/*
 * What a profile says of XMPP federation that cannot be, whatever is in the
 * certificate; asked once per run.
 */

#include <edgelint/rule.h>

#include "listing.h"

static const char *
has_domains(const struct el_target *target)
{
	return target->profile->xmpp.count > 0 ? NULL : "xmpp_domains:none";
}

static void
check_unsupported(const struct el_target *target, struct el_report *report)
{
	const struct el_domains *domains = &target->profile->xmpp;
	struct listing listing;

	listing_begin(&listing);
	for (size_t i = 0; i < domains->count; i++)
		listing_add(&listing, domains->list[i].name.text);
	el_flag(report, NULL, "the profile has the XMPP domain%s %s, and its "
	    "product, %s, no XMPP gateway", domains->count == 1 ? "" : "s",
	    listing_text(&listing), el_product_name(target->profile->product));
}

/* How a partner negotiates, and what Microsoft's table has for it. */
struct combination {
	bool dialback_only; /* the row is for partners with it */
	bool no_dialback_only; /* ... and for those without */
	enum el_negotiation tls;
	enum el_negotiation sasl;
	enum el_severity severity;
	const char *what;
};

#define WITH_DIALBACK .dialback_only = true
#define WITHOUT_DIALBACK .no_dialback_only = true

static const char no_method[] = "which leaves no way to authenticate";
static const char unsavable[] =
    "SASL is negotiated on top of TLS alone, and the Control Panel does not "
    "save this";
static const char marked[] = "Microsoft's table marks this with a warning";

/* Rows that are not here are without reproach. */
static const struct combination combinations[] = {
	{ WITHOUT_DIALBACK, .tls = EL_NOT_SUPPORTED, .sasl = EL_REQUIRED,
	    .severity = EL_ERROR, .what = no_method },
	{ WITHOUT_DIALBACK, .tls = EL_NOT_SUPPORTED, .sasl = EL_OPTIONAL,
	    .severity = EL_ERROR, .what = no_method },
	{ WITHOUT_DIALBACK, .tls = EL_REQUIRED, .sasl = EL_NOT_SUPPORTED,
	    .severity = EL_ERROR, .what = no_method },
	{ WITHOUT_DIALBACK, .tls = EL_OPTIONAL, .sasl = EL_NOT_SUPPORTED,
	    .severity = EL_ERROR, .what = no_method },
	{ WITHOUT_DIALBACK, .tls = EL_NOT_SUPPORTED, .sasl = EL_NOT_SUPPORTED,
	    .severity = EL_ERROR, .what = no_method },
	{ WITH_DIALBACK, .tls = EL_NOT_SUPPORTED, .sasl = EL_REQUIRED,
	    .severity = EL_ERROR, .what = unsavable },
	{ WITH_DIALBACK, .tls = EL_NOT_SUPPORTED, .sasl = EL_OPTIONAL,
	    .severity = EL_ERROR, .what = unsavable },
	{ .tls = EL_OPTIONAL, .sasl = EL_REQUIRED, .severity = EL_WARNING,
	    .what = marked },
	{ .tls = EL_OPTIONAL, .sasl = EL_OPTIONAL, .severity = EL_WARNING,
	    .what = marked },
	{ WITH_DIALBACK, .tls = EL_REQUIRED, .sasl = EL_REQUIRED,
	    .severity = EL_INFO,
	    .what = "dialback does not operate when both are required" },
};

/* The row for a partner, or NULL. */
static const struct combination *
find_combination(const struct el_xmpp_partner *partner)
{
	for (size_t i = 0; i < sizeof(combinations) / sizeof(combinations[0]);
	     i++) {
		const struct combination *row = &combinations[i];

		if (row->tls == partner->tls && row->sasl == partner->sasl &&
		    !(row->dialback_only && !partner->dialback) &&
		    !(row->no_dialback_only && partner->dialback))
			return row;
	}
	return NULL;
}

static const char *
negotiation_text(enum el_negotiation negotiation)
{
	static const char *const texts[] = {
		[EL_REQUIRED] = "required",
		[EL_OPTIONAL] = "optional",
		[EL_NOT_SUPPORTED] = "not supported",
	};

	return texts[negotiation];
}

static const char *
has_partners(const struct el_target *target)
{
	return target->profile->xmpp_partner_count > 0 ? NULL :
							 "xmpp_partners:none";
}

static void
check_negotiation(const struct el_target *target, struct el_report *report)
{
	const struct el_profile *profile = target->profile;

	for (size_t i = 0; i < profile->xmpp_partner_count; i++) {
		const struct el_xmpp_partner *partner =
		    &profile->xmpp_partners[i];
		const struct combination *row = find_combination(partner);
		struct el_finding *finding;

		if (row == NULL)
			continue;
		finding = el_flag(report, NULL, "for the XMPP partner %s TLS "
		    "is %s, SASL %s, dialback %s: %s",
		    el_show(report, partner->domain.text),
		    negotiation_text(partner->tls),
		    negotiation_text(partner->sasl),
		    partner->dialback ? "supported" : "not supported",
		    row->what);
		finding->name = partner->domain.text;
		el_lower(finding, row->severity);
	}
}

static const struct el_rule rules[] = {
	{
		.id = "xmpp.product.unsupported",
		.severity = EL_INFO,
		.title = "Product has no XMPP gateway",
		.check = check_unsupported,
		.level = EL_PER_RUN,
		.products = EL_LYNC2010 | EL_SFB2019 | EL_SFBSE,
		.interfaces = EL_EXTERNAL,
		.applies_to_kind = has_domains,
		.sources = {
			{ EL_DOC_SFB2019_DEPRECATED, "whole text",
			    "XMPP gateways and proxies are no longer "
			    "available", false },
		},
		.fails_when = "xmpp_domains has an element and product is "
			      "lync2010, sfb2019 or sfbse; once per run",
		.why = "Only Lync Server 2013 and Skype for Business Server "
		       "2015 have an XMPP gateway of their own: nobody asks "
		       "this certificate for the domains, and the rules about "
		       "them are not applied.",
		.remedy = "Take xmpp_domains out of the profile, or name the "
			  "product whose Edge Servers keep the gateway:\n"
			  "    --product sfb2015",
		.example = "Fails: \"product\": \"sfb2019\", \"xmpp_domains\": "
			   "[\"contoso.com\"]\n"
			   "Passes: \"product\": \"sfb2015\" with the same",
	},
	{
		.id = "xmpp.partner.invalid-negotiation",
		.severity = EL_ERROR,
		.title = "XMPP partner's negotiation settings do not go "
			 "together",
		.check = check_negotiation,
		.level = EL_PER_RUN,
		.products = EL_XMPP_PRODUCTS,
		.interfaces = EL_EXTERNAL,
		.applies_to_kind = has_partners,
		.sources = {
			{ EL_DOC_XMPP_NEGOTIATION, "table of all combinations",
			    "which settings of TLS, SASL and dialback leave "
			    "which ways to authenticate", false },
			{ EL_DOC_XMPP_PARTNER, "SASL negotiation",
			    "SASL cannot be saved without TLS", false },
			{ EL_DOC_XMPP_NEGOTIATION,
			    "table of common combinations",
			    "settings that the other table warns of are "
			    "called flexible", true },
		},
		.fails_when = "an element of xmpp_partners has sasl "
			      "not-supported and dialback false, or tls "
			      "not-supported and sasl required or optional; a "
			      "warning when tls is optional and sasl is not "
			      "not-supported; info when tls and sasl are "
			      "required and dialback is true, the defaults; "
			      "once for each partner",
		.why = "With settings that leave no way to authenticate no "
		       "stream to the partner comes about, whatever the "
		       "certificate.",
		.remedy = "Choose settings that go together: with a partner "
			  "that has TLS\n"
			  "    Set-CsXmppAllowedPartner -Identity {name} "
			  "-TlsNegotiation Required -SaslNegotiation Required "
			  "-SupportDialbackNegotiation $false\n"
			  "and with one that has none\n"
			  "    Set-CsXmppAllowedPartner -Identity {name} "
			  "-TlsNegotiation NotSupported -SaslNegotiation "
			  "NotSupported -SupportDialbackNegotiation $true",
		.example = "Fails: \"tls\": \"not-supported\", \"sasl\": "
			   "\"required\"\n"
			   "Passes: \"tls\": \"required\", \"sasl\": "
			   "\"required\", \"dialback\": false",
	},
};

EL_RULESET(xmpp_partners, rules);
