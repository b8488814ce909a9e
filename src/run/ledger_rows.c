/*-------------------------------------------------------------------------
 *
 * ledger_rows.c
 *	  Write rows of converge_run and converge_run_table.
 *
 * The row of a run was committed by a worker after the caller's transaction
 * began, so a REPEATABLE READ snapshot does not see it; and to look for it
 * with any MVCC snapshot would, in a SERIALIZABLE transaction, take predicate
 * locks on what other imports write too, and make them fail at their end.
 * Therefore no SQL is run here: rows are found with SnapshotSelf, that is, as
 * they are now, and written the way logical replication applies changes.
 *
 * Constraints hold, triggers do not fire: the foreign key of
 * converge_run_table holds by construction, and its check would take those
 * predicate locks.  Rights of the caller and row-level security do not
 * matter, as for a catalog.  Expressions of the tables are evaluated as the
 * tables' owner, in a security-restricted operation.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/tableam.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "compat.h"
#include "extension.h"
#include "run/ledger_internal.h"

/* Digits of seconds that a clock gives. */
#define SECONDS_SCALE 6

typedef struct RowWriter
{
	Relation	rel;
	EState	   *estate;
	ResultRelInfo *rri;
	TupleTableSlot *slot;		/* the row to write */
	MemoryContext caller_memory;

	/* whom we left to act as the owner */
	Oid			caller;
	int			caller_security;
	int			guc_level;
} RowWriter;

static const char *const status_names[] = {
	[CVG_LEDGER_IN_PROGRESS] = "in_progress",
	[CVG_LEDGER_COMPLETED] = "completed",
	[CVG_LEDGER_ROLLED_BACK] = "rolled_back",
	[CVG_LEDGER_FAILED] = "failed"
};

static void WriterBegin(RowWriter *writer, Oid relid);
static void WriterEnd(RowWriter *writer);
static void BecomeOwner(RowWriter *writer);
static TupleTableSlot *FindRun(RowWriter *writer, int64 run_id);
static void StartRow(TupleTableSlot *slot, TupleTableSlot *old);
static void FillRun(TupleTableSlot *slot, const CvgLedgerRecord *record,
					CvgLedgerStatus status, Jsonb *snapshot_position);
static void FillTable(TupleTableSlot *slot, int64 run_id,
					  const CvgLedgerTable *table);
static int	ColumnNumber(TupleDesc desc, const char *name);
static void SetColumn(TupleTableSlot *slot, const char *name, Datum value);
static void SetCount(TupleTableSlot *slot, const char *name, int64 count);
static void SetText(TupleTableSlot *slot, const char *name, const char *value);
static void SetNull(TupleTableSlot *slot, const char *name);

/*
 * A row that somebody has deleted is written anew.  A record that is being
 * opened and has been closed already stays closed.
 */
void
CvgLedgerStoreRun(const CvgLedgerRecord *record, CvgLedgerStatus status,
				  Jsonb *snapshot_position)
{
	RowWriter	writer;
	TupleTableSlot *old;

	WriterBegin(&writer, record->relid);
	old = FindRun(&writer, record->run_id);
	StartRow(writer.slot, old);
	FillRun(writer.slot, record, status, snapshot_position);
	if (old == NULL)
		ExecSimpleRelationInsert(writer.rri, writer.estate, writer.slot);
	else if (status != CVG_LEDGER_IN_PROGRESS)
		ExecSimpleRelationUpdate(writer.rri, writer.estate, NULL, old,
								 writer.slot);
	WriterEnd(&writer);
}

void
CvgLedgerStoreTables(int64 run_id, int ntables, const CvgLedgerTable *tables)
{
	RowWriter	writer;

	WriterBegin(&writer, CvgExtensionRelation("converge_run_table"));
	for (int i = 0; i < ntables; i++)
	{
		StartRow(writer.slot, NULL);
		FillTable(writer.slot, run_id, &tables[i]);
		ExecSimpleRelationInsert(writer.rri, writer.estate, writer.slot);
	}
	WriterEnd(&writer);
}

/* What is allocated until End goes with it. */
static void
WriterBegin(RowWriter *writer, Oid relid)
{
	writer->rel = try_relation_open(relid, RowExclusiveLock);
	if (writer->rel == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table with OID %u of extension \"converge\" does not exist",
						relid),
				 errhint("Create the extension in a transaction of its own.")));
	BecomeOwner(writer);

	writer->estate = CreateExecutorState();
	writer->caller_memory = MemoryContextSwitchTo(writer->estate->es_query_cxt);
	CvgInitRangeTable(writer->estate, writer->rel, RowExclusiveLock);
	writer->rri = makeNode(ResultRelInfo);
	InitResultRelInfo(writer->rri, writer->rel, 1, NULL, 0);
	writer->rri->ri_TrigDesc = NULL;
	ExecOpenIndices(writer->rri, false);
	writer->slot = ExecInitExtraTupleSlot(writer->estate,
										  RelationGetDescr(writer->rel),
										  &TTSOpsVirtual);
}

