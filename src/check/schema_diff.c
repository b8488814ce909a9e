/*-------------------------------------------------------------------------
 *
 * schema_diff.c
 *	  converge_schema_diff: what differs between source and target.
 *
 * Two schemas of two products never look alike, so what is compared is what
 * they mean: which rows they accept, which statements they answer how.  The
 * counterpart of a type, a name or a spelling is no difference.
 *
 * Tables and columns are matched by the plan of an import, with its rules,
 * and what stands in the way of an import, its findings, are the rows of
 * severity error: the two functions cannot disagree.  Everything below
 * tables is matched by what it is about: keys, indexes and foreign keys by
 * their columns, checks and defaults by their expressions, which are
 * translated, parsed and simplified by PostgreSQL itself and then compared
 * as trees.  Names of such objects mean nothing here.
 *
 * Severities: an error keeps an import from starting.  A warning tells that
 * one side accepts rows that the other refuses, or answers statements
 * differently or slower.  An info tells what PostgreSQL does another way,
 * what the target has in addition, and what could not be compared.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "check/schema_diff.h"
#include "compat.h"
#include "plan_names.h"
#include "rules.h"
#include "run/arguments.h"
#include "source/source.h"
#include "target/kind.h"
#include "target/prepare.h"
#include "target/relations.h"

PG_FUNCTION_INFO_V1(converge_schema_diff);

static const char *SeverityWord(CvgDiffSeverity severity);
static void PutError(CvgDiff *diff, const CvgFinding *finding);
static void PutColumnError(CvgDiff *diff, const CvgTablePlan *plan, int column,
						   const CvgFinding *finding);
static void DiffTables(CvgDiff *diff);
static void DiffTable(CvgDiff *diff, const CvgTablePlan *plan);
static void DiffStorage(const CvgTableDiff *table);
static char *PartitionClause(Relation rel);
static AttrNumber *MatchColumns(const CvgDiff *diff, const CvgTablePlan *plan,
								Relation rel);
static AttrNumber MatchColumn(const CvgDiff *diff, const CvgTablePlan *plan,
							  int column, Relation rel);
static bool IgnoresCase(const CvgColumn *source, Form_pg_attribute target);
static CvgExprColumn *MakeScope(const CvgTable *source, const AttrNumber *attnums,
								Relation rel);

Datum
converge_schema_diff(PG_FUNCTION_ARGS)
{
	CvgPlanOptions options = {0};
	CvgDiff		diff = {0};
	CvgSource  *source;
	ListCell   *lc;
	int			nestlevel;

	options.server = CvgArgumentServer(fcinfo, 0);
	options.target_schema = CvgArgumentTargetSchema(fcinfo, 1, options.server);
	options.tables = CvgArgumentNames(fcinfo, 2, "tables");
	options.exclude = CvgArgumentNames(fcinfo, 3, "exclude");
	InitMaterializedSRF(fcinfo, 0);

	source = CvgSourceOpen(options.server, CurrentMemoryContext);
	diff.schema = source->routine->read_schema(source, CVG_READ_ALL);
	source->routine->close(source);
	diff.plan = CvgPlanMake(diff.schema, &options);
	diff.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	nestlevel = CvgSearchPathOff();
	foreach(lc, diff.plan->findings)
		PutError(&diff, lfirst(lc));
	DiffTables(&diff);
	if (options.tables == NIL)
		CvgDiffObjects(&diff);
	CvgSearchPathOn(nestlevel);

	return (Datum) 0;
}

void
CvgDiffPut(CvgDiff *diff, CvgDiffSeverity severity, const char *object_type,
		   const char *object, const char *source_definition,
		   const char *target_definition, const char *difference,...)
{
	StringInfoData words;
	Datum		values[6] = {0};
	bool		nulls[6] = {0};
	int			needed;

	initStringInfo(&words);
	for (;;)
	{
		va_list		args;

		va_start(args, difference);
		needed = appendStringInfoVA(&words, difference, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&words, needed);
	}

	values[0] = CStringGetTextDatum(object_type);
	values[1] = CStringGetTextDatum(object);
	nulls[2] = source_definition == NULL;
	if (source_definition != NULL)
		values[2] = CStringGetTextDatum(source_definition);
	nulls[3] = target_definition == NULL;
	if (target_definition != NULL)
		values[3] = CStringGetTextDatum(target_definition);
	values[4] = CStringGetTextDatum(words.data);
	values[5] = CStringGetTextDatum(SeverityWord(severity));
	tuplestore_putvalues(diff->rsinfo->setResult, diff->rsinfo->setDesc, values, nulls);
}

void
CvgDiffPutColumn(const CvgTableDiff *table, int column, CvgDiffSeverity severity,
				 const char *difference)
{
	AttrNumber	attnum = table->attnums[column];

	CvgDiffPut(table->diff, severity, "column",
			   psprintf("%s.%s", table->source->name, table->source->columns[column].name),
			   CvgSourceColumnDefinition(&table->source->columns[column]),
			   attnum == InvalidAttrNumber ? NULL :
			   CvgTargetColumnDefinition(table->rel, attnum),
			   "%s", difference);
}

static const char *
SeverityWord(CvgDiffSeverity severity)
{
	switch (severity)
	{
		case CVG_DIFF_INFO:
			return "info";
		case CVG_DIFF_WARNING:
			return "warning";
		case CVG_DIFF_ERROR:
			return "error";
	}
	return NULL;				/* keep compiler quiet */
}

