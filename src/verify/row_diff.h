/*-------------------------------------------------------------------------
 *
 * row_diff.h
 *	  What the files that find differing rows share.
 *
 * Every row has a place, a number of 64 bits: the value of the primary key
 * where that is one column of integers, else the upper half of the digest of
 * the key, or of the row if there is no key.  Rows of equal key have the same
 * place on both sides.  A sieve (row_sieve.c) reads both sides and tells
 * which ranges of places differ; a match (row_match.c) reads the rows of some
 * of these ranges and names those that differ; row_text.c writes their
 * values; row_diff.c calls these in turn.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_ROW_DIFF_H
#define CVG_ROW_DIFF_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/jsonb.h"

#include "verify/both_sides.h"

typedef struct CvgPlaceRange
{
	uint64		first;
	uint64		last;			/* included */
} CvgPlaceRange;

typedef enum CvgDifference
{
	CVG_ROW_MISSING,			/* at the target */
	CVG_ROW_EXTRA,				/* at the target */
	CVG_ROW_CHANGED
} CvgDifference;

/* One column of a changed row, or a row that is on one side alone. */
typedef struct CvgRowFinding
{
	CvgDifference difference;
	const char *table_name;		/* of the source */
	Jsonb	   *primary_key;	/* NULL: the table has none to compare */
	const char *column_name;	/* of the source; NULL: the row */
	const char *source_value;	/* NULL: is NULL, or there is no row */
	const char *target_value;
} CvgRowFinding;

/* One search in one table. */
typedef struct CvgRowDiff
{
	CvgSource  *source;
	CvgComparison *comparison;
	bool		by_integer;		/* places are keys: ranges can be read alone */
	int64		left;			/* rows that may still be named */
	void		(*put) (void *arg, const CvgRowFinding *finding);
	void	   *arg;
} CvgRowDiff;

/* Places of integers, in their order. */
#define CvgPlaceOfInteger(value) ((uint64) (value) ^ (UINT64CONST(1) << 63))
#define CvgIntegerOfPlace(place) ((int64) ((place) ^ (UINT64CONST(1) << 63)))

/* Whether the key makes places that can be read alone.  row_sieve.c. */
extern bool CvgPlacesAreIntegers(const CvgComparison *comparison);

/* The digest of the row's key; without one, of the row. */
extern CvgHash CvgRowKeyHash(const CvgComparison *comparison, const CvgSideRow *row);

extern uint64 CvgRowPlace(const CvgRowDiff *diff, const CvgSideRow *row);

/*
 * Read both sides, as far as the ranges can be read alone; the visitor still
 * has to look at the place.
 */
extern void CvgReadRanges(const CvgRowDiff *diff, const CvgPlaceRange *ranges,
						  int nranges, CvgVisitRow visit, void *arg);

/*
 * Read the rows within, and find the ranges that differ, in order.  Each
 * holds a row that differs at least.  Returns their number and fills *ranges
 * in the current memory context.
 */
extern int	CvgSieve(const CvgRowDiff *diff, CvgPlaceRange within,
					 CvgPlaceRange **ranges);

/*
 * Read the rows of the ranges and put what differs, as far as diff->left
 * allows, which is counted down.  Returns how many of the ranges were done,
 * from the first: 0 if the rows of the first alone do not fit into memory.
 * Throws if a range has no difference.
 */
extern int	CvgMatchRows(CvgRowDiff *diff, const CvgPlaceRange *ranges, int nranges);

/* How the values of a column of the target become text. */
typedef struct CvgRowWriter
{
	const CvgComparison *comparison;
	FmgrInfo   *output;			/* one a column */
} CvgRowWriter;

/* In the current memory context. */
extern CvgRowWriter *CvgRowWriterBegin(const CvgComparison *comparison);

/*
 * The values of a row, clipped, NULL for NULL; its primary key as JSON, NULL
 * without one.  In the current memory context.
 */
extern void CvgRowValues(CvgRowWriter *writer, const CvgSideRow *row, char **values);
extern Jsonb *CvgRowKey(CvgRowWriter *writer, const CvgSideRow *row);

/* All values of a row as a JSON object. */
extern char *CvgRowObject(const CvgComparison *comparison, char *const *values);

#endif							/* CVG_ROW_DIFF_H */
