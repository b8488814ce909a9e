/*-------------------------------------------------------------------------
 *
 * design_literals.c
 *	  Values of the source as literals of the target's types.
 *
 * These are defaults of columns and bounds of partitions.  A value that the
 * type cannot hold is refused here, so that no statement of the design fails
 * because of it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "create/design_internal.h"

static char *BooleanLiteral(CvgDefaultKind kind, const char *value);
static char *NumberLiteral(CvgDefaultKind kind, const char *value, bool whole);
static char *ByteaLiteral(const CvgNewColumn *column, CvgDefaultKind kind, const char *value);
static char *UuidLiteral(const CvgNewColumn *column, CvgDefaultKind kind, const char *value);
static char *TextLiteral(CvgDefaultKind kind, const char *value);
static char *DateLiteral(const CvgNewColumn *column, const char *value, CvgProblem *problem);
static char *EnumLiteral(const CvgNewColumn *column, const char *value);
static char *ArrayLiteral(const char *value);
static bool IsNumber(const char *value, bool whole);
static bool IsRealDate(const char *value);
static char *FromHex(const char *hex);
static char *ZeroesBehind(const char *digits, int length);

char *
CvgDesignLiteral(const CvgNewColumn *column, CvgDefaultKind kind,
				 const char *value, CvgProblem *problem)
{
	char	   *literal = NULL;

	problem->code = "DEFAULT_TYPE";
	problem->message = psprintf("the value \"%s\" is none of type %s", value, column->type);
	switch (column->kind)
	{
		case CVG_KIND_BOOLEAN:
			literal = BooleanLiteral(kind, value);
			break;
		case CVG_KIND_INTEGER:
			literal = NumberLiteral(kind, value, true);
			break;
		case CVG_KIND_NUMERIC:
		case CVG_KIND_FLOAT:
			literal = NumberLiteral(kind, value, false);
			break;
		case CVG_KIND_BIT:
			literal = kind == CVG_DEFAULT_BITS ? psprintf("B'%s'", value) : NULL;
			break;
		case CVG_KIND_BYTEA:
			literal = ByteaLiteral(column, kind, value);
			break;
		case CVG_KIND_UUID:
			literal = UuidLiteral(column, kind, value);
			break;
		case CVG_KIND_DATE:
		case CVG_KIND_TIMESTAMP:
		case CVG_KIND_TIMESTAMPTZ:
			literal = DateLiteral(column, value, problem);
			break;
		case CVG_KIND_ENUM:
			literal = EnumLiteral(column, value);
			break;
		case CVG_KIND_TEXT_ARRAY:
			literal = ArrayLiteral(value);
			break;
		default:
			literal = TextLiteral(kind, value);
	}
	return literal;
}

static char *
BooleanLiteral(CvgDefaultKind kind, const char *value)
{
	if (strcmp(value, "0") == 0 || (kind == CVG_DEFAULT_HEX && strcmp(value, "00") == 0))
		return pstrdup("false");
	if (strcmp(value, "1") == 0 || (kind == CVG_DEFAULT_HEX && strcmp(value, "01") == 0))
		return pstrdup("true");
	return NULL;
}

static char *
NumberLiteral(CvgDefaultKind kind, const char *value, bool whole)
{
	bool		negative = value[0] == '-';

	if (kind == CVG_DEFAULT_BITS || kind == CVG_DEFAULT_HEX)
	{
		if (strlen(value) > (kind == CVG_DEFAULT_BITS ? 64 : 16))
			return NULL;
		return psprintf(UINT64_FORMAT,
						(uint64) strtoull(value, NULL, kind == CVG_DEFAULT_BITS ? 2 : 16));
	}
	if (!IsNumber(value, whole))
		return NULL;
	value += negative || value[0] == '+';
	/* zerofill, and years: 007 is 7 */
	while (value[0] == '0' && value[1] >= '0' && value[1] <= '9')
		value++;
	return psprintf("%s%s", negative ? "-" : "", value);
}

/* Digits with a sign, and unless whole a point and an exponent. */
static bool
IsNumber(const char *value, bool whole)
{
	const char *p = value + (value[0] == '-' || value[0] == '+');
	size_t		digits = strspn(p, "0123456789");

	p += digits;
	if (!whole && *p == '.')
	{
		size_t		fraction = strspn(p + 1, "0123456789");

		digits += fraction;
		p += 1 + fraction;
	}
	if (digits == 0)
		return false;
	if (!whole && (*p == 'e' || *p == 'E'))
	{
		p += 1 + (p[1] == '-' || p[1] == '+');
		if (*p == '\0')
			return false;
		p += strspn(p, "0123456789");
	}
	return *p == '\0';
}

