/*-------------------------------------------------------------------------
 *
 * guarded.c
 *	  Memory that tells who reads behind a value.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sys/mman.h>
#include <unistd.h>

#include "guarded.h"

char *
GuardedCopy(const char *data, size_t len)
{
	static char *memory = NULL;
	static size_t size = 0;
	size_t		page = sysconf(_SC_PAGESIZE);

	if (len > size || memory == NULL)
	{
		if (memory != NULL)
			munmap(memory, size + page);
		size = TYPEALIGN(page, len + page);
		memory = mmap(NULL, size + page, PROT_READ | PROT_WRITE,
					  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (memory == MAP_FAILED)
			elog(ERROR, "could not map memory: %m");
		if (mprotect(memory + size, page, PROT_NONE) != 0)
			elog(ERROR, "could not protect memory: %m");
	}
	return memcpy(memory + size - len, data, len);
}
