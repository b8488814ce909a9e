/*-------------------------------------------------------------------------
 *
 * convert_time.c
 *	  Dates, times and intervals.
 *
 * MySQL sends YYYY-MM-DD, YYYY-MM-DD HH:MM:SS[.f] and [-]HHH:MM:SS[.f]; the
 * session's zone is UTC, so a TIMESTAMP arrives as UTC time.  The digits are
 * read at their places.  Text columns may use the same forms, with T between
 * date and time, and into timestamptz with Z or +HH:MM at the end.
 *
 * MySQL stores dates that no calendar has: 0000-00-00, a month or a day of
 * zero, with ALLOW_INVALID_DATES also 2024-02-31.  The rule "zero_date"
 * decides about all of them.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "convert_internal.h"

#define DATE_LENGTH 10			/* YYYY-MM-DD */
#define UNIX_DAYS	(POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE)

typedef enum MomentKind
{
	MOMENT_OK,
	MOMENT_ZERO,				/* a year, month or day of zero */
	MOMENT_INVALID,				/* a day that the month has not */
	MOMENT_MALFORMED
} MomentKind;

typedef struct Moment
{
	DateADT		date;
	int64		time;			/* microseconds of the day */
	bool		has_offset;		/* the text says which zone */
	int64		offset;			/* microseconds east of UTC */
} Moment;

typedef struct TimeState
{
	CvgState	base;
	CvgZone		zone;
	int64		unit;			/* microseconds that the target can tell apart */
	Datum		zero_value;		/* for zero dates, with CVG_ZERO_VALUE */
} TimeState;

static int64 TimeUnit(const CvgConvert *cv);
static bool ZeroValue(const CvgConvert *cv, CvgZone *zone, Datum *value);
static Datum ZeroDate(CvgConvert *cv, MomentKind kind, const char *data,
					  size_t len, bool *isnull);
static MomentKind ParseMoment(const char *data, size_t len, Moment *moment);
static inline MomentKind ParseDate(const char *data, DateADT *date);
static inline bool ParseUsualTime(const char *data, size_t len, int64 *time);
static bool ParseTime(const char *data, size_t len, int64 *time);
static bool ParseFraction(const char *data, size_t len, int64 *micros);
static bool ParseOffset(const char *data, size_t *len, Moment *moment);
static int64 LocalToUtc(CvgConvert *cv, CvgZone *zone, int64 local,
						const char *data, size_t len);
static int64 UtcToLocal(CvgZone *zone, int64 timestamp);
static void CheckPrecision(const CvgConvert *cv, int64 value, const char *data,
						   size_t len);
static void Malformed(const CvgConvert *cv, const char *data, size_t len);

bool
CvgCheckTime(CvgConvert *cv, CvgRefusal *refusal)
{
	const char *zone_name = cv->rules.time_zone ? cv->rules.time_zone : "UTC";
	CvgZone		zone;
	Datum		value;

	if (!CvgZoneInit(&zone, cv->rules.time_zone))
		return CvgRefuse(refusal, ERRCODE_INVALID_PARAMETER_VALUE,
						 "Use a name of the view pg_timezone_names, or an offset like +02:00.",
						 "rule \"time_zone\" names the zone \"%s\", which does not exist",
						 zone_name);
	if (cv->rules.zero_date == CVG_ZERO_VALUE && !ZeroValue(cv, &zone, &value))
		return CvgRefuse(refusal, ERRCODE_INVALID_PARAMETER_VALUE,
						 "Use null, error, -infinity, or a date like 1970-01-01.",
						 "rule \"zero_date\" has the value \"%s\", which is not of type %s",
						 cv->rules.zero_date_value, CvgTargetName(cv));

	if (cv->basetypid == TIMESTAMPTZOID &&
		CvgSourceIn(cv, CVG_FROM(DATE) | CVG_FROM(DATETIME)))
		cv->note = psprintf("read as local time of zone %s", zone_name);
	else if (cv->basetypid == TIMESTAMPTZOID && CvgSourceIn(cv, CVG_FROM_CHARS))
		cv->note = psprintf("text without zone is read as local time of zone %s", zone_name);
	else if (cv->basetypid != TIMESTAMPTZOID && CvgSourceIn(cv, CVG_FROM(TIMESTAMP)))
		cv->note = psprintf("an instant, stored as local time of zone %s", zone_name);
	return true;
}

