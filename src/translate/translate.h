/*-------------------------------------------------------------------------
 *
 * translate.h
 *	  Expressions and views of MySQL in the SQL of PostgreSQL.
 *
 * A parser makes a tree of the source's text; a printer gives every node a type,
 * and writes it in PostgreSQL's SQL, with the casts that
 * PostgreSQL wants where MySQL converts by itself.  What either does not know
 * for certain is a problem with a code, never a guess.
 *
 * Nothing here reads a catalog or a table.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRANSLATE_H
#define CVG_TRANSLATE_H

#include "postgres.h"

#include "nodes/pg_list.h"
#include "schema.h"

/* Types of the target, as far as expressions have to tell them apart. */
typedef enum CvgKind
{
	CVG_KIND_UNKNOWN,
	CVG_KIND_BOOLEAN,
	CVG_KIND_INTEGER,			/* smallint, integer, bigint */
	CVG_KIND_NUMERIC,
	CVG_KIND_FLOAT,				/* real, double precision */
	CVG_KIND_TEXT,				/* text, varchar, char, citext */
	CVG_KIND_BYTEA,
	CVG_KIND_BIT,
	CVG_KIND_DATE,
	CVG_KIND_TIMESTAMP,
	CVG_KIND_TIMESTAMPTZ,
	CVG_KIND_TIME,
	CVG_KIND_INTERVAL,
	CVG_KIND_JSON,
	CVG_KIND_JSONB,
	CVG_KIND_UUID,
	CVG_KIND_ENUM,
	CVG_KIND_TEXT_ARRAY,		/* of a set */
	CVG_KIND_INET,
	CVG_KIND_OTHER				/* geometry, vector, what a rule chose */
} CvgKind;

/* A column that an expression may mention. */
typedef struct CvgExprColumn
{
	const char *source_name;
	const char *target_name;	/* not quoted; NULL: it has no target, or may
								 * not be mentioned */
	CvgKind		kind;			/* of the target column */
	const char *type;			/* of the target column, in SQL */
	bool		ignores_case;	/* the source's collation does, and the target
								 * column's does not */
	bool		collated;		/* the target column has a nondeterministic
								 * collation, which patterns do not take */
	bool		source_ignores_case;	/* its collation does */
	bool		citext;			/* the target column's type; it is compared as
								 * text in lower case, as the extension's
								 * operators need not be in the search_path */
} CvgExprColumn;

typedef enum CvgExprUse
{
	CVG_USE_DEFAULT,			/* no columns; need not be immutable */
	CVG_USE_GENERATED,			/* immutable */
	CVG_USE_CHECK,				/* immutable in effect; a condition */
	CVG_USE_INDEX,				/* immutable */
	CVG_USE_PARTITION			/* immutable */
} CvgExprUse;

typedef struct CvgExprScope
{
	bool		mariadb;
	CvgExprUse	use;
	int			ncolumns;
	const CvgExprColumn *columns;

	/* of the column that takes the result; UNKNOWN and NULL otherwise */
	CvgKind		result_kind;
	const char *result_type;
} CvgExprScope;

/*
 * Why something has no translation.  code is a constant, of those in
 * docs/findings.md; message in the current memory context.
 */
typedef struct CvgProblem
{
	const char *code;
	char	   *message;		/* "function \"sleep\" has no counterpart" */
} CvgProblem;

/*
 * The expression in PostgreSQL's SQL, in the current memory context, or NULL
 * with *problem filled.  It is not put into parentheses.  Throws nothing for
 * any input.
 */
extern char *CvgTranslateExpression(const char *sql, const CvgExprScope *scope,
									CvgProblem *problem);

/* A table or view that a view may read. */
typedef struct CvgViewRelation
{
	const char *source_name;
	const char *target_name;	/* quoted and qualified; NULL: not at the
								 * target */
	int			ncolumns;
	const CvgExprColumn *columns;
	int			nkey;			/* columns of the target's primary key; 0:
								 * none */
	const int  *key;			/* their indexes in columns[] */
} CvgViewRelation;

typedef struct CvgViewScope
{
	bool		mariadb;
	const char *database;		/* the source's name of this database */
	int			nrelations;
	const CvgViewRelation *relations;
} CvgViewScope;

/*
 * The SELECT of a view in PostgreSQL's SQL, or NULL with *problem filled.
 * *kinds gets the kinds of its columns, palloc'd.  Throws nothing.
 *
 * Where a collation decides over rows, PostgreSQL's own does so in the
 * translation: then *problem says so, beside a result.
 */
extern char *CvgTranslateView(const char *sql, const CvgViewScope *scope,
							  int *ncolumns, CvgKind **kinds,
							  CvgProblem *problem);

#endif							/* CVG_TRANSLATE_H */
