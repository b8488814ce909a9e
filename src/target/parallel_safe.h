/*-------------------------------------------------------------------------
 *
 * parallel_safe.h
 *	  Whether rows can be written by a parallel worker.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PARALLEL_SAFE_H
#define CVG_PARALLEL_SAFE_H

#include "postgres.h"
#include "nodes/pg_list.h"

/*
 * Whether everything that is evaluated for a row of the relation and its
 * partitions may run in a parallel worker: defaults of columns that are not
 * bound (see CvgSinkBegin), generated columns, checks, domains, partition
 * keys.
 */
extern bool CvgRelationIsParallelSafe(Oid relid, const bool *bound);

/* Whether expressions, as the parser leaves them, may run there. */
extern bool CvgExpressionsAreParallelSafe(List *expressions);

#endif							/* CVG_PARALLEL_SAFE_H */
