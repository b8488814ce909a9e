/*-------------------------------------------------------------------------
 *
 * diff_defaults.c
 *	  Defaults of source and target, compared by the value they give.
 *
 * A literal of the source is converted as a value of a row would be, and
 * compared with the target's default if that comes out as a constant.  For
 * what has a different value at each call there is a table of functions
 * that do the same.  All other expressions are compared as trees.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/typcache.h"

#include "check/schema_diff.h"

/* What is not the same at each call, and where both products have it. */
typedef enum Moving
{
	MOVING_NOT,
	MOVING_NOW,					/* date and time of day */
	MOVING_TODAY,
	MOVING_UUID,
	MOVING_RANDOM
} Moving;

typedef struct MovingWord
{
	const char *word;			/* of the source, in lower case, up to its
								 * parenthesis */
	Moving		moving;
} MovingWord;

static const MovingWord moving_words[] = {
	{"current_timestamp", MOVING_NOW},
	{"now", MOVING_NOW},
	{"localtime", MOVING_NOW},
	{"localtimestamp", MOVING_NOW},
	{"sysdate", MOVING_NOW},
	{"utc_timestamp", MOVING_NOW},
	{"curdate", MOVING_TODAY},
	{"current_date", MOVING_TODAY},
	{"utc_date", MOVING_TODAY},
	{"uuid", MOVING_UUID},
	{"rand", MOVING_RANDOM}
};

/* A literal of the source, and what it becomes. */
typedef struct Literal
{
	CvgConvert	convert;
	Datum		value;
	bool		isnull;
} Literal;

static CvgExprVerdict CompareDefaults(const CvgTableDiff *table, int column,
									  Node *target, char **why);
static CvgExprVerdict CompareLiteral(const CvgTableDiff *table, int column,
									 Node *target, char **why);
static void ConvertLiteral(void *arg);
static char *LiteralBytes(const CvgColumn *source, size_t *len);
static bool SameValues(Oid typid, Oid collation, Datum a, Datum b);
static Moving MovingSource(const char *expression);
static Moving MovingTarget(Node *expr);
static Moving MovingFunction(Oid funcid);
static Node *StripCasts(Node *expr);

void
CvgDiffDefault(const CvgTableDiff *table, int column)
{
	const CvgColumn *source = &table->source->columns[column];
	Node	   *target = CvgTargetDefault(table->rel, table->attnums[column]);
	char	   *why = NULL;

	if (target != NULL)
		target = (Node *) expression_planner((Expr *) target);
	if (target != NULL && IsA(target, Const) && castNode(Const, target)->constisnull)
		target = NULL;

	if (source->default_kind == CVG_DEFAULT_NONE && target == NULL)
		return;
	if (source->default_kind == CVG_DEFAULT_NONE)
		CvgDiffPutColumn(table, column, CVG_DIFF_INFO, "default at the target alone");
	else if (target == NULL)
		CvgDiffPutColumn(table, column, CVG_DIFF_WARNING, "default at the source alone");
	else
	{
		switch (CompareDefaults(table, column, target, &why))
		{
			case CVG_EXPR_SAME:
				break;
			case CVG_EXPR_OTHER:
				CvgDiffPutColumn(table, column, CVG_DIFF_WARNING, "another default");
				break;
			case CVG_EXPR_UNKNOWN:
				CvgDiffPutColumn(table, column, CVG_DIFF_INFO,
								 psprintf("the defaults cannot be compared: %s", why));
				break;
		}
	}
}

static CvgExprVerdict
CompareDefaults(const CvgTableDiff *table, int column, Node *target, char **why)
{
	const CvgColumn *source = &table->source->columns[column];
	Moving		moving;
	Node	   *expr;

	if (source->default_kind != CVG_DEFAULT_EXPRESSION)
		return CompareLiteral(table, column, target, why);
	moving = MovingSource(source->default_text);
	if (moving != MOVING_NOT)
		return MovingTarget(target) == moving ? CVG_EXPR_SAME : CVG_EXPR_OTHER;
	expr = CvgDiffTranslate(table, source->default_text, CVG_USE_DEFAULT,
							table->attnums[column], why);
	if (expr == NULL)
		return CVG_EXPR_UNKNOWN;
	return equal(expr, CvgDiffSimplify(target)) ? CVG_EXPR_SAME : CVG_EXPR_OTHER;
}

static CvgExprVerdict
CompareLiteral(const CvgTableDiff *table, int column, Node *target, char **why)
{
	const CvgBinding *binding = &table->plan->bindings[column];
	Const	   *constant = (Const *) target;
	Literal		literal = {.convert = binding->convert};

	if (binding->fate != CVG_COLUMN_BOUND)
	{
		*why = "the types cannot be converted";
		return CVG_EXPR_UNKNOWN;
	}
	/* under the check of a domain, which its constant has passed */
	while (IsA(constant, CoerceToDomain))
		constant = (Const *) castNode(CoerceToDomain, (Node *) constant)->arg;
	if (!IsA(constant, Const))
		return CVG_EXPR_OTHER;
	if (!CvgDiffTry(ConvertLiteral, &literal, why))
		return CVG_EXPR_UNKNOWN;
	if (literal.isnull)
		return CVG_EXPR_OTHER;
	return SameValues(binding->convert.basetypid, constant->constcollid, literal.value,
					  constant->constvalue) ? CVG_EXPR_SAME : CVG_EXPR_OTHER;
}

