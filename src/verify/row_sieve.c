/*-------------------------------------------------------------------------
 *
 * row_sieve.c
 *	  Find the ranges of places in which two sides differ.
 *
 * The digests of the rows go into buckets of equal width, those of the
 * source with a plus and those of the target with a minus: what is equal
 * leaves nothing.  The width is not known before all places are: it begins
 * with one place and is doubled when a row lies too far from the others.  So
 * the buckets cover just what both sides hold, whatever the keys are, and
 * one pass is all it takes.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "verify/row_diff.h"

#define NBUCKETS 65536			/* a power of two */

typedef struct Bucket
{
	int64		rows;			/* of the source, less those of the target */
	CvgHash		sum;			/* of digests, likewise */
} Bucket;

/*
 * Bucket n holds the places from n << shift and is buckets[n % NBUCKETS]; the
 * used ones, from lowest to highest, are no more than NBUCKETS.
 */
typedef struct Sieve
{
	const CvgRowDiff *diff;
	CvgPlaceRange within;
	Bucket	   *buckets;
	bool		empty;
	int			shift;
	uint64		lowest;
	uint64		highest;
} Sieve;

static void SiftRow(void *arg, const CvgSideRow *row);
static Bucket *BucketOf(Sieve *sieve, uint64 place);
static void DoubleWidth(Sieve *sieve);
static bool IsEqual(const Bucket *bucket);
static CvgPlaceRange RangeOf(const Sieve *sieve, uint64 bucket);
static int64 IntegerOfCell(const CvgCell *cell);
static int64 IntegerOfDatum(Oid typid, Datum value);
static char *TargetCondition(const CvgComparedColumn *column,
							 const CvgKeyRange *ranges, int nranges);

bool
CvgPlacesAreIntegers(const CvgComparison *comparison)
{
	const CvgDigestPair *pair;

	if (comparison->nkey != 1)
		return false;
	pair = &comparison->columns[comparison->key[0]].pair;
	return CvgColumnIs(pair->source, CVG_FROM_INTS) && pair->rules.using_expr == NULL &&
		(pair->basetypid == INT2OID || pair->basetypid == INT4OID || pair->basetypid == INT8OID);
}

CvgHash
CvgRowKeyHash(const CvgComparison *comparison, const CvgSideRow *row)
{
	CvgHash		values[INDEX_MAX_KEYS];

	if (comparison->nkey == 0)
		return row->hash;
	/* MySQL's keys have 16 columns at most, MariaDB's 32 */
	Assert(comparison->nkey <= INDEX_MAX_KEYS);
	for (int i = 0; i < comparison->nkey; i++)
		values[i] = row->hashes[comparison->key[i]];
	return CvgHashRow(values, comparison->nkey);
}

/*
 * Integers that bigint does not hold are with the largest, and NULL, which a
 * target without a primary key may hold, with the smallest.
 */
uint64
CvgRowPlace(const CvgRowDiff *diff, const CvgSideRow *row)
{
	const CvgComparison *comparison = diff->comparison;
	int			key;

	if (!diff->by_integer)
		return CvgRowKeyHash(comparison, row).high;
	key = comparison->key[0];
	if (!row->of_target)
		return CvgPlaceOfInteger(IntegerOfCell(&row->cells->cells[key]));
	if (row->slot->tts_isnull[key])
		return 0;
	return CvgPlaceOfInteger(IntegerOfDatum(comparison->columns[key].pair.basetypid,
											row->slot->tts_values[key]));
}

static int64
IntegerOfCell(const CvgCell *cell)
{
	char		digits[32];
	size_t		len = Min(cell->len, sizeof(digits) - 1);

	memcpy(digits, cell->data, len);
	digits[len] = '\0';
	return strtoll(digits, NULL, 10);
}

static int64
IntegerOfDatum(Oid typid, Datum value)
{
	return typid == INT2OID ? DatumGetInt16(value) :
		typid == INT4OID ? DatumGetInt32(value) : DatumGetInt64(value);
}

void
CvgReadRanges(const CvgRowDiff *diff, const CvgPlaceRange *ranges, int nranges,
			  CvgVisitRow visit, void *arg)
{
	CvgComparison *comparison = diff->comparison;
	const CvgComparedColumn *column;
	CvgKeyRange *keys;

	if (!diff->by_integer ||
		(nranges == 1 && ranges->first == 0 && ranges->last == PG_UINT64_MAX))
	{
		CvgReadBothSides(diff->source, comparison, NULL, NULL, visit, arg);
		return;
	}
	column = &comparison->columns[comparison->key[0]];
	keys = palloc(sizeof(CvgKeyRange) * nranges);
	for (int i = 0; i < nranges; i++)
	{
		keys[i].first = CvgIntegerOfPlace(ranges[i].first);
		keys[i].last = CvgIntegerOfPlace(ranges[i].last);
	}
	CvgReadBothSides(diff->source, comparison,
					 diff->source->routine->range_condition(comparison->plan->source,
															column->source, keys, nranges),
					 TargetCondition(column, keys, nranges), visit, arg);
	pfree(keys);
}

