/*-------------------------------------------------------------------------
 *
 * parse.c
 *	  Expressions of MySQL as trees: operators by their precedence.
 *
 * After a problem the parser stands at the end of the tokens, so that every
 * loop ends; what it returns then is of no use, but is never NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/tree.h"
#include "utils/formatting.h"

#define DEEPEST_NESTING 100
#define DEEPEST_TREE 400

/* Binary operators between values, weakest first. */
typedef struct Operator
{
	const char *name;
	int			strength;
} Operator;

static const Operator bit_operators[] = {
	{"|", 1}, {"&", 2}, {"<<", 3}, {">>", 3}, {"+", 4}, {"-", 4},
	{"*", 5}, {"/", 5}, {"div", 5}, {"%", 5}, {"mod", 5}, {"^", 6}, {NULL, 0}
};

static const char *const comparisons[] = {"=", "<=>", ">=", ">", "<=", "<", "<>", "!=", NULL};

static CvgNode *ParseOr(CvgParser *parser);
static CvgNode *ParseXor(CvgParser *parser);
static CvgNode *ParseAnd(CvgParser *parser);
static CvgNode *ParseNot(CvgParser *parser);
static CvgNode *ParseComparison(CvgParser *parser);
static CvgNode *ParseIs(CvgParser *parser, CvgNode *left);
static CvgNode *ParseQuantified(CvgParser *parser);
static CvgNode *ParsePredicate(CvgParser *parser);
static CvgNode *ParseIn(CvgParser *parser, CvgNode *left);
static CvgNode *ParseLike(CvgParser *parser, CvgNode *left);
static CvgNode *ParseBit(CvgParser *parser, int strength);
static CvgNode *ParseUnary(CvgParser *parser);
static CvgNode *ParsePostfix(CvgParser *parser);
static CvgNode *ParsePrimary(CvgParser *parser);
static CvgNode *ParseParenthesis(CvgParser *parser);
static CvgNode *ParseLiteral(CvgParser *parser);
static CvgNode *ParseWord(CvgParser *parser);
static CvgNode *ParseColumn(CvgParser *parser);
static CvgNode *ParseInterval(CvgParser *parser);
static CvgNode *ParseCase(CvgParser *parser);
static CvgNode *ParseIntroduced(CvgParser *parser);
static CvgNode *Negate(CvgParser *parser, CvgNode *node);

CvgNode *
CvgExpressionParse(const char *sql, CvgProblem *problem)
{
	CvgParser	parser = {.problem = problem};
	CvgNode    *node;

	parser.next = CvgTokensRead(sql, problem);
	if (problem->code != NULL)
		return NULL;
	node = CvgParseExpression(&parser);
	if (parser.next->kind != CVG_TOKEN_END)
		CvgParserFail(&parser);
	return node;
}

CvgNode *
CvgParseExpression(CvgParser *parser)
{
	CvgNode    *node;

	if (!CvgParserDescend(parser))
		return CvgNodeMake(parser, CVG_NODE_NULL, NULL, NIL);
	node = ParseOr(parser);
	parser->depth--;
	return node;
}

/* Expressions with commas between, at least one. */
List *
CvgParseExpressions(CvgParser *parser)
{
	List	   *list = NIL;

	do
		list = lappend(list, CvgParseExpression(parser));
	while (CvgParserTake(parser, ","));
	return list;
}

/* Chains of OR and AND are one node, since they may be long. */
static CvgNode *
ParseOr(CvgParser *parser)
{
	List	   *args = list_make1(ParseXor(parser));

	while (CvgParserTake(parser, "or") || CvgParserTake(parser, "||"))
		args = lappend(args, ParseXor(parser));
	return list_length(args) == 1 ? linitial(args) :
		CvgNodeMake(parser, CVG_NODE_OPERATOR, "or", args);
}

static CvgNode *
ParseXor(CvgParser *parser)
{
	CvgNode    *left = ParseAnd(parser);

	while (CvgParserTake(parser, "xor"))
		left = CvgNodeMake(parser, CVG_NODE_OPERATOR, "xor",
						   list_make2(left, ParseAnd(parser)));
	return left;
}