/* What stands in the way of an import. */
static void
PutError(CvgDiff *diff, const CvgFinding *finding)
{
	const CvgTable *source = finding->table_name == NULL ? NULL :
		CvgSchemaTable(diff->schema, finding->table_name);
	int			column = source == NULL || finding->column_name == NULL ? -1 :
		CvgTableColumnIndex(source, finding->column_name);

	if (source == NULL)
		CvgDiffPut(diff, CVG_DIFF_ERROR, "rule",
				   finding->table_name ? finding->table_name : "", NULL, NULL,
				   "%s", finding->message);
	else if (column < 0)
		CvgDiffPut(diff, CVG_DIFF_ERROR, "table", source->name, NULL, NULL,
				   "%s", finding->message);
	else
		PutColumnError(diff, &diff->plan->tables[source - diff->schema->tables],
					   column, finding);
}

static void
PutColumnError(CvgDiff *diff, const CvgTablePlan *plan, int column,
			   const CvgFinding *finding)
{
	char	   *target = NULL;

	if (plan->bindings != NULL)
	{
		Relation	rel = relation_open(plan->relid, AccessShareLock);
		AttrNumber	attnum = MatchColumn(diff, plan, column, rel);

		if (attnum != InvalidAttrNumber)
			target = CvgTargetColumnDefinition(rel, attnum);
		relation_close(rel, AccessShareLock);
	}
	CvgDiffPut(diff, CVG_DIFF_ERROR, "column",
			   psprintf("%s.%s", plan->source->name, finding->column_name),
			   CvgSourceColumnDefinition(&plan->source->columns[column]), target,
			   "%s", finding->message);
}

