/* The plan for a person: what to ask for, and why. */

#include <stdio.h>

#include "base/text.h"
#include "facts.h"
#include "page.h"
#include "plan.h"

enum {
	INDENT = 4,
	GAP = 2,
	/* A name that is longer has a line of its own. */
	NAME_WIDTH = 40,
	NUMBER_WIDTH = 24,
};

struct text {
	struct page page;
	struct sink scratch; /* text on its way to the page */
	const struct plan *plan;
	size_t number_width;
	size_t name_width;
};

static struct el_bytes
scratch_of(const struct text *text)
{
	return (struct el_bytes){ (const uint8_t *)text->scratch.data,
		text->scratch.size };
}

static void
put_field(struct text *text, const char *label)
{
	page_field(&text->page, 0, label, scratch_of(text));
	sink_clear(&text->scratch);
}

static void
put_deployment(struct text *text)
{
	static const struct {
		enum el_service service;
		const char *words;
	} services[] = {
		{ EL_ACCESS_EDGE, "Access Edge" },
		{ EL_WEB_CONFERENCING, "Web Conferencing" },
		{ EL_AV, "A/V authentication" },
	};
	const struct el_profile *profile = text->plan->profile;
	struct sink *scratch = &text->scratch;
	const char *between = "; ";

	if (profile->name != NULL) {
		text_printable(scratch, el_bytes_of(profile->name));
		sink_text(scratch, ": ");
	}
	sink_printf(scratch, "%s, %s interface",
	    facts_product(profile->product),
	    el_interface_name(profile->interface));
	for (size_t i = 0; profile->interface == EL_EXTERNAL &&
	     i < sizeof(services) / sizeof(services[0]); i++) {
		if ((profile->services & services[i].service) == 0)
			continue;
		sink_printf(scratch, "%s%s", between, services[i].words);
		between = ", ";
	}
	put_field(text, "Deployment");
}

static void
put_subject(struct text *text)
{
	const struct el_host *subject = &text->plan->subject;

	sink_text(&text->scratch, "CN=");
	sink_write(&text->scratch, subject->text.data, subject->text.size);
	put_field(text, "Subject");
}

static size_t
reason_column(const struct text *text)
{
	return INDENT + text->number_width + GAP + text->name_width + GAP;
}

/* "Access Edge FQDN, SIP domain contoso.com" */
static void
put_reasons(struct text *text, size_t i)
{
	struct sink *scratch = &text->scratch;

	for (size_t bit = 0; bit < PLAN_REASONS; bit++) {
		enum plan_reason reason = (enum plan_reason)(1u << bit);

		if ((text->plan->reasons[i] & reason) == 0)
			continue;
		if (scratch->size > 0)
			sink_text(scratch, ", ");
		plan_put_reason(scratch, reason, text->plan->names[i]);
	}
	page_wrap(&text->page, reason_column(text), scratch_of(text));
	sink_clear(scratch);
}

static void
put_row(struct text *text, size_t i)
{
	const struct page *page = &text->page;
	struct el_bytes name = text->plan->names[i].text;
	char number[NUMBER_WIDTH];

	snprintf(number, sizeof(number), "%zu", i + 1);
	page_spaces(page, INDENT + text->number_width - strlen(number));
	sink_text(page->sink, number);
	page_spaces(page, GAP);
	sink_write(page->sink, name.data, name.size);
	if (name.size > text->name_width) {
		sink_char(page->sink, '\n');
		page_spaces(page, reason_column(text));
	} else {
		page_spaces(page, text->name_width - name.size + GAP);
	}
	put_reasons(text, i);
}

static void
measure(struct text *text)
{
	const struct plan *plan = text->plan;

	text->name_width = strlen("SAN entry");
	for (size_t i = 0; i < plan->count; i++) {
		size_t size = plan->names[i].text.size;

		if (size > text->name_width && size <= NAME_WIDTH)
			text->name_width = size;
	}
	text->number_width = 1;
	for (size_t rest = plan->count; rest >= 10; rest /= 10)
		text->number_width++;
}

