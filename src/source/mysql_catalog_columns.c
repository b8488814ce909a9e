/*-------------------------------------------------------------------------
 *
 * mysql_catalog_columns.c
 *	  Columns of tables and views, their types and defaults.
 *
 * MySQL shows a literal default as its plain text, and tells expressions by
 * the word DEFAULT_GENERATED in the column "extra".  MariaDB shows SQL, where
 * literals are quoted and the word NULL is a default of NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/formatting.h"

#include "source/mysql_catalog.h"

typedef struct TypeWord
{
	const char *word;			/* information_schema.columns.data_type */
	CvgTypeClass type;
} TypeWord;

static const TypeWord type_words[] = {
	{"tinyint", CVG_TYPE_TINYINT},
	{"smallint", CVG_TYPE_SMALLINT},
	{"mediumint", CVG_TYPE_MEDIUMINT},
	{"int", CVG_TYPE_INT},
	{"bigint", CVG_TYPE_BIGINT},
	{"decimal", CVG_TYPE_DECIMAL},
	{"float", CVG_TYPE_FLOAT},
	{"double", CVG_TYPE_DOUBLE},
	{"bit", CVG_TYPE_BIT},
	{"year", CVG_TYPE_YEAR},
	{"date", CVG_TYPE_DATE},
	{"datetime", CVG_TYPE_DATETIME},
	{"timestamp", CVG_TYPE_TIMESTAMP},
	{"time", CVG_TYPE_TIME},
	{"char", CVG_TYPE_CHAR},
	{"varchar", CVG_TYPE_VARCHAR},
	{"tinytext", CVG_TYPE_TEXT},
	{"text", CVG_TYPE_TEXT},
	{"mediumtext", CVG_TYPE_TEXT},
	{"longtext", CVG_TYPE_TEXT},
	{"binary", CVG_TYPE_BINARY},
	{"varbinary", CVG_TYPE_VARBINARY},
	{"tinyblob", CVG_TYPE_BLOB},
	{"blob", CVG_TYPE_BLOB},
	{"mediumblob", CVG_TYPE_BLOB},
	{"longblob", CVG_TYPE_BLOB},
	{"enum", CVG_TYPE_ENUM},
	{"set", CVG_TYPE_SET},
	{"json", CVG_TYPE_JSON},
	{"geometry", CVG_TYPE_GEOMETRY},
	{"point", CVG_TYPE_GEOMETRY},
	{"linestring", CVG_TYPE_GEOMETRY},
	{"polygon", CVG_TYPE_GEOMETRY},
	{"multipoint", CVG_TYPE_GEOMETRY},
	{"multilinestring", CVG_TYPE_GEOMETRY},
	{"multipolygon", CVG_TYPE_GEOMETRY},
	{"geomcollection", CVG_TYPE_GEOMETRY},
	{"geometrycollection", CVG_TYPE_GEOMETRY},
	{"vector", CVG_TYPE_VECTOR},
	{"uuid", CVG_TYPE_UUID},
	{"inet4", CVG_TYPE_INET},
	{"inet6", CVG_TYPE_INET}
};

static CvgColumn *AddColumn(CvgCatalogEntry *entry);
static void ReadColumn(const CvgRow *row, CvgColumn *column);
static void ReadDetails(CvgCatalog *catalog, const CvgRow *row, CvgColumn *column);
static void ReadMysqlDefault(CvgCatalog *catalog, const CvgCell *cell,
							 const char *extra, CvgColumn *column);
static void ReadMariadbDefault(CvgCatalog *catalog, const CvgCell *cell,
							   CvgColumn *column);
static bool ReadHexOrBits(const char *literal, CvgColumn *column);
static void SetTextDefault(CvgColumn *column, const char *value, int len);
static char *OnUpdate(const char *extra);
static CvgTypeClass TypeFromWord(const char *word);
static char *TypeText(const CvgCell *cell);
static int	DisplayWidth(const char *type_text);
static List *ParseLabels(const char *type_text);
static bool HasGeometry(const CvgSchema *schema);