/* Ends that are those of bigint are left out, as the source does. */
static char *
TargetCondition(const CvgComparedColumn *column, const CvgKeyRange *ranges, int nranges)
{
	const char *name = quote_identifier(column->target_name);
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = 0; i < nranges; i++)
	{
		appendStringInfoString(&sql, i > 0 ? " OR (" : "(");
		if (ranges[i].first == PG_INT64_MIN)
			appendStringInfo(&sql, "%s IS NULL OR ", name);
		else
			appendStringInfo(&sql, "%s >= " INT64_FORMAT " AND ", name, ranges[i].first);
		if (ranges[i].last == PG_INT64_MAX)
			appendStringInfo(&sql, "true)");
		else
			appendStringInfo(&sql, "%s <= " INT64_FORMAT ")", name, ranges[i].last);
	}
	return sql.data;
}

int
CvgSieve(const CvgRowDiff *diff, CvgPlaceRange within, CvgPlaceRange **ranges)
{
	Sieve		sieve = {.diff = diff,.within = within,.empty = true};
	int			n = 0;

	sieve.buckets = palloc0(sizeof(Bucket) * NBUCKETS);
	CvgReadRanges(diff, &within, 1, SiftRow, &sieve);

	for (uint64 i = 0; !sieve.empty && i <= sieve.highest - sieve.lowest; i++)
		n += !IsEqual(&sieve.buckets[(sieve.lowest + i) % NBUCKETS]);
	*ranges = palloc(sizeof(CvgPlaceRange) * Max(n, 1));
	n = 0;
	for (uint64 i = 0; !sieve.empty && i <= sieve.highest - sieve.lowest; i++)
	{
		if (!IsEqual(&sieve.buckets[(sieve.lowest + i) % NBUCKETS]))
			(*ranges)[n++] = RangeOf(&sieve, sieve.lowest + i);
	}
	pfree(sieve.buckets);
	return n;
}

static void
SiftRow(void *arg, const CvgSideRow *row)
{
	Sieve	   *sieve = arg;
	uint64		place = CvgRowPlace(sieve->diff, row);
	Bucket	   *bucket;

	if (place < sieve->within.first || place > sieve->within.last)
		return;
	bucket = BucketOf(sieve, place);
	if (row->of_target)
	{
		bucket->rows--;
		CvgHashSubtract(&bucket->sum, row->hash);
	}
	else
	{
		bucket->rows++;
		CvgHashAdd(&bucket->sum, row->hash);
	}
}

static Bucket *
BucketOf(Sieve *sieve, uint64 place)
{
	uint64		n = place >> sieve->shift;

	if (sieve->empty)
	{
		sieve->lowest = sieve->highest = n;
		sieve->empty = false;
	}
	while (Max(sieve->highest, n) - Min(sieve->lowest, n) >= NBUCKETS)
	{
		DoubleWidth(sieve);
		n >>= 1;
	}
	sieve->lowest = Min(sieve->lowest, n);
	sieve->highest = Max(sieve->highest, n);
	return &sieve->buckets[n % NBUCKETS];
}

static void
DoubleWidth(Sieve *sieve)
{
	Bucket	   *wider = palloc0(sizeof(Bucket) * NBUCKETS);

	for (uint64 i = 0; i <= sieve->highest - sieve->lowest; i++)
	{
		uint64		n = sieve->lowest + i;
		const Bucket *from = &sieve->buckets[n % NBUCKETS];
		Bucket	   *into = &wider[(n >> 1) % NBUCKETS];

		into->rows += from->rows;
		CvgHashAdd(&into->sum, from->sum);
	}
	memcpy(sieve->buckets, wider, sizeof(Bucket) * NBUCKETS);
	pfree(wider);
	sieve->lowest >>= 1;
	sieve->highest >>= 1;
	sieve->shift++;
}

static bool
IsEqual(const Bucket *bucket)
{
	return bucket->rows == 0 && bucket->sum.low == 0 && bucket->sum.high == 0;
}

static CvgPlaceRange
RangeOf(const Sieve *sieve, uint64 bucket)
{
	uint64		first = bucket << sieve->shift;
	uint64		last = first + (UINT64CONST(1) << sieve->shift) - 1;
	CvgPlaceRange range = {Max(first, sieve->within.first), Min(last, sieve->within.last)};

	return range;
}
