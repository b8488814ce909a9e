/*-------------------------------------------------------------------------
 *
 * row_match.c
 *	  Name the rows that differ within ranges of places.
 *
 * Rows of both sides cancel each other where key and row are equal, whichever
 * comes first; the others are held.  What is left in the end differs: a row
 * of each side under one key is a changed row, any other is missing or extra.
 * Rows that occur several times are held once, with their number.  So it does
 * not matter in which order the two sides send their rows.
 *
 * What is held does not grow with the table: each range has one difference
 * at least, so the caller asks for no more ranges than rows are to be named,
 * and of two sides that are in about the same order, equal rows are held for
 * a moment only.  If it does grow past maintenance_work_mem, the second half
 * of the ranges is given up, and left to the next call.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "verify/row_diff.h"

typedef struct RowName
{
	CvgHash		key;
	CvgHash		row;
} RowName;

typedef struct HeldRow
{
	RowName		name;			/* hash key */
	uint64		place;
	int			range;
	int64		balance;		/* > 0: so often at the source alone; < 0: at
								 * the target */
	size_t		bytes;
	CvgHash    *hashes;			/* of the columns; all that follows is in the
								 * same chunk of memory */
	char	  **values;
	Jsonb	   *primary_key;
} HeldRow;

typedef struct Match
{
	CvgRowDiff *diff;
	const CvgPlaceRange *ranges;
	int			nranges;		/* not given up */
	HTAB	   *held;
	size_t		bytes;
	size_t		max_bytes;
	CvgRowWriter *writer;
	MemoryContext memory;
} Match;

static void MatchRow(void *arg, const CvgSideRow *row);
static int	FindRange(const Match *match, uint64 place);
static void Hold(Match *match, HeldRow *held, const CvgSideRow *row);
static void CopyRow(Match *match, HeldRow *held, const CvgSideRow *row);
static void Drop(Match *match, HeldRow *held);
static void GiveUpHalf(Match *match);
static HeldRow **SortedRows(const Match *match, int *n);
static int	CompareHeld(const void *a, const void *b);
static int	CompareHash(CvgHash a, CvgHash b);
static void CheckRanges(const Match *match, HeldRow **rows, int nrows);
static void PutRows(Match *match, HeldRow **rows, int nrows);
static void PutGroup(Match *match, HeldRow **rows, int nrows);
static void PutChanged(Match *match, const HeldRow *source, const HeldRow *target);
static void PutAlone(Match *match, const HeldRow *held, int64 times);

int
CvgMatchRows(CvgRowDiff *diff, const CvgPlaceRange *ranges, int nranges)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge differing rows",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	HASHCTL		ctl = {.keysize = sizeof(RowName),.entrysize = sizeof(HeldRow),.hcxt = memory};
	Match		match = {0};
	HeldRow   **rows;
	int			nrows;

	match.diff = diff;
	match.ranges = ranges;
	match.nranges = nranges;
	match.held = hash_create("converge differing rows", 256, &ctl,
							 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	match.max_bytes = maintenance_work_mem * (size_t) 1024;
	match.writer = CvgRowWriterBegin(diff->comparison);
	match.memory = memory;
	CvgReadRanges(diff, ranges, nranges, MatchRow, &match);

	rows = SortedRows(&match, &nrows);
	CheckRanges(&match, rows, nrows);
	MemoryContextSwitchTo(old);
	PutRows(&match, rows, nrows);
	MemoryContextDelete(memory);
	return match.nranges;
}

static void
MatchRow(void *arg, const CvgSideRow *row)
{
	Match	   *match = arg;
	uint64		place = CvgRowPlace(match->diff, row);
	int			range = FindRange(match, place);
	RowName		name;
	HeldRow    *held;
	bool		found;

	if (range < 0)
		return;
	name.key = CvgRowKeyHash(match->diff->comparison, row);
	name.row = row->hash;
	held = hash_search(match->held, &name, HASH_ENTER, &found);
	if (!found)
	{
		held->place = place;
		held->range = range;
		held->balance = 0;
		held->bytes = 0;
		held->hashes = NULL;
		Hold(match, held, row);
	}
	else
	{
		held->balance += row->of_target ? -1 : 1;
		if (held->balance == 0)
			Drop(match, held);
	}
}

