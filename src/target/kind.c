/*-------------------------------------------------------------------------
 *
 * kind.c
 *	  What kind of type a type of the target is.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/lsyscache.h"

#include "target/convert.h"
#include "target/kind.h"

typedef struct KindOfType
{
	Oid			typid;
	CvgKind		kind;
} KindOfType;

static const KindOfType kinds[] = {
	{BOOLOID, CVG_KIND_BOOLEAN},
	{INT2OID, CVG_KIND_INTEGER},
	{INT4OID, CVG_KIND_INTEGER},
	{INT8OID, CVG_KIND_INTEGER},
	{NUMERICOID, CVG_KIND_NUMERIC},
	{FLOAT4OID, CVG_KIND_FLOAT},
	{FLOAT8OID, CVG_KIND_FLOAT},
	{TEXTOID, CVG_KIND_TEXT},
	{VARCHAROID, CVG_KIND_TEXT},
	{BPCHAROID, CVG_KIND_TEXT},
	{BYTEAOID, CVG_KIND_BYTEA},
	{BITOID, CVG_KIND_BIT},
	{VARBITOID, CVG_KIND_BIT},
	{DATEOID, CVG_KIND_DATE},
	{TIMESTAMPOID, CVG_KIND_TIMESTAMP},
	{TIMESTAMPTZOID, CVG_KIND_TIMESTAMPTZ},
	{TIMEOID, CVG_KIND_TIME},
	{INTERVALOID, CVG_KIND_INTERVAL},
	{JSONOID, CVG_KIND_JSON},
	{JSONBOID, CVG_KIND_JSONB},
	{UUIDOID, CVG_KIND_UUID},
	{TEXTARRAYOID, CVG_KIND_TEXT_ARRAY},
	{INETOID, CVG_KIND_INET}
};

CvgKind
CvgKindOfType(Oid typid)
{
	Oid			basetypid = getBaseType(typid);

	for (int i = 0; i < (int) lengthof(kinds); i++)
	{
		if (kinds[i].typid == basetypid)
			return kinds[i].kind;
	}
	if (strcmp(CvgTypeName(basetypid), "citext") == 0)
		return CVG_KIND_TEXT;
	return get_typtype(basetypid) == TYPTYPE_ENUM ? CVG_KIND_ENUM : CVG_KIND_OTHER;
}
