/*-------------------------------------------------------------------------
 *
 * cvg_test_digest.c
 *	  The digests, one value at a time, from SQL.
 *
 * A pair is kept as long as types and rules stay the same, so what it
 * remembers over values is tested as well.  Every value of the target is
 * digested in all the ways in which it may lie in a tuple.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/toast_internals.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "parser/parse_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/resowner.h"

#include "compat.h"
#include "convert.h"
#include "guarded.h"
#include "source_spec.h"
#include "verify/digest_internal.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_digest);
PG_FUNCTION_INFO_V1(cvg_digest_import);
PG_FUNCTION_INFO_V1(cvg_digest_pair);
PG_FUNCTION_INFO_V1(cvg_digest_form);
PG_FUNCTION_INFO_V1(cvg_digest_bytes);
PG_FUNCTION_INFO_V1(cvg_digest_sum);

/* A source's type, a target's type and rules, kept over calls. */
typedef struct Pair
{
	char	   *source_type;
	char	   *target_type;
	ArrayType  *rules;
	bool		not_null;

	CvgColumn  *source;
	CvgColumnRules parsed;
	Oid			typid;
	int32		typmod;
	bool		imported;
	CvgConvert	convert;
	bool		comparable;
	const char *why;
	CvgDigestPair digest;
} Pair;

/* What may throw runs in a subtransaction. */
typedef struct Attempt
{
	MemoryContext mcxt;
	ResourceOwner owner;
} Attempt;

static Pair *PairOfCall(FunctionCallInfo fcinfo, int source_arg, int target_arg, int rules_arg);
static Pair *PairCreate(const char *source_type, const char *target_type,
						ArrayType *rules, bool not_null);
static bool TryImport(CvgConvert *cv, const CvgCell *cell, Datum *value,
					  bool *isnull, char **error);
static char *HashOfCell(CvgDigestPair *pair, const CvgCell *cell);
static void AttemptBegin(Attempt *attempt);
static char *AttemptFailed(Attempt *attempt);
static void AttemptEnd(Attempt *attempt);
static CvgCell CellOfArgument(FunctionCallInfo fcinfo, int arg);
static Datum InputValue(Oid typid, int32 typmod, const char *string);
static char *OutputValue(Oid typid, Datum value);
static char *HashOfDatum(CvgDigestPair *pair, Datum value, bool isnull);
static void CheckHash(CvgDigestPair *pair, Datum value, CvgHash expected, const char *how);
static Datum ReturnRow(FunctionCallInfo fcinfo, Datum *values, bool *nulls);

Datum
cvg_digest(PG_FUNCTION_ARGS)
{
	Pair	   *pair = PairOfCall(fcinfo, 0, 2, 4);
	CvgCell		cell = CellOfArgument(fcinfo, 1);
	bool		isnull = PG_ARGISNULL(3);
	Datum		value = (Datum) 0;
	Datum		values[4];
	bool		nulls[4] = {false};

	values[0] = BoolGetDatum(pair->comparable);
	nulls[1] = pair->comparable;
	nulls[2] = nulls[3] = !pair->comparable;
	if (!pair->comparable)
		values[1] = CStringGetTextDatum(pair->why);
	else
	{
		if (!isnull)
			value = InputValue(pair->typid, pair->typmod,
							   text_to_cstring(PG_GETARG_TEXT_PP(3)));
		values[2] = CStringGetTextDatum(HashOfCell(&pair->digest, &cell));
		values[3] = CStringGetTextDatum(HashOfDatum(&pair->digest, value, isnull));
	}
	return ReturnRow(fcinfo, values, nulls);
}

