/*-------------------------------------------------------------------------
 *
 * create.c
 *	  converge_ddl and converge_create_schema.
 *
 * Both make the same statements.  The one prints them all, with the notes as
 * comments; the other runs those whose objects are not there yet, and has
 * the notes as rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "compat.h"
#include "create/execute.h"
#include "run/arguments.h"
#include "run/ledger.h"
#include "source/source.h"

PG_FUNCTION_INFO_V1(converge_ddl);
PG_FUNCTION_INFO_V1(converge_create_schema);

/* Result columns of converge_create_schema. */
enum
{
	COL_OBJECT_TYPE,
	COL_OBJECT,
	COL_STATUS,
	COL_NOTE,
	COL_CODE,
	NCOLUMNS
};

static void ReadArguments(FunctionCallInfo fcinfo, CvgDesignOptions *options);
static CvgDesign *ReadDesign(const CvgDesignOptions *options);
static void PutNoteComments(ReturnSetInfo *rsinfo, const CvgDesign *design);
static void PutLine(ReturnSetInfo *rsinfo, const char *line);
static void CreateAll(CvgDesign *design, ReturnSetInfo *rsinfo);
static void PutStatement(void *arg, const CvgStatement *statement, const char *status);
static void PutNotes(ReturnSetInfo *rsinfo, const CvgDesign *design);
static bool IsKept(const CvgDesign *design, const CvgNote *note);
static void PutRow(ReturnSetInfo *rsinfo, const char *const *texts);

Datum
converge_ddl(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	CvgDesignOptions options;
	CvgDesign  *design;
	CvgPhase	phase = CVG_PRE_DATA;
	ListCell   *lc;

	ReadArguments(fcinfo, &options);
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	design = ReadDesign(&options);

	PutNoteComments(rsinfo, design);
	/* operators have no schema in expressions */
	PutLine(rsinfo, "SET search_path = pg_catalog, pg_temp;");
	PutLine(rsinfo, "-- pre-data");
	foreach(lc, CvgStatementsMake(design))
	{
		const CvgStatement *statement = lfirst(lc);

		if (statement->phase != CVG_PRE_DATA && phase == CVG_PRE_DATA)
		{
			PutLine(rsinfo, "-- data: rows are loaded here");
			PutLine(rsinfo, "-- post-data");
		}
		phase = statement->phase;
		PutLine(rsinfo, CvgStatementScript(statement));
	}
	return (Datum) 0;
}

static void
ReadArguments(FunctionCallInfo fcinfo, CvgDesignOptions *options)
{
	memset(options, 0, sizeof(CvgDesignOptions));
	options->server = CvgArgumentServer(fcinfo, 0);
	options->target_schema = CvgArgumentTargetSchema(fcinfo, 1, options->server);
	options->tables = CvgArgumentNames(fcinfo, 2, "tables");
	options->exclude = CvgArgumentNames(fcinfo, 3, "exclude");
	options->fold = CvgArgumentFold(fcinfo, 4);
}

static CvgDesign *
ReadDesign(const CvgDesignOptions *options)
{
	CvgSource  *source = CvgSourceOpen(options->server, CurrentMemoryContext);
	CvgDesign  *design = CvgDesignRead(source, options);

	source->routine->close(source);
	return design;
}

/* One line each, whatever is in the names. */
static void
PutNoteComments(ReturnSetInfo *rsinfo, const CvgDesign *design)
{
	ListCell   *lc;

	foreach(lc, design->notes)
	{
		const CvgNote *note = lfirst(lc);
		char	   *line = psprintf("-- %s (%s) %s %s: %s", note->code,
									CvgSeverityWord(note->severity),
									note->object_type, note->object, note->message);

		for (char *p = line; *p != '\0'; p++)
		{
			if (*p == '\n' || *p == '\r')
				*p = ' ';
		}
		PutLine(rsinfo, line);
	}
}

static void
PutLine(ReturnSetInfo *rsinfo, const char *line)
{
	Datum		value = CStringGetTextDatum(line);
	bool		null = false;

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, &value, &null);
}

Datum
converge_create_schema(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext memory = CurrentMemoryContext;
	CvgDesignOptions options;
	CvgLedgerRun *ledger;

	PreventCommandIfReadOnly("converge_create_schema()");
	PreventCommandIfParallelMode("converge_create_schema()");
	ReadArguments(fcinfo, &options);
	InitMaterializedSRF(fcinfo, 0);

	ledger = CvgLedgerBegin("create schema", options.server,
							CvgDesignOptionsToJsonb(&options));
	PG_TRY();
	{
		CreateAll(ReadDesign(&options), rsinfo);
		CvgLedgerComplete(ledger, NULL, 0, NULL);
	}
	PG_CATCH();
	{
		MemoryContext old = MemoryContextSwitchTo(memory);
		ErrorData  *error = CopyErrorData();

		CvgLedgerFail(ledger, error);
		FreeErrorData(error);
		MemoryContextSwitchTo(old);
		PG_RE_THROW();
	}
	PG_END_TRY();

	return (Datum) 0;
}

static void
CreateAll(CvgDesign *design, ReturnSetInfo *rsinfo)
{
	MemoryContext old = CurrentMemoryContext;
	List	   *statements = CvgStatementsMake(design);

	SPI_connect();
	MemoryContextSwitchTo(old);
	CvgExecutePhase(design, statements, CVG_PRE_DATA, PutStatement, rsinfo);
	CvgExecutePhase(design, statements, CVG_POST_DATA, PutStatement, rsinfo);
	CvgExecutePhase(design, statements, CVG_POST_KEYS, PutStatement, rsinfo);
	CvgKeepCode(design);
	SPI_finish();
	PutNotes(rsinfo, design);
}

/* A comment is part of what it describes, a refused view is among the notes. */
static void
PutStatement(void *arg, const CvgStatement *statement, const char *status)
{
	const char *texts[NCOLUMNS] = {0};

	if (strcmp(statement->object_type, "comment") == 0 || strcmp(status, "refused") == 0)
		return;
	texts[COL_OBJECT_TYPE] = statement->object_type;
	texts[COL_OBJECT] = statement->object;
	texts[COL_STATUS] = status;
	PutRow(arg, texts);
}

static void
PutNotes(ReturnSetInfo *rsinfo, const CvgDesign *design)
{
	ListCell   *lc;

	foreach(lc, design->notes)
	{
		const CvgNote *note = lfirst(lc);
		const char *texts[NCOLUMNS] = {0};

		texts[COL_OBJECT_TYPE] = note->object_type;
		texts[COL_OBJECT] = note->object;
		texts[COL_STATUS] = IsKept(design, note) ? "kept" : CvgSeverityWord(note->severity);
		texts[COL_NOTE] = note->message;
		texts[COL_CODE] = note->code;
		PutRow(rsinfo, texts);
	}
}

static bool
IsKept(const CvgDesign *design, const CvgNote *note)
{
	ListCell   *lc;

	if (note->severity != CVG_SEVERITY_LOSS)
		return false;
	foreach(lc, design->code)
	{
		const CvgKeptCode *kept = lfirst(lc);

		if (kept->name == note->object && kept->code == note->code && kept->body != NULL)
			return true;
	}
	return false;
}

static void
PutRow(ReturnSetInfo *rsinfo, const char *const *texts)
{
	Datum		values[NCOLUMNS] = {0};
	bool		nulls[NCOLUMNS] = {0};

	for (int i = 0; i < NCOLUMNS; i++)
	{
		nulls[i] = texts[i] == NULL;
		if (texts[i] != NULL)
			values[i] = CStringGetTextDatum(texts[i]);
	}
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}
