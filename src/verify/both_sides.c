/*-------------------------------------------------------------------------
 *
 * both_sides.c
 *	  Read a table of the source and its target at the same time.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "tcop/dest.h"
#include "tcop/pquery.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "run/progress.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "verify/both_sides.h"

/* A turn on one side ends after so much. */
#define TURN_ROWS 1000
#define TURN_BYTES (256 * 1024)

/* What values leave behind is freed when it is more than this. */
#define SCRATCH_BYTES (256 * 1024)

typedef struct BothSides
{
	CvgComparison *comparison;
	CvgSource  *source;
	const char *where;			/* of the source's rows, or NULL */
	CvgScan    *scan;
	Portal		portal;
	CvgVisitRow visit;
	void	   *arg;
	CvgHash    *hashes;			/* of the row that is visited */
	MemoryContext scratch;		/* for values */
	int64		rows;			/* of the source */
	int64		bytes;
} BothSides;

/* Where the target's portal sends its rows. */
typedef struct RowReceiver
{
	DestReceiver pub;
	BothSides  *sides;
} RowReceiver;

static inline void StoreHash(CvgHash *hash, CvgHash value);
static bool CompareColumn(CvgComparison *comparison, const CvgTablePlan *plan,
						  Relation rel, int column);
static void FindKey(CvgComparison *comparison);
static CvgScan *BeginSource(BothSides *sides, const char *condition);
static void EndSource(BothSides *sides);
static void RequireCount(BothSides *sides);
static Portal OpenTarget(const CvgComparison *comparison, const char *condition);
static void ReadInTurns(BothSides *sides);
static int	SourceTurn(BothSides *sides);
static void InitReceiver(RowReceiver *receiver, BothSides *sides);
static void ReceiverStartup(DestReceiver *self, int operation, TupleDesc tupdesc);
static bool ReceiveRow(TupleTableSlot *slot, DestReceiver *self);
static void ReceiverNothing(DestReceiver *self);
static void LeaveRow(BothSides *sides, MemoryContext old);
static void ComparisonContext(void *arg);

CvgComparison *
CvgComparisonMake(const CvgTablePlan *plan)
{
	CvgComparison *comparison = palloc0(sizeof(CvgComparison));
	Relation	rel = relation_open(plan->relid, AccessShareLock);

	comparison->plan = plan;
	comparison->columns = palloc0(sizeof(CvgComparedColumn) * Max(plan->source->ncolumns, 1));
	for (int i = 0; i < plan->source->ncolumns; i++)
	{
		if (CompareColumn(comparison, plan, rel, i))
			comparison->ncolumns++;
	}
	FindKey(comparison);
	relation_close(rel, AccessShareLock);
	return comparison;
}

/* Fill the next of the compared columns; false: it is none. */
static bool
CompareColumn(CvgComparison *comparison, const CvgTablePlan *plan,
			  Relation rel, int column)
{
	CvgComparedColumn *compared = &comparison->columns[comparison->ncolumns];
	const CvgColumn *source = &plan->source->columns[column];
	const CvgBinding *binding = &plan->bindings[column];
	CvgColumnRules rules = {0};
	Form_pg_attribute att;
	const char *why;

	compared->source = column;
	compared->attnum = binding->fate == CVG_COLUMN_BOUND ? binding->attnum : binding->computed;
	if (compared->attnum == InvalidAttrNumber)
	{
		comparison->incomparable =
			CvgIncomparableAdd(comparison->incomparable, source->name,
							   binding->note ? binding->note : "the target has no such column",
							   binding->fate == CVG_COLUMN_MISSING);
		return false;
	}
	att = TupleDescAttr(RelationGetDescr(rel), compared->attnum - 1);
	compared->target_name = pstrdup(NameStr(att->attname));
	if (binding->fate == CVG_COLUMN_BOUND)
		rules = binding->convert.rules;
	if (!CvgDigestChoose(&compared->pair, source, att->atttypid, att->atttypmod,
						 !att->attnotnull, &rules, &why))
	{
		comparison->incomparable = CvgIncomparableAdd(comparison->incomparable,
													  source->name, why, false);
		return false;
	}
	return true;
}

List *
CvgIncomparableAdd(List *list, const char *column_name, const char *why, bool missing)
{
	CvgIncomparable *incomparable = palloc(sizeof(CvgIncomparable));

	incomparable->column_name = column_name;
	incomparable->why = why;
	incomparable->missing = missing;
	return lappend(list, incomparable);
}

