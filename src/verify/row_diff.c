/*-------------------------------------------------------------------------
 *
 * row_diff.c
 *	  Which rows of a table differ: converge_row_diff, and the lines "row" of
 *	  converge_verify.
 *
 * A sieve tells which ranges differ, a match names the rows in them.  Each
 * range has one row to name at least, so no more ranges are matched than rows
 * may be named; and of a key of integers only the rows of these ranges are
 * read again, so that a row that differs among ten million is found by
 * reading the table once and a few hundred rows twice.  Ranges of any other
 * key are no more than a part of the rows that both sides send again.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "run/arguments.h"
#include "verify/row_diff.h"
#include "verify/verify.h"

/* Ranges of keys in one condition. */
#define MAX_KEY_RANGES 100

/* Rows of a range that the servers need not divide. */
#define PUSHDOWN_ROWS 500

PG_FUNCTION_INFO_V1(converge_row_diff);

static CvgTablePlan *PlanTable(CvgSource *source, CvgPlanOptions *options,
							   const char *table_name);
static CvgTablePlan *FindPlan(CvgPlan *plan, const char *table_name);
static CvgComparison *Compare(CvgTablePlan *table);
static char *WhyIncomparable(const CvgComparison *comparison);
static void RequireRanges(CvgComparison *comparison);
static void FindRows(CvgRowDiff *diff, bool pushdown);
static void FindWithin(CvgRowDiff *diff, CvgPlaceRange within);
static void FindByServers(CvgRowDiff *diff);
static void MatchAll(CvgRowDiff *diff, const CvgPlaceRange *ranges, int nranges);
static void Descend(CvgRowDiff *diff, CvgPlaceRange range);
static void PutResult(void *arg, const CvgRowFinding *finding);
static void PutVerifyLine(void *arg, const CvgRowFinding *finding);

Datum
converge_row_diff(PG_FUNCTION_ARGS)
{
	CvgPlanOptions options = {0};
	CvgRowDiff	diff = {0};
	CvgPosition position;
	CvgTablePlan *table;
	MemoryContext old = CurrentMemoryContext;
	bool		pushdown;

	options.server = CvgArgumentServer(fcinfo, 0);
	CvgRequireArgument(fcinfo, 1, "table_name");
	CvgRequireArgument(fcinfo, 2, "max_rows");
	options.target_schema = CvgArgumentTargetSchema(fcinfo, 3, options.server);
	pushdown = CvgArgumentBool(fcinfo, 4, "pushdown");
	diff.left = PG_GETARG_INT32(2);
	if (diff.left < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"max_rows\" must be at least 1")));
	InitMaterializedSRF(fcinfo, 0);

	diff.source = CvgSourceOpen(options.server, CurrentMemoryContext);
	table = PlanTable(diff.source, &options, text_to_cstring(PG_GETARG_TEXT_PP(1)));
	diff.comparison = Compare(table);
	if (pushdown)
		RequireRanges(diff.comparison);
	diff.put = PutResult;
	diff.arg = fcinfo->resultinfo;
	diff.source->routine->begin_snapshot(diff.source, &position);

	SPI_connect();
	MemoryContextSwitchTo(old);
	FindRows(&diff, pushdown);
	SPI_finish();
	diff.source->routine->close(diff.source);

	return (Datum) 0;
}

/* Columns that cannot be compared do not stand in the way of the others. */
static CvgTablePlan *
PlanTable(CvgSource *source, CvgPlanOptions *options, const char *table_name)
{
	CvgSchema  *schema = source->routine->read_schema(source, CVG_READ_TABLES);
	CvgTablePlan *table;
	CvgPlan    *plan;

	if (CvgSchemaTable(schema, table_name) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"%s\" does not exist in source database \"%s\"",
						table_name, schema->name),
				 errhint("converge_tables lists the source's tables.")));
	options->tables = list_make1(unconstify(char *, table_name));
	plan = CvgPlanMake(schema, options);
	table = FindPlan(plan, table_name);
	if (table->status == CVG_TABLE_EXCLUDED)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" is not imported", table_name),
				 errdetail("A rule with action \"skip\" leaves it out."),
				 errhint("Delete the rule in converge_rule to compare the table.")));
	if (table->bindings == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"%s\" has no target", table_name),
				 errdetail("Target schema \"%s\" has no relation \"%s\", or several in other letter cases.",
						   get_namespace_name(plan->namespace), table->target_name),
				 errhint("Name another schema in target_schema, or add a rule with action \"rename\" for this table.")));
	return table;
}

static CvgTablePlan *
FindPlan(CvgPlan *plan, const char *table_name)
{
	for (int i = 0; i < plan->ntables; i++)
	{
		if (strcmp(plan->tables[i].source->name, table_name) == 0)
			return &plan->tables[i];
	}
	elog(ERROR, "table \"%s\" is not in the plan", table_name);
}

static CvgComparison *
Compare(CvgTablePlan *table)
{
	CvgComparison *comparison = CvgComparisonMake(table);

	if (comparison->ncolumns == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("no column of table \"%s\" can be compared", table->source->name),
				 errdetail("%s", WhyIncomparable(comparison)),
				 errhint("converge_plan lists what stands in the way of its columns.")));
	if (comparison->incomparable != NIL)
		ereport(NOTICE,
				(errmsg("not all columns of table \"%s\" are compared", table->source->name),
				 errdetail("%s", WhyIncomparable(comparison))));
	return comparison;
}

