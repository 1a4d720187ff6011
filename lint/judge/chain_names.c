#include "chain_names.h"

#include "view/subtree.h"

/* One name, of one certificate on the way. */
struct look {
	struct chain_names *names;
	const struct el_link *links;
	size_t count;
	size_t bearer;
	size_t position;
};

static const char *
form_name(enum el_name_type type)
{
	static const char *const names[] = {
		[EL_NAME_DNS] = "dNSName",
		[EL_NAME_IP] = "iPAddress",
		[EL_NAME_URI] = "uniformResourceIdentifier",
		[EL_NAME_EMAIL] = "rfc822Name",
		[EL_NAME_SRV] = "SRVName",
		[EL_NAME_XMPP] = "XmppAddr",
		[EL_NAME_DIRECTORY] = "directoryName",
		[EL_NAME_REGISTERED_ID] = "registeredID",
		[EL_NAME_OTHER] = "otherName",
	};

	return names[type];
}

/* What a list of subtrees comes to for one name. */
struct answers {
	bool speaks; /* a subtree is of the name's form */
	bool inside;
	bool no_host;
	bool unknown;
};

/* About how many microseconds it takes to hold a name against a list. */
static size_t
effort_of(const struct constrained_name *name, size_t count)
{
	size_t size = name->directory == NULL ? name->value.size :
						name->directory->elem.body.size;

	return 1 + count * (1 + size / 64) / 16;
}

static struct answers
ask(struct chain_names *names, const struct el_subtree *list, size_t count,
    const struct constrained_name *name)
{
	struct answers all = { 0 };
	size_t effort = effort_of(name, count);

	if (count == 0)
		return all;
	if (*names->work_left < effort) {
		*names->work_left = 0;
		all.unknown = true;
		return all;
	}
	*names->work_left -= effort;
	for (size_t i = 0; i < count; i++) {
		enum subtree_answer answer = subtree_holds(&list[i], name);

		all.speaks |= answer != SUBTREE_OTHER_FORM;
		all.inside |= answer == SUBTREE_INSIDE;
		all.no_host |= answer == SUBTREE_NO_HOST;
		all.unknown |= answer == SUBTREE_UNKNOWN;
	}
	return all;
}

static void
offend(const struct look *look, size_t constrainer,
    const struct constrained_name *name, bool excluded)
{
	struct chain_names *names = look->names;

	if (names->offences != NULL)
		names->offences[names->count] = (struct el_name_offence){
			.bearer = look->bearer,
			.constrainer = constrainer,
			.type = name->type,
			.position = look->position,
			.name = name->value,
			.excluded = excluded,
		};
	names->count++;
}

/* Whether a CA allows a name; when it does not, that is noted. */
static bool
is_allowed(const struct look *look, size_t constrainer,
    const struct constrained_name *name)
{
	struct chain_names *names = look->names;
	const struct el_cert *ca = look->links[constrainer].cert;
	struct answers permitted = ask(names, ca->name_constraints.permitted,
	    ca->name_constraints.permitted_count, name);
	struct answers excluded = ask(names, ca->name_constraints.excluded,
	    ca->name_constraints.excluded_count, name);
	bool left_out = permitted.speaks && !permitted.inside &&
	    !permitted.unknown;

	if (left_out || excluded.inside || excluded.no_host) {
		offend(look, constrainer, name, !left_out && excluded.inside);
		return false;
	}
	if ((permitted.unknown && !permitted.inside) || excluded.unknown)
		names->unsupported = form_name(name->type);
	return true;
}

/* The nearest CA that forbids a name is the one that is told. */
static void
look_at(const struct look *look, const struct constrained_name *name)
{
	for (size_t i = look->bearer + 1; i < look->count; i++)
		if ((look->links[i].cert->present &
			EL_PART_NAME_CONSTRAINTS) != 0 &&
		    !is_allowed(look, i, name))
			return;
}

/*
 * Mail addresses in a subject are held to rfc822Name.  The RFC asks for it
 * where there is no SAN list; OpenSSL does it always.  It also takes a common
 * name for a dNSName where an Edge certificate has none in its SAN list, since
 * clients have done so.
 */
static void
look_at_subject(const struct look *look)
{
	const struct el_cert *cert = look->links[look->bearer].cert;
	bool names_host = look->bearer == 0 &&
	    !el_has_name(&cert->san, EL_NAME_DNS);

	if (cert->subject.count == 0)
		return;
	look_at(look, &(struct constrained_name){ .type = EL_NAME_DIRECTORY,
		.directory = &cert->subject });
	for (size_t i = 0; i < cert->subject.count; i++) {
		const struct el_attribute *attribute =
		    &cert->subject.attributes[i];
		struct constrained_name name = {
			.value = attribute->value.body };
		struct el_host_facts host;

		if (attribute->id == EL_OID_EMAIL) {
			name.type = EL_NAME_EMAIL;
			look_at(look, &name);
			continue;
		}
		if (attribute->id != EL_OID_CN || !names_host)
			continue;
		host = el_host_look(name.value);
		if (host.defect == EL_HOST_OK && !host.wildcard &&
		    el_host_parent(name.value).size != 0) {
			name.type = EL_NAME_DNS;
			look_at(look, &name);
		}
	}
}

static void
look_at_list(struct look *look)
{
	const struct el_general_names *san =
	    &look->links[look->bearer].cert->san;

	for (size_t i = 0; i < san->count; i++) {
		const struct el_general_name *entry = &san->names[i];

		look->position = i + 1;
		look_at(look, &(struct constrained_name){
			.type = entry->type,
			.value = entry->value,
			.directory = entry->directory,
			.entry = entry,
		});
	}
}

void
chain_names_look(struct chain_names *names, const struct el_link *links,
    size_t count)
{
	uint32_t present = 0;
	uint32_t unreadable = 0;

	for (size_t i = 1; i < count; i++) {
		present |= links[i].cert->present;
		unreadable |= links[i].cert->unreadable &
		    EL_PART_NAME_CONSTRAINTS;
	}
	if ((present & EL_PART_NAME_CONSTRAINTS) == 0)
		return;
	for (size_t i = 0; i + 1 < count; i++) {
		struct look look = { names, links, count, i, 0 };

		/* A CA may renew its own key under a name that constraints
		 * do not allow. */
		if (i > 0 && links[i].self_issued)
			continue;
		look_at_subject(&look);
		look_at_list(&look);
		unreadable |= links[i].cert->unreadable & EL_PART_SAN;
	}
	if (unreadable != 0)
		names->unsupported = "what cannot be read";
	else if (*names->work_left == 0)
		names->unsupported = "so many names";
}
