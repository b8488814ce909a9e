/*-------------------------------------------------------------------------
 *
 * digest_jsonb.c
 *	  Digests of jsonb.
 *
 * The form is told in digest_document.h.  It is made from the bytes of the
 * jsonb as they lie, without JsonbIterator and without text.  Both layouts are
 * those of the disk, so they do not change: that of jsonb is told in
 * utils/jsonb.h; that of numeric is in no header, so it is told here.
 *
 * A numeric begins with one word of 16 bits in the short layout, with two in
 * the long one.  Behind it are digits to base 10000, the highest first, with
 * no digit 0 at either end.  The first has the place 10000^weight.
 *
 *	short: 1 0, a bit that is set if negative, 6 bits of scale, 7 bits of
 *		weight with sign
 *	long: 0 and a bit that is set if negative, 14 bits of scale; a second word
 *		with the weight
 *	special, not in jsonb: 1 1
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "verify/digest_document.h"
#include "verify/digest_internal.h"

#define LAYOUT_MASK			0xC000
#define LAYOUT_SHORT		0x8000
#define LAYOUT_SPECIAL		0xC000
#define LONG_NEGATIVE		0x4000
#define SHORT_NEGATIVE		0x2000
#define SHORT_WEIGHT_SIGN	0x0040
#define SHORT_WEIGHT_MASK	0x003F

#define BASE				10000
#define BASE_DIGITS			4	/* decimal ones in one of BASE */

/* So many digits of BASE are never too long for CvgDocumentNumber */
#define FEW_DIGITS			(CVG_DOCUMENT_SHORT_NUMBER / BASE_DIGITS)

/* The digits of a numeric */
typedef struct NumericDigits
{
	const int16 *digits;
	int			n;
	int			weight;
	bool		negative;
} NumericDigits;

static CvgHash DigestContainer(const JsonbContainer *container);
static CvgHash DigestArray(const JsonbContainer *array, uint32 count);
static CvgHash DigestObject(const JsonbContainer *object, uint32 count);
static CvgHash DigestEntry(JEntry entry, const char *data, uint32 start, uint32 end);
static CvgHash DigestString(const char *bytes, size_t len);
static CvgHash DigestNumeric(Numeric numeric);
static NumericDigits ReadNumeric(Numeric numeric);
static CvgHash DigestLongNumber(const NumericDigits *number, int ndigits, int zeros);

/* The offset behind an entry that begins at start. */
static inline uint32
EntryEnd(JEntry entry, uint32 start)
{
	return JBE_HAS_OFF(entry) ? JBE_OFFLENFLD(entry) :
		start + JBE_OFFLENFLD(entry);
}

CvgHash
CvgDigestJsonbDatum(CvgDigestPair *pair, Datum value)
{
	Jsonb	   *jsonb = DatumGetJsonbP(value);
	CvgHash		hash = CvgDocumentRoot(DigestContainer(&jsonb->root));

	if ((Pointer) jsonb != DatumGetPointer(value))
		pfree(jsonb);
	return hash;
}

static CvgHash
DigestContainer(const JsonbContainer *container)
{
	uint32		count = JsonContainerSize(container);

	check_stack_depth();

	if (JsonContainerIsObject(container))
		return DigestObject(container, count);
	if (JsonContainerIsScalar(container))
		return DigestEntry(container->children[0],
						   (const char *) &container->children[1], 0,
						   EntryEnd(container->children[0], 0));
	return DigestArray(container, count);
}

static CvgHash
DigestArray(const JsonbContainer *array, uint32 count)
{
	const char *data = (const char *) &array->children[count];
	uint32		start = 0;
	CvgHash		sum = CvgDocumentEmpty(CVG_DOCUMENT_ARRAY);

	for (uint32 i = 0; i < count; i++)
	{
		JEntry		entry = array->children[i];
		uint32		end = EntryEnd(entry, start);

		CvgHashAdd(&sum, CvgDocumentElement(i, DigestEntry(entry, data, start, end)));
		start = end;
	}
	return sum;
}

/*
 * All keys come first, then all values in the same order.
 */
static CvgHash
DigestObject(const JsonbContainer *object, uint32 count)
{
	const JEntry *keys = object->children;
	const JEntry *values = keys + count;
	const char *data = (const char *) (values + count);
	uint32		key_start = 0;
	uint32		value_start = getJsonbOffset(object, count);
	CvgHash		sum = CvgDocumentEmpty(CVG_DOCUMENT_OBJECT);

	for (uint32 i = 0; i < count; i++)
	{
		uint32		key_end = EntryEnd(keys[i], key_start);
		uint32		value_end = EntryEnd(values[i], value_start);
		CvgHash		key = DigestString(data + key_start, key_end - key_start);

		CvgHashAdd(&sum, CvgDocumentMember(key, DigestEntry(values[i], data,
															value_start, value_end)));
		key_start = key_end;
		value_start = value_end;
	}
	return sum;
}

