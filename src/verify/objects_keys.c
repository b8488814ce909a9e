/*-------------------------------------------------------------------------
 *
 * objects_keys.c
 *	  Foreign keys, constraints and indexes of the tables.
 *
 * The orphans of a foreign key are counted by a query that says what the key
 * means: its own operators, and the collation of the parent's column where
 * the two differ, as PostgreSQL's own check has it.  With MATCH SIMPLE a row
 * with a NULL in the key references nothing; with MATCH FULL all of its
 * columns must be NULL for that.  Rows of inheritance children are not the
 * key's, those of partitions are.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/ruleutils.h"
#include "utils/syscache.h"

#include "check/schema_diff.h"
#include "compat.h"
#include "target/relations.h"
#include "verify/objects.h"

typedef struct ForeignKey
{
	char	   *name;
	Oid			relid;
	Oid			referenced;
	bool		full;			/* MATCH FULL */
	int			ncolumns;
	AttrNumber	columns[INDEX_MAX_KEYS];
	AttrNumber	ref_columns[INDEX_MAX_KEYS];
	Oid			operators[INDEX_MAX_KEYS];	/* parent = child */
} ForeignKey;

static ForeignKey *ReadForeignKey(Oid constraint);
static void VerifyForeignKey(CvgTally *tally, int place, const ForeignKey *key);
static const char *WhyHidden(const ForeignKey *key);
static bool MayRead(Oid relid, int ncolumns, const AttrNumber *columns);
static char *OrphansQuery(const ForeignKey *key);
static void AppendTable(StringInfo buf, Oid relid, const char *alias);
static void AppendEqual(StringInfo buf, const ForeignKey *key, int i);
static char *QualifiedColumn(const char *alias, Oid relid, AttrNumber attnum);
static void VerifyIndexStates(CvgTally *tally);
static void VerifyCounterparts(CvgTally *tally, int place);
static bool VerifyCounterpart(CvgTally *tally, int place, const CvgIndexMatch *match);
static bool MadeForForeignKey(const CvgTable *table, const CvgIndex *index);

void
CvgVerifyForeignKeys(const CvgObjects *objects)
{
	CvgTally   *tally = CvgTallyBegin(objects, "foreign key");
	uint64		nrows;

	/*
	 * Those of a partition that belong to one of its parent are asked there,
	 * unless the partition alone is a target; those that a key to a
	 * partitioned table has for its partitions mean nothing alone.
	 */
	SPITupleTable *rows = CvgObjectsQuery(objects,
										  "SELECT k.oid, coalesce(c.place, p.place)"
										  " FROM pg_constraint k"
										  " LEFT JOIN mine c ON c.relid = k.conrelid"
										  " LEFT JOIN mine p ON p.relid = k.confrelid"
										  " WHERE k.contype = 'f' AND (c.relid IS NOT NULL OR p.relid IS NOT NULL)"
										  " AND (k.conparentid = 0 OR c.relid IS NOT NULL"
										  "  AND EXISTS (SELECT FROM pg_constraint up WHERE up.oid = k.conparentid"
										  "   AND up.conrelid <> k.conrelid"
										  "   AND up.conrelid NOT IN (SELECT relid FROM mine)))"
										  " ORDER BY 2, k.conname, k.conrelid", &nrows);

	for (uint64 i = 0; i < nrows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		VerifyForeignKey(tally, CvgObjectsNumber(rows, i, 2),
						 ReadForeignKey(CvgObjectsNumber(rows, i, 1)));
	}
	SPI_freetuptable(rows);
	CvgTallyEnd(tally);
}

static ForeignKey *
ReadForeignKey(Oid constraint)
{
	ForeignKey *key = palloc(sizeof(ForeignKey));
	HeapTuple	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(constraint));
	Form_pg_constraint form;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for constraint %u", constraint);
	form = (Form_pg_constraint) GETSTRUCT(tuple);
	key->name = pstrdup(NameStr(form->conname));
	key->relid = form->conrelid;
	key->referenced = form->confrelid;
	key->full = form->confmatchtype == FKCONSTR_MATCH_FULL;
	CvgForeignKeyColumns(tuple, &key->ncolumns, key->columns, key->ref_columns, key->operators);
	ReleaseSysCache(tuple);
	return key;
}

static void
VerifyForeignKey(CvgTally *tally, int place, const ForeignKey *key)
{
	char	   *columns = CvgObjectsColumns(key->relid, key->ncolumns, key->columns);
	const char *hidden = WhyHidden(key);
	SPITupleTable *rows;
	char	   *orphans;

	if (hidden != NULL)
	{
		CvgTallyBad(tally, place, key->relid, columns, NULL, NULL, CVG_VERIFY_NOT_COMPARABLE,
					psprintf("foreign key \"%s\": %s", key->name, hidden));
		return;
	}
	if (SPI_execute(OrphansQuery(key), true, 0) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not count the orphans of foreign key \"%s\"", key->name);
	rows = SPI_tuptable;
	orphans = CvgObjectsText(rows, 0, 1);
	if (strcmp(orphans, "0") == 0)
		tally->ngood[place]++;
	else
		CvgTallyBad(tally, place, key->relid, columns, NULL, orphans, CVG_VERIFY_FAILED,
					psprintf("foreign key \"%s\": rows whose parent is not in %s, such as (%s)",
							 key->name, CvgRelationName(key->referenced),
							 CvgObjectsText(rows, 0, 2)));
	SPI_freetuptable(rows);
}

