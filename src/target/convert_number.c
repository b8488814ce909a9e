/*-------------------------------------------------------------------------
 *
 * convert_number.c
 *	  Exact numbers: integers, oid, numeric, money.
 *
 * Numbers arrive as decimal text.  The usual ones are read digit by digit
 * into an int64; numeric_in is left for what an int64 does not hold.  Text
 * columns that hold numbers are read by the same strict grammar: an optional
 * sign, digits, optionally a point and digits; no exponent, no blanks.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "catalog/pg_type.h"
#include "common/int.h"
#include "utils/builtins.h"
#include "utils/cash.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "convert_internal.h"
#include "short_numeric.h"

#define FAST_DIGITS 18			/* as many always fit an int64 */

typedef struct NumericState
{
	CvgState	base;
	bool		bounded;		/* the target has a type modifier */
	int			precision;
	int			scale;
	uint64		limit;			/* digits that are too many; 0: the shortcut is
								 * not for this type */
} NumericState;

static inline bool ParseShort(const char *data, size_t len, int64 *value);
static int64 LongInteger(CvgConvert *cv, const char *data, size_t len, bool *isnull,
						 int64 min, int64 max);
static void IntegerRange(const CvgColumn *source, int64 *min, uint64 *max);
static bool NumericModifier(int32 typmod, int *precision, int *scale);
static bool UnscaledValue(const CvgDecimal *number, int scale, int64 *value);
static uint64 ShortLimit(const NumericState *state);
static inline bool ParseShortDecimal(const char *data, size_t len, uint64 *digits,
									 int *scale, bool *negative);
static Datum NumericByInput(CvgConvert *cv, const char *data, size_t len);
static void NotANumber(const CvgConvert *cv, const char *data, size_t len);

/*
 * Read an integer.  False if it is none, or not one of an int64.
 */
bool
CvgParseInt64(const char *data, size_t len, int64 *value)
{
	const char *end = data + len;
	bool		negative = len > 0 && *data == '-';
	uint64		sum = 0;

	if (len > 0 && (*data == '-' || *data == '+'))
		data++;
	if (data == end)
		return false;
	while (end - data > 19 && *data == '0')
		data++;
	if (end - data > 19)
		return false;
	for (; data < end; data++)
	{
		unsigned	digit = (unsigned char) *data - '0';

		if (digit > 9)
			return false;
		sum = sum * 10 + digit;
	}
	if (sum > (uint64) PG_INT64_MAX + negative)
		return false;
	*value = negative ? (int64) -sum : (int64) sum;
	return true;
}

/*
 * Read a decimal number of any length.  False if it is none.
 */
bool
CvgParseDecimal(const char *data, size_t len, CvgDecimal *number)
{
	int			point = -1;
	int			first = -1;
	int			last = -1;
	int			nwhole;
	int			i;

	number->negative = len > 0 && *data == '-';
	if (len > 0 && (*data == '-' || *data == '+'))
	{
		data++;
		len--;
	}
	if (len > INT_MAX)
		return false;
	for (i = 0; i < (int) len; i++)
	{
		if (data[i] == '.' && point < 0)
			point = i;
		else if (data[i] < '0' || data[i] > '9')
			return false;
		else if (data[i] != '0')
		{
			first = first < 0 ? i : first;
			last = i;
		}
	}
	if (len == (point < 0 ? 0 : 1))
		return false;

	nwhole = point < 0 ? (int) len : point;
	number->digits = data;
	number->ndigits = (int) len;
	number->scale = point < 0 ? 0 : (int) len - point - 1;
	number->zero = first < 0;
	/* digits before the point stand for 10^(nwhole-1-i), others one less */
	number->high = first < 0 ? 0 : nwhole - first - (first < nwhole ? 1 : 0);
	number->low = last < 0 ? 0 : nwhole - last - (last < nwhole ? 1 : 0);
	return true;
}

/*
 * A number without the zeros that ZEROFILL put before it.
 */
