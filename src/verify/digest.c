/*-------------------------------------------------------------------------
 *
 * digest.c
 *	  Choosing the canonical form in which a pair of types is compared.
 *
 * The first entry of the table that has the target's type decides, if the
 * source's type is in it.  What no entry has is compared by the text that
 * the target's type makes of it, as far as a source's text can be read.
 *
 * Rules of a column that have no meaning for its pair of types are passed
 * over; whether that is in order the plan of an import says.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "verify/source_forms.h"

/* Sets of type classes of the source. */
#define FROM(type)	(UINT32_C(1) << CVG_TYPE_##type)
#define INTS \
	(FROM(TINYINT) | FROM(SMALLINT) | FROM(MEDIUMINT) | FROM(INT) | FROM(BIGINT))
#define EXACT	(INTS | FROM(YEAR) | FROM(DECIMAL))
#define FLOATS	(FROM(FLOAT) | FROM(DOUBLE))
#define CHARS	(FROM(CHAR) | FROM(VARCHAR) | FROM(TEXT))
#define BYTES	(FROM(BINARY) | FROM(VARBINARY) | FROM(BLOB))
#define DATES	(FROM(DATE) | FROM(DATETIME) | FROM(TIMESTAMP))
#define WRITTEN \
	(EXACT | FLOATS | DATES | CHARS | BYTES | FROM(TIME) | FROM(ENUM) | FROM(SET) | \
	 FROM(JSON) | FROM(UUID) | FROM(INET))

typedef struct Form
{
	Oid			target;			/* base type; ANYENUMOID: every enum */
	uint32		sources;
	CvgDigestCellFn cell;
	CvgDigestDatumFn datum;
} Form;

static const Form forms[] = {
	{BOOLOID, INTS | CHARS | FROM(BIT) | FROM(ENUM), CvgSourceBoolean, CvgTargetBoolean},

	{INT2OID, EXACT | CHARS, CvgSourceInteger, CvgTargetInteger},
	{INT4OID, EXACT | CHARS, CvgSourceInteger, CvgTargetInteger},
	{INT8OID, EXACT | CHARS, CvgSourceInteger, CvgTargetInteger},
	{OIDOID, EXACT | CHARS, CvgSourceInteger, CvgTargetInteger},
	{NUMERICOID, EXACT | CHARS, CvgSourceDecimal, CvgTargetDecimal},
	{MONEYOID, EXACT | CHARS, CvgSourceDecimal, CvgTargetDecimal},
	{FLOAT4OID, EXACT | CHARS | FROM(FLOAT), CvgSourceFloat4, CvgTargetFloat4},
	{FLOAT8OID, EXACT | CHARS | FLOATS, CvgSourceFloat8, CvgTargetFloat8},

	{TEXTOID, WRITTEN, CvgSourceText, CvgTargetText},
	{VARCHAROID, WRITTEN, CvgSourceText, CvgTargetText},
	{BPCHAROID, WRITTEN, CvgSourcePadded, CvgTargetPadded},
	{NAMEOID, CHARS | FROM(ENUM), CvgSourceText, CvgTargetText},
	{ANYENUMOID, CHARS | FROM(ENUM), CvgSourceText, CvgTargetText},
	{JSONOID, CHARS | FROM(JSON), CvgSourceText, CvgTargetText},
	{TEXTARRAYOID, CHARS | FROM(SET), CvgSourceTexts, CvgTargetTexts},
	{VARCHARARRAYOID, CHARS | FROM(SET), CvgSourceTexts, CvgTargetTexts},
	{JSONBOID, CHARS | FROM(JSON), CvgSourceDocument, CvgDigestJsonbDatum},

	{UUIDOID, CHARS | BYTES | FROM(UUID), CvgSourceUuid, CvgTargetUuid},
	{DATEOID, CHARS | DATES, CvgSourceMoment, CvgTargetMoment},
	{TIMESTAMPOID, CHARS | DATES, CvgSourceMoment, CvgTargetMoment},
	{TIMESTAMPTZOID, CHARS | DATES, CvgSourceMoment, CvgTargetMoment},
	{TIMEOID, CHARS | FROM(TIME), CvgSourceTime, CvgTargetTime},
	{INTERVALOID, FROM(TIME), CvgSourceSpan, CvgTargetSpan},

	{BYTEAOID, BYTES | CHARS | FROM(GEOMETRY) | FROM(VECTOR), CvgSourceBytes, CvgTargetBytes},
	{BITOID, FROM(BIT), CvgSourceBits, CvgTargetBits},
	{VARBITOID, FROM(BIT), CvgSourceBits, CvgTargetBits},
	{INETOID, FROM(BINARY) | FROM(VARBINARY) | FROM(INET), CvgSourceAddress, CvgTargetAddress},
	{CIDROID, FROM(INET), CvgSourceAddress, CvgTargetAddress},
	{POINTOID, FROM(GEOMETRY), CvgSourceShape, CvgTargetShape},
	{PATHOID, FROM(GEOMETRY), CvgSourceShape, CvgTargetShape},
	{POLYGONOID, FROM(GEOMETRY), CvgSourceShape, CvgTargetShape},
	{FLOAT4ARRAYOID, FROM(VECTOR), CvgSourceFloats, CvgTargetFloats},
	{FLOAT8ARRAYOID, FROM(VECTOR), CvgSourceFloats, CvgTargetFloats},
};

