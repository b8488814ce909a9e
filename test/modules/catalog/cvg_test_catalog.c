/*-------------------------------------------------------------------------
 *
 * cvg_test_catalog.c
 *	  The model of a source schema as rows of text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "source/source.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_catalog);

static void PutSchema(ReturnSetInfo *rsinfo, const CvgSchema *schema);
static void PutTable(ReturnSetInfo *rsinfo, const CvgTable *table);
static void PutColumn(ReturnSetInfo *rsinfo, const char *object,
					  const CvgColumn *column);
static void PutDefault(ReturnSetInfo *rsinfo, const char *object,
					   const CvgColumn *column);
static void PutIndex(ReturnSetInfo *rsinfo, const CvgTable *table,
					 const CvgIndex *index);
static void PutForeignKey(ReturnSetInfo *rsinfo, const CvgTable *table,
						  const CvgForeignKey *key);
static void PutPartitioning(ReturnSetInfo *rsinfo, const CvgTable *table);
static void PutView(ReturnSetInfo *rsinfo, const CvgView *view);
static void PutSequence(ReturnSetInfo *rsinfo, const CvgSourceSequence *sequence);
static void PutCode(ReturnSetInfo *rsinfo, const CvgSourceCode *code);
static void Put(ReturnSetInfo *rsinfo, const char *object, const char *property,
				const char *value);
static void PutFlag(ReturnSetInfo *rsinfo, const char *object,
					const char *property, bool value);
static const char *ActionName(CvgReferenceAction action);

Datum
cvg_test_catalog(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	CvgSource  *source;

	InitMaterializedSRF(fcinfo, 0);
	source = CvgSourceOpen(text_to_cstring(PG_GETARG_TEXT_PP(0)),
						   CurrentMemoryContext);
	PutSchema(rsinfo, source->routine->read_schema(source, PG_GETARG_BOOL(1) ?
												   CVG_READ_ALL : CVG_READ_TABLES));
	source->routine->close(source);
	return (Datum) 0;
}

static void
PutSchema(ReturnSetInfo *rsinfo, const CvgSchema *schema)
{
	ListCell   *lc;

	Put(rsinfo, "schema", "name", schema->name);
	PutFlag(rsinfo, "schema", "mariadb", schema->mariadb);
	PutFlag(rsinfo, "schema", "code visible", schema->code_visible);
	for (int i = 0; i < schema->ntables; i++)
		PutTable(rsinfo, &schema->tables[i]);
	foreach(lc, schema->views)
		PutView(rsinfo, lfirst(lc));
	foreach(lc, schema->sequences)
		PutSequence(rsinfo, lfirst(lc));
	foreach(lc, schema->code)
		PutCode(rsinfo, lfirst(lc));
}

static void
PutTable(ReturnSetInfo *rsinfo, const CvgTable *table)
{
	char	   *object = psprintf("table %s", table->name);
	ListCell   *lc;

	Put(rsinfo, object, "engine", table->engine);
	Put(rsinfo, object, "comment", table->comment);
	Put(rsinfo, object, "collation", table->collation);
	PutFlag(rsinfo, object, "system versioned", table->system_versioned);
	PutFlag(rsinfo, object, "partly readable", table->partly_readable);
	if (table->auto_increment > 0)
		Put(rsinfo, object, "auto_increment",
			psprintf(UINT64_FORMAT, table->auto_increment));
	for (int i = 0; i < table->nkey; i++)
		Put(rsinfo, object, psprintf("key %d", i + 1),
			table->columns[table->key[i]].name);
	for (int i = 0; i < table->ncolumns; i++)
		PutColumn(rsinfo, psprintf("column %s.%s", table->name,
								   table->columns[i].name), &table->columns[i]);
	foreach(lc, table->indexes)
		PutIndex(rsinfo, table, lfirst(lc));
	foreach(lc, table->foreign_keys)
		PutForeignKey(rsinfo, table, lfirst(lc));
	foreach(lc, table->checks)
	{
		CvgCheck   *check = lfirst(lc);
		char	   *name = psprintf("check %s.%s", table->name, check->name);

		Put(rsinfo, name, "expression", check->expression);
		PutFlag(rsinfo, name, "not enforced", !check->enforced);
	}
	if (table->partitioning != NULL)
		PutPartitioning(rsinfo, table);
}

static void
PutColumn(ReturnSetInfo *rsinfo, const char *object, const CvgColumn *column)
{
	int			number = 0;
	ListCell   *lc;

	Put(rsinfo, object, "type", column->type_text);
	Put(rsinfo, object, "class", CvgTypeClassName(column->type));
	Put(rsinfo, object, "charset", column->charset);
	Put(rsinfo, object, "collation", column->collation);
	PutFlag(rsinfo, object, "not null", !column->nullable);
	PutFlag(rsinfo, object, "auto_increment", column->auto_increment);
	PutFlag(rsinfo, object, "invisible", column->invisible);
	foreach(lc, column->labels)
		Put(rsinfo, object, psprintf("label %d", ++number), lfirst(lc));
	PutDefault(rsinfo, object, column);
	Put(rsinfo, object, "generation", column->generation);
	if (column->generated)
		Put(rsinfo, object, "generated", column->stored ? "stored" : "virtual");
	Put(rsinfo, object, "on update", column->on_update);
	Put(rsinfo, object, "comment", column->comment);
	if (column->srid >= 0)
		Put(rsinfo, object, "srid", psprintf(INT64_FORMAT, column->srid));
	PutFlag(rsinfo, object, "json", column->is_json);
}

static void
PutDefault(ReturnSetInfo *rsinfo, const char *object, const CvgColumn *column)
{
	static const char *const kinds[] = {
		[CVG_DEFAULT_NONE] = NULL,
		[CVG_DEFAULT_TEXT] = "default text",
		[CVG_DEFAULT_HEX] = "default hex",
		[CVG_DEFAULT_BITS] = "default bits",
		[CVG_DEFAULT_EXPRESSION] = "default expression"
	};

	Assert((column->default_kind == CVG_DEFAULT_NONE) == (column->default_text == NULL));
	if (column->default_kind != CVG_DEFAULT_NONE)
		Put(rsinfo, object, kinds[column->default_kind], column->default_text);
}

static void
PutIndex(ReturnSetInfo *rsinfo, const CvgTable *table, const CvgIndex *index)
{
	static const char *const kinds[] = {
		[CVG_INDEX_PRIMARY] = "primary",
		[CVG_INDEX_UNIQUE] = "unique",
		[CVG_INDEX_PLAIN] = "plain",
		[CVG_INDEX_FULLTEXT] = "fulltext",
		[CVG_INDEX_SPATIAL] = "spatial"
	};
	char	   *object = psprintf("index %s.%s", table->name, index->name);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "%s %s: ", kinds[index->kind], index->method);
	for (int i = 0; i < index->nparts; i++)
	{
		const CvgIndexPart *part = &index->parts[i];

		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", part->column >= 0 ?
						 table->columns[part->column].name : part->expression);
		if (part->prefix >= 0)
			appendStringInfo(&buf, "(%d)", part->prefix);
		if (part->descending)
			appendStringInfoString(&buf, " DESC");
	}
	Put(rsinfo, object, "definition", buf.data);
	Put(rsinfo, object, "parser", index->parser);
	Put(rsinfo, object, "comment", index->comment);
	PutFlag(rsinfo, object, "invisible", index->invisible);
}

static void
PutForeignKey(ReturnSetInfo *rsinfo, const CvgTable *table,
			  const CvgForeignKey *key)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "",
						 table->columns[key->columns[i]].name);
	appendStringInfo(&buf, " -> %s%s%s: ", key->ref_database ? key->ref_database : "",
					 key->ref_database ? "." : "", key->ref_table);
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", key->ref_columns[i]);
	appendStringInfo(&buf, "; %s, %s", ActionName(key->on_delete),
					 ActionName(key->on_update));
	Put(rsinfo, psprintf("foreign key %s.%s", table->name, key->name),
		"definition", buf.data);
}

static const char *
ActionName(CvgReferenceAction action)
{
	static const char *const names[] = {
		[CVG_ACTION_NONE] = "none",
		[CVG_ACTION_CASCADE] = "cascade",
		[CVG_ACTION_SET_NULL] = "set null",
		[CVG_ACTION_SET_DEFAULT] = "set default"
	};

	return names[action];
}

static void
PutPartitioning(ReturnSetInfo *rsinfo, const CvgTable *table)
{
	const CvgPartitioning *partitioning = table->partitioning;

	Put(rsinfo, psprintf("table %s", table->name), "partitioned by",
		psprintf("%s: %s", partitioning->method,
				 partitioning->expression ? partitioning->expression : "-"));
	if (partitioning->submethod != NULL)
		Put(rsinfo, psprintf("table %s", table->name), "subpartitioned by",
			psprintf("%s: %s", partitioning->submethod,
					 partitioning->subexpression ? partitioning->subexpression : "-"));
	for (int i = 0; i < partitioning->npartitions; i++)
	{
		const CvgPartition *partition = &partitioning->partitions[i];

		Put(rsinfo, psprintf("partition %s.%s", table->name, partition->name),
			psprintf("place %d, %d subpartitions", i + 1, partition->nsubpartitions),
			partition->values ? partition->values : "-");
	}
}

static void
PutView(ReturnSetInfo *rsinfo, const CvgView *view)
{
	char	   *object = psprintf("view %s", view->name);

	Put(rsinfo, object, "body", view->body);
	Put(rsinfo, object, "check option", view->check_option);
	PutFlag(rsinfo, object, "invoker", view->invoker);
	for (int i = 0; i < view->ncolumns; i++)
		Put(rsinfo, object, psprintf("column %d", i + 1),
			psprintf("%s %s", view->columns[i].name, view->columns[i].type_text));
}

static void
PutSequence(ReturnSetInfo *rsinfo, const CvgSourceSequence *sequence)
{
	Put(rsinfo, psprintf("sequence %s", sequence->name), "definition",
		psprintf("start " INT64_FORMAT " from " INT64_FORMAT " to " INT64_FORMAT
				 " by " INT64_FORMAT " cache " INT64_FORMAT "%s next " INT64_FORMAT,
				 sequence->start, sequence->minimum, sequence->maximum,
				 sequence->increment, sequence->cache,
				 sequence->cycle ? " cycle" : "", sequence->next));
}

static void
PutCode(ReturnSetInfo *rsinfo, const CvgSourceCode *code)
{
	char	   *object = psprintf("%s %s", code->kind, code->name);

	PutFlag(rsinfo, object, "listed", true);
	Put(rsinfo, object, "table", code->table_name);
	Put(rsinfo, object, "timing", code->timing);
	Put(rsinfo, object, "body", code->body);
	Put(rsinfo, object, "sql_mode", code->sql_mode);
}

static void
PutFlag(ReturnSetInfo *rsinfo, const char *object, const char *property, bool value)
{
	if (value)
		Put(rsinfo, object, property, "yes");
}

static void
Put(ReturnSetInfo *rsinfo, const char *object, const char *property,
	const char *value)
{
	Datum		values[3];
	bool		nulls[3] = {false};

	if (value == NULL)
		return;
	values[0] = CStringGetTextDatum(object);
	values[1] = CStringGetTextDatum(property);
	values[2] = CStringGetTextDatum(value);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}
