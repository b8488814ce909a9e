/*-------------------------------------------------------------------------
 *
 * cvg_test_translate.c
 *	  The translation of expressions and views, from SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/pg_prng.h"
#include "fmgr.h"
#include "funcapi.h"
#include "translate/translate.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(translate_expression);
PG_FUNCTION_INFO_V1(translate_view);
PG_FUNCTION_INFO_V1(fuzz);

static char **Strings(ArrayType *array, int *count);
static void ParseColumn(char *string, CvgExprColumn *column);
static CvgKind KindOf(const char *type);
static char *Damaged(const char *sql, pg_prng_state *state);
static void ParseView(ArrayType *array, CvgViewScope *scope);

Datum
translate_expression(PG_FUNCTION_ARGS)
{
	static const char *const uses[] = {"default", "generated", "check", "index", "partition"};
	char	   *use = text_to_cstring(PG_GETARG_TEXT_PP(1));
	CvgExprScope scope = {.mariadb = PG_GETARG_BOOL(4)};
	char	  **strings = Strings(PG_GETARG_ARRAYTYPE_P(2), &scope.ncolumns);
	CvgExprColumn *columns = palloc0(sizeof(CvgExprColumn) * (scope.ncolumns + 1));
	CvgProblem	problem;
	char	   *result;

	for (int i = 0; i < scope.ncolumns; i++)
		ParseColumn(strings[i], &columns[i]);
	scope.columns = columns;
	for (int i = 0; i < lengthof(uses); i++)
	{
		if (strcmp(uses[i], use) == 0)
			scope.use = (CvgExprUse) i;
	}
	if (!PG_ARGISNULL(3))
	{
		scope.result_type = text_to_cstring(PG_GETARG_TEXT_PP(3));
		scope.result_kind = KindOf(scope.result_type);
	}
	result = CvgTranslateExpression(text_to_cstring(PG_GETARG_TEXT_PP(0)), &scope, &problem);
	if (result == NULL)
		result = psprintf("%s: %s", problem.code, problem.message);
	PG_RETURN_TEXT_P(cstring_to_text(result));
}

Datum
translate_view(PG_FUNCTION_ARGS)
{
	CvgViewScope scope = {.mariadb = PG_GETARG_BOOL(2),.database = "db"};
	CvgProblem	problem;
	int			ncolumns;
	CvgKind    *kinds;
	char	   *result;
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {false, true};

	ParseView(PG_GETARG_ARRAYTYPE_P(1), &scope);
	result = CvgTranslateView(text_to_cstring(PG_GETARG_TEXT_PP(0)), &scope, &ncolumns, &kinds, &problem);
	if (result == NULL)
		result = psprintf("%s: %s", problem.code, problem.message);
	else
	{
		static const char *const names[] = {
			"unknown", "boolean", "integer", "numeric", "float", "text", "bytea", "bit", "date",
			"timestamp", "timestamptz", "time", "interval", "json", "jsonb", "uuid", "enum",
			"text[]", "inet", "other"
		};
		char	   *list = "";

		for (int i = 0; i < ncolumns; i++)
			list = psprintf("%s%s%s", list, i > 0 ? "," : "", names[kinds[i]]);
		values[1] = CStringGetTextDatum(list);
		nulls[1] = false;
	}
	values[0] = CStringGetTextDatum(result);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(tupdesc, values, nulls)));
}

/* Relations, told from columns by a "." before them. */
static void
ParseView(ArrayType *array, CvgViewScope *scope)
{
	int			count;
	char	  **strings = Strings(array, &count);
	CvgViewRelation *relations = palloc0(sizeof(CvgViewRelation) * (count + 1));
	CvgViewRelation *relation = relations - 1;

	for (int i = 0; i < count; i++)
	{
		CvgExprColumn *columns;

		if (strings[i][0] == '.')
		{
			char	   *target = strchr(strings[i], '|');
			char	   *key = strchr(target + 1, '|');
			int		   *keys = palloc(sizeof(int) * 10);

			relation++;
			*target++ = '\0';
			*key++ = '\0';
			relation->source_name = strings[i] + 1;
			relation->target_name = target;
			relation->columns = palloc0(sizeof(CvgExprColumn) * (count + 1));
			relation->key = keys;
			for (; *key != '\0'; key += strcspn(key, ","), key += *key == ',' ? 1 : 0)
				keys[relation->nkey++] = atoi(key);
			continue;
		}
		columns = unconstify(CvgExprColumn *, relation->columns);
		ParseColumn(strings[i], &columns[relation->ncolumns++]);
	}
	scope->nrelations = relation - relations + 1;
	scope->relations = relations;
}

static char **
Strings(ArrayType *array, int *count)
{
	Datum	   *elements;
	char	  **strings;

	deconstruct_array_builtin(array, TEXTOID, &elements, NULL, count);
	strings = palloc(sizeof(char *) * (*count + 1));
	for (int i = 0; i < *count; i++)
		strings[i] = TextDatumGetCString(elements[i]);
	return strings;
}

