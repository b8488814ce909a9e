/*-------------------------------------------------------------------------
 *
 * checklist.c
 *	  The checks of a list of converge_checklist.
 *
 * Each check is a query of one value, run as the caller in a subtransaction
 * that is read-only and always rolled back: whatever it calls, nothing stays
 * of it, and one that throws is a line as any other.  Unqualified names are
 * those of the target schema, then those of the extension's.  pg_catalog goes
 * before both, so that no operator of the target stands for a built-in one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"

#include "extension.h"
#include "target/try.h"
#include "verify/verify.h"

typedef struct ListedCheck
{
	char	   *list;
	char	   *name;
	char	   *sql;
	char	   *expect;
} ListedCheck;

static List *ReadChecks(void);
static int	CompareChecks(const ListCell *a, const ListCell *b);
static void RefuseList(const char *name, List *checks);
static void RunCheck(CvgVerify *verify, const ListedCheck *check);
static bool Evaluate(const ListedCheck *check, Oid namespace, char **result, char **error);
static void SetReadOnly(Oid namespace);
static char *RunQuery(const char *sql);
static bool IsExpected(const char *result, const char *expect);
static bool ParseComparison(const char *expect, char *operator, Datum *number);

void
CvgVerifyChecklist(CvgVerify *verify)
{
	List	   *checks = ReadChecks();
	bool		found = false;
	ListCell   *lc;

	foreach(lc, checks)
	{
		const ListedCheck *check = lfirst(lc);

		if (strcmp(check->list, verify->checklist) == 0)
		{
			CHECK_FOR_INTERRUPTS();
			RunCheck(verify, check);
			found = true;
		}
	}
	if (!found)
		RefuseList(verify->checklist, checks);
}

/* All lists, as rules are read: whoever may verify may know what is checked. */
static List *
ReadChecks(void)
{
	Relation	rel = table_open(CvgExtensionRelation("converge_checklist"), AccessShareLock);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	TableScanDesc scan = table_beginscan(rel, snapshot, 0, NULL);
	List	   *checks = NIL;

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
	{
		ListedCheck *check = palloc(sizeof(ListedCheck));

		slot_getallattrs(slot);
		check->list = TextDatumGetCString(slot->tts_values[0]);
		check->name = TextDatumGetCString(slot->tts_values[1]);
		check->sql = TextDatumGetCString(slot->tts_values[2]);
		check->expect = TextDatumGetCString(slot->tts_values[3]);
		checks = lappend(checks, check);
	}
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	UnregisterSnapshot(snapshot);
	table_close(rel, AccessShareLock);

	list_sort(checks, CompareChecks);
	return checks;
}

static int
CompareChecks(const ListCell *a, const ListCell *b)
{
	const ListedCheck *x = lfirst(a);
	const ListedCheck *y = lfirst(b);
	int			order = strcmp(x->list, y->list);

	return order != 0 ? order : strcmp(x->name, y->name);
}

static void
RefuseList(const char *name, List *checks)
{
	const char *last = NULL;
	StringInfoData names;
	ListCell   *lc;

	initStringInfo(&names);
	foreach(lc, checks)
	{
		const ListedCheck *check = lfirst(lc);

		if (last == NULL || strcmp(last, check->list) != 0)
			appendStringInfo(&names, "%s\"%s\"", last ? ", " : "", check->list);
		last = check->list;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("checklist \"%s\" does not exist", name),
			 last ? errhint("Lists of converge_checklist are: %s.", names.data) :
			 errhint("Insert its checks into converge_checklist.")));
}

static void
RunCheck(CvgVerify *verify, const ListedCheck *check)
{
	char	   *name = psprintf("%s: %s", check->list, check->name);
	char	   *result = NULL;
	char	   *error = NULL;

	if (Evaluate(check, verify->plan->namespace, &result, &error))
		CvgVerifyPut(verify, name, NULL, NULL, NULL, result, CVG_VERIFY_OK, NULL);
	else if (error != NULL)
		CvgVerifyPut(verify, name, NULL, NULL, NULL, result, CVG_VERIFY_FAILED, "%s", error);
	else
		CvgVerifyPut(verify, name, NULL, NULL, NULL, result, CVG_VERIFY_FAILED,
					 "expected: %s", check->expect);
}

/*
 * Whether the result, which is NULL for NULL, is the expected one; *error is
 * the message of what was thrown.
 */
static bool
Evaluate(const ListedCheck *check, Oid namespace, char **result, char **error)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile thrown = NULL;
	volatile bool expected = false;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		SetReadOnly(namespace);
		*result = RunQuery(check->sql);
		expected = *result != NULL && IsExpected(*result, check->expect);
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		thrown = CopyErrorData();
		FlushErrorState();
	}
	PG_END_TRY();
	RollbackAndReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;

	if (thrown != NULL && CvgErrorIsInterruption(thrown))
		ReThrowError(thrown);
	if (thrown != NULL)
		*error = thrown->message;
	return thrown == NULL && expected;
}

/* Until the subtransaction ends. */
static void
SetReadOnly(Oid namespace)
{
	char	   *path = psprintf("%s, %s, pg_temp",
								quote_identifier(get_namespace_name(namespace)),
								quote_identifier(get_namespace_name(CvgExtensionSchema())));

	(void) set_config_option("search_path", path, PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_LOCAL, true, 0, false);
	(void) set_config_option("transaction_read_only", "on", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_LOCAL, true, 0, false);
}

/* One value as text, in the current memory context, or NULL. */
static char *
RunQuery(const char *sql)
{
	int			status = SPI_execute(sql, true, 2);

	if (status != SPI_OK_SELECT)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("a check must be a query that returns one value")));
	if (SPI_processed != 1 || SPI_tuptable->tupdesc->natts != 1)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 SPI_processed > 1 ?
				 errmsg("a check must return one row, not several") :
				 SPI_processed == 0 ? errmsg("a check must return one row, not none") :
				 errmsg("a check must return one column, not %d",
						SPI_tuptable->tupdesc->natts)));
	return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
}

/* The same text, or a comparison that holds. */
static bool
IsExpected(const char *result, const char *expect)
{
	char		operator[3];
	Datum		number;
	Datum		value;
	int			order;

	if (!ParseComparison(expect, operator, &number))
		return strcmp(result, expect) == 0;
	value = DirectFunctionCall3(numeric_in, CStringGetDatum(result),
								ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	order = DatumGetInt32(DirectFunctionCall2(numeric_cmp, value, number));
	return strcmp(operator, "<>") == 0 ? order != 0 :
		(strchr(operator, '<') != NULL && order < 0) ||
		(strchr(operator, '>') != NULL && order > 0) ||
		(strchr(operator, '=') != NULL && order == 0);
}

/* "> 0", with one of = <> < <= > >=; false: it is text. */
static bool
ParseComparison(const char *expect, char *operator, Datum *number)
{
	size_t		start = strspn(expect, " ");
	size_t		len = strspn(expect + start, "<=>");
	const char *digits = expect + start + len;

	if (len < 1 || len > 2 ||
		(len == 2 && strncmp(expect + start, "<>", 2) != 0 && expect[start + 1] != '=') ||
		(len == 2 && expect[start] == '='))
		return false;
	digits += strspn(digits, " ");
	/* numeric_in takes blanks at the end */
	if (*digits == '\0' || strspn(digits, "+-.0123456789 ") != strlen(digits))
		return false;
	memcpy(operator, expect + start, len);
	operator[len] = '\0';
	*number = DirectFunctionCall3(numeric_in, CStringGetDatum(digits),
								  ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	return true;
}
