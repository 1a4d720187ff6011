/* Inputs: operands, what is below folders, and lists of names. */

#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "input/inputs.h"

enum { PATH_ROOM = 512, FOLDERS = 300 };

/* A folder of its own for each test, and what to remove from it. */
struct place {
	char name[PATH_ROOM];
	char *made[2 * FOLDERS + 16];
	size_t count;
};

static bool
place_make(struct place *place)
{
	const char *folder = getenv("TMPDIR");

	*place = (struct place){ .count = 0 };
	snprintf(place->name, sizeof(place->name), "%.200s/inputs-XXXXXX",
	    folder == NULL ? "/tmp" : folder);
	return mkdtemp(place->name) != NULL;
}

static void
place_remove(struct place *place)
{
	while (place->count > 0) {
		char *path = place->made[--place->count];

		if (unlink(path) != 0)
			CHECK(rmdir(path) == 0);
		free(path);
	}
	CHECK(rmdir(place->name) == 0);
}

/* The path of something that is about to be made there. */
static const char *
place_path(struct place *place, const char *name)
{
	char path[2 * PATH_ROOM];

	snprintf(path, sizeof(path), "%s/%s", place->name, name);
	place->made[place->count] = strdup(path);
	return place->made[place->count++];
}

static void
make_file(struct place *place, const char *name, const char *text, size_t size)
{
	int fd = open(place_path(place, name), O_WRONLY | O_CREAT, 0600);

	CHECK(fd >= 0 && write(fd, text, size) == (ssize_t)size &&
	    close(fd) == 0);
}

static void
make_folder(struct place *place, const char *name)
{
	CHECK(mkdir(place_path(place, name), 0700) == 0);
}

static void
make_link(struct place *place, const char *to, const char *name)
{
	CHECK(symlink(to, place_path(place, name)) == 0);
}

/* Check the kind and name of the next item, which is below the place. */
static void
check_next(struct inputs_item *item, struct inputs *inputs,
    const struct place *place, enum inputs_kind kind, const char *name)
{
	size_t skip = strlen(place->name);

	CHECK(inputs_next(item, inputs));
	CHECK_NUMBER(item->kind, kind);
	CHECK(strncmp(item->name, place->name, skip) == 0);
	CHECK_TEXT(item->name + skip, name);
}

static void
folders_are_walked_in_order(void)
{
	static const char *const exclude[] = { "*.key" };
	struct el_problem problem = { 0 };
	struct inputs_item item = { 0 };
	struct place place;
	const char *operands[] = { place.name };
	const struct inputs_options options = { .operands = operands,
		.operand_count = 1,
		.globs = { .exclude = exclude, .exclude_count = 1 } };
	struct inputs *inputs;

	CHECK(place_make(&place));
	make_folder(&place, "b");
	make_file(&place, "b/z.pem", "", 0);
	make_file(&place, "b/a.key", "", 0);
	make_file(&place, "a.pem", "", 0);
	make_file(&place, "B.pem", "", 0);
	make_file(&place, ".hidden", "", 0);
	make_link(&place, "..", "b/up");
	make_link(&place, "nowhere", "c");
	inputs = inputs_open(&options, &problem);
	CHECK(inputs != NULL);
	check_next(&item, inputs, &place, INPUTS_FILE, "/B.pem");
	CHECK(item.found && item.folder != NULL);
	CHECK_TEXT(item.name + item.base, "B.pem");
	check_next(&item, inputs, &place, INPUTS_FILE, "/a.pem");
	check_next(&item, inputs, &place, INPUTS_FILE, "/b/z.pem");
	CHECK_TEXT(item.name + item.base, "z.pem");
	check_next(&item, inputs, &place, INPUTS_FILE, "/c");
	check_next(&item, inputs, &place, INPUTS_FOLDER_END, "");
	CHECK_NUMBER(item.number, 4);
	CHECK_NUMBER(item.left_out, 1);
	CHECK(!inputs_next(&item, inputs));
	CHECK_NUMBER(inputs_total(inputs), 0);
	inputs_item_free(&item);
	inputs_close(inputs);
	place_remove(&place);
}

