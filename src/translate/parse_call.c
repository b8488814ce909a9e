/*-------------------------------------------------------------------------
 *
 * parse_call.c
 *	  Calls of MySQL's functions, many of which have a syntax of their own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "translate/tree.h"
#include "utils/formatting.h"

static CvgNode *ParseCast(CvgParser *parser, bool convert);
static CvgWindow *ParseOver(CvgParser *parser);
static CvgNode *ParseTrim(CvgParser *parser);
static CvgNode *ParseExtract(CvgParser *parser);
static CvgNode *ParseTimestampUnit(CvgParser *parser, const char *name);
static CvgNode *ParseGroupConcat(CvgParser *parser);
static CvgNode *ParsePosition(CvgParser *parser);
static CvgNode *ParseArguments(CvgParser *parser, const char *name);
static void ParseType(CvgParser *parser, CvgNode *cast);
static char *ParseFrame(CvgParser *parser);

/* After the opening parenthesis. */
CvgNode *
CvgParseCall(CvgParser *parser, const char *name)
{
	CvgNode    *node;

	name = asc_tolower(name, strlen(name));
	if (strcmp(name, "cast") == 0 || strcmp(name, "convert") == 0)
		return ParseCast(parser, name[1] == 'o');
	if (strcmp(name, "trim") == 0)
		node = ParseTrim(parser);
	else if (strcmp(name, "extract") == 0)
		node = ParseExtract(parser);
	else if (strcmp(name, "timestampdiff") == 0 || strcmp(name, "timestampadd") == 0)
		node = ParseTimestampUnit(parser, name);
	else if (strcmp(name, "group_concat") == 0)
		node = ParseGroupConcat(parser);
	else if (strcmp(name, "position") == 0)
		node = ParsePosition(parser);
	else
		node = ParseArguments(parser, name);
	CvgParserExpect(parser, ")");
	node->over = ParseOver(parser);
	return node;
}

static CvgNode *
ParseArguments(CvgParser *parser, const char *name)
{
	CvgNode    *node;
	List	   *args = NIL;
	bool		distinct = CvgParserTake(parser, "distinct");

	if (CvgParserTake(parser, "*"))
		args = list_make1(CvgNodeMake(parser, CVG_NODE_STAR, NULL, NIL));
	else if (!CvgTokenIs(parser->next, ")"))
		args = CvgParseExpressions(parser);

	/* substring(s from 2 for 3) */
	if (strncmp(name, "substr", 6) == 0 && CvgParserTake(parser, "from"))
	{
		args = lappend(args, CvgParseExpression(parser));
		if (CvgParserTake(parser, "for"))
			args = lappend(args, CvgParseExpression(parser));
	}
	node = CvgNodeMake(parser, CVG_NODE_CALL, name, args);
	node->distinct = distinct;
	return node;
}

/* trim([leading | trailing | both] [what from] s): the args are s and what */
static CvgNode *
ParseTrim(CvgParser *parser)
{
	const char *name = "btrim";
	CvgNode    *first;

	if (CvgParserTake(parser, "leading"))
		name = "ltrim";
	else if (CvgParserTake(parser, "trailing"))
		name = "rtrim";
	else
		CvgParserTake(parser, "both");
	if (CvgParserTake(parser, "from"))
		return CvgNodeMake(parser, CVG_NODE_CALL, name, list_make1(CvgParseExpression(parser)));
	first = CvgParseExpression(parser);
	if (CvgParserTake(parser, "from"))
		return CvgNodeMake(parser, CVG_NODE_CALL, name,
						   list_make2(CvgParseExpression(parser), first));
	return CvgNodeMake(parser, CVG_NODE_CALL, name, list_make1(first));
}

static CvgNode *
ParseExtract(CvgParser *parser)
{
	const char *unit = CvgParserName(parser);
	CvgNode    *node;

	CvgParserExpect(parser, "from");
	node = CvgNodeMake(parser, CVG_NODE_CALL, "extract", list_make1(CvgParseExpression(parser)));
	node->text = asc_tolower(unit, strlen(unit));
	return node;
}

/* The unit may have SQL_TSI_ before it. */
static CvgNode *
ParseTimestampUnit(CvgParser *parser, const char *name)
{
	const char *unit = CvgParserName(parser);
	CvgNode    *node;

	if (pg_strncasecmp(unit, "sql_tsi_", 8) == 0)
		unit += 8;
	CvgParserExpect(parser, ",");
	node = CvgNodeMake(parser, CVG_NODE_CALL, name, CvgParseExpressions(parser));
	node->text = asc_tolower(unit, strlen(unit));
	return node;
}

/* position(s in t) */
static CvgNode *
ParsePosition(CvgParser *parser)
{
	CvgNode    *what = CvgParseOperand(parser);

	CvgParserExpect(parser, "in");
	return CvgNodeMake(parser, CVG_NODE_CALL, "position",
					   list_make2(what, CvgParseExpression(parser)));
}

static CvgNode *
ParseGroupConcat(CvgParser *parser)
{
	bool		distinct = CvgParserTake(parser, "distinct");
	CvgNode    *node = CvgNodeMake(parser, CVG_NODE_CALL, "group_concat",
								   CvgParseExpressions(parser));

	node->distinct = distinct;
	node->separator = ",";
	node->order = CvgParseOrder(parser);
	if (CvgParserTake(parser, "separator"))
	{
		if (parser->next->kind != CVG_TOKEN_STRING ||
			strlen(parser->next->text) != parser->next->length)
			CvgParserFail(parser);
		else
			node->separator = parser->next++->text;
	}
	return node;
}

