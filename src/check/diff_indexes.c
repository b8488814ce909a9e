/*-------------------------------------------------------------------------
 *
 * diff_indexes.c
 *	  Primary keys, unique keys and indexes of source and target.
 *
 * They are matched by what they are over: columns in order, directions,
 * prefixes, expressions.  An index that can be read backward is the same one
 * in the other direction.  For a unique key the set of columns decides, and
 * one that leaves rows with NULL out is the same key as one that takes them
 * in, since NULLs never collide.  Several equal indexes of one side need one
 * counterpart, and one needs no more.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "catalog/pg_am.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_index.h"
#include "lib/stringinfo.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/ruleutils.h"

#include "check/schema_diff.h"
#include "compat.h"
#include "target/relations.h"

/* How well an index of the target stands for one of the source. */
typedef enum Match
{
	MATCH_NONE,
	MATCH_UNKNOWN,				/* an expression that cannot be compared */
	MATCH_LONGER,				/* begins with the same columns */
	MATCH_WHOLE,				/* whole columns where the source has prefixes */
	MATCH_SAME
} Match;

static bool HasExpression(const CvgIndex *source);
static List *ReadIndexes(Relation rel);
static CvgTargetIndex *ReadIndex(Relation index);
static char *IndexDefinition(Relation index);
static void DiffIndex(const CvgTableDiff *table, const CvgIndex *source, List *targets);
static void DiffUnique(const CvgTableDiff *table, const CvgIndex *source, List *targets);
static void DiffPlain(const CvgTableDiff *table, const CvgIndex *source, List *targets);
static void DiffSpecial(const CvgTableDiff *table, const CvgIndex *source, List *targets);
static void TakeWithTwins(const CvgTargetIndex *index, List *targets);
static Match MatchParts(const CvgTableDiff *table, const CvgIndex *source,
						const CvgTargetIndex *target, char **why);
static Match MatchPart(const CvgTableDiff *table, const CvgIndexPart *part,
					   const CvgTargetIndex *target, int n, char **why);
static bool SamePrefix(const CvgTableDiff *table, const CvgIndexPart *part, Node *expr);
static Match MatchSet(const CvgTableDiff *table, const CvgIndex *source,
					  const CvgTargetIndex *target, char **why);
static bool SkipsOnlyNulls(const CvgTargetIndex *target);
static bool ReadsColumns(const CvgTableDiff *table, const CvgIndex *source,
						 const CvgTargetIndex *target);
static void PutIndex(const CvgTableDiff *table, CvgDiffSeverity severity,
					 const CvgIndex *source, const CvgTargetIndex *target,
					 const char *difference);
static void PutExtraIndex(const CvgTableDiff *table, const CvgTargetIndex *target);
static void DiffCase(const CvgTableDiff *table, const CvgIndex *source,
					 const CvgTargetIndex *target);
static const char *IndexType(const CvgIndex *source);
static char *SourceIndexDefinition(const CvgTable *table, const CvgIndex *index);

void
CvgDiffIndexes(const CvgTableDiff *table)
{
	List	   *targets = ReadIndexes(table->rel);
	ListCell   *lc;

	/* what cannot be compared takes what the others leave */
	foreach(lc, table->source->indexes)
	{
		if (!HasExpression(lfirst(lc)))
			DiffIndex(table, lfirst(lc), targets);
	}
	foreach(lc, table->source->indexes)
	{
		if (HasExpression(lfirst(lc)))
			DiffIndex(table, lfirst(lc), targets);
	}
	foreach(lc, targets)
	{
		const CvgTargetIndex *target = lfirst(lc);

		if (!target->matched)
			PutExtraIndex(table, target);
	}
}

static bool
HasExpression(const CvgIndex *source)
{
	for (int i = 0; i < source->nparts; i++)
	{
		if (source->parts[i].column < 0)
			return true;
	}
	return false;
}

