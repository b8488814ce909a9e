/*-------------------------------------------------------------------------
 *
 * digest_document.h
 *	  The canonical form of documents, which digest_json.c makes of text and
 *	  digest_jsonb.c of jsonb.  The two share nothing else.
 *
 * The digest of a document is made from its leaves up, so the form is never
 * written down as a whole.  Each kind of value is hashed with a seed of its
 * own, so values of two kinds are not confused, whatever their bytes:
 *
 *	null, true, false	one byte: n, t, f
 *	string		its characters in UTF-8, without escapes; this is the form of
 *				keys too
 *	number		what is left of its decimal digits without zeros at both ends,
 *				the power of ten of the last of them, and the sign; 0 has
 *				digits 0, power 0 and no sign.  1, 1.0 and 100e-2 are the same.
 *				Up to 19 digits are a uint64, more are a string of '0' to '9'.
 *	array		a chain: it begins with zeros, and each element adds its
 *				digest to that by a hash of both; at last a hash of the chain
 *				and the count of elements
 *	object		a sum, which no order changes: of each member the hash of the
 *				digests of key and value, added up as numbers of 128 bits; at
 *				last a hash of the sum and the count of members
 *
 * A pair is hashed before it is added, so values cannot change places between
 * keys, and the hash over the sum keeps members from moving between objects.
 * Of members with the same key only the last counts.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_DIGEST_DOCUMENT_H
#define CVG_DIGEST_DOCUMENT_H

#include "postgres.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "verify/digest.h"

/* What a uint64 holds, whatever the digits are */
#define CVG_DOCUMENT_SHORT_NUMBER 19

/* Seeds; hash.c has 0 and 1. */
typedef enum CvgDocumentKind
{
	CVG_DOCUMENT_WORD = 2,
	CVG_DOCUMENT_STRING,
	CVG_DOCUMENT_NUMBER,
	CVG_DOCUMENT_LONG_NUMBER,
	CVG_DOCUMENT_ELEMENT,
	CVG_DOCUMENT_ARRAY,
	CVG_DOCUMENT_MEMBER,
	CVG_DOCUMENT_OBJECT
} CvgDocumentKind;

static inline CvgHash
CvgDocumentHash(CvgDocumentKind kind, const void *data, size_t len)
{
	XXH128_hash_t hash = XXH3_128bits_withSeed(data, len, kind);

	return (CvgHash) {hash.low64, hash.high64};
}

/* 'n', 't' or 'f' */
static inline CvgHash
CvgDocumentWord(char word)
{
	return CvgDocumentHash(CVG_DOCUMENT_WORD, &word, 1);
}

static inline CvgHash
CvgDocumentString(const char *bytes, size_t len)
{
	return CvgDocumentHash(CVG_DOCUMENT_STRING, bytes, len);
}

/* The number is digits * 10^power; only digits of 0 may end in 0. */
static inline CvgHash
CvgDocumentNumber(uint64 digits, int32 power, bool negative)
{
	struct
	{
		uint64		digits;
		int32		power;
		int32		negative;
	}			form = {digits, power, negative};

	return CvgDocumentHash(CVG_DOCUMENT_NUMBER, &form, sizeof(form));
}

/* The same with digits that neither begin nor end with '0'. */
static inline CvgHash
CvgDocumentLongNumber(const char *digits, size_t ndigits, int32 power, bool negative)
{
	struct
	{
		CvgHash		digits;
		int32		power;
		int32		negative;
	}			form = {CvgDocumentString(digits, ndigits), power, negative};

	Assert(ndigits > CVG_DOCUMENT_SHORT_NUMBER);
	return CvgDocumentHash(CVG_DOCUMENT_LONG_NUMBER, &form, sizeof(form));
}

static inline void
CvgDocumentAddElement(CvgHash *chain, CvgHash element)
{
	CvgHash		form[] = {*chain, element};

	*chain = CvgDocumentHash(CVG_DOCUMENT_ELEMENT, form, sizeof(form));
}

/* What a member adds to the sum of its object. */
static inline CvgHash
CvgDocumentMember(CvgHash key, CvgHash value)
{
	CvgHash		form[] = {key, value};

	return CvgDocumentHash(CVG_DOCUMENT_MEMBER, form, sizeof(form));
}

/* The digest of an array with this chain, of an object with this sum. */
static inline CvgHash
CvgDocumentContainer(CvgDocumentKind kind, CvgHash content, uint64 count)
{
	struct
	{
		CvgHash		content;
		uint64		count;
	}			form = {content, count};

	return CvgDocumentHash(kind, &form, sizeof(form));
}

#endif							/* CVG_DIGEST_DOCUMENT_H */
