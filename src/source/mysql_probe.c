/*-------------------------------------------------------------------------
 *
 * mysql_probe.c
 *	  Which columns hold only values of a narrower type than their own.
 *
 * It is asked whether a tinyint(1) holds nothing but 0 and 1, and whether a
 * char(36) or varchar(36) holds nothing but uuids.  First, whether there is a
 * value at all: an empty column proves little, and one row answers for most
 * columns.  Then for a row that says no.  Either way a table returns one row,
 * which ends the scan; columns that the row does not speak of are asked
 * again.  So a table is read to its end once, however many of its columns
 * fit, and where the answer is no it comes early.
 *
 * Many tables are asked in one statement.  A statement that is denied is
 * divided until the column is alone, which stays unknown.
 *
 * A uuid is 36 characters here, in either case: 32 digits without hyphens
 * are as likely a checksum.  A regular expression would say it shorter, but
 * each version has its own kind of them.
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

/* in one statement; MySQL has each of them open meanwhile */
#define MAX_TABLES_ASKED 100

#define UUID_LENGTH 36
#define UUID_DIGITS 32
#define UUID_PATTERN "'________-____-____-____-____________'"

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
static bool HasValues(const CvgColumn *column, const CvgColumnFit *fit);
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

	AskAll(conn, Questions(tables, ntables, fits, IsCandidate), &values);
	AskAll(conn, Questions(tables, ntables, fits, HasValues), &misfits);
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
HasValues(const CvgColumn *column, const CvgColumnFit *fit)
{
	return fit->boolean == CVG_FIT_YES || fit->uuid == CVG_FIT_YES;
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
	bool	   *answered = palloc0(sizeof(bool) * (to - from));
	char	   *sql = Statement(questions, from, to, inquiry);
	List	   *open = NIL;

	if (!CvgMysqlTryQuery(conn, sql, denied))
		return AskParts(conn, questions, from, to, inquiry);
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL;)
	{
		int			number = atoi(pnstrdup(row->cells[0].data, row->cells[0].len));
		Question   *rest = Answer(list_nth(questions, from + number),
								  row->cells[1].data, inquiry);

		answered[number] = true;
		if (rest != NULL)
			open = lappend(open, rest);
	}
	CvgMysqlEndQuery(conn);
	for (int i = 0; i < to - from; i++)
	{
		if (!answered[i])
			Answer(list_nth(questions, from + i), NULL, inquiry);
	}
	pfree(answered);
	pfree(sql);
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

/* At most one row a question: its number here, and flags of its columns. */
static char *
Statement(List *questions, int from, int to, const Inquiry *inquiry)
{
	StringInfoData sql;

	initStringInfo(&sql);
	for (int i = from; i < to; i++)
	{
		if (i > from)
			appendStringInfoString(&sql, " UNION ALL ");
		AppendQuestion(&sql, list_nth(questions, i), i - from, inquiry);
	}
	return sql.data;
}

static void
AppendQuestion(StringInfo sql, const Question *question, int number,
			   const Inquiry *inquiry)
{
	appendStringInfo(sql, "(SELECT %d, CONCAT(''", number);
	for (int i = 0; i < question->ncolumns; i++)
	{
		appendStringInfoString(sql, ", IFNULL(");
		inquiry->append_condition(sql, &question->table->columns[question->columns[i]]);
		appendStringInfoString(sql, ", 0)");
	}
	appendStringInfoString(sql, ") AS flags FROM ");
	CvgMysqlQuoteIdentifier(sql, question->table->name);
	appendStringInfoString(sql, " HAVING LOCATE('1', flags) > 0 LIMIT 1)");
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
 * An empty string becomes NULL where NULL is allowed.  UNHEX makes NULL of
 * what are no digits, but takes an odd number of them, so they are counted.
 * CONVERT makes NULL of some values that utf8mb4 lacks, which are no uuids.
 */
static void
AppendMisfit(StringInfo sql, const CvgColumn *column)
{
	StringInfoData buf;
	const char *name;

	initStringInfo(&buf);
	CvgMysqlQuoteIdentifier(&buf, column->name);
	name = buf.data;
	if (column->type == CVG_TYPE_TINYINT)
		appendStringInfo(sql, "%s NOT IN (0, 1)", name);
	else
		appendStringInfo(sql, "(CHAR_LENGTH(%s) %s AND NOT IFNULL(CHAR_LENGTH(%s) = %d"
						 " AND CONVERT(%s USING utf8mb4) LIKE " UUID_PATTERN
						 " AND CHAR_LENGTH(REPLACE(CONVERT(%s USING utf8mb4), '-', '')) = %d"
						 " AND UNHEX(REPLACE(CONVERT(%s USING utf8mb4), '-', '')) IS NOT NULL, 0))",
						 name, column->nullable ? "> 0" : "IS NOT NULL",
						 name, UUID_LENGTH, name, name, UUID_DIGITS, name);
	pfree(buf.data);
}

static void
AppendFilled(StringInfo sql, const CvgColumn *column)
{
	bool		blank = column->type != CVG_TYPE_TINYINT && column->nullable;

	appendStringInfoString(sql, blank ? "CHAR_LENGTH(" : "(");
	CvgMysqlQuoteIdentifier(sql, column->name);
	appendStringInfoString(sql, blank ? ") > 0" : ") IS NOT NULL");
}
