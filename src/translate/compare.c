/*-------------------------------------------------------------------------
 *
 * compare.c
 *	  Comparisons: both sides as one kind, and the rules of collations.
 *
 * Where MySQL's collation ignores case, a comparison with a constant of
 * plain ASCII is made in lower case.  That such a collation also takes
 * accented letters for plain ones has no counterpart and is left out; two
 * values of which none is constant are therefore not compared so.  Spaces at
 * the end, which older collations ignore, are left out as well.  Which of two
 * texts comes first is not compared at all.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"
#include "utils/formatting.h"

static CvgTerm *CompareBoolean(CvgPrinter *printer, const char *op, CvgTerm *left, CvgTerm *right);
static CvgTerm *CompareRows(CvgPrinter *printer, const char *op, const CvgNode *left, const CvgNode *right);
static CvgTerm *CompareQuantified(CvgPrinter *printer, const CvgNode *node);
static void PairUnify(CvgPrinter *printer, const char *op, CvgTerm **left, CvgTerm **right);
static CvgTerm *ConstantLike(CvgPrinter *printer, const char *op, CvgTerm *constant, CvgTerm *other);
static CvgTerm *JsonConstant(CvgPrinter *printer, CvgTerm *constant);
static CvgTerm *PatternOperand(CvgPrinter *printer, CvgTerm *term);
static bool UuidLike(const char *string);
static void PairFold(CvgPrinter *printer, const char *op, CvgTerm **left, CvgTerm **right);
static CvgTerm *Fold(CvgTerm *term);
static bool HasLetters(const char *string);
static bool OnlyEquality(const char *op);
static const char *Mirrored(const char *op);
static bool IgnoresCase(CvgPrinter *printer, CvgTerm *left, CvgTerm *right, const char *pattern);
static char *RegexpPattern(CvgPrinter *printer, const char *pattern);
static const char *RegexpBracket(CvgPrinter *printer, const char *p, StringInfo buf);
static CvgTerm *InSubquery(CvgPrinter *printer, const CvgNode *node);

/* A comparison as it stands in the tree. */
CvgTerm *
CvgPrintCompared(CvgPrinter *printer, const CvgNode *node)
{
	const CvgNode *left = linitial(node->args);
	const CvgNode *right = lsecond(node->args);

	if (right->kind == CVG_NODE_QUANTIFIED)
		return CompareQuantified(printer, node);
	if (left->kind == CVG_NODE_ROW || right->kind == CVG_NODE_ROW)
		return CompareRows(printer, node->name, left, right);
	return CvgPrintComparison(printer, node->name, CvgPrint(printer, left), CvgPrint(printer, right));
}

CvgTerm *
CvgPrintComparison(CvgPrinter *printer, const char *op, CvgTerm *left, CvgTerm *right)
{
	CvgTerm    *result;

	if (left->constant != NULL && right->constant == NULL)
	{
		CvgTerm    *swap = left;

		left = right;
		right = swap;
		op = Mirrored(op);
	}
	if (left->truth != NULL && strcmp(right->sql, "0") == 0 &&
		(strcmp(op, "=") == 0 || strcmp(op, "<>") == 0 || strcmp(op, ">") == 0))
	{
		/* whether it is there: not the number counts */
		left = CvgAsBoolean(printer, left);
		op = strcmp(op, ">") == 0 ? "<>" : op;
	}
	result = CompareBoolean(printer, op, left, right);
	if (result != NULL)
		return result;
	PairUnify(printer, op, &left, &right);
	PairFold(printer, op, &left, &right);
	if (strcmp(op, "<=>") == 0)
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_IS, "%s IS NOT DISTINCT FROM %s",
						   CvgTermOperand(left, CVG_LIKE), CvgTermOperand(right, CVG_LIKE));
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_COMPARE, "%s %s %s",
					   CvgTermOperand(left, CVG_LIKE), op, CvgTermOperand(right, CVG_LIKE));
}

