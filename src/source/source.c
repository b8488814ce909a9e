/*-------------------------------------------------------------------------
 *
 * source.c
 *	  From the name of a foreign server to a connected source.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_foreign_server.h"
#include "commands/defrem.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

#include "compat.h"
#include "source/source.h"

typedef struct SourceDriver
{
	const char *wrapper;
	const CvgSourceRoutine *routine;
	bool		needs_mapping;
} SourceDriver;

static const SourceDriver drivers[] = {
	{"converge_mysql", &CvgMysqlSourceRoutine, true},
	{"mysql_fdw", &CvgMysqlSourceRoutine, true}
};

static ForeignServer *FindServer(const char *server_name);
static const SourceDriver *FindDriver(ForeignServer *server);
static UserMapping *FindMapping(ForeignServer *server);

CvgSource *
CvgSourceOpen(const char *server_name, MemoryContext mcxt)
{
	ForeignServer *server = FindServer(server_name);
	const SourceDriver *driver = FindDriver(server);
	UserMapping *mapping = driver->needs_mapping ? FindMapping(server) : NULL;

	return driver->routine->connect(server, mapping, mcxt);
}

const char *
CvgOptionValue(List *options, const char *name)
{
	ListCell   *lc;

	foreach(lc, options)
	{
		DefElem    *def = (DefElem *) lfirst(lc);

		if (strcmp(def->defname, name) == 0)
			return defGetString(def);
	}
	return NULL;
}

static ForeignServer *
FindServer(const char *server_name)
{
	ForeignServer *server = GetForeignServerByName(server_name, true);

	if (server == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("server \"%s\" does not exist", server_name),
				 errhint("Define it with CREATE SERVER ... FOREIGN DATA WRAPPER converge_mysql.")));

	if (object_aclcheck(ForeignServerRelationId, server->serverid, GetUserId(),
						ACL_USAGE) != ACLCHECK_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for foreign server \"%s\"", server_name),
				 errhint("Its owner can GRANT USAGE ON FOREIGN SERVER.")));

	return server;
}

static const SourceDriver *
FindDriver(ForeignServer *server)
{
	const char *wrapper = GetForeignDataWrapper(server->fdwid)->fdwname;

	for (int i = 0; i < lengthof(drivers); i++)
	{
		if (strcmp(drivers[i].wrapper, wrapper) == 0)
			return &drivers[i];
	}
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot read from server \"%s\"", server->servername),
			 errdetail("Its foreign-data wrapper is \"%s\".", wrapper),
			 errhint("Servers of these wrappers can be read: %s.",
					 "converge_mysql, mysql_fdw")));
}

/* GetUserMapping throws without a hint. */
static UserMapping *
FindMapping(ForeignServer *server)
{
	Oid			user = GetUserId();
	Datum		server_id = ObjectIdGetDatum(server->serverid);

	if (!SearchSysCacheExists2(USERMAPPINGUSERSERVER, ObjectIdGetDatum(user), server_id) &&
		!SearchSysCacheExists2(USERMAPPINGUSERSERVER, ObjectIdGetDatum(InvalidOid), server_id))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("user mapping not found for user \"%s\", server \"%s\"",
						GetUserNameFromId(user, false), server->servername),
				 errhint("Define it with CREATE USER MAPPING FOR %s SERVER %s OPTIONS (username '...', password '...').",
						 quote_identifier(GetUserNameFromId(user, false)),
						 quote_identifier(server->servername))));

	return GetUserMapping(user, server->serverid);
}

/*
 * Not where values that differ for the source have one form, nor where the
 * columns cannot be compared as they are.
 */
bool
CvgReferenceIsQuick(const CvgReference *reference)
{
	for (int i = 0; i < reference->ncolumns; i++)
	{
		if (reference->sameness[i] != CVG_SAME_AT_SOURCE &&
			reference->sameness[i] != CVG_SAME_BYTES)
			return false;
	}
	return true;
}
