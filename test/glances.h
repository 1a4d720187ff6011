/*
 * What a glance tells of a certificate is the same, whether all of it was read
 * or no more than a glance needs.
 */
#ifndef TEST_GLANCES_H
#define TEST_GLANCES_H

#include <edgelint/cert.h>

#include "judge/judge.h"
#include "judge/related.h"
#include "view/cert.h"

/* What differs, or NULL; the view is that of the octets, NULL: there is none. */
static inline const char *
glance_differs(const struct el_cert *cert, struct el_bytes octets)
{
	static const struct judge judge;
	struct el_problem problem = { 0 };
	struct glance whole;
	struct glance parts;
	struct el_cert some;
	struct arena arena;
	bool good;

	arena_init(&arena);
	good = cert_read_some(&some, octets, RELATED_PARTS, &arena, &problem);
	if (good && cert != NULL) {
		glance_at(&whole, cert,
		    judge_role_alone(&judge, cert) == EL_EDGE);
		glance_at(&parts, &some,
		    judge_role_alone(&judge, &some) == EL_EDGE);
	}
	arena_free(&arena);
	if (good != (cert != NULL))
		return "whether it can be read";
	if (!good)
		return NULL;
	if (whole.request != parts.request)
		return "whether it is a request";
	if (whole.edge != parts.edge)
		return "its role";
	if (whole.subject != parts.subject || whole.issuer != parts.issuer)
		return "its names";
	return whole.octets != parts.octets ? "its octets" : NULL;
}

#endif
