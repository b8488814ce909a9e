/*-------------------------------------------------------------------------
 *
 * design.c
 *	  The target schema that a source schema asks for: tables and columns.
 *
 * Names of tables are taken first, then those that depend on them, so that
 * what a user sees most is what changes least.  Tables, views, sequences and
 * indexes share one namespace in PostgreSQL, and tables share another one
 * with types; constraints have one a table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/lsyscache.h"

#include "create/design_internal.h"
#include "rules.h"
#include "selection.h"
#include "target/relations.h"

static void CheckRules(const CvgDesigner *designer);
static void SelectTables(CvgDesigner *designer);
static void NameTables(CvgDesigner *designer);
static void SelectColumns(CvgDesigner *designer, CvgNewTable *table);
static void NameTypes(CvgDesigner *designer);
static void DesignSequences(CvgDesigner *designer);
static void DesignColumns(CvgDesigner *designer, CvgNewTable *table);
static void NoteTable(CvgDesigner *designer, const CvgNewTable *table);
static void NameConstraints(CvgDesigner *designer, CvgNewTable *table);

CvgDesign *
CvgDesignMake(const CvgSchema *schema, const CvgDesignOptions *options,
			  CvgColumnFit *const *fits)
{
	CvgDesigner designer = {0};
	CvgDesign  *design = palloc0(sizeof(CvgDesign));

	CvgPatternsCheck(schema, options->tables, "tables");
	CvgPatternsCheck(schema, options->exclude, "exclude");
	design->source = schema;
	design->options = *options;
	design->schema = options->target_schema ? options->target_schema :
		get_namespace_name(CvgTargetNamespace(NULL));
	designer.design = design;
	designer.rules = CvgRulesRead(options->server, schema);
	CheckRules(&designer);

	SelectTables(&designer);
	CvgChooseTypes(design, designer.rules, fits);
	NameTypes(&designer);
	DesignSequences(&designer);
	for (int i = 0; i < design->ntables; i++)
	{
		DesignColumns(&designer, &design->tables[i]);
		NameConstraints(&designer, &design->tables[i]);
		CvgDesignChecks(&designer, &design->tables[i]);
		CvgDesignPartitions(&designer, &design->tables[i]);
	}
	CvgDesignViews(&designer);
	for (int i = 0; i < design->ntables; i++)
		CvgDesignIndexes(&designer, &design->tables[i]);
	for (int i = 0; i < design->ntables; i++)
		CvgDesignForeignKeys(&designer, &design->tables[i]);
	CvgDesignCode(&designer);

	return design;
}

/* A rule that matches nothing is most likely misspelled. */
static void
CheckRules(const CvgDesigner *designer)
{
	const CvgRule *rule = CvgRuleUnused(designer->rules, designer->design->source);

	if (rule != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("the rule with action \"%s\" for table \"%s\"%s%s%s matches nothing at the source",
						rule->action, rule->source_table,
						rule->source_column ? ", column \"" : "",
						rule->source_column ? rule->source_column : "",
						rule->source_column ? "\"" : ""),
				 errhint("Correct or delete the rule in converge_rule.")));
}

bool
CvgDesignWants(const CvgSchema *schema, const CvgDesignOptions *options,
			   List *rules, const CvgTable *table)
{
	return (options->tables == NIL ||
			CvgPatternsMatch(schema, options->tables, table->name)) &&
		!CvgPatternsMatch(schema, options->exclude, table->name) &&
		CvgRuleFind(rules, "skip", table->name, NULL) == NULL;
}

static void
SelectTables(CvgDesigner *designer)
{
	CvgDesign  *design = designer->design;
	const CvgSchema *schema = design->source;

	designer->table_of = palloc(sizeof(int) * (schema->ntables + 1));
	design->tables = palloc0(sizeof(CvgNewTable) * (schema->ntables + 1));
	for (int i = 0; i < schema->ntables; i++)
	{
		designer->table_of[i] = -1;
		if (!CvgDesignWants(schema, &design->options, designer->rules, &schema->tables[i]))
			continue;
		designer->table_of[i] = design->ntables;
		design->tables[design->ntables].source = &schema->tables[i];
		SelectColumns(designer, &design->tables[design->ntables]);
		design->ntables++;
	}
	NameTables(designer);
	designer->constraints = palloc0(sizeof(CvgNames *) * (design->ntables + 1));
}

