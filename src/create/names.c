/*-------------------------------------------------------------------------
 *
 * names.c
 *	  Names of the target for names of the source.
 *
 * A name that has to change gets the hash of the source's name at its end,
 * so that it is the same in every run, whatever other names there are.  Only
 * which of two colliding names keeps its own depends on the order in which
 * they are taken, and callers take them in the source's order.
 *
 * Letters are folded as PostgreSQL folds unquoted names: ASCII alone.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "create/design.h"
#include "mb/pg_wchar.h"

#define HASH_SUFFIX 9			/* _ and eight digits */

/* A set of names, of which there is one a table: an open hash table. */
struct CvgNames
{
	CvgFold		fold;
	int			nnames;
	int			nslots;			/* a power of two, at least twice nnames */
	char	  **slots;
};

#define FIRST_SLOTS 16

/* Names that every table of PostgreSQL has for itself. */
static const char *const system_columns[] = {
	"ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"
};

static char **FindSlot(const CvgNames *names, const char *name);
static void Grow(CvgNames *names);
static char *FoldName(const char *name, CvgFold fold);
static bool BeginsWord(const char *name, const char *c);
static char *HashedName(const char *name, const char *source_name, uint64 seed);
static void NoteName(List **notes, const char *code, const char *object_type,
					 const char *object, const char *name, const char *reason);

CvgNames *
CvgNamesCreate(CvgFold fold)
{
	CvgNames   *names = palloc(sizeof(CvgNames));

	names->fold = fold;
	names->nnames = 0;
	names->nslots = FIRST_SLOTS;
	names->slots = palloc0(sizeof(char *) * FIRST_SLOTS);
	return names;
}

bool
CvgNamesReserve(CvgNames *names, const char *name)
{
	char	  **slot;

	Assert(strlen(name) < NAMEDATALEN);
	if (names->nnames * 2 >= names->nslots)
		Grow(names);
	slot = FindSlot(names, name);
	if (*slot != NULL)
		return false;
	*slot = pstrdup(name);
	names->nnames++;
	return true;
}

/* Where the name is, or belongs. */
static char **
FindSlot(const CvgNames *names, const char *name)
{
	uint32		slot = hash_bytes((const unsigned char *) name, strlen(name));

	for (;; slot++)
	{
		char	  **found = &names->slots[slot & (names->nslots - 1)];

		if (*found == NULL || strcmp(*found, name) == 0)
			return found;
	}
}

static void
Grow(CvgNames *names)
{
	char	  **old = names->slots;
	int			nold = names->nslots;

	names->nslots *= 2;
	names->slots = palloc0(sizeof(char *) * names->nslots);
	for (int i = 0; i < nold; i++)
	{
		if (old[i] != NULL)
			*FindSlot(names, old[i]) = old[i];
	}
	pfree(old);
}

char *
CvgNamesTake(CvgNames *names, const char *source_name, const char *object_type,
			 const char *object, List **notes)
{
	char	   *folded = FoldName(source_name, names->fold);
	char	   *name = CvgNameMade(names->fold, source_name, object_type);
	const char *code = NULL;
	const char *reason = NULL;

	if (strlen(folded) >= NAMEDATALEN)
	{
		code = "NAME_SHORTENED";
		reason = "names have at most 63 bytes";
	}
	else if (strcmp(name, folded) != 0)
	{
		code = "NAME_RESERVED";
		reason = "PostgreSQL has a system column of that name";
	}
	for (uint64 seed = 0; !CvgNamesReserve(names, name); seed++)
	{
		name = HashedName(folded, source_name, seed);
		if (code == NULL)
		{
			code = "NAME_COLLISION";
			reason = "the name is taken";
		}
	}
	if (code != NULL)
		NoteName(notes, code, object_type, object, name, reason);
	return name;
}

char *
CvgNameMade(CvgFold fold, const char *source_name, const char *object_type)
{
	char	   *name = FoldName(source_name, fold);

	if (strcmp(object_type, "column") == 0 && CvgNameIsSystemColumn(name))
		name = psprintf("%s_", name);
	if (strlen(name) >= NAMEDATALEN)
		name = HashedName(FoldName(source_name, fold), source_name, 0);
	return name;
}

bool
CvgNameIsSystemColumn(const char *name)
{
	for (int i = 0; i < (int) lengthof(system_columns); i++)
	{
		if (strcmp(system_columns[i], name) == 0)
			return true;
	}
	return false;
}

static char *
FoldName(const char *name, CvgFold fold)
{
	StringInfoData folded;

	if (fold == CVG_FOLD_KEEP)
		return pstrdup(name);
	initStringInfo(&folded);
	for (const char *c = name; *c != '\0'; c++)
	{
		if (fold == CVG_FOLD_SNAKE && BeginsWord(name, c))
			appendStringInfoChar(&folded, '_');
		appendStringInfoChar(&folded, pg_ascii_tolower((unsigned char) *c));
	}
	return folded.data;
}

/*
 * A capital after another kind of character, or the last of several where a
 * small letter follows: createdDate, md5Hash, HTTPServer, userID.
 */
static bool
BeginsWord(const char *name, const char *c)
{
	if (c == name || *c < 'A' || *c > 'Z')
		return false;
	if (c[-1] >= 'A' && c[-1] <= 'Z')
		return c[1] >= 'a' && c[1] <= 'z';
	return (c[-1] >= 'a' && c[-1] <= 'z') || (c[-1] >= '0' && c[-1] <= '9') ||
		IS_HIGHBIT_SET(c[-1]);
}

/* Whole characters only; names of the source are UTF-8. */
static char *
HashedName(const char *name, const char *source_name, uint64 seed)
{
	uint64		hash = hash_bytes_extended((const unsigned char *) source_name,
										   strlen(source_name), seed);
	int			length = pg_encoding_mbcliplen(PG_UTF8, name, strlen(name),
											   NAMEDATALEN - 1 - HASH_SUFFIX);

	return psprintf("%.*s_%08x", length, name, (uint32) hash);
}

static void
NoteName(List **notes, const char *code, const char *object_type,
		 const char *object, const char *name, const char *reason)
{
	CvgNoteAdd(notes, code, CVG_SEVERITY_WARNING, object_type, pstrdup(object),
			   psprintf("is named \"%s\": %s", name, reason));
}
