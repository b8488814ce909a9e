/*-------------------------------------------------------------------------
 *
 * choose_spec.c
 *	  Tables of a source, as tests write them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "choose_spec.h"
#include "rules.h"

#define MAX_TABLES	20
#define MAX_COLUMNS 2000
#define MAX_WORDS	12

static void ParseLine(Spec *spec, char *line);
static void AddTable(Spec *spec, char **words, int nwords);
static void ParseColumn(CvgColumn *column, CvgColumnFit *fit, char **words, int nwords);
static void ParseType(CvgColumn *column, char *type);
static void ParseWord(CvgColumn *column, CvgColumnFit *fit, char *word);
static CvgFit ParseFit(const char *word);
static List *ParseLabels(char *paren);
static void AddIndex(CvgTable *table, CvgIndexKind kind, char *name, char *columns);
static void AddForeignKey(CvgTable *table, char **words);
static void AddRule(Spec *spec, char **words);
static int	SplitNames(char *list, char **names);

Spec *
SpecParse(char *text)
{
	Spec	   *spec = palloc0(sizeof(Spec));
	char	   *save = NULL;

	spec->schema.name = "shop";
	spec->schema.tables = palloc0(sizeof(CvgTable) * MAX_TABLES);
	spec->absent = palloc0(sizeof(bool) * MAX_TABLES);
	spec->fits = palloc0(sizeof(CvgColumnFit *) * MAX_TABLES);
	for (char *line = strtok_r(text, "\n;", &save); line != NULL; line = strtok_r(NULL, "\n;", &save))
		ParseLine(spec, line);
	return spec;
}

static void
ParseLine(Spec *spec, char *line)
{
	CvgTable   *table = spec->schema.ntables > 0 ?
		&spec->schema.tables[spec->schema.ntables - 1] : NULL;
	char	   *words[MAX_WORDS] = {0};
	char	   *save = NULL;
	int			nwords = 0;

	for (char *word = strtok_r(line, " \t", &save); word != NULL && nwords < MAX_WORDS;
		 word = strtok_r(NULL, nwords == 4 && strcmp(words[0], "rule") == 0 ? "" : " \t", &save))
		words[nwords++] = word;
	if (nwords == 0)
		return;
	if (strcmp(words[0], "table") == 0)
		AddTable(spec, words, nwords);
	else if (strcmp(words[0], "view") == 0)
	{
		CvgView    *view = palloc0(sizeof(CvgView));

		view->name = words[1];
		spec->schema.views = lappend(spec->schema.views, view);
	}
	else if (strcmp(words[0], "column") == 0)
	{
		ParseColumn(&table->columns[table->ncolumns],
					&spec->fits[spec->schema.ntables - 1][table->ncolumns], words, nwords);
		table->ncolumns++;
	}
	else if (strcmp(words[0], "primary") == 0)
		AddIndex(table, CVG_INDEX_PRIMARY, "PRIMARY", words[1]);
	else if (strcmp(words[0], "unique") == 0)
		AddIndex(table, CVG_INDEX_UNIQUE, words[1], words[2]);
	else if (strcmp(words[0], "foreign") == 0)
		AddForeignKey(table, words);
	else if (strcmp(words[0], "rule") == 0)
		AddRule(spec, words);
	else
		elog(ERROR, "unknown word: %s", words[0]);
}

static void
AddTable(Spec *spec, char **words, int nwords)
{
	int			i = spec->schema.ntables++;
	CvgTable   *table = &spec->schema.tables[i];

	if (i > 0 && strcmp(spec->schema.tables[i - 1].name, words[1]) >= 0)
		elog(ERROR, "tables must come in the order of their names");
	table->name = words[1];
	table->columns = palloc0(sizeof(CvgColumn) * MAX_COLUMNS);
	spec->fits[i] = palloc0(sizeof(CvgColumnFit) * MAX_COLUMNS);
	spec->absent[i] = nwords > 2;
}

static void
ParseColumn(CvgColumn *column, CvgColumnFit *fit, char **words, int nwords)
{
	column->name = words[1];
	column->length = column->precision = column->scale = -1;
	column->srid = -1;
	ParseType(column, words[2]);
	for (int i = 3; i < nwords; i++)
		ParseWord(column, fit, words[i]);
}

/* A COLUMN_TYPE, as far as the tests need it. */
static void
ParseType(CvgColumn *column, char *type)
{
	size_t		len = strcspn(type, "(");
	int			first = -1;
	int			second = -1;

	column->type_text = pstrdup(type);
	for (int i = CVG_TYPE_TINYINT; i <= CVG_TYPE_INET; i++)
	{
		const char *name = CvgTypeClassName(i);

		if (strlen(name) == len && strncmp(type, name, len) == 0)
			column->type = i;
	}
	if (strcmp(type, "inet4") == 0 || strcmp(type, "inet6") == 0)
		column->type = CVG_TYPE_INET;
	if (strstr(type, "point") || strstr(type, "polygon") || strstr(type, "linestring"))
		column->type = CVG_TYPE_GEOMETRY;
	if (type[len] != '(')
		return;
	sscanf(type + len, "(%d,%d)", &first, &second);
	switch (column->type)
	{
		case CVG_TYPE_ENUM:
		case CVG_TYPE_SET:
			column->labels = ParseLabels(type + len);
			break;
		case CVG_TYPE_DECIMAL:
		case CVG_TYPE_FLOAT:
		case CVG_TYPE_DOUBLE:
			column->precision = first;
			column->scale = second;
			break;
		case CVG_TYPE_DATETIME:
		case CVG_TYPE_TIMESTAMP:
		case CVG_TYPE_TIME:
			column->scale = first;
			break;
		default:
			column->length = first;
	}
}

