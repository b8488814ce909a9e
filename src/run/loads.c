/*-------------------------------------------------------------------------
 *
 * loads.c
 *	  Decide how each table of a plan is loaded.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/sysattr.h"
#include "catalog/pg_index.h"
#include "nodes/bitmapset.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"
#include "run/run.h"
#include "target/finish.h"
#include "target/prepare.h"
#include "target/relations.h"

static void OrderLoads(CvgRun *run);
static const CvgLoadRefusal *Refusal(const char *message, const char *detail,
									 const char *hint);
static CvgWriteMethod ChooseMethod(const CvgRun *run, const CvgTableLoad *load);
static bool ChecksDeferrable(const CvgRun *run, const CvgTableLoad *load);
static bool Rebuilds(const CvgTableLoad *load);
static bool HasPrimaryKey(const CvgTableLoad *load);
static bool IsImmediate(Oid indexid);

void
CvgRunMakeLoads(CvgRun *run)
{
	run->loads = palloc0(sizeof(CvgTableLoad) * Max(run->plan->ntables, 1));
	run->nloads = 0;
	for (int i = 0; i < run->plan->ntables; i++)
	{
		CvgTableLoad *load;

		if (run->plan->tables[i].status != CVG_TABLE_READY)
			continue;
		load = &run->loads[run->nloads++];
		load->plan = &run->plan->tables[i];
		load->was_empty = CvgRelationIsEmpty(load->plan->relid);
		run->truncates |= !load->was_empty &&
			run->plan->options.existing == CVG_EXISTING_TRUNCATE;
	}
	for (int i = 0; i < run->nloads; i++)
	{
		const CvgLoadRefusal *refusal;

		run->loads[i].starts_empty = run->loads[i].was_empty || run->truncates;
		refusal = CvgRefuseLoad(run, &run->loads[i]);
		if (refusal != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("%s", refusal->message),
					 errdetail("%s", refusal->detail),
					 errhint("%s", refusal->hint)));
		run->loads[i].method = ChooseMethod(run, &run->loads[i]);
		run->loads[i].rebuilds = Rebuilds(&run->loads[i]);
	}
	OrderLoads(run);
}

/*
 * Triggers that fire are those of foreign keys too, so what these reference
 * must be there before.  Of a circle no order does; the first one is taken.
 */
static void
OrderLoads(CvgRun *run)
{
	Bitmapset **references = NULL;
	CvgTableLoad *ordered = palloc(sizeof(CvgTableLoad) * Max(run->nloads, 1));
	Bitmapset  *done = NULL;

	for (int i = 0; i < run->nloads && references == NULL; i++)
	{
		if (run->loads[i].plan->fires_triggers)
			references = CvgReferencesAmong(CvgRunRelations(run->plan));
	}
	if (references == NULL)
		return;

	for (int n = 0; n < run->nloads; n++)
	{
		int			next = -1;

		for (int i = 0; i < run->nloads; i++)
		{
			if (bms_is_member(i, done))
				continue;
			if (next < 0)
				next = i;
			if (bms_is_subset(references[i], done))
			{
				next = i;
				break;
			}
		}
		ordered[n] = run->loads[next];
		done = bms_add_member(done, next);
	}
	run->loads = ordered;
}

List *
CvgRunRelations(const CvgPlan *plan)
{
	List	   *relids = NIL;

	for (int i = 0; i < plan->ntables; i++)
	{
		if (plan->tables[i].status == CVG_TABLE_READY)
			relids = lappend_oid(relids, plan->tables[i].relid);
	}
	return relids;
}

bool
CvgLoadUpserts(const CvgRun *run, const CvgTableLoad *load)
{
	return run->plan->options.existing == CVG_EXISTING_UPSERT && !load->starts_empty;
}

const CvgLoadRefusal *
CvgRefuseLoad(const CvgRun *run, const CvgTableLoad *load)
{
	bool		upserts = CvgLoadUpserts(run, load);
	const char *target = CvgRelationName(load->plan->relid);

	if (upserts && !HasPrimaryKey(load))
		return Refusal(psprintf("cannot upsert into %s", target),
					   "It has no primary key, not deferrable, that the source fills.",
					   "Use existing => 'truncate' or 'append', or leave the table out with exclude.");
	if (run->reject && (upserts || load->plan->via_executor))
		return Refusal(psprintf("cannot reject single rows of target %s", target),
					   "It is written through the executor, in one statement.",
					   "Use on_error => 'abort', or leave the table out with exclude.");
	if (CvgHasDeferrableUnique(load->plan->relid) && !ChecksDeferrable(run, load))
		return Refusal(psprintf("cannot import into %s row by row", target),
					   "It has a deferrable unique or exclusion constraint.",
					   "Use on_error => 'abort' as the owner of the table.");
	return NULL;
}

static const CvgLoadRefusal *
Refusal(const char *message, const char *detail, const char *hint)
{
	CvgLoadRefusal *refusal = palloc(sizeof(CvgLoadRefusal));

	refusal->message = message;
	refusal->detail = detail;
	refusal->hint = hint;
	return refusal;
}

/*
 * A deferrable unique constraint is checked by its trigger when entries are
 * made one by one, and not at all where triggers do not fire; a rebuild of the
 * index checks it at once.
 */
static bool
ChecksDeferrable(const CvgRun *run, const CvgTableLoad *load)
{
	switch (ChooseMethod(run, load))
	{
		case CVG_WRITE_HEAP:
			return true;
		case CVG_WRITE_INDEXED:
			return false;
		case CVG_WRITE_EXECUTOR:
			break;
	}
	return load->plan->fires_triggers || CvgRelationIsMaintainable(load->plan->relid);
}

static bool
Rebuilds(const CvgTableLoad *load)
{
	if (load->method != CVG_WRITE_EXECUTOR)
		return load->method == CVG_WRITE_HEAP;
	return CvgHasDeferrableUnique(load->plan->relid) &&
		CvgRelationIsMaintainable(load->plan->relid);
}

static CvgWriteMethod
ChooseMethod(const CvgRun *run, const CvgTableLoad *load)
{
	if (load->plan->via_executor || CvgLoadUpserts(run, load))
		return CVG_WRITE_EXECUTOR;
	if (!run->reject && CvgRelationIsMaintainable(load->plan->relid) &&
		(load->starts_empty || CvgHasDeferrableUnique(load->plan->relid)))
		return CVG_WRITE_HEAP;
	return CVG_WRITE_INDEXED;
}

/* It is what tells which row of the target a row of the source updates. */
static bool
HasPrimaryKey(const CvgTableLoad *load)
{
	Relation	rel = relation_open(load->plan->relid, AccessShareLock);
	Bitmapset  *key = RelationGetIndexAttrBitmap(rel, INDEX_ATTR_BITMAP_PRIMARY_KEY);
	bool		usable = !bms_is_empty(key) && IsImmediate(rel->rd_pkindex);
	int			attnum = -1;

	while ((attnum = bms_next_member(key, attnum)) >= 0)
		usable &= CvgPlanIsBound(load->plan, attnum + FirstLowInvalidHeapAttributeNumber);
	relation_close(rel, AccessShareLock);
	return usable;
}

static bool
IsImmediate(Oid indexid)
{
	HeapTuple	tuple = SearchSysCache1(INDEXRELID, ObjectIdGetDatum(indexid));
	bool		immediate;

	if (!HeapTupleIsValid(tuple))
		return false;
	immediate = ((Form_pg_index) GETSTRUCT(tuple))->indimmediate;
	ReleaseSysCache(tuple);
	return immediate;
}
