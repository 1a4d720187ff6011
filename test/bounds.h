/*
 * Whether all that a certificate view points to lies where it belongs: in the
 * octets that were read, and what is part of something within that.
 */
#ifndef TEST_BOUNDS_H
#define TEST_BOUNDS_H

#include <edgelint/request.h>

static inline bool
bounds_hold(struct el_bytes outer, struct el_bytes inner)
{
	if (inner.data == NULL)
		return inner.size == 0;
	return outer.data != NULL && inner.data >= outer.data &&
	    inner.size <= outer.size &&
	    inner.data - outer.data <= (ptrdiff_t)(outer.size - inner.size);
}

static inline bool
bounds_elem(struct el_bytes outer, const struct el_elem *inner)
{
	return !el_is_present(inner) ? inner->body.size == 0 :
	    inner->header >= 2 && bounds_hold(outer, el_whole(inner));
}

static inline bool
bounds_algorithm(struct el_bytes outer, const struct el_algorithm *algorithm)
{
	struct el_bytes whole = el_whole(&algorithm->elem);

	return bounds_elem(outer, &algorithm->elem) &&
	    bounds_elem(whole, &algorithm->oid) &&
	    bounds_elem(whole, &algorithm->parameters);
}

/* Also that text made of an attribute stays in the buffer or in the value. */
static inline bool
bounds_name(struct el_bytes outer, const struct el_name *name)
{
	struct el_bytes whole = el_whole(&name->elem);

	if (!bounds_elem(outer, &name->elem))
		return false;
	for (size_t i = 0; i < name->count; i++) {
		const struct el_attribute *attribute = &name->attributes[i];
		struct el_bytes inner = el_whole(&attribute->elem);
		char buffer[16];
		struct el_bytes room = { (const uint8_t *)buffer,
			sizeof(buffer) };
		struct el_bytes text = el_attribute_text(attribute, buffer,
		    sizeof(buffer));

		if (!bounds_elem(whole, &attribute->elem) ||
		    !bounds_elem(inner, &attribute->type) ||
		    !bounds_elem(inner, &attribute->value) ||
		    (i > 0 && attribute->rdn < attribute[-1].rdn) ||
		    (!bounds_hold(room, text) &&
			!bounds_hold(attribute->value.body, text)))
			return false;
	}
	return true;
}

static inline bool
bounds_general_name(struct el_bytes outer, const struct el_general_name *name)
{
	struct el_bytes whole = el_whole(&name->elem);
	const struct el_other_name *other = name->other;

	return bounds_elem(outer, &name->elem) &&
	    bounds_hold(whole, name->value) &&
	    (name->directory == NULL || bounds_name(whole, name->directory)) &&
	    (other == NULL ||
		(bounds_elem(whole, &other->type_id) &&
		    bounds_elem(whole, &other->value) &&
		    bounds_hold(other->value.body, other->service) &&
		    bounds_hold(other->value.body, other->srv_name)));
}

static inline bool
bounds_general_names(struct el_bytes outer,
    const struct el_general_names *names)
{
	if (!bounds_elem(outer, &names->elem))
		return false;
	for (size_t i = 0; i < names->count; i++)
		if (!bounds_general_name(el_whole(&names->elem),
			&names->names[i]))
			return false;
	return true;
}

static inline bool
bounds_points(struct el_bytes outer, const struct el_distribution_point *list,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct el_bytes whole = el_whole(&list[i].elem);

		if (!bounds_elem(outer, &list[i].elem) ||
		    !bounds_general_names(whole, &list[i].full_name) ||
		    !bounds_elem(whole, &list[i].relative_name) ||
		    !bounds_elem(whole, &list[i].reasons) ||
		    !bounds_elem(whole, &list[i].crl_issuer))
			return false;
	}
	return true;
}

static inline bool
bounds_accesses(struct el_bytes outer, const struct el_access *list,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct el_bytes whole = el_whole(&list[i].elem);

		if (!bounds_elem(outer, &list[i].elem) ||
		    !bounds_elem(whole, &list[i].method) ||
		    !bounds_general_name(whole, &list[i].location))
			return false;
	}
	return true;
}

static inline bool
bounds_subtrees(struct el_bytes outer, const struct el_subtree *list,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!bounds_elem(outer, &list[i].elem) ||
		    !bounds_general_name(el_whole(&list[i].elem),
			&list[i].base))
			return false;
	return true;
}

static inline bool
bounds_policies(struct el_bytes outer, const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->policy_count; i++) {
		const struct el_policy *policy = &cert->policies[i];
		struct el_bytes whole = el_whole(&policy->elem);

		if (!bounds_elem(outer, &policy->elem) ||
		    !bounds_elem(whole, &policy->oid) ||
		    !bounds_elem(whole, &policy->qualifiers))
			return false;
	}
	for (size_t i = 0; i < cert->purpose_count; i++)
		if (!bounds_elem(outer, &cert->purposes[i].elem))
			return false;
	for (size_t i = 0; i < cert->sct_count; i++)
		if (!bounds_hold(outer, cert->scts[i]))
			return false;
	return true;
}

