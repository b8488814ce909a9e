/*-------------------------------------------------------------------------
 *
 * guarded.h
 *	  Memory that tells who reads behind a value.
 *
 *-------------------------------------------------------------------------
 */
#ifndef GUARDED_H
#define GUARDED_H

#include "postgres.h"

/*
 * A copy behind which not one byte can be read: a fault tells who tries.  It
 * lasts until the next call.
 */
extern char *GuardedCopy(const char *data, size_t len);

#endif							/* GUARDED_H */
