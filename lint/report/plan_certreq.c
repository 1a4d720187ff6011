/*
 * The plan as the INF file that Windows' certreq -new takes, with the line
 * ends of Windows.
 *
 * The SAN extension is in the text form, {text}, which Windows knows since
 * Vista.  The provider is one of CryptoAPI: Lync Server 2013 cannot use keys
 * of a CNG key storage provider (pki.key.elliptic has the reports).
 */

#include "plan.h"

#define PROVIDER \
	"ProviderName = \"Microsoft RSA SChannel Cryptographic Provider\""

static void
put_lines(struct sink *sink, const char *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sink_printf(sink, "%s\r\n", lines[i]);
}

static void
put_names(struct sink *sink, const struct plan *plan)
{
	sink_text(sink, "\r\n[Extensions]\r\n2.5.29.17 = \"{text}\"\r\n");
	for (size_t i = 0; i < plan->count; i++) {
		struct el_bytes name = plan->names[i].text;

		sink_text(sink, "_continue_ = \"dns=");
		sink_write(sink, name.data, name.size);
		sink_text(sink, i + 1 < plan->count ? "&\"\r\n" : "\"\r\n");
	}
}

static void
write(struct sink *sink, const struct plan *plan)
{
	static const char *const head[] = {
		"; A request for the certificate of an Edge Server:",
		";   certreq -new edge.inf edge.req",
		"; and, when the CA has answered:",
		";   certreq -accept edge.cer",
		"; Exportable: every server of a pool needs the same key.",
		"",
		"[Version]",
		"Signature = \"$Windows NT$\"",
		"",
		"[NewRequest]",
	};
	static const char *const key[] = {
		"KeyAlgorithm = RSA",
		"KeyLength = 2048",
		"KeySpec = AT_KEYEXCHANGE",
		"KeyUsage = 0xa0",
		"HashAlgorithm = sha256",
		"AlternateSignatureAlgorithm = FALSE",
		"MachineKeySet = TRUE",
		"Exportable = TRUE",
		"SMIME = FALSE",
		PROVIDER,
		"ProviderType = 12",
		"RequestType = PKCS10",
		"",
		"[EnhancedKeyUsageExtension]",
		"OID = 1.3.6.1.5.5.7.3.1",
	};

	put_lines(sink, head, sizeof(head) / sizeof(head[0]));
	sink_text(sink, "Subject = \"CN=");
	sink_write(sink, plan->subject.text.data, plan->subject.text.size);
	sink_text(sink, "\"\r\n");
	put_lines(sink, key, sizeof(key) / sizeof(key[0]));
	if (plan->count > 0)
		put_names(sink, plan);
}

const struct plan_writer plan_certreq = {
	.name = "certreq",
	.help = "an INF file for Windows' certreq.exe",
	.write = write,
};
