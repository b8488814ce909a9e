/*-------------------------------------------------------------------------
 *
 * import.c
 *	  converge_import: the phases of an import, in their order.
 *
 *	1. connect, read the source's catalog, plan; everything that does not fit
 *	   is one error; tables that are to be created are made
 *	2. lock the targets, plan again under the locks
 *	3. old rows: refuse, truncate or keep
 *	4. begin the snapshot; load with parallel workers what they can, the rest
 *	   table by table; indexes of a table that was empty are rebuilt
 *	5. indexes of created tables, checksums, statistics, sequences, foreign
 *	   keys, what else was to be created
 *	6. the proof, the report, the ledger
 *
 * All of it is the caller's transaction.  There is no undo code: an error
 * anywhere leaves the target as it was.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "run/arguments.h"
#include "run/checksums.h"
#include "run/parallel.h"
#include "run/progress.h"
#include "run/report.h"
#include "run/run.h"
#include "target/finish.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "target/sequences.h"

PG_FUNCTION_INFO_V1(converge_import);

static void Execute(CvgRun *run, CvgImportArguments *args, CvgReport *report);
static void ExecuteAndRollBack(CvgRun *run, CvgImportArguments *args, CvgReport *report);
static void PlanUnderLocks(CvgRun *run, CvgImportArguments *args);
static CvgPlan *CreateMissing(CvgRun *run, CvgImportArguments *args, CvgPlan *plan);
static void RequireRights(const CvgPlan *plan);
static void SettleOldRows(CvgRun *run);
static void RefuseOldRows(List *nonempty);
static void RefuseReferences(List *relids);
static void LoadAll(CvgRun *run);
static void CompleteOne(CvgRun *run, CvgTableLoad *load);
static void LoadOne(CvgRun *run, CvgTableLoad *load);
static void RebuildOne(CvgRun *run, CvgTableLoad *load);
static int64 EndCount(CvgRun *run, const CvgTablePlan *plan);
static void CountContext(void *arg);
static void ProveCounts(const CvgTableLoad *load);
static void Finish(CvgRun *run, CvgImportArguments *args, CvgReport *report);
static void SetSequences(CvgRun *run, CvgImportArguments *args, CvgReport *report);
static void CheckForeignKeys(CvgRun *run, CvgReport *report);
static uint64 SourceNext(const CvgRun *run, const CvgSequence *sequence);

Datum
converge_import(PG_FUNCTION_ARGS)
{
	CvgImportArguments args;
	CvgRun	   *run = palloc0(sizeof(CvgRun));
	CvgReport  *report;

	PreventCommandIfReadOnly("converge_import()");
	PreventCommandIfParallelMode("converge_import()");
	CvgImportArgumentsRead(fcinfo, &args);
	InitMaterializedSRF(fcinfo, 0);

	run->server = args.plan.server;
	run->reject = args.reject;
	CvgReadersChoose(&run->readers, args.workers);
	run->ledger = CvgLedgerBegin(args.dry_run ? "dry run" : "import", run->server,
								 CvgImportArgumentsToJsonb(&args));
	report = CvgReportBegin((ReturnSetInfo *) fcinfo->resultinfo);
	PG_TRY();
	{
		run->source = CvgSourceOpen(run->server, CurrentMemoryContext);
		if (args.dry_run)
			ExecuteAndRollBack(run, &args, report);
		else
			Execute(run, &args, report);
		run->source->routine->close(run->source);
		CvgReportEnd(report, run, args.dry_run);
	}
	PG_CATCH();
	{
		MemoryContext old = MemoryContextSwitchTo(report->memory);
		ErrorData  *error = CopyErrorData();

		CvgLedgerFail(run->ledger, error);
		FreeErrorData(error);
		MemoryContextSwitchTo(old);
		PG_RE_THROW();
	}
	PG_END_TRY();

	return (Datum) 0;
}

/*
 * Everything is done, and undone; the report stays.  An error must not leave
 * the subtransaction behind: nobody else would end it.
 */