static CvgNode *
ParseAnd(CvgParser *parser)
{
	List	   *args = list_make1(ParseNot(parser));

	while (CvgParserTake(parser, "and") || CvgParserTake(parser, "&&"))
		args = lappend(args, ParseNot(parser));
	return list_length(args) == 1 ? linitial(args) :
		CvgNodeMake(parser, CVG_NODE_OPERATOR, "and", args);
}

static CvgNode *
ParseNot(CvgParser *parser)
{
	CvgNode    *node;

	if (!CvgParserTake(parser, "not"))
		return ParseComparison(parser);
	if (!CvgParserDescend(parser))
		return CvgNodeMake(parser, CVG_NODE_NULL, NULL, NIL);
	node = CvgNodeMake(parser, CVG_NODE_OPERATOR, "not", list_make1(ParseNot(parser)));
	parser->depth--;
	return node;
}

static CvgNode *
ParseComparison(CvgParser *parser)
{
	CvgNode    *left = ParsePredicate(parser);

	for (;;)
	{
		const char *found = NULL;

		if (CvgParserTake(parser, "is"))
		{
			left = ParseIs(parser, left);
			continue;
		}
		for (int i = 0; comparisons[i] != NULL && found == NULL; i++)
		{
			if (parser->next->kind == CVG_TOKEN_OPERATOR && CvgParserTake(parser, comparisons[i]))
				found = comparisons[i];
		}
		if (found == NULL)
			return left;
		if (strcmp(found, "!=") == 0)
			found = "<>";
		left = CvgNodeMake(parser, CVG_NODE_OPERATOR, found,
						   list_make2(left, ParseQuantified(parser)));
	}
}

static CvgNode *
ParseIs(CvgParser *parser, CvgNode *left)
{
	bool		negated = CvgParserTake(parser, "not");
	const char *name = "unknown";
	CvgNode    *node;

	if (CvgParserTake(parser, "null"))
		name = "null";
	else if (CvgParserTake(parser, "true"))
		name = "true";
	else if (CvgParserTake(parser, "false"))
		name = "false";
	else
		CvgParserExpect(parser, "unknown");
	node = CvgNodeMake(parser, CVG_NODE_IS, name, list_make1(left));
	node->negated = negated;
	return node;
}

/* The right side of a comparison. */
static CvgNode *
ParseQuantified(CvgParser *parser)
{
	const char *name = CvgTokenIs(parser->next, "all") ? "all" : "any";
	CvgNode    *node;

	if (!CvgTokenIs(parser->next, "all") && !CvgTokenIs(parser->next, "any") &&
		!CvgTokenIs(parser->next, "some"))
		return ParsePredicate(parser);
	parser->next++;
	CvgParserExpect(parser, "(");
	node = CvgNodeMake(parser, CVG_NODE_QUANTIFIED, name, NIL);
	node->select = CvgParseSelect(parser);
	CvgParserExpect(parser, ")");
	return node;
}

/* IN, BETWEEN, LIKE, REGEXP, MEMBER OF; each may have NOT before it. */
static CvgNode *
ParsePredicate(CvgParser *parser)
{
	CvgNode    *node = ParseBit(parser, 1);
	bool		negated = CvgTokenIs(parser->next, "not");

	if (negated)
		parser->next++;
	if (CvgParserTake(parser, "in"))
		node = ParseIn(parser, node);
	else if (CvgParserTake(parser, "between"))
	{
		List	   *args = list_make2(node, ParseBit(parser, 1));

		CvgParserExpect(parser, "and");
		args = lappend(args, ParseBit(parser, 1));
		node = CvgNodeMake(parser, CVG_NODE_BETWEEN, NULL, args);
	}
	else if (CvgParserTake(parser, "like"))
		node = ParseLike(parser, node);
	else if (CvgParserTake(parser, "regexp") || CvgParserTake(parser, "rlike"))
		node = CvgNodeMake(parser, CVG_NODE_CALL, "regexp_like",
						   list_make2(node, ParseBit(parser, 1)));
	else if (CvgParserTake(parser, "member"))
	{
		CvgParserTake(parser, "of");
		CvgParserExpect(parser, "(");
		node = CvgNodeMake(parser, CVG_NODE_CALL, "member of",
						   list_make2(node, CvgParseExpression(parser)));
		CvgParserExpect(parser, ")");
	}
	else if (CvgParserTake(parser, "sounds"))
		CvgProblemSet(parser->problem, CVG_P_FUNCTION, "operator SOUNDS LIKE has no counterpart");
	else if (negated)
		CvgParserFail(parser);
	return negated ? Negate(parser, node) : node;
}

