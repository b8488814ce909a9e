/*-------------------------------------------------------------------------
 *
 * objects.c
 *	  The checks around the rows: which tables and columns there are.
 *
 * Whatever is checked is asked of the tables themselves.  That a constraint
 * is marked as valid, or a sequence as set, is a check of its own and never
 * stands for another.
 *
 * Queries run as the caller, with pg_catalog alone in search_path, and see
 * the active snapshot.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/lsyscache.h"

#include "target/prepare.h"
#include "target/relations.h"
#include "verify/objects.h"

static void FindRelations(CvgObjects *objects);
static void VerifyPresent(CvgVerify *verify);
static void PutFindings(CvgVerify *verify, const CvgTablePlan *table);
static void PutColumns(CvgVerify *verify, const CvgTablePlan *table);
static void VerifyNotEmpty(CvgVerify *verify);
static bool TargetHasRow(const CvgTablePlan *table);
static int64 CountSource(CvgVerify *verify, const CvgTablePlan *table);

void
CvgVerifyObjects(CvgVerify *verify)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge checks around the rows",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	CvgObjects	objects = {.verify = verify};
	int			nestlevel = CvgSearchPathOff();

	FindRelations(&objects);
	VerifyPresent(verify);
	VerifyNotEmpty(verify);
	CvgVerifyConstraints(&objects);
	CvgVerifyIndexes(&objects);
	CvgVerifyForeignKeys(&objects);
	CvgVerifySequences(&objects);
	CvgVerifyIdentities(&objects);
	CvgSearchPathOn(nestlevel);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(memory);
}

static void
FindRelations(CvgObjects *objects)
{
	const CvgPlan *plan = objects->verify->plan;
	ArrayBuildState *relids = initArrayResult(OIDOID, CurrentMemoryContext, false);
	ArrayBuildState *places = initArrayResult(INT4OID, CurrentMemoryContext, false);

	for (int i = 0; i < plan->ntables; i++)
	{
		ListCell   *lc;

		if (plan->tables[i].status != CVG_TABLE_READY)
			continue;
		foreach(lc, CvgRelationWithPartitions(plan->tables[i].relid))
		{
			accumArrayResult(relids, ObjectIdGetDatum(lfirst_oid(lc)), false, OIDOID,
							 CurrentMemoryContext);
			accumArrayResult(places, Int32GetDatum(i), false, INT4OID, CurrentMemoryContext);
		}
	}
	objects->relids = makeArrayResult(relids, CurrentMemoryContext);
	objects->places = makeArrayResult(places, CurrentMemoryContext);
}

SPITupleTable *
CvgObjectsQuery(const CvgObjects *objects, const char *sql, uint64 *nrows)
{
	Oid			types[] = {OIDARRAYOID, INT4ARRAYOID};
	Datum		values[] = {objects->relids, objects->places};
	MemoryContext old = CurrentMemoryContext;
	char	   *whole = psprintf("WITH mine (relid, place) AS (SELECT * FROM unnest($1, $2)) %s", sql);

	if (SPI_execute_with_args(whole, lengthof(types), types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the catalogs");
	MemoryContextSwitchTo(old); /* SPI leaves another current */
	pfree(whole);
	*nrows = SPI_processed;
	return SPI_tuptable;
}

char *
CvgObjectsText(SPITupleTable *rows, uint64 row, int column)
{
	return SPI_getvalue(rows->vals[row], rows->tupdesc, column);
}

uint32
CvgObjectsNumber(SPITupleTable *rows, uint64 row, int column)
{
	bool		isnull;

	return DatumGetUInt32(SPI_getbinval(rows->vals[row], rows->tupdesc, column, &isnull));
}

CvgTally *
CvgTallyBegin(const CvgObjects *objects, const char *check_name)
{
	CvgTally   *tally = palloc(sizeof(CvgTally));
	int			ntables = objects->verify->plan->ntables;

	tally->objects = objects;
	tally->check_name = check_name;
	tally->ngood = palloc0(sizeof(int) * (ntables + 1));
	tally->bad = palloc0(sizeof(bool) * (ntables + 1));
	tally->notes = palloc0(sizeof(char *) * (ntables + 1));
	tally->source_values = palloc0(sizeof(char *) * (ntables + 1));
	return tally;
}

void
CvgTallyBad(CvgTally *tally, int place, Oid relid, const char *column_name,
			const char *source_value, const char *target_value,
			CvgVerifyStatus status, const char *detail)
{
	const CvgTablePlan *table = &tally->objects->verify->plan->tables[place];

	tally->bad[place] = true;
	CvgVerifyPut(tally->objects->verify, tally->check_name,
				 relid == table->relid ? table->source->name : CvgRelationName(relid),
				 column_name, source_value, target_value, status, "%s", detail);
}

