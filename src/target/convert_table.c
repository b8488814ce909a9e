/*-------------------------------------------------------------------------
 *
 * convert_table.c
 *	  The matrix: which type of the source goes how into which of the target.
 *
 * The first entry that fits is taken.  A pair without entry is refused; for
 * some of those there is a hint that says more than the general one.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "convert_internal.h"

#define NONE	CVG_LOSS_NONE
#define CHECKED CVG_LOSS_CHECKED

#define INTS	CVG_FROM_INTS
#define CHARS	CVG_FROM_CHARS
#define BYTES	CVG_FROM_BYTES
#define FLOATS	(CVG_FROM(FLOAT) | CVG_FROM(DOUBLE))
#define DATES	(CVG_FROM(DATE) | CVG_FROM(DATETIME) | CVG_FROM(TIMESTAMP))

/* Sources whose text is always good text. */
#define PLAIN \
	(INTS | FLOATS | DATES | CVG_FROM(DECIMAL) | CVG_FROM(YEAR) | \
	 CVG_FROM(TIME) | CVG_FROM(ENUM) | CVG_FROM(SET) | CVG_FROM(JSON) | \
	 CVG_FROM(UUID) | CVG_FROM(INET))

#define EMPTY	CVG_RULE_EMPTY
#define ZERO	CVG_RULE_ZERO_DATE
#define NUL		CVG_RULE_NUL
#define ZONE	CVG_RULE_TIME_ZONE

/* An entry; functions may be NULL, as the note. */
#define PAIR(sources, target, convert, check, begin, rules, loss, note) \
	{sources, target, NULL, convert, rules, loss, note, check, begin}
#define NAMED_PAIR(sources, typname, convert, check, begin, rules, loss, note) \
	{sources, InvalidOid, typname, convert, rules, loss, note, check, begin}

/* What to do about a pair that is refused and often wanted. */
typedef struct RefusalHint
{
	uint32		sources;
	Oid			target;
	const char *hint;
} RefusalHint;

