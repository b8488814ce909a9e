/*-------------------------------------------------------------------------
 *
 * rows.h
 *	  What the files share that judge the rows of one table.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PREFLIGHT_ROWS_H
#define CVG_PREFLIGHT_ROWS_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/relcache.h"

#include "preflight/preflight.h"
#include "row.h"

/*
 * row_findings.c: findings about rows of one table, counted by code, column
 * and object (a constraint or an index; NULL: none).
 */
typedef struct CvgRowFindings CvgRowFindings;

/* In the current memory context. */
extern CvgRowFindings *CvgRowFindingsCreate(CvgPreflight *preflight, CvgTablePlan *table);

/* Count the row.  Of the first one key, message and hint are kept, copied. */
extern void CvgRowFindingsAdd(CvgRowFindings *findings, const char *code,
							  const char *column, const char *object,
							  const CvgRow *row, const char *message,
							  const char *hint);

/* Write them, as errors. */
extern void CvgRowFindingsPut(const CvgRowFindings *findings);

/*
 * unique_keys.c: the indexes of one table that rows may not fit into.
 */
typedef struct CvgKeyChecks CvgKeyChecks;

/*
 * Of rel, which stays open and locked meanwhile.  unknown: one flag an
 * attribute whose value will not be given.  root: NULL, or the partitioned
 * table that rel is a partition of, whose indexes are looked at elsewhere.
 * Old rows that stay are taken at once.  What is opened belongs to the
 * resource owner that is current now; everything else to the current memory
 * context.
 */
extern CvgKeyChecks *CvgKeyChecksBegin(CvgPreflight *preflight, CvgTablePlan *table,
									   Relation rel, Relation root,
									   const bool *unknown, CvgRowFindings *findings);

/* Take a row that the target holds: its keys are good. */
extern void CvgKeyChecksAddOld(CvgKeyChecks *checks, TupleTableSlot *slot);

/*
 * Take the row, which all columns and constraints accept, in its slot.  An
 * error may come from an expression of an index: CvgKeyChecksRefused, then
 * CvgKeyChecksGoOn with the same row.
 */
extern void CvgKeyChecksAdd(CvgKeyChecks *checks, const CvgRow *row, TupleTableSlot *slot);
extern void CvgKeyChecksRefused(CvgKeyChecks *checks, const CvgRow *row,
								const ErrorData *error);
extern void CvgKeyChecksGoOn(CvgKeyChecks *checks, const CvgRow *row, TupleTableSlot *slot);

/* Sort, count, write what was found about equal keys, and close. */
extern void CvgKeyChecksEnd(CvgKeyChecks *checks);

/* old_rows.c: take all rows of rel, and of its partitions if it has some. */
extern void CvgAddOldRows(CvgKeyChecks *checks, Relation rel);

/*
 * partition_keys.c: the indexes that single partitions of a table have.
 */
typedef struct CvgPartitionKeys CvgPartitionKeys;

/* As CvgKeyChecksBegin. */
extern CvgPartitionKeys *CvgPartitionKeysBegin(CvgPreflight *preflight, CvgTablePlan *table,
											   Relation root, const bool *unknown,
											   CvgRowFindings *findings);

/* Those of one partition, which stays open. */
extern CvgKeyChecks *CvgPartitionKeysOf(CvgPartitionKeys *keys, Relation partition);

extern void CvgPartitionKeysEnd(CvgPartitionKeys *keys);

/*
 * key_guarantee.c: whether a key of the source promises that no two rows are
 * equal in the index, so that there is nothing to look for.
 */
extern bool CvgKeyIsGuaranteed(const CvgTablePlan *table, Relation index);

/*
 * index_size.c: whether an entry of the btree index may be too long, and
 * whether the one of these values is; then the message is PostgreSQL's.
 */
extern bool CvgIndexMayOverflow(const CvgTablePlan *table, Relation rel, Relation index);
extern bool CvgIndexOverflows(Relation index, Datum *values, bool *nulls, char **message);

#endif							/* CVG_PREFLIGHT_ROWS_H */
