/*-------------------------------------------------------------------------
 *
 * report.c
 *	  The result rows of an import, and their copies for the ledger.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "run/report.h"
#include "target/sequences.h"

/* Result columns of converge_import. */
enum
{
	COL_TABLE_NAME,
	COL_STATUS,
	COL_SOURCE_ROWS,
	COL_IMPORTED_ROWS,
	COL_REJECTED_ROWS,
	COL_BYTES,
	COL_SECONDS,
	COL_ROWS_PER_SECOND,
	COL_NOTE,
	NCOLUMNS
};

/* A count that the row does not have. */
#define NO_COUNT (-1)

static const char *ReadersNote(const CvgReaders *readers);
static const char *NoteOthers(const char *note, List *others);
static void PutRow(CvgReport *report, const CvgLedgerTable *row);
static void SetCount(Datum *values, bool *nulls, int column, int64 count);
static Datum NumericFromDouble(double value, int digits);
static char *TableNote(const CvgRun *run, const CvgTableLoad *load);
static void AppendNote(StringInfo buf, const char *note);
static void AppendChanged(StringInfo buf, const CvgTablePlan *plan);
static const char *ChangedBy(const CvgConvert *cv);
static Jsonb *PositionToJsonb(const CvgPosition *position);
static void PushMember(JsonbParseState **state, const char *key, const char *value);

CvgReport *
CvgReportBegin(ReturnSetInfo *rsinfo)
{
	CvgReport  *report = palloc0(sizeof(CvgReport));

	report->memory = CurrentMemoryContext;
	report->rsinfo = rsinfo;
	report->began_at = GetCurrentTimestamp();
	return report;
}

void
CvgReportTable(CvgReport *report, const CvgRun *run, const CvgTableLoad *load,
			   bool dry_run)
{
	MemoryContext old = MemoryContextSwitchTo(report->memory);
	CvgLedgerTable *row = palloc0(sizeof(CvgLedgerTable));

	row->table_name = load->plan->source->name;
	row->status = dry_run ? "tried" : "imported";
	row->source_rows = load->source_rows;
	row->imported_rows = load->stored;
	row->rejected_rows = load->rejected;
	row->bytes = load->bytes;
	row->seconds = load->seconds;
	row->note = TableNote(run, load);
	report->tables = lappend(report->tables, row);

	report->total.source_rows += row->source_rows;
	report->total.imported_rows += row->imported_rows;
	report->total.rejected_rows += row->rejected_rows;
	report->total.bytes += row->bytes;
	PutRow(report, row);
	MemoryContextSwitchTo(old);
}

static char *
TableNote(const CvgRun *run, const CvgTableLoad *load)
{
	StringInfoData note;
	ListCell   *lc;

	initStringInfo(&note);
	foreach(lc, load->plan->notes)
		AppendNote(&note, lfirst(lc));
	AppendChanged(&note, load->plan);
	if (load->method == CVG_WRITE_EXECUTOR)
		AppendNote(&note, CvgLoadUpserts(run, load) ? "upserted" :
				   "written by INSERT ... SELECT");
	if (load->source_rows == 0)
		AppendNote(&note, "no rows at the source");
	if (note.len == 0)
		return NULL;
	return note.data;
}

static void
AppendNote(StringInfo buf, const char *note)
{
	appendStringInfo(buf, "%s%s", buf->len > 0 ? "; " : "", note);
}

/* How many values are not what the source held, and why. */
static void
AppendChanged(StringInfo buf, const CvgTablePlan *plan)
{
	for (int i = 0; i < plan->nbound; i++)
	{
		const CvgConvert *cv = &plan->bindings[plan->scan_columns[i]].convert;

		if (cv->changed > 0)
			AppendNote(buf, psprintf("column \"%s\": " UINT64_FORMAT " %s (%s)",
									 cv->source->name, cv->changed,
									 cv->changed == 1 ? "value changed" : "values changed",
									 ChangedBy(cv)));
	}
}

static const char *
ChangedBy(const CvgConvert *cv)
{
	if (cv->rules.using_expr != NULL)
		return "rule using";
	if (cv->rules.nul != CVG_NUL_ERROR)
		return "rule nul";
	if (cv->rules.zero_date != CVG_ZERO_ERROR)
		return "rule zero_date";
	if (cv->rules.boolean_nonzero)
		return "rule boolean";
	return "empty string to NULL";
}

