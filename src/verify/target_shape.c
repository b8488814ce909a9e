/*-------------------------------------------------------------------------
 *
 * target_shape.c
 *	  Digests of the target's points, paths, polygons and arrays of floating
 *	  point.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/geo_decls.h"

#include "verify/target_forms.h"

static CvgHash HashOfPath(Datum value);
static CvgHash HashOfPolygon(Datum value);
static CvgHash HashOfFloat4s(const float4 *elements, int n);

CvgHash
CvgTargetShape(CvgDigestPair *pair, Datum value)
{
	StaticAssertDecl(sizeof(Point) == 2 * sizeof(double), "a point is x, y");

	switch (pair->basetypid)
	{
		case POINTOID:
			return CvgHashBytes(DatumGetPointP(value), sizeof(Point));
		case PATHOID:
			return HashOfPath(value);
		case POLYGONOID:
			return HashOfPolygon(value);
		default:
			elog(ERROR, "type %u is no shape", pair->basetypid);
	}
}

static CvgHash
HashOfPath(Datum value)
{
	CvgShortValue room;
	PATH	   *path = CvgTargetAlign(value, &room);
	Size		len = sizeof(Point) * path->npts;
	double	   *form = palloc(sizeof(double) + len);
	CvgHash		hash;

	form[0] = path->closed ? 1 : 0;
	memcpy(form + 1, path->p, len);
	hash = CvgHashBytes(form, sizeof(double) + len);
	pfree(form);
	CvgTargetReleaseAligned(path, value, &room);
	return hash;
}

static CvgHash
HashOfPolygon(Datum value)
{
	CvgShortValue room;
	POLYGON    *polygon = CvgTargetAlign(value, &room);
	CvgHash		hash = CvgHashBytes(polygon->p, sizeof(Point) * polygon->npts);

	CvgTargetReleaseAligned(polygon, value, &room);
	return hash;
}

/*
 * An array that is no list of numbers, with NULLs or more dimensions, is
 * impossible.
 */
CvgHash
CvgTargetFloats(CvgDigestPair *pair, Datum value)
{
	CvgShortValue room;
	ArrayType  *array = CvgTargetAlign(value, &room);
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	CvgHash		hash;

	if (ARR_NDIM(array) > 1 || (n > 0 && *ARR_LBOUND(array) != 1) ||
		array_contains_nulls(array))
		hash = CvgTargetImpossible(array, VARSIZE(array));
	else if (ARR_ELEMTYPE(array) == FLOAT4OID)
		hash = HashOfFloat4s((float4 *) ARR_DATA_PTR(array), n);
	else
		hash = CvgHashBytes(ARR_DATA_PTR(array), sizeof(float8) * n);
	CvgTargetReleaseAligned(array, value, &room);
	return hash;
}

static CvgHash
HashOfFloat4s(const float4 *elements, int n)
{
	double	   *form = palloc(sizeof(double) * n);
	CvgHash		hash;

	for (int i = 0; i < n; i++)
		form[i] = elements[i];
	hash = CvgHashBytes(form, sizeof(double) * n);
	pfree(form);
	return hash;
}
