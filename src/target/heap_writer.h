/*-------------------------------------------------------------------------
 *
 * heap_writer.h
 *	  Write rows into a heap, page by page, past its indexes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_HEAP_WRITER_H
#define CVG_HEAP_WRITER_H

#include "postgres.h"

#include "utils/relcache.h"

typedef struct CvgHeapWriter CvgHeapWriter;

/*
 * Whether a writer can take rows of the relation: a permanent or unlogged
 * heap, neither a catalog nor read by logical decoding.
 */
extern bool CvgHeapWriterServes(Relation rel);

/*
 * Begin writing into rel, which stays open until End, with no other writers
 * than these in any process: the caller, or the leader of its parallel group,
 * holds an exclusive lock.  Rows belong to command cid of the current
 * transaction or subtransaction, which must be the same until End.  No index,
 * that of the TOAST relation included, hears of them: they must be rebuilt
 * before anyone looks (CvgRebuildIndexes).  May be used in a parallel worker.
 * In the current memory context.
 */
extern CvgHeapWriter *CvgHeapWriterBegin(Relation rel, CommandId cid);

/*
 * Take a row whose constraints hold.  The values are not needed afterwards.
 * Returns how many more pages are complete.  Throws where an INSERT of the row would
 * for want of room, in the row or on the disk.
 */
extern int	CvgHeapWriterPut(CvgHeapWriter *writer, const Datum *values,
							 const bool *isnull);

/* Add complete pages of rows to the relation: so memory stays bounded. */
extern void CvgHeapWriterWrite(CvgHeapWriter *writer);

/* Write all that waits, release everything; returns rows written. */
extern int64 CvgHeapWriterEnd(CvgHeapWriter *writer);

#endif							/* CVG_HEAP_WRITER_H */