/* NOT before the name of a predicate. */
static CvgNode *
Negate(CvgParser *parser, CvgNode *node)
{
	if (node->kind == CVG_NODE_IN || node->kind == CVG_NODE_BETWEEN || node->kind == CVG_NODE_LIKE)
	{
		node->negated = true;
		return node;
	}
	return CvgNodeMake(parser, CVG_NODE_OPERATOR, "not", list_make1(node));
}

static CvgNode *
ParseIn(CvgParser *parser, CvgNode *left)
{
	CvgNode    *node;

	CvgParserExpect(parser, "(");
	if (CvgTokenIs(parser->next, "select") || CvgTokenIs(parser->next, "with"))
	{
		node = CvgNodeMake(parser, CVG_NODE_IN, NULL, list_make1(left));
		node->select = CvgParseSelect(parser);
	}
	else
		node = CvgNodeMake(parser, CVG_NODE_IN, NULL,
						   lcons(left, CvgParseExpressions(parser)));
	CvgParserExpect(parser, ")");
	return node;
}

static CvgNode *
ParseLike(CvgParser *parser, CvgNode *left)
{
	List	   *args = list_make2(left, ParseBit(parser, 1));

	if (CvgParserTake(parser, "escape"))
		args = lappend(args, ParseUnary(parser));
	return CvgNodeMake(parser, CVG_NODE_LIKE, NULL, args);
}

/* An operand of IN and other predicates: what position() has before IN. */
CvgNode *
CvgParseOperand(CvgParser *parser)
{
	return ParseBit(parser, 1);
}

static CvgNode *
ParseBit(CvgParser *parser, int strength)
{
	CvgNode    *left = ParseUnary(parser);

	for (;;)
	{
		const Operator *op = bit_operators;
		const char *name;

		while (op->name != NULL && !CvgTokenIs(parser->next, op->name))
			op++;
		if (op->name == NULL || op->strength < strength)
			return left;
		parser->next++;
		name = strcmp(op->name, "mod") == 0 ? "%" : op->name;
		left = CvgNodeMake(parser, CVG_NODE_OPERATOR, name,
						   list_make2(left, ParseBit(parser, op->strength + 1)));
	}
}

/* Signs, and what may stand before a value. */
static CvgNode *
ParseUnary(CvgParser *parser)
{
	static const char *const names[] = {"-", "+", "~", "!", "binary", NULL};
	const char *name = NULL;
	CvgNode    *node;

	for (int i = 0; names[i] != NULL && name == NULL; i++)
	{
		if (CvgTokenIs(parser->next, names[i]))
			name = names[i];
	}
	if (name == NULL)
		return ParsePostfix(parser);
	parser->next++;
	if (!CvgParserDescend(parser))
		return CvgNodeMake(parser, CVG_NODE_NULL, NULL, NIL);
	node = ParseUnary(parser);
	parser->depth--;
	if (strcmp(name, "+") == 0)
		return node;
	if (strcmp(name, "binary") == 0)
		return CvgNodeMake(parser, CVG_NODE_CAST, "binary", list_make1(node));
	if (strcmp(name, "!") == 0)
		return CvgNodeMake(parser, CVG_NODE_OPERATOR, "not", list_make1(node));
	return CvgNodeMake(parser, CVG_NODE_OPERATOR, strcmp(name, "-") == 0 ? "negative" : "~",
					   list_make1(node));
}

