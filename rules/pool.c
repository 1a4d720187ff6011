/*
 * The nodes of an Edge pool present one certificate, or at least one key.
 * What most nodes have is what the others are held against.
 */

#include <stdio.h>

#include <edgelint/rule.h>

#include "phrases.h"

static bool
has_same_key(const struct el_node *a, const struct el_node *b)
{
	return a->has_key && b->has_key &&
	    memcmp(a->key, b->key, sizeof(a->key)) == 0;
}

/* A request may become the certificate that another node has. */
static bool
is_same(const struct el_node *a, const struct el_node *b)
{
	if (a->is_request || b->is_request)
		return has_same_key(a, b);
	return memcmp(a->certificate, b->certificate,
	    sizeof(a->certificate)) == 0;
}

/* How many nodes are like one. */
static size_t
count_like(const struct el_target *target, const struct el_node *node,
    bool (*like)(const struct el_node *, const struct el_node *))
{
	size_t count = 0;

	for (size_t i = 0; i < target->node_count; i++)
		count += like(&target->nodes[i], node);
	return count;
}

/*
 * The node that the others are held against: its key is that of most nodes,
 * and of these most have its certificate; the first of equals.  NULL: no key
 * can be read.
 */
static const struct el_node *
find_usual(const struct el_target *target)
{
	const struct el_node *usual = NULL;
	size_t most_keys = 0;
	size_t most = 0;

	for (size_t i = 0; i < target->node_count; i++) {
		const struct el_node *node = &target->nodes[i];
		size_t keys = count_like(target, node, has_same_key);
		size_t count = count_like(target, node, is_same);

		if (!node->has_key || keys < most_keys ||
		    (keys == most_keys &&
			(count <= most || !has_same_key(node, usual))))
			continue;
		usual = node;
		most_keys = keys;
		most = count;
	}
	return usual;
}

/* "" or ", certificate 2": the place in a file of several. */
enum { PLACE_SIZE = 40 };

static const char *
place_of(char out[PLACE_SIZE], const struct el_node *node)
{
	out[0] = '\0';
	if (node->index > 0)
		snprintf(out, PLACE_SIZE, ", certificate %zu",
		    node->index + 1);
	return out;
}

/* What tells a node's certificate from others, in Windows' words. */
enum { FACTS_SIZE = 200 };

static const char *
facts_of(char out[FACTS_SIZE], const struct el_node *node)
{
	if (node->is_request)
		snprintf(out, FACTS_SIZE, "a request");
	else
		snprintf(out, FACTS_SIZE, "thumbprint %s, serial %s, until %s",
		    node->thumbprint, node->serial, node->until);
	return out;
}

static void
flag_node(struct el_report *report, const struct el_node *node,
    const struct el_node *usual, const char *what)
{
	char place[PLACE_SIZE];
	char facts[FACTS_SIZE];
	char usual_place[PLACE_SIZE];
	char usual_facts[FACTS_SIZE];
	struct el_finding *finding = el_flag(report, NULL,
	    "%s%s (%s) has another %s than %s%s (%s)",
	    el_show(report, el_bytes_of(node->source)),
	    place_of(place, node), facts_of(facts, node), what,
	    el_show(report, el_bytes_of(usual->source)),
	    place_of(usual_place, usual), facts_of(usual_facts, usual));

	finding->name = el_bytes_of(node->source);
	finding->actual = el_bytes_of(node->thumbprint);
	finding->expected = el_bytes_of(usual->thumbprint);
}

static void
check_key(const struct el_target *target, struct el_report *report)
{
	const struct el_node *usual = find_usual(target);

	for (size_t i = 0; usual != NULL && i < target->node_count; i++) {
		const struct el_node *node = &target->nodes[i];

		if (node->has_key && !has_same_key(node, usual))
			flag_node(report, node, usual, "key");
	}
}

static void
check_certificate(const struct el_target *target, struct el_report *report)
{
	const struct el_node *usual = find_usual(target);

	for (size_t i = 0; usual != NULL && i < target->node_count; i++) {
		const struct el_node *node = &target->nodes[i];

		if (is_same(node, usual))
			continue;
		if (has_same_key(node, usual))
			flag_node(report, node, usual, "certificate");
		else
			el_yield(report, "pool.key.differs");
	}
}

static const char *
without_pool(const struct el_target *target)
{
	return target->node_count == 0 ? "pool:not-declared" : NULL;
}

static const struct el_rule rules[] = {
	{
		.id = "pool.key.differs",
		.severity = EL_ERROR,
		.title = "Nodes of the pool have different keys",
		.check = check_key,
		.level = EL_PER_RUN,
		.applies = without_pool,
		.sources = {
			{ EL_DOC_USER_ACCESS, "certificate for audio/video "
			    "authentication",
			    "behind a load balancer, every Edge Server has "
			    "the same CA's certificate with the same private "
			    "key for audio/video authentication", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "every Edge Server of a pool has the exact same "
			    "certificate with the same private key for media "
			    "relay authentication", false },
			{ EL_DOC_EDGE_PLAN, "internal Edge certificate",
			    "the internal interfaces of a pool share one "
			    "certificate", false },
		},
		.fails_when = "with --pool, the key of an Edge certificate is "
			      "not that of most others",
		.why = "A token for audio and video that one node has made is "
		       "checked by another with its own key, and refused: "
		       "calls fail from time to time, depending on the node "
		       "that the load balancer chooses.",
		.remedy = "Export the certificate with its private key on the "
			  "node that has the right one, import it on the "
			  "others and assign it (-Type Internal for the "
			  "internal interface):\n"
			  "    Export-PfxCertificate -Cert "
			  "Cert:\\LocalMachine\\My\\{expected} -FilePath "
			  "edge.pfx -Password (Read-Host -AsSecureString)\n"
			  "    Import-CsCertificate -Path edge.pfx "
			  "-PrivateKeyExportable $true -Password PASSWORD\n"
			  "    Set-CsCertificate -Type AccessEdgeExternal,"
			  "DataEdgeExternal,AudioVideoAuthentication "
			  "-Thumbprint {expected}",
		.example = "Fails: edgelint check node1.cer node2.cer --pool, "
			   "each with a key of its own\n"
			   "Passes: both hold the same certificate",
	},
	{
		.id = "pool.certificate.differs",
		.severity = EL_WARNING,
		.title = "Nodes of the pool have different certificates",
		.check = check_certificate,
		.level = EL_PER_RUN,
		.applies = without_pool,
		.yields = { { "pool.key.differs", true } },
		.sources = {
			{ EL_DOC_USER_ACCESS, PUBLIC_CERTIFICATE,
			    "the same certificate is used on each Edge Server "
			    "of a pool", false },
			{ EL_DOC_SFB_EDGE, SFB_TABLE,
			    "every Edge Server of a pool has the exact same "
			    "certificate", false },
		},
		.fails_when = "with --pool, an Edge certificate has the key "
			      "of most others and is another certificate",
		.why = "With the same key the nodes accept each other's "
		       "tokens, but one of them was renewed without the "
		       "others: names or dates differ by the node that a "
		       "client comes to, and one may end before the rest.",
		.remedy = "Import the newer certificate on every node, and "
			  "assign it there (-Type Internal for the internal "
			  "interface):\n"
			  "    Set-CsCertificate -Type AccessEdgeExternal,"
			  "DataEdgeExternal,AudioVideoAuthentication "
			  "-Thumbprint THUMBPRINT",
		.example = "Fails: edgelint check node1.cer node2.cer --pool, "
			   "the second renewed with the same key\n"
			   "Passes: both hold the same certificate",
	},
};

EL_RULESET(pool, rules);
