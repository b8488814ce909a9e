/*-------------------------------------------------------------------------
 *
 * source_number.c
 *	  Canonical forms of the source's numbers.
 *
 * A source sends numbers as decimal text.  An exact number is brought into
 * an exact form by moving digits.  A binary floating-point number is the one
 * nearest to the text; an exact number has such a form only if it can be had
 * back from it: a whole number up to 2^24 or 2^53, a decimal whose digits are
 * those that PostgreSQL would print.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "common/shortest_dec.h"

#include "verify/source_forms.h"

#define NUMBER_LENGTH 128		/* longer texts are copied to the heap */
#define SHORT_DIGITS 19			/* as many always fit 64 bits */

/* More digits than any printed double has. */
#define DIGITS_LENGTH 24

/* The digits of a number from its first to its last that is not 0. */
typedef struct Digits
{
	int64		exponent;		/* the number is 0.digits * 10^exponent */
	int			ndigits;		/* may be more than are kept */
	char		digits[DIGITS_LENGTH];
} Digits;

static CvgHash ComposedDecimal(bool negative, const char *whole, size_t nwhole,
							   const char *fraction, size_t nfraction);
static bool ReadDouble(const char *data, size_t len, double *value);
static bool ReadShortDouble(const char *data, size_t len, double *value);
static bool Quotient(uint64 sum, int scale, double *value);
static bool ReadBinary(const char *data, size_t len, bool real, double *value);
static bool WholeIsHeld(const char *data, size_t len, int nbits);
static bool DigitsAreHeld(const char *data, size_t len, bool real, double value);
static void ReadDigits(const char *data, size_t len, Digits *digits);
static bool SourceIsWhole(const CvgDigestPair *pair);

CvgHash
CvgSourceInteger(CvgDigestPair *pair, const char *data, size_t len)
{
	int64		value;

	if (unlikely(len == 0))
		return CvgSourceEmpty(pair);
	if (unlikely(!CvgReadWhole(data, len, &value)))
		return CvgHashImpossible(data, len);
	return CvgHashInt64(value);
}

bool
CvgReadWhole(const char *data, size_t len, int64 *value)
{
	const char *end = data + len;
	const char *first;
	bool		negative = len > 0 && *data == '-';
	uint64		sum = 0;

	if (len > 0 && (*data == '-' || *data == '+'))
		data++;
	for (first = data; data < end && CvgIsDigit(*data); data++)
	{
		if (unlikely(sum > PG_INT64_MAX / 10))
			return false;
		sum = sum * 10 + (*data - '0');
	}
	if (unlikely(data < end))
	{
		if (*data != '.' || end - first == 1)
			return false;
		while (++data < end)
		{
			if (*data != '0')
				return false;
		}
	}
	else if (data == first)
		return false;
	if (unlikely(sum > (uint64) PG_INT64_MAX + negative))
		return false;
	*value = negative ? (int64) (0 - sum) : (int64) sum;
	return true;
}

/*
 * Nearly always the form is a part of the text as it stands.
 */
CvgHash
CvgSourceDecimal(CvgDigestPair *pair, const char *data, size_t len)
{
	const char *end = data + len;
	bool		negative = len > 0 && *data == '-';
	const char *first = data + (len > 0 && (*data == '-' || *data == '+'));
	const char *whole = first;
	const char *point;
	const char *last;			/* behind the last digit that counts */

	if (len == 0)
		return CvgSourceEmpty(pair);
	while (whole < end && *whole == '0')
		whole++;
	for (point = whole; point < end && CvgIsDigit(*point);)
		point++;
	last = point;
	if (point < end)
	{
		const char *p = point + 1;

		for (; p < end && CvgIsDigit(*p); p++)
		{
			if (*p != '0')
				last = p + 1;
		}
		if (*point != '.' || p < end)
			return CvgHashImpossible(data, len);
	}
	if (end - first == (point < end ? 1 : 0))
		return CvgHashImpossible(data, len);

	if (last == whole)
		return CvgHashBytes("0", 1);
	if (whole == point && whole > first)
		whole--;				/* the zero of 0.5 */
	if (whole < point && !negative)
		return CvgHashBytes(whole, last - whole);
	if (whole < point && whole == first)
		return CvgHashBytes(data, last - data);
	return ComposedDecimal(negative, whole, point - whole, point, last - point);
}

