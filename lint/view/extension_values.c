/* What the standard extensions say, RFC 5280 4.2.1 and 4.2.2. */

#include "extension_values.h"

#include "base/limits.h"

/* The value of an extension whose type is a SEQUENCE. */
static bool
is_sequence(struct reader *reader, const struct el_elem *value)
{
	if (value->tag == EL_TAG_SEQUENCE)
		return true;
	return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(value),
	    "the extension does not hold a SEQUENCE");
}

static bool
san_read(struct reader *reader, const struct el_elem *value)
{
	return is_sequence(reader, value) &&
	    general_names_read(reader, &reader->cert->san, value);
}

static bool
issuer_alt_name_read(struct reader *reader, const struct el_elem *value)
{
	return is_sequence(reader, value) &&
	    general_names_read(reader, &reader->cert->issuer_alt_name, value);
}

/*
 * BasicConstraints ::= SEQUENCE {
 *     cA                 BOOLEAN DEFAULT FALSE,
 *     pathLenConstraint  INTEGER (0..MAX) OPTIONAL }
 */
static bool
basic_constraints_read(struct reader *reader, const struct el_elem *value)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(value->body);
	struct el_elem elem;

	if (!is_sequence(reader, value))
		return false;
	if (der_peek(&der) == EL_TAG_BOOLEAN) {
		if (!reader_next(reader, &der, &elem) ||
		    !reader_boolean(reader, &elem, &cert->basic_constraints.ca))
			return false;
	}
	if (der_peek(&der) == EL_TAG_INTEGER) {
		if (!reader_next(reader, &der, &elem) ||
		    !reader_small_integer(reader, &elem,
			&cert->basic_constraints.path_length))
			return false;
		cert->basic_constraints.has_path_length = true;
	}
	reader_end(reader, &der);
	return true;
}

/* KeyUsage ::= BIT STRING; bit 0 is the most significant of the first octet. */
static bool
key_usage_read(struct reader *reader, const struct el_elem *value)
{
	struct el_bytes octets;
	unsigned unused;
	uint32_t usage = 0;

	if (value->tag != EL_TAG_BIT_STRING)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(value),
		    "the extension does not hold a BIT STRING");
	if (!reader_bit_string(reader, value, &octets, &unused))
		return false;
	for (size_t bit = 0; bit < 9 && bit + unused < 8 * octets.size; bit++)
		if ((octets.data[bit / 8] & 0x80u >> bit % 8) != 0)
			usage |= 1u << bit;
	reader->cert->key_usage = usage;
	/* NamedBitList, X.690 11.2.2: the last bit that is encoded is set. */
	if (octets.size > 0 &&
	    (octets.data[octets.size - 1] & 1u << unused) == 0)
		reader_fault(reader, EL_FAULT_BIT_STRING, el_whole(value),
		    "zero bits at the end are not encoded in DER");
	return true;
}

/* Room for each entry of a list; NULL: there are too many, or no memory. */
static void *
list_alloc(struct reader *reader, const struct el_elem *list, size_t size)
{
	struct der der = der_of(list->body);
	size_t count = reader_count(&der, LIMIT_LIST);

	reader_not_empty(reader, list);
	if (count > LIMIT_LIST) {
		reader_fault(reader, EL_FAULT_LIMIT, el_whole(list),
		    "the list has more entries than edgelint reads");
		return NULL;
	}
	return reader_alloc(reader, count, size);
}

/* Object identifiers in a SEQUENCE. */
static bool
purposes_read(struct reader *reader, const struct el_elem *value)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(value->body);
	struct el_purpose *purposes;

	if (!is_sequence(reader, value))
		return false;
	purposes = list_alloc(reader, value, sizeof(*purposes));
	if (purposes == NULL)
		return false;
	cert->purposes = purposes;
	while (!der_at_end(&der)) {
		struct el_purpose *purpose = &purposes[cert->purpose_count];

		if (!reader_oid(reader, &der, &purpose->elem, &purpose->id,
			"a key purpose is no object identifier"))
			return false;
		cert->purpose_count++;
	}
	return true;
}