Datum
cvg_digest_import(PG_FUNCTION_ARGS)
{
	Pair	   *pair = PairOfCall(fcinfo, 0, 2, 3);
	CvgCell		cell = CellOfArgument(fcinfo, 1);
	char	   *error = NULL;
	bool		isnull = false;
	Datum		value;
	Datum		values[4];
	bool		nulls[4] = {false};
	bool		accepted;

	if (!pair->imported || !pair->comparable)
		elog(ERROR, "%s to %s: %s", pair->source_type, pair->target_type,
			 pair->imported ? pair->why : "no conversion");
	accepted = TryImport(&pair->convert, &cell, &value, &isnull, &error);
	values[0] = BoolGetDatum(accepted);
	nulls[1] = isnull;
	if (!isnull)
		values[1] = CStringGetTextDatum(accepted ? OutputValue(pair->typid, value) : error);
	values[2] = CStringGetTextDatum(HashOfCell(&pair->digest, &cell));
	nulls[3] = !accepted;
	if (accepted)
		values[3] = CStringGetTextDatum(HashOfDatum(&pair->digest, value, isnull));
	return ReturnRow(fcinfo, values, nulls);
}

Datum
cvg_digest_pair(PG_FUNCTION_ARGS)
{
	Pair	   *pair = PairOfCall(fcinfo, 0, 1, 2);
	Datum		values[3];
	bool		nulls[3] = {false};

	values[0] = BoolGetDatum(pair->imported);
	values[1] = BoolGetDatum(pair->comparable);
	nulls[2] = pair->comparable;
	if (!pair->comparable)
		values[2] = CStringGetTextDatum(pair->why);
	return ReturnRow(fcinfo, values, nulls);
}

Datum
cvg_digest_form(PG_FUNCTION_ARGS)
{
	static const struct
	{
		const char *name;
		CvgDigestDatumFn fn;
	}			forms[] = {
		{"boolean", CvgTargetBoolean}, {"integer", CvgTargetInteger},
		{"decimal", CvgTargetDecimal}, {"float4", CvgTargetFloat4},
		{"float8", CvgTargetFloat8}, {"text", CvgTargetText},
		{"padded", CvgTargetPadded}, {"bytes", CvgTargetBytes},
		{"texts", CvgTargetTexts}, {"uuid", CvgTargetUuid},
		{"moment", CvgTargetMoment}, {"time", CvgTargetTime},
		{"span", CvgTargetSpan}, {"bits", CvgTargetBits},
		{"address", CvgTargetAddress}, {"shape", CvgTargetShape},
		{"floats", CvgTargetFloats}, {"output", CvgTargetOutput}
	};
	char	   *form = text_to_cstring(PG_GETARG_TEXT_PP(0));
	CvgDigestPair pair = {0};
	Datum		value;

	parseTypeString(text_to_cstring(PG_GETARG_TEXT_PP(1)), &pair.typid, &pair.typmod, false);
	pair.basetypmod = pair.typmod;
	pair.basetypid = getBaseTypeAndTypmod(pair.typid, &pair.basetypmod);
	for (int i = 0; i < (int) lengthof(forms); i++)
	{
		if (strcmp(forms[i].name, form) == 0)
			pair.datum = forms[i].fn;
	}
	if (pair.datum == NULL)
		elog(ERROR, "no form \"%s\"", form);
	CvgTargetFormBegin(&pair, CurrentMemoryContext);
	value = InputValue(pair.typid, pair.typmod, text_to_cstring(PG_GETARG_TEXT_PP(2)));
	PG_RETURN_TEXT_P(cstring_to_text(HashOfDatum(&pair, value, false)));
}

Datum
cvg_digest_bytes(PG_FUNCTION_ARGS)
{
	bytea	   *form = PG_GETARG_BYTEA_PP(0);
	CvgHash		hash = CvgHashBytes(VARDATA_ANY(form), VARSIZE_ANY_EXHDR(form));

	PG_RETURN_TEXT_P(cstring_to_text(CvgHashToString(hash)));
}

