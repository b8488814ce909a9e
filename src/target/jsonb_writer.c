/*-------------------------------------------------------------------------
 *
 * jsonb_writer.c
 *	  JSON text to jsonb, faster than jsonb_in: the writing half, and how both
 *	  halves work.
 *
 * A value is made in two steps:
 *
 * 1. In jsonb_read.c, the text is read once, from left to right, into a list
 *    of nodes of 16 bytes, in order of appearance: a container, then what it
 *    holds.  Strings stay where they are in the text; those with escapes are
 *    unescaped into a buffer.  An upper limit of the jsonb's size is summed up
 *    on the way.
 * 2. Here, the list is written out as jsonb, into one allocation of that size.
 *    jsonb puts all keys of an object before its values, and pads numbers and
 *    containers to where they come to lie, so nothing can be written in its
 *    final place while the number of keys is still unknown.
 *
 * The list is kept for the next value, unless it is large; all else is freed.
 *
 * What is unusual is declined, for jsonb_in to do: invalid JSON, invalid
 * UTF-8, other server encodings, \u0000 and surrogates, nesting deeper than
 * MySQL's, numbers beyond all MySQL types, texts above 16 MB.  With the last,
 * no count and no size comes near the limits of jsonb (a node takes two bytes
 * of text, a byte of text makes at most six of jsonb), so none is checked.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#include "jsonb_internal.h"
#include "short_numeric.h"

#define MAX_TEXT				(16 * 1024 * 1024)
#define MAX_NODES_KEPT			(1024 * 1024 / sizeof(CvgJsonNode))

static Jsonb *WriteRoot(CvgJsonbWriter *w);
static JEntry WriteNode(CvgJsonbWriter *w, const CvgJsonNode *node);
static JEntry WriteDecimal(CvgJsonbWriter *w, const CvgJsonNode *node);
static JEntry WriteNumber(CvgJsonbWriter *w, const CvgJsonNode *node);
static JEntry WriteArray(CvgJsonbWriter *w, const CvgJsonNode *node);
static JEntry WriteObject(CvgJsonbWriter *w, const CvgJsonNode *node);
static uint32 ListKeys(const CvgJsonNode *object, const CvgJsonNode **keys);
static int	CompareListed(const void *a, const void *b, void *arg);
static void FreeBuffers(CvgJsonbWriter *w);

/* The node that follows this one and all it holds. */
static inline const CvgJsonNode *
NextNode(const CvgJsonNode *node)
{
	return node->kind >= CVG_JSON_ARRAY ? node + node->len : node + 1;
}

static inline void
WriteBytes(CvgJsonbWriter *w, const void *bytes, size_t len)
{
	memcpy(w->out, bytes, len);
	w->out += len;
}

/*
 * Most strings are short, and a call of memcpy takes longer than to copy them.
 * In unescaped strings the distance to the end of the text means nothing, but
 * there they have room behind them.
 */
static inline JEntry
WriteString(CvgJsonbWriter *w, const CvgJsonNode *node)
{
	const char *bytes = node->u.bytes;
	size_t		len = node->len;

	if (likely(len <= 4 * CVG_JSON_STRIDE &&
			   (uintptr_t) w->end - (uintptr_t) bytes >= TYPEALIGN(CVG_JSON_STRIDE, len)))
	{
		for (size_t i = 0; i < len; i += CVG_JSON_STRIDE)
			memcpy(w->out + i, bytes + i, CVG_JSON_STRIDE);
		w->out += len;
	}
	else
		WriteBytes(w, bytes, len);
	return JENTRY_ISSTRING | node->len;
}

static inline void
WritePadding(CvgJsonbWriter *w)
{
	while ((w->out - w->jsonb) % sizeof(uint32) != 0)
		*w->out++ = '\0';
}

