/*-------------------------------------------------------------------------
 *
 * design_keys.c
 *	  Primary keys, unique constraints and indexes.
 *
 * A unique index over whole columns in ascending order is a constraint, as
 * one would write it.  Three things of MySQL have no counterpart word for
 * word:
 *
 * - Prefixes.  An index of a prefix is there because MySQL limits the size
 *	 of keys.  PostgreSQL limits it too, to 2704 bytes an entry, but the whole
 *	 column serves more queries; so it is taken if no value can be too long.
 *	 If one can, the index is one of left(c, n), which serves only queries
 *	 that say so.  A unique prefix says something of its own and is always
 *	 that expression.
 *
 * - The place of NULLs.  MySQL has them first in ascending order, PostgreSQL
 *	 last, in indexes and in ORDER BY alike.  An index with PostgreSQL's order
 *	 is the one that serves an ORDER BY of PostgreSQL, so nothing is said
 *	 about NULLs.
 *
 * - Names.  Those of MySQL belong to the table, those of PostgreSQL to the
 *	 schema.  A name stays if it is the only one of its kind at the source; one
 *	 that several tables use, or that MySQL took from a column or a foreign key,
 *	 becomes the one that PostgreSQL would make: film_title_idx.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/hsearch.h"

#include "create/design_internal.h"

/* Bytes of a btree entry, and what an entry needs besides its values. */
#define BTREE_LIMIT 2704
#define ENTRY_OVERHEAD 16
#define VALUE_OVERHEAD 8

/* Bytes of a value that may be as long as it likes. */
#define UNLIMITED 1000000

/* 64 characters of UTF-8 and a NUL. */
#define INDEX_NAME_SIZE 260

typedef struct IndexNameEntry
{
	char		name[INDEX_NAME_SIZE];	/* hash key */
	int			count;
} IndexNameEntry;

static CvgNewIndex *DesignIndex(CvgDesigner *designer, CvgNewTable *table,
								const CvgIndex *source);
static bool HasAllColumns(CvgDesigner *designer, const CvgNewTable *table,
						  const CvgIndex *source);
static CvgNewIndex *DesignBtree(CvgDesigner *designer, CvgNewTable *table,
								const CvgIndex *source);
static bool DesignPart(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index,
					   const CvgIndexPart *source, CvgNewIndexPart *part);
static bool DesignColumnPart(CvgDesigner *designer, CvgNewTable *table,
							 CvgNewIndex *index, const CvgIndexPart *source,
							 CvgNewIndexPart *part);
static char *PrefixExpression(const CvgNewColumn *column, int prefix);
static bool DesignMultiValued(CvgDesigner *designer, CvgNewTable *table,
							  CvgNewIndex *index, const char *sql);
static bool IsPrefix(const CvgNewColumn *column, const CvgIndexPart *part);
static int	WorstBytes(const CvgNewTable *table, const CvgIndex *source);
static int	WorstColumnBytes(const CvgNewColumn *column);
static void SetKind(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index);
static bool IsPlain(const CvgNewIndex *index);
static void NameIndex(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index);
static char *ComposedName(const CvgNewTable *table, const CvgNewIndex *index);
static char *WishedName(CvgDesigner *designer, const CvgNewTable *table,
						const CvgNewIndex *index);
static bool IsGenericName(CvgDesigner *designer, const CvgNewTable *table,
						  const char *name);
static bool HasForeignKey(const CvgTable *table, const char *name);
static int	TimesUsed(CvgDesigner *designer, const char *name);
static void CountIndexNames(CvgDesigner *designer);
static char *IndexObject(const CvgNewTable *table, const CvgIndex *source);

void
CvgDesignIndexes(CvgDesigner *designer, CvgNewTable *table)
{
	ListCell   *lc;

	foreach(lc, table->source->indexes)
	{
		CvgNewIndex *index = DesignIndex(designer, table, lfirst(lc));

		if (index == NULL)
			continue;
		NameIndex(designer, table, index);
		table->indexes = lappend(table->indexes, index);
	}
}

static CvgNewIndex *
DesignIndex(CvgDesigner *designer, CvgNewTable *table, const CvgIndex *source)
{
	CvgNewIndex *index;

	if (!HasAllColumns(designer, table, source))
		return NULL;
	if (source->kind == CVG_INDEX_FULLTEXT)
		index = CvgDesignFulltext(designer, table, source);
	else if (source->kind == CVG_INDEX_SPATIAL)
		index = CvgDesignSpatial(designer, table, source);
	else
		index = DesignBtree(designer, table, source);
	if (index == NULL)
		return NULL;
	index->source = source;
	index->comment = source->comment;
	if (source->without_overlaps)
		CvgDesignNote(designer, "INDEX_WITHOUT_OVERLAPS", CVG_SEVERITY_LOSS, "index",
					  IndexObject(table, source),
					  pstrdup("forbids equal periods only; at the source, they may not overlap"));
	if (source->invisible)
		CvgDesignNote(designer, "INDEX_INVISIBLE", CVG_SEVERITY_INFO, "index",
					  IndexObject(table, source),
					  pstrdup("is invisible at the source; here, queries may use it"));
	return index;
}

