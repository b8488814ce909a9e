/*-------------------------------------------------------------------------
 *
 * parallel.c
 *	  Read the source over several connections at once.
 *
 * Workers are PostgreSQL's own parallel workers.  They belong to the leader's
 * transaction: they see what it has created, write rows under its id, and
 * what they throw is thrown in it.  Leader and workers do the same: take the
 * next part (parts.c), read it, convert, write pages into its table
 * (target/heap_writer.c).  The leader alone does what concerns a table as a
 * whole: indexes, foreign keys, sequences, proof.
 *
 * All readers see one snapshot.  Each has connected and waits when the leader
 * has the source hold still; then all begin their snapshots, and the hold
 * ends.  Where the account may not have that, the leader reads alone.
 *
 *	leader						workers
 *	launch
 *								connect, ready
 *	hold
 *	order = BEGIN
 *	begin snapshot				begin snapshot, began
 *	release
 *	parts						parts
 *	wait						done
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <unistd.h>

#include "access/relation.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "postmaster/bgworker_internals.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/wait_event.h"

#include "compat.h"
#include "run/parallel.h"
#include "run/parallel_internal.h"
#include "run/parts.h"
#include "run/progress.h"

#define CONNECTIONS_LIMITED "the option max_connections of the server allows no more"

/* How often the leader looks up when it waits for the workers. */
#define PROGRESS_MS 500

static int	workers_setting = -1;

static void BeginAlone(CvgRun *run, const char *shortfall);
static void LookAtReplica(CvgRun *run);
static void LoadWithWorkers(CvgRun *run, List *parts, int allowed);
static void BeginProgress(const CvgRun *run, List *parts);
static List *LoadedBy(const CvgRun *run, List *parts);
static bool BeginTogether(CvgRun *run, CvgSharedLoad *shared, int asked, int launched);
static void BeginSnapshots(CvgRun *run, CvgSharedLoad *shared, int launched);
static bool Hold(CvgRun *run, const CvgTable **tables, char **reason);
static void GiveOrder(CvgSharedLoad *shared, uint32 order);
static void AwaitWorkers(CvgSharedLoad *shared, pg_atomic_uint32 *count, int expected);
static void AwaitEnd(CvgSharedLoad *shared, int workers);
static void TakeResults(CvgRun *run, const CvgParticipant *leader, List *parts);

void
CvgReadersChoose(CvgReaders *readers, int argument)
{
	long		cores = sysconf(_SC_NPROCESSORS_ONLN);

	readers->wanted = argument >= 0 ? argument : workers_setting;
	readers->automatic = readers->wanted < 0;

	/*
	 * on two cores, which the source's server shared, one was faster than
	 * none
	 */
	if (readers->automatic)
		readers->wanted = Max(Min(cores - 1, max_parallel_workers), 0);
}

void
CvgParallelInit(void)
{
	DefineCustomIntVariable("converge.workers",
							"Sets the number of parallel workers of an import, beside its own backend.",
							"-1 takes one less than the machine has cores, and no more than max_parallel_workers.",
							&workers_setting, -1, -1, MAX_PARALLEL_WORKER_LIMIT,
							PGC_USERSET, 0, NULL, NULL, NULL);
	CvgReserveSettings("converge");
}

void
CvgLoadParallel(CvgRun *run)
{
	CvgReaders *readers = &run->readers;
	List	   *parts = readers->wanted > 0 ? CvgPartsMake(run) : NIL;
	int			limit = run->source->routine->max_connections(run->source);

	readers->max_rate = run->source->routine->max_rate(run->source);
	LookAtReplica(run);
	/* one connection is the leader's, one holds the tables */
	if (list_length(parts) > 1 && limit > 0 && limit < 3)
		BeginAlone(run, CONNECTIONS_LIMITED);
	else if (list_length(parts) > 1)
		LoadWithWorkers(run, parts, limit > 0 ? limit - 2 : readers->wanted);
	else
	{
		if (readers->automatic)
			readers->wanted = 0;
		BeginAlone(run, "there is nothing that several could divide");
	}
}

static void
BeginAlone(CvgRun *run, const char *shortfall)
{
	run->readers.shortfall = shortfall;
	run->source->routine->begin_snapshot(run->source, &run->position);
}

