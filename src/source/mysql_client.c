/*-------------------------------------------------------------------------
 *
 * mysql_client.c
 *	  Connections to MySQL and MariaDB, over libmysqlclient.
 *
 * Every call of the library that may wait is the non-blocking one, repeated
 * until it is through; mysql_net.c waits between.  A cancel, a
 * statement_timeout or pg_terminate_backend is seen at each repetition and at
 * each row.  Only the lookup of a host name blocks, as it does in libpq.
 *
 * Closing.  A connection closes when its memory context is reset, when an
 * interrupt strikes inside one of its calls, or when the source is lost.  If
 * a statement was running, a second connection kills it there, since a server
 * that is sorting or sleeping does not notice that its client is gone.  The
 * result is never drained: mysql_free_result reads all rows that are left,
 * without an interrupt, so the connection is closed first and the result
 * freed then.  That order is safe only because the MYSQL is a part of
 * CvgMysql: mysql_free_result looks into it.
 *
 * Rows of a scan over TLS are read by mysql_stream.c, past the library; its
 * handle is then told that the result is over, as its own reader would.
 *
 * Compression of the protocol is not offered.  The library's non-blocking
 * reader forgets the length of a compressed packet that arrives in two parts
 * (seen with 9.7.4) and then waits for ever or reads rubbish.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

#include <errmsg.h>
#include <mysql.h>

#include "miscadmin.h"
#include "storage/fd.h"
#include "storage/ipc.h"
#include "storage/pmsignal.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "source/mysql_client.h"
#include "source/mysql_errors.h"
#include "source/mysql_net.h"
#include "source/mysql_stream.h"

#if defined(MARIADB_BASE_VERSION) || defined(MARIADB_PACKAGE_VERSION)
#error "converge needs MySQL's client library (libmysqlclient); MariaDB's has other non-blocking calls. Set MYSQL_CONFIG."
#elif MYSQL_VERSION_ID < 80032
#error "converge needs libmysqlclient 8.0.32 or later"
#endif

#define MAX_ROW_BYTES		(1024L * 1024 * 1024)
#define DEFAULT_PORT		3306
#define KILL_LIMIT_MS		2000
#define KILL_POLL_MS		5

/* What the library keeps in NET.error, and how an error packet begins. */
#define NET_HEALTHY			0
#define NET_PACKET_TOO_LARGE 1
#define ERROR_PACKET		0xFF
#define ERROR_HEADER_BYTES	9	/* FF, two bytes of number, '#', SQLSTATE */

/* Tells whether two connections reached the same server. */
#define IDENTITY_SQL		"SELECT CONCAT_WS(':', @@hostname, @@port, @@server_id)"

struct CvgMysql
{
	MYSQL		mysql;
	MYSQL_RES  *result;			/* of the running statement, or NULL */
	MemoryContextCallback callback;
	MemoryContext mcxt;

	CvgMysqlOptions options;	/* our copy */
	char	   *peer;			/* for messages: host:port or the socket */
	char	   *identity;		/* what IDENTITY_SQL gave, or NULL */
	bool		tcp;
	const char *address;		/* numeric; NULL: the library resolves host */

	/* what there is to undo, and how */
	bool		has_fd;			/* AcquireExternalFD was called */
	bool		open;			/* mysql_init was called */
	bool		connected;
	bool		ready;			/* and the statements of Connect are done */
	bool		running;		/* the server may be at work for us */
	char	   *sql;			/* the statement, until its result begins */
	enum net_async_status status;	/* of that statement */

	CvgWait		wait;
	bool		timed_out;

	CvgStream  *stream;			/* reads rows of scans; NULL: the library does */
	bool		streaming;		/* rows of the running statement */
	CvgStreamStatus stream_status;	/* if it is what an error is about */

	/* the row that CvgMysqlFetch returned */
	CvgRow		row;
	CvgCell    *cells;
	int			max_cells;
};

typedef struct MysqlError
{
	unsigned int number;
	char		sqlstate[6];
	const char *message;
} MysqlError;

static void CopyOptions(CvgMysql *conn, const CvgMysqlOptions *options);
static void DescribePeer(CvgMysql *conn);
static void ReserveFd(CvgMysql *conn);
static void ConnectAny(CvgMysql *conn);
static bool ConnectAddress(CvgMysql *conn);
static void ReadIdentity(CvgMysql *conn);
static void RunInitCommand(CvgMysql *conn);

static void InitHandle(MYSQL *mysql, const CvgMysql *conn, unsigned int timeout);
static void SetTlsOptions(MYSQL *mysql, const CvgMysqlOptions *options);
static enum net_async_status StepConnect(MYSQL *mysql, const CvgMysql *conn);

