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

/* What has a text of its own. */
#define WRITTEN \
	(CVG_FROM_EXACT | CVG_FROM_FLOATS | CVG_FROM_MOMENTS | CVG_FROM_CHARS | CVG_FROM_BYTES | \
	 CVG_FROM(TIME) | CVG_FROM(ENUM) | CVG_FROM(SET) | CVG_FROM(JSON) | CVG_FROM(UUID) | \
	 CVG_FROM(INET))

typedef struct Form
{
	Oid			target;			/* base type; ANYENUMOID: every enum */
	uint32		sources;
	CvgDigestCellFn cell;
	CvgDigestDatumFn datum;
} Form;

static const Form forms[] = {
	{BOOLOID, CVG_FROM_INTS | CVG_FROM_CHARS | CVG_FROM(BIT) | CVG_FROM(ENUM), CvgSourceBoolean, CvgTargetBoolean},

	{INT2OID, CVG_FROM_EXACT | CVG_FROM_CHARS, CvgSourceInteger, CvgTargetInteger},
	{INT4OID, CVG_FROM_EXACT | CVG_FROM_CHARS, CvgSourceInteger, CvgTargetInteger},
	{INT8OID, CVG_FROM_EXACT | CVG_FROM_CHARS, CvgSourceInteger, CvgTargetInteger},
	{OIDOID, CVG_FROM_EXACT | CVG_FROM_CHARS, CvgSourceInteger, CvgTargetInteger},
	{NUMERICOID, CVG_FROM_EXACT | CVG_FROM_CHARS, CvgSourceDecimal, CvgTargetDecimal},
	{MONEYOID, CVG_FROM_EXACT | CVG_FROM_CHARS, CvgSourceDecimal, CvgTargetDecimal},
	{FLOAT4OID, CVG_FROM_EXACT | CVG_FROM_CHARS | CVG_FROM(FLOAT), CvgSourceFloat4, CvgTargetFloat4},
	{FLOAT8OID, CVG_FROM_EXACT | CVG_FROM_CHARS | CVG_FROM_FLOATS, CvgSourceFloat8, CvgTargetFloat8},

	{TEXTOID, WRITTEN, CvgSourceText, CvgTargetText},
	{VARCHAROID, WRITTEN, CvgSourceText, CvgTargetText},
	{BPCHAROID, WRITTEN, CvgSourcePadded, CvgTargetPadded},
	{NAMEOID, CVG_FROM_CHARS | CVG_FROM(ENUM), CvgSourceText, CvgTargetText},
	{ANYENUMOID, CVG_FROM_CHARS | CVG_FROM(ENUM), CvgSourceText, CvgTargetText},
	{JSONOID, CVG_FROM_CHARS | CVG_FROM(JSON), CvgSourceText, CvgTargetText},
	{TEXTARRAYOID, CVG_FROM_CHARS | CVG_FROM(SET), CvgSourceTexts, CvgTargetTexts},
	{VARCHARARRAYOID, CVG_FROM_CHARS | CVG_FROM(SET), CvgSourceTexts, CvgTargetTexts},
	{JSONBOID, CVG_FROM_CHARS | CVG_FROM(JSON), CvgSourceDocument, CvgDigestJsonbDatum},

	{UUIDOID, CVG_FROM_CHARS | CVG_FROM_BYTES | CVG_FROM(UUID), CvgSourceUuid, CvgTargetUuid},
	{DATEOID, CVG_FROM_CHARS | CVG_FROM_MOMENTS, CvgSourceMoment, CvgTargetMoment},
	{TIMESTAMPOID, CVG_FROM_CHARS | CVG_FROM_MOMENTS, CvgSourceMoment, CvgTargetMoment},
	{TIMESTAMPTZOID, CVG_FROM_CHARS | CVG_FROM_MOMENTS, CvgSourceMoment, CvgTargetMoment},
	{TIMEOID, CVG_FROM_CHARS | CVG_FROM(TIME), CvgSourceTime, CvgTargetTime},
	{INTERVALOID, CVG_FROM(TIME), CvgSourceSpan, CvgTargetSpan},

	{BYTEAOID, CVG_FROM_BYTES | CVG_FROM_CHARS | CVG_FROM(GEOMETRY) | CVG_FROM(VECTOR), CvgSourceBytes, CvgTargetBytes},
	{BITOID, CVG_FROM(BIT), CvgSourceBits, CvgTargetBits},
	{VARBITOID, CVG_FROM(BIT), CvgSourceBits, CvgTargetBits},
	{INETOID, CVG_FROM(BINARY) | CVG_FROM(VARBINARY) | CVG_FROM(INET), CvgSourceAddress, CvgTargetAddress},
	{CIDROID, CVG_FROM(INET), CvgSourceAddress, CvgTargetAddress},
	{POINTOID, CVG_FROM(GEOMETRY), CvgSourceShape, CvgTargetShape},
	{PATHOID, CVG_FROM(GEOMETRY), CvgSourceShape, CvgTargetShape},
	{POLYGONOID, CVG_FROM(GEOMETRY), CvgSourceShape, CvgTargetShape},
	{FLOAT4ARRAYOID, CVG_FROM(VECTOR), CvgSourceFloats, CvgTargetFloats},
	{FLOAT8ARRAYOID, CVG_FROM(VECTOR), CvgSourceFloats, CvgTargetFloats},
};

