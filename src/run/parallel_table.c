/*-------------------------------------------------------------------------
 *
 * parallel_table.c
 *	  What a parallel worker is told of a table.
 *
 * A worker shares the leader's transaction, not its memory.  So the leader
 * writes down what CVG_READ_TABLES has found out about the columns, the rules
 * for each, and how cells are bound to attributes.  Numbers are written as
 * they are in memory, strings with their length before and a NUL byte behind
 * them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "utils/rel.h"

#include "run/parallel_table.h"

#define NULL_STRING (-1)

typedef struct Cursor
{
	const char *at;
} Cursor;

static void PutInt(StringInfo buf, int64 value);
static void PutString(StringInfo buf, const char *string);
static void PutInts(StringInfo buf, int n, const int *values);
static void PutColumn(StringInfo buf, const CvgColumn *column);
static void PutRules(StringInfo buf, const CvgColumnRules *rules);
static int64 TakeInt(Cursor *cursor);
static char *TakeString(Cursor *cursor);
static int *TakeInts(Cursor *cursor, int *n);
static void TakeColumn(Cursor *cursor, CvgColumn *column);
static void TakeRules(Cursor *cursor, CvgColumnRules *rules);
static void ChooseConverter(CvgBinding *binding, const CvgColumn *column,
							const CvgColumnRules *rules, TupleDesc tupdesc);

void
CvgParallelTableWrite(StringInfo buf, const CvgTablePlan *plan)
{
	const CvgTable *source = plan->source;

	PutInt(buf, plan->relid);
	PutString(buf, source->name);
	PutString(buf, plan->where);
	PutInts(buf, source->nkey, source->key);
	PutInts(buf, source->nkey, plan->key_cells);
	PutInts(buf, plan->nscan, plan->scan_columns);
	PutInt(buf, plan->nbound);
	PutInt(buf, source->ncolumns);
	for (int i = 0; i < source->ncolumns; i++)
	{
		PutColumn(buf, &source->columns[i]);
		PutInt(buf, plan->bindings[i].attnum);
		PutRules(buf, &plan->bindings[i].convert.rules);
	}
}

CvgTablePlan *
CvgParallelTableRead(const char *data)
{
	Cursor		cursor = {data};
	CvgTablePlan *plan = palloc0(sizeof(CvgTablePlan));
	CvgTable   *source = palloc0(sizeof(CvgTable));
	CvgColumnRules *rules;
	Relation	rel;
	int			nkey;

	plan->source = source;
	plan->status = CVG_TABLE_READY;
	plan->relid = TakeInt(&cursor);
	source->name = TakeString(&cursor);
	plan->where = TakeString(&cursor);
	source->key = TakeInts(&cursor, &source->nkey);
	plan->key_cells = TakeInts(&cursor, &nkey);
	plan->scan_columns = TakeInts(&cursor, &plan->nscan);
	plan->nbound = TakeInt(&cursor);
	source->ncolumns = TakeInt(&cursor);
	source->columns = palloc0(sizeof(CvgColumn) * Max(source->ncolumns, 1));
	plan->bindings = palloc0(sizeof(CvgBinding) * Max(source->ncolumns, 1));
	rules = palloc0(sizeof(CvgColumnRules) * Max(source->ncolumns, 1));
	for (int i = 0; i < source->ncolumns; i++)
	{
		TakeColumn(&cursor, &source->columns[i]);
		plan->bindings[i].attnum = TakeInt(&cursor);
		TakeRules(&cursor, &rules[i]);
	}

	rel = relation_open(plan->relid, RowExclusiveLock);
	for (int i = 0; i < plan->nbound; i++)
	{
		int			column = plan->scan_columns[i];

		ChooseConverter(&plan->bindings[column], &source->columns[column],
						&rules[column], RelationGetDescr(rel));
	}
	relation_close(rel, NoLock);
	return plan;
}

/* As the plan has chosen it before. */
static void
ChooseConverter(CvgBinding *binding, const CvgColumn *column,
				const CvgColumnRules *rules, TupleDesc tupdesc)
{
	Form_pg_attribute att = TupleDescAttr(tupdesc, binding->attnum - 1);
	CvgRefusal	refusal;

	if (!CvgConvertChoose(&binding->convert, column, att->atttypid, att->atttypmod,
						  !att->attnotnull, rules, &refusal))
		elog(ERROR, "could not convert column \"%s\" in a parallel worker: %s",
			 column->name, refusal.message);
	binding->fate = CVG_COLUMN_BOUND;
}

