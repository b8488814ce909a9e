/*-------------------------------------------------------------------------
 *
 * small_indexes.c
 *	  Indexes of a small table: filled, not rebuilt.
 *
 * A rebuild gives each index a new file, and the catalog and all caches the
 * news of it; with many small tables that is most of what an import does.
 * For a few rows it is cheaper to insert their entries as INSERT does.
 *
 * What could show a difference is left to the rebuild: an index that holds
 * anything or is not valid, expressions and predicates (whose functions run
 * as the owner of the table there), constraints that are not checked at once.
 * A duplicate is as well, so that the error is the same for every table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/heapam.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/index.h"
#include "catalog/pg_am.h"
#include "nodes/execnodes.h"
#include "storage/bufmgr.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"

#include "target/small_indexes.h"

/* Inserting the entries of about 100 rows costs what a new file does. */
#define SMALL_TABLE_BLOCKS 1

static bool CanFillAll(List *indexes);
static bool CanFill(Relation index);
static bool Fill(Relation rel, Relation index, Snapshot snapshot);

bool
CvgFillSmallIndexes(Oid relid)
{
	Relation	rel = table_open(relid, RowExclusiveLock);
	List	   *indexes = RelationGetIndexList(rel);
	bool		filled = rel->rd_tableam == GetHeapamTableAmRoutine() &&
		RelationGetNumberOfBlocks(rel) <= SMALL_TABLE_BLOCKS &&
		CanFillAll(indexes);

	if (filled)
	{
		Snapshot	snapshot;
		ListCell   *lc;

		/* which sees what the current command has written */
		CommandCounterIncrement();
		snapshot = RegisterSnapshot(GetLatestSnapshot());
		foreach(lc, indexes)
		{
			Relation	index = index_open(lfirst_oid(lc), RowExclusiveLock);

			filled = filled && Fill(rel, index, snapshot);
			index_close(index, NoLock);
		}
		UnregisterSnapshot(snapshot);
	}
	list_free(indexes);
	table_close(rel, NoLock);
	return filled;
}

static bool
CanFillAll(List *indexes)
{
	bool		can = true;
	ListCell   *lc;

	foreach(lc, indexes)
	{
		Relation	index = index_open(lfirst_oid(lc), RowExclusiveLock);

		can = can && CanFill(index);
		index_close(index, NoLock);
	}
	return can;
}

/* A B-tree without an entry has one block, that of its meta data. */
static bool
CanFill(Relation index)
{
	Form_pg_index form = index->rd_index;

	return index->rd_rel->relam == BTREE_AM_OID &&
		form->indisvalid && form->indisready && form->indimmediate &&
		!form->indisexclusion && !form->indcheckxmin &&
		RelationGetIndexExpressions(index) == NIL &&
		RelationGetIndexPredicate(index) == NIL &&
		RelationGetNumberOfBlocks(index) == 1;
}

/* False: an entry may be there twice, or would be wrong. */
static bool
Fill(Relation rel, Relation index, Snapshot snapshot)
{
	IndexInfo  *info = BuildIndexInfo(index);
	IndexUniqueCheck check = info->ii_Unique ? UNIQUE_CHECK_PARTIAL : UNIQUE_CHECK_NO;
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	TableScanDesc scan = table_beginscan(rel, snapshot, 0, NULL);
	bool		unique = true;

	while (unique && table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		Datum		values[INDEX_MAX_KEYS];
		bool		isnull[INDEX_MAX_KEYS];

		/* updated in this transaction already, without an entry */
		if (HeapTupleHeaderIsHeapOnly(((BufferHeapTupleTableSlot *) slot)->base.tuple->t_data))
		{
			unique = false;
			break;
		}
		FormIndexDatum(info, slot, NULL, values, isnull);
		unique = index_insert(index, values, isnull, &slot->tts_tid, rel, check,
							  false, info) ||
			check == UNIQUE_CHECK_NO;
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	pfree(info);
	return unique;
}
