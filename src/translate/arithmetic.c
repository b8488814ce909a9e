/*-------------------------------------------------------------------------
 *
 * arithmetic.c
 *	  Operators between numbers.
 *
 * MySQL computes with integers of 64 bits, PostgreSQL with those of the
 * operands: where a result may need more, the left operand is cast.  Both
 * divide integers as decimals, with four digits more than the dividend has;
 * MySQL rounds to them at once, MariaDB goes on computing with a quotient
 * that is cut off after a multiple of nine digits, and rounds what it shows.
 * A division by zero is NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"

static CvgTerm *Sum(CvgPrinter *printer, const CvgNode *node, CvgTerm *left, CvgTerm *right);
static CvgTerm *Divide(CvgPrinter *printer, CvgTerm *left, CvgTerm *right);
static CvgTerm *DivideWhole(CvgPrinter *printer, CvgTerm *left, CvgTerm *right);
static CvgTerm *Remainder(CvgPrinter *printer, CvgTerm *left, CvgTerm *right);
static CvgTerm *Bitwise(CvgPrinter *printer, const char *op, CvgTerm *left, CvgTerm *right);
static CvgTerm *Negative(CvgPrinter *printer, CvgTerm *arg);
static const char *Divisor(CvgTerm *term, CvgStrength strength);
static int	QuotientDigits(int left, int right);
static CvgKind Wider(CvgTerm *left, CvgTerm *right);
static CvgTerm *Unsigned(CvgTerm *term);

CvgTerm *
CvgPrintArithmetic(CvgPrinter *printer, const CvgNode *node)
{
	CvgNode    *first = linitial(node->args);
	CvgNode    *second = list_length(node->args) > 1 ? lsecond(node->args) : NULL;
	const char *op = node->name;
	bool		stores = printer->stores_integer;
	CvgTerm    *left;
	CvgTerm    *right;

	/* what overflows before it is multiplied does so afterwards as well */
	printer->stores_integer = stores && *op == '*' && second->kind == CVG_NODE_INTEGER &&
		strpbrk(second->text, "123456789") != NULL;
	if (second != NULL && second->kind == CVG_NODE_INTERVAL)
		return CvgPrintIntervalSum(printer, CvgPrint(printer, first), second, *op == '-');
	if (first->kind == CVG_NODE_INTERVAL && *op == '+')
		return CvgPrintIntervalSum(printer, CvgPrint(printer, second), first, false);
	left = CvgAsNumber(printer, CvgPrint(printer, first));
	printer->stores_integer = stores;
	if (second == NULL)
		return strcmp(op, "negative") == 0 ? Negative(printer, left) : Bitwise(printer, op, left, NULL);
	printer->stores_integer = false;
	right = CvgAsNumber(printer, CvgPrint(printer, second));
	if (left->kind == CVG_KIND_UNKNOWN || right->kind == CVG_KIND_UNKNOWN)
		return CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "NULL");
	printer->stores_integer = stores;
	if (strcmp(op, "/") == 0)
		return Divide(printer, left, right);
	if (strcmp(op, "div") == 0)
		return DivideWhole(printer, left, right);
	if (strcmp(op, "%") == 0)
		return Remainder(printer, left, right);
	if (strchr("+-*", *op) != NULL)
		return Sum(printer, node, left, right);
	return Bitwise(printer, op, left, right);
}

/* NUMERIC or FLOAT if one of them is, else INTEGER */
static CvgKind
Wider(CvgTerm *left, CvgTerm *right)
{
	return Max(left->kind, right->kind);
}

/* + - * */
static CvgTerm *
Sum(CvgPrinter *printer, const CvgNode *node, CvgTerm *left, CvgTerm *right)
{
	bool		times = *node->name == '*';
	CvgStrength strength = times ? CVG_MULTIPLY : CVG_ADD;
	CvgKind		kind = Wider(left, right);
	int			bits = times ? left->bits + right->bits : Max(left->bits, right->bits) + 1;
	bool		big = left->bits > 31 || right->bits > 31;
	bool		small = left->bits <= 15 && right->bits <= 15 && left->constant == NULL && right->constant == NULL;
	CvgTerm    *term;

	if (kind == CVG_KIND_INTEGER && !big && (small || !printer->stores_integer) && bits > (small ? 15 : 31))
	{
		bool		second = left->constant != NULL;
		CvgTerm    *widest = CvgTermCopy(second ? right : left);

		widest->sql = psprintf("%s::bigint", CvgTermOperand(widest, CVG_CAST));
		widest->strength = CVG_CAST;
		if (second)
			right = widest;
		else
			left = widest;
	}
	term = CvgTermMake(kind, strength, "%s %s %s", CvgTermOperand(left, strength), node->name,
					   CvgTermOperand(right, strength + 1));
	term->bits = kind == CVG_KIND_INTEGER ? Min(bits, 63) : 63;
	term->positive = *node->name != '-' && left->positive && right->positive;
	term->rough = left->rough || right->rough;
	term->ragged = left->ragged || right->ragged;
	if (left->scale >= 0 && right->scale >= 0)
		term->scale = Min(times ? left->scale + right->scale : Max(left->scale, right->scale), 30);
	return term;
}

