/*-------------------------------------------------------------------------
 *
 * design_partitions.c
 *	  Partitions.
 *
 * Ranges and lists over plain columns are the same in both systems, but for
 * NULLs: MySQL has them in the lowest range, PostgreSQL only in a default
 * partition, which is added where the column may be null.  So it is where
 * letter case counts here and not at the source.
 *
 * year(d), to_days(d), to_seconds(d) and unix_timestamp(t) grow with their
 * column, so their ranges are ranges of the column itself.  That is what one
 * would write in PostgreSQL, where a primary key cannot belong to partitions
 * over expressions.
 *
 * HASH and KEY become hash partitions of the columns, as many as there were.
 * Which partition a row is in is no property that anyone could rely on.
 *
 * Everything else becomes one plain table, with a note.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

#include "create/design_internal.h"

/* Days of to_days() at 2000-01-01, PostgreSQL's own day zero. */
#define TO_DAYS_2000 730485

/* What the partitions of one level are made of. */
typedef struct PartitionKey
{
	char		strategy;		/* r, l, h */
	char	   *function;		/* in lower case, or NULL: plain columns */
	int			ncolumns;
	int		   *columns;		/* in table->columns */
	char	   *sql;			/* RANGE (created) */
} PartitionKey;

static bool DesignLevel(CvgDesigner *designer, CvgNewTable *table, const char *method,
						const char *expression, PartitionKey *key, const char **problem);
static bool ReadKey(const CvgNewTable *table, const char *expression, PartitionKey *key);
static bool ReadColumns(const CvgNewTable *table, const char *list, PartitionKey *key);
static const char *KeyProblem(const CvgNewTable *table, const PartitionKey *key);
static void PrimaryColumns(const CvgNewTable *table, PartitionKey *key);
static bool DesignRanges(CvgDesigner *designer, CvgNewTable *table,
						 const PartitionKey *key, const char **problem);
static bool DesignLists(CvgDesigner *designer, CvgNewTable *table,
						const PartitionKey *key, const char **problem);
static void DesignHashes(CvgDesigner *designer, CvgNewTable *table);
static char *RangeBound(const CvgNewTable *table, const PartitionKey *key, const char *values);
static char *BoundValue(const CvgNewTable *table, const PartitionKey *key, int column,
						const char *value);
static char *FunctionBound(const CvgNewColumn *column, const char *function, const char *value);
static char *MomentBound(const CvgNewColumn *column, int64 seconds);
static char *Unquote(const char *value);
static List *SplitValues(const char *values);
static CvgNewPartition *AddPartition(CvgDesigner *designer, CvgNewTable *table,
									 const char *name, char *bound);
static void AddDefault(CvgDesigner *designer, CvgNewTable *table, const PartitionKey *key);
static bool HasDefault(const CvgNewTable *table);
static void AddHashes(CvgDesigner *designer, const CvgNewTable *table,
					  CvgNewPartition *partition, const PartitionKey *key, int n);
static void NoteRehashed(CvgDesigner *designer, const CvgNewTable *table);

void
CvgDesignPartitions(CvgDesigner *designer, CvgNewTable *table)
{
	const CvgPartitioning *source = table->source->partitioning;
	PartitionKey key = {0};
	PartitionKey subkey = {0};
	const char *problem = NULL;
	bool		done;
	ListCell   *lc;

	if (source == NULL)
		return;
	done = DesignLevel(designer, table, source->method, source->expression, &key, &problem) &&
		(source->submethod == NULL ||
		 DesignLevel(designer, table, source->submethod, source->subexpression, &subkey, &problem)) &&
		(key.strategy == 'r' ? DesignRanges(designer, table, &key, &problem) :
		 key.strategy == 'l' ? DesignLists(designer, table, &key, &problem) : true);
	if (!done)
	{
		table->partitions = NIL;
		CvgDesignNote(designer, "PARTITIONS_FLAT", CVG_SEVERITY_WARNING, "table",
					  table->source->name,
					  psprintf("is one table without partitions: %s", problem));
		return;
	}
	table->partition_key = key.sql;
	if (key.strategy == 'h')
		DesignHashes(designer, table);
	foreach(lc, table->partitions)
	{
		if (source->submethod != NULL)
			AddHashes(designer, table, lfirst(lc), &subkey, source->partitions[0].nsubpartitions);
	}
	if (key.strategy != 'h')
		AddDefault(designer, table, &key);
	if (key.strategy == 'h' || source->submethod != NULL)
		NoteRehashed(designer, table);
}

