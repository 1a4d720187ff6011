#include "inputs.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <unistd.h>

#include "base/limits.h"

enum {
	LIST_BUFFER = 64 * 1024,
	NAME_SHOWN = 64, /* octets of a name that is too long */
};

/* A list of names, as far as it was read. */
struct list {
	const char *name; /* NULL: there is none, or no more */
	int fd;
	char *data; /* LIST_BUFFER octets */
	size_t size;
	size_t at;
	size_t line; /* or entry, of the name that was read last */
	char end; /* of each name */
};

struct inputs {
	const struct inputs_options *options;
	size_t operand; /* the next one */
	char *folder; /* the name below which it walks */
	struct walk *walk; /* NULL: in none */
	struct list list;
	size_t number; /* of the next item */
	bool unknown; /* how many there are */
};

/* --- items ----------------------------------------------------------------- */

static bool
make_room(struct inputs_item *item, size_t size)
{
	enum { ROOM_MIN = 256 };
	size_t room = size < ROOM_MIN ? ROOM_MIN : 2 * size;
	char *name;

	if (size <= item->name_room)
		return true;
	name = realloc(item->name, room);
	if (name == NULL)
		return false;
	item->name = name;
	item->name_room = room;
	return true;
}

static void
set_problem(struct inputs_item *item, const char *code, const char *message)
{
	item->kind = INPUTS_FAULT;
	item->problem = (struct el_problem){ .code = code,
		.message = message };
}

/* What has no room for its name is told by what there is room for. */
static void
set_name(struct inputs_item *item, const char *name)
{
	size_t size = strlen(name) + 1;

	if (make_room(item, size)) {
		memcpy(item->name, name, size);
		return;
	}
	set_problem(item, "input.no-memory",
	    "there is not enough memory for the name of a file");
	if (item->name != NULL)
		item->name[0] = '\0';
}

void
inputs_item_free(struct inputs_item *item)
{
	folder_release(item->folder);
	free(item->name);
	*item = (struct inputs_item){ 0 };
}

/* --- the list -------------------------------------------------------------- */

static bool
open_list(struct list *list, const char *name, bool null,
    struct el_problem *problem)
{
	*list = (struct list){ .name = name, .end = null ? '\0' : '\n' };
	list->data = malloc(LIST_BUFFER);
	if (list->data == NULL) {
		problem->code = "input.no-memory";
		problem->message = "there is not enough memory";
		return false;
	}
	list->fd = strcmp(name, "-") == 0 ? STDIN_FILENO :
	    open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (list->fd >= 0)
		return true;
	problem->code = "input.read";
	problem->message = errno == ENOENT || errno == ENOTDIR ?
	    "there is no such file" : errno == EACCES ?
	    "you have no permission to read the file" :
	    "it cannot be opened";
	return false;
}

static void
close_list(struct list *list)
{
	if (list->fd > STDIN_FILENO)
		close(list->fd);
	free(list->data);
	*list = (struct list){ .fd = -1 };
}

/* Read on when all was used up; false: there is no more. */
static bool
fill(struct list *list, struct inputs_item *item)
{
	ssize_t got;

	if (list->at < list->size)
		return true;
	do
		got = read(list->fd, list->data, LIST_BUFFER);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		set_name(item, list->name);
		set_problem(item, "input.read", errno == EISDIR ?
		    "it is a folder, not a list of files" :
		    "the list cannot be read to its end");
	}
	list->at = 0;
	list->size = got < 0 ? 0 : (size_t)got;
	return got > 0;
}

/* What belongs to the file and not to the names: a mark of UTF-8 at its
 * start, and the carriage returns of Windows. */
static size_t
trim(const struct list *list, char *name, size_t size)
{
	static const char mark[] = "\xef\xbb\xbf";
	const size_t mark_size = sizeof(mark) - 1;

	if (list->end == '\0')
		return size;
	if (list->line == 1 && size >= mark_size &&
	    memcmp(name, mark, mark_size) == 0) {
		size -= mark_size;
		memmove(name, name + mark_size, size);
	}
	if (size > 0 && name[size - 1] == '\r')
		size--;
	return size;
}

/*
 * Read a name up to its end; what is too long is cut.  False: there is no
 * more, or the item has become a fault.
 */
static bool
read_name(struct list *list, struct inputs_item *item, size_t *size)
{
	bool any = false;

	*size = 0;
	list->line++;
	while (fill(list, item)) {
		const char *start = list->data + list->at;
		size_t rest = list->size - list->at;
		const char *end = memchr(start, list->end, rest);
		size_t length = end == NULL ? rest : (size_t)(end - start);
		size_t room = LIMIT_FILE_NAME + 1 - *size;
		size_t kept = length < room ? length : room;

		any = true;
		if (!make_room(item, *size + kept + 1)) {
			set_name(item, list->name);
			set_problem(item, "input.no-memory", "there is not "
			    "enough memory to read the list");
			return false;
		}
		memcpy(item->name + *size, start, kept);
		*size += kept;
		list->at += length + (end != NULL);
		if (end != NULL)
			break;
	}
	return any && item->kind != INPUTS_FAULT;
}

