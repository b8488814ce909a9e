/*-------------------------------------------------------------------------
 *
 * choose_type.c
 *	  The PostgreSQL type for a column of the source, by default.
 *
 * Types are chosen that hold every value of the source's type, and that
 * src/target/convert_table.c converts to; the loss is what it says of the
 * pair.  They are spelt as format_type() spells them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "choose_internal.h"
#include "utils/builtins.h"

/* pgvector's limit of dimensions */
#define MAX_VECTOR_LENGTH 16000

static void Set(CvgNewColumn *column, CvgKind kind, CvgLoss loss, char *type);
static void ChooseTinyint(CvgNewColumn *column, const CvgTypeHints *hints);
static void ChooseBigint(CvgNewColumn *column, const CvgTypeHints *hints);
static void ChooseCharacters(CvgNewColumn *column, const CvgTypeHints *hints);
static void ChooseEnum(CvgNewColumn *column);
static void ChooseGeometry(CvgNewColumn *column, const char *postgis);
static char *PostgisType(const CvgColumn *source, const char *schema);
static void ChooseVector(CvgNewColumn *column, const char *pgvector);
static char *WithDigits(const char *type, int digits, const char *rest);

void
CvgTypeChoose(CvgNewColumn *column, const CvgTypeHints *hints,
			  const CvgDesignOptions *options)
{
	const CvgColumn *source = column->source;

	switch (source->type)
	{
		case CVG_TYPE_TINYINT:
			ChooseTinyint(column, hints);
			break;
		case CVG_TYPE_SMALLINT:
			Set(column, CVG_KIND_INTEGER, CVG_LOSS_NONE,
				source->is_unsigned ? "integer" : "smallint");
			break;
		case CVG_TYPE_MEDIUMINT:
			Set(column, CVG_KIND_INTEGER, CVG_LOSS_NONE, "integer");
			break;
		case CVG_TYPE_INT:
			Set(column, CVG_KIND_INTEGER, CVG_LOSS_NONE,
				source->is_unsigned ? "bigint" : "integer");
			break;
		case CVG_TYPE_BIGINT:
			ChooseBigint(column, hints);
			break;
		case CVG_TYPE_DECIMAL:
			Set(column, CVG_KIND_NUMERIC, CVG_LOSS_NONE,
				psprintf("numeric(%d,%d)", source->precision, Max(source->scale, 0)));
			break;
		case CVG_TYPE_FLOAT:
			Set(column, CVG_KIND_FLOAT, CVG_LOSS_NONE, "real");
			break;
		case CVG_TYPE_DOUBLE:
			Set(column, CVG_KIND_FLOAT, CVG_LOSS_NONE, "double precision");
			break;
		case CVG_TYPE_BIT:
			if (source->length == 1)
				Set(column, CVG_KIND_BOOLEAN, CVG_LOSS_NONE, "boolean");
			else
				Set(column, CVG_KIND_BIT, CVG_LOSS_NONE, psprintf("bit(%d)", source->length));
			break;
		case CVG_TYPE_YEAR:
			Set(column, CVG_KIND_INTEGER, CVG_LOSS_NONE, "smallint");
			break;
		case CVG_TYPE_DATE:
			Set(column, CVG_KIND_DATE, CVG_LOSS_CHECKED, "date");
			break;
		case CVG_TYPE_DATETIME:
			Set(column, CVG_KIND_TIMESTAMP, CVG_LOSS_CHECKED,
				WithDigits("timestamp", source->scale, " without time zone"));
			break;
		case CVG_TYPE_TIMESTAMP:
			Set(column, CVG_KIND_TIMESTAMPTZ, CVG_LOSS_CHECKED,
				WithDigits("timestamp", source->scale, " with time zone"));
			break;
		case CVG_TYPE_TIME:
			Set(column, CVG_KIND_INTERVAL, CVG_LOSS_NONE,
				WithDigits("interval", source->scale, ""));
			break;
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
		case CVG_TYPE_TEXT:
			ChooseCharacters(column, hints);
			break;
		case CVG_TYPE_BINARY:
		case CVG_TYPE_VARBINARY:
		case CVG_TYPE_BLOB:
			Set(column, CVG_KIND_BYTEA, CVG_LOSS_NONE, "bytea");
			break;
		case CVG_TYPE_ENUM:
			ChooseEnum(column);
			break;
		case CVG_TYPE_SET:
			Set(column, CVG_KIND_TEXT_ARRAY, CVG_LOSS_NONE, "text[]");
			break;
		case CVG_TYPE_JSON:
			Set(column, CVG_KIND_JSONB, CVG_LOSS_CHECKED, "jsonb");
			break;
		case CVG_TYPE_GEOMETRY:
			ChooseGeometry(column, options->postgis);
			break;
		case CVG_TYPE_VECTOR:
			ChooseVector(column, options->pgvector);
			break;
		case CVG_TYPE_UUID:
			Set(column, CVG_KIND_UUID, CVG_LOSS_NONE, "uuid");
			break;
		case CVG_TYPE_INET:
			Set(column, CVG_KIND_INET, CVG_LOSS_NONE, "inet");
			break;
		case CVG_TYPE_UNKNOWN:
			Set(column, CVG_KIND_TEXT, CVG_LOSS_CHECKED, "text");
			break;
	}
}

