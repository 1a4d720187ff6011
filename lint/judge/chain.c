#include "chain.h"

#include "base/limits.h"
#include "view/verify.h"
#include "chain_names.h"
#include "chain_set.h"

enum {
	/* Certificates on one way; public chains have three or four. */
	LENGTH = 10,
	/* Issuers that are tried for one certificate, of each set. */
	FAN_OUT = 32,
	/* Certificates that one search comes by, dead ends included. */
	TURNS = 64,
	/* What these cost beside the signatures, counted as verify_effort()
	 * does: in about microseconds. */
	TURN_EFFORT = 4,
	LOOKUP_EFFORT = 16,
	/* What an input of few certificates may cost, and what each adds: it
	 * has two issuers at most, and so have those. */
	WORK = 400000,
	WORK_EACH = 40000,
};

/* What the end of a way is worth; the greatest sum is the way taken. */
enum merit {
	ALL_VALID = 1 << 0, /* at the time as of which is judged */
	ALL_FIT = 1 << 1, /* as path validation wants them */
	NOT_OPEN = 1 << 2,
	IS_ANCHORED = 1 << 3,
	NONE_BAD = 1 << 4, /* no signature is */
};

/* A certificate and its issuers, each signed with the key of the next. */
struct chain_way {
	struct el_link links[LENGTH];
	struct chain_node *nodes[LENGTH];
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
	struct chain_way now;
	struct chain_way best;
	unsigned enough; /* no way has more merit than this */
	unsigned turns; /* that were taken */
	bool cut; /* something was not tried */
	bool no_memory;
};

/* Takes from what the input may cost; false: nothing is left. */
static bool
spend(struct search *search, size_t effort)
{
	size_t *left = &search->input->work_left;

	if (*left < effort) {
		*left = 0;
		search->cut = true;
		return false;
	}
	*left -= effort;
	return true;
}

/* What lives as long as the run must not remember what goes with its input:
 * another certificate may come to stand in the same place. */
static bool
may_remember(const struct chain_node *node, const struct chain_node *issuer)
{
	return node->link.from == EL_FROM_INPUT ||
	    issuer->link.from != EL_FROM_INPUT;
}

static struct checked
check(struct search *search, struct chain_node *node,
    const struct chain_node *issuer)
{
	struct checked *memory = node == issuer ? &node->by_own :
						  &node->by_other;
	struct checked checked = { issuer, EL_SIGNATURE_UNSUPPORTED,
		"so many signatures" };

	if (memory->with == issuer)
		return *memory;
	if (spend(search, verify_effort(node->link.cert, issuer->link.cert)))
		checked.signature = verify_signature(node->link.cert,
		    issuer->link.cert, &checked.unsupported);
	if (may_remember(node, issuer))
		*memory = checked;
	return checked;
}

static bool
is_valid(const struct el_cert *cert, int64_t as_of)
{
	return cert->not_before.known && cert->not_after.known &&
	    as_of >= cert->not_before.seconds &&
	    as_of <= cert->not_after.seconds;
}

/* Whether path validation has nothing to say against the i-th issuer. */
static bool
is_fit(const struct chain_way *way, size_t i)
{
	return way->nodes[i]->fit && el_link_not_ca(way->links, i) == NULL &&
	    el_cert_key_id_differs(way->links[i].cert,
		way->links[i - 1].cert) == NULL;
}

static bool
names_are_allowed(struct search *search)
{
	struct chain_names names = { .work_left = &search->input->work_left };

	chain_names_look(&names, search->now.links, search->now.count);
	return names.count == 0 && names.unsupported == NULL;
}

/* The way ends here: is it the best one so far? */
static void
finish(struct search *search, enum el_chain_end end)
{
	struct chain_way *now = &search->now;

	now->end = end;
	now->merit = NONE_BAD | ALL_VALID | ALL_FIT;
	if (end == EL_CHAIN_ANCHORED)
		now->merit |= IS_ANCHORED;
	if (end == EL_CHAIN_ANCHORED || end == EL_CHAIN_ROOT)
		now->merit |= NOT_OPEN;
	for (size_t i = 0; i < now->count; i++) {
		if (now->links[i].signature == EL_SIGNATURE_BAD)
			now->merit &= ~(unsigned)NONE_BAD;
		if (i > 0 && !is_valid(now->links[i].cert,
			search->input->as_of))
			now->merit &= ~(unsigned)ALL_VALID;
		if (i > 0 && !is_fit(now, i))
			now->merit &= ~(unsigned)ALL_FIT;
	}
	if (search->best.count != 0 && now->merit <= search->best.merit)
		return;
	if (!names_are_allowed(search))
		now->merit &= ~(unsigned)ALL_FIT;
	if (search->best.count == 0 || now->merit > search->best.merit)
		search->best = *now;
}

