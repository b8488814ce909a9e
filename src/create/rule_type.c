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
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "choose_internal.h"
#include "target/kind.h"

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
	column->kind = CvgKindOfType(typid);
	column->loss = convert.loss;
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
