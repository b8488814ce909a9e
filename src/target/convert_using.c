/*-------------------------------------------------------------------------
 *
 * convert_using.c
 *	  The rule "using": an SQL expression that makes the value.
 *
 * The expression sees one name, value: the source's value as text, or NULL.
 * Bytes come as \x and hex digits, as bytea is written.  Its result is
 * coerced to the column's type as an INSERT would, domains and modifier
 * included.  What ALTER TABLE ... USING refuses is refused here: subqueries,
 * aggregates, window and set-returning functions.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_coerce.h"
#include "parser/parse_collate.h"
#include "parser/parse_expr.h"
#include "parser/parser.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"

#include "convert_internal.h"

typedef struct UsingState
{
	CvgState	base;
	ExprState  *expr;
	ExprContext *econtext;
	ParamListInfo params;
	FmgrInfo	output;
	int16		typlen;
	bool		typbyval;
} UsingState;

static Expr *UsingExpression(const CvgConvert *cv);
static void UsingErrorContext(void *arg);
static Node *ParseExpression(const char *string);
static Node *ValueParam(ParseState *pstate, ColumnRef *cref);
static Node *CoerceResult(ParseState *pstate, const CvgConvert *cv, Node *expr);
static bool TryExpression(const CvgConvert *cv, ErrorData **error);
static Datum ConvertUsing(CvgConvert *cv, const char *data, size_t len, bool *isnull);
static bool ValueDiffers(UsingState *state, Datum value);
static text *ValueText(CvgConvert *cv, const char *data, size_t len);
static text *HexText(CvgConvert *cv, const char *data, size_t len);

/*
 * Parse and analyze the expression, so that what is wrong with it is known
 * with all that is wrong elsewhere.
 */
bool
CvgUsingChoose(CvgConvert *cv, CvgRefusal *refusal)
{
	ErrorData  *error;

	cv->takes_null = true;
	cv->conversion = "by rule \"using\"";
	cv->loss = CVG_LOSS_RULE;
	cv->note = psprintf("using %s", cv->rules.using_expr);
	if (TryExpression(cv, &error))
		return true;

	return CvgRefuse(refusal, error->sqlerrcode,
					 error->hint ? error->hint :
					 "Correct the rule: an SQL expression over \"value\", which is the source's value as text.",
					 "rule \"using\" is \"%s\": %s", cv->rules.using_expr, error->message);
}

/*
 * In a subtransaction, which a parallel worker cannot have; there the
 * leader's analysis has succeeded before.
 */
static bool
TryExpression(const CvgConvert *cv, ErrorData **error)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	volatile bool ok = true;

	if (IsInParallelMode())
	{
		UsingExpression(cv);
		return true;
	}
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		UsingExpression(cv);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		*error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		ok = false;
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	if (!ok && ((*error)->sqlerrcode == ERRCODE_QUERY_CANCELED ||
				(*error)->sqlerrcode == ERRCODE_OUT_OF_MEMORY))
		ReThrowError(*error);
	return ok;
}

/*
 * The planned expression, coerced to the target type.
 */
static Expr *
UsingExpression(const CvgConvert *cv)
{
	ErrorContextCallback callback;
	ParseState *pstate = make_parsestate(NULL);
	Node	   *expr;

	callback.callback = UsingErrorContext;
	callback.arg = unconstify(CvgConvert *, cv);
	callback.previous = error_context_stack;
	error_context_stack = &callback;

	pstate->p_sourcetext = cv->rules.using_expr;
	pstate->p_pre_columnref_hook = ValueParam;
	expr = ParseExpression(cv->rules.using_expr);
	expr = transformExpr(pstate, expr, EXPR_KIND_ALTER_COL_TRANSFORM);
	expr = CoerceResult(pstate, cv, expr);
	assign_expr_collations(pstate, expr);
	free_parsestate(pstate);
	expr = (Node *) expression_planner((Expr *) expr);

	error_context_stack = callback.previous;
	return (Expr *) expr;
}

/*
 * Positions in the expression are not positions in the user's statement.
 */
static void
UsingErrorContext(void *arg)
{
	const CvgConvert *cv = arg;
	int			position = geterrposition();

	if (position > 0)
	{
		errposition(0);
		internalerrposition(position);
		internalerrquery(cv->rules.using_expr);
	}
	errcontext("rule \"using\" of column \"%s\"", cv->source->name);
}

/*
 * The one expression that the string is.
 */
static Node *
ParseExpression(const char *string)
{
	List	   *list = raw_parser(string, RAW_PARSE_PLPGSQL_EXPR);
	SelectStmt *stmt = (SelectStmt *) linitial_node(RawStmt, list)->stmt;
	ResTarget  *target;

	if (!IsA(stmt, SelectStmt) || list_length(stmt->targetList) != 1 ||
		stmt->distinctClause || stmt->fromClause || stmt->whereClause ||
		stmt->groupClause || stmt->havingClause || stmt->windowClause ||
		stmt->sortClause || stmt->limitOffset || stmt->limitCount ||
		stmt->lockingClause || stmt->withClause || stmt->op != SETOP_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("it is not one expression")));
	target = linitial_node(ResTarget, stmt->targetList);
	if (target->name != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("it is not one expression")));
	return target->val;
}

