/*
 * A rule: a row that says who, when, how severe and why, and a check that
 * looks at one target and points at what is wrong.  The engine decides whether
 * a row applies; a check neither allocates nor frees, and does no I/O.
 */
#ifndef EDGELINT_RULE_H
#define EDGELINT_RULE_H

#include <edgelint/assignment.h>
#include <edgelint/cert.h>
#include <edgelint/chain.h>
#include <edgelint/comparison.h>
#include <edgelint/lifetime.h>
#include <edgelint/match.h>
#include <edgelint/profile.h>

enum el_role { EL_EDGE = 1 << 0, EL_ISSUER = 1 << 1 };

/* Whether the rules for publicly trusted certificates apply. */
enum el_scope { EL_PUBLIC = 1 << 0, EL_PRIVATE = 1 << 1 };

/* What of the deployment a check cannot do without. */
enum el_knows {
	EL_KNOWS_ACCESS_EDGE = 1 << 0,
	EL_KNOWS_WEB_CONFERENCING = 1 << 1,
	EL_KNOWS_SIP_DOMAINS = 1 << 2,
	EL_KNOWS_XMPP_DOMAINS = 1 << 3,
	EL_KNOWS_ONLINE_SIP_DOMAINS = 1 << 4,
	EL_KNOWS_POOL = 1 << 5,
};

/* What became of a waiver in a run. */
enum el_waiver_use {
	EL_WAIVER_ASKED = 1 << 0, /* its rule was asked */
	EL_WAIVER_USED = 1 << 1, /* it waived a finding */
	EL_WAIVER_LAPSED = 1 << 2, /* it would have, had it not ended */
};

/*
 * Signs that something may be odd about a certificate, which show while it is
 * read.  Most certificates show none.
 */
enum el_sign {
	EL_SIGN_FAULT = 1 << 0, /* something is not as DER or its type has it */
	EL_SIGN_TRAILING = 1 << 1, /* octets follow the certificate */
	EL_SIGN_EXTENSION = 1 << 2, /* one is repeated, or not decoded */
	EL_SIGN_NO_NAMES = 1 << 3, /* no SAN entry was read */
	/* In the SAN list: what is no dNSName, or a dNSName that is this. */
	EL_SIGN_OTHER_NAME = 1 << 4,
	EL_SIGN_MALFORMED = 1 << 5,
	EL_SIGN_WILDCARD = 1 << 6,
	EL_SIGN_REPEATED = 1 << 7,
	EL_SIGN_HYPHENS = 1 << 8, /* two in a row */
	EL_SIGN_CAPITALS = 1 << 9,
	EL_SIGN_DOMAIN = 1 << 10, /* not under com, net, org or a country */
	/* No v3, no issuer, a unique ID, or a serial number that is not
	 * positive or has more than 20 octets. */
	EL_SIGN_FIELD = 1 << 11,
	/* A date that is no UTCTime as RFC 5280 has it, or the later first. */
	EL_SIGN_DATE = 1 << 12,
	/* Neither RSA nor ECDSA with SHA-256 or SHA-384, the same in both
	 * places and encoded as the Baseline Requirements print it. */
	EL_SIGN_SIGNATURE = 1 << 13,
	/* Neither RSA of 2048 or 4096 bits with the exponent 65537 nor an
	 * uncompressed point on P-256 or P-384, encoded in the same way. */
	EL_SIGN_KEY = 1 << 14,
	EL_SIGN_NO_RSA_KEY = 1 << 15,
	/* Other than one common name of at most 64 octets and any of country,
	 * state, locality and organization, each in a part of its own, in a
	 * string type that it may have, and with a text. */
	EL_SIGN_SUBJECT = 1 << 16,
	/* An extension that is decoded, and neither keyUsage nor
	 * basicConstraints, is critical. */
	EL_SIGN_CRITICAL = 1 << 17,
	/* Other than digitalSignature, for RSA perhaps keyEncipherment. */
	EL_SIGN_USAGE = 1 << 18,
	/* Other than serverAuth, and perhaps clientAuth. */
	EL_SIGN_PURPOSE = 1 << 19,
	/* cA TRUE, a path length, or name constraints. */
	EL_SIGN_CA = 1 << 20,
	/* No CRL distribution points, no authorityInfoAccess, or no key
	 * identifier of the issuer. */
	EL_SIGN_LACK = 1 << 21,
	EL_SIGN_POLICIES = 1 << 22, /* other than one */
};

/*
 * What a profile tells, as bits of enum el_knows.  A product without a gateway
 * has no XMPP domains that one could miss.
 */
