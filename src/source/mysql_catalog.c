/*-------------------------------------------------------------------------
 *
 * mysql_catalog.c
 *	  Read the tables of a MySQL or MariaDB database.
 *
 * Three queries on information_schema, whatever the number of tables, and
 * one for fifty tables that tells whether all columns can be read.  Rows
 * of the second and third are matched to tables by exact name here and not
 * by a join there: two tables may differ in case alone, and such a join
 * would cross them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"

#include "source/mysql_source.h"

#define MYSQL_TABLE_ACCESS_DENIED 1142
#define MYSQL_COLUMN_ACCESS_DENIED 1143

/* MySQL takes 61 tables in a join; derived tables count each for itself. */
#define MAX_TABLES_TRIED 50

/* MySQL's longest name is 64 characters of up to 4 bytes. */
#define MYSQL_NAME_BYTES 257

typedef struct TableEntry
{
	char		name[MYSQL_NAME_BYTES]; /* hash key */
	CvgTable   *table;
	int			allocated;		/* columns allocated */
} TableEntry;

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

static void ReadTables(CvgMysql *conn, CvgSchema *schema);
static HTAB *HashTables(CvgSchema *schema);
static void ReadColumns(CvgMysql *conn, HTAB *tables);
static void ReadColumn(const CvgRow *row, CvgColumn *column);
static CvgColumn *AddColumn(TableEntry *entry);
static void ReadPrimaryKeys(CvgMysql *conn, HTAB *tables);
static void FindPartlyReadable(CvgMysql *conn, CvgTable *tables, int ntables);
static bool IsReadable(CvgMysql *conn, const CvgTable *tables, int ntables);
static TableEntry *FindTable(HTAB *tables, const CvgCell *name);
static CvgTypeClass TypeFromWord(const char *word);
static int	DisplayWidth(const char *type_text);
static List *ParseLabels(const char *type_text);
static int	CompareTables(const void *a, const void *b);
static char *CellString(const CvgCell *cell);
static int64 CellInt(const CvgCell *cell, int64 ifnull);
static bool CellIs(const CvgCell *cell, const char *word);

CvgSchema *
CvgMysqlReadSchema(CvgSource *source, CvgReadDetail detail)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	CvgSchema  *schema = palloc0(sizeof(CvgSchema));
	HTAB	   *tables;

	schema->name = pstrdup(mysql->database);
	ReadTables(mysql->conn, schema);
	tables = HashTables(schema);
	ReadColumns(mysql->conn, tables);
	ReadPrimaryKeys(mysql->conn, tables);
	hash_destroy(tables);
	FindPartlyReadable(mysql->conn, schema->tables, schema->ntables);

	return schema;
}

/* 'SYSTEM VERSIONED' is MariaDB's; a scan of one reads its current rows. */
static void
ReadTables(CvgMysql *conn, CvgSchema *schema)
{
	int			allocated = 128;

	schema->tables = palloc0(sizeof(CvgTable) * allocated);
	CvgMysqlQuery(conn,
				  "SELECT TABLE_NAME, ENGINE, TABLE_ROWS,"
				  " DATA_LENGTH + INDEX_LENGTH, AUTO_INCREMENT"
				  " FROM information_schema.TABLES"
				  " WHERE TABLE_SCHEMA = DATABASE()"
				  " AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')");
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL;)
	{
		CvgTable   *table;

		if (schema->ntables == allocated)
		{
			allocated *= 2;
			schema->tables = repalloc(schema->tables, sizeof(CvgTable) * allocated);
		}
		table = &schema->tables[schema->ntables++];
		memset(table, 0, sizeof(CvgTable));
		table->name = CellString(&row->cells[0]);
		table->engine = CellString(&row->cells[1]);
		table->rows_estimate = CellInt(&row->cells[2], -1);
		table->bytes = CellInt(&row->cells[3], -1);
		table->auto_increment = row->cells[4].data == NULL ? 0 :
			strtoull(CellString(&row->cells[4]), NULL, 10);
	}
	CvgMysqlEndQuery(conn);

	qsort(schema->tables, schema->ntables, sizeof(CvgTable), CompareTables);
}

static HTAB *
HashTables(CvgSchema *schema)
{
	HASHCTL		ctl = {.keysize = MYSQL_NAME_BYTES,.entrysize = sizeof(TableEntry),
	.hcxt = CurrentMemoryContext};
	HTAB	   *tables = hash_create("converge source tables",
									 Max(schema->ntables, 16), &ctl,
									 HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);

	for (int i = 0; i < schema->ntables; i++)
	{
		TableEntry *entry = hash_search(tables, schema->tables[i].name,
										HASH_ENTER, NULL);

		entry->table = &schema->tables[i];
		entry->allocated = 0;
	}
	return tables;
}

static void
ReadColumns(CvgMysql *conn, HTAB *tables)
{
	CvgMysqlQuery(conn,
				  "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE,"
				  " IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION,"
				  " NUMERIC_SCALE, DATETIME_PRECISION, CHARACTER_SET_NAME,"
				  " COLLATION_NAME, EXTRA, GENERATION_EXPRESSION"
				  " FROM information_schema.COLUMNS"
				  " WHERE TABLE_SCHEMA = DATABASE()"
				  " ORDER BY TABLE_NAME, ORDINAL_POSITION");
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL;)
	{
		TableEntry *entry = FindTable(tables, &row->cells[0]);

		/* columns of views, or of a table created since the first query */
		if (entry != NULL)
			ReadColumn(row, AddColumn(entry));
	}
	CvgMysqlEndQuery(conn);
}

