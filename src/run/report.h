/*-------------------------------------------------------------------------
 *
 * report.h
 *	  The result rows of an import, and their copies for the ledger.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_REPORT_H
#define CVG_REPORT_H

#include "postgres.h"
#include "datatype/timestamp.h"
#include "nodes/execnodes.h"

#include "run/checksums.h"
#include "run/run.h"

typedef struct CvgReport
{
	MemoryContext memory;		/* outlives the phases of the run */
	ReturnSetInfo *rsinfo;
	TimestampTz began_at;
	List	   *tables;			/* of CvgLedgerTable * */
	CvgLedgerTable total;
} CvgReport;

/* Into the tuplestore of rsinfo, in the current memory context. */
extern CvgReport *CvgReportBegin(ReturnSetInfo *rsinfo);

/* One row each, in the order of the calls. */
extern void CvgReportTable(CvgReport *report, const CvgRun *run,
						   const CvgTableLoad *load, bool dry_run);
extern void CvgReportSkipped(CvgReport *report, const CvgPlan *plan);
extern void CvgReportSource(CvgReport *report, const CvgRun *run);
extern void CvgReportChecksums(CvgReport *report, const CvgChecksums *checksums);
extern void CvgReportSequences(CvgReport *report, List *sequences, double seconds);
extern void CvgReportForeignKeys(CvgReport *report, int checked, double seconds);
extern void CvgReportCreation(CvgReport *report, const char *summary);

/* The row total; records the run as completed. */
extern void CvgReportEnd(CvgReport *report, const CvgRun *run, bool dry_run);

#endif							/* CVG_REPORT_H */
