/*-------------------------------------------------------------------------
 *
 * checksums.c
 *	  verify => 'checksum': prove the rows within the import.
 *
 * Both sides are read once more, the source in the snapshot of the import,
 * the target as it will be committed.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "run/checksums.h"
#include "verify/verify.h"

static void ProveTable(CvgRun *run, const CvgTablePlan *plan, CvgChecksums *checksums);
static void Refuse(const CvgComparison *comparison, const CvgTableSums *sums) pg_attribute_noreturn();

CvgChecksums *
CvgProveChecksums(CvgRun *run)
{
	CvgChecksums *checksums = palloc0(sizeof(CvgChecksums));
	TimestampTz began_at = GetCurrentTimestamp();

	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	for (int i = 0; i < run->nloads; i++)
	{
		MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
													 "converge proven table",
													 ALLOCSET_DEFAULT_SIZES);
		MemoryContext old = MemoryContextSwitchTo(memory);

		ProveTable(run, run->loads[i].plan, checksums);
		MemoryContextSwitchTo(old);
		MemoryContextDelete(memory);
	}
	PopActiveSnapshot();
	checksums->seconds = (GetCurrentTimestamp() - began_at) / (double) USECS_PER_SEC;
	return checksums;
}

static void
ProveTable(CvgRun *run, const CvgTablePlan *plan, CvgChecksums *checksums)
{
	CvgComparison *comparison = CvgComparisonMake(plan);
	CvgTableSums *sums = CvgTableSumsRead(run->source, comparison);

	if (!CvgTableSumsEqual(sums))
		Refuse(comparison, sums);
	checksums->ntables += comparison->ncolumns > 0;
	checksums->ncolumns += comparison->ncolumns;
	checksums->nincomparable += list_length(comparison->incomparable);
}

static void
Refuse(const CvgComparison *comparison, const CvgTableSums *sums)
{
	const CvgTable *source = comparison->plan->source;
	StringInfoData columns;

	initStringInfo(&columns);
	for (int i = 0; i < comparison->ncolumns; i++)
	{
		if (!CvgHashEqual(sums->source_sums[i], sums->target_sums[i]))
			appendStringInfo(&columns, "%s \"%s\"", columns.len > 0 ? "," : "",
							 source->columns[comparison->columns[i].source].name);
	}
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("table \"%s\" does not hold what the source holds", source->name),
			 errdetail("Rows at the source: " INT64_FORMAT ", at the target: " INT64_FORMAT ". Columns that differ:%s.",
					   sums->source_rows, sums->target_rows,
					   columns.len > 0 ? columns.data : " none, but values of different rows have changed places"),
			 errhint("A trigger or rule of the target may change rows. Import with verify => 'count', then converge_row_diff names the rows.")));
}
