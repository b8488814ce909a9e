/*-------------------------------------------------------------------------
 *
 * mysql_digest_form.c
 *	  Values in the forms of digests, as expressions in MySQL's SQL.
 *
 * What an expression gives is ASCII, or has gone through SHA2, which looks
 * at bytes: no collation takes part.  Where a server cannot compute one, as
 * for a text that utf8mb4 lacks or for what max_allowed_packet forbids, the
 * result is NULL, which the digest of the row then is too, and that is seen.
 *
 * In a template, @ stands for another expression.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "source/mysql_source.h"

/* Words for true and false, as bytes. */
#define TRUE_WORDS "'1', 'y', 't', 'yes', 'on', 'true'"
#define FALSE_WORDS "'0', 'n', 'f', 'no', 'off', 'false'"

/* Of a number's text: before the exponent; its digits; these without zeros. */
#define MANTISSA "SUBSTRING_INDEX(@, 'e', 1)"
#define DIGITS "REPLACE(REPLACE(" MANTISSA ", '-', ''), '.', '')"
#define SHORT_DIGITS "TRIM(TRAILING '0' FROM " DIGITS ")"

/* In a document: a string, and a number with an exponent outside of them. */
#define DOCUMENT_STRING "\"[^\"\\\\\\\\]*+(?:\\\\\\\\.[^\"\\\\\\\\]*+)*+\""
#define EXPONENT "'[0-9][eE]'"

static char *Substitute(const char *template, const char *expression);
static void AppendIsNull(StringInfo buf, const CvgColumn *column,
						 const CvgDigestField *field, const char *name);
static char *NoDay(const char *name);
static char *FormExpression(const CvgColumn *column, const CvgDigestField *field,
							const char *name, bool mariadb);
static char *BooleanForm(const CvgColumn *column, const CvgDigestField *field,
						 const char *name);
static char *NumberForm(const CvgColumn *column, const char *name);
static char *FloatForm(const char *name, bool mariadb);
static char *MomentForm(const CvgDigestField *field, const char *name);
static char *TimeForm(const char *name);
static char *PaddedForm(const CvgDigestField *field, const char *text);
static char *UuidForm(const CvgColumn *column, const char *name);
static char *AddressForm(const CvgColumn *column, const char *name);
static char *PlainText(const CvgColumn *column, const char *name);
static char *Utf8Text(const CvgColumn *column, const char *name);
static char *TextOf(const CvgColumn *column, const CvgDigestField *field,
					const char *name);
static char *ListForm(const char *text);
static char *DocumentForm(const char *name);
static char *Hashed(const char *expression);

void
CvgMysqlAppendForm(StringInfo buf, const CvgTable *table,
				   const CvgDigestField *field, bool mariadb)
{
	const CvgColumn *column = &table->columns[field->column];
	StringInfoData name;

	initStringInfo(&name);
	CvgMysqlQuoteIdentifier(&name, column->name);
	appendStringInfoString(buf, "CASE WHEN ");
	AppendIsNull(buf, column, field, name.data);
	appendStringInfo(buf, " THEN 'N' ELSE %s END", FormExpression(column, field, name.data, mariadb));
}

/* The template with the expression in place of each @. */
static char *
Substitute(const char *template, const char *expression)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (const char *c = template; *c != '\0'; c++)
	{
		if (*c == '@')
			appendStringInfoString(&buf, expression);
		else
			appendStringInfoChar(&buf, *c);
	}
	return buf.data;
}

static void
AppendIsNull(StringInfo buf, const CvgColumn *column, const CvgDigestField *field,
			 const char *name)
{
	appendStringInfo(buf, "%s IS NULL", name);
	if (field->empty_is_null)
		appendStringInfo(buf, " OR LENGTH(%s) = 0", name);
	if (field->zero_date_is_null)
		appendStringInfo(buf, " OR %s", NoDay(name));
}