void
CvgCatalogReadColumns(CvgCatalog *catalog)
{
	bool		all = catalog->detail == CVG_READ_ALL;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql,
					 "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE,"
					 " IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION,"
					 " NUMERIC_SCALE, DATETIME_PRECISION, CHARACTER_SET_NAME,"
					 " COLLATION_NAME, EXTRA, GENERATION_EXPRESSION%s"
					 " FROM information_schema.COLUMNS"
					 " WHERE TABLE_SCHEMA = DATABASE()"
					 " ORDER BY TABLE_NAME, ORDINAL_POSITION",
					 all ? ", COLUMN_DEFAULT, COLUMN_COMMENT" : "");
	CvgMysqlQuery(catalog->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgCatalogEntry *entry = CvgCatalogFind(catalog, &row->cells[0]);
		CvgColumn  *column;

		/* of a sequence, of a view not asked for, or newly created */
		if (entry == NULL)
			continue;
		column = AddColumn(entry);
		ReadColumn(row, column);
		if (all && entry->table != NULL)
			ReadDetails(catalog, row, column);
	}
	CvgMysqlEndQuery(catalog->conn);
	pfree(sql.data);
}

static CvgColumn *
AddColumn(CvgCatalogEntry *entry)
{
	CvgColumn **columns = entry->table ? &entry->table->columns : &entry->view->columns;
	int		   *ncolumns = entry->table ? &entry->table->ncolumns : &entry->view->ncolumns;

	if (entry->allocated == 0)
	{
		entry->allocated = 16;
		*columns = palloc(sizeof(CvgColumn) * entry->allocated);
	}
	else if (*ncolumns == entry->allocated)
	{
		entry->allocated *= 2;
		*columns = repalloc(*columns, sizeof(CvgColumn) * entry->allocated);
	}
	return &(*columns)[(*ncolumns)++];
}

static void
ReadColumn(const CvgRow *row, CvgColumn *column)
{
	const CvgCell *cells = row->cells;
	char	   *extra = CvgCellString(&cells[11]);

	memset(column, 0, sizeof(CvgColumn));
	column->srid = -1;
	column->name = CvgCellString(&cells[1]);
	column->type = TypeFromWord(CvgCellString(&cells[2]));
	column->type_text = TypeText(&cells[3]);
	column->nullable = CvgCellIs(&cells[4], "YES");
	column->length = Min(CvgCellInt(&cells[5], -1), PG_INT32_MAX);
	column->precision = CvgCellInt(&cells[6], -1);
	column->scale = CvgCellInt(&cells[7], CvgCellInt(&cells[8], -1));
	column->charset = CvgCellString(&cells[9]);
	column->collation = CvgCellString(&cells[10]);
	column->is_unsigned = strstr(column->type_text, "unsigned") != NULL;
	column->zerofill = strstr(column->type_text, "zerofill") != NULL;
	column->auto_increment = extra && strstr(extra, "auto_increment") != NULL;
	column->invisible = extra && strstr(extra, "INVISIBLE") != NULL;
	column->generated = cells[12].data != NULL && cells[12].len > 0;

	if (column->type == CVG_TYPE_TINYINT)
		column->length = DisplayWidth(column->type_text);
	else if (column->type == CVG_TYPE_BIT)
		column->length = column->precision;
	else if (column->type == CVG_TYPE_ENUM || column->type == CVG_TYPE_SET)
	{
		column->is_unsigned = column->zerofill = false; /* words of labels */
		column->labels = ParseLabels(column->type_text);
	}
}

/* PERSISTENT is what MariaDB calls stored columns before 10.2. */
static void
ReadDetails(CvgCatalog *catalog, const CvgRow *row, CvgColumn *column)
{
	const CvgCell *cells = row->cells;
	char	   *extra = cells[11].data ? CvgCellString(&cells[11]) : pstrdup("");

	column->comment = CvgCellText(&cells[14]);
	column->on_update = OnUpdate(extra);
	if (column->generated)
	{
		column->generation = CvgCatalogExpression(catalog, &cells[12]);
		column->stored = strstr(extra, "STORED") != NULL ||
			strstr(extra, "PERSISTENT") != NULL;
	}
	else if (cells[13].data != NULL)
	{
		if (catalog->schema->mariadb)
			ReadMariadbDefault(catalog, &cells[13], column);
		else
			ReadMysqlDefault(catalog, &cells[13], extra, column);
	}
}

