/*-------------------------------------------------------------------------
 *
 * heap_pages.h
 *	  Pages of a heap, filled in private memory and added at its end.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_HEAP_PAGES_H
#define CVG_HEAP_PAGES_H

#include "postgres.h"

#include "access/htup_details.h"
#include "utils/relcache.h"

typedef struct CvgHeapPages CvgHeapPages;

/*
 * Begin adding tuples to rel, a heap that stays open and locked until End,
 * and that has no other writers than these.  The tuples belong to command
 * cid of the current transaction or subtransaction, which must be the same
 * until End.  In the current memory context.
 */
extern CvgHeapPages *CvgHeapPagesBegin(Relation rel, CommandId cid);

/*
 * Room for a tuple of len bytes: its header, filled but for t_hoff and the
 * bits of t_infomask that tell of its columns, then zeros.  Throws where the
 * heap itself would: a row too big for a page.  The place is lost at the next
 * call but for one of CvgHeapPagesKeep with the same length, which takes the
 * tuple as it is there.  True: that tuple was the first of a new page, so
 * that one page more is complete.
 */
extern HeapTupleHeader CvgHeapPagesPlace(CvgHeapPages *pages, Size len);
extern bool CvgHeapPagesKeep(CvgHeapPages *pages, Size len);

/*
 * Add the complete pages to the relation.  Place does so itself when there is
 * no room for another page, which errors of the disk may then come from.
 */
extern void CvgHeapPagesWrite(CvgHeapPages *pages);

/*
 * Tell a function how many tuples were added to a relation, instead of the
 * statistics of this process.
 */
typedef void (*CvgRowsAdded) (Oid relid, int64 rows);
extern void CvgHeapPagesTell(CvgRowsAdded function);

/* Add all pages, release everything; returns how many tuples were added. */
extern int64 CvgHeapPagesEnd(CvgHeapPages *pages);

#endif							/* CVG_HEAP_PAGES_H */