static char *
IndexObject(const CvgNewTable *table, const CvgIndex *source)
{
	return psprintf("%s.%s", table->source->name, source->name);
}

static bool
HasAllColumns(CvgDesigner *designer, const CvgNewTable *table, const CvgIndex *source)
{
	for (int i = 0; i < source->nparts; i++)
	{
		int			column = source->parts[i].column;

		if (column < 0 || CvgDesignColumn(table, column) >= 0)
			continue;
		CvgDesignNote(designer, "INDEX_COLUMN_LEFT_OUT", CVG_SEVERITY_LOSS, "index",
					  IndexObject(table, source),
					  psprintf("left out, as its column \"%s\" is",
							   table->source->columns[column].name));
		return false;
	}
	return true;
}

static CvgNewIndex *
DesignBtree(CvgDesigner *designer, CvgNewTable *table, const CvgIndex *source)
{
	CvgNewIndex *index = palloc0(sizeof(CvgNewIndex));

	index->source = source;
	index->primary = source->kind == CVG_INDEX_PRIMARY;
	index->unique = source->kind != CVG_INDEX_PLAIN;
	index->method = "btree";
	index->nparts = source->nparts;
	index->parts = palloc0(sizeof(CvgNewIndexPart) * (source->nparts + 1));
	for (int i = 0; i < source->nparts; i++)
	{
		if (!DesignPart(designer, table, index, &source->parts[i], &index->parts[i]))
			return NULL;
	}
	SetKind(designer, table, index);
	return index;
}

/* False: the index is left out, with a note. */
static bool
DesignPart(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index,
		   const CvgIndexPart *source, CvgNewIndexPart *part)
{
	CvgProblem	problem = {0};

	part->descending = source->descending;
	if (source->column >= 0)
		return DesignColumnPart(designer, table, index, source, part);
	part->column = -1;
	if (DesignMultiValued(designer, table, index, source->expression))
		return true;
	part->expression = CvgDesignExpression(designer, table, CVG_USE_INDEX,
										   source->expression, &problem);
	if (part->expression != NULL)
		return true;
	CvgDesignNote(designer, problem.code, CVG_SEVERITY_LOSS, "index",
				  IndexObject(table, index->source),
				  psprintf("left out: %s", problem.message));
	return false;
}

static bool
DesignColumnPart(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index,
				 const CvgIndexPart *source, CvgNewIndexPart *part)
{
	const CvgNewColumn *column;
	bool		fits = WorstBytes(table, index->source) <= BTREE_LIMIT;
	char	   *object = IndexObject(table, index->source);

	part->column = CvgDesignColumn(table, source->column);
	column = &table->columns[part->column];
	if (column->kind == CVG_KIND_JSON || column->kind == CVG_KIND_OTHER)
	{
		CvgDesignNote(designer, "INDEX_TYPE", CVG_SEVERITY_LOSS, "index", object,
					  psprintf("left out: values of type %s have no order", column->type));
		return false;
	}
	if (!IsPrefix(column, source))
		return true;
	if (!index->unique && fits)
		CvgDesignNote(designer, "INDEX_PREFIX_WHOLE", CVG_SEVERITY_INFO, "index", object,
					  psprintf("holds all of column \"%s\", not its first %d only",
							   column->source->name, source->prefix));
	else
	{
		part->expression = PrefixExpression(column, source->prefix);
		part->column = -1;
		CvgDesignNote(designer, "INDEX_PREFIX_EXPRESSION", CVG_SEVERITY_INFO, "index", object,
					  psprintf("is an index of %s; only queries with that expression use it",
							   part->expression));
	}
	return true;
}

/* Lengths of source types count bytes or characters, as prefixes do. */
static bool
IsPrefix(const CvgNewColumn *column, const CvgIndexPart *part)
{
	if (column->kind != CVG_KIND_TEXT && column->kind != CVG_KIND_BYTEA)
		return false;
	return part->prefix > 0 &&
		(column->source->length < 0 || part->prefix < column->source->length);
}

