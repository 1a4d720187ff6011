/*
 * The algorithm that the certificate itself is signed with: what Windows, the
 * product and public CAs allow.  That of its issuers is a matter of the chain.
 */

#include <edgelint/rule.h>

#include "phrases.h"

/* The broken digest that an algorithm uses, or NULL. */
static const char *
weak_digest(enum el_oid algorithm)
{
	switch (algorithm) {
	case EL_OID_MD2_RSA:
		return "MD2";
	case EL_OID_MD4_RSA:
		return "MD4";
	case EL_OID_MD5_RSA:
	case EL_OID_OIW_MD5_RSA:
		return "MD5";
	case EL_OID_SHA1_RSA:
	case EL_OID_OIW_SHA1_RSA:
	case EL_OID_OIW_DSA_SHA1:
	case EL_OID_ECDSA_SHA1:
	case EL_OID_DSA_SHA1:
		return "SHA-1";
	default:
		return NULL;
	}
}

static void
check_weak(const struct el_target *target, struct el_report *report)
{
	const struct el_algorithm *algorithm =
	    &target->cert->signature_algorithm;
	const char *digest = weak_digest(algorithm->id);
	struct el_finding *finding;

	if (digest == NULL)
		return;
	finding = el_flag(report, &algorithm->elem, "the %s is "
	    "signed with %s, that is with the digest %s",
	    el_kind_name(el_cert_kind(target->cert)),
	    el_oid_name(algorithm->id), digest);
	/* Windows still takes SHA-1 from a CA of one's own. */
	if (target->scope == EL_PRIVATE && strcmp(digest, "SHA-1") == 0)
		el_lower(finding, EL_WARNING);
}

static void
check_sha512(const struct el_target *target, struct el_report *report)
{
	const struct el_algorithm *algorithm =
	    &target->cert->signature_algorithm;

	if (algorithm->id == EL_OID_SHA512_RSA ||
	    algorithm->id == EL_OID_ECDSA_SHA512)
		el_flag(report, &algorithm->elem, "the %s is signed "
		    "with %s, which Windows Server 2008 R2, 2012 and 2012 R2 "
		    "take with TLS 1.2 after an update only",
		    el_kind_name(el_cert_kind(target->cert)),
		    el_oid_name(algorithm->id));
}

static void
check_pss(const struct el_target *target, struct el_report *report)
{
	const struct el_algorithm *algorithm =
	    &target->cert->signature_algorithm;

	if (algorithm->id == EL_OID_RSA_PSS)
		el_flag(report, &algorithm->elem, "the %s is signed "
		    "with RSASSA-PSS, which Microsoft does not support",
		    el_kind_name(el_cert_kind(target->cert)));
}

/* Of a Windows CA; both take effect for what it issues from then on. */
#define SIGN_WITH_SHA256 \
	"Have the certificate issued again by a CA that signs with SHA-256. " \
	"A Windows CA whose key is in a key storage provider:\n" \
	"    certutil -setreg ca\\csp\\CNGHashAlgorithm SHA256\n" \
	"    Restart-Service certsvc" ASK_AGAIN

/* The CA chooses for itself, but many take the request for a wish. */
#define SIGN_REQUEST_WITH_SHA256 \
	"Make the request with SHA-256 and PKCS #1 v1.5: in the INF file of " \
	"certreq\n" \
	"    HashAlgorithm = SHA256\n" \
	"    AlternateSignatureAlgorithm = FALSE\n" \
	"and with OpenSSL\n" \
	"    {openssl} -sha256"

#define SUPPORTED_DIGESTS "common requirements"