static void
FindKey(CvgComparison *comparison)
{
	const CvgTable *source = comparison->plan->source;

	comparison->key = palloc(sizeof(int) * Max(source->nkey, 1));
	for (int i = 0; i < source->nkey; i++)
	{
		for (int c = 0; c < comparison->ncolumns; c++)
		{
			if (comparison->columns[c].source == source->key[i])
				comparison->key[comparison->nkey++] = c;
		}
	}
	if (comparison->nkey < source->nkey)
		comparison->nkey = 0;
}

void
CvgReadBothSides(CvgSource *source, CvgComparison *comparison,
				 const char *source_condition, const char *target_condition,
				 CvgVisitRow visit, void *arg)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge both sides",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	const CvgTable *table = comparison->plan->source;
	BothSides	sides = {0};
	ErrorContextCallback context;

	context.callback = ComparisonContext;
	context.arg = unconstify(char *, (const char *) table->name);
	context.previous = error_context_stack;
	error_context_stack = &context;

	sides.comparison = comparison;
	sides.source = source;
	sides.visit = visit;
	sides.arg = arg;
	sides.scratch = AllocSetContextCreate(memory, "converge values", ALLOCSET_DEFAULT_SIZES);
	sides.hashes = palloc(sizeof(CvgHash) * Max(comparison->ncolumns, 1));
	for (int i = 0; i < comparison->ncolumns; i++)
		CvgDigestBegin(&comparison->columns[i].pair, memory);

	CvgProgressBegin(comparison->plan->relid, table->name,
					 source_condition == NULL ? table->rows_estimate : -1, table->bytes);
	sides.scan = BeginSource(&sides, source_condition);
	sides.portal = OpenTarget(comparison, target_condition);
	ReadInTurns(&sides);
	SPI_cursor_close(sides.portal);
	RequireCount(&sides);
	CvgProgressEnd();

	error_context_stack = context.previous;
	MemoryContextSwitchTo(old);
	MemoryContextDelete(memory);
}

/* The line feeds end comments that the conditions may end with. */
static CvgScan *
BeginSource(BothSides *sides, const char *condition)
{
	const CvgComparison *comparison = sides->comparison;
	const char *rule = comparison->plan->where;
	int		   *columns = palloc(sizeof(int) * Max(comparison->ncolumns, 1));
	CvgScanSpec spec = {0};

	for (int i = 0; i < comparison->ncolumns; i++)
		columns[i] = comparison->columns[i].source;
	spec.table = comparison->plan->source;
	spec.ncolumns = comparison->ncolumns;
	spec.columns = columns;
	sides->where = condition == NULL ? rule : rule == NULL ? condition :
		psprintf("(%s\n) AND (%s\n)", rule, condition);
	spec.where = sides->where;
	return sides->source->routine->scan_begin(sides->source, &spec);
}

/* The source counts its rows while the last of the target are read. */
static void
EndSource(BothSides *sides)
{
	const CvgSourceRoutine *routine = sides->source->routine;

	routine->scan_end(sides->scan);
	routine->count_begin(sides->source, sides->comparison->plan->source, sides->where);
}

/*
 * What the source sent is also what it counts, by a statement of its own: a
 * scan that somebody cut short would look like a table that is as short.
 */
static void
RequireCount(BothSides *sides)
{
	int64		counted = sides->source->routine->count_end(sides->source);

	if (counted != sides->rows)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("the source did not send all rows of table \"%s\"",
						sides->comparison->plan->source->name),
				 errdetail("It counted " INT64_FORMAT " rows and sent " INT64_FORMAT ".",
						   counted, sides->rows)));
}

/*
 * A cursor takes the active snapshot where it is declared to only read, so
 * all tables of one verification are seen at one time.
 */
static Portal
OpenTarget(const CvgComparison *comparison, const char *condition)
{
	int			nestlevel = CvgSearchPathOff();
	MemoryContext old = CurrentMemoryContext;
	StringInfoData sql;
	SPIPlanPtr	plan;
	Portal		portal;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT ");
	for (int i = 0; i < comparison->ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "",
						 quote_identifier(comparison->columns[i].target_name));
	appendStringInfo(&sql, " FROM %s", CvgRelationName(comparison->plan->relid));
	if (condition != NULL)
		appendStringInfo(&sql, " WHERE %s", condition);

	plan = SPI_prepare_cursor(sql.data, 0, NULL, CURSOR_OPT_NO_SCROLL);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare_cursor failed: %s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	SPI_freeplan(plan);
	MemoryContextSwitchTo(old); /* SPI leaves another current */
	CvgSearchPathOn(nestlevel);
	return portal;
}

