/*-------------------------------------------------------------------------
 *
 * mysql_probe.c
 *	  Which columns hold only values of a narrower type than their own.
 *
 * Two questions make a type: whether a tinyint(1) holds nothing but 0 and 1,
 * and whether a char(36) or varchar(36) holds nothing but uuids.  Each table
 * is asked for one row that says no for any of its columns, which ends the
 * scan where the answer is no.  The columns it does not speak of are asked
 * again, so that a table is read to its end once, however many of its columns
 * fit.  Then columns with uuids are asked for one value, since an empty column
 * proves little.
 *
 * Many tables are asked in one statement.  A statement that is denied is
 * divided until the column is alone, which stays unknown.
 *
 * A uuid is 36 characters here, in either case: 32 digits without hyphens
 * are as likely a checksum.  The length is compared as well, since the end
 * of a regular expression also stands before a line feed.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "nodes/pg_list.h"

#include "source/mysql_source.h"

#define MYSQL_UNKNOWN_COLUMN 1054
#define MYSQL_TABLE_ACCESS_DENIED 1142
#define MYSQL_COLUMN_ACCESS_DENIED 1143
#define MYSQL_NO_SUCH_TABLE 1146

/* MySQL takes 61 tables in a join; derived tables count each for itself. */
#define MAX_TABLES_ASKED 50

#define UUID_LENGTH 36
#define UUID_PATTERN \
	"'^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'"

/* Columns of one table that are still asked about. */
typedef struct Question
{
	const CvgTable *table;
	CvgColumnFit *fits;			/* of all columns of the table */
	int			ncolumns;
	int		   *columns;		/* their indexes in the table */
} Question;

/* A condition on a value, and what it means if some row or none meets it. */
typedef struct Inquiry
{
	void		(*append_condition) (StringInfo sql, const CvgColumn *column);
	CvgFit		found;
	CvgFit		not_found;
} Inquiry;

static List *Questions(const CvgTable *const *tables, int ntables,
					   CvgColumnFit *const *fits, bool (*wanted) (const CvgColumn *column,
																  const CvgColumnFit *fit));
static bool IsCandidate(const CvgColumn *column, const CvgColumnFit *fit);
static bool MaybeEmpty(const CvgColumn *column, const CvgColumnFit *fit);
static void AskAll(CvgMysql *conn, List *questions, const Inquiry *inquiry);
static List *Ask(CvgMysql *conn, List *questions, int from, int to,
				 const Inquiry *inquiry);
static List *AskParts(CvgMysql *conn, List *questions, int from, int to,
					  const Inquiry *inquiry);
static char *Statement(List *questions, int from, int to, const Inquiry *inquiry);
static void AppendQuestion(StringInfo sql, const Question *question, int number,
						   const Inquiry *inquiry);
static Question *Answer(const Question *question, const char *flags,
						const Inquiry *inquiry);
static Question *Part(const Question *question, int from, int to);
static void SetFit(const Question *question, int i, CvgFit fit);
static void AppendMisfit(StringInfo sql, const CvgColumn *column);
static void AppendFilled(StringInfo sql, const CvgColumn *column);

void
CvgMysqlProbe(CvgSource *source, const CvgTable *const *tables, int ntables,
			  CvgColumnFit *const *fits)
{
	static const Inquiry misfits = {AppendMisfit, CVG_FIT_NO, CVG_FIT_YES};
	static const Inquiry values = {AppendFilled, CVG_FIT_YES, CVG_FIT_EMPTY};
	CvgMysql   *conn = ((CvgMysqlSource *) source)->conn;
	List	   *questions = Questions(tables, ntables, fits, IsCandidate);

	if (questions == NIL)
		return;
	/* an answer is never cut: a table has 4096 columns at most */
	CvgMysqlExecute(conn, "SET SESSION group_concat_max_len = 1048576");
	AskAll(conn, questions, &misfits);
	AskAll(conn, Questions(tables, ntables, fits, MaybeEmpty), &values);
}

