/*-------------------------------------------------------------------------
 *
 * diff_types.c
 *	  Which pairs of types mean the same.
 *
 * A pair is silent where the target's type is the counterpart of the
 * source's: the narrowest that holds all its values, or the one that
 * PostgreSQL has for the purpose (boolean, uuid, json, an enum of the same
 * labels).  A declared limit that differs is a warning in both directions:
 * one side accepts what the other refuses.  So is a type that cannot hold
 * all values; that is what the converter of the pair says.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/rel.h"

#include "check/schema_diff.h"

/* Digits of seconds where a type of time says nothing. */
#define MAX_DIGITS 6

/* One pair of types, and what there is to say of it. */
typedef struct TypePair
{
	const CvgTableDiff *table;
	int			column;			/* of the source */
	const CvgColumn *source;
	const char *target_name;	/* of the column, not quoted */
	Oid			typid;			/* under domains */
	int32		typmod;
	const CvgConvert *convert;
	CvgDiffSeverity *severity;
} TypePair;

static const char *DiffPair(const TypePair *pair);
static const char *DiffIntegers(const TypePair *pair);
static int	BytesNeeded(const CvgColumn *source);
static int	BytesOf(Oid typid);
static const char *DiffDecimals(const TypePair *pair);
static const char *DiffFloats(const TypePair *pair);
static const char *DiffBits(const TypePair *pair);
static const char *DiffTimes(const TypePair *pair);
static int	TimeDigits(Oid typid, int32 typmod);
static const char *DiffStrings(const TypePair *pair);
static const char *DiffLengths(const TypePair *pair);
static const char *DiffBytes(const TypePair *pair);
static const char *DiffEnums(const TypePair *pair);
static const char *DiffLabels(const TypePair *pair);
static List *EnumLabels(Oid typid);
static bool HasLabel(List *labels, const char *label);
static const char *DiffSets(const TypePair *pair);
static char *LabelArray(const TypePair *pair, const char *before, const char *after);
static bool IsAnyOf(const TypePair *pair, const Oid *types, int ntypes);
static bool IsNamed(const TypePair *pair, const char *name);
static const char *Otherwise(const TypePair *pair);
static const char *Inform(const TypePair *pair, const char *words);
static const char *Warn(const TypePair *pair, const char *words);

const char *
CvgDiffTypes(const CvgTableDiff *table, int column, CvgDiffSeverity *severity)
{
	const CvgConvert *convert = &table->plan->bindings[column].convert;
	TypePair	pair = {
		.table = table,
		.column = column,
		.source = &table->source->columns[column],
		.target_name = table->scope[column].target_name,
		.typid = convert->basetypid,
		.typmod = convert->basetypmod,
		.convert = convert,
		.severity = severity
	};

	/* what the user has settled by a rule needs no remark */
	if (convert->rules.using_expr != NULL)
		return NULL;

	return DiffPair(&pair);
}

static const char *
DiffPair(const TypePair *pair)
{
	switch (pair->source->type)
	{
		case CVG_TYPE_TINYINT:
		case CVG_TYPE_SMALLINT:
		case CVG_TYPE_MEDIUMINT:
		case CVG_TYPE_INT:
		case CVG_TYPE_BIGINT:
		case CVG_TYPE_YEAR:
			return DiffIntegers(pair);
		case CVG_TYPE_DECIMAL:
			return DiffDecimals(pair);
		case CVG_TYPE_FLOAT:
		case CVG_TYPE_DOUBLE:
			return DiffFloats(pair);
		case CVG_TYPE_BIT:
			return DiffBits(pair);
		case CVG_TYPE_DATE:
		case CVG_TYPE_DATETIME:
		case CVG_TYPE_TIMESTAMP:
		case CVG_TYPE_TIME:
			return DiffTimes(pair);
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
		case CVG_TYPE_TEXT:
			return DiffStrings(pair);
		case CVG_TYPE_BINARY:
		case CVG_TYPE_VARBINARY:
		case CVG_TYPE_BLOB:
			return DiffBytes(pair);
		case CVG_TYPE_ENUM:
			return DiffEnums(pair);
		case CVG_TYPE_SET:
			return DiffSets(pair);
		case CVG_TYPE_JSON:
			return pair->typid == JSONOID || pair->typid == JSONBOID ? NULL : Otherwise(pair);
		case CVG_TYPE_GEOMETRY:
			return IsNamed(pair, "geometry") || IsNamed(pair, pair->source->type_text) ?
				NULL : Otherwise(pair);
		case CVG_TYPE_VECTOR:
			return pair->typid == FLOAT4ARRAYOID || IsNamed(pair, "vector") ?
				NULL : Otherwise(pair);
		case CVG_TYPE_UUID:
			return pair->typid == UUIDOID ? NULL : Otherwise(pair);
		case CVG_TYPE_INET:
			return pair->typid == INETOID ? NULL : Otherwise(pair);
		case CVG_TYPE_UNKNOWN:
			break;
	}
	return Otherwise(pair);
}

