/*-------------------------------------------------------------------------
 *
 * parallel_table.h
 *	  What a parallel worker is told of a table.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PARALLEL_TABLE_H
#define CVG_PARALLEL_TABLE_H

#include "postgres.h"
#include "lib/stringinfo.h"

#include "plan.h"

/* Append what reading, converting and writing the table needs. */
extern void CvgParallelTableWrite(StringInfo buf, const CvgTablePlan *plan);

/*
 * The plan again, in the current memory context, from what CvgParallelTableWrite
 * has appended, which must live as long.  Converters are chosen anew, in the
 * catalogs that the leader's transaction sees.
 */
extern CvgTablePlan *CvgParallelTableRead(const char *data);

#endif							/* CVG_PARALLEL_TABLE_H */
