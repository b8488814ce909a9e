/*-------------------------------------------------------------------------
 *
 * table_sums.c
 *	  Counts and sums of digests of a table, of both sides.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "verify/verify.h"

typedef struct Summing
{
	CvgTableSums *sums;
	const CvgComparison *comparison;
	int			nvalues;		/* columns whose values are counted */
	int		   *values;
} Summing;

static void AddRow(void *arg, const CvgSideRow *row);
static void FindValues(Summing *summing);
static void AddValues(const Summing *summing, TupleTableSlot *slot);
static inline int64 MomentOf(Oid basetypid, Datum value);

CvgTableSums *
CvgTableSumsRead(CvgSource *source, CvgComparison *comparison)
{
	Summing		summing;
	CvgTableSums *sums = palloc0(sizeof(CvgTableSums));

	sums->source_sums = palloc0(sizeof(CvgHash) * Max(comparison->ncolumns, 1));
	sums->target_sums = palloc0(sizeof(CvgHash) * Max(comparison->ncolumns, 1));
	summing.sums = sums;
	sums->filled = palloc0(sizeof(int64) * Max(comparison->ncolumns, 1));
	sums->newest = palloc(sizeof(int64) * Max(comparison->ncolumns, 1));
	for (int i = 0; i < comparison->ncolumns; i++)
		sums->newest[i] = PG_INT64_MIN;
	summing.comparison = comparison;
	FindValues(&summing);
	CvgReadBothSides(source, comparison, NULL, NULL, AddRow, &summing);
	return sums;
}

/* Those of which objects_values.c tells. */
static void
FindValues(Summing *summing)
{
	const CvgComparison *comparison = summing->comparison;

	summing->nvalues = 0;
	summing->values = palloc(sizeof(int) * Max(comparison->ncolumns, 1));
	for (int i = 0; i < comparison->ncolumns; i++)
	{
		if (CvgHasSummary(comparison->columns[i].pair.source,
						  comparison->columns[i].pair.basetypid))
			summing->values[summing->nvalues++] = i;
	}
}

static void
AddRow(void *arg, const CvgSideRow *row)
{
	Summing    *summing = arg;
	CvgTableSums *sums = summing->sums;
	CvgHash    *columns = row->of_target ? sums->target_sums : sums->source_sums;

	CvgHashAdd(row->of_target ? &sums->target_sum : &sums->source_sum, row->hash);
	for (int i = 0; i < summing->comparison->ncolumns; i++)
		CvgHashAdd(&columns[i], row->hashes[i]);
	if (row->of_target)
	{
		sums->target_rows++;
		AddValues(summing, row->slot);
	}
	else
		sums->source_rows++;
}

static void
AddValues(const Summing *summing, TupleTableSlot *slot)
{
	CvgTableSums *sums = summing->sums;

	for (int n = 0; n < summing->nvalues; n++)
	{
		int			i = summing->values[n];
		int64		moment;

		if (slot->tts_isnull[i])
			continue;
		sums->filled[i]++;
		moment = MomentOf(summing->comparison->columns[i].pair.basetypid,
						  slot->tts_values[i]);
		if (moment > sums->newest[i])
			sums->newest[i] = moment;
	}
}

/* Microseconds since 2000; the least number for all other types. */
static inline int64
MomentOf(Oid basetypid, Datum value)
{
	switch (basetypid)
	{
		case DATEOID:
			return DATE_NOT_FINITE(DatumGetDateADT(value)) ? PG_INT64_MIN :
				DatumGetDateADT(value) * USECS_PER_DAY;
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			return DatumGetTimestamp(value);
		default:
			return PG_INT64_MIN;
	}
}

bool
CvgTableSumsEqual(const CvgTableSums *sums)
{
	return sums->source_rows == sums->target_rows &&
		CvgHashEqual(sums->source_sum, sums->target_sum);
}

void
CvgTableSumsRequire(const CvgComparison *comparison, const CvgTableSums *sums, int64 counted)
{
	if (counted != sums->source_rows)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("the source did not send all rows of table \"%s\"",
						comparison->plan->source->name),
				 errdetail("It counted " INT64_FORMAT " rows and sent " INT64_FORMAT ".",
						   counted, sums->source_rows)));
}
