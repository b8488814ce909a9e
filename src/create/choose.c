/*-------------------------------------------------------------------------
 *
 * choose.c
 *	  Names and types of the columns of a design.
 *
 * A type is chosen for a key at a time: a column and all that foreign keys
 * join to it, mostly one column alone.  What rules and data say of one member
 * goes for all (keys_together.c).  Then come collation, enum types, checks
 * and notes of each column.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "choose_internal.h"
#include "commands/defrem.h"
#include "utils/builtins.h"

typedef struct Choice
{
	CvgDesign  *design;
	List	   *rules;
	int			nchosen;
	CvgChosen  *chosen;			/* all columns, in the order of the tables */
	CvgChosen **by_key;			/* the same, members of a key together */
} Choice;

static void MakeColumns(CvgNewTable *table, List *rules);
static void NameColumns(CvgDesign *design, CvgNewTable *table, List *rules);
static void NameByRule(CvgNames *names, const CvgNewTable *table,
					   CvgNewColumn *column, const CvgRule *rule);
static void CollectColumns(Choice *choice, CvgColumnFit *const *fits);
static void CollectColumn(Choice *choice, CvgNewTable *table,
						  CvgNewColumn *column, const CvgColumnFit *fits);
static int	CompareByKey(const void *a, const void *b);
static void ChooseByKey(Choice *choice);
static CvgNames *TypeNames(const CvgDesign *design);
static void NameEnums(CvgDesign *design, CvgNames *names, CvgChosen **members,
					  int nmembers);
static void AddChecks(Choice *choice);
static bool RefersToKey(const CvgDesign *design, const CvgChosen *chosen);
static bool IsKeyOf(const CvgTable *table, const char *column);
static void FindExtensions(CvgDesign *design);

void
CvgChooseTypes(CvgDesign *design, List *rules, CvgColumnFit *const *fits)
{
	Choice		choice = {.design = design,.rules = rules};

	for (int i = 0; i < design->ntables; i++)
	{
		CvgNewTable *table = &design->tables[i];

		if (table->columns == NULL)
			MakeColumns(table, rules);
		NameColumns(design, table, rules);
	}
	CollectColumns(&choice, fits);
	ChooseByKey(&choice);
	AddChecks(&choice);
	for (int i = 0; i < choice.nchosen; i++)
		CvgNoteType(&choice.chosen[i], &design->notes);
	CvgNoteKeys(design);
	CvgNoteRowLimits(design);
	FindExtensions(design);
}

static void
MakeColumns(CvgNewTable *table, List *rules)
{
	const CvgTable *source = table->source;

	table->columns = palloc0(sizeof(CvgNewColumn) * Max(source->ncolumns, 1));
	table->ncolumns = 0;
	for (int i = 0; i < source->ncolumns; i++)
	{
		if (CvgRuleFind(rules, "skip", source->name, source->columns[i].name) == NULL)
			table->columns[table->ncolumns++].source = &source->columns[i];
	}
}

/* Names that rules give stand first: the others make way. */
static void
NameColumns(CvgDesign *design, CvgNewTable *table, List *rules)
{
	CvgNames   *names = CvgNamesCreate(design->options.fold);

	for (int i = 0; i < table->ncolumns; i++)
	{
		CvgNewColumn *column = &table->columns[i];
		const CvgRule *rule = CvgRuleFind(rules, "rename", table->source->name,
										  column->source->name);

		column->name = NULL;
		if (rule != NULL)
			NameByRule(names, table, column, rule);
	}
	for (int i = 0; i < table->ncolumns; i++)
	{
		CvgNewColumn *column = &table->columns[i];

		if (column->name == NULL)
			column->name = CvgNamesTake(names, column->source->name, "column",
										CvgColumnObject(table, column),
										&design->notes);
	}
}

static void
NameByRule(CvgNames *names, const CvgNewTable *table, CvgNewColumn *column,
		   const CvgRule *rule)
{
	const char *problem = NULL;

	if (rule->value[0] == '\0' || strlen(rule->value) >= NAMEDATALEN)
		problem = "A name has 1 to 63 bytes.";
	else if (CvgNameIsSystemColumn(rule->value))
		problem = "PostgreSQL has a system column of that name.";
	else if (!CvgNamesReserve(names, rule->value))
		problem = "Another column has that name by a rule.";
	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("cannot create column \"%s\" of table \"%s\" with name \"%s\"",
						column->source->name, table->source->name, rule->value),
				 errdetail("%s", problem),
				 errhint("Correct the rule with action \"rename\" in converge_rule.")));
	column->name = pstrdup(rule->value);
}

