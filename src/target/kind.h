/*-------------------------------------------------------------------------
 *
 * kind.h
 *	  What kind of type a type of the target is.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_KIND_H
#define CVG_KIND_H

#include "postgres.h"

#include "translate/translate.h"

/* The kind of the type, or of the one under a domain.  Reads the catalog. */
extern CvgKind CvgKindOfType(Oid typid);

#endif							/* CVG_KIND_H */