static CvgColumn *
AddColumn(TableEntry *entry)
{
	CvgTable   *table = entry->table;

	if (entry->allocated == 0)
	{
		entry->allocated = 16;
		table->columns = palloc(sizeof(CvgColumn) * entry->allocated);
	}
	else if (table->ncolumns == entry->allocated)
	{
		entry->allocated *= 2;
		table->columns = repalloc(table->columns, sizeof(CvgColumn) * entry->allocated);
	}
	return &table->columns[table->ncolumns++];
}

static void
ReadColumn(const CvgRow *row, CvgColumn *column)
{
	const CvgCell *cells = row->cells;
	char	   *extra = CellString(&cells[11]);

	memset(column, 0, sizeof(CvgColumn));
	column->name = CellString(&cells[1]);
	column->type = TypeFromWord(CellString(&cells[2]));
	column->type_text = CellString(&cells[3]);
	column->nullable = CellIs(&cells[4], "YES");
	column->length = Min(CellInt(&cells[5], -1), PG_INT32_MAX);
	column->precision = CellInt(&cells[6], -1);
	column->scale = CellInt(&cells[7], CellInt(&cells[8], -1));
	column->charset = cells[9].data ? CellString(&cells[9]) : NULL;
	column->collation = cells[10].data ? CellString(&cells[10]) : NULL;
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

static void
ReadPrimaryKeys(CvgMysql *conn, HTAB *tables)
{
	CvgMysqlQuery(conn,
				  "SELECT TABLE_NAME, COLUMN_NAME"
				  " FROM information_schema.STATISTICS"
				  " WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = 'PRIMARY'"
				  " ORDER BY TABLE_NAME, SEQ_IN_INDEX");
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL;)
	{
		TableEntry *entry = FindTable(tables, &row->cells[0]);
		CvgTable   *table;
		int			column;

		if (entry == NULL)
			continue;
		table = entry->table;
		column = CvgTableColumnIndex(table, CellString(&row->cells[1]));
		if (column < 0)
			continue;
		if (table->key == NULL)
			table->key = palloc(sizeof(int) * table->ncolumns);
		table->key[table->nkey++] = column;
	}
	CvgMysqlEndQuery(conn);
}

/*
 * information_schema hides columns that the account may not read.  SELECT *
 * does not: it is refused.  Halves of a set of tables are tried until the
 * tables are found; mostly the first try tells that all is well.
 */
static void
FindPartlyReadable(CvgMysql *conn, CvgTable *tables, int ntables)
{
	if (ntables == 0)
		return;
	if (ntables <= MAX_TABLES_TRIED && IsReadable(conn, tables, ntables))
		return;
	if (ntables == 1)
		tables[0].partly_readable = true;
	else
	{
		FindPartlyReadable(conn, tables, ntables / 2);
		FindPartlyReadable(conn, tables + ntables / 2, ntables - ntables / 2);
	}
}

static bool
IsReadable(CvgMysql *conn, const CvgTable *tables, int ntables)
{
	static const int denied[] = {MYSQL_TABLE_ACCESS_DENIED,
	MYSQL_COLUMN_ACCESS_DENIED, 0};
	StringInfoData sql;
	char	   *value;
	bool		readable;

	initStringInfo(&sql);
	for (int i = 0; i < ntables; i++)
	{
		appendStringInfo(&sql, "%sSELECT 1 FROM (SELECT * FROM ",
						 i > 0 ? " UNION ALL " : "");
		CvgMysqlQuoteIdentifier(&sql, tables[i].name);
		appendStringInfo(&sql, " LIMIT 0) AS t%d", i);
	}
	readable = CvgMysqlTryFetchScalar(conn, sql.data, denied, &value);
	pfree(sql.data);
	return readable;
}

static TableEntry *
FindTable(HTAB *tables, const CvgCell *name)
{
	char		key[MYSQL_NAME_BYTES];

	if (name->len >= sizeof(key))
		return NULL;
	memcpy(key, name->data, name->len);
	key[name->len] = '\0';
	return hash_search(tables, key, HASH_FIND, NULL);
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
		StringInfoData label;

		initStringInfo(&label);
		for (p++; *p != '\0'; p++)
		{
			char		c = *p;

			if (c == '\'' && p[1] != '\'')
				break;
			if (c == '\'')
				p++;
			else if (c == '\\' && p[1] != '\0')
			{
				c = *++p;
				c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' :
					c == 'Z' ? '\032' : c;
			}
			appendStringInfoChar(&label, c);
		}
		labels = lappend(labels, label.data);
		if (*p == '\'')
			p++;
	}
	return labels;
}

static int
CompareTables(const void *a, const void *b)
{
	return strcmp(((const CvgTable *) a)->name, ((const CvgTable *) b)->name);
}

static char *
CellString(const CvgCell *cell)
{
	return cell->data ? pnstrdup(cell->data, cell->len) : NULL;
}

static int64
CellInt(const CvgCell *cell, int64 ifnull)
{
	char		buf[32];

	if (cell->data == NULL || cell->len >= sizeof(buf))
		return ifnull;
	memcpy(buf, cell->data, cell->len);
	buf[cell->len] = '\0';
	return strtoll(buf, NULL, 10);
}

static bool
CellIs(const CvgCell *cell, const char *word)
{
	return cell->data != NULL && cell->len == strlen(word) &&
		memcmp(cell->data, word, cell->len) == 0;
}
