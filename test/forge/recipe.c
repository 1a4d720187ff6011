#include "recipe.h"

#include "bases.h"
#include "names.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * A statement: its first word, and the function that takes the rest.  What
 * the function leaves in rest is a mistake.
 */
struct statement {
	const char *word;
	bool (*apply)(struct recipe *recipe, const struct statement *statement,
	    char **rest, struct mistake *error);
	enum recipe_field field; /* for those that write one */
};

/* Fields by the names that "raw" and "drop" take. */
static const char *const field_names[FIELD_COUNT] = {
	[FIELD_CERTIFICATE] = "certificate",
	[FIELD_TBS] = "tbs",
	[FIELD_VERSION] = "version",
	[FIELD_SERIAL] = "serial",
	[FIELD_INNER_SIGN] = "inner-sign",
	[FIELD_ISSUER] = "issuer",
	[FIELD_VALIDITY] = "validity",
	[FIELD_NOT_BEFORE] = "not-before",
	[FIELD_NOT_AFTER] = "not-after",
	[FIELD_SUBJECT] = "subject",
	[FIELD_KEY] = "key",
	[FIELD_KEY_ALGORITHM] = "key-algorithm",
	[FIELD_KEY_BITS] = "key-bits",
	[FIELD_ISSUER_ID] = "issuer-unique-id",
	[FIELD_SUBJECT_ID] = "subject-unique-id",
	[FIELD_EXTENSIONS] = "extensions",
	[FIELD_ATTRIBUTES] = "attributes",
	[FIELD_SIGN] = "sign",
	[FIELD_SIGNATURE] = "signature",
};

static bool apply_text(struct recipe *recipe, const char *text,
    struct mistake *error);

/* The field's buffer, emptied; from now on the field is given. */
static struct der *
give(struct recipe *recipe, enum recipe_field field)
{
	recipe->given[field] = true;
	der_clear(&recipe->fields[field]);
	return &recipe->fields[field];
}

static bool
next_word(char **out, char **rest, const char *what, struct mistake *error)
{
	*out = words_next(rest);
	return *out != NULL || mistake(error, "expected %s", what);
}

static bool
next_hex(struct der *out, char **rest, struct mistake *error)
{
	char *word;

	return next_word(&word, rest, "hex", error) &&
	    words_hex(out, word, error);
}

/* All that is left, for texts that hold spaces. */
static char *
take_rest(char **rest)
{
	char *text = *rest;

	*rest = text + strlen(text);
	return text + strspn(text, " ");
}

/* --- the start ----------------------------------------------------------- */

void
recipe_init(struct recipe *recipe)
{
	*recipe = (struct recipe){ 0 };
}

void
recipe_free(struct recipe *recipe)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		der_free(&recipe->fields[i]);
	for (size_t i = 0; i < EXTENSION_KINDS; i++)
		der_free(&recipe->extensions[i].value);
	for (size_t i = 0; i < recipe->edit_count; i++) {
		der_free(&recipe->edits[i].octets);
		der_free(&recipe->edits[i].old);
	}
	der_free(&recipe->more_extensions);
	der_free(&recipe->attributes);
	der_free(&recipe->text);
	recipe_init(recipe);
}

/* base NAME */
static bool
apply_base(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	const char *const *lines;
	char *name;

	(void)statement;
	if (recipe->key != NULL)
		return mistake(error, "a base in the middle of a recipe");
	if (!next_word(&name, rest, "the name of a base", error))
		return false;
	lines = bases_find(name);
	if (lines == NULL)
		return mistake(error, "no base: \"%.40s\"", name);
	for (; *lines != NULL; lines++) {
		if (!apply_text(recipe, *lines, error))
			return false;
	}
	return true;
}

/* request: what comes out is a certificate request, signed with its key */
static bool
apply_request(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	(void)statement;
	(void)rest;
	(void)error;
	recipe->request = true;
	return true;
}

/* --- fields -------------------------------------------------------------- */

static bool
find_field(enum recipe_field *out, const char *name)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (strcmp(field_names[i], name) == 0) {
			*out = (enum recipe_field)i;
			return true;
		}
	}
	return false;
}

/* raw FIELD HEX: these octets in the place of the element */
static bool
apply_raw(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	enum recipe_field field;
	char *name;

	(void)statement;
	if (!next_word(&name, rest, "a field", error))
		return false;
	if (!find_field(&field, name))
		return mistake(error, "no field: \"%.40s\"", name);
	return next_hex(give(recipe, field), rest, error);
}

