/*-------------------------------------------------------------------------
 *
 * mysql_catalog_keys.c
 *	  Indexes, foreign keys, checks and partitions of MySQL tables.
 *
 * Nothing here relies on the order in which rows arrive: a part of a key
 * knows its place.  An index or a foreign key with a column that the account
 * may not see is left out; its table is marked as partly readable.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "source/mysql_catalog.h"

/* Until the actions of a foreign key are known. */
#define ACTION_HIDDEN ((CvgReferenceAction) -1)

/* The clause of a CHECK, until its table is known. */
typedef struct CheckEntry
{
	char		name[CVG_MYSQL_NAME_BYTES]; /* hash key */
	char	   *expression;
} CheckEntry;

static CvgIndex *FindIndex(CvgTable *table, const CvgCell *name);
static void ReadIndex(const CvgRow *row, CvgIndex *index);
static void AddIndexPart(CvgCatalog *catalog, CvgTable *table, CvgIndex *index,
						 const CvgRow *row);
static void FinishIndexes(CvgTable *table);
static void FillKey(CvgTable *table, const CvgIndex *index);
static int	CompareIndexes(const ListCell *a, const ListCell *b);
static void ReadReferences(CvgCatalog *catalog);
static CvgForeignKey *FindForeignKey(CvgTable *table, const char *name);
static void AddReference(CvgTable *table, CvgForeignKey *key, const CvgRow *row);
static void ReadActions(CvgCatalog *catalog);
static void FinishForeignKeys(CvgCatalog *catalog, CvgTable *table);
static int	CompareForeignKeys(const ListCell *a, const ListCell *b);
static void ReadMysqlChecks(CvgCatalog *catalog);
static HTAB *ReadCheckClauses(CvgCatalog *catalog);
static void ReadMariadbChecks(CvgCatalog *catalog);
static bool IsJsonCheck(CvgTable *table, const char *name, const char *expression);
static void AddCheck(CvgTable *table, char *name, char *expression, bool enforced);
static int	CompareChecks(const ListCell *a, const ListCell *b);
static void AddPartition(CvgTable *table, const CvgRow *row);

/*
 * Functional key parts came with MySQL 8.0.13, invisible indexes with 8.0.0,
 * ignored ones with MariaDB 10.6.
 */
void
CvgCatalogReadIndexes(CvgCatalog *catalog)
{
	bool		mariadb = catalog->schema->mariadb;
	int			version = catalog->version;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql,
					 "SELECT TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME,"
					 " NON_UNIQUE, COLLATION, SUB_PART, INDEX_TYPE,"
					 " INDEX_COMMENT, %s, %s"
					 " FROM information_schema.STATISTICS"
					 " WHERE TABLE_SCHEMA = DATABASE()",
					 mariadb ? (version >= 100600 ? "IGNORED = 'YES'" : "0") :
					 (version >= 80000 ? "IS_VISIBLE = 'NO'" : "0"),
					 !mariadb && version >= 80013 ? "EXPRESSION" : "NULL");
	CvgMysqlQuery(catalog->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);
		CvgIndex   *index;

		if (table == NULL)
			continue;
		index = FindIndex(table, &row->cells[1]);
		if (index->method == NULL)
			ReadIndex(row, index);
		AddIndexPart(catalog, table, index, row);
	}
	CvgMysqlEndQuery(catalog->conn);
	pfree(sql.data);

	for (int i = 0; i < catalog->schema->ntables; i++)
		FinishIndexes(&catalog->schema->tables[i]);
}

static CvgIndex *
FindIndex(CvgTable *table, const CvgCell *name)
{
	CvgIndex   *index;
	ListCell   *lc;

	foreach(lc, table->indexes)
	{
		index = lfirst(lc);
		if (CvgCellIs(name, index->name))
			return index;
	}
	index = palloc0(sizeof(CvgIndex));
	index->name = CvgCellString(name);
	table->indexes = lappend(table->indexes, index);
	return index;
}

static void
ReadIndex(const CvgRow *row, CvgIndex *index)
{
	index->method = CvgCellString(&row->cells[7]);
	index->comment = CvgCellText(&row->cells[8]);
	index->invisible = CvgCellIs(&row->cells[9], "1");
	if (strcmp(index->name, "PRIMARY") == 0)
		index->kind = CVG_INDEX_PRIMARY;
	else if (strcmp(index->method, "FULLTEXT") == 0)
		index->kind = CVG_INDEX_FULLTEXT;
	else if (strcmp(index->method, "SPATIAL") == 0)
		index->kind = CVG_INDEX_SPATIAL;
	else
		index->kind = CvgCellIs(&row->cells[4], "0") ?
			CVG_INDEX_UNIQUE : CVG_INDEX_PLAIN;
}