static const struct el_rule rules[] = {
	{
		.id = "pki.signature.weak",
		.severity = EL_ERROR,
		.title = "Certificate is signed with a broken digest",
		.check = check_weak,
		.roles = EL_EDGE,
		.needs = EL_PART_SIGNATURE,
		.signs = EL_SIGN_SIGNATURE,
		.yields = { { "x509.signature.algorithm-mismatch", false } },
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, SUPPORTED_DIGESTS,
			    "SHA-1 and the SHA-2 digests are supported; MD5 "
			    "and MD2 are not among them", false },
			{ EL_DOC_BASELINE, "7.1.3.2.1",
			    "subscriber certificates are signed with SHA-256, "
			    "SHA-384 or SHA-512", false },
			{ EL_DOC_RFC6151, "2",
			    "MD5 is no longer acceptable where collisions "
			    "matter, such as in signatures", false },
		},
		.fails_when = "the signature algorithm uses MD2, MD4, MD5 or "
			      "SHA-1; of a private CA, SHA-1 is a warning",
		.why = "Whoever finds a second certificate with the same "
		       "digest can pose as the Edge. Current Windows, "
		       "browsers and OpenSSL refuse MD5, and more and more "
		       "of them SHA-1, and with it the connection.",
		.remedy = SIGN_WITH_SHA256,
		.request_remedy = SIGN_REQUEST_WITH_SHA256,
		.example = "Fails: sha1WithRSAEncryption\n"
			   "Passes: sha256WithRSAEncryption",
	},
	{
		.id = "pki.signature.sha512",
		.severity = EL_INFO,
		.title = "Certificate is signed with SHA-512",
		.check = check_sha512,
		.roles = EL_EDGE,
		.needs = EL_PART_SIGNATURE,
		.signs = EL_SIGN_SIGNATURE,
		.yields = { { "x509.signature.algorithm-mismatch", false } },
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, SUPPORTED_DIGESTS,
			    "the algorithm must be one that the operating "
			    "system supports; SHA-512 is among the digests "
			    "that the product supports", false },
			{ EL_DOC_EDGELINT, "pki.signature.sha512",
			    "a report on Microsoft's Canberra PFE blog: with "
			    "a certificate signed with SHA-512, the services "
			    "did not start until Windows was updated", false },
		},
		.fails_when = "the signature algorithm uses SHA-512",
		.why = "Without an update, Windows Server 2008 R2, 2012 and "
		       "2012 R2 do not offer SHA-512 with TLS 1.2: services "
		       "do not start, and partners on such servers do not "
		       "connect (Schannel events 36874 and 36888).",
		.remedy = "Update Windows on every server, or do without "
			  "SHA-512. " SIGN_WITH_SHA256,
		.request_remedy = SIGN_REQUEST_WITH_SHA256,
		.example = "Fails: sha512WithRSAEncryption\n"
			   "Passes: sha256WithRSAEncryption, "
			   "sha384WithRSAEncryption",
	},
	{
		.id = "pki.signature.pss",
		.severity = EL_ERROR,
		.title = "Certificate is signed with RSASSA-PSS",
		.check = check_pss,
		.roles = EL_EDGE,
		.needs = EL_PART_SIGNATURE,
		.signs = EL_SIGN_SIGNATURE,
		.yields = { { "x509.signature.algorithm-mismatch", false } },
		.sources = {
			{ EL_DOC_INFRASTRUCTURE, "note on RSASSA-PSS",
			    "the algorithm is unsupported, and may lead to "
			    "errors on login and in call forwarding", false },
			{ EL_DOC_SFB_ENVIRONMENT, "Certificates",
			    "the algorithm is unsupported, and may lead to "
			    "errors on login and in call forwarding", false },
		},
		.fails_when = "the signature algorithm is RSASSA-PSS",
		.why = "Microsoft does not support it: sign-in, call "
		       "forwarding and more may fail. Windows CAs use it "
		       "when the alternate signature format is on.",
		.remedy = "Have the certificate issued again with PKCS #1 "
			  "v1.5 signatures. On a Windows CA:\n"
			  "    certutil -setreg ca\\csp\\"
			  "AlternateSignatureAlgorithm 0\n"
			  "    Restart-Service certsvc" ASK_AGAIN,
		.request_remedy = SIGN_REQUEST_WITH_SHA256,
		.example = "Fails: RSASSA-PSS\n"
			   "Passes: sha256WithRSAEncryption",
	},
};

EL_RULESET_OF(pki_signature, rules, EL_CERTIFICATE | EL_REQUEST);
