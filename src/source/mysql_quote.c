/*-------------------------------------------------------------------------
 *
 * mysql_quote.c
 *	  Names as MySQL's SQL writes them, whatever the sql_mode.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "source/mysql_client.h"

void
CvgMysqlQuoteIdentifier(StringInfo buf, const char *name)
{
	appendStringInfoChar(buf, '`');
	for (const char *c = name; *c != '\0'; c++)
	{
		if (*c == '`')
			appendStringInfoChar(buf, *c);
		appendStringInfoChar(buf, *c);
	}
	appendStringInfoChar(buf, '`');
}
