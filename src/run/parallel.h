/*-------------------------------------------------------------------------
 *
 * parallel.h
 *	  Read the source over several connections at once.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PARALLEL_H
#define CVG_PARALLEL_H

#include "postgres.h"

#include "run/run.h"

/*
 * Begin the snapshot of run->source, and load with the help of
 * run->readers.wanted parallel workers all tables of which workers are
 * capable; load->loaded tells which.  Where there are fewer workers than
 * wanted, run->readers says why.  The caller has a transaction id.
 */
extern void CvgLoadParallel(CvgRun *run);

/*
 * Set wanted and automatic: the argument workers of converge_import, or, if it
 * is negative, what the setting converge.workers tells.
 */
extern void CvgReadersChoose(CvgReaders *readers, int argument);

/* Define the setting.  Called once when the library is loaded. */
extern void CvgParallelInit(void);

#endif							/* CVG_PARALLEL_H */
