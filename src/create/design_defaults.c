/*-------------------------------------------------------------------------
 *
 * design_defaults.c
 *	  Defaults, generated columns, ON UPDATE and CHECK constraints.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "create/design_internal.h"

static char *ColumnObject(const CvgNewTable *table, const CvgNewColumn *column);
static char *TranslateDefault(CvgDesigner *designer, const CvgNewColumn *column,
							  CvgProblem *problem);
static char *SequenceDefault(const CvgDesign *design, const char *text);
static void DesignTouch(CvgDesigner *designer, CvgNewTable *table, CvgNewColumn *column);
static char *TranslateGenerated(CvgDesigner *designer, const CvgNewTable *table,
								const CvgNewColumn *column, CvgProblem *problem);
static char *ReplaceGenerated(const CvgNewTable *table, const char *sql, int depth);
static const CvgColumn *GeneratedNamed(const CvgNewTable *table, const char *name, int length);
static char *CastType(const CvgColumn *column);
static void DesignCheck(CvgDesigner *designer, CvgNewTable *table, const CvgCheck *source);
static char *CheckName(const CvgNewTable *table, const CvgCheck *source);

void
CvgDesignDefault(CvgDesigner *designer, CvgNewTable *table, int place)
{
	CvgNewColumn *column = &table->columns[place];
	const CvgColumn *source = column->source;
	CvgProblem	problem = {0};

	if (source->on_update != NULL)
		DesignTouch(designer, table, column);
	if (column->identity || source->default_kind == CVG_DEFAULT_NONE)
		return;
	column->default_sql = source->default_kind == CVG_DEFAULT_EXPRESSION ?
		TranslateDefault(designer, column, &problem) :
		CvgDesignLiteral(column, source->default_kind, source->default_text, &problem);
	if (column->default_sql == NULL)
		CvgDesignNote(designer, problem.code, CVG_SEVERITY_LOSS, "default",
					  ColumnObject(table, column),
					  psprintf("default left out: %s", problem.message));
}

static char *
ColumnObject(const CvgNewTable *table, const CvgNewColumn *column)
{
	return psprintf("%s.%s", table->source->name, column->source->name);
}

static char *
TranslateDefault(CvgDesigner *designer, const CvgNewColumn *column,
				 CvgProblem *problem)
{
	CvgExprScope scope = {0};
	char	   *sequence = SequenceDefault(designer->design, column->source->default_text);

	if (sequence != NULL)
		return sequence;
	scope.mariadb = designer->design->source->mariadb;
	scope.use = CVG_USE_DEFAULT;
	scope.result_kind = column->kind;
	scope.result_type = column->type;
	return CvgTranslateExpression(column->source->default_text, &scope, problem);
}

/* MariaDB's nextval(`database`.`sequence`); NULL: it is none of ours. */
static char *
SequenceDefault(const CvgDesign *design, const char *text)
{
	ListCell   *source;
	ListCell   *target;

	if (pg_strncasecmp(text, "nextval(", 8) != 0 || design->sequences == NIL)
		return NULL;
	forboth(source, design->source->sequences, target, design->sequences)
	{
		const CvgSourceSequence *old = lfirst(source);
		const CvgSourceSequence *new = lfirst(target);
		char	   *with_database = psprintf("nextval(`%s`.`%s`)", design->source->name, old->name);

		if (strcmp(text +8, with_database + 8) == 0)
			return psprintf("nextval(%s::regclass)",
							quote_literal_cstr(quote_qualified_identifier(design->schema, new->name)));
	}
	return NULL;
}

/* The only thing that MySQL lets follow ON UPDATE is CURRENT_TIMESTAMP(n). */
static void
DesignTouch(CvgDesigner *designer, CvgNewTable *table, CvgNewColumn *column)
{
	const char *digits = strchr(column->source->on_update, '(');

	if (column->kind != CVG_KIND_TIMESTAMP && column->kind != CVG_KIND_TIMESTAMPTZ)
	{
		CvgDesignNote(designer, "ON_UPDATE_TYPE", CVG_SEVERITY_LOSS, "column",
					  ColumnObject(table, column),
					  psprintf("ON UPDATE left out: type %s is no timestamp", column->type));
		return;
	}
	column->touched = true;
	column->touched_digits = digits ? atoi(digits + 1) : 0;
	CvgDesignNote(designer, "ON_UPDATE_TRIGGER", CVG_SEVERITY_INFO, "column",
				  ColumnObject(table, column),
				  pstrdup("ON UPDATE is done by a trigger, which also sets the column if an UPDATE names it and leaves its value"));
}

void
CvgDesignGenerated(CvgDesigner *designer, CvgNewTable *table, int place)
{
	CvgNewColumn *column = &table->columns[place];
	CvgProblem	problem = {0};

	if (!column->source->generated || column->source->generation == NULL)
		return;
	column->generated_sql = TranslateGenerated(designer, table, column, &problem);
	if (column->generated_sql == NULL)
		CvgDesignNote(designer, problem.code, CVG_SEVERITY_LOSS, "column",
					  ColumnObject(table, column),
					  psprintf("becomes a plain column, which keeps the values there are: %s",
							   problem.message));
	else if (!column->source->stored)
		CvgDesignNote(designer, "GENERATED_STORED", CVG_SEVERITY_INFO, "column",
					  ColumnObject(table, column),
					  pstrdup("is VIRTUAL at the source and stored here"));
}

