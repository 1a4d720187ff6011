#include "source_path.h"

#include "base/text.h"

static const char *
without_dots(const char *path)
{
	while (path[0] == '.' && path[1] == '/') {
		path += 2;
		while (*path == '/')
			path++;
	}
	return path;
}

/* What follows a folder in a path, or NULL when it does not begin so. */
static const char *
path_within(const char *folder, const char *path)
{
	size_t length = folder == NULL ? 0 : strlen(folder);

	if (length == 0 || strncmp(path, folder, length) != 0)
		return NULL;
	/* The root ends in a slash already. */
	if (folder[length - 1] != '/' && path[length++] != '/')
		return NULL;
	while (path[length] == '/')
		length++;
	return path + length;
}

/* The path as it is shown; absolute: it lies outside of the folder. */
static const char *
relative_path(const struct report_options *options, const char *source)
{
	const char *within;

	if (strcmp(source, "-") == 0)
		return "stdin";
	source = without_dots(source);
	within = path_within(options->folder, source);
	if (within != NULL)
		source = without_dots(within);
	return *source == '\0' ? "unnamed" : source;
}

void
source_path_write(struct sink *sink, const struct report_options *options,
    const char *source)
{
	text_printable(sink, el_bytes_of(relative_path(options, source)));
}

bool
source_path_is_outside(const struct report_options *options,
    const char *source)
{
	return relative_path(options, source)[0] == '/';
}

/* RFC 3986, section 2.3; the slash divides the parts of the path. */
static bool
is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~/", c) != NULL);
}

void
source_path_write_uri(struct sink *sink, const struct report_options *options,
    const char *source)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *path = relative_path(options, source);

	while (path[0] == '/' && path[1] != '\0')
		path++;
	for (; *path != '\0'; path++) {
		uint8_t octet = (uint8_t)*path;

		if (is_unreserved(*path)) {
			sink_char(sink, *path);
			continue;
		}
		sink_char(sink, '%');
		sink_char(sink, digits[octet >> 4]);
		sink_char(sink, digits[octet & 15]);
	}
}
