/*-------------------------------------------------------------------------
 *
 * verify.c
 *	  converge_verify: proof that the target holds what the source holds.
 *
 * All reads of the source see one snapshot, all of the target that of the
 * calling query.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "compat.h"
#include "run/arguments.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "verify/verify.h"

/* Rows of a table that level full names. */
#define FULL_MAX_ROWS 10

PG_FUNCTION_INFO_V1(converge_verify);

static void ReadArguments(FunctionCallInfo fcinfo, CvgVerify *verify,
						  CvgPlanOptions *options);
static void VerifyAll(CvgVerify *verify);
static bool VerifyTable(CvgVerify *verify, const CvgTablePlan *table);
static bool VerifyCount(CvgVerify *verify, const CvgTablePlan *table);
static bool VerifySums(CvgVerify *verify, CvgComparison *comparison);
static void VerifyValues(CvgVerify *verify, const CvgTablePlan *table,
						 const CvgComparison *proven, const CvgTableSums *sums);
static void PutSums(CvgVerify *verify, const CvgComparison *comparison,
					const CvgTableSums *sums);
static void PutUnplanned(CvgVerify *verify, const CvgTablePlan *table);
static int64 CountTarget(const CvgTablePlan *table);

Datum
converge_verify(PG_FUNCTION_ARGS)
{
	CvgVerify	verify = {0};
	CvgPlanOptions options = {0};
	CvgSchema  *schema;
	MemoryContext old = CurrentMemoryContext;

	ReadArguments(fcinfo, &verify, &options);
	InitMaterializedSRF(fcinfo, 0);
	verify.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	verify.source = CvgSourceOpen(options.server, CurrentMemoryContext);
	schema = verify.source->routine->read_schema(verify.source, CVG_READ_ALL);
	verify.plan = CvgPlanMake(schema, &options);
	verify.source->routine->begin_snapshot(verify.source, &verify.position);

	SPI_connect();
	MemoryContextSwitchTo(old);
	VerifyAll(&verify);
	SPI_finish();
	verify.source->routine->close(verify.source);

	return (Datum) 0;
}

static void
ReadArguments(FunctionCallInfo fcinfo, CvgVerify *verify, CvgPlanOptions *options)
{
	options->server = CvgArgumentServer(fcinfo, 0);
	verify->level = CvgArgumentLevel(fcinfo, 1);
	options->tables = CvgArgumentNames(fcinfo, 2, "tables");
	options->exclude = CvgArgumentNames(fcinfo, 3, "exclude");
	options->target_schema = CvgArgumentTargetSchema(fcinfo, 4, options->server);
	verify->pushdown = CvgArgumentBool(fcinfo, 5, "pushdown");
	verify->checklist = PG_ARGISNULL(6) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(6));
	if (verify->pushdown && verify->level == CVG_VERIFY_COUNT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("level \"count\" has no digests to push down"),
				 errhint("Use level => 'checksum', or leave pushdown out.")));
}

static void
VerifyAll(CvgVerify *verify)
{
	bool		equal = true;

	for (int i = 0; i < verify->plan->ntables; i++)
	{
		const CvgTablePlan *table = &verify->plan->tables[i];

		if (table->status == CVG_TABLE_READY || table->status == CVG_TABLE_MISMATCH)
			equal &= VerifyTable(verify, table);
	}
	CvgVerifyObjects(verify);
	CvgVerifyPosition(verify, equal);
	if (verify->checklist != NULL)
		CvgVerifyChecklist(verify);
}

/* Whether the table holds the same on both sides, as far as it was looked at. */
static bool
VerifyTable(CvgVerify *verify, const CvgTablePlan *table)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge verified table",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	CvgComparison *comparison;
	bool		equal;

	if (table->bindings == NULL)
	{
		PutUnplanned(verify, table);
		equal = false;
	}
	else if (verify->level == CVG_VERIFY_COUNT)
	{
		equal = VerifyCount(verify, table);
		VerifyValues(verify, table, NULL, NULL);
	}
	else
	{
		comparison = CvgComparisonMake(table);
		equal = verify->pushdown ? CvgVerifyPushdown(verify, comparison) :
			VerifySums(verify, comparison);
		if (verify->pushdown)
			VerifyValues(verify, table, NULL, NULL);
		CvgVerifyPutIncomparable(verify, table->source, comparison->incomparable);
		if (!equal && verify->level == CVG_VERIFY_FULL)
			CvgVerifyRows(verify, comparison, FULL_MAX_ROWS);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(memory);
	return equal;
}

/* The source counts while the target does. */
static bool
VerifyCount(CvgVerify *verify, const CvgTablePlan *table)
{
	const CvgSourceRoutine *routine = verify->source->routine;
	int64		target_rows;

	routine->count_begin(verify->source, table->source, table->where);
	target_rows = CountTarget(table);
	return CvgVerifyPutCount(verify, table->source, routine->count_end(verify->source),
							 target_rows, NULL);
}

static int64
CountTarget(const CvgTablePlan *table)
{
	int			nestlevel = CvgSearchPathOff();
	MemoryContext old = CurrentMemoryContext;
	char	   *sql = psprintf("SELECT count(*) FROM %s", CvgRelationName(table->relid));
	bool		isnull;
	int64		rows;

	if (SPI_execute(sql, true, 0) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not count the rows of %s", CvgRelationName(table->relid));
	rows = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1,
									   &isnull));
	SPI_freetuptable(SPI_tuptable);
	MemoryContextSwitchTo(old); /* SPI leaves another current */
	CvgSearchPathOn(nestlevel);
	return rows;
}

