/*-------------------------------------------------------------------------
 *
 * source_moment.c
 *	  Canonical forms of the source's dates and times.
 *
 * A source writes YYYY-MM-DD, YYYY-MM-DD HH:MM:SS[.f] and [-]HHH:MM:SS[.f].
 * Text columns may also have T between date and time, no seconds, and for a
 * timestamptz Z, +HH or +HH:MM at the end.
 *
 * The form is what a calendar and a clock show, so mostly no arithmetic is
 * needed.  It is where the rule "time_zone" names a zone, or a text its
 * offset: an instant is compared in UTC, and a TIMESTAMP, which arrives in
 * UTC, is shown in the zone if the target has none.
 *
 * A day that no calendar has is what the rule "zero_date" says.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "pgtime.h"

#include "verify/source_forms.h"

#define DATE_LENGTH 10			/* YYYY-MM-DD */
#define HOUR_DIGITS 6			/* a duration has no more */
#define DAYS_TO_1970 719162		/* from 0001-01-01 */
#define TM_YEAR_BASE 1900

typedef enum MomentKind
{
	MOMENT_OK,
	MOMENT_NO_DAY,				/* no calendar has it */
	MOMENT_MALFORMED
} MomentKind;

typedef struct MomentState
{
	pg_tz	   *zone;			/* of the rule; NULL: UTC */
	bool		is_instant;		/* values are UTC, and shown in the zone */
	bool		to_instant;		/* values are of the zone, and shown in UTC */
	bool		may_have_offset;
	CvgHash		zero;			/* of days that no calendar has */
} MomentState;

/* A moment as it is written. */
typedef struct Written
{
	CvgMoment	moment;
	bool		has_offset;
	int			offset;			/* seconds east of UTC */
} Written;

static bool FindZone(const char *name, pg_tz **zone);
static bool ReadOffsetName(const char *name, int *offset);
static bool ReadZeroValue(const CvgDigestPair *pair, pg_tz *zone, CvgMoment *moment);
static MomentKind ReadMoment(const char *data, size_t len, Written *written);
static bool CalendarHas(const CvgMoment *day);
static bool IsLeap(int year);
static const char *ReadClock(const char *p, const char *end, int64 *microseconds);
static const char *ReadFraction(const char *p, const char *end, int64 *microseconds);
static bool ReadOffset(const char *p, const char *end, int *offset);
static bool ReadDuration(const char *data, size_t len, int64 *microseconds);
static bool ReadInstant(CvgMoment *moment, pg_tz *zone);
static bool OffsetOfLocal(const CvgMoment *moment, pg_tz *zone, int *offset);
static int	OffsetAt(int64 seconds, pg_tz *zone);
static void ShowInZone(CvgMoment *moment, int offset, pg_tz *zone);
static int64 DaysSince1970(const CvgMoment *day);

/* The value of two digits; negative if they are not both digits. */
static inline int
TwoDigits(const char *p)
{
	return CvgIsDigit(p[0]) && CvgIsDigit(p[1]) ? (p[0] - '0') * 10 + p[1] - '0' : -1;
}

bool
CvgSourceMomentCheck(const CvgDigestPair *pair, const char **why)
{
	const CvgColumnRules *rules = &pair->rules;
	pg_tz	   *zone;
	CvgMoment	moment;

	if (!FindZone(rules->time_zone, &zone))
		*why = psprintf("rule \"time_zone\" names the zone \"%s\", which does not exist",
						rules->time_zone);
	else if (rules->zero_date == CVG_ZERO_VALUE && !ReadZeroValue(pair, zone, &moment))
		*why = psprintf("rule \"zero_date\" has the value \"%s\", which is no date",
						rules->zero_date_value);
	else
		return true;
	return false;
}