/* A condition compared with 0 or 1 is itself, or not; NULL: another case */
static CvgTerm *
CompareBoolean(CvgPrinter *printer, const char *op, CvgTerm *left, CvgTerm *right)
{
	int64		value;
	bool		equal = strcmp(op, "=") == 0 || strcmp(op, "<=>") == 0;

	if (left->kind != CVG_KIND_BOOLEAN || !OnlyEquality(op) || !CvgTermInteger(right, &value) ||
		left->constant != NULL || value < 0 || value > 1)
		return NULL;
	if (strcmp(op, "<=>") == 0)
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_IS, "%s IS %s",
						   CvgTermOperand(left, CVG_LIKE), value ? "TRUE" : "FALSE");
	if (equal == (value == 1))
		return left;
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_NOT, "NOT %s", CvgTermOperand(left, CVG_LIKE));
}

static CvgTerm *
CompareRows(CvgPrinter *printer, const char *op, const CvgNode *left, const CvgNode *right)
{
	StringInfoData buf;
	ListCell   *lc;
	ListCell   *rc;

	if (left->kind != right->kind || list_length(left->args) != list_length(right->args) ||
		strcmp(op, "=") != 0)
		return CvgTermFail(printer, CVG_P_INEXACT, "this comparison of rows is not translated");
	initStringInfo(&buf);
	forboth(lc, left->args, rc, right->args)
	{
		CvgTerm    *term = CvgPrintComparison(printer, op, CvgPrint(printer, lfirst(lc)),
											  CvgPrint(printer, lfirst(rc)));

		appendStringInfo(&buf, "%s%s", buf.len > 0 ? " AND " : "", CvgTermOperand(term, CVG_NOT));
	}
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_AND, "%s", buf.data);
}

/* x > ANY (SELECT ...) */
static CvgTerm *
CompareQuantified(CvgPrinter *printer, const CvgNode *node)
{
	const CvgNode *right = lsecond(node->args);
	CvgTerm    *left = CvgPrint(printer, linitial(node->args));
	CvgTerm    *subquery = CvgPrintSubquery(printer, right);
	CvgTerm    *value = CvgTermCopy(subquery);
	CvgTerm    *same = value;

	PairUnify(printer, node->name, &left, &same);
	PairFold(printer, node->name, &left, &same);
	if (same != value || strcmp(node->name, "<=>") == 0)
		return CvgTermFail(printer, CVG_P_TYPES, "a subquery gives values of another type than the one compared");
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_COMPARE, "%s %s %s %s", CvgTermOperand(left, CVG_LIKE),
					   node->name, strcmp(right->name, "all") == 0 ? "ALL" : "ANY", subquery->sql);
}

/* Both sides as kinds that compare as MySQL compares them. */
static void
PairUnify(CvgPrinter *printer, const char *op, CvgTerm **left, CvgTerm **right)
{
	CvgTerm    *l = *left;
	CvgTerm    *r = *right;
	bool		simple;

	if (l->kind == CVG_KIND_UNKNOWN || r->kind == CVG_KIND_UNKNOWN)
		return;
	if (r->constant != NULL && l->constant == NULL)
		r = *right = ConstantLike(printer, op, r, l);
	if ((CvgKindIsNumber(l->kind) || l->kind == CVG_KIND_BOOLEAN) &&
		(CvgKindIsNumber(r->kind) || r->kind == CVG_KIND_BOOLEAN))
	{
		if (l->kind != r->kind || CvgKindIsNumber(l->kind))
		{
			*left = CvgAsNumber(printer, l);
			*right = CvgAsNumber(printer, r);
		}
		return;
	}
	if (CvgKindIsMoment(l->kind) && CvgKindIsMoment(r->kind))
	{
		if (l->kind != r->kind && (l->kind == CVG_KIND_TIMESTAMPTZ || r->kind == CVG_KIND_TIMESTAMPTZ))
			CvgNeedsVolatile(printer, "comparison between time zones");
		return;
	}

	/* PostgreSQL compares bits from the left, MySQL numbers of any width */
	simple = l->kind == r->kind &&
		(l->kind == CVG_KIND_TEXT || l->kind == CVG_KIND_BYTEA || l->kind == CVG_KIND_TIME ||
		 l->kind == CVG_KIND_INTERVAL ||
		 (l->kind == CVG_KIND_BIT &&
		  (!l->column || !r->column || (l->type != NULL && r->type != NULL && strcmp(l->type, r->type) == 0))) ||
		 (OnlyEquality(op) && (l->kind == CVG_KIND_UUID || l->kind == CVG_KIND_JSONB ||
							   l->kind == CVG_KIND_INET || l->kind == CVG_KIND_TEXT_ARRAY ||
							   (l->kind == CVG_KIND_ENUM &&
								(r->constant != NULL ||
								 (l->type != NULL && r->type != NULL && strcmp(l->type, r->type) == 0))))));
	if (!simple)
		CvgTermFail(printer, CVG_P_TYPES, "MySQL compares values of types %s and %s here: %.80s, %.80s",
					CvgKindName(l->kind), CvgKindName(r->kind), l->sql, r->sql);
}

