/*-------------------------------------------------------------------------
 *
 * text.c
 *	  Text that was encoded twice, and text that the source cannot deliver.
 *
 * UTF-8 that was once read as Latin-1 and stored as UTF-8 again shows as "Ã©"
 * for "é".  A value is taken for such text if every character of it is one of
 * cp1252, which is what MySQL calls latin1, and those bytes are valid UTF-8
 * with at least one character beyond ASCII.  Correct text hardly ever is: one
 * accented letter before an ASCII letter, or at the end, tells it apart.  How
 * hardly, docs/preflight.md says.
 *
 * The source counts, all columns of a table in one pass; the first row is
 * asked for where there is one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "preflight/preflight.h"

static int	AddQuestions(const CvgTablePlan *table, CvgSummaryKind kind,
						 bool (*concerns) (const CvgConvert *convert),
						 CvgSummary *questions, int n);
static void PutAnswer(CvgPreflight *preflight, const CvgTablePlan *table,
					  const CvgSummary *answer);
static bool IsText(const CvgConvert *convert);
static bool MayBeEncodedTwice(const CvgConvert *convert);
static bool MayBeLossy(const CvgConvert *convert);
static void PutDoubleEncoded(CvgPreflight *preflight, const CvgTablePlan *table,
							 const CvgColumn *column, const CvgFoundRows *found);
static void PutCharsetLoss(CvgPreflight *preflight, const CvgTablePlan *table,
						   const CvgColumn *column, const CvgFoundRows *found);
static CvgCell FromFirstLetter(const CvgCell *value);
static char *Decode(const CvgColumn *column, const CvgCell *value);
static int	Cp1252Byte(pg_wchar c);

void
CvgPreflightText(CvgPreflight *preflight, CvgTablePlan *table)
{
	CvgSummary *questions = palloc(sizeof(CvgSummary) * 2 * Max(table->nbound, 1));
	int			n;

	n = AddQuestions(table, CVG_SUMMARY_DOUBLE_ENCODED, MayBeEncodedTwice, questions, 0);
	n = AddQuestions(table, CVG_SUMMARY_CHARSET_LOSS, MayBeLossy, questions, n);
	if (n == 0)
		return;
	preflight->source->routine->summarize(preflight->source, table->source, table->where,
										  n, questions);
	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (strcmp(questions[i].value, "0") != 0)
			PutAnswer(preflight, table, &questions[i]);
	}
}

static int
AddQuestions(const CvgTablePlan *table, CvgSummaryKind kind,
			 bool (*concerns) (const CvgConvert *convert), CvgSummary *questions, int n)
{
	for (int i = 0; i < table->nbound; i++)
	{
		int			column = table->scan_columns[i];

		if (concerns(&table->bindings[column].convert))
			questions[n++] = (CvgSummary)
		{
			column, kind, NULL
		};
	}
	return n;
}

static void
PutAnswer(CvgPreflight *preflight, const CvgTablePlan *table, const CvgSummary *answer)
{
	const CvgSourceRoutine *routine = preflight->source->routine;
	bool		twice = answer->kind == CVG_SUMMARY_DOUBLE_ENCODED;
	char	   *condition = (twice ? routine->double_encoded : routine->charset_loss)
		(table->source, 1, &answer->column, table->where);
	CvgFoundRows found = {.rows = strtoll(answer->value, NULL, 10)};

	CvgPreflightFirst(preflight, table, condition, answer->column, &found);
	(twice ? PutDoubleEncoded : PutCharsetLoss)
		(preflight, table, &table->source->columns[answer->column], &found);
}

/*
 * A uuid has no letters that could be encoded twice; JSON of MySQL would have
 * to be printed first, and is mostly escaped.
 */
static bool
IsText(const CvgConvert *convert)
{
	return convert->basetypid != UUIDOID && !convert->source->is_json &&
		CvgColumnIs(convert->source, CVG_FROM_CHARS);
}

/* Two characters at least, of which one is not ASCII. */
static bool
MayBeEncodedTwice(const CvgConvert *convert)
{
	const CvgColumn *source = convert->source;

	return IsText(convert) && source->length != 1 && source->length != 0 &&
		(source->charset == NULL || strcmp(source->charset, "ascii") != 0);
}

/* Of the character sets named here, Unicode has all characters. */
static bool
MayBeLossy(const CvgConvert *convert)
{
	static const char *const whole[] = {"utf8mb4", "utf8mb3", "utf8", "ascii",
	"latin1", "ucs2", "utf16", "utf16le", "utf32"};
	const char *charset = convert->source->charset;

	if (!IsText(convert) || charset == NULL)
		return false;
	for (int i = 0; i < lengthof(whole); i++)
	{
		if (strcmp(charset, whole[i]) == 0)
			return false;
	}
	return true;
}

static void
PutDoubleEncoded(CvgPreflight *preflight, const CvgTablePlan *table,
				 const CvgColumn *column, const CvgFoundRows *found)
{
	CvgCell		part = FromFirstLetter(&found->value);
	char	   *decoded = Decode(column, &part);
	char	   *value = CvgClipValue(column, part.data, part.len);

	CvgPreflightPut(preflight, CVG_PREFLIGHT_WARNING, "DOUBLE_ENCODED",
					table->source->name, column->name, found->rows, found->key,
					psprintf("text looks as if it had been encoded as UTF-8 twice: \"%s\" for \"%s\"",
							 value, decoded),
					"The import keeps it as it is. At the source, CONVERT(CAST(CONVERT(value USING latin1) AS BINARY) USING utf8mb4) is what it would be.");
}

static void
PutCharsetLoss(CvgPreflight *preflight, const CvgTablePlan *table,
			   const CvgColumn *column, const CvgFoundRows *found)
{
	CvgPreflightPut(preflight, CVG_PREFLIGHT_LOSS, "CHARSET_LOSS",
					table->source->name, column->name, found->rows, found->key,
					psprintf("the source delivers \"?\" for characters of %s that it cannot convert: \"%s\"",
							 column->charset,
							 CvgClipValue(column, found->value.data, found->value.len)),
					"Correct the values at the source; or convert the column to a character set that has these characters, such as gb18030 for gbk.");
}

/* The rest of the value, from a few letters before the first that is not ASCII. */
static CvgCell
FromFirstLetter(const CvgCell *value)
{
	const size_t before = 10;
	size_t		i = 0;

	while (i < value->len && !IS_HIGHBIT_SET(value->data[i]))
		i++;
	i = i > before ? i - before : 0;
	return (CvgCell)
	{
		value->data + i, value->len - i
	};
}

/* What the value would be, clipped. */
static char *
Decode(const CvgColumn *column, const CvgCell *value)
{
	char	   *bytes = palloc(value->len + 1);
	size_t		n = 0;
	const unsigned char *c = (const unsigned char *) value->data;
	const unsigned char *end = c + value->len;

	while (c < end && pg_utf_mblen(c) <= end - c)
	{
		int			byte = Cp1252Byte(utf8_to_unicode(c));

		if (byte < 0)
			break;
		bytes[n++] = (char) byte;
		c += pg_utf_mblen(c);
	}
	return CvgClipValue(column, bytes, n);
}

/* As MySQL's latin1 has it: the five bytes that are free in cp1252 are C1. */
static int
Cp1252Byte(pg_wchar c)
{
	static const pg_wchar upper[32] = {
		0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
		0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178
	};

	for (int i = 0; i < lengthof(upper); i++)
	{
		if (upper[i] == c)
			return 0x80 + i;
	}
	return c < 0x80 || (c >= 0xA0 && c <= 0xFF) ? (int) c : -1;
}
