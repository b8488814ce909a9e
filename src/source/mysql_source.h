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

/* What follows a table's name to have its primary key used. */
#define CVG_MYSQL_BY_KEY " FORCE INDEX (PRIMARY)"

/* Divide a table by its primary key; see CvgSourceRoutine.  mysql_split.c. */
extern List *CvgMysqlSplit(CvgSource *source, const CvgTable *table, int nparts);

/* " FROM `table`", and the condition if it is not NULL. */
extern void CvgMysqlAppendFrom(StringInfo buf, const CvgTable *table, const char *where);

/* Digests by the source's own SQL; see CvgSourceRoutine. */
extern List *CvgMysqlDigest(CvgSource *source, const CvgDigestSpec *spec);
extern int64 CvgMysqlCountExponents(CvgSource *source, const CvgTable *table,
									const char *where, int column);
extern bool CvgMysqlKeyBounds(CvgSource *source, const CvgTable *table,
							  const char *where, int column,
							  int64 *lowest, int64 *highest);

/*
 * Append an expression: the value in the field's form, 'N' for NULL.
 * mysql_digest_form.c.
 */
extern void CvgMysqlAppendForm(StringInfo buf, const CvgTable *table,
							   const CvgDigestField *field, bool mariadb);

/* Append a condition: the document holds a number with an exponent. */
extern void CvgMysqlAppendHasExponent(StringInfo buf, const CvgColumn *column);

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

/* Emit the lines of converge_check that concern the source. */
extern void CvgMysqlCheck(CvgSource *source, CvgCheckEmit emit, void *arg);

/*
 * Where the binary log stands; fields that the account may not see or the
 * server does not have stay NULL.  Strings in the current memory context.
 */
extern void CvgMysqlReadPosition(CvgMysql *conn, CvgPosition *position);

#endif							/* CVG_MYSQL_SOURCE_H */
