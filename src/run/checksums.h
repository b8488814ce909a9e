/*-------------------------------------------------------------------------
 *
 * checksums.h
 *	  verify => 'checksum': prove the rows within the import.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_CHECKSUMS_H
#define CVG_CHECKSUMS_H

#include "postgres.h"

#include "run/run.h"

typedef struct CvgChecksums
{
	int			ntables;
	int			ncolumns;
	int			nincomparable;	/* columns left out of it */
	double		seconds;
} CvgChecksums;

/*
 * Compare every table that was loaded with its source, column by column;
 * throws at the first that differs.  Needs SPI.  In the current memory
 * context.
 */
extern CvgChecksums *CvgProveChecksums(CvgRun *run);

#endif							/* CVG_CHECKSUMS_H */