static void
CollectColumns(Choice *choice, CvgColumnFit *const *fits)
{
	const CvgDesign *design = choice->design;
	const CvgSchema *schema = design->source;
	int		  **keys = CvgKeysFind(schema);
	int		   *first = palloc(sizeof(int) * (schema->ntables + 1));
	bool	   *counted;

	first[0] = 0;
	for (int t = 0; t < schema->ntables; t++)
		first[t + 1] = first[t] + schema->tables[t].ncolumns;
	counted = palloc0(sizeof(bool) * (first[schema->ntables] + 1));
	for (int t = 0; t < schema->ntables; t++)
	{
		for (int c = 0; c < schema->tables[t].ncolumns; c++)
			counted[keys[t][c]] |= schema->tables[t].columns[c].auto_increment;
	}
	choice->chosen = palloc0(sizeof(CvgChosen) * (first[schema->ntables] + 1));
	choice->by_key = palloc(sizeof(CvgChosen *) * (first[schema->ntables] + 1));

	for (int i = 0; i < design->ntables; i++)
	{
		CvgNewTable *table = &design->tables[i];
		int			t = table->source - schema->tables;

		for (int c = 0; c < table->ncolumns; c++)
		{
			CvgNewColumn *column = &table->columns[c];
			int			source_column = column->source - table->source->columns;
			CvgChosen  *chosen = &choice->chosen[choice->nchosen];

			chosen->number = first[t] + source_column;
			chosen->key = keys[t][source_column];
			chosen->counted = counted[chosen->key];
			CollectColumn(choice, table, column, fits && fits[t] ?
						  &fits[t][source_column] : NULL);
		}
	}
	qsort(choice->by_key, choice->nchosen, sizeof(CvgChosen *), CompareByKey);
}

static void
CollectColumn(Choice *choice, CvgNewTable *table, CvgNewColumn *column,
			  const CvgColumnFit *fit)
{
	CvgChosen  *chosen = &choice->chosen[choice->nchosen];
	const char *table_name = table->source->name;

	chosen->table = table;
	chosen->column = column;
	chosen->rule = CvgRuleFind(choice->rules, "type", table_name, column->source->name);
	CvgRulesForColumn(choice->rules, table_name, column->source->name, &chosen->rules);
	if (fit != NULL)
		chosen->fit = *fit;
	choice->by_key[choice->nchosen++] = chosen;
}

/* Members of a key in the order of the source, after what they refer to. */
static int
CompareByKey(const void *a, const void *b)
{
	const CvgChosen *one = *(const CvgChosen *const *) a;
	const CvgChosen *two = *(const CvgChosen *const *) b;

	if (one->key != two->key)
		return one->key < two->key ? -1 : 1;
	if ((one->number == one->key) != (two->number == two->key))
		return one->number == one->key ? -1 : 1;
	return one->number < two->number ? -1 : one->number > two->number;
}

static void
ChooseByKey(Choice *choice)
{
	CvgDesign  *design = choice->design;
	CvgNames   *names = TypeNames(design);
	int			nmembers;

	for (int i = 0; i < choice->nchosen; i += nmembers)
	{
		CvgChosen **members = &choice->by_key[i];

		nmembers = 1;
		while (i + nmembers < choice->nchosen && members[nmembers]->key == members[0]->key)
			nmembers++;
		CvgKeyUnify(members, nmembers, design, &design->notes);
		CvgKeyCollate(members, nmembers, design);
		NameEnums(design, names, members, nmembers);
	}
}

/* Tables and views are types as well; those left out may come another time. */
static CvgNames *
TypeNames(const CvgDesign *design)
{
	CvgNames   *names = CvgNamesCreate(CVG_FOLD_KEEP);
	CvgNames   *views = CvgNamesCreate(design->options.fold);
	List	   *notes = NIL;
	ListCell   *lc;

	for (int i = 0; i < design->ntables; i++)
		CvgNamesReserve(names, design->tables[i].name);
	for (int i = 0; i < design->source->ntables; i++)
		CvgNamesReserve(names, CvgNameMade(design->options.fold,
										   design->source->tables[i].name, "table"));
	foreach(lc, design->source->views)
	{
		const CvgView *view = lfirst(lc);

		CvgNamesReserve(names, CvgNamesTake(views, view->name, "view", view->name, &notes));
	}
	return names;
}