/* GeneralNames that are kept as they stand. */
static bool
names_are_good(struct reader *reader, const struct el_elem *elem)
{
	struct el_general_names names;

	return !el_is_present(elem) ||
	    general_names_read(reader, &names, elem);
}

/*
 * AuthorityKeyIdentifier ::= SEQUENCE {
 *     keyIdentifier              [0] OCTET STRING OPTIONAL,
 *     authorityCertIssuer        [1] GeneralNames OPTIONAL,
 *     authorityCertSerialNumber  [2] INTEGER OPTIONAL }
 */
static bool
authority_key_id_read(struct reader *reader, const struct el_elem *value)
{
	struct el_elem *issuer = &reader->cert->authority_key_id.issuer;
	struct el_elem *serial = &reader->cert->authority_key_id.serial;
	struct der der = der_of(value->body);

	if (!is_sequence(reader, value) ||
	    !reader_optional(reader, &der,
		&reader->cert->authority_key_id.key_id, 0x80) ||
	    !reader_optional(reader, &der, issuer, 0xa1) ||
	    !reader_optional(reader, &der, serial, 0x82))
		return false;
	if (!der_at_end(&der))
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(value),
		    "the extension holds what it does not have");
	return names_are_good(reader, issuer) &&
	    (!el_is_present(serial) || reader_integer(reader, serial));
}

static bool
subject_key_id_read(struct reader *reader, const struct el_elem *value)
{
	if (value->tag != EL_TAG_OCTET_STRING)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(value),
		    "the extension does not hold an OCTET STRING");
	reader->cert->subject_key_id = *value;
	return true;
}

/*
 * DistributionPointName ::= CHOICE {
 *     fullName                 [0] GeneralNames,
 *     nameRelativeToCRLIssuer  [1] RelativeDistinguishedName }
 */
static bool
distribution_point_name_read(struct reader *reader,
    struct el_distribution_point *out, const struct el_elem *wrapped)
{
	struct der der = der_of(wrapped->body);
	struct el_elem elem;

	if (!reader_next(reader, &der, &elem))
		return false;
	reader_end(reader, &der);
	if (elem.tag == 0xa0)
		return general_names_read(reader, &out->full_name, &elem);
	if (elem.tag != 0xa1)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(&elem),
		    "a distribution point's name is of no known form");
	out->relative_name = elem;
	return true;
}

/*
 * DistributionPoint ::= SEQUENCE {
 *     distributionPoint  [0] DistributionPointName OPTIONAL,
 *     reasons            [1] ReasonFlags OPTIONAL,
 *     cRLIssuer          [2] GeneralNames OPTIONAL }
 */
static bool
distribution_point_read(struct reader *reader, struct der *list,
    struct el_distribution_point *out)
{
	struct el_elem elem;
	struct el_elem name = { 0 };
	struct el_bytes reasons;
	unsigned unused;
	struct der der;

	if (!reader_expect(reader, list, &elem, EL_TAG_SEQUENCE,
		"a distribution point is no SEQUENCE"))
		return false;
	out->elem = elem;
	out->full_name = (struct el_general_names){ 0 };
	out->relative_name = out->reasons = out->crl_issuer =
	    (struct el_elem){ 0 };
	der = der_of(elem.body);
	if (!reader_optional(reader, &der, &name, 0xa0) ||
	    !reader_optional(reader, &der, &out->reasons, 0x81) ||
	    !reader_optional(reader, &der, &out->crl_issuer, 0xa2))
		return false;
	if (!der_at_end(&der))
		return reader_fault(reader, EL_FAULT_MALFORMED,
		    el_whole(&out->elem),
		    "a distribution point holds what it does not have");
	return (!el_is_present(&name) ||
		   distribution_point_name_read(reader, out, &name)) &&
	    (!el_is_present(&out->reasons) ||
		reader_bit_string(reader, &out->reasons, &reasons, &unused)) &&
	    names_are_good(reader, &out->crl_issuer);
}

