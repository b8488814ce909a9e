/*-------------------------------------------------------------------------
 *
 * arguments.c
 *	  Arguments of SQL functions.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "foreign/foreign.h"
#include "postmaster/bgworker_internals.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "run/arguments.h"
#include "source/source.h"

/* Arguments of converge_import. */
enum
{
	ARG_SERVER,
	ARG_TARGET_SCHEMA,
	ARG_TABLES,
	ARG_EXCLUDE,
	ARG_EXISTING,
	ARG_MISSING,
	ARG_VIA,
	ARG_WORKERS,
	ARG_ON_ERROR,
	ARG_VERIFY,
	ARG_DRY_RUN,
	ARG_TRIGGERS
};

static const char *const existing_words[] = {"error", "truncate", "append", "upsert", NULL};
static const char *const missing_words[] = {"error", "skip", "create", NULL};
static const char *const fold_words[] = {"keep", "lower", "snake", NULL};
static const char *const via_words[] = {"direct", NULL};
static const char *const on_error_words[] = {"abort", "reject", NULL};
static const char *const level_words[] = {"count", "checksum", "full", NULL};
static const char *const verify_words[] = {"count", "checksum", NULL};

static int	ArgumentWord(FunctionCallInfo fcinfo, int argno, const char *name,
						 const char *const *words);
static void CheckChecksum(const CvgImportArguments *args);
static void PushText(JsonbParseState **state, const char *key, const char *value);
static void PushBool(JsonbParseState **state, const char *key, bool value);
static void PushWorkers(JsonbParseState **state, int workers);
static void PushNames(JsonbParseState **state, const char *key, List *names);
static void PushToken(JsonbParseState **state, JsonbIteratorToken token, const char *string);

void
CvgImportArgumentsRead(FunctionCallInfo fcinfo, CvgImportArguments *args)
{
	memset(args, 0, sizeof(CvgImportArguments));
	args->plan.server = CvgArgumentServer(fcinfo, ARG_SERVER);
	args->plan.target_schema = CvgArgumentTargetSchema(fcinfo, ARG_TARGET_SCHEMA,
													   args->plan.server);
	args->plan.tables = CvgArgumentNames(fcinfo, ARG_TABLES, "tables");
	args->plan.exclude = CvgArgumentNames(fcinfo, ARG_EXCLUDE, "exclude");
	args->plan.existing = CvgArgumentExisting(fcinfo, ARG_EXISTING);
	args->plan.missing = CvgArgumentMissing(fcinfo, ARG_MISSING);
	args->plan.triggers = CvgArgumentBool(fcinfo, ARG_TRIGGERS, "triggers");
	args->reject = ArgumentWord(fcinfo, ARG_ON_ERROR, "on_error", on_error_words) == 1;
	args->dry_run = CvgArgumentBool(fcinfo, ARG_DRY_RUN, "dry_run");
	ArgumentWord(fcinfo, ARG_VIA, "via", via_words);
	args->checksum = ArgumentWord(fcinfo, ARG_VERIFY, "verify", verify_words) == 1;
	CheckChecksum(args);
	args->workers = PG_ARGISNULL(ARG_WORKERS) ? -1 : PG_GETARG_INT32(ARG_WORKERS);
	if (!PG_ARGISNULL(ARG_WORKERS) &&
		(args->workers < 0 || args->workers > MAX_PARALLEL_WORKER_LIMIT))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"workers\" must be between 0 and %d",
						MAX_PARALLEL_WORKER_LIMIT),
				 errhint("0 reads with the import's own backend alone; leave the argument out to take the setting converge.workers.")));
}

/* Where a target is to hold other rows than the source, they cannot agree. */
static void
CheckChecksum(const CvgImportArguments *args)
{
	const char *other = args->reject ? "on_error => 'reject'" :
		args->plan.existing == CVG_EXISTING_APPEND ? "existing => 'append'" :
		args->plan.existing == CVG_EXISTING_UPSERT ? "existing => 'upsert'" : NULL;

	if (args->checksum && other != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("verify => 'checksum' cannot be used with %s", other),
				 errdetail("The target would not hold the rows of the source alone."),
				 errhint("Use verify => 'count', and converge_verify or converge_row_diff afterwards.")));
}

const char *
CvgArgumentServer(FunctionCallInfo fcinfo, int argno)
{
	CvgRequireArgument(fcinfo, argno, "server");
	return pstrdup(NameStr(*PG_GETARG_NAME(argno)));
}

const char *
CvgArgumentTargetSchema(FunctionCallInfo fcinfo, int argno, const char *server)
{
	ForeignServer *foreign_server;
	const char *option;

	if (!PG_ARGISNULL(argno))
		return pstrdup(NameStr(*PG_GETARG_NAME(argno)));
	foreign_server = GetForeignServerByName(server, true);
	if (foreign_server == NULL)
		return NULL;			/* CvgSourceOpen reports it */
	option = CvgOptionValue(foreign_server->options, "target_schema");
	return option ? pstrdup(option) : NULL;
}

