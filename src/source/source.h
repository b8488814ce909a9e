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
	const char *part;			/* one of those that split gave, or NULL */
	int64		limit;			/* only so many rows, the first by primary
								 * key; 0: all, in any order */
} CvgScanSpec;

/* Values of a key from first to last, both included. */
typedef struct CvgKeyRange
{
	int64		first;			/* PG_INT64_MIN: no lower end */
	int64		last;			/* PG_INT64_MAX: no upper end */
} CvgKeyRange;

/* When the target takes two values of a key for the same. */
typedef enum CvgSameness
{
	CVG_SAME_AT_SOURCE,			/* where the source does */
	CVG_SAME_BYTES,				/* text: byte by byte */
	CVG_SAME_LOWER,				/* text: in lower case */
	CVG_SAME_UUID				/* uuids, however they are spelled */
} CvgSameness;

/* A foreign key of the target between two tables of the source. */
typedef struct CvgReference
{
	const CvgTable *child;
	const char *child_where;	/* rule, or NULL */
	const CvgTable *parent;
	const char *parent_where;
	int			ncolumns;
	int		   *columns;		/* in child->columns */
	int		   *ref_columns;	/* in parent->columns */
	CvgSameness *sameness;
	bool	   *empty_null;		/* an empty string becomes NULL: in the child */
	bool	   *ref_empty_null; /* and in the parent */
	bool		match_full;
} CvgReference;

/* What is asked of all values of a column. */
typedef enum CvgSummaryKind
{
	CVG_SUMMARY_NEWEST,			/* of a date or time of day with its date: the
								 * largest, in UTC, as YYYY-MM-DD
								 * HH24:MI:SS.US */
	CVG_SUMMARY_COUNT,			/* how many are not NULL */
	CVG_SUMMARY_FILLED,			/* how many are neither NULL nor empty */
	CVG_SUMMARY_DOUBLE_ENCODED, /* how many meet that condition, see below */
	CVG_SUMMARY_CHARSET_LOSS
} CvgSummaryKind;

typedef struct CvgSummary
{
	int			column;			/* in table->columns */
	CvgSummaryKind kind;
	char	   *value;			/* the answer; NULL: there is none */
} CvgSummary;

/* A source that is a replica of another server. */
typedef struct CvgReplica
{
	bool		known;			/* false: the account may not ask; only text
								 * is filled then */
	bool		running;		/* all channels receive and apply */
	int64		seconds_behind; /* the slowest channel; -1: not known */
	char	   *executed;		/* position of the primary up to which it has
								 * applied: file:offset, a GTID set */
	char	   *text;			/* all of this in words, for a report */
} CvgReplica;

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
	 * *position (allocated in the current memory context), unless it is NULL.
	 */
	void		(*begin_snapshot) (CvgSource *source, CvgPosition *position);

	/*
	 * Hold the tables still, so that every session that begins its snapshot
	 * before release sees the same rows: the lightest lock that the account
	 * may take, on a session of its own, waited for a few seconds at most.
	 * False, with the reason in the current memory context: it cannot be had,
	 * and nothing is held.  Whatever closes the source releases it.
	 */
	bool		(*hold) (CvgSource *source, const CvgTable *const *tables,
						 int ntables, char **reason);
	void		(*release) (CvgSource *source);

	/*
	 * Limits that the server's options set for one import over all of its
	 * connections; 0: none.  While the tables are held, one connection more
	 * than those that were opened is in use.
	 */
	int			(*max_connections) (CvgSource *source);
	double		(*max_rate) (CvgSource *source);	/* bytes per second */

	/*
	 * Let the scans of this source fetch no more bytes in a second; 0: no
	 * limit.  A source begins with max_rate.
	 */
	void		(*set_rate) (CvgSource *source, double bytes_per_second);

	/*
	 * What the source says of itself as a replica, now, in the current memory
	 * context; NULL: it is none, or does not tell.
	 */
	const CvgReplica *(*replica) (CvgSource *source);

	/*
	 * Divide a table by its primary key: a list of at most nparts conditions
	 * of which every row meets exactly one, for CvgScanSpec.part, of about
	 * the same number of rows each.  NIL: it cannot be divided, or need not.
	 * Reads a few keys, never the table.  In the current memory context.
	 */
	List	   *(*split) (CvgSource *source, const CvgTable *table, int nparts);

	/*
	 * Have the source count the rows that its snapshot holds, where the
	 * condition holds if it is not NULL, and fetch that count.  It counts
	 * while the caller does something else; no scan can run meanwhile.
	 */
	void		(*count_begin) (CvgSource *source, const CvgTable *table,
								const char *where);
	int64		(*count_end) (CvgSource *source);

	/*
	 * The condition, in the source's SQL, that a column of integers is in one
	 * of the ranges.  In the current memory context.
	 */
	char	   *(*range_condition) (const CvgTable *table, int column,
									const CvgKeyRange *ranges, int nranges);

	/*
	 * Conditions on rows, in the source's SQL and the current memory context,
	 * for count_begin and CvgScanSpec.  They contain the rule "where" that is
	 * passed; columns are indexes.
	 *
	 * orphan: rows of the child without a row of the parent.  The quick form
	 * uses the parent's index and never misses an orphan, but where
	 * CvgReferenceIsQuick denies it, may take other rows for one.  Values
	 * that are no uuids refer to nothing, and are no orphans.
	 *
	 * whole_key: rows of the child with a key that must be found, or that
	 * MATCH FULL forbids; the parent is not looked at.
	 *
	 * double_encoded: text in one of the columns that is wholly made of what
	 * UTF-8 looks like when it is read as cp1252.
	 *
	 * charset_loss: text with characters that the source itself turns into
	 * question marks, because Unicode, or it, does not know them.
	 */
	char	   *(*orphan) (const CvgReference *reference, bool quick);
	char	   *(*whole_key) (const CvgReference *reference);
	char	   *(*double_encoded) (const CvgTable *table, int ncolumns,
								   const int *columns, const char *where);
	char	   *(*charset_loss) (const CvgTable *table, int ncolumns,
								 const int *columns, const char *where);

	/*
	 * Largest value of a column of whole numbers, as text in the current
	 * memory context; NULL: there is none.
	 */
	char	   *(*largest) (CvgSource *source, const CvgTable *table, int column,
							const char *where);

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

/* Whether the quick form of the condition "orphan" is exact.  source.c. */
extern bool CvgReferenceIsQuick(const CvgReference *reference);

/* Value of a server option, or NULL.  Not copied. */
extern const char *CvgOptionValue(List *options, const char *name);

extern const CvgSourceRoutine CvgMysqlSourceRoutine;

#endif							/* CVG_SOURCE_H */
