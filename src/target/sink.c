/*-------------------------------------------------------------------------
 *
 * sink.c
 *	  Write rows into a table, in batches, as COPY FROM does.
 *
 * A row is built in a slot of the target table.  When it is complete its
 * generated columns are computed, its constraints are checked, and it joins
 * a batch.  Rows of a partitioned table are routed by the executor, and every
 * leaf partition has a batch of its own.
 *
 * How a batch is written: if indexes are rebuilt afterwards, rows are formed
 * right into pages (heap_writer.c), where the relation allows it.  Otherwise
 * they wait in slots, which one table_multi_insert writes.
 *
 * Lifetimes: the sink and its executor state live from Begin to End.
 * Values of rows live in batch_memory, which is reset when all batches have
 * been written; that happens when together they hold MAX_BATCH_ROWS rows,
 * MAX_BATCH_BYTES bytes or MAX_BATCH_PAGES pages.  So memory does not depend
 * on the table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/hio.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "executor/execPartition.h"
#include "executor/executor.h"
#include "executor/nodeModifyTable.h"
#include "miscadmin.h"
#include "parser/parse_relation.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "compat.h"
#include "target/heap_writer.h"
#include "target/row_defaults.h"
#include "target/sink.h"

/* The limits of copyfrom.c. */
#define MAX_BATCH_ROWS 1000
#define MAX_BATCH_BYTES 65535
/* complete pages that wait, of all batches; heap_pages.c has room for more */
#define MAX_BATCH_PAGES 24

/* Rows of one leaf relation that wait to be written. */
typedef struct Batch
{
	ResultRelInfo *rri;
	int			nnotnull;
	int		   *notnull;		/* attnum - 1 of columns that are NOT NULL */
	bool		has_expressions;	/* of checks or generated columns */
	CvgHeapWriter *writer;		/* takes rows at once; NULL: the slots do */
	TupleTableSlot *row_slot;	/* where a row for the writer is built */
	BulkInsertState bistate;
	int			ti_options;
	int			nslots;			/* filled */
	int			nallocated;		/* slots that exist */
	TupleTableSlot **slots;
} Batch;

struct CvgSink
{
	/* target */
	Relation	rel;
	EState	   *estate;
	ResultRelInfo *rri;
	bool		maintain_indexes;

	/* partition routing; NULL for a plain table */
	ModifyTableState *mtstate;
	PartitionTupleRouting *routing;

	/* where rows are built, if not in a slot of a batch */
	TupleTableSlot *row_slot;

	CvgRowDefaults *defaults;	/* of columns that are not given */

	/* batches */
	List	   *batches;		/* of Batch * */
	Batch	   *only;			/* of a plain table; NULL with routing */
	MemoryContext memory;		/* the sink's own */
	MemoryContext batch_memory;
	int			waiting_rows;
	size_t		waiting_bytes;
	int			waiting_pages;
	CommandId	cid;
	int64		stored;
};

static void InitExecutor(CvgSink *sink);
static void InitRouting(CvgSink *sink);
static Batch *BatchCreate(CvgSink *sink, ResultRelInfo *rri);
static Batch *BatchFor(CvgSink *sink, ResultRelInfo *rri);
static void InitBulkInsert(Batch *batch);
static TupleTableSlot *BatchNextSlot(CvgSink *sink, Batch *batch);
static void InitConstraints(CvgSink *sink, Batch *batch);
static void AddRow(CvgSink *sink, Batch *batch, TupleTableSlot *slot);
static void AddToPage(CvgSink *sink, Batch *batch, TupleTableSlot *slot);
static TupleTableSlot *CreateSlot(Relation rel);
static void FillDefaults(CvgSink *sink, TupleTableSlot *slot);
static Batch *RouteRow(CvgSink *sink, TupleTableSlot **slot);
static bool HasForbiddenNull(const Batch *batch, const TupleTableSlot *slot);
static void CheckRow(CvgSink *sink, ResultRelInfo *rri, TupleTableSlot *slot);
static void WritePages(CvgSink *sink);
static void FlushBatch(CvgSink *sink, Batch *batch);
static void BatchRelease(CvgSink *sink, Batch *batch);

