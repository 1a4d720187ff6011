/*
 * A certificate beside the one whose place it takes: what peers and users of
 * the Edge would miss, or find changed, on the day of the exchange.
 */

#include <stdio.h>

#include <edgelint/comparison.h>
#include <edgelint/rule.h>

#include "name_kinds.h"
#include "phrases.h"

/* Tokens of the A/V authentication service live so long. */
enum { TOKEN_LIFETIME = 8 * 60 * 60 };

static const struct el_cert *
previous_of(const struct el_target *target)
{
	return target->comparison->earlier->previous;
}

static const char *
without_previous(const struct el_target *target)
{
	return target->comparison == NULL ||
		target->comparison->earlier->previous == NULL ?
	    "previous:not-given" : NULL;
}

static const char *
without_roll(const struct el_target *target)
{
	const char *reason = without_previous(target);

	if (reason != NULL)
		return reason;
	return target->comparison->earlier->rolls ? NULL :
						    "effective-date:not-given";
}

/* Where the profile says that any order will do, there is none to keep. */
static const char *
without_order(const struct el_target *target)
{
	const char *reason = without_previous(target);

	if (reason != NULL)
		return reason;
	return target->profile->san_order == EL_ORDER_ANY ? "san_order:any" :
							    NULL;
}

static void
check_same(const struct el_target *target, struct el_report *report)
{
	if (target->comparison->same)
		el_flag(report, NULL, "this is the previous certificate "
		    "itself, not one that takes its place");
}

/* --- names ----------------------------------------------------------------- */

static void
flag_lost(const struct el_target *target, struct el_report *report, size_t i)
{
	const struct el_general_name *name = &previous_of(target)->san.names[i];
	bool needed = target->comparison->fates[i] == EL_NAME_LOST_NEEDED;
	const char *kind = name_kinds_text(name->type);
	bool is_text = name->type != EL_NAME_IP &&
	    name->type != EL_NAME_DIRECTORY &&
	    name->type != EL_NAME_REGISTERED_ID && name->type != EL_NAME_OTHER;
	struct el_finding *finding = el_flag(report, &target->cert->san.elem,
	    "entry %zu of the previous list, %s%s%s, is not in the new one%s",
	    i + 1, name->type == EL_NAME_DNS ? "" : kind,
	    name->type == EL_NAME_DNS || !is_text ? "" : " ",
	    is_text ? el_show(report, name->value) : "",
	    needed ? ", and the deployment needs it" : "");

	if (is_text)
		finding->name = finding->expected = name->value;
	if (!needed)
		el_lower(finding, EL_WARNING);
}

static void
check_name_lost(const struct el_target *target, struct el_report *report)
{
	const struct el_comparison *comparison = target->comparison;

	if (!comparison->names_known) {
		el_cannot_tell(report, "unreadable",
		    "subjectAltName of the previous certificate");
		return;
	}
	for (size_t i = 0; i < previous_of(target)->san.count; i++)
		if (comparison->fates[i] == EL_NAME_LOST ||
		    comparison->fates[i] == EL_NAME_LOST_NEEDED)
			flag_lost(target, report, i);
}

/* An entry of the previous list that has a place in both. */
static bool
has_kept_place(const struct el_target *target, size_t i)
{
	const struct el_general_name *name = &previous_of(target)->san.names[i];

	return name->type == EL_NAME_DNS && !name->host.wildcard &&
	    target->comparison->fates[i] == EL_NAME_KEPT;
}

/* The same entry, by its place in the new list. */
static bool
is_kept(const struct el_target *target, size_t i)
{
	const struct el_comparison *comparison = target->comparison;
	size_t was = comparison->was_at[i];

	return was != 0 && comparison->now_at[was - 1] == i + 1 &&
	    has_kept_place(target, was - 1);
}

/*
 * The first of the names that both lists hold which stand in another order:
 * both lists are walked, and what only one of them holds is passed over.
 */
