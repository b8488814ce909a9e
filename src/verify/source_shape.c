/*-------------------------------------------------------------------------
 *
 * source_shape.c
 *	  Canonical forms of the source's shapes and vectors.
 *
 * A geometry is 4 bytes of SRID, little-endian, and well-known binary: one
 * byte that tells the order of the others, 4 of the type, and the shape.
 * PostgreSQL's own types hold a point, a line, or a polygon of one ring, all
 * without SRID.  A vector is numbers of 4 bytes, little-endian.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "verify/source_forms.h"

#define WKB_POINT 1
#define WKB_LINE 2
#define WKB_POLYGON 3
#define NUMBERS_LENGTH 64		/* forms of more numbers are made on the heap */
#define POINT_BYTES (2 * sizeof(double))

/* Bytes that are read one after the other. */
typedef struct Bytes
{
	const char *data;
	size_t		left;
	bool		big_endian;
	bool		short_of;		/* more was asked for than is there */
} Bytes;

static uint32 NextUint32(Bytes *bytes);
static uint64 NextBytes(Bytes *bytes, int n);
static bool NextPoints(Bytes *bytes, uint32 type, uint32 *npoints);
static CvgHash NumbersHash(Bytes *bytes, const double *first, size_t nnumbers, int size);

CvgHash
CvgSourceShape(CvgDigestPair *pair, const char *data, size_t len)
{
	Bytes		bytes = {data, len, false, false};
	uint32		wanted = pair->basetypid == POINTOID ? WKB_POINT :
		pair->basetypid == PATHOID ? WKB_LINE : WKB_POLYGON;
	uint32		srid = NextUint32(&bytes);
	uint64		order = NextBytes(&bytes, 1);
	uint32		npoints = 1;
	double		closed = 0;
	uint32		type;

	bytes.big_endian = order == 0;
	type = NextUint32(&bytes);
	if (bytes.short_of || srid != 0 || order > 1 || type != wanted ||
		!NextPoints(&bytes, type, &npoints))
		return CvgHashImpossible(data, len);
	if (type == WKB_POLYGON)
	{
		/* the ring ends where it began, which the target does not repeat */
		const char *last = bytes.data + (npoints - 1) * POINT_BYTES;

		if (npoints < 2 || memcmp(bytes.data, last, POINT_BYTES) != 0)
			return CvgHashImpossible(data, len);
		npoints--;
	}
	return NumbersHash(&bytes, type == WKB_LINE ? &closed : NULL, 2 * (size_t) npoints,
					   sizeof(double));
}

/*
 * Come to the points of the shape, which must be all that is left.
 */
static bool
NextPoints(Bytes *bytes, uint32 type, uint32 *npoints)
{
	if (type == WKB_POLYGON && NextUint32(bytes) != 1)
		return false;
	if (type != WKB_POINT)
		*npoints = NextUint32(bytes);
	return !bytes->short_of && *npoints > 0 && bytes->left == *npoints * POINT_BYTES;
}

CvgHash
CvgSourceFloats(CvgDigestPair *pair, const char *data, size_t len)
{
	Bytes		bytes = {data, len, false, false};

	if (len % sizeof(float) != 0)
		return CvgHashImpossible(data, len);
	return NumbersHash(&bytes, NULL, len / sizeof(float), sizeof(float));
}

/*
 * The digest of that many numbers of that many bytes, after *first if it is
 * not NULL.
 */
static CvgHash
NumbersHash(Bytes *bytes, const double *first, size_t nnumbers, int size)
{
	double		buffer[NUMBERS_LENGTH];
	double	   *form = nnumbers < NUMBERS_LENGTH ? buffer :
		MemoryContextAllocHuge(CurrentMemoryContext, sizeof(double) * (nnumbers + 1));
	size_t		n = 0;

	if (first != NULL)
		form[n++] = *first;
	for (size_t i = 0; i < nnumbers; i++)
	{
		uint64		bits = NextBytes(bytes, size);

		if (size == sizeof(float))
		{
			uint32 bits32 = (uint32) bits;
			float		value;

			memcpy(&value, &bits32, sizeof(value));
			form[n++] = value;
		}
		else
			memcpy(&form[n++], &bits, sizeof(bits));
	}
	return CvgHashBytes(form, sizeof(double) * n);
}

static uint32
NextUint32(Bytes *bytes)
{
	return (uint32) NextBytes(bytes, sizeof(uint32));
}

/* An unsigned number of n bytes; 0 if they are not there. */
static uint64
NextBytes(Bytes *bytes, int n)
{
	const unsigned char *p = (const unsigned char *) bytes->data;
	uint64		value = 0;

	if (bytes->left < (size_t) n)
	{
		bytes->short_of = true;
		return 0;
	}
	for (int i = 0; i < n; i++)
		value = value << 8 | p[bytes->big_endian ? i : n - 1 - i];
	bytes->data += n;
	bytes->left -= n;
	return value;
}
