/*-------------------------------------------------------------------------
 *
 * mysql_split.c
 *	  Division of a table into ranges of its primary key.
 *
 * Parts are half-open ranges of the key's first column: each begins with a
 * key that a row really has, the first has no lower end and the last no upper
 * one.  Every row meets exactly one of such conditions as long as the keys
 * ascend for the source itself, and that is asked at the end with the very
 * literals that the conditions hold.
 *
 * The keys are found in rounds.  The source is asked for the first key at or
 * above each of some guesses between two keys known; then EXPLAIN tells about
 * how many rows are between all of them, by a few pages of the index; where
 * there are too many, the next round guesses again.  So neither gaps in the
 * values nor letters of unlike frequency make uneven parts for long.  All of
 * it reads keys at the ends of a descent of the index, never a range.
 *
 * EXPLAIN also tells whether the ranges will use the primary key.  Where they
 * would not, or the source objects to a literal, the table is not divided.
 *
 * Keys that are not divided: floats, whose text need not read back to the same
 * value; bits, enums, sets and years, whose literals do not compare as the
 * column does; prefixes of a column, of which the source knows no least one;
 * and CHAR with a NOPAD collation of MariaDB, which keeps the padding in the
 * index and ignores it in comparisons, so that ranges miss rows (seen with
 * 11.8.6).  Nor are tables of engines without a snapshot: several statements would read
 * them at several moments.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "source/mysql_catalog.h"
#include "source/mysql_source.h"
#include "source/mysql_split.h"

#define MAX_PARTS			64
#define PIECES_PER_PART		4	/* that the first guesses are to make */
#define MAX_GUESSES			8	/* between two keys, later */
#define MAX_KEYS			512
#define MAX_ROUNDS			20

typedef enum KeyKind
{
	KEY_NONE,					/* not divided */
	KEY_NUMBER,
	KEY_DATE,
	KEY_MOMENT,
	KEY_TEXT,
	KEY_BYTES
} KeyKind;

typedef struct Splitter
{
	CvgMysql   *conn;
	const CvgTable *table;
	const CvgColumn *column;
	KeyKind		kind;
	char	   *from;			/* " FROM `table` FORCE INDEX (PRIMARY)" */
	char	   *name;			/* of the column, quoted */
	int			nkeys;
	CvgSplitKey *keys;			/* of real rows, ascending */
	double		rows;			/* estimate */
} Splitter;

/* The server does not know, or does not like, what it was told. */
static const int objections[] = {
	1115,						/* unknown character set */
	1253,						/* collation is not of the character set */
	1267,						/* illegal mix of collations */
	1270,
	1271,
	1273,						/* unknown collation */
	1292,						/* truncated incorrect value */
	1300,						/* invalid string of the character set */
	1367,						/* illegal value */
	1411,						/* incorrect value for function */
	1441,						/* datetime overflow */
	1525,						/* incorrect value of a type */
	1690,						/* out of range */
	0
};

static List *SplitInto(Splitter *s, int nparts);
static KeyKind ClassifyKey(const Splitter *s);
static bool IsWholeKey(Splitter *s);

static bool FetchEnds(Splitter *s);
static bool FetchKeys(Splitter *s, StringInfo selects);
static void ReadKey(const Splitter *s, const CvgRow *row, CvgSplitKey *key);
static char *KeyLiteral(const Splitter *s, char *value);
static void ReadCharacters(CvgSplitKey *key, const CvgCell *cell);
static void ReadBytes(CvgSplitKey *key, const char *hex);

static bool EstimateRows(Splitter *s);
static bool ReadEstimate(const CvgRow *row, double *rows);

static bool Refine(Splitter *s, int nparts);
static void AppendSelect(StringInfo sql, const Splitter *s, const char *condition,
						 bool last);
static void AppendGuesses(StringInfo sql, const Splitter *s, const CvgSplitKey *from,
						  const CvgSplitKey *to, int nguesses);
static char *Guess(const Splitter *s, const CvgSpelling *spelling,
				   const CvgSplitKey *from, const CvgSplitKey *to, double fraction);
static char *StringLiteral(const Splitter *s, const pg_wchar *chars, int nchars);

