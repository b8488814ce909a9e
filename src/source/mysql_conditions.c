/*-------------------------------------------------------------------------
 *
 * mysql_conditions.c
 *	  Conditions on rows that MySQL and MariaDB evaluate themselves.
 *
 * A column of the table whose rows are asked for is written with the name of
 * the table, the table that it refers to has an alias: the two may be the
 * same.  A rule "where" stands before the condition, or in a derived table,
 * because its columns have no table.
 *
 * Orphans are looked for in two ways.  The quick one compares the columns as
 * they are, which an index of the parent serves, and the forms that the
 * target compares in addition.  Where values can have the same form and yet
 * differ for the source (a uuid with and without hyphens)
 * it says too much; the other one compares the forms alone.
 *
 * No value is wrapped that is not text or a key: an expression over a value
 * longer than max_allowed_packet is NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "source/mysql_source.h"

#define UUID_DIGITS 32

static void AppendWhere(StringInfo sql, const char *where);
static void AppendColumn(StringInfo sql, const CvgTable *table, int column,
						 const char *alias);
static char *ColumnText(const CvgTable *table, int column, const char *alias);
static const char *ParentAlias(const CvgReference *reference);
static void AppendParent(StringInfo sql, const CvgReference *reference);
static void AppendWhole(StringInfo sql, const CvgReference *reference, bool parent);
static void AppendMixed(StringInfo sql, const CvgReference *reference);
static void AppendNotFound(StringInfo sql, const CvgReference *reference);
static void AppendFormNotFound(StringInfo sql, const CvgReference *reference);
static char *Value(const CvgReference *reference, int i, bool parent);
static void AppendPresent(StringInfo sql, const CvgReference *reference, int i,
						  bool parent);
static char *KeyForm(const CvgReference *reference, int i, bool parent);
static char *UuidForm(const CvgColumn *column, const char *value);
static void AppendAnyOf(StringInfo sql, const CvgTable *table, int ncolumns,
						const int *columns, const char *where,
						void (*append) (StringInfo sql, const CvgColumn *column,
										const char *value));
static void AppendDoubleEncoded(StringInfo sql, const CvgColumn *column,
								const char *value);
static void AppendCharsetLoss(StringInfo sql, const CvgColumn *column,
							  const char *value);

char *
CvgMysqlOrphan(const CvgReference *reference, bool quick)
{
	StringInfoData sql;

	initStringInfo(&sql);
	AppendWhere(&sql, reference->child_where);
	appendStringInfoChar(&sql, '(');
	if (reference->match_full)
	{
		AppendMixed(&sql, reference);
		appendStringInfoString(&sql, " OR ");
	}
	AppendWhole(&sql, reference, false);
	appendStringInfoString(&sql, " AND ");
	if (quick)
		AppendNotFound(&sql, reference);
	else
		AppendFormNotFound(&sql, reference);
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

char *
CvgMysqlWholeKey(const CvgReference *reference)
{
	StringInfoData sql;

	initStringInfo(&sql);
	AppendWhere(&sql, reference->child_where);
	appendStringInfoChar(&sql, '(');
	if (reference->match_full)
	{
		AppendMixed(&sql, reference);
		appendStringInfoString(&sql, " OR ");
	}
	AppendWhole(&sql, reference, false);
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

char *
CvgMysqlDoubleEncoded(const CvgTable *table, int ncolumns, const int *columns,
					  const char *where)
{
	StringInfoData sql;

	initStringInfo(&sql);
	AppendAnyOf(&sql, table, ncolumns, columns, where, AppendDoubleEncoded);
	return sql.data;
}

char *
CvgMysqlCharsetLoss(const CvgTable *table, int ncolumns, const int *columns,
					const char *where)
{
	StringInfoData sql;

	initStringInfo(&sql);
	AppendAnyOf(&sql, table, ncolumns, columns, where, AppendCharsetLoss);
	return sql.data;
}

/* The line feed ends a comment that the rule may end with. */
static void
AppendWhere(StringInfo sql, const char *where)
{
	if (where != NULL)
		appendStringInfo(sql, "(%s\n) AND ", where);
}

static void
AppendColumn(StringInfo sql, const CvgTable *table, int column, const char *alias)
{
	CvgMysqlQuoteIdentifier(sql, alias != NULL ? alias : table->name);
	appendStringInfoChar(sql, '.');
	CvgMysqlQuoteIdentifier(sql, table->columns[column].name);
}

