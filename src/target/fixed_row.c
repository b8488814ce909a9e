/*-------------------------------------------------------------------------
 *
 * fixed_row.c
 *	  Rows of tables whose columns all have a fixed length.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tupmacs.h"

#include "target/fixed_row.h"

typedef struct FixedColumn
{
	int			offset;			/* bytes after the tuple's header */
	int			len;
	bool		byval;
} FixedColumn;

struct CvgFixedRow
{
	int			ncolumns;
	FixedColumn columns[FLEXIBLE_ARRAY_MEMBER];
};

CvgFixedRow *
CvgFixedRowCreate(TupleDesc tupdesc)
{
	CvgFixedRow *layout = palloc(offsetof(CvgFixedRow, columns) +
								 sizeof(FixedColumn) * tupdesc->natts);
	int			offset = 0;

	layout->ncolumns = tupdesc->natts;
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);

		if (att->attlen <= 0 || att->attisdropped)
		{
			pfree(layout);
			return NULL;
		}
		offset = att_align_nominal(offset, att->attalign);
		layout->columns[i].offset = offset;
		layout->columns[i].len = att->attlen;
		layout->columns[i].byval = att->attbyval;
		offset += att->attlen;
	}
	if (layout->ncolumns == 0)
	{
		pfree(layout);
		return NULL;
	}
	return layout;
}

HeapTuple
CvgFixedRowTuple(const CvgFixedRow *layout)
{
	const FixedColumn *last = &layout->columns[layout->ncolumns - 1];
	Size		header = MAXALIGN(SizeofHeapTupleHeader);
	Size		len = header + last->offset + last->len;
	HeapTuple	tuple = palloc0(HEAPTUPLESIZE + len);

	tuple->t_len = len;
	tuple->t_data = (HeapTupleHeader) ((char *) tuple + HEAPTUPLESIZE);
	tuple->t_data->t_hoff = header;
	HeapTupleHeaderSetNatts(tuple->t_data, layout->ncolumns);
	ItemPointerSetInvalid(&tuple->t_self);
	ItemPointerSetInvalid(&tuple->t_data->t_ctid);
	return tuple;
}

bool
CvgFixedRowHasNull(const CvgFixedRow *layout, const bool *nulls)
{
	bool		any = false;

	for (int i = 0; i < layout->ncolumns; i++)
		any |= nulls[i];
	return any;
}

void
CvgFixedRowFill(const CvgFixedRow *layout, HeapTuple tuple, const Datum *values)
{
	char	   *data = (char *) tuple->t_data + tuple->t_data->t_hoff;

	for (int i = 0; i < layout->ncolumns; i++)
	{
		const FixedColumn *column = &layout->columns[i];
		char	   *place = data + column->offset;

		if (column->byval)
			store_att_byval(place, values[i], column->len);
		else
			memcpy(place, DatumGetPointer(values[i]), column->len);
	}
}
