/*-------------------------------------------------------------------------
 *
 * coerce.c
 *	  Values of one kind as another, as MySQL converts them.
 *
 * MySQL converts nearly everything into everything.  Only what PostgreSQL
 * can do with the same result for every value is done here.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "port/pg_bitutils.h"
#include "translate/print.h"

static CvgTerm *NumberOfString(CvgPrinter *printer, CvgTerm *term);
static CvgTerm *NumberOfBytes(CvgPrinter *printer, CvgTerm *term);
static CvgTerm *TextOfNumber(CvgPrinter *printer, CvgTerm *term);
static CvgTerm *MixedTypes(CvgPrinter *printer, CvgTerm *term, const char *wanted);
static bool ResultIsSame(CvgKind from, CvgKind to);
static CvgTerm *ResultOfString(CvgPrinter *printer, CvgTerm *term, CvgKind kind, const char *type);
static CvgTerm *BitsResult(CvgPrinter *printer, CvgTerm *term, const char *type);
static CvgTerm *ArrayResult(CvgTerm *term, const char *string);
static CvgKind UnifiedKind(CvgTerm **terms, int nterms);

bool
CvgKindIsNumber(CvgKind kind)
{
	return kind == CVG_KIND_INTEGER || kind == CVG_KIND_NUMERIC || kind == CVG_KIND_FLOAT;
}

bool
CvgKindIsMoment(CvgKind kind)
{
	return kind == CVG_KIND_DATE || kind == CVG_KIND_TIMESTAMP || kind == CVG_KIND_TIMESTAMPTZ;
}

static CvgTerm *
MixedTypes(CvgPrinter *printer, CvgTerm *term, const char *wanted)
{
	return CvgTermFail(printer, CVG_P_TYPES, "MySQL converts a value of type %s to %s here: %.150s",
					   CvgKindName(term->kind), wanted, term->sql);
}

/* As a condition. */
CvgTerm *
CvgAsBoolean(CvgPrinter *printer, CvgTerm *term)
{
	int64		value;

	if (term->kind == CVG_KIND_BOOLEAN || term->kind == CVG_KIND_UNKNOWN)
		return term;
	if ((term->kind == CVG_KIND_BIT || term->kind == CVG_KIND_BYTEA) && term->constant != NULL)
		return CvgAsBoolean(printer, NumberOfBytes(printer, term));
	if (term->truth != NULL)
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_COMPARE, "%s", term->truth);
	if (CvgTermInteger(term, &value))
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_ATOM, "%s", value != 0 ? "true" : "false");
	if (term->kind == CVG_KIND_BIT && term->column)
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_COMPARE, "%s::bigint <> 0", term->sql);
	if (!CvgKindIsNumber(term->kind))
		return MixedTypes(printer, term, "a truth value");
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_COMPARE, "%s <> 0", CvgTermOperand(term, CVG_LIKE));
}

CvgTerm *
CvgAsNumber(CvgPrinter *printer, CvgTerm *term)
{
	CvgTerm    *number;

	if (term->quotient > 0)
	{
		number = CvgTermCopy(term);
		number->sql = psprintf("trunc(%s, %d)", term->sql, term->quotient);
		number->strength = CVG_ATOM;
		number->quotient = 0;
		return number;
	}
	if (CvgKindIsNumber(term->kind) || term->kind == CVG_KIND_UNKNOWN)
		return term;
	if (term->kind == CVG_KIND_BOOLEAN)
	{
		int64		value;

		if (CvgTermInteger(term, &value))
			number = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, "%d", (int) value);
		else
			number = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "%s::int", CvgTermOperand(term, CVG_CAST));
		number->bits = 1;
		number->positive = true;
		return number;
	}
	if (term->kind == CVG_KIND_BIT && term->column)
	{
		number = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "%s::bigint", term->sql);
		if (term->type == NULL || strstr(term->type, "(64)") != NULL)
			return MixedTypes(printer, term, "a number");
		number->positive = true;
		return number;
	}
	if (term->kind == CVG_KIND_TEXT)
		return NumberOfString(printer, term);
	if (term->kind == CVG_KIND_BYTEA || term->kind == CVG_KIND_BIT)
		return NumberOfBytes(printer, term);
	return MixedTypes(printer, term, "a number");
}

/* Of a literal that is a plain number. */
static CvgTerm *
NumberOfString(CvgPrinter *printer, CvgTerm *term)
{
	const char *string = CvgTermString(term);
	const char *digits;
	CvgNode    *node;
	CvgTerm    *number;

	if (string == NULL)
		return MixedTypes(printer, term, "a number");
	digits = string + (*string == '-' ? 1 : 0);
	if (*digits == '\0' || strspn(digits, "0123456789") != strlen(digits) || strlen(digits) > 15)
		return MixedTypes(printer, term, "a number");
	node = palloc0(sizeof(CvgNode));
	node->kind = CVG_NODE_INTEGER;
	node->text = digits;
	number = CvgTermLiteral(printer, node);
	if (*string == '-')
	{
		number->sql = psprintf("-%s", number->sql);
		number->strength = CVG_UNARY;
		number->positive = false;
	}
	return number;
}

