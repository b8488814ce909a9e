/*-------------------------------------------------------------------------
 *
 * target_moment.c
 *	  Digests of the target's dates, times and intervals.
 *
 * An instant is shown as clocks of a zone show it, that of the rule
 * time_zone or UTC.  The source's side does not know instants: it compares
 * what is written in its cell.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "pgtime.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "verify/target_forms.h"

/* No clock is further from UTC. */
#define MAX_OFFSET_HOURS 14

static pg_tz *ZoneOfOffset(const char *offset);
static CvgMoment MomentOfDate(DateADT date);
static CvgMoment MomentOfTimestamp(Timestamp timestamp, pg_tz *zone);
static CvgMoment Infinite(bool positive);
static CvgMoment MomentOfDay(int64 day, int64 microseconds);
static CvgMoment MomentInZone(TimestampTz timestamp, pg_tz *zone);

/*
 * The zone of the rule, by a name that SET TimeZone takes or as an offset
 * like +02:00, which is east of UTC; NULL stands for UTC.
 */
void *
CvgTargetZoneBegin(const CvgDigestPair *pair, MemoryContext mcxt)
{
	const char *name = pair->rules.time_zone;
	pg_tz	   *zone;

	if (name == NULL || pg_strcasecmp(name, "UTC") == 0)
		return NULL;
	zone = *name == '+' || *name == '-' ? ZoneOfOffset(name) : pg_tzset(name);
	if (zone == NULL || !pg_tz_acceptable(zone))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("time zone \"%s\" not recognized", name)));
	return zone;
}

static pg_tz *
ZoneOfOffset(const char *offset)
{
	int			sign = *offset++ == '-' ? -1 : 1;
	int			minutes;

	for (int i = 0; i < 5; i++)
	{
		if (i == 2 ? offset[i] != ':' : !isdigit((unsigned char) offset[i]))
			return NULL;
	}
	minutes = (offset[3] - '0') * 10 + offset[4] - '0';
	if (offset[5] != '\0' || minutes >= MINS_PER_HOUR)
		return NULL;
	minutes += ((offset[0] - '0') * 10 + offset[1] - '0') * MINS_PER_HOUR;
	if (minutes > MAX_OFFSET_HOURS * MINS_PER_HOUR + MINS_PER_HOUR - 1)
		return NULL;

	/* PostgreSQL's argument has the sign of POSIX: it is west of UTC */
	return pg_tzset_offset(-sign * minutes * SECS_PER_MINUTE);
}

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
			moment = MomentOfTimestamp(DatumGetTimestamp(value), NULL);
			break;
		case TIMESTAMPTZOID:
			moment = MomentOfTimestamp(DatumGetTimestampTz(value), pair->target_state);
			break;
		default:
			elog(ERROR, "type %u is no date", pair->basetypid);
	}
	return CvgHashBytes(&moment, sizeof(moment));
}

static CvgMoment
MomentOfDate(DateADT date)
{
	if (DATE_NOT_FINITE(date))
		return Infinite(DATE_IS_NOEND(date));
	return MomentOfDay(date, 0);
}

/*
 * zone NULL: UTC, or a timestamp without one.
 */
static CvgMoment
MomentOfTimestamp(Timestamp timestamp, pg_tz *zone)
{
	int64		day = timestamp / USECS_PER_DAY;
	int64		microseconds = timestamp % USECS_PER_DAY;

	if (TIMESTAMP_NOT_FINITE(timestamp))
		return Infinite(TIMESTAMP_IS_NOEND(timestamp));
	if (zone != NULL)
		return MomentInZone(timestamp, zone);
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
	return (CvgMoment) {.year = positive ? PG_INT32_MAX : PG_INT32_MIN};
}

/*
 * day is counted from 2000-01-01.
 */
static CvgMoment
MomentOfDay(int64 day, int64 microseconds)
{
	int			year;
	int			month;
	int			mday;

	j2date((int) day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	return (CvgMoment) {year, month, mday, microseconds};
}

static CvgMoment
MomentInZone(TimestampTz timestamp, pg_tz *zone)
{
	struct pg_tm tm;
	fsec_t		fsec;
	int			offset;
	int64		seconds;

	if (timestamp2tm(timestamp, &offset, &tm, &fsec, NULL, zone) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp out of range")));
	seconds = (tm.tm_hour * MINS_PER_HOUR + tm.tm_min) * SECS_PER_MINUTE + tm.tm_sec;
	return (CvgMoment) {tm.tm_year, tm.tm_mon, tm.tm_mday, seconds * USECS_PER_SEC + fsec};
}

CvgHash
CvgTargetTime(CvgDigestPair *pair, Datum value)
{
	TimeADT		time = DatumGetTimeADT(value);

	StaticAssertDecl(sizeof(TimeADT) == sizeof(int64), "time counts microseconds in 64 bits");
	return CvgHashBytes(&time, sizeof(time));
}

CvgHash
CvgTargetSpan(CvgDigestPair *pair, Datum value)
{
	Interval   *interval = DatumGetIntervalP(value);
	CvgSpan		span = {interval->month, interval->day, interval->time};

	return CvgHashBytes(&span, sizeof(span));
}
