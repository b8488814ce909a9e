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

static bool HasExpression(const CvgIndex *source);
static bool HasColumns(const CvgTableDiff *table, const CvgIndex *source);
static List *ReadIndexes(Relation rel, bool invalid_too);
static CvgTargetIndex *ReadIndex(Relation index);
static char *IndexDefinition(Relation index);
static CvgIndexMatch *MatchIndex(const CvgTableDiff *table, const CvgIndex *source,
								 List *targets);
static void MatchUnique(const CvgTableDiff *table, CvgIndexMatch *match, List *targets);
static void MatchPlain(const CvgTableDiff *table, CvgIndexMatch *match, List *targets);
static void MatchSpecial(const CvgTableDiff *table, CvgIndexMatch *match, List *targets);
static void DiffIndex(const CvgTableDiff *table, const CvgIndexMatch *match);
static void DiffUnique(const CvgTableDiff *table, const CvgIndexMatch *match);
static void DiffPlain(const CvgTableDiff *table, const CvgIndexMatch *match);
static void TakeWithTwins(const CvgTargetIndex *index, List *targets);
static CvgMatch MatchParts(const CvgTableDiff *table, const CvgIndex *source,
						   const CvgTargetIndex *target, char **why);
static CvgMatch MatchPart(const CvgTableDiff *table, const CvgIndexPart *part,
						  const CvgTargetIndex *target, int n, char **why);