static void
PutColumn(StringInfo buf, const CvgColumn *column)
{
	ListCell   *lc;

	PutString(buf, column->name);
	PutString(buf, column->type_text);
	PutInt(buf, column->type);
	PutInt(buf, column->length);
	PutInt(buf, column->precision);
	PutInt(buf, column->scale);
	PutInt(buf, column->is_unsigned);
	PutInt(buf, column->zerofill);
	PutInt(buf, list_length(column->labels));
	foreach(lc, column->labels)
		PutString(buf, lfirst(lc));
	PutString(buf, column->charset);
	PutString(buf, column->collation);
	PutInt(buf, column->nullable);
	PutInt(buf, column->auto_increment);
	PutInt(buf, column->generated);
	PutInt(buf, column->invisible);
	PutInt(buf, column->srid);
	PutInt(buf, column->is_json);
}

static void
TakeColumn(Cursor *cursor, CvgColumn *column)
{
	int			nlabels;

	column->name = TakeString(cursor);
	column->type_text = TakeString(cursor);
	column->type = TakeInt(cursor);
	column->length = TakeInt(cursor);
	column->precision = TakeInt(cursor);
	column->scale = TakeInt(cursor);
	column->is_unsigned = TakeInt(cursor);
	column->zerofill = TakeInt(cursor);
	nlabels = TakeInt(cursor);
	for (int i = 0; i < nlabels; i++)
		column->labels = lappend(column->labels, TakeString(cursor));
	column->charset = TakeString(cursor);
	column->collation = TakeString(cursor);
	column->nullable = TakeInt(cursor);
	column->auto_increment = TakeInt(cursor);
	column->generated = TakeInt(cursor);
	column->invisible = TakeInt(cursor);
	column->srid = TakeInt(cursor);
	column->is_json = TakeInt(cursor);
}

static void
PutRules(StringInfo buf, const CvgColumnRules *rules)
{
	PutInt(buf, rules->by_pattern);
	PutInt(buf, rules->empty);
	PutInt(buf, rules->zero_date);
	PutString(buf, rules->zero_date_value);
	PutInt(buf, rules->nul);
	PutInt(buf, rules->boolean_nonzero);
	PutString(buf, rules->time_zone);
	PutString(buf, rules->using_expr);
}

static void
TakeRules(Cursor *cursor, CvgColumnRules *rules)
{
	rules->by_pattern = TakeInt(cursor);
	rules->empty = TakeInt(cursor);
	rules->zero_date = TakeInt(cursor);
	rules->zero_date_value = TakeString(cursor);
	rules->nul = TakeInt(cursor);
	rules->boolean_nonzero = TakeInt(cursor);
	rules->time_zone = TakeString(cursor);
	rules->using_expr = TakeString(cursor);
}

static void
PutInt(StringInfo buf, int64 value)
{
	appendBinaryStringInfo(buf, (char *) &value, sizeof(value));
}

static int64
TakeInt(Cursor *cursor)
{
	int64		value;

	memcpy(&value, cursor->at, sizeof(value));
	cursor->at += sizeof(value);
	return value;
}

static void
PutString(StringInfo buf, const char *string)
{
	PutInt(buf, string == NULL ? NULL_STRING : (int64) strlen(string));
	if (string != NULL)
		appendBinaryStringInfo(buf, string, strlen(string) + 1);
}

/* Points into what is read. */
static char *
TakeString(Cursor *cursor)
{
	int64		len = TakeInt(cursor);
	const char *string = cursor->at;

	if (len == NULL_STRING)
		return NULL;
	cursor->at += len + 1;
	return unconstify(char *, string);
}

static void
PutInts(StringInfo buf, int n, const int *values)
{
	PutInt(buf, n);
	for (int i = 0; i < n; i++)
		PutInt(buf, values[i]);
}

static int *
TakeInts(Cursor *cursor, int *n)
{
	int		   *values;

	*n = TakeInt(cursor);
	values = palloc(sizeof(int) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
		values[i] = TakeInt(cursor);
	return values;
}
