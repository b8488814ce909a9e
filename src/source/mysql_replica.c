/*-------------------------------------------------------------------------
 *
 * mysql_replica.c
 *	  A source that is a replica: is it running, how far behind, and up to
 *	  where in its primary's history.
 *
 * A replica may lag, and what it has not applied an import from it does not
 * have.  Nothing here decides what that means; it is told.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "source/mysql_source.h"

/* What one line of SHOW REPLICA STATUS tells. */
typedef struct Channel
{
	char	   *name;			/* "" is the usual one */
	bool		receiving;
	bool		applying;
	int64		behind;			/* seconds; -1: not known */
	char	   *file;			/* of the primary's binary log */
	char	   *offset;
	char	   *error;			/* or "" */
} Channel;

static const char *StatusStatement(CvgMysql *conn);
static CvgReplica *UnknownReplica(CvgMysql *conn);
static void ReadChannel(CvgMysql *conn, const CvgRow *row, Channel *channel);
static char *ReadField(CvgMysql *conn, const CvgRow *row, const char *name, const char *older);
static void AddChannel(CvgReplica *replica, StringInfo text, StringInfo executed,
					   const Channel *channel);
static char *ExecutedGtids(CvgMysql *conn);

const CvgReplica *
CvgMysqlReplica(CvgSource *source)
{
	static const int denied[] = {1227, 0};
	CvgMysql   *conn = ((CvgMysqlSource *) source)->conn;
	CvgReplica *replica = palloc0(sizeof(CvgReplica));
	StringInfoData text;
	StringInfoData executed;
	int			nchannels = 0;
	char	   *gtids;

	if (!CvgMysqlTryQuery(conn, StatusStatement(conn), denied))
		return UnknownReplica(conn);

	initStringInfo(&text);
	initStringInfo(&executed);
	replica->known = replica->running = true;
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL; nchannels++)
	{
		Channel		channel;

		ReadChannel(conn, row, &channel);
		AddChannel(replica, &text, &executed, &channel);
	}
	CvgMysqlEndQuery(conn);
	if (nchannels == 0)
		return NULL;

	gtids = ExecutedGtids(conn);
	if (gtids != NULL && *gtids != '\0')
		appendStringInfo(&executed, ", GTID set %s", gtids);
	replica->executed = executed.data;
	replica->text = psprintf("%s; applied up to %s of the primary", text.data, executed.data);
	return replica;
}

static const char *
StatusStatement(CvgMysql *conn)
{
	if (CvgMysqlIsMariadb(conn))
		return "SHOW ALL SLAVES STATUS";
	return CvgMysqlVersionNumber(conn) < 80022 ? "SHOW SLAVE STATUS" : "SHOW REPLICA STATUS";
}

/* Servers that accept no writes are mostly replicas. */
static CvgReplica *
UnknownReplica(CvgMysql *conn)
{
	CvgReplica *replica = palloc0(sizeof(CvgReplica));
	char	   *read_only = CvgMysqlFetchScalar(conn, "SELECT @@GLOBAL.read_only");

	if (read_only == NULL || strcmp(read_only, "0") == 0)
		return NULL;
	replica->seconds_behind = -1;
	replica->text = psprintf("read_only is on, so it may be a replica; the account may not ask (it needs %s)",
							 CvgMysqlIsMariadb(conn) ? "REPLICA MONITOR" : "REPLICATION CLIENT");
	return replica;
}

static void
ReadChannel(CvgMysql *conn, const CvgRow *row, Channel *channel)
{
	char	   *behind = ReadField(conn, row, "Seconds_Behind_Source", "Seconds_Behind_Master");
	char	   *io_error = ReadField(conn, row, "Last_IO_Error", NULL);
	char	   *sql_error = ReadField(conn, row, "Last_SQL_Error", NULL);
	const char *receiving = ReadField(conn, row, "Replica_IO_Running", "Slave_IO_Running");
	const char *applying = ReadField(conn, row, "Replica_SQL_Running", "Slave_SQL_Running");

	channel->name = ReadField(conn, row, "Channel_Name", "Connection_name");

	channel->receiving = receiving != NULL && strcmp(receiving, "Yes") == 0;
	channel->applying = applying != NULL && strcmp(applying, "Yes") == 0;
	channel->behind = behind ? strtoll(behind, NULL, 10) : -1;
	channel->file = ReadField(conn, row, "Relay_Source_Log_File", "Relay_Master_Log_File");
	channel->offset = ReadField(conn, row, "Exec_Source_Log_Pos", "Exec_Master_Log_Pos");

	channel->error = sql_error != NULL && *sql_error != '\0' ? sql_error :
		io_error != NULL ? io_error : pstrdup("");
}

/* A copy of the value of that name, or of its name in older servers. */
static char *
ReadField(CvgMysql *conn, const CvgRow *row, const char *name, const char *older)
{
	int			field = CvgMysqlFieldNumber(conn, name);

	if (field < 0 && older != NULL)
		field = CvgMysqlFieldNumber(conn, older);
	if (field < 0 || row->cells[field].data == NULL)
		return NULL;
	return pnstrdup(row->cells[field].data, row->cells[field].len);
}

/* A source of several primaries has a line for each. */
static void
AddChannel(CvgReplica *replica, StringInfo text, StringInfo executed,
		   const Channel *channel)
{
	bool		first = text->len == 0;

	replica->running = replica->running && channel->receiving && channel->applying;
	if (first)
		replica->seconds_behind = channel->behind;
	else if (channel->behind < 0 || replica->seconds_behind < 0)
		replica->seconds_behind = -1;
	else
		replica->seconds_behind = Max(replica->seconds_behind, channel->behind);

	appendStringInfoString(text, first ? "" : "; ");
	if (channel->name != NULL && *channel->name != '\0')
		appendStringInfo(text, "channel %s: ", channel->name);
	if (!channel->receiving || !channel->applying)
		appendStringInfo(text, "a replica that %s",
						 channel->applying ? "does not receive" :
						 channel->receiving ? "does not apply what it receives" : "is stopped");
	else if (channel->behind < 0)
		appendStringInfoString(text, "a replica, running, not known how far behind");
	else
		appendStringInfo(text, "a replica, running, " INT64_FORMAT " s behind", channel->behind);
	if (*channel->error != '\0')
		appendStringInfo(text, " (%s)", channel->error);

	appendStringInfo(executed, "%s%s:%s", first ? "" : ", ",
					 channel->file ? channel->file : "", channel->offset ? channel->offset : "");
}

/* All that it has applied, from whichever primary; in one line. */
static char *
ExecutedGtids(CvgMysql *conn)
{
	static const int unknown[] = {1193, 0};
	char	   *gtids;

	(void) CvgMysqlTryFetchScalar(conn, CvgMysqlIsMariadb(conn) ?
								  "SELECT @@GLOBAL.gtid_slave_pos" :
								  "SELECT REPLACE(@@GLOBAL.gtid_executed, '\\n', ' ')",
								  unknown, &gtids);
	return gtids;
}
