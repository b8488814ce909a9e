/*-------------------------------------------------------------------------
 *
 * plan.c
 *	  Bind a source schema to the target's relations.
 *
 * Names match exactly, else without regard to case where that leaves one
 * candidate.  Whatever does not fit becomes a finding, so that one error
 * tells a DBA everything there is to settle, before a row is read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/namespace.h"
#include "catalog/pg_trigger.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "compat.h"
#include "create/design.h"
#include "plan.h"
#include "plan_names.h"
#include "rules.h"
#include "selection.h"
#include "target/relations.h"
#include "target/triggers.h"

/* A target, and the first table that goes into it. */
typedef struct BoundTarget
{
	Oid			relid;			/* hash key */
	const CvgTable *source;
} BoundTarget;

static void CheckRules(CvgPlan *plan);
static bool IsExcluded(CvgPlan *plan, CvgTablePlan *table);
static void PlanTable(CvgPlan *plan, CvgTablePlan *table,
					  const CvgRelationNames *names);
static void FindTarget(CvgPlan *plan, CvgTablePlan *table,
					   const CvgRelationNames *names, bool *ambiguous);
static void PartlyReadable(CvgPlan *plan, CvgTablePlan *table);
static void TableMissing(CvgPlan *plan, CvgTablePlan *table, bool ambiguous);
static void BindTable(CvgPlan *plan, CvgTablePlan *table);
static List *BoundRelations(const CvgPlan *plan);
static void CheckCollisions(CvgPlan *plan);
static void CheckTriggers(CvgPlan *plan, CvgTablePlan *table, Relation rel);
static int	WriteEvents(CvgExisting existing);
static bool BindColumn(CvgTablePlan *table, int column, TupleDesc tupdesc,
					   List *rules, CvgMissing missing, List **findings);
static void CheckType(const char *table_name, const char *column_name,
					  Form_pg_attribute att, List *rules, List **findings);
static bool ColumnMissing(CvgTablePlan *table, int column, bool ambiguous,
						  CvgMissing missing, List **findings);
static bool BindGenerated(CvgTablePlan *table, int column, List **findings);
static void CheckUnbound(CvgTablePlan *table, Relation rel, List **findings);
static void SetScan(CvgTablePlan *table);

CvgPlan *
CvgPlanMake(const CvgSchema *schema, const CvgPlanOptions *options)
{
	CvgPlan    *plan = palloc0(sizeof(CvgPlan));
	CvgRelationNames *names;

	CvgPatternsCheck(schema, options->tables, "tables");
	CvgPatternsCheck(schema, options->exclude, "exclude");

	plan->options = *options;
	plan->schema = schema;
	/* what creates tables creates their schema too */
	plan->namespace = options->missing == CVG_MISSING_CREATE && options->target_schema ?
		get_namespace_oid(options->target_schema, true) :
		CvgTargetNamespace(options->target_schema);
	plan->rules = CvgRulesRead(options->server, schema);
	CheckRules(plan);

	names = CvgRelationNamesRead(plan->namespace);
	plan->ntables = schema->ntables;
	plan->tables = palloc0(sizeof(CvgTablePlan) * Max(plan->ntables, 1));
	for (int i = 0; i < plan->ntables; i++)
	{
		plan->tables[i].source = &schema->tables[i];
		PlanTable(plan, &plan->tables[i], names);
	}
	CheckCollisions(plan);
	if (options->tables == NIL)
		plan->others = CvgRelationNamesOthers(names, BoundRelations(plan));

	return plan;
}

/* A rule that matches nothing is most likely misspelled. */
static void
CheckRules(CvgPlan *plan)
{
	const CvgRule *rule = CvgRuleUnused(plan->rules, plan->schema);

	if (rule != NULL)
		CvgFindingAdd(&plan->findings, ERRCODE_UNDEFINED_OBJECT,
					  rule->source_table, rule->source_column,
					  psprintf("the rule with action \"%s\" matches nothing at the source",
							   rule->action),
					  "Correct or delete the rule in converge_rule.");
}

