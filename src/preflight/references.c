/*-------------------------------------------------------------------------
 *
 * references.c
 *	  Rows that refer to none, for every foreign key of the target.
 *
 * The keys are those of the target: the source may lack them, or may not have
 * enforced them.  The source counts, but by what the target will compare.
 * For text that is the bytes, unless the target's collation or type calls
 * more values equal; for uuids the digits.  Where a conversion stands between
 * that the source cannot follow, equal values before it are equal after it if
 * both columns are converted in the same way; what is not equal before it
 * stays open, and that is said.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "parser/parse_coerce.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/formatting.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "compat.h"
#include "preflight/preflight.h"
#include "run/run.h"
#include "target/prepare.h"
#include "target/relations.h"

/* What keys are made of: text, what can be a uuid, numbers. */
#define TEXTS (CVG_FROM_CHARS | CVG_FROM(ENUM) | CVG_FROM(SET))
#define UUIDS (TEXTS | CVG_FROM(BINARY) | CVG_FROM(VARBINARY) | CVG_FROM(UUID))
#define NUMBERS (CVG_FROM_INTS | CVG_FROM(DECIMAL) | CVG_FROM_FLOATS)

/* A foreign key of the target, with what the source has for its columns. */
typedef struct Key
{
	Oid			relid;
	Oid			referenced;
	char	   *name;
	int			ncolumns;
	AttrNumber	attnums[INDEX_MAX_KEYS];
	AttrNumber	ref_attnums[INDEX_MAX_KEYS];
	const CvgTablePlan *child;	/* NULL: a partition */
	const CvgTablePlan *parent; /* NULL: is not imported */
	CvgReference reference;
	char	   *columns;		/* names at the source */

	/* what is known of the comparison */
	bool		comparable;		/* at the source, as it is, with an index */
	bool		open;			/* more may be equal than the source can tell */
	bool		ignores_case;	/* as the source does */
	bool		lowers;			/* compares text in lower case */
	const char *unknown;		/* why nothing is, or NULL */
} Key;

static List *TargetKeys(CvgPreflight *preflight);
static Datum RelationArray(CvgPreflight *preflight);
static Key *KeyFromCatalog(CvgPreflight *preflight, Oid constraint);
static void CheckKey(CvgPreflight *preflight, Key *key);
static bool BindKey(Key *key);
static bool EmptyIsNull(const CvgConvert *convert);
static bool HasDefault(Oid relid, AttrNumber attnum);
static void CompareParts(Key *key);
static void ComparePart(Key *key, int i);
static bool IsDeterministic(Oid relid, AttrNumber attnum);
static bool SameConversion(const CvgConvert *a, const CvgConvert *b);
static bool SameRules(const CvgColumnRules *a, const CvgColumnRules *b);
static bool HasRules(const CvgColumnRules *rules);
static bool SameString(const char *a, const char *b);
static bool IsTextType(Oid typid);
static void FindOrphans(CvgPreflight *preflight, Key *key);
static bool LowersBeyondAscii(void);
static void FindOtherCase(CvgPreflight *preflight, Key *key);
static void FindWithoutParent(CvgPreflight *preflight, Key *key);
static void PutOrphans(CvgPreflight *preflight, const Key *key,
					   const CvgFoundRows *found, const char *condition);
static void PutNotChecked(CvgPreflight *preflight, const Key *key,
						  const CvgFoundRows *found, const char *why);

void
CvgPreflightReferences(CvgPreflight *preflight)
{
	ListCell   *lc;

	foreach(lc, TargetKeys(preflight))
	{
		CHECK_FOR_INTERRUPTS();
		CheckKey(preflight, lfirst(lc));
	}
}

