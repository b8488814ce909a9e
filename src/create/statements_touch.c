/*-------------------------------------------------------------------------
 *
 * statements_touch.c
 *	  Triggers that do what ON UPDATE CURRENT_TIMESTAMP does.
 *
 * MySQL sets such a column when an UPDATE changes another column of the row
 * and does not name this one.  A trigger cannot know what a statement names,
 * so it goes by the values: the row has changed, and this column has not.
 * Rows are compared as they are stored, since 'a' that becomes 'A' is a
 * change whatever the collation, and since not every type has an equality.
 *
 * One function serves all tables with a column of that name and precision.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "create/statements_internal.h"

/* A trigger function that has been written. */
typedef struct TouchFunction
{
	const char *column;
	int			digits;
	char	   *name;
} TouchFunction;

static TouchFunction *FindFunction(CvgStatementWriter *writer, CvgNames *names,
								   List **functions, const CvgNewColumn *column);
static void WriteFunction(CvgStatementWriter *writer, const TouchFunction *function);
static char *Moment(int digits);
static void WriteTrigger(CvgStatementWriter *writer, const CvgNewTable *table,
						 const CvgNewColumn *column, const char *function);
static char *RowChanged(const CvgNewTable *table);

void
CvgStatementsTouch(CvgStatementWriter *writer)
{
	CvgNames   *names = CvgNamesCreate(CVG_FOLD_KEEP);
	List	   *functions = NIL;

	for (int t = 0; t < writer->design->ntables; t++)
	{
		const CvgNewTable *table = &writer->design->tables[t];

		for (int c = 0; c < table->ncolumns; c++)
		{
			const CvgNewColumn *column = &table->columns[c];

			if (column->touched && column->generated_sql == NULL)
				WriteTrigger(writer, table, column,
							 FindFunction(writer, names, &functions, column)->name);
		}
	}
}

static TouchFunction *
FindFunction(CvgStatementWriter *writer, CvgNames *names, List **functions,
			 const CvgNewColumn *column)
{
	TouchFunction *function;
	List	   *unused = NIL;
	ListCell   *lc;

	foreach(lc, *functions)
	{
		function = lfirst(lc);
		if (strcmp(function->column, column->name) == 0 &&
			function->digits == column->touched_digits)
			return function;
	}
	function = palloc(sizeof(TouchFunction));
	function->column = column->name;
	function->digits = column->touched_digits;
	function->name = CvgNamesTake(names, column->touched_digits == 0 ?
								  psprintf("touch_%s", column->name) :
								  psprintf("touch_%s_%d", column->name, column->touched_digits),
								  "function", column->name, &unused);
	*functions = lappend(*functions, function);
	WriteFunction(writer, function);
	return function;
}

static void
WriteFunction(CvgStatementWriter *writer, const TouchFunction *function)
{
	char	   *name = psprintf("%s()", CvgStatementName(writer, function->name));
	char	   *body = psprintf("\nBEGIN\n"
								"    NEW.%s := %s;\n"
								"    RETURN NEW;\n"
								"END\n",
								quote_identifier(function->column),
								Moment (function->digits));

	CvgStatementAdd(writer, CVG_POST_KEYS, "function", name,
					psprintf("CREATE OR REPLACE FUNCTION %s RETURNS trigger\n"
							 "LANGUAGE plpgsql AS %s", name, CvgDollarQuote("touch", body)),
					psprintf("pg_catalog.to_regprocedure(%s) IS NOT NULL",
							 quote_literal_cstr(name)));
}

/* PostgreSQL would round what MySQL cuts off. */
static char *
Moment(int digits)
{
	if (digits >= 6)
		return pstrdup("pg_catalog.statement_timestamp()");
	if (digits == 0)
		return pstrdup("pg_catalog.date_trunc('second', pg_catalog.statement_timestamp())");
	return psprintf("pg_catalog.date_bin('0.%0*d s', pg_catalog.statement_timestamp(), '2000-01-01 00:00:00+00')",
					digits, 1);
}

static void
WriteTrigger(CvgStatementWriter *writer, const CvgNewTable *table,
			 const CvgNewColumn *column, const char *function)
{
	const char *column_name = quote_identifier(column->name);
	char	   *name = CvgStatementName(writer, table->name);
	CvgStatement *statement;

	statement = CvgStatementAdd(writer, CVG_POST_KEYS, "trigger",
								psprintf("%s of %s", quote_identifier(function), name),
								psprintf("CREATE OR REPLACE TRIGGER %s BEFORE UPDATE ON %s\n"
										 "FOR EACH ROW WHEN (%s AND NEW.%s IS NOT DISTINCT FROM OLD.%s)\n"
										 "EXECUTE FUNCTION %s()",
										 quote_identifier(function), name, RowChanged(table),
										 column_name, column_name,
										 CvgStatementName(writer, function)),
								psprintf("EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass(%s) AND tgname = %s)",
										 quote_literal_cstr(name),
										 quote_literal_cstr(function)));
	statement->table = table->name;
}

/*
 * Generated columns are not known yet when the trigger fires, and PostgreSQL
 * refuses to look at the whole row then.
 */
static char *
RowChanged(const CvgNewTable *table)
{
	StringInfoData condition;
	bool		generated = false;

	for (int i = 0; i < table->ncolumns; i++)
		generated |= table->columns[i].generated_sql != NULL;
	if (!generated)
		return pstrdup("NEW.* OPERATOR(pg_catalog.*<>) OLD.*");

	initStringInfo(&condition);
	for (int i = 0; i < table->ncolumns; i++)
	{
		const CvgNewColumn *column = &table->columns[i];
		const char *name = quote_identifier(column->name);
		bool		as_text = column->kind == CVG_KIND_JSON || column->kind == CVG_KIND_OTHER ||
			column->kind == CVG_KIND_TEXT;

		if (column->generated_sql != NULL)
			continue;
		appendStringInfo(&condition, as_text ? "%sNEW.%s::text COLLATE pg_catalog.\"C\" IS DISTINCT FROM OLD.%s::text" :
						 "%sNEW.%s IS DISTINCT FROM OLD.%s",
						 condition.len > 0 ? " OR " : "", name, name);
	}
	return psprintf("(%s)", condition.data);
}