static List *
Questions(const CvgTable *const *tables, int ntables, CvgColumnFit *const *fits,
		  bool (*wanted) (const CvgColumn *column, const CvgColumnFit *fit))
{
	List	   *questions = NIL;

	for (int t = 0; t < ntables; t++)
	{
		Question	question = {tables[t], fits[t], 0, NULL};

		for (int c = 0; c < tables[t]->ncolumns; c++)
		{
			if (!wanted(&tables[t]->columns[c], &fits[t][c]))
				continue;
			if (question.columns == NULL)
				question.columns = palloc(sizeof(int) * tables[t]->ncolumns);
			question.columns[question.ncolumns++] = c;
		}
		if (question.ncolumns > 0)
			questions = lappend(questions, memcpy(palloc(sizeof(Question)), &question,
												  sizeof(Question)));
	}
	return questions;
}

static bool
IsCandidate(const CvgColumn *column, const CvgColumnFit *fit)
{
	if (column->type == CVG_TYPE_TINYINT)
		return column->length == 1 && !column->is_unsigned && !column->auto_increment;
	return (column->type == CVG_TYPE_CHAR || column->type == CVG_TYPE_VARCHAR) &&
		column->length == UUID_LENGTH && !column->is_json;
}

static bool
MaybeEmpty(const CvgColumn *column, const CvgColumnFit *fit)
{
	return fit->uuid == CVG_FIT_YES;
}

static void
AskAll(CvgMysql *conn, List *questions, const Inquiry *inquiry)
{
	while (questions != NIL)
	{
		List	   *open = NIL;
		int			n = list_length(questions);

		for (int i = 0; i < n; i += MAX_TABLES_ASKED)
			open = list_concat(open, Ask(conn, questions, i,
										 Min(n, i + MAX_TABLES_ASKED), inquiry));
		questions = open;
	}
}

/*
 * Ask the questions from one number to before another; what remains open is
 * the result.
 */
static List *
Ask(CvgMysql *conn, List *questions, int from, int to, const Inquiry *inquiry)
{
	static const int denied[] = {MYSQL_UNKNOWN_COLUMN, MYSQL_TABLE_ACCESS_DENIED,
	MYSQL_COLUMN_ACCESS_DENIED, MYSQL_NO_SUCH_TABLE, 0};
	char	   *sql = Statement(questions, from, to, inquiry);
	List	   *open = NIL;
	char	   *answers;
	char	   *save = NULL;
	int			next = from;

	if (!CvgMysqlTryFetchScalar(conn, sql, denied, &answers))
		return AskParts(conn, questions, from, to, inquiry);
	pfree(sql);

	/* "3:01,7:1": numbers of questions in order, flags of their columns */
	for (char *word = answers ? strtok_r(answers, ",", &save) : NULL; word != NULL;
		 word = strtok_r(NULL, ",", &save))
	{
		int			number = atoi(word);
		Question   *rest = Answer(list_nth(questions, number), strchr(word, ':') + 1,
								  inquiry);

		if (rest != NULL)
			open = lappend(open, rest);
		for (; next < number; next++)
			Answer(list_nth(questions, next), NULL, inquiry);
		next = number + 1;
	}
	for (; next < to; next++)
		Answer(list_nth(questions, next), NULL, inquiry);
	return open;
}

static List *
AskParts(CvgMysql *conn, List *questions, int from, int to, const Inquiry *inquiry)
{
	const Question *only = list_nth(questions, from);
	int			half = (from + to) / 2;
	List	   *parts;

	if (to - from > 1)
		return list_concat(Ask(conn, questions, from, half, inquiry),
						   Ask(conn, questions, half, to, inquiry));
	if (only->ncolumns == 1)
	{
		SetFit(only, 0, CVG_FIT_UNKNOWN);
		return NIL;
	}
	parts = list_make2(Part(only, 0, only->ncolumns / 2),
					   Part(only, only->ncolumns / 2, only->ncolumns));
	return list_concat(Ask(conn, parts, 0, 1, inquiry), Ask(conn, parts, 1, 2, inquiry));
}