static void
put_names(struct text *text)
{
	const struct page *page = &text->page;

	sink_char(page->sink, '\n');
	if (text->plan->count == 0) {
		sink_text(page->sink, "No name is needed in the SAN list: the "
		    "A/V authentication service\ndoes not use it.\n");
		return;
	}
	measure(text);
	page_spaces(page, INDENT + text->number_width - 1);
	page_styled(page, PAGE_BOLD, "#");
	page_spaces(page, GAP);
	page_styled(page, PAGE_BOLD, "SAN entry");
	page_spaces(page, text->name_width - strlen("SAN entry") + GAP);
	page_styled(page, PAGE_BOLD, "Why it is there");
	sink_char(page->sink, '\n');
	for (size_t i = 0; i < text->plan->count; i++)
		put_row(text, i);
}

/* What the order stands for is told by the rule that asks for it. */
static void
put_order(struct text *text)
{
	const struct el_profile *profile = text->plan->profile;

	if (text->plan->count < 2)
		return;
	sink_printf(&text->scratch, "%s; 'edgelint explain edge.san.order' "
	    "tells of this and other orders",
	    el_san_order_name(profile->san_order));
	put_field(text, "Order");
}

static void
put_key(struct text *text)
{
	sink_text(&text->scratch, "RSA, 2048 bits, signed with SHA-256");
	put_field(text, "Key");
	sink_text(&text->scratch, "digital signature, key encipherment");
	put_field(text, "Key usage");
	sink_text(&text->scratch, "server authentication");
	put_field(text, "Purpose");
}

static void
put_source(struct text *text, const struct el_citation *source)
{
	const struct el_document_facts *document =
	    el_document(source->document);
	struct sink *scratch = &text->scratch;

	sink_text(scratch, document->title);
	if (source->section != NULL)
		sink_printf(scratch, ", %s", source->section);
	if (document->date != NULL)
		sink_printf(scratch, " (%s)", document->date);
	if (source->says != NULL)
		sink_printf(scratch, ": %s", source->says);
	if (document->url != NULL)
		sink_printf(scratch, "\n    %s", document->url);
	page_field(&text->page, 2, "", scratch_of(text));
	sink_clear(scratch);
}

/* The source that a rule rests on first. */
static void
put_rule(struct text *text, size_t number)
{
	size_t rows;
	const struct el_rule *rule = el_rule_rows(number, &rows);

	sink_printf(text->page.sink, "  %s\n", rule->id);
	put_source(text, &rule->sources[0]);
}

static void
put_sources(struct text *text)
{
	const struct plan *plan = text->plan;
	unsigned reasons = 0;

	for (size_t i = 0; i < plan->count; i++)
		reasons |= plan->reasons[i];
	if (reasons == 0)
		return;
	sink_char(text->page.sink, '\n');
	page_styled(&text->page, PAGE_BOLD, "Rules that ask for it");
	sink_char(text->page.sink, '\n');
	if ((reasons & PLAN_ACCESS_EDGE) != 0)
		put_rule(text, plan_subject_rule(plan->profile));
	for (size_t bit = 0; bit < PLAN_REASONS; bit++)
		if ((reasons & 1u << bit) != 0)
			put_rule(text,
			    plan_reason_rule((enum plan_reason)(1u << bit)));
}

static void
write(struct sink *sink, const struct plan *plan)
{
	struct text text = { .page = { .sink = sink }, .plan = plan };

	sink_to_memory(&text.scratch);
	put_deployment(&text);
	put_subject(&text);
	put_names(&text);
	sink_char(sink, '\n');
	put_order(&text);
	put_key(&text);
	put_sources(&text);
	sink_text(sink, "\n'edgelint plan --format' writes the request: "
	    "openssl, certreq or powershell.\n");
	if (text.scratch.error != 0)
		sink->error = text.scratch.error;
	sink_free(&text.scratch);
}

const struct plan_writer plan_text = {
	.name = "text",
	.help = "for a person",
	.write = write,
};
