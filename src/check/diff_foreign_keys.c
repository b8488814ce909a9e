/*-------------------------------------------------------------------------
 *
 * diff_foreign_keys.c
 *	  Foreign keys of source and target, matched by their columns.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_constraint.h"
#include "lib/stringinfo.h"
#include "nodes/parsenodes.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "check/schema_diff.h"
#include "compat.h"
#include "plan_names.h"
#include "rules.h"
#include "target/relations.h"

typedef struct TargetForeignKey
{
	char	   *name;
	char	   *definition;
	int			ncolumns;
	AttrNumber	columns[INDEX_MAX_KEYS];
	Oid			ref_relid;
	AttrNumber	ref_columns[INDEX_MAX_KEYS];
	CvgReferenceAction on_delete;
	CvgReferenceAction on_update;
	bool		matched;
} TargetForeignKey;

static List *ReadForeignKeys(Relation rel);
static bool IsPartOfAnother(Form_pg_constraint form);
static TargetForeignKey *ReadForeignKey(Form_pg_constraint form, HeapTuple tuple);
static CvgReferenceAction ActionOf(char letter);
static void DiffForeignKey(const CvgTableDiff *table, const CvgForeignKey *source,
						   List *targets);
static bool SameColumns(const CvgTableDiff *table, const CvgForeignKey *source,
						const TargetForeignKey *target);
static const CvgTablePlan *ReferencedPlan(const CvgDiff *diff, const CvgForeignKey *source);
static AttrNumber ReferencedColumn(const CvgDiff *diff, const CvgTablePlan *plan,
								   const char *name);
static void PutForeignKey(const CvgTableDiff *table, CvgDiffSeverity severity,
						  const CvgForeignKey *source, const TargetForeignKey *target,
						  const char *difference);
static char *SourceDefinition(const CvgTable *table, const CvgForeignKey *key);
static void AppendAction(StringInfo buf, const char *event, CvgReferenceAction action);

void
CvgDiffForeignKeys(const CvgTableDiff *table)
{
	List	   *targets = ReadForeignKeys(table->rel);
	ListCell   *lc;

	foreach(lc, table->source->foreign_keys)
		DiffForeignKey(table, lfirst(lc), targets);
	foreach(lc, targets)
	{
		const TargetForeignKey *target = lfirst(lc);

		if (!target->matched)
			CvgDiffPut(table->diff, CVG_DIFF_WARNING, "foreign key",
					   psprintf("%s.%s", table->source->name, target->name),
					   NULL, target->definition,
					   "only at the target: rows without a parent stop an import");
	}
}

static List *
ReadForeignKeys(Relation rel)
{
	Relation	pg_constraint = table_open(ConstraintRelationId, AccessShareLock);
	List	   *keys = NIL;
	SysScanDesc scan;
	ScanKeyData key;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_constraint_conrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationGetRelid(rel)));
	scan = systable_beginscan(pg_constraint, ConstraintRelidTypidNameIndexId, true,
							  NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_constraint form = (Form_pg_constraint) GETSTRUCT(tuple);

		if (form->contype == CONSTRAINT_FOREIGN && !IsPartOfAnother(form))
			keys = lappend(keys, ReadForeignKey(form, tuple));
	}
	systable_endscan(scan);
	table_close(pg_constraint, AccessShareLock);
	return keys;
}

/* A key to a partitioned table has others below it, of the same table. */
static bool
IsPartOfAnother(Form_pg_constraint form)
{
	HeapTuple	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(form->conparentid));
	bool		result = HeapTupleIsValid(tuple) &&
		((Form_pg_constraint) GETSTRUCT(tuple))->conrelid == form->conrelid;

	if (HeapTupleIsValid(tuple))
		ReleaseSysCache(tuple);
	return result;
}

static TargetForeignKey *
ReadForeignKey(Form_pg_constraint form, HeapTuple tuple)
{
	TargetForeignKey *key = palloc0(sizeof(TargetForeignKey));

	key->name = pstrdup(NameStr(form->conname));
	key->definition = TextDatumGetCString(DirectFunctionCall1(pg_get_constraintdef,
															  ObjectIdGetDatum(form->oid)));
	key->ref_relid = form->confrelid;
	key->on_delete = ActionOf(form->confdeltype);
	key->on_update = ActionOf(form->confupdtype);
	CvgForeignKeyColumns(tuple, &key->ncolumns, key->columns, key->ref_columns, NULL);
	return key;
}

