/*-------------------------------------------------------------------------
 *
 * tree.h
 *	  What the parser makes of MySQL's SQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRANSLATE_TREE_H
#define CVG_TRANSLATE_TREE_H

#include "nodes/pg_list.h"
#include "translate/lexer.h"

struct CvgSelect;

typedef enum CvgNodeKind
{
	CVG_NODE_NULL,
	CVG_NODE_BOOLEAN,			/* number: 0 or 1 */
	CVG_NODE_INTEGER,			/* text: digits, as of the next two */
	CVG_NODE_DECIMAL,
	CVG_NODE_FLOAT,
	CVG_NODE_STRING,			/* text, length */
	CVG_NODE_BYTES,				/* text, length */
	CVG_NODE_BITS,				/* text: digits 0 and 1 */
	CVG_NODE_MOMENT,			/* name: date, time, timestamp; text */
	CVG_NODE_COLUMN,			/* text; qualifier, database or NULL */
	CVG_NODE_STAR,				/* of count(*); qualifier or NULL */
	CVG_NODE_OPERATOR,			/* name: in lower case; args */
	CVG_NODE_BETWEEN,			/* args: three; negated */
	CVG_NODE_IN,				/* args: the first is looked for; negated */
	CVG_NODE_LIKE,				/* args: string, pattern, escape; negated */
	CVG_NODE_IS,				/* name: null true false; args: one; negated */
	CVG_NODE_CALL,				/* name: in lower case; args */
	CVG_NODE_CASE,				/* args: operand or NULL, else or NULL, then
								 * pairs */
	CVG_NODE_CAST,				/* name: the type; args: one; precision, scale
								 * or -1 */
	CVG_NODE_CHARSET,			/* convert(... using name) */
	CVG_NODE_COLLATE,			/* name; args: one */
	CVG_NODE_INTERVAL,			/* name: the unit; args: one */
	CVG_NODE_ROW,				/* args */
	CVG_NODE_SUBQUERY,			/* select */
	CVG_NODE_EXISTS,			/* select */
	CVG_NODE_QUANTIFIED			/* name: any, all; select; only as the right
								 * side of a comparison */
} CvgNodeKind;

typedef struct CvgOrder
{
	struct CvgNode *expr;
	bool		descending;
} CvgOrder;

typedef struct CvgWindow
{
	char	   *name;			/* of the window, or the one it is based on */
	bool		bare;			/* OVER name, without parentheses */
	List	   *partition;		/* of CvgNode * */
	List	   *order;			/* of CvgOrder * */
	char	   *frame;			/* in PostgreSQL's SQL, or NULL */
} CvgWindow;

typedef struct CvgNode
{
	CvgNodeKind kind;
	const char *name;
	const char *text;
	int			length;
	int			number;
	const char *qualifier;
	const char *database;
	List	   *args;			/* of CvgNode * */
	bool		negated;
	int			precision;
	int			scale;
	struct CvgSelect *select;

	/* of an aggregate or window function */
	bool		distinct;
	List	   *order;			/* of CvgOrder *, of group_concat */
	const char *separator;
	CvgWindow  *over;

	int			depth;			/* of the tree below, itself counted */
} CvgNode;

typedef enum CvgFromKind
{
	CVG_FROM_TABLE,
	CVG_FROM_SELECT,
	CVG_FROM_JOIN
} CvgFromKind;

typedef struct CvgFrom
{
	CvgFromKind kind;
	const char *database;
	const char *name;			/* of a table */
	const char *alias;			/* or NULL */
	struct CvgSelect *select;
	bool		lateral;
	const char *join;			/* JOIN, LEFT JOIN, RIGHT JOIN, CROSS JOIN */
	struct CvgFrom *left;
	struct CvgFrom *right;
	CvgNode    *condition;		/* or NULL */
} CvgFrom;

typedef struct CvgItem
{
	CvgNode    *expr;
	const char *alias;			/* or NULL */
} CvgItem;

typedef struct CvgCommon
{
	const char *name;
	List	   *columns;		/* of char *, or NIL */
	struct CvgSelect *select;
} CvgCommon;

/* A SELECT, or several of them with UNION between. */
typedef struct CvgSelect
{
	bool		recursive;
	List	   *with;			/* of CvgCommon * */

	/* a UNION has these, else they are NIL */
	List	   *branches;		/* of CvgSelect * */
	List	   *union_all;		/* of int: whether that branch and the one
								 * before it are joined by UNION ALL */

	bool		distinct;
	List	   *items;			/* of CvgItem * */
	CvgFrom    *from;			/* or NULL */
	CvgNode    *where;
	List	   *group;			/* of CvgNode * */
	CvgNode    *having;
	List	   *windows;		/* of CvgWindow * */
	List	   *order;			/* of CvgOrder * */
	const char *limit;			/* digits, or NULL */
	const char *offset;
} CvgSelect;

/* State of the parser, for its own files. */
typedef struct CvgParser
{
	CvgToken   *next;
	CvgProblem *problem;
	int			depth;
} CvgParser;

/*
 * The whole text as a tree.  The result may only be used if there is no
 * problem.
 */
extern CvgNode *CvgExpressionParse(const char *sql, CvgProblem *problem);
extern CvgSelect *CvgSelectParse(const char *sql, CvgProblem *problem);

/* Between the parser's files. */
extern CvgNode *CvgParseExpression(CvgParser *parser);
extern CvgNode *CvgParseOperand(CvgParser *parser);
extern List *CvgParseExpressions(CvgParser *parser);
extern List *CvgParseOrder(CvgParser *parser);
extern CvgWindow *CvgParseWindow(CvgParser *parser);
extern CvgSelect *CvgParseSelect(CvgParser *parser);
extern CvgNode *CvgParseCall(CvgParser *parser, const char *name);
extern bool CvgParserDescend(CvgParser *parser);
extern void CvgParserFail(CvgParser *parser);
extern bool CvgTokenIs(const CvgToken *token, const char *word);
extern bool CvgParserTake(CvgParser *parser, const char *word);
extern void CvgParserExpect(CvgParser *parser, const char *word);
extern const char *CvgParserName(CvgParser *parser);
extern CvgNode *CvgNodeMake(CvgParser *parser, CvgNodeKind kind, const char *name,
							List *args);

#endif							/* CVG_TRANSLATE_TREE_H */
