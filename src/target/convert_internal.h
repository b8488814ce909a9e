/*-------------------------------------------------------------------------
 *
 * convert_internal.h
 *	  What the files of the conversion layer share.
 *
 * convert.c chooses an entry of the table in convert_table.c; the entries
 * point to the functions declared here, one file for each family of target
 * types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_CONVERT_INTERNAL_H
#define CVG_CONVERT_INTERNAL_H

#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "pgtime.h"

#include "compat.h"
#include "convert.h"

/* Types that arrive as bytes. */
#define CVG_FROM_RAW \
	(CVG_FROM_BYTES | CVG_FROM(BIT) | CVG_FROM(GEOMETRY) | CVG_FROM(VECTOR))

#define CvgSourceIn(cv, set) CvgColumnIs((cv)->source, set)

/* One pair, or family of pairs, of types. */
typedef struct CvgConversion
{
	uint32		sources;		/* set of type classes */
	Oid			target;			/* base type; ANYENUMOID: every enum;
								 * InvalidOid: the type called typname */
	const char *typname;
	CvgConvertFn fn;
	int			rules;			/* that have a meaning here */
	CvgLoss		loss;
	const char *note;			/* or NULL */

	/* look at the modifiers: refine loss and note, or refuse; or NULL */
	bool		(*check) (CvgConvert *cv, CvgRefusal *refusal);

	/* allocate and fill cv->state; NULL: CvgStateCreate will do */
	void		(*begin) (CvgConvert *cv, MemoryContext mcxt);
} CvgConversion;

/* The first member of every converter's state. */
typedef struct CvgState
{
	MemoryContext mcxt;
	CvgConvertFn inner;			/* of a domain: converts to the base type */
	void	   *domain;			/* cache of domain_check */
} CvgState;

/* convert.c */
extern void *CvgStateCreate(CvgConvert *cv, MemoryContext mcxt, Size size);
extern bool CvgRefuse(CvgRefusal *refusal, int sqlstate, const char *hint,
					  const char *fmt,...) pg_attribute_printf(4, 5);
extern bool CvgRefusePair(const CvgConvert *cv, CvgRefusal *refusal,
						  const char *hint);
extern const char *CvgTargetName(const CvgConvert *cv);

/* convert_table.c */
extern const CvgConversion *CvgConversionFind(const CvgColumn *source,
											  Oid basetypid);
extern const char *CvgConversionHint(const CvgColumn *source, Oid basetypid);

/* convert_error.c */

/* Names the value in the context of another's error. */
typedef struct CvgValueContext
{
	ErrorContextCallback callback;
	const CvgConvert *cv;
	const char *data;
	size_t		len;
} CvgValueContext;

extern void CvgValueContextPush(CvgValueContext *context, const CvgConvert *cv,
								const char *data, size_t len);
extern void CvgValueContextPop(CvgValueContext *context);
extern Datum CvgConvertNull(CvgConvert *cv, const char *data, size_t len,
							bool *isnull, const char *rule);
extern Datum CvgConvertEmpty(CvgConvert *cv, const char *data, bool *isnull);
extern const char *CvgEmptyHint(const CvgConvert *cv);
extern void CvgCheckSize(const CvgConvert *cv, const char *data, size_t len);

/*
 * convert_input.c: the target type's input function.
 */
typedef struct CvgInput
{
	FmgrInfo	function;
	Oid			typioparam;
	const char *hint;			/* of its errors; NULL: the general one */
	CvgValueProblem problem;	/* that they are */
} CvgInput;

/* The state of converters that end in the input function. */
typedef struct CvgInputState
{
	CvgState	base;
	CvgInput	input;
	FmgrInfo	output;			/* only with a type modifier */
} CvgInputState;

extern void CvgInputBegin(CvgInput *input, Oid typid, MemoryContext mcxt);
extern Datum CvgInputCall(const CvgConvert *cv, CvgInput *input, char *string,
						  int32 typmod, const char *data, size_t len);
