/*-------------------------------------------------------------------------
 *
 * query.h
 *	  Names that are visible in a SELECT, and what GROUP BY asks of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRANSLATE_QUERY_H
#define CVG_TRANSLATE_QUERY_H

#include "translate/print.h"

/* What FROM or WITH names. */
typedef struct CvgRange
{
	const char *name;			/* alias, or name of the table */
	int			ncolumns;
	const CvgExprColumn *columns;
	int			nkey;			/* of the primary key, as in CvgViewRelation */
	const int  *key;
} CvgRange;

/* A column outside of aggregates, in a query that may have groups. */
typedef struct CvgBareColumn
{
	const CvgRange *range;
	int			column;
} CvgBareColumn;

typedef struct CvgQuery
{
	struct CvgQuery *outer;
	const CvgSelect *select;
	List	   *ranges;			/* of CvgRange * */
	List	   *commons;		/* of CvgRange *: WITH */
	bool		aliases;		/* names are those of the select list first */
	bool		resolving;		/* an alias, which must not name itself */
	bool		recording;		/* columns are noted in bare */
	int			in_aggregate;
	bool		has_aggregate;
	List	   *bare;			/* of CvgBareColumn * */
	List	   *group;			/* of CvgBareColumn *: columns in GROUP BY */
	List	   *group_sql;		/* of char *: expressions in GROUP BY */
} CvgQuery;

extern CvgQuery *CvgQueryBegin(CvgPrinter *printer, const CvgSelect *select);
extern void CvgQueryEnd(CvgPrinter *printer);
extern const CvgRange *CvgQueryCommon(CvgPrinter *printer, const char *name);
extern const CvgRange *CvgQueryAddRange(CvgQuery *query, const char *name, int ncolumns,
										const CvgExprColumn *columns);
extern void CvgQueryCheckGroups(CvgPrinter *printer);
extern char *CvgPrintFrom(CvgPrinter *printer, const CvgFrom *from);
extern CvgExprColumn *CvgColumnsOfTerms(CvgTerm **terms, char **names, char **targets, int nterms);

#endif							/* CVG_TRANSLATE_QUERY_H */
