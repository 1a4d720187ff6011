#include "expected.h"

struct list {
	struct el_host *names;
	size_t count;
	enum expected_unknown unknown;
};

/* Placeholders, by what is not known. */
static const char access_edge[] = "<access edge FQDN>";
static const char web_conferencing[] = "<web conferencing FQDN>";
static const char sip_name[] = "sip.<SIP domain>";
static const char xmpp_domain[] = "<XMPP domain>";
static const char pool_name[] = "<pool FQDN>";

static struct el_host
placeholder(const char *text)
{
	return (struct el_host){ .text = el_bytes_of(text) };
}

/* Compared with every name before it: it is done once a run, and only the
 * user's own profile decides how many there are. */
static void
add(struct list *list, struct el_host name)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->names[i].hash == name.hash &&
		    el_bytes_equal(list->names[i].text, name.text))
			return;
	list->names[list->count++] = name;
}

static void
add_unknown(struct list *list, const char *text)
{
	if (list->unknown == EXPECTED_PLACEHOLDER)
		list->names[list->count++] = placeholder(text);
}

static void
add_host(struct list *list, struct el_host host, const char *unknown)
{
	if (el_host_known(host))
		add(list, host);
	else
		add_unknown(list, unknown);
}

/* The web conferencing FQDN keeps its place in the order when it is wanted
 * only as the SIP name or XMPP domain that it is, too. */
static bool
wants_web_conferencing(const struct el_profile *profile)
{
	const struct el_domains *sip[] = { &profile->sip,
		&profile->online_sip };
	struct el_bytes web = profile->web_conferencing.text;

	if ((profile->services & EL_WEB_CONFERENCING) != 0)
		return true;
	if (web.data == NULL)
		return false;
	for (size_t list = 0; list < 2; list++)
		for (size_t i = 0; i < sip[list]->count; i++)
			if (el_bytes_equal(sip[list]->list[i].sip.text, web))
				return true;
	for (size_t i = 0; i < profile->xmpp.count; i++)
		if (el_bytes_equal(profile->xmpp.list[i].name.text, web))
			return (profile->product & EL_XMPP_PRODUCTS) != 0;
	return false;
}

static void
add_edge_names(struct list *list, const struct el_profile *profile)
{
	bool first = profile->san_order == EL_ORDER_WEB_CONFERENCING_FIRST;
	bool has_web = wants_web_conferencing(profile);

	if (has_web && first)
		add_host(list, profile->web_conferencing, web_conferencing);
	if ((profile->services & EL_ACCESS_EDGE) != 0)
		add_host(list, profile->access_edge, access_edge);
	if (has_web && !first)
		add_host(list, profile->web_conferencing, web_conferencing);
}

static void
add_sip_names(struct list *list, const struct el_profile *profile)
{
	if (!profile->sip.known)
		add_unknown(list, sip_name);
	for (size_t i = 0; i < profile->sip.count; i++)
		add(list, profile->sip.list[i].sip);
	for (size_t i = 0; i < profile->online_sip.count; i++)
		if (!profile->online_sip.list[i].tenant)
			add(list, profile->online_sip.list[i].sip);
}

static void
add_xmpp_domains(struct list *list, const struct el_profile *profile)
{
	if ((profile->product & EL_XMPP_PRODUCTS) == 0)
		return;
	if (!profile->xmpp.known)
		add_unknown(list, xmpp_domain);
	for (size_t i = 0; i < profile->xmpp.count; i++)
		add(list, profile->xmpp.list[i].name);
}

size_t
expected_bound(const struct el_profile *profile)
{
	enum { EDGE_NAMES = 2, PLACEHOLDERS = 2 };

	return EDGE_NAMES + PLACEHOLDERS + profile->sip.count +
	    profile->online_sip.count + profile->xmpp.count;
}

size_t
expected_names(struct el_host *out, const struct el_profile *profile,
    enum expected_unknown unknown)
{
	struct list list = { out, 0, unknown };

	if (profile->interface == EL_INTERNAL) {
		add_host(&list, profile->pool, pool_name);
		return list.count;
	}
	add_edge_names(&list, profile);
	if ((profile->services & EL_ACCESS_EDGE) != 0)
		add_sip_names(&list, profile);
	if ((profile->services & (EL_ACCESS_EDGE | EL_XMPP_SERVER)) != 0 &&
	    !profile->xmpp_elsewhere)
		add_xmpp_domains(&list, profile);
	return list.count;
}

static struct el_host
known_or(struct el_host host, const char *unknown)
{
	return el_host_known(host) ? host : placeholder(unknown);
}

struct el_host
expected_subject(const struct el_profile *profile)
{
	if (profile->interface == EL_INTERNAL)
		return known_or(profile->pool, pool_name);
	if (profile->services == EL_WEB_CONFERENCING)
		return known_or(profile->web_conferencing, web_conferencing);
	return known_or(profile->access_edge, access_edge);
}