/* Write the header of a container; returns where its JEntries go. */
static inline JEntry *
WriteHeader(CvgJsonbWriter *w, uint32 header, uint32 nentries)
{
	JEntry	   *entries;

	WritePadding(w);
	*(uint32 *) w->out = header;
	entries = (JEntry *) (w->out + sizeof(uint32));
	w->out = (char *) (entries + nentries);
	return entries;
}

/* Set a JEntry; *end adds up the lengths within the container. */
static inline void
SetEntry(JEntry *entries, uint32 i, JEntry entry, uint32 *end)
{
	*end += JBE_OFFLENFLD(entry);
	if (i % JB_OFFSET_STRIDE == 0)
		entry = (entry & JENTRY_TYPEMASK) | JENTRY_HAS_OFF | *end;
	entries[i] = entry;
}

CvgJsonbWriter *
CvgJsonbWriterCreate(MemoryContext parent)
{
	MemoryContext mcxt = AllocSetContextCreate(parent, "converge jsonb writer",
											   ALLOCSET_SMALL_SIZES);
	CvgJsonbWriter *w = MemoryContextAllocZero(mcxt, sizeof(CvgJsonbWriter));

	w->mcxt = mcxt;
	return w;
}

Jsonb *
CvgJsonbWrite(CvgJsonbWriter *w, const char *json, size_t len)
{
	Jsonb	   *jsonb = NULL;
	const char *p;

	if (len > MAX_TEXT || GetDatabaseEncoding() != PG_UTF8)
		return NULL;

	w->end = json + len;
	w->nnodes = 0;
	w->npairs = 0;
	w->unescaped = NULL;
	w->room = VARHDRSZ + sizeof(uint32);

	p = CvgJsonReadValue(w, json, 0);
	if (p != NULL && CvgJsonPeek(w, &p) == '\0' && p == w->end)
		jsonb = WriteRoot(w);

	FreeBuffers(w);
	return jsonb;
}

/*
 * Write what was read; the result is allocated in the current memory context.
 */
static Jsonb *
WriteRoot(CvgJsonbWriter *w)
{
	const CvgJsonNode *root = w->nodes;
	JEntry	   *entries;
	uint32		end = 0;

	w->nkeys = 0;
	w->keys = MemoryContextAlloc(w->mcxt, w->npairs * sizeof(CvgJsonNode *));
	w->jsonb = palloc(w->room + CVG_JSON_STRIDE);
	w->out = w->jsonb + VARHDRSZ;

	if (root->kind >= CVG_JSON_ARRAY)
		WriteNode(w, root);
	else
	{
		entries = WriteHeader(w, 1 | JB_FARRAY | JB_FSCALAR, 1);
		SetEntry(entries, 0, WriteNode(w, root), &end);
	}

	pfree(w->keys);
	Assert(w->out - w->jsonb <= w->room);
	SET_VARSIZE(w->jsonb, w->out - w->jsonb);
	return (Jsonb *) w->jsonb;
}

/*
 * Write a value.  Returns its JEntry, with its length.
 */
static JEntry
WriteNode(CvgJsonbWriter *w, const CvgJsonNode *node)
{
	/* most are, and a branch is faster than the switch */
	if (node->kind == CVG_JSON_STRING)
		return WriteString(w, node);

	switch ((CvgJsonKind) node->kind)
	{
		case CVG_JSON_NULL:
			return JENTRY_ISNULL;
		case CVG_JSON_FALSE:
			return JENTRY_ISBOOL_FALSE;
		case CVG_JSON_TRUE:
			return JENTRY_ISBOOL_TRUE;
		case CVG_JSON_STRING:
			return WriteString(w, node);
		case CVG_JSON_DECIMAL:
			return WriteDecimal(w, node);
		case CVG_JSON_NUMBER:
			return WriteNumber(w, node);
		case CVG_JSON_ARRAY:
			return WriteArray(w, node);
		case CVG_JSON_OBJECT:
			return WriteObject(w, node);
	}
	pg_unreachable();
}