unsigned el_profile_knows(const struct el_profile *profile);

/* What a rule is asked about. */
enum el_level {
	EL_PER_CERTIFICATE,
	EL_PER_INPUT, /* once, when all certificates of an input were seen */
	EL_PER_RUN, /* once */
};

/* Documents that rules cite; rules/documents.c holds titles and addresses. */
enum el_document {
	EL_DOC_NONE,
	EL_DOC_XMPP_SUMMARY, /* Certificate summary - XMPP federation */
	EL_DOC_SIP_XMPP_SUMMARY, /* ... SIP, XMPP federation and public IM */
	EL_DOC_PIC_SUMMARY, /* ... Public instant messaging connectivity */
	EL_DOC_SINGLE_EDGE_SUMMARY, /* ... Single consolidated edge */
	EL_DOC_USER_ACCESS, /* Certificate requirements, external access */
	EL_DOC_EXTERNAL_SETUP, /* Set up certificates, external interface */
	EL_DOC_EDGE_PLAN, /* Plan for Edge Server certificates */
	EL_DOC_WILDCARD, /* Wildcard certificate support */
	EL_DOC_WILDCARD_2010,
	EL_DOC_TOPOLOGY, /* Define your edge topology */
	EL_DOC_SFB_EDGE, /* Edge Server environmental requirements */
	EL_DOC_INFRASTRUCTURE, /* Certificate infrastructure requirements */
	EL_DOC_EDGE_CHANGES, /* Changes that affect Edge Server planning */
	EL_DOC_ROLL, /* Staging AV and OAuth certificates using -Roll */
	EL_DOC_ACCESS_EDGE_CMDLET, /* Set-CsAccessEdgeConfiguration */
	EL_DOC_SFB_ENVIRONMENT, /* Environmental requirements, 2015 */
	EL_DOC_CLOUD_CERTIFICATE, /* Update the edge certificate */
	EL_DOC_SFB2019_DEPRECATED,
	EL_DOC_XMPP_NEGOTIATION, /* Negotiation settings, XMPP partners */
	EL_DOC_XMPP_PARTNER, /* Create or edit XMPP partner configuration */
	EL_DOC_WCCE, /* [MS-WCCE], requests as Windows makes them */
	EL_DOC_PROSODY, /* sources of XMPP servers, by version */
	EL_DOC_EJABBERD,
	EL_DOC_OPENFIRE,
	EL_DOC_OPENSSL, /* how it verifies certificates, 3.0 */
	EL_DOC_RFC1034,
	EL_DOC_RFC1035,
	EL_DOC_RFC1123,
	EL_DOC_RFC2985,
	EL_DOC_RFC2986,
	EL_DOC_RFC3279,
	EL_DOC_RFC3492,
	EL_DOC_RFC3986,
	EL_DOC_RFC4055,
	EL_DOC_RFC4985,
	EL_DOC_RFC5246,
	EL_DOC_RFC5280,
	EL_DOC_RFC5480,
	EL_DOC_RFC5758,
	EL_DOC_RFC5890,
	EL_DOC_RFC5922,
	EL_DOC_RFC6120,
	EL_DOC_RFC6151,
	EL_DOC_RFC6761,
	EL_DOC_RFC6762,
	EL_DOC_RFC6962,
	EL_DOC_RFC7292,
	EL_DOC_RFC8446,
	EL_DOC_RFC8813,
	EL_DOC_RFC9525,
	EL_DOC_BASELINE, /* CA/Browser Forum Baseline Requirements */
	EL_DOC_SP800_57, /* NIST, key management */
	EL_DOC_SP800_89, /* NIST, assurances for digital signatures */
	EL_DOC_X501,
	EL_DOC_CHROME, /* Chrome Root Program Policy */
	EL_DOC_PFX_EXPORT, /* PKCS12_PBES2_EXPORT_PARAMS */
	EL_DOC_CNG_REPORT, /* reports from the field, said as such */
	EL_DOC_SIP_DOMAINS_REPORT,
	EL_DOC_CHROME_CT, /* Chrome's Certificate Transparency policy */
	EL_DOC_IANA_IPV4, /* special-purpose address registries */
	EL_DOC_IANA_IPV6,
	EL_DOC_X690,
	EL_DOC_EDGELINT, /* a convention of this program, said as such */
	EL_DOC_COUNT
};

struct el_document_facts {
	const char *title;
	const char *url;
	const char *date; /* of the edition that was read, YYYY-MM-DD */
};

const struct el_document_facts *el_document(enum el_document document);