static bool
find_moved(size_t *now, size_t *before, const struct el_target *target)
{
	size_t old_count = previous_of(target)->san.count;
	size_t old = 0;

	for (size_t i = 0; i < target->cert->san.count; i++) {
		if (!is_kept(target, i))
			continue;
		while (old < old_count && !has_kept_place(target, old))
			old++;
		if (old + 1 != target->comparison->was_at[i]) {
			*now = i;
			*before = old;
			return true;
		}
		old++;
	}
	return false;
}

/* Whether the previous list was not in the order that is asked for. */
static bool
was_out_of_order(const struct el_target *target)
{
	const struct el_general_names *names = &previous_of(target)->san;
	const uint8_t *classes = target->comparison->previous_match->classes;
	unsigned highest = 0;

	for (size_t i = 0; i < names->count; i++) {
		if (names->names[i].type != EL_NAME_DNS ||
		    names->names[i].host.wildcard ||
		    target->comparison->fates[i] == EL_NAME_PASSED_OVER)
			continue;
		if (classes[i] < highest)
			return true;
		highest = classes[i];
	}
	return false;
}

static void
check_order_changed(const struct el_target *target, struct el_report *report)
{
	struct el_finding *finding;
	struct el_bytes here;
	struct el_bytes there;
	bool repaired;
	size_t now;
	size_t before;

	if (!target->comparison->names_known) {
		el_cannot_tell(report, "unreadable",
		    "subjectAltName of the previous certificate");
		return;
	}
	if (!find_moved(&now, &before, target))
		return;
	here = target->cert->san.names[now].value;
	there = previous_of(target)->san.names[before].value;
	/* A wrong order of the new list has been reported as such. */
	repaired = was_out_of_order(target);
	finding = el_flag_name(report, target, now + 1, "the names stand in "
	    "another order than before: entry %zu is %s, where the previous "
	    "list goes on with %s%s", now + 1, el_show(report, here),
	    el_show(report, there), repaired ? "; the new order is the one "
		"that is asked for" : "");
	finding->actual = here;
	finding->expected = there;
	if (repaired)
		el_lower(finding, EL_INFO);
}

/* --- subject and issuer ---------------------------------------------------- */

static struct el_bytes
common_name_of(const struct el_cert *cert, char *buffer, size_t size)
{
	const struct el_attribute *name = el_name_attribute(&cert->subject,
	    EL_OID_CN);

	if (name == NULL)
		return el_bytes_of("none");
	return el_attribute_text(name, buffer, size);
}

static void
check_subject(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;
	const struct el_comparison *comparison = target->comparison;
	char old_buffer[EL_HOST_MAX + 1];
	char new_buffer[EL_HOST_MAX + 1];
	const char *before;
	const char *now;
	struct el_finding *finding;

	if ((previous_of(target)->unreadable & EL_PART_SUBJECT) != 0) {
		el_cannot_tell(report, "unreadable",
		    "subject of the previous certificate");
		return;
	}
	if (comparison->same_subject)
		return;
	if (comparison->same_common_name) {
		finding = el_flag(report, &cert->subject.elem, "the subject "
		    "differs from the one before in other attributes or in "
		    "their order; its common name, which Lync and its "
		    "clients look at, is the same");
		el_lower(finding, EL_INFO);
		return;
	}
	before = el_show(report, common_name_of(previous_of(target),
	    old_buffer, sizeof(old_buffer)));
	now = el_show(report, common_name_of(cert, new_buffer,
	    sizeof(new_buffer)));
	finding = el_flag(report, &cert->subject.elem, "the common name was "
	    "%s and is now %s", before, now);
	finding->actual = el_bytes_of(now);
	finding->expected = el_bytes_of(before);
}

static void
check_issuer(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *cert = target->cert;

	if ((previous_of(target)->unreadable & EL_PART_ISSUER) != 0) {
		el_cannot_tell(report, "unreadable",
		    "issuer of the previous certificate");
		return;
	}
	if (!target->comparison->same_issuer)
		el_flag(report, &cert->issuer.elem, "another CA has issued it "
		    "than the previous one");
}

