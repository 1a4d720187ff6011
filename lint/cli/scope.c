#include "scope.h"

struct value {
	unsigned bit;
	const char *name;
};

static const struct value certificates[] = {
	{ EL_CERTIFICATE, "certificate" },
	{ EL_REQUEST, "request" },
	{ 0, NULL },
};

static const struct value roles[] = {
	{ EL_EDGE, "edge" },
	{ EL_ISSUER, "issuer" },
	{ 0, NULL },
};

static const struct value products[] = {
	{ EL_LYNC2010, "lync2010" },
	{ EL_LYNC2013, "lync2013" },
	{ EL_SFB2015, "sfb2015" },
	{ EL_SFB2019, "sfb2019" },
	{ EL_SFBSE, "sfbse" },
	{ 0, NULL },
};

static const struct value interfaces[] = {
	{ EL_EXTERNAL, "external" },
	{ EL_INTERNAL, "internal" },
	{ 0, NULL },
};

static const struct value services[] = {
	{ EL_ACCESS_EDGE, "access-edge" },
	{ EL_WEB_CONFERENCING, "web-conferencing" },
	{ EL_AV, "av" },
	{ 0, NULL },
};

static const struct value issuers[] = {
	{ EL_PUBLIC, "public" },
	{ EL_PRIVATE, "private" },
	{ 0, NULL },
};

static const struct value given[] = {
	{ EL_CHAIN_ISSUERS, "chain" },
	{ EL_CHAIN_ANCHORS, "trust" },
	{ ~(unsigned)EL_CHAIN_ANY, "nothing" },
	{ 0, NULL },
};

static const struct {
	const char *name;
	const struct value *values;
} kinds[SCOPE_KINDS] = {
	[SCOPE_CERTIFICATES] = { "kinds", certificates },
	[SCOPE_ROLES] = { "roles", roles },
	[SCOPE_PRODUCTS] = { "products", products },
	[SCOPE_INTERFACES] = { "interfaces", interfaces },
	[SCOPE_SERVICES] = { "services", services },
	[SCOPE_ISSUERS] = { "issuers", issuers },
	[SCOPE_GIVEN] = { "given", given },
};

/* Both is no limit. */
static unsigned
kinds_of(const struct el_rule *row)
{
	unsigned mask = el_rule_kinds(row);

	return mask == (EL_CERTIFICATE | EL_REQUEST) ? 0 : mask;
}

static unsigned
mask_of(const struct el_rule *row, enum scope_kind kind)
{
	switch (kind) {
	case SCOPE_CERTIFICATES:
		return kinds_of(row);
	case SCOPE_ROLES:
		return row->roles;
	case SCOPE_PRODUCTS:
		return row->products;
	case SCOPE_INTERFACES:
		return row->interfaces;
	case SCOPE_SERVICES:
		return row->services;
	case SCOPE_ISSUERS:
		return row->scopes;
	case SCOPE_GIVEN:
		return row->chain;
	case SCOPE_KINDS:
		break;
	}
	return 0;
}

const char *
scope_kind_name(enum scope_kind kind)
{
	return kinds[kind].name;
}

bool
scope_is_limited(const struct el_rule *row, enum scope_kind kind)
{
	return mask_of(row, kind) != 0;
}

const char *
scope_value(const struct el_rule *row, enum scope_kind kind, size_t i)
{
	unsigned mask = mask_of(row, kind);
	const struct value *value;

	for (value = kinds[kind].values; value->name != NULL; value++)
		if ((mask == 0 || (mask & value->bit) != 0) && i-- == 0)
			break;
	return value->name;
}

const char *
scope_level_name(enum el_level level)
{
	switch (level) {
	case EL_PER_CERTIFICATE:
		return "certificate";
	case EL_PER_INPUT:
		return "input";
	case EL_PER_RUN:
		break;
	}
	return "run";
}