/* As the value of a row. */
static void
ConvertLiteral(void *arg)
{
	Literal    *literal = arg;
	size_t		len;
	char	   *data = LiteralBytes(literal->convert.source, &len);

	CvgConvertBegin(&literal->convert, CurrentMemoryContext);
	literal->value = literal->convert.fn(&literal->convert, data, len, &literal->isnull);
}

/* What a scan would deliver: binary(n) with zeros behind, bits with zeros before. */
static char *
LiteralBytes(const CvgColumn *source, size_t *len)
{
	const char *digits = source->default_text;
	int			length = strlen(digits);
	char	   *bytes = palloc0(Max(length, source->length) + 1);

	if (source->default_kind == CVG_DEFAULT_BITS)
	{
		*len = (source->length + 7) / 8;
		for (int bit = 0; bit < Min(length, source->length); bit++)
			bytes[*len - 1 - bit / 8] |= (digits[length - 1 - bit] - '0') << (bit % 8);
		return bytes;
	}
	if (source->default_kind == CVG_DEFAULT_HEX)
		*len = hex_decode(digits, length, bytes);
	else
	{
		*len = length;
		memcpy(bytes, digits, length);
	}
	if (source->type == CVG_TYPE_BINARY)
		*len = Max((int) *len, source->length);
	return bytes;
}

static bool
SameValues(Oid typid, Oid collation, Datum a, Datum b)
{
	TypeCacheEntry *type = lookup_type_cache(typid, TYPECACHE_EQ_OPR_FINFO);
	Oid			output;
	bool		varlena;

	if (OidIsValid(type->eq_opr))
		return DatumGetBool(FunctionCall2Coll(&type->eq_opr_finfo, collation, a, b));
	getTypeOutputInfo(typid, &output, &varlena);
	return strcmp(OidOutputFunctionCall(output, a), OidOutputFunctionCall(output, b)) == 0;
}

/* "CURRENT_TIMESTAMP(6)", "(uuid())": one call, with digits at most. */
static Moving
MovingSource(const char *expression)
{
	const char *p = expression;
	size_t		length;

	while (*p == '(' || *p == ' ')
		p++;
	length = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
	if (strspn(p + length, "()0123456789 ") != strlen(p + length))
		return MOVING_NOT;
	for (int i = 0; i < (int) lengthof(moving_words); i++)
	{
		if (strlen(moving_words[i].word) == length &&
			pg_strncasecmp(moving_words[i].word, p, length) == 0)
			return moving_words[i].moving;
	}
	return MOVING_NOT;
}

static Moving
MovingTarget(Node *expr)
{
	bool		date = exprType(expr) == DATEOID;
	Moving		moving = MOVING_NOT;

	expr = StripCasts(expr);
	if (IsA(expr, SQLValueFunction))
	{
		SQLValueFunctionOp op = castNode(SQLValueFunction, expr)->op;

		if (op == SVFOP_CURRENT_DATE)
			return MOVING_TODAY;
		if (op == SVFOP_CURRENT_TIMESTAMP || op == SVFOP_CURRENT_TIMESTAMP_N ||
			op == SVFOP_LOCALTIMESTAMP || op == SVFOP_LOCALTIMESTAMP_N)
			moving = MOVING_NOW;
	}
	else if (IsA(expr, FuncExpr))
		moving = MovingFunction(castNode(FuncExpr, expr)->funcid);
	return moving == MOVING_NOW && date ? MOVING_TODAY : moving;
}

static Moving
MovingFunction(Oid funcid)
{
	const char *name;

	switch (funcid)
	{
		case F_NOW:
		case F_TRANSACTION_TIMESTAMP:
		case F_STATEMENT_TIMESTAMP:
		case F_CLOCK_TIMESTAMP:
			return MOVING_NOW;
		case F_GEN_RANDOM_UUID:
			return MOVING_UUID;
	}

	/*
	 * overloaded in some versions; of the extension uuid-ossp, and of later
	 * versions
	 */
	name = get_func_name(funcid);
	if (name != NULL && strcmp(name, "random") == 0 && get_func_nargs(funcid) == 0)
		return MOVING_RANDOM;
	if (name != NULL && strncmp(name, "uuid", strlen("uuid")) == 0 &&
		get_func_rettype(funcid) == UUIDOID)
		return MOVING_UUID;
	return MOVING_NOT;
}

/* Casts, and AT TIME ZONE, which casts between instants and local times. */
static Node *
StripCasts(Node *expr)
{
	for (;;)
	{
		if (IsA(expr, RelabelType))
			expr = (Node *) castNode(RelabelType, expr)->arg;
		else if (IsA(expr, CoerceViaIO))
			expr = (Node *) castNode(CoerceViaIO, expr)->arg;
		else if (IsA(expr, CoerceToDomain))
			expr = (Node *) castNode(CoerceToDomain, expr)->arg;
		else if (IsA(expr, FuncExpr) && castNode(FuncExpr, expr)->funcid == F_TIMEZONE_TEXT_TIMESTAMPTZ)
			expr = lsecond(castNode(FuncExpr, expr)->args);
		else if (IsA(expr, FuncExpr) && castNode(FuncExpr, expr)->args != NIL &&
				 castNode(FuncExpr, expr)->funcformat != COERCE_EXPLICIT_CALL)
			expr = linitial(castNode(FuncExpr, expr)->args);
		else
			return expr;
	}
}

bool
CvgIsNextval(Node *expr)
{
	expr = StripCasts(expr);
	return IsA(expr, NextValueExpr) ||
		(IsA(expr, FuncExpr) && castNode(FuncExpr, expr)->funcid == F_NEXTVAL);
}
