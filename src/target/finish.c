/*-------------------------------------------------------------------------
 *
 * finish.c
 *	  What follows when all rows are in: indexes, statistics, foreign keys.
 *
 * Nothing is dropped, disabled or marked invalid to get here, so nothing has
 * to be put back: an index that had no entries is rebuilt by the code of
 * REINDEX, which checks unique and exclusion constraints over all rows, and
 * a foreign key is checked by the code of ALTER TABLE ... VALIDATE.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/syscache.h"

#include "compat.h"
#include "target/finish.h"
#include "target/relations.h"

typedef struct ForeignKey
{
	Oid			constraint;
	Oid			relid;
	Oid			referenced;
	Oid			index;			/* unique index of the referenced table */
	char	   *name;
	bool		validated;
	bool		enforced;		/* its triggers are enabled */
} ForeignKey;

static Datum OidArray(List *oids);
static bool IsToCheck(const ForeignKey *fk, List *relids);
static List *FindForeignKeys(List *relids);
static ForeignKey *ForeignKeyFromRow(int row);
static Oid	RowOid(int row, int column);
static bool RowBool(int row, int column);
static int	PlaceOf(List *relids, Oid relid);
static void CheckForeignKey(const ForeignKey *fk);

void
CvgRebuildIndexes(Oid relid)
{
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(relid))
	{
		Oid			child = lfirst_oid(lc);

		CHECK_FOR_INTERRUPTS();
		if (get_rel_relkind(child) == RELKIND_RELATION)
			CvgReindexRelation(child);
	}
	CommandCounterIncrement();
}

bool
CvgHasDeferrableUnique(Oid relid)
{
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(relid))
	{
		Relation	rel = table_open(lfirst_oid(lc), AccessShareLock);
		List	   *indexes = RelationGetIndexList(rel);
		ListCell   *index;
		bool		found = false;

		foreach(index, indexes)
		{
			HeapTuple	tuple = SearchSysCache1(INDEXRELID,
												ObjectIdGetDatum(lfirst_oid(index)));

			if (HeapTupleIsValid(tuple))
			{
				found |= !((Form_pg_index) GETSTRUCT(tuple))->indimmediate;
				ReleaseSysCache(tuple);
			}
		}
		table_close(rel, AccessShareLock);
		if (found)
			return true;
	}
	return false;
}

void
CvgAnalyze(List *relids)
{
	StringInfoData sql;
	ListCell   *lc;

	if (relids == NIL)
		return;
	initStringInfo(&sql);
	foreach(lc, relids)
		appendStringInfo(&sql, "%s%s", sql.len == 0 ? "ANALYZE " : ", ",
						 CvgRelationName(lfirst_oid(lc)));
	if (SPI_execute(sql.data, false, 0) != SPI_OK_UTILITY)
		elog(ERROR, "could not analyze the target tables");
	pfree(sql.data);
}

int
CvgCheckForeignKeys(List *relids, List *trusted)
{
	int			checked = 0;
	ListCell   *lc;

	foreach(lc, FindForeignKeys(relids))
	{
		const ForeignKey *fk = lfirst(lc);

		CHECK_FOR_INTERRUPTS();
		if (!IsToCheck(fk, relids))
			continue;
		if (!fk->enforced || !list_member_oid(trusted, fk->relid))
			CheckForeignKey(fk);
		checked++;
	}
	return checked;
}

/*
 * Of a NOT VALID constraint, the rows that were there before may violate it;
 * they are none of ours if nothing was loaded into its table.
 */
static bool
IsToCheck(const ForeignKey *fk, List *relids)
{
	return fk->validated || PlaceOf(relids, fk->relid) >= 0;
}

/*
 * Constraints of partitioned tables are checked once, at the top: a
 * constraint with a parent belongs to a partition.
 */
static List *
FindForeignKeys(List *relids)
{
	Oid			types[] = {OIDARRAYOID};
	Datum		values[1];
	List	   *all = NIL;
	List	   *fks = NIL;
	ListCell   *lc;

	foreach(lc, relids)
		all = list_concat(all, CvgRelationWithPartitions(lfirst_oid(lc)));
	values[0] = OidArray(all);
	if (SPI_execute_with_args("SELECT oid, conrelid, confrelid, conindid, conname,"
							  " convalidated, NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t"
							  "  WHERE t.tgconstraint = c.oid AND t.tgenabled NOT IN ('O', 'A'))"
							  " FROM pg_catalog.pg_constraint c"
							  " WHERE contype = 'f' AND conparentid = 0"
							  " AND (conrelid = ANY ($1) OR confrelid = ANY ($1))"
							  " ORDER BY conrelid, conname",
							  1, types, values, NULL, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the foreign keys");

	for (uint64 i = 0; i < SPI_processed; i++)
		fks = lappend(fks, ForeignKeyFromRow(i));
	SPI_freetuptable(SPI_tuptable);
	return fks;
}

static ForeignKey *
ForeignKeyFromRow(int row)
{
	ForeignKey *fk = palloc(sizeof(ForeignKey));

	fk->constraint = RowOid(row, 1);
	fk->relid = RowOid(row, 2);
	fk->referenced = RowOid(row, 3);
	fk->index = RowOid(row, 4);
	fk->name = SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, 5);
	fk->validated = RowBool(row, 6);
	fk->enforced = RowBool(row, 7) &&
		SessionReplicationRole != SESSION_REPLICATION_ROLE_REPLICA;
	return fk;
}

static Oid
RowOid(int row, int column)
{
	bool		isnull;

	return DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[row],
										  SPI_tuptable->tupdesc, column, &isnull));
}

