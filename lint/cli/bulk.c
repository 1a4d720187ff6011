#include "bulk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "diagnose.h"
#include "progress.h"
#include "run/session.h"

enum {
	/* What waits for its turn in one slot, in octets, before its thread
	 * does, too: a bundle may make a report of any size. */
	PART_MAX = 64 * 1024,
	FOLDER_MESSAGE_SIZE = 200,
};

/* What a file or a folder holds. */
struct contents {
	size_t edges; /* certificates that were judged */
	size_t issuers;
	size_t unreadable;
	size_t passed_over; /* files */
};

/* An input on its way: from when its name is taken to when its results are
 * written. */
struct slot {
	struct bulk *bulk;
	size_t number;
	struct inputs_item item;
	/* With several threads: what goes to the reports and to stderr. */
	struct outputs_part part;
	struct sink said;
	struct parallel *parallel;
	size_t total; /* inputs, as far as it is known */
	size_t verdicts[EL_VERDICT_UNREADABLE + 1]; /* of its results */
	struct contents contents;
};

struct bulk {
	struct inputs *inputs;
	struct outputs *outputs;
	/* One for each thread, the last one for what is judged while results
	 * are handed on; a single thread does both with one. */
	struct session *sessions;
	size_t session_count;
	struct slot *slots;
	size_t slot_count;
	bool apart; /* there are several threads */
	struct progress progress;
	struct contents below; /* the folder that is being walked */
};

/* --- results --------------------------------------------------------------- */

/* What cannot be judged is said beside the report, too. */
static void
say_problem(struct sink *said, const struct el_result *result)
{
	/* Some messages tell the line of the octet itself. */
	const struct el_problem *problem = &result->problem;
	bool has_line = strncmp(problem->message, "line ", 5) == 0;

	diagnose_line_to(said, result->source, has_line ? 0 : problem->line,
	    problem->message);
}

/* A file that was named is not passed over in silence. */
static void
say_ignored(struct sink *said, const struct el_result *result)
{
	diagnose_line_to(said, result->source, 0, "passed over, as "
	    "--ignore-keys asks: no certificate is in it");
}

/* The slot's turn has come: hand on what it holds. */
static void
flush(struct slot *slot)
{
	struct bulk *bulk = slot->bulk;
	struct sink *said = &slot->said;

	if (bulk->apart)
		outputs_append(bulk->outputs, &slot->part);
	if (said->size == 0)
		return;
	progress_erase(&bulk->progress);
	diagnose_all(said);
}

static void
count_result(struct slot *slot, const struct el_result *result)
{
	struct contents *contents = &slot->contents;

	if (result->passed_over) {
		contents->passed_over++;
		return;
	}
	slot->verdicts[result->verdict]++;
	if (result->problem.code != NULL)
		contents->unreadable++;
	else if (result->role == EL_EDGE)
		contents->edges++;
	else
		contents->issuers++;
}

/* Results of one input: to the reports, or to the parts of them. */
static void
take_result(void *context, const struct el_result *result)
{
	struct slot *slot = context;
	struct bulk *bulk = slot->bulk;

	count_result(slot, result);
	if (result->problem.code != NULL && !result->passed_over)
		say_problem(&slot->said, result);
	else if (result->passed_over &&
	    strcmp(result->problem.code, "input.ignored") == 0)
		say_ignored(&slot->said, result);
	if (!bulk->apart) {
		outputs_result(bulk->outputs, result);
		flush(slot);
		return;
	}
	outputs_part_result(&slot->part, result);
	if (outputs_part_size(&slot->part) + slot->said.size > PART_MAX &&
	    parallel_wait_turn(slot->parallel, slot->number))
		flush(slot);
}

/* --- the three steps of an input ------------------------------------------- */

static bool
take(void *context, size_t number)
{
	struct bulk *bulk = context;
	struct slot *slot = &bulk->slots[number];

	slot->contents = (struct contents){ 0 };
	memset(slot->verdicts, 0, sizeof(slot->verdicts));
	if (!inputs_next(&slot->item, bulk->inputs))
		return false;
	slot->total = inputs_total(bulk->inputs);
	return true;
}

static void
work(void *context, struct parallel *parallel, size_t number, size_t worker)
{
	struct bulk *bulk = context;
	struct slot *slot = &bulk->slots[number];
	struct session *session = &bulk->sessions[worker];
	const struct inputs_item *item = &slot->item;
	struct session_file file = {
		.name = item->name,
		.found = item->found,
	};

	slot->parallel = parallel;
	session->judge.input = item->number;
	if (item->kind == INPUTS_FAULT)
		session_unreadable(session, item->name, &item->problem,
		    take_result, slot);
	if (item->kind != INPUTS_FILE)
		return;
	if (file.found) {
		file.folder = folder_descriptor(item->folder);
		file.base = item->name + item->base;
	}
	session_file(session, &file, take_result, slot);
}

/* Why nothing was judged in a folder. */
static void
describe_folder(char message[FOLDER_MESSAGE_SIZE],
    const struct contents *below, size_t left_out)
{
	if (below->passed_over + left_out == 0)
		snprintf(message, FOLDER_MESSAGE_SIZE,
		    "there is no file in the folder; hidden ones are left "
		    "alone");
	else
		snprintf(message, FOLDER_MESSAGE_SIZE,
		    "there is no certificate in the folder: %zu file%s "
		    "something else, and --include and --exclude left out %zu",
		    below->passed_over,
		    below->passed_over == 1 ? " holds" : "s hold", left_out);
}

