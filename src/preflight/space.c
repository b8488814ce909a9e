/*-------------------------------------------------------------------------
 *
 * space.c
 *	  Whether disks and locks suffice, and how long an import may take.
 *
 * All of it is estimated.  The rows take about as much space as at the
 * source, indexes included, if those are the same; while an index is built its
 * entries are sorted in a temporary file, and everything is written to the
 * write-ahead log, which keeps max_wal_size of it or, for a standby or an
 * archive that does not follow, all.  So for tables there must be free as much
 * as the source uses, and should be twice as much.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/twophase.h"
#include "access/xlog.h"
#include "catalog/pg_tablespace.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "storage/lock.h"
#include "storage/proc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "check/disk.h"
#include "preflight/preflight_internal.h"
#include "target/relations.h"

#define ROWS_OF_SAMPLE 20000
#define BYTES_OF_SAMPLE (16 * 1024 * 1024)

/* Where an import writes, and how much. */
typedef struct Place
{
	const char *path;			/* from the data directory */
	uint64		device;
	uint64		free;
	uint64		needed;
} Place;

typedef struct Sample
{
	const CvgTablePlan *table;
	int64		rows;
	int64		bytes;
	double		seconds;
} Sample;

static List *AddPlace(List *places, const char *path, uint64 needed);
static const char *PathOf(Oid relid);
static void PutPlace(CvgPreflight *preflight, const Place *place);
static char *Megabytes(uint64 bytes);
static int64 LocksOf(Oid relid);
static const CvgTablePlan *LargestTable(CvgPreflight *preflight);
static void TakeSample(CvgPreflight *preflight, Sample *sample);
static char *Duration(double seconds);

void
CvgPreflightDisk(CvgPreflight *preflight)
{
	List	   *places = NIL;
	uint64		total = 0;
	ListCell   *lc;

	for (int i = 0; i < preflight->plan->ntables; i++)
	{
		const CvgTablePlan *table = &preflight->plan->tables[i];

		if (table->status != CVG_TABLE_READY || table->source->bytes <= 0)
			continue;
		places = AddPlace(places, PathOf(table->relid), table->source->bytes);
		total += table->source->bytes;
	}
	places = AddPlace(places, "pg_wal",
					  Min(total, (uint64) max_wal_size_mb * 1024 * 1024));
	foreach(lc, places)
		PutPlace(preflight, lfirst(lc));
}

static List *
AddPlace(List *places, const char *path, uint64 needed)
{
	Place	   *place = palloc0(sizeof(Place));
	ListCell   *lc;

	if (!CvgDiskFree(path, &place->free, &place->device))
		return places;
	foreach(lc, places)
	{
		Place	   *other = lfirst(lc);

		if (other->device != place->device)
			continue;
		other->needed += needed;
		pfree(place);
		return places;
	}
	place->path = path;
	place->needed = needed;
	return lappend(places, place);
}

static const char *
PathOf(Oid relid)
{
	Oid			tablespace = get_rel_tablespace(relid);

	if (!OidIsValid(tablespace))
		tablespace = MyDatabaseTableSpace;
	return tablespace == DEFAULTTABLESPACE_OID ? "base" : psprintf("pg_tblspc/%u", tablespace);
}

static void
PutPlace(CvgPreflight *preflight, const Place *place)
{
	CvgPreflightSeverity severity = CVG_PREFLIGHT_INFO;
	const char *hint = NULL;

	if (place->free < 2 * place->needed)
	{
		severity = place->free < place->needed ? CVG_PREFLIGHT_ERROR : CVG_PREFLIGHT_WARNING;
		hint = "Indexes, their sorts and the write-ahead log need space as well: have twice as much free.";
	}
	CvgPreflightPut(preflight, severity, "DISK_SPACE", NULL, NULL, -1, NULL,
					psprintf("about %s will be written to the file system of directory \"%s\", which has %s free",
							 Megabytes(place->needed), place->path, Megabytes(place->free)),
					hint);
}

static char *
Megabytes(uint64 bytes)
{
	return psprintf(UINT64_FORMAT " MB", bytes / (1024 * 1024) + 1);
}

