#include "profile_keys.h"

#include "base/limits.h"

static const struct profile_key keys[] = {
	{
		.name = "domain",
		.type = &profile_host_type,
		.member = offsetof(struct el_xmpp_partner, domain),
		.what = "the partner's domain, such as \"fabrikam.com\"",
		.required = true,
	},
	{
		.name = "tls",
		.type = &profile_choice_type,
		.member = offsetof(struct el_xmpp_partner, tls),
		.what = "whether TLS is required",
		.words = profile_negotiations,
	},
	{
		.name = "sasl",
		.type = &profile_choice_type,
		.member = offsetof(struct el_xmpp_partner, sasl),
		.what = "whether SASL is required",
		.words = profile_negotiations,
	},
	{
		.name = "dialback",
		.type = &profile_flag_type,
		.member = offsetof(struct el_xmpp_partner, dialback),
		.what = "true or false",
	},
	{ 0 },
};

static void
read_list(struct profile_reader *reader, struct el_xmpp_partner *list,
    struct profile_named *named, const struct json_value *value)
{
	for (size_t i = 0; i < value->count && !profile_is_full(reader); i++) {
		const struct json_value *element = &value->children[i];

		list[i] = (struct el_xmpp_partner){ .tls = EL_REQUIRED,
			.sasl = EL_REQUIRED, .dialback = true };
		if (profile_expect(reader, element, JSON_OBJECT,
			"an object with the key \"domain\""))
			profile_read_members(reader, keys, &list[i], element);
	}
	for (size_t i = 0; i < value->count; i++)
		named[i] = (struct profile_named){ list[i].domain.text,
			&value->children[i] };
	profile_complain_repeated(reader, named, value->count, false);
}

static void
read_partners(struct profile_reader *reader, const struct profile_key *key,
    void *member, const struct json_value *value)
{
	struct el_profile *profile = member;
	struct el_xmpp_partner *list;
	struct profile_named *named;

	if (!profile_expect(reader, value, JSON_ARRAY, key->what))
		return;
	if (value->count > LIMIT_PROFILE_NAMES) {
		profile_complain(reader, value, arena_printf(reader->arena,
		    "the list has %zu partners; at most %d are read",
		    value->count, LIMIT_PROFILE_NAMES));
		return;
	}
	list = arena_alloc(reader->arena, value->count, sizeof(*list));
	named = arena_alloc(reader->arena, value->count, sizeof(*named));
	if (list == NULL || named == NULL) {
		profile_complain(reader, value, NULL);
		return;
	}
	read_list(reader, list, named, value);
	profile->xmpp_partners_known = true;
	profile->xmpp_partners = list;
	profile->xmpp_partner_count = value->count;
}

static void
write_partners(const struct profile_key *key, const void *member,
    struct json_writer *writer)
{
	const struct el_profile *profile = member;

	if (!profile->xmpp_partners_known)
		return;
	json_begin_array(writer, key->name);
	for (size_t i = 0; i < profile->xmpp_partner_count; i++) {
		json_begin_object(writer, NULL);
		profile_write_members(keys, &profile->xmpp_partners[i],
		    writer);
		json_end_object(writer);
	}
	json_end_array(writer);
}

const struct profile_type profile_partners_type = {
	.read = read_partners,
	.write = write_partners,
};
