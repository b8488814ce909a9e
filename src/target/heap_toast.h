/*-------------------------------------------------------------------------
 *
 * heap_toast.h
 *	  Values too long for a page: compress them, or move them out of the row.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_HEAP_TOAST_H
#define CVG_HEAP_TOAST_H

#include "postgres.h"

#include "utils/relcache.h"

typedef struct CvgHeapToast CvgHeapToast;

/*
 * For rows of rel, a heap, that command cid writes; as CvgHeapPagesBegin.  In
 * the current memory context.
 */
extern CvgHeapToast *CvgHeapToastBegin(Relation rel, CommandId cid);

/*
 * Replace values of a row as the heap would, had it been inserted: the same
 * are compressed, by the same method, and the same are moved out of the row.
 * These are written without entries in the index of the TOAST relation,
 * which the caller has to rebuild.  *values and *isnull become arrays that
 * last until the next call; those given are left as they are.
 */
extern void CvgHeapToastRow(CvgHeapToast *toast, const Datum **values,
							const bool **isnull);

/* How many complete pages wait, and write them. */
extern int	CvgHeapToastWaiting(const CvgHeapToast *toast);
extern void CvgHeapToastWrite(CvgHeapToast *toast);

/* Write what waits, release everything. */
extern void CvgHeapToastEnd(CvgHeapToast *toast);

#endif							/* CVG_HEAP_TOAST_H */