static bool SamePrefix(const CvgTableDiff *table, const CvgIndexPart *part, Node *expr);
static CvgMatch MatchSet(const CvgTableDiff *table, const CvgIndex *source,
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

void
CvgDiffIndexes(const CvgTableDiff *table)
{
	List	   *targets;
	ListCell   *lc;

	foreach(lc, CvgMatchIndexes(table, false, &targets))
		DiffIndex(table, lfirst(lc));
	foreach(lc, targets)
	{
		const CvgTargetIndex *target = lfirst(lc);

		if (!target->matched)
			PutExtraIndex(table, target);
	}
}

List *
CvgMatchIndexes(const CvgTableDiff *table, bool invalid_too, List **targets)
{
	List	   *matches = NIL;
	ListCell   *lc;

	*targets = ReadIndexes(table->rel, invalid_too);
	/* what cannot be compared takes what the others leave */
	for (int expressions = 0; expressions <= 1; expressions++)
	{
		foreach(lc, table->source->indexes)
		{
			const CvgIndex *source = lfirst(lc);

			if (HasExpression(source) == (expressions == 1) && HasColumns(table, source))
				matches = lappend(matches, MatchIndex(table, source, *targets));
		}
	}
	return matches;
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

/* Columns that have no target are left out by rule, or missing and told so. */
static bool
HasColumns(const CvgTableDiff *table, const CvgIndex *source)
{
	for (int i = 0; i < source->nparts; i++)
	{
		if (source->parts[i].column >= 0 &&
			table->attnums[source->parts[i].column] == InvalidAttrNumber)
			return false;
	}
	return true;
}

static List *
ReadIndexes(Relation rel, bool invalid_too)
{
	List	   *indexes = NIL;
	ListCell   *lc;

	foreach(lc, RelationGetIndexList(rel))
	{
		Relation	index = index_open(lfirst_oid(lc), AccessShareLock);

		if (index->rd_index->indisvalid || invalid_too)
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

static CvgIndexMatch *
MatchIndex(const CvgTableDiff *table, const CvgIndex *source, List *targets)
{
	CvgIndexMatch *match = palloc0(sizeof(CvgIndexMatch));

	match->source = source;
	switch (source->kind)
	{
		case CVG_INDEX_PRIMARY:
		case CVG_INDEX_UNIQUE:
			MatchUnique(table, match, targets);
			break;
		case CVG_INDEX_PLAIN:
			MatchPlain(table, match, targets);
			break;
		case CVG_INDEX_FULLTEXT:
		case CVG_INDEX_SPATIAL:
			MatchSpecial(table, match, targets);
			break;
	}
	return match;
}

static void
MatchUnique(const CvgTableDiff *table, CvgIndexMatch *match, List *targets)
{
	bool		primary = match->source->kind == CVG_INDEX_PRIMARY;
	ListCell   *lc;

	foreach(lc, targets)
	{
		CvgTargetIndex *target = lfirst(lc);
		CvgMatch	m = !target->unique ? CVG_MATCH_NONE :
			MatchSet(table, match->source, target, &match->why);

		/* of several equal ones, that for all rows and of the same rank */
		if (m > match->match ||
			(m == match->match && m != CVG_MATCH_NONE &&
			 (match->target->predicate != NIL || target->primary == primary)))
		{
			match->target = target;
			match->match = m;
		}
	}
	if (match->target != NULL)
		TakeWithTwins(match->target, targets);
}

static void
MatchPlain(const CvgTableDiff *table, CvgIndexMatch *match, List *targets)
{
	ListCell   *lc;

	foreach(lc, targets)
	{
		CvgTargetIndex *target = lfirst(lc);
		CvgMatch	m = target->predicate != NIL ? CVG_MATCH_NONE :
			MatchParts(table, match->source, target, &match->why);

		/* what is unique as well stands for it, and for itself */
		if (m > match->match ||
			(m == match->match && match->target != NULL &&
			 match->target->unique && !target->unique))
		{
			match->target = target;
			match->match = m;
		}
	}
	if (match->target != NULL && !match->target->unique && match->match != CVG_MATCH_LONGER)
		TakeWithTwins(match->target, targets);
}

/* Full text and shapes: any index of such a kind over the columns. */
static void
MatchSpecial(const CvgTableDiff *table, CvgIndexMatch *match, List *targets)
{
	ListCell   *lc;

	foreach(lc, targets)
	{
		CvgTargetIndex *target = lfirst(lc);

		if (target->method == BTREE_AM_OID || target->method == HASH_AM_OID ||
			!ReadsColumns(table, match->source, target))
			continue;
		TakeWithTwins(target, targets);
		match->target = target;
		match->match = CVG_MATCH_SAME;
		return;
	}
}

static void
DiffIndex(const CvgTableDiff *table, const CvgIndexMatch *match)
{
	const CvgIndex *source = match->source;

	if (match->target == NULL)
		PutIndex(table, source->invisible && source->kind == CVG_INDEX_PLAIN ?
				 CVG_DIFF_INFO : CVG_DIFF_WARNING, source, NULL,
				 source->invisible && source->kind == CVG_INDEX_PLAIN ?
				 "missing at the target, invisible at the source" :
				 "missing at the target");
	else if (source->kind == CVG_INDEX_PRIMARY || source->kind == CVG_INDEX_UNIQUE)
		DiffUnique(table, match);
	else if (source->kind == CVG_INDEX_PLAIN)
		DiffPlain(table, match);
	else if (source->kind == CVG_INDEX_FULLTEXT)
		PutIndex(table, CVG_DIFF_INFO, source, match->target,
				 "full text search works another way at the target");
}

static void
DiffUnique(const CvgTableDiff *table, const CvgIndexMatch *match)
{
	const CvgIndex *source = match->source;
	const CvgTargetIndex *target = match->target;

	if (match->match == CVG_MATCH_UNKNOWN)
		PutIndex(table, CVG_DIFF_INFO, source, target,
				 psprintf("the expressions cannot be compared: %s", match->why));
	else if (match->match == CVG_MATCH_WHOLE)
		PutIndex(table, CVG_DIFF_WARNING, source, target,
				 "unique by a prefix at the source, by whole values at the target");
	else if (target->predicate != NIL && !SkipsOnlyNulls(target))
		PutIndex(table, CVG_DIFF_WARNING, source, target, "holds for some rows only at the target");
	else if (target->predicate != NIL)
		PutIndex(table, CVG_DIFF_INFO, source, target, "leaves rows with NULL out at the target");
	else if (target->nulls_not_distinct && source->kind != CVG_INDEX_PRIMARY)
		PutIndex(table, CVG_DIFF_WARNING, source, target, "takes NULLs for equal at the target");
	else if (source->kind == CVG_INDEX_PRIMARY && !target->primary)
		PutIndex(table, CVG_DIFF_INFO, source, target, "a unique key at the target");
	DiffCase(table, source, target);
}

static void
DiffPlain(const CvgTableDiff *table, const CvgIndexMatch *match)
{
	if (match->match == CVG_MATCH_UNKNOWN)
		PutIndex(table, CVG_DIFF_INFO, match->source, match->target,
				 psprintf("the expressions cannot be compared: %s", match->why));
	else if (match->match == CVG_MATCH_LONGER)
		PutIndex(table, CVG_DIFF_INFO, match->source, match->target,
				 "the target has a longer index for it");
	else if (match->match == CVG_MATCH_WHOLE)
		PutIndex(table, CVG_DIFF_INFO, match->source, match->target,
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

/* In order, all directions as they are or all turned round. */
static CvgMatch
MatchParts(const CvgTableDiff *table, const CvgIndex *source,
		   const CvgTargetIndex *target, char **why)
{
	CvgMatch	match = target->nparts > source->nparts ? CVG_MATCH_LONGER : CVG_MATCH_SAME;
	bool		turned;

	if (target->nparts < source->nparts ||
		(target->method != BTREE_AM_OID &&
		 (target->method != HASH_AM_OID || strcmp(source->method, "HASH") != 0)))
		return CVG_MATCH_NONE;
	turned = target->descending[0] != source->parts[0].descending;
	for (int i = 0; i < source->nparts; i++)
	{
		CvgMatch	m = MatchPart(table, &source->parts[i], target, i, why);

		if (m == CVG_MATCH_NONE ||
			(target->descending[i] != source->parts[i].descending) != turned)
			return CVG_MATCH_NONE;
		match = Min(match, m);
	}
	return match;
}

static CvgMatch
MatchPart(const CvgTableDiff *table, const CvgIndexPart *part,
		  const CvgTargetIndex *target, int n, char **why)
{
	Node	   *expr;

	if (part->column < 0)
	{
		if (target->expressions[n] == NULL)
			return CVG_MATCH_NONE;
		expr = CvgDiffTranslate(table, part->expression, CVG_USE_INDEX,
								InvalidAttrNumber, why);
		if (expr == NULL)
			return target->matched ? CVG_MATCH_NONE : CVG_MATCH_UNKNOWN;
		return equal(expr, target->expressions[n]) ? CVG_MATCH_SAME : CVG_MATCH_NONE;
	}
	if (target->expressions[n] != NULL)
		return part->prefix > 0 && SamePrefix(table, part, target->expressions[n]) ?
			CVG_MATCH_SAME : CVG_MATCH_NONE;
	if (table->attnums[part->column] != target->attnums[n])
		return CVG_MATCH_NONE;
	return part->prefix > 0 ? CVG_MATCH_WHOLE : CVG_MATCH_SAME;
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
static CvgMatch
MatchSet(const CvgTableDiff *table, const CvgIndex *source,
		 const CvgTargetIndex *target, char **why)
{
	CvgMatch	match = CVG_MATCH_SAME;

	if (target->nparts != source->nparts)
		return CVG_MATCH_NONE;
	for (int i = 0; i < source->nparts; i++)
	{
		CvgMatch	best = CVG_MATCH_NONE;

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
			   CvgSourceIndexDefinition(table->source, source),
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

char *
CvgSourceIndexDefinition(const CvgTable *table, const CvgIndex *index)
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
