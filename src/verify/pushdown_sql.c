/*-------------------------------------------------------------------------
 *
 * pushdown_sql.c
 *	  Digests by the target's own SQL.
 *
 * See source/digest_form.h for the forms.  No expression is NULL for a value
 * that is not, nor fails for one: a value that the source cannot have gets
 * some text that no value of the source has.
 *
 * In a template, @ stands for another expression.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#include "target/prepare.h"
#include "target/relations.h"
#include "verify/pushdown_internal.h"

/* Cells of a line before those of the digests; and of each digest. */
#define LINE_CELLS 2
#define DIGEST_CELLS 3

/* Of a number's text: before the exponent; its digits; these without zeros. */
#define MANTISSA "split_part(@, 'e', 1)"
#define DIGITS "replace(ltrim(" MANTISSA ", '-'), '.', '')"
#define SHORT_DIGITS "rtrim(" DIGITS ", '0')"

/* Of to_char(); a day that is the same in every zone. */
#define MOMENT "YYYY-MM-DD HH24:MI:SS.US"
#define DAY "'24:00:00'::interval"

/* Whether an array is a plain list without NULL. */
#define IS_LIST \
	"coalesce(array_ndims(@), 1) = 1 AND coalesce(array_lower(@, 1), 1) = 1" \
	" AND NOT EXISTS (SELECT FROM unnest(@) AS u (v) WHERE v IS NULL)"

static List *RunDigest(const char *sql);
static SPITupleTable *Select(const char *sql);
static CvgDigestSums *ReadLine(HeapTuple tuple, TupleDesc tupdesc);
static char *Statement(const CvgPushdown *pushdown);
static void AppendHashes(StringInfo sql, const CvgPushdown *pushdown);
static void AppendRange(StringInfo sql, const CvgPushdown *pushdown);
static void AppendTable(StringInfo sql, const CvgPushdown *pushdown);
static char *TargetColumn(const CvgComparedColumn *column);
static char *FormExpression(const CvgComparedColumn *column, CvgDigestForm form);
static const char *FormTemplate(const CvgDigestPair *pair, CvgDigestForm form);
static const char *TextTemplate(const CvgDigestPair *pair);
static const char *NumberTemplate(Oid typid);
static char *MomentForm(const CvgDigestPair *pair, const char *name);
static char *InstantForm(const char *zone, const char *instant);
static char *IsShownTwice(const char *zone, const char *instant);
static char *LocalTime(const char *zone, const char *instant);
static bool IsOffset(const char *zone);
static char *Substitute(const char *template, const char *expression);
static char *Hashed(const char *expression);
static int	PrepareSession(void);

List *
CvgTargetDigest(const CvgPushdown *pushdown)
{
	char	   *sql = Statement(pushdown);
	int			nestlevel = PrepareSession();
	List	   *lines = RunDigest(sql);

	CvgSearchPathOn(nestlevel);
	pfree(sql);
	return lines;
}

