/*-------------------------------------------------------------------------
 *
 * mysql_errors.c
 *	  What an error number of MySQL means in PostgreSQL's terms.
 *
 * Numbers from 2000 to 2999 are the client library's, all others are the
 * server's.  MariaDB uses the same numbers below 1900 and from 2000 to 2999.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"

#include "source/mysql_errors.h"

typedef struct ErrorMeaning
{
	unsigned int number;
	int			sqlstate;
	const char *hint;
} ErrorMeaning;

#define HINT_UNREACHABLE \
	"Check the options host, port and socket of the foreign server."
#define HINT_CREDENTIALS \
	"Check the options username and password of the user mapping."
#define HINT_CONNECTIONS \
	"Import with fewer workers, or raise the limit at the source."

/* MySQL's own SQLSTATE stands for the errors that are not listed. */
static const ErrorMeaning meanings[] = {
	{1040, ERRCODE_TOO_MANY_CONNECTIONS, HINT_CONNECTIONS},
	{1044, ERRCODE_INSUFFICIENT_PRIVILEGE, NULL},
	{1045, ERRCODE_INVALID_PASSWORD, HINT_CREDENTIALS},
	{1049, ERRCODE_UNDEFINED_DATABASE,
	"Check the option dbname of the foreign server."},
	{1054, ERRCODE_UNDEFINED_COLUMN, NULL},
	{1053, ERRCODE_CONNECTION_FAILURE, NULL},	/* server shutdown in progress */
	{1064, ERRCODE_SYNTAX_ERROR, NULL},
	{1129, ERRCODE_SQLSERVER_REJECTED_ESTABLISHMENT_OF_SQLCONNECTION,
	"Run FLUSH HOSTS at the source."},
	{1130, ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION,
	"Create the account at the source for the host that PostgreSQL runs on."},
	{1142, ERRCODE_INSUFFICIENT_PRIVILEGE, NULL},
	{1143, ERRCODE_INSUFFICIENT_PRIVILEGE, NULL},
	{1146, ERRCODE_UNDEFINED_TABLE, NULL},
	{1203, ERRCODE_TOO_MANY_CONNECTIONS, HINT_CONNECTIONS},
	{1205, ERRCODE_LOCK_NOT_AVAILABLE, NULL},
	{1213, ERRCODE_T_R_DEADLOCK_DETECTED, NULL},
	{1226, ERRCODE_TOO_MANY_CONNECTIONS, HINT_CONNECTIONS},
	{1227, ERRCODE_INSUFFICIENT_PRIVILEGE, NULL},
	{1317, ERRCODE_QUERY_CANCELED, "The statement was killed at the source."},
	{1370, ERRCODE_INSUFFICIENT_PRIVILEGE, NULL},
	{1412, ERRCODE_T_R_SERIALIZATION_FAILURE,
		"A table at the source was created, altered or truncated after the "
	"snapshot was taken. Try again while its schema does not change."},
	{1698, ERRCODE_INVALID_PASSWORD, HINT_CREDENTIALS},
	{1862, ERRCODE_INVALID_PASSWORD,
	"The password of the account has expired; set a new one at the source."},
	{1969, ERRCODE_QUERY_CANCELED, NULL},	/* MariaDB: max_statement_time */
	{2002, ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION, HINT_UNREACHABLE},
	{2003, ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION, HINT_UNREACHABLE},
	{2005, ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION, HINT_UNREACHABLE},
	{2006, ERRCODE_CONNECTION_FAILURE, NULL},
	{2008, ERRCODE_OUT_OF_MEMORY, NULL},
	{2012, ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION, NULL},
	{2013, ERRCODE_CONNECTION_FAILURE,
	"The error log of the source may tell why it closed the connection."},
	{2020, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "A row can have at most 1 GB."},
	{2026, ERRCODE_SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION,
		"The options ssl_mode, ssl_ca, ssl_cert and ssl_key of the foreign "
	"server control TLS; ssl_mode \"verify_ca\" and \"verify_identity\" need ssl_ca."},
	{2027, ERRCODE_PROTOCOL_VIOLATION, NULL},
	{2054, ERRCODE_FEATURE_NOT_SUPPORTED, NULL},
	{2055, ERRCODE_CONNECTION_FAILURE,
	"The error log of the source may tell why it closed the connection."},
	{2059, ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION,
		"The account's authentication plugin is a file that comes with the "
		"MySQL client programs. Install them (in Debian the package "
		"mysql-client-core), or name the directory of the file in the option "
	"plugin_dir of the foreign server."},
	{2061, ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION,
		"Without TLS the account's password needs the public key of the "
		"source: use ssl_mode \"required\", or set server_public_key or "
	"get_server_public_key of the foreign server."},
	{3024, ERRCODE_QUERY_CANCELED, NULL},
	{3118, ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION,
	"The account is locked at the source."},
	{3159, ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION,
	"The account must use TLS: set ssl_mode \"required\"."}
};

static const ErrorMeaning *FindMeaning(unsigned int number);

int
CvgMysqlErrorSqlstate(unsigned int number, const char *sqlstate)
{
	/* classes whose codes mean the same in both servers */
	static const char *const shared[] = {"08", "22", "23", "25", "28", "40", "42"};
	const ErrorMeaning *meaning = FindMeaning(number);

	if (meaning != NULL)
		return meaning->sqlstate;

	for (int i = 0; i < lengthof(shared); i++)
	{
		/* 42Sxx is ODBC's numbering */
		if (strlen(sqlstate) == 5 && strncmp(sqlstate, shared[i], 2) == 0 &&
			sqlstate[2] != 'S')
			return MAKE_SQLSTATE(sqlstate[0], sqlstate[1], sqlstate[2],
								 sqlstate[3], sqlstate[4]);
	}
	return ERRCODE_FDW_ERROR;
}

const char *
CvgMysqlErrorHint(unsigned int number)
{
	const ErrorMeaning *meaning = FindMeaning(number);

	return meaning ? meaning->hint : NULL;
}

static const ErrorMeaning *
FindMeaning(unsigned int number)
{
	for (int i = 0; i < lengthof(meanings); i++)
	{
		if (meanings[i].number == number)
			return &meanings[i];
	}
	return NULL;
}

bool
CvgMysqlErrorIsFatal(unsigned int number)
{
	/* every error of the client library, and farewells of the server */
	return (number >= 2000 && number <= 2999) ||
		number == 1053 ||		/* server shutdown in progress */
		number == 1927 ||		/* MariaDB: connection was killed */
		number == 4031;			/* disconnected because of inactivity */
}

char *
CvgMysqlErrorText(const char *message)
{
	int			len = strlen(message);
	char	   *copy = palloc(len + 2);
	bool		keep;

	/* messages come in utf8mb4; a value cut in two may be quoted in them */
	keep = GetDatabaseEncoding() == PG_UTF8 &&
		pg_verify_mbstr(PG_UTF8, message, len, true);
	for (int i = 0; i < len; i++)
		copy[i] = keep || !IS_HIGHBIT_SET(message[i]) ? message[i] : '?';

	if (len == 0 || copy[len - 1] != '.')
		copy[len++] = '.';
	copy[len] = '\0';

	return copy;
}
