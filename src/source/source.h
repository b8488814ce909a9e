/*-------------------------------------------------------------------------
 *
 * source.h
 *	  What a driver of a source offers to the rest of converge.
 *
 * A driver is a static const CvgSourceRoutine, as FdwRoutine and
 * TableAmRoutine are.  Every function throws on failure; none returns an
 * error code.  A CvgSource and its scans belong to a memory context given to
 * connect and close themselves when that context is reset or deleted, so an
 * error anywhere leaks nothing.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SOURCE_H
#define CVG_SOURCE_H

#include "postgres.h"
#include "foreign/foreign.h"

#include "row.h"
#include "schema.h"
#include "source/digest_form.h"

typedef struct CvgSource CvgSource;
typedef struct CvgScan CvgScan;

/* Where the source's history stood when the snapshot was taken. */
typedef struct CvgPosition
{
	char	   *binlog_file;	/* NULL: not known */
	uint64		binlog_offset;	/* bytes */
	char	   *gtid_set;		/* NULL: not known */
} CvgPosition;

/* Which rows and columns a scan reads, in which order the cells come. */
typedef struct CvgScanSpec
{
	const CvgTable *table;
	int			ncolumns;
	const int  *columns;		/* indexes in table->columns */
	const char *where;			/* condition in the source's SQL, or NULL */
} CvgScanSpec;

/* What is asked of all values of a column. */
typedef enum CvgSummaryKind
{
	CVG_SUMMARY_NEWEST,			/* of a date or time of day with its date: the
								 * largest, in UTC, as YYYY-MM-DD
								 * HH24:MI:SS.US */
	CVG_SUMMARY_COUNT,			/* how many are not NULL */
	CVG_SUMMARY_FILLED			/* how many are neither NULL nor empty */
} CvgSummaryKind;

typedef struct CvgSummary
{
	int			column;			/* in table->columns */
	CvgSummaryKind kind;
	char	   *value;			/* the answer; NULL: there is none */
} CvgSummary;

/* One line of converge_check; status is ok, warning or failed. */
typedef void (*CvgCheckEmit) (void *arg, const char *check, const char *status,
							  const char *detail);

typedef struct CvgSourceRoutine
{
	const char *name;

	/*
	 * Connect with the options of server and mapping (NULL: none needed). The
	 * result is allocated in mcxt and closed with it.
	 */
	CvgSource  *(*connect) (ForeignServer *server, UserMapping *mapping,
							MemoryContext mcxt);

	/* Database name used at the source. */
	const char *(*database) (CvgSource *source);

	/* Read the database's schema into the current memory context. */
	CvgSchema  *(*read_schema) (CvgSource *source, CvgReadDetail detail);

	/*
	 * Find out which columns of the tables hold only values of a narrower
	 * type: fits[i] has an entry for each column of tables[i], filled where
	 * the type makes it a question.  Columns that the account may not read
	 * stay unknown.
	 */
	void		(*probe) (CvgSource *source, const CvgTable *const *tables,
						  int ntables, CvgColumnFit *const *fits);

	/*
	 * Begin the one snapshot that all later reads of this source see; fills
	 * *position (allocated in the current memory context).
	 */
	void		(*begin_snapshot) (CvgSource *source, CvgPosition *position);

	/*
	 * Have the source count the rows that its snapshot holds, where the
	 * condition holds if it is not NULL, and fetch that count.  It counts
	 * while the caller does something else; no scan can run meanwhile.
	 */
	void		(*count_begin) (CvgSource *source, const CvgTable *table,
								const char *where);
	int64		(*count_end) (CvgSource *source);

	/*
	 * Fill the values of the summaries, in the current memory context: one
	 * statement and one scan for all of them, of the rows that the snapshot
	 * holds, where the condition holds if it is not NULL.  No scan can run
	 * meanwhile.
	 */
	void		(*summarize) (CvgSource *source, const CvgTable *table,
							  const char *where, int nsummaries,
							  CvgSummary *summaries);

	/* Stream rows; one scan at a time on a source. */
	CvgScan    *(*scan_begin) (CvgSource *source, const CvgScanSpec *spec);

	/* The next row, or NULL after the last one. */
	const CvgRow *(*scan_next) (CvgScan *scan);

	/* End a scan, complete or not. */
	void		(*scan_end) (CvgScan *scan);

	/*
	 * Have the source add up digests by its own SQL: a list of CvgDigestSums
	 * *, of those ranges alone that hold rows, sorted by range; without
	 * ranges exactly one.  Throws if the source gives no digest for some row.
	 * In the current memory context.
	 */
	List	   *(*digest) (CvgSource *source, const CvgDigestSpec *spec);

	/*
	 * How many documents of a column hold a number with an exponent; -1: the
	 * source could not find out.
	 */
	int64		(*count_exponents) (CvgSource *source, const CvgTable *table,
									const char *where, int column);

	/*
	 * The lowest and highest value of an integer column that fits an int64.
	 * False: there is none.
	 */
	bool		(*key_bounds) (CvgSource *source, const CvgTable *table,
							   const char *where, int column,
							   int64 *lowest, int64 *highest);

	/* Report what is known of the source, for converge_check. */
	void		(*check) (CvgSource *source, CvgCheckEmit emit, void *arg);

	/* Close now instead of with the memory context. */
	void		(*close) (CvgSource *source);
} CvgSourceRoutine;

/* Every driver's CvgSource begins with this. */
struct CvgSource
{
	const CvgSourceRoutine *routine;
};

/*
 * Find the server by name, check USAGE and the user mapping, choose the
 * driver from the server's foreign-data wrapper, connect.  source.c.
 */
extern CvgSource *CvgSourceOpen(const char *server_name, MemoryContext mcxt);

/* Value of a server option, or NULL.  Not copied. */
extern const char *CvgOptionValue(List *options, const char *name);

extern const CvgSourceRoutine CvgMysqlSourceRoutine;

#endif							/* CVG_SOURCE_H */
