/*-------------------------------------------------------------------------
 *
 * find_rows.c
 *	  Have the source count rows, and read the first of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "preflight/preflight.h"
#include "run/reader.h"

CvgFoundRows
CvgPreflightFind(CvgPreflight *preflight, const CvgTablePlan *table,
				 const char *condition, int column)
{
	CvgSource  *source = preflight->source;
	CvgFoundRows found = {0};

	source->routine->count_begin(source, table->source, condition);
	found.rows = source->routine->count_end(source);
	if (found.rows > 0 && (table->source->nkey > 0 || column >= 0))
		CvgPreflightFirst(preflight, table, condition, column, &found);
	return found;
}

/* The cells of a scan are gone with its next row. */
void
CvgPreflightFirst(CvgPreflight *preflight, const CvgTablePlan *table,
				  const char *condition, int column, CvgFoundRows *found)
{
	CvgSource  *source = preflight->source;
	int			nkey = table->source->nkey;
	int		   *columns = palloc(sizeof(int) * (nkey + 1));
	int		   *cells = palloc(sizeof(int) * (nkey + 1));
	CvgTablePlan keys = *table;
	CvgScanSpec spec = {.table = table->source,.columns = columns,
	.ncolumns = column < 0 ? nkey : nkey + 1,.where = condition,.limit = 1};
	CvgScan    *scan;
	const CvgRow *row;

	for (int i = 0; i < nkey; i++)
	{
		columns[i] = table->source->key[i];
		cells[i] = i;
	}
	columns[nkey] = column;
	keys.nscan = nkey;
	keys.scan_columns = columns;
	keys.key_cells = cells;

	scan = source->routine->scan_begin(source, &spec);
	while ((row = source->routine->scan_next(scan)) != NULL)
	{
		found->key = CvgRowKeyToJsonb(&keys, row);
		if (column < 0 || row->cells[nkey].data == NULL)
			continue;
		found->value.len = row->cells[nkey].len;
		found->value.data = pnstrdup(row->cells[nkey].data, row->cells[nkey].len);
	}
	source->routine->scan_end(scan);
}
