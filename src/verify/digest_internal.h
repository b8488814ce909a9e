/*-------------------------------------------------------------------------
 *
 * digest_internal.h
 *	  What the files of the digests share.
 *
 * digest.c chooses a canonical form for a pair of types from a table; each
 * form has a function for the source's side and one for the target's, in
 * digest_source_*.c and digest_target_*.c.  Neither includes a header of the
 * converters but convert.h, for the rules.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_DIGEST_INTERNAL_H
#define CVG_DIGEST_INTERNAL_H

#include "postgres.h"

#include "verify/digest.h"

/*
 * Documents.  The canonical form is the value and not its text: members of
 * objects in any order, of a key that occurs twice the last, numbers by
 * their value, strings by their characters.  Returns false if the text is no
 * JSON, or holds what jsonb cannot (\u0000, a number beyond numeric).
 * digest_json.c: from text in UTF-8.
 */
extern bool CvgDigestJsonText(const char *data, size_t len, CvgHash *hash);

/* digest_jsonb.c: from a jsonb of the target, toasted or not. */
extern CvgHash CvgDigestJsonbDatum(CvgDigestPair *pair, Datum value);

#endif							/* CVG_DIGEST_INTERNAL_H */