static bool
distribution_points_read(struct reader *reader, const struct el_elem *value,
    const struct el_distribution_point **out, size_t *out_count)
{
	struct der der = der_of(value->body);
	struct el_distribution_point *points;

	if (!is_sequence(reader, value))
		return false;
	points = list_alloc(reader, value, sizeof(*points));
	if (points == NULL)
		return false;
	*out = points;
	for (; !der_at_end(&der); (*out_count)++)
		if (!distribution_point_read(reader, &der,
			&points[*out_count]))
			return false;
	return true;
}

static bool
crl_distribution_read(struct reader *reader, const struct el_elem *value)
{
	return distribution_points_read(reader, value,
	    &reader->cert->distribution_points,
	    &reader->cert->distribution_point_count);
}

static bool
freshest_crl_read(struct reader *reader, const struct el_elem *value)
{
	return distribution_points_read(reader, value,
	    &reader->cert->freshest_crl, &reader->cert->freshest_crl_count);
}

/*
 * AccessDescription ::= SEQUENCE {
 *     accessMethod    OBJECT IDENTIFIER,
 *     accessLocation  GeneralName }
 */
static bool
access_read(struct reader *reader, struct der *list, struct el_access *out)
{
	struct el_elem location;
	struct der der;

	if (!reader_expect(reader, list, &out->elem, EL_TAG_SEQUENCE,
		"an access description is no SEQUENCE"))
		return false;
	der = der_of(out->elem.body);
	if (!reader_oid(reader, &der, &out->method, &out->id,
		"an access description has no method") ||
	    !reader_next(reader, &der, &location) ||
	    !general_name_read(reader, &out->location, &location))
		return false;
	reader_end(reader, &der);
	return true;
}

static bool
accesses_read(struct reader *reader, const struct el_elem *value,
    const struct el_access **out, size_t *out_count)
{
	struct der der = der_of(value->body);
	struct el_access *list;

	if (!is_sequence(reader, value))
		return false;
	list = list_alloc(reader, value, sizeof(*list));
	if (list == NULL)
		return false;
	*out = list;
	for (; !der_at_end(&der); (*out_count)++)
		if (!access_read(reader, &der, &list[*out_count]))
			return false;
	return true;
}

static bool
authority_info_read(struct reader *reader, const struct el_elem *value)
{
	return accesses_read(reader, value, &reader->cert->authority_info,
	    &reader->cert->authority_info_count);
}

static bool
subject_info_read(struct reader *reader, const struct el_elem *value)
{
	return accesses_read(reader, value, &reader->cert->subject_info,
	    &reader->cert->subject_info_count);
}

/*
 * PolicyQualifierInfo ::= SEQUENCE {
 *     policyQualifierId  OBJECT IDENTIFIER,
 *     qualifier          ANY DEFINED BY policyQualifierId }
 */
static bool
qualifiers_are_good(struct reader *reader, const struct el_elem *list)
{
	struct der der = der_of(list->body);

	reader_not_empty(reader, list);
	while (!der_at_end(&der)) {
		struct el_elem elem;
		struct der inner;
		enum el_oid id;

		if (!reader_expect(reader, &der, &elem, EL_TAG_SEQUENCE,
			"a qualifier of a policy is no SEQUENCE"))
			return false;
		inner = der_of(elem.body);
		if (!reader_oid(reader, &inner, &elem, &id,
			"a qualifier of a policy has no identifier") ||
		    !reader_next(reader, &inner, &elem))
			return false;
		reader_end(reader, &inner);
	}
	return true;
}

/*
 * PolicyInformation ::= SEQUENCE {
 *     policyIdentifier  OBJECT IDENTIFIER,
 *     policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo
 *                       OPTIONAL }
 */
