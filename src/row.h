/*-------------------------------------------------------------------------
 *
 * row.h
 *	  How a row crosses from a source to the converters.
 *
 * A cell points into a buffer of the source and is valid until the next row
 * is fetched from the same scan.  It is not terminated by a NUL byte.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_ROW_H
#define CVG_ROW_H

#include "postgres.h"

typedef struct CvgCell
{
	const char *data;			/* NULL: the value is NULL */
	size_t		len;			/* bytes */
} CvgCell;

typedef struct CvgRow
{
	int			ncells;
	const CvgCell *cells;
	size_t		bytes;			/* of all cells */
} CvgRow;

#endif							/* CVG_ROW_H */
