/*
 * Rules are not asked where their signs are not there.  Asked all the same,
 * they say the same: of the seeds of the view's fuzz target, and of each with
 * one octet changed.
 */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "judge/judge.h"
#include "judge/profile.h"
#include "view/cert.h"

#include "check.h"
#include "signs.h"

#define SEEDS "test/fuzz/seeds/view/"

enum { SEED_MAX = 64 * 1024, CHANGES = 40 };

/* One deployment, judged with the shortcut and without. */
struct both {
	struct el_profile profile;
	struct judge with;
	struct judge without;
};

static void
begin(struct both *both, const char *const (*keys)[2], struct arena *arena)
{
	struct judge_options options = { .profile = &both->profile,
		.as_of = INT64_C(1795305600), .fail_on = EL_ERROR };

	profile_defaults(&both->profile);
	for (; (*keys)[0] != NULL; keys++)
		CHECK(profile_set(&both->profile, (*keys)[0], (*keys)[1],
			  false, arena) == NULL);
	CHECK(profile_resolve(&both->profile, arena));
	CHECK(judge_begin(&both->with, &options, arena));
	CHECK(signs_begin(&both->without, &options, arena));
}

/* The rule that says something else when it is asked, or NULL. */
static const char *
differs(struct both *both, const struct el_cert *cert, enum el_role role,
    struct arena *arena)
{
	struct el_result with = { .source = "seed", .cert = cert,
		.role = role };
	struct el_result without = with;

	if (!judge_certificate(&both->with, &with, arena) ||
	    !judge_certificate(&both->without, &without, arena))
		return "no memory";
	return signs_broken(&with, &without);
}

static void
check_octets(struct both *both, struct el_bytes octets, const char *seed)
{
	static const enum el_role roles[] = { EL_EDGE, EL_ISSUER };
	struct el_problem problem = { 0 };
	struct el_cert cert;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < 2 && cert_read(&cert, octets, &arena, &problem);
	     i++) {
		const char *rule = differs(both, &cert, roles[i], &arena);

		if (rule != NULL)
			printf("# %s: %s\n", seed, rule);
		CHECK(rule == NULL);
	}
	arena_free(&arena);
}

/* A seed as it is, and with one octet after the other changed. */
static void
check_seed(struct both *both, const char *seed)
{
	static uint8_t octets[SEED_MAX];
	char path[512];
	size_t size;
	size_t step;
	FILE *file;

	snprintf(path, sizeof(path), SEEDS "%s", seed);
	file = fopen(path, "rb");
	CHECK(file != NULL);
	if (file == NULL)
		return;
	size = fread(octets, 1, sizeof(octets), file);
	fclose(file);
	check_octets(both, (struct el_bytes){ octets, size }, seed);
	step = size / CHANGES + 1;
	for (size_t i = 0; i < size; i += step) {
		octets[i] ^= (uint8_t)(1u << i / step % 8);
		check_octets(both, (struct el_bytes){ octets, size }, seed);
		octets[i] ^= (uint8_t)(1u << i / step % 8);
	}
}

static void
check_seeds(const char *const (*keys)[2])
{
	struct both both;
	struct arena arena;
	struct dirent *entry;
	DIR *folder = opendir(SEEDS);
	size_t seeds = 0;

	arena_init(&arena);
	begin(&both, keys, &arena);
	CHECK(folder != NULL);
	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		check_seed(&both, entry->d_name);
		seeds++;
	}
	CHECK(seeds > 0);
	if (folder != NULL)
		closedir(folder);
	arena_free(&arena);
}

static void
test_external(void)
{
	static const char *const keys[][2] = {
		{ "access_edge_fqdn", "sip.contoso.com" },
		{ "web_conferencing_fqdn", "webcon.contoso.com" },
		{ "sip_domains", "contoso.com" },
		{ "sip_domains", "fabrikam.com" },
		{ "xmpp_domains", "contoso.com" },
		{ "xmpp_domains", "im.contoso.com" },
		{ NULL, NULL },
	};

	check_seeds(keys);
}

static void
test_public(void)
{
	static const char *const keys[][2] = {
		{ "access_edge_fqdn", "sip.contoso.com" },
		{ "issuer", "public" },
		{ NULL, NULL },
	};

	check_seeds(keys);
}

static void
test_internal(void)
{
	static const char *const keys[][2] = {
		{ "interface", "internal" },
		{ "pool_fqdn", "edgepool.contoso.com" },
		{ NULL, NULL },
	};

	check_seeds(keys);
}

const struct test tests_shortcut[] = {
	{ "shortcut: rules say the same when they are asked, external",
	    test_external },
	{ "shortcut: ... in a public certificate", test_public },
	{ "shortcut: ... on the internal interface", test_internal },
	{ NULL, NULL },
};
