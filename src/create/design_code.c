/*-------------------------------------------------------------------------
 *
 * design_code.c
 *	  Views, and programs of the source that are kept as they are.
 *
 * A view can only be translated once all that it reads is known, so views
 * are tried again as long as one more of them succeeds; that is an order in
 * which they can be created as well.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "create/design_internal.h"
#include "selection.h"

static CvgViewScope *MakeScope(const CvgDesigner *designer, CvgViewRelation *relations);
static List *AskedForViews(const CvgDesigner *designer);
static bool TryView(CvgDesigner *designer, CvgViewScope *scope,
					CvgViewRelation *relations, const CvgView *source,
					CvgProblem *problem);
static void AddToScope(const CvgDesigner *designer, CvgViewScope *scope,
					   CvgViewRelation *relations, const CvgNewView *view,
					   const CvgKind *kinds);
static const char *TypeOfKind(CvgKind kind);
static void KeepView(CvgDesigner *designer, const CvgView *source,
					 const CvgProblem *problem);
static bool IsOfLeftOutTable(const CvgDesigner *designer, const CvgSourceCode *code);

void
CvgDesignViews(CvgDesigner *designer)
{
	List	   *waiting = AskedForViews(designer);
	int			n = designer->design->ntables + list_length(waiting);
	CvgViewRelation *relations = palloc0(sizeof(CvgViewRelation) * (n + 1));
	CvgViewScope *scope = MakeScope(designer, relations);
	int			before;
	ListCell   *lc;

	do
	{
		before = list_length(waiting);
		foreach(lc, waiting)
		{
			CvgProblem	problem = {0};

			if (TryView(designer, scope, relations, lfirst(lc), &problem))
				waiting = foreach_delete_current(waiting, lc);
		}
	} while (list_length(waiting) < before);
	foreach(lc, waiting)
	{
		CvgProblem	problem = {0};

		/* once more, for the reason alone */
		(void) TryView(designer, scope, relations, lfirst(lc), &problem);
		KeepView(designer, lfirst(lc), &problem);
	}
}

static List *
AskedForViews(const CvgDesigner *designer)
{
	const CvgDesign *design = designer->design;
	List	   *views = NIL;
	ListCell   *lc;

	if (design->options.tables != NIL)
		return NIL;
	foreach(lc, design->source->views)
	{
		CvgView    *view = lfirst(lc);

		if (!CvgPatternsMatch(design->source, design->options.exclude, view->name))
			views = lappend(views, view);
	}
	return views;
}

/* With the tables; views are added when they are known. */
static CvgViewScope *
MakeScope(const CvgDesigner *designer, CvgViewRelation *relations)
{
	const CvgDesign *design = designer->design;
	CvgViewScope *scope = palloc0(sizeof(CvgViewScope));

	for (int i = 0; i < design->ntables; i++)
	{
		const CvgNewTable *table = &design->tables[i];

		relations[i].source_name = table->source->name;
		relations[i].target_name = quote_qualified_identifier(design->schema, table->name);
		relations[i].ncolumns = table->ncolumns;
		relations[i].columns = CvgDesignScopeColumns(table, true);
	}
	scope->mariadb = design->source->mariadb;
	scope->database = design->source->name;
	scope->nrelations = design->ntables;
	scope->relations = relations;
	return scope;
}

static bool
TryView(CvgDesigner *designer, CvgViewScope *scope, CvgViewRelation *relations,
		const CvgView *source, CvgProblem *problem)
{
	CvgDesign  *design = designer->design;
	CvgNewView *view;
	CvgKind    *kinds = NULL;
	int			ncolumns = 0;
	char	   *body;
	CvgNames   *names;

	if (source->body == NULL || source->body[0] == '\0')
	{
		problem->code = "VIEW_HIDDEN";
		problem->message = "the account at the source may not see its definition; GRANT SHOW VIEW to it";
		return false;
	}
	body = CvgTranslateView(source->body, scope, &ncolumns, &kinds, problem);
	if (body == NULL)
		return false;
	if (ncolumns != source->ncolumns)
	{
		problem->code = "VIEW_COLUMNS";
		problem->message = psprintf("it has %d columns at the source, and %d translated",
									source->ncolumns, ncolumns);
		return false;
	}
	view = palloc0(sizeof(CvgNewView));
	view->source = source;
	view->body = body;
	view->name = CvgNamesTake(designer->relations, source->name, "view", source->name,
							  &design->notes);
	names = CvgNamesCreate(design->options.fold);
	for (int i = 0; i < ncolumns; i++)
		view->column_names = lappend(view->column_names,
									 CvgNamesTake(names, source->columns[i].name, "column",
												  psprintf("%s.%s", source->name,
														   source->columns[i].name),
												  &design->notes));
	if (problem->code != NULL)
		CvgDesignNote(designer, problem->code, CVG_SEVERITY_WARNING, "view", source->name,
					  psprintf("may show other rows: %s", problem->message));
	design->views = lappend(design->views, view);
	AddToScope(designer, scope, relations, view, kinds);
	return true;
}

