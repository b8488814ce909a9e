/*-------------------------------------------------------------------------
 *
 * table_sums.c
 *	  Counts and sums of digests of a table, of both sides.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "verify/verify.h"

typedef struct Summing
{
	CvgTableSums *sums;
	int			ncolumns;
} Summing;

static void AddRow(void *arg, const CvgSideRow *row);

CvgTableSums *
CvgTableSumsRead(CvgSource *source, CvgComparison *comparison)
{
	Summing		summing;
	CvgTableSums *sums = palloc0(sizeof(CvgTableSums));

	sums->source_sums = palloc0(sizeof(CvgHash) * Max(comparison->ncolumns, 1));
	sums->target_sums = palloc0(sizeof(CvgHash) * Max(comparison->ncolumns, 1));
	summing.sums = sums;
	summing.ncolumns = comparison->ncolumns;
	CvgReadBothSides(source, comparison, NULL, NULL, AddRow, &summing);
	return sums;
}

static void
AddRow(void *arg, const CvgSideRow *row)
{
	Summing    *summing = arg;
	CvgTableSums *sums = summing->sums;
	CvgHash    *columns = row->of_target ? sums->target_sums : sums->source_sums;

	if (row->of_target)
		sums->target_rows++;
	else
		sums->source_rows++;
	CvgHashAdd(row->of_target ? &sums->target_sum : &sums->source_sum, row->hash);
	for (int i = 0; i < summing->ncolumns; i++)
		CvgHashAdd(&columns[i], row->hashes[i]);
}

bool
CvgTableSumsEqual(const CvgTableSums *sums)
{
	return sums->source_rows == sums->target_rows &&
		CvgHashEqual(sums->source_sum, sums->target_sum);
}
