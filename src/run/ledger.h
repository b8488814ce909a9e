/*-------------------------------------------------------------------------
 *
 * ledger.h
 *	  The record of runs: converge_run and converge_run_table.
 *
 * A run is put on record as in_progress by a background worker, in a
 * transaction of its own, before anything is done.  Its success is written
 * by the run's own transaction, so that "completed" and the data become
 * visible together.  If that transaction, or a subtransaction around the
 * run, aborts for whatever reason, a background worker closes the record as
 * failed or rolled_back.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_LEDGER_H
#define CVG_LEDGER_H

#include "postgres.h"
#include "utils/elog.h"
#include "utils/jsonb.h"

typedef struct CvgLedgerRun CvgLedgerRun;

/* One row of converge_run_table; a count of -1 does not apply: NULL. */
typedef struct CvgLedgerTable
{
	const char *table_name;
	const char *status;
	int64		source_rows;
	int64		imported_rows;
	int64		rejected_rows;
	int64		bytes;
	double		seconds;
	const char *note;			/* or NULL */
} CvgLedgerTable;

/*
 * Put a new run on record and return its handle, valid until the end of the
 * top transaction.  Throws if no background worker can be had.
 */
extern CvgLedgerRun *CvgLedgerBegin(const char *action, const char *server,
									Jsonb *arguments);

extern int64 CvgLedgerRunId(const CvgLedgerRun *run);

/*
 * Remember why the run fails; written when its transaction aborts, which
 * the caller brings about by re-throwing.  Never throws.
 */
extern void CvgLedgerFail(CvgLedgerRun *run, const ErrorData *error);

/* Record the run as completed, in the current transaction. */
extern void CvgLedgerComplete(CvgLedgerRun *run, Jsonb *snapshot_position,
							  int ntables, const CvgLedgerTable *tables);

/* Called once when the library is loaded. */
extern void CvgLedgerInit(void);

#endif							/* CVG_LEDGER_H */
