/*-------------------------------------------------------------------------
 *
 * parallel_rows.c
 *	  The relations that parallel workers write into, and their statistics.
 *
 * Rows that a worker counts itself are counted for good when it ends, and then
 * lost if the leader's transaction has truncated the table, or kept if it
 * aborts.  So workers count in shared memory, and the leader counts what they
 * have added as its own.
 *
 * Locks that a worker takes end with it.  Those on the tables are the
 * leader's already; those on TOAST relations it takes here.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "pgstat.h"
#include "storage/lmgr.h"
#include "storage/predicate.h"
#include "utils/rel.h"

#include "run/parallel_rows.h"
#include "target/heap_pages.h"
#include "target/relations.h"

static CvgWrittenRelations *counts = NULL;

static List *WrittenBy(List *relids);
static void CountRows(Oid relid, int64 rows);
static int	CompareRelations(const void *a, const void *b);

CvgWrittenRelations *
CvgWrittenRelationsMake(List *relids, Size *size)
{
	List	   *written = WrittenBy(relids);
	CvgWrittenRelations *result;
	ListCell   *lc;

	*size = offsetof(CvgWrittenRelations, relations) +
		sizeof(CvgWrittenRelation) * list_length(written);
	result = palloc0(*size);
	foreach(lc, written)
	{
		CvgWrittenRelation *relation = &result->relations[result->n++];

		relation->relid = lfirst_oid(lc);
		pg_atomic_init_u64(&relation->rows, 0);
	}
	qsort(result->relations, result->n, sizeof(CvgWrittenRelation), CompareRelations);
	list_free(written);
	return result;
}

static List *
WrittenBy(List *relids)
{
	List	   *written = NIL;
	ListCell   *lc;
	ListCell   *child;

	foreach(lc, relids)
	{
		foreach(child, CvgRelationWithPartitions(lfirst_oid(lc)))
		{
			Relation	rel = relation_open(lfirst_oid(child), AccessShareLock);
			Oid			toastrelid = rel->rd_rel->reltoastrelid;

			/* a worker that does it does it for itself alone */
			CheckForSerializableConflictIn(rel, NULL, InvalidBlockNumber);
			relation_close(rel, NoLock);
			written = lappend_oid(written, lfirst_oid(child));
			if (!OidIsValid(toastrelid))
				continue;
			LockRelationOid(toastrelid, RowExclusiveLock);
			written = lappend_oid(written, toastrelid);
		}
	}
	return written;
}

void
CvgWrittenRelationsBegin(CvgWrittenRelations *written)
{
	counts = written;
	CvgHeapPagesTell(CountRows);
}

static void
CountRows(Oid relid, int64 rows)
{
	CvgWrittenRelation key = {.relid = relid};
	CvgWrittenRelation *relation = bsearch(&key, counts->relations, counts->n,
										   sizeof(CvgWrittenRelation), CompareRelations);

	if (relation != NULL)
		pg_atomic_fetch_add_u64(&relation->rows, rows);
}

static int
CompareRelations(const void *a, const void *b)
{
	Oid			left = ((const CvgWrittenRelation *) a)->relid;
	Oid			right = ((const CvgWrittenRelation *) b)->relid;

	return left < right ? -1 : left > right;
}

void
CvgWrittenRelationsTake(CvgWrittenRelations *written)
{
	for (int i = 0; i < written->n; i++)
	{
		CvgWrittenRelation *relation = &written->relations[i];
		int64		rows = pg_atomic_read_u64(&relation->rows);
		Relation	rel;

		if (rows == 0)
			continue;
		rel = relation_open(relation->relid, AccessShareLock);
		pgstat_count_heap_insert(rel, rows);
		relation_close(rel, NoLock);
	}
}
