/*-------------------------------------------------------------------------
 *
 * rows.c
 *	  Read every row of a table and judge it as the import would.
 *
 * A row goes through steps: it is fetched, its columns are converted one
 * after the other, its constraints are checked, its keys are taken.  The
 * steps of row after row are done in one subtransaction until one of them
 * throws an error that is the row's fault.  That is a finding; a new
 * subtransaction goes on with the next step of the same row.  So a row with
 * three bad columns has three findings, nothing is done twice, and rows
 * without fault cost no subtransaction.
 *
 * Of a row with a column that is refused NOT NULL alone is checked; a row
 * that constraints refuse has no keys.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "preflight/rows.h"
#include "run/progress.h"
#include "run/reader.h"
#include "run/run.h"
#include "target/row_check.h"
#include "target/try.h"

/* Values live until so many rows, or bytes, have been read. */
#define BATCH_ROWS 1000
#define BATCH_BYTES 65535

#define PARTITION_HINT \
	"Add a partition for these rows, or leave them out by a rule with action \"where\"."

typedef enum Step
{
	STEP_FETCH,
	STEP_COLUMNS,
	STEP_CONSTRAINTS,
	STEP_KEYS,
	STEP_KEYS_AGAIN,			/* after an error in one of them */
	STEP_DONE
} Step;

/* A column that a rule, or a default, may change values of. */
typedef struct ChangedColumn
{
	CvgConvert *convert;
	Jsonb	   *key;			/* of the first row that was changed */
	bool		met;
} ChangedColumn;

typedef struct RowScan
{
	CvgPreflight *preflight;
	CvgTablePlan *table;
	CvgReader  *reader;
	CvgRowCheck *check;
	CvgKeyChecks *keys;
	CvgPartitionKeys *partition_keys;
	CvgRowFindings *findings;
	MemoryContext memory;		/* as long as the scan */
	MemoryContext batch_memory;

	/* the row that is worked on */
	Step		step;
	const CvgRow *row;
	TupleTableSlot *slot;
	int			column;			/* of bound columns: the next to convert */
	bool		refused;		/* a column, so far */
	uint64		changed_before; /* that column: values, by rules */
	CvgKeyChecks *at_keys;		/* that take the row */

	int			batch_rows;
	size_t		batch_bytes;
	int			nchanged;
	ChangedColumn *changed;
	int			nunmet;			/* of them, no row was changed by yet */
} RowScan;

static void ScanRows(RowScan *scan);
static bool IsFinding(const ErrorData *error);
static void InitChanged(RowScan *scan);
static void TakeSteps(void *arg);
static void Fetch(RowScan *scan);
static void ConvertColumns(RowScan *scan);
static void NoteChanged(RowScan *scan);
static void CheckConstraints(RowScan *scan);
static void TakePartitionKeys(RowScan *scan);
static void GoOnWithKeys(RowScan *scan);
static void PutViolations(RowScan *scan, List *violations);
static void PutViolation(RowScan *scan, const CvgViolation *violation);
static const char *SourceColumn(const CvgTablePlan *table, const char *name);
static void RefuseStep(RowScan *scan, ErrorData *error);
static void RefuseColumn(RowScan *scan, const ErrorData *error);
static void RefuseConstraints(RowScan *scan, const ErrorData *error);
static const char *ProblemCode(const CvgConvert *cv, const ErrorData *error);
static const char *FullMessage(const ErrorData *error);
static void PutChanges(const RowScan *scan);
static const char *ChangeCode(const CvgConvert *cv);
static void PreflightContext(void *arg);

void
CvgPreflightRows(CvgPreflight *preflight, CvgTablePlan *table)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext,
												 "converge preflight rows",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	Relation	rel = table_open(table->relid, AccessShareLock);
	bool	   *bound = CvgBoundAttributes(table, RelationGetNumberOfAttributes(rel));
	RowScan    *scan = palloc0(sizeof(RowScan));
	ErrorContextCallback context;

	context.callback = PreflightContext;
	context.arg = table;
	context.previous = error_context_stack;
	error_context_stack = &context;

	scan->preflight = preflight;
	scan->table = table;
	scan->memory = memory;
	scan->batch_memory = AllocSetContextCreate(memory, "converge preflight batch",
											   ALLOCSET_DEFAULT_SIZES);
	scan->findings = CvgRowFindingsCreate(preflight, table);
	scan->check = CvgRowCheckBegin(rel, bound);
	scan->keys = CvgKeyChecksBegin(preflight, table, rel, NULL,
								   CvgRowCheckUnknown(scan->check), scan->findings);
	scan->partition_keys = CvgPartitionKeysBegin(preflight, table, rel,
												 CvgRowCheckUnknown(scan->check),
												 scan->findings);
	scan->reader = CvgReaderBegin(preflight->source, table, NULL);
	InitChanged(scan);
	CvgProgressBegin(table->relid, table->source->name,
					 table->where == NULL ? table->source->rows_estimate : -1,
					 table->source->bytes);
	ScanRows(scan);
	CvgProgressEnd();
	CvgReaderEnd(scan->reader);
	CvgRowFindingsPut(scan->findings);
	CvgKeyChecksEnd(scan->keys);
	CvgPartitionKeysEnd(scan->partition_keys);
	PutChanges(scan);

	CvgRowCheckEnd(scan->check);
	error_context_stack = context.previous;
	table_close(rel, NoLock);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(memory);
}

