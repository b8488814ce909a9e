/*-------------------------------------------------------------------------
 *
 * surroundings.c
 *	  What an import meets besides the rows of the source.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/pg_trigger.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/rel.h"

#include "preflight/preflight_internal.h"
#include "run/run.h"
#include "target/finish.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "target/triggers.h"

static void CheckSnapshot(CvgPreflight *preflight);
static void CheckTable(CvgPreflight *preflight, const CvgTablePlan *table);
static bool IsTransactional(const char *engine);
static void CheckTriggers(CvgPreflight *preflight, const CvgTablePlan *table);
static void CheckMethod(CvgPreflight *preflight, const CvgTablePlan *table);
static void CheckNames(CvgPreflight *preflight);
static int	CompareNames(const void *a, const void *b);
static void CheckExtensions(CvgPreflight *preflight);
static int	ColumnsOfType(CvgPreflight *preflight, CvgTypeClass type);
static void CheckOldRows(CvgPreflight *preflight);
static int64 CountOldRows(Oid relid);
static void PutOldRows(CvgPreflight *preflight, const CvgTablePlan *table, int64 rows);

void
CvgPreflightSurroundings(CvgPreflight *preflight)
{
	int			nestlevel = CvgSearchPathOff();

	CheckSnapshot(preflight);
	CheckOldRows(preflight);
	CheckNames(preflight);
	CheckExtensions(preflight);
	CvgPreflightDisk(preflight);
	CvgPreflightLocks(preflight);
	CvgPreflightTime(preflight);
	CvgPreflightCounters(preflight);
	for (int i = 0; i < preflight->plan->ntables; i++)
	{
		if (preflight->plan->tables[i].status == CVG_TABLE_READY)
			CheckTable(preflight, &preflight->plan->tables[i]);
	}
	CvgSearchPathOn(nestlevel);
}

static void
CheckSnapshot(CvgPreflight *preflight)
{
	const CvgPosition *position = &preflight->position;
	StringInfoData message;

	initStringInfo(&message);
	appendStringInfoString(&message, "all tables were read in one snapshot, by one connection");
	if (position->binlog_file != NULL)
		appendStringInfo(&message, "; binary log %s, position " UINT64_FORMAT,
						 position->binlog_file, position->binlog_offset);
	else
		appendStringInfoString(&message, "; its position in the binary log is not known to the account");
	CvgPreflightPut(preflight, CVG_PREFLIGHT_INFO, "SNAPSHOT", NULL, NULL, -1, NULL,
					message.data,
					position->binlog_file != NULL ? NULL :
					"GRANT REPLICATION CLIENT (MariaDB: BINLOG MONITOR) to it, to tell later whether the source was written to.");
}

static void
CheckTable(CvgPreflight *preflight, const CvgTablePlan *table)
{
	const CvgTable *source = table->source;

	if (source->nkey == 0)
		CvgPreflightPut(preflight, CVG_PREFLIGHT_INFO, "NO_PRIMARY_KEY", source->name,
						NULL, -1, NULL,
						"the table has no primary key at the source: no finding, error or difference can name its rows",
						NULL);
	if (!IsTransactional(source->engine))
		CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "NOT_TRANSACTIONAL", source->name,
						NULL, -1, NULL,
						psprintf("tables of engine %s are not in the snapshot: they are read as they are at that moment",
								 source->engine),
						"Let nobody write to the table during the import, or convert it to InnoDB.");
	CheckTriggers(preflight, table);
	CheckMethod(preflight, table);
}

/* Whether the import has a way to write the target as it is asked to. */
static void
CheckMethod(CvgPreflight *preflight, const CvgTablePlan *table)
{
	CvgRun		run = {.plan = preflight->plan};
	CvgTableLoad load = {.plan = (CvgTablePlan *) table};
	const CvgLoadRefusal *refusal;

	load.starts_empty = run.plan->options.existing == CVG_EXISTING_TRUNCATE ||
		CvgRelationIsEmpty(table->relid);
	refusal = CvgRefuseLoad(&run, &load);
	if (refusal != NULL)
		CvgPreflightPut(preflight, CVG_PREFLIGHT_ERROR, "CANNOT_WRITE", table->source->name,
						NULL, -1, NULL, psprintf("%s: %s", refusal->message, refusal->detail),
						refusal->hint);
}

static bool
IsTransactional(const char *engine)
{
	static const char *const engines[] = {"InnoDB", "NDBCLUSTER", "ndbcluster",
	"ROCKSDB", "TokuDB"};

	if (engine == NULL)
		return true;
	for (int i = 0; i < lengthof(engines); i++)
	{
		if (strcmp(engine, engines[i]) == 0)
			return true;
	}
	return false;
}

static void
CheckTriggers(CvgPreflight *preflight, const CvgTablePlan *table)
{
	Relation	rel = table_open(table->relid, AccessShareLock);

	if (!table->fires_triggers &&
		(CvgUserTriggers(rel, TRIGGER_TYPE_INSERT) & CVG_TRIGGERS_ORDINARY) != 0)
		CvgPreflightPut(preflight, CVG_PREFLIGHT_INFO, "TRIGGERS_DO_NOT_FIRE",
						table->source->name, NULL, -1, NULL,
						psprintf("target %s has triggers, which do not fire for imported rows",
								 CvgRelationName(table->relid)),
						"If they are to, use triggers => true.");
	table_close(rel, AccessShareLock);
}

