#include "mint.h"

/*
 * Each field of Certificate (RFC 5280, 4.1) has a function that writes it,
 * which write_field() calls unless the recipe gives the field itself.
 */
struct mint {
	const struct recipe *recipe;
	struct der *out;
	struct mistake *error;
	size_t tbs; /* where TBSCertificate begins in out */
	size_t tbs_size;
};

static bool write_field(struct mint *mint, enum recipe_field field);

static bool
write_fields(struct mint *mint, uint8_t tag, const enum recipe_field *fields,
    size_t count)
{
	size_t begin = der_begin(mint->out, tag);

	for (size_t i = 0; i < count; i++) {
		if (!write_field(mint, fields[i]))
			return false;
	}
	der_end(mint->out, begin);
	return true;
}

#define WRITE_SEQUENCE(mint, ...) \
	write_fields((mint), DER_SEQUENCE, \
	    (const enum recipe_field[]){ __VA_ARGS__ }, \
	    sizeof((enum recipe_field[]){ __VA_ARGS__ }) / \
		sizeof(enum recipe_field))

/* Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signature } */
static bool
write_certificate(struct mint *mint)
{
	return WRITE_SEQUENCE(mint, FIELD_TBS, FIELD_SIGN, FIELD_SIGNATURE);
}

/*
 * CertificationRequestInfo ::= SEQUENCE { version, subject, subjectPKInfo,
 *     attributes }
 */
static bool
write_request_info(struct mint *mint)
{
	return WRITE_SEQUENCE(mint, FIELD_VERSION, FIELD_SUBJECT, FIELD_KEY,
	    FIELD_ATTRIBUTES);
}

/*
 * TBSCertificate ::= SEQUENCE { version, serialNumber, signature, issuer,
 *     validity, subject, subjectPublicKeyInfo, issuerUniqueID,
 *     subjectUniqueID, extensions }
 */
static bool
write_tbs(struct mint *mint)
{
	if (mint->recipe->request)
		return write_request_info(mint);
	return WRITE_SEQUENCE(mint, FIELD_VERSION, FIELD_SERIAL,
	    FIELD_INNER_SIGN, FIELD_ISSUER, FIELD_VALIDITY, FIELD_SUBJECT,
	    FIELD_KEY, FIELD_ISSUER_ID, FIELD_SUBJECT_ID, FIELD_EXTENSIONS);
}

/* What has no default: the base gives it, or it is left out. */
static bool
write_nothing(struct mint *mint)
{
	(void)mint;
	return true;
}

/*
 * From the recipe's text, so that it stays when the recipe does: 16 octets,
 * the first from 1 to 127, which makes them positive and the shortest form.
 */
static bool
write_serial(struct mint *mint)
{
	uint8_t digest[32];

	keys_sha256(digest, der_bytes(&mint->recipe->text));
	digest[0] &= 0x7f;
	if (digest[0] == 0)
		digest[0] = 1;
	der_element(mint->out, DER_INTEGER, (struct el_bytes){ digest, 16 });
	return true;
}

static bool
write_sign(struct mint *mint)
{
	signing_write_algorithm(mint->out, mint->recipe->sign);
	return true;
}

static bool
write_inner_sign(struct mint *mint)
{
	const struct recipe *recipe = mint->recipe;

	signing_write_algorithm(mint->out, recipe->inner_sign != NULL ?
	    recipe->inner_sign : recipe->sign);
	return true;
}

/* Validity ::= SEQUENCE { notBefore, notAfter } */
static bool
write_validity(struct mint *mint)
{
	return WRITE_SEQUENCE(mint, FIELD_NOT_BEFORE, FIELD_NOT_AFTER);
}

static bool
write_key_algorithm(struct mint *mint)
{
	keys_write_algorithm(mint->out, mint->recipe->key);
	return true;
}

/* SubjectPublicKeyInfo ::= SEQUENCE { algorithm, subjectPublicKey } */
static bool
write_key(struct mint *mint)
{
	size_t sequence = der_begin(mint->out, DER_SEQUENCE);
	size_t bits;

	if (!write_field(mint, FIELD_KEY_ALGORITHM))
		return false;
	bits = der_begin(mint->out, DER_BIT_STRING);
	der_octet(mint->out, 0);
	if (!write_field(mint, FIELD_KEY_BITS))
		return false;
	der_end(mint->out, bits);
	der_end(mint->out, sequence);
	return true;
}

static bool
write_key_bits(struct mint *mint)
{
	return keys_write_bits(mint->out, mint->recipe->key, mint->error);
}

static const struct key *
signer_of(const struct recipe *recipe)
{
	if (recipe->signer != NULL)
		return recipe->signer;
	return recipe->request ? recipe->key : signing_key(recipe->sign);
}