/* Of many folders half have a file, the others a link back to all of them. */
static void
no_folder_is_walked_twice(void)
{
	struct el_problem problem = { 0 };
	struct inputs_item item = { 0 };
	struct place place;
	const char *operands[] = { place.name };
	const struct inputs_options options = { .operands = operands,
		.operand_count = 1 };
	struct inputs *inputs;
	char name[64];
	size_t files = 0;

	CHECK(place_make(&place));
	for (size_t i = 0; i < FOLDERS; i++) {
		snprintf(name, sizeof(name), "f%zu", i);
		make_folder(&place, name);
		snprintf(name, sizeof(name), "f%zu/file", i);
		if (i % 2 == 0)
			make_file(&place, name, "", 0);
		else
			make_link(&place, "..", name);
	}
	inputs = inputs_open(&options, &problem);
	CHECK(inputs != NULL);
	while (inputs_next(&item, inputs))
		files += item.kind == INPUTS_FILE;
	CHECK_NUMBER(files, FOLDERS / 2);
	inputs_item_free(&item);
	inputs_close(inputs);
	place_remove(&place);
}

/* Read a list, and check the names; NULL stands for a fault. */
static void
check_list(const char *text, size_t size, bool null, const char *const *names)
{
	struct el_problem problem = { 0 };
	struct inputs_item item = { 0 };
	struct place place;
	struct inputs_options options = { .null = null };
	struct inputs *inputs;

	CHECK(place_make(&place));
	make_file(&place, "list", text, size);
	options.list = place.made[0];
	inputs = inputs_open(&options, &problem);
	CHECK(inputs != NULL);
	while (inputs_next(&item, inputs)) {
		CHECK(!item.found);
		CHECK_NUMBER(item.kind,
		    *names == NULL ? INPUTS_FAULT : INPUTS_FILE);
		if (item.kind == INPUTS_FILE)
			CHECK_TEXT(item.name, *names);
		names++;
	}
	CHECK_TEXT(*names, "");
	inputs_item_free(&item);
	inputs_close(inputs);
	place_remove(&place);
}

static void
lists_are_read(void)
{
	static const char lines[] = "\xef\xbb\xbf" "a b\r\n\n\r\n-\nlast";
	static const char nulls[] = "a\nb\0\0\r\0last";
	static const char mixed[] = "a\0b\nc";

	check_list("", 0, false, (const char *[]){ "" });
	check_list(lines, sizeof(lines) - 1, false,
	    (const char *[]){ "a b", "./-", "last", "" });
	check_list(nulls, sizeof(nulls) - 1, true,
	    (const char *[]){ "a\nb", "\r", "last", "" });
	check_list(mixed, sizeof(mixed) - 1, false,
	    (const char *[]){ NULL, "c", "" });
}

/* Longer than a name may be, and than what is read at a time. */
static void
long_names_are_faults(void)
{
	enum { SIZE = 200000 };
	char *text = malloc(SIZE);

	CHECK(text != NULL);
	if (text == NULL)
		return;
	memset(text, 'x', SIZE);
	text[SIZE - 2] = '\n';
	check_list(text, SIZE, false, (const char *[]){ NULL, "x", "" });
	text[LIMIT_FILE_NAME + 1] = '\n';
	text[LIMIT_FILE_NAME + 3] = '\n';
	check_list(text, LIMIT_FILE_NAME + 4, false,
	    (const char *[]){ NULL, "x", "" });
	free(text);
}

const struct test tests_inputs[] = {
	{ "inputs: folders are walked in order", folders_are_walked_in_order },
	{ "inputs: no folder is walked twice", no_folder_is_walked_twice },
	{ "inputs: lists are read", lists_are_read },
	{ "inputs: long names are faults", long_names_are_faults },
	{ NULL, NULL },
};
