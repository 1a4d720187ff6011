#include "cmdlet.h"

#include <string.h>

#define ACCESS "AccessEdgeExternal"
#define DATA "DataEdgeExternal"
#define AV "AudioVideoAuthentication"
#define XMPP "XmppServer"
/* The one certificate of most Edge Servers is that of A/V as well. */
#define USUAL ACCESS "," DATA "," AV

/* By the bits of enum el_service. */
static const char *const types[] = {
	USUAL,
	ACCESS,
	DATA,
	USUAL,
	AV,
	ACCESS "," AV,
	DATA "," AV,
	USUAL,
	XMPP,
	ACCESS "," XMPP,
	DATA "," XMPP,
	ACCESS "," DATA "," XMPP,
	AV "," XMPP,
	ACCESS "," AV "," XMPP,
	DATA "," AV "," XMPP,
	USUAL "," XMPP,
};

const char *
cmdlet_types(const struct el_profile *profile)
{
	if (profile->interface == EL_INTERNAL)
		return "Internal";
	return types[profile->services % (sizeof(types) / sizeof(types[0]))];
}

/*
 * Whether the cmdlet adds a name by itself.  It knows the topology's FQDNs
 * and its SIP domains; -AllSipDomain came with Lync Server 2013.
 */
static bool
is_added_by_cmdlet(const struct el_profile *profile, struct el_host name)
{
	if (el_bytes_equal(name.text, profile->access_edge.text) ||
	    el_bytes_equal(name.text, profile->web_conferencing.text) ||
	    el_bytes_equal(name.text, profile->pool.text))
		return true;
	if (profile->product == EL_LYNC2010)
		return false;
	for (size_t i = 0; i < profile->sip.count; i++)
		if (el_bytes_equal(name.text, profile->sip.list[i].sip.text))
			return true;
	return false;
}

static bool
is_placeholder(struct el_host name)
{
	return memchr(name.text.data, '<', name.text.size) != NULL;
}

/* One string with commas, as the cmdlet's -DomainName takes them. */
static void
put_further_names(struct sink *sink, const struct el_profile *profile,
    const struct el_host *names, size_t count)
{
	const char *before = " -DomainName \"";

	for (size_t i = 0; i < count; i++) {
		if (is_placeholder(names[i]) ||
		    is_added_by_cmdlet(profile, names[i]))
			continue;
		sink_text(sink, before);
		sink_write(sink, names[i].text.data, names[i].text.size);
		before = ",";
	}
	if (strcmp(before, ",") == 0)
		sink_char(sink, '"');
}

void
cmdlet_request(struct sink *sink, const struct el_profile *profile,
    const struct el_host *names, size_t count)
{
	sink_printf(sink, "Request-CsCertificate -New -Type %s",
	    cmdlet_types(profile));
	if (profile->interface == EL_EXTERNAL &&
	    (profile->services & EL_ACCESS_EDGE) != 0 &&
	    profile->product != EL_LYNC2010)
		sink_text(sink, " -AllSipDomain");
	if (names != NULL)
		put_further_names(sink, profile, names, count);
	else
		sink_text(sink, " -DomainName \"<further names>\"");
}
