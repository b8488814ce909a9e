/*-------------------------------------------------------------------------
 *
 * try.h
 *	  Try something that may be refused, and live on.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRY_H
#define CVG_TRY_H

#include "postgres.h"

/*
 * Call action(arg) in a subtransaction, in whose memory context and resource
 * owner it begins.  NULL: it has returned, and what it did stays.  Else the
 * error it threw, in the caller's memory context, and what it did is undone;
 * an error that is not an expected one is thrown again.
 */
extern ErrorData *CvgTry(void (*action) (void *arg), void *arg,
						 bool (*is_expected) (const ErrorData *error));

/*
 * Whether a row is at fault: errors of the machine, of rights or of a cancel
 * are not, nor those of expressions that PostgreSQL cannot evaluate for any
 * row.
 */
extern bool CvgErrorIsOfRow(const ErrorData *error);

/* Whether it says nothing of what was tried: a cancel, or want of memory. */
extern bool CvgErrorIsInterruption(const ErrorData *error);

#endif							/* CVG_TRY_H */
