/*-------------------------------------------------------------------------
 *
 * diff_definitions.c
 *	  Definitions of columns in words, for the rows of converge_schema_diff.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_attribute.h"
#include "lib/stringinfo.h"
#include "nodes/nodeFuncs.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "check/schema_diff.h"

static void AppendSourceDefault(StringInfo buf, const CvgColumn *column);

char *
CvgSourceColumnDefinition(const CvgColumn *column)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoString(&buf, column->type_text);
	if (column->generation != NULL)
		appendStringInfo(&buf, " GENERATED ALWAYS AS (%s) %s", column->generation,
						 column->stored ? "STORED" : "VIRTUAL");
	if (!column->nullable)
		appendStringInfoString(&buf, " NOT NULL");
	AppendSourceDefault(&buf, column);
	if (column->on_update != NULL)
		appendStringInfo(&buf, " ON UPDATE %s", column->on_update);
	if (column->auto_increment)
		appendStringInfoString(&buf, " AUTO_INCREMENT");
	return buf.data;
}

static void
AppendSourceDefault(StringInfo buf, const CvgColumn *column)
{
	switch (column->default_kind)
	{
		case CVG_DEFAULT_NONE:
			break;
		case CVG_DEFAULT_TEXT:
			appendStringInfo(buf, " DEFAULT %s", quote_literal_cstr(column->default_text));
			break;
		case CVG_DEFAULT_HEX:
			appendStringInfo(buf, " DEFAULT 0x%s", column->default_text);
			break;
		case CVG_DEFAULT_BITS:
			appendStringInfo(buf, " DEFAULT b'%s'", column->default_text);
			break;
		case CVG_DEFAULT_EXPRESSION:
			appendStringInfo(buf, " DEFAULT %s", column->default_text);
			break;
	}
}

char *
CvgTargetColumnDefinition(Relation rel, AttrNumber attnum)
{
	Form_pg_attribute att = TupleDescAttr(RelationGetDescr(rel), attnum - 1);
	Node	   *expr = CvgTargetDefault(rel, attnum);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoString(&buf, format_type_with_typemod(att->atttypid, att->atttypmod));
	if (att->attgenerated != '\0' && expr != NULL)
		appendStringInfo(&buf, " GENERATED ALWAYS AS (%s) %s", CvgDiffDeparse(rel, expr),
						 att->attgenerated == ATTRIBUTE_GENERATED_STORED ?
						 "STORED" : "VIRTUAL");
	if (att->attnotnull)
		appendStringInfoString(&buf, " NOT NULL");
	if (att->attgenerated == '\0' && expr != NULL)
		appendStringInfo(&buf, " DEFAULT %s", CvgDiffDeparse(rel, expr));
	if (att->attidentity != '\0')
		appendStringInfo(&buf, " GENERATED %s AS IDENTITY",
						 att->attidentity == ATTRIBUTE_IDENTITY_ALWAYS ?
						 "ALWAYS" : "BY DEFAULT");
	return buf.data;
}

char *
CvgSourceColumnList(const CvgTable *table, int ncolumns, const int *columns)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "",
						 quote_identifier(table->columns[columns[i]].name));
	return psprintf("(%s)", buf.data);
}
