/*-------------------------------------------------------------------------
 *
 * statements.h
 *	  A design as DDL.
 *
 * Every statement can be run again without effect, and all of them in order
 * are a script for plain psql.  As in pg_dump there are three parts: what
 * must be there before the rows, the rows, and what is quicker made after
 * them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_STATEMENTS_H
#define CVG_STATEMENTS_H

#include "postgres.h"

#include "create/design.h"

typedef enum CvgPhase
{
	CVG_PRE_DATA,				/* schema, types, tables with their checks */
	CVG_POST_DATA,				/* keys, indexes */
	CVG_POST_KEYS				/* foreign keys, triggers, views */
} CvgPhase;

typedef struct CvgStatement
{
	CvgPhase	phase;
	const char *object_type;	/* schema, type, table, index, foreign key ... */
	char	   *object;			/* "public.film", "index film_title on
								 * public.film" */
	const char *table;			/* target table it belongs to, or NULL */
	char	   *sql;			/* without semicolon */
} CvgStatement;

/* The statements of the design in order, of CvgStatement *. */
extern List *CvgStatementsMake(const CvgDesign *design);

#endif							/* CVG_STATEMENTS_H */
