#include "postgres.h"

#include "preflight/preflight.h"

void
CvgPreflightUniqueKeys(CvgPreflight *preflight, CvgTablePlan *table)
{
}