static bool
IsExcluded(CvgPlan *plan, CvgTablePlan *table)
{
	const char *name = table->source->name;

	table->asked_for = plan->options.tables == NIL ||
		CvgPatternsMatch(plan->schema, plan->options.tables, name);
	if (!table->asked_for || CvgPatternsMatch(plan->schema, plan->options.exclude, name))
		table->notes = lappend(table->notes, "left out by argument");
	else if (CvgRuleFind(table->rules, "skip", name, NULL) != NULL)
		table->notes = lappend(table->notes, "left out by rule");
	else
		return false;
	return true;
}

static void
PlanTable(CvgPlan *plan, CvgTablePlan *table, const CvgRelationNames *names)
{
	const CvgRule *where;
	bool		ambiguous;

	/* a rule for each of thousands of tables is not sought for each column */
	table->rules = CvgRulesOfTable(plan->rules, table->source->name);
	where = CvgRuleFind(table->rules, "where", table->source->name, NULL);
	FindTarget(plan, table, names, &ambiguous);
	if (IsExcluded(plan, table))
	{
		table->status = CVG_TABLE_EXCLUDED;
		return;
	}
	if (where != NULL)
	{
		table->where = pstrdup(where->value);
		table->notes = lappend(table->notes,
							   psprintf("only rows where %s", where->value));
	}
	if (OidIsValid(table->relid))
		BindTable(plan, table);
	else
		TableMissing(plan, table, ambiguous);
	if (table->source->partly_readable)
		PartlyReadable(plan, table);
}

/* By the name that a rule or this import's creation gives it, or its own. */
static void
FindTarget(CvgPlan *plan, CvgTablePlan *table, const CvgRelationNames *names,
		   bool *ambiguous)
{
	const char *source_name = table->source->name;
	const CvgRule *rename = CvgRuleFind(table->rules, "rename", source_name, NULL);
	const CvgNewTable *created = plan->options.created == NULL ? NULL :
		CvgDesignTable(plan->options.created, table->source);

	table->target_name = pstrdup(rename ? rename->value : created ? created->name : source_name);
	table->relid = rename || created ?
		CvgRelationNamesFind(names, table->target_name, ambiguous) :
		CvgPlanFindRelation(names, source_name, ambiguous);
}

/* What cannot be seen cannot be named in a rule: only the argument helps. */
static void
PartlyReadable(CvgPlan *plan, CvgTablePlan *table)
{
	if (plan->options.missing == CVG_MISSING_SKIP)
	{
		table->notes = lappend(table->notes,
							   "columns that the account at the source may not read left out");
		return;
	}
	CvgFindingAdd(&plan->findings, ERRCODE_INSUFFICIENT_PRIVILEGE,
				  table->source->name, NULL,
				  "the account at the source may not read all of its columns",
				  "GRANT SELECT on the whole table to the account, or use missing => 'skip' to leave the other columns out.");
	table->status = CVG_TABLE_MISMATCH;
}

static void
TableMissing(CvgPlan *plan, CvgTablePlan *table, bool ambiguous)
{
	const char *name = table->source->name;

	table->status = CVG_TABLE_MISSING;
	if (ambiguous)
		CvgFindingAdd(&plan->findings, ERRCODE_AMBIGUOUS_ALIAS, name, NULL,
					  "several relations of the target have that name in other letter cases",
					  "Add a rule with action \"rename\" for this table.");
	else if (plan->options.missing == CVG_MISSING_ERROR)
		CvgFindingAdd(&plan->findings, ERRCODE_UNDEFINED_TABLE, name, NULL,
					  psprintf("there is no relation \"%s\" in target schema \"%s\"",
							   table->target_name,
							   get_namespace_name(plan->namespace)),
					  "Create the table, use missing => 'skip', or add a rule with action \"skip\" or \"rename\".");
	else
		table->notes = lappend(table->notes,
							   plan->options.missing == CVG_MISSING_CREATE ?
							   "to be created" : "left out: no target table");
}

