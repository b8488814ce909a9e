/*-------------------------------------------------------------------------
 *
 * row_check.h
 *	  Judge rows by the constraints of their table, without writing them.
 *
 * Defaults, generated columns, NOT NULL, CHECK and partitions, as the sink
 * applies them, but all violations of a row are told and not the first one
 * alone.  What a volatile default would give is not known, as it is not
 * evaluated: constraints over such columns, and columns generated from them,
 * are taken to hold.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_ROW_CHECK_H
#define CVG_ROW_CHECK_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"

typedef struct CvgRowCheck CvgRowCheck;

typedef enum CvgRowCheckStep
{
	CVG_CHECKING_DEFAULTS,
	CVG_CHECKING_GENERATED,
	CVG_CHECKING_PARTITION,
	CVG_CHECKING_CONSTRAINTS
} CvgRowCheckStep;

typedef struct CvgViolation
{
	const char *column;			/* of NOT NULL; else NULL */
	const char *constraint;		/* of CHECK; else NULL; neither: no partition */
	const char *message;		/* as PostgreSQL has it */
} CvgViolation;

/*
 * Begin to judge rows of rel, which the caller has locked and keeps open.
 * bound[i] tells that the caller gives attribute i + 1; the array is kept.
 * What is opened meanwhile belongs to the resource owner that is current now.
 */
extern CvgRowCheck *CvgRowCheckBegin(Relation rel, const bool *bound);

/* The slot for the next row, cleared: fill its arrays. */
extern TupleTableSlot *CvgRowCheckSlot(CvgRowCheck *check);

/*
 * The violations of the row in the slot, as CvgViolation *, in the current
 * memory context.  Completes the row.  Throws what an expression throws.
 */
extern List *CvgRowCheckRow(CvgRowCheck *check);

/*
 * The partition that the last row without violations came to, open as long as
 * the check, and the row as its columns are; NULL: it was not routed.
 */
extern Relation CvgRowCheckPartition(const CvgRowCheck *check, TupleTableSlot **slot);

/*
 * As CvgRowCheckRow, for a row of which values were refused: NOT NULL alone,
 * of the bound attributes that are null in the slot.
 */
extern List *CvgRowCheckNulls(CvgRowCheck *check);

/* What the last CvgRowCheckRow has been at. */
extern CvgRowCheckStep CvgRowCheckAt(const CvgRowCheck *check);

/* Whether the value of the attribute is not known; one flag an attribute. */
extern const bool *CvgRowCheckUnknown(const CvgRowCheck *check);

extern void CvgRowCheckEnd(CvgRowCheck *check);

#endif							/* CVG_ROW_CHECK_H */
