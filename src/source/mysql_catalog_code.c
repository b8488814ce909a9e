/*-------------------------------------------------------------------------
 *
 * mysql_catalog_code.c
 *	  Views, sequences, triggers, routines and events of a MySQL database.
 *
 * A view is read from information_schema, in which it names tables with
 * their database and its own list of columns is dropped; the columns come
 * with those of the tables.  Programs are kept as the statement that creates
 * them, for which there is a SHOW CREATE for each.
 *
 * An account without certain privileges sees no programs, and no error.
 * SHOW GRANTS tells what the account and its active roles may do.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_collation_d.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "source/mysql_catalog.h"

/* Rights that let an account see that something exists. */
typedef struct Sight
{
	bool		triggers;
	bool		events;
	bool		routines;
} Sight;

static void RepairView(CvgCatalog *catalog, CvgView *view);
static char *ViewBody(const char *create);
static const char *SkipViewToken(const char *p);
static int	CompareViews(const ListCell *a, const ListCell *b);
static void ReadSequencesPart(CvgCatalog *catalog, int first, int last);
static int	CompareSequences(const ListCell *a, const ListCell *b);
static bool IsCodeVisible(CvgCatalog *catalog);
static void ReadGrant(const char *grant, const char *database, Sight *sight);
static bool GrantCovers(const char *scope, const char *database, bool *global);
static bool HasPrivilege(const char *list, const char *end, const char *privilege);
static void ListCode(CvgCatalog *catalog, const char *sql);
static void ReadBodies(CvgCatalog *catalog);
static int	CompareCode(const ListCell *a, const ListCell *b);

void
CvgCatalogReadViews(CvgCatalog *catalog)
{
	CvgSchema  *schema = catalog->schema;
	ListCell   *lc;

	CvgMysqlQuery(catalog->conn,
				  "SELECT TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, SECURITY_TYPE"
				  " FROM information_schema.VIEWS"
				  " WHERE TABLE_SCHEMA = DATABASE()");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgView    *view = palloc0(sizeof(CvgView));

		view->name = CvgCellString(&row->cells[0]);
		view->body = CvgCellText(&row->cells[1]);
		view->check_option = CvgCellString(&row->cells[2]);
		view->invoker = CvgCellIs(&row->cells[3], "INVOKER");
		schema->views = lappend(schema->views, view);
	}
	CvgMysqlEndQuery(catalog->conn);
	list_sort(schema->views, CompareViews);

	foreach(lc, schema->views)
	{
		CvgView    *view = lfirst(lc);

		if (view->body != NULL && strchr(view->body, '?') != NULL)
			RepairView(catalog, view);
	}
}

/* A question mark may stand for a character that only SHOW CREATE VIEW has. */
static void
RepairView(CvgCatalog *catalog, CvgView *view)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SHOW CREATE VIEW ");
	CvgMysqlQuoteIdentifier(&sql, view->name);
	CvgMysqlQuery(catalog->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		char	   *body = ViewBody(CvgCellString(&row->cells[1]));

		if (body != NULL)
			view->body = body;
	}
	CvgMysqlEndQuery(catalog->conn);
	pfree(sql.data);
}

/* What is between the first AS and WITH ... CHECK OPTION. */
static char *
ViewBody(const char *create)
{
	const char *end = create + strlen(create);
	const char *tails[] = {" WITH LOCAL CHECK OPTION",
	" WITH CASCADED CHECK OPTION"};

	for (int i = 0; i < lengthof(tails); i++)
	{
		size_t		len = strlen(tails[i]);

		if (end - create > len && strcmp(end - len, tails[i]) == 0)
			end -= len;
	}
	for (const char *p = create; p < end; p = SkipViewToken(p))
	{
		if (strncmp(p, " AS ", 4) == 0)
			return pnstrdup(p + 4, end - p - 4);
	}
	return NULL;
}

static const char *
SkipViewToken(const char *p)
{
	return *p == '`' || *p == '\'' || *p == '"' ? CvgMysqlSkipQuoted(p) : p + 1;
}

static int
CompareViews(const ListCell *a, const ListCell *b)
{
	return strcmp(((const CvgView *) lfirst(a))->name,
				  ((const CvgView *) lfirst(b))->name);
}