static void
ExecuteAndRollBack(CvgRun *run, CvgImportArguments *args, CvgReport *report)
{
	MemoryContext old = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction("converge_dry_run");
	MemoryContextSwitchTo(old);
	PG_TRY();
	{
		Execute(run, args, report);
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
Execute(CvgRun *run, CvgImportArguments *args, CvgReport *report)
{
	MemoryContext old = CurrentMemoryContext;

	PlanUnderLocks(run, args);

	SPI_connect();
	MemoryContextSwitchTo(old);
	CvgRunMakeLoads(run);
	SettleOldRows(run);
	/* SPI's own context is current after a statement, and ends with SPI */
	MemoryContextSwitchTo(old);
	CvgLoadParallel(run);
	LoadAll(run);
	if (run->creation != NULL)
		CvgCreationIndexes(run->creation);
	Finish(run, args, report);
	MemoryContextSwitchTo(old);
	SPI_finish();
}

/*
 * The first plan tells what to lock; what was looked up without a lock may
 * have changed since, so the second one is the one that is executed.
 */
static void
PlanUnderLocks(CvgRun *run, CvgImportArguments *args)
{
	CvgReadDetail detail = args->plan.missing == CVG_MISSING_CREATE ?
		CVG_READ_ALL : CVG_READ_TABLES;
	CvgSchema  *schema = run->source->routine->read_schema(run->source, detail);
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge first plan",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	CvgPlan    *first = CvgPlanMake(schema, &args->plan);
	List	   *relids;

	CvgPlanRequireClean(first);
	RequireRights(first);
	MemoryContextSwitchTo(old);
	if (detail == CVG_READ_ALL)
		first = CreateMissing(run, args, first);
	relids = CvgRunRelations(first);
	/* what is created may refer to it */
	if (run->creation == NULL)
		MemoryContextDelete(memory);
	CvgLockTargets(relids);

	run->plan = CvgPlanMake(schema, &args->plan);
	CvgPlanRequireClean(run->plan);
	RequireRights(run->plan);
	if (!equal(relids, CvgRunRelations(run->plan)))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("target tables were changed while the import waited for their locks"),
				 errhint("Run the import again.")));
	if (run->creation != NULL)
		CvgCreationNote(run->creation, run->plan);
}

/* The plan with what was created. */
static CvgPlan *
CreateMissing(CvgRun *run, CvgImportArguments *args, CvgPlan *plan)
{
	run->creation = CvgCreationMake(run->source, plan);
	if (run->creation == NULL)
		return plan;
	CvgCreationTables(run->creation);
	args->plan.created = run->creation->design;
	plan = CvgPlanMake(plan->schema, &args->plan);
	CvgPlanRequireClean(plan);
	RequireRights(plan);
	return plan;
}

static void
RequireRights(const CvgPlan *plan)
{
	for (int i = 0; i < plan->ntables; i++)
	{
		const CvgTablePlan *table = &plan->tables[i];
		Bitmapset  *attnums = NULL;

		if (table->status != CVG_TABLE_READY)
			continue;
		for (int c = 0; c < table->nbound; c++)
			attnums = bms_add_member(attnums,
									 table->bindings[table->scan_columns[c]].attnum);
		CvgRequireInsert(table->relid, attnums);
		bms_free(attnums);
	}
}

static void
SettleOldRows(CvgRun *run)
{
	List	   *nonempty = NIL;
	int			nestlevel = CvgSearchPathOff();

	for (int i = 0; i < run->nloads; i++)
	{
		if (!run->loads[i].was_empty)
			nonempty = lappend(nonempty, &run->loads[i]);
	}
	if (nonempty != NIL && run->plan->options.existing == CVG_EXISTING_ERROR)
		RefuseOldRows(nonempty);
	if (run->truncates)
	{
		List	   *relids = CvgRunRelations(run->plan);

		RefuseReferences(relids);
		CvgTruncateTargets(relids, run->plan->options.triggers);
	}
	CvgSearchPathOn(nestlevel);
}

