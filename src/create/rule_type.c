/*-------------------------------------------------------------------------
 *
 * rule_type.c
 *	  Types that rules choose for columns to be created.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "choose_internal.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

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

static CvgKind Kind(Oid typid);
static bool IsCitext(Oid typid);
static char *TypeText(Oid typid, int32 typmod);
static Form_pg_type TypeForm(Oid typid, HeapTuple *tuple);

void
CvgTypeFromRule(CvgChosen *chosen, const CvgRule *rule)
{
	CvgNewColumn *column = chosen->column;
	CvgConvert	convert;
	CvgRefusal	refusal;
	Oid			typid;
	int32		typmod;

	CvgRuleType(rule, &typid, &typmod);
	if (!CvgConvertChoose(&convert, column->source, typid, typmod,
						  column->source->nullable, &chosen->rules, &refusal))
		ereport(ERROR,
				(errcode(refusal.sqlstate),
				 errmsg("cannot create column \"%s\" of table \"%s\" with type %s",
						column->source->name, chosen->table->source->name,
						format_type_with_typemod(typid, typmod)),
				 errdetail("A rule with action \"type\" asks for it, but there is %s.",
						   refusal.message),
				 errhint("Correct the rule in converge_rule, or add one with action \"using\" for this column.")));
	column->type = TypeText(typid, typmod);
	column->kind = Kind(getBaseType(typid));
	column->loss = convert.loss;
}

static CvgKind
Kind(Oid typid)
{
	for (int i = 0; i < (int) lengthof(kinds); i++)
	{
		if (kinds[i].typid == typid)
			return kinds[i].kind;
	}
	if (get_typtype(typid) == TYPTYPE_ENUM)
		return CVG_KIND_ENUM;
	return IsCitext(typid) ? CVG_KIND_TEXT : CVG_KIND_OTHER;
}

static bool
IsCitext(Oid typid)
{
	HeapTuple	tuple;
	bool		result = strcmp(NameStr(TypeForm(typid, &tuple)->typname), "citext") == 0;

	ReleaseSysCache(tuple);
	return result;
}

/* Qualified where the search_path of whoever creates it may lead elsewhere. */
static char *
TypeText(Oid typid, int32 typmod)
{
	HeapTuple	tuple;
	bool		builtin = TypeForm(typid, &tuple)->typnamespace == PG_CATALOG_NAMESPACE;

	ReleaseSysCache(tuple);
	return format_type_extended(typid, typmod,
								FORMAT_TYPE_TYPEMOD_GIVEN |
								(builtin ? 0 : FORMAT_TYPE_FORCE_QUALIFY));
}

static Form_pg_type
TypeForm(Oid typid, HeapTuple *tuple)
{
	*tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(typid));
	if (!HeapTupleIsValid(*tuple))
		elog(ERROR, "cache lookup failed for type %u", typid);
	return (Form_pg_type) GETSTRUCT(*tuple);
}
