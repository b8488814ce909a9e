/*-------------------------------------------------------------------------
 *
 * ledger.c
 *	  The record of runs, as seen from the backend that runs.
 *
 * A record must outlive the transaction it tells of, and PostgreSQL has no
 * autonomous transactions.  So two background workers may serve a run: one
 * inserts the row as in_progress before anything is done, and one closes the
 * row if the transaction, or the subtransaction in which the run lives,
 * aborts.  Success needs no worker: it is written by the transaction itself.
 *
 * A run's segment of dynamic shared memory is made when the run begins, so
 * that an abort has nothing to allocate.  It is pinned, because a backend
 * that is terminated is gone before the worker comes; who knows that nobody
 * else needs the pin releases it: the closing worker when it has attached,
 * or the backend.  An abort ends all its runs with one worker, which follows
 * the records' chain.
 *
 * AbortTransaction goes, in this order, through: end of the parallel
 * workers, whose slots are free again; pg_xact says aborted; the transaction
 * leaves the array of those running; XACT_EVENT_ABORT, where we are; buffer
 * pins; locks.  AbortSubTransaction is alike.  That is why the worker never
 * waits for a row that CvgLedgerComplete updated: the update is already void
 * for everybody.  It waits for us only if this transaction locks the table
 * itself, and then no longer than the bounded wait of CvgLedgerClose lasts.
 * An error has then been sent to the client, but not yet ReadyForQuery, so a
 * user who looks after an error finds it on record.  When the process exits
 * (pg_terminate_backend, the client is gone) nothing waits.
 *
 * A crash of the server leaves the row in_progress.  To tell such a row from
 * one of a living run, the backend holds an exclusive lock of the kind
 * "object" while the run's transaction lasts: in pg_locks, classid is the
 * table converge_run, objid the lower half of run_id, objsubid 0.  Both
 * workers of a run take the one with objsubid 1 for their transactions: so
 * a run cancelled while its record is being opened is closed after that, or
 * opened never.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "commands/sequence.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "extension.h"
#include "run/ledger.h"
#include "run/ledger_internal.h"

struct CvgLedgerRun
{
	CvgLedgerRun *next;
	int64		run_id;

	/* shared memory; NULL once the run has ended */
	dsm_segment *segment;
	CvgLedgerRecord *record;

	/* whether there may be a row to close */
	bool		opening;

	/* subtransactions in which the run lives, and was completed */
	SubTransactionId subid;
	SubTransactionId completed_in;
};

/* Runs of the current transaction that have not ended. */
static CvgLedgerRun *current_runs = NULL;

static emit_log_hook_type prev_emit_log_hook = NULL;

static void RefuseOwnLock(Oid relid);
static CvgLedgerRun *CreateRun(Oid relid, const char *action,
							   const char *server, Jsonb *arguments);
static CvgLedgerRecord *CreateRecord(CvgLedgerRun *run, Jsonb *arguments);
static void OpenRun(CvgLedgerRun *run);
static void LedgerXactCallback(XactEvent event, void *arg);
static void LedgerSubXactCallback(SubXactEvent event, SubTransactionId mySubid,
								  SubTransactionId parentSubid, void *arg);
static void RefusePrepare(void);
static void ReparentRuns(SubTransactionId subid, SubTransactionId parent);
static void ForgetCompletions(SubTransactionId subid);
static CvgLedgerRun *TakeRuns(SubTransactionId subid);
static void EndRuns(CvgLedgerRun *runs, bool committed);
static void LedgerEmitLog(ErrorData *edata);

void
CvgLedgerInit(void)
{
	static bool initialized = false;

	if (initialized)
		return;
	initialized = true;

	RegisterXactCallback(LedgerXactCallback, NULL);
	RegisterSubXactCallback(LedgerSubXactCallback, NULL);
	prev_emit_log_hook = emit_log_hook;
	emit_log_hook = LedgerEmitLog;
}

CvgLedgerRun *
CvgLedgerBegin(const char *action, const char *server, Jsonb *arguments)
{
	CvgLedgerRun *run;
	Oid			relid;

	PreventCommandIfReadOnly(action);
	PreventCommandIfParallelMode(action);

	relid = CvgExtensionRelation("converge_run");
	RefuseOwnLock(relid);
	run = CreateRun(relid, action, server, arguments);
	LockDatabaseObject(relid, (Oid) run->run_id, CVG_LEDGER_LOCK_ALIVE,
					   ExclusiveLock);
	OpenRun(run);

	return run;
}

