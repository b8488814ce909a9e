/*-------------------------------------------------------------------------
 *
 * sink.c
 *	  Write rows into a table, in batches, as COPY FROM does.
 *
 * A row is built in a slot of the target table.  When it is complete its
 * generated columns are computed, its constraints are checked, and it waits
 * in a batch; a batch is written by one table_multi_insert.  Rows of a
 * partitioned table are routed by the executor, and every leaf partition has
 * a batch of its own.
 *
 * Lifetimes: the sink and its executor state live from Begin to End.
 * Values of rows live in batch_memory, which is reset when all batches have
 * been written; that happens when together they hold MAX_BATCH_ROWS rows or
 * MAX_BATCH_BYTES bytes.  So memory does not depend on the table.
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
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_coerce.h"
#include "parser/parse_relation.h"
#include "rewrite/rewriteHandler.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "compat.h"
#include "target/sink.h"

/* The limits of copyfrom.c. */
#define MAX_BATCH_ROWS 1000
#define MAX_BATCH_BYTES 65535

/* Rows of one leaf relation that wait to be written. */
typedef struct Batch
{
	ResultRelInfo *rri;
	BulkInsertState bistate;
	int			ti_options;
	int			nslots;			/* filled */
	int			nallocated;		/* slots that exist */
	TupleTableSlot *slots[MAX_BATCH_ROWS];
} Batch;

/* A target column that the source does not fill. */
typedef struct DefaultColumn
{
	int			column;			/* attnum - 1 */
	ExprState  *expr;
} DefaultColumn;

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
	TupleTableSlot *root_slot;

	/* defaults of columns that are not given */
	int			ndefaults;
	DefaultColumn *defaults;

	/* batches */
	List	   *batches;		/* of Batch *; one for a plain table */
	MemoryContext memory;		/* the sink's own */
	MemoryContext batch_memory;
	int			waiting_rows;
	size_t		waiting_bytes;
	CommandId	cid;
	int64		stored;
};

static void InitExecutor(CvgSink *sink);
static void InitRouting(CvgSink *sink);
static void InitDefaults(CvgSink *sink, const bool *bound);
static Expr *NullOfDomain(Form_pg_attribute att);
static Batch *BatchCreate(CvgSink *sink, ResultRelInfo *rri);
static Batch *BatchFor(CvgSink *sink, ResultRelInfo *rri);
static TupleTableSlot *BatchNextSlot(CvgSink *sink, Batch *batch);
static void FillDefaults(CvgSink *sink, TupleTableSlot *slot);
static Batch *RouteRow(CvgSink *sink, TupleTableSlot **slot);
static void CheckRow(CvgSink *sink, ResultRelInfo *rri, TupleTableSlot *slot);
static void FlushBatch(CvgSink *sink, Batch *batch);
static void BatchRelease(Batch *batch);

CvgSink *
CvgSinkBegin(Relation rel, const bool *bound, bool maintain_indexes)
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
	sink->cid = GetCurrentCommandId(true);
	InitExecutor(sink);
	if (rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		InitRouting(sink);
	else
	{
		if (maintain_indexes)
			ExecOpenIndices(sink->rri, false);
		sink->batches = list_make1(BatchCreate(sink, sink->rri));
	}
	InitDefaults(sink, bound);
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
	sink->root_slot = table_slot_create(sink->rel, NULL);
}

static void
InitDefaults(CvgSink *sink, const bool *bound)
{
	TupleDesc	tupdesc = RelationGetDescr(sink->rel);

	sink->defaults = palloc(sizeof(DefaultColumn) * Max(tupdesc->natts, 1));
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);
		Expr	   *expr;

		if (bound[i] || att->attisdropped || att->attgenerated != '\0')
			continue;
		expr = (Expr *) build_column_default(sink->rel, att->attnum);
		if (expr == NULL)
			expr = NullOfDomain(att);
		if (expr == NULL)
			continue;
		sink->defaults[sink->ndefaults].column = i;
		sink->defaults[sink->ndefaults].expr =
			ExecInitExpr(expression_planner(expr), NULL);
		sink->ndefaults++;
	}
}

