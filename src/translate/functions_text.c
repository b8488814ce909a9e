/*-------------------------------------------------------------------------
 *
 * functions_text.c
 *	  Functions of texts whose corner cases differ.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "translate/print.h"
#include "utils/formatting.h"

static CvgTerm *PrintConcat(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintConcatWs(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintLeft(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintSubstring(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintSubstringIndex(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintLocate(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintPad(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintTrim(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintHex(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintUnhex(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintSha(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintFindInSet(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintField(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintStrcmp(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintUuidToBin(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintBinToUuid(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);

const CvgFunction cvg_text_functions[] = {
	{"concat", 1, 100, PrintConcat},
	{"concat_ws", 2, 100, PrintConcatWs},
	{"left", 2, 2, PrintLeft},
	{"right", 2, 2, PrintLeft},
	{"substr", 2, 3, PrintSubstring},
	{"substring", 2, 3, PrintSubstring},
	{"mid", 3, 3, PrintSubstring},
	{"substring_index", 3, 3, PrintSubstringIndex},
	{"locate", 2, 2, PrintLocate},
	{"position", 2, 2, PrintLocate},
	{"instr", 2, 2, PrintLocate},
	{"lpad", 3, 3, PrintPad},
	{"rpad", 3, 3, PrintPad},
	{"btrim", 2, 2, PrintTrim},
	{"ltrim", 2, 2, PrintTrim},
	{"rtrim", 2, 2, PrintTrim},
	{"hex", 1, 1, PrintHex},
	{"unhex", 1, 1, PrintUnhex},
	{"sha2", 2, 2, PrintSha},
	{"find_in_set", 2, 2, PrintFindInSet},
	{"field", 2, 100, PrintField},
	{"strcmp", 2, 2, PrintStrcmp},
	{"uuid_to_bin", 1, 1, PrintUuidToBin},
	{"bin_to_uuid", 1, 1, PrintBinToUuid},
	{NULL, 0, 0, NULL}
};

/* NULL if any argument is. */
static CvgTerm *
PrintConcat(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *result = CvgTermMake(CVG_KIND_TEXT, nargs == 1 ? CVG_ATOM : CVG_OTHER, "%s", "");
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < nargs; i++)
	{
		CvgTerm    *arg = CvgAsText(printer, args[i]);

		result->sense = Max(result->sense, arg->sense);
		appendStringInfo(&buf, "%s%s", i > 0 ? " || " : "", CvgTermOperand(arg, CVG_ADD));
	}
	result->sql = buf.data;
	return result;
}

/* Leaves out NULLs; the function is not immutable, so it is written out. */
static CvgTerm *
PrintConcatWs(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "%s", "");
	const char *separator = CvgTermString(args[0]);
	StringInfoData buf;

	if (separator == NULL)
		return CvgTermFail(printer, CVG_P_INEXACT, "the separator of concat_ws() must be a constant");
	initStringInfo(&buf);
	for (int i = 1; i < nargs; i++)
	{
		args[i] = CvgAsText(printer, args[i]);
		result->sense = Max(result->sense, args[i]->sense);
	}
	if (!printer->immutable)
	{
		for (int i = 1; i < nargs; i++)
			appendStringInfo(&buf, ", %s", args[i]->sql);
		result->sql = psprintf("concat_ws(%s%s)", args[0]->sql, buf.data);
		return result;
	}

	/* each one that is there has the separator before it, the first cut off */
	for (int i = 1; i < nargs; i++)
		appendStringInfo(&buf, "%scoalesce(%s || %s, '')", i > 1 ? " || " : "", args[0]->sql,
						 CvgTermOperand(args[i], CVG_ADD));
	result->sql = psprintf("substr(%s, %d)", buf.data, pg_mbstrlen(separator) + 1);
	return result;
}

/* A negative number of characters means none, a great one all. */
static CvgTerm *
PrintLeft(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *string = CvgAsText(printer, args[0]);
	CvgTerm    *count = CvgAsNumber(printer, args[1]);
	const char *limits;
	const char *shown;
	CvgTerm    *result;

	if (count->kind != CVG_KIND_INTEGER)
		return CvgTermFail(printer, CVG_P_TYPES, "%s() needs an integer", node->name);
	limits = psprintf("%s%s", count->positive ? "" : psprintf(" WHEN %s < 0 THEN 0", CvgTermOperand(count, CVG_LIKE)),
					  count->bits <= 31 ? "" : psprintf(" WHEN %s > %d THEN %d", CvgTermOperand(count, CVG_LIKE),
														PG_INT32_MAX, PG_INT32_MAX));
	shown = count->bits <= 31 ? count->sql : psprintf("%s::int", CvgTermOperand(count, CVG_CAST));
	if (*limits != '\0')
		shown = psprintf("CASE%s ELSE %s END", limits, shown);
	result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "%s(%s, %s)", node->name, string->sql, shown);
	result->sense = string->sense;
	return result;
}