static bool
policy_read(struct reader *reader, struct der *list, struct el_policy *out)
{
	struct el_elem elem;
	struct der der;

	if (!reader_expect(reader, list, &elem, EL_TAG_SEQUENCE,
		"a policy is no SEQUENCE"))
		return false;
	out->elem = elem;
	out->qualifiers = (struct el_elem){ 0 };
	der = der_of(elem.body);
	if (!reader_oid(reader, &der, &out->oid, &out->id,
		"a policy has no identifier"))
		return false;
	if (der_at_end(&der))
		return true;
	if (!reader_expect(reader, &der, &out->qualifiers, EL_TAG_SEQUENCE,
		"the qualifiers of a policy are no SEQUENCE"))
		return false;
	reader_end(reader, &der);
	return qualifiers_are_good(reader, &out->qualifiers);
}

static bool
policies_read(struct reader *reader, const struct el_elem *value)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(value->body);
	struct el_policy *policies;

	if (!is_sequence(reader, value))
		return false;
	policies = list_alloc(reader, value, sizeof(*policies));
	if (policies == NULL)
		return false;
	cert->policies = policies;
	for (; !der_at_end(&der); cert->policy_count++)
		if (!policy_read(reader, &der, &policies[cert->policy_count]))
			return false;
	return true;
}

/*
 * GeneralSubtree ::= SEQUENCE {
 *     base     GeneralName,
 *     minimum  [0] BaseDistance DEFAULT 0,
 *     maximum  [1] BaseDistance OPTIONAL }
 */
static bool
subtree_read(struct reader *reader, struct der *list, struct el_subtree *out)
{
	struct el_elem elem;
	struct der der;

	if (!reader_expect(reader, list, &out->elem, EL_TAG_SEQUENCE,
		"a subtree is no SEQUENCE"))
		return false;
	der = der_of(out->elem.body);
	if (!reader_next(reader, &der, &elem) ||
	    !general_name_read(reader, &out->base, &elem) ||
	    !reader_optional(reader, &der, &elem, 0x80) ||
	    !reader_optional(reader, &der, &elem, 0x81))
		return false;
	reader_end(reader, &der);
	return true;
}

static bool
subtrees_read(struct reader *reader, const struct el_elem *wrapped,
    const struct el_subtree **out, size_t *out_count)
{
	struct der der = der_of(wrapped->body);
	struct el_subtree *list;

	list = list_alloc(reader, wrapped, sizeof(*list));
	if (list == NULL)
		return false;
	*out = list;
	for (; !der_at_end(&der); (*out_count)++)
		if (!subtree_read(reader, &der, &list[*out_count]))
			return false;
	return true;
}

/*
 * NameConstraints ::= SEQUENCE {
 *     permittedSubtrees  [0] GeneralSubtrees OPTIONAL,
 *     excludedSubtrees   [1] GeneralSubtrees OPTIONAL }
 */
static bool
name_constraints_read(struct reader *reader, const struct el_elem *value)
{
	struct el_cert *cert = reader->cert;
	struct der der = der_of(value->body);
	struct el_elem elem;

	if (!is_sequence(reader, value))
		return false;
	reader_not_empty(reader, value);
	if (der_peek(&der) == 0xa0 &&
	    (!reader_next(reader, &der, &elem) ||
		!subtrees_read(reader, &elem,
		    &cert->name_constraints.permitted,
		    &cert->name_constraints.permitted_count)))
		return false;
	if (der_peek(&der) == 0xa1 &&
	    (!reader_next(reader, &der, &elem) ||
		!subtrees_read(reader, &elem, &cert->name_constraints.excluded,
		    &cert->name_constraints.excluded_count)))
		return false;
	reader_end(reader, &der);
	return true;
}

/* An opaque vector of TLS with a length of two octets, RFC 6962 3.3. */
static bool
vector_next(struct el_bytes *rest, struct el_bytes *out)
{
	size_t length;

	if (rest->size < 2)
		return false;
	length = (size_t)rest->data[0] << 8 | rest->data[1];
	if (length > rest->size - 2)
		return false;
	*out = (struct el_bytes){ rest->data + 2, length };
	*rest = (struct el_bytes){ rest->data + 2 + length,
		rest->size - 2 - length };
	return true;
}