/*
 * The value of an entry that goes from start to end of the container's data.
 */
static CvgHash
DigestEntry(JEntry entry, const char *data, uint32 start, uint32 end)
{
	switch (entry & JENTRY_TYPEMASK)
	{
		case JENTRY_ISSTRING:
			return DigestString(data + start, end - start);
		case JENTRY_ISNUMERIC:
			return DigestNumeric((Numeric) (data + INTALIGN(start)));
		case JENTRY_ISBOOL_TRUE:
			return CvgDocumentWord('t');
		case JENTRY_ISBOOL_FALSE:
			return CvgDocumentWord('f');
		case JENTRY_ISNULL:
			return CvgDocumentWord('n');
		case JENTRY_ISCONTAINER:
			return DigestContainer((const JsonbContainer *) (data + INTALIGN(start)));
	}
	elog(ERROR, "unrecognized type of a jsonb entry: %08x", entry);
}

/*
 * The bytes of a database without an encoding are what they are.  Throws if a
 * character of another encoding is not in UTF-8.
 */
static CvgHash
DigestString(const char *bytes, size_t len)
{
	char	   *utf8;
	CvgHash		hash;

	if (GetDatabaseEncoding() == PG_UTF8 || GetDatabaseEncoding() == PG_SQL_ASCII)
		return CvgDocumentString(bytes, len);

	utf8 = pg_server_to_any(bytes, len, PG_UTF8);
	if (utf8 == bytes)
		return CvgDocumentString(bytes, len);
	hash = CvgDocumentString(utf8, strlen(utf8));
	pfree(utf8);
	return hash;
}

static CvgHash
DigestNumeric(Numeric numeric)
{
	NumericDigits number = ReadNumeric(numeric);
	int			ndigits = number.n * BASE_DIGITS;
	int			zeros = 0;
	int			last;
	int			place = 1;
	uint64		value = 0;

	if (number.n == 0)
		return CvgDocumentNumber(0, 0, false);

	for (last = number.digits[number.n - 1]; last % 10 == 0; last /= 10)
		zeros++;
	for (int i = zeros; i < BASE_DIGITS; i++)
		place *= 10;

	if (number.n > FEW_DIGITS)
	{
		for (int limit = BASE / 10; number.digits[0] < limit; limit /= 10)
			ndigits--;
		ndigits -= zeros;
		if (ndigits > CVG_DOCUMENT_SHORT_NUMBER)
			return DigestLongNumber(&number, ndigits, zeros);
	}

	for (int i = 0; i < number.n - 1; i++)
		value = value * BASE + number.digits[i];
	return CvgDocumentNumber(value * place + last,
							 (number.weight - number.n + 1) * BASE_DIGITS + zeros,
							 number.negative);
}

static NumericDigits
ReadNumeric(Numeric numeric)
{
	const uint16 *words = (const uint16 *) VARDATA(numeric);
	int			nwords = (VARSIZE(numeric) - VARHDRSZ) / sizeof(uint16);
	uint16		header = words[0];
	NumericDigits number;

	/* jsonb has none with a short header */
	Assert(!VARATT_IS_EXTENDED(numeric));

	if ((header & LAYOUT_MASK) == LAYOUT_SHORT)
	{
		number.digits = (const int16 *) words + 1;
		number.n = nwords - 1;
		number.negative = (header & SHORT_NEGATIVE) != 0;
		number.weight = (header & SHORT_WEIGHT_MASK) -
			(header & SHORT_WEIGHT_SIGN);
	}
	else
	{
		if ((header & LAYOUT_MASK) == LAYOUT_SPECIAL)
			elog(ERROR, "a number in jsonb is not finite");
		number.digits = (const int16 *) words + 2;
		number.n = nwords - 2;
		number.negative = (header & LONG_NEGATIVE) != 0;
		number.weight = (int16) words[1];
	}
	return number;
}

/*
 * A number with so many decimal digits, before so many zeros that end the
 * last one of BASE.
 */
static CvgHash
DigestLongNumber(const NumericDigits *number, int ndigits, int zeros)
{
	size_t		size = number->n * BASE_DIGITS;
	char	   *digits = palloc(size);
	char	   *out = digits + size;
	CvgHash		hash;

	for (int i = number->n - 1; i >= 0; i--)
	{
		int			rest = number->digits[i];

		for (int j = 0; j < BASE_DIGITS; j++, rest /= 10)
			*--out = '0' + rest % 10;
	}
	hash = CvgDocumentLongNumber(digits + size - zeros - ndigits, ndigits,
								 (number->weight - number->n + 1) * BASE_DIGITS + zeros,
								 number->negative);
	pfree(digits);
	return hash;
}
