/*-------------------------------------------------------------------------
 *
 * sink.h
 *	  Write rows into a table, in batches, as COPY FROM does.
 *
 * NOT NULL, CHECK, domains, defaults, generated columns and partition
 * routing hold for every row.  User triggers do not fire.  Foreign keys are
 * left to finish.c, and so are indexes unless the sink maintains them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SINK_H
#define CVG_SINK_H

#include "postgres.h"
#include "executor/tuptable.h"
#include "utils/relcache.h"

typedef struct CvgSink CvgSink;

/*
 * Begin writing into rel, on which the caller holds its lock and keeps it
 * open until the sink has ended.  bound[i] tells that the caller gives
 * attribute i + 1; the others get their defaults.  Without indexes, the
 * caller holds AccessExclusiveLock and rebuilds all of them, TOAST's too
 * (CvgRebuildIndexes), before anyone can look.  Rows belong to command
 * cid of the current transaction, which has its id.
 */
extern CvgSink *CvgSinkBegin(Relation rel, const bool *bound, bool maintain_indexes,
							 CommandId cid);

/*
 * A cleared slot with room for the next row.  Pass-by-reference values are
 * to be allocated in CvgSinkMemory, which lives until the batch is written.
 */
extern TupleTableSlot *CvgSinkNextSlot(CvgSink *sink);
extern MemoryContext CvgSinkMemory(CvgSink *sink);

/*
 * Take the row in the slot, of about so many bytes, check it against the
 * constraints of its table and let it wait to be written.  True: the batch
 * is full, and CvgSinkFlush must be called before the next row.
 */
extern bool CvgSinkPut(CvgSink *sink, TupleTableSlot *slot, size_t bytes);

/*
 * Write rows that wait, and reset CvgSinkMemory.  Where indexes are not
 * maintained, some may wait on until End in memory of the sink.
 */
extern void CvgSinkFlush(CvgSink *sink);

/* Write what is left, release everything; returns rows stored. */
extern int64 CvgSinkEnd(CvgSink *sink);

#endif							/* CVG_SINK_H */