static char *TakeScalar(CvgMysql *conn);
static bool TryRun(CvgMysql *conn, const char *sql, const int *errnos);
static bool AwaitStatement(CvgMysql *conn, const int *errnos);
static bool RunStatement(CvgMysql *conn, const char *sql);
static void SendStatement(CvgMysql *conn, const char *sql);
static bool ReachResult(CvgMysql *conn);
static void StepStatement(CvgMysql *conn);
static void BeginResult(CvgMysql *conn);
static inline MYSQL_ROW FetchRow(CvgMysql *conn);
static const CvgRow *FetchStreamed(CvgMysql *conn);
static void EndStream(CvgMysql *conn);
static bool ReadEndPacket(CvgMysql *conn);
static void EndStatement(CvgMysql *conn);
static bool NextResult(CvgMysql *conn);

static void BeginWait(CvgMysql *conn);
static bool AwaitServer(CvgMysql *conn);
static void CheckInterrupts(CvgMysql *conn);

static void CloseOnReset(void *arg);
static void CloseHandle(CvgMysql *conn);
static void KillSession(CvgMysql *conn);
static bool SameServer(MYSQL *killer, const CvgMysql *conn, TimestampTz deadline);
static bool PollUntil(MYSQL *mysql, TimestampTz deadline);

static void CheckOpen(CvgMysql *conn);
static void ReadError(CvgMysql *conn, MysqlError *error);
static void ReadErrorPacket(const char *packet, MysqlError *error);
static void ReadStreamError(CvgMysql *conn, MysqlError *error);
static void ThrowMysqlError(CvgMysql *conn, const char *format);
static void ThrowTimeout(CvgMysql *conn);

/* Begin and end of a connection */

CvgMysql *
CvgMysqlConnect(const CvgMysqlOptions *options, MemoryContext mcxt)
{
	static bool library_ready = false;
	CvgMysql   *conn = MemoryContextAllocZero(mcxt, sizeof(CvgMysql));

	conn->mcxt = mcxt;
	CopyOptions(conn, options);
	DescribePeer(conn);

	/* never ended: the process's exit does that */
	if (!library_ready && mysql_library_init(0, NULL, NULL) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("could not initialize the MySQL client library")));
	library_ready = true;
	CvgStreamWatch();

	conn->callback.func = CloseOnReset;
	conn->callback.arg = conn;
	MemoryContextRegisterResetCallback(mcxt, &conn->callback);

	ReserveFd(conn);
	ConnectAny(conn);
	ReadIdentity(conn);
	conn->ready = true;
	RunInitCommand(conn);

	return conn;
}

CvgMysql *
CvgMysqlConnectAgain(const CvgMysql *conn)
{
	return CvgMysqlConnect(&conn->options, conn->mcxt);
}

static void
CopyOptions(CvgMysql *conn, const CvgMysqlOptions *options)
{
	CvgMysqlOptions *copy = &conn->options;
	const char **strings[] = {
		&copy->host, &copy->socket, &copy->database, &copy->username,
		&copy->password, &copy->ssl_ca, &copy->ssl_cert, &copy->ssl_key,
		&copy->server_public_key, &copy->init_command, &copy->plugin_dir
	};

	*copy = *options;
	for (int i = 0; i < lengthof(strings); i++)
	{
		if (*strings[i] != NULL)
			*strings[i] = MemoryContextStrdup(conn->mcxt, *strings[i]);
	}
}

/*
 * As for MySQL's own programs, "localhost" means the Unix socket; a port says
 * that TCP is meant.
 */
static void
DescribePeer(CvgMysql *conn)
{
	const CvgMysqlOptions *options = &conn->options;
	StringInfoData peer;

	conn->tcp = options->socket == NULL && options->host != NULL &&
		(options->port != 0 || strcmp(options->host, "localhost") != 0);

	initStringInfo(&peer);
	if (conn->tcp)
		appendStringInfo(&peer, strchr(options->host, ':') ? "[%s]:%d" : "%s:%d",
						 options->host,
						 options->port ? options->port : DEFAULT_PORT);
	else
		appendStringInfoString(&peer, options->socket ? options->socket : "local socket");
	conn->peer = MemoryContextStrdup(conn->mcxt, peer.data);
	pfree(peer.data);
}

static void
ReserveFd(CvgMysql *conn)
{
	if (!AcquireExternalFD())
		ereport(ERROR,
				(errcode(ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION),
				 errmsg("could not connect to MySQL server \"%s\"", conn->peer),
				 errdetail("There are too many open files on the local server."),
				 errhint("Raise the server's \"max_files_per_process\" and/or \"ulimit -n\" limits.")));
	conn->has_fd = true;
}

