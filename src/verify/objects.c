#include "postgres.h"

#include "verify/verify.h"

void
CvgVerifyObjects(CvgVerify *verify)
{
}
