/*-------------------------------------------------------------------------
 *
 * functions_json.c
 *	  Functions of JSON, on columns of type json and jsonb.
 *
 * A path is followed with -> from value to value.  Two things differ: in
 * MySQL [0] of what is no array is the value itself, and the text of a JSON
 * null is 'null', where ->> gives NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"

static CvgTerm *PrintExtract(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintUnquote(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintValid(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintLength(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintType(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintContains(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintContainsPath(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintBuild(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintJsonValue(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *FollowPath(CvgPrinter *printer, CvgTerm *doc, CvgTerm *path);
static const char *ReadKey(const char *p, StringInfo key);
static bool IsJson(CvgPrinter *printer, const CvgTerm *term, const char *name);

const CvgFunction cvg_json_functions[] = {
	{"json_extract", 2, 2, PrintExtract},
	{"json_unquote", 1, 1, PrintUnquote},
	{"json_value", 2, 2, PrintJsonValue},
	{"json_valid", 1, 1, PrintValid},
	{"json_length", 1, 2, PrintLength},
	{"json_type", 1, 1, PrintType},
	{"json_contains", 2, 3, PrintContains},
	{"json_contains_path", 3, 3, PrintContainsPath},
	{"json_array", 0, 100, PrintBuild},
	{"json_object", 0, 100, PrintBuild},
	{NULL, 0, 0, NULL}
};

static bool
IsJson(CvgPrinter *printer, const CvgTerm *term, const char *name)
{
	if (term->kind != CVG_KIND_JSON && term->kind != CVG_KIND_JSONB)
		CvgProblemSet(printer->problem, CVG_P_TYPES, "%s() of a value of type %s is not translated",
					  name, CvgKindName(term->kind));
	return term->kind == CVG_KIND_JSON || term->kind == CVG_KIND_JSONB;
}

static CvgTerm *
PrintExtract(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	if (!IsJson(printer, args[0], node->name))
		return args[0];
	return FollowPath(printer, args[0], args[1]);
}

/* $.a.b, $."a b", $.a[0] */
static CvgTerm *
FollowPath(CvgPrinter *printer, CvgTerm *doc, CvgTerm *path)
{
	const char *string = CvgTermString(path);
	const char *p = string != NULL ? string + strspn(string, " ") : "";
	CvgTerm    *term = CvgTermCopy(doc);
	StringInfoData key;

	initStringInfo(&key);
	if (*p != '$')
		return CvgTermFail(printer, CVG_P_INEXACT, "a JSON path must be a constant");
	for (p++; *p != '\0';)
	{
		const char *from = CvgTermOperand(term, CVG_OTHER);

		resetStringInfo(&key);
		term->column = false;
		if (*p == '[' && isdigit((unsigned char) p[1]) && strspn(p + 1, "0123456789") < 9 &&
			p[1 + strspn(p + 1, "0123456789")] == ']')
		{
			int			place = atoi(p + 1);

			if (place > 0)
				term->sql = psprintf("%s -> %d", from, place);
			else
				term->sql = psprintf("CASE %s_typeof(%s) WHEN 'array' THEN %s -> 0 ELSE %s END",
									 doc->kind == CVG_KIND_JSON ? "json" : "jsonb", term->sql, from, term->sql);
			term->strength = place > 0 ? CVG_OTHER : CVG_ATOM;
			p = strchr(p, ']') + 1;
			continue;
		}
		p = *p == '.' ? ReadKey(p + 1, &key) : NULL;
		if (p == NULL)
			return CvgTermFail(printer, CVG_P_INEXACT, "JSON path \"%.100s\" is not translated", string);
		term->sql = psprintf("%s -> %s", from, CvgQuoteString(key.data));
		term->strength = CVG_OTHER;
		if (strlen(term->sql) > 64 * 1024)
			return CvgTermFail(printer, CVG_P_COMPLEX, "the translation is too long");
	}
	return term;
}

