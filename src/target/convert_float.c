/*-------------------------------------------------------------------------
 *
 * convert_float.c
 *	  Binary floating point: real and double precision.
 *
 * FLOAT and DOUBLE arrive as the shortest text that reads back as the same
 * double.  An exact number goes into a binary one only if it can be had back
 * by its digits: an integer up to 2^24 or 2^53, a decimal whose digits are
 * those that PostgreSQL would print.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"

#include "convert_internal.h"

#define WHOLE_REAL (INT64CONST(1) << FLT_MANT_DIG)
#define WHOLE_DOUBLE (INT64CONST(1) << DBL_MANT_DIG)
#define NUMBER_LENGTH 128		/* longer texts are copied to the heap */

static double IntegerAsDouble(CvgConvert *cv, const char *data, size_t len, int64 limit);
static bool ShortDouble(const char *data, size_t len, double *value);
static double ParseDouble(CvgConvert *cv, const char *data, size_t len);
static void CheckDigits(CvgConvert *cv, const char *data, size_t len,
						int nsafe, double value);
static int	SignificantDigits(const char *data, size_t len, char *digits,
							  int size, int64 *exponent);
static void DigitsLost(CvgConvert *cv, const char *data, size_t len);

bool
CvgCheckFloat(CvgConvert *cv, CvgRefusal *refusal)
{
	const CvgColumn *source = cv->source;
	bool		is_real = cv->basetypid == FLOAT4OID;

	switch (source->type)
	{
		case CVG_TYPE_BIGINT:
			break;
		case CVG_TYPE_INT:
			cv->loss = is_real ? CVG_LOSS_CHECKED : CVG_LOSS_NONE;
			break;
		case CVG_TYPE_DECIMAL:
			if (source->precision >= 0 &&
				source->precision <= (is_real ? FLT_DIG : DBL_DIG))
				cv->loss = CVG_LOSS_NONE;
			cv->note = cv->loss == CVG_LOSS_NONE ?
				"stored in binary; the decimal digits can be had back" :
				"only values whose decimal digits can be had back";
			break;
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
		case CVG_TYPE_TEXT:
			cv->note = "only values whose decimal digits can be had back";
			break;
		default:
			cv->loss = CVG_LOSS_NONE;
	}
	return true;
}

Datum
CvgConvertFloat8(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	double		value;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	if (CvgSourceIn(cv, CVG_FROM_INTS))
		return Float8GetDatum(IntegerAsDouble(cv, data, len, WHOLE_DOUBLE));
	value = ParseDouble(cv, data, len);
	if (!CvgSourceIn(cv, CVG_FROM(FLOAT) | CVG_FROM(DOUBLE)))
		CheckDigits(cv, data, len, DBL_DIG, value);
	return Float8GetDatum(value);
}

Datum
CvgConvertFloat4(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	double		value;
	float		real;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	if (CvgSourceIn(cv, CVG_FROM_INTS))
		return Float4GetDatum((float) IntegerAsDouble(cv, data, len, WHOLE_REAL));
	value = ParseDouble(cv, data, len);
	if (fabs(value) > FLT_MAX)
		CvgConvertError(cv, CVG_PROBLEM_NUMBER_RANGE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						"It is out of the range of the type.",
						"Change the type of the target column to double precision.");
	real = (float) value;
	if (!CvgSourceIn(cv, CVG_FROM(FLOAT)))
		CheckDigits(cv, data, len, FLT_DIG, real);
	else if ((double) real != value)
		DigitsLost(cv, data, len);
	return Float4GetDatum(real);
}

static double
IntegerAsDouble(CvgConvert *cv, const char *data, size_t len, int64 limit)
{
	int64		value;

	if (!CvgParseInt64(data, len, &value) || value > limit || value < -limit)
		DigitsLost(cv, data, len);
	return (double) value;
}

/*
 * A number of digits and perhaps a point, if its digits and the power of ten
 * are both doubles exactly: then one division rounds as strtod does.  False:
 * it needs a longer look.
 */
static bool
ShortDouble(const char *data, size_t len, double *value)
{
#if FLT_EVAL_METHOD == 0
	static const double powers[] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
		1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
	};
	const char *end = data + len;
	bool		negative = len > 0 && *data == '-';
	const char *point = NULL;
	uint64		sum = 0;

	/* a uint64 takes 19 digits, and there is the point */
	data += negative;
	if (end - data < 1 || end - data > (int) lengthof(powers))
		return false;
	for (; data < end; data++)
	{
		unsigned	digit = (unsigned char) *data - '0';

		if (likely(digit <= 9))
			sum = sum * 10 + digit;
		else if (*data == '.' && point == NULL)
			point = data;
		else
			return false;
	}
	if (sum > (uint64) WHOLE_DOUBLE || (point != NULL && len == 1 + (size_t) negative))
		return false;
	*value = (double) sum;
	if (point != NULL)
		*value /= powers[end - point - 1];
	if (negative)
		*value = -*value;
	return true;