/* "name|type", "name|type|ci" */
static void
ParseColumn(char *string, CvgExprColumn *column)
{
	char	   *type = strchr(string, '|');
	char	   *ci;

	if (type == NULL)
		elog(ERROR, "column \"%s\" has no type", string);
	*type++ = '\0';
	ci = strchr(type, '|');
	if (ci != NULL)
		*ci = '\0';
	column->source_name = string;
	column->target_name = string;
	column->type = type;
	column->kind = KindOf(type);
	column->ignores_case = ci != NULL;
}

static CvgKind
KindOf(const char *type)
{
	static const struct
	{
		const char *prefix;
		CvgKind		kind;
	}			kinds[] = {
		{"boolean", CVG_KIND_BOOLEAN}, {"smallint", CVG_KIND_INTEGER}, {"integer", CVG_KIND_INTEGER},
		{"bigint", CVG_KIND_INTEGER}, {"numeric", CVG_KIND_NUMERIC}, {"real", CVG_KIND_FLOAT},
		{"double", CVG_KIND_FLOAT}, {"text[]", CVG_KIND_TEXT_ARRAY}, {"text", CVG_KIND_TEXT},
		{"character", CVG_KIND_TEXT}, {"varchar", CVG_KIND_TEXT}, {"char", CVG_KIND_TEXT},
		{"bytea", CVG_KIND_BYTEA}, {"bit", CVG_KIND_BIT}, {"date", CVG_KIND_DATE},
		{"timestamptz", CVG_KIND_TIMESTAMPTZ}, {"timestamp", CVG_KIND_TIMESTAMP},
		{"time", CVG_KIND_TIME}, {"interval", CVG_KIND_INTERVAL}, {"jsonb", CVG_KIND_JSONB},
		{"json", CVG_KIND_JSON}, {"uuid", CVG_KIND_UUID}, {"inet", CVG_KIND_INET},
		{"enum", CVG_KIND_ENUM}
	};

	for (int i = 0; i < lengthof(kinds); i++)
	{
		if (strncmp(type, kinds[i].prefix, strlen(kinds[i].prefix)) == 0)
			return kinds[i].kind;
	}
	return CVG_KIND_OTHER;
}

Datum
fuzz(PG_FUNCTION_ARGS)
{
	char	   *sql = text_to_cstring(PG_GETARG_TEXT_PP(0));
	CvgExprScope scope = {.use = CVG_USE_GENERATED};
	CvgViewScope view = {.database = "db"};
	char	  **strings = Strings(PG_GETARG_ARRAYTYPE_P(1), &scope.ncolumns);
	CvgExprColumn *columns = palloc0(sizeof(CvgExprColumn) * (scope.ncolumns + 1));
	CvgViewRelation relation = {.source_name = "t",.target_name = "public.t"};
	pg_prng_state state;
	MemoryContext mcxt = AllocSetContextCreate(CurrentMemoryContext, "fuzz", ALLOCSET_DEFAULT_SIZES);
	int64		counts[2] = {0, 0};
	TupleDesc	tupdesc;
	Datum		values[2];
	bool		nulls[2] = {false};

	for (int i = 0; i < scope.ncolumns; i++)
		ParseColumn(strings[i], &columns[i]);
	scope.columns = relation.columns = columns;
	relation.ncolumns = scope.ncolumns;
	view.relations = &relation;
	view.nrelations = 1;
	pg_prng_seed(&state, PG_GETARG_INT32(3));
	for (int i = 0; i < PG_GETARG_INT32(2); i++)
	{
		MemoryContext old = MemoryContextSwitchTo(mcxt);
		char	   *damaged = Damaged(sql, &state);
		CvgProblem	problem;
		int			ncolumns;
		CvgKind    *kinds;

		counts[CvgTranslateExpression(damaged, &scope, &problem) == NULL]++;
		counts[CvgTranslateView(damaged, &view, &ncolumns, &kinds, &problem) == NULL]++;
		MemoryContextSwitchTo(old);
		MemoryContextReset(mcxt);
	}
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int64GetDatum(counts[0]);
	values[1] = Int64GetDatum(counts[1]);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(tupdesc, values, nulls)));
}

/* Cut off somewhere, or with bytes changed, doubled or left out. */
static char *
Damaged(const char *sql, pg_prng_state *state)
{
	int			length = strlen(sql);
	char	   *copy = palloc0(length * 2 + 2);
	int			ndamages = pg_prng_uint64_range(state, 0, 3);

	memcpy(copy, sql, length);
	if (pg_prng_bool(state))
		copy[pg_prng_uint64_range(state, 0, length)] = '\0';
	for (int i = 0; i < ndamages && *copy != '\0'; i++)
	{
		static const char interesting[] = "()'`\"\\,.0-+*/%|&<>=_xXb \n#@:!~[]";
		int			current = strlen(copy);
		int			place = pg_prng_uint64_range(state, 0, current - 1);

		switch (pg_prng_uint64_range(state, 0, 3))
		{
			case 0:
				copy[place] = (char) pg_prng_uint64_range(state, 1, 255);
				break;
			case 1:
				copy[place] = interesting[pg_prng_uint64_range(state, 0, sizeof(interesting) - 2)];
				break;
			case 2:
				memmove(copy + place, copy + place + 1, current - place);
				break;
			default:
				if (current < length * 2)
					memmove(copy + place + 1, copy + place, current - place + 1);
				break;
		}
	}
	return copy;
}