extern bool CvgCheckInput(CvgConvert *cv, CvgRefusal *refusal);
extern void CvgBeginInput(CvgConvert *cv, MemoryContext mcxt);
extern Datum CvgConvertByInput(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertDomain(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* The value of two digits; negative if they are not both digits. */
static inline int
CvgTwoDigits(const char *data)
{
	unsigned	tens = (unsigned char) data[0] - '0';
	unsigned	ones = (unsigned char) data[1] - '0';

	return tens > 9 || ones > 9 ? -1 : (int) (tens * 10 + ones);
}

/* The same byte eight times. */
#define CVG_EIGHT(byte) ((byte) * UINT64CONST(0x0101010101010101))

/* convert_number.c */
typedef struct CvgDecimal
{
	bool		negative;
	const char *digits;			/* with the point, if there is one */
	int			ndigits;		/* bytes of it */
	int			scale;			/* digits after the point */
	int			high;			/* power of ten of the first digit but 0 */
	int			low;			/* power of ten of the last digit but 0 */
	bool		zero;			/* no digit but 0: high and low are 0 */
} CvgDecimal;

extern bool CvgParseDecimal(const char *data, size_t len, CvgDecimal *number);
extern bool CvgParseInt64(const char *data, size_t len, int64 *value);
extern int	CvgIntegerDigits(const CvgColumn *source);
extern const char *CvgPlainInteger(const char *data, size_t *len);
extern bool CvgCheckInteger(CvgConvert *cv, CvgRefusal *refusal);
extern bool CvgCheckNumeric(CvgConvert *cv, CvgRefusal *refusal);
extern bool CvgCheckFloat(CvgConvert *cv, CvgRefusal *refusal);
extern void CvgBeginNumeric(CvgConvert *cv, MemoryContext mcxt);
extern Datum CvgConvertInt2(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertInt4(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertInt8(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertOid(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertNumeric(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern void CvgBeginMoney(CvgConvert *cv, MemoryContext mcxt);
extern Datum CvgConvertMoney(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_float.c */
extern Datum CvgConvertFloat4(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertFloat8(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_text.c */
extern const char *CvgTextFromSource(CvgConvert *cv, const char *data,
									 size_t *len);
extern bool CvgIsUtf8(const char *data, size_t len);
extern void CvgCheckUtf8(const CvgConvert *cv, const char *data, size_t len);
extern bool CvgCheckText(CvgConvert *cv, CvgRefusal *refusal);
extern Datum CvgConvertText(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertVarchar(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertBpchar(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertName(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertTextArray(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_word.c: boolean, enum and uuid */
extern bool CvgCheckBoolean(CvgConvert *cv, CvgRefusal *refusal);
extern Datum CvgConvertBooleanNumber(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertBooleanBit(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertBooleanWord(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern bool CvgCheckEnum(CvgConvert *cv, CvgRefusal *refusal);
extern void CvgBeginEnum(CvgConvert *cv, MemoryContext mcxt);
extern Datum CvgConvertEnum(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern bool CvgCheckUuid(CvgConvert *cv, CvgRefusal *refusal);
extern Datum CvgConvertUuid(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertUuidBytes(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_time.c */
extern bool CvgCheckTime(CvgConvert *cv, CvgRefusal *refusal);
extern bool CvgCheckInterval(CvgConvert *cv, CvgRefusal *refusal);
extern void CvgBeginTime(CvgConvert *cv, MemoryContext mcxt);
extern Datum CvgConvertDate(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertTimestamp(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertTimestampTz(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertTime(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertInterval(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_zone.c */
typedef struct CvgZone
{
	pg_tz	   *tz;				/* NULL: UTC */
	int64		from;			/* local seconds in [from, until) have this */
	int64		until;			/* offset, for certain */
	int64		offset;			/* seconds east of UTC */
} CvgZone;

typedef enum CvgZoneResult
{
	CVG_ZONE_OK,
	CVG_ZONE_GAP,
	CVG_ZONE_AMBIGUOUS
} CvgZoneResult;

extern bool CvgZoneInit(CvgZone *zone, const char *name);
extern CvgZoneResult CvgZoneToUtc(CvgZone *zone, int64 local, int64 *utc);
extern int64 CvgZoneFromUtc(CvgZone *zone, int64 utc);

/* convert_json.c */
extern bool CvgCheckJson(CvgConvert *cv, CvgRefusal *refusal);
extern void CvgBeginJson(CvgConvert *cv, MemoryContext mcxt);
extern Datum CvgConvertJson(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertJsonb(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_binary.c */
extern bool CvgCheckBit(CvgConvert *cv, CvgRefusal *refusal);
extern Datum CvgConvertBit(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertBytea(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern bool CvgCheckInetBytes(CvgConvert *cv, CvgRefusal *refusal);
extern Datum CvgConvertInetBytes(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertVectorArray(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertVector(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_geometry.c */
extern Datum CvgConvertGeometry(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertPoint(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertPath(CvgConvert *cv, const char *data, size_t len, bool *isnull);
extern Datum CvgConvertPolygon(CvgConvert *cv, const char *data, size_t len, bool *isnull);

/* convert_using.c */
extern bool CvgUsingChoose(CvgConvert *cv, CvgRefusal *refusal);
extern void CvgUsingBegin(CvgConvert *cv, MemoryContext mcxt);

#endif							/* CVG_CONVERT_INTERNAL_H */