struct el_citation {
	enum el_document document;
	const char *section;
	const char *says; /* in our words; NULL where the title says it */
	bool disagrees; /* with the rule */
};

struct el_yield {
	const char *to; /* the id of the rule that names the fault better */
	/* true: for one entry or name, and the check calls el_yield();
	 * false: for the whole certificate, and the engine sees to it. */
	bool by_entry;
};

enum el_container {
	EL_CONTAINER_DER,
	EL_CONTAINER_PEM,
	EL_CONTAINER_BASE64,
	EL_CONTAINER_PKCS7,
	EL_CONTAINER_PKCS12,
};

/* What an input holds beside certificates, as far as a rule asks for it. */
struct el_input_facts {
	/* The label of an unencrypted private key, or what a container calls
	 * it; NULL: there is none. */
	const char *exposed_key;
	size_t exposed_line; /* of its BEGIN line, from 1; 0: not PEM */
	/* Ciphers of PKCS#12 that newer ones replace; NULL: there is none. */
	const char *old_certificate_cipher;
	const char *old_key_cipher;
};

/* A node of an Edge pool: the Edge certificate of an input. */
struct el_node {
	const char *source; /* the input's name as the user gave it */
	size_t index; /* in the input, from 0 */
	bool is_request; /* of which only the key matters */
	uint8_t certificate[32]; /* SHA-256 */
	bool has_key; /* it can be read */
	uint8_t key[32]; /* SHA-256 of the SubjectPublicKeyInfo */
	const char *thumbprint; /* SHA-1, hex */
	const char *serial; /* hex */
	const char *until; /* day of notAfter */
};

struct el_target {
	const struct el_cert *cert; /* NULL for EL_PER_INPUT and EL_PER_RUN */
	const struct el_profile *profile;
	const struct el_match *match; /* never NULL where cert is not */
	enum el_role role;
	enum el_scope scope;
	const struct el_chain *chain; /* NULL: nothing was given for one */
	/* NULL: nothing was given to compare with. */
	const struct el_comparison *comparison;
	const struct el_span *renew_within; /* of the option */
	/* What certificates are assigned to, and this one; NULL: it was not
	 * given. */
	const struct el_assignments *assignments;
	unsigned uses; /* bits of enum el_use */
	enum el_container container; /* that the certificate was in */
	int64_t as_of; /* seconds since 1970, UTC */
	const char *source; /* EL_PER_INPUT: the input's name */
	size_t issuers; /* EL_PER_INPUT: certificates with role issuer */
	size_t edges; /* EL_PER_INPUT: certificates with role edge */
	const struct el_input_facts *facts; /* EL_PER_INPUT; never NULL */
	/* EL_PER_RUN: bits of enum el_waiver_use, by waiver. */
	const uint8_t *waiver_uses;
	/* EL_PER_RUN: the pool that the inputs are declared to be. */
	const struct el_node *nodes;
	size_t node_count;
	/* EL_PER_RUN: 1 for an assignment whose certificate was judged. */
	const uint8_t *assignments_seen;
};

struct el_report; /* where findings go; the engine's */

struct el_finding;

typedef void el_check(const struct el_target *target,
    struct el_report *report);

enum { EL_CITATIONS_MAX = 4, EL_YIELDS_MAX = 9 };

struct el_rule {
	const char *id; /* family.area.problem; permanent */
	enum el_severity severity;
	const char *title; /* the problem: "Serial number is zero" */
	el_check *check;

	/* Where it applies; zero is "no restriction". */
	enum el_level level;
	unsigned kinds; /* enum el_kind, of those that its table is for */
	unsigned roles; /* enum el_role */
	unsigned products; /* enum el_product */
	unsigned interfaces; /* enum el_interface */
	unsigned services; /* enum el_service, any of them */
	unsigned scopes; /* enum el_scope */
	/* On notBefore, and for a request, whose certificate is still to be
	 * issued, on the time as of which it is judged. */
	int64_t since; /* first second; 0: always */
	int64_t until; /* first second after; 0: for ever */
	/* A further condition: NULL when it applies, else the reason in the
	 * form of the report, such as "san_order:any".  The target may be
	 * without a certificate: then the question is about the profile. */
	const char *(*applies)(const struct el_target *target);
	/* The same, for a condition that looks at nothing but the profile,
	 * role and scope, the parts that are present or unreadable, the kind
	 * or algorithm of the key, and what the run was given to compare with:
	 * it is asked once for all certificates that are alike in these. */
	const char *(*applies_to_kind)(const struct el_target *target);
	uint32_t needs; /* enum el_part: absent, it does not apply;
			 * unreadable, it is not evaluated */
	uint32_t readable; /* enum el_part: unreadable, it is not evaluated;
			    * absent makes no difference */
	unsigned knows; /* enum el_knows: unknown, it is not evaluated */
	uint32_t signs; /* enum el_sign: without one of these it passes, and
			 * its check would not find anything */
	unsigned chain; /* enum el_chain_part: when none of these was given, it
			 * is not evaluated */
	struct el_yield yields[EL_YIELDS_MAX];
	/* What yields to this rule as a whole yields as well to the rules that
	 * this one yields to as a whole; on the first row of the id. */
	bool passes_on;