const char *
CvgPlainInteger(const char *data, size_t *len)
{
	while (*len > 1 && data[0] == '0' && data[1] >= '0' && data[1] <= '9')
	{
		data++;
		(*len)--;
	}
	return data;
}

/*
 * Integers into integers: nothing to check if the target is wide enough.
 */
bool
CvgCheckInteger(CvgConvert *cv, CvgRefusal *refusal)
{
	int64		min;
	uint64		max;
	int64		limit = cv->basetypid == INT2OID ? PG_INT16_MAX :
		cv->basetypid == INT4OID ? PG_INT32_MAX :
		cv->basetypid == OIDOID ? PG_UINT32_MAX : PG_INT64_MAX;
	int64		lowest = cv->basetypid == OIDOID ? 0 : -limit - 1;

	if (cv->source->type == CVG_TYPE_YEAR)
		cv->loss = CVG_LOSS_NONE;
	if (!CvgSourceIn(cv, CVG_FROM_INTS))
		return true;

	IntegerRange(cv->source, &min, &max);
	if (min >= lowest && max <= (uint64) limit)
		cv->loss = CVG_LOSS_NONE;
	return true;
}

static void
IntegerRange(const CvgColumn *source, int64 *min, uint64 *max)
{
	int			bits = source->type == CVG_TYPE_TINYINT ? 8 :
		source->type == CVG_TYPE_SMALLINT ? 16 :
		source->type == CVG_TYPE_MEDIUMINT ? 24 :
		source->type == CVG_TYPE_INT ? 32 : 64;

	if (source->is_unsigned)
	{
		*min = 0;
		*max = PG_UINT64_MAX >> (64 - bits);
	}
	else
	{
		*max = PG_UINT64_MAX >> (65 - bits);
		*min = -(int64) *max - 1;
	}
}

/*
 * Decimal digits of the largest value of an integer type, or of a year.
 */
int
CvgIntegerDigits(const CvgColumn *source)
{
	int64		min;
	uint64		max;
	int			digits = 0;

	if (source->type == CVG_TYPE_YEAR)
		return 4;
	IntegerRange(source, &min, &max);
	for (; max > 0; max /= 10)
		digits++;
	return digits;
}

Datum
CvgConvertInt2(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	int64		value;

	if (unlikely(!ParseShort(data, len, &value) || value != (int16) value))
		value = LongInteger(cv, data, len, isnull, PG_INT16_MIN, PG_INT16_MAX);
	return Int16GetDatum((int16) value);
}

Datum
CvgConvertInt4(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	int64		value;

	if (unlikely(!ParseShort(data, len, &value) || value != (int32) value))
		value = LongInteger(cv, data, len, isnull, PG_INT32_MIN, PG_INT32_MAX);
	return Int32GetDatum((int32) value);
}

Datum
CvgConvertInt8(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	int64		value;

	if (unlikely(!ParseShort(data, len, &value)))
		value = LongInteger(cv, data, len, isnull, PG_INT64_MIN, PG_INT64_MAX);
	return Int64GetDatum(value);
}

Datum
CvgConvertOid(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	int64		value;

	if (unlikely(!ParseShort(data, len, &value) || value != (Oid) value))
		value = LongInteger(cv, data, len, isnull, 0, PG_UINT32_MAX);
	return ObjectIdGetDatum((Oid) value);
}

/*
 * The usual integer, which cannot overflow.  False: it needs a longer look.
 */
static inline bool
ParseShort(const char *data, size_t len, int64 *value)
{
	const char *end = data + len;
	bool		negative = len > 0 && *data == '-';
	int64		sum = 0;

	data += negative;
	if (len > FAST_DIGITS || data == end)
		return false;
	/* two digits in one step halve the chain of multiplications */
	if ((end - data) % 2 != 0)
	{
		sum = (unsigned char) *data++ - '0';
		if (unlikely(sum < 0 || sum > 9))
			return false;
	}
	for (; data < end; data += 2)
	{
		int			pair = CvgTwoDigits(data);

		if (unlikely(pair < 0))
			return false;
		sum = sum * 100 + pair;
	}
	*value = negative ? -sum : sum;
	return true;
}

