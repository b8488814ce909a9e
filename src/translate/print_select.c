/*-------------------------------------------------------------------------
 *
 * print_select.c
 *	  SELECT, UNION and WITH in PostgreSQL's SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/query.h"

/* A SELECT whose columns may still have to become of other kinds. */
typedef struct Branch
{
	int			ncolumns;
	CvgTerm   **terms;
	char	  **names;			/* at the source */
	char	  **targets;		/* not quoted */
	char	   *head;			/* "SELECT DISTINCT" */
	char	   *tail;			/* from FROM on; after a nested one all of it */
	bool		nested;			/* head and terms are not to be changed */
	bool		united;			/* it is the first one of a UNION */
} Branch;

static void PrintBranch(CvgPrinter *printer, const CvgSelect *select, Branch *branch);
static void PrintItems(CvgPrinter *printer, const CvgSelect *select, Branch *branch);
static void PrintGroup(CvgPrinter *printer, const CvgSelect *select, StringInfo buf);
static void PrintGroupItem(CvgPrinter *printer, CvgNode *node, StringInfo buf);
static void PrintWindows(CvgPrinter *printer, const CvgSelect *select, StringInfo buf);
static void PrintSorting(CvgPrinter *printer, const CvgSelect *select, const Branch *branch, StringInfo buf);
static void PrintSortItem(CvgPrinter *printer, const CvgOrder *order, const Branch *branch, bool decides, StringInfo buf);
static void PrintLimit(const CvgSelect *select, StringInfo buf);
static void AssembleBranch(const Branch *branch, StringInfo buf);
static char *PrintUnion(CvgPrinter *printer, const CvgSelect *select, Branch *first, bool recursive);
static void UnifyBranches(CvgPrinter *printer, Branch *branches, int nbranches, bool distinct, bool recursive);
static char *PrintWith(CvgPrinter *printer, const CvgSelect *select);
static char *PrintCommon(CvgPrinter *printer, const CvgSelect *select, const CvgCommon *common);
static void RecursiveRange(CvgPrinter *printer, const CvgCommon *common);
static void NameCommon(CvgPrinter *printer, const CvgCommon *common, CvgTerm **terms, int ncolumns);
static char *PrintOne(CvgPrinter *printer, const CvgSelect *select, Branch *branch, bool recursive);
static void CheckDistinct(CvgPrinter *printer, CvgTerm **terms, int nterms);

/*
 * Prints the SELECT; *terms gets its columns.  Their names are left in the
 * printer.
 */
char *
CvgPrintSelect(CvgPrinter *printer, const CvgSelect *select, int *ncolumns, CvgTerm ***terms)
{
	Branch		branch = {0};
	char	   *sql = PrintOne(printer, select, &branch, false);

	*ncolumns = branch.ncolumns;
	*terms = branch.terms;
	printer->names = branch.names;
	printer->targets = branch.targets;
	return sql;
}

static char *
PrintOne(CvgPrinter *printer, const CvgSelect *select, Branch *branch, bool recursive)
{
	char	   *with = "";
	char	   *sql = "";

	if (printer->problem->code != NULL)
		return sql;
	CvgQueryBegin(printer, NULL);
	if (select->with != NIL)
		with = PrintWith(printer, select);
	if (select->branches != NIL)
		sql = PrintUnion(printer, select, branch, recursive);
	else
	{
		StringInfoData buf;

		initStringInfo(&buf);
		PrintBranch(printer, select, branch);
		AssembleBranch(branch, &buf);
		sql = buf.data;
	}
	CvgQueryEnd(printer);
	return psprintf("%s%s", with, sql);
}

static void
PrintBranch(CvgPrinter *printer, const CvgSelect *select, Branch *branch)
{
	CvgQuery   *query = CvgQueryBegin(printer, select);
	StringInfoData buf;

	initStringInfo(&buf);
	if (select->from != NULL)
		appendStringInfo(&buf, "\nFROM %s", CvgPrintFrom(printer, select->from));
	if (select->where != NULL)
		appendStringInfo(&buf, "\nWHERE %s", CvgAsBoolean(printer, CvgPrint(printer, select->where))->sql);
	if (select->group != NIL)
		PrintGroup(printer, select, &buf);
	query->recording = true;
	PrintItems(printer, select, branch);
	if (select->distinct)
		CheckDistinct(printer, branch->terms, branch->ncolumns);
	if (select->having != NULL)
	{
		query->aliases = true;
		appendStringInfo(&buf, "\nHAVING %s",
						 CvgAsBoolean(printer, CvgPrint(printer, select->having))->sql);
		query->aliases = false;
		if (select->group == NIL && !query->has_aggregate)
			CvgProblemSet(printer->problem, CVG_P_INEXACT, "HAVING without GROUP BY is not translated");
	}
	if (select->windows != NIL)
		PrintWindows(printer, select, &buf);
	PrintSorting(printer, select, branch, &buf);
	CvgQueryCheckGroups(printer);
	CvgQueryEnd(printer);
	branch->head = pstrdup(select->distinct ? "SELECT DISTINCT " : "SELECT ");
	branch->tail = buf.data;
}

