/*
 * RSA keys that can be factored by whoever tries: the modulus was not made of
 * two large primes that have nothing to do with each other.
 */

#include <edgelint/rule.h>
#include <edgelint/weak_key.h>

#include "phrases.h"

static const char *
without_rsa(const struct el_target *target)
{
	const struct el_cert *cert = target->cert;

	if (cert == NULL)
		return NULL;
	if (cert->key.kind != EL_KEY_RSA)
		return "key:not-rsa";
	return cert->key.size > EL_WEAK_KEY_BITS_MAX ? "key:too-large" : NULL;
}

static void
check_small_factor(const struct el_target *target, struct el_report *report)
{
	const struct el_elem *modulus = &target->cert->key.modulus;
	struct el_weak_key facts = el_weak_key(report, modulus->body);

	if (facts.small_factor != 0)
		el_flag(report, modulus, "the modulus can be divided by %u, a "
		    "prime below 752", facts.small_factor);
}

static void
check_close_primes(const struct el_target *target, struct el_report *report)
{
	const struct el_elem *modulus = &target->cert->key.modulus;
	struct el_weak_key facts = el_weak_key(report, modulus->body);

	if (facts.fermat_round != 0)
		el_flag(report, modulus, "the two factors of the modulus are "
		    "so close that round %u of Fermat's method finds them",
		    facts.fermat_round);
}

#define NEW_KEY \
	"Consider the key as known to everybody. Make a new one with a " \
	"current release of Windows or OpenSSL, have the certificate issued " \
	"anew for it, and have this one revoked. Then look for other " \
	"certificates from the same device or program." ASK_AGAIN

#define NEW_KEY_FOR_REQUEST \
	"Consider the key as known to everybody. Make a new one, and with it " \
	"a new request, with a current release of Windows or OpenSSL:\n" \
	"    {request}\n" \
	"Then look for certificates from the same device or program."

static const struct el_rule rules[] = {
	{
		.id = "x509.key.small-factor",
		.severity = EL_ERROR,
		.title = "RSA modulus has a small factor",
		.check = check_small_factor,
		.applies = without_rsa,
		.needs = EL_PART_KEY,
		.sources = {
			{ EL_DOC_BASELINE, "6.1.6",
			    "the modulus of an RSA key should be odd and have "
			    "no factor smaller than 752", false },
			{ EL_DOC_SP800_89, "5.3.3",
			    "the test that the Baseline Requirements take "
			    "this from", false },
		},
		.fails_when = "one of the 132 primes below 752 divides the "
			      "modulus of an RSA key of at most 16,384 bits; "
			      "2 does when it is even",
		.why = "Such a modulus is not the product of two large primes: "
		       "it was damaged, or a faulty program made it. Anybody "
		       "may be able to compute the private key, and with it "
		       "to pose as the Edge server.",
		.remedy = NEW_KEY,
		.request_remedy = NEW_KEY_FOR_REQUEST,
		.example = "Fails: a modulus of 2048 bits that ends in an even "
			   "octet\n"
			   "Passes: a modulus whose smallest factor is 757 or "
			   "more",
	},
	{
		.id = "x509.key.close-primes",
		.severity = EL_ERROR,
		.title = "RSA modulus can be factored by Fermat's method",
		.check = check_close_primes,
		.applies = without_rsa,
		.needs = EL_PART_KEY,
		.yields = { { "x509.key.small-factor", false } },
		.sources = {
			{ EL_DOC_BASELINE, "6.1.1.3",
			    "a CA rejects a key that Fermat's method factors "
			    "within 100 rounds", false },
		},
		.fails_when = "within 100 rounds Fermat's method finds the two "
			      "factors of an RSA modulus of at most 16,384 "
			      "bits; the first round tries the square root of "
			      "the modulus, rounded up",
		.why = "The two primes were chosen next to each other. Anybody "
		       "can compute the private key in less than a second, "
		       "and with it read what is sent to the Edge server or "
		       "pose as it.",
		.remedy = NEW_KEY,
		.request_remedy = NEW_KEY_FOR_REQUEST,
		.example = "Fails: the modulus is a prime times the next "
			   "prime\n"
			   "Passes: both primes are random",
	},
};

EL_RULESET_OF(x509_weak_key, rules, EL_CERTIFICATE | EL_REQUEST);
