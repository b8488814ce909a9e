/*-------------------------------------------------------------------------
 *
 * cvg_test_split.c
 *	  Parts of tables, and snapshots under one lock, from SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "source/mysql_catalog.h"
#include "source/source.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_split);
PG_FUNCTION_INFO_V1(cvg_test_hold);

static void EmitPart(ReturnSetInfo *rsinfo, CvgSource *source, const CvgTable *table,
					 int number, const char *part);
static char *SumTables(CvgSource *source, const CvgSchema *schema);
static int64 SumTable(CvgSource *source, const CvgTable *table);

Datum
cvg_test_split(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	CvgSource  *source = CvgSourceOpen(NameStr(*PG_GETARG_NAME(0)), CurrentMemoryContext);
	CvgSchema  *schema = source->routine->read_schema(source, CVG_READ_TABLES);
	CvgTable   *table = CvgSchemaTable(schema, text_to_cstring(PG_GETARG_TEXT_PP(1)));
	CvgPosition position;
	List	   *parts;

	if (table == NULL)
		elog(ERROR, "there is no such table");
	InitMaterializedSRF(fcinfo, 0);
	source->routine->begin_snapshot(source, &position);
	if (!PG_ARGISNULL(3))
		DirectFunctionCall1(pg_advisory_lock_shared_int8, PG_GETARG_DATUM(3));

	parts = source->routine->split(source, table, PG_GETARG_INT32(2));
	if (parts == NIL)
		EmitPart(rsinfo, source, table, 0, NULL);
	for (int i = 0; i < list_length(parts); i++)
		EmitPart(rsinfo, source, table, i + 1, list_nth(parts, i));
	source->routine->close(source);
	return (Datum) 0;
}

/* The rows of a part; NULL: of the whole table. */
static void
EmitPart(ReturnSetInfo *rsinfo, CvgSource *source, const CvgTable *table,
		 int number, const char *part)
{
	int			column = table->ncolumns - 1;
	CvgScanSpec spec = {.table = table,.ncolumns = 1,.columns = &column,
	.where = "id <> 0 -- a rule",.part = part};
	CvgScan    *scan = source->routine->scan_begin(source, &spec);

	for (const CvgRow *row; (row = source->routine->scan_next(scan)) != NULL;)
	{
		Datum		values[3];
		bool		nulls[3] = {false, part == NULL, false};

		values[0] = Int32GetDatum(number);
		values[1] = part ? CStringGetTextDatum(part) : (Datum) 0;
		values[2] = Int64GetDatum(CvgCellInt(&row->cells[0], 0));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	source->routine->scan_end(scan);
}

Datum
cvg_test_hold(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const char *server = NameStr(*PG_GETARG_NAME(0));
	int			nsessions = PG_GETARG_INT32(1);
	CvgSource  *source = CvgSourceOpen(server, CurrentMemoryContext);
	CvgSchema  *schema = source->routine->read_schema(source, CVG_READ_TABLES);
	const CvgTable **tables = palloc(sizeof(CvgTable *) * (schema->ntables + 1));
	CvgSource **sessions = palloc(sizeof(CvgSource *) * nsessions);
	CvgPosition position;
	char	   *reason;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < schema->ntables; i++)
		tables[i] = &schema->tables[i];
	for (int i = 0; i < nsessions; i++)
		sessions[i] = CvgSourceOpen(server, CurrentMemoryContext);

	if (!source->routine->hold(source, tables, schema->ntables, &reason))
	{
		Datum		values[4] = {Int32GetDatum(0), CStringGetTextDatum(reason)};
		bool		nulls[4] = {false, false, true, true};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		return (Datum) 0;
	}
	source->routine->begin_snapshot(source, &position);
	for (int i = 0; i < nsessions; i++)
	{
		CvgPosition ignored;

		pg_usleep(10000);
		sessions[i]->routine->begin_snapshot(sessions[i], &ignored);
	}
	if (!PG_ARGISNULL(2))
		DirectFunctionCall1(pg_advisory_lock_shared_int8, PG_GETARG_DATUM(2));
	source->routine->release(source);

	for (int i = 0; i < nsessions; i++)
	{
		Datum		values[4];
		bool		nulls[4] = {false, true, position.binlog_file == NULL, false};

		values[0] = Int32GetDatum(i + 1);
		if (position.binlog_file != NULL)
			values[2] = CStringGetTextDatum(psprintf("%s:" UINT64_FORMAT, position.binlog_file,
													 position.binlog_offset));
		values[3] = CStringGetTextDatum(SumTables(sessions[i], schema));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		sessions[i]->routine->close(sessions[i]);
	}
	source->routine->close(source);
	return (Datum) 0;
}

static char *
SumTables(CvgSource *source, const CvgSchema *schema)
{
	StringInfoData sums;

	initStringInfo(&sums);
	for (int i = 0; i < schema->ntables; i++)
		appendStringInfo(&sums, "%s" INT64_FORMAT, i > 0 ? " " : "",
						 SumTable(source, &schema->tables[i]));
	return sums.data;
}

static int64
SumTable(CvgSource *source, const CvgTable *table)
{
	int			column = table->ncolumns - 1;
	CvgScanSpec spec = {.table = table,.ncolumns = 1,.columns = &column};
	CvgScan    *scan = source->routine->scan_begin(source, &spec);
	int64		sum = 0;

	for (const CvgRow *row; (row = source->routine->scan_next(scan)) != NULL;)
		sum += CvgCellInt(&row->cells[0], 0);
	source->routine->scan_end(scan);
	return sum;
}
