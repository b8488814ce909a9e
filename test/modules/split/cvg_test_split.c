/*-------------------------------------------------------------------------
 *
 * cvg_test_split.c
 *	  Parts of tables as a source divides and reads them, from SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "source/source.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_split);

static void EmitPart(ReturnSetInfo *rsinfo, CvgSource *source, const CvgTable *table,
					 int number, const char *part);

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
		values[2] = Int64GetDatum(strtoll(row->cells[0].data, NULL, 10));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	source->routine->scan_end(scan);
}