/* Whether a certificate stands on the way already, whoever brought it. */
static bool
is_on_way(const struct chain_way *way, const struct chain_node *node)
{
	for (size_t i = 0; i < way->count; i++)
		if (way->nodes[i]->same == node->same)
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
		[EL_SIGNATURE_UNSUPPORTED] = 16,
		[EL_SIGNATURE_GOOD] = 32,
	};
	struct checked checked = check(search, node, issuer);
	struct candidate made = {
		.node = issuer,
		.signature = checked.signature,
		.unsupported = checked.unsupported,
		.points = by_signature[checked.signature],
	};

	/* An Edge certificate may have the name and the key of a CA. */
	if (issuer->fit)
		made.points += 8;
	if (issuer->link.from == EL_FROM_TRUST)
		made.points += 4;
	if (el_cert_key_id_differs(issuer->link.cert, node->link.cert) == NULL)
		made.points += 2;
	if (is_valid(issuer->link.cert, search->input->as_of))
		made.points += 1;
	return made;
}

/* Adds nodes that are not there yet; a trust anchor before its copy. */
static size_t
merge(struct chain_node **into, size_t count, struct chain_node *const *nodes,
    size_t more)
{
	size_t merged = count;

	for (size_t i = 0; i < more; i++) {
		size_t k = 0;

		while (k < count && into[k]->same != nodes[i]->same)
			k++;
		if (k == count)
			into[merged++] = nodes[i];
		else if (nodes[i]->link.from == EL_FROM_TRUST)
			into[k] = nodes[i];
	}
	return merged;
}

/* The nodes of both sets that may have issued one. */
static size_t
look_up(struct search *search, struct chain_node **out,
    const struct chain_node *node, bool *left_out)
{
	const struct chain_set *sets[] = {
		&search->input->set,
		search->input->material == NULL ? NULL :
		    &search->input->material->set,
	};
	size_t count = 0;

	for (size_t i = 0; i < 2 && sets[i] != NULL; i++) {
		struct chain_node *found[FAN_OUT + 1];
		size_t more = chain_set_issuers(found, FAN_OUT + 1, sets[i],
		    node);

		*left_out |= more > FAN_OUT;
		count = merge(out, count, found,
		    more > FAN_OUT ? FAN_OUT : more);
	}
	return count;
}

/* The candidates of a node, the best first, in room for all of them. */
static size_t
rank_issuers(struct search *search, struct candidate *out,
    struct chain_node *node, bool *left_out)
{
	struct chain_node *found[2 * FAN_OUT];
	size_t count = look_up(search, found, node, left_out);

	for (size_t i = 0; i < count; i++) {
		struct candidate candidate = make_candidate(search, node,
		    found[i]);
		size_t at = i;

		for (; at > 0 && out[at - 1].points < candidate.points; at--)
			out[at] = out[at - 1];
		out[at] = candidate;
	}
	return count;
}

/* Keeps the candidates with a node of the input. */
static void
remember(struct search *search, struct chain_node *node,
    const struct candidate *issuers, size_t count, bool left_out)
{
	struct candidate *kept = arena_take(search->input->arena, count,
	    sizeof(*kept));

	if (kept == NULL) {
		search->no_memory = true;
		return;
	}
	if (count > 0)
		memcpy(kept, issuers, count * sizeof(*kept));
	node->issuers = kept;
	node->issuer_count = count;
	node->issuers_left_out = left_out;
}

/*
 * What may have issued a node, the best first, in the room or where it is
 * remembered.  Returns how many.
 */
static size_t
find_issuers(struct search *search, const struct candidate **out,
    struct candidate *room, struct chain_node *node)
{
	bool left_out = false;
	size_t count;

	*out = room;
	if (node->issuers != NULL) {
		*out = node->issuers;
		search->cut |= node->issuers_left_out;
		return node->issuer_count;
	}
	if (!spend(search, LOOKUP_EFFORT))
		return 0;
	count = rank_issuers(search, room, node, &left_out);
	search->cut |= left_out;
	if (node->link.from == EL_FROM_INPUT)
		remember(search, node, room, count, left_out);
	return count;
}

