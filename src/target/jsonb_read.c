/*-------------------------------------------------------------------------
 *
 * jsonb_read.c
 *	  JSON text to nodes: the reading half of the jsonb writer.
 *
 * How the nodes lie and what is declined is told in jsonb_writer.c.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "mb/pg_wchar.h"
#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"

#include "jsonb_internal.h"
#include "short_numeric.h"

#define MAX_DEPTH				128
#define MAX_EXPONENT_DIGITS		3

#define FIRST_NODES				256

/* A decimal fits a uint64 */
#define MAX_DECIMAL_DIGITS		19

/* Bytes that values take at most, besides their JEntry */
#define PADDING_ROOM			(sizeof(uint32) - 1)
#define CONTAINER_ROOM			(PADDING_ROOM + sizeof(uint32))
#define NUMERIC_ROOM(ndigits)	(PADDING_ROOM + VARHDRSZ + 4 + 2 * ((ndigits) / 4 + 2))

/* The same byte eight times */
#define EIGHT(byte)				((byte) * UINT64CONST(0x0101010101010101))

static const char *ReadArray(CvgJsonbWriter *w, const char *p, int depth);
static const char *ReadObject(CvgJsonbWriter *w, const char *p, int depth);
static inline const char *ReadKey(CvgJsonbWriter *w, const char *p);
static inline uint32 OpenContainer(CvgJsonbWriter *w, CvgJsonKind kind);
static inline const char *CloseContainer(CvgJsonbWriter *w, uint32 index,
										 uint32 count, char bracket,
										 const char *p);
static const char *ReadWord(CvgJsonbWriter *w, const char *p, const char *word,
							CvgJsonKind kind);
static const char *ReadNumber(CvgJsonbWriter *w, const char *p);
static const char *ReadAnyNumber(CvgJsonbWriter *w, const char *start,
								 const char *p);
static inline const char *ReadDigits(CvgJsonbWriter *w, const char *p,
									 uint64 *value);
static const char *ReadString(CvgJsonbWriter *w, const char *p);
static const char *Unescape(CvgJsonbWriter *w, const char *start,
							const char *p, bool *ascii);
static const char *UnescapeOne(const char *p, const char *end, char **out);
static const char *UnescapeUnicode(const char *p, const char *end, char **out);
static inline const char *FindStringStop(const char *p, const char *end, bool *ascii);
static void GrowNodes(CvgJsonbWriter *w);

static inline bool
TakeComma(CvgJsonbWriter *w, const char **p)
{
	if (CvgJsonPeek(w, p) != ',')
		return false;
	(*p)++;
	return true;
}

/* Whether this byte is at p. */
static inline bool
IsAt(CvgJsonbWriter *w, const char *p, char c)
{
	return p < w->end && *p == c;
}

/*
 * Append a node for the caller to set, valid until the next one, whose value
 * takes up to so many bytes besides its JEntry.
 */
static inline CvgJsonNode *
AppendNode(CvgJsonbWriter *w, CvgJsonKind kind, size_t room)
{
	CvgJsonNode *node;

	if (unlikely(w->nnodes == w->maxnodes))
		GrowNodes(w);
	node = &w->nodes[w->nnodes++];
	node->kind = kind;
	w->room += sizeof(JEntry) + room;
	return node;
}

/*
 * The Read functions take a position in the text, append what is there to
 * the nodes, and return the position behind it, or NULL to decline.
 */

const char *
CvgJsonReadValue(CvgJsonbWriter *w, const char *p, int depth)
{
	switch (CvgJsonPeek(w, &p))
	{
		case '"':
			return ReadString(w, p);
		case '{':
			return ReadObject(w, p, depth + 1);
		case '[':
			return ReadArray(w, p, depth + 1);
		case 't':
			return ReadWord(w, p, "true", CVG_JSON_TRUE);
		case 'f':
			return ReadWord(w, p, "false", CVG_JSON_FALSE);
		case 'n':
			return ReadWord(w, p, "null", CVG_JSON_NULL);
		default:
			return ReadNumber(w, p);
	}
}

static const char *
ReadArray(CvgJsonbWriter *w, const char *p, int depth)
{
	uint32		self = OpenContainer(w, CVG_JSON_ARRAY);
	uint32		count = 0;

	if (depth > MAX_DEPTH)
		return NULL;

	p++;
	if (CvgJsonPeek(w, &p) != ']')
	{
		do
		{
			p = CvgJsonReadValue(w, p, depth);
			if (p == NULL)
				return NULL;
			count++;
		} while (TakeComma(w, &p));
	}
	return CloseContainer(w, self, count, ']', p);
}