/* A constant as the kind of what it is compared with; as it is if unknown. */
static CvgTerm *
ConstantLike(CvgPrinter *printer, const char *op, CvgTerm *constant, CvgTerm *other)
{
	const char *string = CvgTermString(constant);
	CvgTerm    *term;

	if (other->kind == constant->kind)
		return constant->kind == CVG_KIND_BIT ? CvgAsResult(printer, constant, other->kind, other->type) : constant;
	if (CvgKindIsNumber(other->kind) &&
		(string != NULL || constant->kind == CVG_KIND_BYTEA || constant->kind == CVG_KIND_BIT))
		return CvgAsNumber(printer, constant);
	if (other->kind == CVG_KIND_BIT && other->column)
		return CvgAsResult(printer, constant, other->kind, other->type);
	if ((other->kind == CVG_KIND_JSONB || other->kind == CVG_KIND_JSON) && OnlyEquality(op))
		return JsonConstant(printer, constant);
	/* the collation of what is no constant decides */
	if (constant->kind == CVG_KIND_BYTEA && other->kind == CVG_KIND_TEXT)
		return CvgAsResult(printer, constant, CVG_KIND_TEXT, NULL);
	if (string == NULL)
		return constant;
	if (CvgKindIsMoment(other->kind))
	{
		term = CvgAsMoment(printer, constant);
		if (other->kind == CVG_KIND_TIMESTAMPTZ)
			return CvgMomentLiteral(printer, string, CVG_KIND_TIMESTAMPTZ);
		return term;
	}
	if (other->kind == CVG_KIND_TIME || other->kind == CVG_KIND_INTERVAL || other->kind == CVG_KIND_BYTEA)
		return CvgAsResult(printer, constant, other->kind, NULL);
	if ((other->kind == CVG_KIND_ENUM && OnlyEquality(op)) ||
		(other->kind == CVG_KIND_UUID && UuidLike(string)))
	{
		term = CvgTermCopy(constant);
		term->kind = other->kind;
		return term;
	}
	if (other->kind == CVG_KIND_TEXT_ARRAY && OnlyEquality(op) && strchr(string, ',') == NULL)
		return CvgAsResult(printer, constant, CVG_KIND_TEXT_ARRAY, NULL);
	return constant;
}

/* A constant as the JSON value that MySQL compares with. */
static CvgTerm *
JsonConstant(CvgPrinter *printer, CvgTerm *constant)
{
	const char *string = CvgTermString(constant);
	StringInfoData buf;

	/* MariaDB compares the text of a scalar, and as numbers what may be one */
	if (printer->mariadb && (string == NULL || isdigit((unsigned char) *string) || strchr("+-. tfn[{", *string) != NULL))
		return CvgTermFail(printer, CVG_P_TYPES, "MariaDB converts a JSON value to compare it with %.80s", constant->sql);
	if (CvgKindIsNumber(constant->kind) && constant->strength == CVG_ATOM && constant->kind != CVG_KIND_FLOAT)
		return CvgTermMake(CVG_KIND_JSONB, CVG_CAST, "'%s'::jsonb", constant->sql);
	if (constant->kind == CVG_KIND_BOOLEAN)
		return CvgTermMake(CVG_KIND_JSONB, CVG_CAST, "'%s'::jsonb", constant->sql);
	if (string == NULL)
		return constant;
	initStringInfo(&buf);
	appendStringInfoChar(&buf, '"');
	for (; *string != '\0'; string++)
	{
		if ((unsigned char) *string < 0x20)
			return CvgTermFail(printer, CVG_P_LITERAL, "a string compared with JSON has control characters");
		if (*string == '"' || *string == '\\')
			appendStringInfoChar(&buf, '\\');
		appendStringInfoChar(&buf, *string);
	}
	appendStringInfoChar(&buf, '"');
	return CvgTermMake(CVG_KIND_JSONB, CVG_CAST, "%s::jsonb", CvgQuoteString(buf.data));
}

