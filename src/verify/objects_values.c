/*-------------------------------------------------------------------------
 *
 * objects_values.c
 *	  Newest moments, uuids and JSON documents: one question to each side.
 *
 * Each side is asked for all columns of a table in one statement, in its own
 * SQL.  A column whose values a rule changes has no counterpart here.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "target/kind.h"
#include "target/prepare.h"
#include "target/relations.h"
#include "verify/objects.h"

#define DOCUMENTS_AT_ONCE 100

typedef enum Subject
{
	SUBJECT_NEWEST,
	SUBJECT_UUIDS,
	SUBJECT_JSON,
	SUBJECT_LAST
} Subject;

static const char *const check_names[] = {
	[SUBJECT_NEWEST] = "newest",
	[SUBJECT_UUIDS] = "uuids",
	[SUBJECT_JSON] = "json"
};

/* What is asked of the columns of a table; entries of the arrays belong together. */
typedef struct ValueQuestions
{
	CvgVerify  *verify;
	const CvgTablePlan *table;
	int			n;
	Subject    *subjects;
	CvgSummary *summaries;		/* of the source */
	char	  **target_values;
} ValueQuestions;

static bool AnswerFromSums(ValueQuestions *questions, const CvgComparison *proven,
						   const CvgTableSums *sums);
static char *MomentText(Timestamp moment);
static void Consider(ValueQuestions *questions, int column);
static Subject SubjectOf(const CvgColumn *source, Oid basetypid);
static const char *RuleInTheWay(Subject subject, const CvgColumnRules *rules);
static void AskTarget(ValueQuestions *questions);
static void AppendQuestion(StringInfo sql, const ValueQuestions *questions, int i);
static void Compare(ValueQuestions *questions, Subject subject);
static char *SumUp(Subject subject, char *sum, const char *value);
static void VerifyDocuments(ValueQuestions *questions, int i);
static int64 CountInvalid(const char *sql);

void
CvgVerifyValues(CvgVerify *verify, const CvgTablePlan *table,
				const CvgComparison *proven, const CvgTableSums *sums)
{
	int			ncolumns = table->source->ncolumns;
	ValueQuestions questions = {.verify = verify,.table = table};
	int			nestlevel = CvgSearchPathOff();

	questions.subjects = palloc(sizeof(Subject) * (ncolumns + 1));
	questions.summaries = palloc0(sizeof(CvgSummary) * (ncolumns + 1));
	questions.target_values = palloc0(sizeof(char *) * (ncolumns + 1));
	for (int i = 0; i < ncolumns; i++)
	{
		if (table->bindings[i].fate == CVG_COLUMN_BOUND)
			Consider(&questions, i);
	}
	if (questions.n > 0)
	{
		if (proven == NULL || !AnswerFromSums(&questions, proven, sums))
		{
			verify->source->routine->summarize(verify->source, table->source, table->where,
											   questions.n, questions.summaries);
			AskTarget(&questions);
		}
		for (Subject subject = 0; subject < SUBJECT_LAST; subject++)
			Compare(&questions, subject);
	}
	CvgSearchPathOn(nestlevel);
}

/*
 * Where the digests of a column agree, both sides have the same newest value
 * and as many: what was seen of the target meanwhile is true of the source.
 * False: not all of the columns were compared.
 */
static bool
AnswerFromSums(ValueQuestions *questions, const CvgComparison *proven,
			   const CvgTableSums *sums)
{
	for (int i = 0; i < questions->n; i++)
	{
		int			c = 0;

		while (c < proven->ncolumns &&
			   proven->columns[c].source != questions->summaries[i].column)
			c++;
		if (c == proven->ncolumns)
			return false;
		questions->target_values[i] =
			questions->subjects[i] != SUBJECT_NEWEST ? psprintf(INT64_FORMAT, sums->filled[c]) :
			sums->newest[c] == PG_INT64_MIN ? NULL : MomentText(sums->newest[c]);
		questions->summaries[i].value = questions->target_values[i];
	}
	return true;
}

