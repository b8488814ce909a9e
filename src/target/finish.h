/*-------------------------------------------------------------------------
 *
 * finish.h
 *	  What follows when all rows are in: indexes, statistics, foreign keys.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_FINISH_H
#define CVG_FINISH_H

#include "postgres.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"

/*
 * Rebuild every index of the relation, of its partitions if it has some, and
 * those of their TOAST relations that are not empty.
 */
extern void CvgRebuildIndexes(Oid relid);

/* Whether the relation or a partition has a deferrable unique constraint. */
extern bool CvgHasDeferrableUnique(Oid relid);

/* Gather statistics of the relations; needs SPI to be connected. */
extern void CvgAnalyze(List *relids);

/*
 * Check all rows of every foreign key of the relations and onto them with
 * PostgreSQL's own check; throws at the first that does not hold.  Those of
 * relations in the list trusted, whose triggers checked each row, are not
 * checked again, and those of other tables that are NOT VALID not at all.
 * Returns how many hold.  Needs SPI.
 */
extern int	CvgCheckForeignKeys(List *relids, List *trusted);

/*
 * The foreign keys that CvgCheckForeignKeys would check, as "key of table",
 * each a char *.  Needs SPI.
 */
extern List *CvgForeignKeyNames(List *relids);

/*
 * For each of the relations, which others of the list its foreign keys
 * reference: sets of places in the list.  Needs SPI.
 */
extern Bitmapset **CvgReferencesAmong(List *relids);

/*
 * One line for every foreign key onto the relations from a relation that is
 * not among them; NULL if there is none.  Needs SPI.
 */
extern char *CvgReferencesFromOutside(List *relids);

#endif							/* CVG_FINISH_H */