/* drop FIELD, drop EXTENSION: it is left out */
static bool
apply_drop(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	enum recipe_field field;
	char *name;

	(void)statement;
	if (!next_word(&name, rest, "a field or an extension", error))
		return false;
	if (find_field(&field, name)) {
		give(recipe, field);
		return true;
	}
	for (size_t i = 0; i < EXTENSION_KINDS; i++) {
		if (strcmp(extension_kinds[i].name, name) == 0) {
			recipe->extensions[i].present = false;
			return true;
		}
	}
	return mistake(error, "no field or extension: \"%.40s\"", name);
}

/* version NUMBER, version none */
static bool
apply_version(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct der *out = give(recipe, statement->field);
	size_t explicit_tag = 0;
	size_t number;
	uint8_t octet;
	char *word;

	if (!next_word(&word, rest, "a version", error))
		return false;
	if (strcmp(word, "none") == 0)
		return true;
	if (!words_number(&number, word, error) || number > 255)
		return mistake(error, "no version: \"%.40s\"", word);
	octet = (uint8_t)number;
	if (!recipe->request)
		explicit_tag = der_begin(out, DER_CONTEXT_CONSTRUCTED);
	der_unsigned(out, (struct el_bytes){ &octet, 1 });
	if (!recipe->request)
		der_end(out, explicit_tag);
	return true;
}

/* serial HEX: the contents of the INTEGER, as they stand */
static bool
apply_serial(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct der *out = give(recipe, statement->field);
	size_t begin = der_begin(out, DER_INTEGER);

	if (!next_hex(out, rest, error))
		return false;
	der_end(out, begin);
	return true;
}

/* issuer NAME, subject NAME */
static bool
apply_name(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	return names_write_dn(give(recipe, statement->field), take_rest(rest),
	    error);
}

/*
 * UTCTime up to 2049, else GeneralizedTime (RFC 5280, 4.1.2.5), from
 * 2026-10-01T00:00:00Z: the digits and the Z.
 */
static bool
write_time(struct der *out, const char *text, struct mistake *error)
{
	static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";
	bool utc = strncmp(text, "1950", 4) >= 0 &&
	    strncmp(text, "2050", 4) < 0;
	size_t begin;

	for (size_t i = 0; i < sizeof(shape); i++) {
		bool digit = text[i] >= '0' && text[i] <= '9';

		if (shape[i] == 'd' ? !digit : text[i] != shape[i])
			return mistake(error, "not YYYY-MM-DDTHH:MM:SSZ: "
			    "\"%.40s\"", text);
	}
	begin = der_begin(out, utc ? DER_UTC_TIME : DER_GENERALIZED_TIME);
	for (size_t i = utc ? 2 : 0; text[i] != '\0'; i++) {
		if (shape[i] == 'd' || shape[i] == 'Z')
			der_octet(out, (uint8_t)text[i]);
	}
	der_end(out, begin);
	return true;
}

/* not-before TIME; utc:TEXT and gen:TEXT write any text */
static bool
apply_time(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct der *out = give(recipe, statement->field);
	char *word = take_rest(rest);
	char *utc = words_after(word, "utc:");
	char *general = words_after(word, "gen:");
	size_t begin;

	if (utc == NULL && general == NULL)
		return write_time(out, word, error);
	begin = der_begin(out,
	    utc != NULL ? DER_UTC_TIME : DER_GENERALIZED_TIME);
	if (!words_octets(out, utc != NULL ? utc : general, error))
		return false;
	der_end(out, begin);
	return true;
}

/* RSAPublicKey ::= SEQUENCE { modulus, publicExponent } */
static bool
write_rsa_key(struct der *out, char *text, struct mistake *error)
{
	char *colon = words_find(text, ':');
	struct der modulus = { 0 };
	struct der exponent = { 0 };
	size_t sequence = der_begin(out, DER_SEQUENCE);
	bool good;

	if (*colon != ':')
		return mistake(error, "expected rsa:MODULUS:EXPONENT in hex");
	*colon = '\0';
	good = words_hex(&modulus, text, error) &&
	    words_hex(&exponent, colon + 1, error);
	der_unsigned(out, der_bytes(&modulus));
	der_unsigned(out, der_bytes(&exponent));
	der_end(out, sequence);
	der_free(&modulus);
	der_free(&exponent);
	return good;
}

