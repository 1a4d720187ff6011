#include "check.h"

#include <stdlib.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <mbedtls/base64.h>

#include "base/limits.h"
#include "base/sink.h"
#include "base/text.h"
#include "input/encoding.h"
#include "input/input.h"
#include "input/pem.h"
#include "input/recognise.h"

/* An EC certificate for sip.contoso.com, a line of PEM each. */
static const char *const cert_lines[] = {
	"MIIBqTCCAU+gAwIBAgICEjQwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPc2lwLmNv",
	"bnRvc28uY29tMB4XDTI2MTEyMjA5MDIwMloXDTM2MTExOTA5MDIwMlowGjEYMBYG",
	"A1UEAwwPc2lwLmNvbnRvc28uY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
	"bWmvsHQX8cUu72FSgLgU3s6ehKM/Xv8FOKmy8qohngEcdYNqbjz9A7pg08Z8N5QG",
	"xkj4zHDFeoUgm4zXZHUNiqOBhDCBgTAdBgNVHQ4EFgQUfriOCkNdPivnPYbDL6mR",
	"KqDm7BowHwYDVR0jBBgwFoAUfriOCkNdPivnPYbDL6mRKqDm7BowDwYDVR0TAQH/",
	"BAUwAwEB/zAuBgNVHREEJzAlghJ3ZWJjb24uY29udG9zby5jb22CD3NpcC5jb250",
	"b3NvLmNvbTAKBggqhkjOPQQDAgNIADBFAiEA6ygVV3BOWXlVkrvfYWvTLrw1Fu1i",
	"Q53aQtBvcYM+spECIEA5SFGXUb6D4cO8wmMY1ZeuxnpxLIgN42Uys3uCW9Qd",
};

/* What OpenSSL appends to a trusted certificate. */
static const char trusted_tail[] =
    "MAwwCgYIKwYBBQUHAwE=";

/*
 * The beginnings of other files, which is all that tells them apart.
 */
/* CertificationRequest. */
static const char request_start[] =
    "MIHUMHwCAQAwGjEYMBYGA1UEAwwPc2lwLmNvbnRvc28uY29tMFkwEwYHKoZIzj0C"
    "AQYIKoZIzj0DAQcDQgAEbWmvsHQX8cUu";

/* CertificationRequest with an empty subject. */
static const char bare_request_start[] =
    "MIG4MGICAQAwADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABG1pr7B0F/HFLu9h";

/* CertificateList. */
static const char crl_start[] =
    "MIGxMFkCAQEwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPc2lwLmNvbnRvc28uY29t"
    "Fw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEwMDAwMDBaoA4=";

/* PrivateKeyInfo. */
static const char pkcs8_start[] =
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawI=";

/* EncryptedPrivateKeyInfo. */
static const char encrypted_pkcs8_start[] =
    "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj+8TNeSHcTbgICCAAw"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAG3PVa3iaJ4+uZA5lrb/DgEgZAW";

/* ECPrivateKey. */
static const char sec1_start[] =
    "MHcCAQEEIKq0a3S7WvXvdw==";

/* RSAPrivateKey. */
static const char rsa_key_start[] =
    "MIICXAIBAAKBgQDPdLZTr8EZdoJzJn9A/VuOKWCZ56g=";

/* RSAPublicKey. */
static const char rsa_public_key[] =
    "MIGJAoGBAM90tlOvwRl2gnMmf0D9W44pYJnnqAbAfJknMU7E5qW9avbkzcVxOUpE"
    "8095kgJn3c2Qne7ueqAG4VnJG29LPn/V4TRReqFX7NJrcYVXDzsz/u06q06PZBne"
    "1sepl0Krdx8uVSS2lpu39u1XnNTR/KeTeH2aH6x+cOQOOynpYg3xAgMBAAE=";

/* SubjectPublicKeyInfo. */
static const char public_key[] =
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbWmvsHQX8cUu72FSgLgU3s6ehKM/"
    "Xv8FOKmy8qohngEcdYNqbjz9A7pg08Z8N5QGxkj4zHDFeoUgm4zXZHUNig==";

enum { CERT_LINES = sizeof(cert_lines) / sizeof(cert_lines[0]) };

/* What a test works with; zero it by begin(). */
struct bench {
	struct arena arena;
	struct sink text; /* the input that is being written */
	uint8_t *copy; /* what was split */
	struct input input;
	struct el_bytes cert; /* the DER of the certificate above */
};

static struct el_bytes
octets_of(const struct bench *bench)
{
	return (struct el_bytes){ (const uint8_t *)bench->text.data,
		bench->text.size };
}

/* Base64 of a test, by the other library. */
static struct el_bytes
unbase64(struct bench *bench, const char *base64)
{
	size_t room = strlen(base64);
	size_t size = 0;
	uint8_t *octets = arena_alloc(&bench->arena, room, 1);

	if (octets == NULL || mbedtls_base64_decode(octets, room, &size,
		(const unsigned char *)base64, room) != 0)
		CHECK(false);
	return (struct el_bytes){ octets, size };
}

static void
put_base64(struct bench *bench, const char *before, const char *after)
{
	for (size_t i = 0; i < CERT_LINES; i++)
		sink_printf(&bench->text, "%s%s%s", before, cert_lines[i],
		    after);
}

static void
put(struct bench *bench, const char *text)
{
	sink_text(&bench->text, text);
}

/* The certificate's block with line ends of a kind. */
static void
put_block(struct bench *bench, const char *label, const char *line_end)
{
	sink_printf(&bench->text, "-----BEGIN %s-----%s", label, line_end);
	put_base64(bench, "", line_end);
	sink_printf(&bench->text, "-----END %s-----%s", label, line_end);
}

static void
begin(struct bench *bench)
{
	*bench = (struct bench){ 0 };
	arena_init(&bench->arena);
	sink_to_memory(&bench->text);
	put_base64(bench, "", "");
	sink_char(&bench->text, '\0');
	bench->cert = unbase64(bench, bench->text.data);
	sink_clear(&bench->text);
}

static void
end(struct bench *bench)
{
	sink_free(&bench->text);
	free(bench->copy);
	arena_free(&bench->arena);
}

/* Split what was written, from a copy that has nothing behind its end. */
static void
split(struct bench *bench)
{
	struct el_bytes octets = octets_of(bench);

	free(bench->copy);
	bench->copy = octets.size == 0 ? NULL : malloc(octets.size);
	if (bench->copy != NULL)
		memcpy(bench->copy, octets.data, octets.size);
	octets.data = bench->copy;
	CHECK(input_split(&bench->input, "test", octets, &bench->arena));
	CHECK_TEXT(bench->input.name, "test");
}