/*
 * Of digits that do not stand side by side; fraction has the point.
 */
static CvgHash
ComposedDecimal(bool negative, const char *whole, size_t nwhole,
				const char *fraction, size_t nfraction)
{
	char		buffer[NUMBER_LENGTH];
	size_t		size = nwhole + nfraction + strlen("-0");
	char	   *string = size <= sizeof(buffer) ? buffer : palloc(size);
	char	   *p = string;

	if (negative)
		*p++ = '-';
	if (nwhole == 0)
		*p++ = '0';
	memcpy(p, whole, nwhole);
	p += nwhole;
	memcpy(p, fraction, nfraction);
	p += nfraction;
	return CvgHashBytes(string, p - string);
}

CvgHash
CvgSourceFloat8(CvgDigestPair *pair, const char *data, size_t len)
{
	double		value;

	if (len == 0)
		return CvgSourceEmpty(pair);
	if (!ReadDouble(data, len, &value))
		return CvgHashImpossible(data, len);
	if (pair->source->type != CVG_TYPE_DOUBLE && pair->source->type != CVG_TYPE_FLOAT &&
		!(SourceIsWhole(pair) ? WholeIsHeld(data, len, DBL_MANT_DIG) :
		  DigitsAreHeld(data, len, false, value)))
		return CvgHashImpossible(data, len);
	return CvgHashBytes(&value, sizeof(value));
}

CvgHash
CvgSourceFloat4(CvgDigestPair *pair, const char *data, size_t len)
{
	bool		from_float = pair->source->type == CVG_TYPE_FLOAT;
	double		value;
	float		real;

	if (len == 0)
		return CvgSourceEmpty(pair);
	if (!(from_float ? ReadDouble(data, len, &value) : ReadBinary(data, len, true, &value)))
		return CvgHashImpossible(data, len);
	if (!(from_float ? (double) (float) value == value :
		  SourceIsWhole(pair) ? WholeIsHeld(data, len, FLT_MANT_DIG) :
		  DigitsAreHeld(data, len, true, value)))
		return CvgHashImpossible(data, len);
	real = (float) value;
	return CvgHashBytes(&real, sizeof(real));
}

static bool
SourceIsWhole(const CvgDigestPair *pair)
{
	return pair->source->type != CVG_TYPE_DECIMAL && !CvgSourceIsText(pair);
}

/*
 * The double nearest to a number, which may have an exponent.
 */
static bool
ReadDouble(const char *data, size_t len, double *value)
{
	return ReadShortDouble(data, len, value) || ReadBinary(data, len, false, value);
}

/*
 * A number of few digits, divided by a power of ten: where both are exact
 * the quotient is rounded once, so it is the number nearest to the text.
 * With the 64 bits of x86's long double it is rounded again to a double;
 * that goes wrong only from the very middle between two doubles.
 */
static bool
ReadShortDouble(const char *data, size_t len, double *value)
{
	const char *end = data + len;
	bool		negative = len > 0 && *data == '-';
	const char *point = NULL;
	uint64		sum = 0;
	int64		ndigits;
	int			scale;

	data += negative;
	ndigits = end - data - 1;	/* if there is a point */
	if (ndigits > SHORT_DIGITS || ndigits < 0)
		return false;
	for (; data < end; data++)
	{
		if (CvgIsDigit(*data))
			sum = sum * 10 + (*data - '0');
		else if (*data == '.' && point == NULL)
			point = data;
		else
			return false;
	}
	scale = point == NULL ? 0 : end - point - 1;
	if ((point == NULL && ndigits == SHORT_DIGITS) || point == end - 1 ||
		!Quotient(sum, scale, value))
		return false;
	if (negative)
		*value = -*value;
	return true;
}

