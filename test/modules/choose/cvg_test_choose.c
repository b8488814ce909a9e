/*-------------------------------------------------------------------------
 *
 * cvg_test_choose.c
 *	  Types and names for tables of a source, from SQL.
 *
 * Of each column the conversion is chosen as well: what it says of a loss
 * must be what the design says.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "choose_spec.h"
#include "fmgr.h"
#include "funcapi.h"
#include "nodes/miscnodes.h"
#include "parser/parse_type.h"
#include "rules.h"
#include "target/extensions.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(cvg_test_choose);
PG_FUNCTION_INFO_V1(cvg_test_names);
PG_FUNCTION_INFO_V1(cvg_test_extension);

static const char *const losses[] = {"none", "checked", "rule"};
static const char *const kinds[] = {
	"unknown", "boolean", "integer", "numeric", "float", "text", "bytea", "bit",
	"date", "timestamp", "timestamptz", "time", "interval", "json", "jsonb",
	"uuid", "enum", "text array", "inet", "other"
};
static const char *const severities[] = {"info", "warning", "loss"};

static CvgDesign *MakeDesign(const Spec *spec);
static void ReadOption(CvgDesignOptions *options, const char *option);
static char **TextArray(ArrayType *array, int *n);
static CvgFold FoldFromWord(const char *word);
static void PutDesign(ReturnSetInfo *rsinfo, const CvgDesign *design, List *rules);
static void PutColumn(ReturnSetInfo *rsinfo, const CvgNewTable *table,
					  const CvgNewColumn *column, List *rules);
static const char *ConversionProblem(const CvgNewTable *table,
									 const CvgNewColumn *column, List *rules);
static void PutNotes(ReturnSetInfo *rsinfo, List *notes);
static void Put(ReturnSetInfo *rsinfo, char *line);

Datum
cvg_test_choose(PG_FUNCTION_ARGS)
{
	Spec	   *spec = SpecParse(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	CvgDesign  *design = MakeDesign(spec);
	int			noptions;
	char	  **options = TextArray(PG_GETARG_ARRAYTYPE_P(1), &noptions);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < noptions; i++)
		ReadOption(&design->options, options[i]);
	CvgChooseTypes(design, spec->rules, spec->fits);
	PutDesign((ReturnSetInfo *) fcinfo->resultinfo, design, spec->rules);
	return (Datum) 0;
}

Datum
cvg_test_names(PG_FUNCTION_ARGS)
{
	CvgNames   *taken = CvgNamesCreate(FoldFromWord(text_to_cstring(PG_GETARG_TEXT_PP(1))));
	char	   *object_type = text_to_cstring(PG_GETARG_TEXT_PP(2));
	int			n;
	char	  **names = TextArray(PG_GETARG_ARRAYTYPE_P(0), &n);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < n; i++)
	{
		List	   *notes = NIL;

		Put((ReturnSetInfo *) fcinfo->resultinfo,
			CvgNamesTake(taken, names[i], object_type, "object", &notes));
		PutNotes((ReturnSetInfo *) fcinfo->resultinfo, notes);
	}
	return (Datum) 0;
}

Datum
cvg_test_extension(PG_FUNCTION_ARGS)
{
	char	   *schema = CvgTargetExtension(text_to_cstring(PG_GETARG_TEXT_PP(0)),
											text_to_cstring(PG_GETARG_TEXT_PP(1)));

	if (schema == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(schema));
}

static CvgDesign *
MakeDesign(const Spec *spec)
{
	CvgDesign  *design = palloc0(sizeof(CvgDesign));

	design->source = &spec->schema;
	design->schema = "public";
	design->options.server = "shop";
	design->tables = palloc0(sizeof(CvgNewTable) * spec->schema.ntables);
	for (int i = 0; i < spec->schema.ntables; i++)
	{
		CvgNewTable *table;

		if (spec->absent[i])
			continue;
		table = &design->tables[design->ntables++];
		table->source = &spec->schema.tables[i];
		table->name = spec->schema.tables[i].name;
	}
	return design;
}

static void
ReadOption(CvgDesignOptions *options, const char *option)
{
	const char *value = strchr(option, '=') + 1;

	if (strncmp(option, "fold", 4) == 0)
		options->fold = FoldFromWord(value);
	else if (strncmp(option, "case", 4) == 0)
		options->case_rule = strcmp(value, "icu") == 0 ? CVG_CASE_ICU :
			strcmp(value, "citext") == 0 ? CVG_CASE_CITEXT : CVG_CASE_PLAIN;
	else if (strncmp(option, "citext", 6) == 0)
		options->citext = value;
	else if (strncmp(option, "postgis", 7) == 0)
		options->postgis = value;
	else if (strncmp(option, "pgvector", 8) == 0)
		options->pgvector = value;
	else
		elog(ERROR, "unknown option: %s", option);
}

static CvgFold
FoldFromWord(const char *word)
{
	return strcmp(word, "lower") == 0 ? CVG_FOLD_LOWER :
		strcmp(word, "snake") == 0 ? CVG_FOLD_SNAKE : CVG_FOLD_KEEP;
}

static char **
TextArray(ArrayType *array, int *n)
{
	Datum	   *elems;
	char	  **result;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elems, NULL, n);
	result = palloc(sizeof(char *) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
		result[i] = TextDatumGetCString(elems[i]);
	return result;
}

static void
PutDesign(ReturnSetInfo *rsinfo, const CvgDesign *design, List *rules)
{
	ListCell   *lc;

	foreach(lc, design->extensions)
		Put(rsinfo, psprintf("extension %s", (char *) lfirst(lc)));
	foreach(lc, design->collations)
	{
		const CvgNewCollation *collation = lfirst(lc);

		Put(rsinfo, psprintf("collation %s %s", collation->name, collation->locale));
	}
	foreach(lc, design->enums)
	{
		const CvgNewEnum *type = lfirst(lc);
		StringInfoData labels;
		ListCell   *label;

		initStringInfo(&labels);
		foreach(label, type->labels)
			appendStringInfo(&labels, " '%s'", (char *) lfirst(label));
		Put(rsinfo, psprintf("enum %s%s", type->name, labels.data));
	}
	for (int t = 0; t < design->ntables; t++)
	{
		const CvgNewTable *table = &design->tables[t];

		for (int c = 0; c < table->ncolumns; c++)
			PutColumn(rsinfo, table, &table->columns[c], rules);
		foreach(lc, table->checks)
		{
			const CvgNewCheck *check = lfirst(lc);

			Put(rsinfo, psprintf("%s: %s", check->name, check->expression));
		}
	}
	PutNotes(rsinfo, design->notes);
}

static void
PutColumn(ReturnSetInfo *rsinfo, const CvgNewTable *table,
		  const CvgNewColumn *column, List *rules)
{
	const char *problem = ConversionProblem(table, column, rules);

	Put(rsinfo, psprintf("%s.%s: %s%s%s%s (%s, %s%s%s%s)", table->name, column->name,
						 column->type, column->collation ? " COLLATE " : "",
						 column->collation ? column->collation : "",
						 column->identity ? " IDENTITY" : "",
						 kinds[column->kind], losses[column->loss],
						 column->ignores_case ? ", ignored case" : "",
						 problem ? ", but the conversion says: " : "",
						 problem ? problem : ""));
}

/* Types that the test database lacks are not looked at. */
static const char *
ConversionProblem(const CvgNewTable *table, const CvgNewColumn *column, List *rules)
{
	ErrorSaveContext escontext = {.type = T_ErrorSaveContext};
	CvgColumnRules column_rules;
	CvgConvert	convert;
	CvgRefusal	refusal;
	Oid			typid;
	int32		typmod;

	if (!parseTypeString(column->type, &typid, &typmod, (Node *) &escontext))
		return NULL;
	CvgRulesForColumn(rules, table->source->name, column->source->name, &column_rules);
	if (!CvgConvertChoose(&convert, column->source, typid, typmod,
						  column->source->nullable, &column_rules, &refusal))
		return refusal.message;
	return convert.loss == column->loss ? NULL : losses[convert.loss];
}

static void
PutNotes(ReturnSetInfo *rsinfo, List *notes)
{
	ListCell   *lc;

	foreach(lc, notes)
	{
		const CvgNote *note = lfirst(lc);

		Put(rsinfo, psprintf("%s %s, %s %s: %s", severities[note->severity],
							 note->code, note->object_type, note->object, note->message));
	}
}

static void
Put(ReturnSetInfo *rsinfo, char *line)
{
	Datum		value = CStringGetTextDatum(line);
	bool		isnull = false;

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, &value, &isnull);
}
