/*-------------------------------------------------------------------------
 *
 * source_forms.h
 *	  What the files of the source's side of the digests share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SOURCE_FORMS_H
#define CVG_SOURCE_FORMS_H

#include "postgres.h"

#include "verify/digest_internal.h"

/*
 * What a form needs to know before it is begun; false, with the reason in
 * *why, if a rule cannot be applied.
 */
extern bool CvgSourceMomentCheck(const CvgDigestPair *pair, const char **why);
extern bool CvgSourceUsingCheck(const CvgDigestPair *pair, const char **why);

/* Make pair->source_state for the forms that have one. */
extern void CvgSourceMomentBegin(CvgDigestPair *pair, MemoryContext mcxt);
extern void CvgSourceOutputBegin(CvgDigestPair *pair, MemoryContext mcxt);
extern void CvgSourceUsingBegin(CvgDigestPair *pair, MemoryContext mcxt);

/*
 * Read a whole number: a sign, digits, and perhaps a point and zeros.  False
 * if it is none, or an int64 does not hold it.  source_number.c.
 */
extern bool CvgReadWhole(const char *data, size_t len, int64 *value);

/* As CvgSourceCellText below, where there is something to do.  source_text.c. */
extern const char *CvgSourceChangedText(const CvgDigestPair *pair,
										const char *data, size_t *len);

/*
 * The text of a cell, changed by the rule "nul" and without the zeros of
 * ZEROFILL.  Points into data or into the current memory context.
 */
static inline const char *
CvgSourceCellText(const CvgDigestPair *pair, const char *data, size_t *len)
{
	if (likely(pair->rules.nul == CVG_NUL_ERROR && !pair->source->zerofill))
		return data;
	return CvgSourceChangedText(pair, data, len);
}

static inline bool
CvgSourceIsText(const CvgDigestPair *pair)
{
	return CvgColumnIs(pair->source, CVG_FROM_CHARS);
}

/* The digest of '' for a type that has no such value. */
static inline CvgHash
CvgSourceEmpty(const CvgDigestPair *pair)
{
	return pair->rules.empty == CVG_EMPTY_NULL ? CvgHashOfNull : CvgHashImpossible("", 0);
}

static inline bool
CvgIsDigit(char c)
{
	return (unsigned char) (c - '0') <= 9;
}

#endif							/* CVG_SOURCE_FORMS_H */
