/*-------------------------------------------------------------------------
 *
 * sequences.c
 *	  Sequences behind columns: serial, identity, or a default of nextval.
 *
 * setval() does not roll back, but an import must.  ALTER SEQUENCE ...
 * RESTART does: it gives the sequence a new file.  A setval() after it works
 * on that file and is gone with it, and unlike RESTART WITH it can express
 * that the sequence is exhausted.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "commands/sequence.h"
#include "common/int.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "target/relations.h"
#include "target/sequences.h"

/* A sequence as it stands. */
typedef struct SequenceState
{
	int64		min;
	int64		max;
	int64		increment;
	int64		next;			/* what nextval would give */
	bool		exhausted;
} SequenceState;

static CvgSequence *SequenceFromRow(int row);
static void RequireSelect(const CvgSequence *sequence);
static void ReadState(const CvgSequence *sequence, SequenceState *state);
static void ReadExtreme(CvgSequence *sequence, bool active_snapshot);
static int64 ChooseNext(const CvgSequence *sequence, const SequenceState *state,
						uint64 source_next, bool keep_ahead, bool *exhausted);
static void Store(const CvgSequence *sequence, const SequenceState *state,
				  int64 next, bool exhausted);
static int64 RowInt64(int column, bool *isnull);

List *
CvgSequencesOf(List *relids)
{
	Oid			types[] = {OIDARRAYOID};
	Datum	   *oids = palloc(sizeof(Datum) * (list_length(relids) + 1));
	Datum		values[1];
	int			n = 0;
	List	   *sequences = NIL;
	ListCell   *lc;

	foreach(lc, relids)
		oids[n++] = ObjectIdGetDatum(lfirst_oid(lc));
	values[0] = PointerGetDatum(construct_array(oids, n, OIDOID, sizeof(Oid), true,
												TYPALIGN_INT));

	/*
	 * Owned by the column (serial, identity), or named in its default.  Not
	 * LATERAL: just after thousands of tables were made there are no
	 * statistics, and a search for each column would take minutes.
	 */
	if (SPI_execute_with_args("SELECT s.oid, a.attrelid, a.attnum FROM"
							  " (SELECT d.objid AS oid, d.refobjid AS attrelid, d.refobjsubid AS attnum"
							  "  FROM pg_catalog.pg_depend d"
							  "  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
							  "  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass"
							  "  AND d.refobjid = ANY ($1) AND d.deptype IN ('a', 'i')"
							  "  UNION SELECT d.refobjid, f.adrelid, f.adnum FROM pg_catalog.pg_attrdef f"
							  "  JOIN pg_catalog.pg_depend d ON d.objid = f.oid"
							  "  AND d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass"
							  "  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass"
							  "  WHERE f.adrelid = ANY ($1)) x"
							  " JOIN pg_catalog.pg_class s ON s.oid = x.oid AND s.relkind = 'S'"
							  " JOIN pg_catalog.pg_attribute a ON a.attrelid = x.attrelid AND a.attnum = x.attnum"
							  " WHERE a.attnum > 0 AND NOT a.attisdropped"
							  " AND a.atttypid IN ('int2'::regtype, 'int4'::regtype,"
							  "  'int8'::regtype, 'numeric'::regtype)"
							  " ORDER BY a.attrelid, a.attnum, s.oid",
							  1, types, values, NULL, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read the sequences");
	for (uint64 i = 0; i < SPI_processed; i++)
		sequences = lappend(sequences, SequenceFromRow(i));
	SPI_freetuptable(SPI_tuptable);
	return sequences;
}

static CvgSequence *
SequenceFromRow(int row)
{
	CvgSequence *sequence = palloc0(sizeof(CvgSequence));
	HeapTuple	tuple = SPI_tuptable->vals[row];
	TupleDesc	tupdesc = SPI_tuptable->tupdesc;
	bool		isnull;

	sequence->sequence = DatumGetObjectId(SPI_getbinval(tuple, tupdesc, 1, &isnull));
	sequence->relid = DatumGetObjectId(SPI_getbinval(tuple, tupdesc, 2, &isnull));
	sequence->attnum = DatumGetInt16(SPI_getbinval(tuple, tupdesc, 3, &isnull));
	sequence->name = CvgRelationName(sequence->sequence);
	sequence->table_name = CvgRelationName(sequence->relid);
	sequence->column_name = get_attname(sequence->relid, sequence->attnum, false);
	return sequence;
}

void
CvgSequenceSet(CvgSequence *sequence, uint64 source_next, bool keep_ahead)
{
	SequenceState state;
	int64		next;
	bool		exhausted;

	RequireSelect(sequence);
	ReadState(sequence, &state);
	sequence->descending = state.increment < 0;
	ReadExtreme(sequence, false);
	next = ChooseNext(sequence, &state, source_next, keep_ahead, &exhausted);

	sequence->next_value = next;
	sequence->status = exhausted ? "exhausted" : "set";
	if (next == state.next && exhausted == state.exhausted)
		sequence->status = exhausted ? "exhausted" : "unchanged";
	else
		Store(sequence, &state, next, exhausted);
}

/* What the queries below would say does not tell what they are for. */
static void
RequireSelect(const CvgSequence *sequence)
{
	if (CvgSequenceIsReadable(sequence))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("permission denied to compare sequence %s with the values of column \"%s\" of table %s",
					sequence->name, sequence->column_name, sequence->table_name),
			 errhint("GRANT SELECT on both, or run the import as their owner.")));
}