static List *
ReadIndexes(Relation rel)
{
	List	   *indexes = NIL;
	ListCell   *lc;

	foreach(lc, RelationGetIndexList(rel))
	{
		Relation	index = index_open(lfirst_oid(lc), AccessShareLock);

		if (index->rd_index->indisvalid)
			indexes = lappend(indexes, ReadIndex(index));
		index_close(index, AccessShareLock);
	}
	return indexes;
}

static CvgTargetIndex *
ReadIndex(Relation index)
{
	CvgTargetIndex *target = palloc0(sizeof(CvgTargetIndex));
	Form_pg_index form = index->rd_index;
	List	   *expressions = RelationGetIndexExpressions(index);	/* a copy */
	ListCell   *expression = list_head(expressions);

	target->primary = form->indisprimary;
	target->unique = form->indisunique;
	target->exclusion = form->indisexclusion;
	target->nulls_not_distinct = CvgNullsNotDistinct(form);
	target->method = index->rd_rel->relam;
	target->nparts = form->indnkeyatts;
	target->attnums = palloc(sizeof(AttrNumber) * target->nparts);
	target->expressions = palloc0(sizeof(Node *) * target->nparts);
	target->descending = palloc(sizeof(bool) * target->nparts);
	for (int i = 0; i < target->nparts; i++)
	{
		target->attnums[i] = form->indkey.values[i];
		target->descending[i] = (index->rd_indoption[i] & INDOPTION_DESC) != 0;
		if (target->attnums[i] == InvalidAttrNumber)
		{
			target->expressions[i] = CvgDiffSimplify(lfirst(expression));
			expression = lnext(expressions, expression);
		}
	}
	target->predicate = RelationGetIndexPredicate(index);
	target->name = pstrdup(RelationGetRelationName(index));
	target->definition = IndexDefinition(index);
	return target;
}

/* From "USING" on: the names before it are longer than where it is sought. */
static char *
IndexDefinition(Relation index)
{
	char	   *whole = pg_get_indexdef_string(RelationGetRelid(index));
	size_t		names = strlen(quote_identifier(RelationGetRelationName(index))) +
		strlen(CvgRelationName(index->rd_index->indrelid));
	char	   *using = strstr(whole + names, " USING ") + strlen(" USING ");

	if (index->rd_rel->relam == BTREE_AM_OID)
		using += strlen("btree ");
	return psprintf("%s%s", index->rd_index->indisprimary ? "PRIMARY KEY " :
					index->rd_index->indisunique ? "UNIQUE " :
					index->rd_index->indisexclusion ? "EXCLUDE USING " : "", using);
}

static void
DiffIndex(const CvgTableDiff *table, const CvgIndex *source, List *targets)
{
	/* left out by rule, or missing and told so */
	for (int i = 0; i < source->nparts; i++)
	{
		if (source->parts[i].column >= 0 &&
			table->attnums[source->parts[i].column] == InvalidAttrNumber)
			return;
	}
	switch (source->kind)
	{
		case CVG_INDEX_PRIMARY:
		case CVG_INDEX_UNIQUE:
			DiffUnique(table, source, targets);
			break;
		case CVG_INDEX_PLAIN:
			DiffPlain(table, source, targets);
			break;
		case CVG_INDEX_FULLTEXT:
		case CVG_INDEX_SPATIAL:
			DiffSpecial(table, source, targets);
			break;
	}
}

