/*-------------------------------------------------------------------------
 *
 * both_sides.h
 *	  Read a table of the source and its target at the same time.
 *
 * One process reads a batch here and a batch there in turn: while it works on
 * rows of the target the source fills the socket, so the two cost little more
 * than the slower one.  The target is read by a cursor over a SELECT of the
 * caller's, so rights, row-level security, views, partitions and foreign
 * tables are what they are for any query, and all of it sees the active
 * snapshot.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_BOTH_SIDES_H
#define CVG_BOTH_SIDES_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "plan.h"
#include "source/source.h"
#include "verify/digest.h"

/* One compared column. */
typedef struct CvgComparedColumn
{
	int			source;			/* in the source table's columns[] */
	AttrNumber	attnum;			/* of the target */
	char	   *target_name;	/* not quoted */
	CvgDigestPair pair;
} CvgComparedColumn;

/* A column of the source that is not compared. */
typedef struct CvgIncomparable
{
	const char *column_name;	/* of the source */
	const char *why;
	bool		missing;		/* the target lacks it, and no rule says so */
} CvgIncomparable;

/* Add one to a list; the strings are not copied. */
extern List *CvgIncomparableAdd(List *list, const char *column_name,
								const char *why, bool missing);

/* How a table of the source and its target are compared. */
typedef struct CvgComparison
{
	const CvgTablePlan *plan;
	int			ncolumns;
	CvgComparedColumn *columns; /* in the order of the source */
	int			nkey;			/* of the source's primary key, if all its
								 * columns are compared; else 0 */
	int		   *key;			/* indexes in columns[] */
	List	   *incomparable;	/* of CvgIncomparable * */
} CvgComparison;

/* A row as it passes; everything is valid during the visit alone. */
typedef struct CvgSideRow
{
	bool		of_target;
	CvgHash		hash;			/* of the row */
	const CvgHash *hashes;		/* of its values, as in columns[] */
	const CvgRow *cells;		/* of the source, as in columns[]; else NULL */
	TupleTableSlot *slot;		/* of the target, attributes as in columns[];
								 * else NULL */
} CvgSideRow;

/*
 * Called for every row.  What it allocates in the current memory context may
 * be freed when it returns.
 */
typedef void (*CvgVisitRow) (void *arg, const CvgSideRow *row);

/*
 * Find out what can be compared.  In the current memory context; only the
 * catalogs are read.  Columns that both sides compute are compared as well.
 */
extern CvgComparison *CvgComparisonMake(const CvgTablePlan *plan);

/*
 * Read all rows of both sides, or those that meet the conditions, in SQL of
 * each side; NULL: all.  The source's is in addition to the rule "where".
 * Throws if the source sent other than all rows that it counts.  Needs SPI,
 * and an active snapshot.
 */
extern void CvgReadBothSides(CvgSource *source, CvgComparison *comparison,
							 const char *source_condition,
							 const char *target_condition,
							 CvgVisitRow visit, void *arg);

#endif							/* CVG_BOTH_SIDES_H */