/* Of x'ff' or b'101' as a number. */
static CvgTerm *
NumberOfBytes(CvgPrinter *printer, CvgTerm *term)
{
	const CvgNode *node = term->constant;
	uint64		value = 0;
	CvgTerm    *number;

	if (node == NULL || node->length > (node->kind == CVG_NODE_BITS ? 62 : 7))
		return MixedTypes(printer, term, "a number");
	for (int i = 0; i < node->length; i++)
	{
		if (node->kind == CVG_NODE_BITS)
			value = value * 2 + (node->text[i] == '1');
		else
			value = value * 256 + (unsigned char) node->text[i];
	}
	number = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM, UINT64_FORMAT, value);
	number->constant = node;
	number->positive = true;
	number->bits = value > 0 ? pg_leftmost_one_pos64(value) + 1 : 0;
	return number;
}

CvgTerm *
CvgAsText(CvgPrinter *printer, CvgTerm *term)
{
	CvgTerm    *result;

	switch (term->kind)
	{
		case CVG_KIND_UNKNOWN:
			return term;
		case CVG_KIND_TEXT:
			if (!term->padded)
				return term;
			result = CvgTermCopy(term);
			result->sql = psprintf("%s::text", CvgTermOperand(term, CVG_CAST));
			result->strength = CVG_CAST;
			result->padded = false;
			result->column = false;
			return result;
		case CVG_KIND_BOOLEAN:
		case CVG_KIND_INTEGER:
		case CVG_KIND_NUMERIC:
			return TextOfNumber(printer, term);
		case CVG_KIND_DATE:
		case CVG_KIND_TIMESTAMP:
		case CVG_KIND_TIMESTAMPTZ:
			return CvgMomentText(printer, term);
		case CVG_KIND_ENUM:
			if (!CvgNeedsVolatile(printer, "the text of an enum"))
				return term;
			result = CvgTermMake(CVG_KIND_TEXT, CVG_CAST, "%s::text", CvgTermOperand(term, CVG_CAST));
			result->sense = term->sense;
			return result;
		case CVG_KIND_TEXT_ARRAY:
			if (!CvgNeedsVolatile(printer, "the text of an array"))
				return term;
			result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "array_to_string(%s, ',')", term->sql);
			result->sense = term->sense;
			return result;
		case CVG_KIND_UUID:
			return CvgTermMake(CVG_KIND_TEXT, CVG_CAST, "%s::text", CvgTermOperand(term, CVG_CAST));
		default:
			return MixedTypes(printer, term, "text");
	}
}

/* Digits as MySQL shows them. */
static CvgTerm *
TextOfNumber(CvgPrinter *printer, CvgTerm *term)
{
	CvgTerm    *number = CvgAsFinal(printer, term);

	if (number->kind == CVG_KIND_BOOLEAN)
		number = CvgAsNumber(printer, number);
	if (number->kind == CVG_KIND_NUMERIC && (number->scale < 0 || (number->ragged && number->chosen && !printer->mariadb)))
		return MixedTypes(printer, term, "text");
	if (number->kind == CVG_KIND_NUMERIC && number->ragged)
		return CvgTermMake(CVG_KIND_TEXT, CVG_CAST, "round(%s, %d)::text", number->sql, number->scale);
	if (term->constant != NULL && number->strength == CVG_ATOM && term->sql[0] != '.' &&
		!(term->sql[0] == '0' && isdigit((unsigned char) term->sql[1])))
		return CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "'%s'", number->sql);
	return CvgTermMake(CVG_KIND_TEXT, CVG_CAST, "%s::text", CvgTermOperand(number, CVG_CAST));
}

/* As a date or timestamp. */
CvgTerm *
CvgAsMoment(CvgPrinter *printer, CvgTerm *term)
{
	const char *string = CvgTermString(term);

	if (CvgKindIsMoment(term->kind) || term->kind == CVG_KIND_UNKNOWN)
		return term;
	if (string == NULL)
		return MixedTypes(printer, term, "a date");
	return CvgMomentLiteral(printer, string, CVG_KIND_UNKNOWN);
}

