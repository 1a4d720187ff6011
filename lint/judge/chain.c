#include "chain.h"

#include "base/limits.h"
#include "view/verify.h"
#include "chain_set.h"

enum {
	/* Certificates on one way; public chains have three or four. */
	LENGTH = 10,
	/* Issuers that are tried for one certificate, of each set. */
	FAN_OUT = 8,
	/* Certificates that one search comes by, dead ends included. */
	TURNS = 64,
	/* Signatures that an input of few certificates may cost, and what
	 * each adds: it has two issuers at most, and so have those. */
	SIGNATURES = 64,
	SIGNATURES_EACH = 4,
};

/* What the end of a way is worth; the greatest sum is the way taken. */
enum merit {
	ALL_VALID = 1 << 0, /* at the time as of which is judged */
	NOT_OPEN = 1 << 1,
	IS_ANCHORED = 1 << 2,
	NONE_BAD = 1 << 3, /* no signature is */
};

/* A certificate on a way, and its signature by the key of the next. */
struct step {
	struct chain_node *node;
	enum el_signature signature;
	const char *unsupported;
};

struct way {
	struct step steps[LENGTH];
	size_t count;
	enum el_chain_end end;
	unsigned merit;
};

/* What may have issued a certificate, and what speaks for it. */
struct candidate {
	struct chain_node *node;
	enum el_signature signature;
	const char *unsupported;
	unsigned points;
};

struct search {
	struct chain_input *input;
	struct way now;
	struct way best;
	unsigned enough; /* no way has more merit than this */
	unsigned turns; /* that were taken */
};

/* What lives as long as the run must not remember what goes with its input:
 * another certificate may come to stand in the same place. */
static bool
may_remember(const struct chain_node *node, const struct chain_node *issuer)
{
	return node->link.from == EL_FROM_INPUT ||
	    issuer->link.from != EL_FROM_INPUT;
}

static enum el_signature
check(struct search *search, struct chain_node *node,
    const struct chain_node *issuer)
{
	if (node->checked_with == issuer)
		return node->signature;
	node->checked_with = may_remember(node, issuer) ? issuer : NULL;
	node->unsupported = "so many signatures";
	node->signature = EL_SIGNATURE_UNSUPPORTED;
	if (search->input->signatures_left > 0) {
		search->input->signatures_left--;
		node->signature = verify_signature(node->link.cert,
		    issuer->link.cert, &node->unsupported);
	}
	return node->signature;
}

static bool
is_valid(const struct el_cert *cert, int64_t as_of)
{
	return cert->not_before.known && cert->not_after.known &&
	    as_of >= cert->not_before.seconds &&
	    as_of <= cert->not_after.seconds;
}

static bool
is_self_issued(const struct chain_node *node)
{
	return el_name_equal(&node->link.cert->subject,
	    &node->link.cert->issuer);
}

/* The way ends here: is it the best one so far? */
static void
finish(struct search *search, enum el_chain_end end)
{
	struct way *now = &search->now;

	now->end = end;
	now->merit = NONE_BAD | ALL_VALID;
	if (end == EL_CHAIN_ANCHORED)
		now->merit |= IS_ANCHORED;
	if (end == EL_CHAIN_ANCHORED || end == EL_CHAIN_ROOT)
		now->merit |= NOT_OPEN;
	for (size_t i = 0; i < now->count; i++) {
		const struct step *step = &now->steps[i];

		if (step->signature == EL_SIGNATURE_BAD)
			now->merit &= ~(unsigned)NONE_BAD;
		if (i > 0 && !is_valid(step->node->link.cert,
			search->input->as_of))
			now->merit &= ~(unsigned)ALL_VALID;
	}
	if (search->best.count == 0 || now->merit > search->best.merit)
		search->best = *now;
}

/* Whether a certificate stands on the way already, whoever brought it. */
static bool
is_on_way(const struct way *way, const struct chain_node *node)
{
	for (size_t i = 0; i < way->count; i++)
		if (el_bytes_equal(way->steps[i].node->link.cert->der,
			node->link.cert->der))
			return true;
	return false;
}

