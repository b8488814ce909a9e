/*-------------------------------------------------------------------------
 *
 * print.h
 *	  Trees in PostgreSQL's SQL.
 *
 * Every node becomes a term: a piece of SQL with its type.  Functions here
 * never return NULL; after a problem what they return is of no use.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRANSLATE_PRINT_H
#define CVG_TRANSLATE_PRINT_H

#include "lib/stringinfo.h"
#include "translate/tree.h"

/* How strongly the outermost operator of a piece of SQL binds. */
typedef enum CvgStrength
{
	CVG_ANY,
	CVG_OR,
	CVG_AND,
	CVG_NOT,
	CVG_IS,
	CVG_COMPARE,
	CVG_LIKE,
	CVG_OTHER,					/* || -> & and the like */
	CVG_ADD,
	CVG_MULTIPLY,
	CVG_UNARY,
	CVG_CAST,
	CVG_ATOM
} CvgStrength;

/*
 * Whose rules a comparison of texts follows; of several the strongest, which
 * is the last here.  Two weak ones follow those of the connection that
 * defined the expression, which ignore case as well.
 */
typedef enum CvgCaseSense
{
	CVG_CASE_WEAK,				/* a constant, or made of what is no text */
	CVG_CASE_IGNORED,
	CVG_CASE_EXACT
} CvgCaseSense;

typedef struct CvgTerm
{
	char	   *sql;
	CvgKind		kind;			/* UNKNOWN: NULL */
	CvgStrength strength;
	const char *type;			/* of columns and casts, in SQL, or NULL */
	bool		column;			/* a column and nothing else */
	const CvgNode *constant;	/* a literal, or NULL */
	CvgCaseSense sense;			/* of text */
	bool		folded;			/* text in lower case */
	bool		collated;		/* as in CvgExprColumn */
	bool		source_ignores_case;
	bool		padded;			/* char(n) */
	const char *truth;			/* a number of which only "<> 0" is known: the
								 * SQL of that; else NULL */

	/* of numbers */
	int			bits;			/* an integer is less than 2 to this power */
	bool		positive;		/* or zero, for certain */
	int			scale;			/* digits after the point that MySQL shows;
								 * -1: not known */
	bool		rough;			/* has digits that MySQL does not show */
	bool		ragged;			/* may lack zeros at the end that MySQL shows */
	bool		chosen;			/* by CASE or IF: MySQL shows those zeros in
								 * some places only */
	int			quotient;		/* digits that MySQL computes of a division
								 * that is not cut off yet; 0: none */
} CvgTerm;

struct CvgQuery;

typedef struct CvgPrinter
{
	CvgProblem *problem;
	bool		mariadb;
	bool		immutable;		/* the result must be */
	int			nodes;			/* printed so far */
	int			depth;			/* of those being printed */
	CvgKind		result_kind;
	bool		stores_integer; /* the outermost node goes into a column of
								 * type smallint or integer: what overflows
								 * does not fit there either */

	/* of an expression */
	const CvgExprScope *scope;	/* NULL: of a view */

	/* of a view */
	const CvgViewScope *view;
	CvgProblem	warning;		/* beside the result; code NULL: none */
	struct CvgQuery *query;		/* innermost */
	char	  **names;			/* of the columns of the SELECT just printed,
								 * at the source */
	char	  **targets;		/* and at the target */
	const CvgCommon *recursive; /* WITH query that is being printed */
} CvgPrinter;

/* print.c */
extern CvgTerm *CvgPrint(CvgPrinter *printer, const CvgNode *node);

/* term.c */
extern CvgTerm *CvgTermMake(CvgKind kind, CvgStrength strength,
							const char *format,...) pg_attribute_printf(3, 4);
extern CvgTerm *CvgTermFail(CvgPrinter *printer, const char *code,
							const char *format,...) pg_attribute_printf(3, 4);
extern bool CvgCollationDecides(CvgPrinter *printer, const char *format,...) pg_attribute_printf(2, 3);
extern const char *CvgTermOperand(const CvgTerm *term, CvgStrength strength);
extern CvgTerm *CvgTermCopy(const CvgTerm *term);
extern CvgTerm *CvgTermColumn(const CvgExprColumn *column, const char *sql);
extern CvgTerm *CvgTermLiteral(CvgPrinter *printer, const CvgNode *node);
extern char *CvgQuoteString(const char *string);
extern char *CvgQuoteName(const char *name);
extern bool CvgTermInteger(const CvgTerm *term, int64 *value);
extern const char *CvgTermString(const CvgTerm *term);
extern bool CvgIsAscii(const char *string);
extern bool CvgNeedsVolatile(CvgPrinter *printer, const char *what);
extern const char *CvgKindName(CvgKind kind);