static void
WriterEnd(RowWriter *writer)
{
	ExecCloseIndices(writer->rri);
	ExecResetTupleTable(writer->estate->es_tupleTable, false);
	MemoryContextSwitchTo(writer->caller_memory);
	FreeExecutorState(writer->estate);
	AtEOXact_GUC(false, writer->guc_level);
	SetUserIdAndSecContext(writer->caller, writer->caller_security);
	table_close(writer->rel, NoLock);
}

/* An abort goes back as well, by itself. */
static void
BecomeOwner(RowWriter *writer)
{
	GetUserIdAndSecContext(&writer->caller, &writer->caller_security);
	SetUserIdAndSecContext(writer->rel->rd_rel->relowner,
						   writer->caller_security |
						   SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	writer->guc_level = NewGUCNestLevel();
	(void) set_config_option("search_path", "pg_catalog, pg_temp",
							 PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
}

static TupleTableSlot *
FindRun(RowWriter *writer, int64 run_id)
{
	TupleTableSlot *slot = table_slot_create(writer->rel,
											 &writer->estate->es_tupleTable);
	ScanKeyData key;
	TableScanDesc scan;
	bool		found;

	ScanKeyInit(&key, ColumnNumber(RelationGetDescr(writer->rel), "run_id"),
				BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(run_id));
	scan = table_beginscan(writer->rel, SnapshotSelf, 1, &key);
	found = table_scan_getnextslot(scan, ForwardScanDirection, slot);
	table_endscan(scan);

	return found ? slot : NULL;
}

/* A row of NULLs, or of what the old row holds. */
static void
StartRow(TupleTableSlot *slot, TupleTableSlot *old)
{
	int			natts = slot->tts_tupleDescriptor->natts;

	ExecClearTuple(slot);
	memset(slot->tts_isnull, true, natts * sizeof(bool));
	if (old != NULL)
	{
		slot_getallattrs(old);
		memcpy(slot->tts_values, old->tts_values, natts * sizeof(Datum));
		memcpy(slot->tts_isnull, old->tts_isnull, natts * sizeof(bool));
	}
	ExecStoreVirtualTuple(slot);
}

static void
FillRun(TupleTableSlot *slot, const CvgLedgerRecord *record,
		CvgLedgerStatus status, Jsonb *snapshot_position)
{
	bool		failed = status == CVG_LEDGER_FAILED;

	SetColumn(slot, "run_id", Int64GetDatum(record->run_id));
	SetText(slot, "action", NameStr(record->action));
	SetColumn(slot, "server", NameGetDatum(&record->server));
	SetColumn(slot, "username", NameGetDatum(&record->username));
	SetColumn(slot, "arguments",
			  JsonbPGetDatum(CvgLedgerArguments(record)));
	SetColumn(slot, "started_at", TimestampTzGetDatum(record->started_at));
	SetText(slot, "status", status_names[status]);
	SetText(slot, "sqlstate",
			failed ? unpack_sql_state(record->error.sqlerrcode) : NULL);
	SetText(slot, "error", failed ? record->error.message : NULL);

	if (status == CVG_LEDGER_IN_PROGRESS)
		SetNull(slot, "finished_at");
	else
		SetColumn(slot, "finished_at",
				  TimestampTzGetDatum(record->finished_at));

	if (snapshot_position == NULL)
		SetNull(slot, "snapshot_position");
	else
		SetColumn(slot, "snapshot_position",
				  JsonbPGetDatum(snapshot_position));
}

static void
FillTable(TupleTableSlot *slot, int64 run_id, const CvgLedgerTable *table)
{
	Datum		seconds = DirectFunctionCall1(float8_numeric,
											  Float8GetDatum(table->seconds));

	SetColumn(slot, "run_id", Int64GetDatum(run_id));
	SetText(slot, "table_name", table->table_name);
	SetText(slot, "status", table->status);
	SetCount(slot, "source_rows", table->source_rows);
	SetCount(slot, "imported_rows", table->imported_rows);
	SetCount(slot, "rejected_rows", table->rejected_rows);
	SetCount(slot, "bytes", table->bytes);
	SetColumn(slot, "seconds",
			  DirectFunctionCall2(numeric_round, seconds,
								  Int32GetDatum(SECONDS_SCALE)));
	SetText(slot, "note", table->note);
}

static int
ColumnNumber(TupleDesc desc, const char *name)
{
	int			attnum = SPI_fnumber(desc, name);

	if (attnum <= 0)
		elog(ERROR, "table of extension \"converge\" has no column \"%s\"", name);
	return attnum;
}

static void
SetColumn(TupleTableSlot *slot, const char *name, Datum value)
{
	int			index = ColumnNumber(slot->tts_tupleDescriptor, name) - 1;

	slot->tts_values[index] = value;
	slot->tts_isnull[index] = false;
}

static void
SetCount(TupleTableSlot *slot, const char *name, int64 count)
{
	if (count < 0)
		SetNull(slot, name);
	else
		SetColumn(slot, name, Int64GetDatum(count));
}

static void
SetText(TupleTableSlot *slot, const char *name, const char *value)
{
	if (value == NULL)
		SetNull(slot, name);
	else
		SetColumn(slot, name, CStringGetTextDatum(value));
}

static void
SetNull(TupleTableSlot *slot, const char *name)
{
	slot->tts_isnull[ColumnNumber(slot->tts_tupleDescriptor, name) - 1] = true;
}