/* One string of all answers: an error in it can be told from others. */
static char *
Statement(List *questions, int from, int to, const Inquiry *inquiry)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT GROUP_CONCAT(CONCAT(n, ':', flags) ORDER BY n) FROM (");
	for (int i = from; i < to; i++)
	{
		if (i > from)
			appendStringInfoString(&sql, " UNION ALL ");
		AppendQuestion(&sql, list_nth(questions, i), i, inquiry);
	}
	appendStringInfoString(&sql, ") AS answers");
	return sql.data;
}

static void
AppendQuestion(StringInfo sql, const Question *question, int number,
			   const Inquiry *inquiry)
{
	appendStringInfo(sql, "SELECT n, flags FROM (SELECT %d AS n, CONCAT(''", number);
	for (int i = 0; i < question->ncolumns; i++)
	{
		appendStringInfoString(sql, ", IFNULL(");
		inquiry->append_condition(sql, &question->table->columns[question->columns[i]]);
		appendStringInfoString(sql, ", 0)");
	}
	appendStringInfoString(sql, ") AS flags FROM ");
	CvgMysqlQuoteIdentifier(sql, question->table->name);
	appendStringInfoString(sql, " WHERE ");
	for (int i = 0; i < question->ncolumns; i++)
	{
		appendStringInfoString(sql, i > 0 ? " OR " : "");
		inquiry->append_condition(sql, &question->table->columns[question->columns[i]]);
	}
	appendStringInfo(sql, " LIMIT 1) AS t%d", number);
}

/*
 * Take an answer: flags of the row that was found, NULL for none.  Columns
 * that the row does not speak of are the result, or NULL.
 */
static Question *
Answer(const Question *question, const char *flags, const Inquiry *inquiry)
{
	Question   *rest = Part(question, 0, 0);

	for (int i = 0; i < question->ncolumns; i++)
	{
		if (flags == NULL)
			SetFit(question, i, inquiry->not_found);
		else if (flags[i] == '1')
			SetFit(question, i, inquiry->found);
		else
			rest->columns[rest->ncolumns++] = question->columns[i];
	}
	return rest->ncolumns > 0 ? rest : NULL;
}

static Question *
Part(const Question *question, int from, int to)
{
	Question   *part = palloc(sizeof(Question));

	*part = *question;
	part->columns = palloc(sizeof(int) * question->ncolumns);
	part->ncolumns = to - from;
	memcpy(part->columns, question->columns + from, sizeof(int) * part->ncolumns);
	return part;
}

static void
SetFit(const Question *question, int i, CvgFit fit)
{
	int			column = question->columns[i];

	if (question->table->columns[column].type == CVG_TYPE_TINYINT)
		question->fits[column].boolean = fit;
	else
		question->fits[column].uuid = fit;
}

/*
 * An empty string becomes NULL where NULL is allowed.  A value that has no
 * counterpart in utf8mb4 comes as NULL of CONVERT, and is no uuid.
 */
static void
AppendMisfit(StringInfo sql, const CvgColumn *column)
{
	StringInfoData name;

	initStringInfo(&name);
	CvgMysqlQuoteIdentifier(&name, column->name);
	if (column->type == CVG_TYPE_TINYINT)
		appendStringInfo(sql, "%s NOT IN (0, 1)", name.data);
	else
		appendStringInfo(sql, "(%s IS NOT NULL%s%s%s AND (CHAR_LENGTH(%s) <> %d"
						 " OR IFNULL(CONVERT(%s USING utf8mb4) NOT REGEXP " UUID_PATTERN ", 1)))",
						 name.data, column->nullable ? " AND CHAR_LENGTH(" : "",
						 column->nullable ? name.data : "",
						 column->nullable ? ") <> 0" : "",
						 name.data, UUID_LENGTH, name.data);
	pfree(name.data);
}

static void
AppendFilled(StringInfo sql, const CvgColumn *column)
{
	appendStringInfoString(sql, "CHAR_LENGTH(");
	CvgMysqlQuoteIdentifier(sql, column->name);
	appendStringInfoString(sql, ") > 0");
}