/* Names that rules give stand first: the others make way. */
static void
NameTables(CvgDesigner *designer)
{
	CvgDesign  *design = designer->design;
	ListCell   *lc;

	designer->relations = CvgNamesCreate(design->options.fold);
	foreach(lc, design->options.taken)
		(void) CvgNamesReserve(designer->relations, lfirst(lc));
	for (int i = 0; i < design->ntables; i++)
	{
		CvgNewTable *table = &design->tables[i];
		const CvgRule *rule = CvgRuleFind(designer->rules, "rename", table->source->name, NULL);

		if (rule == NULL)
			continue;
		table->name = pstrdup(rule->value);
		if (table->name[0] == '\0' || strlen(table->name) >= NAMEDATALEN ||
			!CvgNamesReserve(designer->relations, table->name))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_NAME),
					 errmsg("cannot create table \"%s\" with name \"%s\"",
							table->source->name, table->name),
					 errdetail("A name has 1 to 63 bytes, and no two tables have the same."),
					 errhint("Correct the rule with action \"rename\" in converge_rule.")));
	}
	for (int i = 0; i < design->ntables; i++)
	{
		CvgNewTable *table = &design->tables[i];

		if (table->name == NULL)
			table->name = CvgNamesTake(designer->relations, table->source->name, "table",
									   table->source->name, &design->notes);
	}
}

static void
SelectColumns(CvgDesigner *designer, CvgNewTable *table)
{
	const CvgTable *source = table->source;

	table->comment = source->comment;
	table->columns = palloc0(sizeof(CvgNewColumn) * (source->ncolumns + 1));
	for (int i = 0; i < source->ncolumns; i++)
	{
		CvgNewColumn *column = &table->columns[table->ncolumns];

		if (CvgRuleFind(designer->rules, "skip", source->name,
						source->columns[i].name) != NULL)
			continue;
		column->source = &source->columns[i];
		column->not_null = !source->columns[i].nullable;
		column->comment = source->columns[i].comment;
		table->ncolumns++;
	}
}

/* A view or table of that name would need a type of that name too. */
static void
NameTypes(CvgDesigner *designer)
{
	ListCell   *lc;

	foreach(lc, designer->design->enums)
	{
		const CvgNewEnum *type = lfirst(lc);

		(void) CvgNamesReserve(designer->relations, type->name);
	}
}

/* Numbers go on where the source's stand. */
static void
DesignSequences(CvgDesigner *designer)
{
	CvgDesign  *design = designer->design;
	ListCell   *lc;

	if (design->options.tables != NIL)
		return;
	foreach(lc, design->source->sequences)
	{
		const CvgSourceSequence *source = lfirst(lc);
		CvgSourceSequence *sequence = palloc(sizeof(CvgSourceSequence));

		*sequence = *source;
		sequence->name = CvgNamesTake(designer->relations, source->name,
									  "sequence", source->name, &design->notes);
		design->sequences = lappend(design->sequences, sequence);
		/* given out to the last: one value would come again */
		if (sequence->next > sequence->maximum || sequence->next < sequence->minimum)
		{
			sequence->next = source->increment > 0 ? source->maximum : source->minimum;
			CvgDesignNote(designer, "SEQUENCE_EXHAUSTED", CVG_SEVERITY_WARNING, "sequence",
						  source->name,
						  pstrdup("has given out its last value at the source, which it gives out once more here"));
			continue;
		}
		if (source->next != source->start)
			CvgDesignNote(designer, "SEQUENCE_START", CVG_SEVERITY_INFO, "sequence",
						  source->name,
						  psprintf("starts with " INT64_FORMAT ", where the source's stands; its START was " INT64_FORMAT,
								   source->next, source->start));
	}
}