static char *
TranslateGenerated(CvgDesigner *designer, const CvgNewTable *table,
				   const CvgNewColumn *column, CvgProblem *problem)
{
	CvgExprScope scope = {0};

	scope.mariadb = designer->design->source->mariadb;
	scope.use = CVG_USE_GENERATED;
	scope.ncolumns = table->ncolumns;
	scope.columns = CvgDesignScopeColumns(table, false);
	scope.result_kind = column->kind;
	scope.result_type = column->type;
	return CvgTranslateExpression(ReplaceGenerated(table, column->source->generation, 0),
								  &scope, problem);
}

/*
 * A generated column of PostgreSQL cannot mention another one, so the other
 * one's expression takes the place of its name, with the cast that storing it
 * in a column of its type would be.  What is left is the translator's to
 * refuse.  Source expressions quote names with backticks, strings with '.
 */
static char *
ReplaceGenerated(const CvgNewTable *table, const char *sql, int depth)
{
	StringInfoData result;
	char		quote = '\0';

	initStringInfo(&result);
	for (const char *p = sql; *p != '\0'; p++)
	{
		const char *end = quote == '\0' && *p == '`' ? strchr(p + 1, '`') : NULL;
		const CvgColumn *other = end == NULL || depth > table->ncolumns ? NULL :
			GeneratedNamed(table, p + 1, end - p - 1);

		if (other != NULL && CastType(other) != NULL)
		{
			appendStringInfo(&result, "cast((%s) as %s)",
							 ReplaceGenerated(table, other->generation, depth + 1),
							 CastType(other));
			p = end;
			continue;
		}
		if (quote != '\0' && *p == '\\' && p[1] != '\0')
			appendStringInfoChar(&result, *p++);
		else if (quote == '\0' && (*p == '\'' || *p == '"'))
			quote = *p;
		else if (*p == quote)
			quote = '\0';
		appendStringInfoChar(&result, *p);
	}
	return result.data;
}

static const CvgColumn *
GeneratedNamed(const CvgNewTable *table, const char *name, int length)
{
	for (int i = 0; i < table->ncolumns; i++)
	{
		const CvgColumn *column = table->columns[i].source;

		if (column->generation != NULL && strlen(column->name) == length &&
			strncmp(column->name, name, length) == 0)
			return column;
	}
	return NULL;
}

/* The cast that gives what a column of the type would hold, or NULL. */
static char *
CastType(const CvgColumn *column)
{
	switch (column->type)
	{
		case CVG_TYPE_SMALLINT:
		case CVG_TYPE_MEDIUMINT:
		case CVG_TYPE_INT:
		case CVG_TYPE_BIGINT:
			return column->is_unsigned ? NULL : pstrdup("signed");
		case CVG_TYPE_DECIMAL:
			return psprintf("decimal(%d,%d)", column->precision, column->scale);
		case CVG_TYPE_DATE:
			return pstrdup("date");
		case CVG_TYPE_DATETIME:
			return psprintf("datetime(%d)", Max(column->scale, 0));
		case CVG_TYPE_VARCHAR:
		case CVG_TYPE_TEXT:
			return pstrdup("char");
		default:
			return NULL;
	}
}

void
CvgDesignChecks(CvgDesigner *designer, CvgNewTable *table)
{
	ListCell   *lc;

	foreach(lc, table->source->checks)
	{
		const CvgCheck *source = lfirst(lc);

		if (source->enforced)
			DesignCheck(designer, table, source);
		else
			CvgDesignNote(designer, "CHECK_NOT_ENFORCED", CVG_SEVERITY_INFO, "check",
						  psprintf("%s.%s", table->source->name, source->name),
						  psprintf("is NOT ENFORCED at the source, and left out: %s",
								   source->expression));
	}
}

static void
DesignCheck(CvgDesigner *designer, CvgNewTable *table, const CvgCheck *source)
{
	CvgProblem	problem = {0};
	char	   *object = psprintf("%s.%s", table->source->name, source->name);
	char	   *expression = CvgDesignExpression(designer, table, CVG_USE_CHECK,
												 source->expression, &problem);
	CvgNewCheck *check;

	if (expression == NULL)
	{
		CvgDesignNote(designer, problem.code, CVG_SEVERITY_LOSS, "check", object,
					  psprintf("left out: %s", problem.message));
		return;
	}
	check = palloc0(sizeof(CvgNewCheck));
	check->source = source;
	check->expression = expression;
	check->name = CvgNamesTake(designer->constraints[table - designer->design->tables],
							   CheckName(table, source), "check", object,
							   &designer->design->notes);
	table->checks = lappend(table->checks, check);
}

/* MariaDB names the check of a column after the column. */
static char *
CheckName(const CvgNewTable *table, const CvgCheck *source)
{
	int			column = CvgTableColumnIndex(table->source, source->name);

	if (column < 0)
		return source->name;
	column = CvgDesignColumn(table, column);
	return CvgDesignComposedName(table, 1, &column, "check");
}
