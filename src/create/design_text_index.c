/*-------------------------------------------------------------------------
 *
 * design_text_index.c
 *	  FULLTEXT and SPATIAL indexes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "create/design_internal.h"

static char *Document(const CvgNewTable *table, const CvgIndex *source);
static CvgNewIndex *OnePart(const CvgIndex *source, char *method, int column,
							char *expression);
static bool HasGist(const char *type);

/*
 * The words of the configuration "simple" are what MySQL indexes: neither
 * stemmed nor of a language.
 */
CvgNewIndex *
CvgDesignFulltext(CvgDesigner *designer, CvgNewTable *table, const CvgIndex *source)
{
	char	   *object = psprintf("%s.%s", table->source->name, source->name);
	char	   *document = Document(table, source);
	char	   *expression;

	if (document == NULL)
	{
		CvgDesignNote(designer, "INDEX_FULLTEXT_TYPE", CVG_SEVERITY_LOSS, "index", object,
					  pstrdup("left out: not all of its columns are text here"));
		return NULL;
	}
	expression = psprintf("to_tsvector('simple'::regconfig, %s)", document);
	CvgDesignNote(designer, "INDEX_FULLTEXT", CVG_SEVERITY_WARNING, "index", object,
				  psprintf("is a GIN index%s%s; MATCH ... AGAINST is written %s @@ to_tsquery('simple', ...) here",
						   source->parser ? ", without the parser " : "",
						   source->parser ? source->parser : "", expression));
	return OnePart(source, "gin", -1, expression);
}

/* All columns as one text; NULL if one of them is none. */
static char *
Document(const CvgNewTable *table, const CvgIndex *source)
{
	StringInfoData document;

	initStringInfo(&document);
	for (int i = 0; i < source->nparts; i++)
	{
		int			place = CvgDesignColumn(table, source->parts[i].column);
		const CvgNewColumn *column = &table->columns[place];
		const char *name = quote_identifier(column->name);

		if (column->kind != CVG_KIND_TEXT)
			return NULL;
		if (i > 0)
			appendStringInfoString(&document, " || ' ' || ");
		appendStringInfo(&document, source->nparts > 1 ? "coalesce(%s, '')" : "%s", name);
	}
	return document.data;
}

CvgNewIndex *
CvgDesignSpatial(CvgDesigner *designer, CvgNewTable *table, const CvgIndex *source)
{
	int			place = CvgDesignColumn(table, source->parts[0].column);
	const CvgNewColumn *column = &table->columns[place];

	if (HasGist(column->type))
		return OnePart(source, "gist", place, NULL);
	CvgDesignNote(designer, "INDEX_SPATIAL", CVG_SEVERITY_LOSS, "index",
				  psprintf("%s.%s", table->source->name, source->name),
				  psprintf("left out: type %s has no spatial index; PostGIS has one",
						   column->type));
	return NULL;
}

/* geometry of PostGIS, whatever its schema and modifiers, and native types. */
static bool
HasGist(const char *type)
{
	const char *point = strrchr(type, '.');
	const char *name = point ? point + 1 : type;

	return strncmp(name, "geometry", strlen("geometry")) == 0 ||
		strncmp(name, "geography", strlen("geography")) == 0 ||
		strcmp(name, "point") == 0 || strcmp(name, "polygon") == 0 ||
		strcmp(name, "box") == 0 || strcmp(name, "circle") == 0;
}

static CvgNewIndex *
OnePart(const CvgIndex *source, char *method, int column, char *expression)
{
	CvgNewIndex *index = palloc0(sizeof(CvgNewIndex));

	index->source = source;
	index->method = method;
	index->nparts = 1;
	index->parts = palloc0(sizeof(CvgNewIndexPart));
	index->parts[0].column = column;
	index->parts[0].expression = expression;
	return index;
}
