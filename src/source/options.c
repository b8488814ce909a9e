/*-------------------------------------------------------------------------
 *
 * options.c
 *	  Options of servers and user mappings: checking and reading them.
 *
 * Options that name a file of the PostgreSQL server are for members of
 * pg_read_server_files, and plugin_dir, which loads code, for superusers.
 * That is checked when an option is set, as file_fdw does, and not when it is
 * used: who may use the server may use its files, though not see them.  Since
 * ALTER hands all options to the validator, it takes the same privileges to
 * change any option of an object that has such an option.
 *
 * Servers of mysql_fdw were checked by that wrapper, which asks nobody's
 * privileges; the files they name are read only if the owner of the server
 * might read them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "access/reloptions.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_foreign_server.h"
#include "catalog/pg_user_mapping.h"
#include "commands/defrem.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "storage/fd.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/varlena.h"

#include "compat.h"
#include "source/options.h"
#include "source/source.h"

#define DEFAULT_CONNECT_TIMEOUT 30	/* seconds */
#define MAX_PASSWORD_BYTES		1024
#define MIN_RATE				0.1 /* megabytes per second */
#define MEGABYTE				1e6

#define SSL_MODES_HINT \
	"Valid values are disabled, preferred, required, verify_ca and verify_identity."
#define CASE_RULES_HINT \
	"Valid values are plain, icu and citext."
#define COUNT_HINT \
	"The value is a number of connections, 1 or more."
#define RATE_HINT \
	"The value is a number of megabytes per second, 0.1 or more."
#define BOOLEAN_HINT \
	"Valid values are true and false."

typedef enum OptionKind
{
	OPTION_TEXT,
	OPTION_SECRET,
	OPTION_PORT,
	OPTION_SECONDS,
	OPTION_COUNT,
	OPTION_RATE,
	OPTION_BOOLEAN,
	OPTION_COMPRESS,
	OPTION_SSL_MODE,
	OPTION_CASE_RULE,
	OPTION_SOCKET,
	OPTION_FILE,
	OPTION_CODE
} OptionKind;

typedef struct OptionRule
{
	const char *name;
	Oid			context;		/* catalog of the object it belongs to */
	OptionKind	kind;
} OptionRule;

typedef struct SslModeName
{
	const char *name;
	CvgSslMode	mode;
} SslModeName;

static const OptionRule option_rules[] = {
	{"host", ForeignServerRelationId, OPTION_TEXT},
	{"port", ForeignServerRelationId, OPTION_PORT},
	{"socket", ForeignServerRelationId, OPTION_SOCKET},
	{"dbname", ForeignServerRelationId, OPTION_TEXT},
	{"target_schema", ForeignServerRelationId, OPTION_TEXT},
	{"case_rule", ForeignServerRelationId, OPTION_CASE_RULE},
	{"ssl_mode", ForeignServerRelationId, OPTION_SSL_MODE},
	{"ssl_ca", ForeignServerRelationId, OPTION_FILE},
	{"ssl_cert", ForeignServerRelationId, OPTION_FILE},
	{"ssl_key", ForeignServerRelationId, OPTION_FILE},
	{"get_server_public_key", ForeignServerRelationId, OPTION_BOOLEAN},
	{"server_public_key", ForeignServerRelationId, OPTION_FILE},
	{"compress", ForeignServerRelationId, OPTION_COMPRESS},
	{"connect_timeout", ForeignServerRelationId, OPTION_SECONDS},
	{"read_timeout", ForeignServerRelationId, OPTION_SECONDS},
	{"max_connections", ForeignServerRelationId, OPTION_COUNT},
	{"max_rate", ForeignServerRelationId, OPTION_RATE},
	{"init_command", ForeignServerRelationId, OPTION_TEXT},
	{"plugin_dir", ForeignServerRelationId, OPTION_CODE},
	{"username", UserMappingRelationId, OPTION_TEXT},
	{"password", UserMappingRelationId, OPTION_SECRET},
	{"password_file", UserMappingRelationId, OPTION_FILE}
};

static const SslModeName ssl_modes[] = {
	{"disabled", CVG_SSL_DISABLED},
	{"preferred", CVG_SSL_PREFERRED},
	{"required", CVG_SSL_REQUIRED},
	{"verify_ca", CVG_SSL_VERIFY_CA},
	{"verify_identity", CVG_SSL_VERIFY_IDENTITY}
};

PG_FUNCTION_INFO_V1(converge_mysql_fdw_validator);

static const OptionRule *FindRule(const char *name);
static void CheckPlace(const char *name, const OptionRule *rule, Oid context);
static void ThrowUnknownOption(const char *name, Oid context) pg_attribute_noreturn();
static const char *NearestOption(const char *name, Oid context);
static char *OptionNames(Oid context);

