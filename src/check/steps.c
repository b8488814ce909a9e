/*-------------------------------------------------------------------------
 *
 * steps.c
 *	  converge_plan: the steps of an import, in order of execution.
 *
 * The decisions are those of the import itself: plan.c and loads.c make
 * them for both.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "compat.h"
#include "create/execute.h"
#include "create/statements.h"
#include "run/arguments.h"
#include "run/run.h"
#include "target/finish.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "target/sequences.h"

PG_FUNCTION_INFO_V1(converge_plan);

typedef struct StepWriter
{
	ReturnSetInfo *rsinfo;
	int			step;
} StepWriter;

static bool IsToCreate(const CvgRun *run, const CvgTablePlan *table);
static void PutProblems(StepWriter *writer, const CvgPlan *plan);
static void PutSkipped(StepWriter *writer, const CvgRun *run);
static void PutCreation(StepWriter *writer, const CvgRun *run, bool before_rows);
static void PutLoadsOfCreated(StepWriter *writer, const CvgRun *run);
static void PutPreparation(StepWriter *writer, const CvgRun *run);
static void PutLoad(StepWriter *writer, const CvgRun *run, const CvgTableLoad *load);
static void PutFinish(StepWriter *writer, const CvgRun *run);
static char *LoadDetail(const CvgTableLoad *load);
static void PutStep(StepWriter *writer, const char *action, const char *object,
					const char *detail, const char *sql);

Datum
converge_plan(PG_FUNCTION_ARGS)
{
	CvgPlanOptions options = {0};
	CvgRun		run = {0};
	StepWriter	writer = {0};
	MemoryContext old = CurrentMemoryContext;

	options.server = CvgArgumentServer(fcinfo, 0);
	options.target_schema = CvgArgumentTargetSchema(fcinfo, 1, options.server);
	options.tables = CvgArgumentNames(fcinfo, 2, "tables");
	options.exclude = CvgArgumentNames(fcinfo, 3, "exclude");
	options.existing = CvgArgumentExisting(fcinfo, 4);
	options.missing = CvgArgumentMissing(fcinfo, 5);
	options.triggers = !PG_ARGISNULL(6) && PG_GETARG_BOOL(6);
	InitMaterializedSRF(fcinfo, 0);
	writer.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	run.server = options.server;
	run.source = CvgSourceOpen(options.server, CurrentMemoryContext);
	run.plan = CvgPlanMake(run.source->routine->read_schema(run.source,
															options.missing == CVG_MISSING_CREATE ?
															CVG_READ_ALL : CVG_READ_TABLES), &options);
	if (options.missing == CVG_MISSING_CREATE)
		run.creation = CvgCreationMake(run.source, run.plan);
	run.source->routine->close(run.source);

	PutProblems(&writer, run.plan);
	PutSkipped(&writer, &run);
	if (run.plan->findings == NIL)
	{
		int			nestlevel = CvgSearchPathOff();

		SPI_connect();
		MemoryContextSwitchTo(old);
		CvgRunMakeLoads(&run);
		PutCreation(&writer, &run, true);
		PutPreparation(&writer, &run);
		PutLoadsOfCreated(&writer, &run);
		for (int i = 0; i < run.nloads; i++)
			PutLoad(&writer, &run, &run.loads[i]);
		PutCreation(&writer, &run, false);
		PutFinish(&writer, &run);
		SPI_finish();
		CvgSearchPathOn(nestlevel);
	}
	return (Datum) 0;
}

static void
PutProblems(StepWriter *writer, const CvgPlan *plan)
{
	ListCell   *lc;

	foreach(lc, plan->findings)
	{
		const CvgFinding *finding = lfirst(lc);
		StringInfoData object;

		initStringInfo(&object);
		appendStringInfoString(&object, finding->table_name ? finding->table_name : "");
		if (finding->column_name != NULL)
			appendStringInfo(&object, ".%s", finding->column_name);
		PutStep(writer, "problem", object.data,
				finding->hint ? psprintf("%s; hint: %s", finding->message, finding->hint) :
				finding->message, NULL);
	}
}

static void
PutSkipped(StepWriter *writer, const CvgRun *run)
{
	for (int i = 0; i < run->plan->ntables; i++)
	{
		const CvgTablePlan *table = &run->plan->tables[i];

		if (table->asked_for && table->notes != NIL && !IsToCreate(run, table) &&
			table->status != CVG_TABLE_READY &&
			table->status != CVG_TABLE_MISMATCH)
			PutStep(writer, "skip", table->source->name, linitial(table->notes), NULL);
	}
}

static bool
IsToCreate(const CvgRun *run, const CvgTablePlan *table)
{
	return run->creation != NULL &&
		CvgDesignTable(run->creation->design, table->source) != NULL;
}

/* Findings, then the statements of one side of the loads. */
static void
PutCreation(StepWriter *writer, const CvgRun *run, bool before_rows)
{
	ListCell   *lc;

	if (run->creation == NULL)
		return;
	foreach(lc, run->creation->design->notes)
	{
		const CvgNote *note = lfirst(lc);

		if (before_rows && note->severity != CVG_SEVERITY_INFO)
			PutStep(writer, "finding", psprintf("%s %s", note->object_type, note->object),
					psprintf("%s: %s", note->code, note->message), NULL);
	}
	foreach(lc, run->creation->statements)
	{
		const CvgStatement *statement = lfirst(lc);

		if ((statement->phase == CVG_PRE_DATA) == before_rows &&
			!CvgStatementIsThere(statement))
			PutStep(writer, "create", psprintf("%s %s", statement->object_type, statement->object),
					NULL, statement->sql);
	}
}