int64
CvgLedgerRunId(const CvgLedgerRun *run)
{
	return run->run_id;
}

void
CvgLedgerFail(CvgLedgerRun *run, const ErrorData *error)
{
	if (run->segment != NULL)
		CvgLedgerErrorSet(&run->record->error, error);
}

void
CvgLedgerComplete(CvgLedgerRun *run, Jsonb *snapshot_position,
				  int ntables, const CvgLedgerTable *tables)
{
	CvgLedgerRecord *record = run->record;

	if (run->segment == NULL)
		elog(ERROR, "run " INT64_FORMAT " has already ended", run->run_id);

	record->error.sqlerrcode = 0;
	record->finished_at = GetCurrentTimestamp();
	CvgLedgerStoreRun(record, CVG_LEDGER_COMPLETED, snapshot_position);
	CvgLedgerStoreTables(run->run_id, ntables, tables);
	CommandCounterIncrement();
	run->completed_in = GetCurrentSubTransactionId();
}

void
CvgLedgerErrorSet(CvgLedgerError *kept, const ErrorData *error)
{
	const char *detail = error->detail;
	const char *hint = error->hint;
	const char *context = error->context;
	int			length;

	kept->sqlerrcode = error->sqlerrcode;
	snprintf(kept->message, sizeof(kept->message), "%s%s%s%s%s%s%s",
			 error->message ? error->message : "missing error text",
			 detail ? "\nDETAIL:  " : "", detail ? detail : "",
			 hint ? "\nHINT:  " : "", hint ? hint : "",
			 context ? "\nCONTEXT:  " : "", context ? context : "");

	/* A character may have been cut. */
	length = strlen(kept->message);
	kept->message[pg_mbcliplen(kept->message, length, length)] = '\0';
}

/*
 * A lock of our own that keeps the worker from the table would have both of
 * us wait for each other, where no deadlock detector sees it.
 */
static void
RefuseOwnLock(Oid relid)
{
	Relation	rel = table_open(relid, AccessShareLock);

	if (CheckRelationLockedByMe(rel, ShareLock, true))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("cannot put a run on record in a transaction that locks table \"%s\"",
						RelationGetRelationName(rel)),
				 errdetail("The record is written in another transaction, because it stays when this one fails."),
				 errhint("Commit what locks the table, for example CREATE EXTENSION, first.")));
	table_close(rel, AccessShareLock);
}

/* From here on the end of the transaction finds the run. */
static CvgLedgerRun *
CreateRun(Oid relid, const char *action, const char *server, Jsonb *arguments)
{
	CvgLedgerRun *run = MemoryContextAllocZero(TopTransactionContext,
											   sizeof(CvgLedgerRun));
	char	   *username = GetUserNameFromId(GetUserId(), false);
	CvgLedgerRecord *record;

	run->run_id = nextval_internal(CvgExtensionRelation("converge_run_id_seq"),
								   false);
	run->subid = GetCurrentSubTransactionId();
	record = CreateRecord(run, arguments);
	record->database = MyDatabaseId;
	record->relid = relid;
	record->run_id = run->run_id;
	namestrcpy(&record->action, action);
	namestrcpy(&record->server, server);
	namestrcpy(&record->username, username);
	record->started_at = GetCurrentTimestamp();

	run->next = current_runs;
	current_runs = run;
	return run;
}

static CvgLedgerRecord *
CreateRecord(CvgLedgerRun *run, Jsonb *arguments)
{
	Size		size = MAXALIGN(sizeof(CvgLedgerRecord)) + VARSIZE(arguments);
	CvgLedgerRecord *record;

	run->segment = dsm_create(size, 0);
	dsm_pin_mapping(run->segment);
	dsm_pin_segment(run->segment);

	record = dsm_segment_address(run->segment);
	memset(record, 0, sizeof(CvgLedgerRecord));
	record->handle = dsm_segment_handle(run->segment);
	pg_atomic_init_flag(&record->released);
	memcpy(CvgLedgerArguments(record), arguments, VARSIZE(arguments));

	run->record = record;
	return record;
}

