#include "profile_words.h"

#include <string.h>

#include "base/sink.h"
#include "base/text.h"

enum {
	WORDS_MAX = 8,
	/* Octets of a text from a file that a message shows. */
	SHOWN = 80,
};

const struct profile_word profile_products[] = {
	{ "lync2010", EL_LYNC2010 },
	{ "lync2013", EL_LYNC2013 },
	{ "sfb2015", EL_SFB2015 },
	{ "sfb2019", EL_SFB2019 },
	{ "sfbse", EL_SFBSE },
	{ NULL, 0 },
};

const struct profile_word profile_interfaces[] = {
	{ "external", EL_EXTERNAL },
	{ "internal", EL_INTERNAL },
	{ NULL, 0 },
};

const struct profile_word profile_services[] = {
	{ "access-edge", EL_ACCESS_EDGE },
	{ "web-conferencing", EL_WEB_CONFERENCING },
	{ "av", EL_AV },
	{ NULL, 0 },
};

const struct profile_word profile_san_orders[] = {
	{ "web-conferencing-first", EL_ORDER_WEB_CONFERENCING_FIRST },
	{ "sip-first", EL_ORDER_SIP_FIRST },
	{ "edge-names-first", EL_ORDER_EDGE_NAMES_FIRST },
	{ "any", EL_ORDER_ANY },
	{ NULL, 0 },
};

const struct profile_word profile_xmpp_matchings[] = {
	{ "microsoft", EL_MATCHING_MICROSOFT },
	{ "strict", EL_MATCHING_STRICT },
	{ NULL, 0 },
};

const struct profile_word profile_issuer_kinds[] = {
	{ "public", EL_ISSUER_PUBLIC },
	{ "private", EL_ISSUER_PRIVATE },
	{ "auto", EL_ISSUER_AUTO },
	{ NULL, 0 },
};

const struct profile_word profile_severities[] = {
	{ "error", EL_ERROR },
	{ "warning", EL_WARNING },
	{ "info", EL_INFO },
	{ "off", EL_OFF },
	{ NULL, 0 },
};

const struct profile_word profile_negotiations[] = {
	{ "required", EL_REQUIRED },
	{ "optional", EL_OPTIONAL },
	{ "not-supported", EL_NOT_SUPPORTED },
	{ NULL, 0 },
};

const char *
profile_word_name(const struct profile_word *words, unsigned value)
{
	for (; words->name != NULL; words++) {
		if (words->value == value)
			return words->name;
	}
	return "unknown";
}

bool
profile_word_find(unsigned *out, const struct profile_word *words,
    const char *name)
{
	for (; words->name != NULL; words++) {
		if (strcmp(words->name, name) == 0) {
			*out = words->value;
			return true;
		}
	}
	return false;
}

const char *
profile_word_unknown(const struct profile_word *words, const char *name,
    struct arena *arena)
{
	const char *names[WORDS_MAX];
	size_t count = 0;
	struct sink list;
	const char *message = NULL;

	sink_to_memory(&list);
	for (; words->name != NULL && count < WORDS_MAX; words++) {
		if (count > 0)
			sink_text(&list, words[1].name == NULL ? " or " : ", ");
		sink_text(&list, words->name);
		names[count++] = words->name;
	}
	sink_char(&list, '\0');
	if (sink_flush(&list) == 0)
		message = arena_printf(arena, "expected %s, found %s%s",
		    list.data, profile_show(name, arena),
		    profile_did_you_mean(name, names, count, arena));
	sink_free(&list);
	return message;
}

const char *
profile_show(const char *text, struct arena *arena)
{
	struct el_bytes shown = el_bytes_of(text);
	const char *printable;
	const char *quoted = NULL;
	bool cut = shown.size > SHOWN;

	if (cut) {
		shown.size = SHOWN;
		/* Not through the middle of a character. */
		while ((shown.data[shown.size] & 0xc0) == 0x80)
			shown.size--;
	}
	printable = text_printable_copy(arena, shown);
	if (printable != NULL)
		quoted = arena_printf(arena, cut ? "\"%s...\"" : "\"%s\"",
		    printable);
	return quoted == NULL ? "the text" : quoted;
}

const char *
profile_did_you_mean(const char *word, const char *const *candidates,
    size_t count, struct arena *arena)
{
	const char *meant = text_suggest(word, candidates, count);
	const char *question = NULL;

	if (meant != NULL)
		question = arena_printf(arena, "; did you mean \"%s\"?",
		    meant);
	return question == NULL ? "" : question;
}

const char *
el_product_name(enum el_product product)
{
	return profile_word_name(profile_products, product);
}

const char *
el_interface_name(enum el_interface interface)
{
	return profile_word_name(profile_interfaces, interface);
}

const char *
el_service_name(enum el_service service)
{
	return profile_word_name(profile_services, service);
}

const char *
el_san_order_name(enum el_san_order order)
{
	return profile_word_name(profile_san_orders, order);
}

const char *
el_xmpp_matching_name(enum el_xmpp_matching matching)
{
	return profile_word_name(profile_xmpp_matchings, matching);
}

const char *
el_issuer_kind_name(enum el_issuer_kind kind)
{
	return profile_word_name(profile_issuer_kinds, kind);
}

const char *
el_severity_name(enum el_severity severity)
{
	return profile_word_name(profile_severities, severity);
}
