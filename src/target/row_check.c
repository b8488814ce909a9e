/*-------------------------------------------------------------------------
 *
 * row_check.c
 *	  Judge rows by the constraints of their table, without writing them.
 *
 * A plain table has one set of constraints, a partitioned one a set for each
 * partition that a row has come to; the executor routes, as for the sink.
 * The executor opens partitions when the first row comes to them and keeps
 * them, which outlives the subtransaction that the row may be tried in: what
 * is kept of them has the resource owner of the beginning.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/sysattr.h"
#include "executor/execPartition.h"
#include "executor/executor.h"
#include "executor/nodeModifyTable.h"
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "utils/memutils.h"
#include "utils/partcache.h"
#include "utils/rel.h"
#include "utils/resowner.h"

#include "compat.h"
#include "target/row_check.h"
#include "target/row_defaults.h"

typedef struct CheckExpression
{
	const char *name;
	ExprState  *expr;
} CheckExpression;

/* The constraints of one table or partition. */
typedef struct Constraints
{
	ResultRelInfo *rri;
	TupleTableSlot *slot;		/* of a partition with other columns, or NULL */
	int			nnotnull;
	int		   *notnull;		/* attnum - 1 */
	int			nchecks;
	CheckExpression *checks;
} Constraints;

struct CvgRowCheck
{
	Relation	rel;
	const bool *bound;			/* one an attribute */
	MemoryContext memory;
	ResourceOwner owner;
	EState	   *estate;
	ResultRelInfo *rri;
	TupleTableSlot *slot;
	CvgRowDefaults *defaults;
	bool	   *unknown;		/* one an attribute */
	bool		generates;
	CvgRowCheckStep at;

	Constraints *only;			/* of a plain table, else NULL */
	ModifyTableState *mtstate;	/* of a partitioned table, else NULL */
	PartitionTupleRouting *routing;
	List	   *leaves;			/* of Constraints *, met so far */
	Relation	partition;		/* of the last row, or NULL */
	TupleTableSlot *partition_slot;
	bool		partition_known;	/* from values that are known */
};

static void InitRouting(CvgRowCheck *check);
static void SpreadUnknown(CvgRowCheck *check);
static bool HasUnknown(const CvgRowCheck *check, Relation rel, Node *expr);
static bool IsUnknown(const CvgRowCheck *check, const char *name);
static Constraints *ConstraintsCreate(CvgRowCheck *check, ResultRelInfo *rri);
static void InitNotNull(CvgRowCheck *check, Constraints *constraints);
static void InitChecks(CvgRowCheck *check, Constraints *constraints);
static List *CheckRouted(CvgRowCheck *check);
static Constraints *LeafConstraints(CvgRowCheck *check, ResultRelInfo *leaf, bool other_columns);
static ResultRelInfo *FindLeaf(CvgRowCheck *check);
static List *CheckConstraints(CvgRowCheck *check, Constraints *constraints,
							  TupleTableSlot *slot);
static List *AddNull(List *violations, Relation rel, int column);
static List *CheckOwnPartition(CvgRowCheck *check, List *violations);
static List *AddViolation(List *violations, const char *column,
						  const char *constraint, const char *message);

CvgRowCheck *
CvgRowCheckBegin(Relation rel, const bool *bound)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge row check",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	CvgRowCheck *check = palloc0(sizeof(CvgRowCheck));
	TupleConstr *constr = RelationGetDescr(rel)->constr;
	int			natts = RelationGetNumberOfAttributes(rel);

	check->rel = rel;
	check->bound = bound;
	check->memory = memory;
	check->owner = CurrentResourceOwner;
	check->estate = CreateExecutorState();
	CvgInitRangeTable(check->estate, rel, AccessShareLock);
	check->rri = makeNode(ResultRelInfo);
	InitResultRelInfo(check->rri, rel, 1, NULL, 0);
	check->slot = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsVirtual);
	check->slot->tts_tableOid = RelationGetRelid(rel);
	memset(check->slot->tts_isnull, true, natts * sizeof(bool));
	check->unknown = palloc0(sizeof(bool) * Max(natts, 1));
	check->defaults = CvgRowDefaultsCreate(rel, bound, check->unknown);
	check->generates = constr != NULL && constr->has_generated_stored;
	SpreadUnknown(check);
	if (rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		InitRouting(check);
	else if (rel->rd_rel->relkind == RELKIND_RELATION)
	{
		check->only = ConstraintsCreate(check, check->rri);
		check->partition_known = rel->rd_rel->relispartition &&
			!HasUnknown(check, rel, (Node *) RelationGetPartitionQual(rel));
	}
	MemoryContextSwitchTo(old);

	return check;
}

