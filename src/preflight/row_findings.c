/*-------------------------------------------------------------------------
 *
 * row_findings.c
 *	  Findings about rows of one table, counted.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "preflight/rows.h"
#include "run/reader.h"

typedef struct RowFinding
{
	const char *code;			/* constant */
	const char *column;			/* or NULL */
	const char *object;			/* or NULL */
	int64		rows;
	Jsonb	   *key;			/* of the first, or NULL */
	const char *message;
	const char *hint;			/* or NULL */
} RowFinding;

struct CvgRowFindings
{
	CvgPreflight *preflight;
	CvgTablePlan *table;
	MemoryContext memory;
	List	   *list;			/* of RowFinding *, in the order they were met */
};

static RowFinding *Find(const CvgRowFindings *findings, const char *code,
						const char *column, const char *object);
static bool Same(const char *a, const char *b);
static const char *Copy(const char *string);

CvgRowFindings *
CvgRowFindingsCreate(CvgPreflight *preflight, CvgTablePlan *table)
{
	CvgRowFindings *findings = palloc0(sizeof(CvgRowFindings));

	findings->preflight = preflight;
	findings->table = table;
	findings->memory = CurrentMemoryContext;
	return findings;
}

void
CvgRowFindingsAdd(CvgRowFindings *findings, const char *code, const char *column,
				  const char *object, const CvgRow *row, const char *message,
				  const char *hint)
{
	RowFinding *finding = Find(findings, code, column, object);

	if (finding == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(findings->memory);

		finding = palloc0(sizeof(RowFinding));
		finding->code = code;
		finding->column = Copy(column);
		finding->object = Copy(object);
		finding->key = CvgRowKeyToJsonb(findings->table, row);
		finding->message = Copy(message);
		finding->hint = Copy(hint);
		findings->list = lappend(findings->list, finding);
		MemoryContextSwitchTo(old);
	}
	finding->rows++;
}

static RowFinding *
Find(const CvgRowFindings *findings, const char *code, const char *column,
	 const char *object)
{
	ListCell   *lc;

	foreach(lc, findings->list)
	{
		RowFinding *finding = lfirst(lc);

		if (strcmp(finding->code, code) == 0 && Same(finding->column, column) &&
			Same(finding->object, object))
			return finding;
	}
	return NULL;
}

static bool
Same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static const char *
Copy(const char *string)
{
	return string != NULL ? pstrdup(string) : NULL;
}

void
CvgRowFindingsPut(const CvgRowFindings *findings)
{
	ListCell   *lc;

	foreach(lc, findings->list)
	{
		const RowFinding *finding = lfirst(lc);

		CvgPreflightPut(findings->preflight, CVG_PREFLIGHT_ERROR, finding->code,
						findings->table->source->name, finding->column, finding->rows,
						finding->key, finding->message, finding->hint);
	}
}