static void
PreflightContext(void *arg)
{
	const CvgTablePlan *table = arg;

	errcontext("converge preflight of table \"%s\"", table->source->name);
}

static void
InitChanged(RowScan *scan)
{
	CvgTablePlan *table = scan->table;

	scan->changed = palloc0(sizeof(ChangedColumn) * Max(table->nbound, 1));
	for (int i = 0; i < table->nbound; i++)
	{
		CvgConvert *cv = &table->bindings[table->scan_columns[i]].convert;

		if (cv->loss == CVG_LOSS_RULE)
			scan->changed[scan->nchanged++].convert = cv;
	}
	scan->nunmet = scan->nchanged;
}

static void
ScanRows(RowScan *scan)
{
	while (scan->step != STEP_DONE)
	{
		ErrorData  *error = CvgTry(TakeSteps, scan, IsFinding);

		CHECK_FOR_INTERRUPTS();
		if (error != NULL)
		{
			MemoryContext old = MemoryContextSwitchTo(scan->batch_memory);

			RefuseStep(scan, error);
			MemoryContextSwitchTo(old);
			FreeErrorData(error);
		}
	}
}

/* Also of an expression that cannot be evaluated: the import would stop at it. */
static bool
IsFinding(const ErrorData *error)
{
	return CvgErrorIsOfRow(error) || error->sqlerrcode == ERRCODE_FEATURE_NOT_SUPPORTED;
}

/* Where the last call stopped, until all rows are read. */
static void
TakeSteps(void *arg)
{
	RowScan    *scan = arg;
	MemoryContext old = MemoryContextSwitchTo(scan->batch_memory);

	while (scan->step != STEP_DONE)
	{
		switch (scan->step)
		{
			case STEP_FETCH:
				Fetch(scan);
				break;
			case STEP_COLUMNS:
				ConvertColumns(scan);
				break;
			case STEP_CONSTRAINTS:
				CheckConstraints(scan);
				break;
			case STEP_KEYS:
				scan->at_keys = scan->keys;
				CvgKeyChecksAdd(scan->keys, scan->row, scan->slot);
				TakePartitionKeys(scan);
				break;
			case STEP_KEYS_AGAIN:
				GoOnWithKeys(scan);
				break;
			case STEP_DONE:
				break;
		}
	}
	MemoryContextSwitchTo(old);
}

static void
Fetch(RowScan *scan)
{
	scan->row = NULL;
	scan->slot = CvgRowCheckSlot(scan->check);
	if (scan->batch_rows >= BATCH_ROWS || scan->batch_bytes >= BATCH_BYTES)
	{
		MemoryContextReset(scan->batch_memory);
		scan->batch_rows = 0;
		scan->batch_bytes = 0;
		CvgProgressUpdate(CvgReaderRows(scan->reader), CvgReaderBytes(scan->reader));
		CHECK_FOR_INTERRUPTS();
	}
	scan->row = CvgReaderFetch(scan->reader);
	if (scan->row == NULL)
	{
		scan->step = STEP_DONE;
		return;
	}
	scan->batch_rows++;
	scan->batch_bytes += scan->row->bytes;
	scan->column = 0;
	scan->refused = false;
	scan->step = STEP_COLUMNS;
}

static void
ConvertColumns(RowScan *scan)
{
	CvgTablePlan *table = scan->table;

	for (; scan->column < table->nbound; scan->column++)
	{
		CvgBinding *binding = &table->bindings[table->scan_columns[scan->column]];
		int			target = binding->attnum - 1;

		scan->changed_before = binding->convert.changed;
		scan->slot->tts_values[target] =
			CvgCellConvert(&binding->convert, &scan->row->cells[scan->column],
						   &scan->slot->tts_isnull[target]);
	}
	if (scan->nunmet > 0)
		NoteChanged(scan);
	if (scan->refused)
		PutViolations(scan, CvgRowCheckNulls(scan->check));
	scan->step = scan->refused ? STEP_FETCH : STEP_CONSTRAINTS;
}

