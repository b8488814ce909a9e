/*-------------------------------------------------------------------------
 *
 * convert_text.c
 *	  Strings: text, varchar, char, name and arrays of strings.
 *
 * Text arrives as utf8mb4 and is checked byte by byte: the source may hold
 * what is no UTF-8, and PostgreSQL has no place for NUL bytes.  The rule
 * "nul" turns a whole column, so that its values still tell one from another:
 *
 *	strip	NUL bytes are left out (not reversible);
 *	escape	NUL becomes \x00, and backslash becomes \\;
 *	base64	every value becomes the base64 of its bytes, without line breaks.
 *
 * Limits of length are those of the type, in characters.  PostgreSQL itself
 * would cut blanks at the end and pad char(n); here the first is refused,
 * the second is done for CHAR columns alone.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "common/base64.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "convert_internal.h"

#define CVG_FROM_NUMBERS \
	(CVG_FROM_INTS | CVG_FROM(DECIMAL) | CVG_FROM(FLOAT) | CVG_FROM(DOUBLE))

static const char *UnusualText(CvgConvert *cv, const char *data, size_t *len);
static const char *StripNul(CvgConvert *cv, const char *data, size_t *len);
static const char *EscapeNul(CvgConvert *cv, const char *data, size_t *len);
static const char *EncodeBase64(CvgConvert *cv, const char *data, size_t *len);
static const char *TextToServer(const CvgConvert *cv, const char *data, size_t *len);
static int	CharacterLimit(const CvgConvert *cv);
static int	CountCharacters(const char *string, size_t length);
static void CheckLength(const CvgConvert *cv, const char *string, size_t length,
						const char *data, size_t len);
static void TooLong(const CvgConvert *cv, int nchars, const char *data, size_t len);
static void NotPadded(const CvgConvert *cv, const char *data, size_t len);
static int	SourceCharacters(const CvgColumn *source);
static int	LabelCharacters(const CvgColumn *source);

/*
 * A value as text in the database's encoding, after the rule "nul"; points
 * into data or into the current memory context.
 */
const char *
CvgTextFromSource(CvgConvert *cv, const char *data, size_t *len)
{
	CvgCheckSize(cv, data, *len);
	if (cv->source->zerofill && CvgSourceIn(cv, CVG_FROM_NUMBERS))
		data = CvgPlainInteger(data, len);
	if (unlikely(cv->rules.nul == CVG_NUL_BASE64 || cv->rules.nul == CVG_NUL_ESCAPE) ||
		unlikely(!CvgIsUtf8(data, *len)))
		data = UnusualText(cv, data, len);
	if (unlikely(GetDatabaseEncoding() != PG_UTF8))
		data = TextToServer(cv, data, len);
	return data;
}

/*
 * Whether the value, of at most 1 GB, is UTF-8 without NUL bytes.  ASCII, which
 * most values are, is told here, and PostgreSQL looks at the rest.
 */
bool
CvgIsUtf8(const char *data, size_t len)
{
	size_t		i = 0;

	for (; len - i >= sizeof(uint64); i += sizeof(uint64))
	{
		uint64		bytes;

		/* subtracting sets the highest bit of a byte that is 0 */
		memcpy(&bytes, data + i, sizeof(bytes));
		if (((bytes | (bytes - CVG_EIGHT(1))) & CVG_EIGHT(0x80)) != 0)
			return pg_encoding_verifymbstr(PG_UTF8, data + i, len - i) == (int) (len - i);
	}
	for (; i < len; i++)
	{
		if ((signed char) data[i] <= 0)
			return pg_encoding_verifymbstr(PG_UTF8, data + i, len - i) == (int) (len - i);
	}
	return true;
}

/*
 * Throw unless the value is UTF-8 without NUL bytes.
 */