static void CheckValue(const OptionRule *rule, const char *value);
static void CheckFile(const OptionRule *rule, const char *value);
static void CheckAbsolute(const OptionRule *rule, const char *value);
static void RefuseCompression(const char *value);
static void ThrowInvalidValue(const char *name, const char *value,
							  const char *allowed) pg_attribute_noreturn();
static bool ParseNumber(const char *value, int *result);
static bool ParseRate(const char *value, double *result);
static bool IsCaseRule(const char *value);
static bool ParseSslMode(const char *value, CvgSslMode *mode);

static void ReadServerOptions(ForeignServer *server, CvgMysqlOptions *options);
static CvgSslMode ReadSslMode(ForeignServer *server);
static int	ReadNumber(List *options, const char *name, int absent);
static bool ReadBoolean(List *options, const char *name);
static const char *ReadFileName(ForeignServer *server, const char *name);
static const char *ReadPassword(UserMapping *mapping);
static char *ReadFirstLine(const char *path);

/* Checking */

Datum
converge_mysql_fdw_validator(PG_FUNCTION_ARGS)
{
	List	   *options = untransformRelOptions(PG_GETARG_DATUM(0));
	Oid			context = PG_GETARG_OID(1);
	ListCell   *lc;

	foreach(lc, options)
	{
		DefElem    *def = (DefElem *) lfirst(lc);
		const OptionRule *rule = FindRule(def->defname);

		CheckPlace(def->defname, rule, context);
		CheckValue(rule, defGetString(def));
	}

	if (CvgOptionValue(options, "password") && CvgOptionValue(options, "password_file"))
		ereport(ERROR,
				(errcode(ERRCODE_FDW_INVALID_OPTION_NAME),
				 errmsg("conflicting options \"password\" and \"password_file\""),
				 errhint("Set one of them.")));

	PG_RETURN_VOID();
}

static const OptionRule *
FindRule(const char *name)
{
	for (int i = 0; i < lengthof(option_rules); i++)
	{
		if (strcmp(option_rules[i].name, name) == 0)
			return &option_rules[i];
	}
	return NULL;
}

static void
CheckPlace(const char *name, const OptionRule *rule, Oid context)
{
	if (rule == NULL)
		ThrowUnknownOption(name, context);
	if (rule->context == context)
		return;

	if (rule->context == UserMappingRelationId)
		ereport(ERROR,
				(errcode(ERRCODE_FDW_INVALID_OPTION_NAME),
				 errmsg("invalid option \"%s\"", name),
				 errdetail("It is an option of user mappings."),
				 errhint("Set it with CREATE USER MAPPING, where others cannot see it.")));
	ereport(ERROR,
			(errcode(ERRCODE_FDW_INVALID_OPTION_NAME),
			 errmsg("invalid option \"%s\"", name),
			 errdetail("It is an option of servers."),
			 errhint("Set it with CREATE SERVER or ALTER SERVER.")));
}

static void
ThrowUnknownOption(const char *name, Oid context)
{
	const char *nearest = NearestOption(name, context);
	const char *names = OptionNames(context);

	ereport(ERROR,
			(errcode(ERRCODE_FDW_INVALID_OPTION_NAME),
			 errmsg("invalid option \"%s\"", name),
			 nearest ? errhint("Perhaps you meant the option \"%s\".", nearest) :
			 names ? errhint("Valid options in this context are: %s.", names) :
			 errhint("There are no valid options in this context.")));
}

/* NULL: none is near, or this PostgreSQL cannot tell. */
static const char *
NearestOption(const char *name, Oid context)
{
	ClosestMatchState match;

	initClosestMatch(&match, name, 4);
	for (int i = 0; i < lengthof(option_rules); i++)
	{
		if (option_rules[i].context == context)
			updateClosestMatch(&match, option_rules[i].name);
	}
	return getClosestMatch(&match);
}

static char *
OptionNames(Oid context)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < lengthof(option_rules); i++)
	{
		if (option_rules[i].context == context)
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
							 option_rules[i].name);
	}
	return names.len > 0 ? names.data : NULL;
}

