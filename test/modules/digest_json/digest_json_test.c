/*-------------------------------------------------------------------------
 *
 * digest_json_test.c
 *	  Digests of JSON text and of jsonb, held against each other and against
 *	  jsonb_in.
 *
 * The texts are put right before an inaccessible page of memory, so that
 * reading a byte too many is a crash.
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

#include "change_json.h"
#include "compat.h"
#include "guarded.h"
#include "random_json.h"
#include "target/jsonb_writer.h"
#include "verify/digest_internal.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_digest);
PG_FUNCTION_INFO_V1(cvg_test_digest_jsonb);
PG_FUNCTION_INFO_V1(cvg_test_digest_same);
PG_FUNCTION_INFO_V1(cvg_test_digest_random);
PG_FUNCTION_INFO_V1(cvg_test_digest_changes);
PG_FUNCTION_INFO_V1(cvg_test_digest_time);

typedef enum Outcome
{
	OUTCOME_SAME,
	OUTCOME_REFUSED,
	OUTCOME_DIFFERENT
} Outcome;

/* What is measured */
typedef enum Work
{
	WORK_DIGEST_TEXT,
	WORK_DIGEST_JSONB,
	WORK_WRITER,
	WORK_JSONB_IN
} Work;

#define NWORK (WORK_JSONB_IN + 1)

/* A text, its jsonb and its digest */
typedef struct DigestedText
{
	Jsonb	   *jsonb;			/* NULL if it was refused */
	CvgHash		hash;
} DigestedText;

static Outcome Look(FmgrInfo *jsonb_in_fn, const char *text, size_t len, DigestedText *doc);
static Jsonb *ReadJsonb(FmgrInfo *jsonb_in_fn, const char *text, size_t len);
static bool IsSame(FmgrInfo *jsonb_in_fn, const char *text, size_t len,
				   const char *changed, size_t changed_len, Outcome *outcome, bool *equal);
static RandomJsonKind KindByName(const text *name);
static Datum ResultRow(FunctionCallInfo fcinfo, const int64 *counts, int ncounts,
					   bytea *first);
static double TimeRound(Work work, CvgJsonbWriter *writer, FmgrInfo *jsonb_in_fn,
						char **texts, Datum *jsonbs, int n);
static double Median(double *values, int n);

Datum
cvg_test_digest(PG_FUNCTION_ARGS)
{
	text	   *json = PG_GETARG_TEXT_PP(0);
	CvgHash		hash;

	if (!CvgDigestJsonText(VARDATA_ANY(json), VARSIZE_ANY_EXHDR(json), &hash))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(CvgHashToString(hash)));
}

Datum
cvg_test_digest_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(CvgHashToString(CvgDigestJsonbDatum(NULL,
																		 PG_GETARG_DATUM(0)))));
}

Datum
cvg_test_digest_same(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		[OUTCOME_SAME] = "same",
		[OUTCOME_REFUSED] = "refused",
		[OUTCOME_DIFFERENT] = "DIFFERENT"
	};
	text	   *json = PG_GETARG_TEXT_PP(0);
	FmgrInfo	jsonb_in_fn;
	DigestedText doc;

	fmgr_info(F_JSONB_IN, &jsonb_in_fn);
	PG_RETURN_TEXT_P(cstring_to_text(names[Look(&jsonb_in_fn, VARDATA_ANY(json),
												VARSIZE_ANY_EXHDR(json), &doc)]));
}

Datum
cvg_test_digest_random(PG_FUNCTION_ARGS)
{
	RandomJsonKind kind = KindByName(PG_GETARG_TEXT_PP(0));
	uint64		seed = PG_GETARG_INT64(1);
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext,
											   "one document",
											   ALLOCSET_DEFAULT_SIZES);
	int64		counts[OUTCOME_DIFFERENT + 1] = {0};
	bytea	   *first_different = NULL;
	FmgrInfo	jsonb_in_fn;

	fmgr_info(F_JSONB_IN, &jsonb_in_fn);
	for (int32 i = 0; i < PG_GETARG_INT32(2); i++)
	{
		MemoryContext old = MemoryContextSwitchTo(mcxt);
		StringInfoData text;
		DigestedText doc;
		Outcome		outcome;

		CHECK_FOR_INTERRUPTS();
		initStringInfo(&text);
		RandomJson(kind, seed + i, PG_GETARG_INT32(3), &text);
		outcome = Look(&jsonb_in_fn, text.data, text.len, &doc);
		counts[outcome]++;
		MemoryContextSwitchTo(old);
		if (outcome == OUTCOME_DIFFERENT && first_different == NULL)
			first_different = (bytea *) cstring_to_text_with_len(text.data, text.len);
		MemoryContextReset(mcxt);
	}
	return ResultRow(fcinfo, counts, lengthof(counts), first_different);
}