static char *
ByteaLiteral(const CvgNewColumn *column, CvgDefaultKind kind, const char *value)
{
	StringInfoData hex;

	initStringInfo(&hex);
	if (kind == CVG_DEFAULT_HEX)
		appendStringInfoString(&hex, value);
	else
	{
		for (const char *p = value; *p != '\0'; p++)
			appendStringInfo(&hex, "%02x", (unsigned char) *p);
	}
	/* binary(n) is filled up with zeroes */
	if (column->source->type == CVG_TYPE_BINARY && column->source->length > 0)
		return psprintf("'\\x%s'", ZeroesBehind(hex.data, column->source->length * 2));
	return psprintf("'\\x%s'", hex.data);
}

static char *
UuidLiteral(const CvgNewColumn *column, CvgDefaultKind kind, const char *value)
{
	const char *hex = value;

	if (kind == CVG_DEFAULT_TEXT && column->source->type == CVG_TYPE_BINARY)
		return NULL;
	if (strspn(hex, "0123456789abcdefABCDEF-{}") != strlen(hex) ||
		(kind == CVG_DEFAULT_HEX ? strlen(hex) != 32 : strlen(hex) < 32))
		return NULL;
	return quote_literal_cstr(hex);
}

/* Bytes for a text: of a column whose type a rule chose. */
static char *
TextLiteral(CvgDefaultKind kind, const char *value)
{
	char	   *bytes;

	if (kind == CVG_DEFAULT_BITS)
		return psprintf("'%s'", value);
	if (kind == CVG_DEFAULT_TEXT)
		return quote_literal_cstr(value);
	bytes = FromHex(value);
	if (bytes == NULL || !pg_verify_mbstr(PG_UTF8, bytes, strlen(bytes), true))
		return NULL;
	return quote_literal_cstr(bytes);
}

/* The bytes of hex digits, if none of them is zero; or NULL. */
static char *
FromHex(const char *hex)
{
	size_t		length = strlen(hex) / 2;
	char	   *bytes = palloc(length + 1);

	for (size_t i = 0; i < length; i++)
	{
		char		digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

		bytes[i] = (char) strtol(digits, NULL, 16);
		if (bytes[i] == '\0')
			return NULL;
	}
	bytes[length] = '\0';
	return bytes;
}

static char *
DateLiteral(const CvgNewColumn *column, const char *value, CvgProblem *problem)
{
	if (!IsRealDate(value))
	{
		problem->code = "DEFAULT_ZERO_DATE";
		problem->message = psprintf("\"%s\" is no date", value);
		return NULL;
	}
	/* the session reads instants in UTC */
	if (column->kind == CVG_KIND_TIMESTAMPTZ && column->source->type == CVG_TYPE_TIMESTAMP)
		return psprintf("'%s+00'", value);
	return quote_literal_cstr(value);
}

/* Neither 2024-00-00 nor 2024-02-31, which MySQL may hold. */
static bool
IsRealDate(const char *value)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int			year;
	int			month;
	int			day;

	if (sscanf(value, "%d-%d-%d", &year, &month, &day) != 3 ||
		year < 1 || month < 1 || month > 12 || day < 1 || day > days[month - 1] ||
		strspn(value, "0123456789-: .") != strlen(value))
		return false;
	return month != 2 || day < 29 ||
		(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static char *
EnumLiteral(const CvgNewColumn *column, const char *value)
{
	ListCell   *lc;

	foreach(lc, column->source->labels)
	{
		if (strcmp(lfirst(lc), value) == 0)
			return quote_literal_cstr(value);
	}
	return NULL;
}

/* The elements of a set; a label holds no comma. */
static char *
ArrayLiteral(const char *value)
{
	StringInfoData array;

	if (value[0] == '\0')
		return pstrdup("'{}'");
	initStringInfo(&array);
	appendStringInfoString(&array, "ARRAY[");
	for (;;)
	{
		size_t		length = strcspn(value, ",");

		appendStringInfoString(&array, quote_literal_cstr(pnstrdup(value, length)));
		if (value[length] == '\0')
			break;
		appendStringInfoString(&array, ", ");
		value += length + 1;
	}
	appendStringInfoChar(&array, ']');
	return array.data;
}

/* The digits, and zeroes behind them if they are fewer than length. */
static char *
ZeroesBehind(const char *digits, int length)
{
	int			missing = Max(length - (int) strlen(digits), 0);
	char	   *zeroes = palloc(missing + 1);

	memset(zeroes, '0', missing);
	zeroes[missing] = '\0';
	return psprintf("%s%s", digits, zeroes);
}