/* coerce.c: values of one kind as another, as MySQL converts them */
extern bool CvgKindIsNumber(CvgKind kind);
extern bool CvgKindIsMoment(CvgKind kind);
extern CvgTerm *CvgAsBoolean(CvgPrinter *printer, CvgTerm *term);
extern CvgTerm *CvgAsNumber(CvgPrinter *printer, CvgTerm *term);
extern CvgTerm *CvgAsText(CvgPrinter *printer, CvgTerm *term);
extern CvgTerm *CvgAsMoment(CvgPrinter *printer, CvgTerm *term);
extern CvgTerm *CvgAsFinal(CvgPrinter *printer, CvgTerm *term);
extern CvgTerm *CvgAsResult(CvgPrinter *printer, CvgTerm *term, CvgKind kind,
							const char *type);
extern CvgKind CvgTermsUnify(CvgPrinter *printer, CvgTerm **terms, int nterms,
							 CvgTerm *result);

/* moment.c: dates and times as text */
extern CvgTerm *CvgMomentLiteral(CvgPrinter *printer, const char *text, CvgKind kind);
extern CvgTerm *CvgMomentText(CvgPrinter *printer, CvgTerm *term);
extern CvgTerm *CvgMomentFormat(CvgPrinter *printer, CvgTerm *term, const char *format);

/* compare.c */
extern CvgTerm *CvgPrintComparison(CvgPrinter *printer, const char *op,
								   CvgTerm *left, CvgTerm *right);
extern CvgTerm *CvgPrintLike(CvgPrinter *printer, const CvgNode *node);
extern CvgTerm *CvgPrintRegexp(CvgPrinter *printer, CvgTerm **args, int nargs);
extern CvgTerm *CvgPrintIn(CvgPrinter *printer, const CvgNode *node);
extern CvgTerm *CvgPrintBetween(CvgPrinter *printer, const CvgNode *node);
extern CvgTerm *CvgPrintCompared(CvgPrinter *printer, const CvgNode *node);

/* arithmetic.c */
extern const char *CvgDividend(const CvgTerm *term, int extra, int digits, CvgStrength strength);
extern CvgTerm *CvgPrintArithmetic(CvgPrinter *printer, const CvgNode *node);

/* cast.c */
extern CvgTerm *CvgPrintCast(CvgPrinter *printer, const CvgNode *node);

/* functions*.c */
typedef CvgTerm *(*CvgFunctionPrint) (CvgPrinter *printer, const CvgNode *node,
									  CvgTerm **args, int nargs);
typedef struct CvgFunction
{
	const char *name;
	int			min;
	int			max;
	CvgFunctionPrint print;
} CvgFunction;

extern const CvgFunction cvg_time_functions[];
extern const CvgFunction cvg_text_functions[];
extern const CvgFunction cvg_json_functions[];
extern CvgTerm *CvgPrintCall(CvgPrinter *printer, const CvgNode *node);
extern CvgTerm *CvgPrintCase(CvgPrinter *printer, const CvgNode *node);
extern CvgTerm *CvgPrintIntervalSum(CvgPrinter *printer, CvgTerm *moment,
									const CvgNode *interval, bool minus);

/* aggregates.c; NULL: it is none */
extern CvgTerm *CvgPrintAggregate(CvgPrinter *printer, const CvgNode *node);

/* print_select.c */
extern CvgTerm *CvgPrintColumn(CvgPrinter *printer, const CvgNode *node);
extern char *CvgPrintSelect(CvgPrinter *printer, const CvgSelect *select,
							int *ncolumns, CvgTerm ***terms);
extern char *CvgPrintOrder(CvgPrinter *printer, List *order);
extern char *CvgPrintWindow(CvgPrinter *printer, const CvgWindow *window);
extern CvgTerm *CvgPrintSubquery(CvgPrinter *printer, const CvgNode *node);
extern bool CvgQueryMatchesGroup(CvgPrinter *printer, const char *sql);
extern int	CvgQueryMark(CvgPrinter *printer);
extern void CvgQueryRelease(CvgPrinter *printer, int mark);
extern void CvgQueryAggregate(CvgPrinter *printer, int change);

#endif							/* CVG_TRANSLATE_PRINT_H */
