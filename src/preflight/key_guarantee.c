/*-------------------------------------------------------------------------
 *
 * key_guarantee.c
 *	  What a key of the source promises about a unique index of the target.
 *
 * Rows that differ in some columns differ in an index over these columns and
 * perhaps more, if each conversion keeps different values different and the
 * index tells apart what is different.  Only what is certain counts; else
 * the rows are looked at.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "compat.h"
#include "preflight/rows.h"

static bool PartIsKept(const CvgTablePlan *table, Relation index, int source_column);
static bool KeepsApart(const CvgConvert *cv, Oid collation);
static bool KeepsTextApart(const CvgConvert *cv);
static bool IsUnicodeOrSingle(const char *charset);

bool
CvgKeyIsGuaranteed(const CvgTablePlan *table, Relation index)
{
	bool		nulls_equal = CvgNullsNotDistinct(index->rd_index);
	ListCell   *lc;

	foreach(lc, table->source->indexes)
	{
		const CvgIndex *key = lfirst(lc);
		bool		kept = key->kind == CVG_INDEX_PRIMARY || key->kind == CVG_INDEX_UNIQUE;

		for (int i = 0; kept && i < key->nparts; i++)
		{
			int			column = key->parts[i].column;

			kept = column >= 0 && PartIsKept(table, index, column) &&
				!(nulls_equal && table->source->columns[column].nullable);
		}
		if (kept && key->nparts > 0)
			return true;
	}
	return false;
}

/* Whether different values of the column are different in the index. */
static bool
PartIsKept(const CvgTablePlan *table, Relation index, int source_column)
{
	const CvgBinding *binding = &table->bindings[source_column];

	if (binding->fate != CVG_COLUMN_BOUND)
		return false;
	for (int i = 0; i < IndexRelationGetNumberOfKeyAttributes(index); i++)
	{
		if (index->rd_index->indkey.values[i] == binding->attnum)
			return index->rd_opfamily[i] < FirstNormalObjectId &&
				KeepsApart(&binding->convert, index->rd_indcollation[i]);
	}
	return false;
}

/* By the classes of convert_table.c, of which all pairs not here may merge. */
static bool
KeepsApart(const CvgConvert *cv, Oid collation)
{
	if (cv->loss == CVG_LOSS_RULE || cv->entry == NULL ||
		cv->basetypid >= FirstNormalObjectId ||
		(OidIsValid(collation) && !get_collation_isdeterministic(collation)))
		return false;
	switch (cv->source->type)
	{
		case CVG_TYPE_TINYINT:
		case CVG_TYPE_SMALLINT:
		case CVG_TYPE_MEDIUMINT:
		case CVG_TYPE_INT:
		case CVG_TYPE_BIGINT:
		case CVG_TYPE_DECIMAL:
		case CVG_TYPE_BIT:
		case CVG_TYPE_YEAR:
		case CVG_TYPE_DATE:
		case CVG_TYPE_DATETIME:
		case CVG_TYPE_TIMESTAMP:
		case CVG_TYPE_TIME:
		case CVG_TYPE_UUID:
		case CVG_TYPE_INET:
			return true;
		case CVG_TYPE_BINARY:
		case CVG_TYPE_VARBINARY:
		case CVG_TYPE_BLOB:
			return cv->basetypid == BYTEAOID || cv->basetypid == UUIDOID;
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
		case CVG_TYPE_TEXT:
			return KeepsTextApart(cv);
		default:
			return false;
	}
}

/*
 * Trailing blanks, which char(n) does not compare, are not in values of a
 * CHAR.  Characters of some sets have no counterpart, or all the same one.
 */
static bool
KeepsTextApart(const CvgConvert *cv)
{
	return IsUnicodeOrSingle(cv->source->charset) &&
		GetDatabaseEncoding() == PG_UTF8 &&
		(cv->basetypid == TEXTOID || cv->basetypid == VARCHAROID ||
		 (cv->basetypid == BPCHAROID && cv->source->type == CVG_TYPE_CHAR));
}

static bool
IsUnicodeOrSingle(const char *charset)
{
	static const char *const names[] = {"utf8mb4", "utf8mb3", "utf8", "ascii", "latin1"};

	for (int i = 0; charset != NULL && i < (int) lengthof(names); i++)
	{
		if (strcmp(charset, names[i]) == 0)
			return true;
	}
	return false;
}