/*
 * Before 8.0 nothing but CURRENT_TIMESTAMP is an expression, and "extra" does
 * not tell; no literal of a time looks like that.
 */
static void
ReadMysqlDefault(CvgCatalog *catalog, const CvgCell *cell, const char *extra,
				 CvgColumn *column)
{
	char	   *literal = CvgCellString(cell);
	bool		is_time = column->type == CVG_TYPE_TIMESTAMP ||
		column->type == CVG_TYPE_DATETIME;

	if (strstr(extra, "DEFAULT_GENERATED") != NULL ||
		(is_time && pg_strncasecmp(literal, "CURRENT_TIMESTAMP", 17) == 0))
	{
		char	   *expression = CvgCatalogExpression(catalog, cell);

		if (pg_strcasecmp(expression, "NULL") == 0)
			return;
		column->default_kind = CVG_DEFAULT_EXPRESSION;
		column->default_text = expression;
	}
	else if (column->type != CVG_TYPE_BIT && !CvgCatalogIsBinary(column))
		SetTextDefault(column, cell->data, cell->len);
	else if (!ReadHexOrBits(literal, column))
		SetTextDefault(column, cell->data, cell->len);
}

static void
ReadMariadbDefault(CvgCatalog *catalog, const CvgCell *cell, CvgColumn *column)
{
	char	   *sql = CvgCatalogExpression(catalog, cell);
	int			len;
	char	   *value;

	if (pg_strcasecmp(sql, "NULL") == 0)
		return;
	if (ReadHexOrBits(sql, column))
		return;
	value = CvgMysqlReadString(sql, &len);
	if (value != NULL)
		SetTextDefault(column, value, len);
	else if (strspn(sql, "+-0123456789.eE") == strlen(sql))
		SetTextDefault(column, sql, strlen(sql));
	else
	{
		column->default_kind = CVG_DEFAULT_EXPRESSION;
		column->default_text = sql;
	}
}

/* b'101' of a bit column, x'ff00' and 0xFF00 of any other. */
static bool
ReadHexOrBits(const char *literal, CvgColumn *column)
{
	bool		is_0x = literal[0] == '0' && literal[1] == 'x';
	const char *digits = literal + 2;
	int			ndigits = strspn(digits, "0123456789abcdefABCDEF");

	if (column->type == CVG_TYPE_BIT && literal[0] == 'b' && literal[1] == '\'')
	{
		ndigits = strspn(digits, "01");
		if (strcmp(digits + ndigits, "'") != 0)
			return false;
		column->default_kind = CVG_DEFAULT_BITS;
		column->default_text = palloc0(Max(column->length, ndigits) + 1);
		memset(column->default_text, '0', Max(column->length - ndigits, 0));
		strncat(column->default_text, digits, ndigits);
		return true;
	}
	if (!is_0x && !((literal[0] == 'x' || literal[0] == 'X') && literal[1] == '\''))
		return false;
	if (strcmp(digits + ndigits, is_0x ? "" : "'") != 0)
		return false;
	column->default_kind = CVG_DEFAULT_HEX;
	column->default_text = asc_tolower(digits, ndigits);
	return true;
}

/* A text with a NUL byte would be cut in a C string: it is kept as bytes. */
static void
SetTextDefault(CvgColumn *column, const char *value, int len)
{
	if (CvgCatalogIsBinary(column) || memchr(value, '\0', len) != NULL)
	{
		column->default_kind = CVG_DEFAULT_HEX;
		column->default_text = CvgHexDigits(value, len);
	}
	else
	{
		column->default_kind = CVG_DEFAULT_TEXT;
		column->default_text = pnstrdup(value, len);
	}
}

