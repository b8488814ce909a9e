/*-------------------------------------------------------------------------
 *
 * creation.c
 *	  Tables that an import creates because the target lacks them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/lsyscache.h"

#include "create/execute.h"
#include "run/creation.h"

static bool LacksSome(const CvgPlan *plan);
static void RefuseTakenNames(const CvgDesign *design);
static void CountCreated(void *arg, const CvgStatement *statement, const char *status);
static const CvgTable *TableOf(const CvgDesign *design, const CvgNote *note);
static char *NoteText(const CvgNote *note);

CvgCreation *
CvgCreationMake(CvgSource *source, const CvgPlan *plan)
{
	CvgDesignOptions options = {0};
	CvgCreation *creation;

	if (!LacksSome(plan))
		return NULL;
	options.server = plan->options.server;
	options.target_schema = plan->options.target_schema;
	options.tables = plan->options.tables;
	options.exclude = list_copy(plan->options.exclude);
	for (int i = 0; i < plan->ntables; i++)
	{
		const CvgTablePlan *table = &plan->tables[i];

		if (!OidIsValid(table->relid))
			continue;
		options.exclude = lappend(options.exclude, table->source->name);
		options.taken = lappend(options.taken, get_rel_name(table->relid));
	}
	creation = palloc0(sizeof(CvgCreation));
	creation->design = CvgDesignOfSchema(source, plan->schema, &options);
	creation->statements = CvgStatementsMake(creation->design);
	return creation;
}

static bool
LacksSome(const CvgPlan *plan)
{
	for (int i = 0; i < plan->ntables; i++)
	{
		if (plan->tables[i].status == CVG_TABLE_MISSING)
			return true;
	}
	return false;
}

void
CvgCreationTables(CvgCreation *creation)
{
	MemoryContext old = CurrentMemoryContext;

	SPI_connect();
	MemoryContextSwitchTo(old);
	CvgExecutePhase(creation->design, creation->statements, CVG_PRE_DATA,
					CountCreated, creation);
	SPI_finish();
	RefuseTakenNames(creation->design);
}

/* Of indexes, which are made when all rows are loaded: that is late to fail. */
static void
RefuseTakenNames(const CvgDesign *design)
{
	Oid			namespace = get_namespace_oid(design->schema, false);
	ListCell   *lc;

	for (int i = 0; i < design->ntables; i++)
	{
		foreach(lc, design->tables[i].indexes)
		{
			const CvgNewIndex *index = lfirst(lc);

			if (OidIsValid(get_relname_relid(index->name, namespace)))
				ereport(ERROR,
						(errcode(ERRCODE_DUPLICATE_OBJECT),
						 errmsg("could not create index \"%s\" of table \"%s\"",
								index->name, design->tables[i].name),
						 errdetail("Another object of the target schema has its name."),
						 errhint("Rename that object.")));
		}
	}
}

void
CvgCreationIndexes(CvgCreation *creation)
{
	CvgExecutePhase(creation->design, creation->statements, CVG_POST_DATA,
					CountCreated, creation);
}

void
CvgCreationFinish(CvgCreation *creation)
{
	CvgExecutePhase(creation->design, creation->statements, CVG_POST_KEYS,
					CountCreated, creation);
	CvgKeepCode(creation->design);
}

static void
CountCreated(void *arg, const CvgStatement *statement, const char *status)
{
	CvgCreation *creation = arg;

	if (strcmp(status, "created") != 0 || strcmp(statement->object_type, "comment") == 0)
		return;
	creation->ncreated++;
	creation->nforeign_keys += strcmp(statement->object_type, "foreign key") == 0;
}

void
CvgCreationNote(const CvgCreation *creation, CvgPlan *plan)
{
	ListCell   *lc;

	for (int i = 0; i < plan->ntables; i++)
	{
		if (CvgDesignTable(creation->design, plan->tables[i].source) != NULL)
			plan->tables[i].notes = lappend(plan->tables[i].notes, "created");
	}
	foreach(lc, creation->design->notes)
	{
		const CvgNote *note = lfirst(lc);
		const CvgTable *table = TableOf(creation->design, note);

		if (table != NULL && note->severity != CVG_SEVERITY_INFO)
		{
			CvgTablePlan *table_plan = &plan->tables[table - plan->schema->tables];

			table_plan->notes = lappend(table_plan->notes, NoteText(note));
		}
	}
}

/* Objects of tables are named table.object; either may have dots in it. */
static const CvgTable *
TableOf(const CvgDesign *design, const CvgNote *note)
{
	for (const char *p = note->object;; p++)
	{
		const CvgTable *table;

		if (*p != '.' && *p != '\0')
			continue;
		table = CvgSchemaTable(design->source, pnstrdup(note->object, p - note->object));
		if (table != NULL && CvgDesignTable(design, table) != NULL)
			return table;
		if (*p == '\0')
			return NULL;
	}
}

static char *
NoteText(const CvgNote *note)
{
	return psprintf("%s %s %s: %s", note->code, note->object_type, note->object,
					note->message);
}

char *
CvgCreationSummary(const CvgCreation *creation)
{
	StringInfoData summary;
	ListCell   *lc;

	initStringInfo(&summary);
	appendStringInfo(&summary, "%d %s created", creation->ncreated,
					 creation->ncreated == 1 ? "object" : "objects");
	foreach(lc, creation->design->notes)
	{
		const CvgNote *note = lfirst(lc);

		if (note->severity != CVG_SEVERITY_INFO && TableOf(creation->design, note) == NULL)
			appendStringInfo(&summary, "; %s", NoteText(note));
	}
	return summary.data;
}