static void
InitRouting(CvgRowCheck *check)
{
	PartitionKey key = RelationGetPartitionKey(check->rel);
	ModifyTableState *mtstate = makeNode(ModifyTableState);

	mtstate->ps.state = check->estate;
	mtstate->operation = CMD_INSERT;
	mtstate->mt_nrels = 1;
	mtstate->resultRelInfo = check->rri;
	mtstate->rootResultRelInfo = check->rri;
	check->mtstate = mtstate;
	check->routing = ExecSetupPartitionTupleRouting(check->estate, check->rel);
	check->partition_known = !HasUnknown(check, check->rel, (Node *) key->partexprs);
	for (int i = 0; i < key->partnatts; i++)
	{
		if (key->partattrs[i] > 0 && check->unknown[key->partattrs[i] - 1])
			check->partition_known = false;
	}
}

/* What is generated from a value that is not known is not known either. */
static void
SpreadUnknown(CvgRowCheck *check)
{
	TupleDesc	tupdesc = RelationGetDescr(check->rel);
	TupleConstr *constr = tupdesc->constr;

	for (int i = 0; check->generates && i < constr->num_defval; i++)
	{
		int			column = constr->defval[i].adnum - 1;

		if (TupleDescAttr(tupdesc, column)->attgenerated != '\0' &&
			HasUnknown(check, check->rel, stringToNode(constr->defval[i].adbin)))
			check->unknown[column] = true;
	}
}

/* Columns of a partition are those of the root by their names. */
static bool
HasUnknown(const CvgRowCheck *check, Relation rel, Node *expr)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	Bitmapset  *attnums = NULL;
	bool		whole_row;

	pull_varattnos(expr, 1, &attnums);
	whole_row = bms_is_member(0 - FirstLowInvalidHeapAttributeNumber, attnums);
	for (int i = 0; i < tupdesc->natts; i++)
	{
		if ((whole_row ||
			 bms_is_member(i + 1 - FirstLowInvalidHeapAttributeNumber, attnums)) &&
			IsUnknown(check, NameStr(TupleDescAttr(tupdesc, i)->attname)))
			return true;
	}
	return false;
}

static bool
IsUnknown(const CvgRowCheck *check, const char *name)
{
	TupleDesc	tupdesc = RelationGetDescr(check->rel);

	for (int i = 0; i < tupdesc->natts; i++)
	{
		if (check->unknown[i] &&
			strcmp(NameStr(TupleDescAttr(tupdesc, i)->attname), name) == 0)
			return true;
	}
	return false;
}

/* Foreign partitions check their constraints themselves. */
static Constraints *
ConstraintsCreate(CvgRowCheck *check, ResultRelInfo *rri)
{
	MemoryContext old = MemoryContextSwitchTo(check->memory);
	Constraints *constraints = palloc0(sizeof(Constraints));

	constraints->rri = rri;
	if (rri->ri_FdwRoutine == NULL)
	{
		InitNotNull(check, constraints);
		InitChecks(check, constraints);
	}
	MemoryContextSwitchTo(old);
	return constraints;
}

static void
InitNotNull(CvgRowCheck *check, Constraints *constraints)
{
	TupleDesc	tupdesc = RelationGetDescr(constraints->rri->ri_RelationDesc);

	constraints->notnull = palloc(sizeof(int) * Max(tupdesc->natts, 1));
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);

		if (att->attnotnull && !att->attisdropped &&
			!IsUnknown(check, NameStr(att->attname)))
			constraints->notnull[constraints->nnotnull++] = i;
	}
}

