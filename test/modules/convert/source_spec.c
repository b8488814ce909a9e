/*-------------------------------------------------------------------------
 *
 * source_spec.c
 *	  Columns, rules and values of a source, as the tests write them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "source_spec.h"

static void ParseModifiers(CvgColumn *column, const char *paren);
static List *ParseLabels(const char *paren);
static void ParseRule(char *action, char *value, CvgColumnRules *rules);

CvgColumn *
ColumnOfSpec(const char *type)
{
	CvgColumn  *column = palloc0(sizeof(CvgColumn));
	size_t		len = strcspn(type, " (");

	column->name = "c";
	column->type_text = pstrdup(type);
	column->length = column->precision = column->scale = -1;
	column->is_unsigned = strstr(type, " unsigned") != NULL;
	column->zerofill = strstr(type, " zerofill") != NULL;
	column->charset = strstr(type, " utf8mb4") != NULL ? "utf8mb4" : NULL;
	column->nullable = true;
	if (strncmp(type, "longtext", len) == 0)
		column->type = CVG_TYPE_TEXT;
	for (int i = CVG_TYPE_TINYINT; i <= CVG_TYPE_INET; i++)
	{
		const char *name = CvgTypeClassName(i);

		if (strlen(name) == len && strncmp(type, name, len) == 0)
			column->type = i;
	}
	if (type[len] == '(')
		ParseModifiers(column, type + len);
	return column;
}

static void
ParseModifiers(CvgColumn *column, const char *paren)
{
	int			first = -1;
	int			second = -1;

	if (column->type == CVG_TYPE_ENUM || column->type == CVG_TYPE_SET)
	{
		column->labels = ParseLabels(paren);
		return;
	}
	sscanf(paren, "(%d,%d)", &first, &second);
	if (column->type == CVG_TYPE_DECIMAL)
	{
		column->precision = first;
		column->scale = second;
	}
	else if (column->type == CVG_TYPE_DATETIME || column->type == CVG_TYPE_TIMESTAMP ||
			 column->type == CVG_TYPE_TIME)
		column->scale = first;
	else
		column->length = first;
}

static List *
ParseLabels(const char *paren)
{
	List	   *labels = NIL;
	char	   *copy = pstrdup(paren);

	for (char *start = strchr(copy, '\''); start != NULL; start = strchr(start, '\''))
	{
		char	   *end = strchr(start + 1, '\'');

		*end = '\0';
		labels = lappend(labels, start + 1);
		start = end + 1;
	}
	return labels;
}

void
RulesOfSpec(ArrayType *array, CvgColumnRules *rules)
{
	Datum	   *elems;
	int			nelems;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elems, NULL, &nelems);
	for (int i = 0; i < nelems; i++)
	{
		char	   *action = TextDatumGetCString(elems[i]);
		char	   *value = strchr(action, '=');

		if (value == NULL)
			elog(ERROR, "rule without value: %s", action);
		*value = '\0';
		ParseRule(action, value + 1, rules);
	}
}

static void
ParseRule(char *action, char *value, CvgColumnRules *rules)
{
	if (strcmp(action, "empty") == 0)
		rules->empty = strcmp(value, "null") == 0 ? CVG_EMPTY_NULL : CVG_EMPTY_ERROR;
	else if (strcmp(action, "zero_date") == 0)
	{
		rules->zero_date = strcmp(value, "null") == 0 ? CVG_ZERO_NULL : CVG_ZERO_VALUE;
		rules->zero_date_value = value;
	}
	else if (strcmp(action, "nul") == 0)
		rules->nul = strcmp(value, "strip") == 0 ? CVG_NUL_STRIP :
			strcmp(value, "base64") == 0 ? CVG_NUL_BASE64 : CVG_NUL_ESCAPE;
	else if (strcmp(action, "boolean") == 0)
		rules->boolean_nonzero = strcmp(value, "nonzero") == 0;
	else if (strcmp(action, "time_zone") == 0)
		rules->time_zone = value;
	else if (strcmp(action, "using") == 0)
		rules->using_expr = value;
	else
		elog(ERROR, "unknown rule: %s", action);
}
