/*-------------------------------------------------------------------------
 *
 * insert_select.c
 *	  Load a table through the executor.
 *
 * For targets that are no heap to write into (foreign tables, views with
 * INSTEAD OF triggers, row-level security, other access methods), for user
 * triggers, and for upserts.  The statement is an ordinary INSERT ... SELECT
 * from converge_scan(), which streams: a set-returning function in a select
 * list is asked for one row at a time.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/index.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "extension.h"
#include "run/run.h"
#include "target/relations.h"
#include "target/triggers.h"

/* The run whose INSERT statement is being executed, for converge_scan. */
static CvgRun *scan_run = NULL;
static CvgTableLoad *scan_load = NULL;

static void AppendColumns(StringInfo buf, const CvgTablePlan *plan, const char *prefix);
static void AppendOnConflict(StringInfo buf, const CvgTablePlan *plan);

void
CvgLoadTableByInsert(CvgRun *run, CvgTableLoad *load)
{
	char	   *sql = CvgInsertStatement(run->server, load->plan,
										 CvgLoadUpserts(run, load));
	int			result = 0;

	scan_run = run;
	scan_load = load;
	PG_TRY();
	{
		result = load->plan->fires_triggers ? SPI_execute(sql, false, 0) :
			CvgExecuteWithoutTriggers(sql);
	}
	PG_FINALLY();
	{
		scan_run = NULL;
		scan_load = NULL;
	}
	PG_END_TRY();
	if (result != SPI_OK_INSERT)
		elog(ERROR, "could not insert into the target table");
	load->stored = SPI_processed;
	pfree(sql);
}

CvgRun *
CvgRunForScan(const char *server, const char *table, CvgTableLoad **load)
{
	if (scan_run == NULL || strcmp(scan_run->server, server) != 0 ||
		strcmp(scan_load->plan->source->name, table) != 0)
		return NULL;
	*load = scan_load;
	return scan_run;
}

/* OFFSET 0 keeps the function from being called once a column. */
char *
CvgInsertStatement(const char *server, const CvgTablePlan *plan, bool upsert)
{
	char	   *target = CvgRelationName(plan->relid);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "INSERT INTO %s (", target);
	AppendColumns(&sql, plan, "");
	appendStringInfoString(&sql, ") OVERRIDING SYSTEM VALUE SELECT ");
	AppendColumns(&sql, plan, "(r).");
	appendStringInfo(&sql, " FROM (SELECT %s.converge_scan(%s, %s, NULL::%s) AS r OFFSET 0) AS s",
					 quote_identifier(get_namespace_name(CvgExtensionSchema())),
					 quote_literal_cstr(server),
					 quote_literal_cstr(plan->source->name), target);
	if (upsert)
		AppendOnConflict(&sql, plan);
	pfree(target);
	return sql.data;
}

static void
AppendColumns(StringInfo buf, const CvgTablePlan *plan, const char *prefix)
{
	for (int i = 0; i < plan->nbound; i++)
	{
		const CvgBinding *binding = &plan->bindings[plan->scan_columns[i]];

		appendStringInfo(buf, "%s%s%s", i > 0 ? ", " : "", prefix,
						 quote_identifier(get_attname(plan->relid, binding->attnum, false)));
	}
}

static void
AppendOnConflict(StringInfo buf, const CvgTablePlan *plan)
{
	Relation	rel = relation_open(plan->relid, AccessShareLock);
	Bitmapset  *key = RelationGetIndexAttrBitmap(rel, INDEX_ATTR_BITMAP_PRIMARY_KEY);
	int			attnum = -1;
	bool		first = true;

	appendStringInfoString(buf, " ON CONFLICT (");
	while ((attnum = bms_next_member(key, attnum)) >= 0)
	{
		appendStringInfo(buf, "%s%s", first ? "" : ", ",
						 quote_identifier(get_attname(plan->relid,
													  attnum + FirstLowInvalidHeapAttributeNumber,
													  false)));
		first = false;
	}
	appendStringInfoString(buf, ") DO ");

	first = true;
	for (int i = 0; i < plan->nbound; i++)
	{
		AttrNumber	bound = plan->bindings[plan->scan_columns[i]].attnum;
		const char *name = quote_identifier(get_attname(plan->relid, bound, false));

		if (bms_is_member(bound - FirstLowInvalidHeapAttributeNumber, key))
			continue;
		appendStringInfo(buf, "%s%s = EXCLUDED.%s", first ? "UPDATE SET " : ", ",
						 name, name);
		first = false;
	}
	/* DO NOTHING would not count the row */
	if (first)
	{
		const char *name = quote_identifier(get_attname(plan->relid,
														bms_next_member(key, -1) +
														FirstLowInvalidHeapAttributeNumber,
														false));

		appendStringInfo(buf, "UPDATE SET %s = EXCLUDED.%s", name, name);
	}
	relation_close(rel, AccessShareLock);
}
