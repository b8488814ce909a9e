/*-------------------------------------------------------------------------
 *
 * mysql_catalog_create.c
 *	  What SHOW CREATE TABLE alone tells of a MySQL or MariaDB table.
 *
 * That statement runs once for a table, so it is kept for tables that need
 * it: those with a FULLTEXT index, whose parser no view shows to everybody,
 * those whose foreign keys' actions information_schema hides and, on MariaDB,
 * those with an expression in which it shows a question mark, that may stand
 * for a character beyond the BMP, and those with a unique key that ends in two
 * columns that may be a period.
 *
 * The text is split into the elements between the outermost parentheses.
 * Quoted strings, quoted names and inner parentheses are skipped as a whole,
 * so nothing in them can be taken for a clause.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "source/mysql_catalog.h"

static bool NeedsCreate(CvgCatalog *catalog, const CvgTable *table);
static bool MayHavePeriod(const CvgTable *table, const CvgIndex *index);
static bool HasMark(const char *expression);
static char *ShowCreateTable(CvgCatalog *catalog, const CvgTable *table);
static void ReadElements(CvgCatalog *catalog, CvgTable *table);
static void ReadColumnElement(CvgTable *table, char *element);
static void ReadConstraint(CvgTable *table, char *element, bool checks);
static void SetActions(CvgTable *table, const char *name, const char *clauses);
static void SetCheck(CvgTable *table, const char *name, char *expression);
static void ReadParser(CvgTable *table, char *element);
static void ReadPeriod(CvgTable *table, char *element);
static char *DefaultClause(const char *element);
static char *NextElement(const char **p);
static const char *FirstElement(const char *create);
static const char *SkipToken(const char *p);
static const char *FindWord(const char *p, const char *word);
static char *Parenthesized(const char *p);

void
CvgCatalogRepairFromCreate(CvgCatalog *catalog)
{
	CvgSchema  *schema = catalog->schema;

	for (int i = 0; i < schema->ntables; i++)
	{
		CvgTable   *table = &schema->tables[i];

		if (!table->partly_readable && NeedsCreate(catalog, table))
			ReadElements(catalog, table);
	}
}

static bool
NeedsCreate(CvgCatalog *catalog, const CvgTable *table)
{
	ListCell   *lc;

	if (list_member_ptr(catalog->hidden_actions, table))
		return true;
	foreach(lc, table->indexes)
	{
		if (((const CvgIndex *) lfirst(lc))->kind == CVG_INDEX_FULLTEXT)
			return true;
	}
	if (!catalog->schema->mariadb)
		return false;
	foreach(lc, table->indexes)
	{
		if (MayHavePeriod(table, lfirst(lc)))
			return true;
	}
	foreach(lc, table->checks)
	{
		if (HasMark(((const CvgCheck *) lfirst(lc))->expression))
			return true;
	}
	for (int i = 0; i < table->ncolumns; i++)
	{
		const CvgColumn *column = &table->columns[i];

		if (HasMark(column->generation) ||
			(column->default_kind == CVG_DEFAULT_EXPRESSION &&
			 HasMark(column->default_text)))
			return true;
	}
	return false;
}

/* The view KEY_PERIOD_USAGE, which tells it, came with MariaDB 11.4. */
static bool
MayHavePeriod(const CvgTable *table, const CvgIndex *index)
{
	const CvgColumn *columns[2];

	if ((index->kind != CVG_INDEX_PRIMARY && index->kind != CVG_INDEX_UNIQUE) ||
		index->nparts < 3)
		return false;
	for (int i = 0; i < 2; i++)
	{
		int			number = index->parts[index->nparts - 2 + i].column;

		if (number < 0)
			return false;
		columns[i] = &table->columns[number];
	}
	return columns[0]->type == columns[1]->type && !columns[0]->nullable &&
		!columns[1]->nullable &&
		(columns[0]->type == CVG_TYPE_DATE || columns[0]->type == CVG_TYPE_DATETIME ||
		 columns[0]->type == CVG_TYPE_TIMESTAMP);
}

static bool
HasMark(const char *expression)
{
	return expression != NULL && strchr(expression, '?') != NULL;
}

