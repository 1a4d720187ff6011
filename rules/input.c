/*
 * What a file holds beside certificates, and how it keeps it: a private key
 * that is not protected, and encryption that has had its day.
 */

#include <edgelint/rule.h>

static void
check_exposed_key(const struct el_target *target, struct el_report *report)
{
	const struct el_input_facts *facts = target->facts;
	const char *source;

	if (facts->exposed_key == NULL)
		return;
	source = el_show(report, el_bytes_of(target->source));
	if (facts->exposed_line > 0)
		el_flag(report, NULL, "%s holds a private key that no "
		    "password protects (%s, line %zu)", source,
		    facts->exposed_key, facts->exposed_line);
	else
		el_flag(report, NULL, "%s holds a private key that no "
		    "password protects (%s)", source, facts->exposed_key);
}

static void
check_legacy_encryption(const struct el_target *target,
    struct el_report *report)
{
	const char *certificates = target->facts->old_certificate_cipher;
	const char *key = target->facts->old_key_cipher;
	const char *source;

	if (certificates == NULL && key == NULL)
		return;
	source = el_show(report, el_bytes_of(target->source));
	if (key == NULL)
		el_flag(report, NULL, "%s encrypts its certificates with %s",
		    source, certificates);
	else if (certificates == NULL)
		el_flag(report, NULL, "%s encrypts its private key with %s",
		    source, key);
	else
		el_flag(report, NULL, "%s encrypts its certificates with %s, "
		    "and its private key with %s", source, certificates, key);
}

static const struct el_rule rules[] = {
	{
		.id = "input.private-key.exposed",
		.severity = EL_WARNING,
		.title = "Private key stands in the file without protection",
		.check = check_exposed_key,
		.level = EL_PER_INPUT,
		.sources = {
			{ EL_DOC_BASELINE, "9.6.3",
			    "(2): the subscriber keeps the private key "
			    "confidential and protects it at all times",
			    false },
		},
		.fails_when = "the file has a PEM block PRIVATE KEY, RSA "
			      "PRIVATE KEY, EC PRIVATE KEY or DSA PRIVATE KEY "
			      "without \"Proc-Type: 4,ENCRYPTED\", or a "
			      "PKCS#12 keyBag outside of what is encrypted",
		.why = "Who can read the file can pose as the Edge server. "
		       "Nothing that judges a certificate or a request needs "
		       "its key.",
		.remedy = "Give edgelint, and the CA, the certificate or the "
			  "request alone. Keep the key where only the server "
			  "reads it, or encrypt it:\n"
			  "    openssl pkcs8 -topk8 -v2 aes-256-cbc -in "
			  "FILE -out edge.key\n"
			  "If others could read the file, ask for a new "
			  "certificate with a new key, and have one that was "
			  "issued for this key revoked.",
		.example = "Fails: edge.pem with -----BEGIN PRIVATE KEY-----\n"
			   "Passes: the same with -----BEGIN ENCRYPTED "
			   "PRIVATE KEY-----",
	},
	{
		.id = "input.pkcs12.legacy-encryption",
		.severity = EL_INFO,
		.title = "PKCS#12 file is encrypted as it was long ago",
		.check = check_legacy_encryption,
		.level = EL_PER_INPUT,
		.sources = {
			{ EL_DOC_RFC7292, "Appendix B",
			    "this way from a password to a key is deprecated "
			    "for new use; PBES2 takes its place", false },
			{ EL_DOC_PFX_EXPORT, "Requirements",
			    "AES256-SHA256 needs Windows Server 2019 or "
			    "Windows 10 1709", true },
		},
		.fails_when = "certificates or a private key of a PKCS#12 "
			      "file are encrypted by a scheme of RFC 7292, "
			      "Appendix C: RC2 or 3DES, with SHA-1",
		.why = "Such a key is found in minutes (RC2 with 40 bits) or "
		       "by trying passwords quickly, and OpenSSL 3 opens RC2 "
		       "only with -legacy. Windows Server 2016 and older, on "
		       "which Lync Server 2013 runs, import nothing newer: "
		       "for them it is the right choice.",
		.remedy = "From Windows Server 2019 on, export with AES:\n"
			  "    Export-PfxCertificate -Cert "
			  "Cert:\\LocalMachine\\My\\THUMBPRINT -FilePath "
			  "edge.pfx -Password (Read-Host -AsSecureString) "
			  "-CryptoAlgorithmOption AES256_SHA256\n"
			  "For older servers, choose a long password, and "
			  "delete the file once it was imported.",
		.example = "Fails: pbeWithSHAAnd40BitRC2-CBC for the "
			   "certificates, pbeWithSHAAnd3-KeyTripleDES-CBC for "
			   "the key\n"
			   "Passes: PBES2 with AES-256 for both",
	},
};

EL_RULESET(input, rules);