void
CvgBeginTime(CvgConvert *cv, MemoryContext mcxt)
{
	TimeState  *state = CvgStateCreate(cv, mcxt, sizeof(TimeState));

	state->unit = TimeUnit(cv);
	if (!CvgZoneInit(&state->zone, cv->rules.time_zone) ||
		(cv->rules.zero_date == CVG_ZERO_VALUE &&
		 !ZeroValue(cv, &state->zone, &state->zero_value)))
		elog(ERROR, "rules of column \"%s\" were not checked", cv->source->name);
}

static int64
TimeUnit(const CvgConvert *cv)
{
	int			precision = cv->basetypmod;
	int64		unit = 1;

	if (cv->basetypid == INTERVALOID || precision < 0)
		return 1;
	for (; precision < MAX_TIMESTAMP_PRECISION; precision++)
		unit *= 10;
	return unit;
}

/*
 * The value of the rule "zero_date" as a Datum of the target's base type.
 */
static bool
ZeroValue(const CvgConvert *cv, CvgZone *zone, Datum *value)
{
	const char *string = cv->rules.zero_date_value;
	bool		to_date = cv->basetypid == DATEOID;
	Moment		moment;
	int64		local;
	int64		utc;

	if (strcmp(string, "-infinity") == 0)
	{
		*value = to_date ? DateADTGetDatum(DATEVAL_NOBEGIN) :
			TimestampGetDatum(DT_NOBEGIN);
		return true;
	}
	if (ParseMoment(string, strlen(string), &moment) != MOMENT_OK ||
		moment.has_offset || moment.time % TimeUnit(cv) != 0)
		return false;
	if (to_date)
	{
		*value = DateADTGetDatum(moment.date);
		return moment.time == 0;
	}
	local = moment.date * USECS_PER_DAY + moment.time;
	*value = TimestampGetDatum(local);
	if (cv->basetypid != TIMESTAMPTZOID)
		return true;
	local = (moment.date + UNIX_DAYS) * (int64) SECS_PER_DAY;
	if (CvgZoneToUtc(zone, local + moment.time / USECS_PER_SEC, &utc) != CVG_ZONE_OK)
		return false;
	*value = TimestampTzGetDatum((utc - UNIX_DAYS * (int64) SECS_PER_DAY) * USECS_PER_SEC +
								 moment.time % USECS_PER_SEC);
	return true;
}

/*
 * What a moment that is none becomes.
 */
static Datum
ZeroDate(CvgConvert *cv, MomentKind kind, const char *data, size_t len, bool *isnull)
{
	TimeState  *state = cv->state;

	if (kind == MOMENT_MALFORMED)
		Malformed(cv, data, len);
	switch (cv->rules.zero_date)
	{
		case CVG_ZERO_NULL:
			return CvgConvertNull(cv, data, len, isnull, "zero_date");
		case CVG_ZERO_VALUE:
			cv->changed++;
			return state->zero_value;
		default:
			CvgConvertError(cv, kind == MOMENT_ZERO ? CVG_PROBLEM_ZERO_DATE : CVG_PROBLEM_INVALID_DATE,
							kind == MOMENT_ZERO ? ERRCODE_INVALID_DATETIME_FORMAT :
							ERRCODE_DATETIME_FIELD_OVERFLOW, data, len,
							kind == MOMENT_ZERO ? NULL : "The calendar has no such day.",
							"Add a rule with action \"zero_date\" for this column.");
	}
}

static void
Malformed(const CvgConvert *cv, const char *data, size_t len)
{
	CvgConvertError(cv, CVG_PROBLEM_INVALID_DATE, ERRCODE_INVALID_DATETIME_FORMAT, data, len,
					"It is not written as MySQL writes such values.",
					"Add a rule with action \"using\" for this column.");
}