/* Whether a date or moment is on a day that no calendar has. */
static char *
NoDay(const char *name)
{
	return Substitute("YEAR(@) = 0 OR MONTH(@) = 0 OR DAY(@) = 0"
					  " OR DAY(@) > CASE WHEN MONTH(@) IN (4, 6, 9, 11) THEN 30"
					  " WHEN MONTH(@) <> 2 THEN 31"
					  " WHEN YEAR(@) % 4 = 0 AND (YEAR(@) % 100 <> 0 OR YEAR(@) % 400 = 0) THEN 29"
					  " ELSE 28 END", name);
}

static char *
FormExpression(const CvgColumn *column, const CvgDigestField *field, const char *name, bool mariadb)
{
	switch (field->form)
	{
		case CVG_FORM_BOOLEAN:
			return BooleanForm(column, field, name);
		case CVG_FORM_NUMBER:
			return NumberForm(column, name);
		case CVG_FORM_FLOAT:
			return FloatForm(name, mariadb);
		case CVG_FORM_BITS:
			return psprintf("LPAD(BIN(%s + 0), %d, '0')", name, column->length);
		case CVG_FORM_MOMENT:
			return MomentForm(field, name);
		case CVG_FORM_TIME:
			return TimeForm(name);
		case CVG_FORM_SPAN:
			return psprintf("CONCAT(%s, '0000000000000000')", TimeForm(name));
		case CVG_FORM_TEXT:
		case CVG_FORM_BYTES:
			return Hashed(TextOf(column, field, name));
		case CVG_FORM_PADDED:
			return Hashed(PaddedForm(field, TextOf(column, field, name)));
		case CVG_FORM_UUID:
			return Hashed(UuidForm(column, name));
		case CVG_FORM_ADDRESS:
			return AddressForm(column, name);
		case CVG_FORM_LIST:
			return Hashed(ListForm(TextOf(column, field, name)));
		case CVG_FORM_FLOATS:
			return Hashed(name);
		case CVG_FORM_DOCUMENT:
			return Hashed(DocumentForm(name));
		case CVG_FORM_NONE:
			break;
	}
	elog(ERROR, "column \"%s\" has no form of digests", column->name);
}

static char *
BooleanForm(const CvgColumn *column, const CvgDigestField *field, const char *name)
{
	char	   *word;

	if (column->type == CVG_TYPE_BIT)
		return psprintf("CAST(%s + 0 AS CHAR)", name);
	if (field->nonzero_is_true)
		return psprintf("CAST(%s <> 0 AS CHAR)", name);
	if (!CvgColumnIs(column, CVG_FROM_CHARS | CVG_FROM(ENUM)))
		return NumberForm(column, name);
	word = psprintf("CAST(LOWER(%s) AS BINARY)", PlainText(column, name));
	return Substitute("CASE WHEN @ IN (" TRUE_WORDS ") THEN '1' WHEN @ IN (" FALSE_WORDS
					  ") THEN '0' ELSE SHA2(@, 256) END", word);
}

/* The casts drop the zeros that ZEROFILL puts before a number. */
static char *
NumberForm(const CvgColumn *column, const char *name)
{
	char	   *number;

	if (column->type != CVG_TYPE_DECIMAL)
		return psprintf("CAST(CAST(%s AS %s) AS CHAR)", name,
						column->is_unsigned || column->type == CVG_TYPE_YEAR ?
						"UNSIGNED" : "SIGNED");
	number = PlainText(column, name);
	return column->scale <= 0 ? number :
		psprintf("TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM %s))", number);
}

/*
 * Times 1e0 a FLOAT is the DOUBLE of the same value, and a column of fixed
 * digits shows all it has.  MySQL cuts the text of such an expression, but
 * not the number of a document.
 */
