/*-------------------------------------------------------------------------
 *
 * creation.h
 *	  Tables that an import creates because the target lacks them.
 *
 * missing => 'create'.  Tables are made before the rows are loaded, their
 * indexes, foreign keys and triggers afterwards, all in the transaction of
 * the import.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_CREATION_H
#define CVG_CREATION_H

#include "postgres.h"

#include "create/design.h"
#include "plan.h"
#include "source/source.h"

typedef struct CvgCreation
{
	CvgDesign  *design;
	List	   *statements;		/* of CvgStatement * */
	int			nforeign_keys;	/* that were created */
	int			ncreated;		/* objects that were created */
} CvgCreation;

/*
 * Design what the plan lacks; NULL if that is nothing.  The schema of the
 * plan has been read with CVG_READ_ALL.  Changes nothing.
 */
extern CvgCreation *CvgCreationMake(CvgSource *source, const CvgPlan *plan);

/* Make the tables, and what they need, empty and without indexes. */
extern void CvgCreationTables(CvgCreation *creation);

/* Say in the notes of the plan's tables that they were created, and how. */
extern void CvgCreationNote(const CvgCreation *creation, CvgPlan *plan);

/* When the rows are there.  Needs SPI. */
extern void CvgCreationIndexes(CvgCreation *creation);

/* When the keys are there: foreign keys, triggers, views, kept code.  Needs SPI. */
extern void CvgCreationFinish(CvgCreation *creation);

/* What a report says of objects that are no tables, or NULL. */
extern char *CvgCreationSummary(const CvgCreation *creation);

#endif							/* CVG_CREATION_H */