Datum
cvg_test_digest_changes(PG_FUNCTION_ARGS)
{
	uint64		seed = PG_GETARG_INT64(0);
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext,
											   "one document",
											   ALLOCSET_DEFAULT_SIZES);
	enum
	{
		EQUAL,
		UNEQUAL,
		REFUSED,
		WRONG
	};
	int64		counts[WRONG + 1] = {0};
	bytea	   *first_wrong = NULL;
	FmgrInfo	jsonb_in_fn;
	pg_prng_state random;

	pg_prng_seed(&random, seed);
	fmgr_info(F_JSONB_IN, &jsonb_in_fn);
	for (int32 i = 0; i < PG_GETARG_INT32(1); i++)
	{
		MemoryContext old = MemoryContextSwitchTo(mcxt);
		StringInfoData text;
		StringInfoData changed;
		Outcome		outcome;
		bool		equal;
		bool		right;

		CHECK_FOR_INTERRUPTS();
		initStringInfo(&text);
		RandomJson(i % 2 == 0 ? RANDOM_JSON_ANY : RANDOM_JSON_MYSQL, seed + i,
				   PG_GETARG_INT32(2), &text);
		initStringInfo(&changed);
		appendBinaryStringInfo(&changed, text.data, text.len);
		ChangeJson(&random, &changed);
		right = IsSame(&jsonb_in_fn, text.data, text.len, changed.data, changed.len,
					   &outcome, &equal);
		counts[!right ? WRONG : outcome == OUTCOME_REFUSED ? REFUSED :
			   equal ? EQUAL : UNEQUAL]++;
		MemoryContextSwitchTo(old);
		if (!right && first_wrong == NULL)
			first_wrong = (bytea *) cstring_to_text_with_len(changed.data, changed.len);
		MemoryContextReset(mcxt);
	}
	return ResultRow(fcinfo, counts, lengthof(counts), first_wrong);
}

Datum
cvg_test_digest_time(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	int32		rounds = PG_GETARG_INT32(1);
	CvgJsonbWriter *writer = CvgJsonbWriterCreate(CurrentMemoryContext);
	FmgrInfo	jsonb_in_fn;
	Datum	   *elements;
	int			n;
	char	  **texts;
	double	   *times[NWORK];
	TupleDesc	tupdesc;
	Datum		values[NWORK];
	bool		nulls[NWORK] = {false};

	fmgr_info(F_JSONB_IN, &jsonb_in_fn);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, NULL, &n);
	if (rounds < 1 || n < 1)
		elog(ERROR, "nothing to measure");

	texts = palloc(sizeof(char *) * n);
	for (int i = 0; i < n; i++)
	{
		texts[i] = TextDatumGetCString(elements[i]);
		elements[i] = InputFunctionCall(&jsonb_in_fn, texts[i], InvalidOid, -1);
	}
	for (int work = 0; work < NWORK; work++)
		times[work] = palloc(sizeof(double) * rounds);
	for (int32 i = 0; i < rounds; i++)
	{
		for (int work = 0; work < NWORK; work++)
			times[work][i] = TimeRound(work, writer, &jsonb_in_fn, texts, elements, n);
	}
	for (int work = 0; work < NWORK; work++)
		values[work] = Float8GetDatum(Median(times[work], rounds));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc),
													  values, nulls)));
}

/*
 * Digest a text in every way there is.
 */