/* What PowerShell's > writes. */
static bool
is_utf16(const struct list *list, const char *name, size_t size)
{
	return list->line == 1 && list->end == '\n' && size >= 2 &&
	    (memcmp(name, "\xff\xfe", 2) == 0 ||
		memcmp(name, "\xfe\xff", 2) == 0);
}

/* The next name of the list that is not empty; false: there is none. */
static bool
next_of_list(struct inputs_item *item, struct list *list)
{
	size_t size;

	do {
		if (!read_name(list, item, &size)) {
			bool failed = item->kind == INPUTS_FAULT;

			close_list(list);
			return failed;
		}
		if (is_utf16(list, item->name, size)) {
			set_name(item, list->name);
			set_problem(item, "input.read",
			    "the list is UTF-16; save it as UTF-8");
			close_list(list);
			return true;
		}
		size = trim(list, item->name, size);
	} while (size == 0);
	item->name[size] = '\0';
	if (size > LIMIT_FILE_NAME) {
		item->name[NAME_SHOWN] = '\0';
		set_problem(item, "input.not-found",
		    "no file has a name as long as this one of the list");
	} else if (memchr(item->name, '\0', size) != NULL) {
		set_problem(item, "input.not-found", "a name in the list has "
		    "a NUL in it; with --null each name ends in one");
	} else if (strcmp(item->name, "-") == 0) {
		set_name(item, "./-");
	}
	return true;
}

/* --- all of them ----------------------------------------------------------- */

static void
end_walk(struct inputs *inputs)
{
	walk_end(inputs->walk);
	free(inputs->folder);
	inputs->walk = NULL;
	inputs->folder = NULL;
}

struct inputs *
inputs_open(const struct inputs_options *options, struct el_problem *problem)
{
	struct inputs *inputs = calloc(1, sizeof(*inputs));

	if (inputs == NULL) {
		problem->code = "input.no-memory";
		problem->message = "there is not enough memory";
		return NULL;
	}
	inputs->options = options;
	inputs->list.fd = -1;
	if (options->list != NULL) {
		inputs->unknown = true;
		if (!open_list(&inputs->list, options->list, options->null,
			problem)) {
			inputs_close(inputs);
			return NULL;
		}
	}
	return inputs;
}

void
inputs_close(struct inputs *inputs)
{
	if (inputs == NULL)
		return;
	end_walk(inputs);
	close_list(&inputs->list);
	free(inputs);
}

/* The next file of the folder that is walked, or its end. */
static void
next_of_walk(struct inputs_item *item, struct inputs *inputs)
{
	struct walk_found found;

	if (!walk_next(&found, inputs->walk)) {
		item->kind = INPUTS_FOLDER_END;
		item->left_out = walk_left_out(inputs->walk);
		set_name(item, inputs->folder);
		end_walk(inputs);
		return;
	}
	item->found = true;
	item->folder = found.folder;
	item->base = found.base;
	set_name(item, found.path);
	if (found.code != NULL)
		set_problem(item, found.code, found.message);
}

/* What was named: a file, or a folder, which is then walked. */
static void
take_named(struct inputs_item *item, struct inputs *inputs, const char *name)
{
	int fd = strcmp(name, "-") == 0 ? -1 :
	    open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0) {
		if (item->name != name)
			set_name(item, name);
		return;
	}
	inputs->unknown = true;
	inputs->folder = strdup(name);
	inputs->walk = inputs->folder == NULL ? NULL :
	    walk_begin(fd, inputs->folder, &inputs->options->globs);
	if (inputs->folder == NULL)
		close(fd);
	if (inputs->walk != NULL) {
		next_of_walk(item, inputs);
		return;
	}
	end_walk(inputs);
	if (item->name != name)
		set_name(item, name);
	set_problem(item, "input.no-memory",
	    "there is not enough memory to walk the folder");
}

bool
inputs_next(struct inputs_item *item, struct inputs *inputs)
{
	const struct inputs_options *options = inputs->options;

	folder_release(item->folder);
	item->kind = INPUTS_FILE;
	item->found = false;
	item->folder = NULL;
	item->base = 0;
	if (inputs->walk != NULL)
		next_of_walk(item, inputs);
	else if (inputs->operand < options->operand_count)
		take_named(item, inputs, options->operands[inputs->operand++]);
	else if (inputs->list.fd < 0 || !next_of_list(item, &inputs->list))
		return false;
	else if (item->kind == INPUTS_FILE)
		take_named(item, inputs, item->name);
	item->number = inputs->number++;
	return true;
}

size_t
inputs_total(const struct inputs *inputs)
{
	return inputs->unknown ? 0 : inputs->options->operand_count;
}
