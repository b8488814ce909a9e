/*-------------------------------------------------------------------------
 *
 * parallel_worker.c
 *	  What processes of a parallel load do: the workers, and the leader with
 *	  them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"
#include "utils/wait_event.h"

#include "run/parallel_internal.h"
#include "run/parallel_table.h"
#include "run/progress.h"

PGDLLEXPORT void CvgParallelLoadMain(dsm_segment *segment, shm_toc *toc);

static bool ConnectWorker(CvgParticipant *worker, MemoryContext memory);
static uint32 AwaitOrder(CvgSharedLoad *shared);
static void LoadOnePart(CvgParticipant *self, const CvgSharedPart *part);
static void AddResults(CvgParticipant *self, int load, const CvgTablePlan *plan,
					   const CvgLoadCounts *counts, TimestampTz began_at);
static void Tick(void *arg, const CvgLoadCounts *since);

/* The workers */

void
CvgParallelLoadMain(dsm_segment *segment, shm_toc *toc)
{
	MemoryContext memory = AllocSetContextCreate(TopTransactionContext,
												 "converge parallel load",
												 ALLOCSET_DEFAULT_SIZES);
	CvgSharedLoad *shared = shm_toc_lookup(toc, CVG_KEY_LOAD, false);
	CvgParticipant worker = {
		.shared = shared,
		.parts = shm_toc_lookup(toc, CVG_KEY_PARTS, false),
		.tables = shm_toc_lookup(toc, CVG_KEY_TABLES, false),
		.changed = shm_toc_lookup(toc, CVG_KEY_CHANGED, false),
		.written = shm_toc_lookup(toc, CVG_KEY_WRITTEN, false),
		.texts = shm_toc_lookup(toc, CVG_KEY_TEXTS, false)
	};

	MemoryContextSwitchTo(memory);
	CvgWrittenRelationsBegin(worker.written);
	if (!ConnectWorker(&worker, memory))
		return;
	if (AwaitOrder(shared) == CVG_ORDER_BEGIN)
	{
		worker.source->routine->begin_snapshot(worker.source, NULL);
		worker.source->routine->set_rate(worker.source, shared->rate);
		pg_atomic_fetch_add_u32(&shared->began, 1);
		ConditionVariableBroadcast(&shared->changed);
		CvgParallelLoadParts(&worker);
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
ConnectWorker(CvgParticipant *worker, MemoryContext memory)
{
	CvgSharedLoad *shared = worker->shared;
	volatile bool connected = false;

	PG_TRY();
	{
		worker->source = CvgSourceOpen(shared->server, memory);
		connected = true;
	}
	PG_CATCH();
	{
		char	   *problem = CvgTakeConnectionProblem(memory);

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
AwaitOrder(CvgSharedLoad *shared)
{
	uint32		order;

	ConditionVariablePrepareToSleep(&shared->changed);
	while ((order = pg_atomic_read_u32(&shared->order)) == CVG_ORDER_WAIT)
		ConditionVariableSleep(&shared->changed, WAIT_EVENT_PARALLEL_FINISH);
	ConditionVariableCancelSleep();
	pg_read_barrier();
	return order;
}

/* What the error at hand says, if it is about a connection; else it goes on. */
char *
CvgTakeConnectionProblem(MemoryContext memory)
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

/* Leader and workers alike */

void
CvgParallelLoadParts(CvgParticipant *self)
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
LoadOnePart(CvgParticipant *self, const CvgSharedPart *part)
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
AddResults(CvgParticipant *self, int load, const CvgTablePlan *plan,
		   const CvgLoadCounts *counts, TimestampTz began_at)
{
	CvgSharedTable *table = &self->tables[load];
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
	CvgParticipant *self = arg;

	pg_atomic_fetch_add_u64(&self->shared->rows, since->received);
	pg_atomic_fetch_add_u64(&self->shared->bytes, since->bytes);
	if (self->run != NULL)
		CvgParallelShowProgress(self->shared);
}

void
CvgParallelShowProgress(const CvgSharedLoad *shared)
{
	CvgProgressUpdate(pg_atomic_read_u64(unconstify(pg_atomic_uint64 *, &shared->rows)),
					  pg_atomic_read_u64(unconstify(pg_atomic_uint64 *, &shared->bytes)));
}
