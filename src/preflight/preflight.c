/*-------------------------------------------------------------------------
 *
 * preflight.c
 *	  converge_preflight: what an import would meet, before it is run.
 *
 * Nothing is left changed.  Tables that an import would create are created
 * in a subtransaction, with their indexes and keys, and rolled back at the
 * end, so the checks know one kind of target only.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/resowner.h"

#include "compat.h"
#include "preflight/preflight.h"
#include "run/arguments.h"
#include "target/try.h"

PG_FUNCTION_INFO_V1(converge_preflight);

/* What is to be created, and where what describes it is allocated. */
typedef struct Creating
{
	CvgPreflight *preflight;
	CvgPlanOptions *options;
	MemoryContext memory;
} Creating;

static void CheckAndRollBack(CvgPreflight *preflight, CvgPlanOptions *options);
static void Check(CvgPreflight *preflight, CvgPlanOptions *options);
static void LockTargets(const CvgPlan *plan);
static bool Create(CvgPreflight *preflight, CvgPlanOptions *options);
static bool IsFinding(const ErrorData *error);
static void CreateAll(void *arg);
static void CheckRows(CvgPreflight *preflight);
static void PutPlanFindings(CvgPreflight *preflight);

Datum
converge_preflight(PG_FUNCTION_ARGS)
{
	CvgPlanOptions options = {0};
	CvgPreflight *preflight = palloc0(sizeof(CvgPreflight));

	options.server = CvgArgumentServer(fcinfo, 0);
	options.target_schema = CvgArgumentTargetSchema(fcinfo, 1, options.server);
	options.tables = CvgArgumentNames(fcinfo, 2, "tables");
	options.exclude = CvgArgumentNames(fcinfo, 3, "exclude");
	options.existing = CvgArgumentExisting(fcinfo, 4);
	options.missing = CvgArgumentMissing(fcinfo, 5);
	InitMaterializedSRF(fcinfo, 0);

	preflight->rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	preflight->server = options.server;
	preflight->source = CvgSourceOpen(options.server, CurrentMemoryContext);
	if (options.missing == CVG_MISSING_CREATE)
		CheckAndRollBack(preflight, &options);
	else
		Check(preflight, &options);
	preflight->source->routine->close(preflight->source);

	return (Datum) 0;
}

/* The result stays: it belongs to the query and not to the subtransaction. */
static void
CheckAndRollBack(CvgPreflight *preflight, CvgPlanOptions *options)
{
	MemoryContext old = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	PreventCommandIfReadOnly("converge_preflight(..., missing => 'create')");
	BeginInternalSubTransaction("converge_preflight");
	MemoryContextSwitchTo(old);
	PG_TRY();
	{
		Check(preflight, options);
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(old);
		error = CopyErrorData();
		FlushErrorState();
	}
	PG_END_TRY();
	RollbackAndReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(old);
	CurrentResourceOwner = owner;
	if (error != NULL)
		ReThrowError(error);
}

static void
Check(CvgPreflight *preflight, CvgPlanOptions *options)
{
	CvgSource  *source = preflight->source;
	CvgSchema  *schema = source->routine->read_schema(source, CVG_READ_ALL);
	MemoryContext old = CurrentMemoryContext;

	preflight->plan = CvgPlanMake(schema, options);
	LockTargets(preflight->plan);
	preflight->plan = CvgPlanMake(schema, options);
	if (options->missing == CVG_MISSING_CREATE && preflight->plan->findings == NIL &&
		!Create(preflight, options))
		return;
	PutPlanFindings(preflight);
	source->routine->begin_snapshot(source, &preflight->position);

	SPI_connect();
	MemoryContextSwitchTo(old);
	CvgPreflightSurroundings(preflight);
	CheckRows(preflight);
	CvgPreflightReferences(preflight);
	SPI_finish();
}

/* They stay as the plan has them until the end of the transaction. */
static void
LockTargets(const CvgPlan *plan)
{
	for (int i = 0; i < plan->ntables; i++)
	{
		if (OidIsValid(plan->tables[i].relid))
			LockRelationOid(plan->tables[i].relid, AccessShareLock);
	}
}

/* False: it cannot be created, which stands in the result. */
static bool
Create(CvgPreflight *preflight, CvgPlanOptions *options)
{
	Creating	creating = {preflight, options, CurrentMemoryContext};
	ErrorData  *error = CvgTry(CreateAll, &creating, IsFinding);

	if (error != NULL)
		CvgPreflightPut(preflight, CVG_PREFLIGHT_ERROR, "CREATION_FAILED", NULL, NULL,
						-1, NULL, error->message, error->hint);
	return error == NULL;
}

static bool
IsFinding(const ErrorData *error)
{
	return !CvgErrorIsInterruption(error);
}

/* Indexes and keys too: the tables are empty. */
static void
CreateAll(void *arg)
{
	const Creating *creating = arg;
	CvgPreflight *preflight = creating->preflight;
	CvgPlanOptions *options = creating->options;

	MemoryContextSwitchTo(creating->memory);
	preflight->creation = CvgCreationMake(preflight->source, preflight->plan);
	if (preflight->creation == NULL)
		return;
	CvgCreationTables(preflight->creation);
	options->created = preflight->creation->design;
	preflight->plan = CvgPlanMake(preflight->plan->schema, options);
	SPI_connect();
	MemoryContextSwitchTo(creating->memory);
	CvgCreationIndexes(preflight->creation);
	CvgCreationFinish(preflight->creation);
	SPI_finish();
}

static void
PutPlanFindings(CvgPreflight *preflight)
{
	ListCell   *lc;

	foreach(lc, preflight->plan->findings)
	{
		const CvgFinding *finding = lfirst(lc);

		CvgPreflightPut(preflight, CVG_PREFLIGHT_ERROR, "PLAN", finding->table_name,
						finding->column_name, -1, NULL, finding->message, finding->hint);
	}
}

static void
CheckRows(CvgPreflight *preflight)
{
	for (int i = 0; i < preflight->plan->ntables; i++)
	{
		CvgTablePlan *table = &preflight->plan->tables[i];

		if (table->status != CVG_TABLE_READY)
			continue;
		CvgPreflightRows(preflight, table);
		CvgPreflightText(preflight, table);
	}
}

void
CvgPreflightPut(CvgPreflight *preflight, CvgPreflightSeverity severity,
				const char *code, const char *table_name, const char *column_name,
				int64 rows, Jsonb *sample_key, const char *message, const char *hint)
{
	static const char *const words[] = {"error", "loss", "warning", "info"};
	Datum		values[8] = {0};
	bool		nulls[8] = {0};

	values[0] = CStringGetTextDatum(words[severity]);
	values[1] = CStringGetTextDatum(code);
	nulls[2] = table_name == NULL;
	if (table_name != NULL)
		values[2] = CStringGetTextDatum(table_name);
	nulls[3] = column_name == NULL;
	if (column_name != NULL)
		values[3] = CStringGetTextDatum(column_name);
	values[4] = Int64GetDatum(rows);
	nulls[4] = rows < 0;
	nulls[5] = sample_key == NULL;
	if (sample_key != NULL)
		values[5] = JsonbPGetDatum(sample_key);
	values[6] = CStringGetTextDatum(message);
	nulls[7] = hint == NULL;
	if (hint != NULL)
		values[7] = CStringGetTextDatum(hint);
	tuplestore_putvalues(preflight->rsinfo->setResult, preflight->rsinfo->setDesc, values, nulls);
}
