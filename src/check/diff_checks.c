/*-------------------------------------------------------------------------
 *
 * diff_checks.c
 *	  CHECK constraints of source and target.
 *
 * A check has a counterpart if its translation is a check of the target, as
 * a tree.  Where a check of one side has none, it may still be there in
 * other words: no program can tell, so the row says what was looked for.
 * Checks that hold a type to the range of the source's are no difference.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "check/schema_diff.h"

static bool DiffCheck(const CvgTableDiff *table, const CvgCheck *source);
static void MatchTypeChecks(const CvgTableDiff *table, int column);
static const char *Maximum(const CvgColumn *source);

void
CvgDiffChecks(const CvgTableDiff *table)
{
	TupleConstr *constr = RelationGetDescr(table->rel)->constr;
	bool		comparable = true;
	ListCell   *lc;

	foreach(lc, table->source->checks)
	{
		const CvgCheck *check = lfirst(lc);

		if (check->enforced)
			comparable &= DiffCheck(table, check);
	}
	if (constr == NULL || constr->num_check == 0)
		return;
	for (int i = 0; i < table->source->ncolumns; i++)
	{
		if (table->attnums[i] != InvalidAttrNumber)
			MatchTypeChecks(table, i);
	}
	for (int i = 0; i < constr->num_check; i++)
	{
		if (!table->checks_matched[i])
			CvgDiffPut(table->diff, comparable ? CVG_DIFF_WARNING : CVG_DIFF_INFO, "check",
					   psprintf("%s.%s", table->source->name, constr->check[i].ccname),
					   NULL,
					   CvgDiffDeparse(table->rel, stringToNode(constr->check[i].ccbin)),
					   comparable ?
					   "only at the target, or in other words: rows that break it stop an import" :
					   "cannot be compared: the source has checks without a translation");
	}
}

/* False if it cannot be compared. */
static bool
DiffCheck(const CvgTableDiff *table, const CvgCheck *source)
{
	char	   *object = psprintf("%s.%s", table->source->name, source->name);
	char	   *why;
	Node	   *expr = CvgDiffTranslate(table, source->expression, CVG_USE_CHECK,
										InvalidAttrNumber, &why);

	if (expr == NULL)
	{
		CvgDiffPut(table->diff, CVG_DIFF_INFO, "check", object, source->expression, NULL,
				   "cannot be compared: %s", why);
		return false;
	}
	if (CvgDiffMatchCheck(table, expr))
		return true;
	CvgDiffPut(table->diff, CVG_DIFF_WARNING, "check", object, source->expression, NULL,
			   "missing at the target, or there in other words");
	return true;
}

/* What a type of the source holds to by itself, and a check here says. */
static void
MatchTypeChecks(const CvgTableDiff *table, int column)
{
	const CvgColumn *source = &table->source->columns[column];
	const char *name = quote_identifier(table->scope[column].target_name);

	if (source->is_unsigned)
	{
		CvgDiffHasCheck(table, psprintf("%s >= 0", name));
		CvgDiffHasCheck(table, psprintf("%s <= %s", name, Maximum(source)));
		CvgDiffHasCheck(table, psprintf("%s BETWEEN 0 AND %s", name, Maximum(source)));
	}
	else if (source->type == CVG_TYPE_YEAR)
		CvgDiffHasCheck(table, psprintf("%s = 0 OR %s BETWEEN 1901 AND 2155", name, name));
	else if (source->type == CVG_TYPE_BINARY)
		CvgDiffHasCheck(table, psprintf("octet_length(%s) = %d", name, source->length));
	else if (source->type == CVG_TYPE_VARBINARY)
		CvgDiffHasCheck(table, psprintf("octet_length(%s) <= %d", name, source->length));
	else if (source->type == CVG_TYPE_CHAR || source->type == CVG_TYPE_VARCHAR)
		CvgDiffHasLengthCheck(table, column);
	else if (source->type == CVG_TYPE_VECTOR)
		CvgDiffHasCheck(table, psprintf("cardinality(%s) <= %d", name,
										CvgVectorLength(source)));
	else if (source->type == CVG_TYPE_INET)
		CvgDiffHasCheck(table, psprintf("family(%s) = %d", name,
										strcmp(source->type_text, "inet4") == 0 ? 4 : 6));
}

bool
CvgDiffHasLengthCheck(const CvgTableDiff *table, int column)
{
	static const char *const forms[] = {
		"char_length(%s) <= %d",
		"char_length(%s::text) <= %d",
		"length(%s) <= %d",
		"length(%s::text) <= %d"
	};
	const char *name = quote_identifier(table->scope[column].target_name);
	int			length = table->source->columns[column].length;

	for (int i = 0; i < (int) lengthof(forms); i++)
	{
		StringInfoData sql;

		initStringInfo(&sql);
		appendStringInfo(&sql, forms[i], name, length);
		if (CvgDiffHasCheck(table, sql.data))
			return true;
	}
	return length == 0 && CvgDiffHasCheck(table, psprintf("%s = ''", name));
}

static const char *
Maximum(const CvgColumn *source)
{
	switch (source->type)
	{
		case CVG_TYPE_TINYINT:
			return "255";
		case CVG_TYPE_SMALLINT:
			return "65535";
		case CVG_TYPE_MEDIUMINT:
			return "16777215";
		case CVG_TYPE_INT:
			return "4294967295";
		default:
			return "18446744073709551615";
	}
}
