/* The type of a folder's entry is told by BSD's readdir(), and saves asking
 * for each file. */
#define _DEFAULT_SOURCE

#include "walk.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/sink.h"

struct folder {
	int fd;
	size_t users;
};

/* What an entry of a folder is; the octet stands before its name. */
enum entry_kind {
	ENTRY_FILE = 1,
	ENTRY_FOLDER,
};

/* A folder whose entries are being gone through. */
struct level {
	struct folder *folder;
	struct sink names; /* kind, name, NUL, one after the other */
	const char **sorted; /* the names */
	size_t count;
	size_t next;
	size_t path_size; /* of its own path, with the slash */
};

/* Which folder, whatever it is called. */
struct identity {
	dev_t device;
	ino_t inode;
};

struct walk {
	const struct walk_globs *globs;
	struct level levels[LIMIT_FOLDER_DEPTH];
	size_t depth;
	struct sink path;
	size_t below; /* where in it the part below the first folder begins */
	struct identity *entered; /* a hash table; inode 0: free */
	size_t entered_count;
	size_t entered_room; /* a power of two, or 0 */
	size_t left_out;
	int fault; /* of the first folder, which is still to be said */
};

/* --- folders --------------------------------------------------------------- */

int
folder_descriptor(const struct folder *folder)
{
	return folder->fd;
}

void
folder_release(struct folder *folder)
{
	if (folder == NULL || --folder->users > 0)
		return;
	close(folder->fd);
	free(folder);
}

static size_t
place_of(const struct walk *walk, const struct identity *identity)
{
	uint64_t mix = (uint64_t)identity->inode * 31 + identity->device;
	size_t at = (size_t)(mix * UINT64_C(0x9e3779b97f4a7c15) >> 20) &
	    (walk->entered_room - 1);

	while (walk->entered[at].inode != 0 &&
	    (walk->entered[at].inode != identity->inode ||
		walk->entered[at].device != identity->device))
		at = (at + 1) & (walk->entered_room - 1);
	return at;
}

static bool
make_room(struct walk *walk)
{
	enum { ROOM_MIN = 64 };
	struct identity *old = walk->entered;
	size_t room = walk->entered_room;

	if (2 * walk->entered_count < room)
		return true;
	walk->entered_room = room == 0 ? ROOM_MIN : 2 * room;
	walk->entered = calloc(walk->entered_room, sizeof(*old));
	if (walk->entered == NULL) {
		walk->entered = old;
		walk->entered_room = room;
		return false;
	}
	for (size_t i = 0; i < room; i++)
		if (old[i].inode != 0)
			walk->entered[place_of(walk, &old[i])] = old[i];
	free(old);
	return true;
}

/* Remember that a folder is entered; false: there is no memory. */
static bool
remember(bool *is_new, struct walk *walk, const struct stat *status)
{
	struct identity identity = { status->st_dev, status->st_ino };
	size_t at;

	if (!make_room(walk))
		return false;
	at = place_of(walk, &identity);
	*is_new = walk->entered[at].inode == 0;
	walk->entered[at] = identity;
	walk->entered_count += *is_new;
	return true;
}

/* --- the entries of a folder ----------------------------------------------- */

/* What a link leads to; what cannot be told is a file, and reading it says
 * why. */
static int
kind_of_target(int fd, const char *name)
{
	struct stat status;

	if (fstatat(fd, name, &status, 0) != 0)
		return ENTRY_FILE;
	if (S_ISDIR(status.st_mode))
		return ENTRY_FOLDER;
	return S_ISREG(status.st_mode) ? ENTRY_FILE : 0;
}

