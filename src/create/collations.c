/*-------------------------------------------------------------------------
 *
 * collations.c
 *	  Collations of the source that ignore case, and what stands for them.
 *
 * MySQL's collations tell by their names what they compare.  Those that end
 * in _ci ignore case; all of them ignore accents too, but for those with
 * _as_ in their name and most of single-byte character sets.
 *
 * The collation made for one of them is ICU's for the same language, at the
 * level that ignores as much.  It is close to MySQL's and not the same:
 * utf8mb4_general_ci has ß equal to s, ICU to ss.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "choose_internal.h"
#include "utils/builtins.h"

typedef struct CollationLocale
{
	const char *word;			/* in the name of a collation */
	const char *locale;			/* of ICU */
} CollationLocale;

/* Of the words in a name the first of this table that it has counts. */
static const CollationLocale locales[] = {
	{"de_pb", "de-u-co-phonebk"}, {"german2", "de-u-co-phonebk"},
	{"german1", "de"},
	{"es_trad", "es-u-co-trad"}, {"spanish2", "es-u-co-trad"},
	{"es", "es"}, {"spanish", "es"},
	{"sr_latn", "sr-Latn"}, {"mn_cyrl", "mn-Cyrl"},
	{"bg", "bg"}, {"bulgarian", "bg"}, {"bs", "bs"},
	{"cs", "cs"}, {"czech", "cs"}, {"da", "da"}, {"danish", "da"},
	{"eo", "eo"}, {"esperanto", "eo"}, {"et", "et"}, {"estonian", "et"},
	{"gl", "gl"}, {"hr", "hr"}, {"croatian", "hr"}, {"hu", "hu"},
	{"hungarian", "hu"}, {"is", "is"}, {"icelandic", "is"},
	{"ja", "ja"}, {"japanese", "ja"}, {"korean", "ko"},
	{"la", "la"}, {"roman", "la"}, {"lt", "lt"}, {"lithuanian", "lt"},
	{"lv", "lv"}, {"latvian", "lv"}, {"nb", "nb"}, {"nn", "nn"},
	{"persian", "fa"}, {"pl", "pl"}, {"polish", "pl"}, {"ro", "ro"},
	{"romanian", "ro"}, {"ru", "ru"}, {"sinhala", "si"}, {"sk", "sk"},
	{"slovak", "sk"}, {"sl", "sl"}, {"slovenian", "sl"}, {"sv", "sv"},
	{"swedish", "sv"}, {"thai", "th"}, {"tr", "tr"}, {"turkish", "tr"},
	{"ukrainian", "uk"}, {"vi", "vi"}, {"vietnamese", "vi"},
	{"zh", "zh"}, {"chinese", "zh"}
};

static bool IgnoresAccents(const char *collation);
static bool HasWord(const char *name, const char *word);
static bool IsPlainText(const CvgNewColumn *column);
static char *Collation(CvgDesign *design, const char *name);
static char *Locale(const char *name);
static void MakeCitext(CvgNewColumn *column, CvgDesign *design);
static void NoteKey(CvgDesign *design, const CvgNewTable *table,
					const char *object_type, const char *name,
					const int *columns, int ncolumns);
static const CvgNewColumn *NewColumn(const CvgNewTable *table, int column);

CvgCaseRule
CvgCaseRuleFromOption(const char *value)
{
	if (value == NULL)
		return CVG_CASE_PLAIN;
	return strcmp(value, "icu") == 0 ? CVG_CASE_ICU :
		strcmp(value, "citext") == 0 ? CVG_CASE_CITEXT : CVG_CASE_PLAIN;
}

static bool
IgnoresAccents(const char *collation)
{
	static const char *const unicode[] = {"utf8", "ucs2", "utf16", "utf32", NULL};

	if (collation == NULL)
		return false;
	if (HasWord(collation, "ai"))
		return true;
	if (!CvgCollationIgnoresCase(collation) || HasWord(collation, "as"))
		return false;
	for (int i = 0; unicode[i] != NULL; i++)
	{
		if (strncmp(collation, unicode[i], strlen(unicode[i])) == 0)
			return true;
	}
	return strcmp(collation, "latin1_swedish_ci") == 0 ||
		strncmp(collation, "latin1_german", strlen("latin1_german")) == 0;
}

/* A word, or several, between underscores; never that of the character set. */
static bool
HasWord(const char *name, const char *word)
{
	size_t		length = strlen(word);

	for (const char *c = strchr(name, '_'); c != NULL; c = strchr(c + 1, '_'))
	{
		if (strncmp(c + 1, word, length) == 0 &&
			(c[1 + length] == '_' || c[1 + length] == '\0'))
			return true;
	}
	return false;
}