static void
set_signature(struct el_link *link, enum el_signature signature,
    const char *unsupported)
{
	link->signature = signature;
	link->unsupported = signature == EL_SIGNATURE_UNSUPPORTED ?
	    unsupported : NULL;
}

/* The way ends with a certificate that says that it is its own issuer. */
static void
finish_root(struct search *search, struct chain_node *node)
{
	struct checked own = check(search, node, node);

	set_signature(&search->now.links[search->now.count - 1],
	    own.signature, own.unsupported);
	finish(search, EL_CHAIN_ROOT);
}

static void
step_to(struct chain_way *way, struct chain_node *node)
{
	way->links[way->count] = node->link;
	way->nodes[way->count] = node;
	way->count++;
}

static void follow(struct search *search);

/* Go on over each candidate; false: there is none that is not on the way. */
static bool
follow_issuers(struct search *search, const struct candidate *issuers,
    size_t count)
{
	struct chain_way *now = &search->now;
	struct el_link *last = &now->links[now->count - 1];
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		if (is_on_way(now, issuers[i].node))
			continue;
		if (any && search->best.merit >= search->enough)
			return true;
		if (now->count == LENGTH || search->turns >= TURNS ||
		    !spend(search, TURN_EFFORT)) {
			search->cut = true;
			if (!any)
				finish(search, EL_CHAIN_CUT);
			return true;
		}
		any = true;
		search->turns++;
		set_signature(last, issuers[i].signature,
		    issuers[i].unsupported);
		step_to(now, issuers[i].node);
		follow(search);
		now->count--;
	}
	return any;
}

/*
 * Go on from the last certificate of the way, as long as there may be a
 * better one.  It calls itself for each certificate, LENGTH deep.
 */
static void
follow(struct search *search)
{
	struct chain_way *now = &search->now;
	struct chain_node *node = now->nodes[now->count - 1];
	struct candidate room[2 * FAN_OUT];
	const struct candidate *issuers;
	bool self_issued = node->link.self_issued;
	size_t count;

	set_signature(&now->links[now->count - 1], EL_SIGNATURE_UNCHECKED,
	    NULL);
	if (node->anchor) {
		finish(search, EL_CHAIN_ANCHORED);
		return;
	}
	/* What is not signed with its own key was so with an older one. */
	if (self_issued &&
	    check(search, node, node).signature != EL_SIGNATURE_BAD) {
		finish_root(search, node);
		return;
	}
	count = find_issuers(search, &issuers, room, node);
	if (follow_issuers(search, issuers, count))
		return;
	if (self_issued)
		finish_root(search, node);
	else
		finish(search, search->input->work_left == 0 ? EL_CHAIN_CUT :
							       EL_CHAIN_OPEN);
}

/* What all chains of an input have. */
static struct el_chain
chain_within(const struct chain_input *input)
{
	return (struct el_chain){
		.given = input->given,
		.input = input->links,
		.input_count = input->link_count,
		.input_edges = input->edges,
	};
}

static bool
make_chain(struct el_chain *out, const struct search *search,
    struct arena *arena)
{
	const struct chain_way *best = &search->best;
	struct el_link *links = arena_take(arena, best->count,
	    sizeof(*links));

	if (links == NULL || search->no_memory)
		return false;
	memcpy(links, best->links, best->count * sizeof(*links));
	*out = chain_within(search->input);
	out->links = links;
	out->count = best->count;
	out->end = best->end;
	out->cut = best->end == EL_CHAIN_CUT ||
	    (search->cut && best->merit < search->enough);
	return true;
}

/* The best way from a node; its certificates are marked when they serve. */
static bool
find_chain(struct el_chain *out, struct chain_input *input,
    struct chain_node *node, bool serves, struct arena *arena)
{
	struct search search = { .input = input };

	search.enough = NONE_BAD | NOT_OPEN | ALL_FIT | ALL_VALID;
	if ((input->given & EL_CHAIN_ANCHORS) != 0)
		search.enough |= IS_ANCHORED;
	step_to(&search.now, node);
	follow(&search);
	if (!make_chain(out, &search, arena))
		return false;
	/* Of a way that was cut nothing is told. */
	for (size_t i = 1; serves && !out->cut && i < search.best.count; i++)
		search.best.nodes[i]->serves = true;
	return true;
}

