/*-------------------------------------------------------------------------
 *
 * pushdown_form.c
 *	  Which form two servers can both write the values of a column in.
 *
 * The pair of types decides; a pair that is not in the table has none.  Rules
 * that change values are told to the source, which changes them in its
 * expression.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "target/prepare.h"
#include "verify/pushdown_internal.h"

/* What both servers write as the same text. */
#define TEXTS \
	(CVG_FROM_EXACT | CVG_FROM_CHARS | CVG_FROM_BYTES | CVG_FROM_MOMENTS | \
	 CVG_FROM(TIME) | CVG_FROM(ENUM) | CVG_FROM(SET) | CVG_FROM(JSON) | CVG_FROM(UUID) | \
	 CVG_FROM(INET))

typedef struct FormOfPair
{
	uint32		sources;
	Oid			target;			/* ANYENUMOID: any enum */
	CvgDigestForm form;
} FormOfPair;

static const FormOfPair forms[] = {
	{CVG_FROM_INTS | CVG_FROM(BIT) | CVG_FROM_CHARS | CVG_FROM(ENUM), BOOLOID, CVG_FORM_BOOLEAN},
	{CVG_FROM_EXACT, INT2OID, CVG_FORM_NUMBER},
	{CVG_FROM_EXACT, INT4OID, CVG_FORM_NUMBER},
	{CVG_FROM_EXACT, INT8OID, CVG_FORM_NUMBER},
	{CVG_FROM_EXACT, OIDOID, CVG_FORM_NUMBER},
	{CVG_FROM_EXACT, NUMERICOID, CVG_FORM_NUMBER},
	{CVG_FROM_EXACT, MONEYOID, CVG_FORM_NUMBER},
	{CVG_FROM_EXACT, FLOAT4OID, CVG_FORM_NUMBER},
	{CVG_FROM_EXACT, FLOAT8OID, CVG_FORM_NUMBER},
	{CVG_FROM(FLOAT), FLOAT4OID, CVG_FORM_FLOAT},
	{CVG_FROM(FLOAT) | CVG_FROM(DOUBLE), FLOAT8OID, CVG_FORM_FLOAT},
	{CVG_FROM(BIT), BITOID, CVG_FORM_BITS},
	{CVG_FROM(BIT), VARBITOID, CVG_FORM_BITS},
	{CVG_FROM_MOMENTS, DATEOID, CVG_FORM_MOMENT},
	{CVG_FROM_MOMENTS, TIMESTAMPOID, CVG_FORM_MOMENT},
	{CVG_FROM_MOMENTS, TIMESTAMPTZOID, CVG_FORM_MOMENT},
	{CVG_FROM(TIME), TIMEOID, CVG_FORM_TIME},
	{CVG_FROM(TIME), INTERVALOID, CVG_FORM_SPAN},
	{TEXTS, TEXTOID, CVG_FORM_TEXT},
	{TEXTS, VARCHAROID, CVG_FORM_TEXT},
	{TEXTS, BPCHAROID, CVG_FORM_PADDED},
	{CVG_FROM_CHARS | CVG_FROM(ENUM), NAMEOID, CVG_FORM_TEXT},
	{CVG_FROM_CHARS | CVG_FROM(ENUM), ANYENUMOID, CVG_FORM_TEXT},
	{CVG_FROM_CHARS | CVG_FROM(JSON), JSONOID, CVG_FORM_TEXT},
	{CVG_FROM_CHARS | CVG_FROM(SET), TEXTARRAYOID, CVG_FORM_LIST},
	{CVG_FROM_CHARS | CVG_FROM(SET), VARCHARARRAYOID, CVG_FORM_LIST},
	{CVG_FROM_CHARS | CVG_FROM_BYTES | CVG_FROM(UUID), UUIDOID, CVG_FORM_UUID},
	{CVG_FROM_CHARS | CVG_FROM_BYTES | CVG_FROM(GEOMETRY) | CVG_FROM(VECTOR), BYTEAOID, CVG_FORM_BYTES},
	{CVG_FROM(BINARY) | CVG_FROM(VARBINARY) | CVG_FROM(INET), INETOID, CVG_FORM_ADDRESS},
	{CVG_FROM(INET), CIDROID, CVG_FORM_ADDRESS},
	{CVG_FROM(VECTOR), FLOAT4ARRAYOID, CVG_FORM_FLOATS},
	{CVG_FROM(JSON), JSONBOID, CVG_FORM_DOCUMENT},
};

static CvgDigestForm FormOf(const CvgDigestPair *pair);
static bool IsCitext(Oid typid);
static bool IsAbbreviation(const char *zone);
static void TellRules(const CvgDigestPair *pair, CvgDigestField *field);
static bool EmptyIsNull(const CvgDigestPair *pair);