bool
CvgSequenceIsReadable(const CvgSequence *sequence)
{
	Oid			user = GetUserId();

	return pg_class_aclcheck(sequence->sequence, user, ACL_SELECT) == ACLCHECK_OK &&
		(pg_class_aclcheck(sequence->relid, user, ACL_SELECT) == ACLCHECK_OK ||
		 pg_attribute_aclcheck(sequence->relid, sequence->attnum, user,
							   ACL_SELECT) == ACLCHECK_OK);
}

void
CvgSequenceLook(CvgSequence *sequence)
{
	SequenceState state;

	ReadState(sequence, &state);
	sequence->descending = state.increment < 0;
	/* rows that came after the sequence was read are not to be seen */
	ReadExtreme(sequence, true);
	sequence->next_value = state.next;
	sequence->status = state.exhausted ? "exhausted" : "unchanged";
}

static void
ReadState(const CvgSequence *sequence, SequenceState *state)
{
	char	   *sql = psprintf("SELECT p.seqmin, p.seqmax, p.seqincrement, s.last_value, s.is_called"
							   " FROM pg_catalog.pg_sequence p, %s s WHERE p.seqrelid = %u",
							   sequence->name, sequence->sequence);
	bool		isnull;
	bool		is_called;

	if (SPI_execute(sql, false, 1) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not read sequence %s", sequence->name);
	state->min = RowInt64(1, &isnull);
	state->max = RowInt64(2, &isnull);
	state->increment = RowInt64(3, &isnull);
	state->next = RowInt64(4, &isnull);
	is_called = DatumGetBool(SPI_getbinval(SPI_tuptable->vals[0],
										   SPI_tuptable->tupdesc, 5, &isnull));
	SPI_freetuptable(SPI_tuptable);

	state->exhausted = false;
	if (is_called &&
		(pg_add_s64_overflow(state->next, state->increment, &state->next) ||
		 state->next > state->max || state->next < state->min))
	{
		state->exhausted = true;
		state->next = state->increment > 0 ? state->max : state->min;
	}
}

/*
 * Largest value of the column; smallest, if the sequence descends.  What a
 * numeric column holds beyond a sequence's range counts as its end.
 */
static void
ReadExtreme(CvgSequence *sequence, bool active_snapshot)
{
	const char *column = quote_identifier(sequence->column_name);
	char	   *sql = psprintf(sequence->descending ?
							   "SELECT CASE WHEN pg_catalog.min(%s) < -9223372036854775808"
							   " THEN -9223372036854775808 ELSE pg_catalog.min(%s)::pg_catalog.int8 END::pg_catalog.int8 FROM %s" :
							   "SELECT CASE WHEN pg_catalog.max(%s) > 9223372036854775807"
							   " THEN 9223372036854775807 ELSE pg_catalog.max(%s)::pg_catalog.int8 END FROM %s",
							   column, column, sequence->table_name);
	bool		isnull;

	if (SPI_execute(sql, active_snapshot, 1) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not read the largest value of column \"%s\"",
			 sequence->column_name);
	sequence->max_value = RowInt64(1, &isnull);
	sequence->has_max = !isnull;
	SPI_freetuptable(SPI_tuptable);
}

static int64
ChooseNext(const CvgSequence *sequence, const SequenceState *state,
		   uint64 source_next, bool keep_ahead, bool *exhausted)
{
	bool		ascending = state->increment > 0;
	int64		next = state->next;

	*exhausted = false;
	/* an empty table whose counter was never used: as it stands */
	if (!sequence->has_max && source_next <= 1)
	{
		*exhausted = state->exhausted;
		return state->next;
	}
	if (sequence->has_max)
	{
		*exhausted = pg_add_s64_overflow(sequence->max_value, ascending ? 1 : -1, &next);
		if (!ascending && keep_ahead)
			next = Min(next, state->next);
	}
	else
		next = state->min;
	if (ascending && !*exhausted)
	{
		if (source_next > (uint64) Max(next, 0))
			next = (int64) Min(source_next, (uint64) PG_INT64_MAX);
		if (keep_ahead)
			next = Max(next, state->next);
	}

	if (*exhausted || next > state->max || (!ascending && next < state->min))
	{
		*exhausted = true;
		return ascending ? state->max : state->min;
	}
	return ascending ? Max(next, state->min) : Min(next, state->max);
}

static void
Store(const CvgSequence *sequence, const SequenceState *state, int64 next,
	  bool exhausted)
{
	if (!CvgRelationIsOwned(sequence->sequence))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("must be owner of sequence %s to set it", sequence->name),
				 errdetail("Column \"%s\" of table %s needs " INT64_FORMAT " next, the sequence would give " INT64_FORMAT ".",
						   sequence->column_name, sequence->table_name, next, state->next),
				 errhint("Run the import as the owner of the table and its sequence.")));

	if (SPI_execute(psprintf("ALTER SEQUENCE %s RESTART", sequence->name),
					false, 0) != SPI_OK_UTILITY)
		elog(ERROR, "could not restart sequence %s", sequence->name);
	if (SPI_execute(psprintf("SELECT pg_catalog.setval(%u::pg_catalog.regclass, "
							 INT64_FORMAT ", %s)", sequence->sequence, next,
							 exhausted ? "true" : "false"),
					false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not set sequence %s", sequence->name);
	SPI_freetuptable(SPI_tuptable);
}

static int64
RowInt64(int column, bool *isnull)
{
	return DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0],
									   SPI_tuptable->tupdesc, column, isnull));
}
