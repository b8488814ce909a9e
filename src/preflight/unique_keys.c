/*-------------------------------------------------------------------------
 *
 * unique_keys.c
 *	  Rows that are equal in a unique index, or too long for a btree.
 *
 * The rows' values are those of the target by now: what is equal is for the
 * index to say, by its expressions, operators and collations.  The keys of
 * each unique index are sorted, with the number of the row and its primary
 * key beside them, and neighbours compared.  The sorts of a table share
 * work_mem and go to disk beyond.
 *
 * Exclusion constraints whose operators are all equality are unique indexes
 * by another name.
 * Rows that the target holds and keeps are sorted in with the number zero.
 * Nothing is sorted for a key that the source promises (key_guarantee.c).
 * Expressions of all indexes are evaluated, since they may fail for a row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/relation.h"
#include "access/stratnum.h"
#include "catalog/index.h"
#include "catalog/partition.h"
#include "catalog/pg_am.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/sortsupport.h"
#include "utils/tuplesort.h"

#include "compat.h"
#include "preflight/rows.h"
#include "run/reader.h"
#include "target/prepare.h"

/* One index. */
typedef struct KeyCheck
{
	Relation	index;
	IndexInfo  *info;
	bool		measures;		/* entries may be too long */
	bool		nulls_equal;

	/* columns of the index's key, number of the row, its primary key */
	Tuplesortstate *sort;		/* NULL: nothing is to be sorted */
	TupleTableSlot *slot;
	int			nkeys;
	Oid		   *operators;		/* less than; of the number too */
	Oid		   *collations;
} KeyCheck;

struct CvgKeyChecks
{
	CvgPreflight *preflight;
	CvgTablePlan *table;
	Relation	rel;
	Relation	root;			/* of the partition rel, or NULL */
	bool		old;			/* rel holds rows that stay */
	bool		upserts;		/* it holds some, and those may be replaced */
	CvgRowFindings *findings;
	ResourceOwner owner;
	EState	   *estate;
	int			nchecks;
	KeyCheck   *checks;
	int			at;				/* which of them gets the row */
	int64		rows;
};

/* Of equal keys in one index. */
typedef struct Duplicates
{
	int64		rows;			/* that have an equal one before them */
	int64		first;			/* number of the first of them */
	Jsonb	   *key;			/* its primary key, or NULL */
} Duplicates;

static void AddIndex(CvgKeyChecks *checks, Oid indexid, const bool *unknown);
static bool IsElsewhere(const CvgKeyChecks *checks, Relation index);
static void DecideSort(CvgKeyChecks *checks, KeyCheck *check);
static bool FindOperators(KeyCheck *check);
static void PutNotChecked(const CvgKeyChecks *checks, const KeyCheck *check, const char *why);
static bool UsesUnknown(const IndexInfo *info, const bool *unknown);
static bool ExpressionUsesUnknown(Node *expr, const bool *unknown);
static void InitSort(CvgKeyChecks *checks, KeyCheck *check);
static Oid	KeyType(const CvgKeyChecks *checks, const KeyCheck *check, int key);
static void BeginSorts(CvgKeyChecks *checks);
static void DetoastAll(const KeyCheck *check, Datum *values, const bool *nulls);
static void AddToIndex(CvgKeyChecks *checks, KeyCheck *check, const CvgRow *row,
					   TupleTableSlot *slot);
static void PutIntoSort(CvgKeyChecks *checks, KeyCheck *check, const CvgRow *row,
						const Datum *values, const bool *nulls);
static bytea *PackKey(const CvgTablePlan *table, const CvgRow *row);
static Jsonb *UnpackKey(const CvgTablePlan *table, const bytea *packed);
static void FindDuplicates(CvgKeyChecks *checks, KeyCheck *check, Duplicates *found);
static SortSupport KeyComparators(const KeyCheck *check);
static bool KeysEqual(const KeyCheck *check, SortSupport comparators,
					  TupleTableSlot *a, TupleTableSlot *b);