/* Of types of extensions, which are known by name. */
static const struct
{
	const char *typname;
	Form		form;
}			named_forms[] = {
	{"geometry", {InvalidOid, FROM(GEOMETRY), CvgSourceGeometry, CvgTargetOutput}},
	{"geography", {InvalidOid, FROM(GEOMETRY), CvgSourceGeography, CvgTargetOutput}},
	{"vector", {InvalidOid, FROM(VECTOR), CvgSourceVector, CvgTargetOutput}},
};

static const Form output_form = {InvalidOid, 0, CvgSourceOutput, CvgTargetOutput};

static const Form *FindForm(const CvgDigestPair *pair);
static const Form *FindNamedForm(const CvgDigestPair *pair);
static bool CanBeRead(const CvgDigestPair *pair);
static bool SourceIn(const CvgDigestPair *pair, uint32 set);
static void PassRulesOver(CvgDigestPair *pair);
static bool IsEnumLabel(Oid typid, const char *label);
static const char *NoForm(const CvgDigestPair *pair);

bool
CvgDigestChoose(CvgDigestPair *pair, const CvgColumn *source,
				Oid typid, int32 typmod, bool nullable,
				const CvgColumnRules *rules, const char **why)
{
	const Form *form;

	memset(pair, 0, sizeof(CvgDigestPair));
	pair->source = source;
	pair->nullable = nullable;
	pair->typid = typid;
	pair->typmod = typmod;
	pair->basetypmod = typmod;
	pair->basetypid = getBaseTypeAndTypmod(typid, &pair->basetypmod);
	if (rules != NULL)
		pair->rules = *rules;

	form = FindForm(pair);
	if (form == NULL)
	{
		*why = NoForm(pair);
		return false;
	}
	pair->datum = form->datum;
	if (pair->rules.using_expr != NULL)
	{
		pair->cell = CvgSourceUsing;
		pair->cell_takes_null = true;
		return CvgSourceUsingCheck(pair, why);
	}
	pair->cell = form->cell;
	PassRulesOver(pair);
	return pair->cell != CvgSourceMoment || CvgSourceMomentCheck(pair, why);
}

/*
 * NULL if there is none.  With a rule "using" the source's type has no say.
 */
static const Form *
FindForm(const CvgDigestPair *pair)
{
	bool		is_using = pair->rules.using_expr != NULL;
	Oid			target = get_typtype(pair->basetypid) == TYPTYPE_ENUM ?
		ANYENUMOID : pair->basetypid;

	for (int i = 0; i < (int) lengthof(forms); i++)
	{
		if (forms[i].target == target && (is_using || SourceIn(pair, forms[i].sources)))
			return &forms[i];
	}
	if (get_typtype(pair->basetypid) != TYPTYPE_PSEUDO && (is_using || CanBeRead(pair)))
		return &output_form;
	return FindNamedForm(pair);
}