static void
NoteChanged(RowScan *scan)
{
	for (int i = 0; i < scan->nchanged; i++)
	{
		ChangedColumn *changed = &scan->changed[i];
		MemoryContext old;

		if (changed->met || changed->convert->changed == 0)
			continue;
		old = MemoryContextSwitchTo(scan->memory);
		changed->key = CvgRowKeyToJsonb(scan->table, scan->row);
		changed->met = true;
		scan->nunmet--;
		MemoryContextSwitchTo(old);
	}
}

static void
CheckConstraints(RowScan *scan)
{
	List	   *violations = CvgRowCheckRow(scan->check);

	PutViolations(scan, violations);
	scan->step = violations == NIL ? STEP_KEYS : STEP_FETCH;
}

/* The keys of the whole table have been taken. */
static void
TakePartitionKeys(RowScan *scan)
{
	TupleTableSlot *slot;
	Relation	partition = CvgRowCheckPartition(scan->check, &slot);

	if (partition != NULL)
	{
		scan->at_keys = CvgPartitionKeysOf(scan->partition_keys, partition);
		CvgKeyChecksAdd(scan->at_keys, scan->row, slot);
	}
	scan->step = STEP_FETCH;
}

static void
GoOnWithKeys(RowScan *scan)
{
	TupleTableSlot *slot = scan->slot;

	if (scan->at_keys == scan->keys)
	{
		CvgKeyChecksGoOn(scan->keys, scan->row, slot);
		TakePartitionKeys(scan);
		return;
	}
	CvgRowCheckPartition(scan->check, &slot);
	CvgKeyChecksGoOn(scan->at_keys, scan->row, slot);
	scan->step = STEP_FETCH;
}

static void
PutViolations(RowScan *scan, List *violations)
{
	ListCell   *lc;

	foreach(lc, violations)
		PutViolation(scan, lfirst(lc));
}

static void
PutViolation(RowScan *scan, const CvgViolation *violation)
{
	if (violation->column != NULL)
		CvgRowFindingsAdd(scan->findings, "NULL_VALUE",
						  SourceColumn(scan->table, violation->column), NULL,
						  scan->row, violation->message,
						  "Add a rule with action \"using\" for this column that gives a value, or drop NOT NULL of the target column.");
	else if (violation->constraint != NULL)
		CvgRowFindingsAdd(scan->findings, "CHECK_VIOLATION", NULL, violation->constraint,
						  scan->row, violation->message,
						  "Correct the rows at the source, or add rules with action \"using\" for the columns of the constraint.");
	else
		CvgRowFindingsAdd(scan->findings, "NO_PARTITION", NULL, NULL, scan->row,
						  violation->message, PARTITION_HINT);
}

/* As the source calls the target's column, if it has it. */
static const char *
SourceColumn(const CvgTablePlan *table, const char *name)
{
	int			column = CvgPlanColumn(table, get_attnum(table->relid, name));

	return column >= 0 ? table->source->columns[column].name : name;
}

/* What a step threw becomes a finding, and the scan goes on behind it. */
static void
RefuseStep(RowScan *scan, ErrorData *error)
{
	switch (scan->step)
	{
		case STEP_COLUMNS:
			RefuseColumn(scan, error);
			break;
		case STEP_CONSTRAINTS:
			RefuseConstraints(scan, error);
			scan->step = STEP_FETCH;
			break;
		case STEP_KEYS:
		case STEP_KEYS_AGAIN:
			CvgKeyChecksRefused(scan->at_keys, scan->row, error);
			scan->step = STEP_KEYS_AGAIN;
			break;
		default:
			ReThrowError(error);	/* of the source */
	}
}

static void
RefuseColumn(RowScan *scan, const ErrorData *error)
{
	CvgTablePlan *table = scan->table;
	CvgBinding *binding = &table->bindings[table->scan_columns[scan->column]];
	CvgConvert *cv = &binding->convert;

	CvgRowFindingsAdd(scan->findings, ProblemCode(cv, error), cv->source->name, NULL,
					  scan->row, FullMessage(error), error->hint);
	cv->problem = CVG_PROBLEM_OTHER;
	cv->changed = scan->changed_before;
	/* it is no NULL */
	scan->slot->tts_values[binding->attnum - 1] = (Datum) 0;
	scan->slot->tts_isnull[binding->attnum - 1] = false;
	scan->refused = true;
	scan->column++;
}

