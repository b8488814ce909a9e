/*-------------------------------------------------------------------------
 *
 * diff_columns.c
 *	  Columns of source and target: types, NULL, numbering, generation.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_trigger.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/typcache.h"

#include "check/schema_diff.h"

static void DiffColumn(const CvgTableDiff *table, int column);
static void DiffNullability(const CvgTableDiff *table, int column, Form_pg_attribute att);
static void DiffNumbering(const CvgTableDiff *table, int column, Form_pg_attribute att);
static bool IsNumberedAtSource(const CvgColumn *source);
static bool IsNumbered(Relation rel, Form_pg_attribute att);
static void DiffGeneration(const CvgTableDiff *table, int column, Form_pg_attribute att);
static void DiffOnUpdate(const CvgTableDiff *table, int column);
static void PutExtra(const CvgTableDiff *table, Form_pg_attribute att);
static bool IsMatched(const CvgTableDiff *table, AttrNumber attnum);

void
CvgDiffColumns(const CvgTableDiff *table)
{
	TupleDesc	tupdesc = RelationGetDescr(table->rel);

	for (int i = 0; i < table->source->ncolumns; i++)
		DiffColumn(table, i);
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(tupdesc, i);

		if (!att->attisdropped && !IsMatched(table, att->attnum))
			PutExtra(table, att);
	}
}

static void
DiffColumn(const CvgTableDiff *table, int column)
{
	const CvgColumn *source = &table->source->columns[column];
	const CvgBinding *binding = &table->plan->bindings[column];
	AttrNumber	attnum = table->attnums[column];
	Form_pg_attribute att;
	CvgDiffSeverity severity = CVG_DIFF_INFO;
	const char *difference;

	if (attnum == InvalidAttrNumber)
	{
		/* the others are among the errors, or left out by rule */
		if (binding->fate == CVG_COLUMN_SKIPPED && source->generated)
			CvgDiffPutColumn(table, column, CVG_DIFF_INFO,
							 "generated at the source, no column of the target");
		return;
	}
	att = TupleDescAttr(RelationGetDescr(table->rel), attnum - 1);
	if (binding->fate == CVG_COLUMN_BOUND)
	{
		difference = CvgDiffTypes(table, column, &severity);
		if (difference != NULL)
			CvgDiffPutColumn(table, column, severity, difference);
		if (DomainHasConstraints(att->atttypid))
			CvgDiffPutColumn(table, column, CVG_DIFF_INFO,
							 psprintf("the constraints of domain %s cannot be compared",
									  format_type_be(att->atttypid)));
	}
	DiffNullability(table, column, att);
	if (source->generated || att->attgenerated != '\0')
		DiffGeneration(table, column, att);
	else if (source->auto_increment || IsNumbered(table->rel, att))
		DiffNumbering(table, column, att);
	else
		CvgDiffDefault(table, column);
	if (source->on_update != NULL)
		DiffOnUpdate(table, column);
}

static void
DiffNullability(const CvgTableDiff *table, int column, Form_pg_attribute att)
{
	bool		nullable = table->source->columns[column].nullable;

	if (nullable && att->attnotnull)
		CvgDiffPutColumn(table, column, CVG_DIFF_WARNING,
						 "NOT NULL at the target: rows with NULL stop an import");
	else if (!nullable && !att->attnotnull)
		CvgDiffPutColumn(table, column, CVG_DIFF_WARNING, "accepts NULL at the target");
}

/* AUTO_INCREMENT; serial, identity or any other default of nextval. */
static void
DiffNumbering(const CvgTableDiff *table, int column, Form_pg_attribute att)
{
	if (!IsNumbered(table->rel, att))
		CvgDiffPutColumn(table, column, CVG_DIFF_WARNING,
						 "AUTO_INCREMENT, which the target does not have");
	else if (!IsNumberedAtSource(&table->source->columns[column]))
		CvgDiffPutColumn(table, column, CVG_DIFF_INFO, "numbered by a sequence at the target alone");
}

/* MariaDB has sequences as well. */
static bool
IsNumberedAtSource(const CvgColumn *source)
{
	return source->auto_increment ||
		(source->default_kind == CVG_DEFAULT_EXPRESSION &&
		 pg_strncasecmp(source->default_text, "nextval(", strlen("nextval(")) == 0);
}

static bool
IsNumbered(Relation rel, Form_pg_attribute att)
{
	Node	   *expr = CvgTargetDefault(rel, att->attnum);

	return att->attidentity != '\0' ||
		(expr != NULL && att->attgenerated == '\0' && CvgIsNextval(expr));
}

/* A target that is generated alone is among the errors. */
static void
DiffGeneration(const CvgTableDiff *table, int column, Form_pg_attribute att)
{
	const CvgColumn *source = &table->source->columns[column];
	Node	   *target;
	Node	   *expr;
	char	   *why;

	if (!source->generated)
		return;
	if (att->attgenerated == '\0')
	{
		CvgDiffPutColumn(table, column, CVG_DIFF_WARNING, "not generated at the target");
		return;
	}
	target = CvgDiffSimplify(CvgTargetDefault(table->rel, att->attnum));
	expr = CvgDiffTranslate(table, source->generation, CVG_USE_GENERATED, att->attnum, &why);
	if (expr == NULL)
		CvgDiffPutColumn(table, column, CVG_DIFF_INFO,
						 psprintf("the expressions cannot be compared: %s", why));
	else if (!equal(expr, target))
		CvgDiffPutColumn(table, column, CVG_DIFF_WARNING, "generated by another expression");
}

/*
 * No PostgreSQL schema has this clause.  A trigger before updates may do the
 * same; what it does cannot be read from a catalog.
 */
static void
DiffOnUpdate(const CvgTableDiff *table, int column)
{
	TriggerDesc *triggers = table->rel->trigdesc;

	if (triggers == NULL || !triggers->trig_update_before_row)
		CvgDiffPutColumn(table, column, CVG_DIFF_INFO,
						 "ON UPDATE, which the target has no trigger for");
}

/* One that an import would have to fill is among the errors. */
static void
PutExtra(const CvgTableDiff *table, Form_pg_attribute att)
{
	if (att->attnotnull && !att->atthasdef && att->attidentity == '\0')
		return;
	CvgDiffPut(table->diff, CVG_DIFF_INFO, "column",
			   psprintf("%s.%s", table->source->name, NameStr(att->attname)), NULL,
			   CvgTargetColumnDefinition(table->rel, att->attnum),
			   "only at the target");
}

static bool
IsMatched(const CvgTableDiff *table, AttrNumber attnum)
{
	for (int i = 0; i < table->source->ncolumns; i++)
	{
		if (table->attnums[i] == attnum)
			return true;
	}
	return false;
}