void
CvgKeyCollate(CvgChosen **members, int nmembers, CvgDesign *design)
{
	char	   *collation = NULL;

	for (int i = 0; i < nmembers; i++)
	{
		CvgNewColumn *column = members[i]->column;
		const char *name = column->source->collation;
		CvgCaseRule case_rule = design->options.case_rule;

		if (!IsPlainText(column))
			continue;
		column->ignores_case = CvgCollationIgnoresCase(name);
		if (case_rule == CVG_CASE_ICU && collation == NULL &&
			(CvgCollationIgnoresCase(name) || IgnoresAccents(name)))
			collation = Collation(design, name);
		if (case_rule == CVG_CASE_CITEXT && column->ignores_case &&
			members[i]->rule == NULL)
			MakeCitext(column, design);
	}
	for (int i = 0; i < nmembers && collation != NULL; i++)
	{
		if (!IsPlainText(members[i]->column))
			continue;
		members[i]->column->collation = collation;
		members[i]->column->ignores_case = false;
	}
}

/* Labels that became text stay what they are: a check lists them. */
static bool
IsPlainText(const CvgNewColumn *column)
{
	return column->kind == CVG_KIND_TEXT && column->source->collation != NULL &&
		column->source->type != CVG_TYPE_ENUM && !CvgTypeIsCitext(column->type);
}

bool
CvgTypeIsCitext(const char *type)
{
	return type != NULL && strstr(type, "citext") != NULL;
}

static char *
Collation(CvgDesign *design, const char *name)
{
	CvgNewCollation *collation = NULL;
	ListCell   *lc;

	foreach(lc, design->collations)
	{
		if (strcmp(((CvgNewCollation *) lfirst(lc))->source, name) == 0)
			collation = lfirst(lc);
	}
	if (collation == NULL)
	{
		collation = palloc0(sizeof(CvgNewCollation));
		collation->name = pstrdup(name);
		collation->source = name;
		collation->locale = Locale(name);
		design->collations = lappend(design->collations, collation);
	}
	return quote_qualified_identifier(design->schema, collation->name);
}

/*
 * Keywords of a locale that has a u extension go on it.  The word cs of
 * _ai_cs tells of case and not of Czech.
 */
static char *
Locale(const char *name)
{
	const char *locale = "und";
	bool		ignores_case = CvgCollationIgnoresCase(name);
	bool		ignores_accents = IgnoresAccents(name);

	for (int i = 0; i < (int) lengthof(locales); i++)
	{
		if (HasWord(name, locales[i].word) &&
			(strcmp(locales[i].word, "cs") != 0 || HasWord(name, "cs_0900")))
		{
			locale = locales[i].locale;
			break;
		}
	}
	return psprintf("%s%s%s-ks-level%d", locale, strstr(locale, "-u-") ? "" : "-u",
					ignores_case ? "" : "-kc", ignores_accents ? 1 : 2);
}

static void
MakeCitext(CvgNewColumn *column, CvgDesign *design)
{
	if (design->options.citext == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("option \"case_rule\" of server \"%s\" is \"citext\", but the extension is not available",
						design->options.server),
				 errhint("Have a superuser run CREATE EXTENSION citext, or set the option to plain or icu.")));
	column->type = quote_qualified_identifier(design->options.citext, "citext");
	column->loss = CVG_LOSS_CHECKED;
	column->ignores_case = false;
}

void
CvgNoteKeys(CvgDesign *design)
{
	ListCell   *lc;

	for (int t = 0; t < design->ntables; t++)
	{
		const CvgNewTable *table = &design->tables[t];

		foreach(lc, table->source->indexes)
		{
			const CvgIndex *index = lfirst(lc);
			int		   *columns = palloc(sizeof(int) * Max(index->nparts, 1));

			for (int i = 0; i < index->nparts; i++)
				columns[i] = index->parts[i].column;
			if (index->kind == CVG_INDEX_PRIMARY || index->kind == CVG_INDEX_UNIQUE)
				NoteKey(design, table, "index", index->name, columns, index->nparts);
		}
		foreach(lc, table->source->foreign_keys)
		{
			const CvgForeignKey *key = lfirst(lc);

			NoteKey(design, table, "foreign key", key->name, key->columns, key->ncolumns);
		}
	}
}

/* One note a key, for the first column that differs. */
static void
NoteKey(CvgDesign *design, const CvgNewTable *table, const char *object_type,
		const char *name, const int *columns, int ncolumns)
{
	for (int i = 0; i < ncolumns; i++)
	{
		const CvgNewColumn *column = NewColumn(table, columns[i]);
		const char *collation;
		bool		by_case;

		if (column == NULL || column->collation != NULL ||
			!(IsPlainText(column) || CvgTypeIsCitext(column->type)))
			continue;
		collation = column->source->collation;
		by_case = column->ignores_case;
		if (!by_case && !IgnoresAccents(collation))
			continue;
		CvgNoteAdd(&design->notes, by_case ? "CASE_SENSITIVE_KEY" : "ACCENT_SENSITIVE_KEY",
				   CVG_SEVERITY_WARNING, object_type,
				   psprintf("%s.%s", table->source->name, name),
				   psprintf("tells values of column \"%s\" apart that differ in %s alone; MySQL's collation %s calls them equal",
							column->source->name, by_case ? "letter case" : "accents",
							collation));
		return;
	}
}

static const CvgNewColumn *
NewColumn(const CvgNewTable *table, int column)
{
	for (int i = 0; column >= 0 && i < table->ncolumns; i++)
	{
		if (table->columns[i].source == &table->source->columns[column])
			return &table->columns[i];
	}
	return NULL;
}