/* The first method of RFC 5280, 4.2.1.2: SHA-1 of the public key's bits. */
static bool
key_id(uint8_t out[KEY_ID_SIZE], struct mint *mint, bool of_signer)
{
	const struct recipe *recipe = mint->recipe;
	struct der bits = { 0 };
	bool good = true;

	if (!of_signer && recipe->given[FIELD_KEY_BITS])
		der_add(&bits, der_bytes(&recipe->fields[FIELD_KEY_BITS]));
	else
		good = keys_write_bits(&bits,
		    of_signer ? signer_of(recipe) : recipe->key, mint->error);
	keys_sha1(out, der_bytes(&bits));
	der_free(&bits);
	return good;
}

static bool
write_extension(struct mint *mint, const struct extension_kind *kind,
    const struct recipe_extension *extension)
{
	struct der made = { 0 };
	uint8_t id[KEY_ID_SIZE];
	bool good = true;

	if (extension->from_key) {
		good = key_id(id, mint, kind->of_signer);
		kind->write_key_id(&made,
		    (struct el_bytes){ id, KEY_ID_SIZE });
	}
	if (good)
		good = extension_write(mint->out, kind->oid,
		    extension->critical,
		    der_bytes(extension->from_key ? &made : &extension->value),
		    mint->error);
	der_free(&made);
	return good;
}

/* The extension of a kind, unless it is not in the recipe or written. */
static bool
write_kind(struct mint *mint, size_t kind, bool *written)
{
	const struct recipe_extension *extension =
	    &mint->recipe->extensions[kind];

	if (!extension->present || written[kind])
		return true;
	written[kind] = true;
	return write_extension(mint, &extension_kinds[kind], extension);
}

/* Extensions ::= SEQUENCE OF Extension */
static bool
write_extension_list(struct mint *mint)
{
	const struct recipe *recipe = mint->recipe;
	size_t list = der_begin(mint->out, DER_SEQUENCE);
	bool written[EXTENSION_KINDS] = { false };

	for (size_t i = 0; i < recipe->order_count; i++)
		if (!write_kind(mint, recipe->order[i], written))
			return false;
	for (size_t i = 0; i < EXTENSION_KINDS; i++)
		if (!write_kind(mint, i, written))
			return false;
	der_add(mint->out, der_bytes(&recipe->more_extensions));
	der_end(mint->out, list);
	return true;
}

/* extensions [3] EXPLICIT Extensions OPTIONAL */
static bool
write_extensions(struct mint *mint)
{
	size_t explicit_tag;
	bool good;

	/* Those of a request stand alone. */
	if (mint->recipe->request)
		return write_extension_list(mint);
	explicit_tag = der_begin(mint->out, DER_CONTEXT_CONSTRUCTED | 3);
	good = write_extension_list(mint);
	if (good)
		der_end(mint->out, explicit_tag);
	return good;
}

/* extensionRequest, or Microsoft's certExtensions */
static bool
write_extension_request(struct mint *mint)
{
	size_t attribute = der_begin(mint->out, DER_SEQUENCE);
	size_t set;

	der_oid(mint->out, mint->recipe->asking == ASKS_MICROSOFT ?
	    "1.3.6.1.4.1.311.2.1.14" : "1.2.840.113549.1.9.14");
	set = der_begin(mint->out, DER_SET);
	if (!write_field(mint, FIELD_EXTENSIONS))
		return false;
	der_end(mint->out, set);
	der_end(mint->out, attribute);
	return true;
}

/* attributes [0] IMPLICIT SET OF Attribute */
static bool
write_attributes(struct mint *mint)
{
	size_t list = der_begin(mint->out, DER_CONTEXT_CONSTRUCTED);

	if (mint->recipe->asking != ASKS_NOTHING &&
	    !write_extension_request(mint))
		return false;
	der_add(mint->out, der_bytes(&mint->recipe->attributes));
	der_end(mint->out, list);
	return true;
}

static bool
write_signature(struct mint *mint)
{
	struct el_bytes tbs = { mint->out->data + mint->tbs, mint->tbs_size };
	struct der signature = { 0 };
	bool good = signing_sign(&signature, mint->recipe->sign,
	    signer_of(mint->recipe), tbs, mint->error);

	der_bit_string(mint->out, der_bytes(&signature));
	der_free(&signature);
	return good;
}

static bool (*const writers[FIELD_COUNT])(struct mint *mint) = {
	[FIELD_CERTIFICATE] = write_certificate,
	[FIELD_TBS] = write_tbs,
	[FIELD_VERSION] = write_nothing,
	[FIELD_SERIAL] = write_serial,
	[FIELD_INNER_SIGN] = write_inner_sign,
	[FIELD_ISSUER] = write_nothing,
	[FIELD_VALIDITY] = write_validity,
	[FIELD_NOT_BEFORE] = write_nothing,
	[FIELD_NOT_AFTER] = write_nothing,
	[FIELD_SUBJECT] = write_nothing,
	[FIELD_KEY] = write_key,
	[FIELD_KEY_ALGORITHM] = write_key_algorithm,
	[FIELD_KEY_BITS] = write_key_bits,
	[FIELD_ISSUER_ID] = write_nothing,
	[FIELD_SUBJECT_ID] = write_nothing,
	[FIELD_EXTENSIONS] = write_extensions,
	[FIELD_ATTRIBUTES] = write_attributes,
	[FIELD_SIGN] = write_sign,
	[FIELD_SIGNATURE] = write_signature,
};