/*
 * An integer of any length, perhaps with a fraction of zeros, or the error it
 * makes.
 */
static int64
LongInteger(CvgConvert *cv, const char *data, size_t len, bool *isnull,
			int64 min, int64 max)
{
	CvgDecimal	number;
	int64		value;

	if (len == 0)
		return DatumGetInt64(CvgConvertEmpty(cv, data, isnull));
	if (!CvgParseDecimal(data, len, &number))
		NotANumber(cv, data, len);
	if (number.low < 0)
		CvgConvertError(cv, CVG_PROBLEM_FRACTION_LOST, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						"It has digits after the decimal point.",
						"Add a rule with action \"using\" for this column to round it.");
	if (!UnscaledValue(&number, 0, &value) || value < min || value > max)
		CvgConvertError(cv, CVG_PROBLEM_NUMBER_RANGE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						psprintf("It is not between " INT64_FORMAT " and " INT64_FORMAT ".", min, max),
						"Change the type of the target column.");
	return value;
}

static void
NotANumber(const CvgConvert *cv, const char *data, size_t len)
{
	CvgConvertError(cv, CVG_PROBLEM_INVALID_NUMBER, ERRCODE_INVALID_TEXT_REPRESENTATION, data, len,
					"It is not a decimal number.",
					"Add a rule with action \"using\" for this column.");
}

/*
 * The number times ten to the power of scale.  False if an int64 does not
 * hold it; digits beyond the scale must be zeros.
 */
static bool
UnscaledValue(const CvgDecimal *number, int scale, int64 *value)
{
	int64		sum = 0;
	int			after = number->scale - scale;	/* digits to leave out */
	int			ndigits = number->ndigits - Max(after, 0);

	for (int i = 0; i < ndigits; i++)
	{
		int			digit = number->digits[i] - '0';

		if (number->digits[i] == '.')
			continue;
		if (unlikely(pg_mul_s64_overflow(sum, 10, &sum)) ||
			unlikely(pg_add_s64_overflow(sum, number->negative ? -digit : digit, &sum)))
			return false;
	}
	for (; after < 0; after++)
	{
		if (unlikely(pg_mul_s64_overflow(sum, 10, &sum)))
			return false;
	}
	*value = sum;
	return true;
}

/*
 * Precision and scale of a numeric's type modifier.
 */
static bool
NumericModifier(int32 typmod, int *precision, int *scale)
{
	if (typmod < (int32) VARHDRSZ)
		return false;
	typmod -= VARHDRSZ;
	*precision = (typmod >> 16) & 0xffff;
	*scale = ((typmod & 0x7ff) ^ 1024) - 1024;
	return true;
}

bool
CvgCheckNumeric(CvgConvert *cv, CvgRefusal *refusal)
{
	const CvgColumn *source = cv->source;
	int			precision;
	int			scale;

	if (CvgSourceIn(cv, CVG_FROM_CHARS))
		return true;
	if (!NumericModifier(cv->basetypmod, &precision, &scale))
		cv->loss = CVG_LOSS_NONE;
	else if (source->type == CVG_TYPE_DECIMAL)
	{
		if (source->precision >= 0 && scale >= Max(source->scale, 0) &&
			precision - scale >= source->precision - Max(source->scale, 0))
			cv->loss = CVG_LOSS_NONE;
	}
	else if (scale >= 0 && precision - scale >= CvgIntegerDigits(source))
		cv->loss = CVG_LOSS_NONE;
	return true;
}

void
CvgBeginNumeric(CvgConvert *cv, MemoryContext mcxt)
{
	NumericState *state = CvgStateCreate(cv, mcxt, sizeof(NumericState));

	state->bounded = NumericModifier(cv->basetypmod, &state->precision, &state->scale);
	state->limit = ShortLimit(state);
}

