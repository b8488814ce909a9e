/*-------------------------------------------------------------------------
 *
 * mysql_source.c
 *	  The MySQL and MariaDB driver: session, snapshot, scans.
 *
 * Every session runs with the same settings, so that a value arrives in one
 * form whatever the server's defaults are: utf8mb4, UTC, an sql_mode without
 * PAD_CHAR_TO_FULL_LENGTH, and time limits that a slow target cannot hit.
 *
 * Values come in the text protocol, which is the one that the client library
 * reads without blocking.  It is exact for every type but FLOAT, whose text
 * has six digits; FLOAT columns are therefore read as "column * 1e0", a
 * DOUBLE, whose text is the shortest that reads back exactly (adding 0e0
 * instead would lose the sign of -0).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "source/mysql_source.h"
#include "source/options.h"

/* Errors that mean "this server or account has no such thing". */
#define MYSQL_UNKNOWN_SYSTEM_VARIABLE 1193
#define MYSQL_ACCESS_DENIED 1227
#define MYSQL_SYNTAX_ERROR 1064
#define MYSQL_NO_BINARY_LOGGING 1381

struct CvgScan
{
	CvgMysqlSource *source;
};

static CvgSource *MysqlConnect(ForeignServer *server, UserMapping *mapping,
							   MemoryContext mcxt);
static const char *MysqlDatabase(CvgSource *source);
static void MysqlBeginSnapshot(CvgSource *source, CvgPosition *position);
static int	MysqlMaxConnections(CvgSource *source);
static double MysqlMaxRate(CvgSource *source);
static void MysqlSetRate(CvgSource *source, double bytes_per_second);
static void MysqlCountBegin(CvgSource *source, const CvgTable *table,
							const char *where);
static int64 MysqlCountEnd(CvgSource *source);
static char *MysqlRangeCondition(const CvgTable *table, int column,
								 const CvgKeyRange *ranges, int nranges);
static char *MysqlLargest(CvgSource *source, const CvgTable *table, int column,
						  const char *where);
static CvgScan *MysqlScanBegin(CvgSource *source, const CvgScanSpec *spec);
static const CvgRow *MysqlScanNext(CvgScan *scan);
static void MysqlScanEnd(CvgScan *scan);
static void MysqlClose(CvgSource *source);

static void SetSession(CvgMysql *conn);
static void AppendScanColumn(StringInfo buf, const CvgColumn *column);
static void AppendScanFrom(StringInfo buf, const CvgScanSpec *spec);
static void AppendLimit(StringInfo buf, const CvgScanSpec *spec);
static bool PositionsEqual(const CvgPosition *a, const CvgPosition *b);

const CvgSourceRoutine CvgMysqlSourceRoutine = {
	.name = "mysql",
	.connect = MysqlConnect,
	.database = MysqlDatabase,
	.read_schema = CvgMysqlReadSchema,
	.probe = CvgMysqlProbe,
	.begin_snapshot = MysqlBeginSnapshot,
	.hold = CvgMysqlHold,
	.release = CvgMysqlRelease,
	.split = CvgMysqlSplit,
	.max_connections = MysqlMaxConnections,
	.max_rate = MysqlMaxRate,
	.set_rate = MysqlSetRate,
	.replica = CvgMysqlReplica,
	.count_begin = MysqlCountBegin,
	.count_end = MysqlCountEnd,
	.range_condition = MysqlRangeCondition,
	.orphan = CvgMysqlOrphan,
	.whole_key = CvgMysqlWholeKey,
	.double_encoded = CvgMysqlDoubleEncoded,
	.charset_loss = CvgMysqlCharsetLoss,
	.largest = MysqlLargest,
	.summarize = CvgMysqlSummarize,
	.scan_begin = MysqlScanBegin,
	.scan_next = MysqlScanNext,
	.scan_end = MysqlScanEnd,
	.digest = CvgMysqlDigest,
	.count_exponents = CvgMysqlCountExponents,
	.key_bounds = CvgMysqlKeyBounds,
	.check = CvgMysqlCheck,
	.close = MysqlClose
};

