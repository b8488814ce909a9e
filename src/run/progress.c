/*-------------------------------------------------------------------------
 *
 * progress.c
 *	  What can be watched while a table is loaded.
 *
 * The clock is looked at once in UPDATE_ROWS rows or UPDATE_BYTES bytes, so
 * that watching costs nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/progress.h"
#include "portability/instr_time.h"
#include "utils/backend_progress.h"
#include "utils/timestamp.h"

#include "run/progress.h"

#define UPDATE_ROWS 1000
#define UPDATE_BYTES (1024 * 1024)
#define NOTICE_INTERVAL_MS 1000

typedef struct Progress
{
	const char *table_name;
	int64		rows_expected;	/* an estimate; -1: not known */
	TimestampTz began_at;
	int64		shown_rows;		/* at the last look at the clock */
	int64		shown_bytes;
} Progress;

static Progress progress;

/* of the last NOTICE, of whichever table */
static TimestampTz noticed_at;

static void Notice(int64 rows, TimestampTz now);

void
CvgProgressBegin(Oid relid, const char *table_name, int64 rows_expected,
				 int64 bytes_expected)
{
	const int	index[] = {PROGRESS_COPY_COMMAND, PROGRESS_COPY_TYPE,
	PROGRESS_COPY_BYTES_TOTAL};
	const int64 value[] = {PROGRESS_COPY_COMMAND_FROM, PROGRESS_COPY_TYPE_CALLBACK,
	Max(bytes_expected, 0)};

	progress.table_name = table_name;
	progress.rows_expected = rows_expected;
	progress.began_at = GetCurrentTimestamp();
	progress.shown_rows = progress.shown_bytes = 0;
	if (noticed_at == 0)
		noticed_at = progress.began_at;
	pgstat_progress_start_command(PROGRESS_COMMAND_COPY, relid);
	pgstat_progress_update_multi_param(lengthof(index), index, value);
}

void
CvgProgressUpdate(int64 rows, int64 bytes)
{
	TimestampTz now;

	if (rows - progress.shown_rows < UPDATE_ROWS &&
		bytes - progress.shown_bytes < UPDATE_BYTES)
		return;
	progress.shown_rows = rows;
	progress.shown_bytes = bytes;
	pgstat_progress_update_param(PROGRESS_COPY_TUPLES_PROCESSED, rows);
	pgstat_progress_update_param(PROGRESS_COPY_BYTES_PROCESSED, bytes);

	now = GetCurrentTimestamp();
	if (TimestampDifferenceExceeds(noticed_at, now, NOTICE_INTERVAL_MS))
		Notice(rows, now);
}

static void
Notice(int64 rows, TimestampTz now)
{
	double		seconds = (now - progress.began_at) / (double) USECS_PER_SEC;
	char		expected[64] = "";

	noticed_at = now;
	if (progress.rows_expected >= 0)
		snprintf(expected, sizeof(expected), " of about " INT64_FORMAT, progress.rows_expected);
	ereport(NOTICE,
			(errmsg("%s: " INT64_FORMAT "%s rows, %.0f rows/s",
					progress.table_name ?
					psprintf("table \"%s\"", progress.table_name) : "all tables",
					rows, expected,
					seconds > 0 ? rows / seconds : 0.0),
			 errhidecontext(true)));
}

void
CvgProgressEnd(void)
{
	pgstat_progress_end_command();
}