static List *ChooseKeys(const Splitter *s, int nparts);
static bool AreAscending(const Splitter *s, List *literals);
static List *MakeConditions(const Splitter *s, List *literals);

List *
CvgMysqlSplit(CvgSource *source, const CvgTable *table, int nparts)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext work;
	Splitter	s = {0};
	List	   *found;
	List	   *parts = NIL;
	ListCell   *lc;

	s.conn = ((CvgMysqlSource *) source)->conn;
	s.table = table;
	if (nparts < 2 || table->nkey == 0 || table->engine == NULL ||
		pg_strcasecmp(table->engine, "InnoDB") != 0)
		return NIL;
	s.column = &table->columns[table->key[0]];
	s.kind = ClassifyKey(&s);
	if (s.kind == KEY_NONE)
		return NIL;

	work = AllocSetContextCreate(caller, "converge split", ALLOCSET_DEFAULT_SIZES);
	MemoryContextSwitchTo(work);
	found = SplitInto(&s, Min(nparts, MAX_PARTS));
	MemoryContextSwitchTo(caller);
	foreach(lc, found)
		parts = lappend(parts, pstrdup((char *) lfirst(lc)));
	MemoryContextDelete(work);

	return parts;
}

static KeyKind
ClassifyKey(const Splitter *s)
{
	const CvgColumn *column = s->column;

	if (CvgColumnIs(column, CVG_FROM_INTS | CVG_FROM(DECIMAL)))
		return KEY_NUMBER;
	if (column->type == CVG_TYPE_DATE)
		return KEY_DATE;
	if (CvgColumnIs(column, CVG_FROM(DATETIME) | CVG_FROM(TIMESTAMP)))
		return KEY_MOMENT;
	if (CvgColumnIs(column, CVG_FROM(BINARY) | CVG_FROM(VARBINARY)))
		return KEY_BYTES;
	if (!CvgColumnIs(column, CVG_FROM(CHAR) | CVG_FROM(VARCHAR)) ||
		column->charset == NULL || column->collation == NULL)
		return KEY_NONE;
	if (column->type == CVG_TYPE_CHAR && CvgMysqlIsMariadb(s->conn) &&
		strstr(column->collation, "nopad") != NULL)
		return KEY_NONE;
	return strcmp(column->charset, "binary") == 0 ? KEY_BYTES : KEY_TEXT;
}

static List *
SplitInto(Splitter *s, int nparts)
{
	StringInfoData text;
	List	   *literals;

	initStringInfo(&text);
	CvgMysqlQuoteIdentifier(&text, s->column->name);
	s->name = text.data;

	initStringInfo(&text);
	appendStringInfoString(&text, " FROM ");
	CvgMysqlQuoteIdentifier(&text, s->table->name);
	appendStringInfoString(&text, CVG_MYSQL_BY_KEY);
	s->from = text.data;

	if (!IsWholeKey(s) || !FetchEnds(s) || s->nkeys < 2)
		return NIL;
	for (int round = 0;; round++)
	{
		if (!EstimateRows(s))
			return NIL;
		if (round == MAX_ROUNDS || !Refine(s, nparts))
			break;
	}

	literals = ChooseKeys(s, nparts);
	if (literals == NIL || !AreAscending(s, literals))
		return NIL;
	return MakeConditions(s, literals);
}

/* Whether the key's first part is the whole column, in order. */
static bool
IsWholeKey(Splitter *s)
{
	const int	sub_part = 7;
	const int	index_type = 10;
	StringInfoData sql;
	bool		whole = false;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SHOW INDEX FROM ");
	CvgMysqlQuoteIdentifier(&sql, s->table->name);
	appendStringInfoString(&sql, " WHERE Key_name = 'PRIMARY' AND Seq_in_index = 1");
	CvgMysqlQuery(s->conn, sql.data);
	for (const CvgRow *row; (row = CvgMysqlFetch(s->conn)) != NULL;)
		whole = row->cells[sub_part].data == NULL &&
			CvgCellIs(&row->cells[index_type], "BTREE");
	CvgMysqlEndQuery(s->conn);
	return whole;
}

/* Keys */

/* The lowest and the highest key. */
static bool
FetchEnds(Splitter *s)
{
	StringInfoData selects;

	initStringInfo(&selects);
	AppendSelect(&selects, s, "", false);
	AppendSelect(&selects, s, "", true);
	return FetchKeys(s, &selects);
}