static void
DiffUnique(const CvgTableDiff *table, const CvgIndex *source, List *targets)
{
	CvgTargetIndex *best = NULL;
	Match		match = MATCH_NONE;
	char	   *why = NULL;
	ListCell   *lc;

	foreach(lc, targets)
	{
		CvgTargetIndex *target = lfirst(lc);
		Match		m = !target->unique ? MATCH_NONE :
			MatchSet(table, source, target, &why);

		/* of several equal ones, that for all rows and of the same rank */
		if (m > match || (m == match && m != MATCH_NONE &&
						  (best->predicate != NIL ||
						   target->primary == (source->kind == CVG_INDEX_PRIMARY))))
		{
			best = target;
			match = m;
		}
	}
	if (best == NULL)
	{
		PutIndex(table, CVG_DIFF_WARNING, source, NULL, "missing at the target");
		return;
	}
	TakeWithTwins(best, targets);
	if (match == MATCH_UNKNOWN)
		PutIndex(table, CVG_DIFF_INFO, source, best,
				 psprintf("the expressions cannot be compared: %s", why));
	else if (match == MATCH_WHOLE)
		PutIndex(table, CVG_DIFF_WARNING, source, best,
				 "unique by a prefix at the source, by whole values at the target");
	else if (best->predicate != NIL && !SkipsOnlyNulls(best))
		PutIndex(table, CVG_DIFF_WARNING, source, best, "holds for some rows only at the target");
	else if (best->predicate != NIL)
		PutIndex(table, CVG_DIFF_INFO, source, best, "leaves rows with NULL out at the target");
	else if (best->nulls_not_distinct && source->kind != CVG_INDEX_PRIMARY)
		PutIndex(table, CVG_DIFF_WARNING, source, best, "takes NULLs for equal at the target");
	else if (source->kind == CVG_INDEX_PRIMARY && !best->primary)
		PutIndex(table, CVG_DIFF_INFO, source, best, "a unique key at the target");
	DiffCase(table, source, best);
}

static void
DiffPlain(const CvgTableDiff *table, const CvgIndex *source, List *targets)
{
	CvgTargetIndex *best = NULL;
	Match		match = MATCH_NONE;
	char	   *why = NULL;
	ListCell   *lc;

	foreach(lc, targets)
	{
		CvgTargetIndex *target = lfirst(lc);
		Match		m = target->predicate != NIL ? MATCH_NONE :
			MatchParts(table, source, target, &why);

		/* what is unique as well stands for it, and for itself */
		if (m > match ||
			(m == match && best != NULL && best->unique && !target->unique))
		{
			best = target;
			match = m;
		}
	}
	if (best != NULL && !best->unique && match != MATCH_LONGER)
		TakeWithTwins(best, targets);
	if (match == MATCH_NONE)
		PutIndex(table, source->invisible ? CVG_DIFF_INFO : CVG_DIFF_WARNING, source, NULL,
				 source->invisible ? "missing at the target, invisible at the source" :
				 "missing at the target");
	else if (match == MATCH_UNKNOWN)
		PutIndex(table, CVG_DIFF_INFO, source, best,
				 psprintf("the expressions cannot be compared: %s", why));
	else if (match == MATCH_LONGER)
		PutIndex(table, CVG_DIFF_INFO, source, best, "the target has a longer index for it");
	else if (match == MATCH_WHOLE)
		PutIndex(table, CVG_DIFF_INFO, source, best,
				 "over a prefix at the source, over whole values at the target");
}

/* As matched, with those that are the same but for their names. */
static void
TakeWithTwins(const CvgTargetIndex *index, List *targets)
{
	ListCell   *lc;

	foreach(lc, targets)
	{
		CvgTargetIndex *twin = lfirst(lc);
		bool		same = twin->unique == index->unique &&
			twin->method == index->method && twin->nparts == index->nparts &&
			twin->nulls_not_distinct == index->nulls_not_distinct &&
			equal(twin->predicate, index->predicate);

		for (int i = 0; i < index->nparts && same; i++)
			same = twin->attnums[i] == index->attnums[i] &&
				twin->descending[i] == index->descending[i] &&
				equal(twin->expressions[i], index->expressions[i]);
		/* an exclusion constraint is none of the keys MySQL knows */
		twin->matched |= same && !twin->exclusion;
	}
}

/* Full text and shapes: any index of such a kind over the columns. */
static void
DiffSpecial(const CvgTableDiff *table, const CvgIndex *source, List *targets)
{
	ListCell   *lc;

	foreach(lc, targets)
	{
		CvgTargetIndex *target = lfirst(lc);

		if (target->method == BTREE_AM_OID || target->method == HASH_AM_OID ||
			!ReadsColumns(table, source, target))
			continue;
		TakeWithTwins(target, targets);
		if (source->kind == CVG_INDEX_FULLTEXT)
			PutIndex(table, CVG_DIFF_INFO, source, target,
					 "full text search works another way at the target");
		return;
	}
	PutIndex(table, CVG_DIFF_WARNING, source, NULL, "missing at the target");
}