/* COLLATE and the JSON arrows. */
static CvgNode *
ParsePostfix(CvgParser *parser)
{
	CvgNode    *node = ParsePrimary(parser);

	for (;;)
	{
		if (CvgParserTake(parser, "collate"))
			node = CvgNodeMake(parser, CVG_NODE_COLLATE, CvgParserName(parser), list_make1(node));
		else if (CvgParserTake(parser, "->"))
			node = CvgNodeMake(parser, CVG_NODE_CALL, "json_extract",
							   list_make2(node, ParseLiteral(parser)));
		else if (CvgParserTake(parser, "->>"))
		{
			node = CvgNodeMake(parser, CVG_NODE_CALL, "json_extract",
							   list_make2(node, ParseLiteral(parser)));
			node = CvgNodeMake(parser, CVG_NODE_CALL, "json_unquote", list_make1(node));
		}
		else
			return node;
	}
}

static CvgNode *
ParsePrimary(CvgParser *parser)
{
	switch (parser->next->kind)
	{
		case CVG_TOKEN_NAME:
			return ParseWord(parser);
		case CVG_TOKEN_QUOTED:
			return ParseColumn(parser);
		case CVG_TOKEN_OPERATOR:
			if (CvgParserTake(parser, "("))
				return ParseParenthesis(parser);
			CvgParserFail(parser);
			return CvgNodeMake(parser, CVG_NODE_NULL, NULL, NIL);
		default:
			return ParseLiteral(parser);
	}
}

/* After "(": a subquery, a row, or an expression. */
static CvgNode *
ParseParenthesis(CvgParser *parser)
{
	CvgNode    *node;

	if (CvgTokenIs(parser->next, "select") || CvgTokenIs(parser->next, "with"))
	{
		node = CvgNodeMake(parser, CVG_NODE_SUBQUERY, NULL, NIL);
		node->select = CvgParseSelect(parser);
	}
	else
	{
		node = CvgParseExpression(parser);
		if (CvgParserTake(parser, ","))
			node = CvgNodeMake(parser, CVG_NODE_ROW, NULL,
							   lcons(node, CvgParseExpressions(parser)));
	}
	CvgParserExpect(parser, ")");
	return node;
}

static CvgNode *
ParseLiteral(CvgParser *parser)
{
	static const CvgNodeKind kinds[] = {
		[CVG_TOKEN_STRING] = CVG_NODE_STRING,
		[CVG_TOKEN_HEX] = CVG_NODE_BYTES,
		[CVG_TOKEN_BITS] = CVG_NODE_BITS,
		[CVG_TOKEN_INTEGER] = CVG_NODE_INTEGER,
		[CVG_TOKEN_DECIMAL] = CVG_NODE_DECIMAL,
		[CVG_TOKEN_FLOAT] = CVG_NODE_FLOAT,
	};
	const CvgToken *token = parser->next;
	CvgNode    *node;

	if (token->kind == CVG_TOKEN_NAME)
		return ParseIntroduced(parser);
	if (token->kind < CVG_TOKEN_STRING || token->kind > CVG_TOKEN_FLOAT)
	{
		CvgParserFail(parser);
		return CvgNodeMake(parser, CVG_NODE_NULL, NULL, NIL);
	}
	node = CvgNodeMake(parser, kinds[token->kind], NULL, NIL);
	node->text = token->text;
	node->length = token->length;
	parser->next++;
	return node;
}