static void
DesignColumns(CvgDesigner *designer, CvgNewTable *table)
{
	NoteTable(designer, table);
	for (int i = 0; i < table->ncolumns; i++)
	{
		const CvgNewColumn *column = &table->columns[i];

		if (column->source->invisible)
			CvgDesignNote(designer, "COLUMN_INVISIBLE", CVG_SEVERITY_INFO, "column",
						  psprintf("%s.%s", table->source->name, column->source->name),
						  pstrdup("is invisible at the source; here, SELECT * shows it"));
		CvgDesignDefault(designer, table, i);
		CvgDesignGenerated(designer, table, i);
	}
}

static void
NoteTable(CvgDesigner *designer, const CvgNewTable *table)
{
	const CvgTable *source = table->source;

	if (source->system_versioned)
		CvgDesignNote(designer, "SYSTEM_VERSIONING", CVG_SEVERITY_LOSS, "table",
					  source->name,
					  pstrdup("system versioning has no counterpart; only the current rows are kept"));
	if (source->partly_readable)
		CvgDesignNote(designer, "COLUMN_HIDDEN", CVG_SEVERITY_LOSS, "table",
					  source->name,
					  pstrdup("has columns that the account at the source may not see, which are left out"));
}

/* The names of checks that types need are made with the types. */
static void
NameConstraints(CvgDesigner *designer, CvgNewTable *table)
{
	int			place = table - designer->design->tables;
	ListCell   *lc;

	designer->constraints[place] = CvgNamesCreate(designer->design->options.fold);
	foreach(lc, table->checks)
	{
		CvgNewCheck *check = lfirst(lc);
		List	   *unused = NIL;

		check->name = CvgNamesTake(designer->constraints[place], check->name, "check",
								   check->name, &unused);
	}
}

void
CvgDesignNote(CvgDesigner *designer, const char *code, CvgSeverity severity,
			  const char *object_type, char *object, char *message)
{
	CvgNoteAdd(&designer->design->notes, code, severity, object_type, object, message);
}

CvgExprColumn *
CvgDesignScopeColumns(const CvgNewTable *table, bool with_generated)
{
	CvgExprColumn *columns = palloc0(sizeof(CvgExprColumn) * (table->ncolumns + 1));

	for (int i = 0; i < table->ncolumns; i++)
	{
		const CvgNewColumn *column = &table->columns[i];

		columns[i].source_name = column->source->name;
		columns[i].kind = column->kind;
		columns[i].type = column->type;
		columns[i].ignores_case = column->ignores_case;
		columns[i].collated = column->collation != NULL;
		columns[i].source_ignores_case = CvgCollationIgnoresCase(column->source->collation);
		columns[i].citext = CvgTypeIsCitext(column->type);
		if (with_generated || !column->source->generated)
			columns[i].target_name = column->name;
	}
	return columns;
}

char *
CvgDesignExpression(CvgDesigner *designer, const CvgNewTable *table,
					CvgExprUse use, const char *sql, CvgProblem *problem)
{
	CvgExprScope scope = {0};

	scope.mariadb = designer->design->source->mariadb;
	scope.use = use;
	scope.ncolumns = table->ncolumns;
	scope.columns = CvgDesignScopeColumns(table, use != CVG_USE_PARTITION);
	return CvgTranslateExpression(sql, &scope, problem);
}

int
CvgDesignColumn(const CvgNewTable *table, int source_column)
{
	for (int i = 0; i < table->ncolumns; i++)
	{
		if (table->columns[i].source == &table->source->columns[source_column])
			return i;
	}
	return -1;
}

char *
CvgDesignComposedName(const CvgNewTable *table, int ncolumns,
					  const int *columns, const char *suffix)
{
	StringInfoData name;

	initStringInfo(&name);
	appendStringInfoString(&name, table->name);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&name, "_%s", columns[i] < 0 ? "expr" : table->columns[columns[i]].name);
	appendStringInfo(&name, "_%s", suffix);
	return name.data;
}

const CvgNewTable *
CvgDesignTable(const CvgDesign *design, const CvgTable *source)
{
	int			low = 0;
	int			high = design->ntables;

	/* both are in the order of the schema */
	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		const CvgNewTable *table = &design->tables[middle];

		if (table->source == source)
			return table;
		if (table->source < source)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
