/*-------------------------------------------------------------------------
 *
 * pushdown_internal.h
 *	  What the files of digests by the servers' own SQL share.
 *
 * pushdown_form.c chooses a form for a compared column; pushdown_sql.c has
 * the target compute digests of it; pushdown.c and pushdown_ranges.c compare.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PUSHDOWN_INTERNAL_H
#define CVG_PUSHDOWN_INTERNAL_H

#include "postgres.h"

#include "source/digest_form.h"
#include "verify/both_sides.h"

/* A table whose columns have their forms. */
typedef struct CvgPushdown
{
	CvgComparison *comparison;
	CvgDigestSpec spec;
	CvgDigestField *fields;		/* those of spec, spec.nfields */
	int		   *columns;		/* in comparison->columns, one a field */
	int			range_column;	/* in comparison->columns; -1: none */
	List	   *incomparable;	/* of CvgIncomparable *: columns without form */
} CvgPushdown;

/* Choose the forms of all columns.  Needs SPI.  pushdown.c. */
extern CvgPushdown *CvgPushdownMake(CvgComparison *comparison);

/*
 * Choose the form of a compared column and fill *field.  False, with the
 * reason in *why: the two servers cannot write it alike.  Reads PostgreSQL's
 * catalogs.
 */
extern bool CvgPushdownChoose(const CvgComparedColumn *column,
							  CvgDigestField *field, const char **why);

/*
 * As the source's routine digest, of the target.  Needs SPI, and an active
 * snapshot.
 */
extern List *CvgTargetDigest(const CvgPushdown *pushdown);

/* As the source's routine key_bounds, of the target. */
extern bool CvgTargetKeyBounds(const CvgPushdown *pushdown, int64 *lowest, int64 *highest);

/* The moment of a rule "zero_date" in its form.  Needs SPI. */
extern char *CvgPushdownMoment(const char *value);

/* Whether two lines have the same number of rows and the same digests. */
extern bool CvgDigestSumsEqual(const CvgDigestSums *a, const CvgDigestSums *b);

#endif							/* CVG_PUSHDOWN_INTERNAL_H */
