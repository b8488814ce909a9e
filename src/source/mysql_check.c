/*-------------------------------------------------------------------------
 *
 * mysql_check.c
 *	  What converge_check tells of a MySQL or MariaDB source.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "source/mysql_source.h"

#define MYSQL_TABLE_ACCESS_DENIED 1142
#define MYSQL_COLUMN_ACCESS_DENIED 1143
#define MYSQL_NO_SUCH_TABLE 1146
#define MYSQL_UNKNOWN_COLUMN 1054

static void CheckEncryption(CvgMysql *conn, CvgCheckEmit emit, void *arg);
static void CheckAuthentication(CvgMysql *conn, CvgCheckEmit emit, void *arg);
static void CheckPrivileges(CvgMysql *conn, CvgCheckEmit emit, void *arg);
static void CheckScalar(CvgMysql *conn, const char *check, const char *sql,
						CvgCheckEmit emit, void *arg);
static void CheckEngines(CvgMysql *conn, CvgCheckEmit emit, void *arg);
static void CheckBinaryLog(CvgMysql *conn, CvgCheckEmit emit, void *arg);
static void CheckReplica(CvgSource *source, CvgCheckEmit emit, void *arg);

void
CvgMysqlCheck(CvgSource *source, CvgCheckEmit emit, void *arg)
{
	CvgMysqlSource *mysql = (CvgMysqlSource *) source;
	CvgMysql   *conn = mysql->conn;

	emit(arg, "source connection", "ok",
		 CvgMysqlFetchScalar(conn, "SELECT CONCAT(CURRENT_USER(), ', database ', DATABASE())"));
	emit(arg, "source version", "ok",
		 psprintf("%s %s", CvgMysqlIsMariadb(conn) ? "MariaDB" : "MySQL",
				  CvgMysqlServerVersion(conn)));
	CheckEncryption(conn, emit, arg);
	CheckAuthentication(conn, emit, arg);
	CheckPrivileges(conn, emit, arg);
	CheckScalar(conn, "source character set",
				"SELECT CONCAT(DEFAULT_CHARACTER_SET_NAME, ', ', DEFAULT_COLLATION_NAME)"
				" FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()", emit, arg);
	CheckScalar(conn, "source sql_mode",
				"SELECT IF(@@GLOBAL.sql_mode = '', 'none', @@GLOBAL.sql_mode)", emit, arg);
	CheckScalar(conn, "source time zone",
				"SELECT IF(@@GLOBAL.time_zone = 'SYSTEM',"
				" CONCAT('SYSTEM, ', @@system_time_zone), @@GLOBAL.time_zone)", emit, arg);
	CheckScalar(conn, "source size",
				"SELECT CONCAT(COUNT(*), ' tables, about ',"
				" COALESCE(SUM(DATA_LENGTH + INDEX_LENGTH), 0), ' bytes')"
				" FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
				" AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')", emit, arg);
	CheckEngines(conn, emit, arg);
	CheckBinaryLog(conn, emit, arg);
	CheckReplica(source, emit, arg);
}

static void
CheckEncryption(CvgMysql *conn, CvgCheckEmit emit, void *arg)
{
	const char *cipher = CvgMysqlTlsCipher(conn);

	if (cipher != NULL)
		emit(arg, "source encryption", "ok", psprintf("TLS, %s", cipher));
	else
		emit(arg, "source encryption", "warning",
			 "none; set ssl_mode to require it where the network is not trusted");
}

static void
CheckAuthentication(CvgMysql *conn, CvgCheckEmit emit, void *arg)
{
	static const int denied[] = {MYSQL_TABLE_ACCESS_DENIED, MYSQL_COLUMN_ACCESS_DENIED,
	MYSQL_NO_SUCH_TABLE, MYSQL_UNKNOWN_COLUMN, 0};
	char	   *plugin;

	if (CvgMysqlTryFetchScalar(conn,
							   "SELECT plugin FROM mysql.user"
							   " WHERE CONCAT(user, '@', host) = CURRENT_USER()",
							   denied, &plugin) && plugin != NULL)
		emit(arg, "source authentication", "ok", plugin);
	else
		emit(arg, "source authentication", "ok", "plugin not visible to this account");
}

/* MariaDB shows the hash of the password behind IDENTIFIED. */
static void
CheckPrivileges(CvgMysql *conn, CvgCheckEmit emit, void *arg)
{
	StringInfoData grants;

	initStringInfo(&grants);
	CvgMysqlQuery(conn, "SHOW GRANTS");
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL;)
	{
		char	   *grant = pnstrdup(row->cells[0].data, row->cells[0].len);
		char	   *secret = strstr(grant, " IDENTIFIED");

		if (secret != NULL)
			*secret = '\0';
		appendStringInfo(&grants, "%s%s", grants.len > 0 ? "; " : "", grant);
	}
	CvgMysqlEndQuery(conn);
	emit(arg, "source privileges", "ok", grants.data);
}

static void
CheckScalar(CvgMysql *conn, const char *check, const char *sql,
			CvgCheckEmit emit, void *arg)
{
	char	   *value = CvgMysqlFetchScalar(conn, sql);

	emit(arg, check, "ok", value ? value : "not known");
}

/* Rows of other engines are read as they are when their turn comes. */
static void
CheckEngines(CvgMysql *conn, CvgCheckEmit emit, void *arg)
{
	char	   *others = CvgMysqlFetchScalar(conn,
											 "SELECT GROUP_CONCAT(TABLE_NAME ORDER BY TABLE_NAME SEPARATOR ', ')"
											 " FROM information_schema.TABLES"
											 " WHERE TABLE_SCHEMA = DATABASE()"
											 " AND TABLE_TYPE = 'BASE TABLE' AND ENGINE <> 'InnoDB'");

	if (others == NULL)
		emit(arg, "source engines", "ok", "all tables are InnoDB, a snapshot holds them");
	else
		emit(arg, "source engines", "warning",
			 psprintf("not in the snapshot: %s", others));
}

static void
CheckBinaryLog(CvgMysql *conn, CvgCheckEmit emit, void *arg)
{
	CvgPosition position;

	CvgMysqlReadPosition(conn, &position);
	if (position.binlog_file == NULL)
		emit(arg, "source binary log", "warning",
			 "off, or not visible to this account; the run will record no position");
	else
		emit(arg, "source binary log", "ok",
			 psprintf("%s:" UINT64_FORMAT "%s%s", position.binlog_file,
					  position.binlog_offset,
					  position.gtid_set && *position.gtid_set ? ", GTID set " : "",
					  position.gtid_set ? position.gtid_set : ""));
}

/* What a replica has not applied yet, an import from it does not have. */
static void
CheckReplica(CvgSource *source, CvgCheckEmit emit, void *arg)
{
	const CvgReplica *replica = CvgMysqlReplica(source);

	if (replica == NULL)
		emit(arg, "source replication", "ok", "not a replica, as far as this account sees");
	else
		emit(arg, "source replication",
			 replica->running && replica->seconds_behind == 0 ? "ok" : "warning",
			 replica->text);
}
