#include "postgres.h"

#include "preflight/preflight.h"

void
CvgPreflightText(CvgPreflight *preflight, CvgTablePlan *table)
{
}
