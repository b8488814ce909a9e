#include "postgres.h"

#include "preflight/preflight.h"

void
CvgPreflightRows(CvgPreflight *preflight, CvgTablePlan *table)
{
}