/*
 * sum / 10^scale as the nearest double; false if that is not certain.
 */
static bool
Quotient(uint64 sum, int scale, double *value)
{
#if LDBL_MANT_DIG == 64 && defined(__x86_64__)
	static const long double powers[] = {
		1e0L, 1e1L, 1e2L, 1e3L, 1e4L, 1e5L, 1e6L, 1e7L, 1e8L, 1e9L, 1e10L,
		1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L
	};
	long double quotient = (long double) sum / powers[scale];
	uint64		mantissa;

	memcpy(&mantissa, &quotient, sizeof(mantissa));
	*value = (double) quotient;
	return (mantissa & 0x7ff) != 0x400;
#elif FLT_EVAL_METHOD == 0
	static const double powers[] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
		1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19
	};

	*value = (double) sum / powers[scale];
	return sum <= UINT64CONST(1) << DBL_MANT_DIG;
#else
	return false;
#endif
}

/*
 * By the C library; real: the float nearest to the number.  False if it is
 * none, or out of range.
 */
static bool
ReadBinary(const char *data, size_t len, bool real, double *value)
{
	char		buffer[NUMBER_LENGTH];
	char	   *string = len < sizeof(buffer) ? buffer : palloc(len + 1);
	char	   *end;

	memcpy(string, data, len);
	string[len] = '\0';
	if (strspn(string, "+-.0123456789eE") != len)
		return false;
	errno = 0;
	*value = real ? (double) strtof(string, &end) : strtod(string, &end);
	return end == string + len && !isinf(*value) && !(errno == ERANGE && *value == 0);
}

/*
 * Is it a whole number that nbits of mantissa hold, as all below it?
 */
static bool
WholeIsHeld(const char *data, size_t len, int nbits)
{
	int64		limit = INT64CONST(1) << nbits;
	int64		value;

	return CvgReadWhole(data, len, &value) && value >= -limit && value <= limit;
}

/*
 * Few digits always come back; of more, those that PostgreSQL prints.
 */
static bool
DigitsAreHeld(const char *data, size_t len, bool real, double value)
{
	char		printed[DOUBLE_SHORTEST_DECIMAL_LEN];
	Digits		wanted;
	Digits		held;
	int			length;

	ReadDigits(data, len, &wanted);
	if (wanted.ndigits == 0 ||
		(wanted.ndigits <= (real ? FLT_DIG : DBL_DIG) &&
		 fabs(value) >= (real ? FLT_MIN : DBL_MIN)))
		return true;
	if (wanted.ndigits > DIGITS_LENGTH)
		return false;
	length = real ? float_to_shortest_decimal_bufn((float) value, printed) :
		double_to_shortest_decimal_bufn(value, printed);
	ReadDigits(printed, length, &held);
	return wanted.exponent == held.exponent && wanted.ndigits == held.ndigits &&
		memcmp(wanted.digits, held.digits, held.ndigits) == 0;
}

static void
ReadDigits(const char *data, size_t len, Digits *digits)
{
	const char *end = data + len;
	bool		point = false;
	int			n = 0;			/* zeros at the end are counted here */
	int64		exponent;

	digits->exponent = 0;
	digits->ndigits = 0;
	for (; data < end && *data != 'e' && *data != 'E'; data++)
	{
		if (*data == '.')
			point = true;
		if (!CvgIsDigit(*data))
			continue;
		if (n > 0 || *data != '0')
		{
			if (n < DIGITS_LENGTH)
				digits->digits[n] = *data;
			n++;
			if (*data != '0')
				digits->ndigits = n;
		}
		if (point ? n == 0 : n > 0)
			digits->exponent += point ? -1 : 1;
	}
	if (data < end && CvgReadWhole(data + 1, end - data - 1, &exponent))
		digits->exponent += exponent;
}