void
CvgCheckUtf8(const CvgConvert *cv, const char *data, size_t len)
{
	if (likely(CvgIsUtf8(data, len)))
		return;
	if (memchr(data, '\0', len) != NULL)
		CvgConvertError(cv, CVG_PROBLEM_NUL_BYTE, ERRCODE_CHARACTER_NOT_IN_REPERTOIRE, data, len,
						"It contains a NUL byte.",
						cv->entry == NULL || (cv->entry->rules & CVG_RULE_NUL) ?
						"Add a rule with action \"nul\" for this column." :
						"Correct the value at the source, or add rules with actions \"nul\" and \"using\" for this column.");
	CvgConvertError(cv, CVG_PROBLEM_INVALID_UTF8, ERRCODE_CHARACTER_NOT_IN_REPERTOIRE, data, len,
					"It is not valid UTF-8.",
					"Correct the value at the source, or change the type of the target column to bytea.");
}

/*
 * Text with NUL bytes or to be encoded; whatever else is wrong is an error.
 */
static const char *
UnusualText(CvgConvert *cv, const char *data, size_t *len)
{
	const char *end = data + *len;

	if (cv->rules.nul == CVG_NUL_ERROR)
		CvgCheckUtf8(cv, data, *len);
	if (cv->rules.nul == CVG_NUL_BASE64)
		return EncodeBase64(cv, data, len);
	for (const char *part = data; part < end; part++)
	{
		const char *nul = memchr(part, '\0', end - part);
		size_t		length = (nul ? nul : end) - part;

		if (pg_encoding_verifymbstr(PG_UTF8, part, length) != (int) length)
			CvgConvertError(cv, CVG_PROBLEM_INVALID_UTF8, ERRCODE_CHARACTER_NOT_IN_REPERTOIRE, data, *len,
							"It is not valid UTF-8.",
							"Correct the value at the source, or change the type of the target column to bytea.");
		part += length;
	}
	return cv->rules.nul == CVG_NUL_STRIP ? StripNul(cv, data, len) :
		EscapeNul(cv, data, len);
}

static const char *
StripNul(CvgConvert *cv, const char *data, size_t *len)
{
	char	   *result = palloc(*len + 1);
	size_t		length = 0;

	for (size_t i = 0; i < *len; i++)
	{
		if (data[i] != '\0')
			result[length++] = data[i];
	}
	cv->changed++;
	*len = length;
	return result;
}

static const char *
EscapeNul(CvgConvert *cv, const char *data, size_t *len)
{
	StringInfoData buf;

	if (memchr(data, '\0', *len) == NULL && memchr(data, '\\', *len) == NULL)
		return data;

	initStringInfo(&buf);
	for (size_t i = 0; i < *len; i++)
	{
		if (data[i] == '\0')
			appendStringInfoString(&buf, "\\x00");
		else if (data[i] == '\\')
			appendStringInfoString(&buf, "\\\\");
		else
			appendStringInfoCharMacro(&buf, data[i]);
	}
	cv->changed++;
	*len = buf.len;
	return buf.data;
}

static const char *
EncodeBase64(CvgConvert *cv, const char *data, size_t *len)
{
	char	   *result;
	int			size;

	CvgCheckSize(cv, data, *len / 3 * 4 + 4);
	size = pg_b64_enc_len(*len);
	result = palloc(size + 1);
	*len = pg_b64_encode((const void *) data, *len, result, size);
	cv->changed++;
	return result;
}

/*
 * Valid UTF-8 in the encoding of a database that has another.
 */
static const char *
TextToServer(const CvgConvert *cv, const char *data, size_t *len)
{
	int			encoding = GetDatabaseEncoding();
	Size		size = (Size) *len * MAX_CONVERSION_GROWTH + 1;
	unsigned char *converted;
	Oid			proc;

	if (encoding == PG_SQL_ASCII || *len == 0)
		return data;
	proc = FindDefaultConversionProc(PG_UTF8, encoding);
	converted = MemoryContextAllocHuge(CurrentMemoryContext, size);
	if (!OidIsValid(proc) ||
		pg_do_encoding_conversion_buf(proc, PG_UTF8, encoding, (unsigned char *) data,
									  *len, converted, size, true) != (int) *len)
		CvgConvertError(cv, CVG_PROBLEM_ENCODING, ERRCODE_UNTRANSLATABLE_CHARACTER, data, *len,
						psprintf("It has characters that the database's encoding %s lacks.",
								 GetDatabaseEncodingName()),
						"Import into a database with the encoding UTF8.");
	*len = strlen((char *) converted);
	return (char *) converted;
}

