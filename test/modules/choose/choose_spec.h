/*-------------------------------------------------------------------------
 *
 * choose_spec.h
 *	  Tables of a source, as tests write them.
 *
 * One line an object, words divided by blanks:
 *
 *	table NAME [absent]				absent: not in the design
 *	view NAME
 *	column NAME TYPE [WORD...]		TYPE without blanks; a label may have ~
 *									for a blank; WORD one of unsigned,
 *									zerofill, null, auto_increment, json,
 *									srid=N, collation=NAME, boolean=FIT,
 *									uuid=FIT with FIT yes, no or empty
 *	primary NAME[,NAME...]
 *	unique NAME NAME[,NAME...]
 *	foreign NAME NAME[,NAME...] TABLE NAME[,NAME...]
 *	rule TABLE COLUMN ACTION VALUE
 *
 * Columns, keys and foreign keys belong to the table before them.  Tables
 * come in the order of their names.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CHOOSE_SPEC_H
#define CHOOSE_SPEC_H

#include "postgres.h"

#include "create/design.h"

typedef struct Spec
{
	CvgSchema	schema;
	List	   *rules;			/* of CvgRule * */
	bool	   *absent;			/* of each table */
	CvgColumnFit **fits;
} Spec;

extern Spec *SpecParse(char *text);

#endif							/* CHOOSE_SPEC_H */
