/*
 * The forge mints the certificates of test cases from the recipes in them:
 *
 *	forge FILE...		rewrite the PEM blocks that are not up to date
 *	forge --check FILE...	fail when there are any
 *	forge --pem FILE	print the first certificate
 *	forge --der OUT FILE	write the first certificate as DER
 *
 * A recipe is a run of "forge:" lines; the PEM block behind it is replaced,
 * or put there.  All else in a file stays as it is.
 */
#include "mint.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILE_MAX = 16 * 1024 * 1024 };

/* A file while it is read line by line and written anew. */
struct rewrite {
	const char *path;
	const char *next; /* the first character that was not read yet */
	size_t line; /* the number of the line before next */
	struct der out;
	size_t minted;
};

/* --- files --------------------------------------------------------------- */

static bool
fail_errno(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return false;
}

/* The text of a file, with a NUL behind it. */
static bool
read_file(struct der *out, const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t buffer[16384];
	size_t count;
	bool good;

	if (file == NULL)
		return fail_errno(path);
	while (out->size <= FILE_MAX &&
	    (count = fread(buffer, 1, sizeof(buffer), file)) > 0)
		der_add(out, (struct el_bytes){ buffer, count });
	good = !ferror(file) || fail_errno(path);
	fclose(file);
	if (good && (out->size > FILE_MAX ||
	    memchr(out->data, 0, out->size) != NULL)) {
		fprintf(stderr, "%s: no text of at most %d octets\n", path,
		    FILE_MAX);
		good = false;
	}
	der_octet(out, 0);
	return good;
}

/* Aside first, so that a failure leaves the old file. */
static bool
write_file(const char *path, struct el_bytes octets)
{
	char aside[4096];
	FILE *file;
	bool good;

	if (snprintf(aside, sizeof(aside), "%s.new", path) >=
	    (int)sizeof(aside)) {
		errno = ENAMETOOLONG;
		return fail_errno(path);
	}
	file = fopen(aside, "wb");
	if (file == NULL)
		return fail_errno(aside);
	good = fwrite(octets.data, 1, octets.size, file) == octets.size;
	good = fclose(file) == 0 && good;
	if (good && rename(aside, path) == 0)
		return true;
	fail_errno(path);
	remove(aside);
	return false;
}

/* --- lines --------------------------------------------------------------- */

/* The next line with its end; no octets: there is none. */
static struct el_bytes
peek_line(const struct rewrite *rewrite)
{
	size_t length = strcspn(rewrite->next, "\n");

	if (rewrite->next[length] == '\n')
		length++;
	return (struct el_bytes){ (const uint8_t *)rewrite->next, length };
}

static void
skip_line(struct rewrite *rewrite)
{
	rewrite->next += peek_line(rewrite).size;
	rewrite->line++;
}

static void
copy_line(struct rewrite *rewrite)
{
	der_add(&rewrite->out, peek_line(rewrite));
	skip_line(rewrite);
}

static bool
next_begins(const struct rewrite *rewrite, const char *prefix)
{
	return strncmp(rewrite->next, prefix, strlen(prefix)) == 0;
}

static bool
fail_line(const struct rewrite *rewrite, const char *message)
{
	fprintf(stderr, "%s:%zu: %s\n", rewrite->path, rewrite->line, message);
	return false;
}

/* --- recipes ------------------------------------------------------------- */

#define STATEMENT "forge: "

/* The statement of a "forge:" line, without the line's end. */
static char *
statement_of(const struct rewrite *rewrite)
{
	const char *text = rewrite->next + strlen(STATEMENT);

	return strndup(text, strcspn(text, "\n"));
}

/* Copy the lines of one recipe, and carry them out. */
static bool
read_recipe(struct recipe *recipe, struct rewrite *rewrite)
{
	struct mistake error;
	bool first = true;

	while (next_begins(rewrite, STATEMENT)) {
		char *statement = statement_of(rewrite);
		bool good;

		if (statement == NULL)
			return fail_errno(rewrite->path);
		if (!first && recipe_begins(statement)) {
			free(statement);
			break;
		}
		copy_line(rewrite);
		good = recipe_apply(recipe, statement, &error);
		free(statement);
		if (!good)
			return fail_line(rewrite, error.text);
		first = false;
	}
	return true;
}

