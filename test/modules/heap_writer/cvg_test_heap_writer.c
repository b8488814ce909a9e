/*-------------------------------------------------------------------------
 *
 * cvg_test_heap_writer.c
 *	  Load what a query returns through a sink, in one process or in several.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "storage/shm_toc.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "target/finish.h"
#include "target/heap_writer.h"
#include "target/sink.h"

#define KEY_LOAD 1
#define FETCH_ROWS 100

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_load);
PG_FUNCTION_INFO_V1(cvg_test_serves);

/* What the processes of a group share. */
typedef struct SharedLoad
{
	Oid			relid;
	CommandId	cid;
	int64		rows[16];		/* of each worker */
	char		query[FLEXIBLE_ARRAY_MEMBER];
}			SharedLoad;

static bool expand;

extern PGDLLEXPORT void cvg_test_heap_writer_main(dsm_segment *segment, shm_toc *toc);

static int64 LoadInGroup(Oid relid, CommandId cid, const char *query, int workers);
static int64 Load(Oid relid, CommandId cid, const char *query, int process);
static bool *GivenAttributes(Relation rel);
static void PutTuple(CvgSink *sink, const bool *given, HeapTuple tuple, TupleDesc tupdesc);
static Datum AsGiven(CvgSink *sink, Form_pg_attribute att, Datum value);

Datum
cvg_test_serves(PG_FUNCTION_ARGS)
{
	Relation	rel = table_open(PG_GETARG_OID(0), AccessShareLock);
	bool		serves = CvgHeapWriterServes(rel);

	table_close(rel, AccessShareLock);
	PG_RETURN_BOOL(serves);
}

Datum
cvg_test_load(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	const char *query = text_to_cstring(PG_GETARG_TEXT_PP(1));
	int			workers = PG_GETARG_INT32(2);
	Relation	rel = table_open(relid, AccessExclusiveLock);
	CommandId	cid = GetCurrentCommandId(true);
	int64		rows;

	GetCurrentTransactionId();
	expand = PG_GETARG_BOOL(3);
	if (workers == 0)
		rows = Load(relid, cid, query, 0);
	else
		rows = LoadInGroup(relid, cid, query, workers);
	CommandCounterIncrement();
	table_close(rel, NoLock);
	CvgRebuildIndexes(relid);
	PG_RETURN_INT64(rows);
}

static int64
LoadInGroup(Oid relid, CommandId cid, const char *query, int workers)
{
	Size		size = offsetof(SharedLoad, query) + strlen(query) + 1;
	ParallelContext *context;
	SharedLoad *load;
	int64		rows = 0;

	EnterParallelMode();
	context = CreateParallelContext("cvg_test_heap_writer", "cvg_test_heap_writer_main",
									workers);
	shm_toc_estimate_chunk(&context->estimator, size);
	shm_toc_estimate_keys(&context->estimator, 1);
	InitializeParallelDSM(context);
	load = shm_toc_allocate(context->toc, size);
	memset(load, 0, size);
	load->relid = relid;
	load->cid = cid;
	strcpy(load->query, query);
	shm_toc_insert(context->toc, KEY_LOAD, load);
	LaunchParallelWorkers(context);
	if (context->nworkers_launched != workers)
		elog(ERROR, "%d of %d workers launched", context->nworkers_launched, workers);
	WaitForParallelWorkersToFinish(context);
	for (int i = 0; i < workers; i++)
		rows += load->rows[i];
	DestroyParallelContext(context);
	ExitParallelMode();
	return rows;
}

void
cvg_test_heap_writer_main(dsm_segment *segment, shm_toc *toc)
{
	SharedLoad *load = shm_toc_lookup(toc, KEY_LOAD, false);

	load->rows[ParallelWorkerNumber] = Load(load->relid, load->cid, load->query,
											ParallelWorkerNumber);
}

static int64
Load(Oid relid, CommandId cid, const char *query, int process)
{
	Relation	rel = table_open(relid, RowExclusiveLock);
	bool	   *given = GivenAttributes(rel);
	CvgSink    *sink = CvgSinkBegin(rel, given, false, cid);
	Oid			types[] = {INT4OID};
	Datum		values[] = {Int32GetDatum(process)};
	Portal		portal;
	int64		rows;

	SPI_connect();
	portal = SPI_cursor_open_with_args(NULL, query, 1, types, values, NULL, true, 0);
	do
	{
		SPI_cursor_fetch(portal, true, FETCH_ROWS);
		for (uint64 i = 0; i < SPI_processed; i++)
			PutTuple(sink, given, SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
		CvgSinkFlush(sink);
		SPI_freetuptable(SPI_tuptable);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
	SPI_finish();
	rows = CvgSinkEnd(sink);
	table_close(rel, NoLock);
	return rows;
}

static bool *
GivenAttributes(Relation rel)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	bool	   *given = palloc(sizeof(bool) * (tupdesc->natts + 1));

	for (int i = 0; i < tupdesc->natts; i++)
		given[i] = !TupleDescAttr(tupdesc, i)->attisdropped &&
			TupleDescAttr(tupdesc, i)->attgenerated == '\0';
	return given;
}

static void
PutTuple(CvgSink *sink, const bool *given, HeapTuple tuple, TupleDesc tupdesc)
{
	TupleTableSlot *slot = CvgSinkNextSlot(sink);
	int			column = 0;

	for (int i = 0; i < slot->tts_tupleDescriptor->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(slot->tts_tupleDescriptor, i);

		if (!given[i])
			continue;
		if (++column > tupdesc->natts || TupleDescAttr(tupdesc, column - 1)->atttypid != att->atttypid)
			elog(ERROR, "the query has no column for \"%s\"", NameStr(att->attname));
		slot->tts_values[i] = SPI_getbinval(tuple, tupdesc, column, &slot->tts_isnull[i]);
		if (!slot->tts_isnull[i])
			slot->tts_values[i] = AsGiven(sink, att, slot->tts_values[i]);
	}
	if (CvgSinkPut(sink, slot, tuple->t_len))
		CvgSinkFlush(sink);
}

/* As a converter gives it; or as a table does, and PL/pgSQL, if told. */
static Datum
AsGiven(CvgSink *sink, Form_pg_attribute att, Datum value)
{
	MemoryContext old;

	if (att->attlen != -1)
		return value;
	if (expand && OidIsValid(get_element_type(att->atttypid)))
		return expand_array(value, CvgSinkMemory(sink), NULL);
	if (expand)
		return value;
	old = MemoryContextSwitchTo(CvgSinkMemory(sink));
	value = PointerGetDatum(PG_DETOAST_DATUM(value));
	MemoryContextSwitchTo(old);
	return value;
}
