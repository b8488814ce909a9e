/*-------------------------------------------------------------------------
 *
 * row_defaults.h
 *	  Defaults of columns that the source does not fill.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_ROW_DEFAULTS_H
#define CVG_ROW_DEFAULTS_H

#include "postgres.h"

#include "executor/executor.h"
#include "utils/relcache.h"

typedef struct CvgDefaultColumn
{
	int			column;			/* attnum - 1 */
	ExprState  *expr;
} CvgDefaultColumn;

typedef struct CvgRowDefaults
{
	int			ncolumns;
	CvgDefaultColumn *columns;
} CvgRowDefaults;

/*
 * The defaults of the attributes that are not bound, in the current memory
 * context.  With volatiles, an array of the attributes, those that are
 * volatile are left out and marked there: each evaluation of them may
 * change something, as nextval() does.
 */
extern CvgRowDefaults *CvgRowDefaultsCreate(Relation rel, const bool *bound,
											bool *volatiles);

/* Put them into the slot; values in the current memory context. */
extern void CvgRowDefaultsFill(const CvgRowDefaults *defaults,
							   TupleTableSlot *slot, ExprContext *econtext);

#endif							/* CVG_ROW_DEFAULTS_H */
