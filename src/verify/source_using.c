/*-------------------------------------------------------------------------
 *
 * source_using.c
 *	  Canonical forms that PostgreSQL's own functions make of the source.
 *
 * A type that has no form of its own is read from the source's text by its
 * input function, and its output is the form.  A rule "using" is evaluated as
 * an import does: the expression is the user's.  What it gives is digested as
 * a value of the target.
 *
 * Both may throw for a value, and then it has no counterpart.  So they run in
 * a subtransaction: even where errors can be reported softly, not all are.  Only
 * a type that is text under another name, as citext, needs none.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/namespace.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "compat.h"
#include "target/try.h"
#include "verify/source_forms.h"

typedef struct OutputState
{
	FmgrInfo	input;
	Oid			typioparam;
	FmgrInfo	output;
	bool		may_throw;
} OutputState;

/* One cell on its way to a digest. */
typedef struct Work
{
	CvgDigestPair *pair;
	const char *data;			/* of form output: a string */
	size_t		len;
	MemoryContext memory;		/* to work in */
	CvgHash		hash;			/* the result */
} Work;

static char *TextToServer(const char *data, size_t len);
static void OutputWork(void *arg);
static char *OutputOf(OutputState *state, char *string, int32 typmod);
static void UsingWork(void *arg);
static CvgHash Run(void (*run) (void *arg), Work *work, bool may_throw);
static bool IsOfTheValue(const ErrorData *error);

void
CvgSourceOutputBegin(CvgDigestPair *pair, MemoryContext mcxt)
{
	OutputState *state = MemoryContextAllocZero(mcxt, sizeof(OutputState));
	Oid			function;
	bool		varlena;

	getTypeInputInfo(pair->basetypid, &function, &state->typioparam);
	fmgr_info_cxt(function, &state->input, mcxt);
	state->may_throw = state->input.fn_addr != textin;
	getTypeOutputInfo(pair->basetypid, &function, &varlena);
	fmgr_info_cxt(function, &state->output, mcxt);
	pair->source_state = state;
}

CvgHash
CvgSourceOutput(CvgDigestPair *pair, const char *data, size_t len)
{
	OutputState *state = pair->source_state;
	size_t		length = len;
	const char *string = CvgSourceCellText(pair, data, &length);
	Work		work = {.pair = pair};

	if (len == 0 && pair->rules.empty == CVG_EMPTY_NULL)
		return CvgHashOfNull;
	work.data = TextToServer(string, length);
	work.len = length;
	if (work.data == NULL)
		return CvgHashImpossible(data, len);
	return Run(OutputWork, &work, state->may_throw);
}

/*
 * A string in the database's encoding, in the current memory context; NULL
 * if it cannot be one.
 */
static char *
TextToServer(const char *data, size_t len)
{
	int			encoding = GetDatabaseEncoding();
	char	   *result;
	Oid			proc;

	if (len > MaxAllocSize - 1 || pg_encoding_verifymbstr(PG_UTF8, data, len) != (int) len)
		return NULL;
	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || len == 0)
		return pnstrdup(data, len);
	result = MemoryContextAllocHuge(CurrentMemoryContext,
									(Size) len * MAX_CONVERSION_GROWTH + 1);
	proc = FindDefaultConversionProc(PG_UTF8, encoding);
	if (!OidIsValid(proc) ||
		pg_do_encoding_conversion_buf(proc, PG_UTF8, encoding, (unsigned char *) data, len,
									  (unsigned char *) result,
									  (Size) len * MAX_CONVERSION_GROWTH + 1,
									  true) != (int) len)
		return NULL;
	return result;
}

/*
 * A type modifier must not change the value.
 */
