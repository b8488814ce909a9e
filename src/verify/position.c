/*-------------------------------------------------------------------------
 *
 * position.c
 *	  Whether the source has been written to since the last import.
 *
 * Where rows differ, this tells rows that are new at the source from rows
 * that got lost.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"

#include "extension.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "verify/verify.h"

/* The last import that is on record. */
typedef struct LastImport
{
	bool		hidden;			/* the current user may not read the ledger */
	char	   *run_id;			/* NULL: there is none */
	char	   *binlog_file;	/* NULL: it was not known */
	char	   *binlog_offset;
} LastImport;

static void ReadLastImport(const char *server, LastImport *import);
static char *Column(int column);
static char *PositionText(const char *file, const char *offset);

void
CvgVerifyPosition(CvgVerify *verify, bool equal)
{
	static const char *const check = "source position";
	const CvgPosition *position = &verify->position;
	char	   *now = position->binlog_file == NULL ? NULL :
		PositionText(position->binlog_file, psprintf(UINT64_FORMAT, position->binlog_offset));
	LastImport	import = {0};
	char	   *then;

	ReadLastImport(verify->plan->options.server, &import);
	then = PositionText(import.binlog_file, import.binlog_offset);
	if (import.hidden)
		CvgVerifyPut(verify, check, NULL, NULL, now, NULL, CVG_VERIFY_NOT_COMPARABLE,
					 "permission denied for table converge_run");
	else if (import.run_id == NULL)
		CvgVerifyPut(verify, check, NULL, NULL, now, NULL, CVG_VERIFY_OK,
					 "no import from this server is on record");
	else if (now == NULL || then == NULL)
		CvgVerifyPut(verify, check, NULL, NULL, now, then, CVG_VERIFY_NOT_COMPARABLE,
					 "run %s; the source does not tell where its binary log stands", import.run_id);
	else if (strcmp(now, then) == 0)
		CvgVerifyPut(verify, check, NULL, NULL, now, then, CVG_VERIFY_OK,
					 "nothing was written to the source since run %s", import.run_id);
	else
		CvgVerifyPut(verify, check, NULL, NULL, now, then,
					 equal && verify->level != CVG_VERIFY_COUNT ? CVG_VERIFY_OK : CVG_VERIFY_DIFFERENT,
					 "the source was written to since run %s; %s", import.run_id,
					 !equal ? "what differs may be newer than the import" :
					 verify->level == CVG_VERIFY_COUNT ? "values have not been compared" :
					 "it shows in none of these tables");
}

static void
ReadLastImport(const char *server, LastImport *import)
{
	Oid			relid = CvgExtensionRelation("converge_run");
	Oid			argtypes[] = {NAMEOID};
	Datum		values[1];
	NameData	name;
	int			nestlevel;

	import->hidden = pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK;
	if (import->hidden)
		return;
	namestrcpy(&name, server);
	values[0] = NameGetDatum(&name);
	nestlevel = CvgSearchPathOff();
	if (SPI_execute_with_args(psprintf("SELECT run_id::text, snapshot_position ->> 'binlog_file',"
									   " snapshot_position ->> 'binlog_offset' FROM %s"
									   " WHERE server = $1 AND action = 'import' AND status = 'completed'"
									   " ORDER BY converge_run.run_id DESC LIMIT 1",
									   CvgRelationName(relid)),
							  1, argtypes, values, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not read converge_run");
	if (SPI_processed == 1)
	{
		import->run_id = Column(1);
		import->binlog_file = Column(2);
		import->binlog_offset = Column(3);
	}
	SPI_freetuptable(SPI_tuptable);
	CvgSearchPathOn(nestlevel);
}

static char *
Column(int column)
{
	return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column);
}

static char *
PositionText(const char *file, const char *offset)
{
	return file == NULL || offset == NULL ? NULL : psprintf("%s:%s", file, offset);
}