/* In order, all directions as they are or all turned round. */
static Match
MatchParts(const CvgTableDiff *table, const CvgIndex *source,
		   const CvgTargetIndex *target, char **why)
{
	Match		match = target->nparts > source->nparts ? MATCH_LONGER : MATCH_SAME;
	bool		turned;

	if (target->nparts < source->nparts ||
		(target->method != BTREE_AM_OID &&
		 (target->method != HASH_AM_OID || strcmp(source->method, "HASH") != 0)))
		return MATCH_NONE;
	turned = target->descending[0] != source->parts[0].descending;
	for (int i = 0; i < source->nparts; i++)
	{
		Match		m = MatchPart(table, &source->parts[i], target, i, why);

		if (m == MATCH_NONE ||
			(target->descending[i] != source->parts[i].descending) != turned)
			return MATCH_NONE;
		match = Min(match, m);
	}
	return match;
}

static Match
MatchPart(const CvgTableDiff *table, const CvgIndexPart *part,
		  const CvgTargetIndex *target, int n, char **why)
{
	Node	   *expr;

	if (part->column < 0)
	{
		if (target->expressions[n] == NULL)
			return MATCH_NONE;
		expr = CvgDiffTranslate(table, part->expression, CVG_USE_INDEX,
								InvalidAttrNumber, why);
		if (expr == NULL)
			return target->matched ? MATCH_NONE : MATCH_UNKNOWN;
		return equal(expr, target->expressions[n]) ? MATCH_SAME : MATCH_NONE;
	}
	if (target->expressions[n] != NULL)
		return part->prefix > 0 && SamePrefix(table, part, target->expressions[n]) ?
			MATCH_SAME : MATCH_NONE;
	if (table->attnums[part->column] != target->attnums[n])
		return MATCH_NONE;
	return part->prefix > 0 ? MATCH_WHOLE : MATCH_SAME;
}

static bool
SamePrefix(const CvgTableDiff *table, const CvgIndexPart *part, Node *expr)
{
	static const char *const forms[] = {
		"pg_catalog.left(%s, %d)",
		"pg_catalog.substr(%s, 1, %d)",
		"pg_catalog.substring(%s, 1, %d)"
	};
	const char *column = quote_identifier(table->scope[part->column].target_name);

	for (int i = 0; i < (int) lengthof(forms); i++)
	{
		StringInfoData sql;
		char	   *why;

		initStringInfo(&sql);
		appendStringInfo(&sql, forms[i], column, part->prefix);
		if (equal(CvgDiffParse(table->rel, sql.data, CVG_USE_INDEX, InvalidAttrNumber, &why),
				  expr))
			return true;
	}
	return false;
}

/* In any order: each part of one side has its part of the other. */
static Match
MatchSet(const CvgTableDiff *table, const CvgIndex *source,
		 const CvgTargetIndex *target, char **why)
{
	Match		match = MATCH_SAME;

	if (target->nparts != source->nparts)
		return MATCH_NONE;
	for (int i = 0; i < source->nparts; i++)
	{
		Match		best = MATCH_NONE;

		for (int n = 0; n < target->nparts; n++)
			best = Max(best, MatchPart(table, &source->parts[i], target, n, why));
		match = Min(match, best);
	}
	return match;
}

/* A predicate of IS NOT NULL over key columns, and nothing else. */
static bool
SkipsOnlyNulls(const CvgTargetIndex *target)
{
	ListCell   *lc;

	foreach(lc, target->predicate)
	{
		NullTest   *test = lfirst(lc);
		bool		found = false;

		if (!IsA(test, NullTest) || test->nulltesttype != IS_NOT_NULL ||
			!IsA(test->arg, Var))
			return false;
		for (int i = 0; i < target->nparts; i++)
			found |= target->attnums[i] == castNode(Var, test->arg)->varattno;
		if (!found)
			return false;
	}
	return true;
}