/*
 * Try the host's addresses in turn, as libpq does and the library's
 * non-blocking connect does not.  Only verify_identity needs the name itself,
 * to compare it with the certificate; then the library takes its first
 * address.
 */
static void
ConnectAny(CvgMysql *conn)
{
	CvgAddresses addresses = {.count = 1};
	bool		by_name = !conn->tcp || conn->options.ssl_mode == CVG_SSL_VERIFY_IDENTITY;
	const char *problem = by_name ? NULL : CvgResolveHost(conn->options.host, &addresses);

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION),
				 errmsg("could not connect to MySQL server \"%s\"", conn->peer),
				 errdetail("Could not translate host name \"%s\" to an address: %s.",
						   conn->options.host, problem),
				 errhint("Check the option host of the foreign server.")));

	for (int i = 0; i < addresses.count; i++)
	{
		conn->address = by_name ? NULL :
			MemoryContextStrdup(conn->mcxt, addresses.list[i]);
		if (ConnectAddress(conn))
			return;
		if (i < addresses.count - 1 &&
			(conn->timed_out || mysql_errno(&conn->mysql) == CR_CONN_HOST_ERROR))
			CloseHandle(conn);
		else
			ThrowMysqlError(conn, "could not connect to MySQL server \"%s\"");
	}
}

/* False: conn->timed_out, or mysql_errno tells why not. */
static bool
ConnectAddress(CvgMysql *conn)
{
	enum net_async_status status;

	InitHandle(&conn->mysql, conn, conn->options.connect_timeout);
	conn->open = true;
	conn->timed_out = false;
	CvgWaitInit(&conn->wait, conn->options.connect_timeout, false);

	for (;;)
	{
		errno = 0;
		status = StepConnect(&conn->mysql, conn);
		if (status != NET_ASYNC_NOT_READY)
			break;
		if (!AwaitServer(conn))
			return false;
	}
	if (status == NET_ASYNC_ERROR)
		return false;

	conn->connected = true;
	/* best effort: a program that the backend starts has no use for it */
	(void) fcntl(conn->mysql.net.fd, F_SETFD, FD_CLOEXEC);
	CvgWaitKeep(&conn->wait, conn->mysql.net.fd);
	if (mysql_get_ssl_cipher(&conn->mysql) != NULL)
		conn->stream = CvgStreamCreate(conn->mysql.net.fd, MAX_ROW_BYTES, conn->mcxt);

	return true;
}

/* A server that does not tell is not asked to kill a statement later. */
static void
ReadIdentity(CvgMysql *conn)
{
	MYSQL_ROW	row;

	if (!RunStatement(conn, IDENTITY_SQL))
	{
		if (CvgMysqlErrorIsFatal(mysql_errno(&conn->mysql)))
			ThrowMysqlError(conn, "could not connect to MySQL server \"%s\"");
		return;
	}
	row = FetchRow(conn);
	if (row != NULL && row[0] != NULL)
		conn->identity = MemoryContextStrdup(conn->mcxt, row[0]);
	EndStatement(conn);
}

static void
RunInitCommand(CvgMysql *conn)
{
	if (conn->options.init_command == NULL)
		return;
	if (!RunStatement(conn, conn->options.init_command))
		ThrowMysqlError(conn, "could not run init_command on MySQL server \"%s\"");
	EndStatement(conn);
}

/* Handles of the library, for CvgMysql and for the session that kills */

static void
InitHandle(MYSQL *mysql, const CvgMysql *conn, unsigned int timeout)
{
	const CvgMysqlOptions *options = &conn->options;
	unsigned long max_packet = MAX_ROW_BYTES;
	unsigned int local_infile = 0;
	unsigned int protocol = conn->tcp ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;

	mysql_init(mysql);
	mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(mysql, MYSQL_OPT_MAX_ALLOWED_PACKET, &max_packet);
	mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &local_infile);
	mysql_options(mysql, MYSQL_OPT_PROTOCOL, &protocol);
	mysql_options4(mysql, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "converge");

	/*
	 * These bound what blocks nevertheless: authentication plugins without a
	 * non-blocking function, and sha256_password without TLS (seen with
	 * 9.7.4).  Non-blocking calls do not heed them.
	 */
	if (timeout > 0)
	{
		mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &timeout);
		mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &timeout);
		mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &timeout);
	}
	if (options->plugin_dir)
		mysql_options(mysql, MYSQL_PLUGIN_DIR, options->plugin_dir);
	SetTlsOptions(mysql, options);
}

