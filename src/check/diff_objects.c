/*-------------------------------------------------------------------------
 *
 * diff_objects.c
 *	  Views, triggers, programs and sequences of source and target.
 *
 * These are matched by name, triggers by what they fire for, and what they
 * do is not compared: no program can tell whether two of them do the same.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "check/schema_diff.h"
#include "target/relations.h"

/* One object of the target that is not a table. */
typedef struct TargetObject
{
	Oid			oid;
	char	   *name;
	const char *type;			/* view, sequence, function, procedure */
	bool		matched;
} TargetObject;

/* What triggers of MySQL fire for. */
typedef enum Event
{
	EVENT_BEFORE_INSERT,
	EVENT_BEFORE_UPDATE,
	EVENT_BEFORE_DELETE,
	EVENT_AFTER_INSERT,
	EVENT_AFTER_UPDATE,
	EVENT_AFTER_DELETE
} Event;

static const struct
{
	const char *timing;
	bool		before;
	int			type;
}			events[] = {
	[EVENT_BEFORE_INSERT] = {"BEFORE INSERT", true, TRIGGER_TYPE_INSERT},
	[EVENT_BEFORE_UPDATE] = {"BEFORE UPDATE", true, TRIGGER_TYPE_UPDATE},
	[EVENT_BEFORE_DELETE] = {"BEFORE DELETE", true, TRIGGER_TYPE_DELETE},
	[EVENT_AFTER_INSERT] = {"AFTER INSERT", false, TRIGGER_TYPE_INSERT},
	[EVENT_AFTER_UPDATE] = {"AFTER UPDATE", false, TRIGGER_TYPE_UPDATE},
	[EVENT_AFTER_DELETE] = {"AFTER DELETE", false, TRIGGER_TYPE_DELETE}
};

static int	OnUpdateEvent(const CvgTable *source);
static Event EventOfTiming(const char *timing);
static bool HasTrigger(const TriggerDesc *triggers, Event event);
static bool FiresFor(const Trigger *trigger, Event event);
static void PutExtraTrigger(const CvgTableDiff *table, const Trigger *trigger, int expected);
static void DiffTables(CvgDiff *diff);
static List *ReadObjects(Oid namespace);
static void ReadRelations(Oid namespace, List **objects);
static void ReadFunctions(Oid namespace, List **objects);
static void AddObject(List **objects, Oid classid, Oid oid, const char *name, const char *type);
static bool IsOwned(Oid sequence);
static int	CompareObjects(const ListCell *a, const ListCell *b);
static TargetObject *MatchObject(List *objects, const char *type, const char *name);
static void DiffViews(CvgDiff *diff, List *objects);
static void DiffView(CvgDiff *diff, const CvgView *view, Oid relid);
static void DiffSequences(CvgDiff *diff, List *objects);
static void DiffCode(CvgDiff *diff, List *objects);

/*
 * A trigger has a counterpart if the target has one for the same event,
 * whatever it is called.
 */
void
CvgDiffTriggers(const CvgTableDiff *table)
{
	TriggerDesc *triggers = table->rel->trigdesc;
	int			expected = OnUpdateEvent(table->source);
	ListCell   *lc;

	foreach(lc, table->diff->schema->code)
	{
		const CvgSourceCode *code = lfirst(lc);

		if (strcmp(code->kind, "trigger") != 0 || code->table_name == NULL ||
			strcmp(code->table_name, table->source->name) != 0)
			continue;
		expected |= 1 << EventOfTiming(code->timing);
		if (!HasTrigger(triggers, EventOfTiming(code->timing)))
			CvgDiffPut(table->diff, CVG_DIFF_WARNING, "trigger",
					   psprintf("%s.%s", table->source->name, code->name),
					   code->timing, NULL, "the target has no trigger for this event");
	}
	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
		PutExtraTrigger(table, &triggers->triggers[i], expected);
}

/* The clause ON UPDATE needs a trigger here. */
static int
OnUpdateEvent(const CvgTable *source)
{
	for (int i = 0; i < source->ncolumns; i++)
	{
		if (source->columns[i].on_update != NULL)
			return 1 << EVENT_BEFORE_UPDATE;
	}
	return 0;
}

