#include "postgres.h"

#include "fmgr.h"

#include "verify/verify.h"

PG_FUNCTION_INFO_V1(converge_verify);

Datum
converge_verify(PG_FUNCTION_ARGS)
{
	return (Datum) 0;
}

