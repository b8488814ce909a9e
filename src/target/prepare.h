/*-------------------------------------------------------------------------
 *
 * prepare.h
 *	  Make target tables ready to take rows: rights, locks, old rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PREPARE_H
#define CVG_PREPARE_H

#include "postgres.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"

/*
 * Throw unless the current user may insert into these attributes (attnums)
 * of the relation, by the rules of COPY FROM.
 */
extern void CvgRequireInsert(Oid relid, const Bitmapset *attnums);

/*
 * Lock relations and all their partitions, in the order of their OIDs:
 * exclusively those that the user may maintain, as for INSERT the others.
 */
extern void CvgLockTargets(List *relids);

/*
 * Whether no row of the relation or of its partitions is visible.  Needs
 * SPI.
 */
extern bool CvgRelationIsEmpty(Oid relid);

/*
 * TRUNCATE all of them in one statement, without CASCADE: a foreign key of a
 * table that is not among them is an error.
 */
extern void CvgTruncateTargets(List *relids, bool fire_triggers);

/*
 * Run queries of our own with pg_catalog alone in search_path, so that
 * nobody's operators or functions get into them; ended by CvgSearchPathOn.
 */
extern int	CvgSearchPathOff(void);
extern void CvgSearchPathOn(int nestlevel);

#endif							/* CVG_PREPARE_H */
