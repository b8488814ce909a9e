/*-------------------------------------------------------------------------
 *
 * preflight_internal.h
 *	  Parts of the check of what surrounds the rows; see surroundings.c.
 *
 * Each writes its findings; the search path is off.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PREFLIGHT_INTERNAL_H
#define CVG_PREFLIGHT_INTERNAL_H

#include "preflight/preflight.h"

/* space.c */
extern void CvgPreflightDisk(CvgPreflight *preflight);
extern void CvgPreflightLocks(CvgPreflight *preflight);
extern void CvgPreflightTime(CvgPreflight *preflight);

/* counters.c: sequences of the target that would stand near their end. */
extern void CvgPreflightCounters(CvgPreflight *preflight);

#endif							/* CVG_PREFLIGHT_INTERNAL_H */
