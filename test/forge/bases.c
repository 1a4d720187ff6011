#include "bases.h"

#include <stddef.h>
#include <string.h>

/*
 * What an enterprise CA issues for the external interface, and nothing to
 * find in it.  All other bases begin with it.
 */
static const char *const edge[] = {
	"version 2",
	"issuer O=Contoso Ltd,CN=Contoso Issuing CA 1",
	"not-before 2026-10-01T00:00:00Z",
	"not-after 2027-10-01T00:00:00Z",
	"subject CN=sip.contoso.com",
	"key rsa-2048",
	"sign sha256-rsa",
	"ku critical digitalSignature keyEncipherment",
	"eku server client",
	"bc critical leaf",
	"ski auto",
	"aki auto",
	"san dns:webcon.contoso.com dns:sip.contoso.com "
	"dns:sip.fabrikam.com dns:contoso.com",
	"crl http://crl.contoso.com/issuing1.crl",
	"aia ca-issuers:http://crl.contoso.com/issuing1.cer",
	NULL,
};

/* The same from a publicly trusted CA, organization-validated. */
static const char *const public_edge[] = {
	"base edge",
	"issuer C=US,O=Example Trust Services,CN=Example TLS CA 1",
	"subject C=US,ST=Washington,L=Redmond,O=Contoso Ltd,CN=sip.contoso.com",
	"not-after 2027-04-01T00:00:00Z",
	"eku server",
	"crl http://crl.example.com/tls1.crl",
	"aia ocsp:http://ocsp.example.com "
	"ca-issuers:http://crl.example.com/tls1.cer",
	"policies ov",
	"sct 3",
	NULL,
};

/* What stands on the internal interface. */
static const char *const internal_edge[] = {
	"base edge",
	"subject CN=lsedge.contoso.net",
	"eku server",
	"san none",
	NULL,
};

/* What OpenSSL asks such a CA with; it says nothing of its own. */
static const char *const request[] = {
	"base edge",
	"request",
	"version 0",
	"bc none",
	"ski none",
	"aki none",
	"crl none",
	"aia none",
	NULL,
};

/* The CA that issues the Edge certificates; the root has issued it. */
static const char *const issuer[] = {
	"base edge",
	"issuer O=Contoso Ltd,CN=Contoso Root CA",
	"subject O=Contoso Ltd,CN=Contoso Issuing CA 1",
	"not-before 2020-01-01T00:00:00Z",
	"not-after 2040-01-01T00:00:00Z",
	"key issuer",
	"signer root",
	"ku critical keyCertSign cRLSign",
	"eku none",
	"bc critical ca:0",
	"san none",
	"crl http://crl.contoso.com/root.crl",
	"aia ca-issuers:http://crl.contoso.com/root.cer",
	NULL,
};

static const char *const root[] = {
	"base issuer",
	"subject O=Contoso Ltd,CN=Contoso Root CA",
	"key root",
	"bc critical ca",
	"crl none",
	"aia none",
	NULL,
};

static const struct {
	const char *name;
	const char *const *statements;
} bases[] = {
	{ "edge", edge },
	{ "public-edge", public_edge },
	{ "internal-edge", internal_edge },
	{ "request", request },
	{ "issuer", issuer },
	{ "root", root },
};

const char *const *
bases_find(const char *name)
{
	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
		if (strcmp(bases[i].name, name) == 0)
			return bases[i].statements;
	}
	return NULL;
}