/* Why the caller cannot see all of it, or NULL. */
static const char *
WhyHidden(const ForeignKey *key)
{
	if (!MayRead(key->relid, key->ncolumns, key->columns))
		return psprintf("permission denied for table %s", CvgRelationName(key->relid));
	if (!MayRead(key->referenced, key->ncolumns, key->ref_columns))
		return psprintf("permission denied for table %s", CvgRelationName(key->referenced));
	if (check_enable_rls(key->relid, InvalidOid, true) == RLS_ENABLED ||
		check_enable_rls(key->referenced, InvalidOid, true) == RLS_ENABLED)
		return "row-level security may hide rows";
	return NULL;
}

static bool
MayRead(Oid relid, int ncolumns, const AttrNumber *columns)
{
	if (pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) == ACLCHECK_OK)
		return true;
	for (int i = 0; i < ncolumns; i++)
	{
		if (pg_attribute_aclcheck(relid, columns[i], GetUserId(), ACL_SELECT) != ACLCHECK_OK)
			return false;
	}
	return true;
}

/* Two columns: how many, and the key of one of them. */
static char *
OrphansQuery(const ForeignKey *key)
{
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoString(&buf, "SELECT count(*), left(min(concat_ws(', '");
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&buf, ", coalesce(%s::text, 'NULL')",
						 QualifiedColumn("fk", key->relid, key->columns[i]));
	appendStringInfoString(&buf, ") COLLATE \"C\"), 200) FROM ");
	AppendTable(&buf, key->relid, "fk");
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&buf, "%s%s IS NOT NULL",
						 i == 0 ? " WHERE (" : key->full ? " OR " : " AND ",
						 QualifiedColumn("fk", key->relid, key->columns[i]));
	appendStringInfoString(&buf, ") AND NOT EXISTS (SELECT FROM ");
	AppendTable(&buf, key->referenced, "pk");
	for (int i = 0; i < key->ncolumns; i++)
	{
		appendStringInfoString(&buf, i == 0 ? " WHERE " : " AND ");
		AppendEqual(&buf, key, i);
	}
	appendStringInfoChar(&buf, ')');
	return buf.data;
}

static void
AppendTable(StringInfo buf, Oid relid, const char *alias)
{
	appendStringInfo(buf, "%s%s %s",
					 get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE ? "" : "ONLY ",
					 CvgRelationName(relid), alias);
}

static void
AppendEqual(StringInfo buf, const ForeignKey *key, int i)
{
	Oid			pk_type,
				fk_type,
				pk_collation,
				fk_collation;
	int32		typmod;

	get_atttypetypmodcoll(key->referenced, key->ref_columns[i], &pk_type, &typmod, &pk_collation);
	get_atttypetypmodcoll(key->relid, key->columns[i], &fk_type, &typmod, &fk_collation);
	generate_operator_clause(buf,
							 QualifiedColumn("pk", key->referenced, key->ref_columns[i]), pk_type,
							 key->operators[i],
							 QualifiedColumn("fk", key->relid, key->columns[i]), fk_type);
	if (pk_collation != fk_collation)
		appendStringInfo(buf, " COLLATE %s", generate_collation_name(pk_collation));
}

static char *
QualifiedColumn(const char *alias, Oid relid, AttrNumber attnum)
{
	return psprintf("%s.%s", alias, quote_identifier(get_attname(relid, attnum, false)));
}

void
CvgVerifyConstraints(const CvgObjects *objects)
{
	CvgTally   *tally = CvgTallyBegin(objects, "constraint");
	uint64		nrows;

	/* NOT NULL is a constraint from version 18 on; it counts in none */
	SPITupleTable *rows = CvgObjectsQuery(objects,
										  "SELECT m.place, m.relid, k.convalidated, k.conname,"
										  " k.contype <> 'n' AND k.conparentid = 0 FROM mine m"
										  " JOIN pg_constraint k ON k.conrelid = m.relid"
										  " UNION ALL SELECT m.place, m.relid, false, k.conname, false FROM mine m"
										  " JOIN pg_attribute a ON a.attrelid = m.relid AND NOT a.attisdropped"
										  " JOIN pg_constraint k ON k.contypid = a.atttypid AND k.contypid <> 0"
										  " WHERE NOT k.convalidated"
										  " ORDER BY 1, 4, 2", &nrows);

	for (uint64 i = 0; i < nrows; i++)
	{
		int			place = CvgObjectsNumber(rows, i, 1);

		if (strcmp(CvgObjectsText(rows, i, 3), "t") != 0)
			CvgTallyBad(tally, place, CvgObjectsNumber(rows, i, 2), NULL, NULL, NULL,
						CVG_VERIFY_FAILED, psprintf("constraint \"%s\" is not validated",
													CvgObjectsText(rows, i, 4)));
		else if (strcmp(CvgObjectsText(rows, i, 5), "t") == 0)
			tally->ngood[place]++;
	}
	SPI_freetuptable(rows);
	CvgTallyEnd(tally);
}