/* A folder in which nothing was judged, or failed to be, is at fault. */
static void
end_folder(struct bulk *bulk, struct slot *slot)
{
	struct session *session = &bulk->sessions[bulk->session_count - 1];
	const struct contents *below = &bulk->below;
	const char *name = slot->item.name;
	char message[FOLDER_MESSAGE_SIZE];
	struct el_problem problem = { .code = "input.no-certificate-found",
		.message = message };

	session->judge.input = slot->item.number;
	if (below->unreadable > 0)
		return;
	if (below->edges + below->issuers > 0) {
		session_folder(session, name, below->edges, below->issuers,
		    take_result, slot);
		return;
	}
	describe_folder(message, below, slot->item.left_out);
	session_unreadable(session, name, &problem, take_result, slot);
}

static void
add_contents(struct contents *to, const struct contents *more)
{
	to->edges += more->edges;
	to->issuers += more->issuers;
	to->unreadable += more->unreadable;
	to->passed_over += more->passed_over;
}

/* A report must not take the place of what was judged. */
static void
spare_input(struct bulk *bulk, const struct slot *slot)
{
	if (!outputs_replace(bulk->outputs, slot->item.name))
		return;
	progress_erase(&bulk->progress);
	outputs_spare(bulk->outputs, slot->item.name);
}

static bool
deliver(void *context, size_t number)
{
	struct bulk *bulk = context;
	struct slot *slot = &bulk->slots[number];

	if (slot->item.kind == INPUTS_FOLDER_END) {
		end_folder(bulk, slot);
		bulk->below = (struct contents){ 0 };
	} else if (slot->item.found) {
		add_contents(&bulk->below, &slot->contents);
	}
	flush(slot);
	if (slot->item.kind == INPUTS_FILE)
		progress_step(&bulk->progress, slot->total, slot->verdicts);
	if (slot->contents.edges + slot->contents.issuers > 0)
		spare_input(bulk, slot);
	if (!outputs_are_failing(bulk->outputs))
		return true;
	progress_erase(&bulk->progress);
	return outputs_drop_failed(bulk->outputs);
}

/* --- the run --------------------------------------------------------------- */

static bool
prepare(struct bulk *bulk, const struct bulk_options *how)
{
	size_t jobs = how->jobs;
	size_t sessions = jobs > 1 ? jobs + 1 : 1;

	bulk->apart = jobs > 1;
	bulk->slot_count = PARALLEL_SLOTS_EACH * jobs;
	bulk->slots = calloc(bulk->slot_count, sizeof(*bulk->slots));
	bulk->sessions = calloc(sessions, sizeof(*bulk->sessions));
	if (bulk->slots == NULL || bulk->sessions == NULL)
		return false;
	for (size_t i = 0; i < bulk->slot_count; i++) {
		struct slot *slot = &bulk->slots[i];

		slot->bulk = bulk;
		slot->number = i;
		sink_to_memory(&slot->said);
		if (bulk->apart &&
		    !outputs_part_begin(&slot->part, bulk->outputs))
			return false;
	}
	while (bulk->session_count < sessions)
		if (!session_begin(&bulk->sessions[bulk->session_count++],
			how->judge, how->material, how->passwords))
			return false;
	return true;
}

/* Add up what all sessions have seen. */
static bool
finish(struct bulk *bulk)
{
	struct session *first = &bulk->sessions[0];

	for (size_t i = 1; i < bulk->session_count; i++)
		if (!judge_merge(&first->judge, &bulk->sessions[i].judge,
			&first->run))
			return false;
	return judge_finish(&first->judge, &first->run);
}

struct bulk *
bulk_run(const struct bulk_options *how, struct inputs *inputs,
    struct outputs *outputs)
{
	struct bulk *bulk = calloc(1, sizeof(*bulk));
	struct parallel_work steps = { .context = bulk, .take = take,
		.work = work, .deliver = deliver };

	if (bulk == NULL)
		return NULL;
	bulk->inputs = inputs;
	bulk->outputs = outputs;
	progress_begin(&bulk->progress, how->progress);
	if (prepare(bulk, how)) {
		parallel_run(&steps, how->jobs);
		progress_erase(&bulk->progress);
		if (finish(bulk))
			return bulk;
	}
	bulk_free(bulk);
	return NULL;
}

const struct judge *
bulk_judge(const struct bulk *bulk)
{
	return &bulk->sessions[0].judge;
}

void
bulk_free(struct bulk *bulk)
{
	if (bulk == NULL)
		return;
	for (size_t i = 0; bulk->slots != NULL && i < bulk->slot_count; i++) {
		outputs_part_free(&bulk->slots[i].part);
		sink_free(&bulk->slots[i].said);
		inputs_item_free(&bulk->slots[i].item);
	}
	for (size_t i = 0; i < bulk->session_count; i++)
		session_free(&bulk->sessions[i]);
	free(bulk->slots);
	free(bulk->sessions);
	free(bulk);
}