/* key NAME, key rsa:MODULUS:EXPONENT */
static bool
apply_key(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	char *numbers;
	char *name;

	(void)statement;
	if (!next_word(&name, rest, "a key", error))
		return false;
	numbers = words_after(name, "rsa:");
	recipe->key = keys_find(numbers != NULL ? "rsa-2048" : name);
	if (recipe->key == NULL)
		return mistake(error, "no key: \"%.40s\"", name);
	recipe->given[FIELD_KEY_BITS] = numbers != NULL;
	if (numbers == NULL)
		return true;
	return write_rsa_key(give(recipe, FIELD_KEY_BITS), numbers, error);
}

static bool
next_signing(const struct signing **out, char **rest, struct mistake *error)
{
	char *name;

	if (!next_word(&name, rest, "a signature algorithm", error))
		return false;
	*out = signing_find(name);
	return *out != NULL ||
	    mistake(error, "no signature algorithm: \"%.40s\"", name);
}

/* sign ALGORITHM */
static bool
apply_sign(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	(void)statement;
	return next_signing(&recipe->sign, rest, error);
}

/* inner-sign ALGORITHM: what tbsCertificate.signature says instead */
static bool
apply_inner_sign(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	(void)statement;
	return next_signing(&recipe->inner_sign, rest, error);
}

/* signer KEY */
static bool
apply_signer(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	char *name;

	(void)statement;
	if (!next_word(&name, rest, "a key", error))
		return false;
	recipe->signer = keys_find(name);
	return recipe->signer != NULL ||
	    mistake(error, "no key: \"%.40s\"", name);
}

/* unique-id issuer|subject HEX */
static bool
apply_unique_id(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	bool issuer;
	struct der *out;
	size_t begin;
	char *whose;

	(void)statement;
	if (!next_word(&whose, rest, "issuer or subject", error))
		return false;
	issuer = strcmp(whose, "issuer") == 0;
	if (!issuer && strcmp(whose, "subject") != 0)
		return mistake(error, "expected issuer or subject");
	out = give(recipe, issuer ? FIELD_ISSUER_ID : FIELD_SUBJECT_ID);
	begin = der_begin(out, DER_CONTEXT | (issuer ? 1 : 2));
	der_octet(out, 0);
	if (!next_hex(out, rest, error))
		return false;
	der_end(out, begin);
	return true;
}

/* --- extensions ---------------------------------------------------------- */

/* Take the word "critical" when it comes next. */
static bool
take_critical(char **rest)
{
	static const char word[] = "critical";
	char *text = *rest + strspn(*rest, " ");
	size_t length = sizeof(word) - 1;

	if (strncmp(text, word, length) != 0 ||
	    (text[length] != ' ' && text[length] != '\0'))
		return false;
	*rest = text + length;
	return true;
}

/* The value of an extension: empty, raw HEX, auto, or as its kind has it. */
static bool
write_value(struct recipe_extension *extension,
    const struct extension_kind *kind, char **rest, struct mistake *error)
{
	char *text = *rest + strspn(*rest, " ");

	extension->from_key = false;
	if (strcmp(text, "empty") == 0) {
		take_rest(rest);
		der_element(&extension->value, DER_SEQUENCE,
		    (struct el_bytes){ NULL, 0 });
		return true;
	}
	if (words_after(text, "raw ") != NULL) {
		*rest = words_after(text, "raw ");
		return next_hex(&extension->value, rest, error);
	}
	if (kind->write != NULL)
		return kind->write(&extension->value, rest, error);
	if (strcmp(take_rest(rest), "auto") != 0)
		return mistake(error, "expected none, auto, empty or raw HEX");
	extension->from_key = true;
	return true;
}

/* NAME none, NAME [critical] VALUE: the extension of that kind */
static bool
apply_extension_kind(struct recipe *recipe, size_t number, char **rest,
    struct mistake *error)
{
	struct recipe_extension *extension = &recipe->extensions[number];

	der_clear(&extension->value);
	extension->present = strcmp(*rest + strspn(*rest, " "), "none") != 0;
	if (!extension->present) {
		take_rest(rest);
		return true;
	}
	extension->critical = take_critical(rest);
	return write_value(extension, &extension_kinds[number], rest, error);
}

/* extension OID [critical] HEX: one more, behind the others */
static bool
apply_extension(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct der value = { 0 };
	bool critical;
	char *oid;
	bool good;

	(void)statement;
	if (!next_word(&oid, rest, "an object identifier", error))
		return false;
	critical = take_critical(rest);
	good = next_hex(&value, rest, error) &&
	    extension_write(&recipe->more_extensions, oid, critical,
		der_bytes(&value), error);
	der_free(&value);
	return good;
}

