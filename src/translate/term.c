/*-------------------------------------------------------------------------
 *
 * term.c
 *	  Terms: pieces of SQL with their types.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "mb/pg_wchar.h"
#include "translate/print.h"
#include "utils/builtins.h"

static CvgTerm *NumberLiteral(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *StringLiteral(CvgPrinter *printer, const CvgNode *node);
static CvgTerm *BytesLiteral(const CvgNode *node);
static int	TypeScale(const char *type);
static int	TypeBits(const char *type);

void
CvgProblemSet(CvgProblem *problem, const char *code, const char *format,...)
{
	char		buf[400];
	va_list		args;
	int			length;

	if (problem->code != NULL)
		return;
	va_start(args, format);
	length = vsnprintf(buf, sizeof(buf), format, args);
	va_end(args);
	length = pg_encoding_mbcliplen(PG_UTF8, buf, Min(length, (int) sizeof(buf) - 1), sizeof(buf) - 1);
	problem->code = code;
	problem->message = pnstrdup(buf, Max(length, 0));
}

CvgTerm *
CvgTermMake(CvgKind kind, CvgStrength strength, const char *format,...)
{
	CvgTerm    *term = palloc0(sizeof(CvgTerm));
	StringInfoData buf;

	initStringInfo(&buf);
	for (;;)
	{
		va_list		args;
		int			needed;

		va_start(args, format);
		needed = appendStringInfoVA(&buf, format, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&buf, needed);
	}
	term->sql = buf.data;
	term->kind = kind;
	term->strength = strength;
	term->bits = 63;
	term->scale = kind == CVG_KIND_INTEGER ? 0 : -1;
	return term;
}

/* Notes the problem; the term is a NULL, so that the caller need not look. */
CvgTerm *
CvgTermFail(CvgPrinter *printer, const char *code, const char *format,...)
{
	char		buf[300];
	va_list		args;

	va_start(args, format);
	vsnprintf(buf, sizeof(buf), format, args);
	va_end(args);
	CvgProblemSet(printer->problem, code, "%s", buf);
	return CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "NULL");
}

/*
 * The source's collation decides here, and PostgreSQL's decides otherwise in
 * some cases.  False: that is a problem.  In a view it is a warning: there
 * such a query is what an application writes for the new database as well.
 */
bool
CvgCollationDecides(CvgPrinter *printer, const char *format,...)
{
	bool		view = printer->view != NULL;
	char		buf[300];
	va_list		args;

	va_start(args, format);
	vsnprintf(buf, sizeof(buf), format, args);
	va_end(args);
	CvgProblemSet(view ? &printer->warning : printer->problem, CVG_P_COLLATION, "%s", buf);
	return view;
}

/* The SQL, in parentheses if it binds less strongly than asked. */
const char *
CvgTermOperand(const CvgTerm *term, CvgStrength strength)
{
	return term->strength >= strength ? term->sql : psprintf("(%s)", term->sql);
}

CvgTerm *
CvgTermCopy(const CvgTerm *term)
{
	CvgTerm    *copy = palloc(sizeof(CvgTerm));

	*copy = *term;
	return copy;
}

CvgTerm *
CvgTermColumn(const CvgExprColumn *column, const char *sql)
{
	CvgTerm    *term = CvgTermMake(column->kind, CVG_ATOM, "%s", sql);

	term->column = true;
	term->type = column->type;
	term->sense = column->ignores_case || column->citext ? CVG_CASE_IGNORED : CVG_CASE_EXACT;
	term->collated = column->collated;
	term->source_ignores_case = column->source_ignores_case;
	term->padded = column->type != NULL &&
		(strncmp(column->type, "char(", 5) == 0 || strncmp(column->type, "character(", 10) == 0 ||
		 strcmp(column->type, "char") == 0 || strcmp(column->type, "character") == 0 ||
		 strcmp(column->type, "bpchar") == 0);
	if (column->kind == CVG_KIND_INTEGER)
		term->bits = TypeBits(column->type);
	if (column->kind == CVG_KIND_NUMERIC)
		term->scale = TypeScale(column->type);
	return term;
}

/* numeric(10,2) has 2, numeric(20) has 0 */
static int
TypeScale(const char *type)
{
	const char *paren = type != NULL ? strchr(type, '(') : NULL;
	const char *comma = paren != NULL ? strchr(paren, ',') : NULL;

	if (paren == NULL)
		return -1;
	return comma != NULL ? atoi(comma + 1) : 0;
}

static int
TypeBits(const char *type)
{
	if (type != NULL && strcmp(type, "smallint") == 0)
		return 15;
	if (type != NULL && (strcmp(type, "integer") == 0 || strcmp(type, "int") == 0))
		return 31;
	return 63;
}

CvgTerm *
CvgTermLiteral(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *term;

	switch (node->kind)
	{
		case CVG_NODE_NULL:
			return CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "NULL");
		case CVG_NODE_BOOLEAN:
			term = CvgTermMake(CVG_KIND_BOOLEAN, CVG_ATOM, "%s", node->number ? "true" : "false");
			break;
		case CVG_NODE_STRING:
			term = StringLiteral(printer, node);
			break;
		case CVG_NODE_BYTES:
			term = BytesLiteral(node);
			break;
		case CVG_NODE_BITS:
			term = CvgTermMake(CVG_KIND_BIT, CVG_ATOM, "B'%s'", node->text);
			break;
		default:
			term = NumberLiteral(printer, node);
			break;
	}
	term->constant = node;
	return term;
}

