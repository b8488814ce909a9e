/*-------------------------------------------------------------------------
 *
 * mysql_digest.c
 *	  Sums of digests, computed by MySQL and MariaDB.
 *
 * MD5 and SHA1 have left MySQL, CRC32 is too short: SHA2 is what all servers
 * have.  SUM takes what CONV gives for a floating-point number unless it is
 * cast.  A digest that is NULL would drop out of a sum unseen, so digests are
 * counted as well.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "nodes/pg_list.h"

#include "source/mysql_source.h"

#define MYSQL_REGEXP_STACK_OVERFLOW 3698
#define MYSQL_REGEXP_TIME_OUT 3699

/* Cells of a line before those of the digests; and of each digest. */
#define LINE_CELLS 2
#define DIGEST_CELLS 3

static char *Statement(CvgMysql *conn, const CvgDigestSpec *spec);
static void AppendDigest(StringInfo sql, const char *values);
static void AppendRange(StringInfo sql, const CvgDigestSpec *spec);
static void AppendWhere(StringInfo sql, const CvgDigestSpec *spec);
static CvgDigestSums *ReadLine(const CvgDigestSpec *spec, const CvgRow *row);
static char *CellString(const CvgCell *cell);
static void NoDigest(const CvgDigestSpec *spec, int digest, int64 missing);
static int64 KeyBound(const CvgTable *table, const char *value);

List *
CvgMysqlDigest(CvgSource *source, const CvgDigestSpec *spec)
{
	CvgMysql   *conn = ((CvgMysqlSource *) source)->conn;
	char	   *sql = Statement(conn, spec);
	List	   *lines = NIL;

	CvgMysqlQuery(conn, sql);
	for (const CvgRow *row; (row = CvgMysqlFetch(conn)) != NULL;)
		lines = lappend(lines, ReadLine(spec, row));
	CvgMysqlEndQuery(conn);
	pfree(sql);
	return lines;
}

/* Range, rows; for each digest its count and the sums of both parts. */
static char *
Statement(CvgMysql *conn, const CvgDigestSpec *spec)
{
	bool		mariadb = CvgMysqlIsMariadb(conn);
	StringInfoData sql;
	StringInfoData values;

	initStringInfo(&sql);
	initStringInfo(&values);
	appendStringInfoString(&sql, "SELECT ");
	AppendRange(&sql, spec);
	appendStringInfoString(&sql, ", COUNT(*)");
	for (int i = 0; i < spec->nfields; i++)
	{
		if (values.len > 0)
			appendStringInfoString(&values, ", '|', ");
		CvgMysqlAppendForm(&values, spec->table, &spec->fields[i], mariadb);
		if (spec->by_column || i == spec->nfields - 1)
		{
			AppendDigest(&sql, values.data);
			resetStringInfo(&values);
		}
	}
	AppendWhere(&sql, spec);
	if (spec->range_column >= 0)
		appendStringInfoString(&sql, " GROUP BY 1 ORDER BY 1");
	pfree(values.data);
	return sql.data;
}

static void
AppendDigest(StringInfo sql, const char *values)
{
	char	   *hash = psprintf("SHA2(CONCAT(%s), 256)", values);

	appendStringInfo(sql, ", COUNT(%s)", hash);
	for (int from = 1; from <= 16; from += 15)
		appendStringInfo(sql, ", COALESCE(SUM(CAST(CONV(SUBSTR(%s, %d, 15), 16, 10)"
						 " AS UNSIGNED)), 0)", hash, from);
	pfree(hash);
}

/* In decimal arithmetic, which nothing overflows and DIV does not round. */
static void
AppendRange(StringInfo sql, const CvgDigestSpec *spec)
{
	if (spec->range_column < 0)
	{
		appendStringInfoChar(sql, '0');
		return;
	}
	appendStringInfoString(sql, "(CAST(");
	CvgMysqlQuoteIdentifier(sql, spec->table->columns[spec->range_column].name);
	appendStringInfo(sql, " AS DECIMAL(20,0)) - (" INT64_FORMAT ")) DIV " UINT64_FORMAT,
					 spec->first, spec->width);
}

static void
AppendWhere(StringInfo sql, const CvgDigestSpec *spec)
{
	StringInfoData condition;

	if (spec->range_column < 0)
	{
		CvgMysqlAppendFrom(sql, spec->table, spec->where);
		return;
	}
	initStringInfo(&condition);
	CvgMysqlQuoteIdentifier(&condition, spec->table->columns[spec->range_column].name);
	appendStringInfo(&condition, " BETWEEN " INT64_FORMAT " AND " INT64_FORMAT,
					 spec->first, spec->last);
	if (spec->where != NULL)
		appendStringInfo(&condition, " AND (%s\n)", spec->where);
	CvgMysqlAppendFrom(sql, spec->table, condition.data);
	pfree(condition.data);
}

