/*-------------------------------------------------------------------------
 *
 * reject.c
 *	  Load a table and put rows that do not fit into converge_reject.
 *
 * Rows are taken in batches, and a batch is stored in a subtransaction.  If
 * that fails, its halves are tried, down to the one row that is to blame.
 * Indexes are maintained on the way, so that unique and exclusion
 * constraints tell the row as well.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "extension.h"
#include "run/progress.h"
#include "run/reader.h"
#include "run/run.h"
#include "target/sink.h"
#include "target/try.h"

#define REJECT_BATCH_ROWS 1000
#define REJECT_BATCH_BYTES (1024 * 1024)

/* Columns of converge_reject. */
enum
{
	REJECT_RUN_ID,
	REJECT_TABLE_NAME,
	REJECT_ROW_KEY,
	REJECT_COLUMN_NAME,
	REJECT_SOURCE_ROW,
	REJECT_SQLSTATE,
	REJECT_MESSAGE,
	REJECT_DETAIL,
	REJECT_NCOLUMNS
};

typedef struct Rejecting
{
	CvgRun	   *run;
	CvgTableLoad *load;
	Relation	rel;
	bool	   *bound;
	CvgReader  *reader;
	int			nrows;
	CvgRow		rows[REJECT_BATCH_ROWS];	/* copies, in batch_memory */
	MemoryContext batch_memory;
} Rejecting;

typedef struct RowRange
{
	Rejecting  *state;
	int			first;
	int			n;
} RowRange;

static bool FillBatch(Rejecting *state);
static CvgRow CopyRow(const CvgRow *row);
static void StoreOrReject(Rejecting *state, int first, int n);
static ErrorData *TryStore(Rejecting *state, int first, int n);
static void StoreRows(void *arg);
static void RejectRow(Rejecting *state, const CvgRow *row, const ErrorData *error);

void
CvgLoadTableRejecting(CvgRun *run, CvgTableLoad *load)
{
	Rejecting  *state = palloc0(sizeof(Rejecting));
	bool		more;

	state->run = run;
	state->load = load;
	state->rel = table_open(load->plan->relid, NoLock);
	state->bound = CvgBoundAttributes(load->plan,
									  RelationGetNumberOfAttributes(state->rel));
	state->batch_memory = AllocSetContextCreate(CurrentMemoryContext,
												"converge reject batch",
												ALLOCSET_DEFAULT_SIZES);
	state->reader = CvgReaderBegin(run->source, load->plan, NULL);
	do
	{
		more = FillBatch(state);
		if (state->nrows > 0)
			StoreOrReject(state, 0, state->nrows);
		CvgProgressUpdate(CvgReaderRows(state->reader), CvgReaderBytes(state->reader));
	} while (more);

	load->received = CvgReaderRows(state->reader);
	load->bytes = CvgReaderBytes(state->reader);
	CvgReaderEnd(state->reader);
	MemoryContextDelete(state->batch_memory);
	table_close(state->rel, NoLock);
	pfree(state);
}

/* Copy rows of the source, whose buffer holds one; false after the last. */
static bool
FillBatch(Rejecting *state)
{
	MemoryContext old;
	size_t		bytes = 0;

	MemoryContextReset(state->batch_memory);
	old = MemoryContextSwitchTo(state->batch_memory);
	state->nrows = 0;
	while (state->nrows < REJECT_BATCH_ROWS && bytes < REJECT_BATCH_BYTES)
	{
		const CvgRow *row = CvgReaderFetch(state->reader);

		if (row == NULL)
		{
			MemoryContextSwitchTo(old);
			return false;
		}
		state->rows[state->nrows++] = CopyRow(row);
		bytes += row->bytes;
	}
	MemoryContextSwitchTo(old);
	return true;
}