Datum
CvgConvertDate(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	TimeState  *state = cv->state;
	Moment		moment;
	MomentKind	kind;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	if (likely(len == DATE_LENGTH && state->zone.tz == NULL &&
			   ParseDate(data, &moment.date) == MOMENT_OK))
		return DateADTGetDatum(moment.date);
	kind = ParseMoment(data, len, &moment);
	if (kind == MOMENT_OK && moment.has_offset)
		kind = MOMENT_MALFORMED;
	if (kind != MOMENT_OK)
		return ZeroDate(cv, kind, data, len, isnull);

	if (state->zone.tz != NULL)
	{
		int64		local = UtcToLocal(&state->zone, moment.date * USECS_PER_DAY + moment.time);

		moment.time = local % USECS_PER_DAY;
		if (moment.time < 0)
			moment.time += USECS_PER_DAY;
		moment.date = (local - moment.time) / USECS_PER_DAY;
	}
	if (moment.time != 0)
		CvgConvertError(cv, CVG_PROBLEM_TIME_LOST, ERRCODE_DATETIME_FIELD_OVERFLOW, data, len,
						state->zone.tz != NULL ?
						"It is not midnight in the zone of the rule \"time_zone\"." :
						"It has a time of day.",
						"Change the type of the target column, or add a rule with action \"using\" for this column to drop the time.");
	return DateADTGetDatum(moment.date);
}

Datum
CvgConvertTimestamp(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	TimeState  *state = cv->state;
	Moment		moment;
	MomentKind	kind;
	Timestamp	value;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	kind = ParseMoment(data, len, &moment);
	if (kind == MOMENT_OK && moment.has_offset)
		kind = MOMENT_MALFORMED;
	if (unlikely(kind != MOMENT_OK))
		return ZeroDate(cv, kind, data, len, isnull);

	value = moment.date * USECS_PER_DAY + moment.time;
	if (state->zone.tz != NULL)
		value = UtcToLocal(&state->zone, value);
	CheckPrecision(cv, value, data, len);
	return TimestampGetDatum(value);
}

Datum
CvgConvertTimestampTz(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	TimeState  *state = cv->state;
	Moment		moment;
	MomentKind	kind;
	TimestampTz value;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	kind = ParseMoment(data, len, &moment);
	if (unlikely(kind != MOMENT_OK))
		return ZeroDate(cv, kind, data, len, isnull);

	value = moment.date * USECS_PER_DAY + moment.time;
	if (moment.has_offset)
		value -= moment.offset;
	else if (state->zone.tz != NULL)
		value = LocalToUtc(cv, &state->zone, value, data, len);
	CheckPrecision(cv, value, data, len);
	return TimestampTzGetDatum(value);
}

Datum
CvgConvertTime(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	int64		time;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	if (!ParseTime(data, len, &time))
		Malformed(cv, data, len);
	if (time < 0 || time > USECS_PER_DAY)
		CvgConvertError(cv, CVG_PROBLEM_TIME_RANGE, ERRCODE_DATETIME_FIELD_OVERFLOW, data, len,
						"It is not between 00:00:00 and 24:00:00.",
						"Change the type of the target column to interval.");
	CheckPrecision(cv, time, data, len);
	return TimeADTGetDatum(time);
}

/*
 * An interval with fields or fewer digits than the source takes some values
 * only.
 */
bool
CvgCheckInterval(CvgConvert *cv, CvgRefusal *refusal)
{
	if (cv->basetypmod >= 0 &&
		(INTERVAL_RANGE(cv->basetypmod) != INTERVAL_FULL_RANGE ||
		 INTERVAL_PRECISION(cv->basetypmod) < Max(cv->source->scale, 0)))
		cv->loss = CVG_LOSS_CHECKED;
	return true;
}

Datum
CvgConvertInterval(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	Interval   *interval = palloc0(sizeof(Interval));

	if (!ParseTime(data, len, &interval->time))
		Malformed(cv, data, len);
	if (cv->basetypmod >= 0)
	{
		/* the modifier may name fields besides the precision */
		Interval   *scaled = DatumGetIntervalP(DirectFunctionCall2(interval_scale,
																   IntervalPGetDatum(interval),
																   Int32GetDatum(cv->basetypmod)));

		if (scaled->time != interval->time)
			CvgConvertError(cv, CVG_PROBLEM_FRACTION_LOST, ERRCODE_DATETIME_FIELD_OVERFLOW, data, len,
							"The type does not hold all its digits.",
							"Change the type of the target column.");
		pfree(scaled);
	}
	return IntervalPGetDatum(interval);
}

