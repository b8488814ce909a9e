/*-------------------------------------------------------------------------
 *
 * convert_geometry.c
 *	  Spatial values.
 *
 * MySQL keeps and sends a geometry as a 4-byte SRID and the well-known
 * binary form, little-endian, x before y whatever the SRID says of axes.
 * PostGIS reads the same with the SRID behind the type (EWKB).  PostgreSQL's
 * own types have no SRID and take simple shapes: a point, a line, a polygon
 * of one ring.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/geo_decls.h"

#include "convert_internal.h"

#define SRID_LENGTH 4
#define WKB_HEADER 5			/* byte order and type */
#define WKB_POINT 1
#define WKB_LINESTRING 2
#define WKB_POLYGON 3
#define EWKB_SRID UINT32_C(0x20000000)

static const char *SimpleShape(const CvgConvert *cv, const char *data,
							   size_t len, uint32 type);
static const char *PointList(const CvgConvert *cv, const char *data, size_t len,
							 const char *points, uint32 *npoints);
static uint32 ReadUint32(const char *data);
static void WriteUint32(char *data, uint32 value);
static void ReadPoint(const char *data, Point *point);
static void BadGeometry(const CvgConvert *cv, const char *data, size_t len,
						const char *reason);

/*
 * The types geometry and geography of PostGIS.
 */
Datum
CvgConvertGeometry(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	static const char hex[] = "0123456789abcdef";
	CvgInputState *state = cv->state;
	uint32		srid;
	size_t		length = 0;
	char	   *ewkb;
	char	   *string;
	Datum		value;

	if (len < SRID_LENGTH + WKB_HEADER || data[SRID_LENGTH] != 1)
		BadGeometry(cv, data, len, "It is not a geometry of MySQL.");
	CvgCheckSize(cv, data, 2 * len);

	srid = ReadUint32(data);
	ewkb = palloc(len);
	memcpy(ewkb, data + SRID_LENGTH, WKB_HEADER);
	length = WKB_HEADER;
	if (srid != 0)
	{
		WriteUint32(ewkb + 1, ReadUint32(ewkb + 1) | EWKB_SRID);
		WriteUint32(ewkb + length, srid);
		length += SRID_LENGTH;
	}
	memcpy(ewkb + length, data + SRID_LENGTH + WKB_HEADER, len - SRID_LENGTH - WKB_HEADER);
	length += len - SRID_LENGTH - WKB_HEADER;

	string = palloc(2 * length + 1);
	for (size_t i = 0; i < length; i++)
	{
		string[2 * i] = hex[(unsigned char) ewkb[i] >> 4];
		string[2 * i + 1] = hex[ewkb[i] & 0xf];
	}
	string[2 * length] = '\0';
	value = CvgInputCall(cv, &state->input, string, cv->basetypmod, data, len);
	pfree(string);
	pfree(ewkb);
	return value;
}

Datum
CvgConvertPoint(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	const char *shape = SimpleShape(cv, data, len, WKB_POINT);
	Point	   *point = palloc0(sizeof(Point));

	if (shape + sizeof(Point) != data + len)
		BadGeometry(cv, data, len, "It is not a point.");
	ReadPoint(shape, point);
	return PointPGetDatum(point);
}

/*
 * A line becomes an open path.
 */
Datum
CvgConvertPath(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	const char *shape = SimpleShape(cv, data, len, WKB_LINESTRING);
	uint32		npoints;
	const char *points = PointList(cv, data, len, shape, &npoints);
	Size		size = offsetof(PATH, p) + npoints * sizeof(Point);
	PATH	   *path = palloc0(size);

	if (points + npoints * sizeof(Point) != data + len)
		BadGeometry(cv, data, len, "It is not one line.");
	SET_VARSIZE(path, size);
	path->npts = npoints;
	for (uint32 i = 0; i < npoints; i++)
		ReadPoint(points + i * sizeof(Point), &path->p[i]);
	return PathPGetDatum(path);
}

