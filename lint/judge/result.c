/* The words that reports have for what a result says. */

#include <edgelint/result.h>

const char *
el_container_name(enum el_container container)
{
	static const char *const names[] = {
		[EL_CONTAINER_DER] = "der",
		[EL_CONTAINER_PEM] = "pem",
		[EL_CONTAINER_BASE64] = "base64",
		[EL_CONTAINER_PKCS7] = "pkcs7",
		[EL_CONTAINER_PKCS12] = "pkcs12",
	};

	return names[container];
}

const char *
el_verdict_name(enum el_verdict verdict)
{
	static const char *const names[] = {
		[EL_VERDICT_PASS] = "pass",
		[EL_VERDICT_INCOMPLETE] = "incomplete",
		[EL_VERDICT_FAIL] = "fail",
		[EL_VERDICT_UNREADABLE] = "unreadable",
	};

	return names[verdict];
}