bool
CvgCheckText(CvgConvert *cv, CvgRefusal *refusal)
{
	int			limit = CharacterLimit(cv);
	int			length = SourceCharacters(cv->source);

	if (cv->source->type == CVG_TYPE_TIMESTAMP)
		cv->note = "stored as UTC time without zone";
	if (limit >= 0 && (length < 0 || length > limit))
		cv->loss = CVG_LOSS_CHECKED;
	if (cv->basetypid == BPCHAROID && limit >= 0 && cv->source->type != CVG_TYPE_CHAR)
	{
		cv->loss = CVG_LOSS_CHECKED;
		cv->note = psprintf("only values of exactly %d characters; shorter ones would be padded",
							limit);
	}
	return true;
}

/*
 * Characters that values of the source type have at most; -1: not known.
 */
static int
SourceCharacters(const CvgColumn *source)
{
	switch (source->type)
	{
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
			return source->length;
		case CVG_TYPE_ENUM:
		case CVG_TYPE_SET:
			return LabelCharacters(source);
		case CVG_TYPE_DECIMAL:
			return source->precision < 0 ? -1 : source->precision + strlen("-0.");
		case CVG_TYPE_FLOAT:
		case CVG_TYPE_DOUBLE:
			return strlen("-2.2250738585072014e-308");
		case CVG_TYPE_UUID:
			return strlen("00000000-0000-0000-0000-000000000000");
		case CVG_TYPE_INET:
			return strlen("0000:0000:0000:0000:0000:0000:255.255.255.255");
		case CVG_TYPE_TEXT:
		case CVG_TYPE_JSON:
			return -1;
		case CVG_TYPE_DATE:
			return strlen("0000-00-00");
		case CVG_TYPE_DATETIME:
		case CVG_TYPE_TIMESTAMP:
			return strlen("0000-00-00 00:00:00") + (source->scale > 0 ? source->scale + 1 : 0);
		case CVG_TYPE_TIME:
			return strlen("-838:59:59") + (source->scale > 0 ? source->scale + 1 : 0);
		default:
			return CvgIntegerDigits(source) + (source->is_unsigned ? 0 : 1);
	}
}

/* Of the longest label of an enum, or of all labels of a set with commas. */
static int
LabelCharacters(const CvgColumn *source)
{
	int			longest = 0;
	int			all = 0;
	ListCell   *lc;

	foreach(lc, source->labels)
	{
		int			length = pg_mbstrlen(lfirst(lc));

		longest = Max(longest, length);
		all += length + 1;
	}
	return source->type == CVG_TYPE_ENUM ? longest : all;
}

/* Of the target's base type in characters, or -1. */
static int
CharacterLimit(const CvgConvert *cv)
{
	return cv->basetypmod < (int32) VARHDRSZ ? -1 : cv->basetypmod - VARHDRSZ;
}

Datum
CvgConvertText(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	data = CvgTextFromSource(cv, data, &len);
	return PointerGetDatum(cstring_to_text_with_len(data, len));
}

Datum
CvgConvertVarchar(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	size_t		length = len;
	const char *string = CvgTextFromSource(cv, data, &length);

	CheckLength(cv, string, length, data, len);
	return PointerGetDatum(cstring_to_text_with_len(string, length));
}

/*
 * Throw if the type's limit does not let all characters in.
 */
static void
CheckLength(const CvgConvert *cv, const char *string, size_t length,
			const char *data, size_t len)
{
	int			limit = CharacterLimit(cv);
	int			nchars;

	if (limit < 0 || length <= (size_t) limit)
		return;
	nchars = CountCharacters(string, length);
	if (nchars > limit)
		TooLong(cv, nchars, data, len);
}

