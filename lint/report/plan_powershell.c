/*
 * The plan as lines for the Lync Server or Skype for Business Server
 * Management Shell, with the line ends of Windows.
 */

#include "cmdlet.h"
#include "plan.h"

/* A topology that differs from the profile gives another request. */
static const char *const before[] = {
	"# In the management shell, on an Edge Server.  The cmdlet takes the",
	"# FQDNs and SIP domains from the published topology, and Microsoft",
	"# does not say in which order it writes the names: judge the request",
	"# before it goes to the CA,",
	"#   edgelint check edge.req --profile ...",
};

static const char *const after[] = {
	"",
	"# When the CA has answered.  A pool has the same certificate with its",
	"# key on every server; Import-CsCertificate shows the thumbprint.",
	"Import-CsCertificate -Path edge.cer -PrivateKeyExportable $true",
};

static void
put_lines(struct sink *sink, const char *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sink_printf(sink, "%s\r\n", lines[i]);
}

static void
write(struct sink *sink, const struct plan *plan)
{
	put_lines(sink, before, sizeof(before) / sizeof(before[0]));
	cmdlet_request(sink, plan->profile, plan->names, plan->count);
	sink_text(sink, " -KeySize 2048 -PrivateKeyExportable $true "
	    "-Output edge.req\r\n");
	put_lines(sink, after, sizeof(after) / sizeof(after[0]));
	sink_printf(sink, "Set-CsCertificate -Type %s -Thumbprint "
	    "<thumbprint>\r\n", cmdlet_types(plan->profile));
}

const struct plan_writer plan_powershell = {
	.name = "powershell",
	.help = "lines for the management shell: Request-CsCertificate, "
		"Set-CsCertificate",
	.write = write,
};