/* From a constant position; a negative one counts from the end. */
static CvgTerm *
PrintSubstring(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *string = CvgAsText(printer, args[0]);
	CvgTerm    *result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "%s", "");
	int64		position;
	int64		length = 0;

	result->sense = string->sense;
	if (args[1]->strength == CVG_UNARY && args[1]->sql[0] == '-' && strlen(args[1]->sql) < 10)
		position = strtoll(args[1]->sql, NULL, 10);
	else if (!CvgTermInteger(args[1], &position) || position > PG_INT32_MAX)
		return CvgTermFail(printer, CVG_P_INEXACT, "the position in %s() must be a constant", node->name);
	if (nargs == 3 && (!CvgTermInteger(args[2], &length) || length > PG_INT32_MAX))
		return CvgTermFail(printer, CVG_P_INEXACT, "the length in %s() must be a constant", node->name);
	if (position == 0 || length < 0)
		result->sql = psprintf("left(%s, 0)", string->sql);
	else if (position > 0 && nargs == 2)
		result->sql = psprintf("substr(%s, %d)", string->sql, (int) position);
	else if (position > 0)
		result->sql = psprintf("substr(%s, %d, %d)", string->sql, (int) position, (int) length);
	else
	{
		char	   *end = psprintf("right(%s, %d)", string->sql, (int) -position);

		if (nargs == 3)
			end = psprintf("left(%s, %d)", end, (int) length);
		result->sql = psprintf("CASE WHEN length(%s) < %d THEN '' ELSE %s END", string->sql, (int) -position, end);
	}
	return result;
}

static CvgTerm *
PrintSubstringIndex(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *string = CvgAsText(printer, args[0]);
	const char *delimiter = CvgTermString(args[1]);
	CvgTerm    *result;
	bool		last = strcmp(args[2]->sql, "-1") == 0;

	if (delimiter == NULL || *delimiter == '\0' || (!last && strcmp(args[2]->sql, "1") != 0))
		return CvgTermFail(printer, CVG_P_INEXACT,
						   "substring_index() is only translated with a constant delimiter and 1 or -1");
	result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "split_part(%s, %s, %s)", string->sql, args[1]->sql, args[2]->sql);
	result->sense = string->sense;
	return result;
}

/* locate(what, s) and instr(s, what) */
static CvgTerm *
PrintLocate(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	bool		instr = strcmp(node->name, "instr") == 0;
	CvgTerm    *string = CvgAsText(printer, args[instr ? 0 : 1]);
	CvgTerm    *what = CvgAsText(printer, args[instr ? 1 : 0]);
	const char *constant = CvgTermString(what);
	const char *shown = string->sql;
	const char *sought = what->sql;
	CvgTerm    *result;

	if (string->sense != CVG_CASE_EXACT)
	{
		if ((constant == NULL || !CvgIsAscii(constant)) &&
			!CvgCollationDecides(printer, "a collation that ignores case decides what %s() finds", node->name))
			return string;
		if (constant == NULL)
		{
			shown = psprintf("lower(%s)", shown);
			sought = psprintf("lower(%s)", sought);
		}
		else if (strcmp(asc_toupper(constant, strlen(constant)), asc_tolower(constant, strlen(constant))) != 0)
		{
			shown = string->folded ? shown : psprintf("lower(%s)", shown);
			sought = CvgQuoteString(asc_tolower(constant, strlen(constant)));
		}
	}
	result = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "strpos(%s, %s)", shown, sought);
	result->bits = 31;
	result->positive = true;
	return result;
}

static CvgTerm *
PrintPad(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *string = CvgAsText(printer, args[0]);
	CvgTerm    *fill = CvgAsText(printer, args[2]);
	const char *constant = CvgTermString(fill);
	CvgTerm    *result;
	int64		length;

	if (!CvgTermInteger(args[1], &length) || length < 0 || length > PG_INT32_MAX ||
		args[2]->constant == NULL || (constant != NULL && *constant == '\0'))
		return CvgTermFail(printer, CVG_P_INEXACT, "%s() is only translated with a constant length and filling", node->name);
	result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "%s(%s, %d, %s)", node->name, string->sql, (int) length, fill->sql);
	result->sense = string->sense;
	return result;
}

/* MySQL cuts off a string, PostgreSQL each of its characters. */
static CvgTerm *
PrintTrim(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *string = CvgAsText(printer, args[0]);
	const char *what = CvgTermString(args[1]);
	CvgTerm    *result;

	if (what == NULL || strlen(what) != 1)
		return CvgTermFail(printer, CVG_P_INEXACT, "trim() is only translated with one character of ASCII to cut off");
	result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "%s(%s, %s)", node->name, string->sql, args[1]->sql);
	result->sense = string->sense;
	return result;
}

