/*-------------------------------------------------------------------------
 *
 * digest_jsonb.c
 *	  Digests of jsonb.
 *
 * The form is told in digest_document.h.  It is made from the bytes of the
 * jsonb as they lie, without JsonbIterator and without text.  Both layouts are
 * those of the disk, so they do not change: that of jsonb is told in
 * utils/jsonb.h, that of numeric in numeric_layout.h.
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
#include "verify/numeric_layout.h"

/* So many digits of base 10000 are never too long for CvgDocumentNumber */
#define FEW_DIGITS			(CVG_DOCUMENT_SHORT_NUMBER / CVG_NUMERIC_GROUP_DIGITS)

static CvgHash DigestContainer(const JsonbContainer *container);
static CvgHash DigestArray(const JsonbContainer *array, uint32 count);
static CvgHash DigestObject(const JsonbContainer *object, uint32 count);
static CvgHash DigestEntry(JEntry entry, const char *data, uint32 start, uint32 end);
static CvgHash DigestString(const char *bytes, size_t len);
static CvgHash DigestNumeric(Numeric numeric);
static CvgHash DigestLongNumber(const CvgNumericDigits *number, int ndigits, int zeros);

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
	const char *data = VARDATA(numeric);
	CvgNumericDigits number;
	int			ndigits;
	int			zeros = 0;
	int			last;
	int			place = 1;
	uint64		value = 0;

	/* jsonb has none with a short header */
	Assert(!VARATT_IS_EXTENDED(numeric));
	if (CvgNumericIsSpecial(data))
		elog(ERROR, "a number in jsonb is not finite");
	number = CvgNumericRead(data, VARSIZE(numeric) - VARHDRSZ);
	ndigits = number.ngroups * CVG_NUMERIC_GROUP_DIGITS;
	if (number.ngroups == 0)
		return CvgDocumentNumber(0, 0, false);

	for (last = CvgNumericGroup(&number, number.ngroups - 1); last % 10 == 0; last /= 10)
		zeros++;
	for (int i = zeros; i < CVG_NUMERIC_GROUP_DIGITS; i++)
		place *= 10;

	if (number.ngroups > FEW_DIGITS)
	{
		for (int limit = CVG_NUMERIC_BASE / 10; CvgNumericGroup(&number, 0) < limit; limit /= 10)
			ndigits--;
		ndigits -= zeros;
		if (ndigits > CVG_DOCUMENT_SHORT_NUMBER)
			return DigestLongNumber(&number, ndigits, zeros);
	}

	for (int i = 0; i < number.ngroups - 1; i++)
		value = value * CVG_NUMERIC_BASE + CvgNumericGroup(&number, i);
	return CvgDocumentNumber(value * place + last,
							 (number.weight - number.ngroups + 1) * CVG_NUMERIC_GROUP_DIGITS + zeros,
							 number.negative);
}

/*
 * A number with so many decimal digits, before so many zeros that end the
 * last one of BASE.
 */
static CvgHash
DigestLongNumber(const CvgNumericDigits *number, int ndigits, int zeros)
{
	size_t		size = number->ngroups * CVG_NUMERIC_GROUP_DIGITS;
	char	   *digits = palloc(size);
	char	   *out = digits + size;
	CvgHash		hash;

	for (int i = number->ngroups - 1; i >= 0; i--)
	{
		int			rest = CvgNumericGroup(number, i);

		for (int j = 0; j < CVG_NUMERIC_GROUP_DIGITS; j++, rest /= 10)
			*--out = '0' + rest % 10;
	}
	hash = CvgDocumentLongNumber(digits + size - zeros - ndigits, ndigits,
								 (number->weight - number->ngroups + 1) * CVG_NUMERIC_GROUP_DIGITS + zeros,
								 number->negative);
	pfree(digits);
	return hash;
}