/* _utf8mb4'text'; other character sets only where it makes no difference */
static CvgNode *
ParseIntroduced(CvgParser *parser)
{
	const char *charset = parser->next->text;
	CvgNode    *node;
	bool		binary = pg_strcasecmp(charset, "_binary") == 0;
	bool		utf8 = pg_strncasecmp(charset, "_utf8", 5) == 0;

	if (charset[0] != '_' ||
		(parser->next[1].kind != CVG_TOKEN_STRING && parser->next[1].kind != CVG_TOKEN_HEX))
	{
		CvgParserFail(parser);
		return CvgNodeMake(parser, CVG_NODE_NULL, NULL, NIL);
	}
	parser->next++;
	node = ParseLiteral(parser);
	node->kind = binary ? CVG_NODE_BYTES : CVG_NODE_STRING;
	for (int i = 0; i < node->length && !binary && !utf8; i++)
	{
		if (IS_HIGHBIT_SET(node->text[i]))
			utf8 = true;
		if (utf8)
			CvgProblemSet(parser->problem, CVG_P_LITERAL,
						  "string of character set \"%s\" is not plain ASCII", charset + 1);
	}
	return node;
}

static CvgNode *
ParseWord(CvgParser *parser)
{
	const CvgToken *token = parser->next;
	const CvgToken *after = token + 1;
	CvgNode    *node;

	if (token->text[0] == '_' && (after->kind == CVG_TOKEN_STRING || after->kind == CVG_TOKEN_HEX))
		return ParseIntroduced(parser);
	if (after->kind == CVG_TOKEN_STRING &&
		(CvgTokenIs(token, "date") || CvgTokenIs(token, "time") || CvgTokenIs(token, "timestamp")))
	{
		node = CvgNodeMake(parser, CVG_NODE_MOMENT, pstrdup(token->text), NIL);
		node->text = after->text;
		parser->next += 2;
		return node;
	}
	if (CvgParserTake(parser, "null"))
		return CvgNodeMake(parser, CVG_NODE_NULL, NULL, NIL);
	if (CvgTokenIs(token, "true") || CvgTokenIs(token, "false"))
	{
		node = CvgNodeMake(parser, CVG_NODE_BOOLEAN, NULL, NIL);
		node->number = CvgTokenIs(token, "true") ? 1 : 0;
		parser->next++;
		return node;
	}
	if (CvgParserTake(parser, "case"))
		return ParseCase(parser);
	if (CvgTokenIs(token, "interval"))
		return ParseInterval(parser);
	if (CvgTokenIs(token, "exists") && CvgTokenIs(after, "("))
	{
		parser->next += 2;
		node = CvgNodeMake(parser, CVG_NODE_EXISTS, NULL, NIL);
		node->select = CvgParseSelect(parser);
		CvgParserExpect(parser, ")");
		return node;
	}
	if (CvgTokenIs(after, "("))
	{
		parser->next += 2;
		return CvgParseCall(parser, token->text);
	}
	return ParseColumn(parser);
}

/* Functions that may stand without parentheses are told from columns here. */
static CvgNode *
ParseColumn(CvgParser *parser)
{
	static const char *const niladic[] = {
		"current_timestamp", "current_date", "current_time", "localtime",
		"localtimestamp", "utc_timestamp", "utc_date", "utc_time", NULL
	};
	CvgNode    *node;

	for (int i = 0; niladic[i] != NULL; i++)
	{
		if (CvgTokenIs(parser->next, niladic[i]))
		{
			parser->next++;
			return CvgNodeMake(parser, CVG_NODE_CALL, niladic[i], NIL);
		}
	}
	node = CvgNodeMake(parser, CVG_NODE_COLUMN, NULL, NIL);
	node->text = CvgParserName(parser);
	while (node->database == NULL && CvgTokenIs(parser->next, "."))
	{
		parser->next++;
		node->database = node->qualifier;
		node->qualifier = node->text;
		if (CvgParserTake(parser, "*"))
		{
			node->kind = CVG_NODE_STAR;
			return node;
		}
		node->text = CvgParserName(parser);
	}
	if (node->text !=NULL && node->qualifier == NULL && CvgTokenIs(parser->next, "("))
		CvgProblemSet(parser->problem, CVG_P_FUNCTION, "function \"%s\" has no counterpart", node->text);
	return node;
}