static void PutDuplicates(const CvgKeyChecks *checks, const KeyCheck *check,
						  const Duplicates *found);
static const char *OnlyColumn(const CvgTablePlan *table, const KeyCheck *check);

CvgKeyChecks *
CvgKeyChecksBegin(CvgPreflight *preflight, CvgTablePlan *table, Relation rel,
				  Relation root, const bool *unknown, CvgRowFindings *findings)
{
	CvgKeyChecks *checks = palloc0(sizeof(CvgKeyChecks));
	List	   *indexes = RelationGetIndexList(rel);
	ListCell   *lc;

	checks->preflight = preflight;
	checks->table = table;
	checks->rel = rel;
	checks->root = root;
	if (preflight->plan->options.existing >= CVG_EXISTING_APPEND &&
		!CvgRelationIsEmpty(RelationGetRelid(rel)))
	{
		checks->upserts = preflight->plan->options.existing == CVG_EXISTING_UPSERT;
		checks->old = !checks->upserts;
	}
	checks->findings = findings;
	checks->owner = CurrentResourceOwner;
	checks->estate = CreateExecutorState();
	checks->checks = palloc0(sizeof(KeyCheck) * Max(list_length(indexes), 1));
	foreach(lc, indexes)
		AddIndex(checks, lfirst_oid(lc), unknown);
	BeginSorts(checks);
	if (checks->old && checks->nchecks > 0)
		CvgAddOldRows(checks, rel);
	return checks;
}

static void
AddIndex(CvgKeyChecks *checks, Oid indexid, const bool *unknown)
{
	KeyCheck   *check = &checks->checks[checks->nchecks];
	Relation	index = index_open(indexid, AccessShareLock);
	bool		unique = index->rd_index->indisunique || index->rd_index->indisexclusion;

	memset(check, 0, sizeof(KeyCheck));
	check->index = index;
	check->info = BuildIndexInfo(index);
	check->nulls_equal = CvgNullsNotDistinct(index->rd_index);
	check->measures = index->rd_rel->relam == BTREE_AM_OID &&
		CvgIndexMayOverflow(checks->table, checks->rel, index);
	if (UsesUnknown(check->info, unknown) || IsElsewhere(checks, index) ||
		(!unique && !check->measures && check->info->ii_Expressions == NIL &&
		 check->info->ii_Predicate == NIL))
	{
		index_close(index, AccessShareLock);
		return;
	}
	if (unique)
		DecideSort(checks, check);
	checks->nchecks++;
}

/* An upsert replaces the old rows that have the primary key of a new one. */
static void
DecideSort(CvgKeyChecks *checks, KeyCheck *check)
{
	Form_pg_index form = check->index->rd_index;
	bool		exclusion = form->indisexclusion;

	if (!FindOperators(check))
		PutNotChecked(checks, check,
					  "its operators have no order, so that it is not known whether rows exclude each other");
	else if (checks->upserts && !form->indisprimary)
		PutNotChecked(checks, check,
					  "it is not known whether rows meet old ones that stay");
	if (check->operators != NULL &&
		(checks->old || exclusion || !CvgKeyIsGuaranteed(checks->table, check->index)))
		InitSort(checks, check);
}

/* What sorts the keys so that equal ones are neighbours; false: nothing does. */
static bool
FindOperators(KeyCheck *check)
{
	const IndexInfo *info = check->info;
	int			nkeys = info->ii_NumIndexKeyAttrs;
	Oid		   *operators = palloc(sizeof(Oid) * (nkeys + 1));

	for (int i = 0; i < nkeys; i++)
	{
		Oid			type = check->index->rd_opcintype[i];

		operators[i] = info->ii_ExclusionOps != NULL ?
			get_ordering_op_for_equality_op(info->ii_ExclusionOps[i], true) :
			get_opfamily_member(check->index->rd_opfamily[i], type, type,
								BTLessStrategyNumber);
		if (!OidIsValid(operators[i]))
			return false;
	}
	operators[nkeys] = Int8LessOperator;
	check->operators = operators;
	return true;
}

