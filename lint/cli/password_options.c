#include "password_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <unistd.h>

#include "diagnose.h"
#include "input/secret.h"

enum {
	/* A password with a byte order mark before and a CRLF behind it, and
	 * one octet more, by which a longer one is told. */
	LINE_ROOM = LIMIT_PASSWORD + 6,
};

/* Read the first octets of a file, which may be a pipe: "<(pass show pfx)". */
static bool
read_start(uint8_t *out, size_t *size, int fd)
{
	*size = 0;
	while (*size < LINE_ROOM) {
		ssize_t got = read(fd, out + *size, LINE_ROOM - *size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		*size += (size_t)got;
	}
	return true;
}

/* The first line, without its end and without a byte order mark. */
static struct el_bytes
first_line(struct el_bytes text)
{
	static const uint8_t mark[] = { 0xef, 0xbb, 0xbf };
	const uint8_t *end;

	if (text.size >= sizeof(mark) &&
	    memcmp(text.data, mark, sizeof(mark)) == 0) {
		text.data += sizeof(mark);
		text.size -= sizeof(mark);
	}
	end = memchr(text.data, '\n', text.size);
	if (end != NULL)
		text.size = (size_t)(end - text.data);
	if (text.size > 0 && text.data[text.size - 1] == '\r')
		text.size--;
	return text;
}

/* Say why a file, or what it holds, is no password; false. */
static bool
say(const char *option, const char *name, const char *cause)
{
	diagnose("--%s: %s: %s", option, *name == '\0' ? "''" : name, cause);
	return false;
}

static bool
add_from_file(struct passwords *passwords, const char *name)
{
	const char *option = options[OPTION_PASSWORD_FILE].name;
	bool is_stdin = strcmp(name, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO :
			    open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	uint8_t start[LINE_ROOM];
	const char *fault = NULL;
	size_t size;

	if (fd < 0)
		return say(option, name, strerror(errno));
	if (!read_start(start, &size, fd))
		fault = strerror(errno);
	else
		fault = passwords_add(passwords,
		    first_line((struct el_bytes){ start, size }));
	secret_wipe(start, sizeof(start));
	if (!is_stdin)
		close(fd);
	return fault == NULL || say(option, name, fault);
}

static bool
add_from_environment(struct passwords *passwords, const char *name)
{
	const char *option = options[OPTION_PASSWORD_ENV].name;
	const char *value = getenv(name);
	const char *fault;

	if (value == NULL)
		return say(option, name, "there is no environment variable of "
		    "this name; give the name of one that holds the password, "
		    "not the password");
	fault = passwords_add(passwords, el_bytes_of(value));
	return fault == NULL || say(option, name, fault);
}

bool
password_options(struct passwords *out, const struct arguments *arguments)
{
	*out = (struct passwords){ .count = 0 };
	for (size_t i = 0; i < arguments->given_count; i++) {
		const struct given *given = &arguments->given[i];

		if (given->id == OPTION_PASSWORD_FILE &&
		    !add_from_file(out, given->value))
			return false;
		if (given->id == OPTION_PASSWORD_ENV &&
		    !add_from_environment(out, given->value))
			return false;
	}
	if (out->count == 0)
		out->ask = prompt_for_password;
	return true;
}
