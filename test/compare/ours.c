/* edgelint's reading. */

#include "compare.h"

#include "base/oid.h"
#include "base/text.h"

static bool
is_readable(const struct el_cert *cert, enum el_part part)
{
	return (cert->unreadable & (uint32_t)part) == 0;
}

static bool
is_absent(const struct el_cert *cert, enum el_part part)
{
	return (cert->present & (uint32_t)part) == 0;
}

/* The shortest octets of the same number. */
static struct el_bytes
minimal(struct el_bytes integer)
{
	while (integer.size > 1 &&
	    ((integer.data[0] == 0 && integer.data[1] < 0x80) ||
		(integer.data[0] == 0xff && integer.data[1] >= 0x80))) {
		integer.data++;
		integer.size--;
	}
	return integer;
}

static struct el_bytes
without_zeros(struct el_bytes integer)
{
	while (integer.size > 0 && integer.data[0] == 0) {
		integer.data++;
		integer.size--;
	}
	return integer;
}

/* As OpenSSL keeps it: without the count of unused bits, and those zero. */
static void
put_bit_string(struct sink *out, const struct el_elem *elem)
{
	struct el_bytes body = elem->body;
	uint8_t last;

	if (body.size < 2)
		return;
	text_hex(out, (struct el_bytes){ body.data + 1, body.size - 2 });
	last = body.data[body.size - 1];
	last = (uint8_t)(last & 0xffu << (body.data[0] & 7));
	text_hex(out, (struct el_bytes){ &last, 1 });
}

static void
put_algorithm(struct sink *out, const struct el_algorithm *algorithm)
{
	oid_to_text(out, algorithm->oid.body);
	if (!el_is_present(&algorithm->parameters))
		return;
	sink_char(out, ' ');
	text_hex(out, el_whole(&algorithm->parameters));
}

static void
put_name(struct sink *out, const struct el_name *name)
{
	for (size_t i = 0; i < name->count; i++) {
		const struct el_attribute *attribute = &name->attributes[i];

		sink_printf(out, "%s%zu ", i == 0 ? "" : ", ",
		    attribute->rdn);
		oid_to_text(out, attribute->type.body);
		sink_printf(out, " %02x ", attribute->value.tag);
		if (attribute->value.tag == EL_TAG_BIT_STRING)
			put_bit_string(out, &attribute->value);
		else
			text_hex(out, attribute->value.body);
	}
}

static void
put_general_name(struct sink *out, const struct el_general_name *name)
{
	sink_printf(out, "[%u] ", name->elem.tag & 0x1fu);
	if (name->directory != NULL) {
		put_name(out, name->directory);
	} else if (name->other != NULL) {
		oid_to_text(out, name->other->type_id.body);
		sink_char(out, ' ');
		text_hex(out, el_whole(&name->other->value));
	} else {
		text_hex(out, name->value);
	}
}

static void
put_general_names(struct sink *out, const struct el_general_names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		sink_text(out, i == 0 ? "" : ", ");
		put_general_name(out, &names->names[i]);
	}
}

static bool
put_alt_name(struct sink *out, const struct el_cert *cert, enum el_part part,
    const struct el_general_names *names)
{
	if (!is_readable(cert, part))
		return false;
	if (!is_absent(cert, part))
		sink_printf(out, "%zu: ", names->count);
	put_general_names(out, names);
	return true;
}

static bool
put_time(struct sink *out, const struct el_time *time)
{
	if (!time->known)
		return false;
	sink_number(out, time->seconds);
	return true;
}

bool
ours_version(struct sink *out, const struct el_cert *cert)
{
	sink_number(out, cert->version_number);
	return is_readable(cert, EL_PART_VERSION);
}

bool
ours_serial(struct sink *out, const struct el_cert *cert)
{
	text_hex(out, minimal(cert->serial.body));
	return is_readable(cert, EL_PART_SERIAL);
}