static inline bool
bounds_extensions(const struct el_cert *cert)
{
	struct el_bytes list = el_whole(&cert->extension_list);

	for (size_t i = 0; i < cert->extension_count; i++) {
		const struct el_extension *ext = &cert->extensions[i];
		struct el_bytes whole = el_whole(&ext->elem);

		if (!bounds_elem(list, &ext->elem) ||
		    !bounds_elem(whole, &ext->oid) ||
		    !bounds_elem(whole, &ext->critical_elem) ||
		    !bounds_elem(whole, &ext->value))
			return false;
	}
	return bounds_general_names(list, &cert->san) &&
	    bounds_general_names(list, &cert->issuer_alt_name) &&
	    bounds_elem(list, &cert->subject_key_id) &&
	    bounds_elem(list, &cert->authority_key_id.key_id) &&
	    bounds_elem(list, &cert->authority_key_id.issuer) &&
	    bounds_elem(list, &cert->authority_key_id.serial) &&
	    bounds_points(list, cert->distribution_points,
		cert->distribution_point_count) &&
	    bounds_points(list, cert->freshest_crl,
		cert->freshest_crl_count) &&
	    bounds_accesses(list, cert->authority_info,
		cert->authority_info_count) &&
	    bounds_accesses(list, cert->subject_info,
		cert->subject_info_count) &&
	    bounds_subtrees(list, cert->name_constraints.permitted,
		cert->name_constraints.permitted_count) &&
	    bounds_subtrees(list, cert->name_constraints.excluded,
		cert->name_constraints.excluded_count) &&
	    bounds_policies(list, cert);
}

static inline bool
bounds_key(struct el_bytes outer, const struct el_key *key)
{
	struct el_bytes whole = el_whole(&key->elem);

	return bounds_elem(outer, &key->elem) &&
	    bounds_algorithm(whole, &key->algorithm) &&
	    bounds_elem(whole, &key->bits) &&
	    bounds_elem(whole, &key->modulus) &&
	    bounds_elem(whole, &key->exponent) &&
	    bounds_hold(whole, key->point);
}

/*
 * Every fault is at a place that has a path, says what is wrong, and makes its
 * part unreadable when its kind does.
 */
static inline bool
bounds_faults(const struct el_cert *cert)
{
	for (size_t i = 0; i < cert->fault_count; i++) {
		const struct el_fault *fault = &cert->faults[i];
		bool is_fatal = fault->kind == EL_FAULT_MALFORMED ||
		    fault->kind == EL_FAULT_LIMIT;
		char path[EL_PATH_MAX];

		el_cert_path(path, sizeof(path), cert, fault->at);
		if (fault->at.data == NULL ||
		    !bounds_hold(cert->der, fault->at) ||
		    fault->what == NULL || path[0] == '\0' ||
		    strlen(path) >= sizeof(path) ||
		    (is_fatal &&
			(cert->unreadable & (uint32_t)fault->part) == 0))
			return false;
	}
	return true;
}

static inline bool
bounds_tbs(struct el_bytes tbs, const struct el_cert *cert)
{
	return bounds_elem(tbs, &cert->version) &&
	    bounds_elem(tbs, &cert->serial) &&
	    bounds_algorithm(tbs, &cert->inner_signature) &&
	    bounds_name(tbs, &cert->issuer) &&
	    bounds_elem(tbs, &cert->validity) &&
	    bounds_elem(el_whole(&cert->validity), &cert->not_before.elem) &&
	    bounds_elem(el_whole(&cert->validity), &cert->not_after.elem) &&
	    bounds_name(tbs, &cert->subject) &&
	    bounds_key(tbs, &cert->key) &&
	    bounds_elem(tbs, &cert->issuer_unique_id) &&
	    bounds_elem(tbs, &cert->subject_unique_id) &&
	    bounds_elem(tbs, &cert->extension_list);
}

static inline bool
bounds_request(struct el_bytes tbs, const struct el_request *request)
{
	struct el_bytes list;

	if (request == NULL)
		return true;
	list = el_whole(&request->attribute_list);
	for (size_t i = 0; i < request->attribute_count; i++) {
		const struct el_request_attribute *attribute =
		    &request->attributes[i];
		struct el_bytes whole = el_whole(&attribute->elem);

		if (!bounds_elem(list, &attribute->elem) ||
		    !bounds_elem(whole, &attribute->type) ||
		    !bounds_elem(whole, &attribute->values) ||
		    !bounds_elem(el_whole(&attribute->values),
			&attribute->value))
			return false;
	}
	return bounds_elem(tbs, &request->attribute_list) &&
	    bounds_elem(list, &request->os_version) &&
	    bounds_elem(list, &request->provider) &&
	    bounds_elem(list, &request->machine) &&
	    bounds_elem(list, &request->user) &&
	    bounds_elem(list, &request->process);
}

/* The part that has something outside of where it belongs, or NULL. */
static inline const char *
bounds_broken(const struct el_cert *cert, struct el_bytes input)
{
	if (!bounds_hold(input, cert->der) ||
	    !bounds_hold(input, cert->trailing) ||
	    cert->der.size + cert->trailing.size != input.size ||
	    !bounds_elem(cert->der, &cert->elem) ||
	    !bounds_elem(cert->elem.body, &cert->tbs) ||
	    !bounds_algorithm(cert->elem.body, &cert->signature_algorithm) ||
	    !bounds_elem(cert->elem.body, &cert->signature_value))
		return "the frame";
	if (!bounds_tbs(cert->tbs.body, cert))
		return "tbsCertificate";
	if (!bounds_request(cert->tbs.body, cert->request))
		return "the attributes";
	if (!bounds_extensions(cert))
		return "the extensions";
	return bounds_faults(cert) ? NULL : "the faults";
}

#endif
