/*-------------------------------------------------------------------------
 *
 * digest_document.h
 *	  The canonical form of documents, which digest_json.c makes of text and
 *	  digest_jsonb.c of jsonb.  The two share nothing else.
 *
 * The form is made from the leaves up, and never written down as a whole:
 * each value has a form of 16 bytes, a container's is made of the forms of
 * what it holds.
 *
 *	null, true, false	a letter, n, t or f, as uint64; a uint64 with the kind
 *				in its highest bits
 *	number		what is left of its decimal digits without zeros at both ends,
 *				as uint64; a uint64 with the kind, the sign, and in 32 bits the
 *				power of ten of the last digit.  0 has digits 0, power 0 and no
 *				sign.  So 1, 1.0 and 100e-2 are the same.
 *	longer number	from 20 digits on, a hash of the string of them, '0' to
 *				'9', and of the number with digits 0 and their power and sign
 *	string		a hash of its characters in UTF-8, without escapes; keys too
 *	array		a sum of numbers of 128 bits: of the kind, in the highest bits,
 *				and for each element of a hash of its index, as uint64, and its
 *				form
 *	object		the same sum, with a hash of the forms of key and value for
 *				each member; of members with the same key only the last counts
 *
 * The digest of a document is a hash of its outermost value's form.
 *
 * Each kind of hash has a seed of its own, so what is hashed for one is not
 * confused with another.  What is added to a sum is bound to its place by a
 * hash, so values cannot change places; and as a container is such a value
 * for the one around it, nothing can move between containers.  Numbers, words
 * and sums need no hash of their own, for they are always part of one: that
 * saves half of the work on lists of numbers.
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

#define CVG_DOCUMENT_KIND_SHIFT 56

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
	CVG_DOCUMENT_OBJECT,
	CVG_DOCUMENT_ROOT
} CvgDocumentKind;

static inline CvgHash
CvgDocumentHash(CvgDocumentKind kind, const void *data, size_t len)
{
	XXH128_hash_t xxh = XXH3_128bits_withSeed(data, len, kind);
	CvgHash		hash = {xxh.low64, xxh.high64};

	return hash;
}

/* 'n', 't' or 'f' */
static inline CvgHash
CvgDocumentWord(char word)
{
	CvgHash		form = {word, (uint64) CVG_DOCUMENT_WORD << CVG_DOCUMENT_KIND_SHIFT};

	return form;
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
	CvgHash		form = {digits, (uint64) CVG_DOCUMENT_NUMBER << CVG_DOCUMENT_KIND_SHIFT};

	form.high |= (uint64) negative << 32 | (uint32) power;
	return form;
}

/* The same with digits that neither begin nor end with '0'. */
static inline CvgHash
CvgDocumentLongNumber(const char *digits, size_t ndigits, int32 power, bool negative)
{
	CvgHash		form[] = {
		CvgDocumentString(digits, ndigits),
		CvgDocumentNumber(0, power, negative)
	};

	Assert(ndigits > CVG_DOCUMENT_SHORT_NUMBER);
	return CvgDocumentHash(CVG_DOCUMENT_LONG_NUMBER, form, sizeof(form));
}

/* What the sum of an array or object begins with. */
static inline CvgHash
CvgDocumentEmpty(CvgDocumentKind kind)
{
	CvgHash		form = {0, (uint64) kind << CVG_DOCUMENT_KIND_SHIFT};

	return form;
}

/* What an element adds to the sum of its array, where index many precede it. */
static inline CvgHash
CvgDocumentElement(uint64 index, CvgHash value)
{
	struct
	{
		uint64		index;
		CvgHash		value;
	}			form = {index, value};

	return CvgDocumentHash(CVG_DOCUMENT_ELEMENT, &form, sizeof(form));
}

/* What a member adds to the sum of its object. */
static inline CvgHash
CvgDocumentMember(CvgHash key, CvgHash value)
{
	CvgHash		form[] = {key, value};

	return CvgDocumentHash(CVG_DOCUMENT_MEMBER, form, sizeof(form));
}

/* The digest of the document that is this value. */
static inline CvgHash
CvgDocumentRoot(CvgHash value)
{
	return CvgDocumentHash(CVG_DOCUMENT_ROOT, &value, sizeof(value));
}

#endif							/* CVG_DIGEST_DOCUMENT_H */