/* A NULL that the constraints of a domain get to see; NULL: no domain. */
static Expr *
NullOfDomain(Form_pg_attribute att)
{
	int32		typmod = att->atttypmod;
	Oid			basetype = getBaseTypeAndTypmod(att->atttypid, &typmod);

	if (basetype == att->atttypid)
		return NULL;
	return (Expr *) coerce_to_domain((Node *) makeNullConst(basetype, typmod,
															att->attcollation),
									 basetype, typmod, att->atttypid,
									 COERCION_IMPLICIT, COERCE_IMPLICIT_CAST,
									 -1, false);
}

static Batch *
BatchCreate(CvgSink *sink, ResultRelInfo *rri)
{
	Batch	   *batch = MemoryContextAllocZero(sink->memory, sizeof(Batch));
	Relation	rel = rri->ri_RelationDesc;

	batch->rri = rri;
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
	return batch;
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
	Assert(batch->nslots < MAX_BATCH_ROWS);
	if (batch->nslots == batch->nallocated)
	{
		/* a slot copies its row into the context it was made in */
		MemoryContext old = MemoryContextSwitchTo(sink->memory);

		batch->slots[batch->nallocated++] =
			table_slot_create(batch->rri->ri_RelationDesc, NULL);
		MemoryContextSwitchTo(old);
	}
	return batch->slots[batch->nslots];
}

TupleTableSlot *
CvgSinkNextSlot(CvgSink *sink)
{
	TupleTableSlot *slot = sink->routing ? sink->root_slot :
		BatchNextSlot(sink, linitial(sink->batches));

	ExecClearTuple(slot);
	memset(slot->tts_isnull, true, slot->tts_tupleDescriptor->natts * sizeof(bool));
	return slot;
}

MemoryContext
CvgSinkMemory(CvgSink *sink)
{
	return sink->batch_memory;
}

void
CvgSinkPut(CvgSink *sink, TupleTableSlot *slot, size_t bytes)
{
	Batch	   *batch = sink->routing ? NULL : linitial(sink->batches);

	FillDefaults(sink, slot);
	ExecStoreVirtualTuple(slot);
	if (sink->routing != NULL)
		batch = RouteRow(sink, &slot);
	slot->tts_tableOid = RelationGetRelid(batch->rri->ri_RelationDesc);
	CheckRow(sink, batch->rri, slot);
	ResetPerTupleExprContext(sink->estate);

	batch->nslots++;
	sink->waiting_rows++;
	sink->waiting_bytes += bytes;
}

bool
CvgSinkIsFull(const CvgSink *sink)
{
	return sink->waiting_rows >= MAX_BATCH_ROWS ||
		sink->waiting_bytes >= MAX_BATCH_BYTES;
}

static void
FillDefaults(CvgSink *sink, TupleTableSlot *slot)
{
	MemoryContext old;

	if (sink->ndefaults == 0)
		return;
	old = MemoryContextSwitchTo(sink->batch_memory);
	for (int i = 0; i < sink->ndefaults; i++)
	{
		int			column = sink->defaults[i].column;

		/* not ExecEvalExprSwitchContext: the value must outlive the row */
		slot->tts_values[column] = ExecEvalExpr(sink->defaults[i].expr,
												GetPerTupleExprContext(sink->estate),
												&slot->tts_isnull[column]);
	}
	MemoryContextSwitchTo(old);
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
	return batch;
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
	MemoryContextReset(sink->batch_memory);
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
	stored = sink->stored;
	foreach(lc, sink->batches)
		BatchRelease(lfirst(lc));
	if (sink->routing != NULL)
	{
		ExecDropSingleTupleTableSlot(sink->root_slot);
		ExecCleanupTupleRouting(sink->mtstate, sink->routing);
	}
	else if (sink->maintain_indexes)
		ExecCloseIndices(sink->rri);
	ExecResetTupleTable(sink->estate->es_tupleTable, false);
	FreeExecutorState(sink->estate);
	MemoryContextDelete(sink->memory);

	return stored;
}

static void
BatchRelease(Batch *batch)
{
	FreeBulkInsertState(batch->bistate);
	for (int i = 0; i < batch->nallocated; i++)
		ExecDropSingleTupleTableSlot(batch->slots[i]);
	table_finish_bulk_insert(batch->rri->ri_RelationDesc, batch->ti_options);
	batch->rri->ri_CopyMultiInsertBuffer = NULL;
}