/* Index of the range that holds the place, or -1. */
static int
FindRange(const Match *match, uint64 place)
{
	int			low = 0;
	int			high = match->nranges - 1;

	while (low <= high)
	{
		int			middle = (low + high) / 2;

		if (place < match->ranges[middle].first)
			high = middle - 1;
		else if (place > match->ranges[middle].last)
			low = middle + 1;
		else
			return middle;
	}
	return -1;
}

static void
Hold(Match *match, HeldRow *held, const CvgSideRow *row)
{
	held->balance = row->of_target ? -1 : 1;
	CopyRow(match, held, row);
	match->bytes += held->bytes;
	while (match->bytes > match->max_bytes && match->nranges > 0)
		GiveUpHalf(match);
}

/* Into one chunk: hashes, pointers, key, strings. */
static void
CopyRow(Match *match, HeldRow *held, const CvgSideRow *row)
{
	int			ncolumns = match->diff->comparison->ncolumns;
	char	  **values = palloc(sizeof(char *) * Max(ncolumns, 1));
	Jsonb	   *key = CvgRowKey(match->writer, row);
	size_t		key_bytes = key ? MAXALIGN(VARSIZE(key)) : 0;
	size_t		strings = 0;
	char	   *p;

	CvgRowValues(match->writer, row, values);
	for (int i = 0; i < ncolumns; i++)
		strings += values[i] ? strlen(values[i]) + 1 : 0;

	p = MemoryContextAlloc(match->memory,
						   (sizeof(CvgHash) + sizeof(char *)) * ncolumns + MAXIMUM_ALIGNOF +
						   key_bytes + strings);
	held->hashes = (CvgHash *) p;
	memcpy(p, row->hashes, sizeof(CvgHash) * ncolumns);
	p += sizeof(CvgHash) * ncolumns;
	held->values = (char **) p;
	p = (char *) MAXALIGN(p + sizeof(char *) * ncolumns);
	held->primary_key = key ? (Jsonb *) p : NULL;
	if (key != NULL)
		memcpy(p, key, VARSIZE(key));
	p += key_bytes;
	for (int i = 0; i < ncolumns; i++)
	{
		held->values[i] = values[i] ? strcpy(p, values[i]) : NULL;
		p += values[i] ? strlen(values[i]) + 1 : 0;
	}
	held->bytes = GetMemoryChunkSpace(held->hashes) + sizeof(HeldRow) + sizeof(HASHELEMENT);
}

static void
Drop(Match *match, HeldRow *held)
{
	match->bytes -= held->bytes;
	pfree(held->hashes);
	hash_search(match->held, &held->name, HASH_REMOVE, NULL);
}

static void
GiveUpHalf(Match *match)
{
	HASH_SEQ_STATUS status;
	HeldRow    *held;

	match->nranges /= 2;
	hash_seq_init(&status, match->held);
	while ((held = hash_seq_search(&status)) != NULL)
	{
		if (held->range >= match->nranges)
			Drop(match, held);
	}
}

/* By place, key, side and row: the same whatever the order of reading. */
static HeldRow **
SortedRows(const Match *match, int *n)
{
	int			nrows = hash_get_num_entries(match->held);
	HeldRow   **rows = MemoryContextAllocHuge(match->memory, sizeof(HeldRow *) * Max(nrows, 1));
	HASH_SEQ_STATUS status;
	HeldRow    *held;

	*n = 0;
	hash_seq_init(&status, match->held);
	while ((held = hash_seq_search(&status)) != NULL)
		rows[(*n)++] = held;
	qsort(rows, nrows, sizeof(HeldRow *), CompareHeld);
	return rows;
}