/* A key, perhaps in quotes; NULL: none, or one with an escape */
static const char *
ReadKey(const char *p, StringInfo key)
{
	bool		quoted = *p == '"';

	if (quoted)
		p++;
	while (quoted ? *p != '"' && *p != '\\' && *p != '\0' :
		   isalnum((unsigned char) *p) || *p == '_' || *p == '$' || IS_HIGHBIT_SET(*p))
		appendStringInfoChar(key, *p++);
	if (quoted)
		return *p == '"' ? p + 1 : NULL;
	return key->len > 0 && !isdigit((unsigned char) key->data[0]) ? p : NULL;
}

/* The text of a value; of a JSON null it is 'null'. */
static CvgTerm *
PrintUnquote(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const CvgTerm *value = args[0];
	int			length = strlen(value->sql);
	const char *last = NULL;
	CvgTerm    *term;

	if (!IsJson(printer, value, node->name))
		return args[0];
	if (value->strength == CVG_OTHER)
	{
		/* the last arrow, which is followed by a key or a number */
		for (int i = 0; i + 4 <= length; i++)
		{
			if (strncmp(value->sql + i, " -> ", 4) == 0)
				last = value->sql + i;
		}
	}
	term = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "CASE %s_typeof(%s) WHEN 'null' THEN 'null' ELSE %s END",
					   value->kind == CVG_KIND_JSON ? "json" : "jsonb", value->sql,
					   last != NULL ? psprintf("%.*s ->> %s", (int) (last - value->sql), value->sql, last + 4) :
					   psprintf("%s #>> '{}'", CvgTermOperand(value, CVG_OTHER)));
	term->sense = CVG_CASE_EXACT;
	return term;
}

/* The scalar at a path as text; NULL for arrays, objects and JSON null. */
static CvgTerm *
PrintJsonValue(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *value;
	CvgTerm    *term;

	if (!IsJson(printer, args[0], node->name))
		return args[0];
	value = FollowPath(printer, args[0], args[1]);
	if (printer->mariadb)
		term = CvgTermMake(CVG_KIND_TEXT, CVG_ATOM,
						   "CASE %s_typeof(%s) WHEN 'string' THEN %s #>> '{}' WHEN 'number' THEN %s #>> '{}' "
						   "WHEN 'boolean' THEN (%s)::text::boolean::int::text END",
						   value->kind == CVG_KIND_JSON ? "json" : "jsonb", value->sql,
						   CvgTermOperand(value, CVG_OTHER), CvgTermOperand(value, CVG_OTHER), value->sql);
	else
		return CvgTermFail(printer, CVG_P_INEXACT, "json_value() is not translated");
	if (value->kind == CVG_KIND_JSON)
		CvgNeedsVolatile(printer, "the text of a json value");
	term->sense = CVG_CASE_EXACT;
	return term;
}

/* What is stored as JSON is valid. */
static CvgTerm *
PrintValid(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	if (args[0]->kind == CVG_KIND_TEXT && CvgNeedsVolatile(printer, "json_valid()"))
		return CvgTermMake(CVG_KIND_BOOLEAN, CVG_IS, "%s IS JSON", CvgTermOperand(args[0], CVG_LIKE));
	if (!IsJson(printer, args[0], node->name))
		return args[0];
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_ATOM, "CASE WHEN %s IS NOT NULL THEN true END",
					   CvgTermOperand(args[0], CVG_LIKE));
}

static CvgTerm *
PrintLength(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *value;
	CvgTerm    *term;

	if (!IsJson(printer, args[0], node->name))
		return args[0];
	value = nargs == 2 ? FollowPath(printer, args[0], args[1]) : args[0];
	if (value->kind == CVG_KIND_JSON)
		return CvgTermFail(printer, CVG_P_INEXACT, "json_length() is only translated of jsonb");
	term = CvgTermMake(CVG_KIND_INTEGER, CVG_ATOM,
					   "CASE jsonb_typeof(%s) WHEN 'array' THEN jsonb_array_length(%s) "
					   "WHEN 'object' THEN jsonb_array_length(jsonb_path_query_array(%s, '$.keyvalue()')) "
					   "ELSE CASE WHEN %s IS NOT NULL THEN 1 END END",
					   value->sql, value->sql, value->sql, CvgTermOperand(value, CVG_LIKE));
	term->bits = 31;
	term->positive = true;
	return term;
}

