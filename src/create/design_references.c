/*-------------------------------------------------------------------------
 *
 * design_references.c
 *	  Foreign keys.
 *
 * MySQL lets a foreign key reference what it likes: columns that are not
 * unique, other databases, and with foreign_key_checks = 0 tables that are
 * not there.  What PostgreSQL cannot hold is a note.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "create/design_internal.h"

static void DesignForeignKey(CvgDesigner *designer, CvgNewTable *table,
							 const CvgForeignKey *source);
static CvgNewTable *ReferencedTable(CvgDesigner *designer, const CvgForeignKey *source,
									CvgProblem *problem);
static bool SetColumns(const CvgNewTable *table, const CvgNewTable *referenced,
					   CvgNewForeignKey *key, int *ref_columns, CvgProblem *problem);
static bool IsUnique(const CvgNewTable *table, int ncolumns, const int *columns);
static bool IndexHolds(const CvgNewIndex *index, int column);
static bool SameType(const CvgNewColumn *a, const CvgNewColumn *b);
static char *KeyName(const CvgNewTable *table, const CvgNewForeignKey *key);

void
CvgDesignForeignKeys(CvgDesigner *designer, CvgNewTable *table)
{
	ListCell   *lc;

	foreach(lc, table->source->foreign_keys)
		DesignForeignKey(designer, table, lfirst(lc));
}

static void
DesignForeignKey(CvgDesigner *designer, CvgNewTable *table, const CvgForeignKey *source)
{
	CvgNewForeignKey *key = palloc0(sizeof(CvgNewForeignKey));
	int		   *ref_columns = palloc(sizeof(int) * (source->ncolumns + 1));
	char	   *object = psprintf("%s.%s", table->source->name, source->name);
	CvgProblem	problem = {0};
	CvgNewTable *referenced = ReferencedTable(designer, source, &problem);

	key->source = source;
	if (referenced == NULL || !SetColumns(table, referenced, key, ref_columns, &problem))
	{
		CvgDesignNote(designer, problem.code, CVG_SEVERITY_LOSS, "foreign key", object,
					  psprintf("left out: %s", problem.message));
		return;
	}
	key->ref_schema = pstrdup(designer->design->schema);
	key->ref_table = referenced->name;
	key->on_delete = source->on_delete;
	key->on_update = source->on_update;
	key->name = CvgNamesTake(designer->constraints[table - designer->design->tables],
							 KeyName(table, key), "foreign key", object,
							 &designer->design->notes);
	table->foreign_keys = lappend(table->foreign_keys, key);
}

static CvgNewTable *
ReferencedTable(CvgDesigner *designer, const CvgForeignKey *source, CvgProblem *problem)
{
	const CvgSchema *schema = designer->design->source;
	const CvgTable *table = source->ref_database ? NULL :
		CvgSchemaTable(schema, source->ref_table);
	int			place = table == NULL ? -1 : designer->table_of[table - schema->tables];

	if (place >= 0)
		return &designer->design->tables[place];
	if (source->ref_database != NULL)
	{
		problem->code = "FOREIGN_KEY_DATABASE";
		problem->message = psprintf("it references table \"%s\" of database \"%s\"",
									source->ref_table, source->ref_database);
	}
	else if (table == NULL)
	{
		problem->code = "FOREIGN_KEY_NO_TABLE";
		problem->message = psprintf("it references table \"%s\", which is not there",
									source->ref_table);
	}
	else
	{
		problem->code = "FOREIGN_KEY_LEFT_OUT";
		problem->message = psprintf("it references table \"%s\", which is not among those to create",
									source->ref_table);
	}
	return NULL;
}

static bool
SetColumns(const CvgNewTable *table, const CvgNewTable *referenced,
		   CvgNewForeignKey *key, int *ref_columns, CvgProblem *problem)
{
	const CvgForeignKey *source = key->source;

	key->ncolumns = source->ncolumns;
	key->columns = palloc(sizeof(int) * (source->ncolumns + 1));
	key->ref_columns = palloc(sizeof(char *) * (source->ncolumns + 1));
	for (int i = 0; i < source->ncolumns; i++)
	{
		int			ref = CvgTableColumnIndex(referenced->source, source->ref_columns[i]);

		key->columns[i] = CvgDesignColumn(table, source->columns[i]);
		ref_columns[i] = ref < 0 ? -1 : CvgDesignColumn(referenced, ref);
		if (key->columns[i] < 0 || ref_columns[i] < 0)
		{
			problem->code = "FOREIGN_KEY_LEFT_OUT";
			problem->message = psprintf("its column \"%s\" or the referenced column \"%s\" is not there",
										table->source->columns[source->columns[i]].name,
										source->ref_columns[i]);
			return false;
		}
		key->ref_columns[i] = referenced->columns[ref_columns[i]].name;
		if (!SameType(&table->columns[key->columns[i]], &referenced->columns[ref_columns[i]]))
		{
			problem->code = "FOREIGN_KEY_TYPE";
			problem->message = psprintf("its column \"%s\" is of type %s, the referenced column \"%s\" of type %s",
										table->columns[key->columns[i]].name,
										table->columns[key->columns[i]].type,
										key->ref_columns[i],
										referenced->columns[ref_columns[i]].type);
			return false;
		}
	}
	if (IsUnique(referenced, key->ncolumns, ref_columns))
		return true;
	problem->code = "FOREIGN_KEY_NOT_UNIQUE";
	problem->message = psprintf("no unique key of table \"%s\" has just the columns that it references",
								referenced->source->name);
	return false;
}

/* Kinds can be compared within themselves, but enums only with their own. */
static bool
SameType(const CvgNewColumn *a, const CvgNewColumn *b)
{
	if (a->kind == CVG_KIND_ENUM || a->kind == CVG_KIND_OTHER)
		return strcmp(a->type, b->type) == 0;
	return a->kind == b->kind ||
		(a->kind == CVG_KIND_INTEGER && b->kind == CVG_KIND_NUMERIC);
}

static bool
IsUnique(const CvgNewTable *table, int ncolumns, const int *columns)
{
	ListCell   *lc;

	foreach(lc, table->indexes)
	{
		const CvgNewIndex *index = lfirst(lc);
		bool		all = index->unique && index->nparts == ncolumns &&
			strcmp(index->method, "btree") == 0;

		for (int i = 0; i < ncolumns && all; i++)
			all = IndexHolds(index, columns[i]);
		if (all)
			return true;
	}
	return false;
}

static bool
IndexHolds(const CvgNewIndex *index, int column)
{
	for (int i = 0; i < index->nparts; i++)
	{
		if (index->parts[i].column == column)
			return true;
	}
	return false;
}

/* Names that the server has made up become those that PostgreSQL makes. */
static char *
KeyName(const CvgNewTable *table, const CvgNewForeignKey *key)
{
	const char *name = key->source->name;
	char	   *made_up = psprintf("%s_ibfk_", table->source->name);

	if (strncmp(name, made_up, strlen(made_up)) != 0 &&
		strspn(name, "0123456789") != strlen(name))
		return key->source->name;
	return CvgDesignComposedName(table, key->ncolumns, key->columns, "fkey");
}