static Outcome
Look(FmgrInfo *jsonb_in_fn, const char *text, size_t len, DigestedText *doc)
{
	bool		valid = CvgDigestJsonText(GuardedCopy(text, len), len, &doc->hash);
	CvgHash		hash;
	char	   *out;

	doc->jsonb = ReadJsonb(jsonb_in_fn, text, len);
	if (doc->jsonb == NULL || !valid)
		return doc->jsonb == NULL && !valid ? OUTCOME_REFUSED : OUTCOME_DIFFERENT;

	hash = CvgDigestJsonbDatum(NULL, JsonbPGetDatum(doc->jsonb));
	if (!CvgHashEqual(hash, doc->hash))
		return OUTCOME_DIFFERENT;

	out = JsonbToCString(NULL, &doc->jsonb->root, VARSIZE(doc->jsonb));
	if (!CvgDigestJsonText(out, strlen(out), &hash) || !CvgHashEqual(hash, doc->hash))
		return OUTCOME_DIFFERENT;
	return OUTCOME_SAME;
}

/* NULL if it is refused; also what is no text in the server's encoding. */
static Jsonb *
ReadJsonb(FmgrInfo *jsonb_in_fn, const char *text, size_t len)
{
	ErrorData  *error = NULL;
	Datum		jsonb;

	if (!pg_verifymbstr(text, len, true))
		return NULL;
	jsonb = CvgInputFunctionCall(jsonb_in_fn, pnstrdup(text, len), InvalidOid, -1, &error);
	return error == NULL ? DatumGetJsonbP(jsonb) : NULL;
}

/*
 * Whether the digests of a text and of a changed one are equal where their
 * jsonb is, which goes to *equal.
 */
static bool
IsSame(FmgrInfo *jsonb_in_fn, const char *text, size_t len,
	   const char *changed, size_t changed_len, Outcome *outcome, bool *equal)
{
	DigestedText a;
	DigestedText b;
	Outcome		first = Look(jsonb_in_fn, text, len, &a);

	*outcome = Look(jsonb_in_fn, changed, changed_len, &b);
	if (first == OUTCOME_DIFFERENT || *outcome == OUTCOME_DIFFERENT)
		return false;
	if (first == OUTCOME_REFUSED)
		*outcome = OUTCOME_REFUSED;
	if (*outcome == OUTCOME_REFUSED)
		return true;
	*equal = compareJsonbContainers(&a.jsonb->root, &b.jsonb->root) == 0;
	return CvgHashEqual(a.hash, b.hash) == *equal;
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

/* The counts, and the first document that is wrong, or NULL. */
static Datum
ResultRow(FunctionCallInfo fcinfo, const int64 *counts, int ncounts, bytea *first)
{
	TupleDesc	tupdesc;
	Datum		values[5];
	bool		nulls[5] = {false};

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	for (int i = 0; i < ncounts; i++)
		values[i] = Int64GetDatum(counts[i]);
	values[ncounts] = PointerGetDatum(first);
	nulls[ncounts] = first == NULL;
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}

/*
 * Nanoseconds per document; in a context reset after each.
 */
static double
TimeRound(Work work, CvgJsonbWriter *writer, FmgrInfo *jsonb_in_fn,
		  char **texts, Datum *jsonbs, int n)
{
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext,
											   "one document",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(mcxt);
	instr_time	start;
	instr_time	end;
	CvgHash		hash;

	INSTR_TIME_SET_CURRENT(start);
	for (int i = 0; i < n; i++)
	{
		size_t		len = strlen(texts[i]);

		switch (work)
		{
			case WORK_DIGEST_TEXT:
				if (!CvgDigestJsonText(texts[i], len, &hash))
					elog(ERROR, "text %d was refused", i + 1);
				break;
			case WORK_DIGEST_JSONB:
				CvgDigestJsonbDatum(NULL, jsonbs[i]);
				break;
			case WORK_WRITER:
				if (CvgJsonbWrite(writer, texts[i], len) == NULL)
					elog(ERROR, "text %d was declined", i + 1);
				break;
			case WORK_JSONB_IN:
				pg_verifymbstr(texts[i], len, false);
				InputFunctionCall(jsonb_in_fn, texts[i], InvalidOid, -1);
				break;
		}
		MemoryContextReset(mcxt);
	}
	INSTR_TIME_SET_CURRENT(end);
	INSTR_TIME_SUBTRACT(end, start);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(mcxt);
	return INSTR_TIME_GET_DOUBLE(end) * 1e9 / n;
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
