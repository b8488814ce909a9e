#include "postgres.h"

#include "verify/digest_internal.h"

const CvgHash CvgHashOfNull = {1, 1};
bool CvgDigestChoose(CvgDigestPair *pair, const CvgColumn *source, Oid typid, int32 typmod, bool nullable, const CvgColumnRules *rules, const char **why) { *why = "nothing yet"; return false; }
void CvgDigestBegin(CvgDigestPair *pair, MemoryContext mcxt) {}
CvgHash CvgHashBytes(const void *data, size_t len) { return CvgHashOfNull; }
CvgHash CvgHashRow(const CvgHash *values, int n) { return CvgHashOfNull; }
char *CvgHashToString(CvgHash hash) { return psprintf("%016" INT64_MODIFIER "x%016" INT64_MODIFIER "x", hash.high, hash.low); }
