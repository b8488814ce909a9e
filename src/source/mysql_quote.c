/*-------------------------------------------------------------------------
 *
 * mysql_quote.c
 *	  Names and strings as MySQL's SQL writes them.
 *
 * Right for sessions whose sql_mode has neither ANSI_QUOTES nor
 * NO_BACKSLASH_ESCAPES, in a character set without bytes of ASCII inside
 * longer characters; ours are in utf8mb4.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "source/mysql_client.h"

static void AppendDoubled(StringInfo buf, const char *text, const char *doubled);

void
CvgMysqlQuoteLiteral(StringInfo buf, const char *value)
{
	appendStringInfoChar(buf, '\'');
	AppendDoubled(buf, value, "'\\");
	appendStringInfoChar(buf, '\'');
}

void
CvgMysqlQuoteIdentifier(StringInfo buf, const char *name)
{
	appendStringInfoChar(buf, '`');
	AppendDoubled(buf, name, "`");
	appendStringInfoChar(buf, '`');
}

static void
AppendDoubled(StringInfo buf, const char *text, const char *doubled)
{
	for (const char *c = text; *c != '\0'; c++)
	{
		if (strchr(doubled, *c) != NULL)
			appendStringInfoChar(buf, *c);
		appendStringInfoChar(buf, *c);
	}
}