bool
ours_inner_signature(struct sink *out, const struct el_cert *cert)
{
	put_algorithm(out, &cert->inner_signature);
	return is_readable(cert, EL_PART_SIGNATURE);
}

bool
ours_issuer(struct sink *out, const struct el_cert *cert)
{
	put_name(out, &cert->issuer);
	return is_readable(cert, EL_PART_ISSUER);
}

bool
ours_not_before(struct sink *out, const struct el_cert *cert)
{
	return put_time(out, &cert->not_before);
}

bool
ours_not_after(struct sink *out, const struct el_cert *cert)
{
	return put_time(out, &cert->not_after);
}

bool
ours_subject(struct sink *out, const struct el_cert *cert)
{
	put_name(out, &cert->subject);
	return is_readable(cert, EL_PART_SUBJECT);
}

bool
ours_key_algorithm(struct sink *out, const struct el_cert *cert)
{
	put_algorithm(out, &cert->key.algorithm);
	return el_is_present(&cert->key.algorithm.oid);
}

bool
ours_rsa_key(struct sink *out, const struct el_cert *cert)
{
	if (cert->key.kind != EL_KEY_RSA)
		return true;
	sink_printf(out, "%u bits, ", cert->key.size);
	text_hex(out, without_zeros(cert->key.modulus.body));
	sink_text(out, ", ");
	text_hex(out, without_zeros(cert->key.exponent.body));
	return is_readable(cert, EL_PART_KEY);
}

bool
ours_ec_key(struct sink *out, const struct el_cert *cert)
{
	if (cert->key.kind != EL_KEY_EC)
		return true;
	if (cert->key.curve != EL_OID_UNKNOWN)
		sink_printf(out, "%s, %u bits, ",
		    el_oid_name(cert->key.curve), cert->key.size);
	text_hex(out, cert->key.point);
	return is_readable(cert, EL_PART_KEY);
}

bool
ours_unique_ids(struct sink *out, const struct el_cert *cert)
{
	put_bit_string(out, &cert->issuer_unique_id);
	sink_char(out, ',');
	put_bit_string(out, &cert->subject_unique_id);
	return is_readable(cert, EL_PART_UNIQUE_IDS);
}

bool
ours_extensions(struct sink *out, const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->extension_count; i++) {
		const struct el_extension *ext = &cert->extensions[i];

		oid_to_text(out, ext->oid.body);
		sink_text(out, ext->critical ? " critical " : " ");
		text_hex(out, ext->value.body);
		sink_text(out, ", ");
	}
	return is_readable(cert, EL_PART_EXTENSIONS);
}

bool
ours_signature(struct sink *out, const struct el_cert *cert)
{
	put_algorithm(out, &cert->signature_algorithm);
	return is_readable(cert, EL_PART_SIGNATURE);
}

bool
ours_signature_value(struct sink *out, const struct el_cert *cert)
{
	put_bit_string(out, &cert->signature_value);
	return is_readable(cert, EL_PART_SIGNATURE);
}

bool
ours_san(struct sink *out, const struct el_cert *cert)
{
	return put_alt_name(out, cert, EL_PART_SAN, &cert->san);
}

bool
ours_issuer_alt_name(struct sink *out, const struct el_cert *cert)
{
	return put_alt_name(out, cert, EL_PART_ISSUER_ALT_NAME,
	    &cert->issuer_alt_name);
}

bool
ours_key_usage(struct sink *out, const struct el_cert *cert)
{
	if (!is_absent(cert, EL_PART_KEY_USAGE))
		sink_printf(out, "%03x", (unsigned)cert->key_usage);
	return is_readable(cert, EL_PART_KEY_USAGE);
}

bool
ours_purposes(struct sink *out, const struct el_cert *cert)
{
	if (!is_absent(cert, EL_PART_EKU))
		sink_printf(out, "%zu:", cert->purpose_count);
	for (size_t i = 0; i < cert->purpose_count; i++) {
		sink_char(out, ' ');
		oid_to_text(out, cert->purposes[i].elem.body);
	}
	return is_readable(cert, EL_PART_EKU);
}

