/*-------------------------------------------------------------------------
 *
 * row_text.c
 *	  The values of rows that differ, as text.
 *
 * Values are clipped as in errors.  Those of the target are written in one
 * form whatever the session's settings are: dates in ISO's order, instants in
 * UTC as the source's are.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/json.h"
#include "utils/lsyscache.h"
#include "utils/uuid.h"

#include "run/reader.h"
#include "verify/row_diff.h"

static int	SettingsBegin(void);
static char *ClipDatum(CvgRowWriter *writer, int column, Datum value);
static CvgCell KeyCell(CvgRowWriter *writer, int column, Datum value);
static CvgCell TextCell(char *string);
static CvgCell BytesCell(const char *data, size_t len);
static char *PadZeros(const CvgColumn *column, char *digits);

CvgRowWriter *
CvgRowWriterBegin(const CvgComparison *comparison)
{
	CvgRowWriter *writer = palloc(sizeof(CvgRowWriter));

	writer->comparison = comparison;
	writer->output = palloc(sizeof(FmgrInfo) * Max(comparison->ncolumns, 1));
	for (int i = 0; i < comparison->ncolumns; i++)
	{
		Oid			output;
		bool		is_varlena;

		getTypeOutputInfo(comparison->columns[i].pair.typid, &output, &is_varlena);
		fmgr_info(output, &writer->output[i]);
	}
	return writer;
}

void
CvgRowValues(CvgRowWriter *writer, const CvgSideRow *row, char **values)
{
	const CvgComparison *comparison = writer->comparison;
	int			nestlevel = row->of_target ? SettingsBegin() : 0;

	for (int i = 0; i < comparison->ncolumns; i++)
	{
		if (row->of_target)
			values[i] = row->slot->tts_isnull[i] ? NULL :
				ClipDatum(writer, i, row->slot->tts_values[i]);
		else
		{
			const CvgCell *cell = &row->cells->cells[i];

			values[i] = cell->data == NULL ? NULL :
				CvgClipValue(comparison->columns[i].pair.source, cell->data, cell->len);
		}
	}
	if (row->of_target)
		AtEOXact_GUC(true, nestlevel);
}

static int
SettingsBegin(void)
{
	static const char *const settings[][2] = {
		{"DateStyle", "ISO, YMD"}, {"IntervalStyle", "postgres"},
		{"TimeZone", "UTC"}, {"bytea_output", "hex"}, {"extra_float_digits", "1"}
	};
	int			nestlevel = NewGUCNestLevel();

	for (int i = 0; i < lengthof(settings); i++)
		(void) set_config_option(settings[i][0], settings[i][1], PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	return nestlevel;
}

/* Texts of the target are clipped as text of the source, bytes as bytes. */
static char *
ClipDatum(CvgRowWriter *writer, int column, Datum value)
{
	static const CvgColumn bytes = {.type = CVG_TYPE_BLOB};
	static const CvgColumn words = {.type = CVG_TYPE_TEXT};
	CvgCell		cell;

	if (writer->comparison->columns[column].pair.basetypid == BYTEAOID)
	{
		bytea	   *data = DatumGetByteaPP(value);

		return CvgClipValue(&bytes, VARDATA_ANY(data), VARSIZE_ANY_EXHDR(data));
	}
	cell = TextCell(OutputFunctionCall(&writer->output[column], value));
	return CvgClipValue(&words, cell.data, cell.len);
}

Jsonb *
CvgRowKey(CvgRowWriter *writer, const CvgSideRow *row)
{
	const CvgComparison *comparison = writer->comparison;
	const CvgTablePlan *plan = comparison->plan;
	int			nestlevel;
	CvgCell    *cells;
	CvgRow		scanned;
	Jsonb	   *result;

	if (comparison->nkey == 0)
		return NULL;

	nestlevel = row->of_target ? SettingsBegin() : 0;
	/* as an import's scan has them */
	cells = palloc0(sizeof(CvgCell) * plan->nscan);
	for (int i = 0; i < comparison->nkey; i++)
	{
		int			column = comparison->key[i];

		if (!row->of_target)
			cells[plan->key_cells[i]] = row->cells->cells[column];
		else if (!row->slot->tts_isnull[column])
			cells[plan->key_cells[i]] = KeyCell(writer, column, row->slot->tts_values[column]);
	}
	scanned.ncells = plan->nscan;
	scanned.cells = cells;
	scanned.bytes = 0;
	result = CvgRowKeyToJsonb(plan, &scanned);
	if (row->of_target)
		AtEOXact_GUC(true, nestlevel);
	return result;
}

/* The target's value in the form in which the source sends it. */
static CvgCell
KeyCell(CvgRowWriter *writer, int column, Datum value)
{
	const CvgDigestPair *pair = &writer->comparison->columns[column].pair;
	char	   *string;

	if (pair->basetypid == BYTEAOID)
	{
		bytea	   *data = DatumGetByteaPP(value);

		return BytesCell(VARDATA_ANY(data), VARSIZE_ANY_EXHDR(data));
	}
	if (pair->basetypid == UUIDOID && CvgColumnIs(pair->source, CVG_FROM_BYTES))
		return BytesCell((char *) DatumGetUUIDP(value)->data, UUID_LEN);
	if (pair->basetypid == BOOLOID)
		return TextCell(pstrdup(DatumGetBool(value) ? "1" : "0"));

	string = OutputFunctionCall(&writer->output[column], value);
	if (pair->basetypid == BPCHAROID)
		string = pnstrdup(string, bpchartruelen(string, strlen(string)));
	if (pair->source->zerofill)
		string = PadZeros(pair->source, string);
	return TextCell(string);
}

/* Cells are in UTF-8. */
static CvgCell
TextCell(char *string)
{
	char	   *utf8 = pg_server_to_any(string, strlen(string), PG_UTF8);

	return BytesCell(utf8, strlen(utf8));
}

static CvgCell
BytesCell(const char *data, size_t len)
{
	CvgCell		cell = {data, len};

	return cell;
}

/* To the display width, which stands in the type's name: int(10) zerofill. */
static char *
PadZeros(const CvgColumn *column, char *digits)
{
	const char *paren = strchr(column->type_text, '(');
	int			width = paren ? atoi(paren + 1) : 0;
	int			len = strlen(digits);

	return len >= width || digits[0] == '-' ? digits :
		psprintf("%0*d%s", width - len, 0, digits);
}

char *
CvgRowObject(const CvgComparison *comparison, char *const *values)
{
	StringInfoData json;

	initStringInfo(&json);
	appendStringInfoChar(&json, '{');
	for (int i = 0; i < comparison->ncolumns; i++)
	{
		if (i > 0)
			appendStringInfoString(&json, ", ");
		escape_json(&json, comparison->columns[i].pair.source->name);
		appendStringInfoString(&json, ": ");
		if (values[i] == NULL)
			appendStringInfoString(&json, "null");
		else
			escape_json(&json, values[i]);
	}
	appendStringInfoChar(&json, '}');
	return json.data;
}
