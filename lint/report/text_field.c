/* Fields of the text report, which all of its parts are made of. */

#include "text.h"

struct el_bytes
text_scratch(const struct text *text)
{
	return (struct el_bytes){ (const uint8_t *)text->scratch.data,
		text->scratch.size };
}

void
text_field(struct text *text, size_t indent, const char *label)
{
	page_field(&text->page, indent, label, text_scratch(text));
	sink_clear(&text->scratch);
}