/*
 * Of a partition's indexes those count that are not the partitioned table's,
 * and of its own only those that all partitions have.
 */
static bool
IsElsewhere(const CvgKeyChecks *checks, Relation index)
{
	Oid			ancestor;

	if (index->rd_rel->relkind == RELKIND_PARTITIONED_INDEX)
		return !index->rd_index->indisvalid;
	if (checks->root == NULL || !index->rd_rel->relispartition)
		return false;
	ancestor = llast_oid(get_partition_ancestors(RelationGetRelid(index)));
	return list_member_oid(RelationGetIndexList(checks->root), ancestor) &&
		get_index_isvalid(ancestor);
}

static void
PutNotChecked(const CvgKeyChecks *checks, const KeyCheck *check, const char *why)
{
	CvgPreflightPut(checks->preflight, CVG_PREFLIGHT_INFO, "KEY_NOT_CHECKED",
					checks->table->source->name, OnlyColumn(checks->table, check), -1, NULL,
					psprintf("index \"%s\": %s", RelationGetRelationName(check->index), why),
					"The import checks it, after the rows are loaded.");
}

/* Is there something in the index whose value is not known? */
static bool
UsesUnknown(const IndexInfo *info, const bool *unknown)
{
	for (int i = 0; i < info->ii_NumIndexAttrs; i++)
	{
		if (info->ii_IndexAttrNumbers[i] > 0 && unknown[info->ii_IndexAttrNumbers[i] - 1])
			return true;
	}
	return ExpressionUsesUnknown((Node *) info->ii_Expressions, unknown) ||
		ExpressionUsesUnknown((Node *) info->ii_Predicate, unknown);
}

/* Indexes cannot have expressions over whole rows. */
static bool
ExpressionUsesUnknown(Node *expr, const bool *unknown)
{
	List	   *vars = pull_var_clause(expr, 0);
	ListCell   *lc;

	foreach(lc, vars)
	{
		const Var  *var = lfirst_node(Var, lc);

		if (var->varattno > 0 && unknown[var->varattno - 1])
			return true;
	}
	return false;
}

static void
InitSort(CvgKeyChecks *checks, KeyCheck *check)
{
	int			nkeys = check->info->ii_NumIndexKeyAttrs;
	TupleDesc	tupdesc = CreateTemplateTupleDesc(nkeys + 2);

	check->nkeys = nkeys;
	check->collations = palloc(sizeof(Oid) * (nkeys + 1));
	for (int i = 0; i < nkeys; i++)
	{
		TupleDescInitEntry(tupdesc, i + 1, NULL, KeyType(checks, check, i), -1, 0);
		check->collations[i] = check->index->rd_indcollation[i];
	}
	check->collations[nkeys] = InvalidOid;
	TupleDescInitEntry(tupdesc, nkeys + 1, NULL, INT8OID, -1, 0);
	TupleDescInitEntry(tupdesc, nkeys + 2, NULL, BYTEAOID, -1, 0);
	check->slot = MakeSingleTupleTableSlot(tupdesc, &TTSOpsVirtual);
}

/* The type of the values, which the index may store as another. */
static Oid
KeyType(const CvgKeyChecks *checks, const KeyCheck *check, int key)
{
	AttrNumber	attnum = check->info->ii_IndexAttrNumbers[key];
	int			expression = 0;

	if (attnum > 0)
		return TupleDescAttr(RelationGetDescr(checks->rel), attnum - 1)->atttypid;
	for (int i = 0; i < key; i++)
		expression += check->info->ii_IndexAttrNumbers[i] == 0;
	return exprType(list_nth(check->info->ii_Expressions, expression));
}