/*
 * A sequence of MariaDB is a table with one row.  One of type bigint unsigned
 * may go beyond int64; its numbers are clipped, as those of PostgreSQL are.
 */
void
CvgCatalogReadSequences(CvgCatalog *catalog)
{
	int			nsequences = list_length(catalog->sequence_names);

	for (int first = 0; first < nsequences; first += CVG_MYSQL_TABLES_AT_ONCE)
		ReadSequencesPart(catalog, first,
						  Min(first + CVG_MYSQL_TABLES_AT_ONCE, nsequences));
	list_sort(catalog->schema->sequences, CompareSequences);
}

static void
ReadSequencesPart(CvgCatalog *catalog, int first, int last)
{
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = first; i < last; i++)
	{
		appendStringInfo(&sql,
						 "%sSELECT %d, start_value, minimum_value, maximum_value,"
						 " increment, cache_size, cycle_option,"
						 " next_not_cached_value FROM ",
						 i > first ? " UNION ALL " : "", i);
		CvgMysqlQuoteIdentifier(&sql, list_nth(catalog->sequence_names, i));
	}
	CvgMysqlQuery(catalog->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		const CvgCell *cells = row->cells;
		CvgSourceSequence *sequence = palloc0(sizeof(CvgSourceSequence));

		sequence->name = list_nth(catalog->sequence_names, CvgCellInt(&cells[0], 0));
		sequence->start = CvgCellInt(&cells[1], 0);
		sequence->minimum = CvgCellInt(&cells[2], 0);
		sequence->maximum = CvgCellInt(&cells[3], 0);
		sequence->increment = CvgCellInt(&cells[4], 0);
		sequence->cache = CvgCellInt(&cells[5], 0);
		sequence->cycle = CvgCellInt(&cells[6], 0) != 0;
		sequence->next = CvgCellInt(&cells[7], 0);
		catalog->schema->sequences = lappend(catalog->schema->sequences, sequence);
	}
	CvgMysqlEndQuery(catalog->conn);
	pfree(sql.data);
}

static int
CompareSequences(const ListCell *a, const ListCell *b)
{
	return strcmp(((const CvgSourceSequence *) lfirst(a))->name,
				  ((const CvgSourceSequence *) lfirst(b))->name);
}

/* Times of an event are in its own time zone. */
void
CvgCatalogReadCode(CvgCatalog *catalog)
{
	CvgSchema  *schema = catalog->schema;

	schema->code_visible = IsCodeVisible(catalog);
	ListCode(catalog,
			 "SELECT 'trigger', TRIGGER_NAME, EVENT_OBJECT_TABLE,"
			 " CONCAT(ACTION_TIMING, ' ', EVENT_MANIPULATION), SQL_MODE"
			 " FROM information_schema.TRIGGERS"
			 " WHERE TRIGGER_SCHEMA = DATABASE()");
	ListCode(catalog,
			 "SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME, NULL, NULL, SQL_MODE"
			 " FROM information_schema.ROUTINES"
			 " WHERE ROUTINE_SCHEMA = DATABASE()");
	ListCode(catalog,
			 "SELECT 'event', EVENT_NAME, NULL,"
			 " CONCAT(IF(EXECUTE_AT IS NULL,"
			 " CONCAT('EVERY ', IF(INTERVAL_VALUE REGEXP '^[0-9]+$',"
			 " INTERVAL_VALUE, QUOTE(INTERVAL_VALUE)), ' ', INTERVAL_FIELD),"
			 " CONCAT('AT ', QUOTE(EXECUTE_AT))),"
			 " IF(STARTS IS NULL, '', CONCAT(' STARTS ', QUOTE(STARTS))),"
			 " IF(ENDS IS NULL, '', CONCAT(' ENDS ', QUOTE(ENDS))),"
			 " ', time zone ', TIME_ZONE), SQL_MODE"
			 " FROM information_schema.EVENTS"
			 " WHERE EVENT_SCHEMA = DATABASE()");
	list_sort(schema->code, CompareCode);
	ReadBodies(catalog);
}

