#include "postgres.h"
#include "verify/both_sides.h"
CvgComparison *CvgComparisonMake(const CvgTablePlan *plan) { return NULL; }
void CvgReadBothSides(CvgSource *source, CvgComparison *comparison, const char *source_condition, const char *target_condition, CvgVisitRow visit, void *arg) {}
