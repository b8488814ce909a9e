/*-------------------------------------------------------------------------
 *
 * mysql_rate.h
 *	  A limit to the bytes that a connection reads in a second.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_RATE_H
#define CVG_MYSQL_RATE_H

#include "postgres.h"
#include "utils/timestamp.h"

#include "row.h"

typedef struct CvgRate
{
	double		limit;			/* bytes per second; 0: none */
	double		allowance;		/* bytes that may come before the next look at
								 * the clock */
	TimestampTz due;			/* when the bytes that came were due */
} CvgRate;

/* Start anew with that limit; 0: none. */
extern void CvgRateInit(CvgRate *rate, double limit);

/* See CvgRateCount. */
extern void CvgRateSleep(CvgRate *rate);

/*
 * Count a row, and sleep when more has come than was due.  Returns early when
 * there is an interrupt to be processed; does not process it.
 */
static inline void
CvgRateCount(CvgRate *rate, const CvgRow *row)
{
	if (likely(rate->limit == 0))
		return;

	/* what the protocol adds: a header, and at least a byte for each value */
	rate->allowance -= row->bytes + row->ncells + 4;
	if (rate->allowance < 0)
		CvgRateSleep(rate);
}

#endif							/* CVG_MYSQL_RATE_H */