static CvgTerm *
Divide(CvgPrinter *printer, CvgTerm *left, CvgTerm *right)
{
	CvgTerm    *term;
	const char *dividend;

	if (Wider(left, right) == CVG_KIND_FLOAT)
		return CvgTermMake(CVG_KIND_FLOAT, CVG_MULTIPLY, "%s / %s", CvgTermOperand(left, CVG_MULTIPLY),
						   Divisor(right, CVG_UNARY));
	if (left->scale < 0 || right->scale < 0)
		return CvgTermFail(printer, CVG_P_INEXACT, "how many digits MySQL keeps of a division is not known: %.80s / %.80s",
						   left->sql, right->sql);
	dividend = CvgDividend(left, right->scale, printer->mariadb ? QuotientDigits(left->scale, right->scale) :
						   Min(left->scale + 4, 30), CVG_MULTIPLY);
	term = CvgTermMake(CVG_KIND_NUMERIC, CVG_MULTIPLY, "%s / %s", dividend, Divisor(right, CVG_UNARY));
	term->scale = Min(left->scale + 4, 30);
	if (printer->mariadb)
	{
		term->quotient = QuotientDigits(left->scale, right->scale);
		term->rough = true;
		return term;
	}
	term->sql = psprintf("round(%s, %d)", term->sql, term->scale);
	term->strength = CVG_ATOM;
	return term;
}

/*
 * The number as a numeric whose quotient has at least these digits after the
 * point.  PostgreSQL computes 16 digits of a quotient, but never fewer after
 * the point than the dividend has: one that may be large gets as many.
 * extra: digits after the point of the divisor.
 */
const char *
CvgDividend(const CvgTerm *term, int extra, int digits, CvgStrength strength)
{
	const char *paren = term->column && term->type != NULL ? strchr(term->type, '(') : NULL;
	int			before = 65;

	if (term->kind == CVG_KIND_INTEGER)
		before = term->bits <= 31 ? 10 : 19;
	else if (paren != NULL)
		before = atoi(paren + 1) - term->scale;
	if (before + extra + digits > 15 && digits > term->scale)
		return psprintf("%s::numeric(65,%d)", CvgTermOperand(term, CVG_CAST), digits);
	if (term->constant != NULL && term->kind == CVG_KIND_INTEGER)
		return psprintf("%s.0", term->sql);
	if (term->kind == CVG_KIND_INTEGER)
		return psprintf("%s::numeric", CvgTermOperand(term, CVG_CAST));
	return CvgTermOperand(term, strength);
}

/* Digits after the point that MariaDB computes. */
static int
QuotientDigits(int left, int right)
{
	int			kept_left = (left + 8) / 9 * 9;
	int			kept_right = (right + 8) / 9 * 9;
	int			increment = Max(4 - (kept_left - left + kept_right - right), 0);

	return (kept_left + kept_right + increment + 8) / 9 * 9;
}

/* NULL instead of zero, unless it is a constant that is not zero. */
static const char *
Divisor(CvgTerm *term, CvgStrength strength)
{
	if (term->constant != NULL && strpbrk(term->sql, "123456789") != NULL)
		return CvgTermOperand(term, strength);
	return psprintf("nullif(%s, 0)", term->sql);
}

