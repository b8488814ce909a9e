/*-------------------------------------------------------------------------
 *
 * target_decimal.c
 *	  Digests of the target's decimal numbers.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/fmgrprotos.h"

#include "verify/numeric_layout.h"
#include "verify/target_forms.h"

/* Enough for all decimals of the source. */
#define ROOM_FOR_NUMBER 160

static CvgHash HashOfNumeric(struct varlena *number);
static CvgHash HashOfSpecial(uint16 header);
static CvgHash HashOfDigits(const CvgNumericDigits *digits);
static char *PutWhole(char *p, const CvgNumericDigits *digits);
static char *PutFraction(char *p, const CvgNumericDigits *digits);
static unsigned GroupAt(const CvgNumericDigits *digits, int power);
static char *PutGroup(char *p, unsigned group);

CvgHash
CvgTargetDecimal(CvgDigestPair *pair, Datum value)
{
	struct varlena *number;
	CvgHash		hash;

	switch (pair->basetypid)
	{
		case MONEYOID:
			value = DirectFunctionCall1(cash_numeric, value);
			hash = HashOfNumeric((struct varlena *) DatumGetPointer(value));
			pfree(DatumGetPointer(value));
			return hash;
		case NUMERICOID:
			number = CvgTargetDetoast(value);
			hash = HashOfNumeric(number);
			CvgTargetRelease(number, value);
			return hash;
		default:
			elog(ERROR, "type %u is no number", pair->basetypid);
	}
}

static CvgHash
HashOfNumeric(struct varlena *number)
{
	const char *data = VARDATA_ANY(number);
	CvgNumericDigits digits;

	if (CvgNumericIsSpecial(data))
		return HashOfSpecial(CvgNumericHeader(data));
	digits = CvgNumericRead(data, VARSIZE_ANY_EXHDR(number));
	return HashOfDigits(&digits);
}

static CvgHash
HashOfSpecial(uint16 header)
{
	const char *word = (header & CVG_NUMERIC_SPECIAL_MASK) == CVG_NUMERIC_NAN ? "NaN" :
		(header & CVG_NUMERIC_SPECIAL_MASK) == CVG_NUMERIC_INFINITY ? "Infinity" : "-Infinity";

	return CvgHashBytes(word, strlen(word));
}

static CvgHash
HashOfDigits(const CvgNumericDigits *digits)
{
	int			low = digits->weight - digits->ngroups + 1;
	Size		size = 3 + CVG_NUMERIC_GROUP_DIGITS * ((Size) Max(digits->weight, 0) + 1 + Max(-low, 0));
	char		room[ROOM_FOR_NUMBER];
	char	   *form;
	char	   *p;
	CvgHash		hash;

	if (digits->ngroups == 0)
		return CvgHashBytes("0", 1);

	p = form = size <= sizeof(room) ? room : palloc(size);
	if (digits->negative)
		*p++ = '-';
	p = PutWhole(p, digits);
	p = PutFraction(p, digits);
	hash = CvgHashBytes(form, p - form);
	if (form != room)
		pfree(form);
	return hash;
}

/*
 * The digits before the point, without leading zeros.
 */
static char *
PutWhole(char *p, const CvgNumericDigits *digits)
{
	char		group[CVG_NUMERIC_GROUP_DIGITS];
	int			skip = 0;

	if (digits->weight < 0)
	{
		*p++ = '0';
		return p;
	}
	PutGroup(group, GroupAt(digits, digits->weight));
	while (skip < CVG_NUMERIC_GROUP_DIGITS - 1 && group[skip] == '0')
		skip++;
	memcpy(p, group + skip, CVG_NUMERIC_GROUP_DIGITS - skip);
	p += CVG_NUMERIC_GROUP_DIGITS - skip;
	for (int power = digits->weight - 1; power >= 0; power--)
		p = PutGroup(p, GroupAt(digits, power));
	return p;
}

/*
 * The point and the digits behind it, without zeros at the end; nothing if
 * there are none.
 */
static char *
PutFraction(char *p, const CvgNumericDigits *digits)
{
	int			low = digits->weight - digits->ngroups + 1;

	if (low >= 0)
		return p;
	*p++ = '.';
	for (int power = -1; power >= low; power--)
		p = PutGroup(p, GroupAt(digits, power));
	while (p[-1] == '0')
		p--;
	return p[-1] == '.' ? p - 1 : p;
}

/*
 * The group that counts 10000^power.
 */
static unsigned
GroupAt(const CvgNumericDigits *digits, int power)
{
	int			index = digits->weight - power;

	return index < 0 || index >= digits->ngroups ? 0 : CvgNumericGroup(digits, index);
}

static char *
PutGroup(char *p, unsigned group)
{
	p[0] = '0' + group / 1000;
	p[1] = '0' + group / 100 % 10;
	p[2] = '0' + group / 10 % 10;
	p[3] = '0' + group % 10;
	return p + CVG_NUMERIC_GROUP_DIGITS;
}
