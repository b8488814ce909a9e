/*-------------------------------------------------------------------------
 *
 * pushdown.c
 *	  Verification by digests that both servers compute in their own SQL.
 *
 * No code of converge reads a value here.  One statement on either side
 * gives the digest of all rows; where the two differ, others give the digests
 * of the columns.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "verify/pushdown_internal.h"
#include "verify/verify.h"

/* Columns whose digests are asked for in one statement. */
#define COLUMNS_AT_ONCE 100

typedef struct DifferentColumn
{
	const char *name;
	char	   *source_value;
	char	   *target_value;
} DifferentColumn;

static void LeaveOut(CvgPushdown *pushdown, int column, const char *why);
static void DropDocuments(CvgSource *source, CvgPushdown *pushdown);
static const char *DocumentRefusal(CvgSource *source, const CvgPushdown *pushdown, int field);
static void PutChecksum(CvgVerify *verify, const CvgPushdown *pushdown,
						const CvgDigestSums *source, const CvgDigestSums *target,
						int ndifferent);
static List *DifferentColumns(CvgSource *source, const CvgPushdown *pushdown);
static List *DifferentOfSome(CvgSource *source, const CvgPushdown *part);
static void PutColumns(CvgVerify *verify, const CvgPushdown *pushdown, List *different);
static char *DigestString(char **sums);

bool
CvgVerifyPushdown(CvgVerify *verify, CvgComparison *comparison)
{
	CvgPushdown *pushdown = CvgPushdownMake(comparison);
	const CvgDigestSums *source;
	const CvgDigestSums *target;
	bool		equal;
	List	   *different = NIL;

	DropDocuments(verify->source, pushdown);
	source = linitial(verify->source->routine->digest(verify->source, &pushdown->spec));
	target = linitial(CvgTargetDigest(pushdown));
	equal = CvgDigestSumsEqual(source, target);

	CvgVerifyPutCount(verify, pushdown->spec.table, source->rows, target->rows,
					  "counted by both servers");
	/* where rows are missing all columns differ, which says nothing */
	if (!equal && source->rows == target->rows)
		different = DifferentColumns(verify->source, pushdown);
	PutChecksum(verify, pushdown, source, target, list_length(different));
	PutColumns(verify, pushdown, different);
	CvgVerifyPutIncomparable(verify, pushdown->spec.table, pushdown->incomparable);
	return equal;
}

CvgPushdown *
CvgPushdownMake(CvgComparison *comparison)
{
	CvgPushdown *pushdown = palloc0(sizeof(CvgPushdown));
	CvgDigestSpec *spec = &pushdown->spec;

	pushdown->comparison = comparison;
	pushdown->range_column = -1;
	pushdown->fields = palloc(sizeof(CvgDigestField) * Max(comparison->ncolumns, 1));
	pushdown->columns = palloc(sizeof(int) * Max(comparison->ncolumns, 1));
	spec->table = comparison->plan->source;
	spec->where = comparison->plan->where;
	spec->fields = pushdown->fields;
	spec->range_column = -1;
	for (int i = 0; i < comparison->ncolumns; i++)
	{
		const char *why;

		pushdown->columns[spec->nfields] = i;
		if (CvgPushdownChoose(&comparison->columns[i], &pushdown->fields[spec->nfields], &why))
			spec->nfields++;
		else
			LeaveOut(pushdown, i, why);
	}
	return pushdown;
}

static void
LeaveOut(CvgPushdown *pushdown, int column, const char *why)
{
	int			source = pushdown->comparison->columns[column].source;

	pushdown->incomparable = CvgIncomparableAdd(pushdown->incomparable,
												pushdown->spec.table->columns[source].name,
												why, false);
}

/*
 * jsonb writes a number with an exponent as all its digits: a column of
 * documents is comparable if the source has no such number.
 */
static void
DropDocuments(CvgSource *source, CvgPushdown *pushdown)
{
	int			nfields = 0;

	for (int i = 0; i < pushdown->spec.nfields; i++)
	{
		const char *why = pushdown->fields[i].form == CVG_FORM_DOCUMENT ?
			DocumentRefusal(source, pushdown, i) : NULL;

		if (why != NULL)
		{
			LeaveOut(pushdown, pushdown->columns[i], why);
			continue;
		}
		pushdown->fields[nfields] = pushdown->fields[i];
		pushdown->columns[nfields++] = pushdown->columns[i];
	}
	pushdown->spec.nfields = nfields;
}