static CvgTerm *
DivideWhole(CvgPrinter *printer, CvgTerm *left, CvgTerm *right)
{
	const char *dividend = CvgTermOperand(left, CVG_MULTIPLY);
	CvgTerm    *term;

	if (Wider(left, right) == CVG_KIND_FLOAT)
		return CvgTermFail(printer, CVG_P_INEXACT, "DIV between floating-point numbers is not translated");
	if (Wider(left, right) == CVG_KIND_NUMERIC)
		return CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "div(%s, %s)::bigint", left->sql, Divisor(right, CVG_ANY));
	/* the smallest number divided by -1 overflows */
	if (!left->positive && !right->positive && left->bits <= 31 && right->bits <= 31)
		dividend = psprintf("%s::bigint", CvgTermOperand(left, CVG_CAST));
	term = CvgTermMake(CVG_KIND_INTEGER, CVG_MULTIPLY, "%s / %s", dividend, Divisor(right, CVG_UNARY));
	term->bits = Max(left->bits, right->bits) + (left->bits <= 31 ? 1 : 0);
	term->positive = left->positive && right->positive;
	return term;
}

static CvgTerm *
Remainder(CvgPrinter *printer, CvgTerm *left, CvgTerm *right)
{
	CvgTerm    *term;

	if (Wider(left, right) == CVG_KIND_FLOAT)
		return CvgTermFail(printer, CVG_P_INEXACT, "the remainder of floating-point numbers is not translated");
	term = CvgTermMake(Wider(left, right), CVG_MULTIPLY, "%s %% %s", CvgTermOperand(left, CVG_MULTIPLY),
					   Divisor(right, CVG_UNARY));
	term->bits = Max(left->bits, right->bits);
	term->positive = left->positive;
	term->rough = left->rough || right->rough;
	term->ragged = left->ragged || right->ragged;
	if (left->scale >= 0 && right->scale >= 0)
		term->scale = Max(left->scale, right->scale);
	return term;
}

static CvgTerm *
Negative(CvgPrinter *printer, CvgTerm *arg)
{
	CvgTerm    *term = CvgTermCopy(arg);

	if (arg->kind == CVG_KIND_UNKNOWN)
		return arg;
	/* a bare -x of the smallest one overflows */
	if (arg->kind == CVG_KIND_INTEGER && arg->constant == NULL && arg->bits < 63 && !arg->positive &&
		!printer->stores_integer)
		term->sql = psprintf("-%s::bigint", CvgTermOperand(arg, CVG_CAST));
	else
		term->sql = psprintf("-%s", CvgTermOperand(arg, CVG_CAST));
	term->strength = CVG_UNARY;
	term->positive = false;
	term->column = false;
	term->chosen = false;
	term->bits = Min(arg->bits + 1, 63);
	return term;
}

/* Of 64 bits without sign in MySQL, of 64 with sign here. */
static CvgTerm *
Bitwise(CvgPrinter *printer, const char *op, CvgTerm *left, CvgTerm *right)
{
	bool		positive = left->positive && (right == NULL || right->positive);
	CvgTerm    *term;
	int64		shift;

	if (left->kind != CVG_KIND_INTEGER || (right != NULL && right->kind != CVG_KIND_INTEGER))
		return CvgTermFail(printer, CVG_P_TYPES, "operator %s needs integers of 64 bits", op);
	if (right == NULL)
		return Unsigned(CvgTermMake(CVG_KIND_INTEGER, CVG_UNARY, "~%s::bigint", CvgTermOperand(left, CVG_CAST)));
	if (strlen(op) == 2)
	{
		if (!CvgTermInteger(right, &shift) || shift < 0 || shift > 63 || (*op == '>' && !left->positive))
			return CvgTermFail(printer, CVG_P_INEXACT, "this shift of bits is not translated: %.80s %s %.80s",
							   left->sql, op, right->sql);
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_OTHER, "%s::bigint %s %s", CvgTermOperand(left, CVG_CAST), op,
						   CvgTermOperand(right, CVG_ADD));
		term->positive = *op == '>';
		return term->positive ? term : Unsigned(term);
	}
	term = CvgTermMake(CVG_KIND_INTEGER, CVG_OTHER, "%s %s %s", CvgTermOperand(left, CVG_OTHER),
					   *op == '^' ? "#" : op, CvgTermOperand(right, CVG_ADD));
	term->positive = positive || (*op == '&' && (left->positive || right->positive));
	return term->positive ? term : Unsigned(term);
}

/* The number that MySQL takes the 64 bits for. */
static CvgTerm *
Unsigned(CvgTerm *term)
{
	CvgTerm    *result = CvgTermMake(CVG_KIND_NUMERIC, CVG_MULTIPLY,
									 "(%s::numeric + 18446744073709551616) %% 18446744073709551616",
									 CvgTermOperand(term, CVG_CAST));

	result->scale = 0;
	result->positive = true;
	return result;
}
