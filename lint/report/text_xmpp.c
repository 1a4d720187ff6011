/* Who accepts the certificate for an XMPP domain: a table for each domain. */

#include "text.h"

#include <stdio.h>

#include <edgelint/acceptance.h>

enum {
	INDENT = 2,
	BY_WIDTH = 35,
	BASIS_WIDTH = 10,
	ANSWER_WIDTH = 5,
	OPENS_WIDTH = 12,
};

static const char *
answer_word(enum el_answer answer)
{
	static const char *const words[] = {
		[EL_NO] = "no",
		[EL_YES] = "yes",
		[EL_CANNOT_SAY] = "?",
	};

	return words[answer];
}

static enum page_style
answer_style(enum el_answer answer)
{
	static const enum page_style styles[] = {
		[EL_NO] = PAGE_RED,
		[EL_YES] = PAGE_GREEN,
		[EL_CANNOT_SAY] = PAGE_YELLOW,
	};

	return styles[answer];
}

/* A cell and the spaces up to the next one. */
static void
put_cell(const struct page *page, enum page_style style, const char *word,
    size_t width)
{
	size_t size = strlen(word);

	page_styled(page, style, word);
	page_spaces(page, size < width ? width - size : 1);
}

/* "4, exact", "common-name", and what speaks against it. */
static void
put_deciding(struct sink *sink, const struct el_acceptance *acceptance)
{
	const char *reason = facts_reason(acceptance->reason);
	const char *between = "";

	if (acceptance->position > 0) {
		sink_printf(sink, "%zu", acceptance->position);
		between = ", ";
	}
	if (acceptance->kind != EL_ACCEPTED_NONE) {
		sink_printf(sink, "%s%s", between,
		    el_accepted_kind_name(acceptance->kind));
		between = "; ";
	}
	if (reason[0] != '\0')
		sink_printf(sink, "%s%s", between, reason);
	sink_char(sink, '\n');
}

static void
put_acceptor(struct text *text, const struct el_acceptor *acceptor,
    const struct el_acceptance *acceptance)
{
	const struct page *page = &text->page;
	char by[BY_WIDTH + 1];

	snprintf(by, sizeof(by), "%s %s", acceptor->title, acceptor->version);
	page_spaces(page, INDENT);
	put_cell(page, PAGE_PLAIN, by, BY_WIDTH);
	put_cell(page, PAGE_PLAIN, el_basis_name(acceptor->basis),
	    BASIS_WIDTH);
	put_cell(page, answer_style(acceptance->accepts),
	    answer_word(acceptance->accepts), ANSWER_WIDTH);
	put_cell(page, answer_style(acceptance->edge_opens),
	    answer_word(acceptance->edge_opens), OPENS_WIDTH);
	put_deciding(page->sink, acceptance);
}

static void
put_header(const struct page *page, struct el_bytes domain)
{
	sink_char(page->sink, '\n');
	page_styled(page, PAGE_BOLD, "XMPP domain ");
	sink_write(page->sink, domain.data, domain.size);
	sink_char(page->sink, '\n');
	page_spaces(page, INDENT);
	put_cell(page, PAGE_BOLD, "Accepted by", BY_WIDTH);
	put_cell(page, PAGE_BOLD, "Known by", BASIS_WIDTH);
	put_cell(page, PAGE_BOLD, "Name", ANSWER_WIDTH);
	put_cell(page, PAGE_BOLD, "Edge opens", OPENS_WIDTH);
	page_styled(page, PAGE_BOLD, "SAN entry");
	sink_char(page->sink, '\n');
}

void
text_xmpp(struct text *text, const struct el_result *result)
{
	const struct el_domains *domains = &text->options->profile->xmpp;

	if (result->match->xmpp == NULL || result->role != EL_EDGE)
		return;
	for (size_t i = 0; i < domains->count; i++) {
		struct el_bytes domain = domains->list[i].name.text;

		put_header(&text->page, domain);
		for (size_t k = 0; k < el_acceptor_count(); k++) {
			struct el_acceptance acceptance =
			    el_acceptor_asks(k, result->cert, domain);

			put_acceptor(text, el_acceptor(k), &acceptance);
		}
	}
}