static void
ListCode(CvgCatalog *catalog, const char *sql)
{
	CvgSchema  *schema = catalog->schema;

	CvgMysqlQuery(catalog->conn, sql);
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
	{
		CvgSourceCode *code = palloc0(sizeof(CvgSourceCode));

		code->kind = CvgCellString(&row->cells[0]);
		code->name = CvgCellString(&row->cells[1]);
		code->table_name = CvgCellString(&row->cells[2]);
		code->timing = CvgCellString(&row->cells[3]);
		code->sql_mode = CvgCellString(&row->cells[4]);
		schema->code = lappend(schema->code, code);
	}
	CvgMysqlEndQuery(catalog->conn);
}

/*
 * The statement is the third column; of an event, which has its time zone
 * before it, the fourth.  It is NULL without the right to see it.
 */
static void
ReadBodies(CvgCatalog *catalog)
{
	ListCell   *lc;

	foreach(lc, catalog->schema->code)
	{
		CvgSourceCode *code = lfirst(lc);
		int			place = strcmp(code->kind, "event") == 0 ? 3 : 2;
		StringInfoData sql;

		initStringInfo(&sql);
		appendStringInfo(&sql, "SHOW CREATE %s ", code->kind);
		CvgMysqlQuoteIdentifier(&sql, code->name);
		CvgMysqlQuery(catalog->conn, sql.data);
		for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
			code->body = CvgCellText(&row->cells[place]);
		CvgMysqlEndQuery(catalog->conn);
		pfree(sql.data);
	}
}

static int
CompareCode(const ListCell *a, const ListCell *b)
{
	const CvgSourceCode *one = lfirst(a);
	const CvgSourceCode *other = lfirst(b);
	int			order = strcmp(one->name, other->name);

	return order != 0 ? order : strcmp(one->kind, other->kind);
}

/* SHOW GRANTS includes what active roles may do, on both servers. */
static bool
IsCodeVisible(CvgCatalog *catalog)
{
	Sight		sight = {false, false, false};

	CvgMysqlQuery(catalog->conn, "SHOW GRANTS");
	for (const CvgRow *row; (row = CvgMysqlFetch(catalog->conn)) != NULL;)
		ReadGrant(CvgCellString(&row->cells[0]), catalog->schema->name, &sight);
	CvgMysqlEndQuery(catalog->conn);
	return sight.triggers && sight.events && sight.routines;
}

/*
 * GRANT privileges ON scope TO account, and REVOKE, by which MySQL takes a
 * database out of a global grant.
 */
static void
ReadGrant(const char *grant, const char *database, Sight *sight)
{
	bool		given = strncmp(grant, "GRANT ", 6) == 0;
	const char *list = strchr(grant, ' ');
	const char *end = list ? strstr(list, " ON ") : NULL;
	bool global;
	bool		all;

	if (end == NULL || (!given && strncmp(grant, "REVOKE ", 7) != 0) ||
		!GrantCovers(end + 4, database, &global))
		return;
	list++;
	all = HasPrivilege(list, end, "ALL PRIVILEGES");
	if (all || HasPrivilege(list, end, "TRIGGER"))
		sight->triggers = given;
	if (all || HasPrivilege(list, end, "EVENT"))
		sight->events = given;
	if (all || HasPrivilege(list, end, "EXECUTE") ||
		HasPrivilege(list, end, "ALTER ROUTINE") ||
		HasPrivilege(list, end, "SHOW_ROUTINE") ||
		HasPrivilege(list, end, "SHOW CREATE ROUTINE") ||
		(global &&HasPrivilege(list, end, "SELECT")))
		sight->routines = given;
}

/* `shop`.* is a pattern of LIKE, and written with backslashes where needed. */
static bool
GrantCovers(const char *scope, const char *database, bool *global)
{
	const char *rest;
	char	   *pattern;

	*global = strncmp(scope, "*.* ", 4) == 0;
	if (*global)
		return true;
	if (*scope != '`')
		return false;
	pattern = CvgMysqlReadIdentifier(scope, &rest);
	return strncmp(rest, ".* ", 3) == 0 &&
		DatumGetBool(DirectFunctionCall2Coll(textlike, C_COLLATION_OID,
											 CStringGetTextDatum(database),
											 CStringGetTextDatum(pattern)));
}

static bool
HasPrivilege(const char *list, const char *end, const char *privilege)
{
	size_t		len = strlen(privilege);

	while (list < end)
	{
		if (strncmp(list, privilege, len) == 0 &&
			(list + len == end || list[len] == ','))
			return true;
		while (list < end && *list != ',')
			list++;
		list += 2;
	}
	return false;
}
