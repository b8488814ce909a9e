/*-------------------------------------------------------------------------
 *
 * jsonb_internal.h
 *	  What the two halves of the jsonb writer share: the nodes.
 *
 * jsonb_read.c makes them of a text, jsonb_writer.c makes jsonb of them.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_JSONB_INTERNAL_H
#define CVG_JSONB_INTERNAL_H

#include "postgres.h"

#include "utils/palloc.h"

#include "jsonb_writer.h"

/*
 * Short strings are copied by this many bytes at a time, beyond their end: both
 * the unescaped strings and the jsonb have as much room behind them.
 */
#define CVG_JSON_STRIDE			16

/* Bytes that a CVG_JSON_NUMBER has; MySQL's longest double has 309 digits */
#define CVG_JSON_MAX_NUMBER		350

typedef enum CvgJsonKind
{
	CVG_JSON_NULL,
	CVG_JSON_FALSE,
	CVG_JSON_TRUE,
	CVG_JSON_STRING,
	CVG_JSON_DECIMAL,			/* few digits, see jsonb_read.c */
	CVG_JSON_NUMBER,			/* any other number */
	CVG_JSON_ARRAY,
	CVG_JSON_OBJECT
} CvgJsonKind;

/* A value, or the key of one.  What a container holds comes right after it. */
typedef struct CvgJsonNode
{
	union
	{
		const char *bytes;		/* string, number */
		uint64		digits;		/* decimal, without its point and sign */
		uint32		count;		/* elements or pairs of a container */
	}			u;
	uint32		len;			/* bytes: how many; decimal: digits after the
								 * point; container: nodes, with itself */
	uint8		kind;			/* CvgJsonKind */
	bool		negative;		/* decimal */
	bool		sorted;			/* the keys of an object */
} CvgJsonNode;

struct CvgJsonbWriter
{
	MemoryContext mcxt;			/* of this and all it points to */

	/* the nodes, for one value after another */
	CvgJsonNode *nodes;
	uint32		nnodes;
	uint32		maxnodes;

	/* reading */
	const char *end;			/* of the text */
	char	   *unescaped;		/* strings that had escapes, or NULL */
	char	   *unescaped_end;
	uint32		npairs;			/* of all objects */
	size_t		room;			/* that the jsonb takes at most */

	/* writing */
	const CvgJsonNode **keys;	/* of the objects being written */
	uint32		nkeys;
	char	   *jsonb;
	char	   *out;			/* next byte of it */
};

/*
 * Append the value at p, which is inside of depth containers, to the nodes.
 * They may point into the text and into the unescaped strings, which the
 * caller frees in either case.  Returns the position behind the value, or NULL
 * to decline; throws for lack of memory alone.
 */
extern const char *CvgJsonReadValue(CvgJsonbWriter *w, const char *p, int depth);

/* The first byte at *p or behind that is no white space; 0 at the end. */
static inline char
CvgJsonPeek(CvgJsonbWriter *w, const char **p)
{
	for (; *p < w->end; (*p)++)
	{
		char		c = **p;

		if (likely(c != ' ' && c != '\n' && c != '\t' && c != '\r'))
			return c;
	}
	return '\0';
}

/* The order of keys in jsonb. */
static inline int
CvgJsonKeyCompare(const CvgJsonNode *a, const CvgJsonNode *b)
{
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return memcmp(a->u.bytes, b->u.bytes, a->len);
}

#endif							/* CVG_JSONB_INTERNAL_H */