static bool
VerifySums(CvgVerify *verify, CvgComparison *comparison)
{
	CvgTableSums *sums = CvgTableSumsRead(verify->source, comparison);
	bool		equal = CvgTableSumsEqual(sums);

	CvgVerifyPutCount(verify, comparison->plan->source, sums->source_rows, sums->target_rows, NULL);
	PutSums(verify, comparison, sums);
	VerifyValues(verify, comparison->plan, equal ? comparison : NULL, sums);
	return equal;
}

/* What stands against a table is told by other lines. */
static void
VerifyValues(CvgVerify *verify, const CvgTablePlan *table,
			 const CvgComparison *proven, const CvgTableSums *sums)
{
	if (table->status == CVG_TABLE_READY)
		CvgVerifyValues(verify, table, proven, sums);
}

bool
CvgVerifyPutCount(CvgVerify *verify, const CvgTable *table, int64 source_rows,
				  int64 target_rows, const char *detail)
{
	int64		missing = source_rows - target_rows;

	if (missing > 0)
		detail = psprintf("rows missing at the target: " INT64_FORMAT, missing);
	else if (missing < 0)
		detail = psprintf("rows too many at the target: " INT64_FORMAT, -missing);
	CvgVerifyPut(verify, "count", table->name, NULL,
				 psprintf(INT64_FORMAT, source_rows), psprintf(INT64_FORMAT, target_rows),
				 missing == 0 ? CVG_VERIFY_OK : CVG_VERIFY_DIFFERENT,
				 detail ? "%s" : NULL, detail);
	return missing == 0;
}

/*
 * A line for the rows, then one for each column that differs.  Where rows
 * are missing all columns do, which says nothing.
 */
static void
PutSums(CvgVerify *verify, const CvgComparison *comparison, const CvgTableSums *sums)
{
	const CvgTable *source = comparison->plan->source;
	bool		equal = CvgTableSumsEqual(sums);
	bool		same_count = sums->source_rows == sums->target_rows;
	int			ndifferent = 0;

	if (comparison->ncolumns == 0)
	{
		CvgVerifyPut(verify, "checksum", source->name, NULL, NULL, NULL,
					 CVG_VERIFY_NOT_COMPARABLE, "there is no column that can be compared");
		return;
	}
	for (int i = 0; i < comparison->ncolumns; i++)
		ndifferent += !CvgHashEqual(sums->source_sums[i], sums->target_sums[i]);
	CvgVerifyPut(verify, "checksum", source->name, NULL,
				 CvgHashToString(sums->source_sum), CvgHashToString(sums->target_sum),
				 equal ? CVG_VERIFY_OK : CVG_VERIFY_DIFFERENT, "%s",
				 equal ? psprintf("%d %s", comparison->ncolumns,
								  comparison->ncolumns == 1 ? "column" : "columns") :
				 CvgVerifyDifference(same_count, ndifferent, comparison->ncolumns));
	for (int i = 0; i < comparison->ncolumns && same_count; i++)
	{
		if (!CvgHashEqual(sums->source_sums[i], sums->target_sums[i]))
			CvgVerifyPut(verify, "checksum", source->name,
						 source->columns[comparison->columns[i].source].name,
						 CvgHashToString(sums->source_sums[i]),
						 CvgHashToString(sums->target_sums[i]), CVG_VERIFY_DIFFERENT, NULL);
	}
}

char *
CvgVerifyDifference(bool same_count, int ndifferent, int ncolumns)
{
	if (!same_count)
		return pstrdup("see the count");
	if (ndifferent == 0)
		return pstrdup("values of different rows have changed places");
	return psprintf("columns that differ: %d of %d", ndifferent, ncolumns);
}

void
CvgVerifyPutIncomparable(CvgVerify *verify, const CvgTable *table, List *incomparable)
{
	ListCell   *lc;

	foreach(lc, incomparable)
	{
		const CvgIncomparable *column = lfirst(lc);

		CvgVerifyPut(verify, "checksum", table->name, column->column_name, NULL, NULL,
					 column->missing ? CVG_VERIFY_FAILED : CVG_VERIFY_NOT_COMPARABLE,
					 "%s", column->why);
	}
}

/* Nothing of its columns is known: the findings of the plan say why. */
static void
PutUnplanned(CvgVerify *verify, const CvgTablePlan *table)
{
	ListCell   *lc;

	foreach(lc, verify->plan->findings)
	{
		const CvgFinding *finding = lfirst(lc);

		if (finding->table_name != NULL && strcmp(finding->table_name, table->source->name) == 0)
			CvgVerifyPut(verify, "count", table->source->name, finding->column_name,
						 NULL, NULL, CVG_VERIFY_FAILED, "%s", finding->message);
	}
}

void
CvgVerifyPut(CvgVerify *verify, const char *check_name, const char *table_name,
			 const char *column_name, const char *source_value, const char *target_value,
			 CvgVerifyStatus status, const char *detail,...)
{
	static const char *const words[] = {"ok", "different", "failed", "not comparable"};
	const char *strings[] = {check_name, table_name, column_name, source_value,
	target_value, words[status], NULL};
	Datum		values[lengthof(strings)] = {0};
	bool		nulls[lengthof(strings)];
	StringInfoData buf;
	va_list		args;
	int			needed;

	initStringInfo(&buf);
	while (detail != NULL)
	{
		va_start(args, detail);
		needed = appendStringInfoVA(&buf, detail, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&buf, needed);
	}
	strings[lengthof(strings) - 1] = detail ? buf.data : NULL;
	for (int i = 0; i < lengthof(strings); i++)
	{
		nulls[i] = strings[i] == NULL;
		if (!nulls[i])
			values[i] = CStringGetTextDatum(strings[i]);
	}
	tuplestore_putvalues(verify->rsinfo->setResult, verify->rsinfo->setDesc, values, nulls);
}
