/*-------------------------------------------------------------------------
 *
 * mysql_hold.c
 *	  A lock under which several sessions begin the same snapshot.
 *
 * InnoDB has no way to hand a snapshot to another session, so the sessions
 * begin theirs while nobody can commit.  A session of its own takes the lock,
 * and ends as soon as it is released.
 *
 *	 MySQL:		LOCK TABLES ... READ of the tables; without the right to it,
 *				FLUSH TABLES WITH READ LOCK, of all tables of the server.
 *	 MariaDB:	BACKUP STAGE BLOCK_COMMIT, which waits for no transaction;
 *				without it (10.4 has it first) or the right to it LOCK TABLES;
 *				else FLUSH TABLES.
 *
 * LOCK TABLES waits until the transactions that wrote to the tables have
 * ended, and whoever wants to write to them then waits behind it: hence the
 * time limit.  The lock on a table's definition, which a transaction keeps until
 * its end, sees to that.  In MariaDB autocommit is off besides, so that LOCK
 * TABLES takes InnoDB's own table lock as well, and does not depend on what
 * kind of lock a version asks for.
 *
 * A lock that is lost before release (the network, KILL, the time limit that
 * the session has against an importer that hangs) is an error then, since
 * snapshots may differ.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "source/mysql_source.h"

#define LOCK_SECONDS	5		/* that a lock is waited for */
#define IDLE_SECONDS	60		/* between lock and release, then it is lost */
#define GRACE_SECONDS	1		/* for the server to say so itself */
#define MAX_STEPS		2

#define MYSQL_LOCK_WAIT_TIMEOUT 1205

typedef struct LockWay
{
	bool		mariadb;
	const char *steps[MAX_STEPS];	/* statements; may be fewer */
	bool		names_tables;	/* the last one goes on with their names */
	const char *release;
} LockWay;

typedef enum LockResult
{
	LOCK_HELD,
	LOCK_DENIED,
	LOCK_TIMED_OUT
} LockResult;

/* The lightest first. */
static const LockWay ways[] = {
	{false, {"LOCK TABLES "}, true, "UNLOCK TABLES"},
	{false, {"FLUSH TABLES WITH READ LOCK"}, false, "UNLOCK TABLES"},
	{true, {"BACKUP STAGE START", "BACKUP STAGE BLOCK_COMMIT"}, false, "BACKUP STAGE END"},
	{true, {"SET SESSION autocommit = 0", "LOCK TABLES "}, true, "UNLOCK TABLES"},
	{true, {"FLUSH TABLES WITH READ LOCK"}, false, "UNLOCK TABLES"}
};

/* The lock is not to be had: the account may not, or the server has none. */
static const int refusals[] = {
	1044,						/* access denied to database */
	1045,						/* access denied: managed servers */
	1064,						/* syntax error: an older server */
	1142,						/* command denied on table */
	1143,						/* on a column */
	1227,						/* needs a privilege */
	1235,						/* not supported */
	1290,						/* an option of the server forbids it */
	MYSQL_LOCK_WAIT_TIMEOUT,
	0
};

static LockResult TakeLock(CvgMysql *conn, const LockWay *way,
						   const CvgTable *const *tables, int ntables);
static LockResult TryStep(CvgMysql *conn, const char *sql);
static char *NameTables(const char *statement, const CvgTable *const *tables,
						int ntables);
static int	LockSeconds(const CvgMysqlSource *mysql);

bool
CvgMysqlHold(CvgSource *source, const CvgTable *const *tables, int ntables, char **reason)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	CvgMysql   *conn = CvgMysqlOpenSession(mysql);
	LockResult	result = LOCK_DENIED;
	char	   *sql;

	Assert(mysql->holder == NULL);
	sql = psprintf("SET SESSION lock_wait_timeout = %d, innodb_lock_wait_timeout = %d, wait_timeout = %d",
				   LockSeconds(mysql), LockSeconds(mysql), IDLE_SECONDS);
	CvgMysqlExecute(conn, sql);
	pfree(sql);
	CvgMysqlSetReadTimeout(conn, LockSeconds(mysql) + GRACE_SECONDS);

	for (int i = 0; i < lengthof(ways) && result == LOCK_DENIED; i++)
	{
		if (ways[i].mariadb != CvgMysqlIsMariadb(conn))
			continue;
		result = TakeLock(conn, &ways[i], tables, ntables);
		mysql->unlock = ways[i].release;
	}
	if (result == LOCK_HELD)
	{
		mysql->holder = conn;
		return true;
	}

	CvgMysqlClose(conn);
	*reason = result == LOCK_DENIED ?
		pstrdup("the account may not lock tables (it needs LOCK TABLES on the database, or RELOAD)") :
		psprintf("the tables could not be locked within %d s, since other sessions use them",
				 LockSeconds(mysql));
	return false;
}

/* Shorter than the time after which a silent server is given up. */
static int
LockSeconds(const CvgMysqlSource *mysql)
{
	if (mysql->read_timeout == 0)
		return LOCK_SECONDS;
	return Max(1, Min(LOCK_SECONDS, mysql->read_timeout - 1));
}

static LockResult
TakeLock(CvgMysql *conn, const LockWay *way, const CvgTable *const *tables, int ntables)
{
	for (int i = 0; i < MAX_STEPS && way->steps[i] != NULL; i++)
	{
		bool		last = i == MAX_STEPS - 1 || way->steps[i + 1] == NULL;
		char	   *sql = last && way->names_tables ?
			NameTables(way->steps[i], tables, ntables) : pstrdup(way->steps[i]);
		LockResult	result = TryStep(conn, sql);

		pfree(sql);
		if (result == LOCK_DENIED && i > 0)
			CvgMysqlTryExecute(conn, way->release, refusals);
		if (result != LOCK_HELD)
			return result;
	}
	return LOCK_HELD;
}

/*
 * The server's time limit is for each table that LOCK TABLES waits for.  All
 * together have the same, but it is ours, and takes the session with it.
 */
static LockResult
TryStep(CvgMysql *conn, const char *sql)
{
	MemoryContext memory = CurrentMemoryContext;
	volatile LockResult result = LOCK_HELD;

	PG_TRY();
	{
		if (!CvgMysqlTryExecute(conn, sql, refusals))
			result = CvgMysqlErrorNumber(conn) == MYSQL_LOCK_WAIT_TIMEOUT ?
				LOCK_TIMED_OUT : LOCK_DENIED;
	}
	PG_CATCH();
	{
		if (!CvgMysqlTimedOut(conn))
			PG_RE_THROW();
		MemoryContextSwitchTo(memory);
		FlushErrorState();
		result = LOCK_TIMED_OUT;
	}
	PG_END_TRY();
	return result;
}

static char *
NameTables(const char *statement, const CvgTable *const *tables, int ntables)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, statement);
	for (int i = 0; i < ntables; i++)
	{
		if (i > 0)
			appendStringInfoString(&sql, ", ");
		CvgMysqlQuoteIdentifier(&sql, tables[i]->name);
		appendStringInfoString(&sql, " READ");
	}
	return sql.data;
}

void
CvgMysqlRelease(CvgSource *source)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	CvgMysql   *conn = mysql->holder;

	if (conn == NULL)
		return;
	mysql->holder = NULL;
	CvgMysqlExecute(conn, mysql->unlock);
	CvgMysqlClose(conn);
}