static size_t
most_work(size_t certs)
{
	return certs > (LIMIT_CHAIN_WORK - WORK) / WORK_EACH ?
	    LIMIT_CHAIN_WORK : WORK + certs * WORK_EACH;
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
	const struct chain_material *material = input->material;

	for (size_t i = 0; i < input->set.count; i++) {
		struct chain_node *node = &input->set.nodes[i];
		const struct chain_node *twin = material == NULL ? NULL :
		    chain_set_twin(&material->set, node);

		if (twin != NULL) {
			node->same = twin;
			node->anchor = twin->anchor;
		}
		links[i].repeated = node->link.repeated;
		links[i].self_issued = node->link.self_issued;
		input->edges += !node->link.repeated &&
		    roles[node->link.index] == EL_EDGE;
	}
}

/*
 * Finds the ways of the Edge certificates, so that it is known of each issuer
 * whether it stands on one when its turn to be judged comes.
 */
static bool
find_edges(struct chain_input *input, const enum el_role *roles)
{
	const struct chain_material *material = input->material;

	for (size_t i = 0; i < input->set.count; i++) {
		struct chain_node *node = &input->set.nodes[i];
		struct el_chain *chain;

		if (roles[node->link.index] != EL_EDGE)
			continue;
		chain = arena_take(input->arena, 1, sizeof(*chain));
		if (chain == NULL ||
		    !find_chain(chain, input, node, true, input->arena))
			return false;
		node->chain = chain;
	}
	/* A way may go over the copy that --chain or --trust has brought. */
	for (size_t i = 0; i < input->set.count; i++)
		input->set.nodes[i].serves |= input->set.nodes[i].same->serves;
	for (size_t i = 0; material != NULL && i < material->set.count; i++)
		material->set.nodes[i].serves = false;
	return true;
}

bool
chain_begin(struct chain_input *out, const struct chain_material *material,
    const struct chain_members *members, int64_t as_of, struct arena *arena)
{
	const struct el_cert *const *certs = members->certs;
	size_t count = count_certificates(certs, members->count);
	struct el_link *links;
	size_t found = 0;

	*out = (struct chain_input){
		.material = material,
		.source = members->source,
		.link_count = count + members->alone.certificates,
		.edges = members->alone.edges,
		.given = material == NULL ? 0 : material->given,
		.work_left = most_work(members->count),
		.as_of = as_of,
		.arena = arena,
	};
	if (out->link_count > 1)
		out->given |= EL_CHAIN_ISSUERS;
	if (out->given == 0)
		return true;
	links = arena_alloc(arena, count, sizeof(*links));
	if (links == NULL)
		return false;
	for (size_t i = 0; i < members->count; i++)
		if (is_certificate(certs[i]))
			links[found++] = (struct el_link){ .cert = certs[i],
				.source = members->source, .index = i };
	if (!chain_set_make(&out->set, links, found, arena))
		return false;
	look_around(out, links, members->roles);
	if (out->edges == 1)
		out->links = links;
	return find_edges(out, members->roles);
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

/* What nameConstraints forbid; it is counted first, for the room. */
static bool
look_at_names(struct el_chain *chain, struct chain_input *input,
    struct arena *arena)
{
	struct chain_names names = { .work_left = &input->work_left };

	chain_names_look(&names, chain->links, chain->count);
	if (names.count > 0) {
		names.offences = arena_take(arena, names.count,
		    sizeof(*names.offences));
		if (names.offences == NULL)
			return false;
		names.count = 0;
		chain_names_look(&names, chain->links, chain->count);
	}
	chain->offences = names.offences;
	chain->offence_count = names.count;
	chain->names_unsupported = names.unsupported;
	return true;
}

bool
chain_build(const struct el_chain **out, struct chain_input *input,
    size_t index, struct arena *arena)
{
	struct el_chain *chain;
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
	if (node->chain != NULL)
		*chain = *node->chain;
	else if (!find_chain(chain, input, node, false, arena))
		return false;
	chain->serves = node->serves;
	*out = chain;
	return look_at_names(chain, input, arena);
}

bool
chain_build_alone(const struct el_chain **out, const struct chain_input *input,
    const struct el_cert *cert, size_t index, struct arena *arena)
{
	struct el_link *link;
	struct el_chain *chain;

	*out = NULL;
	if (input->given == 0 || !is_certificate(cert))
		return true;
	link = arena_take(arena, 1, sizeof(*link));
	chain = arena_take(arena, 1, sizeof(*chain));
	if (link == NULL || chain == NULL)
		return false;
	*link = (struct el_link){ .cert = cert, .source = input->source,
		.index = index };
	*chain = chain_within(input);
	chain->links = link;
	chain->count = 1;
	chain->end = EL_CHAIN_OPEN;
	*out = chain;
	return true;
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