bool
ours_basic_constraints(struct sink *out, const struct el_cert *cert)
{
	if (!is_readable(cert, EL_PART_BASIC_CONSTRAINTS))
		return false;
	if (is_absent(cert, EL_PART_BASIC_CONSTRAINTS))
		return true;
	sink_text(out, cert->basic_constraints.ca ? "ca" : "leaf");
	if (cert->basic_constraints.has_path_length)
		sink_printf(out, ":%lld",
		    (long long)cert->basic_constraints.path_length);
	return true;
}

bool
ours_subject_key_id(struct sink *out, const struct el_cert *cert)
{
	text_hex(out, cert->subject_key_id.body);
	return is_readable(cert, EL_PART_SUBJECT_KEY_ID);
}

bool
ours_authority_key_id(struct sink *out, const struct el_cert *cert)
{
	text_hex(out, cert->authority_key_id.key_id.body);
	sink_text(out, el_is_present(&cert->authority_key_id.issuer) ?
		" issuer " :
		" ");
	text_hex(out, minimal(cert->authority_key_id.serial.body));
	return is_readable(cert, EL_PART_AUTHORITY_KEY_ID);
}

bool
ours_policies(struct sink *out, const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->policy_count; i++) {
		oid_to_text(out, cert->policies[i].oid.body);
		sink_text(out, el_is_present(&cert->policies[i].qualifiers) ?
			" qualified, " :
			", ");
	}
	return is_readable(cert, EL_PART_POLICIES);
}

static void
put_accesses(struct sink *out, const struct el_access *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		oid_to_text(out, list[i].method.body);
		sink_char(out, ' ');
		put_general_name(out, &list[i].location);
		sink_text(out, ", ");
	}
}

bool
ours_authority_info(struct sink *out, const struct el_cert *cert)
{
	put_accesses(out, cert->authority_info, cert->authority_info_count);
	return is_readable(cert, EL_PART_AUTHORITY_INFO);
}

bool
ours_subject_info(struct sink *out, const struct el_cert *cert)
{
	put_accesses(out, cert->subject_info, cert->subject_info_count);
	return is_readable(cert, EL_PART_SUBJECT_INFO);
}

static void
put_points(struct sink *out, const struct el_distribution_point *points,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sink_char(out, '(');
		put_general_names(out, &points[i].full_name);
		if (el_is_present(&points[i].relative_name))
			sink_text(out, " relative");
		if (el_is_present(&points[i].reasons))
			sink_text(out, " reasons");
		if (el_is_present(&points[i].crl_issuer))
			sink_text(out, " issuer");
		sink_char(out, ')');
	}
}

bool
ours_distribution_points(struct sink *out, const struct el_cert *cert)
{
	put_points(out, cert->distribution_points,
	    cert->distribution_point_count);
	return is_readable(cert, EL_PART_CRL_DISTRIBUTION);
}

bool
ours_freshest_crl(struct sink *out, const struct el_cert *cert)
{
	put_points(out, cert->freshest_crl, cert->freshest_crl_count);
	return is_readable(cert, EL_PART_FRESHEST_CRL);
}

static void
put_subtrees(struct sink *out, const struct el_subtree *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		put_general_name(out, &list[i].base);
		sink_text(out, ", ");
	}
}

bool
ours_name_constraints(struct sink *out, const struct el_cert *cert)
{
	put_subtrees(out, cert->name_constraints.permitted,
	    cert->name_constraints.permitted_count);
	sink_text(out, "not ");
	put_subtrees(out, cert->name_constraints.excluded,
	    cert->name_constraints.excluded_count);
	return is_readable(cert, EL_PART_NAME_CONSTRAINTS);
}

bool
ours_scts(struct sink *out, const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->sct_count; i++) {
		text_hex(out, cert->scts[i]);
		sink_text(out, ", ");
	}
	return is_readable(cert, EL_PART_SCT_LIST);
}