static void
PrintItems(CvgPrinter *printer, const CvgSelect *select, Branch *branch)
{
	int			i = 0;
	ListCell   *lc;

	branch->ncolumns = list_length(select->items);
	branch->terms = palloc0(sizeof(CvgTerm *) * (branch->ncolumns + 1));
	branch->names = palloc0(sizeof(char *) * (branch->ncolumns + 1));
	branch->targets = palloc0(sizeof(char *) * (branch->ncolumns + 1));
	foreach(lc, select->items)
	{
		const CvgItem *item = lfirst(lc);
		const char *name = item->alias;

		if (name == NULL && item->expr->kind == CVG_NODE_COLUMN)
			name = item->expr->text;
		if (name == NULL || *name == '\0' || strlen(name) >= NAMEDATALEN)
			branch->targets[i] = psprintf("column_%d", i + 1);
		else
			branch->targets[i] = pstrdup(name);
		branch->names[i] = pstrdup(name != NULL ? name : branch->targets[i]);
		branch->terms[i] = CvgAsFinal(printer, CvgPrint(printer, item->expr));
		i++;
	}
}

/* Texts that are told apart must be the same texts in both systems. */
static void
CheckDistinct(CvgPrinter *printer, CvgTerm **terms, int nterms)
{
	for (int i = 0; i < nterms; i++)
	{
		if (terms[i]->kind == CVG_KIND_TEXT && terms[i]->sense != CVG_CASE_EXACT && terms[i]->constant == NULL)
			CvgProblemSet(printer->problem, CVG_P_COLLATION,
						  "a collation that ignores case decides which rows are distinct: %.100s", terms[i]->sql);
	}
}

static void
PrintGroup(CvgPrinter *printer, const CvgSelect *select, StringInfo buf)
{
	ListCell   *lc;

	appendStringInfoString(buf, "\nGROUP BY ");
	foreach(lc, select->group)
	{
		if (lc != list_head(select->group))
			appendStringInfoString(buf, ", ");
		PrintGroupItem(printer, lfirst(lc), buf);
	}
}

static void
PrintGroupItem(CvgPrinter *printer, CvgNode *node, StringInfo buf)
{
	CvgQuery   *query = printer->query;
	CvgTerm    *term;

	query->bare = NIL;
	query->recording = true;
	term = CvgPrint(printer, node);
	query->recording = false;
	if (term->kind == CVG_KIND_TEXT)
		CheckDistinct(printer, &term, 1);
	if (term->rough || term->kind == CVG_KIND_JSON || term->constant != NULL)
		CvgProblemSet(printer->problem, CVG_P_INEXACT, "groups of this expression are not translated: %.150s", term->sql);
	if (term->column && list_length(query->bare) == 1)
		query->group = lappend(query->group, linitial(query->bare));
	query->bare = NIL;
	query->group_sql = lappend(query->group_sql, term->sql);
	appendStringInfoString(buf, term->sql);
}

static void
PrintWindows(CvgPrinter *printer, const CvgSelect *select, StringInfo buf)
{
	ListCell   *lc;

	foreach(lc, select->windows)
	{
		const CvgWindow *window = lfirst(lc);
		CvgWindow	unnamed = *window;

		unnamed.name = NULL;
		appendStringInfo(buf, "%s%s AS (%s)", lc == list_head(select->windows) ? "\nWINDOW " : ", ",
						 CvgQuoteName(window->name), CvgPrintWindow(printer, &unnamed));
	}
}

