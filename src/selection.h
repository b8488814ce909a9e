/*-------------------------------------------------------------------------
 *
 * selection.h
 *	  Which objects of the source the arguments tables and exclude mean.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SELECTION_H
#define CVG_SELECTION_H

#include "postgres.h"
#include "nodes/pg_list.h"

#include "schema.h"

/*
 * Throw unless every name and LIKE pattern of the list matches a table of
 * the schema, or a view if those were read.
 */
extern void CvgPatternsCheck(const CvgSchema *schema, List *patterns,
							 const char *argument);

/* Whether one of the patterns matches; a table's exact name is no pattern. */
extern bool CvgPatternsMatch(const CvgSchema *schema, List *patterns,
							 const char *name);

#endif							/* CVG_SELECTION_H */
