/* OpenSSL's reading. */

#include "compare.h"

#include <openssl/ct.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include "base/text.h"
#include "base/time.h"

static void
put_hex(struct sink *out, const unsigned char *data, int size)
{
	text_hex(out, (struct el_bytes){ data, size < 0 ? 0 : (size_t)size });
}

static void
put_string(struct sink *out, const ASN1_STRING *string)
{
	put_hex(out, ASN1_STRING_get0_data(string),
	    ASN1_STRING_length(string));
}

static void
put_oid(struct sink *out, const ASN1_OBJECT *oid)
{
	char text[512];
	int size = OBJ_obj2txt(text, sizeof(text), oid, 1);

	if (size > 0 && (size_t)size < sizeof(text))
		sink_text(out, text);
}

/* What one of the library's encoders makes, without the first octets. */
#define PUT_DER(out, encode, object, skip) \
	do { \
		unsigned char *der = NULL; \
		int size = encode((object), &der); \
\
		if (size > (skip)) \
			put_hex((out), der + (skip), size - (skip)); \
		OPENSSL_free(der); \
	} while (0)

/* The contents octets of an INTEGER. */
static void
put_integer(struct sink *out, const ASN1_INTEGER *integer)
{
	unsigned char *der = NULL;
	const unsigned char *body;
	int size = i2d_ASN1_INTEGER(integer, &der);
	long length;
	int tag;
	int class;

	if (size <= 0)
		return;
	body = der;
	ASN1_get_object(&body, &length, &tag, &class, size);
	put_hex(out, body, (int)length);
	OPENSSL_free(der);
}

static void
put_algorithm(struct sink *out, const X509_ALGOR *algorithm)
{
	put_oid(out, algorithm->algorithm);
	if (algorithm->parameter == NULL)
		return;
	sink_char(out, ' ');
	PUT_DER(out, i2d_ASN1_TYPE, algorithm->parameter, 0);
}

/*
 * The library keeps the contents of strings, but all of a SEQUENCE or of a
 * type that it does not know; octets has the contents in any case.
 */
static void
put_attribute_value(struct sink *out, const ASN1_STRING *value)
{
	int type = ASN1_STRING_type(value);
	const unsigned char *body = ASN1_STRING_get0_data(value);
	const unsigned char *start = body;
	long length = ASN1_STRING_length(value);
	int tag;
	int class;

	if (type != V_ASN1_SEQUENCE && type != V_ASN1_OTHER) {
		sink_printf(out, " %02x ", (unsigned)type);
		put_string(out, value);
		return;
	}
	ASN1_get_object(&body, &length, &tag, &class, length);
	sink_printf(out, " %02x ", start[0]);
	put_hex(out, body, (int)length);
}

static void
put_name(struct sink *out, const X509_NAME *name)
{
	for (int i = 0; i < X509_NAME_entry_count(name); i++) {
		const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);

		sink_printf(out, "%s%d ", i == 0 ? "" : ", ",
		    X509_NAME_ENTRY_set(entry));
		put_oid(out, X509_NAME_ENTRY_get_object(entry));
		put_attribute_value(out, X509_NAME_ENTRY_get_data(entry));
	}
}

static void
put_other_name(struct sink *out, const OTHERNAME *name)
{
	put_oid(out, name->type_id);
	sink_char(out, ' ');
	PUT_DER(out, i2d_ASN1_TYPE, name->value, 0);
}

static void
put_general_name(struct sink *out, const GENERAL_NAME *name)
{
	sink_printf(out, "[%d] ", name->type);
	switch (name->type) {
	case GEN_OTHERNAME:
		put_other_name(out, name->d.otherName);
		break;
	case GEN_DIRNAME:
		put_name(out, name->d.directoryName);
		break;
	case GEN_RID: {
		const ASN1_OBJECT *oid = name->d.registeredID;

		put_hex(out, OBJ_get0_data(oid), (int)OBJ_length(oid));
		break;
	}
	case GEN_X400:
	case GEN_EDIPARTY:
		PUT_DER(out, i2d_GENERAL_NAME, name, 2);
		break;
	default:
		put_string(out, name->d.ia5);
		break;
	}
}

static void
put_general_names(struct sink *out, const GENERAL_NAMES *names)
{
	for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
		sink_text(out, i == 0 ? "" : ", ");
		put_general_name(out, sk_GENERAL_NAME_value(names, i));
	}
}