/* A transaction keeps the lock of every table and index until it ends. */
void
CvgPreflightLocks(CvgPreflight *preflight)
{
	int64		held = 0;
	int64		places = (int64) max_locks_per_xact * (MaxBackends + max_prepared_xacts);

	for (int i = 0; i < preflight->plan->ntables; i++)
	{
		if (preflight->plan->tables[i].status == CVG_TABLE_READY)
			held += LocksOf(preflight->plan->tables[i].relid);
	}
	if (held < places * 4 / 5)
		return;
	CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "LOCK_TABLE", NULL, NULL, -1, NULL,
					psprintf("the import locks " INT64_FORMAT " tables and indexes in one transaction; the lock table is made for " INT64_FORMAT,
							 held, places),
					"Raise max_locks_per_transaction, which needs a restart.");
}

/* TOAST has a table and an index. */
static int64
LocksOf(Oid relid)
{
	int64		locks = 0;
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(relid))
	{
		Relation	rel = relation_open(lfirst_oid(lc), AccessShareLock);
		List	   *indexes = RelationGetIndexList(rel);

		locks += 1 + list_length(indexes) +
			(OidIsValid(rel->rd_rel->reltoastrelid) ? 2 : 0);
		list_free(indexes);
		relation_close(rel, AccessShareLock);
	}
	return locks;
}

/* As bytes tell: rows of that table are what most of the time goes to. */
void
CvgPreflightTime(CvgPreflight *preflight)
{
	Sample		sample = {.table = LargestTable(preflight)};
	double		part;
	int64		total = 0;

	if (sample.table == NULL)
		return;
	TakeSample(preflight, &sample);
	for (int i = 0; i < preflight->plan->ntables; i++)
	{
		if (preflight->plan->tables[i].status == CVG_TABLE_READY)
			total += Max(preflight->plan->tables[i].source->bytes, 0);
	}
	/* what part of the table was read, by rows; the source only estimates */
	part = sample.rows / (double) Max(sample.table->source->rows_estimate, sample.rows);
	if (sample.rows == 0)
		return;
	CvgPreflightPut(preflight, CVG_PREFLIGHT_INFO, "TIME_ESTIMATE", NULL, NULL, -1, NULL,
					psprintf("reading all rows takes %s, writing them about as long, at the same time; indexes and foreign keys come on top",
							 Duration(sample.seconds / part * total /
									  Max(sample.table->source->bytes, 1))),
					psprintf("Estimated from " INT64_FORMAT " rows of table \"%s\", %s read in %.2f s, and from the size of the tables at the source.",
							 sample.rows, sample.table->source->name,
							 Megabytes(sample.bytes), sample.seconds));
}

static const CvgTablePlan *
LargestTable(CvgPreflight *preflight)
{
	const CvgTablePlan *largest = NULL;

	for (int i = 0; i < preflight->plan->ntables; i++)
	{
		const CvgTablePlan *table = &preflight->plan->tables[i];

		if (table->status == CVG_TABLE_READY && table->source->bytes > 0 &&
			(largest == NULL || table->source->bytes > largest->source->bytes))
			largest = table;
	}
	return largest;
}

/* Rows of a rule "where" may be few and far between: it is left out. */
static void
TakeSample(CvgPreflight *preflight, Sample *sample)
{
	const CvgSourceRoutine *routine = preflight->source->routine;
	const CvgTable *table = sample->table->source;
	int64		row_bytes = table->bytes / Max(table->rows_estimate, 1) + 1;
	CvgScanSpec spec = {.table = table,.ncolumns = sample->table->nscan,
		.columns = sample->table->scan_columns,
	.limit = Max(Min(ROWS_OF_SAMPLE, BYTES_OF_SAMPLE / row_bytes), 1)};
	instr_time	began;
	instr_time	ended;
	CvgScan    *scan;

	INSTR_TIME_SET_CURRENT(began);
	scan = routine->scan_begin(preflight->source, &spec);
	for (const CvgRow *row; (row = routine->scan_next(scan)) != NULL;)
	{
		sample->rows++;
		sample->bytes += row->bytes;
	}
	routine->scan_end(scan);
	INSTR_TIME_SET_CURRENT(ended);
	INSTR_TIME_SUBTRACT(ended, began);
	sample->seconds = INSTR_TIME_GET_DOUBLE(ended);
}

static char *
Duration(double seconds)
{
	if (seconds < 60)
		return pstrdup("less than a minute");
	if (seconds < 2 * 3600)
		return psprintf("about %.0f minutes", seconds / 60);
	return psprintf("about %.1f hours", seconds / 3600);
}