/* What stands in the parentheses of OVER. */
char *
CvgPrintWindow(CvgPrinter *printer, const CvgWindow *window)
{
	StringInfoData buf;
	ListCell   *lc;

	initStringInfo(&buf);
	if (window->name != NULL)
		appendStringInfoString(&buf, CvgQuoteName(window->name));
	foreach(lc, window->partition)
	{
		CvgTerm    *term = CvgPrint(printer, lfirst(lc));

		CheckDistinct(printer, &term, 1);
		appendStringInfo(&buf, "%s%s", lc != list_head(window->partition) ? ", " :
						 buf.len > 0 ? " PARTITION BY " : "PARTITION BY ", term->sql);
	}
	if (window->order != NIL)
		appendStringInfo(&buf, "%sORDER BY %s", buf.len > 0 ? " " : "", CvgPrintOrder(printer, window->order));
	if (window->frame != NULL)
		appendStringInfo(&buf, "%s%s", buf.len > 0 ? " " : "", window->frame);
	return buf.data;
}

/*
 * ORDER BY inside of windows and aggregates, where it decides about values;
 * NULLs are first, as in MySQL.
 */
char *
CvgPrintOrder(CvgPrinter *printer, List *order)
{
	StringInfoData buf;
	ListCell   *lc;

	initStringInfo(&buf);
	foreach(lc, order)
	{
		if (buf.len > 0)
			appendStringInfoString(&buf, ", ");
		PrintSortItem(printer, lfirst(lc), NULL, true, &buf);
	}
	return buf.data;
}

/* ORDER BY and LIMIT of a SELECT or a UNION. */
static void
PrintSorting(CvgPrinter *printer, const CvgSelect *select, const Branch *branch, StringInfo buf)
{
	ListCell   *lc;

	foreach(lc, select->order)
	{
		appendStringInfoString(buf, lc == list_head(select->order) ? "\nORDER BY " : ", ");
		PrintSortItem(printer, lfirst(lc), branch, select->limit != NULL, buf);
	}
	PrintLimit(select, buf);
}

/*
 * branch: whose columns may be named, or NULL; decides: more than the order
 * of rows depends on it.
 */
static void
PrintSortItem(CvgPrinter *printer, const CvgOrder *order, const Branch *branch, bool decides, StringInfo buf)
{
	const CvgNode *node = order->expr;
	bool		names = branch != NULL && branch->united;
	CvgTerm    *term = NULL;
	const char *sql = NULL;

	for (int i = 0; branch != NULL && i < branch->ncolumns && sql == NULL; i++)
	{
		bool		named = node->kind == CVG_NODE_COLUMN && (node->qualifier == NULL || names) &&
			pg_strcasecmp(node->text, branch->names[i]) == 0;

		if (named || (node->kind == CVG_NODE_INTEGER && atoi(node->text) == i + 1))
		{
			sql = CvgQuoteName(branch->targets[i]);
			term = branch->terms[i];
		}
	}
	if (sql == NULL && names)
		CvgProblemSet(printer->problem, CVG_P_INEXACT, "a UNION is only ordered by its columns");
	if (sql == NULL)
	{
		term = CvgPrint(printer, node);
		if (term->kind == CVG_KIND_JSON)
			CvgProblemSet(printer->problem, CVG_P_INEXACT, "values of type json have no order");
		sql = term->constant != NULL ? "NULL::int" : term->sql;
		for (int i = 0; branch != NULL && i < branch->ncolumns; i++)
		{
			if (strcmp(sql, branch->terms[i]->sql) == 0)
			{
				sql = CvgQuoteName(branch->targets[i]);
				break;
			}
		}
	}
	if (decides && term->kind == CVG_KIND_TEXT)
		CvgProblemSet(printer->problem, CVG_P_COLLATION, "the order of texts depends on a collation: ORDER BY %.100s", sql);
	appendStringInfo(buf, "%s%s", sql, order->descending ? " DESC NULLS LAST" : " NULLS FIRST");
}

static void
PrintLimit(const CvgSelect *select, StringInfo buf)
{
	if (select->limit != NULL && strcmp(select->limit, "18446744073709551615") != 0)
		appendStringInfo(buf, "\nLIMIT %s", select->limit);
	if (select->offset != NULL)
		appendStringInfo(buf, "%sOFFSET %s", select->limit != NULL ? " " : "\n", select->offset);
}

