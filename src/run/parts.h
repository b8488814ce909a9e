/*-------------------------------------------------------------------------
 *
 * parts.h
 *	  The parts into which the work of several readers is divided.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PARTS_H
#define CVG_PARTS_H

#include "postgres.h"

#include "run/run.h"

/* All rows of a table, or a range of its primary key. */
typedef struct CvgPart
{
	int			load;			/* in run->loads */
	int			number;			/* among the parts of the table, from 0 */
	const char *condition;		/* for CvgScanSpec.part; NULL: all rows */
	int64		bytes;			/* about so many, at the source */
} CvgPart;

/*
 * The parts of all tables that parallel workers can load, the largest first:
 * a list of CvgPart *, in the current memory context.  NIL: there is too
 * little to read for workers that nobody has asked for.
 */
extern List *CvgPartsMake(CvgRun *run);

#endif							/* CVG_PARTS_H */
