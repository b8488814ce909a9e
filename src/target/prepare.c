/*-------------------------------------------------------------------------
 *
 * prepare.c
 *	  Make target tables ready to take rows: rights, locks, old rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/tableam.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "compat.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "target/triggers.h"

static bool HeapIsEmpty(Oid relid);
static bool QueryIsEmpty(Oid relid);
static int	CompareOids(const ListCell *a, const ListCell *b);

void
CvgRequireInsert(Oid relid, const Bitmapset *attnums)
{
	Oid			user = GetUserId();
	int			attnum = -1;

	if (pg_class_aclcheck(relid, user, ACL_INSERT) == ACLCHECK_OK)
		return;
	while ((attnum = bms_next_member(attnums, attnum)) >= 0)
	{
		if (pg_attribute_aclcheck(relid, attnum, user, ACL_INSERT) != ACLCHECK_OK)
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("permission denied for table %s", get_rel_name(relid)),
					 errdetail("Role \"%s\" may not insert into column \"%s\".",
							   GetUserNameFromId(user, false),
							   get_attname(relid, attnum, false)),
					 errhint("GRANT INSERT ON %s, or run the import as the table's owner.",
							 CvgRelationName(relid))));
	}
}

void
CvgLockTargets(List *relids)
{
	List	   *sorted = list_copy(relids);
	ListCell   *lc;

	list_sort(sorted, CompareOids);
	foreach(lc, sorted)
	{
		Oid			relid = lfirst_oid(lc);
		LOCKMODE	mode = CvgRelationIsMaintainable(relid) ? AccessExclusiveLock : RowExclusiveLock;

		LockRelationOid(relid, mode);
		list_free(find_all_inheritors(relid, mode, NULL));
	}
	list_free(sorted);
}

static int
CompareOids(const ListCell *a, const ListCell *b)
{
	return lfirst_oid(a) < lfirst_oid(b) ? -1 : lfirst_oid(a) > lfirst_oid(b);
}

bool
CvgRelationIsEmpty(Oid relid)
{
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(relid))
	{
		Oid			child = lfirst_oid(lc);
		char		relkind = get_rel_relkind(child);

		if (relkind == RELKIND_RELATION && !HeapIsEmpty(child))
			return false;
		if ((relkind == RELKIND_FOREIGN_TABLE || relkind == RELKIND_VIEW) &&
			!QueryIsEmpty(child))
			return false;
	}
	return true;
}

static bool
HeapIsEmpty(Oid relid)
{
	Relation	rel = relation_open(relid, AccessShareLock);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	TableScanDesc scan = table_beginscan(rel, snapshot, 0, NULL);
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	bool		empty = !table_scan_getnextslot(scan, ForwardScanDirection, slot);

	ExecDropSingleTupleTableSlot(slot);
	table_endscan(scan);
	UnregisterSnapshot(snapshot);
	relation_close(rel, NoLock);
	return empty;
}

/* Of what only a query can look into. */
static bool
QueryIsEmpty(Oid relid)
{
	char	   *sql = psprintf("SELECT FROM %s LIMIT 1", CvgRelationName(relid));

	if (SPI_execute(sql, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not read relation %u", relid);
	pfree(sql);
	return SPI_processed == 0;
}

void
CvgTruncateTargets(List *relids, bool fire_triggers)
{
	StringInfoData sql;
	ListCell   *lc;

	if (relids == NIL)
		return;
	initStringInfo(&sql);
	foreach(lc, relids)
		appendStringInfo(&sql, "%s%s", sql.len == 0 ? "TRUNCATE TABLE " : ", ",
						 CvgRelationName(lfirst_oid(lc)));

	if ((fire_triggers ? SPI_execute(sql.data, false, 0) :
		 CvgExecuteWithoutTriggers(sql.data)) != SPI_OK_UTILITY)
		elog(ERROR, "could not truncate the target tables");
	pfree(sql.data);
}

int
CvgSearchPathOff(void)
{
	int			nestlevel = NewGUCNestLevel();

	(void) set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET,
							 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	return nestlevel;
}

void
CvgSearchPathOn(int nestlevel)
{
	AtEOXact_GUC(true, nestlevel);
}