/* timing is "BEFORE INSERT" and so on; MySQL's fire for each row. */
static Event
EventOfTiming(const char *timing)
{
	for (int i = 0; i < (int) lengthof(events); i++)
	{
		if (pg_strcasecmp(events[i].timing, timing) == 0)
			return i;
	}
	elog(ERROR, "unexpected timing of a trigger \"%s\"", timing);
	return EVENT_BEFORE_INSERT; /* keep compiler quiet */
}

static bool
HasTrigger(const TriggerDesc *triggers, Event event)
{
	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		if (FiresFor(&triggers->triggers[i], event))
			return true;
	}
	return false;
}

/* Those of foreign keys are internal. */
static bool
FiresFor(const Trigger *trigger, Event event)
{
	return !trigger->tgisinternal &&
		TRIGGER_FOR_BEFORE(trigger->tgtype) == (events[event].before) &&
		(trigger->tgtype & events[event].type) != 0;
}

static void
PutExtraTrigger(const CvgTableDiff *table, const Trigger *trigger, int expected)
{
	for (int i = 0; i < (int) lengthof(events); i++)
	{
		if ((expected & (1 << i)) != 0 && FiresFor(trigger, i))
			return;
	}
	if (!trigger->tgisinternal)
		CvgDiffPut(table->diff, CVG_DIFF_WARNING, "trigger",
				   psprintf("%s.%s", table->source->name, trigger->tgname), NULL,
				   TextDatumGetCString(DirectFunctionCall1(pg_get_triggerdef,
														   ObjectIdGetDatum(trigger->tgoid))),
				   "only at the target");
}

void
CvgDiffObjects(CvgDiff *diff)
{
	List	   *objects = ReadObjects(diff->plan->namespace);
	ListCell   *lc;

	DiffTables(diff);
	DiffViews(diff, objects);
	DiffSequences(diff, objects);
	DiffCode(diff, objects);
	foreach(lc, objects)
	{
		const TargetObject *object = lfirst(lc);

		if (!object->matched)
			CvgDiffPut(diff, CVG_DIFF_INFO, object->type, object->name, NULL,
					   object->name, "only at the target");
	}
}

/* It may be that the account at the source does not see the table. */
static void
DiffTables(CvgDiff *diff)
{
	ListCell   *lc;

	foreach(lc, diff->plan->others)
		CvgDiffPut(diff, CVG_DIFF_WARNING, "table", lfirst(lc), NULL, lfirst(lc),
				   "only at the target: no rows go into it");
}

/* What is in the schema, but for tables and what belongs to extensions. */
static List *
ReadObjects(Oid namespace)
{
	List	   *objects = NIL;

	ReadRelations(namespace, &objects);
	ReadFunctions(namespace, &objects);
	list_sort(objects, CompareObjects);
	return objects;
}

