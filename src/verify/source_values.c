/*-------------------------------------------------------------------------
 *
 * source_values.c
 *	  Canonical forms of the source's booleans, uuids, bits and addresses.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "verify/source_forms.h"

#define UUID_BYTES 16
#define BITS_LENGTH 64			/* a source's bit string has no more */
#define ADDRESS_LENGTH 64		/* an address as text is shorter */

static CvgHash BooleanOfWord(const char *data, size_t len);
static CvgHash AddressOfBytes(const void *data, size_t len);
static CvgHash AddressOfText(const char *data, size_t len);

/* Negative if it is no hexadecimal digit. */
static inline int
HexValue(char c)
{
	/* one more than the values; other bytes have 0 */
	static const signed char values[256] = {
		['0'] = 1,['1'] = 2,['2'] = 3,['3'] = 4,['4'] = 5,
		['5'] = 6,['6'] = 7,['7'] = 8,['8'] = 9,['9'] = 10,
		['a'] = 11,['b'] = 12,['c'] = 13,['d'] = 14,['e'] = 15,['f'] = 16,
		['A'] = 11,['B'] = 12,['C'] = 13,['D'] = 14,['E'] = 15,['F'] = 16
	};

	return values[(unsigned char) c] - 1;
}

CvgHash
CvgSourceBoolean(CvgDigestPair *pair, const char *data, size_t len)
{
	bool		is_bit = pair->source->type == CVG_TYPE_BIT;
	int64		value;
	char		form;

	if (CvgSourceIsText(pair) || pair->source->type == CVG_TYPE_ENUM)
		return len == 0 ? CvgSourceEmpty(pair) : BooleanOfWord(data, len);
	if (is_bit && (len != 1 || (unsigned char) *data > 1))
		return CvgHashImpossible(data, len);
	if (is_bit)
		value = *data;
	else if (!CvgReadWhole(data, len, &value))
		value = 2;				/* what an int64 does not hold is neither */
	if (value != 0 && value != 1 && !pair->rules.boolean_nonzero)
		return CvgHashImpossible(data, len);
	form = value != 0;
	return CvgHashBytes(&form, 1);
}

static CvgHash
BooleanOfWord(const char *data, size_t len)
{
	/* those that mean true stand at odd places */
	static const char *const words[] = {
		"0", "1", "n", "y", "f", "t", "no", "yes", "off", "on", "false", "true"
	};

	for (int i = 0; i < (int) lengthof(words); i++)
	{
		char		form = i % 2;

		if (strlen(words[i]) == len && pg_strncasecmp(words[i], data, len) == 0)
			return CvgHashBytes(&form, 1);
	}
	return CvgHashImpossible(data, len);
}

/*
 * Of bytes as they are; of text, 32 digits with hyphens at the usual places
 * or none, perhaps in braces.
 */
CvgHash
CvgSourceUuid(CvgDigestPair *pair, const char *data, size_t len)
{
	bool		is_text = CvgSourceIsText(pair) || pair->source->type == CVG_TYPE_UUID;
	bool		braces = len > 2 && data[0] == '{' && data[len - 1] == '}';
	const char *p = data + braces;
	size_t		ndigits = len - 2 * braces;
	unsigned char form[UUID_BYTES];
	int			invalid = 0;

	if (len == 0)
		return is_text && pair->nullable && pair->rules.empty == CVG_EMPTY_DEFAULT ?
			CvgHashOfNull : CvgSourceEmpty(pair);
	if (!is_text)
		return len == UUID_BYTES ? CvgHashBytes(data, len) : CvgHashImpossible(data, len);
	if (ndigits != 2 * UUID_BYTES && ndigits != 2 * UUID_BYTES + strlen("----"))
		return CvgHashImpossible(data, len);

	for (int i = 0; i < UUID_BYTES; i++)
	{
		int			value;

		if (ndigits > 2 * UUID_BYTES && (i == 4 || i == 6 || i == 8 || i == 10))
			invalid |= *p++ != '-' ? -1 : 0;
		value = HexValue(p[0]) * 16 | HexValue(p[1]);
		invalid |= value;
		form[i] = (unsigned char) value;
		p += 2;
	}
	return invalid < 0 ? CvgHashImpossible(data, len) : CvgHashBytes(form, UUID_BYTES);
}

/*
 * The source sends a number in whole bytes, the highest first.
 */
CvgHash
CvgSourceBits(CvgDigestPair *pair, const char *data, size_t len)
{
	int			nbits = pair->source->length;
	char		form[BITS_LENGTH];

	if (nbits < 1 || nbits > BITS_LENGTH || len != (size_t) (nbits + 7) / 8)
		return CvgHashImpossible(data, len);
	for (int i = 0; i < nbits; i++)
	{
		int			place = nbits - 1 - i;	/* 0 is the lowest */

		form[i] = ((unsigned char) data[len - 1 - place / 8] >> place % 8 & 1) + '0';
	}
	return CvgHashBytes(form, nbits);
}

/*
 * In a binary(16), 4 bytes of an address are filled up with zeros and look
 * like 16 of another: which of the two was meant cannot be known.
 */
CvgHash
CvgSourceAddress(CvgDigestPair *pair, const char *data, size_t len)
{
	static const char zeros[sizeof(struct in6_addr)] = {0};
	size_t		rest = sizeof(struct in6_addr) - sizeof(struct in_addr);

	if (pair->source->type == CVG_TYPE_INET)
		return AddressOfText(data, len);
	if (pair->source->type == CVG_TYPE_BINARY && len == sizeof(struct in6_addr) &&
		memcmp(data + sizeof(struct in_addr), zeros, rest) == 0)
		return CvgHashImpossible(data, len);
	return AddressOfBytes(data, len);
}

static CvgHash
AddressOfBytes(const void *data, size_t len)
{
	char		form[2 + sizeof(struct in6_addr)];

	if (len != sizeof(struct in_addr) && len != sizeof(struct in6_addr))
		return CvgHashImpossible(data, len);
	form[0] = len == sizeof(struct in_addr) ? 4 : 6;
	form[1] = (char) (len * 8);
	memcpy(form + 2, data, len);
	return CvgHashBytes(form, 2 + len);
}

static CvgHash
AddressOfText(const char *data, size_t len)
{
	char		string[ADDRESS_LENGTH];
	struct in6_addr address;

	if (len >= sizeof(string) || memchr(data, '\0', len) != NULL)
		return CvgHashImpossible(data, len);
	memcpy(string, data, len);
	string[len] = '\0';
	if (inet_pton(AF_INET, string, &address) == 1)
		return AddressOfBytes(&address, sizeof(struct in_addr));
	if (inet_pton(AF_INET6, string, &address) == 1)
		return AddressOfBytes(&address, sizeof(struct in6_addr));
	return CvgHashImpossible(data, len);
}