static char *
PrefixExpression(const CvgNewColumn *column, int prefix)
{
	const char *name = quote_identifier(column->name);

	if (column->kind == CVG_KIND_BYTEA)
		return psprintf("substr(%s, 1, %d)", name, prefix);
	/* left() of citext gives text */
	if (strstr(column->type, "citext") != NULL)
		return psprintf("(left((%s)::text, %d))::%s", name, prefix, column->type);
	return psprintf("left(%s, %d)", name, prefix);
}

/*
 * CAST(expression AS type ARRAY) makes a multi-valued index, whose queries ask
 * for elements of a JSON array: GIN answers those.  It can be the only part.
 */
static bool
DesignMultiValued(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index,
				  const char *sql)
{
	size_t		length = strlen(sql);
	const char *end = NULL;
	CvgProblem	problem = {0};
	char	   *expression;

	if (pg_strncasecmp(sql, "cast(", 5) != 0 || length < 12 ||
		pg_strcasecmp(sql + length - 7, " array)") != 0 || index->nparts != 1)
		return false;
	for (const char *p = sql; *p != '\0'; p++)
	{
		if (pg_strncasecmp(p, " as ", 4) == 0)
			end = p;
	}
	if (end == NULL)
		return false;
	expression = CvgDesignExpression(designer, table, CVG_USE_INDEX,
									 pnstrdup(sql + 5, end - sql - 5), &problem);
	if (expression == NULL)
		return false;
	index->method = "gin";
	index->unique = false;
	index->parts[0].column = -1;
	index->parts[0].expression = expression;
	index->parts[0].descending = false;
	CvgDesignNote(designer, "INDEX_MULTI_VALUED",
				  index->source->kind == CVG_INDEX_UNIQUE ? CVG_SEVERITY_LOSS : CVG_SEVERITY_WARNING,
				  "index", IndexObject(table, index->source),
				  psprintf("is a GIN index%s; MEMBER OF is written %s @> here",
						   index->source->kind == CVG_INDEX_UNIQUE ? ", which is not unique" : "",
						   expression));
	return true;
}

/* What the longest values of all columns of the index need. */
static int
WorstBytes(const CvgNewTable *table, const CvgIndex *source)
{
	int			bytes = ENTRY_OVERHEAD;

	for (int i = 0; i < source->nparts; i++)
	{
		if (source->parts[i].column >= 0)
			bytes += VALUE_OVERHEAD +
				WorstColumnBytes(&table->columns[CvgDesignColumn(table, source->parts[i].column)]);
	}
	return bytes;
}

static int
WorstColumnBytes(const CvgNewColumn *column)
{
	const CvgColumn *source = column->source;
	bool		one_byte = source->charset != NULL && strcmp(source->charset, "ascii") == 0;

	switch (column->kind)
	{
		case CVG_KIND_TEXT:
			if (source->length < 0 || source->length > BTREE_LIMIT)
				return UNLIMITED;
			if (source->type == CVG_TYPE_CHAR || source->type == CVG_TYPE_VARCHAR)
				return source->length * (one_byte ? 1 : 4);
			return source->type == CVG_TYPE_ENUM ? BTREE_LIMIT / 10 : source->length;
		case CVG_KIND_BYTEA:
			return source->length < 0 || source->length > BTREE_LIMIT ?
				UNLIMITED : source->length;
		default:
			return 0;
	}
}

/* Whether it is a constraint, and how long entries are dealt with. */
static void
SetKind(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index)
{
	const CvgIndex *source = index->source;
	bool		plain = IsPlain(index);
	bool		too_long = plain && WorstBytes(table, source) > BTREE_LIMIT;
	bool		hashed = pg_strcasecmp(source->method, "HASH") == 0 && plain &&
		index->nparts == 1 && !index->primary;

	if (hashed && (too_long || !index->unique))
	{
		index->method = "hash";
		index->constraint = index->unique;
		if (index->unique)
			CvgDesignNote(designer, "INDEX_EXCLUSION", CVG_SEVERITY_INFO, "index",
						  IndexObject(table, source),
						  pstrdup("is an exclusion constraint with a hash index, as values of any length have to be unique"));
		return;
	}
	index->constraint = index->unique && plain;
	if (index->primary && !plain)
	{
		index->primary = false;
		CvgDesignNote(designer, "PRIMARY_KEY_PREFIX", CVG_SEVERITY_WARNING, "index",
					  IndexObject(table, source),
					  pstrdup("is a unique index and no primary key, as that cannot be of prefixes"));
	}
	if (too_long)
		CvgDesignNote(designer, "INDEX_ROW_SIZE", CVG_SEVERITY_WARNING, "index",
					  IndexObject(table, source),
					  psprintf("refuses rows whose entry is longer than %d bytes, which these columns allow",
							   BTREE_LIMIT));
}