static void
BeginSorts(CvgKeyChecks *checks)
{
	int			nsorts = 0;

	for (int i = 0; i < checks->nchecks; i++)
		nsorts += checks->checks[i].slot != NULL;
	for (int i = 0; i < checks->nchecks; i++)
	{
		KeyCheck   *check = &checks->checks[i];
		AttrNumber *columns;
		bool	   *nulls_first;

		if (check->slot == NULL)
			continue;
		columns = palloc(sizeof(AttrNumber) * (check->nkeys + 1));
		nulls_first = palloc0(sizeof(bool) * (check->nkeys + 1));
		for (int k = 0; k <= check->nkeys; k++)
			columns[k] = k + 1;
		check->sort = tuplesort_begin_heap(check->slot->tts_tupleDescriptor,
										   check->nkeys + 1, columns, check->operators,
										   check->collations, nulls_first,
										   Max(work_mem / nsorts, 64), NULL, 0);
	}
}

void
CvgKeyChecksAdd(CvgKeyChecks *checks, const CvgRow *row, TupleTableSlot *slot)
{
	checks->at = 0;
	checks->rows++;
	CvgKeyChecksGoOn(checks, row, slot);
}

void
CvgKeyChecksGoOn(CvgKeyChecks *checks, const CvgRow *row, TupleTableSlot *slot)
{
	if (checks->nchecks == 0)
		return;
	ResetPerTupleExprContext(checks->estate);
	GetPerTupleExprContext(checks->estate)->ecxt_scantuple = slot;
	for (; checks->at < checks->nchecks; checks->at++)
		AddToIndex(checks, &checks->checks[checks->at], row, slot);
}

static void
AddToIndex(CvgKeyChecks *checks, KeyCheck *check, const CvgRow *row, TupleTableSlot *slot)
{
	IndexInfo  *info = check->info;
	Datum		values[INDEX_MAX_KEYS];
	bool		nulls[INDEX_MAX_KEYS];
	bool		has_null = false;
	char	   *message;

	if (info->ii_Predicate != NIL)
	{
		if (info->ii_PredicateState == NULL)
			info->ii_PredicateState = ExecPrepareQual(info->ii_Predicate, checks->estate);
		if (!ExecQual(info->ii_PredicateState, GetPerTupleExprContext(checks->estate)))
			return;
	}
	FormIndexDatum(info, slot, checks->estate, values, nulls);
	if (row == NULL)
		DetoastAll(check, values, nulls);
	else if (check->measures && CvgIndexOverflows(check->index, values, nulls, &message))
		CvgRowFindingsAdd(checks->findings, "INDEX_ROW_SIZE", OnlyColumn(checks->table, check),
						  RelationGetRelationName(check->index), row, message,
						  "Index a prefix or a digest of the value, or drop the index.");
	for (int i = 0; i < info->ii_NumIndexKeyAttrs; i++)
		has_null |= nulls[i];
	if (check->sort != NULL && (!has_null || check->nulls_equal))
		PutIntoSort(checks, check, row, values, nulls);
}

void
CvgKeyChecksAddOld(CvgKeyChecks *checks, TupleTableSlot *slot)
{
	ResetPerTupleExprContext(checks->estate);
	GetPerTupleExprContext(checks->estate)->ecxt_scantuple = slot;
	for (int i = 0; i < checks->nchecks; i++)
	{
		if (checks->checks[i].sort != NULL)
			AddToIndex(checks, &checks->checks[i], NULL, slot);
	}
}