static char *
ColumnText(const CvgTable *table, int column, const char *alias)
{
	StringInfoData sql;

	initStringInfo(&sql);
	AppendColumn(&sql, table, column, alias);
	return sql.data;
}

static const char *
ParentAlias(const CvgReference *reference)
{
	return pg_strcasecmp(reference->child->name, "parent") == 0 ? "parent_" : "parent";
}

static void
AppendParent(StringInfo sql, const CvgReference *reference)
{
	if (reference->parent_where != NULL)
	{
		appendStringInfoString(sql, "(SELECT ");
		for (int i = 0; i < reference->ncolumns; i++)
		{
			if (i > 0)
				appendStringInfoString(sql, ", ");
			CvgMysqlQuoteIdentifier(sql, reference->parent->columns[reference->ref_columns[i]].name);
		}
		appendStringInfoString(sql, " FROM ");
	}
	CvgMysqlQuoteIdentifier(sql, reference->parent->name);
	if (reference->parent_where != NULL)
		appendStringInfo(sql, " WHERE (%s\n))", reference->parent_where);
	appendStringInfo(sql, " AS `%s`", ParentAlias(reference));
}

/* All columns of the key have a value at the target. */
static void
AppendWhole(StringInfo sql, const CvgReference *reference, bool parent)
{
	for (int i = 0; i < reference->ncolumns; i++)
	{
		if (i > 0)
			appendStringInfoString(sql, " AND ");
		AppendPresent(sql, reference, i, parent);
	}
}

/* Some columns of the key are NULL and some are not, which MATCH FULL forbids. */
static void
AppendMixed(StringInfo sql, const CvgReference *reference)
{
	for (int pass = 0; pass < 2; pass++)
	{
		appendStringInfoString(sql, pass == 0 ? "(" : " AND (");
		for (int i = 0; i < reference->ncolumns; i++)
		{
			if (i > 0)
				appendStringInfoString(sql, " OR ");
			appendStringInfo(sql, pass == 0 ? "%s IS NULL" : "%s IS NOT NULL",
							 Value(reference, i, false));
		}
		appendStringInfoChar(sql, ')');
	}
}

static void
AppendNotFound(StringInfo sql, const CvgReference *reference)
{
	appendStringInfoString(sql, "NOT EXISTS (SELECT 1 FROM ");
	AppendParent(sql, reference);
	for (int i = 0; i < reference->ncolumns; i++)
	{
		appendStringInfoString(sql, i == 0 ? " WHERE " : " AND ");
		AppendColumn(sql, reference->parent, reference->ref_columns[i],
					 ParentAlias(reference));
		appendStringInfoString(sql, " = ");
		AppendColumn(sql, reference->child, reference->columns[i], NULL);
		if (reference->ref_empty_null[i])
			appendStringInfo(sql, " AND %s IS NOT NULL", Value(reference, i, true));
		if (reference->sameness[i] != CVG_SAME_AT_SOURCE)
			appendStringInfo(sql, " AND %s = %s", KeyForm(reference, i, true),
							 KeyForm(reference, i, false));
	}
	appendStringInfoChar(sql, ')');
}

/*
 * The inner derived table is made once, with an index.  Left to itself, a
 * server that is to return one row alone reads the parent for every row.
 */
static void
AppendFormNotFound(StringInfo sql, const CvgReference *reference)
{
	appendStringInfoChar(sql, '(');
	for (int i = 0; i < reference->ncolumns; i++)
		appendStringInfo(sql, "%s%s", i > 0 ? ", " : "", KeyForm(reference, i, false));
	appendStringInfoString(sql, ") NOT IN (SELECT * FROM (SELECT DISTINCT ");
	for (int i = 0; i < reference->ncolumns; i++)
		appendStringInfo(sql, "%s%s AS form%d", i > 0 ? ", " : "",
						 KeyForm(reference, i, true), i);
	appendStringInfoString(sql, " FROM ");
	AppendParent(sql, reference);
	appendStringInfoString(sql, " WHERE ");
	AppendWhole(sql, reference, true);
	appendStringInfoString(sql, ") AS forms)");
}