static pg_noinline JEntry
WriteDecimal(CvgJsonbWriter *w, const CvgJsonNode *node)
{
	char	   *start = w->out;

	WritePadding(w);
	w->out += CvgShortNumericWrite(w->out, node->u.digits, node->len, node->negative);
	return JENTRY_ISNUMERIC | (w->out - start);
}

/*
 * Not inline, or each level of nesting would have the text on its stack.
 */
static pg_noinline JEntry
WriteNumber(CvgJsonbWriter *w, const CvgJsonNode *node)
{
	char	   *start = w->out;
	char		number[CVG_JSON_MAX_NUMBER + 1];
	Numeric		value;

	memcpy(number, node->u.bytes, node->len);
	number[node->len] = '\0';
	value = DatumGetNumeric(DirectFunctionCall3(numeric_in,
												CStringGetDatum(number),
												ObjectIdGetDatum(InvalidOid),
												Int32GetDatum(-1)));
	WritePadding(w);
	WriteBytes(w, value, VARSIZE(value));
	pfree(value);
	return JENTRY_ISNUMERIC | (w->out - start);
}

static JEntry
WriteArray(CvgJsonbWriter *w, const CvgJsonNode *node)
{
	char	   *start = w->out;
	uint32		count = node->u.count;
	JEntry	   *entries = WriteHeader(w, count | JB_FARRAY, count);
	const CvgJsonNode *element = node + 1;
	uint32		end = 0;

	for (uint32 i = 0; i < count; i++)
	{
		SetEntry(entries, i, WriteNode(w, element), &end);
		element = NextNode(element);
	}
	return JENTRY_ISCONTAINER | (w->out - start);
}

static JEntry
WriteObject(CvgJsonbWriter *w, const CvgJsonNode *node)
{
	char	   *start = w->out;
	const CvgJsonNode **keys = w->keys + w->nkeys;
	uint32		count = ListKeys(node, keys);
	JEntry	   *entries = WriteHeader(w, count | JB_FOBJECT, count * 2);
	uint32		end = 0;

	w->nkeys += count;
	for (uint32 i = 0; i < count; i++)
		SetEntry(entries, i, WriteString(w, keys[i]), &end);
	for (uint32 i = 0; i < count; i++)
		SetEntry(entries, count + i, WriteNode(w, keys[i] + 1), &end);
	w->nkeys -= count;

	return JENTRY_ISCONTAINER | (w->out - start);
}

/*
 * List the keys of an object in the order of jsonb; each is followed by its
 * value.  Of equal keys the last one stays.  Returns how many there are.
 */
static uint32
ListKeys(const CvgJsonNode *object, const CvgJsonNode **keys)
{
	uint32		count = object->u.count;
	uint32		kept = 0;
	const CvgJsonNode *key = object + 1;

	for (uint32 i = 0; i < count; i++)
	{
		keys[i] = key;
		key = NextNode(key + 1);
	}
	if (object->sorted)
		return count;

	qsort_arg(keys, count, sizeof(CvgJsonNode *), CompareListed, NULL);
	for (uint32 i = 1; i < count; i++)
	{
		if (CvgJsonKeyCompare(keys[kept], keys[i]) != 0)
			keys[++kept] = keys[i];
	}
	return kept + 1;
}

/* Of equal keys the last one comes first. */
static int
CompareListed(const void *a, const void *b, void *arg)
{
	const CvgJsonNode *key_a = *(const CvgJsonNode *const *) a;
	const CvgJsonNode *key_b = *(const CvgJsonNode *const *) b;
	int			order = CvgJsonKeyCompare(key_a, key_b);

	if (order == 0)
		order = key_a > key_b ? -1 : 1;
	return order;
}

/*
 * Free what a value took, but for a list of nodes of common size.
 */
static void
FreeBuffers(CvgJsonbWriter *w)
{
	if (w->unescaped != NULL)
		pfree(w->unescaped);
	w->unescaped = NULL;

	if (w->maxnodes > MAX_NODES_KEPT)
	{
		pfree(w->nodes);
		w->nodes = NULL;
		w->maxnodes = 0;
	}
}
