#include "container.h"

#include "base/limits.h"

enum { CAPACITY_MIN = 8 };

static bool
grow(struct container *container)
{
	size_t capacity = container->capacity == 0 ? CAPACITY_MIN :
						     2 * container->capacity;
	struct el_bytes *larger = arena_take(container->arena, capacity,
	    sizeof(*larger));

	if (larger == NULL)
		return false;
	if (container->count > 0)
		memcpy(larger, container->certificates,
		    container->count * sizeof(*larger));
	container->certificates = larger;
	container->capacity = capacity;
	return true;
}

bool
container_add(struct container *container, struct el_bytes certificate)
{
	if (container->count == LIMIT_CERTIFICATES)
		return container_stop(container, "input.too-many-certificates",
		    arena_printf(container->arena, "it holds more than %d "
			"certificates, and the rest was not read; no Edge "
			"server needs so many", LIMIT_CERTIFICATES));
	if (container->count == container->capacity && !grow(container))
		return false;
	container->certificates[container->count++] = certificate;
	return true;
}

bool
container_stop(struct container *container, const char *code,
    const char *message)
{
	/* Without a message there was no memory. */
	if (message != NULL && container->problem.code == NULL)
		container->problem = (struct el_problem){ .code = code,
			.message = message };
	return false;
}

/* Whether a place lies in octets; what was decrypted lies elsewhere. */
static bool
is_within(struct el_bytes octets, const uint8_t *at)
{
	uintptr_t start = (uintptr_t)octets.data;

	return (uintptr_t)at >= start && (uintptr_t)at <= start + octets.size;
}

bool
container_damaged(struct container *container, const char *code,
    const char *what, const struct ber_fault *fault, struct el_bytes octets)
{
	size_t offset;

	if (fault->what == NULL || container->problem.code != NULL)
		return false;
	if (!is_within(octets, fault->at))
		return container_stop(container, code,
		    arena_printf(container->arena, "the %s is damaged in what "
			"it encloses: %s; copy the file again", what,
			fault->what));
	offset = (size_t)(fault->at - octets.data);
	container_stop(container, code, arena_printf(container->arena,
	    "the %s is damaged at its octet %zu: %s; copy the file again",
	    what, offset, fault->what));
	container->problem.offset = offset;
	return false;
}
