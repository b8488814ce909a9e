/*-------------------------------------------------------------------------
 *
 * scan.c
 *	  converge_scan: a source table as a set of rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/typcache.h"

#include "plan.h"
#include "rules.h"
#include "run/progress.h"
#include "run/reader.h"
#include "run/run.h"

PG_FUNCTION_INFO_V1(converge_scan);

typedef struct TableScan
{
	CvgReader  *reader;
	CvgTableLoad *load;			/* of the run that scans, or NULL */
	TupleDesc	tupdesc;
	Datum	   *values;
	bool	   *nulls;
} TableScan;

static TableScan *ScanBegin(FunctionCallInfo fcinfo, MemoryContext memory);
static TupleDesc ResultDesc(FunctionCallInfo fcinfo);
static CvgTablePlan *PlanScan(CvgSource *source, const char *server,
							  const char *table, TupleDesc tupdesc);
static const CvgTable *FindTable(const CvgSchema *schema, const char *name);
static bool ScanNext(TableScan *state, Datum *result);
static void ScanEnd(TableScan *state);

Datum
converge_scan(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	Datum		result;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("arguments \"server\" and \"source_table\" must not be null")));
		funcctx = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		funcctx->user_fctx = ScanBegin(fcinfo, funcctx->multi_call_memory_ctx);
		MemoryContextSwitchTo(old);
	}

	funcctx = SRF_PERCALL_SETUP();
	if (ScanNext(funcctx->user_fctx, &result))
		SRF_RETURN_NEXT(funcctx, result);
	ScanEnd(funcctx->user_fctx);
	SRF_RETURN_DONE(funcctx);
}

/*
 * Inside an import's INSERT the run's connection and snapshot serve; else
 * the scan has its own, which go with memory.
 */
static TableScan *
ScanBegin(FunctionCallInfo fcinfo, MemoryContext memory)
{
	const char *server = NameStr(*PG_GETARG_NAME(0));
	const char *table = text_to_cstring(PG_GETARG_TEXT_PP(1));
	TableScan  *state = palloc0(sizeof(TableScan));
	CvgRun	   *run = CvgRunForScan(server, table, &state->load);
	CvgSource  *source;
	CvgTablePlan *plan;

	state->tupdesc = ResultDesc(fcinfo);
	state->values = palloc0(sizeof(Datum) * Max(state->tupdesc->natts, 1));
	state->nulls = palloc(sizeof(bool) * Max(state->tupdesc->natts, 1));
	if (run != NULL)
	{
		source = run->source;
		plan = state->load->plan;
	}
	else
	{
		CvgPosition position;

		source = CvgSourceOpen(server, memory);
		plan = PlanScan(source, server, table, state->tupdesc);
		source->routine->begin_snapshot(source, &position);
	}
	state->reader = CvgReaderBegin(source, plan, NULL);
	return state;
}

static TupleDesc
ResultDesc(FunctionCallInfo fcinfo)
{
	TupleDesc	tupdesc;

	switch (get_call_result_type(fcinfo, NULL, &tupdesc))
	{
		case TYPEFUNC_COMPOSITE:
			return BlessTupleDesc(CreateTupleDescCopyConstr(tupdesc));
		case TYPEFUNC_RECORD:
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("the columns of converge_scan are not known"),
					 errhint("Give a column definition list, as in FROM converge_scan('server', 'table') AS t(id int), or the target's row type as third argument.")));
			break;
		default:
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("third argument of converge_scan must be of a row type"),
					 errhint("Use NULL::table_name.")));
	}
	return NULL;				/* keep compiler quiet */
}

/* Source columns without a result column are not read. */
static CvgTablePlan *
PlanScan(CvgSource *source, const char *server, const char *table, TupleDesc tupdesc)
{
	CvgPlan    *plan = palloc0(sizeof(CvgPlan));
	CvgTablePlan *scan = palloc0(sizeof(CvgTablePlan));
	const CvgRule *where;

	plan->options.server = server;
	plan->schema = source->routine->read_schema(source, CVG_READ_TABLES);
	plan->rules = CvgRulesRead(server, plan->schema);
	scan->source = FindTable(plan->schema, table);
	where = CvgRuleFind(plan->rules, "where", table, NULL);
	scan->where = where ? where->value : NULL;
	CvgPlanBindColumns(scan, tupdesc, plan->rules, CVG_MISSING_SKIP, &plan->findings);

	for (int i = 0; i < tupdesc->natts && tupdesc->tdtypeid == RECORDOID; i++)
	{
		if (!CvgPlanIsBound(scan, i + 1))
			CvgFindingAdd(&plan->findings, ERRCODE_UNDEFINED_COLUMN, table,
						  NameStr(TupleDescAttr(tupdesc, i)->attname),
						  "the source has no such column", NULL);
	}
	CvgPlanRequireClean(plan);
	return scan;
}

static const CvgTable *
FindTable(const CvgSchema *schema, const char *name)
{
	for (int i = 0; i < schema->ntables; i++)
	{
		if (strcmp(schema->tables[i].name, name) == 0)
			return &schema->tables[i];
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_TABLE),
			 errmsg("table \"%s\" does not exist in source database \"%s\"",
					name, schema->name),
			 errhint("converge_tables lists the source's tables.")));
}

static bool
ScanNext(TableScan *state, Datum *result)
{
	ErrorContextCallback context;
	const CvgRow *row;

	context.callback = CvgReaderContext;
	context.arg = state->reader;
	context.previous = error_context_stack;
	error_context_stack = &context;

	row = CvgReaderFetch(state->reader);
	if (row != NULL)
	{
		memset(state->nulls, true, state->tupdesc->natts * sizeof(bool));
		CvgReaderConvert(state->reader, row, state->values, state->nulls);
		*result = HeapTupleGetDatum(heap_form_tuple(state->tupdesc, state->values,
													state->nulls));
		if (state->load != NULL)
			CvgProgressUpdate(CvgReaderRows(state->reader),
							  CvgReaderBytes(state->reader));
	}
	error_context_stack = context.previous;
	return row != NULL;
}

static void
ScanEnd(TableScan *state)
{
	if (state->load != NULL)
	{
		state->load->received = CvgReaderRows(state->reader);
		state->load->bytes = CvgReaderBytes(state->reader);
	}
	CvgReaderEnd(state->reader);
}