/* As a column of a view shows it: conditions are 0 and 1, numbers rounded. */
CvgTerm *
CvgAsFinal(CvgPrinter *printer, CvgTerm *term)
{
	CvgTerm    *result;

	if (term->truth != NULL)
		return MixedTypes(printer, term, "a number");
	if (term->kind == CVG_KIND_BOOLEAN && !term->column)
		return CvgAsNumber(printer, term);
	if (!term->rough && term->quotient == 0)
		return term;
	if (term->kind != CVG_KIND_NUMERIC)
		return term;
	if (term->scale < 0)
		return CvgTermFail(printer, CVG_P_INEXACT, "how many digits MySQL shows is not known: %.150s", term->sql);
	result = CvgTermCopy(term);
	result->sql = psprintf("round(%s, %d)", term->sql, term->scale);
	result->strength = CVG_ATOM;
	result->rough = false;
	result->quotient = 0;
	return result;
}

/*
 * As the value of a column of that kind and type; what PostgreSQL's
 * assignment does in the same way is left to it.
 */
CvgTerm *
CvgAsResult(CvgPrinter *printer, CvgTerm *term, CvgKind kind, const char *type)
{
	const char *string = CvgTermString(term);

	if (kind == CVG_KIND_UNKNOWN || term->kind == CVG_KIND_UNKNOWN || (term->truth != NULL && kind != CVG_KIND_BOOLEAN))
		return CvgAsFinal(printer, term);
	if (kind == CVG_KIND_BOOLEAN)
		return CvgAsBoolean(printer, term);
	if (kind == CVG_KIND_BIT)
		return BitsResult(printer, term, type);
	if (kind == CVG_KIND_NUMERIC && term->kind == CVG_KIND_NUMERIC)
		return type == NULL || strchr(type, '(') == NULL ? CvgAsFinal(printer, term) : term;
	if (kind == CVG_KIND_INTEGER && term->kind == CVG_KIND_NUMERIC)
		return term;
	if (CvgKindIsNumber(kind))
		return CvgAsNumber(printer, term);
	if (term->kind == kind)
		return term;
	if (string != NULL && kind != CVG_KIND_TEXT)
		return ResultOfString(printer, term, kind, type);
	if (kind == CVG_KIND_TEXT)
	{
		if (term->kind == CVG_KIND_BYTEA && term->constant != NULL)
		{
			CvgNode    *node = palloc(sizeof(CvgNode));

			*node = *term->constant;
			node->kind = CVG_NODE_STRING;
			return CvgTermLiteral(printer, node);
		}
		return CvgAsText(printer, term);
	}
	if (CvgKindIsMoment(kind) && CvgKindIsMoment(term->kind))
	{
		if ((kind == CVG_KIND_TIMESTAMPTZ || term->kind == CVG_KIND_TIMESTAMPTZ))
			CvgNeedsVolatile(printer, "conversion between time zones");
		return term;
	}
	return ResultIsSame(term->kind, kind) ? term : MixedTypes(printer, term, CvgKindName(kind));
}

static bool
ResultIsSame(CvgKind from, CvgKind to)
{
	if (from == CVG_KIND_TIME && to == CVG_KIND_INTERVAL)
		return true;
	return (from == CVG_KIND_JSON || from == CVG_KIND_JSONB) &&
		(to == CVG_KIND_JSON || to == CVG_KIND_JSONB);
}

/* A string literal for a column that is no text. */
static CvgTerm *
ResultOfString(CvgPrinter *printer, CvgTerm *term, CvgKind kind, const char *type)
{
	const char *string = CvgTermString(term);

	if (CvgKindIsMoment(kind))
		return CvgMomentLiteral(printer, string, kind);
	if (kind == CVG_KIND_TIME || kind == CVG_KIND_INTERVAL)
		return CvgMomentLiteral(printer, string, kind);
	if (kind == CVG_KIND_TEXT_ARRAY)
		return ArrayResult(term, string);
	if (kind == CVG_KIND_BYTEA)
	{
		CvgNode    *node = palloc(sizeof(CvgNode));

		*node = *term->constant;
		node->kind = CVG_NODE_BYTES;
		return CvgTermLiteral(printer, node);
	}
	if (kind == CVG_KIND_OTHER)
		return MixedTypes(printer, term, "a type without translation");

	/* the input functions of enum, uuid, json and inet judge it */
	return CvgTermMake(kind, CVG_ATOM, "%s", term->sql);
}

/* 'a,c' of a set */
static CvgTerm *
ArrayResult(CvgTerm *term, const char *string)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	for (const char *p = string; *p != '\0'; p++)
	{
		if (p == string || p[-1] == ',')
			appendStringInfoChar(&buf, '"');
		if (*p == '"' || *p == '\\')
			appendStringInfoChar(&buf, '\\');
		if (*p == ',')
			appendStringInfoChar(&buf, '"');
		appendStringInfoChar(&buf, *p);
		if (p[1] == '\0')
			appendStringInfoChar(&buf, '"');
	}
	appendStringInfoChar(&buf, '}');
	return CvgTermMake(CVG_KIND_TEXT_ARRAY, CVG_CAST, "%s::text[]", CvgQuoteString(buf.data));
}