void
CvgSourceMomentBegin(CvgDigestPair *pair, MemoryContext mcxt)
{
	MomentState *state = MemoryContextAllocZero(mcxt, sizeof(MomentState));
	CvgMoment	moment;

	if (!FindZone(pair->rules.time_zone, &state->zone))
		elog(ERROR, "rules of column \"%s\" were not checked", pair->source->name);
	state->to_instant = pair->basetypid == TIMESTAMPTZOID;
	state->is_instant = pair->source->type == CVG_TYPE_TIMESTAMP && !state->to_instant &&
		state->zone != NULL;
	state->may_have_offset = CvgSourceIsText(pair) && state->to_instant;
	if (pair->rules.zero_date == CVG_ZERO_NULL)
		state->zero = CvgHashOfNull;
	else if (pair->rules.zero_date == CVG_ZERO_VALUE && ReadZeroValue(pair, state->zone, &moment))
		state->zero = CvgHashMoment(&moment);
	pair->source_state = state;
}

/*
 * A name, or an offset with the sign of ISO 8601, which is the other way
 * round in names of zones.
 */
static bool
FindZone(const char *name, pg_tz **zone)
{
	int			offset;

	*zone = NULL;
	if (name == NULL || pg_strcasecmp(name, "UTC") == 0)
		return true;
	if (*name != '+' && *name != '-')
		*zone = pg_tzset(name);
	else if (ReadOffsetName(name, &offset))
		*zone = pg_tzset_offset(-offset);
	return *zone != NULL && pg_tz_acceptable(*zone);
}

/* +H:MM, +HH:MM and the like, in seconds east of UTC. */
static bool
ReadOffsetName(const char *name, int *offset)
{
	int			parts[2] = {0, 0};
	int			ndigits[2] = {0, 0};
	int			part = 0;

	for (const char *p = name + 1; *p != '\0'; p++)
	{
		if (*p == ':' && part == 0)
			part = 1;
		else if (CvgIsDigit(*p) && ndigits[part]++ < 2)
			parts[part] = parts[part] * 10 + *p - '0';
		else
			return false;
	}
	*offset = (parts[0] * MINS_PER_HOUR + parts[1]) * SECS_PER_MINUTE;
	if (*name == '-')
		*offset = -*offset;
	return ndigits[0] > 0 && ndigits[1] > 0 && parts[1] < MINS_PER_HOUR;
}

static bool
ReadZeroValue(const CvgDigestPair *pair, pg_tz *zone, CvgMoment *moment)
{
	const char *string = pair->rules.zero_date_value;
	Written		written;

	memset(moment, 0, sizeof(CvgMoment));
	if (strcmp(string, "-infinity") == 0)
	{
		moment->year = PG_INT32_MIN;
		return true;
	}
	if (ReadMoment(string, strlen(string), &written) != MOMENT_OK || written.has_offset)
		return false;
	*moment = written.moment;
	return pair->basetypid != TIMESTAMPTZOID || zone == NULL || ReadInstant(moment, zone);
}

CvgHash
CvgSourceMoment(CvgDigestPair *pair, const char *data, size_t len)
{
	MomentState *state = pair->source_state;
	Written		written;
	MomentKind	kind;

	if (len == 0)
		return CvgSourceEmpty(pair);
	kind = ReadMoment(data, len, &written);
	if (kind == MOMENT_NO_DAY && pair->rules.zero_date != CVG_ZERO_ERROR)
		return state->zero;
	if (kind != MOMENT_OK || (written.has_offset && !state->may_have_offset))
		return CvgHashImpossible(data, len);
	if (written.has_offset)
		ShowInZone(&written.moment, written.offset, NULL);
	else if (state->is_instant)
		ShowInZone(&written.moment, 0, state->zone);
	else if (state->to_instant && state->zone != NULL &&
			 !ReadInstant(&written.moment, state->zone))
		return CvgHashImpossible(data, len);
	return CvgHashMoment(&written.moment);
}