/* A spatial index shows a prefix of 32 that nobody asked for. */
static void
AddIndexPart(CvgCatalog *catalog, CvgTable *table, CvgIndex *index,
			 const CvgRow *row)
{
	const CvgCell *cells = row->cells;
	int			place = CvgCellInt(&cells[2], 1) - 1;
	CvgIndexPart *part;

	if (place >= index->nparts)
	{
		CvgIndexPart *parts = palloc0(sizeof(CvgIndexPart) * (place + 1));

		for (int i = 0; i <= place; i++)
			parts[i].column = -1;
		if (index->nparts > 0)
			memcpy(parts, index->parts, sizeof(CvgIndexPart) * index->nparts);
		index->parts = parts;
		index->nparts = place + 1;
	}
	part = &index->parts[place];
	if (cells[3].data != NULL)
		part->column = CvgTableColumnIndex(table, CvgCellString(&cells[3]));
	part->expression = CvgCatalogExpression(catalog, &cells[10]);
	part->descending = CvgCellIs(&cells[5], "D");
	part->prefix = index->kind == CVG_INDEX_FULLTEXT ||
		index->kind == CVG_INDEX_SPATIAL ? -1 : CvgCellInt(&cells[6], -1);
}

static void
FinishIndexes(CvgTable *table)
{
	ListCell   *lc;

	foreach(lc, table->indexes)
	{
		CvgIndex   *index = lfirst(lc);
		bool		complete = true;

		for (int i = 0; i < index->nparts; i++)
			complete = complete && (index->parts[i].column >= 0 ||
									index->parts[i].expression != NULL);
		if (index->kind == CVG_INDEX_PRIMARY)
			FillKey(table, index);
		if (!complete)
			table->indexes = foreach_delete_current(table->indexes, lc);
	}
	list_sort(table->indexes, CompareIndexes);
}

/* As CVG_READ_TABLES reads it: columns that are not visible are left out. */
static void
FillKey(CvgTable *table, const CvgIndex *index)
{
	table->key = palloc(sizeof(int) * index->nparts);
	for (int i = 0; i < index->nparts; i++)
	{
		if (index->parts[i].column >= 0)
			table->key[table->nkey++] = index->parts[i].column;
	}
}

static int
CompareIndexes(const ListCell *a, const ListCell *b)
{
	const CvgIndex *one = lfirst(a);
	const CvgIndex *other = lfirst(b);
	bool		primary = one->kind == CVG_INDEX_PRIMARY;

	if (primary != (other->kind == CVG_INDEX_PRIMARY))
		return primary ? -1 : 1;
	return strcmp(one->name, other->name);
}

void
CvgCatalogReadForeignKeys(CvgCatalog *catalog)
{
	ReadReferences(catalog);
	ReadActions(catalog);
	for (int i = 0; i < catalog->schema->ntables; i++)
		FinishForeignKeys(catalog, &catalog->schema->tables[i]);
}

static void
ReadReferences(CvgCatalog *catalog)
{
	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION,"
				  " COLUMN_NAME, TABLE_SCHEMA, REFERENCED_TABLE_SCHEMA,"
				  " REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME"
				  " FROM information_schema.KEY_COLUMN_USAGE"
				  " WHERE TABLE_SCHEMA = DATABASE()"
				  " AND REFERENCED_TABLE_NAME IS NOT NULL");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		const CvgCell *cells = row->cells;
		CvgTable   *table = CvgCatalogFindTable(catalog, &cells[0]);
		CvgForeignKey *key;
		char	   *name;

		if (table == NULL)
			continue;
		name = CvgCellString(&cells[1]);
		key = FindForeignKey(table, name);
		if (key == NULL)
		{
			char	   *database = CvgCellString(&cells[4]);

			key = palloc0(sizeof(CvgForeignKey));
			key->name = name;
			key->on_delete = ACTION_HIDDEN;
			if (!CvgCellIs(&cells[5], database))
				key->ref_database = CvgCellString(&cells[5]);
			key->ref_table = CvgCellString(&cells[6]);
			table->foreign_keys = lappend(table->foreign_keys, key);
		}
		AddReference(table, key, row);
	}
	CvgMysqlEndQuery(catalog->conn);
}

static CvgForeignKey *
FindForeignKey(CvgTable *table, const char *name)
{
	ListCell   *lc;

	foreach(lc, table->foreign_keys)
	{
		CvgForeignKey *key = lfirst(lc);

		if (strcmp(key->name, name) == 0)
			return key;
	}
	return NULL;
}