static List *
ParseLabels(char *paren)
{
	List	   *labels = NIL;
	char	   *copy = pstrdup(paren);

	for (char *c = copy; *c != '\0'; c++)
		*c = *c == '~' ? ' ' : *c;
	for (char *start = strchr(copy, '\''); start != NULL; start = strchr(start, '\''))
	{
		char	   *end = strchr(start + 1, '\'');

		*end = '\0';
		labels = lappend(labels, start + 1);
		start = end + 1;
	}
	return labels;
}

static void
ParseWord(CvgColumn *column, CvgColumnFit *fit, char *word)
{
	char	   *value = strchr(word, '=');

	if (value != NULL)
		value++;
	if (strcmp(word, "unsigned") == 0)
		column->is_unsigned = true;
	else if (strcmp(word, "zerofill") == 0)
		column->zerofill = true;
	else if (strcmp(word, "null") == 0)
		column->nullable = true;
	else if (strcmp(word, "auto_increment") == 0)
		column->auto_increment = true;
	else if (strcmp(word, "json") == 0)
		column->is_json = true;
	else if (strncmp(word, "srid=", 5) == 0)
		column->srid = atoi(value);
	else if (strncmp(word, "collation=", 10) == 0)
		column->collation = value;
	else if (strncmp(word, "boolean=", 8) == 0)
		fit->boolean = ParseFit(value);
	else if (strncmp(word, "uuid=", 5) == 0)
		fit->uuid = ParseFit(value);
	else
		elog(ERROR, "unknown word: %s", word);
}

static CvgFit
ParseFit(const char *word)
{
	return strcmp(word, "yes") == 0 ? CVG_FIT_YES :
		strcmp(word, "empty") == 0 ? CVG_FIT_EMPTY : CVG_FIT_NO;
}

static void
AddIndex(CvgTable *table, CvgIndexKind kind, char *name, char *columns)
{
	CvgIndex   *index = palloc0(sizeof(CvgIndex));
	char	   *names[MAX_WORDS];

	index->name = name;
	index->kind = kind;
	index->nparts = SplitNames(columns, names);
	index->parts = palloc0(sizeof(CvgIndexPart) * index->nparts);
	for (int i = 0; i < index->nparts; i++)
	{
		index->parts[i].column = CvgTableColumnIndex(table, names[i]);
		index->parts[i].prefix = -1;
	}
	table->indexes = lappend(table->indexes, index);
}

static void
AddForeignKey(CvgTable *table, char **words)
{
	CvgForeignKey *key = palloc0(sizeof(CvgForeignKey));
	char	   *names[MAX_WORDS];

	key->name = words[1];
	key->ncolumns = SplitNames(words[2], names);
	key->columns = palloc(sizeof(int) * key->ncolumns);
	for (int i = 0; i < key->ncolumns; i++)
		key->columns[i] = CvgTableColumnIndex(table, names[i]);
	key->ref_table = words[3];
	key->ref_columns = palloc(sizeof(char *) * MAX_WORDS);
	SplitNames(words[4], key->ref_columns);
	table->foreign_keys = lappend(table->foreign_keys, key);
}

static void
AddRule(Spec *spec, char **words)
{
	CvgRule    *rule = palloc0(sizeof(CvgRule));

	rule->source_table = words[1];
	rule->source_column = words[2];
	rule->action = words[3];
	rule->value = words[4];
	spec->rules = lappend(spec->rules, rule);
}

static int
SplitNames(char *list, char **names)
{
	char	   *save = NULL;
	int			n = 0;

	for (char *name = strtok_r(list, ",", &save); name != NULL; name = strtok_r(NULL, ",", &save))
		names[n++] = name;
	return n;
}
