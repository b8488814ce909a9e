/*-------------------------------------------------------------------------
 *
 * rules.c
 *	  What users want different: the rows of converge_rule.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "parser/parse_type.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "extension.h"
#include "rules.h"

/* Columns of converge_rule. */
enum
{
	RULE_SERVER,
	RULE_SOURCE_TABLE,
	RULE_SOURCE_COLUMN,
	RULE_ACTION,
	RULE_VALUE
};

static CvgRule *RuleFromSlot(TupleTableSlot *slot);
static char *SlotText(TupleTableSlot *slot, int column);
static void FindNames(CvgRule *rule, const CvgSchema *schema);
static bool IsUsed(const CvgRule *rule, const CvgSchema *schema);
static const CvgRule *FindExact(List *rules, const char *action,
								const char *table, const char *column);
static bool PartMatches(const char *pattern, bool is_name, const char *name);
static bool RuleMatches(const CvgRule *rule, const char *table, const char *column);
static void NotePattern(CvgColumnRules *result, int bit, const CvgRule *rule,
						const char *table, const char *column);
static void ThrowBadType(const CvgRule *rule, const char *detail) pg_attribute_noreturn();
static void SetNul(CvgColumnRules *rules, const char *value);
static void SetZeroDate(CvgColumnRules *rules, const char *value);

/* Read without regard to the caller's rights on the table, as a catalog. */
List *
CvgRulesRead(const char *server, const CvgSchema *schema)
{
	Relation	rel = table_open(CvgExtensionRelation("converge_rule"), AccessShareLock);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	TableScanDesc scan = table_beginscan(rel, snapshot, 0, NULL);
	List	   *rules = NIL;

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		slot_getallattrs(slot);
		if (namestrcmp(DatumGetName(slot->tts_values[RULE_SERVER]), server) == 0)
		{
			CvgRule    *rule = RuleFromSlot(slot);

			FindNames(rule, schema);
			rules = lappend(rules, rule);
		}
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	UnregisterSnapshot(snapshot);
	table_close(rel, AccessShareLock);

	return rules;
}

static CvgRule *
RuleFromSlot(TupleTableSlot *slot)
{
	CvgRule    *rule = palloc0(sizeof(CvgRule));

	rule->source_table = SlotText(slot, RULE_SOURCE_TABLE);
	rule->source_column = SlotText(slot, RULE_SOURCE_COLUMN);
	rule->action = SlotText(slot, RULE_ACTION);
	rule->value = SlotText(slot, RULE_VALUE);
	return rule;
}

static char *
SlotText(TupleTableSlot *slot, int column)
{
	return slot->tts_isnull[column] ? NULL :
		TextDatumGetCString(slot->tts_values[column]);
}

static void
FindNames(CvgRule *rule, const CvgSchema *schema)
{
	rule->table_is_name = CvgSchemaTable(schema, rule->source_table) != NULL;
	for (int i = 0; i < schema->ntables && rule->source_column != NULL; i++)
	{
		const CvgTable *table = &schema->tables[i];

		if (PartMatches(rule->source_table, rule->table_is_name, table->name))
			rule->column_is_name |= CvgTableColumnIndex(table, rule->source_column) >= 0;
	}
}

List *
CvgRulesOfTable(List *rules, const char *table)
{
	List	   *result = NIL;
	ListCell   *lc;

	foreach(lc, rules)
	{
		const CvgRule *rule = lfirst(lc);

		if (PartMatches(rule->source_table, rule->table_is_name, table))
			result = lappend(result, lfirst(lc));
	}
	return result;
}

const CvgRule *
CvgRuleFind(List *rules, const char *action, const char *table, const char *column)
{
	const CvgRule *found = FindExact(rules, action, table, column);
	ListCell   *lc;

	if (found != NULL)
		return found;
	foreach(lc, rules)
	{
		const CvgRule *rule = lfirst(lc);

		if (strcmp(rule->action, action) != 0 || !RuleMatches(rule, table, column))
			continue;
		if (found != NULL && rule->value != NULL &&
			strcmp(found->value, rule->value) != 0)
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_COLUMN),
					 errmsg("two rules with action \"%s\" match table \"%s\"%s%s%s",
							action, table, column ? ", column \"" : "",
							column ? column : "", column ? "\"" : ""),
					 errdetail("One says \"%s\", the other \"%s\".",
							   found->value, rule->value),
					 errhint("Add a rule that names the table%s exactly; it goes before patterns.",
							 column ? " and the column" : "")));
		found = rule;
	}
	return found;
}

static const CvgRule *
FindExact(List *rules, const char *action, const char *table, const char *column)
{
	ListCell   *lc;

	foreach(lc, rules)
	{
		const CvgRule *rule = lfirst(lc);

		if (strcmp(rule->action, action) == 0 &&
			(column == NULL) == (rule->source_column == NULL) &&
			CvgRuleIsExact(rule, table, column))
			return rule;
	}
	return NULL;
}

static bool
RuleMatches(const CvgRule *rule, const char *table, const char *column)
{
	if ((column == NULL) != (rule->source_column == NULL))
		return false;
	return PartMatches(rule->source_table, rule->table_is_name, table) &&
		(column == NULL || PartMatches(rule->source_column, rule->column_is_name, column));
}

static bool
PartMatches(const char *pattern, bool is_name, const char *name)
{
	return is_name ? strcmp(pattern, name) == 0 : CvgNameMatches(pattern, name);
}