static bool
ReadsColumns(const CvgTableDiff *table, const CvgIndex *source,
			 const CvgTargetIndex *target)
{
	Bitmapset  *attnums = NULL;

	for (int i = 0; i < target->nparts; i++)
	{
		if (target->expressions[i] != NULL)
			pull_varattnos(target->expressions[i], 1, &attnums);
		else
			attnums = bms_add_member(attnums, target->attnums[i] -
									 FirstLowInvalidHeapAttributeNumber);
	}
	for (int i = 0; i < source->nparts; i++)
	{
		if (source->parts[i].column < 0 ||
			!bms_is_member(table->attnums[source->parts[i].column] -
						   FirstLowInvalidHeapAttributeNumber, attnums))
			return false;
	}
	return true;
}

static void
PutIndex(const CvgTableDiff *table, CvgDiffSeverity severity, const CvgIndex *source,
		 const CvgTargetIndex *target, const char *difference)
{
	CvgDiffPut(table->diff, severity, IndexType(source),
			   psprintf("%s.%s", table->source->name, source->name),
			   SourceIndexDefinition(table->source, source),
			   target ? target->definition : NULL, "%s", difference);
}

static void
PutExtraIndex(const CvgTableDiff *table, const CvgTargetIndex *target)
{
	bool		refuses = target->unique || target->exclusion;

	CvgDiffPut(table->diff, refuses ? CVG_DIFF_WARNING : CVG_DIFF_INFO,
			   target->primary ? "primary key" : target->unique ? "unique key" :
			   target->exclusion ? "exclusion constraint" : "index",
			   psprintf("%s.%s", table->source->name, target->name),
			   NULL, target->definition,
			   refuses ? "only at the target: rows that collide stop an import" :
			   "only at the target");
}

/* Words that differ in case alone collide at one side and not at the other. */
static void
DiffCase(const CvgTableDiff *table, const CvgIndex *source, const CvgTargetIndex *target)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < source->nparts; i++)
	{
		int			column = source->parts[i].column;

		if (column >= 0 && table->scope[column].ignores_case)
			appendStringInfo(&names, "%s\"%s\"", names.len > 0 ? ", " : "",
							 table->source->columns[column].name);
	}
	if (names.len > 0)
		PutIndex(table, CVG_DIFF_INFO, source, target,
				 psprintf("ignores case at the source, not at the target: %s", names.data));
}

static const char *
IndexType(const CvgIndex *source)
{
	return source->kind == CVG_INDEX_PRIMARY ? "primary key" :
		source->kind == CVG_INDEX_UNIQUE ? "unique key" : "index";
}

/* "UNIQUE (a, b(10) DESC)" */
static char *
SourceIndexDefinition(const CvgTable *table, const CvgIndex *index)
{
	static const char *const words[] = {
		[CVG_INDEX_PRIMARY] = "PRIMARY KEY ",
		[CVG_INDEX_UNIQUE] = "UNIQUE ",
		[CVG_INDEX_PLAIN] = "",
		[CVG_INDEX_FULLTEXT] = "FULLTEXT ",
		[CVG_INDEX_SPATIAL] = "SPATIAL "
	};
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "%s(", words[index->kind]);
	for (int i = 0; i < index->nparts; i++)
	{
		const CvgIndexPart *part = &index->parts[i];

		appendStringInfoString(&buf, i > 0 ? ", " : "");
		if (part->column < 0)
			appendStringInfo(&buf, "(%s)", part->expression);
		else
			appendStringInfoString(&buf, quote_identifier(table->columns[part->column].name));
		if (part->prefix > 0)
			appendStringInfo(&buf, "(%d)", part->prefix);
		if (part->descending)
			appendStringInfoString(&buf, " DESC");
	}
	appendStringInfoString(&buf, index->invisible ? ") INVISIBLE" : ")");
	return buf.data;
}
