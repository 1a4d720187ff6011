/*
 * The object identifiers that the project knows, as small numbers.  An
 * identifier that is not listed is EL_OID_UNKNOWN and keeps its octets.
 */
#ifndef EDGELINT_OID_H
#define EDGELINT_OID_H

#include <edgelint/bytes.h>

/*
 * X(NAME, ARC, LAST, TEXT): the identifier is the arc, one of those in
 * lint/base/oid.c, followed by the single octet LAST.  TEXT is the name that
 * the defining document uses.
 */
#define EL_OIDS(X) \
	X(CN, AT, 3, "commonName") \
	X(SURNAME, AT, 4, "surname") \
	X(SERIAL_NUMBER, AT, 5, "serialNumber") \
	X(COUNTRY, AT, 6, "countryName") \
	X(LOCALITY, AT, 7, "localityName") \
	X(STATE, AT, 8, "stateOrProvinceName") \
	X(STREET, AT, 9, "streetAddress") \
	X(ORGANIZATION, AT, 10, "organizationName") \
	X(ORGANIZATIONAL_UNIT, AT, 11, "organizationalUnitName") \
	X(TITLE, AT, 12, "title") \
	X(BUSINESS_CATEGORY, AT, 15, "businessCategory") \
	X(POSTAL_CODE, AT, 17, "postalCode") \
	X(NAME, AT, 41, "name") \
	X(GIVEN_NAME, AT, 42, "givenName") \
	X(INITIALS, AT, 43, "initials") \
	X(GENERATION, AT, 44, "generationQualifier") \
	X(DN_QUALIFIER, AT, 46, "dnQualifier") \
	X(PSEUDONYM, AT, 65, "pseudonym") \
	X(ORGANIZATION_ID, AT, 97, "organizationIdentifier") \
	X(EMAIL, PKCS9, 1, "emailAddress") \
	X(UNSTRUCTURED_NAME, PKCS9, 2, "unstructuredName") \
	X(CHALLENGE_PASSWORD, PKCS9, 7, "challengePassword") \
	X(EXTENSION_REQUEST, PKCS9, 14, "extensionRequest") \
	X(DOMAIN_COMPONENT, PILOT, 25, "domainComponent") \
	X(USER_ID, PILOT, 1, "userId") \
	X(JURISDICTION_LOCALITY, MS_JURISDICTION, 1, "jurisdictionLocality") \
	X(JURISDICTION_STATE, MS_JURISDICTION, 2, "jurisdictionState") \
	X(JURISDICTION_COUNTRY, MS_JURISDICTION, 3, "jurisdictionCountry") \
	X(SUBJECT_DIRECTORY, CE, 9, "subjectDirectoryAttributes") \
	X(SUBJECT_KEY_ID, CE, 14, "subjectKeyIdentifier") \
	X(KEY_USAGE, CE, 15, "keyUsage") \
	X(PRIVATE_KEY_USAGE, CE, 16, "privateKeyUsagePeriod") \
	X(SAN, CE, 17, "subjectAltName") \
	X(ISSUER_ALT_NAME, CE, 18, "issuerAltName") \
	X(BASIC_CONSTRAINTS, CE, 19, "basicConstraints") \
	X(NAME_CONSTRAINTS, CE, 30, "nameConstraints") \
	X(CRL_DISTRIBUTION, CE, 31, "cRLDistributionPoints") \
	X(POLICIES, CE, 32, "certificatePolicies") \
	X(POLICY_MAPPINGS, CE, 33, "policyMappings") \
	X(AUTHORITY_KEY_ID, CE, 35, "authorityKeyIdentifier") \
	X(POLICY_CONSTRAINTS, CE, 36, "policyConstraints") \
	X(EXTENDED_KEY_USAGE, CE, 37, "extKeyUsage") \
	X(FRESHEST_CRL, CE, 46, "freshestCRL") \
	X(INHIBIT_ANY_POLICY, CE, 54, "inhibitAnyPolicy") \
	X(NO_REV_AVAIL, CE, 56, "noRevAvail") \
	X(AUTHORITY_INFO_ACCESS, PE, 1, "authorityInfoAccess") \
	X(QC_STATEMENTS, PE, 3, "qcStatements") \
	X(SUBJECT_INFO_ACCESS, PE, 11, "subjectInfoAccess") \
	X(TLS_FEATURE, PE, 24, "tlsFeature") \
	X(SCT_LIST, CT, 2, "signedCertificateTimestampList") \
	X(CT_POISON, CT, 3, "precertificatePoison") \
	X(CT_PRECERT_SIGNING, CT, 4, "precertificateSigning") \
	X(MS_CERT_TYPE, MS_ENROLL, 2, "enrollCertType") \
	X(MS_UPN, MS_UPN, 3, "userPrincipalName") \
	X(MS_CA_VERSION, MS_CERTSRV, 1, "cAVersion") \
	X(MS_PREVIOUS_CA_HASH, MS_CERTSRV, 2, "previousCACertHash") \
	X(MS_TEMPLATE, MS_CERTSRV, 7, "certificateTemplate") \
	X(MS_APPLICATION_POLICIES, MS_CERTSRV, 10, "applicationPolicies") \
	X(MS_CLIENT_INFO, MS_CERTSRV, 20, "requestClientInfo") \
	X(MS_CERT_EXTENSIONS, MS_SPC, 14, "certExtensions") \
	X(MS_NAME_VALUE, MS_ENROLLMENT, 1, "enrollmentNameValuePair") \
	X(MS_CSP, MS_ENROLLMENT, 2, "enrollmentCSPProvider") \
	X(MS_OS_VERSION, MS_ENROLLMENT, 3, "osVersion") \
	X(MS_NTDS_SECURITY, MS_NTDS, 2, "ntdsCASecurityExt") \
	X(NETSCAPE_CERT_TYPE, NETSCAPE, 1, "netscapeCertType") \
	X(NETSCAPE_COMMENT, NETSCAPE, 13, "netscapeComment") \
	X(KP_SERVER_AUTH, KP, 1, "serverAuth") \
	X(KP_CLIENT_AUTH, KP, 2, "clientAuth") \
	X(KP_CODE_SIGNING, KP, 3, "codeSigning") \
	X(KP_EMAIL_PROTECTION, KP, 4, "emailProtection") \
	X(KP_TIME_STAMPING, KP, 8, "timeStamping") \
	X(KP_OCSP_SIGNING, KP, 9, "OCSPSigning") \
	X(KP_SIP_DOMAIN, KP, 20, "sipDomain") \
	X(KP_ANY, EKU, 0, "anyExtendedKeyUsage") \
	X(AD_OCSP, AD, 1, "ocsp") \
	X(AD_CA_ISSUERS, AD, 2, "caIssuers") \
	X(ON_XMPP_ADDR, ON, 5, "xmppAddr") \
	X(ON_DNS_SRV, ON, 7, "dnsSRV") \
	X(ANY_POLICY, POLICY, 0, "anyPolicy") \
	X(BR_EV, CABF, 1, "extended-validation") \
	X(BR_DV, CABF_BR, 1, "domain-validated") \
	X(BR_OV, CABF_BR, 2, "organization-validated") \
	X(BR_IV, CABF_BR, 3, "individual-validated") \
	X(RSA, PKCS1, 1, "rsaEncryption") \
	X(MD2_RSA, PKCS1, 2, "md2WithRSAEncryption") \
	X(MD4_RSA, PKCS1, 3, "md4WithRSAEncryption") \
	X(MD5_RSA, PKCS1, 4, "md5WithRSAEncryption") \
	X(SHA1_RSA, PKCS1, 5, "sha1WithRSAEncryption") \
	X(RSA_PSS, PKCS1, 10, "RSASSA-PSS") \
	X(SHA256_RSA, PKCS1, 11, "sha256WithRSAEncryption") \
	X(SHA384_RSA, PKCS1, 12, "sha384WithRSAEncryption") \
	X(SHA512_RSA, PKCS1, 13, "sha512WithRSAEncryption") \
	X(SHA224_RSA, PKCS1, 14, "sha224WithRSAEncryption") \
	X(EC_PUBLIC_KEY, X962_KEY, 1, "id-ecPublicKey") \
	X(ECDSA_SHA1, X962_SIG, 1, "ecdsa-with-SHA1") \
	X(ECDSA_SHA224, X962_SHA2, 1, "ecdsa-with-SHA224") \
	X(ECDSA_SHA256, X962_SHA2, 2, "ecdsa-with-SHA256") \
	X(ECDSA_SHA384, X962_SHA2, 3, "ecdsa-with-SHA384") \
	X(ECDSA_SHA512, X962_SHA2, 4, "ecdsa-with-SHA512") \
	X(P256, X962_CURVE, 7, "secp256r1") \
	X(P384, CERTICOM, 34, "secp384r1") \
	X(P521, CERTICOM, 35, "secp521r1") \
	X(SECP256K1, CERTICOM, 10, "secp256k1") \
	X(X25519, EDWARDS, 110, "X25519") \
	X(X448, EDWARDS, 111, "X448") \
	X(ED25519, EDWARDS, 112, "Ed25519") \
	X(ED448, EDWARDS, 113, "Ed448") \
	X(DSA, X957, 1, "dsa") \
	X(DSA_SHA1, X957, 3, "dsa-with-SHA1") \
	X(OIW_MD5_RSA, OIW, 3, "md5WithRSA") \
	X(OIW_DSA_SHA1, OIW, 27, "dsaWithSHA1") \
	X(OIW_SHA1_RSA, OIW, 29, "sha1WithRSASignature") \
	X(PKCS7_DATA, PKCS7, 1, "data") \
	X(PKCS7_SIGNED_DATA, PKCS7, 2, "signedData")

enum el_oid {
	EL_OID_UNKNOWN,
#define EL_OID_ENUM(name, arc, last, text) EL_OID_##name,
	EL_OIDS(EL_OID_ENUM)
#undef EL_OID_ENUM
	EL_OID_COUNT
};

/* The number of an identifier's contents octets. */
enum el_oid el_oid_find(struct el_bytes octets);

/* The name of a known identifier; "unknown" for EL_OID_UNKNOWN. */
const char *el_oid_name(enum el_oid oid);

#endif
