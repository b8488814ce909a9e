/*-------------------------------------------------------------------------
 *
 * reset_sequences.c
 *	  converge_reset_sequences: set the sequences of a schema's columns.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "compat.h"
#include "run/arguments.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "target/sequences.h"

PG_FUNCTION_INFO_V1(converge_reset_sequences);

static List *TablesOf(Oid namespace);
static void PutSequence(ReturnSetInfo *rsinfo, const CvgSequence *sequence);

Datum
converge_reset_sequences(PG_FUNCTION_ARGS)
{
	Oid			namespace;
	MemoryContext old = CurrentMemoryContext;
	ListCell   *lc;
	int			nestlevel;

	PreventCommandIfReadOnly("converge_reset_sequences()");
	CvgRequireArgument(fcinfo, 0, "target_schema");
	namespace = CvgTargetNamespace(NameStr(*PG_GETARG_NAME(0)));
	InitMaterializedSRF(fcinfo, 0);

	nestlevel = CvgSearchPathOff();
	SPI_connect();
	MemoryContextSwitchTo(old);
	foreach(lc, CvgSequencesOf(TablesOf(namespace)))
	{
		CvgSequence *sequence = lfirst(lc);

		/* never back: numbers of deleted rows are not given out again */
		CvgSequenceSet(sequence, 0, true);
		PutSequence((ReturnSetInfo *) fcinfo->resultinfo, sequence);
	}
	SPI_finish();
	CvgSearchPathOn(nestlevel);

	return (Datum) 0;
}

static List *
TablesOf(Oid namespace)
{
	Relation	pg_class = table_open(RelationRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(pg_class, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple;
	List	   *relids = NIL;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class form = (Form_pg_class) GETSTRUCT(tuple);

		if (form->relnamespace == namespace &&
			(form->relkind == RELKIND_RELATION ||
			 form->relkind == RELKIND_PARTITIONED_TABLE))
			relids = lappend_oid(relids, form->oid);
	}
	systable_endscan(scan);
	table_close(pg_class, AccessShareLock);
	return relids;
}

static void
PutSequence(ReturnSetInfo *rsinfo, const CvgSequence *sequence)
{
	Datum		values[6];
	bool		nulls[6] = {0};

	values[0] = CStringGetTextDatum(sequence->name);
	values[1] = CStringGetTextDatum(sequence->table_name);
	values[2] = CStringGetTextDatum(sequence->column_name);
	values[3] = Int64GetDatum(sequence->max_value);
	nulls[3] = !sequence->has_max;
	values[4] = Int64GetDatum(sequence->next_value);
	values[5] = CStringGetTextDatum(sequence->status);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}