static const char *
DiffIntegers(const TypePair *pair)
{
	int			needed = BytesNeeded(pair->source);
	int			bytes = BytesOf(pair->typid);

	/* MySQL has no other boolean, whatever the display width */
	if (pair->source->type == CVG_TYPE_TINYINT && pair->typid == BOOLOID)
		return NULL;
	if (bytes == 0)
	{
		if (pair->typid == NUMERICOID && needed > 8 && pair->convert->loss == CVG_LOSS_NONE)
			return NULL;
		return Otherwise(pair);
	}
	if (bytes < needed)
		return Warn(pair, "narrower range: values outside of it stop an import");
	if (bytes > needed)
		return Inform(pair, "wider range");
	return NULL;
}

/* Of the narrowest integer type of PostgreSQL; 9: there is none. */
static int
BytesNeeded(const CvgColumn *source)
{
	switch (source->type)
	{
		case CVG_TYPE_SMALLINT:
			return source->is_unsigned ? 4 : 2;
		case CVG_TYPE_MEDIUMINT:
			return 4;
		case CVG_TYPE_INT:
			return source->is_unsigned ? 8 : 4;
		case CVG_TYPE_BIGINT:
			return source->is_unsigned ? 9 : 8;
		default:
			return 2;
	}
}

static int
BytesOf(Oid typid)
{
	return typid == INT2OID ? 2 : typid == INT4OID ? 4 : typid == INT8OID ? 8 : 0;
}

static const char *
DiffDecimals(const TypePair *pair)
{
	int			precision;
	int			scale;

	if (pair->typid != NUMERICOID)
		return Otherwise(pair);
	if (pair->typmod < (int32) VARHDRSZ)
		return Warn(pair, psprintf("limit of %d digits, %d after the point, lifted",
								   pair->source->precision, pair->source->scale));
	precision = ((pair->typmod - VARHDRSZ) >> 16) & 0xffff;
	scale = (((pair->typmod - VARHDRSZ) & 0x7ff) ^ 1024) - 1024;
	if (precision == pair->source->precision && scale == pair->source->scale)
		return NULL;
	return Warn(pair, psprintf("limit of digits changed from (%d,%d) to (%d,%d)",
							   pair->source->precision, pair->source->scale,
							   precision, scale));
}

static const char *
DiffFloats(const TypePair *pair)
{
	if (pair->typid == (pair->source->type == CVG_TYPE_FLOAT ? FLOAT4OID : FLOAT8OID))
		return NULL;
	if (pair->typid == FLOAT8OID)
		return Inform(pair, "wider range");
	return Otherwise(pair);
}

static const char *
DiffBits(const TypePair *pair)
{
	if (pair->source->length == 1 && pair->typid == BOOLOID)
		return NULL;
	if (pair->typid != BITOID && pair->typid != VARBITOID)
		return Otherwise(pair);
	if (pair->typid == VARBITOID && pair->typmod < 0)
		return Warn(pair, psprintf("limit of %d bits lifted", pair->source->length));
	if (pair->typmod != pair->source->length)
		return Warn(pair, psprintf("limit of bits changed from %d to %d",
								   pair->source->length, pair->typmod));
	return NULL;
}

