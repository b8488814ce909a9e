/*-------------------------------------------------------------------------
 *
 * short_numeric.h
 *	  A numeric of few digits, as it is stored.
 *
 * numeric's short layout is the same on disk since PostgreSQL 9.1: the length,
 * two bytes of header, and digits to base 10000 on either side of the
 * point, without the zeros at both ends.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SHORT_NUMERIC_H
#define CVG_SHORT_NUMERIC_H

#include "postgres.h"

/* Digits that can be given: the last four of a fraction are filled up */
#define CVG_SHORT_NUMERIC_MAX	(PG_UINT64_MAX / 1000)

/* Bytes that it has at most */
#define CVG_SHORT_NUMERIC_BYTES (VARHDRSZ + 6 * sizeof(uint16))

#define CVG_NUMERIC_BASE		10000
#define CVG_NUMERIC_SHORT		0x8000
#define CVG_NUMERIC_NEGATIVE	0x2000
#define CVG_NUMERIC_SCALE(n)	((n) << 7)
#define CVG_NUMERIC_WEIGHT(n)	((n) & 0x7F)

/*
 * Write the numeric with these digits, scale of them (at most 19) behind the
 * point, to out, which is aligned as a varlena.  Returns its size.  Digits
 * above CVG_SHORT_NUMERIC_MAX are allowed without a scale.
 */
static inline size_t
CvgShortNumericWrite(char *out, uint64 digits, int scale, bool negative)
{
	static const uint64 fill[] = {1, 1000, 100, 10};
	uint64		rest = digits * fill[scale % 4];
	int			weight = -((scale + 3) / 4);
	uint16		header = CVG_NUMERIC_SHORT | CVG_NUMERIC_SCALE(scale);
	uint16		written[6];
	uint16	   *end = written + lengthof(written);
	int			n = 0;

	for (; rest != 0 && rest % CVG_NUMERIC_BASE == 0; rest /= CVG_NUMERIC_BASE)
		weight++;
	for (; rest != 0; rest /= CVG_NUMERIC_BASE)
		*(end - ++n) = rest % CVG_NUMERIC_BASE;
	if (n > 0)
		header |= CVG_NUMERIC_WEIGHT(weight + n - 1) | (negative ? CVG_NUMERIC_NEGATIVE : 0);
	*(end - ++n) = header;

	SET_VARSIZE(out, VARHDRSZ + n * sizeof(uint16));
	memcpy(out + VARHDRSZ, end - n, n * sizeof(uint16));
	return VARHDRSZ + n * sizeof(uint16);
}

#endif							/* CVG_SHORT_NUMERIC_H */
