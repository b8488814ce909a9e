/*-------------------------------------------------------------------------
 *
 * ledger_worker.c
 *	  Background workers that write the record of a run.
 *
 * They connect as the bootstrap superuser, because the tables belong to the
 * extension's owner and the caller may have no right on them, write as the
 * owner of the table (see ledger_rows.c), and exit.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "storage/lmgr.h"
#include "tcop/tcopprot.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/wait_event.h"

#include "run/ledger_internal.h"

#define WORKER_NAME "converge ledger"

/* How long a run waits for a free worker slot, and for a lock. */
#define OPEN_PATIENCE_MS 5000
#define OPEN_LOCK_TIMEOUT "10s"

/* How long an abort waits for the record to be closed. */
#define CLOSE_PATIENCE_MS 2000

/* Pause between two looks. */
#define PAUSE_MS 50

PGDLLEXPORT void CvgLedgerOpenMain(Datum main_arg);
PGDLLEXPORT void CvgLedgerCloseMain(Datum main_arg);

static BackgroundWorkerHandle *Launch(const char *function, dsm_handle segment,
									  TimestampTz deadline);
static BackgroundWorkerHandle *TryLaunch(const char *function,
										 dsm_handle segment);
static void ThrowNoWorker(CvgLedgerRecord *record);
static void ThrowNotOpened(const CvgLedgerRecord *record);
static void WarnNotClosed(void);
static bool Pause(TimestampTz deadline);
static CvgLedgerRecord *Attach(dsm_handle handle);
static void Connect(Oid database, const char *lock_timeout);
static void WriteRecord(const CvgLedgerRecord *record, CvgLedgerStatus status);
static void KeepAnswer(CvgLedgerRecord *record);

/* The backend's side ----------------------------------------------------- */

/* What is thrown with an answer in the record leaves no row. */
void
CvgLedgerOpen(CvgLedgerRecord *record)
{
	BackgroundWorkerHandle *worker;

	worker = Launch("CvgLedgerOpenMain", record->handle,
					TimestampTzPlusMilliseconds(GetCurrentTimestamp(),
												OPEN_PATIENCE_MS));
	if (worker == NULL)
		ThrowNoWorker(record);

	PG_TRY();
	{
		WaitForBackgroundWorkerShutdown(worker);
	}
	PG_CATCH();
	{
		TerminateBackgroundWorker(worker);
		PG_RE_THROW();
	}
	PG_END_TRY();

	if (!record->opened)
		ThrowNotOpened(record);
	pfree(worker);
}

/* Runs in the abort of a transaction, with interrupts held. */
bool
CvgLedgerClose(dsm_handle first)
{
	TimestampTz deadline = GetCurrentTimestamp();
	BackgroundWorkerHandle *worker;
	BgwHandleStatus status;
	pid_t		pid;

	if (!proc_exit_inprogress)
		deadline = TimestampTzPlusMilliseconds(deadline, CLOSE_PATIENCE_MS);

	worker = Launch("CvgLedgerCloseMain", first, deadline);
	if (worker == NULL)
	{
		WarnNotClosed();
		return false;
	}

	do
		status = GetBackgroundWorkerPid(worker, &pid);
	while (status != BGWH_STOPPED && Pause(deadline));

	/* Whoever else was to be woken shall be. */
	SetLatch(MyLatch);
	return status != BGWH_STOPPED;
}

void
CvgLedgerRelease(CvgLedgerRecord *record)
{
	if (pg_atomic_test_set_flag(&record->released))
		dsm_unpin_segment(record->handle);
}

/* Start a worker; returns NULL if there is no free slot until the deadline. */
static BackgroundWorkerHandle *
Launch(const char *function, dsm_handle segment, TimestampTz deadline)
{
	BackgroundWorkerHandle *worker;

	do
	{
		CHECK_FOR_INTERRUPTS();
		worker = TryLaunch(function, segment);
	} while (worker == NULL && Pause(deadline));

	return worker;
}

static BackgroundWorkerHandle *
TryLaunch(const char *function, dsm_handle segment)
{
	BackgroundWorkerHandle *handle = NULL;
	BackgroundWorker worker;

	memset(&worker, 0, sizeof(worker));
	strlcpy(worker.bgw_name, WORKER_NAME, BGW_MAXLEN);
	strlcpy(worker.bgw_type, WORKER_NAME, BGW_MAXLEN);
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS |
		BGWORKER_BACKEND_DATABASE_CONNECTION;
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	strlcpy(worker.bgw_library_name, "converge",
			sizeof(worker.bgw_library_name));
	strlcpy(worker.bgw_function_name, function, BGW_MAXLEN);
	worker.bgw_main_arg = UInt32GetDatum(segment);
	worker.bgw_notify_pid = proc_exit_inprogress ? 0 : MyProcPid;

	if (!RegisterDynamicBackgroundWorker(&worker, &handle))
		return NULL;
	return handle;
}

/* Answers in place of the worker: there is no row. */
static void
ThrowNoWorker(CvgLedgerRecord *record)
{
	record->answer.sqlerrcode = ERRCODE_INSUFFICIENT_RESOURCES;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_RESOURCES),
			 errmsg("could not start a background worker to put the run on record"),
			 errdetail("No worker slot became free in %d seconds.",
					   OPEN_PATIENCE_MS / 1000),
			 errhint("Increase max_worker_processes, or wait until other workers have ended.")));
}