static const Form *
FindNamedForm(const CvgDigestPair *pair)
{
	const char *typname;

	if (!SourceIn(pair, FROM(GEOMETRY) | FROM(VECTOR)))
		return NULL;
	typname = CvgTypeName(pair->basetypid);
	for (int i = 0; i < (int) lengthof(named_forms); i++)
	{
		if (SourceIn(pair, named_forms[i].form.sources) &&
			strcmp(named_forms[i].typname, typname) == 0)
			return &named_forms[i].form;
	}
	return NULL;
}

/*
 * Text can be of any type; numbers and words can be of types of extensions.
 */
static bool
CanBeRead(const CvgDigestPair *pair)
{
	return SourceIn(pair, CHARS) ||
		(pair->basetypid >= FirstNormalObjectId &&
		 SourceIn(pair, INTS | FLOATS | FROM(DECIMAL) | FROM(ENUM) | FROM(UUID) | FROM(INET)));
}

static bool
SourceIn(const CvgDigestPair *pair, uint32 set)
{
	return (set >> pair->source->type & 1) != 0;
}

/*
 * Leave only those rules that change values of this pair.
 */
static void
PassRulesOver(CvgDigestPair *pair)
{
	CvgColumnRules *rules = &pair->rules;
	Oid			target = pair->basetypid;
	bool		is_enum = get_typtype(target) == TYPTYPE_ENUM;
	bool		is_string = target == TEXTOID || target == VARCHAROID ||
		target == BPCHAROID || target == NAMEOID ||
		pair->cell == CvgSourceTexts;
	bool		is_moment = pair->cell == CvgSourceMoment;

	if (!((SourceIn(pair, CHARS | BYTES) && (is_string || pair->cell == CvgSourceOutput)) ||
		  (SourceIn(pair, FROM(ENUM)) && target == NAMEOID)))
		rules->nul = CVG_NUL_ERROR;
	if (!(SourceIn(pair, CHARS) && !is_string) &&
		!(SourceIn(pair, FROM(ENUM)) && (is_enum || target == BOOLOID)) &&
		!(SourceIn(pair, BYTES) && target == UUIDOID))
		rules->empty = CVG_EMPTY_ERROR;
	if (is_enum && IsEnumLabel(target, ""))
		rules->empty = CVG_EMPTY_ERROR;
	if (!is_moment)
		rules->zero_date = CVG_ZERO_ERROR;
	if (!is_moment || SourceIn(pair, FROM(TIMESTAMP)) == (target == TIMESTAMPTZOID))
		rules->time_zone = NULL;
}

static bool
IsEnumLabel(Oid typid, const char *label)
{
	return SearchSysCacheExists2(ENUMTYPOIDNAME, ObjectIdGetDatum(typid),
								 CStringGetDatum(label));
}

static const char *
NoForm(const CvgDigestPair *pair)
{
	const char *target = format_type_with_typemod(pair->typid, pair->typmod);

	if (pair->basetypid >= FirstNormalObjectId && SourceIn(pair, FROM(GEOMETRY) | FROM(VECTOR)))
		return psprintf("type %s has no canonical form", target);
	return psprintf("MySQL type \"%s\" and PostgreSQL type \"%s\" have no canonical form in common",
					pair->source->type_text, target);
}

void
CvgDigestBegin(CvgDigestPair *pair, MemoryContext mcxt)
{
	CvgSourceFormBegin(pair, mcxt);
	CvgTargetFormBegin(pair, mcxt);
}

void
CvgSourceFormBegin(CvgDigestPair *pair, MemoryContext mcxt)
{
	if (pair->cell == CvgSourceMoment)
		CvgSourceMomentBegin(pair, mcxt);
	else if (pair->cell == CvgSourceOutput)
		CvgSourceOutputBegin(pair, mcxt);
	else if (pair->cell == CvgSourceUsing)
		CvgSourceUsingBegin(pair, mcxt);
}