/* 0: a pipe, a socket, a device. */
static int
kind_of(int fd, const struct dirent *entry)
{
	switch (entry->d_type) {
	case DT_REG:
		return ENTRY_FILE;
	case DT_DIR:
		return ENTRY_FOLDER;
	case DT_LNK:
	case DT_UNKNOWN:
		return kind_of_target(fd, entry->d_name);
	default:
		return 0;
	}
}

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool
sort_names(struct level *level)
{
	const char *at = level->names.data;

	level->sorted = calloc(level->count + 1, sizeof(*level->sorted));
	if (level->sorted == NULL)
		return false;
	for (size_t i = 0; i < level->count; i++) {
		level->sorted[i] = at + 1;
		at += 1 + strlen(at + 1) + 1;
	}
	qsort(level->sorted, level->count, sizeof(*level->sorted),
	    compare_names);
	return true;
}

/* The errno of what went wrong, or 0. */
static int
list_entries(struct level *level, DIR *dir, int fd)
{
	for (;;) {
		const struct dirent *entry;
		int kind;

		errno = 0;
		entry = readdir(dir);
		if (entry == NULL && errno != 0)
			return errno;
		if (entry == NULL)
			break;
		if (entry->d_name[0] == '.')
			continue;
		kind = kind_of(fd, entry);
		if (kind == 0)
			continue;
		if (level->count == LIMIT_FOLDER_ENTRIES)
			return E2BIG;
		level->count++;
		sink_char(&level->names, (char)kind);
		sink_write(&level->names, entry->d_name,
		    strlen(entry->d_name) + 1);
	}
	return level->names.error != 0 || !sort_names(level) ? ENOMEM : 0;
}

static int
list_folder(struct level *level, int fd)
{
	/* Reading moves the descriptor's place; it is one of its own. */
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	int error;

	if (dir == NULL) {
		error = errno;
		if (copy >= 0)
			close(copy);
		return error;
	}
	error = list_entries(level, dir, fd);
	closedir(dir);
	return error;
}

/* --- levels ---------------------------------------------------------------- */

static void
leave(struct walk *walk)
{
	struct level *level = &walk->levels[--walk->depth];

	folder_release(level->folder);
	sink_free(&level->names);
	free(level->sorted);
}

/*
 * Enter an open folder, whose path stands in walk->path with its slash; one
 * that was entered before is passed over.  The errno of what went wrong, or 0.
 */
static int
enter(struct walk *walk, int fd)
{
	struct level *level = &walk->levels[walk->depth];
	struct stat status;
	bool is_new;
	int error;

	if (fstat(fd, &status) != 0 || !remember(&is_new, walk, &status)) {
		error = errno;
		close(fd);
		return error;
	}
	if (!is_new) {
		close(fd);
		return 0;
	}
	*level = (struct level){ .folder = malloc(sizeof(*level->folder)),
		.path_size = walk->path.size };
	sink_to_memory(&level->names);
	if (level->folder == NULL) {
		close(fd);
		return ENOMEM;
	}
	*level->folder = (struct folder){ .fd = fd, .users = 1 };
	walk->depth++;
	error = list_folder(level, fd);
	if (error != 0)
		leave(walk);
	return error;
}

static void
set_fault(struct walk_found *out, int error)
{
	static const struct {
		int error;
		const char *code;
		const char *message;
	} faults[] = {
		{ EACCES, "input.permission",
		    "you have no permission to read the folder" },
		{ EPERM, "input.permission",
		    "you have no permission to read the folder" },
		{ ENOENT, "input.not-found", "the folder is gone" },
		{ ENOMEM, "input.no-memory",
		    "there is not enough memory to read the folder" },
		{ EMFILE, "input.read",
		    "the folder cannot be read: too many files are open" },
		{ E2BIG, "input.too-many-files", "the folder holds too many "
		    "files, and none of them was judged; name them with "
		    "--files-from" },
		{ ELOOP, "input.too-deep",
		    "the folders in each other are too many" },
		{ 0, "input.read", "the folder cannot be read" },
	};
	size_t i = 0;

	while (faults[i].error != error && faults[i].error != 0)
		i++;
	out->code = faults[i].code;
	out->message = faults[i].message;
}