/* Numbers have several types in MySQL. */
static CvgTerm *
PrintType(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	return CvgTermFail(printer, CVG_P_INEXACT, "json_type() tells kinds of numbers apart, which jsonb does not");
}

/* Only whether a constant scalar is there, at the top of an array. */
static CvgTerm *
PrintContains(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const char *string = CvgTermString(args[1]);
	CvgTerm    *value;
	bool		scalar;

	if (!IsJson(printer, args[0], node->name))
		return args[0];
	value = nargs == 3 ? FollowPath(printer, args[0], args[2]) : args[0];
	scalar = string != NULL && *string != '\0' &&
		((*string == '"' && strpbrk(string, "\\") == NULL) || strspn(string, "0123456789") == strlen(string) ||
		 strcmp(string, "true") == 0 || strcmp(string, "false") == 0);
	if (nargs == 3 && printer->mariadb)
		return CvgTermFail(printer, CVG_P_INEXACT, "json_contains() of a path is not translated from MariaDB");
	if (!scalar || value->kind == CVG_KIND_JSON)
		return CvgTermFail(printer, CVG_P_INEXACT, "json_contains() is only translated of a constant scalar in jsonb");

	/* MySQL looks into arrays of arrays, not into objects */
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_OTHER,
					   "CASE jsonb_typeof(%s) WHEN 'object' THEN false ELSE "
					   "%s @> %s::jsonb END", value->sql, CvgTermOperand(value, CVG_OTHER), args[1]->sql);
}

static CvgTerm *
PrintContainsPath(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *value;

	if (!IsJson(printer, args[0], node->name))
		return args[0];
	value = FollowPath(printer, args[0], args[2]);
	return CvgTermMake(CVG_KIND_BOOLEAN, CVG_ATOM, "CASE WHEN %s IS NOT NULL THEN %s IS NOT NULL END",
					   CvgTermOperand(args[0], CVG_LIKE), CvgTermOperand(value, CVG_LIKE));
}

/* json_array(...) and json_object(...) */
static CvgTerm *
PrintBuild(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	bool		array = strcmp(node->name, "json_array") == 0;
	StringInfoData buf;

	if (nargs == 0)
		return CvgTermMake(CVG_KIND_JSONB, CVG_CAST, "'%s'::jsonb", array ? "[]" : "{}");
	if (!array && nargs % 2 != 0)
		return CvgTermFail(printer, CVG_P_SYNTAX, "json_object() needs pairs of keys and values");
	if (printer->immutable)
		CvgNeedsVolatile(printer, "making JSON of values");
	initStringInfo(&buf);
	for (int i = 0; i < nargs; i++)
	{
		CvgTerm    *arg = CvgAsFinal(printer, args[i]);

		if (!array && i % 2 == 0)
			arg = CvgAsText(printer, arg);
		if (arg->kind == CVG_KIND_BOOLEAN)
			arg = CvgAsNumber(printer, arg);
		if (arg->kind != CVG_KIND_TEXT && arg->kind != CVG_KIND_INTEGER && arg->kind != CVG_KIND_NUMERIC &&
			arg->kind != CVG_KIND_JSON && arg->kind != CVG_KIND_JSONB && arg->kind != CVG_KIND_UNKNOWN &&
			arg->kind != CVG_KIND_ENUM)
			return CvgTermFail(printer, CVG_P_TYPES, "JSON of a value of type %s is not translated",
							   CvgKindName(arg->kind));
		arg = arg->kind == CVG_KIND_ENUM ? CvgAsText(printer, arg) : arg;
		if (args[i]->constant != NULL && args[i]->constant->kind == CVG_NODE_BOOLEAN)
			arg = args[i];
		appendStringInfo(&buf, "%s%s", i > 0 ? ", " : "", arg->sql);
	}
	return CvgTermMake(CVG_KIND_JSONB, CVG_ATOM, "jsonb_build_%s(%s)", array ? "array" : "object", buf.data);
}
