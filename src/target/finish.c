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
#include "storage/bufmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/syscache.h"

#include "compat.h"
#include "target/finish.h"
#include "target/parallel_check.h"
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

/* Where a relation stands in a list, or the one whose partition it is. */
typedef struct PlaceEntry
{
	Oid			relid;			/* hash key */
	int			place;
} PlaceEntry;

static void RebuildToastIndex(Oid relid);
static HTAB *FindPlaces(List *relids);
static int	PlaceOf(HTAB *places, Oid relid);
static Datum OidArray(HTAB *places);
static bool IsToCheck(const ForeignKey *fk, HTAB *places);
static List *FindForeignKeys(HTAB *places);
static ForeignKey *ForeignKeyFromRow(int row);
static Oid	RowOid(int row, int column);
static bool RowBool(int row, int column);
static void CheckForeignKey(const ForeignKey *fk);

void
CvgRebuildIndexes(Oid relid)
{
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(relid))
	{
		Oid			child = lfirst_oid(lc);

		CHECK_FOR_INTERRUPTS();
		if (get_rel_relkind(child) != RELKIND_RELATION)
			continue;
		/* first: the others may be on values that it finds */
		RebuildToastIndex(child);
		CvgReindexRelation(child);
	}
	CommandCounterIncrement();
}

/* heap_toast.c writes into a TOAST relation without a word to its index. */
static void
RebuildToastIndex(Oid relid)
{
	Relation	rel = table_open(relid, AccessShareLock);
	Oid			toastrelid = rel->rd_rel->reltoastrelid;
	Relation	toastrel;
	bool		has_rows;

	table_close(rel, NoLock);
	if (!OidIsValid(toastrelid))
		return;
	toastrel = table_open(toastrelid, AccessShareLock);
	has_rows = RelationGetNumberOfBlocks(toastrel) > 0;
	table_close(toastrel, NoLock);
	if (has_rows)
		CvgReindexRelation(toastrelid);
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
	HTAB	   *places = FindPlaces(relids);
	int			checked = 0;
	ListCell   *lc;

	foreach(lc, FindForeignKeys(places))
	{
		const ForeignKey *fk = lfirst(lc);

		CHECK_FOR_INTERRUPTS();
		if (!IsToCheck(fk, places))
			continue;
		if (!fk->enforced || !list_member_oid(trusted, fk->relid))
			CheckForeignKey(fk);
		checked++;
	}
	hash_destroy(places);
	return checked;
}

/*
 * Of a NOT VALID constraint, the rows that were there before may violate it;
 * they are none of ours if nothing was loaded into its table.
 */
static bool
IsToCheck(const ForeignKey *fk, HTAB *places)
{
	return fk->validated || PlaceOf(places, fk->relid) >= 0;
}

/*
 * Constraints of partitioned tables are checked once, at the top: a
 * constraint with a parent belongs to a partition.
 */
static List *
FindForeignKeys(HTAB *places)
{
	Oid			types[] = {OIDARRAYOID};
	Datum		values[] = {OidArray(places)};
	List	   *fks = NIL;

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
	HTAB	   *places = FindPlaces(relids);
	List	   *names = NIL;
	ListCell   *lc;

	foreach(lc, FindForeignKeys(places))
	{
		const ForeignKey *fk = lfirst(lc);

		if (IsToCheck(fk, places))
			names = lappend(names, psprintf("%s of %s", quote_identifier(fk->name),
											CvgRelationName(fk->relid)));
	}
	hash_destroy(places);
	return names;
}

Bitmapset **
CvgReferencesAmong(List *relids)
{
	Bitmapset **references = palloc0(sizeof(Bitmapset *) * (list_length(relids) + 1));
	HTAB	   *places = FindPlaces(relids);
	ListCell   *lc;

	foreach(lc, FindForeignKeys(places))
	{
		const ForeignKey *fk = lfirst(lc);
		int			from = PlaceOf(places, fk->relid);
		int			to = PlaceOf(places, fk->referenced);

		if (from >= 0 && to >= 0 && from != to)
			references[from] = bms_add_member(references[from], to);
	}
	hash_destroy(places);
	return references;
}

char *
CvgReferencesFromOutside(List *relids)
{
	HTAB	   *places = FindPlaces(relids);
	StringInfoData lines;
	ListCell   *lc;

	initStringInfo(&lines);
	foreach(lc, FindForeignKeys(places))
	{
		const ForeignKey *fk = lfirst(lc);

		if (PlaceOf(places, fk->relid) < 0)
			appendStringInfo(&lines, "%sForeign key \"%s\" of table %s references table %s.",
							 lines.len > 0 ? "\n" : "", fk->name,
							 CvgRelationName(fk->relid), CvgRelationName(fk->referenced));
	}
	hash_destroy(places);
	return lines.len > 0 ? lines.data : NULL;
}

/* Of a relation that is there twice, the first place counts. */
static HTAB *
FindPlaces(List *relids)
{
	HASHCTL		ctl = {.keysize = sizeof(Oid),.entrysize = sizeof(PlaceEntry),
	.hcxt = CurrentMemoryContext};
	HTAB	   *places = hash_create("converge places of relations", 128, &ctl,
									 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	ListCell   *lc;
	ListCell   *child;

	foreach(lc, relids)
	{
		foreach(child, CvgRelationWithPartitions(lfirst_oid(lc)))
		{
			bool		found;
			PlaceEntry *entry = hash_search(places, &lfirst_oid(child), HASH_ENTER,
											&found);

			if (!found)
				entry->place = foreach_current_index(lc);
		}
	}
	return places;
}

static int
PlaceOf(HTAB *places, Oid relid)
{
	PlaceEntry *entry = hash_search(places, &relid, HASH_FIND, NULL);

	return entry ? entry->place : -1;
}

static Datum
OidArray(HTAB *places)
{
	Datum	   *values = palloc(sizeof(Datum) * (hash_get_num_entries(places) + 1));
	int			n = 0;
	HASH_SEQ_STATUS status;
	PlaceEntry *entry;

	hash_seq_init(&status, places);
	while ((entry = hash_seq_search(&status)) != NULL)
		values[n++] = ObjectIdGetDatum(entry->relid);
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

	if (!CvgInitialCheck(&trigger, rel, referenced))
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
