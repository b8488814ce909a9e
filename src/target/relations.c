/*-------------------------------------------------------------------------
 *
 * relations.c
 *	  Relations of the target schema: by name, and how they take rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "catalog/catalog.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"

#include "target/relations.h"

/* All names of the schema that are equal without regard to ASCII case. */
typedef struct NameEntry
{
	char		folded[NAMEDATALEN];	/* hash key */
	List	   *relids;
} NameEntry;

struct CvgRelationNames
{
	Oid			namespace;
	HTAB	   *folded;
};

static void FoldName(const char *name, char *folded);
static bool TakesRowsByRelkind(char relkind);
static int	CompareNames(const ListCell *a, const ListCell *b);
static bool HasForeignPartition(Relation rel);

CvgRelationNames *
CvgRelationNamesRead(Oid namespace)
{
	CvgRelationNames *names = palloc(sizeof(CvgRelationNames));
	HASHCTL		ctl = {.keysize = NAMEDATALEN,.entrysize = sizeof(NameEntry),
	.hcxt = CurrentMemoryContext};
	Relation	pg_class = table_open(RelationRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(pg_class, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple;

	names->namespace = namespace;
	names->folded = hash_create("converge target relations", 128, &ctl,
								HASH_ELEM | HASH_STRINGS | HASH_CONTEXT);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class form = (Form_pg_class) GETSTRUCT(tuple);
		char		folded[NAMEDATALEN];
		NameEntry  *entry;
		bool		found;

		if (form->relnamespace != namespace || !TakesRowsByRelkind(form->relkind))
			continue;
		FoldName(NameStr(form->relname), folded);
		entry = hash_search(names->folded, folded, HASH_ENTER, &found);
		if (!found)
			entry->relids = NIL;
		entry->relids = lappend_oid(entry->relids, form->oid);
	}
	systable_endscan(scan);
	table_close(pg_class, AccessShareLock);

	return names;
}

static bool
TakesRowsByRelkind(char relkind)
{
	return relkind == RELKIND_RELATION || relkind == RELKIND_PARTITIONED_TABLE ||
		relkind == RELKIND_FOREIGN_TABLE || relkind == RELKIND_VIEW ||
		relkind == RELKIND_MATVIEW;
}

/* ASCII letters only; a name too long for PostgreSQL keeps its beginning. */
static void
FoldName(const char *name, char *folded)
{
	int			i;

	for (i = 0; i < NAMEDATALEN - 1 && name[i] != '\0'; i++)
		folded[i] = pg_ascii_tolower(name[i]);
	folded[i] = '\0';
}

Oid
CvgRelationNamesFind(const CvgRelationNames *names, const char *name, bool *ambiguous)
{
	char		folded[NAMEDATALEN];
	NameEntry  *entry;
	ListCell   *lc;

	*ambiguous = false;
	if (strlen(name) >= NAMEDATALEN)
		return InvalidOid;
	FoldName(name, folded);
	entry = hash_search(names->folded, folded, HASH_FIND, NULL);
	if (entry == NULL)
		return InvalidOid;

	foreach(lc, entry->relids)
	{
		char	   *relname = get_rel_name(lfirst_oid(lc));

		if (relname != NULL && strcmp(relname, name) == 0)
			return lfirst_oid(lc);
	}
	*ambiguous = list_length(entry->relids) > 1;
	return *ambiguous ? InvalidOid : linitial_oid(entry->relids);
}

List *
CvgRelationNamesOthers(const CvgRelationNames *names, List *relids)
{
	HASH_SEQ_STATUS status;
	NameEntry  *entry;
	List	   *others = NIL;
	ListCell   *lc;

	hash_seq_init(&status, names->folded);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		foreach(lc, entry->relids)
		{
			Oid			relid = lfirst_oid(lc);
			char		relkind = get_rel_relkind(relid);

			if ((relkind == RELKIND_RELATION || relkind == RELKIND_PARTITIONED_TABLE) &&
				!get_rel_relispartition(relid) && !list_member_oid(relids, relid) &&
				!OidIsValid(getExtensionOfObject(RelationRelationId, relid)))
				others = lappend(others, get_rel_name(relid));
		}
	}
	list_sort(others, CompareNames);
	return others;
}

static int
CompareNames(const ListCell *a, const ListCell *b)
{
	return strcmp(lfirst(a), lfirst(b));
}

AttrNumber
CvgAttributeFind(TupleDesc tupdesc, const char *name, bool *ambiguous)
{
	AttrNumber	folded = InvalidAttrNumber;

	*ambiguous = false;
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);

		if (att->attisdropped)
			continue;
		if (strcmp(NameStr(att->attname), name) == 0)
		{
			*ambiguous = false;
			return att->attnum;
		}
		if (pg_strcasecmp(NameStr(att->attname), name) == 0)
		{
			*ambiguous = folded != InvalidAttrNumber;
			folded = att->attnum;
		}
	}
	return *ambiguous ? InvalidAttrNumber : folded;
}

Oid
CvgTargetNamespace(const char *name)
{
	List	   *path;
	Oid			namespace;

	if (name != NULL)
		return LookupExplicitNamespace(name, false);

	path = fetch_search_path(false);
	if (path == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_SCHEMA),
				 errmsg("no schema has been selected to import into"),
				 errhint("Set search_path, or the argument or server option target_schema.")));
	namespace = linitial_oid(path);
	list_free(path);
	return namespace;
}

List *
CvgRelationWithPartitions(Oid relid)
{
	return find_all_inheritors(relid, NoLock, NULL);
}

const char *
CvgRelationRefusal(Relation rel, bool *via_executor)
{
	char		relkind = rel->rd_rel->relkind;

	*via_executor = false;
	if (IsSystemRelation(rel))
		return "is a system catalog";

	switch (relkind)
	{
		case RELKIND_MATVIEW:
			return "is a materialized view";
		case RELKIND_VIEW:
			*via_executor = true;
			if (rel->trigdesc == NULL || !rel->trigdesc->trig_insert_instead_row)
				return "is a view without an INSTEAD OF INSERT trigger";
			return NULL;
		case RELKIND_FOREIGN_TABLE:
			*via_executor = true;
			return NULL;
		case RELKIND_PARTITIONED_TABLE:
			*via_executor = HasForeignPartition(rel);
			break;
		default:
			/* reindexing and batches are tried for the heap alone */
			*via_executor = rel->rd_tableam != GetHeapamTableAmRoutine();
	}
	if (check_enable_rls(RelationGetRelid(rel), InvalidOid, true) == RLS_ENABLED)
		*via_executor = true;
	return NULL;
}

static bool
HasForeignPartition(Relation rel)
{
	ListCell   *lc;

	foreach(lc, CvgRelationWithPartitions(RelationGetRelid(rel)))
	{
		if (get_rel_relkind(lfirst_oid(lc)) == RELKIND_FOREIGN_TABLE)
			return true;
	}
	return false;
}

char *
CvgRelationName(Oid relid)
{
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)),
									  get_rel_name(relid));
}