static const CvgConversion conversions[] = {
	/* boolean */
	PAIR(INTS, BOOLOID,
		 CvgConvertBooleanNumber, NULL, NULL,
		 CVG_RULE_BOOLEAN, CHECKED, "only 0 and 1"),
	PAIR(CVG_FROM(BIT), BOOLOID,
		 CvgConvertBooleanBit, CvgCheckBoolean, NULL,
		 0, NONE, NULL),
	PAIR(CHARS | CVG_FROM(ENUM), BOOLOID,
		 CvgConvertBooleanWord, NULL, NULL,
		 EMPTY, CHECKED, "only words for true and false"),

	/* numbers */
	PAIR(INTS | CVG_FROM(YEAR) | CVG_FROM(DECIMAL), INT2OID,
		 CvgConvertInt2, CvgCheckInteger, NULL,
		 0, CHECKED, NULL),
	PAIR(INTS | CVG_FROM(YEAR) | CVG_FROM(DECIMAL), INT4OID,
		 CvgConvertInt4, CvgCheckInteger, NULL,
		 0, CHECKED, NULL),
	PAIR(INTS | CVG_FROM(YEAR) | CVG_FROM(DECIMAL), INT8OID,
		 CvgConvertInt8, CvgCheckInteger, NULL,
		 0, CHECKED, NULL),
	PAIR(CHARS, INT2OID,
		 CvgConvertInt2, NULL, NULL,
		 EMPTY, CHECKED, "only decimal numbers"),
	PAIR(CHARS, INT4OID,
		 CvgConvertInt4, NULL, NULL,
		 EMPTY, CHECKED, "only decimal numbers"),
	PAIR(CHARS, INT8OID,
		 CvgConvertInt8, NULL, NULL,
		 EMPTY, CHECKED, "only decimal numbers"),
	PAIR(INTS, OIDOID,
		 CvgConvertOid, CvgCheckInteger, NULL,
		 0, CHECKED, NULL),
	PAIR(CHARS, OIDOID,
		 CvgConvertOid, NULL, NULL,
		 EMPTY, CHECKED, "only decimal numbers"),
	PAIR(INTS | CVG_FROM(YEAR) | CVG_FROM(DECIMAL), NUMERICOID,
		 CvgConvertNumeric, CvgCheckNumeric, CvgBeginNumeric,
		 0, CHECKED, NULL),
	PAIR(CHARS, NUMERICOID,
		 CvgConvertNumeric, NULL, CvgBeginNumeric,
		 EMPTY, CHECKED, "only decimal numbers"),
	PAIR(INTS | CVG_FROM(DECIMAL), MONEYOID,
		 CvgConvertMoney, NULL, CvgBeginMoney,
		 0, CHECKED, "as many digits as lc_monetary has"),
	PAIR(CHARS, MONEYOID,
		 CvgConvertMoney, NULL, CvgBeginMoney,
		 EMPTY, CHECKED, "only decimal numbers"),
	PAIR(INTS | CVG_FROM(YEAR) | CVG_FROM(DECIMAL) | CVG_FROM(FLOAT), FLOAT4OID,
		 CvgConvertFloat4, CvgCheckFloat, NULL,
		 0, CHECKED, NULL),
	PAIR(CHARS, FLOAT4OID,
		 CvgConvertFloat4, CvgCheckFloat, NULL,
		 EMPTY, CHECKED, NULL),
	PAIR(INTS | CVG_FROM(YEAR) | CVG_FROM(DECIMAL) | FLOATS, FLOAT8OID,
		 CvgConvertFloat8, CvgCheckFloat, NULL,
		 0, CHECKED, NULL),
	PAIR(CHARS, FLOAT8OID,
		 CvgConvertFloat8, CvgCheckFloat, NULL,
		 EMPTY, CHECKED, NULL),

	/* strings */
	PAIR(PLAIN, TEXTOID,
		 CvgConvertText, CvgCheckText, NULL,
		 0, NONE, NULL),
	PAIR(CHARS, TEXTOID,
		 CvgConvertText, NULL, NULL,
		 NUL, CHECKED, NULL),
	PAIR(BYTES, TEXTOID,
		 CvgConvertText, NULL, NULL,
		 NUL, CHECKED, "only valid UTF-8"),
	PAIR(PLAIN, VARCHAROID,
		 CvgConvertVarchar, CvgCheckText, NULL,
		 0, NONE, NULL),
	PAIR(CHARS, VARCHAROID,
		 CvgConvertVarchar, CvgCheckText, NULL,
		 NUL, CHECKED, NULL),
	PAIR(BYTES, VARCHAROID,
		 CvgConvertVarchar, NULL, NULL,
		 NUL, CHECKED, "only valid UTF-8"),
	PAIR(PLAIN, BPCHAROID,
		 CvgConvertBpchar, CvgCheckText, NULL,
		 0, CHECKED, NULL),
	PAIR(CHARS, BPCHAROID,
		 CvgConvertBpchar, CvgCheckText, NULL,
		 NUL, CHECKED, NULL),
	PAIR(BYTES, BPCHAROID,
		 CvgConvertBpchar, NULL, NULL,
		 NUL, CHECKED, "only valid UTF-8"),
	PAIR(CHARS | CVG_FROM(ENUM), NAMEOID,
		 CvgConvertName, NULL, NULL,
		 NUL, CHECKED, NULL),
	PAIR(CHARS, TEXTARRAYOID,
		 CvgConvertTextArray, NULL, NULL,
		 NUL, CHECKED, "divided at commas"),
	PAIR(CVG_FROM(SET), TEXTARRAYOID,
		 CvgConvertTextArray, NULL, NULL,
		 0, NONE, NULL),
	PAIR(CHARS, VARCHARARRAYOID,
		 CvgConvertTextArray, NULL, NULL,
		 NUL, CHECKED, "divided at commas"),
	PAIR(CVG_FROM(SET), VARCHARARRAYOID,
		 CvgConvertTextArray, NULL, NULL,
		 0, CHECKED, NULL),

	/* words */
	PAIR(CHARS | CVG_FROM(ENUM), ANYENUMOID,
		 CvgConvertEnum, CvgCheckEnum, CvgBeginEnum,
		 EMPTY, CHECKED, NULL),
	PAIR(CVG_FROM(UUID), UUIDOID,
		 CvgConvertUuid, NULL, NULL,
		 0, NONE, NULL),
	PAIR(CHARS, UUIDOID,
		 CvgConvertUuid, CvgCheckUuid, NULL,
		 EMPTY, CHECKED, NULL),
	PAIR(BYTES, UUIDOID,
		 CvgConvertUuidBytes, NULL, NULL,
		 EMPTY, CHECKED, "only 16 bytes"),

	/* dates and times */
	PAIR(CVG_FROM(DATE) | CVG_FROM(DATETIME), DATEOID,
		 CvgConvertDate, CvgCheckTime, CvgBeginTime,
		 ZERO, CHECKED, NULL),
	PAIR(CVG_FROM(TIMESTAMP), DATEOID,
		 CvgConvertDate, CvgCheckTime, CvgBeginTime,
		 ZERO | ZONE, CHECKED, NULL),
	PAIR(CHARS, DATEOID,
		 CvgConvertDate, CvgCheckTime, CvgBeginTime,
		 ZERO | EMPTY, CHECKED, NULL),
	PAIR(CVG_FROM(DATE) | CVG_FROM(DATETIME), TIMESTAMPOID,
		 CvgConvertTimestamp, CvgCheckTime, CvgBeginTime,
		 ZERO, CHECKED, NULL),
	PAIR(CVG_FROM(TIMESTAMP), TIMESTAMPOID,
		 CvgConvertTimestamp, CvgCheckTime, CvgBeginTime,
		 ZERO | ZONE, CHECKED, NULL),
	PAIR(CHARS, TIMESTAMPOID,
		 CvgConvertTimestamp, CvgCheckTime, CvgBeginTime,
		 ZERO | EMPTY, CHECKED, NULL),
	PAIR(CVG_FROM(TIMESTAMP), TIMESTAMPTZOID,
		 CvgConvertTimestampTz, CvgCheckTime, CvgBeginTime,
		 ZERO, CHECKED, NULL),
	PAIR(CVG_FROM(DATE) | CVG_FROM(DATETIME), TIMESTAMPTZOID,
		 CvgConvertTimestampTz, CvgCheckTime, CvgBeginTime,
		 ZERO | ZONE, CHECKED, NULL),
	PAIR(CHARS, TIMESTAMPTZOID,
		 CvgConvertTimestampTz, CvgCheckTime, CvgBeginTime,
		 ZERO | ZONE | EMPTY, CHECKED, NULL),
	PAIR(CVG_FROM(TIME), TIMEOID,
		 CvgConvertTime, NULL, CvgBeginTime,
		 0, CHECKED, "only 00:00:00 to 24:00:00"),
	PAIR(CHARS, TIMEOID,
		 CvgConvertTime, NULL, CvgBeginTime,
		 EMPTY, CHECKED, NULL),
	PAIR(CVG_FROM(TIME), INTERVALOID,
		 CvgConvertInterval, CvgCheckInterval, NULL,
		 0, NONE, NULL),

	/* documents */
	PAIR(CVG_FROM(JSON), JSONOID,
		 CvgConvertJson, CvgCheckJson, CvgBeginJson,
		 0, CHECKED, NULL),
	PAIR(CHARS, JSONOID,
		 CvgConvertJson, CvgCheckJson, CvgBeginJson,
		 EMPTY, CHECKED, NULL),
	PAIR(CVG_FROM(JSON), JSONBOID,
		 CvgConvertJsonb, CvgCheckJson, CvgBeginJson,
		 0, CHECKED, NULL),
	PAIR(CHARS, JSONBOID,
		 CvgConvertJsonb, CvgCheckJson, CvgBeginJson,
		 EMPTY, CHECKED, NULL),

	/* bytes and bits */
	PAIR(BYTES | CHARS | CVG_FROM(GEOMETRY) | CVG_FROM(VECTOR), BYTEAOID,
		 CvgConvertBytea, NULL, NULL,
		 0, NONE, NULL),
	PAIR(CVG_FROM(BIT), BITOID,
		 CvgConvertBit, CvgCheckBit, NULL,
		 0, NONE, NULL),
	PAIR(CVG_FROM(BIT), VARBITOID,
		 CvgConvertBit, CvgCheckBit, NULL,
		 0, NONE, NULL),
	PAIR(CVG_FROM(BINARY) | CVG_FROM(VARBINARY), INETOID,
		 CvgConvertInetBytes, CvgCheckInetBytes, NULL,
		 0, CHECKED, NULL),
	PAIR(CVG_FROM(INET), INETOID,
		 CvgConvertByInput, NULL, CvgBeginInput,
		 0, NONE, NULL),
	PAIR(CVG_FROM(INET), CIDROID,
		 CvgConvertByInput, NULL, CvgBeginInput,
		 0, NONE, NULL),

	/* shapes and vectors */
	PAIR(CVG_FROM(GEOMETRY), POINTOID,
		 CvgConvertPoint, NULL, NULL,
		 0, CHECKED, "only points with SRID 0"),
	PAIR(CVG_FROM(GEOMETRY), PATHOID,
		 CvgConvertPath, NULL, NULL,
		 0, CHECKED, "only lines with SRID 0"),
	PAIR(CVG_FROM(GEOMETRY), POLYGONOID,
		 CvgConvertPolygon, NULL, NULL,
		 0, CHECKED, "only polygons of one ring with SRID 0"),
	NAMED_PAIR(CVG_FROM(GEOMETRY), "geometry",
			   CvgConvertGeometry, NULL, CvgBeginInput,
			   0, NONE, NULL),
	NAMED_PAIR(CVG_FROM(GEOMETRY), "geography",
			   CvgConvertGeometry, NULL, CvgBeginInput,
			   0, CHECKED, NULL),
	PAIR(CVG_FROM(VECTOR), FLOAT4ARRAYOID,
		 CvgConvertVectorArray, NULL, NULL,
		 0, NONE, NULL),
	PAIR(CVG_FROM(VECTOR), FLOAT8ARRAYOID,
		 CvgConvertVectorArray, NULL, NULL,
		 0, NONE, NULL),
	NAMED_PAIR(CVG_FROM(VECTOR), "vector",
			   CvgConvertVector, NULL, CvgBeginInput,
			   0, NONE, NULL),

	/* whatever else the type's input function reads */
	PAIR(CHARS, ANYOID,
		 CvgConvertByInput, CvgCheckInput, CvgBeginInput,
		 NUL | EMPTY, CHECKED, "read by the type's input function"),
	PAIR(INTS | FLOATS | CVG_FROM(DECIMAL) | CVG_FROM(ENUM) | CVG_FROM(UUID) | CVG_FROM(INET), ANYOID,
		 CvgConvertByInput, CvgCheckInput, CvgBeginInput,
		 0, CHECKED, "read by the type's input function"),
};