static CvgSource *
MysqlConnect(ForeignServer *server, UserMapping *mapping, MemoryContext mcxt)
{
	CvgMysqlSource *source = MemoryContextAllocZero(mcxt, sizeof(CvgMysqlSource));
	CvgMysqlOptions options = {0};

	CvgMysqlOptionsFromServer(server, mapping, &options);
	source->base.routine = &CvgMysqlSourceRoutine;
	source->database = MemoryContextStrdup(mcxt, options.database);
	source->read_timeout = options.read_timeout;
	CvgMysqlLimitsFromServer(server, &source->max_connections, &source->max_rate);
	CvgRateInit(&source->rate, source->max_rate);
	source->conn = CvgMysqlConnect(&options, mcxt);
	SetSession(source->conn);

	return &source->base;
}

CvgMysql *
CvgMysqlOpenSession(CvgMysqlSource *source)
{
	CvgMysql   *conn = CvgMysqlConnectAgain(source->conn);

	SetSession(conn);
	return conn;
}

/* Settings that make values arrive in one form; see the head of this file. */
static void
SetSession(CvgMysql *conn)
{
	static const int unknown[] = {MYSQL_UNKNOWN_SYSTEM_VARIABLE, 0};

	CvgMysqlExecute(conn,
					"SET SESSION time_zone = '+00:00',"
					" sql_mode = 'NO_ENGINE_SUBSTITUTION',"
					" net_write_timeout = 3600, net_read_timeout = 3600,"
					" wait_timeout = 28800, lock_wait_timeout = 60,"
					" sql_select_limit = 18446744073709551615,"
					" sql_quote_show_create = 1");

	/* each flavour has its own name for the same limit */
	if (CvgMysqlIsMariadb(conn))
	{
		CvgMysqlTryExecute(conn, "SET SESSION max_statement_time = 0", unknown);

		/*
		 * The cache gives the answer of 'nl' to 'NL' where the collation
		 * calls them equal, though the subquery tells them apart.
		 */
		CvgMysqlExecute(conn, "SET SESSION optimizer_switch = 'subquery_cache=off'");
	}
	else
	{
		CvgMysqlTryExecute(conn, "SET SESSION max_execution_time = 0", unknown);
		/* a count of rows is to leave the source's other cores alone */
		CvgMysqlTryExecute(conn, "SET SESSION innodb_parallel_read_threads = 1",
						   unknown);
		/* or AUTO_INCREMENT and row counts come from a cache, a day old */
		CvgMysqlTryExecute(conn, "SET SESSION information_schema_stats_expiry = 0",
						   unknown);
		/* or the primary keys that the server has made are hidden */
		CvgMysqlTryExecute(conn,
						   "SET SESSION show_gipk_in_create_table_and_information_schema = ON",
						   unknown);
	}

	/* under READ COMMITTED a consistent snapshot is silently not taken */
	CvgMysqlExecute(conn, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
}

static const char *
MysqlDatabase(CvgSource *source)
{
	return ((CvgMysqlSource *) source)->database;
}

/*
 * The binary log is read on both sides of the statement that takes the
 * snapshot: where both agree, nothing was committed between.  On a server
 * under load the earlier one is kept, as a replica may start from it.  While
 * the tables are held, nothing that concerns them is committed at all.
 */
static void
MysqlBeginSnapshot(CvgSource *source, CvgPosition *position)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	const int	max_tries = mysql->holder != NULL ? 1 : 5;

	Assert(!mysql->in_snapshot);

	for (int i = 0; i < max_tries; i++)
	{
		CvgPosition after = {0};

		if (position != NULL)
			CvgMysqlReadPosition(mysql->conn, position);
		/* a second START TRANSACTION ends the first, which wrote nothing */
		CvgMysqlExecute(mysql->conn,
						"START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
		if (position == NULL)
			break;
		CvgMysqlReadPosition(mysql->conn, &after);
		if (PositionsEqual(position, &after))
			break;
	}
	mysql->in_snapshot = true;
}

static bool
PositionsEqual(const CvgPosition *a, const CvgPosition *b)
{
	if (a->binlog_file == NULL || b->binlog_file == NULL)
		return a->binlog_file == b->binlog_file;
	return strcmp(a->binlog_file, b->binlog_file) == 0 &&
		a->binlog_offset == b->binlog_offset;
}

void
CvgMysqlReadPosition(CvgMysql *conn, CvgPosition *position)
{
	static const int denied[] = {MYSQL_ACCESS_DENIED, MYSQL_NO_BINARY_LOGGING,
	MYSQL_SYNTAX_ERROR, MYSQL_UNKNOWN_SYSTEM_VARIABLE, 0};
	const char *show = CvgMysqlIsMariadb(conn) || CvgMysqlVersionNumber(conn) < 80200 ?
		"SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS";
	char	   *gtid;

	memset(position, 0, sizeof(CvgPosition));

	/* asking for one column tells whether the account may ask at all */
	if (!CvgMysqlTryFetchScalar(conn, show, denied, &position->binlog_file) ||
		position->binlog_file == NULL)
		return;

	CvgMysqlQuery(conn, show);
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL;)
	{
		position->binlog_file = pnstrdup(row->cells[0].data, row->cells[0].len);
		position->binlog_offset =
			strtoull(pnstrdup(row->cells[1].data, row->cells[1].len), NULL, 10);
	}
	CvgMysqlEndQuery(conn);

	if (CvgMysqlTryFetchScalar(conn,
							   CvgMysqlIsMariadb(conn) ?
							   "SELECT @@GLOBAL.gtid_binlog_pos" :
							   "SELECT @@GLOBAL.gtid_executed",
							   denied, &gtid))
		position->gtid_set = gtid;
}

