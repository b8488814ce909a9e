/*-------------------------------------------------------------------------
 *
 * type_checks.c
 *	  Checks that keep the domain of a type of the source.
 *
 * A check is made where the type of the source says what a value means, and
 * PostgreSQL's type holds more: unsigned numbers, years, members of a set,
 * lengths of binary strings.  Limits that come of the size of a number or a
 * text alone, such as those of a signed tinyint, are not data's rules and are
 * left behind.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "choose_internal.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

typedef struct UnsignedLimit
{
	CvgTypeClass type;
	const char *limit;
	const char *holders;		/* types that hold more; NULL: whatever */
} UnsignedLimit;

static const UnsignedLimit unsigned_limits[] = {
	{CVG_TYPE_TINYINT, "255", "smallint,integer,bigint,numeric"},
	{CVG_TYPE_SMALLINT, "65535", "integer,bigint,numeric"},
	{CVG_TYPE_MEDIUMINT, "16777215", "integer,bigint,numeric"},
	{CVG_TYPE_INT, "4294967295", "bigint,numeric"},
	{CVG_TYPE_BIGINT, "18446744073709551615", "numeric"}
};

static char *CheckUnsigned(const CvgNewColumn *column, const char *name);
static char *CheckCharacters(const CvgChosen *chosen, const char *name);
static char *CheckBytes(const CvgNewColumn *column, const char *name);
static char *CheckLabels(const CvgNewColumn *column, const char *name);
static char *CheckVector(const CvgNewColumn *column, const char *name);
static char *CheckInet(const CvgNewColumn *column, const char *name);

/* Where a rule computes the values, the source's type says nothing of them. */
char *
CvgTypeCheck(const CvgChosen *chosen)
{
	const CvgNewColumn *column = chosen->column;
	const CvgColumn *source = column->source;
	const char *name = quote_identifier(column->name);

	if (chosen->rules.using_expr != NULL)
		return NULL;
	if (source->is_unsigned)
		return CheckUnsigned(column, name);
	switch (source->type)
	{
		case CVG_TYPE_YEAR:
			return column->kind != CVG_KIND_INTEGER ? NULL :
				psprintf("%s = 0 OR %s BETWEEN 1901 AND 2155", name, name);
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
			return CheckCharacters(chosen, name);
		case CVG_TYPE_BINARY:
		case CVG_TYPE_VARBINARY:
			return CheckBytes(column, name);
		case CVG_TYPE_ENUM:
		case CVG_TYPE_SET:
			return CheckLabels(column, name);
		case CVG_TYPE_VECTOR:
			return CheckVector(column, name);
		case CVG_TYPE_INET:
			return CheckInet(column, name);
		default:
			return NULL;
	}
}

static char *
CheckUnsigned(const CvgNewColumn *column, const char *name)
{
	int			length = strcspn(column->type, "(");

	if (column->kind != CVG_KIND_INTEGER && column->kind != CVG_KIND_NUMERIC &&
		column->kind != CVG_KIND_FLOAT)
		return NULL;
	for (int i = 0; i < (int) lengthof(unsigned_limits); i++)
	{
		const UnsignedLimit *entry = &unsigned_limits[i];
		const char *found = strstr(entry->holders, pnstrdup(column->type, length));

		if (entry->type == column->source->type && found != NULL)
			return psprintf("%s BETWEEN 0 AND %s", name, entry->limit);
	}
	return psprintf("%s >= 0", name);
}

/*
 * varchar has the length itself; citext chosen for it has none, and
 * varchar(0) does not exist.
 */
static char *
CheckCharacters(const CvgChosen *chosen, const char *name)
{
	const CvgNewColumn *column = chosen->column;
	int			length = column->source->length;

	if (column->kind != CVG_KIND_TEXT || length < 0 || column->source->is_json)
		return NULL;
	if (length == 0)
		return psprintf("%s = ''", name);
	if (chosen->rule != NULL || strstr(column->type, "citext") == NULL)
		return NULL;
	return psprintf("char_length(%s::text) <= %d", name, length);
}

static char *
CheckBytes(const CvgNewColumn *column, const char *name)
{
	if (column->kind != CVG_KIND_BYTEA)
		return NULL;
	return psprintf("octet_length(%s) %s %d", name,
					column->source->type == CVG_TYPE_BINARY ? "=" : "<=",
					column->source->length);
}

static char *
CheckLabels(const CvgNewColumn *column, const char *name)
{
	bool		set = column->source->type == CVG_TYPE_SET;
	StringInfoData labels;
	ListCell   *lc;

	if (column->kind != (set ? CVG_KIND_TEXT_ARRAY : CVG_KIND_TEXT))
		return NULL;
	initStringInfo(&labels);
	foreach(lc, column->source->labels)
		appendStringInfo(&labels, "%s%s", labels.len > 0 ? ", " : "",
						 quote_literal_cstr(lfirst(lc)));
	return psprintf(set ? "%s <@ ARRAY[%s]" : "%s IN (%s)", name, labels.data);
}

/* MySQL takes shorter vectors as well. */
static char *
CheckVector(const CvgNewColumn *column, const char *name)
{
	if (strcmp(column->type, "real[]") != 0)
		return NULL;
	return psprintf("cardinality(%s) <= %d", name, CvgVectorLength(column->source));
}

static char *
CheckInet(const CvgNewColumn *column, const char *name)
{
	if (column->kind != CVG_KIND_INET)
		return NULL;
	return psprintf("family(%s) = %d", name,
					strcmp(column->source->type_text, "inet4") == 0 ? 4 : 6);
}