void
CvgTallyEnd(CvgTally *tally)
{
	CvgVerify  *verify = tally->objects->verify;

	for (int i = 0; i < verify->plan->ntables; i++)
	{
		char	   *count = psprintf("%d", tally->ngood[i]);

		if (tally->ngood[i] == 0 || tally->bad[i])
			continue;
		CvgVerifyPut(verify, tally->check_name, verify->plan->tables[i].source->name, NULL,
					 tally->source_values[i], count, CVG_VERIFY_OK,
					 tally->notes[i] ? "%s" : NULL, tally->notes[i]);
	}
}

char *
CvgObjectsColumns(Oid relid, int ncolumns, const AttrNumber *columns)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", get_attname(relid, columns[i], false));
	return buf.data;
}

const char *
CvgObjectsColumn(const CvgTablePlan *table, AttrNumber attnum)
{
	int			column = CvgPlanColumn(table, attnum);

	return column >= 0 ? table->source->columns[column].name :
		get_attname(table->relid, attnum, false);
}

/* Tables and columns of the source that the target lacks. */
static void
VerifyPresent(CvgVerify *verify)
{
	int			npresent = 0;

	for (int i = 0; i < verify->plan->ntables; i++)
	{
		const CvgTablePlan *table = &verify->plan->tables[i];
		const char *name = table->source->name;

		switch (table->status)
		{
			case CVG_TABLE_READY:
				npresent++;
				PutColumns(verify, table);
				break;
			case CVG_TABLE_MISSING:
				CvgVerifyPut(verify, "table present", name, NULL, NULL, NULL,
							 CVG_VERIFY_FAILED, "the target has no such table");
				break;
			case CVG_TABLE_MISMATCH:
				PutFindings(verify, table);
				break;
			case CVG_TABLE_EXCLUDED:
				/* what the arguments leave out, the caller knows */
				if (table->notes != NIL && strcmp(linitial(table->notes), "left out by rule") == 0)
					CvgVerifyPut(verify, "table present", name, NULL, NULL, NULL,
								 CVG_VERIFY_NOT_COMPARABLE, "left out by rule");
				break;
		}
	}
	if (npresent > 0)
		CvgVerifyPut(verify, "table present", NULL, NULL, NULL, psprintf("%d", npresent),
					 CVG_VERIFY_OK, NULL);
}

/* Why an import would not start with this table. */
static void
PutFindings(CvgVerify *verify, const CvgTablePlan *table)
{
	ListCell   *lc;

	foreach(lc, verify->plan->findings)
	{
		const CvgFinding *finding = lfirst(lc);

		if (finding->table_name == NULL || strcmp(finding->table_name, table->source->name) != 0)
			continue;
		CvgVerifyPut(verify, finding->column_name ? "column present" : "table present",
					 table->source->name, finding->column_name, NULL, NULL,
					 CVG_VERIFY_FAILED, "%s", finding->message);
	}
}

/* Columns without a target; one that both sides compute has one. */
static void
PutColumns(CvgVerify *verify, const CvgTablePlan *table)
{
	for (int i = 0; i < table->source->ncolumns; i++)
	{
		const CvgBinding *binding = &table->bindings[i];

		if (binding->attnum != InvalidAttrNumber || binding->computed != InvalidAttrNumber)
			continue;
		CvgVerifyPut(verify, "column present", table->source->name,
					 table->source->columns[i].name, NULL, NULL,
					 CVG_VERIFY_NOT_COMPARABLE, "%s", binding->note);
	}
}

static void
VerifyNotEmpty(CvgVerify *verify)
{
	int			nfilled = 0;

	for (int i = 0; i < verify->plan->ntables; i++)
	{
		const CvgTablePlan *table = &verify->plan->tables[i];
		int64		rows;

		CHECK_FOR_INTERRUPTS();
		if (table->status != CVG_TABLE_READY)
			continue;
		if (TargetHasRow(table))
			nfilled++;
		else if ((rows = CountSource(verify, table)) > 0)
			CvgVerifyPut(verify, "not empty", table->source->name, NULL,
						 psprintf(INT64_FORMAT, rows), "0", CVG_VERIFY_FAILED,
						 "the target holds no row");
	}
	if (nfilled > 0)
		CvgVerifyPut(verify, "not empty", NULL, NULL, NULL, psprintf("%d", nfilled),
					 CVG_VERIFY_OK, NULL);
}

static bool
TargetHasRow(const CvgTablePlan *table)
{
	char	   *sql = psprintf("SELECT FROM %s LIMIT 1", CvgRelationName(table->relid));
	bool		found;

	if (SPI_execute(sql, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not read relation %u", table->relid);
	found = SPI_processed > 0;
	SPI_freetuptable(SPI_tuptable);
	pfree(sql);
	return found;
}

static int64
CountSource(CvgVerify *verify, const CvgTablePlan *table)
{
	verify->source->routine->count_begin(verify->source, table->source, table->where);
	return verify->source->routine->count_end(verify->source);
}