static void
RefuseOldRows(List *nonempty)
{
	StringInfoData names;
	ListCell   *lc;

	initStringInfo(&names);
	foreach(lc, nonempty)
	{
		const CvgTableLoad *load = lfirst(lc);

		appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
						 CvgRelationName(load->plan->relid));
	}
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg_plural("%d target table already holds rows",
						   "%d target tables already hold rows",
						   list_length(nonempty), list_length(nonempty)),
			 errdetail_internal("%s", names.data),
			 errhint("Use existing => 'truncate', 'append' or 'upsert', or leave the tables out with exclude.")));
}

/* TRUNCATE would say the same of one of them, and propose CASCADE. */
static void
RefuseReferences(List *relids)
{
	char	   *references = CvgReferencesFromOutside(relids);

	if (references != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot truncate tables that are referenced from tables not being imported"),
				 errdetail_internal("%s", references),
				 errhint("Import the referencing tables as well, or empty them yourself first.")));
}

static void
LoadAll(CvgRun *run)
{
	bool	   *by_workers = palloc(sizeof(bool) * Max(run->nloads, 1));

	/*
	 * First the indexes of what workers have loaded: loading the others may
	 * run functions and triggers that look into these tables.
	 */
	for (int i = 0; i < run->nloads; i++)
	{
		by_workers[i] = run->loads[i].loaded;
		if (by_workers[i])
			CompleteOne(run, &run->loads[i]);
	}
	for (int i = 0; i < run->nloads; i++)
	{
		if (!by_workers[i])
			CompleteOne(run, &run->loads[i]);
	}
	pfree(by_workers);
}

/* Everything that one table needs, but what workers have done. */
static void
CompleteOne(CvgRun *run, CvgTableLoad *load)
{
	TimestampTz began_at = GetCurrentTimestamp();

	if (!load->loaded)
		LoadOne(run, load);
	RebuildOne(run, load);
	load->seconds += (GetCurrentTimestamp() - began_at) / (double) USECS_PER_SEC;
	ProveCounts(load);
}

static void
LoadOne(CvgRun *run, CvgTableLoad *load)
{
	const CvgTablePlan *plan = load->plan;

	CvgProgressBegin(plan->relid, plan->source->name,
					 plan->where == NULL ? plan->source->rows_estimate : -1,
					 plan->source->bytes);
	if (load->method == CVG_WRITE_EXECUTOR)
		CvgLoadTableByInsert(run, load);
	else if (run->reject)
		CvgLoadTableRejecting(run, load);
	else
		CvgLoadTable(run, load);
	CvgProgressEnd();
	load->loaded = true;
}

/* The source counts its rows while the indexes are built here. */
static void
RebuildOne(CvgRun *run, CvgTableLoad *load)
{
	const CvgTablePlan *plan = load->plan;

	run->source->routine->count_begin(run->source, plan->source, plan->where);
	/* make the rows visible to what follows */
	CommandCounterIncrement();
	if (load->rebuilds)
		CvgRebuildIndexes(plan->relid);
	load->source_rows = EndCount(run, plan);
}

static int64
EndCount(CvgRun *run, const CvgTablePlan *plan)
{
	ErrorContextCallback context;
	int64		rows;

	context.callback = CountContext;
	context.arg = plan->source->name;
	context.previous = error_context_stack;
	error_context_stack = &context;
	rows = run->source->routine->count_end(run->source);
	error_context_stack = context.previous;
	return rows;
}

static void
CountContext(void *arg)
{
	errcontext("converge import of table \"%s\", counting its rows at the source",
			   (char *) arg);
}