static void
SetTlsOptions(MYSQL *mysql, const CvgMysqlOptions *options)
{
	static const unsigned int modes[] = {
		[CVG_SSL_DISABLED] = SSL_MODE_DISABLED,
		[CVG_SSL_PREFERRED] = SSL_MODE_PREFERRED,
		[CVG_SSL_REQUIRED] = SSL_MODE_REQUIRED,
		[CVG_SSL_VERIFY_CA] = SSL_MODE_VERIFY_CA,
		[CVG_SSL_VERIFY_IDENTITY] = SSL_MODE_VERIFY_IDENTITY
	};

	mysql_options(mysql, MYSQL_OPT_SSL_MODE, &modes[options->ssl_mode]);
	mysql_options(mysql, MYSQL_OPT_SSL_CA, options->ssl_ca);
	mysql_options(mysql, MYSQL_OPT_SSL_CERT, options->ssl_cert);
	mysql_options(mysql, MYSQL_OPT_SSL_KEY, options->ssl_key);
	mysql_options(mysql, MYSQL_OPT_GET_SERVER_PUBLIC_KEY, &options->get_server_public_key);
	if (options->server_public_key)
		mysql_options(mysql, MYSQL_SERVER_PUBLIC_KEY, options->server_public_key);
}

static enum net_async_status
StepConnect(MYSQL *mysql, const CvgMysql *conn)
{
	const CvgMysqlOptions *options = &conn->options;
	const char *host = conn->address ? conn->address : options->host;

	return mysql_real_connect_nonblocking(mysql, conn->tcp ? host : NULL,
										  options->username, options->password,
										  options->database, options->port,
										  conn->tcp ? NULL : options->socket, 0);
}

/* Statements */

void
CvgMysqlExecute(CvgMysql *conn, const char *sql)
{
	static const int none[] = {0};

	(void) CvgMysqlTryExecute(conn, sql, none);
}

bool
CvgMysqlTryExecute(CvgMysql *conn, const char *sql, const int *errnos)
{
	if (!TryRun(conn, sql, errnos))
		return false;
	EndStatement(conn);

	return true;
}

unsigned int
CvgMysqlErrorNumber(CvgMysql *conn)
{
	return mysql_errno(&conn->mysql);
}

void
CvgMysqlQuery(CvgMysql *conn, const char *sql)
{
	static const int none[] = {0};

	(void) TryRun(conn, sql, none);
}

void
CvgMysqlScan(CvgMysql *conn, const char *sql)
{
	CvgMysqlQuery(conn, sql);
	if (conn->stream != NULL && conn->result != NULL)
		conn->streaming = CvgStreamBegin(conn->stream, conn->row.ncells,
										 conn->mysql.net.pkt_nr);
}

bool
CvgMysqlTryQuery(CvgMysql *conn, const char *sql, const int *errnos)
{
	return TryRun(conn, sql, errnos);
}

void
CvgMysqlSendQuery(CvgMysql *conn, const char *sql)
{
	CheckInterrupts(conn);
	CheckOpen(conn);
	SendStatement(conn, sql);
}

const CvgRow *
CvgMysqlFetch(CvgMysql *conn)
{
	MYSQL_ROW	row;
	unsigned long *lengths;

	CheckInterrupts(conn);
	if (conn->streaming)
		return FetchStreamed(conn);
	row = conn->result ? FetchRow(conn) : NULL;
	if (row == NULL)
	{
		CheckOpen(conn);
		EndStatement(conn);
		return NULL;
	}

	lengths = mysql_fetch_lengths(conn->result);
	conn->row.bytes = 0;
	for (int i = 0; i < conn->row.ncells; i++)
	{
		conn->cells[i].data = row[i];
		conn->cells[i].len = lengths[i];
		conn->row.bytes += lengths[i];
	}
	return &conn->row;
}

int
CvgMysqlFieldNumber(CvgMysql *conn, const char *name)
{
	for (int i = 0; conn->result != NULL && i < conn->row.ncells; i++)
	{
		if (pg_strcasecmp(mysql_fetch_field_direct(conn->result, i)->name, name) == 0)
			return i;
	}
	return -1;
}

void
CvgMysqlEndQuery(CvgMysql *conn)
{
	if (conn->running)
		CvgMysqlClose(conn);
}

char *
CvgMysqlFetchScalar(CvgMysql *conn, const char *sql)
{
	static const int none[] = {0};
	char	   *value;

	(void) CvgMysqlTryFetchScalar(conn, sql, none, &value);
	return value;
}

