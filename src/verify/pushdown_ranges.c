/*-------------------------------------------------------------------------
 *
 * pushdown_ranges.c
 *	  Which ranges of an integer key differ, by the servers' own SQL.
 *
 * Both servers digest the rows of each of a few ranges; a range that differs
 * is divided in its turn, until it has few rows.  No row is moved, and the
 * parts of a table that are equal are read once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "verify/pushdown_internal.h"
#include "verify/row_diff.h"
#include "verify/verify.h"

/* Parts that a range is divided into. */
#define PARTS 64

typedef struct RangeSearch
{
	CvgSource  *source;
	CvgPushdown *pushdown;
	int64		max_rows;
	int			max_ranges;
	List	   *found;			/* of CvgKeyRange * */
} RangeSearch;

static bool KeyBounds(RangeSearch *search, int64 *first, int64 *last);
static void Divide(RangeSearch *search, int64 first, int64 last);
static void Differs(RangeSearch *search, CvgKeyRange range, int64 rows);

bool
CvgPushdownHasRanges(CvgComparison *comparison)
{
	CvgPushdown *pushdown;

	if (!CvgPlacesAreIntegers(comparison) ||
		comparison->columns[comparison->key[0]].pair.nullable)
		return false;
	pushdown = CvgPushdownMake(comparison);
	for (int i = 0; i < pushdown->spec.nfields; i++)
	{
		if (pushdown->fields[i].form == CVG_FORM_DOCUMENT)
			return false;
	}
	return pushdown->incomparable == NIL;
}

List *
CvgPushdownDifferingRanges(CvgSource *source, CvgComparison *comparison,
						   int64 max_rows, int max_ranges)
{
	RangeSearch search = {source, CvgPushdownMake(comparison), max_rows, max_ranges, NIL};
	int64		first;
	int64		last;

	search.pushdown->range_column = comparison->key[0];
	search.pushdown->spec.range_column = comparison->columns[comparison->key[0]].source;
	if (KeyBounds(&search, &first, &last))
		Divide(&search, first, last);
	return search.found;
}

/* Of both sides together; false: both are empty. */
static bool
KeyBounds(RangeSearch *search, int64 *first, int64 *last)
{
	const CvgDigestSpec *spec = &search->pushdown->spec;
	int64		source_first;
	int64		source_last;
	bool		of_source = search->source->routine->key_bounds(search->source, spec->table,
																spec->where, spec->range_column,
																&source_first, &source_last);
	bool		of_target = CvgTargetKeyBounds(search->pushdown, first, last);

	if (of_source && of_target)
	{
		*first = Min(*first, source_first);
		*last = Max(*last, source_last);
	}
	else if (of_source)
	{
		*first = source_first;
		*last = source_last;
	}
	return of_source || of_target;
}

/* Sums of both sides come sorted by range; a range without rows has none. */
static void
Divide(RangeSearch *search, int64 first, int64 last)
{
	CvgDigestSpec *spec = &search->pushdown->spec;
	uint64		span = (uint64) last - (uint64) first;
	uint64		width = span / PARTS + 1;
	List	   *sources;
	List	   *targets;
	int			s = 0;
	int			t = 0;

	spec->first = first;
	spec->last = last;
	spec->width = width;
	sources = search->source->routine->digest(search->source, spec);
	targets = CvgTargetDigest(search->pushdown);
	while ((s < list_length(sources) || t < list_length(targets)) &&
		   list_length(search->found) < search->max_ranges)
	{
		CvgDigestSums *source = s < list_length(sources) ? list_nth(sources, s) : NULL;
		CvgDigestSums *target = t < list_length(targets) ? list_nth(targets, t) : NULL;
		CvgKeyRange range;
		uint64		from;

		if (source != NULL && target != NULL && source->range != target->range)
		{
			if (source->range < target->range)
				target = NULL;
			else
				source = NULL;
		}
		s += source != NULL;
		t += target != NULL;
		if (source != NULL && target != NULL && CvgDigestSumsEqual(source, target))
			continue;
		from = (source ? source->range : target->range) * width;
		range.first = (int64) ((uint64) first + from);
		range.last = span - from < width ? last : (int64) ((uint64) range.first + width - 1);
		Differs(search, range, Max(source ? source->rows : 0, target ? target->rows : 0));
	}
}

/* Few rows, or one key: it is found.  Else it is divided. */
static void
Differs(RangeSearch *search, CvgKeyRange range, int64 rows)
{
	if (rows > search->max_rows && range.first < range.last)
		Divide(search, range.first, range.last);
	else
		search->found = lappend(search->found, memcpy(palloc(sizeof(CvgKeyRange)), &range,
													  sizeof(CvgKeyRange)));
}