static void
AssembleBranch(const Branch *branch, StringInfo buf)
{
	if (branch->nested)
	{
		appendStringInfo(buf, "(%s)", branch->tail);
		return;
	}
	appendStringInfoString(buf, branch->head != NULL ? branch->head : "");
	for (int i = 0; i < branch->ncolumns; i++)
	{
		const char *sql = branch->terms[i]->sql;
		const char *name = CvgQuoteName(branch->targets[i]);
		int			extra = strlen(sql) - strlen(name);
		bool		same = branch->terms[i]->column && extra > 0 && sql[extra - 1] == '.' &&
			strcmp(sql + extra, name) == 0;

		appendStringInfo(buf, "%s%s%s%s", i > 0 ? ", " : "", sql, same ? "" : " AS ", same ? "" : name);
	}
	appendStringInfoString(buf, branch->tail != NULL ? branch->tail : "");
}

/* Branches that have clauses of their own at the end are in parentheses. */
static char *
PrintUnion(CvgPrinter *printer, const CvgSelect *select, Branch *first, bool recursive)
{
	int			nbranches = list_length(select->branches);
	Branch	   *branches = palloc0(sizeof(Branch) * nbranches);
	StringInfoData buf;
	bool		distinct = false;

	for (int i = 0; i < nbranches && printer->problem->code == NULL; i++)
	{
		const CvgSelect *one = list_nth(select->branches, i);

		if (one->branches != NIL || one->with != NIL || one->order != NIL || one->limit != NULL)
		{
			branches[i].tail = PrintOne(printer, one, &branches[i], false);
			branches[i].nested = true;
		}
		else
			PrintBranch(printer, one, &branches[i]);
		if (i > 0)
			distinct |= !list_nth_int(select->union_all, i - 1);
		if (i > 0 && branches[i].ncolumns != branches[0].ncolumns)
			CvgProblemSet(printer->problem, CVG_P_SYNTAX, "branches of a UNION have different numbers of columns");

		/* what the second branch reads of itself has the first one's types */
		if (recursive && i == 0)
		{
			const CvgCommon *common = printer->recursive;

			UnifyBranches(printer, branches, 1, false, true);
			printer->names = branches[0].names;
			printer->targets = branches[0].targets;
			NameCommon(printer, common, branches[0].terms, branches[0].ncolumns);
		}
	}
	initStringInfo(&buf);
	if (printer->problem->code != NULL)
		return buf.data;
	UnifyBranches(printer, branches, nbranches, distinct, recursive);
	for (int i = 0; i < nbranches; i++)
	{
		if (i > 0)
			appendStringInfoString(&buf, list_nth_int(select->union_all, i - 1) ? "\nUNION ALL\n" : "\nUNION\n");
		AssembleBranch(&branches[i], &buf);
	}
	*first = branches[0];
	first->united = true;
	PrintSorting(printer, select, first, &buf);
	return buf.data;
}

/* Every column as one kind in all branches; of a recursion as one type. */
static void
UnifyBranches(CvgPrinter *printer, Branch *branches, int nbranches, bool distinct, bool recursive)
{
	CvgTerm   **terms = palloc(sizeof(CvgTerm *) * nbranches);

	for (int column = 0; column < branches[0].ncolumns; column++)
	{
		CvgTerm    *all = CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "%s", "");

		for (int i = 0; i < nbranches; i++)
			terms[i] = branches[i].terms[column];
		if (nbranches > 1 || terms[0]->kind == CVG_KIND_BOOLEAN)
			CvgTermsUnify(printer, terms, nbranches, all);
		if (distinct)
			CheckDistinct(printer, terms, nbranches);
		for (int i = 0; i < nbranches; i++)
		{
			const char *type = NULL;

			if (recursive && terms[i]->kind == CVG_KIND_INTEGER)
				type = "bigint";
			else if (recursive && terms[i]->kind == CVG_KIND_TEXT)
				type = "text";
			if (type != NULL && terms[i]->strength == CVG_CAST && strstr(terms[i]->sql, type) != NULL)
				type = NULL;
			if (branches[i].nested && (terms[i] != branches[i].terms[column] || type != NULL))
				CvgProblemSet(printer->problem, CVG_P_TYPES, "branches of a UNION have different types");
			terms[i] = CvgTermCopy(terms[i]);
			if (type != NULL)
			{
				terms[i]->sql = psprintf("%s::%s", CvgTermOperand(terms[i], CVG_CAST), type);
				terms[i]->strength = CVG_CAST;
				terms[i]->column = false;
				terms[i]->bits = 63;
			}
			terms[i]->scale = nbranches > 1 ? all->scale : terms[i]->scale;
			terms[i]->bits = Max(all->bits, terms[i]->bits);
			terms[i]->sense = Max(all->sense, terms[i]->sense);
			if (nbranches > 1)
				terms[i]->kind = all->kind;
			branches[i].terms[column] = terms[i];
		}
	}
}

