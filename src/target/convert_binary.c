/*-------------------------------------------------------------------------
 *
 * convert_binary.c
 *	  Bytes and bits: bytea, bit, inet from bytes, vectors.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sys/socket.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "utils/array.h"
#include "utils/inet.h"
#include "utils/varbit.h"

#include "convert_internal.h"

#define INET4_LENGTH 4			/* bytes of an address, as INET6_ATON */
#define INET6_LENGTH 16

static float VectorElement(const char *data, size_t index);
static size_t VectorLength(const CvgConvert *cv, const char *data, size_t len);

Datum
CvgConvertBytea(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	bytea	   *result;

	CvgCheckSize(cv, data, len);
	result = palloc(VARHDRSZ + len);
	SET_VARSIZE(result, VARHDRSZ + len);
	memcpy(VARDATA(result), data, len);
	return PointerGetDatum(result);
}

/*
 * A bit string is not stretched nor cut: bit(n) into bit(n), or into
 * bit varying of at least n.
 */
bool
CvgCheckBit(CvgConvert *cv, CvgRefusal *refusal)
{
	int			limit = cv->basetypmod;

	if (limit >= 0 && (cv->basetypid == BITOID ? limit != cv->source->length :
					   limit < cv->source->length))
		return CvgRefusePair(cv, refusal,
							 "Give the target column the length that the source column has.");
	return true;
}

/*
 * MySQL sends a number in whole bytes, PostgreSQL's bits begin at the left
 * of the first byte.
 */
Datum
CvgConvertBit(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	int			nbits = cv->source->length;
	int			nbytes = (nbits + BITS_PER_BYTE - 1) / BITS_PER_BYTE;
	int			shift = nbytes * BITS_PER_BYTE - nbits;
	uint64		bits = 0;
	VarBit	   *result;

	if (len != (size_t) nbytes || nbytes > (int) sizeof(bits))
		CvgConvertError(cv, CVG_PROBLEM_OTHER, ERRCODE_STRING_DATA_LENGTH_MISMATCH, data, len,
						psprintf("It is not a string of %d bits.", nbits), NULL);
	for (int i = 0; i < nbytes; i++)
		bits = bits << BITS_PER_BYTE | (unsigned char) data[i];
	bits <<= shift;

	result = palloc0(VARBITTOTALLEN(nbits));
	SET_VARSIZE(result, VARBITTOTALLEN(nbits));
	VARBITLEN(result) = nbits;
	for (int i = nbytes - 1; i >= 0; i--, bits >>= BITS_PER_BYTE)
		VARBITS(result)[i] = (bits8) bits;
	return VarBitPGetDatum(result);
}

bool
CvgCheckInetBytes(CvgConvert *cv, CvgRefusal *refusal)
{
	const CvgColumn *source = cv->source;

	if (source->type == CVG_TYPE_BINARY && source->length != INET4_LENGTH &&
		source->length != INET6_LENGTH)
		return CvgRefusePair(cv, refusal, NULL);
	cv->note = "bytes as of INET6_ATON";
	return true;
}

/*
 * The bytes of INET6_ATON: 4 of an IPv4 address, 16 of an IPv6 one.  In a
 * binary(16) column MySQL fills up 4 bytes with zeros; which of the two was
 * meant cannot be known.
 */
Datum
CvgConvertInetBytes(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	static const char zeros[INET6_LENGTH - INET4_LENGTH] = {0};
	inet	   *result;

	if (len != INET4_LENGTH && len != INET6_LENGTH)
		CvgConvertError(cv, CVG_PROBLEM_OTHER, ERRCODE_INVALID_BINARY_REPRESENTATION, data, len,
						psprintf("It has %zu bytes; an address has 4 or 16.", len),
						"Add a rule with action \"using\" for this column.");
	if (cv->source->type == CVG_TYPE_BINARY && len == INET6_LENGTH &&
		memcmp(data + INET4_LENGTH, zeros, sizeof(zeros)) == 0)
		CvgConvertError(cv, CVG_PROBLEM_OTHER, ERRCODE_INVALID_BINARY_REPRESENTATION, data, len,
						"It may be an IPv4 address filled up with zeros.",
						"Add a rule with action \"using\" for this column.");

	result = palloc0(sizeof(inet));
	ip_family(result) = len == INET4_LENGTH ? PGSQL_AF_INET : PGSQL_AF_INET6;
	ip_bits(result) = len * BITS_PER_BYTE;
	memcpy(ip_addr(result), data, len);
	SET_INET_VARSIZE(result);
	return InetPGetDatum(result);
}

/* The number of elements of a vector of float32. */
static size_t
VectorLength(const CvgConvert *cv, const char *data, size_t len)
{
	if (len % sizeof(float) != 0)
		CvgConvertError(cv, CVG_PROBLEM_OTHER, ERRCODE_INVALID_BINARY_REPRESENTATION, data, len,
						"It is not a vector of 4-byte numbers.", NULL);
	return len / sizeof(float);
}

/* Numbers are little-endian on the wire, whatever the machines. */
static float
VectorElement(const char *data, size_t index)
{
	const unsigned char *p = (const unsigned char *) data + index * sizeof(float);
	uint32		bits = p[0] | p[1] << 8 | p[2] << 16 | (uint32) p[3] << 24;
	float		value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

/*
 * real[] or double precision[].
 */
Datum
CvgConvertVectorArray(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	size_t		nelems = VectorLength(cv, data, len);
	Datum	   *elems = palloc(sizeof(Datum) * (nelems + 1));
	bool		is_real = cv->basetypid == FLOAT4ARRAYOID;
	ArrayType  *array;

	for (size_t i = 0; i < nelems; i++)
	{
		float		value = VectorElement(data, i);

		elems[i] = is_real ? Float4GetDatum(value) : Float8GetDatum(value);
	}
	array = is_real ?
		construct_array(elems, nelems, FLOAT4OID, sizeof(float4), true, TYPALIGN_INT) :
		construct_array(elems, nelems, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
						TYPALIGN_DOUBLE);
	pfree(elems);
	return PointerGetDatum(array);
}

/*
 * The type vector of pgvector, by its text form, which is exact.
 */
Datum
CvgConvertVector(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	CvgInputState *state = cv->state;
	size_t		nelems = VectorLength(cv, data, len);
	char		number[FLOAT_SHORTEST_DECIMAL_LEN];
	StringInfoData buf;
	Datum		value;

	initStringInfo(&buf);
	for (size_t i = 0; i < nelems; i++)
	{
		float_to_shortest_decimal_buf(VectorElement(data, i), number);
		appendStringInfo(&buf, "%c%s", i == 0 ? '[' : ',', number);
	}
	appendStringInfoString(&buf, nelems == 0 ? "[]" : "]");
	value = CvgInputCall(cv, &state->input, buf.data, cv->basetypmod, data, len);
	pfree(buf.data);
	return value;
}