/* The key of one level; false with *problem if it has no counterpart. */
static bool
DesignLevel(CvgDesigner *designer, CvgNewTable *table, const char *method,
			const char *expression, PartitionKey *key, const char **problem)
{
	StringInfoData sql;

	key->strategy = strncmp(method, "RANGE", 5) == 0 ? 'r' :
		strncmp(method, "LIST", 4) == 0 ? 'l' :
		strstr(method, "HASH") || strstr(method, "KEY") ? 'h' : '\0';
	if (key->strategy == '\0')
	{
		*problem = psprintf("PostgreSQL has no partitions by %s", method);
		return false;
	}
	if (key->strategy == 'h' && (expression == NULL || expression[0] == '\0'))
		PrimaryColumns(table, key);
	else if (!ReadKey(table, expression, key))
	{
		*problem = psprintf("%s by %s cannot be said with columns alone", method, expression);
		return false;
	}
	if ((*problem = KeyProblem(table, key)) != NULL)
		return false;

	initStringInfo(&sql);
	appendStringInfo(&sql, "%s (", key->strategy == 'r' ? "RANGE" :
					 key->strategy == 'l' ? "LIST" : "HASH");
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "",
						 quote_identifier(table->columns[key->columns[i]].name));
	appendStringInfoChar(&sql, ')');
	key->sql = sql.data;
	return true;
}

/* A list of columns, or one of the functions that grow with their column. */
static bool
ReadKey(const CvgNewTable *table, const char *expression, PartitionKey *key)
{
	static const char *const functions[] = {"year", "to_days", "to_seconds", "unix_timestamp"};
	const char *open = strchr(expression, '(');
	size_t		length = strlen(expression);

	if (ReadColumns(table, expression, key))
		return true;
	if (open == NULL || expression[length - 1] != ')' ||
		!ReadColumns(table, pnstrdup(open + 1, expression + length - open - 2), key) ||
		key->ncolumns != 1 || key->strategy == 'l')
		return false;
	for (int i = 0; i < (int) lengthof(functions); i++)
	{
		if (strlen(functions[i]) == open - expression &&
			pg_strncasecmp(expression, functions[i], open - expression) == 0)
			key->function = pstrdup(functions[i]);
	}
	return key->function != NULL;
}

/* `a`,`b`, or without quotes. */
static bool
ReadColumns(const CvgNewTable *table, const char *list, PartitionKey *key)
{
	key->columns = palloc(sizeof(int) * (table->ncolumns + 1));
	key->ncolumns = 0;
	while (*list != '\0' && key->ncolumns < table->ncolumns)
	{
		bool		quoted = *list == '`';
		size_t		length = strcspn(list + quoted, quoted ? "`" : ",");
		int			source = CvgTableColumnIndex(table->source,
												 pnstrdup(list + quoted, length));
		int			column = source < 0 ? -1 : CvgDesignColumn(table, source);

		if (column < 0)
			return false;
		key->columns[key->ncolumns++] = column;
		list += length + 2 * quoted;
		list += strspn(list, ", ");
	}
	return key->ncolumns > 0 && *list == '\0';
}

/* KEY () is by the primary key. */
static void
PrimaryColumns(const CvgNewTable *table, PartitionKey *key)
{
	key->columns = palloc(sizeof(int) * (table->source->nkey + 1));
	for (int i = 0; i < table->source->nkey; i++)
		key->columns[key->ncolumns++] = CvgDesignColumn(table, table->source->key[i]);
}

static const char *
KeyProblem(const CvgNewTable *table, const PartitionKey *key)
{
	if (key->ncolumns == 0)
		return "its key has no columns";
	if (key->strategy == 'l' && key->ncolumns > 1)
		return "a list of PostgreSQL is of one column";
	for (int i = 0; i < key->ncolumns; i++)
	{
		const CvgNewColumn *column = key->columns[i] < 0 ? NULL : &table->columns[key->columns[i]];

		if (column == NULL)
			return "a column of its key is left out";
		if (column->generated_sql != NULL)
			return "a generated column cannot be its key";
		if (column->kind == CVG_KIND_JSON || column->kind == CVG_KIND_OTHER)
			return psprintf("type %s cannot be its key", column->type);
	}
	return NULL;
}

static bool
DesignRanges(CvgDesigner *designer, CvgNewTable *table, const PartitionKey *key,
			 const char **problem)
{
	const CvgPartitioning *source = table->source->partitioning;
	StringInfoData lowest;
	char	   *from;

	initStringInfo(&lowest);
	for (int i = 0; i < key->ncolumns; i++)
		appendStringInfo(&lowest, "%sMINVALUE", i > 0 ? ", " : "");
	from = lowest.data;
	for (int i = 0; i < source->npartitions; i++)
	{
		char	   *to = RangeBound (table, key, source->partitions[i].values);

		if (to == NULL)
		{
			*problem = psprintf("the bound %s has no counterpart", source->partitions[i].values);
			return false;
		}
		AddPartition(designer, table, source->partitions[i].name,
					 psprintf("FOR VALUES FROM (%s) TO (%s)", from, to));
		from = to;
	}
	return true;
}

