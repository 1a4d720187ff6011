#include "overlap.h"

#include <stdio.h>

/* Two faults of one element: ids in alphabetical order. */
static const struct pair {
	const char *first;
	const char *second;
	const char *reason;
} pairs[] = {
	{ "br.key-usage.rsa",
	    "pki.usage.no-key-encipherment",
	    "one bit too many, and another one that is not there" },
	{ "br.key-usage.rsa",
	    "x509.key-usage.cert-sign",
	    "the bits beside keyCertSign that a public CA may not set" },
	{ "br.san.reverse-zone",
	    "edge.san.wildcard",
	    "a host of the zone in its place is wrong as well" },
	{ "br.subject.placeholder",
	    "x509.subject.string-type",
	    "what the text says, and how it is encoded" },
	{ "chain.issuer.key-id-differs",
	    "x509.authority-key-id.missing",
	    "another serial number, and no key identifier beside it" },
	{ "chain.name-constraints.violated",
	    "sip.uri.shadows-dns-names",
	    "a URI that the CA may not vouch for, and that hides the names" },
	{ "chain.signature.invalid",
	    "x509.der.not-minimal",
	    "whether the signature holds, and how it is encoded" },
	{ "edge.internal.name-missing",
	    "edge.internal.wildcard",
	    "a wildcard, and one that does not even cover the pool" },
	{ "edge.san.access-edge-missing",
	    "edge.subject.not-in-san",
	    "the list lacks the name, and the subject is not repeated" },
	{ "edge.san.duplicate",
	    "edge.san.malformed-name",
	    "once it is spelt right it is still there twice" },
	{ "edge.san.internal-name",
	    "edge.san.wildcard",
	    "a host of the private domain in its place is wrong too" },
	{ "edge.san.order",
	    "edge.san.unexplained",
	    "the place of an entry, and that it plays no part" },
	{ "edge.san.sip-name-missing",
	    "edge.subject.not-in-san",
	    "a domain lacks its name, and the subject is not repeated" },
	{ "edge.san.sip-name-missing",
	    "renewal.san.name-lost",
	    "what the deployment needs, and what users had until now" },
	{ "edge.san.web-conferencing-missing",
	    "renewal.san.name-lost",
	    "what the deployment needs, and what users had until now" },
	{ "edge.san.wildcard",
	    "edge.san.wildcard-first",
	    "behind the other names it is still a wildcard" },
	{ "edge.san.wildcard",
	    "x509.san.bad-a-label",
	    "the asterisk, and a label behind it" },
	{ "edge.san.wildcard",
	    "xmpp.san.exact-case",
	    "the asterisk, and the capitals behind it" },
	{ "edge.san.wildcard",
	    "xmpp.san.only-wildcard",
	    "an entry too many, and a domain without one of its own" },
	{ "edge.subject.not-access-edge",
	    "x509.subject.common-name-too-long",
	    "which name it is, and how long" },
	{ "edge.subject.not-access-edge",
	    "x509.subject.string-type",
	    "which name it is, and how it is encoded" },
	{ "edge.subject.not-in-san",
	    "xmpp.domain.uncovered",
	    "a partner misses the name, and the subject is not repeated" },
	{ "edge.subject.wildcard",
	    "x509.subject.string-type",
	    "which name it is, and how it is encoded" },
	{ "pki.key.elliptic",
	    "renewal.key.reused",
	    "what kind of key it is, and that it is the old one" },
	{ "pki.key.elliptic",
	    "renewal.key.weaker",
	    "what kind of key it is, and how strong" },
	{ "renewal.san.name-lost",
	    "xmpp.domain.uncovered",
	    "what the deployment needs, and what partners had until now" },
	{ "x509.time.malformed",
	    "x509.time.wrong-type",
	    "the form of the time, and its type" },
	{ "xmpp.domain.parent-only",
	    "xmpp.san.exact-case",
	    "one domain below the entry, and another that it is" },
	{ "xmpp.san.exact-case",
	    "xmpp.san.only-wildcard",
	    "the capitals, and a domain without an entry of its own" },
};

enum { PAIRS = sizeof(pairs) / sizeof(pairs[0]) };

static bool shown[PAIRS];

/* What stands in for that which is missing in it. */
static bool
is_whole_list(const struct el_cert *cert, struct el_bytes where)
{
	return where.data == el_whole(&cert->san.elem).data ||
	    where.data == el_whole(&cert->subject.elem).data ||
	    where.data == el_whole(&cert->extension_list).data;
}

/*
 * The same entry of the SAN list, or the same element; of what a list lacks,
 * the same name.
 */
static bool
is_same_place(const struct el_cert *cert, const struct el_finding *a,
    const struct el_finding *b)
{
	if (a->position != 0 || b->position != 0)
		return a->position == b->position;
	if (a->where.data == NULL || a->where.data != b->where.data ||
	    a->where.size != b->where.size)
		return false;
	return !is_whole_list(cert, a->where) || a->name.data == NULL ||
	    b->name.data == NULL || el_bytes_equal(a->name, b->name);
}

static bool
is_declared(const char *first, const char *second)
{
	for (size_t i = 0; i < PAIRS; i++)
		if (strcmp(pairs[i].first, first) == 0 &&
		    strcmp(pairs[i].second, second) == 0)
			return shown[i] = true;
	return false;
}

/* Of one certificate. */
static bool
check_findings(const struct el_result *result)
{
	bool good = true;

	for (size_t i = 0; i < result->finding_count; i++)
		for (size_t k = 0; k < result->finding_count; k++) {
			const struct el_finding *a = &result->findings[i];
			const struct el_finding *b = &result->findings[k];
			char path[EL_PATH_MAX];

			if (strcmp(a->rule->id, b->rule->id) >= 0 ||
			    !is_same_place(result->cert, a, b) ||
			    is_declared(a->rule->id, b->rule->id))
				continue;
			el_cert_path(path, sizeof(path), result->cert,
			    a->where);
			printf("#   %s and %s both report %s\n", a->rule->id,
			    b->rule->id, path);
			good = false;
		}
	return good;
}

bool
overlap_check(const struct case_run *run)
{
	bool good = true;

	for (size_t i = 0; i < run->count; i++)
		if (run->results[i].cert != NULL)
			good = check_findings(&run->results[i]) && good;
	return good;
}

bool
overlap_print(void)
{
	bool good = true;

	for (size_t i = 0; i < PAIRS; i++)
		if (!shown[i]) {
			printf("#   no case shows %s beside %s\n",
			    pairs[i].first, pairs[i].second);
			good = false;
		}
	printf("%s - pairs of findings at one place\n",
	    good ? "ok" : "not ok");
	return good;
}
