/*-------------------------------------------------------------------------
 *
 * counters.c
 *	  Sequences of the target that would stand near their end.
 *
 * An import sets a sequence past the largest value of its column, where the
 * source's counter stood.  It does not fail if there is no value left; the
 * application would, with its next row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_sequence.h"
#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "preflight/preflight_internal.h"
#include "run/run.h"
#include "target/sequences.h"

#define USED_TOO_MUCH 0.8

static void CheckCounter(CvgPreflight *preflight, const CvgSequence *sequence);
static int64 LastValue(const CvgSequence *sequence, bool *ascending);
static uint64 NextAtSource(CvgPreflight *preflight, const CvgTablePlan *table,
						   int column);

void
CvgPreflightCounters(CvgPreflight *preflight)
{
	ListCell   *lc;

	foreach(lc, CvgSequencesOf(CvgRunRelations(preflight->plan)))
		CheckCounter(preflight, lfirst(lc));
}

static void
CheckCounter(CvgPreflight *preflight, const CvgSequence *sequence)
{
	const CvgTablePlan *table = CvgPlanTable(preflight->plan, sequence->relid);
	int			column = table == NULL ? -1 : CvgPlanColumn(table, sequence->attnum);
	bool		ascending = true;
	int64		last = LastValue(sequence, &ascending);
	uint64		next;

	if (column < 0 || !ascending)
		return;
	next = NextAtSource(preflight, table, column);
	if (next <= (uint64) last && (double) (next - 1) <= USED_TOO_MUCH * last)
		return;
	CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "SEQUENCE_NEAR_END",
					table->source->name, table->source->columns[column].name, -1, NULL,
					next > (uint64) last ?
					psprintf("sequence %s will have no value left: its last is " INT64_FORMAT ", the source stands at " UINT64_FORMAT,
							 sequence->name, last, next) :
					psprintf("sequence %s will have used %d %% of its values: its last is " INT64_FORMAT ", the source stands at " UINT64_FORMAT,
							 sequence->name, (int) ((double) (next - 1) / last * 100), last, next),
					"Make the column and its sequence bigint.");
}

/* The sequence's, or the column's if that ends before. */
static int64
LastValue(const CvgSequence *sequence, bool *ascending)
{
	HeapTuple	tuple = SearchSysCache1(SEQRELID, ObjectIdGetDatum(sequence->sequence));
	Oid			typid = getBaseType(get_atttype(sequence->relid, sequence->attnum));
	int64		last;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for sequence %u", sequence->sequence);
	last = ((Form_pg_sequence) GETSTRUCT(tuple))->seqmax;
	*ascending = ((Form_pg_sequence) GETSTRUCT(tuple))->seqincrement > 0;
	ReleaseSysCache(tuple);
	if (typid == INT2OID)
		return Min(last, PG_INT16_MAX);
	return typid == INT4OID ? Min(last, PG_INT32_MAX) : last;
}

/* At least 1. */
static uint64
NextAtSource(CvgPreflight *preflight, const CvgTablePlan *table, int column)
{
	const CvgColumn *from = &table->source->columns[column];
	uint64		next = from->auto_increment ? table->source->auto_increment : 0;
	char	   *largest;

	if (!CvgColumnIs(from, CVG_FROM_INTS))
		return Max(next, 1);
	largest = preflight->source->routine->largest(preflight->source, table->source,
												  column, table->where);
	if (largest != NULL && largest[0] != '-')
		next = Max(next, strtoull(largest, NULL, 10) + 1);
	return Max(next, 1);
}
