/*-------------------------------------------------------------------------
 *
 * plan.h
 *	  What an import will do: every source table bound to its target, every
 *	  column to its converter, and everything that stands in the way.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PLAN_H
#define CVG_PLAN_H

#include "postgres.h"
#include "access/tupdesc.h"
#include "nodes/pg_list.h"

#include "schema.h"
#include "target/convert.h"

typedef enum CvgExisting
{
	CVG_EXISTING_ERROR,
	CVG_EXISTING_TRUNCATE,
	CVG_EXISTING_APPEND,
	CVG_EXISTING_UPSERT
} CvgExisting;

typedef enum CvgMissing
{
	CVG_MISSING_ERROR,
	CVG_MISSING_SKIP,
	CVG_MISSING_CREATE
} CvgMissing;

typedef struct CvgPlanOptions
{
	const char *server;
	const char *target_schema;	/* NULL: server's option, else current schema */
	List	   *tables;			/* of char *: names or LIKE patterns; NIL: all */
	List	   *exclude;		/* same; NIL: none */
	CvgExisting existing;
	CvgMissing	missing;
	bool		triggers;		/* user triggers fire */
	const struct CvgDesign *created;	/* what was created for this import,
										 * of the same schema, or NULL */
} CvgPlanOptions;

typedef enum CvgTableStatus
{
	CVG_TABLE_READY,
	CVG_TABLE_MISSING,			/* no target */
	CVG_TABLE_MISMATCH,			/* findings stand against it */
	CVG_TABLE_EXCLUDED			/* by argument or rule */
} CvgTableStatus;

/* What becomes of one source column. */
typedef enum CvgColumnFate
{
	CVG_COLUMN_BOUND,
	CVG_COLUMN_SKIPPED,			/* by rule, or generated on both sides */
	CVG_COLUMN_MISSING,			/* no target */
	CVG_COLUMN_REFUSED			/* no lossless conversion */
} CvgColumnFate;

typedef struct CvgBinding
{
	CvgColumnFate fate;
	AttrNumber	attnum;			/* of the target; 0: none */
	AttrNumber	computed;		/* of the target, where both sides compute the
								 * column; 0: they do not */
	CvgConvert	convert;		/* if bound */
	const char *note;			/* why not bound, or NULL */
} CvgBinding;

typedef struct CvgTablePlan
{
	const CvgTable *source;
	CvgTableStatus status;
	bool		asked_for;		/* by the argument tables, or all are */
	List	   *rules;			/* those for it and its columns */
	char	   *target_name;
	Oid			relid;			/* InvalidOid: no target */
	bool		via_executor;	/* cannot be written as a heap */
	bool		fires_triggers; /* user triggers fire for its rows */
	char	   *where;			/* rule, or NULL */
	CvgBinding *bindings;		/* one a source column */
	List	   *notes;			/* of char *, for the report */

	/* the scan: bound columns, then key columns that are not bound */
	int			nscan;
	int		   *scan_columns;	/* indexes of source columns */
	int			nbound;			/* how many of them are bound */
	int		   *key_cells;		/* cells of the primary key, source->nkey */
} CvgTablePlan;

/* Something that stands in the way of an import. */
typedef struct CvgFinding
{
	int			sqlstate;
	const char *table_name;		/* NULL: none in particular */
	const char *column_name;	/* NULL: the table */
	const char *message;
	const char *hint;			/* or NULL */
} CvgFinding;

typedef struct CvgPlan
{
	CvgPlanOptions options;
	const CvgSchema *schema;
	Oid			namespace;
	List	   *rules;
	int			ntables;		/* all of schema, in its order */
	CvgTablePlan *tables;
	List	   *findings;		/* of CvgFinding * */
	List	   *others;			/* of char *: target tables that no source
								 * table goes into, if all source tables were
								 * asked for */
} CvgPlan;

/*
 * Bind the tables of the schema to relations of the target.  Reads
 * PostgreSQL's catalogs only, takes no lock that outlives the call, throws
 * for wrong options alone: all else becomes findings.  In the current
 * memory context.
 */
extern CvgPlan *CvgPlanMake(const CvgSchema *schema, const CvgPlanOptions *options);

/* Throw one error that reports all findings, if there are any. */
extern void CvgPlanRequireClean(const CvgPlan *plan);

/*
 * Bind the columns of plan->source to the attributes of a row type, adding
 * findings to *findings.  Fills bindings and the scan part of the plan.
 */
extern void CvgPlanBindColumns(CvgTablePlan *plan, TupleDesc tupdesc,
							   List *rules, CvgMissing missing, List **findings);

/* Whether some source column is bound to the attribute. */
extern bool CvgPlanIsBound(const CvgTablePlan *plan, AttrNumber attnum);

/* The source column that is, or -1; the attribute may be 0. */
extern int	CvgPlanColumn(const CvgTablePlan *plan, AttrNumber attnum);

/* The table that goes into the relation, if it is ready; else NULL. */
extern const CvgTablePlan *CvgPlanTable(const CvgPlan *plan, Oid relid);

/* Add a finding; message and hint are not copied. */
extern void CvgFindingAdd(List **findings, int sqlstate, const char *table,
						  const char *column, const char *message,
						  const char *hint);

#endif							/* CVG_PLAN_H */
