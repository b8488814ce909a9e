/*-------------------------------------------------------------------------
 *
 * kept_code.c
 *	  Programs of the source in converge_source_code.
 *
 * Who may create a schema may not write into the extension's tables, so rows
 * are written as the owner of the table, with values as parameters alone.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "create/execute.h"
#include "extension.h"
#include "target/prepare.h"
#include "target/relations.h"

#define NPARAMETERS 9

static Oid	BecomeOwner(Oid relid, int *security);
static void Store(const char *sql, const CvgDesign *design, const CvgKeptCode *code);

void
CvgKeepCode(const CvgDesign *design)
{
	Oid			relid;
	Oid			caller;
	int			security;
	int			nestlevel;
	char	   *sql;
	ListCell   *lc;

	if (design->code == NIL)
		return;
	relid = CvgExtensionRelation("converge_source_code");
	sql = psprintf("INSERT INTO %s (server, database, kind, name, table_name,"
				   " timing, body, sql_mode, finding)"
				   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
				   " ON CONFLICT (server, database, kind, name) DO UPDATE SET"
				   " table_name = EXCLUDED.table_name, timing = EXCLUDED.timing,"
				   " body = EXCLUDED.body, sql_mode = EXCLUDED.sql_mode,"
				   " finding = EXCLUDED.finding", CvgRelationName(relid));
	caller = BecomeOwner(relid, &security);
	nestlevel = CvgSearchPathOff();
	foreach(lc, design->code)
		Store(sql, design, lfirst(lc));
	CvgSearchPathOn(nestlevel);
	SetUserIdAndSecContext(caller, security);
}

/* Returns whom we were; an abort goes back as well, by itself. */
static Oid
BecomeOwner(Oid relid, int *security)
{
	Relation	rel = RelationIdGetRelation(relid);
	Oid			caller;

	GetUserIdAndSecContext(&caller, security);
	SetUserIdAndSecContext(rel->rd_rel->relowner,
						   *security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	RelationClose(rel);
	return caller;
}

static void
Store(const char *sql, const CvgDesign *design, const CvgKeptCode *code)
{
	const char *texts[NPARAMETERS] = {design->options.server, design->source->name,
		code->kind, code->name, code->table_name, code->timing, code->body,
	code->sql_mode, code->code};
	Oid			types[NPARAMETERS];
	Datum		values[NPARAMETERS] = {0};
	char		nulls[NPARAMETERS + 1] = {0};

	for (int i = 0; i < NPARAMETERS; i++)
	{
		types[i] = TEXTOID;
		nulls[i] = texts[i] == NULL ? 'n' : ' ';
		if (texts[i] != NULL)
			values[i] = CStringGetTextDatum(texts[i]);
	}
	if (SPI_execute_with_args(sql, NPARAMETERS, types, values, nulls, false, 0) != SPI_OK_INSERT)
		elog(ERROR, "could not keep %s \"%s\"", code->kind, code->name);
}
