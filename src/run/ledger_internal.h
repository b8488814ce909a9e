/*-------------------------------------------------------------------------
 *
 * ledger_internal.h
 *	  What the files of the ledger share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_LEDGER_INTERNAL_H
#define CVG_LEDGER_INTERNAL_H

#include "postgres.h"

#include "port/atomics.h"
#include "storage/dsm.h"
#include "utils/elog.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "run/ledger.h"

#define CVG_LEDGER_MESSAGE_SIZE 8192

/* Locks of the object "run run_id of class converge_run"; see ledger.c. */
#define CVG_LEDGER_LOCK_ALIVE 0
#define CVG_LEDGER_LOCK_WRITE 1

typedef enum CvgLedgerStatus
{
	CVG_LEDGER_IN_PROGRESS,
	CVG_LEDGER_COMPLETED,
	CVG_LEDGER_ROLLED_BACK,
	CVG_LEDGER_FAILED
} CvgLedgerStatus;

typedef struct CvgLedgerError
{
	int			sqlerrcode;		/* 0: no error */
	char		message[CVG_LEDGER_MESSAGE_SIZE];
} CvgLedgerError;

/*
 * A run in dynamic shared memory, one segment each; its arguments follow.
 * While a worker that opens the record is at work, the backend leaves all
 * but "error" alone; a worker that closes it has the record for itself.
 */
typedef struct CvgLedgerRecord
{
	/* where the row is */
	Oid			database;
	Oid			relid;
	int64		run_id;

	/* what the row says */
	NameData	action;
	NameData	server;
	NameData	username;
	TimestampTz started_at;
	TimestampTz finished_at;
	CvgLedgerError error;

	/* the segment itself */
	dsm_handle	handle;
	dsm_handle	next;			/* record that the same worker closes */
	pg_atomic_flag released;	/* no longer pinned */

	/* answer of the worker that opens the record */
	bool		opened;
	CvgLedgerError answer;
} CvgLedgerRecord;

#define CvgLedgerArguments(record) \
	((Jsonb *) ((char *) (record) + MAXALIGN(sizeof(CvgLedgerRecord))))

/* ledger.c */

/* Keep what an error says, clipped.  Neither allocates nor throws. */
extern void CvgLedgerErrorSet(CvgLedgerError *kept, const ErrorData *error);

/* ledger_worker.c */

/* Have the record written as in_progress, or throw. */
extern void CvgLedgerOpen(CvgLedgerRecord *record);

/*
 * Have records closed, from the first along next, and wait a little for it.
 * Returns whether the segments are left to a worker that is still at it.
 */
extern bool CvgLedgerClose(dsm_handle first);

/* Let the segment go with its last user.  May be called more than once. */
extern void CvgLedgerRelease(CvgLedgerRecord *record);

/* ledger_rows.c */

/* Write the row of a run, whatever the transaction's snapshot sees. */
extern void CvgLedgerStoreRun(const CvgLedgerRecord *record,
							  CvgLedgerStatus status,
							  Jsonb *snapshot_position);

/* Write the rows of the tables of a run. */
extern void CvgLedgerStoreTables(int64 run_id, int ntables,
								 const CvgLedgerTable *tables);

#endif							/* CVG_LEDGER_INTERNAL_H */
