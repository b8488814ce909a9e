/*-------------------------------------------------------------------------
 *
 * extension.h
 *	  Where the objects of the extension are.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_EXTENSION_H
#define CVG_EXTENSION_H

#include "postgres.h"

/* Schema that holds the extension's objects in this database. */
extern Oid	CvgExtensionSchema(void);

/* OID of a relation of the extension; throws if it is not there. */
extern Oid	CvgExtensionRelation(const char *name);

#endif							/* CVG_EXTENSION_H */
