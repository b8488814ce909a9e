/*-------------------------------------------------------------------------
 *
 * jsonb_writer_test.c
 *	  The jsonb writer held against jsonb_in.
 *
 * The texts are put right before an inaccessible page of memory, so that
 * reading a byte too many is a crash.  The writer is compiled with assertions,
 * which catch a byte written too many.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "portability/instr_time.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "compat.h"
#include "guarded.h"
#include "random_json.h"
#include "target/jsonb_writer.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_jsonb);
PG_FUNCTION_INFO_V1(cvg_test_jsonb_same);
PG_FUNCTION_INFO_V1(cvg_test_jsonb_random);
PG_FUNCTION_INFO_V1(cvg_test_random_json);
PG_FUNCTION_INFO_V1(cvg_test_jsonb_memory);
PG_FUNCTION_INFO_V1(cvg_test_jsonb_time);

typedef enum Outcome
{
	OUTCOME_SAME,
	OUTCOME_DECLINED,
	OUTCOME_DIFFERENT
} Outcome;

static Outcome Compare(CvgJsonbWriter *writer, FmgrInfo *jsonb_in_fn,
					   const char *text, size_t len);
static RandomJsonKind KindByName(const text *name);
static double TimeRound(CvgJsonbWriter *writer, FmgrInfo *jsonb_in_fn,
						char **texts, int ntexts);
static double Median(double *values, int n);

Datum
cvg_test_jsonb(PG_FUNCTION_ARGS)
{
	text	   *json = PG_GETARG_TEXT_PP(0);
	CvgJsonbWriter *writer = CvgJsonbWriterCreate(CurrentMemoryContext);
	Jsonb	   *jsonb = CvgJsonbWrite(writer, VARDATA_ANY(json),
									  VARSIZE_ANY_EXHDR(json));

	if (jsonb == NULL)
		PG_RETURN_NULL();
	PG_RETURN_JSONB_P(jsonb);
}

Datum
cvg_test_jsonb_same(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		[OUTCOME_SAME] = "same",
		[OUTCOME_DECLINED] = "declined",
		[OUTCOME_DIFFERENT] = "DIFFERENT"
	};
	text	   *json = PG_GETARG_TEXT_PP(0);
	CvgJsonbWriter *writer = CvgJsonbWriterCreate(CurrentMemoryContext);
	FmgrInfo	jsonb_in_fn;

	fmgr_info(F_JSONB_IN, &jsonb_in_fn);
	PG_RETURN_TEXT_P(cstring_to_text(names[Compare(writer, &jsonb_in_fn,
												   VARDATA_ANY(json),
												   VARSIZE_ANY_EXHDR(json))]));
}

Datum
cvg_test_jsonb_random(PG_FUNCTION_ARGS)
{
	RandomJsonKind kind = KindByName(PG_GETARG_TEXT_PP(0));
	uint64		seed = PG_GETARG_INT64(1);
	int32		ndocuments = PG_GETARG_INT32(2);
	int32		max_values = PG_GETARG_INT32(3);
	CvgJsonbWriter *writer = CvgJsonbWriterCreate(CurrentMemoryContext);
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext,
											   "one document",
											   ALLOCSET_DEFAULT_SIZES);
	int64		counts[OUTCOME_DIFFERENT + 1] = {0};
	bytea	   *first_different = NULL;
	FmgrInfo	jsonb_in_fn;
	TupleDesc	tupdesc;
	Datum		values[4];
	bool		nulls[4] = {false};

	fmgr_info(F_JSONB_IN, &jsonb_in_fn);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");

	for (int32 i = 0; i < ndocuments; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(mcxt);
		StringInfoData doc;
		Outcome		outcome;

		CHECK_FOR_INTERRUPTS();
		initStringInfo(&doc);
		RandomJson(kind, seed + i, max_values, &doc);
		outcome = Compare(writer, &jsonb_in_fn, doc.data, doc.len);
		counts[outcome]++;
		MemoryContextSwitchTo(old);
		if (outcome == OUTCOME_DIFFERENT && first_different == NULL)
			first_different = (bytea *) cstring_to_text_with_len(doc.data, doc.len);
		MemoryContextReset(mcxt);
	}

	values[0] = Int64GetDatum(counts[OUTCOME_SAME]);
	values[1] = Int64GetDatum(counts[OUTCOME_DECLINED]);
	values[2] = Int64GetDatum(counts[OUTCOME_DIFFERENT]);
	values[3] = PointerGetDatum(first_different);
	nulls[3] = first_different == NULL;
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}

Datum
cvg_test_random_json(PG_FUNCTION_ARGS)
{
	RandomJsonKind kind = KindByName(PG_GETARG_TEXT_PP(0));
	StringInfoData doc;

	initStringInfo(&doc);
	RandomJson(kind, PG_GETARG_INT64(1), PG_GETARG_INT32(2), &doc);
	PG_RETURN_BYTEA_P((bytea *) cstring_to_text_with_len(doc.data, doc.len));
}

Datum
cvg_test_jsonb_memory(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext,
											   "writer alone",
											   ALLOCSET_SMALL_SIZES);
	CvgJsonbWriter *writer = CvgJsonbWriterCreate(mcxt);
	Datum	   *elements;
	int			nelements;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, NULL, &nelements);
	for (int i = 0; i < nelements; i++)
	{
		text	   *json = DatumGetTextPP(elements[i]);

		if (CvgJsonbWrite(writer, VARDATA_ANY(json), VARSIZE_ANY_EXHDR(json)) == NULL)
			elog(ERROR, "text %d was declined", i + 1);
	}
	PG_RETURN_INT64(MemoryContextMemAllocated(mcxt, true));
}

Datum
cvg_test_jsonb_time(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	int32		rounds = PG_GETARG_INT32(1);
	CvgJsonbWriter *writer = CvgJsonbWriterCreate(CurrentMemoryContext);
	FmgrInfo	jsonb_in_fn;
	Datum	   *elements;
	int			nelements;
	char	  **texts;
	double	   *times[2];
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {false};

	fmgr_info(F_JSONB_IN, &jsonb_in_fn);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, NULL, &nelements);
	if (rounds < 1 || nelements < 1)
		elog(ERROR, "nothing to measure");

	texts = palloc(sizeof(char *) * nelements);
	for (int i = 0; i < nelements; i++)
		texts[i] = TextDatumGetCString(elements[i]);
	times[0] = palloc(sizeof(double) * rounds);
	times[1] = palloc(sizeof(double) * rounds);
	for (int32 i = 0; i < rounds; i++)
	{
		times[0][i] = TimeRound(writer, &jsonb_in_fn, texts, nelements);
		times[1][i] = TimeRound(NULL, &jsonb_in_fn, texts, nelements);
	}

	values[0] = Float8GetDatum(Median(times[0], rounds));
	values[1] = Float8GetDatum(Median(times[1], rounds));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}

/*
 * Different is also what the writer wrote while jsonb_in throws, or while the
 * text is not valid in the server's encoding.
 */