static CvgTerm *
PrintHex(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *arg = args[0];

	if (arg->kind == CVG_KIND_BYTEA)
		return CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "upper(encode(%s, 'hex'))", arg->sql);
	if (arg->kind == CVG_KIND_INTEGER)
		return CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "upper(to_hex(%s::bigint))", CvgTermOperand(arg, CVG_CAST));
	if (arg->kind != CVG_KIND_TEXT)
		return CvgTermFail(printer, CVG_P_TYPES, "hex() of a value of type %s is not translated", CvgKindName(arg->kind));
	CvgNeedsVolatile(printer, "the bytes of a text");
	return CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "upper(encode(convert_to(%s, 'UTF8'), 'hex'))",
					   CvgAsText(printer, arg)->sql);
}

/* Of a constant. */
static CvgTerm *
PrintUnhex(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const char *string = CvgTermString(args[0]);

	if (string == NULL || strlen(string) % 2 != 0 ||
		strspn(string, "0123456789abcdefABCDEF") != strlen(string))
		return CvgTermFail(printer, CVG_P_INEXACT, "unhex() is only translated of a constant");
	return CvgTermMake(CVG_KIND_BYTEA, CVG_CAST, "'\\x%s'::bytea", string);
}

static CvgTerm *
PrintSha(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	int64		bits;
	const char *bytes;

	if (!CvgTermInteger(args[1], &bits) || (bits != 0 && bits != 224 && bits != 256 && bits != 384 && bits != 512))
		return CvgTermFail(printer, CVG_P_INEXACT, "the length of sha2() must be a constant");
	if (args[0]->kind == CVG_KIND_BYTEA)
		bytes = args[0]->sql;
	else
	{
		bytes = psprintf("convert_to(%s, 'UTF8')", CvgAsText(printer, args[0])->sql);
		CvgNeedsVolatile(printer, "the bytes of a text");
	}
	return CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "encode(sha%d(%s), 'hex')", bits == 0 ? 256 : (int) bits, bytes);
}

/*
 * Whether a label is in a set.  Its number, which is its place in the type,
 * is not known here.
 */
static CvgTerm *
PrintFindInSet(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const char *string = CvgTermString(args[0]);
	CvgTerm    *term;

	if (args[1]->kind != CVG_KIND_TEXT_ARRAY || string == NULL || strchr(string, ',') != NULL)
		return CvgTermFail(printer, CVG_P_INEXACT, "find_in_set() is only translated of a constant in a set");
	term = CvgTermMake(CVG_KIND_OTHER, CVG_COMPARE, "%s = ANY (%s)", args[0]->sql, args[1]->sql);
	term->truth = term->sql;
	return term;
}

/* The place of the first argument among the others, 0 if it is not there. */
static CvgTerm *
PrintField(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	StringInfoData buf;
	CvgTerm    *result;

	initStringInfo(&buf);
	for (int i = 1; i < nargs; i++)
	{
		if ((args[i]->kind == CVG_KIND_TEXT) != (args[0]->kind == CVG_KIND_TEXT || args[0]->kind == CVG_KIND_ENUM))
			return CvgTermFail(printer, CVG_P_TYPES, "field() compares values of different types");
		appendStringInfo(&buf, " WHEN %s THEN %d", CvgPrintComparison(printer, "=", args[0], args[i])->sql, i);
	}
	result = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "CASE%s ELSE 0 END", buf.data);
	result->bits = 31;
	result->positive = true;
	return result;
}

static CvgTerm *
PrintStrcmp(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	return CvgTermFail(printer, CVG_P_COLLATION, "strcmp() depends on the order of a collation");
}

static CvgTerm *
PrintUuidToBin(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	if (args[0]->kind != CVG_KIND_UUID)
		return CvgTermFail(printer, CVG_P_INEXACT, "uuid_to_bin() is only translated of uuid() or a column of type uuid");
	if (printer->result_kind == CVG_KIND_UUID)
		return args[0];
	return CvgTermMake(CVG_KIND_BYTEA, CVG_ATOM, "uuid_send(%s)", args[0]->sql);
}

static CvgTerm *
PrintBinToUuid(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	if (args[0]->kind != CVG_KIND_UUID)
		return CvgTermFail(printer, CVG_P_INEXACT, "bin_to_uuid() is only translated of a column of type uuid");
	return CvgTermMake(CVG_KIND_TEXT, CVG_CAST, "%s::text", CvgTermOperand(args[0], CVG_CAST));
}
