/*-------------------------------------------------------------------------
 *
 * plan_names.h
 *	  Which object of the target stands for a name of the source.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PLAN_NAMES_H
#define CVG_PLAN_NAMES_H

#include "postgres.h"
#include "access/tupdesc.h"

#include "target/relations.h"

/*
 * As CvgRelationNamesFind and CvgAttributeFind; what has not that name, in
 * whatever letter case, is looked for by the names that creating it would
 * have made: shortened to 63 bytes, or in snake case.
 */
extern Oid	CvgPlanFindRelation(const CvgRelationNames *names,
								const char *source_name, bool *ambiguous);
extern AttrNumber CvgPlanFindAttribute(TupleDesc tupdesc, const char *source_name,
									   bool *ambiguous);

#endif							/* CVG_PLAN_NAMES_H */