static void
ProveCounts(const CvgTableLoad *load)
{
	if (load->source_rows == load->received &&
		load->received == load->stored + load->rejected)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("rows of table \"%s\" are missing", load->plan->source->name),
			 errdetail("The source counted " INT64_FORMAT " rows, " INT64_FORMAT
					   " were received, " INT64_FORMAT " stored and " INT64_FORMAT " rejected.",
					   load->source_rows, load->received, load->stored, load->rejected),
			 errhint("If a trigger of the target leaves rows out on purpose, load that table by INSERT ... SELECT FROM converge_scan().")));
}

static void
Finish(CvgRun *run, CvgImportArguments *args, CvgReport *report)
{
	List	   *analyze = NIL;
	int			nestlevel = CvgSearchPathOff();

	for (int i = 0; i < run->nloads; i++)
	{
		Oid			relid = run->loads[i].plan->relid;

		if (get_rel_relkind(relid) != RELKIND_VIEW && CvgRelationIsMaintainable(relid))
			analyze = lappend_oid(analyze, relid);
		CvgReportTable(report, run, &run->loads[i], args->dry_run);
	}
	CvgReportSkipped(report, run->plan);
	CvgReportSource(report, run);
	if (args->checksum)
		CvgReportChecksums(report, CvgProveChecksums(run));
	/* before the foreign keys, whose queries want statistics */
	CvgAnalyze(analyze);
	SetSequences(run, args, report);
	CheckForeignKeys(run, report);
	if (run->creation != NULL)
		CvgReportCreation(report, CvgCreationSummary(run->creation));
	CvgSearchPathOn(nestlevel);
}

static void
CheckForeignKeys(CvgRun *run, CvgReport *report)
{
	TimestampTz began_at = GetCurrentTimestamp();
	List	   *trusted = NIL;
	int			checked;

	/* their own triggers have checked every row */
	for (int i = 0; i < run->nloads; i++)
	{
		if (run->loads[i].plan->fires_triggers)
			trusted = lappend_oid(trusted, run->loads[i].plan->relid);
	}
	checked = CvgCheckForeignKeys(CvgRunRelations(run->plan), trusted);
	if (run->creation != NULL)
	{
		CvgCreationFinish(run->creation);
		checked += run->creation->nforeign_keys;
	}
	CvgReportForeignKeys(report, checked,
						 (GetCurrentTimestamp() - began_at) / (double) USECS_PER_SEC);
}

static void
SetSequences(CvgRun *run, CvgImportArguments *args, CvgReport *report)
{
	TimestampTz began_at = GetCurrentTimestamp();
	List	   *sequences = CvgSequencesOf(CvgRunRelations(run->plan));
	List	   *seen = NIL;
	ListCell   *lc;

	foreach(lc, sequences)
	{
		CvgSequence *sequence = lfirst(lc);
		bool		keep_ahead = args->plan.existing == CVG_EXISTING_APPEND ||
			args->plan.existing == CVG_EXISTING_UPSERT ||
			list_member_oid(seen, sequence->sequence);	/* of two columns */

		CvgSequenceSet(sequence, SourceNext(run, sequence), keep_ahead);
		seen = lappend_oid(seen, sequence->sequence);
	}
	CvgReportSequences(report, sequences,
					   (GetCurrentTimestamp() - began_at) / (double) USECS_PER_SEC);
}

/* The source's counter, if the sequence's column is bound to what it counts. */
static uint64
SourceNext(const CvgRun *run, const CvgSequence *sequence)
{
	for (int i = 0; i < run->nloads; i++)
	{
		const CvgTablePlan *plan = run->loads[i].plan;

		if (plan->relid != sequence->relid)
			continue;
		for (int c = 0; c < plan->source->ncolumns; c++)
		{
			if (plan->source->columns[c].auto_increment &&
				plan->bindings[c].attnum == sequence->attnum)
				return plan->source->auto_increment;
		}
	}
	return 0;
}
