/*-------------------------------------------------------------------------
 *
 * digest_internal.h
 *	  What the files of the digests share: the canonical forms.
 *
 * digest.c chooses a form for a pair of types.  Each form has a function that
 * makes it of a cell (source_*.c) and one that makes it of a Datum
 * (target_*.c); the table below is all that the two have in common.  Neither
 * side calls a converter of the import.
 *
 *	form		canonical bytes, numbers in the machine's own byte order
 *	--------------------------------------------------------------------
 *	boolean		one byte, 0 or 1
 *	integer		int64
 *	decimal		text: "-" if negative, digits without leading zeros ("0" if
 *				there is none), "." and digits without trailing zeros if any
 *				are left; NaN, Infinity and -Infinity by these words
 *	float4		float; float8: double; the sign of zero counts
 *	text		the bytes of the text, in UTF-8; of an enum its label
 *	padded		as text, without blanks at its end
 *	bytes		the bytes
 *	texts		each element: int32 length in bytes, or -1 for NULL, and the
 *				bytes in UTF-8; none of an empty array; an array that has
 *				otherwise not one dimension from 1 is impossible
 *	uuid		16 bytes
 *	moment		CvgMoment: the fields that a calendar and a clock show; of a
 *				timestamptz in UTC; infinity has the year INT32_MAX, -infinity
 *				INT32_MIN, and zeros
 *	time		int64, microseconds since 00:00
 *	span		CvgSpan
 *	bits		one byte, '0' or '1', for each bit
 *	address		one byte 4 or 6, one byte with the bits of the netmask, 4 or
 *				16 bytes
 *	shape		point: x, y; path: a double 1 if closed, else 0, then x, y of
 *				each point; polygon: x, y of each point; all double
 *	floats		each element as double
 *	document	see digest_document.h
 *	output		the text that the type's output function gives, in UTF-8
 *
 * A cell that the target cannot hold has the digest of an impossible value.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_DIGEST_INTERNAL_H
#define CVG_DIGEST_INTERNAL_H

#include "postgres.h"

#include "fmgr.h"
#include "verify/digest.h"

typedef struct CvgMoment
{
	int32		year;
	int16		month;
	int16		day;
	int64		microseconds;	/* since the day's midnight */
} CvgMoment;

typedef struct CvgSpan
{
	int32		months;
	int32		days;
	int64		microseconds;
} CvgSpan;

/* hash.c: what differs from the digest of every canonical form. */
extern CvgHash CvgHashImpossible(const char *data, size_t len);

/* The digest of the bytes of a moment. */
extern CvgHash CvgHashMoment(const CvgMoment *moment);

/*
 * The text that an output function gives, whatever the session's settings
 * cut from numbers and dates.  In the current memory context.  target_text.c.
 */
extern char *CvgOutputText(FmgrInfo *output, Datum value);

/*
 * Documents.  The canonical form is the value and not its text: members of
 * objects in any order, of a key that occurs twice the last, numbers by
 * their value, strings by their characters.  False: the text is no JSON, or
 * holds what jsonb cannot (\u0000, a number beyond numeric).  Nesting too deep
 * for the stack throws.  digest_json.c: from text in UTF-8.
 */
extern bool CvgDigestJsonText(const char *data, size_t len, CvgHash *hash);

/* digest_jsonb.c: from a jsonb of the target, toasted or not. */
extern CvgHash CvgDigestJsonbDatum(CvgDigestPair *pair, Datum value);

/*
 * The source's side, source_values.c and others; its state is
 * pair->source_state.
 */
extern CvgHash CvgSourceBoolean(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceInteger(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceDecimal(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceFloat4(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceFloat8(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceText(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourcePadded(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceBytes(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceTexts(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceUuid(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceMoment(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceTime(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceSpan(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceBits(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceAddress(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceShape(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceFloats(CvgDigestPair *pair, const char *data, size_t len);

/* As the output functions of PostGIS and pgvector; the target's is CvgTargetOutput. */
extern CvgHash CvgSourceGeometry(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceGeography(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceVector(CvgDigestPair *pair, const char *data, size_t len);

extern CvgHash CvgSourceDocument(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceOutput(CvgDigestPair *pair, const char *data, size_t len);
extern CvgHash CvgSourceUsing(CvgDigestPair *pair, const char *data, size_t len);

/* The target's side, target_values.c and others; its state is pair->target_state. */
extern CvgHash CvgTargetBoolean(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetInteger(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetDecimal(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetFloat4(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetFloat8(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetText(CvgDigestPair *pair, Datum value); /* enum, name, json too */
extern CvgHash CvgTargetPadded(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetBytes(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetTexts(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetUuid(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetMoment(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetTime(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetSpan(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetBits(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetAddress(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetShape(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetFloats(CvgDigestPair *pair, Datum value);
extern CvgHash CvgTargetOutput(CvgDigestPair *pair, Datum value);

/* Fill pair->source_state and pair->target_state; called by CvgDigestBegin. */
extern void CvgSourceFormBegin(CvgDigestPair *pair, MemoryContext mcxt);
extern void CvgTargetFormBegin(CvgDigestPair *pair, MemoryContext mcxt);

#endif							/* CVG_DIGEST_INTERNAL_H */