bool
CvgRuleIsExact(const CvgRule *rule, const char *table, const char *column)
{
	return strcmp(rule->source_table, table) == 0 &&
		(column == NULL || strcmp(rule->source_column, column) == 0);
}

bool
CvgNameMatches(const char *pattern, const char *name)
{
	if (strcmp(pattern, name) == 0)
		return true;
	return DatumGetBool(DirectFunctionCall2Coll(textlike, C_COLLATION_OID,
												CStringGetTextDatum(name),
												CStringGetTextDatum(pattern)));
}

void
CvgRulesForColumn(List *rules, const char *table, const char *column,
				  CvgColumnRules *result)
{
	const CvgRule *rule;

	memset(result, 0, sizeof(CvgColumnRules));
	if (rules == NIL)
		return;

	if ((rule = CvgRuleFind(rules, "empty", table, column)) != NULL)
	{
		result->empty = strcmp(rule->value, "null") == 0 ? CVG_EMPTY_NULL : CVG_EMPTY_ERROR;
		NotePattern(result, CVG_RULE_EMPTY, rule, table, column);
	}
	if ((rule = CvgRuleFind(rules, "zero_date", table, column)) != NULL)
	{
		SetZeroDate(result, rule->value);
		NotePattern(result, CVG_RULE_ZERO_DATE, rule, table, column);
	}
	if ((rule = CvgRuleFind(rules, "nul", table, column)) != NULL)
	{
		SetNul(result, rule->value);
		NotePattern(result, CVG_RULE_NUL, rule, table, column);
	}
	if ((rule = CvgRuleFind(rules, "boolean", table, column)) != NULL)
	{
		result->boolean_nonzero = strcmp(rule->value, "nonzero") == 0;
		NotePattern(result, CVG_RULE_BOOLEAN, rule, table, column);
	}
	if ((rule = CvgRuleFind(rules, "time_zone", table, column)) != NULL)
	{
		result->time_zone = pstrdup(rule->value);
		NotePattern(result, CVG_RULE_TIME_ZONE, rule, table, column);
	}
	if ((rule = CvgRuleFind(rules, "using", table, column)) != NULL)
		result->using_expr = pstrdup(rule->value);
}

/* A pattern may match columns that it is not meant for. */
static void
NotePattern(CvgColumnRules *result, int bit, const CvgRule *rule,
			const char *table, const char *column)
{
	if (!CvgRuleIsExact(rule, table, column))
		result->by_pattern |= bit;
}

/*
 * What PostgreSQL says of a word that is no type becomes the detail of an
 * error that tells where the word comes from.
 */
void
CvgRuleType(const CvgRule *rule, Oid *typid, int32 *typmod)
{
	MemoryContext mcxt = CurrentMemoryContext;
	char	   *volatile message = NULL;

	PG_TRY();
	{
		parseTypeString(rule->value, typid, typmod, false);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(mcxt);
		error = CopyErrorData();
		if (ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION &&
			ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_DATA_EXCEPTION)
			PG_RE_THROW();
		FlushErrorState();
		message = error->message;
	}
	PG_END_TRY();
	if (message != NULL)
		ThrowBadType(rule, psprintf("PostgreSQL says: %s.", message));
	if (get_typtype(*typid) == TYPTYPE_PSEUDO)
		ThrowBadType(rule, psprintf("No column can have the type %s.", rule->value));
}

static void
ThrowBadType(const CvgRule *rule, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("the rule with action \"type\" for table \"%s\", column \"%s\" names no type: \"%s\"",
					rule->source_table, rule->source_column, rule->value),
			 errdetail_internal("%s", detail),
			 errhint("Correct the rule in converge_rule.")));
}

static void
SetNul(CvgColumnRules *rules, const char *value)
{
	rules->nul = strcmp(value, "strip") == 0 ? CVG_NUL_STRIP :
		strcmp(value, "base64") == 0 ? CVG_NUL_BASE64 :
		strcmp(value, "escape") == 0 ? CVG_NUL_ESCAPE : CVG_NUL_ERROR;
}

static void
SetZeroDate(CvgColumnRules *rules, const char *value)
{
	if (strcmp(value, "error") == 0)
		rules->zero_date = CVG_ZERO_ERROR;
	else if (strcmp(value, "null") == 0)
		rules->zero_date = CVG_ZERO_NULL;
	else
	{
		rules->zero_date = CVG_ZERO_VALUE;
		rules->zero_date_value = pstrdup(value);
	}
}

const CvgRule *
CvgRuleUnused(List *rules, const CvgSchema *schema)
{
	ListCell   *lc;

	foreach(lc, rules)
	{
		if (!IsUsed(lfirst(lc), schema))
			return lfirst(lc);
	}
	return NULL;
}

static bool
IsUsed(const CvgRule *rule, const CvgSchema *schema)
{
	for (int t = 0; t < schema->ntables; t++)
	{
		const CvgTable *table = &schema->tables[t];

		if (!PartMatches(rule->source_table, rule->table_is_name, table->name))
			continue;
		if (rule->source_column == NULL)
			return true;
		for (int c = 0; c < table->ncolumns; c++)
		{
			if (PartMatches(rule->source_column, rule->column_is_name,
							table->columns[c].name))
				return true;
		}
	}
	return false;
}