/*
 * What the first extension of its kind holds.  False: it cannot be decoded;
 * NULL and true: there is none.
 */
static bool
first_extension(void **out, const X509 *cert, int nid)
{
	int critical = 0;
	int index = -1;

	*out = X509_get_ext_d2i(cert, nid, &critical, &index);
	return *out != NULL || critical == -1;
}

static bool
put_alt_name(struct sink *out, const X509 *cert, int nid)
{
	void *names;

	if (!first_extension(&names, cert, nid))
		return false;
	if (names == NULL)
		return true;
	sink_printf(out, "%d: ", sk_GENERAL_NAME_num(names));
	put_general_names(out, names);
	GENERAL_NAMES_free(names);
	return true;
}

static bool
put_time(struct sink *out, const ASN1_TIME *time)
{
	struct tm tm;
	int64_t seconds;

	if (!ASN1_TIME_to_tm(time, &tm) ||
	    !time_from_fields(&seconds, tm.tm_year + 1900, tm.tm_mon + 1,
		tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec))
		return false;
	sink_number(out, seconds);
	return true;
}

bool
theirs_version(struct sink *out, X509 *cert)
{
	long version = X509_get_version(cert);

	sink_number(out, version);
	return version >= 0;
}

bool
theirs_serial(struct sink *out, X509 *cert)
{
	put_integer(out, X509_get0_serialNumber(cert));
	return true;
}

bool
theirs_inner_signature(struct sink *out, X509 *cert)
{
	put_algorithm(out, X509_get0_tbs_sigalg(cert));
	return true;
}

bool
theirs_issuer(struct sink *out, X509 *cert)
{
	put_name(out, X509_get_issuer_name(cert));
	return true;
}

bool
theirs_not_before(struct sink *out, X509 *cert)
{
	return put_time(out, X509_get0_notBefore(cert));
}

bool
theirs_not_after(struct sink *out, X509 *cert)
{
	return put_time(out, X509_get0_notAfter(cert));
}

bool
theirs_subject(struct sink *out, X509 *cert)
{
	put_name(out, X509_get_subject_name(cert));
	return true;
}

static const X509_ALGOR *
key_algorithm(X509 *cert)
{
	X509_ALGOR *algorithm = NULL;

	X509_PUBKEY_get0_param(NULL, NULL, NULL, &algorithm,
	    X509_get_X509_PUBKEY(cert));
	return algorithm;
}

bool
theirs_key_algorithm(struct sink *out, X509 *cert)
{
	put_algorithm(out, key_algorithm(cert));
	return true;
}

static bool
put_number(struct sink *out, const EVP_PKEY *key, const char *name,
    bool with_size)
{
	BIGNUM *number = NULL;
	unsigned char octets[8192];

	if (!EVP_PKEY_get_bn_param(key, name, &number) ||
	    BN_num_bytes(number) > (int)sizeof(octets))
		return false;
	if (with_size)
		sink_printf(out, "%d bits, ", BN_num_bits(number));
	put_hex(out, octets, BN_bn2bin(number, octets));
	BN_free(number);
	return true;
}

bool
theirs_rsa_key(struct sink *out, X509 *cert)
{
	int nid = OBJ_obj2nid(key_algorithm(cert)->algorithm);
	const EVP_PKEY *key;

	if (nid != NID_rsaEncryption && nid != NID_rsassaPss)
		return true;
	key = X509_get0_pubkey(cert);
	if (key == NULL || !put_number(out, key, "n", true))
		return false;
	sink_text(out, ", ");
	return put_number(out, key, "e", false);
}

/* The named curve, when it is one that edgelint knows. */
static const char *
known_curve(const ASN1_TYPE *parameters)
{
	static const struct {
		int nid;
		const char *name;
	} curves[] = {
		{ NID_X9_62_prime256v1, "secp256r1" },
		{ NID_secp384r1, "secp384r1" },
		{ NID_secp521r1, "secp521r1" },
		{ NID_secp256k1, "secp256k1" },
	};

	if (parameters == NULL || parameters->type != V_ASN1_OBJECT)
		return NULL;
	for (size_t i = 0; i < sizeof(curves) / sizeof(curves[0]); i++)
		if (OBJ_obj2nid(parameters->value.object) == curves[i].nid)
			return curves[i].name;
	return NULL;
}