static void
PutLoadsOfCreated(StepWriter *writer, const CvgRun *run)
{
	for (int i = 0; i < run->plan->ntables; i++)
	{
		const CvgTablePlan *table = &run->plan->tables[i];

		if (IsToCreate(run, table))
			PutStep(writer, "load", table->source->name,
					psprintf("into %s, which is created; heap only",
							 quote_qualified_identifier(run->creation->design->schema,
														CvgDesignTable(run->creation->design, table->source)->name)),
					NULL);
	}
}

static void
PutPreparation(StepWriter *writer, const CvgRun *run)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < run->nloads; i++)
		appendStringInfo(&names, "%s%s", i > 0 ? ", " : "",
						 CvgRelationName(run->loads[i].plan->relid));
	PutStep(writer, "lock", "target tables",
			psprintf("%d tables, in one order, until the transaction ends", run->nloads), NULL);
	if (run->truncates)
		PutStep(writer, "truncate", "target tables", "some hold rows",
				psprintf("TRUNCATE TABLE %s", names.data));
	else
	{
		for (int i = 0; i < run->nloads; i++)
		{
			if (!run->loads[i].was_empty &&
				run->plan->options.existing == CVG_EXISTING_ERROR)
				PutStep(writer, "problem", CvgRelationName(run->loads[i].plan->relid),
						"the target holds rows; hint: use existing => 'truncate', 'append' or 'upsert'",
						NULL);
		}
	}
	PutStep(writer, "snapshot", run->plan->schema->name,
			"one consistent snapshot of the source for all tables", NULL);
}

static void
PutLoad(StepWriter *writer, const CvgRun *run, const CvgTableLoad *load)
{
	char	   *target = CvgRelationName(load->plan->relid);

	PutStep(writer, "load", load->plan->source->name, LoadDetail(load),
			load->method == CVG_WRITE_EXECUTOR ?
			CvgInsertStatement(run->server, load->plan, CvgLoadUpserts(run, load)) : NULL);
	if (load->rebuilds)
		PutStep(writer, "rebuild indexes", target, "checks unique and exclusion constraints",
				psprintf("REINDEX TABLE %s", target));
}

static char *
LoadDetail(const CvgTableLoad *load)
{
	StringInfoData detail;
	ListCell   *lc;

	initStringInfo(&detail);
	appendStringInfo(&detail, "into %s, %d of %d columns, %s",
					 CvgRelationName(load->plan->relid), load->plan->nbound,
					 load->plan->source->ncolumns,
					 load->method == CVG_WRITE_HEAP ? "heap only" :
					 load->method == CVG_WRITE_INDEXED ? "heap and indexes" :
					 "through the executor");
	foreach(lc, load->plan->notes)
		appendStringInfo(&detail, "; %s", (char *) lfirst(lc));
	return detail.data;
}

static void
PutFinish(StepWriter *writer, const CvgRun *run)
{
	List	   *relids = CvgRunRelations(run->plan);
	ListCell   *lc;

	PutStep(writer, "analyze", "target tables", NULL, NULL);
	foreach(lc, CvgSequencesOf(relids))
	{
		const CvgSequence *sequence = lfirst(lc);

		PutStep(writer, "set sequence", sequence->name,
				psprintf("past the largest value of column \"%s\" of table %s",
						 sequence->column_name, sequence->table_name), NULL);
	}
	foreach(lc, CvgForeignKeyNames(relids))
		PutStep(writer, "check foreign key", lfirst(lc), "all rows", NULL);
	foreach(lc, run->plan->others)
		PutStep(writer, "leave", lfirst(lc), "target table without a source table", NULL);
	PutStep(writer, "record", "converge_run", "in the same transaction", NULL);
}

static void
PutStep(StepWriter *writer, const char *action, const char *object,
		const char *detail, const char *sql)
{
	Datum		values[5] = {0};
	bool		nulls[5] = {0};

	values[0] = Int32GetDatum(++writer->step);
	values[1] = CStringGetTextDatum(action);
	values[2] = CStringGetTextDatum(object);
	nulls[3] = detail == NULL;
	if (detail != NULL)
		values[3] = CStringGetTextDatum(detail);
	nulls[4] = sql == NULL;
	if (sql != NULL)
		values[4] = CStringGetTextDatum(sql);
	tuplestore_putvalues(writer->rsinfo->setResult, writer->rsinfo->setDesc, values, nulls);
}
