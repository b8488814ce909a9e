/*-------------------------------------------------------------------------
 *
 * small_indexes.h
 *	  Indexes of a small table: filled, not rebuilt.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SMALL_INDEXES_H
#define CVG_SMALL_INDEXES_H

#include "postgres.h"

/*
 * Insert the entries of all rows of a small table into its indexes, which
 * have none.  Returns false if the table has to be rebuilt: it is not small,
 * an index is not of the kind that can be filled, or a unique index seems to
 * have two entries of a kind; some entries may then be there already.
 */
extern bool CvgFillSmallIndexes(Oid relid);

#endif							/* CVG_SMALL_INDEXES_H */
