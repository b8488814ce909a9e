/*-------------------------------------------------------------------------
 *
 * target_moment.c
 *	  Digests of the target's dates, times and intervals.
 *
 * An instant is shown in UTC, whatever a rule says of zones: clocks of a zone
 * that are set back show two instants alike.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "verify/target_forms.h"

static CvgMoment MomentOfDate(DateADT date);
static CvgMoment MomentOfTimestamp(Timestamp timestamp);
static CvgMoment Infinite(bool positive);
static CvgMoment MomentOfDay(int64 day, int64 microseconds);

CvgHash
CvgTargetMoment(CvgDigestPair *pair, Datum value)
{
	CvgMoment	moment;

	switch (pair->basetypid)
	{
		case DATEOID:
			moment = MomentOfDate(DatumGetDateADT(value));
			break;
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			moment = MomentOfTimestamp(DatumGetTimestamp(value));
			break;
		default:
			elog(ERROR, "type %u is no date", pair->basetypid);
	}
	return CvgHashMoment(&moment);
}

static CvgMoment
MomentOfDate(DateADT date)
{
	if (DATE_NOT_FINITE(date))
		return Infinite(DATE_IS_NOEND(date));
	return MomentOfDay(date, 0);
}

static CvgMoment
MomentOfTimestamp(Timestamp timestamp)
{
	int64		day = timestamp / USECS_PER_DAY;
	int64		microseconds = timestamp % USECS_PER_DAY;

	if (TIMESTAMP_NOT_FINITE(timestamp))
		return Infinite(TIMESTAMP_IS_NOEND(timestamp));
	if (microseconds < 0)
	{
		day--;
		microseconds += USECS_PER_DAY;
	}
	return MomentOfDay(day, microseconds);
}

static CvgMoment
Infinite(bool positive)
{
	CvgMoment	moment = {.year = positive ? PG_INT32_MAX : PG_INT32_MIN};

	return moment;
}

/*
 * day is counted from 2000-01-01.
 */
static CvgMoment
MomentOfDay(int64 day, int64 microseconds)
{
	CvgMoment	moment;
	int			year;
	int			month;
	int			mday;

	j2date((int) day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	moment.year = year;
	moment.month = month;
	moment.day = mday;
	moment.microseconds = microseconds;
	return moment;
}

CvgHash
CvgTargetTime(CvgDigestPair *pair, Datum value)
{
	TimeADT		time = DatumGetTimeADT(value);

	StaticAssertDecl(sizeof(TimeADT) == sizeof(int64), "time counts microseconds in 64 bits");
	return CvgHashInt64(time);
}

CvgHash
CvgTargetSpan(CvgDigestPair *pair, Datum value)
{
	Interval   *interval = DatumGetIntervalP(value);
	CvgSpan		span = {interval->month, interval->day, interval->time};

	return CvgHashBytes(&span, sizeof(span));
}
