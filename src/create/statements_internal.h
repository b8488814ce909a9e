/*-------------------------------------------------------------------------
 *
 * statements_internal.h
 *	  What the files that write DDL share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_STATEMENTS_INTERNAL_H
#define CVG_STATEMENTS_INTERNAL_H

#include "postgres.h"

#include "create/statements.h"

typedef struct CvgStatementWriter
{
	const CvgDesign *design;
	List	   *statements;		/* of CvgStatement * */
} CvgStatementWriter;

/* Add a statement; nothing is copied.  The rest of it is zero. */
extern CvgStatement *CvgStatementAdd(CvgStatementWriter *writer, CvgPhase phase,
									 const char *object_type, char *object,
									 char *sql, char *exists);

/* The name in the target schema, quoted. */
extern char *CvgStatementName(const CvgStatementWriter *writer, const char *name);

/*
 * Conditions for exists: a relation of one of these kinds, a list of literals;
 * a constraint of a table.
 */
extern char *CvgExistsRelation(const char *qualified, const char *kinds);
extern char *CvgExistsConstraint(const char *table, const char *name);

/* $word$body$word$, or with a number behind word if that is in the body. */
extern char *CvgDollarQuote(const char *word, const char *body);

/*
 * COMMENT ON kind name.  described is a condition in SQL: there is one
 * already.
 */
extern void CvgStatementComment(CvgStatementWriter *writer, CvgPhase phase,
								const char *kind, const char *name,
								const char *comment, char *described);

/* statements_table.c: tables, partitions, their comments. */
extern void CvgStatementsTable(CvgStatementWriter *writer, const CvgNewTable *table);

/* statements_keys.c */
extern void CvgStatementsIndexes(CvgStatementWriter *writer, const CvgNewTable *table);
extern void CvgStatementsForeignKeys(CvgStatementWriter *writer, const CvgNewTable *table);

/* statements_touch.c: triggers that do ON UPDATE CURRENT_TIMESTAMP. */
extern void CvgStatementsTouch(CvgStatementWriter *writer);

#endif							/* CVG_STATEMENTS_INTERNAL_H */