/* Whole columns, in ascending order. */
static bool
IsPlain(const CvgNewIndex *index)
{
	for (int i = 0; i < index->nparts; i++)
	{
		if (index->parts[i].column < 0 || index->parts[i].descending)
			return false;
	}
	return strcmp(index->method, "btree") == 0;
}

/* A constraint's index has the constraint's name. */
static void
NameIndex(CvgDesigner *designer, CvgNewTable *table, CvgNewIndex *index)
{
	CvgNames   *constraints = designer->constraints[table - designer->design->tables];
	char	   *object = IndexObject(table, index->source);
	char	   *wished = WishedName(designer, table, index);
	List	   *unused = NIL;

	if (strlen(index->source->name) >= NAMEDATALEN)
		CvgDesignNote(designer, "NAME_SHORTENED", CVG_SEVERITY_WARNING, "index", object,
					  psprintf("is named \"%s\": names have at most 63 bytes", wished));
	/* a table may have the name that MySQL lets an index have */
	if (CvgNamesReserve(designer->relations, wished))
		index->name = wished;
	else
		index->name = CvgNamesTake(designer->relations, ComposedName(table, index), "index",
								   object, &unused);
	while (index->constraint && !CvgNamesReserve(constraints, index->name))
		index->name = CvgNamesTake(designer->relations, wished, "index", object, &unused);
}

static char *
WishedName(CvgDesigner *designer, const CvgNewTable *table, const CvgNewIndex *index)
{
	char	   *name = index->source->name;

	if (index->source->kind == CVG_INDEX_PRIMARY)
		name = psprintf("%s_pkey", table->name);
	else if (IsGenericName(designer, table, name))
		name = ComposedName(table, index);
	return CvgNameMade(designer->design->options.fold, name, "index");
}

/* The one that PostgreSQL would make. */
static char *
ComposedName(const CvgNewTable *table, const CvgNewIndex *index)
{
	int		   *columns;
	int			n = 0;

	columns = palloc(sizeof(int) * (index->source->nparts + 1));
	for (; n < index->source->nparts; n++)
		columns[n] = index->source->parts[n].column < 0 ? -1 :
			CvgDesignColumn(table, index->source->parts[n].column);
	return CvgDesignComposedName(table, n, columns, index->constraint &&
								 strcmp(index->method, "hash") == 0 ? "excl" :
								 index->unique ? "key" : "idx");
}

/* One that MySQL makes of a column's name, or that other tables have too. */
static bool
IsGenericName(CvgDesigner *designer, const CvgNewTable *table, const char *name)
{
	size_t		length = strlen(name);

	/* column, column_2 */
	while (length > 0 && name[length - 1] >= '0' && name[length - 1] <= '9')
		length--;
	if (length == strlen(name) || length == 0 || name[length - 1] != '_')
		length = strlen(name);
	else
		length--;
	if (CvgTableColumnIndex(table->source, name) >= 0 ||
		CvgTableColumnIndex(table->source, pnstrdup(name, length)) >= 0 ||
		strncmp(name, "functional_index", strlen("functional_index")) == 0 ||
		HasForeignKey(table->source, name))
		return true;
	return TimesUsed(designer, name) > 1;
}

/* MySQL makes an index for a foreign key and gives it its name. */
static bool
HasForeignKey(const CvgTable *table, const char *name)
{
	ListCell   *lc;

	foreach(lc, table->foreign_keys)
	{
		const CvgForeignKey *key = lfirst(lc);

		if (strcmp(key->name, name) == 0)
			return true;
	}
	return false;
}

/* How many indexes of the tables have that name. */
static int
TimesUsed(CvgDesigner *designer, const char *name)
{
	IndexNameEntry *entry;

	if (designer->index_names == NULL)
		CountIndexNames(designer);
	entry = hash_search(designer->index_names, name, HASH_FIND, NULL);
	return entry ? entry->count : 0;
}

static void
CountIndexNames(CvgDesigner *designer)
{
	const CvgDesign *design = designer->design;
	HASHCTL		ctl = {.keysize = INDEX_NAME_SIZE,.entrysize = sizeof(IndexNameEntry),
	.hcxt = CurrentMemoryContext};
	ListCell   *lc;

	designer->index_names = hash_create("converge index names", 256, &ctl,
										HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);
	for (int i = 0; i < design->ntables; i++)
	{
		foreach(lc, design->tables[i].source->indexes)
		{
			const CvgIndex *index = lfirst(lc);
			bool		found;
			IndexNameEntry *entry = hash_search(designer->index_names, index->name,
												HASH_ENTER, &found);

			entry->count = found ? entry->count + 1 : 1;
		}
	}
}