static void
InitChecks(CvgRowCheck *check, Constraints *constraints)
{
	Relation	rel = constraints->rri->ri_RelationDesc;
	TupleConstr *constr = RelationGetDescr(rel)->constr;
	int			nchecks = constr != NULL ? constr->num_check : 0;

	constraints->checks = palloc(sizeof(CheckExpression) * Max(nchecks, 1));
	for (int i = 0; i < nchecks; i++)
	{
		Node	   *expr = CvgCheckExpression(rel, &constr->check[i]);
		CheckExpression *expression = &constraints->checks[constraints->nchecks];

		if (expr == NULL || HasUnknown(check, rel, expr))
			continue;
		expression->name = pstrdup(constr->check[i].ccname);
		expression->expr = ExecPrepareExpr((Expr *) expr, check->estate);
		constraints->nchecks++;
	}
}

TupleTableSlot *
CvgRowCheckSlot(CvgRowCheck *check)
{
	return ExecClearTuple(check->slot);
}

CvgRowCheckStep
CvgRowCheckAt(const CvgRowCheck *check)
{
	return check->at;
}

const bool *
CvgRowCheckUnknown(const CvgRowCheck *check)
{
	return check->unknown;
}

List *
CvgRowCheckRow(CvgRowCheck *check)
{
	List	   *violations = NIL;

	ResetPerTupleExprContext(check->estate);
	check->at = CVG_CHECKING_DEFAULTS;
	CvgRowDefaultsFill(check->defaults, check->slot, GetPerTupleExprContext(check->estate));
	ExecStoreVirtualTuple(check->slot);
	if (check->generates)
	{
		check->at = CVG_CHECKING_GENERATED;
		ExecComputeStoredGenerated(check->rri, check->estate, check->slot, CMD_INSERT);
	}
	if (check->routing != NULL)
		return check->partition_known ? CheckRouted(check) : NIL;
	if (check->only != NULL)
		violations = CheckConstraints(check, check->only, check->slot);
	if (check->only != NULL && check->partition_known)
		violations = CheckOwnPartition(check, violations);
	return violations;
}

/* Find the partition of the row, and judge it there. */
static List *
CheckRouted(CvgRowCheck *check)
{
	TupleTableSlot *slot = check->slot;
	ResultRelInfo *leaf;
	Constraints *constraints;
	TupleConversionMap *map;

	check->at = CVG_CHECKING_PARTITION;
	check->partition = NULL;
	leaf = FindLeaf(check);
	map = CvgRootToChildMap(leaf, check->estate);
	constraints = LeafConstraints(check, leaf, map != NULL);
	if (map != NULL)
		slot = execute_attr_map_slot(map->attrMap, slot, constraints->slot);
	slot->tts_tableOid = RelationGetRelid(leaf->ri_RelationDesc);
	check->partition = leaf->ri_RelationDesc;
	check->partition_slot = slot;
	return CheckConstraints(check, constraints, slot);
}

Relation
CvgRowCheckPartition(const CvgRowCheck *check, TupleTableSlot **slot)
{
	*slot = check->partition_slot;
	return check->partition;
}

/* The leaf keeps its constraints where COPY keeps its batch. */
static Constraints *
LeafConstraints(CvgRowCheck *check, ResultRelInfo *leaf, bool other_columns)
{
	Constraints *constraints = (Constraints *) leaf->ri_CopyMultiInsertBuffer;
	ResourceOwner owner = CurrentResourceOwner;
	MemoryContext old;

	if (constraints != NULL)
		return constraints;
	old = MemoryContextSwitchTo(check->memory);
	constraints = ConstraintsCreate(check, leaf);
	CurrentResourceOwner = check->owner;
	if (other_columns)
		constraints->slot = MakeSingleTupleTableSlot(RelationGetDescr(leaf->ri_RelationDesc),
													 &TTSOpsVirtual);
	CurrentResourceOwner = owner;
	check->leaves = lappend(check->leaves, constraints);
	leaf->ri_CopyMultiInsertBuffer = (struct CopyMultiInsertBuffer *) constraints;
	MemoryContextSwitchTo(old);
	return constraints;
}