Datum
cvg_digest_sum(PG_FUNCTION_ARGS)
{
	ArrayType  *rows = PG_GETARG_ARRAYTYPE_P(0);
	Datum	   *elems;
	bool	   *nulls;
	int			nelems;
	int			ncolumns;
	CvgHash    *hashes;
	CvgHash		sum = {0};

	deconstruct_array(rows, TEXTOID, -1, false, TYPALIGN_INT, &elems, &nulls, &nelems);
	ncolumns = ARR_NDIM(rows) == 2 ? ARR_DIMS(rows)[1] : 1;
	hashes = palloc(sizeof(CvgHash) * nelems);
	for (int i = 0; i < nelems; i++)
		hashes[i] = nulls[i] ? CvgHashOfNull :
			CvgHashBytes(VARDATA_ANY(DatumGetPointer(elems[i])),
						 VARSIZE_ANY_EXHDR(DatumGetPointer(elems[i])));
	for (int i = 0; i < nelems; i += ncolumns)
		CvgHashAdd(&sum, CvgHashRow(hashes + i, ncolumns));
	PG_RETURN_TEXT_P(cstring_to_text(CvgHashToString(sum)));
}

/*
 * The pair that the arguments name, ready to run: that of the call before, if
 * they are the same.  NOT NULL is the argument behind the rules.
 */
static Pair *
PairOfCall(FunctionCallInfo fcinfo, int source_arg, int target_arg, int rules_arg)
{
	char	   *source_type = text_to_cstring(PG_GETARG_TEXT_PP(source_arg));
	char	   *target_type = text_to_cstring(PG_GETARG_TEXT_PP(target_arg));
	ArrayType  *rules = PG_GETARG_ARRAYTYPE_P(rules_arg);
	bool		not_null = PG_GETARG_BOOL(rules_arg + 1);
	Pair	   *pair = fcinfo->flinfo->fn_extra;
	MemoryContext old;

	if (pair != NULL && strcmp(pair->source_type, source_type) == 0 &&
		strcmp(pair->target_type, target_type) == 0 && pair->not_null == not_null &&
		datum_image_eq(PointerGetDatum(pair->rules), PointerGetDatum(rules), false, -1))
		return pair;

	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	pair = PairCreate(source_type, target_type, rules, not_null);
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = pair;
	return pair;
}

static Pair *
PairCreate(const char *source_type, const char *target_type, ArrayType *rules,
		   bool not_null)
{
	Pair	   *pair = palloc0(sizeof(Pair));
	CvgRefusal	refusal;

	pair->source_type = pstrdup(source_type);
	pair->target_type = pstrdup(target_type);
	pair->rules = (ArrayType *) PG_DETOAST_DATUM_COPY(PointerGetDatum(rules));
	pair->not_null = not_null;
	pair->source = ColumnOfSpec(source_type);
	RulesOfSpec(rules, &pair->parsed);
	parseTypeString(target_type, &pair->typid, &pair->typmod, false);

	pair->imported = CvgConvertChoose(&pair->convert, pair->source, pair->typid,
									  pair->typmod, !not_null, &pair->parsed, &refusal);
	if (pair->imported)
		CvgConvertBegin(&pair->convert, CurrentMemoryContext);
	pair->comparable = CvgDigestChoose(&pair->digest, pair->source, pair->typid,
									   pair->typmod, !not_null, &pair->parsed, &pair->why);
	if (pair->comparable)
		CvgDigestBegin(&pair->digest, CurrentMemoryContext);
	return pair;
}

/*
 * Convert as an import does; false, with SQLSTATE and message in *error, if
 * it throws.
 */
static bool
TryImport(CvgConvert *cv, const CvgCell *cell, Datum *value, bool *isnull,
		  char **error)
{
	Attempt		attempt;

	*value = (Datum) 0;
	*isnull = cell->data == NULL && !cv->takes_null;
	if (*isnull)
		return true;
	AttemptBegin(&attempt);
	PG_TRY();
	{
		*value = cv->fn(cv, cell->data, cell->len, isnull);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		*error = AttemptFailed(&attempt);
		*isnull = false;
	}
	PG_END_TRY();
	AttemptEnd(&attempt);
	return *error == NULL;
}

