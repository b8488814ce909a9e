/*-------------------------------------------------------------------------
 *
 * statements_keys.c
 *	  Keys, indexes and foreign keys.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "create/statements_internal.h"

static void WriteIndex(CvgStatementWriter *writer, const CvgNewTable *table,
					   const CvgNewIndex *index);
static char *ConstraintStatement(const CvgNewTable *table, const CvgNewIndex *index,
								 const char *name);
static char *IndexStatement(const CvgNewTable *table, const CvgNewIndex *index,
							const char *name);
static void AppendParts(StringInfo sql, const CvgNewTable *table,
						const CvgNewIndex *index);
static char *ExistsPrimaryKey(const char *table);
static char *ExistsIndex(const char *table, const char *index);
static char *ForeignKeyStatement(const CvgNewTable *table, const CvgNewForeignKey *key,
								 const char *name);
static void AppendAction(StringInfo sql, const char *event, CvgReferenceAction action);

void
CvgStatementsIndexes(CvgStatementWriter *writer, const CvgNewTable *table)
{
	ListCell   *lc;

	foreach(lc, table->indexes)
		WriteIndex(writer, table, lfirst(lc));
}

static void
WriteIndex(CvgStatementWriter *writer, const CvgNewTable *table, const CvgNewIndex *index)
{
	char	   *table_name = CvgStatementName(writer, table->name);
	char	   *index_name = CvgStatementName(writer, index->name);
	char	   *object = psprintf("%s of %s", quote_identifier(index->name), table_name);
	CvgStatement *statement;

	if (index->constraint)
	{
		statement = CvgStatementAdd(writer, CVG_POST_DATA,
									index->primary ? "primary key" : "unique constraint", object,
									ConstraintStatement(table, index, table_name),
									index->primary ? ExistsPrimaryKey(table_name) :
									CvgExistsConstraint(table_name, index->name));
		statement->guarded = true;
	}
	else
		statement = CvgStatementAdd(writer, CVG_POST_DATA, "index", object,
									IndexStatement(table, index, table_name),
									ExistsIndex(table_name, index_name));
	statement->table = table->name;
	CvgStatementComment(writer, CVG_POST_DATA, "INDEX", index_name, index->comment,
						psprintf("pg_catalog.obj_description(pg_catalog.to_regclass(%s), 'pg_class') IS NOT NULL",
								 quote_literal_cstr(index_name)));
}

static char *
ConstraintStatement(const CvgNewTable *table, const CvgNewIndex *index, const char *name)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "ALTER TABLE %s ADD CONSTRAINT %s ", name,
					 quote_identifier(index->name));
	if (strcmp(index->method, "hash") == 0)
	{
		appendStringInfo(&sql, "EXCLUDE USING hash (%s WITH =)",
						 quote_identifier(table->columns[index->parts[0].column].name));
		return sql.data;
	}
	appendStringInfo(&sql, "%s (", index->primary ? "PRIMARY KEY" : "UNIQUE");
	AppendParts(&sql, table, index);
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

static char *
IndexStatement(const CvgNewTable *table, const CvgNewIndex *index, const char *name)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE %sINDEX IF NOT EXISTS %s ON %s ",
					 index->unique ? "UNIQUE " : "", quote_identifier(index->name), name);
	if (strcmp(index->method, "btree") != 0)
		appendStringInfo(&sql, "USING %s ", index->method);
	appendStringInfoChar(&sql, '(');
	AppendParts(&sql, table, index);
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

static void
AppendParts(StringInfo sql, const CvgNewTable *table, const CvgNewIndex *index)
{
	for (int i = 0; i < index->nparts; i++)
	{
		const CvgNewIndexPart *part = &index->parts[i];

		if (i > 0)
			appendStringInfoString(sql, ", ");
		if (part->expression != NULL)
			appendStringInfo(sql, "(%s)", part->expression);
		else
			appendStringInfoString(sql, quote_identifier(table->columns[part->column].name));
		if (part->opclass != NULL)
			appendStringInfo(sql, " %s", part->opclass);
		if (part->descending)
			appendStringInfoString(sql, " DESC");
	}
}

/* A table has one at most, whatever its name. */
static char *
ExistsPrimaryKey(const char *table)
{
	return psprintf("EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(%s) AND contype = 'p')",
					quote_literal_cstr(table));
}

static char *
ExistsIndex(const char *table, const char *index)
{
	return psprintf("EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass(%s) AND indrelid = pg_catalog.to_regclass(%s))",
					quote_literal_cstr(index), quote_literal_cstr(table));
}

void
CvgStatementsForeignKeys(CvgStatementWriter *writer, const CvgNewTable *table)
{
	char	   *name = CvgStatementName(writer, table->name);
	ListCell   *lc;

	foreach(lc, table->foreign_keys)
	{
		const CvgNewForeignKey *key = lfirst(lc);
		CvgStatement *statement;

		statement = CvgStatementAdd(writer, CVG_POST_KEYS, "foreign key",
									psprintf("%s of %s", quote_identifier(key->name), name),
									ForeignKeyStatement(table, key, name),
									CvgExistsConstraint(name, key->name));
		statement->guarded = true;
		statement->table = table->name;
	}
}

static char *
ForeignKeyStatement(const CvgNewTable *table, const CvgNewForeignKey *key, const char *name)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (", name,
					 quote_identifier(key->name));
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "",
						 quote_identifier(table->columns[key->columns[i]].name));
	appendStringInfo(&sql, ") REFERENCES %s (",
					 quote_qualified_identifier(key->ref_schema, key->ref_table));
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "",
						 quote_identifier(key->ref_columns[i]));
	appendStringInfoChar(&sql, ')');
	AppendAction(&sql, "UPDATE", key->on_update);
	AppendAction(&sql, "DELETE", key->on_delete);
	return sql.data;
}

static void
AppendAction(StringInfo sql, const char *event, CvgReferenceAction action)
{
	switch (action)
	{
		case CVG_ACTION_NONE:
			break;
		case CVG_ACTION_CASCADE:
			appendStringInfo(sql, " ON %s CASCADE", event);
			break;
		case CVG_ACTION_SET_NULL:
			appendStringInfo(sql, " ON %s SET NULL", event);
			break;
		case CVG_ACTION_SET_DEFAULT:
			appendStringInfo(sql, " ON %s SET DEFAULT", event);
			break;
	}
}