static void
check_cert(const struct bench *bench, size_t index, size_t offset, size_t line)
{
	const struct input_slice *slice = &bench->input.slices[index];

	CHECK(index < bench->input.count);
	if (index >= bench->input.count)
		return;
	CHECK_TEXT(slice->problem.code, NULL);
	CHECK(el_bytes_equal(slice->der, bench->cert));
	CHECK_NUMBER(slice->offset, offset);
	CHECK_NUMBER(slice->line, line);
}

static void
check_problem(const struct bench *bench, size_t index, const char *code,
    size_t offset, size_t line)
{
	const struct input_slice *slice = &bench->input.slices[index];

	CHECK(index < bench->input.count);
	if (index >= bench->input.count)
		return;
	CHECK_TEXT(slice->problem.code, code);
	CHECK(slice->der.data == NULL && slice->der.size == 0);
	CHECK(slice->problem.message != NULL);
	CHECK_NUMBER(slice->problem.offset, offset);
	CHECK_NUMBER(slice->problem.line, line);
}

static void
check_message(const struct bench *bench, size_t index, const char *part)
{
	const char *message = bench->input.slices[index].problem.message;

	if (message == NULL || strstr(message, part) == NULL)
		CHECK_TEXT(message, part);
	else
		CHECK(true);
}

static void
check_skipped(const struct bench *bench, size_t index, const char *label,
    size_t line)
{
	CHECK(index < bench->input.skipped_count);
	if (index >= bench->input.skipped_count)
		return;
	CHECK_TEXT(bench->input.skipped[index].label, label);
	CHECK_NUMBER(bench->input.skipped[index].line, line);
}

/* The text as UTF-16, in the place of what it is. */
static void
to_utf16(struct bench *bench, bool big_endian, bool with_mark)
{
	struct sink wide;

	sink_to_memory(&wide);
	if (with_mark)
		sink_write(&wide, big_endian ? "\xfe\xff" : "\xff\xfe", 2);
	for (size_t i = 0; i < bench->text.size; i++) {
		const char unit[2] = { '\0', bench->text.data[i] };
		const char swapped[2] = { unit[1], unit[0] };

		sink_write(&wide, big_endian ? unit : swapped, 2);
	}
	sink_free(&bench->text);
	bench->text = wide;
}

/* --- forms ------------------------------------------------------------- */

static void
test_line_ends(void)
{
	static const char *const line_ends[] = { "\n", "\r\n", "\r",
		" \t\n", "  \r\n", "\n\n", "\n \t\r\n" };
	const size_t lines[] = { 1, 1, 1, 1, 1, 2, 2 };

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct bench bench;
		size_t second;

		begin(&bench);
		put_block(&bench, "CERTIFICATE", line_ends[i]);
		second = bench.text.size;
		put_block(&bench, "CERTIFICATE", line_ends[i]);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 2);
		CHECK_NUMBER(bench.input.slices[0].container,
		    EL_CONTAINER_PEM);
		check_cert(&bench, 0, 0, 1);
		check_cert(&bench, 1, second,
		    1 + lines[i] * (CERT_LINES + 2));
		end(&bench);
	}
}

static void
test_without_last_line_end(void)
{
	struct bench bench;

	begin(&bench);
	put_block(&bench, "CERTIFICATE", "\n");
	bench.text.size--;
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_cert(&bench, 0, 0, 1);
	end(&bench);
}

static void
test_indented(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, "certificate: |\n  -----BEGIN CERTIFICATE-----\n");
	put_base64(&bench, "\t  ", "\n");
	put(&bench, "    -----END CERTIFICATE-----\nother: - ----- -\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_cert(&bench, 0, 17, 2);
	end(&bench);
}

static void
test_line_widths(void)
{
	for (size_t width = 1; width < 100; width++) {
		struct bench bench;
		size_t column = 0;

		begin(&bench);
		put(&bench, "-----BEGIN CERTIFICATE-----\n");
		for (size_t i = 0; i < CERT_LINES; i++) {
			for (const char *c = cert_lines[i]; *c != '\0'; c++) {
				sink_char(&bench.text, *c);
				if (++column % width == 0)
					sink_char(&bench.text, '\n');
			}
		}
		put(&bench, "\n-----END CERTIFICATE-----\n");
		split(&bench);
		check_cert(&bench, 0, 0, 1);
		end(&bench);
	}
}

