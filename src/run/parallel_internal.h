/*-------------------------------------------------------------------------
 *
 * parallel_internal.h
 *	  What leader and workers of a parallel load share.  See parallel.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PARALLEL_INTERNAL_H
#define CVG_PARALLEL_INTERNAL_H

#include "postgres.h"
#include "access/parallel.h"
#include "port/atomics.h"
#include "storage/condition_variable.h"
#include "storage/spin.h"

#include "run/parallel_rows.h"
#include "run/run.h"

enum
{
	CVG_KEY_LOAD = 1,
	CVG_KEY_PARTS,
	CVG_KEY_TABLES,
	CVG_KEY_CHANGED,
	CVG_KEY_WRITTEN,
	CVG_KEY_TEXTS
};

/* What the leader tells the workers. */
enum
{
	CVG_ORDER_WAIT,
	CVG_ORDER_BEGIN,			/* begin the snapshot */
	CVG_ORDER_LEAVE				/* there is none for several readers */
};

/* In shared memory: one part; texts are offsets in CVG_KEY_TEXTS. */
typedef struct CvgSharedPart
{
	int			load;
	bool		is_whole;		/* without condition */
	Size		condition;
} CvgSharedPart;

/* In shared memory: one table, and, under the mutex, what came of it. */
typedef struct CvgSharedTable
{
	Size		description;	/* by CvgParallelTableWrite */
	int			first_changed;	/* in CVG_KEY_CHANGED: values changed by a
								 * rule, of each bound column */
	bool		begun;
	TimestampTz began_at;
	TimestampTz ended_at;
	CvgLoadCounts counts;
} CvgSharedTable;

/* In shared memory: the whole. */
typedef struct CvgSharedLoad
{
	char		server[NAMEDATALEN];
	CommandId	cid;
	double		rate;			/* bytes per second of one reader; 0: no limit */
	int			nparts;
	pg_atomic_uint32 next_part;

	ConditionVariable changed;	/* any of these: */
	pg_atomic_uint32 order;
	pg_atomic_uint32 ready;		/* workers that are connected */
	pg_atomic_uint32 failed;	/* that could not connect */
	pg_atomic_uint32 began;		/* that have begun their snapshot */
	pg_atomic_uint32 done;

	/* for the progress */
	pg_atomic_uint64 rows;
	pg_atomic_uint64 bytes;

	slock_t		mutex;			/* of what follows, and of what came of tables */
	char		problem[512];	/* why one could not connect */
} CvgSharedLoad;

/* One process at work. */
typedef struct CvgParticipant
{
	CvgSharedLoad *shared;
	CvgSharedPart *parts;
	CvgSharedTable *tables;
	pg_atomic_uint64 *changed;
	CvgWrittenRelations *written;
	const char *texts;
	CvgSource  *source;
	CvgRun	   *run;			/* of the leader, else NULL */
} CvgParticipant;

/*
 * A context for so many workers, with all of this in its shared memory; fills
 * the leader's pointers.  parallel_context.c.
 */
extern ParallelContext *CvgParallelContextCreate(CvgRun *run, List *parts, int workers,
												 CvgWrittenRelations *written,
												 Size written_size,
												 CvgParticipant *leader);

/* Load the next part, until there is none.  parallel_worker.c. */
extern void CvgParallelLoadParts(CvgParticipant *self);

/* Show what all have loaded.  In the leader.  parallel_worker.c. */
extern void CvgParallelShowProgress(const CvgSharedLoad *shared);

/*
 * In a PG_CATCH: what the error says, if it is about a connection, which was
 * not to be had; any other error goes on.  parallel_worker.c.
 */
extern char *CvgTakeConnectionProblem(MemoryContext memory);

#endif							/* CVG_PARALLEL_INTERNAL_H */