static int
CountCharacters(const char *string, size_t length)
{
	int			nchars = 0;

	if (GetDatabaseEncoding() != PG_UTF8)
		return pg_mbstrlen_with_len(string, length);
	/* known to be valid: every byte but continuations begins a character */
	for (size_t i = 0; i < length; i++)
		nchars += (string[i] & 0xc0) != 0x80;
	return nchars;
}

static void
TooLong(const CvgConvert *cv, int nchars, const char *data, size_t len)
{
	CvgConvertError(cv, CVG_PROBLEM_TEXT_LENGTH, ERRCODE_STRING_DATA_RIGHT_TRUNCATION, data, len,
					psprintf(cv->rules.nul == CVG_NUL_ERROR ? "It has %d characters." :
							 "By the rule \"nul\" it has %d characters.", nchars),
					"Change the type of the target column, or add a rule with action \"using\" for this column to cut it.");
}

/*
 * char(n): the values of CHAR columns are padded, as both systems mean it;
 * others must have the full length.
 */
Datum
CvgConvertBpchar(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	size_t		length = len;
	const char *string = CvgTextFromSource(cv, data, &length);
	int			limit = CharacterLimit(cv);
	int			npad;
	BpChar	   *result;

	if (limit < 0)
		return PointerGetDatum(cstring_to_text_with_len(string, length));

	npad = limit - CountCharacters(string, length);
	if (npad < 0)
		TooLong(cv, limit - npad, data, len);
	if (npad > 0 && cv->source->type != CVG_TYPE_CHAR)
		NotPadded(cv, data, len);
	result = palloc(VARHDRSZ + length + npad);
	SET_VARSIZE(result, VARHDRSZ + length + npad);
	memcpy(VARDATA(result), string, length);
	memset(VARDATA(result) + length, ' ', npad);
	return PointerGetDatum(result);
}

static void
NotPadded(const CvgConvert *cv, const char *data, size_t len)
{
	CvgConvertError(cv, CVG_PROBLEM_TEXT_LENGTH, ERRCODE_STRING_DATA_LENGTH_MISMATCH, data, len,
					"The type would pad it with blanks.",
					"Change the type of the target column to varchar, or add a rule with action \"using\" and value \"value\" for this column to pad it.");
}

Datum
CvgConvertName(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	size_t		length = len;
	const char *string = CvgTextFromSource(cv, data, &length);
	Name		name;

	if (length >= NAMEDATALEN)
		CvgConvertError(cv, CVG_PROBLEM_TEXT_LENGTH, ERRCODE_NAME_TOO_LONG, data, len,
						psprintf("It has %zu bytes; the type holds %d.", length, NAMEDATALEN - 1),
						"Change the type of the target column to text.");
	name = palloc0(NAMEDATALEN);
	memcpy(NameStr(*name), string, length);
	return NameGetDatum(name);
}

/*
 * The labels of a SET, or text divided at commas: an empty string has no
 * elements, a,,b has three.
 */
Datum
CvgConvertTextArray(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	size_t		length = len;
	const char *string = CvgTextFromSource(cv, data, &length);
	const char *end = string + length;
	Oid			element = cv->basetypid == TEXTARRAYOID ? TEXTOID : VARCHAROID;
	int			nelems = 1;
	int			i = 0;
	Datum	   *elems;
	ArrayType  *array;

	if (length == 0)
		return PointerGetDatum(construct_empty_array(element));
	for (const char *p = string; p < end; p++)
		nelems += *p == ',' ? 1 : 0;

	elems = palloc(sizeof(Datum) * nelems);
	for (const char *p = string; i < nelems; i++)
	{
		const char *comma = i < nelems - 1 ? memchr(p, ',', end - p) : end;

		CheckLength(cv, p, comma - p, data, len);
		elems[i] = PointerGetDatum(cstring_to_text_with_len(p, comma - p));
		p = comma + 1;
	}
	array = construct_array(elems, nelems, element, -1, false, TYPALIGN_INT);
	for (i = 0; i < nelems; i++)
		pfree(DatumGetPointer(elems[i]));
	pfree(elems);
	return PointerGetDatum(array);
}