CvgSink *
CvgSinkBegin(Relation rel, const bool *bound, bool maintain_indexes, CommandId cid)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge sink",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	CvgSink    *sink = palloc0(sizeof(CvgSink));

	sink->memory = memory;
	sink->batch_memory = AllocSetContextCreate(memory, "converge sink batch",
											   ALLOCSET_DEFAULT_SIZES);
	sink->rel = rel;
	sink->maintain_indexes = maintain_indexes;
	sink->cid = cid;
	InitExecutor(sink);
	if (rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		InitRouting(sink);
	else
	{
		if (maintain_indexes)
			ExecOpenIndices(sink->rri, false);
		sink->only = BatchCreate(sink, sink->rri);
		sink->batches = list_make1(sink->only);
	}
	sink->defaults = CvgRowDefaultsCreate(rel, bound, NULL);
	MemoryContextSwitchTo(old);

	return sink;
}

/* A range table of one entry: messages about a row need its permissions. */
static void
InitExecutor(CvgSink *sink)
{
	sink->estate = CreateExecutorState();
	CvgInitRangeTable(sink->estate, sink->rel, RowExclusiveLock);
	sink->estate->es_output_cid = sink->cid;
	sink->rri = makeNode(ResultRelInfo);
	InitResultRelInfo(sink->rri, sink->rel, 1, NULL, 0);
}

static void
InitRouting(CvgSink *sink)
{
	ModifyTableState *mtstate = makeNode(ModifyTableState);

	mtstate->ps.plan = NULL;
	mtstate->ps.state = sink->estate;
	mtstate->operation = CMD_INSERT;
	mtstate->mt_nrels = 1;
	mtstate->resultRelInfo = sink->rri;
	mtstate->rootResultRelInfo = sink->rri;
	sink->mtstate = mtstate;
	sink->routing = ExecSetupPartitionTupleRouting(sink->estate, sink->rel);
	sink->row_slot = CreateSlot(sink->rel);
}

static Batch *
BatchCreate(CvgSink *sink, ResultRelInfo *rri)
{
	Batch	   *batch = MemoryContextAllocZero(sink->memory, sizeof(Batch));
	Relation	rel = rri->ri_RelationDesc;

	batch->rri = rri;
	InitConstraints(sink, batch);
	if (!sink->maintain_indexes && CvgHeapWriterServes(rel))
	{
		batch->writer = CvgHeapWriterBegin(rel, sink->cid);
		batch->row_slot = CreateSlot(rel);
	}
	else
	{
		batch->slots = palloc(sizeof(TupleTableSlot *) * MAX_BATCH_ROWS);
		InitBulkInsert(batch);
	}
	return batch;
}

static void
InitBulkInsert(Batch *batch)
{
	Relation	rel = batch->rri->ri_RelationDesc;

	batch->bistate = GetBulkInsertState();

	/*
	 * No ring of buffers: pages stay for the index builds, and this backend
	 * does not write each of them itself when a small ring comes round.
	 */
	FreeAccessStrategy(batch->bistate->strategy);
	batch->bistate->strategy = NULL;
	/* as COPY: no use to look for space in a relation that is new */
	if (rel->rd_createSubid != InvalidSubTransactionId ||
		CvgRelationFirstFileSubid(rel) != InvalidSubTransactionId)
		batch->ti_options |= TABLE_INSERT_SKIP_FSM;
}

static void
InitConstraints(CvgSink *sink, Batch *batch)
{
	Relation	rel = batch->rri->ri_RelationDesc;
	TupleDesc	tupdesc = RelationGetDescr(rel);

	batch->notnull = MemoryContextAlloc(sink->memory, sizeof(int) * Max(tupdesc->natts, 1));
	for (int i = 0; i < tupdesc->natts; i++)
	{
		if (TupleDescAttr(tupdesc, i)->attnotnull)
			batch->notnull[batch->nnotnull++] = i;
	}
	batch->has_expressions = rel->rd_rel->relispartition ||
		(tupdesc->constr != NULL &&
		 (tupdesc->constr->num_check > 0 || tupdesc->constr->has_generated_stored));
}

/* The leaf keeps its batch where COPY keeps its own. */
static Batch *
BatchFor(CvgSink *sink, ResultRelInfo *rri)
{
	Batch	   *batch = (Batch *) rri->ri_CopyMultiInsertBuffer;

	if (batch == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(sink->memory);

		batch = BatchCreate(sink, rri);
		rri->ri_CopyMultiInsertBuffer = (struct CopyMultiInsertBuffer *) batch;
		sink->batches = lappend(sink->batches, batch);
		MemoryContextSwitchTo(old);
	}
	return batch;
}

