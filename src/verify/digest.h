/*-------------------------------------------------------------------------
 *
 * digest.h
 *	  Digests of values that are equal where source and target hold the same.
 *
 * For a pair of types there is one canonical form.  A cell of the source and
 * a Datum of the target are each brought into it by code of their own, which
 * shares nothing with the converters of an import: one wrong conversion must
 * not verify itself.  The digest of a value is a 128-bit hash of its
 * canonical form; NULL has a digest of its own.  Digests of rows and columns
 * are sums, so they do not depend on an order, and rows that occur twice
 * count twice.
 *
 * Rules that change values on purpose are applied to the source's side.  A
 * value that the target could not hold never throws: its canonical form is
 * one that no value of the target has.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_DIGEST_H
#define CVG_DIGEST_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "row.h"
#include "schema.h"
#include "target/convert.h"

typedef struct CvgHash
{
	uint64		low;
	uint64		high;
} CvgHash;

typedef struct CvgDigestPair CvgDigestPair;

/* Neither is called for NULL.  They may allocate in the current memory context. */
typedef CvgHash (*CvgDigestCellFn) (CvgDigestPair *pair, const char *data, size_t len);
typedef CvgHash (*CvgDigestDatumFn) (CvgDigestPair *pair, Datum value);

/* One column of the source and the attribute that holds it. */
struct CvgDigestPair
{
	CvgDigestCellFn cell;
	CvgDigestDatumFn datum;
	bool		cell_takes_null;	/* a rule "using" makes values of NULL */

	const CvgColumn *source;
	CvgColumnRules rules;
	bool		nullable;		/* the attribute accepts NULL */
	Oid			typid;			/* declared type of the attribute */
	int32		typmod;
	Oid			basetypid;		/* under domains */
	int32		basetypmod;

	void	   *source_state;	/* set by CvgDigestBegin */
	void	   *target_state;
};

/*
 * Choose the canonical form for the pair and fill *pair.  False, with the
 * reason in *why (a message in the current memory context): it cannot be
 * compared.  Reads PostgreSQL's catalogs alone.  digest.c.
 */
extern bool CvgDigestChoose(CvgDigestPair *pair, const CvgColumn *source,
							Oid typid, int32 typmod, bool nullable,
							const CvgColumnRules *rules, const char **why);

/*
 * Make a chosen pair ready to run.  What it keeps over values is allocated in
 * mcxt and lives as long as that.
 */
extern void CvgDigestBegin(CvgDigestPair *pair, MemoryContext mcxt);

/* The digest of bytes; of NULL. */
extern CvgHash CvgHashBytes(const void *data, size_t len);
extern CvgHash CvgHashInt64(int64 value);	/* as its eight bytes */
extern const CvgHash CvgHashOfNull;

/* The digest of a row: of the digests of its values, in their order. */
extern CvgHash CvgHashRow(const CvgHash *values, int n);

static inline void
CvgHashAdd(CvgHash *sum, CvgHash hash)
{
	sum->low += hash.low;
	sum->high += hash.high + (sum->low < hash.low);
}

static inline void
CvgHashSubtract(CvgHash *sum, CvgHash hash)
{
	sum->high -= hash.high + (sum->low < hash.low);
	sum->low -= hash.low;
}

static inline bool
CvgHashEqual(CvgHash a, CvgHash b)
{
	return a.low == b.low && a.high == b.high;
}

/* As 32 hexadecimal digits, in the current memory context. */
extern char *CvgHashToString(CvgHash hash);

/* Digest of a cell of the source. */
static inline CvgHash
CvgDigestCell(CvgDigestPair *pair, const CvgCell *cell)
{
	if (cell->data == NULL && !pair->cell_takes_null)
		return CvgHashOfNull;
	return pair->cell(pair, cell->data, cell->len);
}

/* Digest of a value of the target. */
static inline CvgHash
CvgDigestDatum(CvgDigestPair *pair, Datum value, bool isnull)
{
	return isnull ? CvgHashOfNull : pair->datum(pair, value);
}

#endif							/* CVG_DIGEST_H */