/* Of types of extensions, which are known by name. */
static const struct
{
	const char *typname;
	Form		form;
}			named_forms[] = {
	{"geometry", {InvalidOid, CVG_FROM(GEOMETRY), CvgSourceGeometry, CvgTargetOutput}},
	{"geography", {InvalidOid, CVG_FROM(GEOMETRY), CvgSourceGeography, CvgTargetOutput}},
	{"vector", {InvalidOid, CVG_FROM(VECTOR), CvgSourceVector, CvgTargetOutput}},
};

static const Form output_form = {InvalidOid, 0, CvgSourceOutput, CvgTargetOutput};

static const Form *FindForm(const CvgDigestPair *pair);
static const Form *FindNamedForm(const CvgDigestPair *pair);
static bool CanBeRead(const CvgDigestPair *pair);
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
		if (forms[i].target == target && (is_using || CvgColumnIs(pair->source, forms[i].sources)))
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

	if (!CvgColumnIs(pair->source, CVG_FROM(GEOMETRY) | CVG_FROM(VECTOR)))
		return NULL;
	typname = CvgTypeName(pair->basetypid);
	for (int i = 0; i < (int) lengthof(named_forms); i++)
	{
		if (CvgColumnIs(pair->source, named_forms[i].form.sources) &&
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
	return CvgColumnIs(pair->source, CVG_FROM_CHARS) ||
		(pair->basetypid >= FirstNormalObjectId &&
		 CvgColumnIs(pair->source, CVG_FROM_INTS | CVG_FROM_FLOATS | CVG_FROM(DECIMAL) | CVG_FROM(ENUM) | CVG_FROM(UUID) | CVG_FROM(INET)));
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

	if (!((CvgColumnIs(pair->source, CVG_FROM_CHARS | CVG_FROM_BYTES) && (is_string || pair->cell == CvgSourceOutput)) ||
		  (CvgColumnIs(pair->source, CVG_FROM(ENUM)) && target == NAMEOID)))
		rules->nul = CVG_NUL_ERROR;
	if (!(CvgColumnIs(pair->source, CVG_FROM_CHARS) && !is_string) &&
		!(CvgColumnIs(pair->source, CVG_FROM(ENUM)) && (is_enum || target == BOOLOID)) &&
		!(CvgColumnIs(pair->source, CVG_FROM_BYTES) && target == UUIDOID))
		rules->empty = CVG_EMPTY_ERROR;
	if (is_enum && IsEnumLabel(target, ""))
		rules->empty = CVG_EMPTY_ERROR;
	if (!is_moment)
		rules->zero_date = CVG_ZERO_ERROR;
	if (!is_moment || CvgColumnIs(pair->source, CVG_FROM(TIMESTAMP)) == (target == TIMESTAMPTZOID))
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

	if (pair->basetypid >= FirstNormalObjectId && CvgColumnIs(pair->source, CVG_FROM(GEOMETRY) | CVG_FROM(VECTOR)))
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