/* Names mean what they say, and a floating-point number shows all its digits. */
static int
PrepareSession(void)
{
	int			nestlevel = CvgSearchPathOff();

	(void) set_config_option("extra_float_digits", "1", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	return nestlevel;
}

static List *
RunDigest(const char *sql)
{
	SPITupleTable *table = Select(sql);
	List	   *lines = NIL;

	for (uint64 i = 0; i < table->numvals; i++)
		lines = lappend(lines, ReadLine(table->vals[i], table->tupdesc));
	SPI_freetuptable(table);
	return lines;
}

/* The statement's rows; SPI leaves another memory context current. */
static SPITupleTable *
Select(const char *sql)
{
	MemoryContext old = CurrentMemoryContext;

	if (SPI_execute(sql, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the target: %s", sql);
	MemoryContextSwitchTo(old);
	return SPI_tuptable;
}

static CvgDigestSums *
ReadLine(HeapTuple tuple, TupleDesc tupdesc)
{
	CvgDigestSums *line = palloc(sizeof(CvgDigestSums));
	int			ndigests = (tupdesc->natts - LINE_CELLS) / DIGEST_CELLS;

	line->range = strtoull(SPI_getvalue(tuple, tupdesc, 1), NULL, 10);
	line->rows = strtoll(SPI_getvalue(tuple, tupdesc, 2), NULL, 10);
	line->nsums = 0;
	line->sums = palloc(sizeof(char *) * Max(2 * ndigests, 1));
	for (int i = 0; i < ndigests; i++)
	{
		int			cell = LINE_CELLS + i * DIGEST_CELLS + 1;

		if (strtoll(SPI_getvalue(tuple, tupdesc, cell), NULL, 10) != line->rows)
			elog(ERROR, "the target gave no digest for some rows");
		line->sums[line->nsums++] = SPI_getvalue(tuple, tupdesc, cell + 1);
		line->sums[line->nsums++] = SPI_getvalue(tuple, tupdesc, cell + 2);
	}
	return line;
}

/*
 * Range, rows; for each digest its count and the sums of both parts.  OFFSET
 * keeps the planner from computing a digest once for each of these.
 */
static char *
Statement(const CvgPushdown *pushdown)
{
	const CvgDigestSpec *spec = &pushdown->spec;
	int			ndigests = spec->by_column ? spec->nfields : Min(spec->nfields, 1);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT %s, count(*)", spec->range_column < 0 ? "0" : "r");
	for (int i = 0; i < ndigests; i++)
	{
		appendStringInfo(&sql, ", count(h%d)", i);
		for (int from = 1; from <= 16; from += 15)
			appendStringInfo(&sql, ", coalesce(sum(('x0' || substr(h%d, %d, 15))::bit(64)::bigint), 0)",
							 i, from);
	}
	appendStringInfoString(&sql, " FROM (SELECT ");
	AppendRange(&sql, pushdown);
	AppendHashes(&sql, pushdown);
	AppendTable(&sql, pushdown);
	appendStringInfoString(&sql, " OFFSET 0) AS hashed");
	if (spec->range_column >= 0)
		appendStringInfoString(&sql, " GROUP BY r ORDER BY r");
	return sql.data;
}

static void
AppendHashes(StringInfo sql, const CvgPushdown *pushdown)
{
	const CvgDigestSpec *spec = &pushdown->spec;
	StringInfoData values;
	int			ndigests = 0;

	initStringInfo(&values);
	for (int i = 0; i < spec->nfields; i++)
	{
		const CvgComparedColumn *column = &pushdown->comparison->columns[pushdown->columns[i]];

		appendStringInfo(&values, "%s%s", values.len > 0 ? ", " : "",
						 FormExpression(column, spec->fields[i].form));
		if (spec->by_column || i == spec->nfields - 1)
		{
			char	   *text = psprintf("array_to_string(ARRAY[%s], '|', 'N')", values.data);

			appendStringInfo(sql, ", %s AS h%d", Hashed(text), ndigests++);
			resetStringInfo(&values);
			pfree(text);
		}
	}
	pfree(values.data);
}

static void
AppendRange(StringInfo sql, const CvgPushdown *pushdown)
{
	const CvgDigestSpec *spec = &pushdown->spec;

	if (spec->range_column < 0)
	{
		appendStringInfoString(sql, "0 AS r");
		return;
	}
	appendStringInfo(sql, "div(%s::numeric - (" INT64_FORMAT ")::numeric, " UINT64_FORMAT "::numeric) AS r",
					 TargetColumn(&pushdown->comparison->columns[pushdown->range_column]),
					 spec->first, spec->width);
}

static void
AppendTable(StringInfo sql, const CvgPushdown *pushdown)
{
	const CvgDigestSpec *spec = &pushdown->spec;

	appendStringInfo(sql, " FROM %s AS t", CvgRelationName(pushdown->comparison->plan->relid));
	if (spec->range_column >= 0)
		appendStringInfo(sql, " WHERE %s BETWEEN " INT64_FORMAT " AND " INT64_FORMAT,
						 TargetColumn(&pushdown->comparison->columns[pushdown->range_column]),
						 spec->first, spec->last);
}

static char *
TargetColumn(const CvgComparedColumn *column)
{
	return psprintf("t.%s", quote_identifier(column->target_name));
}

static char *
FormExpression(const CvgComparedColumn *column, CvgDigestForm form)
{
	const char *name = TargetColumn(column);

	switch (form)
	{
		case CVG_FORM_MOMENT:
			return MomentForm(&column->pair, name);
		case CVG_FORM_BYTES:
		case CVG_FORM_FLOATS:
			return psprintf("encode(sha256(%s), 'hex')",
							Substitute(FormTemplate(&column->pair, form), name));
		case CVG_FORM_TEXT:
		case CVG_FORM_PADDED:
		case CVG_FORM_UUID:
		case CVG_FORM_LIST:
		case CVG_FORM_DOCUMENT:
			return Hashed(Substitute(FormTemplate(&column->pair, form), name));
		default:
			return Substitute(FormTemplate(&column->pair, form), name);
	}
}

static const char *
FormTemplate(const CvgDigestPair *pair, CvgDigestForm form)
{
	switch (form)
	{
		case CVG_FORM_BOOLEAN:
			return "@::boolean::integer::text";
		case CVG_FORM_NUMBER:
			return NumberTemplate(pair->basetypid);
		case CVG_FORM_FLOAT:
			return Substitute("CASE WHEN @ IN ('NaN', 'Infinity', '-Infinity', '0', '-0') THEN @ ELSE"
							  " CASE WHEN @ LIKE '-%' THEN '-' ELSE '' END"
							  " || ltrim(" SHORT_DIGITS ", '0') || 'e' ||"
							  " (CASE WHEN @ LIKE '%e%' THEN split_part(@, 'e', 2) ELSE '0' END::integer"
							  " - length(split_part(" MANTISSA ", '.', 2))"
							  " + length(" DIGITS ") - length(" SHORT_DIGITS "))::text END",
							  "@::float8::text");
		case CVG_FORM_TIME:
			return "upper(encode(time_send(@::time), 'hex'))";
		case CVG_FORM_SPAN:
			return "upper(encode(interval_send(@::interval), 'hex'))";
		case CVG_FORM_TEXT:
			return TextTemplate(pair);
		case CVG_FORM_PADDED:
			return "rtrim(@::text, ' ')";
		case CVG_FORM_BYTES:
			return "@::bytea";
		case CVG_FORM_UUID:
			return "replace(@::text, '-', '')";
		case CVG_FORM_ADDRESS:
			return "upper(encode(substr(inet_send(@::inet), 2, 1)"
				" || substr(inet_send(@::inet), 5), 'hex'))";
		case CVG_FORM_LIST:
			return "CASE WHEN " IS_LIST " THEN cardinality(@) || ':' || array_to_string(@, ',')"
				" ELSE @::text END";
		case CVG_FORM_FLOATS:
			return "CASE WHEN @ IS NULL THEN NULL WHEN " IS_LIST " THEN coalesce((SELECT"
				" string_agg(substr(b, 4, 1) || substr(b, 3, 1) || substr(b, 2, 1) || substr(b, 1, 1), ''"
				" ORDER BY n) FROM (SELECT float4send(v) AS b, n"
				" FROM unnest(@) WITH ORDINALITY AS u (v, n)) AS e), '')"
				" ELSE convert_to(@::text, 'UTF8') END";
		case CVG_FORM_DOCUMENT:
			return "CASE WHEN @::text ~ '[.][0-9]*0' THEN regexp_replace(@::text,"
				" E'(\"(?:[^\"\\\\\\\\]|\\\\\\\\.)*\")|([.][0-9]*[1-9])0+(?![0-9])|[.]0+(?![0-9])"
				"|-(0)(?:[.]0+)?(?![0-9.])', E'\\\\1\\\\2\\\\3', 'g') ELSE @::text END";
		default:
			return "@::text";
	}
}

/* A cast of an enum may be somebody's own; format() writes its label. */
static const char *
TextTemplate(const CvgDigestPair *pair)
{
	return get_typtype(pair->basetypid) == TYPTYPE_ENUM ?
		"CASE WHEN @ IS NOT NULL THEN format('%s', @) END" : "@::text";
}

/* What a floating-point number shows is the shortest that is it exactly. */
static const char *
NumberTemplate(Oid typid)
{
	switch (typid)
	{
		case FLOAT4OID:
		case FLOAT8OID:
			return "CASE WHEN @::text = '-0' THEN '-0' ELSE trim_scale(@::text::numeric)::text END";
		case MONEYOID:
			return "trim_scale(@::money::numeric)::text";
		case NUMERICOID:
			return "trim_scale(@::numeric)::text";
		default:
			return "@::text";
	}
}

static char *
MomentForm(const CvgDigestPair *pair, const char *name)
{
	if (pair->basetypid == TIMESTAMPTZOID)
		return InstantForm(pair->rules.time_zone, psprintf("%s::timestamptz", name));
	return Substitute("CASE WHEN @ >= '0001-01-01' AND @ < '10000-01-01'"
					  " THEN to_char(@::timestamp, '" MOMENT "') ELSE @::text END",
					  psprintf("%s::%s", name, pair->basetypid == DATEOID ? "date" : "timestamp"));
}

/*
 * An instant is what clocks of the rule's zone show.  If they show it twice
 * no local time of the source is it.  Far from the source's years timezone()
 * would fail.
 */
static char *
InstantForm(const char *zone, const char *instant)
{
	char	   *local = LocalTime(zone, instant);
	char	   *range = Substitute("@ >= '0001-01-01' AND @ < '10000-01-01'", local);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, Substitute("CASE WHEN @ < '0002-01-01 00:00:00+00 BC'"
											" OR @ >= '10001-01-01 00:00:00+00' THEN @::text",
											instant));
	appendStringInfo(&sql, " WHEN %s", range);
	if (zone != NULL && !IsOffset(zone))
		appendStringInfo(&sql, " AND NOT (%s)", IsShownTwice(zone, instant));
	appendStringInfo(&sql, " THEN to_char(%s, '" MOMENT "') ELSE %s::text END", local, instant);
	return sql.data;
}

/*
 * Clocks that are set back between a day before and the instant show it as
 * they showed an earlier one, and so on with a day after.
 */
static char *
IsShownTwice(const char *zone, const char *instant)
{
	char	   *local = LocalTime(zone, instant);
	char	   *before = psprintf("(%s + " DAY " - %s)",
								  LocalTime(zone, psprintf("%s - " DAY, instant)), local);
	char	   *after = psprintf("(%s + " DAY " - %s)", local,
								 LocalTime(zone, psprintf("%s + " DAY, instant)));

	return psprintf("%s > '0' AND %s = %s OR %s > '0' AND %s = %s",
					before, LocalTime(zone, psprintf("%s - %s", instant, before)), local,
					after, LocalTime(zone, psprintf("%s + %s", instant, after)), local);
}

/* AT TIME ZONE reads a sign as POSIX does unless it is an interval's. */
static char *
LocalTime(const char *zone, const char *instant)
{
	if (zone == NULL)
		zone = "UTC";
	return psprintf("timezone(%s::%s, %s)", quote_literal_cstr(zone),
					IsOffset(zone) ? "interval" : "text", instant);
}

static bool
IsOffset(const char *zone)
{
	return *zone == '+' || *zone == '-';
}

static char *
Substitute(const char *template, const char *expression)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (const char *c = template; *c != '\0'; c++)
	{
		if (*c == '@')
			appendStringInfoString(&buf, expression);
		else
			appendStringInfoChar(&buf, *c);
	}
	return buf.data;
}

static char *
Hashed(const char *expression)
{
	return psprintf("encode(sha256(convert_to(%s, 'UTF8')), 'hex')", expression);
}

char *
CvgPushdownMoment(const char *value)
{
	int			nestlevel = PrepareSession();
	CvgDigestPair pair = {.basetypid = TIMESTAMPOID};
	char	   *sql = psprintf("SELECT %s", MomentForm(&pair, quote_literal_cstr(value)));
	SPITupleTable *table = Select(sql);
	char	   *moment = SPI_getvalue(table->vals[0], table->tupdesc, 1);

	SPI_freetuptable(table);
	CvgSearchPathOn(nestlevel);
	return moment;
}

bool
CvgTargetKeyBounds(const CvgPushdown *pushdown, int64 *lowest, int64 *highest)
{
	const char *key = TargetColumn(&pushdown->comparison->columns[pushdown->range_column]);
	int			nestlevel = CvgSearchPathOff();
	char	   *sql = psprintf("SELECT min(%s)::bigint, max(%s)::bigint FROM %s AS t", key, key,
							   CvgRelationName(pushdown->comparison->plan->relid));
	SPITupleTable *table = Select(sql);
	bool		isnull;

	*lowest = DatumGetInt64(SPI_getbinval(table->vals[0], table->tupdesc, 1, &isnull));
	*highest = DatumGetInt64(SPI_getbinval(table->vals[0], table->tupdesc, 2, &isnull));
	SPI_freetuptable(table);
	CvgSearchPathOn(nestlevel);
	return !isnull;
}
