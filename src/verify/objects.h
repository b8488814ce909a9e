/*-------------------------------------------------------------------------
 *
 * objects.h
 *	  What the files of the checks around the rows share.
 *
 * objects.c finds the tables; objects_keys.c and objects_counters.c have the
 * checks of one subject each.  A line is written
 * for everything that is not well; what is well is counted, and is one line
 * a table.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_OBJECTS_H
#define CVG_OBJECTS_H

#include "postgres.h"

#include "executor/spi.h"

#include "verify/verify.h"

typedef struct CvgObjects
{
	CvgVerify  *verify;
	Datum		relids;			/* oid[]: targets with their partitions */
	Datum		places;			/* int4[]: which of plan->tables each is of */
} CvgObjects;

/* What one check finds well or not, table by table. */
typedef struct CvgTally
{
	const CvgObjects *objects;
	const char *check_name;
	int		   *ngood;			/* of each of plan->tables */
	bool	   *bad;			/* a line has been written */
	char	  **notes;			/* detail of the line of what is good, or NULL */
	char	  **source_values;	/* of that line, or NULL */
} CvgTally;

/*
 * Run a query in which the relations are "mine (relid, place)", as of the
 * active snapshot; the caller frees the result, which has *nrows rows.
 */
extern SPITupleTable *CvgObjectsQuery(const CvgObjects *objects, const char *sql,
									  uint64 *nrows);

/* A value of such a result as text, or NULL. */
extern char *CvgObjectsText(SPITupleTable *rows, uint64 row, int column);

/* An OID or a number of such a result; not NULL. */
extern uint32 CvgObjectsNumber(SPITupleTable *rows, uint64 row, int column);

extern CvgTally *CvgTallyBegin(const CvgObjects *objects, const char *check_name);

/*
 * Write a line of what is not well; relid is what it is about, of the table
 * in this place.
 */
extern void CvgTallyBad(CvgTally *tally, int place, Oid relid, const char *column_name,
						const char *source_value, const char *target_value,
						CvgVerifyStatus status, const char *detail);

/* Write the lines of tables of which nothing was bad, and something good. */
extern void CvgTallyEnd(CvgTally *tally);

/* Names of columns, as they are: a, b. */
extern char *CvgObjectsColumns(Oid relid, int ncolumns, const AttrNumber *columns);

/* Name at the source of the column that goes into the attribute, else its own. */
extern const char *CvgObjectsColumn(const CvgTablePlan *table, AttrNumber attnum);

/* objects_keys.c */
extern void CvgVerifyForeignKeys(const CvgObjects *objects);
extern void CvgVerifyConstraints(const CvgObjects *objects);
extern void CvgVerifyIndexes(const CvgObjects *objects);

/* objects_counters.c */
extern void CvgVerifySequences(const CvgObjects *objects);
extern void CvgVerifyIdentities(const CvgObjects *objects);

#endif							/* CVG_OBJECTS_H */