bool
CvgMysqlTryFetchScalar(CvgMysql *conn, const char *sql, const int *errnos,
					   char **value)
{
	*value = NULL;
	if (!TryRun(conn, sql, errnos))
		return false;
	*value = TakeScalar(conn);

	return true;
}

char *
CvgMysqlAwaitScalar(CvgMysql *conn)
{
	static const int none[] = {0};

	(void) AwaitStatement(conn, none);

	return TakeScalar(conn);
}

static char *
TakeScalar(CvgMysql *conn)
{
	const CvgRow *row = CvgMysqlFetch(conn);
	char	   *value = NULL;

	if (row != NULL && row->cells[0].data != NULL)
		value = pnstrdup(row->cells[0].data, row->cells[0].len);
	EndStatement(conn);

	return value;
}

/* As RunStatement, but only an error that is listed returns false. */
static bool
TryRun(CvgMysql *conn, const char *sql, const int *errnos)
{
	CvgMysqlSendQuery(conn, sql);

	return AwaitStatement(conn, errnos);
}

static bool
AwaitStatement(CvgMysql *conn, const int *errnos)
{
	CheckInterrupts(conn);
	CheckOpen(conn);
	if (ReachResult(conn))
		return true;

	for (; *errnos != 0; errnos++)
	{
		if (mysql_errno(&conn->mysql) == *errnos)
			return false;
	}
	ThrowMysqlError(conn, "could not execute statement on MySQL server \"%s\"");
	return false;				/* not reached */
}

/* Run to where the rows begin; false: mysql_errno tells why not. */
static bool
RunStatement(CvgMysql *conn, const char *sql)
{
	SendStatement(conn, sql);

	return ReachResult(conn);
}

static void
SendStatement(CvgMysql *conn, const char *sql)
{
	if (conn->running)
		elog(ERROR, "a statement is already running on this connection");

	conn->sql = MemoryContextStrdup(conn->mcxt, sql);
	conn->running = true;
	StepStatement(conn);
}

/* As RunStatement, for a statement that has been sent. */
static bool
ReachResult(CvgMysql *conn)
{
	BeginWait(conn);
	while (conn->status == NET_ASYNC_NOT_READY)
	{
		StepStatement(conn);
		if (conn->status == NET_ASYNC_NOT_READY && !AwaitServer(conn))
			ThrowTimeout(conn);
	}
	pfree(conn->sql);
	conn->sql = NULL;
	if (conn->status == NET_ASYNC_ERROR)
		conn->running = false;
	else
		BeginResult(conn);

	return conn->running;
}

static void
StepStatement(CvgMysql *conn)
{
	errno = 0;
	conn->status = mysql_real_query_nonblocking(&conn->mysql, conn->sql,
												strlen(conn->sql));
}

/* Make ready to fetch the rows of one result set, if there is one. */
static void
BeginResult(CvgMysql *conn)
{
	int			ncells = mysql_field_count(&conn->mysql);

	if (ncells == 0)
		return;
	if (ncells > conn->max_cells)
	{
		conn->cells = MemoryContextAlloc(conn->mcxt, sizeof(CvgCell) * ncells);
		conn->max_cells = ncells;
	}
	conn->row.cells = conn->cells;
	conn->row.ncells = ncells;

	conn->result = mysql_use_result(&conn->mysql);
	if (conn->result == NULL)
		ThrowMysqlError(conn, "could not read from MySQL server \"%s\"");
}

static inline MYSQL_ROW
FetchRow(CvgMysql *conn)
{
	MYSQL_ROW	row = NULL;
	enum net_async_status status;

	errno = 0;
	status = mysql_fetch_row_nonblocking(conn->result, &row);
	if (unlikely(status == NET_ASYNC_NOT_READY))
	{
		BeginWait(conn);
		do
		{
			if (!AwaitServer(conn))
				ThrowTimeout(conn);
			errno = 0;
			status = mysql_fetch_row_nonblocking(conn->result, &row);
		} while (status == NET_ASYNC_NOT_READY);
	}

	/*
	 * A stream that broke ends with a NULL as well.  One that broke inside a
	 * row of more than 16 MB even returns the row, cut off.
	 */
	if (unlikely(conn->mysql.net.error != NET_HEALTHY) ||
		(row == NULL && mysql_errno(&conn->mysql) != 0))
		ThrowMysqlError(conn, "could not read from MySQL server \"%s\"");

	return row;
}