static void
Set(CvgNewColumn *column, CvgKind kind, CvgLoss loss, char *type)
{
	column->kind = kind;
	column->loss = loss;
	column->type = type;
}

static void
ChooseTinyint(CvgNewColumn *column, const CvgTypeHints *hints)
{
	const CvgColumn *source = column->source;

	if (source->length == 1 && !source->is_unsigned && !hints->identity &&
		hints->boolean == CVG_FIT_YES)
		Set(column, CVG_KIND_BOOLEAN, CVG_LOSS_CHECKED, "boolean");
	else
		Set(column, CVG_KIND_INTEGER, CVG_LOSS_NONE, "smallint");
}

/* Only whole numbers of PostgreSQL count by themselves. */
static void
ChooseBigint(CvgNewColumn *column, const CvgTypeHints *hints)
{
	if (!column->source->is_unsigned)
		Set(column, CVG_KIND_INTEGER, CVG_LOSS_NONE, "bigint");
	else if (hints->identity)
		Set(column, CVG_KIND_INTEGER, CVG_LOSS_CHECKED, "bigint");
	else
		Set(column, CVG_KIND_NUMERIC, CVG_LOSS_NONE, "numeric(20,0)");
}

/*
 * A value of CHAR comes without blanks at its end, as varchar keeps it; char
 * of PostgreSQL would show them to the application.
 */
static void
ChooseCharacters(CvgNewColumn *column, const CvgTypeHints *hints)
{
	const CvgColumn *source = column->source;

	if (source->is_json)
		Set(column, CVG_KIND_JSONB, CVG_LOSS_CHECKED, "jsonb");
	else if (hints->uuid)
		Set(column, CVG_KIND_UUID,
			source->nullable ? CVG_LOSS_RULE : CVG_LOSS_CHECKED, "uuid");
	else if (source->type == CVG_TYPE_TEXT || source->length < 0)
		Set(column, CVG_KIND_TEXT, CVG_LOSS_CHECKED, "text");
	else
		Set(column, CVG_KIND_TEXT, CVG_LOSS_CHECKED,
			psprintf("character varying(%d)", Max(source->length, 1)));
}

static void
ChooseEnum(CvgNewColumn *column)
{
	if (CvgLabelsFit(column->source->labels))
		Set(column, CVG_KIND_ENUM, CVG_LOSS_CHECKED, NULL);
	else
		Set(column, CVG_KIND_TEXT, CVG_LOSS_NONE, "text");
}

bool
CvgLabelsFit(List *labels)
{
	ListCell   *lc;

	foreach(lc, labels)
	{
		if (strlen(lfirst(lc)) >= NAMEDATALEN)
			return false;
	}
	return labels != NIL;
}

/*
 * Without PostGIS, only a column that the source restricts to SRID 0 has a
 * type of PostgreSQL; other shapes and systems keep MySQL's bytes.  So do
 * polygons, which may have holes at the source, but not in PostgreSQL.
 */
static void
ChooseGeometry(CvgNewColumn *column, const char *postgis)
{
	const CvgColumn *source = column->source;

	if (postgis != NULL)
		Set(column, CVG_KIND_OTHER, CVG_LOSS_NONE, PostgisType(source, postgis));
	else if (source->srid == 0 && strcmp(source->type_text, "point") == 0)
		Set(column, CVG_KIND_OTHER, CVG_LOSS_CHECKED, "point");
	else if (source->srid == 0 && strcmp(source->type_text, "linestring") == 0)
		Set(column, CVG_KIND_OTHER, CVG_LOSS_CHECKED, "path");
	else
		Set(column, CVG_KIND_BYTEA, CVG_LOSS_NONE, "bytea");
}

static char *
PostgisType(const CvgColumn *source, const char *schema)
{
	static const char *const shapes[][2] = {
		{"point", "Point"}, {"linestring", "LineString"}, {"polygon", "Polygon"},
		{"multipoint", "MultiPoint"}, {"multilinestring", "MultiLineString"},
		{"multipolygon", "MultiPolygon"},
		{"geomcollection", "GeometryCollection"},
		{"geometrycollection", "GeometryCollection"}
	};
	const char *type = quote_qualified_identifier(schema, "geometry");
	const char *shape = "Geometry";

	for (int i = 0; i < (int) lengthof(shapes); i++)
	{
		if (strcmp(source->type_text, shapes[i][0]) == 0)
			shape = shapes[i][1];
	}
	if (source->srid > 0)
		return psprintf("%s(%s," INT64_FORMAT ")", type, shape, source->srid);
	if (strcmp(shape, "Geometry") == 0)
		return pstrdup(type);
	return psprintf("%s(%s)", type, shape);
}

static void
ChooseVector(CvgNewColumn *column, const char *pgvector)
{
	int			length = CvgVectorLength(column->source);

	if (pgvector == NULL || length > MAX_VECTOR_LENGTH)
		Set(column, CVG_KIND_OTHER, CVG_LOSS_NONE, "real[]");
	else
		Set(column, CVG_KIND_OTHER, CVG_LOSS_NONE,
			psprintf("%s(%d)", quote_qualified_identifier(pgvector, "vector"), length));
}

static char *
WithDigits(const char *type, int digits, const char *rest)
{
	return psprintf("%s(%d)%s", type, Max(digits, 0), rest);
}