static TupleTableSlot *
BatchNextSlot(CvgSink *sink, Batch *batch)
{
	if (batch->row_slot != NULL)
		return batch->row_slot;
	Assert(batch->nslots < MAX_BATCH_ROWS);
	if (batch->nslots == batch->nallocated)
	{
		MemoryContext old = MemoryContextSwitchTo(sink->memory);

		batch->slots[batch->nallocated++] = CreateSlot(batch->rri->ri_RelationDesc);
		MemoryContextSwitchTo(old);
	}
	return batch->slots[batch->nslots];
}

/*
 * A heap takes virtual tuples, and forms its own from them in the context it
 * is called in, the batch's; its own slots would each keep a copy to free.
 * Columns that nobody fills are null from the beginning.
 */
static TupleTableSlot *
CreateSlot(Relation rel)
{
	TupleTableSlot *slot = rel->rd_tableam == GetHeapamTableAmRoutine() ?
		MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsVirtual) :
		table_slot_create(rel, NULL);

	slot->tts_tableOid = RelationGetRelid(rel);
	memset(slot->tts_isnull, true, slot->tts_tupleDescriptor->natts * sizeof(bool));
	return slot;
}

TupleTableSlot *
CvgSinkNextSlot(CvgSink *sink)
{
	return sink->row_slot ? sink->row_slot : BatchNextSlot(sink, sink->only);
}

MemoryContext
CvgSinkMemory(CvgSink *sink)
{
	return sink->batch_memory;
}

bool
CvgSinkPut(CvgSink *sink, TupleTableSlot *slot, size_t bytes)
{
	if (sink->defaults->ncolumns > 0)
		FillDefaults(sink, slot);
	AddRow(sink, sink->only, slot);
	ResetPerTupleExprContext(sink->estate);

	sink->waiting_rows++;
	sink->waiting_bytes += bytes;
	return sink->waiting_rows >= MAX_BATCH_ROWS ||
		sink->waiting_bytes >= MAX_BATCH_BYTES ||
		sink->waiting_pages >= MAX_BATCH_PAGES;
}

static void
FillDefaults(CvgSink *sink, TupleTableSlot *slot)
{
	MemoryContext old = MemoryContextSwitchTo(sink->batch_memory);

	CvgRowDefaultsFill(sink->defaults, slot, GetPerTupleExprContext(sink->estate));
	MemoryContextSwitchTo(old);
}

/* batch is NULL if the row has yet to be routed. */
static void
AddRow(CvgSink *sink, Batch *batch, TupleTableSlot *slot)
{
	ExecStoreVirtualTuple(slot);
	if (batch == NULL)
		batch = RouteRow(sink, &slot);
	if (batch->has_expressions || HasForbiddenNull(batch, slot))
		CheckRow(sink, batch->rri, slot);
	if (batch->writer != NULL)
		AddToPage(sink, batch, slot);
	else
		batch->nslots++;
}

/* What compression and the like need is of this row, and of the batch's. */
static void
AddToPage(CvgSink *sink, Batch *batch, TupleTableSlot *slot)
{
	MemoryContext old = MemoryContextSwitchTo(sink->batch_memory);

	sink->waiting_pages += CvgHeapWriterPut(batch->writer, slot->tts_values,
											slot->tts_isnull);
	MemoryContextSwitchTo(old);
	ExecClearTuple(slot);
}

/*
 * Find the leaf of the row in *slot, which becomes a slot of that leaf's
 * batch: same values, in the leaf's column order.
 */
static Batch *
RouteRow(CvgSink *sink, TupleTableSlot **slot)
{
	TupleTableSlot *root_slot = *slot;
	ResultRelInfo *leaf = ExecFindPartition(sink->mtstate, sink->rri,
											sink->routing, root_slot,
											sink->estate);
	Batch	   *batch = BatchFor(sink, leaf);
	TupleConversionMap *map = CvgRootToChildMap(leaf, sink->estate);

	*slot = BatchNextSlot(sink, batch);
	if (map != NULL)
		*slot = execute_attr_map_slot(map->attrMap, root_slot, *slot);
	else
	{
		ExecClearTuple(*slot);
		memcpy((*slot)->tts_values, root_slot->tts_values,
			   sizeof(Datum) * root_slot->tts_tupleDescriptor->natts);
		memcpy((*slot)->tts_isnull, root_slot->tts_isnull,
			   sizeof(bool) * root_slot->tts_tupleDescriptor->natts);
		ExecStoreVirtualTuple(*slot);
	}
	ExecClearTuple(root_slot);
	return batch;
}

