/*-------------------------------------------------------------------------
 *
 * mysql_source.h
 *	  What the files of the MySQL driver share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_SOURCE_H
#define CVG_MYSQL_SOURCE_H

#include "postgres.h"

#include "source/mysql_client.h"
#include "source/source.h"

typedef struct CvgMysqlSource
{
	CvgSource	base;
	CvgMysql   *conn;
	char	   *database;
	bool		in_snapshot;
	CvgScan    *scan;			/* the running one, or NULL */
} CvgMysqlSource;

/* Read the database's schema into the current memory context. */
extern CvgSchema *CvgMysqlReadSchema(CvgSource *source, CvgReadDetail detail);

/* Find out what the data allow; see CvgSourceRoutine. */
extern void CvgMysqlProbe(CvgSource *source, const CvgTable *const *tables,
						  int ntables, CvgColumnFit *const *fits);

/* mysql_conditions.c: see CvgSourceRoutine. */
extern char *CvgMysqlOrphan(const CvgReference *reference, bool quick);
extern char *CvgMysqlWholeKey(const CvgReference *reference);
extern char *CvgMysqlDoubleEncoded(const CvgTable *table, int ncolumns,
								   const int *columns, const char *where);
extern char *CvgMysqlCharsetLoss(const CvgTable *table, int ncolumns,
								 const int *columns, const char *where);

/* Ask for the newest and the number of values; see CvgSourceRoutine. */
extern void CvgMysqlSummarize(CvgSource *source, const CvgTable *table,
							  const char *where, int nsummaries,
							  CvgSummary *summaries);

/* Append FROM, and WHERE if the condition is not NULL. */
extern void CvgMysqlAppendFrom(StringInfo buf, const CvgTable *table, const char *where);

/* Emit the lines of converge_check that concern the source. */
extern void CvgMysqlCheck(CvgSource *source, CvgCheckEmit emit, void *arg);

/*
 * Where the binary log stands; fields that the account may not see or the
 * server does not have stay NULL.  Strings in the current memory context.
 */
extern void CvgMysqlReadPosition(CvgMysql *conn, CvgPosition *position);

#endif							/* CVG_MYSQL_SOURCE_H */