static void
BindTable(CvgPlan *plan, CvgTablePlan *table)
{
	int			nfindings = list_length(plan->findings);
	Relation	rel = relation_open(table->relid, AccessShareLock);
	const char *refusal = CvgRelationRefusal(rel, &table->via_executor);

	if (refusal != NULL)
		CvgFindingAdd(&plan->findings, ERRCODE_WRONG_OBJECT_TYPE,
					  table->source->name, NULL,
					  psprintf("target \"%s\" %s", RelationGetRelationName(rel), refusal),
					  NULL);
	CvgPlanBindColumns(table, RelationGetDescr(rel), table->rules,
					   plan->options.missing, &plan->findings);
	CheckTriggers(plan, table, rel);
	CheckUnbound(table, rel, &plan->findings);
	relation_close(rel, AccessShareLock);

	table->status = list_length(plan->findings) > nfindings ?
		CVG_TABLE_MISMATCH : CVG_TABLE_READY;
}

static List *
BoundRelations(const CvgPlan *plan)
{
	List	   *relids = NIL;

	for (int i = 0; i < plan->ntables; i++)
		relids = lappend_oid(relids, plan->tables[i].relid);
	return relids;
}

/* Two source tables that go into one relation would mix their rows. */
static void
CheckCollisions(CvgPlan *plan)
{
	HASHCTL		ctl = {.keysize = sizeof(Oid),.entrysize = sizeof(BoundTarget),
	.hcxt = CurrentMemoryContext};
	HTAB	   *targets = hash_create("converge targets", 128, &ctl,
									  HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);

	for (int i = 0; i < plan->ntables; i++)
	{
		CvgTablePlan *table = &plan->tables[i];
		BoundTarget *entry;
		bool		found;

		if (table->status == CVG_TABLE_EXCLUDED || !OidIsValid(table->relid))
			continue;
		entry = hash_search(targets, &table->relid, HASH_ENTER, &found);
		if (!found)
		{
			entry->source = table->source;
			continue;
		}
		CvgFindingAdd(&plan->findings, ERRCODE_DUPLICATE_TABLE,
					  table->source->name, NULL,
					  psprintf("its target \"%s\" is the target of table \"%s\" as well",
							   get_rel_name(table->relid), entry->source->name),
					  "Add a rule with action \"rename\" for one of them.");
		table->status = CVG_TABLE_MISMATCH;
	}
	hash_destroy(targets);
}

static void
CheckTriggers(CvgPlan *plan, CvgTablePlan *table, Relation rel)
{
	int			triggers = CvgUserTriggers(rel, WriteEvents(plan->options.existing));

	/* what a view does with a row is up to its trigger */
	table->fires_triggers = (triggers & CVG_TRIGGERS_ORDINARY) != 0 &&
		(plan->options.triggers || rel->rd_rel->relkind == RELKIND_VIEW ||
		 (table->via_executor && rel->rd_rel->relrowsecurity));
	if (table->fires_triggers)
	{
		table->via_executor = true;
		table->notes = lappend(table->notes, "its triggers fire");
	}
	else if (triggers & CVG_TRIGGERS_STUBBORN)
		CvgFindingAdd(&plan->findings, ERRCODE_FEATURE_NOT_SUPPORTED,
					  table->source->name, NULL,
					  "the target has triggers enabled ALWAYS or REPLICA, which cannot be kept from firing",
					  "Disable them with ALTER TABLE ... DISABLE TRIGGER, or use triggers => true.");
	else if (triggers != 0 && !CvgRelationIsOwned(table->relid))
		CvgFindingAdd(&plan->findings, ERRCODE_INSUFFICIENT_PRIVILEGE,
					  table->source->name, NULL,
					  "the target has triggers, and only its owner may keep them from firing",
					  "Use triggers => true, or run the import as the owner of the table.");
	else if (triggers != 0)
		table->notes = lappend(table->notes, "its triggers do not fire");
}

