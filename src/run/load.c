/*-------------------------------------------------------------------------
 *
 * load.c
 *	  Load one table: read, convert, write.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "utils/rel.h"

#include "run/progress.h"
#include "run/reader.h"
#include "run/run.h"
#include "target/sink.h"

static void LoadRows(CvgReader *reader, CvgSink *sink);

void
CvgLoadTable(CvgRun *run, CvgTableLoad *load)
{
	Relation	rel = table_open(load->plan->relid, NoLock);
	bool	   *bound = CvgBoundAttributes(load->plan, RelationGetNumberOfAttributes(rel));
	CvgSink    *sink = CvgSinkBegin(rel, bound, load->method == CVG_WRITE_INDEXED,
									GetCurrentCommandId(true));
	CvgReader  *reader = CvgReaderBegin(run->source, load->plan, NULL);
	ErrorContextCallback context;

	context.callback = CvgReaderContext;
	context.arg = reader;
	context.previous = error_context_stack;
	error_context_stack = &context;

	LoadRows(reader, sink);
	load->stored = CvgSinkEnd(sink);
	load->received = CvgReaderRows(reader);
	load->bytes = CvgReaderBytes(reader);

	error_context_stack = context.previous;
	CvgReaderEnd(reader);
	table_close(rel, NoLock);
	pfree(bound);
}

static void
LoadRows(CvgReader *reader, CvgSink *sink)
{
	const CvgRow *row;
	MemoryContext old = MemoryContextSwitchTo(CvgSinkMemory(sink));

	while ((row = CvgReaderFetch(reader)) != NULL)
	{
		TupleTableSlot *slot = CvgSinkNextSlot(sink);

		CvgReaderConvert(reader, row, slot->tts_values, slot->tts_isnull);
		if (!CvgSinkPut(sink, slot, row->bytes))
			continue;

		/* an error in writing a batch is not of its last row */
		CvgReaderLeaveRow(reader);
		CvgSinkFlush(sink);
		CvgProgressUpdate(CvgReaderRows(reader), CvgReaderBytes(reader));
	}
	MemoryContextSwitchTo(old);
}

bool *
CvgBoundAttributes(const CvgTablePlan *plan, int natts)
{
	bool	   *bound = palloc0(sizeof(bool) * Max(natts, 1));

	for (int i = 0; i < plan->nbound; i++)
		bound[plan->bindings[plan->scan_columns[i]].attnum - 1] = true;
	return bound;
}