static void
test_text_around(void)
{
	struct bench bench;
	size_t first;
	size_t second;

	begin(&bench);
	put(&bench, "Bag Attributes\n    friendlyName: B\xc3\xbc" "cher\n"
	    "subject=CN = sip.contoso.com\n-- \n-----\n");
	first = bench.text.size;
	put_block(&bench, "CERTIFICATE", "\n");
	put(&bench, "-----BEGIN but this is prose\n\n");
	second = bench.text.size;
	put_block(&bench, "X509 CERTIFICATE", "\n");
	put(&bench, "Regards\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 2);
	check_cert(&bench, 0, first, 6);
	check_cert(&bench, 1, second, 6 + CERT_LINES + 2 + 2);
	CHECK_NUMBER(bench.input.skipped_count, 0);
	end(&bench);
}

static void
test_encodings(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, "\xef\xbb\xbf");
	put_block(&bench, "CERTIFICATE", "\r\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_cert(&bench, 0, 3, 1);
	end(&bench);

	for (int form = 0; form < 4; form++) {
		bool with_mark = form >= 2;

		begin(&bench);
		put(&bench, "subject\r\n");
		put_block(&bench, "CERTIFICATE", "\r\n");
		to_utf16(&bench, form % 2 == 0, with_mark);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		check_cert(&bench, 0, 18 + (with_mark ? 2 : 0), 2);
		end(&bench);
	}
}

static void
test_joined_files(void)
{
	struct bench bench;
	size_t second;

	/* copy a.pem+b.pem leaves the second file's mark in the middle. */
	begin(&bench);
	put(&bench, "\xef\xbb\xbf");
	put_block(&bench, "CERTIFICATE", "\r\n");
	put(&bench, "\xef\xbb\xbf");
	second = bench.text.size;
	put_block(&bench, "CERTIFICATE", "\r\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 2);
	check_cert(&bench, 0, 3, 1);
	check_cert(&bench, 1, second, CERT_LINES + 3);
	end(&bench);
}

static void
test_utf16_odd_ends(void)
{
	struct bench bench;

	/* Half a unit at the end is not read. */
	begin(&bench);
	put_block(&bench, "CERTIFICATE", "\n");
	to_utf16(&bench, false, true);
	put(&bench, "\n");
	split(&bench);
	check_cert(&bench, 0, 2, 1);
	end(&bench);

	begin(&bench);
	put(&bench, "\xff\xfe");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_problem(&bench, 0, "input.empty", 0, 0);
	end(&bench);
}

static void
test_other_blocks(void)
{
	struct bench bench;
	size_t start;

	begin(&bench);
	put(&bench, "-----BEGIN RSA PRIVATE KEY-----\n"
	    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n*****\n"
	    "-----END RSA PRIVATE KEY-----\n");
	start = bench.text.size;
	put_block(&bench, "CERTIFICATE", "\n");
	put(&bench, "-----BEGIN DH PARAMETERS-----\nMAYC\n"
	    "-----BEGIN a\x1b[31m\\-----\n-----END WRONG-----\n"
	    "-----BEGIN -----\n-----END -----\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_cert(&bench, 0, start, 7);
	CHECK_NUMBER(bench.input.skipped_count, 4);
	check_skipped(&bench, 0, "RSA PRIVATE KEY", 1);
	check_skipped(&bench, 1, "DH PARAMETERS", 7 + CERT_LINES + 2);
	check_skipped(&bench, 2, "a\\x1b[31m\\\\", 7 + CERT_LINES + 4);
	check_skipped(&bench, 3, "", 7 + CERT_LINES + 6);
	end(&bench);
}

static void
test_long_label(void)
{
	struct bench bench;
	char label[65];

	begin(&bench);
	memset(label, 'L', sizeof(label) - 1);
	label[sizeof(label) - 1] = '\0';
	sink_printf(&bench.text, "-----BEGIN %s%s-----\n", label, label);
	put_block(&bench, "CERTIFICATE", "\n");
	split(&bench);
	check_skipped(&bench, 0, label, 1);
	CHECK_NUMBER(bench.input.count, 1);
	end(&bench);
}

static void
test_trusted_certificate(void)
{
	struct bench bench;
	size_t rest;

	/* The certificate's 429 octets fill whole groups of base64. */
	begin(&bench);
	put(&bench, "-----BEGIN TRUSTED CERTIFICATE-----\n");
	put_base64(&bench, "", "\n");
	rest = bench.text.size;
	sink_printf(&bench.text, "%s\n-----END TRUSTED CERTIFICATE-----\n",
	    trusted_tail);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_cert(&bench, 0, 0, 1);

	/* In an ordinary certificate's block the view gets to see it. */
	sink_clear(&bench.text);
	put(&bench, "-----BEGIN CERTIFICATE-----\n");
	put_base64(&bench, "", "\n");
	CHECK(bench.text.size < rest);
	sink_printf(&bench.text, "%s\n-----END CERTIFICATE-----\n",
	    trusted_tail);
	split(&bench);
	CHECK_TEXT(bench.input.slices[0].problem.code, NULL);
	CHECK_NUMBER(bench.input.slices[0].der.size, bench.cert.size + 14);
	end(&bench);
}

static void
test_base64_alone(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, " \r\n");
	put_base64(&bench, "", "\r\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	CHECK_NUMBER(bench.input.slices[0].container, EL_CONTAINER_BASE64);
	check_cert(&bench, 0, 3, 0);

	put(&bench, "-----END CERTIFICATE-----\r\n \r\n");
	split(&bench);
	CHECK_NUMBER(bench.input.slices[0].container, EL_CONTAINER_BASE64);
	check_cert(&bench, 0, 3, 0);

	to_utf16(&bench, false, true);
	split(&bench);
	CHECK_NUMBER(bench.input.slices[0].container, EL_CONTAINER_BASE64);
	check_cert(&bench, 0, 8, 0);
	end(&bench);
}

static void
test_der(void)
{
	struct bench bench;

	begin(&bench);
	sink_write(&bench.text, bench.cert.data, bench.cert.size);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	CHECK_NUMBER(bench.input.slices[0].container, EL_CONTAINER_DER);
	check_cert(&bench, 0, 0, 0);

	/* What follows belongs to the slice, a second certificate, too. */
	sink_write(&bench.text, bench.cert.data, bench.cert.size);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	CHECK(el_bytes_equal(bench.input.slices[0].der, octets_of(&bench)));
	end(&bench);
}

static void
test_blocks_inside_der(void)
{
	struct bench bench;

	begin(&bench);
	sink_write(&bench.text, bench.cert.data, bench.cert.size);
	put_block(&bench, "CERTIFICATE", "\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	CHECK_NUMBER(bench.input.slices[0].container, EL_CONTAINER_DER);
	end(&bench);
}

/* --- what is wrong with a block ---------------------------------------- */

/*
 * The lines of a block, between two good ones; the middle one has the
 * problem, and the others are delivered.
 */
static void
check_block(const char *block, const char *code, size_t offset, size_t line,
    const char *message)
{
	for (int form = 0; form < 2; form++) {
		const size_t lines = CERT_LINES + 2;
		struct bench bench;
		size_t start;
		size_t second;
		size_t width = form == 0 ? 1 : 2;
		size_t mark = form == 0 ? 0 : 2;

		begin(&bench);
		put_block(&bench, "CERTIFICATE", "\n");
		start = bench.text.size;
		put(&bench, block);
		second = bench.text.size;
		put_block(&bench, "CERTIFICATE", "\n");
		if (form == 1)
			to_utf16(&bench, true, true);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 3);
		check_cert(&bench, 0, mark, 1);
		check_problem(&bench, 1, code, mark + width * (start + offset),
		    lines + line);
		CHECK_NUMBER(bench.input.slices[1].offset,
		    mark + width * start);
		CHECK_NUMBER(bench.input.slices[1].line, lines + 1);
		check_message(&bench, 1, message);
		CHECK(bench.input.count == 3 &&
		    bench.input.slices[2].problem.code == NULL);
		CHECK_NUMBER(bench.input.slices[2].offset,
		    mark + width * second);
		end(&bench);
	}
}

#define BEGIN_LINE "-----BEGIN CERTIFICATE-----\n"
#define END_LINE "-----END CERTIFICATE-----\n"

static void
test_bad_character(void)
{
	check_block(BEGIN_LINE "MIIB\n  MI*B\n" END_LINE,
	    "base64.bad-character", 28 + 5 + 4, 3,
	    "column 5: the character \"*\" is no base64");
	check_block(BEGIN_LINE "Proc-Type: 4\n" END_LINE,
	    "base64.bad-character", 28 + 4, 2, "column 5: the character \"-\"");
	check_block(BEGIN_LINE "MIIB\x1bMII\n" END_LINE,
	    "base64.bad-character", 28 + 4, 2, "the character U+001B");
	check_block(BEGIN_LINE "MIIB\n-----\n" END_LINE,
	    "base64.bad-character", 28 + 5, 3, "column 1: the character \"-\"");
}

static void
test_bad_character_beyond_ascii(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, BEGIN_LINE "MII\xe2\x80\x93\n" END_LINE
	    BEGIN_LINE "MII\x96\n" END_LINE
	    BEGIN_LINE "MII\xf0\x9f\x98\x80\n" END_LINE);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 3);
	check_problem(&bench, 0, "base64.bad-character", 31, 2);
	check_message(&bench, 0, "column 4: the character U+2013 ");
	check_message(&bench, 1, "column 4: the character octet 0x96 ");
	check_message(&bench, 2, "column 4: the character U+1F600 ");
	end(&bench);

	/* The same in UTF-16: a dash, and a pair of surrogates. */
	begin(&bench);
	put(&bench, BEGIN_LINE "MII?\n" END_LINE BEGIN_LINE "MII??\n" END_LINE);
	to_utf16(&bench, false, false);
	memcpy(bench.text.data + 62, "\x13\x20", 2);
	memcpy(bench.text.data + 2 * (59 + 28 + 3), "\x3d\xd8\x00\xde", 4);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 2);
	check_problem(&bench, 0, "base64.bad-character", 62, 2);
	check_message(&bench, 0, "the character U+2013 ");
	check_message(&bench, 1, "the character U+1F600 ");
	end(&bench);
}

