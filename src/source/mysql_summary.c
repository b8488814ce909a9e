/*-------------------------------------------------------------------------
 *
 * mysql_summary.c
 *	  The newest and the number of values of columns, by the server's count.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "source/mysql_source.h"

static void AppendSummary(StringInfo sql, const CvgTable *table, const CvgSummary *summary);

void
CvgMysqlSummarize(CvgSource *source, const CvgTable *table, const char *where,
				  int nsummaries, CvgSummary *summaries)
{
	CvgMysql   *conn = ((CvgMysqlSource *) source)->conn;
	StringInfoData sql;
	const CvgRow *row;

	initStringInfo(&sql);
	for (int i = 0; i < nsummaries; i++)
	{
		appendStringInfoString(&sql, i > 0 ? ", " : "SELECT ");
		AppendSummary(&sql, table, &summaries[i]);
	}
	CvgMysqlAppendFrom(&sql, table, where);
	CvgMysqlQuery(conn, sql.data);
	while ((row = CvgMysqlFetch(conn)) != NULL)
	{
		for (int i = 0; i < nsummaries; i++)
			summaries[i].value = row->cells[i].data == NULL ? NULL :
				pnstrdup(row->cells[i].data, row->cells[i].len);
	}
	CvgMysqlEndQuery(conn);
	pfree(sql.data);
}

static void
AppendSummary(StringInfo sql, const CvgTable *table, const CvgSummary *summary)
{
	static const char *const forms[][2] = {
		[CVG_SUMMARY_NEWEST] = {"DATE_FORMAT(MAX(", "), '%Y-%m-%d %H:%i:%s.%f')"},
		[CVG_SUMMARY_COUNT] = {"COUNT(", ")"},
		/* in bytes: where blanks at the end do not count, ' ' = '' */
		[CVG_SUMMARY_FILLED] = {"COUNT(NULLIF(LENGTH(", "), 0))"}
	};

	if (summary->kind == CVG_SUMMARY_DOUBLE_ENCODED || summary->kind == CVG_SUMMARY_CHARSET_LOSS)
	{
		appendStringInfo(sql, "COUNT(IF(%s, 1, NULL))",
						 summary->kind == CVG_SUMMARY_DOUBLE_ENCODED ?
						 CvgMysqlDoubleEncoded(table, 1, &summary->column, NULL) :
						 CvgMysqlCharsetLoss(table, 1, &summary->column, NULL));
		return;
	}
	appendStringInfoString(sql, forms[summary->kind][0]);
	CvgMysqlQuoteIdentifier(sql, table->columns[summary->column].name);
	appendStringInfoString(sql, forms[summary->kind][1]);
}
