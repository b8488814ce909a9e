/*-------------------------------------------------------------------------
 *
 * loads.c
 *	  Decide how each table of a plan is loaded.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/sysattr.h"
#include "nodes/bitmapset.h"
#include "utils/rel.h"

#include "compat.h"
#include "run/run.h"
#include "target/finish.h"
#include "target/prepare.h"
#include "target/relations.h"

static void OrderLoads(CvgRun *run);
static CvgWriteMethod ChooseMethod(const CvgRun *run, const CvgTableLoad *load);
static void RequirePrimaryKey(const CvgTableLoad *load);
static CvgWriteMethod AvoidDeferrable(const CvgRun *run, const CvgTableLoad *load);

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
		run->loads[i].starts_empty = run->loads[i].was_empty || run->truncates;
		run->loads[i].method = ChooseMethod(run, &run->loads[i]);
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

static CvgWriteMethod
ChooseMethod(const CvgRun *run, const CvgTableLoad *load)
{
	if (CvgLoadUpserts(run, load))
		RequirePrimaryKey(load);
	if (load->plan->via_executor || CvgLoadUpserts(run, load))
	{
		if (run->reject)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("cannot reject single rows of target %s",
							CvgRelationName(load->plan->relid)),
					 errdetail("It is written through the executor, in one statement."),
					 errhint("Use on_error => 'abort', or leave the table out with exclude.")));
		return CVG_WRITE_EXECUTOR;
	}
	if (!run->reject && load->starts_empty && CvgRelationIsMaintainable(load->plan->relid))
		return CVG_WRITE_HEAP;
	return AvoidDeferrable(run, load);
}

/* It is what tells which row of the target a row of the source updates. */
static void
RequirePrimaryKey(const CvgTableLoad *load)
{
	Relation	rel = relation_open(load->plan->relid, AccessShareLock);
	Bitmapset  *key = RelationGetIndexAttrBitmap(rel, INDEX_ATTR_BITMAP_PRIMARY_KEY);
	bool		usable = !bms_is_empty(key);
	int			attnum = -1;

	while ((attnum = bms_next_member(key, attnum)) >= 0)
		usable &= CvgPlanIsBound(load->plan, attnum + FirstLowInvalidHeapAttributeNumber);
	relation_close(rel, AccessShareLock);
	if (!usable)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("cannot upsert into %s", CvgRelationName(load->plan->relid)),
				 errdetail("It has no primary key that the source fills."),
				 errhint("Use existing => 'truncate' or 'append', or leave the table out with exclude.")));
}

/*
 * A deferrable unique constraint is checked by its trigger when entries are
 * made one by one; a rebuild of the index checks it at once.
 */
static CvgWriteMethod
AvoidDeferrable(const CvgRun *run, const CvgTableLoad *load)
{
	if (!CvgHasDeferrableUnique(load->plan->relid))
		return CVG_WRITE_INDEXED;
	if (!run->reject && CvgRelationIsMaintainable(load->plan->relid))
		return CVG_WRITE_HEAP;
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot import into %s row by row", CvgRelationName(load->plan->relid)),
			 errdetail("It has a deferrable unique or exclusion constraint."),
			 errhint("Use on_error => 'abort' as the owner of the table.")));
}