/* --- purposes -------------------------------------------------------------- */

static bool
has_purpose(const struct el_cert *cert, const struct el_purpose *wanted)
{
	for (size_t i = 0; i < cert->purpose_count; i++)
		if (cert->purposes[i].id == EL_OID_KP_ANY ||
		    el_bytes_equal(cert->purposes[i].elem.body,
			wanted->elem.body))
			return true;
	return false;
}

static void
flag_purpose(const struct el_target *target, struct el_report *report,
    const struct el_purpose *purpose)
{
	const struct el_extension *extension = el_cert_extension(target->cert,
	    EL_OID_EXTENDED_KEY_USAGE);
	bool is_client = purpose->id == EL_OID_KP_CLIENT_AUTH;
	const char *name = purpose->id == EL_OID_UNKNOWN ?
	    "a purpose without a common name" : el_oid_name(purpose->id);

	el_flag(report, &extension->elem, "the extended key usage held %s "
	    "before, and does not now%s", name, is_client ?
		": partners that look for it when the Edge connects to them "
		"will refuse it" : "");
}

static void
check_purposes(const struct el_target *target, struct el_report *report)
{
	const struct el_cert *previous = previous_of(target);

	if ((previous->unreadable & EL_PART_EKU) != 0) {
		el_cannot_tell(report, "unreadable",
		    "extKeyUsage of the previous certificate");
		return;
	}
	for (size_t i = 0; i < previous->purpose_count; i++) {
		const struct el_purpose *purpose = &previous->purposes[i];

		if (has_purpose(target->cert, purpose))
			continue;
		if (purpose->id == EL_OID_KP_SERVER_AUTH &&
		    el_has_failed(report, "pki.eku.server-auth-missing"))
			el_yield(report, "pki.eku.server-auth-missing");
		else
			flag_purpose(target, report, purpose);
	}
}

/* --- key ------------------------------------------------------------------- */

static bool
can_compare_keys(const struct el_target *target, struct el_report *report)
{
	if (!target->comparison->keys_known)
		el_cannot_tell(report, "unreadable",
		    "subjectPublicKeyInfo of the previous certificate");
	return target->comparison->keys_known;
}

static void
check_key_reused(const struct el_target *target, struct el_report *report)
{
	if (can_compare_keys(target, report) && target->comparison->same_key)
		el_flag(report, &target->cert->key.elem, "the key is that of "
		    "the previous certificate");
}

/* "RSA, 2048 bits" or "P-256". */
enum { KEY_TEXT_SIZE = 40 };

static const char *
key_text(char out[KEY_TEXT_SIZE], const struct el_key *key)
{
	if (key->kind == EL_KEY_EC && key->curve != EL_OID_UNKNOWN)
		snprintf(out, KEY_TEXT_SIZE, "%s", el_oid_name(key->curve));
	else
		snprintf(out, KEY_TEXT_SIZE, "%s, %u bits",
		    key->kind == EL_KEY_RSA ? "RSA" : "elliptic curve",
		    key->size);
	return out;
}

/* Sizes of one kind compare as they stand, those of two by their strength. */
static bool
is_weaker(const struct el_key *now, const struct el_key *before)
{
	if (now->size == 0 || before->size == 0)
		return false;
	if (now->kind == before->kind)
		return now->size < before->size;
	return el_key_strength(now) < el_key_strength(before);
}

static void
check_key_weaker(const struct el_target *target, struct el_report *report)
{
	const struct el_key *now = &target->cert->key;
	const struct el_key *before = &previous_of(target)->key;
	char now_text[KEY_TEXT_SIZE];
	char before_text[KEY_TEXT_SIZE];

	if (can_compare_keys(target, report) && is_weaker(now, before))
		el_flag(report, &now->elem, "the key is weaker than before: "
		    "%s, where the previous one was %s",
		    key_text(now_text, now), key_text(before_text, before));
}