static char *
PrintWith(CvgPrinter *printer, const CvgSelect *select)
{
	StringInfoData buf;
	ListCell   *lc;

	initStringInfo(&buf);
	foreach(lc, select->with)
		appendStringInfo(&buf, "%s%s", lc != list_head(select->with) ? ", " :
						 select->recursive ? "WITH RECURSIVE " : "WITH ",
						 PrintCommon(printer, select, lfirst(lc)));
	appendStringInfoChar(&buf, '\n');
	return buf.data;
}

static char *
PrintCommon(CvgPrinter *printer, const CvgSelect *select, const CvgCommon *common)
{
	Branch		branch = {0};
	StringInfoData buf;
	char	   *sql;
	bool		recursive = select->recursive && common->select->branches != NIL;
	int			known = list_length(printer->query->commons);

	printer->recursive = common;
	if (recursive)
		RecursiveRange(printer, common);
	sql = PrintOne(printer, common->select, &branch, recursive);
	if (recursive)
		printer->query->commons = list_truncate(printer->query->commons, known);
	printer->names = branch.names;
	printer->targets = branch.targets;
	NameCommon(printer, common, branch.terms, branch.ncolumns);
	initStringInfo(&buf);
	appendStringInfoString(&buf, CvgQuoteName(common->name));
	for (int i = 0; i < list_length(common->columns); i++)
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : " (", CvgQuoteName(list_nth(common->columns, i)));
	if (common->columns != NIL)
		appendStringInfoChar(&buf, ')');
	appendStringInfo(&buf, " AS (\n%s\n)", sql);
	return buf.data;
}

/* A place for the query itself; its columns are known after the first branch. */
static void
RecursiveRange(CvgPrinter *printer, const CvgCommon *common)
{
	CvgRange   *range = palloc0(sizeof(CvgRange));

	range->name = common->name;
	printer->query->commons = lappend(printer->query->commons, range);
}

/* Makes the WITH query known, or its columns. */
static void
NameCommon(CvgPrinter *printer, const CvgCommon *common, CvgTerm **terms, int ncolumns)
{
	CvgRange   *range = unconstify(CvgRange *, CvgQueryCommon(printer, common->name));
	char	  **names = palloc0(sizeof(char *) * (ncolumns + 1));

	if (common->columns != NIL && list_length(common->columns) != ncolumns)
	{
		CvgProblemSet(printer->problem, CVG_P_SYNTAX, "\"%s\" has more or fewer columns than names", common->name);
		return;
	}
	for (int i = 0; i < ncolumns; i++)
	{
		if (common->columns != NIL)
			names[i] = list_nth(common->columns, i);
		else if (printer->names != NULL)
			names[i] = printer->names[i];
		else
			names[i] = psprintf("column_%d", i + 1);
	}
	if (range == NULL || range->columns != NULL)
	{
		range = palloc0(sizeof(CvgRange));
		range->name = common->name;
		printer->query->commons = lappend(printer->query->commons, range);
	}
	range->ncolumns = ncolumns;
	range->columns = CvgColumnsOfTerms(terms, names, common->columns != NIL || printer->targets == NULL ? names :
									   printer->targets, ncolumns);
}

/* In parentheses; of more than one column only for EXISTS. */
CvgTerm *
CvgPrintSubquery(CvgPrinter *printer, const CvgNode *node)
{
	int			ncolumns = 0;
	CvgTerm   **terms = NULL;
	CvgTerm    *term;
	char	   *sql;

	if (printer->view == NULL)
		return CvgTermFail(printer, CVG_P_SYNTAX, "a subquery cannot stand where it stands");
	sql = CvgPrintSelect(printer, node->select, &ncolumns, &terms);
	if (printer->problem->code != NULL || (ncolumns != 1 && node->kind != CVG_NODE_EXISTS))
		return CvgTermFail(printer, CVG_P_INEXACT, "a subquery of several columns is not translated here");
	term = CvgTermCopy(terms[0]);
	term->sql = psprintf("(%s)", sql);
	term->strength = CVG_ATOM;
	term->constant = NULL;
	term->truth = NULL;
	term->folded = false;
	return term;
}
