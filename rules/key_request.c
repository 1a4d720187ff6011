/* Whether a certificate belongs to the request that it was asked for with. */

#include <edgelint/comparison.h>
#include <edgelint/rule.h>

static const char *
without_request(const struct el_target *target)
{
	return target->comparison == NULL ||
		target->comparison->earlier->request == NULL ?
	    "key-request:not-given" : NULL;
}

static void
check_key(const struct el_target *target, struct el_report *report)
{
	const struct el_comparison *comparison = target->comparison;
	const char *source = comparison->earlier->request_source;
	struct el_finding *finding;

	if (!comparison->request_key_known) {
		el_cannot_tell(report, "unreadable",
		    "subjectPublicKeyInfo of the request");
		return;
	}
	if (comparison->same_request_key)
		return;
	finding = el_flag(report, &target->cert->key.elem, "the key (SHA-1 "
	    "%s) is not that of the request %s (SHA-1 %s)",
	    comparison->key_id, el_show(report, el_bytes_of(source)),
	    comparison->request_key_id);
	finding->actual = el_bytes_of(comparison->key_id);
	finding->expected = el_bytes_of(comparison->request_key_id);
}

static const struct el_rule rules[] = {
	{
		.id = "csr.key.mismatch",
		.severity = EL_ERROR,
		.title = "Certificate does not belong to the request",
		.check = check_key,
		.roles = EL_EDGE,
		.applies_to_kind = without_request,
		.needs = EL_PART_KEY,
		.sources = {
			{ EL_DOC_RFC2986, "3",
			    "the CA takes the public key out of the request",
			    false },
			{ EL_DOC_RFC5280, "4.1.2.7",
			    "the certificate carries the public key of its "
			    "subject", false },
		},
		.fails_when = "modulus and exponent, or curve and point, are "
			      "not those of the request behind --key-request, "
			      "however they are encoded",
		.why = "The private key on the server is the request's: with "
		       "a certificate for another key the Edge services do "
		       "not start, and Windows imports it without a key.",
		.remedy = "Find the request that the CA has answered, or have "
			  "it answer this one. On the server that made a "
			  "request, Windows finds its key by itself:\n"
			  "    certreq -accept FILE\n"
			  "and after an import without the key:\n"
			  "    certutil -repairstore my SERIALNUMBER\n"
			  "To see the key's digest in a certificate or "
			  "request (Key Id Hash, rfc-sha1):\n"
			  "    certutil -dump FILE",
		.example = "Fails: the request was made anew after it was "
			   "sent, and the CA has answered the first one\n"
			   "Passes: the certificate that the CA sent for this "
			   "request",
	},
};

EL_RULESET(key_request, rules);