static char *
FloatForm(const char *name, bool mariadb)
{
	char	   *number = psprintf(mariadb ? "CAST(%s * 1e0 AS CHAR)" :
								  "CAST(CAST(%s * 1e0 AS JSON) AS CHAR)", name);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "CASE WHEN %s = 0 THEN ", name);
	appendStringInfoString(&buf, Substitute("IF(@ LIKE '-%', '-0', '0') ELSE"
											" CONCAT(IF(@ LIKE '-%', '-', ''),"
											" TRIM(LEADING '0' FROM " SHORT_DIGITS "), 'e',"
											" IF(LOCATE('e', @) > 0,"
											" CAST(SUBSTRING_INDEX(@, 'e', -1) AS SIGNED), 0)"
											" - IF(LOCATE('.', " MANTISSA ") > 0,"
											" LENGTH(" MANTISSA ") - LOCATE('.', " MANTISSA "), 0)"
											" + LENGTH(" DIGITS ") - LENGTH(" SHORT_DIGITS ")) END",
											number));
	return buf.data;
}

static char *
MomentForm(const CvgDigestField *field, const char *name)
{
	char	   *moment = psprintf("DATE_FORMAT(%s, '%%Y-%%m-%%d %%H:%%i:%%s.%%f')", name);

	if (field->zero_date == NULL)
		return moment;
	return psprintf("CASE WHEN %s THEN '%s' ELSE %s END", NoDay(name), field->zero_date, moment);
}

/* HEX gives a negative number as 64 bits. */
static char *
TimeForm(const char *name)
{
	return Substitute("LPAD(HEX(IF(@ < TIME'00:00:00', -1, 1) * ((HOUR(@) * 3600"
					  " + MINUTE(@) * 60 + SECOND(@)) * 1000000 + MICROSECOND(@))), 16, '0')",
					  name);
}

/* A text that is none ends with a blank. */
static char *
PaddedForm(const CvgDigestField *field, const char *text)
{
	char	   *trimmed = psprintf("TRIM(TRAILING ' ' FROM %s)", text);

	if (field->nchars == 0)
		return trimmed;
	return psprintf("IF(%s(%s) = %d, %s, CONCAT(%s, ' '))",
					field->counts_bytes ? "LENGTH" : "CHAR_LENGTH",
					text, field->nchars, trimmed, text);
}

/*
 * Only the braces and hyphens that belong there are left out; what is no
 * uuid keeps something that is no digit, or has another length.
 */
static char *
UuidForm(const CvgColumn *column, const char *name)
{
	char	   *digits;

	if (CvgColumnIs(column, CVG_FROM_BYTES))
		return psprintf("LOWER(HEX(%s))", name);
	digits = Substitute("IF(@ LIKE '{%}' COLLATE utf8mb4_bin,"
						" SUBSTR(@, 2, CHAR_LENGTH(@) - 2), @)", PlainText(column, name));
	return Substitute("LOWER(IF(@ LIKE '________-____-____-____-____________' COLLATE utf8mb4_bin,"
					  " REPLACE(@, '-', ''), @))", digits);
}

/*
 * 4 bytes that a BINARY has filled up with zeros may be an address of either
 * family, so they are none.
 */
static char *
AddressForm(const CvgColumn *column, const char *name)
{
	char	   *address = CvgColumnIs(column, CVG_FROM_BYTES) ? pstrdup(name) :
		psprintf("INET6_ATON(%s)", PlainText(column, name));

	if (column->type == CVG_TYPE_BINARY)
		address = Substitute("IF(SUBSTR(@, 5) = REPEAT(0x00, 12), '', @)", address);
	return Substitute("CONCAT(IF(LENGTH(@) = 4, '20', '80'), HEX(@))", address);
}

