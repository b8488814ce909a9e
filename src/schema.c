/*-------------------------------------------------------------------------
 *
 * schema.c
 *	  Questions to the model of a source schema.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "schema.h"

static const char *const type_class_names[] = {
	[CVG_TYPE_UNKNOWN] = "unknown",
	[CVG_TYPE_TINYINT] = "tinyint",
	[CVG_TYPE_SMALLINT] = "smallint",
	[CVG_TYPE_MEDIUMINT] = "mediumint",
	[CVG_TYPE_INT] = "int",
	[CVG_TYPE_BIGINT] = "bigint",
	[CVG_TYPE_DECIMAL] = "decimal",
	[CVG_TYPE_FLOAT] = "float",
	[CVG_TYPE_DOUBLE] = "double",
	[CVG_TYPE_BIT] = "bit",
	[CVG_TYPE_YEAR] = "year",
	[CVG_TYPE_DATE] = "date",
	[CVG_TYPE_DATETIME] = "datetime",
	[CVG_TYPE_TIMESTAMP] = "timestamp",
	[CVG_TYPE_TIME] = "time",
	[CVG_TYPE_CHAR] = "char",
	[CVG_TYPE_VARCHAR] = "varchar",
	[CVG_TYPE_TEXT] = "text",
	[CVG_TYPE_BINARY] = "binary",
	[CVG_TYPE_VARBINARY] = "varbinary",
	[CVG_TYPE_BLOB] = "blob",
	[CVG_TYPE_ENUM] = "enum",
	[CVG_TYPE_SET] = "set",
	[CVG_TYPE_JSON] = "json",
	[CVG_TYPE_GEOMETRY] = "geometry",
	[CVG_TYPE_VECTOR] = "vector",
	[CVG_TYPE_UUID] = "uuid",
	[CVG_TYPE_INET] = "inet",
};

CvgTable *
CvgSchemaTable(const CvgSchema *schema, const char *name)
{
	int			low = 0;
	int			high = schema->ntables;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		int			order = strcmp(name, schema->tables[middle].name);

		if (order == 0)
			return &schema->tables[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

int
CvgTableColumnIndex(const CvgTable *table, const char *name)
{
	for (int i = 0; i < table->ncolumns; i++)
	{
		if (strcmp(table->columns[i].name, name) == 0)
			return i;
	}
	return -1;
}

/* information_schema has the length in bytes only, but for the type's text. */
int
CvgVectorLength(const CvgColumn *column)
{
	const char *paren = strchr(column->type_text, '(');

	return paren ? atoi(paren + 1) : 1;
}

const char *
CvgTypeClassName(CvgTypeClass type)
{
	if ((int) type < 0 || (int) type >= (int) lengthof(type_class_names))
		return type_class_names[CVG_TYPE_UNKNOWN];
	return type_class_names[type];
}

bool
CvgCollationIgnoresCase(const char *collation)
{
	size_t		len = collation ? strlen(collation) : 0;

	return len > 3 && strcmp(collation + len - 3, "_ci") == 0;
}
