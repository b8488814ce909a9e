#include "postgres.h"

#include "verify/verify.h"

void
CvgVerifyChecklist(CvgVerify *verify)
{
}
