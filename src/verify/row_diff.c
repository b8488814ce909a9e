#include "postgres.h"

#include "fmgr.h"

#include "verify/verify.h"

PG_FUNCTION_INFO_V1(converge_row_diff);

Datum
converge_row_diff(PG_FUNCTION_ARGS)
{
	return (Datum) 0;
}

void
CvgVerifyRows(CvgVerify *verify, CvgComparison *comparison, int max_rows)
{
}