static bool
UuidLike(const char *string)
{
	if (strlen(string) != 36)
		return false;
	for (int i = 0; i < 36; i++)
	{
		bool		dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? string[i] != '-' : !isxdigit((unsigned char) string[i]))
			return false;
	}
	return true;
}

/* Texts in lower case, if their collation ignores it. */
static void
PairFold(CvgPrinter *printer, const char *op, CvgTerm **left, CvgTerm **right)
{
	CvgTerm    *l = *left;
	CvgTerm    *r = *right;
	CvgCaseSense sense = Max(l->sense, r->sense);
	const char *string = CvgTermString(r);

	if (l->kind != CVG_KIND_TEXT || r->kind != CVG_KIND_TEXT)
		return;
	if (!OnlyEquality(op))
	{
		(void) CvgCollationDecides(printer, "the order of texts depends on a collation: %.80s %s %.80s",
								   l->sql, op, r->sql);
		return;
	}
	if (sense == CVG_CASE_EXACT)
	{
		if (l->padded != r->padded && string == NULL)
		{
			*left = CvgAsText(printer, l);
			*right = CvgAsText(printer, r);
		}
		return;
	}
	if (string == NULL || !CvgIsAscii(string))
		(void) CvgCollationDecides(printer, "a collation that ignores case compares %.80s with %.80s", l->sql, r->sql);
	else if (HasLetters(string))
	{
		*left = Fold(l);
		*right = CvgTermCopy(r);
		(*right)->sql = CvgQuoteString(asc_tolower(string, strlen(string)));
	}
}

static CvgTerm *
Fold(CvgTerm *term)
{
	CvgTerm    *folded = CvgTermCopy(term);

	if (term->folded)
		return term;
	folded->sql = psprintf("lower(%s)", term->sql);
	folded->strength = CVG_ATOM;
	folded->folded = true;
	folded->padded = false;
	folded->column = false;
	return folded;
}

static bool
HasLetters(const char *string)
{
	for (; *string != '\0'; string++)
	{
		if (isalpha((unsigned char) *string))
			return true;
	}
	return false;
}

static bool
OnlyEquality(const char *op)
{
	return strcmp(op, "=") == 0 || strcmp(op, "<>") == 0 || strcmp(op, "<=>") == 0;
}

static const char *
Mirrored(const char *op)
{
	static const char *const pairs[][2] = {{"<", ">"}, {">", "<"}, {"<=", ">="}, {">=", "<="}};

	for (int i = 0; i < lengthof(pairs); i++)
	{
		if (strcmp(op, pairs[i][0]) == 0)
			return pairs[i][1];
	}
	return op;
}

CvgTerm *
CvgPrintBetween(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *value = CvgPrint(printer, linitial(node->args));
	CvgTerm    *low = CvgPrint(printer, lsecond(node->args));
	CvgTerm    *high = CvgPrint(printer, lthird(node->args));
	CvgTerm    *again = value;

	PairUnify(printer, ">=", &value, &low);
	PairFold(printer, ">=", &value, &low);
	PairUnify(printer, "<=", &again, &high);
	PairFold(printer, "<=", &again, &high);
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_LIKE, "%s %sBETWEEN %s AND %s",
					   CvgTermOperand(value, CVG_OTHER), node->negated ? "NOT " : "",
					   CvgTermOperand(low, CVG_OTHER), CvgTermOperand(high, CVG_OTHER));
}