/* Behind a MAXVALUE, PostgreSQL wants nothing but MAXVALUE. */
static char *
RangeBound(const CvgNewTable *table, const PartitionKey *key, const char *values)
{
	List	   *list = SplitValues(values);
	bool		endless = false;
	StringInfoData bound;

	if (list_length(list) != key->ncolumns)
		return NULL;
	initStringInfo(&bound);
	for (int i = 0; i < key->ncolumns; i++)
	{
		const char *value = list_nth(list, i);

		endless |= pg_strcasecmp(value, "MAXVALUE") == 0;
		value = endless ? "MAXVALUE" : BoundValue(table, key, i, value);
		if (value == NULL || strcmp(value, "NULL") == 0)
			return NULL;
		appendStringInfo(&bound, "%s%s", i > 0 ? ", " : "", value);
	}
	return bound.data;
}

static bool
DesignLists(CvgDesigner *designer, CvgNewTable *table, const PartitionKey *key,
			const char **problem)
{
	const CvgPartitioning *source = table->source->partitioning;

	for (int i = 0; i < source->npartitions; i++)
	{
		const CvgPartition *partition = &source->partitions[i];
		StringInfoData values;
		ListCell   *lc;

		if (strcmp(partition->values, "DEFAULT") == 0)
		{
			AddPartition(designer, table, partition->name, "DEFAULT");
			continue;
		}
		initStringInfo(&values);
		foreach(lc, SplitValues(partition->values))
		{
			char	   *value = BoundValue(table, key, 0, lfirst(lc));

			if (value == NULL)
			{
				*problem = psprintf("the value %s has no counterpart", (char *) lfirst(lc));
				return false;
			}
			appendStringInfo(&values, "%s%s", values.len > 0 ? ", " : "", value);
		}
		AddPartition(designer, table, partition->name,
					 psprintf("FOR VALUES IN (%s)", values.data));
	}
	return true;
}

/* One value of a bound as SQL, or NULL. */
static char *
BoundValue(const CvgNewTable *table, const PartitionKey *key, int column, const char *value)
{
	const CvgNewColumn *new_column = &table->columns[key->columns[column]];
	CvgProblem	problem;
	char	   *text;

	if (pg_strcasecmp(value, "NULL") == 0)
		return pstrdup("NULL");
	if (key->function != NULL)
		return FunctionBound(new_column, key->function, value);
	text = Unquote(value);
	return text == NULL ? NULL : CvgDesignLiteral(new_column, CVG_DEFAULT_TEXT, text, &problem);
}