/* order EXTENSION...: these come first, in this order */
static bool
apply_order(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	char *word;

	(void)statement;
	recipe->order_count = 0;
	while ((word = words_next(rest)) != NULL) {
		size_t kind = 0;

		while (kind < EXTENSION_KINDS &&
		    strcmp(extension_kinds[kind].name, word) != 0)
			kind++;
		if (kind == EXTENSION_KINDS)
			return mistake(error, "no extension: \"%.40s\"", word);
		if (recipe->order_count == EXTENSION_KINDS)
			return mistake(error, "an extension stands twice");
		recipe->order[recipe->order_count++] = kind;
	}
	return true;
}

/* raw-extension HEX: one more element of the list, whatever it is */
static bool
apply_raw_extension(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	(void)statement;
	return next_hex(&recipe->more_extensions, rest, error);
}

/* --- the finished octets ------------------------------------------------- */

static struct recipe_edit *
add_edit(struct recipe *recipe, int kind, struct mistake *error)
{
	struct recipe_edit *edit;

	if (recipe->edit_count == RECIPE_EDITS_MAX) {
		mistake(error, "more than %d edits", RECIPE_EDITS_MAX);
		return NULL;
	}
	edit = &recipe->edits[recipe->edit_count++];
	*edit = (struct recipe_edit){ .kind = kind };
	return edit;
}

static bool
next_number(size_t *out, char **rest, struct mistake *error)
{
	char *word;

	return next_word(&word, rest, "a number", error) &&
	    words_number(out, word, error);
}

/* append HEX */
static bool
apply_append(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct recipe_edit *edit = add_edit(recipe, EDIT_APPEND, error);

	(void)statement;
	return edit != NULL && next_hex(&edit->octets, rest, error);
}

/* patch OFFSET HEX */
static bool
apply_patch(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct recipe_edit *edit = add_edit(recipe, EDIT_PATCH, error);

	(void)statement;
	return edit != NULL && next_number(&edit->number, rest, error) &&
	    next_hex(&edit->octets, rest, error);
}

/* truncate NUMBER: how many octets stay */
static bool
apply_truncate(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct recipe_edit *edit = add_edit(recipe, EDIT_TRUNCATE, error);

	(void)statement;
	return edit != NULL && next_number(&edit->number, rest, error);
}

/* replace HEX HEX: the first occurrence */
static bool
apply_replace(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct recipe_edit *edit = add_edit(recipe, EDIT_REPLACE, error);

	(void)statement;
	return edit != NULL && next_hex(&edit->old, rest, error) &&
	    next_hex(&edit->octets, rest, error);
}

/* --- requests ------------------------------------------------------------ */

/* extension-request pkcs9|microsoft|none */
static bool
apply_extension_request(struct recipe *recipe,
    const struct statement *statement, char **rest, struct mistake *error)
{
	static const char *const names[] = {
		[ASKS_PKCS9] = "pkcs9",
		[ASKS_MICROSOFT] = "microsoft",
		[ASKS_NOTHING] = "none",
	};
	char *word;

	(void)statement;
	if (!next_word(&word, rest, "pkcs9, microsoft or none", error))
		return false;
	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(names[i], word) == 0) {
			recipe->asking = (enum recipe_asking)i;
			return true;
		}
	}
	return mistake(error, "no extension request: \"%.40s\"", word);
}

/* A value of an attribute: utf8:TEXT, ia5:TEXT or HEX. */
static bool
write_attribute_value(struct der *out, char *word, struct mistake *error)
{
	char *utf8 = words_after(word, "utf8:");
	char *ia5 = words_after(word, "ia5:");
	size_t begin;

	if (utf8 == NULL && ia5 == NULL)
		return words_hex(out, word, error);
	begin = der_begin(out, utf8 != NULL ? DER_UTF8_STRING :
					      DER_IA5_STRING);
	if (!words_octets(out, utf8 != NULL ? utf8 : ia5, error))
		return false;
	der_end(out, begin);
	return true;
}