/* What a replica that lags has not received cannot be imported. */
static void
LookAtReplica(CvgRun *run)
{
	const CvgReplica *replica = run->source->routine->replica(run->source);

	run->readers.replica = replica;
	if (replica != NULL && replica->known &&
		(!replica->running || replica->seconds_behind != 0))
		ereport(WARNING,
				(errmsg("the source is a replica that may lack rows of its primary"),
				 errdetail_internal("%s", replica->text)));
}

static void
LoadWithWorkers(CvgRun *run, List *parts, int allowed)
{
	CvgParticipant leader = {.source = run->source,.run = run};
	int			asked = Min(Min(run->readers.wanted, allowed), list_length(parts) - 1);
	CvgWrittenRelations *written;
	Size		written_size;
	ParallelContext *pcxt;
	TimestampTz began_at;
	bool		together;

	if (allowed < run->readers.wanted)
		run->readers.shortfall = CONNECTIONS_LIMITED;
	else if (asked < run->readers.wanted)
		run->readers.shortfall = "there is not more that readers could divide";

	/*
	 * Parallel mode assigns no transaction id, and no command may end in it,
	 * which functions that are not read only do as long as nothing has
	 * happened in the command.
	 */
	(void) GetCurrentTransactionId();
	CommandCounterIncrement();
	PushCopiedSnapshot(GetActiveSnapshot());
	UpdateActiveSnapshotCommandId();
	written = CvgWrittenRelationsMake(LoadedBy(run, parts), &written_size);
	EnterParallelMode();
	pcxt = CvgParallelContextCreate(run, parts, asked, written, written_size, &leader);
	LaunchParallelWorkers(pcxt);
	if (pcxt->nworkers_launched > 0)
		WaitForParallelWorkersToAttach(pcxt);
	together = BeginTogether(run, leader.shared, asked, pcxt->nworkers_launched);
	if (together)
	{
		began_at = GetCurrentTimestamp();
		BeginProgress(run, parts);
		run->source->routine->set_rate(run->source, leader.shared->rate);
		CvgParallelLoadParts(&leader);
		run->source->routine->set_rate(run->source, run->readers.max_rate);
		AwaitEnd(leader.shared, run->readers.workers);
		CvgProgressEnd();
		run->readers.seconds = (GetCurrentTimestamp() - began_at) / (double) USECS_PER_SEC;
	}
	WaitForParallelWorkersToFinish(pcxt);
	if (together)
	{
		TakeResults(run, &leader, parts);
		CvgWrittenRelationsTake(leader.written);
	}
	DestroyParallelContext(pcxt);
	ExitParallelMode();
	PopActiveSnapshot();
	/* now something has */
	(void) GetCurrentCommandId(true);
}

/* The targets that the parts are parts of. */
static List *
LoadedBy(const CvgRun *run, List *parts)
{
	List	   *relids = NIL;
	ListCell   *lc;

	foreach(lc, parts)
	{
		const CvgPart *part = lfirst(lc);

		if (part->number == 0)
			relids = lappend_oid(relids, run->loads[part->load].plan->relid);
	}
	return relids;
}

static void
BeginProgress(const CvgRun *run, List *parts)
{
	int64		rows = 0;
	int64		bytes = 0;
	ListCell   *lc;

	foreach(lc, parts)
	{
		const CvgPart *part = lfirst(lc);
		const CvgTablePlan *plan = run->loads[part->load].plan;

		bytes += part->bytes;
		if (part->number > 0 || rows < 0)
			continue;
		if (plan->where != NULL || plan->source->rows_estimate < 0)
			rows = -1;
		else
			rows += plan->source->rows_estimate;
	}
	CvgProgressBegin(InvalidOid, NULL, rows, bytes);
}

/*
 * All begin their snapshots while the source holds still.  False: workers
 * are told to leave, and the leader has begun its own.
 */
