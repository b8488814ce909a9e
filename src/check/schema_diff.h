/*-------------------------------------------------------------------------
 *
 * schema_diff.h
 *	  What the files of converge_schema_diff share.
 *
 * schema_diff.c goes through the tables and writes the rows; the other files
 * compare one kind of object each, by what it means and not by how it is
 * named or spelled.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SCHEMA_DIFF_H
#define CVG_SCHEMA_DIFF_H

#include "postgres.h"

#include "funcapi.h"
#include "nodes/nodes.h"
#include "utils/relcache.h"

#include "plan.h"
#include "translate/translate.h"

typedef enum CvgDiffSeverity
{
	CVG_DIFF_INFO,				/* done another way, or more at the target */
	CVG_DIFF_WARNING,			/* accepts other rows, or behaves differently */
	CVG_DIFF_ERROR				/* an import would not start */
} CvgDiffSeverity;

/* The comparison of two schemas. */
typedef struct CvgDiff
{
	ReturnSetInfo *rsinfo;
	const CvgPlan *plan;
	const CvgSchema *schema;
} CvgDiff;

/* A key or index of the target. */
typedef struct CvgTargetIndex
{
	bool		primary;
	bool		unique;
	bool		exclusion;		/* an exclusion constraint makes it */
	bool		nulls_not_distinct;
	Oid			method;			/* in pg_am */
	int			nparts;
	AttrNumber *attnums;		/* 0: an expression */
	Node	  **expressions;	/* NULL: a column */
	bool	   *descending;
	List	   *predicate;		/* NIL: all rows */
	char	   *name;
	char	   *definition;
	bool		matched;
} CvgTargetIndex;

/* How well an index of the target stands for one of the source. */
typedef enum CvgMatch
{
	CVG_MATCH_NONE,
	CVG_MATCH_UNKNOWN,			/* an expression that cannot be compared */
	CVG_MATCH_LONGER,			/* begins with the same columns */
	CVG_MATCH_WHOLE,			/* whole columns where the source has prefixes */
	CVG_MATCH_SAME
} CvgMatch;

/* A key or index of the source and its counterpart. */
typedef struct CvgIndexMatch
{
	const CvgIndex *source;
	CvgTargetIndex *target;		/* NULL: there is none */
	CvgMatch	match;
	char	   *why;			/* why not known */
} CvgIndexMatch;

/* The comparison of one table with its target. */
typedef struct CvgTableDiff
{
	CvgDiff    *diff;
	const CvgTablePlan *plan;
	const CvgTable *source;
	Relation	rel;			/* the target, open */
	AttrNumber *attnums;		/* of source columns; 0: no target */
	CvgExprColumn *scope;		/* the columns, for expressions */
	bool	   *checks_matched; /* those of rel's constr->check that say what
								 * the source says */
} CvgTableDiff;

/*
 * Write one row.  object, and definitions that are not NULL, are copied;
 * difference is a format.
 */
extern void CvgDiffPut(CvgDiff *diff, CvgDiffSeverity severity,
					   const char *object_type, const char *object,
					   const char *source_definition,
					   const char *target_definition,
					   const char *difference,...) pg_attribute_printf(7, 8);

/* Write one row of a column of the source and its counterpart, if any. */
extern void CvgDiffPutColumn(const CvgTableDiff *table, int column,
							 CvgDiffSeverity severity, const char *difference);

/* "int unsigned NOT NULL DEFAULT 7", as the source has it. */
extern char *CvgSourceColumnDefinition(const CvgColumn *column);

/* "integer NOT NULL DEFAULT 7", as the target has it. */
extern char *CvgTargetColumnDefinition(Relation rel, AttrNumber attnum);

/* Columns, quoted where needed: (a, "B"). */
extern char *CvgSourceColumnList(const CvgTable *table, int ncolumns, const int *columns);

/* diff_columns.c: the columns of a table, without their keys. */
extern void CvgDiffColumns(const CvgTableDiff *table);

/*
 * diff_types.c: how the target type means something else than the source's,
 * or NULL.  The converter has been chosen.
 */
extern const char *CvgDiffTypes(const CvgTableDiff *table, int column,
								CvgDiffSeverity *severity);

/* diff_defaults.c: what is stored where a statement gives no value. */
extern void CvgDiffDefault(const CvgTableDiff *table, int column);

/*
 * Begin the comparison of a table with its target, which is open: matches
 * the columns.  In the current memory context.
 */
extern void CvgTableDiffBegin(CvgTableDiff *table, CvgDiff *diff,
							  const CvgTablePlan *plan, Relation rel);

/*
 * diff_indexes.c: the keys and indexes of the source whose columns have a
 * target, as CvgIndexMatch *, each with its counterpart among *targets, which
 * receives those of the target, as CvgTargetIndex *; those that are not valid
 * only if told.
 */
extern List *CvgMatchIndexes(const CvgTableDiff *table, bool invalid_too, List **targets);

/* "UNIQUE (a, b(10) DESC)" */
extern char *CvgSourceIndexDefinition(const CvgTable *table, const CvgIndex *index);

/* diff_indexes.c, diff_foreign_keys.c, diff_checks.c */
extern void CvgDiffIndexes(const CvgTableDiff *table);
extern void CvgDiffForeignKeys(const CvgTableDiff *table);
extern void CvgDiffChecks(const CvgTableDiff *table);

/* Whether a check of the target holds the column to the source's length. */
extern bool CvgDiffHasLengthCheck(const CvgTableDiff *table, int column);

/* diff_objects.c: all that is not in a table. */
extern void CvgDiffTriggers(const CvgTableDiff *table);
extern void CvgDiffObjects(CvgDiff *diff);

/* diff_expressions.c */

typedef enum CvgExprVerdict
{
	CVG_EXPR_SAME,
	CVG_EXPR_OTHER,
	CVG_EXPR_UNKNOWN			/* cannot be compared */
} CvgExprVerdict;

/*
 * Call the function in a subtransaction; false, with the error's message in
 * *why, if it throws.
 */
extern bool CvgDiffTry(void (*function) (void *), void *arg, char **why);

/*
 * An expression of the source as a tree of PostgreSQL's, as it would be
 * stored, then simplified; NULL with *why filled if it has no translation.
 * attnum is the column that takes the result, or 0.
 */
extern Node *CvgDiffTranslate(const CvgTableDiff *table, const char *sql,
							  CvgExprUse use, AttrNumber attnum, char **why);

/* The same of an expression in SQL of the target; NULL if it is not valid. */
extern Node *CvgDiffParse(Relation rel, const char *sql, CvgExprUse use,
						  AttrNumber attnum, char **why);

/* A stored expression, simplified like those. */
extern Node *CvgDiffSimplify(Node *expr);

/* An expression of the target over columns of rel, as SQL. */
extern char *CvgDiffDeparse(Relation rel, Node *expr);

/* The default or generation expression as stored, or NULL. */
extern Node *CvgTargetDefault(Relation rel, AttrNumber attnum);

/* Whether the default gives out the numbers of a sequence. */
extern bool CvgIsNextval(Node *expr);

/*
 * Whether a check of the target is this condition, in SQL of the target;
 * marks it as matched.
 */
extern bool CvgDiffHasCheck(const CvgTableDiff *table, const char *sql);

/* The same of a condition made by CvgDiffTranslate or CvgDiffParse. */
extern bool CvgDiffMatchCheck(const CvgTableDiff *table, Node *expr);

#endif							/* CVG_SCHEMA_DIFF_H */