/* attribute OID VALUE...: one more, behind the extension request */
static bool
apply_attribute(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct der *out = &recipe->attributes;
	size_t sequence = der_begin(out, DER_SEQUENCE);
	size_t set;
	char *word;

	(void)statement;
	if (!next_word(&word, rest, "an object identifier", error))
		return false;
	if (!der_oid(out, word))
		return mistake(error, "no object identifier: \"%.40s\"", word);
	set = der_begin(out, DER_SET);
	while ((word = words_next(rest)) != NULL) {
		if (!write_attribute_value(out, word, error))
			return false;
	}
	der_end(out, set);
	der_end(out, sequence);
	return true;
}

/* client-info MACHINE USER PROGRAM: what Windows adds */
static bool
apply_client_info(struct recipe *recipe, const struct statement *statement,
    char **rest, struct mistake *error)
{
	struct der *out = &recipe->attributes;
	size_t sequence = der_begin(out, DER_SEQUENCE);
	size_t set;
	size_t info;

	(void)statement;
	der_oid(out, "1.3.6.1.4.1.311.21.20");
	set = der_begin(out, DER_SET);
	info = der_begin(out, DER_SEQUENCE);
	der_unsigned(out, el_bytes_of("\x05"));
	for (size_t i = 0; i < 3; i++) {
		size_t text = der_begin(out, DER_UTF8_STRING);
		char *word;

		if (!next_word(&word, rest, "machine, user and program",
			error) || !words_octets(out, word, error))
			return false;
		der_end(out, text);
	}
	der_end(out, info);
	der_end(out, set);
	der_end(out, sequence);
	return true;
}

/* --- the table ----------------------------------------------------------- */

/* All but the extensions that have names, which are in extensions.c. */
static const struct statement statements[] = {
	{ "base", apply_base, 0 },
	{ "request", apply_request, 0 },
	{ "extension-request", apply_extension_request, 0 },
	{ "attribute", apply_attribute, 0 },
	{ "client-info", apply_client_info, 0 },
	{ "version", apply_version, FIELD_VERSION },
	{ "serial", apply_serial, FIELD_SERIAL },
	{ "issuer", apply_name, FIELD_ISSUER },
	{ "subject", apply_name, FIELD_SUBJECT },
	{ "not-before", apply_time, FIELD_NOT_BEFORE },
	{ "not-after", apply_time, FIELD_NOT_AFTER },
	{ "key", apply_key, FIELD_KEY },
	{ "sign", apply_sign, FIELD_SIGN },
	{ "inner-sign", apply_inner_sign, FIELD_INNER_SIGN },
	{ "signer", apply_signer, 0 },
	{ "unique-id", apply_unique_id, 0 },
	{ "extension", apply_extension, 0 },
	{ "order", apply_order, 0 },
	{ "raw-extension", apply_raw_extension, 0 },
	{ "raw", apply_raw, 0 },
	{ "drop", apply_drop, 0 },
	{ "append", apply_append, 0 },
	{ "patch", apply_patch, 0 },
	{ "truncate", apply_truncate, 0 },
	{ "replace", apply_replace, 0 },
};

static bool
apply_word(struct recipe *recipe, const char *word, char **rest,
    struct mistake *error)
{
	for (size_t i = 0; i < COUNT(statements); i++) {
		const struct statement *statement = &statements[i];

		if (strcmp(statement->word, word) == 0)
			return statement->apply(recipe, statement, rest,
			    error);
	}
	for (size_t i = 0; i < EXTENSION_KINDS; i++) {
		if (strcmp(extension_kinds[i].name, word) == 0)
			return apply_extension_kind(recipe, i, rest, error);
	}
	return mistake(error, "no statement: \"%.40s\"", word);
}

/* A statement of a recipe or of a base. */
static bool
apply_text(struct recipe *recipe, const char *text, struct mistake *error)
{
	char *copy = strdup(text);
	char *rest = copy;
	char *word;
	bool good;

	if (copy == NULL)
		return mistake(error, "no memory");
	good = next_word(&word, &rest, "a statement", error) &&
	    apply_word(recipe, word, &rest, error);
	word = good ? words_next(&rest) : NULL;
	if (word != NULL)
		good = mistake(error, "unexpected: \"%.40s\"", word);
	free(copy);
	return good;
}

bool
recipe_begins(const char *statement)
{
	return strncmp(statement, "base ", 5) == 0;
}

bool
recipe_apply(struct recipe *recipe, const char *statement,
    struct mistake *error)
{
	der_add(&recipe->text, el_bytes_of(statement));
	der_octet(&recipe->text, '\n');
	if (recipe->key == NULL && !recipe_begins(statement))
		return mistake(error, "a recipe begins with \"base NAME\"");
	return apply_text(recipe, statement, error);
}