static void
AddToScope(const CvgDesigner *designer, CvgViewScope *scope, CvgViewRelation *relations,
		   const CvgNewView *view, const CvgKind *kinds)
{
	CvgViewRelation *relation = &relations[scope->nrelations++];
	int			n = view->source->ncolumns;
	CvgExprColumn *columns = palloc0(sizeof(CvgExprColumn) * (n + 1));

	for (int i = 0; i < n; i++)
	{
		columns[i].source_name = view->source->columns[i].name;
		columns[i].target_name = list_nth(view->column_names, i);
		columns[i].kind = kinds[i];
		columns[i].type = TypeOfKind(kinds[i]);
	}
	relation->source_name = view->source->name;
	relation->target_name = quote_qualified_identifier(designer->design->schema, view->name);
	relation->ncolumns = n;
	relation->columns = columns;
}

/* The type of a view's column, as far as it is known. */
static const char *
TypeOfKind(CvgKind kind)
{
	static const char *const types[] = {
		[CVG_KIND_BOOLEAN] = "boolean",
		[CVG_KIND_INTEGER] = "bigint",
		[CVG_KIND_NUMERIC] = "numeric",
		[CVG_KIND_FLOAT] = "double precision",
		[CVG_KIND_TEXT] = "text",
		[CVG_KIND_BYTEA] = "bytea",
		[CVG_KIND_BIT] = "bit varying",
		[CVG_KIND_DATE] = "date",
		[CVG_KIND_TIMESTAMP] = "timestamp without time zone",
		[CVG_KIND_TIMESTAMPTZ] = "timestamp with time zone",
		[CVG_KIND_TIME] = "time without time zone",
		[CVG_KIND_INTERVAL] = "interval",
		[CVG_KIND_JSON] = "json",
		[CVG_KIND_JSONB] = "jsonb",
		[CVG_KIND_UUID] = "uuid",
		[CVG_KIND_TEXT_ARRAY] = "text[]",
		[CVG_KIND_INET] = "inet",
	};

	if ((int) kind < (int) lengthof(types) && types[kind] != NULL)
		return types[kind];
	return "text";
}

static void
KeepView(CvgDesigner *designer, const CvgView *source, const CvgProblem *problem)
{
	CvgKeptCode *kept = palloc0(sizeof(CvgKeptCode));

	kept->kind = "view";
	kept->name = source->name;
	kept->body = source->body;
	kept->code = problem->code;
	designer->design->code = lappend(designer->design->code, kept);
	CvgDesignNote(designer, problem->code, CVG_SEVERITY_LOSS, "view", source->name,
				  psprintf("is not created, but kept as it is: %s", problem->message));
}

/* Triggers, routines and events are not translated. */
void
CvgDesignCode(CvgDesigner *designer)
{
	CvgDesign  *design = designer->design;
	ListCell   *lc;

	foreach(lc, design->source->code)
	{
		const CvgSourceCode *source = lfirst(lc);
		CvgKeptCode *kept;

		if (IsOfLeftOutTable(designer, source))
			continue;
		kept = palloc0(sizeof(CvgKeptCode));
		kept->kind = source->kind;
		kept->name = source->name;
		kept->table_name = source->table_name;
		kept->timing = source->timing;
		kept->body = source->body;
		kept->sql_mode = source->sql_mode;
		kept->code = source->body ? "CODE_KEPT" : "CODE_HIDDEN";
		design->code = lappend(design->code, kept);
		CvgDesignNote(designer, kept->code, CVG_SEVERITY_LOSS, kept->kind,
					  source->name, pstrdup(source->body ?
											"is not created, but kept as it is" :
											"is not created, and the account at the source may not see its body"));
	}
	if (!design->source->code_visible)
		CvgDesignNote(designer, "CODE_UNKNOWN", CVG_SEVERITY_WARNING, "database",
					  design->source->name,
					  pstrdup("the account at the source cannot see whether there are triggers, routines and events; GRANT TRIGGER, EVENT and SHOW_ROUTINE to it"));
}

/* With the argument tables, only triggers of these. */
static bool
IsOfLeftOutTable(const CvgDesigner *designer, const CvgSourceCode *code)
{
	const CvgSchema *schema = designer->design->source;
	const CvgTable *table;

	if (code->table_name == NULL)
		return designer->design->options.tables != NIL;
	table = CvgSchemaTable(schema, code->table_name);
	return table != NULL && designer->table_of[table - schema->tables] < 0;
}
