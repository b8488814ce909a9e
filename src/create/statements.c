/*-------------------------------------------------------------------------
 *
 * statements.c
 *	  A design as DDL.
 *
 * Names are qualified everywhere, so that search_path does not matter.  A
 * statement says IF NOT EXISTS or OR REPLACE where PostgreSQL has that; each
 * comes with a condition too that tells whether its object is there, for
 * those that cannot say it themselves and for reports.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "create/statements_internal.h"

static void WriteSchema(CvgStatementWriter *writer);
static void WriteExtensions(CvgStatementWriter *writer);
static const char *ExtensionSchema(const CvgDesign *design, const char *extension);
static void WriteCollations(CvgStatementWriter *writer);
static void WriteEnums(CvgStatementWriter *writer);
static void WriteSequences(CvgStatementWriter *writer);
static void WriteViews(CvgStatementWriter *writer);

List *
CvgStatementsMake(const CvgDesign *design)
{
	CvgStatementWriter writer = {.design = design};

	WriteSchema(&writer);
	WriteExtensions(&writer);
	WriteCollations(&writer);
	WriteEnums(&writer);
	WriteSequences(&writer);
	for (int i = 0; i < design->ntables; i++)
		CvgStatementsTable(&writer, &design->tables[i]);

	for (int i = 0; i < design->ntables; i++)
		CvgStatementsIndexes(&writer, &design->tables[i]);

	for (int i = 0; i < design->ntables; i++)
		CvgStatementsForeignKeys(&writer, &design->tables[i]);
	CvgStatementsTouch(&writer);
	WriteViews(&writer);

	return writer.statements;
}

static void
WriteSchema(CvgStatementWriter *writer)
{
	const char *schema = writer->design->schema;
	CvgStatement *statement;

	statement = CvgStatementAdd(writer, CVG_PRE_DATA, "schema", pstrdup(schema),
								psprintf("CREATE SCHEMA %s", quote_identifier(schema)),
								psprintf("EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = %s)",
										 quote_literal_cstr(schema)));
	/* IF NOT EXISTS would ask for the right to create a schema that is there */
	statement->guarded = true;
}

static void
WriteExtensions(CvgStatementWriter *writer)
{
	ListCell   *lc;

	foreach(lc, writer->design->extensions)
	{
		char	   *name = lfirst(lc);

		CvgStatementAdd(writer, CVG_PRE_DATA, "extension", name,
						psprintf("CREATE EXTENSION IF NOT EXISTS %s WITH SCHEMA %s",
								 quote_identifier(name),
								 quote_identifier(ExtensionSchema(writer->design, name))),
						psprintf("EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = %s)",
								 quote_literal_cstr(name)));
	}
}

static const char *
ExtensionSchema(const CvgDesign *design, const char *extension)
{
	const char *schema = strcmp(extension, "citext") == 0 ? design->options.citext :
		strcmp(extension, "postgis") == 0 ? design->options.postgis :
		strcmp(extension, "vector") == 0 ? design->options.pgvector : NULL;

	return schema ? schema : design->schema;
}

static void
WriteCollations(CvgStatementWriter *writer)
{
	ListCell   *lc;

	foreach(lc, writer->design->collations)
	{
		const CvgNewCollation *collation = lfirst(lc);
		char	   *name = CvgStatementName(writer, collation->name);

		CvgStatementAdd(writer, CVG_PRE_DATA, "collation", name,
						psprintf("CREATE COLLATION IF NOT EXISTS %s (provider = icu, locale = %s, deterministic = false)",
								 name, quote_literal_cstr(collation->locale)),
						psprintf("EXISTS (SELECT FROM pg_catalog.pg_collation WHERE collname = %s AND collnamespace = pg_catalog.to_regnamespace(%s))",
								 quote_literal_cstr(collation->name),
								 quote_literal_cstr(quote_identifier(writer->design->schema))));
	}
}

static void
WriteEnums(CvgStatementWriter *writer)
{
	ListCell   *lc;
	ListCell   *label;

	foreach(lc, writer->design->enums)
	{
		const CvgNewEnum *type = lfirst(lc);
		char	   *name = CvgStatementName(writer, type->name);
		StringInfoData sql;
		CvgStatement *statement;

		initStringInfo(&sql);
		appendStringInfo(&sql, "CREATE TYPE %s AS ENUM (", name);
		foreach(label, type->labels)
			appendStringInfo(&sql, "%s%s", foreach_current_index(label) > 0 ? ", " : "",
							 quote_literal_cstr(lfirst(label)));
		appendStringInfoChar(&sql, ')');
		statement = CvgStatementAdd(writer, CVG_PRE_DATA, "type", name, sql.data,
									psprintf("EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid = pg_catalog.to_regtype(%s) AND typtype IN ('e', 'd'))",
											 quote_literal_cstr(name)));
		statement->guarded = true;
	}
}

