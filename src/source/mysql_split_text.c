/*-------------------------------------------------------------------------
 *
 * mysql_split_text.c
 *	  Strings between two keys of text or bytes.
 *
 * A string is read as a number whose digits are the letters that keys were
 * seen to have, with "no more letters" as the lowest digit.  So uuids, whose
 * letters are 0 to 9 and a to f, are divided as evenly as numbers are.  Where
 * all keys have the same letter, as the hyphens of uuids, there is no digit.
 *
 * The order of code points need not be that of the collation, nor the keys
 * seen be typical.  What comes out is a guess, with which the source is asked
 * for a real key; a bad guess makes uneven parts, never wrong ones.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "source/mysql_split.h"

#define MAX_LETTERS		4096
#define ALL_BYTES		256
#define PRECISION		1e15	/* what a double can tell apart */

static void LearnPositions(CvgSpelling *spelling, const CvgSplitKey *keys, int nkeys);
static void LearnLetters(CvgSpelling *spelling, const CvgSplitKey *keys, int nkeys);
static void AddLetter(CvgSpelling *spelling, pg_wchar letter);
static void TakeAllBytes(CvgSpelling *spelling);
static int	FindLetter(const CvgSpelling *spelling, pg_wchar letter);
static double ReadDigits(const CvgSpelling *spelling, const CvgSplitKey *key, int from);

void
CvgSplitLearn(CvgSpelling *spelling, const CvgSplitKey *keys, int nkeys, bool bytes)
{
	memset(spelling, 0, sizeof(CvgSpelling));
	LearnPositions(spelling, keys, nkeys);
	LearnLetters(spelling, keys, nkeys);

	/* a few keys show only a few of the letters that random bytes have */
	if (bytes && spelling->nletters > 0 &&
		spelling->letters[spelling->nletters - 1] >= 0x80)
		TakeAllBytes(spelling);
}

static void
LearnPositions(CvgSpelling *spelling, const CvgSplitKey *keys, int nkeys)
{
	for (int k = 0; k < nkeys; k++)
		spelling->npositions = Max(spelling->npositions, keys[k].nchars);
	spelling->fixed = palloc0(sizeof(pg_wchar) * (spelling->npositions + 1));

	for (int i = 0; i < spelling->npositions; i++)
	{
		bool		same = true;

		for (int k = 0; k < nkeys && same; k++)
			same = keys[k].nchars > i && keys[k].chars[i] == keys[0].chars[i];
		if (same)
			spelling->fixed[i] = keys[0].chars[i];
	}
}

static void
LearnLetters(CvgSpelling *spelling, const CvgSplitKey *keys, int nkeys)
{
	spelling->letters = palloc(sizeof(pg_wchar) * MAX_LETTERS);
	for (int k = 0; k < nkeys; k++)
	{
		for (int i = 0; i < keys[k].nchars; i++)
		{
			if (spelling->fixed[i] == 0)
				AddLetter(spelling, keys[k].chars[i]);
		}
	}
}

static void
AddLetter(CvgSpelling *spelling, pg_wchar letter)
{
	int			at = FindLetter(spelling, letter);

	if (spelling->nletters == MAX_LETTERS ||
		(at < spelling->nletters && spelling->letters[at] == letter))
		return;
	memmove(spelling->letters + at + 1, spelling->letters + at,
			sizeof(pg_wchar) * (spelling->nletters - at));
	spelling->letters[at] = letter;
	spelling->nletters++;
}

static void
TakeAllBytes(CvgSpelling *spelling)
{
	for (int i = 0; i < ALL_BYTES; i++)
		spelling->letters[i] = i;
	spelling->nletters = ALL_BYTES;
}

/* Index of the first letter that is not lower. */
static int
FindLetter(const CvgSpelling *spelling, pg_wchar letter)
{
	int			low = 0;
	int			high = spelling->nletters;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (spelling->letters[middle] < letter)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int
CvgSplitBetween(const CvgSpelling *spelling, const CvgSplitKey *from,
				const CvgSplitKey *to, double fraction, pg_wchar *chars)
{
	int			radix = spelling->nletters + 1;
	double		unit = 1;
	double		low;
	double		high;
	double		value;
	int			n = 0;

	while (n < from->nchars && n < to->nchars && from->chars[n] == to->chars[n])
	{
		chars[n] = from->chars[n];
		n++;
	}
	low = ReadDigits(spelling, from, n);
	high = ReadDigits(spelling, to, n);
	if (high <= low)
	{
		low = 0;
		high = 1;
	}

	value = low + (high - low) * fraction;
	for (; n < spelling->npositions && unit * radix < PRECISION; n++)
	{
		int			digit;

		if (spelling->fixed[n] != 0)
		{
			chars[n] = spelling->fixed[n];
			continue;
		}
		unit *= radix;
		value *= radix;
		digit = Min((int) value, radix - 1);
		value -= digit;
		if (digit == 0)
			break;
		chars[n] = spelling->letters[digit - 1];
	}
	return n;
}

/* What comes from that position on, as a number from 0 to 1. */
static double
ReadDigits(const CvgSpelling *spelling, const CvgSplitKey *key, int from)
{
	int			radix = spelling->nletters + 1;
	double		unit = 1;
	double		value = 0;

	for (int i = from; i < key->nchars && unit * radix < PRECISION; i++)
	{
		if (spelling->fixed[i] != 0)
			continue;
		unit *= radix;
		value += (FindLetter(spelling, key->chars[i]) + 1) / unit;
	}
	return value;
}