static CvgRow
CopyRow(const CvgRow *row)
{
	CvgCell    *cells = palloc(sizeof(CvgCell) * Max(row->ncells, 1));
	CvgRow		copy = {row->ncells, cells, row->bytes};

	for (int i = 0; i < row->ncells; i++)
	{
		char	   *data = NULL;

		if (row->cells[i].data != NULL)
		{
			data = MemoryContextAllocHuge(CurrentMemoryContext, row->cells[i].len + 1);
			memcpy(data, row->cells[i].data, row->cells[i].len);
		}
		cells[i].data = data;
		cells[i].len = row->cells[i].len;
	}
	return copy;
}

static void
StoreOrReject(Rejecting *state, int first, int n)
{
	ErrorData  *error = TryStore(state, first, n);

	CHECK_FOR_INTERRUPTS();
	if (error == NULL)
		state->load->stored += n;
	else if (n == 1)
	{
		RejectRow(state, &state->rows[first], error);
		state->load->rejected++;
	}
	else
	{
		StoreOrReject(state, first, n / 2);
		StoreOrReject(state, first + n / 2, n - n / 2);
	}
	if (error != NULL)
		FreeErrorData(error);
}

/* The error, if the rows could not be stored; nothing of them is, then. */
static ErrorData *
TryStore(Rejecting *state, int first, int n)
{
	RowRange	range = {state, first, n};
	uint64	   *changed = CvgReaderSaveChanged(state->reader);
	ErrorData  *error = CvgTry(StoreRows, &range, CvgErrorIsOfRow);

	if (error != NULL)
		CvgReaderRestoreChanged(state->reader, changed);
	pfree(changed);
	return error;
}

static void
StoreRows(void *arg)
{
	const RowRange *range = arg;
	Rejecting  *state = range->state;
	CvgSink    *sink = CvgSinkBegin(state->rel, state->bound, true,
									GetCurrentCommandId(true));
	MemoryContext old = MemoryContextSwitchTo(CvgSinkMemory(sink));

	for (int i = range->first; i < range->first + range->n; i++)
	{
		TupleTableSlot *slot = CvgSinkNextSlot(sink);

		CvgReaderConvert(state->reader, &state->rows[i], slot->tts_values,
						 slot->tts_isnull);
		if (CvgSinkPut(sink, slot, 0))
			CvgSinkFlush(sink);
	}
	MemoryContextSwitchTo(old);
	CvgSinkEnd(sink);
}

/* Written without regard to the caller's rights on the extension's table. */
static void
RejectRow(Rejecting *state, const CvgRow *row, const ErrorData *error)
{
	Relation	rel = table_open(CvgExtensionRelation("converge_reject"), RowExclusiveLock);
	Datum		values[REJECT_NCOLUMNS] = {0};
	bool		nulls[REJECT_NCOLUMNS] = {0};
	Jsonb	   *key = CvgRowKeyToJsonb(state->load->plan, row);
	HeapTuple	tuple;

	values[REJECT_RUN_ID] = Int64GetDatum(CvgLedgerRunId(state->run->ledger));
	values[REJECT_TABLE_NAME] = CStringGetTextDatum(state->load->plan->source->name);
	nulls[REJECT_ROW_KEY] = key == NULL;
	if (key != NULL)
		values[REJECT_ROW_KEY] = JsonbPGetDatum(key);
	nulls[REJECT_COLUMN_NAME] = error->column_name == NULL;
	if (error->column_name != NULL)
		values[REJECT_COLUMN_NAME] = CStringGetTextDatum(error->column_name);
	values[REJECT_SOURCE_ROW] = JsonbPGetDatum(CvgRowToJsonb(state->load->plan, row));
	values[REJECT_SQLSTATE] = CStringGetTextDatum(unpack_sql_state(error->sqlerrcode));
	values[REJECT_MESSAGE] = CStringGetTextDatum(error->message);
	nulls[REJECT_DETAIL] = error->detail == NULL;
	if (error->detail != NULL)
		values[REJECT_DETAIL] = CStringGetTextDatum(error->detail);

	tuple = heap_form_tuple(RelationGetDescr(rel), values, nulls);
	CatalogTupleInsert(rel, tuple);
	heap_freetuple(tuple);
	table_close(rel, RowExclusiveLock);
}