/* --- dates ----------------------------------------------------------------- */

/* When the previous certificate ends. */
static const int64_t *
previous_end(const struct el_target *target, struct el_report *report)
{
	const struct el_time *end = &previous_of(target)->not_after;

	if (!end->known)
		el_cannot_tell(report, "unreadable",
		    "notAfter of the previous certificate");
	return end->known ? &end->seconds : NULL;
}

static void
check_overlap(const struct el_target *target, struct el_report *report)
{
	const struct el_time *start = &target->cert->not_before;
	const int64_t *end = previous_end(target, report);

	if (end != NULL && start->known && start->seconds > *end)
		el_flag(report, &start->elem, "it begins at %s, after the "
		    "previous certificate has ended at %s",
		    el_show_time(report, start->seconds),
		    el_show_time(report, *end));
}

static void
check_roll_too_late(const struct el_target *target, struct el_report *report)
{
	int64_t effective = target->comparison->earlier->effective;
	const int64_t *end = previous_end(target, report);

	if (end == NULL || effective <= *end - TOKEN_LIFETIME)
		return;
	if (effective > *end)
		el_flag(report, NULL, "the roll-over at %s is after the end "
		    "of the previous certificate at %s: until then nobody "
		    "can authenticate for audio and video",
		    el_show_time(report, effective),
		    el_show_time(report, *end));
	else
		el_flag(report, NULL, "the roll-over at %s is less than 8 "
		    "hours before the end of the previous certificate at %s",
		    el_show_time(report, effective),
		    el_show_time(report, *end));
}

static void
check_roll_too_early(const struct el_target *target, struct el_report *report)
{
	const struct el_time *start = &target->cert->not_before;
	int64_t effective = target->comparison->earlier->effective;

	if (start->known && effective < start->seconds)
		el_flag(report, &start->elem, "the roll-over at %s is before "
		    "the certificate begins at %s",
		    el_show_time(report, effective),
		    el_show_time(report, start->seconds));
}

#define NAMED_SERVICES (EL_ACCESS_EDGE | EL_WEB_CONFERENCING)

#define ROLL_AGAIN \
	" Choose another date, once in the new certificate's time and 8 hours " \
	"before the old one ends, on each server of the pool:\n" \
	"    Set-CsCertificate -Type AudioVideoAuthentication -Thumbprint " \
	"THUMBPRINT -Roll -EffectiveDate DATE"

