/*-------------------------------------------------------------------------
 *
 * source_text.c
 *	  Canonical forms of the source's texts, bytes and documents.
 *
 * What is no UTF-8, or has a NUL byte, is hashed as it is: no text of the
 * target has such bytes.  The same holds for a text that is longer than its
 * type allows, and for a word that is no label of an enum.
 *
 * The rule "nul" turns every value of a column: strip leaves NUL bytes out,
 * escape writes \x00 for them and \\ for a backslash, base64 encodes all.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#include "verify/source_forms.h"

#define TEXTS_LENGTH 512		/* longer forms are made on the heap */

static const char *WithoutZeros(const char *data, size_t *len);
static const char *Stripped(const char *data, size_t *len);
static const char *Escaped(const char *data, size_t *len);
static const char *Base64(const char *data, size_t *len);
static size_t CountCharacters(const char *data, size_t len);

const char *
CvgSourceChangedText(const CvgDigestPair *pair, const char *data, size_t *len)
{
	switch (pair->rules.nul)
	{
		case CVG_NUL_STRIP:
			return Stripped(data, len);
		case CVG_NUL_ESCAPE:
			return Escaped(data, len);
		case CVG_NUL_BASE64:
			return Base64(data, len);
		default:
			return WithoutZeros(data, len);
	}
}

static const char *
WithoutZeros(const char *data, size_t *len)
{
	for (; *len > 1 && data[0] == '0' && CvgIsDigit(data[1]); data++)
		(*len)--;
	return data;
}

static const char *
Stripped(const char *data, size_t *len)
{
	char	   *result;
	size_t		n = 0;

	if (memchr(data, '\0', *len) == NULL)
		return data;
	result = MemoryContextAllocHuge(CurrentMemoryContext, *len);
	for (size_t i = 0; i < *len; i++)
	{
		if (data[i] != '\0')
			result[n++] = data[i];
	}
	*len = n;
	return result;
}

static const char *
Escaped(const char *data, size_t *len)
{
	size_t		size = *len;
	char	   *result;
	char	   *p;

	for (size_t i = 0; i < *len; i++)
		size += data[i] == '\0' ? strlen("\\x00") - 1 : data[i] == '\\' ? 1 : 0;
	if (size == *len)
		return data;
	p = result = MemoryContextAllocHuge(CurrentMemoryContext, size);
	for (size_t i = 0; i < *len; i++)
	{
		if (data[i] == '\0')
		{
			memcpy(p, "\\x00", strlen("\\x00"));
			p += strlen("\\x00");
			continue;
		}
		if (data[i] == '\\')
			*p++ = '\\';
		*p++ = data[i];
	}
	*len = size;
	return result;
}

static const char *
Base64(const char *data, size_t *len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t		size = (*len + 2) / 3 * 4;
	char	   *result = MemoryContextAllocHuge(CurrentMemoryContext, size + 1);
	char	   *p = result;

	for (size_t i = 0; i < *len; i += 3)
	{
		uint32		bits = 0;
		size_t		nbytes = Min(*len - i, 3);

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (k < nbytes ? (unsigned char) data[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			*p++ = k <= nbytes ? digits[bits >> (18 - 6 * k) & 63] : '=';
	}
	*len = size;
	return result;
}

/*
 * An empty text is NULL only where the type has none and the rule says so.
 */
CvgHash
CvgSourceText(CvgDigestPair *pair, const char *data, size_t len)
{
	if (unlikely(len == 0 && pair->rules.empty == CVG_EMPTY_NULL))
		return CvgHashOfNull;
	data = CvgSourceCellText(pair, data, &len);
	return CvgHashBytes(data, len);
}

/*
 * Values of CHAR columns are padded at both sides; to others blanks count,
 * so they must have the full length.
 */
CvgHash
CvgSourcePadded(CvgDigestPair *pair, const char *data, size_t len)
{
	size_t		limit = pair->basetypmod - VARHDRSZ;
	const char *string = CvgSourceCellText(pair, data, &len);

	if (pair->basetypmod >= (int32) VARHDRSZ)
	{
		size_t		nchars = CountCharacters(string, len);

		if (nchars > limit || (nchars < limit && pair->source->type != CVG_TYPE_CHAR))
			return CvgHashImpossible(string, len);
	}
	while (len > 0 && string[len - 1] == ' ')
		len--;
	return CvgHashBytes(string, len);
}

/*
 * Every byte of UTF-8 but continuations begins a character.  A database in
 * SQL_ASCII takes each byte for one.
 */
static size_t
CountCharacters(const char *data, size_t len)
{
	size_t		n = 0;

	if (GetDatabaseEncoding() == PG_SQL_ASCII)
		return len;
	for (size_t i = 0; i < len; i++)
		n += (data[i] & 0xc0) != 0x80;
	return n;
}

CvgHash
CvgSourceBytes(CvgDigestPair *pair, const char *data, size_t len)
{
	return CvgHashBytes(data, len);
}

/*
 * Labels of a SET, or text divided at commas; an empty text has no elements.
 */
CvgHash
CvgSourceTexts(CvgDigestPair *pair, const char *data, size_t len)
{
	const char *string = CvgSourceCellText(pair, data, &len);
	const char *end = string + len;
	size_t		ncommas = 0;
	size_t		size;
	char		buffer[TEXTS_LENGTH];
	char	   *form;
	char	   *p;

	if (len == 0)
		return CvgHashBytes("", 0);
	if (len > MaxAllocSize)
		return CvgHashImpossible(string, len);
	for (size_t i = 0; i < len; i++)
		ncommas += string[i] == ',';
	size = len - ncommas + (ncommas + 1) * sizeof(int32);
	p = form = size <= sizeof(buffer) ? buffer :
		MemoryContextAllocHuge(CurrentMemoryContext, size);
	for (;;)
	{
		const char *comma = memchr(string, ',', end - string);
		int32		length = (comma ? comma : end) - string;

		memcpy(p, &length, sizeof(length));
		memcpy(p + sizeof(length), string, length);
		p += sizeof(length) + length;
		if (comma == NULL)
			break;
		string = comma + 1;
	}
	return CvgHashBytes(form, size);
}

CvgHash
CvgSourceDocument(CvgDigestPair *pair, const char *data, size_t len)
{
	CvgHash		hash;

	if (len == 0)
		return CvgSourceEmpty(pair);
	return CvgDigestJsonText(data, len, &hash) ? hash : CvgHashImpossible(data, len);
}
