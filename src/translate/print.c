/*-------------------------------------------------------------------------
 *
 * print.c
 *	  Trees in PostgreSQL's SQL: the entry points, and the nodes that need
 *	  few words.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"
#include "utils/formatting.h"

/* Values that are used twice are written twice: that may grow fast. */
#define LONGEST_TERM (128 * 1024)
#define MOST_NODES 100000
#define DEEPEST_PRINT 600

static CvgTerm *PrintNode(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *PrintOperator(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *PrintChain(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *PrintIs(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *PrintCollate(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *PrintMoment(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *PrintScopeColumn(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *PrintSimplified(CvgPrinter *printer, const CvgNode *node);

char *
CvgTranslateExpression(const char *sql, const CvgExprScope *scope, CvgProblem *problem)
{
	CvgPrinter	printer = {.problem = problem};
	CvgNode    *node;
	CvgTerm    *term;

	problem->code = NULL;
	problem->message = NULL;
	node = CvgExpressionParse(sql, problem);
	if (problem->code != NULL)
		return NULL;
	printer.mariadb = scope->mariadb;
	printer.immutable = scope->use != CVG_USE_DEFAULT;
	printer.scope = scope;
	printer.result_kind = scope->result_kind;
	printer.stores_integer = scope->result_type != NULL &&
		(strcmp(scope->result_type, "integer") == 0 || strcmp(scope->result_type, "smallint") == 0);
	term = CvgPrint(&printer, node);
	if (problem->code == NULL)
	{
		if (scope->use == CVG_USE_CHECK)
			term = CvgAsBoolean(&printer, term);
		else
			term = CvgAsResult(&printer, term, scope->result_kind, scope->result_type);
	}
	return problem->code == NULL ? term->sql : NULL;
}

char *
CvgTranslateView(const char *sql, const CvgViewScope *scope, int *ncolumns,
				 CvgKind **kinds, CvgProblem *problem)
{
	CvgPrinter	printer = {.problem = problem};
	CvgSelect  *select;
	CvgTerm   **terms = NULL;
	char	   *result;

	problem->code = NULL;
	problem->message = NULL;
	*ncolumns = 0;
	*kinds = NULL;
	select = CvgSelectParse(sql, problem);
	if (problem->code != NULL)
		return NULL;
	printer.mariadb = scope->mariadb;
	printer.view = scope;
	result = CvgPrintSelect(&printer, select, ncolumns, &terms);
	if (problem->code != NULL)
		return NULL;
	*kinds = palloc(sizeof(CvgKind) * Max(*ncolumns, 1));
	for (int i = 0; i < *ncolumns; i++)
		(*kinds)[i] = terms[i]->kind == CVG_KIND_UNKNOWN ? CVG_KIND_TEXT : terms[i]->kind;
	*problem = printer.warning;
	return result;
}

/* After a problem nothing more is printed. */
CvgTerm *
CvgPrint(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *term;
	int			mark;

	if (printer->problem->code != NULL || node == NULL)
		return CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "NULL");
	if (node->kind != CVG_NODE_OPERATOR)
		printer->stores_integer = false;
	if (++printer->nodes > MOST_NODES || printer->depth > DEEPEST_PRINT)
		return CvgTermFail(printer, CVG_P_COMPLEX, "the translation is too long");
	mark = CvgQueryMark(printer);
	printer->depth++;
	term = PrintNode(printer, node);
	printer->depth--;
	if (strlen(term->sql) > LONGEST_TERM)
		return CvgTermFail(printer, CVG_P_COMPLEX, "the translation is too long");
	if (CvgQueryMatchesGroup(printer, term->sql))
		CvgQueryRelease(printer, mark);
	return term;
}

static CvgTerm *
PrintNode(CvgPrinter *printer, const CvgNode *node)
{
	switch (node->kind)
	{
		case CVG_NODE_COLUMN:
			return printer->scope != NULL ? PrintScopeColumn(printer, node) : CvgPrintColumn(printer, node);
		case CVG_NODE_OPERATOR:
			return PrintOperator(printer, node);
		case CVG_NODE_BETWEEN:
			return CvgPrintBetween(printer, node);
		case CVG_NODE_IN:
			return CvgPrintIn(printer, node);
		case CVG_NODE_LIKE:
			return CvgPrintLike(printer, node);
		case CVG_NODE_IS:
			return PrintIs(printer, node);
		case CVG_NODE_CALL:
			return CvgPrintCall(printer, node);
		case CVG_NODE_CASE:
			return CvgPrintCase(printer, node);
		case CVG_NODE_CAST:
			return CvgPrintCast(printer, node);
		case CVG_NODE_CHARSET:
			if (pg_strncasecmp(node->name, "utf8", 4) == 0)
			{
				CvgTerm    *term = CvgTermCopy(CvgAsText(printer, CvgPrint(printer, linitial(node->args))));

				term->sense = CVG_CASE_WEAK;
				term->column = false;
				return term;
			}
			return CvgTermFail(printer, CVG_P_INEXACT, "conversion to character set \"%s\" has no counterpart",
							   node->name);
		case CVG_NODE_COLLATE:
			return PrintCollate(printer, node);
		case CVG_NODE_MOMENT:
			return PrintMoment(printer, node);
		case CVG_NODE_SUBQUERY:
			return CvgPrintSubquery(printer, node);
		case CVG_NODE_EXISTS:
			return CvgTermMake(CVG_KIND_BOOLEAN, CVG_ATOM, "EXISTS %s", CvgPrintSubquery(printer, node)->sql);
		case CVG_NODE_STAR:
		case CVG_NODE_INTERVAL:
		case CVG_NODE_ROW:
		case CVG_NODE_QUANTIFIED:
			return CvgTermFail(printer, CVG_P_SYNTAX, "a list, an interval or * cannot stand where it stands");
		default:
			return CvgTermLiteral(printer, node);
	}
}

static CvgTerm *
PrintOperator(CvgPrinter *printer, const CvgNode *node)
{
	static const char *const comparisons[] = {"=", "<>", "<", "<=", ">", ">=", "<=>"};
	CvgTerm    *left;
	CvgTerm    *right;

	if (strcmp(node->name, "and") == 0 || strcmp(node->name, "or") == 0)
		return PrintChain(printer, node);
	if (strcmp(node->name, "xor") == 0)
	{
		printer->stores_integer = false;
		left = CvgAsBoolean(printer, CvgPrint(printer, linitial(node->args)));
		right = CvgAsBoolean(printer, CvgPrint(printer, lsecond(node->args)));
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_COMPARE, "%s <> %s",
						   CvgTermOperand(left, CVG_LIKE), CvgTermOperand(right, CVG_LIKE));
	}
	if (strcmp(node->name, "not") == 0)
	{
		printer->stores_integer = false;
		left = PrintSimplified(printer, node);
		if (left != NULL)
			return left;
		left = CvgAsBoolean(printer, CvgPrint(printer, linitial(node->args)));
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_NOT, "NOT %s", CvgTermOperand(left, CVG_LIKE));
	}
	for (int i = 0; i < lengthof(comparisons); i++)
	{
		if (strcmp(node->name, comparisons[i]) == 0)
		{
			printer->stores_integer = false;
			return CvgPrintCompared(printer, node);
		}
	}
	return CvgPrintArithmetic(printer, node);
}

/* NOT (x LIKE y) is x NOT LIKE y, and so on; NULL: it is something else */
static CvgTerm *
PrintSimplified(CvgPrinter *printer, const CvgNode *node)
{
	const CvgNode *inner = linitial(node->args);
	CvgNode		negated;

	if (inner->kind != CVG_NODE_LIKE && inner->kind != CVG_NODE_BETWEEN &&
		(inner->kind != CVG_NODE_IN || ((CvgNode *) linitial(inner->args))->kind == CVG_NODE_ROW))
		return NULL;
	negated = *inner;
	negated.negated = !inner->negated;
	return CvgPrint(printer, &negated);
}

static CvgTerm *
PrintChain(CvgPrinter *printer, const CvgNode *node)
{
	bool		and = *node->name == 'a';
	StringInfoData buf;
	ListCell   *lc;

	printer->stores_integer = false;
	initStringInfo(&buf);
	foreach(lc, node->args)
	{
		CvgTerm    *term = CvgAsBoolean(printer, CvgPrint(printer, lfirst(lc)));

		appendStringInfo(&buf, "%s%s", buf.len == 0 ? "" : and ? " AND " : " OR ",
						 CvgTermOperand(term, and ? CVG_NOT : CVG_NOT));
	}
	return CvgTermMake(CVG_KIND_BOOLEAN, and ? CVG_AND : CVG_OR, "%s", buf.data);
}

static CvgTerm *
PrintIs(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *term = CvgPrint(printer, linitial(node->args));

	if (strcmp(node->name, "null") != 0)
		term = CvgAsBoolean(printer, term);
	if (strcmp(node->name, "unknown") == 0 && term->kind == CVG_KIND_UNKNOWN)
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_ATOM, node->negated ? "false" : "true");
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_IS, "%s IS %s%s", CvgTermOperand(term, CVG_LIKE),
					   node->negated ? "NOT " : "", asc_toupper(node->name, strlen(node->name)));
}

/* Only whether it ignores case is kept of a collation. */
static CvgTerm *
PrintCollate(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *term = CvgTermCopy(CvgAsText(printer, CvgPrint(printer, linitial(node->args))));
	const char *name = asc_tolower(node->name, strlen(node->name));

	term->sense = CvgCollationIgnoresCase(name) ? CVG_CASE_IGNORED : CVG_CASE_EXACT;
	term->column = false;
	if (term->sense == CVG_CASE_EXACT && strstr(name, "_bin") == NULL && strcmp(name, "binary") != 0 &&
		strstr(name, "_as_cs") == NULL)
		return CvgTermFail(printer, CVG_P_COLLATION, "collation \"%s\" has no counterpart", node->name);
	return term;
}

/* date'2020-01-01' and the like */
static CvgTerm *
PrintMoment(CvgPrinter *printer, const CvgNode *node)
{
	CvgKind		kind = CVG_KIND_TIMESTAMP;
	CvgTerm    *term;

	if (pg_strcasecmp(node->name, "date") == 0)
		kind = CVG_KIND_DATE;
	else if (pg_strcasecmp(node->name, "time") == 0)
		kind = CVG_KIND_INTERVAL;
	term = CvgMomentLiteral(printer, node->text, kind);
	term->type = kind == CVG_KIND_TIMESTAMP && strchr(node->text, '.') == NULL ? "timestamp(0)" : NULL;
	return term;
}

/* A column of the table that the expression belongs to. */
static CvgTerm *
PrintScopeColumn(CvgPrinter *printer, const CvgNode *node)
{
	const CvgExprScope *scope = printer->scope;

	if (scope->use == CVG_USE_DEFAULT)
		return CvgTermFail(printer, CVG_P_DEFAULT_COLUMN,
						   "a default of PostgreSQL cannot use column \"%s\"", node->text);
	for (int i = 0; i < scope->ncolumns; i++)
	{
		const CvgExprColumn *column = &scope->columns[i];

		if (pg_strcasecmp(column->source_name, node->text) != 0)
			continue;
		if (column->target_name == NULL)
			break;
		return CvgTermColumn(column, CvgQuoteName(column->target_name));
	}
	return CvgTermFail(printer, CVG_P_COLUMN, "column \"%s\" is not at the target, or may not be used here", node->text);
}
