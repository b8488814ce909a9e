/*-------------------------------------------------------------------------
 *
 * heap_writer.c
 *	  Write rows into a heap, page by page, past its indexes.
 *
 * A row's values go right to where its tuple stays in a page (heap_pages.c);
 * one that is too long for that loses values to heap_toast.c first.  Other
 * than heap_multi_insert this works in parallel workers: nothing in it needs
 * a command of their own, a new combo command id or an index.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heapam.h"
#include "access/heaptoast.h"
#include "access/htup_details.h"
#include "access/tupmacs.h"
#include "catalog/catalog.h"
#include "utils/rel.h"

#include "target/heap_pages.h"
#include "target/heap_toast.h"
#include "target/heap_writer.h"

typedef struct FixedColumn
{
	int			offset;			/* bytes after the tuple's header */
	int			len;
	bool		byval;
} FixedColumn;

struct CvgHeapWriter
{
	Relation	rel;
	TupleDesc	tupdesc;
	CommandId	cid;
	CvgHeapPages *pages;
	CvgHeapToast *toast;		/* from the first row on that needs it */
	MemoryContext memory;
	Size		fixed_len;		/* of tuples with the layout below; or 0 */
	FixedColumn *fixed;
};

static void InitFixed(CvgHeapWriter *writer);
static bool HasNull(const CvgHeapWriter *writer, const bool *isnull);
static bool PutFixed(CvgHeapWriter *writer, const Datum *values);
static int	PutRow(CvgHeapWriter *writer, const Datum *values, const bool *isnull);
static int	Toast(CvgHeapWriter *writer, const Datum **values, const bool **isnull);
static uint16 FormTuple(const CvgHeapWriter *writer, const Datum *values,
						const bool *isnull, bool hasnull, Size len);
static Size HeaderSize(const CvgHeapWriter *writer, bool hasnull);
static Size DataSize(const CvgHeapWriter *writer, const Datum *values,
					 const bool *isnull);

bool
CvgHeapWriterServes(Relation rel)
{
	return rel->rd_rel->relkind == RELKIND_RELATION &&
		rel->rd_tableam == GetHeapamTableAmRoutine() &&
		!RelationUsesLocalBuffers(rel) &&
		!IsCatalogRelation(rel) &&
		!RelationIsLogicallyLogged(rel);
}

CvgHeapWriter *
CvgHeapWriterBegin(Relation rel, CommandId cid)
{
	CvgHeapWriter *writer = palloc0(sizeof(CvgHeapWriter));

	writer->rel = rel;
	writer->tupdesc = RelationGetDescr(rel);
	writer->cid = cid;
	writer->memory = CurrentMemoryContext;
	writer->pages = CvgHeapPagesBegin(rel, cid);
	InitFixed(writer);
	return writer;
}

/*
 * If all columns have a fixed length, a row without NULLs has every value at
 * the same place.
 */
static void
InitFixed(CvgHeapWriter *writer)
{
	TupleDesc	tupdesc = writer->tupdesc;
	Size		offset = 0;

	writer->fixed = palloc(sizeof(FixedColumn) * Max(tupdesc->natts, 1));
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);

		if (att->attlen <= 0)
			return;
		offset = att_align_nominal(offset, att->attalign);
		writer->fixed[i].offset = offset;
		writer->fixed[i].len = att->attlen;
		writer->fixed[i].byval = att->attbyval;
		offset += att->attlen;
	}
	writer->fixed_len = MAXALIGN(SizeofHeapTupleHeader) + offset;
}

int
CvgHeapWriterPut(CvgHeapWriter *writer, const Datum *values, const bool *isnull)
{
	if (writer->fixed_len != 0 && !HasNull(writer, isnull))
		return PutFixed(writer, values);
	return PutRow(writer, values, isnull);
}

static bool
HasNull(const CvgHeapWriter *writer, const bool *isnull)
{
	bool		any = false;

	for (int i = 0; i < writer->tupdesc->natts; i++)
		any |= isnull[i];
	return any;
}