static CvgReferenceAction
ActionOf(char letter)
{
	switch (letter)
	{
		case FKCONSTR_ACTION_CASCADE:
			return CVG_ACTION_CASCADE;
		case FKCONSTR_ACTION_SETNULL:
			return CVG_ACTION_SET_NULL;
		case FKCONSTR_ACTION_SETDEFAULT:
			return CVG_ACTION_SET_DEFAULT;
		default:
			return CVG_ACTION_NONE;
	}
}

/* Of two over the same columns, the one with the same actions. */
static void
DiffForeignKey(const CvgTableDiff *table, const CvgForeignKey *source, List *targets)
{
	TargetForeignKey *best = NULL;
	ListCell   *lc;

	for (int i = 0; i < source->ncolumns; i++)
	{
		/* left out by rule, or missing and told so */
		if (table->attnums[source->columns[i]] == InvalidAttrNumber)
			return;
	}
	foreach(lc, targets)
	{
		TargetForeignKey *target = lfirst(lc);

		if (SameColumns(table, source, target) &&
			(best == NULL || (target->on_delete == source->on_delete &&
							  target->on_update == source->on_update)))
			best = target;
	}
	if (best == NULL)
	{
		PutForeignKey(table, CVG_DIFF_WARNING, source, NULL, "missing at the target");
		return;
	}
	best->matched = true;
	if (best->on_delete != source->on_delete || best->on_update != source->on_update)
		PutForeignKey(table, CVG_DIFF_WARNING, source, best, "other actions");
}

/* The same pairs of columns, in any order. */
static bool
SameColumns(const CvgTableDiff *table, const CvgForeignKey *source,
			const TargetForeignKey *target)
{
	const CvgTablePlan *plan = ReferencedPlan(table->diff, source);

	if (plan == NULL || plan->relid != target->ref_relid ||
		source->ncolumns != target->ncolumns)
		return false;
	for (int i = 0; i < source->ncolumns; i++)
	{
		AttrNumber	ref = ReferencedColumn(table->diff, plan, source->ref_columns[i]);
		bool		found = false;

		for (int n = 0; n < target->ncolumns; n++)
			found |= target->columns[n] == table->attnums[source->columns[i]] &&
				target->ref_columns[n] == ref;
		if (!found)
			return false;
	}
	return true;
}

static const CvgTablePlan *
ReferencedPlan(const CvgDiff *diff, const CvgForeignKey *source)
{
	const CvgTable *table = source->ref_database != NULL || source->ref_table == NULL ? NULL :
		CvgSchemaTable(diff->schema, source->ref_table);

	return table == NULL ? NULL : &diff->plan->tables[table - diff->schema->tables];
}

static AttrNumber
ReferencedColumn(const CvgDiff *diff, const CvgTablePlan *plan, const char *name)
{
	const CvgRule *rename = CvgRuleFind(diff->plan->rules, "rename", plan->source->name, name);
	Relation	rel = table_open(plan->relid, AccessShareLock);
	bool		ambiguous;
	AttrNumber	attnum = rename ?
		CvgAttributeFind(RelationGetDescr(rel), rename->value, &ambiguous) :
		CvgPlanFindAttribute(RelationGetDescr(rel), name, &ambiguous);

	table_close(rel, AccessShareLock);
	return attnum;
}

static void
PutForeignKey(const CvgTableDiff *table, CvgDiffSeverity severity,
			  const CvgForeignKey *source, const TargetForeignKey *target,
			  const char *difference)
{
	CvgDiffPut(table->diff, severity, "foreign key",
			   psprintf("%s.%s", table->source->name, source->name),
			   SourceDefinition(table->source, source),
			   target ? target->definition : NULL, "%s", difference);
}

static char *
SourceDefinition(const CvgTable *table, const CvgForeignKey *key)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "FOREIGN KEY %s REFERENCES ",
					 CvgSourceColumnList(table, key->ncolumns, key->columns));
	if (key->ref_database != NULL)
		appendStringInfo(&buf, "%s.", quote_identifier(key->ref_database));
	appendStringInfo(&buf, "%s(", quote_identifier(key->ref_table));
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", quote_identifier(key->ref_columns[i]));
	appendStringInfoChar(&buf, ')');
	AppendAction(&buf, "UPDATE", key->on_update);
	AppendAction(&buf, "DELETE", key->on_delete);
	return buf.data;
}

static void
AppendAction(StringInfo buf, const char *event, CvgReferenceAction action)
{
	static const char *const words[] = {
		[CVG_ACTION_CASCADE] = "CASCADE",
		[CVG_ACTION_SET_NULL] = "SET NULL",
		[CVG_ACTION_SET_DEFAULT] = "SET DEFAULT"
	};

	if (action != CVG_ACTION_NONE)
		appendStringInfo(buf, " ON %s %s", event, words[action]);
}