/* As FetchRow, by the stream; after the last row the statement has ended. */
static const CvgRow *
FetchStreamed(CvgMysql *conn)
{
	CvgStreamStatus status = CvgStreamNext(conn->stream, &conn->row);

	if (unlikely(status == CVG_STREAM_WAIT))
	{
		BeginWait(conn);
		do
		{
			errno = EAGAIN;
			if (!AwaitServer(conn))
				ThrowTimeout(conn);
			status = CvgStreamNext(conn->stream, &conn->row);
		} while (status == CVG_STREAM_WAIT);
	}
	if (likely(status == CVG_STREAM_ROW))
		return &conn->row;

	if (status == CVG_STREAM_END && !ReadEndPacket(conn))
		status = CVG_STREAM_MALFORMED;
	if (status == CVG_STREAM_END || status == CVG_STREAM_ERROR)
		conn->mysql.status = MYSQL_STATUS_READY;
	if (status != CVG_STREAM_END)
	{
		conn->stream_status = status;
		ThrowMysqlError(conn, "could not read from MySQL server \"%s\"");
	}
	EndStream(conn);

	return NULL;
}

/*
 * Take over what the packet behind the rows says, as the library does.  False
 * if there is more to come, which a scan has not.
 */
static bool
ReadEndPacket(CvgMysql *conn)
{
	bool		is_ok = (conn->mysql.server_capabilities & CLIENT_DEPRECATE_EOF) != 0;

	return CvgStreamEnd(conn->stream, is_ok, &conn->mysql.server_status,
						&conn->mysql.warning_count) &&
		(conn->mysql.server_status & SERVER_MORE_RESULTS_EXISTS) == 0;
}

/* The handle is ready for the next statement, so freeing drains nothing. */
static void
EndStream(CvgMysql *conn)
{
	conn->streaming = false;
	conn->running = false;
	mysql_free_result(conn->result);
	conn->result = NULL;
}

/* Read and forget what is left of the statement; nothing if none runs. */
static void
EndStatement(CvgMysql *conn)
{
	if (!conn->running)
		return;
	do
	{
		if (conn->result != NULL)
		{
			while (FetchRow(conn) != NULL)
				;
			mysql_free_result(conn->result);
			conn->result = NULL;
		}
	} while (NextResult(conn));
	conn->running = false;
}

/* CALL may return several result sets, and always a status at the end. */
static bool
NextResult(CvgMysql *conn)
{
	enum net_async_status status;

	if (!mysql_more_results(&conn->mysql))
		return false;

	BeginWait(conn);
	for (;;)
	{
		errno = 0;
		status = mysql_next_result_nonblocking(&conn->mysql);
		if (status != NET_ASYNC_NOT_READY)
			break;
		if (!AwaitServer(conn))
			ThrowTimeout(conn);
	}
	if (status == NET_ASYNC_ERROR)
		ThrowMysqlError(conn, "could not read from MySQL server \"%s\"");
	BeginResult(conn);

	return true;
}

static void
BeginWait(CvgMysql *conn)
{
	int			limit = conn->ready ? conn->options.read_timeout :
		conn->options.connect_timeout;

	CvgWaitInit(&conn->wait, limit, true);
}

/* Call after NET_ASYNC_NOT_READY, before errno changes; false: timed out. */
static bool
AwaitServer(CvgMysql *conn)
{
	conn->timed_out = !CvgWaitForSocket(&conn->wait, conn->mysql.net.fd, errno);
	CheckInterrupts(conn);

	return !conn->timed_out;
}

/*
 * As CHECK_FOR_INTERRUPTS, but the error closes the connection before it
 * leaves.  Whoever catches it may keep the memory context for long, and the
 * statement at the source would go on.
 */
static void
CheckInterrupts(CvgMysql *conn)
{
	if (likely(!InterruptPending))
		return;

	PG_TRY();
	{
		CHECK_FOR_INTERRUPTS();
	}
	PG_CATCH();
	{
		CvgMysqlClose(conn);
		PG_RE_THROW();
	}
	PG_END_TRY();
}

/* Closing; nothing here throws */

void
CvgMysqlClose(CvgMysql *conn)
{
	CloseHandle(conn);
	if (conn->has_fd)
		ReleaseExternalFD();
	conn->has_fd = false;
}

void
CvgMysqlSetReadTimeout(CvgMysql *conn, int seconds)
{
	conn->options.read_timeout = seconds;
}

bool
CvgMysqlTimedOut(CvgMysql *conn)
{
	return conn->timed_out;
}

static void
CloseOnReset(void *arg)
{
	CvgMysqlClose((CvgMysql *) arg);
}