/*
 * A date, alone or with a time and perhaps an offset from UTC.
 */
static MomentKind
ParseMoment(const char *data, size_t len, Moment *moment)
{
	MomentKind	kind;

	moment->time = 0;
	moment->has_offset = false;
	if (len < DATE_LENGTH)
		return MOMENT_MALFORMED;
	kind = ParseDate(data, &moment->date);
	if (len == DATE_LENGTH || kind == MOMENT_MALFORMED)
		return kind;

	data += DATE_LENGTH + 1;
	len -= DATE_LENGTH + 1;
	if ((data[-1] != ' ' && data[-1] != 'T') || len < strlen("HH:MM") ||
		CvgTwoDigits(data) < 0 || data[2] != ':')
		return MOMENT_MALFORMED;
	if (!ParseTime(data, len, &moment->time) &&
		(!ParseOffset(data, &len, moment) || !ParseTime(data, len, &moment->time)))
		return MOMENT_MALFORMED;
	return moment->time < USECS_PER_DAY ? kind : MOMENT_MALFORMED;
}

static inline MomentKind
ParseDate(const char *data, DateADT *date)
{
	int			century = CvgTwoDigits(data);
	int			year = CvgTwoDigits(data + 2);
	int			month = CvgTwoDigits(data + 5);
	int			day = CvgTwoDigits(data + 8);

	if ((century | year | month | day) < 0 || data[4] != '-' || data[7] != '-')
		return MOMENT_MALFORMED;
	year += 100 * century;
	if (year == 0 || month == 0 || day == 0)
		return MOMENT_ZERO;
	if (month > MONTHS_PER_YEAR || day > day_tab[isleap(year)][month - 1])
		return MOMENT_INVALID;
	*date = date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
	return MOMENT_OK;
}

/*
 * HH:MM:SS or HH:MM:SS.ffffff.  False: it needs a longer look.
 */
static inline bool
ParseUsualTime(const char *data, size_t len, int64 *time)
{
	int			hours;
	int			minutes;
	int			seconds;
	int			micros = 0;

	if ((len != strlen("HH:MM:SS") && len != strlen("HH:MM:SS.ffffff")) ||
		data[2] != ':' || data[5] != ':')
		return false;
	hours = CvgTwoDigits(data);
	minutes = CvgTwoDigits(data + 3);
	seconds = CvgTwoDigits(data + 6);
	if (len > strlen("HH:MM:SS"))
	{
		int			first = CvgTwoDigits(data + 9);
		int			second = CvgTwoDigits(data + 11);
		int			third = CvgTwoDigits(data + 13);

		if (data[8] != '.' || (first | second | third) < 0)
			return false;
		micros = (first * 100 + second) * 100 + third;
	}
	if ((hours | minutes | seconds) < 0 || minutes > 59 || seconds > 59)
		return false;
	*time = ((hours * 60 + minutes) * 60 + seconds) * USECS_PER_SEC + micros;
	return true;
}

/*
 * [-]H..H:MM[:SS[.f..f]] in microseconds; digits of f after the sixth must
 * be zeros.
 */
static bool
ParseTime(const char *data, size_t len, int64 *time)
{
	const char *end = data + len;
	bool		negative = len > 0 && *data == '-';
	int64		hours = 0;
	int			minutes;
	int			seconds = 0;
	int64		micros = 0;
	int			ndigits;

	if (likely(ParseUsualTime(data, len, time)))
		return true;
	data += negative ? 1 : 0;
	for (ndigits = 0; data < end && *data >= '0' && *data <= '9' && ndigits < 6; ndigits++)
		hours = hours * 10 + (*data++ - '0');
	if (ndigits == 0 || end - data < 3 || *data != ':')
		return false;
	minutes = CvgTwoDigits(data + 1);
	data += 3;
	if (end - data >= 3 && *data == ':')
	{
		seconds = CvgTwoDigits(data + 1);
		data += 3;
		if (!ParseFraction(data, end - data, &micros))
			return false;
	}
	else if (data != end)
		return false;
	if ((minutes | seconds) < 0 || minutes > 59 || seconds > 59)
		return false;

	*time = ((hours * 60 + minutes) * 60 + seconds) * USECS_PER_SEC + micros;
	if (negative)
		*time = -*time;
	return true;
}

