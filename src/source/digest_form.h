/*-------------------------------------------------------------------------
 *
 * digest_form.h
 *	  Forms of values that two servers write alike in their own SQL.
 *
 * A source and the target compute digests of the same rows, each in its own
 * SQL, and nothing of converge reads a value.  For that each value is
 * written in a form that depends on the pair of types alone:
 *
 *	boolean		0 or 1
 *	number		digits without zeros at either end of the number
 *	float		digits, the letter e, a power of ten: 12e-1; 0 and -0
 *	bits		digits 0 and 1
 *	moment		YYYY-MM-DD HH:MM:SS.ffffff AD
 *	time		microseconds since midnight, as 16 hexadecimal digits
 *	span		microseconds as of time, days and months, each as 8 digits
 *	text		SHA-256 of the text in UTF-8, as hexadecimal digits
 *	padded		as text, without blanks at its end
 *	bytes		SHA-256 of the bytes
 *	uuid		SHA-256 of the 32 lower case hexadecimal digits
 *	address		bits of the netmask, then the address, in upper case
 *				hexadecimal digits
 *	list		SHA-256 of the number of elements, a colon, and the elements
 *				with commas between
 *	floats		SHA-256 of the numbers as bytes of little-endian float4
 *	document	SHA-256 of the text of a document, of whose numbers the zeros
 *				at the end of a fraction are left out
 *
 * NULL is the letter N.  No form begins with it or contains a vertical bar,
 * so a row is its values with bars between, and its digest the SHA-256 of
 * that.  Digests are added up as two numbers of 60 bits: the first 15
 * hexadecimal digits, and the 15 that follow.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_DIGEST_FORM_H
#define CVG_DIGEST_FORM_H

#include "postgres.h"

#include "schema.h"

typedef enum CvgDigestForm
{
	CVG_FORM_NONE,
	CVG_FORM_BOOLEAN,
	CVG_FORM_NUMBER,
	CVG_FORM_FLOAT,
	CVG_FORM_BITS,
	CVG_FORM_MOMENT,
	CVG_FORM_TIME,
	CVG_FORM_SPAN,
	CVG_FORM_TEXT,
	CVG_FORM_PADDED,
	CVG_FORM_BYTES,
	CVG_FORM_UUID,
	CVG_FORM_ADDRESS,
	CVG_FORM_LIST,
	CVG_FORM_FLOATS,
	CVG_FORM_DOCUMENT
} CvgDigestForm;

/* What becomes of NUL bytes in a text. */
typedef enum CvgDigestNul
{
	CVG_DIGEST_NUL_KEPT,
	CVG_DIGEST_NUL_STRIPPED,
	CVG_DIGEST_NUL_ESCAPED,		/* NUL is \x00, backslash is \\ */
	CVG_DIGEST_NUL_BASE64		/* of the whole text */
} CvgDigestNul;

/* One value of a row, and what the source changes in it before. */
typedef struct CvgDigestField
{
	int			column;			/* in table->columns */
	CvgDigestForm form;
	bool		nonzero_is_true;	/* boolean: any number but 0 is 1 */
	int			nchars;			/* padded: a text has so many characters, else
								 * it is none that was padded; 0: any */
	bool		counts_bytes;	/* nchars are bytes of UTF-8 */
	bool		empty_is_null;	/* an empty string or label is NULL */
	bool		zero_date_is_null;	/* moments that no calendar has are NULL */
	const char *zero_date;		/* what they are, as a moment; NULL: as they
								 * are */
	CvgDigestNul nul;
} CvgDigestField;

/* Digests of which rows, and whether of rows or columns. */
typedef struct CvgDigestSpec
{
	const CvgTable *table;
	const char *where;			/* condition in the source's SQL, or NULL */
	int			nfields;
	const CvgDigestField *fields;
	bool		by_column;		/* a digest for each field, else one */

	/* by ranges of an integer column: those from first to last, width each */
	int			range_column;	/* in table->columns; -1: all rows at once */
	int64		first;
	int64		last;
	uint64		width;
} CvgDigestSpec;

/* Sums of digests, as the server writes these numbers. */
typedef struct CvgDigestSums
{
	uint64		range;			/* number of the range, from 0 */
	int64		rows;
	int			nsums;			/* two for each digest */
	char	  **sums;
} CvgDigestSums;

#endif							/* CVG_DIGEST_FORM_H */
