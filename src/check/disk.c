/*-------------------------------------------------------------------------
 *
 * disk.c
 *	  Free space of the file systems that the server writes to.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include "check/disk.h"

bool
CvgDiskFree(const char *path, uint64 *bytes, uint64 *device)
{
	struct statvfs fs;
	struct stat st;

	if (statvfs(path, &fs) != 0 || stat(path, &st) != 0)
		return false;
	*bytes = (uint64) fs.f_bavail * fs.f_frsize;
	*device = (uint64) st.st_dev;
	return true;
}
