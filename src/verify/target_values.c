/*-------------------------------------------------------------------------
 *
 * target_values.c
 *	  Digests of the target's values: bytes, bits, addresses, and what has a
 *	  fixed length.
 *
 * The functions of the target side run for every value of a database.  They
 * allocate nothing for short ones, and release what they detoast.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <sys/socket.h>

#include "catalog/pg_type.h"
#include "utils/inet.h"
#include "utils/uuid.h"
#include "utils/varbit.h"

#include "verify/target_forms.h"

/* The longest canonical form that is made without an allocation. */
#define ROOM_FOR_BITS 64

void
CvgTargetFormBegin(CvgDigestPair *pair, MemoryContext mcxt)
{
	if (pair->datum == CvgTargetText || pair->datum == CvgTargetPadded ||
		pair->datum == CvgTargetTexts || pair->datum == CvgTargetOutput)
		pair->target_state = CvgTargetTextBegin(pair, mcxt);
}

void *
CvgTargetAlign(Datum value, CvgShortValue *room)
{
	struct varlena *detoasted = CvgTargetDetoast(value);
	Size		len;

	if (!VARATT_IS_SHORT(detoasted))
		return detoasted;
	len = VARSIZE_SHORT(detoasted) - VARHDRSZ_SHORT;
	SET_VARSIZE(room->data, len + VARHDRSZ);
	memcpy(VARDATA(room->data), VARDATA_SHORT(detoasted), len);
	CvgTargetRelease(detoasted, value);
	return room->data;
}

CvgHash
CvgTargetImpossible(const void *data, size_t len)
{
	CvgHash		hash = CvgHashImpossible(data, len);

	/* a cell with the same bytes may be impossible too */
	return CvgHashImpossible((const char *) &hash, sizeof(hash));
}

CvgHash
CvgTargetBoolean(CvgDigestPair *pair, Datum value)
{
	char		byte = DatumGetBool(value) ? 1 : 0;

	return CvgHashBytes(&byte, 1);
}

CvgHash
CvgTargetInteger(CvgDigestPair *pair, Datum value)
{
	int64		number;

	switch (pair->basetypid)
	{
		case INT2OID:
			number = DatumGetInt16(value);
			break;
		case INT4OID:
			number = DatumGetInt32(value);
			break;
		case INT8OID:
			number = DatumGetInt64(value);
			break;
		case OIDOID:
			number = DatumGetObjectId(value);
			break;
		default:
			elog(ERROR, "type %u is no integer", pair->basetypid);
	}
	return CvgHashInt64(number);
}

CvgHash
CvgTargetFloat4(CvgDigestPair *pair, Datum value)
{
	float4		number = DatumGetFloat4(value);

	return CvgHashBytes(&number, sizeof(number));
}

CvgHash
CvgTargetFloat8(CvgDigestPair *pair, Datum value)
{
	float8		number = DatumGetFloat8(value);

	return CvgHashBytes(&number, sizeof(number));
}

CvgHash
CvgTargetUuid(CvgDigestPair *pair, Datum value)
{
	return CvgHashBytes(DatumGetUUIDP(value)->data, UUID_LEN);
}

CvgHash
CvgTargetBytes(CvgDigestPair *pair, Datum value)
{
	struct varlena *bytes = CvgTargetDetoast(value);
	CvgHash		hash = CvgHashBytes(VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));

	CvgTargetRelease(bytes, value);
	return hash;
}

CvgHash
CvgTargetBits(CvgDigestPair *pair, Datum value)
{
	CvgShortValue room;
	VarBit	   *bits = CvgTargetAlign(value, &room);
	int			n = VARBITLEN(bits);
	char		digits[ROOM_FOR_BITS];
	char	   *form = n <= ROOM_FOR_BITS ? digits : palloc(n);
	CvgHash		hash;

	for (int i = 0; i < n; i++)
		form[i] = VARBITS(bits)[i / BITS_PER_BYTE] & (HIGHBIT >> i % BITS_PER_BYTE) ? '1' : '0';
	hash = CvgHashBytes(form, n);
	if (form != digits)
		pfree(form);
	CvgTargetReleaseAligned(bits, value, &room);
	return hash;
}

CvgHash
CvgTargetAddress(CvgDigestPair *pair, Datum value)
{
	inet	   *address = (inet *) CvgTargetDetoast(value);
	int			len = ip_addrsize(address);
	unsigned char form[2 + 16];
	CvgHash		hash;

	form[0] = ip_family(address) == PGSQL_AF_INET ? 4 : 6;
	form[1] = ip_bits(address);
	memcpy(form + 2, ip_addr(address), len);
	hash = CvgHashBytes(form, 2 + len);
	CvgTargetRelease(address, value);
	return hash;
}