static void
AddReference(CvgTable *table, CvgForeignKey *key, const CvgRow *row)
{
	int			place = CvgCellInt(&row->cells[2], 1) - 1;

	if (place >= key->ncolumns)
	{
		int		   *columns = palloc(sizeof(int) * (place + 1));
		char	  **ref_columns = palloc0(sizeof(char *) * (place + 1));

		for (int i = 0; i <= place; i++)
			columns[i] = i < key->ncolumns ? key->columns[i] : -1;
		if (key->ncolumns > 0)
			memcpy(ref_columns, key->ref_columns, sizeof(char *) * key->ncolumns);
		key->columns = columns;
		key->ref_columns = ref_columns;
		key->ncolumns = place + 1;
	}
	key->columns[place] = CvgTableColumnIndex(table, CvgCellString(&row->cells[3]));
	key->ref_columns[place] = CvgCellString(&row->cells[7]);
}

static void
ReadActions(CvgCatalog *catalog)
{
	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE"
				  " FROM information_schema.REFERENTIAL_CONSTRAINTS"
				  " WHERE CONSTRAINT_SCHEMA = DATABASE()");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);
		CvgForeignKey *key = table == NULL ? NULL :
			FindForeignKey(table, CvgCellString(&row->cells[1]));

		if (key != NULL)
		{
			key->on_delete = CvgCatalogAction(row->cells[2].data, row->cells[2].len);
			key->on_update = CvgCatalogAction(row->cells[3].data, row->cells[3].len);
		}
	}
	CvgMysqlEndQuery(catalog->conn);
}

CvgReferenceAction
CvgCatalogAction(const char *rule, size_t len)
{
	static const char *const words[] = {
		[CVG_ACTION_CASCADE] = "CASCADE",
		[CVG_ACTION_SET_NULL] = "SET NULL",
		[CVG_ACTION_SET_DEFAULT] = "SET DEFAULT"
	};

	for (int i = CVG_ACTION_CASCADE; i <= CVG_ACTION_SET_DEFAULT; i++)
	{
		if (len >= strlen(words[i]) && strncmp(rule, words[i], strlen(words[i])) == 0)
			return (CvgReferenceAction) i;
	}
	return CVG_ACTION_NONE;
}

/*
 * MariaDB, as MySQL did before 8.0, hides the actions from an account that may
 * only read.
 */
static void
FinishForeignKeys(CvgCatalog *catalog, CvgTable *table)
{
	ListCell   *lc;

	foreach(lc, table->foreign_keys)
	{
		CvgForeignKey *key = lfirst(lc);
		bool		complete = true;

		for (int i = 0; i < key->ncolumns; i++)
			complete = complete && key->columns[i] >= 0;
		if (key->on_delete == ACTION_HIDDEN)
		{
			key->on_delete = CVG_ACTION_NONE;
			catalog->hidden_actions =
				list_append_unique_ptr(catalog->hidden_actions, table);
		}
		if (!complete)
			table->foreign_keys = foreach_delete_current(table->foreign_keys, lc);
	}
	list_sort(table->foreign_keys, CompareForeignKeys);
}

static int
CompareForeignKeys(const ListCell *a, const ListCell *b)
{
	return strcmp(((const CvgForeignKey *) lfirst(a))->name,
				  ((const CvgForeignKey *) lfirst(b))->name);
}

/* MySQL has had them since 8.0.16, every MariaDB that is read here has them. */
void
CvgCatalogReadChecks(CvgCatalog *catalog)
{
	if (catalog->schema->mariadb)
		ReadMariadbChecks(catalog);
	else if (catalog->version >= 80016)
		ReadMysqlChecks(catalog);
	for (int i = 0; i < catalog->schema->ntables; i++)
		list_sort(catalog->schema->tables[i].checks, CompareChecks);
}

/* A clause and its table are in two views; names are unique in a database. */
static void
ReadMysqlChecks(CvgCatalog *catalog)
{
	HTAB	   *clauses = ReadCheckClauses(catalog);

	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, CONSTRAINT_NAME, ENFORCED"
				  " FROM information_schema.TABLE_CONSTRAINTS"
				  " WHERE TABLE_SCHEMA = DATABASE() AND CONSTRAINT_TYPE = 'CHECK'");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);
		char	   *name = CvgCellString(&row->cells[1]);
		CheckEntry *entry = hash_search(clauses, name, HASH_FIND, NULL);

		if (table != NULL && entry != NULL)
			AddCheck(table, name, entry->expression,
					 !CvgCellIs(&row->cells[2], "NO"));
	}
	CvgMysqlEndQuery(catalog->conn);
	hash_destroy(clauses);
}