static int
MysqlMaxConnections(CvgSource *source)
{
	return ((CvgMysqlSource *) source)->max_connections;
}

static double
MysqlMaxRate(CvgSource *source)
{
	return ((CvgMysqlSource *) source)->max_rate;
}

static void
MysqlSetRate(CvgSource *source, double bytes_per_second)
{
	CvgRateInit(&((CvgMysqlSource *) source)->rate, bytes_per_second);
}

/*
 * A statement of its own, and not FOUND_ROWS() of the scan: whatever might
 * have cut the scan short, an sql_select_limit or a proxy between, would have
 * cut that count as well.
 */
static void
MysqlCountBegin(CvgSource *source, const CvgTable *table, const char *where)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT COUNT(*)");
	CvgMysqlAppendFrom(&sql, table, where);
	CvgMysqlSendQuery(mysql->conn, sql.data);
	pfree(sql.data);
}

static int64
MysqlCountEnd(CvgSource *source)
{
	char	   *count = CvgMysqlAwaitScalar(((CvgMysqlSource *) source)->conn);
	int64		rows = count ? strtoll(count, NULL, 10) : 0;

	if (count != NULL)
		pfree(count);
	return rows;
}

static char *
MysqlRangeCondition(const CvgTable *table, int column,
					const CvgKeyRange *ranges, int nranges)
{
	StringInfoData name;
	StringInfoData sql;

	initStringInfo(&name);
	CvgMysqlQuoteIdentifier(&name, table->columns[column].name);
	initStringInfo(&sql);
	for (int i = 0; i < nranges; i++)
	{
		appendStringInfoString(&sql, i > 0 ? " OR (" : "(");
		if (ranges[i].first == PG_INT64_MIN)
			appendStringInfoString(&sql, "TRUE");
		else
			appendStringInfo(&sql, "%s >= " INT64_FORMAT, name.data, ranges[i].first);
		if (ranges[i].last != PG_INT64_MAX)
			appendStringInfo(&sql, " AND %s <= " INT64_FORMAT, name.data, ranges[i].last);
		appendStringInfoChar(&sql, ')');
	}
	pfree(name.data);
	return sql.data;
}