/* The sort's files outlive the subtransaction that the row is tried in. */
static void
PutIntoSort(CvgKeyChecks *checks, KeyCheck *check, const CvgRow *row,
			const Datum *values, const bool *nulls)
{
	TupleTableSlot *slot = ExecClearTuple(check->slot);
	ResourceOwner owner = CurrentResourceOwner;
	bytea	   *key = row != NULL ? PackKey(checks->table, row) : NULL;

	memcpy(slot->tts_values, values, sizeof(Datum) * check->nkeys);
	memcpy(slot->tts_isnull, nulls, sizeof(bool) * check->nkeys);
	slot->tts_values[check->nkeys] = Int64GetDatum(row != NULL ? checks->rows : 0);
	slot->tts_isnull[check->nkeys] = false;
	slot->tts_values[check->nkeys + 1] = PointerGetDatum(key);
	slot->tts_isnull[check->nkeys + 1] = key == NULL;
	ExecStoreVirtualTuple(slot);
	CurrentResourceOwner = checks->owner;
	tuplesort_puttupleslot(check->sort, slot);
	CurrentResourceOwner = owner;
}

/* What the sort compares must not be fetched again each time. */
static void
DetoastAll(const KeyCheck *check, Datum *values, const bool *nulls)
{
	for (int i = 0; i < check->nkeys; i++)
	{
		if (!nulls[i] && TupleDescAttr(check->slot->tts_tupleDescriptor, i)->attlen == -1)
			values[i] = PointerGetDatum(PG_DETOAST_DATUM(values[i]));
	}
}

/* The cells of the primary key, each behind its length; -1: NULL. */
static bytea *
PackKey(const CvgTablePlan *table, const CvgRow *row)
{
	Size		size = VARHDRSZ;
	bytea	   *packed;
	char	   *end;

	if (table->source->nkey == 0)
		return NULL;
	for (int i = 0; i < table->source->nkey; i++)
		size += sizeof(int32) + row->cells[table->key_cells[i]].len;
	packed = palloc(size);
	SET_VARSIZE(packed, size);
	end = VARDATA(packed);
	for (int i = 0; i < table->source->nkey; i++)
	{
		const CvgCell *cell = &row->cells[table->key_cells[i]];
		int32		len = cell->data == NULL ? -1 : (int32) cell->len;

		memcpy(end, &len, sizeof(len));
		end += sizeof(len);
		if (len > 0)
			memcpy(end, cell->data, len);
		end += Max(len, 0);
	}
	return packed;
}

static Jsonb *
UnpackKey(const CvgTablePlan *table, const bytea *packed)
{
	CvgCell    *cells = palloc0(sizeof(CvgCell) * Max(table->nscan, 1));
	CvgRow		row = {table->nscan, cells, 0};
	const char *end = VARDATA_ANY(packed);

	for (int i = 0; i < table->source->nkey; i++)
	{
		CvgCell    *cell = &cells[table->key_cells[i]];
		int32		len;

		memcpy(&len, end, sizeof(len));
		end += sizeof(len);
		cell->data = len < 0 ? NULL : end;
		cell->len = Max(len, 0);
		end += cell->len;
	}
	return CvgRowKeyToJsonb(table, &row);
}

/* An entry beyond any page, or an expression that fails for the row. */
void
CvgKeyChecksRefused(CvgKeyChecks *checks, const CvgRow *row, const ErrorData *error)
{
	const KeyCheck *check = &checks->checks[checks->at];
	bool		size = check->measures && error->sqlerrcode == ERRCODE_PROGRAM_LIMIT_EXCEEDED;

	CvgRowFindingsAdd(checks->findings, size ? "INDEX_ROW_SIZE" : "INDEX_FAILED",
					  OnlyColumn(checks->table, check),
					  RelationGetRelationName(check->index), row,
					  psprintf("%s for index \"%s\"", error->message,
							   RelationGetRelationName(check->index)),
					  size ? "Index a prefix or a digest of the value, or drop the index." :
					  error->hint);
	checks->at++;
}

