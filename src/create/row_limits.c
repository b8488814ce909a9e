/*-------------------------------------------------------------------------
 *
 * row_limits.c
 *	  Tables with more than a row of PostgreSQL can hold.
 *
 * A row must fit a page: long values move out of it and leave a pointer of
 * 18 bytes, others stay.  MySQL has limits of its own, but stores some types
 * in less, and more columns with some engines.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/heaptoast.h"
#include "access/htup_details.h"
#include "choose_internal.h"

#define TOAST_POINTER 18

typedef struct FixedSize
{
	const char *type;			/* up to its modifier */
	int			size;
	int			align;
} FixedSize;

static const FixedSize fixed_sizes[] = {
	{"boolean", 1, 1}, {"smallint", 2, 2}, {"integer", 4, 4}, {"bigint", 8, 8},
	{"real", 4, 4}, {"double precision", 8, 8}, {"date", 4, 4},
	{"timestamp", 8, 8}, {"interval", 16, 8}, {"uuid", 16, 1}, {"point", 16, 8}
};

static Size FullRowSize(const CvgNewTable *table);
static Size AddColumn(Size size, const CvgNewColumn *column);
static int	LongestInline(const CvgNewColumn *column);

void
CvgNoteRowLimits(CvgDesign *design)
{
	for (int t = 0; t < design->ntables; t++)
	{
		const CvgNewTable *table = &design->tables[t];
		char	   *object = table->source->name;
		Size		size = FullRowSize(table);

		if (table->ncolumns > MaxHeapAttributeNumber)
			CvgNoteAdd(&design->notes, "TOO_MANY_COLUMNS", CVG_SEVERITY_LOSS,
					   "table", object,
					   psprintf("has %d columns; a table of PostgreSQL has at most %d",
								table->ncolumns, MaxHeapAttributeNumber));
		else if (size > MaxHeapTupleSize)
			CvgNoteAdd(&design->notes, "ROW_TOO_LONG", CVG_SEVERITY_LOSS,
					   "table", object,
					   psprintf("a row without NULLs may take %zu bytes besides long values; a row of PostgreSQL has at most %d",
								size, (int) MaxHeapTupleSize));
	}
}

static Size
FullRowSize(const CvgNewTable *table)
{
	Size		size = MAXALIGN(SizeofHeapTupleHeader); /* no NULLs, no bitmap */

	for (int i = 0; i < table->ncolumns; i++)
		size = AddColumn(size, &table->columns[i]);
	return size;
}

static Size
AddColumn(Size size, const CvgNewColumn *column)
{
	size_t		length = strcspn(column->type, "( ");

	if (column->kind == CVG_KIND_ENUM)
		return TYPEALIGN(4, size) + 4;
	if (strcmp(column->type, "double precision") == 0)
		length = strlen(column->type);
	for (int i = 0; i < (int) lengthof(fixed_sizes); i++)
	{
		const FixedSize *entry = &fixed_sizes[i];

		if (strlen(entry->type) == length && strncmp(entry->type, column->type, length) == 0)
			return TYPEALIGN(entry->align, size) + entry->size;
	}
	return size + Min(LongestInline(column), TOAST_POINTER);
}

/* With the one byte of header that short values have. */
static int
LongestInline(const CvgNewColumn *column)
{
	const CvgColumn *source = column->source;

	switch (source->type)
	{
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
			return source->length < 0 ? TOAST_POINTER : 1 + 4 * source->length;
		case CVG_TYPE_BINARY:
		case CVG_TYPE_VARBINARY:
			return 1 + source->length;
		case CVG_TYPE_BIT:
			return 5 + (source->length + 7) / 8;
		case CVG_TYPE_DECIMAL:
			return 3 + 2 * (source->precision / 4 + 2);
		default:
			return TOAST_POINTER;
	}
}