static char *
MysqlLargest(CvgSource *source, const CvgTable *table, int column, const char *where)
{
	StringInfoData sql;
	char	   *value;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT MAX(");
	CvgMysqlQuoteIdentifier(&sql, table->columns[column].name);
	appendStringInfoChar(&sql, ')');
	CvgMysqlAppendFrom(&sql, table, where);
	value = CvgMysqlFetchScalar(((CvgMysqlSource *) source)->conn, sql.data);
	pfree(sql.data);
	return value;
}

static CvgScan *
MysqlScanBegin(CvgSource *source, const CvgScanSpec *spec)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	StringInfoData sql;
	CvgScan    *scan;

	if (mysql->scan != NULL)
		elog(ERROR, "a scan is already running on this connection");

	scan = palloc(sizeof(CvgScan));
	scan->source = mysql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, spec->ncolumns > 0 ? "SELECT " : "SELECT NULL");
	for (int i = 0; i < spec->ncolumns; i++)
	{
		if (i > 0)
			appendStringInfoString(&sql, ", ");
		AppendScanColumn(&sql, &spec->table->columns[spec->columns[i]]);
	}
	AppendScanFrom(&sql, spec);
	if (spec->limit > 0)
		AppendLimit(&sql, spec);
	CvgMysqlScan(mysql->conn, sql.data);
	pfree(sql.data);

	mysql->scan = scan;
	return scan;
}

/* Columns are always named: SELECT * leaves invisible ones out. */
static void
AppendScanColumn(StringInfo buf, const CvgColumn *column)
{
	CvgMysqlQuoteIdentifier(buf, column->name);
	if (column->type == CVG_TYPE_FLOAT)
		appendStringInfoString(buf, " * 1e0");
}

/*
 * The primary key is forced on a part: the source may take a range that holds
 * a quarter of the rows for a reason to read all of them.
 */
static void
AppendScanFrom(StringInfo buf, const CvgScanSpec *spec)
{
	if (spec->part == NULL)
	{
		CvgMysqlAppendFrom(buf, spec->table, spec->where);
		return;
	}
	CvgMysqlAppendFrom(buf, spec->table, NULL);
	appendStringInfo(buf, CVG_MYSQL_BY_KEY " WHERE (%s)", spec->part);
	/* the line feed ends a comment that the condition may end with */
	if (spec->where != NULL)
		appendStringInfo(buf, " AND (%s\n)", spec->where);
}

void
CvgMysqlAppendFrom(StringInfo buf, const CvgTable *table, const char *where)
{
	appendStringInfoString(buf, " FROM ");
	CvgMysqlQuoteIdentifier(buf, table->name);
	/* the line feed ends a comment that the condition may end with */
	if (where != NULL)
		appendStringInfo(buf, " WHERE (%s\n)", where);
}

static void
AppendLimit(StringInfo buf, const CvgScanSpec *spec)
{
	const CvgTable *table = spec->table;

	for (int i = 0; i < table->nkey; i++)
	{
		appendStringInfoString(buf, i == 0 ? " ORDER BY " : ", ");
		CvgMysqlQuoteIdentifier(buf, table->name);
		appendStringInfoChar(buf, '.');
		CvgMysqlQuoteIdentifier(buf, table->columns[table->key[i]].name);
	}
	appendStringInfo(buf, " LIMIT " INT64_FORMAT, spec->limit);
}

static const CvgRow *
MysqlScanNext(CvgScan *scan)
{
	CvgMysqlSource *mysql = scan->source;
	const CvgRow *row = CvgMysqlFetch(mysql->conn);

	/* an interrupt in the sleep is seen by the next fetch */
	if (row != NULL)
		CvgRateCount(&mysql->rate, row);
	return row;
}

static void
MysqlScanEnd(CvgScan *scan)
{
	CvgMysqlEndQuery(scan->source->conn);
	scan->source->scan = NULL;
	pfree(scan);
}

static void
MysqlClose(CvgSource *source)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;

	if (mysql->holder != NULL)
		CvgMysqlClose(mysql->holder);
	mysql->holder = NULL;
	CvgMysqlClose(mysql->conn);
}
