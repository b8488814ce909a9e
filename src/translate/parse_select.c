/*-------------------------------------------------------------------------
 *
 * parse_select.c
 *	  SELECT, UNION, WITH and joins of MySQL as trees.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/tree.h"

static List *ParseWith(CvgParser *parser);
static CvgSelect *ParseBranch(CvgParser *parser);
static void ParseBody(CvgParser *parser, CvgSelect *select);
static void ParseGroup(CvgParser *parser, CvgSelect *select);
static void ParseWindows(CvgParser *parser, CvgSelect *select);
static void ParseTail(CvgParser *parser, CvgSelect *select);
static const char *ParseCount(CvgParser *parser);
static CvgItem *ParseItem(CvgParser *parser);
static const char *ParseAlias(CvgParser *parser);
static CvgFrom *ParseFrom(CvgParser *parser);
static const char *ParseJoin(CvgParser *parser);
static CvgFrom *ParseFromPrimary(CvgParser *parser);

CvgSelect *
CvgSelectParse(const char *sql, CvgProblem *problem)
{
	CvgParser	parser = {.problem = problem};
	CvgSelect  *select;

	parser.next = CvgTokensRead(sql, problem);
	if (problem->code != NULL)
		return NULL;
	select = CvgParseSelect(&parser);
	if (parser.next->kind != CVG_TOKEN_END)
		CvgParserFail(&parser);
	return select;
}

/* WITH, branches with UNION between, and what follows the last of them. */
CvgSelect *
CvgParseSelect(CvgParser *parser)
{
	CvgSelect  *select = palloc0(sizeof(CvgSelect));
	List	   *with = NIL;
	bool		recursive = false;

	if (!CvgParserDescend(parser))
		return select;
	if (CvgParserTake(parser, "with"))
	{
		recursive = CvgParserTake(parser, "recursive");
		with = ParseWith(parser);
	}
	select->branches = list_make1(ParseBranch(parser));
	while (CvgParserTake(parser, "union"))
	{
		bool		all = CvgParserTake(parser, "all");

		if (!all)
			CvgParserTake(parser, "distinct");
		select->branches = lappend(select->branches, ParseBranch(parser));
		select->union_all = lappend_int(select->union_all, all);
	}
	if (CvgTokenIs(parser->next, "intersect") || CvgTokenIs(parser->next, "except"))
		CvgProblemSet(parser->problem, CVG_P_INEXACT, "INTERSECT and EXCEPT are not translated");
	if (list_length(select->branches) == 1)
		select = linitial(select->branches);
	if (select->order == NIL && select->limit == NULL)
	{
		select->order = CvgParseOrder(parser);
		ParseTail(parser, select);
	}
	select->with = list_concat(with, select->with);
	select->recursive |= recursive;
	parser->depth--;
	return select;
}

static List *
ParseWith(CvgParser *parser)
{
	List	   *list = NIL;

	do
	{
		CvgCommon  *common = palloc0(sizeof(CvgCommon));

		common->name = CvgParserName(parser);
		if (CvgParserTake(parser, "("))
		{
			do
				common->columns = lappend(common->columns, pstrdup(CvgParserName(parser)));
			while (CvgParserTake(parser, ","));
			CvgParserExpect(parser, ")");
		}
		CvgParserExpect(parser, "as");
		CvgParserExpect(parser, "(");
		common->select = CvgParseSelect(parser);
		CvgParserExpect(parser, ")");
		list = lappend(list, common);
	} while (CvgParserTake(parser, ","));
	return list;
}

/* One SELECT, perhaps in parentheses, where it may have a tail of its own. */
static CvgSelect *
ParseBranch(CvgParser *parser)
{
	CvgSelect  *select;

	if (CvgParserTake(parser, "("))
	{
		select = CvgParseSelect(parser);
		CvgParserExpect(parser, ")");
		return select;
	}
	select = palloc0(sizeof(CvgSelect));
	CvgParserExpect(parser, "select");
	ParseBody(parser, select);
	return select;
}

static void
ParseBody(CvgParser *parser, CvgSelect *select)
{
	select->distinct = CvgParserTake(parser, "distinct") || CvgParserTake(parser, "distinctrow");
	if (!select->distinct)
		CvgParserTake(parser, "all");
	CvgParserTake(parser, "straight_join");
	do
		select->items = lappend(select->items, ParseItem(parser));
	while (CvgParserTake(parser, ","));
	if (CvgParserTake(parser, "from") && !CvgParserTake(parser, "dual"))
		select->from = ParseFrom(parser);
	if (CvgParserTake(parser, "where"))
		select->where = CvgParseExpression(parser);
	if (CvgParserTake(parser, "group"))
		ParseGroup(parser, select);
	if (CvgParserTake(parser, "having"))
		select->having = CvgParseExpression(parser);
	if (CvgParserTake(parser, "window"))
		ParseWindows(parser, select);
}

static void
ParseGroup(CvgParser *parser, CvgSelect *select)
{
	CvgParserExpect(parser, "by");
	select->group = CvgParseExpressions(parser);
	if (CvgParserTake(parser, "with"))
		CvgProblemSet(parser->problem, CVG_P_INEXACT, "GROUP BY WITH ROLLUP is not translated");
}

static void
ParseWindows(CvgParser *parser, CvgSelect *select)
{
	do
	{
		const char *name = CvgParserName(parser);
		CvgWindow  *window;

		CvgParserExpect(parser, "as");
		CvgParserExpect(parser, "(");
		window = CvgParseWindow(parser);
		if (window->name != NULL)
			CvgProblemSet(parser->problem, CVG_P_INEXACT,
						  "a window based on another one is not translated");
		window->name = pstrdup(name);
		select->windows = lappend(select->windows, window);
	} while (CvgParserTake(parser, ","));
}

