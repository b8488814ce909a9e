/*-------------------------------------------------------------------------
 *
 * sequences.h
 *	  Sequences behind columns: serial, identity, or a default of nextval.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SEQUENCES_H
#define CVG_SEQUENCES_H

#include "postgres.h"
#include "nodes/pg_list.h"

typedef struct CvgSequence
{
	Oid			sequence;
	Oid			relid;
	AttrNumber	attnum;
	char	   *name;			/* qualified and quoted, as the next two */
	char	   *table_name;
	char	   *column_name;	/* not quoted */

	/* after CvgSequenceSet or CvgSequenceLook */
	bool		has_max;		/* false: the column holds no value */
	int64		max_value;		/* the largest value in the column; the
								 * smallest, if the sequence descends */
	bool		descending;
	int64		next_value;		/* what nextval would give */
	const char *status;			/* set, unchanged, exhausted */
} CvgSequence;

/* Sequences of integer columns of the relations.  Needs SPI. */
extern List *CvgSequencesOf(List *relids);

/*
 * Make the sequence go on past the largest value of its column, at
 * source_next (0: not known) if that is farther; never back if keep_ahead.
 * Rolls back with the transaction.  Needs SPI.
 */
extern void CvgSequenceSet(CvgSequence *sequence, uint64 source_next, bool keep_ahead);

/* Whether the caller may read both the sequence and its column. */
extern bool CvgSequenceIsReadable(const CvgSequence *sequence);

/*
 * Fill in how the sequence and its column stand, changing nothing.  The
 * caller may read both.  Needs SPI, and an active snapshot.
 */
extern void CvgSequenceLook(CvgSequence *sequence);

#endif							/* CVG_SEQUENCES_H */
