/*-------------------------------------------------------------------------
 *
 * numeric_layout.h
 *	  The digits of a numeric, from its bytes.
 *
 * PostgreSQL keeps a numeric as digits of base 10000 behind a header of 16
 * or 32 bits, and that on disk since 9.1: pg_upgrade takes such values over
 * as they are.  The struct is private to numeric.c, so the layout is written
 * down here again.  numeric_out would do as well, but it allocates, and takes
 * two to three times as long; the tests compare the two.
 *
 *	first 16 bits
 *	10sd dddd dwww wwww		short: sign, digits to show, weight with its sign
 *	0sdd dddd dddd dddd		long: sign, digits to show; a weight of 16 bits
 *							follows
 *	110x ...				NaN or Infinity
 *	1111 ...				-Infinity
 *
 * The weight is the power of 10000 of the first digit; the number of digits
 * follows from the length.  Neither the first digit nor the last is 0.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_NUMERIC_LAYOUT_H
#define CVG_NUMERIC_LAYOUT_H

#include "postgres.h"

#define CVG_NUMERIC_KIND_MASK		0xC000
#define CVG_NUMERIC_NEGATIVE		0x4000	/* of the long form */
#define CVG_NUMERIC_SHORT			0x8000
#define CVG_NUMERIC_SPECIAL			0xC000

#define CVG_NUMERIC_SPECIAL_MASK	0xF000
#define CVG_NUMERIC_NAN				0xC000
#define CVG_NUMERIC_INFINITY		0xD000

#define CVG_NUMERIC_SHORT_NEGATIVE	0x2000
#define CVG_NUMERIC_WEIGHT_SIGN		0x0040	/* of the short form */
#define CVG_NUMERIC_WEIGHT_MASK		0x003F

#define CVG_NUMERIC_BASE			10000
#define CVG_NUMERIC_GROUP_DIGITS	4	/* decimal digits in one of the base */

/* A finite numeric. */
typedef struct CvgNumericDigits
{
	bool		negative;
	int			weight;			/* of the first group, in groups */
	int			ngroups;
	const char *groups;			/* of 16 bits each, not aligned */
} CvgNumericDigits;

static inline uint16
CvgNumericHeader(const char *data)
{
	uint16		header;

	memcpy(&header, data, sizeof(header));
	return header;
}

static inline bool
CvgNumericIsSpecial(const char *data)
{
	return (CvgNumericHeader(data) & CVG_NUMERIC_KIND_MASK) == CVG_NUMERIC_SPECIAL;
}

/* Of the bytes behind the header of the varlena; not of a special one. */
static inline CvgNumericDigits
CvgNumericRead(const char *data, Size len)
{
	uint16		header = CvgNumericHeader(data);
	Size		size = sizeof(header);
	CvgNumericDigits digits;

	if ((header & CVG_NUMERIC_KIND_MASK) == CVG_NUMERIC_SHORT)
	{
		digits.negative = (header & CVG_NUMERIC_SHORT_NEGATIVE) != 0;
		digits.weight = (header & CVG_NUMERIC_WEIGHT_MASK) -
			(header & CVG_NUMERIC_WEIGHT_SIGN);
	}
	else
	{
		int16		weight;

		memcpy(&weight, data + size, sizeof(weight));
		size += sizeof(weight);
		digits.negative = (header & CVG_NUMERIC_NEGATIVE) != 0;
		digits.weight = weight;
	}
	digits.groups = data + size;
	digits.ngroups = (len - size) / sizeof(int16);
	return digits;
}

static inline unsigned
CvgNumericGroup(const CvgNumericDigits *digits, int i)
{
	uint16		group;

	memcpy(&group, digits->groups + i * sizeof(group), sizeof(group));
	return group;
}

#endif							/* CVG_NUMERIC_LAYOUT_H */