static ResultRelInfo *
FindLeaf(CvgRowCheck *check)
{
	ResourceOwner owner = CurrentResourceOwner;
	ResultRelInfo *leaf;

	CurrentResourceOwner = check->owner;
	leaf = ExecFindPartition(check->mtstate, check->rri, check->routing,
							 check->slot, check->estate);
	CurrentResourceOwner = owner;
	return leaf;
}

static List *
CheckConstraints(CvgRowCheck *check, Constraints *constraints, TupleTableSlot *slot)
{
	Relation	rel = constraints->rri->ri_RelationDesc;
	ExprContext *econtext = GetPerTupleExprContext(check->estate);
	List	   *violations = NIL;

	check->at = CVG_CHECKING_CONSTRAINTS;
	for (int i = 0; i < constraints->nnotnull; i++)
	{
		int			column = constraints->notnull[i];

		if (slot->tts_isnull[column])
			violations = AddNull(violations, rel, column);
	}
	econtext->ecxt_scantuple = slot;
	for (int i = 0; i < constraints->nchecks; i++)
	{
		const CheckExpression *expression = &constraints->checks[i];

		if (!ExecCheck(expression->expr, econtext))
			violations = AddViolation(violations, NULL, expression->name,
									  psprintf("new row for relation \"%s\" violates check constraint \"%s\"",
											   RelationGetRelationName(rel), expression->name));
	}
	return violations;
}

static List *
AddNull(List *violations, Relation rel, int column)
{
	const char *name = pstrdup(NameStr(TupleDescAttr(RelationGetDescr(rel), column)->attname));

	return AddViolation(violations, name, NULL,
						psprintf("null value in column \"%s\" of relation \"%s\" violates not-null constraint",
								 name, RelationGetRelationName(rel)));
}

List *
CvgRowCheckNulls(CvgRowCheck *check)
{
	TupleDesc	tupdesc = RelationGetDescr(check->rel);
	List	   *violations = NIL;

	if (check->only == NULL && check->routing == NULL)
		return NIL;
	for (int i = 0; i < tupdesc->natts; i++)
	{
		if (check->bound[i] && check->slot->tts_isnull[i] &&
			TupleDescAttr(tupdesc, i)->attnotnull)
			violations = AddNull(violations, check->rel, i);
	}
	return violations;
}

/* The table is a partition itself, and a target by its own name. */
static List *
CheckOwnPartition(CvgRowCheck *check, List *violations)
{
	check->at = CVG_CHECKING_PARTITION;
	if (ExecPartitionCheck(check->rri, check->slot, check->estate, false))
		return violations;
	return AddViolation(violations, NULL, NULL,
						psprintf("new row for relation \"%s\" violates partition constraint",
								 RelationGetRelationName(check->rel)));
}

static List *
AddViolation(List *violations, const char *column,
			 const char *constraint, const char *message)
{
	CvgViolation *violation = palloc(sizeof(CvgViolation));

	violation->column = column;
	violation->constraint = constraint;
	violation->message = message;
	return lappend(violations, violation);
}

void
CvgRowCheckEnd(CvgRowCheck *check)
{
	ListCell   *lc;

	foreach(lc, check->leaves)
	{
		Constraints *constraints = lfirst(lc);

		constraints->rri->ri_CopyMultiInsertBuffer = NULL;
		if (constraints->slot != NULL)
			ExecDropSingleTupleTableSlot(constraints->slot);
	}
	ExecDropSingleTupleTableSlot(check->slot);
	if (check->routing != NULL)
		ExecCleanupTupleRouting(check->mtstate, check->routing);
	ExecResetTupleTable(check->estate->es_tupleTable, false);
	FreeExecutorState(check->estate);
	MemoryContextDelete(check->memory);
}
