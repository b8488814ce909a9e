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

#include "access/parallel.h"
#include "access/relation.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "postmaster/bgworker_internals.h"
#include "storage/condition_variable.h"
#include "storage/spin.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/wait_event.h"

#include "compat.h"
#include "run/parallel.h"
#include "run/parallel_rows.h"
#include "run/parallel_table.h"
#include "run/parts.h"
#include "run/progress.h"

#define CONNECTIONS_LIMITED "the option max_connections of the server allows no more"

/* How often the leader looks up when it waits for the workers. */
#define PROGRESS_MS 500

enum
{
	KEY_LOAD = 1,
	KEY_PARTS,
	KEY_TABLES,
	KEY_CHANGED,
	KEY_WRITTEN,
	KEY_TEXTS
};

/* What the leader tells the workers. */
enum
{
	ORDER_WAIT,
	ORDER_BEGIN,				/* begin the snapshot */
	ORDER_LEAVE					/* there is none for several readers */
};

/* In shared memory: one part; texts are offsets in KEY_TEXTS. */
typedef struct SharedPart
{
	int			load;
	bool		is_whole;		/* without condition */
	Size		condition;
} SharedPart;

/* In shared memory: one table, and, under the mutex, what came of it. */
typedef struct SharedTable
{
	Size		description;	/* by CvgParallelTableWrite */
	int			first_changed;	/* in KEY_CHANGED: values changed by a rule,
								 * of each bound column */
	bool		begun;
	TimestampTz began_at;
	TimestampTz ended_at;
	CvgLoadCounts counts;
} SharedTable;

/* In shared memory: the whole. */
typedef struct SharedLoad
{
	char		server[NAMEDATALEN];
	CommandId	cid;
	double		rate;			/* bytes per second of one reader; 0: no limit */
	int			nparts;
	pg_atomic_uint32 next_part;

	ConditionVariable changed;	/* any of these: */
	pg_atomic_uint32 order;
	pg_atomic_uint32 ready;		/* workers that are connected */
	pg_atomic_uint32 failed;	/* that could not connect */
	pg_atomic_uint32 began;		/* that have begun their snapshot */
	pg_atomic_uint32 done;

	/* for the progress */
	pg_atomic_uint64 rows;
	pg_atomic_uint64 bytes;

	slock_t		mutex;			/* of what follows, and of what came of tables */
	char		problem[512];	/* why one could not connect */
} SharedLoad;

/* One process at work. */
typedef struct Participant
{
	SharedLoad *shared;
	SharedPart *parts;
	SharedTable *tables;
	pg_atomic_uint64 *changed;
	CvgWrittenRelations *written;
	const char *texts;
	CvgSource  *source;
	CvgRun	   *run;			/* of the leader, else NULL */
} Participant;

static int	workers_setting = -1;

PGDLLEXPORT void CvgParallelLoadMain(dsm_segment *segment, shm_toc *toc);

static void BeginAlone(CvgRun *run, const char *shortfall);
static void LookAtReplica(CvgRun *run);
static void LoadWithWorkers(CvgRun *run, List *parts, int allowed);
static void BeginProgress(const CvgRun *run, List *parts);
static List *LoadedBy(const CvgRun *run, List *parts);
static ParallelContext *CreateContext(CvgRun *run, List *parts,
									  CvgWrittenRelations *written, Size written_size,
									  int workers, Participant *leader);
static void DescribeParts(List *parts, StringInfo texts, SharedPart *shared);
static int	DescribeTables(const CvgRun *run, StringInfo texts, SharedTable *shared);
static void *Put(ParallelContext *pcxt, uint64 key, const void *data, Size size);
static bool BeginTogether(CvgRun *run, SharedLoad *shared, int asked, int launched);
static void BeginSnapshots(CvgRun *run, SharedLoad *shared, int launched);
static bool Hold(CvgRun *run, const CvgTable **tables, char **reason);
static char *TakeConnectionProblem(MemoryContext memory);
static void GiveOrder(SharedLoad *shared, uint32 order);
static void AwaitWorkers(SharedLoad *shared, pg_atomic_uint32 *count, int expected);
static void AwaitEnd(SharedLoad *shared, int workers);
static void TakeResults(CvgRun *run, const Participant *leader, List *parts);
static bool ConnectWorker(Participant *worker, MemoryContext memory);
static uint32 AwaitOrder(SharedLoad *shared);
static void LoadParts(Participant *self);
static void LoadOnePart(Participant *self, const SharedPart *part);
static void AddResults(Participant *self, int load, const CvgTablePlan *plan,
					   const CvgLoadCounts *counts, TimestampTz began_at);
