/*-------------------------------------------------------------------------
 *
 * type_notes.c
 *	  What the type chosen for a column means beyond its values.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "choose_internal.h"

static void Note(const CvgChosen *chosen, List **notes, const char *code,
				 CvgSeverity severity, char *message);
static void NoteIdentity(const CvgChosen *chosen, List **notes);
static void NoteTinyint(const CvgChosen *chosen, List **notes);
static void NoteText(const CvgChosen *chosen, List **notes);
static void NoteLabels(const CvgChosen *chosen, List **notes);
static void NoteGeometry(const CvgChosen *chosen, List **notes);
static bool HasQuestionMark(List *labels);

void
CvgNoteType(const CvgChosen *chosen, List **notes)
{
	const CvgColumn *source = chosen->column->source;

	if (source->auto_increment)
		NoteIdentity(chosen, notes);
	if (source->zerofill)
		Note(chosen, notes, "ZEROFILL", CVG_SEVERITY_INFO,
			 "zeros in front are not stored; lpad() shows them");
	switch (source->type)
	{
		case CVG_TYPE_TINYINT:
			NoteTinyint(chosen, notes);
			break;
		case CVG_TYPE_FLOAT:
		case CVG_TYPE_DOUBLE:
			if (source->scale >= 0 && chosen->column->kind == CVG_KIND_FLOAT)
				Note(chosen, notes, "FLOAT_DIGITS", CVG_SEVERITY_WARNING,
					 psprintf("MySQL rounds values to %d digits after the point when they are written, PostgreSQL does not",
							  source->scale));
			break;
		case CVG_TYPE_CHAR:
		case CVG_TYPE_VARCHAR:
		case CVG_TYPE_TEXT:
			NoteText(chosen, notes);
			break;
		case CVG_TYPE_ENUM:
		case CVG_TYPE_SET:
			NoteLabels(chosen, notes);
			break;
		case CVG_TYPE_GEOMETRY:
			NoteGeometry(chosen, notes);
			break;
		case CVG_TYPE_VECTOR:
			if (strcmp(chosen->column->type, "real[]") == 0 && chosen->rule == NULL)
				Note(chosen, notes, "NO_PGVECTOR", CVG_SEVERITY_WARNING,
					 "there are no distances and indexes for an array; install the extension vector first to have them");
			break;
		case CVG_TYPE_BIGINT:
			if (source->is_unsigned && !source->auto_increment &&
				chosen->rule == NULL && chosen->column->kind == CVG_KIND_INTEGER)
				Note(chosen, notes, "UNSIGNED_IDENTITY", CVG_SEVERITY_INFO,
					 "holds values up to 9223372036854775807, as the columns that a foreign key joins to it");
			break;
		case CVG_TYPE_UNKNOWN:
			if (chosen->rules.using_expr == NULL)
				Note(chosen, notes, "UNKNOWN_TYPE", CVG_SEVERITY_LOSS,
					 psprintf("there is no conversion from MySQL type \"%s\"; a rule \"using\" or \"skip\" is needed",
							  source->type_text));
			break;
		default:
			break;
	}
}

static void
Note(const CvgChosen *chosen, List **notes, const char *code,
	 CvgSeverity severity, char *message)
{
	CvgNoteAdd(notes, code, severity, "column",
			   CvgColumnObject(chosen->table, chosen->column), message);
}

static void
NoteIdentity(const CvgChosen *chosen, List **notes)
{
	const CvgNewColumn *column = chosen->column;

	if (!column->identity)
		Note(chosen, notes, "NO_IDENTITY", CVG_SEVERITY_LOSS,
			 psprintf("a column of type %s cannot count by itself as AUTO_INCREMENT does",
					  column->type));
	else if (column->source->type == CVG_TYPE_BIGINT && column->source->is_unsigned)
		Note(chosen, notes, "UNSIGNED_IDENTITY", CVG_SEVERITY_INFO,
			 "holds values up to 9223372036854775807, since an identity column cannot be numeric");
}

static void
NoteTinyint(const CvgChosen *chosen, List **notes)
{
	const CvgColumn *source = chosen->column->source;

	if (source->length != 1 || source->is_unsigned || source->auto_increment ||
		chosen->rule != NULL || chosen->column->kind == CVG_KIND_BOOLEAN)
		return;
	Note(chosen, notes, "TINYINT_NOT_BOOLEAN", CVG_SEVERITY_INFO,
		 chosen->fit.boolean == CVG_FIT_NO ?
		 "smallint and not boolean: it holds values other than 0 and 1" :
		 chosen->fit.boolean == CVG_FIT_UNKNOWN ?
		 "smallint and not boolean: it is not known whether all values are 0 or 1" :
		 "smallint and not boolean, as the columns that a foreign key joins to it");
}

static void
NoteText(const CvgChosen *chosen, List **notes)
{
	const CvgNewColumn *column = chosen->column;

	if (chosen->rule != NULL)
		return;
	if (column->kind == CVG_KIND_UUID)
		Note(chosen, notes, "TEXT_TO_UUID", CVG_SEVERITY_INFO,
			 chosen->fit.uuid == CVG_FIT_YES ?
			 "uuid, since all values are; letters come out in lower case" :
			 "uuid, though there are no values yet");
	else if (column->source->is_json)
		Note(chosen, notes, "JSON_NORMALIZED", CVG_SEVERITY_INFO,
			 "MariaDB keeps the text of a document as written; jsonb keeps neither blanks nor the order of keys, and the last of equal keys");
}

static void
NoteLabels(const CvgChosen *chosen, List **notes)
{
	const CvgNewColumn *column = chosen->column;

	if (column->source->type == CVG_TYPE_ENUM && column->kind == CVG_KIND_TEXT &&
		chosen->rule == NULL)
		Note(chosen, notes, "ENUM_AS_TEXT", CVG_SEVERITY_INFO,
			 "text with a check: labels of an enum type have at most 63 bytes");
	if (HasQuestionMark(column->source->labels))
		Note(chosen, notes, "LABEL_UNCERTAIN", CVG_SEVERITY_WARNING,
			 "a label contains a question mark, which MySQL's catalog also shows for characters that it cannot hold; compare it with the data");
}

static bool
HasQuestionMark(List *labels)
{
	ListCell   *lc;

	foreach(lc, labels)
	{
		if (strchr(lfirst(lc), '?') != NULL)
			return true;
	}
	return false;
}

static void
NoteGeometry(const CvgChosen *chosen, List **notes)
{
	const CvgNewColumn *column = chosen->column;

	if (chosen->rule != NULL)
		return;
	if (column->kind == CVG_KIND_BYTEA)
		Note(chosen, notes, "NO_POSTGIS", CVG_SEVERITY_WARNING,
			 "bytea with MySQL's bytes; install the extension postgis first to have shapes");
	else if (strchr(column->type, '.') == NULL)
		Note(chosen, notes, "NO_POSTGIS", CVG_SEVERITY_INFO,
			 psprintf("PostgreSQL's own type %s, which has no functions for maps; install the extension postgis first to have them",
					  column->type));
}
