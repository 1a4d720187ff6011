#include "extensions.h"

#include "names.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A word of a recipe and the object identifier that it stands for. */
struct nickname {
	const char *word;
	const char *oid;
};

/* Writes a nickname's object identifier, or one that is written out. */
static bool
write_oid(struct der *out, const struct nickname *nicknames, size_t count,
    const char *word, struct mistake *error)
{
	const char *oid = word;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(nicknames[i].word, word) == 0)
			oid = nicknames[i].oid;
	}
	return der_oid(out, oid) ||
	    mistake(error, "no object identifier: \"%.40s\"", word);
}

/* KeyUsage ::= BIT STRING, named bits, so trailing zeros are left out. */
static bool
write_key_usage(struct der *out, char **rest, struct mistake *error)
{
	static const char *const names[] = { "digitalSignature",
		"contentCommitment", "keyEncipherment", "dataEncipherment",
		"keyAgreement", "keyCertSign", "cRLSign", "encipherOnly",
		"decipherOnly" };
	uint8_t octets[3] = { 0, 0, 0 };
	size_t used = 0;
	char *word;

	while ((word = words_next(rest)) != NULL) {
		size_t bit = 0;

		while (bit < COUNT(names) && strcmp(names[bit], word) != 0)
			bit++;
		if (bit == COUNT(names))
			return mistake(error, "no key usage: \"%.40s\"", word);
		octets[1 + bit / 8] |= (uint8_t)(0x80 >> bit % 8);
		if (used <= bit)
			used = bit + 1;
	}
	octets[0] = (uint8_t)((8 - used % 8) % 8);
	der_element(out, DER_BIT_STRING,
	    (struct el_bytes){ octets, 1 + (used + 7) / 8 });
	return true;
}

/* KeyPurposeId ::= OBJECT IDENTIFIER */
static bool
write_purpose(struct der *out, const char *word, struct mistake *error)
{
	static const struct nickname purposes[] = {
		{ "server", "1.3.6.1.5.5.7.3.1" },
		{ "client", "1.3.6.1.5.5.7.3.2" },
		{ "code", "1.3.6.1.5.5.7.3.3" },
		{ "email", "1.3.6.1.5.5.7.3.4" },
		{ "time", "1.3.6.1.5.5.7.3.8" },
		{ "ocsp", "1.3.6.1.5.5.7.3.9" },
		{ "any", "2.5.29.37.0" },
	};

	return write_oid(out, purposes, COUNT(purposes), word, error);
}

/* ExtKeyUsageSyntax ::= SEQUENCE OF KeyPurposeId */
static bool
write_purposes(struct der *out, char **rest, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *word;

	while ((word = words_next(rest)) != NULL) {
		if (!write_purpose(out, word, error))
			return false;
	}
	der_end(out, sequence);
	return true;
}

/* BasicConstraints ::= SEQUENCE { cA DEFAULT FALSE, pathLen OPTIONAL } */
static bool
write_basic_constraints(struct der *out, char **rest, struct mistake *error)
{
	static const uint8_t yes = 0xff;
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *word = words_next(rest);
	char *limit = word == NULL ? NULL : words_after(word, "ca:");
	size_t length;

	if (word == NULL ||
	    (limit == NULL && strcmp(word, "ca") != 0 &&
		strcmp(word, "leaf") != 0))
		return mistake(error, "expected leaf, ca or ca:PATHLEN");
	if (strcmp(word, "leaf") != 0)
		der_element(out, DER_BOOLEAN, (struct el_bytes){ &yes, 1 });
	if (limit != NULL) {
		if (!words_number(&length, limit, error) || length > 255)
			return mistake(error, "a path length is 0 to 255");
		der_unsigned(out,
		    (struct el_bytes){ &(uint8_t){ (uint8_t)length }, 1 });
	}
	der_end(out, sequence);
	return true;
}

/* GeneralNames ::= SEQUENCE OF GeneralName */
static bool
write_general_names(struct der *out, char **rest, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *word;

	while ((word = words_next(rest)) != NULL) {
		if (!names_write_general(out, word, error))
			return false;
	}
	der_end(out, sequence);
	return true;
}

static bool
write_uri(struct der *out, const char *text, struct mistake *error)
{
	size_t begin = der_begin(out, DER_CONTEXT | 6);

	if (!words_octets(out, text, error))
		return false;
	der_end(out, begin);
	return true;
}

/* DistributionPoint with a fullName of one URI, or several: "URL|URL". */
static bool
write_distribution_point(struct der *out, char *uris, struct mistake *error)
{
	size_t point = der_begin(out, DER_SEQUENCE);
	size_t name = der_begin(out, DER_CONTEXT_CONSTRUCTED);
	size_t full_name = der_begin(out, DER_CONTEXT_CONSTRUCTED);
	bool more;

	do {
		char *bar = words_find(uris, '|');

		more = *bar == '|';
		*bar = '\0';
		if (!write_uri(out, uris, error))
			return false;
		uris = bar + 1;
	} while (more);
	der_end(out, full_name);
	der_end(out, name);
	der_end(out, point);
	return true;
}