static const char *
ReadObject(CvgJsonbWriter *w, const char *p, int depth)
{
	uint32		self = OpenContainer(w, CVG_JSON_OBJECT);
	uint32		count = 0;
	uint32		lastkey = 0;
	bool		sorted = true;

	if (depth > MAX_DEPTH)
		return NULL;

	p++;
	if (CvgJsonPeek(w, &p) != '}')
	{
		do
		{
			uint32		key = w->nnodes;

			p = ReadKey(w, p);
			if (p == NULL)
				return NULL;
			if (count++ > 0 && sorted)
				sorted = CvgJsonKeyCompare(&w->nodes[lastkey], &w->nodes[key]) < 0;
			lastkey = key;

			p = CvgJsonReadValue(w, p, depth);
			if (p == NULL)
				return NULL;
		} while (TakeComma(w, &p));
	}
	w->nodes[self].sorted = sorted;
	w->npairs += count;
	return CloseContainer(w, self, count, '}', p);
}

/*
 * Read a key and the colon behind it.
 */
static inline const char *
ReadKey(CvgJsonbWriter *w, const char *p)
{
	if (CvgJsonPeek(w, &p) != '"')
		return NULL;
	p = ReadString(w, p);
	if (p == NULL || CvgJsonPeek(w, &p) != ':')
		return NULL;
	return p + 1;
}

/* Begin a container; returns the index of its node. */
static inline uint32
OpenContainer(CvgJsonbWriter *w, CvgJsonKind kind)
{
	AppendNode(w, kind, CONTAINER_ROOM);
	return w->nnodes - 1;
}

/* End a container, if the closing bracket is there. */
static inline const char *
CloseContainer(CvgJsonbWriter *w, uint32 index, uint32 count, char bracket,
			   const char *p)
{
	if (CvgJsonPeek(w, &p) != bracket)
		return NULL;
	w->nodes[index].u.count = count;
	w->nodes[index].len = w->nnodes - index;
	return p + 1;
}

static const char *
ReadWord(CvgJsonbWriter *w, const char *p, const char *word, CvgJsonKind kind)
{
	size_t		len = strlen(word);

	if (w->end - p < len || memcmp(p, word, len) != 0)
		return NULL;
	AppendNode(w, kind, 0);
	return p + len;
}

static const char *
ReadNumber(CvgJsonbWriter *w, const char *p)
{
	const char *start = p;
	const char *first;
	uint64		value = 0;
	size_t		ndigits;
	size_t		scale = 0;
	CvgJsonNode *node;

	if (IsAt(w, p, '-'))
		p++;
	first = p;
	p = ReadDigits(w, p, &value);
	ndigits = p - first;
	if (ndigits == 0 || (ndigits > 1 && *first == '0'))
		return NULL;

	if (IsAt(w, p, '.'))
	{
		first = p + 1;
		p = ReadDigits(w, first, &value);
		scale = p - first;
		if (scale == 0)
			return NULL;
		ndigits += scale;
	}
	if (IsAt(w, p, 'e') || IsAt(w, p, 'E') || ndigits > MAX_DECIMAL_DIGITS ||
		(scale > 0 && value > CVG_SHORT_NUMERIC_MAX))
		return ReadAnyNumber(w, start, p);

	node = AppendNode(w, CVG_JSON_DECIMAL, NUMERIC_ROOM(ndigits));
	node->u.digits = value;
	node->len = scale;
	node->negative = *start == '-';
	return p;
}

/*
 * Read a number for numeric_in, whose digits go from start to p, if it is
 * certain that it is within the limits of numeric.
 */
static const char *
ReadAnyNumber(CvgJsonbWriter *w, const char *start, const char *p)
{
	CvgJsonNode *node;

	if (IsAt(w, p, 'e') || IsAt(w, p, 'E'))
	{
		const char *first;
		uint64		exponent = 0;

		p++;
		if (IsAt(w, p, '-') || IsAt(w, p, '+'))
			p++;
		first = p;
		p = ReadDigits(w, first, &exponent);
		if (p == first || p - first > MAX_EXPONENT_DIGITS)
			return NULL;
	}
	if (p - start > CVG_JSON_MAX_NUMBER)
		return NULL;

	node = AppendNode(w, CVG_JSON_NUMBER, NUMERIC_ROOM(p - start));
	node->u.bytes = start;
	node->len = p - start;
	return p;
}

/* Read digits, if any, into *value, which wraps around after 19 of them. */
static inline const char *
ReadDigits(CvgJsonbWriter *w, const char *p, uint64 *value)
{
	for (; p < w->end && *p >= '0' && *p <= '9'; p++)
		*value = *value * 10 + (*p - '0');
	return p;
}

static const char *
ReadString(CvgJsonbWriter *w, const char *p)
{
	bool		ascii = true;
	const char *start = p + 1;
	const char *bytes = start;
	size_t		len;
	CvgJsonNode *node;

	p = FindStringStop(start, w->end, &ascii);
	len = p - start;
	if (IsAt(w, p, '\\'))
	{
		/* no string gets longer */
		if (w->unescaped == NULL)
			w->unescaped_end = w->unescaped =
				MemoryContextAlloc(w->mcxt, w->end - start + CVG_JSON_STRIDE);
		bytes = w->unescaped_end;
		p = Unescape(w, start, p, &ascii);
		if (p == NULL)
			return NULL;
		len = w->unescaped_end - bytes;
	}
	if (!IsAt(w, p, '"'))
		return NULL;
	if (!ascii &&
		pg_encoding_verifymbstr(PG_UTF8, start, p - start) != p - start)
		return NULL;

	node = AppendNode(w, CVG_JSON_STRING, len);
	node->u.bytes = bytes;
	node->len = len;
	return p + 1;
}