void
CvgReportSource(CvgReport *report, const CvgRun *run)
{
	CvgLedgerTable row = {.table_name = "source",.status = "read",
		.source_rows = NO_COUNT,.imported_rows = NO_COUNT,
	.rejected_rows = NO_COUNT,.bytes = NO_COUNT};

	if (run->readers.wanted == 0)
		return;
	row.seconds = run->readers.seconds;
	row.bytes = report->total.bytes;
	row.note = ReadersNote(&run->readers);
	PutRow(report, &row);
}

static const char *
ReadersNote(const CvgReaders *readers)
{
	if (readers->workers == 0)
		return psprintf("1 reader of %d: %s", readers->wanted + 1, readers->shortfall);
	if (readers->shortfall != NULL)
		return psprintf("%d readers of %d: %s; the source was held still for %.0f ms",
						readers->workers + 1, readers->wanted + 1, readers->shortfall,
						readers->held_seconds * 1000);
	return psprintf("%d readers; the source was held still for %.0f ms",
					readers->workers + 1, readers->held_seconds * 1000);
}

void
CvgReportSkipped(CvgReport *report, const CvgPlan *plan)
{
	for (int i = 0; i < plan->ntables; i++)
	{
		const CvgTablePlan *table = &plan->tables[i];
		CvgLedgerTable *row;
		MemoryContext old;

		if (table->status == CVG_TABLE_READY || !table->asked_for)
			continue;
		old = MemoryContextSwitchTo(report->memory);
		row = palloc0(sizeof(CvgLedgerTable));
		row->table_name = table->source->name;
		row->status = "skipped";
		row->source_rows = row->imported_rows = row->rejected_rows = NO_COUNT;
		row->bytes = NO_COUNT;
		row->note = table->notes ? linitial(table->notes) : NULL;
		report->tables = lappend(report->tables, row);
		PutRow(report, row);
		MemoryContextSwitchTo(old);
	}
}

void
CvgReportChecksums(CvgReport *report, const CvgChecksums *checksums)
{
	CvgLedgerTable row = {.table_name = "checksums",.status = "checked",
		.source_rows = NO_COUNT,.imported_rows = NO_COUNT,
	.rejected_rows = NO_COUNT,.bytes = NO_COUNT,.seconds = checksums->seconds};

	row.note = psprintf("%d %s of %d %s %s what the source holds", checksums->ncolumns,
						checksums->ncolumns == 1 ? "column" : "columns", checksums->ntables,
						checksums->ntables == 1 ? "table" : "tables",
						checksums->ncolumns == 1 ? "holds" : "hold");
	if (checksums->nincomparable > 0)
		row.note = psprintf("%s; %d not compared, converge_verify names them", row.note,
							checksums->nincomparable);
	PutRow(report, &row);
}

void
CvgReportSequences(CvgReport *report, List *sequences, double seconds)
{
	CvgLedgerTable row = {.table_name = "sequences",.status = "set",
		.source_rows = NO_COUNT,.imported_rows = NO_COUNT,
	.rejected_rows = NO_COUNT,.bytes = NO_COUNT,.seconds = seconds};
	StringInfoData exhausted;
	List	   *seen = NIL;
	int			n = 0;
	ListCell   *lc;

	initStringInfo(&exhausted);
	foreach(lc, sequences)
	{
		const CvgSequence *sequence = lfirst(lc);

		if (list_member_oid(seen, sequence->sequence))
			continue;			/* of several columns */
		seen = lappend_oid(seen, sequence->sequence);
		if (strcmp(sequence->status, "exhausted") != 0)
			n++;
		else
			appendStringInfo(&exhausted, "%s %s",
							 exhausted.len == 0 ? "; exhausted:" : ",", sequence->name);
	}
	row.note = psprintf("%d %s past the largest value%s", n,
						n == 1 ? "sequence stands" : "sequences stand", exhausted.data);
	PutRow(report, &row);
}

void
CvgReportForeignKeys(CvgReport *report, int checked, double seconds)
{
	CvgLedgerTable row = {.table_name = "foreign keys",.status = "checked",
		.source_rows = NO_COUNT,.imported_rows = NO_COUNT,
	.rejected_rows = NO_COUNT,.bytes = NO_COUNT,.seconds = seconds};

	row.note = psprintf("%d foreign %s for all rows", checked,
						checked == 1 ? "key holds" : "keys hold");
	PutRow(report, &row);
}

void
CvgReportCreation(CvgReport *report, const char *summary)
{
	CvgLedgerTable row = {.table_name = "schema",.status = "created",
		.source_rows = NO_COUNT,.imported_rows = NO_COUNT,
	.rejected_rows = NO_COUNT,.bytes = NO_COUNT,.note = summary};

	PutRow(report, &row);
}

