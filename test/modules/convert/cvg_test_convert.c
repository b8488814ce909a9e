/*-------------------------------------------------------------------------
 *
 * cvg_test_convert.c
 *	  The conversion layer, one value at a time, from SQL.
 *
 * A converter is kept as long as types and rules stay the same, so what it
 * remembers over values is tested as well.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "parser/parse_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "convert.h"
#include "guarded.h"
#include "source_spec.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_convert);
PG_FUNCTION_INFO_V1(cvg_test_changed);
PG_FUNCTION_INFO_V1(cvg_test_same);
PG_FUNCTION_INFO_V1(cvg_test_plan);

/* Arguments of the functions that convert a value. */
enum
{
	SOURCE_ARG,
	VALUE_ARG,
	TARGET_ARG,
	NOT_NULL_ARG,
	RULES_ARG,
	NARGS
};

typedef struct CallState
{
	Datum		args[NARGS];
	CvgConvert *cv;
} CallState;

static CvgConvert *ConvertOfCall(FunctionCallInfo fcinfo, int nargs);
static bool SameArguments(FunctionCallInfo fcinfo, int nargs, const CallState *call);
static CvgConvert *ConvertCreate(const char *source_type, const char *target_type,
								 bool nullable, ArrayType *rules);
static Datum RunConvert(CvgConvert *cv, FunctionCallInfo fcinfo, bool *isnull);

Datum
cvg_test_convert(PG_FUNCTION_ARGS)
{
	CvgConvert *cv = ConvertOfCall(fcinfo, NARGS);
	bool		isnull = false;
	Datum		value = RunConvert(cv, fcinfo, &isnull);
	Oid			output;
	bool		varlena;

	if (isnull)
		PG_RETURN_NULL();
	getTypeOutputInfo(cv->typid, &output, &varlena);
	PG_RETURN_TEXT_P(cstring_to_text(OidOutputFunctionCall(output, value)));
}

Datum
cvg_test_changed(PG_FUNCTION_ARGS)
{
	CvgConvert *cv = ConvertOfCall(fcinfo, NARGS);
	bool		isnull = false;

	RunConvert(cv, fcinfo, &isnull);
	PG_RETURN_INT64((int64) cv->changed);
}

Datum
cvg_test_same(PG_FUNCTION_ARGS)
{
	CvgConvert *cv = ConvertOfCall(fcinfo, TARGET_ARG + 1);
	bool		isnull = false;
	Datum		value = RunConvert(cv, fcinfo, &isnull);
	bytea	   *source = PG_GETARG_BYTEA_PP(1);
	char	   *string = PG_ARGISNULL(3) ?
		pnstrdup(VARDATA_ANY(source), VARSIZE_ANY_EXHDR(source)) :
		text_to_cstring(PG_GETARG_TEXT_PP(3));
	Oid			input;
	Oid			typioparam;
	Datum		expected;
	int16		typlen;
	bool		typbyval;

	getTypeInputInfo(cv->typid, &input, &typioparam);
	expected = OidInputFunctionCall(input, string, typioparam, cv->typmod);
	get_typlenbyval(cv->typid, &typlen, &typbyval);
	PG_RETURN_BOOL(!isnull && datumIsEqual(value, expected, typbyval, typlen));
}

Datum
cvg_test_plan(PG_FUNCTION_ARGS)
{
	static const char *const losses[] = {"none", "checked", "rule"};
	CvgConvert *cv = ConvertCreate(text_to_cstring(PG_GETARG_TEXT_PP(0)),
								   text_to_cstring(PG_GETARG_TEXT_PP(1)),
								   !PG_GETARG_BOOL(2), PG_GETARG_ARRAYTYPE_P(3));
	TupleDesc	tupdesc;
	Datum		values[3];
	bool		nulls[3] = {false};

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = CStringGetTextDatum(cv->conversion);
	values[1] = CStringGetTextDatum(losses[cv->loss]);
	nulls[2] = cv->note == NULL;
	if (cv->note != NULL)
		values[2] = CStringGetTextDatum(cv->note);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(tupdesc, values, nulls)));
}

/*
 * The converter for the arguments, ready to run: that of the call before, if
 * the arguments that choose it are the same.
 */
static CvgConvert *
ConvertOfCall(FunctionCallInfo fcinfo, int nargs)
{
	MemoryContext mcxt = fcinfo->flinfo->fn_mcxt;
	MemoryContext old;
	CallState  *call = fcinfo->flinfo->fn_extra;

	if (call != NULL && SameArguments(fcinfo, nargs, call))
		return call->cv;

	old = MemoryContextSwitchTo(mcxt);
	call = palloc0(sizeof(CallState));
	for (int i = 0; i < nargs; i++)
	{
		if (i != VALUE_ARG)
			call->args[i] = i == NOT_NULL_ARG ? PG_GETARG_DATUM(i) :
				PointerGetDatum(PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(i)));
	}
	call->cv = ConvertCreate(TextDatumGetCString(call->args[SOURCE_ARG]),
							 TextDatumGetCString(call->args[TARGET_ARG]),
							 nargs <= NOT_NULL_ARG || !DatumGetBool(call->args[NOT_NULL_ARG]),
							 nargs <= RULES_ARG ? NULL : DatumGetArrayTypeP(call->args[RULES_ARG]));
	CvgConvertBegin(call->cv, mcxt);
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = call;
	return call->cv;
}

static bool
SameArguments(FunctionCallInfo fcinfo, int nargs, const CallState *call)
{
	for (int i = 0; i < nargs; i++)
	{
		if (i == NOT_NULL_ARG ? PG_GETARG_DATUM(i) != call->args[i] :
			i != VALUE_ARG && !datum_image_eq(PG_GETARG_DATUM(i), call->args[i], false, -1))
			return false;
	}
	return true;
}

/*
 * Choose a converter; a refusal is thrown.
 */
static CvgConvert *
ConvertCreate(const char *source_type, const char *target_type, bool nullable,
			  ArrayType *rules)
{
	CvgConvert *cv = palloc(sizeof(CvgConvert));
	CvgColumnRules parsed = {0};
	CvgRefusal	refusal;
	Oid			typid;
	int32		typmod;

	parseTypeString(target_type, &typid, &typmod, false);
	if (rules != NULL)
		RulesOfSpec(rules, &parsed);
	if (!CvgConvertChoose(cv, ColumnOfSpec(source_type), typid, typmod, nullable,
						  &parsed, &refusal))
		ereport(ERROR,
				(errcode(refusal.sqlstate),
				 errmsg("%s", refusal.message),
				 refusal.hint ? errhint("%s", refusal.hint) : 0));
	return cv;
}

static Datum
RunConvert(CvgConvert *cv, FunctionCallInfo fcinfo, bool *isnull)
{
	bytea	   *source;
	char	   *data;
	size_t		len;

	if (PG_ARGISNULL(1))
	{
		*isnull = !cv->takes_null;
		return cv->takes_null ? cv->fn(cv, NULL, 0, isnull) : (Datum) 0;
	}

	source = PG_GETARG_BYTEA_PP(1);
	len = VARSIZE_ANY_EXHDR(source);
	data = GuardedCopy(VARDATA_ANY(source), len);
	return cv->fn(cv, data, len, isnull);
}