/* cast(x as type), convert(x, type), convert(x using charset) */
static CvgNode *
ParseCast(CvgParser *parser, bool convert)
{
	CvgNode    *arg = CvgParseExpression(parser);
	CvgNode    *node = CvgNodeMake(parser, CVG_NODE_CAST, NULL, list_make1(arg));

	if (convert && CvgParserTake(parser, "using"))
	{
		node->kind = CVG_NODE_CHARSET;
		node->name = CvgParserName(parser);
	}
	else
	{
		CvgParserExpect(parser, convert ? "," : "as");
		ParseType(parser, node);
	}
	CvgParserExpect(parser, ")");
	return node;
}

static void
ParseType(CvgParser *parser, CvgNode *cast)
{
	const char *name = CvgParserName(parser);

	cast->name = asc_tolower(name, strlen(name));
	if (CvgParserTake(parser, "("))
	{
		int		   *places[] = {&cast->precision, &cast->scale};

		for (int i = 0; i < 2 && (i == 0 || CvgParserTake(parser, ",")); i++)
		{
			if (parser->next->kind != CVG_TOKEN_INTEGER || parser->next->length > 8)
				CvgParserFail(parser);
			else
				*places[i] = atoi(parser->next++->text);
		}
		CvgParserExpect(parser, ")");
	}
	if (CvgParserTake(parser, "charset") ||
		(CvgParserTake(parser, "character") && CvgParserTake(parser, "set")))
	{
		const char *charset = CvgParserName(parser);

		if (pg_strcasecmp(charset, "binary") == 0)
			cast->name = "binary";
		else if (pg_strncasecmp(charset, "utf8", 4) != 0)
			CvgProblemSet(parser->problem, CVG_P_INEXACT,
						  "conversion to character set \"%s\" has no counterpart", charset);
	}
	else if (strcmp(cast->name, "signed") == 0 || strcmp(cast->name, "unsigned") == 0)
	{
		if (!CvgParserTake(parser, "integer"))
			CvgParserTake(parser, "int");
	}
	if (CvgTokenIs(parser->next, "array"))
		CvgProblemSet(parser->problem, CVG_P_INEXACT, "a multi-valued index has no counterpart");
}

/* ORDER BY, or nothing: of CvgOrder * */
List *
CvgParseOrder(CvgParser *parser)
{
	List	   *list = NIL;

	if (!CvgParserTake(parser, "order"))
		return NIL;
	CvgParserExpect(parser, "by");
	do
	{
		CvgOrder   *order = palloc0(sizeof(CvgOrder));

		order->expr = CvgParseExpression(parser);
		if (CvgParserTake(parser, "desc"))
			order->descending = true;
		else
			CvgParserTake(parser, "asc");
		list = lappend(list, order);
	} while (CvgParserTake(parser, ","));
	return list;
}

/* OVER name, OVER (...), or nothing: NULL */
static CvgWindow *
ParseOver(CvgParser *parser)
{
	CvgWindow  *window;

	if (!CvgParserTake(parser, "over"))
		return NULL;
	if (CvgParserTake(parser, "("))
		return CvgParseWindow(parser);
	window = palloc0(sizeof(CvgWindow));
	window->bare = true;
	window->name = pstrdup(CvgParserName(parser));
	return window;
}

/* After the opening parenthesis. */
CvgWindow *
CvgParseWindow(CvgParser *parser)
{
	CvgWindow  *window = palloc0(sizeof(CvgWindow));

	if (!CvgTokenIs(parser->next, "partition") && !CvgTokenIs(parser->next, "order") &&
		!CvgTokenIs(parser->next, "rows") && !CvgTokenIs(parser->next, "range") &&
		!CvgTokenIs(parser->next, ")"))
		window->name = pstrdup(CvgParserName(parser));
	if (CvgParserTake(parser, "partition"))
	{
		CvgParserExpect(parser, "by");
		window->partition = CvgParseExpressions(parser);
	}
	window->order = CvgParseOrder(parser);
	window->frame = ParseFrame(parser);
	CvgParserExpect(parser, ")");
	return window;
}

/*
 * ROWS or RANGE with bounds that both systems have: words, and numbers for
 * ROWS.
 */
static char *
ParseFrame(CvgParser *parser)
{
	static const char *const words[] = {
		"rows", "range", "between", "unbounded", "preceding", "following",
		"current", "row", "and", NULL
	};
	StringInfoData buf;
	bool		range = CvgTokenIs(parser->next, "range");

	if (!range && !CvgTokenIs(parser->next, "rows"))
		return NULL;
	initStringInfo(&buf);
	while (!CvgTokenIs(parser->next, ")"))
	{
		int			i = 0;

		while (words[i] != NULL && !CvgTokenIs(parser->next, words[i]))
			i++;
		if (words[i] == NULL && (range || parser->next->kind != CVG_TOKEN_INTEGER))
		{
			CvgParserFail(parser);
			break;
		}
		appendStringInfo(&buf, "%s%s", buf.len > 0 ? " " : "",
						 words[i] != NULL ? asc_toupper(words[i], strlen(words[i])) : parser->next->text);
		parser->next++;
	}
	return buf.data;
}
