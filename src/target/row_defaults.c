/*-------------------------------------------------------------------------
 *
 * row_defaults.c
 *	  Defaults of columns that the source does not fill.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_coerce.h"
#include "rewrite/rewriteHandler.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "target/row_defaults.h"

static Expr *DefaultOf(Relation rel, Form_pg_attribute att);
static Expr *NullOfDomain(Form_pg_attribute att);

CvgRowDefaults *
CvgRowDefaultsCreate(Relation rel, const bool *bound, bool *volatiles)
{
	TupleDesc	tupdesc = RelationGetDescr(rel);
	CvgRowDefaults *defaults = palloc0(sizeof(CvgRowDefaults));

	defaults->columns = palloc(sizeof(CvgDefaultColumn) * Max(tupdesc->natts, 1));
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);
		CvgDefaultColumn *column = &defaults->columns[defaults->ncolumns];
		Expr	   *expr;

		if (bound[i] || att->attisdropped || att->attgenerated != '\0')
			continue;
		expr = DefaultOf(rel, att);
		if (expr == NULL)
			continue;
		if (volatiles != NULL && contain_volatile_functions((Node *) expr))
		{
			volatiles[i] = true;
			continue;
		}
		column->column = i;
		column->expr = ExecInitExpr(expression_planner(expr), NULL);
		defaults->ncolumns++;
	}
	return defaults;
}

static Expr *
DefaultOf(Relation rel, Form_pg_attribute att)
{
	Expr	   *expr = (Expr *) build_column_default(rel, att->attnum);

	return expr != NULL ? expr : NullOfDomain(att);
}

/* A NULL that the constraints of a domain get to see; NULL: no domain. */
static Expr *
NullOfDomain(Form_pg_attribute att)
{
	int32		typmod = att->atttypmod;
	Oid			basetype = getBaseTypeAndTypmod(att->atttypid, &typmod);

	if (basetype == att->atttypid)
		return NULL;
	return (Expr *) coerce_to_domain((Node *) makeNullConst(basetype, typmod,
															att->attcollation),
									 basetype, typmod, att->atttypid,
									 COERCION_IMPLICIT, COERCE_IMPLICIT_CAST,
									 -1, false);
}

void
CvgRowDefaultsFill(const CvgRowDefaults *defaults, TupleTableSlot *slot,
				   ExprContext *econtext)
{
	for (int i = 0; i < defaults->ncolumns; i++)
	{
		int			column = defaults->columns[i].column;

		/* not ExecEvalExprSwitchContext: the value must outlive the row */
		slot->tts_values[column] = ExecEvalExpr(defaults->columns[i].expr, econtext,
												&slot->tts_isnull[column]);
	}
}