static void
CheckValue(const OptionRule *rule, const char *value)
{
	int			number;
	double		rate;
	bool		boolean;
	CvgSslMode	mode;

	switch (rule->kind)
	{
		case OPTION_TEXT:
			if (value[0] == '\0')
				ThrowInvalidValue(rule->name, value, "The value must not be empty.");
			break;
		case OPTION_SECRET:
			break;
		case OPTION_PORT:
			if (!ParseNumber(value, &number) || number < 1 || number > 65535)
				ThrowInvalidValue(rule->name, value, "Valid values are 1 to 65535.");
			break;
		case OPTION_SECONDS:
			if (!ParseNumber(value, &number))
				ThrowInvalidValue(rule->name, value,
								  "The value is a number of seconds; 0 means to wait without limit.");
			break;
		case OPTION_COUNT:
			if (!ParseNumber(value, &number) || number < 1)
				ThrowInvalidValue(rule->name, value, COUNT_HINT);
			break;
		case OPTION_RATE:
			if (!ParseRate(value, &rate))
				ThrowInvalidValue(rule->name, value, RATE_HINT);
			break;
		case OPTION_BOOLEAN:
			if (!parse_bool(value, &boolean))
				ThrowInvalidValue(rule->name, value, BOOLEAN_HINT);
			break;
		case OPTION_COMPRESS:
			RefuseCompression(value);
			break;
		case OPTION_SSL_MODE:
			if (!ParseSslMode(value, &mode))
				ThrowInvalidValue(rule->name, value,
								  SSL_MODES_HINT);
			break;
		case OPTION_CASE_RULE:
			if (!IsCaseRule(value))
				ThrowInvalidValue(rule->name, value, CASE_RULES_HINT);
			break;
		case OPTION_SOCKET:
			CheckAbsolute(rule, value);
			break;
		case OPTION_FILE:
		case OPTION_CODE:
			CheckFile(rule, value);
			break;
	}
}

static void
CheckFile(const OptionRule *rule, const char *value)
{
	if (rule->kind == OPTION_CODE && !superuser())
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to set option \"%s\"", rule->name),
				 errdetail("Only superusers may set it, since it names code to run."),
				 errhint("Ask a superuser to set it.")));
	if (!has_privs_of_role(GetUserId(), ROLE_PG_READ_SERVER_FILES))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to set option \"%s\"", rule->name),
				 errdetail("Only roles with privileges of the \"%s\" role may set it.",
						   "pg_read_server_files"),
				 errhint("Ask a superuser to set it, or to grant the role.")));
	CheckAbsolute(rule, value);
}

static void
CheckAbsolute(const OptionRule *rule, const char *value)
{
	if (!is_absolute_path(value))
		ThrowInvalidValue(rule->name, value, "The value must be an absolute path.");
}

/* See the head of mysql_client.c. */
static void
RefuseCompression(const char *value)
{
	bool		compress;

	if (!parse_bool(value, &compress))
		ThrowInvalidValue("compress", value, BOOLEAN_HINT);
	if (compress)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("compressed connections are not supported"),
				 errdetail("The MySQL client library misreads compressed packets when it is used without blocking."),
				 errhint("Connect through a tunnel that compresses.")));
}

static void
ThrowInvalidValue(const char *name, const char *value, const char *allowed)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for option \"%s\"", name),
			 errdetail("The value is \"%s\".", value),
			 errhint("%s", allowed)));
}

/* Digits only: neither signs nor units. */
static bool
ParseNumber(const char *value, int *result)
{
	long		number;

	if (value[0] == '\0' || strspn(value, "0123456789") != strlen(value))
		return false;

	errno = 0;
	number = strtol(value, NULL, 10);
	if (errno != 0 || number > INT_MAX)
		return false;
	*result = (int) number;

	return true;
}

/* A decimal number above 0: neither signs nor units nor exponents. */
static bool
ParseRate(const char *value, double *result)
{
	char	   *end;

	if (strspn(value, "0123456789.") != strlen(value))
		return false;
	*result = strtod(value, &end);
	return end != value && *end == '\0' && *result >= MIN_RATE;
}

static bool
IsCaseRule(const char *value)
{
	return strcmp(value, "plain") == 0 || strcmp(value, "icu") == 0 ||
		strcmp(value, "citext") == 0;
}

static bool
ParseSslMode(const char *value, CvgSslMode *mode)
{
	for (int i = 0; i < lengthof(ssl_modes); i++)
	{
		if (pg_strcasecmp(value, ssl_modes[i].name) == 0)
		{
			*mode = ssl_modes[i].mode;
			return true;
		}
	}
	return false;
}

/* Reading */

void
CvgMysqlOptionsFromServer(ForeignServer *server, UserMapping *mapping,
						  CvgMysqlOptions *options)
{
	memset(options, 0, sizeof(CvgMysqlOptions));
	ReadServerOptions(server, options);

	options->username = CvgOptionValue(mapping->options, "username");
	options->password = ReadPassword(mapping);

	/* the client library would take the name from the server's environment */
	if (options->username == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FDW_OPTION_NAME_NOT_FOUND),
				 errmsg("user mapping for server \"%s\" has no option \"username\"",
						server->servername),
				 errhint("Add it with ALTER USER MAPPING ... OPTIONS (ADD username '...').")));
}

