/*
 * Any octets as the parts of a container: a PKCS#7, what stands behind the MAC
 * of a PKCS#12, and the MAC itself.  Behind a MAC no fuzzer gets by itself,
 * so the parts are asked alone; the password is "secret".
 */

#include <stdlib.h>

#include "input/password.h"
#include "input/pkcs12.h"
#include "input/pkcs12_mac.h"
#include "input/pkcs7.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	/* Enough for the seeds, and little enough to go on. */
	HASHES = 20000,
};

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* What was found can be read to its end, and what was not has a reason. */
static void
require_container(const struct container *container, bool ok, size_t size)
{
	const struct el_problem *problem = &container->problem;
	volatile uint8_t sum = 0;

	for (size_t i = 0; i < container->count; i++) {
		struct el_bytes der = container->certificates[i];

		require(der.data != NULL && der.size <= size);
		for (size_t j = 0; j < der.size; j++)
			sum = (uint8_t)(sum + der.data[j]);
	}
	require(ok ? container->count > 0 && problem->code == NULL :
		     problem->code != NULL);
	if (problem->code == NULL)
		return;
	require(problem->offset <= size);
	for (const char *p = problem->message; *p != '\0'; p++)
		require((uint8_t)*p >= 0x20 && (uint8_t)*p < 0x7f);
}

static struct pbe_password
secret(uint8_t bmp[LIMIT_PASSWORD_BMP])
{
	struct el_bytes utf8 = el_bytes_of("secret");

	return (struct pbe_password){ .utf8 = utf8,
		.bmp = { bmp, password_bmp(bmp, utf8) },
		.hashes_left = HASHES };
}

static void
check_bundle(struct el_bytes octets, struct arena *arena)
{
	struct container container = { .arena = arena };
	bool ok = pkcs7_read(&container, octets);

	require_container(&container, ok, octets.size);
}

static void
check_safes(struct el_bytes octets, struct arena *arena)
{
	struct container container = { .arena = arena };
	struct ber_fault fault = { NULL, NULL };
	uint8_t bmp[LIMIT_PASSWORD_BMP];
	struct pbe_password password = secret(bmp);
	bool ok = pkcs12_read_safes(&container, octets, &password, &fault);

	if (!ok)
		container_damaged(&container, "malformed", "PKCS#12", &fault,
		    octets);
	require_container(&container, ok, octets.size);
}

static void
check_mac(struct el_bytes octets, struct arena *arena)
{
	struct ber_fault fault = { NULL, NULL };
	struct ber ber = ber_of(octets, &fault);
	uint8_t bmp[LIMIT_PASSWORD_BMP];
	struct pbe_password password = secret(bmp);
	struct pkcs12_mac mac;

	if (!pkcs12_mac_read(&mac, &ber, arena)) {
		require(fault.what != NULL && fault.at >= octets.data &&
		    fault.at <= octets.data + octets.size);
		return;
	}
	if (mac.unsupported == NULL)
		require(pkcs12_mac_verify(&mac, octets, &password) !=
		    PBE_NO_MEMORY);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct el_bytes octets = { data, size };
	struct arena arena;

	arena_init(&arena);
	check_bundle(octets, &arena);
	check_safes(octets, &arena);
	check_mac(octets, &arena);
	arena_free(&arena);
	return 0;
}
