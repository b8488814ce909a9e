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
	const char *object_type;	/* schema, type, table, index, foreign key,
								 * comment ... */
	char	   *object;			/* "public.film", "film_title of public.film" */
	const char *table;			/* target table it belongs to, or NULL */
	char	   *sql;			/* without semicolon */
	char	   *exists;			/* condition in SQL: what it makes is there */
	bool		guarded;		/* sql fails if that holds, which begins with
								 * EXISTS */
	const CvgNewView *view;		/* that it creates, or NULL */
} CvgStatement;

/* The statements of the design in order, of CvgStatement *. */
extern List *CvgStatementsMake(const CvgDesign *design);

/*
 * The statement as a script has it, with a semicolon: one that cannot be run
 * twice is wrapped in a DO block that looks first.
 */
extern char *CvgStatementScript(const CvgStatement *statement);

#endif							/* CVG_STATEMENTS_H */
