/*-------------------------------------------------------------------------
 *
 * aggregates.c
 *	  Aggregates and window functions.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"

typedef CvgTerm *(*AggregatePrint) (CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);

static CvgTerm *PrintCount(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintSum(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintAvg(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintMinMax(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintGroupConcat(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintDeviation(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintBits(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintAnyValue(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintRank(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintShift(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static const char *Distinct(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg);
static const char *Over(CvgPrinter *printer, const CvgNode *node);

typedef struct Aggregate
{
	const char *name;
	int			min;
	int			max;
	AggregatePrint print;
	bool		window;			/* only with OVER */
} Aggregate;

static const Aggregate aggregates[] = {
	{"count", 1, 100, PrintCount, false},
	{"sum", 1, 1, PrintSum, false},
	{"avg", 1, 1, PrintAvg, false},
	{"min", 1, 1, PrintMinMax, false},
	{"max", 1, 1, PrintMinMax, false},
	{"group_concat", 1, 100, PrintGroupConcat, false},
	{"std", 1, 1, PrintDeviation, false},
	{"stddev", 1, 1, PrintDeviation, false},
	{"stddev_pop", 1, 1, PrintDeviation, false},
	{"stddev_samp", 1, 1, PrintDeviation, false},
	{"variance", 1, 1, PrintDeviation, false},
	{"var_pop", 1, 1, PrintDeviation, false},
	{"var_samp", 1, 1, PrintDeviation, false},
	{"bit_or", 1, 1, PrintBits, false},
	{"bit_xor", 1, 1, PrintBits, false},
	{"any_value", 1, 1, PrintAnyValue, false},
	{"row_number", 0, 0, PrintRank, true},
	{"rank", 0, 0, PrintRank, true},
	{"dense_rank", 0, 0, PrintRank, true},
	{"percent_rank", 0, 0, PrintRank, true},
	{"cume_dist", 0, 0, PrintRank, true},
	{"ntile", 1, 1, PrintRank, true},
	{"lag", 1, 3, PrintShift, true},
	{"lead", 1, 3, PrintShift, true},
	{"first_value", 1, 1, PrintShift, true},
	{"last_value", 1, 1, PrintShift, true},
	{"nth_value", 2, 2, PrintShift, true},
	{NULL, 0, 0, NULL, false}
};

CvgTerm *
CvgPrintAggregate(CvgPrinter *printer, const CvgNode *node)
{
	const Aggregate *aggregate = aggregates;
	int			nargs = list_length(node->args);
	CvgTerm   **args = palloc0(sizeof(CvgTerm *) * (nargs + 1));
	CvgTerm    *term;
	bool		grouped;

	while (aggregate->name != NULL && (strcmp(aggregate->name, node->name) != 0 ||
									   nargs < aggregate->min || nargs > aggregate->max))
		aggregate++;
	if (aggregate->name == NULL || printer->query == NULL)
		return NULL;
	if (aggregate->window && node->over == NULL)
		return CvgTermFail(printer, CVG_P_SYNTAX, "%s() needs OVER", node->name);
	grouped = node->over == NULL;
	if (grouped)
		CvgQueryAggregate(printer, 1);
	for (int i = 0; i < nargs; i++)
	{
		const CvgNode *arg = list_nth(node->args, i);

		if (arg->kind == CVG_NODE_STAR)
			args[i] = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "*");
		else
			args[i] = CvgPrint(printer, arg);
	}
	term = aggregate->print(printer, node, args, nargs);
	if (grouped)
		CvgQueryAggregate(printer, -1);
	return term;
}

/* " OVER (...)", or "" */
static const char *
Over(CvgPrinter *printer, const CvgNode *node)
{
	if (node->over == NULL)
		return "";
	if (node->over->bare)
		return psprintf(" OVER %s", CvgQuoteName(node->over->name));
	return psprintf(" OVER (%s)", CvgPrintWindow(printer, node->over));
}

/* "DISTINCT ", or ""; what is distinct must not depend on a collation. */
static const char *
Distinct(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg)
{
	if (node->distinct && arg->kind == CVG_KIND_TEXT && arg->sense != CVG_CASE_EXACT && arg->constant == NULL)
		(void) CvgCollationDecides(printer, "a collation that ignores case decides which values are distinct: %.100s",
								   arg->sql);
	return node->distinct ? "DISTINCT " : "";
}