void
CvgVerifyIndexes(const CvgObjects *objects)
{
	CvgTally   *tally = CvgTallyBegin(objects, "index");
	const CvgPlan *plan = objects->verify->plan;
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext, "converge indexes",
												 ALLOCSET_DEFAULT_SIZES);

	VerifyIndexStates(tally);
	for (int i = 0; i < plan->ntables; i++)
	{
		MemoryContext old;

		CHECK_FOR_INTERRUPTS();
		if (plan->tables[i].status != CVG_TABLE_READY)
			continue;
		old = MemoryContextSwitchTo(memory);
		VerifyCounterparts(tally, i);
		MemoryContextSwitchTo(old);
		MemoryContextReset(memory);
	}
	CvgTallyEnd(tally);
	MemoryContextDelete(memory);
}

static void
VerifyIndexStates(CvgTally *tally)
{
	uint64		nrows;
	SPITupleTable *rows = CvgObjectsQuery(tally->objects,
										  "SELECT m.place, m.relid, c.relname,"
										  " CASE WHEN NOT i.indislive THEN 'is being dropped'"
										  " WHEN NOT i.indisready THEN 'takes no entries'"
										  " ELSE 'is not valid' END FROM mine m"
										  " JOIN pg_index i ON i.indrelid = m.relid"
										  " JOIN pg_class c ON c.oid = i.indexrelid"
										  " WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)"
										  " ORDER BY 1, 3, 2", &nrows);

	for (uint64 i = 0; i < nrows; i++)
		CvgTallyBad(tally, CvgObjectsNumber(rows, i, 1), CvgObjectsNumber(rows, i, 2), NULL,
					NULL, NULL, CVG_VERIFY_FAILED,
					psprintf("index \"%s\" %s", CvgObjectsText(rows, i, 3),
							 CvgObjectsText(rows, i, 4)));
	SPI_freetuptable(rows);
}

/* By the matching of converge_schema_diff; what is not valid has its line. */
static void
VerifyCounterparts(CvgTally *tally, int place)
{
	const CvgPlan *plan = tally->objects->verify->plan;
	const CvgTablePlan *table = &plan->tables[place];
	CvgDiff		diff = {.plan = plan,.schema = plan->schema};
	CvgTableDiff table_diff;
	Relation	rel = relation_open(table->relid, AccessShareLock);
	List	   *targets = NIL;
	List	   *matches;
	ListCell   *lc;
	int			nmade = 0;

	if (rel->rd_rel->relkind == RELKIND_RELATION ||
		rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
	{
		CvgTableDiffBegin(&table_diff, &diff, table, rel);
		matches = CvgMatchIndexes(&table_diff, true, &targets);
		foreach(lc, matches)
			nmade += !VerifyCounterpart(tally, place, lfirst(lc));
		tally->ngood[place] = list_length(targets);
		tally->source_values[place] = MemoryContextStrdup(GetMemoryChunkContext(tally),
														  psprintf("%d", list_length(matches)));
		if (nmade > 0)
			tally->notes[place] = MemoryContextStrdup(GetMemoryChunkContext(tally),
													  psprintf("not at the target: %d that the source made for its foreign keys",
															   nmade));
	}
	else if (table->source->indexes != NIL)
		CvgTallyBad(tally, place, table->relid, NULL, NULL, NULL, CVG_VERIFY_NOT_COMPARABLE,
					"the target is no table, and has no indexes of its own");
	relation_close(rel, AccessShareLock);
}

/* False: there is none, and none is needed. */
static bool
VerifyCounterpart(CvgTally *tally, int place, const CvgIndexMatch *match)
{
	const CvgTablePlan *table = &tally->objects->verify->plan->tables[place];
	bool		unique = match->source->kind == CVG_INDEX_PRIMARY ||
		match->source->kind == CVG_INDEX_UNIQUE;

	if (match->target != NULL)
		return true;
	if (MadeForForeignKey(table->source, match->source))
		return false;
	CvgTallyBad(tally, place, table->relid, NULL,
				CvgSourceIndexDefinition(table->source, match->source), NULL,
				unique ? CVG_VERIFY_FAILED : CVG_VERIFY_DIFFERENT,
				psprintf("\"%s\" is missing at the target", match->source->name));
	return true;
}

/*
 * MySQL makes an index for a foreign key that has none, and calls it as the
 * key; nobody asked for it.
 */
static bool
MadeForForeignKey(const CvgTable *table, const CvgIndex *index)
{
	ListCell   *lc;

	foreach(lc, table->foreign_keys)
	{
		const CvgForeignKey *key = lfirst(lc);
		bool		same = index->kind == CVG_INDEX_PLAIN &&
			strcmp(key->name, index->name) == 0 && key->ncolumns == index->nparts;

		for (int i = 0; i < key->ncolumns && same; i++)
			same = index->parts[i].column == key->columns[i];
		if (same)
			return true;
	}
	return false;
}
