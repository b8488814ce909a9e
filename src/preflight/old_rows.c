/*-------------------------------------------------------------------------
 *
 * old_rows.c
 *	  Rows that the target holds and keeps, which new ones may meet.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "access/tupconvert.h"
#include "catalog/pg_class.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "preflight/rows.h"
#include "target/relations.h"

static void AddRowsOf(CvgKeyChecks *checks, Relation rel, Relation part);

void
CvgAddOldRows(CvgKeyChecks *checks, Relation rel)
{
	ListCell   *lc;

	if (rel->rd_rel->relkind == RELKIND_RELATION)
		AddRowsOf(checks, rel, rel);
	if (rel->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		return;
	foreach(lc, CvgRelationWithPartitions(RelationGetRelid(rel)))
	{
		Relation	part = table_open(lfirst_oid(lc), AccessShareLock);

		if (part->rd_rel->relkind == RELKIND_RELATION)
			AddRowsOf(checks, rel, part);
		table_close(part, NoLock);
	}
}

/* Columns of a partition may have another order. */
static void
AddRowsOf(CvgKeyChecks *checks, Relation rel, Relation part)
{
	TupleConversionMap *map = convert_tuples_by_name(RelationGetDescr(part),
													 RelationGetDescr(rel));
	TupleTableSlot *slot = table_slot_create(part, NULL);
	TupleTableSlot *converted = MakeSingleTupleTableSlot(RelationGetDescr(rel),
														 &TTSOpsVirtual);
	TableScanDesc scan = table_beginscan(part, GetActiveSnapshot(), 0, NULL);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		CHECK_FOR_INTERRUPTS();
		CvgKeyChecksAddOld(checks, map == NULL ? slot :
						   execute_attr_map_slot(map->attrMap, slot, converted));
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(converted);
	ExecDropSingleTupleTableSlot(slot);
}
