#include "chain_words.h"

enum { LABEL_SIZE = 200 };

/* The common name, or what there is in its place; NULL: the name is empty. */
static const struct el_attribute *
label_of(const struct el_name *name)
{
	static const enum el_oid order[] = { EL_OID_CN,
		EL_OID_ORGANIZATIONAL_UNIT, EL_OID_ORGANIZATION };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		const struct el_attribute *found = el_name_attribute(name,
		    order[i]);

		if (found != NULL)
			return found;
	}
	return name->count > 0 ? &name->attributes[0] : NULL;
}

const char *
chain_show_name(struct el_report *report, const struct el_name *name)
{
	const struct el_attribute *label = label_of(name);
	char buffer[LABEL_SIZE];
	struct el_bytes text = { NULL, 0 };

	if (label != NULL)
		text = el_attribute_text(label, buffer, sizeof(buffer));
	return text.data == NULL ? "a certificate without a name" :
				   el_show(report, text);
}

const char *
chain_show(struct el_report *report, const struct el_link *link)
{
	return chain_show_name(report, &link->cert->subject);
}

void
chain_set_name(struct el_finding *finding, const struct el_name *name)
{
	const struct el_attribute *label = label_of(name);

	if (label != NULL)
		finding->name = label->value.body;
}

bool
chain_holds(const struct el_chain *chain, const struct el_cert *cert)
{
	for (size_t i = 0; i < chain->count; i++)
		if (chain->links[i].cert == cert)
			return true;
	return false;
}

bool
chain_may_issue(const struct el_chain *chain, const struct el_cert *cert)
{
	for (size_t i = 0; i < chain->count; i++)
		if (el_cert_may_issue(cert, chain->links[i].cert))
			return true;
	return false;
}

bool
chain_is_unsettled(const struct el_chain *chain, struct el_report *report)
{
	if (chain->cut)
		el_cannot_tell(report, "unsupported",
		    "more or longer ways than are tried");
	return chain->cut;
}