static bool
write_field(struct mint *mint, enum recipe_field field)
{
	size_t begin = mint->out->size;
	bool good = true;

	if (mint->recipe->given[field])
		der_add(mint->out, der_bytes(&mint->recipe->fields[field]));
	else
		good = writers[field](mint);
	if (field == FIELD_TBS) {
		mint->tbs = begin;
		mint->tbs_size = mint->out->size - begin;
	}
	return good;
}

/* --- edits --------------------------------------------------------------- */

static bool
patch(struct der *out, const struct recipe_edit *edit, struct mistake *error)
{
	struct el_bytes octets = der_bytes(&edit->octets);

	if (edit->number > out->size ||
	    octets.size > out->size - edit->number)
		return mistake(error, "patch: there are only %zu octets",
		    out->size);
	memcpy(out->data + edit->number, octets.data, octets.size);
	return true;
}

/* Where the octets occur first, or the end. */
static size_t
find(const struct der *der, struct el_bytes octets)
{
	for (size_t at = 0; octets.size <= der->size - at; at++) {
		if (memcmp(der->data + at, octets.data, octets.size) == 0)
			return at;
		if (at == der->size)
			break;
	}
	return der->size;
}

static bool
replace(struct der *out, const struct recipe_edit *edit, struct mistake *error)
{
	struct der rest = { 0 };
	size_t at = find(out, der_bytes(&edit->old));
	size_t end = at + edit->old.size;

	if (at == out->size)
		return mistake(error, "replace: there are no such octets");
	der_add(&rest, (struct el_bytes){ out->data + end, out->size - end });
	out->size = at;
	der_add(out, der_bytes(&edit->octets));
	der_add(out, der_bytes(&rest));
	der_free(&rest);
	return true;
}

static bool
apply_edit(struct der *out, const struct recipe_edit *edit,
    struct mistake *error)
{
	switch (edit->kind) {
	case EDIT_APPEND:
		der_add(out, der_bytes(&edit->octets));
		return true;
	case EDIT_PATCH:
		return patch(out, edit, error);
	case EDIT_TRUNCATE:
		if (edit->number > out->size)
			return mistake(error,
			    "truncate: there are only %zu octets", out->size);
		out->size = edit->number;
		return true;
	case EDIT_REPLACE:
		return replace(out, edit, error);
	}
	return true;
}

/* --- the whole ----------------------------------------------------------- */

bool
mint_certificate(struct der *out, const struct recipe *recipe,
    struct mistake *error)
{
	struct der der = { 0 };
	struct mint mint = { .recipe = recipe, .out = &der, .error = error };
	bool good = write_field(&mint, FIELD_CERTIFICATE);

	for (size_t i = 0; good && i < recipe->edit_count; i++)
		good = apply_edit(&der, &recipe->edits[i], error);
	if (good)
		der_add(out, der_bytes(&der));
	der_free(&der);
	return good;
}

/* Base64, RFC 4648 section 4, of up to three octets. */
static void
add_base64(struct der *out, const uint8_t *octets, size_t count)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = (uint32_t)octets[0] << 16;

	if (count > 1)
		bits |= (uint32_t)octets[1] << 8;
	if (count > 2)
		bits |= octets[2];
	for (size_t i = 0; i < 4; i++) {
		char digit = digits[bits >> (18 - 6 * i) & 0x3f];

		der_octet(out, (uint8_t)(i <= count ? digit : '='));
	}
}

static void
add_line(struct der *out, const char *start, const char *label)
{
	der_add(out, el_bytes_of(start));
	der_add(out, el_bytes_of(label));
	der_add(out, el_bytes_of("-----\n"));
}

bool
mint_pem(struct der *out, const struct recipe *recipe, struct mistake *error)
{
	enum { OCTETS_A_LINE = 48 };
	struct der der = { 0 };
	const char *label;

	if (!mint_certificate(&der, recipe, error))
		return false;
	label = recipe->request ? "CERTIFICATE REQUEST" : "CERTIFICATE";
	add_line(out, "-----BEGIN ", label);
	for (size_t at = 0; at < der.size; at += 3) {
		size_t count = der.size - at < 3 ? der.size - at : 3;

		add_base64(out, der.data + at, count);
		if ((at + 3) % OCTETS_A_LINE == 0 || at + 3 >= der.size)
			der_octet(out, '\n');
	}
	add_line(out, "-----END ", label);
	der_free(&der);
	return true;
}
