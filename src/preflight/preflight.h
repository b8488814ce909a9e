/*-------------------------------------------------------------------------
 *
 * preflight.h
 *	  What the files of converge_preflight share.
 *
 * preflight.c has the SQL function and the order of the checks.  Where
 * tables are to be created they are, in a subtransaction that is rolled back
 * at the end, so that every check meets real tables.
 *
 * rows.c reads every row once and has the import's own converters and the
 * target's own constraints say what they would refuse; unique_keys.c gets the
 * same rows and finds those that become equal in a unique index of the target,
 * or do not fit into an index; rows.h has what they share.  references.c finds
 * orphans; text.c text that was encoded twice; surroundings.c all that is not in the
 * rows: sequences, names, old rows, extensions, disk, time.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PREFLIGHT_H
#define CVG_PREFLIGHT_H

#include "postgres.h"

#include "funcapi.h"
#include "utils/jsonb.h"

#include "plan.h"
#include "run/creation.h"
#include "source/source.h"

typedef enum CvgPreflightSeverity
{
	CVG_PREFLIGHT_ERROR,		/* the import would stop */
	CVG_PREFLIGHT_LOSS,			/* a rule changes values */
	CVG_PREFLIGHT_WARNING,
	CVG_PREFLIGHT_INFO
} CvgPreflightSeverity;

typedef struct CvgPreflight
{
	ReturnSetInfo *rsinfo;
	const char *server;
	CvgSource  *source;
	CvgPlan    *plan;			/* with what was created; schema read with
								 * CVG_READ_ALL */
	CvgCreation *creation;		/* or NULL: nothing is to be created */
	CvgPosition position;		/* of the source's snapshot */
} CvgPreflight;

/*
 * Write one finding.  code is a constant, documented in docs/preflight.md.
 * rows: how many are concerned, -1: that is no question.  sample_key: the
 * primary key of the first of them, or NULL.  Strings are copied.
 */
extern void CvgPreflightPut(CvgPreflight *preflight, CvgPreflightSeverity severity,
							const char *code, const char *table_name,
							const char *column_name, int64 rows,
							Jsonb *sample_key, const char *message,
							const char *hint);

/* Rows of the source that meet a condition; in the current memory context. */
typedef struct CvgFoundRows
{
	int64		rows;
	Jsonb	   *key;			/* primary key of the first, or NULL */
	CvgCell		value;			/* in the first, if a column was asked for */
} CvgFoundRows;

/*
 * find_rows.c: count the rows of the source's table that meet a condition of
 * CvgSourceRoutine, and read the first, by primary key, of them.  column: in
 * table->source, whose value is wanted as well; -1: none.
 */
extern CvgFoundRows CvgPreflightFind(CvgPreflight *preflight, const CvgTablePlan *table,
									 const char *condition, int column);

/* The second half of it: fill key and value. */
extern void CvgPreflightFirst(CvgPreflight *preflight, const CvgTablePlan *table,
							  const char *condition, int column, CvgFoundRows *found);

/*
 * The checks of one kind.  SPI is connected; queries of our own want
 * CvgSearchPathOff, expressions of the user's do not.
 */

/*
 * rows.c: read the table and judge each row as the import would: its values,
 * its constraints, its keys in unique indexes, its entries in btree indexes.
 */
extern void CvgPreflightRows(CvgPreflight *preflight, CvgTablePlan *table);

/*
 * references.c: rows without the row that a foreign key of the target, or of
 * the design, references.
 */
extern void CvgPreflightReferences(CvgPreflight *preflight);

/*
 * text.c: text that looks as if it had been encoded twice, or that the source
 * cannot deliver.
 */
extern void CvgPreflightText(CvgPreflight *preflight, CvgTablePlan *table);

/* surroundings.c: all that is not in the rows. */
extern void CvgPreflightSurroundings(CvgPreflight *preflight);

#endif							/* CVG_PREFLIGHT_H */