static void
test_bad_padding(void)
{
	check_block(BEGIN_LINE "MI==\nMIIB\n" END_LINE, "base64.bad-padding",
	    28 + 5, 3, "line 14, column 1: \"=\"");
	check_block(BEGIN_LINE "=\n" END_LINE, "base64.bad-padding", 28, 2,
	    "column 1: \"=\"");
}

static void
test_bad_length(void)
{
	check_block(BEGIN_LINE "MIIB\nMII\n" END_LINE, "base64.bad-length",
	    28 + 9, 4, "some are missing");
}

static void
test_frames(void)
{
	check_block(BEGIN_LINE "MIIB\n", "pem.no-end", 0, 1, "no END line");
	check_block(BEGIN_LINE "MIIB\n-----END CERTIFICATE\n",
	    "pem.end-differs", 28 + 5, 3, "END line is not the one");
	check_block(BEGIN_LINE "MIIB\n-----END X509 CERTIFICATE-----\n",
	    "pem.end-differs", 28 + 5, 3, "END line is not the one");
	check_block(BEGIN_LINE "MIIB\n-----END-CERTIFICATE-----\n",
	    "pem.end-differs", 28 + 5, 3, "END line is not the one");
	check_block(BEGIN_LINE "MIIB\n-----END CERTIFICATE----- x\n",
	    "pem.end-differs", 28 + 5, 3, "END line is not the one");
	check_block(BEGIN_LINE END_LINE, "pem.empty", 0, 1, "nothing between");
	check_block(BEGIN_LINE " \n\n" END_LINE, "pem.empty", 0, 1,
	    "nothing between");
	check_block("-----BEGIN CERTIFICATE----\nMIIB\n" END_LINE,
	    "pem.bad-begin-line", 0, 1, "five dashes");
	check_block("-----BEGIN CERTIFICATE\nMIIB\n" END_LINE,
	    "pem.bad-begin-line", 0, 1, "five dashes");
	check_block("-----BEGIN CERTIFICATE-----MIIB\n" END_LINE,
	    "pem.bad-begin-line", 0, 1, "five dashes");
	check_block("-----BEGIN CERTIFICATE------\nMIIB\n" END_LINE,
	    "pem.bad-begin-line", 0, 1, "five dashes");
	check_block("-----BEGIN CERTIFICATE----- MIIB -----END "
	    "CERTIFICATE-----\n" END_LINE,
	    "pem.bad-begin-line", 0, 1, "five dashes");
}

static void
test_no_end_of_file(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, BEGIN_LINE);
	put_base64(&bench, "", "\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_problem(&bench, 0, "pem.no-end", 0, 1);
	end(&bench);
}

static void
test_block_of_another_kind(void)
{
	check_block(BEGIN_LINE "AAAA\n" END_LINE, "input.not-a-certificate",
	    0, 1, "it holds binary data, not a certificate; ");
	check_block(BEGIN_LINE "MHcCAQEEIKq0a3S7WvXvdw==\n" END_LINE,
	    "input.not-a-certificate", 0, 1, "it holds a private key, ");
}

static void
test_block_cut_short(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, BEGIN_LINE);
	for (size_t i = 0; i < CERT_LINES - 1; i++)
		sink_printf(&bench.text, "%s\n", cert_lines[i]);
	put(&bench, END_LINE);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_problem(&bench, 0, "der.truncated", 0, 1);
	check_message(&bench, 0, "it has 429 octets, but there are only 384;");
	end(&bench);
}

/* --- what is no certificate -------------------------------------------- */

static void
test_empty(void)
{
	static const char *const texts[] = { "", " ", "\r\n\t\n",
		"\xef\xbb\xbf", "\xef\xbb\xbf\n" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct bench bench;

		begin(&bench);
		put(&bench, texts[i]);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		check_problem(&bench, 0, "input.empty", 0, 0);
		end(&bench);
	}
}

static void
test_der_cut_short(void)
{
	struct bench bench;

	begin(&bench);
	sink_write(&bench.text, bench.cert.data, bench.cert.size);
	/* From the last octet down to the outer header's. */
	while (--bench.text.size >= 4) {
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		check_problem(&bench, 0, "der.truncated", 0, 0);
	}
	bench.text.size = 428;
	split(&bench);
	check_message(&bench, 0, "it has 429 octets, but there are only 428;");
	end(&bench);
}

/* A file's beginning, filled up to the size that its first element has. */
static void
put_filled(struct bench *bench, const char *base64)
{
	struct el_bytes start = unbase64(bench, base64);
	size_t size = start.size;

	CHECK(recognise_extent(&size, start));
	CHECK(size >= start.size);
	sink_write(&bench->text, start.data, start.size);
	for (size_t i = start.size; i < size; i++)
		sink_char(&bench->text, '\0');
}

