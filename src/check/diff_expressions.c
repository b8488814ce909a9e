/*-------------------------------------------------------------------------
 *
 * diff_expressions.c
 *	  Expressions of both sides as trees that can be compared.
 *
 * An expression of the source is translated into SQL of the target.  From
 * there on PostgreSQL's own parser and planner make a tree of it, as they do
 * of an expression that is stored in the catalogs; what is spelled otherwise
 * and means the same ends up as the same tree.  equal() leaves positions and
 * the looks of casts out of account.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_coerce.h"
#include "parser/parse_collate.h"
#include "parser/parse_expr.h"
#include "parser/parse_relation.h"
#include "parser/parser.h"
#include "rewrite/rewriteHandler.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/ruleutils.h"

#include "check/schema_diff.h"
#include "compat.h"

typedef struct ParseTask
{
	Relation	rel;
	const char *sql;
	CvgExprUse	use;
	AttrNumber	attnum;
	Node	   *expr;			/* the result */
} ParseTask;

static void RunParseTask(void *arg);
static Node *Analyze(Relation rel, const char *sql, CvgExprUse use, AttrNumber attnum);
static Node *CoerceToColumn(ParseState *pstate, Node *expr, Relation rel, AttrNumber attnum);
static ParseExprKind ParseKind(CvgExprUse use);
static Node *Widen(Node *node, void *context);
static bool IsNarrowInteger(Oid typid);
static bool IsWideningCast(Oid funcid);
static Node *WidenConst(const Const *constant);
static void WidenOperator(OpExpr *expr);

Node *
CvgDiffTranslate(const CvgTableDiff *table, const char *sql, CvgExprUse use,
				 AttrNumber attnum, char **why)
{
	CvgExprScope scope = {0};
	CvgProblem	problem = {0};
	char	   *translated;

	scope.mariadb = table->diff->schema->mariadb;
	scope.use = use;
	scope.ncolumns = table->source->ncolumns;
	scope.columns = table->scope;
	for (int i = 0; i < table->source->ncolumns && attnum != InvalidAttrNumber; i++)
	{
		if (table->attnums[i] == attnum)
		{
			scope.result_kind = table->scope[i].kind;
			scope.result_type = table->scope[i].type;
		}
	}
	translated = CvgTranslateExpression(sql, &scope, &problem);
	if (translated == NULL)
	{
		*why = problem.message;
		return NULL;
	}
	return CvgDiffParse(table->rel, translated, use, attnum, why);
}

Node *
CvgDiffParse(Relation rel, const char *sql, CvgExprUse use, AttrNumber attnum,
			 char **why)
{
	ParseTask	task = {.rel = rel,.sql = sql,.use = use,.attnum = attnum};

	return CvgDiffTry(RunParseTask, &task, why) ? task.expr : NULL;
}

static void
RunParseTask(void *arg)
{
	ParseTask  *task = arg;

	task->expr = CvgDiffSimplify(Analyze(task->rel, task->sql, task->use, task->attnum));
}

bool
CvgDiffTry(void (*function) (void *), void *arg, char **why)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		function(arg);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	if (error == NULL)
		return true;
	if (error->sqlerrcode == ERRCODE_QUERY_CANCELED ||
		error->sqlerrcode == ERRCODE_OUT_OF_MEMORY)
		ReThrowError(error);
	*why = error->message;
	return false;
}

static Node *
Analyze(Relation rel, const char *sql, CvgExprUse use, AttrNumber attnum)
{
	List	   *list = raw_parser(sql, RAW_PARSE_PLPGSQL_EXPR);
	SelectStmt *stmt = (SelectStmt *) linitial_node(RawStmt, list)->stmt;
	ParseState *pstate = make_parsestate(NULL);
	ParseNamespaceItem *item = addRangeTableEntryForRelation(pstate, rel, AccessShareLock,
															 NULL, false, true);
	Node	   *expr;

	addNSItemToQuery(pstate, item, true, true, true);
	expr = transformExpr(pstate, linitial_node(ResTarget, stmt->targetList)->val,
						 ParseKind(use));
	if (use == CVG_USE_CHECK)
		expr = coerce_to_boolean(pstate, expr, "CHECK");
	else if (attnum != InvalidAttrNumber)
		expr = CoerceToColumn(pstate, expr, rel, attnum);
	assign_expr_collations(pstate, expr);
	free_parsestate(pstate);
	return expr;
}

static Node *
CoerceToColumn(ParseState *pstate, Node *expr, Relation rel, AttrNumber attnum)
{
	Form_pg_attribute att = TupleDescAttr(RelationGetDescr(rel), attnum - 1);
	Node	   *result = coerce_to_target_type(pstate, expr, exprType(expr), att->atttypid,
											   att->atttypmod, COERCION_ASSIGNMENT,
											   COERCE_IMPLICIT_CAST, -1);

	if (result == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("the expression is not of the column's type")));
	return result;
}

