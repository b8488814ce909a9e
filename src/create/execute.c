/*-------------------------------------------------------------------------
 *
 * execute.c
 *	  Make the objects of a design in the target.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "create/execute.h"
#include "target/parallel_check.h"
#include "target/prepare.h"

static const char *Execute(CvgDesign *design, const CvgStatement *statement);
static void RunStatement(const CvgStatement *statement);
static bool RunView(CvgDesign *design, const CvgStatement *statement);
static bool IsOfDefinition(int sqlerrcode);
static ErrorData *TryStatement(const CvgStatement *statement);
static void KeepRefusedView(CvgDesign *design, const CvgView *view, const char *message);
static void StatementContext(void *arg);

void
CvgExecutePhase(CvgDesign *design, List *statements, CvgPhase phase,
				CvgExecuteEmit emit, void *arg)
{
	int			nestlevel = CvgSearchPathOff();
	ListCell   *lc;

	foreach(lc, statements)
	{
		const CvgStatement *statement = lfirst(lc);
		ErrorContextCallback context;
		const char *status;

		if (statement->phase != phase)
			continue;
		CHECK_FOR_INTERRUPTS();
		context.callback = StatementContext;
		context.arg = unconstify(CvgStatement *, statement);
		context.previous = error_context_stack;
		error_context_stack = &context;
		status = Execute(design, statement);
		error_context_stack = context.previous;
		if (emit != NULL)
			emit(arg, statement, status);
	}
	CvgSearchPathOn(nestlevel);
}

static void
StatementContext(void *arg)
{
	const CvgStatement *statement = arg;

	errcontext("converge creating %s %s", statement->object_type, statement->object);
}

static const char *
Execute(CvgDesign *design, const CvgStatement *statement)
{
	if (CvgStatementIsThere(statement))
		return "exists";
	if (statement->view != NULL && !RunView(design, statement))
		return "refused";
	if (statement->view == NULL)
		RunStatement(statement);
	/* IF NOT EXISTS is content with any object of the name */
	if (!CvgStatementIsThere(statement))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("could not create %s %s", statement->object_type, statement->object),
				 errdetail("Another object of the target schema has its name."),
				 errhint("Rename that object, or add a rule with action \"rename\".")));
	return "created";
}

bool
CvgStatementIsThere(const CvgStatement *statement)
{
	bool		isnull;
	char	   *sql = psprintf("SELECT %s", statement->exists);
	bool		there;

	if (SPI_execute(sql, false, 1) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not look for %s %s", statement->object_type, statement->object);
	there = DatumGetBool(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_freetuptable(SPI_tuptable);
	pfree(sql);
	return there;
}

static void
RunStatement(const CvgStatement *statement)
{
	if (CvgExecuteWithParallelChecks(statement->sql) < 0)
		elog(ERROR, "could not create %s %s", statement->object_type, statement->object);
}

/*
 * The types of a view's expressions are only known to PostgreSQL, so it has
 * the last word on a translation.
 */
static bool
RunView(CvgDesign *design, const CvgStatement *statement)
{
	ErrorData  *error = TryStatement(statement);

	if (error == NULL)
		return true;
	if (!IsOfDefinition(error->sqlerrcode))
		ReThrowError(error);
	KeepRefusedView(design, statement->view->source, error->message);
	FreeErrorData(error);
	return false;
}

/* And not of locks, memory, rights or a cancel, which say nothing of a view. */
static bool
IsOfDefinition(int sqlerrcode)
{
	int			category = ERRCODE_TO_CATEGORY(sqlerrcode);

	return sqlerrcode != ERRCODE_INSUFFICIENT_PRIVILEGE &&
		(category == ERRCODE_TO_CATEGORY(ERRCODE_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION) ||
		 category == ERRCODE_TO_CATEGORY(ERRCODE_FEATURE_NOT_SUPPORTED) ||
		 category == ERRCODE_TO_CATEGORY(ERRCODE_DATA_EXCEPTION) ||
		 category == ERRCODE_TO_CATEGORY(ERRCODE_PROGRAM_LIMIT_EXCEEDED));
}

/* In a subtransaction; what it threw, or NULL. */
static ErrorData *
TryStatement(const CvgStatement *statement)
{
	MemoryContext old = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile error = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(old);
	PG_TRY();
	{
		RunStatement(statement);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(old);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(old);
	CurrentResourceOwner = owner;
	return error;
}

static void
KeepRefusedView(CvgDesign *design, const CvgView *view, const char *message)
{
	CvgKeptCode *kept = palloc0(sizeof(CvgKeptCode));

	kept->kind = "view";
	kept->name = view->name;
	kept->body = view->body;
	kept->code = "VIEW_REFUSED";
	design->code = lappend(design->code, kept);
	CvgNoteAdd(&design->notes, kept->code, CVG_SEVERITY_LOSS, "view", view->name,
			   psprintf("is not created, but kept as it is: PostgreSQL says %s", message));
}

const char *
CvgSeverityWord(CvgSeverity severity)
{
	switch (severity)
	{
		case CVG_SEVERITY_INFO:
			return "info";
		case CVG_SEVERITY_WARNING:
			return "warning";
		case CVG_SEVERITY_LOSS:
			return "loss";
	}
	return NULL;				/* keep compiler quiet */
}
