/*-------------------------------------------------------------------------
 *
 * fixed_row.h
 *	  Rows of tables whose columns all have a fixed length.
 *
 * Such a row without NULLs has every value at the same place, so its heap
 * tuple is made once and filled again for every batch.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_FIXED_ROW_H
#define CVG_FIXED_ROW_H

#include "postgres.h"

#include "access/htup.h"
#include "access/tupdesc.h"

typedef struct CvgFixedRow CvgFixedRow;

/*
 * The layout of the table's rows, in the current memory context; NULL if a
 * column has no fixed length or has been dropped.
 */
extern CvgFixedRow *CvgFixedRowCreate(TupleDesc tupdesc);

/* A tuple to be filled, in the current memory context. */
extern HeapTuple CvgFixedRowTuple(const CvgFixedRow *layout);

extern bool CvgFixedRowHasNull(const CvgFixedRow *layout, const bool *nulls);

/* Put the values, none of which is NULL, into such a tuple. */
extern void CvgFixedRowFill(const CvgFixedRow *layout, HeapTuple tuple,
							const Datum *values);

#endif							/* CVG_FIXED_ROW_H */
