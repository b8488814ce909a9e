/*-------------------------------------------------------------------------
 *
 * convert_zone.c
 *	  Local times of a zone to instants and back.
 *
 * PostgreSQL reads a local time that does not exist, or exists twice, as one
 * of the instants near it.  Here both are told apart, so that the caller can
 * refuse to guess.  Far from a change of the clocks, which is nearly always,
 * the offset of an earlier call is used again.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "datatype/timestamp.h"
#include "utils/timestamp.h"

#include "convert_internal.h"

/* No zone is so far from UTC, nor jumps so far. */
#define MARGIN (2 * (int64) SECS_PER_DAY)

static pg_tz *OffsetZone(const char *name, bool *is_offset);

/*
 * NULL, and offsets like +02:00 with the sign of ISO 8601, are understood
 * besides the names that SET TimeZone takes.  False if there is no such zone.
 */
bool
CvgZoneInit(CvgZone *zone, const char *name)
{
	bool		is_offset;

	memset(zone, 0, sizeof(CvgZone));
	if (name == NULL || pg_strcasecmp(name, "UTC") == 0)
		return true;
	zone->tz = OffsetZone(name, &is_offset);
	if (!is_offset)
		zone->tz = pg_tzset(name);
	return zone->tz != NULL && pg_tz_acceptable(zone->tz);
}

static pg_tz *
OffsetZone(const char *name, bool *is_offset)
{
	int			hours;
	int			minutes;
	int			used = 0;

	*is_offset = *name == '+' || *name == '-';
	if (!*is_offset ||
		sscanf(name + 1, "%2d:%2d%n", &hours, &minutes, &used) != 2 ||
		strspn(name + 1, "0123456789:") != (size_t) used ||
		name[1 + used] != '\0' || hours > 14 || minutes > 59)
		return NULL;
	return pg_tzset_offset((*name == '+' ? -1 : 1) *
						   (hours * SECS_PER_HOUR + minutes * SECS_PER_MINUTE));
}

/*
 * The instant at which clocks of the zone show a time, both in seconds since
 * 1970.
 */
CvgZoneResult
CvgZoneToUtc(CvgZone *zone, int64 local, int64 *utc)
{
	pg_time_t	start = local - MARGIN;
	int			found = 0;
	bool		more = true;

	if (zone->tz == NULL)
	{
		*utc = local;
		return CVG_ZONE_OK;
	}
	if (local >= zone->from && local < zone->until)
	{
		*utc = local - zone->offset;
		return CVG_ZONE_OK;
	}

	/* Try every stretch of constant offset that may hold the instant. */
	while (more && start <= local + MARGIN)
	{
		pg_time_t	end;
		long		before;
		long		after;
		int			isdst;

		more = pg_next_dst_boundary(&start, &before, &isdst, &end,
									&after, &isdst, zone->tz) == 1;
		if (local - before >= start && (!more || local - before < end))
		{
			*utc = local - before;
			found++;
		}
		if (start == local - MARGIN && (!more || end > local + MARGIN))
		{
			zone->from = local;
			zone->until = more ? end - MARGIN : PG_INT64_MAX;
			zone->offset = before;
		}
		start = end;
	}
	return found == 0 ? CVG_ZONE_GAP :
		found == 1 ? CVG_ZONE_OK : CVG_ZONE_AMBIGUOUS;
}

/*
 * What clocks of the zone show at an instant.
 */
int64
CvgZoneFromUtc(CvgZone *zone, int64 utc)
{
	pg_time_t	t = utc;

	return zone->tz == NULL ? utc : utc + pg_localtime(&t, zone->tz)->tm_gmtoff;
}