static const RefusalHint hints[] = {
	{INTS | CVG_FROM(DECIMAL), TIMESTAMPTZOID,
	"If it is a Unix time, add a rule with action \"using\" and value \"to_timestamp(value::bigint)\" for this column."},
	{INTS | CVG_FROM(DECIMAL), TIMESTAMPOID,
	"If it is a Unix time, add a rule with action \"using\" and value \"to_timestamp(value::bigint) at time zone 'UTC'\" for this column."},
	{CVG_FROM(DOUBLE), FLOAT4OID,
	"Change the type of the target column to double precision, or add a rule with action \"using\" and value \"value::real\" to round."},
	{FLOATS, NUMERICOID,
	"Change the type of the target column to double precision, or add a rule with action \"using\" and value \"value::numeric\" to store the digits as sent."},
	{CVG_FROM(ENUM), INT2OID,
	"Add a rule with action \"using\" for this column that gives the number of each label."},
	{CVG_FROM(ENUM), INT4OID,
	"Add a rule with action \"using\" for this column that gives the number of each label."},
	{BYTES, JSONBOID,
	"Add a rule with action \"using\" and value \"convert_from(value::bytea, 'UTF8')::jsonb\" for this column."},
	{BYTES, JSONOID,
	"Add a rule with action \"using\" and value \"convert_from(value::bytea, 'UTF8')::json\" for this column."},
	{CVG_FROM(TIME), INT4OID,
	"Add a rule with action \"using\" and value \"extract(epoch from value::interval)\" for this column to store seconds."},
	{CVG_FROM(TIME), INT8OID,
	"Add a rule with action \"using\" and value \"extract(epoch from value::interval)\" for this column to store seconds."},
	{CHARS, TSVECTOROID,
	"Add a rule with action \"using\" and value \"to_tsvector(value)\" for this column."},
};

