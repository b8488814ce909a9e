/*-------------------------------------------------------------------------
 *
 * reader.c
 *	  Read a source table and convert its rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#include "run/reader.h"

/* One bound column: its cell, its converter, its place in the target. */
typedef struct BoundColumn
{
	CvgConvert *convert;
	int			target;			/* attnum - 1 */
} BoundColumn;

struct CvgReader
{
	CvgSource  *source;
	CvgTablePlan *plan;
	CvgScan    *scan;
	MemoryContext memory;		/* the reader's own, converters' state too */
	int			nbound;
	BoundColumn *bound;			/* in the order of the cells */

	const CvgRow *row;			/* worked on now, or NULL */
	int64		rows;			/* received */
	int64		bytes;			/* received */
};

static void BeginScan(CvgReader *reader, const CvgScanSpec *spec);
static void AppendKey(StringInfo buf, const CvgTablePlan *plan, const CvgRow *row);
static Jsonb *CellsToJsonb(const CvgTablePlan *plan, const CvgRow *row,
						   int n, const int *cells);
static void PushString(JsonbParseState **state, JsonbIteratorToken token,
					   const char *string);
static char *CellText(const CvgColumn *column, const CvgCell *cell);

CvgReader *
CvgReaderBegin(CvgSource *source, CvgTablePlan *plan, const char *part)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge reader",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	CvgReader  *reader = palloc0(sizeof(CvgReader));
	CvgScanSpec spec = {0};

	reader->source = source;
	reader->plan = plan;
	reader->memory = memory;
	reader->nbound = plan->nbound;
	reader->bound = palloc(sizeof(BoundColumn) * Max(plan->nbound, 1));
	for (int i = 0; i < plan->nbound; i++)
	{
		CvgBinding *binding = &plan->bindings[plan->scan_columns[i]];

		CvgConvertBegin(&binding->convert, memory);
		reader->bound[i].convert = &binding->convert;
		reader->bound[i].target = binding->attnum - 1;
	}

	spec.table = plan->source;
	spec.ncolumns = plan->nscan;
	spec.columns = plan->scan_columns;
	spec.where = plan->where;
	spec.part = part;
	BeginScan(reader, &spec);
	MemoryContextSwitchTo(old);

	return reader;
}

/* A rule "where" that the source does not understand shows here. */
static void
BeginScan(CvgReader *reader, const CvgScanSpec *spec)
{
	ErrorContextCallback context;

	context.callback = CvgReaderContext;
	context.arg = reader;
	context.previous = error_context_stack;
	error_context_stack = &context;
	reader->scan = reader->source->routine->scan_begin(reader->source, spec);
	error_context_stack = context.previous;
}

const CvgRow *
CvgReaderFetch(CvgReader *reader)
{
	const CvgRow *row;

	reader->row = NULL;			/* its cells are gone */
	row = reader->source->routine->scan_next(reader->scan);
	if (row == NULL)
		return NULL;
	reader->row = row;
	reader->bytes += row->bytes;
	reader->rows++;
	return row;
}

void
CvgReaderConvert(CvgReader *reader, const CvgRow *row, Datum *values, bool *nulls)
{
	const BoundColumn *bound = reader->bound;
	const CvgCell *cell = row->cells;

	for (int i = 0; i < reader->nbound; i++, bound++, cell++)
		values[bound->target] = CvgCellConvert(bound->convert, cell,
											   &nulls[bound->target]);
}

void
CvgReaderLeaveRow(CvgReader *reader)
{
	reader->row = NULL;
}

void
CvgReaderEnd(CvgReader *reader)
{
	reader->source->routine->scan_end(reader->scan);
	MemoryContextDelete(reader->memory);
}

int64
CvgReaderRows(const CvgReader *reader)
{
	return reader->rows;
}

int64
CvgReaderBytes(const CvgReader *reader)
{
	return reader->bytes;
}