	struct el_citation sources[EL_CITATIONS_MAX];
	const char *fails_when; /* the exact condition, one sentence */
	const char *why; /* what it does to the Edge server or its peers */
	/* What to do and the line to type.  {name} and {expected} are those
	 * of the finding; {certreq}, {openssl} and {request} are lines that
	 * ask for the profile's names, {again} is some of these, and nothing
	 * for the certificate of an issuer (lint/report/remedy.c). */
	const char *remedy;
	const char *request_remedy; /* for a request; NULL: the same */
	const char *example; /* a list that fails, and what makes it pass */
};

struct el_ruleset {
	const struct el_rule *rules;
	size_t count;
	unsigned kinds; /* enum el_kind */
};

/*
 * Gives a file's table the name that rules/rulesets.h lists.  A table is about
 * certificates: what holds for them need not for requests, and so a new one is
 * safe.  One that is about requests as well, or alone, says so.
 */
#define EL_RULESET(area, table) EL_RULESET_OF(area, table, EL_CERTIFICATE)
#define EL_RULESET_OF(area, table, kinds) \
	const struct el_ruleset el_ruleset_##area = { (table), \
		sizeof(table) / sizeof((table)[0]), (kinds) }

/* What is said of one offence.  Text members live as long as the result. */
struct el_finding {
	const struct el_rule *rule;
	enum el_severity severity;
	enum el_role role; /* of the certificate; 0: it is about none */
	const struct el_waiver *waiver; /* NULL: not waived */
	const char *source; /* EL_PER_INPUT: the input's name; else NULL */
	struct el_bytes name; /* the name that it is about, or NULL */
	size_t position; /* in the SAN list, or 0 */
	struct el_bytes where; /* in the certificate, or NULL */
	bool of_request; /* it is about a certificate request */
	const char *message;
	struct el_bytes actual; /* or NULL */
	struct el_bytes expected; /* or NULL */
};

/*
 * What a check calls when it has something to say, which on most certificates
 * none does: compilers then keep that path apart from what nearly always runs,
 * and a hundred checks stay small enough to be fast.
 */
#define EL_RARE __attribute__((cold))

/*
 * Report an offence at an element (NULL: at none).  The format is printf's;
 * octets from the certificate go through el_show().  The finding that comes
 * back is for filling in name, position, actual and expected; it is never
 * NULL and is good until the next call.
 */
EL_RARE struct el_finding *el_flag(struct el_report *report,
    const struct el_elem *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Report an offence at a SAN entry, by position; fills in name and position. */
EL_RARE struct el_finding *el_flag_name(struct el_report *report,
    const struct el_target *target, size_t position, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Lower the severity of a finding; a higher one is ignored. */
EL_RARE void el_lower(struct el_finding *finding, enum el_severity severity);

/*
 * Leave an offence to a rule that names it better.  A check that did so and
 * flagged nothing ends as not applicable, "reported-by:RULE".
 */
EL_RARE void el_yield(struct el_report *report, const char *rule);

/*
 * Say that a question cannot be answered: "unsupported", "Ed25519".  A check
 * that did so and flagged nothing ends as not evaluated, with that reason.
 */
EL_RARE void el_cannot_tell(struct el_report *report, const char *reason,
    const char *detail);

/* Octets as printable text for a message: design, section 7. */
EL_RARE const char *el_show(struct el_report *report, struct el_bytes octets);

/* A time for a message: "2026-11-22T00:00:00Z". */
EL_RARE const char *el_show_time(struct el_report *report,
    int64_t seconds);

/* Whether the rule with this id has failed on this certificate already. */
EL_RARE bool el_has_failed(const struct el_report *report,
    const char *rule);

/*
 * Whether a finding of a rule stands in the report of this certificate so that
 * nobody can overlook it: not waived, not switched off, and as severe as its
 * row has it.
 */
EL_RARE bool el_is_reported(const struct el_report *report,
    const char *rule);

#endif