static void
CloseHandle(CvgMysql *conn)
{
	MYSQL_RES  *result = conn->result;
	bool		running = conn->running;
	bool		connected = conn->connected;

	if (!conn->open)
		return;
	conn->open = conn->connected = conn->running = conn->streaming = false;
	conn->result = NULL;
	CvgWaitEnd(&conn->wait);

	if (running)
		KillSession(conn);

	/* mysql_close sends a farewell in blocking mode: let that fail at once */
	if ((running || !connected) && conn->mysql.net.fd > 0)
		shutdown(conn->mysql.net.fd, SHUT_RDWR);
	mysql_close(&conn->mysql);
	if (result != NULL)
		mysql_free_result(result);
}

/*
 * End the session at the source, over a second connection, in bounded time
 * and whatever happens.  Behind a balancer the second connection may reach
 * another server, where the same number is somebody else's session.
 */
static void
KillSession(CvgMysql *conn)
{
	TimestampTz deadline =
		TimestampTzPlusMilliseconds(GetCurrentTimestamp(), KILL_LIMIT_MS);
	enum net_async_status status;
	MYSQL		killer;
	char		sql[32];

	if (conn->identity == NULL || (proc_exit_inprogress && !PostmasterIsAlive()))
		return;

	ReserveExternalFD();
	InitHandle(&killer, conn, KILL_LIMIT_MS / 1000);
	do
		status = StepConnect(&killer, conn);
	while (status == NET_ASYNC_NOT_READY && PollUntil(&killer, deadline));

	if (status == NET_ASYNC_COMPLETE && SameServer(&killer, conn, deadline))
	{
		snprintf(sql, sizeof(sql), "KILL %lu", mysql_thread_id(&conn->mysql));
		do
			status = mysql_real_query_nonblocking(&killer, sql, strlen(sql));
		while (status == NET_ASYNC_NOT_READY && PollUntil(&killer, deadline));
	}
	mysql_close(&killer);
	ReleaseExternalFD();
}

static bool
SameServer(MYSQL *killer, const CvgMysql *conn, TimestampTz deadline)
{
	enum net_async_status status;
	MYSQL_RES  *result = NULL;
	MYSQL_ROW	row;
	bool		same;

	do
		status = mysql_real_query_nonblocking(killer, IDENTITY_SQL, strlen(IDENTITY_SQL));
	while (status == NET_ASYNC_NOT_READY && PollUntil(killer, deadline));
	if (status != NET_ASYNC_COMPLETE)
		return false;

	do
		status = mysql_store_result_nonblocking(killer, &result);
	while (status == NET_ASYNC_NOT_READY && PollUntil(killer, deadline));
	if (status != NET_ASYNC_COMPLETE || result == NULL)
		return false;

	row = mysql_fetch_row(result);
	same = row != NULL && row[0] != NULL && strcmp(row[0], conn->identity) == 0;
	mysql_free_result(result);

	return same;
}

/* Wait a little for the server; false: the deadline has passed. */
static bool
PollUntil(MYSQL *mysql, TimestampTz deadline)
{
	bool		known = mysql->net.fd > 0;
	struct pollfd pfd = {known ? mysql->net.fd : -1, POLLIN, 0};

	(void) poll(&pfd, 1, KILL_POLL_MS);

	return GetCurrentTimestamp() < deadline;
}

/* Errors */

static void
CheckOpen(CvgMysql *conn)
{
	if (!conn->open)
		ereport(ERROR,
				(errcode(ERRCODE_CONNECTION_DOES_NOT_EXIST),
				 errmsg("connection to MySQL server \"%s\" is closed", conn->peer)));
}

/* Throw what the library says; a connection that is still good stays open. */
static void
ThrowMysqlError(CvgMysql *conn, const char *format)
{
	MysqlError	error;
	const char *hint;
	char	   *text;

	if (conn->timed_out)
		ThrowTimeout(conn);

	ReadError(conn, &error);
	hint = CvgMysqlErrorHint(error.number);
	text = CvgMysqlErrorText(error.message);

	/* the server has ended the statement, or is out of reach */
	conn->running = conn->streaming = false;
	if (!conn->connected || CvgMysqlErrorIsFatal(error.number) ||
		conn->mysql.status != MYSQL_STATUS_READY)
		CvgMysqlClose(conn);
	else if (conn->result != NULL)
	{
		mysql_free_result(conn->result);
		conn->result = NULL;
	}

	ereport(ERROR,
			(errcode(CvgMysqlErrorSqlstate(error.number, error.sqlstate)),
			 errmsg(format, conn->peer),
			 errdetail("MySQL error %u: %s", error.number, text),
			 hint ? errhint("%s", hint) : 0));
}

