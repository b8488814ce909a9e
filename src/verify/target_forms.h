/*-------------------------------------------------------------------------
 *
 * target_forms.h
 *	  What the files of the digests' target side share.
 *
 * A value comes as it lies in its tuple: compressed, out of line, or with a
 * short header that leaves it unaligned.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TARGET_FORMS_H
#define CVG_TARGET_FORMS_H

#include "postgres.h"

#include "fmgr.h"

#include "compat.h"
#include "verify/digest_internal.h"

/*
 * A detoasted value that may still have a short header; released with
 * CvgTargetRelease.
 */
static inline struct varlena *
CvgTargetDetoast(Datum value)
{
	return pg_detoast_datum_packed((struct varlena *) DatumGetPointer(value));
}

static inline void
CvgTargetRelease(void *detoasted, Datum value)
{
	if (detoasted != DatumGetPointer(value))
		pfree(detoasted);
}

/* Room for every value with a short header once that is a long one. */
typedef union CvgShortValue
{
	int64		force_align;
	double		force_align_double;
	char		data[VARATT_SHORT_MAX + VARHDRSZ];
} CvgShortValue;

/*
 * A detoasted value with a long header, aligned for its type.  A short one is
 * copied into *room, another may have to be released with
 * CvgTargetReleaseAligned.
 */
extern void *CvgTargetAlign(Datum value, CvgShortValue *room);

static inline void
CvgTargetReleaseAligned(void *aligned, Datum value, CvgShortValue *room)
{
	if (aligned != (void *) room)
		CvgTargetRelease(aligned, value);
}

/*
 * A value of the target that has no canonical form: it differs from those of
 * all cells, impossible ones too.
 */
extern CvgHash CvgTargetImpossible(const void *data, size_t len);

/* The state of text, padded, texts and output; other forms have none. */
extern void *CvgTargetTextBegin(const CvgDigestPair *pair, MemoryContext mcxt);

#endif							/* CVG_TARGET_FORMS_H */