/* Bits are filled up with zeros on the left. */
static CvgTerm *
BitsResult(CvgPrinter *printer, CvgTerm *term, const char *type)
{
	int			width = type != NULL && strchr(type, '(') != NULL ? atoi(strchr(type, '(') + 1) : 1;
	StringInfoData buf;
	int64		value;
	int			length;

	if (term->kind == CVG_KIND_BIT && term->constant == NULL)
		return term;
	if (term->kind == CVG_KIND_BIT || term->kind == CVG_KIND_BYTEA)
		term = NumberOfBytes(printer, term);
	if (!CvgTermInteger(term, &value) && term->constant != NULL)
		value = strtoll(term->sql, NULL, 10);
	if (term->constant == NULL || value < 0)
		return MixedTypes(printer, term, "bits");
	initStringInfo(&buf);
	for (length = 63; length > 0 && (value >> (length - 1)) == 0;)
		length--;
	if (length > width)
		return CvgTermFail(printer, CVG_P_LITERAL, "%s does not fit into %s", term->sql, type);
	for (int i = width - 1; i >= 0; i--)
		appendStringInfoChar(&buf, i < 63 && ((value >> i) & 1) ? '1' : '0');
	return CvgTermMake(CVG_KIND_BIT, CVG_ATOM, "B'%s'", buf.data);
}

/*
 * The values that an expression may have, as those of CASE, as one kind;
 * changes terms[].  *result, if not NULL, gets what is known of all of them.
 */
CvgKind
CvgTermsUnify(CvgPrinter *printer, CvgTerm **terms, int nterms, CvgTerm *result)
{
	CvgKind		kind = UnifiedKind(terms, nterms);
	CvgTerm    *all = CvgTermMake(kind, CVG_ATOM, "NULL");
	int			scale = -1;

	all->positive = true;
	all->bits = 0;
	all->scale = 0;
	for (int i = 0; i < nterms; i++)
	{
		CvgTerm    *term = terms[i];

		if (term->kind == CVG_KIND_UNKNOWN)
			continue;
		if (kind == CVG_KIND_TEXT)
			term = CvgAsText(printer, term);
		else if (CvgKindIsNumber(kind))
			term = CvgAsNumber(printer, term);
		else if (kind == CVG_KIND_OTHER)
			term = MixedTypes(printer, term, "a type that goes with the others");
		else if (kind == CVG_KIND_TIMESTAMPTZ && term->kind != kind)
			CvgNeedsVolatile(printer, "conversion between time zones");
		terms[i] = term;
		all->positive &= term->positive;
		all->bits = Max(all->bits, term->bits);
		all->scale = all->scale < 0 || term->scale < 0 ? -1 : Max(all->scale, term->scale);
		all->rough |= term->rough;
		all->ragged |= term->ragged || (scale >= 0 && scale != term->scale);
		scale = term->scale;
		all->chosen |= term->chosen;
		all->padded |= term->padded;
		all->sense = Max(all->sense, term->sense);
	}
	if (result != NULL)
	{
		char	   *sql = result->sql;
		CvgStrength strength = result->strength;

		*result = *all;
		result->sql = sql;
		result->strength = strength;
	}
	return kind;
}

/* OTHER: they do not go together. */
static CvgKind
UnifiedKind(CvgTerm **terms, int nterms)
{
	CvgKind		kind = CVG_KIND_UNKNOWN;

	for (int i = 0; i < nterms; i++)
	{
		CvgKind		next = terms[i]->kind;
		bool		numbers = (CvgKindIsNumber(kind) || kind == CVG_KIND_BOOLEAN) &&
			(CvgKindIsNumber(next) || next == CVG_KIND_BOOLEAN);

		if (next == CVG_KIND_UNKNOWN)
			continue;
		if (next == CVG_KIND_ENUM || next == CVG_KIND_TEXT_ARRAY || next == CVG_KIND_UUID)
			next = CVG_KIND_TEXT;
		if (kind == CVG_KIND_UNKNOWN || kind == next)
			kind = next;
		else if (numbers)
			kind = Max(Max(kind, next), CVG_KIND_INTEGER);
		else if (CvgKindIsMoment(kind) && CvgKindIsMoment(next))
			kind = Max(kind, next);
		else if (kind == CVG_KIND_TEXT || next == CVG_KIND_TEXT)
			kind = CVG_KIND_TEXT;
		else
			return CVG_KIND_OTHER;
	}
	return kind;
}