/* interval 1 day; interval(a, b) is a function */
static CvgNode *
ParseInterval(CvgParser *parser)
{
	CvgNode    *node;
	const char *unit;

	parser->next++;
	node = CvgParseExpression(parser);
	if (node->kind == CVG_NODE_ROW)
		CvgProblemSet(parser->problem, CVG_P_FUNCTION, "function \"interval\" has no counterpart");
	unit = CvgParserName(parser);
	return CvgNodeMake(parser, CVG_NODE_INTERVAL, asc_tolower(unit, strlen(unit)),
					   list_make1(node));
}

static CvgNode *
ParseCase(CvgParser *parser)
{
	CvgNode    *operand = CvgTokenIs(parser->next, "when") ? NULL : CvgParseExpression(parser);
	CvgNode    *otherwise = NULL;
	List	   *pairs = NIL;

	do
	{
		CvgParserExpect(parser, "when");
		pairs = lappend(pairs, CvgParseExpression(parser));
		CvgParserExpect(parser, "then");
		pairs = lappend(pairs, CvgParseExpression(parser));
	} while (CvgTokenIs(parser->next, "when"));
	if (CvgParserTake(parser, "else"))
		otherwise = CvgParseExpression(parser);
	CvgParserExpect(parser, "end");
	return CvgNodeMake(parser, CVG_NODE_CASE, NULL, lcons(operand, lcons(otherwise, pairs)));
}

/* One level deeper; the caller counts down again.  False: too deep. */
bool
CvgParserDescend(CvgParser *parser)
{
	if (parser->depth >= DEEPEST_NESTING)
		CvgProblemSet(parser->problem, CVG_P_COMPLEX, "it is nested too deeply");
	if (parser->problem->code != NULL)
	{
		CvgParserFail(parser);
		return false;
	}
	parser->depth++;
	return true;
}

/* A syntax error, if there is no other problem; nothing more is read. */
void
CvgParserFail(CvgParser *parser)
{
	if (parser->next->kind == CVG_TOKEN_END)
		CvgProblemSet(parser->problem, CVG_P_SYNTAX, "unexpected end of the text");
	else
		CvgProblemSet(parser->problem, CVG_P_SYNTAX, "unexpected \"%s\" at character %d",
					  parser->next->text, parser->next->position + 1);
	while (parser->next->kind != CVG_TOKEN_END)
		parser->next++;
}

/* Whether the token is this keyword, in lower case, or operator. */
bool
CvgTokenIs(const CvgToken *token, const char *word)
{
	return (token->kind == CVG_TOKEN_NAME || token->kind == CVG_TOKEN_OPERATOR) &&
		pg_strcasecmp(token->text, word) == 0;
}

bool
CvgParserTake(CvgParser *parser, const char *word)
{
	if (!CvgTokenIs(parser->next, word))
		return false;
	parser->next++;
	return true;
}

void
CvgParserExpect(CvgParser *parser, const char *word)
{
	if (!CvgParserTake(parser, word))
		CvgParserFail(parser);
}

/* An identifier; after a problem "". */
const char *
CvgParserName(CvgParser *parser)
{
	if (parser->next->kind != CVG_TOKEN_NAME && parser->next->kind != CVG_TOKEN_QUOTED)
	{
		CvgParserFail(parser);
		return "";
	}
	return parser->next++->text;
}

CvgNode *
CvgNodeMake(CvgParser *parser, CvgNodeKind kind, const char *name, List *args)
{
	CvgNode    *node = palloc0(sizeof(CvgNode));
	ListCell   *lc;

	node->kind = kind;
	node->name = name;
	node->args = args;
	node->precision = -1;
	node->scale = -1;
	foreach(lc, args)
	{
		CvgNode    *arg = lfirst(lc);

		if (arg != NULL)
			node->depth = Max(node->depth, arg->depth);
	}
	if (++node->depth > DEEPEST_TREE)
	{
		CvgProblemSet(parser->problem, CVG_P_COMPLEX, "it is nested too deeply");
		CvgParserFail(parser);
	}
	return node;
}
