/*-------------------------------------------------------------------------
 *
 * mysql_catalog.c
 *	  Read the tables of a MySQL or MariaDB database.
 *
 * A few queries on information_schema, whatever the number of tables, and
 * one for fifty tables that tells whether all columns can be read.  Rows
 * are matched to tables by exact name here and not by a join there: two
 * tables may differ in case alone, and such a join would cross them.
 *
 * information_schema is not right about everything.  What is known to be
 * damaged there is recognized and asked for another way, for the tables
 * concerned alone:
 *
 *	 - MySQL shows a wrong AUTO_INCREMENT for tables that nobody has opened.
 *	 - MySQL cuts defaults of binary columns at a NUL byte, and both servers
 *	   show '?' for characters beyond the BMP in literal defaults.  The
 *	   function DEFAULT() gives the value (mysql_catalog_repair.c).
 *	 - Both show '?' for such characters in labels of enum and set.  Rows
 *	   that have the label tell it (mysql_catalog_repair.c).
 *	 - MariaDB shows '????' for such characters in expressions.  SHOW CREATE
 *	   TABLE is right there, SHOW CREATE VIEW for views on both.
 *	 - MySQL 8.0 and later escape expressions once too often and encode them
 *	   in UTF-8 twice.  Both are undone (mysql_catalog_text.c); SHOW CREATE
 *	   TABLE would be worse, it loses characters beyond the BMP.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "source/mysql_catalog.h"

#define MYSQL_TABLE_ACCESS_DENIED 1142
#define MYSQL_COLUMN_ACCESS_DENIED 1143

static void ReadTables(CvgCatalog *catalog);
static CvgTable *AddTable(CvgSchema *schema, int *allocated);
static void HashNames(CvgCatalog *catalog);
static CvgCatalogEntry *HashName(CvgCatalog *catalog, const char *name);
static void ReadPrimaryKeys(CvgCatalog *catalog);
static void ReadRest(CvgCatalog *catalog);
static void ReadCounters(CvgCatalog *catalog);
static void FindPartlyReadable(CvgMysql *conn, CvgTable *tables, int ntables);
static bool IsReadable(CvgMysql *conn, const CvgTable *tables, int ntables);
static void FindHiddenColumns(CvgCatalog *catalog);
static bool IsDescribed(CvgMysql *conn, const char *table);
static int	CompareTables(const void *a, const void *b);

CvgSchema *
CvgMysqlReadSchema(CvgSource *source, CvgReadDetail detail)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	CvgSchema  *schema = palloc0(sizeof(CvgSchema));
	CvgCatalog	catalog = {.conn = mysql->conn,.schema = schema,.detail = detail};

	schema->name = pstrdup(mysql->database);
	schema->mariadb = CvgMysqlIsMariadb(mysql->conn);
	catalog.version = CvgMysqlVersionNumber(mysql->conn);

	ReadTables(&catalog);
	if (detail == CVG_READ_ALL)
		CvgCatalogReadViews(&catalog);
	HashNames(&catalog);
	CvgCatalogReadColumns(&catalog);
	if (detail == CVG_READ_ALL)
		CvgCatalogReadIndexes(&catalog);
	else
		ReadPrimaryKeys(&catalog);
	FindPartlyReadable(mysql->conn, schema->tables, schema->ntables);
	FindHiddenColumns(&catalog);
	if (!schema->mariadb)
		ReadCounters(&catalog);
	if (detail == CVG_READ_ALL)
		ReadRest(&catalog);
	hash_destroy(catalog.entries);

	return schema;
}

static void
ReadRest(CvgCatalog *catalog)
{
	CvgCatalogReadSrids(catalog);
	CvgCatalogReadForeignKeys(catalog);
	CvgCatalogReadChecks(catalog);
	CvgCatalogReadPartitions(catalog);
	CvgCatalogReadSequences(catalog);
	CvgCatalogReadCode(catalog);
	CvgCatalogRepairDefaults(catalog);
	CvgCatalogRepairLabels(catalog);
	CvgCatalogRepairFromCreate(catalog);
}

/* 'SYSTEM VERSIONED' is MariaDB's; a scan of one reads its current rows. */
static void
ReadTables(CvgCatalog *catalog)
{
	CvgSchema  *schema = catalog->schema;
	int			allocated = 128;

	schema->tables = palloc0(sizeof(CvgTable) * allocated);
	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, ENGINE, TABLE_ROWS,"
				  " DATA_LENGTH + INDEX_LENGTH, AUTO_INCREMENT, TABLE_TYPE,"
				  " TABLE_COMMENT, TABLE_COLLATION, CREATE_OPTIONS"
				  " FROM information_schema.TABLES"
				  " WHERE TABLE_SCHEMA = DATABASE()"
				  " AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		const CvgCell *cells = row->cells;
		CvgTable   *table;
		char	   *options;

		if (CvgCellIs(&cells[5], "SEQUENCE"))
		{
			catalog->sequence_names = lappend(catalog->sequence_names,
											  CvgCellString(&cells[0]));
			continue;
		}
		table = AddTable(schema, &allocated);
		table->name = CvgCellString(&cells[0]);
		table->engine = CvgCellString(&cells[1]);
		table->rows_estimate = CvgCellInt(&cells[2], -1);
		table->bytes = CvgCellInt(&cells[3], -1);
		table->auto_increment = cells[4].data == NULL ? 0 :
			strtoull(CvgCellString(&cells[4]), NULL, 10);
		table->system_versioned = CvgCellIs(&cells[5], "SYSTEM VERSIONED");
		table->comment = CvgCellText(&cells[6]);
		table->collation = CvgCellString(&cells[7]);
		options = CvgCellText(&cells[8]);
		if (options != NULL && strstr(options, "partitioned") != NULL)
			catalog->has_partitions = true;
	}
	CvgMysqlEndQuery(catalog->conn);

	qsort(schema->tables, schema->ntables, sizeof(CvgTable), CompareTables);
}