/* A cancel here is an error of the run like any later one. */
static void
OpenRun(CvgLedgerRun *run)
{
	PG_TRY();
	{
		run->opening = true;
		CvgLedgerOpen(run->record);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		/* Nothing to close if the worker says that it wrote nothing. */
		if (run->record->answer.sqlerrcode != 0)
			run->opening = false;
		MemoryContextSwitchTo(TopTransactionContext);
		error = CopyErrorData();
		CvgLedgerFail(run, error);
		FreeErrorData(error);
		PG_RE_THROW();
	}
	PG_END_TRY();
}

static void
LedgerXactCallback(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_PRE_PREPARE:
			RefusePrepare();
			break;
		case XACT_EVENT_COMMIT:
			EndRuns(TakeRuns(InvalidSubTransactionId), true);
			break;
		case XACT_EVENT_ABORT:
			EndRuns(TakeRuns(InvalidSubTransactionId), false);
			break;
		default:
			break;
	}
}

static void
LedgerSubXactCallback(SubXactEvent event, SubTransactionId mySubid,
					  SubTransactionId parentSubid, void *arg)
{
	switch (event)
	{
		case SUBXACT_EVENT_COMMIT_SUB:
			ReparentRuns(mySubid, parentSubid);
			break;
		case SUBXACT_EVENT_ABORT_SUB:
			EndRuns(TakeRuns(mySubid), false);
			ForgetCompletions(mySubid);
			break;
		default:
			break;
	}
}

/* A prepared transaction ends in another session, which knows no runs. */
static void
RefusePrepare(void)
{
	if (current_runs != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot PREPARE a transaction that has a run of converge on record"),
				 errdetail("The transaction holds run " INT64_FORMAT ".",
						   current_runs->run_id),
				 errhint("Use COMMIT.")));
}

static void
ReparentRuns(SubTransactionId subid, SubTransactionId parent)
{
	for (CvgLedgerRun *run = current_runs; run != NULL; run = run->next)
	{
		if (run->subid == subid)
			run->subid = parent;
		if (run->completed_in == subid)
			run->completed_in = parent;
	}
}

static void
ForgetCompletions(SubTransactionId subid)
{
	for (CvgLedgerRun *run = current_runs; run != NULL; run = run->next)
	{
		if (run->completed_in == subid)
			run->completed_in = InvalidSubTransactionId;
	}
}

/*
 * Unlink and return the runs of a subtransaction, or all.  It is done before
 * anything else: an error in an abort brings us here again.
 */
static CvgLedgerRun *
TakeRuns(SubTransactionId subid)
{
	CvgLedgerRun *taken = NULL;
	CvgLedgerRun **link = &current_runs;

	while (*link != NULL)
	{
		CvgLedgerRun *run = *link;

		if (subid != InvalidSubTransactionId && run->subid != subid)
		{
			link = &run->next;
			continue;
		}
		*link = run->next;
		run->next = taken;
		taken = run;
	}
	return taken;
}

/* Close the records that are not completed for good; let the segments go. */
static void
EndRuns(CvgLedgerRun *runs, bool committed)
{
	dsm_handle	first = DSM_HANDLE_INVALID;
	bool		closing = false;

	for (CvgLedgerRun *run = runs; run != NULL; run = run->next)
	{
		if (!run->opening ||
			(committed && run->completed_in != InvalidSubTransactionId))
		{
			CvgLedgerRelease(run->record);
			continue;
		}
		run->record->finished_at = GetCurrentTimestamp();
		run->record->next = first;
		first = run->record->handle;
	}

	if (first != DSM_HANDLE_INVALID)
		closing = CvgLedgerClose(first);

	for (CvgLedgerRun *run = runs; run != NULL; run = run->next)
	{
		if (!closing)
			CvgLedgerRelease(run->record);
		dsm_detach(run->segment);
		run->segment = NULL;
		run->record = NULL;
	}
}

/*
 * FATAL ends the process without a PG_CATCH: this is where its text is.
 * (With log_min_messages = panic we are not asked: then it is rolled_back.)
 */
static void
LedgerEmitLog(ErrorData *edata)
{
	if (edata->elevel == FATAL)
	{
		for (CvgLedgerRun *run = current_runs; run != NULL; run = run->next)
			CvgLedgerFail(run, edata);
	}
	if (prev_emit_log_hook)
		prev_emit_log_hook(edata);
}