static void
WriteSequences(CvgStatementWriter *writer)
{
	ListCell   *lc;

	foreach(lc, writer->design->sequences)
	{
		const CvgSourceSequence *sequence = lfirst(lc);
		char	   *name = CvgStatementName(writer, sequence->name);

		CvgStatementAdd(writer, CVG_PRE_DATA, "sequence", name,
						psprintf("CREATE SEQUENCE IF NOT EXISTS %s INCREMENT BY " INT64_FORMAT
								 " MINVALUE " INT64_FORMAT " MAXVALUE " INT64_FORMAT
								 " START WITH " INT64_FORMAT " CACHE " INT64_FORMAT "%s",
								 name, sequence->increment, sequence->minimum,
								 sequence->maximum, sequence->next,
								 Max(sequence->cache, 1), sequence->cycle ? " CYCLE" : ""),
						CvgExistsRelation(name, "'S'"));
	}
}

static void
WriteViews(CvgStatementWriter *writer)
{
	ListCell   *lc;
	ListCell   *column;

	foreach(lc, writer->design->views)
	{
		const CvgNewView *view = lfirst(lc);
		char	   *name = CvgStatementName(writer, view->name);
		const char *check = view->source->check_option;
		StringInfoData sql;
		CvgStatement *statement;

		initStringInfo(&sql);
		appendStringInfo(&sql, "CREATE OR REPLACE VIEW %s (", name);
		foreach(column, view->column_names)
			appendStringInfo(&sql, "%s%s", foreach_current_index(column) > 0 ? ", " : "",
							 quote_identifier(lfirst(column)));
		appendStringInfo(&sql, ")%s AS\n%s",
						 view->source->invoker ? " WITH (security_invoker = true)" : "",
						 view->body);
		if (check != NULL && strcmp(check, "NONE") != 0)
			appendStringInfo(&sql, "\nWITH %s CHECK OPTION", check);
		statement = CvgStatementAdd(writer, CVG_POST_KEYS, "view", name, sql.data,
									CvgExistsRelation(name, "'v', 'm'"));
		statement->view = view;
	}
}

CvgStatement *
CvgStatementAdd(CvgStatementWriter *writer, CvgPhase phase,
				const char *object_type, char *object, char *sql, char *exists)
{
	CvgStatement *statement = palloc0(sizeof(CvgStatement));

	statement->phase = phase;
	statement->object_type = object_type;
	statement->object = object;
	statement->sql = sql;
	statement->exists = exists;
	writer->statements = lappend(writer->statements, statement);
	return statement;
}

char *
CvgStatementName(const CvgStatementWriter *writer, const char *name)
{
	return quote_qualified_identifier(writer->design->schema, name);
}

char *
CvgExistsRelation(const char *qualified, const char *kinds)
{
	return psprintf("EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(%s) AND relkind IN (%s))",
					quote_literal_cstr(qualified), kinds);
}

char *
CvgExistsConstraint(const char *table, const char *name)
{
	return psprintf("EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(%s) AND conname = %s)",
					quote_literal_cstr(table), quote_literal_cstr(name));
}

void
CvgStatementComment(CvgStatementWriter *writer, CvgPhase phase, const char *kind,
					const char *name, const char *comment, char *described)
{
	if (comment != NULL && comment[0] != '\0')
		CvgStatementAdd(writer, phase, "comment", psprintf("%s %s", kind, name),
						psprintf("COMMENT ON %s %s IS %s", kind, name,
								 quote_literal_cstr(comment)),
						described);
}

char *
CvgStatementScript(const CvgStatement *statement)
{
	char	   *block;

	if (!statement->guarded)
		return psprintf("%s;", statement->sql);
	block = psprintf("\nBEGIN\n    IF NOT %s THEN\n        %s;\n    END IF;\nEND\n",
					 statement->exists, statement->sql);
	return psprintf("DO %s;", CvgDollarQuote("do", block));
}

char *
CvgDollarQuote(const char *word, const char *body)
{
	char	   *tag = psprintf("$%s$", word);

	for (int i = 1; strstr(body, tag) != NULL; i++)
		tag = psprintf("$%s%d$", word, i);
	return psprintf("%s%s%s", tag, body, tag);
}
