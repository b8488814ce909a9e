/*-------------------------------------------------------------------------
 *
 * notes.c
 *	  What a DBA should know of the objects of a design.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "create/design.h"

void
CvgNoteAdd(List **notes, const char *code, CvgSeverity severity,
		   const char *object_type, char *object, char *message)
{
	CvgNote    *note = palloc(sizeof(CvgNote));

	note->code = code;
	note->severity = severity;
	note->object_type = object_type;
	note->object = object;
	note->message = message;
	*notes = lappend(*notes, note);
}