/*
 * Where the source makes us wait, it is the slower side, and the target is
 * read in that time, or before.  Else the target falls behind, and is read to
 * its end while the source counts.
 */
static void
ReadInTurns(BothSides *sides)
{
	const CvgSourceRoutine *routine = sides->source->routine;
	bool		source_ended = false;
	bool		target_ended = false;
	RowReceiver receiver;

	InitReceiver(&receiver, sides);
	while (!source_ended || !target_ended)
	{
		int			n = TURN_ROWS;

		if (!source_ended)
		{
			uint64		waits = routine->waits(sides->source);
			int			rows = SourceTurn(sides);

			source_ended = rows == 0;
			if (source_ended)
				EndSource(sides);
			else
				n = routine->waits(sides->source) > waits ? rows * 2 : (rows + 1) / 2;
		}
		if (!target_ended)
			target_ended = PortalRunFetch(sides->portal, FETCH_FORWARD, n,
										  &receiver.pub) < n;
		CvgProgressUpdate(sides->rows, sides->bytes);
		CHECK_FOR_INTERRUPTS();
	}
}

/* Rows read; 0: there are no more. */
static int
SourceTurn(BothSides *sides)
{
	const CvgSourceRoutine *routine = sides->source->routine;
	CvgComparison *comparison = sides->comparison;
	size_t		bytes = 0;
	int			rows = 0;

	while (rows < TURN_ROWS && bytes < TURN_BYTES)
	{
		const CvgRow *row = routine->scan_next(sides->scan);
		MemoryContext old;
		CvgSideRow	visited = {0};

		if (row == NULL)
			break;
		old = MemoryContextSwitchTo(sides->scratch);
		for (int i = 0; i < comparison->ncolumns; i++)
			StoreHash(&sides->hashes[i],
					  CvgDigestCell(&comparison->columns[i].pair, &row->cells[i]));
		visited.hash = CvgHashRow(sides->hashes, comparison->ncolumns);
		visited.hashes = sides->hashes;
		visited.cells = row;
		sides->visit(sides->arg, &visited);
		LeaveRow(sides, old);
		bytes += row->bytes;
		rows++;
	}
	sides->rows += rows;
	sides->bytes += bytes;
	return rows;
}

/*
 * Each half by itself: an assignment of both goes through memory with one
 * load of two stores, for which the processor waits.
 */
static inline void
StoreHash(CvgHash *hash, CvgHash value)
{
	hash->low = value.low;
	hash->high = value.high;
}

static void
InitReceiver(RowReceiver *receiver, BothSides *sides)
{
	memset(receiver, 0, sizeof(RowReceiver));
	receiver->pub.receiveSlot = ReceiveRow;
	receiver->pub.rStartup = ReceiverStartup;
	receiver->pub.rShutdown = ReceiverNothing;
	receiver->pub.rDestroy = ReceiverNothing;
	receiver->pub.mydest = DestNone;
	receiver->sides = sides;
}

static void
ReceiverStartup(DestReceiver *self, int operation, TupleDesc tupdesc)
{
}

static bool
ReceiveRow(TupleTableSlot *slot, DestReceiver *self)
{
	BothSides  *sides = ((RowReceiver *) self)->sides;
	CvgComparison *comparison = sides->comparison;
	MemoryContext old = MemoryContextSwitchTo(sides->scratch);
	CvgSideRow	visited = {0};

	slot_getallattrs(slot);
	for (int i = 0; i < comparison->ncolumns; i++)
		StoreHash(&sides->hashes[i],
				  CvgDigestDatum(&comparison->columns[i].pair,
								 slot->tts_values[i], slot->tts_isnull[i]));
	visited.of_target = true;
	visited.hash = CvgHashRow(sides->hashes, comparison->ncolumns);
	visited.hashes = sides->hashes;
	visited.slot = slot;
	sides->visit(sides->arg, &visited);
	LeaveRow(sides, old);
	return true;
}

static void
ReceiverNothing(DestReceiver *self)
{
}

static void
LeaveRow(BothSides *sides, MemoryContext old)
{
	MemoryContextSwitchTo(old);
	if (MemoryContextMemAllocated(sides->scratch, false) > SCRATCH_BYTES)
		MemoryContextReset(sides->scratch);
}

static void
ComparisonContext(void *arg)
{
	errcontext("converge comparison of table \"%s\"", (char *) arg);
}