static CvgDigestSums *
ReadLine(const CvgDigestSpec *spec, const CvgRow *row)
{
	CvgDigestSums *line = palloc(sizeof(CvgDigestSums));
	int			ndigests = (row->ncells - LINE_CELLS) / DIGEST_CELLS;

	line->range = strtoull(CellString(&row->cells[0]), NULL, 10);
	line->rows = strtoll(CellString(&row->cells[1]), NULL, 10);
	line->nsums = 0;
	line->sums = palloc(sizeof(char *) * Max(2 * ndigests, 1));
	for (int i = 0; i < ndigests; i++)
	{
		const CvgCell *cells = &row->cells[LINE_CELLS + i * DIGEST_CELLS];
		int64		hashed = strtoll(CellString(&cells[0]), NULL, 10);

		if (hashed != line->rows)
			NoDigest(spec, i, line->rows - hashed);
		line->sums[line->nsums++] = CellString(&cells[1]);
		line->sums[line->nsums++] = CellString(&cells[2]);
	}
	return line;
}

static char *
CellString(const CvgCell *cell)
{
	return pnstrdup(cell->data, cell->len);
}

static void
NoDigest(const CvgDigestSpec *spec, int digest, int64 missing)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("the source could not compute digests of table \"%s\"", spec->table->name),
			 spec->by_column ?
			 errdetail("It gave none for " INT64_FORMAT " values of column \"%s\".", missing,
					   spec->table->columns[spec->fields[digest].column].name) :
			 errdetail("It gave none for " INT64_FORMAT " rows.", missing),
			 errhint("A text may have no counterpart in utf8mb4, or a value may exceed the source's max_allowed_packet. Verify the table without pushdown.")));
}

int64
CvgMysqlCountExponents(CvgSource *source, const CvgTable *table, const char *where,
					   int column)
{
	static const int limits[] = {MYSQL_REGEXP_STACK_OVERFLOW, MYSQL_REGEXP_TIME_OUT, 0};
	CvgMysql   *conn = ((CvgMysqlSource *) source)->conn;
	CvgDigestField document = {.column = column,.form = CVG_FORM_DOCUMENT};
	StringInfoData sql;
	char	   *count;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT COUNT(CASE WHEN ");
	CvgMysqlAppendHasExponent(&sql, &table->columns[column]);
	/* never true, but the digest's own expressions are tried */
	appendStringInfoString(&sql, " OR LENGTH(");
	CvgMysqlAppendForm(&sql, table, &document, false);
	appendStringInfoString(&sql, ") < 0 THEN 1 END) INTO @converge_count");
	CvgMysqlAppendFrom(&sql, table, where);

	/* into a variable: an error among rows that are sent ends the connection */
	if (!CvgMysqlTryExecute(conn, sql.data, limits))
		return -1;
	count = CvgMysqlFetchScalar(conn, "SELECT @converge_count");
	return strtoll(count, NULL, 10);
}

bool
CvgMysqlKeyBounds(CvgSource *source, const CvgTable *table, const char *where,
				  int column, int64 *lowest, int64 *highest)
{
	CvgMysql   *conn = ((CvgMysqlSource *) source)->conn;
	const CvgRow *row;
	StringInfoData name;
	StringInfoData sql;
	bool		found = false;

	initStringInfo(&name);
	CvgMysqlQuoteIdentifier(&name, table->columns[column].name);
	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT MIN(%s), MAX(%s)", name.data, name.data);
	CvgMysqlAppendFrom(&sql, table, where);
	CvgMysqlQuery(conn, sql.data);
	while ((row = CvgMysqlFetch(conn)) != NULL)
	{
		found = row->cells[0].data != NULL;
		if (!found)
			continue;
		*lowest = KeyBound(table, CellString(&row->cells[0]));
		*highest = KeyBound(table, CellString(&row->cells[1]));
	}
	CvgMysqlEndQuery(conn);
	return found;
}

static int64
KeyBound(const CvgTable *table, const char *value)
{
	char	   *end;
	int64		bound;

	errno = 0;
	bound = strtoll(value, &end, 10);
	if (errno != 0 || *end != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("table \"%s\" has a key beyond the range of type bigint", table->name),
				 errdetail("The key is %s.", value),
				 errhint("Leave pushdown out for this table.")));
	return bound;
}
