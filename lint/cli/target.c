/* realpath() is of the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700

#include "target.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char temporary_name[] = ".edgelint-XXXXXX";

/* Octets up to and with the last slash. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

static char *
join(const char *folder, const char *base)
{
	size_t size = strlen(folder) + 1 + strlen(base) + 1;
	char *path = malloc(size);

	if (path != NULL)
		snprintf(path, size, "%s/%s", folder, base);
	return path;
}

/* The place of a file that is not there yet. */
static char *
resolve_new(const char *name)
{
	size_t length = folder_length(name);
	char *folder = length == 0 ? strdup(".") : strndup(name, length);
	char *resolved = folder == NULL ? NULL : realpath(folder, NULL);
	char *path = resolved == NULL ? NULL : join(resolved, name + length);

	free(folder);
	free(resolved);
	return path;
}

/* The file that a name stands for, so that two names of one can be told. */
static char *
resolve(const char *name)
{
	char *path = realpath(name, NULL);

	return path != NULL || errno != ENOENT ? path : resolve_new(name);
}

/* Descriptors of this process, /dev/stdout among them, are regular files when
 * they are redirected, and must not be replaced all the same. */
static bool
is_written_as_it_is(const char *name, const struct stat *existing)
{
	return (existing->st_mode & S_IFMT) != S_IFREG ||
	    strncmp(name, "/dev/", strlen("/dev/")) == 0 ||
	    strncmp(name, "/proc/", strlen("/proc/")) == 0;
}

/* What a new file may be used for, as the shell would make it. */
static mode_t
default_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

static int
open_aside(struct target *target, mode_t mode)
{
	size_t folder = folder_length(target->path);

	target->temporary = malloc(folder + sizeof(temporary_name));
	if (target->temporary == NULL)
		return ENOMEM;
	memcpy(target->temporary, target->path, folder);
	memcpy(target->temporary + folder, temporary_name,
	    sizeof(temporary_name));
	target->fd = interrupt_make_file(&target->aside, target->temporary);
	if (target->fd >= 0 && fchmod(target->fd, mode) == 0)
		return 0;
	return errno;
}

static int
open_as_it_is(struct target *target, const char *name)
{
	target->fd = open(name, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
	return target->fd < 0 ? errno : 0;
}

int
target_open(struct target *out, const char *name)
{
	struct stat existing;

	*out = (struct target){ .fd = -1 };
	if (*name == '\0')
		return ENOENT;
	if (name[folder_length(name)] == '\0')
		return EISDIR;
	out->path = resolve(name);
	if (out->path == NULL)
		return errno;
	if (stat(out->path, &existing) != 0)
		return errno == ENOENT ? open_aside(out, default_mode()) :
					 errno;
	if (is_written_as_it_is(name, &existing))
		return open_as_it_is(out, name);
	/* A file that may not be written is not to be replaced either. */
	if (access(out->path, W_OK) != 0)
		return errno;
	return open_aside(out, existing.st_mode & 0777);
}

int
target_commit(struct target *target)
{
	int fd = target->fd;
	int error;

	target->fd = -1;
	if (close(fd) != 0)
		return errno;
	if (target->temporary == NULL)
		return 0;
	error = interrupt_rename_file(&target->aside, target->path);
	if (error != 0)
		return error;
	free(target->temporary);
	target->temporary = NULL;
	return 0;
}

void
target_close(struct target *target)
{
	if (target->fd >= 0)
		close(target->fd);
	if (target->aside.path != NULL && target->temporary != NULL)
		interrupt_remove_file(&target->aside);
	free(target->temporary);
	free(target->path);
	*target = (struct target){ .fd = -1 };
}

bool
target_is_file(const struct target *target, const char *name)
{
	struct stat mine;
	struct stat other;

	return target->temporary != NULL && stat(target->path, &mine) == 0 &&
	    stat(name, &other) == 0 && mine.st_dev == other.st_dev &&
	    mine.st_ino == other.st_ino;
}
