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
	[EL_DOC_SFB2019_DEPRECATED] = {
		.title = "What's deprecated from Skype for Business Server "
			 "2019",
		.url = "https://github.com/MicrosoftDocs/"
		       "OfficeDocs-SkypeForBusiness/blob/public/Skype/"
		       "SfBServer2019/deprecated.md",
		.date = "2018-06-22",
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
	[EL_DOC_RFC4985] = {
		.title = "RFC 4985, Subject Alternative Name for Expression "
			 "of Service Name",
		.url = RFC("4985"),
		.date = "2007-08",
	},
	[EL_DOC_RFC5280] = {
		.title = "RFC 5280, Internet X.509 Public Key Infrastructure "
			 "Certificate and CRL Profile",
		.url = RFC("5280"),
		.date = "2008-05",
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
