/*-------------------------------------------------------------------------
 *
 * index_size.c
 *	  Entries that are too long for a btree.
 *
 * A btree holds three entries a page or more.  Values of some length are
 * compressed on their way into an index, so the entry itself is made and
 * measured, where the values alone do not tell that it is short enough.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/itup.h"
#include "access/nbtree.h"
#include "catalog/pg_type.h"
#include "utils/rel.h"

#include "preflight/rows.h"

/* As nbtree.h reckons for indexes of version 4. */
#define MAX_ENTRY \
	(MAXALIGN_DOWN((BLCKSZ - \
					MAXALIGN(SizeOfPageHeaderData + 3 * sizeof(ItemIdData)) - \
					MAXALIGN(sizeof(BTPageOpaqueData))) / 3) - \
	 MAXALIGN(sizeof(ItemPointerData)))

/* More than an entry takes besides its values, and one value its length. */
#define ENTRY_OVERHEAD 32
#define VALUE_OVERHEAD 12

#define ANY_WIDTH INT_MAX
#define MAX_UTF8_BYTES 4		/* of a character */

static int	MaxWidth(const CvgTablePlan *table, Form_pg_attribute att);
static int	SourceWidth(const CvgConvert *cv);
static int	TargetWidth(Form_pg_attribute att);

bool
CvgIndexMayOverflow(const CvgTablePlan *table, Relation rel, Relation index)
{
	int64		width = ENTRY_OVERHEAD;

	for (int i = 0; i < index->rd_index->indnatts; i++)
	{
		AttrNumber	attnum = index->rd_index->indkey.values[i];
		Form_pg_attribute entry = TupleDescAttr(RelationGetDescr(index), i);

		if (attnum > 0)
			width += MaxWidth(table, TupleDescAttr(RelationGetDescr(rel), attnum - 1));
		else
			width += entry->attlen > 0 ? entry->attlen : ANY_WIDTH;
		width += VALUE_OVERHEAD;
	}
	return width > MAX_ENTRY;
}

/* Bytes of the column's values, at most. */
static int
MaxWidth(const CvgTablePlan *table, Form_pg_attribute att)
{
	int			column = CvgPlanColumn(table, att->attnum);
	int			width = TargetWidth(att);

	return column < 0 ? width : Min(width, SourceWidth(&table->bindings[column].convert));
}

static int
TargetWidth(Form_pg_attribute att)
{
	if (att->attlen > 0)
		return att->attlen;
	if ((att->atttypid == VARCHAROID || att->atttypid == BPCHAROID) && att->atttypmod >= 0)
		return att->atttypmod * MAX_UTF8_BYTES;
	return ANY_WIDTH;
}

static int
SourceWidth(const CvgConvert *cv)
{
	const CvgColumn *source = cv->source;

	if (cv->loss == CVG_LOSS_RULE || source->length < 0)
		return ANY_WIDTH;
	switch (source->type)
	{
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
			return Min(source->length, MAX_ENTRY) * MAX_UTF8_BYTES;
		case CVG_TYPE_BINARY:
		case CVG_TYPE_VARBINARY:
			return source->length;
		default:
			return ANY_WIDTH;
	}
}

bool
CvgIndexOverflows(Relation index, Datum *values, bool *nulls, char **message)
{
	TupleDesc	tupdesc = RelationGetDescr(index);
	Size		size = ENTRY_OVERHEAD;
	IndexTuple	entry;

	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);

		if (nulls[i])
			continue;
		size += VALUE_OVERHEAD + (att->attlen == -1 ?
								  VARSIZE_ANY(DatumGetPointer(values[i])) :
								  att->attlen > 0 ? att->attlen : NAMEDATALEN);
	}
	if (size <= MAX_ENTRY)
		return false;

	entry = index_form_tuple(tupdesc, values, nulls);
	size = IndexTupleSize(entry);
	if (size <= MAX_ENTRY)
		return false;
	*message = psprintf("index row size %zu exceeds btree version %u maximum %zu for index \"%s\"",
						size, BTREE_VERSION, (Size) MAX_ENTRY,
						RelationGetRelationName(index));
	return true;
}