static MomentKind
ReadMoment(const char *data, size_t len, Written *written)
{
	CvgMoment  *moment = &written->moment;
	const char *end = data + len;
	const char *p = data + DATE_LENGTH + 1;
	int			century;
	int			year;

	moment->microseconds = 0;
	written->has_offset = false;
	written->offset = 0;
	if (len < DATE_LENGTH || data[4] != '-' || data[7] != '-')
		return MOMENT_MALFORMED;
	century = TwoDigits(data);
	year = TwoDigits(data + 2);
	moment->year = century * 100 + year;
	moment->month = TwoDigits(data + 5);
	moment->day = TwoDigits(data + 8);
	if ((century | year | moment->month | moment->day) < 0)
		return MOMENT_MALFORMED;
	if (len > DATE_LENGTH)
	{
		if ((p[-1] != ' ' && p[-1] != 'T') || end - p < (int) strlen("HH:MM") || p[2] != ':')
			return MOMENT_MALFORMED;
		p = ReadClock(p, end, &moment->microseconds);
		if (p == NULL || moment->microseconds >= USECS_PER_DAY)
			return MOMENT_MALFORMED;
		written->has_offset = p < end;
		if (written->has_offset && !ReadOffset(p, end, &written->offset))
			return MOMENT_MALFORMED;
	}
	return CalendarHas(moment) ? MOMENT_OK : MOMENT_NO_DAY;
}

static bool
CalendarHas(const CvgMoment *day)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (day->year == 0 || day->month < 1 || day->month > MONTHS_PER_YEAR || day->day < 1)
		return false;
	return day->day <= lengths[day->month - 1] ||
		(day->month == 2 && day->day == 29 && IsLeap(day->year));
}

static bool
IsLeap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/*
 * HH:MM[:SS[.f..f]]; returns what follows, or NULL if it is none.
 */