static CvgTerm *
NumberLiteral(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *term;
	const char *point = strchr(node->text, '.');
	int			digits = strspn(node->text, "0");
	int			length = strlen(node->text +digits);

	if (node->kind == CVG_NODE_FLOAT)
	{
		char	   *end;
		double		value = strtod(node->text, &end);

		if (isinf(value) || (value == 0 && strpbrk(node->text, "123456789") != NULL))
			return CvgTermFail(printer, CVG_P_LITERAL, "number %.40s is out of range", node->text);
		return CvgTermMake(CVG_KIND_FLOAT, CVG_CAST, "%s::double precision", node->text);
	}
	if (length > 65)
		return CvgTermFail(printer, CVG_P_LITERAL, "number %.40s has too many digits", node->text);
	term = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "%s", node->text);
	term->positive = true;
	if (node->kind == CVG_NODE_DECIMAL || length > 19 ||
		(length == 19 && strcmp(node->text +digits, "9223372036854775807") > 0))
	{
		term->kind = CVG_KIND_NUMERIC;
		term->scale = point != NULL ? strlen(point + 1) : 0;
		return term;
	}
	term->bits = 0;
	for (uint64 value = strtoull(node->text, NULL, 10); value > 0; value >>= 1)
		term->bits++;
	return term;
}

static CvgTerm *
StringLiteral(CvgPrinter *printer, const CvgNode *node)
{
	if (strlen(node->text) != node->length)
		return CvgTermFail(printer, CVG_P_LITERAL, "a string has a NUL character");
	if (!pg_verify_mbstr(PG_UTF8, node->text, node->length, true))
		return CvgTermFail(printer, CVG_P_LITERAL, "a string is not valid UTF-8");
	return CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "%s", CvgQuoteString(node->text));
}

static CvgTerm *
BytesLiteral(const CvgNode *node)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < node->length; i++)
		appendStringInfo(&buf, "%02x", (unsigned char) node->text[i]);
	return CvgTermMake(CVG_KIND_BYTEA, CVG_CAST, "'\\x%s'::bytea", buf.data);
}

char *
CvgQuoteString(const char *string)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '\'');
	for (; *string != '\0'; string++)
	{
		if (*string == '\'')
			appendStringInfoChar(&buf, '\'');
		appendStringInfoChar(&buf, *string);
	}
	appendStringInfoChar(&buf, '\'');
	return buf.data;
}

char *
CvgQuoteName(const char *name)
{
	return pstrdup(quote_identifier(name));
}

/* Whether the term is an integer literal, perhaps a negative one. */
bool
CvgTermInteger(const CvgTerm *term, int64 *value)
{
	char	   *end;

	if (term->constant == NULL)
		return false;
	if (term->constant->kind == CVG_NODE_BOOLEAN)
	{
		*value = term->constant->number;
		return true;
	}
	if (term->kind != CVG_KIND_INTEGER || strlen(term->sql) > 18)
		return false;
	*value = strtoll(term->sql, &end, 10);
	return *end == '\0';
}

/* The value of a string literal, or NULL. */
const char *
CvgTermString(const CvgTerm *term)
{
	return term->constant != NULL && term->constant->kind == CVG_NODE_STRING &&
		term->kind == CVG_KIND_TEXT ? term->constant->text : NULL;
}

bool
CvgIsAscii(const char *string)
{
	for (; *string != '\0'; string++)
	{
		if (IS_HIGHBIT_SET(*string))
			return false;
	}
	return true;
}

/* Whether functions may be used that are not immutable; else a problem. */
bool
CvgNeedsVolatile(CvgPrinter *printer, const char *what)
{
	if (printer->immutable)
		CvgProblemSet(printer->problem, CVG_P_IMMUTABLE,
					  "a function that is not immutable would be needed for %s", what);
	return !printer->immutable;
}

const char *
CvgKindName(CvgKind kind)
{
	static const char *const names[] = {
		[CVG_KIND_UNKNOWN] = "NULL",[CVG_KIND_BOOLEAN] = "boolean",
		[CVG_KIND_INTEGER] = "integer",[CVG_KIND_NUMERIC] = "numeric",
		[CVG_KIND_FLOAT] = "floating-point",[CVG_KIND_TEXT] = "text",
		[CVG_KIND_BYTEA] = "bytea",[CVG_KIND_BIT] = "bit",
		[CVG_KIND_DATE] = "date",[CVG_KIND_TIMESTAMP] = "timestamp",
		[CVG_KIND_TIMESTAMPTZ] = "timestamp with time zone",[CVG_KIND_TIME] = "time",
		[CVG_KIND_INTERVAL] = "interval",[CVG_KIND_JSON] = "json",
		[CVG_KIND_JSONB] = "jsonb",[CVG_KIND_UUID] = "uuid",
		[CVG_KIND_ENUM] = "enum",[CVG_KIND_TEXT_ARRAY] = "text[]",
		[CVG_KIND_INET] = "inet",[CVG_KIND_OTHER] = "other"
	};

	return names[kind];
}