/* count(0) is how a view shows count(*). */
static CvgTerm *
PrintCount(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *term;
	const char *distinct = Distinct(printer, node, args[0]);
	StringInfoData list;
	StringInfoData nulls;

	initStringInfo(&list);
	initStringInfo(&nulls);
	for (int i = 0; i < nargs; i++)
	{
		Distinct(printer, node, args[i]);
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", args[i]->sql);
		appendStringInfo(&nulls, "%s%s IS NOT NULL", i > 0 ? " AND " : "", CvgTermOperand(args[i], CVG_LIKE));
	}
	if (nargs > 1)
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "count(DISTINCT (%s)) FILTER (WHERE %s)%s",
						   list.data, nulls.data, Over(printer, node));
	else if (args[0]->constant != NULL && args[0]->kind != CVG_KIND_UNKNOWN && !node->distinct)
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "count(*)%s", Over(printer, node));
	else
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "count(%s%s)%s", distinct, list.data, Over(printer, node));
	term->positive = true;
	return term;
}

static CvgTerm *
PrintSum(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *arg = CvgAsNumber(printer, args[0]);
	CvgTerm    *term = CvgTermMake(arg->kind == CVG_KIND_FLOAT ? CVG_KIND_FLOAT : CVG_KIND_NUMERIC, CVG_ATOM,
								   "sum(%s%s)%s", Distinct(printer, node, arg), arg->sql, Over(printer, node));

	/* of integers of 32 bits it is a bigint, which is no numeric to divide */
	if (arg->kind == CVG_KIND_INTEGER)
	{
		term->sql = psprintf("%s::numeric", term->sql);
		term->strength = CVG_CAST;
	}
	term->scale = arg->scale;
	term->rough = arg->rough;
	term->ragged = arg->ragged;
	return term;
}

static CvgTerm *
PrintAvg(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *arg = CvgAsNumber(printer, args[0]);
	CvgTerm    *term;

	if (arg->kind == CVG_KIND_FLOAT)
		return CvgTermMake(CVG_KIND_FLOAT, CVG_ATOM, "avg(%s%s)%s", node->distinct ? "DISTINCT " : "", arg->sql,
						   Over(printer, node));
	if (arg->scale < 0)
		return CvgTermFail(printer, CVG_P_INEXACT, "how many digits MySQL keeps of an average is not known: %.80s", arg->sql);
	term = CvgTermMake(CVG_KIND_NUMERIC, CVG_ATOM, "avg(%s%s)%s", node->distinct ? "DISTINCT " : "",
					   arg->kind == CVG_KIND_INTEGER && arg->bits <= 31 ? arg->sql :
					   CvgDividend(arg, 0, arg->scale + 4, CVG_ANY), Over(printer, node));
	term->scale = Min(arg->scale + 4, 30);
	term->quotient = (arg->scale + 4 + 8) / 9 * 9;
	term->rough = true;
	return term;
}

static CvgTerm *
PrintMinMax(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *arg = args[0];
	CvgTerm    *term;

	if (arg->kind == CVG_KIND_BOOLEAN || CvgKindIsNumber(arg->kind))
		arg = CvgAsNumber(printer, arg);
	else if (arg->kind == CVG_KIND_TEXT || arg->kind == CVG_KIND_ENUM)
	{
		(void) CvgCollationDecides(printer, "the order of texts depends on a collation: %s(%.100s)", node->name, arg->sql);
		arg = CvgAsText(printer, arg);
	}
	else if (!CvgKindIsMoment(arg->kind) && arg->kind != CVG_KIND_INTERVAL && arg->kind != CVG_KIND_TIME)
		return CvgTermFail(printer, CVG_P_TYPES, "%s() of values of type %s is not translated", node->name,
						   CvgKindName(arg->kind));
	term = CvgTermCopy(arg);
	term->sql = psprintf("%s(%s)%s", node->name, arg->sql, Over(printer, node));
	term->strength = CVG_ATOM;
	term->column = false;
	term->constant = NULL;
	return term;
}

/* MySQL cuts the result off after group_concat_max_len bytes. */
static CvgTerm *
PrintGroupConcat(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	StringInfoData buf;
	CvgTerm    *term = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "%s", "");
	const char *order = "";

	initStringInfo(&buf);
	for (int i = 0; i < nargs; i++)
	{
		CvgTerm    *arg = CvgAsText(printer, args[i]);

		Distinct(printer, node, args[i]);
		term->sense = Max(term->sense, arg->sense);
		appendStringInfo(&buf, "%s%s", i > 0 ? " || " : "", CvgTermOperand(arg, nargs > 1 ? CVG_ADD : CVG_ANY));
	}
	if (node->order != NIL)
	{
		const CvgOrder *first = linitial(node->order);
		ListCell   *lc;

		foreach(lc, node->order)
		{
			if (((CvgOrder *) lfirst(lc))->expr->kind == CVG_NODE_INTEGER)
				return CvgTermFail(printer, CVG_P_INEXACT, "group_concat() ordered by the place of an argument is not translated");
		}

		if (node->distinct && (list_length(node->order) > 1 ||
							   strcmp(CvgPrint(printer, first->expr)->sql, buf.data) != 0))
			return CvgTermFail(printer, CVG_P_INEXACT, "group_concat() of distinct values in another order is not translated");
		order = psprintf(" ORDER BY %s", CvgPrintOrder(printer, node->order));
	}
	term->sql = psprintf("string_agg(%s%s, %s%s)", node->distinct ? "DISTINCT " : "", buf.data,
						 CvgQuoteString(node->separator), order);
	return node->over == NULL ? term : CvgTermFail(printer, CVG_P_SYNTAX, "group_concat() has no OVER");
}