/* CRLDistributionPoints ::= SEQUENCE OF DistributionPoint */
static bool
write_crl_points(struct der *out, char **rest, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *word;

	while ((word = words_next(rest)) != NULL) {
		if (!write_distribution_point(out, word, error))
			return false;
	}
	der_end(out, sequence);
	return true;
}

/* AccessDescription ::= SEQUENCE { accessMethod, accessLocation } */
static bool
write_access(struct der *out, char *word, struct mistake *error)
{
	static const struct nickname methods[] = {
		{ "ocsp", "1.3.6.1.5.5.7.48.1" },
		{ "ca-issuers", "1.3.6.1.5.5.7.48.2" },
	};
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *colon = words_find(word, ':');

	if (*colon != ':')
		return mistake(error, "not METHOD:URL: \"%.40s\"", word);
	*colon = '\0';
	if (!write_oid(out, methods, COUNT(methods), word, error) ||
	    !write_uri(out, colon + 1, error))
		return false;
	der_end(out, sequence);
	return true;
}

/* AuthorityInfoAccessSyntax ::= SEQUENCE OF AccessDescription */
static bool
write_authority_info(struct der *out, char **rest, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *word;

	while ((word = words_next(rest)) != NULL) {
		if (!write_access(out, word, error))
			return false;
	}
	der_end(out, sequence);
	return true;
}

/* policyQualifiers: a SEQUENCE of one PolicyQualifierInfo, the CPS URI */
static bool
write_cps(struct der *out, const char *uri, struct mistake *error)
{
	size_t qualifiers = der_begin(out, DER_SEQUENCE);
	size_t qualifier = der_begin(out, DER_SEQUENCE);
	size_t begin;

	der_oid(out, "1.3.6.1.5.5.7.2.1");
	begin = der_begin(out, DER_IA5_STRING);
	if (!words_octets(out, uri, error))
		return false;
	der_end(out, begin);
	der_end(out, qualifier);
	der_end(out, qualifiers);
	return true;
}

/* CertificatePolicies: PolicyInformation of each POLICY or POLICY+CPS-URI */
static bool
write_policies(struct der *out, char **rest, struct mistake *error)
{
	static const struct nickname policies[] = {
		{ "ev", "2.23.140.1.1" },
		{ "dv", "2.23.140.1.2.1" },
		{ "ov", "2.23.140.1.2.2" },
		{ "iv", "2.23.140.1.2.3" },
		{ "any", "2.5.29.32.0" },
	};
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *word;

	while ((word = words_next(rest)) != NULL) {
		size_t policy = der_begin(out, DER_SEQUENCE);
		char *plus = words_find(word, '+');
		bool has_cps = *plus == '+';

		*plus = '\0';
		if (!write_oid(out, policies, COUNT(policies), word, error) ||
		    (has_cps && !write_cps(out, plus + 1, error)))
			return false;
		der_end(out, policy);
	}
	der_end(out, sequence);
	return true;
}

/*
 * NameConstraints: permittedSubtrees [0] and excludedSubtrees [1], each of
 * GeneralSubtree ::= SEQUENCE { base }, behind the words of these names.
 */
static bool
write_name_constraints(struct der *out, char **rest, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	size_t list = 0;
	char *word;

	while ((word = words_next(rest)) != NULL) {
		bool permitted = strcmp(word, "permitted") == 0;
		size_t subtree;

		if (permitted || strcmp(word, "excluded") == 0) {
			if (list != 0)
				der_end(out, list);
			list = der_begin(out, (uint8_t)(permitted ?
			    DER_CONTEXT_CONSTRUCTED :
			    DER_CONTEXT_CONSTRUCTED | 1));
			continue;
		}
		if (list == 0)
			return mistake(error, "expected permitted or excluded");
		subtree = der_begin(out, DER_SEQUENCE);
		if (!names_write_general(out, word, error))
			return false;
		der_end(out, subtree);
	}
	if (list != 0)
		der_end(out, list);
	der_end(out, sequence);
	return true;
}

/* enrollCertType, as Windows writes it: a BMPString. */
static bool
write_template_name(struct der *out, char **rest, struct mistake *error)
{
	char *word = words_next(rest);
	size_t begin = der_begin(out, DER_BMP_STRING);

	if (word == NULL)
		return mistake(error, "expected the name of a template");
	for (; *word != '\0'; word++) {
		der_octet(out, 0);
		der_octet(out, (uint8_t)*word);
	}
	der_end(out, begin);
	return true;
}

