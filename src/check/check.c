/*-------------------------------------------------------------------------
 *
 * check.c
 *	  converge_check: the state of source and target before an import.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "postmaster/bgworker_internals.h"
#include "utils/builtins.h"

#include "check/disk.h"
#include "compat.h"
#include "run/arguments.h"
#include "source/source.h"

PG_FUNCTION_INFO_V1(converge_check);

static void EmitRow(void *arg, const char *check, const char *status, const char *detail);
static void CheckEncoding(ReturnSetInfo *rsinfo);
static void CheckWorkers(ReturnSetInfo *rsinfo);
static void CheckDisk(ReturnSetInfo *rsinfo);

Datum
converge_check(PG_FUNCTION_ARGS)
{
	const char *server = CvgArgumentServer(fcinfo, 0);
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	CvgSource  *source;

	InitMaterializedSRF(fcinfo, 0);
	source = CvgSourceOpen(server, CurrentMemoryContext);
	source->routine->check(source, EmitRow, rsinfo);
	source->routine->close(source);

	EmitRow(rsinfo, "target version", "ok", "PostgreSQL " PG_VERSION);
	CheckEncoding(rsinfo);
	CheckWorkers(rsinfo);
	CheckDisk(rsinfo);

	return (Datum) 0;
}

static void
EmitRow(void *arg, const char *check, const char *status, const char *detail)
{
	ReturnSetInfo *rsinfo = arg;
	Datum		values[3];
	bool		nulls[3] = {0};

	values[0] = CStringGetTextDatum(check);
	values[1] = CStringGetTextDatum(status);
	nulls[2] = detail == NULL;
	values[2] = detail ? CStringGetTextDatum(detail) : (Datum) 0;
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

static void
CheckEncoding(ReturnSetInfo *rsinfo)
{
	if (GetDatabaseEncoding() == PG_UTF8)
		EmitRow(rsinfo, "target encoding", "ok", GetDatabaseEncodingName());
	else
		EmitRow(rsinfo, "target encoding", "warning",
				psprintf("%s; text that it lacks will stop an import",
						 GetDatabaseEncodingName()));
}

/* An import needs one for a moment, to put itself on record. */
static void
CheckWorkers(ReturnSetInfo *rsinfo)
{
	EmitRow(rsinfo, "target background workers", max_worker_processes > 0 ? "ok" : "failed",
			psprintf("max_worker_processes = %d", max_worker_processes));
}

static void
CheckDisk(ReturnSetInfo *rsinfo)
{
	uint64		bytes;
	uint64		device;

	if (!CvgDiskFree(DataDir, &bytes, &device))
		EmitRow(rsinfo, "target disk", "warning", "free space not known");
	else
		EmitRow(rsinfo, "target disk", "ok",
				psprintf(UINT64_FORMAT " bytes free in the data directory", bytes));
}
