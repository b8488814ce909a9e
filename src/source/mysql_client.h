/*-------------------------------------------------------------------------
 *
 * mysql_client.h
 *	  Connections to MySQL and MariaDB.
 *
 * The only file that includes mysql.h is mysql_client.c; nothing of that
 * library shows here.  All waits are interruptible: a cancel, a
 * statement_timeout or the death of the postmaster act at once, and a
 * statement that was running on the server is killed there.  Exceptions are
 * the lookup of a host name, and sha256_password and third-party
 * authentication without TLS, which connect_timeout bounds.
 *
 * A connection is allocated in the memory context given to CvgMysqlConnect
 * and closed when that context is reset or deleted.  Errors are thrown with
 * a mapped SQLSTATE, MySQL's error number and message in the detail.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_CLIENT_H
#define CVG_MYSQL_CLIENT_H

#include "postgres.h"
#include "lib/stringinfo.h"

#include "row.h"

typedef struct CvgMysql CvgMysql;

typedef enum CvgSslMode
{
	CVG_SSL_DISABLED,
	CVG_SSL_PREFERRED,
	CVG_SSL_REQUIRED,
	CVG_SSL_VERIFY_CA,
	CVG_SSL_VERIFY_IDENTITY
} CvgSslMode;

/* What a connection needs; NULL and 0 mean the library's default. */
typedef struct CvgMysqlOptions
{
	const char *host;
	int			port;
	const char *socket;
	const char *database;
	const char *username;
	const char *password;
	CvgSslMode	ssl_mode;
	const char *ssl_ca;
	const char *ssl_cert;
	const char *ssl_key;
	bool		get_server_public_key;
	const char *server_public_key;	/* file */
	int			connect_timeout;	/* seconds for each address; 0: wait */
	int			read_timeout;	/* seconds without any byte while waiting for
								 * the server; 0: wait */
	const char *init_command;
	const char *plugin_dir;
} CvgMysqlOptions;

extern CvgMysql *CvgMysqlConnect(const CvgMysqlOptions *options, MemoryContext mcxt);
extern void CvgMysqlClose(CvgMysql *conn);

/* From now on, CvgMysqlOptions.read_timeout is so many seconds. */
extern void CvgMysqlSetReadTimeout(CvgMysql *conn, int seconds);

/* Whether that, or the timeout of the connect, has closed the connection. */
extern bool CvgMysqlTimedOut(CvgMysql *conn);

/* One more connection like this one, in the same memory context. */
extern CvgMysql *CvgMysqlConnectAgain(const CvgMysql *conn);

/* Run a statement that returns no rows. */
extern void CvgMysqlExecute(CvgMysql *conn, const char *sql);

/*
 * As CvgMysqlExecute, but an error whose number is in the list errnos
 * (terminated by 0) returns false instead of being thrown.
 */
extern bool CvgMysqlTryExecute(CvgMysql *conn, const char *sql, const int *errnos);

/* MySQL's number of the error that made a CvgMysqlTry function return false. */
extern unsigned int CvgMysqlErrorNumber(CvgMysql *conn);

/* Start a statement whose rows are streamed by CvgMysqlFetch. */
extern void CvgMysqlQuery(CvgMysql *conn, const char *sql);

/*
 * As CvgMysqlQuery, for a SELECT that may have many rows: they are read in the
 * fastest way there is.
 */
extern void CvgMysqlScan(CvgMysql *conn, const char *sql);

/* As CvgMysqlQuery; false for the errors listed, as CvgMysqlTryExecute. */
extern bool CvgMysqlTryQuery(CvgMysql *conn, const char *sql, const int *errnos);

/*
 * Send a statement and return at once: the server works while the caller
 * does something else.  CvgMysqlAwaitScalar must come next on the connection.
 */
extern void CvgMysqlSendQuery(CvgMysql *conn, const char *sql);

/*
 * The next row of the running statement, valid until the next call, or NULL
 * after the last one.  An interrupted stream throws; it is never an end.
 */
extern const CvgRow *CvgMysqlFetch(CvgMysql *conn);

/* Which cell of a row that was fetched has that name; -1: none. */
extern int	CvgMysqlFieldNumber(CvgMysql *conn, const char *name);

/*
 * Leave the running statement, if any.  Rows not read are not drained: the
 * statement is killed, the connection closed, and later calls on it throw.
 */
extern void CvgMysqlEndQuery(CvgMysql *conn);

/*
 * First column of the first row as a string in the current memory context;
 * NULL if it is NULL or there is no row.
 */
extern char *CvgMysqlFetchScalar(CvgMysql *conn, const char *sql);

/* The same for a statement that CvgMysqlSendQuery has sent. */
extern char *CvgMysqlAwaitScalar(CvgMysql *conn);

/* As CvgMysqlFetchScalar; false with *value = NULL for the errors listed. */
extern bool CvgMysqlTryFetchScalar(CvgMysql *conn, const char *sql,
								   const int *errnos, char **value);

/* Append the name as a quoted identifier. */
extern void CvgMysqlQuoteIdentifier(StringInfo buf, const char *name);

/* Facts of the session; strings live as long as the connection. */
extern const char *CvgMysqlServerVersion(CvgMysql *conn);
extern bool CvgMysqlIsMariadb(CvgMysql *conn);
extern int	CvgMysqlVersionNumber(CvgMysql *conn);	/* 90704 for 9.7.4 */
extern const char *CvgMysqlTlsCipher(CvgMysql *conn);	/* NULL: no TLS */

#endif							/* CVG_MYSQL_CLIENT_H */