static const char *
DocumentRefusal(CvgSource *source, const CvgPushdown *pushdown, int field)
{
	const CvgDigestSpec *spec = &pushdown->spec;
	int64		count = source->routine->count_exponents(source, spec->table, spec->where,
														 pushdown->fields[field].column);

	if (count == 0)
		return NULL;
	return count < 0 ? "the source could not look through its documents" :
		psprintf(count == 1 ?
				 INT64_FORMAT " document of the source has a number with an exponent, which jsonb writes otherwise" :
				 INT64_FORMAT " documents of the source have numbers with an exponent, which jsonb writes otherwise",
				 count);
}

bool
CvgDigestSumsEqual(const CvgDigestSums *a, const CvgDigestSums *b)
{
	if (a->rows != b->rows)
		return false;
	for (int i = 0; i < a->nsums; i++)
	{
		if (strcmp(a->sums[i], b->sums[i]) != 0)
			return false;
	}
	return true;
}

/* The line of the rows. */
static void
PutChecksum(CvgVerify *verify, const CvgPushdown *pushdown,
			const CvgDigestSums *source, const CvgDigestSums *target, int ndifferent)
{
	const CvgDigestSpec *spec = &pushdown->spec;
	bool		equal = CvgDigestSumsEqual(source, target);

	if (spec->nfields == 0)
	{
		CvgVerifyPut(verify, "checksum", spec->table->name, NULL, NULL, NULL,
					 CVG_VERIFY_NOT_COMPARABLE, "there is no column of which both servers can compute digests");
		return;
	}
	CvgVerifyPut(verify, "checksum", spec->table->name, NULL, DigestString(source->sums),
				 DigestString(target->sums), equal ? CVG_VERIFY_OK : CVG_VERIFY_DIFFERENT, "%s",
				 equal ? psprintf("%d %s, computed by both servers", spec->nfields,
								  spec->nfields == 1 ? "column" : "columns") :
				 CvgVerifyDifference(source->rows == target->rows, ndifferent, spec->nfields));
}

static char *
DigestString(char **sums)
{
	return psprintf("%s:%s", sums[0], sums[1]);
}

/* As a list of DifferentColumn *. */
static List *
DifferentColumns(CvgSource *source, const CvgPushdown *pushdown)
{
	int			nfields = pushdown->spec.nfields;
	List	   *different = NIL;

	for (int i = 0; i < nfields; i += COLUMNS_AT_ONCE)
	{
		CvgPushdown part = *pushdown;

		part.columns += i;
		part.spec.fields += i;
		part.spec.nfields = Min(COLUMNS_AT_ONCE, nfields - i);
		part.spec.by_column = true;
		different = list_concat(different, DifferentOfSome(source, &part));
	}
	return different;
}

static List *
DifferentOfSome(CvgSource *source, const CvgPushdown *part)
{
	const CvgDigestSpec *spec = &part->spec;
	const CvgDigestSums *sources = linitial(source->routine->digest(source, spec));
	const CvgDigestSums *targets = linitial(CvgTargetDigest(part));
	List	   *different = NIL;

	for (int i = 0; i < spec->nfields; i++)
	{
		DifferentColumn *column = palloc(sizeof(DifferentColumn));

		column->name = spec->table->columns[spec->fields[i].column].name;
		column->source_value = DigestString(sources->sums + 2 * i);
		column->target_value = DigestString(targets->sums + 2 * i);
		if (strcmp(column->source_value, column->target_value) != 0)
			different = lappend(different, column);
	}
	return different;
}

static void
PutColumns(CvgVerify *verify, const CvgPushdown *pushdown, List *different)
{
	ListCell   *lc;

	foreach(lc, different)
	{
		const DifferentColumn *column = lfirst(lc);

		CvgVerifyPut(verify, "checksum", pushdown->spec.table->name, column->name,
					 column->source_value, column->target_value, CVG_VERIFY_DIFFERENT,
					 "computed by both servers");
	}
}