static void
test_other_der(void)
{
	static const struct {
		const char *start;
		const char *name;
	} cases[] = {
		{ crl_start, "a certificate revocation list" },
		{ pkcs8_start, "a private key" },
		{ encrypted_pkcs8_start, "a private key" },
		{ sec1_start, "a private key" },
		{ rsa_key_start, "a private key" },
		{ rsa_public_key, "a public key" },
		{ public_key, "a public key" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bench bench;

		begin(&bench);
		put_filled(&bench, cases[i].start);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		CHECK_NUMBER(bench.input.slices[0].container,
		    EL_CONTAINER_DER);
		check_problem(&bench, 0, "input.not-a-certificate", 0, 0);
		check_message(&bench, 0, cases[i].name);

		/* Cut off, it is still told what it is. */
		sink_clear(&bench.text);
		sink_printf(&bench.text, BEGIN_LINE "%s\n" END_LINE,
		    cases[i].start);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		check_problem(&bench, 0, "input.not-a-certificate", 0, 1);
		check_message(&bench, 0, cases[i].name);
		end(&bench);
	}
}

/* A request, from the file's beginning that it has. */
static void
check_request(struct bench *bench, const char *start,
    enum el_container container, size_t line)
{
	const struct input_slice *slice = &bench->input.slices[0];
	struct el_bytes octets = unbase64(bench, start);

	CHECK_NUMBER(bench->input.count, 1);
	CHECK_TEXT(slice->problem.code, NULL);
	CHECK_NUMBER(slice->container, container);
	CHECK_NUMBER(slice->line, line);
	CHECK_NUMBER(bench->input.skipped_count, 0);
	CHECK(text_begins_with(slice->der, (const char *)octets.data,
	    octets.size));
}

/* The request's octets in base64, by the other library, as one line. */
static void
put_filled_base64(struct bench *bench, const char *start)
{
	unsigned char base64[512];
	struct bench filled;
	size_t size = 0;

	begin(&filled);
	put_filled(&filled, start);
	CHECK(mbedtls_base64_encode(base64, sizeof(base64), &size,
		  (const unsigned char *)filled.text.data,
		  filled.text.size) == 0);
	end(&filled);
	sink_write(&bench->text, base64, size);
	put(bench, "\n");
}

static void
test_requests(void)
{
	static const char *const starts[] = { request_start,
		bare_request_start };
	static const char *const labels[] = { "CERTIFICATE REQUEST",
		"NEW CERTIFICATE REQUEST", "CERTIFICATE" };

	for (size_t i = 0; i < 2; i++) {
		struct bench bench;

		begin(&bench);
		put_filled(&bench, starts[i]);
		split(&bench);
		check_request(&bench, starts[i], EL_CONTAINER_DER, 0);
		sink_clear(&bench.text);
		put_filled_base64(&bench, starts[i]);
		split(&bench);
		check_request(&bench, starts[i], EL_CONTAINER_BASE64, 0);
		for (size_t j = 0; j < 3; j++) {
			sink_clear(&bench.text);
			sink_printf(&bench.text, "\n-----BEGIN %s-----\n",
			    labels[j]);
			put_filled_base64(&bench, starts[i]);
			sink_printf(&bench.text, "-----END %s-----\n",
			    labels[j]);
			split(&bench);
			check_request(&bench, starts[i], EL_CONTAINER_PEM, 2);
			to_utf16(&bench, false, true);
			split(&bench);
			check_request(&bench, starts[i], EL_CONTAINER_PEM, 2);
		}
		end(&bench);
	}
}

static void
test_requests_beside_certificates(void)
{
	struct bench bench;

	begin(&bench);
	put_block(&bench, "CERTIFICATE", "\n");
	put(&bench, "-----BEGIN NEW CERTIFICATE REQUEST-----\n");
	put_filled_base64(&bench, request_start);
	put(&bench, "-----END NEW CERTIFICATE REQUEST-----\n"
		    "-----BEGIN PRIVATE KEY-----\n"
		    "-----END PRIVATE KEY-----\n");
	put_block(&bench, "CERTIFICATE", "\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 3);
	CHECK_NUMBER(bench.input.skipped_count, 1);
	check_cert(&bench, 0, 0, 1);
	CHECK_NUMBER(bench.input.slices[1].line, CERT_LINES + 3);
	CHECK_TEXT(bench.input.slices[2].problem.code, NULL);
	CHECK(el_bytes_equal(bench.input.slices[2].der, bench.cert));
	end(&bench);
}

static void
test_damaged_requests(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, "-----BEGIN NEW CERTIFICATE REQUEST----\nMIIB\n"
		    "-----END NEW CERTIFICATE REQUEST-----\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_problem(&bench, 0, "pem.bad-begin-line", 0, 1);
	sink_clear(&bench.text);
	sink_printf(&bench.text, "-----BEGIN CERTIFICATE REQUEST-----\n%s\n"
	    "-----END CERTIFICATE REQUEST-----\n", request_start);
	split(&bench);
	check_problem(&bench, 0, "der.truncated", 0, 1);
	/* What certreq makes when it is told to: CMC, by the same label. */
	sink_clear(&bench.text);
	put(&bench, "-----BEGIN NEW CERTIFICATE REQUEST-----\n"
		    "MCIGCSqGSIb3DQEHAqAVMBMCAQExADAKBggrBgEFBQcMAjEA\n"
		    "-----END NEW CERTIFICATE REQUEST-----\n");
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_problem(&bench, 0, "pkcs7.request", 0, 1);
	check_message(&bench, 0, "RequestType = PKCS10");
	end(&bench);
}

static void
test_base64_of_another_kind(void)
{
	struct bench bench;

	begin(&bench);
	sink_printf(&bench.text, "\n%s\n", crl_start);
	split(&bench);
	CHECK_NUMBER(bench.input.slices[0].container, EL_CONTAINER_BASE64);
	check_problem(&bench, 0, "input.not-a-certificate", 1, 0);
	check_message(&bench, 0, "a certificate revocation list");
	end(&bench);
}

static void
test_base64_with_faults(void)
{
	struct bench bench;

	begin(&bench);
	sink_printf(&bench.text, "%s\n%.10s*\n", cert_lines[0], cert_lines[1]);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	CHECK_NUMBER(bench.input.slices[0].container, EL_CONTAINER_BASE64);
	check_problem(&bench, 0, "base64.bad-character", 75, 2);
	check_message(&bench, 0, "line 2, column 11: the character \"*\"");

	/* Two END lines are one too many. */
	sink_clear(&bench.text);
	put_base64(&bench, "", "\n");
	put(&bench, END_LINE END_LINE);
	split(&bench);
	check_problem(&bench, 0, "base64.bad-character", 581, 10);

	sink_clear(&bench.text);
	sink_printf(&bench.text, "%s\nMII\n", cert_lines[0]);
	split(&bench);
	check_problem(&bench, 0, "base64.bad-length", 69, 3);

	sink_clear(&bench.text);
	put(&bench, "MIT License\n\nCopyright (c) Contoso Ltd\n");
	split(&bench);
	check_message(&bench, 0, "it holds text without a PEM block, ");
	end(&bench);
}

static void
test_blocks_but_no_certificate(void)
{
	static const struct {
		const char *text;
		const char *code;
		size_t offset;
		size_t line;
		const char *message;
	} cases[] = {
		{ "-----BEGIN PRIVATE KEY-----\n", "input.no-certificate", 0,
		    1, "it holds a private key (\"PRIVATE KEY\"), but no "
		    "certificate; on the Edge server open certlm.msc and "
		    "export the certificate as \"Base-64 encoded X.509 "
		    "(.CER)\"" },
		{ "\n-----BEGIN EC PARAMETERS-----\n"
		    "-----BEGIN EC PRIVATE KEY-----\n",
		    "input.no-certificate", 31, 3,
		    "a private key (\"EC PARAMETERS\", \"EC PRIVATE KEY\")" },
		{ "-----BEGIN X509 CRL-----\n", "input.no-certificate", 0, 1,
		    "a certificate revocation list (\"X509 CRL\")" },
		{ "-----BEGIN RSA PUBLIC KEY-----\n", "input.no-certificate",
		    0, 1, "a public key (\"RSA PUBLIC KEY\")" },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----\n",
		    "input.no-certificate", 0, 1, "an SSH key" },
		{ "-----BEGIN DH PARAMETERS-----\n", "input.no-certificate",
		    0, 1, "key parameters (\"DH PARAMETERS\")" },
		{ "-----BEGIN PGP MESSAGE-----\n", "input.no-certificate", 0,
		    1, "an OpenPGP key or message" },
		{ "-----BEGIN \x1b-----\n", "input.no-certificate", 0, 1,
		    "it holds other PEM blocks (\"\\x1b\"), but" },
		{ "-----BEGIN A-----\n-----BEGIN B-----\n-----BEGIN C-----\n"
		    "-----BEGIN D-----\n-----BEGIN E-----\n"
		    "-----BEGIN F-----\n", "input.no-certificate", 0, 1,
		    "(\"A\", \"B\", \"C\", \"D\" and 2 more)" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bench bench;

		begin(&bench);
		put(&bench, cases[i].text);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		CHECK_NUMBER(bench.input.slices[0].container,
		    EL_CONTAINER_PEM);
		check_problem(&bench, 0, cases[i].code, cases[i].offset,
		    cases[i].line);
		check_message(&bench, 0, cases[i].message);
		CHECK(bench.input.skipped_count > 0);
		end(&bench);
	}
}

#define OCTETS(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }

static void
test_other_files(void)
{
	static const struct {
		struct el_bytes octets;
		const char *name;
	} cases[] = {
		{ OCTETS("\xfe\xed\xfe\xed\0\0\0\2"), "a Java keystore" },
		{ OCTETS("\xce\xce\xce\xce\0\0\0\2"), "a Java keystore" },
		{ OCTETS("\0\0\0\0CERT\0\0"), "a Windows certificate store" },
		{ OCTETS("PK\x03\x04\x14\0"), "a ZIP archive" },
		{ OCTETS("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"), "Office" },
		{ OCTETS("\x1f\x8b\x08\0"), "a gzip archive" },
		{ OCTETS("%PDF-1.7\n"), "a PDF document" },
		{ OCTETS("\r\n <!doctype html>\n<title>"), "a web page" },
		{ OCTETS("<Html>"), "a web page" },
		{ OCTETS("<?xml version=\"1.0\"?>"), "XML text" },
		{ OCTETS("{ \"edgelint_profile\": 1 }"), "--profile" },
		{ OCTETS("ssh-ed25519 AAAA"), "an SSH key" },
		{ OCTETS("---- BEGIN SSH2 PUBLIC KEY ----"), "an SSH key" },
		{ OCTETS("PuTTY-User-Key-File-3: ssh"), "an SSH key" },
		{ OCTETS("Certificate:\n    Data:\n"), "a printout" },
		{ OCTETS("Certificate Request:\n    Data:\n"),
		    "a printout of a certificate request" },
		{ OCTETS("PKCS10 Certificate Request:\nVersion: 1\n"),
		    "a printout of a certificate request" },
		{ OCTETS("Hello, world\n"), "text without a PEM block" },
		{ OCTETS("0\n"), "text without a PEM block" },
		{ OCTETS("MI"), "text without a PEM block" },
		{ OCTETS("\x01\x02\x03"), "binary data" },
		{ OCTETS("\0"), "binary data" },
		{ OCTETS("\x30\x03\x02\x01\x05"), "DER data of another kind" },
		{ OCTETS("\x30\x84"), "binary data" },
		{ OCTETS("\x30\x80"), "DER data of another kind" },
		{ OCTETS("\x30\x81\x05\x0a\x01\x00\xa0\x00"),
		    "an OCSP response" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bench bench;

		begin(&bench);
		sink_write(&bench.text, cases[i].octets.data,
		    cases[i].octets.size);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		check_problem(&bench, 0, "input.not-a-certificate", 0, 0);
		check_message(&bench, 0, cases[i].name);
		end(&bench);
	}
}

static void
test_utf16_of_another_kind(void)
{
	struct bench bench;

	begin(&bench);
	put(&bench, "<html><body>Certificate Services</body></html>");
	to_utf16(&bench, false, true);
	split(&bench);
	CHECK_NUMBER(bench.input.count, 1);
	check_problem(&bench, 0, "input.not-a-certificate", 0, 0);
	check_message(&bench, 0, "a web page");
	end(&bench);
}

static void
test_doubtful_der_is_delivered(void)
{
	static const struct el_bytes cases[] = {
		/* An empty tbsCertificate, and one that begins oddly. */
		OCTETS("\x30\x81\x02\x30\x00"),
		OCTETS("\x30\x81\x04\x30\x02\x05\x00"),
		OCTETS("\x30\x80\x30\x80\xa0\x03\x02\x01\x02"),
		/* Version 1: a serial number, then the algorithm. */
		OCTETS("\x30\x81\x11\x30\x0f\x02\x01\x07\x30\x05\x06\x03"
		    "\x2a\x03\x04\x30\x00\x30\x01\x00"),
		/* An algorithm without what would make it a key. */
		OCTETS("\x30\x81\x05\x30\x03\x06\x01\x2a"),
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bench bench;

		begin(&bench);
		sink_write(&bench.text, cases[i].data, cases[i].size);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		CHECK_TEXT(bench.input.slices[0].problem.code, NULL);
		CHECK(el_bytes_equal(bench.input.slices[0].der, cases[i]));
		end(&bench);
	}
}

static void
test_begin_words(void)
{
	static const struct {
		const char *text;
		size_t offset;
		size_t line;
	} cases[] = {
		{ "----BEGIN CERTIFICATE-----\nMIIB\n", 4, 1 },
		{ "\n\xe2\x80\x94 Begin Certificate \xe2\x80\x94\nMIIB\n", 5,
		    2 },
		{ "{ \"pem\": \"-----BEGIN CERTIFICATE-----\\nMIIB\" }", 15,
		    1 },
		{ "> -----BEGIN CERTIFICATE-----\n> MIIB\n", 7, 1 },
		{ "\n----BEGIN NEW CERTIFICATE REQUEST-----\nMIIB\n", 5, 2 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bench bench;

		begin(&bench);
		put(&bench, cases[i].text);
		split(&bench);
		CHECK_NUMBER(bench.input.count, 1);
		check_problem(&bench, 0, "pem.bad-begin-line",
		    cases[i].offset, cases[i].line);
		end(&bench);
	}
}

/* --- hostile inputs ---------------------------------------------------- */

/* Octets of the arena's blocks, which begin with a pointer and their size. */
static size_t
arena_size(const struct arena *arena)
{
	const struct block {
		const struct block *next;
		size_t capacity;
	} *block = (const struct block *)arena->first;
	size_t size = 0;

	for (; block != NULL; block = block->next)
		size += block->capacity;
	return size;
}

/*
 * Megabytes of one piece again and again.  What would go over the rest of
 * the input for every piece would make some 10^12 steps and not come back.
 */
static void
test_repeated_pieces(void)
{
	static const struct el_bytes pieces[] = {
		OCTETS("-----BEGIN"),
		OCTETS("-----BEGIN\n"),
		OCTETS("-----BEGIN X-----\n"),
		OCTETS("-----BEGIN CERTIFICATE\n"),
		OCTETS("-----BEGIN CERTIFICATE-----\r"),
		OCTETS("-----END\n"),
		OCTETS("-----\r"),
		OCTETS(BEGIN_LINE),
		OCTETS(BEGIN_LINE END_LINE),
		OCTETS(BEGIN_LINE "*" END_LINE),
		OCTETS(BEGIN_LINE "MIIB\n-----END X-----\n"),
		OCTETS("- "),
		OCTETS("-"),
		OCTETS(" -----"),
		OCTETS("\xef\xbb\xbf-----BEGIN "),
		OCTETS("MIIB"),
		OCTETS("MIIB\r"),
		OCTETS("MIIBMIIBMIIB*"),
		OCTETS(" "),
		OCTETS("\n"),
		OCTETS("BEGIN CERTIFICAT"),
		OCTETS("\x30\x82"),
		OCTETS("\x30\x84"),
		OCTETS("\xff\xfe"),
		OCTETS("-\0"),
		OCTETS("\0-"),
	};
	enum { SIZE = 8 * 1024 * 1024 };

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct bench bench;

		begin(&bench);
		while (bench.text.size < SIZE)
			sink_write(&bench.text, pieces[i].data,
			    pieces[i].size);
		split(&bench);
		CHECK(bench.input.count >= 1);
		CHECK(arena_size(&bench.arena) <= (size_t)SIZE * 8);
		end(&bench);
	}
}

/* Every block begins where nothing was read before, so each octet is passed
 * once; the work is counted in octets. */
static void
test_reader_goes_forward(void)
{
	struct pem_reader reader;
	struct pem_block block;
	struct bench bench;
	size_t work = 0;
	size_t blocks = 0;

	begin(&bench);
	for (int i = 0; i < 20000; i++)
		put(&bench, i % 3 == 0 ? "-----BEGIN X-----\n" :
		    i % 3 == 1 ? BEGIN_LINE "MIIB\n" : END_LINE);
	reader = (struct pem_reader){ .text = octets_of(&bench) };
	for (size_t before = 0; pem_next(&block, &reader); blocks++) {
		CHECK(block.begin >= before && reader.at > block.begin);
		work += reader.at - before;
		before = reader.at;
	}
	CHECK_NUMBER(blocks, 13334);
	CHECK(work <= bench.text.size);
	end(&bench);
}

/* --- reading ----------------------------------------------------------- */

/* A folder of its own for files; left is to be removed by the test. */
static const char *
make_folder(struct bench *bench)
{
	const char *parent = getenv("TMPDIR");
	char *path = arena_printf(&bench->arena, "%s/edgelint-test-XXXXXX",
	    parent != NULL ? parent : "/var/tmp");

	return path == NULL ? NULL : mkdtemp(path);
}

static void
write_file(const char *path, const char *octets, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	CHECK(fd >= 0 && write(fd, octets, size) == (ssize_t)size);
	close(fd);
}

static void
check_read_fails(struct bench *bench, const char *path, const char *code)
{
	struct input_buffer buffer = { 0 };
	struct el_problem problem = { 0 };
	struct el_bytes octets;

	CHECK(!input_read(&octets, path, &buffer, &bench->arena, &problem));
	CHECK_TEXT(problem.code, code);
	CHECK(problem.message != NULL && problem.message[0] != '\0');
	input_buffer_free(&buffer);
}

static void
test_read(void)
{
	struct input_buffer buffer = { 0 };
	struct el_problem problem = { 0 };
	struct el_bytes octets;
	struct bench bench;
	const char *path;
	const char *folder;
	char *large = calloc(300000, 1);

	begin(&bench);
	folder = make_folder(&bench);
	CHECK(folder != NULL && large != NULL);
	if (folder == NULL || large == NULL)
		return;
	path = arena_printf(&bench.arena, "%s/a.cer", folder);

	/* A large file, then a small one in the same buffer, then none. */
	large[299999] = 'x';
	write_file(path, large, 300000);
	CHECK(input_read(&octets, path, &buffer, &bench.arena, &problem));
	CHECK_NUMBER(octets.size, 300000);
	CHECK(memcmp(octets.data, large, 300000) == 0);
	write_file(path, "abc", 3);
	CHECK(input_read(&octets, path, &buffer, &bench.arena, &problem));
	CHECK_NUMBER(octets.size, 3);
	CHECK(memcmp(octets.data, "abc", 3) == 0);
	write_file(path, "", 0);
	CHECK(input_read(&octets, path, &buffer, &bench.arena, &problem));
	CHECK_NUMBER(octets.size, 0);
	CHECK(octets.data != NULL);

	unlink(path);
	rmdir(folder);
	input_buffer_free(&buffer);
	free(large);
	end(&bench);
}

static void
test_read_failures(void)
{
	struct bench bench;
	const char *folder;
	const char *path;

	begin(&bench);
	folder = make_folder(&bench);
	CHECK(folder != NULL);
	path = arena_printf(&bench.arena, "%s/a.cer", folder);
	check_read_fails(&bench, path, "input.not-found");
	check_read_fails(&bench, "", "input.not-found");
	check_read_fails(&bench, folder, "input.is-folder");
	check_read_fails(&bench, "/dev/null", "input.not-regular");

	/* It must not wait for a writer either. */
	CHECK(mkfifo(path, 0600) == 0);
	check_read_fails(&bench, path, "input.not-regular");
	unlink(path);

	write_file(path, "x", 1);
	check_read_fails(&bench, arena_printf(&bench.arena, "%s/b", path),
	    "input.not-found");
	CHECK(truncate(path, (off_t)LIMIT_INPUT + 1) == 0);
	check_read_fails(&bench, path, "input.too-large");
	/* The superuser may read everything. */
	if (geteuid() != 0) {
		CHECK(chmod(path, 0) == 0);
		check_read_fails(&bench, path, "input.permission");
	}
	unlink(path);

	CHECK(symlink(path, path) == 0);
	check_read_fails(&bench, path, "input.read");
	unlink(path);
	rmdir(folder);
	end(&bench);
}

/* Standard input in the place of a descriptor, while a check runs. */
static int
exchange_stdin(int fd)
{
	int saved = dup(STDIN_FILENO);

	CHECK(dup2(fd, STDIN_FILENO) == STDIN_FILENO);
	close(fd);
	return saved;
}

static void
restore_stdin(int saved)
{
	if (saved < 0) {
		close(STDIN_FILENO);
		return;
	}
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void
test_read_stdin(void)
{
	struct input_buffer buffer = { 0 };
	struct el_problem problem = { 0 };
	struct el_bytes octets;
	struct bench bench;
	int ends[2] = { -1, -1 };
	int saved;

	begin(&bench);
	CHECK(pipe(ends) == 0);
	CHECK(write(ends[1], "piped", 5) == 5);
	close(ends[1]);
	saved = exchange_stdin(ends[0]);
	CHECK(input_read(&octets, "-", &buffer, &bench.arena, &problem));
	CHECK(octets.size == 5 && memcmp(octets.data, "piped", 5) == 0);
	restore_stdin(saved);
	input_buffer_free(&buffer);

	saved = exchange_stdin(open("/", O_RDONLY));
	check_read_fails(&bench, "-", "input.is-folder");
	restore_stdin(saved);

	/* Without an end it stops at the limit. */
	saved = exchange_stdin(open("/dev/zero", O_RDONLY));
	check_read_fails(&bench, "-", "input.too-large");
	restore_stdin(saved);
	end(&bench);
}

/* The rest of a file with too many blocks is one problem, not millions. */
static void
test_too_many_blocks(void)
{
	static const char block[] = "-----BEGIN CERTIFICATE-----\n";
	struct arena arena;
	struct sink text;
	struct input input;

	arena_init(&arena);
	sink_to_memory(&text);
	for (size_t i = 0; i < LIMIT_BLOCKS + 5; i++)
		sink_text(&text, block);
	CHECK(input_split(&input, "many.pem",
	    (struct el_bytes){ (const uint8_t *)text.data, text.size },
	    &arena));
	CHECK_NUMBER(input.count, LIMIT_BLOCKS + 1);
	CHECK_TEXT(input.slices[LIMIT_BLOCKS - 1].problem.code, "pem.no-end");
	CHECK_TEXT(input.slices[LIMIT_BLOCKS].problem.code,
	    "input.too-many-blocks");
	CHECK_NUMBER(input.slices[LIMIT_BLOCKS].line, LIMIT_BLOCKS + 1);
	sink_free(&text);
	arena_free(&arena);
}

static void
check_utf8(const char *octets, size_t size, const char *expected)
{
	struct arena arena;
	struct el_bytes utf8;

	arena_init(&arena);
	CHECK(encoding_to_utf8(&utf8, (struct el_bytes){
		(const uint8_t *)octets, size }, &arena));
	CHECK(el_bytes_equal(utf8, el_bytes_of(expected)));
	arena_free(&arena);
}

static void
test_to_utf8(void)
{
#define SIZED(text) (text), sizeof(text) - 1
	check_utf8(SIZED(""), "");
	check_utf8(SIZED("s\xc3\xbc" "d"), "s\xc3\xbc" "d");
	check_utf8(SIZED("\xef\xbb\xbf{}"), "{}");
	check_utf8(SIZED("\xff\xfe{\0\xfc\0}\0"), "{\xc3\xbc}");
	check_utf8(SIZED("\xfe\xff\0{\x20\xac\0}"), "{\xe2\x82\xac}");
	/* A pair, and halves of one. */
	check_utf8(SIZED("\xff\xfe\x3d\xd8\0\xde"), "\xf0\x9f\x98\x80");
	check_utf8(SIZED("\xff\xfe\x3d\xd8{\0"), "\xef\xbf\xbd{");
	check_utf8(SIZED("\xff\xfe\0\xde"), "\xef\xbf\xbd");
	/* Without a mark, and with half a unit at the end. */
	check_utf8(SIZED("{\0\"\0a\0\"\0}\0 "), "{\"a\"}");
#undef SIZED
}

const struct test tests_input[] = {
	{ "input: a text as UTF-8", test_to_utf8 },
	{ "input: every line end, blanks behind lines", test_line_ends },
	{ "input: no line end behind the END line",
	    test_without_last_line_end },
	{ "input: indented blocks", test_indented },
	{ "input: lines of any width", test_line_widths },
	{ "input: text around blocks", test_text_around },
	{ "input: UTF-8 with a mark, UTF-16 with and without",
	    test_encodings },
	{ "input: a byte order mark in the middle", test_joined_files },
	{ "input: UTF-16 that ends oddly", test_utf16_odd_ends },
	{ "input: blocks with other labels are skipped", test_other_blocks },
	{ "input: a long label is cut", test_long_label },
	{ "input: OpenSSL's data behind a trusted certificate",
	    test_trusted_certificate },
	{ "input: base64 without a BEGIN line", test_base64_alone },
	{ "input: DER with what follows it", test_der },
	{ "input: a block inside DER is part of it", test_blocks_inside_der },
	{ "input: a character that is no base64", test_bad_character },
	{ "input: a character beyond ASCII",
	    test_bad_character_beyond_ascii },
	{ "input: padding in the wrong place", test_bad_padding },
	{ "input: base64 of a wrong length", test_bad_length },
	{ "input: BEGIN and END lines that are wrong", test_frames },
	{ "input: a file that ends before the END line",
	    test_no_end_of_file },
	{ "input: a certificate's block with something else in it",
	    test_block_of_another_kind },
	{ "input: a block with lines missing", test_block_cut_short },
	{ "input: nothing at all", test_empty },
	{ "input: DER cut short anywhere", test_der_cut_short },
	{ "input: DER that is something else", test_other_der },
	{ "input: requests in every form", test_requests },
	{ "input: requests beside certificates",
	    test_requests_beside_certificates },
	{ "input: requests that are damaged", test_damaged_requests },
	{ "input: base64 that is something else",
	    test_base64_of_another_kind },
	{ "input: base64 without a BEGIN line, with faults",
	    test_base64_with_faults },
	{ "input: blocks, but no certificate",
	    test_blocks_but_no_certificate },
	{ "input: files of other kinds", test_other_files },
	{ "input: UTF-16 text of another kind", test_utf16_of_another_kind },
	{ "input: DER in doubt is left to the view",
	    test_doubtful_der_is_delivered },
	{ "input: a BEGIN line that is none", test_begin_words },
	{ "input: one piece a million times", test_repeated_pieces },
	{ "input: blocks follow each other", test_reader_goes_forward },
	{ "input: files of any size through one buffer", test_read },
	{ "input: files that cannot be read", test_read_failures },
	{ "input: standard input", test_read_stdin },
	{ "input: too many blocks are one problem", test_too_many_blocks },
	{ NULL, NULL },
};