static void
ReadServerOptions(ForeignServer *server, CvgMysqlOptions *options)
{
	List	   *list = server->options;

	options->host = CvgOptionValue(list, "host");
	options->port = ReadNumber(list, "port", 0);
	options->socket = CvgOptionValue(list, "socket");
	options->database = CvgOptionValue(list, "dbname");
	if (options->database == NULL)
		options->database = server->servername;

	options->ssl_mode = ReadSslMode(server);
	options->ssl_ca = ReadFileName(server, "ssl_ca");
	options->ssl_cert = ReadFileName(server, "ssl_cert");
	options->ssl_key = ReadFileName(server, "ssl_key");
	options->get_server_public_key = ReadBoolean(list, "get_server_public_key");
	options->server_public_key = ReadFileName(server, "server_public_key");
	options->plugin_dir = ReadFileName(server, "plugin_dir");

	options->connect_timeout = ReadNumber(list, "connect_timeout", DEFAULT_CONNECT_TIMEOUT);
	options->read_timeout = ReadNumber(list, "read_timeout", 0);
	options->init_command = CvgOptionValue(list, "init_command");
}

void
CvgMysqlLimitsFromServer(ForeignServer *server, int *connections, double *rate)
{
	const char *value = CvgOptionValue(server->options, "max_rate");

	*connections = ReadNumber(server->options, "max_connections", 0);
	*rate = 0;
	if (value != NULL && !ParseRate(value, rate))
		ThrowInvalidValue("max_rate", value, RATE_HINT);
	*rate *= MEGABYTE;
}

/* As for MySQL's own programs, who names a CA wants it checked. */
static CvgSslMode
ReadSslMode(ForeignServer *server)
{
	const char *value = CvgOptionValue(server->options, "ssl_mode");
	CvgSslMode	mode;

	if (value == NULL)
		return CvgOptionValue(server->options, "ssl_ca") ?
			CVG_SSL_VERIFY_CA : CVG_SSL_PREFERRED;
	if (!ParseSslMode(value, &mode))
		ThrowInvalidValue("ssl_mode", value,
						  SSL_MODES_HINT);
	return mode;
}

static int
ReadNumber(List *options, const char *name, int absent)
{
	const char *value = CvgOptionValue(options, name);
	int			number;

	if (value == NULL)
		return absent;
	if (!ParseNumber(value, &number))
		ThrowInvalidValue(name, value, "The value must be a number.");
	return number;
}

static bool
ReadBoolean(List *options, const char *name)
{
	const char *value = CvgOptionValue(options, name);
	bool		boolean = false;

	if (value != NULL && !parse_bool(value, &boolean))
		ThrowInvalidValue(name, value, BOOLEAN_HINT);
	return boolean;
}

/* See the head of this file. */
static const char *
ReadFileName(ForeignServer *server, const char *name)
{
	const char *value = CvgOptionValue(server->options, name);
	ForeignDataWrapper *wrapper;

	if (value == NULL)
		return NULL;

	wrapper = GetForeignDataWrapper(server->fdwid);
	if (strcmp(wrapper->fdwname, "converge_mysql") != 0 &&
		!has_privs_of_role(server->owner, ROLE_PG_READ_SERVER_FILES))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied to use option \"%s\" of server \"%s\"",
						name, server->servername),
				 errdetail("The owner of the server must have privileges of the \"%s\" role.",
						   "pg_read_server_files"),
				 errhint("Let a superuser own the server, or use wrapper \"%s\".",
						 "converge_mysql")));
	return value;
}

static const char *
ReadPassword(UserMapping *mapping)
{
	const char *file = CvgOptionValue(mapping->options, "password_file");

	if (file != NULL)
		return ReadFirstLine(file);
	return CvgOptionValue(mapping->options, "password");
}

/*
 * Permissions of the file are not looked at: secrets that container platforms
 * mount are often readable by all.
 */
static char *
ReadFirstLine(const char *path)
{
	char	   *line = palloc(MAX_PASSWORD_BYTES + 2);
	FILE	   *file = AllocateFile(path, "r");
	bool		read;

	if (file == NULL)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not open file \"%s\" for reading: %m", path),
				 errhint("Option password_file of the user mapping names it.")));
	read = fgets(line, MAX_PASSWORD_BYTES + 2, file) != NULL;
	FreeFile(file);

	if (read)
		line[strcspn(line, "\r\n")] = '\0';
	if (!read || line[0] == '\0' || strlen(line) > MAX_PASSWORD_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_FDW_INVALID_STRING_FORMAT),
				 errmsg("could not read a password from file \"%s\"", path),
				 errdetail("The first line must hold 1 to %d bytes.", MAX_PASSWORD_BYTES),
				 errhint("Option password_file of the user mapping names it.")));

	return line;
}