static bool
PutFixed(CvgHeapWriter *writer, const Datum *values)
{
	HeapTupleHeader tuple = CvgHeapPagesPlace(writer->pages, writer->fixed_len);
	char	   *data = (char *) tuple + MAXALIGN(SizeofHeapTupleHeader);

	tuple->t_hoff = MAXALIGN(SizeofHeapTupleHeader);
	for (int i = 0; i < writer->tupdesc->natts; i++)
	{
		const FixedColumn *column = &writer->fixed[i];
		char	   *place = data + column->offset;

		if (column->byval)
			store_att_byval(place, values[i], column->len);
		else
			memcpy(place, DatumGetPointer(values[i]), column->len);
	}
	return CvgHeapPagesKeep(writer->pages, writer->fixed_len);
}

static int
PutRow(CvgHeapWriter *writer, const Datum *values, const bool *isnull)
{
	int			completed = 0;
	bool		hasnull = HasNull(writer, isnull);
	Size		header = HeaderSize(writer, hasnull);
	Size		len = header + DataSize(writer, values, isnull);

	if (len > TOAST_TUPLE_THRESHOLD ||
		(FormTuple(writer, values, isnull, hasnull, len) & HEAP_HASEXTERNAL) != 0)
	{
		completed = Toast(writer, &values, &isnull);
		len = header + DataSize(writer, values, isnull);
		FormTuple(writer, values, isnull, hasnull, len);
	}
	return completed + CvgHeapPagesKeep(writer->pages, len);
}

/* Returns how many pages of the TOAST relation that completed. */
static int
Toast(CvgHeapWriter *writer, const Datum **values, const bool **isnull)
{
	int			waiting;

	if (writer->toast == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(writer->memory);

		writer->toast = CvgHeapToastBegin(writer->rel, writer->cid);
		MemoryContextSwitchTo(old);
	}
	waiting = CvgHeapToastWaiting(writer->toast);
	CvgHeapToastRow(writer->toast, values, isnull);
	return CvgHeapToastWaiting(writer->toast) - waiting;
}

/* As heap_form_tuple reckons it. */
static Size
HeaderSize(const CvgHeapWriter *writer, bool hasnull)
{
	Size		size = SizeofHeapTupleHeader;

	if (hasnull)
		size += BITMAPLEN(writer->tupdesc->natts);
	return MAXALIGN(size);
}

static Size
DataSize(const CvgHeapWriter *writer, const Datum *values, const bool *isnull)
{
	return heap_compute_data_size(writer->tupdesc, (Datum *) values, (bool *) isnull);
}

/*
 * Form the tuple of len bytes where it stays if it is kept; returns its
 * t_infomask.
 */
static uint16
FormTuple(const CvgHeapWriter *writer, const Datum *values, const bool *isnull,
		  bool hasnull, Size len)
{
	HeapTupleHeader tuple = CvgHeapPagesPlace(writer->pages, len);
	Size		header = HeaderSize(writer, hasnull);

	tuple->t_hoff = header;
	heap_fill_tuple(writer->tupdesc, (Datum *) values, (bool *) isnull,
					(char *) tuple + header, len - header, &tuple->t_infomask,
					hasnull ? tuple->t_bits : NULL);
	return tuple->t_infomask;
}

void
CvgHeapWriterWrite(CvgHeapWriter *writer)
{
	CvgHeapPagesWrite(writer->pages);
	if (writer->toast != NULL)
		CvgHeapToastWrite(writer->toast);
}

int64
CvgHeapWriterEnd(CvgHeapWriter *writer)
{
	int64		rows = CvgHeapPagesEnd(writer->pages);

	if (writer->toast != NULL)
		CvgHeapToastEnd(writer->toast);
	pfree(writer->fixed);
	pfree(writer);
	return rows;
}
