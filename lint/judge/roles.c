/* Which certificates of an input are issuers: design, section 2. */

#include <stdlib.h>

#include "judge.h"

/* A Name that some certificate gives as its issuer. */
struct named_issuer {
	uint32_t hash;
	struct el_bytes name;
};

/* A total order, so that names made to collide cost no more than others. */
static int
compare_issuers(const void *left, const void *right)
{
	const struct named_issuer *a = left;
	const struct named_issuer *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->name.size != b->name.size)
		return a->name.size < b->name.size ? -1 : 1;
	return memcmp(a->name.data, b->name.data, a->name.size);
}

/* The names, sorted; returns their number. */
static size_t
collect_issuers(struct named_issuer *issuers,
    const struct el_cert *const *certs, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		/* What names itself makes no issuer of others of its name. */
		if (certs[i] == NULL || certs[i]->issuer.count == 0 ||
		    el_cert_is_self_issued(certs[i]))
			continue;
		issuers[found].name = el_whole(&certs[i]->issuer.elem);
		issuers[found].hash = el_host_hash(issuers[found].name);
		found++;
	}
	qsort(issuers, found, sizeof(*issuers), compare_issuers);
	return found;
}

/* Whether some certificate gives this subject as its issuer. */
static bool
is_named(const struct named_issuer *issuers, size_t count,
    struct el_bytes subject)
{
	struct named_issuer wanted = { el_host_hash(subject), subject };

	return subject.size != 0 && bsearch(&wanted, issuers, count,
	    sizeof(wanted), compare_issuers) != NULL;
}

enum el_role
judge_role_alone(const struct judge *judge, const struct el_cert *cert)
{
	if (judge->options.forced_role != 0)
		return (enum el_role)judge->options.forced_role;
	return cert->request == NULL && cert->basic_constraints.ca &&
		!el_has_name(&cert->san, EL_NAME_DNS) ? EL_ISSUER : EL_EDGE;
}

bool
judge_roles(const struct judge *judge, enum el_role *roles,
    const struct el_cert *const *certs, size_t count, struct arena *arena)
{
	struct named_issuer *issuers = arena_alloc(arena, count,
	    sizeof(*issuers));
	size_t issuer_count;

	if (issuers == NULL)
		return false;
	issuer_count = collect_issuers(issuers, certs, count);
	for (size_t i = 0; i < count; i++) {
		const struct el_cert *cert = certs[i];

		if (cert == NULL)
			continue;
		roles[i] = judge_role_alone(judge, cert);
		if (judge->options.forced_role == 0 && cert->request == NULL &&
		    !el_cert_is_self_issued(cert) &&
		    is_named(issuers, issuer_count,
			el_whole(&cert->subject.elem)))
			roles[i] = EL_ISSUER;
	}
	return true;
}