static Outcome
Compare(CvgJsonbWriter *writer, FmgrInfo *jsonb_in_fn,
		const char *text, size_t len)
{
	ErrorData  *error = NULL;
	Jsonb	   *written = CvgJsonbWrite(writer, GuardedCopy(text, len), len);
	Jsonb	   *expected;

	if (written == NULL)
		return OUTCOME_DECLINED;
	if (!pg_verifymbstr(text, len, true))
		return OUTCOME_DIFFERENT;

	expected = DatumGetJsonbP(CvgInputFunctionCall(jsonb_in_fn,
												   pnstrdup(text, len),
												   InvalidOid, -1, &error));
	if (error != NULL || VARSIZE(written) != VARSIZE(expected) ||
		memcmp(written, expected, VARSIZE(written)) != 0)
		return OUTCOME_DIFFERENT;
	return OUTCOME_SAME;
}

static RandomJsonKind
KindByName(const text *name)
{
	static const char *const names[] = {
		[RANDOM_JSON_MYSQL] = "mysql",
		[RANDOM_JSON_ANY] = "any",
		[RANDOM_JSON_DAMAGED] = "damaged"
	};
	char	   *wanted = text_to_cstring(name);

	for (int kind = 0; kind < lengthof(names); kind++)
	{
		if (strcmp(wanted, names[kind]) == 0)
			return (RandomJsonKind) kind;
	}
	elog(ERROR, "no such kind of documents: %s", wanted);
}

/*
 * Nanoseconds per text, with the writer or, for NULL, with jsonb_in and the
 * check of the encoding that it leaves out; in a context reset after each.
 */
static double
TimeRound(CvgJsonbWriter *writer, FmgrInfo *jsonb_in_fn, char **texts, int ntexts)
{
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext,
											   "one jsonb",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(mcxt);
	instr_time	start;
	instr_time	end;

	INSTR_TIME_SET_CURRENT(start);
	for (int i = 0; i < ntexts; i++)
	{
		size_t		len = strlen(texts[i]);

		if (writer == NULL)
		{
			pg_verifymbstr(texts[i], len, false);
			InputFunctionCall(jsonb_in_fn, texts[i], InvalidOid, -1);
		}
		else if (CvgJsonbWrite(writer, texts[i], len) == NULL)
			elog(ERROR, "text %d was declined", i + 1);
		MemoryContextReset(mcxt);
	}
	INSTR_TIME_SET_CURRENT(end);
	INSTR_TIME_SUBTRACT(end, start);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(mcxt);
	return INSTR_TIME_GET_DOUBLE(end) * 1e9 / ntexts;
}

static int
CompareDoubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

static double
Median(double *values, int n)
{
	qsort(values, n, sizeof(double), CompareDoubles);
	return values[n / 2];
}