static struct candidate
make_candidate(struct search *search, struct chain_node *node,
    struct chain_node *issuer)
{
	static const unsigned by_signature[] = {
		[EL_SIGNATURE_UNCHECKED] = 0,
		[EL_SIGNATURE_BAD] = 0,
		[EL_SIGNATURE_UNSUPPORTED] = 8,
		[EL_SIGNATURE_GOOD] = 16,
	};
	struct candidate made = { .node = issuer };

	made.signature = check(search, node, issuer);
	made.unsupported = node->unsupported;
	made.points = by_signature[made.signature];
	if (issuer->link.from == EL_FROM_TRUST)
		made.points += 4;
	if (el_cert_may_issue(issuer->link.cert, node->link.cert))
		made.points += 2;
	if (is_valid(issuer->link.cert, search->input->as_of))
		made.points += 1;
	return made;
}

/* Sets what may have issued a node, the best first; returns how many. */
static size_t
find_issuers(struct search *search, struct candidate *out,
    struct chain_node *node)
{
	struct chain_node *found[2 * FAN_OUT];
	size_t count = 0;
	size_t kept = 0;

	if (search->input->material != NULL)
		count = chain_set_issuers(found, FAN_OUT,
		    &search->input->material->set, node);
	count += chain_set_issuers(found + count, FAN_OUT,
	    &search->input->set, node);
	for (size_t i = 0; i < count; i++) {
		struct candidate candidate;
		size_t at = kept;

		if (is_on_way(&search->now, found[i]))
			continue;
		candidate = make_candidate(search, node, found[i]);
		for (; at > 0 && out[at - 1].points < candidate.points; at--)
			out[at] = out[at - 1];
		out[at] = candidate;
		kept++;
	}
	return kept;
}

static bool
is_anchor(const struct search *search, const struct chain_node *node)
{
	return node->link.from == EL_FROM_TRUST ||
	    (search->input->material != NULL &&
		chain_set_anchor(&search->input->material->set, node) != NULL);
}

/* The way ends with a certificate that says that it is its own issuer. */
static void
finish_root(struct search *search, struct step *last)
{
	last->signature = check(search, last->node, last->node);
	last->unsupported = last->node->unsupported;
	finish(search, EL_CHAIN_ROOT);
}

/*
 * Go on from the last certificate of the way, as long as there may be a
 * better one.  It calls itself for each certificate, LENGTH deep.
 */
static void
follow(struct search *search)
{
	struct way *now = &search->now;
	struct step *last = &now->steps[now->count - 1];
	struct candidate issuers[2 * FAN_OUT];
	bool self_issued = is_self_issued(last->node);
	size_t count;

	if (is_anchor(search, last->node)) {
		finish(search, EL_CHAIN_ANCHORED);
		return;
	}
	/* What is not signed with its own key was so with an older one. */
	if (self_issued &&
	    check(search, last->node, last->node) != EL_SIGNATURE_BAD) {
		finish_root(search, last);
		return;
	}
	count = find_issuers(search, issuers, last->node);
	if (count == 0 && self_issued)
		finish_root(search, last);
	else if (count == 0)
		finish(search, EL_CHAIN_OPEN);
	else if (now->count == LENGTH || search->turns >= TURNS)
		finish(search, EL_CHAIN_CUT);
	for (size_t i = 0; i < count && now->count < LENGTH &&
	    search->turns < TURNS && search->best.merit < search->enough;
	    i++) {
		search->turns++;
		last->signature = issuers[i].signature;
		last->unsupported = issuers[i].unsupported;
		now->steps[now->count++] = (struct step){
			.node = issuers[i].node };
		follow(search);
		now->count--;
	}
}

static bool
make_chain(struct el_chain *out, struct search *search, struct arena *arena)
{
	const struct chain_input *input = search->input;
	struct el_link *links = arena_alloc(arena, search->best.count,
	    sizeof(*links));

	if (links == NULL)
		return false;
	for (size_t i = 0; i < search->best.count; i++) {
		const struct step *step = &search->best.steps[i];

		links[i] = step->node->link;
		links[i].signature = step->signature;
		if (step->signature == EL_SIGNATURE_UNSUPPORTED)
			links[i].unsupported = step->unsupported;
	}
	*out = (struct el_chain){
		.given = input->given,
		.links = links,
		.count = search->best.count,
		.end = search->best.end,
		.input = input->links,
		.input_count = input->link_count,
		.input_edges = input->edges,
	};
	return true;
}