void
CvgReportEnd(CvgReport *report, const CvgRun *run, bool dry_run)
{
	CvgLedgerTable *total = &report->total;
	CvgLedgerTable *tables = palloc(sizeof(CvgLedgerTable) *
									Max(list_length(report->tables), 1));
	int			n = 0;
	ListCell   *lc;

	total->table_name = "total";
	total->status = dry_run ? "tried" : "imported";
	total->seconds = (GetCurrentTimestamp() - report->began_at) / (double) USECS_PER_SEC;
	total->note = psprintf("run " INT64_FORMAT ", %d %s%s", CvgLedgerRunId(run->ledger),
						   run->nloads, run->nloads == 1 ? "table" : "tables",
						   dry_run ? ", rolled back" : "");
	total->note = NoteOthers(total->note, run->plan->others);
	PutRow(report, total);

	foreach(lc, report->tables)
		tables[n++] = *(CvgLedgerTable *) lfirst(lc);
	CvgLedgerComplete(run->ledger, PositionToJsonb(&run->position), n, tables);
}

/* Target tables that stayed as they were are worth a look, if only a few. */
static const char *
NoteOthers(const char *note, List *others)
{
	const int	max_names = 10;
	StringInfoData buf;
	int			n = 0;
	ListCell   *lc;

	if (others == NIL)
		return note;
	initStringInfo(&buf);
	appendStringInfo(&buf, "%s; target tables without a source:", note);
	foreach(lc, others)
	{
		if (n++ < max_names)
			appendStringInfo(&buf, "%s %s", n > 1 ? "," : "", (char *) lfirst(lc));
	}
	if (n > max_names)
		appendStringInfo(&buf, " and %d more", n - max_names);
	return buf.data;
}

static void
PutRow(CvgReport *report, const CvgLedgerTable *row)
{
	Datum		values[NCOLUMNS] = {0};
	bool		nulls[NCOLUMNS] = {0};

	values[COL_TABLE_NAME] = CStringGetTextDatum(row->table_name);
	values[COL_STATUS] = CStringGetTextDatum(row->status);
	SetCount(values, nulls, COL_SOURCE_ROWS, row->source_rows);
	SetCount(values, nulls, COL_IMPORTED_ROWS, row->imported_rows);
	SetCount(values, nulls, COL_REJECTED_ROWS, row->rejected_rows);
	SetCount(values, nulls, COL_BYTES, row->bytes);
	nulls[COL_SECONDS] = strcmp(row->status, "skipped") == 0 ||
		strcmp(row->status, "created") == 0;
	if (!nulls[COL_SECONDS])
		values[COL_SECONDS] = NumericFromDouble(row->seconds, 3);
	nulls[COL_ROWS_PER_SECOND] = row->imported_rows == NO_COUNT || row->seconds <= 0;
	if (!nulls[COL_ROWS_PER_SECOND])
		values[COL_ROWS_PER_SECOND] =
			NumericFromDouble(row->imported_rows / row->seconds, 0);
	nulls[COL_NOTE] = row->note == NULL;
	if (row->note != NULL)
		values[COL_NOTE] = CStringGetTextDatum(row->note);
	tuplestore_putvalues(report->rsinfo->setResult, report->rsinfo->setDesc,
						 values, nulls);
}

static void
SetCount(Datum *values, bool *nulls, int column, int64 count)
{
	values[column] = Int64GetDatum(count);
	nulls[column] = count == NO_COUNT;
}

static Datum
NumericFromDouble(double value, int digits)
{
	return DirectFunctionCall2(numeric_round,
							   DirectFunctionCall1(float8_numeric, Float8GetDatum(value)),
							   Int32GetDatum(digits));
}

static Jsonb *
PositionToJsonb(const CvgPosition *position)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	PushMember(&state, "binlog_file", position->binlog_file);
	PushMember(&state, "binlog_offset", position->binlog_file == NULL ? NULL :
			   psprintf(UINT64_FORMAT, position->binlog_offset));
	PushMember(&state, "gtid_set", position->gtid_set);
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
}

static void
PushMember(JsonbParseState **state, const char *key, const char *value)
{
	JsonbValue	json = {.type = jbvString};

	json.val.string.val = unconstify(char *, key);
	json.val.string.len = strlen(key);
	pushJsonbValue(state, WJB_KEY, &json);
	if (value == NULL)
		json.type = jbvNull;
	else
	{
		json.val.string.val = unconstify(char *, value);
		json.val.string.len = strlen(value);
	}
	pushJsonbValue(state, WJB_VALUE, &json);
}