static void
ReadRelations(Oid namespace, List **objects)
{
	Relation	pg_class = table_open(RelationRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(pg_class, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class form = (Form_pg_class) GETSTRUCT(tuple);
		bool		view = form->relkind == RELKIND_VIEW || form->relkind == RELKIND_MATVIEW;

		if (form->relnamespace == namespace &&
			(view || (form->relkind == RELKIND_SEQUENCE && !IsOwned(form->oid))))
			AddObject(objects, RelationRelationId, form->oid, NameStr(form->relname),
					  view ? "view" : "sequence");
	}
	systable_endscan(scan);
	table_close(pg_class, AccessShareLock);
}

static void
ReadFunctions(Oid namespace, List **objects)
{
	Relation	pg_proc = table_open(ProcedureRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(pg_proc, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple;

	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_proc form = (Form_pg_proc) GETSTRUCT(tuple);

		/* a function that triggers call is part of them */
		if (form->pronamespace == namespace && form->prorettype != TRIGGEROID)
			AddObject(objects, ProcedureRelationId, form->oid, NameStr(form->proname),
					  form->prokind == PROKIND_PROCEDURE ? "procedure" : "function");
	}
	systable_endscan(scan);
	table_close(pg_proc, AccessShareLock);
}

static void
AddObject(List **objects, Oid classid, Oid oid, const char *name, const char *type)
{
	TargetObject *object;

	if (OidIsValid(getExtensionOfObject(classid, oid)))
		return;
	object = palloc0(sizeof(TargetObject));
	object->oid = oid;
	object->name = pstrdup(name);
	object->type = type;
	*objects = lappend(*objects, object);
}

/* By a column: serial or identity. */
static bool
IsOwned(Oid sequence)
{
	Oid			table;
	int32		column;

	return sequenceIsOwned(sequence, DEPENDENCY_AUTO, &table, &column) ||
		sequenceIsOwned(sequence, DEPENDENCY_INTERNAL, &table, &column);
}

static int
CompareObjects(const ListCell *a, const ListCell *b)
{
	const TargetObject *x = lfirst(a);
	const TargetObject *y = lfirst(b);
	int			order = strcmp(x->type, y->type);

	return order != 0 ? order : strcmp(x->name, y->name);
}

/* The object of that name, marked as matched; overloaded functions too. */
static TargetObject *
MatchObject(List *objects, const char *type, const char *name)
{
	TargetObject *found = NULL;
	ListCell   *lc;

	foreach(lc, objects)
	{
		TargetObject *object = lfirst(lc);

		if (strcmp(object->type, type) == 0 && pg_strcasecmp(object->name, name) == 0)
		{
			object->matched = true;
			found = object;
		}
	}
	return found;
}

static void
DiffViews(CvgDiff *diff, List *objects)
{
	ListCell   *lc;

	/* a view may stand for a table of the source */
	for (int i = 0; i < diff->plan->ntables; i++)
		MatchObject(objects, "view", diff->plan->tables[i].target_name);
	foreach(lc, diff->schema->views)
	{
		const CvgView *view = lfirst(lc);
		TargetObject *target = MatchObject(objects, "view", view->name);

		if (target != NULL)
			DiffView(diff, view, target->oid);
		else
			CvgDiffPut(diff, CVG_DIFF_WARNING, "view", view->name, view->body, NULL,
					   "missing at the target");
	}
}

/* Its columns by name; what it selects cannot be compared. */
static void
DiffView(CvgDiff *diff, const CvgView *view, Oid relid)
{
	Relation	rel = relation_open(relid, AccessShareLock);

	for (int i = 0; i < view->ncolumns; i++)
	{
		const CvgColumn *column = &view->columns[i];
		bool		ambiguous;

		if (CvgAttributeFind(RelationGetDescr(rel), column->name, &ambiguous) == InvalidAttrNumber)
			CvgDiffPut(diff, CVG_DIFF_WARNING, "view",
					   psprintf("%s.%s", view->name, column->name), column->type_text,
					   NULL, "the view of the target has no such column");
	}
	relation_close(rel, AccessShareLock);
}

static void
DiffSequences(CvgDiff *diff, List *objects)
{
	ListCell   *lc;

	foreach(lc, diff->schema->sequences)
	{
		const CvgSourceSequence *sequence = lfirst(lc);

		if (MatchObject(objects, "sequence", sequence->name) == NULL)
			CvgDiffPut(diff, CVG_DIFF_WARNING, "sequence", sequence->name,
					   psprintf("INCREMENT " INT64_FORMAT, sequence->increment), NULL,
					   "missing at the target");
	}
}

/* Triggers are told of with their tables. */
static void
DiffCode(CvgDiff *diff, List *objects)
{
	ListCell   *lc;

	if (!diff->schema->code_visible)
		CvgDiffPut(diff, CVG_DIFF_INFO, "database", diff->schema->name, NULL, NULL,
				   "triggers, routines and events cannot be compared: the account at the source may not see them");
	foreach(lc, diff->schema->code)
	{
		const CvgSourceCode *code = lfirst(lc);

		if (strcmp(code->kind, "event") == 0)
			CvgDiffPut(diff, CVG_DIFF_WARNING, "event", code->name, code->timing, NULL,
					   "PostgreSQL has no events");
		else if (strcmp(code->kind, "trigger") != 0 &&
				 MatchObject(objects, code->kind, code->name) == NULL)
			CvgDiffPut(diff, CVG_DIFF_WARNING, code->kind, code->name, code->body, NULL,
					   "missing at the target");
	}
}