/* LIMIT and OFFSET */
static void
ParseTail(CvgParser *parser, CvgSelect *select)
{
	if (CvgParserTake(parser, "limit"))
	{
		select->limit = ParseCount(parser);
		if (CvgParserTake(parser, ","))
		{
			select->offset = select->limit;
			select->limit = ParseCount(parser);
		}
		else if (CvgParserTake(parser, "offset"))
			select->offset = ParseCount(parser);
	}
}

static const char *
ParseCount(CvgParser *parser)
{
	if (parser->next->kind != CVG_TOKEN_INTEGER || parser->next->length > 19)
	{
		CvgParserFail(parser);
		return "0";
	}
	return parser->next++->text;
}

static CvgItem *
ParseItem(CvgParser *parser)
{
	CvgItem    *item = palloc0(sizeof(CvgItem));

	if (CvgParserTake(parser, "*"))
	{
		item->expr = CvgNodeMake(parser, CVG_NODE_STAR, NULL, NIL);
		return item;
	}
	item->expr = CvgParseExpression(parser);
	item->alias = ParseAlias(parser);
	return item;
}

/* [AS] name, or nothing.  A word without AS must not begin a clause. */
static const char *
ParseAlias(CvgParser *parser)
{
	static const char *const clauses[] = {
		"from", "where", "group", "having", "order", "limit", "union", "join",
		"left", "right", "inner", "cross", "on", "using", "natural", "window",
		"straight_join", "intersect", "except", "for", "use", "force", "ignore",
		"partition", "lock", "procedure", "into", "offset", "with", NULL
	};

	if (CvgParserTake(parser, "as"))
	{
		if (parser->next->kind == CVG_TOKEN_STRING)
			return parser->next++->text;
		return CvgParserName(parser);
	}
	if (parser->next->kind == CVG_TOKEN_QUOTED)
		return CvgParserName(parser);
	if (parser->next->kind != CVG_TOKEN_NAME)
		return NULL;
	for (int i = 0; clauses[i] != NULL; i++)
	{
		if (CvgTokenIs(parser->next, clauses[i]))
			return NULL;
	}
	return CvgParserName(parser);
}

/* Joins associate to the left; a comma is a cross join. */
static CvgFrom *
ParseFrom(CvgParser *parser)
{
	CvgFrom    *left;
	const char *join;
	int			depth = parser->depth;

	if (!CvgParserDescend(parser))
		return palloc0(sizeof(CvgFrom));
	left = ParseFromPrimary(parser);
	while ((join = ParseJoin(parser)) != NULL)
	{
		CvgFrom    *from = palloc0(sizeof(CvgFrom));

		if (!CvgParserDescend(parser))
			return left;
		from->kind = CVG_FROM_JOIN;
		from->join = join;
		from->left = left;
		from->right = ParseFromPrimary(parser);
		if (CvgParserTake(parser, "on"))
			from->condition = CvgParseExpression(parser);
		else if (CvgTokenIs(parser->next, "using"))
			CvgProblemSet(parser->problem, CVG_P_INEXACT, "JOIN USING is not translated");
		else if (strcmp(join, "JOIN") != 0)
			CvgParserFail(parser);
		if (from->condition == NULL)
			from->join = "CROSS JOIN";
		left = from;
	}
	parser->depth = depth;
	return left;
}

/* NULL: no join follows */
static const char *
ParseJoin(CvgParser *parser)
{
	const char *join = "JOIN";

	if (CvgParserTake(parser, ",") || CvgParserTake(parser, "straight_join"))
		return join;
	if (CvgTokenIs(parser->next, "left") || CvgTokenIs(parser->next, "right"))
	{
		join = CvgTokenIs(parser->next, "left") ? "LEFT JOIN" : "RIGHT JOIN";
		parser->next++;
		CvgParserTake(parser, "outer");
		CvgParserExpect(parser, "join");
		return join;
	}
	if (CvgParserTake(parser, "inner") || CvgParserTake(parser, "cross"))
	{
		CvgParserExpect(parser, "join");
		return join;
	}
	if (CvgTokenIs(parser->next, "natural"))
		CvgProblemSet(parser->problem, CVG_P_INEXACT, "NATURAL JOIN is not translated");
	return CvgParserTake(parser, "join") ? join : NULL;
}

static CvgFrom *
ParseFromPrimary(CvgParser *parser)
{
	CvgFrom    *from = palloc0(sizeof(CvgFrom));

	from->lateral = CvgParserTake(parser, "lateral");
	if (CvgParserTake(parser, "("))
	{
		if (!CvgTokenIs(parser->next, "select") && !CvgTokenIs(parser->next, "with"))
		{
			from = ParseFrom(parser);
			CvgParserExpect(parser, ")");
			return from;
		}
		from->kind = CVG_FROM_SELECT;
		from->select = CvgParseSelect(parser);
		CvgParserExpect(parser, ")");
		from->alias = ParseAlias(parser);
		if (CvgTokenIs(parser->next, "("))
			CvgParserFail(parser);
		return from;
	}
	from->name = CvgParserName(parser);
	if (CvgParserTake(parser, "."))
	{
		from->database = from->name;
		from->name = CvgParserName(parser);
	}
	if (CvgTokenIs(parser->next, "("))
		CvgProblemSet(parser->problem, CVG_P_FUNCTION, "table function \"%s\" has no counterpart", from->name);
	from->alias = ParseAlias(parser);
	return from;
}
