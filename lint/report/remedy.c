#include "report.h"

#include "base/text.h"
#include "cmdlet.h"
#include "expected.h"

/*
 * A line to type stays readable up to here, and Windows' CA takes no longer
 * list either; beyond it the line names a file that holds the names.
 */
enum { LISTED_NAMES = 100 };

struct remedy {
	struct sink *sink;
	const struct el_profile *profile;
	const struct el_finding *finding;
};

static bool
is_listed(const struct el_profile *profile)
{
	return expected_bound(profile) <= LISTED_NAMES;
}

static void
write_host(struct sink *sink, struct el_host host)
{
	sink_write(sink, host.text.data, host.text.size);
}

/* All names, each behind a prefix, with separators between them. */
static void
write_names(const struct remedy *remedy, const char *prefix, char separator)
{
	struct el_host names[LISTED_NAMES];
	size_t count = expected_names(names, remedy->profile,
	    EXPECTED_PLACEHOLDER);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			sink_char(remedy->sink, separator);
		sink_text(remedy->sink, prefix);
		write_host(remedy->sink, names[i]);
	}
}

static void
write_openssl(const struct remedy *remedy)
{
	struct sink *sink = remedy->sink;

	sink_text(sink, "openssl req -new -newkey rsa:2048 -nodes "
	    "-keyout edge.key -out edge.csr -subj \"/CN=");
	write_host(sink, expected_subject(remedy->profile));
	sink_char(sink, '"');
	if (!is_listed(remedy->profile)) {
		sink_text(sink, " -config edge.cnf");
		return;
	}
	sink_text(sink, " -addext \"subjectAltName=");
	write_names(remedy, "DNS:", ',');
	sink_char(sink, '"');
}

/* The lines of the file that certreq -new takes. */
static void
write_certreq(const struct remedy *remedy)
{
	struct sink *sink = remedy->sink;

	if (!is_listed(remedy->profile)) {
		sink_text(sink, "certreq -new edge.inf edge.req");
		return;
	}
	sink_text(sink, "[Extensions]\n    2.5.29.17 = \"{text}");
	write_names(remedy, "dns=", '&');
	sink_char(sink, '"');
}

/* Microsoft's cmdlet; the names that it does not add itself are listed. */
static void
write_request(const struct remedy *remedy)
{
	struct el_host names[LISTED_NAMES];
	size_t count = 0;

	if (is_listed(remedy->profile))
		count = expected_names(names, remedy->profile,
		    EXPECTED_PLACEHOLDER);
	cmdlet_request(remedy->sink, remedy->profile,
	    is_listed(remedy->profile) ? names : NULL, count);
	sink_text(remedy->sink, " -Output edge.req");
}

/* No request for an Edge certificate brings a better one of a CA. */
static void
write_again(const struct remedy *remedy)
{
	if (remedy->finding->role == EL_ISSUER)
		return;
	sink_text(remedy->sink, "\nOn the Edge Server:\n    ");
	write_request(remedy);
	sink_text(remedy->sink, "\nor with OpenSSL:\n    ");
	write_openssl(remedy);
}

static void
write_bytes(struct sink *sink, struct el_bytes octets, const char *otherwise)
{
	if (octets.data == NULL)
		sink_text(sink, otherwise);
	else
		text_printable(sink, octets);
}

static void
write_name(const struct remedy *remedy)
{
	write_bytes(remedy->sink, remedy->finding->name, "<name>");
}

static void
write_expected(const struct remedy *remedy)
{
	write_bytes(remedy->sink, remedy->finding->expected,
	    "<expected name>");
}

static const struct placeholder {
	const char *text;
	void (*write)(const struct remedy *remedy);
} placeholders[] = {
	{ "{name}", write_name },
	{ "{expected}", write_expected },
	{ "{openssl}", write_openssl },
	{ "{certreq}", write_certreq },
	{ "{request}", write_request },
	{ "{again}", write_again },
};

/* The placeholder that stands at the start of a text, or NULL. */
static const struct placeholder *
find_placeholder(const char *text)
{
	for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]);
	    i++)
		if (strncmp(text, placeholders[i].text,
			strlen(placeholders[i].text)) == 0)
			return &placeholders[i];
	return NULL;
}

static void
write_text(const struct remedy *remedy, const char *text)
{
	while (text != NULL && *text != '\0') {
		const struct placeholder *found = find_placeholder(text);
		size_t length;

		if (found != NULL) {
			found->write(remedy);
			text += strlen(found->text);
			continue;
		}
		length = 1 + strcspn(text + 1, "{");
		sink_write(remedy->sink, text, length);
		text += length;
	}
}

/* Whether a remedy has the lines that make a request. */
static bool
makes_request(const char *text)
{
	return text != NULL && (strstr(text, "{request}") != NULL ||
	    strstr(text, "{openssl}") != NULL);
}

/* What a certificate lacks is asked for by a request, what a request lacks by
 * another one. */
void
report_remedy(struct sink *sink, const struct el_profile *profile,
    const struct el_finding *finding)
{
	const struct remedy remedy = { sink, profile, finding };
	const struct el_rule *rule = finding->rule;

	if (finding->of_request && rule->request_remedy != NULL) {
		write_text(&remedy, rule->request_remedy);
		return;
	}
	if (finding->of_request && makes_request(rule->remedy) &&
	    el_rule_kinds(rule) != EL_REQUEST)
		sink_text(sink, "Make a new request in the place of this "
				"one. ");
	write_text(&remedy, rule->remedy);
}