static CvgTerm *
PrintDeviation(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const char *name = node->name;

	if (printer->mariadb && args[0]->kind != CVG_KIND_FLOAT)
		return CvgTermFail(printer, CVG_P_INEXACT, "%s() shows few digits in MariaDB", name);
	if (strcmp(name, "std") == 0 || strcmp(name, "stddev") == 0)
		name = "stddev_pop";
	else if (strcmp(name, "variance") == 0)
		name = "var_pop";
	return CvgTermMake(CVG_KIND_FLOAT, CVG_ATOM, "%s(%s::double precision)%s", name,
					   CvgTermOperand(CvgAsNumber(printer, args[0]), CVG_CAST), Over(printer, node));
}

/* Of no rows 0; only of integers that are not negative the same. */
static CvgTerm *
PrintBits(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *arg = CvgAsNumber(printer, args[0]);
	CvgTerm    *term;

	if (arg->kind != CVG_KIND_INTEGER)
		return CvgTermFail(printer, CVG_P_TYPES, "%s() needs integers of 64 bits", node->name);
	term = CvgTermMake(CVG_KIND_NUMERIC, CVG_MULTIPLY,
					   "(coalesce(%s(%s::bigint)%s, 0)::numeric + 18446744073709551616) %% 18446744073709551616",
					   node->name, CvgTermOperand(arg, CVG_CAST), Over(printer, node));
	term->scale = 0;
	term->positive = true;
	return term;
}

static CvgTerm *
PrintAnyValue(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *term = CvgTermCopy(args[0]);

	term->sql = psprintf("any_value(%s)", args[0]->sql);
	term->strength = CVG_ATOM;
	return term;
}

static CvgTerm *
PrintRank(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	bool		fraction = strcmp(node->name, "percent_rank") == 0 || strcmp(node->name, "cume_dist") == 0;
	int64		count;
	CvgTerm    *term;

	if (nargs == 1 && (!CvgTermInteger(args[0], &count) || count < 1 || count > PG_INT32_MAX))
		return CvgTermFail(printer, CVG_P_INEXACT, "%s() needs a constant", node->name);
	term = CvgTermMake(fraction ? CVG_KIND_FLOAT : CVG_KIND_INTEGER, CVG_ATOM, "%s(%s)%s", node->name,
					   nargs == 1 ? args[0]->sql : "", Over(printer, node));
	term->positive = true;
	return term;
}

/* lag(), first_value() and their like give values of their argument. */
static CvgTerm *
PrintShift(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *term;
	StringInfoData buf;
	int64		count;

	if (nargs >= 2 && (!CvgTermInteger(args[1], &count) || count < 0 || count > PG_INT32_MAX))
		return CvgTermFail(printer, CVG_P_INEXACT, "%s() needs a constant", node->name);
	if (nargs == 3 && args[0]->kind != args[2]->kind && args[2]->kind != CVG_KIND_UNKNOWN)
		return CvgTermFail(printer, CVG_P_TYPES, "%s() with a default of another type is not translated", node->name);
	if (args[0]->kind == CVG_KIND_BOOLEAN)
		args[0] = CvgAsNumber(printer, args[0]);
	args[0] = CvgAsFinal(printer, args[0]);
	initStringInfo(&buf);
	for (int i = 0; i < nargs; i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", args[i]->sql);

	/* the default must have the very type of the value */
	if (nargs == 3 && args[0]->kind == CVG_KIND_INTEGER)
	{
		resetStringInfo(&buf);
		appendStringInfo(&buf, "%s::bigint, %s, %s::bigint", CvgTermOperand(args[0], CVG_CAST), args[1]->sql,
						 CvgTermOperand(args[2], CVG_CAST));
	}
	term = CvgTermCopy(args[0]);
	term->sql = psprintf("%s(%s)%s", node->name, buf.data, Over(printer, node));
	term->strength = CVG_ATOM;
	term->column = false;
	term->constant = NULL;
	return term;
}
