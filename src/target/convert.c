/*-------------------------------------------------------------------------
 *
 * convert.c
 *	  Choosing how the values of a source column become Datums.
 *
 * The choice is made once per column from the table in convert_table.c: the
 * source's type class and the target's base type lead to an entry; the
 * entry's check function looks at lengths and precisions.  A rule "using"
 * goes before the table, a domain comes behind it: the value is converted to
 * the base type and then checked by PostgreSQL's own domain_check.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "convert_internal.h"

static bool CheckRules(CvgConvert *cv, int allowed, CvgRefusal *refusal);
static void PassOver(CvgColumnRules *rules, int set);
static int	RulesGiven(const CvgColumnRules *rules);
static const char *RuleName(int rule);

bool
CvgConvertChoose(CvgConvert *cv, const CvgColumn *source, Oid typid,
				 int32 typmod, bool nullable, const CvgColumnRules *rules,
				 CvgRefusal *refusal)
{
	const CvgConversion *entry;

	memset(cv, 0, sizeof(CvgConvert));
	memset(refusal, 0, sizeof(CvgRefusal));
	cv->source = source;
	cv->nullable = nullable;
	cv->typid = typid;
	cv->typmod = typmod;
	cv->basetypmod = typmod;
	cv->basetypid = getBaseTypeAndTypmod(typid, &cv->basetypmod);
	if (rules != NULL)
		cv->rules = *rules;

	if (cv->rules.using_expr != NULL)
		return CheckRules(cv, CVG_RULE_NUL, refusal) &&
			CvgUsingChoose(cv, refusal);

	entry = CvgConversionFind(source, cv->basetypid);
	if (entry == NULL)
		return CvgRefusePair(cv, refusal, NULL);

	cv->entry = entry;
	cv->fn = entry->fn;
	cv->takes_null = cv->typid != cv->basetypid;
	cv->conversion = psprintf("%s to %s", CvgTypeClassName(source->type),
							  format_type_be(cv->typid));
	cv->loss = entry->loss;
	cv->note = entry->note;

	return (entry->check == NULL || entry->check(cv, refusal)) &&
		CheckRules(cv, entry->rules, refusal);
}

void
CvgConvertBegin(CvgConvert *cv, MemoryContext mcxt)
{
	CvgState   *state;

	cv->changed = 0;
	if (cv->entry == NULL)
	{
		CvgUsingBegin(cv, mcxt);
		return;
	}

	if (cv->entry->begin != NULL)
		cv->entry->begin(cv, mcxt);
	else
		CvgStateCreate(cv, mcxt, sizeof(CvgState));

	state = cv->state;
	state->inner = cv->entry->fn;
	cv->fn = cv->typid != cv->basetypid ? CvgConvertDomain : state->inner;
}

/*
 * Allocate a zeroed state of that size, which begins with a CvgState.
 */
void *
CvgStateCreate(CvgConvert *cv, MemoryContext mcxt, Size size)
{
	CvgState   *state = MemoryContextAllocZero(mcxt, size);

	state->mcxt = mcxt;
	cv->state = state;
	return state;
}

/*
 * Fill *refusal; always false, to be returned by the caller.
 */
bool
CvgRefuse(CvgRefusal *refusal, int sqlstate, const char *hint,
		  const char *fmt,...)
{
	StringInfoData buf;
	int			needed;

	initStringInfo(&buf);
	for (;;)
	{
		va_list		args;

		va_start(args, fmt);
		needed = appendStringInfoVA(&buf, fmt, args);
		va_end(args);
		if (needed == 0)
			break;
		enlargeStringInfo(&buf, needed);
	}
	refusal->sqlstate = sqlstate;
	refusal->message = buf.data;
	refusal->hint = hint ? pstrdup(hint) : NULL;
	return false;
}

/*
 * Refuse the pair as such; hint NULL: the one for the pair.
 */
bool
CvgRefusePair(const CvgConvert *cv, CvgRefusal *refusal, const char *hint)
{
	if (hint == NULL)
		hint = CvgConversionHint(cv->source, cv->basetypid);
	if (hint == NULL)
		hint = "Change the type of the target column, or add a rule with action \"using\" for this column.";
	return CvgRefuse(refusal, ERRCODE_CANNOT_COERCE, hint,
					 "no conversion from MySQL type \"%s\" to PostgreSQL type \"%s\"",
					 cv->source->type_text, CvgTargetName(cv));
}

/*
 * The declared target type with its modifier, in the current memory context.
 */
const char *
CvgTargetName(const CvgConvert *cv)
{
	return format_type_with_typemod(cv->typid, cv->typmod);
}

/*
 * Refuse rules that have no meaning for the pair, if they name the column;
 * the loss of the others is the rule's.
 */
static bool
CheckRules(CvgConvert *cv, int allowed, CvgRefusal *refusal)
{
	int			given;

	PassOver(&cv->rules, cv->rules.by_pattern & ~allowed);
	given = RulesGiven(&cv->rules);

	for (int rule = 1; rule <= given; rule <<= 1)
	{
		if ((given & ~allowed & rule) != 0)
			return CvgRefuse(refusal, ERRCODE_INVALID_PARAMETER_VALUE,
							 cv->rules.using_expr != NULL ?
							 "Let the expression of the rule \"using\" do it." :
							 "Remove the rule.",
							 "rule \"%s\" has no meaning for a conversion from MySQL type \"%s\" to PostgreSQL type \"%s\"",
							 RuleName(rule), cv->source->type_text,
							 CvgTargetName(cv));
	}
	if ((given & ~CVG_RULE_TIME_ZONE) != 0 &&
		(given != CVG_RULE_EMPTY || cv->rules.empty == CVG_EMPTY_NULL))
		cv->loss = CVG_LOSS_RULE;
	return true;
}

static void
PassOver(CvgColumnRules *rules, int set)
{
	if (set & CVG_RULE_EMPTY)
		rules->empty = CVG_EMPTY_DEFAULT;
	if (set & CVG_RULE_ZERO_DATE)
		rules->zero_date = CVG_ZERO_ERROR;
	if (set & CVG_RULE_NUL)
		rules->nul = CVG_NUL_ERROR;
	if (set & CVG_RULE_BOOLEAN)
		rules->boolean_nonzero = false;
	if (set & CVG_RULE_TIME_ZONE)
		rules->time_zone = NULL;
}

static int
RulesGiven(const CvgColumnRules *rules)
{
	return (rules->empty != CVG_EMPTY_DEFAULT ? CVG_RULE_EMPTY : 0) |
		(rules->zero_date != CVG_ZERO_ERROR ? CVG_RULE_ZERO_DATE : 0) |
		(rules->nul != CVG_NUL_ERROR ? CVG_RULE_NUL : 0) |
		(rules->boolean_nonzero ? CVG_RULE_BOOLEAN : 0) |
		(rules->time_zone != NULL ? CVG_RULE_TIME_ZONE : 0);
}

static const char *
RuleName(int rule)
{
	switch (rule)
	{
		case CVG_RULE_EMPTY:
			return "empty";
		case CVG_RULE_ZERO_DATE:
			return "zero_date";
		case CVG_RULE_NUL:
			return "nul";
		case CVG_RULE_BOOLEAN:
			return "boolean";
		default:
			return "time_zone";
	}
}