/*
 * mysql_fetch_row_nonblocking replaces whatever ended the stream by "commands
 * out of sync", or gives a number without a message (seen with 9.7.4).  The
 * truth is in the state of the connection, or in the server's error packet,
 * which was read last.
 */
static void
ReadError(CvgMysql *conn, MysqlError *error)
{
	NET		   *net = &conn->mysql.net;

	error->number = mysql_errno(&conn->mysql);
	error->message = mysql_error(&conn->mysql);
	strlcpy(error->sqlstate, mysql_sqlstate(&conn->mysql), sizeof(error->sqlstate));
	if (conn->streaming)
	{
		ReadStreamError(conn, error);
		return;
	}
	if (error->number != CR_COMMANDS_OUT_OF_SYNC && error->message[0] != '\0')
		return;

	if (net->error == NET_PACKET_TOO_LARGE)
	{
		error->number = CR_NET_PACKET_TOO_LARGE;
		error->message = "Got packet bigger than 'max_allowed_packet' bytes";
	}
	else if (net->error != NET_HEALTHY || net->vio == NULL)
	{
		error->number = CR_SERVER_LOST;
		error->message = "Lost connection to MySQL server during query";
	}
	else if (net->read_pos[0] == ERROR_PACKET)
		ReadErrorPacket((char *) net->read_pos, error);
}

/* Two bytes of number, '#', five of SQLSTATE, message, NUL. */
static void
ReadErrorPacket(const char *packet, MysqlError *error)
{
	error->number = (unsigned char) packet[1] | (unsigned char) packet[2] << 8;
	strlcpy(error->sqlstate, packet + 4, sizeof(error->sqlstate));
	error->message = packet + ERROR_HEADER_BYTES;
}

static void
ReadStreamError(CvgMysql *conn, MysqlError *error)
{
	size_t		len;
	const unsigned char *packet = CvgStreamError(conn->stream, &len);

	strlcpy(error->sqlstate, "HY000", sizeof(error->sqlstate));
	switch (conn->stream_status)
	{
		case CVG_STREAM_ERROR:
			if (len >= ERROR_HEADER_BYTES)
			{
				ReadErrorPacket(pnstrdup((const char *) packet, len), error);
				return;
			}
			break;
		case CVG_STREAM_LOST:
			error->number = CR_SERVER_LOST;
			error->message = "Lost connection to MySQL server during query";
			return;
		case CVG_STREAM_TOO_LARGE:
			error->number = CR_NET_PACKET_TOO_LARGE;
			error->message = "Got packet bigger than 'max_allowed_packet' bytes";
			return;
		default:
			break;
	}
	error->number = CR_MALFORMED_PACKET;
	error->message = "Malformed packet";
}

static void
ThrowTimeout(CvgMysql *conn)
{
	CvgMysqlClose(conn);
	if (conn->ready)
		ereport(ERROR,
				(errcode(ERRCODE_CONNECTION_FAILURE),
				 errmsg("could not read from MySQL server \"%s\"", conn->peer),
				 errdetail("It sent nothing for %d s.", conn->options.read_timeout),
				 errhint("Set the option read_timeout of the foreign server higher, or to 0 to wait without limit.")));
	ereport(ERROR,
			(errcode(ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION),
			 errmsg("could not connect to MySQL server \"%s\"", conn->peer),
			 errdetail("It did not answer within %d s.", conn->options.connect_timeout),
			 errhint("Check the options host and port of the foreign server, or set connect_timeout higher.")));
}

/* Facts of the session */

const char *
CvgMysqlServerVersion(CvgMysql *conn)
{
	const char *version;

	CheckOpen(conn);
	version = mysql_get_server_info(&conn->mysql);

	/* MariaDB before 11 puts this before its version, for old replicas */
	return strncmp(version, "5.5.5-", 6) == 0 ? version + 6 : version;
}

bool
CvgMysqlIsMariadb(CvgMysql *conn)
{
	return strstr(CvgMysqlServerVersion(conn), "MariaDB") != NULL;
}

int
CvgMysqlVersionNumber(CvgMysql *conn)
{
	int			major = 0;
	int			minor = 0;
	int			patch = 0;

	(void) sscanf(CvgMysqlServerVersion(conn), "%d.%d.%d", &major, &minor, &patch);

	return major * 10000 + minor * 100 + patch;
}

const char *
CvgMysqlTlsCipher(CvgMysql *conn)
{
	CheckOpen(conn);

	return mysql_get_ssl_cipher(&conn->mysql);
}