static void Tick(void *arg, const CvgLoadCounts *since);
static void ShowProgress(const SharedLoad *shared);

/* The leader */

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
	Participant leader = {.source = run->source,.run = run};
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
	pcxt = CreateContext(run, parts, written, written_size, asked, &leader);
	LaunchParallelWorkers(pcxt);
	if (pcxt->nworkers_launched > 0)
		WaitForParallelWorkersToAttach(pcxt);
	together = BeginTogether(run, leader.shared, asked, pcxt->nworkers_launched);
	if (together)
	{
		began_at = GetCurrentTimestamp();
		BeginProgress(run, parts);
		run->source->routine->set_rate(run->source, leader.shared->rate);
		LoadParts(&leader);
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

static ParallelContext *
CreateContext(CvgRun *run, List *parts, CvgWrittenRelations *written,
			  Size written_size, int workers, Participant *leader)
{
	Size		parts_size = sizeof(SharedPart) * list_length(parts);
	Size		tables_size = sizeof(SharedTable) * run->nloads;
	SharedPart *shared_parts = palloc0(parts_size);
	SharedTable *shared_tables = palloc0(tables_size);
	Size		changed_size;
	StringInfoData texts;
	SharedLoad *shared;
	ParallelContext *pcxt;

	initStringInfo(&texts);
	DescribeParts(parts, &texts, shared_parts);
	changed_size = sizeof(pg_atomic_uint64) * Max(DescribeTables(run, &texts, shared_tables), 1);

	pcxt = CreateParallelContext("converge", "CvgParallelLoadMain", workers);
	shm_toc_estimate_chunk(&pcxt->estimator, sizeof(SharedLoad));
	shm_toc_estimate_chunk(&pcxt->estimator, parts_size);
	shm_toc_estimate_chunk(&pcxt->estimator, tables_size);
	shm_toc_estimate_chunk(&pcxt->estimator, changed_size);
	shm_toc_estimate_chunk(&pcxt->estimator, texts.len);
	shm_toc_estimate_chunk(&pcxt->estimator, written_size);
	shm_toc_estimate_keys(&pcxt->estimator, 6);
	InitializeParallelDSM(pcxt);

	shared = leader->shared = Put(pcxt, KEY_LOAD, NULL, sizeof(SharedLoad));
	strlcpy(shared->server, run->server, NAMEDATALEN);
	shared->cid = GetCurrentCommandId(false);
	shared->nparts = list_length(parts);
	pg_atomic_init_u32(&shared->next_part, 0);
	ConditionVariableInit(&shared->changed);
	pg_atomic_init_u32(&shared->order, ORDER_WAIT);
	pg_atomic_init_u32(&shared->ready, 0);
	pg_atomic_init_u32(&shared->failed, 0);
	pg_atomic_init_u32(&shared->began, 0);
	pg_atomic_init_u32(&shared->done, 0);
	pg_atomic_init_u64(&shared->rows, 0);
	pg_atomic_init_u64(&shared->bytes, 0);
	SpinLockInit(&shared->mutex);

	leader->parts = Put(pcxt, KEY_PARTS, shared_parts, parts_size);
	leader->tables = Put(pcxt, KEY_TABLES, shared_tables, tables_size);
	leader->written = Put(pcxt, KEY_WRITTEN, written, written_size);
	leader->changed = Put(pcxt, KEY_CHANGED, NULL, changed_size);
	for (Size i = 0; i < changed_size / sizeof(pg_atomic_uint64); i++)
		pg_atomic_init_u64(&leader->changed[i], 0);
	leader->texts = Put(pcxt, KEY_TEXTS, texts.data, texts.len);
	pfree(shared_parts);
	pfree(shared_tables);
	pfree(texts.data);
	return pcxt;
}

static void
DescribeParts(List *parts, StringInfo texts, SharedPart *shared)
{
	ListCell   *lc;

	foreach(lc, parts)
	{
		const CvgPart *part = lfirst(lc);

		shared->load = part->load;
		shared->is_whole = part->condition == NULL;
		shared->condition = texts->len;
		if (part->condition != NULL)
			appendBinaryStringInfo(texts, part->condition, strlen(part->condition) + 1);
		shared++;
	}
}

/* Returns how many counts of changed values there are in all. */
static int
DescribeTables(const CvgRun *run, StringInfo texts, SharedTable *shared)
{
	int			nchanged = 0;

	for (int i = 0; i < run->nloads; i++)
	{
		shared[i].description = texts->len;
		shared[i].first_changed = nchanged;
		CvgParallelTableWrite(texts, run->loads[i].plan);
		nchanged += run->loads[i].plan->nbound;
	}
	return nchanged;
}

/* A chunk of shared memory with that content; NULL: zeros. */
static void *
Put(ParallelContext *pcxt, uint64 key, const void *data, Size size)
{
	void	   *chunk = shm_toc_allocate(pcxt->toc, size);

	if (data != NULL)
		memcpy(chunk, data, size);
	else
		memset(chunk, 0, size);
	shm_toc_insert(pcxt->toc, key, chunk);
	return chunk;
}

/*
 * All begin their snapshots while the source holds still.  False: workers
 * are told to leave, and the leader has begun its own.
 */
static bool
BeginTogether(CvgRun *run, SharedLoad *shared, int asked, int launched)
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
		GiveOrder(shared, ORDER_LEAVE);
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
BeginSnapshots(CvgRun *run, SharedLoad *shared, int launched)
{
	PG_TRY();
	{
		GiveOrder(shared, ORDER_BEGIN);
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
		*reason = TakeConnectionProblem(memory);
	}
	PG_END_TRY();
	return held;
}

/* What the error at hand says, if it is about a connection; else it goes on. */
static char *
TakeConnectionProblem(MemoryContext memory)
{
	ErrorData  *error;

	MemoryContextSwitchTo(memory);
	error = CopyErrorData();
	if (ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_CONNECTION_EXCEPTION &&
		error->sqlerrcode != ERRCODE_TOO_MANY_CONNECTIONS)
		PG_RE_THROW();
	FlushErrorState();
	return error->detail ? error->detail : error->message;
}

static void
GiveOrder(SharedLoad *shared, uint32 order)
{
	/* whoever sees the order sees what was written before */
	pg_write_barrier();
	pg_atomic_write_u32(&shared->order, order);
	ConditionVariableBroadcast(&shared->changed);
}

/* What a worker throws meanwhile is thrown here. */
static void
AwaitWorkers(SharedLoad *shared, pg_atomic_uint32 *count, int expected)
{
	ConditionVariablePrepareToSleep(&shared->changed);
	while (pg_atomic_read_u32(count) + pg_atomic_read_u32(&shared->failed) < expected)
		ConditionVariableSleep(&shared->changed, WAIT_EVENT_PARALLEL_FINISH);
	ConditionVariableCancelSleep();
	pg_read_barrier();
}

static void
AwaitEnd(SharedLoad *shared, int workers)
{
	ConditionVariablePrepareToSleep(&shared->changed);
	while (pg_atomic_read_u32(&shared->done) < workers)
	{
		(void) ConditionVariableTimedSleep(&shared->changed, PROGRESS_MS,
										   WAIT_EVENT_PARALLEL_FINISH);
		ShowProgress(shared);
	}
	ConditionVariableCancelSleep();
}

static void
TakeResults(CvgRun *run, const Participant *leader, List *parts)
{
	ListCell   *lc;

	foreach(lc, parts)
	{
		int			i = ((CvgPart *) lfirst(lc))->load;
		CvgTableLoad *load = &run->loads[i];
		const SharedTable *table = &leader->tables[i];

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

/* The workers */

void
CvgParallelLoadMain(dsm_segment *segment, shm_toc *toc)
{
	MemoryContext memory = AllocSetContextCreate(TopTransactionContext,
												 "converge parallel load",
												 ALLOCSET_DEFAULT_SIZES);
	SharedLoad *shared = shm_toc_lookup(toc, KEY_LOAD, false);
	Participant worker = {
		.shared = shared,
		.parts = shm_toc_lookup(toc, KEY_PARTS, false),
		.tables = shm_toc_lookup(toc, KEY_TABLES, false),
		.changed = shm_toc_lookup(toc, KEY_CHANGED, false),
		.written = shm_toc_lookup(toc, KEY_WRITTEN, false),
		.texts = shm_toc_lookup(toc, KEY_TEXTS, false)
	};

	MemoryContextSwitchTo(memory);
	CvgWrittenRelationsBegin(worker.written);
	if (!ConnectWorker(&worker, memory))
		return;
	if (AwaitOrder(shared) == ORDER_BEGIN)
	{
		worker.source->routine->begin_snapshot(worker.source, NULL);
		worker.source->routine->set_rate(worker.source, shared->rate);
		pg_atomic_fetch_add_u32(&shared->began, 1);
		ConditionVariableBroadcast(&shared->changed);
		LoadParts(&worker);
	}
	worker.source->routine->close(worker.source);
	pg_atomic_fetch_add_u32(&shared->done, 1);
	ConditionVariableBroadcast(&shared->changed);
}

/*
 * A source that gives the account no more connections is no reason to fail:
 * the others do the work.
 */
static bool
ConnectWorker(Participant *worker, MemoryContext memory)
{
	SharedLoad *shared = worker->shared;
	volatile bool connected = false;

	PG_TRY();
	{
		worker->source = CvgSourceOpen(shared->server, memory);
		connected = true;
	}
	PG_CATCH();
	{
		char	   *problem = TakeConnectionProblem(memory);

		SpinLockAcquire(&shared->mutex);
		strlcpy(shared->problem, problem, sizeof(shared->problem));
		SpinLockRelease(&shared->mutex);
	}
	PG_END_TRY();
	pg_atomic_fetch_add_u32(connected ? &shared->ready : &shared->failed, 1);
	ConditionVariableBroadcast(&shared->changed);
	return connected;
}

static uint32
AwaitOrder(SharedLoad *shared)
{
	uint32		order;

	ConditionVariablePrepareToSleep(&shared->changed);
	while ((order = pg_atomic_read_u32(&shared->order)) == ORDER_WAIT)
		ConditionVariableSleep(&shared->changed, WAIT_EVENT_PARALLEL_FINISH);
	ConditionVariableCancelSleep();
	pg_read_barrier();
	return order;
}

/* Leader and workers alike */

static void
LoadParts(Participant *self)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge part",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);

	for (;;)
	{
		uint32		next = pg_atomic_fetch_add_u32(&self->shared->next_part, 1);

		if (next >= self->shared->nparts)
			break;
		LoadOnePart(self, &self->parts[next]);
		MemoryContextReset(memory);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(memory);
}

static void
LoadOnePart(Participant *self, const SharedPart *part)
{
	CvgTablePlan *plan = self->run != NULL ? self->run->loads[part->load].plan :
		CvgParallelTableRead(self->texts + self->tables[part->load].description);
	TimestampTz began_at = GetCurrentTimestamp();
	CvgLoadCounts counts;

	counts = CvgLoadPart(self->source, plan,
						 part->is_whole ? NULL : self->texts + part->condition,
						 false, self->shared->cid, Tick, self);
	AddResults(self, part->load, plan, &counts, began_at);
}

static void
AddResults(Participant *self, int load, const CvgTablePlan *plan,
		   const CvgLoadCounts *counts, TimestampTz began_at)
{
	SharedTable *table = &self->tables[load];
	TimestampTz now = GetCurrentTimestamp();

	SpinLockAcquire(&self->shared->mutex);
	if (!table->begun || began_at < table->began_at)
		table->began_at = began_at;
	table->begun = true;
	table->ended_at = Max(table->ended_at, now);
	table->counts.received += counts->received;
	table->counts.stored += counts->stored;
	table->counts.bytes += counts->bytes;
	SpinLockRelease(&self->shared->mutex);
	for (int i = 0; i < plan->nbound; i++)
	{
		uint64		changed = plan->bindings[plan->scan_columns[i]].convert.changed;

		if (changed > 0)
			pg_atomic_fetch_add_u64(&self->changed[table->first_changed + i], changed);
	}
}

static void
Tick(void *arg, const CvgLoadCounts *since)
{
	Participant *self = arg;

	pg_atomic_fetch_add_u64(&self->shared->rows, since->received);
	pg_atomic_fetch_add_u64(&self->shared->bytes, since->bytes);
	if (self->run != NULL)
		ShowProgress(self->shared);
}

static void
ShowProgress(const SharedLoad *shared)
{
	CvgProgressUpdate(pg_atomic_read_u64(unconstify(pg_atomic_uint64 *, &shared->rows)),
					  pg_atomic_read_u64(unconstify(pg_atomic_uint64 *, &shared->bytes)));
}