/* For which events of triggers an import may give cause. */
static int
WriteEvents(CvgExisting existing)
{
	return TRIGGER_TYPE_INSERT |
		(existing == CVG_EXISTING_UPSERT ? TRIGGER_TYPE_UPDATE : 0) |
		(existing == CVG_EXISTING_TRUNCATE ? TRIGGER_TYPE_TRUNCATE : 0);
}

void
CvgPlanBindColumns(CvgTablePlan *table, TupleDesc tupdesc, List *rules,
				   CvgMissing missing, List **findings)
{
	const CvgTable *source = table->source;
	int			nfindings = list_length(*findings);
	AttrNumber *bound_by = palloc0(sizeof(AttrNumber) * (tupdesc->natts + 1));

	table->bindings = palloc0(sizeof(CvgBinding) * Max(source->ncolumns, 1));
	for (int i = 0; i < source->ncolumns; i++)
	{
		CvgBinding *binding = &table->bindings[i];

		if (!BindColumn(table, i, tupdesc, rules, missing, findings))
			continue;
		if (bound_by[binding->attnum] != 0)
			CvgFindingAdd(findings, ERRCODE_DUPLICATE_COLUMN, source->name,
						  source->columns[i].name,
						  psprintf("its target column is the target of column \"%s\" as well",
								   source->columns[bound_by[binding->attnum] - 1].name),
						  "Add a rule with action \"rename\" for one of them.");
		bound_by[binding->attnum] = i + 1;
	}
	SetScan(table);
	/* rows of defaults would be no import */
	if (table->nbound == 0 && list_length(*findings) == nfindings)
		CvgFindingAdd(findings, ERRCODE_UNDEFINED_COLUMN, source->name, NULL,
					  "none of its columns has a target column",
					  "Leave the table out with exclude, or add a rule with action \"skip\" or \"rename\".");
	pfree(bound_by);
}

/* Find the target of one column and its conversion; false if not bound. */
static bool
BindColumn(CvgTablePlan *table, int column, TupleDesc tupdesc, List *rules,
		   CvgMissing missing, List **findings)
{
	const CvgColumn *source = &table->source->columns[column];
	const char *table_name = table->source->name;
	CvgBinding *binding = &table->bindings[column];
	const CvgRule *rename = CvgRuleFind(rules, "rename", table_name, source->name);
	CvgColumnRules column_rules;
	CvgRefusal	refusal;
	Form_pg_attribute att;
	bool		ambiguous;

	binding->attnum = rename ? CvgAttributeFind(tupdesc, rename->value, &ambiguous) :
		CvgPlanFindAttribute(tupdesc, source->name, &ambiguous);
	if (CvgRuleFind(rules, "skip", table_name, source->name) != NULL)
	{
		binding->fate = CVG_COLUMN_SKIPPED;
		binding->note = "left out by rule";
		table->notes = lappend(table->notes,
							   psprintf("column \"%s\" left out by rule", source->name));
		binding->attnum = InvalidAttrNumber;
		return false;
	}
	if (binding->attnum == InvalidAttrNumber)
		return ColumnMissing(table, column, ambiguous, missing, findings);
	att = TupleDescAttr(tupdesc, binding->attnum - 1);
	if (att->attgenerated != '\0')
		return BindGenerated(table, column, findings);

	CheckType(table_name, source->name, att, rules, findings);
	CvgRulesForColumn(rules, table_name, source->name, &column_rules);
	if (!CvgConvertChoose(&binding->convert, source, att->atttypid, att->atttypmod,
						  !att->attnotnull, &column_rules, &refusal))
	{
		binding->fate = CVG_COLUMN_REFUSED;
		binding->note = refusal.message;
		CvgFindingAdd(findings, refusal.sqlstate, table_name, source->name,
					  refusal.message, refusal.hint);
		return false;
	}
	binding->fate = CVG_COLUMN_BOUND;
	return true;
}

/*
 * A rule about the type is for columns that converge creates.  It stays when
 * they are there; a rule that names a column of another type exactly expects
 * what no import does.
 */