static char *
ShowCreateTable(CvgCatalog *catalog, const CvgTable *table)
{
	StringInfoData sql;
	char	   *create = NULL;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SHOW CREATE TABLE ");
	CvgMysqlQuoteIdentifier(&sql, table->name);
	CvgMysqlQuery(catalog->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
		create = CvgCellString(&row->cells[1]);
	CvgMysqlEndQuery(catalog->conn);
	pfree(sql.data);
	return create ? create : pstrdup("");
}

/* Expressions of MySQL are right already, and worse in this text. */
static void
ReadElements(CvgCatalog *catalog, CvgTable *table)
{
	const char *p = FirstElement(ShowCreateTable(catalog, table));
	bool		mariadb = catalog->schema->mariadb;

	for (char *element; (element = NextElement(&p)) != NULL;)
	{
		if (strncmp(element, "FULLTEXT ", 9) == 0)
			ReadParser(table, element);
		else if (strncmp(element, "CONSTRAINT ", 11) == 0)
			ReadConstraint(table, element, mariadb);
		else if (mariadb && (strncmp(element, "PRIMARY KEY ", 12) == 0 ||
							 strncmp(element, "UNIQUE KEY ", 11) == 0))
			ReadPeriod(table, element);
		else if (mariadb && *element == '`')
			ReadColumnElement(table, element);
	}
}

static void
ReadColumnElement(CvgTable *table, char *element)
{
	const char *rest;
	char	   *name = CvgMysqlReadIdentifier(element, &rest);
	int			number = CvgTableColumnIndex(table, name);
	const char *clause;
	CvgColumn  *column;

	if (number < 0)
		return;
	column = &table->columns[number];
	clause = FindWord(rest, "AS");
	if (HasMark(column->generation) && clause != NULL)
		column->generation = Parenthesized(clause);
	clause = FindWord(rest, "CHECK");
	if (clause != NULL)
		SetCheck(table, name, Parenthesized(clause));
	if (column->default_kind == CVG_DEFAULT_EXPRESSION &&
		HasMark(column->default_text))
		column->default_text = DefaultClause(rest);
}

static void
ReadConstraint(CvgTable *table, char *element, bool checks)
{
	const char *rest;
	char	   *name = CvgMysqlReadIdentifier(element + strlen("CONSTRAINT "), &rest);
	const char *clause = FindWord(rest, "CHECK");

	if (clause != NULL && checks)
		SetCheck(table, name, Parenthesized(clause));
	clause = FindWord(rest, "REFERENCES");
	if (clause != NULL)
		SetActions(table, name, clause);
}

static void
SetActions(CvgTable *table, const char *name, const char *clauses)
{
	const char *on_delete = FindWord(clauses, "DELETE");
	const char *on_update = FindWord(clauses, "UPDATE");
	ListCell   *lc;

	foreach(lc, table->foreign_keys)
	{
		CvgForeignKey *key = lfirst(lc);

		if (strcmp(key->name, name) != 0)
			continue;
		if (on_delete != NULL)
			key->on_delete = CvgCatalogAction(on_delete + 1, strlen(on_delete + 1));
		if (on_update != NULL)
			key->on_update = CvgCatalogAction(on_update + 1, strlen(on_update + 1));
	}
}

/* A check of a column and one of the table may have the same name. */
static void
SetCheck(CvgTable *table, const char *name, char *expression)
{
	ListCell   *lc;

	foreach(lc, table->checks)
	{
		CvgCheck   *check = lfirst(lc);

		if (strcmp(check->name, name) == 0 && HasMark(check->expression) &&
			expression != NULL)
		{
			check->expression = expression;
			return;
		}
	}
}

static void
ReadParser(CvgTable *table, char *element)
{
	const char *quote = strchr(element, '`');
	const char *word;
	const char *rest;
	char	   *name;
	ListCell   *lc;

	if (quote == NULL)
		return;
	name = CvgMysqlReadIdentifier(quote, &rest);
	word = FindWord(rest, "PARSER");
	quote = word ? strchr(word, '`') : NULL;
	if (quote == NULL)
		return;
	foreach(lc, table->indexes)
	{
		CvgIndex   *index = lfirst(lc);

		if (strcmp(index->name, name) == 0)
			index->parser = CvgMysqlReadIdentifier(quote, &rest);
	}
}

/* UNIQUE KEY `name` (`column`,`period` WITHOUT OVERLAPS) */
static void
ReadPeriod(CvgTable *table, char *element)
{
	const char *p = FindWord(element, "KEY") + 1;
	char	   *name = *p == '`' ? CvgMysqlReadIdentifier(p, &p) : pstrdup("PRIMARY");
	const char *parts = Parenthesized(p);
	ListCell   *lc;

	if (parts == NULL || FindWord(parts, "OVERLAPS") == NULL)
		return;
	foreach(lc, table->indexes)
	{
		CvgIndex   *index = lfirst(lc);

		if (strcmp(index->name, name) == 0)
			index->without_overlaps = true;
	}
}

char *
CvgCatalogCreateDefault(CvgCatalog *catalog, const CvgTable *table,
						const CvgColumn *column)
{
	char	   *create = ShowCreateTable(catalog, table);
	const char *p = FirstElement(create);

	for (char *element; (element = NextElement(&p)) != NULL;)
	{
		const char *rest;

		if (*element == '`' &&
			strcmp(CvgMysqlReadIdentifier(element, &rest), column->name) == 0)
			return DefaultClause(rest);
	}
	return NULL;
}

/* The clause ends where the next one of a column begins. */
static char *
DefaultClause(const char *element)
{
	static const char *const next[] = {"ON", "COMMENT", "CHECK", "INVISIBLE"};
	const char *begin = FindWord(element, "DEFAULT");
	const char *end;

	if (begin == NULL)
		return NULL;
	while (*begin == ' ')
		begin++;
	end = begin + strlen(begin);
	for (int i = 0; i < lengthof(next); i++)
	{
		const char *word = FindWord(begin, next[i]);

		if (word != NULL && word - strlen(next[i]) < end)
			end = word - strlen(next[i]);
	}
	while (end > begin && end[-1] == ' ')
		end--;
	return pnstrdup(begin, end - begin);
}

/* Behind the parenthesis that follows the name of the table. */
static const char *
FirstElement(const char *create)
{
	while (*create != '\0' && *create != '(')
		create = *create == '`' ? CvgMysqlSkipQuoted(create) : create + 1;
	return *create == '(' ? create + 1 : create;
}

/* A copy of the next element, or NULL behind the last one. */
static char *
NextElement(const char **p)
{
	const char *begin = *p + strspn(*p, " \n,");
	const char *end = begin;

	while (*end != '\0' && *end != ',' && *end != ')')
		end = SkipToken(end);
	*p = end;
	return end > begin ? pnstrdup(begin, end - begin) : NULL;
}

/* Behind a quoted text, everything in parentheses, a word or a character. */
static const char *
SkipToken(const char *p)
{
	if (*p == '`' || *p == '\'' || *p == '"')
		return CvgMysqlSkipQuoted(p);
	if (*p == '(')
	{
		for (p++; *p != '\0' && *p != ')';)
			p = SkipToken(p);
		return *p == ')' ? p + 1 : p;
	}
	if (isalnum((unsigned char) *p) || *p == '_')
	{
		while (isalnum((unsigned char) *p) || *p == '_')
			p++;
		return p;
	}
	return p + 1;
}

/* Behind the first such word outside of quotes and parentheses, or NULL. */
static const char *
FindWord(const char *p, const char *word)
{
	size_t		len = strlen(word);

	while (*p != '\0')
	{
		const char *end = SkipToken(p);

		if (end - p == len && pg_strncasecmp(p, word, len) == 0)
			return end;
		p = end;
	}
	return NULL;
}

/* What is inside of the parentheses that begin there, or NULL. */
static char *
Parenthesized(const char *p)
{
	const char *end;

	while (*p == ' ')
		p++;
	if (*p != '(')
		return NULL;
	end = SkipToken(p);
	return pnstrdup(p + 1, end - p - 2);
}