/* The value as the text or bytes that a scan delivers. */
static char *
PlainText(const CvgColumn *column, const char *name)
{
	switch (column->type)
	{
		case CVG_TYPE_TINYINT:
		case CVG_TYPE_SMALLINT:
		case CVG_TYPE_MEDIUMINT:
		case CVG_TYPE_INT:
		case CVG_TYPE_BIGINT:
			return NumberForm(column, name);
		case CVG_TYPE_DECIMAL:
			return psprintf("CAST(CAST(%s AS DECIMAL(%d,%d)) AS CHAR)", name,
							column->precision, Max(column->scale, 0));
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
		case CVG_TYPE_TEXT:
		case CVG_TYPE_ENUM:
		case CVG_TYPE_SET:
		case CVG_TYPE_JSON:
			return Utf8Text(column, name);
		case CVG_TYPE_YEAR:
		case CVG_TYPE_DATE:
		case CVG_TYPE_DATETIME:
		case CVG_TYPE_TIMESTAMP:
		case CVG_TYPE_TIME:
		case CVG_TYPE_UUID:
		case CVG_TYPE_INET:
			return psprintf("CAST(%s AS CHAR)", name);
		default:
			return pstrdup(name);
	}
}

/*
 * These sets can hold half a surrogate pair.  A scan delivers it as bytes
 * that are no UTF-8; CONVERT makes an empty string of the whole text, or
 * NULL, by the sql_mode.
 */
static char *
Utf8Text(const CvgColumn *column, const char *name)
{
	static const char *const wide[] = {"ucs2", "utf16", "utf16le", "utf32"};
	char	   *text = psprintf("CONVERT(%s USING utf8mb4)", name);

	for (int i = 0; i < (int) lengthof(wide); i++)
	{
		if (column->charset != NULL && strcmp(column->charset, wide[i]) == 0)
			return psprintf("IF(CAST(CONVERT(%s USING %s) AS BINARY) = CAST(%s AS BINARY), %s, NULL)",
							text, wide[i], name, text);
	}
	return text;
}

/* As PlainText, after what is to become of NUL bytes. */
static char *
TextOf(const CvgColumn *column, const CvgDigestField *field, const char *name)
{
	char	   *text = PlainText(column, name);

	switch (field->nul)
	{
		case CVG_DIGEST_NUL_STRIPPED:
			return psprintf("REPLACE(CAST(%s AS BINARY), 0x00, '')", text);
		case CVG_DIGEST_NUL_ESCAPED:
			return psprintf("REPLACE(REPLACE(CAST(%s AS BINARY), 0x5C, 0x5C5C), 0x00, 0x5C783030)",
							text);
		case CVG_DIGEST_NUL_BASE64:
			return psprintf("REPLACE(TO_BASE64(%s), 0x0A, '')", text);
		case CVG_DIGEST_NUL_KEPT:
			break;
	}
	return text;
}

static char *
ListForm(const char *text)
{
	return Substitute("CONCAT(IF(LENGTH(@) = 0, 0,"
					  " LENGTH(@) - LENGTH(REPLACE(@, ',', '')) + 1), ':', @)", text);
}

/*
 * Strings are matched first and kept.  Most documents have no such zeros,
 * and the first expression is the cheap one.
 */
static char *
DocumentForm(const char *name)
{
	return Substitute("CASE WHEN @ REGEXP '[.][0-9]*0|-0' THEN REGEXP_REPLACE(@, '("
					  DOCUMENT_STRING ")|([.][0-9]*[1-9])0+(?![0-9])|[.]0+(?![0-9])"
					  "|-(0)(?:[.]0+)?(?![0-9.])', '$1$2$3') ELSE @ END",
					  psprintf("CONVERT(%s USING utf8mb4)", name));
}

void
CvgMysqlAppendHasExponent(StringInfo buf, const CvgColumn *column)
{
	StringInfoData name;

	initStringInfo(&name);
	appendStringInfoString(&name, "CONVERT(");
	CvgMysqlQuoteIdentifier(&name, column->name);
	appendStringInfoString(&name, " USING utf8mb4)");
	appendStringInfoString(buf, Substitute("(@ REGEXP " EXPONENT
										   " AND IFNULL(REGEXP_REPLACE(@, '" DOCUMENT_STRING
										   "', '') REGEXP " EXPONENT ", 1))", name.data));
}

static char *
Hashed(const char *expression)
{
	return psprintf("SHA2(%s, 256)", expression);
}