/* "on update current_timestamp(6)" of either server, in one spelling. */
static char *
OnUpdate(const char *extra)
{
	const char *word = "on update current_timestamp";
	int			digits;

	for (; *extra != '\0'; extra++)
	{
		if (pg_strncasecmp(extra, word, strlen(word)) != 0)
			continue;
		extra += strlen(word);
		digits = *extra == '(' ? atoi(extra + 1) : 0;
		return digits > 0 ? psprintf("CURRENT_TIMESTAMP(%d)", digits) :
			pstrdup("CURRENT_TIMESTAMP");
	}
	return NULL;
}

bool
CvgCatalogIsBinary(const CvgColumn *column)
{
	return column->type == CVG_TYPE_BINARY || column->type == CVG_TYPE_VARBINARY ||
		column->type == CVG_TYPE_BLOB;
}

static CvgTypeClass
TypeFromWord(const char *word)
{
	for (int i = 0; i < lengthof(type_words); i++)
	{
		if (pg_strcasecmp(type_words[i].word, word) == 0)
			return type_words[i].type;
	}
	return CVG_TYPE_UNKNOWN;
}

/* MariaDB adds a comment to a type that is stored compressed. */
static char *
TypeText(const CvgCell *cell)
{
	char	   *type_text = CvgCellString(cell);
	char	   *comment = strstr(type_text, " /*M!");

	if (comment != NULL && strcmp(comment + strlen(comment) - 2, "*/") == 0)
		*comment = '\0';
	return type_text;
}

/* The number in "tinyint(1)"; -1 if there is none. */
static int
DisplayWidth(const char *type_text)
{
	const char *paren = strchr(type_text, '(');

	return paren ? atoi(paren + 1) : -1;
}

/*
 * The labels of "enum('a','it''s')".  information_schema doubles quotes and
 * writes backslash escapes, whatever the sql_mode.
 */
static List *
ParseLabels(const char *type_text)
{
	const char *p = strchr(type_text, '(');
	List	   *labels = NIL;

	while (p != NULL && (p = strchr(p, '\'')) != NULL)
	{
		const char *end = CvgMysqlSkipQuoted(p);
		char	   *literal = pnstrdup(p, end - p);
		int			len;

		labels = lappend(labels, CvgMysqlReadString(literal, &len));
		pfree(literal);
		p = end;
	}
	return labels;
}

/*
 * MySQL knows columns that take any SRID (NULL).  MariaDB does not check
 * SRIDs; a column without REF_SYSTEM_ID shows as 0.  MySQL 5.7 has neither.
 */
void
CvgCatalogReadSrids(CvgCatalog *catalog)
{
	bool		mariadb = catalog->schema->mariadb;

	if (!HasGeometry(catalog->schema) || (!mariadb && catalog->version < 80000))
		return;

	CvgMysqlQuery(catalog->conn, mariadb ?
				  "SELECT G_TABLE_NAME, G_GEOMETRY_COLUMN, NULLIF(SRID, 0)"
				  " FROM information_schema.GEOMETRY_COLUMNS"
				  " WHERE G_TABLE_SCHEMA = DATABASE()" :
				  "SELECT TABLE_NAME, COLUMN_NAME, SRS_ID"
				  " FROM information_schema.ST_GEOMETRY_COLUMNS"
				  " WHERE TABLE_SCHEMA = DATABASE()");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);
		int			column = table == NULL ? -1 :
			CvgTableColumnIndex(table, CvgCellString(&row->cells[1]));

		if (column >= 0)
			table->columns[column].srid = CvgCellInt(&row->cells[2], -1);
	}
	CvgMysqlEndQuery(catalog->conn);
}

static bool
HasGeometry(const CvgSchema *schema)
{
	for (int i = 0; i < schema->ntables; i++)
	{
		for (int j = 0; j < schema->tables[i].ncolumns; j++)
		{
			if (schema->tables[i].columns[j].type == CVG_TYPE_GEOMETRY)
				return true;
		}
	}
	return false;
}