/* The errno of what went wrong, or 0. */
static int
enter_below(struct walk *walk, const struct level *level, const char *name)
{
	int fd;

	if (walk->depth == LIMIT_FOLDER_DEPTH)
		return ELOOP;
	fd = openat(level->folder->fd, name,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? errno : enter(walk, fd);
}

/* --- globs ----------------------------------------------------------------- */

static bool
matches(const char *const *globs, size_t count, const char *path,
    const char *name)
{
	for (size_t i = 0; i < count; i++) {
		bool of_path = strchr(globs[i], '/') != NULL;

		if (fnmatch(globs[i], of_path ? path : name,
			of_path ? FNM_PATHNAME : 0) == 0)
			return true;
	}
	return false;
}

/* Whether the globs choose what walk->path leads to. */
static bool
is_chosen(const struct walk *walk, const struct level *level, bool is_file)
{
	const struct walk_globs *globs = walk->globs;
	const char *path = walk->path.data + walk->below;
	const char *name = walk->path.data + level->path_size;

	if (matches(globs->exclude, globs->exclude_count, path, name))
		return false;
	return !is_file || globs->include_count == 0 ||
	    matches(globs->include, globs->include_count, path, name);
}

/* --- the walk -------------------------------------------------------------- */

struct walk *
walk_begin(int fd, const char *name, const struct walk_globs *globs)
{
	struct walk *walk = calloc(1, sizeof(*walk));

	if (walk == NULL) {
		close(fd);
		return NULL;
	}
	walk->globs = globs;
	sink_to_memory(&walk->path);
	sink_text(&walk->path, name);
	if (name[strlen(name) - 1] != '/')
		sink_char(&walk->path, '/');
	walk->below = walk->path.size;
	if (walk->path.error != 0) {
		close(fd);
		walk_end(walk);
		return NULL;
	}
	walk->fault = enter(walk, fd);
	return walk;
}

void
walk_end(struct walk *walk)
{
	if (walk == NULL)
		return;
	while (walk->depth > 0)
		leave(walk);
	sink_free(&walk->path);
	free(walk->entered);
	free(walk);
}

/* Put the path of an entry together; false: there is no memory. */
static bool
set_path(struct walk *walk, const struct level *level, const char *name)
{
	walk->path.size = level->path_size;
	sink_write(&walk->path, name, strlen(name) + 1);
	return walk->path.error == 0;
}

/* Go into the folder that walk->path leads to; false: it is a fault. */
static bool
descend(struct walk_found *out, struct walk *walk, const struct level *level,
    const char *name)
{
	int error;

	walk->path.data[walk->path.size - 1] = '/';
	error = enter_below(walk, level, name);
	if (error == 0)
		return true;
	walk->path.data[walk->path.size - 1] = '\0';
	*out = (struct walk_found){ .path = walk->path.data };
	set_fault(out, error);
	return false;
}

/* The next file or fault below; false: there is no more. */
static bool
find_next(struct walk_found *out, struct walk *walk)
{
	while (walk->depth > 0) {
		struct level *level = &walk->levels[walk->depth - 1];
		const char *name;
		bool is_file;

		if (level->next == level->count) {
			leave(walk);
			continue;
		}
		name = level->sorted[level->next++];
		is_file = name[-1] == ENTRY_FILE;
		if (!set_path(walk, level, name)) {
			*out = (struct walk_found){ .path = "" };
			set_fault(out, ENOMEM);
			walk->path.error = 0;
			return true;
		}
		if (!is_chosen(walk, level, is_file)) {
			walk->left_out += is_file;
			continue;
		}
		if (!is_file) {
			if (!descend(out, walk, level, name))
				return true;
			continue;
		}
		level->folder->users++;
		*out = (struct walk_found){ .path = walk->path.data,
			.base = level->path_size, .folder = level->folder };
		return true;
	}
	return false;
}

bool
walk_next(struct walk_found *out, struct walk *walk)
{
	int fault = walk->fault;

	if (fault == 0)
		return find_next(out, walk);
	walk->fault = 0;
	walk->path.data[walk->below - 1] = '\0';
	*out = (struct walk_found){ .path = walk->path.data };
	set_fault(out, fault);
	return true;
}

size_t
walk_left_out(const struct walk *walk)
{
	return walk->left_out;
}
