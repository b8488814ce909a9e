/*-------------------------------------------------------------------------
 *
 * parallel_rows.h
 *	  The relations that parallel workers write into, and their statistics.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PARALLEL_ROWS_H
#define CVG_PARALLEL_ROWS_H

#include "postgres.h"
#include "nodes/pg_list.h"
#include "port/atomics.h"

/* In shared memory: a table, partition or TOAST relation. */
typedef struct CvgWrittenRelation
{
	Oid			relid;
	pg_atomic_uint64 rows;		/* added by workers */
} CvgWrittenRelation;

typedef struct CvgWrittenRelations
{
	int			n;
	CvgWrittenRelation relations[FLEXIBLE_ARRAY_MEMBER];	/* by OID */
} CvgWrittenRelations;

/*
 * What workers write into if they load these tables, in the current memory
 * context; *size is what it takes in shared memory.  Takes the locks that
 * workers would give back when they end.  In the leader.
 */
extern CvgWrittenRelations *CvgWrittenRelationsMake(List *relids, Size *size);

/* Count the rows that this worker adds in shared memory from now on. */
extern void CvgWrittenRelationsBegin(CvgWrittenRelations *written);

/* Count the rows that workers have added as the leader's. */
extern void CvgWrittenRelationsTake(CvgWrittenRelations *written);

#endif							/* CVG_PARALLEL_ROWS_H */
