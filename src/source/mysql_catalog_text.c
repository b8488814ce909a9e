/*-------------------------------------------------------------------------
 *
 * mysql_catalog_text.c
 *	  Cells, literals and expressions as a MySQL catalog writes them.
 *
 * MySQL 8.0 and later keep the text of an expression as bytes in a column
 * that calls them latin1, so information_schema shows each byte of a UTF-8
 * character as a character of its own; and they escape quotes and
 * backslashes of the whole text once more: concat(`a`,_utf8mb4\'it\\\'s\').
 * Both are undone here.  A text that was not damaged that way is left as it
 * is: its characters, taken as bytes, are not UTF-8.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "source/mysql_catalog.h"

static char *UnescapeOnce(const char *text);
static char *DecodeOnce(char *text);
static char *BytesOfCharacters(const char *text);
static void AppendLiteralBytes(StringInfo buf, const char *begin, const char *end);
static const char *IntroducerBefore(const char *text, const char *quote);
static char Unescaped(char c);

char *
CvgCellString(const CvgCell *cell)
{
	return cell->data ? pnstrdup(cell->data, cell->len) : NULL;
}

char *
CvgCellText(const CvgCell *cell)
{
	return cell->len > 0 ? CvgCellString(cell) : NULL;
}

int64
CvgCellInt(const CvgCell *cell, int64 ifnull)
{
	char		buf[32];

	if (cell->data == NULL || cell->len >= sizeof(buf))
		return ifnull;
	memcpy(buf, cell->data, cell->len);
	buf[cell->len] = '\0';
	return strtoll(buf, NULL, 10);
}

bool
CvgCellIs(const CvgCell *cell, const char *word)
{
	return cell->data != NULL && cell->len == strlen(word) &&
		memcmp(cell->data, word, cell->len) == 0;
}

char *
CvgCatalogExpression(CvgCatalog *catalog, const CvgCell *cell)
{
	char	   *text = CvgCellString(cell);

	if (text == NULL || catalog->schema->mariadb || catalog->version < 80000)
		return text;

	return DecodeOnce(UnescapeOnce(text));
}

static char *
UnescapeOnce(const char *text)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (const char *p = text; *p != '\0'; p++)
	{
		if (*p == '\\' && p[1] != '\0' && p[1] != '0')
			appendStringInfoChar(&buf, Unescaped(*++p));
		else
			appendStringInfoChar(&buf, *p);
	}
	return buf.data;
}

/*
 * Literals of other character sets, _latin1'...', were stored in those.
 * Their bytes are written as hex digits, so that the text is UTF-8.
 */
static char *
DecodeOnce(char *text)
{
	char	   *bytes = BytesOfCharacters(text);
	StringInfoData buf;

	if (bytes == NULL)
		return text;

	initStringInfo(&buf);
	for (const char *p = bytes; *p != '\0';)
	{
		const char *end = *p == '\'' || *p == '`' ? CvgMysqlSkipQuoted(p) : p + 1;

		if (*p == '\'' && IntroducerBefore(bytes, p) != NULL)
			AppendLiteralBytes(&buf, p, end);
		else
			appendBinaryStringInfo(&buf, p, end - p);
		p = end;
	}
	if (pg_encoding_verifymbstr(PG_UTF8, buf.data, buf.len) != buf.len)
		return text;

	return buf.data;
}

/* Characters up to U+00FF as bytes; NULL if there are others, or none. */
static char *
BytesOfCharacters(const char *text)
{
	StringInfoData buf;
	bool		found = false;

	initStringInfo(&buf);
	for (const unsigned char *p = (const unsigned char *) text; *p != '\0'; p++)
	{
		if (*p >= 0x80)
		{
			if ((*p != 0xC2 && *p != 0xC3) || p[1] == '\0')
				return NULL;
			appendStringInfoChar(&buf, (char) (((p[0] & 0x03) << 6) | (p[1] & 0x3F)));
			p++;
			found = true;
		}
		else
			appendStringInfoChar(&buf, (char) *p);
	}
	return found ? buf.data : NULL;
}

/* The introducer that ends right before the quote, unless it means UTF-8. */
static const char *
IntroducerBefore(const char *text, const char *quote)
{
	const char *begin = quote;

	while (begin > text &&(isalnum((unsigned char) begin[-1]) || begin[-1] == '_'))
		begin--;
	if (begin == quote || *begin != '_' || strncmp(begin, "_utf8", 5) == 0)
		return NULL;
	return begin;
}

static void
AppendLiteralBytes(StringInfo buf, const char *begin, const char *end)
{
	bool		ascii = true;
	char	   *literal;
	char	   *value;
	int			len;

	for (const char *p = begin; p < end; p++)
		ascii = ascii && (unsigned char) *p < 0x80;
	literal = pnstrdup(begin, end - begin);
	value = ascii ? NULL : CvgMysqlReadString(literal, &len);
	if (value == NULL)
		appendStringInfoString(buf, literal);
	else
		appendStringInfo(buf, " 0x%s", CvgHexDigits(value, len));
}

/* Quotes are doubled; strings, unlike names, have backslash escapes too. */
const char *
CvgMysqlSkipQuoted(const char *p)
{
	char		quote = *p++;

	for (; *p != '\0'; p++)
	{
		if (*p == '\\' && quote != '`' && p[1] != '\0')
			p++;
		else if (*p == quote && p[1] == quote)
			p++;
		else if (*p == quote)
			return p + 1;
	}
	return p;
}

char *
CvgMysqlReadString(const char *text, int *len)
{
	const char *end = text[0] == '\'' ? CvgMysqlSkipQuoted(text) : text;
	StringInfoData buf;

	if (end < text +2 || *end != '\0')
		return NULL;
	initStringInfo(&buf);
	for (const char *p = text +1; p < end - 1; p++)
	{
		if (*p == '\'')
			p++;
		if (*p == '\\' && p + 1 < end - 1)
			appendStringInfoChar(&buf, Unescaped(*++p));
		else
			appendStringInfoChar(&buf, *p);
	}
	*len = buf.len;
	return buf.data;
}

static char
Unescaped(char c)
{
	switch (c)
	{
		case '0':
			return '\0';
		case 'n':
			return '\n';
		case 'r':
			return '\r';
		case 't':
			return '\t';
		case 'b':
			return '\b';
		case 'Z':
			return '\032';
		default:
			return c;
	}
}

char *
CvgMysqlReadIdentifier(const char *text, const char **end)
{
	StringInfoData buf;

	initStringInfo(&buf);
	*end = CvgMysqlSkipQuoted(text);
	for (const char *p = text +1; p < *end - 1; p++)
	{
		if (*p == '`')
			p++;
		appendStringInfoChar(&buf, *p);
	}
	return buf.data;
}

char *
CvgHexDigits(const char *bytes, int len)
{
	char	   *digits = palloc(2 * (Size) len + 1);

	digits[hex_encode(bytes, len, digits)] = '\0';
	return digits;
}

char *
CvgHexBytes(const char *digits, int *len)
{
	char	   *bytes = palloc(strlen(digits) / 2 + 1);

	*len = (int) hex_decode(digits, strlen(digits), bytes);
	bytes[*len] = '\0';
	return bytes;
}