static bool
BeginTogether(CvgRun *run, CvgSharedLoad *shared, int asked, int launched)
{
	CvgReaders *readers = &run->readers;
	const CvgTable **tables = palloc(sizeof(CvgTable *) * Max(run->nloads, 1));
	char	   *reason = NULL;
	TimestampTz began_at;

	AwaitWorkers(shared, &shared->ready, launched);
	readers->workers = launched - pg_atomic_read_u32(&shared->failed);
	if (launched < asked)
		readers->shortfall = "no more worker slots were free, see max_parallel_workers and max_worker_processes";
	if (readers->workers < launched)
		readers->shortfall = pstrdup(shared->problem);

	for (int i = 0; i < run->nloads; i++)
		tables[i] = run->loads[i].plan->source;
	began_at = GetCurrentTimestamp();
	if (readers->workers == 0 ||
		!Hold(run, tables, &reason))
	{
		GiveOrder(shared, CVG_ORDER_LEAVE);
		readers->workers = 0;
		BeginAlone(run, reason ? reason : readers->shortfall);
		return false;
	}
	shared->rate = readers->max_rate / (readers->workers + 1);
	BeginSnapshots(run, shared, launched);
	readers->held_seconds = (GetCurrentTimestamp() - began_at) / (double) USECS_PER_SEC;
	pfree(tables);
	return true;
}

/*
 * While the source is held.  An error lets it go at once: the end of workers
 * comes before that of memory, and may take a while.
 */
static void
BeginSnapshots(CvgRun *run, CvgSharedLoad *shared, int launched)
{
	PG_TRY();
	{
		GiveOrder(shared, CVG_ORDER_BEGIN);
		run->source->routine->begin_snapshot(run->source, &run->position);
		AwaitWorkers(shared, &shared->began, launched);
		run->source->routine->release(run->source);
	}
	PG_CATCH();
	{
		run->source->routine->close(run->source);
		PG_RE_THROW();
	}
	PG_END_TRY();
}

/* A source that has no connection left for this is no reason to fail. */
static bool
Hold(CvgRun *run, const CvgTable **tables, char **reason)
{
	MemoryContext memory = CurrentMemoryContext;
	volatile bool held = false;

	PG_TRY();
	{
		held = run->source->routine->hold(run->source, tables, run->nloads, reason);
	}
	PG_CATCH();
	{
		*reason = CvgTakeConnectionProblem(memory);
	}
	PG_END_TRY();
	return held;
}

static void
GiveOrder(CvgSharedLoad *shared, uint32 order)
{
	/* whoever sees the order sees what was written before */
	pg_write_barrier();
	pg_atomic_write_u32(&shared->order, order);
	ConditionVariableBroadcast(&shared->changed);
}

/* What a worker throws meanwhile is thrown here. */
static void
AwaitWorkers(CvgSharedLoad *shared, pg_atomic_uint32 *count, int expected)
{
	ConditionVariablePrepareToSleep(&shared->changed);
	while (pg_atomic_read_u32(count) + pg_atomic_read_u32(&shared->failed) < expected)
		ConditionVariableSleep(&shared->changed, WAIT_EVENT_PARALLEL_FINISH);
	ConditionVariableCancelSleep();
	pg_read_barrier();
}

static void
AwaitEnd(CvgSharedLoad *shared, int workers)
{
	ConditionVariablePrepareToSleep(&shared->changed);
	while (pg_atomic_read_u32(&shared->done) < workers)
	{
		(void) ConditionVariableTimedSleep(&shared->changed, PROGRESS_MS,
										   WAIT_EVENT_PARALLEL_FINISH);
		CvgParallelShowProgress(shared);
	}
	ConditionVariableCancelSleep();
}

static void
TakeResults(CvgRun *run, const CvgParticipant *leader, List *parts)
{
	ListCell   *lc;

	foreach(lc, parts)
	{
		int			i = ((CvgPart *) lfirst(lc))->load;
		CvgTableLoad *load = &run->loads[i];
		const CvgSharedTable *table = &leader->tables[i];

		load->loaded = true;
		load->received = table->counts.received;
		load->stored = table->counts.stored;
		load->bytes = table->counts.bytes;
		load->seconds = (table->ended_at - table->began_at) / (double) USECS_PER_SEC;
		for (int c = 0; c < load->plan->nbound; c++)
			load->plan->bindings[load->plan->scan_columns[c]].convert.changed =
				pg_atomic_read_u64(&leader->changed[table->first_changed + c]);
	}
}