/*
 * Add a SELECT of one key: the first where the condition (" WHERE ...") holds,
 * or the last.
 */
static void
AppendSelect(StringInfo sql, const Splitter *s, const char *condition, bool last)
{
	appendStringInfo(sql, "%s(SELECT %s AS k%s%s ORDER BY %s%s LIMIT 1)",
					 sql->len > 0 ? " UNION ALL " : "", s->name, s->from, condition,
					 s->name, last ? " DESC" : "");
}

/*
 * Replace the keys by those that the SELECTs find, in the order of the
 * column's own collation, and without those that it calls equal.
 */
static bool
FetchKeys(Splitter *s, StringInfo selects)
{
	bool		hex = s->kind == KEY_TEXT || s->kind == KEY_BYTES;
	bool		fold = s->kind == KEY_TEXT && CvgCollationIgnoresCase(s->column->collation);
	StringInfoData sql;
	CvgSplitKey key = {0};

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT %s, CONVERT(%s USING utf8mb4) FROM (%s) AS g"
					 " GROUP BY k ORDER BY k",
					 hex ? "HEX(MIN(k))" : "MIN(k)",
					 s->kind != KEY_TEXT ? "NULL" : fold ? "LOWER(MIN(k))" : "MIN(k)",
					 selects->data);
	if (!CvgMysqlTryQuery(s->conn, sql.data, objections))
		return false;

	s->nkeys = 0;
	if (s->keys == NULL)
		s->keys = palloc(sizeof(CvgSplitKey) * MAX_KEYS);
	for (const CvgRow *row; (row = CvgMysqlFetch(s->conn)) != NULL;)
	{
		ReadKey(s, row, &key);
		if (s->nkeys < MAX_KEYS)
			s->keys[s->nkeys++] = key;
	}
	CvgMysqlEndQuery(s->conn);
	return true;
}

static void
ReadKey(const Splitter *s, const CvgRow *row, CvgSplitKey *key)
{
	char	   *value = pnstrdup(row->cells[0].data, row->cells[0].len);

	memset(key, 0, sizeof(CvgSplitKey));
	key->literal = KeyLiteral(s, value);
	if (s->kind == KEY_TEXT)
		ReadCharacters(key, &row->cells[1]);
	else if (s->kind == KEY_BYTES)
		ReadBytes(key, value);
}

/* Text is written so that the column's collation compares, not the session's. */
static char *
KeyLiteral(const Splitter *s, char *value)
{
	switch (s->kind)
	{
		case KEY_DATE:
			return psprintf("DATE'%s'", value);
		case KEY_MOMENT:
			return psprintf("TIMESTAMP'%s'", value);
		case KEY_TEXT:
			return psprintf("_%s x'%s' COLLATE %s", s->column->charset, value,
							s->column->collation);
		case KEY_BYTES:
			return psprintf("_binary x'%s'", value);
		default:
			return value;
	}
}

/* Bytes that are no UTF-8 count as characters: this only helps to guess. */
static void
ReadCharacters(CvgSplitKey *key, const CvgCell *cell)
{
	key->chars = palloc(sizeof(pg_wchar) * (cell->len + 1));
	for (size_t i = 0; cell->data != NULL && i < cell->len;)
	{
		const unsigned char *c = (const unsigned char *) cell->data + i;
		int			len = pg_utf_mblen(c);

		if (i + len <= cell->len && pg_utf8_islegal(c, len))
			key->chars[key->nchars++] = utf8_to_unicode(c);
		else
		{
			key->chars[key->nchars++] = *c;
			len = 1;
		}
		i += len;
	}
}

static void
ReadBytes(CvgSplitKey *key, const char *hex)
{
	key->nchars = strlen(hex) / 2;
	key->chars = palloc(sizeof(pg_wchar) * (key->nchars + 1));
	for (int i = 0; i < key->nchars; i++)
	{
		char		digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

		key->chars[i] = strtoul(digits, NULL, 16);
	}
}

/* Rows between the keys */

/*
 * False: the source would not read the ranges by the primary key.
 *
 * Only as parts of a UNION do such ranges get an estimate: with one index
 * forced on a lone SELECT, MySQL does not look how many rows there are.
 */
