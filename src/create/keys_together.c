/*-------------------------------------------------------------------------
 *
 * keys_together.c
 *	  A key and all columns that refer to it get one type.
 *
 * Columns joined by foreign keys, directly or through other tables, also
 * through tables that are left out, form one key.  PostgreSQL compares both
 * sides of a foreign key, so whatever narrows or widens the type of one
 * column has to hold for all: what the data allow, what a rule says, what
 * AUTO_INCREMENT asks for.  Lengths of strings may differ.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "choose_internal.h"
#include "nodes/value.h"

/* Types of whole numbers, each holding those before it. */
static const char *const whole_numbers[] = {
	"smallint", "integer", "bigint", "numeric(20,0)"
};

static int	Root(int *parents, int column);
static void Join (int *parents, int **numbers, const CvgSchema *schema,
				  const CvgTable *table, const CvgForeignKey *key);
static bool ChangesValues(const CvgColumnRules *rules, CvgKind kind);
static CvgTypeHints Hints(CvgChosen **members, int nmembers);
static CvgFit BooleanHint(CvgChosen **members, int nmembers);
static bool UuidHint(CvgChosen **members, int nmembers);
static const CvgRule *RuleOfKey(CvgChosen **members, int nmembers);
static void WidenNumbers(CvgChosen **members, int nmembers);
static int	WholeNumberRank(const char *type);
static void ShareLabels(CvgChosen **members, int nmembers);
static void NoteDifferences(CvgChosen **members, int nmembers, List **notes);

int		  **
CvgKeysFind(const CvgSchema *schema)
{
	int		  **numbers = palloc(sizeof(int *) * Max(schema->ntables, 1));
	int			ncolumns = 0;
	int		   *parents;
	ListCell   *lc;

	for (int t = 0; t < schema->ntables; t++)
	{
		numbers[t] = palloc(sizeof(int) * Max(schema->tables[t].ncolumns, 1));
		for (int c = 0; c < schema->tables[t].ncolumns; c++)
			numbers[t][c] = ncolumns++;
	}
	parents = palloc(sizeof(int) * Max(ncolumns, 1));
	for (int i = 0; i < ncolumns; i++)
		parents[i] = i;

	for (int t = 0; t < schema->ntables; t++)
	{
		foreach(lc, schema->tables[t].foreign_keys)
			Join		(parents, numbers, schema, &schema->tables[t], lfirst(lc));
	}
	for (int t = 0; t < schema->ntables; t++)
	{
		for (int c = 0; c < schema->tables[t].ncolumns; c++)
			numbers[t][c] = Root(parents, numbers[t][c]);
	}
	pfree(parents);
	return numbers;
}

static int
Root(int *parents, int column)
{
	while (parents[column] != column)
	{
		parents[column] = parents[parents[column]];
		column = parents[column];
	}
	return column;
}

/* The root of what is referred to stays root. */
static void
Join		(int *parents, int **numbers, const CvgSchema *schema,
			 const CvgTable *table, const CvgForeignKey *key)
{
	const CvgTable *other = key->ref_database ? NULL :
		CvgSchemaTable(schema, key->ref_table);

	for (int i = 0; i < key->ncolumns && other != NULL; i++)
	{
		int			column = CvgTableColumnIndex(other, key->ref_columns[i]);

		if (column < 0)
			continue;
		parents[Root(parents, numbers[table - schema->tables][key->columns[i]])] =
			Root(parents, numbers[other - schema->tables][column]);
	}
}

void
CvgKeyUnify(CvgChosen **members, int nmembers, const CvgDesign *design, List **notes)
{
	const CvgRule *rule = RuleOfKey(members, nmembers);
	CvgTypeHints hints = Hints(members, nmembers);

	for (int i = 0; i < nmembers; i++)
	{
		if (rule == NULL)
			CvgTypeChoose(members[i]->column, &hints, &design->options);
		else
			CvgTypeFromRule(members[i], members[i]->rule ? members[i]->rule : rule);
	}
	if (rule == NULL)
	{
		WidenNumbers(members, nmembers);
		ShareLabels(members, nmembers);
	}
	for (int i = 0; i < nmembers; i++)
	{
		CvgNewColumn *column = members[i]->column;

		column->identity = column->source->auto_increment &&
			column->kind == CVG_KIND_INTEGER;
		if (ChangesValues(&members[i]->rules, column->kind))
			column->loss = CVG_LOSS_RULE;
	}
	NoteDifferences(members, nmembers, notes);
}

static bool
ChangesValues(const CvgColumnRules *rules, CvgKind kind)
{
	if (rules->using_expr != NULL)
		return true;
	if (kind == CVG_KIND_DATE || kind == CVG_KIND_TIMESTAMP || kind == CVG_KIND_TIMESTAMPTZ)
		return rules->zero_date != CVG_ZERO_ERROR;
	return (kind == CVG_KIND_BOOLEAN && rules->boolean_nonzero) ||
		(kind == CVG_KIND_TEXT && rules->nul != CVG_NUL_ERROR);
}

