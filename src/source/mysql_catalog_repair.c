/*-------------------------------------------------------------------------
 *
 * mysql_catalog_repair.c
 *	  Defaults and labels that information_schema shows damaged.
 *
 * A literal default that may be damaged is asked for with DEFAULT(column),
 * for many columns in one statement.  That function needs a row to run on.
 * For a column that takes NULL the row may be the one that an outer join
 * makes up; for others it is any row of the table.  If the table is empty,
 * SHOW CREATE TABLE of MySQL still tells; on MariaDB nothing does.
 *
 * A label of an enum or set with '?' in it may be one with characters beyond
 * the BMP.  Rows that have the label tell: MySQL sends their text as it is.
 *
 * What cannot be found out is a warning.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/formatting.h"

#include "source/mysql_catalog.h"

typedef struct Doubt
{
	CvgTable   *table;
	CvgColumn  *column;
} Doubt;

static List *DoubtfulDefaults(const CvgSchema *schema);
static bool IsDoubtful(const CvgColumn *column, bool mariadb);
static void AskDefaults(CvgCatalog *catalog, List *doubts, int first, int last);
static void AppendDefaultQuery(StringInfo sql, const Doubt *doubt, int number);
static void SetAskedDefault(CvgColumn *column, const CvgCell *hex);
static void TakeCreateDefault(CvgCatalog *catalog, const Doubt *doubt);
static bool HasDoubtfulLabel(const CvgColumn *column);
static void AskLabels(CvgCatalog *catalog, const CvgTable *table, CvgColumn *column);
static void TakeLabels(CvgColumn *column, uint64 bits, char *text);
static void TakeLabel(CvgColumn *column, int number, char *text);

void
CvgCatalogRepairDefaults(CvgCatalog *catalog)
{
	List	   *doubts = DoubtfulDefaults(catalog->schema);
	int			ndoubts = list_length(doubts);

	for (int first = 0; first < ndoubts; first += CVG_MYSQL_TABLES_AT_ONCE)
		AskDefaults(catalog, doubts, first,
					Min(first + CVG_MYSQL_TABLES_AT_ONCE, ndoubts));
}

/* A table that the account may not read entirely is reported as such. */
static List *
DoubtfulDefaults(const CvgSchema *schema)
{
	List	   *doubts = NIL;

	for (int i = 0; i < schema->ntables; i++)
	{
		CvgTable   *table = &schema->tables[i];

		for (int j = 0; j < table->ncolumns && !table->partly_readable; j++)
		{
			Doubt	   *doubt;

			if (!IsDoubtful(&table->columns[j], schema->mariadb))
				continue;
			doubt = palloc(sizeof(Doubt));
			doubt->table = table;
			doubt->column = &table->columns[j];
			doubts = lappend(doubts, doubt);
		}
	}
	return doubts;
}

/* 3f is '?'.  MySQL cuts hex digits at a NUL byte, MariaDB does not. */
static bool
IsDoubtful(const CvgColumn *column, bool mariadb)
{
	if (column->default_kind == CVG_DEFAULT_TEXT)
		return strchr(column->default_text, '?') != NULL;
	if (column->default_kind == CVG_DEFAULT_HEX)
		return !mariadb || strstr(column->default_text, "3f") != NULL;
	return false;
}

static void
AskDefaults(CvgCatalog *catalog, List *doubts, int first, int last)
{
	bool		answered[CVG_MYSQL_TABLES_AT_ONCE] = {false};
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = first; i < last; i++)
		AppendDefaultQuery(&sql, list_nth(doubts, i), i - first);
	CvgMysqlQuery(catalog->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		int			number = CvgCellInt(&row->cells[0], 0);
		Doubt	   *doubt = list_nth(doubts, first + number);

		if (row->cells[1].data == NULL)
			continue;
		SetAskedDefault(doubt->column, &row->cells[1]);
		answered[number] = true;
	}
	CvgMysqlEndQuery(catalog->conn);
	pfree(sql.data);

	for (int i = first; i < last; i++)
	{
		if (!answered[i - first])
			TakeCreateDefault(catalog, list_nth(doubts, i));
	}
}

static void
AppendDefaultQuery(StringInfo sql, const Doubt *doubt, int number)
{
	const CvgColumn *column = doubt->column;
	StringInfoData name;
	StringInfoData value;

	initStringInfo(&name);
	CvgMysqlQuoteIdentifier(&name, column->name);
	initStringInfo(&value);
	appendStringInfo(&value, CvgCatalogIsBinary(column) ? "HEX(DEFAULT(%s))" :
					 "HEX(CONVERT(DEFAULT(%s) USING utf8mb4))", name.data);

	appendStringInfoString(sql, number > 0 ? " UNION ALL " : "");
	if (column->nullable)
		appendStringInfo(sql, "SELECT %d, %s FROM (SELECT 1) AS o LEFT JOIN ",
						 number, value.data);
	else
		appendStringInfo(sql, "SELECT %d, (SELECT %s FROM ", number, value.data);
	CvgMysqlQuoteIdentifier(sql, doubt->table->name);
	appendStringInfoString(sql, column->nullable ? " ON FALSE" : " LIMIT 1)");
	pfree(name.data);
	pfree(value.data);
}