#else
	return false;				/* it would round twice */
#endif
}

/*
 * The double nearest to the text, which must be nothing but a number.
 */
static double
ParseDouble(CvgConvert *cv, const char *data, size_t len)
{
	char		buffer[NUMBER_LENGTH];
	char	   *string;
	char	   *end;
	double		value;

	if (likely(ShortDouble(data, len, &value)))
		return value;

	string = len < sizeof(buffer) ? buffer : palloc(len + 1);
	memcpy(string, data, len);
	string[len] = '\0';
	errno = 0;
	value = strtod(string, &end);
	if (strspn(string, "+-.0123456789eE") != len || end != string + len)
		CvgConvertError(cv, CVG_PROBLEM_INVALID_NUMBER, ERRCODE_INVALID_TEXT_REPRESENTATION, data, len,
						"It is not a number.",
						"Add a rule with action \"using\" for this column.");
	if (isinf(value) || (errno == ERANGE && value == 0))
		CvgConvertError(cv, CVG_PROBLEM_NUMBER_RANGE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						"It is out of the range of the type.",
						"Change the type of the target column to numeric.");
	if (string != buffer)
		pfree(string);
	return value;
}

/*
 * An exact number must have no more digits than the type keeps for certain,
 * or else exactly those that the type prints.
 */
static void
CheckDigits(CvgConvert *cv, const char *data, size_t len, int nsafe, double value)
{
	char		wanted[DBL_DIG + 6];
	char		printed[DBL_DIG + 6];
	char		shortest[DOUBLE_SHORTEST_DECIMAL_LEN];
	int64		exponent;
	int64		printed_exponent;
	int			ndigits = SignificantDigits(data, len, wanted, sizeof(wanted), &exponent);
	int			nprinted;

	if (ndigits <= nsafe && fabs(value) >= (nsafe == FLT_DIG ? FLT_MIN : DBL_MIN))
		return;
	if (ndigits == 0)
		return;
	if (ndigits <= (int) sizeof(wanted))
	{
		int			length = nsafe == FLT_DIG ?
			float_to_shortest_decimal_bufn((float) value, shortest) :
			double_to_shortest_decimal_bufn(value, shortest);

		nprinted = SignificantDigits(shortest, length, printed, sizeof(printed),
									 &printed_exponent);
		if (nprinted == ndigits && printed_exponent == exponent &&
			memcmp(wanted, printed, ndigits) == 0)
			return;
	}
	DigitsLost(cv, data, len);
}

/*
 * The digits of a number from its first to its last that is not 0, as many
 * as fit; returns how many there are.  *exponent becomes the power of ten of
 * the first.
 */
static int
SignificantDigits(const char *data, size_t len, char *digits, int size,
				  int64 *exponent)
{
	int			ndigits = 0;
	int			nzeros = 0;		/* seen since the last other digit */
	int			before = 0;		/* places before the point, from the first */
	bool		point = false;

	*exponent = 0;
	for (size_t i = 0; i < len; i++)
	{
		if (data[i] == 'e' || data[i] == 'E')
		{
			CvgParseInt64(data + i + 1, len - i - 1, exponent);
			break;
		}
		if (data[i] == '.')
			point = true;
		if (data[i] < '0' || data[i] > '9')
			continue;
		if (ndigits == 0 && data[i] == '0')
			before -= point ? 1 : 0;
		else if (data[i] == '0')
			nzeros++;
		else
		{
			for (; nzeros > 0; nzeros--, ndigits++)
				if (ndigits < size)
					digits[ndigits] = '0';
			if (ndigits < size)
				digits[ndigits] = data[i];
			ndigits++;
		}
		if (!point && (ndigits > 0))
			before++;
	}
	*exponent += before;
	return ndigits;
}

static void
DigitsLost(CvgConvert *cv, const char *data, size_t len)
{
	CvgConvertError(cv, CVG_PROBLEM_DECIMAL_DIGITS, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
					"The type does not hold all its digits.",
					"Change the type of the target column to numeric, or add a rule with action \"using\" for this column to round it.");
}
