/*-------------------------------------------------------------------------
 *
 * look.c
 *	  converge_tables, converge_columns: the plan of an import, to look at.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "plan.h"
#include "run/arguments.h"
#include "source/source.h"

PG_FUNCTION_INFO_V1(converge_tables);
PG_FUNCTION_INFO_V1(converge_columns);

static CvgPlan *PlanToLookAt(FunctionCallInfo fcinfo);
static const char *TableStatusWord(CvgTableStatus status);
static Datum PrimaryKeyArray(const CvgTable *table);
static void PutColumn(ReturnSetInfo *rsinfo, const CvgTablePlan *table, int column);
static const char *LossWord(const CvgBinding *binding);

Datum
converge_tables(PG_FUNCTION_ARGS)
{
	CvgPlan    *plan = PlanToLookAt(fcinfo);
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	for (int i = 0; i < plan->ntables; i++)
	{
		const CvgTablePlan *table = &plan->tables[i];
		Datum		values[6];
		bool		nulls[6] = {0};

		values[0] = CStringGetTextDatum(table->source->name);
		values[1] = ObjectIdGetDatum(table->relid);
		nulls[1] = !OidIsValid(table->relid);
		values[2] = Int64GetDatum(table->source->rows_estimate);
		nulls[2] = table->source->rows_estimate < 0;
		values[3] = Int64GetDatum(table->source->bytes);
		nulls[3] = table->source->bytes < 0;
		values[4] = PrimaryKeyArray(table->source);
		nulls[4] = table->source->nkey == 0;
		values[5] = CStringGetTextDatum(TableStatusWord(table->status));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* Both functions have the same arguments. */
static CvgPlan *
PlanToLookAt(FunctionCallInfo fcinfo)
{
	CvgPlanOptions options = {0};
	CvgSource  *source;
	CvgSchema  *schema;

	options.server = CvgArgumentServer(fcinfo, 0);
	options.tables = CvgArgumentNames(fcinfo, 1, "tables");
	options.exclude = CvgArgumentNames(fcinfo, 2, "exclude");
	options.target_schema = CvgArgumentTargetSchema(fcinfo, 3, options.server);
	InitMaterializedSRF(fcinfo, 0);

	source = CvgSourceOpen(options.server, CurrentMemoryContext);
	schema = source->routine->read_schema(source, CVG_READ_TABLES);
	source->routine->close(source);
	return CvgPlanMake(schema, &options);
}

static const char *
TableStatusWord(CvgTableStatus status)
{
	switch (status)
	{
		case CVG_TABLE_READY:
			return "ready";
		case CVG_TABLE_MISSING:
			return "missing";
		case CVG_TABLE_MISMATCH:
			return "mismatch";
		case CVG_TABLE_EXCLUDED:
			return "excluded";
	}
	return NULL;				/* keep compiler quiet */
}

static Datum
PrimaryKeyArray(const CvgTable *table)
{
	Datum	   *names = palloc(sizeof(Datum) * Max(table->nkey, 1));

	for (int i = 0; i < table->nkey; i++)
		names[i] = CStringGetTextDatum(table->columns[table->key[i]].name);
	return PointerGetDatum(construct_array(names, table->nkey, TEXTOID, -1, false,
										   TYPALIGN_INT));
}

Datum
converge_columns(PG_FUNCTION_ARGS)
{
	CvgPlan    *plan = PlanToLookAt(fcinfo);
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	for (int i = 0; i < plan->ntables; i++)
	{
		const CvgTablePlan *table = &plan->tables[i];

		for (int c = 0; c < table->source->ncolumns && table->bindings; c++)
			PutColumn(rsinfo, table, c);
	}
	return (Datum) 0;
}

static void
PutColumn(ReturnSetInfo *rsinfo, const CvgTablePlan *table, int column)
{
	const CvgColumn *source = &table->source->columns[column];
	const CvgBinding *binding = &table->bindings[column];
	bool		bound = binding->fate == CVG_COLUMN_BOUND;
	const char *note = bound ? binding->convert.note : binding->note;
	Datum		values[8];
	bool		nulls[8] = {0};

	values[0] = CStringGetTextDatum(table->source->name);
	values[1] = CStringGetTextDatum(source->name);
	values[2] = CStringGetTextDatum(source->type_text);
	nulls[3] = nulls[4] = binding->attnum == InvalidAttrNumber;
	if (!nulls[3])
	{
		Oid			typid;
		int32		typmod;
		Oid			collation;

		get_atttypetypmodcoll(table->relid, binding->attnum, &typid, &typmod, &collation);
		values[3] = CStringGetTextDatum(get_attname(table->relid, binding->attnum, false));
		values[4] = CStringGetTextDatum(format_type_with_typemod(typid, typmod));
	}
	nulls[5] = !bound || binding->convert.conversion == NULL;
	if (!nulls[5])
		values[5] = CStringGetTextDatum(binding->convert.conversion);
	values[6] = CStringGetTextDatum(LossWord(binding));
	nulls[7] = note == NULL;
	if (note != NULL)
		values[7] = CStringGetTextDatum(note);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

static const char *
LossWord(const CvgBinding *binding)
{
	switch (binding->fate)
	{
		case CVG_COLUMN_BOUND:
			return binding->convert.loss == CVG_LOSS_NONE ? "none" :
				binding->convert.loss == CVG_LOSS_CHECKED ? "checked" : "rule";
		case CVG_COLUMN_SKIPPED:
			return "skipped";
		case CVG_COLUMN_MISSING:
			return "missing";
		case CVG_COLUMN_REFUSED:
			return "refused";
	}
	return NULL;				/* keep compiler quiet */
}
