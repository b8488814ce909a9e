/*-------------------------------------------------------------------------
 *
 * rules.h
 *	  What users want different: the rows of converge_rule.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_RULES_H
#define CVG_RULES_H

#include "postgres.h"
#include "nodes/pg_list.h"

#include "schema.h"
#include "target/convert.h"

typedef struct CvgRule
{
	char	   *source_table;	/* name or LIKE pattern */
	char	   *source_column;	/* name or LIKE pattern; NULL: of the table */
	bool		table_is_name;	/* a table has that very name: no pattern */
	bool		column_is_name; /* the same of a column of such tables */
	char	   *action;
	char	   *value;			/* NULL for skip */
} CvgRule;

/*
 * All rules of the server, as CvgRule *, in the current memory context.  A
 * pattern that is the exact name of a table or column of the schema stands
 * for that name alone: in a_b the _ is no wildcard if there is an a_b.
 */
extern List *CvgRulesRead(const char *server, const CvgSchema *schema);

/* Those of the rules that are for the table or columns of it, in their order. */
extern List *CvgRulesOfTable(List *rules, const char *table);

/*
 * The rule with that action for a table (column NULL) or a column of it, or
 * NULL.  A rule that names the object exactly goes before one that matches
 * it by a pattern; two patterns that disagree are an error.
 */
extern const CvgRule *CvgRuleFind(List *rules, const char *action,
								  const char *table, const char *column);

/* The rules that steer the conversion of one column. */
extern void CvgRulesForColumn(List *rules, const char *table,
							  const char *column, CvgColumnRules *result);

/*
 * The type that a rule with action "type" names.  Throws if there is no such
 * type, or no column can have it.
 */
extern void CvgRuleType(const CvgRule *rule, Oid *typid, int32 *typmod);

/* Whether the rule names the table and the column (NULL: none) exactly. */
extern bool CvgRuleIsExact(const CvgRule *rule, const char *table,
						   const char *column);

/* A rule of the list that no table or column of the schema matches, or NULL. */
extern const CvgRule *CvgRuleUnused(List *rules, const CvgSchema *schema);

/* Whether name equals the pattern or is LIKE it. */
extern bool CvgNameMatches(const char *pattern, const char *name);

#endif							/* CVG_RULES_H */