static CvgTable *
AddTable(CvgSchema *schema, int *allocated)
{
	CvgTable   *table;

	if (schema->ntables == *allocated)
	{
		*allocated *= 2;
		schema->tables = repalloc(schema->tables, sizeof(CvgTable) * *allocated);
	}
	table = &schema->tables[schema->ntables++];
	memset(table, 0, sizeof(CvgTable));
	return table;
}

static void
HashNames(CvgCatalog *catalog)
{
	CvgSchema  *schema = catalog->schema;
	HASHCTL		ctl = {.keysize = CVG_MYSQL_NAME_BYTES,
		.entrysize = sizeof(CvgCatalogEntry),
	.hcxt = CurrentMemoryContext};
	ListCell   *lc;

	catalog->entries = hash_create("converge source tables",
								   Max(schema->ntables, 16), &ctl,
								   HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);
	for (int i = 0; i < schema->ntables; i++)
		HashName(catalog, schema->tables[i].name)->table = &schema->tables[i];
	foreach(lc, schema->views)
	{
		CvgView    *view = lfirst(lc);

		HashName(catalog, view->name)->view = view;
	}
}

static CvgCatalogEntry *
HashName(CvgCatalog *catalog, const char *name)
{
	CvgCatalogEntry *entry = hash_search(catalog->entries, name, HASH_ENTER, NULL);

	entry->table = NULL;
	entry->view = NULL;
	entry->allocated = 0;
	return entry;
}

static void
ReadPrimaryKeys(CvgCatalog *catalog)
{
	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, COLUMN_NAME"
				  " FROM information_schema.STATISTICS"
				  " WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = 'PRIMARY'"
				  " ORDER BY TABLE_NAME, SEQ_IN_INDEX");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);
		int			column;

		if (table == NULL)
			continue;
		column = CvgTableColumnIndex(table, CvgCellString(&row->cells[1]));
		if (column < 0)
			continue;
		if (table->key == NULL)
			table->key = palloc(sizeof(int) * table->ncolumns);
		table->key[table->nkey++] = column;
	}
	CvgMysqlEndQuery(catalog->conn);
}

/*
 * Until a table is opened for the first time after a start of the server, or
 * after it fell out of the cache, MySQL shows an AUTO_INCREMENT that is one
 * too low, or none.  The search for tables that are partly readable has
 * opened them all.
 */
static void
ReadCounters(CvgCatalog *catalog)
{
	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, AUTO_INCREMENT"
				  " FROM information_schema.TABLES"
				  " WHERE TABLE_SCHEMA = DATABASE()"
				  " AND AUTO_INCREMENT IS NOT NULL");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);

		if (table != NULL)
			table->auto_increment =
				strtoull(CvgCellString(&row->cells[1]), NULL, 10);
	}
	CvgMysqlEndQuery(catalog->conn);
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
	if (ntables <= CVG_MYSQL_TABLES_AT_ONCE && IsReadable(conn, tables, ntables))
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

/*
 * SELECT * leaves invisible columns out, so it cannot tell that they may not
 * be read.  Where the account has rights on single columns, SHOW CREATE TABLE
 * can: it needs a right on the table.
 */
static void
FindHiddenColumns(CvgCatalog *catalog)
{
	List	   *tables = NIL;
	ListCell   *lc;

	CvgMysqlQuery(catalog->conn,
				  "SELECT DISTINCT TABLE_NAME FROM information_schema.COLUMN_PRIVILEGES"
				  " WHERE TABLE_SCHEMA = DATABASE()");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);

		if (table != NULL && !table->partly_readable)
			tables = lappend(tables, table);
	}
	CvgMysqlEndQuery(catalog->conn);

	foreach(lc, tables)
	{
		CvgTable   *table = lfirst(lc);

		table->partly_readable = !IsDescribed(catalog->conn, table->name);
	}
}

static bool
IsDescribed(CvgMysql *conn, const char *table)
{
	static const int denied[] = {MYSQL_TABLE_ACCESS_DENIED,
	MYSQL_COLUMN_ACCESS_DENIED, 0};
	StringInfoData sql;
	char	   *value;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SHOW CREATE TABLE ");
	CvgMysqlQuoteIdentifier(&sql, table);
	return CvgMysqlTryFetchScalar(conn, sql.data, denied, &value);
}

CvgCatalogEntry *
CvgCatalogFind(CvgCatalog *catalog, const CvgCell *name)
{
	char		key[CVG_MYSQL_NAME_BYTES];

	if (name->data == NULL || name->len >= sizeof(key))
		return NULL;
	memcpy(key, name->data, name->len);
	key[name->len] = '\0';
	return hash_search(catalog->entries, key, HASH_FIND, NULL);
}

CvgTable *
CvgCatalogFindTable(CvgCatalog *catalog, const CvgCell *name)
{
	CvgCatalogEntry *entry = CvgCatalogFind(catalog, name);

	return entry ? entry->table : NULL;
}

static int
CompareTables(const void *a, const void *b)
{
	return strcmp(((const CvgTable *) a)->name, ((const CvgTable *) b)->name);
}