static char *
WhyIncomparable(const CvgComparison *comparison)
{
	StringInfoData buf;
	ListCell   *lc;

	initStringInfo(&buf);
	foreach(lc, comparison->incomparable)
	{
		const CvgIncomparable *incomparable = lfirst(lc);

		appendStringInfo(&buf, "%scolumn \"%s\": %s", buf.len > 0 ? "\n" : "",
						 incomparable->column_name, incomparable->why);
	}
	return buf.data;
}

static void
RequireRanges(CvgComparison *comparison)
{
	if (!CvgPushdownHasRanges(comparison))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the servers cannot compare ranges of table \"%s\" by their own SQL",
						comparison->plan->source->name),
				 errdetail("They can where the primary key is one column of integers on both sides, NOT NULL at the target, and every column has a form that both servers' SQL can write."),
				 errhint("Leave pushdown out.")));
}

void
CvgVerifyRows(CvgVerify *verify, CvgComparison *comparison, int max_rows)
{
	CvgRowDiff	diff = {0};

	/* where no column is compared the counts say it all */
	if (comparison->ncolumns == 0)
		return;
	diff.source = verify->source;
	diff.comparison = comparison;
	diff.left = max_rows;
	diff.put = PutVerifyLine;
	diff.arg = verify;
	FindRows(&diff, verify->pushdown && CvgPushdownHasRanges(comparison));
}

static void
FindRows(CvgRowDiff *diff, bool pushdown)
{
	const CvgPlaceRange all = {0, PG_UINT64_MAX};

	diff->by_integer = CvgPlacesAreIntegers(diff->comparison);
	if (pushdown)
		FindByServers(diff);
	else
		FindWithin(diff, all);
}

/* What the servers' own SQL takes for a difference must show to be one. */
static void
FindByServers(CvgRowDiff *diff)
{
	List	   *keys = CvgPushdownDifferingRanges(diff->source, diff->comparison,
												  PUSHDOWN_ROWS, diff->left);
	CvgPlaceRange *ranges = palloc(sizeof(CvgPlaceRange) * Max(list_length(keys), 1));
	int			n = 0;
	ListCell   *lc;

	Assert(diff->by_integer);
	foreach(lc, keys)
	{
		const CvgKeyRange *key = lfirst(lc);

		ranges[n].first = CvgPlaceOfInteger(key->first);
		ranges[n++].last = CvgPlaceOfInteger(key->last);
	}
	MatchAll(diff, ranges, n);
	pfree(ranges);
}

static void
FindWithin(CvgRowDiff *diff, CvgPlaceRange within)
{
	CvgPlaceRange *ranges;
	int			nranges = CvgSieve(diff, within, &ranges);

	MatchAll(diff, ranges, nranges);
	pfree(ranges);
}

static void
MatchAll(CvgRowDiff *diff, const CvgPlaceRange *ranges, int nranges)
{
	while (nranges > 0 && diff->left > 0)
	{
		int			n = Min(nranges, diff->left);
		int			done;

		if (diff->by_integer)
			n = Min(n, MAX_KEY_RANGES);
		done = CvgMatchRows(diff, ranges, n);

		if (done == 0)
		{
			Descend(diff, ranges[0]);
			done = 1;
		}
		ranges += done;
		nranges -= done;
	}
}

/*
 * Look for narrower ranges in one whose rows do not fit into memory.  Each
 * sieve divides by 65536, so this is not deep.
 */
static void
Descend(CvgRowDiff *diff, CvgPlaceRange range)
{
	if (range.first == range.last)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("rows of table \"%s\" with the same key do not fit into memory",
						diff->comparison->plan->source->name),
				 errdetail("They need more than maintenance_work_mem, which is %d kB.",
						   maintenance_work_mem),
				 errhint("Raise maintenance_work_mem.")));
	FindWithin(diff, range);
}

static void
PutResult(void *arg, const CvgRowFinding *finding)
{
	static const char *const words[] = {"missing", "extra", "changed"};
	ReturnSetInfo *rsinfo = arg;
	const char *strings[] = {finding->column_name, finding->source_value,
	finding->target_value, words[finding->difference]};
	Datum		values[lengthof(strings) + 1] = {0};
	bool		nulls[lengthof(strings) + 1];

	nulls[0] = finding->primary_key == NULL;
	if (!nulls[0])
		values[0] = JsonbPGetDatum(finding->primary_key);
	for (int i = 0; i < lengthof(strings); i++)
	{
		nulls[i + 1] = strings[i] == NULL;
		if (strings[i] != NULL)
			values[i + 1] = CStringGetTextDatum(strings[i]);
	}
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

static void
PutVerifyLine(void *arg, const CvgRowFinding *finding)
{
	static const char *const words[] = {"missing at the target", "extra at the target", "changed"};
	CvgVerify  *verify = arg;
	const char *word = words[finding->difference];

	if (finding->primary_key == NULL)
		CvgVerifyPut(verify, "row", finding->table_name, finding->column_name,
					 finding->source_value, finding->target_value,
					 CVG_VERIFY_DIFFERENT, "%s", word);
	else
		CvgVerifyPut(verify, "row", finding->table_name, finding->column_name,
					 finding->source_value, finding->target_value, CVG_VERIFY_DIFFERENT,
					 "key %s: %s",
					 JsonbToCString(NULL, &finding->primary_key->root,
									VARSIZE(finding->primary_key)), word);
}
