#include "postgres.h"

#include "preflight/preflight.h"

void
CvgPreflightSurroundings(CvgPreflight *preflight)
{
}
