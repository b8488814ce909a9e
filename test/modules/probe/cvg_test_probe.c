/*-------------------------------------------------------------------------
 *
 * cvg_test_probe.c
 *	  What a source says of its data, from SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "source/source.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_probe);

static const char *const words[] = {"unknown", "yes", "no", "empty"};

Datum
cvg_test_probe(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	CvgSource  *source = CvgSourceOpen(NameStr(*PG_GETARG_NAME(0)), CurrentMemoryContext);
	CvgSchema  *schema = source->routine->read_schema(source, CVG_READ_TABLES);
	const CvgTable **tables = palloc(sizeof(CvgTable *) * (schema->ntables + 1));
	CvgColumnFit **fits = palloc(sizeof(CvgColumnFit *) * (schema->ntables + 1));

	InitMaterializedSRF(fcinfo, 0);
	for (int t = 0; t < schema->ntables; t++)
	{
		tables[t] = &schema->tables[t];
		fits[t] = palloc0(sizeof(CvgColumnFit) * (tables[t]->ncolumns + 1));
	}
	source->routine->probe(source, tables, schema->ntables, fits);
	source->routine->close(source);

	for (int t = 0; t < schema->ntables; t++)
	{
		for (int c = 0; c < tables[t]->ncolumns; c++)
		{
			Datum		values[4];
			bool		nulls[4] = {false};

			values[0] = CStringGetTextDatum(tables[t]->name);
			values[1] = CStringGetTextDatum(tables[t]->columns[c].name);
			values[2] = CStringGetTextDatum(words[fits[t][c].boolean]);
			values[3] = CStringGetTextDatum(words[fits[t][c].uuid]);
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		}
	}
	return (Datum) 0;
}
