/*-------------------------------------------------------------------------
 *
 * cast.c
 *	  CAST and CONVERT.
 *
 * Where a value does not fit, MySQL cuts it off with a warning and PostgreSQL
 * ends with an error; that difference is left.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"

static CvgTerm *CastInteger(CvgPrinter *printer, CvgTerm *arg, bool without_sign);
static CvgTerm *CastDecimal(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg);
static CvgTerm *CastText(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg);
static CvgTerm *CastMoment(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg);
static CvgTerm *CastBinary(CvgPrinter *printer, CvgTerm *arg);

CvgTerm *
CvgPrintCast(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *arg = CvgPrint(printer, linitial(node->args));
	const char *type = node->name;

	if (strcmp(type, "signed") == 0 || strcmp(type, "unsigned") == 0 ||
		strcmp(type, "integer") == 0 || strcmp(type, "int") == 0)
		return CastInteger(printer, arg, *type == 'u');
	if (strcmp(type, "decimal") == 0)
		return CastDecimal(printer, node, arg);
	if (strcmp(type, "double") == 0)
		return CvgTermMake(CVG_KIND_FLOAT, CVG_CAST, "%s::double precision",
						   CvgTermOperand(CvgAsNumber(printer, arg), CVG_CAST));
	if (strcmp(type, "char") == 0 || strcmp(type, "varchar") == 0)
		return CastText(printer, node, arg);
	if (strcmp(type, "date") == 0 || strcmp(type, "datetime") == 0)
		return CastMoment(printer, node, arg);
	if (strcmp(type, "binary") == 0 && node->precision < 0)
		return CastBinary(printer, arg);
	if (strcmp(type, "json") == 0 && (arg->kind == CVG_KIND_JSON || arg->kind == CVG_KIND_JSONB))
		return arg;
	if (strcmp(type, "json") == 0 && CvgTermString(arg) != NULL)
		return CvgTermMake(CVG_KIND_JSONB, CVG_CAST, "%s::jsonb", arg->sql);
	return CvgTermFail(printer, CVG_P_INEXACT, "conversion of a value of type %s to %s is not translated",
					   CvgKindName(arg->kind), type);
}

static CvgTerm *
CastInteger(CvgPrinter *printer, CvgTerm *arg, bool without_sign)
{
	CvgTerm    *number = CvgAsNumber(printer, arg);
	CvgTerm    *term = CvgTermCopy(number);

	if (number->kind == CVG_KIND_NUMERIC || number->kind == CVG_KIND_FLOAT)
	{
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "%s::bigint", CvgTermOperand(number, CVG_CAST));
		term->positive = number->positive;
	}
	term->column = false;
	if (!without_sign || term->positive)
		return term;
	term = CvgTermMake(CVG_KIND_NUMERIC, CVG_MULTIPLY,
					   "(%s::numeric + 18446744073709551616) %% 18446744073709551616",
					   CvgTermOperand(term, CVG_CAST));
	term->scale = 0;
	term->positive = true;
	return term;
}

static CvgTerm *
CastDecimal(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg)
{
	int			precision = node->precision < 0 ? 10 : node->precision;
	int			scale = node->scale < 0 ? 0 : node->scale;
	CvgTerm    *number = arg->quotient > 0 && scale < arg->quotient ? arg : CvgAsNumber(printer, arg);
	CvgTerm    *term;

	if (number->kind == CVG_KIND_FLOAT)
		return CvgTermFail(printer, CVG_P_INEXACT, "conversion of a floating-point number to decimal is not translated");
	if (precision < 1 || precision > 65 || scale > 30)
		return CvgTermFail(printer, CVG_P_SYNTAX, "decimal(%d,%d) is not a type", precision, scale);
	term = CvgTermMake(CVG_KIND_NUMERIC, CVG_CAST, "%s::numeric(%d,%d)", CvgTermOperand(number, CVG_CAST),
					   precision, scale);
	term->scale = scale;
	term->positive = number->positive;
	return term;
}

static CvgTerm *
CastText(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg)
{
	CvgTerm    *string = CvgAsText(printer, arg);
	CvgTerm    *term = CvgTermCopy(string);

	term->column = false;
	if (node->precision >= 0)
		term = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "left(%s, %d)", string->sql, node->precision);

	/* it has the collation of the connection, not that of its argument */
	term->sense = CVG_CASE_WEAK;
	return term;
}

static CvgTerm *
CastMoment(CvgPrinter *printer, const CvgNode *node, CvgTerm *arg)
{
	CvgTerm    *moment = CvgAsMoment(printer, arg);
	bool		date = strcmp(node->name, "date") == 0;
	CvgTerm    *term;

	if (moment->kind == CVG_KIND_UNKNOWN)
		return moment;
	if (moment->kind == CVG_KIND_TIMESTAMPTZ)
		CvgNeedsVolatile(printer, "the local time of a timestamp with time zone");
	if (date && moment->kind == CVG_KIND_DATE)
		return moment;
	term = CvgTermMake(date ? CVG_KIND_DATE : CVG_KIND_TIMESTAMP, CVG_CAST, "%s::%s",
					   CvgTermOperand(moment, CVG_CAST),
					   date ? "date" : psprintf("timestamp(%d)", Max(node->precision, 0)));
	if (!date)
		term->type = psprintf("timestamp(%d)", Max(node->precision, 0));
	return term;
}

/*
 * The bytes of a text are only compared, as texts that do not ignore case;
 * in UTF-8 that is the same.
 */
static CvgTerm *
CastBinary(CvgPrinter *printer, CvgTerm *arg)
{
	CvgTerm    *term = CvgTermCopy(arg);

	if (arg->kind == CVG_KIND_BYTEA)
		return arg;
	if (printer->scope == NULL || printer->result_kind == CVG_KIND_BYTEA)
		return CvgTermFail(printer, CVG_P_INEXACT, "conversion to binary is not translated");
	term = CvgTermCopy(CvgAsText(printer, arg));
	term->sense = CVG_CASE_EXACT;
	term->column = false;
	return term;
}