void
CvgKeyChecksEnd(CvgKeyChecks *checks)
{
	for (int i = 0; i < checks->nchecks; i++)
	{
		KeyCheck   *check = &checks->checks[i];
		Duplicates	found = {0};

		if (check->sort != NULL)
		{
			FindDuplicates(checks, check, &found);
			tuplesort_end(check->sort);
			ExecDropSingleTupleTableSlot(check->slot);
		}
		if (found.rows > 0)
			PutDuplicates(checks, check, &found);
		index_close(check->index, NoLock);
	}
	ExecResetTupleTable(checks->estate->es_tupleTable, false);
	FreeExecutorState(checks->estate);
}

/* Of equal rows the one read first is good, the others are too many. */
static void
FindDuplicates(CvgKeyChecks *checks, KeyCheck *check, Duplicates *found)
{
	TupleDesc	tupdesc = check->slot->tts_tupleDescriptor;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(tupdesc, &TTSOpsMinimalTuple);
	TupleTableSlot *previous = MakeSingleTupleTableSlot(tupdesc, &TTSOpsMinimalTuple);
	SortSupport comparators = KeyComparators(check);

	tuplesort_performsort(check->sort);
	while (tuplesort_gettupleslot(check->sort, true, true, slot, NULL))
	{
		TupleTableSlot *next = previous;

		CHECK_FOR_INTERRUPTS();
		slot_getallattrs(slot);
		if (!TTS_EMPTY(previous) && KeysEqual(check, comparators, previous, slot))
		{
			int64		number = DatumGetInt64(slot->tts_values[check->nkeys]);

			if (found->rows++ == 0 || number < found->first)
			{
				found->first = number;
				if (!slot->tts_isnull[check->nkeys + 1])
					found->key = UnpackKey(checks->table,
										   DatumGetByteaPP(slot->tts_values[check->nkeys + 1]));
			}
		}
		previous = slot;
		slot = next;
	}
	ExecDropSingleTupleTableSlot(slot);
	ExecDropSingleTupleTableSlot(previous);
}

static SortSupport
KeyComparators(const KeyCheck *check)
{
	SortSupport comparators = palloc0(sizeof(SortSupportData) * check->nkeys);

	for (int i = 0; i < check->nkeys; i++)
	{
		comparators[i].ssup_cxt = CurrentMemoryContext;
		comparators[i].ssup_collation = check->collations[i];
		comparators[i].ssup_attno = i + 1;
		PrepareSortSupportFromOrderingOp(check->operators[i], &comparators[i]);
	}
	return comparators;
}

static bool
KeysEqual(const KeyCheck *check, SortSupport comparators, TupleTableSlot *a,
		  TupleTableSlot *b)
{
	for (int i = 0; i < check->nkeys; i++)
	{
		if (ApplySortComparator(a->tts_values[i], a->tts_isnull[i],
								b->tts_values[i], b->tts_isnull[i],
								&comparators[i]) != 0)
			return false;
	}
	return true;
}

static void
PutDuplicates(const CvgKeyChecks *checks, const KeyCheck *check, const Duplicates *found)
{
	CvgPreflightPut(checks->preflight, CVG_PREFLIGHT_ERROR, "DUPLICATE_KEY",
					checks->table->source->name, OnlyColumn(checks->table, check),
					found->rows, found->key,
					psprintf(check->index->rd_index->indisexclusion ?
							 "could not create exclusion constraint \"%s\": %s" :
							 "could not create unique index \"%s\": %s",
							 RelationGetRelationName(check->index),
							 checks->old ?
							 "the key of a row is equal to that of a row before it, or of one that the target holds" :
							 "the key of a row is equal to that of a row before it"),
					"Correct the rows at the source, or let the index tell them apart, by its columns or their types or collations.");
}

/* The source's column, if the index is of that one alone. */
static const char *
OnlyColumn(const CvgTablePlan *table, const KeyCheck *check)
{
	int			column;

	if (check->info->ii_NumIndexKeyAttrs != 1)
		return NULL;
	column = CvgPlanColumn(table, check->info->ii_IndexAttrNumbers[0]);
	return column >= 0 ? table->source->columns[column].name : NULL;
}
