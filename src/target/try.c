/*-------------------------------------------------------------------------
 *
 * try.c
 *	  Do something to rows that may be refused, and live on.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "target/try.h"

static bool IsOfTheRow(const ErrorData *error);

ErrorData *
CvgTry(void (*action) (void *arg), void *arg, bool unsupported)
{
	MemoryContext old = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	PG_TRY();
	{
		action(arg);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(old);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(old);
	CurrentResourceOwner = owner;

	if (error != NULL && !IsOfTheRow(error) &&
		!(unsupported && error->sqlerrcode == ERRCODE_FEATURE_NOT_SUPPORTED))
		ReThrowError(error);
	return error;
}

static bool
IsOfTheRow(const ErrorData *error)
{
	int			category = ERRCODE_TO_CATEGORY(error->sqlerrcode);

	return category == ERRCODE_DATA_EXCEPTION ||
		category == ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION ||
		category == ERRCODE_PROGRAM_LIMIT_EXCEEDED ||
		category == ERRCODE_PLPGSQL_ERROR;
}