/* Text with a NUL byte stays hex digits, as any reader of the catalog has it. */
static void
SetAskedDefault(CvgColumn *column, const CvgCell *hex)
{
	char	   *digits = asc_tolower(hex->data, hex->len);

	if (column->default_kind == CVG_DEFAULT_TEXT)
	{
		int			len;

		column->default_text = CvgHexBytes(digits, &len);
	}
	else
		column->default_text = digits;
}

static void
TakeCreateDefault(CvgCatalog *catalog, const Doubt *doubt)
{
	CvgColumn  *column = doubt->column;
	char	   *sql = catalog->schema->mariadb ? NULL :
		CvgCatalogCreateDefault(catalog, doubt->table, column);
	CvgCell		hex = {0};
	int			len;

	if (sql != NULL && strncmp(sql, "0x", 2) == 0)
	{
		hex.data = sql + 2;
		hex.len = strlen(sql + 2);
	}
	else if (sql != NULL && (sql = CvgMysqlReadString(sql, &len)) != NULL)
	{
		hex.data = CvgHexDigits(sql, len);
		hex.len = 2 * len;
	}
	if (hex.data != NULL)
		SetAskedDefault(column, &hex);
	else
		ereport(WARNING,
				(errmsg("could not read the default of column \"%s\" of source table \"%s\" for certain",
						column->name, doubt->table->name),
				 errdetail("The source shows a question mark in it, which may stand for another character."),
				 errhint("The source tells it once the table has a row.")));
}

void
CvgCatalogRepairLabels(CvgCatalog *catalog)
{
	CvgSchema  *schema = catalog->schema;

	for (int i = 0; i < schema->ntables; i++)
	{
		CvgTable   *table = &schema->tables[i];

		for (int j = 0; j < table->ncolumns && !table->partly_readable; j++)
		{
			if (HasDoubtfulLabel(&table->columns[j]))
				AskLabels(catalog, table, &table->columns[j]);
		}
	}
}

static bool
HasDoubtfulLabel(const CvgColumn *column)
{
	ListCell   *lc;

	foreach(lc, column->labels)
	{
		if (strchr(lfirst(lc), '?') != NULL)
			return true;
	}
	return false;
}

/* The number of a value is its place in an enum, its bits in a set. */
static void
AskLabels(CvgCatalog *catalog, const CvgTable *table, CvgColumn *column)
{
	int			nlabels = list_length(column->labels);
	List	   *shown = column->labels;
	StringInfoData sql;
	StringInfoData name;

	initStringInfo(&name);
	CvgMysqlQuoteIdentifier(&name, column->name);
	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT DISTINCT %s + 0, %s FROM ", name.data, name.data);
	CvgMysqlQuoteIdentifier(&sql, table->name);

	column->labels = NIL;
	for (int i = 0; i < nlabels; i++)
		column->labels = lappend(column->labels, NULL);
	CvgMysqlQuery(catalog->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		uint64		number;

		if (row->cells[0].data == NULL)
			continue;
		number = strtoull(CvgCellString(&row->cells[0]), NULL, 10);
		if (column->type == CVG_TYPE_SET)
			TakeLabels(column, number, CvgCellString(&row->cells[1]));
		else
			TakeLabel(column, (int) number - 1, CvgCellString(&row->cells[1]));
	}
	CvgMysqlEndQuery(catalog->conn);
	pfree(sql.data);
	pfree(name.data);

	for (int i = 0; i < nlabels; i++)
	{
		char	   *label = list_nth(shown, i);

		if (list_nth(column->labels, i) != NULL)
			continue;
		lfirst(list_nth_cell(column->labels, i)) = label;
		if (strchr(label, '?') != NULL)
			ereport(WARNING,
					(errmsg("could not read label %d of column \"%s\" of source table \"%s\" for certain",
							i + 1, column->name, table->name),
					 errdetail("The source shows it as \"%s\", where a question mark may stand for another character, and no row has it.",
							   label)));
	}
}

/* A comma cannot be in a label of a set, and labels come in their order. */
static void
TakeLabels(CvgColumn *column, uint64 bits, char *text)
{
	for (int i = 0; bits != 0; i++, bits >>= 1)
	{
		char	   *comma;

		if ((bits & 1) == 0)
			continue;
		comma = strchr(text, ',');
		if (comma != NULL)
			*comma = '\0';
		TakeLabel(column, i, text);
		if (comma != NULL)
			text = comma + 1;
	}
}

static void
TakeLabel(CvgColumn *column, int number, char *text)
{
	/* 0, a value that was not among the labels */
	if (number < 0 || number >= list_length(column->labels))
		return;
	lfirst(list_nth_cell(column->labels, number)) = text;
}
