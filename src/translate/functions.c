/*-------------------------------------------------------------------------
 *
 * functions.c
 *	  Calls: the table of plain functions, and those that choose a value.
 *
 * A plain function is a row of the table: the kinds of its arguments, the
 * kind of its result, and a template in which $1 is the first argument and
 * @1 the same as the operand of an operator.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"

/*
 * Kinds of arguments: t text, n number, w number whose negative fits as well,
 * i integer, f number as double precision.  Of the result: t text, T text in
 * lower case, i integer that is not negative, p other integer, f double
 * precision, x a number as the first argument is, u uuid, v volatile double
 * precision.
 */
typedef struct PlainFunction
{
	const char *name;
	const char *args;
	char		result;
	const char *template;
	int			bits;			/* of an integer */
} PlainFunction;

static const PlainFunction plain_functions[] = {
	/* texts */
	{"lower", "t", 'T', "lower($1)", 0},
	{"lcase", "t", 'T', "lower($1)", 0},
	{"upper", "t", 't', "upper($1)", 0},
	{"ucase", "t", 't', "upper($1)", 0},
	{"char_length", "t", 'i', "length($1)", 31},
	{"character_length", "t", 'i', "length($1)", 31},
	{"length", "t", 'i', "octet_length($1)", 31},
	{"octet_length", "t", 'i', "octet_length($1)", 31},
	{"bit_length", "t", 'i', "bit_length($1)", 31},
	{"reverse", "t", 't', "reverse($1)", 0},
	{"replace", "ttt", 't', "replace($1, $2, $3)", 0},
	{"repeat", "ti", 't', "repeat($1, $2::int)", 0},
	{"space", "i", 't', "repeat(' ', $1::int)", 0},
	{"md5", "t", 't', "md5($1)", 0},
	{"ltrim", "t", 't', "ltrim($1)", 0},
	{"rtrim", "t", 't', "rtrim($1)", 0},
	{"btrim", "t", 't', "btrim($1)", 0},

	/* numbers */
	{"abs", "w", 'x', "abs($1)", 0},
	{"sign", "n", 'p', "sign($1)::int", 2},
	{"exp", "f", 'f', "exp($1)", 0},
	{"sqrt", "f", 'f', "CASE WHEN @1 >= 0 THEN sqrt($1) END", 0},
	{"ln", "f", 'f', "CASE WHEN @1 > 0 THEN ln($1) END", 0},
	{"log", "f", 'f', "CASE WHEN @1 > 0 THEN ln($1) END", 0},
	{"log10", "f", 'f', "CASE WHEN @1 > 0 THEN log($1) END", 0},
	{"pi", "", 'f', "pi()", 0},
	{"rand", "", 'v', "random()", 0},

	/* identifiers */
	{"uuid", "", 'u', "gen_random_uuid()", 0},
	{NULL, NULL, 0, NULL, 0}
};

