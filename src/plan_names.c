/*-------------------------------------------------------------------------
 *
 * plan_names.c
 *	  Which object of the target stands for a name of the source.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "create/design.h"
#include "plan_names.h"

static const CvgFold folds[] = {CVG_FOLD_KEEP, CVG_FOLD_SNAKE};

Oid
CvgPlanFindRelation(const CvgRelationNames *names, const char *source_name,
					bool *ambiguous)
{
	Oid			relid = CvgRelationNamesFind(names, source_name, ambiguous);

	for (int i = 0; i < (int) lengthof(folds) && !OidIsValid(relid) && !*ambiguous; i++)
	{
		char	   *name = CvgNameMade(folds[i], source_name, "table");

		relid = CvgRelationNamesFind(names, name, ambiguous);
		pfree(name);
	}
	return relid;
}

AttrNumber
CvgPlanFindAttribute(TupleDesc tupdesc, const char *source_name, bool *ambiguous)
{
	AttrNumber	attnum = CvgAttributeFind(tupdesc, source_name, ambiguous);

	for (int i = 0; i < (int) lengthof(folds) && attnum == InvalidAttrNumber && !*ambiguous; i++)
	{
		char	   *name = CvgNameMade(folds[i], source_name, "column");

		attnum = CvgAttributeFind(tupdesc, name, ambiguous);
		pfree(name);
	}
	return attnum;
}
