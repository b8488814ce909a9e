/*-------------------------------------------------------------------------
 *
 * plan_names.c
 *	  Which object of the target stands for a name of the source.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "create/design.h"
#include "plan_names.h"

static const CvgFold folds[] = {CVG_FOLD_KEEP, CVG_FOLD_SNAKE};

static void MadeName(CvgFold fold, const char *source_name, const char *object_type,
					 char *name);

Oid
CvgPlanFindRelation(const CvgRelationNames *names, const char *source_name,
					bool *ambiguous)
{
	Oid			relid = CvgRelationNamesFind(names, source_name, ambiguous);

	for (int i = 0; i < (int) lengthof(folds) && !OidIsValid(relid) && !*ambiguous; i++)
	{
		char		name[NAMEDATALEN];

		MadeName(folds[i], source_name, "table", name);
		relid = CvgRelationNamesFind(names, name, ambiguous);
	}
	return relid;
}

AttrNumber
CvgPlanFindAttribute(TupleDesc tupdesc, const char *source_name, bool *ambiguous)
{
	AttrNumber	attnum = CvgAttributeFind(tupdesc, source_name, ambiguous);

	for (int i = 0; i < (int) lengthof(folds) && attnum == InvalidAttrNumber && !*ambiguous; i++)
	{
		char		name[NAMEDATALEN];

		MadeName(folds[i], source_name, "column", name);
		attnum = CvgAttributeFind(tupdesc, name, ambiguous);
	}
	return attnum;
}

/* The name that creating the object would give it, with no other about. */
static void
MadeName(CvgFold fold, const char *source_name, const char *object_type, char *name)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "converge made name",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	List	   *unused = NIL;

	strlcpy(name, CvgNamesTake(CvgNamesCreate(fold), source_name, object_type,
							   source_name, &unused), NAMEDATALEN);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}