static CvgTerm *PrintPlain(CvgPrinter *printer, const PlainFunction *function, CvgTerm **args, int nargs);
static CvgTerm *PlainArgument(CvgPrinter *printer, char kind, CvgTerm *arg);
static CvgTerm *PlainResult(CvgPrinter *printer, const PlainFunction *function, char *sql, CvgTerm **args, int nargs);
static char *FillTemplate(const char *template, CvgTerm **args);
static CvgTerm *PrintIf(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintCoalesce(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintNullif(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintIsnull(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintGreatest(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintCeil(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintRound(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintPower(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintRegexpLike(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);

static const CvgFunction value_functions[] = {
	{"if", 3, 3, PrintIf},
	{"ifnull", 2, 2, PrintCoalesce},
	{"nvl", 2, 2, PrintCoalesce},
	{"coalesce", 1, 100, PrintCoalesce},
	{"nullif", 2, 2, PrintNullif},
	{"isnull", 1, 1, PrintIsnull},
	{"greatest", 2, 100, PrintGreatest},
	{"least", 2, 100, PrintGreatest},
	{"ceil", 1, 1, PrintCeil},
	{"ceiling", 1, 1, PrintCeil},
	{"floor", 1, 1, PrintCeil},
	{"round", 1, 2, PrintRound},
	{"truncate", 2, 2, PrintRound},
	{"pow", 2, 2, PrintPower},
	{"power", 2, 2, PrintPower},
	{"regexp_like", 2, 3, PrintRegexpLike},
	{NULL, 0, 0, NULL}
};

CvgTerm *
CvgPrintCall(CvgPrinter *printer, const CvgNode *node)
{
	const CvgFunction *const tables[] = {value_functions, cvg_time_functions, cvg_text_functions, cvg_json_functions};
	int			nargs = list_length(node->args);
	CvgTerm   **args = palloc0(sizeof(CvgTerm *) * (nargs + 1));
	CvgTerm    *aggregate;

	if (strcmp(node->name, "mod") == 0 && nargs == 2)
	{
		CvgNode		remainder = *node;

		remainder.name = "%";
		return CvgPrintArithmetic(printer, &remainder);
	}
	aggregate = CvgPrintAggregate(printer, node);
	if (aggregate != NULL)
		return aggregate;
	for (int i = 0; i < nargs; i++)
	{
		const CvgNode *arg = list_nth(node->args, i);

		/* the function itself prints an interval */
		if (arg->kind != CVG_NODE_INTERVAL)
			args[i] = CvgPrint(printer, arg);
	}
	if (node->over == NULL && !node->distinct)
	{
		for (int i = 0; i < lengthof(tables); i++)
		{
			for (const CvgFunction *f = tables[i]; f->name != NULL; f++)
			{
				if (strcmp(f->name, node->name) == 0 && nargs >= f->min && nargs <= f->max)
					return f->print(printer, node, args, nargs);
			}
		}
		for (const PlainFunction *f = plain_functions; f->name != NULL; f++)
		{
			if (strcmp(f->name, node->name) == 0 && nargs == strlen(f->args))
				return PrintPlain(printer, f, args, nargs);
		}
	}
	return CvgTermFail(printer, CVG_P_FUNCTION, "function \"%s\" has no counterpart", node->name);
}

static CvgTerm *
PrintPlain(CvgPrinter *printer, const PlainFunction *function, CvgTerm **args, int nargs)
{
	for (int i = 0; i < nargs; i++)
	{
		if (args[i] == NULL)
			return CvgTermFail(printer, CVG_P_SYNTAX, "an interval cannot stand where it stands");
		args[i] = PlainArgument(printer, function->args[i], args[i]);
	}
	return PlainResult(printer, function, FillTemplate(function->template, args), args, nargs);
}

static CvgTerm *
PlainArgument(CvgPrinter *printer, char kind, CvgTerm *arg)
{
	CvgTerm    *term;

	switch (kind)
	{
		case 't':
			return CvgAsText(printer, arg);
		case 'f':
			term = CvgAsNumber(printer, arg);
			return CvgTermMake(CVG_KIND_FLOAT, CVG_CAST, "%s::double precision", CvgTermOperand(term, CVG_CAST));
		default:
			term = CvgAsNumber(printer, arg);
			if (kind == 'i' && term->kind != CVG_KIND_INTEGER && term->kind != CVG_KIND_UNKNOWN)
				return CvgTermFail(printer, CVG_P_TYPES, "MySQL rounds a number to an integer here: %.150s", term->sql);
			term = CvgTermCopy(term);
			if (kind == 'w' && term->kind == CVG_KIND_INTEGER && term->bits < 63 && !term->positive)
			{
				term->sql = psprintf("%s::bigint", CvgTermOperand(term, CVG_CAST));
				term->strength = CVG_CAST;
			}
			if (kind == 'i')
			{
				term->sql = (char *) CvgTermOperand(term, CVG_CAST);
				term->strength = CVG_CAST;
			}
			return term;
	}
}

static CvgTerm *
PlainResult(CvgPrinter *printer, const PlainFunction *function, char *sql, CvgTerm **args, int nargs)
{
	static const struct
	{
		char		letter;
		CvgKind		kind;
	}			kinds[] = {
		{'t', CVG_KIND_TEXT}, {'T', CVG_KIND_TEXT}, {'i', CVG_KIND_INTEGER}, {'p', CVG_KIND_INTEGER},
		{'f', CVG_KIND_FLOAT}, {'v', CVG_KIND_FLOAT}, {'u', CVG_KIND_UUID}
	};
	CvgTerm    *term = CvgTermMake(CVG_KIND_UNKNOWN, strchr(sql, '(') == NULL ? CVG_CAST : CVG_ATOM, "%s", sql);

	for (int i = 0; i < lengthof(kinds); i++)
	{
		if (kinds[i].letter == function->result)
			term->kind = kinds[i].kind;
	}
	if (function->result == 'v' || function->result == 'u')
		CvgNeedsVolatile(printer, psprintf("%s()", function->name));
	if (function->result == 'x')
	{
		term->kind = args[0]->kind;
		term->bits = args[0]->bits;
		term->scale = args[0]->scale;
		term->rough = args[0]->rough;
		term->ragged = args[0]->ragged;
		term->positive = true;
	}
	if (function->result == 'p')
		term->strength = CVG_CAST;
	if (term->kind == CVG_KIND_INTEGER)
	{
		term->bits = function->bits;
		term->positive = function->result == 'i';
		term->scale = 0;
	}
	for (int i = 0; i < nargs && term->kind == CVG_KIND_TEXT; i++)
		term->sense = Max(term->sense, args[i]->sense);
	term->folded = function->result == 'T';
	return term;
}

static char *
FillTemplate(const char *template, CvgTerm **args)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (const char *p = template; *p != '\0'; p++)
	{
		if ((*p == '$' || *p == '@') && isdigit((unsigned char) p[1]))
		{
			const CvgTerm *arg = args[p[1] - '1'];

			appendStringInfoString(&buf, CvgTermOperand(arg, *p == '@' ? CVG_CAST : CVG_ANY));
			p++;
		}
		else
			appendStringInfoChar(&buf, *p);
	}
	return buf.data;
}

/* CASE, with and without operand. */
CvgTerm *
CvgPrintCase(CvgPrinter *printer, const CvgNode *node)
{
	const CvgNode *operand = linitial(node->args);
	const CvgNode *otherwise = lsecond(node->args);
	int			npairs = (list_length(node->args) - 2) / 2;
	CvgTerm   **conditions = palloc(sizeof(CvgTerm *) * npairs);
	CvgTerm   **values = palloc(sizeof(CvgTerm *) * (npairs + 1));
	CvgTerm    *result = CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "%s", "");
	CvgTerm    *compared = CvgPrint(printer, operand);
	StringInfoData buf;
	int			nvalues = npairs;

	for (int i = 0; i < npairs; i++)
	{
		CvgTerm    *condition = CvgPrint(printer, list_nth(node->args, 2 * i + 2));

		conditions[i] = operand == NULL ? CvgAsBoolean(printer, condition) :
			CvgPrintComparison(printer, "=", compared, condition);
		values[i] = CvgPrint(printer, list_nth(node->args, 2 * i + 3));
	}
	if (otherwise != NULL)
		values[nvalues++] = CvgPrint(printer, otherwise);
	CvgTermsUnify(printer, values, nvalues, result);
	initStringInfo(&buf);
	appendStringInfoString(&buf, "CASE");
	for (int i = 0; i < npairs; i++)
		appendStringInfo(&buf, " WHEN %s THEN %s", conditions[i]->sql, values[i]->sql);
	if (otherwise != NULL)
		appendStringInfo(&buf, " ELSE %s", values[npairs]->sql);
	appendStringInfoString(&buf, " END");
	result->sql = buf.data;
	result->chosen = true;
	return result;
}

static CvgTerm *
PrintIf(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *result = CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "%s", "");
	CvgTerm    *condition = CvgAsBoolean(printer, args[0]);

	CvgTermsUnify(printer, args + 1, 2, result);
	result->chosen = true;
	result->sql = psprintf("CASE WHEN %s THEN %s ELSE %s END", condition->sql, args[1]->sql, args[2]->sql);
	return result;
}

static CvgTerm *
PrintCoalesce(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *result = CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "%s", "");
	StringInfoData buf;

	/* a condition or the constants 0 and 1 */
	for (int i = 0; i < nargs && args[0]->kind == CVG_KIND_BOOLEAN; i++)
	{
		int64		value;

		if (CvgTermInteger(args[i], &value) && value >= 0 && value <= 1)
			args[i] = CvgAsBoolean(printer, args[i]);
	}
	CvgTermsUnify(printer, args, nargs, result);
	initStringInfo(&buf);
	for (int i = 0; i < nargs; i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", args[i]->sql);
	result->chosen = false;
	result->sql = psprintf("coalesce(%s)", buf.data);
	return result;
}

static CvgTerm *
PrintNullif(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *equal = CvgPrintComparison(printer, "=", args[0], args[1]);
	CvgTerm    *result = CvgTermCopy(CvgKindIsNumber(args[0]->kind) ? CvgAsNumber(printer, args[0]) : args[0]);

	if (strcmp(equal->sql, psprintf("%s = %s", args[0]->sql, args[1]->sql)) == 0 && args[0]->constant == NULL)
		result->sql = psprintf("nullif(%s, %s)", args[0]->sql, args[1]->sql);
	else
		result->sql = psprintf("CASE WHEN %s THEN NULL ELSE %s END", equal->sql, result->sql);
	result->strength = CVG_ATOM;
	result->column = false;
	result->constant = NULL;
	return result;
}

static CvgTerm *
PrintIsnull(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_IS, "%s IS NULL", CvgTermOperand(args[0], CVG_LIKE));
}

/* NULL if any argument is; PostgreSQL's functions leave NULLs out. */
static CvgTerm *
PrintGreatest(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *result = CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "%s", "");
	StringInfoData list;
	StringInfoData nulls;
	CvgKind		kind;

	for (int i = 0; i < nargs; i++)
	{
		if (args[i]->kind == CVG_KIND_BOOLEAN)
			args[i] = CvgAsNumber(printer, args[i]);
	}
	kind = CvgTermsUnify(printer, args, nargs, result);
	if (!CvgKindIsNumber(kind) && !CvgKindIsMoment(kind))
		return CvgTermFail(printer, CVG_P_TYPES, "the greatest or least of values of type %s is not translated",
						   CvgKindName(kind));
	initStringInfo(&list);
	initStringInfo(&nulls);
	for (int i = 0; i < nargs; i++)
	{
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", args[i]->sql);
		if (args[i]->constant == NULL)
			appendStringInfo(&nulls, "%s%s IS NULL", nulls.len > 0 ? " OR " : "",
							 CvgTermOperand(args[i], CVG_LIKE));
	}
	if (nulls.len == 0)
		result->sql = psprintf("%s(%s)", node->name, list.data);
	else
		result->sql = psprintf("CASE WHEN %s THEN NULL ELSE %s(%s) END", nulls.data, node->name, list.data);
	return result;
}

static CvgTerm *
PrintCeil(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *number = CvgAsNumber(printer, args[0]);
	CvgTerm    *term;

	if (number->kind == CVG_KIND_INTEGER || number->kind == CVG_KIND_UNKNOWN)
		return number;
	term = CvgTermMake(number->kind, CVG_ATOM, "%s(%s)", *node->name == 'c' ? "ceil" : "floor", number->sql);
	term->scale = 0;
	term->positive = number->positive;
	return term;
}

/* round(x), round(x, digits), truncate(x, digits) */
static CvgTerm *
PrintRound(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const char *name = *node->name == 'r' ? "round" : "trunc";
	int64		digits = 0;
	CvgTerm    *number;
	CvgTerm    *term;

	if (nargs == 2 && !CvgTermInteger(args[1], &digits) &&
		!(args[1]->strength == CVG_UNARY && args[1]->sql[0] == '-' && strlen(args[1]->sql) < 4 &&
		  (digits = atoi(args[1]->sql)) < 0))
		return CvgTermFail(printer, CVG_P_INEXACT, "the digits to round to must be a constant");

	/* to fewer digits than MySQL has: what it cuts off makes no difference */
	number = args[0]->quotient > 0 && digits < args[0]->quotient ? args[0] : CvgAsNumber(printer, args[0]);
	if (number->kind == CVG_KIND_UNKNOWN || (number->kind == CVG_KIND_INTEGER && digits >= 0))
		return number;
	if (number->kind == CVG_KIND_FLOAT && (*name == 't' || digits != 0))
		return CvgTermFail(printer, CVG_P_INEXACT, "rounding a floating-point number to digits is not translated");
	if (digits > 30 || digits < -65)
		return CvgTermFail(printer, CVG_P_INEXACT, "this number of digits is not translated");
	if (number->kind == CVG_KIND_NUMERIC && number->scale >= 0 && digits > number->scale && !printer->mariadb)
		digits = number->scale;
	if (number->kind == CVG_KIND_FLOAT)
		return CvgTermMake(CVG_KIND_FLOAT, CVG_ATOM, "round(%s)", number->sql);
	if (number->kind == CVG_KIND_INTEGER)
		return CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "%s(%s::numeric, %d)::bigint", name,
						   CvgTermOperand(number, CVG_CAST), (int) digits);
	if (digits == 0)
		term = CvgTermMake(CVG_KIND_NUMERIC, CVG_ATOM, "%s(%s)", name, number->sql);
	else
		term = CvgTermMake(CVG_KIND_NUMERIC, CVG_ATOM, "%s(%s, %d)", name, number->sql, (int) digits);
	term->scale = Max((int) digits, 0);
	term->positive = number->positive;
	return term;
}

/* Only powers that exist for every base. */
static CvgTerm *
PrintPower(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *base = CvgAsNumber(printer, args[0]);
	int64		exponent;

	if (!CvgTermInteger(args[1], &exponent) || exponent < 0)
		return CvgTermFail(printer, CVG_P_INEXACT, "a power is only translated if the exponent is a constant integer");
	return CvgTermMake(CVG_KIND_FLOAT, CVG_ATOM, "power(%s::double precision, %d)",
					   CvgTermOperand(base, CVG_CAST), (int) exponent);
}

static CvgTerm *
PrintRegexpLike(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	return CvgPrintRegexp(printer, args, nargs);
}
