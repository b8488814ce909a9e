#include "postgres.h"

#include "verify/verify.h"

bool
CvgVerifyPushdown(CvgVerify *verify, CvgComparison *comparison)
{
	return true;
}