static const char *
DiffTimes(const TypePair *pair)
{
	Oid			counterpart = pair->source->type == CVG_TYPE_DATE ? DATEOID :
		pair->source->type == CVG_TYPE_DATETIME ? TIMESTAMPOID :
		pair->source->type == CVG_TYPE_TIMESTAMP ? TIMESTAMPTZOID : INTERVALOID;
	int			digits = TimeDigits(pair->typid, pair->typmod);

	if (counterpart == TIMESTAMPOID && pair->typid == TIMESTAMPTZOID)
		return Warn(pair, "a date and time without zone becomes an instant");
	if (counterpart == TIMESTAMPTZOID && pair->typid == TIMESTAMPOID)
		return Warn(pair, "an instant becomes a date and time without zone");
	if (counterpart == DATEOID && (pair->typid == TIMESTAMPOID || pair->typid == TIMESTAMPTZOID))
		return Inform(pair, "takes a time of day as well");
	if (pair->typid != counterpart)
		return Otherwise(pair);
	if (counterpart != DATEOID && digits < pair->source->scale)
		return Warn(pair, psprintf("%d digits of seconds instead of %d", digits,
								   pair->source->scale));
	return NULL;
}

static int
TimeDigits(Oid typid, int32 typmod)
{
	if (typmod < 0)
		return MAX_DIGITS;
	if (typid != INTERVALOID)
		return typmod;
	return (typmod & 0xffff) == 0xffff ? MAX_DIGITS : typmod & 0xffff;
}

static const char *
DiffStrings(const TypePair *pair)
{
	static const Oid documents[] = {JSONOID, JSONBOID};
	const CvgColumn *source = pair->source;

	if (pair->typid == TEXTOID || pair->typid == VARCHAROID || pair->typid == BPCHAROID ||
		IsNamed(pair, "citext"))
		return DiffLengths(pair);
	if (pair->typid == UUIDOID && source->type != CVG_TYPE_TEXT && source->length == 36)
		return NULL;
	if (source->is_json && IsAnyOf(pair, documents, lengthof(documents)))
		return NULL;
	return Otherwise(pair);
}

/* A limit in bytes, as all kinds of text have it, is none in PostgreSQL. */
static const char *
DiffLengths(const TypePair *pair)
{
	bool		limited = pair->typid != TEXTOID && pair->typmod >= (int32) VARHDRSZ;
	int			limit = pair->typmod - VARHDRSZ;

	if (pair->typid == BPCHAROID && pair->source->type != CVG_TYPE_CHAR)
		return Otherwise(pair);
	if (pair->source->type == CVG_TYPE_TEXT)
		return !limited ? NULL :
			Warn(pair, psprintf("limited to %d characters: longer values stop an import", limit));
	if ((!limited || limit > pair->source->length) &&
		CvgDiffHasLengthCheck(pair->table, pair->column))
		return NULL;
	if (!limited)
		return Warn(pair, psprintf("limit of %d characters lifted", pair->source->length));
	if (limit > pair->source->length)
		return Warn(pair, psprintf("limit raised from %d to %d characters",
								   pair->source->length, limit));
	if (limit < pair->source->length)
		return Warn(pair, psprintf("limit lowered from %d to %d characters: longer values stop an import",
								   pair->source->length, limit));
	return NULL;
}

static const char *
DiffBytes(const TypePair *pair)
{
	if (pair->typid == BYTEAOID ||
		(pair->typid == UUIDOID && pair->source->type == CVG_TYPE_BINARY &&
		 pair->source->length == 16))
		return NULL;
	return Otherwise(pair);
}

static const char *
DiffEnums(const TypePair *pair)
{
	if (get_typtype(pair->typid) == TYPTYPE_ENUM)
		return DiffLabels(pair);
	if (pair->typid != TEXTOID && pair->typid != VARCHAROID)
		return Otherwise(pair);
	if (CvgDiffHasCheck(pair->table, LabelArray(pair, " IN (", ")")))
		return NULL;
	return Warn(pair, "accepts other words: no check lists the labels");
}