static CvgTypeHints
Hints(CvgChosen **members, int nmembers)
{
	CvgTypeHints hints = {0};

	hints.identity = members[0]->counted;
	hints.boolean = BooleanHint(members, nmembers);
	hints.uuid = UuidHint(members, nmembers);
	return hints;
}

static CvgFit
BooleanHint(CvgChosen **members, int nmembers)
{
	CvgFit		boolean = CVG_FIT_YES;

	for (int i = 0; i < nmembers && boolean != CVG_FIT_NO; i++)
	{
		CvgFit		fit = members[i]->fit.boolean;

		if (members[i]->rules.boolean_nonzero)
			fit = CVG_FIT_YES;
		if (fit != CVG_FIT_YES && fit != CVG_FIT_EMPTY)
			boolean = fit;
	}
	return boolean;
}

/*
 * All have uuids or nothing.  Where nobody has a value, char(36) is taken
 * for what it mostly is, and varchar(36) is not.
 */
static bool
UuidHint(CvgChosen **members, int nmembers)
{
	bool		seen = false;

	for (int i = 0; i < nmembers; i++)
	{
		const CvgColumn *source = members[i]->column->source;
		CvgFit		fit = members[i]->fit.uuid;

		if (source->type == CVG_TYPE_UUID)
			fit = CVG_FIT_YES;
		if (fit != CVG_FIT_YES && fit != CVG_FIT_EMPTY)
			return false;
		seen |= fit == CVG_FIT_YES || source->type == CVG_TYPE_CHAR;
	}
	return seen;
}

/* The rule for the key, or NULL; two that say different types are an error. */
static const CvgRule *
RuleOfKey(CvgChosen **members, int nmembers)
{
	const CvgChosen *found = NULL;

	for (int i = 0; i < nmembers; i++)
	{
		const CvgChosen *member = members[i];
		Oid			types[2];
		int32		typmod;

		if (member->rule == NULL)
			continue;
		if (found == NULL)
			found = member;
		CvgRuleType(found->rule, &types[0], &typmod);
		CvgRuleType(member->rule, &types[1], &typmod);
		if (types[0] != types[1])
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("rules with action \"type\" disagree about columns that foreign keys join"),
					 errdetail("Column \"%s\" of table \"%s\" is to be %s, column \"%s\" of table \"%s\" %s.",
							   found->column->source->name, found->table->source->name,
							   found->rule->value,
							   member->column->source->name, member->table->source->name,
							   member->rule->value),
					 errhint("Give both the same type, or remove one of the rules: it holds for all columns of the key.")));
	}
	return found ? found->rule : NULL;
}

/* Members may differ in width where the source did not check a foreign key. */
static void
WidenNumbers(CvgChosen **members, int nmembers)
{
	int			widest = -1;

	for (int i = 0; i < nmembers; i++)
	{
		int			rank = WholeNumberRank(members[i]->column->type);

		if (rank < 0)
			return;
		widest = Max(widest, rank);
	}
	for (int i = 0; i < nmembers; i++)
	{
		CvgNewColumn *column = members[i]->column;

		if (WholeNumberRank(column->type) == widest)
			continue;
		column->type = pstrdup(whole_numbers[widest]);
		column->kind = widest == lengthof(whole_numbers) - 1 ?
			CVG_KIND_NUMERIC : CVG_KIND_INTEGER;
	}
}

static int
WholeNumberRank(const char *type)
{
	for (int i = 0; type != NULL && i < (int) lengthof(whole_numbers); i++)
	{
		if (strcmp(whole_numbers[i], type) == 0)
			return i;
	}
	return -1;
}

/* The labels of all, those of the first in their order; or text for all. */
static void
ShareLabels(CvgChosen **members, int nmembers)
{
	List	   *labels = NIL;
	ListCell   *lc;

	for (int i = 0; i < nmembers; i++)
	{
		if (members[i]->column->source->type != CVG_TYPE_ENUM)
			return;
		foreach(lc, members[i]->column->source->labels)
			labels = list_append_unique(labels, makeString(lfirst(lc)));
	}
	foreach(lc, labels)
		lfirst(lc) = strVal(lfirst(lc));
	for (int i = 0; i < nmembers; i++)
	{
		members[i]->labels = labels;
		if (CvgLabelsFit(labels))
			continue;
		members[i]->column->kind = CVG_KIND_TEXT;
		members[i]->column->type = "text";
		members[i]->column->loss = CVG_LOSS_NONE;
	}
}

/* PostgreSQL would refuse the foreign key. */
static void
NoteDifferences(CvgChosen **members, int nmembers, List **notes)
{
	for (int i = 1; i < nmembers; i++)
	{
		const CvgNewColumn *first = members[0]->column;
		const CvgNewColumn *column = members[i]->column;

		if (column->kind != first->kind)
			CvgNoteAdd(notes, "KEY_TYPES_DIFFER", CVG_SEVERITY_LOSS, "column",
					   CvgColumnObject(members[i]->table, column),
					   psprintf("type %s does not go with %s of %s, to which a foreign key joins it",
								column->type ? column->type : "enum",
								first->type ? first->type : "enum",
								CvgColumnObject(members[0]->table, first)));
	}
}