static void
CheckType(const char *table_name, const char *column_name,
		  Form_pg_attribute att, List *rules, List **findings)
{
	const CvgRule *rule = CvgRuleFind(rules, "type", table_name, column_name);
	Oid			typid;
	int32		typmod;

	if (rule == NULL || !CvgRuleIsExact(rule, table_name, column_name))
		return;
	CvgRuleType(rule, &typid, &typmod);
	if (typid != att->atttypid || typmod != att->atttypmod)
		CvgFindingAdd(findings, ERRCODE_DATATYPE_MISMATCH, table_name, column_name,
					  psprintf("the rule with action \"type\" asks for type %s, the target column has type %s",
							   format_type_with_typemod(typid, typmod),
							   format_type_with_typemod(att->atttypid, att->atttypmod)),
					  "Change the type of the target column, or delete the rule.");
}

static bool
ColumnMissing(CvgTablePlan *table, int column, bool ambiguous,
			  CvgMissing missing, List **findings)
{
	const CvgColumn *source = &table->source->columns[column];
	CvgBinding *binding = &table->bindings[column];

	binding->fate = CVG_COLUMN_MISSING;
	if (ambiguous)
		CvgFindingAdd(findings, ERRCODE_AMBIGUOUS_COLUMN, table->source->name,
					  source->name,
					  "several columns of the target have that name in other letter cases",
					  "Add a rule with action \"rename\" for this column.");
	else if (source->generated)
		binding->note = "left out: generated at the source, no target column";
	else if (missing == CVG_MISSING_SKIP)
		binding->note = "left out: no target column";
	else
		CvgFindingAdd(findings, ERRCODE_UNDEFINED_COLUMN, table->source->name,
					  source->name, "the target has no such column",
					  "Add the column, use missing => 'skip', or add a rule with action \"skip\" or \"rename\".");
	if (binding->note != NULL)
	{
		binding->fate = CVG_COLUMN_SKIPPED;
		table->notes = lappend(table->notes,
							   psprintf("column \"%s\" %s", source->name, binding->note));
	}
	return false;
}

/* Both sides compute it: fine.  The target alone: values would be lost. */
static bool
BindGenerated(CvgTablePlan *table, int column, List **findings)
{
	const CvgColumn *source = &table->source->columns[column];
	CvgBinding *binding = &table->bindings[column];
	AttrNumber	attnum = binding->attnum;

	binding->attnum = InvalidAttrNumber;
	if (source->generated)
	{
		binding->computed = attnum;
		binding->fate = CVG_COLUMN_SKIPPED;
		binding->note = "generated on both sides";
		return false;
	}
	binding->fate = CVG_COLUMN_REFUSED;
	binding->note = "the target column is generated";
	CvgFindingAdd(findings, ERRCODE_GENERATED_ALWAYS, table->source->name,
				  source->name, "the target column is generated, the source column is not",
				  "Add a rule with action \"skip\" for this column.");
	return false;
}

/* Target columns without a source column: told, or in the way. */
static void
CheckUnbound(CvgTablePlan *table, Relation rel, List **findings)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	const char *hint = rel->trigdesc != NULL && rel->trigdesc->trig_insert_before_row ?
		"If a trigger of the target fills the column, use triggers => true." :
		"Add a default to the column, or a rule with action \"rename\" for the source column that belongs there.";
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);
		const char *name = NameStr(att->attname);

		if (att->attisdropped || att->attgenerated != '\0' ||
			CvgPlanIsBound(table, att->attnum))
			continue;
		if (att->atthasdef || att->attidentity != '\0' || !att->attnotnull ||
			table->fires_triggers)
			appendStringInfo(&names, "%s \"%s\"", names.len > 0 ? "," : "", name);
		else
			CvgFindingAdd(findings, ERRCODE_NOT_NULL_VIOLATION,
						  table->source->name, NULL,
						  psprintf("target column \"%s\" is NOT NULL, has no default and no source column", name),
						  hint);
	}
	if (names.len > 0)
		table->notes = lappend(table->notes,
							   psprintf("left to their defaults:%s", names.data));
}

