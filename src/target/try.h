/*-------------------------------------------------------------------------
 *
 * try.h
 *	  Do something to rows that may be refused, and live on.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRY_H
#define CVG_TRY_H

#include "postgres.h"

/*
 * Call action(arg) in a subtransaction, in whose memory context and resource
 * owner it begins.  NULL: it has returned, and what it did stays.  Else the
 * error it threw, in the caller's memory context, and what it did is undone.
 * Errors of the machine, of rights or of a cancel are no row's fault and are
 * thrown again; so are those of expressions that PostgreSQL cannot evaluate
 * for any row, unless unsupported is true.
 */
extern ErrorData *CvgTry(void (*action) (void *arg), void *arg, bool unsupported);

#endif							/* CVG_TRY_H */
