/*
 * Reads certificates twice, with edgelint and with OpenSSL, and says where
 * the two differ.
 *
 *     compare FOLDER...      all *.der below the folders
 *
 * Files that OpenSSL takes for something else than a certificate are left
 * out.  README.md explains the differences that remain.
 */

#include "compare.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>

#include "input/input.h"
#include "view/cert.h"

enum { SHOWN_TEXT = 400, FAULT_KINDS = EL_FAULT_LIMIT + 1 };

static const struct field {
	const char *name;
	bool (*ours)(struct sink *out, const struct el_cert *cert);
	bool (*theirs)(struct sink *out, X509 *cert);
	enum el_part part;
} fields[] = {
#define FIELD_ROW(name, text, part) \
	{ text, ours_##name, theirs_##name, EL_PART_##part },
	COMPARED_FIELDS(FIELD_ROW)
#undef FIELD_ROW
};

enum { FIELD_COUNT = sizeof(fields) / sizeof(fields[0]) };

static const char *const fault_names[FAULT_KINDS] = {
	[EL_FAULT_MALFORMED] = "malformed",
	[EL_FAULT_TRAILING] = "trailing octets",
	[EL_FAULT_LENGTH_NOT_MINIMAL] = "length not minimal",
	[EL_FAULT_INTEGER_NOT_MINIMAL] = "INTEGER not minimal",
	[EL_FAULT_BOOLEAN] = "TRUE that is not FF",
	[EL_FAULT_DEFAULT_ENCODED] = "default encoded",
	[EL_FAULT_BIT_STRING] = "BIT STRING padding",
	[EL_FAULT_CONTENTS] = "contents of a type",
	[EL_FAULT_EMPTY] = "an empty list",
	[EL_FAULT_LIMIT] = "over a limit",
};

/* What one run counts, and what it uses again for each file. */
struct comparison {
	size_t both;
	size_t only_theirs;
	size_t only_ours;
	size_t neither;
	size_t other_kinds;
	size_t lengths; /* of the certificate, that differ */
	struct {
		size_t differing; /* both decoded it */
		size_t only_ours;
		size_t only_theirs;
		size_t neither;
	} fields[FIELD_COUNT];
	size_t faults[FAULT_KINDS];
	size_t certs_with_fault[FAULT_KINDS];
	struct arena arena;
	struct input_buffer buffer;
	struct sink ours;
	struct sink theirs;
};

static void
stop(const char *what)
{
	fprintf(stderr, "compare: %s\n", what);
	exit(EXIT_FAILURE);
}

/* What is no certificate may be a file of one of these kinds. */
#define DEFINE_IS_KIND(type) \
	static bool is_##type(struct el_bytes octets) \
	{ \
		const unsigned char *p = octets.data; \
		type *object = d2i_##type(NULL, &p, (long)octets.size); \
\
		type##_free(object); \
		return object != NULL; \
	}

DEFINE_IS_KIND(X509_REQ)
DEFINE_IS_KIND(X509_CRL)
DEFINE_IS_KIND(PKCS7)
DEFINE_IS_KIND(PKCS12)
DEFINE_IS_KIND(PKCS8_PRIV_KEY_INFO)

static bool
is_other_kind(struct el_bytes octets)
{
	return is_X509_REQ(octets) || is_X509_CRL(octets) ||
	    is_PKCS7(octets) || is_PKCS12(octets) ||
	    is_PKCS8_PRIV_KEY_INFO(octets);
}

static const char *
text_of(struct sink *sink)
{
	sink_char(sink, '\0');
	if (sink->error != 0)
		stop("no memory");
	return sink->data;
}

static const char *
openssl_reason(void)
{
	const char *reason = ERR_reason_error_string(ERR_peek_error());

	return reason == NULL ? "no reason" : reason;
}

static size_t
faults_in(const struct el_cert *cert, enum el_part part)
{
	size_t faults = 0;

	for (size_t i = 0; i < cert->fault_count; i++)
		faults += cert->faults[i].part == part;
	return faults;
}

static void
compare_field(struct comparison *comparison, size_t number, const char *path,
    const struct el_cert *ours, X509 *theirs)
{
	const struct field *field = &fields[number];
	const char *our_text;
	const char *their_text;
	bool we_read;
	bool they_read;

	sink_clear(&comparison->ours);
	sink_clear(&comparison->theirs);
	ERR_clear_error();
	we_read = field->ours(&comparison->ours, ours);
	they_read = field->theirs(&comparison->theirs, theirs);
	our_text = text_of(&comparison->ours);
	their_text = text_of(&comparison->theirs);
	if (!we_read && !they_read) {
		comparison->fields[number].neither++;
	} else if (!they_read) {
		comparison->fields[number].only_ours++;
		printf("%s: %s: only edgelint reads it, with %zu faults "
		    "(OpenSSL: %s): %.*s\n", path, field->name,
		    faults_in(ours, field->part), openssl_reason(),
		    SHOWN_TEXT, our_text);
	} else if (!we_read) {
		comparison->fields[number].only_theirs++;
		printf("%s: %s: only OpenSSL reads it: %.*s\n", path,
		    field->name, SHOWN_TEXT, their_text);
	} else if (strcmp(our_text, their_text) != 0) {
		comparison->fields[number].differing++;
		printf("%s: %s: edgelint: %.*s; OpenSSL: %.*s\n", path,
		    field->name, SHOWN_TEXT, our_text, SHOWN_TEXT,
		    their_text);
	}
}

static void
compare_length(struct comparison *comparison, const char *path,
    const struct el_cert *ours, size_t theirs)
{
	if (ours->der.size == theirs)
		return;
	comparison->lengths++;
	printf("%s: edgelint: %zu octets; OpenSSL: %zu octets\n", path,
	    ours->der.size, theirs);
}

static void
count_faults(struct comparison *comparison, const struct el_cert *cert)
{
	bool seen[FAULT_KINDS] = { false };

	for (size_t i = 0; i < cert->fault_count; i++) {
		enum el_fault_kind kind = cert->faults[i].kind;

		comparison->faults[kind]++;
		comparison->certs_with_fault[kind] += !seen[kind];
		seen[kind] = true;
	}
}

static void
compare_octets(struct comparison *comparison, const char *path,
    struct el_bytes octets)
{
	const unsigned char *p = octets.data;
	X509 *theirs = d2i_X509(NULL, &p, (long)octets.size);
	const char *reason = openssl_reason();
	struct el_problem problem = { 0 };
	struct el_cert ours;
	bool we_read;

	if (theirs == NULL && is_other_kind(octets)) {
		comparison->other_kinds++;
		return;
	}
	we_read = cert_read(&ours, octets, &comparison->arena, &problem);
	if (we_read)
		count_faults(comparison, &ours);
	if (we_read && theirs != NULL) {
		comparison->both++;
		compare_length(comparison, path, &ours,
		    (size_t)(p - octets.data));
		for (size_t i = 0; i < FIELD_COUNT; i++)
			compare_field(comparison, i, path, &ours, theirs);
	} else if (we_read) {
		comparison->only_ours++;
		printf("%s: only edgelint reads it, with %zu faults; "
		    "OpenSSL: %s\n", path, ours.fault_count, reason);
	} else if (theirs != NULL) {
		comparison->only_theirs++;
		printf("%s: only OpenSSL reads it; edgelint: %s\n", path,
		    problem.message);
	} else {
		comparison->neither++;
		printf("%s: nobody reads it; edgelint: %s; OpenSSL: %s\n",
		    path, problem.message, reason);
	}
	X509_free(theirs);
}

static void
compare_file(struct comparison *comparison, const char *path)
{
	struct el_problem problem = { 0 };
	struct el_bytes octets;

	if (!input_read(&octets, path, &comparison->buffer,
		&comparison->arena, &problem))
		stop(problem.message);
	ERR_clear_error();
	compare_octets(comparison, path, octets);
	arena_reset(&comparison->arena);
}

static int
is_wanted(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static bool
ends_in_der(const char *name)
{
	size_t size = strlen(name);

	return size > 4 && strcmp(name + size - 4, ".der") == 0;
}

/* Sorted, so that two runs can be compared. */
static void
compare_folder(struct comparison *comparison, const char *folder)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_wanted, alphasort);

	if (count < 0)
		stop(folder);
	for (int i = 0; i < count; i++) {
		struct sink path;
		struct stat status;

		sink_to_memory(&path);
		sink_printf(&path, "%s/%s", folder, entries[i]->d_name);
		if (stat(text_of(&path), &status) != 0)
			stop(path.data);
		if (S_ISDIR(status.st_mode))
			compare_folder(comparison, path.data);
		else if (ends_in_der(path.data))
			compare_file(comparison, path.data);
		sink_free(&path);
		free(entries[i]);
	}
	free(entries);
}

