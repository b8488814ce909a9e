/*-------------------------------------------------------------------------
 *
 * parts.c
 *	  The parts into which the work of several readers is divided.
 *
 * A table that is large beside a reader's share is divided by ranges of its
 * primary key, into several parts a reader: whoever is done takes the next
 * one, so that readers end together though parts differ in size.  Small
 * tables are parts as they are, and come last.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_class.h"
#include "utils/rel.h"

#include "run/parts.h"
#include "target/heap_writer.h"
#include "target/parallel_safe.h"
#include "target/relations.h"

/* A part is worth a statement at the source, all together a worker's start. */
#define MIN_PART_BYTES	(INT64CONST(8) * 1024 * 1024)
#define MIN_ALL_BYTES	(INT64CONST(16) * 1024 * 1024)

#define PARTS_A_READER	4

static bool IsForWorkers(const CvgRun *run, const CvgTableLoad *load);
static bool IsWrittenByPages(Oid relid);
static bool ConvertersAreParallelSafe(const CvgTablePlan *plan);
static List *Divide(CvgRun *run, int load, int64 part_bytes);
static CvgPart *PartCreate(int load, int number, const char *condition, int64 bytes);
static int	CompareParts(const ListCell *a, const ListCell *b);

List *
CvgPartsMake(CvgRun *run)
{
	int			readers = run->readers.wanted + 1;
	bool	   *for_workers = palloc0(sizeof(bool) * Max(run->nloads, 1));
	List	   *parts = NIL;
	int64		bytes = 0;
	int64		part_bytes;

	/* thousands of small tables are not looked at for nothing */
	for (int i = 0; i < run->nloads; i++)
		bytes += Max(run->loads[i].plan->source->bytes, 0);
	if (run->readers.automatic && bytes < MIN_ALL_BYTES)
		return NIL;

	bytes = 0;
	for (int i = 0; i < run->nloads; i++)
	{
		for_workers[i] = IsForWorkers(run, &run->loads[i]);
		if (for_workers[i])
			bytes += Max(run->loads[i].plan->source->bytes, 0);
	}
	if (run->readers.automatic && bytes < MIN_ALL_BYTES)
		return NIL;

	part_bytes = Max(bytes / (readers * PARTS_A_READER), MIN_PART_BYTES);
	for (int i = 0; i < run->nloads; i++)
	{
		if (for_workers[i])
			parts = list_concat(parts, Divide(run, i, part_bytes));
	}
	list_sort(parts, CompareParts);
	return parts;
}

static bool
IsForWorkers(const CvgRun *run, const CvgTableLoad *load)
{
	Relation	rel;
	bool	   *bound;

	if (load->method != CVG_WRITE_HEAP || run->reject)
		return false;
	rel = relation_open(load->plan->relid, AccessShareLock);
	bound = CvgBoundAttributes(load->plan, RelationGetNumberOfAttributes(rel));
	relation_close(rel, AccessShareLock);
	return IsWrittenByPages(load->plan->relid) &&
		ConvertersAreParallelSafe(load->plan) &&
		CvgRelationIsParallelSafe(load->plan->relid, bound);
}

/* No other way of writing is open to a parallel worker. */
static bool
IsWrittenByPages(Oid relid)
{
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(relid))
	{
		Relation	rel = relation_open(lfirst_oid(lc), AccessShareLock);
		bool		serves = rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE ||
			CvgHeapWriterServes(rel);

		relation_close(rel, AccessShareLock);
		if (!serves)
			return false;
	}
	return true;
}

static bool
ConvertersAreParallelSafe(const CvgTablePlan *plan)
{
	for (int i = 0; i < plan->nbound; i++)
	{
		const CvgConvert *cv = &plan->bindings[plan->scan_columns[i]].convert;

		if (cv->rules.using_expr != NULL &&
			!CvgExpressionsAreParallelSafe(list_make1(CvgUsingExpression(cv))))
			return false;
	}
	return true;
}

static List *
Divide(CvgRun *run, int load, int64 part_bytes)
{
	const CvgTable *table = run->loads[load].plan->source;
	int64		bytes = Max(table->bytes, 0);
	int			nparts = Min((bytes + part_bytes - 1) / part_bytes, 1024);
	List	   *parts = NIL;
	List	   *conditions = nparts < 2 ? NIL :
		run->source->routine->split(run->source, table, nparts);
	ListCell   *lc;

	foreach(lc, conditions)
		parts = lappend(parts, PartCreate(load, list_length(parts), lfirst(lc),
										  bytes / list_length(conditions)));
	if (conditions == NIL)
		parts = list_make1(PartCreate(load, 0, NULL, bytes));
	return parts;
}

static CvgPart *
PartCreate(int load, int number, const char *condition, int64 bytes)
{
	CvgPart    *part = palloc(sizeof(CvgPart));

	part->load = load;
	part->number = number;
	part->condition = condition;
	part->bytes = bytes;
	return part;
}

/* The largest first, parts of a table in their order. */
static int
CompareParts(const ListCell *a, const ListCell *b)
{
	const CvgPart *left = lfirst(a);
	const CvgPart *right = lfirst(b);

	if (left->bytes != right->bytes)
		return left->bytes < right->bytes ? 1 : -1;
	if (left->load != right->load)
		return left->load < right->load ? -1 : 1;
	return left->number < right->number ? -1 : left->number > right->number;
}
