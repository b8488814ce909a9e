/*-------------------------------------------------------------------------
 *
 * source_extension.c
 *	  Canonical forms of geometries for PostGIS, and of vectors for pgvector.
 *
 * Types of extensions are compared by the text that their output functions
 * give.  PostGIS writes EWKB in upper-case hexadecimal digits: as well-known
 * binary, with the SRID, if there is one, behind the type and announced by
 * a bit of it; a geography always has one.  pgvector writes the shortest
 * digits of each number, in brackets.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "lib/stringinfo.h"

#include "verify/source_forms.h"

#define SRID_LENGTH 4
#define ORDER_AND_TYPE_LENGTH 5
#define SRID_ANNOUNCED 0x20		/* in the last byte of the type */
#define SRID_OF_GEOGRAPHY 4326	/* if the source names none */

static CvgHash HashOfEwkb(const char *data, size_t len, int default_srid);
static char *PutHex(char *p, const char *data, size_t len);

CvgHash
CvgSourceGeometry(CvgDigestPair *pair, const char *data, size_t len)
{
	return HashOfEwkb(data, len, 0);
}

CvgHash
CvgSourceGeography(CvgDigestPair *pair, const char *data, size_t len)
{
	return HashOfEwkb(data, len, SRID_OF_GEOGRAPHY);
}

/*
 * default_srid is that of a geometry without one; 0: it stays so.
 */
static CvgHash
HashOfEwkb(const char *data, size_t len, int default_srid)
{
	unsigned char srid[SRID_LENGTH];
	char		head[ORDER_AND_TYPE_LENGTH];
	bool		has_srid;
	char	   *form;
	char	   *p;

	if (len < SRID_LENGTH + ORDER_AND_TYPE_LENGTH || data[SRID_LENGTH] != 1)
		return CvgHashImpossible(data, len);
	memcpy(srid, data, SRID_LENGTH);
	memcpy(head, data + SRID_LENGTH, ORDER_AND_TYPE_LENGTH);
	has_srid = (srid[0] | srid[1] | srid[2] | srid[3]) != 0;
	if (!has_srid && default_srid != 0)
	{
		srid[0] = default_srid & 0xff;
		srid[1] = default_srid >> 8;
		has_srid = true;
	}
	if (has_srid)
		head[ORDER_AND_TYPE_LENGTH - 1] |= SRID_ANNOUNCED;

	p = form = MemoryContextAllocHuge(CurrentMemoryContext, 2 * len);
	p = PutHex(p, head, ORDER_AND_TYPE_LENGTH);
	if (has_srid)
		p = PutHex(p, (const char *) srid, SRID_LENGTH);
	p = PutHex(p, data + SRID_LENGTH + ORDER_AND_TYPE_LENGTH,
			   len - SRID_LENGTH - ORDER_AND_TYPE_LENGTH);
	return CvgHashBytes(form, p - form);
}

static char *
PutHex(char *p, const char *data, size_t len)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < len; i++)
	{
		*p++ = digits[(unsigned char) data[i] >> 4];
		*p++ = digits[data[i] & 0xf];
	}
	return p;
}

CvgHash
CvgSourceVector(CvgDigestPair *pair, const char *data, size_t len)
{
	StringInfoData form;

	if (len == 0 || len % sizeof(float) != 0)
		return CvgHashImpossible(data, len);
	initStringInfo(&form);
	for (const char *p = data; p < data + len; p += sizeof(float))
	{
		char		printed[FLOAT_SHORTEST_DECIMAL_LEN];
		uint32		bits = 0;
		float		number;

		for (int i = sizeof(float) - 1; i >= 0; i--)
			bits = bits << 8 | (unsigned char) p[i];
		memcpy(&number, &bits, sizeof(number));
		appendStringInfoChar(&form, p == data ? '[' : ',');
		appendBinaryStringInfo(&form, printed, float_to_shortest_decimal_bufn(number, printed));
	}
	appendStringInfoChar(&form, ']');
	return CvgHashBytes(form.data, form.len);
}