/* certificateTemplate: SEQUENCE { templateID, major, minor } */
static bool
write_template(struct der *out, char **rest, struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *oid = words_next(rest);
	char *word;

	if (oid == NULL || !der_oid(out, oid))
		return mistake(error, "expected an object identifier");
	while ((word = words_next(rest)) != NULL) {
		uint8_t octet;
		size_t number;

		if (!words_number(&number, word, error) || number > 255)
			return mistake(error, "a version is 0 to 255");
		octet = (uint8_t)number;
		der_unsigned(out, (struct el_bytes){ &octet, 1 });
	}
	der_end(out, sequence);
	return true;
}

/* applicationPolicies: CertificatePolicies of key purposes */
static bool
write_application_policies(struct der *out, char **rest,
    struct mistake *error)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);
	char *word;

	while ((word = words_next(rest)) != NULL) {
		size_t policy = der_begin(out, DER_SEQUENCE);

		if (!write_purpose(out, word, error))
			return false;
		der_end(out, policy);
	}
	der_end(out, sequence);
	return true;
}

/* A two-octet length and what it counts, as TLS has it. */
static void
add_counted(struct der *out, struct el_bytes octets)
{
	der_octet(out, (uint8_t)(octets.size >> 8));
	der_octet(out, (uint8_t)octets.size);
	der_add(out, octets);
}

/*
 * SignedCertificateTimestampList (RFC 6962, 3.3): as many timestamps as the
 * statement says, each from a log of its own, with made-up signatures.
 */
static bool
write_timestamps(struct der *out, char **rest, struct mistake *error)
{
	/* Version, log, 2026-10-01T00:00:00Z in ms, no extensions, SHA-256
	 * with ECDSA, a signature of eight octets. */
	uint8_t sct[] = { 0,
		1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
		17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
		0x00, 0x00, 0x01, 0xa0, 0xf4, 0xc2, 0xc4, 0x00,
		0, 0, 4, 3, 0, 8, 0x30, 0x06, 2, 1, 1, 2, 1, 1 };
	char *word = words_next(rest);
	struct der list = { 0 };
	size_t string;
	size_t count;

	if (word == NULL || !words_number(&count, word, error) || count > 255)
		return mistake(error, "expected 0 to 255 timestamps");
	for (size_t i = 0; i < count; i++) {
		sct[1] = (uint8_t)i;
		add_counted(&list, (struct el_bytes){ sct, sizeof(sct) });
	}
	string = der_begin(out, DER_OCTET_STRING);
	add_counted(out, der_bytes(&list));
	der_end(out, string);
	der_free(&list);
	return true;
}

/* SubjectKeyIdentifier ::= OCTET STRING */
static void
write_subject_key_id(struct der *out, struct el_bytes id)
{
	der_element(out, DER_OCTET_STRING, id);
}

/* AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] ... } */
static void
write_authority_key_id(struct der *out, struct el_bytes id)
{
	size_t sequence = der_begin(out, DER_SEQUENCE);

	der_element(out, DER_CONTEXT, id);
	der_end(out, sequence);
}

const struct extension_kind extension_kinds[EXTENSION_KINDS] = {
	{ "ku", "2.5.29.15", write_key_usage, NULL, false },
	{ "eku", "2.5.29.37", write_purposes, NULL, false },
	{ "bc", "2.5.29.19", write_basic_constraints, NULL, false },
	{ "ski", "2.5.29.14", NULL, write_subject_key_id, false },
	{ "aki", "2.5.29.35", NULL, write_authority_key_id, true },
	{ "san", "2.5.29.17", write_general_names, NULL, false },
	{ "ian", "2.5.29.18", write_general_names, NULL, false },
	{ "crl", "2.5.29.31", write_crl_points, NULL, false },
	{ "aia", "1.3.6.1.5.5.7.1.1", write_authority_info, NULL, false },
	{ "policies", "2.5.29.32", write_policies, NULL, false },
	{ "sct", "1.3.6.1.4.1.11129.2.4.2", write_timestamps, NULL, false },
	{ "template-name", "1.3.6.1.4.1.311.20.2", write_template_name, NULL,
	    false },
	{ "template", "1.3.6.1.4.1.311.21.7", write_template, NULL, false },
	{ "app-policies", "1.3.6.1.4.1.311.21.10", write_application_policies,
	    NULL, false },
	{ "nc", "2.5.29.30", write_name_constraints, NULL, false },
};

bool
extension_write(struct der *out, const char *oid, bool critical,
    struct el_bytes value, struct mistake *error)
{
	static const uint8_t yes = 0xff;
	size_t sequence = der_begin(out, DER_SEQUENCE);

	if (!der_oid(out, oid))
		return mistake(error, "no object identifier: \"%.40s\"", oid);
	if (critical)
		der_element(out, DER_BOOLEAN, (struct el_bytes){ &yes, 1 });
	der_element(out, DER_OCTET_STRING, value);
	der_end(out, sequence);
	return true;
}
