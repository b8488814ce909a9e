/*-------------------------------------------------------------------------
 *
 * digest_json.c
 *	  Digests of JSON text.
 *
 * The form is told in digest_document.h.  The text is read once, from left to
 * right; each value is hashed where its last byte is read, so no tree is
 * made.  What is kept are the members of the objects that are still open, for
 * keys that occur twice: the sum of an object has all members, those that
 * were replaced are taken out at its end.  That is only looked for in objects
 * whose keys do not ascend in the order of MySQL and jsonb, shorter ones
 * first, then by bytes.
 *
 * Read is what jsonb_in reads, and no more: RFC 8259 without \u0000, and
 * numbers within the limits of numeric.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"
#include "utils/jsonb.h"

#include "verify/digest_document.h"
#include "verify/digest_internal.h"

/* The limits of numeric, and of what its input accepts as exponent */
#define MAX_SCALE			16383
#define MAX_FIRST_PLACE		131071	/* the power of ten of the first digit */
#define MAX_EXPONENT		(PG_INT32_MAX / 2)

/* Members that need no allocation */
#define FIRST_MEMBERS		64

/* In objects of up to so many members, each is compared with each */
#define FEW_MEMBERS			32

/* The same byte eight times */
#define EIGHT(byte)			((byte) * UINT64CONST(0x0101010101010101))

typedef struct JsonMember
{
	CvgHash		key;
	CvgHash		hash;			/* what it added to the sum */
} JsonMember;

/* A text being read. */
typedef struct JsonText
{
	const char *end;
	char	   *unescaped;		/* room for any string of it, or NULL */

	JsonMember *members;		/* of the open objects, inner ones last */
	uint32		nmembers;
	uint32		maxmembers;
	JsonMember	first_members[FIRST_MEMBERS];
} JsonText;

/* A string of the text */
typedef struct JsonString
{
	const char *bytes;			/* valid until the next string is read */
	size_t		len;
	bool		escaped;		/* bytes are not in the text */
} JsonString;

/* An object being read. */
typedef struct JsonObject
{
	CvgHash		sum;
	JsonString	last_key;
	bool		ascending;		/* so no key occurred twice */
} JsonObject;

/* The parts of a number of the text */
typedef struct JsonNumber
{
	const char *whole;
	const char *fraction;
	size_t		nwhole;
	size_t		nfraction;
	int32		exponent;
	bool		negative;
} JsonNumber;

static const char *DigestValue(JsonText *doc, const char *p, CvgHash *hash);
static const char *DigestWord(JsonText *doc, const char *p, const char *word,
							  CvgHash *hash);
static const char *DigestArray(JsonText *doc, const char *p, CvgHash *hash);
static const char *DigestObject(JsonText *doc, const char *p, CvgHash *hash);
static inline const char *DigestMember(JsonText *doc, const char *p, JsonObject *object);
static inline void AddMember(JsonText *doc, CvgHash key, CvgHash hash);
static void GrowMembers(JsonText *doc);
static void TakeOutReplaced(const JsonMember *members, uint32 n, CvgHash *sum);
static void TakeOutOfMany(const JsonMember *members, uint32 n, CvgHash *sum);
static int	CompareMembers(const void *a, const void *b);
static const char *DigestNumber(JsonText *doc, const char *p, CvgHash *hash);
static inline CvgHash DigestDecimal(uint64 value, int32 power, bool negative);
static const char *ReadExponent(JsonText *doc, const char *p, int32 *exponent);
static bool DigestAnyNumber(const JsonNumber *number, CvgHash *hash);
static inline bool Ascends(const JsonString *last, const JsonString *key);
static inline const char *ReadString(JsonText *doc, const char *p, JsonString *str);
static const char *Unescape(JsonText *doc, const char *start, const char *p,
							JsonString *str);
static const char *UnescapeOne(const char *p, const char *end, char **out);
static const char *UnescapeUnicode(const char *p, const char *end, char **out);
static const char *ReadCodeUnit(const char *p, const char *end, pg_wchar *unit);
static inline const char *FindStop(const char *p, const char *end);

