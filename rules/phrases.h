/*
 * What rows of several tables say in the same words: how to ask for another
 * certificate, and which part of a document they cite.
 */
#ifndef RULES_PHRASES_H
#define RULES_PHRASES_H

/* The end of a remedy; what is in braces is filled in for the profile. */
#define ASK_AGAIN "{again}"

/* The end of a remedy for what the CA's software wrote, unasked. */
#define CA_REISSUES \
	" No request asks for it: show the finding to the CA and have it issue " \
	"the certificate again. To see the place:\n" \
	"    openssl asn1parse -i -in FILE"

/* The end of the same of a request. */
#define MAKE_REQUEST_ANEW \
	"Make the request anew with a current release of Windows or " \
	"OpenSSL." ASK_AGAIN

/* Parts of EL_DOC_USER_ACCESS. */
#define PUBLIC_CERTIFICATE "requirements for the public certificate"
#define ORDER_NOTE "note on the order of the SAN list"

/* Parts of the certificate summaries and of EL_DOC_SFB_EDGE. */
#define SUMMARY_TABLE "table of certificates"
#define SFB_TABLE "Edge Certificate table"
#define SFB_XMPP "below the Edge Certificate table, XMPP"

#endif