/* With texts whose case is ignored all constants are in lower case. */
CvgTerm *
CvgPrintIn(CvgPrinter *printer, const CvgNode *node)
{
	const CvgNode *first = linitial(node->args);
	CvgTerm    *value;
	CvgTerm    *shown;
	StringInfoData buf;
	ListCell   *lc;
	bool		fold = false;

	if (node->select != NULL)
		return InSubquery(printer, node);
	initStringInfo(&buf);
	if (first->kind == CVG_NODE_ROW)
	{
		for_each_from(lc, node->args, 1)
			appendStringInfo(&buf, "%s%s", buf.len > 0 ? " OR " : "",
							 CompareRows(printer, "=", first, lfirst(lc))->sql);
		return CvgTermMake(CVG_KIND_BOOLEAN, node->negated ? CVG_NOT : CVG_OR,
						   node->negated ? "NOT (%s)" : "%s", buf.data);
	}
	value = CvgPrint(printer, first);
	if (value->kind == CVG_KIND_BOOLEAN)
		value = CvgAsNumber(printer, value);
	shown = value;
	for_each_from(lc, node->args, 1)
	{
		CvgTerm    *left = value;
		CvgTerm    *right = CvgPrint(printer, lfirst(lc));

		PairUnify(printer, "=", &left, &right);
		PairFold(printer, "=", &left, &right);
		fold |= left->folded;
		if (!left->folded)
			shown = left;
		appendStringInfo(&buf, "%s%s", buf.len > 0 ? ", " : "", right->sql);
	}
	if (fold)
		shown = Fold(value);
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_LIKE, "%s %sIN (%s)", CvgTermOperand(shown, CVG_OTHER),
					   node->negated ? "NOT " : "", buf.data);
}

static CvgTerm *
InSubquery(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *left;
	CvgTerm    *subquery = CvgPrintSubquery(printer, node);
	CvgTerm    *value = CvgTermCopy(subquery);
	CvgTerm    *same = value;

	if (((CvgNode *) linitial(node->args))->kind == CVG_NODE_ROW)
		return CvgTermFail(printer, CVG_P_INEXACT, "this comparison of rows is not translated");
	left = CvgPrint(printer, linitial(node->args));
	PairUnify(printer, "=", &left, &same);
	PairFold(printer, "=", &left, &same);
	if (same != value)
		return CvgTermFail(printer, CVG_P_TYPES, "a subquery gives values of another type than the one compared");
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_LIKE, "%s %sIN %s", CvgTermOperand(left, CVG_OTHER),
					   node->negated ? "NOT " : "", subquery->sql);
}

/* Whether a pattern ignores case; a problem if it has more than ASCII. */
static bool
IgnoresCase(CvgPrinter *printer, CvgTerm *left, CvgTerm *right, const char *pattern)
{
	if (left->sense == CVG_CASE_EXACT || right->sense == CVG_CASE_EXACT)
		return false;
	if (pattern == NULL || !CvgIsAscii(pattern))
		(void) CvgCollationDecides(printer, "a collation that ignores case compares %.80s with the pattern %.80s",
								   left->sql, right->sql);
	return pattern == NULL || HasLetters(pattern);
}

/*
 * A column whose collation finds values equal that differ has another one
 * for patterns, which PostgreSQL matches letter by letter.
 */
static CvgTerm *
PatternOperand(CvgPrinter *printer, CvgTerm *term)
{
	CvgTerm    *result = CvgAsText(printer, term);

	if (!result->collated)
		return result;
	result = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "(%s COLLATE \"default\")", result->sql);
	result->sense = term->source_ignores_case ? CVG_CASE_IGNORED : CVG_CASE_EXACT;
	return result;
}

CvgTerm *
CvgPrintLike(CvgPrinter *printer, const CvgNode *node)
{
	CvgTerm    *left = PatternOperand(printer, CvgPrint(printer, linitial(node->args)));
	CvgTerm    *right = PatternOperand(printer, CvgPrint(printer, lsecond(node->args)));
	const char *pattern = CvgTermString(right);
	const char *escape = "\\";
	char	   *clause = "";
	int			escapes = 0;
	bool		ignore;

	if (list_length(node->args) == 3)
	{
		escape = CvgTermString(CvgPrint(printer, lthird(node->args)));
		if (escape == NULL || strlen(escape) > 1)
			return CvgTermFail(printer, CVG_P_INEXACT, "the escape character of LIKE must be a constant of ASCII");
		if (strcmp(escape, "\\") != 0)
			clause = psprintf(" ESCAPE %s", CvgQuoteString(escape));
	}
	/* a single one at the end stands for itself, and is an error here */
	for (int i = pattern != NULL ? strlen(pattern) - 1 : -1; i >= 0 && pattern[i] == *escape && *escape; i--)
		escapes++;
	if (escapes % 2 == 1)
		return CvgTermFail(printer, CVG_P_LITERAL, "a LIKE pattern ends with its escape character");
	ignore = IgnoresCase(printer, left, right, pattern);
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_LIKE, "%s %s%s %s%s", CvgTermOperand(left, CVG_OTHER),
					   node->negated ? "NOT " : "", ignore ? "ILIKE" : "LIKE",
					   CvgTermOperand(right, CVG_OTHER), clause);
}