/* What one table takes of memory is free before the next. */
static void
DiffTables(CvgDiff *diff)
{
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext,
											   "converge schema diff",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(mcxt);

	for (int i = 0; i < diff->plan->ntables; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (diff->plan->tables[i].bindings != NULL)
			DiffTable(diff, &diff->plan->tables[i]);
		MemoryContextReset(mcxt);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(mcxt);
}

static void
DiffTable(CvgDiff *diff, const CvgTablePlan *plan)
{
	Relation	rel = relation_open(plan->relid, AccessShareLock);
	CvgTableDiff table;

	CvgTableDiffBegin(&table, diff, plan, rel);
	DiffStorage(&table);
	CvgDiffColumns(&table);
	/* views and foreign tables hold no keys of their own */
	if (rel->rd_rel->relkind == RELKIND_RELATION ||
		rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
	{
		CvgDiffIndexes(&table);
		CvgDiffForeignKeys(&table);
	}
	CvgDiffChecks(&table);
	if (rel->rd_rel->relkind != RELKIND_VIEW)
		CvgDiffTriggers(&table);
	relation_close(rel, AccessShareLock);
}

void
CvgTableDiffBegin(CvgTableDiff *table, CvgDiff *diff, const CvgTablePlan *plan, Relation rel)
{
	TupleConstr *constr = RelationGetDescr(rel)->constr;

	table->diff = diff;
	table->plan = plan;
	table->source = plan->source;
	table->rel = rel;
	table->attnums = MatchColumns(diff, plan, rel);
	table->scope = MakeScope(plan->source, table->attnums, rel);
	table->checks_matched = palloc0(sizeof(bool) * ((constr ? constr->num_check : 0) + 1));
}

/* What holds for the table as a whole. */
static void
DiffStorage(const CvgTableDiff *table)
{
	bool		partitioned = table->rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE;
	const CvgPartitioning *source = table->source->partitioning;

	if (partitioned != (source != NULL))
		CvgDiffPut(table->diff, CVG_DIFF_INFO, "table", table->source->name,
				   source ? psprintf("PARTITION BY %s", source->method) : NULL,
				   partitioned ? PartitionClause(table->rel) : NULL,
				   "partitioned at the %s alone", partitioned ? "target" : "source");
	if (table->source->system_versioned)
		CvgDiffPut(table->diff, CVG_DIFF_WARNING, "table", table->source->name,
				   "WITH SYSTEM VERSIONING", NULL,
				   "keeps the history of its rows at the source alone");
}

static char *
PartitionClause(Relation rel)
{
	Datum		key = DirectFunctionCall1(pg_get_partkeydef,
										  ObjectIdGetDatum(RelationGetRelid(rel)));

	return psprintf("PARTITION BY %s", TextDatumGetCString(key));
}

static AttrNumber *
MatchColumns(const CvgDiff *diff, const CvgTablePlan *plan, Relation rel)
{
	AttrNumber *attnums = palloc(sizeof(AttrNumber) * Max(plan->source->ncolumns, 1));

	for (int i = 0; i < plan->source->ncolumns; i++)
		attnums[i] = MatchColumn(diff, plan, i, rel);
	return attnums;
}

/* Also columns that no row goes into, since both sides generate them. */
static AttrNumber
MatchColumn(const CvgDiff *diff, const CvgTablePlan *plan, int column, Relation rel)
{
	const CvgTable *source = plan->source;
	const char *name = source->columns[column].name;
	const CvgRule *rename = CvgRuleFind(diff->plan->rules, "rename", source->name, name);
	bool		ambiguous;

	if (CvgRuleFind(diff->plan->rules, "skip", source->name, name) != NULL)
		return InvalidAttrNumber;
	return rename ?
		CvgAttributeFind(RelationGetDescr(rel), rename->value, &ambiguous) :
		CvgPlanFindAttribute(RelationGetDescr(rel), name, &ambiguous);
}

static CvgExprColumn *
MakeScope(const CvgTable *source, const AttrNumber *attnums, Relation rel)
{
	CvgExprColumn *scope = palloc0(sizeof(CvgExprColumn) * Max(source->ncolumns, 1));

	for (int i = 0; i < source->ncolumns; i++)
	{
		scope[i].source_name = source->columns[i].name;
		if (attnums[i] != InvalidAttrNumber)
		{
			Form_pg_attribute att = TupleDescAttr(RelationGetDescr(rel), attnums[i] - 1);

			scope[i].target_name = NameStr(att->attname);
			scope[i].kind = CvgKindOfType(att->atttypid);
			scope[i].type = format_type_with_typemod(att->atttypid, att->atttypmod);
			scope[i].ignores_case = scope[i].kind == CVG_KIND_TEXT &&
				IgnoresCase(&source->columns[i], att);
			scope[i].collated = OidIsValid(att->attcollation) &&
				!get_collation_isdeterministic(att->attcollation);
			scope[i].citext = CvgTypeIsCitext(scope[i].type);
			scope[i].source_ignores_case = CvgCollationIgnoresCase(source->columns[i].collation);
		}
	}
	return scope;
}

/* At the source alone. */
static bool
IgnoresCase(const CvgColumn *source, Form_pg_attribute target)
{
	if (!CvgCollationIgnoresCase(source->collation))
		return false;
	return (!OidIsValid(target->attcollation) ||
			get_collation_isdeterministic(target->attcollation)) &&
		strcmp(CvgTypeName(getBaseType(target->atttypid)), "citext") != 0;
}