/* As the sides' own SQL writes it. */
static char *
MomentText(Timestamp moment)
{
	struct pg_tm tm;
	fsec_t		fsec;

	if (timestamp2tm(moment, NULL, &tm, &fsec, NULL, NULL) != 0)
		return NULL;
	return psprintf("%04d-%02d-%02d %02d:%02d:%02d.%06d", tm.tm_year, tm.tm_mon, tm.tm_mday,
					tm.tm_hour, tm.tm_min, tm.tm_sec, (int) fsec);
}

static void
Consider(ValueQuestions *questions, int column)
{
	const CvgColumn *source = &questions->table->source->columns[column];
	const CvgConvert *convert = &questions->table->bindings[column].convert;
	Subject		subject = SubjectOf(source, convert->basetypid);
	const char *rule;

	if (subject == SUBJECT_LAST)
		return;
	rule = RuleInTheWay(subject, &convert->rules);
	if (rule != NULL)
	{
		CvgVerifyPut(questions->verify, check_names[subject], questions->table->source->name,
					 source->name, NULL, NULL, CVG_VERIFY_NOT_COMPARABLE,
					 "the rule \"%s\" changes values", rule);
		return;
	}
	questions->subjects[questions->n] = subject;
	questions->summaries[questions->n].column = column;
	/* an empty string becomes a NULL where a uuid is meant, or an error */
	questions->summaries[questions->n].kind =
		subject == SUBJECT_NEWEST ? CVG_SUMMARY_NEWEST :
		subject == SUBJECT_UUIDS || convert->rules.empty == CVG_EMPTY_NULL ?
		CVG_SUMMARY_FILLED : CVG_SUMMARY_COUNT;
	questions->n++;
}

static Subject
SubjectOf(const CvgColumn *source, Oid basetypid)
{
	if (CvgColumnIs(source, CVG_FROM_MOMENTS) &&
		(basetypid == DATEOID || basetypid == TIMESTAMPOID || basetypid == TIMESTAMPTZOID))
		return SUBJECT_NEWEST;
	if (basetypid == UUIDOID)
		return SUBJECT_UUIDS;
	if (source->type == CVG_TYPE_JSON || source->is_json)
		return SUBJECT_JSON;
	return SUBJECT_LAST;
}

static const char *
RuleInTheWay(Subject subject, const CvgColumnRules *rules)
{
	if (rules->using_expr != NULL)
		return "using";
	if (subject == SUBJECT_NEWEST && rules->zero_date != CVG_ZERO_ERROR)
		return "zero_date";
	if (subject == SUBJECT_NEWEST && rules->time_zone != NULL)
		return "time_zone";
	return NULL;
}

static void
AskTarget(ValueQuestions *questions)
{
	MemoryContext old = CurrentMemoryContext;
	SPITupleTable *rows;
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = 0; i < questions->n; i++)
	{
		appendStringInfoString(&sql, i == 0 ? "SELECT " : ", ");
		AppendQuestion(&sql, questions, i);
	}
	appendStringInfo(&sql, " FROM %s", CvgRelationName(questions->table->relid));
	if (SPI_execute(sql.data, true, 0) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not read relation %u", questions->table->relid);
	rows = SPI_tuptable;
	MemoryContextSwitchTo(old); /* SPI leaves another current */
	for (int i = 0; i < questions->n; i++)
		questions->target_values[i] = CvgObjectsText(rows, 0, i + 1);
	SPI_freetuptable(rows);
}