/* regexp_like(s, pattern [, match type]) */
CvgTerm *
CvgPrintRegexp(CvgPrinter *printer, CvgTerm **args, int nargs)
{
	CvgTerm    *left = PatternOperand(printer, args[0]);
	const char *pattern = CvgTermString(args[1]);
	const char *match = nargs > 2 ? CvgTermString(args[2]) : "";
	bool		ignore;

	if (pattern == NULL || match == NULL || strlen(match) > 1 || strspn(match, "ci") != strlen(match))
		return CvgTermFail(printer, CVG_P_INEXACT, "a regular expression must be a constant, and its match type c or i");
	ignore = *match != 'c' && IgnoresCase(printer, left, args[1], pattern);
	ignore = *match == 'i' || ignore;
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_OTHER, "%s %s %s", CvgTermOperand(left, CVG_OTHER),
					   ignore ? "~*" : "~", CvgQuoteString(RegexpPattern(printer, pattern)));
}

/* The part of ICU's and PCRE's language that PostgreSQL reads in the same way. */
static char *
RegexpPattern(CvgPrinter *printer, const char *pattern)
{
	StringInfoData buf;
	bool		known = *pattern != '\0' && strncmp(pattern, "***", 3) != 0;

	initStringInfo(&buf);
	for (const char *p = pattern; *p != '\0' && known; p++)
	{
		if (*p == '.')
			appendStringInfoString(&buf, printer->mariadb ? "[^\\n]" : "[^\\n\\r]");
		else if (*p == '[')
			p = RegexpBracket(printer, p, &buf);
		else if (*p == '(' && p[1] == '?')
		{
			known = p[2] == ':' || p[2] == '=' || p[2] == '!';
			appendStringInfoString(&buf, "(?");
			p++;
		}
		else if (*p == '\\')
		{
			p++;
			known = *p != '\0' && (strchr("dDwWsS", *p) != NULL || (ispunct((unsigned char) *p)));
			appendStringInfoChar(&buf, '\\');
			appendStringInfoChar(&buf, *p);
		}
		else
		{
			/* a quantifier that takes all it can get */
			known = !(*p == '+' && p > pattern && strchr("+*?}", p[-1]) != NULL);
			appendStringInfoChar(&buf, *p);
		}
		if (*p == '\0')
			break;
	}
	if (!known)
		CvgProblemSet(printer->problem, CVG_P_INEXACT,
					  "regular expression \"%.100s\" has no certain counterpart", pattern);
	return buf.data;
}

/* A bracket expression; returns its last character. */
static const char *
RegexpBracket(CvgPrinter *printer, const char *p, StringInfo buf)
{
	const char *start = p;

	appendStringInfoChar(buf, *p++);
	if (*p == '^')
		appendStringInfoChar(buf, *p++);
	while (*p != ']' && *p != '\0')
	{
		const char *end = strncmp(p, "[:", 2) == 0 ? strstr(p, ":]") : NULL;

		if (end != NULL)
		{
			appendBinaryStringInfo(buf, p, end + 2 - p);
			p = end + 2;
			continue;
		}
		if (*p == '[' || strncmp(p, "&&", 2) == 0 || strncmp(p, "--", 2) == 0 ||
			(*p == '\\' && strchr("dws", p[1]) == NULL && !ispunct((unsigned char) p[1])))
			break;
		if (*p == '\\')
			appendStringInfoChar(buf, *p++);
		if (*p != '\0')
			appendStringInfoChar(buf, *p++);
	}
	if (*p == ']' && p[-1] != '[' && !(p[-1] == '^' && p - 1 == start + 1))
	{
		appendStringInfoChar(buf, ']');
		return p;
	}
	CvgProblemSet(printer->problem, CVG_P_INEXACT,
				  "bracket expression \"%.100s\" has no certain counterpart", start);
	return start + strlen(start) - 1;
}
