/*-------------------------------------------------------------------------
 *
 * extensions.c
 *	  Extensions of the target that have types of the source.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"

#include "target/extensions.h"

char *
CvgTargetExtension(const char *name, const char *schema)
{
	MemoryContext mcxt = CurrentMemoryContext;
	Oid			types[] = {TEXTOID, TEXTOID};
	Datum		values[] = {CStringGetTextDatum(name), CStringGetTextDatum(schema)};
	char	   *result = NULL;

	SPI_connect();
	if (SPI_execute_with_args("SELECT n.nspname::pg_catalog.text"
							  " FROM pg_catalog.pg_extension e"
							  " JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace"
							  " WHERE e.extname OPERATOR(pg_catalog.=) $1"
							  " UNION ALL SELECT $2 FROM pg_catalog.pg_available_extensions a"
							  " JOIN pg_catalog.pg_available_extension_versions v"
							  " ON v.name OPERATOR(pg_catalog.=) a.name"
							  " AND v.version OPERATOR(pg_catalog.=) a.default_version"
							  " WHERE a.name OPERATOR(pg_catalog.=) $1 AND a.installed_version IS NULL"
							  " AND (NOT v.superuser"
							  " OR v.trusted AND pg_catalog.has_database_privilege("
							  "pg_catalog.current_database(), 'CREATE')"
							  " OR (SELECT r.rolsuper FROM pg_catalog.pg_roles r"
							  " WHERE r.rolname OPERATOR(pg_catalog.=) CURRENT_USER))",
							  2, types, values, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not look for extension \"%s\"", name);
	if (SPI_processed > 0)
	{
		char	   *found = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);

		result = MemoryContextStrdup(mcxt, found);
	}
	SPI_finish();
	return result;
}
