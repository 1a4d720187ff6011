/* How things get onto the HTML page, and its head. */

#include "html.h"

#include "base/text.h"
#include "base/xml.h"
#include "view/digest.h"

static const char *const style[] = {
#include "html.css.h"
};

/* --- text ---------------------------------------------------------------- */

void
html_markup(struct html *html, const char *markup)
{
	sink_text(html->out, markup);
}

void
html_text(struct html *html, const char *text)
{
	xml_text(html->out, el_bytes_of(text));
}

void
html_take(struct html *html)
{
	struct sink *scratch = &html->scratch;

	xml_text(html->out, (struct el_bytes){ (const uint8_t *)scratch->data,
		scratch->size });
	if (scratch->error != 0 && html->out->error == 0)
		html->out->error = scratch->error;
	sink_clear(scratch);
}

void
html_octets(struct html *html, struct el_bytes octets)
{
	text_excerpt(&html->scratch, octets);
	html_take(html);
}

static void
put_field(struct html *html, const char *label, const char *class)
{
	if (html->scratch.size == 0)
		return;
	sink_printf(html->out, "<div><dt>%s</dt><dd%s>", label, class);
	html_take(html);
	html_markup(html, "</dd></div>\n");
}

void
html_field(struct html *html, const char *label)
{
	put_field(html, label, "");
}

void
html_field_code(struct html *html, const char *label)
{
	put_field(html, label, " class=\"code\"");
}

/* --- words and signs ----------------------------------------------------- */

const char *
html_verdict_word(enum el_verdict verdict)
{
	static const char *const words[] = {
		[EL_VERDICT_PASS] = "Pass",
		[EL_VERDICT_INCOMPLETE] = "Incomplete",
		[EL_VERDICT_FAIL] = "Fail",
		[EL_VERDICT_UNREADABLE] = "Unreadable",
	};

	return words[verdict];
}

const char *
html_verdict_sign(enum el_verdict verdict)
{
	static const char *const signs[] = {
		[EL_VERDICT_PASS] = "✓",
		[EL_VERDICT_INCOMPLETE] = "?",
		[EL_VERDICT_FAIL] = "✗",
		[EL_VERDICT_UNREADABLE] = "✗",
	};

	return signs[verdict];
}

const char *
html_finding_class(const struct el_finding *finding)
{
	return finding->waiver != NULL ? "waived" :
					 el_severity_name(finding->severity);
}

const char *
html_finding_sign(const struct el_finding *finding)
{
	static const char *const signs[] = {
		[EL_OFF] = "–",
		[EL_INFO] = "i",
		[EL_WARNING] = "!",
		[EL_ERROR] = "✗",
	};

	return finding->waiver != NULL ? "–" : signs[finding->severity];
}

const char *
html_finding_word(const struct el_finding *finding)
{
	static const char *const words[] = {
		[EL_OFF] = "Off",
		[EL_INFO] = "Info",
		[EL_WARNING] = "Warning",
		[EL_ERROR] = "Error",
	};

	return finding->waiver != NULL ? "Waived" : words[finding->severity];
}

void
html_badge(struct html *html, const char *name, const char *sign,
    const char *word)
{
	sink_printf(html->out, "<span class=\"badge %s\"><span class=\"sign\" "
	    "aria-hidden=\"true\">%s</span> %s</span>", name, sign, word);
}

/* --- the head ------------------------------------------------------------ */

static void
put_base64(struct sink *sink, const uint8_t *octets, size_t size)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < size; i += 3) {
		size_t left = size - i;
		unsigned group = (unsigned)octets[i] << 16;

		group |= left > 1 ? (unsigned)octets[i + 1] << 8 : 0;
		group |= left > 2 ? octets[i + 2] : 0;
		sink_char(sink, digits[group >> 18]);
		sink_char(sink, digits[group >> 12 & 63]);
		sink_char(sink, left > 1 ? digits[group >> 6 & 63] : '=');
		sink_char(sink, left > 2 ? digits[group & 63] : '=');
	}
}

void
html_head(struct html *html, const char *title)
{
	uint8_t digest[DIGEST_SHA256_SIZE];
	struct sink *sheet = &html->scratch;

	for (size_t i = 0; i < sizeof(style) / sizeof(style[0]); i++)
		sink_text(sheet, style[i]);
	if (sheet->error != 0)
		html->out->error = sheet->error;
	digest_sha256(digest, (struct el_bytes){
	    (const uint8_t *)sheet->data, sheet->size });
	html_markup(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; style-src 'sha256-");
	put_base64(html->out, digest, sizeof(digest));
	html_markup(html, "'; base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	html_text(html, title);
	html_markup(html, "</title>\n<style>");
	sink_write(html->out, sheet->data, sheet->size);
	sink_clear(sheet);
	html_markup(html, "</style>\n</head>\n");
}