static size_t
most_signatures(size_t certs)
{
	return certs > LIMIT_SIGNATURES / SIGNATURES_EACH ? LIMIT_SIGNATURES :
	    SIGNATURES + certs * SIGNATURES_EACH;
}

/* Not what is unreadable, nor a request, which nobody has issued. */
static bool
is_certificate(const struct el_cert *cert)
{
	return cert != NULL && cert->request == NULL;
}

static size_t
count_certificates(const struct el_cert *const *certs, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += is_certificate(certs[i]);
	return found;
}

/* Marks what stands there twice, and counts the Edge certificates. */
static void
look_around(struct chain_input *input, struct el_link *links,
    const enum el_role *roles)
{
	const struct chain_set *set = &input->set;

	for (size_t i = 0; i < set->count; i++) {
		struct chain_node *node = set->by_subject[i];

		node->link.repeated = chain_set_repeats(set, i);
		links[node - set->nodes].repeated = node->link.repeated;
		input->edges += !node->link.repeated &&
		    roles[node->link.index] == EL_EDGE;
	}
}

bool
chain_begin(struct chain_input *out, const struct chain_material *material,
    const char *source, const struct el_cert *const *certs,
    const enum el_role *roles, size_t count, int64_t as_of,
    struct arena *arena)
{
	struct el_link *links;
	size_t found = 0;

	*out = (struct chain_input){
		.material = material,
		.given = material == NULL ? 0 : material->given,
		.signatures_left = most_signatures(count),
		.as_of = as_of,
	};
	if (count_certificates(certs, count) > 1)
		out->given |= EL_CHAIN_ISSUERS;
	if (out->given == 0)
		return true;
	links = arena_alloc(arena, count, sizeof(*links));
	if (links == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		if (is_certificate(certs[i]))
			links[found++] = (struct el_link){ .cert = certs[i],
				.source = source, .index = i };
	out->links = links;
	out->link_count = found;
	if (!chain_set_make(&out->set, links, found, arena))
		return false;
	look_around(out, links, roles);
	return true;
}

/* The node of a certificate's index, or NULL: it is none. */
static struct chain_node *
node_at(const struct chain_set *set, size_t index)
{
	size_t low = 0;
	size_t high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (set->nodes[middle].link.index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low < set->count && set->nodes[low].link.index == index ?
	    &set->nodes[low] : NULL;
}

bool
chain_build(const struct el_chain **out, struct chain_input *input,
    size_t index, struct arena *arena)
{
	struct el_chain *chain;
	struct search search = { .input = input };
	struct chain_node *node;

	*out = NULL;
	if (input->given == 0)
		return true;
	node = node_at(&input->set, index);
	if (node == NULL)
		return true;
	chain = arena_alloc(arena, 1, sizeof(*chain));
	if (chain == NULL)
		return false;
	search.enough = NONE_BAD | NOT_OPEN | ALL_VALID;
	if ((input->given & EL_CHAIN_ANCHORS) != 0)
		search.enough |= IS_ANCHORED;
	search.now.steps[search.now.count++].node = node;
	follow(&search);
	*out = chain;
	return make_chain(chain, &search, arena);
}

const char *
el_chain_from_name(enum el_chain_from from)
{
	static const char *const names[] = {
		[EL_FROM_INPUT] = "input",
		[EL_FROM_CHAIN] = "chain",
		[EL_FROM_TRUST] = "trust",
	};

	return names[from];
}

const char *
el_signature_name(enum el_signature signature)
{
	static const char *const names[] = {
		[EL_SIGNATURE_UNCHECKED] = "unchecked",
		[EL_SIGNATURE_GOOD] = "good",
		[EL_SIGNATURE_BAD] = "bad",
		[EL_SIGNATURE_UNSUPPORTED] = "unsupported",
	};

	return names[signature];
}