/* Two that get one target are a finding of the plan. */
static void
CheckNames(CvgPreflight *preflight)
{
	const CvgPlan *plan = preflight->plan;
	const CvgTablePlan **tables = palloc(sizeof(CvgTablePlan *) * Max(plan->ntables, 1));
	int			n = 0;

	for (int i = 0; i < plan->ntables; i++)
	{
		if (plan->tables[i].status == CVG_TABLE_READY)
			tables[n++] = &plan->tables[i];
	}
	qsort(tables, n, sizeof(CvgTablePlan *), CompareNames);
	for (int i = 1; i < n; i++)
	{
		const CvgTablePlan *one = tables[i - 1];
		const CvgTablePlan *other = tables[i];

		if (pg_strcasecmp(one->source->name, other->source->name) == 0)
			CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "NAMES_DIFFER_IN_CASE",
							one->source->name, NULL, -1, NULL,
							psprintf("table \"%s\" differs from it in letter case alone; their targets are %s and %s",
									 other->source->name,
									 CvgRelationName(one->relid),
									 CvgRelationName(other->relid)),
							"Queries that do not quote the names find one of them at most. A rule with action \"rename\" gives one another name.");
	}
}

/* Without regard to case; names that are equal then by their bytes. */
static int
CompareNames(const void *a, const void *b)
{
	const char *one = (*(const CvgTablePlan *const *) a)->source->name;
	const char *other = (*(const CvgTablePlan *const *) b)->source->name;
	int			order = pg_strcasecmp(one, other);

	return order != 0 ? order : strcmp(one, other);
}

/* Only created columns can have another type for want of an extension. */
static void
CheckExtensions(CvgPreflight *preflight)
{
	const CvgDesignOptions *options;
	const struct
	{
		const char *name;
		const char *schema;
		CvgTypeClass type;
	}			wanted[] = {
		{"postgis", preflight->creation ? preflight->creation->design->options.postgis : NULL, CVG_TYPE_GEOMETRY},
		{"vector", preflight->creation ? preflight->creation->design->options.pgvector : NULL, CVG_TYPE_VECTOR}
	};

	if (preflight->creation == NULL)
		return;
	options = &preflight->creation->design->options;
	for (int i = 0; i < lengthof(wanted); i++)
	{
		int			columns = ColumnsOfType(preflight, wanted[i].type);

		if (wanted[i].schema == NULL && columns > 0)
			CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "EXTENSION_MISSING", NULL, NULL,
							-1, NULL,
							psprintf("extension \"%s\" is not there, and the current user cannot create it; columns that get another type: %d",
									 wanted[i].name, columns),
							"Install the extension, or have a superuser create it.");
	}
	if (options->case_rule == CVG_CASE_CITEXT && options->citext == NULL)
		CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "EXTENSION_MISSING", NULL, NULL, -1, NULL,
						"extension \"citext\", which the server's option case_rule asks for, is not there, and the current user cannot create it",
						"Install the extension, or have a superuser create it.");
}

static int
ColumnsOfType(CvgPreflight *preflight, CvgTypeClass type)
{
	const CvgDesign *design = preflight->creation->design;
	int			columns = 0;

	for (int i = 0; i < design->ntables; i++)
	{
		for (int c = 0; c < design->tables[i].ncolumns; c++)
			columns += design->tables[i].columns[c].source->type == type;
	}
	return columns;
}

/*
 * If a target that holds rows is truncated all are, which a reference from
 * outside forbids.
 */
static void
CheckOldRows(CvgPreflight *preflight)
{
	bool		any = false;
	char	   *references;

	for (int i = 0; i < preflight->plan->ntables; i++)
	{
		const CvgTablePlan *table = &preflight->plan->tables[i];

		if (table->status != CVG_TABLE_READY || CvgRelationIsEmpty(table->relid))
			continue;
		any = true;
		PutOldRows(preflight, table, CountOldRows(table->relid));
	}
	if (!any || preflight->plan->options.existing != CVG_EXISTING_TRUNCATE)
		return;
	references = CvgReferencesFromOutside(CvgRunRelations(preflight->plan));
	if (references != NULL)
		CvgPreflightPut(preflight, CVG_PREFLIGHT_ERROR, "REFERENCED_FROM_OUTSIDE", NULL, NULL,
						-1, NULL,
						psprintf("cannot truncate tables that are referenced from tables not being imported: %s",
								 references),
						"Import the referencing tables as well, or empty them yourself first.");
}

/* -1: the current user may not count them. */
static int64
CountOldRows(Oid relid)
{
	bool		isnull;
	int64		rows;

	if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
		return -1;
	if (SPI_execute(psprintf("SELECT pg_catalog.count(*) FROM %s", CvgRelationName(relid)),
					true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not count the rows of %s", CvgRelationName(relid));
	rows = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc,
									   1, &isnull));
	SPI_freetuptable(SPI_tuptable);
	return rows;
}

static void
PutOldRows(CvgPreflight *preflight, const CvgTablePlan *table, int64 rows)
{
	const char *name = CvgRelationName(table->relid);

	switch (preflight->plan->options.existing)
	{
		case CVG_EXISTING_ERROR:
			CvgPreflightPut(preflight, CVG_PREFLIGHT_ERROR, "TARGET_NOT_EMPTY",
							table->source->name, NULL, rows, NULL,
							psprintf("target %s already holds rows", name),
							"Use existing => 'truncate', 'append' or 'upsert', or leave the table out with exclude.");
			break;
		case CVG_EXISTING_TRUNCATE:
			CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "TARGET_NOT_EMPTY",
							table->source->name, NULL, rows, NULL,
							psprintf("the rows of target %s will be deleted", name), NULL);
			break;
		case CVG_EXISTING_APPEND:
		case CVG_EXISTING_UPSERT:
			CvgPreflightPut(preflight, CVG_PREFLIGHT_INFO, "TARGET_NOT_EMPTY",
							table->source->name, NULL, rows, NULL,
							psprintf("target %s already holds rows, which stay", name), NULL);
			break;
	}
}
