#include "entry.h"

#include "punycode.h"

bool
entry_is_ascii(struct el_bytes text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] >= 0x80)
			return false;
	return true;
}

/*
 * The private top-level domains stand by their size, one behind the other:
 * most names are done with after a look at the size of their last label.
 */
static const char *const private_domains[] = {
	[3] = "lan",
	[4] = "corp"
	      "home"
	      "test",
	[5] = "local",
	[7] = "invalid"
	      "private",
	[8] = "internal"
	      "intranet",
	[9] = "localhost",
};

enum {
	PRIVATE_SIZES = sizeof(private_domains) / sizeof(private_domains[0]),
};

struct el_bytes
entry_last_label(struct el_bytes name)
{
	size_t size = 0;

	while (size < name.size && name.data[name.size - size - 1] != '.')
		size++;
	return (struct el_bytes){ name.data + name.size - size, size };
}

static bool
is_private_domain(struct el_bytes label)
{
	const char *domain = label.size < PRIVATE_SIZES ?
	    private_domains[label.size] : NULL;

	for (; domain != NULL && *domain != '\0'; domain += label.size)
		if (el_host_equal(label, (struct el_bytes){
			(const uint8_t *)domain, label.size }))
			return true;
	return false;
}

bool
entry_is_internal(struct el_bytes name)
{
	struct el_bytes label = entry_last_label(name);

	return label.size == name.size || is_private_domain(label);
}

bool
entry_is_reverse(struct el_bytes name)
{
	static const char *const zones[] = { "in-addr.arpa", "ip6.arpa" };

	/* Nearly all names end in another letter. */
	if (name.size == 0 || (name.data[name.size - 1] | 0x20) != 'a')
		return false;
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (el_host_equal(name, el_bytes_of(zones[i])) ||
		    el_host_is_under(name, el_bytes_of(zones[i])))
			return true;
	return false;
}

/* Takes the first label off a name; false: there is none left. */
static bool
next_label(struct el_bytes *rest, struct el_bytes *label)
{
	const uint8_t *dot;

	if (rest->size == 0)
		return false;
	dot = memchr(rest->data, '.', rest->size);
	*label = *rest;
	if (dot == NULL) {
		rest->size = 0;
		return true;
	}
	label->size = (size_t)(dot - rest->data);
	rest->data = dot + 1;
	rest->size -= label->size + 1;
	return true;
}

static bool
is_bad_a_label(struct el_bytes label)
{
	return punycode_is_marked(label) && !punycode_is_good(label);
}

bool
entry_find_label(struct el_bytes *label, struct el_bytes name,
    entry_label_test *test)
{
	while (next_label(&name, label))
		if (test(*label))
			return true;
	return false;
}

bool
entry_bad_a_label(struct el_bytes *label, struct el_bytes name)
{
	return entry_find_label(label, name, is_bad_a_label);
}
