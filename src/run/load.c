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

static void LoadRows(CvgReader *reader, CvgSink *sink, CvgLoadTick tick, void *arg);
static void ShowProgress(void *arg, const CvgLoadCounts *since);

void
CvgLoadTable(CvgRun *run, CvgTableLoad *load)
{
	CvgLoadCounts shown = {0};
	CvgLoadCounts counts = CvgLoadPart(run->source, load->plan, NULL,
									   load->method == CVG_WRITE_INDEXED,
									   GetCurrentCommandId(true),
									   ShowProgress, &shown);

	load->received = counts.received;
	load->stored = counts.stored;
	load->bytes = counts.bytes;
}

static void
ShowProgress(void *arg, const CvgLoadCounts *since)
{
	CvgLoadCounts *shown = arg;

	shown->received += since->received;
	shown->bytes += since->bytes;
	CvgProgressUpdate(shown->received, shown->bytes);
}

CvgLoadCounts
CvgLoadPart(CvgSource *source, CvgTablePlan *plan, const char *part,
			bool maintain_indexes, CommandId cid, CvgLoadTick tick, void *arg)
{
	Relation	rel = table_open(plan->relid, NoLock);
	bool	   *bound = CvgBoundAttributes(plan, RelationGetNumberOfAttributes(rel));
	CvgSink    *sink = CvgSinkBegin(rel, bound, maintain_indexes, cid);
	CvgReader  *reader = CvgReaderBegin(source, plan, part);
	CvgLoadCounts counts;
	ErrorContextCallback context;

	context.callback = CvgReaderContext;
	context.arg = reader;
	context.previous = error_context_stack;
	error_context_stack = &context;

	LoadRows(reader, sink, tick, arg);
	counts.stored = CvgSinkEnd(sink);
	counts.received = CvgReaderRows(reader);
	counts.bytes = CvgReaderBytes(reader);

	error_context_stack = context.previous;
	CvgReaderEnd(reader);
	table_close(rel, NoLock);
	pfree(bound);
	return counts;
}

static void
LoadRows(CvgReader *reader, CvgSink *sink, CvgLoadTick tick, void *arg)
{
	const CvgRow *row;
	CvgLoadCounts since = {0};
	MemoryContext old = MemoryContextSwitchTo(CvgSinkMemory(sink));

	while ((row = CvgReaderFetch(reader)) != NULL)
	{
		TupleTableSlot *slot = CvgSinkNextSlot(sink);

		CvgReaderConvert(reader, row, slot->tts_values, slot->tts_isnull);
		since.received++;
		since.bytes += row->bytes;
		if (!CvgSinkPut(sink, slot, row->bytes))
			continue;

		/* an error in writing a batch is not of its last row */
		CvgReaderLeaveRow(reader);
		CvgSinkFlush(sink);
		tick(arg, &since);
		memset(&since, 0, sizeof(since));
	}
	tick(arg, &since);
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