bool
CvgPushdownChoose(const CvgComparedColumn *column, CvgDigestField *field, const char **why)
{
	const CvgDigestPair *pair = &column->pair;

	memset(field, 0, sizeof(CvgDigestField));
	field->column = column->source;
	field->form = FormOf(pair);
	if (pair->rules.using_expr != NULL)
		*why = "the rule \"using\" makes its values, which the source cannot do";
	else if (field->form == CVG_FORM_NONE)
		*why = psprintf("the two servers have no common form for MySQL type \"%s\" and PostgreSQL type \"%s\"",
						pair->source->type_text,
						format_type_with_typemod(pair->typid, pair->typmod));
	else if (pair->rules.time_zone != NULL && pair->source->type == CVG_TYPE_TIMESTAMP &&
			 pair->basetypid != TIMESTAMPTZOID)
		*why = "the rule \"time_zone\" makes local times of instants, which the source cannot do";
	else if (pair->rules.time_zone != NULL && IsAbbreviation(pair->rules.time_zone))
		*why = psprintf("the rule \"time_zone\" names the zone \"%s\", which is an abbreviation in the target's SQL",
						pair->rules.time_zone);
	else
	{
		TellRules(pair, field);
		return true;
	}
	return false;
}

static CvgDigestForm
FormOf(const CvgDigestPair *pair)
{
	Oid			target = get_typtype(pair->basetypid) == TYPTYPE_ENUM ? ANYENUMOID :
		IsCitext(pair->basetypid) ? TEXTOID : pair->basetypid;

	/* text is read into citext by its input function: from what is text */
	if (target != pair->basetypid && target == TEXTOID &&
		!CvgColumnIs(pair->source, CVG_FROM_CHARS | CVG_FROM(ENUM)))
		return CVG_FORM_NONE;
	for (int i = 0; i < (int) lengthof(forms); i++)
	{
		if (forms[i].target == target && CvgColumnIs(pair->source, forms[i].sources))
			return forms[i].form;
	}
	return CVG_FORM_NONE;
}

static bool
IsCitext(Oid typid)
{
	return strcmp(CvgTypeName(typid), "citext") == 0;
}

/*
 * AT TIME ZONE 'CET' is an offset, while the zone of that name has summer
 * time.
 */
static bool
IsAbbreviation(const char *zone)
{
	Oid			types[] = {TEXTOID};
	Datum		values[] = {CStringGetTextDatum(zone)};
	MemoryContext old = CurrentMemoryContext;
	int			nestlevel = CvgSearchPathOff();
	bool		found;

	if (SPI_execute_with_args("SELECT FROM pg_timezone_abbrevs"
							  " WHERE upper(abbrev) = upper($1) AND upper($1) <> ALL ('{UTC,GMT}')",
							  1, types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the abbreviations of time zones");
	found = SPI_processed > 0;
	SPI_freetuptable(SPI_tuptable);
	MemoryContextSwitchTo(old);
	CvgSearchPathOn(nestlevel);
	return found;
}

static void
TellRules(const CvgDigestPair *pair, CvgDigestField *field)
{
	const CvgColumnRules *rules = &pair->rules;

	field->nonzero_is_true = rules->boolean_nonzero && field->form == CVG_FORM_BOOLEAN &&
		CvgColumnIs(pair->source, CVG_FROM_INTS);
	field->empty_is_null = EmptyIsNull(pair);
	if (pair->basetypid == BPCHAROID && pair->basetypmod > VARHDRSZ && !CvgColumnIs(pair->source, CVG_FROM(CHAR)))
	{
		field->nchars = pair->basetypmod - VARHDRSZ;
		field->counts_bytes = GetDatabaseEncoding() == PG_SQL_ASCII;
	}
	if (field->form == CVG_FORM_MOMENT)
	{
		field->zero_date_is_null = rules->zero_date == CVG_ZERO_NULL;
		if (rules->zero_date == CVG_ZERO_VALUE)
			field->zero_date = CvgPushdownMoment(rules->zero_date_value);
	}
	if (CvgColumnIs(pair->source, CVG_FROM_CHARS | CVG_FROM_BYTES))
		field->nul = rules->nul == CVG_NUL_STRIP ? CVG_DIGEST_NUL_STRIPPED :
			rules->nul == CVG_NUL_ESCAPE ? CVG_DIGEST_NUL_ESCAPED :
			rules->nul == CVG_NUL_BASE64 ? CVG_DIGEST_NUL_BASE64 : CVG_DIGEST_NUL_KEPT;
}

/* An empty string is no value of these types; '' may be a label of an enum. */
static bool
EmptyIsNull(const CvgDigestPair *pair)
{
	bool		by_rule = pair->rules.empty == CVG_EMPTY_NULL;

	if (!CvgColumnIs(pair->source, CVG_FROM_CHARS | CVG_FROM_BYTES | CVG_FROM(ENUM)))
		return false;
	switch (pair->basetypid)
	{
		case UUIDOID:
			return by_rule || (CvgColumnIs(pair->source, CVG_FROM_CHARS) && pair->nullable &&
							   pair->rules.empty == CVG_EMPTY_DEFAULT);
		case BOOLOID:
		case JSONOID:
			return by_rule;
	}
	return by_rule && (get_typtype(pair->basetypid) != TYPTYPE_ENUM ?
					   IsCitext(pair->basetypid) :
					   !SearchSysCacheExists2(ENUMTYPOIDNAME,
											  ObjectIdGetDatum(pair->basetypid),
											  CStringGetDatum("")));
}
