/*-------------------------------------------------------------------------
 *
 * parallel_safe.c
 *	  Whether rows can be written by a parallel worker.
 *
 * The planner judges: it is asked about a query that selects all expressions
 * which a row meets on its way into the table.  Domains count as restricted
 * to the leader, as they do there.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "catalog/pg_proc.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "optimizer/clauses.h"
#include "rewrite/rewriteHandler.h"
#include "utils/lsyscache.h"
#include "utils/partcache.h"
#include "utils/rel.h"
#include "utils/typcache.h"

#include "compat.h"
#include "target/parallel_safe.h"
#include "target/relations.h"

static bool LeafIsParallelSafe(Oid relid, const bool *bound);
static List *ColumnExpressions(Relation rel, const bool *bound);
static List *CheckExpressions(Relation rel);
static bool TypesAreParallelSafe(TupleDesc tupdesc);
static bool PartitioningIsParallelSafe(Relation rel);

bool
CvgRelationIsParallelSafe(Oid relid, const bool *bound)
{
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(relid))
	{
		/* columns of a partition are numbered in its own way */
		if (!LeafIsParallelSafe(lfirst_oid(lc),
								lfirst_oid(lc) == relid ? bound : NULL))
			return false;
	}
	return true;
}

static bool
LeafIsParallelSafe(Oid relid, const bool *bound)
{
	Relation	rel = relation_open(relid, AccessShareLock);
	List	   *expressions = list_concat(ColumnExpressions(rel, bound),
										  CheckExpressions(rel));
	bool		safe = CvgExpressionsAreParallelSafe(expressions) &&
		TypesAreParallelSafe(RelationGetDescr(rel)) &&
		PartitioningIsParallelSafe(rel);

	relation_close(rel, AccessShareLock);
	return safe;
}

/* Generated columns, and defaults, which are those of the relation named. */
static List *
ColumnExpressions(Relation rel, const bool *bound)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	List	   *expressions = NIL;

	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);
		Node	   *expr = NULL;

		if (att->attisdropped)
			continue;
		if (att->attgenerated != '\0' || (bound != NULL && !bound[i]))
			expr = build_column_default(rel, att->attnum);
		if (expr != NULL)
			expressions = lappend(expressions, expr);
	}
	return expressions;
}

static List *
CheckExpressions(Relation rel)
{
	TupleConstr *constr = RelationGetDescr(rel)->constr;
	List	   *expressions = NIL;

	for (int i = 0; constr != NULL && i < constr->num_check; i++)
	{
		Node	   *expr = CvgCheckExpression(rel, &constr->check[i]);

		if (expr != NULL)
			expressions = lappend(expressions, expr);
	}
	return expressions;
}

/* Domains may have constraints, and other types are made by input functions. */
static bool
TypesAreParallelSafe(TupleDesc tupdesc)
{
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);
		Oid			input;
		Oid			typioparam;

		if (att->attisdropped)
			continue;
		if (DomainHasConstraints(att->atttypid))
			return false;
		getTypeInputInfo(getBaseType(att->atttypid), &input, &typioparam);
		if (func_parallel(input) != PROPARALLEL_SAFE)
			return false;
	}
	return true;
}

static bool
PartitioningIsParallelSafe(Relation rel)
{
	PartitionKey key = rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE ?
		RelationGetPartitionKey(rel) : NULL;

	for (int i = 0; key != NULL && i < key->partnatts; i++)
	{
		if (func_parallel(key->partsupfunc[i].fn_oid) != PROPARALLEL_SAFE)
			return false;
	}
	return CvgExpressionsAreParallelSafe(key ? key->partexprs : NIL) &&
		CvgExpressionsAreParallelSafe(RelationGetPartitionQual(rel));
}

bool
CvgExpressionsAreParallelSafe(List *expressions)
{
	Query	   *query = makeNode(Query);
	ListCell   *lc;

	if (expressions == NIL)
		return true;
	query->commandType = CMD_SELECT;
	foreach(lc, expressions)
		query->targetList = lappend(query->targetList,
									makeTargetEntry(lfirst(lc),
													list_length(query->targetList) + 1,
													NULL, false));
	query->jointree = makeFromExpr(NIL, NULL);
	return max_parallel_hazard(query) == PROPARALLEL_SAFE;
}
