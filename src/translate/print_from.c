/*-------------------------------------------------------------------------
 *
 * print_from.c
 *	  FROM: tables, derived tables, joins.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/query.h"

static char *PrintTable(CvgPrinter *printer, const CvgFrom *from);
static char *PrintDerived(CvgPrinter *printer, const CvgFrom *from);
static char *PrintJoin(CvgPrinter *printer, const CvgFrom *from);
static bool EndsWithName(const char *qualified, const char *name);

char *
CvgPrintFrom(CvgPrinter *printer, const CvgFrom *from)
{
	switch (from->kind)
	{
		case CVG_FROM_TABLE:
			return PrintTable(printer, from);
		case CVG_FROM_SELECT:
			return PrintDerived(printer, from);
		default:
			return PrintJoin(printer, from);
	}
}

static char *
PrintTable(CvgPrinter *printer, const CvgFrom *from)
{
	const char *name = from->alias != NULL ? from->alias : from->name;
	const CvgRange *common = from->database == NULL ? CvgQueryCommon(printer, from->name) : NULL;
	const char *target = NULL;

	if (from->database != NULL && pg_strcasecmp(from->database, printer->view->database) != 0)
	{
		CvgProblemSet(printer->problem, CVG_P_DATABASE, "it reads database \"%s\"", from->database);
		return "";
	}
	if (common != NULL)
	{
		CvgQueryAddRange(printer->query, name, common->ncolumns, common->columns);
		target = CvgQuoteName(from->name);
	}
	for (int i = 0; i < printer->view->nrelations && target == NULL; i++)
	{
		const CvgViewRelation *relation = &printer->view->relations[i];

		if (strcmp(relation->source_name, from->name) == 0 && relation->target_name != NULL)
		{
			CvgRange   *range = unconstify(CvgRange *, CvgQueryAddRange(printer->query, name, relation->ncolumns,
																		relation->columns));

			range->nkey = relation->nkey;
			range->key = relation->key;
			target = relation->target_name;
		}
	}
	if (target == NULL)
	{
		CvgProblemSet(printer->problem, CVG_P_RELATION, "table or view \"%s\" is not at the target", from->name);
		return "";
	}
	return EndsWithName(target, CvgQuoteName(name)) ? pstrdup(target) :
		psprintf("%s %s", target, CvgQuoteName(name));
}

/* Whether the last part of a qualified name is this one. */
static bool
EndsWithName(const char *qualified, const char *name)
{
	int			extra = strlen(qualified) - strlen(name);

	return extra >= 0 && strcmp(qualified + extra, name) == 0 && (extra == 0 || qualified[extra - 1] == '.');
}

static char *
PrintDerived(CvgPrinter *printer, const CvgFrom *from)
{
	int			ncolumns;
	CvgTerm   **terms;
	char	   *sql = CvgPrintSelect(printer, from->select, &ncolumns, &terms);

	if (from->alias == NULL)
	{
		CvgProblemSet(printer->problem, CVG_P_SYNTAX, "a derived table has no name");
		return "";
	}
	CvgQueryAddRange(printer->query, from->alias, ncolumns,
					 CvgColumnsOfTerms(terms, printer->names, printer->targets, ncolumns));
	return psprintf("%s(%s) %s", from->lateral ? "LATERAL " : "", sql, CvgQuoteName(from->alias));
}

static char *
PrintJoin(CvgPrinter *printer, const CvgFrom *from)
{
	char	   *left = CvgPrintFrom(printer, from->left);
	char	   *right = CvgPrintFrom(printer, from->right);
	char	   *sql;

	if (printer->problem->code != NULL)
		return "";
	sql = psprintf(from->right->kind == CVG_FROM_JOIN ? "%s %s (%s)" : "%s %s %s", left, from->join, right);
	if (from->condition == NULL)
		return sql;
	return psprintf("%s ON %s", sql, CvgAsBoolean(printer, CvgPrint(printer, from->condition))->sql);
}

/* The columns of a subquery, as those who read it see them. */
CvgExprColumn *
CvgColumnsOfTerms(CvgTerm **terms, char **names, char **targets, int nterms)
{
	CvgExprColumn *columns = palloc0(sizeof(CvgExprColumn) * Max(nterms, 1));

	for (int i = 0; i < nterms; i++)
	{
		const CvgTerm *term = terms[i];
		CvgExprColumn *column = &columns[i];

		column->source_name = names[i];
		column->target_name = targets[i];
		column->kind = term->kind;
		column->type = term->type;
		column->ignores_case = term->sense != CVG_CASE_EXACT;
		column->collated = term->collated;
		column->source_ignores_case = term->source_ignores_case;
		if (term->kind == CVG_KIND_INTEGER)
			column->type = term->bits <= 31 ? "integer" : "bigint";
		else if (term->kind == CVG_KIND_NUMERIC)
			column->type = term->scale >= 0 ? psprintf("numeric(65,%d)", term->scale) : NULL;
	}
	return columns;
}