static const struct el_rule rules[] = {
	{
		.id = "renewal.certificate.same",
		.severity = EL_WARNING,
		.title = "New certificate is the previous one",
		.check = check_same,
		.kinds = EL_CERTIFICATE,
		.roles = EL_EDGE,
		.applies_to_kind = without_previous,
		.sources = {
			{ EL_DOC_EDGELINT, "Before a renewal",
			    "the certificate that takes another's place is "
			    "another one", false },
		},
		.fails_when = "the certificate is the previous one, octet by "
			      "octet",
		.why = "Nothing is renewed: the Edge loses its certificate on "
		       "the day on which the previous one ends.",
		.remedy = "Give the file that the CA sent, and the installed "
			  "certificate behind --previous:\n"
			  "    edgelint check NEW --previous OLD",
		.example = "Fails: edgelint check edge.cer --previous "
			   "edge.cer\n"
			   "Passes: edgelint check new.cer --previous "
			   "edge.cer",
	},
	{
		.id = "renewal.san.name-lost",
		.severity = EL_ERROR,
		.title = "Name of the previous certificate is gone",
		.check = check_name_lost,
		.roles = EL_EDGE,
		.services = NAMED_SERVICES,
		.applies_to_kind = without_previous,
		.readable = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
		},
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the list holds the names of the Edge services "
			    "and of every SIP domain", false },
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE, NULL, false },
		},
		.fails_when = "an entry of the previous SAN list is not in "
			      "the new one, compared by kind and text, host "
			      "names but for ASCII case; malformed entries "
			      "and repetitions are passed over. An error "
			      "where a service or an XMPP domain of the "
			      "deployment is without it, else a warning",
		.why = "Whoever reached the Edge by that name until now finds "
		       "it no longer in the certificate, and is refused.",
		.remedy = "If somebody still uses the name, ask for a "
			  "certificate that holds it; if nobody does, remove "
			  "it from DNS and the profile, too." ASK_AGAIN,
		.example = "Fails: webcon.contoso.com, sip.contoso.com, where "
			   "sip.fabrikam.com stood, too\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "sip.fabrikam.com",
	},
	{
		.id = "renewal.san.order-changed",
		.severity = EL_WARNING,
		.title = "Names stand in another order than before",
		.check = check_order_changed,
		.roles = EL_EDGE,
		.services = NAMED_SERVICES,
		.applies_to_kind = without_order,
		.needs = EL_PART_SAN,
		.yields = {
			{ "edge.san.missing", false },
			{ "edge.san.order", false },
		},
		.sources = {
			{ EL_DOC_XMPP_SUMMARY, SUMMARY_TABLE,
			    "the column is headed SAN and order", false },
			{ EL_DOC_USER_ACCESS, ORDER_NOTE,
			    "the order does not matter", true },
		},
		.fails_when = "the well-formed host names that both lists "
			      "hold, without wildcards and repetitions, do "
			      "not stand in the same order, and san_order of "
			      "the profile is not any; for information only "
			      "when the previous list was not in the order "
			      "that the profile asks for",
		.why = "The CA has put the names into an order of its own. "
		       "What worked with the old order is not known to work "
		       "with another: older phones and some partners look at "
		       "the first names alone.",
		.remedy = "Where the new order is not the one that is asked "
			  "for, ask the CA to keep the order of the request, "
			  "and look at what it has done before you assign the "
			  "certificate. Where the order is known not to "
			  "matter, say so in the profile: \"san_order\": "
			  "\"any\"." ASK_AGAIN,
		.example = "Fails: webcon.contoso.com, sip.fabrikam.com, "
			   "sip.contoso.com, where sip.contoso.com stood "
			   "second\n"
			   "Passes: webcon.contoso.com, sip.contoso.com, "
			   "sip.fabrikam.com",
	},
	{
		.id = "renewal.subject.changed",
		.severity = EL_ERROR,
		.title = "Subject is another one than before",
		.check = check_subject,
		.roles = EL_EDGE,
		.services = NAMED_SERVICES,
		.applies_to_kind = without_previous,
		.readable = EL_PART_SUBJECT,
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the subject is the name of the Access Edge "
			    "service", false },
		},
		.fails_when = "the first common names differ, but for ASCII "
			      "case; for information only when the subjects "
			      "differ in other attributes alone (RFC 5280, "
			      "7.1: case, string type and amount of white "
			      "space make no difference)",
		.why = "Partners that know the Edge by its common name, and "
		       "those who look at nothing else, take it for another "
		       "server.",
		.remedy = "Ask for the subject of the previous certificate, "
			  "or, when the Access Edge service has a new name, "
			  "change it in the topology, in DNS and at every "
			  "partner, too." ASK_AGAIN,
		.example = "Fails: CN=access.contoso.com, where it was "
			   "CN=sip.contoso.com\n"
			   "Passes: CN=sip.contoso.com",
	},
	{
		.id = "renewal.eku.lost",
		.severity = EL_WARNING,
		.title = "Purpose of the previous certificate is gone",
		.check = check_purposes,
		.roles = EL_EDGE,
		.applies_to_kind = without_previous,
		.needs = EL_PART_EKU,
		.yields = {
			{ "pki.eku.server-auth-missing", true },
		},
		.sources = {
			{ EL_DOC_CHROME, "1.3.2",
			    "certificates of public CAs are for servers alone "
			    "from 2027-03-15", false },
			{ EL_DOC_INFRASTRUCTURE, "common requirements",
			    "all server certificates support server "
			    "authorization (server EKU)", false },
		},
		.fails_when = "the extended key usage of the previous "
			      "certificate holds a purpose that the new one "
			      "does not hold, nor anyExtendedKeyUsage; one "
			      "finding for each. Without the extension a "
			      "certificate is for every purpose",
		.why = "When the Edge connects to a SIP or XMPP partner it is "
		       "the client: one that looks for clientAuth, as "
		       "Cisco Expressway does, refuses it without.",
		.remedy = "Ask SIP and XMPP partners whether they look for "
			  "the purpose. If one does, ask for a certificate "
			  "that has it, for clientAuth of a CA that still "
			  "gives it; else the CA's choice will do."
			  ASK_AGAIN,
		.example = "Fails: serverAuth, where it was serverAuth, "
			   "clientAuth\n"
			   "Passes: serverAuth, clientAuth",
	},
	{
		.id = "renewal.key.reused",
		.severity = EL_INFO,
		.title = "Key is that of the previous certificate",
		.check = check_key_reused,
		.roles = EL_EDGE,
		.applies_to_kind = without_previous,
		.needs = EL_PART_KEY,
		.yields = {
			{ "renewal.certificate.same", false },
		},
		.sources = {
			{ EL_DOC_SP800_57, "5.3.4, 5.3.6",
			    "the longer a key is in use the more is lost with "
			    "it; a key pair has an end of its own", false },
		},
		.fails_when = "modulus and exponent, or curve and point, are "
			      "those of the previous certificate, however "
			      "they are encoded",
		.why = "Whoever has got hold of the old key can go on posing "
		       "as the Edge. Where a pool's nodes share one key, or "
		       "a partner has pinned it, keeping it may be what you "
		       "want.",
		.remedy = "If the key was not kept on purpose, make a new one "
			  "with the request." ASK_AGAIN,
		.example = "Fails: openssl req -new -key old.key\n"
			   "Passes: openssl req -new -newkey rsa:2048 -keyout "
			   "new.key",
	},
	{
		.id = "renewal.key.weaker",
		.severity = EL_WARNING,
		.title = "Key is weaker than before",
		.check = check_key_weaker,
		.roles = EL_EDGE,
		.applies_to_kind = without_previous,
		.needs = EL_PART_KEY,
		.yields = {
			{ "pki.key.too-small", false },
		},
		.sources = {
			{ EL_DOC_SP800_57, "5.6.1.1, table 2",
			    "RSA of 3072 bits is as strong as a curve of 256, "
			    "7680 as 384, 15360 as 512", false },
			{ EL_DOC_INFRASTRUCTURE,
			    "common requirements, key lengths",
			    "1024, 2048 and 4096 bits are supported", false },
		},
		.fails_when = "a key of the same kind has fewer bits, or one "
			      "of another kind a lower strength by the table "
			      "(the largest size that it reaches counts)",
		.why = "The old key was chosen to be stronger, perhaps since "
		       "somebody requires it; traffic that is recorded today "
		       "is protected by less.",
		.remedy = "Make the request with a key of the previous size, "
			  "unless the change was meant." ASK_AGAIN,
		.example = "Fails: RSA, 2048 bits, where it was 4096\n"
			   "Passes: RSA, 4096 bits",
	},
	{
		.id = "renewal.issuer.changed",
		.severity = EL_INFO,
		.title = "Another CA has issued the certificate",
		.check = check_issuer,
		.kinds = EL_CERTIFICATE,
		.roles = EL_EDGE,
		.applies_to_kind = without_previous,
		.readable = EL_PART_ISSUER,
		.sources = {
			{ EL_DOC_EXTERNAL_SETUP, "CA certification chain",
			    "the chain of the issuing CA is installed on "
			    "each Edge Server", false },
		},
		.fails_when = "the issuer's name is not that of the previous "
			      "certificate (RFC 5280, 7.1)",
		.why = "Partners and clients have to trust the root that is "
		       "behind the new issuer. With another intermediate of "
		       "the same CA nothing is to be done but to install it.",
		.remedy = "Install the new chain on each Edge server before "
			  "the certificate is assigned, and tell partners "
			  "with a trust list of their own, by name of the "
			  "root. To see which it is:\n"
			  "    edgelint check FILE --chain ISSUERS --verbose",
		.example = "Fails: CN=Contoso Issuing CA 2, where it was "
			   "CN=Contoso Issuing CA 1\n"
			   "Passes: CN=Contoso Issuing CA 1",
	},
	{
		.id = "renewal.overlap.missing",
		.severity = EL_ERROR,
		.title = "Certificate begins after the previous one has ended",
		.check = check_overlap,
		.kinds = EL_CERTIFICATE,
		.roles = EL_EDGE,
		.applies_to_kind = without_previous,
		.needs = EL_PART_VALIDITY,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.5",
			    "a certificate is valid from notBefore through "
			    "notAfter", false },
		},
		.fails_when = "notBefore is later than notAfter of the "
			      "previous certificate, by a second or more",
		.why = "There is no time at which one certificate can be "
		       "exchanged for the other while both are valid: the "
		       "Edge is down from the end of the old one.",
		.remedy = "Ask the CA for a certificate that begins before "
			  "the previous one ends." ASK_AGAIN,
		.example = "Fails: begins 2026-12-02, where the previous one "
			   "ends 2026-12-01\n"
			   "Passes: begins 2026-11-01",
	},
	{
		.id = "renewal.roll.too-late",
		.severity = EL_WARNING,
		.title = "Roll-over is too late for tokens of the previous "
			 "certificate",
		.check = check_roll_too_late,
		.kinds = EL_CERTIFICATE,
		.roles = EL_EDGE,
		.applies_to_kind = without_roll,
		.sources = {
			{ EL_DOC_ROLL, "A/V Edge authentication certificates",
			    "the new certificate is staged so that it takes "
			    "effect 8 hours, the life of a token, before the "
			    "old one ends", false },
			{ EL_DOC_EDGE_CHANGES, "rolling A/V authentication "
			    "certificates", NULL, false },
		},
		.fails_when = "--effective-date is later than 8 hours before "
			      "notAfter of the previous certificate, by a "
			      "second or more",
		.why = "The A/V authentication service gives out tokens that "
		       "live for 8 hours and are checked by the certificate "
		       "that signed them: those that the old one signed last "
		       "are refused as soon as it ends, and calls fail.",
		.remedy = "Roll over earlier." ROLL_AGAIN,
		.example = "Fails: at 20:00, where the previous certificate "
			   "ends at midnight\n"
			   "Passes: at 16:00",
	},
	{
		.id = "renewal.roll.too-early",
		.severity = EL_WARNING,
		.title = "Roll-over is before the certificate begins",
		.check = check_roll_too_early,
		.kinds = EL_CERTIFICATE,
		.roles = EL_EDGE,
		.applies_to_kind = without_roll,
		.needs = EL_PART_VALIDITY,
		.sources = {
			{ EL_DOC_RFC5280, "4.1.2.5",
			    "a certificate is valid from notBefore through "
			    "notAfter", false },
			{ EL_DOC_ROLL, "A/V Edge authentication certificates",
			    NULL, false },
		},
		.fails_when = "--effective-date is earlier than notBefore, by "
			      "a second or more",
		.why = "Until the certificate begins, tokens that it has "
		       "signed are not accepted, and calls fail.",
		.remedy = "Roll over later." ROLL_AGAIN,
		.example = "Fails: on 2026-10-31, where the certificate "
			   "begins 2026-11-01\n"
			   "Passes: on 2026-11-01",
	},
};

EL_RULESET_OF(renewal, rules, EL_CERTIFICATE | EL_REQUEST);
