/*-------------------------------------------------------------------------
 *
 * hash.c
 *	  The hash of digests: XXH3 with 128 bits.
 *
 * It is not a cryptographic hash: it finds what went wrong, not what somebody
 * made up to look right.  Two different values have the same with a chance
 * of 2^-128, and sums over many rows do not change that.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "verify/digest_internal.h"

/* The first bits of pi: no XXH3 of a short value is it by design. */
const CvgHash CvgHashOfNull = {UINT64CONST(0x243f6a8885a308d3), UINT64CONST(0x13198a2e03707344)};

CvgHash
CvgHashBytes(const void *data, size_t len)
{
	XXH128_hash_t xxh = XXH3_128bits(data, len);
	CvgHash		hash = {xxh.low64, xxh.high64};

	return hash;
}

/* The compiler leaves of the hash what eight bytes need. */
CvgHash
CvgHashInt64(int64 value)
{
	XXH128_hash_t xxh = XXH3_128bits(&value, sizeof(value));
	CvgHash		hash = {xxh.low64, xxh.high64};

	return hash;
}

CvgHash
CvgHashMomentFields(int32 year, int16 month, int16 day, int64 microseconds)
{
#ifdef WORDS_BIGENDIAN
	uint64		date = (uint64) (uint32) year << 32 |
		(uint64) (uint16) month << 16 | (uint16) day;
#else
	uint64		date = (uint32) year |
		(uint64) (uint16) month << 32 | (uint64) (uint16) day << 48;
#endif
	uint64		form[2] = {date, microseconds};
	XXH128_hash_t xxh = XXH3_128bits(form, sizeof(form));
	CvgHash		hash = {xxh.low64, xxh.high64};

	StaticAssertDecl(sizeof(form) == sizeof(CvgMoment), "a moment has no padding");
	return hash;
}

CvgHash
CvgHashRow(const CvgHash *values, int n)
{
	return CvgHashBytes(values, sizeof(CvgHash) * n);
}

/*
 * Of the digest, behind a mark.  A seed would not do: XXH3 mixes it into
 * short values by an exclusive or, so that one value has with it the digest
 * that another has without.
 */
CvgHash
CvgHashImpossible(const char *data, size_t len)
{
	static const CvgHash mark = {UINT64CONST(0xa4093822299f31d0), UINT64CONST(0x082efa98ec4e6c89)};
	CvgHash		marked[2] = {mark, CvgHashBytes(data, len)};

	return CvgHashBytes(marked, sizeof(marked));
}

char *
CvgHashToString(CvgHash hash)
{
	return psprintf("%016" INT64_MODIFIER "x%016" INT64_MODIFIER "x", hash.high, hash.low);
}