static inline bool
IsAt(JsonText *doc, const char *p, char c)
{
	return p < doc->end && *p == c;
}

static inline const char *
SkipBlanks(JsonText *doc, const char *p)
{
	while (p < doc->end &&
		   (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
		p++;
	return p;
}

bool
CvgDigestJsonText(const char *data, size_t len, CvgHash *hash)
{
	JsonText	doc;
	CvgHash		value;
	const char *p;

	if (len > PG_INT32_MAX ||
		pg_encoding_verifymbstr(PG_UTF8, data, (int) len) != (int) len)
		return false;

	doc.end = data + len;
	doc.unescaped = NULL;
	doc.members = doc.first_members;
	doc.nmembers = 0;
	doc.maxmembers = FIRST_MEMBERS;

	p = DigestValue(&doc, SkipBlanks(&doc, data), &value);

	if (doc.unescaped != NULL)
		pfree(doc.unescaped);
	if (doc.members != doc.first_members)
		pfree(doc.members);
	if (p == NULL || SkipBlanks(&doc, p) != doc.end)
		return false;
	*hash = CvgDocumentRoot(value);
	return true;
}

/*
 * The Digest functions take the place where a value begins, and return the
 * place behind it, or NULL if it is wrong.
 */

static const char *
DigestValue(JsonText *doc, const char *p, CvgHash *hash)
{
	JsonString	str;

	if (p == doc->end)
		return NULL;

	switch (*p)
	{
		case '"':
			p = ReadString(doc, p + 1, &str);
			if (p != NULL)
				*hash = CvgDocumentString(str.bytes, str.len);
			return p;
		case '{':
			return DigestObject(doc, p, hash);
		case '[':
			return DigestArray(doc, p, hash);
		case 't':
			return DigestWord(doc, p, "true", hash);
		case 'f':
			return DigestWord(doc, p, "false", hash);
		case 'n':
			return DigestWord(doc, p, "null", hash);
		default:
			return DigestNumber(doc, p, hash);
	}
}

static const char *
DigestWord(JsonText *doc, const char *p, const char *word, CvgHash *hash)
{
	size_t		len = strlen(word);

	if (doc->end - p < len || memcmp(p, word, len) != 0)
		return NULL;
	*hash = CvgDocumentWord(*word);
	return p + len;
}

static const char *
DigestArray(JsonText *doc, const char *p, CvgHash *hash)
{
	CvgHash		sum = CvgDocumentEmpty(CVG_DOCUMENT_ARRAY);
	uint64		count = 0;

	check_stack_depth();

	p = SkipBlanks(doc, p + 1);
	if (!IsAt(doc, p, ']'))
	{
		for (;;)
		{
			CvgHash		element;

			p = DigestValue(doc, p, &element);
			if (p == NULL)
				return NULL;
			CvgHashAdd(&sum, CvgDocumentElement(count++, element));

			p = SkipBlanks(doc, p);
			if (!IsAt(doc, p, ','))
				break;
			p = SkipBlanks(doc, p + 1);
		}
		if (!IsAt(doc, p, ']'))
			return NULL;
	}
	*hash = sum;
	return p + 1;
}

static const char *
DigestObject(JsonText *doc, const char *p, CvgHash *hash)
{
	uint32		first = doc->nmembers;
	JsonObject	object = {0};

	check_stack_depth();

	object.sum = CvgDocumentEmpty(CVG_DOCUMENT_OBJECT);
	object.ascending = true;
	p = SkipBlanks(doc, p + 1);
	if (!IsAt(doc, p, '}'))
	{
		for (;;)
		{
			p = DigestMember(doc, p, &object);
			if (p == NULL)
				return NULL;

			p = SkipBlanks(doc, p);
			if (!IsAt(doc, p, ','))
				break;
			p = SkipBlanks(doc, p + 1);
		}
		if (!IsAt(doc, p, '}'))
			return NULL;
	}

	if (!object.ascending)
		TakeOutReplaced(doc->members + first, doc->nmembers - first, &object.sum);
	doc->nmembers = first;
	*hash = object.sum;
	return p + 1;
}

/*
 * Add the member at p to its object.
 */
static inline const char *
DigestMember(JsonText *doc, const char *p, JsonObject *object)
{
	JsonString	key;
	CvgHash		key_hash;
	CvgHash		value;
	CvgHash		member;

	if (!IsAt(doc, p, '"'))
		return NULL;
	p = ReadString(doc, p + 1, &key);
	if (p == NULL)
		return NULL;
	key_hash = CvgDocumentString(key.bytes, key.len);
	if (object->ascending)
		object->ascending = !key.escaped && Ascends(&object->last_key, &key);
	object->last_key = key;

	p = SkipBlanks(doc, p);
	if (!IsAt(doc, p, ':'))
		return NULL;
	p = DigestValue(doc, SkipBlanks(doc, p + 1), &value);
	if (p == NULL)
		return NULL;
	member = CvgDocumentMember(key_hash, value);
	CvgHashAdd(&object->sum, member);
	AddMember(doc, key_hash, member);
	return p;
}

static inline void
AddMember(JsonText *doc, CvgHash key, CvgHash hash)
{
	JsonMember *member;

	if (unlikely(doc->nmembers == doc->maxmembers))
		GrowMembers(doc);
	member = &doc->members[doc->nmembers++];
	member->key = key;
	member->hash = hash;
}

static void
GrowMembers(JsonText *doc)
{
	Size		size = sizeof(JsonMember) * doc->maxmembers;

	if (doc->members == doc->first_members)
		doc->members = memcpy(palloc(size * 2), doc->first_members, size);
	else
		doc->members = repalloc_huge(doc->members, size * 2);
	doc->maxmembers *= 2;
}

/*
 * Subtract from the sum what members added whose key occurs again behind
 * them.
 */
static void
TakeOutReplaced(const JsonMember *members, uint32 n, CvgHash *sum)
{
	if (n > FEW_MEMBERS)
	{
		TakeOutOfMany(members, n, sum);
		return;
	}

	for (uint32 i = 0; i < n; i++)
	{
		for (uint32 j = i + 1; j < n; j++)
		{
			if (CvgHashEqual(members[i].key, members[j].key))
			{
				CvgHashSubtract(sum, members[i].hash);
				break;
			}
		}
	}
}

static void
TakeOutOfMany(const JsonMember *members, uint32 n, CvgHash *sum)
{
	const JsonMember **sorted = MemoryContextAllocHuge(CurrentMemoryContext,
													   sizeof(JsonMember *) * n);

	for (uint32 i = 0; i < n; i++)
		sorted[i] = &members[i];
	qsort(sorted, n, sizeof(JsonMember *), CompareMembers);
	for (uint32 i = 0; i + 1 < n; i++)
	{
		if (CvgHashEqual(sorted[i]->key, sorted[i + 1]->key))
			CvgHashSubtract(sum, sorted[i]->hash);
	}
	pfree(sorted);
}

/* By key; of equal ones the last comes last. */
static int
CompareMembers(const void *a, const void *b)
{
	const JsonMember *x = *(const JsonMember *const *) a;
	const JsonMember *y = *(const JsonMember *const *) b;

	if (x->key.low != y->key.low)
		return x->key.low < y->key.low ? -1 : 1;
	if (x->key.high != y->key.high)
		return x->key.high < y->key.high ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Read digits, if any, into *value, which wraps around after 19 of them. */
static inline const char *
ReadDigits(JsonText *doc, const char *p, uint64 *value)
{
	for (; p < doc->end && *p >= '0' && *p <= '9'; p++)
		*value = *value * 10 + (*p - '0');
	return p;
}

static const char *
DigestNumber(JsonText *doc, const char *p, CvgHash *hash)
{
	JsonNumber	number = {0};
	uint64		value = 0;

	number.negative = *p == '-';
	number.whole = p + number.negative;
	p = ReadDigits(doc, number.whole, &value);
	number.nwhole = p - number.whole;
	number.fraction = p;
	if (number.nwhole == 0 || (number.nwhole > 1 && *number.whole == '0'))
		return NULL;

	if (IsAt(doc, p, '.'))
	{
		number.fraction = p + 1;
		p = ReadDigits(doc, number.fraction, &value);
		number.nfraction = p - number.fraction;
		if (number.nfraction == 0)
			return NULL;
	}
	if (IsAt(doc, p, 'e') || IsAt(doc, p, 'E'))
	{
		p = ReadExponent(doc, p + 1, &number.exponent);
		if (p == NULL)
			return NULL;
	}
	else if (number.nwhole + number.nfraction <= CVG_DOCUMENT_SHORT_NUMBER)
	{
		*hash = DigestDecimal(value, -(int32) number.nfraction, number.negative);
		return p;
	}
	return DigestAnyNumber(&number, hash) ? p : NULL;
}

static inline CvgHash
DigestDecimal(uint64 value, int32 power, bool negative)
{
	if (value == 0)
		return CvgDocumentNumber(0, 0, false);
	for (; value % 10 == 0; value /= 10)
		power++;
	return CvgDocumentNumber(value, power, negative);
}

static const char *
ReadExponent(JsonText *doc, const char *p, int32 *exponent)
{
	bool		negative = IsAt(doc, p, '-');
	const char *first;
	int64		value = 0;

	if (negative || IsAt(doc, p, '+'))
		p++;
	for (first = p; p < doc->end && *p >= '0' && *p <= '9'; p++)
	{
		value = value * 10 + (*p - '0');
		if (value > MAX_EXPONENT)
			return NULL;
	}
	*exponent = negative ? -value : value;
	return p > first ? p : NULL;
}

/*
 * Digest a number of any length, if numeric can hold it.  Zeros behind the
 * point count for its scale, but those that the exponent moves before it.
 */
static bool
DigestAnyNumber(const JsonNumber *number, CvgHash *hash)
{
	size_t		n = number->nwhole + number->nfraction;
	int64		power = (int64) number->exponent - (int64) number->nfraction;
	char		buffer[64];
	char	   *digits = n <= sizeof(buffer) ? buffer : palloc(n);
	const char *first = digits;
	bool		fits;

	memcpy(digits, number->whole, number->nwhole);
	memcpy(digits + number->nwhole, number->fraction, number->nfraction);
	for (; n > 0 && *first == '0'; first++)
		n--;
	fits = -power <= MAX_SCALE && (n == 0 || power + (int64) n - 1 <= MAX_FIRST_PLACE);
	for (; n > 0 && first[n - 1] == '0'; n--)
		power++;

	if (fits && n <= CVG_DOCUMENT_SHORT_NUMBER)
	{
		uint64		value = 0;

		for (size_t i = 0; i < n; i++)
			value = value * 10 + (first[i] - '0');
		*hash = DigestDecimal(value, power, number->negative);
	}
	else if (fits)
		*hash = CvgDocumentLongNumber(first, n, power, number->negative);

	if (digits != buffer)
		pfree(digits);
	return fits;
}

/* Whether a key comes behind the last one, if any, so it cannot be an earlier one. */
static inline bool
Ascends(const JsonString *last, const JsonString *key)
{
	if (last->bytes == NULL || key->len != last->len)
		return key->len > last->len || last->bytes == NULL;
	return memcmp(key->bytes, last->bytes, key->len) > 0;
}

/*
 * Read the string whose first byte is at p; returns the place behind its end.
 */
static inline const char *
ReadString(JsonText *doc, const char *p, JsonString *str)
{
	const char *start = p;

	p = FindStop(start, doc->end);
	if (IsAt(doc, p, '"'))
	{
		str->bytes = start;
		str->len = p - start;
		str->escaped = false;
	}
	else
	{
		p = Unescape(doc, start, p, str);
		if (p == NULL)
			return NULL;
	}
	return str->len <= JENTRY_OFFLENMASK ? p + 1 : NULL;
}

/*
 * Read a string with a backslash at p, if it is none returns NULL.  The
 * result is the quote that ends it.
 */
static const char *
Unescape(JsonText *doc, const char *start, const char *p, JsonString *str)
{
	char	   *out;

	/* no string gets longer */
	if (doc->unescaped == NULL)
		doc->unescaped = MemoryContextAllocHuge(CurrentMemoryContext, doc->end - start);

	out = doc->unescaped;
	for (;;)
	{
		memcpy(out, start, p - start);
		out += p - start;
		if (!IsAt(doc, p, '\\'))
			break;

		start = UnescapeOne(p + 1, doc->end, &out);
		if (start == NULL)
			return NULL;
		p = FindStop(start, doc->end);
	}
	str->bytes = doc->unescaped;
	str->len = out - doc->unescaped;
	str->escaped = true;
	return IsAt(doc, p, '"') ? p : NULL;
}

/*
 * Write the character for the escape whose backslash stands before p.
 * Returns the place behind the escape, or NULL.
 */
static const char *
UnescapeOne(const char *p, const char *end, char **out)
{
	char		c;

	if (p == end)
		return NULL;
	switch (*p)
	{
		case '"':
		case '\\':
		case '/':
			c = *p;
			break;
		case 'b':
			c = '\b';
			break;
		case 'f':
			c = '\f';
			break;
		case 'n':
			c = '\n';
			break;
		case 'r':
			c = '\r';
			break;
		case 't':
			c = '\t';
			break;
		case 'u':
			return UnescapeUnicode(p + 1, end, out);
		default:
			return NULL;
	}
	*(*out)++ = c;
	return p + 1;
}

/*
 * The same for the digits of \u; two of them make one character beyond
 * U+FFFF.
 */
static const char *
UnescapeUnicode(const char *p, const char *end, char **out)
{
	pg_wchar	c;
	pg_wchar	second;

	p = ReadCodeUnit(p, end, &c);
	if (p == NULL || c == 0 || is_utf16_surrogate_second(c))
		return NULL;
	if (is_utf16_surrogate_first(c))
	{
		if (end - p < 2 || p[0] != '\\' || p[1] != 'u')
			return NULL;
		p = ReadCodeUnit(p + 2, end, &second);
		if (p == NULL || !is_utf16_surrogate_second(second))
			return NULL;
		c = surrogate_pair_to_codepoint(c, second);
	}
	unicode_to_utf8(c, (unsigned char *) *out);
	*out += pg_utf_mblen((unsigned char *) *out);
	return p;
}

static const char *
ReadCodeUnit(const char *p, const char *end, pg_wchar *unit)
{
	*unit = 0;
	if (end - p < 4)
		return NULL;
	for (int i = 0; i < 4; i++, p++)
	{
		if (*p >= '0' && *p <= '9')
			*unit = *unit * 16 + (*p - '0');
		else if (*p >= 'a' && *p <= 'f')
			*unit = *unit * 16 + (*p - 'a' + 10);
		else if (*p >= 'A' && *p <= 'F')
			*unit = *unit * 16 + (*p - 'A' + 10);
		else
			return NULL;
	}
	return p;
}

/*
 * The first quote, backslash or control character from p on, or the end.
 */
static inline const char *
FindStop(const char *p, const char *end)
{
	for (; end - p >= sizeof(uint64); p += sizeof(uint64))
	{
		uint64		bytes;
		uint64		stops;

		memcpy(&bytes, p, sizeof(uint64));
#ifdef WORDS_BIGENDIAN
		bytes = pg_bswap64(bytes);
#endif

		/*
		 * A byte that is to be found goes below 0 here and gets its highest
		 * bit.  It borrows from the bytes behind it, so of those found the
		 * first is right and the others may be wrong.
		 */
		stops = (bytes - EIGHT(' ')) |
			((bytes ^ EIGHT('"')) - EIGHT(1)) |
			((bytes ^ EIGHT('\\')) - EIGHT(1));
		stops &= ~bytes & EIGHT(0x80);
		if (stops != 0)
			return p + pg_rightmost_one_pos64(stops) / BITS_PER_BYTE;
	}

	while (p < end && (unsigned char) *p >= ' ' && *p != '"' && *p != '\\')
		p++;
	return p;
}
