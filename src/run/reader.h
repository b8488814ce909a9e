/*-------------------------------------------------------------------------
 *
 * reader.h
 *	  Read a source table and convert its rows.
 *
 * While a reader works on a row, errors carry a context line that names the
 * table and the row's primary key: push CvgReaderContext, with the reader as
 * its argument, onto error_context_stack.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_READER_H
#define CVG_READER_H

#include "postgres.h"

#include "plan.h"
#include "row.h"
#include "source/source.h"
#include "utils/jsonb.h"

typedef struct CvgReader CvgReader;

/*
 * Convert one value, in the current memory context; for NULL the result
 * means nothing.
 */
static inline Datum
CvgCellConvert(CvgConvert *cv, const CvgCell *cell, bool *isnull)
{
	*isnull = cell->data == NULL && !cv->takes_null;
	return *isnull ? (Datum) 0 : cv->fn(cv, cell->data, cell->len, isnull);
}

/*
 * Start the scan of a table, or of a part of it (see CvgScanSpec); plan must
 * outlive the reader.
 */
extern CvgReader *CvgReaderBegin(CvgSource *source, CvgTablePlan *plan,
								 const char *part);

/* The next row as received, valid until the next call; NULL at the end. */
extern const CvgRow *CvgReaderFetch(CvgReader *reader);

/*
 * Convert a row into values and nulls, arrays of the target's attributes,
 * of which only the bound ones are written.  Values are allocated in the
 * current memory context.
 */
extern void CvgReaderConvert(CvgReader *reader, const CvgRow *row,
							 Datum *values, bool *nulls);

/* Name no row in errors from now on, until the next one is fetched. */
extern void CvgReaderLeaveRow(CvgReader *reader);

extern void CvgReaderEnd(CvgReader *reader);

extern int64 CvgReaderRows(const CvgReader *reader);	/* received */
extern int64 CvgReaderBytes(const CvgReader *reader);	/* received */

/*
 * How many values each converter has changed by a rule, to be put back when
 * the rows were not stored after all.  In the current memory context.
 */
extern uint64 *CvgReaderSaveChanged(const CvgReader *reader);
extern void CvgReaderRestoreChanged(CvgReader *reader, const uint64 *changed);

/* Callback for error_context_stack; arg is the CvgReader. */
extern void CvgReaderContext(void *arg);

/* The row, and its primary key (NULL without one), as JSON objects. */
extern Jsonb *CvgRowToJsonb(const CvgTablePlan *plan, const CvgRow *row);
extern Jsonb *CvgRowKeyToJsonb(const CvgTablePlan *plan, const CvgRow *row);

#endif							/* CVG_READER_H */
