/*-------------------------------------------------------------------------
 *
 * mysql_rate.c
 *	  A limit to the bytes that a connection reads in a second.
 *
 * The clock is looked at whenever a slice of a second's bytes has come; what
 * came too early is slept off at once.  So the rate is even within hundredths
 * of a second, but for rows that are larger than a slice.  Time in which the
 * importer was busy elsewhere is made up for in the next moments, up to a
 * fraction of a second, so that short pauses do not lower the rate.
 *
 * While we sleep the source waits for the network, and gives up after
 * net_write_timeout.  No sleep comes near it: of the largest rows at the
 * lowest rates a part is forgiven.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "storage/latch.h"

#include "compat.h"
#include "source/mysql_rate.h"

#define SLICE_US		20000	/* of the bytes between looks at the clock */
#define CREDIT_US		200000	/* of idle time that may be made up for */
#define LONGEST_US		(INT64CONST(600) * 1000000)

void
CvgRateInit(CvgRate *rate, double limit)
{
	rate->limit = limit;
	rate->allowance = 0;
	rate->due = 0;
}

void
CvgRateSleep(CvgRate *rate)
{
	double		slice = rate->limit * SLICE_US / 1e6;
	TimestampTz now = GetCurrentTimestamp();

	/* what came is the slice that was allowed, and what went beyond it */
	rate->due = Max(rate->due, now - CREDIT_US);
	rate->due += (int64) ((slice - rate->allowance) / rate->limit * 1e6);
	rate->due = Min(rate->due, now + LONGEST_US);
	rate->allowance = slice;

	while (rate->due > now && !InterruptPending)
	{
		long		milliseconds = (rate->due - now + 999) / 1000;
		int			rc = WaitLatch(MyLatch,
								   WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
								   milliseconds, CvgSourceWaitEvent());

		if (rc & WL_LATCH_SET)
			ResetLatch(MyLatch);
		now = GetCurrentTimestamp();
	}
}