/* Leave out the PEM block that comes next. */
static bool
skip_pem(struct rewrite *rewrite)
{
	while (!next_begins(rewrite, "-----END ")) {
		if (*rewrite->next == '\0')
			return fail_line(rewrite,
			    "a PEM block without its END line");
		skip_line(rewrite);
	}
	skip_line(rewrite);
	return true;
}

/* A recipe and the PEM block behind it. */
static bool
rewrite_recipe(struct rewrite *rewrite)
{
	struct mistake error;
	struct recipe recipe;
	bool good;

	recipe_init(&recipe);
	good = read_recipe(&recipe, rewrite);
	if (good && !mint_pem(&rewrite->out, &recipe, &error))
		good = fail_line(rewrite, error.text);
	recipe_free(&recipe);
	rewrite->minted++;
	if (good && next_begins(rewrite, "-----BEGIN "))
		return skip_pem(rewrite);
	return good;
}

/* --- commands ------------------------------------------------------------ */

static bool
rewrite_text(struct rewrite *rewrite)
{
	while (*rewrite->next != '\0') {
		if (!next_begins(rewrite, STATEMENT))
			copy_line(rewrite);
		else if (!rewrite_recipe(rewrite))
			return false;
	}
	return true;
}

/* Rewrite a file; with check, only say that it would change. */
static bool
forge_file(const char *path, bool check)
{
	struct rewrite rewrite = { .path = path };
	struct der old = { 0 };
	bool good;

	if (!read_file(&old, path)) {
		der_free(&old);
		return false;
	}
	rewrite.next = (const char *)old.data;
	good = rewrite_text(&rewrite);
	old.size--; /* without its NUL */
	if (good && !el_bytes_equal(der_bytes(&old), der_bytes(&rewrite.out))) {
		if (check)
			fprintf(stderr, "%s: not up to date\n", path);
		else
			printf("%s: %zu minted\n", path, rewrite.minted);
		good = !check && write_file(path, der_bytes(&rewrite.out));
	}
	der_free(&old);
	der_free(&rewrite.out);
	return good;
}

/* The first certificate of a file, through the function that mints it. */
static bool
forge_first(struct der *out, const char *path,
    bool (*mint)(struct der *out, const struct recipe *recipe,
	struct mistake *error))
{
	struct rewrite rewrite = { .path = path };
	struct der text = { 0 };
	struct recipe recipe;
	struct mistake error;
	bool good = read_file(&text, path);

	recipe_init(&recipe);
	rewrite.next = (const char *)text.data;
	while (good && *rewrite.next != '\0' &&
	    !next_begins(&rewrite, STATEMENT))
		copy_line(&rewrite);
	good = good && read_recipe(&recipe, &rewrite);
	if (good && recipe.key == NULL)
		good = fail_line(&rewrite, "there is no recipe");
	if (good && !mint(out, &recipe, &error))
		good = fail_line(&rewrite, error.text);
	recipe_free(&recipe);
	der_free(&text);
	der_free(&rewrite.out);
	return good;
}

static bool
forge_pem(const char *path)
{
	struct der pem = { 0 };
	bool good = forge_first(&pem, path, mint_pem);

	if (good)
		good = fwrite(pem.data, 1, pem.size, stdout) == pem.size &&
		    fflush(stdout) == 0;
	der_free(&pem);
	return good;
}

static bool
forge_der(const char *out, const char *path)
{
	struct der der = { 0 };
	bool good = forge_first(&der, path, mint_certificate) &&
	    write_file(out, der_bytes(&der));

	der_free(&der);
	return good;
}

static bool
forge_files(char **paths, bool check)
{
	bool good = true;

	for (; *paths != NULL; paths++)
		good = forge_file(*paths, check) && good;
	return good;
}

static bool
run(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--pem") == 0)
		return forge_pem(argv[2]);
	if (argc == 4 && strcmp(argv[1], "--der") == 0)
		return forge_der(argv[2], argv[3]);
	if (argc > 2 && strcmp(argv[1], "--check") == 0)
		return forge_files(argv + 2, true);
	if (argc > 1 && argv[1][0] != '-')
		return forge_files(argv + 1, false);
	fputs("usage: forge [--check] FILE... | --pem FILE | "
	      "--der OUT FILE\n", stderr);
	return false;
}

int
main(int argc, char **argv)
{
	bool good = run(argc, argv);

	keys_free();
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