/*
 * Append to the unescaped strings the one that begins at start and has its
 * first backslash at p.  Returns its end, which may be no quote, or NULL.
 */
static const char *
Unescape(CvgJsonbWriter *w, const char *start, const char *p, bool *ascii)
{
	char	   *out = w->unescaped_end;

	for (;;)
	{
		memcpy(out, start, p - start);
		out += p - start;
		if (!IsAt(w, p, '\\'))
			break;

		start = UnescapeOne(p + 1, w->end, &out);
		if (start == NULL)
			return NULL;
		p = FindStringStop(start, w->end, ascii);
	}
	w->unescaped_end = out;
	return p;
}

/*
 * Write the character for the escape whose backslash stands before p.
 * Returns the end of the escape, or NULL.
 */
static const char *
UnescapeOne(const char *p, const char *end, char **out)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (p == end || *p == '\0')
		return NULL;
	if (*p == 'u')
		return UnescapeUnicode(p + 1, end, out);
	found = strchr(from, *p);
	if (found == NULL)
		return NULL;
	*(*out)++ = to[found - from];
	return p + 1;
}

static const char *
UnescapeUnicode(const char *p, const char *end, char **out)
{
	pg_wchar	c = 0;

	if (end - p < 4)
		return NULL;
	for (int i = 0; i < 4; i++)
	{
		char		digit = *p++;

		if (digit >= '0' && digit <= '9')
			c = c * 16 + (digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			c = c * 16 + (digit - 'a' + 10);
		else if (digit >= 'A' && digit <= 'F')
			c = c * 16 + (digit - 'A' + 10);
		else
			return NULL;
	}
	if (c == 0 || (c >= 0xD800 && c <= 0xDFFF))
		return NULL;

	unicode_to_utf8(c, (unsigned char *) *out);
	*out += pg_utf_mblen((unsigned char *) *out);
	return p;
}

/*
 * The first quote, backslash or control character from p on, or the end.
 * *ascii becomes false if there is another than an ASCII character before it,
 * and perhaps if there is one soon after it.
 */
static inline const char *
FindStringStop(const char *p, const char *end, bool *ascii)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i backslash = _mm_set1_epi8('\\');
	const __m128i control = _mm_set1_epi8(' ' - 1);

	for (; end - p >= sizeof(__m128i); p += sizeof(__m128i))
	{
		__m128i		bytes = _mm_loadu_si128((const __m128i *) p);
		__m128i		stops = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
										 _mm_cmpeq_epi8(bytes, backslash));
		int			mask;

		stops = _mm_or_si128(stops, _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
		mask = _mm_movemask_epi8(stops);
		if (_mm_movemask_epi8(bytes) != 0)
			*ascii = false;
		if (mask != 0)
			return p + pg_rightmost_one_pos32(mask);
	}
#endif

	for (; end - p >= sizeof(uint64); p += sizeof(uint64))
	{
		uint64		bytes;
		uint64		stops;

		memcpy(&bytes, p, sizeof(uint64));
#ifdef WORDS_BIGENDIAN
		bytes = pg_bswap64(bytes);
#endif

		/*
		 * Subtracting sets the highest bit of each byte that is below ' ', or
		 * equal to a quote or backslash.  It may carry on to bytes behind the
		 * first one, which is the one we want.
		 */
		stops = bytes - EIGHT(' ');
		stops |= (bytes ^ EIGHT('"')) - EIGHT(1);
		stops |= (bytes ^ EIGHT('\\')) - EIGHT(1);
		stops &= ~bytes & EIGHT(0x80);
		if (bytes & EIGHT(0x80))
			*ascii = false;
		if (stops != 0)
			return p + pg_rightmost_one_pos64(stops) / BITS_PER_BYTE;
	}

	for (; p < end; p++)
	{
		unsigned char c = *p;

		if (c < ' ' || c == '"' || c == '\\')
			break;
		if (c >= 0x80)
			*ascii = false;
	}
	return p;
}

static void
GrowNodes(CvgJsonbWriter *w)
{
	uint32		maxnodes = Max(w->maxnodes * 2, FIRST_NODES);
	size_t		size = maxnodes * sizeof(CvgJsonNode);

	if (w->nodes == NULL)
		w->nodes = MemoryContextAlloc(w->mcxt, size);
	else
		w->nodes = repalloc(w->nodes, size);
	w->maxnodes = maxnodes;
}
