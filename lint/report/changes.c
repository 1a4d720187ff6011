#include "changes.h"

#include "base/oid.h"
#include "base/text.h"
#include "base/time.h"
#include "dn.h"
#include "facts.h"

/* Both sides of a comparison while its facts are written. */
struct side {
	const struct el_cert *cert;
	const char *key_id;
	struct sink text;
};

bool
changes_are_known(const struct el_result *result)
{
	return result->comparison != NULL &&
	    result->comparison->earlier->previous != NULL;
}

/* --- facts ----------------------------------------------------------------- */

static void
write_subject(struct side *side)
{
	facts_write_subject(&side->text, side->cert);
}

static void
write_issuer(struct side *side)
{
	facts_write_issuer(&side->text, side->cert);
}

static void
write_time(struct side *side, const struct el_time *time)
{
	char text[TIME_TEXT_SIZE];

	if (!time->known) {
		sink_text(&side->text, "(no time)");
		return;
	}
	time_to_text(text, time->seconds);
	sink_text(&side->text, text);
}

static void
write_begin(struct side *side)
{
	write_time(side, &side->cert->not_before);
}

static void
write_end(struct side *side)
{
	write_time(side, &side->cert->not_after);
}

static void
write_oid(struct sink *sink, enum el_oid id, const struct el_elem *elem)
{
	if (id != EL_OID_UNKNOWN)
		sink_text(sink, el_oid_name(id));
	else if (el_is_present(elem))
		oid_to_text(sink, elem->body);
	else
		sink_text(sink, "(none)");
}

/* "RSA, 2048 bits, 0481...": two keys of one size are still two. */
static void
write_key(struct side *side)
{
	const struct el_key *key = &side->cert->key;
	struct sink *sink = &side->text;

	if (key->kind == EL_KEY_RSA)
		sink_printf(sink, "RSA, %u bits", key->size);
	else if (key->kind == EL_KEY_EC)
		write_oid(sink, key->curve, &key->algorithm.parameters);
	else
		write_oid(sink, key->algorithm.id, &key->algorithm.oid);
	if (*side->key_id != '\0')
		sink_printf(sink, ", SHA-1 %s", side->key_id);
}

static void
write_signature(struct side *side)
{
	const struct el_algorithm *algorithm =
	    &side->cert->signature_algorithm;

	write_oid(&side->text, algorithm->id, &algorithm->oid);
}

static void
write_purposes(struct side *side)
{
	const struct el_cert *cert = side->cert;

	if ((cert->unreadable & EL_PART_EKU) != 0)
		sink_text(&side->text, "(cannot be read)");
	else if ((cert->present & EL_PART_EKU) == 0)
		sink_text(&side->text, cert->request == NULL ? "(any)" :
		    "(left to the CA)");
	for (size_t i = 0; i < cert->purpose_count; i++) {
		sink_text(&side->text, i > 0 ? ", " : "");
		write_oid(&side->text, cert->purposes[i].id,
		    &cert->purposes[i].elem);
	}
}

static struct el_bytes
text_of(const struct side *side)
{
	return (struct el_bytes){ (const uint8_t *)side->text.data,
		side->text.size };
}

static bool
subject_differs(const struct el_comparison *comparison)
{
	return !comparison->same_subject;
}

static bool
issuer_differs(const struct el_comparison *comparison)
{
	return !comparison->same_issuer;
}

static bool
key_differs(const struct el_comparison *comparison)
{
	return !comparison->same_key;
}

/* Where nothing else says so, texts that differ are of facts that do. */
static const struct fact {
	const char *key;
	const char *label;
	void (*write)(struct side *side);
	bool (*differs)(const struct el_comparison *comparison);
	bool of_certificates; /* a request does not say it */
} facts[] = {
	{ "subject", "Subject", write_subject, subject_differs, false },
	{ "issuer", "Issued by", write_issuer, issuer_differs, true },
	{ "not_before", "Begins", write_begin, NULL, true },
	{ "not_after", "Ends", write_end, NULL, true },
	{ "key", "Key", write_key, key_differs, false },
	{ "signature", "Signature", write_signature, NULL, true },
	{ "purposes", "Purposes", write_purposes, NULL, false },
};

bool
changes_each(const struct el_result *result,
    void (*each)(void *context, const struct change *change), void *context)
{
	const struct el_comparison *comparison = result->comparison;
	struct side before = { .cert = comparison->earlier->previous,
		.key_id = comparison->previous_key_id };
	struct side now = { .cert = result->cert,
		.key_id = comparison->key_id };
	bool complete;

	sink_to_memory(&before.text);
	sink_to_memory(&now.text);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		const struct fact *fact = &facts[i];
		struct change change = { .key = fact->key,
			.label = fact->label };

		if (fact->of_certificates && result->cert->request != NULL)
			continue;
		sink_clear(&before.text);
		sink_clear(&now.text);
		fact->write(&before);
		fact->write(&now);
		change.before = text_of(&before);
		change.now = text_of(&now);
		change.differs = fact->differs != NULL ?
		    fact->differs(comparison) :
		    !el_bytes_equal(change.before, change.now);
		each(context, &change);
	}
	complete = before.text.error == 0 && now.text.error == 0;
	sink_free(&before.text);
	sink_free(&now.text);
	return complete;
}

/* --- names ----------------------------------------------------------------- */

const char *
change_kind_name(enum change_kind kind)
{
	static const char *const names[] = {
		[CHANGE_NONE] = "kept",
		[CHANGE_MOVED] = "moved",
		[CHANGE_ADDED] = "new",
		[CHANGE_LOST] = "gone",
	};

	return names[kind];
}

void
changes_each_name(const struct el_result *result,
    void (*each)(void *context, const struct change_name *name), void *context)
{
	const struct el_comparison *comparison = result->comparison;
	const struct el_general_names *old = &comparison->earlier->previous->san;
	const struct el_general_names *new = &result->cert->san;
	size_t last = 0; /* the place before of the entries so far */

	if (!comparison->names_known)
		return;
	for (size_t i = 0; i < new->count; i++) {
		struct change_name name = { .name = &new->names[i],
			.before = comparison->was_at[i], .now = i + 1 };

		if (name.before == 0)
			name.kind = CHANGE_ADDED;
		else if (comparison->now_at[name.before - 1] != name.now)
			name.kind = CHANGE_NONE; /* it repeats another */
		else if (name.before < last)
			name.kind = CHANGE_MOVED;
		else
			last = name.before;
		each(context, &name);
	}
	for (size_t i = 0; i < old->count; i++) {
		struct change_name name = { .name = &old->names[i],
			.before = i + 1, .kind = CHANGE_LOST };

		if (comparison->now_at[i] == 0)
			each(context, &name);
	}
}
