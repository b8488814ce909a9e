/*-------------------------------------------------------------------------
 *
 * query.c
 *	  Names that are visible in a SELECT, and what GROUP BY asks of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/query.h"

static CvgTerm *FindColumn(CvgPrinter *printer, CvgQuery *query, const CvgNode *node);
static CvgTerm *FindAlias(CvgPrinter *printer, CvgQuery *query, const CvgNode *node);
static bool IsGrouped(const CvgQuery *query, const CvgRange *range, int column);

CvgQuery *
CvgQueryBegin(CvgPrinter *printer, const CvgSelect *select)
{
	CvgQuery   *query = palloc0(sizeof(CvgQuery));

	query->outer = printer->query;
	query->select = select;
	printer->query = query;
	return query;
}

void
CvgQueryEnd(CvgPrinter *printer)
{
	printer->query = printer->query->outer;
}

/* The WITH query of that name, or NULL. */
const CvgRange *
CvgQueryCommon(CvgPrinter *printer, const char *name)
{
	for (CvgQuery *query = printer->query; query != NULL; query = query->outer)
	{
		ListCell   *lc;

		foreach(lc, query->commons)
		{
			CvgRange   *range = lfirst(lc);

			if (pg_strcasecmp(range->name, name) == 0)
				return range;
		}
	}
	return NULL;
}

const CvgRange *
CvgQueryAddRange(CvgQuery *query, const char *name, int ncolumns, const CvgExprColumn *columns)
{
	CvgRange   *range = palloc0(sizeof(CvgRange));

	range->name = name;
	range->ncolumns = ncolumns;
	range->columns = columns;
	query->ranges = lappend(query->ranges, range);
	return range;
}

/* A column of this query, of one around it, or the alias of an item. */
CvgTerm *
CvgPrintColumn(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *term = NULL;

	if (node->database != NULL && pg_strcasecmp(node->database, printer->view->database) != 0)
		return CvgTermFail(printer, CVG_P_DATABASE, "it reads database \"%s\"", node->database);
	if (printer->query != NULL && printer->query->aliases)
		term = FindAlias(printer, printer->query, node);
	for (CvgQuery *query = printer->query; query != NULL && term == NULL; query = query->outer)
		term = FindColumn(printer, query, node);
	if (term == NULL && printer->query != NULL)
		term = FindAlias(printer, printer->query, node);
	if (term != NULL)
		return term;
	return CvgTermFail(printer, CVG_P_COLUMN, "column \"%s\" is not known", node->text);
}

static CvgTerm *
FindColumn(CvgPrinter *printer, CvgQuery *query, const CvgNode *node)
{
	ListCell   *lc;

	foreach(lc, query->ranges)
	{
		const CvgRange *range = lfirst(lc);

		if (node->qualifier != NULL && strcmp(node->qualifier, range->name) != 0)
			continue;
		for (int i = 0; i < range->ncolumns; i++)
		{
			const CvgExprColumn *column = &range->columns[i];

			if (pg_strcasecmp(column->source_name, node->text) != 0)
				continue;
			if (column->target_name == NULL)
				return CvgTermFail(printer, CVG_P_COLUMN, "column \"%s\" is not at the target", node->text);
			if (query->recording && query->in_aggregate == 0)
			{
				CvgBareColumn *bare = palloc(sizeof(CvgBareColumn));

				bare->range = range;
				bare->column = i;
				query->bare = lappend(query->bare, bare);
			}
			return CvgTermColumn(column, psprintf("%s.%s", CvgQuoteName(range->name),
												  CvgQuoteName(column->target_name)));
		}
	}
	return NULL;
}

/* The expression that the name stands for in the select list, or NULL. */
static CvgTerm *
FindAlias(CvgPrinter *printer, CvgQuery *query, const CvgNode *node)
{
	ListCell   *lc;

	if (node->qualifier != NULL || query->select == NULL || query->resolving)
		return NULL;
	foreach(lc, query->select->items)
	{
		const CvgItem *item = lfirst(lc);
		bool		aliases = query->aliases;
		CvgTerm    *term;

		if (item->alias == NULL || pg_strcasecmp(item->alias, node->text) != 0)
			continue;
		query->aliases = false;
		query->resolving = true;
		term = CvgPrint(printer, item->expr);
		query->resolving = false;
		query->aliases = aliases;
		return term;
	}
	return NULL;
}

/* Whether the SQL is an expression of GROUP BY, so its columns do not count. */
bool
CvgQueryMatchesGroup(CvgPrinter *printer, const char *sql)
{
	ListCell   *lc;

	if (printer->query == NULL || !printer->query->recording)
		return false;
	foreach(lc, printer->query->group_sql)
	{
		if (strcmp(lfirst(lc), sql) == 0)
			return true;
	}
	return false;
}

/* How many columns are noted, and back to as many. */
int
CvgQueryMark(CvgPrinter *printer)
{
	return printer->query != NULL ? list_length(printer->query->bare) : 0;
}

void
CvgQueryRelease(CvgPrinter *printer, int mark)
{
	printer->query->bare = list_truncate(printer->query->bare, mark);
}

/* Into an aggregate (1), or out of it (-1). */
void
CvgQueryAggregate(CvgPrinter *printer, int change)
{
	printer->query->in_aggregate += change;
	printer->query->has_aggregate = true;
}

/*
 * PostgreSQL takes a column that is not grouped if the primary key of its
 * table is.
 */
void
CvgQueryCheckGroups(CvgPrinter *printer)
{
	CvgQuery   *query = printer->query;
	ListCell   *lc;

	if (!query->has_aggregate && query->select->group == NIL)
		return;
	foreach(lc, query->bare)
	{
		const CvgBareColumn *bare = lfirst(lc);
		bool		fixed = bare->range->nkey > 0;

		for (int i = 0; i < bare->range->nkey; i++)
			fixed = fixed && IsGrouped(query, bare->range, bare->range->key[i]);
		if (!fixed && !IsGrouped(query, bare->range, bare->column))
		{
			CvgProblemSet(printer->problem, CVG_P_GROUP_BY, "column \"%s\" of \"%s\" is not in GROUP BY, nor is a primary key that decides it",
						  bare->range->columns[bare->column].source_name, bare->range->name);
			return;
		}
	}
}

static bool
IsGrouped(const CvgQuery *query, const CvgRange *range, int column)
{
	ListCell   *lc;

	foreach(lc, query->group)
	{
		const CvgBareColumn *group = lfirst(lc);

		if (group->range == range && group->column == column)
			return true;
	}
	return false;
}
