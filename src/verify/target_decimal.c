/*-------------------------------------------------------------------------
 *
 * target_decimal.c
 *	  Digests of the target's decimal numbers.
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
 * follows from the length.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "verify/target_forms.h"

#define KIND_MASK			0xC000
#define KIND_NEGATIVE		0x4000	/* of the long form */
#define KIND_SHORT			0x8000
#define KIND_SPECIAL		0xC000

#define SPECIAL_MASK		0xF000
#define SPECIAL_NAN			0xC000
#define SPECIAL_INFINITY	0xD000

#define SHORT_NEGATIVE		0x2000
#define SHORT_WEIGHT_SIGN	0x0040
#define SHORT_WEIGHT_MASK	0x003F

#define GROUP_DIGITS 4

/* Enough for all decimals of the source. */
#define ROOM_FOR_NUMBER 160

/* A finite numeric. */
typedef struct Digits
{
	bool		negative;
	int			weight;			/* of the first group, in groups */
	int			ngroups;
	const char *groups;			/* of 16 bits each, not aligned */
} Digits;

static CvgHash HashOfNumeric(struct varlena *number);
static CvgHash HashOfSpecial(uint16 header);
static CvgHash HashOfDigits(const Digits *digits);
static char *PutWhole(char *p, const Digits *digits);
static char *PutFraction(char *p, const Digits *digits);
static unsigned GroupAt(const Digits *digits, int power);
static char *PutGroup(char *p, unsigned group);

CvgHash
CvgTargetDecimal(CvgDigestPair *pair, Datum value)
{
	char		digits[MAXINT8LEN + 1];
	struct varlena *number;
	CvgHash		hash;

	switch (pair->basetypid)
	{
		case INT2OID:
			return CvgHashBytes(digits, pg_ltoa(DatumGetInt16(value), digits));
		case INT4OID:
			return CvgHashBytes(digits, pg_ltoa(DatumGetInt32(value), digits));
		case INT8OID:
			return CvgHashBytes(digits, pg_lltoa(DatumGetInt64(value), digits));
		case OIDOID:
			return CvgHashBytes(digits, pg_lltoa(DatumGetObjectId(value), digits));
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
	Size		len = VARSIZE_ANY_EXHDR(number);
	Digits		digits;
	uint16		header;

	memcpy(&header, data, sizeof(header));
	data += sizeof(header);
	len -= sizeof(header);
	if ((header & KIND_MASK) == KIND_SPECIAL)
		return HashOfSpecial(header);
	if ((header & KIND_MASK) == KIND_SHORT)
	{
		digits.negative = (header & SHORT_NEGATIVE) != 0;
		digits.weight = (header & SHORT_WEIGHT_MASK) -
			((header & SHORT_WEIGHT_SIGN) ? SHORT_WEIGHT_MASK + 1 : 0);
	}
	else
	{
		int16		weight;

		memcpy(&weight, data, sizeof(weight));
		data += sizeof(weight);
		len -= sizeof(weight);
		digits.negative = (header & KIND_MASK) == KIND_NEGATIVE;
		digits.weight = weight;
	}
	digits.groups = data;
	digits.ngroups = len / sizeof(int16);
	return HashOfDigits(&digits);
}

static CvgHash
HashOfSpecial(uint16 header)
{
	const char *word = (header & SPECIAL_MASK) == SPECIAL_NAN ? "NaN" :
		(header & SPECIAL_MASK) == SPECIAL_INFINITY ? "Infinity" : "-Infinity";

	return CvgHashBytes(word, strlen(word));
}

static CvgHash
HashOfDigits(const Digits *digits)
{
	int			low = digits->weight - digits->ngroups + 1;
	Size		size = 3 + GROUP_DIGITS * ((Size) Max(digits->weight, 0) + 1 + Max(-low, 0));
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
PutWhole(char *p, const Digits *digits)
{
	char		group[GROUP_DIGITS];
	int			skip = 0;

	if (digits->weight < 0)
	{
		*p++ = '0';
		return p;
	}
	PutGroup(group, GroupAt(digits, digits->weight));
	while (skip < GROUP_DIGITS - 1 && group[skip] == '0')
		skip++;
	memcpy(p, group + skip, GROUP_DIGITS - skip);
	p += GROUP_DIGITS - skip;
	for (int power = digits->weight - 1; power >= 0; power--)
		p = PutGroup(p, GroupAt(digits, power));
	return p;
}

/*
 * The point and the digits behind it, without zeros at the end; nothing if
 * there are none.
 */
static char *
PutFraction(char *p, const Digits *digits)
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
GroupAt(const Digits *digits, int power)
{
	int			index = digits->weight - power;
	uint16		group;

	if (index < 0 || index >= digits->ngroups)
		return 0;
	memcpy(&group, digits->groups + index * sizeof(group), sizeof(group));
	return group;
}

static char *
PutGroup(char *p, unsigned group)
{
	p[0] = '0' + group / 1000;
	p[1] = '0' + group / 100 % 10;
	p[2] = '0' + group / 10 % 10;
	p[3] = '0' + group % 10;
	return p + GROUP_DIGITS;
}