static const char *
ProblemCode(const CvgConvert *cv, const ErrorData *error)
{
	static const char *const codes[] = {
		[CVG_PROBLEM_OTHER] = "VALUE_REFUSED",
		[CVG_PROBLEM_ZERO_DATE] = "ZERO_DATE",
		[CVG_PROBLEM_INVALID_DATE] = "INVALID_DATE",
		[CVG_PROBLEM_TIME_RANGE] = "TIME_RANGE",
		[CVG_PROBLEM_TIME_LOST] = "TIME_LOST",
		[CVG_PROBLEM_TIME_ZONE] = "TIME_ZONE",
		[CVG_PROBLEM_NUMBER_RANGE] = "NUMBER_RANGE",
		[CVG_PROBLEM_INVALID_NUMBER] = "INVALID_NUMBER",
		[CVG_PROBLEM_DECIMAL_DIGITS] = "DECIMAL_DIGITS",
		[CVG_PROBLEM_FRACTION_LOST] = "FRACTION_LOST",
		[CVG_PROBLEM_TEXT_LENGTH] = "TEXT_LENGTH",
		[CVG_PROBLEM_NULL_VALUE] = "NULL_VALUE",
		[CVG_PROBLEM_INVALID_UTF8] = "INVALID_UTF8",
		[CVG_PROBLEM_NUL_BYTE] = "NUL_BYTE",
		[CVG_PROBLEM_ENCODING] = "ENCODING",
		[CVG_PROBLEM_INVALID_UUID] = "INVALID_UUID",
		[CVG_PROBLEM_INVALID_JSON] = "INVALID_JSON",
		[CVG_PROBLEM_JSON_NUL] = "JSON_NUL",
		[CVG_PROBLEM_ENUM_LABEL] = "ENUM_LABEL",
		[CVG_PROBLEM_ENUM_EMPTY] = "ENUM_EMPTY",
		[CVG_PROBLEM_BOOLEAN_VALUE] = "BOOLEAN_VALUE",
		[CVG_PROBLEM_EMPTY_STRING] = "EMPTY_STRING",
		[CVG_PROBLEM_DOMAIN] = "DOMAIN_VIOLATION",
	};

	if (cv->problem == CVG_PROBLEM_OTHER && cv->rules.using_expr != NULL)
		return "USING_FAILED";
	if (cv->problem == CVG_PROBLEM_OTHER &&
		ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION)
		return "DOMAIN_VIOLATION";
	return codes[cv->problem];
}

static void
RefuseConstraints(RowScan *scan, const ErrorData *error)
{
	const char *code = "CHECK_VIOLATION";
	const char *hint = error->hint;

	switch (CvgRowCheckAt(scan->check))
	{
		case CVG_CHECKING_DEFAULTS:
			code = "DEFAULT_FAILED";
			break;
		case CVG_CHECKING_GENERATED:
			code = "GENERATED_FAILED";
			break;
		case CVG_CHECKING_PARTITION:
			code = "NO_PARTITION";
			hint = PARTITION_HINT;
			break;
		case CVG_CHECKING_CONSTRAINTS:
			break;
	}
	CvgRowFindingsAdd(scan->findings, code, NULL, NULL, scan->row, FullMessage(error), hint);
}

static const char *
FullMessage(const ErrorData *error)
{
	return error->detail == NULL ? error->message :
		psprintf("%s: %s", error->message, error->detail);
}

static void
PutChanges(const RowScan *scan)
{
	for (int i = 0; i < scan->nchanged; i++)
	{
		const CvgConvert *cv = scan->changed[i].convert;
		const char *code = ChangeCode(cv);

		if (cv->changed == 0)
			continue;
		CvgPreflightPut(scan->preflight, CVG_PREFLIGHT_LOSS, code,
						scan->table->source->name, cv->source->name,
						(int64) cv->changed, scan->changed[i].key,
						psprintf(cv->rules.using_expr != NULL ?
								 "values of column \"%s\" are changed by its rule \"using\"" :
								 strcmp(code, "EMPTY_TO_NULL") == 0 ?
								 "empty strings of column \"%s\" become NULL" :
								 "values of column \"%s\" are changed by its rules",
								 cv->source->name),
						NULL);
	}
}

/* Which rule it was, where one alone can change values. */
static const char *
ChangeCode(const CvgConvert *cv)
{
	const CvgColumnRules *rules = &cv->rules;
	bool		empty = rules->empty == CVG_EMPTY_NULL;
	bool		zero_date = rules->zero_date != CVG_ZERO_ERROR;
	bool		nul = rules->nul != CVG_NUL_ERROR;

	if (rules->using_expr != NULL || empty + zero_date + nul + rules->boolean_nonzero > 1)
		return "RULE_CHANGES";
	if (zero_date)
		return "ZERO_DATE_REPLACED";
	if (nul)
		return "NUL_REPLACED";
	if (rules->boolean_nonzero)
		return "BOOLEAN_NONZERO";
	return "EMPTY_TO_NULL";
}
