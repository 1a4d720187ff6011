/*
 * The documents that rules cite.  A date is that of the edition that was
 * read: Microsoft's "Topic Last Modified" or date of the article, the month
 * of an RFC.
 */

#include <assert.h>

#include <edgelint/rule.h>

#define TECHNET(page) "https://technet.microsoft.com/en-us/library/" page
#define LEARN(page) "https://learn.microsoft.com/en-us/skypeforbusiness/" page
#define RFC(number) "https://www.rfc-editor.org/rfc/rfc" number

static const struct el_document_facts documents[EL_DOC_COUNT] = {
	[EL_DOC_XMPP_SUMMARY] = {
		.title = "Certificate summary - XMPP federation",
		.url = TECHNET("JJ618374(v=OCS.15)"),
		.date = "2012-12-23",
	},
	[EL_DOC_SIP_XMPP_SUMMARY] = {
		.title = "Certificate summary - SIP, XMPP federation and "
			 "public instant messaging",
		.url = TECHNET("JJ618372(v=OCS.15)"),
		.date = "2013-03-15",
	},
	[EL_DOC_PIC_SUMMARY] = {
		.title = "Certificate summary - Public instant messaging "
			 "connectivity",
		.url = TECHNET("JJ618370(v=OCS.15)"),
		.date = "2013-02-19",
	},
	[EL_DOC_SINGLE_EDGE_SUMMARY] = {
		.title = "Certificate summary - Single consolidated edge with "
			 "private IP addresses using NAT",
		.url = TECHNET("Gg398519(v=OCS.15)"),
		.date = "2012-10-22",
	},
	[EL_DOC_USER_ACCESS] = {
		.title = "Certificate requirements for external user access",
		.url = TECHNET("Gg398920(v=OCS.15)"),
		.date = "2016-03-29",
	},
	[EL_DOC_EDGE_PLAN] = {
		.title = "Plan for Edge Server certificates",
		.url = TECHNET("Gg413010(v=OCS.15)"),
		.date = "2012-11-05",
	},
	[EL_DOC_WILDCARD] = {
		.title = "Wildcard certificate support",
		.url = TECHNET("Hh202161(v=OCS.15)"),
		.date = "2013-03-21",
	},
	/* The TechNet page of 2012 no longer has the sentence on the order. */
	[EL_DOC_WILDCARD_2010] = {
		.title = "Wildcard certificate support (Lync Server 2010)",
		.url = "http://unifiedpeople.ru/lync_itpro.en/html/"
		       "0bae2aa8-b6dc-46f5-a3be-3fe7581809d4.htm",
		.date = "2011-05-16",
	},
	[EL_DOC_EXTERNAL_SETUP] = {
		.title = "Set up certificates for the external edge interface",
		.url = TECHNET("Gg398409(v=OCS.15)"),
		.date = "2012-09-08",
	},
	[EL_DOC_TOPOLOGY] = {
		.title = "Define your edge topology",
		.url = TECHNET("Gg398591(v=OCS.15)"),
		.date = "2012-09-28",
	},
	[EL_DOC_SFB_EDGE] = {
		.title = "Edge Server environmental requirements",
		.url = LEARN("plan-your-deployment/edge-server-deployments/"
			     "edge-environmental-requirements"),
		.date = "2018-03-17",
	},
	[EL_DOC_INFRASTRUCTURE] = {
		.title = "Certificate infrastructure requirements for Lync "
			 "Server 2013",
		.url = TECHNET("Gg398066(v=OCS.15)"),
		.date = "2016-06-23",
	},
	[EL_DOC_EDGE_CHANGES] = {
		.title = "Changes in Lync Server 2013 that affect Edge Server "
			 "planning",
		.url = TECHNET("JJ204965(v=OCS.15)"),
		.date = "2012-10-22",
	},
	[EL_DOC_ROLL] = {
		.title = "Staging AV and OAuth certificates using -Roll in "
			 "Set-CsCertificate",
		.url = TECHNET("JJ660292(v=OCS.15)"),
		.date = "2012-11-13",
	},
	[EL_DOC_ACCESS_EDGE_CMDLET] = {
		.title = "Set-CsAccessEdgeConfiguration",
		.url = TECHNET("gg413017(v=OCS.15)"),
		.date = "2014-02-19",
	},
	[EL_DOC_SFB_ENVIRONMENT] = {
		.title = "Environmental requirements for Skype for Business "
			 "Server 2015",
		.url = LEARN("plan-your-deployment/requirements-for-your-"
			     "environment/environmental-requirements"),
		.date = "2018-02-15",
	},
	[EL_DOC_CLOUD_CERTIFICATE] = {
		.title = "Update the edge certificate (cloud consolidation)",
		.url = LEARN("hybrid/cloud-consolidation-edge-certificates"),
		.date = "2018-11-09",
	},
	[EL_DOC_SFB2019_DEPRECATED] = {
		.title = "What's deprecated from Skype for Business Server "
			 "2019",
		.url = "https://github.com/MicrosoftDocs/"
		       "OfficeDocs-SkypeForBusiness/blob/public/Skype/"
		       "SfBServer2019/deprecated.md",
		.date = "2018-06-22",
	},
	[EL_DOC_XMPP_NEGOTIATION] = {
		.title = "Negotiation settings for XMPP federated partners",
		.url = TECHNET("JJ552456(v=OCS.15)"),
		.date = "2012-10-21",
	},
	[EL_DOC_XMPP_PARTNER] = {
		.title = "Create or edit XMPP partner configuration",
		.url = TECHNET("JJ552447(v=OCS.15)"),
		.date = "2014-09-03",
	},
	[EL_DOC_WCCE] = {
		.title = "[MS-WCCE], Windows Client Certificate Enrollment "
			 "Protocol",
		.url = "https://learn.microsoft.com/en-us/openspecs/"
		       "windows_protocols/ms-wcce/"
		       "446a0fca-7f27-4436-965d-191635518466",
		.date = "2024-04-23",
	},
	[EL_DOC_PROSODY] = {
		.title = "Prosody 0.12.3, source",
		.url = "https://prosody.im/downloads/source/"
		       "prosody-0.12.3.tar.gz",
		.date = "2023-02-21",
	},
	[EL_DOC_EJABBERD] = {
		.title = "ejabberd 23.01 and its library xmpp 1.6.1, source",
		.url = "https://github.com/processone/xmpp/blob/1.6.1/src/"
		       "xmpp_stream_pkix.erl",
		.date = "2023-01",
	},
	[EL_DOC_OPENFIRE] = {
		.title = "Openfire 5.1, source",
		.url = "https://github.com/igniterealtime/Openfire/blob/main/"
		       "xmppserver/src/main/java/org/jivesoftware/openfire/"
		       "net/SASLAuthentication.java",
		.date = "2026-07-23",
	},
	[EL_DOC_OPENSSL] = {
		.title = "OpenSSL 3.0, openssl-verification-options(1)",
		.url = "https://docs.openssl.org/3.0/man1/"
		       "openssl-verification-options/",
		.date = "2026-01-27",
	},
	[EL_DOC_RFC1034] = {
		.title = "RFC 1034, Domain names - concepts and facilities",
		.url = RFC("1034"),
		.date = "1987-11",
	},
	[EL_DOC_RFC1035] = {
		.title = "RFC 1035, Domain names - implementation and "
			 "specification",
		.url = RFC("1035"),
		.date = "1987-11",
	},
	[EL_DOC_RFC1123] = {
		.title = "RFC 1123, Requirements for Internet Hosts - "
			 "Application and Support",
		.url = RFC("1123"),
		.date = "1989-10",
	},
	[EL_DOC_RFC2985] = {
		.title = "RFC 2985, PKCS #9: Selected Object Classes and "
			 "Attribute Types",
		.url = RFC("2985"),
		.date = "2000-11",
	},
	[EL_DOC_RFC2986] = {
		.title = "RFC 2986, PKCS #10: Certification Request Syntax "
			 "Specification",
		.url = RFC("2986"),
		.date = "2000-11",
	},
	[EL_DOC_RFC3279] = {
		.title = "RFC 3279, Algorithms and Identifiers for the "
			 "Internet X.509 PKI Certificate and CRL Profile",
		.url = RFC("3279"),
		.date = "2002-04",
	},
	[EL_DOC_RFC3492] = {
		.title = "RFC 3492, Punycode: A Bootstring encoding of "
			 "Unicode for Internationalized Domain Names in "
			 "Applications",
		.url = RFC("3492"),
		.date = "2003-03",
	},
	[EL_DOC_RFC3986] = {
		.title = "RFC 3986, Uniform Resource Identifier (URI): "
			 "Generic Syntax",
		.url = RFC("3986"),
		.date = "2005-01",
	},
	[EL_DOC_RFC4055] = {
		.title = "RFC 4055, Additional Algorithms and Identifiers for "
			 "RSA Cryptography for use in the Internet X.509 PKI "
			 "Certificate and CRL Profile",
		.url = RFC("4055"),
		.date = "2005-06",
	},
	[EL_DOC_RFC4985] = {
		.title = "RFC 4985, Subject Alternative Name for Expression "
			 "of Service Name",
		.url = RFC("4985"),
		.date = "2007-08",
	},
	[EL_DOC_RFC5246] = {
		.title = "RFC 5246, The Transport Layer Security (TLS) "
			 "Protocol Version 1.2",
		.url = RFC("5246"),
		.date = "2008-08",
	},
	[EL_DOC_RFC5280] = {
		.title = "RFC 5280, Internet X.509 Public Key Infrastructure "
			 "Certificate and CRL Profile",
		.url = RFC("5280"),
		.date = "2008-05",
	},
	[EL_DOC_RFC5480] = {
		.title = "RFC 5480, Elliptic Curve Cryptography Subject "
			 "Public Key Information",
		.url = RFC("5480"),
		.date = "2009-03",
	},
	[EL_DOC_RFC5758] = {
		.title = "RFC 5758, Internet X.509 PKI: Additional Algorithms "
			 "and Identifiers for DSA and ECDSA",
		.url = RFC("5758"),
		.date = "2010-01",
	},
	[EL_DOC_RFC5890] = {
		.title = "RFC 5890, Internationalized Domain Names for "
			 "Applications (IDNA): Definitions and Document "
			 "Framework",
		.url = RFC("5890"),
		.date = "2010-08",
	},
	[EL_DOC_RFC5922] = {
		.title = "RFC 5922, Domain Certificates in the Session "
			 "Initiation Protocol (SIP)",
		.url = RFC("5922"),
		.date = "2010-06",
	},
	[EL_DOC_RFC6120] = {
		.title = "RFC 6120, Extensible Messaging and Presence "
			 "Protocol (XMPP): Core",
		.url = RFC("6120"),
		.date = "2011-03",
	},
	[EL_DOC_RFC6151] = {
		.title = "RFC 6151, Updated Security Considerations for the "
			 "MD5 Message-Digest and the HMAC-MD5 Algorithms",
		.url = RFC("6151"),
		.date = "2011-03",
	},
	[EL_DOC_RFC6761] = {
		.title = "RFC 6761, Special-Use Domain Names",
		.url = RFC("6761"),
		.date = "2013-02",
	},
	[EL_DOC_RFC6762] = {
		.title = "RFC 6762, Multicast DNS",
		.url = RFC("6762"),
		.date = "2013-02",
	},
	[EL_DOC_RFC6962] = {
		.title = "RFC 6962, Certificate Transparency",
		.url = RFC("6962"),
		.date = "2013-06",
	},
	[EL_DOC_RFC7292] = {
		.title = "RFC 7292, PKCS #12: Personal Information Exchange "
			 "Syntax v1.1",
		.url = RFC("7292"),
		.date = "2014-07",
	},
	[EL_DOC_RFC8446] = {
		.title = "RFC 8446, The Transport Layer Security (TLS) "
			 "Protocol Version 1.3",
		.url = RFC("8446"),
		.date = "2018-08",
	},
	[EL_DOC_RFC8813] = {
		.title = "RFC 8813, Clarifications for Elliptic Curve "
			 "Cryptography Subject Public Key Information",
		.url = RFC("8813"),
		.date = "2020-08",
	},
	[EL_DOC_RFC9525] = {
		.title = "RFC 9525, Service Identity in TLS",
		.url = RFC("9525"),
		.date = "2023-11",
	},
	[EL_DOC_BASELINE] = {
		.title = "CA/Browser Forum TLS Baseline Requirements 2.2.6",
		.url = "https://github.com/cabforum/servercert/blob/main/docs/"
		       "BR.md",
		.date = "2026-03-31",
	},
	[EL_DOC_PFX_EXPORT] = {
		.title = "PKCS12_PBES2_EXPORT_PARAMS structure (wincrypt.h)",
		.url = "https://learn.microsoft.com/en-us/windows/win32/api/"
		       "wincrypt/ns-wincrypt-pkcs12_pbes2_export_params",
		.date = "2024-02-22",
	},
	[EL_DOC_X501] = {
		.title = "ITU-T X.501, The Directory: Models",
		.url = "https://www.itu.int/rec/T-REC-X.501",
		.date = "2019-10",
	},
	[EL_DOC_CHROME] = {
		.title = "Chrome Root Program Policy 1.8",
		.url = "https://googlechrome.github.io/chromerootprogram/",
		.date = "2026-02-05",
	},
	[EL_DOC_CNG_REPORT] = {
		.title = "Lync Support for CryptoAPI:NG Certificates (report "
			 "from the field)",
		.url = "https://blogs.perficient.com/2013/12/09/"
		       "lync-support-for-cryptoaping-certificates/",
		.date = "2013-12-09",
	},
	[EL_DOC_SIP_DOMAINS_REPORT] = {
		.title = "How Many SIP Domains Does Lync Support? (report "
			 "from the field)",
		.url = "http://www.skypeadmin.com/2014/10/01/"
		       "how-many-sip-domains-lync-support/",
		.date = "2014-10-01",
	},
	[EL_DOC_SP800_57] = {
		.title = "NIST Special Publication 800-57 Part 1 Revision 5, "
			 "Recommendation for Key Management: General",
		.url = "https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final",
		.date = "2020-05",
	},
	[EL_DOC_SP800_89] = {
		.title = "NIST Special Publication 800-89, Recommendation for "
			 "Obtaining Assurances for Digital Signature "
			 "Applications",
		.url = "https://csrc.nist.gov/pubs/sp/800/89/final",
		.date = "2006-11",
	},
	[EL_DOC_CHROME_CT] = {
		.title = "Chrome Certificate Transparency Policy",
		.url = "https://github.com/GoogleChrome/"
		       "CertificateTransparency/blob/master/ct_policy.md",
		.date = "2026-07-22",
	},
	[EL_DOC_IANA_IPV4] = {
		.title = "IANA IPv4 Special-Purpose Address Registry",
		.url = "https://www.iana.org/assignments/"
		       "iana-ipv4-special-registry",
		.date = "2020-09-04",
	},
	[EL_DOC_IANA_IPV6] = {
		.title = "IANA IPv6 Special-Purpose Address Registry",
		.url = "https://www.iana.org/assignments/"
		       "iana-ipv6-special-registry",
		.date = "2024-10-22",
	},
	[EL_DOC_X690] = {
		.title = "ITU-T X.690, ASN.1 encoding rules: BER, CER and DER",
		.url = "https://www.itu.int/rec/T-REC-X.690",
		.date = "2021-02",
	},
	[EL_DOC_EDGELINT] = {
		.title = "A convention of edgelint",
		.url = "README.md",
		.date = "2026-11-22",
	},
};

const struct el_document_facts *
el_document(enum el_document document)
{
	assert(document > EL_DOC_NONE && document < EL_DOC_COUNT);
	return &documents[document];
}