bool
theirs_ec_key(struct sink *out, X509 *cert)
{
	const EVP_PKEY *key = X509_get0_pubkey(cert);
	const char *curve = known_curve(key_algorithm(cert)->parameter);

	if (OBJ_obj2nid(key_algorithm(cert)->algorithm) !=
	    NID_X9_62_id_ecPublicKey)
		return true;
	if (key == NULL)
		return false;
	if (curve != NULL)
		sink_printf(out, "%s, %d bits, ", curve,
		    EVP_PKEY_get_bits(key));
	put_string(out, X509_get0_pubkey_bitstr(cert));
	return true;
}

bool
theirs_unique_ids(struct sink *out, X509 *cert)
{
	const ASN1_BIT_STRING *issuer;
	const ASN1_BIT_STRING *subject;

	X509_get0_uids(cert, &issuer, &subject);
	if (issuer != NULL)
		put_string(out, issuer);
	sink_char(out, ',');
	if (subject != NULL)
		put_string(out, subject);
	return true;
}

bool
theirs_extensions(struct sink *out, X509 *cert)
{
	for (int i = 0; i < X509_get_ext_count(cert); i++) {
		X509_EXTENSION *ext = X509_get_ext(cert, i);

		put_oid(out, X509_EXTENSION_get_object(ext));
		sink_text(out, X509_EXTENSION_get_critical(ext) ?
			" critical " :
			" ");
		put_string(out, X509_EXTENSION_get_data(ext));
		sink_text(out, ", ");
	}
	return true;
}

bool
theirs_signature(struct sink *out, X509 *cert)
{
	const X509_ALGOR *algorithm;

	X509_get0_signature(NULL, &algorithm, cert);
	put_algorithm(out, algorithm);
	return true;
}

bool
theirs_signature_value(struct sink *out, X509 *cert)
{
	const ASN1_BIT_STRING *value;

	X509_get0_signature(&value, NULL, cert);
	put_string(out, value);
	return true;
}

bool
theirs_san(struct sink *out, X509 *cert)
{
	return put_alt_name(out, cert, NID_subject_alt_name);
}

bool
theirs_issuer_alt_name(struct sink *out, X509 *cert)
{
	return put_alt_name(out, cert, NID_issuer_alt_name);
}

bool
theirs_key_usage(struct sink *out, X509 *cert)
{
	unsigned usage = 0;
	void *bits;

	if (!first_extension(&bits, cert, NID_key_usage))
		return false;
	if (bits == NULL)
		return true;
	for (int i = 0; i < 9; i++)
		if (ASN1_BIT_STRING_get_bit(bits, i))
			usage |= 1u << i;
	sink_printf(out, "%03x", usage);
	ASN1_BIT_STRING_free(bits);
	return true;
}

bool
theirs_purposes(struct sink *out, X509 *cert)
{
	void *list;

	if (!first_extension(&list, cert, NID_ext_key_usage))
		return false;
	if (list == NULL)
		return true;
	sink_printf(out, "%d:", sk_ASN1_OBJECT_num(list));
	for (int i = 0; i < sk_ASN1_OBJECT_num(list); i++) {
		sink_char(out, ' ');
		put_oid(out, sk_ASN1_OBJECT_value(list, i));
	}
	EXTENDED_KEY_USAGE_free(list);
	return true;
}

bool
theirs_basic_constraints(struct sink *out, X509 *cert)
{
	void *extension;
	const BASIC_CONSTRAINTS *constraints;

	if (!first_extension(&extension, cert, NID_basic_constraints))
		return false;
	if (extension == NULL)
		return true;
	constraints = extension;
	sink_text(out, constraints->ca ? "ca" : "leaf");
	if (constraints->pathlen != NULL)
		sink_printf(out, ":%ld",
		    ASN1_INTEGER_get(constraints->pathlen));
	BASIC_CONSTRAINTS_free(extension);
	return true;
}

bool
theirs_subject_key_id(struct sink *out, X509 *cert)
{
	void *id;

	if (!first_extension(&id, cert, NID_subject_key_identifier))
		return false;
	if (id != NULL)
		put_string(out, id);
	ASN1_OCTET_STRING_free(id);
	return true;
}

