/*-------------------------------------------------------------------------
 *
 * run.h
 *	  One import while it runs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_RUN_H
#define CVG_RUN_H

#include "postgres.h"
#include "nodes/pg_list.h"

#include "plan.h"
#include "run/creation.h"
#include "run/ledger.h"
#include "source/source.h"

/* How rows get into the target. */
typedef enum CvgWriteMethod
{
	CVG_WRITE_HEAP,				/* heap only, indexes rebuilt afterwards */
	CVG_WRITE_INDEXED,			/* heap and indexes, row by row */
	CVG_WRITE_EXECUTOR			/* INSERT ... SELECT FROM converge_scan() */
} CvgWriteMethod;

typedef struct CvgTableLoad
{
	CvgTablePlan *plan;
	CvgWriteMethod method;
	bool		rebuilds;		/* its indexes, afterwards */
	bool		was_empty;		/* before the run */
	bool		starts_empty;	/* was empty, or has been truncated */

	/* the proof: all of these agree, or the import fails */
	int64		source_rows;	/* counted by the source in the snapshot */
	int64		received;
	int64		stored;
	int64		rejected;

	int64		bytes;			/* received */
	double		seconds;
	bool		loaded;			/* its rows are in */
} CvgTableLoad;

/* How many read the source, for the report. */
typedef struct CvgReaders
{
	int			wanted;			/* parallel workers; 0: none */
	bool		automatic;		/* as many as converge thinks fit */
	int			workers;		/* that took part, beside the leader */
	const char *shortfall;		/* why fewer than wanted, or NULL */
	double		held_seconds;	/* how long the source was held still */
	double		seconds;		/* from the first row to the last */
} CvgReaders;

typedef struct CvgRun
{
	const char *server;
	CvgSource  *source;
	CvgPlan    *plan;
	CvgCreation *creation;		/* what the target lacked, or NULL */
	CvgLedgerRun *ledger;
	bool		reject;			/* bad rows go to converge_reject */
	bool		truncates;		/* all targets, as some hold rows */
	int			nloads;
	CvgTableLoad *loads;
	CvgReaders	readers;
	CvgPosition position;
} CvgRun;

/*
 * Make run->loads from run->plan: which targets hold rows, how each is
 * written.  Throws where the arguments ask for what a target cannot do.
 */
extern void CvgRunMakeLoads(CvgRun *run);

/* Why a target cannot be written as the arguments ask. */
typedef struct CvgLoadRefusal
{
	const char *message;
	const char *detail;
	const char *hint;
} CvgLoadRefusal;

/*
 * NULL: it can.  Of the load plan and starts_empty are looked at, of the run
 * plan and reject.
 */
extern const CvgLoadRefusal *CvgRefuseLoad(const CvgRun *run, const CvgTableLoad *load);

/* Targets of all tables of the plan that are loaded. */
extern List *CvgRunRelations(const CvgPlan *plan);

/* Whether rows of this table may meet rows with the same key. */
extern bool CvgLoadUpserts(const CvgRun *run, const CvgTableLoad *load);

/* Load one table by load->method; fills the counts.  load.c. */
extern void CvgLoadTable(CvgRun *run, CvgTableLoad *load);

/* What came and went since the last call, or in all. */
typedef struct CvgLoadCounts
{
	int64		received;
	int64		stored;			/* 0 until the end */
	int64		bytes;			/* received */
} CvgLoadCounts;

/* Called after every batch. */
typedef void (*CvgLoadTick) (void *arg, const CvgLoadCounts *since);

/*
 * Load a table, or a part of it (see CvgScanSpec), as rows of command cid.
 * The caller has locked the relation.  load.c.
 */
extern CvgLoadCounts CvgLoadPart(CvgSource *source, CvgTablePlan *plan,
								 const char *part, bool maintain_indexes,
								 CommandId cid, CvgLoadTick tick, void *arg);

/* As CvgLoadTable, leaving bad rows in converge_reject.  reject.c. */
extern void CvgLoadTableRejecting(CvgRun *run, CvgTableLoad *load);

/* As CvgLoadTable, through the executor.  Needs SPI.  insert_select.c. */
extern void CvgLoadTableByInsert(CvgRun *run, CvgTableLoad *load);

/*
 * The statement that CvgLoadTableByInsert runs, in the current memory
 * context.
 */
extern char *CvgInsertStatement(const char *server, const CvgTablePlan *plan, bool upsert);

/*
 * The run in whose INSERT statement this backend is, or NULL: a
 * converge_scan of the same server and table reads through the run's
 * connection, in its snapshot, and adds to the counts of *load.
 */
extern CvgRun *CvgRunForScan(const char *server, const char *table,
							 CvgTableLoad **load);

/* One bound flag an attribute of the relation's row type. */
extern bool *CvgBoundAttributes(const CvgTablePlan *plan, int natts);

#endif							/* CVG_RUN_H */
