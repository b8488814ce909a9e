/*-------------------------------------------------------------------------
 *
 * convert_error.c
 *	  Values that cannot be converted: errors, and what rules make of them.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "utils/memutils.h"

#include "convert_internal.h"

#define CLIP_LENGTH 100			/* characters of a value in a message */
#define ELLIPSIS "..."

static void ValueErrorContext(void *arg);
static char *ClipBytes(const char *data, size_t len);
static int	AppendCharacter(StringInfo buf, const char *data, size_t len, int *nchars);
static bool AppendConverted(StringInfo buf, const char *data, int len);

void
CvgConvertError(const CvgConvert *cv, CvgValueProblem problem, int sqlstate, const char *data,
				size_t len, const char *reason, const char *hint)
{
	unconstify(CvgConvert *, cv)->problem = problem;
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("could not convert value of column \"%s\" to type %s",
					cv->source->name, CvgTargetName(cv)),
			 errdetail("The source value is %s%s%s.%s%s",
					   data ? "\"" : "", CvgClipValue(cv->source, data, len),
					   data ? "\"" : "", reason ? " " : "", reason ? reason : ""),
			 hint ? errhint("%s", hint) : 0,
			 err_generic_string(PG_DIAG_COLUMN_NAME, cv->source->name)));
	pg_unreachable();
}

void
CvgValueContextPush(CvgValueContext *context, const CvgConvert *cv,
					const char *data, size_t len)
{
	context->callback.callback = ValueErrorContext;
	context->callback.arg = context;
	context->callback.previous = error_context_stack;
	context->cv = cv;
	context->data = data;
	context->len = len;
	error_context_stack = &context->callback;
}

void
CvgValueContextPop(CvgValueContext *context)
{
	error_context_stack = context->callback.previous;
}

static void
ValueErrorContext(void *arg)
{
	CvgValueContext *context = arg;

	errcontext("%svalue \"%s\" of column \"%s\"",
			   context->cv->entry == NULL ? "rule \"using\" for " : "",
			   CvgClipValue(context->cv->source, context->data, context->len),
			   context->cv->source->name);
}

char *
CvgClipValue(const CvgColumn *source, const char *data, size_t len)
{
	StringInfoData buf;
	int			nchars = 0;
	int			clip = 0;		/* bytes of buf that leave room for "..." */

	if (data == NULL)
		return pstrdup("NULL");
	if ((CVG_FROM_RAW >> source->type) & 1)
		return ClipBytes(data, len);

	initStringInfo(&buf);
	while (len > 0 && nchars <= CLIP_LENGTH)
	{
		int			used = AppendCharacter(&buf, data, len, &nchars);

		data += used;
		len -= used;
		if (nchars <= CLIP_LENGTH - (int) strlen(ELLIPSIS))
			clip = buf.len;
	}
	if (len > 0 || nchars > CLIP_LENGTH)
	{
		buf.len = clip;
		appendStringInfoString(&buf, ELLIPSIS);
	}
	return buf.data;
}

static char *
ClipBytes(const char *data, size_t len)
{
	size_t		room = (CLIP_LENGTH - strlen("\\x")) / 2;
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoString(&buf, "\\x");
	for (size_t i = 0; i < len && i < (len > room ? room - 2 : room); i++)
		appendStringInfo(&buf, "%02x", (unsigned char) data[i]);
	if (len > room)
		appendStringInfoString(&buf, ELLIPSIS);
	return buf.data;
}

/*
 * Append the first character of data, in the database's encoding; what is
 * not a printable character there is appended as \xHH.  Returns the number
 * of bytes taken and adds to *nchars.
 */
static int
AppendCharacter(StringInfo buf, const char *data, size_t len, int *nchars)
{
	unsigned char c = (unsigned char) *data;
	int			clen = pg_utf_mblen((const unsigned char *) data);

	if (!IS_HIGHBIT_SET(c) && c >= 0x20 && c != 0x7f)
	{
		appendStringInfoChar(buf, c);
		(*nchars)++;
		return 1;
	}
	if (IS_HIGHBIT_SET(c) && clen <= len &&
		pg_encoding_verifymbstr(PG_UTF8, data, clen) == clen &&
		AppendConverted(buf, data, clen))
	{
		(*nchars)++;
		return clen;
	}
	appendStringInfo(buf, "\\x%02x", c);
	*nchars += 4;
	return 1;
}

static bool
AppendConverted(StringInfo buf, const char *data, int len)
{
	int			encoding = GetDatabaseEncoding();
	unsigned char converted[MAX_CONVERSION_GROWTH * 4 + 1];
	Oid			proc;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
	{
		appendBinaryStringInfo(buf, data, len);
		return true;
	}
	proc = FindDefaultConversionProc(PG_UTF8, encoding);
	if (!OidIsValid(proc) ||
		pg_do_encoding_conversion_buf(proc, PG_UTF8, encoding,
									  (unsigned char *) data, len, converted,
									  sizeof(converted), true) != len)
		return false;
	appendStringInfoString(buf, (char *) converted);
	return true;
}

/*
 * The value becomes NULL because of the named rule, and is counted; an
 * error if the target does not accept NULL.
 */
Datum
CvgConvertNull(CvgConvert *cv, const char *data, size_t len, bool *isnull,
			   const char *rule)
{
	if (!cv->nullable)
		CvgConvertError(cv, CVG_PROBLEM_NULL_VALUE, ERRCODE_NOT_NULL_VIOLATION, data, len,
						psprintf("The rule \"%s\" makes it NULL, and the column does not accept NULL.", rule),
						NULL);
	cv->changed++;
	*isnull = true;
	return (Datum) 0;
}

/*
 * The empty string for a type that has none.
 */
Datum
CvgConvertEmpty(CvgConvert *cv, const char *data, bool *isnull)
{
	if (cv->rules.empty == CVG_EMPTY_NULL)
		return CvgConvertNull(cv, data, 0, isnull, "empty");
	CvgConvertError(cv, cv->source->type == CVG_TYPE_ENUM ? CVG_PROBLEM_ENUM_EMPTY :
					CVG_PROBLEM_EMPTY_STRING, ERRCODE_INVALID_TEXT_REPRESENTATION, data, 0,
					cv->source->type == CVG_TYPE_ENUM ?
					"MySQL stores it in place of an invalid label." :
					"The type has no value for an empty string.",
					CvgEmptyHint(cv));
}

const char *
CvgEmptyHint(const CvgConvert *cv)
{
	return cv->nullable ?
		"Add a rule with action \"empty\" and value \"null\" for this column to store NULL instead." :
		"Add a rule with action \"using\" for this column.";
}

/*
 * PostgreSQL has no values of 1 GB and more.
 */
void
CvgCheckSize(const CvgConvert *cv, const char *data, size_t len)
{
	if (unlikely(len > MaxAllocSize - VARHDRSZ - 1))
		CvgConvertError(cv, CVG_PROBLEM_OTHER, ERRCODE_PROGRAM_LIMIT_EXCEEDED, data, len,
						psprintf("It has %zu bytes; PostgreSQL's limit is 1 GB.", len),
						NULL);
}