/* The first number of digits alone that does not fit, or that is too long. */
static uint64
ShortLimit(const NumericState *state)
{
	uint64		limit = 1;

	if (!state->bounded)
		return CVG_SHORT_NUMERIC_MAX;
	if (state->scale < 0 || state->scale > FAST_DIGITS)
		return 0;
	for (int i = 0; i < state->precision; i++)
	{
		if (limit > CVG_SHORT_NUMERIC_MAX / 10)
			return CVG_SHORT_NUMERIC_MAX;
		limit *= 10;
	}
	return limit;
}

/*
 * The usual number: an optional sign, and up to 19 bytes of digits and a point.
 * False: it needs a longer look.
 */
static inline bool
ParseShortDecimal(const char *data, size_t len, uint64 *digits, int *scale, bool *negative)
{
	const char *end = data + len;
	const char *point = NULL;
	uint64		sum = 0;

	*negative = *data == '-';
	data += *negative;
	if (end - data < 1 || end - data > FAST_DIGITS + 1)
		return false;
	for (; data < end; data++)
	{
		unsigned	digit = (unsigned char) *data - '0';

		if (likely(digit <= 9))
			sum = sum * 10 + digit;
		else if (*data == '.' && point == NULL && len > 1 + (size_t) *negative)
			point = data;
		else
			return false;
	}
	*digits = sum;
	*scale = point != NULL ? (int) (end - point) - 1 : 0;
	return true;
}

Datum
CvgConvertNumeric(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	NumericState *state = cv->state;
	CvgDecimal	number;
	int64		unscaled;
	uint64		digits;
	int			scale;
	bool		negative;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	if (likely(ParseShortDecimal(data, len, &digits, &scale, &negative) &&
			   digits < state->limit && (!state->bounded || scale == state->scale)))
	{
		char	   *value = palloc(CVG_SHORT_NUMERIC_BYTES);

		(void) CvgShortNumericWrite(value, digits, scale, negative);
		return PointerGetDatum(value);
	}
	if (!CvgParseDecimal(data, len, &number))
		NotANumber(cv, data, len);
	if (state->bounded && !number.zero &&
		(number.high >= state->precision - state->scale || number.low < -state->scale))
		CvgConvertError(cv, CVG_PROBLEM_DECIMAL_DIGITS, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						"The type does not hold all its digits.",
						"Change the type of the target column, or add a rule with action \"using\" for this column to round it.");

	scale = state->bounded ? Max(state->scale, 0) : number.scale;
	if (scale > FAST_DIGITS || !UnscaledValue(&number, scale, &unscaled))
		return NumericByInput(cv, data, len);
	if (scale == 0)
		return NumericGetDatum(int64_to_numeric(unscaled));
	return NumericGetDatum(int64_div_fast_to_numeric(unscaled, scale));
}

static Datum
NumericByInput(CvgConvert *cv, const char *data, size_t len)
{
	char	   *string = pnstrdup(data, len);
	Datum		value = DirectFunctionCall3(numeric_in, CStringGetDatum(string),
											ObjectIdGetDatum(InvalidOid),
											Int32GetDatum(cv->basetypmod));

	pfree(string);
	return value;
}

/*
 * Money has as many digits after the point as lc_monetary says.  Its input
 * function rounds, and reads a point as that locale does, so it is not used.
 */
void
CvgBeginMoney(CvgConvert *cv, MemoryContext mcxt)
{
	NumericState *state = CvgStateCreate(cv, mcxt, sizeof(NumericState));
	Cash		one = DatumGetCash(DirectFunctionCall1(int4_cash, Int32GetDatum(1)));

	for (; one >= 10; one /= 10)
		state->scale++;
}

Datum
CvgConvertMoney(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	NumericState *state = cv->state;
	CvgDecimal	number;
	int64		value;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	if (!CvgParseDecimal(data, len, &number))
		NotANumber(cv, data, len);
	if (number.low < -state->scale || !UnscaledValue(&number, state->scale, &value))
		CvgConvertError(cv, CVG_PROBLEM_DECIMAL_DIGITS, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						"The type does not hold all its digits.",
						"Change the type of the target column to numeric.");
	return CashGetDatum(value);
}