static const char *
DiffLabels(const TypePair *pair)
{
	List	   *labels = EnumLabels(pair->typid);
	List	   *source = pair->source->labels;
	StringInfoData words;
	ListCell   *lc;
	ListCell   *other;

	initStringInfo(&words);
	foreach(lc, source)
	{
		if (!HasLabel(labels, lfirst(lc)))
			appendStringInfo(&words, "%s\"%s\"", words.len > 0 ? ", " : "labels missing: ",
							 (char *) lfirst(lc));
	}
	if (words.len > 0)
		appendStringInfoString(&words, "; values of them stop an import");
	foreach(lc, labels)
	{
		if (!HasLabel(source, lfirst(lc)))
			appendStringInfo(&words, "%s\"%s\"",
							 strstr(words.data, "labels added: ") ? ", " :
							 words.len > 0 ? "; labels added: " : "labels added: ",
							 (char *) lfirst(lc));
	}
	if (words.len > 0)
		return Warn(pair, words.data);
	forboth(lc, source, other, labels)
	{
		if (strcmp(lfirst(lc), lfirst(other)) != 0)
			return Warn(pair, "labels in another order: values sort differently");
	}
	return NULL;
}

static List *
EnumLabels(Oid typid)
{
	Relation	rel = table_open(EnumRelationId, AccessShareLock);
	List	   *labels = NIL;
	SysScanDesc scan;
	ScanKeyData key;
	HeapTuple	tuple;

	/* in the order of the index, which is that of the labels */
	ScanKeyInit(&key, Anum_pg_enum_enumtypid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(typid));
	scan = systable_beginscan(rel, EnumTypIdSortOrderIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		labels = lappend(labels, pstrdup(NameStr(((Form_pg_enum) GETSTRUCT(tuple))->enumlabel)));
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return labels;
}

static bool
HasLabel(List *labels, const char *label)
{
	ListCell   *lc;

	foreach(lc, labels)
	{
		if (strcmp(lfirst(lc), label) == 0)
			return true;
	}
	return false;
}

static const char *
DiffSets(const TypePair *pair)
{
	static const Oid arrays[] = {TEXTARRAYOID, VARCHARARRAYOID};

	if (!IsAnyOf(pair, arrays, lengthof(arrays)))
		return Otherwise(pair);
	if (CvgDiffHasCheck(pair->table, LabelArray(pair, " <@ ARRAY[", "]::text[]")))
		return NULL;
	return Warn(pair, "accepts other words: no check lists the labels");
}

/* A condition on the column that lists the labels. */
static char *
LabelArray(const TypePair *pair, const char *before, const char *after)
{
	StringInfoData sql;
	ListCell   *lc;

	initStringInfo(&sql);
	appendStringInfo(&sql, "%s%s", quote_identifier(pair->target_name), before);
	foreach(lc, pair->source->labels)
		appendStringInfo(&sql, "%s%s", foreach_current_index(lc) > 0 ? ", " : "",
						 quote_literal_cstr(lfirst(lc)));
	appendStringInfoString(&sql, after);
	return sql.data;
}

static bool
IsAnyOf(const TypePair *pair, const Oid *types, int ntypes)
{
	for (int i = 0; i < ntypes; i++)
	{
		if (pair->typid == types[i])
			return true;
	}
	return false;
}

/* Types of extensions, and those whose name is the source's. */
static bool
IsNamed(const TypePair *pair, const char *name)
{
	return strcmp(CvgTypeName(pair->typid), name) == 0;
}

/* Not the counterpart: what the converter says decides. */
static const char *
Otherwise(const TypePair *pair)
{
	if (pair->convert->entry != NULL && pair->convert->loss == CVG_LOSS_NONE)
		return Inform(pair, "another type, which holds all values");
	return Warn(pair, pair->convert->note == NULL ?
				"another type, which may not hold all values" :
				psprintf("another type, which may not hold all values: %s",
						 pair->convert->note));
}

static const char *
Inform(const TypePair *pair, const char *words)
{
	*pair->severity = CVG_DIFF_INFO;
	return words;
}

static const char *
Warn(const TypePair *pair, const char *words)
{
	*pair->severity = CVG_DIFF_WARNING;
	return words;
}