static HTAB *
ReadCheckClauses(CvgCatalog *catalog)
{
	HASHCTL		ctl = {.keysize = CVG_MYSQL_NAME_BYTES,
		.entrysize = sizeof(CheckEntry),
	.hcxt = CurrentMemoryContext};
	HTAB	   *clauses = hash_create("converge source checks", 64, &ctl,
									  HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);

	CvgMysqlQuery(catalog->conn,
				  "SELECT CONSTRAINT_NAME, CHECK_CLAUSE"
				  " FROM information_schema.CHECK_CONSTRAINTS"
				  " WHERE CONSTRAINT_SCHEMA = DATABASE()");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CheckEntry *entry = hash_search(clauses, CvgCellString(&row->cells[0]),
										HASH_ENTER, NULL);

		entry->expression = CvgCatalogExpression(catalog, &row->cells[1]);
	}
	CvgMysqlEndQuery(catalog->conn);
	return clauses;
}

static void
ReadMariadbChecks(CvgCatalog *catalog)
{
	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE"
				  " FROM information_schema.CHECK_CONSTRAINTS"
				  " WHERE CONSTRAINT_SCHEMA = DATABASE()");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);
		char	   *name = CvgCellString(&row->cells[1]);
		char	   *expression = CvgCatalogExpression(catalog, &row->cells[2]);

		if (table != NULL && !IsJsonCheck(table, name, expression))
			AddCheck(table, name, expression, true);
	}
	CvgMysqlEndQuery(catalog->conn);
}

/*
 * The type json of MariaDB is longtext with the column's own check
 * json_valid(`column`).  A check of a column has the column's name.
 */
static bool
IsJsonCheck(CvgTable *table, const char *name, const char *expression)
{
	int			column = CvgTableColumnIndex(table, name);
	StringInfoData json;

	if (column < 0 || strcmp(table->columns[column].type_text, "longtext") != 0)
		return false;
	initStringInfo(&json);
	appendStringInfoString(&json, "json_valid(");
	CvgMysqlQuoteIdentifier(&json, name);
	appendStringInfoChar(&json, ')');
	if (strcmp(json.data, expression) != 0)
		return false;
	table->columns[column].is_json = true;
	return true;
}

static void
AddCheck(CvgTable *table, char *name, char *expression, bool enforced)
{
	CvgCheck   *check = palloc(sizeof(CvgCheck));

	check->name = name;
	check->expression = expression;
	check->enforced = enforced;
	table->checks = lappend(table->checks, check);
}

static int
CompareChecks(const ListCell *a, const ListCell *b)
{
	return strcmp(((const CvgCheck *) lfirst(a))->name,
				  ((const CvgCheck *) lfirst(b))->name);
}

/* A partition with subpartitions has a row for each of them. */
void
CvgCatalogReadPartitions(CvgCatalog *catalog)
{
	if (!catalog->has_partitions)
		return;

	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, PARTITION_NAME, PARTITION_METHOD,"
				  " PARTITION_EXPRESSION, SUBPARTITION_METHOD,"
				  " SUBPARTITION_EXPRESSION, PARTITION_DESCRIPTION,"
				  " SUBPARTITION_NAME"
				  " FROM information_schema.PARTITIONS"
				  " WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL"
				  " ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION,"
				  " SUBPARTITION_ORDINAL_POSITION");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgTable   *table = CvgCatalogFindTable(catalog, &row->cells[0]);

		if (table != NULL)
			AddPartition(table, row);
	}
	CvgMysqlEndQuery(catalog->conn);
}

static void
AddPartition(CvgTable *table, const CvgRow *row)
{
	const CvgCell *cells = row->cells;
	CvgPartitioning *parts = table->partitioning;
	CvgPartition *last;

	if (parts == NULL)
	{
		parts = table->partitioning = palloc0(sizeof(CvgPartitioning));
		parts->method = CvgCellString(&cells[2]);
		parts->expression = CvgCellText(&cells[3]);
		parts->submethod = CvgCellText(&cells[4]);
		parts->subexpression = CvgCellText(&cells[5]);
		parts->partitions = palloc(sizeof(CvgPartition));
	}
	last = parts->npartitions == 0 ? NULL : &parts->partitions[parts->npartitions - 1];
	if (last == NULL || !CvgCellIs(&cells[1], last->name))
	{
		parts->partitions = repalloc(parts->partitions, sizeof(CvgPartition) *
									 (parts->npartitions + 1));
		last = &parts->partitions[parts->npartitions++];
		last->name = CvgCellString(&cells[1]);
		last->values = CvgCellString(&cells[6]);
		last->nsubpartitions = 0;
	}
	if (cells[7].data != NULL)
		last->nsubpartitions++;
}