static const char *
ReadClock(const char *p, const char *end, int64 *microseconds)
{
	int64		hours = 0;
	int			minutes;
	int			seconds = 0;
	int			ndigits;

	for (ndigits = 0; p < end && ndigits < HOUR_DIGITS && CvgIsDigit(*p); ndigits++)
		hours = hours * 10 + (*p++ - '0');
	if (ndigits == 0 || end - p < 3 || *p != ':')
		return NULL;
	minutes = TwoDigits(p + 1);
	p += 3;
	*microseconds = 0;
	if (end - p >= 3 && *p == ':')
	{
		seconds = TwoDigits(p + 1);
		p = ReadFraction(p + 3, end, microseconds);
	}
	if (minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
		return NULL;
	*microseconds += ((hours * MINS_PER_HOUR + minutes) * SECS_PER_MINUTE + seconds) *
		USECS_PER_SEC;
	return p;
}

/*
 * A point and digits, or nothing; those after the sixth must be zeros.
 */
static const char *
ReadFraction(const char *p, const char *end, int64 *microseconds)
{
	int64		unit = USECS_PER_SEC;

	if (p == end || *p != '.')
		return p;
	if (++p == end || !CvgIsDigit(*p))
		return NULL;
	for (; p < end && CvgIsDigit(*p); p++)
	{
		unit /= 10;
		if (unit == 0 && *p != '0')
			return NULL;
		*microseconds += (*p - '0') * unit;
	}
	return p;
}

/*
 * Z, +HH or +HH:MM, in seconds east of UTC.
 */
static bool
ReadOffset(const char *p, const char *end, int *offset)
{
	size_t		len = end - p;
	int			hours;
	int			minutes;

	*offset = 0;
	if (len == 1 && *p == 'Z')
		return true;
	if ((*p != '+' && *p != '-') ||
		(len != strlen("+HH") && (len != strlen("+HH:MM") || p[3] != ':')))
		return false;
	hours = TwoDigits(p + 1);
	minutes = len == strlen("+HH") ? 0 : TwoDigits(p + 4);
	*offset = (hours * MINS_PER_HOUR + minutes) * SECS_PER_MINUTE;
	if (*p == '-')
		*offset = -*offset;
	return hours >= 0 && hours <= 15 && minutes >= 0 && minutes <= 59;
}

/*
 * Bring a time that clocks of a zone show to UTC; false if they do not show
 * it, or show it twice.
 */
static bool
ReadInstant(CvgMoment *moment, pg_tz *zone)
{
	int			offset;

	if (!OffsetOfLocal(moment, zone, &offset))
		return false;
	ShowInZone(moment, offset, NULL);
	return true;
}

/*
 * No zone has changed its clocks twice within three days, so the offsets
 * before and after are all that can be.
 */
static bool
OffsetOfLocal(const CvgMoment *moment, pg_tz *zone, int *offset)
{
	int64		day = DaysSince1970(moment) * SECS_PER_DAY;
	int64		local = day + moment->microseconds / USECS_PER_SEC;
	int			before = OffsetAt(day - SECS_PER_DAY, zone);
	int			after = OffsetAt(day + 2 * SECS_PER_DAY, zone);
	bool		may_be_before = OffsetAt(local - before, zone) == before;
	bool		may_be_after = OffsetAt(local - after, zone) == after;

	*offset = may_be_before ? before : after;
	return before == after || may_be_before != may_be_after;
}

static int
OffsetAt(int64 seconds, pg_tz *zone)
{
	pg_time_t	instant = seconds;
	struct pg_tm *tm = pg_localtime(&instant, zone);

	if (tm == NULL)
		elog(ERROR, "could not show time " INT64_FORMAT " in a zone", seconds);
	return tm->tm_gmtoff;
}

/*
 * Bring a time that clocks at an offset show to the clocks of a zone.
 */
static void
ShowInZone(CvgMoment *moment, int offset, pg_tz *zone)
{
	int64		fraction = moment->microseconds % USECS_PER_SEC;
	pg_time_t	seconds = DaysSince1970(moment) * SECS_PER_DAY +
		moment->microseconds / USECS_PER_SEC - offset;
	struct pg_tm *tm = zone == NULL ? pg_gmtime(&seconds) : pg_localtime(&seconds, zone);

	if (tm == NULL)
		elog(ERROR, "could not show time " INT64_FORMAT " in a zone", (int64) seconds);
	moment->year = tm->tm_year + TM_YEAR_BASE;
	moment->month = tm->tm_mon + 1;
	moment->day = tm->tm_mday;
	moment->microseconds = fraction + USECS_PER_SEC *
		((tm->tm_hour * MINS_PER_HOUR + tm->tm_min) * SECS_PER_MINUTE + tm->tm_sec);
}

static int64
DaysSince1970(const CvgMoment *day)
{
	static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
	int			years = day->year - 1;

	return years * 365 + years / 4 - years / 100 + years / 400 +
		before[day->month - 1] + (day->month > 2 && IsLeap(day->year)) +
		day->day - 1 - DAYS_TO_1970;
}

CvgHash
CvgSourceTime(CvgDigestPair *pair, const char *data, size_t len)
{
	int64		microseconds;

	if (len == 0)
		return CvgSourceEmpty(pair);
	if (!ReadDuration(data, len, &microseconds))
		return CvgHashImpossible(data, len);
	return CvgHashInt64(microseconds);
}

CvgHash
CvgSourceSpan(CvgDigestPair *pair, const char *data, size_t len)
{
	CvgSpan		span = {0, 0, 0};

	if (!ReadDuration(data, len, &span.microseconds))
		return CvgHashImpossible(data, len);
	return CvgHashBytes(&span, sizeof(span));
}

static bool
ReadDuration(const char *data, size_t len, int64 *microseconds)
{
	const char *end = data + len;
	bool		negative = len > 0 && *data == '-';

	if (ReadClock(data + negative, end, microseconds) != end)
		return false;
	if (negative)
		*microseconds = -*microseconds;
	return true;
}
