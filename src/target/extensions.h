/*-------------------------------------------------------------------------
 *
 * extensions.h
 *	  Extensions of the target that have types of the source.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_EXTENSIONS_H
#define CVG_EXTENSIONS_H

#include "postgres.h"

/*
 * The schema of the extension; if it is not there but the current user may
 * create it in this database, the schema given; else NULL.  In the current
 * memory context.
 */
extern char *CvgTargetExtension(const char *name, const char *schema);

#endif							/* CVG_EXTENSIONS_H */