/*
 * A polygon of one ring.  The ring ends where it began; PostgreSQL's
 * polygons do so without saying it.
 */
Datum
CvgConvertPolygon(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	const char *shape = SimpleShape(cv, data, len, WKB_POLYGON);
	uint32		npoints;
	const char *points;
	POLYGON    *polygon;
	Size		size;

	if (data + len - shape < 4 || ReadUint32(shape) != 1)
		BadGeometry(cv, data, len, "It has not exactly one ring.");
	points = PointList(cv, data, len, shape + 4, &npoints);
	if (points + npoints * sizeof(Point) != data + len || npoints < 2 ||
		memcmp(points, points + (npoints - 1) * sizeof(Point), sizeof(Point)) != 0)
		BadGeometry(cv, data, len, "It is not one closed ring.");

	npoints--;
	size = offsetof(POLYGON, p) + npoints * sizeof(Point);
	polygon = palloc0(size);
	SET_VARSIZE(polygon, size);
	polygon->npts = npoints;
	for (uint32 i = 0; i < npoints; i++)
	{
		Point	   *p = &polygon->p[i];
		BOX		   *box = &polygon->boundbox;

		ReadPoint(points + i * sizeof(Point), p);
		box->high.x = i == 0 ? p->x : Max(box->high.x, p->x);
		box->high.y = i == 0 ? p->y : Max(box->high.y, p->y);
		box->low.x = i == 0 ? p->x : Min(box->low.x, p->x);
		box->low.y = i == 0 ? p->y : Min(box->low.y, p->y);
	}
	return PolygonPGetDatum(polygon);
}

/*
 * What follows the header of a shape of that type without SRID.
 */
static const char *
SimpleShape(const CvgConvert *cv, const char *data, size_t len, uint32 type)
{
	if (len < SRID_LENGTH + WKB_HEADER || data[SRID_LENGTH] != 1)
		BadGeometry(cv, data, len, "It is not a geometry of MySQL.");
	if (ReadUint32(data) != 0)
		BadGeometry(cv, data, len,
					psprintf("It has the SRID %u; the type has none.", ReadUint32(data)));
	if (ReadUint32(data + SRID_LENGTH + 1) != type)
		BadGeometry(cv, data, len, "It has another shape than the type.");
	return data + SRID_LENGTH + WKB_HEADER;
}

/*
 * A counted list of points, all of them within the value.
 */
static const char *
PointList(const CvgConvert *cv, const char *data, size_t len,
		  const char *points, uint32 *npoints)
{
	size_t		rest = data + len - points;

	if (rest < 4)
		BadGeometry(cv, data, len, "It is not a geometry of MySQL.");
	*npoints = ReadUint32(points);
	if (*npoints == 0 || *npoints > (rest - 4) / sizeof(Point))
		BadGeometry(cv, data, len, "It is not a geometry of MySQL.");
	return points + 4;
}

static uint32
ReadUint32(const char *data)
{
	const unsigned char *p = (const unsigned char *) data;

	return p[0] | p[1] << 8 | p[2] << 16 | (uint32) p[3] << 24;
}

static void
WriteUint32(char *data, uint32 value)
{
	for (int i = 0; i < 4; i++)
		data[i] = (char) (value >> (i * BITS_PER_BYTE));
}

static void
ReadPoint(const char *data, Point *point)
{
	uint64		x = (uint64) ReadUint32(data + 4) << 32 | ReadUint32(data);
	uint64		y = (uint64) ReadUint32(data + 12) << 32 | ReadUint32(data + 8);

	memcpy(&point->x, &x, sizeof(x));
	memcpy(&point->y, &y, sizeof(y));
}

static void
BadGeometry(const CvgConvert *cv, const char *data, size_t len, const char *reason)
{
	CvgConvertError(cv, CVG_PROBLEM_OTHER, ERRCODE_DATA_EXCEPTION, data, len, reason,
					"Change the type of the target column to bytea or, with PostGIS, to geometry.");
}