/* SignedCertificateTimestampList, inside an OCTET STRING of its own. */
static bool
sct_list_read(struct reader *reader, const struct el_elem *value)
{
	struct el_cert *cert = reader->cert;
	struct el_bytes rest = value->body;
	struct el_bytes list;
	struct el_bytes sct;
	struct el_bytes *scts;
	size_t count = 0;

	if (value->tag != EL_TAG_OCTET_STRING || !vector_next(&rest, &list) ||
	    rest.size != 0)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(value),
		    "the extension does not hold a list of timestamps");
	for (rest = list; rest.size > 0; count++)
		if (!vector_next(&rest, &sct))
			return reader_fault(reader, EL_FAULT_MALFORMED,
			    el_whole(value), "a timestamp runs past the list");
	scts = reader_alloc(reader, count, sizeof(*scts));
	if (scts == NULL)
		return false;
	cert->scts = scts;
	for (rest = list; cert->sct_count < count; cert->sct_count++)
		vector_next(&rest, &scts[cert->sct_count]);
	return true;
}

/*
 * The extension is shown raw; only its frame is checked: that of the policy
 * rules is a SEQUENCE of pairs or of tagged numbers.
 */
static bool
sequence_only_read(struct reader *reader, const struct el_elem *value)
{
	if (!is_sequence(reader, value))
		return false;
	reader_not_empty(reader, value);
	return true;
}

static bool
inhibit_any_read(struct reader *reader, const struct el_elem *value)
{
	if (value->tag != EL_TAG_INTEGER)
		return reader_fault(reader, EL_FAULT_MALFORMED, el_whole(value),
		    "the extension does not hold an INTEGER");
	return reader_integer(reader, value);
}

const struct extension_decoder extension_decoders[EL_OID_COUNT] = {
	[EL_OID_SAN] = { EL_PART_SAN, san_read },
	[EL_OID_KEY_USAGE] = { EL_PART_KEY_USAGE, key_usage_read },
	[EL_OID_EXTENDED_KEY_USAGE] = { EL_PART_EKU, purposes_read },
	[EL_OID_BASIC_CONSTRAINTS] =
	    { EL_PART_BASIC_CONSTRAINTS, basic_constraints_read },
	[EL_OID_AUTHORITY_KEY_ID] =
	    { EL_PART_AUTHORITY_KEY_ID, authority_key_id_read },
	[EL_OID_SUBJECT_KEY_ID] =
	    { EL_PART_SUBJECT_KEY_ID, subject_key_id_read },
	[EL_OID_CRL_DISTRIBUTION] =
	    { EL_PART_CRL_DISTRIBUTION, crl_distribution_read },
	[EL_OID_AUTHORITY_INFO_ACCESS] =
	    { EL_PART_AUTHORITY_INFO, authority_info_read },
	[EL_OID_POLICIES] = { EL_PART_POLICIES, policies_read },
	[EL_OID_SCT_LIST] = { EL_PART_SCT_LIST, sct_list_read },
	[EL_OID_NAME_CONSTRAINTS] =
	    { EL_PART_NAME_CONSTRAINTS, name_constraints_read },
	[EL_OID_ISSUER_ALT_NAME] =
	    { EL_PART_ISSUER_ALT_NAME, issuer_alt_name_read },
	[EL_OID_FRESHEST_CRL] = { EL_PART_FRESHEST_CRL, freshest_crl_read },
	[EL_OID_SUBJECT_INFO_ACCESS] =
	    { EL_PART_SUBJECT_INFO, subject_info_read },
	[EL_OID_POLICY_MAPPINGS] =
	    { EL_PART_POLICY_MAPPINGS, sequence_only_read },
	[EL_OID_POLICY_CONSTRAINTS] =
	    { EL_PART_POLICY_CONSTRAINTS, sequence_only_read },
	[EL_OID_INHIBIT_ANY_POLICY] =
	    { EL_PART_INHIBIT_ANY, inhibit_any_read },
};
