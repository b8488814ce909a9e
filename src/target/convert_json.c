/*-------------------------------------------------------------------------
 *
 * convert_json.c
 *	  JSON documents into json and jsonb.
 *
 * json keeps the text as it is.  A document of MySQL's own JSON type is
 * valid and only its encoding is looked at; MariaDB's is a text column with
 * a check of MariaDB's making, and any other text may hold anything: these
 * are parsed.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "convert_internal.h"
#include "jsonb_writer.h"

typedef struct JsonState
{
	CvgState	base;
	CvgInput	input;
	CvgJsonbWriter *writer;		/* jsonb only */
	bool		trusted;		/* the source has parsed it already */
} JsonState;

static Datum ParseDocument(CvgConvert *cv, const char *document, size_t length,
						   const char *data, size_t len);

bool
CvgCheckJson(CvgConvert *cv, CvgRefusal *refusal)
{
	if (cv->basetypid == JSONBOID && !CvgSourceIn(cv, CVG_FROM(JSON)))
		cv->note = "of a key that occurs twice in an object, the last value stays";
	else if (cv->source->type == CVG_TYPE_JSON && cv->source->charset == NULL &&
			 cv->basetypid == JSONOID)
		cv->loss = CVG_LOSS_NONE;
	return true;
}

void
CvgBeginJson(CvgConvert *cv, MemoryContext mcxt)
{
	JsonState  *state = CvgStateCreate(cv, mcxt, sizeof(JsonState));

	CvgInputBegin(&state->input, cv->basetypid, mcxt);
	state->input.problem = CVG_PROBLEM_INVALID_JSON;
	state->input.hint = "Correct the document at the source, or change the type of the target column to text.";
	if (cv->basetypid == JSONBOID)
	{
		state->input.hint = "Correct the document at the source, or make the target column json or text; where converge creates it, add a rule with action \"type\".";
		state->writer = CvgJsonbWriterCreate(mcxt);
	}
	state->trusted = cv->source->type == CVG_TYPE_JSON && cv->source->charset == NULL;
}

Datum
CvgConvertJson(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	JsonState  *state = cv->state;
	size_t		length = len;
	const char *string;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	string = CvgTextFromSource(cv, data, &length);

	if (!state->trusted)
		return ParseDocument(cv, string, length, data, len);
	return PointerGetDatum(cstring_to_text_with_len(string, length));
}

Datum
CvgConvertJsonb(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	JsonState  *state = cv->state;
	size_t		length = len;
	const char *string;
	Jsonb	   *jsonb;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	jsonb = CvgJsonbWrite(state->writer, data, len);
	if (likely(jsonb != NULL))
		return PointerGetDatum(jsonb);

	/* jsonb_in knows more, or says what is wrong */
	string = CvgTextFromSource(cv, data, &length);

	return ParseDocument(cv, string, length, data, len);
}

/*
 * By the type's input function.
 */
static Datum
ParseDocument(CvgConvert *cv, const char *document, size_t length,
			  const char *data, size_t len)
{
	JsonState  *state = cv->state;
	char	   *string = pnstrdup(document, length);
	Datum		value = CvgInputCall(cv, &state->input, string, -1, data, len);

	pfree(string);
	return value;
}