List *
CvgArgumentNames(FunctionCallInfo fcinfo, int argno, const char *name)
{
	Datum	   *values;
	bool	   *nulls;
	int			n;
	List	   *names = NIL;

	if (PG_ARGISNULL(argno))
		return NIL;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(argno), TEXTOID, -1, false,
					  TYPALIGN_INT, &values, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain nulls", name)));
		names = lappend(names, TextDatumGetCString(values[i]));
	}
	if (n == 0 && strcmp(name, "tables") == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" names no table", name),
				 errhint("Leave the argument out to take all tables.")));
	return names;
}

CvgVerifyLevel
CvgArgumentLevel(FunctionCallInfo fcinfo, int argno)
{
	return ArgumentWord(fcinfo, argno, "level", level_words);
}

CvgExisting
CvgArgumentExisting(FunctionCallInfo fcinfo, int argno)
{
	return (CvgExisting) ArgumentWord(fcinfo, argno, "existing", existing_words);
}

CvgMissing
CvgArgumentMissing(FunctionCallInfo fcinfo, int argno)
{
	return (CvgMissing) ArgumentWord(fcinfo, argno, "missing", missing_words);
}

CvgFold
CvgArgumentFold(FunctionCallInfo fcinfo, int argno)
{
	return (CvgFold) ArgumentWord(fcinfo, argno, "fold", fold_words);
}

/* Index of the argument's word. */
static int
ArgumentWord(FunctionCallInfo fcinfo, int argno, const char *name,
			 const char *const *words)
{
	StringInfoData valid;
	char	   *value;

	CvgRequireArgument(fcinfo, argno, name);
	value = text_to_cstring(PG_GETARG_TEXT_PP(argno));
	initStringInfo(&valid);
	for (int i = 0; words[i] != NULL; i++)
	{
		if (strcmp(words[i], value) == 0)
			return i;
		appendStringInfo(&valid, "%s%s", i > 0 ? ", " : "", words[i]);
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"%s\": \"%s\"", name, value),
			 errhint("Valid values are: %s.", valid.data)));
}

bool
CvgArgumentBool(FunctionCallInfo fcinfo, int argno, const char *name)
{
	CvgRequireArgument(fcinfo, argno, name);
	return PG_GETARG_BOOL(argno);
}

void
CvgRequireArgument(FunctionCallInfo fcinfo, int argno, const char *name)
{
	if (PG_ARGISNULL(argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be null", name)));
}

Jsonb *
CvgImportArgumentsToJsonb(const CvgImportArguments *args)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	PushText(&state, "target_schema", args->plan.target_schema);
	PushNames(&state, "tables", args->plan.tables);
	PushNames(&state, "exclude", args->plan.exclude);
	PushText(&state, "existing", existing_words[args->plan.existing]);
	PushText(&state, "missing", missing_words[args->plan.missing]);
	PushText(&state, "on_error", on_error_words[args->reject ? 1 : 0]);
	PushText(&state, "verify", verify_words[args->checksum ? 1 : 0]);
	PushBool(&state, "dry_run", args->dry_run);
	PushBool(&state, "triggers", args->plan.triggers);
	PushWorkers(&state, args->workers);
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
}

Jsonb *
CvgDesignOptionsToJsonb(const CvgDesignOptions *options)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	PushText(&state, "target_schema", options->target_schema);
	PushNames(&state, "tables", options->tables);
	PushNames(&state, "exclude", options->exclude);
	PushText(&state, "fold", fold_words[options->fold]);
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
}

static void
PushText(JsonbParseState **state, const char *key, const char *value)
{
	PushToken(state, WJB_KEY, key);
	PushToken(state, WJB_VALUE, value);
}

static void
PushBool(JsonbParseState **state, const char *key, bool value)
{
	JsonbValue	json = {.type = jbvBool};

	PushToken(state, WJB_KEY, key);
	json.val.boolean = value;
	pushJsonbValue(state, WJB_VALUE, &json);
}

static void
PushWorkers(JsonbParseState **state, int workers)
{
	JsonbValue	json = {.type = workers < 0 ? jbvNull : jbvNumeric};

	if (workers >= 0)
		json.val.numeric = int64_to_numeric(workers);
	PushToken(state, WJB_KEY, "workers");
	pushJsonbValue(state, WJB_VALUE, &json);
}

static void
PushNames(JsonbParseState **state, const char *key, List *names)
{
	ListCell   *lc;

	PushToken(state, WJB_KEY, key);
	if (names == NIL)
	{
		PushToken(state, WJB_VALUE, NULL);
		return;
	}
	pushJsonbValue(state, WJB_BEGIN_ARRAY, NULL);
	foreach(lc, names)
		PushToken(state, WJB_ELEM, lfirst(lc));
	pushJsonbValue(state, WJB_END_ARRAY, NULL);
}

static void
PushToken(JsonbParseState **state, JsonbIteratorToken token, const char *string)
{
	JsonbValue	json = {.type = jbvNull};

	if (string != NULL)
	{
		json.type = jbvString;
		json.val.string.val = unconstify(char *, string);
		json.val.string.len = strlen(string);
	}
	pushJsonbValue(state, token, &json);
}
