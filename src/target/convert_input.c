/*-------------------------------------------------------------------------
 *
 * convert_input.c
 *	  Conversion by the target type's own input function, and domains.
 *
 * The way for every type that has no converter of ours: types of extensions,
 * arrays, ranges, composites.  Input functions enforce a type modifier by
 * rounding or cutting; such a value is read without the modifier as well,
 * and refused if the two differ.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "convert_internal.h"

#define REASON_LENGTH 300		/* bytes of another's message in our detail */

static void SoftError(const CvgConvert *cv, CvgValueProblem problem,
					  const ErrorData *error, const char *hint,
					  const char *data, size_t len);
static void CheckModifierLoss(CvgConvert *cv, char *string, Datum value,
							  const char *data, size_t len);
static bool TypeCutsInput(Oid typid);

/*
 * Types whose input functions round or cut, drop words, or add the session's
 * time zone.  As columns most of them have converters of ours; here they are
 * elements of arrays and composites.
 */
static const Oid cutting_types[] = {
	CHAROID, NAMEOID, FLOAT4OID, FLOAT8OID, MONEYOID, TIMESTAMPTZOID, TIMETZOID,
	TSVECTOROID, TSQUERYOID
};

static bool NumberMayBe(Oid typid, char category);

void
CvgInputBegin(CvgInput *input, Oid typid, MemoryContext mcxt)
{
	Oid			function;

	getTypeInputInfo(typid, &function, &input->typioparam);
	fmgr_info_cxt(function, &input->function, mcxt);
}

/*
 * Call the input function for the string made of data; its errors become
 * CvgConvertError where PostgreSQL offers them softly.
 */
Datum
CvgInputCall(const CvgConvert *cv, CvgInput *input, char *string,
			 int32 typmod, const char *data, size_t len)
{
	CvgValueContext context;
	ErrorData  *error = NULL;
	Datum		value;

	CvgValueContextPush(&context, cv, data, len);
	value = CvgInputFunctionCall(&input->function, string, input->typioparam,
								 typmod, &error);
	CvgValueContextPop(&context);

	if (unlikely(error != NULL))
		SoftError(cv, input->problem, error, input->hint, data, len);
	return value;
}

/*
 * An error of PostgreSQL's own as one of ours; hint may be NULL.
 */
static void
SoftError(const CvgConvert *cv, CvgValueProblem problem, const ErrorData *error,
		  const char *hint, const char *data, size_t len)
{
	const char *string = error->detail ? error->detail : error->message;
	int			clipped = pg_mbcliplen(string, strlen(string), REASON_LENGTH);
	char	   *reason = psprintf("PostgreSQL says: %.*s%s", clipped, string,
								  string[clipped] != '\0' ? "..." :
								  clipped > 0 && string[clipped - 1] == '.' ? "" : ".");

	if (problem == CVG_PROBLEM_INVALID_JSON &&
		error->sqlerrcode == ERRCODE_UNTRANSLATABLE_CHARACTER)
		problem = CVG_PROBLEM_JSON_NUL;
	CvgConvertError(cv, problem, error->sqlerrcode, data, len, reason,
					hint ? hint :
					data != NULL && len == 0 && (cv->entry->rules & CVG_RULE_EMPTY) ?
					CvgEmptyHint(cv) :
					"Correct the value at the source, or add a rule with action \"using\" for this column.");
}

/*
 * Which pairs are left to the input function.
 */
bool
CvgCheckInput(CvgConvert *cv, CvgRefusal *refusal)
{
	char		category;
	bool		preferred;

	get_type_category_preferred(cv->basetypid, &category, &preferred);
	if (get_typtype(cv->basetypid) == TYPTYPE_PSEUDO ||
		(!CvgSourceIn(cv, CVG_FROM_CHARS) && !NumberMayBe(cv->basetypid, category)))
		return CvgRefusePair(cv, refusal, NULL);
	if (TypeCutsInput(cv->basetypid))
		return CvgRefusePair(cv, refusal, CvgConversionHint(cv->source, cv->basetypid) ? NULL :
							 "Reading text as this type may lose a part of it; add a rule with action \"using\" for this column to do so.");
	return true;
}

