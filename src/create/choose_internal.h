/*-------------------------------------------------------------------------
 *
 * choose_internal.h
 *	  What the files share that choose types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_CHOOSE_INTERNAL_H
#define CVG_CHOOSE_INTERNAL_H

#include "postgres.h"

#include "create/design.h"
#include "rules.h"

/* A column while its type is chosen. */
typedef struct CvgChosen
{
	CvgNewTable *table;
	CvgNewColumn *column;
	const CvgRule *rule;		/* with action type, or NULL */
	CvgColumnRules rules;
	CvgColumnFit fit;			/* its own */
	int			number;			/* of the column in the schema */
	int			key;			/* number of the column that all of its key
								 * refer to, or its own */
	bool		counted;		/* a column of its key has AUTO_INCREMENT, if
								 * only in a table that is left out */
	List	   *labels;			/* of the type, if kind is ENUM */
} CvgChosen;

/* What is known of a column with all that are joined to it by references. */
typedef struct CvgTypeHints
{
	CvgFit		boolean;
	bool		uuid;
	bool		identity;		/* one of them counts by itself */
} CvgTypeHints;

/*
 * choose_type.c: the type for a column of the source; fills type, kind, loss
 * of the column.  An enum has no type yet, only its kind.
 */
extern void CvgTypeChoose(CvgNewColumn *column, const CvgTypeHints *hints,
						  const CvgDesignOptions *options);

/* Whether each label can be one of an enum type. */
extern bool CvgLabelsFit(List *labels);

/*
 * keys_together.c: number the columns of the schema so that columns joined
 * by references have the same number, that of the column all refer to.
 * The result has one array a table.
 */
extern int **CvgKeysFind(const CvgSchema *schema);

/* Give the columns of one key types that go together. */
extern void CvgKeyUnify(CvgChosen **members, int nmembers, const CvgDesign *design,
						List **notes);

/* rule_type.c: give the column the type of the rule, or throw. */
extern void CvgTypeFromRule(CvgChosen *chosen, const CvgRule *rule);

/* type_checks.c: the check that keeps the source's domain, or NULL. */
extern char *CvgTypeCheck(const CvgChosen *chosen);

/* collations.c: give the columns of one key the collation that the case rule asks for. */
extern void CvgKeyCollate(CvgChosen **members, int nmembers, CvgDesign *design);

/* Notes for keys that tell values apart which the source calls equal. */
extern void CvgNoteKeys(CvgDesign *design);

/* type_notes.c: what the type of a column means beyond its values. */
extern void CvgNoteType(const CvgChosen *chosen, List **notes);

/* row_limits.c: notes for tables with more than PostgreSQL's rows hold. */
extern void CvgNoteRowLimits(CvgDesign *design);

/* "table.column" of the source, for notes. */
extern char *CvgColumnObject(const CvgNewTable *table, const CvgNewColumn *column);

#endif							/* CVG_CHOOSE_INTERNAL_H */