static bool
EstimateRows(Splitter *s)
{
	StringInfoData sql;
	bool		usable = true;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "EXPLAIN FORMAT=TRADITIONAL ");
	for (int i = 0; i < s->nkeys; i++)
	{
		appendStringInfo(&sql, "%s(SELECT *%s WHERE ", i > 0 ? " UNION ALL " : "", s->from);
		if (i > 0)
			appendStringInfo(&sql, "%s >= %s%s", s->name, s->keys[i].literal,
							 i < s->nkeys - 1 ? " AND " : "");
		if (i < s->nkeys - 1)
			appendStringInfo(&sql, "%s < %s", s->name, s->keys[i + 1].literal);
		appendStringInfoChar(&sql, ')');
		s->keys[i].rows = 0;
	}
	if (!CvgMysqlTryQuery(s->conn, sql.data, objections))
		return false;

	s->rows = 0;
	for (const CvgRow *row; (row = CvgMysqlFetch(s->conn)) != NULL;)
	{
		int64		id = CvgCellInt(&row->cells[0], 0);
		double		rows;

		/* the last line is the UNION itself, and has no number */
		if (id < 1 || id > s->nkeys)
			continue;
		usable = usable && ReadEstimate(row, &rows);
		if (usable)
		{
			s->keys[id - 1].rows = rows;
			s->rows += rows;
		}
	}
	CvgMysqlEndQuery(s->conn);
	return usable;
}

/*
 * One line of EXPLAIN; false: the condition is of no use with the key.  MySQL
 * has one more column than MariaDB before these.  Of a table whose columns
 * are all in its key it would rather read all of the index than almost all.
 */
static bool
ReadEstimate(const CvgRow *row, double *rows)
{
	bool		mysql = row->ncells > 10;
	const CvgCell *type = &row->cells[mysql ? 4 : 3];
	const CvgCell *possible_keys = type + 1;
	const CvgCell *key = type + 2;
	const CvgCell *estimate = type + 5;
	const CvgCell *filtered = type + 6;

	/* "Impossible WHERE" and the like: no access at all */
	*rows = 0;
	if (type->data == NULL)
		return true;
	if (possible_keys->data == NULL || !CvgCellIs(key, "PRIMARY"))
		return false;
	*rows = CvgCellInt(estimate, 0);
	if (mysql && CvgCellIs(type, "index") && filtered->data != NULL)
		*rows *= strtod(CvgCellString(filtered), NULL) / 100;
	return true;
}

/* Guesses */

/* Look for more keys where they are too far apart; false: there are none. */
static bool
Refine(Splitter *s, int nparts)
{
	double		piece = s->rows / nparts / PIECES_PER_PART;
	int			nkeys = s->nkeys;
	int			budget = MAX_KEYS - nkeys;
	int			asked = 0;
	StringInfoData selects;

	initStringInfo(&selects);
	for (int i = 0; i < nkeys; i++)
		AppendSelect(&selects, s, psprintf(" WHERE %s >= %s", s->name, s->keys[i].literal),
					 false);

	/* nothing is above the last one */
	for (int i = 0; i < nkeys - 1; i++)
	{
		int			most = nkeys == 2 ? nparts * PIECES_PER_PART : MAX_GUESSES;
		int			nguesses;

		if (s->keys[i].rows <= 2 * piece || s->keys[i].rows < 2)
			continue;
		nguesses = Min(most, (int) ceil(s->keys[i].rows / piece));
		if (asked + nguesses + 1 > budget)
			break;
		AppendGuesses(&selects, s, &s->keys[i], &s->keys[i + 1], nguesses);
		asked += nguesses + 1;
	}
	return asked > 0 && FetchKeys(s, &selects) && s->nkeys > nkeys;
}

/*
 * Besides the guesses the last key below the upper end is asked for: where
 * that end is far above all other keys, the next round will guess below it.
 */