bool
theirs_authority_key_id(struct sink *out, X509 *cert)
{
	void *extension;
	const AUTHORITY_KEYID *id;

	if (!first_extension(&extension, cert, NID_authority_key_identifier))
		return false;
	id = extension;
	if (id != NULL && id->keyid != NULL)
		put_string(out, id->keyid);
	sink_text(out, id != NULL && id->issuer != NULL ? " issuer " : " ");
	if (id != NULL && id->serial != NULL)
		put_integer(out, id->serial);
	AUTHORITY_KEYID_free(extension);
	return true;
}

bool
theirs_policies(struct sink *out, X509 *cert)
{
	void *list;

	if (!first_extension(&list, cert, NID_certificate_policies))
		return false;
	for (int i = 0; i < sk_POLICYINFO_num(list); i++) {
		const POLICYINFO *policy = sk_POLICYINFO_value(list, i);

		put_oid(out, policy->policyid);
		sink_text(out, policy->qualifiers != NULL ? " qualified, " :
							    ", ");
	}
	CERTIFICATEPOLICIES_free(list);
	return true;
}

static bool
put_accesses(struct sink *out, const X509 *cert, int nid)
{
	void *list;

	if (!first_extension(&list, cert, nid))
		return false;
	for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(list); i++) {
		const ACCESS_DESCRIPTION *access =
		    sk_ACCESS_DESCRIPTION_value(list, i);

		put_oid(out, access->method);
		sink_char(out, ' ');
		put_general_name(out, access->location);
		sink_text(out, ", ");
	}
	AUTHORITY_INFO_ACCESS_free(list);
	return true;
}

bool
theirs_authority_info(struct sink *out, X509 *cert)
{
	return put_accesses(out, cert, NID_info_access);
}

bool
theirs_subject_info(struct sink *out, X509 *cert)
{
	return put_accesses(out, cert, NID_sinfo_access);
}

static bool
put_points(struct sink *out, const X509 *cert, int nid)
{
	void *list;

	if (!first_extension(&list, cert, nid))
		return false;
	for (int i = 0; i < sk_DIST_POINT_num(list); i++) {
		const DIST_POINT *point = sk_DIST_POINT_value(list, i);
		const DIST_POINT_NAME *name = point->distpoint;

		sink_char(out, '(');
		if (name != NULL && name->type == 0)
			put_general_names(out, name->name.fullname);
		if (name != NULL && name->type == 1)
			sink_text(out, " relative");
		if (point->reasons != NULL)
			sink_text(out, " reasons");
		if (point->CRLissuer != NULL)
			sink_text(out, " issuer");
		sink_char(out, ')');
	}
	CRL_DIST_POINTS_free(list);
	return true;
}

bool
theirs_distribution_points(struct sink *out, X509 *cert)
{
	return put_points(out, cert, NID_crl_distribution_points);
}

bool
theirs_freshest_crl(struct sink *out, X509 *cert)
{
	return put_points(out, cert, NID_freshest_crl);
}

static void
put_subtrees(struct sink *out, const STACK_OF(GENERAL_SUBTREE) *list)
{
	for (int i = 0; i < sk_GENERAL_SUBTREE_num(list); i++) {
		put_general_name(out, sk_GENERAL_SUBTREE_value(list, i)->base);
		sink_text(out, ", ");
	}
}

bool
theirs_name_constraints(struct sink *out, X509 *cert)
{
	void *extension;
	const NAME_CONSTRAINTS *constraints;

	if (!first_extension(&extension, cert, NID_name_constraints))
		return false;
	constraints = extension;
	if (constraints != NULL)
		put_subtrees(out, constraints->permittedSubtrees);
	sink_text(out, "not ");
	if (constraints != NULL)
		put_subtrees(out, constraints->excludedSubtrees);
	NAME_CONSTRAINTS_free(extension);
	return true;
}

bool
theirs_scts(struct sink *out, X509 *cert)
{
	void *list;

	if (!first_extension(&list, cert, NID_ct_precert_scts))
		return false;
	for (int i = 0; i < sk_SCT_num(list); i++) {
		PUT_DER(out, i2o_SCT, sk_SCT_value(list, i), 0);
		sink_text(out, ", ");
	}
	SCT_LIST_free(list);
	return true;
}