static void
print_totals(const struct comparison *comparison)
{
	printf("\n%zu certificates read by both, %zu only by OpenSSL, "
	    "%zu only by edgelint, %zu by neither; %zu files of other "
	    "kinds; %zu lengths differ\n\n%-24s %9s %9s %9s %9s\n",
	    comparison->both, comparison->only_theirs, comparison->only_ours,
	    comparison->neither, comparison->other_kinds,
	    comparison->lengths, "field", "differing", "only ours", "theirs",
	    "neither");
	for (size_t i = 0; i < FIELD_COUNT; i++)
		printf("%-24s %9zu %9zu %9zu %9zu\n", fields[i].name,
		    comparison->fields[i].differing,
		    comparison->fields[i].only_ours,
		    comparison->fields[i].only_theirs,
		    comparison->fields[i].neither);
	printf("\n%-24s %9s %9s\n", "fault", "faults", "certs");
	for (size_t i = 0; i < FAULT_KINDS; i++)
		printf("%-24s %9zu %9zu\n", fault_names[i],
		    comparison->faults[i], comparison->certs_with_fault[i]);
}

int
main(int argc, char **argv)
{
	static struct comparison comparison;

	arena_init(&comparison.arena);
	sink_to_memory(&comparison.ours);
	sink_to_memory(&comparison.theirs);
	for (int i = 1; i < argc; i++)
		compare_folder(&comparison, argv[i]);
	print_totals(&comparison);
	sink_free(&comparison.ours);
	sink_free(&comparison.theirs);
	arena_free(&comparison.arena);
	input_buffer_free(&comparison.buffer);
	return argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