/* The column, or NULL where an empty string becomes that. */
static char *
Value(const CvgReference *reference, int i, bool parent)
{
	const CvgTable *table = parent ? reference->parent : reference->child;
	int			number = parent ? reference->ref_columns[i] : reference->columns[i];
	char	   *value = ColumnText(table, number, parent ? ParentAlias(reference) : NULL);

	if (!(parent ? reference->ref_empty_null[i] : reference->empty_null[i]))
		return value;
	return psprintf("IF(LENGTH(%s) = 0, NULL, %s)", value, value);
}

static void
AppendPresent(StringInfo sql, const CvgReference *reference, int i, bool parent)
{
	const CvgTable *table = parent ? reference->parent : reference->child;
	int			number = parent ? reference->ref_columns[i] : reference->columns[i];
	const char *form;

	if (reference->sameness[i] != CVG_SAME_UUID || CvgColumnIs(&table->columns[number], CVG_FROM_BYTES))
	{
		appendStringInfo(sql, "%s IS NOT NULL", Value(reference, i, parent));
		return;
	}
	form = KeyForm(reference, i, parent);
	appendStringInfo(sql, "LENGTH(%s) = %d AND UNHEX(%s) IS NOT NULL", form,
					 UUID_DIGITS, form);
}

/* What the target compares, as bytes; the value itself if the source compares. */
static char *
KeyForm(const CvgReference *reference, int i, bool parent)
{
	const CvgTable *table = parent ? reference->parent : reference->child;
	int			number = parent ? reference->ref_columns[i] : reference->columns[i];
	char	   *value = ColumnText(table, number, parent ? ParentAlias(reference) : NULL);

	switch (reference->sameness[i])
	{
		case CVG_SAME_AT_SOURCE:
			break;
		case CVG_SAME_BYTES:
			return psprintf("CAST(CONVERT(%s USING utf8mb4) AS BINARY)", value);
		case CVG_SAME_LOWER:
			return psprintf("CAST(LOWER(CONVERT(%s USING utf8mb4)) AS BINARY)", value);
		case CVG_SAME_UUID:
			return UuidForm(&table->columns[number], value);
	}
	return value;
}

static char *
UuidForm(const CvgColumn *column, const char *value)
{
	if (CvgColumnIs(column, CVG_FROM_BYTES))
		return psprintf("CAST(LOWER(HEX(%s)) AS BINARY)", value);
	return psprintf("CAST(LOWER(REPLACE(REPLACE(REPLACE(CONVERT(%s USING utf8mb4),"
					" '-', ''), '{', ''), '}', '')) AS BINARY)", value);
}

static void
AppendAnyOf(StringInfo sql, const CvgTable *table, int ncolumns, const int *columns,
			const char *where, void (*append) (StringInfo sql, const CvgColumn *column,
											   const char *value))
{
	AppendWhere(sql, where);
	for (int i = 0; i < ncolumns; i++)
	{
		appendStringInfoString(sql, i == 0 ? "(" : " OR ");
		append(sql, &table->columns[columns[i]], ColumnText(table, columns[i], NULL));
	}
	appendStringInfoChar(sql, ')');
}

/*
 * Beyond ASCII; all of it in cp1252, which MySQL calls latin1; and the bytes
 * there are UTF-8.  What is no UTF-8 becomes NULL in MySQL, question marks in
 * MariaDB.
 */
static void
AppendDoubleEncoded(StringInfo sql, const CvgColumn *column, const char *value)
{
	bool		is_utf8 = column->charset != NULL && strcmp(column->charset, "utf8mb4") == 0;
	const char *utf8 = is_utf8 ? value : psprintf("CONVERT(%s USING utf8mb4)", value);
	const char *latin1 = psprintf("CONVERT(%s USING latin1)", utf8);
	const char *bytes = psprintf("CAST(%s AS BINARY)", latin1);

	appendStringInfo(sql, "LENGTH(%s) > CHAR_LENGTH(%s)"
					 " AND CAST(CONVERT(%s USING utf8mb4) AS BINARY) = CAST(%s AS BINARY)"
					 " AND CAST(CONVERT(%s USING utf8mb4) AS BINARY) = %s",
					 utf8, utf8, latin1, utf8, bytes, bytes);
}

/* More question marks than before. */
static void
AppendCharsetLoss(StringInfo sql, const CvgColumn *column, const char *value)
{
	appendStringInfo(sql, "CHAR_LENGTH(REPLACE(CONVERT(%s USING utf8mb4), '?', '')) <"
					 " CHAR_LENGTH(REPLACE(%s, '?', ''))", value, value);
}
