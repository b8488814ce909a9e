#include "postgres.h"
#include "verify/verify.h"
CvgTableSums *CvgTableSumsRead(CvgSource *source, CvgComparison *comparison) { return NULL; }
bool CvgTableSumsEqual(const CvgTableSums *sums) { return true; }