static bool
HasForbiddenNull(const Batch *batch, const TupleTableSlot *slot)
{
	for (int i = 0; i < batch->nnotnull; i++)
	{
		if (slot->tts_isnull[batch->notnull[i]])
			return true;
	}
	return false;
}

static void
CheckRow(CvgSink *sink, ResultRelInfo *rri, TupleTableSlot *slot)
{
	TupleConstr *constr = rri->ri_RelationDesc->rd_att->constr;

	if (constr != NULL && constr->has_generated_stored)
	{
		MemoryContext old = MemoryContextSwitchTo(sink->batch_memory);

		ExecComputeStoredGenerated(rri, sink->estate, slot, CMD_INSERT);
		MemoryContextSwitchTo(old);
	}
	if (constr != NULL)
		ExecConstraints(rri, slot, sink->estate);
	/* a partition that is a target itself; routing checks the others */
	if (rri->ri_RelationDesc->rd_rel->relispartition && sink->routing == NULL)
		ExecPartitionCheck(rri, slot, sink->estate, true);
}

void
CvgSinkFlush(CvgSink *sink)
{
	ListCell   *lc;

	foreach(lc, sink->batches)
		FlushBatch(sink, lfirst(lc));
	sink->waiting_rows = 0;
	sink->waiting_bytes = 0;
	if (sink->waiting_pages >= MAX_BATCH_PAGES)
		WritePages(sink);
	MemoryContextReset(sink->batch_memory);
}

static void
WritePages(CvgSink *sink)
{
	ListCell   *lc;

	foreach(lc, sink->batches)
	{
		Batch	   *batch = lfirst(lc);

		if (batch->writer != NULL)
			CvgHeapWriterWrite(batch->writer);
	}
	sink->waiting_pages = 0;
}

static void
FlushBatch(CvgSink *sink, Batch *batch)
{
	MemoryContext old;

	if (batch->nslots == 0)
		return;

	/* table_multi_insert may leak memory: it works in the batch's */
	old = MemoryContextSwitchTo(sink->batch_memory);
	table_multi_insert(batch->rri->ri_RelationDesc, batch->slots, batch->nslots,
					   sink->cid, batch->ti_options, batch->bistate);
	MemoryContextSwitchTo(old);

	/* the executor opens the indexes of leaf partitions in any case */
	if (sink->maintain_indexes && batch->rri->ri_NumIndices > 0)
	{
		for (int i = 0; i < batch->nslots; i++)
		{
			CvgInsertIndexTuples(batch->rri, batch->slots[i], sink->estate);
			ResetPerTupleExprContext(sink->estate);
		}
	}
	for (int i = 0; i < batch->nslots; i++)
		ExecClearTuple(batch->slots[i]);
	sink->stored += batch->nslots;
	batch->nslots = 0;
}

int64
CvgSinkEnd(CvgSink *sink)
{
	int64		stored;
	ListCell   *lc;

	CvgSinkFlush(sink);
	foreach(lc, sink->batches)
		BatchRelease(sink, lfirst(lc));
	stored = sink->stored;
	if (sink->row_slot != NULL)
		ExecDropSingleTupleTableSlot(sink->row_slot);
	if (sink->routing != NULL)
		ExecCleanupTupleRouting(sink->mtstate, sink->routing);
	else if (sink->maintain_indexes)
		ExecCloseIndices(sink->rri);
	ExecResetTupleTable(sink->estate->es_tupleTable, false);
	FreeExecutorState(sink->estate);
	MemoryContextDelete(sink->memory);

	return stored;
}

static void
BatchRelease(CvgSink *sink, Batch *batch)
{
	batch->rri->ri_CopyMultiInsertBuffer = NULL;
	if (batch->writer != NULL)
	{
		sink->stored += CvgHeapWriterEnd(batch->writer);
		ExecDropSingleTupleTableSlot(batch->row_slot);
		return;
	}
	FreeBulkInsertState(batch->bistate);
	for (int i = 0; i < batch->nallocated; i++)
		ExecDropSingleTupleTableSlot(batch->slots[i]);
	table_finish_bulk_insert(batch->rri->ri_RelationDesc, batch->ti_options);
}