static int
CompareHeld(const void *a, const void *b)
{
	const HeldRow *x = *(HeldRow *const *) a;
	const HeldRow *y = *(HeldRow *const *) b;
	int			order;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	order = CompareHash(x->name.key, y->name.key);
	if (order != 0)
		return order;
	if ((x->balance > 0) != (y->balance > 0))
		return x->balance > 0 ? -1 : 1;
	return CompareHash(x->name.row, y->name.row);
}

static int
CompareHash(CvgHash a, CvgHash b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	return a.low < b.low ? -1 : a.low > b.low;
}

/*
 * Every range was found to differ.  If its rows are now the same, what was
 * read is not what was read before.
 */
static void
CheckRanges(const Match *match, HeldRow **rows, int nrows)
{
	int			next = 0;

	for (int i = 0; i < match->nranges; i++)
	{
		if (next == nrows || rows[next]->range != i)
			ereport(ERROR,
					(errcode(ERRCODE_INTERNAL_ERROR),
					 errmsg("could not find the rows of table \"%s\" that differ",
							match->diff->comparison->plan->source->name),
					 errdetail("Digests of its rows differ, but the rows that were read after that do not."),
					 errhint("Rows that change while they are read, in a table without transactions or behind a foreign table, look like this.")));
		while (next < nrows && rows[next]->range == i)
			next++;
	}
}

static void
PutRows(Match *match, HeldRow **rows, int nrows)
{
	for (int i = 0, n; i < nrows && match->diff->left > 0; i += n)
	{
		for (n = 1; i + n < nrows && CompareHash(rows[i]->name.key, rows[i + n]->name.key) == 0;)
			n++;
		PutGroup(match, rows + i, n);
	}
}

/*
 * Rows of one key, those of the source first.  Each of the source is paired
 * with one of the target; a second row of that key at the target is extra.
 */
static void
PutGroup(Match *match, HeldRow **rows, int nrows)
{
	int			nsource = 0;
	int64		pairs = 0;

	while (nsource < nrows && rows[nsource]->balance > 0)
		nsource++;
	if (match->diff->comparison->nkey > 0 && nsource > 0 && nsource < nrows)
	{
		PutChanged(match, rows[0], rows[nsource]);
		pairs = 1;
	}
	for (int i = 0; i < nrows; i++)
	{
		int64		times = i < nsource ? rows[i]->balance : -rows[i]->balance;

		PutAlone(match, rows[i], times - (i == 0 || i == nsource ? pairs : 0));
	}
}

static void
PutChanged(Match *match, const HeldRow *source, const HeldRow *target)
{
	const CvgComparison *comparison = match->diff->comparison;
	CvgRowFinding finding = {.difference = CVG_ROW_CHANGED};

	if (match->diff->left-- <= 0)
		return;
	finding.table_name = comparison->plan->source->name;
	finding.primary_key = source->primary_key;
	for (int i = 0; i < comparison->ncolumns; i++)
	{
		if (CvgHashEqual(source->hashes[i], target->hashes[i]))
			continue;
		finding.column_name = comparison->columns[i].pair.source->name;
		finding.source_value = source->values[i];
		finding.target_value = target->values[i];
		match->diff->put(match->diff->arg, &finding);
	}
}

static void
PutAlone(Match *match, const HeldRow *held, int64 times)
{
	const CvgComparison *comparison = match->diff->comparison;
	CvgRowFinding finding = {.table_name = comparison->plan->source->name};
	char	   *object;

	if (times <= 0)
		return;
	object = CvgRowObject(comparison, held->values);
	finding.difference = held->balance > 0 ? CVG_ROW_MISSING : CVG_ROW_EXTRA;
	finding.primary_key = held->primary_key;
	if (held->balance > 0)
		finding.source_value = object;
	else
		finding.target_value = object;
	for (; times > 0 && match->diff->left > 0; times--, match->diff->left--)
		match->diff->put(match->diff->arg, &finding);
	pfree(object);
}
