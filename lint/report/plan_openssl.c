/* The plan as a configuration file for openssl req. */

#include "plan.h"

static void
put_name(struct sink *sink, struct el_host name)
{
	sink_write(sink, name.text.data, name.text.size);
}

/* Host names hold no character that has a meaning in this file. */
static void
put_names(struct sink *sink, const struct plan *plan)
{
	sink_text(sink, "\n[ names ]\n");
	for (size_t i = 0; i < plan->count; i++) {
		sink_printf(sink, "DNS.%zu = ", i + 1);
		put_name(sink, plan->names[i]);
		sink_char(sink, '\n');
	}
}

static void
write(struct sink *sink, const struct plan *plan)
{
	sink_text(sink,
	    "# A request for the certificate of an Edge Server:\n"
	    "#   openssl req -new -config edge.cnf -keyout edge.key "
	    "-out edge.csr\n"
	    "# The key is written without a password, as servers need it; "
	    "keep it safe.\n"
	    "\n"
	    "[ req ]\n"
	    "prompt = no\n"
	    "default_bits = 2048\n"
	    "default_md = sha256\n"
	    "encrypt_key = no\n"
	    "string_mask = utf8only\n"
	    "distinguished_name = subject\n"
	    "req_extensions = extensions\n"
	    "\n"
	    "[ subject ]\n"
	    "CN = ");
	put_name(sink, plan->subject);
	sink_text(sink,
	    "\n"
	    "\n"
	    "[ extensions ]\n"
	    "keyUsage = critical, digitalSignature, keyEncipherment\n"
	    "extendedKeyUsage = serverAuth\n");
	if (plan->count == 0)
		return;
	sink_text(sink, "subjectAltName = @names\n");
	put_names(sink, plan);
}

const struct plan_writer plan_openssl = {
	.name = "openssl",
	.help = "a configuration file for openssl req",
	.write = write,
};
