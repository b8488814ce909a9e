/*-------------------------------------------------------------------------
 *
 * disk.h
 *	  Free space of the file systems that the server writes to.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_DISK_H
#define CVG_DISK_H

#include "postgres.h"

/*
 * Bytes that are free for the server in the file system of a path, which may
 * be relative to the data directory; false: not known.  *device tells
 * file systems apart.
 */
extern bool CvgDiskFree(const char *path, uint64 *bytes, uint64 *device);

#endif							/* CVG_DISK_H */