/*
 * The entry for the pair, or NULL.
 */
const CvgConversion *
CvgConversionFind(const CvgColumn *source, Oid basetypid)
{
	Oid			target = get_typtype(basetypid) == TYPTYPE_ENUM ? ANYENUMOID : basetypid;
	char	   *typname = NULL;

	for (int i = 0; i < (int) lengthof(conversions); i++)
	{
		const CvgConversion *entry = &conversions[i];

		if (((entry->sources >> source->type) & 1) == 0)
			continue;
		if (entry->target == target || entry->target == ANYOID)
			return entry;
		if (entry->typname == NULL)
			continue;
		if (typname == NULL)
			typname = CvgTypeName(basetypid);
		if (strcmp(entry->typname, typname) == 0)
			return entry;
	}
	return NULL;
}

char *
CvgTypeName(Oid typid)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(typid));
	char	   *name;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", typid);
	name = pstrdup(NameStr(((Form_pg_type) GETSTRUCT(tuple))->typname));
	ReleaseSysCache(tuple);
	return name;
}

/*
 * A hint for a pair that is refused, or NULL.
 */
const char *
CvgConversionHint(const CvgColumn *source, Oid basetypid)
{
	for (int i = 0; i < (int) lengthof(hints); i++)
	{
		if (((hints[i].sources >> source->type) & 1) != 0 &&
			hints[i].target == basetypid)
			return hints[i].hint;
	}
	return NULL;
}