static void
OutputWork(void *arg)
{
	Work	   *work = arg;
	OutputState *state = work->pair->source_state;
	int32		typmod = work->pair->basetypmod;
	char	   *string = unconstify(char *, work->data);
	char	   *result;
	char	   *whole;

	MemoryContextSwitchTo(work->memory);
	result = OutputOf(state, string, typmod);
	whole = typmod < 0 ? result : OutputOf(state, string, -1);
	if (result == NULL || whole == NULL || strcmp(result, whole) != 0)
		work->hash = CvgHashImpossible(work->data, work->len);
	else
	{
		result = pg_server_to_any(result, strlen(result), PG_UTF8);
		work->hash = CvgHashBytes(result, strlen(result));
	}
}

/* NULL if the type does not take the string. */
static char *
OutputOf(OutputState *state, char *string, int32 typmod)
{
	ErrorData  *error = NULL;
	Datum		value = CvgInputFunctionCall(&state->input, string, state->typioparam,
											 typmod, &error);

	return error != NULL ? NULL : CvgOutputText(&state->output, value);
}

bool
CvgSourceUsingCheck(const CvgDigestPair *pair, const char **why)
{
	CvgConvert	convert;
	CvgRefusal	refusal;

	if (!CvgConvertChoose(&convert, pair->source, pair->typid, pair->typmod,
						  pair->nullable, &pair->rules, &refusal))
		*why = refusal.message;
	else if (CvgUsingIsVolatile(&convert))
		*why = "rule \"using\" calls a volatile function";
	else
		return true;
	return false;
}

void
CvgSourceUsingBegin(CvgDigestPair *pair, MemoryContext mcxt)
{
	CvgConvert *convert = MemoryContextAllocZero(mcxt, sizeof(CvgConvert));
	CvgRefusal	refusal;

	if (!CvgConvertChoose(convert, pair->source, pair->typid, pair->typmod,
						  pair->nullable, &pair->rules, &refusal))
		ereport(ERROR,
				(errcode(refusal.sqlstate),
				 errmsg("%s", refusal.message)));
	CvgConvertBegin(convert, mcxt);
	pair->source_state = convert;
}

CvgHash
CvgSourceUsing(CvgDigestPair *pair, const char *data, size_t len)
{
	Work		work = {.pair = pair,.data = data,.len = len};

	return Run(UsingWork, &work, true);
}

static void
UsingWork(void *arg)
{
	Work	   *work = arg;
	CvgConvert *convert = work->pair->source_state;
	bool		isnull = false;
	Datum		value;

	MemoryContextSwitchTo(work->memory);
	value = convert->fn(convert, work->data, work->len, &isnull);
	work->hash = CvgDigestDatum(work->pair, value, isnull);
}

/*
 * The digest of a cell; if an error says that it cannot be such a value, the
 * impossible one.  A process of a parallel query cannot have subtransactions.
 */
static CvgHash
Run(void (*run) (void *arg), Work *work, bool may_throw)
{
	ErrorData  *error;

	work->memory = CurrentMemoryContext;
	if (!may_throw || IsInParallelMode())
	{
		run(work);
		return work->hash;
	}
	error = CvgTry(run, work, IsOfTheValue);
	if (error == NULL)
		return work->hash;
	FreeErrorData(error);
	return CvgHashImpossible(work->data ? work->data : "", work->len);
}

/*
 * Whatever a function says of a value, in codes of all kinds; but not what
 * would befall another value as well.
 */
static bool
IsOfTheValue(const ErrorData *error)
{
	int			sqlerrcode = error->sqlerrcode;

	switch (ERRCODE_TO_CATEGORY(sqlerrcode))
	{
		case ERRCODE_INVALID_TRANSACTION_STATE:
		case ERRCODE_TRANSACTION_ROLLBACK:
		case ERRCODE_INSUFFICIENT_RESOURCES:
		case ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE:
		case ERRCODE_OPERATOR_INTERVENTION:
		case ERRCODE_SYSTEM_ERROR:
			return false;
		default:
			return sqlerrcode != ERRCODE_INSUFFICIENT_PRIVILEGE &&
				sqlerrcode != ERRCODE_DATA_CORRUPTED &&
				sqlerrcode != ERRCODE_INDEX_CORRUPTED;
	}
}
