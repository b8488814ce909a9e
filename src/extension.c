/*-------------------------------------------------------------------------
 *
 * extension.c
 *	  Where the objects of the extension are.
 *
 * The extension is relocatable, so its schema is looked up and never
 * assumed to be in search_path.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_extension.h"
#include "commands/extension.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "extension.h"

Oid
CvgExtensionSchema(void)
{
	Oid			extension = get_extension_oid("converge", false);
	Oid			schema = InvalidOid;
	Relation	rel = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_extension_oid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(extension));
	scan = systable_beginscan(rel, ExtensionOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		schema = ((Form_pg_extension) GETSTRUCT(tuple))->extnamespace;
	systable_endscan(scan);
	table_close(rel, AccessShareLock);

	if (!OidIsValid(schema))
		elog(ERROR, "could not find schema of extension \"converge\"");
	return schema;
}

Oid
CvgExtensionRelation(const char *name)
{
	Oid			relid = get_relname_relid(name, CvgExtensionSchema());

	if (!OidIsValid(relid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation \"%s\" of extension \"converge\" does not exist", name),
				 errhint("Run ALTER EXTENSION converge UPDATE.")));
	return relid;
}