/*
 * Sources other than text go into string types and types of extensions that
 * may be numbers or strings.
 */
static bool
NumberMayBe(Oid typid, char category)
{
	return typid >= FirstNormalObjectId &&
		(category == TYPCATEGORY_NUMERIC || category == TYPCATEGORY_STRING ||
		 category == TYPCATEGORY_USER);
}

/*
 * Does reading text as this type lose some of it unseen?
 */
static bool
TypeCutsInput(Oid typid)
{
	Oid			element = get_element_type(typid);
	TupleDesc	tupdesc;
	bool		cuts = false;

	for (int i = 0; i < (int) lengthof(cutting_types); i++)
	{
		if (typid == cutting_types[i])
			return true;
	}
	if (OidIsValid(element))
	{
		int32		typmod = -1;
		Oid			base = getBaseTypeAndTypmod(element, &typmod);

		return typmod >= 0 || TypeCutsInput(base);
	}
	if (get_typtype(typid) != TYPTYPE_COMPOSITE)
		return false;

	tupdesc = lookup_rowtype_tupdesc(typid, -1);
	for (int i = 0; i < tupdesc->natts && !cuts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);
		int32		typmod = att->atttypmod;

		if (!att->attisdropped)
			cuts = TypeCutsInput(getBaseTypeAndTypmod(att->atttypid, &typmod)) ||
				typmod >= 0;
	}
	ReleaseTupleDesc(tupdesc);
	return cuts;
}

void
CvgBeginInput(CvgConvert *cv, MemoryContext mcxt)
{
	CvgInputState *state = CvgStateCreate(cv, mcxt, sizeof(CvgInputState));
	Oid			function;
	bool		varlena;

	CvgInputBegin(&state->input, cv->basetypid, mcxt);
	if (cv->basetypmod >= 0)
	{
		getTypeOutputInfo(cv->basetypid, &function, &varlena);
		fmgr_info_cxt(function, &state->output, mcxt);
	}
}

Datum
CvgConvertByInput(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	CvgInputState *state = cv->state;
	size_t		length = len;
	const char *converted = CvgTextFromSource(cv, data, &length);
	char	   *string;
	Datum		value;

	if (len == 0 && cv->rules.empty == CVG_EMPTY_NULL)
		return CvgConvertEmpty(cv, data, isnull);

	string = pnstrdup(converted, length);
	value = CvgInputCall(cv, &state->input, string, cv->basetypmod, data, len);
	if (cv->basetypmod >= 0)
		CheckModifierLoss(cv, string, value, data, len);
	pfree(string);
	return value;
}

static void
CheckModifierLoss(CvgConvert *cv, char *string, Datum value,
				  const char *data, size_t len)
{
	CvgInputState *state = cv->state;
	Datum		full = CvgInputCall(cv, &state->input, string, -1, data, len);
	char	   *before = OutputFunctionCall(&state->output, full);
	char	   *after = OutputFunctionCall(&state->output, value);

	if (strcmp(before, after) != 0)
		CvgConvertError(cv, CVG_PROBLEM_OTHER, ERRCODE_DATA_EXCEPTION, data, len,
						psprintf("The type would hold it as \"%s\".",
								 CvgClipValue(cv->source, after, strlen(after))),
						"Change the type of the target column, or add a rule with action \"using\" for this column to round it.");
	pfree(before);
	pfree(after);
}

/*
 * Convert to the base type, then check the domain's constraints.
 */
Datum
CvgConvertDomain(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	CvgState   *state = cv->state;
	CvgValueContext context;
	ErrorData  *error = NULL;
	Datum		value = (Datum) 0;

	if (data == NULL)
		*isnull = true;
	else
		value = state->inner(cv, data, len, isnull);
	CvgValueContextPush(&context, cv, data, len);
	CvgDomainCheck(value, *isnull, cv->typid, &state->domain, state->mcxt, &error);
	CvgValueContextPop(&context);

	if (unlikely(error != NULL))
		SoftError(cv, CVG_PROBLEM_DOMAIN, error, NULL, data, len);
	return value;
}