/* As CvgCheckForeignKeys: of partitions only what is not their parent's. */
static List *
TargetKeys(CvgPreflight *preflight)
{
	MemoryContext mcxt = CurrentMemoryContext;
	Oid			types[] = {OIDARRAYOID};
	Datum		values[] = {RelationArray(preflight)};
	int			nestlevel = CvgSearchPathOff();
	List	   *keys = NIL;
	SPITupleTable *found;

	if (SPI_execute_with_args("SELECT c.oid FROM pg_catalog.pg_constraint c"
							  " JOIN pg_catalog.pg_class r ON r.oid = c.conrelid"
							  " WHERE c.contype = 'f' AND c.conparentid = 0"
							  " AND c.conrelid = ANY ($1)"
							  " ORDER BY r.relname COLLATE \"C\", c.conname COLLATE \"C\"",
							  1, types, values, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the foreign keys");
	found = SPI_tuptable;
	MemoryContextSwitchTo(mcxt);
	for (uint64 i = 0; i < found->numvals; i++)
	{
		bool		isnull;
		Datum		oid = SPI_getbinval(found->vals[i], found->tupdesc, 1, &isnull);

		keys = lappend(keys, KeyFromCatalog(preflight, DatumGetObjectId(oid)));
	}
	SPI_freetuptable(found);
	CvgSearchPathOn(nestlevel);
	return keys;
}

static Datum
RelationArray(CvgPreflight *preflight)
{
	List	   *relids = NIL;
	Datum	   *values;
	int			n = 0;
	ListCell   *lc;

	foreach(lc, CvgRunRelations(preflight->plan))
		relids = list_concat(relids, CvgRelationWithPartitions(lfirst_oid(lc)));
	values = palloc(sizeof(Datum) * (list_length(relids) + 1));
	foreach(lc, relids)
		values[n++] = ObjectIdGetDatum(lfirst_oid(lc));
	return PointerGetDatum(construct_array(values, n, OIDOID, sizeof(Oid), true,
										   TYPALIGN_INT));
}

static Key *
KeyFromCatalog(CvgPreflight *preflight, Oid constraint)
{
	Key		   *key = palloc0(sizeof(Key));
	HeapTuple	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(constraint));
	Form_pg_constraint form;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for constraint %u", constraint);
	form = (Form_pg_constraint) GETSTRUCT(tuple);
	key->relid = form->conrelid;
	key->referenced = form->confrelid;
	key->name = pstrdup(NameStr(form->conname));
	key->reference.match_full = form->confmatchtype == FKCONSTR_MATCH_FULL;
	CvgForeignKeyColumns(tuple, &key->ncolumns, key->attnums, key->ref_attnums,
						 NULL);
	ReleaseSysCache(tuple);

	key->child = CvgPlanTable(preflight->plan, key->relid);
	key->parent = CvgPlanTable(preflight->plan, key->referenced);
	return key;
}

static void
CheckKey(CvgPreflight *preflight, Key *key)
{
	if (key->child == NULL)
		PutNotChecked(preflight, key, NULL, "it belongs to one partition");
	else if (!BindKey(key))
	{
		if (key->unknown != NULL)
			PutNotChecked(preflight, key, NULL, key->unknown);
	}
	else if (key->parent == NULL)
		FindWithoutParent(preflight, key);
	else
	{
		CompareParts(key);
		if (key->unknown != NULL)
			PutNotChecked(preflight, key, NULL, key->unknown);
		else
			FindOrphans(preflight, key);
	}
}

/*
 * False: some column is not filled by the source.  It is NULL then, which
 * refers to nothing, or key->unknown says why not.
 */
static bool
BindKey(Key *key)
{
	CvgReference *reference = &key->reference;
	StringInfoData names;

	reference->ncolumns = key->ncolumns;
	reference->columns = palloc(sizeof(int) * key->ncolumns);
	reference->ref_columns = palloc(sizeof(int) * key->ncolumns);
	reference->sameness = palloc0(sizeof(CvgSameness) * key->ncolumns);
	reference->empty_null = palloc0(sizeof(bool) * key->ncolumns);
	reference->ref_empty_null = palloc0(sizeof(bool) * key->ncolumns);
	reference->child = key->child->source;
	reference->child_where = key->child->where;
	if (key->parent != NULL)
	{
		reference->parent = key->parent->source;
		reference->parent_where = key->parent->where;
	}
	initStringInfo(&names);
	for (int i = 0; i < key->ncolumns; i++)
	{
		int			column = CvgPlanColumn(key->child, key->attnums[i]);

		reference->columns[i] = column;
		if (column < 0)
		{
			if (reference->match_full || HasDefault(key->relid, key->attnums[i]))
				key->unknown = "the source does not fill all of its columns";
			return false;
		}
		appendStringInfo(&names, "%s%s", i > 0 ? ", " : "",
						 reference->child->columns[column].name);
		reference->empty_null[i] = EmptyIsNull(&key->child->bindings[column].convert);
		if (key->parent == NULL)
			continue;
		reference->ref_columns[i] = CvgPlanColumn(key->parent, key->ref_attnums[i]);
		if (reference->ref_columns[i] < 0)
		{
			key->unknown = "the source does not fill all columns that it references";
			return false;
		}
		reference->ref_empty_null[i] =
			EmptyIsNull(&key->parent->bindings[reference->ref_columns[i]].convert);
	}
	key->columns = names.data;
	return true;
}

static bool
EmptyIsNull(const CvgConvert *convert)
{
	CvgEmptyRule rule = convert->rules.empty;

	return convert->rules.using_expr == NULL &&
		CvgColumnIs(convert->source, UUIDS) &&
		(rule == CVG_EMPTY_NULL ||
		 (rule == CVG_EMPTY_DEFAULT && convert->nullable && convert->basetypid == UUIDOID &&
		  CvgColumnIs(convert->source, TEXTS)));
}

/* An identity, or a type, may have a default as well. */
static bool
HasDefault(Oid relid, AttrNumber attnum)
{
	HeapTuple	tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid),
										Int16GetDatum(attnum));
	Form_pg_attribute att;
	bool		has_default;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for attribute %d of relation %u", attnum, relid);
	att = (Form_pg_attribute) GETSTRUCT(tuple);
	has_default = att->atthasdef || att->attidentity != '\0' ||
		get_typdefault(att->atttypid) != NULL;
	ReleaseSysCache(tuple);
	return has_default;
}