static void
AppendQuestion(StringInfo sql, const ValueQuestions *questions, int i)
{
	const CvgBinding *binding = &questions->table->bindings[questions->summaries[i].column];
	const char *column = quote_identifier(get_attname(questions->table->relid,
													  binding->attnum, false));

	if (questions->subjects[i] != SUBJECT_NEWEST)
		appendStringInfo(sql, "count(%s)", column);
	else
		appendStringInfo(sql, "to_char(max(%s)%s, 'YYYY-MM-DD HH24:MI:SS.US')", column,
						 binding->convert.basetypid == TIMESTAMPTZOID ? " AT TIME ZONE 'UTC'" :
						 binding->convert.basetypid == DATEOID ? "::timestamp" : "");
}

/* A line for each column that differs, or one for the table. */
static void
Compare(ValueQuestions *questions, Subject subject)
{
	const CvgTable *source = questions->table->source;
	char	   *source_sum = NULL;
	char	   *target_sum = NULL;
	int			nequal = 0;
	int			nasked = 0;

	for (int i = 0; i < questions->n; i++)
	{
		const char *mine = questions->summaries[i].value;
		const char *theirs = questions->target_values[i];

		if (questions->subjects[i] != subject)
			continue;
		nasked++;
		if (mine == NULL || theirs == NULL ? mine == theirs : strcmp(mine, theirs) == 0)
		{
			nequal++;
			source_sum = SumUp(subject, source_sum, mine);
			target_sum = SumUp(subject, target_sum, theirs);
		}
		else
			CvgVerifyPut(questions->verify, check_names[subject], source->name,
						 source->columns[questions->summaries[i].column].name, mine, theirs,
						 CVG_VERIFY_DIFFERENT, NULL);
		if (subject == SUBJECT_JSON)
			VerifyDocuments(questions, i);
	}
	if (nasked > 0 && nequal == nasked)
		CvgVerifyPut(questions->verify, check_names[subject], source->name, NULL, source_sum,
					 target_sum, CVG_VERIFY_OK, nasked == 1 ? "%d column" : "%d columns", nasked);
}

/* The newest of all, or how many in all. */
static char *
SumUp(Subject subject, char *sum, const char *value)
{
	if (value == NULL)
		return sum;
	if (subject == SUBJECT_NEWEST)
		return sum == NULL || strcmp(value, sum) > 0 ? pstrdup(value) : sum;
	return psprintf(INT64_FORMAT, (int64) (strtoll(value, NULL, 10) +
										   (sum ? strtoll(sum, NULL, 10) : 0)));
}

/* The types json and jsonb hold valid documents; others may hold any text. */
static void
VerifyDocuments(ValueQuestions *questions, int i)
{
	const CvgTablePlan *table = questions->table;
	int			c = questions->summaries[i].column;
	const CvgBinding *binding = &table->bindings[c];
	const char *column = quote_identifier(get_attname(table->relid, binding->attnum, false));
	int64		ninvalid;

	if (binding->convert.basetypid == JSONOID || binding->convert.basetypid == JSONBOID ||
		CvgKindOfType(binding->convert.basetypid) != CVG_KIND_TEXT)
		return;
	ninvalid = CountInvalid(psprintf("SELECT %s::text FROM %s WHERE %s IS NOT NULL", column,
									 CvgRelationName(table->relid), column));
	if (ninvalid > 0)
		CvgVerifyPut(questions->verify, check_names[SUBJECT_JSON], table->source->name,
					 table->source->columns[c].name, NULL, psprintf(INT64_FORMAT, ninvalid),
					 CVG_VERIFY_FAILED, "values that are no valid JSON");
}

static int64
CountInvalid(const char *sql)
{
	Portal		portal = SPI_cursor_open_with_args(NULL, sql, 0, NULL, NULL, NULL, true, 0);
	int64		ninvalid = 0;

	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		SPI_cursor_fetch(portal, true, DOCUMENTS_AT_ONCE);
		if (SPI_processed == 0)
			break;
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			char	   *document = CvgObjectsText(SPI_tuptable, i, 1);

			ninvalid += !CvgJsonIsValid(document, strlen(document));
			pfree(document);
		}
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_freetuptable(SPI_tuptable);
	SPI_cursor_close(portal);
	return ninvalid;
}