uint64 *
CvgReaderSaveChanged(const CvgReader *reader)
{
	uint64	   *changed = palloc(sizeof(uint64) * Max(reader->nbound, 1));

	for (int i = 0; i < reader->nbound; i++)
		changed[i] = reader->bound[i].convert->changed;
	return changed;
}

void
CvgReaderRestoreChanged(CvgReader *reader, const uint64 *changed)
{
	for (int i = 0; i < reader->nbound; i++)
		reader->bound[i].convert->changed = changed[i];
}

void
CvgReaderContext(void *arg)
{
	CvgReader  *reader = arg;
	StringInfoData key;

	if (reader->scan == NULL && reader->plan->where != NULL)
	{
		errcontext("converge import of table \"%s\", only rows where %s",
				   reader->plan->source->name, reader->plan->where);
		return;
	}
	if (reader->row == NULL)
	{
		errcontext("converge import of table \"%s\"", reader->plan->source->name);
		return;
	}
	initStringInfo(&key);
	AppendKey(&key, reader->plan, reader->row);
	if (key.len > 0)
		errcontext("converge import of table \"%s\", row with %s",
				   reader->plan->source->name, key.data);
	else
		errcontext("converge import of table \"%s\", row " INT64_FORMAT,
				   reader->plan->source->name, reader->rows);
	pfree(key.data);
}

static void
AppendKey(StringInfo buf, const CvgTablePlan *plan, const CvgRow *row)
{
	for (int i = 0; i < plan->source->nkey; i++)
	{
		const CvgColumn *column = &plan->source->columns[plan->source->key[i]];
		const CvgCell *cell = &row->cells[plan->key_cells[i]];

		appendStringInfo(buf, "%s%s = %s", i > 0 ? ", " : "", column->name,
						 cell->data ? CvgClipValue(column, cell->data, cell->len) : "NULL");
	}
}

Jsonb *
CvgRowToJsonb(const CvgTablePlan *plan, const CvgRow *row)
{
	int		   *cells = palloc(sizeof(int) * Max(plan->nscan, 1));

	for (int i = 0; i < plan->nscan; i++)
		cells[i] = i;
	return CellsToJsonb(plan, row, plan->nscan, cells);
}

Jsonb *
CvgRowKeyToJsonb(const CvgTablePlan *plan, const CvgRow *row)
{
	if (plan->source->nkey == 0)
		return NULL;
	return CellsToJsonb(plan, row, plan->source->nkey, plan->key_cells);
}

static Jsonb *
CellsToJsonb(const CvgTablePlan *plan, const CvgRow *row, int n, const int *cells)
{
	JsonbParseState *state = NULL;
	JsonbValue *object;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	for (int i = 0; i < n; i++)
	{
		const CvgColumn *column = &plan->source->columns[plan->scan_columns[cells[i]]];

		PushString(&state, WJB_KEY, column->name);
		PushString(&state, WJB_VALUE, CellText(column, &row->cells[cells[i]]));
	}
	object = pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	return JsonbValueToJsonb(object);
}

static void
PushString(JsonbParseState **state, JsonbIteratorToken token, const char *string)
{
	JsonbValue	value;

	if (string == NULL)
		value.type = jbvNull;
	else
	{
		value.type = jbvString;
		value.val.string.val = unconstify(char *, string);
		value.val.string.len = strlen(string);
	}
	pushJsonbValue(state, token, &value);
}

/* The value as text; \x and hex digits where it is none. */
static char *
CellText(const CvgColumn *column, const CvgCell *cell)
{
	char	   *hex;

	if (cell->data == NULL)
		return NULL;
	if (memchr(cell->data, '\0', cell->len) == NULL &&
		pg_verify_mbstr(PG_UTF8, cell->data, cell->len, true))
		return pg_any_to_server(pnstrdup(cell->data, cell->len), cell->len, PG_UTF8);
	hex = palloc(cell->len * 2 + 3);
	hex[0] = '\\';
	hex[1] = 'x';
	hex[2 + hex_encode(cell->data, cell->len, hex + 2)] = '\0';
	return hex;
}
