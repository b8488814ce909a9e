/*-------------------------------------------------------------------------
 *
 * progress.h
 *	  What can be watched while a table is loaded.
 *
 * pg_stat_progress_copy shows the table from any session; the caller's
 * session gets a NOTICE, at most one a second over the whole run.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PROGRESS_H
#define CVG_PROGRESS_H

#include "postgres.h"

/*
 * What is expected are estimates; -1: not known.  Without a name, several
 * tables are loaded at once.
 */
extern void CvgProgressBegin(Oid relid, const char *table_name, int64 rows_expected,
							 int64 bytes_expected);

/* Cheap enough to be called for every row. */
extern void CvgProgressUpdate(int64 rows, int64 bytes);

extern void CvgProgressEnd(void);

#endif							/* CVG_PROGRESS_H */