static void
NameEnums(CvgDesign *design, CvgNames *names, CvgChosen **members, int nmembers)
{
	const CvgChosen *first = members[0];
	CvgNewEnum *type;
	List	   *notes = NIL;
	char	   *name;

	/* a rule has given the type otherwise */
	if (first->column->kind != CVG_KIND_ENUM || first->column->type != NULL)
		return;
	type = palloc(sizeof(CvgNewEnum));
	name = psprintf("%s_%s", first->table->name, first->column->name);
	type->name = CvgNamesTake(names, name, "type", name, &notes);
	type->labels = first->labels;
	design->enums = lappend(design->enums, type);
	for (int i = 0; i < nmembers; i++)
	{
		if (members[i]->column->kind == CVG_KIND_ENUM && members[i]->column->type == NULL)
			members[i]->column->type = quote_qualified_identifier(design->schema, type->name);
	}
}

/* Named as PostgreSQL names checks. */
static void
AddChecks(Choice *choice)
{
	CvgNames   *names = NULL;
	List	   *notes = NIL;

	for (int i = 0; i < choice->nchosen; i++)
	{
		const CvgChosen *chosen = &choice->chosen[i];
		char	   *expression = CvgTypeCheck(chosen);
		CvgNewCheck *check;
		char	   *name;

		if (i == 0 || chosen->table != choice->chosen[i - 1].table)
			names = CvgNamesCreate(CVG_FOLD_KEEP);
		if (expression == NULL || RefersToKey(choice->design, chosen))
			continue;
		check = palloc0(sizeof(CvgNewCheck));
		name = makeObjectName(chosen->table->name, chosen->column->name, "check");
		check->name = CvgNamesTake(names, name, "check", name, &notes);
		check->expression = expression;
		chosen->table->checks = lappend(chosen->table->checks, check);
	}
}

/*
 * Whether a foreign key of this column alone lets in no other numbers than
 * another column of the design, which has the same check.
 */
static bool
RefersToKey(const CvgDesign *design, const CvgChosen *chosen)
{
	const CvgTable *source = chosen->table->source;
	ListCell   *lc;

	if (!chosen->column->source->is_unsigned)
		return false;
	foreach(lc, source->foreign_keys)
	{
		const CvgForeignKey *key = lfirst(lc);

		if (key->ncolumns != 1 || key->ref_database != NULL ||
			chosen->column->source != &source->columns[key->columns[0]])
			continue;
		for (int i = 0; i < design->ntables; i++)
		{
			const CvgTable *other = design->tables[i].source;

			if (strcmp(other->name, key->ref_table) == 0 &&
				chosen->number != chosen->key && IsKeyOf(other, key->ref_columns[0]))
				return true;
		}
	}
	return false;
}

static bool
IsKeyOf(const CvgTable *table, const char *column)
{
	ListCell   *lc;

	foreach(lc, table->indexes)
	{
		const CvgIndex *index = lfirst(lc);

		if ((index->kind == CVG_INDEX_PRIMARY || index->kind == CVG_INDEX_UNIQUE) &&
			index->nparts == 1 && index->parts[0].column >= 0 &&
			index->parts[0].prefix < 0 &&
			strcmp(table->columns[index->parts[0].column].name, column) == 0)
			return true;
	}
	return false;
}

static void
FindExtensions(CvgDesign *design)
{
	static const char *const types[][2] = {
		{".citext", "citext"}, {".geometry", "postgis"}, {".vector(", "vector"}
	};

	for (int i = 0; i < (int) lengthof(types); i++)
	{
		bool		found = false;

		for (int t = 0; t < design->ntables && !found; t++)
		{
			const CvgNewTable *table = &design->tables[t];

			for (int c = 0; c < table->ncolumns && !found; c++)
				found = strstr(table->columns[c].type, types[i][0]) != NULL &&
					table->columns[c].kind != CVG_KIND_ENUM;
		}
		if (found)
			design->extensions = lappend(design->extensions, pstrdup(types[i][1]));
	}
}

char *
CvgColumnObject(const CvgNewTable *table, const CvgNewColumn *column)
{
	return psprintf("%s.%s", table->source->name, column->source->name);
}
