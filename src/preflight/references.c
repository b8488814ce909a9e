#include "postgres.h"

#include "preflight/preflight.h"

void
CvgPreflightReferences(CvgPreflight *preflight)
{
}
