/*-------------------------------------------------------------------------
 *
 * selection.c
 *	  Which objects of the source the arguments tables and exclude mean.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "rules.h"
#include "selection.h"

static bool PatternMatchesSome(const CvgSchema *schema, const char *pattern);

void
CvgPatternsCheck(const CvgSchema *schema, List *patterns, const char *argument)
{
	ListCell   *lc;

	foreach(lc, patterns)
	{
		const char *pattern = lfirst(lc);

		if (!PatternMatchesSome(schema, pattern))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_TABLE),
					 errmsg("argument \"%s\" names no table of source database \"%s\"",
							argument, schema->name),
					 errdetail("No table of the source matches \"%s\".", pattern),
					 errhint("converge_tables lists the source's tables.")));
	}
}

static bool
PatternMatchesSome(const CvgSchema *schema, const char *pattern)
{
	ListCell   *lc;

	if (CvgSchemaTable(schema, pattern) != NULL)
		return true;
	for (int i = 0; i < schema->ntables; i++)
	{
		if (CvgNameMatches(pattern, schema->tables[i].name))
			return true;
	}
	foreach(lc, schema->views)
	{
		const CvgView *view = lfirst(lc);

		if (CvgNameMatches(pattern, view->name))
			return true;
	}
	return false;
}

bool
CvgPatternsMatch(const CvgSchema *schema, List *patterns, const char *name)
{
	ListCell   *lc;

	foreach(lc, patterns)
	{
		const char *pattern = lfirst(lc);

		if (strcmp(pattern, name) == 0 ||
			(CvgSchemaTable(schema, pattern) == NULL && CvgNameMatches(pattern, name)))
			return true;
	}
	return false;
}