bool
CvgPlanIsBound(const CvgTablePlan *table, AttrNumber attnum)
{
	return CvgPlanColumn(table, attnum) >= 0;
}

int
CvgPlanColumn(const CvgTablePlan *table, AttrNumber attnum)
{
	if (attnum == InvalidAttrNumber)
		return -1;
	for (int i = 0; i < table->source->ncolumns; i++)
	{
		if (table->bindings[i].attnum == attnum)
			return i;
	}
	return -1;
}

const CvgTablePlan *
CvgPlanTable(const CvgPlan *plan, Oid relid)
{
	for (int i = 0; i < plan->ntables; i++)
	{
		if (plan->tables[i].status == CVG_TABLE_READY && plan->tables[i].relid == relid)
			return &plan->tables[i];
	}
	return NULL;
}

static void
SetScan(CvgTablePlan *table)
{
	const CvgTable *source = table->source;
	int		   *cell_of = palloc(sizeof(int) * Max(source->ncolumns, 1));

	table->scan_columns = palloc(sizeof(int) * (source->ncolumns + source->nkey + 1));
	table->key_cells = palloc(sizeof(int) * Max(source->nkey, 1));
	table->nscan = 0;
	for (int i = 0; i < source->ncolumns; i++)
	{
		cell_of[i] = -1;
		if (table->bindings[i].fate == CVG_COLUMN_BOUND)
		{
			cell_of[i] = table->nscan;
			table->scan_columns[table->nscan++] = i;
		}
	}
	table->nbound = table->nscan;
	for (int i = 0; i < source->nkey; i++)
	{
		int			column = source->key[i];

		if (cell_of[column] < 0)
		{
			cell_of[column] = table->nscan;
			table->scan_columns[table->nscan++] = column;
		}
		table->key_cells[i] = cell_of[column];
	}
	pfree(cell_of);
}

void
CvgFindingAdd(List **findings, int sqlstate, const char *table,
			  const char *column, const char *message, const char *hint)
{
	CvgFinding *finding = palloc(sizeof(CvgFinding));

	finding->sqlstate = sqlstate;
	finding->table_name = table;
	finding->column_name = column;
	finding->message = message;
	finding->hint = hint;
	*findings = lappend(*findings, finding);
}

void
CvgPlanRequireClean(const CvgPlan *plan)
{
	StringInfoData detail;
	StringInfoData hint;
	int			sqlstate = 0;
	List	   *hints = NIL;
	ListCell   *lc;

	if (plan->findings == NIL)
		return;

	initStringInfo(&detail);
	initStringInfo(&hint);
	foreach(lc, plan->findings)
	{
		const CvgFinding *finding = lfirst(lc);

		/* one SQLSTATE for one kind of finding, a general one for a mixture */
		if (sqlstate == 0)
			sqlstate = finding->sqlstate;
		else if (sqlstate != finding->sqlstate)
			sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE;

		if (detail.len > 0)
			appendStringInfoChar(&detail, '\n');
		if (finding->table_name != NULL)
			appendStringInfo(&detail, "Table \"%s\"", finding->table_name);
		if (finding->column_name != NULL)
			appendStringInfo(&detail, ", column \"%s\"", finding->column_name);
		appendStringInfo(&detail, "%s%s.", detail.len > 0 && finding->table_name ? ": " : "",
						 finding->message);
		if (finding->hint != NULL)
			hints = list_append_unique(hints, makeString(pstrdup(finding->hint)));
	}
	foreach(lc, hints)
		appendStringInfo(&hint, "%s%s", hint.len > 0 ? "\n" : "", strVal(lfirst(lc)));

	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg_plural("cannot import from server \"%s\": %d problem found before any row was read",
						   "cannot import from server \"%s\": %d problems found before any row was read",
						   list_length(plan->findings), plan->options.server,
						   list_length(plan->findings)),
			 errdetail_internal("%s", detail.data),
			 hint.len > 0 ? errhint("%s", hint.data) : 0));
}
