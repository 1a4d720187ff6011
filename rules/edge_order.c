/*
 * The order of the SAN list.  Microsoft's tables print one, two of them
 * differ, and a later page says that it does not matter: a profile chooses.
 */

#include <edgelint/rule.h>

#include "listing.h"
#include "phrases.h"

/* sip-first has the most: the Access Edge FQDN, W, the rest of S, others. */
enum { CLASSES_MAX = 4 };

/* Duplicates, wildcards and malformed entries are left to other rules. */
static bool
has_place(const struct el_target *target, size_t i)
{
	const struct el_general_name *name = &target->cert->san.names[i];

	return name->type == EL_NAME_DNS &&
	    name->host.defect == EL_HOST_OK && !name->host.wildcard &&
	    target->match->same_as[i] == i + 1;
}

static unsigned
class_of(const struct el_target *target, size_t i)
{
	return target->match->classes[i];
}

/* Nearly every list is, and one pass tells. */
static bool
is_in_order(const struct el_target *target)
{
	unsigned highest = 0;

	for (size_t i = 0; i < target->cert->san.count; i++) {
		unsigned class = class_of(target, i);

		if (class == highest || !has_place(target, i))
			continue;
		if (class < highest)
			return false;
		highest = class;
	}
	return true;
}

/* The first entry from here on that is of this class; the list has one. */
static size_t
next_of_class(const struct el_target *target, size_t i, unsigned class)
{
	while (!has_place(target, i) || class_of(target, i) != class)
		i++;
	return i;
}

/*
 * The first index at which the list differs from its stable sort by class;
 * *belongs is the index of the entry that the sort has there.  False: they
 * are the same.
 *
 * It is the first index whose entry is followed by one of a lower class.
 * Entries before it are followed by none, so nothing moves in front of them,
 * and they keep their places.  At it the sort has the first of the remaining
 * entries of the lowest remaining class, which is another name, since no name
 * is in the list twice.
 */
static bool
find_misplaced(size_t *misplaced, size_t *belongs,
    const struct el_target *target)
{
	size_t remaining[CLASSES_MAX] = { 0 };
	size_t count = target->cert->san.count;

	if (is_in_order(target))
		return false;
	for (size_t i = 0; i < count; i++)
		if (has_place(target, i))
			remaining[class_of(target, i)]++;
	for (size_t i = 0; i < count; i++) {
		unsigned lowest = 0;

		if (!has_place(target, i))
			continue;
		while (remaining[lowest] == 0)
			lowest++;
		if (lowest < class_of(target, i)) {
			*misplaced = i;
			*belongs = next_of_class(target, i, lowest);
			return true;
		}
		remaining[lowest]--;
	}
	return false;
}

static void
list_in_order(struct listing *listing, const struct el_target *target)
{
	const struct el_general_names *san = &target->cert->san;

	for (unsigned class = 0; class < CLASSES_MAX; class++)
		for (size_t i = 0; i < san->count; i++)
			if (has_place(target, i) &&
			    class_of(target, i) == class)
				listing_add(listing, san->names[i].value);
}

static void
check_order(const struct el_target *target, struct el_report *report)
{
	const struct el_general_name *names = target->cert->san.names;
	struct listing right;
	struct el_finding *finding;
	size_t misplaced, belongs;

	if (!find_misplaced(&misplaced, &belongs, target))
		return;
	listing_begin(&right);
	list_in_order(&right, target);
	finding = el_flag_name(report, target, misplaced + 1, "entry %zu is "
	    "%s, and %s belongs there: the order %s asks for %s. Microsoft's "
	    "\"Certificate requirements for external user access\" says that "
	    "the order does not matter; a profile chooses with san_order: "
	    "web-conferencing-first, sip-first, edge-names-first or any",
	    misplaced + 1, el_show(report, names[misplaced].value),
	    el_show(report, names[belongs].value),
	    el_san_order_name(target->profile->san_order),
	    listing_text(&right));
	finding->actual = names[misplaced].value;
	finding->expected = names[belongs].value;
}

static const char *
without_order(const struct el_target *target)
{
	return target->profile->san_order == EL_ORDER_ANY ? "san_order:any" :
							    NULL;
}

static const struct el_rule rules[] = {
	{
		.id = "edge.san.order",
		.severity = EL_ERROR,
		.title = "SAN entries do not stand in the order asked for",
		.check = check_order,
		.roles = EL_EDGE,
		.interfaces = EL_EXTERNAL,
		.services = EL_ACCESS_EDGE,
		.applies_to_kind = without_order,
		.needs = EL_PART_SAN,
		.knows = EL_KNOWS_ACCESS_EDGE | EL_KNOWS_WEB_CONFERENCING |
		    EL_KNOWS_SIP_DOMAINS,
		.yields = { { "edge.san.missing", false } },
		.sources = {
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "column \"SAN/Order\": webcon.contoso.com, "
			    "sip.contoso.com, sip.fabrikam.com, contoso.com",
			    false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "column \"SAN/order\": sip.contoso.com, "
			    "webcon.contoso.com, sip.fabrikam.com", false },
			{ EL_DOC_PIC_SUMMARY, SUMMARY_TABLE,
			    "lists sip.contoso.com, webcon.contoso.com, "
			    "sip.fabrikam.com", false },
			{ EL_DOC_USER_ACCESS, ORDER_NOTE,
			    "the order of the FQDNs in the list does not "
			    "matter", true },
		},
		.fails_when = "the dNSName entries, without wildcards, "
			      "malformed ones and later occurrences, do not "
			      "stand as san_order has it: "
			      "web-conferencing-first is the web conferencing "
			      "FQDN, then the Access Edge FQDN and the sip "
			      "names, then all else; sip-first the Access "
			      "Edge FQDN, the web conferencing FQDN, the sip "
			      "names, all else; edge-names-first those names "
			      "in any order, then all else",
		.why = "The tables by which Edge certificates are ordered and "
		       "accepted name an order. Keeping it makes certificates "
		       "comparable from one renewal to the next; where the "
		       "order is not wanted, san_order is any.",
		.remedy = "Ask for a certificate with its names in this "
			  "order, or choose another san_order in the "
			  "profile. Microsoft does not say in which order "
			  "Request-CsCertificate writes them; OpenSSL keeps "
			  "that of the line:\n    {openssl}",
		.example = "With web-conferencing-first\n"
			   "Fails: sip.contoso.com, webcon.contoso.com, "
			   "sip.fabrikam.com, contoso.com\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "sip.fabrikam.com, contoso.com",
	},
};

EL_RULESET_OF(edge_order, rules, EL_CERTIFICATE | EL_REQUEST);