static bool
ParseFraction(const char *data, size_t len, int64 *micros)
{
	int64		unit = USECS_PER_SEC;

	*micros = 0;
	if (len == 0)
		return true;
	if (len == 1 || *data != '.')
		return false;
	for (size_t i = 1; i < len; i++)
	{
		if (data[i] < '0' || data[i] > '9')
			return false;
		unit /= 10;
		if (unit == 0 && data[i] != '0')
			return false;
		*micros += (data[i] - '0') * unit;
	}
	return true;
}

/*
 * Take Z, +HH or +HH:MM off the end of a time.
 */
static bool
ParseOffset(const char *data, size_t *len, Moment *moment)
{
	size_t		n = *len;
	size_t		signpos;
	int			hours;
	int			minutes = 0;

	moment->has_offset = true;
	moment->offset = 0;
	if (data[n - 1] == 'Z')
	{
		*len = n - 1;
		return true;
	}
	if (n < strlen("HH:MM:SS+HH"))
		return false;
	signpos = data[n - 3] == ':' ? n - 6 : n - 3;
	if (data[signpos] != '+' && data[signpos] != '-')
		return false;
	hours = CvgTwoDigits(data + signpos + 1);
	if (signpos == n - 6)
		minutes = CvgTwoDigits(data + signpos + 4);
	if ((hours | minutes) < 0 || hours > 15 || minutes > 59)
		return false;
	moment->offset = (hours * SECS_PER_HOUR + minutes * SECS_PER_MINUTE) * USECS_PER_SEC;
	if (data[signpos] == '-')
		moment->offset = -moment->offset;
	*len = signpos;
	return true;
}

/*
 * A local time to an instant; a time that clocks skip or show twice is an
 * error.
 */
static int64
LocalToUtc(CvgConvert *cv, CvgZone *zone, int64 local, const char *data, size_t len)
{
	const int64 epoch = UNIX_DAYS * (int64) SECS_PER_DAY;
	int64		micros = local % USECS_PER_SEC;
	int64		utc = 0;
	CvgZoneResult result;

	if (micros < 0)
		micros += USECS_PER_SEC;
	result = CvgZoneToUtc(zone, (local - micros) / USECS_PER_SEC + epoch, &utc);
	if (result != CVG_ZONE_OK)
		CvgConvertError(cv, CVG_PROBLEM_TIME_ZONE, ERRCODE_DATETIME_FIELD_OVERFLOW, data, len,
						psprintf(result == CVG_ZONE_GAP ?
								 "Clocks of zone %s skipped this time." :
								 "Clocks of zone %s showed this time twice.",
								 cv->rules.time_zone),
						psprintf("Correct the value at the source, or add a rule with action \"using\" and value \"value::timestamp at time zone '%s'\" for this column to let PostgreSQL choose.",
								 cv->rules.time_zone));
	return (utc - epoch) * USECS_PER_SEC + micros;
}

static int64
UtcToLocal(CvgZone *zone, int64 timestamp)
{
	const int64 epoch = UNIX_DAYS * (int64) SECS_PER_DAY;
	int64		micros = timestamp % USECS_PER_SEC;

	if (micros < 0)
		micros += USECS_PER_SEC;
	return (CvgZoneFromUtc(zone, (timestamp - micros) / USECS_PER_SEC + epoch) - epoch) *
		USECS_PER_SEC + micros;
}

static void
CheckPrecision(const CvgConvert *cv, int64 value, const char *data, size_t len)
{
	const TimeState *state = cv->state;

	if (state->unit > 1 && value % state->unit != 0)
		CvgConvertError(cv, CVG_PROBLEM_FRACTION_LOST, ERRCODE_DATETIME_FIELD_OVERFLOW, data, len,
						"The type does not hold all digits of its seconds.",
						"Change the type of the target column, or add a rule with action \"using\" for this column to round it.");
}