static void
CompareParts(Key *key)
{
	key->comparable = true;
	key->ignores_case = true;
	for (int i = 0; i < key->ncolumns && key->unknown == NULL; i++)
		ComparePart(key, i);
}

static void
ComparePart(Key *key, int i)
{
	CvgReference *reference = &key->reference;
	const CvgConvert *child = &key->child->bindings[reference->columns[i]].convert;
	const CvgConvert *parent = &key->parent->bindings[reference->ref_columns[i]].convert;
	const CvgColumn *from = child->source;
	const CvgColumn *to = parent->source;
	bool		deterministic = IsDeterministic(key->referenced, key->ref_attnums[i]);
	bool		plain = !HasRules(&child->rules) && !HasRules(&parent->rules);
	bool		texts = CvgColumnIs(from, TEXTS) && CvgColumnIs(to, TEXTS);
	CvgSameness *sameness = &reference->sameness[i];

	key->comparable &= SameString(from->collation, to->collation);
	key->ignores_case &= !deterministic && SameString(from->collation, to->collation) &&
		CvgCollationIgnoresCase(to->collation);
	*sameness = texts ? CVG_SAME_BYTES : CVG_SAME_AT_SOURCE;

	if (child->basetypid == UUIDOID && parent->basetypid == UUIDOID && plain &&
		CvgColumnIs(from, UUIDS) && CvgColumnIs(to, UUIDS))
		*sameness = CVG_SAME_UUID;
	else if (texts && plain && IsTextType(child->basetypid) &&
			 child->basetypid == parent->basetypid && deterministic)
	{
		if (strcmp(CvgTypeName(parent->basetypid), "citext") == 0)
		{
			*sameness = CVG_SAME_LOWER;
			key->lowers = true;
		}
	}
	else if (texts && plain && deterministic &&
			 (child->basetypid == TEXTOID || child->basetypid == VARCHAROID) &&
			 (parent->basetypid == TEXTOID || parent->basetypid == VARCHAROID))
		*sameness = CVG_SAME_BYTES;
	else if (CvgColumnIs(from, NUMBERS) && CvgColumnIs(to, NUMBERS) && plain &&
			 TypeCategory(child->basetypid) == TYPCATEGORY_NUMERIC &&
			 TypeCategory(parent->basetypid) == TYPCATEGORY_NUMERIC)
		*sameness = CVG_SAME_AT_SOURCE;
	else if (!SameConversion(child, parent))
		key->unknown = "its columns are not converted in the same way";
	else if (HasRules(&parent->rules) || CvgColumnIs(from, TEXTS) != IsTextType(parent->basetypid) ||
			 !deterministic)
		key->open = true;
}

/* PostgreSQL compares by the collation of the referenced column. */
static bool
IsDeterministic(Oid relid, AttrNumber attnum)
{
	Oid			typid;
	Oid			collation;
	int32		typmod;

	get_atttypetypmodcoll(relid, attnum, &typid, &typmod, &collation);
	return !OidIsValid(collation) || get_collation_isdeterministic(collation);
}

/* Whether equal values of the source are equal at the target. */
static bool
SameConversion(const CvgConvert *a, const CvgConvert *b)
{
	bool		same_type = a->source->type == b->source->type ||
		(CvgColumnIs(a->source, TEXTS) && CvgColumnIs(b->source, TEXTS));

	return same_type && a->source->zerofill == b->source->zerofill &&
		a->basetypid == b->basetypid && SameRules(&a->rules, &b->rules);
}

static bool
SameRules(const CvgColumnRules *a, const CvgColumnRules *b)
{
	return a->empty == b->empty && a->zero_date == b->zero_date &&
		SameString(a->zero_date_value, b->zero_date_value) && a->nul == b->nul &&
		a->boolean_nonzero == b->boolean_nonzero &&
		SameString(a->time_zone, b->time_zone) && SameString(a->using_expr, b->using_expr);
}

/* But for "empty", which the conditions know. */
static bool
HasRules(const CvgColumnRules *rules)
{
	return rules->zero_date != CVG_ZERO_ERROR || rules->nul != CVG_NUL_ERROR ||
		rules->boolean_nonzero || rules->time_zone != NULL || rules->using_expr != NULL;
}