static void
ThrowNotOpened(const CvgLedgerRecord *record)
{
	if (record->answer.sqlerrcode == 0)
		ereport(ERROR,
				(errcode(ERRCODE_CONNECTION_FAILURE),
				 errmsg("could not put the run on record"),
				 errdetail("The background worker \"%s\" ended without an answer.",
						   WORKER_NAME),
				 errhint("See the server log.")));
	ereport(ERROR,
			(errcode(record->answer.sqlerrcode),
			 errmsg("could not put the run on record"),
			 errdetail("The background worker \"%s\" reports: %s",
					   WORKER_NAME, record->answer.message),
			 record->answer.sqlerrcode == ERRCODE_LOCK_NOT_AVAILABLE ?
			 errhint("Another session locks the tables of the extension, or waits for a lock on them.") : 0));
}

static void
WarnNotClosed(void)
{
	ereport(proc_exit_inprogress ? LOG : WARNING,
			(errcode(ERRCODE_INSUFFICIENT_RESOURCES),
			 errmsg("could not start a background worker to close the record of a run"),
			 errdetail("The status of the run stays \"in_progress\"."),
			 errhint("Increase max_worker_processes.")));
}

/* Returns false if the deadline has passed or the postmaster is gone. */
static bool
Pause(TimestampTz deadline)
{
	int			events;

	if (GetCurrentTimestamp() >= deadline)
		return false;

	events = WaitLatch(MyLatch,
					   WL_LATCH_SET | WL_TIMEOUT | WL_POSTMASTER_DEATH,
					   PAUSE_MS, PG_WAIT_EXTENSION);
	ResetLatch(MyLatch);
	return (events & WL_POSTMASTER_DEATH) == 0;
}

/* The worker's side ------------------------------------------------------ */

/* Insert the row, and answer. */
void
CvgLedgerOpenMain(Datum main_arg)
{
	CvgLedgerRecord *record;

	pqsignal(SIGTERM, die);
	BackgroundWorkerUnblockSignals();
	record = Attach(DatumGetUInt32(main_arg));
	if (record == NULL)
		return;
	Connect(record->database, OPEN_LOCK_TIMEOUT);

	PG_TRY();
	{
		WriteRecord(record, CVG_LEDGER_IN_PROGRESS);
		record->opened = true;
	}
	PG_CATCH();
	{
		KeepAnswer(record);
		PG_RE_THROW();
	}
	PG_END_TRY();
}

/*
 * Close the rows of a chain of records.  All of them are attached and let go
 * first, so that no segment outlives an error here.
 */
void
CvgLedgerCloseMain(Datum main_arg)
{
	CvgLedgerRecord *record;
	List	   *records = NIL;
	ListCell   *cell;

	pqsignal(SIGTERM, die);
	BackgroundWorkerUnblockSignals();
	MemoryContextSwitchTo(TopMemoryContext);
	for (dsm_handle next = DatumGetUInt32(main_arg);
		 next != DSM_HANDLE_INVALID && (record = Attach(next)) != NULL;
		 next = record->next)
	{
		CvgLedgerRelease(record);
		records = lcons(record, records);
	}
	if (records == NIL)
		return;
	Connect(((CvgLedgerRecord *) linitial(records))->database, "0");

	foreach(cell, records)
	{
		record = lfirst(cell);
		WriteRecord(record, record->error.sqlerrcode != 0 ?
					CVG_LEDGER_FAILED : CVG_LEDGER_ROLLED_BACK);
	}
}

static CvgLedgerRecord *
Attach(dsm_handle handle)
{
	dsm_segment *segment = dsm_attach(handle);

	return segment == NULL ? NULL : dsm_segment_address(segment);
}

/* Settings of the database or the role must not keep us from writing. */
static void
Connect(Oid database, const char *lock_timeout)
{
	static const char *const settings[][2] = {
		{"application_name", WORKER_NAME},
		{"default_transaction_isolation", "read committed"},
		{"default_transaction_read_only", "off"},
		{"synchronous_commit", "local"},
	};

	BackgroundWorkerInitializeConnectionByOid(database, InvalidOid,
											  BGWORKER_BYPASS_ALLOWCONN);
	for (int i = 0; i < lengthof(settings); i++)
		SetConfigOption(settings[i][0], settings[i][1],
						PGC_USERSET, PGC_S_SESSION);
	SetConfigOption("lock_timeout", lock_timeout, PGC_USERSET, PGC_S_SESSION);
}

static void
WriteRecord(const CvgLedgerRecord *record, CvgLedgerStatus status)
{
	SetCurrentStatementStartTimestamp();
	StartTransactionCommand();
	PushActiveSnapshot(GetTransactionSnapshot());
	pgstat_report_activity(STATE_RUNNING, "writing the record of a run");

	LockDatabaseObject(record->relid, (Oid) record->run_id,
					   CVG_LEDGER_LOCK_WRITE, ExclusiveLock);
	CvgLedgerStoreRun(record, status, NULL);

	PopActiveSnapshot();
	CommitTransactionCommand();
	pgstat_report_activity(STATE_IDLE, NULL);
}

static void
KeepAnswer(CvgLedgerRecord *record)
{
	MemoryContextSwitchTo(TopMemoryContext);
	CvgLedgerErrorSet(&record->answer, CopyErrorData());
}
