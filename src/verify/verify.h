/*-------------------------------------------------------------------------
 *
 * verify.h
 *	  What the files of converge_verify share.
 *
 * verify.c has the SQL function and goes through the tables; table_sums.c
 * compares counts and sums of digests; row_diff.c finds the rows that
 * differ; pushdown.c has both servers digest in their own SQL; objects.c and
 * checklist.c check what surrounds the rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_VERIFY_H
#define CVG_VERIFY_H

#include "postgres.h"

#include "funcapi.h"

#include "plan.h"
#include "source/source.h"
#include "verify/both_sides.h"

typedef enum CvgVerifyLevel
{
	CVG_VERIFY_COUNT,
	CVG_VERIFY_CHECKSUM,
	CVG_VERIFY_FULL
} CvgVerifyLevel;

typedef enum CvgVerifyStatus
{
	CVG_VERIFY_OK,
	CVG_VERIFY_DIFFERENT,		/* the two sides hold different things */
	CVG_VERIFY_FAILED,			/* the target is not as it must be */
	CVG_VERIFY_NOT_COMPARABLE
} CvgVerifyStatus;

typedef struct CvgVerify
{
	ReturnSetInfo *rsinfo;
	CvgSource  *source;
	CvgPlan    *plan;			/* schema read with CVG_READ_ALL */
	CvgVerifyLevel level;
	bool		pushdown;
	const char *checklist;		/* name, or NULL */
	CvgPosition position;		/* of the source's snapshot */
} CvgVerify;

/* Count and sums of one table; hashes as in comparison->columns. */
typedef struct CvgTableSums
{
	int64		source_rows;
	int64		target_rows;
	CvgHash		source_sum;		/* of rows */
	CvgHash		target_sum;
	CvgHash    *source_sums;	/* of columns */
	CvgHash    *target_sums;
	int64	   *filled;			/* values of the target that are not NULL */
	int64	   *newest;			/* of dates, timestamps and instants of the
								 * target, where a value is filled */
} CvgTableSums;

/*
 * Write one line of the result.  Strings may be NULL and are copied; detail
 * is a format, NULL for none.
 */
extern void CvgVerifyPut(CvgVerify *verify, const char *check_name,
						 const char *table_name, const char *column_name,
						 const char *source_value, const char *target_value,
						 CvgVerifyStatus status, const char *detail,...) pg_attribute_printf(8, 9);

/*
 * The line of a table's counts, with this detail or NULL where they agree;
 * returns whether they do.
 */
extern bool CvgVerifyPutCount(CvgVerify *verify, const CvgTable *table,
							  int64 source_rows, int64 target_rows,
							  const char *detail);

/* The detail of a table's digests that differ. */
extern char *CvgVerifyDifference(bool same_count, int ndifferent, int ncolumns);

/* The lines of columns that are not compared: of CvgIncomparable *. */
extern void CvgVerifyPutIncomparable(CvgVerify *verify, const CvgTable *table,
									 List *incomparable);

/*
 * position.c: whether the source has been written to since the last import.
 * equal: nothing was found to differ.  Needs SPI.
 */
extern void CvgVerifyPosition(CvgVerify *verify, bool equal);

/*
 * table_sums.c: read both sides and add up.  Needs SPI, and an active
 * snapshot.  In the current memory context.
 */
extern CvgTableSums *CvgTableSumsRead(CvgSource *source, CvgComparison *comparison);

/* Whether counts and sums agree. */
extern bool CvgTableSumsEqual(const CvgTableSums *sums);

/*
 * row_diff.c: write the first differences of a table that is known to
 * differ, at most max_rows rows, as lines of the check "row".  Needs SPI,
 * and an active snapshot.
 */
extern void CvgVerifyRows(CvgVerify *verify, CvgComparison *comparison, int max_rows);

/*
 * pushdown.c: counts and digests of one table by each server's own SQL, as
 * lines of the checks "count" and "checksum"; returns whether they agree.
 * Needs SPI, and an active snapshot.
 */
extern bool CvgVerifyPushdown(CvgVerify *verify, CvgComparison *comparison);

/*
 * pushdown_ranges.c: whether both servers can tell which ranges of the key
 * differ.  The key must be one integer column on both sides, not NULL, and
 * each compared column must be comparable by the servers' own SQL.  Needs
 * SPI.
 */
extern bool CvgPushdownHasRanges(CvgComparison *comparison);

/*
 * Ranges of the integer key at columns[comparison->key[0]] in which the two
 * sides differ, as a List of CvgKeyRange *, in the order of the key, at most
 * max_ranges, found by the servers' own SQL, descending from the whole table
 * to ranges of at most max_rows rows on either side.  Throws for a key beyond
 * the range of int64.  Only if CvgPushdownHasRanges.  Needs SPI, and an active
 * snapshot.  In the current memory context.
 */
extern List *CvgPushdownDifferingRanges(CvgSource *source, CvgComparison *comparison,
										int64 max_rows, int max_ranges);

/*
 * objects_values.c: newest moments, numbers of uuids and JSON documents.
 * proven: the columns whose digests agree, if all of them do, and sums what
 * they hold; NULL: both sides are asked.  Needs SPI, and an active snapshot.
 */
extern void CvgVerifyValues(CvgVerify *verify, const CvgTablePlan *table,
							const CvgComparison *proven, const CvgTableSums *sums);

/*
 * objects.c: foreign keys, sequences, identity columns, indexes,
 * constraints, tables that are missing or empty.  Needs SPI, and an active
 * snapshot.
 */
extern void CvgVerifyObjects(CvgVerify *verify);

/* checklist.c: the rows of converge_checklist called verify->checklist.  Needs SPI. */
extern void CvgVerifyChecklist(CvgVerify *verify);

#endif							/* CVG_VERIFY_H */