/*
 * The digest of a cell; if it throws, which it must not, the error.
 */
static char *
HashOfCell(CvgDigestPair *pair, const CvgCell *cell)
{
	Attempt		attempt;
	CvgHash		hash;
	char	   *volatile result;

	AttemptBegin(&attempt);
	PG_TRY();
	{
		CvgDigestCell(pair, cell, &hash);
		result = CvgHashToString(hash);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		result = psprintf("ERROR %s", AttemptFailed(&attempt));
	}
	PG_END_TRY();
	AttemptEnd(&attempt);
	return result;
}

static void
AttemptBegin(Attempt *attempt)
{
	attempt->mcxt = CurrentMemoryContext;
	attempt->owner = CurrentResourceOwner;
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(attempt->mcxt);
}

static char *
AttemptFailed(Attempt *attempt)
{
	ErrorData  *edata;

	MemoryContextSwitchTo(attempt->mcxt);
	edata = CopyErrorData();
	FlushErrorState();
	RollbackAndReleaseCurrentSubTransaction();
	return psprintf("%s: %s", unpack_sql_state(edata->sqlerrcode), edata->message);
}

static void
AttemptEnd(Attempt *attempt)
{
	MemoryContextSwitchTo(attempt->mcxt);
	CurrentResourceOwner = attempt->owner;
}

static CvgCell
CellOfArgument(FunctionCallInfo fcinfo, int arg)
{
	CvgCell		cell = {NULL, 0};

	if (!PG_ARGISNULL(arg))
	{
		bytea	   *bytes = PG_GETARG_BYTEA_PP(arg);

		cell.len = VARSIZE_ANY_EXHDR(bytes);
		cell.data = GuardedCopy(VARDATA_ANY(bytes), cell.len);
	}
	return cell;
}

static Datum
InputValue(Oid typid, int32 typmod, const char *string)
{
	Oid			input;
	Oid			typioparam;

	getTypeInputInfo(typid, &input, &typioparam);
	return OidInputFunctionCall(input, pstrdup(string), typioparam, typmod);
}

static char *
OutputValue(Oid typid, Datum value)
{
	Oid			output;
	bool		varlena;

	getTypeOutputInfo(typid, &output, &varlena);
	return OidOutputFunctionCall(output, value);
}

/*
 * The digest, which must be the same for a value with a short header, not
 * aligned, and for one that is compressed.
 */
static char *
HashOfDatum(CvgDigestPair *pair, Datum value, bool isnull)
{
	CvgHash		hash;

	CvgDigestDatum(pair, value, isnull, &hash);
	if (!isnull && get_typlen(pair->basetypid) == -1)
	{
		struct varlena *plain = PG_DETOAST_DATUM(value);
		Datum		compressed = toast_compress_datum(PointerGetDatum(plain), TOAST_PGLZ_COMPRESSION);

		if (VARATT_CAN_MAKE_SHORT(plain))
		{
			char	   *packed = (char *) palloc(VARSIZE(plain) + 1) + 1;

			SET_VARSIZE_SHORT(packed, VARATT_CONVERTED_SHORT_SIZE(plain));
			memcpy(VARDATA_SHORT(packed), VARDATA(plain), VARSIZE(plain) - VARHDRSZ);
			CheckHash(pair, PointerGetDatum(packed), hash, "with a short header");
		}
		if (compressed != (Datum) 0)
			CheckHash(pair, compressed, hash, "compressed");
	}
	return CvgHashToString(hash);
}

static void
CheckHash(CvgDigestPair *pair, Datum value, CvgHash expected, const char *how)
{
	CvgHash		hash;

	CvgDigestDatum(pair, value, false, &hash);
	if (!CvgHashEqual(hash, expected))
		elog(ERROR, "a value of type %s has another digest %s",
			 format_type_be(pair->basetypid), how);
}

static Datum
ReturnRow(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc	tupdesc;

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(tupdesc, values, nulls));
}