/* Where the function's value becomes the bound, as a value of the column. */
static char *
FunctionBound(const CvgNewColumn *column, const char *function, const char *value)
{
	char	   *end;
	int64		number = strtoll(value, &end, 10);
	int64		day = -date2j(2000, 1, 1);

	if (*end != '\0')
		return NULL;
	if (strcmp(function, "unix_timestamp") == 0)
		return column->kind != CVG_KIND_TIMESTAMPTZ ? NULL :
			MomentBound(column, number - ((int64) POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY);
	if (column->kind != CVG_KIND_DATE && column->kind != CVG_KIND_TIMESTAMP)
		return NULL;
	if (strcmp(function, "to_seconds") == 0)
		return MomentBound(column, number - (int64) TO_DAYS_2000 * SECS_PER_DAY);
	if (strcmp(function, "to_days") == 0)
		return MomentBound(column, (number - TO_DAYS_2000) * SECS_PER_DAY);
	if (number < 1 || number > 9999)
		return NULL;
	return MomentBound(column, (day + date2j((int) number, 1, 1)) * SECS_PER_DAY);
}

/* Seconds since 2000-01-01 as a literal; a date only of whole days. */
static char *
MomentBound(const CvgNewColumn *column, int64 seconds)
{
	int64		days = seconds / SECS_PER_DAY - (seconds % SECS_PER_DAY < 0);
	int			rest = (int) (seconds - days * SECS_PER_DAY);
	int			year;
	int			month;
	int			day;

	if (days < -TO_DAYS_2000 + 366 || days > 3000000)
		return NULL;
	j2date((int) days + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	if (column->kind == CVG_KIND_DATE)
		return rest != 0 ? NULL : psprintf("'%04d-%02d-%02d'", year, month, day);
	return psprintf("'%04d-%02d-%02d %02d:%02d:%02d%s'", year, month, day,
					rest / 3600, rest / 60 % 60, rest % 60,
					column->kind == CVG_KIND_TIMESTAMPTZ ? "+00" : "");
}

/* The text of a string or number of the source; NULL if it is neither. */
static char *
Unquote(const char *value)
{
	StringInfoData result;
	size_t		length = strlen(value);

	if (value[0] != '\'')
		return strspn(value, "0123456789.-+eE") == length ? pstrdup(value) : NULL;
	if (length < 2 || value[length - 1] != '\'')
		return NULL;
	initStringInfo(&result);
	for (const char *p = value + 1; p < value + length - 1; p++)
	{
		if (*p == '\\')
			return NULL;
		p += *p == '\'';		/* doubled */
		appendStringInfoChar(&result, *p);
	}
	return result.data;
}

/* Split at commas outside of strings. */
static List *
SplitValues(const char *values)
{
	List	   *list = NIL;
	const char *begin = values;
	bool		quoted = false;

	for (const char *p = values;; p++)
	{
		quoted ^= *p == '\'';
		if (*p != '\0' && (*p != ',' || quoted))
			continue;
		begin += strspn(begin, " ");
		list = lappend(list, pnstrdup(begin, p - begin));
		if (*p == '\0')
			break;
		begin = p + 1;
	}
	return list;
}

static CvgNewPartition *
AddPartition(CvgDesigner *designer, CvgNewTable *table, const char *name, char *bound)
{
	CvgNewPartition *partition = palloc0(sizeof(CvgNewPartition));

	partition->name = CvgNamesTake(designer->relations,
								   psprintf("%s_%s", table->name, name), "partition",
								   psprintf("%s.%s", table->source->name, name),
								   &designer->design->notes);
	partition->bound = bound;
	table->partitions = lappend(table->partitions, partition);
	return partition;
}

/*
 * For NULLs, which the source has in its lowest range, and for texts that
 * equal a bound only where letter case does not count.
 */
static void
AddDefault(CvgDesigner *designer, CvgNewTable *table, const PartitionKey *key)
{
	bool		nullable = false;
	bool		ignores_case = false;

	for (int i = 0; i < key->ncolumns; i++)
	{
		nullable |= key->strategy == 'r' && !table->columns[key->columns[i]].not_null;
		ignores_case |= table->columns[key->columns[i]].ignores_case;
	}
	if ((!nullable && !ignores_case) || HasDefault(table))
		return;
	AddPartition(designer, table, "default", "DEFAULT");
	if (nullable)
		CvgDesignNote(designer, "PARTITION_DEFAULT", CVG_SEVERITY_INFO, "table",
					  table->source->name,
					  pstrdup("has a default partition for rows whose key is NULL, which the source has in its lowest range; it takes rows beyond all ranges too"));
	if (ignores_case)
		CvgDesignNote(designer, "PARTITION_CASE", CVG_SEVERITY_WARNING, "table",
					  table->source->name,
					  pstrdup("has a default partition for rows whose key differs from the bounds in letter case, which the source does not mind"));
}

static bool
HasDefault(const CvgNewTable *table)
{
	ListCell   *lc;

	foreach(lc, table->partitions)
	{
		const CvgNewPartition *partition = lfirst(lc);

		if (strcmp(partition->bound, "DEFAULT") == 0)
			return true;
	}
	return false;
}

static void
DesignHashes(CvgDesigner *designer, CvgNewTable *table)
{
	const CvgPartitioning *source = table->source->partitioning;

	for (int i = 0; i < source->npartitions; i++)
		AddPartition(designer, table, source->partitions[i].name,
					 psprintf("FOR VALUES WITH (MODULUS %d, REMAINDER %d)",
							  source->npartitions, i));
}

static void
AddHashes(CvgDesigner *designer, const CvgNewTable *table, CvgNewPartition *partition,
		  const PartitionKey *key, int n)
{
	partition->key = key->sql;
	for (int i = 0; i < n; i++)
	{
		CvgNewPartition *child = palloc0(sizeof(CvgNewPartition));

		child->name = CvgNamesTake(designer->relations, psprintf("%s_p%d", partition->name, i),
								   "partition", table->source->name,
								   &designer->design->notes);
		child->bound = psprintf("FOR VALUES WITH (MODULUS %d, REMAINDER %d)", n, i);
		partition->partitions = lappend(partition->partitions, child);
	}
}

static void
NoteRehashed(CvgDesigner *designer, const CvgNewTable *table)
{
	CvgDesignNote(designer, "PARTITIONS_REHASHED", CVG_SEVERITY_INFO, "table",
				  table->source->name,
				  pstrdup("is partitioned by hash of its columns; rows are in other partitions than at the source"));
}