static ParseExprKind
ParseKind(CvgExprUse use)
{
	switch (use)
	{
		case CVG_USE_DEFAULT:
			return EXPR_KIND_COLUMN_DEFAULT;
		case CVG_USE_GENERATED:
			return EXPR_KIND_GENERATED_COLUMN;
		case CVG_USE_CHECK:
			return EXPR_KIND_CHECK_CONSTRAINT;
		case CVG_USE_INDEX:
			return EXPR_KIND_INDEX_EXPRESSION;
		case CVG_USE_PARTITION:
			return EXPR_KIND_PARTITION_EXPRESSION;
	}
	return EXPR_KIND_OTHER;		/* keep compiler quiet */
}

Node *
CvgDiffSimplify(Node *expr)
{
	return Widen((Node *) expression_planner((Expr *) copyObject(expr)), NULL);
}

/*
 * Integers of all sizes as bigint, which is what MySQL computes in: i + 1 is
 * the same as i::bigint + 1 until it overflows.
 */
static Node *
Widen(Node *node, void *context)
{
	if (node == NULL)
		return NULL;
	if (IsA(node, Const) && IsNarrowInteger(exprType(node)))
		return WidenConst(castNode(Const, node));
	if (IsA(node, FuncExpr) && IsWideningCast(castNode(FuncExpr, node)->funcid))
		return Widen(linitial(castNode(FuncExpr, node)->args), context);
	node = expression_tree_mutator(node, Widen, context);
	if (IsA(node, OpExpr))
		WidenOperator(castNode(OpExpr, node));
	return node;
}

static bool
IsNarrowInteger(Oid typid)
{
	return typid == INT2OID || typid == INT4OID;
}

static bool
IsWideningCast(Oid funcid)
{
	return funcid == F_INT4_INT2 || funcid == F_INT8_INT2 || funcid == F_INT8_INT4;
}

static Node *
WidenConst(const Const *constant)
{
	int64		value = constant->consttype == INT2OID ?
		DatumGetInt16(constant->constvalue) : DatumGetInt32(constant->constvalue);

	return (Node *) makeConst(INT8OID, -1, InvalidOid, sizeof(int64),
							  constant->constisnull ? (Datum) 0 : Int64GetDatum(value),
							  constant->constisnull, FLOAT8PASSBYVAL);
}

/* The operator of that name over bigint, if it is one over integers. */
static void
WidenOperator(OpExpr *expr)
{
	Oid			left;
	Oid			right;
	Oid			wide;

	op_input_types(expr->opno, &left, &right);
	if ((OidIsValid(left) && left != INT8OID && !IsNarrowInteger(left)) ||
		(right != INT8OID && !IsNarrowInteger(right)))
		return;
	wide = OpernameGetOprid(list_make2(makeString("pg_catalog"),
									   makeString(get_opname(expr->opno))),
							OidIsValid(left) ? INT8OID : InvalidOid, INT8OID);
	if (!OidIsValid(wide))
		return;
	expr->opno = wide;
	expr->opfuncid = get_opcode(wide);
	expr->opresulttype = get_op_rettype(wide);
}

char *
CvgDiffDeparse(Relation rel, Node *expr)
{
	return deparse_expression(expr,
							  deparse_context_for(RelationGetRelationName(rel),
												  RelationGetRelid(rel)),
							  false, false);
}

Node *
CvgTargetDefault(Relation rel, AttrNumber attnum)
{
	TupleConstr *constr = RelationGetDescr(rel)->constr;

	for (int i = 0; constr != NULL && i < constr->num_defval; i++)
	{
		if (constr->defval[i].adnum == attnum)
			return stringToNode(constr->defval[i].adbin);
	}
	return NULL;
}

bool
CvgDiffHasCheck(const CvgTableDiff *table, const char *sql)
{
	TupleConstr *constr = RelationGetDescr(table->rel)->constr;
	char	   *why;
	Node	   *expr = constr == NULL || constr->num_check == 0 ? NULL :
		CvgDiffParse(table->rel, sql, CVG_USE_CHECK, InvalidAttrNumber, &why);

	return expr != NULL && CvgDiffMatchCheck(table, expr);
}

bool
CvgDiffMatchCheck(const CvgTableDiff *table, Node *expr)
{
	TupleConstr *constr = RelationGetDescr(table->rel)->constr;

	for (int i = 0; constr != NULL && i < constr->num_check; i++)
	{
		if (equal(expr, CvgDiffSimplify(stringToNode(constr->check[i].ccbin))))
		{
			table->checks_matched[i] = true;
			return true;
		}
	}
	return false;
}