static bool
RowBool(int row, int column)
{
	bool		isnull;

	return DatumGetBool(SPI_getbinval(SPI_tuptable->vals[row],
									  SPI_tuptable->tupdesc, column, &isnull));
}

List *
CvgForeignKeyNames(List *relids)
{
	List	   *names = NIL;
	ListCell   *lc;

	foreach(lc, FindForeignKeys(relids))
	{
		const ForeignKey *fk = lfirst(lc);

		if (IsToCheck(fk, relids))
			names = lappend(names, psprintf("%s of %s", quote_identifier(fk->name),
											CvgRelationName(fk->relid)));
	}
	return names;
}

Bitmapset **
CvgReferencesAmong(List *relids)
{
	Bitmapset **references = palloc0(sizeof(Bitmapset *) * (list_length(relids) + 1));
	ListCell   *lc;

	foreach(lc, FindForeignKeys(relids))
	{
		const ForeignKey *fk = lfirst(lc);
		int			from = PlaceOf(relids, fk->relid);
		int			to = PlaceOf(relids, fk->referenced);

		if (from >= 0 && to >= 0 && from != to)
			references[from] = bms_add_member(references[from], to);
	}
	return references;
}

/* Place of the relation, or of the one whose partition it is; or -1. */
static int
PlaceOf(List *relids, Oid relid)
{
	ListCell   *lc;

	foreach(lc, relids)
	{
		if (list_member_oid(CvgRelationWithPartitions(lfirst_oid(lc)), relid))
			return foreach_current_index(lc);
	}
	return -1;
}

char *
CvgReferencesFromOutside(List *relids)
{
	List	   *all = NIL;
	StringInfoData lines;
	ListCell   *lc;

	foreach(lc, relids)
		all = list_concat(all, CvgRelationWithPartitions(lfirst_oid(lc)));
	initStringInfo(&lines);
	foreach(lc, FindForeignKeys(relids))
	{
		const ForeignKey *fk = lfirst(lc);

		if (!list_member_oid(all, fk->relid))
			appendStringInfo(&lines, "%sForeign key \"%s\" of table %s references table %s.",
							 lines.len > 0 ? "\n" : "", fk->name,
							 CvgRelationName(fk->relid), CvgRelationName(fk->referenced));
	}
	return lines.len > 0 ? lines.data : NULL;
}

static Datum
OidArray(List *oids)
{
	Datum	   *values = palloc(sizeof(Datum) * (list_length(oids) + 1));
	int			n = 0;
	ListCell   *lc;

	foreach(lc, oids)
		values[n++] = ObjectIdGetDatum(lfirst_oid(lc));
	return PointerGetDatum(construct_array(values, n, OIDOID, sizeof(Oid), true,
										   TYPALIGN_INT));
}

/* A call as validateForeignKeyConstraint of tablecmds.c makes it. */
static void
CheckForeignKey(const ForeignKey *fk)
{
	Relation	rel = table_open(fk->relid, RowShareLock);
	Relation	referenced = table_open(fk->referenced, RowShareLock);
	Trigger		trigger = {0};

	trigger.tgoid = InvalidOid;
	trigger.tgname = fk->name;
	trigger.tgenabled = TRIGGER_FIRES_ON_ORIGIN;
	trigger.tgisinternal = true;
	trigger.tgconstrrelid = fk->referenced;
	trigger.tgconstrindid = fk->index;
	trigger.tgconstraint = fk->constraint;

	if (!RI_Initial_Check(&trigger, rel, referenced))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("could not check foreign key \"%s\" of table \"%s\"",
						fk->name, RelationGetRelationName(rel)),
				 errdetail("The check reads all rows of tables %s and %s.",
						   CvgRelationName(fk->relid), CvgRelationName(fk->referenced)),
				 errhint("GRANT SELECT on both tables, or run the import as their owner.")));
	table_close(referenced, NoLock);
	table_close(rel, NoLock);
}