static void
AppendGuesses(StringInfo sql, const Splitter *s, const CvgSplitKey *from,
			  const CvgSplitKey *to, int nguesses)
{
	CvgSpelling spelling;

	if (s->kind == KEY_TEXT || s->kind == KEY_BYTES)
		CvgSplitLearn(&spelling, s->keys, s->nkeys, s->kind == KEY_BYTES);
	for (int i = 1; i <= nguesses; i++)
	{
		char	   *guess = Guess(s, &spelling, from, to, (double) i / (nguesses + 1));

		AppendSelect(sql, s, psprintf(" WHERE %s >= %s", s->name, guess), false);
	}
	AppendSelect(sql, s, psprintf(" WHERE %s < %s", s->name, to->literal), true);
}

static char *
Guess(const Splitter *s, const CvgSpelling *spelling,
	  const CvgSplitKey *from, const CvgSplitKey *to, double fraction)
{
	pg_wchar   *chars;

	switch (s->kind)
	{
		case KEY_NUMBER:
			/* a difference might be out of range */
			return psprintf("(%s * %.9f + %s * %.9f)",
							from->literal, 1 - fraction, to->literal, fraction);
		case KEY_DATE:
		case KEY_MOMENT:
			return psprintf("(%s + INTERVAL TIMESTAMPDIFF(MICROSECOND, %s, %s) * %.9f MICROSECOND)",
							from->literal, from->literal, to->literal, fraction);
		default:
			chars = palloc(sizeof(pg_wchar) * (spelling->npositions + 1));
			return StringLiteral(s, chars,
								 CvgSplitBetween(spelling, from, to, fraction, chars));
	}
}

static char *
StringLiteral(const Splitter *s, const pg_wchar *chars, int nchars)
{
	StringInfoData hex;

	initStringInfo(&hex);
	for (int i = 0; i < nchars; i++)
	{
		unsigned char utf8[8];

		if (s->kind == KEY_BYTES)
		{
			appendStringInfo(&hex, "%02X", chars[i]);
			continue;
		}
		unicode_to_utf8(chars[i], utf8);
		for (int j = 0; j < pg_utf_mblen(utf8); j++)
			appendStringInfo(&hex, "%02X", utf8[j]);
	}
	if (s->kind == KEY_BYTES)
		return psprintf("_binary x'%s'", hex.data);
	return psprintf("CONVERT(_utf8mb4 x'%s' USING %s) COLLATE %s",
					hex.data, s->column->charset, s->column->collation);
}

/* Parts */

/* The keys with which parts begin, but the first: those nearest to even. */
static List *
ChooseKeys(const Splitter *s, int nparts)
{
	List	   *literals = NIL;
	double		below = 0;
	int			part = 1;

	for (int i = 1; i < s->nkeys && part < nparts; i++)
	{
		double		wanted = s->rows * part / nparts;
		double		next;

		below += s->keys[i - 1].rows;
		next = i < s->nkeys - 1 ? below + s->keys[i].rows : s->rows;
		if (below < wanted && wanted - below > next - wanted)
			continue;
		literals = lappend(literals, s->keys[i].literal);
		/* one interval may be several parts long */
		while (part < nparts && s->rows * part / nparts <= Max(below, wanted))
			part++;
	}
	return literals;
}

static bool
AreAscending(const Splitter *s, List *literals)
{
	StringInfoData sql;
	char	   *answer;
	bool		ascending;

	if (list_length(literals) == 1)
		return true;

	initStringInfo(&sql);
	appendStringInfoString(&sql, "SELECT 1");
	for (int i = 1; i < list_length(literals); i++)
		appendStringInfo(&sql, " AND %s < %s", (char *) list_nth(literals, i - 1),
						 (char *) list_nth(literals, i));
	if (!CvgMysqlTryFetchScalar(s->conn, sql.data, objections, &answer))
		return false;
	ascending = answer != NULL && strcmp(answer, "1") == 0;

	return ascending;
}

static List *
MakeConditions(const Splitter *s, List *literals)
{
	List	   *conditions = NIL;
	const char *from = NULL;
	ListCell   *lc;

	foreach(lc, literals)
	{
		const char *to = lfirst(lc);

		conditions = lappend(conditions, from == NULL ?
							 psprintf("%s < %s", s->name, to) :
							 psprintf("%s >= %s AND %s < %s", s->name, from, s->name, to));
		from = to;
	}
	return lappend(conditions, psprintf("%s >= %s", s->name, from));
}