static Node *
ValueParam(ParseState *pstate, ColumnRef *cref)
{
	Param	   *param;

	if (list_length(cref->fields) != 1 || !IsA(linitial(cref->fields), String) ||
		strcmp(strVal(linitial(cref->fields)), "value") != 0)
		return NULL;

	param = makeNode(Param);
	param->paramkind = PARAM_EXTERN;
	param->paramid = 1;
	param->paramtype = TEXTOID;
	param->paramtypmod = -1;
	param->paramcollid = DEFAULT_COLLATION_OID;
	param->location = cref->location;
	return (Node *) param;
}

static Node *
CoerceResult(ParseState *pstate, const CvgConvert *cv, Node *expr)
{
	Oid			type = exprType(expr);
	Node	   *result = coerce_to_target_type(pstate, expr, type, cv->typid,
											   cv->typmod, COERCION_ASSIGNMENT,
											   COERCE_IMPLICIT_CAST, -1);

	if (result == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("it is of type %s, the column of type %s",
						format_type_be(type), CvgTargetName(cv)),
				 errhint("Cast the result of the expression, as in (...)::%s.",
						 CvgTargetName(cv))));
	return result;
}

bool
CvgUsingIsVolatile(const CvgConvert *cv)
{
	return contain_volatile_functions((Node *) UsingExpression(cv));
}

Node *
CvgUsingExpression(const CvgConvert *cv)
{
	return (Node *) UsingExpression(cv);
}

void
CvgUsingBegin(CvgConvert *cv, MemoryContext mcxt)
{
	MemoryContext old = MemoryContextSwitchTo(mcxt);
	UsingState *state = CvgStateCreate(cv, mcxt, sizeof(UsingState));
	Oid			output;
	bool		varlena;

	state->params = makeParamList(1);
	state->params->params[0].ptype = TEXTOID;
	state->params->params[0].pflags = 0;
	state->expr = ExecInitExprWithParams(UsingExpression(cv), state->params);
	state->econtext = CreateStandaloneExprContext();
	state->econtext->ecxt_param_list_info = state->params;
	getTypeOutputInfo(cv->typid, &output, &varlena);
	fmgr_info_cxt(output, &state->output, mcxt);
	get_typlenbyval(cv->typid, &state->typlen, &state->typbyval);
	cv->fn = ConvertUsing;
	MemoryContextSwitchTo(old);
}

static Datum
ConvertUsing(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	UsingState *state = cv->state;
	ParamExternData *param = &state->params->params[0];
	MemoryContext old;
	CvgValueContext context;
	Datum		value;

	ResetExprContext(state->econtext);
	old = MemoryContextSwitchTo(state->econtext->ecxt_per_tuple_memory);
	param->isnull = data == NULL;
	param->value = data == NULL ? (Datum) 0 :
		PointerGetDatum(ValueText(cv, data, len));

	CvgValueContextPush(&context, cv, data, len);
	value = ExecEvalExpr(state->expr, state->econtext, isnull);
	if (*isnull ? !param->isnull : ValueDiffers(state, value))
		cv->changed++;

	CvgValueContextPop(&context);
	MemoryContextSwitchTo(old);
	return *isnull ? (Datum) 0 : datumCopy(value, state->typbyval, state->typlen);
}

/*
 * Is the result written otherwise than the source's value?
 */
static bool
ValueDiffers(UsingState *state, Datum value)
{
	const ParamExternData *param = &state->params->params[0];
	const text *source = (const text *) DatumGetPointer(param->value);
	const char *result;

	if (param->isnull)
		return true;
	result = OutputFunctionCall(&state->output, value);
	return strlen(result) != VARSIZE_ANY_EXHDR(source) ||
		memcmp(result, VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source)) != 0;
}

static text *
ValueText(CvgConvert *cv, const char *data, size_t len)
{
	if (CvgSourceIn(cv, CVG_FROM_RAW))
		return HexText(cv, data, len);
	data = CvgTextFromSource(cv, data, &len);
	return cstring_to_text_with_len(data, len);
}

static text *
HexText(CvgConvert *cv, const char *data, size_t len)
{
	text	   *result;

	CvgCheckSize(cv, data, 2 * len + 2);
	result = palloc(VARHDRSZ + 2 * len + 2);
	SET_VARSIZE(result, VARHDRSZ + 2 * len + 2);
	memcpy(VARDATA(result), "\\x", 2);
	hex_encode(data, len, VARDATA(result) + 2);
	return result;
}