static bool
SameString(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
IsTextType(Oid typid)
{
	return TypeCategory(typid) == TYPCATEGORY_STRING || type_is_enum(typid);
}

/*
 * With the index first: where it finds nothing there is nothing, and that is
 * the rule.
 */
static void
FindOrphans(CvgPreflight *preflight, Key *key)
{
	const CvgSourceRoutine *routine = preflight->source->routine;
	bool		quick = key->comparable;
	char	   *condition = routine->orphan(&key->reference, quick);
	CvgFoundRows found = CvgPreflightFind(preflight, key->child, condition, -1);

	if (found.rows > 0 && quick && !CvgReferenceIsQuick(&key->reference))
	{
		condition = routine->orphan(&key->reference, false);
		found = CvgPreflightFind(preflight, key->child, condition, -1);
	}
	if (found.rows > 0 && key->open && key->ignores_case)
	{
		CvgFoundRows strict = found;

		memset(key->reference.sameness, 0, sizeof(CvgSameness) * key->ncolumns);
		condition = routine->orphan(&key->reference, true);
		found = CvgPreflightFind(preflight, key->child, condition, -1);
		key->open = found.rows == 0;
		if (key->open)
			found = strict;
	}
	if (found.rows == 0 && key->lowers && !LowersBeyondAscii())
		FindOtherCase(preflight, key);
	if (found.rows == 0)
		return;
	if (key->open)
		PutNotChecked(preflight, key, &found,
					  "these rows refer to no value that is spelled the same");
	else if (preflight->plan->options.existing >= CVG_EXISTING_APPEND &&
			 !CvgRelationIsEmpty(key->referenced))
		PutNotChecked(preflight, key, &found,
					  "these rows refer to no row of the source, but may refer to one that the target holds");
	else
		PutOrphans(preflight, key, &found, condition);
}

/* citext folds case by the locale of the database, the source by Unicode. */
static bool
LowersBeyondAscii(void)
{
	return GetDatabaseEncoding() == PG_UTF8 &&
		strcmp(str_tolower("\xC3\x84", 2, DEFAULT_COLLATION_OID), "\xC3\xA4") == 0;
}

static void
FindOtherCase(CvgPreflight *preflight, Key *key)
{
	CvgFoundRows found;

	for (int i = 0; i < key->ncolumns; i++)
	{
		if (key->reference.sameness[i] == CVG_SAME_LOWER)
			key->reference.sameness[i] = CVG_SAME_BYTES;
	}
	found = CvgPreflightFind(preflight, key->child,
							 preflight->source->routine->orphan(&key->reference, false), -1);
	if (found.rows > 0)
		PutNotChecked(preflight, key, &found,
					  "these rows refer to values in another letter case, which the database's locale may not know beyond ASCII");
}

/* It keeps what it holds; where that is nothing, every reference fails. */
static void
FindWithoutParent(CvgPreflight *preflight, Key *key)
{
	char	   *condition = preflight->source->routine->whole_key(&key->reference);
	CvgFoundRows found = CvgPreflightFind(preflight, key->child, condition, -1);
	bool		ruled = false;

	if (found.rows == 0)
		return;
	for (int i = 0; i < key->ncolumns; i++)
		ruled |= HasRules(&key->child->bindings[key->reference.columns[i]].convert.rules);
	if (ruled)
		PutNotChecked(preflight, key, &found,
					  "a rule may change the values of these rows to NULL");
	else if (CvgRelationIsEmpty(key->referenced))
		PutOrphans(preflight, key, &found, condition);
	else
		PutNotChecked(preflight, key, &found,
					  "these rows refer to a table that is not imported, but holds rows");
}

static void
PutOrphans(CvgPreflight *preflight, const Key *key, const CvgFoundRows *found,
		   const char *condition)
{
	CvgPreflightPut(preflight, CVG_PREFLIGHT_ERROR, "ORPHAN", key->child->source->name,
					key->columns, found->rows, found->key,
					psprintf("foreign key \"%s\": rows refer to no row of table %s",
							 key->name, CvgRelationName(key->referenced)),
					psprintf("They are the rows of the source where %s. Correct them there, leave them out with a rule \"where\", or import the table that they refer to.",
							 condition));
}

static void
PutNotChecked(CvgPreflight *preflight, const Key *key, const CvgFoundRows *found,
			  const char *why)
{
	CvgPreflightPut(preflight, CVG_PREFLIGHT_INFO, "REFERENCE_NOT_CHECKED",
					key->child ? key->child->source->name : NULL, key->columns,
					found ? found->rows : -1, found ? found->key : NULL,
					psprintf("foreign key \"%s\" of table %s: %s", key->name,
							 CvgRelationName(key->relid), why),
					"The import checks it, after the rows are loaded.");
}
