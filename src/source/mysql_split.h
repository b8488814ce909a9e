/*-------------------------------------------------------------------------
 *
 * mysql_split.h
 *	  Keys of a table, and strings between them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_SPLIT_H
#define CVG_MYSQL_SPLIT_H

#include "postgres.h"
#include "mb/pg_wchar.h"

/* A value of the first column of a primary key. */
typedef struct CvgSplitKey
{
	char	   *literal;		/* as the source's SQL writes it */
	int			nchars;			/* of text and bytes, else 0 */
	pg_wchar   *chars;			/* code points, or bytes */
	double		rows;			/* estimate: from here to the next key */
} CvgSplitKey;

/* How strings are spelled, as far as the keys seen tell. */
typedef struct CvgSpelling
{
	int			nletters;
	pg_wchar   *letters;		/* sorted */
	int			npositions;
	pg_wchar   *fixed;			/* what all keys have there; 0: they differ */
} CvgSpelling;

/* Learn from keys; in the current memory context. */
extern void CvgSplitLearn(CvgSpelling *spelling, const CvgSplitKey *keys,
						  int nkeys, bool bytes);

/*
 * A string about that fraction of the way from one key to another, which
 * need not be anybody's key.  chars has room for npositions; returns how many
 * were filled.
 */
extern int	CvgSplitBetween(const CvgSpelling *spelling, const CvgSplitKey *from,
							const CvgSplitKey *to, double fraction, pg_wchar *chars);

#endif							/* CVG_MYSQL_SPLIT_H */
